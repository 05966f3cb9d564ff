"""The programs in `scripts/` and `explorer/`, which are no packages."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]


@cache
def script(name: str) -> ModuleType:
    """Return the program at a path below the root, such as ``scripts/build_names``, as a
    module."""
    spec = importlib.util.spec_from_file_location(Path(name).name, ROOT / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its functions go to other processes by name
    spec.loader.exec_module(module)
    return module
