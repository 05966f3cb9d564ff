"""Names resolved one by one, in bounded memory: arguments, lines of a file, or a CSV column."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import count
from typing import IO, NamedTuple

from unstatements.cli.output import DONE, FOUND_NOTHING, Form
from unstatements.cli.streams import escape, is_undecodable, lines_of, warn
from unstatements.core.arguments import close_matches, did_you_mean, quoted
from unstatements.names.resolve import Resolutions, resolve
from unstatements.results.cells import Row
from unstatements.results.text import plural

_SHORT = 200  # characters of a name that is kept in memory
_LONGEST = 10_000  # characters of a line; no name is as long
_LONGEST_RECORD = 1_000_000  # characters of a line of a CSV file
_FAILURES_NAMED = 10  # so many names that could not be resolved are named on stderr
_VALUE, *_COLUMNS = Resolutions(()).columns
_in_json = json.JSONEncoder(ensure_ascii=False).encode


class GivenName(NamedTuple):
    """A name that was given."""

    line: int  # the place among the arguments, or the line; the first is 1
    name: str | None  # None where the line of a CSV file has no such cell
    cells: tuple[str, ...] = ()  # of that line of a CSV file


def from_lines(opened: IO[bytes], encoding: str) -> Iterator[GivenName]:
    """Return the names in a file, one a line."""
    return map(GivenName, count(1), lines_of(opened, encoding, _LONGEST))


def from_column(
    opened: IO[bytes], encoding: str, column: str, delimiter: str
) -> tuple[tuple[str, ...], Iterator[GivenName]]:
    """Return the header of a CSV file, and the names in one of its columns."""
    # A cell can hold a line break, so the reader needs to see where lines end.
    lines = (f"{line}\n" for line in lines_of(opened, encoding, _LONGEST_RECORD))
    reader = csv.reader(lines, delimiter=delimiter)
    header = tuple(_next_row(reader, 0) or ())
    if header.count(column) != 1:
        names = ", ".join(map(escape, header)) or "nothing at all"
        problem = "has several columns" if column in header else "has no column"
        offer = did_you_mean(close_matches(column, header)) or f"; it has: {names}"
        raise ValueError(f"the file {problem} {quoted(column)}{offer}")
    return header, _entries(reader, header.index(column))


def _entries(reader: Iterator[list[str]], place: int) -> Iterator[GivenName]:
    number = 1
    while (row := _next_row(reader, number)) is not None:
        number = reader.line_num  # type: ignore[attr-defined]  # a reader of the csv module
        yield GivenName(number, row[place] if len(row) > place else None, tuple(row))


def _next_row(reader: Iterator[list[str]], number: int) -> list[str] | None:
    """Return the row after a line with a number; None after the last."""
    try:
        return next(reader, None)
    except csv.Error as error:
        problem = str(error).partition(" - ")[0]
        cure = "is a quotation mark left open, or is it not a CSV file?"
        raise ValueError(f"line {number + 1} or after: {problem}; {cure}") from None


def print_resolved(
    entries: Iterable[GivenName],
    form: Form = "text",
    on: date | None = None,
    *,
    header: Sequence[str] | None = None,
    at_once: bool = False,
) -> int:
    """Print what `unstatements.resolve` says of each name, and return the exit status."""
    write = _writer(form, header)
    names = failures = 0
    for entry in entries:
        row = _resolved(entry.name, on)
        write(entry, row)
        if at_once:
            sys.stdout.flush()
        names += row["how"] != "missing"
        if row["reason"] and row["how"] != "missing":
            failures += 1
            if failures <= _FAILURES_NAMED:
                warn(f"line {entry.line}: {row['reason']}")
    if not names:
        warn("there is no name")
    elif failures:
        warn(f"{failures} of {plural(names, 'name')} not resolved")
    return FOUND_NOTHING if failures or not names else DONE


def _resolved(name: str | None, on: date | None) -> Row:
    if name is None or is_undecodable(name):
        row: Row = dict.fromkeys((_VALUE, *_COLUMNS))
        if name is None:
            return row | {"how": "missing", "reason": "the line has no such cell"}
        reason = f"bytes that are not text in this encoding: {escape(name)[:80]}"
        return row | {_VALUE: escape(name), "how": "undecodable", "reason": reason}
    row = _row_again(name, on) if len(name) <= _SHORT else _row(name, on)
    return row | {_VALUE: escape(name)}


def _row(name: str, on: date | None) -> Row:
    (row,) = resolve([name], on=on).rows()
    return row


_row_again = lru_cache(1 << 14)(_row)  # files name the same countries over and over


def _writer(form: Form, header: Sequence[str] | None) -> Callable[[GivenName, Row], None]:
    if form == "json":
        return _write_json
    if form == "text":
        return _write_text
    rows = csv.writer(sys.stdout, lineterminator="\n")

    def write_name(entry: GivenName, row: Row) -> None:
        rows.writerow([entry.line, *row.values()])

    def write_cells(entry: GivenName, row: Row) -> None:
        rows.writerow([*(row[name] for name in _COLUMNS), *map(escape, entry.cells)])

    if header is None:
        rows.writerow(["line", _VALUE, *_COLUMNS])
        return write_name
    # The results stand first, so that they keep their columns where lines differ in length.
    names = [name if name not in header else f"resolved_{name}" for name in _COLUMNS]
    rows.writerow([*names, *header])
    return write_cells


def _write_text(entry: GivenName, row: Row) -> None:
    name = escape(entry.name or "").replace("\t", "\\t").replace("\n", "\\n")
    cells = (row["alpha_3"] or "-", row["how"], row["country"] or "-")
    sys.stdout.write("{:<7}  {:<11}  {:<36}  {}".format(*cells, name).rstrip() + "\n")


def _write_json(entry: GivenName, row: Row) -> None:
    sys.stdout.write(_in_json({"line": entry.line, **row}) + "\n")
