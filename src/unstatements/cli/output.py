"""Results on a terminal: tables as wide as it is, with Rich; and a progress bar beside a long input."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from unstatements.cli.show import Shown
from unstatements.cli.streams import visible
from unstatements.results.cells import DisplayRow
from unstatements.results.result import Result
from unstatements.results.text import head, show, text_table

__all__ = ["print_on_terminal", "watching"]

T = TypeVar("T")

_PATIENCE = 1.0  # seconds until a progress bar appears
_STEP = 500  # items between two looks at the clock


def console(stream: IO[str]) -> Console:
    """Return a console that writes to a stream, without any style where NO_COLOR asks for none.

    Args:
        stream: Such as ``sys.stdout``.
    """
    plain = bool(os.environ.get("NO_COLOR"))
    return Console(
        file=stream,
        color_system=None if plain else "auto",
        no_color=plain,
        highlight=False,
        markup=False,
        emoji=False,
    )


def print_on_terminal(result: Result) -> None:
    """Print a result as wide as the terminal is.

    Args:
        result: The result.
    """
    out = console(sys.stdout)
    if isinstance(result, Shown):
        print(visible(result.to_text(width=out.width)))
        return
    out.print(Text(visible(result.title()), style="bold"))
    rows = result.display_rows()
    if not rows:
        return
    lines = text_table(rows, out.width).split("\n")
    if max(map(cell_len, lines)) > out.width:
        _print_records(out, rows)
    else:
        out.print()
        for number, line in enumerate(lines):
            out.print(Text(visible(line), style="" if number else "bold"), soft_wrap=True)
        out.print()
    for note in result.footnotes():
        out.print(Text(visible(note), style="dim"))


def _print_records(out: Console, rows: Iterable[DisplayRow]) -> None:
    """Print one line a cell: a terminal too narrow for columns has length."""
    for row in rows:
        out.print()
        for name, cell in row.items():
            out.print(Text(visible(f"{head(name)}: {show(cell)}")))
    out.print()


@contextmanager
def watching(opened: IO[bytes]) -> Iterator[Callable[[Iterable[T]], Iterator[T]]]:
    """Show on stderr how much of a file has been read, where that takes longer than a second.

    Args:
        opened: The file.

    Yields:
        A function that passes on what is read from the file, and moves the bar meanwhile.
    """
    total = os.fstat(opened.fileno()).st_size if opened.seekable() else None
    of_bytes = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
    of_lines = (TextColumn("{task.completed:,.0f} lines"), TimeElapsedColumn())
    bar = Progress(
        *(of_bytes if total else of_lines),
        console=console(sys.stderr),
        transient=True,
        redirect_stdout=False,  # the results go where the user sent them
        redirect_stderr=False,
    )
    task = bar.add_task("", total=total)
    begin = time.monotonic()

    def passed_on(items: Iterable[T]) -> Iterator[T]:
        started = False
        for count, item in enumerate(items, 1):
            yield item
            if count % _STEP:
                continue
            if not started and time.monotonic() - begin > _PATIENCE:
                bar.start()
                started = True
            if started:
                bar.update(task, completed=opened.tell() if total else count)

    try:
        yield passed_on
    finally:
        bar.stop()
