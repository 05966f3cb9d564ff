"""Names to countries, one result a name, in bounded memory: from arguments, lines of a file, or a CSV column."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import IO, Literal, NamedTuple, TypeAlias

from unstatements.cli.streams import DONE, FOUND_NOTHING, lines_of, not_text, tell, visible
from unstatements.core.arguments import close_matches, did_you_mean
from unstatements.core.errors import AmbiguousCountryError, UnknownCountryError
from unstatements.names.match import match

__all__ = ["Entry", "Form", "Resolved", "from_column", "from_lines", "resolve", "resolved"]

Form: TypeAlias = Literal["text", "json", "csv"]

_LONGEST = 10_000  # characters of a line; no name is as long
_LONGEST_RECORD = 1_000_000  # characters of a line of a CSV file
_REMEMBERED = 200  # names longer than this are not kept in mind
_TOLD = 10  # so many names that could not be resolved are told one by one
_in_json = json.JSONEncoder(ensure_ascii=False).encode
_COLUMNS = ("alpha_3", "country", "how", "score", "reason")


class Entry(NamedTuple):
    """A name that was given.

    Attributes:
        line: The line, or the place among the arguments; the first is 1.
        name: The name as it stands; None where the line of a CSV file has no such cell.
        cells: The cells of that line of a CSV file; empty otherwise.
    """

    line: int
    name: str | None
    cells: tuple[str, ...] = ()


class Resolved(NamedTuple):
    """What a name stands for.

    Attributes:
        alpha_3: Code of the country; empty where there is none.
        country: Its name.
        how: How it was found (``exact``, ``code``, ``folded``, ``corrected``), or why not: ``unknown``,
            ``ambiguous``, ``undecodable`` (bytes that are no text) or ``empty``.
        score: 1 for a certain match, less for a corrected one; None where there is none.
        reason: Why there is none, in plain words.
    """

    alpha_3: str
    country: str
    how: str
    score: float | None
    reason: str


def resolved(name: str | None, on: date | None = None) -> Resolved:
    """Return what a name stands for; a name that stands for nothing is no error here.

    Args:
        name: A name; None where there is none.
        on: The day on which it was used.

    Example:
        >>> resolved("Ivory Coast")[:3]
        ('CIV', "Côte d'Ivoire", 'exact')
        >>> resolved("Narnia").how, resolved(" ").how
        ('unknown', 'empty')
    """
    if name is None:
        return Resolved("", "", "empty", None, "the line has no such cell")
    return _remembered(name, on) if len(name) <= _REMEMBERED else _resolved(name, on)


def _resolved(name: str, on: date | None) -> Resolved:
    if not_text(name):
        return Resolved("", "", "undecodable", None, "bytes that are no text in this encoding")
    if not name.strip():
        return Resolved("", "", "empty", None, "")
    try:
        found = match(name, on)
    except UnknownCountryError as error:
        return Resolved("", "", "unknown", None, str(error))
    except AmbiguousCountryError as error:
        return Resolved("", "", "ambiguous", None, str(error))
    return Resolved(found.country.alpha_3, found.country.name, found.how, found.score, "")


_remembered = lru_cache(maxsize=1 << 16)(_resolved)


def from_lines(opened: IO[bytes], encoding: str) -> Iterator[Entry]:
    r"""Yield the names in a file, one a line.

    Args:
        opened: The file.
        encoding: Its encoding.

    Example:
        >>> import io
        >>> list(from_lines(io.BytesIO(b"Mali\nFiji\n"), "utf-8"))[1]
        Entry(line=2, name='Fiji', cells=())
    """
    for number, line in enumerate(lines_of(opened, encoding, _LONGEST), 1):
        yield Entry(number, line)


def from_column(
    opened: IO[bytes], encoding: str, column: str, delimiter: str
) -> tuple[tuple[str, ...], Iterator[Entry]]:
    r"""Return the header of a CSV file, and the names in one of its columns.

    Args:
        opened: The file.
        encoding: Its encoding.
        column: Name of the column.
        delimiter: What parts the cells.

    Raises:
        ValueError: If there is no such column, or several.

    Example:
        >>> import io
        >>> header, names = from_column(io.BytesIO(b"id,state\n1,Mali\n2\n"), "utf-8", "state", ",")
        >>> header, [one.name for one in names]
        (('id', 'state'), ['Mali', None])
    """
    # A cell can hold a line break, so the reader needs to see where lines end.
    reader = csv.reader(
        (f"{line}\n" for line in lines_of(opened, encoding, _LONGEST_RECORD)), delimiter=delimiter
    )
    header = tuple(_row(reader, 0) or ())
    if header.count(column) != 1:
        known = ", ".join(map(visible, header))
        problem = "has several columns" if column in header else "has no column"
        offer = did_you_mean(close_matches(column, header)) or f"; it has: {known or 'nothing at all'}"
        raise ValueError(f"the file {problem} {column!r}{offer}")
    return header, _cells(reader, header.index(column))


def _cells(reader: Iterator[list[str]], place: int) -> Iterator[Entry]:
    number = 1
    while (row := _row(reader, number)) is not None:
        number = reader.line_num  # type: ignore[attr-defined]  # the reader of the csv module has it
        yield Entry(number, row[place] if len(row) > place else None, tuple(row))


def _row(reader: Iterator[list[str]], number: int) -> list[str] | None:
    """Return the row after a line with a number; None after the last."""
    try:
        return next(reader, None)
    except csv.Error as error:
        cure = "; is a quotation mark left open, or is it no CSV file?"
        raise ValueError(f"line {number + 1} or after: {str(error).partition(' - ')[0]}{cure}") from None


def resolve(
    entries: Iterable[Entry],
    form: Form = "text",
    on: date | None = None,
    header: Sequence[str] | None = None,
    at_once: bool = False,
) -> int:
    """Print one result for each name, in order, and return 1 if a name could not be resolved.

    Lines without a name have a result too, and do not count as names.

    Args:
        entries: The names.
        form: ``"text"``, ``"json"`` (one object a line) or ``"csv"``.
        on: The day on which the names were used.
        header: The header of the CSV file that they come from.
        at_once: Whether to print each result as soon as it is known.

    Example:
        >>> resolve([Entry(1, "Latvia"), Entry(2, "the Ukraine")])
        LVA      exact        Latvia                                Latvia
        UKR      folded       Ukraine                               the Ukraine
        0
    """
    write = _writer(form, header)
    names = lost = 0
    for one in entries:
        found = resolved(one.name, on)
        write(one, found)
        if at_once:
            sys.stdout.flush()
        if found.how == "empty":
            continue
        names += 1
        if found.reason:
            lost += 1
            if lost <= _TOLD:
                tell(
                    f"line {one.line}: {found.reason}" if found.how != "undecodable" else _garbled(one, found)
                )
    if not names:
        tell("there is no name")
        return FOUND_NOTHING
    if lost:
        tell(f"{lost} of {names} name{'' if names == 1 else 's'} not resolved")
    return FOUND_NOTHING if lost else DONE


def _garbled(one: Entry, found: Resolved) -> str:
    return f"line {one.line}: {found.reason}: {visible(one.name or '')[:80]}"


def _writer(form: Form, header: Sequence[str] | None) -> Callable[[Entry, Resolved], None]:
    if form == "json":
        return _write_json
    if form == "text":
        return _write_text
    rows = csv.writer(sys.stdout, lineterminator="\n")

    def write_name(one: Entry, found: Resolved) -> None:
        rows.writerow([one.line, visible(one.name or ""), *found])

    def write_cells(one: Entry, found: Resolved) -> None:
        rows.writerow([*found, *map(visible, one.cells)])

    if header is None:
        rows.writerow(["line", "name", *_COLUMNS])
        return write_name
    # The results stand first, so that they stay in their columns where lines of the file differ in length.
    rows.writerow([*[name if name not in header else f"resolved_{name}" for name in _COLUMNS], *header])
    return write_cells


def _write_text(one: Entry, found: Resolved) -> None:
    name = visible(one.name or "").replace("\t", "\\t").replace("\n", "\\n")
    sys.stdout.write(
        f"{found.alpha_3 or '-':<7}  {found.how:<11}  {found.country or '-':<36}  {name}".rstrip() + "\n"
    )


def _write_json(one: Entry, found: Resolved) -> None:
    value: dict[str, object] = {"line": one.line, "name": visible(one.name or "")}
    value |= {name: cell or None for name, cell in zip(_COLUMNS, found, strict=True)}
    sys.stdout.write(_in_json(value) + "\n")
