"""Importing is cheap, and so is a first name: no table, attrs, pycountry or importlib.metadata until needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

import unstatements as un


def _loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport sys; print('\\n'.join(sys.modules))"
    out = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return set(out.stdout.split())


def test_import_loads_only_the_face() -> None:
    loaded = _loaded_after("import unstatements")
    ours = {name for name in loaded if name.startswith("unstatements")}
    assert ours == {"unstatements"}
    assert not loaded & {"attr", "pycountry", "importlib.metadata", "importlib_resources", "csv"}


@pytest.mark.parametrize("name", ["Cuba", "CIV", "the Ivory Coast*", "Repbulic of Korea"])
def test_a_first_name_needs_neither_attrs_nor_the_code_that_shows_results(name: str) -> None:
    loaded = _loaded_after(f"import unstatements as un; un.country({name!r}), un.match({name!r})")
    assert not loaded & {"attr", "attrs", "importlib_resources", "pathlib", "unstatements.results.result"}


def test_the_main_job_needs_no_pycountry_and_no_metadata() -> None:
    loaded = _loaded_after("import unstatements as un; un.compare('A/HRC/51/L.6')")
    assert not loaded & {"pycountry", "importlib.metadata", "pandas", "numpy"}


def test_every_public_name_loads_and_is_listed() -> None:
    for name in un.__all__:
        assert getattr(un, name) is not None
    assert dir(un) == sorted(un.__all__)
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
