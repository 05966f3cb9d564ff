"""What rows are made of: cells, the types of columns, numbers between bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from attrs import frozen

from unstatements.results.interval import Interval

__all__ = ["Backend", "Cell", "CellType", "Column", "DisplayCell", "DisplayRow", "Row", "Types"]

Cell: TypeAlias = "str | int | float | bool | date | None"
Row: TypeAlias = "dict[str, Cell]"
DisplayCell: TypeAlias = "Cell | Interval"
DisplayRow: TypeAlias = "dict[str, DisplayCell]"
Backend = Literal["pandas", "polars", "pyarrow"]

# What the cells of a column are: a type, or the words of an enumeration, in order. A column of whole numbers that may
# not fit 64 bits is declared `float`.
CellType: TypeAlias = "type[str | int | float | bool | date] | tuple[str, ...]"
Types: TypeAlias = "Mapping[str, CellType]"

T = TypeVar("T")


@frozen
class Column(Generic[T]):
    """A column of a result: what it is called, what its cells are, and how a record fills it.

    Attributes:
        name: Its name in rows, CSV files and data frames.
        type: What its cells are.
        value: The cell of a record; None for the record's attribute, or key, of the column's name, where an empty
            text is a missing value.
        display: How people read it: another value of a record, True for the cell itself, or False where it is left
            out on screen.

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
