"""How blocs divided on one event: counts, shares, cohesion, representation, distances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, reduce
from itertools import chain, combinations, product
from operator import or_
from typing import Literal, NamedTuple, get_args

from attrs import frozen

from unstatements.analysis.cohesion import (
    COHESION,
    CohesionIndex,
    Division,
    cross_agreement,
    mean_position,
)
from unstatements.analysis.grouping import Grouping
from unstatements.analysis.positions import (
    Event,
    Positions,
    count_bounds,
    count_column,
    known_column,
    outside_notes,
    totals_notes,
)
from unstatements.core.arguments import one_of, quoted
from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import UnknownBlocError
from unstatements.events.edition import edition_notes
from unstatements.events.position import Position, position_of
from unstatements.events.statement import Statement
from unstatements.groups.bloc import WhenUnknown
from unstatements.groups.country_set import CountrySet
from unstatements.results.cells import Column, Row, attribute_columns, bounds_columns
from unstatements.results.interval import Interval
from unstatements.results.result import Pictured, Result

Denominator = Literal["members", "electorate", "participants"]
Silence = Literal["apart", "abstention"]
"""Whether signing neither statement stands apart or counts as an abstention."""

SIDES = (Position.FOR, Position.AGAINST, Position.NEUTRAL)
COUNTED = (*SIDES, Position.ABSENT)


class Representation(NamedTuple):
    """How a bloc's share of a side compares with its share of the electorate.

    Attributes:
        share_of_side: Its members among those on the side, from 0 to 1; None where nobody is.
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
        silence: What signing neither side of a statement counts as in cohesion, see `compare`.

    Example:
        >>> weog = un.compare("A/HRC/51/L.6")["WEOG"]
        >>> weog.count("for"), weog.of("against").alpha_3s, weog.rice
        (Interval(6, 6), (), Interval(1.0, 1.0))
    """

    bloc: str
    on: date
    members: CountrySet
    positions: Positions
    silence: Silence = "apart"

    @cached_property
    def _counts(self) -> Mapping[Position, Interval]:
        return {position: self.positions.count(position, self.members) for position in Position}

    @property
    def electorate(self) -> CountrySet:
        """The members that were entitled to take a position."""
        return self.members & self.positions.electorate

    def of(self, position: Position | str) -> CountrySet:
        """Return the members known to have held a position."""
        return self.positions.of(position) & self.members

    def count(self, position: Position | str) -> Interval:
        """Return how many members held a position, between the bounds that the record allows."""
        return self._counts[position_of(position)]

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
        return self._cohesion["rice"]

    @property
    def agreement_index(self) -> Interval | None:
        """Agreement Index, see `COHESION`; None where nobody took part, or it does not apply."""
        return self._cohesion["agreement_index"]

    @property
    def majority(self) -> Position | None:
        """The position of most members; None on a tie, or where unknown positions could tip it.

        Absence is no position that a majority can hold.
        """
        counts = {position: self.count(position) for position in SIDES}
        first = max(SIDES, key=lambda position: counts[position].low)
        others = [counts[position].high for position in SIDES if position is not first]
        return first if counts[first].low > max(others) else None

    @property
    def has_cohesion(self) -> bool:
        """Whether measures of cohesion apply: on a statement silence stands apart, see `rice`."""
        return self.silence == "abstention" or not isinstance(self.positions.event, Statement)

    @property
    def defectors(self) -> CountrySet:
        """The members known to have held another position than the majority; not the absent."""
        majority = self.majority
        others = (self.of(position) for position in SIDES if position is not majority)
        return reduce(or_, others) if majority else CountrySet()

    @property
    def divided(self) -> bool:
        """Whether the line runs through the bloc: members are known on both sides."""
        return bool(self.of(Position.FOR)) and bool(self.of(Position.AGAINST))

    def representation(self, position: Position | str = Position.FOR) -> Representation | None:
        """Return how the bloc's share of a side compares with its share of the electorate.

        None where it is not known who was on the side.

        Example:
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

    def exact_counts(self) -> Division | None:
        """Return the counts for, against and neutral; None where one of them is not known."""
        yes, no, neutral = (self.count(position) for position in SIDES)
        exact = yes.exact and no.exact and neutral.exact
        return (int(yes.low), int(no.low), int(neutral.low)) if exact else None

    def __str__(self) -> str:
        counts = ", ".join(f"{self.count(position)} {position}" for position in COUNTED)
        return f"{self.bloc}: {counts}; electorate of {len(self.electorate)}"

    def __repr__(self) -> str:
        counts = "-".join(str(self.count(position)) for position in SIDES)
        return f"<{self.bloc} on {self.positions.event.id!r}: {counts} for, against, neutral>"

    @cached_property
    def _participants(self) -> Interval:
        size = len(self.electorate)
        return Interval(size, size) - self.count(Position.ABSENT)

    @cached_property
    def _cohesion(self) -> Mapping[str, Interval | None]:
        """The bounds of each index over every division that the record allows."""
        if not self.has_cohesion:
            return dict.fromkeys(COHESION)
        counts = map(self.count, SIDES)
        yes, no, neutral = (range(int(count.low), int(count.high) + 1) for count in counts)
        divisions = [
            division
            for division in product(yes, no, neutral)
            if sum(division) in self._participants
        ]
        return {name: _bounds(index, divisions) for name, index in COHESION.items()}


def _bounds(index: CohesionIndex, divisions: Iterable[Division]) -> Interval | None:
    values = [index.formula(*division) for division in divisions]
    defined = [value for value in values if value is not None]
    return Interval(min(defined), max(defined)) if defined else None


def _shares(position: Position) -> tuple[Column[BlocPositions], Column[BlocPositions]]:
    name = f"{position}_share_of_electorate"
    return bounds_columns(name, float, lambda bloc: bloc.share(position))


def _representation(name: str) -> Column[BlocPositions]:
    def figure(bloc: BlocPositions) -> float | None:
        representation = bloc.representation(Position.FOR)
        return None if representation is None else getattr(representation, name)

    return Column(f"for_over_representation_{name}", float, figure)


BLOC_COLUMNS: tuple[Column[BlocPositions], ...] = (
    Column("bloc", str),
    Column("members", int, lambda bloc: len(bloc.members)),
    Column("electorate", int, lambda bloc: len(bloc.electorate)),
    *map(known_column, (*COUNTED, Position.UNKNOWN)),
    *chain.from_iterable(map(count_bounds, COUNTED)),
    *bounds_columns("net", int),
    *chain.from_iterable(map(_shares, SIDES)),
    *bounds_columns("rice", float),
    *bounds_columns("agreement_index", float),
    Column("majority", tuple(map(str, SIDES)), "majority"),
    Column("defectors", str, lambda bloc: ";".join(bloc.defectors.alpha_3s)),
    _representation("points"),
    _representation("ratio"),
)
BLOCS_ON_SCREEN: tuple[str | Column[BlocPositions], ...] = (
    *("bloc", "members", "electorate"),
    *map(count_column, COUNTED),
    "unknown",
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

    _rows_of = "blocs"
    _columns = BLOC_COLUMNS
    _on_screen = BLOCS_ON_SCREEN

    def __getitem__(self, name: str) -> BlocPositions:
        """Return the positions of the bloc with this name or abbreviation."""
        by_name = {bloc.bloc: bloc for bloc in self.blocs}
        if name in by_name:
            return by_name[name]
        raise UnknownBlocError(
            f"the comparison has no bloc {quoted(name)}; it has: {', '.join(by_name)}",
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
        return f"{self.event}, by {self.by}"

    def footnotes(self) -> Sequence[str]:
        unknown = unknown_note(bloc.of(Position.UNKNOWN) for bloc in self.blocs)
        differing = totals_notes(bloc.positions for bloc in self.blocs[:1])
        outside = outside_notes([self.event])
        return [*unknown, *self.notes, *differing, *outside, *edition_notes([self.event])]


def unknown_note(unknown: Iterable[CountrySet]) -> list[str]:
    """Return the footnote on positions that no list shows, where there are any."""
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
    that held the same position. Both leave the absent out; None where a position is not known.

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
            >>> un.compare("A/HRC/51/L.6", by=["EU"]).distances().between("EU", "EU")
            (0.0, 1.0)
        """
        return _distance(self.comparison[bloc], self.comparison[other])

    def title(self) -> str:
        return f"{self.comparison.event}, between blocs by {self.comparison.by}"

    def footnotes(self) -> Sequence[str]:
        return [
            "distance: between mean positions, from 0 (the same) to 2 (opposite); agreement: "
            "share of pairs of countries, one of each bloc, with the same position; -: a position "
            "is not known, or nobody took part.",
            *self.comparison.notes,
            *edition_notes([self.comparison.event]),
        ]


def _distance(bloc: BlocPositions, other: BlocPositions) -> tuple[float | None, float | None]:
    counts, other_counts = bloc.exact_counts(), other.exact_counts()
    if counts is None or other_counts is None:
        return None, None
    mean, other_mean = mean_position(*counts), mean_position(*other_counts)
    distance = None if mean is None or other_mean is None else abs(mean - other_mean)
    yes, no, neutral = (len(bloc.of(position) & other.members) for position in SIDES)
    return distance, cross_agreement(counts, other_counts, (yes, no, neutral))


class Split(NamedTuple):
    """How countries are split into blocs, see `compare`."""

    grouping: Grouping
    unknown: WhenUnknown = "warn"
    silence: Silence = "apart"

    def blocs(self, held: Positions, day: date) -> Iterator[BlocPositions]:
        """Yield the blocs, with their members on a day."""
        for name, members in self.grouping.groups(held.electorate, day, self.unknown):
            yield BlocPositions(
                bloc=name, on=day, members=members, positions=held, silence=self.silence
            )

    def comparison(self, held: Positions, on: DateLike | None = None) -> BlocComparison:
        """Return the comparison of the blocs, with their members on a day or that of the event."""
        day = membership_day(held, on)
        blocs, notes = tuple(self.blocs(held, day)), self.grouping.notes([day])
        return BlocComparison(held.event, on=day, by=self.grouping.name, blocs=blocs, notes=notes)


def membership_day(positions: Positions, on: DateLike | None) -> date:
    """Return the day on which membership is taken: the day given, or that of the event."""
    day = positions.event.date if on is None else as_date(on)
    if day is None:
        raise ValueError(f"{positions.event.id} has no known date: say which day with `on=`")
    return day
