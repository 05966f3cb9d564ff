"""Copies of the package, to be damaged; and the script that seals an edited one."""

from __future__ import annotations

import importlib.util
import shutil
from functools import cache
from pathlib import Path
from types import ModuleType

import unstatements as un

ROOT = Path(__file__).parents[1]
PACKAGE = Path(un.__file__).parent


def copied(folder: Path) -> Path:
    """Copy the package into a folder, and return where it lies."""
    target = folder / "unstatements"
    shutil.copytree(PACKAGE, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


@cache
def script() -> ModuleType:
    """Return the script that writes the checksums and the codebook."""
    spec = importlib.util.spec_from_file_location("build_codebook", ROOT / "scripts" / "build_codebook.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def seal(package: Path) -> None:
    """Let a copy that was edited count as published."""
    for place, text in script().seals(package / "data").items():
        place.write_text(text, encoding="utf-8", newline="\n")
