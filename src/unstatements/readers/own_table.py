"""Reading roll calls from a user's own table, long or wide."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from unstatements.core.errors import DataIntegrityError
from unstatements.core.sources import Source
from unstatements.events.rollcall import Outcome, RollCalls
from unstatements.names.country import Country
from unstatements.readers.builder import (
    Errors,
    PathOrBuffer,
    Problems,
    Reading,
    Totals,
    assemble,
    body_code,
    day_of,
    era,
    opened,
    resolve,
    session_of,
    total,
)
from unstatements.readers.undl import SPELLINGS

__all__ = ["read_rollcalls"]

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
_SPELLINGS = {field: (*_OWN.get(field, ()), *SPELLINGS.get(field, ())) for field in {**SPELLINGS, **_OWN}}
_FIELDS = {spelling: field for field, spellings in _SPELLINGS.items() for spelling in spellings}
# What must be the same in all rows of a roll call in a long table.
_FACTS = ("date", "symbol", "title", "body", "session", "outcome", "yes", "no", "abstain", "absent")


class _Line(NamedTuple):
    """A row of a table: its number and its cells."""

    number: int
    cells: Sequence[str]


def read_rollcalls(
    table: object, *, votes: Mapping[Any, str] | None = None, errors: Errors = "raise"
) -> RollCalls:
    r"""Read roll calls from a table of your own.

    In a **long** table a row is one vote of one country: it has the columns ``rollcall`` (any key),
    ``country`` (a name or code) and ``vote``. In a **wide** table a row is a roll call: it has the column
    ``rollcall`` and one for each country, with its name or code as the header and votes in the cells. Both
    may have ``date``, ``symbol``, ``title``, ``body`` (a code such as ``ga``, or a name), ``session``,
    ``outcome``, ``vote_kind``, ``target``, ``notes``, and the announced totals ``yes``, ``no``, ``abstain``,
    ``absent``; columns may be called as in the files of the UN Digital Library, too. Other columns of a long
    table are left aside; those of a wide table must be countries.

    A vote is ``Y``, ``N``, ``A`` or ``X``, or ``yes``, ``no``, ``abstain`` or ``absent``, in any case. An
    empty cell says that the country had no part in the vote. Totals that the table does not give are
    counted; an outcome that it does not give is known only where a draft got no majority at all.

    Args:
        table: A path to a CSV file (plain, gzipped or zipped; commas, semicolons or tabs), an open file, an
            iterable of dicts, or a data frame or table of pandas, polars or pyarrow.
        votes: What the cells mean, if they are none of these words:
            ``{1: "yes", 2: "abstain", 3: "no", 8: "absent", 9: ""}``.
        errors: ``"raise"`` to stop, at the end of the table, if a cell could not be used, with one error that
            lists them; ``"collect"`` to keep what could be read, and the rest in `RollCalls.problems`.

    Returns:
        The roll calls in order of date, each with its key as its id. They work wherever bundled ones do; what
        needs a day, such as a comparison by bloc, needs the column ``date``.

    Raises:
        DataIntegrityError: If cells could not be used and `errors` is ``"raise"``; if columns are missing or
            mean nothing; if the file is damaged.
        TypeError: If the table is none of the above.
        OSError: If the file cannot be opened.

    Example:
        >>> import unstatements as un
        >>> mine = un.read_rollcalls([
        ...     {"rollcall": "first", "date": "2024-05-10", "body": "ga", "France": "Y", "PER": "A"},
        ...     {"rollcall": "second", "date": "2024-05-11", "body": "ga", "France": "Y", "PER": "Y"},
        ... ])
        >>> print(mine[0])
        2024-05-10 General Assembly: vote on first, 1-0-1
        >>> print(mine[1].yes)
        France, Peru
    """
    header, lines, name = _opened(table)
    problems = Problems(name, errors)
    reader = _Table(header, problems, votes or {})
    return assemble(reader.read(lines), problems)


class _Table:
    """The rows of a table on their way to roll calls."""

    def __init__(self, header: Sequence[str], problems: Problems, votes: Mapping[Any, str]) -> None:
        self.problems = problems
        self.votes = {_text(cell): meaning for cell, meaning in votes.items()}
        self.width = len(header)
        self.source = Source(
            *("own-table", "", problems.file or "own table", "", "", "", "unsourced", "", ""),
            note="a table of the user's own",
        )
        self.voters: dict[tuple[int, str, str], Country] = {}
        self.readings: dict[str, Reading] = {}
        self.facts: dict[str, list[str]] = {}
        self.column: dict[str, int] = {}
        self.countries: dict[int, str] = {}
        self._sort(header)

    def _sort(self, header: Sequence[str]) -> None:
        """Find out what each column is."""
        known = [self._field(cell) for cell in header]
        self.long = "vote" in known and ("name" in known or "code" in known)
        strangers = []
        for index, (cell, field) in enumerate(zip(header, known, strict=True)):
            if field is None and not self.long and _is_country(cell):
                self.countries[index] = cell
            elif field in self.column:
                both = f"{header[self.column[field]]!r} and {cell!r}"
                self._refuse(f"the columns {both} mean the same; leave one out")
            elif field is not None:
                self.column[field] = index
            else:
                strangers.append(cell)
        if not {"record", "symbol"} & self.column.keys():
            self._refuse(f"no column 'rollcall'; the columns are: {', '.join(header) or 'none'}")
        if not self.long and not self.countries:
            self._refuse(
                "neither a long table (columns 'country' and 'vote') nor a wide one (one column a country); "
                f"the columns are: {', '.join(header)}"
            )
        if not self.long and strangers:
            self._refuse(
                f"columns that are no country and mean nothing here: {', '.join(map(repr, strangers))}; "
                "correct their names or leave them out"
            )

    def _field(self, cell: str) -> str | None:
        if cell in _FIELDS or (len(cell) > 3 and cell.casefold() in _FIELDS):  # NO is Norway, "no" a total
            return _FIELDS[cell if cell in _FIELDS else cell.casefold()]
        return None

    def _refuse(self, what: str) -> None:
        raise DataIntegrityError(what, file=self.problems.file or "table", line=None)

    def read(self, lines: Iterable[_Line]) -> list[Reading]:
        """Return the roll calls of the table, in its order."""
        for line in lines:
            if len(line.cells) != self.width:
                what = f"has {len(line.cells)} cells where {self.width} are expected"
                self.problems.lost(line.number, what)
                continue
            row = {field: line.cells[index] for field, index in self.column.items()}
            reading = self._reading(row, line.number)
            if reading is None:
                continue
            if self.long:
                self._vote(reading, line.number, row.get("code", ""), row.get("name", ""), row["vote"])
            else:
                for index, country in self.countries.items():
                    self._vote(reading, line.number, country, "", line.cells[index])
        return list(self.readings.values())

    def _vote(self, reading: Reading, line: int, code: str, name: str, vote: str) -> None:
        vote = self.votes.get(vote, vote)
        try:
            if vote:
                reading.add(self._voter(reading, code or name, name if code else ""), vote)
        except LookupError as error:
            reading.unread += 1
            self.problems.lost(line, str(error))

    def _voter(self, reading: Reading, code: str, name: str) -> Country:
        key = era(reading.day), code, name
        found = self.voters.get(key)
        if found is None:
            if not code:
                raise LookupError("no country is given")
            found = self.voters[key] = resolve(code, name, reading.day)
        return found

    def _reading(self, row: Mapping[str, str], line: int) -> Reading | None:
        """Return the roll call to which a row belongs, None if that cannot be told."""
        key = row.get("record") or row.get("symbol", "")
        if not key:
            self.problems.lost(line, "no roll call is given")
            return None
        facts = [row.get(field, "") for field in _FACTS]
        reading = self.readings.get(key)
        if reading is None:
            self.facts[key] = facts
            self.readings[key] = reading = self._new(key, row, line)
        elif not self.long:
            self.problems.lost(line, f"the roll call {key!r} is there twice; the first is kept")
            return None
        elif self.facts[key] != facts:
            self.problems.contradicted(line, reading.line, _FACTS, facts, self.facts[key], f" of {key!r}")
        reading.note(row.get("note", ""))
        return reading

    def _new(self, key: str, row: Mapping[str, str], line: int) -> Reading:
        read = self.problems.read
        return Reading(
            id=key,
            line=line,
            record=key,
            day=read(line, day_of, row.get("date", "")),
            body=body_code(row.get("body", "")),
            symbol=row.get("symbol", ""),
            source=self.source,
            session=session_of(row.get("session", "")),
            title=row.get("title", ""),
            vote_kind=row.get("kind", ""),
            outcome=read(line, _outcome, row.get("outcome", "")),
            totals=Totals(*(read(line, total, row.get(field, "")) for field in Totals._fields)),
            target=row.get("target", ""),
        )


def _outcome(text: str) -> Outcome | None:
    if text and text.casefold() not in ("adopted", "rejected"):
        raise ValueError(f"{text!r} is no outcome: write adopted or rejected, or leave it empty")
    return cast("Outcome", text.casefold()) if text else None


def _is_country(cell: str) -> bool:
    try:
        resolve(cell, "", None)
    except LookupError:
        return False
    return True


# --------------------------------------------------------------------------------- kinds of tables


def _opened(table: object) -> tuple[list[str], Iterator[_Line], str]:
    """Return the header of a table, its rows, and its name."""
    if isinstance(table, str | os.PathLike) or hasattr(table, "read"):
        return _from_csv(cast("PathOrBuffer", table))
    rows = [{str(name): _text(cell) for name, cell in row.items()} for row in _rows(table)]
    header = list(dict.fromkeys(name for row in rows for name in row))
    lines = (
        _Line(number, [row.get(name, "") for name in header]) for number, row in enumerate(rows, start=1)
    )
    return header, lines, ""


def _rows(table: Any) -> Iterable[Mapping[Any, object]]:
    if hasattr(table, "to_dicts"):  # polars
        return cast("Iterable[Mapping[Any, object]]", table.to_dicts())
    if hasattr(table, "to_pylist"):  # pyarrow
        return cast("Iterable[Mapping[Any, object]]", table.to_pylist())
    if hasattr(table, "to_dict") and hasattr(table, "reset_index"):  # pandas; a pivot has its keys as index
        named = any(name is not None for name in table.index.names)
        return cast(
            "Iterable[Mapping[Any, object]]", (table.reset_index() if named else table).to_dict("records")
        )
    if isinstance(table, Iterable) and not isinstance(table, Mapping):
        rows = list(table)
        if all(isinstance(row, Mapping) for row in rows):
            return rows
    raise TypeError(
        f"{type(table).__name__} is no table of roll calls: "
        "give a path, an iterable of dicts, or a data frame"
    )


def _text(cell: object) -> str:
    """Return a cell as text, empty where it is missing."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None or isinstance(cell, Country):
        return cell.alpha_3 if cell else ""
    try:
        if cell != cell:  # not a number, not a time
            return ""
    except TypeError:  # pandas.NA
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _from_csv(where: PathOrBuffer) -> tuple[list[str], Iterator[_Line], str]:
    with opened(where, ".csv") as (content, name):
        try:
            text = content.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise DataIntegrityError("is not UTF-8; save it as UTF-8", file=name, line=line) from error
    lines = _csv_lines(text, name)
    return list(next(lines, _Line(1, ())).cells), lines, name


def _csv_lines(text: str, name: str) -> Iterator[_Line]:
    mark = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield _Line(line, [cell.strip() for cell in cells])
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataIntegrityError(f"is no valid CSV ({error})", file=name, line=line) from error
