"""What the explorer says in words, beside the captions of pictures: counts, completeness."""

from __future__ import annotations

import re
from functools import cache

import unstatements as un
from unstatements import Interval, RollCall, Statement
from unstatements.analysis.headline import headline, with_article
from unstatements.analysis.shift import Shift
from unstatements.plots.captions import (
    about,
    between,
    capital,
    day,
    day_of,
    heading,
    signed as change,
)
from unstatements.results.text import enumerated, plural as many

__all__ = [
    "ADDRESS",
    "DOCS",
    "EVENTS",
    "ISSUES",
    "MODES",
    "STATUSES",
    "about",
    "between",
    "capital",
    "change",
    "changed",
    "completeness",
    "day",
    "day_of",
    "decimal",
    "enumerated",
    "heading",
    "headline",
    "label",
    "many",
    "outcome",
    "points",
    "size",
    "slug",
    "story",
    "topic_names",
    "with_article",
]

DOCS = "https://unstatements.github.io/unstatements/"
ADDRESS = f"{DOCS}explorer/"
EVENTS = {
    "joined": "signed later",
    "withdrew": "withdrew",
    "denied": "did not sign, a source says",
    "disputed": "sources disagree whether it signed",
}
ISSUES = {  # as Erik Voeten codes the votes of the General Assembly
    "me": "Palestinian conflict",
    "nu": "Nuclear weapons and nuclear material",
    "di": "Arms control and disarmament",
    "co": "Colonialism",
    "hr": "Human rights",
    "ec": "Economic development",
}
MODES = {  # how texts are adopted, with the mark of each
    "without a vote": "for",
    "unanimously": "share3",
    "non-recorded vote": "share1",
    "recorded vote": "against",
    "recorded vote at a closed meeting": "share0",
    "withdrawn": "neutral",
    "not considered": "absent",
    "not known": "unknown",
}
STATUSES = {
    "confirmed": "confirmed: a primary source shows it, or two independent ones",
    "reported": "reported: one secondary source, or several that copy one",
    "disputed": "disputed: sources disagree whether it signed",
}


@cache
def changed(statement: Statement, country: un.Country, event: str) -> str:
    """Return when a signature was added or withdrawn, as exactly as sources have it."""
    changes = [
        change
        for change in statement.changes
        if (change.country, change.event) == (country, event) and (change.date or change.known_by)
    ]
    days = [day(each.date) if each.date else f"by {day(each.known_by)}" for each in changes]
    return ", ".join(dict.fromkeys(days))


def topic_names() -> dict[str, str]:
    """Return the names of all topics by id."""
    return {topic.id: topic.name for topic in un.topics()}


def points(number: float) -> str:
    """Return a change in percentage points with its sign.

    Example:
        >>> points(1.25), points(-0.26), points(-0.01)
        ('+1.2', '−0.3', '0.0')
    """
    return f"{number:+.1f}".replace("-", "−") if abs(number) >= 0.05 else "0.0"


def decimal(number: Interval | float | None) -> str:
    """Return an index to two places.

    Example:
        >>> decimal(0.875), decimal(Interval(0.5, 1)), decimal(None)
        ('0.88', '0.50–1.00', '–')
    """
    if number is None:
        return "–"
    ends = (number.low, number.high) if isinstance(number, Interval) else (number,)
    return "–".join(dict.fromkeys(f"{end:.2f}" for end in ends))


def slug(text: str) -> str:
    """Return a text as a file name.

    Example:
        >>> slug("Iran (Islamic Republic of)")
        'iran-islamic-republic-of'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def label(event: Statement | RollCall) -> str:
    """Return an event in one line, with its day.

    Example:
        >>> label(un.statement("2022-10-31-ga3c-canada"))
        'Joint statement by Canada, critical of China, 31 October 2022'
    """
    what = about(event) if isinstance(event, Statement) else ""
    return ", ".join(filter(None, (heading(event), what, day_of(event))))


def story(statement: Statement, shift: Shift | None = None) -> str:
    """Return in a few sentences who made a statement, where, who answered, and who moved.

    Example:
        >>> story(un.statement("2022-10-31-ga3c-canada"))[:84]
        'Joint statement by Canada, critical of China, 31 October 2022, Third Committee of th'
    """
    sentences = [f"{label(statement)}, {statement.body_name}.", completeness(statement)]
    for rival in statement.counterstatements:
        when = "" if rival.date == statement.date else f" ({day_of(rival)})"
        sentences.append(f"Against it: {heading(rival)}{when}. {completeness(rival)}")
    if shift:
        moves = [
            f"{countries} {verb}"
            for countries, verb in (
                (shift.joined - shift.switched, "joined"),
                (shift.left - shift.switched, "left"),
                (shift.switched, "changed sides"),
            )
            if 0 < len(countries) <= 12
        ]
        before = day_of(shift.before.event)
        if moves:
            sentences.append(f"Since {before}, as far as is known: {'; '.join(moves)}.")
    return " ".join(sentences)


def outcome(vote: RollCall) -> str:
    """Return the result of a vote as announced."""
    return f"{vote.outcome or 'outcome not recorded'} {vote.tally}"


def size(statement: Statement) -> str:
    """Return how many states signed, as far as known.

    Example:
        >>> import unstatements as un
        >>> size(un.statement("2022-10-31-ga3c-canada")), size(un.statement("2024-09-24-hrc-cuba"))
        ('50', 'number not known')
    """
    if statement.completeness == "complete":
        return str(len(statement.signatories))
    return (
        str(statement.reported_count)
        if statement.reported_count is not None
        else "number not known"
    )


def completeness(statement: Statement) -> str:
    """Return in a sentence how many of the signatories are known by name.

    Example:
        >>> import unstatements as un
        >>> completeness(un.statement("2022-10-31-ga3c-cuba"))
        '6 of the 66 signatories are known by name. Who the other 60 were is not known.'
    """
    named, reported = len(statement.signatories), statement.reported_count
    if statement.completeness == "complete":
        return f"All {named} signatories are known by name."
    if not named:
        how_many = f"; {reported} were reported" if reported is not None else ""
        return f"No signatory is known by name{how_many}."
    by_name = f"{many(named, 'signatory is', 'signatories are')} known by name"
    if reported is None:
        return f"{by_name}. How many there were is not known."
    if reported > named:
        rest = reported - named
        other = "Who the other one was" if rest == 1 else f"Who the other {rest} were"
        return f"{named} of the {reported} signatories are known by name. {other} is not known."
    return f"{by_name}; whether these are all is not known."
