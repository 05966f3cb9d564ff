"""Names on which libraries differ, and what each answers: the table of docs/comparison.md.

    python benchmarks/odd_names.py

Needs what bench_names.py needs; a rival that is not installed is left out and named.
"""

from __future__ import annotations

from importlib.metadata import version

from bench_names import Reader, readers

import unstatements as un

NAMES = (
    "Türkiye",
    "科特迪瓦",
    "Korea, Dem. People's Rep. of",
    "Djibonti",
    "Korea",
    "Nigera",
    "USSR",
    "Zaire",
    "Northern Ireland",
    "New Mexico",
)
PACKAGES = ("pycountry", "countrynames", "hdx-python-country", "countryguess", "country_converter")


def answer(read: Reader, name: str) -> str:
    """Return the code that a library gives, or how it refuses."""
    try:
        return read(name) or "none"
    except Exception as error:  # a rival may fail in any way, which is an answer too
        return type(error).__name__


def ours(name: str) -> str:
    return un.country(name).alpha_3


def main() -> None:
    found = {**readers(), "unstatements": ours}
    print("| |", " | ".join(found), "|\n|---|" + "---|" * len(found))
    for name in NAMES:
        print(f"| {name} |", " | ".join(answer(read, name) for read in found.values()), "|")
    print("\nVersions:", ", ".join(f"{one} {version(one)}" for one in PACKAGES))


if __name__ == "__main__":
    main()
