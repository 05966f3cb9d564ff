"""Reading the bulk voting files of the United Nations Digital Library.

A file has one row a vote of a country, about a million rows. All rows of a roll call are the same
text but for the country and its vote, so only a row that says something new is parsed as CSV: of
the others the text before, between and after those cells was met before.
"""

from __future__ import annotations

import csv
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Mapping
from functools import partial
from typing import IO, NamedTuple

from unstatements.core.sources import library_source
from unstatements.events.rollcalls import RollCalls
from unstatements.readers.builder import (
    Errors,
    Reading,
    RollCallBuilder,
    Vote,
    column_names,
    committee_of,
    naming_period,
)
from unstatements.readers.files import LONGEST_LINE, PathOrBuffer, Progress, opened

# What the columns are called in the files of 2025 and 2026, then in that of September 2024.
SPELLINGS: dict[str, tuple[str, ...]] = {
    "record": ("undl_id",),
    "code": ("ms_code", "ms_codes"),
    "name": ("ms_name", "ms_names"),
    "vote": ("ms_vote", "ms_votes"),
    "date": ("date",),
    "session": ("session",),
    "symbol": ("resolution", "resolutions"),
    "draft": ("draft",),
    "meeting": ("meeting",),
    "title": ("title", "description"),
    "agenda": ("agenda_title", "agenda_titles", "agenda"),
    "subjects": ("subjects",),
    "note": ("vote_note",),
    "modality": ("modality",),
    "yes": ("total_yes", "yes"),
    "no": ("total_no", "no"),
    "abstain": ("total_abstentions", "abstentions"),
    "absent": ("total_non_voting", "non-voting"),
    "members": ("total_ms", "total-voting"),
    "link": ("undl_link",),
    "permanent": ("permanent_member",),
}
_FACTS = ("date", "session", "symbol", "yes", "no", "abstain", "absent", "members")
_BY_COUNTRY = {"code", "name", "vote", "permanent"}  # what differs between rows of a roll call
_NEW = (0, Vote.YES)  # a vote that was not met before has no bit
# Lines that a row may have: a quotation mark that is never closed costs so many to be looked at.
_LONGEST_ROW = 100
_MOST_OPEN = 10_000  # quotation marks that are never closed


def read_undl(
    path_or_buffer: PathOrBuffer, *, progress: Progress | None = None, errors: Errors = "raise"
) -> RollCalls:
    r"""Read a bulk voting file of the UN Digital Library: the Assembly's or the Council's.

    The files hold the votes on adopted resolutions since 1946. They are the UN's, for
    non-commercial use with attribution, so they do not come with this library:
    `docs/guides/un-bulk-files.md` says where they are. Columns may stand in any order and rows
    too; a file as published is read fastest.

    Former states are read as themselves, also where the file gives the code of a later state. A
    resolution adopted without a vote has completeness ``"none"``. A roll that does not add up to
    the totals given is ``"partial"``; its notes and `RollCalls.problems` say what differs.

    Args:
        path_or_buffer: The file, plain, gzipped or in a zip file with no other CSV file; a path,
            or an open file or stream, binary or text.
        progress: Called now and then with the bytes read so far and the size of the file (None
            where it is not known).
        errors: ``"raise"`` to stop, at the end of the file, if a row could not be used, with one
            error that lists them; ``"collect"`` to keep what could be read, and the rest in
            `RollCalls.problems`.

    Returns:
        The roll calls in order of date. They work wherever bundled ones do.

    Raises:
        DataIntegrityError: If rows could not be used and `errors` is ``"raise"``; if the file is
            cut short or damaged; if columns are missing.
        OSError: If the file cannot be opened.

    Source:
        The data dictionaries of the files: United Nations Dag Hammarskjöld Library, General
        Assembly Voting Data, https://digitallibrary.un.org/record/4060887; Security Council Voting
        Data, https://digitallibrary.un.org/record/4055387.

    Example:
        >>> import io
        >>> import unstatements as un
        >>> votes = un.read_undl(io.StringIO(
        ...     "undl_id,ms_code,ms_vote,date,resolution,total_yes,total_no,total_abstentions\n"
        ...     "1,FRA,Y,2025-01-31,A/RES/79/999,2,0,1\n"
        ...     "1,PER,A,2025-01-31,A/RES/79/999,2,0,1\n"
        ...     "1,GHA,Y,2025-01-31,A/RES/79/999,2,0,1\n"
        ... ))
        >>> print(votes[0], votes[0].yes)
        2025-01-31 General Assembly: vote on A/RES/79/999, adopted 2-0-1 France, Ghana
    """
    with opened(path_or_buffer, ".csv", progress) as (content, name):
        return read_bulk(content, name, errors).rollcalls()


def read_bulk(content: IO[bytes], name: str, errors: Errors) -> Reading:
    """Read a bulk file to its end."""
    file = _BulkFile(content, name, errors)
    file.read()
    return file


class _Pattern(NamedTuple):
    """How the rows of a roll call are written: alike but for the country and its vote."""

    head: bytes
    tail: bytes
    votes: Mapping[bytes, tuple[int, Vote]]  # what may stand between, as met in any roll call
    builder: RollCallBuilder


class _BulkFile(Reading):
    """The lines of a bulk file on their way to roll calls."""

    facts = _FACTS

    def __init__(self, content: IO[bytes], name: str, errors: Errors) -> None:
        super().__init__(name, errors)
        self.lines = iter(partial(content.readline, LONGEST_LINE), b"")
        self.lines_ahead: deque[bytes] = deque()  # looked at, and still to be read
        self.line = 0  # the number of the line read last
        self.open = 0  # quotation marks that were never closed
        self.current: RollCallBuilder | None = None  # the roll call of the row read last
        self.pattern: _Pattern | None = None  # how that row is written, if it is a plain line
        # By naming period: the text of a country and its vote, and the country's bit and its vote.
        self.votes: dict[int, dict[bytes, tuple[int, Vote]]] = defaultdict(dict)

    def read(self) -> None:
        """Read the file to its end."""
        self._read_header()
        while line := self._next_line():
            self._read_row(line)
            if self.pattern is not None and not self.lines_ahead:
                self._read_rows_alike(self.pattern)

    def _read_rows_alike(self, pattern: _Pattern) -> None:
        """Read the rows that follow as long as nothing in them is new or wrong."""
        head, tail, votes, builder = pattern
        start, end = len(head), -len(tail)
        voters, masks = builder.voters, builder.masks
        for line in self.lines:
            bit, vote = votes.get(line[start:end], _NEW)
            alike = line.startswith(head) and line.endswith(tail)
            if not alike or not bit or voters & bit:
                self.lines_ahead.append(line)
                break
            self.line += 1
            voters |= bit
            masks[vote] |= bit
        builder.voters = voters

    def _next_line(self) -> bytes:
        self.line += 1
        line = self.lines_ahead.popleft() if self.lines_ahead else next(self.lines, b"")
        if len(line) == LONGEST_LINE:
            self.refuse("is longer than a line of a table", self.line)
        return line

    def _read_header(self) -> None:
        line = self._next_line().removeprefix(b"\xef\xbb\xbf")
        if b"\r" in line.rstrip(b"\r\n"):
            self.refuse(
                "is not valid CSV (lines end in carriage returns; save it with line feeds)", 1
            )
        cells, problem = self._cells(line)
        if problem:
            self.refuse(problem, 1)
        header = [cell.casefold() for cell in cells]
        self.width = len(header)
        self.column: dict[str, int] = {}
        for field, spellings in SPELLINGS.items():
            places = [place for place, cell in enumerate(header) if cell in spellings]
            if len(places) > 1:
                self.refuse(
                    f"the columns {' and '.join(header[i] for i in places)} mean the same", 1
                )
            if places:
                self.column[field] = places[0]
        for wanted in (("record", "symbol"), ("code", "name"), ("vote",), ("date",)):
            if not self.column.keys() & set(wanted):
                spelled = " or ".join(SPELLINGS[field][0] for field in wanted)
                what = f"no column {spelled}; the columns are: {column_names(header)}"
                self.refuse(what, 1)
        who_and_how = [
            self.column[field] for field in ("code", "name", "vote") if field in self.column
        ]
        self.first, self.last = min(who_and_how), max(who_and_how)
        between = {
            field for field, place in self.column.items() if self.first <= place <= self.last
        }
        self.has_patterns = between <= _BY_COUNTRY

    def _read_row(self, text: bytes) -> None:
        """Read a row that begins with a line as CSV."""
        line = self.line
        self.pattern = None
        cells, problem = self._cells(text)
        if not cells and not problem:
            return
        if not problem and len(cells) != self.width:
            problem = f"has {len(cells)} cells where {self.width} are expected"
        if problem:
            self.lost(line, problem)
            if self.current is not None:
                self.current.unread += 1
            return
        row = {field: cells[place] for field, place in self.column.items()}
        builder = self.current = self._builder(row, line)
        voter = self.vote(builder, line, row.get("code", ""), row.get("name", ""), row["vote"])
        if voter is not None and self.line == line:
            self._learn(text, (1 << voter.index, Vote.of(row["vote"])), builder)

    def _learn(self, line: bytes, vote: tuple[int, Vote], builder: RollCallBuilder) -> None:
        """Note how a row is written, if cutting it at commas is enough to see that."""
        parts = line.split(b",", self.last + 1)
        tail = b"," + parts[-1]
        plain = len(parts) == self.last + 2 and b'"' not in line[: -len(tail)]
        if plain and line.endswith(b"\n") and self.has_patterns:
            head = b"".join(part + b"," for part in parts[: self.first])
            votes = self.votes[naming_period(builder.rollcall.date)]
            votes[b",".join(parts[self.first : -1])] = vote
            self.pattern = _Pattern(head, tail, votes, builder)

    def _cells(self, line: bytes) -> tuple[list[str], str]:
        """Return the cells of the row that begins with a line, and why it is not valid CSV.

        The row takes more than a line if it needs to, unless it makes no sense then.
        """
        number = self.line
        more: list[bytes] = []

        def lines() -> Iterator[str]:
            yield line.decode()
            size = len(line)
            while len(more) + 1 < _LONGEST_ROW and size < LONGEST_LINE:
                following = self._next_line()
                if not following:
                    return
                more.append(following)
                size += len(following)
                yield following.decode()

        cells: list[str] = []
        problem = ""
        try:
            cells = [cell.strip() for cell in next(csv.reader(lines(), strict=True), [])]
        except csv.Error as error:
            problem = f"is not valid CSV ({error})"
        except UnicodeDecodeError:
            problem = "is not UTF-8"
        if number > 1 and len(cells) != self.width:
            self.open += bool(more)
            if self.open > _MOST_OPEN:
                self.refuse("is not valid CSV (too many quotation marks are left open)", number)
            self.lines_ahead.extendleft(reversed(more))
            more.clear()
        self.line = number + len(more)
        return cells, problem

    def _builder(self, row: Mapping[str, str], line: int) -> RollCallBuilder:
        """Return the roll call to which a row belongs."""
        others = (row.get(name, "") for name in (*_FACTS, "draft", "title"))
        key = row.get("record") or tuple(others)
        builder = self.builders.get(key)
        if builder is None:
            builder = self._new_builder(key, row, line)
        else:
            self.compare(line, row, builder)
        builder.note(row.get("note", ""))
        return builder

    def _new_builder(self, key: Hashable, row: Mapping[str, str], line: int) -> RollCallBuilder:
        record, resolution = row.get("record", ""), row.get("symbol", "")
        symbol = resolution or row.get("draft", "")
        council = symbol.startswith("S/") if symbol else "permanent" in row
        builder = self.start(
            key,
            line,
            row,
            body="sc" if council else "ga",
            symbol=symbol,
            source=library_source(record, symbol, "undl", row.get("link", "")),
            committee=committee_of(row.get("draft", "")),
            vote_kind="draft resolution",
            outcome="adopted" if resolution else None,
            target=row.get("subjects", "").replace("|", "; "),
            record=record,
        )
        builder.without_vote = "without" in row.get("modality", "").casefold()
        if agenda := row.get("agenda", "").replace("|", "; ").rstrip(" ."):
            builder.note(f"Agenda: {agenda}.")
        return builder
