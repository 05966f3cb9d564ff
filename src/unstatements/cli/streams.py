"""Text in, text out: files and pipes, whatever they hold, and messages of one line."""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, TextIO

from unstatements.core.arguments import quoted

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LONGEST_TEXT = 1 << 26  # bytes of a text that is read whole; a book is a million
_LINES_NAMED = 10  # so many undecodable lines are named
_BYTES_LOST = re.compile("[\udc80-\udcff]+")  # how `surrogateescape` keeps bytes that are not text
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


def prepare_streams() -> None:
    """Write UTF-8 into files and pipes; on a terminal show what it cannot show as escapes."""
    if sys.stdout is None:  # closed by the caller
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # for good
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            own = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(
                encoding=stream.encoding if own else "utf-8", errors="backslashreplace"
            )


def silence(stream: TextIO) -> None:
    """Let what is left of a stream go nowhere; the interpreter flushes it when it ends."""
    with suppress(OSError, ValueError):  # a stream without a file, as in tests
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def warn(message: str) -> None:
    """Write one line to stderr, whatever the message holds."""
    if sys.stderr is None:  # closed by the caller
        return
    try:
        sys.stderr.write(f"unstatements: {escape(' '.join(message.split()))}\n")
        sys.stderr.flush()
    except OSError:  # nobody listens
        silence(sys.stderr)


# ----------------------------------------------------------------------------------------- text in


@contextmanager
def open_input(file: str) -> Iterator[BinaryIO]:
    """Open a file for reading bytes; ``-`` is what comes through the pipe."""
    if file != "-":
        with Path(file).open("rb") as opened:
            yield opened
    elif sys.stdin is None:
        raise ValueError("there is no input: give a file")
    else:
        if sys.stdin.isatty():
            warn("reading what is typed; Ctrl-D ends it")
        yield sys.stdin.buffer


def read_text(file: str, *, replace: bool = False) -> str:
    """Return the text of a file, or of a pipe (``-``); UTF-8, or UTF-16 if it says so."""
    with open_input(file) as opened:
        raw = opened.read(_LONGEST_TEXT + 1)
    if len(raw) > _LONGEST_TEXT:
        raise ValueError(f"{file}: is longer than a text, {_LONGEST_TEXT >> 20} MB")
    utf_16 = raw.startswith(_UTF_16)
    encoding = "UTF-16" if utf_16 else "UTF-8"
    if replace and utf_16:
        text = raw.decode("utf-16", "replace")
    elif replace:
        text = _replaced(raw.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape"))
    else:
        try:
            text = raw.decode("utf-16" if utf_16 else "utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise ValueError(f"{file}, line {line}: is not {encoding} text") from None
    return text.replace("\r\n", "\n")


def _replaced(text: str) -> str:
    if not is_undecodable(text):
        return text
    lines = [number for number, line in enumerate(text.split("\n"), 1) if is_undecodable(line)]
    named = ", ".join(map(str, lines[:_LINES_NAMED]))
    more = f" and {len(lines) - _LINES_NAMED} more" if len(lines) > _LINES_NAMED else ""
    warn(f"bytes that are not UTF-8 text in line{'' if len(lines) == 1 else 's'} {named}{more}")
    return re.sub("[\udc80-\udcff]", "\ufffd", text)


def lines_of(opened: IO[bytes], encoding: str, limit: int) -> Iterator[str]:
    """Yield the lines of a file one by one, without their ends, in bounded memory."""
    # Bytes that are not text are kept as lone surrogates, see `is_undecodable`. Of a line longer
    # than the limit the rest is dropped and an ellipsis put in its place.
    try:
        text = io.TextIOWrapper(opened, encoding, errors="surrogateescape", newline="\n")
    except LookupError:
        raise ValueError(f"no encoding is called {quoted(encoding)}") from None
    try:
        while line := text.readline(limit + 2):
            kept = line.removesuffix("\n").removesuffix("\r")
            while line and not line.endswith("\n"):
                line = text.readline(limit)
            yield kept if len(kept) <= limit else f"{kept[:limit]}\u2026"
    finally:
        with suppress(ValueError):  # where the caller has closed the file, whose it is
            text.detach()


def is_undecodable(line: str) -> bool:
    """Return whether a line holds bytes that are not text in its encoding."""
    return bool(_BYTES_LOST.search(line))


# ---------------------------------------------------------------------------------------- text out


def escape(text: str) -> str:
    """Return a text with escapes for bytes that are not text, and for control characters."""
    text = _BYTES_LOST.sub(lambda lost: _escaped_bytes(lost[0]), text)
    return _CONTROL.sub(
        lambda sign: sign[0].encode("unicode_escape", "surrogatepass").decode(), text
    )


def _escaped_bytes(lost: str) -> str:
    return "".join(f"\\x{ord(sign) - 0xDC00:02x}" for sign in lost)
