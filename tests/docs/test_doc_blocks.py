"""Every block of the documents runs: sessions as doctests, all others here."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import unstatements as un
from sweeps import slow_but
from voting_files import assembly_file

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FIRST_READ = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
READERS = ROOT / "tests" / "readers"
SIGNATORIES = un.statement("2025-03-20-hrc-poland").signatories
RELEASE = ", ".join(country.name for country in SIGNATORIES)
VOTES = "rollcall,date,body,country,vote\nL.1,2024-10-10,hrc,Peru,Y\nL.2,2024-10-11,hrc,Peru,A\n"
MAIN = "from unstatements.cli import main; main()"
SET_ASIDE = {"unstatements --install-completion": "it would write to the reader's shell"}


def blocks(document: Path, language: str) -> list[str]:
    """Return the blocks of a language that are no sessions."""
    matches = BLOCK.finditer(document.read_text(encoding="utf-8"))
    return [block[3] for block in matches if block[2] == language and ">>> " not in block[3]]


def having(language: str) -> list[Path]:
    return [document for document in DOCUMENTS if blocks(document, language)]


def name_of(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the documents speak of."""
    shutil.copy(READERS / "ga_voting.csv", tmp_path / "ga_voting.csv")
    shutil.copy(READERS / "undl_records.xml", tmp_path / "export.xml")
    for name, text in {
        "2026_02_06_ga_voting.csv": assembly_file(),
        "my_votes.csv": VOTES,
        "release.txt": RELEASE,
        "statement.txt": RELEASE,
        "letter.pdf": RELEASE,
        "names.txt": "Ivory Coast\nTürkiye\n",
        "votes.csv": "state,vote\nPeru,Y\nViet Nam,N\n",
        "votes.tsv": "1\tPeru\n2\tViet Nam\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "tables").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UNSTATEMENTS_DATA", str(tmp_path / "data"))
    return tmp_path


def test_every_block_is_of_a_language_that_is_run() -> None:
    languages = {
        block[2]
        for document in DOCUMENTS
        for block in BLOCK.finditer(document.read_text(encoding="utf-8"))
    }
    # `text` is what a program prints; `r` runs on the explorer's download, in its tests
    assert languages <= {"python", "pycon", "sh", "text", "r"}


@pytest.mark.parametrize("document", slow_but(FIRST_READ, having("python")), ids=name_of)
def test_python_that_is_no_session_runs(document: Path, desk: Path) -> None:
    frame = pd.DataFrame(
        {"rollcall": ["L.1"], "date": ["2024-10-10"], "body": ["hrc"], "France": [1], "CUB": [3]}
    )
    names: dict[str, object] = {"frame": frame, "un": un}
    for block in BLOCK.finditer(document.read_text(encoding="utf-8")):
        if ">>> " in block[3]:  # what the sessions of the page define
            for example in doctest.DocTestParser().get_examples(block[3]):
                exec(compile(example.source, name_of(document), "single"), names)
        elif block[2] == "python":
            exec(compile(block[3], name_of(document), "exec"), names)


@pytest.fixture
def shell(desk: Path) -> dict[str, str]:
    """The environment of a shell in which `python` is this one, and `pdftotext` prints."""
    folder = desk / "bin"
    folder.mkdir()
    for name, line in {
        "python": f'exec {shlex.quote(sys.executable)} "$@"',
        "unstatements": f'exec {shlex.quote(sys.executable)} -c {shlex.quote(MAIN)} "$@"',
        "pdftotext": 'exec cat "$1"',
    }.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}


@pytest.mark.parametrize("document", slow_but(FIRST_READ, having("sh")), ids=name_of)
def test_shell_commands_run(document: Path, shell: dict[str, str]) -> None:
    for block in blocks(document, "sh"):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            if not words or shlex.join(words) in SET_ASIDE:
                continue
            if words[0] == "make":
                targets = re.findall(
                    r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
                )
                assert words[1] in targets, line
            elif "install" in words[:4]:
                assert_installable(words[words.index("install") + 1])
            elif words[:1] == ["python"] and words[1].startswith("scripts/"):
                assert (ROOT / words[1]).is_file(), line
            else:
                done = subprocess.run(
                    ["sh", "-c", line], env=shell, capture_output=True, text=True, encoding="utf-8"
                )
                assert done.returncode == 0, (line, done.stdout, done.stderr)


def assert_installable(what: str) -> None:
    """Say whether a requirement names this project and an extra of it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name, _, extra = what.rstrip("]").partition("[")
    assert name == project["name"], what
    assert not extra or extra in project["optional-dependencies"], what
