"""What rows are made of: cells, the types of columns, numbers between bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
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


@frozen(eq=False)
class Repeated(Sequence[Cell]):
    """A long column of few different cells: each is kept once, and where it stands.

    Attributes:
        values: The different cells.
        places: For each row the place of its cell among the values.

    Example:
        >>> list(Repeated(["yes", "no"], [0, 0, 1]))
        ['yes', 'yes', 'no']
    """

    values: Sequence[Cell]
    places: Sequence[int]

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


@frozen
class Column(Generic[T]):
    """A column of a result: what it is called, what its cells are, and how a record fills it.

    Attributes:
        name: Its name in rows, CSV files and data frames.
        type: What its cells are.
        value: The cell of a record; None for the record's attribute, or key, of the column's name,
            where an empty text is a missing value.
        display: How people read it: another value of a record, True for the cell itself, or False
            where it is left out on screen.
        screen_only: Whether it stands on screen alone, beside the columns that rows have.

    Example:
        >>> Column("code", str, str.lower).cell("FRA")
        'fra'
        >>> Column("n", int).cell({"n": 3})
        3
    """

    name: str
    type: CellType
    value: Callable[[T], Cell] | None = None
    display: bool | Callable[[T], DisplayCell] = True
    screen_only: bool = False

    def cell(self, record: T) -> Cell:
        """Return what a record has in this column."""
        if self.value is not None:
            return self.value(record)
        content: Any = (
            record[self.name] if isinstance(record, Mapping) else getattr(record, self.name)
        )
        return None if content == "" else content

    def display_cell(self, record: T) -> DisplayCell:
        """Return what people read of a record in this column."""
        return self.display(record) if callable(self.display) else self.cell(record)


def attribute_columns(**types: CellType) -> tuple[Column[Any], ...]:
    """Return columns of which each is the attribute, or key, of a record with its name."""
    return tuple(Column(name, kind) for name, kind in types.items())


def bounds_columns(
    name: str, number: type[int | float], interval: Callable[[T], Interval | None]
) -> tuple[Column[T], Column[T]]:
    """Return the two columns of an interval, left out on screen: `name_low` and `name_high`."""

    def low(record: T) -> Cell:
        bounds = interval(record)
        return None if bounds is None else number(bounds.low)

    def high(record: T) -> Cell:
        bounds = interval(record)
        return None if bounds is None else number(bounds.high)

    return (
        Column(f"{name}_low", number, low, display=False),
        Column(f"{name}_high", number, high, display=False),
    )
