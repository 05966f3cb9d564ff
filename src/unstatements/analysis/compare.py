"""How blocs divided on an event: counts, shares, cohesion, representation, distances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from itertools import chain, combinations, product
from operator import attrgetter, or_
from statistics import fmean
from typing import ClassVar, Literal, get_args, overload

from attrs import field, frozen

from unstatements.analysis.bloc_series import (
    BlocCohesions,
    MemberDistance,
    MemberDistances,
    mean_cohesion,
)
from unstatements.analysis.bootstrap import clusters_of, drawing
from unstatements.analysis.cohesion import COHESION, Counts, cross_agreement, mean_position
from unstatements.analysis.grouping import By, Grouping, grouping, member_bits
from unstatements.analysis.periods import Period, by_period
from unstatements.analysis.positions import (
    Event,
    EventLike,
    Position,
    Positions,
    Totals,
    named_events,
    positions,
    totals_notes,
)
from unstatements.analysis.vote_matrix import by_country, count_by_event
from unstatements.core.arguments import one_of
from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import UnknownBlocError
from unstatements.events.edition import edition_notes
from unstatements.events.rollcall import part_notes
from unstatements.events.selection import selection_notes, selections_text, warn_of_selections
from unstatements.events.statement import Statement
from unstatements.groups.bloc import WhenUnknown
from unstatements.groups.country_set import CountryLike, CountrySet, everyone
from unstatements.names.country import Country
from unstatements.results.cells import (
    Column,
    Columns,
    Row,
    attribute_columns,
    bounds_columns,
)
from unstatements.results.interval import Interval
from unstatements.results.result import Pictured, Result
from unstatements.results.text import plural

Denominator = Literal["members", "electorate", "participants"]
Silence = Literal["apart", "abstention"]
"""Whether signing neither statement stands apart or counts as an abstention."""

_SIDES = (Position.FOR, Position.AGAINST, Position.NEUTRAL)
_SCORES = {Position.FOR: 1, Position.NEUTRAL: 0, Position.AGAINST: -1}
_COUNTED = (*_SIDES, Position.ABSENT)


@frozen
class Representation:
    """How a bloc's share of a side compares with its share of the electorate.

    Attributes:
        share_of_side: Its members among the countries on the side, from 0 to 1; None where nobody
            is on the side.
        share_of_electorate: Its members among all, from 0 to 1; None where there is no electorate.
    """

    share_of_side: float | None
    share_of_electorate: float | None

    @property
    def points(self) -> float | None:
        """The difference between the two, in percentage points; None where one of them is."""
        if self.share_of_side is None or self.share_of_electorate is None:
            return None
        return 100 * (self.share_of_side - self.share_of_electorate)

    @property
    def ratio(self) -> float | None:
        """The first divided by the second; None where one of them is, or the second is 0."""
        if self.share_of_side is None or not self.share_of_electorate:
            return None
        return self.share_of_side / self.share_of_electorate


@frozen(repr=False)
class BlocPositions:
    """Where the members of one bloc stood on one event.

    Attributes:
        bloc: Name of the bloc.
        on: The day on which membership was taken.
        members: Its members on the day.
        positions: The positions of the whole electorate.
        silence: What signing neither side of a statement counts as in measures of cohesion, see
            `compare`.

    Example:
        >>> import unstatements as un
        >>> weog = un.compare("A/HRC/51/L.6")["WEOG"]
        >>> weog.count("for"), weog.of("against").alpha_3s, weog.rice
        (Interval(6, 6), (), Interval(1.0, 1.0))
    """

    bloc: str
    on: date
    members: CountrySet
    positions: Positions
    silence: Silence = "apart"

    @property
    def electorate(self) -> CountrySet:
        """The members that were entitled to take a position."""
        return self.members & self.positions.electorate

    def of(self, position: Position | str) -> CountrySet:
        """Return the members known to have held a position."""
        return self.positions.of(position) & self.members

    def count(self, position: Position | str) -> Interval:
        """Return how many members held a position, between the bounds that the record allows."""
        return self.positions.count(position, self.members)

    def share(self, position: Position | str, of: Denominator = "electorate") -> Interval | None:
        """Return the share of the bloc that held a position, between its bounds.

        Args:
            position: A position or its value.
            of: What the number is divided by: all ``"members"`` on the day, those in the
                ``"electorate"``, or the ``"participants"``, who were not absent.

        Returns:
            From 0 to 1; None where the denominator is 0.

        Raises:
            ValueError: If the denominator is another.

        Example:
            >>> import unstatements as un
            >>> eu = un.compare("A/HRC/51/L.6", by="EU")["EU"]
            >>> eu.share("for"), round(eu.share("for", of="members").low, 3)
            (Interval(1.0, 1.0), 0.296)
        """
        one_of(of, get_args(Denominator), "of")
        size = len(self.members if of == "members" else self.electorate)
        sizes = self._participants if of == "participants" else Interval(size, size)
        if not sizes.low:
            return None
        count = self.count(position)
        return Interval(min(1.0, count.low / sizes.high), min(1.0, count.high / sizes.low))

    @property
    def net(self) -> Interval:
        """Members for less members against, between the bounds that the record allows."""
        return self.count(Position.FOR) - self.count(Position.AGAINST)

    @property
    def rice(self) -> Interval | None:
        """Rice index, see `COHESION`; None where nobody took a side, or cohesion does not apply.

        On a statement silence is no abstention and a measure of cohesion does not apply, unless
        the comparison was made with ``silence="abstention"``.
        """
        return self._cohesion("rice")

    @property
    def agreement_index(self) -> Interval | None:
        """Agreement Index, see `COHESION`; None where nobody took part, or it does not apply."""
        return self._cohesion("agreement_index")

    @property
    def majority(self) -> Position | None:
        """The position of most members; None on a tie, or where unknown positions could tip it.

        Absence is no position that a majority can hold.
        """
        counts = {position: self.count(position) for position in _SIDES}
        first = max(_SIDES, key=lambda position: counts[position].low)
        others = [counts[position].high for position in _SIDES if position is not first]
        return first if counts[first].low > max(others) else None

    @property
    def has_cohesion(self) -> bool:
        """Whether measures of cohesion apply: on a statement silence stands apart, see `rice`."""
        return self.silence == "abstention" or not isinstance(self.positions.event, Statement)

    @property
    def defectors(self) -> CountrySet:
        """The members known to have held another position than the majority; not the absent."""
        majority = self.majority
        others = (self.of(position) for position in _SIDES if position is not majority)
        return reduce(or_, others) if majority else CountrySet()

    @property
    def divided(self) -> bool:
        """Whether the line runs through the bloc: members are known on both sides."""
        return bool(self.of(Position.FOR)) and bool(self.of(Position.AGAINST))

    def representation(self, position: Position | str = Position.FOR) -> Representation | None:
        """Return how the bloc's share of a side compares with its share of the electorate.

        None where it is not known who was on the side.

        Example:
            >>> import unstatements as un
            >>> weog = un.compare("2022-10-31-ga3c-canada")["WEOG"].representation("for")
            >>> round(weog.points, 1), round(weog.ratio, 1)
            (37.6, 3.6)
        """
        side, members = self.positions.count(position), self.count(position)
        if not (side.exact and members.exact):
            return None
        size = len(self.positions)
        return Representation(
            share_of_side=members.low / side.low if side.low else None,
            share_of_electorate=len(self.electorate) / size if size else None,
        )

    def exact_counts(self) -> Counts | None:
        """Return the counts for, against and neutral; None where one of them is not known."""
        yes, no, neutral = (self.count(position) for position in _SIDES)
        exact = yes.exact and no.exact and neutral.exact
        return (int(yes.low), int(no.low), int(neutral.low)) if exact else None

    def known_counts(self) -> tuple[object, ...] | None:
        """Return all counts, where nothing is left open, and how silence counts."""
        if not self.positions.exact_among(self.members):
            return None
        held = [self.of(position).mask.bit_count() for position in _COUNTED]
        return (len(self.members), len(self.electorate), *held, self.has_cohesion)

    def __str__(self) -> str:
        counts = ", ".join(f"{self.count(position)} {position}" for position in _COUNTED)
        return f"{self.bloc}: {counts}; electorate of {len(self.electorate)}"

    def __repr__(self) -> str:
        counts = "-".join(str(self.count(position)) for position in _SIDES)
        return f"<{self.bloc} on {self.positions.event.id!r}: {counts} for, against, neutral>"

    @property
    def _participants(self) -> Interval:
        size = len(self.electorate)
        return Interval(size, size) - self.count(Position.ABSENT)

    def _cohesion(self, index: str) -> Interval | None:
        """Return the bounds of an index over every division that the record allows."""
        if not self.has_cohesion:
            return None
        counts = [self.count(position) for position in _SIDES]
        possible = [range(int(count.low), int(count.high) + 1) for count in counts]
        participants, formula = self._participants, COHESION[index].formula
        values = [
            formula(*division) for division in product(*possible) if sum(division) in participants
        ]
        defined = [value for value in values if value is not None]
        return Interval(min(defined), max(defined)) if defined else None


# What the counts of a bloc alone do not tell.
_NOT_OF_COUNTS = {
    *("event", "date", "coverage", "bloc", "defectors"),
    *("for_over_representation_points", "for_over_representation_ratio"),
}


def _known(position: Position) -> Column[BlocPositions]:
    """Return the column of those known to have held a position; on screen with bounds."""
    return Column(
        str(position), int, lambda bloc: len(bloc.of(position)), lambda bloc: bloc.count(position)
    )


def _counts(position: Position) -> tuple[Column[BlocPositions], Column[BlocPositions]]:
    return bounds_columns(str(position), int, lambda bloc: bloc.count(position))


def _shares(position: Position) -> tuple[Column[BlocPositions], Column[BlocPositions]]:
    name = f"{position}_share_of_electorate"
    return bounds_columns(name, float, lambda bloc: bloc.share(position))


def _representation(name: str) -> Column[BlocPositions]:
    def figure(bloc: BlocPositions) -> float | None:
        representation = bloc.representation(Position.FOR)
        return None if representation is None else getattr(representation, name)

    return Column(f"for_over_representation_{name}", float, figure, display=False)


_BLOC_COLUMNS: tuple[Column[BlocPositions], ...] = (
    Column("bloc", str),
    Column("members", int, lambda bloc: len(bloc.members)),
    Column("electorate", int, lambda bloc: len(bloc.electorate)),
    *map(_known, _COUNTED),
    Column("unknown", int, lambda bloc: len(bloc.of(Position.UNKNOWN))),
    *chain.from_iterable(map(_counts, _COUNTED)),
    *bounds_columns("net", int, attrgetter("net")),
    *chain.from_iterable(map(_shares, _SIDES)),
    *bounds_columns("rice", float, attrgetter("rice")),
    *bounds_columns("agreement_index", float, attrgetter("agreement_index")),
    Column("majority", tuple(map(str, _SIDES)), lambda bloc: bloc.majority, display=False),
    Column("defectors", str, lambda bloc: ";".join(bloc.defectors.alpha_3s), display=False),
    _representation("points"),
    _representation("ratio"),
)


@frozen(repr=False)
class BlocComparison(Pictured):
    """How blocs divided on one event: one `BlocPositions` a bloc.

    Its `plot` has one mark a state, bloc by bloc, with counts and their bounds at the side.

    Attributes:
        event: The statement or roll call.
        on: The day on which membership was taken.
        by: What the countries were grouped by, in words.
        blocs: The blocs' positions.
        notes: Which blocs' members are not known as a whole on that day.
    """

    event: Event
    on: date
    by: str
    blocs: tuple[BlocPositions, ...]
    notes: tuple[str, ...] = ()

    _columns = _BLOC_COLUMNS

    def _records(self) -> Sequence[BlocPositions]:
        return self.blocs

    def __getitem__(self, name: str) -> BlocPositions:
        """Return the positions of the bloc with this name or abbreviation."""
        by_name = {bloc.bloc: bloc for bloc in self.blocs}
        if name in by_name:
            return by_name[name]
        raise UnknownBlocError(
            f"the comparison has no bloc {name!r}; it has: {', '.join(by_name)}",
            value=name,
            suggestions=by_name,
        )

    @property
    def divided(self) -> tuple[str, ...]:
        """The blocs that the line runs through: members are known on both sides."""
        return tuple(bloc.bloc for bloc in self.blocs if bloc.divided)

    def distances(self) -> BlocDistances:
        """Return how far the blocs stood from one another, pair by pair.

        Example:
            >>> import unstatements as un
            >>> print(un.compare("A/HRC/51/L.6", by=["EU", "OIC"]).distances())
            2022-10-06 Human Rights Council: vote on A/HRC/51/L.6, rejected 17-19-11, ...
            <BLANKLINE>
            bloc  other  distance  agreement
            EU    OIC       1.647      0.059
            <BLANKLINE>
            distance: between mean positions, from 0 (the same) to 2 (opposite); ...
        """
        return BlocDistances(self)

    def title(self) -> str:
        """Return the event and what the countries were grouped by."""
        return f"{self.event}, by {self.by}"

    def footnotes(self) -> Sequence[str]:
        """Return what the bounds mean, where there are any, and what membership rests on."""
        unknown = _unknown_note(bloc.of(Position.UNKNOWN) for bloc in self.blocs)
        differing = totals_notes(bloc.positions for bloc in self.blocs[:1])
        return [*unknown, *self.notes, *differing, *edition_notes([self.event])]

    def __repr__(self) -> str:
        return f"<comparison of {self.event.id!r} by {self.by}: {len(self.blocs)} blocs>"


def _unknown_note(unknown: Iterable[CountrySet]) -> list[str]:
    note = (
        "low..high: bounds that follow from the names known and the number reported; "
        "unknown: countries whose position no list shows."
    )
    return [note] if any(unknown) else []


@frozen(repr=False)
class BlocDistances(Result):
    """How far the blocs of a comparison stood from one another.

    Distance is the difference between mean positions, where for is 1, neutral 0 and against -1:
    from 0 (the same) to 2 (opposite). Agreement is the share of pairs, one country from each bloc,
    that held the same position. Both leave the absent out, and are None where a position is not
    known.

    Attributes:
        comparison: The comparison.
    """

    comparison: BlocComparison

    _columns = attribute_columns(bloc=str, other=str, distance=float, agreement=float)

    def _records(self) -> Iterator[Row]:
        for bloc, other in combinations(self.comparison.blocs, 2):
            names = {"bloc": bloc.bloc, "other": other.bloc}
            distance, agreement = _distance(bloc, other)
            yield {**names, "distance": distance, "agreement": agreement}

    def between(self, bloc: str, other: str) -> tuple[float | None, float | None]:
        """Return distance and agreement of two blocs of the comparison, by their names.

        Example:
            >>> import unstatements as un
            >>> un.compare("A/HRC/51/L.6", by=["EU"]).distances().between("EU", "EU")
            (0.0, 1.0)
        """
        return _distance(self.comparison[bloc], self.comparison[other])

    def title(self) -> str:
        """Return the event and what the countries were grouped by."""
        return f"{self.comparison.event}, between blocs by {self.comparison.by}"

    def footnotes(self) -> Sequence[str]:
        """Return what the numbers mean."""
        return [
            "distance: between mean positions, from 0 (the same) to 2 (opposite); agreement: "
            "share of pairs of countries, one of each bloc, with the same position; -: a position "
            "is not known, or nobody took part.",
            *self.comparison.notes,
            *edition_notes([self.comparison.event]),
        ]

    def __repr__(self) -> str:
        return f"<distances between {len(self.comparison.blocs)} blocs>"


def _distance(bloc: BlocPositions, other: BlocPositions) -> tuple[float | None, float | None]:
    counts, other_counts = bloc.exact_counts(), other.exact_counts()
    if counts is None or other_counts is None:
        return None, None
    mean, other_mean = mean_position(*counts), mean_position(*other_counts)
    distance = None if mean is None or other_mean is None else abs(mean - other_mean)
    yes, no, neutral = (len(bloc.of(position) & other.members) for position in _SIDES)
    return distance, cross_agreement(counts, other_counts, (yes, no, neutral))


@frozen
class _Split:
    """How countries are split into blocs, see `compare`."""

    grouping: Grouping
    unknown: WhenUnknown
    silence: Silence

    def blocs(self, held: Positions, day: date) -> Iterator[BlocPositions]:
        """Yield the blocs, with their members on a day."""
        for name, members in self.grouping.groups(held.electorate, day, self.unknown):
            yield BlocPositions(
                bloc=name, on=day, members=members, positions=held, silence=self.silence
            )

    def comparison(self, held: Positions, day: date) -> BlocComparison:
        """Return the comparison of the blocs."""
        blocs, notes = tuple(self.blocs(held, day)), self.grouping.notes([day])
        return BlocComparison(held.event, on=day, by=self.grouping.name, blocs=blocs, notes=notes)


@frozen(repr=False)
class BlocPanel(Pictured):
    """How blocs divided on many events: one comparison an event.

    Its `plot` has a line a bloc: its mean cohesion year by year.

    Attributes:
        positions: The positions on each event, in the order given.
        days: The day on which membership is taken for each event.

    Example:
        >>> import unstatements as un
        >>> critical = un.statements(body="ga3c", stance="critical", target="China")
        >>> panel = un.compare(critical, by="EU")
        >>> [(row["event"][:4], row["for"]) for row in panel.rows()][:3]
        [('2019', 14), ('2020', 20), ('2021', 22)]
    """

    positions: tuple[Positions, ...]
    days: tuple[date, ...]
    _split: _Split = field(alias="split")

    _columns: ClassVar[Sequence[Column[BlocPositions]]] = (
        Column("event", str, lambda bloc: bloc.positions.event.id),
        Column("date", date, lambda bloc: bloc.on, display=False),
        *_BLOC_COLUMNS,
        Column(
            "coverage", str, lambda bloc: selections_text([bloc.positions.event]), display=False
        ),
    )

    def _records(self) -> Iterator[BlocPositions]:
        for held, day in zip(self.positions, self.days, strict=True):
            yield from self._split.blocs(held, day)

    def _cells(self) -> Columns:
        # Blocs with the same counts have the same figures, which are worked out once.
        columns = {column.name: column.cell for column in self._data_columns()}
        own = columns.keys() & _NOT_OF_COUNTS
        figures: dict[object, Row] = {}
        rows = []
        for bloc in self._records():
            counts = bloc.known_counts()
            alike = figures.get(counts, {}) if counts else {}
            cells = {name: columns[name](bloc) for name in (own if alike else columns)}
            rows.append({**alike, **cells})
            figures.setdefault(counts, rows[-1])
        return {name: [row[name] for row in rows] for name in columns}

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
            >>> import unstatements as un
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
        for position in (*_COUNTED, Position.UNKNOWN):
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
            ValueError: If there is no such measure or period, or less than one sample is asked
                for.

        Example:
            >>> import unstatements as un
            >>> panel = un.compare(un.rollcalls("hrc", since=2021), by="EU")
            >>> mean = panel.cohesion(period="year", bootstrap=200).entries[0]
            >>> mean.period, mean.value in mean.bootstrap.interval
            ('2021', True)
        """
        one_of(measure, COHESION, "measure")
        samples = drawing(bootstrap, seed)
        events, parts = self._events, self._parts(period)
        label_of = {event: label for label, part in parts.items() for event in part}
        cluster_of = dict(zip(events, clusters_of(events), strict=True))
        cells = self._cells()
        by_id = {event.id: event for event in events}
        names = ("event", "bloc", f"{measure}_low", f"{measure}_high")
        values: dict[tuple[str, str], list[tuple[int, float, float]]] = {}
        for key, bloc, low, high in zip(*(cells[name] for name in names), strict=True):
            event = by_id[str(key)]
            part = values.setdefault((str(bloc), label_of[event]), [])
            if isinstance(low, float) and isinstance(high, float):
                part.append((cluster_of[event], low, high))
        entries = [
            mean_cohesion(bloc, label, parts[label], measure, part, samples)
            for (bloc, label), part in values.items()
        ]
        return BlocCohesions(tuple(entries), self.title(), tuple(self.footnotes()))

    def majority_distances(self, period: Period | None = None) -> MemberDistances:
        """Return how far each member stood from the majority of its bloc, on average.

        Args:
            period: ``"session"``, ``"year"``, or a number of years; None for all events at once.

        Raises:
            ValueError: If there is no such period.

        Source:
            After Luif 2003, EU cohesion in the UN General Assembly, Occasional Papers 49.

        Example:
            >>> import unstatements as un
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
            for position in _SIDES:
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
        """Return the number of events and what the countries were grouped by."""
        return f"{plural(len(self.positions), 'event')} by bloc: {self.by}"

    def footnotes(self) -> Sequence[str]:
        """Return what bounds and membership rest on, and which sessions are a selection."""
        return [
            *_unknown_note(positions.of(Position.UNKNOWN) for positions in self.positions),
            *self._split.grouping.notes(self.days),
            *totals_notes(self.positions),
            *part_notes(self._events),
            *selection_notes(self._events),
            *edition_notes(self._events),
        ]

    def __repr__(self) -> str:
        return f"<panel: {self.title()}>"


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
        on: Day on which membership is taken; None for the day of the event.
        electorate: Only these countries; None for all that were entitled to take a position.
        unknown: What to do where a bloc's members on that day are not known as a whole, see
            `Bloc.members`.
        silence: On statements, whether signing neither side stands ``"apart"`` (measures of
            cohesion do not apply) or counts as ``"abstention"``.
        totals: On roll calls, what counts where a complete roll differs from the totals announced:
            the ``"roll"``, or ``"announced"``, which gives bounds, see `positions`.

    Returns:
        One comparison for one event, a panel for many.

    Raises:
        UnknownStatementError: If no statement and no roll call is called so.
        UnknownBlocError: If a bloc is not known.
        ValueError: If an event has no date and `on` is not given, or there are no such silence or
            totals.

    Example:
        >>> import unstatements as un
        >>> print(un.compare("A/HRC/51/L.6", by=["EU", "OIC"]))
        2022-10-06 Human Rights Council: vote on A/HRC/51/L.6, rejected 17-19-11, by EU, OIC
        <BLANKLINE>
        bloc  members  electorate  for  against  neutral  absent  unknown
        EU         27           8    8        0        0       0        0
        OIC        57          17    1       12        4       0        0
    """
    one_of(silence, get_args(Silence), "silence")
    split = _Split(grouping(by), unknown, silence)
    inside = None if electorate is None else CountrySet(electorate)
    if isinstance(event, Event | str):
        part = _restricted(event, inside, totals)
        return split.comparison(part, _day(part, on))
    parts = tuple(_restricted(each, inside, totals) for each in named_events(event))
    days = tuple(_day(part, on) for part in parts)
    warn_of_selections(part.event for part in parts)
    return BlocPanel(parts, days, split)


def _restricted(event: EventLike, electorate: CountrySet | None, totals: Totals) -> Positions:
    whole = positions(event, totals=totals)
    return whole if electorate is None else whole.restricted(electorate)


def _day(positions: Positions, on: DateLike | None) -> date:
    day = positions.event.date if on is None else as_date(on)
    if day is None:
        raise ValueError(f"{positions.event.id} has no known date: say which day with `on=`")
    return day
