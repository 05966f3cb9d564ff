"""What every result shares: rows, shown as text, HTML, JSON, CSV, a data frame or a picture."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TextIO, TypeVar, cast, overload

from unstatements.core.arguments import COUNTS, whole_number, wrong_type
from unstatements.results.cells import (
    Backend,
    Cell,
    Column,
    Columns,
    DisplayRow,
    Row,
)
from unstatements.results.html import html_table
from unstatements.results.text import SHOWN, more, plural, shortened, text_table, wrapped

if TYPE_CHECKING:  # what `to_frame` and `plot` return; they need extras
    import pandas as pd  # type: ignore[import-untyped, import-not-found, unused-ignore]
    import polars as pl  # type: ignore[import-not-found, unused-ignore]
    import pyarrow as pa  # type: ignore[import-untyped, import-not-found, unused-ignore]
    from matplotlib.figure import Figure  # type: ignore[import-not-found, unused-ignore]

T = TypeVar("T")

_INDENTS = range(101)
_REPR_WIDTH = 240


class Result:
    """Base of every result: a value that knows its rows; all ways to show it follow from them."""

    __slots__ = ()

    _columns: ClassVar[Sequence[Column[Any]]] = ()
    # What people read: columns of the rows by name, or others; empty for all.
    _on_screen: ClassVar[Sequence[str | Column[Any]]] = ()
    _rows_of: ClassVar[str] = ""  # the attribute with what the rows are made of

    def title(self) -> str:
        """Return the line that says what the rows are about."""
        raise NotImplementedError

    def _declared(self) -> Sequence[Column[Any]]:
        """Return the columns of the rows; overridden where they depend on the content."""
        return self._columns

    def _records(self) -> Iterable[Any]:
        """Return what the rows are made of: a value a row, of which each column takes its cell."""
        return cast("Iterable[Any]", getattr(self, self._rows_of))

    def rows(self) -> list[Row]:
        """Return the result as tidy rows, one dict each, all with the same keys."""
        cells = self._cells()
        return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]

    def _cells(self) -> Columns:
        """Return the cells column by column: what rows, files and frames are made of."""
        records = list(self._records())
        cells = {column.name: [*map(column.cell, records)] for column in self._declared()}
        return cast("Columns", cells)

    def _visible(self) -> Sequence[str | Column[Any]]:
        """Return the columns on screen; overridden where they depend on the content."""
        return self._on_screen or self.columns

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return the rows as people read them: fewer columns, bounds in one cell."""
        declared = {column.name: column for column in self._declared()}
        visible = [
            declared[column] if isinstance(column, str) else column for column in self._visible()
        ]
        cells = [(column.name, column.cell) for column in visible]

        def row(record: Any) -> DisplayRow:
            return {name: cell(record) for name, cell in cells}

        return [row(record) for record in self._records()]

    def footnotes(self) -> Sequence[str]:
        """Return what a reader must know: incompleteness, denominators, sources."""
        return ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of `rows`, CSV files and data frames, also without a row."""
        return tuple(column.name for column in self._declared())

    @overload
    def to_frame(self, backend: Literal["pandas"] = ...) -> pd.DataFrame: ...
    @overload
    def to_frame(self, backend: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def to_frame(self, backend: Literal["pyarrow"]) -> pa.Table: ...
    def to_frame(self, backend: Backend = "pandas") -> pd.DataFrame | pl.DataFrame | pa.Table:
        """Return the rows as a data frame: one row a row, one column a column, the same names.

        Needs the extra `frames` and the package of the frame. The types of the columns depend on
        nothing but the kind of result: text, 64-bit whole numbers, floating-point numbers,
        booleans and days, each with missing values, and enumerations (`category`, `Enum`,
        `dictionary`). See docs/guides/data-frames.md.

        Args:
            backend: Whose frame: ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Raises:
            ImportError: If a package is missing; says what to install.
            ValueError: If there is no such backend.

        Example:
            >>> table = un.positions("A/HRC/51/L.6").to_frame()
            >>> table["position"].value_counts().to_dict()["against"]
            19
        """
        from unstatements.results.frames import frame

        types = {column.name: column.type for column in self._declared()}
        return frame(self._cells(), types, backend)

    def to_csv(self, file: str | os.PathLike[str] | TextIO) -> None:
        """Write the rows as CSV: UTF-8, commas, line feeds, a header, nothing for missing values.

        Booleans are ``true`` and ``false``, days are in ISO 8601. Text is written as it is, also
        where it begins with a sign such as ``=`` that a spreadsheet may take for a formula.

        Args:
            file: A path, whose file then is whole or as before; or a file open for text.

        Raises:
            OSError: If the file cannot be written.

        Example:
            >>> import sys
            >>> un.positions("A/HRC/51/L.6").restricted(["FRA", "UKR"]).to_csv(sys.stdout)
            alpha_3,country,position,possible
            FRA,France,for,for
            UKR,Ukraine,neutral,neutral
        """
        columns = [map(_as_csv, column) for column in self._cells().values()]
        with _opened(file) as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(self.columns)
            writer.writerows(zip(*columns, strict=True))

    def to_dict(self) -> dict[str, object]:
        """Return title, rows and footnotes as one dict of plain values, ready for JSON."""
        return {"title": self.title(), "rows": self.rows(), "notes": list(self.footnotes())}

    def to_json(self, indent: int | None = 2) -> str:
        """Return title, rows and footnotes as JSON text; dates are in ISO 8601.

        Args:
            indent: Spaces of indentation, None for one line.
        """
        if indent is not None:
            indent = whole_number(indent, "number of spaces", _INDENTS)
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent, default=str)

    def to_text(self, limit: int | None = None, width: int = 100) -> str:
        """Return title, rows and footnotes as text, as `print` shows them.

        Args:
            limit: Show no more rows than this; None for all. `print` shows 60.
            width: How many columns lines may have, as far as no word must be broken.

        Example:
            >>> print(un.compare("A/HRC/51/L.6").to_text(limit=1, width=80))
            2022-10-06 Human Rights Council: vote on A/HRC/51/L.6, rejected 17-19-11, by
              regional group
            <BLANKLINE>
            bloc           members  electorate  for  against  neutral  absent  unknown
            African Group       54          13    1        8        4       0        0
            and 5 more rows
        """
        if limit is not None:
            limit = whole_number(limit, "number of rows", COUNTS)
        width = whole_number(width, "width in columns")
        rows = self.display_rows()
        hidden = 0 if limit is None else max(len(rows) - limit, 0)
        lines = [line for part in self.title().split("\n") for line in wrapped(part, width)]
        lines += ["", text_table(rows[: len(rows) - hidden], width)]
        if hidden:
            lines.append(more(hidden))
        notes = [line for note in self.footnotes() for line in wrapped(note, width)]
        return "\n".join([*lines, "", *notes] if notes else lines)

    def __str__(self) -> str:
        return self.to_text(SHOWN)

    def __repr__(self) -> str:
        return f"<{shortened(' '.join(self.title().split()), _REPR_WIDTH)}>"

    def _repr_html_(self) -> str:
        return html_table(self.title(), self.display_rows(), self.footnotes())


class Pictured(Result):
    """A result that can be drawn."""

    __slots__ = ()

    def plot(self, width: float = 8.0) -> Figure:
        """Draw the result, in the way that its class tells (extra `plot`).

        Args:
            width: Width in inches; below 5 the picture is laid out for a phone.

        Returns:
            A matplotlib figure; its `savefig` writes PNG, SVG or PDF.

        Raises:
            ImportError: If matplotlib is not installed.
            ValueError: If the width is out of bounds.

        Example:
            >>> print(un.compare("A/HRC/51/L.6").plot(width=3.6).get_figwidth())
            3.6
        """
        # The one import that goes up: each picture registers there the type of result that it
        # draws.
        from unstatements.plots import draw

        return draw(self, width)


class Listing(Result, Sequence[T]):
    """An immutable sequence of values of one kind that shows itself as a table."""

    __slots__ = ("_items",)

    noun: ClassVar[str] = "item"
    _rows_of = "_items"

    def __init__(self, items: Iterable[T]) -> None:
        self._items = tuple(items)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> T | Self:
        if isinstance(index, slice):
            return type(self)(self._items[index])
        return self._items[index]

    def filter(self, test: Callable[[T], bool]) -> Self:
        """Return those that meet a test, as a listing of the same kind.

        Args:
            test: What is true of those to keep.

        Example:
            >>> noes = un.rollcalls("hrc", session=51).filter(lambda vote: "UKR" in vote.no)
            >>> type(noes) is type(un.rollcalls("hrc")), len(noes)
            (True, 14)
        """
        if not callable(test):
            raise wrong_type(test, "test: give a function of one item")
        return type(self)(filter(test, self._items))

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == other._items if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        ends = dict.fromkeys(map(repr, (*self[:1], *self[-1:])))
        size = plural(len(self), self.noun)
        return f"<{size}: {' to '.join(ends)}>" if ends else f"<{size}>"

    def title(self) -> str:
        return plural(len(self), self.noun)


class LongTable(Result):
    """A result of many rows, kept as columns; a row is made when it is looked at."""

    __slots__ = ("_content", "_notes")

    noun: ClassVar[str] = "row"

    def __init__(self, content: Columns, notes: Iterable[str] = ()) -> None:
        self._content = content
        self._notes = tuple(notes)

    def _cells(self) -> Columns:
        return self._content

    def _declared(self) -> Sequence[Column[Any]]:
        declared = {column.name: column for column in super()._declared()}
        return [declared[name] for name in self._content]

    def __len__(self) -> int:
        return len(next(iter(self._content.values())))

    def title(self) -> str:
        return plural(len(self), self.noun)

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return the rows, of which each is made when it is looked at."""
        names = [name for name in self._on_screen if isinstance(name, str)]
        return _LazyRows({name: self._content[name] for name in names})

    def footnotes(self) -> Sequence[str]:
        return self._notes


class _LazyRows(Sequence[DisplayRow]):
    """The rows of columns."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    @overload
    def __getitem__(self, index: int) -> DisplayRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[DisplayRow]: ...
    def __getitem__(self, index: int | slice) -> DisplayRow | Sequence[DisplayRow]:
        if isinstance(index, slice):
            return _LazyRows({name: cells[index] for name, cells in self.columns.items()})
        return {name: cells[index] for name, cells in self.columns.items()}

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))


@contextmanager
def _opened(file: str | os.PathLike[str] | TextIO) -> Iterator[TextIO]:
    if not isinstance(file, str | os.PathLike):
        if not hasattr(file, "write"):
            raise wrong_type(file, "file: give a path or a file open for text")
        yield file
        return
    from pathlib import Path

    from unstatements.core.files import written_whole

    with (
        written_whole(Path(file)) as partial,
        partial.open("w", encoding="utf-8", newline="") as text,
    ):
        yield text


def _as_csv(cell: Cell) -> Cell:
    return ("true" if cell else "false") if isinstance(cell, bool) else cell
