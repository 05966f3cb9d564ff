"""Build the name tables of the data package: names.csv, names_more.csv and codes.csv.

    python scripts/build_names.py            # write the tables
    python scripts/build_names.py --check    # fail if they are not what this script would write

Needs the packages of the dependency group `names` (babel, pycountry, hdx-python-country, pyicu).
Sources, in order of trust; where two give one name to different countries the earlier one wins and
the later name is left out (and reported), because a wrong country is worse than no country:

1. `scripts/names/curated.csv`: former names with their dates, abbreviations, list variants,
written for
   this project; the only place where one name may be given to two countries (they differ in date,
   or the name is ambiguous and says so). `curated_more.csv`: names that go into names_more.csv.
2. `countries.csv`: the short names that people use in English, those of the United Nations, and the
   formal ones.
3. ISO 3166-1 and 3166-3 through pycountry.
4. UN names in six languages (UNTERM and M49) through hdx-python-country (MIT).
5. Correlates of War and Gleditsch-Ward state names and codes: `scripts/names/states.csv` (MIT);
the codes that
   several states of the United Nations had in turn: `scripts/names/carried_codes.csv`.
6. CLDR through Babel (Unicode licence): the languages of FIRST into names.csv, all others into
   names_more.csv, which is read only when names.csv has no answer; so are the names of earlier
   editions of CLDR, `scripts/names/cldr_former.csv`, and its second names,
   `scripts/names/cldr_variants.csv`.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "unstatements" / "data"
INPUT = ROOT / "scripts" / "names"
sys.path.insert(0, str(ROOT / "src"))

from unstatements.names.fold import fold  # noqa: E402  (likewise)
from unstatements.names.typos import Neighbours  # noqa: E402  (needs the path above)

# Languages read first: the official ones of the UN, then those in which lists of signatories are
# printed.
FIRST = (
    "en", "fr", "es", "ru", "ar", "zh", "zh_Hant", "zh_Hant_HK", "de", "pt", "pt_PT", "it", "tr", "id",
    "ja", "es_419", "fr_CA", "en_GB",
)  # fmt: skip
UN_COLUMNS = {
    "en": ("English Short", "English Formal", "M49 English", "Preferred Term"),
    "fr": ("French Short", "M49 French"),
    "es": ("Spanish Short", "M49 Spanish"),
    "ru": ("Russian Short", "M49 Russian"),
    "zh": ("Chinese Short", "M49 Chinese"),
    "ar": ("Arabic Short", "M49 Arabic"),
}
CODES = ("code", "abbreviation")  # the columns of the state systems that hold one
UN_FILE = "Countries & Territories Taxonomy MVP - C&T Taxonomy.csv"
# CLDR's codes for entities that are not in ISO 3166-1.
EXTRA_TERRITORIES = {"XK": "XKX", "AN": "ANT", "SU": "SUN", "YU": "YUG", "DD": "DDR", "YD": "YMD"}
HEADER = ("name", "country", "languages", "kind", "start", "end", "source")


class Name(NamedTuple):
    """One name of one country, as one source gives it."""

    name: str
    country: str
    language: str
    kind: str
    source: str
    start: str = ""
    end: str = ""


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def from_countries() -> Iterator[Name]:
    """Yield the names of the country table."""
    for row in rows(DATA / "countries" / "countries.csv"):
        # The end of a former state is the end of its name.
        end = row["end"]
        for column, kind in (("name", "short"), ("un_name", "short"), ("official_name", "long")):
            if row[column]:
                yield Name(row[column], row["alpha_3"], "en", kind, "countries", "", end)


def from_curated() -> Iterator[Name]:
    """Yield the hand-written names."""
    ends = {row["alpha_3"]: row["end"] for row in rows(DATA / "countries" / "countries.csv")}
    for row in rows(INPUT / "curated.csv"):
        end = row["end"] or ends[row["country"]]
        for language in row["languages"].split(";"):
            yield Name(
                row["name"], row["country"], language, row["kind"], "curated", row["start"], end
            )


def from_curated_more() -> Iterator[Name]:
    """Yield the hand-written names that are read last."""
    for row in rows(INPUT / "curated_more.csv"):
        for language in row["languages"].split(";"):
            yield Name(row["name"], row["country"], language, row["kind"], "curated")


def heir(entry: Any) -> str:
    """Return the country that a former entry of ISO 3166 stands for: itself, or the one that it became."""
    countries = rows(DATA / "countries" / "countries.csv")
    if any(row["alpha_3"] == entry.alpha_3 for row in countries):
        return str(entry.alpha_3)
    # The last two letters of the four-letter code are those of the new code, AA where they did not
    # change.
    alpha_2 = entry.alpha_2 if entry.alpha_4.endswith("AA") else entry.alpha_4[2:]
    return next(
        r["alpha_3"] for r in countries if r["alpha_2"] == alpha_2 and r["kind"] != "former"
    )


def from_iso() -> Iterator[Name]:
    """Yield the names of ISO 3166-1 and of ISO 3166-3, the former entries."""
    import pycountry

    ends = {row["alpha_3"]: row["end"] for row in rows(DATA / "countries" / "countries.csv")}
    for entry in pycountry.historic_countries:
        country = heir(entry)
        yield Name(entry.name, country, "en", "former", "iso-3166", "", ends[country])

    for entry in pycountry.countries:
        for attribute, kind in (
            ("name", "short"),
            ("official_name", "long"),
            ("common_name", "variant"),
        ):
            name = getattr(entry, attribute, None)
            if name:
                yield Name(name, entry.alpha_3, "en", kind, "iso-3166")


def from_un() -> Iterator[Name]:
    """Yield the UN's names in its six official languages."""
    text = resources.files("hdx.location").joinpath(UN_FILE).read_text(encoding="utf-8")
    known = {row["alpha_3"] for row in rows(DATA / "countries" / "countries.csv")}
    for row in csv.DictReader(io.StringIO(text)):
        country = row["ISO 3166-1 Alpha 3-Codes"]
        if country not in known:
            continue
        for language, columns in UN_COLUMNS.items():
            for column in columns:
                name = row[column].strip(" *")
                kind = "long" if "Formal" in column else "short"
                if name:
                    yield Name(name, country, language, kind, "un")


def from_states() -> Iterator[Name]:
    """Yield the names of the Correlates of War and Gleditsch-Ward state systems."""
    ends = {row["alpha_3"]: row["end"] for row in rows(DATA / "countries" / "countries.csv")}
    for row in rows(INPUT / "states.csv"):
        yield Name(
            row["name"], row["country"], "en", "variant", row["scheme"], "", ends[row["country"]]
        )


def from_cldr(languages: Iterable[str]) -> Iterator[Name]:
    """Yield CLDR's short names in the given languages."""
    from babel import Locale

    territories = {
        r["alpha_2"]: r["alpha_3"]
        for r in rows(DATA / "countries" / "countries.csv")
        if r["kind"] != "former"
    }
    territories |= EXTRA_TERRITORIES
    ends = {row["alpha_3"]: row["end"] for row in rows(DATA / "countries" / "countries.csv")}
    for language in languages:
        names = Locale.parse(language).territories
        tag = language.replace("_", "-")
        for code, country in territories.items():
            name = names.get(code)
            if name and name != code:
                yield Name(name, country, tag, "short", "cldr", "", ends[country])


def from_cldr_tables() -> Iterator[Name]:
    """Yield names that Babel does not bring: of earlier editions of CLDR, and its second names."""
    for table, kind in (("cldr_former", "short"), ("cldr_variants", "variant")):
        for row in rows(INPUT / f"{table}.csv"):
            for language in row["languages"].split(";"):
                yield Name(row["name"], row["country"], language, kind, "cldr")


def other_languages() -> list[str]:
    """Return all of CLDR's languages that are not in FIRST, scripts apart, regions left out."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    found = []
    for identifier in sorted(locale_identifiers()):
        locale = Locale.parse(identifier)
        if identifier not in FIRST and (not locale.territory or identifier in ("es_MX", "en_AU")):
            found.append(identifier)
    return found


def other_script(names: Iterable[Name]) -> Iterator[Name]:
    """Yield Chinese names in the other of the two scripts, as ICU converts them."""
    import icu

    convert = {
        script: icu.Transliterator.createInstance(name)
        for script, name in (
            ("zh-Hant", "Simplified-Traditional"),
            ("zh", "Traditional-Simplified"),
        )
    }
    for name in names:
        if name.language.startswith("zh"):
            for language, converter in convert.items():
                written = converter.transliterate(name.name)
                if written != name.name:
                    yield name._replace(name=written, language=language)


def umlauts(names: Iterable[Name]) -> Iterator[Name]:
    """Yield German names with their umlauts written out."""
    written_out = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
    for name in names:
        if name.language == "de" and name.name.translate(written_out) != name.name:
            yield name._replace(name=name.name.translate(written_out))


def with_thai_country(names: Iterable[Name]) -> Iterator[Name]:
    """Yield Thai names with the word for "country", which is written to most of them."""
    for name in names:
        yield name._replace(name=f"ประเทศ{name.name}", kind="variant")


# What Vietnamese writes before a name, where the formal English one begins so.
VIETNAMESE = {"Republic of": "Cộng hòa", "Kingdom of": "Vương quốc"}


def with_vietnamese_kind(names: Iterable[Name]) -> Iterator[Name]:
    """Yield Vietnamese names of states with the words for "republic" or "kingdom"."""
    formal = {
        row["alpha_3"]: row["official_name"]
        for row in rows(DATA / "countries" / "countries.csv")
        if row["kind"] == "state"
    }
    for name in names:
        for kind, written in VIETNAMESE.items():
            if formal.get(name.country, "").startswith(kind):
                yield name._replace(name=f"{written} {name.name}", kind="long")


# What stands at the end of a German name that has no "s" before what a country has.
NO_GENITIVE = (
    *("s", "ß", "x", "z", "inseln", "insel", "ei", "küste", "union", "stadt", "kongo"),
    # names in the plural
    *("Färöer", "Komoren", "Malediven", "Niederlande", "Niederlanden", "Philippinen"),
    *("Salomonen", "Seychellen"),
)
# Russian words for kinds of states, and names, with their genitives; those that have none.
RUSSIAN = {
    "Республика": "Республики", "Королевство": "Королевства", "Федерация": "Федерации",
    "Государство": "Государства", "Княжество": "Княжества", "Штаты": "Штатов", "Острова": "Островов",
    "острова": "островов", "о-ва": "о-вов", "территории": "территорий",
    "Эмираты": "Эмиратов", "Нидерланды": "Нидерландов", "Филиппины": "Филиппин", "Мальдивы": "Мальдив",
    "Египет": "Египта", "Беларусь": "Беларуси", "Гвинея-Бисау": "Гвинеи-Бисау", "Босния": "Боснии",
    "Никарагуа": "", "Самоа": "", "Антигуа": "", "Папуа": "", "Бангладеш": "", "Брунеи": "",
}  # fmt: skip
RUSSIAN_KINDS = ("Республика", "Королевство", "Федерация", "Государство", "Княжество", "Штаты")
RUSSIAN_ADJECTIVES = {"ая": "ой", "ое": "ого", "ые": "ых", "ие": "их", "ый": "ого", "ий": "его"}
RUSSIAN_NOUNS = {"ия": "ии", "я": "и", "й": "я", "ь": "я"}


def genitives(names: Iterable[Name]) -> Iterator[Name]:
    """Yield names as they stand before what a country has: "Frankreichs", "Южного Судана"."""
    for name in names:
        if name.start or name.end:
            continue  # the second table has no days
        genitive = name.name
        if name.language == "ru":
            genitive = russian_genitive(name.name)
        elif name.name.replace("-", "").isalpha() and not name.name.endswith(NO_GENITIVE):
            genitive = f"{name.name}s"
        if genitive != name.name and not name.name.isupper():
            yield name._replace(name=genitive, kind="genitive")


def russian_genitive(name: str) -> str:
    """Return the genitive of a Russian name, or the name if it has none or more than a noun."""
    words = name.split()
    for at, word in enumerate(words):
        ending = "ого" if word.endswith("кий") else RUSSIAN_ADJECTIVES.get(word[-2:])
        if ending and at < len(words) - 1:
            words[at] = word[:-2] + ending
        elif word in RUSSIAN_KINDS or at == len(words) - 1:
            words[at] = RUSSIAN.get(word, russian_noun(word)) or word
            break
        elif word not in ("Папуа", "—"):
            return name
    return " ".join(words)


def russian_noun(word: str) -> str:
    """Return the genitive of a Russian noun, or the word if it has none."""
    if not word.replace("-", "").isalpha() or word[-1] in "оиуеэёюы" or word.isupper():
        return word
    if word.endswith("а"):
        return word[:-1] + ("и" if word[-2] in "гкхжшщч" else "ы")
    for ending, genitive in RUSSIAN_NOUNS.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + genitive
    return f"{word}а"


class Table:
    """Names in order of trust: a name that an earlier source gave to another country is refused."""

    def __init__(self) -> None:
        self.owner: dict[str, set[str]] = {}
        self.merged: dict[tuple[str, str], tuple[Name, list[str], int]] = {}
        self.refused: list[Name] = []

    def add(self, names: Iterable[Name], tier: int, *, shared: bool = False) -> None:
        """Add the names of one source."""
        for name in names:
            name = name._replace(name=" ".join(name.name.replace("\u2019", "'").split()))
            key = fold(name.name)
            owners = self.owner.setdefault(key, set())
            if owners and name.country not in owners and not shared:
                self.refused.append(name)
                continue
            owners.add(name.country)
            known = self.merged.get((name.name, name.country))
            if known is None:
                self.merged[name.name, name.country] = (name, [name.language], tier)
            elif name.language not in known[1]:
                known[1].append(name.language)

    def rows(self, tier: int) -> list[tuple[str, ...]]:
        """Return the rows of names.csv (tier 1) or names_more.csv (tier 2), in order of key."""
        found = [
            (n.name, n.country, ";".join(sorted(languages)), n.kind, n.start, n.end, n.source)
            for n, languages, in_tier in self.merged.values()
            if in_tier == tier
        ]
        # Names that begin alike stand together, which packs to four fifths of the size.
        return sorted(found, key=lambda row: (fold(row[0]), row[1], row[0]))


def names_table() -> Table:
    """Build both name tables."""
    table = Table()
    first = list(from_curated())
    table.add(first, 1, shared=True)
    table.add(from_countries(), 1)
    table.add(from_iso(), 1)
    united_nations = list(from_un())
    table.add(united_nations, 1)
    table.add(from_states(), 1)
    for language in FIRST:
        table.add(from_cldr([language]), 1)
    table.add(
        other_script([*first, *united_nations, *from_cldr(["zh", "zh_Hant", "zh_Hant_HK"])]), 1
    )
    table.add(umlauts([*first, *from_cldr(["de"])]), 1)
    # Of the other languages one spelling is enough where all fold to the same key.
    known = {(fold(name), country) for name, country in table.merged}
    owners = dict(table.owner)
    # A name that a state had in former times puts no living one's in doubt.
    gone = {row["alpha_3"] for row in rows(DATA / "countries" / "countries.csv") if row["end"]}
    known_keys = Neighbours(key for key, countries in owners.items() if not countries <= gone)
    table.add(from_curated_more(), 2)
    known |= {(fold(name), country) for name, country in table.merged}
    elsewhere = places()
    spelling: dict[tuple[str, str], str] = {}
    elsewhere_names = [*from_cldr(other_languages()), *from_cldr_tables()]
    for name in sorted(elsewhere_names, key=lambda name: not name.name.isascii()):
        # A name that some language writes without accents can be written so.
        spelling.setdefault((fold(name.name), name.country), name.name)
    for name in elsewhere_names:
        key = (fold(name.name), name.country)
        if key in known:
            continue
        # Not worth the doubt: a name that is a place of another kind or a word of a better known
        # language, and one that is a letter away from another country's better known name, or is
        # what is left of it when one or two letters are lost.
        if (
            key[0] not in elsewhere
            and len(key[0]) > (2 if key[0].isascii() else 1)
            and all(
                owners[near] - gone == {name.country}
                for near, slips in known_keys.of(key[0]).items()
                if (slips == 1 and near[0] == key[0][0]) or slips == len(near) - len(key[0])
            )
        ):
            table.add([name._replace(name=spelling[key])], 2)
        else:
            table.refused.append(name)
    table.add(with_thai_country(from_cldr(["th"])), 2)
    table.add(with_vietnamese_kind(from_cldr(["vi"])), 2)
    for name in (*first, *united_nations, *from_cldr(["de", "ru"])):
        if name.language in ("de", "ru") and table.owner[fold(name.name)] == {name.country}:
            table.add(genitives([name]), 2)
    return table


def places() -> set[str]:
    """Return keys of subdivisions, regions and words that are no names of countries."""
    import pycountry
    from babel import Locale

    found = {fold(subdivision.name) for subdivision in pycountry.subdivisions}
    for language in FIRST:
        territories = Locale.parse(language).territories
        found |= {fold(name) for code, name in territories.items() if code.isdigit()}
    return found | {
        row["phrase"]
        for row in rows(DATA / "names" / "not_names.csv")
        if row["kind"] in ("word", "phrase")
    }


def codes() -> list[tuple[str, ...]]:
    """Return the rows of codes.csv: codes that are not the living ones of ISO 3166-1."""
    import pycountry

    found = []
    for entry in pycountry.historic_countries:
        end = getattr(entry, "withdrawal_date", "")
        found += [
            ("iso-3166-3", code, heir(entry), "", end, "iso-3166")
            for code in (entry.alpha_2, entry.alpha_3, entry.alpha_4)
        ]
    for row in rows(INPUT / "states.csv"):
        dates = row["first_day"], _day_after(row["last_day"])
        found += [
            (row["scheme"], row[name], row["country"], *dates, row["scheme"]) for name in CODES
        ]
    members = {
        row["country"]: row
        for row in rows(DATA / "blocs" / "memberships.csv")
        if row["bloc"] == "un"
    }
    for row in rows(INPUT / "carried_codes.csv"):
        dates = members[row["country"]]["start"], members[row["country"]]["end"]
        found += [(row["scheme"], row[name], row["country"], *dates, "un") for name in CODES]
    return sorted(
        set(found), key=lambda row: (row[0], row[1].isalpha(), row[1].zfill(4), row[3:5])
    )


def _day_after(day: str) -> str:
    """Turn the last day of the source into the first on which the code no longer held, as everywhere else."""
    return str(date.fromisoformat(day) + timedelta(days=1)) if day else ""


def write(
    path: Path, header: tuple[str, ...], body: Iterable[tuple[str, ...]], *, check: bool
) -> bool:
    """Write a table, or only say whether it stands there already."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(body)
    text = out.getvalue()
    same = path.exists() and path.read_text(encoding="utf-8") == text
    if not check:
        path.write_text(text, encoding="utf-8")
    return same


def main() -> int:
    """Build the tables, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="change nothing, fail on a difference"
    )
    parser.add_argument("--refused", action="store_true", help="list the names that were left out")
    options = parser.parse_args()
    table = names_table()
    # Names go with their keys, because there are too many to fold them at the first question.
    same = [
        write(
            DATA / "names" / f"{name}.csv",
            ("key", *HEADER),
            [(fold(row[0]), *row) for row in table.rows(tier)],
            check=options.check,
        )
        for tier, name in ((1, "names"), (2, "names_more"))
    ]
    header = ("scheme", "code", "country", "start", "end", "source")
    same.append(write(DATA / "countries" / "codes.csv", header, codes(), check=options.check))
    if options.refused:
        for name in table.refused:
            owners = ";".join(sorted(table.owner.get(fold(name.name), ())))
            print(f"{name.name},{name.country},{name.language},{name.source},{owners}")
    print(f"{len(table.rows(1))} + {len(table.rows(2))} names, {len(table.refused)} left out")
    return 1 if options.check and not all(same) else 0


if __name__ == "__main__":
    raise SystemExit(main())
