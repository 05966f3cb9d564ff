"""What every command shares: text in, text out, errors in one line, a way to stop without noise."""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, TextIO

from unstatements.core.errors import UnstatementsError

__all__ = [
    "DONE",
    "FOUND_NOTHING",
    "as_json",
    "guarded",
    "input_of",
    "lines_of",
    "not_text",
    "read_text",
    "tell",
    "visible",
]

DONE = 0
FOUND_NOTHING = 1
BAD_INPUT = 2
INTERRUPTED = 130  # as shells count a Ctrl-C

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TOLD = 10  # so many bad lines are told by number
_BYTES_LOST = re.compile("[\udc80-\udcff]+")  # how `surrogateescape` keeps bytes that are no text
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


def guarded(run: Callable[[], int]) -> int:
    """Run a command and return its exit status, whatever happens.

    Errors that the library raises on purpose, and files that cannot be read, are one line on stderr and status 2.
    A reader that has seen enough and closed the pipe is no error.

    Args:
        run: The command; it returns its status.

    Example:
        >>> guarded(lambda: 1)
        1
    """
    _prepare_output()
    with warnings.catch_warnings():
        warnings.showwarning = lambda message, *_args, **_more: tell(f"note: {message}")
        try:
            return _flushed(run())
        except BrokenPipeError:
            _silence(sys.stdout)
            return DONE
        except KeyboardInterrupt:
            _silence(sys.stdout)
            return INTERRUPTED
        except OSError as error:
            tell(f"{error.filename or 'output'}: {error.strerror or error}")
        except (UnstatementsError, ValueError, ImportError) as error:
            tell(str(error))
        try:
            return _flushed(BAD_INPUT)
        except OSError:
            _silence(sys.stdout)
            return BAD_INPUT


def tell(message: str) -> None:
    """Write one line to stderr, whatever the message holds.

    Args:
        message: What to say.
    """
    if sys.stderr is None:  # closed by the caller
        return
    try:
        sys.stderr.write(f"unstatements: {visible(' '.join(message.split()))}\n")
        sys.stderr.flush()
    except OSError:  # nobody listens
        _silence(sys.stderr)


def _flushed(status: int) -> int:
    sys.stdout.flush()
    return status


def _silence(stream: TextIO) -> None:
    """Let what is left of a stream go nowhere; the interpreter flushes it once more when it ends."""
    with suppress(OSError, ValueError):  # a stream without a file, as in tests
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _prepare_output() -> None:
    """Write UTF-8 into files and pipes; on a terminal show what it cannot show as escapes."""
    if sys.stdout is None:  # closed by the caller
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # as long as the process
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            own = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=stream.encoding if own else "utf-8", errors="backslashreplace")


def as_json(value: object) -> str:
    """Return a value as indented JSON; dates are in ISO 8601.

    Example:
        >>> print(as_json({"a": [1, None]}))
        {
          "a": [
            1,
            null
          ]
        }
    """
    import json

    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


@contextmanager
def input_of(file: str) -> Iterator[BinaryIO]:
    """Open a file for reading bytes; ``-`` is what comes through the pipe.

    Args:
        file: Its path, or ``-``.

    Raises:
        OSError: If it cannot be read.
        ValueError: If there is no standard input.
    """
    if file != "-":
        with Path(file).open("rb") as opened:
            yield opened
    elif sys.stdin is None:
        raise ValueError("there is no input: give a file")
    else:
        if sys.stdin.isatty():
            tell("reading what is typed; Ctrl-D ends it")
        yield sys.stdin.buffer


def read_text(file: str) -> str:
    """Return the text of a file, or of a pipe (``-``); UTF-8, or UTF-16 if it says so.

    Args:
        file: Its path, or ``-``.

    Raises:
        OSError: If it cannot be read.
        ValueError: If it is not UTF-8; names the line.
    """
    with input_of(file) as opened:
        raw = opened.read()
    utf_16 = raw.startswith(_UTF_16)
    try:
        text = raw.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ValueError(f"{file}, line {line}: is no {'UTF-16' if utf_16 else 'UTF-8'} text") from None
    return text.replace("\r\n", "\n")


def text_with_garbage(file: str) -> str:
    """Return the text of a file, or of a pipe (``-``); bytes that are no UTF-8 are told by line.

    Each of them becomes a replacement character, so that nothing else is lost.

    Args:
        file: Its path, or ``-``.

    Raises:
        OSError: If it cannot be read.
    """
    with input_of(file) as opened:
        raw = opened.read()
    if raw.startswith(_UTF_16):
        text = raw.decode("utf-16", "replace")
    else:
        text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
    if not_text(text):
        bad = [number for number, line in enumerate(text.split("\n"), 1) if not_text(line)]
        more = f" and {len(bad) - _TOLD} more" if len(bad) > _TOLD else ""
        lines = ", ".join(map(str, bad[:_TOLD]))
        tell(f"bytes that are no UTF-8 text in line{'' if len(bad) == 1 else 's'} {lines}{more}")
        text = re.sub("[\udc80-\udcff]", "\ufffd", text)
    return text.replace("\r\n", "\n")


def lines_of(opened: IO[bytes], encoding: str, limit: int) -> Iterator[str]:
    r"""Yield the lines of a file one by one, without their ends, in bounded memory.

    Bytes that are no text in the encoding are kept as lone surrogates, see `not_text`. Only a line feed ends a
    line. Of a line longer than the limit the rest is dropped and an ellipsis put in its place.

    Args:
        opened: The file.
        encoding: Its encoding.
        limit: Most characters of a line that are kept.

    Raises:
        ValueError: If there is no such encoding.

    Example:
        >>> list(lines_of(io.BytesIO(b"Mali\r\nC\xf4te\n\nFiji"), "utf-8", 100))
        ['Mali', 'C\udcf4te', '', 'Fiji']
    """
    try:
        text = io.TextIOWrapper(opened, encoding, errors="surrogateescape", newline="\n")
    except LookupError:
        raise ValueError(f"no encoding is called {encoding!r}") from None
    try:
        while line := text.readline(limit + 2):
            kept = line.removesuffix("\n").removesuffix("\r")
            while line and not line.endswith("\n"):
                line = text.readline(limit)
            yield kept if len(kept) <= limit else f"{kept[:limit]}\u2026"
    finally:
        with suppress(ValueError):  # where the caller has closed the file, whose it is
            text.detach()


def not_text(line: str) -> bool:
    r"""Say whether a line holds bytes that are no text in its encoding.

    Example:
        >>> not_text("C\udcf4te"), not_text("Côte")
        (True, False)
    """
    return bool(_BYTES_LOST.search(line))


def visible(text: str) -> str:
    r"""Return a text in which bytes that are no text, and control characters, are written as escapes.

    Example:
        >>> print(visible("C\udcf4te\x1b[0m"))
        C\xf4te\x1b[0m
    """
    text = _BYTES_LOST.sub(lambda found: "".join(f"\\x{ord(one) - 0xDC00:02x}" for one in found[0]), text)
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), text)
