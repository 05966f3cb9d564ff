"""Reading roll calls from a user's own table, long or wide."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, NoReturn, TypeAlias, cast

from unstatements.core.arguments import quoted, wrong_type
from unstatements.core.errors import DataIntegrityError
from unstatements.core.sources import Source
from unstatements.events.rollcalls import RollCalls
from unstatements.names.country import Country
from unstatements.readers.builder import (
    Errors,
    Reading,
    RollCallBuilder,
    body_or_name,
    column_names,
    country_on,
)
from unstatements.readers.files import LONGEST_LINE, PathOrBuffer, opened, text_lines
from unstatements.readers.undl import SPELLINGS

# What columns may be called: the names that `RollCall` uses, then those of the UN's files.
_OWN = {
    "record": ("rollcall", "id", "rcid"),
    "code": ("alpha_3",),
    "name": ("country",),
    "vote": ("vote",),
    "symbol": ("symbol",),
    "body": ("body",),
    "outcome": ("outcome",),
    "kind": ("vote_kind",),
    "target": ("target",),
    "note": ("notes",),
    "abstain": ("abstain",),
    "absent": ("absent",),
}
_FIELDS = {
    spelling: field
    for spellings_of in (SPELLINGS, _OWN)
    for field, spellings in spellings_of.items()
    for spelling in spellings
}
# What must be the same in all rows of a roll call in a long table.
_FACTS = (
    *("date", "symbol", "title", "body", "session", "outcome"),
    *("yes", "no", "abstain", "absent", "members"),
)
_NAMED = 50  # columns that mean nothing

_Line: TypeAlias = "tuple[int, Sequence[str]]"
"""A row of a table: its number and its cells."""


def read_rollcalls(
    table: object, *, votes: Mapping[Any, str] | None = None, errors: Errors = "raise"
) -> RollCalls:
    r"""Read roll calls from a table of your own.

    In a **long** table a row is one vote of one country: it has the columns ``rollcall`` (any
    key), ``country`` (a name or code) and ``vote``. In a **wide** table a row is a roll call: it
    has the column ``rollcall`` and one for each country, with its name or code as the header and
    votes in the cells. Both may have ``date``, ``symbol``, ``title``, ``body`` (a code such as
    ``ga``, or a name), ``session``, ``outcome``, ``vote_kind``, ``target``, ``notes``, and the
    announced totals ``yes``, ``no``, ``abstain``, ``absent``; columns may be called as in the
    files of the UN Digital Library, too. Other columns of a long table are left aside; those of a
    wide table must be countries.

    A vote is ``Y``, ``N``, ``A`` or ``X``, or ``yes``, ``no``, ``abstain`` or ``absent``, in any
    case. An empty cell says that the country had no part in the vote. Totals that the table does
    not give are counted; an outcome that it does not give is known only where a draft got no
    majority at all.

    Args:
        table: A path to a CSV file (plain, gzipped or zipped; commas, semicolons or tabs), an open
            file, an iterable of dicts, or a data frame or table of pandas, polars or pyarrow.
        votes: What the cells mean, if they are none of these words:
            ``{1: "yes", 2: "abstain", 3: "no", 8: "absent", 9: ""}``.
        errors: As for `read_undl`, of cells.

    Returns:
        The roll calls in order of date, each with its key as its id. They work wherever bundled
        ones do; what needs a day, such as a comparison by bloc, needs the column ``date``.

    Raises:
        DataIntegrityError: If cells could not be used and `errors` is ``"raise"``; if columns are
            missing or mean nothing; if the file is damaged.
        TypeError: If the table is none of the above, or `votes` not a mapping.
        OSError: If the file cannot be opened.

    Example:
        >>> import unstatements as un
        >>> mine = un.read_rollcalls([
        ...     {"rollcall": "1", "date": "2024-05-10", "body": "ga", "France": "Y", "PER": "A"},
        ...     {"rollcall": "2", "date": "2024-05-11", "body": "ga", "France": "Y", "PER": "Y"},
        ... ])
        >>> print(mine[0])
        2024-05-10 General Assembly: vote on 1, 1-0-1
        >>> print(mine[1].yes)
        France, Peru
    """
    if votes is not None and not isinstance(votes, Mapping):
        raise wrong_type(votes, "mapping of what cells mean to votes")
    with _opened(table) as (header, lines, name):
        rows = _Table(header, name, errors, votes or {})
        rows.read(lines)
    return rows.rollcalls()


class _Table(Reading):
    """The rows of a table on their way to roll calls."""

    facts = _FACTS

    def __init__(
        self, header: Sequence[str], name: str, errors: Errors, votes: Mapping[Any, str]
    ) -> None:
        super().__init__(name, errors)
        self.votes = {_text(cell): _text(meaning) for cell, meaning in votes.items()}
        self.width = len(header)
        self.source = Source(
            id="own-table", title=name or "own table", note="a table of the user's own"
        )
        self.column: dict[str, int] = {}
        self.countries: dict[int, str] = {}
        self._read_header(header)

    def _read_header(self, header: Sequence[str]) -> None:
        fields = [_field(cell) for cell in header]
        self.long = "vote" in fields and ("name" in fields or "code" in fields)
        unknown = []
        for index, (cell, field) in enumerate(zip(header, fields, strict=True)):
            if field in self.column:
                both = f"{quoted(header[self.column[field]])} and {quoted(cell)}"
                self.refuse(f"the columns {both} mean the same; leave one out")
            if field is not None:
                self.column[field] = index
            elif not self.long and _is_country(cell):
                self.countries[index] = cell
            elif not self.long:
                unknown.append(quoted(cell))
                if len(unknown) > _NAMED:  # enough to tell that this is no table of votes
                    self._refuse_columns(unknown)
        if not {"record", "symbol"} & self.column.keys():
            self.refuse(f"no column 'rollcall'; the columns are: {column_names(header)}")
        if not self.long and not self.countries:
            self.refuse(
                "neither a long table (columns 'country' and 'vote') nor a wide one "
                f"(one column a country); the columns are: {column_names(header)}"
            )
        if unknown:
            self._refuse_columns(unknown)

    def _refuse_columns(self, unknown: Sequence[str]) -> NoReturn:
        self.refuse(
            f"columns that are not countries and mean nothing here: {column_names(unknown)}; "
            "correct their names or leave them out"
        )

    def read(self, lines: Iterable[_Line]) -> None:
        """Read the rows."""
        for number, cells in lines:
            if len(cells) != self.width:
                what = f"has {len(cells)} cells where {self.width} are expected"
                self.lost(number, what)
                continue
            row = {field: cells[index] for field, index in self.column.items()}
            builder = self._builder(row, number)
            if builder is None:
                continue
            if self.long:
                code, name = row.get("code", ""), row.get("name", "")
                # The column of names may hold codes.
                self._add(builder, number, code or name, name if code else "", row["vote"])
            for index, code in self.countries.items():
                self._add(builder, number, code, "", cells[index])

    def _add(self, builder: RollCallBuilder, line: int, code: str, name: str, cell: str) -> None:
        if vote := self.votes.get(cell, cell):
            self.vote(builder, line, code, name, vote)

    def _builder(self, row: Mapping[str, str], line: int) -> RollCallBuilder | None:
        """Return the roll call to which a row belongs, None if that is not known."""
        key = row.get("record") or row.get("symbol", "")
        if not key:
            self.lost(line, "no roll call is given")
            return None
        builder = self.builders.get(key)
        if builder is None:
            builder = self.start(
                key,
                line,
                row,
                id=key,
                body=body_or_name(row.get("body", "")),
                symbol=row.get("symbol", ""),
                source=self.source,
                vote_kind=row.get("kind", ""),
                target=row.get("target", ""),
            )
        elif not self.long:
            self.lost(line, f"the roll call {key!r} is there twice; the first is kept")
            return None
        else:
            self.compare(line, row, builder, f"{key!r} ")
        builder.note(row.get("note", ""))
        return builder


def _field(cell: str) -> str | None:
    """Return the field that a column of this name holds."""
    if len(cell) > 3:  # NO is Norway, "no" a total
        return _FIELDS.get(cell) or _FIELDS.get(cell.casefold())
    return _FIELDS.get(cell)


def _is_country(cell: str) -> bool:
    try:
        country_on(cell, "", None)
    except LookupError:
        return False
    return True


# --------------------------------------------------------------------------------- kinds of tables


@contextmanager
def _opened(table: object) -> Iterator[tuple[Sequence[str], Iterator[_Line], str]]:
    """Yield the header of a table, its rows, and its name."""
    if isinstance(table, str | os.PathLike) or hasattr(table, "read"):
        with opened(cast("PathOrBuffer", table), ".csv") as (content, name):
            lines = _csv_lines(text_lines(content, name), name)
            _number, header = next(lines, (1, ()))
            yield header, lines, name
    else:
        rows = [
            {str(name): _text(cell) for name, cell in record.items()} for record in _records(table)
        ]
        names = list(dict.fromkeys(name for row in rows for name in row))
        cells = ([row.get(name, "") for name in names] for row in rows)
        yield names, enumerate(cells, start=1), ""


def _records(table: Any) -> Sequence[Mapping[object, object]]:
    records: object = None
    if hasattr(table, "to_dicts"):  # polars
        records = table.to_dicts()
    elif hasattr(table, "to_pylist"):  # pyarrow
        records = table.to_pylist()
    elif hasattr(table, "reset_index") and hasattr(table, "columns"):  # pandas
        pivoted = any(name is not None for name in table.index.names)  # has its keys as index
        records = (table.reset_index() if pivoted else table).to_dict("records")
    elif isinstance(table, Iterable) and not isinstance(table, Mapping):
        records = list(table)
    if isinstance(records, list) and all(isinstance(record, Mapping) for record in records):
        return records
    raise TypeError(
        f"{type(table).__name__} is not a table of roll calls: "
        "give a path, an iterable of dicts, or a data frame"
    )


def _text(cell: object) -> str:
    """Return a cell as text, empty where it is missing."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, Country):
        return cell.alpha_3
    if cell is None:
        return ""
    try:
        if cell != cell:  # not a number, not a time
            return ""
    except TypeError:  # pandas.NA
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _csv_lines(text: Iterator[str], name: str) -> Iterator[_Line]:
    first = next(text, "")
    delimiter = max(",;\t", key=first.count)
    line = 1
    size = 0  # of the lines of a row

    def lines() -> Iterator[str]:
        nonlocal size
        for part in chain([first], text):
            size += len(part)
            if size > LONGEST_LINE:
                raise DataIntegrityError("is longer than a row of a table", name, line)
            yield part

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if cells:
                yield line, [cell.strip() for cell in cells]
            line, size = reader.line_num + 1, 0
    except csv.Error as error:
        raise DataIntegrityError(f"is not valid CSV ({error})", file=name, line=line) from error
