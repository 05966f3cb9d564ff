"""What speaks against a name in a text: named rules, over the words in it and beside it.

The words are those of the table `not_names`: titles and place words ("Mr. Jordan", "Turkey
Creek"), names of people,
words that mean something else outside a list.
"""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise

from attrs import define

from unstatements.core.once import once
from unstatements.names.bearers import not_names
from unstatements.names.country import Country
from unstatements.names.cut import Cut
from unstatements.names.fold import core, lexicon
from unstatements.names.match import told_apart_by_polity
from unstatements.names.typos import Neighbours
from unstatements.names.vocabulary import Names, names_in_texts

__all__ = ["Candidate", "accepted"]

_NOUNS_HAVE_CAPITALS = frozenset(["de", "lb"])
_NO_LETTER = re.compile(r"[\W\d_]+")
_BESIDE = frozenset((" ", "-", "\u00a0"))
_AFTER_TITLE = frozenset((" ", ". ", "\u00a0", ".\u00a0"))
_MOST_BEFORE = 5  # words before a name that can be parts of a longer one
_SHORT = 3  # letters of a word that may be a slip of a small one


@define(eq=False)
class Candidate:
    """A name that stands in a text, before the rules are asked.

    Attributes:
        key: Its key.
        country: The country that bears it; None where it is the name of something else, or of
            several countries.
        first: Index of its first word among the words of the text.
        last: Index of its last word.
        start: Where it begins in the text.
        end: Where it ends.
        free_from: Index of the first word after the name before it.
        before: The capitalised word before it, if a space or hyphen parts them; otherwise empty.
        title: The same, if a space or a full stop and a space parts them.
        after: The word after it, if a space or hyphen parts them; otherwise empty.
    """

    key: str
    country: Country | None
    first: int
    last: int
    start: int
    end: int
    free_from: int = 0
    before: str = ""
    title: str = ""
    after: str = ""


def accepted(cut: Cut, candidates: list[Candidate]) -> list[Candidate]:
    """Return the names that no rule rejects, in order."""
    names = names_in_texts()
    _look_beside(cut, candidates)
    return _kept(cut, names, [c for c in candidates if not _is_rejected(cut, names, c)])


def _look_beside(cut: Cut, candidates: list[Candidate]) -> None:
    """Fill in the words beside names, unless these are names themselves."""
    names_end = -1
    names_begin = {candidate.first for candidate in candidates if candidate.country}
    for candidate in candidates:
        first, after = candidate.first, candidate.last + 1
        candidate.free_from = names_end + 1
        if first and first - 1 != names_end and cut.starts[first] == candidate.start:
            gap = cut.gap(first - 1, first)
            word = cut.words[first - 1] if cut.text[cut.starts[first - 1]].isupper() else ""
            candidate.before = word if gap in _BESIDE else ""
            candidate.title = word if gap in _AFTER_TITLE else ""
        if after < len(cut.words) and after not in names_begin:
            candidate.after = (
                cut.words[after] if cut.text[candidate.end : cut.starts[after]] in _BESIDE else ""
            )
        if candidate.country:
            names_end = candidate.last


def _is_rejected(cut: Cut, names: Names, candidate: Candidate) -> bool:
    if candidate.country is None:
        return True
    if abbreviations := names.abbreviations.get(candidate.key):  # "US", and not "us"
        return _NO_LETTER.sub("", cut.text[candidate.start : candidate.end]) not in abbreviations
    if _is_called_so(cut, names, candidate) or _is_town(cut, names, candidate):
        return True
    beside = candidate.title or candidate.before or candidate.after
    if beside and any(rejects(cut, candidate) for rejects in _RULES_BESIDE):
        return True
    return (
        candidate.key in names.partners
        and _is_beside_words(cut, candidate)
        and any(rejects(cut, candidate) for rejects in _RULES_OF_PARTS)
    )


def _is_beside_words(cut: Cut, candidate: Candidate) -> bool:
    """Whether words that are no names stand beside a name, as parts of longer names do."""
    first, last = candidate.first, candidate.last
    places = [*range(max(candidate.free_from, first - _MOST_BEFORE), first)]
    if not places or cut.gap(first - 1, first) not in _BESIDE:
        places = []
    if candidate.after:
        places.append(last + 1)
    return any(map(cut.can_begin_name, places)) if cut.has_capitals else bool(places)


def _has_title(_cut: Cut, candidate: Candidate) -> bool:
    """Reject "Mr. Jordan"."""
    return candidate.title.rstrip(".") in not_names("title")


def _is_called_so(cut: Cut, names: Names, candidate: Candidate) -> bool:
    """Reject "a boy named Jordan"."""
    place = candidate.first - 1
    return place >= 0 and cut.words[place] in names.calling and cut.gap(place, place + 1) == " "


def _is_town(cut: Cut, names: Names, candidate: Candidate) -> bool:
    """Reject "Lebanon, Pennsylvania"."""
    words = cut.words[candidate.last + 1 : candidate.last + 3]
    if not words or not (words[0] in names.regions or " ".join(words) in names.regions):
        return False
    return cut.gap(candidate.last, candidate.last + 1) == ", "


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
        and cut.is_capitalised(candidate.first, candidate.last)
        and (_has_forename(cut, candidate) or _has_surname(cut, candidate))
        and _NOUNS_HAVE_CAPITALS.isdisjoint(cut.languages)
    )


def _has_forename(cut: Cut, candidate: Candidate) -> bool:
    lex, before, place = lexicon(), candidate.before, candidate.first - 1
    if not before or before in lex.small or before in lex.join:
        return False
    return cut.gap(place, candidate.first) != "-" and _may_be_of_person(cut, place)


def _has_surname(cut: Cut, candidate: Candidate) -> bool:
    after, place = candidate.after, candidate.last + 1
    if not after or after in not_names("office") or _follows_office(cut, candidate.first - 1):
        return False
    return _may_be_of_person(cut, place)


def _follows_office(cut: Cut, place: int) -> bool:
    """Whether words such as "President of" stand at a place."""
    return (
        place > 0
        and cut.words[place] in lexicon().preposition
        and cut.words[place - 1] in not_names("office")
    )


def _may_be_of_person(cut: Cut, place: int) -> bool:
    word = cut.words[place]
    return (
        cut.is_capitalised(place, place)
        and word not in lexicon().opening
        and not _begins_name(word)
    )


def _begins_name(word: str) -> bool:
    return word in names_in_texts().bearers or word in names_in_texts().begun


def _is_part_of_misprint(cut: Cut, candidate: Candidate) -> bool:
    """Reject the "Guinea" of "Equatoril Guinea", nearly a longer name."""
    partners = names_in_texts().partners[candidate.key]
    before, after = _words_before(cut, candidate), _words_after(cut, candidate)
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
        not partners.isdisjoint(_words_near(cut.words[at])) for at in places if _is_unread(cut, at)
    )


def _is_unread(cut: Cut, place: int) -> bool:
    """Whether a word may be a misprint of a word of names."""
    is_small = cut.has_capitals and not cut.can_begin_name(place)
    return (
        not is_small
        and len(cut.words[place]) > 1
        and cut.words[place] not in names_in_texts().words
    )


def _words_near(word: str) -> Set[str]:
    return _partner_words().of(word).keys()


@once
def _partner_words() -> Neighbours:
    return Neighbours(frozenset().union(*names_in_texts().partners.values()))


def _words_before(cut: Cut, candidate: Candidate) -> list[str]:
    """Return the words before a name, up to the first long one that is not for a kind of state."""
    lex, place = lexicon(), candidate.first
    while place > candidate.free_from and cut.gap(place - 1, place) in _BESIDE:
        place -= 1
        word = cut.words[place]
        if len(word) > _SHORT and word not in lex.small and word not in lex.of_state:
            break
    return cut.words[place : candidate.first]


def _words_after(cut: Cut, candidate: Candidate) -> list[str]:
    """Return up to two words after a name."""
    return cut.words[candidate.last + 1 : candidate.last + 3] if candidate.after else []


def _lacks_its_polity(cut: Cut, candidate: Candidate) -> bool:
    """Reject the "Kina" of "Republika Kina": the first word tells which country is meant."""
    words = [word for word in _words_before(cut, candidate) if word not in lexicon().small]
    return (
        bool(words)
        and words[-1] in lexicon().polity
        and candidate.country in told_apart_by_polity()
    )


_RULES_BESIDE = (_has_title, _is_part_of_place, _is_person)
_RULES_OF_PARTS = (_is_part_of_misprint, _lacks_its_polity)


def _kept(cut: Cut, names: Names, candidates: list[Candidate]) -> list[Candidate]:
    """Drop second names in brackets, and names that are ordinary words outside a list."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if not (kept and _is_second_name(cut.text, kept[-1], candidate)):
            kept.append(candidate)
    return [
        c
        for at, c in enumerate(kept)
        if not _is_ordinary_word(cut, names, c) or _has_company(cut, kept, at)
    ]


def _is_ordinary_word(cut: Cut, names: Names, candidate: Candidate) -> bool:
    """Whether a name is a word, or is foreign to the text; "El Salvador" is not."""
    key, before = candidate.key, candidate.first - 1
    if key in names.foreign and cut.languages and not names.is_in(key, cut.languages):
        return True
    if key not in not_names("company"):
        return False
    if before >= 0 and cut.words[before] in lexicon().article and cut.can_begin_name(before):
        return False
    return cut.languages.isdisjoint(names.languages.get(key, ()))


def _is_second_name(text: str, first: Candidate, second: Candidate) -> bool:
    return first.country is second.country and text[first.end : second.start].strip() == "("


def _has_company(cut: Cut, candidates: list[Candidate], at: int) -> bool:
    """Whether a name stands beside another, or is the whole text."""
    candidate = candidates[at]
    if len(candidates) == 1:
        return not (cut.text[: candidate.start].strip() or cut.text[candidate.end :].strip())
    before = at > 0 and _side_by_side(cut, candidates[at - 1], candidate)
    return before or (
        at + 1 < len(candidates) and _side_by_side(cut, candidate, candidates[at + 1])
    )


def _side_by_side(cut: Cut, first: Candidate, second: Candidate) -> bool:
    return not core(cut.words[first.last + 1 : second.first])
