"""What every result shares: rows, shown as text, HTML or JSON; and numbers known only between bounds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import ClassVar, Self, TypeAlias, TypeVar, overload

from attrs import frozen

__all__ = ["Cell", "DisplayRow", "Interval", "Listing", "Result", "Row", "text_table"]

Cell: TypeAlias = "str | int | float | bool | date | None"
Row: TypeAlias = "dict[str, Cell]"
DisplayRow: TypeAlias = "dict[str, Cell | Interval]"

T = TypeVar("T")


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

    def __str__(self) -> str:
        body = text_table(self.display_rows())
        return "\n".join([self.title(), "", body, *self.footnotes()]).rstrip()

    def _repr_html_(self) -> str:
        return _html_table(self.title(), self.display_rows(), self.footnotes())


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
        return f"{type(self).__name__}({list(self._items)!r})"

    def title(self) -> str:
        """Return the number of items in words."""
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


def text_table(rows: Sequence[DisplayRow]) -> str:
    """Return rows as an aligned plain-text table: numbers to the right, everything else to the left.

    Example:
        >>> print(text_table([{"bloc": "EU", "for": 26}, {"bloc": "GRULAC", "for": 2}]))
        bloc    for
        EU       26
        GRULAC    2
    """
    if not rows:
        return "(no rows)"
    heads = list(rows[0])
    cells = [[_show(row[head]) for head in heads] for row in rows]
    right = [all(_is_number(row[head]) for row in rows) for head in heads]
    widths = [
        max(_width(text) for text in column)
        for column in zip(*[[_head(head) for head in heads], *cells], strict=True)
    ]
    lines = [_line([_head(head) for head in heads], widths, right)]
    lines += [_line(row, widths, right) for row in cells]
    return "\n".join(lines)


def _line(texts: Iterable[str], widths: Iterable[int], right: Iterable[bool]) -> str:
    padded = []
    for text, width, to_right in zip(texts, widths, right, strict=True):
        gap = " " * (width - _width(text))
        padded.append(gap + text if to_right else text + gap)
    return "  ".join(padded).rstrip()


def _head(name: str) -> str:
    return name.replace("_", " ")


def _width(text: str) -> int:
    # Wide East Asian letters take two columns, combining marks none.
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _is_number(cell: Cell | Interval) -> bool:
    return cell is None or isinstance(cell, int | float | Interval)


def _show(cell: Cell | Interval) -> str:
    if cell is None:
        return "-"
    if isinstance(cell, float):
        return _number(cell)
    return str(cell)


def _number(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:.3f}"


def _html_table(title: str, rows: Sequence[DisplayRow], footnotes: Sequence[str]) -> str:
    from html import escape  # notebooks only

    heads = list(rows[0]) if rows else []
    head = "".join(f"<th>{escape(_head(name))}</th>" for name in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_show(row[name]))}</td>" for name in heads) + "</tr>" for row in rows
    )
    notes = "".join(f"<p>{escape(note)}</p>" for note in footnotes)
    return (
        f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>{notes}"
    )
