"""Countries in running text and in lists of signatories.

A text is cut into folded words with their places (`unstatements.names.fold`); at each word the longest name of
the tables that begins there is a mention. One pass over the words, one look-up in a dictionary for each word
that a name can go on with: the time is linear in the length of the text, whatever the text holds. Scripts that
do not part words by spaces (Chinese, Japanese, Thai...) are read in the same way, letter by letter.

Lists hold the same items over and over, so a text is cut at commas and line ends, and what stands in a short
piece is remembered. Only where a name can go on behind its piece ("Korea, Republic of") is it read in the text.

What speaks against a mention is said in the table `not_names`: longer names of other things ("Group of 77 and
China", "Northern Ireland"), titles and place words around it ("Mr. Jordan", "Turkey Creek"), words that
mean something else outside a list.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from attrs import frozen

from unstatements.core.arguments import of_type
from unstatements.core.errors import AmbiguousCountryError, UnknownCountryError
from unstatements.core.once import once
from unstatements.core.tables import table
from unstatements.names.country import Country
from unstatements.names.fold import LETTER, Word, core, each_word, fold_word, join_words, lexicon, words
from unstatements.names.match import Bearer, choose, is_historic, match, not_names

__all__ = ["Mention", "Signatories", "find_countries", "parse_signatories"]


class Mention(NamedTuple):
    """A country's name in a text.

    Attributes:
        country: The country.
        text: The name as it stands in the text.
        start: Where it begins.
        end: Where it ends: ``text[start:end]`` is the name.
    """

    country: Country
    text: str
    start: int
    end: int


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


def find_countries(text: str, on: date | None = None) -> list[Mention]:
    """Return the countries that a text mentions, in order, with their places.

    Names are found in all languages of the tables, as whole words and in capitals where the script has them;
    the longest name wins. Names that several countries bear are left out unless `on` decides.

    Args:
        text: Running text or a list.
        on: The day of the text.

    Returns:
        The mentions in order of appearance.

    Example:
        >>> import unstatements as un
        >>> [m.country.alpha_3 for m in un.find_countries("Papua New Guinea, Guinea's ally, met Mr. Jordan")]
        ['PNG', 'GIN']
        >>> un.find_countries("The Group of 77 and China")
        []
    """
    mentions, doubtful = _among_words(text, on)
    if not _is_latin(text) and (among_letters := [*_among_letters(text, on)]):
        mentions = sorted(mentions + among_letters, key=_START)
    return _in_company(text, mentions, doubtful)


def parse_signatories(text: str, on: date | None = None) -> Signatories:
    """Read a list of signatories: countries, repeats, and what could not be read.

    Args:
        text: A list, with or without the words around it.
        on: The day of the list.

    Returns:
        What was read; nothing of the text is lost in silence.

    Example:
        >>> import unstatements as un
        >>> read = un.parse_signatories("Chile, Latva, Narnia, Chile and my own country, the U.K.")
        >>> read.countries
        (country('CHL'), country('LVA'), country('GBR'))
        >>> read.repeated, read.unread, read.printed_as
        ((country('CHL'),), ('Narnia',), ('Chile', 'Latva', 'U.K.'))
    """
    mentions = find_countries(text, on)
    found: list[Country] = []
    printed: dict[Country, str] = {}
    unread: list[str] = []
    for start, end, inside in _segments(text, mentions):
        pieces = _pieces(text, start, end, inside)
        if any(isinstance(p, str) for p in pieces) and _read(text[start:end], on):
            pieces = [text[start:end]]
        for piece in pieces:
            read = _read(piece, on) if isinstance(piece, str) else piece.country
            if read:
                found.append(read)
                printed.setdefault(read, _as_printed(piece) if isinstance(piece, str) else piece.text)
            else:
                unread.append(str(piece))
    times = Counter(found)
    return Signatories(
        tuple(times), tuple(c for c, n in times.items() if n > 1), tuple(unread), tuple(printed.values())
    )


# --------------------------------------------------------------------------------------- the names


class Names(NamedTuple):
    """Names by key, and what tells early that no longer name begins somewhere.

    Attributes:
        bearers: Who bears a name; nobody, if the key is that of a longer name of something else.
        onwards: The words that names can go on with, by the words before. (Letters, in the other scripts.)
        signs: The signs that stand inside a name as it is written ("" if there are none), by key.
    """

    bearers: dict[str, tuple[Bearer, ...]]
    onwards: dict[str, set[str]]
    signs: dict[str, frozenset[str]]


# Scripts whose words are not parted by spaces: Thai to Burmese, Khmer, and the East Asian ones but Korean.
_UNPARTED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
_UNPARTED_RUN = re.compile(f"[{_UNPARTED}](?:[{_UNPARTED}\u00b7\u2027 \t\u3000]|\r?\n)*")
_IGNORED = frozenset("\u30fb\u00b7\u2027 \t\u3000\r\n\u200b")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]")


def _is_unparted(key: str) -> bool:
    return bool(re.match(f"[{_UNPARTED}]", key))


@once
def _abbreviations() -> frozenset[str]:
    """Names that are only names in capitals, without their full stops."""
    names = [row[1].replace(".", "") for row in table("names") if row[4] == "abbreviation"]
    return frozenset(name for name in names if name == name.upper())


@once
def _named() -> tuple[dict[str, tuple[Bearer, ...]], dict[str, tuple[Bearer, ...]], dict[str, set[str]]]:
    """Names of words, names of letters, and the signs in names, each by key."""
    by_word: dict[str, tuple[Bearer, ...]] = {}
    by_letter: dict[str, tuple[Bearer, ...]] = {}
    signs: defaultdict[str, set[str]] = defaultdict(set)
    for phrase in not_names("phrase"):
        (by_letter if _is_unparted(phrase) else by_word)[_keys(join_words(words(phrase)))] = ()
    for key, name, country, _languages, kind, start, end, _source in (*table("names"), *table("names_more")):
        if kind == "misprint" or key.rpartition(" ")[2] in lexicon().article:
            continue  # as for "Sudan, The": in a list the article is that of the next name
        names = by_word
        if _is_unparted(key):
            names, key = by_letter, key.replace(" ", "")
        else:
            signs[key].update([sign for sign in _SIGNS if sign in name] or [""])
        bearer = Bearer(country, start, end)
        if is_historic(bearer):
            continue  # today's texts mean the region
        known = names.get(key)
        if known is None:
            names[key] = (bearer,)
        elif known and bearer not in known:
            names[key] = (*known, bearer)
    return by_word, by_letter, signs


@once
def _of_words() -> Names:
    bearers, _, signs = _named()
    onwards: dict[str, set[str]] = {}
    for key in bearers:
        before, _, word = key.rpartition(" ")
        while before:
            if before in onwards:
                onwards[before].add(word)
                break  # so are the words before
            onwards[before] = {word}
            before, _, word = before.rpartition(" ")
    return Names(bearers, onwards, {key: frozenset(found) for key, found in signs.items() if found != {""}})


@once
def _of_letters() -> Names:
    bearers = _named()[1]
    onwards: defaultdict[str, set[str]] = defaultdict(set)
    for key in bearers:
        for at in range(1, len(key)):
            onwards[key[:at]].add(key[at])
    return Names(bearers, dict(onwards), {})


def _keys(found: Iterable[Word]) -> str:
    return " ".join([word.key for word in found])


# ---------------------------------------------------------------------------- scripts with spaces


_BROKEN = f"-[ \t]{{0,40}}\r?\n[ \t]{{0,40}}(?=[a-z]){LETTER}+"  # a word broken at the end of a line
# Where a name can begin: at a capital letter ("eSwatini" too), and at any letter of a script that has none.
_CAPITAL = "[A-Z\u00c0-\u00de\u0100-\u0e00\u10a0-\u177f\u1800-\u2cff\ua640-\uf8ff]"
_CAPITALISED = (
    f"{_CAPITAL}(?<={LETTER})(?:(?<!{LETTER}.)|(?<=(?<!{LETTER})(?P<small>[a-z]).))"
    f"{LETTER}*(?:['\u2019]{LETTER}+|{_BROKEN})*"
)
_ANY_WORD = f"(?P<small>){LETTER}(?<!{LETTER}.){LETTER}*(?:{_BROKEN})*"
_LATIN_CAPITAL = re.compile("[A-Z]")
_BEGINS = {True: re.compile(_CAPITALISED), False: re.compile(_ANY_WORD)}  # whether the text has capitals
# Up to the next comma, semicolon or line end; not within "Uru-\nguay" and "U.\nK.".
_PIECE = re.compile("[^,;\n.-]*+(?:[.-](?:[ \t\u00a0]{0,40}\r?\n)?+[^,;\n.-]*+)*+[,;\n]?+")
_SEPARATORS = " ,;\n"
_PLAIN = re.compile("[A-Za-z]++(?: [A-Za-z]++)*+")
_PLAIN_START = re.compile("([A-Za-z]++)(?: ([A-Za-z]++)(?=[ ,;\n])|(?=[,;\n]?+\\Z))")
_FIRST_WORD = re.compile(" ?([A-Za-z]++)(?=[ ,;\n])")
_STOPS_BEFORE = frozenset(",;:()\n\u060c")
_WORD_LENGTH = 40  # letters; longer ones are no titles
_NOTHING = frozenset[str]()
_NO_SIGNS = frozenset([""])
_SIGNS = frozenset(",(/")
_BORDERS = frozenset(";:!?\u2022|\t[\u060c\u061b")
_STOPS = frozenset(",.;:\n()/\u060c\u061b")
_BEFORE_TAIL = frozenset(". )\u00a0")
_TAIL = re.compile(
    r"(?P<small>(?:\.?[ \u00a0]{1,2}[^\W\d_]{1,4}['\u2019]?){0,2})"
    r"(?P<bracket> ?\)|(?=\s{0,9}(?:[,;.\n]|$)))"
)


class Candidate(NamedTuple):
    """A name that stands at some words of a text."""

    key: str
    start: int
    end: int


class Start(NamedTuple):
    """What begins at a place of a text.

    Attributes:
        name: The longest name.
        after: The word that follows it.
        onwards: The words with which a longer one could go on behind the text.
    """

    name: Candidate | None
    after: Word | None
    onwards: frozenset[str]


# What a mention holds; plain tuples are unpacked faster.
Found: TypeAlias = tuple[Country, str, int, int]


class Piece(NamedTuple):
    """What is read in a piece of text by itself.

    Attributes:
        found: The mentions.
        doubtful: Where those begin whose names are ordinary words outside a list.
        first: The first word, in the ways to read it as the last of a name.
        begun: Where the first name begins that could go on behind the piece.
        onwards: The words with which one could.
    """

    found: tuple[Found, ...]
    doubtful: tuple[int, ...]
    first: tuple[str, ...]
    begun: int
    onwards: frozenset[str]


_START = itemgetter(Mention._fields.index("start"))
_FOUND, _DOUBTFUL, _FIRST, _ONWARDS = map(itemgetter, (0, 1, 2, 4))
_REMEMBERED = 1 << 12  # pieces, for one day
_LONGEST_REMEMBERED = 80  # letters of a piece: items of lists come again, sentences do not


def _among_words(text: str, on: date | None) -> tuple[list[Mention], list[int]]:
    """Return the mentions among the words of a text, and where the doubtful ones begin.

    Each item of a list is a piece. Where a name can go on with the first word of the next piece, what is left of the
    piece, and of those that the name reaches into, is read in the whole text.
    """
    has_capitals = bool(_LATIN_CAPITAL.search(of_type(text, str, "text: give a str"))) or text != text.lower()
    known = _read_before(has_capitals, on)
    pieces = _PIECE.findall(text)[:-1]  # the last is empty
    reads = [known.get(piece) or _read_piece(piece, has_capitals, on) for piece in pieces]
    starts = [*accumulate(map(len, pieces), initial=0)]
    end_here = [*map(frozenset.isdisjoint, map(_ONWARDS, reads), map(_FIRST, reads[1:])), True]
    if not all(end_here):
        _read_on(text, has_capitals, on, starts, reads, end_here)
    new = tuple.__new__  # what Mention() calls, in half the time
    mentions = [
        new(Mention, (country, written, start + first, start + last))
        for start, found in zip(starts, map(_FOUND, reads), strict=False)
        for country, written, first, last in found
    ]
    doubtful = [
        start + first
        for start, places in zip(starts, map(_DOUBTFUL, reads), strict=False)
        if places
        for first in places
    ]
    return mentions, doubtful


def _read_on(
    text: str,
    has_capitals: bool,
    on: date | None,
    starts: list[int],
    reads: list[Piece],
    end_here: list[bool],
) -> None:
    """Read again, in the whole text, names that go on behind their piece, and the pieces that they reach into."""
    done = 0
    for at, ends_here in enumerate(end_here):
        start, read = starts[at], reads[at]
        if ends_here and done <= start:
            continue
        kept = read.begun if done <= start else 0
        begin = max(done, start + kept)
        found, doubtful, _, _, done = _read_words(text, has_capitals, on, begin, starts[at + 1])
        reads[at] = read._replace(
            found=(
                *[one for one in read.found if one[2] < kept],
                *[(country, written, first - start, last - start) for country, written, first, last in found],
            ),
            doubtful=(
                *[first for first in read.doubtful if first < kept],
                *[first - start for first in doubtful],
            ),
        )


@lru_cache(maxsize=8)
def _read_before(_has_capitals: bool, _on: date | None) -> dict[str, Piece]:
    return {}


def _read_piece(piece: str, has_capitals: bool, on: date | None) -> Piece:
    is_short = len(piece) <= _LONGEST_REMEMBERED
    read = _as_item(piece, has_capitals, on) if is_short else None
    if read is None:
        found, doubtful, begun, onwards, _ = _read_words(piece, has_capitals, on, 0, len(piece))
        read = Piece(tuple(found), tuple(doubtful), _first_word(piece), begun, onwards)
    if is_short:
        known = _read_before(has_capitals, on)
        if len(known) >= _REMEMBERED:
            known.clear()
        known[piece] = read
    return read


def _as_item(piece: str, has_capitals: bool, on: date | None) -> Piece | None:
    """Read a piece that is one name, in letters and spaces that folding leaves alone; None for any other."""
    written = piece.strip(_SEPARATORS)
    key = written.lower()
    if not _is_name(key, on) or not _PLAIN.fullmatch(written) or (has_capitals and not written[0].isupper()):
        return None
    start = piece.index(written)
    country = _bearer(key, written, on)
    return Piece(
        ((country, written, start, start + len(written)),) if country else (),
        (start,) if country and key in not_names("company") else (),
        (key.partition(" ")[0],),
        start,
        _words_after((key,), key.rpartition(" ")[2]),
    )


def _read_words(
    text: str, has_capitals: bool, on: date | None, start: int, until: int
) -> tuple[list[Found], list[int], int, frozenset[str], int]:
    """Read the names that begin in a part of a text.

    Returns:
        As for a `Piece` the mentions, where the doubtful ones begin, where the first name begins that could go on
        behind the text and with which words; then where the last name ends. All places are those in the text.
    """
    mentions: list[Found] = []
    doubtful: list[int] = []
    begun, onwards = 0, _NOTHING
    next_begin = _BEGINS[has_capitals].search
    done = start
    while (begin := next_begin(text, done)) and begin.start() < until:
        start, done = begin.span()
        if begin["small"]:
            start -= 1
        if not _may_begin(text[start:done], text[done : done + 1]):
            continue
        name, after, more = _name_at(text, start, on)
        if more:
            begun, onwards = begun if onwards else start, onwards | more
        if name is None:
            continue
        key, start, last = name
        done = max(done, last)
        written = text[start:last]
        if country := _bearer(key, written, on):
            spoilt = _spoils_before(text, key, start, last) or (
                after and _spoils_after(text, key, start, last, after)
            )
            if not spoilt or _is_abbreviation(written, key):
                mentions.append((country, written, start, last))
                if key in not_names("company"):
                    doubtful.append(start)
    return mentions, doubtful, begun, onwards, done


@lru_cache(maxsize=1 << 12)
def _words_after(begun: tuple[str, ...], last: str) -> frozenset[str]:
    """Return the words with which names can go on, also those that folding drops.

    Args:
        begun: What the names begin with.
        last: The last word of them.
    """
    onwards = _NOTHING.union(*[_of_words().onwards.get(key, ()) for key in begun])
    return onwards.union([""], _dropped_after(last)) if onwards else onwards


def _dropped_after(key: str) -> frozenset[str]:
    """Return the words that folding may drop after another."""
    lex = lexicon()
    drops = key in lex.of_state or key in lex.preposition
    return lex.preposition | lex.article if drops else _NOTHING


def _first_word(piece: str) -> tuple[str, ...]:
    if plain := _FIRST_WORD.match(piece):
        return (_key(plain[1]),)
    found = next(join_words(each_word(piece)), None)
    return tuple([key for key, _ in _as_last(piece, found)]) if found else ("",)


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    key = fold_word(word)
    return lexicon().expand.get(key, key)


@lru_cache(maxsize=1 << 14)
def _may_begin(written: str, after: str) -> bool:
    """Say whether a name can begin with a word; most words end here."""
    key = _key(written)
    if _begins_name(key):
        return True
    if "'" in written or written.isascii():
        return "'" in written or (len(written) == 1 and after == ".")
    return (
        len(written) == 1
        or "\u2019" in written
        or key[:1] in lexicon().prefix
        or "\uac00" <= written[0] <= "\ud7a3"
    )


def _words_from(text: str, start: int) -> tuple[list[Word], list[str]]:
    """Return the words from a place on, as many as a name that begins there can have and one more.

    Also what of names they begin with, if the text ends before the next word is known.
    """
    found: list[Word] = []
    keys: list[str] = []
    for word in join_words(each_word(text, start)):
        found.append(word)
        if len(found) == 1:
            keys = [key for key, _ in _as_first(word)]
        else:
            keys = [f"{key} {word.key}" for key in keys if _goes_on_with(key, word.key)]
            if not keys:
                break
    return found, keys


def _goes_on_with(key: str, following: str) -> bool:
    """Say whether a name goes on, or ends, with a word that follows others."""
    return following in _of_words().onwards.get(key, ())


def _name_at(text: str, start: int, on: date | None) -> Start:
    """Return the longest name that begins at a place."""
    if plain := _PLAIN_START.match(text, start):  # a word that most often is the whole name, or none
        key, is_name, goes_on = _first_of_name(plain[1])
        second = _key(plain[2]) if plain[2] else None
        if second not in goes_on:
            name = after = None
            if is_name and (on is None or _was_borne(key, on)):
                name = Candidate(key, start, _end(text, start, plain.end(1)))
                after = Word(second, *plain.span(2)) if second else None
            return Start(name, after, _NOTHING if second else _words_after((key,), key))
    found, begun = _words_from(text, start)
    if not found:
        return Start(None, None, _NOTHING)
    onwards = _words_after(tuple(begun), found[-1].key)
    for first, begin in _as_first(found[0]):
        for key, end, length in reversed(_beginning(text, first, found)):
            if _is_whole(text, found, length - 1, key) and (on is None or _was_borne(key, on)):
                after = found[length] if length < len(found) else None
                return Start(Candidate(key, begin, _end(text, begin, end)), after, onwards)
    for key, end in _as_last(text, found[0])[1:]:  # "China's"
        if key in _of_words().bearers:
            return Start(Candidate(key, found[0].start, end), None, onwards)
    return Start(None, None, onwards)


@lru_cache(maxsize=1 << 14)
def _first_of_name(word: str) -> tuple[str, bool, frozenset[str]]:
    """Return a word's key, whether it is a name alone, and the words to which a longer name can go on."""
    key = _key(word)
    return key, _is_name(key, None), _dropped_after(key).union(_of_words().onwards.get(key, ()))


def _beginning(text: str, key: str, found: list[Word]) -> list[tuple[str, int, int]]:
    """Return the names that begin with the first word, read in one way, with their end and number of words."""
    bearers, onwards, _ = _of_words()
    names = [(key, found[0].end, 1)] if key in bearers else []
    for length, word in enumerate(found[1:], 2):
        if key not in onwards:
            break
        ways = reversed(_as_last(text, word))
        names += [(longer, end, length) for last, end in ways if (longer := f"{key} {last}") in bearers]
        key = f"{key} {word.key}"
    return names


def _is_name(key: str, on: date | None) -> bool:
    """Say whether words are a name if nothing but spaces stands between them."""
    names = _of_words()
    return (
        key in names.bearers and "" in names.signs.get(key, _NO_SIGNS) and (on is None or _was_borne(key, on))
    )


def _was_borne(key: str, on: date) -> bool:
    """Say whether a name was borne on a day: "Serbia and Montenegro" is two countries today."""
    bearers = _of_words().bearers[key]
    if not bearers:
        return True
    try:
        choose(key, bearers, on)
    except AmbiguousCountryError:
        return True
    except UnknownCountryError:
        return False
    return True


@lru_cache(maxsize=1 << 14)
def _bearer(key: str, written: str, on: date | None) -> Country | None:
    """Return the country that bears a name as written, if exactly one does on a day."""
    if _is_abbreviation(written.upper(), key) and not _is_abbreviation(written, key):
        return None  # "us"
    return _chosen(key, True, on)


@lru_cache(maxsize=1 << 14)
def _chosen(key: str, of_words: bool, on: date | None) -> Country | None:
    """Return the country that bears a name on a day, if exactly one does."""
    bearers = (_of_words() if of_words else _of_letters()).bearers[key]
    try:
        return choose(key, bearers, on) if bearers else None
    except (UnknownCountryError, AmbiguousCountryError):
        return None


def _as_first(word: Word) -> list[tuple[str, int]]:
    """Return the ways to read a word as the first of a name: whole, or after Arabic "and", "to", "in"."""
    ways = [(word.key, word.start)]
    if word.key[0] in lexicon().prefix and len(word.key) > 3:
        ways.append((word.key[1:], word.start + 1))
        if word.key.startswith("لل"):
            ways.append((f"ال{word.key[2:]}", word.start + 1))
    return ways


def _as_last(text: str, word: Word) -> list[tuple[str, int]]:
    """Return the ways to read a word as the last of a name: whole, or without an ending ("Fiji's")."""
    ways = [(word.key, word.end)]
    raw = text[word.start : word.end]
    if raw.isalpha() and raw.isascii():
        return ways
    at = _apostrophe(raw)
    if at > 0:
        ways.append((fold_word(raw[:at]), word.start + at))
    if "\uac00" <= raw[0] <= "\ud7a3":  # a Korean particle
        ways += [(fold_word(raw[:-n]), word.end - n) for n in (1, 2) if raw[-n:] in lexicon().particle]
    return ways


def _apostrophe(raw: str) -> int:
    return max(raw.rfind("'"), raw.rfind("\u2019"))


def _end(text: str, start: int, end: int) -> int:
    """Move the end of a name over small words and a bracket that belong to it: "(Kingdom of the)"."""
    if text[end : end + 1] not in _BEFORE_TAIL:
        return end
    tail = _TAIL.match(text, end)
    if not tail or (tail["small"] and not _takes(text[start:end], tail["small"])):
        return end
    opened = text.count("(", start, end) > text.count(")", start, end)
    return tail.end() if opened or not tail["bracket"] else end


def _takes(name: str, after: str) -> bool:
    """Say whether small words belong to the name before them: "Korea, Rep. of" and not "China. The"."""
    lex = lexicon()
    small = [word.key for word in words(after)]
    if not small or not all(key in lex.preposition or key in lex.article for key in small):
        return False
    if after.startswith(".") and small[0] not in lex.preposition:
        return False
    return not _SIGNS.isdisjoint(name) or words(name)[-1].key in lex.of_state


def _is_whole(text: str, found: list[Word], last: int, key: str) -> bool:
    """Say whether the words of a would-be name belong together."""
    signs = _of_words().signs.get(key, _NO_SIGNS)
    wanted = "" not in signs  # a name that is only written with a comma or bracket
    for at in range(last):
        gap = text[found[at].end : found[at + 1].start]
        if gap in (" ", "-"):
            continue
        inside = set(gap) & _SIGNS
        if set(gap) & _BORDERS or gap.count("\n") > 1 or not inside <= signs:
            return False
        if "." in gap[1:] or (gap[:1] == "." and found[at].end - found[at].start > 5):
            return False
        if inside or "\n" in gap:
            wanted = wanted and not inside
            if _goes_on(text, found, at + 1, last):
                return False
    return not wanted


def _goes_on(text: str, found: list[Word], at: int, last: int) -> bool:
    """Say whether a name begins at a word and goes on beyond another: "Congo, Republic of Korea"."""
    if last + 1 == len(found) or not set(text[found[last].end : found[last + 1].start]).isdisjoint(_STOPS):
        return False
    names = _of_words()
    others, _ = _words_from(text, found[at].start)
    beyond = range(last - at + 2, len(others) + 1)
    return any(_keys(others[:length]) in names.bearers for length in beyond)


def _is_abbreviation(written: str, key: str) -> bool:
    return " " not in key and written.replace(".", "").replace(" ", "") in _abbreviations()


def _spoils_before(text: str, key: str, start: int, end: int) -> bool:
    if start < 2 or text[start - 1] not in " -\u00a0" or text[start - 2] in _STOPS_BEFORE:
        return False
    begin = _begin_of_word(text, start - 2)
    if text[begin:start].islower():
        return False  # all that speaks against a name is written with a capital
    word = words(text, begin, 1)[0]
    gap = text[word.end : start]
    if gap in (" ", ". ", "\u00a0", ".\u00a0") and word.key.rstrip(".") in not_names("title"):
        return text[word.start].isupper()
    if gap not in (" ", "-", "\u00a0") or not text[word.start].isupper():
        return False
    if word.key in not_names("before"):
        return True
    return (
        key in not_names("person")
        and _is_capitalised(text, word)
        and _is_capitalised(text, Word("", start, end))
        and word.key not in lexicon().opening
        and word.key not in lexicon().article
        and word.key not in lexicon().join
        and word.key not in lexicon().preposition
        and not _begins_name(word.key)
    )


def _begin_of_word(text: str, place: int) -> int:
    """Return where the word begins that stands at a place or, if a full stop does, before it."""
    begin = place
    while begin > 0 and place - begin < _WORD_LENGTH and not text[begin - 1].isspace():
        begin -= 1
    return begin


def _spoils_after(text: str, key: str, start: int, end: int, word: Word) -> bool:
    if text[end : word.start] not in (" ", "-", "\u00a0"):
        return False
    if word.key in not_names("after"):
        return True
    if not _is_capitalised(text, word):
        return False
    return word.key in not_names("after_name") or (
        key in not_names("person")
        and _is_capitalised(text, Word("", start, end))
        and word.key not in lexicon().opening
        and not _begins_name(word.key)
    )


def _is_capitalised(text: str, word: Word) -> bool:
    written = text[word.start : word.end]
    return written[:1].isupper() and not (len(written) > 1 and written.isupper())


def _begins_name(key: str) -> bool:
    names = _of_words()
    return key in names.onwards or key in names.bearers


# ------------------------------------------------------------------------- scripts without spaces


def _is_latin(text: str) -> bool:
    """Say whether all of a text is in Latin-1, and so in no script without spaces; the quickest way to know."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _among_letters(text: str, on: date | None) -> Iterator[Mention]:
    for run in _UNPARTED_RUN.finditer(text):
        letters = [
            (letter, place)
            for place in range(run.start(), run.end())
            if text[place] not in _IGNORED
            for letter in unicodedata.normalize("NFKC", text[place])
        ]
        written = fold_word("".join(letter for letter, _ in letters))
        if len(written) != len(letters):  # marks that fold away: too rare to be worth a map of places
            written = "".join(letter for letter, _ in letters)
        places = [place for _, place in letters]
        at = 0
        while at < len(written):
            length = _longest_letters(text, written, places, at)
            if not length:
                at += 1
                continue
            key = written[at : at + length]
            start, end = places[at], places[at + length - 1] + 1
            at += length
            country = _chosen(key, False, on)
            if country:
                yield Mention(country, text[start:end], start, end)


def _longest_letters(text: str, written: str, places: list[int], at: int) -> int:
    names = _of_letters()
    longest = 0
    for end in range(at + 1, len(written) + 1):
        name = written[at:end]
        if name in names.bearers:
            around = (
                text[max(0, places[at] - 1) : places[at]],
                text[places[end - 1] + 1 : places[end - 1] + 2],
            )
            if not (_KATAKANA.match(written[at]) and any(map(_KATAKANA.match, around))):
                longest = end - at
        if name not in names.onwards:
            break
    return longest


# -------------------------------------------------------------------------------------- mentions


_BRACKET = re.compile(r"\(\s*+")


def _in_company(text: str, mentions: list[Mention], doubtful: list[int]) -> list[Mention]:
    """Drop second names in brackets, and names that are ordinary words unless they stand in a list."""
    dropped = set[int]()
    for bracket in _BRACKET.finditer(text):
        at = bisect_left(mentions, bracket.end(), key=_START)
        if at in (0, len(mentions)) or mentions[at].start != bracket.end() or at - 1 in dropped:
            continue
        before, mention = mentions[at - 1 : at + 1]
        if mention.country is before.country and not text[before.end : bracket.start()].strip():
            dropped.add(at)
    for start in doubtful:
        at = bisect_left(mentions, start, key=_START)
        mention = mentions[at]
        neighbours = mentions[max(0, at - 1) : at] + mentions[at + 1 : at + 2]
        alone = len(mentions) == 1 and not (text[: mention.start].strip() or text[mention.end :].strip())
        if not alone and not any(_side_by_side(text, mention, other) for other in neighbours):
            dropped.add(at)
    return [mention for at, mention in enumerate(mentions) if at not in dropped] if dropped else mentions


def _side_by_side(text: str, one: Mention, other: Mention) -> bool:
    first, second = sorted((one, other), key=lambda mention: mention.start)
    between = text[first.end : second.start].strip(_SEPARATORS)
    return not between or not _says_something(words(between))


# ------------------------------------------------------------------------------------------ lists

# What is written to a name: the English possessive, the Turkish case.
_ENDING = re.compile("^['\u2019]\\w{1,4}")
_SEPARATOR = re.compile(
    r"[,;:\n\r\t|\u2022\u00b7\u25cf\u25aa\u2013\u2014\u3001\uff0c\uff1b\u060c\u061b]|\.(?=\s|$)"
)


def _segments(text: str, mentions: list[Mention]) -> Iterator[tuple[int, int, list[Mention]]]:
    """Yield the pieces between separators that are not inside a name, with the mentions in each."""
    borders = [0]
    at = 0
    for separator in _SEPARATOR.finditer(text):
        while at < len(mentions) and mentions[at].end <= separator.start():
            at += 1
        if at == len(mentions) or separator.start() < mentions[at].start:
            borders += [separator.start(), separator.end()]
    borders.append(len(text))
    at = 0
    for start, end in zip(borders[::2], borders[1::2], strict=True):
        inside = []
        while at < len(mentions) and mentions[at].start < end:
            inside.append(mentions[at])
            at += 1
        if text[start:end].strip():
            yield start, end, inside


def _pieces(text: str, start: int, end: int, inside: list[Mention]) -> list[Mention | str]:
    """Return the mentions in a piece of text and what stands between them, small words apart."""
    pieces: list[Mention | str] = []
    for mention in [*inside, None]:
        between = text[start : mention.start if mention else end]
        if pieces:
            between = _ENDING.sub("", between)
        if _says_something(words(between)):
            pieces.append(between.strip())
        if mention:
            pieces.append(mention)
            start = mention.end
    return pieces


def _as_printed(piece: str) -> str:
    """Return the name in a piece of text without the small words around it."""
    found = core(words(piece)) or words(piece)
    return piece[found[0].start : _end(piece, found[0].start, found[-1].end)] if found else piece.strip()


@lru_cache(maxsize=1 << 12)
def _read(piece: str, on: date | None) -> Country | None:
    try:
        found = match(piece, on).country
    except (UnknownCountryError, AmbiguousCountryError):
        return None
    return None if found.kind == "historic" else found


def _says_something(found: list[Word]) -> bool:
    return bool(core(found))
