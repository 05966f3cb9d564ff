"""What countries are grouped by: blocs, the groups of a partition, or the labels of a function."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from unstatements.core.arguments import several
from unstatements.groups.bloc import (
    Bloc,
    BlocLike,
    WhenUnknown,
    bloc,
    bloc_called,
    known_since_notes,
    partition,
)
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country

By: TypeAlias = "str | Bloc | Iterable[BlocLike] | Callable[[Country], object]"
"""How to group countries: a partition by name, a bloc, several, or a function of a country."""


class Grouping(NamedTuple):
    """What countries are grouped by, and its name: blocs, or the labels of a function."""

    name: str
    blocs: tuple[Bloc, ...] = ()
    label: Callable[[Country], object] | None = None
    others: str = ""  # what the countries in none of the blocs are called, if not left out

    def notes(self, days: Iterable[date]) -> tuple[str, ...]:
        """Return the footnote on members not known as a whole on the first of the days."""
        return known_since_notes(self.blocs, min(days, default=None))

    def groups(
        self, countries: CountrySet, day: date, unknown: WhenUnknown = "warn"
    ) -> list[tuple[str, CountrySet]]:
        """Return the groups on a day: name and members, also those labelled or left over."""
        if self.label is not None:
            labelled: dict[str, list[Country]] = {}
            for country in countries:
                labelled.setdefault(str(self.label(country)), []).append(country)
            return [(name, CountrySet(labelled[name])) for name in sorted(labelled)]
        groups = [(part.abbreviation, part.members(day, unknown=unknown)) for part in self.blocs]
        left_over = countries
        for _name, members in groups:
            left_over -= members
        return [*groups, (self.others, left_over)] if self.others and left_over else groups

    def by_event(
        self,
        countries: CountrySet,
        days: Sequence[date],
        unknown: WhenUnknown = "warn",
        on: date | None = None,
    ) -> list[tuple[str, Mapping[Country, int]]]:
        """Return the groups through time: name, and each country's events, see `member_bits`.

        Membership is that on the day of each event, in order, or always that `on` one day.
        """
        every_event = (1 << len(days)) - 1
        if on is not None or self.label is not None:
            groups = self.groups(countries, on or date.min, unknown)
            return [(name, dict.fromkeys(members, every_event)) for name, members in groups]
        if days:  # of all days the first is the least known, and to be warned once is enough
            self.groups(countries, days[0], unknown)
        memberships = [(part.abbreviation, member_bits(part, days)) for part in self.blocs]
        left_over = dict.fromkeys(countries if self.others else (), every_event)
        for country in left_over:
            for _name, events in memberships:
                left_over[country] &= ~events.get(country, 0)
        return [*memberships, (self.others, left_over)] if any(left_over.values()) else memberships


def grouping(by: By) -> Grouping:
    """Return what countries are grouped by, as for `compare`."""
    blocs: tuple[Bloc, ...]
    if callable(by):
        return Grouping(getattr(by, "__name__", "function"), label=by)
    if isinstance(by, str):
        bundled = bloc_called(by)
        if bundled is None:
            blocs = partition(by)
            return Grouping(blocs[0].partition, blocs, others=f"no {blocs[0].partition}")
        blocs = (bundled,)
    elif isinstance(by, Bloc):
        blocs = (by,)
    else:
        wanted = (
            "partition: give a bloc, several, the name of a partition or a function of a country"
        )
        blocs = tuple(bloc(name) for name in several(by, wanted))
    return Grouping(", ".join(part.abbreviation for part in blocs), blocs)


def member_bits(of: Bloc, days: Sequence[date]) -> Mapping[Country, int]:
    """Return the events on which each country was a member: one bit each, the last the lowest."""
    events: dict[Country, int] = {}
    before = CountrySet()
    for start, members in zip(*of.periods(), strict=True):
        from_then_on = (1 << len(days) - bisect_left(days, start)) - 1
        for country in members ^ before:
            events[country] = events.get(country, 0) ^ from_then_on
        before = members
    return events
