"""Names in the languages of pycountry's catalogues, asked when no table has an answer."""

from __future__ import annotations

import gettext
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping

from unstatements.core.once import once
from unstatements.names.bearers import Bearers, borne_by
from unstatements.names.country import all_countries
from unstatements.names.fold import fold

_SHORT = 3  # ASCII letters of a key that means something else in some language


@once
def translated_names() -> Mapping[str, Bearers]:
    """Return the names of one country each in all catalogues of pycountry, by key."""
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for name, alpha_3 in set(_translations()):
        countries[fold(name)].add(alpha_3)
    letters = {key: len(key.replace(" ", "")) - (" " in key) for key in countries}
    return {
        key: borne_by(*codes)
        for key, codes in countries.items()
        if len(codes) == 1 and not (key.isascii() and letters[key] <= _SHORT)
    }


def _translations() -> Iterator[tuple[str, str]]:
    import pycountry  # slow to import, needed by few

    codes = {country.alpha_3 for country in all_countries()}
    names = [
        (getattr(record, attribute), record.alpha_3)
        for record in pycountry.countries
        for attribute in ("name", "official_name", "common_name")
        if record.alpha_3 in codes and hasattr(record, attribute)
    ]
    for language in sorted(folder.name for folder in os.scandir(pycountry.LOCALES_DIR)):
        catalogue = gettext.translation(
            "iso3166-1", pycountry.LOCALES_DIR, [language], fallback=True
        )
        for name, alpha_3 in names:
            translated = catalogue.gettext(name)
            if translated != name:
                yield translated, alpha_3
