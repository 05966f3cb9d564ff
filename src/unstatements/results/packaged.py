"""The tables of the data package as results: text as in the file, typed values in frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, overload

from attrs import field, frozen

from unstatements.core.arguments import close_matches, did_you_mean, quoted
from unstatements.core.tables import (
    Row,
    columns,
    descriptor,
    fields,
    is_true,
    names,
    schema,
    table,
)
from unstatements.results.cells import Cell, Column
from unstatements.results.result import Result
from unstatements.results.text import SHOWN, plural, shortened

# On screen a table has so many letters of a cell and of a line; columns left out are named if they
# are few.
_CELL_WIDTH, _LINE_WIDTH, _NAMED = 32, 100, 8

# What the types of the data package are in Python, and what reads their text.
_TYPES: Mapping[str, tuple[type[int | float | bool | date], Callable[[str], Cell]]] = {
    "integer": (int, int),
    "number": (float, float),
    "boolean": (bool, is_true),
    "date": (date, date.fromisoformat),
}


@frozen(repr=False)
class Table(Result, Sequence[dict[str, str]]):
    """A table of the data package: an immutable sequence of rows.

    As a sequence it has the text of the file: a row is a dict from column name to text, empty
    where nothing is known. `rows`, `to_frame` and `to_csv` have values of the types that the data
    package declares, and nothing where the cell is empty; a partial date (``2014``, ``2014-03``)
    stays text.

    Attributes:
        name: Its name.

    Example:
        >>> lists = un.tables()["lists"]
        >>> lists[0]["complete"], lists.rows()[0]["complete"]
        ('true', True)
        >>> lists[:2].columns
        ('statement', 'source', 'complete', 'printed_count', 'note')
    """

    name: str
    _texts: tuple[Row, ...] = field(alias="texts")

    @overload
    def __getitem__(self, index: int) -> dict[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> Table: ...
    def __getitem__(self, index: int | slice) -> dict[str, str] | Table:
        if isinstance(index, slice):
            return Table(self.name, self._texts[index])
        return dict(zip(columns(self.name), self._texts[index], strict=True))

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[dict[str, str]]:
        header = columns(self.name)
        return (dict(zip(header, row, strict=True)) for row in self._texts)

    def title(self) -> str:
        return f"{self.name}: {schema(self.name)['title']}, {plural(len(self), 'row')}"

    _rows_of = "_texts"

    def _declared(self) -> Sequence[Column[Row]]:
        described = enumerate(fields(self.name).values())
        return [_column(declared, place) for place, declared in described]

    def _visible(self) -> Sequence[Column[Row]]:
        fitting = columns(self.name)[: self._fitting()]
        return [_on_screen(name, place) for place, name in enumerate(fitting)]

    def _fitting(self) -> int:
        """Return how many columns fit on screen, the first ones."""
        room = _LINE_WIDTH
        for place, name in enumerate(columns(self.name)):
            longest = max((len(row[place]) for row in self._texts[:SHOWN]), default=0)
            room -= max(len(name), min(longest, _CELL_WIDTH)) + 2
            if room < -2:
                return place
        return len(columns(self.name))

    def footnotes(self) -> Sequence[str]:
        left_out = columns(self.name)[self._fitting() :]
        if len(left_out) > _NAMED:
            return [f"and {len(left_out)} more columns, {left_out[0]} to {left_out[-1]}"]
        if left_out:
            return [f"and the column{'s' if len(left_out) > 1 else ''} {', '.join(left_out)}"]
        return []

    def __repr__(self) -> str:
        return f"<table {self.name}: {len(self)} rows, {len(columns(self.name))} columns>"


def _column(declared: Mapping[str, Any], place: int) -> Column[Row]:
    kind, read = _TYPES.get(declared["type"], (str, str))
    words = tuple(declared.get("constraints", {}).get("enum", ()))
    return Column(
        declared["name"], words or kind, lambda row: read(row[place]) if row[place] else None
    )


def _on_screen(name: str, place: int) -> Column[Row]:
    return Column(name, str, lambda row: shortened(row[place] or None, _CELL_WIDTH))


class Tables(Result, Mapping[str, Table]):
    """The tables of the data package by name, in its order; each is read when first asked for.

    Example:
        >>> un.tables()["topics"].columns
        ('id', 'name', 'aliases')
    """

    __slots__ = ()

    _columns: ClassVar[Sequence[Column[Mapping[str, Any]]]] = (
        Column("table", str, "name"),
        Column("file", str, "path"),
        Column("title", str),
        Column("columns", int, lambda declared: len(declared["schema"]["fields"])),
    )

    def __getitem__(self, name: str) -> Table:
        if name not in names():
            suggestions = close_matches(str(name), names()) or names()
            raise KeyError(f"no table is called {quoted(name)}{did_you_mean(suggestions)}")
        return Table(name, table(name))

    def __iter__(self) -> Iterator[str]:
        return iter(names())

    def __len__(self) -> int:
        return len(names())

    def __contains__(self, name: object) -> bool:
        return name in names()

    def title(self) -> str:
        return f"{len(self)} tables of the data package, version {descriptor()['version']}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        return map(schema, names())

    def __repr__(self) -> str:
        return f"<{len(self)} tables: {names()[0]} to {names()[-1]}>"


def tables() -> Tables:
    """Return the tables of the data package by name: rows of text, or data frames.

    Returns:
        A mapping from name to `Table`. A row is a dict from column name to the text in the file,
        empty where nothing is known; `Table.to_frame` has values of proper type.

    Example:
        >>> un.tables()["bodies"][0].keys()
        dict_keys(['id', 'name', 'parent', 'voters', 'beyond_un'])
        >>> un.tables()["statements"].to_frame("polars").schema["reported_count"]
        Int64
    """
    return Tables()
