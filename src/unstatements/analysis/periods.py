"""Periods that events are parted into: sessions, years, or several years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Literal, TypeAlias

from unstatements.analysis.positions import Event
from unstatements.core.arguments import quoted
from unstatements.events.selection import coverage_breaks

Period: TypeAlias = "Literal['session', 'year'] | int"


def by_period(events: Sequence[Event], period: Period) -> dict[str, list[Event]]:
    """Return the events of each period, periods in order of their first event.

    Years are cut in two where the record changes from all votes of a body to a selection.
    """
    label = _label(events, period)
    periods: dict[str, list[Event]] = {}
    for event in events:
        periods.setdefault(label(event), []).append(event)
    if period != "session":
        for day in coverage_breaks(events):
            periods = dict(chain.from_iterable(_cut(*part, day) for part in periods.items()))
    return periods


def _cut(name: str, events: Sequence[Event], day: date) -> Iterator[tuple[str, list[Event]]]:
    """Yield a period whole, or its two parts where it has events before and after a day."""
    before = [event for event in events if event.date is None or event.date < day]
    after = [event for event in events if event.date is not None and event.date >= day]
    if before and after:
        yield f"{name} before {day}", before
        yield f"{name} from {day}", after
    else:
        yield name, [*events]


_MOST_YEARS = 1000  # of a period


def _label(events: Sequence[Event], period: Period) -> Callable[[Event], str]:
    """Return what says to which period an event belongs."""
    if isinstance(period, str) and period == "session":
        bodies = {event.body for event in events}

        def session(event: Event) -> str:
            name = str(event.session or "no session")
            return f"{event.body} {name}" if len(bodies) > 1 else name

        return session
    length = 1 if isinstance(period, str) and period == "year" else period
    if not isinstance(length, int) or not 1 <= length <= _MOST_YEARS:
        raise ValueError(
            f"period: {quoted(period)}; expected 'session', 'year' or a number of years"
        )
    first = min((event.date.year for event in events if event.date), default=0)

    def years(event: Event) -> str:
        if event.date is None:
            return "no date"
        start = event.date.year - (event.date.year - first) % length
        return str(start) if length == 1 else f"{start}-{start + length - 1}"

    return years
