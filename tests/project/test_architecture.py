"""The house stands as docs/architecture.md draws it: every module on one floor, imports only downwards."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "unstatements"
FACE = {"__init__", "_version"}  # the public names, which stand above all, and the version, below


def floors() -> list[str]:
    """Return the modules as the page lists them, from the lowest to the highest."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d) \| (.+?) \|", text, re.MULTILINE)
    assert [int(floor) for floor, _ in rows] == list(range(len(rows)))[::-1]
    return [name for _, cells in reversed(rows) for name in re.findall(r"`(_\w+)`", cells)]


ORDER = floors()


def imports(node: ast.AST) -> Iterator[str]:
    """Yield the modules imported when a module is: not in functions, not for type checkers alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if (
            isinstance(child, ast.If)
            and isinstance(child.test, ast.Name)
            and child.test.id == "TYPE_CHECKING"
        ):
            continue
        if isinstance(child, ast.ImportFrom) and (child.module or "").startswith("unstatements."):
            yield (child.module or "").split(".")[1]
        yield from imports(child)


def test_every_module_has_one_place() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")} - FACE
    assert sorted(ORDER) == sorted({*modules, "_plots"})


@pytest.mark.parametrize("name", [name for name in ORDER if name != "_plots"])
def test_a_module_imports_only_from_below(name: str) -> None:
    tree = ast.parse((PACKAGE / f"{name}.py").read_text(encoding="utf-8"))
    below = {*ORDER[: ORDER.index(name)], *FACE}
    assert set(imports(tree)) <= below


def test_nothing_below_the_pictures_needs_them() -> None:
    for picture in (PACKAGE / "_plots").glob("*.py"):
        found = set(imports(ast.parse(picture.read_text(encoding="utf-8"))))
        assert found <= {*ORDER[: ORDER.index("_plots")], "_plots", *FACE}, picture.name
