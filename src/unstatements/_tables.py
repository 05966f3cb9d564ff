"""The bundled data package: read once, checked, never changed.

`data/datapackage.json` (Frictionless Tabular Data Package) is the one place that says which tables exist
and which columns they have. A table is handed out as tuples of text in the column order declared there;
turning text into values is the work of the floor that knows what the table means.
"""

from __future__ import annotations

import csv
import threading
from functools import cache
from typing import Any

from unstatements._errors import DataIntegrityError

__all__ = ["columns", "descriptor", "line_of", "names", "read_bytes", "schema", "table", "tables"]

DESCRIPTOR = "datapackage.json"

_lock = threading.RLock()
_descriptor: dict[str, Any] = {}
_tables: dict[str, tuple[tuple[str, ...], ...]] = {}


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

    Example:
        >>> descriptor()["name"]
        'unstatements'
    """
    if not _descriptor:
        with _lock:
            if not _descriptor:
                _descriptor.update(_read_descriptor())
    return _descriptor


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


def tables() -> dict[str, tuple[dict[str, str], ...]]:
    """Return every table of the data package as rows of column name and text.

    Returns:
        One entry a table; a row is a dict from column name to the text in the file, empty where nothing
        is known.

    Example:
        >>> import unstatements as un
        >>> un.tables()["bodies"][0].keys()
        dict_keys(['id', 'name', 'parent', 'voters'])
    """
    return {
        name: tuple(dict(zip(columns(name), row, strict=True)) for row in table(name)) for name in names()
    }


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


def _read_descriptor() -> dict[str, Any]:
    import json

    try:
        found = json.loads(read_bytes(DESCRIPTOR))
    except ValueError as error:
        raise DataIntegrityError(f"is no data package ({error})", file=DESCRIPTOR) from error
    if not isinstance(found, dict):
        raise DataIntegrityError("is no data package", file=DESCRIPTOR)
    return found


def _read(name: str) -> tuple[tuple[str, ...], ...]:
    file = str(_resources()[name]["path"])
    raw = read_bytes(file)
    if file.endswith(".gz"):
        import gzip

        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError) as error:
            raise DataIntegrityError(f"is no whole gzip file ({error})", file=file) from error
    return _parse(raw, file, columns(name))


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
