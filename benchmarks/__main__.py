"""Run every benchmark and write `docs/benchmarks.md` and its pictures.

    python benchmarks          # all, some minutes; on a quiet machine
    python benchmarks start    # one: print it, write nothing

Needs the dependency group `bench`.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
SCRIPTS = {
    "start": ["bench_start.py"],
    "names": ["bench_names.py", "speed"],
    "comparison": ["bench_comparison.py"],
    "agreement": ["bench_agreement.py"],
    "shifts": ["bench_shifts.py"],
    "readers": ["bench_readers.py"],
}
RIVALS = (
    "numpy", "pandas", "polars", "pycountry", "countryguess", "countrynames", "country_converter",
    "hdx-python-country", "country-named-entity-recognition", "dask",
)  # fmt: skip
HEAD = """# Benchmarks

<!-- Written by `python benchmarks`; do not edit. -->

Every figure stands beside a rival's, or a bare loop's, of the same run: the jobs take turns, and of some runs in each
round the shortest counts. Look at the ratios: the times are those of one small machine. `make bench` runs all of it anew.

Python {python}, {system}, {cores} cores, load {load:.1f} at the start, {day}.
{rivals}.

{behind}
"""
ROW = re.compile(r"\| (?P<name>.+?) \| [\d,.]+ \| (?P<ratio>[\d.]+)")
OURS = ("unstatements", "the same")


def run(name: str) -> str:
    """Return what a benchmark prints, under its own title."""
    script, *arguments = SCRIPTS[name]
    title, _, text = (HERE / script).read_text(encoding="utf-8").split('"""')[1].partition("\n")
    title, _, first = title.partition(": ")
    about = "\n".join([f"{first[:1].upper()}{first[1:]}", *text.splitlines()]).strip()
    command = [sys.executable, str(HERE / script), *arguments]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return f"## {title}\n\n{about}\n\n{printed.strip()}\n"


def behind(page: str) -> list[str]:
    """Return what to say of the lines of a page on which a rival took less time."""
    lines, section, what, first = [], "", "", ""
    for line in page.splitlines():
        row = ROW.match(line)
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("| ---"):
            first = ""
        elif row and not first:
            first = row["name"]
        elif row and first.startswith("unstatements") and float(row["ratio"]) < 1:
            if not row["name"].startswith(OURS):
                lines.append(f"- {row['name']}: {row['ratio']} of the time ({section}: {what})")
        elif line.endswith(":"):
            what = line.rstrip(":")
    return ["Behind a rival:\n", *lines] if lines else ["No rival was faster."]


def main() -> None:
    """Run the benchmarks asked for."""
    if asked := sys.argv[1:]:
        for name in asked:
            print(run(name))
        return
    load = os.getloadavg()[0]
    sections = "\n".join(map(run, SCRIPTS))
    head = HEAD.format(
        behind="\n".join(behind(sections)),
        python=platform.python_version(),
        system=platform.system(),
        cores=os.cpu_count(),
        load=load,
        day=datetime.now(tz=UTC).date(),
        rivals=", ".join(f"{name} {version(name)}" for name in RIVALS),
    )
    PAGE.write_text(f"{head}\n{sections}", encoding="utf-8")


if __name__ == "__main__":
    main()
