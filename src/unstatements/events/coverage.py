"""How many recorded votes were held, and how many of them the record has, session by session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from unstatements.core.sources import Source, source
from unstatements.core.tables import build, record, words
from unstatements.events.rollcalls import rollcalls
from unstatements.events.selection import Selection, selections_in
from unstatements.events.statement import body_code, body_names
from unstatements.results.cells import Column, attribute_columns
from unstatements.results.result import Listing

Counted = Literal["adopted resolutions", "texts"]


class SessionCoverage(NamedTuple):
    """How many recorded votes a body held in a session, and how many the record has.

    Attributes:
        body: Code of the body.
        session: The session as the UN writes it.
        selection: Of which votes the record has the roll: ``"all"``, ``"country situations"`` or
            ``"single votes"``.
        counted: What `held` and `recorded` count: ``"adopted resolutions"``, or all ``"texts"``
            and amendments put to a recorded vote.
        held: The number of recorded votes held; None where no source that was read tells it.
        until: Last day to which `held` counts; None where it counts the whole session.
        recorded: How many such votes the record has.
        rollcalls: How many roll calls of the session the record has, with those on paragraphs,
            amendments and procedure.
        source: Source of `held`; None where that is None.
    """

    body: str
    session: str
    selection: Selection
    counted: Counted
    held: int | None
    until: date | None
    recorded: int
    rollcalls: int
    source: Source | None

    def __str__(self) -> str:
        name = f"{body_names()[self.body]} {self.session}".strip()
        held = "unknown" if self.held is None else str(self.held)
        until = f" to {self.until}" if self.until else ""
        return f"{name}: recorded votes held{until}: {held}, in the record: {self.recorded}"

    def __repr__(self) -> str:
        held = "unknown" if self.held is None else self.held
        return f"<coverage of {self.body} {self.session}: {self.recorded} of {held}>"


class Coverage(Listing[SessionCoverage]):
    """Sessions, bodies in order of code; a sequence that shows itself as a table."""

    __slots__ = ()

    noun = "session"
    _on_screen = ("body", "session", "selection", "held", "recorded", "rollcalls")
    _columns = (
        *attribute_columns(body=str, session=str, selection=words("coverage", "selection")),
        *attribute_columns(held=int, recorded=int, rollcalls=int),
        *attribute_columns(counted=words("coverage", "counted"), until=date),
        Column[SessionCoverage]("source", str, "source.id"),
    )

    def footnotes(self) -> Sequence[str]:
        counted_to: dict[date, list[str]] = {}
        for each in self:
            if each.until:
                counted_to.setdefault(each.until, []).append(f"{each.body} {each.session}")
        return [
            "held, recorded: of the General Assembly, recorded votes on resolutions that were "
            "adopted; else on all texts and amendments. rollcalls: with those on paragraphs, "
            "amendments and procedure.",
            *(f"held to {day}: {', '.join(part)}." for day, part in counted_to.items()),
        ]


def coverage(body: str | None = None, *, edition: str | None = None) -> Coverage:
    """Return how many recorded votes were held, and how many the record has, by session.

    Args:
        body: Code of a body, such as ``"ga"``; None for all that voted.
        edition: As in `rollcalls`: editions that were added count.

    Raises:
        ValueError: If the body or edition is not known.

    Example:
        >>> for session in un.coverage("ga", edition="bundled")[78:80]:
        ...     print(session)
        General Assembly 79: recorded votes held: unknown, in the record: 17
        General Assembly 80: recorded votes held: unknown, in the record: 17
    """
    code = body_code(body)
    events = rollcalls(code, edition=edition)
    every = Counter((rollcall.body, rollcall.session) for rollcall in events)
    drafts = (each for each in events if each.vote_kind.startswith("draft"))
    adopted = Counter((each.body, each.session) for each in drafts if each.outcome == "adopted")
    selected = selections_in(events)

    make = record(SessionCoverage, held=int, until=date.fromisoformat, source=source)

    def row(cells: Mapping[str, str]) -> SessionCoverage:
        session = (cells["body"], cells["session"])
        counts = adopted if cells["counted"] == "adopted resolutions" else every
        selection = selected.get(session, cells["selection"])
        return make(cells, selection=selection, recorded=counts[session], rollcalls=every[session])

    rows = build("coverage", row)
    return Coverage(each for each in rows if code in (None, each.body))
