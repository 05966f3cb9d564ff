"""The console script `unstatements`: all commands with the extra `cli`, and without it those that need none."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import cast

from unstatements.cli.streams import guarded, tell

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    0: done. 1: nothing was found, a check failed, a name could not be resolved, or a draft has something to
    settle. 2: bad input. 130: interrupted.

    Args:
        arguments: The arguments after the program's name; None for those of the process.

    Example:
        >>> main(["resolve", "Ivory Coast", "Latvia"])
        CIV      exact        Côte d'Ivoire                         Ivory Coast
        LVA      exact        Latvia                                Latvia
        0
    """
    return guarded(lambda: _run(sys.argv[1:] if arguments is None else list(arguments)))


def _run(arguments: list[str]) -> int:
    try:
        from unstatements.cli.app import app
    except ModuleNotFoundError as error:
        if error.name not in ("typer", "rich", "click"):
            raise
        return _run_plainly(arguments)
    shown = io.StringIO()  # Typer has its own way with closed pipes, so it does not get to write to one
    try:
        with redirect_stdout(shown):
            found = app(args=arguments or ["--help"], prog_name="unstatements", standalone_mode=False)
    except SystemExit as done:  # after completion in a shell
        found = done.code
    except Exception as error:
        # What Typer raises for bad usage is of one class in some of its versions, and of Click's in others.
        message = getattr(error, "format_message", None)
        if message is None:
            raise
        raise ValueError(f"{message()} (see unstatements --help)") from None
    sys.stdout.write(shown.getvalue())
    # A command only says what is to be done: Typer is out of the way when it is.
    return cast("int", found() if callable(found) else found or 0)


def _run_plainly(arguments: list[str]) -> int:
    from unstatements.__main__ import COMMANDS, run

    command, cure = (
        arguments[0] if arguments else "--help",
        'install the extra cli: pip install "unstatements[cli]"',
    )
    if command not in (*COMMANDS, "-h", "--help"):
        raise ValueError(f"{command}: not without Typer and Rich; {cure}")
    tell(f"for more than {', '.join(COMMANDS)} {cure}")
    return run(arguments or [command])
