"""The slips of print that can be undone, and the changes that would leave a doubt.

`slips` undoes what printers, scanners and hurried typists do to a name, one slip at a time: it never touches
the first letter of a word, except where a sign was misread. `within_one` gives every text that differs by
one letter in any way; it is what a correction must be unique among.
"""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["slips", "within_one"]

# As read by the machine -> as it was printed.
_MISREAD = (
    ("1", "l"), ("1", "i"), ("l", "i"), ("i", "l"), ("0", "o"), ("o", "a"), ("c", "e"), ("n", "u"),
    ("rn", "m"), ("5", "s"), ("8", "b"), ("6", "b"), ("vv", "w"), ("cl", "d"), ("ii", "u"), ("nn", "m"),
    ("9", "g"), ("|", "l"),
    ("а", "о"), ("о", "а"), ("с", "е"), ("и", "н"), ("н", "и"), ("л", "п"), ("п", "л"),
)  # fmt: skip
# Misreadings the other way round and doubled letters are undone in names of at least so many letters.
_LONG = 6
_MISREAD_LONG = (
    ("a", "o"),
    ("e", "c"),
    ("u", "n"),
    ("m", "rn"),
    ("h", "b"),
    ("b", "h"),
    ("t", "f"),
    ("f", "t"),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщъыьэюя"


def _alphabet(key: str) -> str:
    first = next((c for c in key if c.isalpha()), "")
    return _LATIN if first.isascii() else _CYRILLIC if "а" <= first <= "я" else ""


def slips(key: str) -> Iterator[str]:
    """Yield every text from which the given key can come by one slip of print.

    Example:
        >>> "latvia" in slips("latva"), "niger" in slips("nigel")
        (True, False)
    """
    alphabet = _alphabet(key)
    if not alphabet:
        return
    for i in range(1, len(key)):
        left, right = key[:i], key[i:]
        if left[-1] != " " and right[0] != " ":
            for letter in alphabet:  # a letter was dropped within a word
                yield left + letter + right
        if i + 1 < len(key) and left[-1] != " " and " " not in right[:2]:
            yield left + right[1] + right[0] + right[2:]  # two letters were swapped
    pairs = _MISREAD if len(key) < _LONG else _MISREAD + _MISREAD_LONG
    for wrong, right in pairs:
        at = key.find(wrong)
        while at >= 0:
            if (at and key[at - 1] != " ") or wrong in ("1", "l", "0"):
                yield key[:at] + right + key[at + len(wrong) :]
            at = key.find(wrong, at + 1)
    if len(key) >= _LONG:
        for i in range(1, len(key)):
            if key[i] == key[i - 1]:  # a letter was doubled
                yield key[:i] + key[i + 1 :]


def within_one(key: str) -> Iterator[str]:
    """Yield every text that differs by one letter after the first: more, less, another, or two swapped.

    Example:
        >>> "nigeria" in within_one("nigera"), "niger" in within_one("nigera")
        (True, True)
    """
    alphabet = _alphabet(key)
    for i in range(len(key) + 1):
        left, right = key[:i], key[i:]
        for letter in alphabet:
            yield left + letter + right
            if left and right:  # a wrong first letter is no slip that anybody makes
                yield left + letter + right[1:]
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
