"""Rows as a data frame of pandas, polars or pyarrow, each column with its proper type."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_args

from unstatements.core.arguments import of_type, one_of
from unstatements.core.extras import needed
from unstatements.results.cells import Backend, Cell, Columns, Repeated, Types

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped, import-not-found, unused-ignore]
    import polars as pl  # type: ignore[import-not-found, unused-ignore]
    import pyarrow as pa  # type: ignore[import-untyped, import-not-found, unused-ignore]


def frame(
    columns: Columns, types: Types, backend: Backend
) -> pd.DataFrame | pl.DataFrame | pa.Table:
    """Return columns of cells as a data frame; docs/guides/data-frames.md lists the types."""
    one_of(of_type(backend, str, "backend"), get_args(Backend), "backend")
    nw = _needed("narwhals.stable.v2", backend)
    native = _needed(backend, backend)
    # Of a column that repeats few cells each is turned into the type of the frame once.
    repeated = {name: column for name, column in columns.items() if isinstance(column, Repeated)}
    values = {name: repeated[name].values if name in repeated else columns[name] for name in types}
    cells = {name: _plain(values[name], kind) for name, kind in types.items()}
    schema = nw.Schema({name: _dtype(nw, types[name], cells[name], backend) for name in types})
    made = dict(_COLUMNS[backend](native, cells, schema))
    for name, column in repeated.items():
        made[name] = _TAKEN[backend](native, made[name], _numbers(column.places))
    return nw.from_dict(made, backend=backend).to_native()


def _plain(cells: Sequence[Cell], kind: type | tuple[str, ...]) -> Sequence[Cell]:
    if kind is float and not isinstance(cells, array):
        # whole numbers among them, which may not fit 64 bits
        return [float(cell) if isinstance(cell, int) else cell for cell in cells]
    return cells


def _dtype(nw: Any, kind: type | tuple[str, ...], cells: Sequence[Cell], backend: Backend) -> Any:
    if isinstance(kind, tuple):
        return nw.Enum([str(word) for word in dict.fromkeys([*kind, *cells]) if word is not None])
    if kind is date:  # pandas has no days of its own, only moments
        return nw.Datetime("us") if backend == "pandas" else nw.Date()
    return {str: nw.String, int: nw.Int64, float: nw.Float64, bool: nw.Boolean}[kind]()


def _for_pandas(pd: Any, cells: Columns, schema: Any) -> Mapping[str, Any]:
    types = schema.to_pandas("numpy_nullable")
    return {name: pd.Series(column, dtype=types[name]) for name, column in cells.items()}


def _for_polars(pl: Any, cells: Columns, schema: Any) -> Mapping[str, Any]:
    types = schema.to_polars()
    return {name: pl.Series(name, column, dtype=types[name]) for name, column in cells.items()}


def _for_pyarrow(pa: Any, cells: Columns, schema: Any) -> Mapping[str, Any]:
    # narwhals makes no enumeration for pyarrow: a dictionary with all words in their order is one.
    words = {
        name: dtype.categories for name, dtype in schema.items() if hasattr(dtype, "categories")
    }
    types = type(schema)(
        {name: dtype for name, dtype in schema.items() if name not in words}
    ).to_arrow()
    return {
        name: _dictionary(pa, column, words[name])
        if name in words
        else pa.array(column, types.field(name).type)
        for name, column in cells.items()
    }


def _dictionary(pa: Any, cells: Sequence[Cell], words: Sequence[str]) -> Any:
    places: dict[Cell, int | None] = {word: place for place, word in enumerate(words)}
    codes = pa.array([places.get(cell) for cell in cells], pa.int32())
    return pa.DictionaryArray.from_arrays(codes, pa.array(words, pa.string()), ordered=True)


def _numbers(places: Sequence[int]) -> Any:
    """Return places as an array of NumPy, if it is there, which frames take over as it is."""
    try:
        return import_module("numpy").asarray(places, "int32")
    except ModuleNotFoundError:
        return list(places)


# The values at some places, by the package, the column of the values, and the places.
_TAKEN: Mapping[str, Callable[[Any, Any, Any], Any]] = {
    "pandas": lambda pd, values, places: pd.Series(values.array.take(places)),
    "polars": lambda pl, values, places: values.gather(pl.Series(places, dtype=pl.UInt32)),
    "pyarrow": lambda pa, values, places: values.take(pa.array(places, pa.int32())),
}
_COLUMNS: Mapping[str, Callable[[Any, Columns, Any], Mapping[str, Any]]] = {
    "pandas": _for_pandas,
    "polars": _for_polars,
    "pyarrow": _for_pyarrow,
}


def _needed(module: str, backend: str) -> Any:
    package = module.partition(".")[0]
    install = f'"unstatements[frames]" {backend}'
    with needed(package, f"a data frame of {backend} needs", install):
        return import_module(module)
