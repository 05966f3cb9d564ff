"""Who: one value for each state or other entity of the country table."""

from __future__ import annotations

from collections.abc import Callable
from functools import total_ordering
from typing import Literal, cast, get_args

from attrs import frozen

from unstatements.core.arguments import of_type, quoted
from unstatements.core.errors import DataIntegrityError
from unstatements.core.once import once
from unstatements.core.public import public
from unstatements.core.tables import line_of, table
from unstatements.results.html import html_card
from unstatements.results.text import Fact

CountryKind = Literal["state", "area", "former", "historic"]


@public
@total_ordering
@frozen(eq=False, order=False, repr=False)
class Country:
    """A state or other entity of the country table.

    There is one value for each; countries compare equal by identity of the entity and sort by
    English name.

    Attributes:
        alpha_3: ISO 3166-1 alpha-3 code (ISO 3166-3's for a former state; `XKX` for Kosovo; the
            letters of Gleditsch and Ward where ISO has none).
        alpha_2: ISO 3166-1 alpha-2 code, empty where there is none.
        numeric: ISO 3166-1 numeric code, three digits (equal to the UN's M49 code), or empty.
        name: Short English name that people use and a headline can bear.
        un_name: Short English name as the United Nations writes it; empty for a historic state.
        official_name: Formal English name.
        kind: ``"state"`` (UN member, UN observer state, or state of the UN system), ``"area"``
            (any other entry of ISO 3166-1), ``"former"`` (a state that no longer exists) or
            ``"historic"`` (a state in the lists of Gleditsch and Ward or the Correlates of War
            that had neither a seat in the UN nor an ISO code).
        start: First day it existed under this code, as a partial date; empty where the table does
            not say.
        end: First day it no longer existed; empty while it does.

    Example:
        >>> import unstatements as un
        >>> un.country("Türkiye")
        country('TUR')
        >>> print(un.country("TUR"))
        Türkiye
        >>> un.country("TUR").numeric
        '792'
        >>> iran = un.country("IRN")
        >>> iran.name, iran.un_name, iran.official_name
        ('Iran', 'Iran (Islamic Republic of)', 'Islamic Republic of Iran')
    """

    index: int
    alpha_3: str
    alpha_2: str
    numeric: str
    name: str
    un_name: str
    official_name: str
    kind: CountryKind
    start: str
    end: str

    def __lt__(self, other: Country) -> bool:
        return self.index < other.index if isinstance(other, Country) else NotImplemented

    def name_in(self, language: str) -> str:
        """Return the country's name in a language: in English `name`, else as in pycountry.

        Args:
            language: A language code such as ``"en"``, ``"fr"`` or ``"pt_BR"``.

        Returns:
            The name.

        Raises:
            LookupError: If pycountry has no catalogue for the language, or no translation for the
                country.

        Example:
            >>> import unstatements as un
            >>> un.country("DEU").name_in("fr"), un.country("DEU").name_in("en")
            ('Allemagne', 'Germany')
        """
        code = of_type(language, str, "language: give a code such as 'fr' or 'pt_BR'")
        if code.replace("-", "_").partition("_")[0] == "en":
            return self.name
        return _translated(self, code)

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"country({self.alpha_3!r})"

    def __reduce__(self) -> tuple[Callable[[str], Country], tuple[str]]:
        return Country._by_alpha_3, (self.alpha_3,)

    @classmethod  # so that it is pickled as a part of its public class
    def _by_alpha_3(cls, code: str) -> Country:
        return by_alpha_3(code)

    def facts(self) -> tuple[Fact, ...]:
        """Return what is known of the country, as people read it.

        Example:
            >>> import unstatements as un
            >>> un.country("FJI").facts()[3]
            Fact(label='kind', text='state', detail='')
        """
        codes = (self.alpha_3, self.alpha_2, self.numeric)
        return (
            Fact("UN name", self.un_name if self.un_name != self.name else ""),
            Fact("official name", self.official_name),
            Fact("codes", ", ".join(code for code in codes if code)),
            Fact("kind", self.kind),
            Fact("start", self.start),
            Fact("end", self.end),
        )

    def _repr_html_(self) -> str:
        return html_card(self.name, self.facts())


@once
def all_countries() -> tuple[Country, ...]:
    """Return every country of the table, sorted by name."""
    return tuple(_countries().values())


def by_alpha_3(code: str) -> Country:
    """Return the country with exactly this alpha-3 code, upper case."""
    return _countries()[code]


@once
def _countries() -> dict[str, Country]:
    countries: dict[str, Country] = {}
    for index, row in enumerate(table("countries")):
        alpha_3, alpha_2, numeric, name, un_name, official_name, kind, start, end, _note = row
        if len(alpha_3) != 3 or alpha_3 in countries or kind not in get_args(CountryKind):
            raise DataIntegrityError(
                f"{alpha_3!r} ({name}) is not a valid, new country",
                file="countries/countries.csv",
                line=line_of(index),
            )
        countries[alpha_3] = Country(
            index=index,
            alpha_3=alpha_3,
            alpha_2=alpha_2,
            numeric=numeric,
            name=name,
            un_name=un_name,
            official_name=official_name,
            kind=cast("CountryKind", kind),
            start=start,
            end=end,
        )
    return countries


def _translated(country: Country, language: str) -> str:
    import gettext

    import pycountry  # slow to import, needed by few

    class _Untranslated(gettext.NullTranslations):
        def gettext(self, message: str) -> str:  # noqa: ARG002  # the signature is gettext's
            return ""

    try:
        catalogue = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language])
    except OSError:
        raise LookupError(
            f"pycountry has no country names in the language {quoted(language)}; "
            "use a code such as 'fr' or 'pt_BR'"
        ) from None
    catalogue.add_fallback(_Untranslated())
    record = pycountry.countries.get(alpha_3=country.alpha_3)
    translated = catalogue.gettext(record.name) if record else ""
    if not translated:
        raise LookupError(f"pycountry has no name for {country.name} in {language!r}")
    return translated
