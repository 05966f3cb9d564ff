"""What the pages are made from: the record, read once, with how every bloc stood on every event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import overload

import attrs

import unstatements as un
from unstatements.analysis.agreement import AgreementMatrix
from unstatements.analysis.cohesion import COHESION
from unstatements.analysis.compare import BlocPositions
from unstatements.analysis.shift import Shift
from unstatements.analysis.trajectory import Movers, Trajectory

from . import words

Event = un.Statement | un.RollCall
POSITIONS = ("for", "against", "neutral", "absent", "unknown")


@cache
def statements() -> tuple[un.Statement, ...]:
    """Return every statement, in order of date, undated ones last."""
    return tuple(un.statements(beyond_un=True))


@cache
def votes() -> tuple[un.RollCall, ...]:
    """Return the roll calls on country situations, in order of date: those sourced one by one."""
    rollcalls = [un.rollcall(row["id"]) for row in un.tables()["rollcalls"]]
    return tuple(sorted(rollcalls, key=lambda vote: (vote.date or date.min, vote.id)))


def is_text(vote: un.RollCall) -> bool:
    """Say whether a roll call was on a text as a whole; in one on an amendment a no can stand for the text."""
    return vote.vote_kind.startswith("draft ")


@attrs.frozen
class Subject:
    """What votes are about, in the words of one list of subjects; `page` is the address of its page, if it has one."""

    key: str
    kind: str
    name: str
    page: str = ""


def situation(target: str) -> str:
    """Return the key of a country situation among the subjects."""
    return f"situation-{words.slug(target)}"


@cache
def subjects() -> tuple[Subject, ...]:
    """Return all that votes are about: situations in countries, issues of the Assembly, subjects of the catalogue."""
    targets = sorted({vote.target for vote in votes()})
    terms = sorted({term for vote in un.rollcalls() for term in terms_of(vote.id)})
    return (
        *(
            Subject(
                situation(target),
                "situation in a country",
                target,
                f"votes/about-{words.slug(target)}.html",
            )
            for target in targets
        ),
        *(
            Subject(f"issue-{code}", "issue of the General Assembly", name)
            for code, name in words.ISSUES.items()
        ),
        *(
            Subject(
                f"catalogue-{words.slug(term)}", "subject of the Council and the Commission", term
            )
            for term in terms
        ),
    )


def subjects_of(vote: un.RollCall) -> Sequence[str]:
    """Return the keys of the subjects of a roll call."""
    return [
        *([situation(vote.target)] if vote.target else []),
        *(f"issue-{code}" for code in vote.issues),
        *(f"catalogue-{words.slug(term)}" for term in terms_of(vote.id)),
    ]


@cache
def texts() -> Mapping[str, un.Text]:
    """Return the texts of the Human Rights Council and of the Commission, in order of date, by id."""
    return {text.id: text for text in un.texts()}


def terms_of(text_id: str) -> Sequence[str]:
    """Return the subjects under which a text was catalogued, each once; none for what is no such text."""
    text = texts().get(text_id)
    return [*dict.fromkeys(text.subject.split(" - "))] if text and text.subject else []


@cache
def paged() -> frozenset[str]:
    """Return the ids of the events that have a page of their own; votes of the long records have none."""
    return frozenset(event.id for event in (*statements(), *votes()))


@cache
def countries() -> un.CountrySet:
    """Return the countries that have a page: UN members, observers, and all that signed or voted."""
    countries = un.countries() | un.bloc("un").members(role="observer")
    for statement in statements():
        countries |= (signature.country for signature in statement.signatures)
        countries |= statement.non_signatories | statement.disputed
    for vote in votes():
        countries |= vote.yes | vote.no | vote.abstain | vote.absent
    return countries


@cache
def rows_by(table: str, column: str) -> Mapping[str, Sequence[Mapping[str, str]]]:
    """Return the rows of a table of the data package, as text, by the value of one column."""
    rows: dict[str, list[Mapping[str, str]]] = {}
    for row in un.tables()[table]:
        rows.setdefault(row[column], []).append(row)
    return rows


@cache
def neighbours() -> Mapping[str, tuple[un.Statement | None, un.Statement | None]]:
    """Return for each statement the previous and the next one of the same side, proposition and body.

    Of several on one day it is the one nearest to it: with most topics in common, then of the same state, then
    with most signatories.
    """
    lines: dict[tuple[str, str, str], dict[date, list[un.Statement]]] = {}
    for statement in statements():
        if statement.date:
            days = lines.setdefault(
                (statement.proposition.id, statement.direction, statement.body), {}
            )
            days.setdefault(statement.date, []).append(statement)
    neighbours_of: dict[str, tuple[un.Statement | None, un.Statement | None]] = {}
    for days in lines.values():
        together = [days[day] for day in sorted(days)]
        for earlier, same, later in zip(
            [[], *together], together, [*together[1:], []], strict=False
        ):
            for statement in same:
                neighbours_of[statement.id] = (
                    _nearest(statement, earlier),
                    _nearest(statement, later),
                )
    return neighbours_of


def _nearest(statement: un.Statement, others: Iterable[un.Statement]) -> un.Statement | None:
    def nearness(other: un.Statement) -> tuple[int, bool, int]:
        signed = other.reported_count or len(other.signatories)
        return (
            len({*statement.topics} & {*other.topics}),
            statement.delivered_by == other.delivered_by,
            signed,
        )

    return max(others, key=nearness, default=None)


@cache
def shift_to(statement: un.Statement) -> Shift | None:
    """Return what changed since the previous statement of the same side, proposition and body, if there is one."""
    previous, _next = neighbours().get(statement.id, (None, None))
    return un.shift(previous, statement) if previous else None


@attrs.frozen
class BlocRow:
    """How the members of one bloc stood on one event.

    Attributes:
        label: The bloc, as the comparison names it.
        bloc: The bloc itself; None for states in no group.
        electorate: How many members could take a position.
        names: Who is known to have held each position.
        counts: How many held each position, between the bounds that the record allows.
        rice: Rice index, None where it does not apply.
        index: Agreement index, None where it does not apply.
    """

    label: str
    bloc: un.Bloc | None
    electorate: int
    names: Mapping[str, un.CountrySet]
    counts: Mapping[str, un.Interval]
    rice: un.Interval | None
    index: un.Interval | None

    @property
    def divided(self) -> bool:
        """Whether members are known on both sides."""
        return bool(self.names["for"]) and bool(self.names["against"])


@cache
def by_bloc(event: Event) -> Mapping[str, BlocRow]:
    """Return how every bloc with somebody in the electorate stood on an event, by id of the bloc."""
    compared = un.compare(event, by=un.blocs(), unknown="ignore")
    pairs = zip(un.blocs(), compared.blocs, strict=True)
    return {bloc.id: _row(row, bloc) for bloc, row in pairs if row.electorate}


@cache
def by_group(event: Event) -> tuple[BlocRow, ...]:
    """Return how every regional group stood on an event, and the states that are in none."""
    named = {bloc.abbreviation: bloc for bloc in un.blocs("regional group")}
    compared = un.compare(event, unknown="ignore")
    return tuple(_row(row, named.get(row.bloc)) for row in compared.blocs if row.electorate)


def _row(row: BlocPositions, bloc: un.Bloc | None) -> BlocRow:
    names = {position: row.of(position) for position in POSITIONS}
    event = row.positions.event
    vote = isinstance(event, un.RollCall)
    if names["unknown"] or event.completeness == "partial":
        counts = {position: row.count(position) for position in POSITIONS}
        rice, index = (row.rice, row.agreement_index) if vote else (None, None)
    else:  # all is known: the bounds need not be worked out
        sizes = {position: len(who) for position, who in names.items()}
        counts = {position: _exact(size) for position, size in sizes.items()}
        sides = sizes["for"], sizes["against"], sizes["neutral"]
        rice = _exact(COHESION["rice"].formula(*sides)) if vote else None
        index = _exact(COHESION["agreement_index"].formula(*sides)) if vote else None
    return BlocRow(row.bloc, bloc, len(row.electorate), names, counts, rice, index)


@overload
def _exact(number: int) -> un.Interval: ...
@overload
def _exact(number: float | None) -> un.Interval | None: ...
@cache
def _exact(number: float | None) -> un.Interval | None:
    return None if number is None else un.Interval(number, number)


@cache
def votes_of() -> Mapping[un.Country, Sequence[tuple[un.RollCall, str]]]:
    """Return for each country its votes on country situations, in order of date: for, against, neutral, absent."""
    votes_by_country: dict[un.Country, list[tuple[un.RollCall, str]]] = {}
    for vote in votes():
        sides = (
            ("for", vote.yes),
            ("against", vote.no),
            ("neutral", vote.abstain),
            ("absent", vote.absent),
        )
        for how, who in sides:
            for country in who:
                votes_by_country.setdefault(country, []).append((vote, how))
    return votes_by_country


@cache
def movers(topic: str) -> Movers:
    """Return the countries that took a side on a topic, those that changed most first."""
    return un.movers(topic)


@cache
def paths(topic: str) -> Mapping[un.Country, Trajectory]:
    """Return the trajectory of every country that took a side on a topic at least once."""
    return {path.country: path for path in movers(topic).trajectories}


ASSEMBLY, COUNCIL, COMMISSION = (
    "General Assembly",
    "Human Rights Council",
    "Commission on Human Rights",
)


def _years(votes: Sequence[un.RollCall]) -> str:
    return " to ".join(vote.date_text[:4] for vote in (votes[0], votes[-1]))


@cache
def covered() -> Mapping[str, str]:
    """Return which votes of each body the record has, in words."""
    ends = max(row["date"] for row in un.tables()["ga_rollcalls"])
    council, commission = un.rollcalls(body="hrc"), un.rollcalls(body="chr")
    return {
        ASSEMBLY: f"recorded votes up to {words.day(ends)}, and after that those on country situations",
        COUNCIL: f"all {len(council)} recorded votes that have a roll in the catalogue of the OHCHR library, "
        f"{_years(council)}",
        COMMISSION: f"all {len(commission)} recorded votes that have a roll in that catalogue, {_years(commission)}",
    }


@attrs.define
class Cast:
    """The votes of one state in one body.

    Attributes:
        years: For each year, from the first to the last one in which it could vote, how often it voted how.
        counted: In how many votes without a tie it said yes, no, or that it abstained.
        alone: In how many of these it voted otherwise than most.
    """

    years: dict[int, Counter[str]] = attrs.field(factory=dict)
    counted: int = 0
    alone: int = 0


@cache
def cast_in(body: str) -> Mapping[un.Country, Cast]:
    """Return for each state how it voted in a body, on all topics."""
    cast: dict[un.Country, Cast] = {}
    for vote in un.rollcalls(body=body):
        sides = {"for": vote.yes, "neutral": vote.abstain, "against": vote.no}
        sizes = sorted((len(who) for who in sides.values()), reverse=True)
        for how, who in {**sides, "absent": vote.absent}.items():
            for country in who:
                its = cast.setdefault(country, Cast())
                its.years.setdefault(vote.date.year if vote.date else 0, Counter())[how] += 1
                if how != "absent" and sizes[0] > sizes[1]:
                    its.counted += 1
                    its.alone += len(who) < sizes[0]
    for its in cast.values():
        its.years = {
            year: its.years.get(year, Counter())
            for year in range(max(its.years), min(its.years) - 1, -1)
        }
    return cast


@attrs.frozen
class Body:
    """The votes of one body over which agreement is counted.

    Attributes:
        name: The body and the time.
        votes: Which of its votes, in a sentence.
        matrix: The agreement of every two states.
        least: How many votes two states must share to be ranked.
    """

    name: str
    votes: str
    matrix: AgreementMatrix
    least: int

    @cached_property
    def square(self) -> Sequence[Sequence[float | None]]:
        """The agreement of every two states, in the order of the matrix."""
        return self.matrix.square()


@cache
def agreement() -> tuple[Body, ...]:
    """Return the agreement of states: over ten years of the Assembly, over all votes of Council and Commission."""
    last = un.rollcalls(body="ga")[-1].date or date.max
    since = date(last.year - 9, 1, 1)
    votes = {
        ASSEMBLY: un.rollcalls(body="ga", since=since),
        COUNCIL: un.rollcalls(body="hrc"),
        COMMISSION: un.rollcalls(body="chr"),
    }
    return tuple(
        Body(
            f"{name}, {_years(rollcalls)}",
            f"{words.capital(covered()[name])}.",
            un.agreement_matrix(un.countries(), rollcalls),
            50 if name == ASSEMBLY else 20,
        )
        for name, rollcalls in votes.items()
    )
