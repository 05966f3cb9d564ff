"""What stands on each page: one function a kind of page, returning what its template needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import fmean, linear_regression
from typing import Any, get_args

import attrs
from markupsafe import Markup, escape

import unstatements as un
from unstatements.analysis.positions import outside_notes
from unstatements.analysis.trajectory import Movers, Side, Trajectory
from unstatements.groups.bloc import known_since_notes
from unstatements.plots.captions import credit, span

from . import data, drawing, record, words
from .record import BlocRow, Event, path_of

Context = dict[str, Any]  # whatever a template needs
Facts = list[tuple[str, object]]  # a label, and what stands beside it

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
ORDER = ("for", "neutral", "absent", "unknown", "against")  # of the parts of a bar
MARKS = 40  # up to so many events of a topic each has a mark; more are shown by their shares
SYMBOLS = {
    "for": "●",
    "against": "■",
    "neutral": "–",
    "absent": "×",
    "unknown": "?",
    "outside": "·",
}

# What of a value stands on its page outside its list of facts.
ELSEWHERE = {
    un.Statement: (
        *("title", "session", "signatories", "other signatories", "changes", "reported counts"),
        *("counterstatements", "sources", "notes"),
    ),
    un.Bloc: ("abbreviation", "sources", "notes"),
    un.Country: ("official name",),
}


class Links(dict[un.Country, Markup]):
    """Links to the pages of countries, from a page in a folder; else only the name."""

    def __missing__(self, country: un.Country) -> Markup:
        link = escape(country.name)
        if country in record.countries():
            address = Markup('<a href="../countries/{}.html">{}</a>')
            link = address.format(country.alpha_3, country.name)
        return self.setdefault(country, link)


LINKS = Links()


def names(countries: Iterable[un.Country]) -> Markup:
    """Return links to countries, in a line."""
    return Markup(", ").join([LINKS[country] for country in countries])


def links(events: Iterable[Event | None]) -> Markup:
    """Return links to events, with their days, from a page in a folder."""
    link = Markup('<a href="../{}">{}</a> ({})')
    return Markup("; ").join(
        link.format(path_of(event), words.heading(event), words.day_of(event))
        for event in events
        if event
    )


def facts(value: un.Statement | un.Bloc | un.Country, markup: Mapping[str, object]) -> Facts:
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


@attrs.frozen
class Legend:
    """One line of a legend: CSS class, words, number."""

    kind: str
    text: str
    number: str


def statement(statement: un.Statement) -> Context:
    """Return what stands on the page of a statement."""
    previous, following = record.neighbours().get(statement.id, (None, None))
    shift = record.shift_to(statement)
    context: Context = {
        "title": words.headline(statement, shift),
        "description": words.story(statement, shift),
        "statement": statement,
        "rivals": statement.counterstatements,
        "previous": previous,
        "shift": shift,
        "sources": {source: number for number, source in enumerate(statement.sources, 1)},
        "signed": SIGNED,
        "facts": _statement_facts(statement, previous, following),
        "groups": None,
        "groups_of": {},
        "outside": outside_notes([statement, *filter(None, [previous])]),
        "citations": [
            ("Text", statement.cite()),
            ("BibTeX", statement.cite("bibtex")),
            ("CSL-JSON", statement.cite("csl-json")),
        ],
    }
    if statement.date:
        context["signed"] = meanings = _meanings(statement)
        context |= _standing(statement, meanings)
        context["groups_of"] = {
            country: bloc.abbreviation
            for bloc in un.blocs("regional group")
            for country in bloc.members(statement.date, unknown="ignore")
        }
    return context


def _statement_facts(
    statement: un.Statement, previous: un.Statement | None, following: un.Statement | None
) -> Facts:
    target = statement.target_country
    proposition = Markup('{}: <a href="../propositions/{}.html">{}</a>')
    topic = Markup('<a href="../topics/{}.html">{}</a>')
    topics = [topic.format(key, words.topic_names()[key]) for key in statement.topics]
    markup = {
        "topics": Markup(", ").join(topics),
        "proposition": proposition.format(
            statement.direction, statement.proposition.id, statement.proposition
        ),
        "known not to have signed": names(statement.non_signatories),
    }
    if statement.delivered_by:
        markup["delivered by"] = LINKS[statement.delivered_by]
    elif not statement.delivered_for:
        markup["delivered by"] = Markup("not by one state, or not known")
    about = LINKS[target] if target else statement.target
    return [
        *_filled([("kind", statement.kind), ("about", about)]),
        *facts(statement, markup),
        *_filled(
            [
                ("sources disagree on", names(statement.disputed)),
                ("previous of this side", links([previous])),
                ("next of this side", links([following])),
            ]
        ),
    ]


def _meanings(statement: un.Statement) -> Mapping[str, str]:
    """Return what each position on a statement means, in words."""
    if len(statement.counterstatements) < 2:
        return SIGNED
    return {**SIGNED, "against": "signed a rival", "neutral": "signed none of them"}


def _standing(statement: un.Statement, meanings: Mapping[str, str]) -> Context:
    """Return the positions on a statement: for a map, a legend, the groups and other blocs."""
    held = un.positions(statement)
    legend = []
    for position, text in meanings.items():
        named, count = len(held.of(position)), words.between(held.count(position))
        if named:  # only what the map has tiles of
            number = str(named) if count == str(named) else f"{named} known of {count}"
            legend.append(Legend(position, text, number))
    regional = un.blocs("regional group")
    rows = record.by_bloc(statement).values()
    blocs = [row for row in rows if row.bloc not in regional]
    return {
        "held": held,
        "legend": legend,
        "letters": data.letters_of(held),
        "credit": credit([statement]),
        "groups": record.by_group(statement),
        "group_notes": list(known_since_notes(regional, statement.date)),
        "blocs": [row for row in blocs if row.sided],
        "unsided": ", ".join(row.label for row in blocs if not row.sided),
        "bloc_notes": known_since_notes(filter(None, (row.bloc for row in blocs)), statement.date),
    }


def bar(row: BlocRow) -> Markup:
    """Return the bar of a bloc: known positions side by side."""
    return drawing.bar([(position, len(row.names[position])) for position in ORDER])


def bar_of(held: un.Positions) -> Markup:
    """Return the bar of both sides of an event; those not known by name are hatched.

    There is none where no number was reported of a side that is known only in part.
    """
    if isinstance(held.event, un.Statement):
        for side in ([held.event], held.event.counterstatements):
            if side and all(each.reported_count is None for each in side):
                return Markup()
    parts: list[tuple[str, float]] = []
    for side in ("for", "against"):
        named, least = len(held.of(side)), held.count(side).low
        parts += [(side, named), (f"{side}-unnamed", max(0, least - named))]
    return drawing.bar([*parts[:2], *reversed(parts[2:])])


def tally_bar(vote: un.RollCall) -> Markup:
    """Return the bar of a vote's totals."""
    yes, no, abstain = (
        number or 0 for number in (vote.tally.yes, vote.tally.no, vote.tally.abstain)
    )
    return drawing.bar([("for", yes), ("neutral", abstain), ("against", no)])


def steps(path: Trajectory) -> Iterator[tuple[str, str, str]]:
    """Yield the positions of a country on a proposition: the day, the position, its symbol."""
    for point in path.points:
        kind = str(point.position) if point.position else "outside"
        yield point.event.date_text or str(point.event.date or ""), kind, SYMBOLS[kind]


def shares_of(path: Trajectory) -> Markup:
    """Return a bar of how often a country took which position."""
    counts = Counter(str(point.position) for point in path.points if point.position)
    return drawing.bar([(position, counts[position]) for position in ORDER])


def country(country: un.Country) -> Context:
    """Return what stands on the page of a country."""
    cast = record.votes_of().get(country, ())
    signed = un.statements(signed_by=country, beyond_un=True).signatures()
    entries = [entry for entry in signed.entries if entry.signature.country == country]
    in_blocs = [(bloc, bloc.memberships(country)) for bloc in un.blocs()]
    agreement = [
        _neighbours(country, body)
        for body in record.agreement()
        if country in body.matrix.countries
    ]
    return {
        "title": country.name,
        "description": _portrait(country, entries, agreement),
        "state": country,
        "facts": _country_facts(country, len(entries)),
        "entries": sorted(entries, key=lambda entry: entry[0].date_text, reverse=True),
        "bodies_signed": {event.body: event.body_name for event, _signature in entries},
        "paths": record.paths().get(country, ()),
        "years": _tallies((str(vote.date.year) if vote.date else "", how) for vote, how in cast),
        "targets": _tallies((vote.target, how) for vote, how in cast),
        "bodies": _bodies(country),
        "agreement": agreement,
        "memberships": [(bloc, spans) for bloc, spans in in_blocs if spans],
    }


def _portrait(
    country: un.Country,
    entries: Sequence[tuple[un.Statement, object]],
    agreement: Sequence[Neighbours],
) -> str:
    """Return in a few sentences what a country signed, what is said of it, with whom it votes."""
    name = words.capital(words.with_article(country.name))
    signed = [statement for statement, _signature in entries]
    sentences = [f"No signature of {words.with_article(country.name)} is known."]
    if signed:
        topics = Counter(topic for statement in signed for topic in statement.topics)
        often = [words.topic_names()[topic] for topic, _count in topics.most_common(3)]
        years = span(statement.date for statement in signed)
        sentences = [
            f"{name} is known to have signed {words.many(len(signed), 'statement')} ({years}), "
            f"most often on: {', '.join(often)}."
        ]
    stances = Counter(
        statement.stance
        for statement in record.statements()
        if statement.target_country == country
    )
    said = [
        f"{words.many(stances[stance], 'statement')} {verb if stances[stance] == 1 else verbs} it"
        for stance, verb, verbs in (
            ("critical", "criticises", "criticise"),
            ("supportive", "supports", "support"),
        )
        if stances[stance]
    ]
    if said:
        sentences.append(f"{words.enumerated(said)}.")
    for body in agreement[:1]:
        most = [partner.country.name for partner in body.nearest[:3]]
        least = [partner.country.name for partner in body.farthest[:3]]
        sentences.append(
            f"In the {body.name}, it has voted most like {words.enumerated(most)}, "
            f"least like {words.enumerated(least)}."
        )
    return " ".join(sentences)


def _country_facts(country: un.Country, signed: int) -> Facts:
    day = un.bloc("un").as_of
    statements = record.statements()
    delivered = [statement for statement in statements if statement.delivered_by == country]
    denied = [
        Markup("{}: {}").format(links([statement]), words.EVENTS[change.event])
        for statement in statements
        for change in statement.changes
        if change.country == country and change.event in ("denied", "disputed")
    ]
    link = Markup('<a href="../blocs/{}.html">{}</a>')
    blocs = un.blocs(of=country, on=day) if day else ()
    voted, total = record.times_voted(country), sum(map(record.is_text, record.votes()))
    return [
        *facts(country, {}),
        *_filled(
            [
                ("signed", f"{signed} of {len(statements)} statements, of those known by name"),
                ("delivered", links(delivered) or "none"),
                ("known not to have signed, or disputed", Markup("; ").join(denied)),
                ("voted", f"in {voted} of {total} recorded votes on texts on country situations"),
                (
                    f"blocs on {words.day(day)}",
                    Markup(", ").join(link.format(bloc.id, bloc.abbreviation) for bloc in blocs),
                ),
            ]
        ),
    ]


@attrs.frozen(kw_only=True)
class VotedIn:
    """How a state voted in one body: year by year, and how often otherwise than most."""

    code: str
    name: str
    total: int
    years: Sequence[tuple[int, Mapping[str, int], Markup]]
    counted: int
    alone: int


def _bodies(country: un.Country) -> Iterator[VotedIn]:
    for code, name in (("hrc", record.COUNCIL), ("chr", record.COMMISSION)):
        if own := record.cast_in(code).get(country):
            yield VotedIn(
                code=code,
                name=name,
                total=sum(counts.total() for counts in own.years.values()),
                years=[(year, counts, _bar(counts)) for year, counts in own.years.items()],
                counted=own.counted,
                alone=own.alone,
            )


def _bar(counts: Mapping[str, int]) -> Markup:
    return drawing.bar([(how, counts[how]) for how in ("for", "neutral", "absent", "against")])


def _tallies(
    labelled: Iterable[tuple[str, str]],
) -> list[tuple[str, Mapping[str, int], Markup]]:
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


@attrs.frozen(kw_only=True)
class Neighbours:
    """The agreement of one state with every other one."""

    name: str
    votes: str
    events: int
    least: int
    code: str
    nearest: Sequence[Partner]
    farthest: Sequence[Partner]


def _neighbours(country: un.Country, body: record.Body) -> Neighbours:
    pairs = body.matrix.nearest(country, len(body.matrix.countries), shared=body.least)
    partners = [
        Partner(pair.b if pair.a == country else pair.a, pair.value, pair.n)
        for pair in pairs
        if pair.value is not None
    ]
    return Neighbours(
        name=body.name,
        votes=body.votes,
        events=len(body.matrix.events),
        least=body.least,
        code=body.code,
        nearest=partners[:8],
        farthest=partners[:-9:-1],
    )


def bloc(bloc: un.Bloc) -> Context:
    """Return what stands on the page of a bloc."""
    spoken = [statement for statement in reversed(record.statements()) if statement.date]
    rows = [(statement, record.by_bloc(statement).get(bloc.id)) for statement in spoken]
    sided = [(statement, row) for statement, row in rows if row and row.sided]
    cohesion: dict[str, dict[int, list[BlocRow]]] = {}
    for vote in filter(record.is_text, reversed(record.votes())):
        row = record.by_bloc(vote).get(bloc.id)
        if row and vote.date:
            years = cohesion.setdefault(vote.body_name, {})
            years.setdefault(vote.date.year, []).append(row)
    return {
        "title": bloc.name,
        "description": f"{bloc.name}: its members through time, and how they divided on "
        "statements and votes at the United Nations.",
        "bloc": bloc,
        "facts": facts(bloc, {"members": _members(bloc), "known since": _known_since(bloc)}),
        "memberships": bloc.memberships(),
        "statements": sided,
        "unsigned": sum(row is not None for _statement, row in rows) - len(sided),
        "cohesion": {
            body: [(year, _cohesion(its_rows)) for year, its_rows in years.items()]
            for body, years in cohesion.items()
        },
        "alike": _alike(bloc),
        "signed": SIGNED,
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


def _cohesion(rows: Iterable[BlocRow]) -> Cohesion:
    several = [row for row in rows if row.electorate > 1]
    return Cohesion(
        votes=len(several),
        rice=_mean(row.rice for row in several),
        index=_mean(row.index for row in several),
        divided=sum(row.divided for row in several),
    )


def _mean(values: Iterable[un.Interval | None]) -> float | None:
    """Return the mean of the values that are known exactly; None where there are none."""
    exact = [value.low for value in values if value is not None and value.exact]
    return fmean(exact) if exact else None


@attrs.frozen
class Member:
    """How far a member votes like the others of its bloc: mean, nearest, farthest."""

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
    """Return how alike members vote in the Assembly; None where fewer than two vote there."""
    body = record.agreement()[0]
    countries, members = body.matrix.countries, bloc.members(unknown="ignore")
    inside = [place for place, country in enumerate(countries) if country in members]
    rows = []
    for place in inside:
        shares = {
            countries[other]: share
            for other in inside
            if other != place and (share := body.square[place][other]) is not None
        }
        if shares:
            near, far = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
            mean = fmean(shares.values())
            rows.append(Member(countries[place], mean, (near, shares[near]), (far, shares[far])))
    if not rows:
        return None
    return Alike(body.name, body.votes, fmean(row.mean for row in rows), rows)


def topic(key: str, name: str) -> Context:
    """Return what stands on the page of a topic."""
    pairs = un.rivals(key)
    statements = [statement for pair in pairs for statement in pair.statements]
    return {
        "title": name,
        "description": f"Statements at the United Nations on {name}, each beside its rival.",
        "key": key,
        "pairs": pairs,
        "propositions": list(dict.fromkeys(statement.proposition for statement in statements)),
    }


def proposition(key: str) -> Context:
    """Return what stands on the page of a proposition."""
    movers, about = record.movers(key), record.propositions()[key]
    return {
        "title": str(about),
        "description": f"Who was for, who against at the United Nations: “{about}”. Both sides "
        "through time, who moved, who stayed.",
        "key": key,
        "proposition": about,
        "points": [
            (held, held.count("for"), held.count("against"))
            for held in record.timeline(key).points
        ],
        "movers": movers,
        "moves": list(_moves(movers)),
    }


def _moves(movers: Movers) -> Iterator[tuple[str, un.CountrySet]]:
    """Yield who moved and who stayed, each side apart."""
    sides: tuple[Side, ...] = get_args(Side)
    yield "Changed sides", movers.switchers
    for side in sides:
        yield f"Joined late, {side}", movers.late_joiners(side)
        yield f"Dropped out, {side}", movers.drop_outs(side)
        yield f"Loyal, {side} at least twice and never away", movers.loyal(side)


@attrs.frozen(kw_only=True)
class Year:
    """The votes of one year; means over them, None where there are none.

    Attributes:
        year: The year.
        votes: How many there were.
        adopted: How many texts were adopted.
        rejected: How many were not.
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
    """Return the votes of each year, the latest first, years without votes among them."""
    years: dict[int, list[un.RollCall]] = {}
    for vote in votes:
        if vote.date:
            years.setdefault(vote.date.year, []).append(vote)
    if not years:
        return []
    return [_year(year, years.get(year, [])) for year in range(max(years), min(years) - 1, -1)]


def _year(year: int, votes: Sequence[un.RollCall]) -> Year:
    measured = [vote for vote in votes if vote.margin is not None]
    return Year(
        year=year,
        votes=len(votes),
        adopted=sum(vote.outcome == "adopted" for vote in votes),
        rejected=sum(vote.outcome == "rejected" for vote in votes),
        support=_average(map(support, votes)),
        sided=_average(map(yes_share, votes)),
        closest=min(measured, key=lambda vote: abs(vote.margin or 0), default=None),
    )


def support(vote: un.RollCall) -> float | None:
    """Return the share of yes among all who voted; None where nobody did."""
    return _ratio(vote.tally.yes, [vote.tally.yes, vote.tally.no, vote.tally.abstain])


def yes_share(vote: un.RollCall) -> float | None:
    """Return the share of yes among yes and no; None where nobody took a side."""
    return _ratio(vote.tally.yes, [vote.tally.yes, vote.tally.no])


def _ratio(part: int | None, parts: Iterable[int | None]) -> float | None:
    whole = sum(number or 0 for number in parts)
    return (part or 0) / whole if whole else None


def _average(shares: Iterable[float | None]) -> float | None:
    values = [share for share in shares if share is not None]
    return fmean(values) if values else None


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
    means = {year.year: year.support for year in years if year.support is not None}
    if len(means) < 3:
        return None
    slope, intercept = linear_regression([*means], [*means.values()])
    return Trend(slope, intercept)


def contested(votes: Iterable[un.RollCall]) -> list[tuple[str, int]]:
    """Return how many votes were how contested, by the share of yes among yes and no."""
    shares = [share for share in map(yes_share, votes) if share is not None]
    ranges = [
        (f"{100 * low:.0f}–{high:.0%}", sum(low <= share < high for share in shares))
        for low, high in pairwise([0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
    ]
    return [*ranges, ("100%", shares.count(1.0))]


@attrs.frozen(kw_only=True)
class Voter:
    """How one state voted on one situation."""

    country: un.Country
    total: int
    counts: Mapping[str, int]
    share: float | None
    bar: Markup


def situation(target: str) -> Context:
    """Return what stands on the page of a situation."""
    votes = [vote for vote in reversed(record.votes()) if vote.target == target]
    statements = [event for event in reversed(record.statements()) if event.target == target]
    years = by_year(filter(record.is_text, votes))
    voters = []
    for country, cast in sorted(record.votes_of().items()):
        if counts := Counter(how for vote, how in cast if vote.target == target):
            voters.append(_voter(country, counts))
    return {
        "title": target,
        "description": f"Recorded votes and joint statements on {target} at the United Nations: "
        "how every state voted, and how support changed.",
        "key": record.situation(target),
        "rows": votes,
        "years": years,
        "trend": trend(years),
        "statements": statements,
        "states": voters,
    }


def _voter(country: un.Country, counts: Counter[str]) -> Voter:
    took_part = counts.total() - counts["absent"]
    return Voter(
        country=country,
        total=counts.total(),
        counts=counts,
        share=counts["for"] / took_part if took_part else None,
        bar=_bar(counts),
    )
