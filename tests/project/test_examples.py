"""The scripts in `examples/` run as they stand, are short, and are named in the README."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_runs_and_prints(example: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(example)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    for name in filter(None, done.stdout.partition("written: ")[2].split(", ")):
        assert (tmp_path / name.strip()).is_file()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_short_and_in_the_readme(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    code = text.split('"""')[2].strip().splitlines()
    assert len(code) <= 25
    assert f"examples/{example.name}" in (ROOT / "README.md").read_text(encoding="utf-8")
