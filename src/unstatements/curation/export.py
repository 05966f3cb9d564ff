"""Tables of the data package written to files, whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from unstatements.cli.streams import DONE
from unstatements.core.arguments import close_matches, did_you_mean
from unstatements.core.tables import names
from unstatements.results.packaged import Table, tables

__all__ = ["FORMATS", "export_tables"]


def export_tables(wanted: Sequence[str], to: str | None, form: str | None) -> int:
    """Write tables of the data package, one file each, or one table to stdout.

    A file appears only when it is written whole.

    Args:
        wanted: Names of tables.
        to: A file for one table, or a directory; None for stdout.
        form: ``"csv"``, ``"json"``, ``"parquet"`` or ``"xlsx"``; None to follow the name of the file.

    Raises:
        ImportError: If a package that the form needs is not installed.
        OSError: If a file cannot be written.
        ValueError: If a table or a form is not known, or several tables are to go into one file.

    Example:
        >>> export_tables(["bodies"], None, "csv")
        id,name,parent,voters
        ...
    """
    found = [_table(name) for name in wanted]
    form = _form(form, to)
    if to is None:
        return _to_stdout(found, form)
    target = Path(to)
    if target.is_dir() or len(found) > 1 or to.endswith(("/", os.sep)):
        if target.is_file():
            raise ValueError(f"{to} is a file: several tables go into a directory")
        target.mkdir(parents=True, exist_ok=True)
        places = [target / f"{one.name}.{form}" for one in found]
    else:
        places = [target]
    for one, place in zip(found, places, strict=True):
        _write(one, place, form)
        print(f"{place}: {len(one)} rows")
    return DONE


def _table(name: str) -> Table:
    if name not in names():
        offer = did_you_mean(close_matches(name, names())) or f"; there are: {', '.join(names())}"
        raise ValueError(f"no table is called {name!r}{offer}")
    return tables()[name]


def _form(form: str | None, to: str | None) -> str:
    chosen = form or (Path(to).suffix.removeprefix(".").lower() if to else "") or "csv"
    if chosen not in FORMATS:
        raise ValueError(f"no format is called {chosen!r}; there are: {', '.join(FORMATS)}")
    return chosen


def _to_stdout(found: Sequence[Table], form: str) -> int:
    if len(found) > 1:
        raise ValueError("several tables need a directory: say --to DIRECTORY")
    if form == "csv":
        found[0].to_csv(sys.stdout)
    elif form == "json":
        print(found[0].to_json())
    else:
        raise ValueError(f"{form} is no text: say --to FILE")
    return DONE


def _write(one: Table, place: Path, form: str) -> None:
    # The suffix stays, because writers go by it.
    partial = place.with_name(f".{place.stem}.{os.getpid()}.partial.{form}")
    try:
        FORMATS[form](one, partial)
        partial.replace(place)
    except OSError as error:
        error.filename = str(place)
        raise
    finally:
        partial.unlink(missing_ok=True)


def _write_csv(one: Table, place: Path) -> None:
    one.to_csv(place)


def _write_json(one: Table, place: Path) -> None:
    place.write_text(f"{one.to_json()}\n", encoding="utf-8")


def _write_parquet(one: Table, place: Path) -> None:
    if find_spec("polars") and not find_spec("pyarrow"):
        one.to_frame("polars").write_parquet(place)
        return
    found = one.to_frame("pyarrow")
    from pyarrow import parquet  # type: ignore[import-not-found, import-untyped, unused-ignore]

    parquet.write_table(found, place)


def _write_excel(one: Table, place: Path) -> None:
    if find_spec("polars") and find_spec("xlsxwriter"):
        one.to_frame("polars").write_excel(place)
        return
    for package in ("pandas", "openpyxl"):
        if not find_spec(package):
            raise ImportError(
                f"Excel files need {package}, which is not installed: "
                'pip install "unstatements[frames]" pandas openpyxl'
            )
    one.to_frame("pandas").to_excel(place, index=False)


FORMATS: Mapping[str, Callable[[Table, Path], None]] = {
    "csv": _write_csv,
    "json": _write_json,
    "parquet": _write_parquet,
    "xlsx": _write_excel,
}
