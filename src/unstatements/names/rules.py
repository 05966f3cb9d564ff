"""What speaks against a name in a text: named rules, over the words in it and beside it.

The words are those of the table `not_names`: titles and place words ("Mr. Jordan", "Turkey
Creek"), names of people, words that mean something else outside a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise

from attrs import define

from unstatements.names.bearers import needs_accents, not_names
from unstatements.names.country import Country
from unstatements.names.cut import Cut
from unstatements.names.fold import lexicon
from unstatements.names.match import told_apart_by_polity
from unstatements.names.typos import distance, most_slips
from unstatements.names.vocabulary import Names, names_in_texts

_NOUNS_HAVE_CAPITALS = frozenset(["de", "lb"])
_NO_LETTER = re.compile(r"[\W\d_]+")
_BESIDE = frozenset((" ", "-", "\u00a0"))
_AFTER_TITLE = frozenset((" ", ". ", "\u00a0", ".\u00a0"))
_MOST_BEFORE = 5  # words before a name that can be parts of a longer one
_SHORT = 3  # letters of a word that may be a slip of a small one


@define(eq=False)
class Candidate:
    """A name that stands in a text, before the rules are asked."""

    key: str  # its key
    # The country that bears it; None where it is the name of something else, or of several
    # countries.
    country: Country | None
    first: int  # index of its first word among the words of the text
    last: int  # index of its last word
    start: int  # where it begins in the text
    end: int  # where it ends
    free_from: int = 0  # index of the first word after the name before it
    # The capitalised word before it, if a space or hyphen parts them; otherwise empty.
    before: str = ""
    title: str = ""  # the same, if a space or a full stop and a space parts them
    after: str = ""  # the word after it, if a space or hyphen parts them; otherwise empty


Rule = Callable[[Cut, Candidate], bool]


def accepted(cut: Cut, candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, Country]]:
    """Yield the names that no rule rejects, in order, without second names in brackets."""
    names = names_in_texts()
    kept: Candidate | None = None
    free_from = 0
    for candidate, following in pairwise(chain(candidates, [None])):
        country = candidate.country if candidate else None
        if candidate is None or country is None:
            continue
        candidate.free_from = free_from
        free_from = candidate.last + 1
        if not (
            _is_rejected(cut, names, candidate, following)
            or (kept and _is_second_name(cut.text, kept, candidate))
        ):
            yield candidate, country
            kept = candidate


def _is_rejected(
    cut: Cut, names: Names, candidate: Candidate, following: Candidate | None
) -> bool:
    key = candidate.key
    if abbreviations := names.abbreviations.get(key):  # "US", and not "us"
        return _NO_LETTER.sub("", cut.text[candidate.start : candidate.end]) not in abbreviations
    text, first, after = cut.text, candidate.first, candidate.last + 1
    beside = (text[candidate.start - 1 : candidate.start], text[candidate.end : candidate.end + 1])
    is_delicate = key in names.delicate and not _BESIDE.isdisjoint(beside)
    is_beside_telling_word = (first > 0 and cut.words[first - 1] in names.telling) or (
        after < len(cut.words) and cut.words[after] in names.telling
    )
    if not (is_delicate or is_beside_telling_word):
        return False
    _look_beside(cut, candidate, following)
    if is_beside_telling_word and any(rejects(cut, candidate) for rejects in _RULES_OF_WORDS):
        return True
    return (
        is_delicate
        and _is_beside_words(cut, candidate)
        and any(rejects(cut, candidate) for rejects in _RULES_OF_NAMES)
    )


def _look_beside(cut: Cut, candidate: Candidate, following: Candidate | None) -> None:
    """Fill in the words beside a name, unless these are names themselves."""
    text, first, after = cut.text, candidate.first, candidate.last + 1
    if first > candidate.free_from and cut.starts[first] == candidate.start:
        gap = text[cut.ends[first - 1] : candidate.start]
        word = cut.words[first - 1] if text[cut.starts[first - 1]].isupper() else ""
        candidate.before = word if gap in _BESIDE else ""
        candidate.title = word if gap in _AFTER_TITLE else ""
    is_beside = after < len(cut.words) and text[candidate.end : cut.starts[after]] in _BESIDE
    if is_beside and not (following and following.country and following.first == after):
        candidate.after = cut.words[after]


def _has_title(_cut: Cut, candidate: Candidate) -> bool:
    """Reject "Mr. Jordan"."""
    return bool(candidate.title) and candidate.title.rstrip(".") in not_names("title")


def _is_called_so(cut: Cut, candidate: Candidate) -> bool:
    """Reject "a boy named Jordan"."""
    place = candidate.first - 1
    return (
        place >= 0
        and cut.words[place] in not_names("before_small")
        and cut.gap(place, place + 1) == " "
    )


def _is_town(cut: Cut, candidate: Candidate) -> bool:
    """Reject "Lebanon, Pennsylvania"."""
    last, regions = candidate.last, not_names("region")
    if not cut.text.startswith(", ", cut.ends[last]):
        return False
    words = cut.words[last + 1 : last + 3]
    is_region = not regions.isdisjoint([*words[:1], " ".join(words)])
    return is_region and cut.gap(last, last + 1) == ", "


def _is_part_of_place(cut: Cut, candidate: Candidate) -> bool:
    """Reject "New Mexico" and "Turkey Creek"."""
    if candidate.before in not_names("before") or candidate.after in not_names("after"):
        return True
    return candidate.after in not_names("after_name") and cut.is_capitalised(
        candidate.last + 1, candidate.last + 1
    )


def _is_person(cut: Cut, candidate: Candidate) -> bool:
    """Reject "Michael Jordan" and "Chad Smith", but not "Iran Foreign Minister"."""
    return (
        candidate.key in not_names("person")
        and (_has_forename(cut, candidate) or _has_surname(cut, candidate))
        and cut.is_capitalised(candidate.first, candidate.last)
        and _NOUNS_HAVE_CAPITALS.isdisjoint(cut.languages)
    )


def _has_forename(cut: Cut, candidate: Candidate) -> bool:
    lex, before, place = lexicon(), candidate.before, candidate.first - 1
    return (
        before != ""
        and not (before in lex.small or before in lex.join)
        and cut.gap(place, candidate.first) != "-"
        and _may_be_of_person(cut, place)
    )


def _has_surname(cut: Cut, candidate: Candidate) -> bool:
    after = candidate.after
    return (
        after != ""
        and _may_be_of_person(cut, candidate.last + 1)
        and after not in not_names("office")
        and not _follows_office(cut, candidate.first - 1)
    )


def _follows_office(cut: Cut, place: int) -> bool:
    """Whether words such as "President of" stand at a place."""
    return (
        place > 0
        and cut.words[place] in lexicon().preposition
        and cut.words[place - 1] in not_names("office")
    )


def _may_be_of_person(cut: Cut, place: int) -> bool:
    names, word = names_in_texts(), cut.words[place]
    return (
        cut.is_capitalised(place, place)
        and word not in lexicon().opening
        and word not in names.bearers
        and word not in names.begun
    )


def _is_part_of_name(cut: Cut, candidate: Candidate) -> bool:
    """Reject what may be a part of a longer name that could not be read."""
    return candidate.key in names_in_texts().partners and (
        _is_part_of_misprint(cut, candidate) or _lacks_its_polity(cut, candidate)
    )


def _is_beside_words(cut: Cut, candidate: Candidate) -> bool:
    """Whether words that are no names stand beside a name, as parts of longer names do."""
    first = candidate.first
    places = [candidate.last + 1] if candidate.after else []
    if first > candidate.free_from and cut.gap(first - 1, first) in _BESIDE:
        places += range(max(candidate.free_from, first - _MOST_BEFORE), first)
    return any(map(cut.can_begin_name, places)) if cut.has_capitals else bool(places)


def _is_part_of_misprint(cut: Cut, candidate: Candidate) -> bool:
    """Reject the "Guinea" of "Equatoril Guinea", nearly a longer name."""
    partners = names_in_texts().partners[candidate.key]
    before = _words_before(cut, candidate)
    after = cut.words[candidate.last + 1 : candidate.last + 3] if candidate.after else []
    start = candidate.first - len(before)
    more = cut.words[max(start - 1, candidate.free_from) : start]
    split = {
        f"{first}{second}"
        for words in ([*more, *before], after)
        for first, second in pairwise(words)
    }
    if not partners.isdisjoint(split) or not partners.isdisjoint(
        lexicon().of_state.intersection(before)
    ):
        return True
    places = [
        *range(start, candidate.first),
        *range(candidate.last + 1, candidate.last + 1 + len(after[:1])),
    ]
    return any(
        _is_near_partner(cut.words[at], candidate.key) for at in places if _is_unread(cut, at)
    )


def _is_unread(cut: Cut, place: int) -> bool:
    """Whether a word may be a misprint of a word of names."""
    is_small = cut.has_capitals and not cut.can_begin_name(place)
    return (
        not is_small
        and len(cut.words[place]) > 1
        and cut.words[place] not in names_in_texts().words
    )


@lru_cache(maxsize=1 << 12)
def _is_near_partner(word: str, key: str) -> bool:
    """Whether a word may be a misprint of one that makes a longer name out of a name."""
    for partner in names_in_texts().partners[key]:
        most = max(1, most_slips(len(partner)))
        if (
            abs(len(word) - len(partner)) <= most
            and (word[0] == partner[0] or word[-1] == partner[-1])
            and distance(word, partner, most) <= most
        ):
            return True
    return False


def _words_before(cut: Cut, candidate: Candidate) -> list[str]:
    """Return the words before a name, up to the first long one that is not for a kind of state."""
    lex, place = lexicon(), candidate.first
    while place > candidate.free_from and cut.gap(place - 1, place) in _BESIDE:
        place -= 1
        word = cut.words[place]
        if len(word) > _SHORT and word not in lex.small and word not in lex.of_state:
            break
    return cut.words[place : candidate.first]


def _lacks_its_polity(cut: Cut, candidate: Candidate) -> bool:
    """Reject the "Kina" of "Republika Kina": the first word tells which country is meant."""
    words = [word for word in _words_before(cut, candidate) if word not in lexicon().small]
    return (
        bool(words)
        and words[-1] in lexicon().polity
        and candidate.country in told_apart_by_polity()
    )


_RULES_OF_WORDS: tuple[Rule, ...] = (_has_title, _is_part_of_place, _is_called_so, _is_town)
_RULES_OF_NAMES: tuple[Rule, ...] = (_is_person, _is_part_of_name)


def is_ordinary_word(cut: Cut, candidate: Candidate) -> bool:
    """Whether a name is a word, or is foreign to the text; "El Salvador" is not."""
    names, key, before = names_in_texts(), candidate.key, candidate.first - 1
    if needs_accents(key, cut.text[candidate.start : candidate.end]):
        return True
    is_told = cut.languages or key in names.genitives
    if key in names.foreign and is_told and not names.is_in(key, cut.languages):
        return True
    if key not in not_names("company"):
        return False
    if before >= 0 and cut.words[before] in lexicon().article and cut.can_begin_name(before):
        return False
    return cut.languages.isdisjoint(names.languages.get(key, ()))


def _is_second_name(text: str, first: Candidate, second: Candidate) -> bool:
    return first.country is second.country and text[first.end : second.start].strip() == "("
