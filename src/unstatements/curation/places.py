"""Where rows stand: statements and what belongs to them in order of date, sources by id."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from unstatements.core.tables import columns, line_of, table

__all__ = ["line_below", "misplaced"]

_OF_STATEMENTS = ("statements", "lists", "signatures", "reported_counts", "changes")
_UNDATED = "9"  # undated statements stand last


def line_below(name: str, key: str, day: str) -> int:
    """Return the line of a table's file below which a row belongs.

    Args:
        name: The table.
        key: The row's first cell: the id of a source or of a statement.
        day: For a statement that the record does not have, its date.

    Example:
        >>> line_below("sources", "", "")
        1
    """
    place = (key,) if name == "sources" else _statement_places().get(key, (day or _UNDATED, key))
    return line_of(bisect_right(_places(name), place)) - 1


def misplaced() -> Iterator[tuple[str, int]]:
    """Yield the table and the index of each row that stands behind one that it belongs before.

    Example:
        >>> list(misplaced())
        []
    """
    for name in (*_OF_STATEMENTS, "sources"):
        for index, (before, place) in enumerate(pairwise(_places(name)), 1):
            if place < before:
                yield name, index


def _places(name: str) -> list[tuple[str, ...]]:
    if name == "sources":
        return [(row[0],) for row in table(name)]
    places = _statement_places()
    return [places[row[0]] for row in table(name)]


def _statement_places() -> dict[str, tuple[str, ...]]:
    id_cell, date_cell = (columns("statements").index(column) for column in ("id", "date"))
    return {
        row[id_cell]: (row[date_cell] or _UNDATED, row[id_cell]) for row in table("statements")
    }
