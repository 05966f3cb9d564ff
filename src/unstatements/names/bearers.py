"""Who bears or bore a name, and when: tables of names, and the choice among several bearers."""

from __future__ import annotations

import gettext
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from unstatements.core.arguments import quoted
from unstatements.core.dates import first_day
from unstatements.core.errors import AmbiguousCountryError, UnknownCountryError
from unstatements.core.once import once
from unstatements.core.tables import table
from unstatements.names.country import Country, all_countries, by_alpha_3
from unstatements.names.fold import fold

_SHORT_IN_LATIN = 3  # letters of a name that means something else in some language
_SHORT = 4  # letters of a name that means something else without its accents


class Bearer(NamedTuple):
    """A country that bears or bore a name or code."""

    country: Country  # the country
    start: str = ""  # first day it did, a partial date; empty where that does not matter
    end: str = ""  # first day it no longer did; likewise

    def held(self, on: date) -> bool:
        """Return whether the country bore the name on a day."""
        start = self.start  # a name that ended with a state began with it, if nothing else is said
        if not start and self.end and self.country.kind == "former":
            start = self.country.start
        return (not start or first_day(start) <= on) and (not self.end or on < first_day(self.end))


Bearers = tuple[Bearer, ...]


@cache
def borne_by(alpha_3: str, start: str = "", end: str = "") -> Bearers:
    """Return one bearer alone: a value that all names share which nobody else bears."""
    return (Bearer(by_alpha_3(alpha_3), start, end),)


def collected(pairs: Iterable[tuple[str, Bearers]]) -> dict[str, Bearers]:
    """Return all bearers of each name, in order, each once."""
    names: dict[str, Bearers] = {}
    for name, bearers in pairs:
        others = names.setdefault(name, bearers)
        if others is not bearers:
            names[name] = (*others, *(bearer for bearer in bearers if bearer not in others))
    return names


@once
def names_by(column: Literal["key", "name"], file: str = "names") -> Mapping[str, Bearers]:
    """Return who bears each name of a table: by key, or as it is written."""
    at = ("key", "name").index(column)
    rows = (row for row in table(file) if row[4] != "genitive")
    return collected((row[at], borne_by(row[2], row[5], row[6])) for row in rows)


@once
def translated_names() -> Mapping[str, Bearers]:
    """Return the names of one country each in all catalogues of pycountry, by key."""
    import pycountry  # slow to import, needed by few

    codes = {country.alpha_3 for country in all_countries()}
    names = [
        (getattr(record, attribute), record.alpha_3)
        for record in pycountry.countries
        for attribute in ("name", "official_name", "common_name")
        if record.alpha_3 in codes and hasattr(record, attribute)
    ]
    translations: set[tuple[str, str]] = set()
    for path in os.scandir(pycountry.LOCALES_DIR):
        texts = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [path.name], fallback=True)
        translations.update((texts.gettext(name), alpha_3) for name, alpha_3 in names)
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for name, alpha_3 in translations:
        countries[fold(name)].add(alpha_3)
    return {
        key: borne_by(*codes)
        for key, codes in countries.items()
        if len(codes) == 1
        and not (key.isascii() and len(key.replace(" ", "")) - (" " in key) <= _SHORT_IN_LATIN)
    }


def needs_accents(key: str, text: str = "") -> bool:
    """Return whether a short name lacks the accents that it has: "Irá" is not "Irã"."""
    written = _short_names().get(key, ()) if len(key) <= _SHORT else ()
    return bool(written) and not any(name.isascii() or name in text.casefold() for name in written)


@once
def _short_names() -> Mapping[str, set[str]]:
    """The names of short keys as they are written."""
    written: defaultdict[str, set[str]] = defaultdict(set)
    for key, name, *_ in (*table("names"), *table("names_more")):
        if len(key) <= _SHORT and key.isascii():
            written[key].add(name.casefold())
    return written


def choose(name: str, on: date | None, *bearers: Bearers) -> Country:
    """Return the country that bears a name, or the names it may be, now, or did so on a day."""
    countries = set().union(*(countries_on(each, on) for each in bearers))
    if len(countries) == 1:
        return countries.pop()
    whoever = countries or set().union(*map(countries_of, bearers))
    candidates = sorted(whoever, key=lambda country: country.alpha_3)
    listed = " or ".join(f"{country.name} ({country.alpha_3})" for country in candidates)
    if not countries:
        raise UnknownCountryError(
            f"no country was called {quoted(name)} on {on}; {listed} was at another time",
            value=name,
            suggestions=[country.name for country in candidates],
        )
    raise AmbiguousCountryError(
        f"{quoted(name)} can be {listed}",
        value=name,
        candidates=[country.alpha_3 for country in candidates],
    )


def countries_on(bearers: Bearers, on: date | None) -> set[Country]:
    """Return who bore a name on a day, or bears it now; if nobody does, the first who did."""
    if on is not None:
        on_day = [b for b in bearers if b.held(on)]
        return countries_of(on_day or [b for b in bearers if not b.country.end])
    first = min(bearer.start for bearer in bearers)
    now = [b for b in bearers if not b.end]
    return countries_of(now or [b for b in bearers if b.start == first])


def countries_of(bearers: Iterable[Bearer]) -> set[Country]:
    """Return all who bear or bore a name."""
    return {bearer.country for bearer in bearers}
