"""What every picture says in words: events, days, counts, what positions mean, sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unstatements.analysis.positions import Event, Positions, other_answers
from unstatements.core.sources import best_first
from unstatements.core.version import DATA_VERSION
from unstatements.events.position import KNOWN, Position
from unstatements.events.rollcall import RollCall
from unstatements.events.statement import Statement
from unstatements.groups.country_set import CountrySet
from unstatements.plots.canvas import LOOKS, Standing
from unstatements.results.interval import Interval
from unstatements.results.text import day, enumerated, plural


def capital(text: str) -> str:
    """Return a text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def day_of(event: Event) -> str:
    """Return the day of an event as exactly as it is known."""
    return day(event.date_text or event.date)


def span(days: Iterable[date | None]) -> str:
    """Return the years that days span."""
    years = sorted({day.year for day in days if day})
    return "–".join(str(year) for year in dict.fromkeys([*years[:1], *years[-1:]]))


def _in_brief(event: Event) -> str:
    if isinstance(event, RollCall):
        return f"vote on {event.symbol or event.title or event.id}"
    by = event.delivered_by.name if event.delivered_by else event.delivered_for
    return f"{event.kind} by {by}" if by else event.kind


def heading(event: Event) -> str:
    """Return what happened, without day and place."""
    return capital(_in_brief(event))


def about(statement: Statement) -> str:
    """Return what a statement is about, and on which side."""
    of = "of " if statement.stance in ("critical", "supportive") else ""
    return f"{statement.stance} {of}{statement.target}"


def in_full(event: Event) -> str:
    """Return what happened, how it ended or on which side it was, where and when."""
    if isinstance(event, RollCall):
        how = f": {' '.join(filter(None, (event.outcome, str(event.tally))))}"
    else:
        how = f" ({about(event)})"
    return f"{_in_brief(event)}{how}; {_place_and_day(event)}"


def subtitle(event: Event) -> str:
    """Return the title of what was voted on, where the headline does not have it; else nothing."""
    return event.title if isinstance(event, RollCall) and event.symbol else ""


def occasion(event: Event) -> str:
    """Return where and when an event was, and what, where the headline does not say it."""
    what = "" if isinstance(event, RollCall) else f"{heading(event)}. "
    return f"{what}{_place_and_day(event)}"


def _place_and_day(event: Event) -> str:
    return f"{event.body_name}, {day_of(event)}"


def short_event(event: Event) -> str:
    """Return an event in a few words, without its day."""
    return f"{event.body_name}: {_in_brief(event)}"


def between(number: Interval) -> str:
    """Return a number known between bounds as people write it."""
    return "–".join(dict.fromkeys(f"{bound:g}" for bound in (number.low, number.high)))


def signed(change: Interval) -> str:
    """Return a change with its sign."""
    bounds = [f"{bound:+g}" if bound else "0" for bound in (change.low, change.high)]
    return " to ".join(dict.fromkeys(bounds)).replace("-", "−")


def positions_held(positions: Positions) -> list[Position]:
    """Return both sides and the other positions that somebody holds or may hold, in order."""
    order = (Position.FOR, Position.AGAINST, *_OTHERS)
    return [
        position
        for position in order
        if position not in _OTHERS or positions.count(position).high or positions.of(position)
    ]


_OTHERS = (Position.NEUTRAL, Position.ABSENT, Position.UNKNOWN)


def sums(positions: Positions) -> str:
    """Return the counts of all positions, and how many of a side are known by name, if not all."""
    parts = []
    for position in positions_held(positions):
        count, named = positions.count(position), len(positions.of(position))
        by_name = "" if position in _OTHERS or count == named else f" ({named} by name)"
        if position in KNOWN:
            parts.append(f"{between(count)} {position}{by_name}")
    return f"{', '.join(parts)}; {plural(len(positions), 'state')}"


def meanings(positions: Positions) -> list[tuple[Standing, str]]:
    """Return what each position that occurs means on this event, for a legend."""
    event = positions.event
    if isinstance(event, RollCall):
        side, other, silent = "voted yes", "voted no", "abstained"
        signatories = event.yes
    else:
        side, (other, silent) = "signed", _without_it(event)
        signatories = CountrySet(signature.country for signature in event.signatures)
    if positions.of(Position.AGAINST) & signatories:
        side, other = other, side
    elif not positions.of(Position.FOR) & signatories:
        side = other = ""  # which side is which does not show
    meaning = {
        Position.FOR: side,
        Position.AGAINST: other,
        Position.NEUTRAL: silent,
        Position.ABSENT: "no vote recorded",
        Position.UNKNOWN: "no list shows it",
    }
    return [
        (position, ": ".join(filter(None, (LOOKS[position].word, meaning[position]))))
        for position in positions_held(positions)
    ]


def _without_it(statement: Statement) -> tuple[str, str]:
    """Return what it means to be on the other side of a statement, and on none."""
    rivals = statement.counterstatements
    if not rivals:
        return "no rival statement", "did not sign"
    if len(rivals) > 1:
        return f"signed one of {len(rivals)} rival statements", "signed none of them"
    if other_answers(statement):
        return "signed the rival statement", "signed neither of the two"
    return "signed the rival statement", "signed neither"


def not_counted(event: Event) -> list[str]:
    """Return that there were other answers to the same statement, where there were."""
    others = other_answers(event)
    names = [other.delivered_by.name for other in others if other.delivered_by]
    by = f", by {enumerated(names)}" if names else ""
    return [f"Not counted: other answers to the same statement{by}."] if others else []


def both_meanings(before: Positions, after: Positions) -> list[tuple[Standing, str]]:
    """Return what each position means on two events, for one legend."""
    first, then = dict(meanings(before)), dict(meanings(after))
    entries = {**first, **then}
    for position, text in first.items():
        later = then.get(position, text)
        entries[position] = text if later == text else f"{text}, then {later.partition(': ')[2]}"
    if before.electorate != after.electorate:
        entries[None] = LOOKS[None].word
    return list(entries.items())


def names_or_number(countries: CountrySet, most: int = 24) -> str:
    """Return how many countries there are, and their names where they are few."""
    number = plural(len(countries), "state")
    return f"{number}: {countries}" if len(countries) <= most else number


def what_for_means(events: Iterable[Event], most: int = 3) -> list[str]:
    """Return what it means to be for, in a line for each proposition; of many the first."""
    texts = list(dict.fromkeys(str(event.proposition) for event in events if event.proposition))
    lines = [f"For: {text}." for text in texts[:most]]
    if len(texts) > most:
        lines.append(f"For: {plural(len(texts) - most, 'other proposition')}.")
    return lines


def credit(events: Iterable[Event]) -> str:
    """Return the sources of events, the best first, and of the data."""
    events = list(events)
    editions = dict.fromkeys(getattr(event, "edition", "") for event in events)
    added = [f" Edition {edition}: © United Nations." for edition in editions if edition]
    data = "".join([f"Data: unstatements {DATA_VERSION}, CC BY 4.0.", *added])
    if len(events) > 2:
        return f"Sources: those of the {len(events)} events in the data. {data}"
    publishers = "; ".join(dict.fromkeys(filter(None, map(_publishers, events))))
    return f"Source{'s' if len(events) > 1 else ''}: {publishers}. {data}" if publishers else data


def _publishers(event: Event) -> str:
    sources = best_first(event.sources)
    publishers = dict.fromkeys(source.publisher for source in sources if source.publisher)
    first, *others = publishers or [""]
    return f"{first} and {plural(len(others), 'other')}" if others else first
