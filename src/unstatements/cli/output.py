"""Results printed: in the form asked for, into a file, as wide as the terminal, as a picture."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal, TypeAlias

from attrs import frozen

from unstatements.cli.streams import escape
from unstatements.core.arguments import one_of
from unstatements.core.files import written_whole
from unstatements.curation.export import write_parquet
from unstatements.results.cells import Column, DisplayRow, Row
from unstatements.results.result import LongTable, Pictured, Result
from unstatements.results.text import head, more, show, text_table

DONE, FOUND_NOTHING = 0, 1

Form: TypeAlias = Literal["text", "json", "csv", "parquet"]

_FORMS: Mapping[str, Form] = {
    ".txt": "text",
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
}
_PICTURES = (".png", ".svg", ".pdf")


@frozen(kw_only=True)
class PictureOutput:
    """Where a picture goes, and how wide it is."""

    output: str
    width: float = 8.0

    def draw(self, result: Result) -> None:
        """Draw a result into the file, which appears when it is whole."""
        path = Path(self.output)
        one_of(path.suffix.lower(), _PICTURES, "--output, by its suffix")
        if not isinstance(result, Pictured):
            raise ValueError(f"there is no picture of this: {result.title()}")
        with written_whole(path) as partial:
            result.plot(self.width).savefig(partial)


@frozen(kw_only=True)
class Output:
    """The form of what is printed, and where it goes."""

    json: bool = False
    csv: bool = False
    output: str | None = None

    @property
    def form(self) -> Form:
        """The form asked for: by an option, or by the name of the file."""
        if self.json and self.csv:
            raise ValueError("say either --json or --csv")
        if self.json or self.csv:
            return "json" if self.json else "csv"
        suffix = Path(self.output or "").suffix.lower()
        one_of(suffix or None, [*_FORMS, *_PICTURES], "--output, by its suffix")
        return _FORMS.get(suffix, "text")

    @property
    def is_picture(self) -> bool:
        """Whether a picture was asked for."""
        return Path(self.output or "").suffix.lower() in _PICTURES

    @contextmanager
    def stdout(self) -> Iterator[None]:
        """Let what is printed go into the file asked for, which appears when it is whole."""
        if self.output is None:
            yield
            return
        with (
            written_whole(Path(self.output)) as partial,
            partial.open("w", encoding="utf-8") as file,
            redirect_stdout(file),
        ):
            yield

    def print(self, result: Result) -> int:
        """Print or draw a result, and return whether there was anything to print, as status."""
        form = self.form
        if self.output and self.is_picture:
            PictureOutput(output=self.output).draw(result)
            return DONE
        if self.output and form == "parquet":
            return self._parquet(result)
        with self.stdout():
            if form == "json":
                print(result.to_json())
            elif form == "csv":
                result.to_csv(sys.stdout)
            elif sys.stdout.isatty():
                _print_on_terminal(result)
            else:
                print(result.to_text())
        if isinstance(result, LongTable):
            return DONE if len(result) else FOUND_NOTHING
        defined = (row.get("value", "") is not None for row in result.rows())
        return DONE if any(defined) else FOUND_NOTHING

    def _parquet(self, result: Result, names: Sequence[str] | None = None) -> int:
        with written_whole(Path(self.output or "")) as partial:
            return DONE if write_parquet(result, partial, names) else FOUND_NOTHING


@frozen(kw_only=True)
class TableOutput(Output):
    """The form of a table: which rows and columns, in which order."""

    columns: str | None = None
    sort: str | None = None
    limit: int | None = None

    def print(self, result: Result) -> int:
        """Print the rows and columns asked for."""
        if self.limit is not None and self.limit < 0:
            raise ValueError(f"--limit: {self.limit}; expected 0 or more")
        if self.is_picture or (self.columns, self.sort, self.limit) == (None, None, None):
            return super().print(result)
        names = re.split(r"\s*,\s*", self.columns) if self.columns else result.columns
        for name in names:
            one_of(name, result.columns, "--columns")
        if self.form == "parquet":
            if (self.sort, self.limit) != (None, None):
                raise ValueError("a Parquet file has all rows: leave out --sort and --limit")
            return self._parquet(result, names)
        rows, displayed = result.rows(), result.display_rows()
        as_whole = not self.columns and len(rows) == len(displayed)
        order = self._order(result, rows)
        selection = Excerpt(
            whole=result,
            names=names,
            kept=[rows[index] for index in order],
            displayed=[displayed[index] for index in order] if as_whole else None,
        )
        return super().print(selection)

    def _order(self, result: Result, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
        """Return the places of the rows, in order of the column asked for; missing cells last."""
        order = list(range(len(rows)))
        if self.sort is not None:
            column = self.sort.removeprefix("-")
            one_of(column, result.columns, "--sort")
            missing = [index for index in order if rows[index][column] is None]
            order = [index for index in order if rows[index][column] is not None]
            order.sort(key=lambda index: rows[index][column], reverse=self.sort.startswith("-"))
            order += missing
        return order[: self.limit]


@frozen(repr=False)
class Excerpt(Result):
    """Some rows and columns of a result."""

    _rows_of = "kept"

    whole: Result
    names: Sequence[str]
    kept: Sequence[Row]
    displayed: Sequence[DisplayRow] | None  # None where they are those kept

    def title(self) -> str:
        return self.whole.title()

    def _declared(self) -> Sequence[Column[Row]]:
        # Cells of any type, as it makes no data frame.
        return [Column(name, str, itemgetter(name)) for name in self.names]

    def display_rows(self) -> Sequence[DisplayRow]:
        return super().display_rows() if self.displayed is None else self.displayed

    def footnotes(self) -> Sequence[str]:
        left_out = len(self.whole.rows()) - len(self.kept)
        return [*([more(left_out)] if left_out else []), *self.whole.footnotes()]


def as_json(value: object) -> str:
    """Return a value as indented JSON; dates are in ISO 8601."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def _print_on_terminal(result: Result) -> None:
    """Print a result as wide as the terminal is."""
    from rich.console import Console
    from rich.text import Text

    # Without any style, not only without colour, where NO_COLOR asks for none.
    console = Console(color_system=None if os.environ.get("NO_COLOR") else "auto")
    if type(result).to_text is not Result.to_text:  # it is more than a table
        print(escape(result.to_text(width=console.width)))
        return
    console.print(Text(escape(result.title()), style="bold"))
    rows = result.display_rows()
    if not rows:
        return
    lines = text_table(rows, console.width).split("\n")
    console.print()
    if max(Text(line).cell_len for line in lines) <= console.width:
        for number, line in enumerate(lines):
            console.print(Text(escape(line), style="" if number else "bold"), soft_wrap=True)
        console.print()
    else:  # a terminal too narrow for columns has length
        for row in rows:
            for name, cell in row.items():
                console.print(Text(escape(f"{head(name)}: {show(cell)}")))
            console.print()
    for note in result.footnotes():
        console.print(Text(escape(note), style="dim"))
