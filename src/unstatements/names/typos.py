"""The slips of print that can be undone, and the near names that leave a doubt.

Two texts are *near* if they differ by one letter more, less or other, or by two letters swapped, anywhere but in
the first letter. A near text is a *slip* of a name if print, scanners or hurried typing make it so: a letter
dropped or swapped within a word, a letter misread for one that looks like it, a letter doubled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

__all__ = ["Neighbours", "nearness"]

# As read by the machine -> as it was printed.
_MISREAD = frozenset(
    {
        ("1", "l"), ("1", "i"), ("l", "i"), ("i", "l"), ("0", "o"), ("o", "a"), ("c", "e"), ("n", "u"),
        ("rn", "m"), ("5", "s"), ("8", "b"), ("6", "b"), ("vv", "w"), ("cl", "d"), ("ii", "u"), ("nn", "m"),
        ("9", "g"), ("а", "о"), ("о", "а"), ("с", "е"), ("и", "н"), ("н", "и"), ("л", "п"), ("п", "л"),
    }
)  # fmt: skip
# Misreadings the other way round, and doubled letters, are undone in names of at least so many letters.
_LONG = 6
_MISREAD_LONG = frozenset(
    {("a", "o"), ("e", "c"), ("u", "n"), ("m", "rn"), ("h", "b"), ("b", "h"), ("t", "f"), ("f", "t")}
)
# Signs that even a first letter is misread for.
_FIRST = {"1": "li", "l": "i", "0": "o"}


class Neighbours:
    """Names by first letter and length, to find those near a text.

    Example:
        >>> names = Neighbours(["latvia", "lithuania", "niger", "nigeria"])
        >>> list(names.of("latva"))
        [('latvia', True)]
        >>> sorted(names.of("nigera"))
        [('niger', False), ('nigeria', True)]
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._shelves: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for name in names:
            self._shelves[name[:1], len(name)].append(name)

    def of(self, text: str) -> Iterator[tuple[str, bool]]:
        """Yield the names near a text, and whether the text is a slip of them."""
        for first in text[:1] + _FIRST.get(text[:1], ""):
            for length in (len(text) - 1, len(text), len(text) + 1):
                for name in self._shelves.get((first, length), ()):
                    # What is near in a long text agrees in its second and third letter or in its last two.
                    if length > _LONG and name[1:3] != text[1:3] and name[-2:] != text[-2:]:
                        continue
                    slip = nearness(text, name)
                    if slip is not None:
                        yield name, slip


def nearness(text: str, name: str) -> bool | None:
    """Say whether a text is a slip of a name (True), only near it (False), or neither (None).

    Example:
        >>> nearness("chi1e", "chile"), nearness("chide", "chile"), nearness("cuba", "chile")
        (True, False, None)
    """
    if text == name:
        return None
    shorter = min(len(text), len(name))
    start = 0
    while start < shorter and text[start] == name[start]:
        start += 1
    end = 0
    while end < shorter - start and text[-1 - end] == name[-1 - end]:
        end += 1
    wrong, right = text[start : len(text) - end], name[start : len(name) - end]
    if len(wrong) > 2 or len(right) > 2:
        return None
    within = start > 0 and text[start - 1] != " "  # not the first letter of a word
    if (wrong, right) in _MISREAD or (len(name) >= _LONG and (wrong, right) in _MISREAD_LONG):
        return within or (wrong in _FIRST and right in _FIRST[wrong])
    if len(wrong) == len(right) == 2:
        return (within and " " not in wrong) if wrong == right[::-1] else None
    if len(wrong) == len(right) == 1:
        return False if start else None
    if not wrong and len(right) == 1:
        # A letter dropped next to its like cannot be told from its like.
        before = start - 1 if right == text[start - 1 : start] else start
        return 0 < before < len(text) and text[before - 1] != " " and text[before] != " " and right != " "
    if not right and len(wrong) == 1:
        return len(name) >= _LONG and wrong == text[start - 1 : start]
    return None
