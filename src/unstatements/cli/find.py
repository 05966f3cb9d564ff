"""The countries that a text mentions, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import NamedTuple

from unstatements.names.find import Mention, find_countries
from unstatements.results.cells import Column, attribute_columns
from unstatements.results.result import Listing
from unstatements.results.text import plural


class Place(NamedTuple):
    """A mention and where it stands."""

    mention: Mention
    line: int
    column: int


class Mentions(Listing[Place]):
    """The countries that a text mentions, each with its line and column, from 1."""

    __slots__ = ()

    noun = "mention"
    _on_screen = ("line", "column", "text", "alpha_3", "country")
    _columns = (
        *attribute_columns(line=int, column=int),
        Column[Place]("start", int, "mention.start"),
        Column[Place]("end", int, "mention.end"),
        Column[Place]("text", str, lambda place: " ".join(place.mention.text.split())),
        Column[Place]("alpha_3", str, "mention.country.alpha_3"),
        Column[Place]("country", str, "mention.country"),
    )

    def title(self) -> str:
        countries = {place.mention.country for place in self}
        return f"{super().title()} of {plural(len(countries), 'country', 'countries')}"


def mentions(text: str, on: date | None = None) -> Mentions:
    """Find the countries that a text mentions."""
    begins = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
    places = []
    for mention in find_countries(text, on):
        line = bisect_right(begins, mention.start)
        places.append(Place(mention, line, mention.start - begins[line - 1] + 1))
    return Mentions(places)
