"""Tidy tables of many events: a row for each country on each event."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, compress, repeat
from typing import Any, ClassVar, TypeVar, cast

from unstatements.core.tables import words
from unstatements.events.rollcall import VOTE_WORDS, RollCall
from unstatements.events.selection import selections_text
from unstatements.events.statement import Statement
from unstatements.groups.codes import code_days, code_period, codes_in
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import all_countries
from unstatements.results.cells import Cell, Column, Repeated, attribute_columns
from unstatements.results.result import LongTable

E = TypeVar("E", bound=Statement | RollCall)

_FROM_HEX = bytes.maketrans(b"0123456789abcdef", bytes(range(16)))


def session_number(event: Statement | RollCall) -> int | None:
    """Return the number of a regular session; None for another, and where there is none."""
    text = str(event.session or "")
    return int(text) if text.isdecimal() else None


def special_session(event: Statement | RollCall) -> str | None:
    """Return the session as the UN writes it, where it is not a regular one."""
    text = str(event.session or "")
    return None if text.isdecimal() else text or None


SESSION_COLUMNS: Sequence[Column[Any]] = (
    Column("session", int, session_number),
    Column("special_session", str, special_session),
)
CODE_COLUMNS = attribute_columns(alpha_3=str, cow=int, gw=int)
COVERAGE_COLUMN: Column[Any] = Column(
    "coverage", words("coverage", "selection"), lambda event: selections_text([event])
)


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


class EventTable(LongTable):
    """A row for each country on each event: columns of the event, codes, where it stood."""

    __slots__ = ()

    _of_event: ClassVar[Sequence[Column[Any]]] = ()  # the same for all rows of an event

    def __init__(
        self,
        events: Sequence[E],
        groups: Callable[[E], Iterable[CountrySet]],
        meanings: Mapping[str, Sequence[Cell]],
        notes: Iterable[str],
    ) -> None:
        # A column has for each sum of the weights of groups its meaning; a country that is in no
        # group on an event has no row.
        cells = [by_place(groups(event)) for event in events]
        sizes = (len(row) - row.count(0) for row in cells)
        rows = array("i", chain.from_iterable(map(repeat, range(len(cells)), sizes)))
        held = array("B", b"".join(cells).replace(b"\0", b""))
        of_event = ((column.name, map(column.cell, events)) for column in self._of_event)
        content: dict[str, Sequence[Cell]] = {
            name: Repeated(cast("list[Cell]", [*values]), rows) for name, values in of_event
        }
        content |= _country_codes(events, cells)
        content |= {name: Repeated(meaning, held) for name, meaning in meanings.items()}
        super().__init__(content, notes)


def _country_codes(events: Sequence[E], cells: Sequence[bytes]) -> dict[str, Sequence[Cell]]:
    """Return the columns of countries: their codes on the day of each event."""
    width = len(all_countries())
    everyone, places, dated = range(width), array("i"), array("i")
    for event, row in zip(events, cells, strict=True):
        places.extend(compress(everyone, row))
        first = width * code_period(event.date or date.max)
        dated.extend(compress(range(first, first + width), row))
    periods = range(len(code_days()))
    return {
        "alpha_3": Repeated([country.alpha_3 for country in all_countries()], places),
        "cow": Repeated([*chain(*(codes_in("cow", period) for period in periods))], dated),
        "gw": Repeated([*chain(*(codes_in("gw", period) for period in periods))], dated),
    }


class Votes(EventTable):
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
    _of_event = (
        Column("rollcall", str, "id"),
        Column("date", date),
        Column("year", int, "date.year"),
        *SESSION_COLUMNS,
        *attribute_columns(body=str, vote_kind=words("rollcalls", "vote_kind"), issues=str),
        Column("important", bool),
        COVERAGE_COLUMN,
    )
    _columns = (*_of_event, *CODE_COLUMNS, Column("vote", VOTE_WORDS))
