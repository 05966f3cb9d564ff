"""The bundled data package: each table is read once, checked, and never changed.

`data/datapackage.json` (Frictionless Tabular Data Package) says which tables exist and which
columns they have. A table is handed out as tuples of text in the order of its columns; the modules
that know what a table means turn text into values.

In an installed package the descriptor has the SHA-256 of each table, which the build wrote
(`hatch_build.py`): a table with another content is an error. In a checkout there are no hashes, so
that tables can be edited; there each row is checked against the declared columns, keys and values
as it is read.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from unstatements.core.dates import first_day
from unstatements.core.errors import DataIntegrityError
from unstatements.core.once import once

Row = tuple[str, ...]
T = TypeVar("T")

DESCRIPTOR = "datapackage.json"
SEAL = "datapackage.sha256"  # beside the descriptor, which cannot hold its own hash


def read_bytes(file: str) -> bytes:
    """Return the content of a file of the data package, wherever the package is installed."""
    try:
        # To read a pipe would wait for ever; pathlib takes longer to load than the table.
        place = os.path.normpath(f"{__file__}/../../data/{file}")
        if os.path.exists(place) and not os.path.isfile(place):  # noqa: PTH110, PTH113
            raise DataIntegrityError("is not a file; reinstall the package", file)
        get_data: Callable[[str], bytes] | None = getattr(__spec__.loader, "get_data", None)
        if get_data:
            return get_data(place)
        from importlib.resources import files  # for a loader that gives no data by path

        return files("unstatements").joinpath("data", *file.split("/")).read_bytes()
    except OSError as error:
        raise DataIntegrityError(
            f"cannot be read ({error}); reinstall the package", file
        ) from error


@once
def descriptor() -> Mapping[str, Any]:
    """Return the descriptor of the data package: name, title, version, licence, resources."""
    raw = read_bytes(DESCRIPTOR)
    sha256 = _sha256(raw)
    try:
        seal = read_bytes(SEAL).decode("ascii", "replace").strip()
    except DataIntegrityError:  # a checkout has none
        seal = sha256
    if seal != sha256:
        raise DataIntegrityError("is not as published; reinstall the package", DESCRIPTOR)
    try:
        content = json.loads(raw)
        return dict(
            content, resources={resource["name"]: resource for resource in content["resources"]}
        )
    except (KeyError, TypeError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise DataIntegrityError(f"is not a data package ({error})", DESCRIPTOR, line) from error


def names() -> tuple[str, ...]:
    """Return the names of all tables, in the order of the data package."""
    return tuple(descriptor()["resources"])


def schema(name: str) -> Mapping[str, Any]:
    """Return what the data package declares of a table: path, title, columns, rules, keys."""
    resource: Mapping[str, Any] = descriptor()["resources"][name]
    return resource


def fields(name: str) -> dict[str, dict[str, Any]]:
    """Return what the data package declares of each column of a table, by its name, in order."""
    return {field["name"]: field for field in schema(name)["schema"]["fields"]}


@once
def columns(name: str) -> tuple[str, ...]:
    """Return the column names of a table, in order."""
    return tuple(fields(name))


def key_columns(key: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the columns of a key, which the data package writes as a name, a list or nothing."""
    if key is None:
        return ()
    return (key,) if isinstance(key, str) else tuple(key)


@once
def words(name: str, column: str) -> tuple[str, ...]:
    """Return the words of an enumerated column, in the order of the data package."""
    return tuple(fields(name)[column]["constraints"]["enum"])


def line_of(index: int) -> int:
    """Return the line in the file of the row with this index (the header is line 1)."""
    return index + 2


def problem_in(name: str, index: int, problem: str) -> DataIntegrityError:
    """Return the error for the row of a table with this index."""
    return DataIntegrityError(problem, schema(name)["path"], line_of(index))


@once
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of a table: tuples of text in column order, empty where nothing is known."""
    rows = cells_of(name, _content(name))
    if not _is_sealed(name):
        for fault in faults(name, rows):
            raise fault
    return rows


def _is_sealed(name: str) -> bool:
    return "hash" in schema(name)


def _content(name: str) -> bytes:
    """Return the bytes of a table, which are as published where that is known."""
    file = schema(name)["path"]
    raw = read_bytes(file)
    if _is_sealed(name) and schema(name)["hash"] != f"sha256:{_sha256(raw)}":
        raise DataIntegrityError("is not as published; reinstall the package", file)
    return raw


@once
def _lines_in_order(name: str) -> Sequence[bytes]:
    """Return the lines of the rows of a table that stand in order of their first cell."""
    if not _is_sealed(name):  # its rows are checked before some of them are read
        for index, rows in enumerate(pairwise(table(name)), 1):
            before, key = (f"{row[0]}," for row in rows)
            if key < before:
                raise problem_in(name, index, f"{key[:-1]} belongs further up")
    lines = _unpacked(name, _content(name)).split(b"\n")[1:-1]  # without the header
    if _is_sealed(name):
        return lines
    # Some programs write every cell between quotation marks; in a key there are none.
    return [line.replace(b'"', b"", 2) if line.startswith(b'"') else line for line in lines]


def rows_of(name: str, key: str) -> list[tuple[int, Row]]:
    """Return the rows of a table with this key in their first cell, each with its index."""
    file, lines = schema(name)["path"], _lines_in_order(name)
    cell = key.encode(errors="surrogatepass")
    first, end = (bisect_left(lines, cell + sign) for sign in (b",", b"-"))  # what follows a comma
    return [
        (index, _cells(lines[index].decode(), file, line_of(index))) for index in range(first, end)
    ]


def build_of(name: str, key: str, make: Callable[[Mapping[str, str]], T]) -> tuple[T, ...]:
    """Return what is made of the rows of a table with this key in their first cell."""
    return tuple(build(name, make, rows_of(name, key)))


def build(
    name: str,
    make: Callable[[Mapping[str, str]], T],
    rows: Iterable[tuple[int, Row]] | None = None,
) -> Iterator[T]:
    """Yield what is made of the rows of a table, all or some of them."""
    header = columns(name)
    for index, row in enumerate(table(name)) if rows is None else rows:
        try:
            yield make(dict(zip(header, row, strict=True)))
        except (KeyError, ValueError) as error:
            unknown_key = isinstance(error, KeyError)
            problem = f"{error} is not in the table that it refers to" if unknown_key else error
            raise problem_in(name, index, f"{row[0]}: {problem}") from error


def record(kind: type[T], **makers: Callable[[str], object]) -> Callable[..., T]:
    """Return what makes a value of a row: each attribute of the cell with its name.

    With a maker an attribute is what that makes of the cell, None of an empty one; attributes
    that are no cell are given beside the row.
    """
    plain = [name for name in kind.__annotations__ if name not in makers]

    def make(cells: Mapping[str, str], **attributes: object) -> T:
        values: dict[str, object] = {name: cells[name] for name in plain if name in cells}
        for name, maker in makers.items():
            values[name] = maker(cells[name]) if cells[name] else None
        return kind(**values | attributes)

    return make


def is_true(cell: str) -> bool:
    """Return what a cell says that is true or false."""
    return cell == "true"


def cells_of(name: str, raw: bytes) -> tuple[Row, ...]:
    """Return the rows of a table from the bytes of its file, each with a cell for every column."""
    file = schema(name)["path"]
    header = columns(name)
    rows = [_cells(line, file, number) for number, line in enumerate(_lines(name, raw), 1)]
    if not rows or rows[0] != header:
        raise DataIntegrityError(f"the header is not {','.join(header)}", file, 1)
    for number, row in enumerate(rows, 1):
        if len(row) != len(header):
            raise DataIntegrityError(
                f"has {len(row)} cells where {len(header)} are expected", file, number
            )
    return tuple(rows[1:])


def faults(name: str, rows: Sequence[Row]) -> Iterator[DataIntegrityError]:
    """Yield what is wrong with rows: values that a column does not allow, repeated keys."""
    declared = schema(name)["schema"]
    for field, cells in zip(declared["fields"], zip(*rows, strict=True), strict=False):
        wrong = {cell: problem for cell in set(cells) if (problem := _cell_problem(field, cell))}
        if wrong:
            for index, cell in enumerate(cells):
                if cell in wrong:
                    yield problem_in(name, index, f"{field['name']}: {wrong[cell]}")
        if field.get("constraints", {}).get("unique"):
            yield from _repeated_keys(name, rows, (field["name"],))
    yield from _repeated_keys(name, rows, key_columns(declared.get("primaryKey")))


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _unpacked(name: str, raw: bytes) -> bytes:
    file = schema(name)["path"]
    try:
        return zlib.decompress(raw, wbits=31) if file.endswith(".gz") else raw
    except zlib.error as error:
        raise DataIntegrityError(f"cannot be unpacked ({error})", file) from error


def _lines(name: str, raw: bytes) -> list[str]:
    """Return the lines of a file, the header among them; a cell never holds a line break."""
    file = schema(name)["path"]
    try:
        lines = _unpacked(name, raw).decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataIntegrityError("is not UTF-8", file, line) from error
    if lines.pop():
        raise DataIntegrityError("ends in the middle of a line", file, len(lines) + 1)
    return lines


def _cells(line: str, file: str, number: int) -> Row:
    if '"' not in line:  # what most lines are
        return tuple(line.split(","))
    try:
        return tuple(next(csv.reader([line], strict=True)))
    except csv.Error as error:
        raise DataIntegrityError(str(error), file, number) from error


def _cell_problem(field: Mapping[str, Any], cell: str) -> str | None:
    rules = field.get("constraints", {})
    if not cell:
        return "is empty, but every row needs it" if rules.get("required") else None
    if field["type"] == "integer":
        return _number_problem(cell, rules.get("minimum"))
    if field["type"] == "number" and not _is_number(cell):
        return f"{cell!r} is not a number"
    if field["type"] == "boolean" and cell not in ("true", "false"):
        return f"{cell!r} is neither true nor false"
    if field["type"] == "date" and (len(cell) != 10 or not _is_date(cell)):
        return f"{cell!r} is not a day; write YYYY-MM-DD"
    if "enum" in rules and cell not in rules["enum"]:
        return f"{cell!r}; expected one of: {', '.join(rules['enum'])}"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], cell):
        return f"{cell!r} is not written as it must be (pattern {rules['pattern']})"
    if "(YYYY" in field.get("description", "") and not _is_date(cell):
        return f"{cell!r} is not a date"
    return None


def _number_problem(cell: str, minimum: int | None) -> str | None:
    if not cell.removeprefix("-").isdecimal():
        return f"{cell!r} is not a whole number"
    if minimum is not None and int(cell) < minimum:
        return f"{cell} is below {minimum}"
    return None


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


def _is_date(partial: str) -> bool:
    try:
        first_day(partial)
    except ValueError:
        return False
    return True


def _repeated_keys(
    name: str, rows: Sequence[Row], key: Sequence[str]
) -> Iterator[DataIntegrityError]:
    if not key:
        return
    places = [columns(name).index(column) for column in key]
    first_index: dict[Row, int] = {}
    for index, row in enumerate(rows):
        value = tuple(row[place] for place in places)
        first = first_index.setdefault(value, index)
        if first != index:
            repeated = f"{', '.join(key)}: {', '.join(value)}"
            yield problem_in(name, index, f"{repeated} stands already in line {line_of(first)}")
