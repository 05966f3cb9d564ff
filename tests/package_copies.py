"""Copies of the package: as in a checkout, to be edited, or sealed as the build seals a wheel."""

from __future__ import annotations

import shutil
from pathlib import Path

import unstatements as un
from project_scripts import script

PACKAGE = Path(un.__file__).parent
SEALS = ("datapackage.json", "datapackage.sha256")


def copied(folder: Path) -> Path:
    """Copy the package into a folder as it is in a checkout, and return where it lies."""
    target = folder / "unstatements"
    shutil.copytree(PACKAGE, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def sealed(folder: Path) -> Path:
    """Copy the package into a folder as it is in a wheel, and return where it lies."""
    target = copied(folder)
    for name, content in script("hatch_build").sealed(target / "data").items():
        (target / "data" / name).write_bytes(content)
    return target
