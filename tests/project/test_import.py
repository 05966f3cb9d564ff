"""Importing is cheap: no table and no other module of the package is read until it is needed."""

from __future__ import annotations

import subprocess
import sys

import unstatements as un


def _loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport sys; print('\\n'.join(sys.modules))"
    out = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return set(out.stdout.split())


def test_import_loads_nothing_else_of_the_package() -> None:
    loaded = _loaded_after("import unstatements")
    assert {name for name in loaded if name.startswith("unstatements")} == {"unstatements"}
    assert not loaded & {"attr", "pycountry", "importlib.metadata", "importlib.resources", "csv"}


def test_the_main_job_needs_no_pycountry_and_no_metadata() -> None:
    loaded = _loaded_after("import unstatements as un; un.compare('A/HRC/51/L.6')")
    assert not loaded & {"pycountry", "importlib.metadata", "pandas", "numpy"}


def test_every_public_name_loads_and_is_listed() -> None:
    for name in un.__all__:
        assert getattr(un, name) is not None
    assert sorted(dir(un)) == sorted(un.__all__)
    namespace: dict[str, object] = {}
    exec("from unstatements import *", namespace)
    assert set(un.__all__) <= set(namespace)


def test_names_stay_functions_whatever_was_loaded_first() -> None:
    code = (
        "import unstatements as un; un.positions('A/HRC/51/L.6');"
        "assert all(callable(f) for f in (un.statements, un.blocs, un.countries, un.rollcalls,"
        " un.positions, un.tables))"
    )
    _loaded_after(code)


def test_unknown_attributes_are_attribute_errors() -> None:
    assert not hasattr(un, "nothing")
