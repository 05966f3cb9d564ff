"""Search: countries, blocs, topics, propositions, statements, roll calls by their words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

import unstatements as un
from unstatements.core.arguments import close_matches
from unstatements.names.country import all_countries
from unstatements.names.fold import fold
from unstatements.results.cells import Column, attribute_columns
from unstatements.results.result import Listing
from unstatements.results.text import shortened

_LETTERS = 60  # of what is shown of a name


class Hit(NamedTuple):
    """Something that was found: what it is, under which id, what it is called."""

    kind: str
    id: str
    name: str


class Hits(Listing[Hit]):
    """What was found, kind by kind, events in order of date."""

    __slots__ = ()

    noun = "hit"
    _columns = attribute_columns(kind=str, id=str, name=str)
    _on_screen: ClassVar[Sequence[str | Column[Hit]]] = (
        *("kind", "id"),
        Column("name", str, lambda hit: shortened(hit.name, _LETTERS)),
    )


def search(query: str) -> tuple[Hits, Mapping[str, str]]:
    """Find what has all the words of a query, or words that begin so; a country by any name."""
    # Where nothing does, words that are nowhere are taken for the nearest ones.
    texts = dict(_documents())
    (resolution,) = un.resolve([query])
    hits = _with_key(query, resolution.alpha_3, texts)
    corrections: dict[str, str] = {}
    for asked in (query, resolution.name or ""):
        hits += _with_words(fold(asked).split(), texts)
    if resolution.how == "corrected":
        corrections[query] = str(resolution.country)
    elif not hits:
        words = {word for text in texts.values() for word in fold(text).split()}
        corrections = _corrections(fold(query).split(), words)
        asked_again = [corrections.get(word, word) for word in fold(query).split()]
        hits = _with_words(asked_again, texts)
    return Hits(dict.fromkeys(hits)), corrections


def _with_key(query: str, alpha_3: str | None, texts: Mapping[Hit, str]) -> list[Hit]:
    """Return the country, and what has the query as its id or symbol."""
    key = _squeezed(query)
    return [
        hit
        for hit, text in texts.items()
        if hit.id == alpha_3 or (key and key in (_squeezed(hit.id), _squeezed(text.split()[0])))
    ]


def _squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _with_words(asked: Sequence[str], texts: Mapping[Hit, str]) -> list[Hit]:
    return [hit for hit, text in texts.items() if asked and _has_all(fold(text).split(), asked)]


def _has_all(words: Collection[str], asked: Sequence[str]) -> bool:
    return all(
        any(word == start if start.isdecimal() else word.startswith(start) for word in words)
        for start in asked
    )


def _corrections(asked: Sequence[str], words: Collection[str]) -> dict[str, str]:
    """Return the nearest word for each that is nowhere, if one is near."""
    strangers = [word for word in asked if not _has_all(words, [word])]
    nearest = {word: close_matches(word, words, 1) for word in strangers}
    return {word: matches[0] for word, matches in nearest.items() if matches}


def _documents() -> Iterator[tuple[Hit, str]]:
    """Yield everything that can be found, with the text that is searched, its symbol first."""
    for country in all_countries():
        names = f"{country.alpha_2} {country.alpha_3} {country.name} {country.official_name}"
        yield Hit("country", country.alpha_3, country.name), names
    aliases = {row["id"]: row["aliases"].replace(";", " ") for row in un.tables()["blocs"]}
    for bloc in un.blocs():
        names = f"{bloc.abbreviation} {bloc.id} {bloc.name} {aliases[bloc.id]}"
        yield Hit("bloc", bloc.id, bloc.name), names
    topic_words = {}
    for row in un.tables()["topics"]:
        topic_words[row["id"]] = f"{row['name']} {row.get('aliases', '').replace(';', ' ')}"
        yield Hit("topic", row["id"], row["name"]), f"{row['id']} {topic_words[row['id']]}"
    for proposition in un.propositions():
        text = f"{proposition.id} {proposition.text}"
        yield Hit("proposition", proposition.id, proposition.text), text
    for statement in un.statements(beyond_un=True):
        topics = " ".join(topic_words[topic] for topic in statement.topics)
        symbols = " ".join(statement.symbols)
        text = f"{symbols} {statement.id} {statement} {statement.title} {topics}"
        yield Hit("statement", statement.id, str(statement)), text
    for rollcall in un.rollcalls():
        text = f"{rollcall.symbol} {rollcall.id} {rollcall.title} {rollcall.target}"
        yield Hit("roll call", rollcall.id, rollcall.title or str(rollcall)), text
