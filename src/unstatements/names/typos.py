"""Names near a text: as many slips away as a hand, a scanner or a printer makes.

A slip is one letter put in, left out or changed, or two swapped. What scanners make of letters
("rn" for "m", "1" for "l") is undone before. Short names have no slips, long names can have two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from unstatements.names.fold import lexicon

_SHORT = 5  # letters of a name that can have a slip
_LONG = 8  # letters of a name that can have two
_TELLING = 3  # letters of a word in a name that can have a slip: "DR" and "RD" are two
_FARTHEST = 2
# As read by the machine -> as it was printed.
_DIGITS = ("olzeasbtbg", "oizeasbtbg")
_LETTERS = (
    ("q", "g"),
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("ii", "u"),
    ("nn", "m"),
    ("m", "rn"),
    ("- ", ""),
)
_DIGIT_IN_WORD = re.compile(r"(?<=[^\W\d_])[0-9]|[0-9](?=[^\W\d_])")


class Neighbours:
    """Names by what they begin and end with, to find those near a text."""

    def __init__(self, names: Iterable[str]) -> None:
        self._shelves: defaultdict[tuple[int, int, str], list[str]] = defaultdict(list)
        for name in names:
            third = _third(len(name))
            for place in (0, third, len(name) - third):
                self._shelves[len(name), place, name[place : place + third]].append(name)

    def of(self, text: str) -> dict[str, int]:
        """Return the names near a text, each with its number of slips; one is always near."""
        near: dict[str, int] = {}
        for length in range(len(text) - _FARTHEST, len(text) + _FARTHEST + 1):
            most = max(1, most_slips(length))
            for name in self._alike(text, length, most):
                slips = distance(text, name, most)
                if slips <= most:
                    near[name] = slips
        return near

    def _alike(self, text: str, length: int, most: int) -> set[str]:
        """Return the names of some length that begin, go on or end as a text does."""
        third, more = _third(length), len(text) - length
        if length < 1 or abs(more) > most:
            return set()
        # Of three thirds one stands as it was after two slips, the one in the middle within reach.
        places = [(0, 0), (length - third, len(text) - third)]
        if most > 1:
            places += [(third, third + shift) for shift in range(-most, most + 1)]
        shelves = ((length, place, text[at : at + third]) for place, at in places if at >= 0)
        return {name for shelf in shelves for name in self._shelves.get(shelf, ())}


def is_slip(text: str, name: str) -> bool:
    """Return whether a text near a name can be a slip of it, word by word."""
    words, others = text.split(), name.split()
    if len(words) != len(others):
        return False
    common = lexicon().of_state | lexicon().small
    pairs = [pair for pair in zip(words, others, strict=True) if pair[1] not in common]
    pairs = pairs or list(zip(words, others, strict=True))  # "united kingdom"
    slips = [distance(word, other) for word, other in pairs]
    if any(some and word in common for some, (word, _) in zip(slips, pairs, strict=True)):
        return False  # "Union Islands" are not the Réunion Islands
    total = sum(slips)
    if total > most_slips(sum(len(other) for _, other in pairs)):
        return False
    fewest = _TELLING + (total > 1)  # letters of a word with a slip
    return all(
        not some or (len(other) >= fewest and some <= max(1, len(other) - _SHORT + 1))
        for some, (_, other) in zip(slips, pairs, strict=True)
    )


def most_slips(length: int) -> int:
    """Return how many slips a name of so many letters can have."""
    return (length >= _SHORT) + (length >= _LONG)


def _third(length: int) -> int:
    return max(1, length // 3)


def distance(text: str, name: str, most: int = _FARTHEST) -> int:
    """Return how many slips lead from a name to a text; one more than `most` if there are more."""
    if text == name:
        return 0
    shorter, longer = sorted((len(text), len(name)))
    if most == 0 or longer - shorter > most:
        return most + 1
    start = end = 0
    while start < shorter and text[start] == name[start]:
        start += 1
    while end < shorter - start and text[-1 - end] == name[-1 - end]:
        end += 1
    text, name = text[start : len(text) - end], name[start : len(name) - end]
    if not (text and name):
        return longer - shorter
    if len(text) == len(name) == 1 or (len(text) == 2 and text == name[::-1]):
        return 1
    if most == 1:
        return 2
    rest = [(text[1:], name[1:]), (text[1:], name), (text, name[1:])]
    if text[:2] == name[1::-1]:
        rest.append((text[2:], name[2:]))
    return 1 + min(distance(*pair, most - 1) for pair in rest)


def as_printed(text: str) -> list[str]:
    """Return what a text may have been before a machine misread it."""
    readings = [text.replace(wrong, right) for wrong, right in _LETTERS if wrong in text]
    if _DIGIT_IN_WORD.search(text):
        readings += [_in_letters(text, letters) for letters in _DIGITS]
    return readings


def _in_letters(text: str, letters: str) -> str:
    return _DIGIT_IN_WORD.sub(lambda digit: letters[int(digit[0])], text)
