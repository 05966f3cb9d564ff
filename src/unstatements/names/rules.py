"""What speaks against a name in a text: named rules, over the words in it and beside it.

The words are those of the table `not_names`: titles, words for places, names of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from unstatements.core.once import once
from unstatements.names.bearers import needs_accents
from unstatements.names.country import Country
from unstatements.names.cut import Cut
from unstatements.names.fold import OF_STATE, SMALL, USUAL, lexicon
from unstatements.names.match import told_apart_by_polity
from unstatements.names.typos import Neighbours
from unstatements.names.vocabulary import names_in_texts

_NOUNS_HAVE_CAPITALS = frozenset(["de", "lb"])
_SPACE = frozenset((" ", "\u00a0"))
_BESIDE = _SPACE | {"-"}
_AFTER_TITLE = _SPACE | {". ", ".\u00a0"}
# What stands between a name and a word that makes something else of it, by the word's role.
_GAPS = {
    "title": _AFTER_TITLE, "before": _BESIDE, "before_small": _SPACE,
    "after_name": _BESIDE, "after": _BESIDE, "region": {", "},
}  # fmt: skip
_BEFORE, _AFTER = ("title", "before", "before_small"), ("after_name", "after", "region")
_WITHOUT_CAPITAL = {"before_small", "after", "region"}
_MOST_BEFORE = 5  # words before a name that can be parts of a longer one
_SHORT = 3  # letters of a word that may be a slip of a small one


class Candidate(NamedTuple):
    """A name that stands in a text, before the rules are asked."""

    key: str  # its key
    country: Country | None  # None where it is the name of something else, or of several
    first: int  # index of its first word among the words of the text
    last: int  # index of its last word
    start: int  # where it begins in the text
    end: int  # where it ends


def accepted(cut: Cut, candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, Country]]:
    """Yield the names that no rule rejects, in order, without second names in brackets."""
    kept: Candidate | None = None
    free_from = 0
    for candidate, following in pairwise(chain(candidates, [None])):
        if candidate is None or candidate.country is None:
            continue
        is_second_name = (
            kept is not None
            and kept.country is candidate.country
            and cut.text[kept.end : candidate.start].strip() == "("
        )
        free_to = following.first if following and following.country else len(cut.words)
        if not (is_second_name or _is_rejected(cut, candidate, free_from, free_to)):
            yield candidate, candidate.country
            kept = candidate
        free_from = candidate.last + 1


def _is_rejected(cut: Cut, name: Candidate, free_from: int, free_to: int) -> bool:
    """Whether a word beside a name, and free to belong to it, speaks against it."""
    names = names_in_texts()
    if cut.given is not None and not names.is_in(name.key, cut.given):
        return True
    if abbreviations := names.abbreviations.get(name.key):  # "US", and not "us"
        letters = filter(str.isalpha, cut.text[name.start : name.end])
        return "".join(letters) not in abbreviations
    preceding, following = name.first - 1, name.last + 1
    gap = cut.gap(preceding, name.first) if preceding >= free_from else ""
    if _changes_meaning(cut, preceding, gap, _BEFORE):
        return True
    gap = cut.gap(name.last, following) if following < free_to else ""
    if _changes_meaning(cut, following, gap, _AFTER):
        return True
    rules = [_is_person] if name.key in lexicon("person") else []
    rules += [_is_part_of_name] if name.key in names.partners else []
    if not rules:
        return False
    before = list(filter(cut.can_begin_name, _places_before(cut, free_from, name.first)))
    after = list(filter(cut.can_begin_name, [following] if gap in _BESIDE else []))
    return bool(before or after) and any(rule(cut, name, before, after) for rule in rules)


def _changes_meaning(cut: Cut, place: int, gap: str, roles: tuple[str, ...]) -> bool:
    """Reject "Mr. Jordan", "a boy named Jordan", "New Mexico", "Turkey Creek", "Lebanon, Ohio"."""
    if not gap:
        return False
    role_of, word = _roles(roles), cut.words[place].rstrip(".")
    if word not in role_of:
        return False
    role = role_of[word] or role_of.get(" ".join(cut.words[place : place + 2]), "")
    stands_so = gap in _GAPS.get(role, ())
    return stands_so and (role in _WITHOUT_CAPITAL or cut.text[cut.starts[place]].isupper())


@once
def _roles(roles: tuple[str, ...]) -> Mapping[str, str]:
    """Return the role of each word and phrase, and none for the first words of phrases."""
    phrases = {phrase: role for role in roles for phrase in lexicon(role)}
    return dict.fromkeys((phrase.partition(" ")[0] for phrase in phrases), "") | phrases


def _places_before(cut: Cut, free_from: int, first: int) -> Iterator[int]:
    """Yield the places before a word, to the first long word that is not for a kind of state."""
    for place in range(first - 1, max(free_from, first - _MOST_BEFORE) - 1, -1):
        if cut.gap(place, place + 1) not in _BESIDE:
            return
        yield place
        if len(cut.words[place]) > _SHORT and cut.words[place] not in lexicon(*USUAL):
            return


def _is_person(cut: Cut, name: Candidate, before: list[int], after: list[int]) -> bool:
    """Reject "Michael Jordan" and "Chad Smith", but not "Iran Foreign Minister"."""
    offices = lexicon("office")
    names = [place for place in before[:1] if cut.gap(place, name.first) in _SPACE]
    office, of = ["", "", *cut.words[max(0, name.first - 2) : name.first]][-2:]
    if office not in offices or of not in lexicon("preposition"):  # "President of"
        names += [place for place in after if cut.words[place] not in offices]
    return any(_may_be_of_person(cut, place) for place in names)


def _may_be_of_person(cut: Cut, place: int) -> bool:
    names, word = names_in_texts(), cut.words[place]
    return (
        cut.is_capitalised(place)
        and _NOUNS_HAVE_CAPITALS.isdisjoint(cut.languages)
        and word not in lexicon("opening", "join", *SMALL)
        and word not in names.bearers
        and word not in names.begun
    )


def _is_part_of_name(cut: Cut, name: Candidate, before: list[int], after: list[int]) -> bool:
    """Reject the "Guinea" of "Equatoril Guinea"; "Kina", as the word in "Republika Kina" tells."""
    names, words = names_in_texts(), [cut.words[place] for place in before]
    telling = next((word for word in words if word not in lexicon(*SMALL)), "")
    if telling in lexicon("polity") and name.country in told_apart_by_polity():
        return True
    torn = "".join(cut.words[max(0, name.first - 2) : name.first])  # "Papua Ne w Guinea"
    parts = {torn, *lexicon(*OF_STATE).intersection(words)}
    words += [cut.words[place] for place in after]
    if not parts.isdisjoint(names.partners[name.key]):
        return True
    misprints = (word for word in words if len(word) > 1 and word not in names.words)
    return any(map(_partners(name.key).of, misprints))


@cache
def _partners(key: str) -> Neighbours:
    return Neighbours(names_in_texts().partners[key])


def is_ordinary_word(cut: Cut, candidate: Candidate) -> bool:
    """Whether a name is a word, or is foreign to the text; "El Salvador" is not."""
    names, key, before = names_in_texts(), candidate.key, candidate.first - 1
    if key in names.foreign:
        is_in_other = bool(cut.languages) and not names.is_in(key, cut.languages)
        if is_in_other or needs_accents(key, cut.text[candidate.start : candidate.end]):
            return True
    if key not in lexicon("company"):
        return False
    if before >= 0 and cut.words[before] in lexicon("article") and cut.can_begin_name(before):
        return False
    return cut.languages.isdisjoint(names.languages.get(key, ()))
