"""Tables of the data package written to files, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from io import BytesIO
from itertools import chain
from pathlib import Path

from unstatements.core.arguments import one_of
from unstatements.core.files import written_whole
from unstatements.results.packaged import Table, tables
from unstatements.results.result import Result


def export_tables(
    table_names: Sequence[str], to: str, form: str | None = None
) -> Iterator[tuple[Path, int]]:
    """Write tables of the data package, one file each, which appears when it is written whole."""
    form = form or Path(to).suffix.removeprefix(".").lower() or "csv"
    one_of(form, FORMATS, "format")
    for name, path in zip(table_names, _paths(table_names, to, form), strict=True):
        table = tables()[name]
        with written_whole(path) as partial:
            FORMATS[form](table, partial)
        yield path, len(table)


def _paths(table_names: Sequence[str], to: str, form: str) -> list[Path]:
    target = Path(to)
    if len(table_names) == 1 and not target.is_dir() and not to.endswith(("/", os.sep)):
        return [target]
    if target.is_file():
        raise ValueError(f"{to} is a file: several tables go into a directory")
    target.mkdir(parents=True, exist_ok=True)
    return [target / f"{name}.{form}" for name in table_names]


def _write_json(table: Table, path: Path) -> None:
    path.write_text(f"{table.to_json()}\n", encoding="utf-8")


def write_parquet(result: Result, path: Path, names: Sequence[str] | None = None) -> int:
    """Write a result, or some of its columns, and return how many rows it has."""
    names = list(names or result.columns)
    if find_spec("polars") and not find_spec("pyarrow"):
        rows = result.to_frame("polars").select(names)
        rows.write_parquet(path)
        return len(rows)
    table = result.to_frame("pyarrow").select(names)
    from pyarrow import parquet  # type: ignore[import-not-found, import-untyped, unused-ignore]

    parquet.write_table(table, path)
    return len(table)


def _write_excel(table: Table, path: Path) -> None:
    whole = BytesIO()  # a disk that is full is met once, and not again as the archive is dropped
    for package in ("pandas", "openpyxl"):
        if not find_spec(package):
            raise ImportError(
                f"Excel files need {package}, which is not installed: "
                'pip install "unstatements[frames]" pandas openpyxl'
            )
    from pandas import ExcelWriter  # type: ignore[import-untyped, unused-ignore]

    with ExcelWriter(whole, engine="openpyxl") as writer:
        table.to_frame("pandas").to_excel(writer, index=False)
        # Text that begins with = is text, and stays so where somebody edits the cell.
        cells = chain.from_iterable(writer.sheets["Sheet1"].iter_rows())
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type, cell.quotePrefix = "s", True
    path.write_bytes(whole.getvalue())


FORMATS: Mapping[str, Callable[[Table, Path], object]] = {
    "csv": Table.to_csv,
    "json": _write_json,
    "parquet": write_parquet,
    "xlsx": _write_excel,
}
"""How a table is written, by the suffix of the file."""
