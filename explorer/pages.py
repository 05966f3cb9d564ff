"""What stands on each page: one function a kind of page, returning what its template needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from statistics import fmean, linear_regression
from typing import Any

import attrs
from markupsafe import Markup

import unstatements as un
from unstatements.analysis.shift import Shift
from unstatements.analysis.trajectory import Trajectory

from . import drawing, record, words
from .record import Event, Stood

Context = dict[str, Any]  # whatever a template needs

SIGNED = {  # what a position on a statement means, and on a vote
    "for": "signed this",
    "against": "signed the rival",
    "neutral": "signed neither",
    "absent": "absent",
    "unknown": "not known",
}
VOTED = {"for": "yes", "neutral": "abstained", "against": "no", "absent": "absent", "unknown": "not known"}
MARKS = 40  # up to so many events of a topic each has a mark of its own; more are shown by their shares
SYMBOLS = {"for": "●", "against": "■", "neutral": "–", "absent": "×", "unknown": "?", "outside": "·"}


def path_of(event: Event) -> str:
    """Return the address of an event's page, from the root of the site; most votes share one."""
    if event.id not in record.paged():
        return f"vote.html?id={event.id}"
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
        "shift": record.shift_to(one),
        "sources": sources,
        "signed": SIGNED,
        "topics": [(topic, words.topic_names()[topic]) for topic in one.topics],
        "groups": None,
        "groups_of": {},
        "citations": [
            ("Text", one.cite()),
            ("BibTeX", one.cite("bibtex")),
            ("CSL-JSON", one.cite("csl-json")),
        ],
    }
    if one.date:
        context |= _standing(one, SIGNED)
        context["groups_of"] = {
            country: bloc.abbreviation
            for bloc in un.blocs("regional group")
            for country in bloc.members(one.date, unknown="ignore")
        }
    return context


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
    legend = []
    for where in said:
        known, count = len(stood.of(where)), words.between(stood.count(where))
        if known:  # only what the map has tiles of
            legend.append(
                Legend(where, said[where], str(known) if count == str(known) else f"{known} known of {count}")
            )
    numbers = ", ".join(f"{part.said} {part.number}" for part in legend)
    regional = un.blocs("regional group")
    return {
        "stood": stood,
        "legend": legend,
        "map": drawing.tile_map(
            states, f"One tile a state: {numbers}. The same in words stands in the tables."
        ),
        "groups": record.by_group(one),
        "blocs": [found for found in record.by_bloc(one).values() if found.bloc not in regional],
    }


def bar(stood: Stood) -> str:
    """Return the bar of a bloc: known positions side by side."""
    order = ("for", "neutral", "absent", "unknown", "against")
    return drawing.bar([(where, len(stood.names[where])) for where in order])


@attrs.frozen
class Step:
    """One event of a country's path on a topic."""

    href: str
    kind: str
    symbol: str
    said: str


def steps(path: Trajectory) -> list[Step]:
    """Return the positions of a country on a topic, event by event."""
    found = []
    for point in path.points:
        where = str(point.position) if point.position else "outside"
        said = "could not take part" if where == "outside" else "not known" if where == "unknown" else where
        what = f"“{point.event.proposition}”" if where in ("for", "against") else ""
        when = f"{words.day_of(point.event)}, {point.event.body_name}: {said} {what}".rstrip()
        found.append(Step(path_of(point.event), where, SYMBOLS[where], when))
    return found


def shares_of(path: Trajectory) -> Markup:
    """Return a bar of how often a country stood where, for topics with more events than can have a mark each."""
    counts = Counter(str(point.position) for point in path.points if point.position)
    return drawing.bar(
        [(where, counts[where]) for where in ("for", "neutral", "absent", "unknown", "against")]
    )


def country(one: un.Country) -> Context:
    """Return what stands on the page of a country."""
    cast = list(reversed(record.votes_of().get(one, ())))
    day = un.bloc("un").as_of
    memberships = [(bloc, bloc.memberships(one)) for bloc in un.blocs()]
    denied = [
        (statement, change)
        for statement in record.statements()
        for change in statement.changes
        if change.country == one and change.event in ("denied", "disputed")
    ]
    followed = {topic: record.paths(topic).get(one) for topic in words.topic_names()}
    return {
        "title": one.name,
        "one": one,
        "blocs": one.blocs(day) if day else (),
        "day_known": day,
        "entries": sorted(un.signed_by(one).entries, key=lambda entry: entry[0].date_text, reverse=True),
        "delivered": [statement for statement in record.statements() if statement.delivered_by == one],
        "denied": denied,
        "paths": [(topic, name, followed[topic]) for topic, name in words.topic_names().items() if followed[topic]],
        "votes": cast,
        "voted": VOTED,
        "years": _tallies((str(vote.date.year) if vote.date else "", how) for vote, how in cast),
        "targets": _tallies((vote.target, how) for vote, how in cast),
        "bodies": _bodies(one),
        "agreement": [_neighbours(one, body) for body in record.agreement() if one in body.matrix.countries],
        "memberships": [(bloc, found) for bloc, found in memberships if found],
    }


@attrs.frozen
class VotedIn:
    """How a state voted in one body on all topics: year by year, and how often otherwise than most."""

    code: str
    name: str
    total: int
    years: Sequence[tuple[int, Mapping[str, int], str]]
    counted: int
    alone: int


def _bodies(one: un.Country) -> list[VotedIn]:
    found = []
    for code, name in (("hrc", record.COUNCIL), ("chr", record.COMMISSION)):
        if its := record.cast_in(code).get(one):
            years = [(year, counts, _bar(counts)) for year, counts in its.years.items()]
            total = sum(counts.total() for counts in its.years.values())
            found.append(VotedIn(code, name, total, years, its.counted, its.alone))
    return found


def _bar(counts: Mapping[str, int]) -> Markup:
    return drawing.bar([(how, counts[how]) for how in ("for", "neutral", "absent", "against")])


def _tallies(labelled: Iterable[tuple[str, str]]) -> list[tuple[str, Mapping[str, int], str]]:
    """Count votes by label: the label, the counts, and a bar of them."""
    counts: dict[str, Counter[str]] = {}
    for label, how in labelled:
        counts.setdefault(label, Counter())[how] += 1
    return [(label, found, _bar(found)) for label, found in sorted(counts.items())]


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


def _neighbours(one: un.Country, body: record.Body) -> Neighbours:
    found = body.matrix.nearest(one, len(body.matrix.countries), shared=body.least)
    partners = [
        Partner(pair.b if pair.a == one else pair.a, pair.value, pair.n)
        for pair in found
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
    states[one] = ("self", "the state compared")
    picture = drawing.tile_map(
        states, f"Agreement with {one.name}: one tile a state. The table has the numbers."
    )
    return Neighbours(body.name, body.votes, len(body.matrix.events), body.least, partners, picture)


def bloc(one: un.Bloc) -> Context:
    """Return what stands on the page of a bloc."""
    spoke = [
        (event, record.by_bloc(event).get(one.id)) for event in reversed(record.statements()) if event.date
    ]
    voted = [(vote, record.by_bloc(vote).get(one.id)) for vote in reversed(record.votes())]
    cohesion: dict[str, dict[int, list[tuple[un.RollCall, Stood]]]] = {}
    present = [(vote, stood) for vote, stood in voted if stood]
    for vote, stood in present:
        if vote.date:
            cohesion.setdefault(vote.body_name, {}).setdefault(vote.date.year, []).append((vote, stood))
    return {
        "title": one.name,
        "one": one,
        "members": one.members(unknown="ignore"),
        "memberships": one.memberships(),
        "statements": [(event, stood) for event, stood in spoke if stood],
        "votes": present,
        "cohesion": {
            body: [(year, _cohesion(found)) for year, found in years.items()]
            for body, years in cohesion.items()
        },
        "alike": _alike(one),
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
        rice=_mean(stood.rice for stood in several),
        index=_mean(stood.index for stood in several),
        divided=sum(stood.divided for stood in several),
    )


def _mean(values: Iterable[un.Interval | None]) -> float | None:
    """Return the mean of the values that are known exactly; None where there are none."""
    known = [value.low for value in values if value is not None and value.exact]
    return sum(known) / len(known) if known else None


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


def _alike(one: un.Bloc) -> Alike | None:
    """Return how alike members vote in the General Assembly; None where fewer than two vote there."""
    body = record.agreement()[0]
    members = body.matrix.countries
    inside = [place for place, country in enumerate(members) if country in one.members(unknown="ignore")]
    rows = []
    for place in inside:
        country, values = members[place], body.square[place]
        known = {members[other]: values[other] for other in inside if other != place}
        known = {other: value for other, value in known.items() if value is not None}
        if known:
            near, far = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
            mean = sum(known.values()) / len(known)
            rows.append(Member(country, mean, (near, known[near]), (far, known[far])))
    return Alike(body.name, body.votes, sum(row.mean for row in rows) / len(rows), rows) if rows else None


def topic(key: str, name: str) -> Context:
    """Return what stands on the page of a topic."""
    found = record.movers(key)
    return {
        "title": name,
        "key": key,
        "pairs": un.rivals(key),
        "points": [(stood, stood.count("for"), stood.count("against")) for stood in un.timeline(key).points],
        "movers": found,
        "paths": record.paths(key),
        "propositions": list(dict.fromkeys(event.proposition for event in found.events)),
        "loyal": [(side, un.loyalists(key, side=side)) for side in ("for", "against")],
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
    found: dict[int, list[un.RollCall]] = {}
    for vote in votes:
        if vote.date:
            found.setdefault(vote.date.year, []).append(vote)
    return (
        [_year(label, found.get(label, [])) for label in range(max(found), min(found) - 1, -1)]
        if found
        else []
    )


def yes_share(vote: un.RollCall) -> float | None:
    """Return the share of yes among yes and no; None where nobody took a side."""
    return _ratio(vote.tally.yes, [vote.tally.yes, vote.tally.no])


def _ratio(part: int | None, parts: Iterable[int | None]) -> float | None:
    whole = sum(one or 0 for one in parts)
    return (part or 0) / whole if whole else None


def _year(label: int, found: Sequence[un.RollCall]) -> Year:
    sided = [share for vote in found if (share := yes_share(vote)) is not None]
    tallies = [vote.tally for vote in found]
    support = [
        share for one in tallies if (share := _ratio(one.yes, [one.yes, one.no, one.abstain])) is not None
    ]
    return Year(
        label,
        len(found),
        sum(vote.outcome == "adopted" for vote in found),
        sum(vote.outcome == "rejected" for vote in found),
        fmean(support) if support else None,
        fmean(sided) if sided else None,
        min(
            (vote for vote in found if vote.margin is not None),
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
    known = {one.year: one.support for one in years if one.support is not None}
    if len(known) < 3:
        return None
    slope, intercept = linear_regression([*known], [*known.values()])
    return Trend(slope, intercept)


def contested(votes: Iterable[un.RollCall]) -> list[tuple[str, int]]:
    """Return how many votes were how contested: by the share of yes among yes and no, lower ends included."""
    ends = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    shares = [share for vote in votes if (share := yes_share(vote)) is not None]
    found = [
        (f"{100 * low:.0f}–{high:.0%}", sum(low <= share < high for share in shares))
        for low, high in pairwise(ends)
    ]
    return [*found, ("100%", shares.count(1.0))]


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
    found = [vote for vote in reversed(record.votes()) if vote.target == target]
    cast: dict[un.Country, Counter[str]] = {}
    for one, its in record.votes_of().items():
        if about := Counter(how for vote, how in its if vote.target == target and record.is_text(vote)):
            cast[one] = about
    years = by_year(vote for vote in found if record.is_text(vote))
    return {
        "title": target,
        "key": record.situation(target),
        "rows": found,
        "years": years,
        "trend": trend(years),
        "statements": [one for one in reversed(record.statements()) if one.target == target],
        "states": [_voter(one, cast[one]) for one in sorted(cast)],
    }


def _voter(one: un.Country, counts: Counter[str]) -> Voter:
    took_part = counts.total() - counts["absent"]
    share = counts["for"] / took_part if took_part else None
    return Voter(one, counts.total(), counts, share, _bar(counts))


def positions_rows(one: un.Bloc, found: Iterable[tuple[Event, Stood]]) -> Iterator[Mapping[str, object]]:
    """Yield one row an event: how many members stood where, known and between bounds."""
    for event, stood in found:
        row: dict[str, object] = {"bloc": one.id, "event": event.id, "date": event.date}
        row["electorate"] = stood.electorate
        for where in record.POSITIONS:
            count = stood.counts[where]
            row[where] = len(stood.names[where])
            row[f"{where}_low"], row[f"{where}_high"] = int(count.low), int(count.high)
        for name, value in (("rice", stood.rice), ("agreement_index", stood.index)):
            row[f"{name}_low"] = value.low if value else None
            row[f"{name}_high"] = value.high if value else None
        yield row


def shift_rows(shift: Shift) -> Iterator[Mapping[str, object]]:
    """Yield one row a country: where it stood before and after."""
    for one in shift.among:
        before, after = shift.before[one], shift.after[one]
        yield {"alpha_3": one.alpha_3, "country": one.name, "before": str(before), "after": str(after)}


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
    cast = sorted(un.rollcalls(), key=lambda one: (one.date or date.min, one.id))
    spoken = [one for one in record.statements() if one.date]
    voters = record.countries()
    for one in cast:
        voters |= one.yes | one.no | one.abstain | one.absent
    last = un.bloc("un").as_of
    group_of = {
        country: bloc.abbreviation
        for bloc in un.blocs("regional group")
        for country in bloc.members(last, unknown="ignore")
    }
    tiles = drawing.places()
    kinds = sorted({one.vote_kind for one in cast})
    subjects = {one.key: place for place, one in enumerate(record.subjects())}
    return {
        "countries": [
            [
                one.alpha_3,
                one.name,
                group_of.get(one, ""),
                int(one in record.countries()),
                *tiles.get(one.alpha_3, ()),
            ]
            for one in voters
        ],
        "groups": sorted(set(group_of.values())),
        "bodies": {one.body: one.body_name for one in cast},
        "kinds": kinds,
        "subjects": [
            [one.key, one.kind, one.name, *([one.page] if one.page else [])] for one in record.subjects()
        ],
        "votes": [
            [
                str(one.date),
                one.body,
                one.symbol,
                one.title,
                int(one.id in record.paged()),
                int(one.completeness == "complete"),
                kinds.index(one.vote_kind),
                [one.tally.yes, one.tally.no, one.tally.abstain],
                [subjects[key] for key in record.subjects_of(one)],
                one.id,
                one.record,
            ]
            for one in cast
        ],
        "cast": _letters(
            voters, [{"Y": one.yes, "A": one.abstain, "N": one.no, "X": one.absent} for one in cast]
        ),
        "statements": [
            [str(one.date), path_of(one), words.heading(one), words.about(one), words.day_of(one)]
            for one in spoken
        ],
        "stood": _letters(
            voters,
            [
                {
                    "F": stood.of("for"),
                    "G": stood.of("against"),
                    "0": stood.of("neutral"),
                    "?": stood.of("unknown"),
                }
                for stood in map(un.positions, spoken)
            ],
        ),
        "blocs": [[one.id, one.abbreviation, one.name, _changes(one, voters, cast)] for one in un.blocs()],
    }


def text_data() -> Context:
    """Return what the page of consensus counts from: every text, with its mode of adoption.

    Kinds, modes and subjects are told by their places.
    """
    found = record.texts().values()
    kinds = sorted({one.kind for one in found})
    terms = sorted({term for one in found for term in record.terms_of(one.id)})
    places = {term: place for place, term in enumerate(terms)}
    return {
        "bodies": dict(sorted({one.body: one.body_name for one in found}.items())),
        "kinds": kinds,
        "modes": [*words.MODES],
        "subjects": terms,
        "texts": [
            [
                str(one.date),
                one.body,
                one.symbol,
                one.title,
                kinds.index(one.kind),
                [*words.MODES].index(one.mode),
                one.outcome or "",
                str(one.tally or ""),
                [places[term] for term in record.terms_of(one.id)],
                one.record,
                *([one.rollcall, int(one.rollcall in record.paged())] if one.rollcall else []),
            ]
            for one in found
        ],
    }


def _letters(who: un.CountrySet, events: Sequence[Mapping[str, un.CountrySet]]) -> list[str]:
    found = {one: ["."] * len(events) for one in who}
    for number, sides in enumerate(events):
        for letter, states in sides.items():
            for one in states:
                if one in found:
                    found[one][number] = letter
    return ["".join(letters) for letters in found.values()]


def _changes(one: un.Bloc, who: un.CountrySet, cast: Sequence[un.RollCall]) -> list[list[object]]:
    """Return from which roll call on who belonged to a bloc: number, who came, who went."""
    places = {country: place for place, country in enumerate(who)}
    found: list[list[object]] = []
    members, day = un.CountrySet(), None
    for number, vote in enumerate(cast):
        if vote.date == day:
            continue
        day = vote.date
        now = one.members(day, unknown="ignore") & who
        if now != members:
            came, went = now - members, members - now
            found.append(
                [number, [places[country] for country in came], [places[country] for country in went]]
            )
            members = now
    return found
