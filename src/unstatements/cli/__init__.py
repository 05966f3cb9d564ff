"""The command line: `unstatements`, and the same program as `python -m unstatements`."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence

from unstatements.cli.streams import prepare_streams, silence, warn
from unstatements.core.errors import UnstatementsError

DONE, BAD_INPUT = 0, 2
INTERRUPTED = 130  # as shells count a Ctrl-C


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    prepare_streams()
    with warnings.catch_warnings():
        warnings.showwarning = lambda message, *_args, **_more: warn(f"note: {message}")
        try:
            status = _run(sys.argv[1:] if arguments is None else list(arguments))
            sys.stdout.flush()
            return status
        except BrokenPipeError:
            silence(sys.stdout)
            return DONE
        except KeyboardInterrupt:
            silence(sys.stdout)
            return INTERRUPTED
        except OSError as error:
            warn(f"{error.filename or 'output'}: {error.strerror or error}")
        except (UnstatementsError, ValueError, ImportError) as error:
            warn(str(error))
    try:
        sys.stdout.flush()
    except OSError:
        silence(sys.stdout)
    return BAD_INPUT


def _run(arguments: list[str]) -> int:
    try:
        from unstatements.cli.app import app
    except ModuleNotFoundError as error:
        if error.name not in ("typer", "click"):
            raise
        cure = 'pip install "unstatements[cli]"'
        raise ValueError(f"the command line needs Typer, which is not installed: {cure}") from None
    try:
        status = app(arguments or ["--help"], prog_name="unstatements", standalone_mode=False)
    except SystemExit as stop:  # after completion in a shell, and where nobody reads any more
        if isinstance(stop.__context__, BrokenPipeError):
            raise stop.__context__ from None
        return int(stop.code or DONE)
    except Exception as error:
        # Bad usage is of one class in some versions of Typer, and of Click's in others.
        message, context = getattr(error, "format_message", None), getattr(error, "ctx", None)
        if message is None:
            raise
        command = context.command_path if context else "unstatements"
        raise ValueError(f"{message()} (see {command} --help)") from None
    if status == INTERRUPTED:  # as Typer says it
        raise KeyboardInterrupt
    return int(status or DONE)
