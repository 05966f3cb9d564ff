"""What the command line shows and the library has no result for: one event or bloc in full, countries in a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from attrs import asdict, frozen

from unstatements.analysis.positions import named_event, positions
from unstatements.core.arguments import close_matches, did_you_mean
from unstatements.core.errors import (
    UnknownBlocError,
    UnknownCountryError,
    UnknownRollCallError,
    UnknownStatementError,
)
from unstatements.core.sources import Source
from unstatements.core.tables import columns, rows_of, table
from unstatements.events.browse import signed_by
from unstatements.events.rollcall import RollCall
from unstatements.events.statement import Statement, statements
from unstatements.groups.bloc import Bloc, bloc, blocs
from unstatements.names.find import find_countries
from unstatements.results.cells import Row, Types
from unstatements.results.result import Result

__all__ = ["Mentions", "Shown", "mentions", "shown"]


@frozen
class Shown(Result):
    """A statement, a roll call or a bloc in full.

    Attributes:
        name: What it is, in one line.
        facts: What is known of it: label and text.
        record: Its row of the data package, and the rows that belong to it.
        sources: Its sources.
        members: One row a country: signatures, votes or members.

    Example:
        >>> print(shown("2022-10-31-ga3c-canada").to_text().splitlines()[0])
        2022-10-31 Third Committee of the General Assembly: joint statement by Canada (critical, China)
    """

    name: str
    facts: tuple[tuple[str, str], ...]
    record: Mapping[str, object]
    sources: tuple[Source, ...]
    members: tuple[Row, ...]
    types: Types

    def title(self) -> str:
        """Return what it is, in one line."""
        return self.name

    def rows(self) -> list[Row]:
        """Return one row a country."""
        return [dict(row) for row in self.members]

    def _types(self) -> Types:
        return self.types

    def to_dict(self) -> dict[str, object]:
        """Return all that the record holds of it as plain values, ready for JSON."""
        return {
            "title": self.name,
            **self.record,
            "rows": self.rows(),
            "sources": [asdict(one) for one in self.sources],
        }

    def to_text(self, limit: int | None = None, width: int = 100) -> str:
        """Return what is known of it as text, one fact after another.

        Args:
            limit: Show no more sources than this; None for all.
            width: Columns of the text.
        """
        from functools import partial
        from textwrap import wrap

        fill = partial(wrap, break_long_words=False, break_on_hyphens=False)
        cited = [str(one) for one in self.sources[:limit]]
        facts = [(label, text) for label, text in self.facts if text]
        facts += [("source" if at == 0 else "", text) for at, text in enumerate(cited)]
        indent = max(len(label) for label, _text in facts) + 2
        room = max(width, indent + 20)
        lines = [*fill(self.name, width), ""]
        for label, text in facts:
            lead = f"{label:<{indent}}"
            lines += fill(text, room, initial_indent=lead, subsequent_indent=" " * indent)
        return "\n".join(lines)


def shown(name: str, on: str | None = None) -> Result:
    """Return all that the record holds of a statement, a roll call, a bloc or a country.

    Args:
        name: Id or symbol of an event, name of a bloc, name or code of a country, tried in that order.
        on: For a bloc, the day of its membership; None for the last one known.

    Raises:
        UnknownStatementError: If there is nothing of that name.
        AmbiguousCountryError: If several countries are called so.
        ValueError: If a day is given for something else than a bloc.

    Example:
        >>> len(shown("EU", on="2020-01-31").rows()), shown("Fiji").rows()[0]["status"]
        (28, 'confirmed')
    """
    found = _event_or_bloc(name)
    if found is None:
        return _without_day(on, _record(name))
    if isinstance(found, Bloc):
        return _bloc(found, on)
    return _without_day(on, _statement(found) if isinstance(found, Statement) else _rollcall(found))


def _event_or_bloc(name: str) -> Statement | RollCall | Bloc | None:
    for find in (named_event, bloc):
        try:
            return find(name)
        except (UnknownStatementError, UnknownRollCallError, UnknownBlocError):
            pass
    return None


def _record(name: str) -> Result:
    try:
        return signed_by(name)
    except UnknownCountryError as error:
        known = [one.id for one in (*statements(), *blocs())]
        offers = close_matches(name.lower(), known) or error.suggestions
        raise UnknownStatementError(
            f"no statement, roll call, bloc or country is called {name!r}{did_you_mean(offers)}",
            value=name,
            suggestions=offers,
        ) from None


def _without_day(on: str | None, found: Result) -> Result:
    if on is not None:
        raise ValueError("only the members of a bloc are asked for on a day: leave it out")
    return found


def _statement(one: Statement) -> Shown:
    known, rival = one.signatories, one.counterstatement
    reported = "; ".join(
        f"{count.count or count.printed} ({count.source.publisher}{', ' if count.note else ''}{count.note})"
        for count in one.reported_counts
    )
    changes = "; ".join(
        " ".join(filter(None, (str(change.country), change.event, change.date or change.known_by)))
        for change in one.changes
    )
    facts = (
        ("id", one.id),
        ("title", one.title),
        ("symbols", ", ".join(one.symbols)),
        ("session", str(one.session or "")),
        ("delivered by", str(one.delivered_by or "")),
        ("delivered for", one.delivered_for),
        ("topics", ", ".join(one.topics)),
        ("proposition", f"{one.direction}: {one.proposition}"),
        ("signatories", _signatories(one)),
        ("", str(known)),
        ("others", ", ".join(one.other_signatories)),
        ("did not sign", str(one.non_signatories)),
        ("changes", changes),
        ("reported", reported),
        ("rival", f"{rival.id}: {rival}" if rival else ""),
        ("notes", one.notes),
    )
    rows: list[Row] = [
        {
            "alpha_3": signature.country.alpha_3,
            "country": signature.country.name,
            "printed_as": signature.printed_as,
            "status": signature.status,
            "later": signature.later,
            "joined_on": signature.joined_on,
            "withdrawn_on": signature.withdrawn_on,
            "sources": ";".join(each.id for each in signature.sources),
        }
        for signature in one.signatures
    ]
    types: Types = {
        "alpha_3": str,
        "country": str,
        "printed_as": str,
        "status": str,
        "later": bool,
        "joined_on": date,
        "withdrawn_on": date,
        "sources": str,
    }
    own: dict[str, object] = {"statement": _row("statements", one.id)}
    own |= {name: _rows(name, one.id) for name in ("lists", "reported_counts", "changes")}
    return Shown(str(one), facts, own, one.sources, tuple(rows), types)


def _signatories(one: Statement) -> str:
    known = len(one.signatories)
    if one.completeness == "complete":
        return f"{known}, all known by name"
    return f"{known} known by name, of {one.reported_count or 'an unknown number'}"


def _rollcall(one: RollCall) -> Shown:
    votes = (("yes", one.yes), ("no", one.no), ("abstain", one.abstain), ("absent", one.absent))
    corrections = dict.fromkeys(f"{each.country}, {each.date}: {each.what}" for each in one.corrections)
    facts = (
        ("id", one.id),
        ("title", one.title),
        ("kind", one.vote_kind),
        ("session", one.session),
        ("target", one.target),
        ("proposition", f"{one.direction}: {one.proposition}" if one.proposition else ""),
        ("outcome", f"{one.outcome}, {one.tally} (yes, no, abstain)"),
        *((word, f"{len(who)}: {who}" if who else "") for word, who in votes),
        ("votes known", "" if one.completeness == "complete" else one.completeness),
        ("corrections", "; ".join(corrections)),
        ("notes", one.notes),
    )
    stood = positions(one)
    rows: list[Row] = [
        {"alpha_3": each.alpha_3, "country": each.name, "vote": word} for word, who in votes for each in who
    ]
    for row in rows:
        row["position"] = str(stood[str(row["alpha_3"])])
    types: Types = {"alpha_3": str, "country": str, "vote": str, "position": str}
    whole = {
        "rollcall": {
            "id": one.id,
            "symbol": one.symbol,
            "date": one.date_text,
            "body": one.body,
            "session": one.session,
            "title": one.title,
            "outcome": one.outcome,
            "tally": str(one.tally),
            "target": one.target,
            "proposition": one.proposition.id if one.proposition else None,
            "direction": one.direction,
            "completeness": one.completeness,
            "notes": one.notes,
        }
    }
    return Shown(str(one), facts, whole, one.sources, tuple(rows), types)


def _bloc(one: Bloc, on: str | None) -> Shown:
    members = one.members(on)
    day = on or one.as_of
    facts = (
        ("id", one.id),
        ("kind", one.kind),
        ("partition", one.partition),
        (f"members on {day}", str(len(members))),
        ("", str(members)),
        ("known since", str(one.known_since or "")),
        ("confidence", one.confidence),
        ("notes", one.notes),
    )
    rows: tuple[Row, ...] = tuple({"alpha_3": each.alpha_3, "country": each.name} for each in members)
    own: dict[str, object] = {"bloc": _row("blocs", one.id), "on": str(day)}
    name = one.name if one.abbreviation == one.name else f"{one.name} ({one.abbreviation})"
    return Shown(name, facts, own, one.sources, rows, {"alpha_3": str, "country": str})


def _row(name: str, id: str) -> dict[str, object]:
    row = next(row for row in table(name) if row[0] == id)
    return {column: cell or None for column, cell in zip(columns(name), row, strict=True)}


def _rows(name: str, statement_id: str) -> list[dict[str, object]]:
    return [
        {column: cell or None for column, cell in zip(columns(name), row, strict=True)}
        for _index, row in rows_of(name, statement_id)
    ]


@frozen(repr=False)
class Mentions(Result):
    """The countries that a text mentions, with their places.

    Attributes:
        found: One row a mention.

    Example:
        >>> [row["alpha_3"] for row in mentions("Chile met Peru.").rows()]
        ['CHL', 'PER']
    """

    found: tuple[Row, ...]

    def title(self) -> str:
        """Return the number of mentions and of countries."""
        distinct = len({row["alpha_3"] for row in self.found})
        size = len(self.found)
        return (
            f"{size} mention{'' if size == 1 else 's'} of {distinct} countr{'y' if distinct == 1 else 'ies'}"
        )

    def rows(self) -> list[Row]:
        """Return one row a mention: where it stands, how it is written, which country it is."""
        return [dict(row) for row in self.found]

    def display_rows(self) -> Sequence[Row]:  # type: ignore[override]  # narrower is fine
        """Return the columns that fit a screen."""
        return [
            {name: row[name] for name in ("line", "column", "text", "alpha_3", "country")}
            for row in self.found
        ]

    def _types(self) -> Types:
        return {
            "line": int,
            "column": int,
            "start": int,
            "end": int,
            "text": str,
            "alpha_3": str,
            "country": str,
        }


def mentions(text: str, on: date | None = None) -> Mentions:
    """Find the countries that a text mentions.

    Args:
        text: The text.
        on: Its day.
    """
    begins = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
    rows: list[Row] = []
    for one in find_countries(text, on):
        line = bisect_right(begins, one.start)
        rows.append(
            {
                "line": line,
                "column": one.start - begins[line - 1] + 1,
                "start": one.start,
                "end": one.end,
                "text": " ".join(one.text.split()),
                "alpha_3": one.country.alpha_3,
                "country": one.country.name,
            }
        )
    return Mentions(tuple(rows))
