"""The common currency: which state stood where on one proposition, as far as the record knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from unstatements.core.arguments import close_matches, did_you_mean, of_type
from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import DataIntegrityError, UnknownStatementError
from unstatements.core.once import once
from unstatements.core.public import public
from unstatements.events.rollcall import RollCall, rollcall, rollcalls
from unstatements.events.statement import Statement, statement, statements
from unstatements.groups.bloc import countries, observers
from unstatements.groups.country_set import CountryLike, CountrySet, everyone
from unstatements.names.country import Country
from unstatements.results.cells import DisplayRow, Row, Types
from unstatements.results.interval import Interval
from unstatements.results.result import Pictured
from unstatements.results.text import bounds_note

if TYPE_CHECKING:  # what `plot` returns; never imported for it
    pass  # type: ignore[import-not-found, unused-ignore]

__all__ = [
    "EVENTS",
    "KNOWN",
    "Event",
    "EventLike",
    "Position",
    "Positions",
    "Side",
    "electorate_of",
    "event",
    "positions",
    "two_sides",
]

Event: TypeAlias = Statement | RollCall
EventLike: TypeAlias = "Statement | RollCall | str"
"""A statement or a roll call: the value, its id or its UN symbol."""
EVENTS = "collection of events: give Statements, RollCalls, ids or UN symbols"  # said where it is none


@public
class Position(str, Enum):
    """Where one country stood on one event.

    Example:
        >>> import unstatements as un
        >>> un.Position("for") is un.Position.FOR
        True
    """

    FOR = "for"  #: signed; voted for the proposition
    NEUTRAL = "neutral"  #: signed neither side; abstained
    AGAINST = "against"  #: signed the counterstatement; voted against the proposition
    ABSENT = "absent"  #: entitled to vote, no vote recorded
    UNKNOWN = "unknown"  #: not shown: the list is known only in part

    def __str__(self) -> str:
        return self.value


KNOWN = (Position.FOR, Position.NEUTRAL, Position.AGAINST, Position.ABSENT)


def _known_position(position: Position | str) -> Position:
    wanted = Position(position)
    if wanted is Position.UNKNOWN:
        raise ValueError("UNKNOWN is no position that a country can hold; ask `of` or `count` for it")
    return wanted


@frozen
class _Group:
    """What is known of one position: who holds it, who may, and how many of those do."""

    known: CountrySet
    possible: CountrySet = field(factory=CountrySet)
    rest: Interval = field(default=Interval(0, 0))
    doubt: Interval = field(default=Interval(0, 0))  # by how much the known may be too few or too many


@public
@frozen(repr=False)
class Positions(Pictured, Mapping[Country, Position]):
    """Which state stood where on one event: a mapping from country to position over the electorate.

    Where a list is known only in part, a country may be `Position.UNKNOWN`; `possible` then says which
    countries may have held a position, and `count` between which bounds their number lies.

    Attributes:
        event: The statement or roll call.
        electorate: The countries entitled to take a position there and then.

    Example:
        >>> import unstatements as un
        >>> stood = un.positions("2022-10-31-ga3c-canada")
        >>> stood["CUB"], stood["FRA"]
        (<Position.AGAINST: 'against'>, <Position.FOR: 'for'>)
        >>> len(stood.of("against")), stood.count("against")
        (6, Interval(66, 66))
    """

    event: Event
    electorate: CountrySet
    _groups: Mapping[Position, _Group] = field(alias="groups")

    def of(self, position: Position | str) -> CountrySet:
        """Return the countries known to have held a position.

        Args:
            position: A position or its value, such as ``"for"``.

        Raises:
            ValueError: If there is no such position.

        Example:
            >>> import unstatements as un
            >>> "UKR" in un.positions("A/HRC/51/L.6").of(un.Position.NEUTRAL)
            True
        """
        wanted = position if type(position) is Position else Position(position)
        if wanted is not Position.UNKNOWN:
            return self._groups[wanted].known
        known = 0
        for group in self._groups.values():
            known |= group.known.mask
        return CountrySet.from_mask(self.electorate.mask & ~known)

    def possible(self, position: Position | str) -> CountrySet:
        """Return the countries that held a position or may have: what is known and what is not excluded.

        Args:
            position: A position other than UNKNOWN, or its value.

        Raises:
            ValueError: If there is no such position, or it is UNKNOWN.

        Example:
            >>> import unstatements as un
            >>> stood = un.positions("2022-10-31-ga3c-canada")
            >>> len(stood.possible("for")), len(stood.possible("against"))
            (50, 145)
        """
        group = self._groups[_known_position(position)]
        return group.known | group.possible

    def count(self, position: Position | str, among: Iterable[CountryLike] | None = None) -> Interval:
        """Return how many countries held a position, between the bounds that the record allows.

        The bounds follow from who is known, who is not excluded, and the number of signatories or votes
        reported for the whole.

        Args:
            position: A position or its value; UNKNOWN counts the countries of which no position is known.
            among: Only these countries; None for the whole electorate.

        Raises:
            ValueError: If there is no such position.

        Example:
            >>> import unstatements as un
            >>> stood = un.positions("2022-10-31-ga3c-canada")
            >>> print(stood.count("against", among=un.bloc("EU").members("2022-10-31")))
            0..4
        """
        inside = self.electorate if among is None else self.electorate & CountrySet(among)
        if Position(position) is Position.UNKNOWN:
            return Interval(*[len(self.of(Position.UNKNOWN) & inside)] * 2)
        wanted = _known_position(position)
        undecided = len(self.of(Position.UNKNOWN) & inside)
        rest = {one: self._rest(one, inside) for one in KNOWN}
        others = [rest[one] for one in KNOWN if one is not wanted]
        # The undecided all hold some position, so what the others leave over bounds this one.
        low = max(rest[wanted].low, undecided - sum(one.high for one in others))
        high = min(rest[wanted].high, undecided - sum(one.low for one in others))
        known, doubt = len(self._groups[wanted].known & inside), self._groups[wanted].doubt
        return Interval(
            max(0, known + low + doubt.low),
            min(len(inside), known + max(low, high) + doubt.high),
        )

    def _rest(self, position: Position, inside: CountrySet) -> Interval:
        group = self._groups[position]
        here = len(group.possible & inside)
        elsewhere = len(group.possible) - here
        return Interval(min(here, max(0, group.rest.low - elsewhere)), max(0, min(here, group.rest.high)))

    def flipped(self) -> Positions:
        """Return the same positions seen from the other side: FOR and AGAINST change places.

        Example:
            >>> import unstatements as un
            >>> un.positions("A/HRC/51/L.6").flipped()["CUB"]
            <Position.FOR: 'for'>
        """
        groups = dict(self._groups)
        groups[Position.FOR] = self._groups[Position.AGAINST]
        groups[Position.AGAINST] = self._groups[Position.FOR]
        return Positions(self.event, self.electorate, groups)

    def restricted(self, countries: Iterable[CountryLike]) -> Positions:
        """Return the positions of some of the countries only; what is known of the others still bounds them.

        Where not all positions are known, the bounds of the part are those that the whole allows.

        Args:
            countries: Countries, names or codes.

        Example:
            >>> import unstatements as un
            >>> len(un.positions("A/HRC/51/L.6").restricted(["FRA", "CUB", "CAN"]))
            2
        """
        inside = self.electorate & CountrySet(countries)
        groups = {
            position: _Group(
                group.known & inside, group.possible & inside, self._rest(position, inside), group.doubt
            )
            for position, group in self._groups.items()
        }
        return Positions(self.event, inside, groups)

    def __getitem__(self, country: CountryLike) -> Position:
        one = next(iter(CountrySet([country])))
        if one not in self.electorate:
            raise KeyError(one)
        for position, group in self._groups.items():
            if one in group.known:
                return position
        return Position.UNKNOWN

    def __iter__(self) -> Iterator[Country]:
        return iter(self.electorate)

    def __len__(self) -> int:
        return len(self.electorate)

    def __contains__(self, country: object) -> bool:
        return country in self.electorate

    def __hash__(self) -> int:
        return hash((self.event, self.electorate))

    def __repr__(self) -> str:
        return f"<positions on {self.event.id!r}: {self._summary()}>"

    def _summary(self) -> str:
        return ", ".join(f"{self.count(one)} {one}" for one in KNOWN if self.count(one) != 0)

    def title(self) -> str:
        """Return the event and the number of countries."""
        return f"{self.event}; electorate of {len(self)}"

    def rows(self) -> list[Row]:
        """Return one row a country of the electorate."""
        return [
            {
                "alpha_3": one.alpha_3,
                "country": one.name,
                "position": str(position),
                "possible": ";".join(str(p) for p in KNOWN if one in self.possible(p)),
            }
            for one, position in self.items()
        ]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a position: how many are known to have held it, and how many may have."""
        return [
            {"position": str(one), "known": len(self.of(one)), "count": self.count(one)}
            for one in Position
            if one is not Position.UNKNOWN or self.of(one)
        ]

    def footnotes(self) -> Sequence[str]:
        """Return what is not known."""
        unknown = len(self.of(Position.UNKNOWN))
        if not unknown:
            return []
        return [
            f"No list shows the position of {unknown} countries; count: what the names known and the numbers "
            "reported allow.",
            *bounds_note(self.display_rows()),
        ]

    def _types(self) -> Types:
        return {"alpha_3": str, "country": str, "position": tuple(map(str, Position)), "possible": str}


def event(name: EventLike) -> Event:
    """Return the statement or roll call with this id or symbol.

    Args:
        name: An id or UN symbol; an event is returned as it is.

    Raises:
        UnknownStatementError: If no statement and no roll call has the id.
        UnknownRollCallError: If no roll call has the symbol, or several do.

    Example:
        >>> event("A/HRC/51/L.6")
        rollcall('2022-10-06-hrc-a-hrc-51-l-6')
    """
    if isinstance(name, Statement | RollCall):
        return name
    name = of_type(name, str, "event: give a Statement, a RollCall, an id or a UN symbol")
    if "/" in name:  # a UN symbol; ids have no slash
        return rollcall(name)
    for find in (statement, rollcall):
        try:
            return find(name)
        except LookupError:
            pass
    known = [one.id for one in statements()] + [one.id for one in rollcalls()]
    suggestions = close_matches(name.casefold(), known)
    raise UnknownStatementError(
        f"no statement or roll call has the id {name!r}{did_you_mean(suggestions)}",
        value=name,
        suggestions=suggestions,
    )


def positions(event: EventLike, on: DateLike | None = None) -> Positions:
    """Return where every state stood on a statement or a roll call.

    On a statement, its signatories are FOR, those of its counterstatement AGAINST, and NEUTRAL are those that
    signed neither. Where one of the two lists is known only in part, a state that is on neither is UNKNOWN
    (NEUTRAL, if a source says that it did not sign); the numbers reported for the lists bound how many of
    those signed. On a roll call, yes is FOR where it supports the proposition, otherwise AGAINST; abstentions
    are NEUTRAL; states entitled to vote without a recorded vote are ABSENT.

    Args:
        event: A statement, a roll call, an id or a UN symbol.
        on: For a statement, the day whose signatories count, with those added and withdrawn by then; None
            for the lists as delivered.

    Returns:
        The positions of the electorate: for a statement, the members and permanent observers of the United
        Nations on the day; for a roll call, those entitled to vote.

    Raises:
        UnknownStatementError: If no statement and no roll call is called so.
        DataIntegrityError: If a country is on both sides.
        ValueError: If `on` is given for a roll call, or a statement without a date needs it.

    Example:
        >>> import unstatements as un
        >>> print(un.positions("A/HRC/51/L.6"))
        2022-10-06 Human Rights Council: vote on A/HRC/51/L.6, rejected 17-19-11; electorate of 47
        <BLANKLINE>
        position  known  count
        for          17     17
        neutral      11     11
        against      19     19
        absent        0      0
    """
    found = _resolve(event)
    if isinstance(found, RollCall):
        if on is not None:
            raise ValueError("a roll call has its own day: leave out `on`")
        return _kept(found) if found.is_bundled else _positions_on_rollcall(found)
    return _kept(found) if on is None else _positions_on_statement(found, on)


@once
def _kept(found: Event) -> Positions:
    # Bundled events never change and there are only so many, so their positions are worked out once.
    if isinstance(found, RollCall):
        return _positions_on_rollcall(found)
    return _positions_on_statement(found, None)


_resolve = event


def electorate_of(event: Event, on: DateLike | None = None) -> CountrySet:
    """Return the countries entitled to take a position on an event.

    Args:
        event: A statement or roll call.
        on: For a statement, the day; None for its own.

    Raises:
        ValueError: If the day is not known.

    Example:
        >>> import unstatements as un
        >>> len(electorate_of(un.statement("2022-10-31-ga3c-canada")))
        195
    """
    if isinstance(event, RollCall):
        return event.electorate
    day = event.date if on is None else as_date(on)
    if day is None:
        raise ValueError(
            f"{event.id} has no known date, so its electorate is not known: say which day with `on=`"
        )
    return countries(day) | observers(day)


@frozen
class Side:
    """What is known of the signatories of one side.

    Attributes:
        signed: The countries known to have signed.
        may_have_signed: The countries that may have signed although no list names them.
        missing: How many of those did, as far as the number reported tells.
    """

    signed: CountrySet
    may_have_signed: CountrySet
    missing: Interval


_NOBODY = Side(CountrySet(), CountrySet(), Interval(0, 0))


def two_sides(event: Event, electorate: CountrySet, side: Side, rival: Side) -> Positions:
    """Return the positions of an electorate on a statement from what is known of its two sides.

    Args:
        event: The statement.
        electorate: The countries entitled to take a position.
        side: The signatories of the statement.
        rival: The signatories of its counterstatement.
    """
    signed, answered = side.signed & electorate, rival.signed & electorate
    undecided = electorate - signed - answered
    may_have_signed = side.may_have_signed & undecided
    may_have_answered = rival.may_have_signed & undecided
    unknown = may_have_signed | may_have_answered
    return Positions(
        event,
        electorate,
        {
            Position.FOR: _Group(signed, may_have_signed, _at_most(side.missing, may_have_signed)),
            Position.NEUTRAL: _Group(undecided - unknown, unknown, Interval(0, len(unknown))),
            Position.AGAINST: _Group(answered, may_have_answered, _at_most(rival.missing, may_have_answered)),
            Position.ABSENT: _Group(CountrySet()),
        },
    )


def _at_most(missing: Interval, candidates: CountrySet) -> Interval:
    return Interval(min(missing.low, len(candidates)), min(missing.high, len(candidates)))


def _positions_on_statement(one: Statement, on: DateLike | None) -> Positions:
    rival = one.counterstatement
    side, other = _side(one, on), _side(rival, on) if rival else _NOBODY
    if rival and (both := side.signed & other.signed):
        raise DataIntegrityError(
            f"{both} signed both {one.id} and its counterstatement {rival.id}",
            file="statements/signatures.csv",
        )
    return two_sides(one, electorate_of(one, on), side, other)


def _side(one: Statement, on: DateLike | None) -> Side:
    signed = one.signatories if on is None else one.signatories_on(on)
    if one.completeness == "complete":
        disputed = one.disputed - signed
        return Side(signed, disputed, Interval(0, len(disputed)))
    may_have_signed = everyone() - signed - one.non_signatories
    if one.reported_count is None:
        return Side(signed, may_have_signed, Interval(0, len(may_have_signed)))
    missing = one.reported_count - len(one.signatories)
    others = len(one.other_signatories)  # the number reported may count them or not
    return Side(signed, may_have_signed, Interval(max(0, missing - others), max(0, missing)))


def _positions_on_rollcall(one: RollCall) -> Positions:
    electorate = electorate_of(one)
    rolls = {
        Position.FOR: (one.yes, one.tally.yes),
        Position.NEUTRAL: (one.abstain, one.tally.abstain),
        Position.AGAINST: (one.no, one.tally.no),
        Position.ABSENT: (one.absent, one.tally.absent),
    }
    unread = electorate
    for votes, _announced in rolls.values():
        unread -= votes
    seen = Positions(one, electorate, _groups_of(rolls, unread))
    return seen if one.direction == "for" else seen.flipped()


def _groups_of(
    rolls: Mapping[Position, tuple[CountrySet, int | None]], unread: CountrySet
) -> dict[Position, _Group]:
    """Who voted how, and how the countries without a vote in the roll may have, by the totals announced."""
    missing = {
        position: None if announced is None else announced - len(votes)
        for position, (votes, announced) in rolls.items()
    }
    if not unread:  # where roll and totals disagree, either may be wrong
        return {
            position: _Group(votes, doubt=_between(0, missing[position] or 0))
            for position, (votes, _announced) in rolls.items()
        }
    places = [where for where, count in missing.items() if count is None or count > 0]
    if len(places) == 1 and missing[places[0]] in (None, len(unread)):
        return {
            position: _Group(votes | unread if position in places else votes)
            for position, (votes, _announced) in rolls.items()
        }
    return {
        position: _Group(votes, unread, _filled(missing[position] if places else None, len(unread)))
        if position in places or not places
        else _Group(votes)
        for position, (votes, _announced) in rolls.items()
    }


def _filled(missing: int | None, unread: int) -> Interval:
    if missing is None:
        return Interval(0, unread)
    return Interval(min(missing, unread), min(missing, unread))


def _between(one: int, other: int) -> Interval:
    return Interval(min(one, other), max(one, other))
