"""Arguments that cannot be meant, and what they might have been."""

from __future__ import annotations

from collections.abc import Iterable

# Here and not where it is used: in a process forked while a thread imports it, it would hang.
from difflib import SequenceMatcher, get_close_matches
from typing import TypeAlias, TypeVar

T = TypeVar("T")
Words: TypeAlias = "tuple[str, ...] | None"

_SHOWN = 80  # most characters of a value in an error about its type


def wrong_type(given: object, what: str) -> TypeError:
    """Return the error for a value of a type that cannot be meant."""
    shown = repr(given)
    if len(shown) > _SHOWN:
        shown = f"{shown[:_SHOWN]}..."
    article = "an" if what[0] in "aeiou" else "a"
    return TypeError(f"{shown} is not {article} {what}")


def of_type(given: object, kind: type[T], what: str) -> T:
    """Return a value that must be of a type."""
    if isinstance(given, kind):
        return given
    raise wrong_type(given, what)


def one_of(given: str | None, known: Iterable[str], what: str) -> None:
    """Refuse a word that is none of those known; None is no word."""
    known = tuple(known)
    if given is not None and given not in known:
        offer = did_you_mean(close_matches(str(given), known))
        raise ValueError(f"{what}: {given!r}; expected one of: {', '.join(known)}{offer}")


def several(given: Iterable[T], what: str) -> Iterable[T]:
    """Return values that must be several; text is one value, not its letters."""
    if isinstance(given, str) or not hasattr(type(given), "__iter__"):
        raise wrong_type(given, what)
    return given


def one_or_several(given: str | T | Iterable[str | T] | None) -> tuple[str | T, ...] | None:
    """Return one value or several as several; None, which is no condition, as it is."""
    if given is None:
        return None
    if isinstance(given, Iterable) and not isinstance(given, str):
        return tuple(given)
    return (given,)


def each_of(given: str | Iterable[str] | None, known: Iterable[str], what: str) -> Words:
    """Return one word or several, of which each must be known; None as it is."""
    words: Words = one_or_several(given)
    known = tuple(known)
    for word in words or ():
        one_of(word, known, what)
    return words


def close_matches(asked: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return the known keys that look most like the one asked for, best first."""
    matches = get_close_matches(asked, list(known), limit, 0.6)
    alike = [SequenceMatcher(None, match, asked).ratio() for match in matches]
    return tuple(
        match for match, ratio in zip(matches, alike, strict=True) if ratio > alike[0] - 0.1
    )


def did_you_mean(suggestions: Iterable[str]) -> str:
    """Return the tail of an error message that offers the suggestions, or nothing."""
    quoted = [repr(suggestion) for suggestion in suggestions]
    return f"; did you mean {' or '.join(quoted)}?" if quoted else ""
