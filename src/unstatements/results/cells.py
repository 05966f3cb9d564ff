"""What rows are made of: cells, the types of columns, numbers between bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Generic, Literal, TypeAlias, TypeVar, overload

from attrs import frozen

from unstatements.results.interval import Interval

Cell: TypeAlias = "str | int | float | bool | date | None"
Row: TypeAlias = "dict[str, Cell]"
DisplayCell: TypeAlias = "Cell | Interval"
DisplayRow: TypeAlias = "dict[str, DisplayCell]"
Backend = Literal["pandas", "polars", "pyarrow"]

# What the cells of a column are: a type, or the words of an enumeration, in order. A column of
# whole numbers that may not fit 64 bits is declared `float`.
CellType: TypeAlias = "type[str | int | float | bool | date] | tuple[str, ...]"
Types: TypeAlias = "Mapping[str, CellType]"

Columns: TypeAlias = "Mapping[str, Sequence[Cell]]"

T = TypeVar("T")


class Repeated(Sequence[Cell]):
    """A long column of few different cells: each is kept once, and where it stands.

    Attributes:
        values: The different cells.
        places: For each row the place of its cell among the values.

    Example:
        >>> list(Repeated(["yes", "no"], [0, 0, 1]))
        ['yes', 'yes', 'no']
    """

    def __init__(self, values: Sequence[Cell], places: Sequence[int]) -> None:
        self.values: Sequence[Cell] = values
        self.places: Sequence[int] = places

    @overload
    def __getitem__(self, index: int) -> Cell: ...
    @overload
    def __getitem__(self, index: slice) -> Repeated: ...
    def __getitem__(self, index: int | slice) -> Cell | Repeated:
        if isinstance(index, slice):
            return Repeated(self.values, self.places[index])
        return self.values[self.places[index]]

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Cell]:
        return map(self.values.__getitem__, self.places)


@frozen(eq=False, repr=False)
class Column(Generic[T]):
    """A column of a result: what it is called, what its cells are, and how a record fills it.

    Attributes:
        name: Its name in rows, CSV files and data frames.
        type: What its cells are.
        value: The cell of a record, or the path to it, such as ``"country.alpha_3"``: attribute by
            attribute, or key; unless given, the name of the column. On a path empty text is a
            missing value, as what follows one is; of several things each is asked, and their texts
            stand side by side. A column of text has the text of whatever it comes to.

    Example:
        >>> Column("code", str, str.lower).cell("FRA")
        'fra'
        >>> Column("n", int).cell({"n": 3})
        3
        >>> statement = un.statement("2022-10-31-ga3c-canada")
        >>> Column("rivals", str, "counterstatements.delivered_by.alpha_3").cell(statement)
        'CUB;SAU'
    """

    name: str
    type: CellType
    value: str | Callable[[T], DisplayCell] = ""

    @property
    def cell(self) -> Callable[[T], DisplayCell]:
        """What takes the cell of this column out of a record."""
        if callable(self.value):
            return self.value
        return _by_path(self.value or self.name, is_text=self.type is str)


@cache
def _by_path(path: str, *, is_text: bool) -> Callable[[object], Any]:
    first, *others = path.split(".")

    def value(record: object) -> Any:
        cell: Any = record[first] if isinstance(record, dict) else getattr(record, first)
        for name in others:
            if type(cell) is tuple:
                cell = tuple([getattr(each, name) for each in cell])
            elif cell is not None:
                cell = getattr(cell, name)
        if cell is None or cell == "":
            return None
        if type(cell) is tuple:
            return ";".join(map(str, cell)) or None
        return str(cell) if is_text else cell

    return value


def attribute_columns(**types: CellType) -> tuple[Column[Any], ...]:
    """Return columns of which each is the attribute, or key, of a record with its name."""
    return tuple(Column(name, kind) for name, kind in types.items())


def bounds_columns(
    name: str, number: type[int | float], interval: str | Callable[[T], Interval | None] = ""
) -> tuple[Column[T], Column[T]]:
    """Return the two columns of an interval, `name_low` and `name_high`, by what returns it."""
    bounds = Column(name, number, interval).cell

    def bound(side: str) -> Column[T]:
        def value(record: T) -> Cell:
            both = bounds(record)
            return None if both is None else number(getattr(both, side))

        return Column(f"{name}_{side}", number, value)

    return bound("low"), bound("high")
