"""How blocs divided on an event: counts, shares, cohesion, representation, and the distance between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args, overload

from attrs import field, frozen

from unstatements.analysis.cohesion import (
    agreement_index,
    cross_agreement,
    mean_position,
    over_representation,
    rice_index,
)
from unstatements.analysis.lanes import Membership, transpose
from unstatements.analysis.positions import EVENTS, Event, EventLike, Position, Positions, positions
from unstatements.core.arguments import one_of, several
from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import UnknownBlocError
from unstatements.events.statement import Statement
from unstatements.groups.bloc import Bloc, BlocLike, WhenUnknown, bloc, partition
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import DisplayRow, Row, Types
from unstatements.results.interval import Interval
from unstatements.results.result import Pictured, Result

if TYPE_CHECKING:  # what `plot` returns; never imported for it
    pass  # type: ignore[import-not-found, unused-ignore]

__all__ = [
    "BlocComparison",
    "BlocDistances",
    "BlocPanel",
    "BlocPositions",
    "By",
    "Denominator",
    "Representation",
    "Silence",
    "compare",
    "groups",
]

By: TypeAlias = "str | Bloc | Iterable[BlocLike] | Callable[[Country], object]"
"""How to group countries: a partition by name, a bloc, several blocs, or a function of a country."""
_BY = "partition: give a bloc, several, the name of a partition or a function of a country"
Denominator = Literal["members", "electorate", "participants"]
Silence = Literal["apart", "abstention"]
"""Whether signing neither statement stands apart or counts as an abstention."""

_SIDES = (Position.FOR, Position.AGAINST, Position.NEUTRAL)
_COUNTED = (*_SIDES, Position.ABSENT)


@frozen
class Representation:
    """How a bloc's share of a side compares with its share of the electorate.

    Attributes:
        share_of_side: Its members among the countries on the side, from 0 to 1; None where nobody is on the
            side.
        share_of_electorate: Its members among all, from 0 to 1; None where there is no electorate.
        points: The difference between the two, in percentage points.
        ratio: The first divided by the second; None where the second is 0.
        probability: That a side of this size drawn at random has at least as many members of the bloc
            (hypergeometric, exact). It describes the imbalance; states do not sign at random, so it tests
            nothing.
    """

    share_of_side: float | None
    share_of_electorate: float | None
    points: float | None
    ratio: float | None
    probability: float | None


@frozen(repr=False)
class BlocPositions:
    """Where the members of one bloc stood on one event.

    Attributes:
        bloc: Name of the bloc.
        members: Its members on the day.
        electorate: Those of them that were entitled to take a position.
        positions: The positions of the whole electorate.
        silence: What signing neither side of a statement counts as in measures of cohesion, see `compare`.

    Example:
        >>> import unstatements as un
        >>> weog = un.compare("A/HRC/51/L.6")["WEOG"]
        >>> weog.count("for"), weog.of("against").alpha_3s, weog.rice
        (Interval(6, 6), (), Interval(1.0, 1.0))
    """

    bloc: str
    members: CountrySet
    electorate: CountrySet
    positions: Positions
    silence: Silence = "apart"

    def of(self, position: Position | str) -> CountrySet:
        """Return the members known to have held a position."""
        return self.positions.of(position) & self.electorate

    def count(self, position: Position | str) -> Interval:
        """Return how many members held a position, between the bounds that the record allows."""
        return self.positions.count(position, self.electorate)

    def share(self, position: Position | str, of: Denominator = "electorate") -> Interval | None:
        """Return the share of the bloc that held a position, between the bounds that the record allows.

        Args:
            position: A position or its value.
            of: What the number is divided by: all ``"members"`` on the day, those in the ``"electorate"``,
                or the ``"participants"``, who were not absent.

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
        count = self.count(position)
        if of == "members":
            sizes = Interval(len(self.members), len(self.members))
        elif of == "electorate":
            sizes = Interval(len(self.electorate), len(self.electorate))
        elif of == "participants":
            absent = self.count(Position.ABSENT)
            sizes = Interval(len(self.electorate), len(self.electorate)) - absent
        else:
            raise ValueError(f"{of!r} is no denominator; there are: members, electorate, participants")
        if not sizes.low:
            return None
        return Interval(min(1.0, count.low / sizes.high), min(1.0, count.high / sizes.low))

    @property
    def net(self) -> Interval:
        """Members for less members against, between the bounds that the record allows."""
        return self.count(Position.FOR) - self.count(Position.AGAINST)

    @property
    def rice(self) -> Interval | None:
        """Rice index, see `rice_index`; None where nobody took a side, or cohesion does not apply.

        On a statement silence is no abstention and a measure of cohesion does not apply, unless the
        comparison was made with ``silence="abstention"``.
        """
        return self._bounds(lambda yes, no, _neutral: rice_index(yes, no))

    @property
    def agreement_index(self) -> Interval | None:
        """Agreement Index, see `agreement_index`; None where nobody took part, or cohesion does not apply."""
        return self._bounds(agreement_index)

    @property
    def majority(self) -> Position | None:
        """The position that most members held; None on a tie, or where unknown positions could tip it.

        Absence is no position that a majority can hold.
        """
        counts = {position: self.count(position) for position in _SIDES}
        first = max(_SIDES, key=lambda position: counts[position].low)
        others = [counts[position].high for position in _SIDES if position is not first]
        return first if counts[first].low > max(others) else None

    @property
    def defectors(self) -> CountrySet:
        """The members known to have held another position than the majority; the absent do not count."""
        if self.majority is None:
            return CountrySet()
        return CountrySet.from_mask(
            sum(self.of(position).mask for position in _SIDES if position is not self.majority)
        )

    @property
    def divided(self) -> bool:
        """Whether the line runs through the bloc: members are known on both sides."""
        return bool(self.of(Position.FOR)) and bool(self.of(Position.AGAINST))

    def representation(self, position: Position | str = Position.FOR) -> Representation | None:
        """Return how the bloc's share of a side compares with its share of the electorate.

        Args:
            position: The side.

        Returns:
            The comparison; None where it is not known who was on the side.

        Example:
            >>> import unstatements as un
            >>> weog = un.compare("2022-10-31-ga3c-canada")["WEOG"]
            >>> found = weog.representation("for")
            >>> round(found.points, 1), found.probability < 0.001
            (37.6, True)
        """
        side = self.positions.count(position)
        inside = self.count(position)
        if not (side.exact and inside.exact):
            return None
        return _representation(int(inside.low), len(self.electorate), int(side.low), len(self.positions))

    def __str__(self) -> str:
        counts = ", ".join(f"{self.count(position)} {position}" for position in _COUNTED)
        return f"{self.bloc}: {counts}; electorate of {len(self.electorate)}"

    def __repr__(self) -> str:
        counts = "-".join(str(self.count(position)) for position in _SIDES)
        return f"<{self.bloc} on {self.positions.event.id!r}: {counts} for, against, neutral>"

    def _sides(self) -> tuple[int, int, int] | None:
        """Counts for, against and neutral, where all are exact."""
        counts = [self.count(position) for position in _SIDES]
        if not all(count.exact for count in counts):
            return None
        yes, no, neutral = (int(count.low) for count in counts)
        return yes, no, neutral

    def _bounds(self, index: Callable[[int, int, int], float | None]) -> Interval | None:
        """Bounds of an index of cohesion over every division that the record allows."""
        if isinstance(self.positions.event, Statement) and self.silence == "apart":
            return None
        yes, no, neutral = (self.count(position) for position in _SIDES)
        absent = self.count(Position.ABSENT)
        participants = Interval(len(self.electorate), len(self.electorate)) - absent
        values = [
            index(a, b, c)
            for a, b, c in product(_whole(yes), _whole(no), _whole(neutral))
            if a + b + c in participants
        ]
        found = [value for value in values if value is not None]
        return Interval(min(found), max(found)) if found else None


def _whole(count: Interval) -> range:
    return range(int(count.low), int(count.high) + 1)


def _representation(inside: int, bloc_size: int, side: int, electorate: int) -> Representation:
    share_of_side = inside / side if side else None
    share_of_all = bloc_size / electorate if electorate else None
    if share_of_side is None or share_of_all is None:
        return Representation(share_of_side, share_of_all, None, None, None)
    return Representation(
        share_of_side,
        share_of_all,
        100 * (share_of_side - share_of_all),
        share_of_side / share_of_all if share_of_all else None,
        over_representation(inside, bloc_size, side, electorate),
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

    Example:
        >>> import unstatements as un
        >>> print(un.compare("A/HRC/51/L.6", by=["EU", "OIC"]))
        2022-10-06 Human Rights Council: vote on A/HRC/51/L.6, rejected 17-19-11, by EU, OIC
        <BLANKLINE>
        bloc  members  electorate  for  against  neutral  absent  unknown
        EU         27           8    8        0        0       0        0
        OIC        57          17    1       12        4       0        0
    """

    event: Event
    on: date
    by: str
    blocs: tuple[BlocPositions, ...]

    def __getitem__(self, name: str) -> BlocPositions:
        """Return the positions of the bloc with this name or abbreviation.

        Raises:
            UnknownBlocError: If the comparison has no such bloc.
        """
        for one in self.blocs:
            if one.bloc == name:
                return one
        raise UnknownBlocError(
            f"the comparison has no bloc {name!r}; it has: {', '.join(b.bloc for b in self.blocs)}",
            value=name,
            suggestions=[one.bloc for one in self.blocs],
        )

    @property
    def divided(self) -> tuple[str, ...]:
        """The blocs that the line runs through: members are known on both sides."""
        return tuple(one.bloc for one in self.blocs if one.divided)

    def distances(self) -> BlocDistances:
        """Return how far the blocs stood from one another, pair by pair.

        Example:
            >>> import unstatements as un
            >>> print(un.compare("A/HRC/51/L.6", by=["EU", "OIC"]).distances())
            2022-10-06 Human Rights Council: vote on A/HRC/51/L.6, rejected 17-19-11, between blocs by EU, OIC
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

    def rows(self) -> list[Row]:
        """Return one row a bloc: known counts, the bounds of each count, and the measures."""
        return [_row(one) for one in self.blocs]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a bloc, counts between their bounds in one cell each."""
        return [
            {
                "bloc": one.bloc,
                "members": len(one.members),
                "electorate": len(one.electorate),
                **{str(position): one.count(position) for position in _COUNTED},
                "unknown": len(one.of(Position.UNKNOWN)),
            }
            for one in self.blocs
        ]

    def footnotes(self) -> Sequence[str]:
        """Return what the bounds mean, where there are any."""
        return _known_in_part(one.of(Position.UNKNOWN) for one in self.blocs)

    def _types(self) -> Types:
        return _ROW_TYPES

    def __repr__(self) -> str:
        return f"<comparison of {self.event.id!r} by {self.by}: {len(self.blocs)} blocs>"


def _known_in_part(unknown: Iterable[CountrySet]) -> list[str]:
    if any(unknown):
        return [
            "low..high: bounds that follow from the names known and the number reported; "
            "unknown: countries whose position no list shows."
        ]
    return []


def _row(one: BlocPositions) -> Row:
    row: Row = {
        "bloc": one.bloc,
        "members": len(one.members),
        "electorate": len(one.electorate),
    }
    for position in (*_COUNTED, Position.UNKNOWN):
        row[str(position)] = len(one.of(position))
    for position in _COUNTED:
        count = one.count(position)
        row[f"{position}_low"], row[f"{position}_high"] = int(count.low), int(count.high)
    row["net_low"], row["net_high"] = int(one.net.low), int(one.net.high)
    for position in _SIDES:
        _add_bounds(row, f"{position}_share_of_electorate", one.share(position))
    _add_bounds(row, "rice", one.rice)
    _add_bounds(row, "agreement_index", one.agreement_index)
    row["majority"] = str(one.majority) if one.majority else None
    row["defectors"] = ";".join(one.defectors.alpha_3s)
    found = one.representation(Position.FOR)
    row["for_over_representation_points"] = found.points if found else None
    row["for_over_representation_ratio"] = found.ratio if found else None
    row["for_over_representation_probability"] = found.probability if found else None
    return row


def _bounds_of(*names: str) -> list[str]:
    return [f"{name}_{bound}" for name in names for bound in ("low", "high")]


_ROW_TYPES: Types = {
    "bloc": str,
    **dict.fromkeys(["members", "electorate", *map(str, (*_COUNTED, Position.UNKNOWN))], int),
    **dict.fromkeys(_bounds_of(*map(str, _COUNTED), "net"), int),
    **dict.fromkeys(_bounds_of(*[f"{one}_share_of_electorate" for one in _SIDES]), float),
    **dict.fromkeys(_bounds_of("rice", "agreement_index"), float),
    "majority": tuple(map(str, _SIDES)),
    "defectors": str,  # codes, joined by ;
    **dict.fromkeys(
        [f"for_over_representation_{part}" for part in ("points", "ratio", "probability")], float
    ),
}


def _add_bounds(row: Row, name: str, bounds: Interval | None) -> None:
    row[f"{name}_low"] = bounds.low if bounds else None
    row[f"{name}_high"] = bounds.high if bounds else None


@frozen(repr=False)
class BlocDistances(Result):
    """How far the blocs of a comparison stood from one another.

    Distance is the difference between mean positions, where for is 1, neutral 0 and against -1: from 0 (the
    same) to 2 (opposite). Agreement is the share of pairs, one country from each bloc, that held the same
    position. Both leave the absent out, and are None where a position is not known.

    Attributes:
        comparison: The comparison.
    """

    comparison: BlocComparison

    def between(self, one: str, other: str) -> tuple[float | None, float | None]:
        """Return distance and agreement of two blocs.

        Args:
            one: Name of a bloc of the comparison.
            other: Name of another, or the same.

        Raises:
            UnknownBlocError: If the comparison has no such bloc.

        Example:
            >>> import unstatements as un
            >>> un.compare("A/HRC/51/L.6", by=["EU"]).distances().between("EU", "EU")
            (0.0, 1.0)
        """
        return _distance(self.comparison[one], self.comparison[other])

    def title(self) -> str:
        """Return the event and what the countries were grouped by."""
        return f"{self.comparison.event}, between blocs by {self.comparison.by}"

    def rows(self) -> list[Row]:
        """Return one row a pair of blocs."""
        rows: list[Row] = []
        blocs = self.comparison.blocs
        for index, one in enumerate(blocs):
            for other in blocs[index + 1 :]:
                distance, agreement = _distance(one, other)
                rows.append(
                    {
                        "bloc": one.bloc,
                        "other": other.bloc,
                        "distance": distance,
                        "agreement": agreement,
                    }
                )
        return rows

    def footnotes(self) -> Sequence[str]:
        """Return what the numbers mean."""
        return [
            "distance: between mean positions, from 0 (the same) to 2 (opposite); agreement: share of pairs of "
            "countries, one of each bloc, with the same position; -: a position is not known, or nobody took part."
        ]

    def _types(self) -> Types:
        return {"bloc": str, "other": str, "distance": float, "agreement": float}

    def __repr__(self) -> str:
        return f"<distances between {len(self.comparison.blocs)} blocs>"


def _distance(one: BlocPositions, other: BlocPositions) -> tuple[float | None, float | None]:
    here, there = one._sides(), other._sides()
    if here is None or there is None:
        return None, None
    means = mean_position(*here), mean_position(*there)
    distance = None if means[0] is None or means[1] is None else abs(means[0] - means[1])
    both = one.electorate & other.electorate
    shared = tuple(len(one.positions.of(position) & both) for position in _SIDES)
    return distance, cross_agreement(here, there, (shared[0], shared[1], shared[2]))


@frozen(repr=False)
class BlocPanel(Result):
    """How blocs divided on many events: one comparison an event.

    Attributes:
        by: What the countries were grouped by.
        positions: The positions on each event, in the order given.
        days: The day on which membership is taken for each event.

    Example:
        >>> import unstatements as un
        >>> panel = un.compare(un.statements(body="ga3c", stance="critical", target="China"), by="EU")
        >>> [(row["event"][:4], row["for"]) for row in panel.rows()][:3]
        [('2019', 14), ('2020', 20), ('2021', 22)]
    """

    by: By
    positions: tuple[Positions, ...]
    days: tuple[date, ...]
    _unknown: WhenUnknown = field(default="warn", alias="unknown")
    _silence: Silence = field(default="apart", alias="silence")

    @property
    def comparisons(self) -> tuple[BlocComparison, ...]:
        """The comparison for each event, in the order given."""
        return tuple(
            _comparison(stood, self.by, day, self._unknown, self._silence)
            for stood, day in zip(self.positions, self.days, strict=True)
        )

    def title(self) -> str:
        """Return the number of events and what the countries were grouped by."""
        number = len(self.positions)
        return f"{number} event{'' if number == 1 else 's'} by bloc: {_words(self.by)}"

    def rows(self) -> list[Row]:
        """Return one row an event and bloc, with the columns of `BlocComparison.rows`."""
        return [
            {"event": one.event.id, "date": one.on, **row} for one in self.comparisons for row in one.rows()
        ]

    def counts(self) -> dict[str, list[str | int]]:
        """Return known counts only, in columns: the fast way over thousands of events.

        Returns:
            The columns `event`, `bloc`, `members`, `electorate`, `for`, `against`, `neutral`, `absent` and
            `unknown`: all events in order of date for the first bloc, then for the next.

        Raises:
            TypeError: If the countries are grouped by a function.

        Example:
            >>> import unstatements as un
            >>> counts = un.compare(un.rollcalls(target="China"), by=["EU", "OIC"]).counts()
            >>> counts["bloc"], counts["against"]
            (['EU', 'OIC'], [0, 12])
        """
        order = sorted(range(len(self.days)), key=self.days.__getitem__)
        days = [self.days[index] for index in order]
        stood = [self.positions[index] for index in order]
        chosen = _blocs_of(self.by)
        electorate = transpose([one.electorate.mask for one in stood])
        lanes = {position: transpose([one.of(position).mask for one in stood]) for position in _COUNTED}
        events: list[str | int] = [one.event.id for one in stood]
        columns: dict[str, list[str | int]] = {"event": events * len(chosen), "bloc": [], "members": []}
        found: dict[str, list[bytes]] = {"electorate": []}
        found.update({position.value: [] for position in (*_COUNTED, Position.UNKNOWN)})
        for one in chosen:
            members = Membership(days, one.periods())
            columns["bloc"] += [one.abbreviation] * len(days)
            columns["members"] += members.sizes()
            counts = {position.value: members.count(lane) for position, lane in lanes.items()}
            entitled = members.count(electorate)
            counts.update(electorate=entitled, unknown=entitled - sum(counts.values()))
            for name, count in counts.items():
                found[name].append(members.in_order(count))
        columns.update({name: list(b"".join(parts)) for name, parts in found.items()})
        return columns

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row an event and bloc, counts between their bounds in one cell each."""
        return [{"event": one.event.id, **row} for one in self.comparisons for row in one.display_rows()]

    def footnotes(self) -> Sequence[str]:
        """Return what the bounds mean, where there are any."""
        return _known_in_part(stood.of(Position.UNKNOWN) for stood in self.positions)

    def _types(self) -> Types:
        return {"event": str, "date": date, **_ROW_TYPES}

    def __repr__(self) -> str:
        return f"<panel: {self.title()}>"


def _words(by: By) -> str:
    if isinstance(by, str):
        return by
    if isinstance(by, Bloc):
        return by.abbreviation
    return getattr(by, "__name__", "function") if callable(by) else ", ".join(map(_words, by))


def _blocs_of(by: By) -> tuple[Bloc, ...]:
    if isinstance(by, Bloc):
        return (by,)
    if isinstance(by, str):
        try:
            return (bloc(by),)
        except UnknownBlocError:
            return partition(by)
    if callable(by):
        raise TypeError("groups made by a function have no dated members: use rows() instead of counts()")
    return tuple(bloc(name) for name in by)


@overload
def compare(  # type: ignore[overload-overlap]  # a str is one event, not many
    event: EventLike,
    by: By = ...,
    on: DateLike | None = ...,
    electorate: Iterable[CountryLike] | None = ...,
    *,
    unknown: WhenUnknown = ...,
    silence: Silence = ...,
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
) -> BlocPanel: ...
def compare(
    event: EventLike | Iterable[EventLike],
    by: By = "regional group",
    on: DateLike | None = None,
    electorate: Iterable[CountryLike] | None = None,
    *,
    unknown: WhenUnknown = "warn",
    silence: Silence = "apart",
) -> BlocComparison | BlocPanel:
    """Compare how blocs divided on an event, or on many.

    Args:
        event: A statement, a roll call, an id or a UN symbol; or many of them.
        by: What to group countries by: a partition such as ``"regional group"`` (states in none of its groups
            form a row of their own), one bloc, several blocs (which may overlap), or a function from a
            country to a label.
        on: Day on which membership is taken; None for the day of the event.
        electorate: Only these countries; None for all that were entitled to take a position.
        unknown: What to do where a bloc's members on that day are not known as a whole, see `Bloc.members`.
        silence: On statements, whether signing neither side stands ``"apart"`` (measures of cohesion do not
            apply) or counts as ``"abstention"``.

    Returns:
        One comparison for one event, a panel for many.

    Raises:
        UnknownStatementError: If no statement and no roll call is called so.
        UnknownBlocError: If a bloc is not known.
        ValueError: If an event has no date and `on` is not given, or there is no such silence.

    Example:
        >>> import unstatements as un
        >>> comparison = un.compare("2022-10-31-ga3c-canada", by="regional group")
        >>> {one.bloc: int(one.count("for").low) for one in comparison.blocs}["GRULAC"]
        2
    """
    one_of(silence, get_args(Silence), "silence")
    inside = None if electorate is None else CountrySet(electorate)
    if isinstance(event, Event | str):
        stood_once = _stood(event, inside)
        return _comparison(stood_once, by, _day(stood_once, on), unknown, silence)
    by = by if isinstance(by, str | Bloc) or callable(by) else tuple(several(by, _BY))
    stood = tuple(_stood(one, inside) for one in several(event, EVENTS))
    return BlocPanel(by, stood, tuple(_day(one, on) for one in stood), unknown, silence)


def _stood(event: EventLike, electorate: CountrySet | None) -> Positions:
    stood = positions(event)
    return stood if electorate is None else stood.restricted(electorate)


def _day(stood: Positions, on: DateLike | None) -> date:
    day = stood.event.date if on is None else as_date(on)
    if day is None:
        raise ValueError(f"{stood.event.id} has no known date: say which day with `on=`")
    return day


def _comparison(
    stood: Positions, by: By, day: date, unknown: WhenUnknown, silence: Silence
) -> BlocComparison:
    name, named = groups(by, stood.electorate, day, unknown)
    return BlocComparison(
        stood.event,
        day,
        name,
        tuple(
            BlocPositions(label, members, members & stood.electorate, stood, silence)
            for label, members in named
        ),
    )


def groups(
    by: By, electorate: CountrySet, day: date, unknown: WhenUnknown = "warn"
) -> tuple[str, list[tuple[str, CountrySet]]]:
    """Return what countries are grouped by, in words, and the groups: name and members on the day.

    Args:
        by: As for `compare`.
        electorate: The countries to be grouped by a function, or left over by a partition.
        day: Day on which membership is taken.
        unknown: What to do where a bloc's members on that day are not known as a whole.

    Raises:
        UnknownBlocError: If a bloc is not known.

    Example:
        >>> from datetime import date
        >>> name, named = groups("regional group", CountrySet(["KEN", "VAT"]), date(2022, 10, 31))
        >>> [(label, len(members)) for label, members in named if members & ["KEN", "VAT"]]
        [('African Group', 54), ('no regional group', 1)]
    """
    if isinstance(by, Bloc):
        return by.abbreviation, [(by.abbreviation, by.members(day, unknown=unknown))]
    if isinstance(by, str):
        try:
            one = bloc(by)
        except UnknownBlocError:
            return _by_partition(by, electorate, day, unknown)
        return one.abbreviation, [(one.abbreviation, one.members(day, unknown=unknown))]
    if callable(by):
        return _by_function(by, electorate)
    chosen = [bloc(name) for name in several(by, _BY)]
    named = [(one.abbreviation, one.members(day, unknown=unknown)) for one in chosen]
    return ", ".join(label for label, _members in named), named


def _by_partition(
    by: str, electorate: CountrySet, day: date, unknown: WhenUnknown
) -> tuple[str, list[tuple[str, CountrySet]]]:
    parts = partition(by)
    named = [(one.abbreviation, one.members(day, unknown=unknown)) for one in parts]
    left_over = electorate
    for _label, members in named:
        left_over -= members
    if left_over:
        named.append((f"no {parts[0].partition}", left_over))
    return parts[0].partition, named


def _by_function(
    by: Callable[[Country], object], electorate: CountrySet
) -> tuple[str, list[tuple[str, CountrySet]]]:
    labelled: dict[str, list[Country]] = {}
    for one in electorate:
        labelled.setdefault(str(by(one)), []).append(one)
    named = [(label, CountrySet(labelled[label])) for label in sorted(labelled)]
    return getattr(by, "__name__", "function"), named
