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

from attrs import define

from unstatements.names.bearers import needs_accents
from unstatements.names.country import Country
from unstatements.names.cut import Cut
from unstatements.names.fold import OF_STATE, SMALL, USUAL, lexicon
from unstatements.names.match import told_apart_by_polity
from unstatements.names.typos import distance, most_slips
from unstatements.names.vocabulary import Names, names_in_texts

_NOUNS_HAVE_CAPITALS = frozenset(["de", "lb"])
_NO_LETTER = re.compile(r"[\W\d_]+")
_BESIDE = frozenset((" ", "-", "\u00a0"))
_AFTER_TITLE = frozenset((" ", ". ", "\u00a0", ".\u00a0"))
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


@define(eq=False)
class Surroundings:
    """A name in a text, with the words beside it that are not names themselves."""

    cut: Cut
    key: str
    country: Country | None
    first: int
    last: int
    free_from: int  # index of the first word after the name before it
    before: str = ""  # the capitalised word before it, if a space or hyphen parts them
    title: str = ""  # the same, if a space or a full stop and a space parts them
    after: str = ""  # the word after it, if a space or hyphen parts them

    def words_before(self) -> list[str]:
        """Return the words before it, to the first long one that is not for a kind of state."""
        cut, place = self.cut, self.first
        while place > self.free_from and cut.gap(place - 1, place) in _BESIDE:
            place -= 1
            word = cut.words[place]
            if len(word) > _SHORT and word not in lexicon(*USUAL):
                break
        return cut.words[place : self.first]


def accepted(cut: Cut, candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, Country]]:
    """Yield the names that no rule rejects, in order, without second names in brackets."""
    names = names_in_texts()
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
        if not (is_second_name or _is_rejected(cut, names, candidate, following, free_from)):
            yield candidate, candidate.country
            kept = candidate
        free_from = candidate.last + 1


def _is_rejected(
    cut: Cut, names: Names, candidate: Candidate, following: Candidate | None, free_from: int
) -> bool:
    key, _, first, last, start, end = candidate
    text, words, after = cut.text, cut.words, last + 1
    if abbreviations := names.abbreviations.get(key):  # "US", and not "us"
        return _NO_LETTER.sub("", text[start:end]) not in abbreviations
    is_delicate = key in names.delicate and (
        text[start - 1 : start] in _BESIDE or text[end : end + 1] in _BESIDE
    )
    is_beside_telling_word = (first > 0 and words[first - 1] in names.telling) or (
        after < len(words) and words[after] in names.telling
    )
    if not (is_delicate or is_beside_telling_word):
        return False
    surroundings = _surroundings(cut, candidate, following, free_from)
    if is_beside_telling_word and _is_told_by_word(surroundings):
        return True
    return (
        is_delicate
        and _is_beside_words(surroundings)
        and (_is_person(surroundings) or _is_part_of_name(surroundings))
    )


def _surroundings(
    cut: Cut, candidate: Candidate, following: Candidate | None, free_from: int
) -> Surroundings:
    key, country, first, last, start, end = candidate
    text, after = cut.text, last + 1
    surroundings = Surroundings(cut, key, country, first, last, free_from)
    if first > free_from and cut.starts[first] == start:
        gap = text[cut.ends[first - 1] : start]
        word = cut.words[first - 1] if text[cut.starts[first - 1]].isupper() else ""
        surroundings.before = word if gap in _BESIDE else ""
        surroundings.title = word if gap in _AFTER_TITLE else ""
    is_beside = after < len(cut.words) and text[end : cut.starts[after]] in _BESIDE
    if is_beside and not (following and following.country and following.first == after):
        surroundings.after = cut.words[after]
    return surroundings


def _is_told_by_word(name: Surroundings) -> bool:
    return _has_title(name) or _is_part_of_place(name) or _is_called_so(name) or _is_town(name)


def _has_title(name: Surroundings) -> bool:
    """Reject "Mr. Jordan"."""
    return bool(name.title) and name.title.rstrip(".") in lexicon("title")


def _is_called_so(name: Surroundings) -> bool:
    """Reject "a boy named Jordan"."""
    cut, place = name.cut, name.first - 1
    return (
        place >= 0
        and cut.words[place] in lexicon("before_small")
        and cut.gap(place, place + 1) == " "
    )


def _is_town(name: Surroundings) -> bool:
    """Reject "Lebanon, Pennsylvania"."""
    cut, last = name.cut, name.last
    if not cut.text.startswith(", ", cut.ends[last]):
        return False
    words = cut.words[last + 1 : last + 3]
    is_region = not lexicon("region").isdisjoint([*words[:1], " ".join(words)])
    return is_region and cut.gap(last, last + 1) == ", "


def _is_part_of_place(name: Surroundings) -> bool:
    """Reject "New Mexico" and "Turkey Creek"."""
    if name.before in lexicon("before") or name.after in lexicon("after"):
        return True
    after = name.last + 1
    return name.after in lexicon("after_name") and name.cut.is_capitalised(after, after)


def _is_person(name: Surroundings) -> bool:
    """Reject "Michael Jordan" and "Chad Smith", but not "Iran Foreign Minister"."""
    return (
        name.key in lexicon("person")
        and (_has_forename(name) or _has_surname(name))
        and name.cut.is_capitalised(name.first, name.last)
        and _NOUNS_HAVE_CAPITALS.isdisjoint(name.cut.languages)
    )


def _has_forename(name: Surroundings) -> bool:
    place = name.first - 1
    return (
        name.before != ""
        and name.before not in lexicon(*SMALL, "join")
        and name.cut.gap(place, name.first) != "-"
        and _may_be_of_person(name.cut, place)
    )


def _has_surname(name: Surroundings) -> bool:
    words = name.cut.words[max(0, name.first - 2) : name.first]
    office, of = ["", "", *words][-2:]  # "President of"
    return (
        name.after != ""
        and _may_be_of_person(name.cut, name.last + 1)
        and name.after not in lexicon("office")
        and not (office in lexicon("office") and of in lexicon("preposition"))
    )


def _may_be_of_person(cut: Cut, place: int) -> bool:
    names, word = names_in_texts(), cut.words[place]
    return (
        cut.is_capitalised(place, place)
        and word not in lexicon("opening")
        and word not in names.bearers
        and word not in names.begun
    )


def _is_part_of_name(name: Surroundings) -> bool:
    """Reject what may be a part of a longer name that could not be read."""
    if name.key not in names_in_texts().partners:
        return False
    before = name.words_before()
    return _is_part_of_misprint(name, before) or _lacks_its_polity(name, before)


def _is_beside_words(name: Surroundings) -> bool:
    """Whether words that are no names stand beside a name, as parts of longer names do."""
    cut, first = name.cut, name.first
    places = [name.last + 1] if name.after else []
    if first > name.free_from and cut.gap(first - 1, first) in _BESIDE:
        places += range(max(name.free_from, first - _MOST_BEFORE), first)
    return any(map(cut.can_begin_name, places)) if cut.has_capitals else bool(places)


def _is_part_of_misprint(name: Surroundings, before: list[str]) -> bool:
    """Reject the "Guinea" of "Equatoril Guinea", nearly a longer name."""
    cut, start, after = name.cut, name.first - len(before), name.last + 1
    words = tuple(cut.words[max(start - 1, name.free_from) : name.first])
    words_after = tuple(cut.words[after : after + 2]) if name.after else ()
    if _has_parts_of_partner(name.key, words, words_after):
        return True
    if not names_in_texts().partners[name.key].isdisjoint(lexicon(*OF_STATE) & {*before}):
        return True
    places = [*range(start, name.first), *([after] if words_after else [])]
    if cut.has_capitals:
        places = list(filter(cut.can_begin_name, places))
    return any(_is_near_partner(cut.words[place], name.key) for place in places)


@lru_cache(maxsize=1 << 12)
def _has_parts_of_partner(key: str, *sides: tuple[str, ...]) -> bool:
    """Whether two words beside a name are one that makes a longer name of it, torn apart."""
    whole = (f"{first}{second}" for words in sides for first, second in pairwise(words))
    return not names_in_texts().partners[key].isdisjoint(whole)


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


def _lacks_its_polity(name: Surroundings, before: list[str]) -> bool:
    """Reject the "Kina" of "Republika Kina": the first word tells which country is meant."""
    words = [word for word in before if word not in lexicon(*SMALL)]
    return (
        bool(words) and words[-1] in lexicon("polity") and name.country in told_apart_by_polity()
    )


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
