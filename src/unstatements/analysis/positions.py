"""The common currency: which state stood where on one proposition, as far as the record knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain
from operator import or_
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from attrs import field, frozen

from unstatements.core.arguments import (
    close_matches,
    of_type,
    one_of,
    several,
    unknown,
)
from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import UnknownStatementError
from unstatements.core.once import once
from unstatements.core.public import public
from unstatements.events.edition import edition_notes
from unstatements.events.position import (
    KNOWN,
    Holders,
    Position,
    at_most,
    electorate_of,
    holders_on,
    position_of,
)
from unstatements.events.rollcall import RollCall, all_rollcalls, rollcall
from unstatements.events.statement import Statement, all_statements, statement
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import (
    Column,
    DisplayRow,
    Row,
    attribute_columns,
    bounds_columns,
)
from unstatements.results.interval import Interval
from unstatements.results.result import Pictured
from unstatements.results.text import bounds_note, plural

if TYPE_CHECKING:  # loaded by those who estimate
    from unstatements.analysis.signature_estimates import SignatureEstimates

Event: TypeAlias = Statement | RollCall
EventLike: TypeAlias = "Statement | RollCall | str"
"""A statement or a roll call: the value, its id or its UN symbol."""
Events: TypeAlias = "EventLike | Iterable[EventLike]"
Totals = Literal["roll", "announced"]
"""What counts where a complete roll differs from the totals announced."""


_ANNOUNCED = KNOWN[:-1]  # votes; the absent are whoever is left


@public
@frozen(repr=False)
class Positions(Pictured, Mapping[Country, Position]):
    """Which state stood where on an event: a mapping from country to position.

    Where a list is known only in part, a country may be `Position.UNKNOWN`; `possible` then says
    which countries may have held a position, and `count` between which bounds their number lies. A
    country that signed both sides of a pair of rival statements is UNKNOWN too: for or against.

    Attributes:
        event: The statement or roll call.
        electorate: The countries entitled to take a position there and then, the keys.

    Example:
        >>> positions = un.positions("2022-10-31-ga3c-canada")
        >>> positions["CUB"], positions["FRA"]
        (<Position.AGAINST: 'against'>, <Position.FOR: 'for'>)
        >>> len(positions.of("against")), positions.count("against")
        (11, Interval(66, 74))
    """

    event: Event
    electorate: CountrySet
    _holders: Mapping[Position, Holders] = field(alias="holders", hash=False)

    _columns = attribute_columns(
        alpha_3=str, country=str, position=tuple(map(str, Position)), possible=str
    )

    def _records(self) -> Iterator[Row]:
        possible = {str(position): self.possible(position) for position in KNOWN}
        for country, position in self.items():
            yield {
                "alpha_3": country.alpha_3,
                "country": country.name,
                "position": str(position),
                "possible": ";".join(word for word in possible if country in possible[word]),
            }

    def of(self, position: Position | str) -> CountrySet:
        """Return the countries known to have held a position, given by its value or itself.

        Example:
            >>> "UKR" in un.positions("A/HRC/51/L.6").of(un.Position.NEUTRAL)
            True
        """
        position = position_of(position)
        if position is not Position.UNKNOWN:
            return self._holders[position].certain
        unknown = self.electorate.mask
        for holders in self._holders.values():
            unknown &= ~holders.certain.mask
        return CountrySet.from_mask(unknown)

    def possible(self, position: Position | str) -> CountrySet:
        """Return the countries that held a position or may have: what is not excluded.

        Raises:
            ValueError: If it is UNKNOWN, which no country can hold.

        Example:
            >>> positions = un.positions("2022-10-31-ga3c-canada")
            >>> len(positions.possible("for")), len(positions.possible("against"))
            (50, 145)
        """
        position = position_of(position)
        if position is Position.UNKNOWN:
            raise ValueError(
                "UNKNOWN is no position that a country can hold; ask `of` or `count` for it"
            )
        return self._holders[position].certain | self._holders[position].possible

    def count(
        self, position: Position | str, among: Iterable[CountryLike] | None = None
    ) -> Interval:
        """Return how many countries held a position, between the bounds that the record allows.

        The bounds follow from who is known, who is not excluded, and the number that was reported.

        Args:
            position: A position or its value; UNKNOWN for those of which no position is known.
            among: Only these countries; None for the whole electorate.

        Raises:
            ValueError: If there is no such position.

        Example:
            >>> positions = un.positions("2022-10-31-ga3c-canada")
            >>> print(positions.count("against", among=un.bloc("EU").members("2022-10-31")))
            0..4
        """
        position = position_of(position)
        countries = self.electorate if among is None else self.electorate & CountrySet(among)
        is_open = any(holders.is_open_among(countries) for holders in self._holders.values())
        if position is Position.UNKNOWN or not is_open:
            held = len(self.of(position) & countries)
            return Interval(held, held)
        unknown = len(self.of(Position.UNKNOWN) & countries)
        missing = {each: self._holders[each].missing_among(countries) for each in KNOWN}
        here = missing.pop(position)
        # The unknown all hold some position, so what the others leave over bounds this one.
        at_least = max(here.low, unknown - sum(other.high for other in missing.values()))
        at_most = min(here.high, unknown - sum(other.low for other in missing.values()))
        certain = len(self._holders[position].certain & countries)
        doubt = self._doubt(position, countries)
        return Interval(
            max(0, certain + at_least + doubt.low),
            min(len(countries), certain + max(at_least, at_most) + doubt.high),
        )

    def _doubt(self, position: Position, countries: CountrySet) -> Interval:
        """Return by how much a roll at odds with its totals may be wrong on some countries."""
        doubt = self._holders[position].doubt
        if not doubt.low and not doubt.high:
            return doubt
        others = [holders for place, holders in self._holders.items() if place is not position]
        gain = sum(min(len(each.certain & countries), -each.doubt.low) for each in others)
        loss = sum(each.doubt.high for each in others)
        return Interval(max(doubt.low, -loss), min(doubt.high, gain))

    @property
    def differs_from_totals(self) -> bool:
        """Whether counts follow a roll that differs from the totals announced."""
        event = self.event
        if isinstance(event, Statement):
            return False
        tally, voters = event.tally, (event.yes, event.no, event.abstain)
        announced = zip(map(len, voters), (tally.yes, tally.no, tally.abstain), strict=True)
        differs = any(number not in (None, read) for read, number in announced)
        if not differs or any(holders.doubt != 0 for holders in self._holders.values()):
            return False
        return event.electorate <= reduce(or_, voters) | event.absent

    @property
    def on_both_sides(self) -> CountrySet:
        """The countries that signed a statement and one that it stands against."""
        if isinstance(self.event, RollCall):
            return CountrySet()
        sides = self.possible(Position.FOR) & self.possible(Position.AGAINST)
        return sides - self.possible(Position.NEUTRAL)

    def flipped(self) -> Positions:
        """Return the same positions seen from the other side: FOR and AGAINST change places.

        Example:
            >>> un.positions("A/HRC/51/L.6").flipped()["CUB"]
            <Position.FOR: 'for'>
        """
        for_, against = self._holders[Position.FOR], self._holders[Position.AGAINST]
        holders = {**self._holders, Position.FOR: against, Position.AGAINST: for_}
        return Positions(self.event, self.electorate, holders)

    def estimate(self) -> SignatureEstimates:
        """Return who probably signed a statement, of those of whom it is not known.

        An estimate is no part of the record and is never mixed with it. It rests on the complete
        lists on the same proposition and side, published ideal points and regional groups, and its
        probabilities add up to the number of signatories without a name (extra `estimate`). How it
        is made, and how often it is right: docs/methods/signature-estimates.md.

        Raises:
            ImportError: If numpy is not installed; says what to install.
            ValueError: If it is a roll call, all that signed are known, no number was reported, it
                has no date or not all states could sign it, or no list on the same proposition and
                side is complete.

        Example:
            >>> estimate = un.positions("2022-10-31-ga3c-cuba").estimate()
            >>> len(estimate.estimates), estimate.missing
            (137, Interval(58, 58))
            >>> round(sum(each.probability for each in estimate.estimates))
            58
        """
        from unstatements.analysis.signature_estimates import estimated

        event, named = self.event, self.of(Position.FOR)
        if isinstance(event, RollCall):
            raise ValueError(f"{event.id} is a roll call: who signed is estimated of statements")
        return estimated(
            event,
            unknown=self.possible(Position.FOR) - named - self.on_both_sides,
            missing=self.count(Position.FOR) - Interval(len(named), len(named)),
        )

    def restricted(self, countries: Iterable[CountryLike]) -> Positions:
        """Return the positions of some countries only; what is known of the others bounds them.

        Where not all positions are known, the bounds of the part are those that the whole allows.

        Example:
            >>> len(un.positions("A/HRC/51/L.6").restricted(["FRA", "CUB", "CAN"]))
            2
        """
        inside = self.electorate & CountrySet(countries)
        holders = {position: holders.among(inside) for position, holders in self._holders.items()}
        return Positions(self.event, inside, holders)

    def __getitem__(self, country: CountryLike) -> Position:
        (member,) = CountrySet([country])
        if member not in self.electorate:
            raise KeyError(member)
        for position, holders in self._holders.items():
            if member in holders.certain:
                return position
        return Position.UNKNOWN

    def __iter__(self) -> Iterator[Country]:
        return iter(self.electorate)

    def __len__(self) -> int:
        return len(self.electorate)

    def __contains__(self, country: object) -> bool:
        return country in self.electorate

    def __repr__(self) -> str:
        parts = []
        for position in KNOWN:
            count, named = self.count(position), len(self.of(position))
            whole = position is Position.NEUTRAL or count == named
            by_name = "" if whole else f" ({named} by name)"
            parts += [f"{count} {position}{by_name}"] if count != 0 else []
        return f"<positions on {self.event.id!r}: {', '.join(parts)}>"

    def title(self) -> str:
        return f"{self.event}; electorate of {len(self)}"

    def display_rows(self) -> Sequence[DisplayRow]:
        return [
            {
                "position": str(position),
                "known": len(self.of(position)),
                "count": self.count(position),
            }
            for position in Position
            if position is not Position.UNKNOWN or self.of(position)
        ]

    def footnotes(self) -> Sequence[str]:
        both = self.on_both_sides
        notes = [*edition_notes([self.event]), *outside_notes([self.event])]
        if unknown := self.of(Position.UNKNOWN) - both:
            notes.append(
                f"No list shows the position of {plural(len(unknown), 'country', 'countries')}; "
                "count: what the names known and the numbers reported allow."
            )
        if both:
            notes.append(f"Signed on both sides, so for or against: {both}.")
        rivals = self.event.counterstatements if isinstance(self.event, Statement) else ()
        if len(rivals) > 1:
            notes.append(f"against: signed any of {', '.join(rival.id for rival in rivals)}.")
        if others := ", ".join(statement.id for statement in other_answers(self.event)):
            notes.append(
                f"Who signed another answer to the same statement is not counted by it: {others}."
            )
        return [*notes, *totals_notes([self]), *bounds_note(self.display_rows())]


def known_column(position: Position, name: str = "") -> Column[Any]:
    """Return the column of how many countries, of all or of a bloc, are known to have held one."""
    return Column(name or str(position), int, lambda held: len(held.of(position)))


def count_column(position: Position) -> Column[Any]:
    """Return the column of how many countries held a position, with the bounds in one cell."""
    return Column(str(position), int, lambda held: held.count(position))


def count_bounds(position: Position) -> tuple[Column[Any], Column[Any]]:
    """Return the two columns of the bounds of that number."""
    return bounds_columns(str(position), int, lambda held: held.count(position))


def named_event(name: EventLike) -> Event:
    """Return the statement or roll call with this id or symbol; an event is returned as it is."""
    if isinstance(name, Event):
        return name
    name = of_type(name, str, "event: give a Statement, a RollCall, an id or a UN symbol")
    if "/" in name:  # a UN symbol; ids have no slash
        return rollcall(name)
    for find in (statement, rollcall):
        try:
            return find(name)
        except LookupError:
            pass
    ids = [*all_statements(), *(rollcall.id for rollcall in all_rollcalls())]
    matches = close_matches(name.casefold(), ids)
    raise unknown(UnknownStatementError, "no statement or roll call has the id", name, matches)


def named_events(events: Events) -> list[Event]:
    """Return one event or several, given as events, ids or symbols, in the order given."""
    if isinstance(events, Event | str):
        return [named_event(events)]
    wanted = "collection of events: give Statements, RollCalls, ids or UN symbols"
    return [named_event(event) for event in several(events, wanted)]


def positions(
    event: EventLike, on: DateLike | None = None, *, totals: Totals = "roll"
) -> Positions:
    """Return where every state stood on a statement or a roll call.

    On a statement, its signatories are FOR, those of any of its counterstatements AGAINST, and
    NEUTRAL are those that signed none. Where one of the lists is known only in part, a state that
    is on none is UNKNOWN (NEUTRAL, if a source says that it did not sign); the numbers reported
    for the lists bound how many of those signed: on several lists together at least as many as on
    the longest, at most their sum. A state on both sides is UNKNOWN, see
    `Positions.on_both_sides`. On a roll call, yes is FOR where it supports the proposition,
    otherwise AGAINST; abstentions are NEUTRAL; those entitled without a recorded vote are ABSENT.

    Args:
        event: A statement, a roll call, an id or a UN symbol.
        on: For a statement, the day whose signatories count, with those added and withdrawn by
            then; None for the lists as delivered, which are those of a statement without a date
            on any day.
        totals: What counts where a roll that has every country differs from the totals announced:
            the ``"roll"``, or ``"announced"``, which gives the numbers between the two, as either
            may be wrong.

    Returns:
        The positions of the electorate: for a statement, the members and permanent observers of
        the United Nations on the day, or the members of the body among which it was made
        (`Statement.open_to`) with those that joined them; for a roll call, those entitled to vote.

    Raises:
        UnknownStatementError: If no statement and no roll call is called so.
        ValueError: If `on` is given for a roll call or before the delivery, if a statement without
            a date needs it, or if there are no such totals.

    Example:
        >>> print(un.positions("A/HRC/51/L.6"))
        2022-10-06 Human Rights Council: vote on A/HRC/51/L.6, rejected 17-19-11; electorate of 47
        <BLANKLINE>
        position  known  count
        for          17     17
        neutral      11     11
        against      19     19
        absent        0      0
    """
    one_of(totals, get_args(Totals), "totals")
    event = named_event(event)
    if isinstance(event, Statement):
        return _bundled(event) if on is None else _on_statement(event, on)
    if on is not None:
        raise ValueError("a roll call has its own day: leave out `on`")
    as_usual = event.is_bundled and totals == "roll"
    return _bundled(event) if as_usual else _on_rollcall(event, totals)


@once
def _bundled(event: Event) -> Positions:
    # Bundled events never change and there are only so many, so their positions are worked out
    # once.
    return _on_rollcall(event) if isinstance(event, RollCall) else _on_statement(event, None)


def other_answers(event: Event) -> tuple[Statement, ...]:
    """Return the statements that answer the same ones as a statement, but are not this one."""
    rivals = event.counterstatements if isinstance(event, Statement) else ()
    answers = chain.from_iterable(rival.counterstatements for rival in rivals)
    return tuple(answer for answer in dict.fromkeys(answers) if answer != event)


def _on_statement(event: Statement, on: DateLike | None) -> Positions:
    if on is not None and event.date is not None and as_date(on) < event.date:
        raise ValueError(
            f"on: {event.id} was delivered on {event.date}, and had no signatories on "
            f"{as_date(on)}; give that day or a later one"
        )
    electorate = electorate_of(event, on)
    return Positions(event, electorate, holders_on(event, electorate, on))


def outside_notes(events: Iterable[Event]) -> list[str]:
    """Return the footnote on signatories that no electorate has: no members, no observers."""
    outside = CountrySet()
    for event in events:
        if isinstance(event, Statement) and event.date is not None:
            sides = (each.signatories for each in (event, *event.counterstatements))
            outside |= reduce(or_, sides) - electorate_of(event)
    return [f"Signed, but not counted, as not in the electorate: {outside}."] if outside else []


def totals_notes(positions: Iterable[Positions]) -> list[str]:
    """Return the footnote on rolls that differ from the totals announced, where there are any."""
    differing = sum(held.differs_from_totals for held in positions)
    if not differing:
        return []
    rolls = plural(differing, "roll differs", "rolls differ")
    return [
        f"{rolls} from the totals announced: counts follow the roll; totals='announced' gives "
        "bounds."
    ]


def _in_doubt(
    holders: Mapping[Position, Holders], missing: Mapping[Position, int | None]
) -> dict[Position, Holders]:
    """Return the same, where roll and totals disagree and either may be wrong."""
    numbers = [missing[place] or 0 for place in _ANNOUNCED]
    gains, losses = sum(max(0, each) for each in numbers), sum(min(0, each) for each in numbers)
    in_doubt = {}
    for position, number in missing.items():
        if number is None or position not in _ANNOUNCED:  # what the others gain or lose
            doubt = Interval(-gains, -losses)
        else:
            doubt = Interval(min(0, number), max(0, number))
        in_doubt[position] = holders[position]._replace(doubt=doubt)
    return in_doubt


def _on_rollcall(event: RollCall, totals: Totals = "roll") -> Positions:
    votes = {
        Position.FOR: (event.yes, event.tally.yes),
        Position.NEUTRAL: (event.abstain, event.tally.abstain),
        Position.AGAINST: (event.no, event.tally.no),
        Position.ABSENT: (event.absent, event.tally.absent),
    }
    electorate = event.electorate
    unread = electorate - reduce(or_, (voters for voters, _announced in votes.values()))
    seen = Positions(event, electorate, holders_of_votes(votes, unread, totals))
    return seen if event.direction == "for" else seen.flipped()


def holders_of_votes(
    votes: Mapping[Position, tuple[CountrySet, int | None]],
    unread: CountrySet,
    totals: Totals = "roll",
) -> dict[Position, Holders]:
    """Return who held each position, from the votes read, totals announced, and those unread."""
    holders = {position: Holders(voters) for position, (voters, _announced) in votes.items()}
    missing = {
        position: None if announced is None else announced - len(voters)
        for position, (voters, announced) in votes.items()
    }
    if not unread:
        return holders if totals == "roll" else _in_doubt(holders, missing)
    unfilled = [position for position, number in missing.items() if number is None or number > 0]
    if len(unfilled) == 1 and missing[unfilled[0]] in (None, len(unread)):
        (position,) = unfilled
        return {**holders, position: Holders(votes[position][0] | unread)}
    for position in unfilled or votes:  # where the totals leave no place, they say nothing
        number = missing[position] if unfilled else None
        announced = Interval(0, len(unread)) if number is None else Interval(number, number)
        unnamed = at_most(announced, len(unread))
        holders[position] = holders[position]._replace(possible=unread, missing=unnamed)
    return holders
