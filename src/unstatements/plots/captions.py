"""What every picture says in words: events, days, counts, what positions mean, sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unstatements.analysis.positions import KNOWN, Event, Position, Positions
from unstatements.core.version import DATA_VERSION
from unstatements.events.rollcall import RollCall
from unstatements.groups.country_set import CountrySet
from unstatements.plots.canvas import LOOKS, Where
from unstatements.results.interval import Interval

__all__ = [
    "between",
    "both_meanings",
    "count_words",
    "credit",
    "day_of",
    "headline",
    "meanings",
    "names_or_number",
    "place_and_day",
    "plain_number",
    "short_event",
    "span",
    "standing",
    "subtitle",
    "sums",
    "what_for_means",
]

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def headline(event: Event) -> str:
    """Return what happened, without day and place.

    Example:
        >>> import unstatements as un
        >>> headline(un.statement("2022-10-31-ga3c-canada"))
        'Joint statement by Canada (critical of China)'
        >>> headline(un.rollcall("A/HRC/51/L.6"))
        'Vote on A/HRC/51/L.6: rejected 17-19-11'
    """
    if isinstance(event, RollCall):
        result = " ".join(str(part) for part in (event.outcome, event.tally) if part)
        return f"Vote on {event.symbol or event.title or event.id}: {result}"
    by = event.delivered_by.name if event.delivered_by else event.delivered_for
    what = event.kind[0].upper() + event.kind[1:] + (f" by {by}" if by else "")
    stance = f"{event.stance} of" if event.stance in ("critical", "supportive") else event.stance
    return f"{what} ({stance} {event.target})"


def subtitle(event: Event) -> str:
    """Return the title of what was voted on, where the headline does not have it; else nothing.

    Example:
        >>> import unstatements as un
        >>> subtitle(un.rollcall("A/HRC/51/L.6"))[:24]
        'Debate on the situation '
    """
    return event.title if isinstance(event, RollCall) and event.symbol else ""


def day_of(event: Event) -> str:
    """Return the day of an event as exactly as it is known.

    Example:
        >>> import unstatements as un
        >>> day_of(un.rollcall("A/HRC/51/L.6"))
        '6 October 2022'
    """
    text = event.date_text or (event.date.isoformat() if event.date else "")
    parts = text.split("-") if text else []
    if not parts:
        return "undated"
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def place_and_day(event: Event) -> str:
    """Return where and when an event was.

    Example:
        >>> import unstatements as un
        >>> place_and_day(un.rollcall("A/HRC/51/L.6"))
        'Human Rights Council, 6 October 2022'
    """
    return f"{event.body_name}, {day_of(event)}"


def short_event(event: Event) -> str:
    """Return an event in a few words, without its day.

    Example:
        >>> import unstatements as un
        >>> short_event(un.statement("2022-10-31-ga3c-canada"))
        'Third Committee of the General Assembly: joint statement by Canada'
    """
    if isinstance(event, RollCall):
        return f"{event.body_name}: vote on {event.symbol or event.title or event.id}"
    by = event.delivered_by.name if event.delivered_by else event.delivered_for
    return f"{event.body_name}: {event.kind}" + (f" by {by}" if by else "")


def between(count: Interval) -> str:
    """Return a count as people write it.

    Example:
        >>> between(Interval(6, 6)), between(Interval(1, 51))
        ('6', '1–51')
    """
    low, high = int(count.low), int(count.high)
    return str(low) if low == high else f"{low}–{high}"


def count_words(stood: Positions, position: Position, among: CountrySet | None = None) -> str:
    """Return how many held a position, and how many of those that took a side are known by name, if not all.

    Example:
        >>> import unstatements as un
        >>> count_words(un.positions("2022-10-31-ga3c-canada"), Position.AGAINST)
        '66 against (6 by name)'
    """
    inside = stood.electorate if among is None else stood.electorate & among
    count, known = stood.count(position, inside), len(stood.of(position) & inside)
    told = position not in (Position.FOR, Position.AGAINST) or count == known
    return f"{between(count)} {position}" + ("" if told else f" ({known} by name)")


def standing(stood: Positions) -> list[Position]:
    """Return the positions that somebody holds, may hold or has a place in the legend for, in fixed order."""
    return [
        where
        for where in (Position.FOR, Position.AGAINST, Position.NEUTRAL, Position.ABSENT, Position.UNKNOWN)
        if where in (Position.FOR, Position.AGAINST) or stood.count(where).high or stood.of(where)
    ]


def sums(stood: Positions) -> str:
    """Return the counts of all positions in one line.

    Example:
        >>> import unstatements as un
        >>> sums(un.positions("A/HRC/51/L.6"))
        '17 for, 19 against, 11 neutral; 47 states'
    """
    parts = [count_words(stood, where) for where in standing(stood) if where in KNOWN]
    return f"{', '.join(parts)}; {plain_number(len(stood), 'state')}"


def plain_number(number: int, noun: str) -> str:
    """Return a number with its noun.

    Example:
        >>> plain_number(1, "state"), plain_number(3, "state")
        ('1 state', '3 states')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def meanings(stood: Positions) -> list[tuple[Where, str]]:
    """Return what each position that occurs means on this event, for a legend.

    Example:
        >>> import unstatements as un
        >>> [words for where, words in meanings(un.positions("A/HRC/51/L.6"))]
        ['for: voted yes', 'against: voted no', 'neutral: abstained']
    """
    if isinstance(stood.event, RollCall):
        side, other, silent = "voted yes", "voted no", "abstained"
        taken = stood.event.yes
    else:
        rival = stood.event.counterstatement
        side, other = "signed", "signed the rival statement" if rival else "no rival statement"
        silent = "signed neither" if rival else "did not sign"
        taken = CountrySet(one.country for one in stood.event.signatures)
    if stood.of(Position.AGAINST) & taken:
        side, other = other, side
    elif not stood.of(Position.FOR) & taken:
        side = other = ""  # which side is which does not show
    words = {
        Position.FOR: side,
        Position.AGAINST: other,
        Position.NEUTRAL: silent,
        Position.ABSENT: "no vote recorded",
        Position.UNKNOWN: "no list shows it",
    }
    return [
        (where, f"{LOOKS[where].word}: {words[where]}" if words[where] else LOOKS[where].word)
        for where in standing(stood)
    ]


def both_meanings(before: Positions, after: Positions) -> list[tuple[Where, str]]:
    """Return what each position means on two events, for one legend.

    Example:
        >>> import unstatements as un
        >>> vote, statement = un.positions("A/HRC/51/L.6"), un.positions("2022-10-31-ga3c-canada")
        >>> both_meanings(vote, statement)[0][1]
        'for: voted yes, then signed'
    """
    first, second = dict(meanings(before)), dict(meanings(after))
    found: list[tuple[Where, str]] = []
    for where in dict.fromkeys([*first, *second]):
        one, other = first.get(where, ""), second.get(where, "")
        if one and other and one != other:
            one += f", then {other.partition(': ')[2]}"
        found.append((where, one or other))
    if before.electorate != after.electorate:
        found.append((None, LOOKS[None].word))
    return found


def names_or_number(countries: CountrySet, most: int = 24) -> str:
    """Return how many countries there are, and their names where they are few.

    Example:
        >>> names_or_number(CountrySet(["FRA", "CUB"])), names_or_number(CountrySet(["FRA", "CUB"]), 1)
        ('2 states: Cuba, France', '2 states')
    """
    number = plain_number(len(countries), "state")
    return f"{number}: {countries}" if len(countries) <= most else number


def what_for_means(events: Iterable[Event], most: int = 3) -> list[str]:
    """Return what it means to be for, in a line for each proposition; of many the first.

    Example:
        >>> import unstatements as un
        >>> what_for_means([un.rollcall("A/HRC/51/L.6")])
        ["For: Critical of China's human rights record (Xinjiang, Hong Kong, Tibet)."]
    """
    texts = list(dict.fromkeys(str(one.proposition) for one in events if one.proposition))
    lines = [f"For: {text}." for text in texts[:most]]
    others = len(texts) - most
    return [*lines, f"For: {plain_number(others, 'other proposition')}."] if others > 0 else lines


def credit(events: Iterable[Event]) -> str:
    """Return the sources of events, and of the data.

    Example:
        >>> import unstatements as un
        >>> credit([un.statement("2022-10-31-ga3c-canada")]).startswith("Source: Government of Canada and ")
        True
    """
    chosen = list(events)
    data = f"Data: unstatements {DATA_VERSION}, CC BY 4.0."
    if len(chosen) > 2:
        return f"Sources: those of the {len(chosen)} events in the data. {data}"
    found = [_sources(one) for one in chosen]
    shown = "; ".join(dict.fromkeys(one for one in found if one))
    return f"Source{'s' if len(chosen) > 1 else ''}: {shown}. {data}" if shown else data


def _sources(event: Event) -> str:
    publishers = list(dict.fromkeys(one.publisher for one in event.sources if one.publisher))
    if not publishers:
        return ""
    others = len(publishers) - 1
    return publishers[0] + (f" and {plain_number(others, 'other')}" if others else "")


def span(days: Iterable[date | None]) -> str:
    """Return the years that days span.

    Example:
        >>> span([date(2019, 7, 8), date(2025, 11, 21)])
        '2019–2025'
    """
    years = sorted({day.year for day in days if day})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
