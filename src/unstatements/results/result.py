"""What every result shares: rows, shown as text, HTML, JSON, CSV or a data frame; and numbers between bounds."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Self, TextIO, TypeAlias, TypeVar, overload

from attrs import frozen

if TYPE_CHECKING:  # what `to_frame` and `plot` return; never imported for it
    import pandas as pd  # type: ignore[import-untyped, import-not-found, unused-ignore]
    import polars as pl  # type: ignore[import-not-found, unused-ignore]
    import pyarrow as pa  # type: ignore[import-untyped, import-not-found, unused-ignore]
    from matplotlib.figure import Figure  # type: ignore[import-not-found, unused-ignore]

__all__ = [
    "SHOWN",
    "Backend",
    "Cell",
    "DisplayRow",
    "Interval",
    "Listing",
    "Pictured",
    "Result",
    "Row",
    "Types",
    "bounds_note",
    "head",
    "is_number",
    "more",
    "shortened",
    "show",
    "text_table",
]

Cell: TypeAlias = "str | int | float | bool | date | None"
Row: TypeAlias = "dict[str, Cell]"
DisplayRow: TypeAlias = "dict[str, Cell | Interval]"
Backend = Literal["pandas", "polars", "pyarrow"]

# What the cells of each column are: a type, or the words of an enumeration, in order. A column of whole
# numbers that may not fit 64 bits is declared `float`.
Types: TypeAlias = "Mapping[str, type[str | int | float | bool | date] | tuple[str, ...]]"

T = TypeVar("T")

SHOWN = 60  # rows that a result shows of itself at the prompt or in a notebook


class Result:
    """Base of every result: a value that knows its rows; all ways to show it follow from them."""

    __slots__ = ()

    def title(self) -> str:
        """Return the line that says what the rows are about."""
        raise NotImplementedError

    def rows(self) -> list[Row]:
        """Return the result as tidy rows, one dict each, all with the same keys."""
        raise NotImplementedError

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return the rows as people read them: fewer columns, bounds in one cell."""
        return [{**row} for row in self.rows()]

    def footnotes(self) -> Sequence[str]:
        """Return what a reader must know beside the rows: incompleteness, denominators, sources."""
        return ()

    def _types(self) -> Types:
        """Return what the cells of each column of `rows` are, whether or not there are rows."""
        return {name: _type_of(cells) for name, cells in self._cells().items()}

    def _cells(self) -> Mapping[str, Sequence[Cell]]:
        """Return the rows in columns."""
        rows = self.rows()
        return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of `rows`, of the CSV file and of the data frame; there need be no row."""
        return tuple(self._types())

    @overload
    def to_frame(self, backend: Literal["pandas"] = ...) -> pd.DataFrame: ...
    @overload
    def to_frame(self, backend: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def to_frame(self, backend: Literal["pyarrow"]) -> pa.Table: ...
    def to_frame(self, backend: Backend = "pandas") -> pd.DataFrame | pl.DataFrame | pa.Table:
        """Return the rows as a data frame: one row a row, one column a column, the same names.

        Needs the extra `frames` and the package of the frame. The types of the columns depend on nothing but
        the kind of result: text, 64-bit whole numbers, floating-point numbers, booleans and days, each with
        missing values, and enumerations (`category`, `Enum`, `dictionary`). See docs/guides/data-frames.md.

        Args:
            backend: Whose frame: ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Raises:
            ImportError: If a package is missing; says what to install.
            ValueError: If there is no such backend.

        Example:
            >>> import unstatements as un
            >>> un.positions("A/HRC/51/L.6").to_frame()["position"].value_counts().to_dict()["against"]
            19
        """
        from unstatements.results.frames import frame  # reached on call only: it needs an extra

        return frame(self._cells(), self._types(), backend)

    def to_csv(self, file: str | os.PathLike[str] | TextIO) -> None:
        """Write the rows as CSV: UTF-8, commas, line feeds, a header, empty cells for missing values.

        Booleans are ``true`` and ``false``, days are in ISO 8601.

        Args:
            file: A path, or a file open for text.

        Raises:
            OSError: If the file cannot be written.

        Example:
            >>> import sys
            >>> import unstatements as un
            >>> un.positions("A/HRC/51/L.6").restricted(["FRA", "UKR"]).to_csv(sys.stdout)
            alpha_3,country,position,possible
            FRA,France,for,for
            UKR,Ukraine,neutral,neutral
        """
        if isinstance(file, str | os.PathLike):
            with Path(file).open("w", encoding="utf-8", newline="") as opened:
                self._write_csv(opened)
        else:
            self._write_csv(file)

    def _write_csv(self, file: TextIO) -> None:
        import csv

        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(self.columns)
        cells = self._cells()
        columns = [map(_as_csv, cells.get(name, ())) for name in self.columns]
        writer.writerows(zip(*columns, strict=True))

    def to_dict(self) -> dict[str, object]:
        """Return title, rows and footnotes as one dict of plain values, ready for JSON."""
        return {"title": self.title(), "rows": self.rows(), "notes": list(self.footnotes())}

    def to_json(self, indent: int | None = 2) -> str:
        """Return title, rows and footnotes as JSON text; dates are in ISO 8601.

        Args:
            indent: Spaces of indentation, None for one line.
        """
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent, default=str)

    def to_text(self, limit: int | None = None, width: int = 100) -> str:
        """Return title, rows and footnotes as text, as `print` shows them.

        Args:
            limit: Show no more rows than this; None for all. `print` shows 60.
            width: How many columns lines may have, as far as no word must be broken.

        Example:
            >>> import unstatements as un
            >>> print(un.compare("A/HRC/51/L.6").to_text(limit=1, width=80))
            2022-10-06 Human Rights Council: vote on A/HRC/51/L.6, rejected 17-19-11, by
              regional group
            <BLANKLINE>
            bloc           members  electorate  for  against  neutral  absent  unknown
            African Group       54          13    1        8        4       0        0
            and 5 more rows
        """
        rows = self.display_rows()
        shown = rows if limit is None else rows[:limit]
        body = [text_table(shown, width)]
        if len(shown) < len(rows):
            body.append(more(len(rows) - len(shown)))
        notes = [line for note in self.footnotes() for line in _wrapped(note, width)]
        title = [line for part in self.title().split("\n") for line in _wrapped(part, width)]
        return "\n".join([*title, "", *body, *(["", *notes] if notes else [])])

    def __str__(self) -> str:
        return self.to_text(SHOWN)

    def _repr_html_(self) -> str:
        from unstatements.results.html import html_table  # notebooks only

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
            >>> import unstatements as un
            >>> print(un.compare("A/HRC/51/L.6").plot(width=3.6).get_figwidth())
            3.6
        """
        return self._draw(width)

    def _draw(self, width: float) -> Figure:
        raise NotImplementedError


class Listing(Result, Sequence[T]):
    """An immutable sequence of values of one kind that shows itself as a table."""

    __slots__ = ("_items",)

    noun: ClassVar[str] = "item"

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

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == other._items if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        ends = f": {self[0]!r}" if len(self) == 1 else f": {self[0]!r} to {self[-1]!r}" if self else ""
        return f"<{self._counted()}{ends}>"

    def title(self) -> str:
        """Return the number of items in words."""
        return self._counted()

    def _counted(self) -> str:
        return f"{len(self)} {self.noun}{'' if len(self) == 1 else 's'}"


@frozen(eq=False, order=False, repr=False)
class Interval:
    """The numbers between two bounds: what a figure can be where a list is known only in part.

    An exact interval equals, and hashes as, its number.

    Attributes:
        low: The least it can be.
        high: The most it can be.

    Raises:
        ValueError: If `low` is above `high`.

    Example:
        >>> Interval(6, 66)
        Interval(6, 66)
        >>> print(Interval(6, 66), Interval(50, 50))
        6..66 50
        >>> Interval(50, 50) == 50
        True
    """

    low: float
    high: float

    def __attrs_post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"the lower bound {self.low} is above the upper bound {self.high}")

    @property
    def exact(self) -> bool:
        """Whether both bounds are the same number."""
        return self.low == self.high

    def __contains__(self, number: float) -> bool:
        return self.low <= number <= self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Interval):
            return (self.low, self.high) == (other.low, other.high)
        if isinstance(other, int | float):
            return self.exact and self.low == other
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.low) if self.exact else hash((self.low, self.high))

    def __str__(self) -> str:
        return _number(self.low) if self.exact else f"{_number(self.low)}..{_number(self.high)}"

    def __repr__(self) -> str:
        return f"Interval({self.low!r}, {self.high!r})"


def text_table(rows: Sequence[DisplayRow], width: int | None = None) -> str:
    """Return rows as an aligned plain-text table: numbers to the right, everything else to the left.

    Args:
        rows: The rows, all with the same keys.
        width: Break cells into lines so that the table is no wider than this, if words allow it; None to
            break none.

    Example:
        >>> print(text_table([{"bloc": "EU", "for": 26}, {"bloc": "GRULAC", "for": 2}]))
        bloc    for
        EU       26
        GRULAC    2
    """
    if not rows:
        return "(no rows)"
    names = list(rows[0])
    lines = [[head(name) for name in names], *([show(row[name]) for name in names] for row in rows)]
    right = [all(is_number(row[name]) for row in rows) for name in names]
    widths = [max(_width(text) for text in column) for column in zip(*lines, strict=True)]
    if width is not None:
        widths = _narrowed(widths, lines, width - 2 * (len(names) - 1))
    return "\n".join(line for texts in lines for line in _lines(texts, widths, right))


def _narrowed(widths: Sequence[int], lines: Sequence[Sequence[str]], room: int) -> list[int]:
    """Take width from the widest columns until all fit the room, as far as no word must be broken."""
    least = [
        max(_width(word) for text in column for word in text.split(" "))
        for column in zip(*lines, strict=True)
    ]
    found = list(widths)
    while sum(found) > room:
        free = [place for place in range(len(found)) if found[place] > least[place]]
        if not free:
            break
        found[max(free, key=found.__getitem__)] -= 1
    return found


def _lines(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    cells = [_broken(text, width) for text, width in zip(texts, widths, strict=True)]
    for number in range(max(map(len, cells))):
        parts = [cell[number] if number < len(cell) else "" for cell in cells]
        yield _line(parts, widths, right)


def _line(texts: Iterable[str], widths: Iterable[int], right: Iterable[bool]) -> str:
    padded = []
    for text, width, to_right in zip(texts, widths, right, strict=True):
        gap = " " * (width - _width(text))
        padded.append(gap + text if to_right else text + gap)
    return "  ".join(padded).rstrip()


def _broken(text: str, width: int) -> list[str]:
    """Break a text between words into lines of at most this width."""
    if _width(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        if not lines[-1]:
            lines[-1] = word
        elif _width(lines[-1]) + 1 + _width(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines, all but the first indented further than it."""
    indent = " " * (len(text) - len(text.lstrip(" ")))
    first, *rest = _broken(text[len(indent) :], width - len(indent))
    if rest:  # what follows has two columns less
        rest = _broken(text[len(indent) + len(first) + 1 :], width - len(indent) - 2)
    return [indent + first, *(f"{indent}  {line}" for line in rest)]


def head(name: str) -> str:
    """Return the head of a column as people read it."""
    return "code" if name == "alpha_3" else name.replace("_", " ")


def _width(text: str) -> int:
    # Wide East Asian letters take two columns, combining marks none.
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def is_number(cell: Cell | Interval) -> bool:
    """Say whether a cell stands in a column of numbers; a missing value may."""
    return cell is None or (isinstance(cell, int | float | Interval) and not isinstance(cell, bool))


def show(cell: Cell | Interval) -> str:
    """Return a cell as people read it."""
    if cell is None:
        return "-"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return _number(cell)
    return str(cell)


def more(rows: int) -> str:
    """Return the line that stands for rows that are not shown."""
    return f"and {rows} more row{'' if rows == 1 else 's'}"


def shortened(text: str | None, width: int) -> str | None:
    """Return a text cut to so many letters, with an ellipsis where something is left out.

    Example:
        >>> shortened("Venezuela (Bolivarian Republic of)", 26)
        'Venezuela (Bolivarian Rep…'
    """
    return text if text is None or len(text) <= width else f"{text[: width - 1].rstrip()}…"


def _number(number: float) -> str:
    return str(int(number)) if isinstance(number, int) or number.is_integer() else f"{number:.3f}"


def bounds_note(rows: Iterable[DisplayRow]) -> list[str]:
    """Return the footnote on bounds, if a cell has any.

    Example:
        >>> bounds_note([{"for": Interval(6, 6)}])
        []
    """
    cells = (cell for row in rows for cell in row.values() if isinstance(cell, Interval))
    if all(cell.exact for cell in cells):
        return []
    return ["low..high: bounds that follow from the names known and the number reported."]


def _as_csv(cell: Cell) -> Cell:
    return ("true" if cell else "false") if isinstance(cell, bool) else cell


def _type_of(cells: Iterable[Cell]) -> type[str | int | float | bool | date]:
    """Return what the cells are by the look of them: text where they are of several kinds, or all missing."""
    found = {type(cell) for cell in cells if cell is not None}
    if found == {int, float}:
        return float
    return next(iter(found)) if len(found) == 1 else str
