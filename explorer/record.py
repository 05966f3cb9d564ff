"""What the pages are made from: the record, read once, with how blocs stood on events."""

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
from unstatements.analysis.comparison import BlocPositions
from unstatements.analysis.shift import Shift
from unstatements.analysis.trajectory import Movers, Timeline, Trajectory
from unstatements.events.proposition import Proposition

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
    """Whether a roll call was on a text as a whole, not on an amendment or a paragraph."""
    return vote.vote_kind.startswith("draft ")


@attrs.frozen
class Subject:
    """What votes are about, in the words of one list of subjects; `page` is its own, if any."""

    key: str
    kind: str
    name: str
    page: str = ""


def situation(target: str) -> str:
    """Return the key of a country situation among the subjects."""
    return f"situation-{words.slug(target)}"


@cache
def subjects() -> tuple[Subject, ...]:
    """Return all that votes are about: situations, issues of the Assembly, catalogued subjects."""
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
    """Return the texts of the Human Rights Council and the Commission, by id, in order of date."""
    return {text.id: text for text in un.texts()}


def terms_of(text_id: str) -> Sequence[str]:
    """Return the subjects under which a text was catalogued, each once."""
    text = texts().get(text_id)
    return [*dict.fromkeys(text.subject.split(" - "))] if text and text.subject else []


@cache
def countries() -> un.CountrySet:
    """Return the countries that have a page: members, observers, all that signed or voted."""
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
    """Return for each statement the previous and next one of the same side, proposition and body.

    Of several on one day it is the one nearest to it: with most topics in common, then of the same
    state, then with most signatories.
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
    """Return what changed since the previous statement of the same side and body, if any."""
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
    def sided(self) -> bool:
        """Whether a member is known on either side."""
        return bool(self.names["for"]) or bool(self.names["against"])

    @property
    def divided(self) -> bool:
        """Whether members are known on both sides."""
        return bool(self.names["for"]) and bool(self.names["against"])


@cache
def by_bloc(event: Event) -> Mapping[str, BlocRow]:
    """Return how every bloc with somebody in the electorate divided on an event, by its id."""
    compared = un.compare(event, by=un.blocs(), unknown="ignore")
    pairs = zip(un.blocs(), compared.blocs, strict=True)
    return {bloc.id: _row(row, bloc) for bloc, row in pairs if row.electorate}


@cache
def by_group(event: Event) -> tuple[BlocRow, ...]:
    """Return how every regional group divided on an event, and the states that are in none."""
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
    """Return for each country its votes on texts on country situations, in order of date.

    A vote is for, against, neutral or absent. Votes on amendments are left out: in those a no can
    stand for the text.
    """
    votes_by_country: dict[un.Country, list[tuple[un.RollCall, str]]] = {}
    for vote in filter(is_text, votes()):
        for how, countries in sides_of(vote).items():
            for country in countries:
                votes_by_country.setdefault(country, []).append((vote, how))
    return votes_by_country


def times_voted(country: un.Country) -> int:
    """Return on how many texts on country situations a country voted; absence is no vote."""
    return sum(how != "absent" for _vote, how in votes_of().get(country, ()))


def sides_of(vote: un.RollCall) -> Mapping[str, un.CountrySet]:
    """Return who voted how."""
    return {"for": vote.yes, "neutral": vote.abstain, "against": vote.no, "absent": vote.absent}


@cache
def propositions() -> Mapping[str, Proposition]:
    """Return the propositions of the statements, by id, in order of their words."""
    by_id = {statement.proposition.id: statement.proposition for statement in statements()}
    return dict(sorted(by_id.items(), key=lambda pair: str(pair[1])))


@cache
def timeline(proposition: str) -> Timeline:
    """Return the counts on both sides of a proposition through time."""
    return un.timeline(proposition=proposition)


@cache
def movers(proposition: str) -> Movers:
    """Return the countries that took a side on a proposition, those that changed most first."""
    return un.movers(proposition=proposition)


@cache
def paths() -> Mapping[un.Country, Sequence[tuple[Proposition, Trajectory]]]:
    """Return for each country its trajectory on every proposition on which it took a side."""
    by_country: dict[un.Country, list[tuple[Proposition, Trajectory]]] = {}
    for key, proposition in propositions().items():
        for path in movers(key).trajectories:
            by_country.setdefault(path.country, []).append((proposition, path))
    return by_country


ASSEMBLY, COUNCIL, COMMISSION = (
    "General Assembly",
    "Human Rights Council",
    "Commission on Human Rights",
)


def _years(votes: Sequence[un.RollCall]) -> str:
    return " to ".join(vote.date_text[:4] for vote in (votes[0], votes[-1]))


@cache
def assembly_ends() -> date:
    """Return the last day up to which the record has all recorded votes of the Assembly."""
    return date.fromisoformat(max(row["date"] for row in un.tables()["ga_rollcalls"]))


@cache
def covered() -> Mapping[str, str]:
    """Return which votes of each body the record has, in words."""
    return {
        ASSEMBLY: f"recorded votes up to {words.day(assembly_ends())}, "
        "and after that those on country situations",
        COUNCIL: _with_roll("hrc"),
        COMMISSION: _with_roll("chr"),
    }


def _with_roll(body: str) -> str:
    votes = un.rollcalls(body=body, edition="bundled")
    with_roll = sum(bool(vote.yes | vote.no | vote.abstain) for vote in votes)
    held = sum(row["held"] or 0 for row in un.coverage(body, edition="bundled").rows())
    return (
        f"{with_roll:,} of the {held:,} recorded votes, all that have a roll in the catalogue of "
        f"the OHCHR library, {_years(votes)}"
    )


@attrs.define
class Cast:
    """The votes of one state in one body.

    Attributes:
        years: For each year from the first to the last in which it could vote, how it voted.
        counted: In how many votes without a tie it said yes, no, or that it abstained.
        alone: In how many of these it voted otherwise than most.
    """

    years: dict[int, Counter[str]] = attrs.field(factory=dict)
    counted: int = 0
    alone: int = 0


@cache
def cast_in(body: str) -> Mapping[un.Country, Cast]:
    """Return for each state how it voted in a body, on all texts and amendments."""
    cast: dict[un.Country, Cast] = {}
    for vote in un.rollcalls(body=body):
        sides = sides_of(vote)
        sizes = sorted((len(sides[how]) for how in ("for", "neutral", "against")), reverse=True)
        tie = sizes[0] == sizes[1]
        for how, countries in sides.items():
            for country in countries:
                own = cast.setdefault(country, Cast())
                own.years.setdefault(vote.date.year if vote.date else 0, Counter())[how] += 1
                if how != "absent" and not tie:
                    own.counted += 1
                    own.alone += len(countries) < sizes[0]
    for own in cast.values():
        span = range(max(own.years), min(own.years) - 1, -1)
        own.years = {year: own.years.get(year, Counter()) for year in span}
    return cast


@attrs.frozen
class Body:
    """The votes of one body over which agreement is counted.

    Attributes:
        name: The body and the time.
        code: Its key.
        votes: Which of its votes, in a sentence.
        matrix: The agreement of every two states.
        least: How many votes two states must share to be ranked.
    """

    name: str
    code: str
    votes: str
    matrix: AgreementMatrix
    least: int

    @cached_property
    def square(self) -> Sequence[Sequence[float | None]]:
        """The agreement of every two states, in the order of the matrix."""
        return self.matrix.square()


@cache
def agreement() -> tuple[Body, ...]:
    """Return the agreement of states in each body.

    In the Assembly over the last ten years of which the record has all votes: none is counted
    across the day from which it has a selection. In Council and Commission over all votes.
    """
    last = assembly_ends()
    decade = date(last.year - 9, 1, 1)
    votes = {
        ("ga", ASSEMBLY): un.rollcalls(body="ga", since=decade, until=last),
        ("hrc", COUNCIL): un.rollcalls(body="hrc"),
        ("chr", COMMISSION): un.rollcalls(body="chr"),
    }
    return tuple(
        Body(
            name=f"{name}, {_years(rollcalls)}",
            code=code,
            votes="All recorded votes of these years."
            if code == "ga"
            else f"{words.capital(covered()[name])}.",
            matrix=un.agreement_matrix(un.countries(), rollcalls),
            least=50 if code == "ga" else 20,
        )
        for (code, name), rollcalls in votes.items()
    )


def path_of(event: Event) -> str:
    """Return the address of an event's page, from the root of the site; votes share one."""
    if isinstance(event, un.RollCall):
        return f"vote.html?id={event.id}"
    return f"statements/{event.id}.html"
