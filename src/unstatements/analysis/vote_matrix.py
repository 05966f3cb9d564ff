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
from unstatements.analysis.positions import Event, Position, positions
from unstatements.events.rollcall import RollCall
from unstatements.events.selection import selections_text
from unstatements.events.statement import Statement
from unstatements.groups.bloc import Bloc
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.groups.seats import Follow, followed
from unstatements.names.country import Country, all_countries
from unstatements.results.interval import Interval

__all__ = [
    "Absences",
    "Unanimous",
    "Universe",
    "VoteMatrix",
    "Votes",
    "by_country",
    "count_by_event",
]

Absences = Literal["skip", "abstain"]
Unanimous = Literal["keep", "drop"]
Universe: TypeAlias = "Literal['electorate'] | Bloc | CountrySet | None"

Tables: TypeAlias = "list[Cells]"

_EMPTY = (0,) * 9

_ON_STATEMENTS = (Position.FOR, Position.NEUTRAL, Position.AGAINST)
_IN_VOTES = (*_ON_STATEMENTS, Position.ABSENT)
_ABSENT = 3  # place among the votes: does not count

_FROM_DIGITS = bytes.maketrans(b"01", b"\x00\x01")


class Votes(NamedTuple):
    """The events on which a country voted how, or the countries that voted how on an event.

    On a statement, signing is a yes and signing a counterstatement a no. Silence is no
    abstention: it counts as absence, unless a universe of states that could have signed is
    declared.

    Attributes:
        yes: Voted yes.
        abstain: Abstained.
        no: Voted no.
        absent: Could have voted and did not; on statements, silence.
        unsigned: Of statements, is known not to have signed, whatever it did beside.
    """

    yes: int = 0
    abstain: int = 0
    no: int = 0
    absent: int = 0
    unsigned: int = 0

    def signatures(self) -> Votes:
        """Return the same as signatures: yes is signed, no is known not to have signed."""
        return Votes(yes=self.yes, no=self.unsigned)

    def among(self, events: int) -> Votes:
        """Return the votes on some of the events."""
        return Votes(*[each & events for each in self])

    @property
    def any(self) -> int:
        """The events of any vote."""
        return self.yes | self.abstain | self.no | self.absent


@frozen(eq=False)
class VoteMatrix:
    """How countries stood on events.

    Attributes:
        countries: The countries, in order of name.
        events: The events, in order of date.
        votes: For each country, the events on which it voted how.
        possible: For each country, the events on which it may have voted how, of those on which
            its vote is not known.
        absences: Whether absences from roll calls count as abstentions.
        unanimous: Whether roll calls on which all votes cast were the same were kept.
        universe: The states that could have signed the statements; None where it is not declared.
        follow: Whose votes count where a seat passed from one holder to another.
        dropped: The number of unanimous roll calls left out.
        undated: The number of statements left out because it is not known who could have signed
            that day.
        coverage: Of which votes of their sessions the roll calls are, see `coverage`; None where
            there are none.
    """

    countries: tuple[Country, ...]
    events: tuple[Event, ...]
    votes: tuple[Votes, ...]
    possible: tuple[Votes, ...]
    absences: Absences = "skip"
    unanimous: Unanimous = "keep"
    universe: Universe = None
    follow: Follow = "record"
    dropped: int = 0
    undated: int = 0
    coverage: str | None = None

    @classmethod
    def of(
        cls,
        countries: CountrySet,
        events: Iterable[Event],
        absences: Absences = "skip",
        unanimous: Unanimous = "keep",
        universe: Universe = None,
        follow: Follow = "record",
    ) -> VoteMatrix:
        """Return how countries stood on events, see `agreement`; an event named twice counts once.

        Example:
            >>> import unstatements as un
            >>> vote = un.rollcall("A/HRC/51/L.6")
            >>> VoteMatrix.of(CountrySet(["CUB", "FRA", "UKR"]), [vote]).votes[0]
            Votes(yes=0, abstain=0, no=1, absent=0, unsigned=0)
        """
        named = list(dict.fromkeys(events))
        undated = {event for event in named if isinstance(event, Statement) and event.date is None}
        dropped = {event for event in named if unanimous == "drop" and _is_unanimous(event)}
        kept = [event for event in named if event not in undated | dropped]
        kept.sort(key=lambda event: event.date or date.min)
        known = [_votes_on(event, absences, universe, follow) for event in kept]
        possible = [_possible_votes(event, absences, universe, follow) for event in kept]
        return cls(
            countries=tuple(countries),
            events=tuple(kept),
            votes=_of_countries(known, countries),
            possible=_of_countries(possible, countries),
            absences=absences,
            unanimous=unanimous,
            universe=universe,
            follow=follow,
            dropped=len(dropped),
            undated=len(undated),
            coverage=selections_text(kept),
        )

    def over(self, events: Iterable[Event]) -> VoteMatrix:
        """Return how the same countries stood on some of the events."""
        countries = CountrySet(self.countries)
        return self.of(
            countries, events, self.absences, self.unanimous, self.universe, self.follow
        )

    def place(self, country: CountryLike) -> int:
        """Return the place of a country in `countries`.

        Raises:
            KeyError: If it is not among them.
        """
        (member,) = CountrySet([country])
        if member not in self.countries:
            raise KeyError(f"{member.name} is not among the countries compared")
        return self.countries.index(member)

    @property
    def every_event(self) -> int:
        """The integer that stands for all events."""
        return (1 << len(self.events)) - 1

    def cells(self, measure: AgreementMeasure, a: int, b: int, among: int | None = None) -> Cells:
        """Return the table of two countries, by their places, that a measure is computed from."""
        mine, other = self.votes[a], self.votes[b]
        if among is not None:
            mine, other = mine.among(among), other.among(among)
        if measure.of_signatures:
            mine, other = mine.signatures(), other.signatures()
        return _cells(mine, other)

    def tables(
        self, measure: AgreementMeasure, versus: int | None
    ) -> Iterator[tuple[int, Tables]]:
        """Yield for each country its place and its tables with those after it, or with all.

        Args:
            measure: The measure that the tables are for.
            versus: The place of the one country whose tables are wanted; None for all pairs.
        """
        votes = [each.signatures() if measure.of_signatures else each for each in self.votes]
        tables = _distance_tables if measure.of_distances else _whole_tables
        for place in range(len(votes)) if versus is None else [versus]:
            yield place, tables(votes[place], votes[place + 1 :] if versus is None else votes)

    def bounds(self, measure: AgreementMeasure, a: int, b: int) -> Interval | None:
        """Return the bounds of a measure over all that may have been where a vote is not known."""
        votes = self.votes[a], self.votes[b]
        possible = self.possible[a], self.possible[b]
        if measure.of_signatures:
            votes = votes[0].signatures(), votes[1].signatures()
            possible = possible[0].signatures(), possible[1].signatures()
        is_open = possible[0].any | possible[1].any
        known = _cells(votes[0].among(~is_open), votes[1].among(~is_open))
        return measure.bounds(known, _open_events(votes, possible, is_open))

    def open_events(self, measure: AgreementMeasure, places: Iterable[int]) -> int:
        """Return the number of events on which the vote of one of some countries is not known."""
        possible = (self.possible[place] for place in places)
        if measure.of_signatures:
            possible = (each.signatures() for each in possible)
        return reduce(or_, (each.any for each in possible), 0).bit_count()

    def square(self, measure: AgreementMeasure) -> tuple[tuple[float | None, ...], ...]:
        """Return the value of every two countries, in the order of `countries`."""
        votes: Sequence[Votes] = self.votes
        if measure.of_signatures:
            votes = [each.signatures() for each in votes]
        rows = _shares(votes) if measure.name == "share" else _values(measure, votes)
        square = list(rows)
        for place, row in enumerate(square):  # the half above the diagonal mirrors that below
            row.extend([below[place] for below in square[place + 1 :]])
        return tuple(map(tuple, square))


def _values(measure: AgreementMeasure, votes: Sequence[Votes]) -> Iterator[list[float | None]]:
    """Yield for each country the values with those before it and with itself."""
    for place, mine in enumerate(votes):
        yield [measure.of(_cells(mine, other)) for other in votes[: place + 1]]


def _shares(votes: Sequence[Votes]) -> Iterator[list[float | None]]:
    """Yield the same for the share of identical votes, from two counts a pair in place of nine."""
    cast = [each.yes | each.abstain | each.no for each in votes]
    for place, (yes, abstain, no, _absent, _unsigned) in enumerate(votes):
        row: list[float | None] = []
        for other, other_cast in zip(votes[: place + 1], cast, strict=False):
            alike = (yes & other.yes | abstain & other.abstain | no & other.no).bit_count()
            both_voted = (cast[place] & other_cast).bit_count()
            row.append(alike / both_voted if both_voted else None)
        yield row


def _whole_tables(mine: Votes, others: Sequence[Votes]) -> Tables:
    return [_cells(mine, other) for other in others]


def _distance_tables(mine: Votes, others: Sequence[Votes]) -> Tables:
    """Return tables that tell how often two did the same, were a step apart, and two."""
    yes, abstain, no, _absent, _unsigned = mine
    cast = yes | abstain | no
    tables: Tables = []
    for other_yes, other_abstain, other_no, _absent, _unsigned in others:
        both = (cast & (other_yes | other_abstain | other_no)).bit_count()
        if both:
            alike = (yes & other_yes | abstain & other_abstain | no & other_no).bit_count()
            far = (yes & other_no | no & other_yes).bit_count()
            tables.append((alike, both - alike - far, far, 0, 0, 0, 0, 0, 0))
        else:
            tables.append(_EMPTY)
    return tables


def by_country(masks: Sequence[int], countries: CountrySet) -> Mapping[Country, int]:
    """Turn one integer of countries for each event into one integer of events for each country.

    Example:
        >>> sets = [CountrySet(["CUB"]), CountrySet(["CUB", "FRA"])]
        >>> events = by_country([each.mask for each in sets], sets[1])
        >>> [f"{events[country]:02b}" for country in sets[1]]
        ['11', '01']
    """
    # Written out in binary, masks have one length: every n-th digit belongs to the same country.
    width = len(all_countries())
    digits = "".join([f"{mask:0{width}b}" for mask in masks]) or "0" * width
    return {each: int(digits[width - 1 - each.index :: width], 2) for each in countries}


def count_by_event(events: Iterable[int], size: int) -> list[int]:
    """Return how many of some integers hold each event, in order: one bit stands for an event.

    Example:
        >>> count_by_event([0b011, 0b010, 0b110], 3)
        [1, 3, 1]
    """
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


def _votes_on(event: Event, absences: Absences, universe: Universe, follow: Follow) -> Votes:
    if isinstance(event, RollCall):
        groups = (event.yes, event.abstain, event.no, event.absent)
        votes = Votes(*[followed(group.mask, event.date, follow) for group in groups])
        return _absent_abstain(votes) if absences == "abstain" else votes
    held = positions(event)
    signed, silent, answered = (held.of(position).mask for position in _ON_STATEMENTS)
    unsigned = (held.electorate - held.possible(Position.FOR)).mask
    votes = Votes(yes=signed, no=answered, absent=silent, unsigned=unsigned)
    return _able(votes, event, universe)


def _possible_votes(event: Event, absences: Absences, universe: Universe, follow: Follow) -> Votes:
    """Return what countries may have done of which it is not known."""
    if isinstance(event, RollCall) and event.completeness == "complete":
        return Votes()
    held = positions(event)
    if isinstance(event, RollCall):
        held = held if event.direction == "for" else held.flipped()
        groups = (held.possible(position) - held.of(position) for position in _IN_VOTES)
        votes = Votes(*[followed(group.mask, event.date, follow) for group in groups])
        return _absent_abstain(votes) if absences == "abstain" else votes
    signed, silent, answered = (
        (held.possible(position) - held.of(position)).mask for position in _ON_STATEMENTS
    )
    votes = Votes(yes=signed, no=answered, absent=silent, unsigned=signed)
    return _able(votes, event, universe)


def _absent_abstain(votes: Votes) -> Votes:
    return votes._replace(abstain=votes.abstain | votes.absent, absent=0)


def _able(votes: Votes, statement: Statement, universe: Universe) -> Votes:
    """Return the votes of those who could have signed, whose silence then counts."""
    if universe is None:
        return votes
    able = universe
    if isinstance(able, Bloc):
        able = able.members(statement.date)
    elif isinstance(able, str):
        able = positions(statement).electorate
    return _absent_abstain(votes).among(able.mask)


def _of_countries(by_event: Sequence[Votes], countries: CountrySet) -> tuple[Votes, ...]:
    """Turn votes of countries on each event into those of each country on the events."""
    kinds = zip(*(by_event or [Votes()]), strict=True)
    return tuple(map(Votes, *[by_country(masks, countries).values() for masks in kinds]))


def _open_events(
    votes: tuple[Votes, Votes], possible: tuple[Votes, Votes], is_open: int
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


def _cells(mine: Votes, other: Votes) -> Cells:
    return tuple([(a & b).bit_count() for a in mine[:3] for b in other[:3]])
