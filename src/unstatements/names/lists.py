"""Lists of signatories: every country in order, repeats, and every piece that was not read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain

from attrs import frozen

from unstatements.core.dates import DateLike, as_date
from unstatements.names.country import Country
from unstatements.names.cut import Cut
from unstatements.names.find import Mention, find_countries
from unstatements.names.fold import USUAL, core, cut_words, lexicon
from unstatements.names.match import normalize

# A line that ends within a word ("Nor-\nway") is no end of an item.
_SEPARATOR = re.compile(
    r"[.\n\r,;:\t|\u2022\u00b7\u25cf\u25aa\u2013\u2014\u3001\uff0c\uff1b\u060c\u061b](?:(?<![.\n\r])|(?<=\.)(?=\s|$)"
    r"|(?<=[\n\r])(?:(?<!\w-\n)(?<!\w-\r)(?<!\w-\r\n)|(?!\n?[ \t]*[a-z\u00df-\u00ff])))"
)
_MOST_PIECES, _MOST_LETTERS = 2_000, 20_000  # that are tried as misprints, in one text
_LONGEST = 120  # letters of a piece; the longest name has 81
_ENDING = re.compile("['\u2018\u2019]\\w{1,4}")
_Piece = tuple[str, Country | None]  # a text, and the country that it names


@frozen
class Signatories:
    """What was read from a list of signatories.

    Attributes:
        countries: The countries in the order of the list, each once.
        repeated: Those that stand in it more than once.
        unread: The pieces of the text that are no country's name, as they stand.
        printed_as: The name of each of the countries as it stands in the list, the first time.
    """

    countries: tuple[Country, ...]
    repeated: tuple[Country, ...]
    unread: tuple[str, ...]
    printed_as: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"{len(self.countries)} countries: {', '.join(map(str, self.countries))}"]
        if self.repeated:
            lines.append(f"repeated: {', '.join(map(str, self.repeated))}")
        if self.unread:
            lines.append(f"unread: {', '.join(map(repr, self.unread))}")
        return "\n".join(lines)


def parse_signatories(text: str, on: DateLike | None = None) -> Signatories:
    """Read a list of signatories: countries, repeats, and what could not be read.

    Args:
        text: A list, with or without the words around it.
        on: The day of the list.

    Returns:
        What was read; nothing of the text is lost in silence. After 2,000 different pieces that
        are no names, or 20,000 letters of them, misprints are no longer tried, nor in pieces of
        more than 120 letters.

    Raises:
        TypeError: If `text` is not text.

    Example:
        >>> import unstatements as un
        >>> read = un.parse_signatories("Chile, Latva, Narnia, Chile and my own country, the U.K.")
        >>> read.countries
        (country('CHL'), country('LVA'), country('GBR'))
        >>> read.repeated, read.unread, read.printed_as
        ((country('CHL'),), ('Narnia',), ('Chile', 'Latva', 'U.K.'))
    """
    day = None if on is None else as_date(on)
    mentions = find_countries(text, day)
    countries: Counter[Country] = Counter()
    printed: dict[Country, str] = {}
    unread: list[str] = []
    for name, country in _pieces(text, mentions, _Matches(day)):
        if country:
            countries[country] += 1
            printed.setdefault(country, name)
        else:
            unread.append(name)
    return Signatories(
        countries=tuple(countries),
        repeated=tuple(country for country, number in countries.items() if number > 1),
        unread=tuple(unread),
        printed_as=tuple(printed.values()),
    )


class _Matches(dict[str, Country | None]):
    """The countries of pieces of one text, each looked up once, and of no more than a list has."""

    def __init__(self, on: date | None) -> None:
        super().__init__()
        self._on, self._letters = on, 0

    def __missing__(self, piece: str) -> Country | None:
        is_full = len(self) >= _MOST_PIECES or self._letters >= _MOST_LETTERS
        if is_full or len(piece) > _LONGEST:
            return None
        self._letters += len(piece)
        (country,) = normalize([piece], "null", self._on)
        self[piece] = None if country and country.kind == "historic" else country
        return self[piece]


def _pieces(text: str, mentions: list[Mention], matches: _Matches) -> Iterator[_Piece]:
    """Yield the names in a list, and what says something between them."""
    for start, end, inside in _items(text, mentions):
        pieces = list(_parts(text, start, end, inside, matches))
        whole = _piece(text[start:end], matches) if 0 < len(inside) < len(pieces) else None
        yield from [whole] if whole and whole[1] else pieces  # "Netherlnds (Kingdom of the)"


def _items(text: str, mentions: list[Mention]) -> Iterator[tuple[int, int, list[Mention]]]:
    """Yield the items between separators that are not inside a name, with the names in each."""
    start = first = at = 0
    borders = (separator.span() for separator in _SEPARATOR.finditer(text))
    for end, following in chain(borders, [(len(text), len(text))]):
        while at < len(mentions) and mentions[at].end <= end:
            at += 1
        if at == len(mentions) or end < mentions[at].start:
            yield start, end, mentions[first:at]
            start, first = following, at


def _parts(
    text: str, start: int, end: int, mentions: list[Mention], matches: _Matches
) -> Iterator[_Piece]:
    """Yield the names in an item, and what stands between them."""
    for mention in mentions:
        if piece := _piece(text[start : mention.start], matches, is_before_name=True):
            yield piece
        yield mention.text, mention.country
        ending = _ENDING.match(text, mention.end)  # "'s"
        start = ending.end() if ending else mention.end
    if piece := _piece(text[start:end], matches):
        yield piece


def _piece(text: str, matches: _Matches, *, is_before_name: bool = False) -> _Piece | None:
    """Return a piece of a text if it says something."""
    text = text.strip()
    if not text or text in lexicon("join"):  # some are of several letters, where these are words
        return None
    piece = Cut(text, *cut_words(text, letters=True), source=text)
    inner = core(piece.words)
    is_small = lexicon(*USUAL, "join", "prefix").issuperset(piece.words)
    if not inner or (is_small and is_before_name):  # "de la República"
        return None
    country = matches[text]
    name = text[piece.starts[inner[0]] : piece.end_of_name(inner[0], inner[-1])]
    return (name if country else text), country
