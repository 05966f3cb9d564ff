"""Lists of signatories: every country in order, repeats, and every piece that was not read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from attrs import frozen

from unstatements.core.arguments import of_type
from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import AmbiguousCountryError, UnknownCountryError
from unstatements.names.country import Country
from unstatements.names.cut import Cut
from unstatements.names.find import Mention, end_of_name, mentions_in
from unstatements.names.fold import core, lexicon
from unstatements.names.match import LONGEST, match

_SEPARATOR = re.compile(
    r"[,;:\n\r\t|\u2022\u00b7\u25cf\u25aa\u2013\u2014\u3001\uff0c\uff1b\u060c\u061b]|\.(?=\s|$)"
)

_MOST_PIECES = 2_000  # that are tried as misprints of names, in one text
_ENDING = re.compile("['\u2018\u2019]\\w{1,4}")


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


class _Piece(NamedTuple):
    """A piece of a list in which no name was found."""

    text: str  # the piece
    name: str  # the piece without the small words around it


def parse_signatories(text: str, on: DateLike | None = None) -> Signatories:
    """Read a list of signatories: countries, repeats, and what could not be read.

    Args:
        text: A list, with or without the words around it.
        on: The day of the list.

    Returns:
        What was read; nothing of the text is lost in silence. Where a text has more than 2,000
        different pieces that are no names, the others are unread without a try at misprints.

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
    mentions, parts = mentions_in(of_type(text, str, "text: give a str"), day)
    matched = _Matcher(day)
    countries: Counter[Country] = Counter()
    printed: dict[Country, str] = {}
    unread: list[str] = []
    for piece in _pieces(parts, mentions, matched):
        country = piece.country if isinstance(piece, Mention) else matched(piece.text)
        if country is None:
            unread.append(piece.text)
        else:
            countries[country] += 1
            printed.setdefault(country, piece.text if isinstance(piece, Mention) else piece.name)
    return Signatories(
        countries=tuple(countries),
        repeated=tuple(country for country, number in countries.items() if number > 1),
        unread=tuple(unread),
        printed_as=tuple(printed.values()),
    )


class _Matcher:
    """Matches pieces of one text, each once, and no more of them than a list can have."""

    def __init__(self, on: date | None) -> None:
        self._on = on
        self._countries: dict[str, Country | None] = {}

    def __call__(self, piece: str) -> Country | None:
        countries = self._countries
        if piece not in countries and len(piece) <= LONGEST and len(countries) < _MOST_PIECES:
            countries[piece] = self._match(piece)
        return countries.get(piece)

    def _match(self, piece: str) -> Country | None:
        try:
            country = match(piece, self._on).country
        except (UnknownCountryError, AmbiguousCountryError):
            return None
        return None if country.kind == "historic" else country


def _pieces(cut: Cut, mentions: list[Mention], matched: _Matcher) -> Iterator[Mention | _Piece]:
    """Yield the names in a list, and what says something between them."""
    for start, end, inside in _items(cut, mentions):
        pieces = list(_parts(cut, start, end, inside))
        whole = _piece(cut, start, end) if 0 < len(inside) < len(pieces) else None
        if whole and matched(whole.text):
            yield whole  # "Netherlnds (Kingdom of the)"
        else:
            yield from pieces


def _items(cut: Cut, mentions: list[Mention]) -> Iterator[tuple[int, int, list[Mention]]]:
    """Yield the items between separators that are not inside a name, with the names in each."""
    start = first = at = 0
    borders = (separator.span() for separator in _SEPARATOR.finditer(cut.text))
    for end, following in chain(borders, [(len(cut.text), len(cut.text))]):
        while at < len(mentions) and mentions[at].end <= end:
            at += 1
        if at == len(mentions) or end < mentions[at].start:
            yield start, end, mentions[first:at]
            start, first = following, at


def _parts(cut: Cut, start: int, end: int, mentions: list[Mention]) -> Iterator[Mention | _Piece]:
    for mention in mentions:
        piece = _piece(cut, start, mention.start)
        if piece and not _belongs_to_name(cut.words_between(start, mention.start)):
            yield piece
        yield mention
        start = _after_ending(cut, mention)
    if piece := _piece(cut, start, end):
        yield piece


def _piece(cut: Cut, start: int, end: int) -> _Piece | None:
    """Return a piece of the text if it says something."""
    first, last = bisect_left(cut.starts, start), bisect_right(cut.ends, end)
    words, piece = core(cut.words[first:last]), cut.text[start:end].strip()
    if not words or piece in lexicon().join:  # some are of several letters, where these are words
        return None
    begin = cut.starts[first + words.start]
    end_of_words = end_of_name(cut.text, begin, cut.ends[first + words.stop - 1])
    return _Piece(piece, cut.text[begin:end_of_words])


def _belongs_to_name(words: list[str]) -> bool:
    """Whether words before a name are all of a kind that can belong to it: "de la República"."""
    lex = lexicon()
    return all(word in lex.small or word in lex.of_state or word in lex.join for word in words)


def _after_ending(cut: Cut, mention: Mention) -> int:
    """Return where the text goes on after a name and an ending: "Türkiye'nin", "Cuba's"."""
    ending = _ENDING.match(cut.text, mention.end)
    return ending.end() if ending else mention.end
