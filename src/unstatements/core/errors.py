"""The errors that this library raises on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from unstatements.core.arguments import did_you_mean


class UnstatementsError(Exception):
    """Base class of every error that this library raises on purpose.

    Example:
        >>> try:
        ...     un.statement("2022-10-31-ga3c-canda")
        ... except un.UnstatementsError as error:
        ...     print(error)
        no statement has the id '2022-10-31-ga3c-canda'; did you mean ...
    """

    # All that an error is made of are its `args`, so that it can be pickled; only the first is the
    # message.
    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class _UnknownKeyError(UnstatementsError, LookupError):
    """Nothing has the key asked for.

    Attributes:
        value: What was asked for.
        suggestions: What it might have been, best first.
    """

    def __init__(self, message: str, value: object, suggestions: Iterable[str] = ()) -> None:
        self.value = value
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        super().__init__(message, self.value, self.suggestions)


class UnknownCountryError(UnstatementsError, LookupError):
    """No country bears the name or code asked for.

    Attributes:
        value: What was asked for.

    Example:
        >>> un.country("Atlantis")
        Traceback (most recent call last):
            ...
        unstatements.errors.UnknownCountryError: ...
    """

    def __init__(
        self,
        message: str,
        value: object,
        suggestions: Iterable[str] = (),
        suggest: Callable[[Any], Iterable[str]] | None = None,
    ) -> None:
        self.value = value
        self._suggest = suggest
        super().__init__(message, value, tuple(suggestions), suggest)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Names that it might have been, best first; looked for when they are asked for."""
        return tuple(self._suggest(self.value)) if self._suggest else self.args[2]

    def __str__(self) -> str:
        offer = did_you_mean(self.suggestions) if self._suggest else ""
        return f"{self.args[0]}{offer}"


class AmbiguousCountryError(UnstatementsError, LookupError):
    """More than one country bears the name asked for.

    Attributes:
        value: What was asked for.
        candidates: Alpha-3 codes of the countries that it could be.

    Example:
        >>> un.country("Korea")
        Traceback (most recent call last):
            ...
        unstatements.errors.AmbiguousCountryError: ...
    """

    def __init__(self, message: str, value: object, candidates: Iterable[str]) -> None:
        self.value = value
        self.candidates: tuple[str, ...] = tuple(candidates)
        super().__init__(message, self.value, self.candidates)


class UnknownBlocError(_UnknownKeyError):
    """No bloc, and no partition of blocs, bears the name asked for."""


class MembershipUnknownError(UnstatementsError, LookupError):
    """Members of a bloc were asked for on a day before its membership is known as a whole.

    Attributes:
        value: The bloc's id.
        on: The day asked for.
    """

    def __init__(self, message: str, value: str, on: date) -> None:
        self.value = value
        self.on = on
        super().__init__(message, value, on)


class UnknownStatementError(_UnknownKeyError):
    """No statement has the id asked for."""


class UnknownRollCallError(_UnknownKeyError):
    """No roll call has the symbol or id asked for."""


class DataIntegrityError(UnstatementsError):
    """A table of the data package, or a file that was read, is damaged or contradicts itself.

    Attributes:
        problem: What is wrong.
        file: Name of the table's file.
        line: Line in that file, 1 being the header; None where no one line is at fault.
    """

    def __init__(self, problem: str, file: str, line: int | None = None) -> None:
        self.problem = problem
        self.file = file
        self.line = line
        super().__init__(problem, file, line)

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.problem}"


class CoverageWarning(UserWarning):
    """A figure was computed from votes of which the record has only a selection."""


class MembershipWarning(UserWarning):
    """Members of a bloc were asked for on a day on which not all of them are known."""


# Users reach the errors as `unstatements.errors.X`: tracebacks, pickles and documents call them
# so.
for _name, _kind in list(globals().items()):
    if isinstance(_kind, type) and issubclass(_kind, Exception):
        _kind.__module__ = "unstatements"
        _kind.__qualname__ = f"errors.{_name}"
UnstatementsError.__qualname__ = "UnstatementsError"
