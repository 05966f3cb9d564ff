"""The main job: one statement against its rival, the split by region, the shift and the vote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from attrs import evolve, frozen

from unstatements.analysis.comparison import BlocComparison, Split
from unstatements.analysis.grouping import grouping
from unstatements.analysis.headline import headline, previous_statement
from unstatements.analysis.positions import positions
from unstatements.analysis.shift import MOVEMENTS, Shift, shift
from unstatements.core.sources import best_first
from unstatements.core.tables import descriptor
from unstatements.events.position import PLACES, Position
from unstatements.events.rollcall import VOTE_WORDS, RollCall, rollcalls_on
from unstatements.events.statement import Statement, StatementLike, known_by_name, statement
from unstatements.names.country import Country
from unstatements.results.cells import attribute_columns
from unstatements.results.html import escape
from unstatements.results.result import Result
from unstatements.results.text import Fact, facts_text, more, plural, text_table, wrapped

Part: TypeAlias = "str | Statement | Result"

_POSITIONS = tuple(map(str, Position))
_SOURCES = 6  # of a statement in the text; all stand in the JSON


@frozen(repr=False)
class Report(Result):
    """What the record holds about one statement.

    Printed it has four sections: both sides, the split by regional group, the shift, and the vote.
    Its rows say of each state that could sign where it stood then and before, and how it voted.

    Attributes:
        statement: The statement.
        split: How the regional groups divided.
        previous: The last statement before it by the same side in the same body; None without one.
        shift: The shift since that statement; None where there is none.
        vote: The last roll call before it on the same proposition; None where there is none.
        vote_split: How the regional groups divided in that vote.
        vote_to_statement: The shift from that vote to the statement, over those that could take
            part in both; FOR means what the statement says.
    """

    statement: Statement
    split: BlocComparison
    previous: Statement | None
    shift: Shift | None
    vote: RollCall | None
    vote_split: BlocComparison | None
    vote_to_statement: Shift | None

    _columns = (
        *attribute_columns(alpha_3=str, country=str, regional_group=str, position=_POSITIONS),
        *attribute_columns(before=PLACES, movement=MOVEMENTS, vote=VOTE_WORDS),
    )

    def title(self) -> str:
        return headline(self.statement, self.shift)

    def _records(self) -> Iterable[Mapping[str, str]]:
        groups = {country: part.bloc for part in self.split.blocs for country in part.electorate}
        moves = {row["alpha_3"]: row for row in self.shift.rows()} if self.shift else {}
        votes = {country: vote for vote in VOTE_WORDS for country in getattr(self.vote, vote, ())}
        for country, position in positions(self.statement).items():
            move = moves.get(country.alpha_3, {})
            yield {
                "alpha_3": country.alpha_3,
                "country": country.name,
                "regional_group": groups.get(country, ""),
                "position": str(position),
                "before": str(move.get("before", "")),
                "movement": str(move.get("movement", "")),
                "vote": votes.get(country, ""),
            }

    def to_text(self, limit: int | None = None, width: int = 100) -> str:
        """Return the report as plain text, one section after another.

        Args:
            limit: Show no more rows of a table than this; None for all.
            width: How many columns lines may have, as far as no word must be broken.
        """
        sections = ["\n".join(wrapped(self.title(), width))]
        for heading, parts in self._sections():
            lines = [heading, "=" * len(heading)]
            for part in parts:
                lines += _text_lines(part, limit, width)
            sections.append("\n".join(lines))
        return "\n\n".join(sections)

    def _repr_html_(self) -> str:
        html = [f"<h3>{escape(self.title())}</h3>"]
        for heading, parts in self._sections():
            html += [f"<h4>{escape(heading)}</h4>", *map(_html, parts)]
        return f"<div>{''.join(html)}</div>"

    def to_dict(self) -> dict[str, object]:
        """Return the report as plain values for JSON: the rows, and each section in full."""
        split, then = self.vote_split, self.vote_to_statement
        return {
            **super().to_dict(),
            "statement": _statement_dict(self.statement),
            "counterstatements": list(map(_statement_dict, self.statement.counterstatements)),
            "by_regional_group": self.split.to_dict(),
            "shift": _shift_dict(self.shift) if self.shift else None,
            "vote": _vote_dict(self.vote, split) if self.vote and split else None,
            "vote_to_statement": _shift_dict(then) if then else None,
        }

    def _sections(self) -> Sequence[tuple[str, Sequence[Part]]]:
        return [
            ("1. The statement and its counterstatements", self._both_sides()),
            ("2. The split by UN regional group", [self.split]),
            ("3. The shift since the statement before", self._since_before()),
            ("4. The recorded vote on the same proposition", self._on_the_vote()),
        ]

    def _both_sides(self) -> Sequence[Part]:
        rivals = self.statement.counterstatements
        if not rivals:
            return [self.statement, "No counterstatement is recorded."]
        if len(rivals) == 1:
            return [self.statement, *rivals]
        against = positions(self.statement).count(Position.AGAINST)
        named = len(positions(self.statement).of(Position.AGAINST))
        together = f"On any of these {len(rivals)}: {against} states"
        return [self.statement, *rivals, f"{together}, {named} of them known by name"]

    def _since_before(self) -> Sequence[Part]:
        if self.shift is None or self.previous is None:
            return ["No earlier statement by the same side in the same body is recorded."]
        unknown = plural(len(self.shift.unknown), "country", "countries")
        return [
            f"From {self.previous.id} (signatories: {known_by_name(self.previous)})",
            f"  to {self.statement.id} (signatories: {known_by_name(self.statement)})",
            _named("gained", self.shift.joined),
            _named("lost", self.shift.left),
            _named("changed sides", self.shift.switched),
            *self.shift.other_answers_notes(),
            f"net {self.shift.net} in favour; of {unknown} it is not known whether they moved",
        ]

    def _on_the_vote(self) -> Sequence[Part]:
        if self.vote is None or self.vote_split is None or self.vote_to_statement is None:
            return ["No earlier roll call on the same proposition is recorded."]
        before, after = self.vote_to_statement.before, self.vote_to_statement.after
        both = self.vote_to_statement.among
        voted_for = before.of(Position.FOR) & both
        corrections = dict.fromkeys(  # several sources can tell of one
            f"{correction.country}, {correction.date}: {correction.what}"
            for correction in self.vote.corrections
        )
        return [
            str(self.vote),
            f"on: {self.vote.title}",
            self.vote_split,
            *corrections,
            f"Of the {len(both)} that could vote and sign:",
            _named("voted for and signed", voted_for & after.of(Position.FOR)),
            _named("voted for, did not sign", voted_for - after.possible(Position.FOR)),
            _named("signed, had not voted for", self.vote_to_statement.joined),
        ]


def report(event: StatementLike | None = None) -> Report:
    """Put together what the record holds about one statement.

    Args:
        event: A statement or its id; None for the one that the data package gives as its example.

    Raises:
        UnknownStatementError: If there is no such statement.
        ValueError: If the statement's date is not known.

    Example:
        >>> report = un.report("2022-10-31-ga3c-canada")
        >>> report.previous.id, report.vote.symbol
        ('2021-10-21-ga3c-france', 'A/HRC/51/L.6')
    """
    subject = statement(descriptor()["example"] if event is None else event)
    previous = previous_statement(subject)
    day = subject.date or date.max
    votes = [vote for vote in rollcalls_on(subject.proposition) if vote.date and vote.date < day]
    vote = votes[-1] if votes else None
    vote_to_statement = shift(vote, subject) if vote else None
    if vote_to_statement and subject.direction == "against":  # FOR is what the statement says
        before, after = vote_to_statement.before.flipped(), vote_to_statement.after.flipped()
        vote_to_statement = evolve(vote_to_statement, before=before, after=after)
    groups = Split(grouping("regional group"), unknown="ignore")
    return Report(
        statement=subject,
        split=groups.comparison(positions(subject)),
        previous=previous,
        shift=shift(previous, subject) if previous else None,
        vote=vote,
        vote_split=groups.comparison(positions(vote)) if vote else None,
        vote_to_statement=vote_to_statement,
    )


def _html(part: Part) -> str:
    return f"<p>{escape(part)}</p>" if isinstance(part, str) else part._repr_html_()


def _text_lines(part: Part, limit: int | None, width: int) -> list[str]:
    if isinstance(part, Result):
        rows = part.display_rows()
        hidden = rows[limit:] if limit is not None else ()
        lines = [text_table(rows[:limit], width), *([more(len(hidden))] if hidden else [])]
        return lines + [line for note in part.footnotes() for line in wrapped(note, width)]
    if isinstance(part, Statement):
        return [facts_text(str(part), _main_facts(part), width)]
    return wrapped(part, width)


def _main_facts(subject: Statement) -> list[Fact]:
    labels = ("id", "signatories", "signed a counterstatement too")
    facts = [fact for fact in subject.facts() if fact.label in labels]
    best = best_first(subject.sources)
    facts += [Fact(f"{source.kind} source", str(source)) for source in best[:_SOURCES]]
    if more := len(best[_SOURCES:]):
        facts.append(Fact("more sources", f"{more}: see `sources` of the statement"))
    return facts


def _named(label: str, countries: Iterable[Country]) -> str:
    names = [country.name for country in countries]
    return f"{label} {len(names)}: {', '.join(names)}" if names else f"{label} 0"


def _statement_dict(subject: Statement) -> dict[str, object]:
    held = positions(subject)
    plain = ("id", "stance", "target", "direction", "completeness", "reported_count", "notes")
    return {
        **{name: getattr(subject, name) for name in plain},
        "date": subject.date_text,
        "body": subject.body_name,
        "delivered_by": subject.delivered_by.alpha_3 if subject.delivered_by else None,
        "topics": list(subject.topics),
        "proposition": subject.proposition.text,
        "signatories": list(subject.signatories.alpha_3s),
        "positions": {position: list(held.of(position).alpha_3s) for position in _POSITIONS},
        "sources": [
            {name: getattr(source, name) for name in ("id", "publisher", "kind", "url")}
            for source in subject.sources
        ],
    }


def _shift_dict(between: Shift) -> dict[str, object]:
    groups = ("joined", "left", "switched", "unknown")
    return {
        "before": between.before.event.id,
        "after": between.after.event.id,
        "compared": len(between.among),
        **{group: list(getattr(between, group).alpha_3s) for group in groups},
        "net": [between.net.low, between.net.high],
    }


def _vote_dict(rollcall: RollCall, split: BlocComparison) -> dict[str, object]:
    plain = ("id", "symbol", "title", "outcome", "notes")
    return {
        **{name: getattr(rollcall, name) for name in plain},
        "date": str(rollcall.date),
        "tally": str(rollcall.tally),
        **{vote: list(getattr(rollcall, vote).alpha_3s) for vote in VOTE_WORDS},
        "by_regional_group": split.to_dict(),
        "source": rollcall.source.url,
    }
