"""``python -m unstatements``: what the library can do without any extra."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from unstatements._errors import UnstatementsError
from unstatements._report import DEFAULT_EVENT, report

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 a check failed, 2 bad input.

    Args:
        arguments: The arguments after the program's name; None for those of the process.

    Example:
        >>> main(["report", "--event", "2023-10-18-ga3c-united-kingdom"])  # doctest: +ELLIPSIS
        1. The statement and its counterstatement
        ...
    """
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (UnstatementsError, ValueError) as error:
        print(f"unstatements: {error}", file=sys.stderr)
        return 2
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="unstatements", description=__doc__)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    told = commands.add_parser(
        "report",
        help="a statement, its rival, the split by region, the shift and the vote",
        description="Print what the record holds about one statement.",
    )
    told.add_argument("--event", default=DEFAULT_EVENT, help="id of a statement (default: %(default)s)")
    told.add_argument("--json", action="store_true", help="print JSON for machines")
    told.set_defaults(run=_report)
    checked = commands.add_parser(
        "check",
        help="check the whole data package",
        description="Check the data package; exit status 1 if anything is wrong with it.",
    )
    checked.set_defaults(run=_check)
    return parser


def _report(options: argparse.Namespace) -> int:
    found = report(options.event)
    if options.json:
        import json

        print(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        print(found.to_text())
    return 0


def _check(_options: argparse.Namespace) -> int:
    from unstatements._check import check, summary

    problems = check()
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'} found")
        return 1
    for what, count in summary().items():
        print(f"{count} {what}")
    print("nothing is wrong")
    return 0


if __name__ == "__main__":
    sys.exit(main())
