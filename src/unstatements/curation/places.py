"""Where rows stand and go: statements in order of date, those of other tables by key."""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

from unstatements.core.files import written_whole
from unstatements.core.tables import Row, columns, line_of, names, schema, table

_ORDERED = ("statements", "lists", "signatures", "reported_counts", "changes", "sources")
_UNDATED = "9"  # undated statements stand last


def line_below(name: str, key: str, day: str) -> int:
    """Return the line of a table's file below which a row belongs."""
    place = (day or _UNDATED, key) if name == "statements" else (key,)
    return line_of(bisect_right(_places(name), place)) - 1


def misplaced() -> Iterator[tuple[str, int]]:
    """Yield the table and the index of each row that stands behind one that it belongs before."""
    for name in _ORDERED:
        for index, (before, place) in enumerate(pairwise(_places(name)), 1):
            if place < before:
                yield name, index


def write_rows(
    rows: Mapping[str, Sequence[Row]],
    below: Mapping[str, int],
    replaced: Mapping[str, Mapping[int, Row]],
) -> list[str]:
    """Write rows into the tables of a checkout, all or none, and return the changed files."""
    if "hash" in schema("statements"):
        raise ValueError("the tables of an installed package are not edited: work in a checkout")
    folder = Path(__file__).parents[1] / "data"
    changed = [name for name in names() if rows.get(name) or replaced.get(name)]
    with ExitStack() as files:
        for name in changed:
            path = folder / schema(name)["path"]
            lines = path.read_text(encoding="utf-8").split("\n")
            for line, row in replaced.get(name, {}).items():
                lines[line - 1] = as_csv(row)
            place = below.get(name, 0)
            lines[place:place] = map(as_csv, rows.get(name, ()))
            partial = files.enter_context(written_whole(path))
            partial.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return [str(schema(name)["path"]) for name in changed]


def as_csv(row: Row) -> str:
    """Return a row as a line of a table, without its end."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(row)
    return line.getvalue()


def _places(name: str) -> list[tuple[str, ...]]:
    if name != "statements":
        return [(row[0],) for row in table(name)]
    id_cell, date_cell = map(columns(name).index, ("id", "date"))
    return [(row[date_cell] or _UNDATED, row[id_cell]) for row in table(name)]
