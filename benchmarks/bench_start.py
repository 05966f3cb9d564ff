"""Start-up: whole processes, from the start of Python to the answer.

Each is run in turns with the others; the shortest of some runs of each round counts. "Python" is
an empty program. The package is installed for it, as users have it: in a checkout, tables are
checked row by row as they are read, in an installed package by one hash each.
"""

from __future__ import annotations

from importlib import resources
from tempfile import TemporaryDirectory

from timing import Job, in_turns, installed, process, ratios, seconds

VOTES = resources.files("unstatements") / "data" / "votes" / "ga_votes.csv.gz"

START = {
    "Python": "pass",
    "import unstatements": "import unstatements",
    "import attrs": "import attrs",
    "un.country('Cuba')": "import unstatements as un; un.country('Cuba')",
    "un.statements()": "import unstatements as un; un.statements()",
    "un.report()": "import unstatements as un; un.report()",
    "python -m unstatements report": "import runpy, sys; sys.argv[1:] = ['report']; "
    "runpy.run_module('unstatements', run_name='__main__')",
}
FIRST = {
    "unstatements": "import unstatements as un; un.country({name!r})",
    "countryguess": "from countryguess import guess_country; guess_country({name!r}, attribute='iso3')",
    "pycountry": "import pycountry; pycountry.countries.lookup({name!r})",
    "countrynames": "from countrynames import to_code_3; to_code_3({name!r})",
    "country_converter": "import country_converter; country_converter.convert({name!r}, to='ISO3')",
}
MATRIX = {
    "unstatements: load, build, the whole matrix": "import unstatements as un; "
    "un.agreement_matrix(un.countries(), un.rollcalls(body='ga'))",
    "pandas: import, read the same votes": f"import pandas; "
    f"pandas.read_csv({str(VOTES)!r}, dtype='string', keep_default_na=False)",
}


def main() -> None:
    with TemporaryDirectory() as folder:
        compare(installed(folder))


def compare(folder: str) -> None:
    def jobs_of(programs: dict[str, str]) -> dict[str, Job]:
        return {name: process(code, folder) for name, code in programs.items()}

    print(ratios(in_turns(jobs_of(START), repeats=3)))
    print("\nThe first name in a fresh process:\n")
    jobs = jobs_of({name: code.format(name="Ivory Coast") for name, code in FIRST.items()})
    for name, job in list(jobs.items()):
        try:
            seconds(job)
        except Exception:  # a rival's import or first call may fail in any way
            print(f"left out: {name}\n")
            del jobs[name]
    print(ratios(in_turns(jobs, repeats=3)))
    print("\nAgreement of all states over the Assembly's record, in a fresh process:\n")
    print(ratios(in_turns(jobs_of(MATRIX), repeats=2)))


if __name__ == "__main__":
    main()
