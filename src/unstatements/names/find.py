"""Countries in running text.

A text goes through four steps, in time linear in its length, whatever it holds:

1. **alone** (`_standing_alone`): a name of the table, as it is written, that is all that stands
   between two commas.
2. **cut** (`unstatements.names.cut`): the rest is folded and cut into words once, with their
   places; scripts that do not part words by spaces into letters.
3. **names** (`_candidates`): at each word, the longest name of the tables that begins there.
4. **rules** (`unstatements.names.rules`): named functions, each of which can reject a name for a
   word beside it. Names that are ordinary words outside a list go.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate, chain, compress, count, pairwise
from operator import itemgetter
from typing import NamedTuple

from unstatements.core.arguments import of_type, several
from unstatements.core.dates import DateLike, as_date
from unstatements.names.bearers import countries_on, names_by
from unstatements.names.country import Country
from unstatements.names.cut import Cut, cut
from unstatements.names.fold import OF_STATE, SMALL, core, is_dropped, lexicon
from unstatements.names.rules import Candidate, accepted, is_ordinary_word
from unstatements.names.vocabulary import SIGNS, UNPARTED_LETTER, Names, first_word, names_in_texts

_COMMA = re.compile(r"([,;]\s*+(?:and\s+)?+(?:the\s+)?+)")
_BOTH = re.compile(r"(.+)(\sand\s(?:the\s)?)(.+)", re.DOTALL)
_WITHIN_LETTERS = re.compile("[\u30fb\u00b7\u2027 \t\u3000\r\n\u200b-]*")
_NO_GAP = ("", " ", "-")
_NO_SIGNS = frozenset([""])
_PARTING = re.compile("[;:!?\u2022|\t[\u060c\u061b]|.\\.|\n[^\n]*\n|\\)\\s*\n", re.DOTALL)
_STOPS = frozenset(",.;:\n()/\u060c\u061b\u3001\uff0c\uff1b")
_SHORT = 2  # letters of a word that is no abbreviation if it is small
_LONGEST_ABBREVIATION = 5  # letters of a word that a full stop within a name can follow

_new = tuple.__new__  # of records, of which a text can have a million


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
            are read in English and in the languages that the common words of the text show; in
            all others where they stand in a list, or where the text shows none.

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
    names, text = names_in_texts(), of_type(text, str, "text: give a str")
    if languages is None:
        mentions, rest = _standing_alone(text)
        cut_text = cut(rest, text)
    else:
        codes = several(languages, "collection of languages")
        read = frozenset(of_type(code, str, "language") for code in codes)
        mentions, cut_text = [], cut(text, text, read)
    ordinary: set[int] = set()
    genitives: set[int] = set()
    for candidate, country in accepted(cut_text, _candidates(cut_text, names, day)):
        key, start, end = candidate.key, candidate.start, candidate.end
        mentions.append(_new(Mention, (country, text[start:end], start, end)))
        if key in names.genitives and not names.is_in(key, cut_text.given or cut_text.languages):
            genitives.add(start)
        elif is_ordinary_word(cut_text, candidate):
            ordinary.add(start)
    mentions.sort(key=itemgetter(2))
    if ordinary or genitives:
        return _in_company(cut_text, mentions, ordinary, genitives)
    return mentions


def _standing_alone(text: str) -> tuple[list[Mention], str]:
    """Return the names that are all that stands between two commas, and the text without them."""
    alone = names_in_texts().alone
    parts = _COMMA.split(text)
    if alone.keys().isdisjoint(parts):
        return [], text
    countries = [*map(alone.get, parts), None, None]
    if any(not countries[at] and " and " in parts[at] for at in range(0, len(parts), 2)):
        parts = list(chain.from_iterable(map(_two_names, parts)))
        countries = [*map(alone.get, parts), None, None]
    ends = list(accumulate(map(len, parts)))
    mentions = []
    for at in range(0, len(parts), 2):
        if (country := countries[at]) and (countries[at + 2] or not _is_changed(parts, at)):
            part, end = parts[at], ends[at]
            mentions.append(_new(Mention, (country, part, end - len(part), end)))
            parts[at] = "!" * len(part)  # no name goes on beyond it
    return mentions, "".join(parts)


def _two_names(part: str) -> Sequence[str]:
    """Part "Chad and the Gambia" into both names and what stands between them."""
    both = _BOTH.fullmatch(part) if " and " in part and part not in names_by("name") else None
    if both and names_in_texts().alone.keys() >= {both[1], both[3]}:
        return both.groups()
    return [part]


def _is_changed(parts: list[str], at: int) -> bool:
    """Whether what follows a comma may change the name before it: "Lebanon, Pennsylvania"."""
    return at + 2 < len(parts) and first_word(parts[at + 2]) in names_in_texts().after_comma


def _in_company(
    cut: Cut, mentions: list[Mention], ordinary: set[int], genitives: set[int]
) -> list[Mention]:
    """Leave out words without a name beside them, and genitives ("Islands") without another."""
    whole, starts, ends = cut.source.strip(), cut.starts, cut.ends
    beside = {mention.start for mention in mentions if mention.text == whole} - genitives
    for mention, following in pairwise(mentions):
        between = slice(bisect_left(starts, mention.end), bisect_right(ends, following.start))
        is_like = (mention.start in genitives) == (following.start in genitives)
        if is_like and not core(cut.words[between]):
            beside |= {mention.start, following.start}
    lone = (ordinary | genitives) - beside
    return [mention for mention in mentions if mention.start not in lone]


def _candidates(cut: Cut, names: Names, on: date | None) -> Iterator[Candidate]:
    """Yield the longest name at each word that can begin one (step 3)."""
    free_from = 0
    for at in compress(count(), map(names.first_words.__contains__, cut.words)):
        candidate = _longest_name(cut, names, on, at) if at >= free_from else None
        if candidate:
            yield candidate
            free_from = candidate.last + 1


def _longest_name(cut: Cut, names: Names, on: date | None, at: int) -> Candidate | None:
    """Return the longest name that begins at a word."""
    for key, places in _names_from(cut, names, at):
        if any(map(cut.can_begin_name, places)) and _is_whole(cut, names, key, places):
            for country in _meant(key, on):
                end = cut.end_of_name(at, places[-1])
                return _new(Candidate, (key, country, at, places[-1], cut.starts[at], end))
    return None


@lru_cache(maxsize=1 << 12)
def _meant(key: str, on: date | None) -> tuple[Country | None, ...]:
    """Return whom a name means, None if that is not sure; nothing if nobody bore it on the day."""
    bearers = names_in_texts().bearers[key]
    countries = countries_on(bearers, on) if bearers else {None}
    return tuple(countries) if len(countries) < 2 else (None,)


def _names_from(cut: Cut, names: Names, at: int) -> Sequence[tuple[str, Sequence[int]]]:
    """Return the names that begin at a word, longest first, and the places of their words."""
    words, expand, small = cut.words, names.expand, names.small
    before = kept = key = expand.get(words[at], words[at])
    place, places = at, [at]
    matches = [(key, [at])] if key in names.bearers else []
    while key in names.begun and (place := place + 1) < len(words):
        word = expand.get(words[place], words[place])
        if not (word in small and is_dropped(word, before, kept)):
            kept, key = word, f"{key} {word}"
            places.append(place)
            if key in names.bearers:
                matches.append((key, places.copy()))
        before = word
    matches.reverse()
    return matches


def _is_whole(cut: Cut, names: Names, key: str, places: Sequence[int]) -> bool:
    """Whether the words of a would-be name belong together."""
    signs, last = names.signs.get(key, _NO_SIGNS), places[-1]
    wanted = "" not in signs  # a name that is only written with a comma or bracket
    if len(places) > 1 and _ends_in_small_word(cut, last):
        return False
    if not cut.within_katakana.isdisjoint((cut.starts[places[0]], cut.ends[last])):
        return False
    for place, following in pairwise(places):
        gap = cut.gap(place, following)
        if gap in _NO_GAP and cut.key(place) not in lexicon(*OF_STATE):  # "Republik Sudan Selatan"
            continue
        if UNPARTED_LETTER.match(cut.words[place]):
            if not _WITHIN_LETTERS.fullmatch(gap):
                return False
            continue
        if _other_name_goes_on(cut, names, following, last):
            return False
        inside = SIGNS.intersection(gap)
        is_long = cut.ends[place] - cut.starts[place] > _LONGEST_ABBREVIATION
        if not inside <= signs or _PARTING.search(gap) or (is_long and gap.startswith(".")):
            return False
        wanted = wanted and not inside
    return not wanted


def _ends_in_small_word(cut: Cut, last: int) -> bool:
    """Whether a word is no abbreviation at the end of a name: the "is" of "Marshall is here"."""
    is_small = len(cut.words[last]) == _SHORT and not cut.can_begin_name(last)
    is_apart = is_small and cut.gap(last - 1, last).isspace()
    return is_apart and cut.words[last] not in lexicon(*SMALL)


def _other_name_goes_on(cut: Cut, names: Names, at: int, last: int) -> bool:
    """Whether a name begins at a word and goes on beyond another: "Republic of Guinea-Bissau"."""
    for _, places in _names_from(cut, names, at):
        if places[-1] > last:
            beyond = next(place for place in places if place > last)
            return _STOPS.isdisjoint(cut.gap(last, beyond))
    return False
