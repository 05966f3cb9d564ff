"""The bundled data package: read once, checked, never changed.

`data/datapackage.json` (Frictionless Tabular Data Package) is the one place that says which tables exist
and which columns they have. A table is handed out as tuples of text in the column order declared there;
turning text into values is the work of the floor that knows what the table means. `tables` hands them out to
the world: rows of text as in the file, and, as columns of proper type, to frames.
"""

from __future__ import annotations

import csv
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, overload

from attrs import field, frozen

from unstatements._checksums import CHANGED, CHECKSUMS, crc32, first_changed_line, inflated
from unstatements._errors import DataIntegrityError, close_matches, did_you_mean
from unstatements._results import SHOWN, Cell, DisplayRow, Result, Row, Types, shortened

__all__ = [
    "Table",
    "Tables",
    "columns",
    "descriptor",
    "line_of",
    "names",
    "read_bytes",
    "schema",
    "table",
    "tables",
    "unverified",
    "words",
]

DESCRIPTOR = "datapackage.json"

_lock = threading.RLock()
_tables: dict[str, tuple[tuple[str, ...], ...]] = {}

if hasattr(os, "register_at_fork"):  # a child forked while another thread reads must not wait for it for ever
    os.register_at_fork(before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_lock.release)


def read_bytes(file: str) -> bytes:
    """Return the content of a file of the data package, wherever the package is installed.

    Args:
        file: The file's name inside `data/`.

    Returns:
        The bytes of the file.

    Raises:
        DataIntegrityError: If the file is not there or cannot be read.

    Example:
        >>> read_bytes("bodies.csv")[:3]
        b'id,'
    """
    import importlib_resources  # kept out of `import unstatements`

    try:
        return importlib_resources.files("unstatements").joinpath("data", file).read_bytes()
    except OSError as error:
        raise DataIntegrityError(f"cannot be read ({error}); reinstall the package", file=file) from error


def descriptor() -> dict[str, Any]:
    """Return the descriptor of the data package: name, title, version, licence, resources.

    Raises:
        DataIntegrityError: If it is not as published.

    Example:
        >>> descriptor()["name"]
        'unstatements'
    """
    with _lock:  # also the modules that it imports: a child forked meanwhile would wait for them for ever
        return _read_descriptor()


def names() -> tuple[str, ...]:
    """Return the names of all tables, in the order of the data package.

    Example:
        >>> "statements" in names()
        True
    """
    return tuple(_resources())


def schema(name: str) -> dict[str, Any]:
    """Return what the data package declares of a table: path, title, columns with their rules, keys.

    Args:
        name: A table's name, such as ``"statements"``.

    Example:
        >>> schema("bodies")["path"]
        'bodies.csv'
    """
    return _resources()[name]


@cache
def columns(name: str) -> tuple[str, ...]:
    """Return the column names of a table, in order.

    Args:
        name: A table's name, such as ``"statements"``.

    Example:
        >>> columns("bodies")
        ('id', 'name', 'parent', 'voters')
    """
    return tuple(field["name"] for field in _resources()[name]["schema"]["fields"])


def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table: tuples of text in column order, an empty text where nothing is known.

    The file is read on the first call, once, whichever thread asks first.

    Args:
        name: A table's name, such as ``"statements"``.

    Raises:
        DataIntegrityError: If the file is damaged; names the file and the line.

    Example:
        >>> next(row for row in table("bodies") if row[0] == "hrc")
        ('hrc', 'Human Rights Council', '', 'hrc')
    """
    rows = _tables.get(name)
    if rows is None:
        with _lock:
            rows = _tables.get(name)
            if rows is None:
                rows = _tables[name] = _read(name)
    return rows


def unverified(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table as its file has them now, as published or not; for those who check.

    Args:
        name: A table's name, such as ``"statements"``.

    Raises:
        DataIntegrityError: If the file cannot be read as a table.

    Example:
        >>> unverified("bodies") == table("bodies")
        True
    """
    file, raw = _text_of(name)
    return _parse(raw, file, columns(name))


@frozen(repr=False)
class Table(Result, Sequence[dict[str, str]]):
    """A table of the data package: an immutable sequence of rows.

    As a sequence it has the text of the file: a row is a dict from column name to text, empty where nothing is
    known. `rows`, `to_frame` and `to_csv` have values of the types that the data package declares, and
    nothing where the cell is empty; a partial date (``2014``, ``2014-03``) stays text.

    Attributes:
        name: Its name.

    Example:
        >>> import unstatements as un
        >>> lists = un.tables()["lists"]
        >>> lists[0]["complete"], lists.rows()[0]["complete"]
        ('true', True)
        >>> lists[:2].columns
        ('statement', 'source', 'complete', 'printed_count', 'note')
    """

    name: str
    _columns: tuple[str, ...] = field(alias="columns")
    _texts: tuple[tuple[str, ...], ...] = field(alias="texts")

    @overload
    def __getitem__(self, index: int) -> dict[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> Table: ...
    def __getitem__(self, index: int | slice) -> dict[str, str] | Table:
        if isinstance(index, slice):
            return Table(self.name, self._columns, self._texts[index])
        return dict(zip(self._columns, self._texts[index], strict=True))

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[dict[str, str]]:
        return (dict(zip(self._columns, row, strict=True)) for row in self._texts)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return self._columns

    def title(self) -> str:
        """Return its name, what it is, and the number of rows."""
        return f"{self.name}: {schema(self.name)['title']}, {len(self)} row{'' if len(self) == 1 else 's'}"

    def rows(self) -> list[Row]:
        """Return the rows as values: numbers, booleans, days and text; None where a cell is empty."""
        cells = self._cells().values()
        return [dict(zip(self._columns, row, strict=True)) for row in zip(*cells, strict=True)]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return the first columns of every row, as many as fit, with long texts cut."""
        shown = self._columns[: self._fitting()]
        return [
            {name: shortened(text or None, _LETTERS) for name, text in zip(shown, row, strict=False)}
            for row in self._texts
        ]

    def _fitting(self) -> int:
        room = _LINE
        for place, name in enumerate(self._columns):
            longest = max((len(row[place]) for row in self._texts[:SHOWN]), default=0)
            room -= max(len(name), min(longest, _LETTERS)) + 2
            if room < -2:
                return place
        return len(self._columns)

    def footnotes(self) -> Sequence[str]:
        """Return which columns are not shown."""
        left = self._columns[self._fitting() :]
        if len(left) > _NAMED:
            return [f"and {len(left)} more columns, {left[0]} to {left[-1]}"]
        return [f"and the column{'' if len(left) == 1 else 's'} {', '.join(left)}"] if left else []

    def __repr__(self) -> str:
        return f"<table {self.name}: {len(self)} rows, {len(self._columns)} columns>"

    def _types(self) -> Types:
        return {name: _type(one) for name, one in _fields(self.name).items()}

    def _cells(self) -> Mapping[str, Sequence[Cell]]:
        columns = zip(*self._texts, strict=True) if self else [()] * len(self._columns)
        return {
            name: _values(texts, self.name, one)
            for (name, one), texts in zip(_fields(self.name).items(), columns, strict=True)
        }


# Of a table are shown so many letters of a cell and of a line; columns left out are named if they are few.
_LETTERS, _LINE, _NAMED = 32, 100, 8

_TYPES: Mapping[str, type[int | bool | date]] = {"integer": int, "boolean": bool, "date": date}
_READERS: Mapping[str, Callable[[str], Cell]] = {
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}


def _fields(name: str) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in schema(name)["schema"]["fields"]}


def _values(texts: Sequence[str], name: str, column: Mapping[str, Any]) -> list[Cell]:
    read = _READERS.get(column["type"])
    if read is None:
        return [text or None for text in texts]
    found: list[Cell] = []
    for text in texts:
        try:
            found.append(read(text) if text else None)
        except (KeyError, ValueError) as error:
            raise DataIntegrityError(
                f"{text!r} in the column {column['name']} is no {column['type']}", file=schema(name)["path"]
            ) from error
    return found


def _type(column: Mapping[str, Any]) -> type[str | int | bool | date] | tuple[str, ...]:
    enum = column.get("constraints", {}).get("enum")
    return tuple(enum) if enum else _TYPES.get(column["type"], str)


class Tables(Result, Mapping[str, Table]):
    """The tables of the data package by name, in its order; each is read when it is first asked for.

    Example:
        >>> import unstatements as un
        >>> un.tables()["bodies"]
        <table bodies: 18 rows, 4 columns>
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> Table:
        if name not in _resources():
            known = names()
            raise KeyError(
                f"no table is called {name!r}{did_you_mean(close_matches(str(name), known) or known)}"
            )
        return Table(name, columns(name), table(name))

    def __iter__(self) -> Iterator[str]:
        return iter(names())

    def __len__(self) -> int:
        return len(names())

    def __contains__(self, name: object) -> bool:
        return name in names()

    def title(self) -> str:
        """Return the number of tables and the version of the data."""
        return f"{len(self)} tables of the data package, version {descriptor()['version']}"

    def rows(self) -> list[Row]:
        """Return one row a table: its name, its file, what it is, and the number of its columns."""
        return [
            {
                "table": name,
                "file": schema(name)["path"],
                "title": schema(name)["title"],
                "columns": len(columns(name)),
            }
            for name in names()
        ]

    def _types(self) -> Types:
        return {"table": str, "file": str, "title": str, "columns": int}

    def __repr__(self) -> str:
        return f"<{len(self)} tables: {names()[0]} to {names()[-1]}>"


def tables() -> Tables:
    """Return the tables of the data package by name: rows of text, or data frames.

    Returns:
        A mapping from name to `Table`. A row is a dict from column name to the text in the file, empty where
        nothing is known; `Table.to_frame` has values of proper type.

    Example:
        >>> import unstatements as un
        >>> un.tables()["bodies"][0].keys()
        dict_keys(['id', 'name', 'parent', 'voters'])
        >>> un.tables()["statements"].to_frame("polars").schema["reported_count"]
        Int64
    """
    return Tables()


def words(name: str, column: str) -> tuple[str, ...]:
    """Return the words of an enumerated column, in the order of the data package.

    Example:
        >>> words("blocs", "confidence")
        ('high', 'medium', 'low')
    """
    return tuple(_fields(name)[column]["constraints"]["enum"])


def line_of(index: int) -> int:
    """Return the line in the file of the row with this index (the header is line 1).

    Example:
        >>> line_of(0)
        2
    """
    return index + 2


@cache
def _resources() -> dict[str, dict[str, Any]]:
    try:
        return {resource["name"]: resource for resource in descriptor()["resources"]}
    except (KeyError, TypeError) as error:
        raise DataIntegrityError(f"is no data package ({error})", file=DESCRIPTOR) from error


@cache
def _read_descriptor() -> dict[str, Any]:
    import json

    raw = read_bytes(DESCRIPTOR)
    try:
        found = json.loads(raw)
    except ValueError as error:
        line = _first_changed_line(DESCRIPTOR, raw) or getattr(error, "lineno", None)
        raise DataIntegrityError(f"is no data package ({error})", file=DESCRIPTOR, line=line) from error
    listed = read_bytes(CHECKSUMS)
    if not listed.startswith(f"{crc32(raw)}\n".encode()):
        if line := _first_changed_line(DESCRIPTOR, raw):
            raise DataIntegrityError(CHANGED, file=DESCRIPTOR, line=line)
        raise DataIntegrityError(CHANGED, file=CHECKSUMS, line=1)
    if not isinstance(found, dict):
        raise DataIntegrityError("is no data package", file=DESCRIPTOR)
    return found


def _read(name: str) -> tuple[tuple[str, ...], ...]:
    file, raw = _text_of(name)
    if _resources()[name].get("crc32") == crc32(raw):
        return _parse(raw, file, columns(name))
    line = _first_changed_line(file, raw)
    try:
        _parse(raw, file, columns(name))
    except DataIntegrityError as error:
        if line in (error.line, None):
            raise  # it says what is wrong with the line
    raise DataIntegrityError(CHANGED, file=file, line=line)


def _text_of(name: str) -> tuple[str, bytes]:
    """Return the file of a table and what it holds, unpacked."""
    file = str(_resources()[name]["path"])
    raw = read_bytes(file)
    return file, inflated(raw) if file.endswith(".gz") else raw


def _first_changed_line(file: str, content: bytes) -> int | None:
    return first_changed_line(read_bytes(CHECKSUMS).decode("ascii", "replace"), file, content)


def _parse(raw: bytes, file: str, header: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataIntegrityError("is not UTF-8", file=file, line=line) from error
    if not text.endswith("\n"):
        line = text.count("\n") + 1
        raise DataIntegrityError("ends in the middle of a line", file=file, line=line)
    rows = [
        # A cell never holds a line break, so a line without quotes needs no csv reader: twice as fast.
        tuple(line.split(",")) if '"' not in line else _quoted(line, file, number)
        for number, line in enumerate(text.split("\n")[:-1], 1)
    ]
    if not rows or rows[0] != header:
        raise DataIntegrityError(f"the header is not {','.join(header)}", file=file, line=1)
    width = len(header)
    if any(len(row) != width for row in rows):
        index = next(index for index, row in enumerate(rows) if len(row) != width)
        raise DataIntegrityError(
            f"has {len(rows[index])} cells where {width} are expected", file=file, line=index + 1
        )
    return tuple(rows[1:])


def _quoted(line: str, file: str, number: int) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader([line], strict=True)))
    except csv.Error as error:
        raise DataIntegrityError(str(error), file=file, line=number) from error
