"""Copies of the package, to be damaged, or edited and sealed."""

from __future__ import annotations

import shutil
from pathlib import Path

import unstatements as un
from project_scripts import script

ROOT = Path(__file__).parents[1]
PACKAGE = Path(un.__file__).parent


def copied(folder: Path) -> Path:
    """Copy the package into a folder, and return where it lies."""
    target = folder / "unstatements"
    shutil.copytree(PACKAGE, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def seal(package: Path) -> None:
    """Let a copy that was edited count as published."""
    for place, text in script("scripts/build_codebook").seals(package / "data").items():
        place.write_text(text, encoding="utf-8", newline="\n")
