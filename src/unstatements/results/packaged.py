"""The bundled tables as the world sees them: rows of text as in the file; as columns of proper type, to frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, overload

from attrs import field, frozen

from unstatements.core.arguments import close_matches, did_you_mean
from unstatements.core.errors import DataIntegrityError
from unstatements.core.tables import columns, descriptor, fields, names, schema, table
from unstatements.results.cells import Cell, CellType, DisplayRow, Row, Types
from unstatements.results.result import Result
from unstatements.results.text import SHOWN, shortened

__all__ = ["Table", "Tables", "tables"]


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
    _names: tuple[str, ...] = field(alias="columns")
    _texts: tuple[tuple[str, ...], ...] = field(alias="texts")

    @overload
    def __getitem__(self, index: int) -> dict[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> Table: ...
    def __getitem__(self, index: int | slice) -> dict[str, str] | Table:
        if isinstance(index, slice):
            return Table(self.name, self._names, self._texts[index])
        return dict(zip(self._names, self._texts[index], strict=True))

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[dict[str, str]]:
        return (dict(zip(self._names, row, strict=True)) for row in self._texts)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return self._names

    def title(self) -> str:
        """Return its name, what it is, and the number of rows."""
        return f"{self.name}: {schema(self.name)['title']}, {len(self)} row{'' if len(self) == 1 else 's'}"

    def rows(self) -> list[Row]:
        """Return the rows as values: numbers, booleans, days and text; None where a cell is empty."""
        cells = self._cells().values()
        return [dict(zip(self._names, row, strict=True)) for row in zip(*cells, strict=True)]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return the first columns of every row, as many as fit, with long texts cut."""
        shown = self._names[: self._fitting()]
        return [
            {
                name: shortened(text or None, _LETTERS)
                for name, text in zip(shown, row, strict=False)
            }
            for row in self._texts
        ]

    def _fitting(self) -> int:
        room = _LINE
        for place, name in enumerate(self._names):
            longest = max((len(row[place]) for row in self._texts[:SHOWN]), default=0)
            room -= max(len(name), min(longest, _LETTERS)) + 2
            if room < -2:
                return place
        return len(self._names)

    def footnotes(self) -> Sequence[str]:
        """Return which columns are not shown."""
        left = self._names[self._fitting() :]
        if len(left) > _NAMED:
            return [f"and {len(left)} more columns, {left[0]} to {left[-1]}"]
        return [f"and the column{'' if len(left) == 1 else 's'} {', '.join(left)}"] if left else []

    def __repr__(self) -> str:
        return f"<table {self.name}: {len(self)} rows, {len(self._names)} columns>"

    def _types(self) -> Types:
        return {name: _type(one) for name, one in fields(self.name).items()}

    def _cells(self) -> Mapping[str, Sequence[Cell]]:
        columns = zip(*self._texts, strict=True) if self else [()] * len(self._names)
        return {
            name: _values(texts, self.name, one)
            for (name, one), texts in zip(fields(self.name).items(), columns, strict=True)
        }


# Of a table are shown so many letters of a cell and of a line; columns left out are named if they are few.
_LETTERS, _LINE, _NAMED = 32, 100, 8

_TYPES: Mapping[str, type[int | bool | date]] = {"integer": int, "boolean": bool, "date": date}
_READERS: Mapping[str, Callable[[str], Cell]] = {
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}


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
                f"{text!r} in the column {column['name']} is no {column['type']}",
                file=schema(name)["path"],
            ) from error
    return found


def _type(column: Mapping[str, Any]) -> CellType:
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
        if name not in names():
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
