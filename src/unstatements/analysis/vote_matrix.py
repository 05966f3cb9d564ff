"""How many countries stood on many events: one integer for each kind of vote of each country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Literal, TypeAlias

from attrs import frozen

from unstatements.analysis import agreement_numpy as with_numpy
from unstatements.analysis.agreement_measures import Cells, Measure
from unstatements.analysis.positions import (
    EVENTS,
    Event,
    EventLike,
    Position,
    event as event_named,
    positions,
)
from unstatements.core.arguments import several
from unstatements.core.tables import columns, table
from unstatements.events.rollcall import ROLLCALL_TABLES, RollCall
from unstatements.events.statement import Statement
from unstatements.groups.bloc import Bloc, bloc
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country, all_countries

__all__ = ["Absences", "Unanimous", "Universe", "VoteMatrix"]

Absences = Literal["skip", "abstain"]
Unanimous = Literal["keep", "drop"]
Universe: TypeAlias = "str | Bloc | Iterable[CountryLike] | None"

_Masks: TypeAlias = "tuple[int, int, int, int]"  # by country: yes, abstain, no, absent
_Kinds: TypeAlias = "tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]"
_LETTERS = "YANX"
_CAST = frozenset("YAN")
# For each letter the table that turns it into 1 and everything else into 0.
_ONES = {letter: bytes(48 + (code == ord(letter)) for code in range(256)) for letter in _LETTERS}


@frozen(eq=False)
class VoteMatrix:
    """How countries stood on events.

    One bit of an integer stands for one event, the last event being the lowest bit: a country that joined
    late then has short integers, and every operation on them costs less. What two countries did on thousands
    of events is counted with a few operations on such integers.

    On a statement, signing is a yes and signing its counterstatement a no. Silence is no abstention: it
    counts as absence, unless a universe of states that could have signed is declared.

    Attributes:
        countries: The countries, in order of name.
        events: The events, in order of date; empty where the matrix was made from text.
        size: The number of events.
        yes: For each country, the events on which it voted yes.
        abstain: For each country, the events on which it abstained.
        no: For each country, the events on which it voted no.
        absent: For each country, the events on which it could have voted and did not; on statements, silence.
        dropped: The number of unanimous roll calls left out.
        undated: The number of statements left out because it is not known who could have signed that day.
    """

    countries: tuple[Country, ...]
    events: tuple[Event, ...]
    size: int
    yes: tuple[int, ...]
    abstain: tuple[int, ...]
    no: tuple[int, ...]
    absent: tuple[int, ...]
    dropped: int = 0
    undated: int = 0

    @classmethod
    def of(
        cls,
        countries: CountrySet,
        events: Sequence[Event],
        absences: Absences = "skip",
        unanimous: Unanimous = "keep",
        universe: Universe = None,
    ) -> VoteMatrix:
        """Return how countries stood on events.

        Args:
            countries: The countries.
            events: The events.
            absences: ``"abstain"`` counts an absence from a roll call as an abstention.
            unanimous: ``"drop"`` leaves out roll calls on which all votes cast were the same.
            universe: The states that could have signed the statements, as for `agreement`.

        Example:
            >>> import unstatements as un
            >>> vote = un.rollcall("A/HRC/51/L.6")
            >>> votes = VoteMatrix.of(CountrySet(["CUB", "FRA", "UKR"]), [vote])
            >>> votes.yes, votes.abstain, votes.no
            ((0, 1, 0), (0, 0, 1), (1, 0, 0))
        """
        undated = {one for one in events if isinstance(one, Statement) and one.date is None}
        left_out = undated | {one for one in events if unanimous == "drop" and _is_unanimous(one)}
        kept = sorted([one for one in events if one not in left_out], key=lambda one: one.date or date.min)
        kinds = _from_tables(kept, countries, absences)
        if kinds is None:
            declared = universe if isinstance(universe, str | Bloc | None) else CountrySet(universe)
            kinds = _from_masks([_masks_of(one, absences, declared) for one in kept], countries)
        dropped = len(left_out) - len(undated)
        return cls(tuple(countries), tuple(kept), len(kept), *kinds, dropped, len(undated))

    @classmethod
    def from_text(cls, texts: dict[Country, str]) -> VoteMatrix:
        """Return the matrix of votes written as text.

        Args:
            texts: For each country one letter an event, oldest event first: ``Y`` for yes, ``A`` for
                abstain, ``N`` for no, ``X`` for absent, any other where it could not vote or its vote is not
                known.

        Raises:
            ValueError: If the texts differ in length.

        Example:
            >>> import unstatements as un
            >>> votes = VoteMatrix.from_text({un.country("CUB"): "YNN", un.country("FRA"): "YAX"})
            >>> votes.cells(0, 1)
            (1, 0, 0, 0, 0, 0, 0, 1, 0)
        """
        sizes = {len(text) for text in texts.values()}
        if len(sizes) > 1:
            raise ValueError(f"the texts differ in length: {', '.join(map(str, sorted(sizes)))}")
        countries = tuple(sorted(texts))
        yes, abstain, no, absent = (
            tuple([_bits(texts[one], letter) for one in countries]) for letter in _LETTERS
        )
        return cls(countries, (), sizes.pop() if sizes else 0, yes, abstain, no, absent)

    def cells(self, a: int, b: int, among: int | None = None) -> Cells:
        """Return the table of the votes of two countries, given by their places in `countries`.

        Args:
            a: Place of the first country, whose votes are the rows.
            b: Place of the second, whose votes are the columns.
            among: Only these events; None for all.
        """
        yes, abstain, no = self.yes[a], self.abstain[a], self.no[a]
        if among is not None:
            yes, abstain, no = yes & among, abstain & among, no & among
        return _cells((yes, abstain, no), (self.yes[b], self.abstain[b], self.no[b]))

    def signing_cells(self, a: int, b: int, among: int | None = None) -> Cells:
        """Return the table of the signatures of two countries: yes is signed, no is known not to have signed.

        Args:
            a: Place of the first country in `countries`.
            b: Place of the second.
            among: Only these events; None for all.
        """
        signed, unsigned = self.yes[a], self.abstain[a] | self.no[a] | self.absent[a]
        if among is not None:
            signed, unsigned = signed & among, unsigned & among
        other = self.abstain[b] | self.no[b] | self.absent[b]
        return _cells((signed, 0, unsigned), (self.yes[b], 0, other))

    def cells_for(self, measure: Measure, a: int, b: int, among: int | None = None) -> Cells:
        """Return the table that a measure is computed from."""
        return (self.signing_cells if measure.of_signatures else self.cells)(a, b, among)

    def triangle(self, measure: Measure) -> tuple[tuple[float | None, ...], ...]:
        """Return the value of every pair: row *i* holds those of country *i* and the countries before it.

        Args:
            measure: The measure.

        Example:
            >>> import unstatements as un
            >>> from unstatements.analysis.agreement_measures import MEASURES
            >>> votes = VoteMatrix.from_text({un.country("CUB"): "YNN", un.country("FRA"): "YAX"})
            >>> votes.triangle(MEASURES["share"])
            ((), (0.5,))
        """
        kinds = (self.yes, self.abstain, self.no)
        scale = len(self.countries), self.size
        if measure.name == "share":
            by_numpy = with_numpy.counts_bits(*scale)
            return with_numpy.shares(kinds, self.size) if by_numpy else self._shares()
        if not measure.of_signatures and with_numpy.pays(*scale):
            return with_numpy.triangle(kinds, self.size, measure.formula)
        return self._values(measure)

    def _values(self, measure: Measure) -> tuple[tuple[float | None, ...], ...]:
        yes, middle, no = self.yes, self.abstain, self.no
        if measure.of_signatures:
            others = zip(self.abstain, self.no, self.absent, strict=True)
            no = tuple([abstain | against | absent for abstain, against, absent in others])
            middle = (0,) * len(no)
        votes = list(zip(yes, middle, no, strict=True))
        return tuple(
            tuple([measure.of(_cells(mine, other)) for other in votes[:a]]) for a, mine in enumerate(votes)
        )

    def _shares(self) -> tuple[tuple[float | None, ...], ...]:
        # Two counts a pair instead of nine, votes in common and those unlike: large matrices are asked for this.
        kinds = zip(self.yes, self.no, self.abstain, strict=True)
        votes = [(yes, no, yes | abstain | no) for yes, no, abstain in kinds]
        return tuple(
            tuple(
                [
                    (n - (((yes ^ y) | (no ^ x)) & both).bit_count()) / n
                    if (n := (both := mine & other).bit_count())
                    else None
                    for y, x, other in votes[:a]
                ]
            )
            for a, (yes, no, mine) in enumerate(votes)
        )

    def only(self, chosen: Sequence[int]) -> VoteMatrix:
        """Return the matrix of some of the events, given by their places in `events`, in rising order."""
        runs = _runs(chosen, self.size)

        def pick(masks: tuple[int, ...]) -> tuple[int, ...]:
            return tuple([_picked(mask, runs) for mask in masks])

        return VoteMatrix(
            self.countries,
            tuple([self.events[place] for place in chosen]),
            len(chosen),
            pick(self.yes),
            pick(self.abstain),
            pick(self.no),
            pick(self.absent),
        )


def named_events(events: EventLike | Iterable[EventLike]) -> list[Event]:
    """Return events given as events, ids or symbols, each once.

    Raises:
        UnknownStatementError: If nothing is called so.
        UnknownRollCallError: If no roll call has the symbol, or several do.
    """
    if isinstance(events, str | Statement | RollCall):
        events = [events]
    return list(dict.fromkeys(event_named(one) for one in several(events, EVENTS)))


def _is_unanimous(one: Event) -> bool:
    if isinstance(one, Statement):
        return False
    if (line := _line(one)) is not None:
        return len(_CAST & set(line)) == 1
    return sum(map(bool, one._votes[:3])) == 1


def _masks_of(one: Event, absences: Absences, universe: str | Bloc | CountrySet | None) -> _Masks:
    if isinstance(one, Statement):
        return _statement_masks(one, universe)
    yes, no, abstain, absent = [part.mask for part in one._votes]
    return (yes, abstain | absent, no, 0) if absences == "abstain" else (yes, abstain, no, absent)


def _statement_masks(one: Statement, universe: str | Bloc | CountrySet | None) -> _Masks:
    stood = positions(one)
    signed, answered = stood.of(Position.FOR).mask, stood.of(Position.AGAINST).mask
    silent = stood.of(Position.NEUTRAL).mask
    if universe is None:
        return signed, 0, answered, silent
    able = _able(one, universe).mask
    return signed & able, silent & able, answered & able, 0


def _able(one: Statement, universe: str | Bloc | CountrySet) -> CountrySet:
    if isinstance(universe, CountrySet):
        return universe
    if universe == "electorate":
        return positions(one).electorate
    return bloc(universe).members(one.date)


def _from_masks(masks: Sequence[_Masks], countries: CountrySet) -> _Kinds:
    """Turn integers with a bit for each country into integers with a bit for each event."""
    # Written out, the masks are lines of one length: every n-th letter belongs to the same country.
    width = len(all_countries())
    form = f"0{width}b"
    yes, abstain, no, absent = (
        tuple([int(text[width - 1 - one.index :: width] or "0", 2) for one in countries])
        for text in ("".join([format(one[kind], form) for one in masks]) for kind in range(4))
    )
    return yes, abstain, no, absent


def _from_tables(events: Sequence[Event], countries: CountrySet, absences: Absences) -> _Kinds | None:
    """Do the same for roll calls of the data package, straight from its cells; None where there are others."""
    lines = [line for one in events if (line := _line(one)) is not None]
    if len(lines) < len(events):
        return None
    text, place = "".join(lines), {one: number for number, one in enumerate(_voters())}
    if absences == "abstain":
        text = text.replace("X", "A")
    texts = [text[place[one] :: len(place)] if one in place else "" for one in countries]
    yes, abstain, no, absent = (tuple([_bits(one, letter) for one in texts]) for letter in _LETTERS)
    return yes, abstain, no, absent


@cache
def _voters() -> tuple[Country, ...]:
    """Return the countries that have a column in one of the tables of votes."""
    return tuple(CountrySet({code for name in ROLLCALL_TABLES.values() for code in columns(name)[1:]}))


def _line(one: Event) -> str | None:
    if isinstance(one, Statement) or one._masks is not None:
        return None
    # The table with the long record is the last: it is not read for roll calls of the others.
    return next((line for name in ROLLCALL_TABLES.values() if (line := _lines(name).get(one.id))), None)


@cache
def _lines(name: str) -> Mapping[str, str]:
    """Return the votes on each roll call of a table as text: a letter for each of the voters.

    A row with a cell that is no vote is left out: the roll call itself will say what is wrong with it.
    """
    place = {code: number for number, code in enumerate(columns(name))}
    in_order = itemgetter(*[place.get(one.alpha_3, -1) for one in _voters()])
    # The last cell, empty, is for voters that have no column in this table.
    lines = {row[0]: "".join([cell or " " for cell in in_order((*row, ""))]) for row in table(name)}
    width, text = len(_voters()), "".join(lines.values())
    if len(text) == width * len(lines) and _is_written(text):
        return lines
    return {key: line for key, line in lines.items() if len(line) == width and _is_written(line)}


def _is_written(text: str) -> bool:
    return not text.encode().translate(None, b"YANX ")


def _bits(text: str, letter: str) -> int:
    return int(text.encode("ascii", "replace").translate(_ONES[letter]) or b"0", 2)


def _cells(mine: tuple[int, int, int], other: tuple[int, int, int]) -> Cells:
    yes, abstain, no = mine
    y, a, n = other
    return (
        (yes & y).bit_count(),
        (yes & a).bit_count(),
        (yes & n).bit_count(),
        (abstain & y).bit_count(),
        (abstain & a).bit_count(),
        (abstain & n).bit_count(),
        (no & y).bit_count(),
        (no & a).bit_count(),
        (no & n).bit_count(),
    )


def _runs(chosen: Sequence[int], size: int) -> list[tuple[int, int]]:
    """Return rising places as runs of bits: the lowest bit of each run and its length."""
    runs: list[list[int]] = []
    for place in chosen:
        if runs and runs[-1][1] == place:
            runs[-1][1] += 1
        else:
            runs.append([place, place + 1])
    return [(size - end, end - start) for start, end in runs]


def _picked(mask: int, runs: list[tuple[int, int]]) -> int:
    picked = 0
    for low, length in runs:
        picked = picked << length | mask >> low & ((1 << length) - 1)
    return picked
