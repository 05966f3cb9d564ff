"""The commands on the UN's own voting files: `unstatements votes add`, `list` and `remove`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import typer

import unstatements as un
from unstatements.cli.options import command as command_of
from unstatements.cli.output import DONE, TableOutput
from unstatements.core.arguments import one_of, quoted
from unstatements.results.text import facts_text

votes: typer.Typer = typer.Typer(
    help="The UN's own voting files: add one, list them, remove one.", rich_markup_mode=None
)
command: partial[Callable[[Callable[..., int]], Callable[..., int]]] = partial(command_of, votes)


@command(
    "unstatements votes add 2026_02_06_ga_voting.csv",
    "unstatements votes add old_ga_voting.csv --force --edition as-in-2025",
)
def add(voting_file: str, new_edition: str | None = None, *, force: bool = False) -> int:
    """Add a voting file, so that votes reach to date.

    Download it in a browser: https://digitallibrary.un.org/record/4060887 (General Assembly),
    https://digitallibrary.un.org/record/4055387 (Security Council). It is checked and kept,
    compact, in your user folder.
    """
    added = un.add_votes(voting_file, edition=new_edition, force=force)
    print(facts_text(str(added), added.facts()))
    return DONE


@command("unstatements votes list", "unstatements votes list --json")
def list_(*, output: TableOutput) -> int:
    """The voting files that were added."""
    return output.print(un.editions())


@command("unstatements votes remove ga-2026-02-06")
def remove(added_edition: str) -> int:
    """Remove a voting file that was added."""
    by_id = {edition.id: edition for edition in un.editions()}
    if not by_id:
        raise ValueError(f"edition: {quoted(added_edition)}; none was added to this computer")
    one_of(added_edition, by_id, "edition")
    by_id[added_edition].remove()
    print(f"removed: {by_id[added_edition]}")
    return DONE
