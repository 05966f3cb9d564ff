"""The bundled data package: read once, checked, never changed.

`data/datapackage.json` (Frictionless Tabular Data Package) is the one place that says which tables exist
and which columns they have. A table is handed out as tuples of text in the column order declared there;
turning text into values is the work of the floor that knows what the table means.
"""

from __future__ import annotations

import csv
import os
import threading
from functools import cache
from pkgutil import get_data
from typing import Any

from unstatements.core.checksums import CHANGED, CHECKSUMS, crc32, first_changed_line, inflated
from unstatements.core.errors import DataIntegrityError

__all__ = [
    "columns",
    "descriptor",
    "fields",
    "line_of",
    "names",
    "read_bytes",
    "rows_with",
    "schema",
    "table",
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
    try:
        content = get_data("unstatements", f"data/{file}")
        if content is None:  # a loader that gives no file by its path
            import importlib_resources  # slow to import, rarely needed

            content = importlib_resources.files("unstatements").joinpath("data", file).read_bytes()
    except OSError as error:
        raise DataIntegrityError(f"cannot be read ({error}); reinstall the package", file=file) from error
    return content


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
    return tuple(fields(name))


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


def rows_with(name: str, cell: str) -> list[tuple[str, ...]]:
    """Return the rows of a table that hold a text in a cell between two others.

    The text of the table is searched and no other row is read: for one question much faster than `table`.

    Args:
        name: A table's name, such as ``"names"``.
        cell: What the cell holds.

    Raises:
        DataIntegrityError: If the file is damaged; names the file and the line.

    Example:
        >>> rows_with("bodies", "Human Rights Council")
        [('hrc', 'Human Rights Council', '', 'hrc')]
    """
    with _lock:
        file, raw = _text_of(name)
        if not _is_published(name, raw):
            _read(name)  # says what is wrong
    quoted = cell.replace('"', '""')
    written = f',"{quoted}",' if '"' in cell or "," in cell else f",{cell},"
    wanted = written.encode("utf-8", "surrogatepass")
    found: list[tuple[str, ...]] = []
    at = raw.find(wanted)
    while at >= 0:
        start, end = raw.rfind(b"\n", 0, at) + 1, raw.find(b"\n", at + 1)
        found.append(_split(raw[start:end].decode("utf-8"), file, raw.count(b"\n", 0, start) + 1))
        at = raw.find(wanted, end)
    return [row for row in found if cell in row[1:-1]]


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


def words(name: str, column: str) -> tuple[str, ...]:
    """Return the words of an enumerated column, in the order of the data package.

    Example:
        >>> words("blocs", "confidence")
        ('high', 'medium', 'low')
    """
    return tuple(fields(name)[column]["constraints"]["enum"])


def fields(name: str) -> dict[str, dict[str, Any]]:
    """Return what the data package declares of each column of a table, by its name, in order.

    Example:
        >>> fields("bodies")["parent"]["type"]
        'string'
    """
    return {one["name"]: one for one in schema(name)["schema"]["fields"]}


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
    if _is_published(name, raw):
        return _parse(raw, file, columns(name))
    line = _first_changed_line(file, raw)
    try:
        _parse(raw, file, columns(name))
    except DataIntegrityError as error:
        if line in (error.line, None):
            raise  # it says what is wrong with the line
    raise DataIntegrityError(CHANGED, file=file, line=line)


def _is_published(name: str, raw: bytes) -> bool:
    return bool(_resources()[name].get("crc32") == crc32(raw))


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
        tuple(line.split(",")) if '"' not in line else _split(line, file, number)
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


def _split(line: str, file: str, number: int) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader([line], strict=True)))
    except csv.Error as error:
        raise DataIntegrityError(str(error), file=file, line=number) from error
