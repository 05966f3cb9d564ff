"""How countries stood on many events: one bit of an integer stands for one event.

The last event is the lowest bit: a country that joined late then has short integers, and every
operation on them costs less. What two countries did on thousands of events, and how many members
of a bloc did it, is counted with a few operations on such integers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_
from struct import unpack
from typing import Literal, NamedTuple, TypeAlias

from attrs import frozen

from unstatements.analysis.agreement_measures import AgreementMeasure, Cells, OpenEvents
from unstatements.analysis.periods import Period, by_period
from unstatements.analysis.positions import Event, positions
from unstatements.events.position import Position
from unstatements.events.rollcall import RollCall
from unstatements.events.selection import selections_text
from unstatements.events.statement import Statement
from unstatements.groups.bloc import Bloc
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.groups.seats import Follow, followed
from unstatements.names.country import Country, all_countries
from unstatements.results.interval import Interval

Absences = Literal["skip", "abstain"]
Unanimous = Literal["keep", "drop"]
Universe: TypeAlias = "Literal['electorate'] | Bloc | CountrySet | None"

_ON_STATEMENTS = (Position.FOR, Position.NEUTRAL, Position.AGAINST)
_IN_VOTES = (*_ON_STATEMENTS, Position.ABSENT)
_ABSENT = 3  # place among the votes: does not count

_FROM_DIGITS = bytes.maketrans(b"01", b"\x00\x01")


class VoteBits(NamedTuple):
    """The events on which a country voted how, or the countries that voted how on an event.

    On a statement, signing is a yes and signing a counterstatement a no. Silence is no
    abstention: it counts as absence, unless states that could have signed are declared.
    """

    yes: int = 0
    abstain: int = 0
    no: int = 0
    absent: int = 0  # could have voted and did not; on statements, silence
    unsigned: int = 0  # of statements: is known not to have signed, whatever it did beside

    def compared_by(self, measure: AgreementMeasure) -> VoteBits:
        """Return the same; for a measure of signatures yes is signed, no known not to be."""
        return VoteBits(yes=self.yes, no=self.unsigned) if measure.of_signatures else self

    def among(self, events: int) -> VoteBits:
        """Return the votes on some of the events."""
        return VoteBits(*[each & events for each in self])

    @property
    def any(self) -> int:
        """The events of any vote."""
        return self.yes | self.abstain | self.no | self.absent


@frozen
class Counting:
    """How events count, see `agreement`."""

    absences: Absences = "skip"
    unanimous: Unanimous = "keep"
    universe: Universe = None
    follow: Follow = "record"


_AS_THEY_ARE = Counting()


@frozen(eq=False)
class VoteMatrix:
    """How countries stood on events."""

    countries: tuple[Country, ...]  # in order of name
    events: tuple[Event, ...]  # in order of date
    votes: tuple[VoteBits, ...]  # of each country
    possible: tuple[VoteBits, ...]  # that each may have cast, where its vote is not known
    counting: Counting = _AS_THEY_ARE
    dropped: int = 0  # unanimous roll calls left out
    undated: int = 0  # statements left out, as it is not known who could have signed that day
    coverage: str | None = None  # of the roll calls, see `coverage`; None without any

    @classmethod
    def of(
        cls, countries: CountrySet, events: Iterable[Event], counting: Counting = _AS_THEY_ARE
    ) -> VoteMatrix:
        """Return how countries stood on events; an event named twice counts once."""
        named = list(dict.fromkeys(events))
        undated = {event for event in named if isinstance(event, Statement) and event.date is None}
        drop = counting.unanimous == "drop"
        dropped = {event for event in named if drop and _is_unanimous(event)}
        kept = [event for event in named if event not in undated | dropped]
        kept.sort(key=lambda event: event.date or date.min)
        known = [_votes_on(event, counting) for event in kept]
        possible = [_possible_votes(event, counting) for event in kept]
        return cls(
            countries=tuple(countries),
            events=tuple(kept),
            votes=_of_countries(known, countries),
            possible=_of_countries(possible, countries),
            counting=counting,
            dropped=len(dropped),
            undated=len(undated),
            coverage=selections_text(kept),
        )

    def over(self, events: Iterable[Event]) -> VoteMatrix:
        """Return how the same countries stood on some of the events."""
        return self.of(CountrySet(self.countries), events, self.counting)

    def by_period(self, period: Period) -> dict[str, VoteMatrix]:
        """Return how they stood on the events of each period."""
        parts = by_period(self.events, period)
        return {label: self.over(events) for label, events in parts.items()}

    def place(self, country: CountryLike) -> int:
        """Return the place of a country in `countries`; a KeyError if it is not among them."""
        (member,) = CountrySet([country])
        if member not in self.countries:
            raise KeyError(f"{member.name} is not among the countries compared")
        return self.countries.index(member)

    @property
    def days(self) -> list[date]:
        """The days of the events."""
        return [event.date for event in self.events if event.date]

    @property
    def every_event(self) -> int:
        """The integer that stands for all events."""
        return (1 << len(self.events)) - 1

    def cells(self, measure: AgreementMeasure, a: int, b: int, among: int | None = None) -> Cells:
        """Return the table of two countries, by their places, that a measure is computed from."""
        mine, other = self.votes[a].compared_by(measure), self.votes[b].compared_by(measure)
        if among is not None:
            mine, other = mine.among(among), other.among(among)
        return _cells(mine, other)

    def pairs(
        self, measure: AgreementMeasure, versus: int | None = None
    ) -> Iterator[tuple[int, int, Cells]]:
        """Yield the places of every two countries, or of one and each other, with their table."""
        votes = [each.compared_by(measure) for each in self.votes]
        tables = _distance_tables if measure.of_distances else _tables
        for a in range(len(votes)) if versus is None else [versus]:
            start = a + 1 if versus is None else 0
            for b, table in enumerate(tables(votes[a], votes[start:]), start):
                if a != b:
                    yield a, b, table

    def bounds(self, measure: AgreementMeasure, a: int, b: int) -> Interval | None:
        """Return the bounds of a measure over all that may have been where a vote is not known."""
        votes = [self.votes[place].compared_by(measure) for place in (a, b)]
        possible = [self.possible[place].compared_by(measure) for place in (a, b)]
        is_open = possible[0].any | possible[1].any
        known = _cells(votes[0].among(~is_open), votes[1].among(~is_open))
        return measure.bounds(known, _open_events(votes, possible, is_open))

    def open_events(self, measure: AgreementMeasure, places: Iterable[int]) -> int:
        """Return the number of events on which the vote of one of some countries is not known."""
        possible = (self.possible[place].compared_by(measure) for place in places)
        return reduce(or_, (each.any for each in possible), 0).bit_count()

    def square(self, measure: AgreementMeasure) -> tuple[tuple[float | None, ...], ...]:
        """Return the value of every two countries, in the order of `countries`."""
        votes = [each.compared_by(measure) for each in self.votes]
        rows = _shares(votes) if measure.name == "share" else _values(measure, votes)
        square = list(rows)
        for place, row in enumerate(square):  # the half above the diagonal mirrors that below
            row.extend([below[place] for below in square[place + 1 :]])
        return tuple(map(tuple, square))


def _tables(mine: VoteBits, others: Iterable[VoteBits]) -> list[Cells]:
    return [_cells(mine, other) for other in others]


def _distance_tables(mine: VoteBits, others: Iterable[VoteBits]) -> list[Cells]:
    """Return tables that tell how often two did the same, were a step apart, and two."""
    yes, abstain, no, _absent, _unsigned = mine
    cast = yes | abstain | no
    tables: list[Cells] = []
    for other_yes, other_abstain, other_no, _absent, _unsigned in others:
        both = (cast & (other_yes | other_abstain | other_no)).bit_count()
        alike = (yes & other_yes | abstain & other_abstain | no & other_no).bit_count()
        far = (yes & other_no | no & other_yes).bit_count()
        tables.append((alike, both - alike - far, far, 0, 0, 0, 0, 0, 0))
    return tables


def _values(measure: AgreementMeasure, votes: Sequence[VoteBits]) -> Iterator[list[float | None]]:
    """Yield for each country the values with those before it and with itself."""
    for place, mine in enumerate(votes):
        yield [measure.of(_cells(mine, other)) for other in votes[: place + 1]]


def _shares(votes: Sequence[VoteBits]) -> Iterator[list[float | None]]:
    """Yield the same for the share of identical votes, from two counts a pair in place of nine."""
    cast = [each.yes | each.abstain | each.no for each in votes]
    for place, (yes, abstain, no, _absent, _unsigned) in enumerate(votes):
        row: list[float | None] = []
        for other, other_cast in zip(votes[: place + 1], cast, strict=False):
            alike = (yes & other.yes | abstain & other.abstain | no & other.no).bit_count()
            both_voted = (cast[place] & other_cast).bit_count()
            row.append(alike / both_voted if both_voted else None)
        yield row


def by_country(masks: Sequence[int], countries: CountrySet) -> Mapping[Country, int]:
    """Turn one integer of countries for each event into one integer of events for each country."""
    # Written out in binary, masks have one length: every n-th digit belongs to the same country.
    width = len(all_countries())
    digits = "".join([f"{mask:0{width}b}" for mask in masks]) or "0" * width
    return {each: int(digits[width - 1 - each.index :: width], 2) for each in countries}


def count_by_event(events: Iterable[int], size: int) -> list[int]:
    """Return how many of some integers hold each event, in order: one bit stands for an event."""
    digits: list[int] = []  # the binary digits of the counts, lowest first, of all events at once
    for carry in events:
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    counts = 0  # two bytes an event
    for place, digit in enumerate(digits):
        one_each = f"{digit:0{size}b}".encode("utf-16-be").translate(_FROM_DIGITS)
        counts += int.from_bytes(one_each, "big") << place
    return list(unpack(f">{size}H", counts.to_bytes(2 * size, "big")))


def _is_unanimous(event: Event) -> bool:
    if isinstance(event, Statement):
        return False
    return sum(map(bool, (event.yes, event.no, event.abstain))) == 1


def _votes_on(event: Event, counting: Counting) -> VoteBits:
    if isinstance(event, RollCall):
        voters = (event.yes, event.abstain, event.no, event.absent)
        return _counted(VoteBits(*[group.mask for group in voters]), event, counting)
    held = positions(event)
    signed, silent, answered = (held.of(position).mask for position in _ON_STATEMENTS)
    unsigned = (held.electorate - held.possible(Position.FOR)).mask
    votes = VoteBits(yes=signed, no=answered, absent=silent, unsigned=unsigned)
    return _counted(votes, event, counting)


def _possible_votes(event: Event, counting: Counting) -> VoteBits:
    """Return what countries may have done of which it is not known."""
    is_vote = isinstance(event, RollCall)
    if is_vote and event.completeness == "complete":
        return VoteBits()
    held = positions(event)
    if is_vote and event.direction != "for":
        held = held.flipped()
    yes, neutral, no, absent = (
        (held.possible(position) - held.of(position)).mask for position in _IN_VOTES
    )
    votes = VoteBits(yes=yes, no=no, absent=neutral, unsigned=yes)  # of a statement
    return _counted(VoteBits(yes, neutral, no, absent) if is_vote else votes, event, counting)


def _counted(votes: VoteBits, event: Event, counting: Counting) -> VoteBits:
    """Return votes as they count: of whom, and what absence and silence are."""
    able = counting.universe
    if isinstance(event, RollCall):
        votes = VoteBits(*[followed(mask, event.date, counting.follow) for mask in votes])
        abstained = counting.absences == "abstain"
    else:
        abstained = able is not None
        if isinstance(able, Bloc):
            able = able.members(event.date)
        elif isinstance(able, str):
            able = positions(event).electorate
        votes = votes if able is None else votes.among(able.mask)
    return votes._replace(abstain=votes.abstain | votes.absent, absent=0) if abstained else votes


def _of_countries(by_event: Sequence[VoteBits], countries: CountrySet) -> tuple[VoteBits, ...]:
    """Turn votes of countries on each event into those of each country on the events."""
    kinds = zip(*(by_event or [VoteBits()]), strict=True)
    return tuple(map(VoteBits, *[by_country(masks, countries).values() for masks in kinds]))


def _open_events(
    votes: Sequence[VoteBits], possible: Sequence[VoteBits], is_open: int
) -> OpenEvents:
    """Return into which cells each of the open events may fall, and how many are alike."""
    alike: Counter[frozenset[int | None]] = Counter()
    while is_open:
        event = is_open & -is_open
        is_open ^= event
        mine, other = (
            [kind for kind in range(4) if (known[kind] | may[kind]) & event]
            for known, may in zip(votes, possible, strict=True)
        )
        cells = {3 * a + b if a < _ABSENT and b < _ABSENT else None for a in mine for b in other}
        if cells - {None}:
            alike[frozenset(cells)] += 1
    return alike


def _cells(mine: VoteBits, other: VoteBits) -> Cells:
    return tuple([(a & b).bit_count() for a in mine[:3] for b in other[:3]])
