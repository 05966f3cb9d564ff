"""Arguments that cannot be meant, and what they might have been."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

# Here and not where it is used: in a process forked while a thread imports it, it would hang.
from difflib import SequenceMatcher, get_close_matches
from operator import index
from typing import TypeAlias, TypeVar

E = TypeVar("E", bound=Exception)
T = TypeVar("T")
Words: TypeAlias = "tuple[str, ...] | None"

_LONGEST = 80  # characters of a value in an error
COUNTS = range(sys.maxsize)  # how many of something can be asked for


def quoted(value: object) -> str:
    """Return a value as an error shows it, cut where it is long."""
    try:
        text = repr(value[:_LONGEST] if isinstance(value, str | bytes) else value)
    except Exception:  # nested too deeply, a number of too many digits, or a fault of its own
        return f"<{type(value).__name__}>"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 4]}...{text[-1]}"


def wrong_type(given: object, what: str) -> TypeError:
    """Return the error for a value of a type that cannot be meant."""
    article = "an" if what[0] in "aeiou" else "a"
    return TypeError(f"{quoted(given)} is not {article} {what}")


def of_type(given: object, kind: type[T], what: str) -> T:
    """Return a value that must be of a type."""
    if isinstance(given, kind):
        return given
    raise wrong_type(given, what)


def one_of(given: str | None, known: Iterable[str], what: str) -> None:
    """Refuse a word that is none of those known; None is no word."""
    if given is None:
        return
    known = tuple(known)
    is_word = isinstance(given, str)
    if not is_word or given not in known:
        offer = did_you_mean(close_matches(given, known) if is_word else ())
        raise ValueError(f"{what}: {quoted(given)}; expected one of: {', '.join(known)}{offer}")


def true_or_false(**conditions: object) -> None:
    """Refuse a condition that is neither; None is no condition."""
    for name, given in conditions.items():
        if given is not None and not isinstance(given, bool):
            raise wrong_type(given, f"condition: {name} is True or False")


def whole_number(given: object, what: str, within: range | None = None) -> int:
    """Return a whole number, of this or another library's kind; True is not 1."""
    try:
        number = None if isinstance(given, bool) else index(given)  # type: ignore[arg-type]  # refused
    except TypeError:
        number = None
    if number is None:
        raise wrong_type(given, what)
    if within is not None and number not in within:
        raise ValueError(f"{what}: {quoted(given)}; expected {within[0]} to {within[-1]:,}")
    return number


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


def unknown(
    error: Callable[[str, str, Iterable[str]], E], what: str, asked: str, matches: Iterable[str]
) -> E:
    """Return the error for a key that nothing has, with those that it might have been."""
    matches = tuple(matches)
    return error(f"{what} {quoted(asked)}{did_you_mean(matches)}", asked, matches)
