"""What speaks against a name in a text: named rules, over the words in it and beside it.

The words are those of the table `not_names`: titles and place words ("Mr. Jordan", "Turkey
Creek"), names of people, words that mean something else outside a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from unstatements.core.once import once
from unstatements.names.bearers import needs_accents
from unstatements.names.country import Country
from unstatements.names.cut import Cut
from unstatements.names.fold import OF_STATE, SMALL, USUAL, lexicon
from unstatements.names.match import told_apart_by_polity
from unstatements.names.typos import distance, most_slips
from unstatements.names.vocabulary import names_in_texts

_NOUNS_HAVE_CAPITALS = frozenset(["de", "lb"])
_NO_LETTER = re.compile(r"[\W\d_]+")
_SPACE = frozenset((" ", "\u00a0"))
_BESIDE = _SPACE | {"-"}
_AFTER_TITLE = _SPACE | {". ", ".\u00a0"}
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


class Context(NamedTuple):
    """A name in a text, and what stands beside it."""

    cut: Cut
    name: Candidate
    before: str  # the word before it
    gap_before: str  # what stands between the two; empty if the word belongs to another name
    after: str  # the same after it
    gap_after: str
    parts: list[int]  # places of words beside it that can be parts of one longer name with it


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
    names, words, following = names_in_texts(), cut.words, name.last + 1
    if abbreviations := names.abbreviations.get(name.key):  # "US", and not "us"
        return _NO_LETTER.sub("", cut.text[name.start : name.end]) not in abbreviations
    before = words[name.first - 1] if name.first else ""
    after = words[following] if following < len(words) else ""
    is_beside_telling_word = not _telling_words().isdisjoint((before, after))
    is_delicate = name.key in names.delicate
    if not (is_beside_telling_word or is_delicate):
        return False
    gap_before = cut.text[cut.ends[name.first - 1] : name.start] if name.first > free_from else ""
    gap_after = cut.text[name.end : cut.starts[following]] if following < free_to else ""
    parts = [following] if is_delicate and gap_after in _BESIDE else []
    parts += _places_before(cut, free_from, name.first) if is_delicate else []
    if cut.has_capitals:
        parts = list(filter(cut.can_begin_name, parts))
    context = Context(cut, name, before, gap_before, after, gap_after, parts)
    rules = (_has_title, _is_called_so, _is_town, _is_part_of_place)
    if is_beside_telling_word and any(rule(context) for rule in rules):
        return True
    return bool(parts) and (_is_person(context) or _is_part_of_name(context))


@once
def _telling_words() -> frozenset[str]:
    """Words beside a name that can tell that it is none."""
    kinds = ("title", "before", "before_small", "after", "after_name", "region")
    words = {phrase.partition(" ")[0] for phrase in lexicon(*kinds)}
    return frozenset(words | {f"{word}." for word in words if len(word) == 1})


def _places_before(cut: Cut, free_from: int, first: int) -> Iterator[int]:
    """Yield the places before a word, to the first long word that is not for a kind of state."""
    for place in range(first - 1, max(free_from, first - _MOST_BEFORE) - 1, -1):
        if cut.gap(place, place + 1) not in _BESIDE:
            return
        yield place
        if len(cut.words[place]) > _SHORT and cut.words[place] not in lexicon(*USUAL):
            return


def _has_title(context: Context) -> bool:
    """Reject "Mr. Jordan"."""
    return (
        context.before.rstrip(".") in lexicon("title")
        and context.gap_before in _AFTER_TITLE
        and context.cut.is_upper(context.name.first - 1)
    )


def _is_called_so(context: Context) -> bool:
    """Reject "a boy named Jordan"."""
    return context.before in lexicon("before_small") and context.gap_before == " "


def _is_town(context: Context) -> bool:
    """Reject "Lebanon, Pennsylvania"."""
    cut, last = context.cut, context.name.last
    if not cut.text.startswith(", ", cut.ends[last]):
        return False
    words = cut.words[last + 1 : last + 3]
    return not lexicon("region").isdisjoint([*words[:1], " ".join(words)])


def _is_part_of_place(context: Context) -> bool:
    """Reject "New Mexico" and "Turkey Creek"."""
    cut, name, after = context.cut, context.name, context.after
    if context.before in lexicon("before") and context.gap_before in _BESIDE:
        return cut.is_upper(name.first - 1)
    if context.gap_after not in _BESIDE:
        return False
    following = name.last + 1
    is_place = after in lexicon("after_name") and cut.is_capitalised(following, following)
    return is_place or after in lexicon("after")


def _is_person(context: Context) -> bool:
    """Reject "Michael Jordan" and "Chad Smith", but not "Iran Foreign Minister"."""
    cut, (key, _, first, last, *_) = context.cut, context.name
    return (
        key in lexicon("person")
        and (_has_forename(context) or _has_surname(context))
        and cut.is_capitalised(first, last)
        and _NOUNS_HAVE_CAPITALS.isdisjoint(cut.languages)
    )


def _has_forename(context: Context) -> bool:
    place = context.name.first - 1
    is_beside = place in context.parts and context.gap_before in _SPACE
    return is_beside and _may_be_of_person(context.cut, place)


def _has_surname(context: Context) -> bool:
    cut, first, place = context.cut, context.name.first, context.name.last + 1
    offices = lexicon("office")
    if place not in context.parts or context.after in offices:
        return False
    office, of = ["", "", *cut.words[max(0, first - 2) : first]][-2:]  # "President of"
    is_office = office in offices and of in lexicon("preposition")
    return not is_office and _may_be_of_person(cut, place)


def _may_be_of_person(cut: Cut, place: int) -> bool:
    names, word = names_in_texts(), cut.words[place]
    return (
        cut.is_capitalised(place, place)
        and word not in lexicon("opening", "join", *SMALL)
        and word not in names.bearers
        and word not in names.begun
    )


def _is_part_of_name(context: Context) -> bool:
    """Reject what may be a part of a longer name that could not be read.

    That is the "Guinea" of "Equatoril Guinea", nearly a longer name, and the "Kina" of "Republika
    Kina", as the first word tells which country is meant.
    """
    cut, (key, country, first, *_) = context.cut, context.name
    partners = names_in_texts().partners.get(key)
    if not partners:
        return False
    parts = sorted(context.parts)
    before = [cut.words[place] for place in parts if place < first]
    telling = [word for word in before if word not in lexicon(*SMALL)][-1:]
    if not lexicon("polity").isdisjoint(telling) and country in told_apart_by_polity():
        return True
    sides = (cut.words[max(parts[0] - 1, 0) : first], cut.words[parts[-1] : parts[-1] + 2])
    torn = {f"{word}{following}" for words in sides for word, following in pairwise(words)}
    if not partners.isdisjoint(torn | (lexicon(*OF_STATE) & {*before})):
        return True
    return any(_is_near_partner(cut.words[place], key) for place in parts)


@lru_cache(maxsize=1 << 12)
def _is_near_partner(word: str, key: str) -> bool:
    """Whether a word may be a misprint of one that makes a longer name out of a name."""
    names = names_in_texts()
    if len(word) < 2 or word in names.words:
        return False
    for partner in names.partners[key]:
        most = max(1, most_slips(len(partner)))
        is_like = word[0] == partner[0] or word[-1] == partner[-1]
        if is_like and distance(word, partner, most) <= most:
            return True
    return False


def is_ordinary_word(cut: Cut, candidate: Candidate) -> bool:
    """Whether a name is a word, or is foreign to the text; "El Salvador" is not."""
    names, key, before = names_in_texts(), candidate.key, candidate.first - 1
    if needs_accents(key, cut.text[candidate.start : candidate.end]):
        return True
    if key in names.foreign and cut.languages and not names.is_in(key, cut.languages):
        return True
    if key not in lexicon("company"):
        return False
    if before >= 0 and cut.words[before] in lexicon("article") and cut.can_begin_name(before):
        return False
    return cut.languages.isdisjoint(names.languages.get(key, ()))
