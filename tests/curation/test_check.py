"""The check finds nothing wrong with the record, and says what is wrong with a damaged one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from unstatements.core.checksums import crc32

import unstatements as un
from package_copies import copied, seal
from unstatements.curation.check import check, summary


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
    return copied(tmp_path)


def checked(package: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "unstatements", "check"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(package.parent), "PYTHONIOENCODING": "utf-8"},
    )


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
    seal(copy)
    done = checked(copy)
    assert done.returncode == 1, done.stderr
    assert words in done.stdout
    assert file in done.stdout


def test_an_edited_table_is_told_from_the_published_one_and_checked_all_the_same(copy: Path) -> None:
    path = copy / "data" / "statements.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[1] = lines[1].replace(",for,", ",towards,").replace(",against,", ",towards,")
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    told = checked(copy).stdout
    assert "statements.csv, line 2: is not as published" in told
    assert "run python scripts/build_codebook.py" in told
    assert "statements.csv, line 2: direction: 'towards' is none of: for, against" in told


def test_a_wrong_sha_256_is_told(copy: Path) -> None:
    path = copy / "data" / "datapackage.json"
    text = path.read_text(encoding="utf-8").replace('"hash": "sha256:', '"hash": "sha256:0', 1)
    path.write_text(text, encoding="utf-8", newline="\n")
    sums = copy / "data" / "checksums.txt"
    sums.write_text(crc32(text.encode()) + sums.read_text()[8:], newline="\n")
    assert checked(copy).stdout.startswith("countries.csv: is not as published")


def test_the_command_counts_when_all_is_well() -> None:
    done = subprocess.run([sys.executable, "-m", "unstatements", "check"], capture_output=True, text=True)
    assert done.returncode == 0
    assert f"{len(un.statements())} statements" in done.stdout
    assert "nothing is wrong" in done.stdout
