"""Countries in running text.

A text goes through four steps:

1. **alone** (`_standing_alone`): what is all that stands between two commas, and a name of the
   table as it is written, is that name.
2. **cut** (`unstatements.names.cut`): the rest is folded and cut into words once, with their
   places. Scripts that do not part words by spaces (Chinese, Japanese, Thai...) are cut into
   letters.
3. **names** (`_candidates`): at each word that can begin a name, the longest name of the tables
   that begins there is a candidate.
4. **rules** (`unstatements.names.rules`): named functions, each of which can reject a candidate
   for what stands in it or beside it, asked where a word beside it or its name calls for them.
   Second names in brackets go, and names that are ordinary words outside a list.

The time is linear in the length of the text, whatever the text holds.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from operator import itemgetter
from typing import NamedTuple

from unstatements.core.arguments import of_type, several
from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import AmbiguousCountryError, UnknownCountryError
from unstatements.names.bearers import choose
from unstatements.names.country import Country
from unstatements.names.cut import Cut, cut
from unstatements.names.fold import core, cut_words, is_dropped, lexicon
from unstatements.names.rules import Candidate, accepted, is_ordinary_word
from unstatements.names.vocabulary import UNPARTED_LETTER, Names, first_word, names_in_texts

_COMMA = re.compile(r"([,;]\s*(?:and\s+)?(?:the\s+)?)")
_BOTH = re.compile(r"(.+)(\sand\s(?:the\s)?)(.+)", re.DOTALL)
_BORDER = "!"
_LAST_PLAIN = "\u30a0"  # before katakana
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]")
_PLAIN_GAP = re.compile(r"[ \w-]+")
_WITHIN_LETTERS = re.compile("[\u30fb\u00b7\u2027 \t\u3000\r\n\u200b]*")
_NO_SIGNS = frozenset([""])
_SIGNS = frozenset(",(/")
_BORDERS = frozenset(";:!?\u2022|\t[\u060c\u061b")
_STOPS = frozenset(",.;:\n()/\u060c\u061b")
_LONGEST_ABBREVIATION = 5  # letters of a word that a full stop within a name can follow
_TAIL = re.compile(
    r"(?P<small>(?:\.?[ \u00a0]{1,2}[^\W\d_]{1,4}['\u2019]?){0,2})"
    r"(?P<bracket> ?\)|(?=\s{0,9}(?:[,;.\n]|$)))"
)
_BEFORE_TAIL = frozenset(". )\u00a0")


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


def find_countries(
    text: str, on: DateLike | None = None, *, languages: Iterable[str] | None = None
) -> list[Mention]:
    """Return the countries that a text mentions, in order, with their places.

    Names are found as whole words, and with a capital where the script has capitals; the longest
    name wins. Names that several countries bear are left out unless `on` decides.

    Args:
        text: Running text or a list.
        on: The day of the text.
        languages: Codes of the languages whose names are read, such as ``"fr"``. By default names
            are read in English and in the languages in which the text shows itself to be by its
            common words; in all others where they stand in a list, or where the text shows
            nothing.

    Returns:
        The mentions in order of appearance.

    Raises:
        TypeError: If `text` is not text.

    Example:
        >>> import unstatements as un
        >>> text = "Papua New Guinea, Guinea's ally, met Mr. Jordan"
        >>> [mention.country.alpha_3 for mention in un.find_countries(text)]
        ['PNG', 'GIN']
        >>> un.find_countries("The Group of 77 and China")
        []
    """
    day = None if on is None else as_date(on)
    read: frozenset[str] | None = None
    if languages is not None:
        codes = several(languages, "collection of languages")
        read = frozenset(of_type(code, str, "language") for code in codes)
    return mentions_in(of_type(text, str, "text: give a str"), day, read)[0]


def mentions_in(
    text: str, on: date | None, languages: frozenset[str] | None = None
) -> tuple[list[Mention], Cut]:
    """Return the countries that a text mentions, and the words of the rest of it."""
    alone, rest = ([], text) if languages is not None else _standing_alone(text)
    parts = cut(rest, text)
    candidates = _candidates(parts, on)
    if languages is not None:
        names = names_in_texts()
        candidates = [c for c in candidates if names.is_in(c.key, languages)]
    candidates = accepted(parts, candidates)
    mentions = [
        Mention(c.country, text[c.start : c.end], c.start, c.end) for c in candidates if c.country
    ]
    if alone:
        mentions = sorted(alone + mentions, key=itemgetter(2))
    doubtful = names_in_texts().doubtful
    ordinary = {c.start for c in candidates if c.key in doubtful and is_ordinary_word(parts, c)}
    if ordinary:
        mentions = [
            mention
            for at, mention in enumerate(mentions)
            if mention.start not in ordinary or _has_company(parts, mentions, at)
        ]
    return mentions, parts


def _standing_alone(text: str) -> tuple[list[Mention], str]:
    """Return the names that are all that stands between two commas, and the text without them."""
    alone = names_in_texts().alone
    parts = _COMMA.split(text)
    if alone.keys().isdisjoint(parts):
        return [], text
    if any(" and " in part and part not in alone for part in parts[::2]):
        parts = list(chain.from_iterable(map(_two_names, parts)))
    countries = [*map(alone.get, parts), None, None]
    ends = list(accumulate(map(len, parts)))
    mentions = []
    for at in range(0, len(parts), 2):
        if (country := countries[at]) and (countries[at + 2] or not _is_changed(parts, at)):
            part, end = parts[at], ends[at]
            mentions.append(Mention(country, part, end - len(part), end))
            parts[at] = _BORDER * len(part)
    return mentions, "".join(parts)


def _two_names(part: str) -> Sequence[str]:
    """Part "Chad and the Gambia" into both names and what stands between them."""
    names = names_in_texts()
    both = _BOTH.fullmatch(part) if " and " in part and part not in names.alone else None
    if both and both[1] in names.alone and both[3] in names.alone:
        return (part,) if both[1] in names.before_and else both.groups()
    return (part,)


def _is_changed(parts: list[str], at: int) -> bool:
    """Whether what follows a comma may change the name before it: "Lebanon, Pennsylvania"."""
    return at + 2 < len(parts) and first_word(parts[at + 2]) in names_in_texts().after_comma


def _has_company(cut: Cut, mentions: list[Mention], at: int) -> bool:
    """Whether a name stands beside another, or is the whole text."""
    mention = mentions[at]
    if len(mentions) == 1:
        return not (cut.text[: mention.start].strip() or cut.text[mention.end :].strip())
    return any(
        not core(cut.words_between(first.end, second.start))
        for first, second in pairwise(mentions[max(0, at - 1) : at + 2])
    )


def _candidates(cut: Cut, on: date | None) -> list[Candidate]:
    """Return the longest name at each word that can begin one (step 3)."""
    names = names_in_texts()
    candidates: list[Candidate] = []
    done = 0
    for at, first, skipped in _beginnings(cut, names):
        if at >= done and (candidate := _longest_name(cut, names, on, at, first, skipped)):
            if candidates and (before := candidates[-1]).end > candidate.start:
                # "Congo, Rep. of Dem. Rep. of Congo": the small "Dem." begins the next name
                words_end = cut.ends[before.last]
                before.end = end_of_name(cut.text, before.start, words_end, candidate.start)
            candidates.append(candidate)
            done = candidate.last + 1
    return candidates


def _beginnings(cut: Cut, names: Names) -> Iterable[tuple[int, str, int]]:
    """Return where a name can begin, with its first word, and how many letters that leaves out."""
    words, first_words = cut.words, names.first_words
    begins = [(at, word, 0) for at, word in enumerate(words) if word in first_words]
    if cut.has_capitals:
        begins = [begin for begin in begins if _may_begin(cut, names, begin[0])]
    if cut.text.isascii():
        return begins
    prefixes = lexicon().prefix  # Arabic "and", "to", "in"
    for at, word in enumerate(words):
        if word[0] in prefixes and len(word) > 3:
            begins.append((at, word[1:], 1))
            if word.startswith("لل"):
                begins.append((at, f"ال{word[2:]}", 1))
    return sorted(begins, key=itemgetter(0, 2))


def _may_begin(cut: Cut, names: Names, at: int) -> bool:
    """Whether a word has a capital, or a name that has one can go on with the next word."""
    if not cut.text[cut.starts[at]].islower():
        return True
    first, following = cut.words[at], cut.words[at + 1] if at + 1 < len(cut.words) else ""
    key = f"{first} {following}"
    return (
        key in names.begun
        or key in names.bearers
        or following in names.changed
        or first in names.changed
        or cut.can_begin_name(at)
    )


def _longest_name(
    cut: Cut, names: Names, on: date | None, at: int, first: str, skipped: int
) -> Candidate | None:
    """Return the longest name that begins at a word, read as `first` without some letters."""
    small = cut.has_capitals and not cut.can_begin_name(at)
    for key, places in _names_from(cut, names, at, first):
        if small and not any(map(cut.can_begin_name, places[1:])):
            continue
        is_plain = not places[1:] and key not in names.signs and key[0] <= _LAST_PLAIN
        if not (is_plain or _is_whole(cut, names, key, places)):
            continue
        bearers = names.bearers[key]
        try:
            country = choose(key, bearers, on) if bearers else None
        except AmbiguousCountryError:
            country = None
        except UnknownCountryError:  # "Serbia and Montenegro" is two countries today
            continue
        start, last = cut.starts[at] + skipped, places[-1]
        end = end_of_name(cut.text, start, cut.ends[last])
        return Candidate(key, country, at, last, start, end)
    return None


def _names_from(cut: Cut, names: Names, at: int, first: str) -> list[tuple[str, list[int]]]:
    """Return the names that begin at a word, longest first, and the places of their words."""
    lex = lexicon()
    before = kept = key = lex.expand.get(first, first)
    places = [at]
    matches = [(key, places)] if key in names.bearers else []
    place = at
    while key in names.begun and (place := place + 1) < len(cut.words):
        word = lex.expand.get(cut.words[place], cut.words[place])
        if not (word in lex.small and is_dropped(word, before, kept)):
            kept, key, places = word, f"{key} {word}", [*places, place]
            if key in names.bearers:
                matches.append((key, places))
        before = word
    matches.reverse()
    return matches


def _is_whole(cut: Cut, names: Names, key: str, places: list[int]) -> bool:
    """Whether the words of a would-be name belong together."""
    signs = names.signs.get(key, _NO_SIGNS)
    wanted = "" not in signs  # a name that is only written with a comma or bracket
    if key[0] > _LAST_PLAIN and _cuts_katakana(cut, places):
        return False
    for place, following in pairwise(places):
        gap = cut.gap(place, following)
        if not gap or _PLAIN_GAP.fullmatch(gap):
            continue
        if UNPARTED_LETTER.match(cut.words[place]):
            if not _WITHIN_LETTERS.fullmatch(gap):
                return False
            continue
        inside = _SIGNS.intersection(gap)
        if not inside <= signs or _parts_names(gap, cut.ends[place] - cut.starts[place]):
            return False
        if inside or "\n" in gap:
            wanted = wanted and not inside
            if _other_name_goes_on(cut, names, following, places[-1]):
                return False
    return not wanted


def _parts_names(gap: str, length: int) -> bool:
    """Whether what follows a word of so many letters ends an item or a sentence."""
    if _BORDERS.intersection(gap) or gap.count("\n") > 1:
        return True
    return "." in gap[1:] or (gap[:1] == "." and length > _LONGEST_ABBREVIATION)


def _cuts_katakana(cut: Cut, places: list[int]) -> bool:
    """Whether a name is part of a longer word in katakana."""
    start, end = cut.starts[places[0]], cut.ends[places[-1]]
    beside = (cut.text[max(0, start - 1) : start], cut.text[end : end + 1])
    return bool(_KATAKANA.match(cut.text, start)) and any(map(_KATAKANA.match, beside))


def _other_name_goes_on(cut: Cut, names: Names, at: int, last: int) -> bool:
    """Whether a name begins at a word and goes on beyond another: "Congo, Republic of Korea"."""
    for _, places in _names_from(cut, names, at, cut.words[at]):
        if places[-1] > last:
            beyond = next(place for place in places if place > last)
            return _STOPS.isdisjoint(cut.gap(last, beyond))
    return False


def end_of_name(text: str, start: int, end: int, until: int = sys.maxsize) -> int:
    """Return the end of a name with the small words and the bracket that belong to it."""
    if text[end : end + 1] not in _BEFORE_TAIL:
        return end
    tail = _TAIL.match(text, end, until)
    if not tail or (tail["small"] and not _takes(text[start:end], tail["small"])):
        return end
    opened = text.count("(", start, end) > text.count(")", start, end)
    return tail.end() if opened or not tail["bracket"] else end


@lru_cache(maxsize=1 << 10)
def _takes(name: str, after: str) -> bool:
    """Whether small words belong to the name before: "Korea, Rep. of" and not "China. The"."""
    lex = lexicon()
    small = cut_words(after)[0]
    if not small or not lex.small.issuperset(small):
        return False
    if after.startswith(".") and small[0] not in lex.preposition:
        return False
    return not _SIGNS.isdisjoint(name) or cut_words(name)[0][-1] in lex.of_state
