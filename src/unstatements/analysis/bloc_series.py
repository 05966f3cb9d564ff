"""Blocs over many events: mean cohesion, and how far members stood from the majority."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from attrs import frozen

from unstatements.analysis.bootstrap import Bootstrap, Drawing, Sums, spread_columns, spread_of
from unstatements.analysis.cohesion import COHESION
from unstatements.analysis.positions import Event
from unstatements.events.selection import selections_text
from unstatements.names.country import Country
from unstatements.results.cells import Column, attribute_columns, bounds_columns
from unstatements.results.interval import Interval
from unstatements.results.result import Pictured, Result


@frozen(kw_only=True)
class MeanCohesion:
    """The mean cohesion of a bloc over the events of a period.

    Attributes:
        bloc: Name of the bloc.
        period: Name of the period; empty for all events.
        year: Year of the first event.
        coverage: Of which selection of the votes held the roll calls are, in words.
        measure: Name of the index, see `COHESION`.
        value: Mean over the events on which it is known; None where there is none.
        bounds: Bounds of the mean over all events on which it is defined.
        n: The number of events that the value rests on.
        left_out: The number of events on which the index lies between bounds.
        bootstrap: The spread over samples of resolutions; None where it was not asked for.
    """

    bloc: str
    period: str
    year: int | None
    coverage: str | None
    measure: str
    value: float | None
    bounds: Interval | None
    n: int
    left_out: int
    bootstrap: Bootstrap | None = None


def mean_cohesion(
    bloc: str,
    period: str,
    events: Sequence[Event],
    measure: str,
    values: Sequence[tuple[int, float, float]],
    samples: Drawing | None,
) -> MeanCohesion:
    """Return the mean over events, of each of which the cluster and the bounds are given."""
    known = [(cluster, low) for cluster, low, high in values if low == high]
    sums = [(value, 1) for _cluster, value in known]
    clusters = [cluster for cluster, _value in known]
    lows, highs = ([each[place] for each in values] for place in (1, 2))
    return MeanCohesion(
        bloc=bloc,
        period=period,
        year=min((event.date.year for event in events if event.date), default=None),
        coverage=selections_text(events),
        measure=measure,
        value=fmean(value for _cluster, value in known) if known else None,
        bounds=Interval(fmean(lows), fmean(highs)) if values else None,
        n=len(known),
        left_out=len(values) - len(known),
        bootstrap=None if samples is None else spread_of(sums, clusters, _ratio, samples),
    )


def _ratio(sums: Sums) -> float | None:
    return sums[0] / sums[1] if sums[1] else None


@frozen(repr=False)
class BlocCohesions(Pictured):
    """The mean cohesion of blocs, period by period.

    Its `plot` has a line for each bloc, with gaps where the record has gaps.

    Attributes:
        entries: One for each bloc and period.
        about: What the events are, in words.
        notes: What a reader must know.
    """

    entries: tuple[MeanCohesion, ...]
    about: str
    notes: tuple[str, ...] = ()

    _rows_of = "entries"
    _on_screen = ("bloc", "period", "value", "n")
    _columns = (
        *attribute_columns(bloc=str, period=str, year=int, coverage=str, measure=tuple(COHESION)),
        *attribute_columns(value=float),
        *bounds_columns("value", float, "bounds"),
        *spread_columns(),
        *attribute_columns(n=int, left_out=int),
    )

    def title(self) -> str:
        return f"Mean cohesion, {self.about}"

    def footnotes(self) -> Sequence[str]:
        indices = {each.measure: COHESION[each.measure] for each in self.entries}
        meanings = [f"{name}: {index.meaning}: {index.source}" for name, index in indices.items()]
        spreads = [
            f"{each.bloc} {each.period}".rstrip() + f": {each.bootstrap}"
            for each in self.entries
            if each.bootstrap
        ]
        left_out = sum(each.left_out for each in self.entries)
        open_events = [f"left out, as a position is not known: {left_out}"] if left_out else []
        return [*meanings, *spreads, *open_events, *self.notes]


@frozen
class MemberDistance:
    """How far a member stood from the majority of its bloc, on average.

    Attributes:
        bloc: Name of the bloc.
        country: The member.
        period: Name of the period; empty for all events.
        distance: Mean distance, from 0 (with the majority) to 1 (opposite); a step, between a vote
            and an abstention, is 1/2.
        n: The number of events on which it was a member, took part, and there was a majority.
    """

    bloc: str
    country: Country
    period: str
    distance: float
    n: int


@frozen(repr=False)
class MemberDistances(Result):
    """How far members stood from the majority of their bloc, the most distant first.

    Attributes:
        entries: One for each member and period.
        about: What the events are, in words.
    """

    entries: tuple[MemberDistance, ...]
    about: str

    _rows_of = "entries"
    _on_screen = ("bloc", "period", "country", "distance", "n")
    _columns = (
        *attribute_columns(bloc=str, period=str),
        Column[MemberDistance]("alpha_3", str, "country.alpha_3"),
        *attribute_columns(country=str, distance=float, n=int),
    )

    def title(self) -> str:
        return f"Distance from the majority of the bloc, {self.about}"

    def footnotes(self) -> Sequence[str]:
        return [
            "distance: 0 with the majority, 1/2 between a vote and an abstention, 1 opposite; "
            "mean over the events on which the bloc had a majority and the member took part.",
            "After Luif 2003, EU cohesion in the UN General Assembly, Occasional Papers 49.",
        ]
