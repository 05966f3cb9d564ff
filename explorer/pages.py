"""What stands on each page: one function a kind of page, returning what its template needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from statistics import fmean, linear_regression
from typing import Any

import attrs
from markupsafe import Markup, escape

import unstatements as un
from unstatements.analysis.shift import Shift
from unstatements.analysis.trajectory import Trajectory
from unstatements.groups.bloc import known_since_notes
from unstatements.plots.tile_map import tile_of
from unstatements.results.text import Fact

from . import drawing, record, words
from .record import BlocRow, Event

Context = dict[str, Any]  # whatever a template needs

SIGNED = {  # what a position on a statement means, and on a vote
    "for": "signed this",
    "against": "signed the rival",
    "neutral": "signed neither",
    "absent": "absent",
    "unknown": "not known",
}
VOTED = {
    "for": "yes",
    "neutral": "abstained",
    "against": "no",
    "absent": "absent",
    "unknown": "not known",
}
MARKS = 40  # up to so many events of a topic each has a mark of its own; more are shown by their shares
SYMBOLS = {
    "for": "●",
    "against": "■",
    "neutral": "–",
    "absent": "×",
    "unknown": "?",
    "outside": "·",
}


def path_of(event: Event) -> str:
    """Return the address of an event's page, from the root of the site; most votes share one."""
    if event.id not in record.paged():
        return f"vote.html?id={event.id}"
    return f"{'votes' if isinstance(event, un.RollCall) else 'statements'}/{event.id}.html"


class Links(dict[un.Country, Markup]):
    """Links to the pages of countries, from a page in a folder; only the name of one that has no page."""

    def __missing__(self, country: un.Country) -> Markup:
        link = escape(country.name)
        if country in record.countries():
            link = Markup('<a href="../countries/{}.html">{}</a>').format(
                country.alpha_3, country.name
            )
        return self.setdefault(country, link)


LINKS = Links()


def names(who: Iterable[un.Country]) -> Markup:
    """Return links to countries, in a line."""
    return Markup(", ").join([LINKS[country] for country in who])


Facts = list[tuple[str, object]]  # a label, and what stands beside it

# What of a value stands on its page outside its list of facts.
ELSEWHERE = {
    un.Statement: (
        *("title", "session", "signatories", "other signatories", "changes", "reported counts"),
        *("counterstatements", "sources", "notes"),
    ),
    un.RollCall: (
        *("title", "session", "yes", "no", "abstain", "absent", "corrections", "sources", "notes"),
    ),
    un.Bloc: ("abbreviation", "sources", "notes"),
    un.Country: ("official name",),
}


def facts(value: Event | un.Bloc | un.Country, markup: Mapping[str, object]) -> Facts:
    """Return what is known of a value, empty facts left out.

    Args:
        value: The value.
        markup: By label, what stands on the page in place of the text, such as links.
    """
    rows = [(fact.label, markup.get(fact.label, fact.text)) for fact in value.facts()]
    elsewhere = ELSEWHERE[type(value)]
    return _filled((label, text) for label, text in rows if label not in elsewhere)


def _filled(rows: Iterable[tuple[str, object]]) -> Facts:
    return [(words.capital(label), text) for label, text in rows if text]


def links(events: Iterable[Event]) -> Markup:
    """Return links to events, with their days, from a page in a folder."""
    link = Markup('<a href="../{}">{}</a> ({})')
    return Markup("; ").join(
        link.format(path_of(event), words.heading(event), words.day_of(event)) for event in events
    )


@attrs.frozen
class Legend:
    """One line of a legend: CSS class, words, number."""

    kind: str
    said: str
    number: str


def statement(statement: un.Statement) -> Context:
    """Return what stands on the page of a statement."""
    previous, following = record.neighbours().get(statement.id, (None, None))
    sources = {source: number for number, source in enumerate(statement.sources, 1)}
    context: Context = {
        "title": f"{words.heading(statement)}, {words.about(statement)}, {words.day_of(statement)}",
        "statement": statement,
        "rivals": statement.counterstatements,
        "previous": previous,
        "following": following,
        "shift": record.shift_to(statement),
        "sources": sources,
        "signed": SIGNED,
        "facts": _statement_facts(statement, previous, following),
        "groups": None,
        "groups_of": {},
        "citations": [
            ("Text", statement.cite()),
            ("BibTeX", statement.cite("bibtex")),
            ("CSL-JSON", statement.cite("csl-json")),
        ],
    }
    if statement.date:
        context["signed"] = said = _said_of(statement)
        context |= _standing(statement, said)
        context["groups_of"] = {
            country: bloc.abbreviation
            for bloc in un.blocs("regional group")
            for country in bloc.members(statement.date, unknown="ignore")
        }
    return context


def _said_of(statement: un.Statement) -> Mapping[str, str]:
    """Return what each position on a statement means, in words."""
    if len(statement.counterstatements) < 2:
        return SIGNED
    return {**SIGNED, "against": "signed a rival", "neutral": "signed none of them"}


def _statement_facts(
    statement: un.Statement, previous: un.Statement | None, following: un.Statement | None
) -> Facts:
    target = statement.target_country
    topic = Markup('<a href="../topics/{}.html">{}</a>')
    topics = [topic.format(key, words.topic_names()[key]) for key in statement.topics]
    markup = {
        "topics": Markup(", ").join(topics),
        "known not to have signed": names(statement.non_signatories),
    }
    if statement.delivered_by:
        markup["delivered by"] = LINKS[statement.delivered_by]
    elif not statement.delivered_for:
        markup["delivered by"] = Markup("not by one state, or not known")
    return [
        *_filled(
            [("kind", statement.kind), ("about", LINKS[target] if target else statement.target)]
        ),
        *facts(statement, markup),
        *_filled(
            [
                ("sources disagree on", names(statement.disputed)),
                ("previous of this side", links([previous] if previous else [])),
                ("next of this side", links([following] if following else [])),
            ]
        ),
    ]


def vote(vote: un.RollCall) -> Context:
    """Return what stands on the page of a roll call."""
    same = [
        other
        for other in record.votes()
        if other.target == vote.target and other.body == vote.body
    ]
    place = same.index(vote)
    return {
        "title": f"{words.heading(vote)}, {words.day_of(vote)}",
        "vote": vote,
        "voted": VOTED,
        "facts": [
            *facts(vote, {}),
            *_filled(
                [
                    ("previous vote on this", links(same[place - 1 : place] if place else [])),
                    ("next vote on this", links(same[place + 1 : place + 2])),
                ]
            ),
        ],
        **_standing(vote, VOTED),
    }


def _standing(event: Event, said: Mapping[str, str]) -> Context:
    """Return the positions on an event: a map, a legend, the groups and the other blocs."""
    positions = un.positions(event)
    states = {
        country: (str(position), said[str(position)]) for country, position in positions.items()
    }
    legend = []
    for position in said:
        named, count = len(positions.of(position)), words.between(positions.count(position))
        if named:  # only what the map has tiles of
            legend.append(
                Legend(
                    position,
                    said[position],
                    str(named) if count == str(named) else f"{named} known of {count}",
                )
            )
    numbers = ", ".join(f"{part.said} {part.number}" for part in legend)
    regional = un.blocs("regional group")
    blocs = [row for row in record.by_bloc(event).values() if row.bloc not in regional]
    return {
        "stood": positions,
        "legend": legend,
        "map": drawing.tile_map(
            states, f"One tile a state: {numbers}. The same in words stands in the tables."
        ),
        "groups": record.by_group(event),
        "group_notes": known_since_notes(regional, event.date),
        "blocs": blocs,
        "bloc_notes": known_since_notes(filter(None, (row.bloc for row in blocs)), event.date),
    }


def bar(row: BlocRow) -> str:
    """Return the bar of a bloc: known positions side by side."""
    order = ("for", "neutral", "absent", "unknown", "against")
    return drawing.bar([(position, len(row.names[position])) for position in order])


@attrs.frozen
class Step:
    """One event of a country's path on a topic."""

    href: str
    kind: str
    symbol: str
    said: str


def steps(path: Trajectory) -> list[Step]:
    """Return the positions of a country on a topic, event by event."""
    marks = []
    for point in path.points:
        position = str(point.position) if point.position else "outside"
        said = (
            "could not take part"
            if position == "outside"
            else "not known"
            if position == "unknown"
            else position
        )
        what = f"“{point.event.proposition}”" if position in ("for", "against") else ""
        when = f"{words.day_of(point.event)}, {point.event.body_name}: {said} {what}".rstrip()
        marks.append(Step(path_of(point.event), position, SYMBOLS[position], when))
    return marks


def shares_of(path: Trajectory) -> Markup:
    """Return a bar of how often a country stood where, for topics with more events than can have a mark each."""
    counts = Counter(str(point.position) for point in path.points if point.position)
    return drawing.bar(
        [
            (position, counts[position])
            for position in ("for", "neutral", "absent", "unknown", "against")
        ]
    )


def country(country: un.Country) -> Context:
    """Return what stands on the page of a country."""
    cast = list(reversed(record.votes_of().get(country, ())))
    entries = un.signed_by(country).entries
    memberships = [(bloc, bloc.memberships(country)) for bloc in un.blocs()]
    followed = {topic: record.paths(topic).get(country) for topic in words.topic_names()}
    return {
        "title": country.name,
        "state": country,
        "facts": _country_facts(country, len(entries), len(cast)),
        "entries": sorted(entries, key=lambda entry: entry[0].date_text, reverse=True),
        "paths": [
            (topic, name, followed[topic])
            for topic, name in words.topic_names().items()
            if followed[topic]
        ],
        "votes": cast,
        "voted": VOTED,
        "years": _tallies((str(vote.date.year) if vote.date else "", how) for vote, how in cast),
        "targets": _tallies((vote.target, how) for vote, how in cast),
        "bodies": _bodies(country),
        "agreement": [
            _neighbours(country, body)
            for body in record.agreement()
            if country in body.matrix.countries
        ],
        "memberships": [(bloc, periods) for bloc, periods in memberships if periods],
    }


def _country_facts(country: un.Country, signed: int, voted: int) -> Facts:
    day = un.bloc("un").as_of
    delivered = [
        statement for statement in record.statements() if statement.delivered_by == country
    ]
    denied = [
        Markup("{}: {}").format(links([statement]), words.EVENTS[change.event])
        for statement in record.statements()
        for change in statement.changes
        if change.country == country and change.event in ("denied", "disputed")
    ]
    link = Markup('<a href="../blocs/{}.html">{}</a>')
    blocs = un.blocs(of=country, on=day) if day else ()
    total = len(record.statements())
    return [
        *facts(country, {}),
        *_filled(
            [
                ("signed", f"{signed} of {total} statements, of those known by name"),
                ("delivered", links(delivered) or "none"),
                ("known not to have signed, or disputed", Markup("; ").join(denied)),
                (
                    "voted",
                    f"in {voted} of {len(record.votes())} recorded votes on country situations",
                ),
                (
                    f"blocs on {words.day(day)}",
                    Markup(", ").join(link.format(bloc.id, bloc.abbreviation) for bloc in blocs),
                ),
            ]
        ),
    ]


@attrs.frozen
class VotedIn:
    """How a state voted in one body on all topics: year by year, and how often otherwise than most."""

    code: str
    name: str
    total: int
    years: Sequence[tuple[int, Mapping[str, int], str]]
    counted: int
    alone: int


def _bodies(country: un.Country) -> list[VotedIn]:
    bodies = []
    for code, name in (("hrc", record.COUNCIL), ("chr", record.COMMISSION)):
        if its := record.cast_in(code).get(country):
            years = [(year, counts, _bar(counts)) for year, counts in its.years.items()]
            total = sum(counts.total() for counts in its.years.values())
            bodies.append(VotedIn(code, name, total, years, its.counted, its.alone))
    return bodies


def _bar(counts: Mapping[str, int]) -> Markup:
    return drawing.bar([(how, counts[how]) for how in ("for", "neutral", "absent", "against")])


def _tallies(labelled: Iterable[tuple[str, str]]) -> list[tuple[str, Mapping[str, int], str]]:
    """Count votes by label: the label, the counts, and a bar of them."""
    counts: dict[str, Counter[str]] = {}
    for label, how in labelled:
        counts.setdefault(label, Counter())[how] += 1
    return [(label, counted, _bar(counted)) for label, counted in sorted(counts.items())]


@attrs.frozen
class Partner:
    """A state that another one is compared with."""

    country: un.Country
    value: float
    shared: int


@attrs.frozen
class Neighbours:
    """The agreement of one state with every other one."""

    name: str
    votes: str
    events: int
    least: int
    partners: Sequence[Partner]
    map: str


def _neighbours(country: un.Country, body: record.Body) -> Neighbours:
    pairs = body.matrix.nearest(country, len(body.matrix.countries), shared=body.least)
    partners = [
        Partner(pair.b if pair.a == country else pair.a, pair.value, pair.n)
        for pair in pairs
        if pair.value is not None
    ]
    states = {
        partner.country: (
            f"share{min(4, int(5 * partner.value))}",
            f"{partner.value:.0%} of {partner.shared} votes",
        )
        for partner in partners
    }
    for other in body.matrix.countries:
        states.setdefault(other, ("unknown", f"fewer than {body.least} votes in common"))
    states[country] = ("self", "the state compared")
    picture = drawing.tile_map(
        states, f"Agreement with {country.name}: one tile a state. The table has the numbers."
    )
    return Neighbours(
        body.name, body.votes, len(body.matrix.events), body.least, partners, picture
    )


def bloc(bloc: un.Bloc) -> Context:
    """Return what stands on the page of a bloc."""
    spoke = [
        (event, record.by_bloc(event).get(bloc.id))
        for event in reversed(record.statements())
        if event.date
    ]
    voted = [(vote, record.by_bloc(vote).get(bloc.id)) for vote in reversed(record.votes())]
    cohesion: dict[str, dict[int, list[tuple[un.RollCall, BlocRow]]]] = {}
    present = [(vote, row) for vote, row in voted if row]
    for vote, row in present:
        if vote.date:
            cohesion.setdefault(vote.body_name, {}).setdefault(vote.date.year, []).append(
                (vote, row)
            )
    return {
        "title": bloc.name,
        "bloc": bloc,
        "facts": facts(bloc, {"members": _members(bloc), "known since": _known_since(bloc)}),
        "memberships": bloc.memberships(),
        "statements": [(event, row) for event, row in spoke if row],
        "votes": present,
        "cohesion": {
            body: [(year, _cohesion(rows)) for year, rows in years.items()]
            for body, years in cohesion.items()
        },
        "alike": _alike(bloc),
        "signed": SIGNED,
        "voted": VOTED,
    }


def _members(bloc: un.Bloc) -> Markup:
    members = bloc.members(unknown="ignore")
    when = f" on {words.day(bloc.as_of)}" if bloc.as_of else ""
    return Markup("{}{}: {}").format(len(members), when, names(members))


def _known_since(bloc: un.Bloc) -> str:
    if not bloc.known_since:
        return ""
    before = "before that, some members may be missing or counted too early"
    return f"{words.day(bloc.known_since)}; {before}"


@attrs.frozen
class Cohesion:
    """How far a bloc voted alike over some votes: means over those on which it is known."""

    votes: int
    rice: float | None
    index: float | None
    divided: int


def _cohesion(rows: Sequence[tuple[un.RollCall, BlocRow]]) -> Cohesion:
    several = [row for _vote, row in rows if row.electorate > 1]
    return Cohesion(
        votes=len(several),
        rice=_mean(row.rice for row in several),
        index=_mean(row.index for row in several),
        divided=sum(row.divided for row in several),
    )


def _mean(values: Iterable[un.Interval | None]) -> float | None:
    """Return the mean of the values that are known exactly; None where there are none."""
    exact = [value.low for value in values if value is not None and value.exact]
    return sum(exact) / len(exact) if exact else None


@attrs.frozen
class Member:
    """How far a member votes like the others of its bloc: mean, nearest and farthest with their shares."""

    country: un.Country
    mean: float
    nearest: tuple[un.Country, float]
    farthest: tuple[un.Country, float]


@attrs.frozen
class Alike:
    """How alike the members of a bloc vote."""

    name: str
    votes: str
    mean: float
    rows: Sequence[Member]


def _alike(bloc: un.Bloc) -> Alike | None:
    """Return how alike members vote in the General Assembly; None where fewer than two vote there."""
    body = record.agreement()[0]
    members = body.matrix.countries
    inside = [
        place for place, country in enumerate(members) if country in bloc.members(unknown="ignore")
    ]
    rows = []
    for place in inside:
        country, values = members[place], body.square[place]
        shares = {members[other]: values[other] for other in inside if other != place}
        shares = {other: value for other, value in shares.items() if value is not None}
        if shares:
            near, far = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
            mean = sum(shares.values()) / len(shares)
            rows.append(Member(country, mean, (near, shares[near]), (far, shares[far])))
    return (
        Alike(body.name, body.votes, sum(row.mean for row in rows) / len(rows), rows)
        if rows
        else None
    )


def topic(key: str, name: str) -> Context:
    """Return what stands on the page of a topic."""
    movers = record.movers(key)
    return {
        "title": name,
        "key": key,
        "pairs": un.rivals(key),
        "points": [
            (positions, positions.count("for"), positions.count("against"))
            for positions in un.timeline(key).points
        ],
        "movers": movers,
        "propositions": list(dict.fromkeys(event.proposition for event in movers.events)),
        "loyal": [(side, movers.loyal(side)) for side in ("for", "against")],
    }


@attrs.frozen
class Year:
    """The votes of one year; means over them, None where there are none.

    Attributes:
        support: Share of yes among all who voted.
        sided: Share of yes among yes and no.
        closest: The vote with the smallest margin.
    """

    year: int
    votes: int
    adopted: int
    rejected: int
    support: float | None
    sided: float | None
    closest: un.RollCall | None


def by_year(votes: Iterable[un.RollCall]) -> list[Year]:
    """Return what is to be said of the votes of each year, the latest first, years without votes among them."""
    years: dict[int, list[un.RollCall]] = {}
    for vote in votes:
        if vote.date:
            years.setdefault(vote.date.year, []).append(vote)
    return (
        [_year(label, years.get(label, [])) for label in range(max(years), min(years) - 1, -1)]
        if years
        else []
    )


def yes_share(vote: un.RollCall) -> float | None:
    """Return the share of yes among yes and no; None where nobody took a side."""
    return _ratio(vote.tally.yes, [vote.tally.yes, vote.tally.no])


def _ratio(part: int | None, parts: Iterable[int | None]) -> float | None:
    whole = sum(number or 0 for number in parts)
    return (part or 0) / whole if whole else None


def _year(label: int, votes: Sequence[un.RollCall]) -> Year:
    sided = [share for vote in votes if (share := yes_share(vote)) is not None]
    tallies = [vote.tally for vote in votes]
    support = [
        share
        for tally in tallies
        if (share := _ratio(tally.yes, [tally.yes, tally.no, tally.abstain])) is not None
    ]
    return Year(
        label,
        len(votes),
        sum(vote.outcome == "adopted" for vote in votes),
        sum(vote.outcome == "rejected" for vote in votes),
        fmean(support) if support else None,
        fmean(sided) if sided else None,
        min(
            (vote for vote in votes if vote.margin is not None),
            key=lambda vote: abs(vote.margin or 0),
            default=None,
        ),
    )


@attrs.frozen
class Trend:
    """The least-squares line through the means of the years."""

    slope: float
    intercept: float

    @property
    def decade(self) -> float:
        """Percentage points a decade."""
        return 1000 * self.slope

    def at(self, year: int) -> float:
        """Return the value of the line in a year."""
        return self.intercept + self.slope * year


def trend(years: Iterable[Year]) -> Trend | None:
    """Return the trend of support; None for fewer than three years with votes."""
    supports = {year.year: year.support for year in years if year.support is not None}
    if len(supports) < 3:
        return None
    slope, intercept = linear_regression([*supports], [*supports.values()])
    return Trend(slope, intercept)


def contested(votes: Iterable[un.RollCall]) -> list[tuple[str, int]]:
    """Return how many votes were how contested: by the share of yes among yes and no, lower ends included."""
    ends = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    shares = [share for vote in votes if (share := yes_share(vote)) is not None]
    counts = [
        (f"{100 * low:.0f}–{high:.0%}", sum(low <= share < high for share in shares))
        for low, high in pairwise(ends)
    ]
    return [*counts, ("100%", shares.count(1.0))]


@attrs.frozen
class Voter:
    """How one state voted on one situation."""

    country: un.Country
    total: int
    counts: Mapping[str, int]
    share: float | None
    bar: str


def situation(target: str) -> Context:
    """Return what stands on the page of a situation."""
    votes = [vote for vote in reversed(record.votes()) if vote.target == target]
    cast: dict[un.Country, Counter[str]] = {}
    for country, its in record.votes_of().items():
        if about := Counter(
            how for vote, how in its if vote.target == target and record.is_text(vote)
        ):
            cast[country] = about
    years = by_year(vote for vote in votes if record.is_text(vote))
    return {
        "title": target,
        "key": record.situation(target),
        "rows": votes,
        "years": years,
        "trend": trend(years),
        "statements": [
            country for country in reversed(record.statements()) if country.target == target
        ],
        "states": [_voter(country, cast[country]) for country in sorted(cast)],
    }


def _voter(country: un.Country, counts: Counter[str]) -> Voter:
    took_part = counts.total() - counts["absent"]
    share = counts["for"] / took_part if took_part else None
    return Voter(country, counts.total(), counts, share, _bar(counts))


def positions_rows(
    bloc: un.Bloc, rows: Iterable[tuple[Event, BlocRow]]
) -> Iterator[Mapping[str, object]]:
    """Yield one row an event: how many members stood where, known and between bounds."""
    for event, members in rows:
        row: dict[str, object] = {"bloc": bloc.id, "event": event.id, "date": event.date}
        row["electorate"] = members.electorate
        for position in record.POSITIONS:
            count = members.counts[position]
            row[position] = len(members.names[position])
            row[f"{position}_low"], row[f"{position}_high"] = int(count.low), int(count.high)
        for name, value in (("rice", members.rice), ("agreement_index", members.index)):
            row[f"{name}_low"] = value.low if value else None
            row[f"{name}_high"] = value.high if value else None
        yield row


def shift_rows(shift: Shift) -> Iterator[Mapping[str, object]]:
    """Yield one row a country: where it stood before and after."""
    for country in shift.among:
        before, after = shift.before[country], shift.after[country]
        yield {
            "alpha_3": country.alpha_3,
            "country": country.name,
            "before": str(before),
            "after": str(after),
        }


def search_index() -> list[list[object]]:
    """Return what can be searched for: kind, label, address, and other words that find it."""
    aliases: dict[str, list[str]] = {}
    for row in un.tables()["names"]:
        aliases.setdefault(row["country"], []).append(row["name"])
    index: list[list[object]] = []
    for country in record.countries():
        names = dict.fromkeys(
            [
                country.alpha_3,
                country.alpha_2,
                country.official_name,
                *aliases.get(country.alpha_3, ()),
            ]
        )
        aliases_of = [name for name in names if name and name != country.name]
        index.append(["country", country.name, f"countries/{country.alpha_3}.html", aliases_of])
    for row in un.tables()["blocs"]:
        aliases_of = [name for name in (row["abbreviation"], *row["aliases"].split(";")) if name]
        index.append(["bloc", row["name"], f"blocs/{row['id']}.html", aliases_of])
    for key, name in words.topic_names().items():
        index.append(["topic", name, f"topics/{key}.html", [key]])
    for event in reversed(record.statements()):
        label = f"{words.heading(event)}, {words.about(event)}, {words.day_of(event)}"
        more = [
            event.id,
            event.title,
            event.body_name,
            *event.symbols,
            *(words.topic_names()[topic] for topic in event.topics),
        ]
        index.append(["statement", label, path_of(event), [word for word in more if word]])
    for vote in reversed(record.votes()):
        label = f"{vote.symbol or vote.title}, {words.day_of(vote)}"
        more = [vote.title, vote.target, vote.body_name]
        index.append(["vote", label, path_of(vote), [word for word in more if word]])
    return index


def vote_data() -> Context:
    """Return what the pages that count in the browser count from: every vote of every state, and who belonged to what.

    A state's votes are one letter a roll call, in order of date; a dot where it could not vote or its vote is not
    known. Members of a bloc are told by the roll call from which they belong, or do so no more. Kinds and subjects
    of a roll call are told by their places.
    """
    cast = sorted(un.rollcalls(), key=lambda item: (item.date or date.min, item.id))
    spoken = [item for item in record.statements() if item.date]
    voters = record.countries()
    for item in cast:
        voters |= item.yes | item.no | item.abstain | item.absent
    last = un.bloc("un").as_of
    group_of = {
        country: bloc.abbreviation
        for bloc in un.blocs("regional group")
        for country in bloc.members(last, unknown="ignore")
    }
    tiles = tile_of()
    kinds = sorted({item.vote_kind for item in cast})
    subjects = {item.key: place for place, item in enumerate(record.subjects())}
    return {
        "countries": [
            [
                item.alpha_3,
                item.name,
                group_of.get(item, ""),
                int(item in record.countries()),
                *tiles.get(item.alpha_3, ()),
            ]
            for item in voters
        ],
        "groups": sorted(set(group_of.values())),
        "bodies": {item.body: item.body_name for item in cast},
        "kinds": kinds,
        "subjects": [
            [item.key, item.kind, item.name, *([item.page] if item.page else [])]
            for item in record.subjects()
        ],
        "votes": [
            [
                str(item.date),
                item.body,
                item.symbol,
                item.title,
                int(item.id in record.paged()),
                int(item.completeness == "complete"),
                kinds.index(item.vote_kind),
                [item.tally.yes, item.tally.no, item.tally.abstain],
                [subjects[key] for key in record.subjects_of(item)],
                item.id,
                item.record,
            ]
            for item in cast
        ],
        "cast": _letters(
            voters,
            [{"Y": item.yes, "A": item.abstain, "N": item.no, "X": item.absent} for item in cast],
        ),
        "statements": [
            [
                str(item.date),
                path_of(item),
                words.heading(item),
                words.about(item),
                words.day_of(item),
            ]
            for item in spoken
        ],
        "stood": _letters(
            voters,
            [
                {
                    "F": positions.of("for"),
                    "G": positions.of("against"),
                    "0": positions.of("neutral"),
                    "?": positions.of("unknown"),
                }
                for positions in map(un.positions, spoken)
            ],
        ),
        "blocs": [
            [
                item.id,
                item.abbreviation,
                item.name,
                _changes(item, voters, cast),
                str(item.known_since or ""),
            ]
            for item in un.blocs()
        ],
    }


def text_data() -> Context:
    """Return what the page of consensus counts from: every text, with its mode of adoption.

    Kinds, modes and subjects are told by their places.
    """
    texts = record.texts().values()
    kinds = sorted({text.kind for text in texts})
    terms = sorted({term for text in texts for term in record.terms_of(text.id)})
    places = {term: place for place, term in enumerate(terms)}
    return {
        "bodies": dict(sorted({text.body: text.body_name for text in texts}.items())),
        "kinds": kinds,
        "modes": [*words.MODES],
        "subjects": terms,
        "texts": [
            [
                str(text.date),
                text.body,
                text.symbol,
                text.title,
                kinds.index(text.kind),
                [*words.MODES].index(text.mode),
                text.outcome or "",
                str(text.tally or ""),
                [places[term] for term in record.terms_of(text.id)],
                text.record,
                *([text.rollcall, int(text.rollcall in record.paged())] if text.rollcall else []),
            ]
            for text in texts
        ],
    }


def _letters(who: un.CountrySet, events: Sequence[Mapping[str, un.CountrySet]]) -> list[str]:
    letters = {country: ["."] * len(events) for country in who}
    for number, sides in enumerate(events):
        for letter, states in sides.items():
            for country in states:
                if country in letters:
                    letters[country][number] = letter
    return ["".join(letters) for letters in letters.values()]


def _changes(bloc: un.Bloc, who: un.CountrySet, cast: Sequence[un.RollCall]) -> list[list[object]]:
    """Return from which roll call on who belonged to a bloc: number, who came, who went."""
    places = {country: place for place, country in enumerate(who)}
    changes: list[list[object]] = []
    members, day = un.CountrySet(), None
    for number, vote in enumerate(cast):
        if vote.date == day:
            continue
        day = vote.date
        now = bloc.members(day, unknown="ignore") & who
        if now != members:
            came, went = now - members, members - now
            changes.append(
                [
                    number,
                    [places[country] for country in came],
                    [places[country] for country in went],
                ]
            )
            members = now
    return changes
