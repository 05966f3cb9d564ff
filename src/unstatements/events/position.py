"""Where a country can stand on an event, and what is known of those that stood there."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import reduce
from operator import or_
from typing import NamedTuple

from unstatements.core.arguments import of_type, one_of
from unstatements.core.dates import DateLike, as_date
from unstatements.core.public import public
from unstatements.events.rollcall import RollCall
from unstatements.events.statement import Statement
from unstatements.groups.bloc import bloc, countries, observers
from unstatements.groups.country_set import CountrySet, everyone
from unstatements.results.interval import Interval


@public
class Position(str, Enum):
    """Where one country stood on one event.

    Example:
        >>> un.Position("for") is un.Position.FOR
        True
    """

    FOR = "for"  #: signed; voted for the proposition
    NEUTRAL = "neutral"  #: signed neither side; abstained
    AGAINST = "against"  #: signed a counterstatement; voted against the proposition
    ABSENT = "absent"  #: entitled to vote, no vote recorded
    UNKNOWN = "unknown"  #: not shown, as a list is known only in part; or signed both sides

    def __str__(self) -> str:
        return self.value


def position_of(given: Position | str) -> Position:
    """Return a position given as itself or as its word."""
    if isinstance(given, Position):
        return given
    one_of(of_type(given, str, "position"), map(str, Position), "position")
    return Position(given)


KNOWN = (Position.FOR, Position.NEUTRAL, Position.AGAINST, Position.ABSENT)
PLACES = (*map(str, Position), "outside")
"""A position, or outside the electorate."""


class Holders(NamedTuple):
    """What is known of those that held one position, or signed one statement."""

    certain: CountrySet  # those known to have held it
    possible: CountrySet = CountrySet()  # those that may have
    missing: Interval = Interval(0, 0)  # how many of these did
    doubt: Interval = Interval(0, 0)  # how many too few or many the certain may be

    def is_open_among(self, countries: CountrySet) -> bool:
        """Whether it is not known for sure how many of some countries did."""
        in_doubt = self.doubt.low or self.doubt.high
        return bool(in_doubt or self.possible.mask & countries.mask)

    def missing_among(self, countries: CountrySet) -> Interval:
        """Return how many of the possible among some countries did, by what the others leave."""
        inside = len(self.possible & countries)
        outside = len(self.possible) - inside
        at_least = min(inside, max(0, self.missing.low - outside))
        return Interval(at_least, max(0, min(inside, self.missing.high)))

    def among(self, countries: CountrySet) -> Holders:
        """Return what is known of some of the countries."""
        return Holders(
            certain=self.certain & countries,
            possible=self.possible & countries,
            missing=self.missing_among(countries),
            doubt=self.doubt,
        )


def electorate_of(event: Statement | RollCall, on: DateLike | None = None) -> CountrySet:
    """Return the countries entitled to take a position on an event, on a statement as of a day."""
    if isinstance(event, RollCall):
        return event.electorate
    day = event.date if on is None else as_date(on)
    if day is None:
        raise ValueError(
            f"{event.id} has no known date, so its electorate is not known: "
            "say which day with `on=` of `positions` or `compare`"
        )
    if not event.open_to:
        return countries(day) | observers(day)
    signed = (signature.country for signature in event.signatures)
    return bloc(event.open_to).members(day) | CountrySet(signed)


def holders_on(
    event: Statement, electorate: CountrySet, on: DateLike | None = None
) -> dict[Position, Holders]:
    """Return who held each position on a statement, by its list and those of its rivals."""
    rivals = [_signatories(rival, on) for rival in event.counterstatements]
    return holders_of_sides(electorate, _signatories(event, on), either_list(rivals))


def holders_of_sides(
    electorate: CountrySet, side: Holders, rival: Holders
) -> dict[Position, Holders]:
    """Return who held each position, from what is known of the signatories of each side."""
    both = side.certain & rival.certain & electorate
    signed, answered = side.certain & electorate, rival.certain & electorate
    undecided = electorate - signed - answered
    may_have_signed, may_have_answered = side.possible & undecided, rival.possible & undecided
    unknown = may_have_signed | may_have_answered
    return {
        Position.FOR: _side(signed, may_have_signed, side.missing, both),
        Position.NEUTRAL: Holders(undecided - unknown, unknown, Interval(0, len(unknown))),
        Position.AGAINST: _side(answered, may_have_answered, rival.missing, both),
        Position.ABSENT: Holders(CountrySet()),
    }


def _side(
    signed: CountrySet, may_have_signed: CountrySet, missing: Interval, both: CountrySet
) -> Holders:
    """Return who took a side; those on both sides took this one or the other."""
    missing = at_most(missing, len(may_have_signed))
    return Holders(signed - both, may_have_signed | both, missing + Interval(0, len(both)))


def either_list(lists: Sequence[Holders]) -> Holders:
    """Return who signed at least one of several statements."""
    certain = reduce(or_, (each.certain for each in lists), CountrySet())
    possible = reduce(or_, (each.possible for each in lists), CountrySet()) - certain
    # Those missing from a list may stand on another by name, or be the same on all of them.
    lows = (each.missing.low - len(each.possible & certain) for each in lists)
    highs = (min(each.missing.high, len(each.possible - certain)) for each in lists)
    least, most = max(lows, default=0), min(sum(highs), len(possible))
    return Holders(certain, possible, Interval(max(0, least), most))


def at_most(number: Interval, limit: int) -> Interval:
    """Return a number between bounds of which none is above a limit."""
    return Interval(min(number.low, limit), min(number.high, limit))


def _signatories(event: Statement, on: DateLike | None) -> Holders:
    signed = event.signatories
    if on is not None and event.date is not None:
        if as_date(on) < event.date:
            return Holders(CountrySet())
        signed = event.signatories_on(on)
    all_named = len(event.signatories) == event.reported_count
    if event.completeness == "complete" or all_named:
        disputed = event.disputed - signed
        return Holders(signed, disputed, Interval(0, len(disputed)))
    may_have_signed = everyone() - signed - event.non_signatories
    if event.reported_count is None:
        return Holders(signed, may_have_signed, Interval(0, len(may_have_signed)))
    missing = event.reported_count - len(event.signatories)
    others = len(event.other_signatories)  # the number reported may count them or not
    return Holders(signed, may_have_signed, Interval(max(0, missing - others), max(0, missing)))
