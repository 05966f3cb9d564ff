"""The error tree: every error this library raises on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher, get_close_matches  # not when needed: a child forked meanwhile would hang
from typing import TypeVar

T = TypeVar("T")

_SHOWN = 80  # most characters of a value in an error about its type


class UnstatementsError(Exception):
    """Base class of every error that this library raises on purpose.

    Example:
        >>> import unstatements as un
        >>> try:
        ...     un.statement("2022-10-31-ga3c-canda")
        ... except un.UnstatementsError as error:
        ...     print(error)
        no statement has the id '2022-10-31-ga3c-canda'; did you mean ...
    """


class _UnknownKeyError(UnstatementsError, LookupError):
    """A lookup that found nothing; keeps the value asked for and what it might have been."""

    def __init__(self, message: str, *, value: object, suggestions: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.value = value
        self.suggestions: tuple[str, ...] = tuple(suggestions)

    def __reduce__(self) -> tuple[object, ...]:
        extra = {"value": self.value, "suggestions": self.suggestions}
        return (_rebuild, (type(self), self.args[0], extra))


class UnknownCountryError(_UnknownKeyError):
    """No country bears the name or code asked for.

    Attributes:
        value: What was asked for.
        suggestions: Names that it might have been, best first.

    Example:
        >>> import unstatements as un
        >>> un.country("Atlantis")
        Traceback (most recent call last):
            ...
        unstatements.core.errors.UnknownCountryError: ...
    """


class AmbiguousCountryError(UnstatementsError, LookupError):
    """More than one country bears the name asked for.

    Attributes:
        value: What was asked for.
        candidates: Alpha-3 codes of the countries that it could be.

    Example:
        >>> import unstatements as un
        >>> un.country("Korea")
        Traceback (most recent call last):
            ...
        unstatements.core.errors.AmbiguousCountryError: ...
    """

    def __init__(self, message: str, *, value: object, candidates: Iterable[str]) -> None:
        super().__init__(message)
        self.value = value
        self.candidates: tuple[str, ...] = tuple(candidates)

    def __reduce__(self) -> tuple[object, ...]:
        extra = {"value": self.value, "candidates": self.candidates}
        return (_rebuild, (type(self), self.args[0], extra))


class UnknownBlocError(_UnknownKeyError):
    """No bloc, and no partition of blocs, bears the name asked for."""


class MembershipUnknownError(UnstatementsError, LookupError):
    """Members of a bloc were asked for on a day before its membership is known as a whole.

    Attributes:
        value: The bloc's id.
        on: The day asked for.
    """

    def __init__(self, message: str, *, value: str, on: date) -> None:
        super().__init__(message)
        self.value = value
        self.on = on

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.args[0], {"value": self.value, "on": self.on}))


class UnknownStatementError(_UnknownKeyError):
    """No statement has the id asked for."""


class UnknownRollCallError(_UnknownKeyError):
    """No roll call has the symbol or id asked for."""


class DataIntegrityError(UnstatementsError):
    """A table of the data package, or a file that was read, is damaged or contradicts itself.

    Attributes:
        file: Name of the table's file.
        line: Line in that file, 1 being the header; None where no one line is at fault.
    """

    def __init__(self, problem: str, *, file: str, line: int | None = None) -> None:
        place = file if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {problem}")
        self.problem = problem
        self.file = file
        self.line = line

    def __reduce__(self) -> tuple[object, ...]:
        extra = {"file": self.file, "line": self.line}
        return (_rebuild, (type(self), self.problem, extra))


# Exceptions with keyword arguments pickle only with the help of a plain function.
def _rebuild(kind: type[UnstatementsError], message: str, extra: dict[str, object]) -> object:
    return kind(message, **extra)


def wrong_type(given: object, what: str) -> TypeError:
    """Return the error for a value of a type that cannot be meant.

    Args:
        given: The value.
        what: What was wanted, and what to give.

    Example:
        >>> wrong_type(3, "country: give a Country, a name or a code")
        TypeError('3 is no country: give a Country, a name or a code')
    """
    shown = repr(given)
    return TypeError(f"{shown if len(shown) <= _SHOWN else shown[:_SHOWN] + '...'} is no {what}")


def of_type(given: object, kind: type[T], what: str) -> T:
    """Return a value that must be of a type.

    Args:
        given: The value.
        kind: The type.
        what: As for `wrong_type`.

    Raises:
        TypeError: If it is of another.

    Example:
        >>> of_type("tibet", str, "topic: give its name or id")
        'tibet'
    """
    if isinstance(given, kind):
        return given
    raise wrong_type(given, what)


def one_of(given: str | None, known: Iterable[str], what: str) -> None:
    """Refuse a word that is none of those known; None is no word.

    Args:
        given: The word.
        known: The words known.
        what: What the word is, as the user calls it.

    Raises:
        ValueError: If it is none of them.

    Example:
        >>> one_of("critical", ["critical", "supportive"], "stance")
    """
    known = tuple(known)
    if given is not None and given not in known:
        raise ValueError(f"{what}: {given!r} is none of: {', '.join(known)}")


def several(given: Iterable[T], what: str) -> Iterable[T]:
    """Return values that must be several; text is one value, not its letters.

    Args:
        given: The values.
        what: As for `wrong_type`.

    Raises:
        TypeError: If it is one value.

    Example:
        >>> several(["FRA"], "collection of countries: give names or codes")
        ['FRA']
    """
    if isinstance(given, str) or not hasattr(type(given), "__iter__"):
        raise wrong_type(given, what)
    return given


def close_matches(asked: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return the known keys that look most like the one asked for, best first.

    Example:
        >>> close_matches("oci", ["eu", "oic", "au"])
        ('oic',)
    """
    matches = get_close_matches(asked, list(known), limit, 0.6)
    alike = [SequenceMatcher(None, match, asked).ratio() for match in matches]
    return tuple(match for match, ratio in zip(matches, alike, strict=True) if ratio > alike[0] - 0.1)


def did_you_mean(suggestions: Iterable[str]) -> str:
    """Return the tail of an error message that offers the suggestions, or nothing.

    Example:
        >>> did_you_mean(["oic"])
        "; did you mean 'oic'?"
        >>> did_you_mean([])
        ''
    """
    quoted = [repr(suggestion) for suggestion in suggestions]
    return f"; did you mean {' or '.join(quoted)}?" if quoted else ""
