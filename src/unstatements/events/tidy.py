"""Tidy tables of many events: a row for each country on each event."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, compress, repeat
from typing import ClassVar, Generic, Literal, NamedTuple, Protocol, TypeAlias, TypeVar, get_args

from unstatements.core.tables import words
from unstatements.groups.codes import code_days, code_period, codes_in
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import all_countries
from unstatements.results.cells import Cell, CellType, Column, Repeated, attribute_columns
from unstatements.results.result import LongTable

VoteWord: TypeAlias = Literal["yes", "no", "abstain", "absent"]
VOTE_WORDS: tuple[VoteWord, ...] = get_args(VoteWord)


class DatedEvent(Protocol):
    """What statements and roll calls have in common."""

    @property
    def id(self) -> str:
        """Its key."""
        ...

    @property
    def date(self) -> date | None:
        """Its day."""
        ...

    @property
    def body(self) -> str:
        """Code of the body."""
        ...

    @property
    def session(self) -> str | int | None:
        """Its session."""
        ...


E = TypeVar("E", bound=DatedEvent)

_FROM_HEX = bytes.maketrans(b"0123456789abcdef", bytes(range(16)))
_OF_COUNTRY: Mapping[str, CellType] = {"alpha_3": str, "cow": int, "gw": int}


def session_number(event: DatedEvent) -> int | None:
    """Return the number of a regular session; None for another, and where there is none."""
    text = str(event.session or "")
    return int(text) if text.isdecimal() else None


def special_session(event: DatedEvent) -> str | None:
    """Return the session as the UN writes it, where it is not a regular one."""
    return None if session_number(event) is not None else str(event.session or "") or None


def year_of(event: DatedEvent) -> int | None:
    """Return the year of an event."""
    return event.date.year if event.date else None


def by_place(groups: Iterable[CountrySet]) -> bytes:
    """Return for every country, in order, the sum of the weights of the groups that it is in.

    The groups weigh 1, 2, 4 and 8.

    Example:
        >>> cells = by_place([CountrySet(["AFG"]), CountrySet(["AFG", "ALB"])])
        >>> list(cells[:4])
        [3, 0, 2, 0]
    """
    # Read as hexadecimal, the binary digits of a mask become one digit a country.
    digits = sum(int(f"{group.mask:b}", 16) << place for place, group in enumerate(groups))
    text = f"{digits:0{len(all_countries())}x}"
    return text.encode().translate(_FROM_HEX)[::-1]


class Layout(NamedTuple, Generic[E]):
    """Where the rows of a tidy table stand: a row for each country with a cell on an event.

    Attributes:
        events: The events.
        cells: For each event the cells of all countries; 0 for a country without a row.
    """

    events: Sequence[E]
    cells: Sequence[bytes]

    def of_events(self, **columns: Callable[[E], Cell]) -> dict[str, Sequence[Cell]]:
        """Return columns that are the same for all rows of an event."""
        sizes = (len(row) - row.count(0) for row in self.cells)
        places = array("i", chain.from_iterable(map(repeat, range(len(self.cells)), sizes)))
        return {
            name: Repeated([*map(value, self.events)], places) for name, value in columns.items()
        }

    def of_countries(self) -> dict[str, Sequence[Cell]]:
        """Return the columns of countries: their codes on the day of each event."""
        width = len(all_countries())
        everyone, places, dated = range(width), array("i"), array("i")
        for event, row in zip(self.events, self.cells, strict=True):
            places.extend(compress(everyone, row))
            first = width * code_period(event.date or date.max)
            dated.extend(compress(range(first, first + width), row))
        periods = range(len(code_days()))
        return {
            "alpha_3": Repeated([country.alpha_3 for country in all_countries()], places),
            "cow": Repeated([*chain(*(codes_in("cow", period) for period in periods))], dated),
            "gw": Repeated([*chain(*(codes_in("gw", period) for period in periods))], dated),
        }

    def of_cells(self, meaning: Sequence[Cell]) -> Sequence[Cell]:
        """Return the column that tells what the cells mean, from 0 on."""
        return Repeated(meaning, array("B", b"".join(self.cells).replace(b"\0", b"")))


class Votes(LongTable):
    """How every country voted on roll calls: a row for each vote, and for each recorded absence.

    Example:
        >>> votes = un.rollcalls(body="hrc", session=51).votes()
        >>> votes
        <1034 votes>
        >>> print(votes.to_text(limit=1, width=140))
        1034 votes
        <BLANKLINE>
        ...
    """

    __slots__ = ()

    noun = "vote"
    _on_screen = ("rollcall", "date", "alpha_3", "vote")
    _columns: ClassVar[Sequence[Column[Mapping[str, Cell]]]] = attribute_columns(
        rollcall=str,
        date=date,
        year=int,
        session=int,
        special_session=str,
        body=str,
        vote_kind=words("rollcalls", "vote_kind"),
        issues=str,
        important=bool,
        coverage=words("coverage", "selection"),
        **_OF_COUNTRY,
        vote=VOTE_WORDS,
    )
