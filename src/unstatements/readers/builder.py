"""What the readers of voting files share: files, countries, problems, roll calls in the making.

A file is read as far as it can be. What cannot be used is kept as a `Problem` with its line; at the end the
problems either stop the reading with one error that lists them, or go with the roll calls that were read.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import struct
import zipfile
import zlib
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import IO, Literal, NamedTuple, Protocol, TypeAlias, TypeVar, cast

from attrs import Factory, define

from unstatements.core.dates import first_day
from unstatements.core.errors import DataIntegrityError
from unstatements.core.once import once
from unstatements.core.sources import Source
from unstatements.core.tables import columns, table
from unstatements.events.rollcall import Completeness, Outcome, Problem, RollCall, RollCalls, Tally
from unstatements.names.country import Country, all_countries, by_alpha_3
from unstatements.names.match import country, match

__all__ = [
    "Errors",
    "PathOrBuffer",
    "Problems",
    "Progress",
    "Readable",
    "Reading",
    "Totals",
    "assemble",
    "ballot",
    "body_code",
    "day_of",
    "era",
    "lane",
    "opened",
    "packed",
    "resolve",
    "session_of",
    "total",
    "voter_of",
]

T = TypeVar("T")
Errors = Literal["raise", "collect"]
Progress: TypeAlias = Callable[[int, "int | None"], object]

_LANES = {
    **dict.fromkeys(("y", "yes"), 0),
    **dict.fromkeys(("n", "no"), 1),
    **dict.fromkeys(("a", "abstain", "abstained", "abstention"), 2),
    **dict.fromkeys(("x", "nv", ".", "absent", "non-voting", "not voting"), 3),
}
_WORDS = ("yes", "no", "abstentions", "not voting", "members")
_LISTED = 20  # problems that an error lists; the rest it counts
_CHUNK = 1 << 18  # bytes read at a time


class Readable(Protocol):
    """Anything that a file can be read from: an open file, text or binary, or a stream."""

    def read(self, size: int, /) -> bytes | str:
        """Return up to so many bytes or characters, none at the end."""
        ...


PathOrBuffer: TypeAlias = "str | os.PathLike[str] | Readable"


# ------------------------------------------------------------------------------------------- files


@contextmanager
def opened(
    where: PathOrBuffer, suffix: str, progress: Progress | None = None
) -> Iterator[tuple[IO[bytes], str]]:
    """Open a plain, gzipped or zipped file; give its content and its name.

    Args:
        where: A path, or an open file or stream, binary or text.
        suffix: How the file's name ends inside a zip file, such as ``".csv"``.
        progress: Called with the bytes read so far and the size of the file (None where it is not known).

    Raises:
        DataIntegrityError: If the file is damaged, or a zip file holds not just one such file.
        OSError: If there is no file at the path, or it cannot be opened.

    Example:
        >>> with opened(io.StringIO("a,b"), ".csv") as (content, name):
        ...     name, content.read()
        ('<buffer>', b'a,b')
    """
    if isinstance(where, str | os.PathLike):
        with Path(where).open("rb", buffering=0) as raw:
            source = _Source(raw, os.fstat(raw.fileno()).st_size, progress)
            with _content(source, Path(where).name, suffix) as content:
                yield content, Path(where).name
    else:
        name = str(getattr(where, "name", "<buffer>"))
        with _content(_Source(where, None, progress), Path(name).name, suffix) as content:
            yield content, Path(name).name


@contextmanager
def _content(source: _Source, name: str, suffix: str) -> Iterator[IO[bytes]]:
    buffered = io.BufferedReader(source, _CHUNK)
    start = buffered.peek(4)[:4]
    try:
        if start.startswith(b"\x1f\x8b"):
            yield cast("IO[bytes]", gzip.GzipFile(fileobj=buffered, mode="rb"))
        elif start == b"PK\x03\x04":
            whole = buffered if source.seekable() else io.BytesIO(buffered.read())
            with _unzipped(whole, name, suffix) as content:
                yield content
        else:
            yield buffered
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise DataIntegrityError(f"is cut short or damaged ({error})", file=name) from error


def _unzipped(whole: IO[bytes], name: str, suffix: str) -> IO[bytes]:
    """Return the one file of the kind that a zip file holds, not unpacked yet."""
    try:
        archive = zipfile.ZipFile(whole)
        found = [one for one in archive.infolist() if one.filename.lower().endswith(suffix)]
        # bz2 and lzma, which few programs write, have errors of their own for damage
        if len(found) == 1 and found[0].compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return archive.open(found[0])
    except (ValueError, RuntimeError, struct.error, OverflowError) as error:
        # What zipfile raises for damage that it does not look for, for passwords and for what it cannot read
        raise DataIntegrityError(f"cannot be unpacked ({error})", file=name) from error
    if len(found) == 1:
        raise DataIntegrityError("is not packed with deflate; unpack it first", file=name)
    held = ", ".join(archive.namelist()) or "nothing"
    raise DataIntegrityError(f"should hold one {suffix} file, and holds: {held}", file=name)


class _Source(io.RawIOBase):
    """A file or stream as bytes, telling how far it was read."""

    def __init__(self, raw: Readable, size: int | None, progress: Progress | None) -> None:
        self._raw = raw
        self._size = size
        self._progress = progress
        self._rest = b""
        self._done = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        seekable = getattr(self._raw, "seekable", None)
        return bool(seekable and seekable()) and not isinstance(self._raw, io.TextIOBase)

    def seek(self, offset: int, whence: int = 0) -> int:
        found: int = self._raw.seek(offset, whence)  # type: ignore[attr-defined]  # only if seekable
        self._rest = b""
        return found

    def tell(self) -> int:
        found: int = self._raw.tell()  # type: ignore[attr-defined]  # only if seekable
        return found

    def readinto(self, target: bytearray | memoryview) -> int:  # type: ignore[override]  # as called
        if self._rest:
            return self._hand_over(target)
        if isinstance(self._raw, io.FileIO):
            count = self._raw.readinto(target) or 0
        else:
            read = self._raw.read(len(target))
            self._rest = read.encode() if isinstance(read, str) else read
            count = len(self._rest)
        self._done += count
        if self._progress is not None:
            done = self._done if self._size is None else min(self._done, self._size)
            self._progress(done, self._size)
        return self._hand_over(target) if self._rest else count

    def _hand_over(self, target: bytearray | memoryview) -> int:
        part, self._rest = self._rest[: len(target)], self._rest[len(target) :]
        target[: len(part)] = part
        return len(part)


# ---------------------------------------------------------------------------------------- problems


class Problems:
    """What is wrong in a file, collected while it is read.

    Args:
        file: Name of the file; empty for a table in memory, whose lines are its rows.
        errors: ``"raise"`` or ``"collect"``.

    Raises:
        ValueError: If `errors` is neither.
    """

    def __init__(self, file: str, errors: Errors) -> None:
        if errors not in ("raise", "collect"):
            raise ValueError(f"errors must be 'raise' or 'collect', not {errors!r}")
        self.file = file
        self.errors = errors
        self.found: list[Problem] = []

    def place(self, line: int) -> str:
        """Return a line in words."""
        return f"{self.file}, line {line}" if self.file else f"row {line}"

    def lost(self, line: int, what: str) -> None:
        """Note that something on a line could not be used."""
        self.found.append(Problem(self.place(line), line, what, lost=True))

    def noted(self, line: int, what: str) -> None:
        """Note that what stands on a line contradicts something else."""
        self.found.append(Problem(self.place(line), line, what, lost=False))

    def contradicted(
        self,
        line: int,
        earlier: int,
        fields: Iterable[str],
        told: Iterable[str],
        before: Iterable[str],
        of: str = "",
    ) -> None:
        """Note that a line says otherwise of a roll call than an earlier one did."""
        cells = zip(fields, told, before, strict=True)
        what = "; ".join(f"{field} {new!r}, not {old!r}" for field, new, old in cells if new != old)
        self.noted(line, f"says otherwise{of} than {'line' if self.file else 'row'} {earlier}: {what}")

    def read(self, line: int, parse: Callable[[str], T | None], text: str) -> T | None:
        """Return what a cell gives; None, and a problem, if it gives nothing."""
        try:
            return parse(text)
        except ValueError as error:
            self.lost(line, str(error))
            return None

    def settle(self) -> tuple[Problem, ...]:
        """Return the problems in the order of the file.

        Raises:
            DataIntegrityError: If something was lost and that is to stop the reading; lists what.
        """
        self.found.sort(key=lambda one: one.line or 0)
        lost = [problem for problem in self.found if problem.lost]
        if not lost or self.errors == "collect":
            return tuple(self.found)
        if len(lost) == 1 and self.file:
            raise DataIntegrityError(lost[0].what, file=self.file, line=lost[0].line)
        if len(lost) == 1:
            raise DataIntegrityError(str(lost[0]), file="table")
        listed = [f"  {problem}" for problem in lost[:_LISTED]]
        if len(lost) > _LISTED:
            listed.append(f"  and {len(lost) - _LISTED} more")
        raise DataIntegrityError(
            "\n".join([f'{len(lost)} problems; errors="collect" reads all the rest:', *listed]),
            file=self.file or "table",
        )


# --------------------------------------------------------------------------------------- countries


def resolve(code: str, name: str, day: date | None) -> Country:
    """Return the country that a code, a name or both stand for on a day.

    The code comes first. Files write today's code for a state that has another now as well as a code of the
    time; the name, and the table `successions`, tell which state it was on the day.

    Args:
        code: An ISO 3166-1 alpha-3 code or a former one, as written; may be empty.
        name: A name as written; may be empty.
        day: The day of the vote, None where it is not known.

    Raises:
        LookupError: If neither is known, or they are those of different countries.

    Example:
        >>> resolve("RUS", "", date(1985, 1, 1)), resolve("YUG", "YUGOSLAVIA", date(2001, 11, 9))
        (country('SUN'), country('SCG'))
    """
    by_code = _by_code(code, day)
    try:
        by_name = country(name, day) if name else None
    except LookupError:
        if by_code is None:
            raise
        by_name = None  # the code is enough
    if by_name is None or by_code is None or by_name == by_code:
        return _on_the_day(by_code or by_name or country(code, day), day)
    if _kin(by_code) is not _kin(by_name):
        raise LookupError(f"code {code!r} is {by_code}, but the name {name!r} is {by_name}")
    return by_name


def _by_code(code: str, day: date | None) -> Country | None:
    try:
        return by_alpha_3(code)
    except KeyError:
        pass
    try:
        found = match(code, day)
    except LookupError:
        return None
    return found.country if found.how == "code" else None


def _on_the_day(one: Country, day: date | None) -> Country:
    """Return the state that stood then in the place of one that had ended or not begun."""
    if day is None:
        return one
    if one.end and day >= first_day(one.end):
        heirs = [row for row in _successions() if row[0] == one.alpha_3 and row[2] == first_day(one.end)]
        whole = [row for row in heirs if row[3] in ("continuation", "union")] or heirs
        if len(whole) != 1:
            raise LookupError(f"{one} ended on {one.end}, before the vote")
        return _on_the_day(by_alpha_3(whole[0][1]), day)
    for before, after, since, how in _successions():
        if after == one.alpha_3 and day < since and how in ("continuation", "dissolution"):
            former = by_alpha_3(before)
            if former.end and first_day(former.end) == since:
                return _on_the_day(former, day)
    return one


@once
def _successions() -> tuple[tuple[str, str, date, str], ...]:
    return tuple((row[0], row[1], first_day(row[2]), row[3]) for row in table("successions"))


def _kin(one: Country) -> object:
    """Return what is the same for all states linked by succession, and only for them."""
    return _families().get(one.alpha_3, one)


@once
def _families() -> dict[str, object]:
    families: dict[str, set[str]] = {}
    for before, after, _since, _how in _successions():
        joined = families.get(before, {before}) | families.get(after, {after})
        families.update(dict.fromkeys(joined, joined))
    return dict(families)


def era(day: date | None) -> int:
    """Return the number of the time between two days on which any code or name changed hands.

    Within one era a code and a name stand for the same country, so that it need not be asked again.

    Example:
        >>> era(date(2025, 2, 24)) == era(date(2025, 10, 29)), era(date(1985, 1, 1)) == era(date(1995, 1, 1))
        (True, False)
    """
    return -1 if day is None else bisect(_changes(), day)


@once
def _changes() -> tuple[date, ...]:
    limits = {row[2] for row in table("successions")}
    for name in ("countries", "names"):  # no row of `names_more` is dated
        start, end = columns(name).index("start"), columns(name).index("end")
        limits.update(limit for row in table(name) for limit in (row[start], row[end]))
    return tuple(sorted({first_day(limit) for limit in limits if limit}))


# ------------------------------------------------------------------------------- roll calls in the making


class Totals(NamedTuple):
    """The totals as announced, None where a file does not give them."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    members: int | None = None


def lane(vote: str) -> int:
    """Return which way a vote went: 0 yes, 1 no, 2 abstain, 3 absent.

    Raises:
        LookupError: If it is no vote.

    Example:
        >>> [lane(vote) for vote in ("Y", "no", "Abstain", "NV")]
        [0, 1, 2, 3]
    """
    try:
        return _LANES[vote.strip().casefold()]
    except KeyError:
        raise LookupError(f"{vote!r} is no vote; write Y, N, A or X (or yes, no, abstain, absent)") from None


def ballot(voter: Country, way: int) -> int:
    """Return one vote as one bit of an integer in which every lane has a bit for every country."""
    return 1 << (way * len(all_countries()) + voter.index)


def packed(lanes: Iterable[int]) -> int:
    """Return votes given as masks of yes, no, abstain and absent as one integer; see `ballot`."""
    width = len(all_countries())
    return sum(mask << way * width for way, mask in enumerate(lanes))


def voter_of(bit: int) -> Country:
    """Return the country whose vote a bit is; see `ballot`."""
    return all_countries()[(bit.bit_length() - 1) % len(all_countries())]


@define
class Reading:
    """A roll call in the making.

    Attributes:
        line: The first line on which it stands.
        record: Number or key in the file, empty where there is none.
        packed: The votes; see `ballot`.
        voters: The mask of the countries whose votes they are.
        unread: How many votes could not be used.
        without_vote: Whether the file says that there was no vote.
        id: The id, where it is not to be made from date, body and symbol.
        date_text: The date as known, where it is no day.
        undl_record: Number of the record in the UN Digital Library.
        The rest is what `RollCall` has.
    """

    line: int
    record: str
    day: date | None
    body: str
    symbol: str
    source: Source
    session: str = ""
    title: str = ""
    vote_kind: str = ""
    outcome: Outcome | None = None
    totals: Totals = Factory(Totals)
    target: str = ""
    notes: list[str] = Factory(list)
    packed: int = 0
    voters: int = 0
    unread: int = 0
    without_vote: bool = False
    id: str = ""
    date_text: str = ""
    undl_record: str = ""

    def add(self, voter: Country, vote: str) -> int:
        """Add a vote; return its bit.

        Raises:
            LookupError: If it is no vote, or the country has voted already.
        """
        bit = ballot(voter, lane(vote))
        if not self.add_all(bit, 1):
            raise LookupError(f"{voter} is there twice")
        return bit

    def add_all(self, bits: int, count: int) -> bool:
        """Add so many votes at once, given as the sum of their bits, unless a country is there twice."""
        if count == 1:
            voters = 1 << voter_of(bits).index
        else:
            yes, no, abstain, absent = _lanes(bits)
            voters = yes | no | abstain | absent
        if voters & self.voters or voters.bit_count() != count:
            return False
        self.packed |= bits
        self.voters |= voters
        return True

    def note(self, text: str) -> None:
        """Add to the notes, once."""
        if text and text not in self.notes:
            self.notes.append(text)

    def finish(self, key: str, problems: Problems) -> RollCall:
        """Return the roll call; note where roll and totals disagree."""
        if self.without_vote:
            self._drop_what_is_no_vote()
        masks = _lanes(self.packed)
        differences = self._differences(masks)
        if differences:
            self.note(f"Roll and totals disagree: {differences}.")
            problems.noted(self.line, f"{self.symbol or key}: roll and totals disagree: {differences}")
        missing = self.unread and (differences or None in self.totals[:4])  # or the totals vouch for all
        if missing:
            self.note(f"Votes that could not be read: {self.unread}.")
        completeness: Completeness = "none"
        if self.packed:
            completeness = "partial" if differences or missing else "complete"
        tally = self._tally(masks, counted=completeness == "complete")
        return RollCall(
            id=key,
            symbol=self.symbol,
            date=self.day,
            body=self.body,
            session=self.session,
            title=self.title,
            vote_kind=self.vote_kind,
            outcome=self.outcome or _outcome(tally),
            tally=tally,
            target=self.target,
            target_country=None,
            proposition=None,
            direction="for",
            completeness=completeness,
            source=self.source,
            notes=" ".join(self.notes),
            date_text=self.date_text or (self.day.isoformat() if self.day else ""),
            record=self.undl_record,
            masks=masks,
        )

    def _drop_what_is_no_vote(self) -> None:
        self.note("Adopted without a vote.")
        counts = [mask.bit_count() for mask in _lanes(self.packed)]
        listed = ", ".join(f"{count} {word}" for count, word in zip(counts, _WORDS, strict=False) if count)
        if self.packed:
            self.note(f"The file lists the members nevertheless: {listed}.")
        self.packed, self.totals, self.vote_kind = 0, Totals(), "adopted without vote"

    def _differences(self, masks: Iterable[int]) -> str:
        if not self.packed:
            return ""
        counts = [mask.bit_count() for mask in masks]
        return "; ".join(
            f"{word} {counted} in the roll, {announced} announced"
            for word, counted, announced in zip(_WORDS, [*counts, sum(counts)], self.totals, strict=True)
            if announced not in (None, counted)
        )

    def _tally(self, masks: Iterable[int], counted: bool) -> Tally:
        yes, no, abstain, absent = (
            mask.bit_count() if announced is None and counted else announced
            for mask, announced in zip(masks, self.totals[:4], strict=True)
        )
        return Tally(yes, no, abstain, absent)


def _lanes(packed: int) -> tuple[int, int, int, int]:
    width = len(all_countries())
    every = (1 << width) - 1
    yes, no, abstain, absent = (packed >> (way * width) & every for way in range(4))
    return yes, no, abstain, absent


def _outcome(tally: Tally) -> Outcome | None:
    """Return the outcome where any majority rule gives the same."""
    if tally.yes is None or tally.no is None:
        return None
    return "rejected" if tally.no >= max(tally.yes, 1) else None


def assemble(readings: Iterable[Reading], problems: Problems) -> RollCalls:
    """Return the roll calls in order of date, each with an id of its own.

    Raises:
        DataIntegrityError: If something was lost and that is to stop the reading.
    """
    used: set[str] = set()
    found = [one.finish(_key(one, used), problems) for one in readings]
    found.sort(key=lambda one: (one.date or date.min, one.id))
    return RollCalls(found, problems.settle())


def _key(one: Reading, used: set[str]) -> str:
    parts = (str(one.day or ""), _slug(one.body), _slug(one.symbol or one.record))
    stem = one.id or "-".join(part for part in parts if part) or "roll-call"
    endings = iter(range(2, len(used) + 3))
    key = stem
    if key in used and one.symbol and one.record:
        key = stem = f"{stem}-{_slug(one.record)}"
    while key in used:
        key = f"{stem}-{next(endings)}"
    used.add(key)
    return key


def _slug(text: str) -> str:
    return "-".join(re.findall(r"\w+", text.casefold()))


# ------------------------------------------------------------------------------------------- cells


def day_of(text: str) -> date | None:
    """Return the day that a cell gives, None if it is empty.

    Raises:
        ValueError: If it is no day in ISO 8601.

    Example:
        >>> day_of("2025-02-24"), day_of("20250224"), day_of("")
        (datetime.date(2025, 2, 24), datetime.date(2025, 2, 24), None)
    """
    try:
        return datetime.fromisoformat(text).date() if text else None
    except ValueError:
        raise ValueError(f"{text!r} is no day: write it as YYYY-MM-DD") from None


@lru_cache(maxsize=1 << 10)
def total(text: str) -> int | None:
    """Return the number that a cell gives ("93", "93.0"), None if it is empty.

    Raises:
        ValueError: If it is no whole number.

    Example:
        >>> total("93.0"), total("")
        (93, None)
    """
    if not text:
        return None
    found = re.fullmatch(r"(\d+)(\.0*)?", text)
    if found is None:
        raise ValueError(f"{text!r} is no number of votes")
    return int(found[1])


@lru_cache(maxsize=1 << 10)
def session_of(text: str) -> str:
    """Return a session as the UN writes it.

    Example:
        >>> session_of("10emsp"), session_of("29sp"), session_of("80.0"), session_of("ES-11")
        ('ES-10', 'S-29', '80', 'ES-11')
    """
    found = re.fullmatch(r"(\d+)(emsp|sp|\.0*)?", text.casefold())
    if found is None:
        return text
    return {"emsp": "ES-", "sp": "S-"}.get(found[2] or "", "") + found[1]


def body_code(name: str) -> str:
    """Return the code of a body by its name or code; a name that the table of bodies has not, as it is.

    Example:
        >>> body_code("Human Rights Council"), body_code("ga"), body_code("Trusteeship Council")
        ('hrc', 'ga', 'Trusteeship Council')
    """
    return _bodies().get(name.casefold(), name)


@once
def _bodies() -> dict[str, str]:
    return {word.casefold(): row[0] for row in table("bodies") for word in row[:2]}
