"""What an event was and what became of it, in a sentence made from the facts of the record."""

from __future__ import annotations

import re

from unstatements.analysis.positions import Event
from unstatements.analysis.shift import Shift
from unstatements.events.position import Position
from unstatements.events.rollcall import RollCall
from unstatements.events.statement import Statement, statements_on, topics_by_id
from unstatements.results.text import day, enumerated, plural

# How the text of a proposition begins, and what those did who signed for it.
DEEDS = {
    "Critical of": "criticised",
    "Condemns": "condemned",
    "Affirms": "affirmed",
    "Holds": "held",
    "Concerned about": "voiced concern about",
    "Ties": "tied",
    "For": "signed for",
    "Against": "signed against",
    "In": "signed in",
}
_TEXT = re.compile(rf"({'|'.join(DEEDS)}) (.*?)(?: \(([^()]*)\))?")
_TAKES_ARTICLE = re.compile(
    r"\b(?:Republic|Federation|Kingdom|States|Islands|Emirates)\b|(?:ines|ives|amas|lands)$"
)


def headline(event: Event, since: Shift | None = None) -> str:
    """Return what an event was, who answered, and what changed, in a sentence."""
    if isinstance(event, RollCall):
        return _result(event)
    answers = _answers(event) if event.counterstatements else ""
    return "; ".join(filter(None, (deed(event), answers, movement(since) if since else "")))


def deed(statement: Statement) -> str:
    """Return how many signed a statement, and what it says."""
    number, states = _number(statement)
    return f"{number[:1].upper()}{number[1:]} {states} {_what(statement)}"


def movement(shift: Shift) -> str:
    """Return how many are known to have joined and left, and since when; nothing if nobody is."""
    if 2 * len(shift.left) > len(shift.before.of(Position.FOR)):
        return ""  # another, smaller circle: most of those before may not have been asked
    events = (shift.before.event, shift.after.event)
    whole = all(event.completeness == "complete" for event in events)
    moves = [
        f"{'' if whole else 'at least '}{len(countries)} {verb}"
        for countries, verb in ((shift.joined, "joined"), (shift.left, "left"))
        if countries
    ]
    before = shift.before.event
    return f"{enumerated(moves)} since {day(before.date_text or before.date)}" if moves else ""


def previous_statement(subject: Statement) -> Statement | None:
    """Return the last statement before one, of the same side and body and on the same proposition.

    Of several on one day: that with most topics in common, of the same state, most signatories.
    """
    earlier = [
        statement
        for statement in statements_on(subject.proposition)
        if subject.date
        and statement.body == subject.body
        and statement.date
        and statement.date < subject.date
        and statement.direction == subject.direction
    ]

    def nearness(statement: Statement) -> tuple[object, ...]:
        return (
            statement.date,
            len({*statement.topics} & {*subject.topics}),
            statement.delivered_by == subject.delivered_by,
            statement.reported_count or len(statement.signatories),
        )

    return max(earlier, key=nearness, default=None)


def with_article(name: str) -> str:
    """Return the name of a country as it stands inside a sentence."""
    return f"the {name}" if _TAKES_ARTICLE.search(name.partition(" (")[0]) else name


def _number(statement: Statement) -> tuple[str, str]:
    """Return how many signed, and the noun that follows."""
    named, reported = len(statement.signatories), statement.reported_count
    is_complete = statement.completeness == "complete"
    number = named if is_complete or reported is None else reported
    noun = "state" if number == 1 else "states"
    if is_complete or reported is not None:
        return str(number), noun
    return (f"at least {named}", noun) if named else ("an unknown number", "of states")


def _what(statement: Statement) -> str:
    """Return what those who signed did, as the proposition has it."""
    text = _TEXT.fullmatch(statement.proposition.text)
    begins, about, remark = text.groups(default="") if text else ("", "", "")
    names = topics_by_id()
    if {*remark.split(", ")} <= {*names.values()}:  # of its topics those of the statement
        here = [names[topic] for topic in statement.topics]
        remark = ", ".join(part for part in remark.split(", ") if part in here)
    remark = f" ({remark})" if remark else ""
    if statement.direction == "for" and begins:
        return f"{DEEDS[begins]} {about}{remark}"
    if statement.stance == "supportive":
        return f"signed in support of {with_article(statement.target)}{remark}"
    if begins == "For":
        return f"signed against {about}{remark}"
    return f"opposed a statement on {statement.target}"


def _answers(statement: Statement) -> str:
    rivals = statement.counterstatements
    numbers = enumerated(_number(rival)[0] for rival in rivals)
    return f"{numbers} signed {'rival statements' if len(rivals) > 1 else 'a rival statement'}"


def _result(vote: RollCall) -> str:
    name = vote.symbol or vote.title or vote.id
    yes, no, abstain = vote.tally.yes, vote.tally.no, vote.tally.abstain
    if vote.outcome and yes is not None and no is not None:
        more, fewer = (yes, no) if vote.outcome == "adopted" else (no, yes)
        if more > fewer:
            silent = f", with {plural(abstain, 'abstention')}" if abstain else ""
            return f"{name} was {vote.outcome} by {plural(more, 'vote')} to {fewer}{silent}"
    return f"Vote on {name}: {' '.join(filter(None, (vote.outcome, str(vote.tally))))}"
