"""Partial dates: a day, a month or a year, as the record knows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias, cast

from unstatements.core.arguments import quoted, wrong_type

DatePrecision = Literal["day", "month", "year", "unknown"]
DateLike: TypeAlias = "date | str"
"""A day: a `datetime.date`, a `datetime.datetime`, or ISO 8601 text such as ``"2022-10-31"``."""

PeriodLike: TypeAlias = "DateLike | int"
"""A day, or a whole month or year: ``"2022-10"``, ``"2022"`` or 2022."""

_PARTIAL = re.compile(r"\d{4}(-\d{2})?")
_PRECISIONS: dict[int, DatePrecision] = {0: "unknown", 4: "year", 7: "month", 10: "day"}


def precision(text: str) -> DatePrecision:
    """Return how exactly a partial date is known."""
    try:
        return _PRECISIONS[len(text)]
    except KeyError:
        raise ValueError(
            f"{quoted(text)} is not a partial date; write YYYY, YYYY-MM or YYYY-MM-DD"
        ) from None


def first_day(text: str) -> date:
    """Return the first day that a partial date can mean."""
    return date.fromisoformat(text + "-01" * ((10 - len(text)) // 3))


def last_day(text: str) -> date:
    """Return the last day that a partial date can mean."""
    start = first_day(text)
    if len(text) == 10:
        return start
    if len(text) == 4 or start.month == 12:
        return date(start.year, 12, 31)
    return date(start.year, start.month + 1, 1) - timedelta(days=1)


def as_date(value: DateLike) -> date:
    """Return a day given as a date, a datetime or text in ISO 8601."""
    if isinstance(value, date) and value == value:  # not a missing value of pandas
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value).date()
        except ValueError:
            raise ValueError(f"{quoted(value)} is not a day; write YYYY-MM-DD") from None
    raise wrong_type(value, "day: give a date, a datetime or text as YYYY-MM-DD")


def first_and_last_day(
    since: PeriodLike | None, until: PeriodLike | None
) -> tuple[date | None, date | None]:
    """Return the days on which a period begins and ends, both included; None where it is open."""
    first = None if since is None else _day(since, first_day)
    last = None if until is None else _day(until, last_day)
    if first is not None and last is not None and last < first:
        raise ValueError(f"since {first} is after until {last}; exchange them")
    return first, last


def _day(value: PeriodLike, of_partial: Callable[[str], date]) -> date:
    text = value if isinstance(value, str) else ""
    if isinstance(value, int) and 0 <= value <= date.max.year:
        text = str(value)
    if _PARTIAL.fullmatch(text):
        try:
            return of_partial(text)
        except ValueError:
            raise ValueError(f"{quoted(text)} is not a month or a year; write YYYY-MM") from None
    return as_date(cast("DateLike", value))
