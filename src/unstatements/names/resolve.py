"""A column of names as a table: what each stands for, how sure that is, or why it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar, Literal, TypeAlias

from attrs import frozen

from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import AmbiguousCountryError, UnknownCountryError
from unstatements.names.country import Country
from unstatements.names.match import How, listed, match
from unstatements.results.cells import Column
from unstatements.results.result import Listing

Outcome: TypeAlias = "How | Literal['unknown', 'ambiguous', 'missing']"
_OUTCOMES = ("exact", "code", "folded", "corrected", "unknown", "ambiguous", "missing")

# What pandas, polars and NumPy put in a column of names where there is none, as text.
_MISSING = frozenset({"None", "nan", "NaN", "<NA>", "NaT"})


@frozen
class Resolution:
    """What one value of a column stands for.

    Attributes:
        value: The value as given; None where it is missing.
        country: The country; None where it stands for none, or it is not sure for which.
        how: How it was read (``"exact"``, ``"code"``, ``"folded"``, ``"corrected"``), or why not
            (``"unknown"``, ``"ambiguous"``, ``"missing"``).
        score: 1 for a certain reading, less for a corrected one; None where there is none.
        reason: Why there is no country, with what might have been meant; empty where there is one.
    """

    value: object
    country: Country | None
    how: Outcome
    score: float | None
    reason: str

    @property
    def alpha_3(self) -> str | None:
        """The code of the country."""
        return self.country.alpha_3 if self.country else None

    @property
    def name(self) -> str | None:
        """The name of the country."""
        return self.country.name if self.country else None


class Resolutions(Listing[Resolution]):
    """What the values of a column stand for, in their order, one row each."""

    __slots__ = ()

    noun = "value"
    _columns: ClassVar[Sequence[Column[Resolution]]] = (
        Column("value", str, lambda row: None if row.value is None else str(row.value)),
        Column("alpha_3", str),
        Column("country", str, lambda row: row.name),
        Column("how", _OUTCOMES),
        Column("score", float),
        Column("reason", str),
    )

    def title(self) -> str:
        """Return how many values were read, and how."""
        counts = Counter[str](resolution.how for resolution in self)
        parts = [f"{counts[outcome]} {outcome}" for outcome in _OUTCOMES if counts[outcome]]
        size = super().title()
        return f"{size}: {', '.join(parts)}" if parts else size


def resolve(column: Iterable[Any], *, on: DateLike | None = None) -> Resolutions:
    """Return what each value of a column stands for: country, how read, how sure, or why not.

    `normalize` gives the countries alone and stops at a value that it cannot read, or passes it
    over; here nothing is an error, and every row says what happened to it.

    Args:
        column: A list or any other iterable, a pandas or polars Series, a pyarrow array.
        on: The day on which the names were used.

    Returns:
        One row a value, in order: `value`, `alpha_3`, `country`, `how`, `score`, `reason`.

    Raises:
        TypeError: If `column` is one text.

    Example:
        >>> import unstatements as un
        >>> print(un.resolve(["Belgio", "Latva", "USRS", None]))
        4 values: 1 exact, 1 corrected, 1 unknown, 1 missing
        <BLANKLINE>
        value   code  country  how        score  reason
        Belgio  BEL   Belgium  exact          1  -
        Latva   LVA   Latvia   corrected  0.800  -
        USRS    -     -        unknown        -  no country is called 'USRS'
        -       -     -        missing        -  -
    """
    day = None if on is None else as_date(on)
    values = listed(column)
    resolutions = {value: _resolution(value, day) for value in dict.fromkeys(values)}
    return Resolutions(map(resolutions.__getitem__, values))


def _resolution(value: object, on: date | None) -> Resolution:
    if _is_missing(value):
        return Resolution(value=None, country=None, how="missing", score=None, reason="")
    try:
        result = match(value, on)  # type: ignore[arg-type]  # a column can hold anything
    except UnknownCountryError as error:
        return Resolution(value, None, "unknown", None, reason=str(error))
    except AmbiguousCountryError as error:
        return Resolution(value, None, "ambiguous", None, reason=str(error))
    return Resolution(value, result.country, result.how, result.score, reason="")


def _is_missing(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return str(value) in _MISSING
