"""Countries in running text and in lists of signatories.

A text is cut into folded words with their places (`unstatements._folding`); at each word the longest name of
the tables that begins there is a mention. One pass over the words, one look-up in a dictionary for each
possible length: the time is linear in the length of the text, whatever the text holds. Scripts that do not
part words by spaces (Chinese, Japanese, Thai...) are read in the same way, letter by letter.

What speaks against a mention is said in the table `not_names`: longer names of other things ("Group of 77 and
China", "Northern Ireland"), titles and place words around it ("Mr. Jordan", "Turkey Creek"), words that
mean something else outside a list.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from attrs import frozen

from unstatements._countries import Country
from unstatements._errors import AmbiguousCountryError, UnknownCountryError, of_type
from unstatements._folding import LETTER, Word, core, each_word, fold_word, join_words, lexicon, words
from unstatements._names import Bearer, choose, is_historic, match, not_names
from unstatements._tables import table

__all__ = ["Mention", "Signatories", "find_countries", "parse_signatories"]


@frozen
class Mention:
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
    found = _among_words(text, on)
    if among_letters := [*_among_letters(text, on)]:
        found = sorted([*found, *among_letters], key=lambda each: each[0].start)
    return _in_company(text, found)


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
    count = Counter(found)
    return Signatories(
        tuple(count), tuple(c for c, n in count.items() if n > 1), tuple(unread), tuple(printed.values())
    )


# --------------------------------------------------------------------------------------- the names


class Names(NamedTuple):
    """Names by key, and what tells early that no longer name can begin somewhere.

    Attributes:
        bearers: Who bears a name; nobody, if the key is that of a longer name of something else.
        lengths: How many words or letters names can have that begin with a given one, longest first.
        begun: The first words of names, the first two, and so on, without the last.
        signs: The signs that stand inside a name as it is written ("" if there are none), by key.
    """

    bearers: dict[str, tuple[Bearer, ...]]
    lengths: dict[str, tuple[int, ...]]
    begun: frozenset[str]
    signs: dict[str, frozenset[str]]


# Scripts whose words are not parted by spaces: Thai to Burmese, Khmer, and the East Asian ones but Korean.
_UNPARTED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
_UNPARTED_RUN = re.compile(f"[{_UNPARTED}](?:[{_UNPARTED}\u00b7\u2027 \t\u3000]|\r?\n)*")
_IGNORED = frozenset("\u30fb\u00b7\u2027 \t\u3000\r\n\u200b")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]")


def _is_unparted(key: str) -> bool:
    return bool(re.match(f"[{_UNPARTED}]", key))


@cache
def _abbreviations() -> frozenset[str]:
    """Names that are only names in capitals, without their full stops."""
    names = [row[1].replace(".", "") for row in table("names") if row[4] == "abbreviation"]
    return frozenset(name for name in names if name == name.upper())


@cache
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


@cache
def _of_words() -> Names:
    bearers, _, signs = _named()
    parts = [key.split(" ") for key in bearers]
    return Names(
        bearers,
        _lengths((part[0], len(part)) for part in parts),
        frozenset(" ".join(part[:length]) for part in parts for length in range(1, len(part))),
        {key: frozenset(found) for key, found in signs.items() if found != {""}},
    )


@cache
def _of_letters() -> Names:
    bearers = _named()[1]
    lengths = _lengths((key[0], len(key)) for key in bearers)
    return Names(bearers, lengths, frozenset(), {})


def _lengths(measured: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for first, length in measured:
        found[first].add(length)
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


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
# Words that need no closer look to be told apart from what stands around them.
_PLAIN_WORD = f"(?![\uac00-\ud7a3]){LETTER}{{1,40}}+(?=[ ,;\n]|-{LETTER}|\\Z)"
_PLAIN_WORDS = f"(?:[ -]{LETTER}{{1,40}}+(?:['\u2019]{LETTER}{{1,40}}+)?+){{0,9}}+"
# The rest of an item of a list, and the word after it.
_ITEM = (
    f"(?P<rest>{_PLAIN_WORDS}(?: \\({LETTER}{{1,40}}+{_PLAIN_WORDS}\\))?+)"
    f"(?:[,;\n]\\s{{0,9}}(?=(?P<next>{_PLAIN_WORD}))|\\s{{0,9}}\\Z)"
)
_BEGINS = {
    has_capitals: re.compile(f"(?P<word>{word})(?:{_ITEM}|)")
    for has_capitals, word in ((True, _CAPITALISED), (False, _ANY_WORD))
}
_SECOND = re.compile(f" (?P<word>{_PLAIN_WORD})")
_STOPS_BEFORE = frozenset(",;:()\n\u060c")
_WORD_LENGTH = 40  # letters; longer ones are no titles
_PLAIN = frozenset([""])
_SIGNS = frozenset(",(/")
_BORDERS = frozenset(";:!?\u2022|\t[\u060c\u061b")
_STOPS = frozenset(",.;:\n()/\u060c\u061b")
_TAIL = re.compile(
    r"(?P<small>(?:\.?[ \u00a0]{1,2}[^\W\d_]{1,4}['\u2019]?){0,2})"
    r"(?P<bracket> ?\)|(?=\s{0,9}(?:[,;.\n]|$)))"
)


class Candidate(NamedTuple):
    """A name that stands at some words of a text."""

    key: str
    start: int
    end: int
    length: int  # in words


def _among_words(text: str, on: date | None) -> list[tuple[Mention, str]]:
    """Return the mentions among the words of a text, each with the key of its name."""
    mentions: list[tuple[Mention, str]] = []
    next_begin = _BEGINS[of_type(text, str, "text: give a str") != text.lower()].search
    done = 0
    while begin := next_begin(text, done):
        start, done = begin.span("word")
        if begin["small"]:
            start -= 1
        last = begin.end("rest")
        after: Word | None = None
        if last >= 0 and (item := _item(text[start:last], begin["next"], on)):
            key, country = item.key, item.country
            done = last
        elif (second := _SECOND.match(text, done)) and (item := _item(text[start:done], second["word"], on)):
            key, country = item.key, item.country
            if country:
                after = Word(_key(second["word"]), *second.span("word"))
                done = last = _end(text, start, done)
        elif _may_begin(text[start:done], text[done : done + 1]):
            found = _words_from(text, start)
            name = _longest(text, found, on) if found else None
            if name is None:
                continue
            key, start, last, length = name
            done = max(done, last)
            country = _bearer(key, text[start:last], on)
            after = found[length] if length < len(found) else None
        else:
            continue
        if country:
            written = text[start:last]
            spoilt = _spoils_before(text, key, start, last) or (
                after and _spoils_after(text, key, start, last, after)
            )
            if not spoilt or _is_abbreviation(written, key):
                mentions.append((Mention(country, written, start, last), key))
    return mentions


class Item(NamedTuple):
    """Words that are a name from the first letter to the last, or one word that is none."""

    key: str
    country: Country | None  # None if it is no name of one country
    is_begun: bool  # there are longer names
    small: frozenset[str]  # the words that may say nothing when they come next


def _item(written: str, following: str | None, on: date | None) -> Item | None:
    """Return what some words are, if no longer name begins with them and the word that follows."""
    item = _all_of(written, on)
    if item and item.is_begun and following is not None:
        key = _key(following)
        if not key or key in item.small or _goes_on_with(item.key, key):
            return None
    return item


@lru_cache(maxsize=1 << 14)
def _all_of(written: str, on: date | None) -> Item | None:
    """Read words of which all are to belong to one name; most come over and over."""
    found = _words_from(written, 0)
    name = _longest(written, found, on) if found else None
    if name is None:
        if len(found) != 1 or found[0].end < len(written) or len(_as_first(found[0])) > 1:
            return None  # a name can begin within it
    elif (name.start, name.end, name.length) != (0, len(written), len(found)):
        return None
    lex = lexicon()
    key = _keys(found)
    last = found[-1]
    drops = last.end < len(written) or last.key in lex.of_state or last.key in lex.preposition
    small = lex.preposition | lex.article if drops else frozenset[str]()
    country = _bearer(key, written, on) if name else None
    return Item(key, country, key in _of_words().begun, small)


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    key = fold_word(word)
    return lexicon().expand.get(key, key)


def _may_begin(written: str, after: str) -> bool:
    """Say whether a name can begin with a word; most words end here."""
    key = _key(written)
    if key in _of_words().lengths:
        return True
    if "'" in written or written.isascii():
        return "'" in written or (len(written) == 1 and after == ".")
    return (
        len(written) == 1
        or "\u2019" in written
        or key[:1] in lexicon().prefix
        or "\uac00" <= written[0] <= "\ud7a3"
    )


def _words_from(text: str, start: int) -> list[Word]:
    """Return the words from a place on, as many as a name that begins there can have and one more."""
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
    return found


def _goes_on_with(key: str, following: str) -> bool:
    """Say whether a name goes on, or ends, with a word that follows others."""
    names = _of_words()
    longer = f"{key} {following}"
    return longer in names.begun or longer in names.bearers


def _longest(text: str, found: list[Word], on: date | None) -> Candidate | None:
    """Return the longest name that the words begin with, or None."""
    names = _of_words()
    for first_key, start in _as_first(found[0]):
        for length in names.lengths.get(first_key, ()):
            if length == 1:
                ways = [(first_key, found[0].end)]
            elif length <= len(found):
                before = " ".join([first_key, *[word.key for word in found[1 : length - 1]]])
                ways = [(f"{before} {key}", end) for key, end in _as_last(text, found[length - 1])]
            else:
                continue
            for key, end in ways:
                if key in names.bearers and _is_whole(text, found, length - 1, key) and _was_borne(key, on):
                    return Candidate(key, start, _end(text, start, end), length)
    for key, end in _as_last(text, found[0])[1:]:  # "China's"
        if key in names.bearers:
            return Candidate(key, found[0].start, end, 1)
    return None


def _was_borne(key: str, on: date | None) -> bool:
    """Say whether a name was borne on a day: "Serbia and Montenegro" is two countries today."""
    bearers = _of_words().bearers[key]
    if on is None or not bearers:
        return True
    try:
        choose(key, bearers, on)
    except AmbiguousCountryError:
        return True
    except UnknownCountryError:
        return False
    return True


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
    signs = _of_words().signs.get(key, _PLAIN)
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
    others = _words_from(text, found[at].start)
    return any(
        last - at < length - 1 < len(others) and _keys(others[:length]) in names.bearers
        for length in names.lengths.get(others[0].key, ())
    )


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
    return key in _of_words().lengths


# ------------------------------------------------------------------------- scripts without spaces


def _among_letters(text: str, on: date | None) -> Iterator[tuple[Mention, str]]:
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
                yield Mention(country, text[start:end], start, end), key


def _longest_letters(text: str, written: str, places: list[int], at: int) -> int:
    names = _of_letters()
    for length in names.lengths.get(written[at], ()):
        end = at + length
        if length > 1 and end <= len(written) and written[at:end] in names.bearers:
            around = (
                text[max(0, places[at] - 1) : places[at]],
                text[places[end - 1] + 1 : places[end - 1] + 2],
            )
            if not (_KATAKANA.match(written[at]) and any(map(_KATAKANA.match, around))):
                return length
    return 0


# -------------------------------------------------------------------------------------- mentions


def _in_company(text: str, found: list[tuple[Mention, str]]) -> list[Mention]:
    """Drop second names in brackets, and names that are ordinary words unless they stand in a list."""
    kept: list[Mention] = []
    doubtful = not_names("company")
    for at, (mention, key) in enumerate(found):
        if kept and kept[-1].country is mention.country and text[kept[-1].end : mention.start].strip() == "(":
            continue
        if key in doubtful:
            neighbours = [other for other, _ in found[max(0, at - 1) : at] + found[at + 1 : at + 2]]
            alone = not text[: mention.start].strip() and not text[mention.end :].strip()
            if not alone and not any(_side_by_side(text, mention, other) for other in neighbours):
                continue
        kept.append(mention)
    return kept


def _side_by_side(text: str, one: Mention, other: Mention) -> bool:
    first, second = sorted((one, other), key=lambda mention: mention.start)
    return not _says_something(words(text[first.end : second.start]))


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
