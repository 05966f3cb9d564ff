"""The main job: one statement, its rival, the split by region, the shift and the vote, in plain text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from textwrap import fill
from typing import TextIO

from attrs import frozen

from unstatements.analysis.compare import BlocComparison, compare
from unstatements.analysis.positions import Position, positions
from unstatements.analysis.shift import Shift, shift
from unstatements.events.rollcall import RollCall, rollcalls_on
from unstatements.events.statement import Statement, StatementLike, statement, statements
from unstatements.results.text import text_table

__all__ = ["DEFAULT_EVENT", "Report", "report"]

DEFAULT_EVENT = "2022-10-31-ga3c-canada"

_WIDTH = 98
_SOURCES_SHOWN = 4


@frozen
class Report:
    """What the record holds about one statement.

    Attributes:
        statement: The statement.
        rival: Its counterstatement; None where there is none.
        split: How the regional groups divided.
        previous: The last statement before it by the same side in the same body; None where there is none.
        moved: The shift since that statement; None where there is none.
        vote: The last roll call before it on the same proposition; None where there is none.
        vote_split: How the regional groups divided in that vote.
        vote_to_statement: The shift from that vote to the statement, over those that could take part in both.

    Example:
        >>> import unstatements as un
        >>> from unstatements.analysis.report import report
        >>> report("2022-10-31-ga3c-canada").vote.symbol
        'A/HRC/51/L.6'
    """

    statement: Statement
    rival: Statement | None
    split: BlocComparison
    previous: Statement | None
    moved: Shift | None
    vote: RollCall | None
    vote_split: BlocComparison | None
    vote_to_statement: Shift | None

    def to_text(self) -> str:
        """Return the report as plain text, one section after another."""
        sections = [self._both_sides(), self._by_region(), self._since_before(), self._the_vote()]
        return "\n\n".join("\n".join(lines) for lines in sections if lines)

    def to_dict(self) -> dict[str, object]:
        """Return the report as plain values, ready for JSON."""
        return {
            "statement": _statement_dict(self.statement),
            "counterstatement": _statement_dict(self.rival) if self.rival else None,
            "by_regional_group": self.split.to_dict(),
            "shift": _shift_dict(self.moved) if self.moved else None,
            "vote": _vote_dict(self.vote, self.vote_split) if self.vote and self.vote_split else None,
            "vote_to_statement": (_shift_dict(self.vote_to_statement) if self.vote_to_statement else None),
        }

    def to_csv(self, file: TextIO) -> None:
        """Write one row a state that could sign: its position then and before, and its vote.

        Args:
            file: A file open for text.

        Example:
            >>> from io import StringIO
            >>> report().to_csv(written := StringIO())
            >>> written.getvalue().splitlines()[0]
            'alpha_3,country,regional_group,position,before,movement,vote'
        """
        import csv

        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("alpha_3", "country", "regional_group", "position", "before", "movement", "vote"))
        group = {one: part.bloc for part in self.split.blocs for one in part.electorate}
        moved = {row["alpha_3"]: row for row in self.moved.rows()} if self.moved else {}
        votes = {vote: getattr(self.vote, vote, ()) for vote in ("yes", "no", "abstain", "absent")}
        for one, position in positions(self.statement).items():
            then = moved.get(one.alpha_3, {})
            vote = next((vote for vote, cast in votes.items() if one in cast), "")
            shown = (position, then.get("before", ""), then.get("movement", ""), vote)
            writer.writerow((one.alpha_3, one.name, group.get(one, ""), *shown))

    def _both_sides(self) -> list[str]:
        lines = _heading("1. The statement and its counterstatement")
        for one in (self.statement, self.rival):
            if one is not None:
                lines += _statement_lines(one)
        if self.rival is None:
            lines.append("No counterstatement is recorded.")
        return lines

    def _by_region(self) -> list[str]:
        return [
            *_heading("2. The split by UN regional group"),
            text_table(self.split.display_rows()),
            *self.split.footnotes(),
        ]

    def _since_before(self) -> list[str]:
        lines = _heading("3. The shift since the statement before")
        if self.moved is None or self.previous is None:
            return [*lines, "No earlier statement by the same side in the same body is recorded."]
        gained, lost = self.moved.joined, self.moved.left
        return [
            *lines,
            f"From {self.previous.id} ({_signers(self.previous)})",
            f"  to {self.statement.id} ({_signers(self.statement)})",
            *_named("gained", gained),
            *_named("lost", lost),
            *_named("changed sides", self.moved.switched),
            f"net {self.moved.net} in favour; of {len(self.moved.unknown)} countries it is not known "
            "whether they moved",
        ]

    def _the_vote(self) -> list[str]:
        lines = _heading("4. The recorded vote on the same proposition")
        if self.vote is None or self.vote_split is None or self.vote_to_statement is None:
            return [*lines, "No earlier roll call on the same proposition is recorded."]
        then = self.vote_to_statement
        stayed_out = then.before.of(Position.FOR) - then.after.possible(Position.FOR)
        lines += [
            f"{self.vote}",
            *_wrapped(f"on: {self.vote.title}"),
            text_table(self.vote_split.display_rows()),
            *[
                line
                for one in self.vote.corrections[:1]
                for line in _wrapped(f"{one.country}, {one.date}: {one.what}")
            ],
            f"Of the {len(then.among)} that could vote and sign:",
            *_named("voted for and signed", then.before.of("for") & then.after.of("for")),
            *_named("voted for, did not sign", stayed_out & then.among),
            *_named("signed, had not voted for", then.joined),
        ]
        return lines


def report(event: StatementLike = DEFAULT_EVENT) -> Report:
    """Put together what the record holds about one statement.

    Args:
        event: A statement or its id.

    Raises:
        UnknownStatementError: If there is no such statement.
        ValueError: If the statement's date is not known.

    Example:
        >>> print(report().previous.id)
        2021-10-21-ga3c-france
    """
    one = statement(event)
    before = _previous(one)
    vote = _vote_before(one)
    return Report(
        statement=one,
        rival=one.counterstatement,
        split=compare(one, unknown="ignore"),
        previous=before,
        moved=shift(before, one) if before else None,
        vote=vote,
        vote_split=compare(vote, unknown="ignore") if vote else None,
        vote_to_statement=_seen_from(one, vote) if vote else None,
    )


def _previous(one: Statement) -> Statement | None:
    earlier = [
        other
        for other in statements(body=one.body)
        if other.proposition == one.proposition
        and other.direction == one.direction
        and other.date is not None
        and other.date < (one.date or date.max)
    ]
    return earlier[-1] if earlier else None


def _vote_before(one: Statement) -> RollCall | None:
    earlier = [
        vote
        for vote in rollcalls_on(one.proposition)
        if vote.date is not None and vote.date < (one.date or date.max)
    ]
    return earlier[-1] if earlier else None


def _seen_from(one: Statement, vote: RollCall) -> Shift:
    """The shift from the vote to the statement, FOR meaning what the statement says."""
    then = shift(vote, one)
    if one.direction == "for":
        return then
    return Shift(then.before.flipped(), then.after.flipped(), then.among, then.entered, then.exited)


def _heading(text: str) -> list[str]:
    return [text, "=" * len(text)]


def _wrapped(text: str) -> list[str]:
    return [fill(text, _WIDTH, subsequent_indent="    ")]


def _named(label: str, countries: Iterable[object]) -> list[str]:
    names = [str(one) for one in countries]
    return _wrapped(f"{label} {len(names)}: {', '.join(names)}" if names else f"{label} 0")


def _signers(one: Statement) -> str:
    known = len(one.signatories)
    if one.completeness == "complete":
        return f"{known} signatories, all known by name"
    reported = one.reported_count or "an unknown number of"
    return f"{reported} signatories reported, {known} known by name"


def _statement_lines(one: Statement) -> list[str]:
    lines = _wrapped(str(one))
    lines.append(f"  id {one.id}; {_signers(one)} ({one.completeness})")
    names = ", ".join(signer.name for signer in one.signatories)
    lines += [fill(names, _WIDTH, initial_indent="  ", subsequent_indent="  ")] if names else []
    for shown in islice(one.sources, _SOURCES_SHOWN):
        lines.append(f"  [{shown.kind}] {shown.publisher}: {shown.url}"[: _WIDTH + 60])
    if len(one.sources) > _SOURCES_SHOWN:
        lines.append(f"  and {len(one.sources) - _SOURCES_SHOWN} more sources")
    return lines


def _statement_dict(one: Statement) -> dict[str, object]:
    stood = positions(one)
    return {
        "id": one.id,
        "date": one.date_text,
        "body": one.body_name,
        "delivered_by": one.delivered_by.alpha_3 if one.delivered_by else None,
        "stance": one.stance,
        "target": one.target,
        "topics": list(one.topics),
        "proposition": one.proposition.text,
        "direction": one.direction,
        "completeness": one.completeness,
        "reported_count": one.reported_count,
        "signatories": list(one.signatories.alpha_3s),
        "positions": {str(where): list(stood.of(where).alpha_3s) for where in Position},
        "sources": [
            {"id": shown.id, "publisher": shown.publisher, "kind": shown.kind, "url": shown.url}
            for shown in one.sources
        ],
        "notes": one.notes,
    }


def _shift_dict(moved: Shift) -> dict[str, object]:
    return {
        "before": moved.before.event.id,
        "after": moved.after.event.id,
        "compared": len(moved.among),
        "joined": list(moved.joined.alpha_3s),
        "left": list(moved.left.alpha_3s),
        "switched": list(moved.switched.alpha_3s),
        "unknown": list(moved.unknown.alpha_3s),
        "net": [moved.net.low, moved.net.high],
    }


def _vote_dict(vote: RollCall, split: BlocComparison) -> dict[str, object]:
    return {
        "id": vote.id,
        "symbol": vote.symbol,
        "date": str(vote.date),
        "title": vote.title,
        "outcome": vote.outcome,
        "tally": str(vote.tally),
        "yes": list(vote.yes.alpha_3s),
        "no": list(vote.no.alpha_3s),
        "abstain": list(vote.abstain.alpha_3s),
        "absent": list(vote.absent.alpha_3s),
        "by_regional_group": split.to_dict(),
        "source": vote.source.url,
        "notes": vote.notes,
    }
