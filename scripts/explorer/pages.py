"""What stands on each page: one function a kind of page, returning what its template needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs
import unstatements as un

from . import drawing, record, words
from .record import Event, Stood

Context = dict[str, object]

SIGNED = {  # what a position on a statement means, and on a vote
    "for": "signed this",
    "against": "signed the rival",
    "neutral": "signed neither",
    "absent": "absent",
    "unknown": "not known",
}
VOTED = {"for": "yes", "neutral": "abstained", "against": "no", "absent": "absent", "unknown": "not known"}
SYMBOLS = {"for": "●", "against": "■", "neutral": "–", "absent": "×", "unknown": "?", "outside": "·"}


def path_of(event: Event) -> str:
    """Return the address of an event's page, from the root of the site."""
    return f"{'votes' if isinstance(event, un.RollCall) else 'statements'}/{event.id}.html"


@attrs.frozen
class Legend:
    """One line of a legend: CSS class, words, number."""

    kind: str
    said: str
    number: str


def statement(one: un.Statement) -> Context:
    """Return what stands on the page of a statement."""
    previous, following = record.neighbours().get(one.id, (None, None))
    sources = {source: number for number, source in enumerate(one.sources, 1)}
    context: Context = {
        "title": f"{words.heading(one)}, {words.about(one)}, {words.day_of(one)}",
        "one": one,
        "rivals": one.counterstatements,
        "previous": previous,
        "following": following,
        "shift": un.shift(previous, one) if previous else None,
        "sources": sources,
        "signed": SIGNED,
        "topics": [(topic, un.topics()[topic]) for topic in one.topics],
        "groups": None,
        "groups_of": {},
        "citations": [(name, one.cite(style)) for name, style in STYLES],
    }
    if one.date:
        context |= _standing(one, SIGNED)
        groups = [bloc for bloc in un.blocs("regional group")]
        context["groups_of"] = {
            country: next((bloc.abbreviation for bloc in groups if country in members[bloc]), "")
            for members in [{bloc: bloc.members(one.date, unknown="ignore") for bloc in groups}]
            for country in (signature.country for signature in one.signatures)
        }
    return context


STYLES: tuple[tuple[str, un.CitationStyle], ...] = (  # type: ignore[name-defined]
    ("Text", "text"),
    ("BibTeX", "bibtex"),
    ("CSL-JSON", "csl-json"),
)


def vote(one: un.RollCall) -> Context:
    """Return what stands on the page of a roll call."""
    same = [other for other in record.votes() if other.target == one.target and other.body == one.body]
    place = same.index(one)
    return {
        "title": f"{words.heading(one)}, {words.day_of(one)}",
        "one": one,
        "voted": VOTED,
        "previous": same[place - 1] if place else None,
        "following": same[place + 1] if place + 1 < len(same) else None,
        **_standing(one, VOTED),
    }


def _standing(one: Event, said: Mapping[str, str]) -> Context:
    """Return the positions on an event: a map, a legend, the groups and the other blocs."""
    stood = un.positions(one)
    states = {country: (str(where), said[str(where)]) for country, where in stood.items()}
    shown = [where for where in said if stood.possible(where)] if one else []
    legend = [
        Legend(where, said[where], words.between(stood.count(where)))
        for where in said
        if where == "unknown" or stood.possible(where)
        if where != "unknown" or stood.of("unknown")
    ]
    counts = ", ".join(f"{part.said} {part.number}" for part in legend)
    return {
        "stood": stood,
        "shown": [where for where in shown],
        "legend": legend,
        "map": drawing.tile_map(states, f"One tile a state: {counts}. The same in words stands in the tables."),
        "groups": record.by_group(one),
        "blocs": [found for found in record.by_bloc(one).values() if found.bloc not in un.blocs("regional group")],
    }


def bar(stood: Stood) -> str:
    """Return the bar of a bloc: known positions side by side."""
    order = ("for", "neutral", "absent", "unknown", "against")
    return drawing.bar([(where, stood.known[where]) for where in order])


@attrs.frozen
class Step:
    """One event of a country's path on a topic."""

    href: str
    kind: str
    symbol: str
    said: str


def steps(path: un.Trajectory) -> list[Step]:
    """Return the positions of a country on a topic, event by event."""
    found = []
    for point in path.points:
        where = str(point.position) if point.position else "outside"
        said = "could not take part" if where == "outside" else "not known" if where == "unknown" else where
        what = f"“{point.event.proposition}”" if where in ("for", "against") else ""
        when = f"{words.day_of(point.event)}, {point.event.body_name}: {said} {what}".rstrip()
        found.append(Step(path_of(point.event), where, SYMBOLS[where], when))
    return found


def country(one: un.Country) -> Context:
    """Return what stands on the page of a country."""
    cast = [(vote, _vote(vote, one)) for vote in reversed(record.votes())]
    cast = [(vote, how) for vote, how in cast if how]
    day = un.bloc("un").as_of
    spells = [(bloc, bloc.spells(one)) for bloc in un.blocs()]
    denied = [
        (statement, change)
        for statement in record.statements()
        for change in statement.changes
        if change.country == one and change.event in ("denied", "disputed")
    ]
    followed = {topic: record.paths(topic).get(one) for topic in un.topics()}
    return {
        "title": one.name,
        "one": one,
        "blocs": one.blocs(day) if day else (),
        "day": day,
        "entries": list(reversed(un.record(one).entries)),
        "delivered": [statement for statement in record.statements() if statement.delivered_by == one],
        "denied": denied,
        "paths": [(topic, name, followed[topic]) for topic, name in un.topics().items() if followed[topic]],
        "votes": cast,
        "voted": VOTED,
        "years": _tallies((str(vote.date.year) if vote.date else "", how) for vote, how in cast),
        "targets": _tallies((vote.target, how) for vote, how in cast),
        "agreement": [
            _neighbours(one, body) for body in record.agreement() if one in body.matrix.countries
        ],
        "spells": [(bloc, found) for bloc, found in spells if found],
    }


def _vote(vote: un.RollCall, one: un.Country) -> str:
    sides = (("for", vote.yes), ("against", vote.no), ("neutral", vote.abstain), ("absent", vote.absent))
    return next((how for how, who in sides if one in who), "")


def _tallies(labelled: Iterable[tuple[str, str]]) -> list[tuple[str, Mapping[str, int], str]]:
    """Count votes by label: the label, the counts, and a bar of them."""
    counts: dict[str, Counter[str]] = {}
    for label, how in labelled:
        counts.setdefault(label, Counter())[how] += 1
    order = ("for", "neutral", "absent", "against")
    return [
        (label, found, drawing.bar([(how, found[how]) for how in order])) for label, found in sorted(counts.items())
    ]


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
    events: int
    least: int
    partners: Sequence[Partner]
    map: str


def _neighbours(one: un.Country, body: record.Body) -> Neighbours:
    found = body.matrix.nearest(one, len(body.matrix.countries), shared=body.least)
    partners = [
        Partner(pair.b if pair.a == one else pair.a, pair.value, pair.n)
        for pair in found
        if pair.value is not None
    ]
    states = {
        partner.country: (f"share{min(4, int(5 * partner.value))}", f"{partner.value:.0%} of {partner.shared} votes")
        for partner in partners
    }
    for other in body.matrix.countries:
        states.setdefault(other, ("unknown", f"fewer than {body.least} votes in common"))
    states[one] = ("self", "the state compared")
    picture = drawing.tile_map(states, f"Agreement with {one.name}: one tile a state. The table has the numbers.")
    return Neighbours(body.name, len(body.matrix.events), body.least, partners, picture)


def bloc(one: un.Bloc) -> Context:
    """Return what stands on the page of a bloc."""
    spoke = [(event, record.by_bloc(event).get(one.id)) for event in reversed(record.statements()) if event.date]
    voted = [(vote, record.by_bloc(vote).get(one.id)) for vote in reversed(record.votes())]
    cohesion: dict[tuple[int, str], list[tuple[un.RollCall, Stood]]] = {}
    present = [(vote, stood) for vote, stood in voted if stood]
    for vote, stood in present:
        if vote.date:
            cohesion.setdefault((vote.date.year, vote.body_name), []).append((vote, stood))
    return {
        "title": one.name,
        "one": one,
        "members": one.members(unknown="ignore"),
        "spells": one.spells(),
        "statements": [(event, stood) for event, stood in spoke if stood],
        "votes": present,
        "cohesion": [(year, body, _cohesion(found)) for (year, body), found in cohesion.items()],
        "signed": SIGNED,
        "voted": VOTED,
    }


@attrs.frozen
class Cohesion:
    """How far a bloc voted alike over some votes: means over those on which it is known."""

    votes: int
    rice: float | None
    index: float | None
    divided: int


def _cohesion(found: Sequence[tuple[un.RollCall, Stood]]) -> Cohesion:
    several = [stood for _vote, stood in found if stood.electorate > 1]
    return Cohesion(
        votes=len(several),
        rice=record.mean(float(stood.rice) for stood in several if stood.rice[1:2] == "." and len(stood.rice) == 4),
        index=record.mean(float(stood.index) for stood in several if len(stood.index) == 4),
        divided=sum(stood.divided for stood in several),
    )


def topic(key: str, name: str) -> Context:
    """Return what stands on the page of a topic."""
    found = un.movers(key)
    return {
        "title": name,
        "key": key,
        "pairs": un.series(key),
        "points": [(stood, stood.count("for"), stood.count("against")) for stood in un.timeline(key).points],
        "movers": found,
        "paths": record.paths(key),
        "propositions": list(dict.fromkeys(event.proposition for event in found.events)),
        "loyal": [(side, un.loyalists(key, side=side)) for side in ("for", "against")],
    }


def search_index() -> list[list[object]]:
    """Return what can be searched for: kind, label, address, and other words that find it."""
    aliases: dict[str, list[str]] = {}
    for row in un.tables()["names"]:
        aliases.setdefault(row["country"], []).append(row["name"])
    index: list[list[object]] = []
    for one in record.countries():
        names = dict.fromkeys([one.alpha_3, one.alpha_2, one.official_name, *aliases.get(one.alpha_3, ())])
        found = [name for name in names if name and name != one.name]
        index.append(["country", one.name, f"countries/{one.alpha_3}.html", found])
    for row in un.tables()["blocs"]:
        found = [name for name in (row["abbreviation"], *row["aliases"].split(";")) if name]
        index.append(["bloc", row["name"], f"blocs/{row['id']}.html", found])
    for key, name in un.topics().items():
        index.append(["topic", name, f"topics/{key}.html", [key]])
    for one in reversed(record.statements()):
        label = f"{words.heading(one)}, {words.about(one)}, {words.day_of(one)}"
        more = [one.id, one.title, one.body_name, *one.symbols, *(un.topics()[topic] for topic in one.topics)]
        index.append(["statement", label, path_of(one), [word for word in more if word]])
    for vote in reversed(record.votes()):
        label = f"{vote.symbol or vote.title}, {words.day_of(vote)}"
        more = [vote.title, vote.target, vote.body_name]
        index.append(["vote", label, path_of(vote), [word for word in more if word]])
    return index
