"""Build the table of published ideal points from the file at the Harvard Dataverse.

    python scripts/build_ideal_points.py idealpoints_1946-2025.tab

The file is that of doi:10.7910/DVN/LEJUQZ, in the public domain (CC0). It goes by codes of the
Correlates of War, which stay with their holder where a seat passed on; the record has the votes
under the code of whoever held the seat, so a row stands under the holder of 1 December, when the
Assembly votes; of China both holders have a row in 1971.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Mapping
from operator import itemgetter
from pathlib import Path

import unstatements as un

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src" / "unstatements" / "data" / "votes" / "ideal_points.csv.gz"

HEADER = "country,cow,session,year,votes,point,q5,q10,q50,q90,q95"
NUMBERS = ("IdealPointFP", "Q5%FP", "Q10%FP", "Q50%FP", "Q90%FP", "Q95%FP")
FIRST_SESSION = 1946
# 8 votes at most in 2024 and 158 in 2025: the later year holds votes of more than one session.
MIXED_YEARS = (2024, 2025)


def build(path: Path) -> None:
    """Write the table from a file of the Dataverse, plain or gzipped."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    rows = [_row(cells) for cells in csv.DictReader(text.splitlines(), delimiter="\t")]
    turns = {seat["cow"]: seat["start"] for seat in un.tables()["seats"]}
    rows.sort(key=lambda row: (row[0], int(row[3]), turns.get(row[1], "")))
    lines = [HEADER, *(",".join(row) for row in rows)]
    content = "".join(f"{line}\n" for line in lines).encode()
    TABLE.write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{len(rows)} rows, {TABLE.stat().st_size} bytes")


def _row(cells: Mapping[str, str]) -> tuple[str, ...]:
    cow, year = cells["ccode"], cells["year"]
    numbers = [str(round(float(cells[name]), 3) + 0.0) for name in NUMBERS]  # no -0.0
    return _country(cow, year), cow, _session(int(year)), year, cells["NVotesFP"], *numbers


def _country(cow: str, year: str) -> str:
    day = f"{year}-12-01"
    seats = [seat for seat in un.tables()["seats"] if seat["cow"] == cow and seat["start"] <= day]
    if not seats:
        return un.country(cow, scheme="cow", on=day).alpha_3
    return max(seats, key=itemgetter("start"))["country"]


def _session(year: int) -> str:
    return "" if year in MIXED_YEARS else str(year - FIRST_SESSION + 1)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
