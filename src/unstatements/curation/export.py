"""Tables of the data package written to files, whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from unstatements.core.arguments import one_of
from unstatements.core.tables import names
from unstatements.results.packaged import Table, tables

__all__ = ["FORMATS", "export_tables"]


def export_tables(
    tables_wanted: Sequence[str], to: str | None = None, form: str | None = None
) -> Iterator[tuple[Path, int]]:
    """Write tables of the data package, one file each, or one table to stdout.

    A file appears only when it is written whole.

    Args:
        tables_wanted: Names of tables.
        to: A file for one table, or a directory; None for stdout.
        form: ``"csv"``, ``"json"``, ``"parquet"`` or ``"xlsx"``; None to follow the file's name.

    Yields:
        Each file that was written, and its number of rows.

    Raises:
        ImportError: If a package that the format needs is not installed.
        OSError: If a file cannot be written.
        ValueError: If a table or a format is not known, or several tables are to go into one file.

    Example:
        >>> list(export_tables(["bodies"]))
        id,name,parent,voters
        ...
        []
    """
    for name in tables_wanted:
        one_of(name, names(), "table")
    suffix = Path(to).suffix.removeprefix(".").lower() if to else ""
    form = form or suffix or "csv"
    one_of(form, FORMATS, "format")
    if to is None:
        _print_table([tables()[name] for name in tables_wanted], form)
        return
    for name, path in zip(tables_wanted, _paths(tables_wanted, to, form), strict=True):
        _write(tables()[name], path, form)
        yield path, len(tables()[name])


def _paths(tables_wanted: Sequence[str], to: str, form: str) -> list[Path]:
    target = Path(to)
    if len(tables_wanted) == 1 and not target.is_dir() and not to.endswith(("/", os.sep)):
        return [target]
    if target.is_file():
        raise ValueError(f"{to} is a file: several tables go into a directory")
    target.mkdir(parents=True, exist_ok=True)
    return [target / f"{name}.{form}" for name in tables_wanted]


def _print_table(tables_wanted: Sequence[Table], form: str) -> None:
    if len(tables_wanted) > 1:
        raise ValueError("several tables need a directory: say --to DIRECTORY")
    if form == "csv":
        tables_wanted[0].to_csv(sys.stdout)
    elif form == "json":
        print(tables_wanted[0].to_json())
    else:
        raise ValueError(f"{form} is not text: say --to FILE")


def _write(table: Table, path: Path, form: str) -> None:
    # The suffix stays, because writers go by it.
    partial = path.with_name(f".{path.stem}.{os.getpid()}.partial.{form}")
    try:
        FORMATS[form](table, partial)
        partial.replace(path)
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        partial.unlink(missing_ok=True)


def _write_json(table: Table, path: Path) -> None:
    path.write_text(f"{table.to_json()}\n", encoding="utf-8")


def _write_parquet(table: Table, path: Path) -> None:
    if find_spec("polars") and not find_spec("pyarrow"):
        table.to_frame("polars").write_parquet(path)
        return
    frame = table.to_frame("pyarrow")
    from pyarrow import parquet  # type: ignore[import-not-found, import-untyped, unused-ignore]

    parquet.write_table(frame, path)


def _write_excel(table: Table, path: Path) -> None:
    if find_spec("polars") and find_spec("xlsxwriter"):
        table.to_frame("polars").write_excel(path)
        return
    for package in ("pandas", "openpyxl"):
        if not find_spec(package):
            raise ImportError(
                f"Excel files need {package}, which is not installed: "
                'pip install "unstatements[frames]" pandas openpyxl'
            )
    table.to_frame("pandas").to_excel(path, index=False)


FORMATS: Mapping[str, Callable[[Table, Path], None]] = {
    "csv": Table.to_csv,
    "json": _write_json,
    "parquet": _write_parquet,
    "xlsx": _write_excel,
}
"""How a table is written, by the suffix of the file."""
