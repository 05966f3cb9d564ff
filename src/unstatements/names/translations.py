"""Names in the languages of pycountry's catalogues, asked when no table has an answer."""

from __future__ import annotations

import gettext
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping

from unstatements.core.once import once
from unstatements.names.bearers import Bearer, Bearers
from unstatements.names.country import Country, all_countries
from unstatements.names.fold import fold

_SHORT = 3  # ASCII letters of a key that means something else in some language


@once
def translated_names() -> Mapping[str, Bearers]:
    """Return the names of one country each in all catalogues of pycountry, by key."""
    countries: defaultdict[str, set[Country]] = defaultdict(set)
    for name, country in _translations():
        countries[fold(name)].add(country)
    return {
        key: (Bearer(bearers.pop()),)
        for key, bearers in countries.items()
        if len(bearers) == 1 and not _is_short(key)
    }


def _is_short(key: str) -> bool:
    letters = key.replace(" ", "")
    return key.isascii() and len(letters) <= _SHORT + (" " in key)


def _translations() -> Iterator[tuple[str, Country]]:
    import pycountry  # slow to import, needed by few

    by_code = {country.alpha_3: country for country in all_countries()}
    records = [record for record in pycountry.countries if record.alpha_3 in by_code]
    for language in sorted(folder.name for folder in os.scandir(pycountry.LOCALES_DIR)):
        catalogue = gettext.translation(
            "iso3166-1", pycountry.LOCALES_DIR, [language], fallback=True
        )
        for record in records:
            for attribute in ("name", "official_name", "common_name"):
                name = getattr(record, attribute, "")
                translated = catalogue.gettext(name) if name else ""
                if translated != name:
                    yield translated, by_code[record.alpha_3]
