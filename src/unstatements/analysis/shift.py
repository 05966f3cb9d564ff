"""What changed between two events: who moved, from where to where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

from unstatements.analysis.compare import By, groups
from unstatements.analysis.positions import KNOWN, Event, EventLike, Position, Positions, positions
from unstatements.events.rollcall import RollCall
from unstatements.groups.country_set import CountryLike, CountrySet, everyone
from unstatements.results.cells import DisplayRow, Row, Types
from unstatements.results.interval import Interval
from unstatements.results.result import Pictured, Result
from unstatements.results.text import bounds_note

if TYPE_CHECKING:  # what `plot` returns; never imported for it
    pass  # type: ignore[import-not-found, unused-ignore]

__all__ = ["BlocShifts", "Shift", "shift"]

Transition: TypeAlias = "tuple[Position | None, Position | None]"
Electorate = Literal["both", "union"]

_MOVEMENTS = ("switched", "joined", "left", "stayed", "moved", "unknown")  # the first that applies counts
_MOVED = ("joined", "left", "switched")  # whose names are the news
_NAMED = 12  # names shown of any other group


@frozen(repr=False)
class Shift(Pictured):
    """What changed between two events on one proposition, over the countries in both electorates.

    FOR means what it meant on the first event. A country whose position is not known on one of the events
    still counts as `joined` where it is known that it was not FOR before, and so on; `unknown` holds only
    those of which no movement is known.

    Its `plot` shows the flows between positions before and after, with who is in the small ones.

    Attributes:
        before: The positions on the first event.
        after: The positions on the second, seen from the same side.
        among: The countries compared: those in both electorates, and in the countries asked for.

    Example:
        >>> import unstatements as un
        >>> moved = un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada")
        >>> print(moved.joined)
        Andorra, Belize, Guatemala, Israel, Romania, Somalia, Switzerland, Ukraine
        >>> print(moved.left)
        Honduras
    """

    before: Positions
    after: Positions
    among: CountrySet
    entered: CountrySet
    exited: CountrySet

    @property
    def joined(self) -> CountrySet:
        """Countries that are FOR after and are known not to have been before."""
        return (self.after.of(Position.FOR) - self.before.possible(Position.FOR)) & self.among

    @property
    def left(self) -> CountrySet:
        """Countries that were FOR before and are known not to be after."""
        return (self.before.of(Position.FOR) - self.after.possible(Position.FOR)) & self.among

    @property
    def switched(self) -> CountrySet:
        """Countries that changed sides, from FOR to AGAINST or back; those are in `left` or `joined` too."""
        return (
            self.transitions[Position.FOR, Position.AGAINST]
            | (self.transitions[Position.AGAINST, Position.FOR])
        )

    @property
    def moved_to_neutral(self) -> CountrySet:
        """Countries that took a side before and are known to have taken none after."""
        return (
            self.transitions[Position.FOR, Position.NEUTRAL]
            | (self.transitions[Position.AGAINST, Position.NEUTRAL])
        )

    @property
    def newly_unknown(self) -> CountrySet:
        """Countries whose position is known before and not after."""
        known = self.before.electorate - self.before.of(Position.UNKNOWN)
        return known & self.after.of(Position.UNKNOWN) & self.among

    @property
    def stayed(self) -> CountrySet:
        """Countries known to hold the same position on both events."""
        same = CountrySet()
        for position in KNOWN:
            same |= self.transitions[position, position]
        return same

    @property
    def moved(self) -> CountrySet:
        """Countries known to have changed position: no position is possible on both events."""
        return self.among - self._may_have_stayed

    @property
    def unknown(self) -> CountrySet:
        """Countries of which it is not known whether they moved."""
        return self._may_have_stayed - self.stayed

    @property
    def transitions(self) -> Mapping[Transition, CountrySet]:
        """The countries in each cell of the transition matrix, UNKNOWN being a position like the others.

        A country outside an electorate, which only a shift over the union of both has, stands under None
        there.
        """
        rows = {where: _standing(self.before, where) & self.among for where in (*Position, None)}
        cells = {where: _standing(self.after, where) for where in (*Position, None)}
        return {(before, after): row & cell for before, row in rows.items() for after, cell in cells.items()}

    @property
    def net(self) -> Interval:
        """Change in the number of countries FOR, between the bounds that the record allows."""
        return self.after.count(Position.FOR, self.among) - self.before.count(Position.FOR, self.among)

    @property
    def net_points(self) -> Interval | None:
        """The net change in percentage points of the countries compared; None where there are none."""
        if not self.among:
            return None
        size = len(self.among)
        return Interval(100 * self.net.low / size, 100 * self.net.high / size)

    @property
    def gross(self) -> Interval:
        """Number of countries that changed position, between the bounds that the record allows."""
        moved = len(self.moved)
        return Interval(moved, moved + len(self.unknown))

    @property
    def volatility(self) -> Interval:
        """Half the sum of the absolute changes in the share of each position, from 0 to 1.

        Source:
            Pedersen 1979, European Journal of Political Research 7(1), with positions in place of parties
            and countries in place of votes. Never above gross movement divided by the number of countries.
        """
        if not self.among:
            return Interval(0, 0)
        low = high = 0.0
        for position in KNOWN:
            change = self.after.count(position, self.among) - self.before.count(position, self.among)
            high += max(abs(change.low), abs(change.high))
            low += 0 if 0 in change else min(abs(change.low), abs(change.high))
        size = 2 * len(self.among)
        ceiling = self.gross.high / len(self.among)
        return Interval(low / size, min(high / size, ceiling))

    @property
    def _may_have_stayed(self) -> CountrySet:
        same = CountrySet()
        for position in KNOWN:
            same |= self.before.possible(position) & self.after.possible(position)
        return same & self.among

    def by(self, by: By = "regional group") -> BlocShifts:
        """Return the shift within each bloc; membership is that on the day of the second event.

        Args:
            by: As for `compare`.

        Raises:
            UnknownBlocError: If a bloc is not known.
            ValueError: If the second event has no date.

        Example:
            >>> import unstatements as un
            >>> moved = un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada")
            >>> [(bloc, len(shift.joined)) for bloc, shift in moved.by(["EU", "GRULAC"]).shifts]
            [('EU', 1), ('GRULAC', 2)]
        """
        day = self.after.event.date
        if day is None:
            raise ValueError(f"{self.after.event.id} has no known date: blocs cannot be dated")
        name, named = groups(by, self.among, day)
        return BlocShifts(self, name, tuple((label, self.restricted(members)) for label, members in named))

    def restricted(self, countries: Iterable[CountryLike]) -> Shift:
        """Return the shift among some of the countries only.

        Args:
            countries: Countries, names or codes.

        Example:
            >>> import unstatements as un
            >>> moved = un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada")
            >>> moved.restricted(["HND", "GTM"]).left.alpha_3s
            ('HND',)
        """
        chosen = CountrySet(countries)
        return Shift(
            self.before,
            self.after,
            self.among & chosen,
            self.entered & chosen,
            self.exited & chosen,
        )

    def title(self) -> str:
        """Return the two events."""
        return f"From {self.before.event}\n  to {self.after.event}"

    def rows(self) -> list[Row]:
        """Return one row a country: its positions and how it moved."""
        moved: dict[str, CountrySet] = {word: getattr(self, word) for word in _MOVEMENTS}
        return [
            {
                "alpha_3": one.alpha_3,
                "country": one.name,
                "before": str(self.before.get(one, "outside")),
                "after": str(self.after.get(one, "outside")),
                "movement": next(word for word, countries in moved.items() if one in countries),
            }
            for one in self.among
        ]

    def _types(self) -> Types:
        where = (*map(str, Position), "outside")
        return {
            "alpha_3": str,
            "country": str,
            "before": where,
            "after": where,
            "movement": _MOVEMENTS,
        }

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a kind of movement: how many countries; which, if they moved or are few."""
        rows: list[DisplayRow] = []
        for word in (*_MOVED, "stayed", "unknown", "entered", "exited"):
            found: CountrySet = getattr(self, word)
            names = str(found) if word in _MOVED or len(found) <= _NAMED else ""
            rows.append({"movement": word, "countries": len(found), "which": names})
        return rows

    def footnotes(self) -> Sequence[str]:
        """Return the figures, with their bounds; across kinds also what is equated."""
        figures = (
            f"net {self.net} FOR; gross {self.gross} moved; volatility {self.volatility}; "
            f"{len(self.among)} countries compared"
        )
        if isinstance(self.before.event, RollCall) == isinstance(self.after.event, RollCall):
            return [figures]
        equated = (
            "A vote stands beside a statement: a yes or no beside a signature, abstention beside silence; "
            f"electorates of {len(self.before)} and {len(self.after)}."
        )
        return [figures, equated]

    def __repr__(self) -> str:
        return (
            f"<shift from {self.before.event.id!r} to {self.after.event.id!r}: "
            f"{len(self.joined)} joined, {len(self.left)} left>"
        )


@frozen(repr=False)
class BlocShifts(Result):
    """A shift, bloc by bloc.

    Attributes:
        whole: The shift among all.
        grouped_by: What the countries were grouped by, in words.
        shifts: Each bloc's name and the shift within it.

    Example:
        >>> import unstatements as un
        >>> moved = un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada")
        >>> moved.by("regional group").rows()[0]["joined"]
        1
    """

    whole: Shift = field()
    grouped_by: str = field()
    shifts: tuple[tuple[str, Shift], ...] = field()

    def title(self) -> str:
        """Return the two events and what the countries were grouped by."""
        return f"{self.whole.title()}\n  by {self.grouped_by}"

    def rows(self) -> list[Row]:
        """Return one row a bloc: how many joined, left, switched, stayed; net, and its part of the whole.

        `net_contribution` is in percentage points of all countries compared; over the blocs of a partition
        the contributions add up to the net of the whole.
        """
        size = len(self.whole.among)
        return [
            {
                "bloc": label,
                "countries": len(one.among),
                "joined": len(one.joined),
                "left": len(one.left),
                "switched": len(one.switched),
                "stayed": len(one.stayed),
                "unknown": len(one.unknown),
                "net_low": int(one.net.low),
                "net_high": int(one.net.high),
                "net_contribution_low": 100 * one.net.low / size if size else None,
                "net_contribution_high": 100 * one.net.high / size if size else None,
            }
            for label, one in self.shifts
        ]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a bloc, the net and its part of the whole between their bounds in one cell each."""
        words = ("joined", "left", "switched", "stayed", "unknown")
        size = len(self.whole.among)
        return [
            {
                "bloc": label,
                "countries": len(one.among),
                **{word: len(getattr(one, word)) for word in words},
                "net": one.net,
                "points": Interval(100 * one.net.low / size, 100 * one.net.high / size) if size else None,
            }
            for label, one in self.shifts
        ]

    def footnotes(self) -> Sequence[str]:
        """Return what the last columns mean."""
        return [
            "net: change in the number FOR; points: the same in percentage points of all countries compared.",
            *bounds_note(self.display_rows()),
        ]

    def _types(self) -> Types:
        words = ("countries", "joined", "left", "switched", "stayed", "unknown", "net_low", "net_high")
        contribution = ("net_contribution_low", "net_contribution_high")
        return {"bloc": str, **dict.fromkeys(words, int), **dict.fromkeys(contribution, float)}

    def __repr__(self) -> str:
        return f"<shift by {self.grouped_by}: {len(self.shifts)} blocs>"


def shift(
    before: EventLike,
    after: EventLike,
    among: Iterable[CountryLike] | None = None,
    electorate: Electorate = "both",
) -> Shift:
    """Return what changed between two events on one proposition.

    The events may be of different kinds: a statement and a roll call. FOR is what it is on the first event;
    where the second faces the other way (a counterstatement, a vote against), its sides change places.

    Args:
        before: The first event: a statement, a roll call, an id or a UN symbol.
        after: The second.
        among: Only these countries; None for all of the electorate.
        electorate: Whom to compare: the countries in ``"both"`` electorates, or in the ``"union"`` of the
            two.
            Over the union a country that was not in an electorate holds no position there: it can only have
            joined, left or moved.

    Raises:
        UnknownStatementError: If no statement and no roll call is called so.
        ValueError: If the two are not on one proposition, or `electorate` is another word.

    Example:
        >>> import unstatements as un
        >>> moved = un.shift("A/HRC/51/L.6", "2022-10-31-ga3c-canada")
        >>> moved.left.alpha_3s  # voted for the debate, did not sign three weeks later
        ('HND', 'PRY', 'KOR')
    """
    first, second = positions(before), positions(after)
    same = first.event == second.event
    if not same and _about(first.event) != _about(second.event):
        raise ValueError(
            f"{first.event.id} and {second.event.id} are not on one proposition "
            f"({_about(first.event) or 'none'}; {_about(second.event) or 'none'}), "
            "so no shift can be computed"
        )
    if _facing(first.event) != _facing(second.event):
        second = second.flipped()
    chosen = None if among is None else CountrySet(among)
    if electorate not in ("both", "union"):
        raise ValueError(f"{electorate!r} is no electorate to compare; there are: both, union")
    shared = first.electorate & second.electorate
    if electorate == "union":
        shared = first.electorate | second.electorate
    entered = second.electorate - first.electorate
    exited = first.electorate - second.electorate
    whole = Shift(first, second, shared, entered, exited)
    return whole if chosen is None else whole.restricted(chosen)


def _standing(stood: Positions, where: Position | None) -> CountrySet:
    return everyone() - stood.electorate if where is None else stood.of(where)


def _about(event: Event) -> str:
    return event.proposition.id if event.proposition else ""


def _facing(event: Event) -> str:
    # Positions on a roll call already face its proposition; those on a statement face its signatories.
    return "for" if isinstance(event, RollCall) else event.direction
