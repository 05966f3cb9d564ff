"""Reading the bulk voting files of the United Nations Digital Library.

A file has one row a vote of a country, about a million rows, most of whose text says again what the row
before said. All rows of one roll call are the same byte for byte but for the country and its vote; and most
roll calls name the same countries in the same order as the one before. So of most roll calls only the first
row is taken apart as CSV. For the rest, the votes are picked from where they must stand if the countries are
those of the roll call before, and the text is written anew from that: if it is the text of the file, byte for
byte, they are. Otherwise rows are looked up one by one among those met before, and what is new is taken apart
as CSV, wherever it stands. The result never depends on the order of rows or columns: only the time does.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, compress, islice
from operator import add
from typing import IO, NamedTuple, NoReturn

from unstatements.core.errors import DataIntegrityError
from unstatements.core.sources import library_source
from unstatements.events.rollcall import RollCalls
from unstatements.readers.builder import (
    Errors,
    PathOrBuffer,
    Problems,
    Progress,
    Reading,
    Totals,
    assemble,
    day_of,
    era,
    opened,
    packed,
    resolve,
    session_of,
    total,
    voter_of,
)

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
_CHUNK = 1 << 18  # bytes read at a time: a few roll calls
_ROOM = 1 << 12  # bytes; few rows are longer
_LINES = 1000  # more than any row has, if a quotation mark is never closed
_LETTERS = b"YNAX"  # in the order of the lanes of `packed`
_IS_LETTER = [bytes(byte == letter for byte in range(256)) for letter in _LETTERS]


class _Pattern(NamedTuple):
    """How the rows of a roll call are written: all alike but for what stands between head and tail."""

    head: bytes
    tail: bytes
    votes: dict[bytes, int]  # what may stand there, each with the bit of the vote
    reading: Reading


class _Order:
    """The countries of a roll call in the order of its rows, which is likely that of the next one too.

    Args:
        met: Of each row, what stood between head and tail, and the bit of the vote.
        votes: What may stand there, as long as codes and names mean what they do.
    """

    def __init__(self, met: Sequence[tuple[bytes, int]], votes: dict[bytes, int]) -> None:
        self.votes = votes
        self.stems = [text[:-1] for text, _bit in met]  # without the vote
        self.voters = [1 << voter_of(bit).index for _text, bit in met]
        self.everyone = sum(self.voters)
        self.ends = list(accumulate(map(len, self.stems)))

    def read(self, data: bytes, start: int, head: bytes, tail: bytes) -> tuple[bytes, int]:
        """Return the text of the rows that begin in the data at a place, and their votes.

        Raises:
            LookupError: If the rows are not of these countries, or not whole.
        """
        first, step, count = start + len(head), len(head) + 1 + len(tail), len(self.stems)
        places = map(add, self.ends, range(first, first + step * count, step))
        letters = bytes(map(data.__getitem__, places))
        between = {letter: bytes([letter]) + tail + head for letter in _LETTERS}
        parts = [head] * (2 * count + 1)
        parts[1::2] = self.stems
        parts[2::2] = map(between.__getitem__, letters)
        parts[-1] = parts[-1].removesuffix(head)
        text = b"".join(parts)
        if not data.startswith(text, start):
            raise LookupError("other rows")
        no, abstain, absent = (sum(compress(self.voters, letters.translate(one))) for one in _IS_LETTER[1:])
        return text, packed((self.everyone - no - abstain - absent, no, abstain, absent))


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
    """The text of a file on its way to roll calls."""

    def __init__(self, content: IO[bytes], problems: Problems) -> None:
        self.content = content
        self.problems = problems
        self.data = b""  # text read and not yet understood, from `position` on
        self.position = 0
        self.line = 1  # the line on which `position` stands
        self.readings: dict[tuple[str, ...], Reading] = {}
        self.facts: dict[tuple[str, ...], list[str]] = {}
        self.known: dict[int, dict[bytes, int]] = defaultdict(dict)  # era -> text of a vote -> its bit
        self.patterns: dict[bytes, _Pattern] = {}  # by head
        self.current: Reading | None = None  # the roll call of the row understood last
        self.pattern: _Pattern | None = None  # how that row is written, if it is a plain line
        self.met: list[tuple[bytes, int]] = []  # the rows of this roll call, taken one by one
        self.order: _Order | None = None  # that of a roll call before

    def read(self) -> list[Reading]:
        """Return the roll calls of the file, in its order."""
        self._fill()
        self.data = self.data.removeprefix(b"\xef\xbb\xbf")
        self._header()
        while len(self.data) - self.position > _ROOM or self._fill() or self.position < len(self.data):
            if not (self._rows_in_the_same_order() or self._row_met_before()):
                self._row()
        return list(self.readings.values())

    def _fill(self) -> bool:
        chunk = self.content.read(_CHUNK)
        self.data = self.data[self.position :] + chunk
        self.position = 0
        return bool(chunk)

    def _header(self) -> None:
        cells = self._cells()[0] or ()
        header = [cell.casefold() for cell in cells]
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

    # ------------------------------------------------------------------------------ rows as plain text

    def _rows_in_the_same_order(self) -> bool:
        """Take the rest of the roll call at once, if its countries are those of the roll call before."""
        if self.pattern is None or self.order is None or len(self.met) != 1:
            return False
        head, tail, votes, reading = self.pattern
        if votes is not self.order.votes:
            return False
        count = len(self.order.stems)
        if len(self.data) - self.position < self.order.ends[-1] + count * (len(head) + 1 + len(tail)):
            self._fill()
        try:
            text, bits = self.order.read(self.data, self.position, head, tail)
        except LookupError:
            return False
        if not reading.add_all(bits, count):  # a country is there twice: row by row
            return False
        self._move(len(text), count)
        self.met = []
        return True

    def _row_met_before(self) -> bool:
        """Take the next row, if its roll call, its country and its vote were met before."""
        end = self.data.find(b"\n", self.position) + 1
        text = self.data[self.position : end]
        cut = 0
        for _ in range(self.first):
            cut = text.find(b",", cut) + 1
        pattern = self.patterns.get(text[:cut])
        if pattern is None or not text.endswith(pattern.tail):
            return False
        between = text[cut : -len(pattern.tail)]
        bit = pattern.votes.get(between)
        if bit is None:
            return False
        self._go_on_with(pattern.reading)
        self.pattern = pattern
        self.met.append((between, bit))
        if not pattern.reading.add_all(bit, 1):
            self._lose(self.line, f"{voter_of(bit)} is there twice")
        self._move(len(text), 1)
        return True

    def _move(self, size: int, lines: int) -> None:
        self.position += size
        self.line += lines

    def _go_on_with(self, reading: Reading) -> None:
        if reading is self.current:
            return
        plain = all(text[-2:-1] == b"," and text[-1] in _LETTERS for text, _bit in self.met)
        if self.current is not None and len(self.met) > 2 and plain:
            self.order = _Order(self.met[1:], self.known[era(self.current.day)])
        self.current, self.met = reading, []

    # ------------------------------------------------------------------------------ row by row, as CSV

    def _row(self) -> None:
        line = self.line
        cells, text = self._cells()
        self.pattern = None
        if not cells:
            return
        if len(cells) != self.width:
            self._lose(line, f"has {len(cells)} cells where {self.width} are expected")
            return
        row = {field: cells[index] for field, index in self.column.items()}
        reading = self._reading(row, line)
        self._go_on_with(reading)
        try:
            voter = resolve(row.get("code", ""), row.get("name", ""), reading.day)
            bit = reading.add(voter, row["vote"])
        except LookupError as error:
            self._lose(line, str(error))
            return
        if self.line == line + 1:
            self._learn(text, bit, reading)

    def _learn(self, text: bytes, bit: int, reading: Reading) -> None:
        """Note how a row is written, if cutting it at commas is enough to see that."""
        parts = text.split(b",", self.last + 1)
        if len(parts) != self.last + 2 or b'"' in text[: -len(parts[-1])] or not text.endswith(b"\n"):
            return
        head = b"".join(part + b"," for part in parts[: self.first])
        votes = self.known[era(reading.day)]
        between = b",".join(parts[self.first : -1])
        votes[between] = bit
        self.met.append((between, bit))
        self.pattern = self.patterns[head] = _Pattern(head, b"," + parts[-1], votes, reading)

    def _lose(self, line: int, what: str) -> None:
        self.problems.lost(line, what)
        if self.current is not None:
            self.current.unread += 1

    def _cells(self) -> tuple[list[str] | None, bytes]:
        """Take the next row; return its cells, None if it is no valid CSV, and its text.

        The row takes more than a line if it needs to, unless it makes no sense then.
        """
        taken: list[bytes] = []

        def lines() -> Iterator[str]:
            for line in islice(self._lines_ahead(), _LINES):
                taken.append(line)
                yield line.decode()

        problem = ""
        cells: list[str] = []
        try:
            cells = [cell.strip() for cell in next(csv.reader(lines(), strict=True), [])]
        except csv.Error as error:
            problem = f"is no valid CSV ({error})"
        except UnicodeDecodeError:
            problem = "is not UTF-8"
        if len(taken) > 1 and self.line > 1 and len(cells) != self.width:
            del taken[1:]
        if problem:
            self._lose(self.line, problem)
        text = b"".join(taken)
        self._move(len(text), len(taken))
        return None if problem else cells, text

    def _lines_ahead(self) -> Iterator[bytes]:
        """Give the lines from `position` on, reading on as needed, without moving `position`."""
        ahead = 0
        while True:
            end = self.data.find(b"\n", self.position + ahead) + 1
            while not end:
                if not self._fill():
                    end = len(self.data)
                    break
                end = self.data.find(b"\n", ahead) + 1
            line = self.data[self.position + ahead : end]
            if not line:
                return
            ahead += len(line)
            yield line

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
            self.problems.contradicted(line, reading.line, _FACTS, facts, self.facts[key])
        reading.note(row.get("note", ""))
        return reading

    def _new(self, row: Mapping[str, str], line: int) -> Reading:
        read = self.problems.read
        record, resolution = row.get("record", ""), row.get("symbol", "")
        symbol = resolution or row.get("draft", "")
        council = symbol.startswith("S/") if symbol else "permanent" in row
        agenda = row.get("agenda", "").replace("|", "; ").rstrip(" .")
        return Reading(
            line=line,
            record=record,
            day=read(line, day_of, row.get("date", "")),
            body="sc" if council else "ga",
            symbol=symbol,
            source=library_source(record, symbol, "undl", row.get("link", "")),
            session=session_of(row.get("session", "")),
            title=row.get("title", ""),
            vote_kind="draft resolution",
            outcome="adopted" if resolution else None,
            totals=Totals(*(read(line, total, row.get(field, "")) for field in Totals._fields)),
            target=row.get("subjects", "").replace("|", "; "),
            notes=[f"Agenda: {agenda}."] if agenda else [],
            undl_record=record,
            without_vote="without" in row.get("modality", "").casefold(),
        )
