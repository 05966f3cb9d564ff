"""One statement, roll call, bloc or country in full; blocs as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from unstatements.analysis.positions import named_event, positions
from unstatements.core.arguments import close_matches, unknown
from unstatements.core.dates import as_date
from unstatements.core.errors import (
    UnknownBlocError,
    UnknownCountryError,
    UnknownRollCallError,
    UnknownStatementError,
)
from unstatements.core.sources import Source
from unstatements.events.browse import signed_by
from unstatements.events.rollcall import RollCall
from unstatements.events.rollcalls import rollcalls
from unstatements.events.statement import Statement
from unstatements.events.statements import statements
from unstatements.groups.bloc import Bloc, bloc, blocs, known_since_notes
from unstatements.results.cells import Column, Row, attribute_columns
from unstatements.results.packaged import tables
from unstatements.results.result import Listing, Result
from unstatements.results.text import Fact, facts_text, shortened

_SIGNATURE = (
    Column[Any]("alpha_3", str, "country.alpha_3"),
    *attribute_columns(country=str, printed_as=str, status=str, later=bool),
    *attribute_columns(joined_on=date, withdrawn_on=date),
    Column[Any]("sources", str, "sources.id"),
)


@frozen(repr=False)
class Details(Result):
    """A statement, a roll call or a bloc in full: facts for people, rows for machines."""

    name: str
    facts: tuple[Fact, ...]
    record: Mapping[str, object]
    sources: tuple[Source, ...]
    members: Sequence[object]
    member_columns: Sequence[Column[Any]]

    def title(self) -> str:
        return self.name

    _rows_of = "members"

    def _declared(self) -> Sequence[Column[Any]]:
        return self.member_columns

    def to_dict(self) -> dict[str, object]:
        """Return all that the record holds of it as plain values, ready for JSON."""
        return {
            "title": self.name,
            **self.record,
            "rows": self.rows(),
            "sources": [source._asdict() for source in self.sources],
        }

    def to_text(self, limit: int | None = None, width: int = 100) -> str:  # noqa: ARG002  # no rows
        """Return what is known of it as text, one fact after another."""
        return facts_text(self.name, self.facts, width)


def details(name: str, on: str | None = None) -> Result:
    """Return all that the record holds of a statement, a roll call, a bloc or a country."""
    value = _event_or_bloc(name)
    if isinstance(value, Bloc):
        return _bloc(value, on)
    if on is not None:
        raise ValueError("only the members of a bloc are asked for on a day: leave it out")
    if value is None:
        return _country(name)
    return _statement(value) if isinstance(value, Statement) else _rollcall(value)


def is_event(name: str) -> bool:
    """Return whether a statement or a roll call has this id or symbol."""
    return isinstance(_event_or_bloc(name), Statement | RollCall)


def is_named(name: str) -> bool:
    """Return whether an event, a bloc or a target of statements has exactly this name."""
    targets = {statement.target.casefold() for statement in statements()}
    return name.casefold() in targets or _event_or_bloc(name) is not None


def _event_or_bloc(name: str) -> Statement | RollCall | Bloc | None:
    for find in (named_event, bloc):
        try:
            return find(name)
        except (UnknownStatementError, UnknownRollCallError, UnknownBlocError):
            pass
    return None


def _country(name: str) -> Result:
    try:
        return signed_by(name)
    except UnknownCountryError as error:
        ids = [value.id for value in (*statements(beyond_un=True), *blocs())]
        symbols = {vote.symbol.lower(): vote.symbol for vote in rollcalls() if vote.symbol}
        matches = close_matches(name.lower(), symbols if "/" in name else ids)
        offers = tuple(symbols.get(match, match) for match in matches) or error.suggestions
        what = "no statement, roll call, bloc or country is called"
        raise unknown(UnknownStatementError, what, name, offers) from None


def _statement(statement: Statement) -> Details:
    own: dict[str, object] = {"statement": _rows("statements", "id", statement.id)[0]}
    for name in ("lists", "reported_counts", "changes"):
        own[name] = _rows(name, "statement", statement.id)
    return Details(
        name=str(statement),
        facts=statement.facts(),
        record=own,
        sources=statement.sources,
        members=statement.signatures,
        member_columns=_SIGNATURE,
    )


def _rollcall(rollcall: RollCall) -> Details:
    plain = ("id", "symbol", "date", "body", "session", "title", "outcome", "tally", "target")
    own = {name: getattr(rollcall, name) for name in plain} | {
        "date": rollcall.date_text,
        "tally": str(rollcall.tally),
        "proposition": rollcall.proposition.id if rollcall.proposition else None,
        "direction": rollcall.direction,
        "completeness": rollcall.completeness,
        "notes": rollcall.notes,
    }
    position_of = positions(rollcall)
    votes: list[Row] = [
        {"alpha_3": country.alpha_3, "country": country.name, "vote": vote}
        | {"position": str(position_of[country])}
        for vote in ("yes", "no", "abstain", "absent")
        for country in getattr(rollcall, vote)
    ]
    return Details(
        name=str(rollcall),
        facts=rollcall.facts(),
        record={"rollcall": own},
        sources=rollcall.sources,
        members=votes,
        member_columns=attribute_columns(alpha_3=str, country=str, vote=str, position=str),
    )


def _bloc(value: Bloc, on: str | None) -> Details:
    own = {"bloc": _rows("blocs", "id", value.id)[0], "on": str(on or value.as_of)}
    return Details(
        name=value.name,
        facts=value.facts(on),
        record=own,
        sources=value.sources,
        members=list(value.members(on)),
        member_columns=(*attribute_columns(alpha_3=str), Column[Any]("country", str, "name")),
    )


def _rows(name: str, column: str, key: str) -> list[dict[str, str | None]]:
    rows = [row for row in tables()[name] if row[column] == key]
    return [{column: cell or None for column, cell in row.items()} for row in rows]


class Blocs(Listing[Bloc]):
    """Blocs with their members on a day; a sequence that shows itself as a table."""

    __slots__ = ("_on",)

    noun = "bloc"

    def __init__(self, items: Iterable[Bloc], on: str | None = None) -> None:
        super().__init__(items)
        self._on = None if on is None else as_date(on)

    _on_screen = (
        *("bloc", "abbreviation"),
        Column[Bloc]("name", str, lambda bloc: shortened(bloc.name, 40)),
        *("kind", "members"),
    )

    def _declared(self) -> Sequence[Column[Bloc]]:
        on = self._on
        return (
            Column("bloc", str, "id"),
            *attribute_columns(abbreviation=str, name=str, kind=str, partition=str),
            Column("members", int, lambda bloc: len(bloc.members(on, unknown="ignore"))),
            Column("as_of", date, lambda bloc: on or bloc.as_of),
        )

    def footnotes(self) -> Sequence[str]:
        return known_since_notes(self, self._on)
