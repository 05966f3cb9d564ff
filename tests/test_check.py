"""The check finds nothing wrong with the record, and says what is wrong with a damaged one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import unstatements as un
from unstatements._check import check, summary

PACKAGE = Path(un.__file__).parent


def test_nothing_is_wrong() -> None:
    assert check() == []


def test_summary_counts_what_the_tables_hold() -> None:
    found = summary()
    assert found["statements"] == len(un.statements())
    assert found["signatures"] == sum(len(one.signatures) for one in un.statements())
    assert found["sources"] == len(un.tables()["sources"])
    assert found["roll calls"] == len(un.rollcalls())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    target = tmp_path / "unstatements"
    shutil.copytree(PACKAGE, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


CANADA = "2022-10-31-ga3c-canada"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("statements.csv", ",for,", ",towards,", "direction: 'towards' is none of: for, against"),
        ("statements.csv", f"{CANADA},2022-10-31", f"{CANADA},2022-10-32", "no date"),
        ("statements.csv", "\n2022-10-31-ga3c-cuba,", f"\n{CANADA},", "stands already in line"),
        ("statements.csv", ",ga3c,77,", ",ga3c,many,", "session: 'many' is no whole number"),
        ("statements.csv", ",50,complete", ",51,complete", "called complete with 50 names, but 51"),
        ("statements.csv", ",66,partial", ",66,none", "no known signatory, but 6 are"),
        ("statements.csv", ",66,partial", ",5,partial", "6 known signatories, more than the 5"),
        ("statements.csv", ",66,partial", ",66,complete", "no list of it is"),
        ("statements.csv", "xinjiang", "xinjang", "no topic is called xinjang"),
        ("lists.csv", ",true,", ",yes,", "complete: 'yes' is neither true nor false"),
        ("lists.csv", ",true,50,", ",true,49,", "has 50 names, but 49 are said to be printed"),
        ("signatures.csv", ",1,", ",2,", "stands already in line"),
        ("signatures.csv", ",ALB,", ",ALC,", "ALC is not in countries.csv"),
        ("sources.csv", ",primary,", ",first-hand,", "kind: 'first-hand' is none of"),
        ("memberships.csv", ",member,", ",,", "role: is empty, but every row needs it"),
        ("blocs.csv", "2026-03-05", "5 March", "is no day; write YYYY-MM-DD"),
        ("changes.csv", ",withdrew,2021-06-24", ",withdrew,2021-06-02", "before the delivery"),
        (
            "majorities.csv",
            ",two-thirds,",
            ",absolute,",
            "majority: 'absolute' is none of: simple, two-thirds",
        ),
        ("majorities.csv", "es-11-3", "es-11-33", "there is no roll call 2022-04-07-ga-a-res-es-11-33"),
        ("rollcall_propositions.csv", "\n2006-", "\n2066-", "there is no roll call 2066-"),
        ("countries.csv", "alpha_3", "code", "the header is not"),
    ],
)
def test_damage_is_told_in_plain_words(copy: Path, file: str, old: str, new: str, words: str) -> None:
    path = copy / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    done = subprocess.run(
        [sys.executable, "-m", "unstatements", "check"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(copy.parent), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 1, done.stderr
    assert words in done.stdout
    assert file in done.stdout


def test_the_command_counts_when_all_is_well() -> None:
    done = subprocess.run([sys.executable, "-m", "unstatements", "check"], capture_output=True, text=True)
    assert done.returncode == 0
    assert f"{len(un.statements())} statements" in done.stdout
    assert "nothing is wrong" in done.stdout
