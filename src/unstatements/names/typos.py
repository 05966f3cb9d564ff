"""Names near a text: as many slips away as a hand, a scanner or a printer makes.

A slip is one letter put in, left out or changed, or two swapped; long names can have two. What
scanners make of letters ("rn" for "m", "1" for "l") is undone before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

_SHORT = 5  # letters of a name that can have a slip
_LONG = 8  # letters of a name that can have two
_FARTHEST = 2
# As read by the machine -> as it was printed.
_SHAPES = (("q", "g"), ("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
_SELDOM = (("nn", "m"), ("m", "rn"), ("- ", ""))  # in one place, and not all over a text
_DIGITS = ("olzeasbtbg", "oizeasgtbg")
_DIGIT_IN_WORD = re.compile(r"(?<=[^\W\d_])[0-9]|[0-9](?=[^\W\d_])")
_LOOK_ALIKES = str.maketrans("аеорсухіјѕАВЕКМНОРСТУХІЈЅ", "aeopcyxijsABEKMHOPCTYXIJS")  # Cyrillic


class Neighbours:
    """Names by what they begin and end with, long ones by their middle too."""

    def __init__(self, names: Iterable[str]) -> None:
        self._shelves: defaultdict[tuple[int, int, str], list[tuple[str, int]]] = defaultdict(list)
        for name in sorted(names):  # so that those near a text are in one order in every process
            middle = len(name) // 2
            for place, part in ((0, name[0]), (-1, name[-1]), (middle, name[middle : middle + 2])):
                self._shelves[len(name), place, part].append((name, _letters(name)))

    @lru_cache(maxsize=1 << 12)  # noqa: B019  # all live as long as the process
    def of(self, text: str) -> Mapping[str, int]:
        """Return the names near a text, each with its number of slips; one is always near."""
        near: dict[str, int] = {}
        letters = _letters(text)
        for length in range(len(text) - _FARTHEST, len(text) + _FARTHEST + 1):
            most = max(1, most_slips(length))
            parts = [(0, text[0]), (-1, text[-1])]
            if most > 1:  # one slip in the first letter and one in the last leave the middle
                middle = length // 2
                parts += [(middle, text[at : at + 2]) for at in range(middle - 1, middle + 2)]
            for place, part in parts:
                for name, others in self._shelves.get((length, place, part), ()):
                    # A slip takes one letter away and puts in another at the most.
                    if (letters ^ others).bit_count() <= 2 * most and name not in near:
                        slips = distance(text, name, most)
                        if slips <= most:
                            near[name] = slips
        return near


def _letters(text: str) -> int:
    """Return which letters a text has, as the bits of a number; some letters share one."""
    return sum({1 << ord(letter) % 64 for letter in text})


def most_slips(length: int) -> int:
    """Return how many slips a name of so many letters can have."""
    return (length >= _SHORT) + (length >= _LONG)


def distance(text: str, name: str, most: int = _FARTHEST) -> int:
    """Return how many slips lead from a name to a text; one more than `most` if there are more."""
    if text == name or not most:
        return int(text != name)
    if abs(len(text) - len(name)) > most:
        return most + 1
    shorter = min(len(text), len(name))
    start = end = 0
    while start < shorter and text[start] == name[start]:
        start += 1
    while end < shorter - start and text[-1 - end] == name[-1 - end]:
        end += 1
    text, name = text[start : len(text) - end], name[start : len(name) - end]
    if text[most:-most] not in name:  # slips change what is at either end, and leave the middle
        return most + 1
    rests = [(text[1:], name), (text, name[1:]), (text[1:], name[1:])]
    if text[:2] == name[1::-1]:
        rests.append((text[2:], name[2:]))
    return 1 + min(distance(rest, other, most - 1) for rest, other in rests)


def as_printed(text: str) -> list[str]:
    """Return what a text may have been before a machine misread it, in one place or in all."""
    everywhere = text
    for wrong, right in _SHAPES:
        everywhere = everywhere.replace(wrong, right)
    readings = [text.translate(_LOOK_ALIKES)]
    readings += [text.replace(wrong, right) for wrong, right in (*_SHAPES, *_SELDOM)]
    readings += [_in_letters(each, letters) for letters in _DIGITS for each in (text, everywhere)]
    return [reading for reading in dict.fromkeys((*readings, everywhere)) if reading != text]


def _in_letters(text: str, letters: str) -> str:
    return _DIGIT_IN_WORD.sub(lambda digit: letters[int(digit[0])], text)
