"""Reading the bulk voting files of the United Nations Digital Library.

A file has one row a vote of a country, about a million rows, most of whose text says again what the row
before said: all rows of one roll call are the same byte for byte but for the country and its vote. So only
the first row of a roll call is taken apart as CSV. Of a line that begins and ends as it did, the text between
is looked up among the countries and votes met before. Every other line is taken apart as CSV, wherever it
stands: the result never depends on the order of rows or columns, only the time it takes does.
"""

from __future__ import annotations

import csv
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, NoReturn, TypeAlias

from unstatements._errors import DataIntegrityError
from unstatements._readers import (
    Errors,
    PathOrBuffer,
    Problems,
    Progress,
    Reading,
    Totals,
    assemble,
    day_of,
    era,
    library_source,
    opened,
    resolve,
    session_of,
    total,
    voter_of,
)
from unstatements._rollcalls import RollCalls

__all__ = ["SPELLINGS", "read_undl"]

# What the columns are called in the files of 2025 and 2026, then in that of September 2024.
SPELLINGS = {
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
# How lines begin and end that differ from one only by the country and its vote, and what may stand between.
_Pattern: TypeAlias = "tuple[bytes, bytes, dict[bytes, int]]"
_NOWHERE = b"\n\n"  # no line begins or ends so
_UNLIKE_ANY: _Pattern = (_NOWHERE, _NOWHERE, {})
_LINES = 1000  # more than any row has, if a quotation mark is never closed


def read_undl(
    path_or_buffer: PathOrBuffer, *, progress: Progress | None = None, errors: Errors = "raise"
) -> RollCalls:
    r"""Read a bulk voting file of the UN Digital Library, of the General Assembly or the Security Council.

    The files hold the votes on adopted resolutions since 1946. They are the UN's, for non-commercial use
    with attribution, so they do not come with this library: `docs/guides/un-bulk-files.md` says where they
    are. Columns may stand in any order and rows too; a file as published is read fastest.

    Former states are read as themselves, also where the file gives the code of a later state. A resolution
    adopted without a vote has completeness ``"none"``. A roll that does not add up to the totals given is
    ``"partial"``; its notes and `RollCalls.problems` say what differs.

    Args:
        path_or_buffer: The file, plain, gzipped or in a zip file with no other CSV file; a path, or an open
            file or stream, binary or text.
        progress: Called now and then with the bytes read so far and the size of the file (None where it is
            not known).
        errors: ``"raise"`` to stop, at the end of the file, if a row could not be used, with one error that
            lists them; ``"collect"`` to keep what could be read, and the rest in `RollCalls.problems`.

    Returns:
        The roll calls in order of date. They work wherever bundled ones do.

    Raises:
        DataIntegrityError: If rows could not be used and `errors` is ``"raise"``; if the file is cut short
            or damaged; if columns are missing.
        OSError: If the file cannot be opened.

    Source:
        The data dictionaries of the files: United Nations Dag Hammarskjöld Library, General Assembly Voting
        Data, https://digitallibrary.un.org/record/4060887; Security Council Voting Data,
        https://digitallibrary.un.org/record/4055387.

    Example:
        >>> import io
        >>> import unstatements as un
        >>> votes = un.read_undl(io.StringIO(
        ...     "undl_id,ms_code,ms_name,ms_vote,date,resolution,total_yes,total_no,total_abstentions\n"
        ...     "1,FRA,FRANCE,Y,2025-01-31,A/RES/79/999,2,0,1\n"
        ...     "1,PER,PERU,A,2025-01-31,A/RES/79/999,2,0,1\n"
        ...     "1,GHA,GHANA,Y,2025-01-31,A/RES/79/999,2,0,1\n"
        ... ))
        >>> print(votes[0], votes[0].yes)
        2025-01-31 General Assembly: vote on A/RES/79/999, adopted 2-0-1 France, Ghana
    """
    with opened(path_or_buffer, ".csv", progress) as (content, name):
        problems = Problems(name, errors)
        readings = _BulkFile(content, problems).read()
    return assemble(readings, problems)


class _BulkFile:
    """The lines of a file on their way to roll calls."""

    def __init__(self, content: IO[bytes], problems: Problems) -> None:
        self.content = content
        self.problems = problems
        self.line = 0  # number of the line given last
        self.again: deque[bytes] = deque()  # lines to be given once more
        self.lines = self._lines()
        self.readings: dict[tuple[str, ...], Reading] = {}
        self.facts: dict[tuple[str, ...], list[str]] = {}
        self.known: dict[int, dict[bytes, int]] = defaultdict(dict)  # era -> text of a vote -> its bit
        self.current: Reading | None = None  # the roll call of the last row
        self.patterns: dict[bytes, tuple[_Pattern, Reading]] = {}  # by how the line begins

    def _lines(self) -> Iterator[bytes]:
        for text in self.content:
            self.line += 1
            yield text
            while self.again:
                self.line += 1
                yield self.again.popleft()

    def read(self) -> list[Reading]:
        """Return the roll calls of the file, in its order."""
        self._header()
        head, tail, votes = _UNLIKE_ANY
        start, stop = len(head), -len(tail)
        bits: list[int] = []  # votes of the current roll call, on as many lines up to the last
        for text in self.lines:  # a million times: nothing is done here that can be done elsewhere
            if text.endswith(tail) and text.startswith(head):
                bit = votes.get(text[start:stop])
                if bit is not None:
                    bits.append(bit)
                    continue
            self._count(bits, self.line - len(bits))
            bits.clear()
            head, tail, votes = self._pattern_of(text)
            start, stop = len(head), -len(tail)
            bit = votes.get(text[start:stop])
            if bit is not None:
                bits.append(bit)
            else:
                head, tail, votes = self._row(text)
                start, stop = len(head), -len(tail)
        self._count(bits, self.line + 1 - len(bits))
        return list(self.readings.values())

    def _count(self, bits: Sequence[int], line: int) -> None:
        """Add the votes that stood on consecutive lines to the current roll call."""
        if self.current is None or self.current.add_all(sum(bits), len(bits)):
            return
        for number, bit in enumerate(bits, line):
            if not self.current.add_all(bit, 1):
                self._lose(number, f"{voter_of(bit)} is there twice")

    def _header(self) -> None:
        first = next(self.lines, b"").removeprefix(b"\xef\xbb\xbf")
        header = [cell.casefold() for cell in self._cells(first) or ()]
        self.width = len(header)
        self.column: dict[str, int] = {}
        for field, spellings in SPELLINGS.items():
            places = [index for index, cell in enumerate(header) if cell in spellings]
            if len(places) > 1:
                self._refuse(f"the columns {' and '.join(header[i] for i in places)} mean the same")
            if places:
                self.column[field] = places[0]
        for wanted in (("record", "symbol"), ("code", "name"), ("vote",), ("date",)):
            if not self.column.keys() & set(wanted):
                spelled = " or ".join(SPELLINGS[field][0] for field in wanted)
                self._refuse(f"no column {spelled}; the columns are: {', '.join(header) or 'none'}")
        varying = [self.column[field] for field in ("code", "name", "vote") if field in self.column]
        self.first, self.last = min(varying), max(varying)

    def _refuse(self, what: str) -> NoReturn:
        raise DataIntegrityError(what, file=self.problems.file, line=1)

    def _row(self, text: bytes) -> _Pattern:
        """Read one row; return what lines like it look like."""
        line = self.line
        cells = self._cells(text)
        if not cells:
            return _UNLIKE_ANY
        if len(cells) != self.width:
            self._lose(line, f"has {len(cells)} cells where {self.width} are expected")
            return _UNLIKE_ANY
        row = {field: cells[index] for field, index in self.column.items()}
        self.current = reading = self._reading(row, line)
        try:
            voter = resolve(row.get("code", ""), row.get("name", ""), reading.day)
            bit = reading.add(voter, row["vote"])
        except LookupError as error:
            self._lose(line, str(error))
            return _UNLIKE_ANY
        if line != self.line:  # a row of several lines
            return _UNLIKE_ANY
        pattern = self._pattern(text, bit, self.known[era(reading.day)])
        self.patterns[pattern[0]] = pattern, reading
        return pattern

    def _pattern_of(self, text: bytes) -> _Pattern:
        """Return the pattern that a line fits, if one is known, and go on with its roll call."""
        cut = 0
        for _ in range(self.first):
            cut = text.find(b",", cut) + 1
        pattern, reading = self.patterns.get(text[:cut], (_UNLIKE_ANY, None))
        if not text.endswith(pattern[1]):
            return _UNLIKE_ANY
        self.current = reading
        return pattern

    def _pattern(self, text: bytes, bit: int, votes: dict[bytes, int]) -> _Pattern:
        parts = text.split(b",", self.last + 1)
        if len(parts) != self.last + 2 or b'"' in text[: -len(parts[-1])]:
            return _UNLIKE_ANY  # the last column varies, or cutting at commas is not enough
        votes[b",".join(parts[self.first : -1])] = bit
        return b"".join(part + b"," for part in parts[: self.first]), b"," + parts[-1], votes

    def _lose(self, line: int, what: str) -> None:
        self.problems.lost(line, what)
        if self.current is not None:
            self.current.unread += 1

    def _cells(self, text: bytes) -> list[str] | None:
        """Return the cells of the row that begins with a line, None if it is no valid CSV.

        The row takes more lines if it needs them, unless it makes no sense with them.
        """
        taken = [text]

        def lines() -> Iterator[str]:
            yield text.decode()
            for more in islice(self.lines, _LINES):
                taken.append(more)
                yield more.decode()

        problem = ""
        cells: list[str] = []
        try:
            cells = [cell.strip() for cell in next(csv.reader(lines(), strict=True), [])]
        except csv.Error as error:
            problem = f"is no valid CSV ({error})"
        except UnicodeDecodeError:
            problem = "is not UTF-8"
        first = self.line - len(taken) + 1
        if len(taken) > 1 and first > 1 and len(cells) != self.width:
            self.again.extendleft(reversed(taken[1:]))
            self.line = first
        if problem:
            self._lose(first, problem)
            return None
        return cells

    def _reading(self, row: Mapping[str, str], line: int) -> Reading:
        """Return the roll call to which a row belongs."""
        facts = [row.get(field, "") for field in _FACTS]
        record = row.get("record")
        key = (record,) if record else ("", *facts, row.get("draft", ""), row.get("title", ""))
        reading = self.readings.get(key)
        if reading is None:
            self.facts[key] = facts
            self.readings[key] = reading = self._new(row, line)
        elif self.facts[key] != facts:
            told = zip(_FACTS, facts, self.facts[key], strict=True)
            what = "; ".join(f"{field} {new!r}, not {old!r}" for field, new, old in told if new != old)
            self.problems.noted(line, f"says otherwise than line {reading.line}: {what}")
        reading.note(row.get("note", ""))
        return reading

    def _new(self, row: Mapping[str, str], line: int) -> Reading:
        day, totals = None, Totals()
        try:
            day = day_of(row.get("date", ""))
            totals = Totals(*(total(row.get(field, "")) for field in Totals._fields))
        except ValueError as error:
            self.problems.lost(line, str(error))
        record, resolution = row.get("record", ""), row.get("symbol", "")
        symbol = resolution or row.get("draft", "")
        council = symbol.startswith("S/") if symbol else "permanent" in row
        agenda = row.get("agenda", "").replace("|", "; ")
        return Reading(
            line=line,
            record=record,
            day=day,
            body="sc" if council else "ga",
            symbol=symbol,
            source=library_source(record, symbol, "undl", row.get("link", "")),
            session=session_of(row.get("session", "")),
            title=row.get("title", ""),
            vote_kind="draft resolution",
            outcome="adopted" if resolution else None,
            totals=totals,
            target=row.get("subjects", "").replace("|", "; "),
            notes=[f"Agenda: {agenda}."] if agenda else [],
            without_vote="without" in row.get("modality", "").casefold(),
        )
