"""``python -m unstatements``: what the library can do without any extra.

The console script `unstatements` has these commands too, and more: it needs the extra `cli`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from unstatements.analysis.report import report
from unstatements.cli.streams import DONE, FOUND_NOTHING, as_json, guarded, read_text

__all__ = ["COMMANDS", "main", "print_check", "print_draft", "print_report"]

COMMANDS = {
    "report": "a statement, its rival, the split by region, the shift and the vote",
    "check": "check the whole data package",
    "draft": "read a press release and print the rows to add to the tables",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 something is amiss, 2 bad input.

    Args:
        arguments: The arguments after the program's name; None for those of the process.

    Example:
        >>> main(["report", "--event", "2023-10-18-ga3c-united-kingdom"])  # doctest: +ELLIPSIS
        1. The statement and its counterstatement
        ...
    """
    return guarded(lambda: run(arguments))


def run(arguments: Sequence[str] | None) -> int:
    """Run a command; errors are the caller's.

    Args:
        arguments: The arguments after the program's name; None for those of the process.
    """
    options = _parser().parse_args(arguments)
    if options.command == "report":
        return print_report(options.event, options.json, options.csv)
    if options.command == "check":
        return print_check(options.json)
    given = {name: value for name, value in vars(options).items() if name not in ("command", "file", "json")}
    return print_draft(options.file, given, options.json)


def print_report(event: str | None, json: bool, csv: bool) -> int:
    """Print what the record holds about one statement.

    Args:
        event: Id of the statement.
        json: Whether as JSON.
        csv: Whether as CSV, a state a row.

    Raises:
        ValueError: If both are asked for.
    """
    if json and csv:
        raise ValueError("say either --json or --csv")
    found = report(event)
    if csv:
        found.to_csv(sys.stdout)
    else:
        print(as_json(found.to_dict()) if json else found.to_text())
    return DONE


def print_check(json: bool) -> int:
    """Check the data package and print what is wrong with it; return 1 if anything is.

    Args:
        json: Whether as JSON.
    """
    from attrs import asdict

    from unstatements.curation.check import check, summary

    problems = check()
    status = FOUND_NOTHING if problems else DONE
    if json:
        print(
            as_json({"problems": [asdict(one) for one in problems], "counts": {} if problems else summary()})
        )
        return status
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'} found")
        return status
    for what, count in summary().items():
        print(f"{count} {what}")
    print("nothing is wrong")
    return status


def print_draft(file: str, given: dict[str, object], json: bool) -> int:
    """Print the rows that record a press release; return 1 if anything has to be settled first.

    Args:
        file: Path of the text, or ``-``.
        given: What is known beside the text: the fields of `Particulars`, None where not given.
        json: Whether as JSON.
    """
    from unstatements.curation.draft import Particulars, draft

    found = draft(read_text(file), Particulars.of(given))
    print(as_json(found.to_dict()) if json else found.to_text())
    return FOUND_NOTHING if found.concerns else DONE


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, written where all errors are."""

    def error(self, message: str) -> NoReturn:
        raise ValueError(f"{message} (see {self.prog} --help)")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m unstatements",
        description="What the library can do without any extra.",
        epilog='For more commands: pip install "unstatements[cli]", then run: unstatements --help. '
        "Exit status: 0 done, 1 something is amiss, 2 bad input.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", dest="command")
    parsers = {
        name: commands.add_parser(name, help=what, description=f"{what}.") for name, what in COMMANDS.items()
    }
    for one in parsers.values():
        one.add_argument("--json", action="store_true", help="print JSON for machines")
    parsers["report"].add_argument(
        "--event", help="id of a statement (default: the example of the data package)"
    )
    parsers["report"].add_argument("--csv", action="store_true", help="print CSV, a state a row")
    _add_draft_options(parsers["draft"])
    return parser


def _add_draft_options(parser: argparse.ArgumentParser) -> None:
    from unstatements.curation.draft import HELP, OPTIONS

    parser.add_argument("file", metavar="FILE", help=HELP["file"])
    for name in OPTIONS:
        flag = f"--{name.replace('_', '-')}"
        if name == "primary":
            parser.add_argument(flag, action="store_true", help=HELP[name])
        else:
            kind = int if name in ("session", "count") else str
            parser.add_argument(flag, type=kind, required=name in ("date", "body"), help=HELP[name])


if __name__ == "__main__":
    sys.exit(main())
