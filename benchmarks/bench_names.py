"""Country names: how often each library is right, and how fast, on the same names in the same run.

    python benchmarks/bench_names.py              # both
    python benchmarks/bench_names.py accuracy     # the table of docs/names.md
    python benchmarks/bench_names.py speed
    python benchmarks/bench_names.py mentions     # the part of it on texts

A rival that is not installed, or fails to import, is left out and named.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import logging
import random
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Sized
from functools import partial
from importlib import resources
from pathlib import Path
from time import process_time

from timing import growth, in_turns, ratios, seconds

import unstatements as un
from unstatements.names.country import all_countries

HERE = Path(__file__).parent
ROOT = HERE.parent
Reader = Callable[[str], str | None]
Case = tuple[str, str, str]  # name, alpha-3 code or "none", group

# ------------------------------------------------------------------------------------- the names


def un_names() -> Iterable[Case]:
    file = "Countries & Territories Taxonomy MVP - C&T Taxonomy.csv"
    text = resources.files("hdx.location").joinpath(file).read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        for language in ("English", "French", "Spanish", "Russian", "Chinese", "Arabic"):
            for column in (f"{language} Short", f"M49 {language}"):
                if row[column] and len(row["ISO 3166-1 Alpha 3-Codes"]) == 3:
                    group = f"UN, {language}"
                    yield row[column].strip(" *"), row["ISO 3166-1 Alpha 3-Codes"], group


def cldr_names() -> Iterable[Case]:
    from babel import Locale

    codes = {c.alpha_2: c.alpha_3 for c in all_countries() if c.kind != "former" and c.alpha_2}
    for language in ("en", "fr", "es", "de", "pt", "it", "tr", "id", "ja"):
        names = Locale.parse(language).territories
        for alpha_2, alpha_3 in codes.items():
            yield names[alpha_2], alpha_3, f"CLDR, {language}"


def iso_names() -> Iterable[Case]:
    import pycountry

    for entry in pycountry.countries:
        for attribute in ("name", "official_name", "alpha_2", "alpha_3"):
            if name := getattr(entry, attribute, None):
                yield name, entry.alpha_3, "ISO 3166"


def state_names() -> Iterable[Case]:
    with (ROOT / "scripts" / "names" / "states.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row["last_day"]:
                yield row["name"], row["country"], "COW, Gleditsch-Ward"


def damaged(cases: Iterable[Case]) -> Iterable[Case]:
    """Do to English names what print and scanners do."""
    chance = random.Random(20221031)
    misread = [("a", "o"), ("i", "l"), ("e", "c"), ("u", "n"), ("m", "rn"), ("l", "1")]
    for name, code, group in cases:
        if group != "UN, English":
            continue
        inner = [i for i in range(1, len(name) - 1) if name[i - 1 : i + 2].isalpha()]
        i = chance.choice(inner)
        wrong, right = chance.choice([pair for pair in misread if pair[0] in name] or [("", "")])
        yield name[:i] + name[i + 1 :], code, "damage: dropped letter"
        yield name[:i] + name[i : i + 2][::-1] + name[i + 2 :], code, "damage: swapped letters"
        yield name.replace(wrong, right, 1), code, "damage: misread letter"
        yield name[:i] + "-\n" + name[i:], code, "damage: broken word"
        for before, after in (
            ("12. ", ""),
            ("• ", ""),
            ("and ", ""),
            ("the ", ""),
            ("", "*"),
            ("", "¹"),
        ):
            yield before + name + after, code, "damage: list marks"
        yield name.upper(), code, "damage: case, accents, spaces"
        yield unicodedata.normalize("NFD", name), code, "damage: case, accents, spaces"
        yield name.replace(" ", "\u00a0"), code, "damage: case, accents, spaces"
        with contextlib.suppress(UnicodeDecodeError):
            yield name.encode().decode("cp1252"), code, "damage: case, accents, spaces"


def no_names(known: set[str]) -> Iterable[Case]:
    import pycountry
    from babel import Locale

    known = known | {entry.name for entry in pycountry.historic_countries}
    regions = [name for code, name in Locale.parse("en").territories.items() if code.isdigit()]
    states = [
        s.name for s in pycountry.subdivisions if s.country_code in ("US", "CA", "AU", "BR", "IN")
    ]
    lines = (
        (ROOT / "tests" / "names" / "should_not_match.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    own = [line for line in lines if line and not line.startswith("#")]
    for name in (*regions, *states, *own):
        if name not in known:
            yield name, "none", "no country"


def cases() -> list[Case]:
    """Build the list, each name once, and write it down."""
    whole = [*un_names(), *cldr_names(), *iso_names(), *state_names()]
    whole += damaged(whole)
    codes: dict[str, set[str]] = {}
    for name, code, _ in whole:
        codes.setdefault(name, set()).add(code)
    unique = {case[0]: case for case in reversed(whole) if len(codes[case[0]]) == 1}
    known = set(unique)
    found = [*reversed(unique.values()), *no_names(known)]
    with (HERE / "names" / "names.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("name", "expected", "group"), *found])
    return found


# ------------------------------------------------------------------------------------ the readers


def ours(name: str) -> str | None:
    try:
        return un.country(name).alpha_3
    except LookupError:
        return None


def pycountry_lookup() -> Reader:
    import pycountry

    def read(name: str) -> str | None:
        try:
            return str(pycountry.countries.lookup(name).alpha_3)
        except LookupError:
            return None

    return read


def countrynames_fuzzy() -> Reader:
    from countrynames import to_code_3

    return lambda name: to_code_3(name, fuzzy=True)


def countrynames_exact() -> Reader:
    from countrynames import to_code_3

    return lambda name: to_code_3(name, fuzzy=False)


def hdx_fuzzy() -> Reader:
    from hdx.location.country import Country

    Country.countriesdata(use_live=False)
    return lambda name: Country.get_iso3_country_code_fuzzy(name, use_live=False)[0]


def countryguess_reader() -> Reader:
    from countryguess import guess_country

    return lambda name: guess_country(name, attribute="iso3")


def converter_reader() -> Reader:
    import country_converter

    logging.getLogger("country_converter").setLevel(logging.CRITICAL)
    converter = country_converter.CountryConverter()

    def read(name: str) -> str | None:
        found = converter.convert(name, to="ISO3", not_found="none")
        return found if isinstance(found, str) and found != "none" else None

    return read


RIVALS: dict[str, Callable[[], Reader]] = {
    "hdx-python-country, fuzzy": hdx_fuzzy,
    "countryguess": countryguess_reader,
    "countrynames, fuzzy": countrynames_fuzzy,
    "countrynames": countrynames_exact,
    "country_converter": converter_reader,
    "pycountry lookup": pycountry_lookup,
}


def readers(libraries: Sequence[str] = ("unstatements", *RIVALS)) -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    for name in libraries:
        try:
            found[name] = RIVALS[name]() if name in RIVALS else ours
            for text in ("Cuba", "Land of Nowhere"):  # so that all tables are read
                found[name](text)
        except Exception as error:  # a rival's import or first call may fail in any way
            print(f"left out: {name} ({type(error).__name__}: {error})", file=sys.stderr)
    return found


# ---------------------------------------------------------------------------------- the measures


def accuracy() -> None:
    names = cases()
    real = [case for case in names if case[1] != "none"]
    none = [case for case in names if case[1] == "none"]
    print(f"\n{len(real):,} names of countries, {len(none)} names of none\n")
    print("| | right | a wrong country | missed | false hits |\n|---|---|---|---|---|")
    groups: dict[str, Counter[str]] = {}
    for library, read in readers().items():
        count: Counter[str] = Counter()
        for name, expected, group in names:
            try:
                got = read(name)
            except Exception:  # a crash is a miss
                got = None
            if expected == "none":
                count["false"] += got is not None
                continue
            verdict = "right" if got == expected else "missed" if got is None else "wrong"
            count[verdict] += 1
            if library == "unstatements":
                groups.setdefault(group.split(",")[0], Counter())[verdict] += 1
        shares = " | ".join(
            f"{100 * count[v] / len(real):.1f} %" for v in ("right", "wrong", "missed")
        )
        print(f"| {library} | {shares} | {count['false']} |", flush=True)
    print("\n| unstatements, by group | right |\n|---|---|")
    for group, count in groups.items():
        print(f"| {group} | {100 * count['right'] / count.total():.1f} % of {count.total():,} |")


def quietly(read: Reader, names: list[str]) -> Callable[[], object]:
    def run() -> None:
        for name in names:
            with contextlib.suppress(Exception):  # as in accuracy
                read(name)

    return run


def speed() -> None:
    chance = random.Random(1)
    names = [name for name, expected, group in cases() if expected != "none"]
    mix = chance.choices([name for name in names if name.isascii()][:400], k=2_000)
    chance.shuffle(names)
    found = readers()

    print("2,000 names of 400, as in a column, over and over:\n")
    times = in_turns({library: quietly(read, mix) for library, read in found.items()}, rounds=3)
    print(ratios(times))
    print(f"\nunstatements: {len(mix) / min(times['unstatements']):,.0f} names a second.\n")

    print(
        "800 names that were never asked before, different ones, three times in a process each:\n"
    )
    fresh = {}
    for library in found:  # what others leave in the processor's caches is not on its clock
        run = [sys.executable, __file__, "fresh_once", library]
        fresh[library] = json.loads(subprocess.run(run, check=True, stdout=subprocess.PIPE).stdout)
    print(ratios(fresh))

    million = chance.choices(names, k=1_000_000)
    print("\n`normalize` on a column of a million names:\n")
    jobs = {
        "unstatements.normalize": lambda: un.normalize(million, errors="null"),
        **with_dask(million),
    }
    print(ratios(in_turns(jobs, rounds=3)))

    misses = [f"Land of Nowhere {number}" for number in range(300)]
    taken = seconds(quietly(ours, misses)) / len(misses)
    print(f"\nA miss, with suggestions: {taken * 1e3:.2f} ms.")
    mentions()


def fresh_once(library: str) -> None:
    """Write how long each 800 names take in a process of one library."""
    names = [name for name, expected, group in cases() if expected != "none"]
    random.Random(1).shuffle(names)
    read = readers([library])[library]
    blocks = (names[start : start + 800] for start in (0, 800, 1600))
    print(json.dumps([seconds(quietly(read, block)) for block in blocks]))


def with_dask(million: list[str]) -> dict[str, Callable[[], object]]:
    """A pure, picklable function needs nothing to run in a Dask bag of eight partitions."""
    try:
        import dask.bag
    except ImportError:
        print("left out: dask", file=sys.stderr)
        return {}
    bag = dask.bag.from_sequence(million, npartitions=8)
    read = bag.map_partitions(un.normalize, errors="null")
    return {
        "the same on Dask, two processes": lambda: read.count().compute(
            scheduler="processes", num_workers=2
        )
    }


TEXTS = {
    "a list": "I deliver this statement on behalf of Albania, Papua New Guinea, the Republic of Korea, Bosnia and "
    "Herzegovina, Sao Tome and Principe and the United Kingdom, concerned by the reports from Xinjiang. ",
    "prose": "We recall that the Office published an assessment in which it found that serious violations had been "
    "committed in the context of the application of counter-terrorism strategies, and we urge the government of "
    "China to implement its recommendations and to allow independent observers meaningful access. ",
}


PROCESSES = 5


def mentions() -> None:
    """Compare in fresh processes, in each of which the rival's patterns stand in another order."""
    rounds = []
    for _ in range(PROCESSES):
        run = [sys.executable, __file__, "mentions_once"]
        rounds.append(json.loads(subprocess.run(run, check=True, stdout=subprocess.PIPE).stdout))
    for kind, first in rounds[0].items():
        counts = " and ".join(f"{count:,}" for count in first["counts"].values())
        print(
            f"\nMentions in {first['letters']:,} letters of {kind}, of which are found {counts}, "
            f"by processor time in {PROCESSES} processes:\n"
        )
        times = {who: [turn[kind]["times"][who] for turn in rounds] for who in first["times"]}
        print(ratios(times))
    growing_texts()


def mentions_once() -> None:
    """Write the times of one process, and what was found in it."""
    libraries: dict[str, Callable[[str], Sized]] = {"unstatements": un.find_countries}
    try:
        from country_named_entity_recognition import find_countries as theirs

        libraries["country-named-entity-recognition"] = theirs
    except Exception as error:
        print(f"left out: country-named-entity-recognition ({error})", file=sys.stderr)
    states = ", ".join(country.name for country in all_countries() if country.kind == "state")
    results = {}
    for kind, text in {**TEXTS, "names alone": f"{states}. "}.items():
        whole = text * (8_000 // len(text))
        jobs = {who: partial(find, whole) for who, find in libraries.items()}
        times = in_turns(jobs, rounds=10, repeats=3, clock=process_time)
        results[kind] = {
            "letters": len(whole),
            "counts": {who: len(job()) for who, job in jobs.items()},
            "times": {who: min(found) for who, found in times.items()},
        }
    print(json.dumps(results))


def growing_texts() -> None:
    points = []
    for size in (10_000, 20_000, 40_000, 80_000):
        text = "".join(TEXTS.values()) * (size // sum(map(len, TEXTS.values())))
        points.append((len(text), seconds(lambda text=text: un.find_countries(text), 5)))
    print(
        f"\nLists and prose in turns, growing:\n\n{growth('Finding countries', 'letters', points)}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    jobs = {job.__name__: job for job in (accuracy, speed, fresh_once, mentions, mentions_once)}
    parser.add_argument("what", nargs="?", choices=jobs)
    parser.add_argument("library", nargs="*")
    arguments = parser.parse_args()
    if arguments.what is None:  # each in a process of its own, so that nothing is remembered
        for what in ("accuracy", "speed"):
            subprocess.run([sys.executable, __file__, what], check=True)
    else:
        jobs[arguments.what](*arguments.library)
