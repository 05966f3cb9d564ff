"""Opening other people's files: a path, an open file or a stream; plain, gzipped or zipped."""

from __future__ import annotations

import gzip
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Protocol, TypeAlias, TypeVar

from unstatements.core.arguments import quoted, wrong_type
from unstatements.core.errors import DataIntegrityError

T = TypeVar("T", bound=io.RawIOBase)
Progress: TypeAlias = Callable[[int, "int | None"], object]

LONGEST_LINE = 1 << 20  # so that a file of one endless line does not fill the memory

_CHUNK = 1 << 18  # bytes read at a time
_LARGEST_ZIP = 1 << 28  # bytes; a zip file is read whole before it is unpacked
_LARGE = 1 << 26  # bytes; from here on what is unpacked is measured against what was packed
_DENSEST = 100  # times the packed size; tables of votes shrink to a thirtieth
_LOOKED_AT = 64  # bytes
_PACKED = {
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"7z\xbc\xaf": "7-Zip",
    b"\x28\xb5\x2f\xfd": "Zstandard",
}


class Readable(Protocol):
    """Anything that a file can be read from: an open file, text or binary, or a stream."""

    def read(self, size: int, /) -> bytes | str:
        """Return up to so many bytes or characters, none at the end."""
        ...


PathOrBuffer: TypeAlias = "str | os.PathLike[str] | Readable"


@contextmanager
def opened(
    path_or_buffer: PathOrBuffer, suffix: str, progress: Progress | None = None
) -> Iterator[tuple[IO[bytes], str]]:
    """Yield the content of a plain, gzipped or zipped file, and the file's name."""
    if isinstance(path_or_buffer, str | os.PathLike):
        path = Path(path_or_buffer)
        with _file(path) as file:
            size = os.fstat(file.fileno()).st_size
            with _unpacked(_watched(file, size, progress), path.name, suffix) as content:
                yield content, path.name
    elif not hasattr(path_or_buffer, "read"):
        raise wrong_type(path_or_buffer, "file of votes: give a path or an open file")
    else:
        name = Path(str(getattr(path_or_buffer, "name", "<buffer>"))).name
        with _unpacked(_watched(path_or_buffer, None, progress), name, suffix) as content:
            yield content, name


def _watched(source: Readable, size: int | None, progress: Progress | None) -> _Stream:
    return _Stream(source, lambda position: progress(position, size) if progress else None)


def _file(path: Path) -> io.FileIO:
    try:
        return io.FileIO(path)
    except ValueError as error:  # a NUL, or what no file system can hold
        raise ValueError(f"{quoted(str(path))} is not a path ({error})") from None


def text_lines(content: IO[bytes], file: str) -> Iterator[str]:
    r"""Yield the lines of a text in UTF-8, without the mark with which some programs begin it."""
    text = io.TextIOWrapper(content, "utf-8-sig", errors="surrogateescape", newline="")
    for number, line in enumerate(iter(partial(text.readline, LONGEST_LINE), ""), 1):
        if len(line) == LONGEST_LINE:
            raise DataIntegrityError("is longer than a line of a table", file, number)
        try:
            line.encode()
        except UnicodeEncodeError:
            raise DataIntegrityError("is not UTF-8; save it as UTF-8", file, number) from None
        yield line


@contextmanager
def _unpacked(stream: _Stream, name: str, suffix: str) -> Iterator[IO[bytes]]:
    buffered = io.BufferedReader(stream, _CHUNK)
    start = buffered.peek(8)[:8]
    for mark, program in _PACKED.items():
        if start.startswith(mark):
            raise DataIntegrityError(f"is packed with {program}; unpack it first", name)
    try:
        # A buffer gives lines several times as fast as what unpacks.
        if start.startswith(b"\x1f\x8b"):
            unzipped = gzip.GzipFile(fileobj=buffered, mode="rb")
            yield _growing(unzipped, lambda: stream.position, name, suffix)
        elif start.startswith(b"PK\x03\x04"):
            packed = buffered.read(_LARGEST_ZIP + 1)
            if len(packed) > _LARGEST_ZIP:
                raise DataIntegrityError("is too large a zip file; unpack it first", name)
            with _member(io.BytesIO(packed), name, suffix) as member:
                yield _growing(member, lambda: len(packed), name, suffix)
        else:
            yield _readable(buffered, name, suffix)
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise DataIntegrityError(f"is cut short or damaged ({error})", file=name) from error


def _growing(
    content: Readable, packed_size: Callable[[], int], name: str, suffix: str
) -> io.BufferedReader[_Stream]:
    """Return what a packed file holds, as far as it does not grow beyond what a table can."""

    def check(size: int) -> None:
        if size > _LARGE and size > _DENSEST * packed_size():
            raise DataIntegrityError(
                f"holds more than {_DENSEST} times its size; if it is meant so, unpack it first",
                name,
            )

    return _readable(io.BufferedReader(_Stream(content, check), _CHUNK), name, suffix)


def _readable(content: io.BufferedReader[T], name: str, suffix: str) -> io.BufferedReader[T]:
    """Return content that can be a table of text."""
    if suffix == ".csv" and b"\0" in content.peek(_LOOKED_AT)[:_LOOKED_AT]:
        raise DataIntegrityError("is not UTF-8, but UTF-16 or no text; save it as UTF-8", name, 1)
    return content


def _member(packed: IO[bytes], name: str, suffix: str) -> IO[bytes]:
    """Return the one file of the kind that a zip file holds, not unpacked yet."""
    try:
        archive = zipfile.ZipFile(packed)
        members = [info for info in archive.infolist() if info.filename.lower().endswith(suffix)]
        # bz2 and lzma, which few programs write, have errors of their own for damage.
        if len(members) == 1 and members[0].compress_type in (
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        ):
            return archive.open(members[0])
    except (ValueError, RuntimeError, struct.error, OverflowError) as error:
        # What zipfile raises for damage that it does not look for, and for passwords.
        raise DataIntegrityError(f"cannot be unpacked ({error})", file=name) from error
    if len(members) == 1:
        raise DataIntegrityError("is not packed with deflate; unpack it first", file=name)
    held = ", ".join(archive.namelist()[:10]) or "nothing"
    raise DataIntegrityError(f"should hold one {suffix} file, and holds: {held}", file=name)


class _Stream(io.RawIOBase):
    """What a file or stream gives, as bytes; reports how far it was read."""

    def __init__(self, source: Readable, report: Callable[[int], object]) -> None:
        self._source = source
        self._report = report
        self.position = 0
        self._rest = b""  # read, but too long for the buffer, as encoded text may be

    def readable(self) -> bool:
        return True

    def readinto(self, target: bytearray | memoryview) -> int:  # type: ignore[override]  # as called
        if not self._rest:
            chunk = self._source.read(len(target))
            self._rest = (
                chunk.encode("utf-8", "surrogatepass") if isinstance(chunk, str) else chunk
            )
            self.position += len(self._rest)
            self._report(self.position)
        part, self._rest = self._rest[: len(target)], self._rest[len(target) :]
        target[: len(part)] = part
        return len(part)
