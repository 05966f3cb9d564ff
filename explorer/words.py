"""What the explorer says in words: days, counts, events, completeness."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import unstatements as un
from unstatements import Interval, RollCall, Statement

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
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
def topic_names() -> dict[str, str]:
    """Return the names of all topics by id."""
    return {topic.id: topic.name for topic in un.topics()}


def day(text: str | date | None) -> str:
    """Return a partial date as people write it.

    Example:
        >>> day("2022-10-31"), day("2014-03"), day("")
        ('31 October 2022', 'March 2014', 'undated')
    """
    parts = str(text or "").split("-")
    if not parts[0]:
        return "undated"
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def many(number: int, word: str, plural: str = "") -> str:
    """Return a number with its noun.

    Example:
        >>> many(1, "state"), many(2, "country", "countries")
        ('1 state', '2 countries')
    """
    return f"{number} {word if number == 1 else plural or word + 's'}"


def between(number: Interval) -> str:
    """Return a number known between bounds.

    Example:
        >>> between(Interval(6, 66)), between(Interval(50, 50))
        ('6–66', '50')
    """
    ends = [f"{end:g}" for end in (number.low, number.high)]
    return ends[0] if number.exact else "–".join(ends)


def change(number: Interval) -> str:
    """Return a change with its sign.

    Example:
        >>> change(Interval(7, 7)), change(Interval(-3, 5)), change(Interval(0, 0))
        ('+7', '−3 to +5', '0')
    """
    ends = [f"{end:+g}".replace("-", "−") if end else "0" for end in (number.low, number.high)]
    return " to ".join(dict.fromkeys(ends))


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


def capital(text: str) -> str:
    """Return a text with a capital letter at its start.

    Example:
        >>> capital("joint statement")
        'Joint statement'
    """
    return text[:1].upper() + text[1:]


def about(one: Statement) -> str:
    """Return what a statement is about, and on which side."""
    if one.stance in ("critical", "supportive"):
        return f"{one.stance} of {one.target}"
    return f"{one.stance} {one.target}"


def deliverer(one: Statement) -> str:
    """Return who delivered a statement, as far as known."""
    return one.delivered_by.name if one.delivered_by else one.delivered_for


def heading(one: Statement | RollCall) -> str:
    """Return an event in one line, without day and place."""
    if isinstance(one, RollCall):
        return f"Vote on {one.symbol or one.title}"
    by = deliverer(one)
    return capital(one.kind) + (f" by {by}" if by else "")


def day_of(one: Statement | RollCall) -> str:
    """Return the day of an event as exactly as it is known."""
    return day(one.date_text or one.date)


def outcome(vote: RollCall) -> str:
    """Return the result of a vote as announced."""
    return f"{vote.outcome or 'outcome not recorded'} {vote.tally}"


def size(one: Statement) -> str:
    """Return how many states signed, as far as known.

    Example:
        >>> import unstatements as un
        >>> size(un.statement("2022-10-31-ga3c-canada")), size(un.statement("2024-09-24-hrc-cuba"))
        ('50', 'number not known')
    """
    if one.completeness == "complete":
        return str(len(one.signatories))
    return str(one.reported_count) if one.reported_count is not None else "number not known"


def completeness(one: Statement) -> str:
    """Return in a sentence how many of the signatories are known by name.

    Example:
        >>> import unstatements as un
        >>> completeness(un.statement("2022-10-31-ga3c-cuba"))
        '6 of the 66 signatories are known by name. Who the other 60 were is not known.'
    """
    known, reported = len(one.signatories), one.reported_count
    if one.completeness == "complete":
        return f"All {known} signatories are known by name."
    if not known:
        how_many = f"; {reported} were reported" if reported is not None else ""
        return f"No signatory is known by name{how_many}."
    if reported is None:
        return f"{many(known, 'signatory is', 'signatories are')} known by name. How many there were is not known."
    if reported > known:
        rest = reported - known
        other = "Who the other one was" if rest == 1 else f"Who the other {rest} were"
        return f"{known} of the {reported} signatories are known by name. {other} is not known."
    return (
        f"{many(known, 'signatory is', 'signatories are')} known by name; whether these are all is not known."
    )
