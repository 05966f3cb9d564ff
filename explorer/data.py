"""What the pages that count or search in the browser read: states, votes, texts, words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

import unstatements as un
from unstatements.plots.tile_map import tile_of

from . import record, words
from .record import Event, path_of

Rows = list[list[object]]
LETTERS = {"for": "Y", "neutral": "A", "against": "N", "absent": "X"}


@cache
def rollcalls() -> tuple[un.RollCall, ...]:
    """Return every roll call, in order of date."""
    return tuple(sorted(un.rollcalls(), key=lambda vote: (vote.date or date.min, vote.id)))


@cache
def voters() -> un.CountrySet:
    """Return the states of the pages that count: those with a page, and all that ever voted."""
    states = record.countries()
    for vote in rollcalls():
        for countries in record.sides_of(vote).values():
            states |= countries
    return states


@cache
def group_of() -> Mapping[un.Country, str]:
    """Return the regional group of each state, on the last day known."""
    day = un.bloc("un").as_of
    return {
        country: bloc.abbreviation
        for bloc in un.blocs("regional group")
        for country in bloc.members(day, unknown="ignore")
    }


@cache
def kinds() -> list[str]:
    """Return the kinds of votes."""
    return sorted({vote.vote_kind for vote in rollcalls()})


def states() -> Mapping[str, object]:
    """Return the states, where their tiles are, and who belonged to which bloc when."""
    groups, tiles, paged = group_of(), tile_of(), record.countries()
    places = {country: place for place, country in enumerate(voters())}
    countries = [
        [
            country.alpha_3,
            country.alpha_2,
            country.name,
            groups.get(country, ""),
            int(country in paged),
            *tiles.get(country.alpha_3, ()),
        ]
        for country in voters()
    ]
    return {
        "countries": countries,
        "groups": sorted(set(groups.values())),
        "bodies": {vote.body: vote.body_name for vote in rollcalls()},
        "kinds": kinds(),
        "subjects": [
            [subject.key, subject.kind, subject.name, *([subject.page] if subject.page else [])]
            for subject in record.subjects()
        ],
        "blocs": [
            [
                bloc.id,
                bloc.abbreviation,
                bloc.name,
                bloc.kind,
                _changes(bloc, places),
                str(bloc.known_since or ""),
            ]
            for bloc in un.blocs()
        ],
        "break": str(record.assembly_ends()),
    }


def _changes(bloc: un.Bloc, places: Mapping[un.Country, int]) -> Rows:
    """Return the days on which members of a bloc changed: the day, who came, who went."""
    changes: Rows = []
    members = un.CountrySet()
    for day, then in zip(*bloc.periods(), strict=True):
        came, went = (
            [places[country] for country in countries if country in places]
            for countries in (then - members, members - then)
        )
        if came or went:
            changes.append(["" if day == date.min else str(day), came, went])
        members = then
    return changes


def votes() -> Rows:
    """Return every roll call: when, where, on what, with which totals; its id if it is unusual."""
    subjects = {subject.key: place for place, subject in enumerate(record.subjects())}
    return [
        [
            str(vote.date),
            vote.body,
            vote.symbol,
            vote.title,
            int(vote.completeness == "complete"),
            kinds().index(vote.vote_kind),
            [vote.tally.yes, vote.tally.no, vote.tally.abstain],
            [subjects[key] for key in record.subjects_of(vote)],
            *_unusual_id(vote),
        ]
        for vote in rollcalls()
    ]


def _unusual_id(vote: un.RollCall) -> list[str]:
    """Return the id of a roll call, unless day, body and symbol say it."""
    usual = f"{vote.date}-{vote.body}-{words.slug(vote.symbol)}"
    return [] if vote.id == usual else [vote.id]


def cast() -> Mapping[str, object]:
    """Return who voted and signed how: for each state a letter a vote and a letter a statement."""
    spoken = [statement for statement in record.statements() if statement.date]
    signed = {"F": "for", "G": "against", "0": "neutral", "?": "unknown"}
    held = [un.positions(statement) for statement in spoken]
    return {
        "votes": [*map(runs, _letters(_letters_of(vote) for vote in rollcalls()))],
        "signed": _letters(
            {letter: positions.of(position) for letter, position in signed.items()}
            for positions in held
        ),
        "statements": [
            [
                str(statement.date),
                path_of(statement),
                words.heading(statement),
                words.about(statement),
                words.day_of(statement),
            ]
            for statement in spoken
        ],
    }


def letters_of(held: un.Positions) -> str:
    """Return the positions on an event: a letter a state, a dot where it could not take part."""
    letter = {"for": "F", "against": "G", "neutral": "0", "unknown": "?"}
    return "".join(letter[held[state]] if state in held else "." for state in voters())


def letters_cast(vote: un.RollCall) -> str:
    """Return how each of the voters voted: a letter a state, a dot where it could not."""
    return _column(_letters_of(vote))


def _letters_of(vote: un.RollCall) -> Mapping[str, un.CountrySet]:
    return {LETTERS[how]: countries for how, countries in record.sides_of(vote).items()}


def _letters(events: Iterable[Mapping[str, un.CountrySet]]) -> list[str]:
    """Return for each state its letters, one an event; a dot where it has none."""
    rows = [_column(sides) for sides in events]
    return ["".join(letters) for letters in zip(*rows, strict=True)]


def _column(sides: Mapping[str, un.CountrySet]) -> str:
    letter_of = {country: letter for letter, who in sides.items() for country in who}
    return "".join(letter_of.get(country, ".") for country in voters())


def by_years() -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield every five years, named by the first, and their roll calls, with all that is known."""
    years: dict[str, dict[str, object]] = defaultdict(dict)
    sources: dict[str, dict[str, list[str]]] = defaultdict(dict)
    around, fields = _around(), list[str]()
    for vote in rollcalls():
        previous, following = around.get(vote.id, (None, None))
        content = {
            "day": "" if vote.id.startswith(str(vote.date)) else str(vote.date),
            "when": "" if vote.date_text in ("", str(vote.date)) else words.day_of(vote),
            "body": vote.body,
            "session": vote.session,
            "symbol": vote.symbol,
            "title": vote.title,
            "outcome": vote.outcome,
            "tally": [vote.tally.yes, vote.tally.no, vote.tally.abstain],
            "facts": _facts(vote),
            "partial": vote.completeness != "complete",
            "notes": vote.notes,
            "subjects": list(record.subjects_of(vote)),
            "corrections": [
                [
                    correction.country.name,
                    words.day(correction.date),
                    correction.what,
                    correction.source.publisher,
                    correction.source.url,
                ]
                for correction in vote.corrections
            ],
            "record": vote.record,
            "sources": [
                source.id
                for source in vote.sources
                if not vote.record or vote.record not in source.url
            ],
            "previous": previous
            and [previous.id, words.day_of(previous), words.outcome(previous)],
            "next": following
            and [following.id, words.day_of(following), words.outcome(following)],
            "cast": runs(letters_cast(vote)),
        }
        year = int(vote.id[:4])
        first = str(year - year % 5)
        for source in vote.sources:
            title = source.title or source.publisher
            sources[first][source.id] = [title, source.publisher, source.kind, source.url]
        years[first][vote.id] = [value or 0 for value in content.values()]
        fields = [*content]
    for first, its_votes in years.items():
        yield first, {"fields": fields, "votes": its_votes, "sources": sources[first]}


def runs(letters: str) -> str:
    """Return letters with those that follow each other counted.

    Example:
        >>> runs("YYYYNA..A")
        '4YNA..A'
    """
    return re.sub(r"(.)\1{2,}", lambda run: f"{len(run[0])}{run[1]}", letters)


FACTS = ("kind", "target", "proposition", "majority required")


def _facts(vote: un.RollCall) -> list[str]:
    """Return what is known of a roll call and stands nowhere else on its page: see `FACTS`."""
    texts = {fact.label: fact.text for fact in vote.facts()}
    return [texts.get(label, "") for label in FACTS]


def _around() -> Mapping[str, tuple[un.RollCall | None, un.RollCall | None]]:
    """Return the vote before and after each one on a country situation, in the same body."""
    lines: dict[tuple[str, str], list[un.RollCall | None]] = defaultdict(lambda: [None])
    for vote in record.votes():
        lines[vote.target, vote.body].append(vote)
    neighbours = {}
    for line in lines.values():
        for previous, vote, following in zip(line, line[1:], [*line[2:], None], strict=False):
            if vote:
                neighbours[vote.id] = (previous, following)
    return neighbours


def texts() -> Mapping[str, object]:
    """Return every text with its mode of adoption; kinds, modes and subjects by their places."""
    rows = record.texts().values()
    text_kinds = sorted({text.kind for text in rows})
    terms = sorted({term for text in rows for term in record.terms_of(text.id)})
    places = {term: place for place, term in enumerate(terms)}
    modes = [*words.MODES]
    return {
        "bodies": dict(sorted({text.body: text.body_name for text in rows}.items())),
        "kinds": text_kinds,
        "modes": modes,
        "subjects": terms,
        "texts": [
            [
                str(text.date),
                text.body,
                text.symbol,
                text.title,
                text_kinds.index(text.kind),
                modes.index(text.mode),
                text.outcome or "",
                str(text.tally or ""),
                [places[term] for term in record.terms_of(text.id)],
                text.record,
                *([text.rollcall] if text.rollcall else []),
            ]
            for text in rows
        ],
    }


def search_index() -> Rows:
    """Return what can be searched for: kind, label, address, and other words that find it."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in un.tables()["names"]:
        aliases[row["country"]].append(row["name"])
    index: Rows = []

    def add(kind: str, label: str, address: str, others: Sequence[str]) -> None:
        also = [other for other in dict.fromkeys(others) if other and other != label]
        index.append([kind, label, address, also])

    for country in record.countries():
        codes = [country.alpha_3, country.alpha_2 or "", country.official_name or ""]
        others = [*codes, *aliases[country.alpha_3]]
        add("country", country.name, f"countries/{country.alpha_3}.html", others)
    for row in un.tables()["blocs"]:
        others = [row["abbreviation"], *row["aliases"].split(";")]
        add("bloc", row["name"], f"blocs/{row['id']}.html", others)
    for key, name in words.topic_names().items():
        add("topic", name, f"topics/{key}.html", [key, *topic_aliases()[key]])
    for key, proposition in record.propositions().items():
        add("proposition", str(proposition), f"propositions/{key}.html", [key])
    for subject in record.subjects():
        address = subject.page or f"subjects.html?subject={subject.key}"
        add("subject of votes", subject.name, address, [])
    for event in reversed(record.statements()):
        add("statement", words.label(event), path_of(event), list(_words_of(event)))
    return index


@cache
def topic_aliases() -> Mapping[str, Sequence[str]]:
    """Return the other names of each topic."""
    return {row["id"]: row.get("aliases", "").split(";") for row in un.tables()["topics"]}


def _words_of(event: Event) -> Iterator[str]:
    yield from (event.id, event.title, event.body_name)
    if isinstance(event, un.Statement):
        yield from event.symbols
        yield str(event.proposition)
        for topic in event.topics:
            yield from (words.topic_names()[topic], *topic_aliases()[topic])
