"""The countries that a text mentions, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TypeAlias

from unstatements.names.find import Mention, find_countries
from unstatements.results.cells import Column
from unstatements.results.result import Listing
from unstatements.results.text import plural

Place: TypeAlias = "tuple[Mention, int, int]"


class Mentions(Listing[Place]):
    """The countries that a text mentions, each with its line and column, from 1."""

    __slots__ = ()

    noun = "mention"
    _columns = (
        Column[Place]("line", int, lambda place: place[1]),
        Column[Place]("column", int, lambda place: place[2]),
        Column[Place]("start", int, lambda place: place[0].start, display=False),
        Column[Place]("end", int, lambda place: place[0].end, display=False),
        Column[Place]("text", str, lambda place: " ".join(place[0].text.split())),
        Column[Place]("alpha_3", str, lambda place: place[0].country.alpha_3),
        Column[Place]("country", str, lambda place: place[0].country.name),
    )

    def title(self) -> str:
        countries = {mention.country for mention, _line, _column in self}
        return f"{super().title()} of {plural(len(countries), 'country', 'countries')}"


def mentions(text: str, on: date | None = None) -> Mentions:
    """Find the countries that a text mentions."""
    begins = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
    places = []
    for mention in find_countries(text, on):
        line = bisect_right(begins, mention.start)
        places.append((mention, line, mention.start - begins[line - 1] + 1))
    return Mentions(places)
