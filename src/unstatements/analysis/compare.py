"""How blocs divided on events: on one, or on many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from statistics import fmean
from typing import ClassVar, get_args, overload

from attrs import field, frozen

from unstatements.analysis.bootstrap import (
    Bootstrap,
    Drawing,
    Sums,
    clusters_of,
    spread_columns,
    spread_of,
)
from unstatements.analysis.cohesion import COHESION
from unstatements.analysis.comparison import (
    BLOC_COLUMNS,
    BLOCS_ON_SCREEN,
    COUNTED,
    SIDES,
    BlocComparison,
    BlocPositions,
    Silence,
    Split,
    membership_day,
    unknown_note,
)
from unstatements.analysis.grouping import By, grouping, member_bits
from unstatements.analysis.periods import Period, by_period
from unstatements.analysis.positions import (
    Event,
    EventLike,
    Positions,
    Totals,
    named_event,
    named_events,
    outside_notes,
    positions,
    totals_notes,
)
from unstatements.analysis.vote_matrix import by_country, count_by_event
from unstatements.core.arguments import one_of
from unstatements.core.dates import DateLike
from unstatements.events.position import Position
from unstatements.events.selection import selections_text, votes_notes, warn_of_selections
from unstatements.events.statement import Statement
from unstatements.groups.bloc import WhenUnknown
from unstatements.groups.country_set import CountryLike, CountrySet, everyone
from unstatements.names.country import Country
from unstatements.results.cells import Column, attribute_columns, bounds_columns
from unstatements.results.interval import Interval
from unstatements.results.result import Pictured, Result
from unstatements.results.text import plural

_SCORES = {Position.FOR: 1, Position.NEUTRAL: 0, Position.AGAINST: -1}


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
        distance: Mean distance: 0 with the majority, 1 opposite, 1/2 a vote and an abstention.
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


@frozen(repr=False)
class BlocPanel(Pictured):
    """How blocs divided on many events: one comparison an event.

    Its `plot` has a line a bloc: its mean cohesion year by year.

    Attributes:
        positions: The positions on each event, in the order given.
        days: The day on which membership is taken for each event.

    Example:
        >>> critical = un.statements(body="ga3c", stance="critical", target="China")
        >>> panel = un.compare(critical, by="EU")
        >>> [(row["event"][:4], row["for"]) for row in panel.rows()][:3]
        [('2019', 14), ('2020', 20), ('2021', 22)]
    """

    positions: tuple[Positions, ...]
    days: tuple[date, ...]
    _split: Split = field(alias="split")

    _on_screen = ("event", *BLOCS_ON_SCREEN)
    _columns: ClassVar[Sequence[Column[BlocPositions]]] = (
        Column("event", str, "positions.event.id"),
        Column("date", date, "on"),
        *BLOC_COLUMNS,
        Column("coverage", str, lambda bloc: selections_text([bloc.positions.event])),
    )

    def _records(self) -> Iterator[BlocPositions]:
        for held, day in zip(self.positions, self.days, strict=True):
            yield from self._split.blocs(held, day)

    @property
    def _events(self) -> list[Event]:
        return [positions.event for positions in self.positions]

    def _parts(self, period: Period | None) -> dict[str, list[Event]]:
        by_date = sorted(self._events, key=lambda event: event.date or date.min)
        return {"": by_date} if period is None else by_period(by_date, period)

    @property
    def by(self) -> str:
        """What the countries were grouped by, in words."""
        return self._split.grouping.name

    @property
    def comparisons(self) -> tuple[BlocComparison, ...]:
        """The comparison for each event, in the order given."""
        return tuple(map(self._split.comparison, self.positions, self.days))

    def counts(self) -> dict[str, list[str | int]]:
        """Return known counts only, in columns: the fast way over thousands of events.

        Returns:
            The columns `event`, `bloc`, `members`, `electorate`, `for`, `against`, `neutral`,
            `absent` and `unknown`: all events in order of date for the first bloc, then the next.

        Raises:
            TypeError: If the countries are grouped by a function.

        Example:
            >>> counts = un.compare(un.rollcalls(target="China"), by=["EU", "OIC"]).counts()
            >>> counts["bloc"], counts["against"]
            (['EU', 'OIC'], [0, 12])
        """
        if self._split.grouping.label is not None:
            raise TypeError("groups made by a function have no dated members: use rows() instead")
        order = sorted(range(len(self.days)), key=self.days.__getitem__)
        days = [self.days[place] for place in order]
        in_order = [self.positions[place] for place in order]
        events: list[str | int] = [positions.event.id for positions in in_order]
        entitled = [positions.electorate.mask for positions in in_order]
        held = {"electorate": by_country(entitled, everyone())}
        for position in (*COUNTED, Position.UNKNOWN):
            masks = [positions.of(position).mask for positions in in_order]
            held[str(position)] = by_country(masks, everyone())
        names = ("event", "bloc", "members", *held)
        columns: dict[str, list[str | int]] = {name: [] for name in names}
        for bloc in self._split.grouping.blocs:
            members = member_bits(bloc, days)
            columns["event"] += events
            columns["bloc"] += [bloc.abbreviation] * len(days)
            columns["members"] += count_by_event(members.values(), len(days))
            for name, by_member in held.items():
                both = [member & by_member[country] for country, member in members.items()]
                columns[name] += count_by_event(both, len(days))
        return columns

    def cohesion(
        self,
        measure: str = "agreement_index",
        period: Period | None = None,
        *,
        bootstrap: int | None = None,
        seed: int = 0,
    ) -> BlocCohesions:
        """Return the mean cohesion of each bloc, over all events or period by period.

        Args:
            measure: An index of `COHESION`: ``"agreement_index"`` or ``"rice"``.
            period: ``"session"``, ``"year"``, or a number of years; None for all events at once.
            bootstrap: How many samples of resolutions to draw for a standard error and an
                interval, as for `agreement`; None for no bootstrap.
            seed: Seed of the random numbers.

        Raises:
            ValueError: If there is no such measure or period, or no sample is to be drawn.

        Example:
            >>> panel = un.compare(un.rollcalls("hrc", since=2021), by="EU")
            >>> mean = panel.cohesion(period="year", bootstrap=200).entries[0]
            >>> mean.period, mean.value in mean.bootstrap.interval
            ('2021', True)
        """
        one_of(measure, COHESION, "measure")
        samples = None if bootstrap is None else Drawing(bootstrap, seed)
        events, parts = self._events, self._parts(period)
        label_of = {event: label for label, part in parts.items() for event in part}
        cluster_of = dict(zip(events, clusters_of(events), strict=True))
        values: dict[tuple[str, str], list[tuple[int, Interval]]] = {}
        for bloc in self._records():
            event = bloc.positions.event
            bounds: Interval | None = getattr(bloc, measure)  # each index is a property
            part = values.setdefault((bloc.bloc, label_of[event]), [])
            if bounds is not None:
                part.append((cluster_of[event], bounds))
        entries = [
            _mean_cohesion(bloc, label, parts[label], measure, part, samples)
            for (bloc, label), part in values.items()
        ]
        return BlocCohesions(tuple(entries), self.title(), tuple(self.footnotes()))

    def majority_distances(self, period: Period | None = None) -> MemberDistances:
        """Return how far each member stood from the majority of its bloc, on average.

        Periods are those of `cohesion`.

        Source:
            After Luif 2003, EU cohesion in the UN General Assembly, Occasional Papers 49.

        Example:
            >>> panel = un.compare(un.rollcalls("hrc", session=51), by="EU")
            >>> max(round(each.distance, 3) for each in panel.majority_distances().entries)
            0.023
        """
        parts = self._parts(period)
        label_of = {event: label for label, part in parts.items() for event in part}
        steps: dict[tuple[str, str, Country], list[int]] = {}
        for bloc in self._records():
            majority = bloc.majority
            if majority is None or not bloc.has_cohesion:
                continue
            label = label_of[bloc.positions.event]
            for position in SIDES:
                for country in bloc.of(position):
                    distance = abs(_SCORES[position] - _SCORES[majority])
                    steps.setdefault((label, bloc.bloc, country), []).append(distance)
        entries = [
            MemberDistance(name, country, label, distance=fmean(each) / 2, n=len(each))
            for (label, name, country), each in steps.items()
        ]
        order = {label: place for place, label in enumerate(parts)}
        entries.sort(key=lambda each: (order[each.period], each.bloc, -each.distance))
        return MemberDistances(tuple(entries), self.title())

    def title(self) -> str:
        return f"{plural(len(self.positions), 'event')} by bloc: {self.by}"

    def footnotes(self) -> Sequence[str]:
        return [
            *unknown_note(positions.of(Position.UNKNOWN) for positions in self.positions),
            *self._split.grouping.notes(self.days),
            *totals_notes(self.positions),
            *outside_notes(self._events),
            *votes_notes(self._events),
        ]


@overload
def compare(  # type: ignore[overload-overlap]  # a str is one event, not many
    event: EventLike,
    by: By = ...,
    on: DateLike | None = ...,
    electorate: Iterable[CountryLike] | None = ...,
    *,
    unknown: WhenUnknown = ...,
    silence: Silence = ...,
    totals: Totals = ...,
) -> BlocComparison: ...
@overload
def compare(
    event: Iterable[EventLike],
    by: By = ...,
    on: DateLike | None = ...,
    electorate: Iterable[CountryLike] | None = ...,
    *,
    unknown: WhenUnknown = ...,
    silence: Silence = ...,
    totals: Totals = ...,
) -> BlocPanel: ...
def compare(
    event: EventLike | Iterable[EventLike],
    by: By = "regional group",
    on: DateLike | None = None,
    electorate: Iterable[CountryLike] | None = None,
    *,
    unknown: WhenUnknown = "warn",
    silence: Silence = "apart",
    totals: Totals = "roll",
) -> BlocComparison | BlocPanel:
    """Compare how blocs divided on an event, or on many.

    Args:
        event: A statement, a roll call, an id or a UN symbol; or many of them.
        by: What to group countries by: a partition such as ``"regional group"`` (states in none of
            its groups form a row of their own), one bloc, several blocs (which may overlap), or a
            function from a country to a label.
        on: Day of membership, and of the electorate of an undated statement; None: the event's.
        electorate: Only these countries; None for all that were entitled to take a position.
        unknown: What to do where not all members on that day are known, see `Bloc.members`.
        silence: On statements, whether signing neither side stands ``"apart"`` (measures of
            cohesion do not apply) or counts as ``"abstention"``.
        totals: On roll calls, what counts where a complete roll differs from the totals announced:
            the ``"roll"``, or ``"announced"``, which gives bounds, see `positions`.

    Returns:
        One comparison for one event, a panel for many.

    Raises:
        UnknownStatementError: If no statement and no roll call is called so.
        UnknownBlocError: If a bloc is not known.
        ValueError: If an event has no date and `on` is not given, or a choice is not known.

    Example:
        >>> print(un.compare("A/HRC/51/L.6", by=["EU", "OIC"]))
        2022-10-06 Human Rights Council: vote on A/HRC/51/L.6, rejected 17-19-11, by EU, OIC
        <BLANKLINE>
        bloc  members  electorate  for  against  neutral  absent  unknown
        EU         27           8    8        0        0       0        0
        OIC        57          17    1       12        4       0        0
    """
    one_of(silence, get_args(Silence), "silence")
    split = Split(grouping(by), unknown, silence)
    inside = None if electorate is None else CountrySet(electorate)
    if isinstance(event, Event | str):
        part = _restricted(event, inside, totals, on)
        return split.comparison(part, on)
    parts = tuple(_restricted(each, inside, totals, on) for each in named_events(event))
    days = tuple(membership_day(part, on) for part in parts)
    warn_of_selections(part.event for part in parts)
    return BlocPanel(parts, days, split)


def _restricted(
    event: EventLike, electorate: CountrySet | None, totals: Totals, on: DateLike | None
) -> Positions:
    event = named_event(event)
    day = on if isinstance(event, Statement) and event.date is None else None
    whole = positions(event, day, totals=totals)
    return whole if electorate is None else whole.restricted(electorate)


def _mean_cohesion(
    bloc: str,
    period: str,
    events: Sequence[Event],
    measure: str,
    values: Sequence[tuple[int, Interval]],
    samples: Drawing | None,
) -> MeanCohesion:
    """Return the mean over events, of each of which the cluster and the bounds are given."""
    exact = [(cluster, index.low) for cluster, index in values if index.exact]
    clusters = [cluster for cluster, _value in exact]
    sums = [(value, 1) for _cluster, value in exact]
    lows = [index.low for _cluster, index in values]
    highs = [index.high for _cluster, index in values]
    return MeanCohesion(
        bloc=bloc,
        period=period,
        year=min((event.date.year for event in events if event.date), default=None),
        coverage=selections_text(events),
        measure=measure,
        value=fmean(value for _cluster, value in exact) if exact else None,
        bounds=Interval(fmean(lows), fmean(highs)) if values else None,
        n=len(exact),
        left_out=len(values) - len(exact),
        bootstrap=None if samples is None else spread_of(sums, clusters, _ratio, samples),
    )


def _ratio(sums: Sums) -> float | None:
    return sums[0] / sums[1] if sums[1] else None
