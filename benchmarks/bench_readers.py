"""Readers: time and memory for a bulk voting file of a million rows, beside pandas.

A file of the size and layout of the UN's General Assembly file is made by repetition: the members
of the United Nations on one day, vote after vote, a million rows. Each reader then reads it in a
process of its own, three times; the best time counts, and the highest memory.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from timing import table

HEADER = [
    "undl_id", "ms_code", "ms_name", "ms_vote", "date", "session", "resolution", "draft",
    "committee_report", "meeting", "title", "agenda_title", "subjects", "vote_note", "total_yes",
    "total_no", "total_abstentions", "total_non_voting", "total_ms", "undl_link",
]  # fmt: skip


def rows(count: int) -> Iterator[list[str]]:
    """Yield rows of made-up votes, roll call after roll call, at least as many as asked for."""
    import unstatements as un

    members = [(state.alpha_3, state.name.upper()) for state in un.countries("2020-01-01")]
    chance = random.Random(1)
    for number in range(1, count // len(members) + 2):
        votes = chance.choices("YNAX", (70, 10, 15, 5), k=len(members))
        session = 60 + number // 100
        day = date(2005, 9, 20) + timedelta(days=number)
        shared = [
            day.isoformat(), str(session), f"A/RES/{session}/{number}",
            f"A/C.3/{session}/L.{number}", f"A/{session}/{number}",
            f"A/{session}/PV.{number % 90}",
            f"Situation number {number}, and what is to be done about it : resolution / adopted "
            "by the General Assembly", f"Agenda item {number % 170} of the session: the situation",
            "SITUATIONS--PERSISTENCE|SITUATIONS--REMEDIES|DECLARATIONS", "",
            *(f"{votes.count(vote)}.0" for vote in "YNAX"), f"{len(votes)}.0",
            f"https://digitallibrary.un.org/record/{4_000_000 + number}",
        ]  # fmt: skip
        for (code, name), vote in zip(members, votes, strict=True):
            yield [str(4_000_000 + number), code, name, vote, *shared]


def make(path: Path, count: int) -> int:
    """Write the file, and a gzipped copy; return its number of rows."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for row in rows(count):
            writer.writerow(row)
            written += 1
    with path.open("rb") as plain, gzip.open(f"{path}.gz", "wb", compresslevel=6) as packed:
        shutil.copyfileobj(plain, packed)
    return written


def with_unstatements(path: str) -> int:
    """Return the number of roll calls."""
    from unstatements.readers.undl import read_undl

    return len(read_undl(path))


def with_pandas(path: str) -> int:
    """Return the number of roll calls: all columns, then a row a roll call, a column a country."""
    import pandas as pd

    return len(pd.read_csv(path).pivot(index="undl_id", columns="ms_code", values="ms_vote"))


def with_pandas_three_columns(path: str) -> int:
    """Return the number of roll calls, reading only what the pivot needs: no date or totals."""
    import pandas as pd

    columns = ["undl_id", "ms_code", "ms_vote"]
    return len(
        pd.read_csv(path, usecols=columns).pivot(
            index="undl_id", columns="ms_code", values="ms_vote"
        )
    )


READERS: dict[str, Callable[[str], int]] = {
    "unstatements.read_undl": with_unstatements,
    "pandas.read_csv + pivot": with_pandas,
    "pandas, 3 of 20 columns": with_pandas_three_columns,
}


def measure(name: str, path: str) -> None:
    """Read the file three times; print the best time, peak memory in MB, number of roll calls."""
    import resource

    best, rollcalls = float("inf"), 0
    for _ in range(3):
        start = time.perf_counter()
        rollcalls = READERS[name](path)
        best = min(best, time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << (20 if sys.platform == "darwin" else 10)
    )
    print(f"{best:.2f} {peak:.0f} {rollcalls}")


def main() -> None:
    """Make the files, and measure every reader on both in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ga_voting.csv"
        count = make(path, parser.parse_args().rows)
        for file in (str(path), f"{path}.gz"):
            figures = {}
            for name in READERS:
                command = [sys.executable, __file__, "--measure", name, file]
                output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                figures[name] = [float(figure) for figure in output.split()]
            first = next(iter(figures.values()))
            cells = [
                (
                    name,
                    f"{seconds:.2f}",
                    f"{seconds / first[0]:.2f}",
                    f"{peak:,.0f}",
                    f"{peak / first[1]:.1f}",
                )
                for name, (seconds, peak, _rollcalls) in figures.items()
            ]
            size = Path(file).stat().st_size / 1e6
            print(f"{Path(file).name}, {count:,} rows, {size:.0f} MB:\n")
            print(table(("", "seconds", "times as long", "peak MB", "times as much"), cells), "\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], sys.argv[3])
    else:
        main()
