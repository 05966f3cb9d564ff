"""The check finds nothing wrong with the record, and names what is wrong with an edited copy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import unstatements as un
from package_copies import copied, sealed
from sweeps import slow_but
from unstatements.core.tables import schema
from unstatements.curation.check import check, summary

CANADA = "2022-10-31-ga3c-canada"


def test_nothing_is_wrong() -> None:
    assert check() == []


def test_summary_counts_what_the_tables_hold() -> None:
    counts = summary()
    every = un.statements(beyond_un=True)
    assert counts["statements"] == len(every)
    assert counts["signatures"] == sum(len(each.signatures) for each in every)
    assert counts["sources"] == len(un.tables()["sources"])
    assert counts["roll calls"] == len(un.rollcalls())


def checked(package: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "unstatements", "check"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(package.parent), "PYTHONIOENCODING": "utf-8"},
    )


def edit(package: Path, name: str, old: str, new: str) -> int:
    """Replace a text in a table, once; return the line."""
    path = package / "data" / schema(name)["path"]
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return text[: text.index(old)].count("\n") + 1 + old.startswith("\n")


Edit = tuple[str, str, str, str]
KNOWN = len(un.statement("2022-10-31-ga3c-cuba").signatories)
WHAT_THE_SCHEMA_DECLARES: list[Edit] = [
    ("statements", ",for,", ",towards,", "direction: 'towards'; expected one of: for, against"),
    ("statements", f"{CANADA},2022-10-31", f"{CANADA},2022-10-32", "not a date"),
    ("statements", "\n2022-10-31-ga3c-cuba,", f"\n{CANADA},", "stands already in line"),
    ("statements", ",ga3c,77,", ",ga3c,many,", "session: 'many' is not a whole number"),
    ("lists", ",true,", ",yes,", "complete: 'yes' is neither true nor false"),
    ("signatures", ",1,", ",2,", "stands already in line"),
    ("signatures", ",ALB,", ",ALC,", "ALC is not in countries/countries.csv"),
    ("signatures", ",Albania,", ", Albania,", "' Albania' has blanks at its ends"),
    ("sources", ",primary,", ",first-hand,", "kind: 'first-hand'; expected one of"),
    ("memberships", ",member,", ",,", "role: is empty, but every row needs it"),
    ("blocs", "2026-03-05", "5 March", "is not a day; write YYYY-MM-DD"),
    (
        "majorities",
        ",two-thirds,",
        ",absolute,",
        "'absolute'; expected one of: simple, two-thirds",
    ),
]
WHAT_ROWS_SAY_TOGETHER: list[list[Edit]] = [
    [
        ("statements", ",50,complete", ",51,complete", "called complete with 50 names, but 51"),
        ("statements", ",66,partial", ",66,none", f"no known signatory, but {KNOWN} are"),
        ("statements", ";xinjiang", ";xinjang", "no topic is called xinjang"),
        ("lists", ",true,50,", ",true,49,", "has 50 names, but 49 are said to be printed"),
        ("signatures", ",2,", ",200,", "position 200 of the list of"),
        ("changes", ",withdrew,2021-06-24", ",withdrew,2021-06-02", "before the delivery"),
        ("topics", "\nxinjiang,", "\nwonder,Wonder,\nxinjiang,", "nothing is about wonder"),
        ("majorities", "es-11-3", "es-11-33", "no roll call 2022-04-07-ga-a-res-es-11-33"),
        ("rollcall_propositions", "\n2006-", "\n2066-", "there is no roll call 2066-"),
    ],
    [
        ("statements", ",66,partial", ",5,partial", f"{KNOWN} known signatories, more than the 5"),
        ("statements", "31,ga3c,77,joint", "31,ga3c,78,joint", "outside session 78"),
        ("statements", ",critical,China,", ",supportive,China,", "cannot be for the proposition"),
        ("changes", ",2021-06-24,", ",2021-06-24,2021-06-25", "is for undated changes"),
    ],
    [
        (
            "statements",
            "2020-10-06-ga3c-cuba;2020-10-06-ga3c-kuwait",
            "2020-10-06-ga3c-cuba;2020-10-06-ga3c-quwait",
            "'2020-10-06-ga3c-quwait' is not a statement",
        ),
        (
            "statements",
            ",against,,,68,partial",
            ",against,,2020-06-30-hrc-uk,68,partial",
            "names 2020-06-30-hrc-uk as a counterstatement, which does not name it",
        ),
        (
            "statements",
            ",against,,2022-10-31-ga3c-canada,66",
            ",for,,2022-10-31-ga3c-canada,66",
            "must be for and against the same proposition",
        ),
    ],
    [
        ("statements", ",66,partial", ",66,complete", "no list of it is"),
        ("lists", ",true,50,\n", ",true,50,this session\n", "not of 'this session'"),
        ("statements", f"{CANADA},2022-10-31", f"{CANADA},2022-10-01", "belongs further up"),
    ],
]


@pytest.mark.parametrize(
    "edits",
    [
        WHAT_THE_SCHEMA_DECLARES,
        [("countries", "alpha_3", "code", "the header is not")],
        *slow_but(WHAT_ROWS_SAY_TOGETHER[:1], WHAT_ROWS_SAY_TOGETHER),
    ],
    ids=["schema", "header", "together", "together too", "rivals", "order"],
)
def test_edited_rows_are_checked(tmp_path: Path, edits: list[Edit]) -> None:
    package = copied(tmp_path)
    lines = [edit(package, name, old, new) for name, old, new, _words in edits]
    done = checked(package)
    assert (done.returncode, done.stderr) == (1, "")
    for (name, _old, _new, words), line in zip(edits, lines, strict=True):
        start = f"{schema(name)['path']}, line "
        places = [
            int(problem.removeprefix(start).partition(":")[0])
            for problem in done.stdout.splitlines()
            if problem.startswith(start) and words in problem
        ]
        assert places, (words, done.stdout)
        assert line in places or "stands already" in words, (words, places)


@pytest.mark.slow
def test_an_edited_table_that_holds_together_works(tmp_path: Path) -> None:
    package = copied(tmp_path)
    edit(package, "topics", "\nxinjiang,Xinjiang", "\nxinjiang,Xinjiang Uyghur Autonomous Region")
    done = checked(package)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "nothing is wrong" in done.stdout


@pytest.mark.slow
def test_damage_of_an_installed_package_is_found_by_its_hash(tmp_path: Path) -> None:
    package = sealed(tmp_path)
    assert checked(package).returncode == 0
    edit(package, "topics", "\nxinjiang,Xinjiang", "\nxinjiang,Xinjiang Uyghur Autonomous Region")
    done = checked(package)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("statements/topics.csv: is not as published")


@pytest.mark.slow
def test_the_command_counts_when_all_is_well() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "unstatements", "check"], capture_output=True, text=True
    )
    assert done.returncode == 0
    assert f"{len(un.statements(beyond_un=True))} statements" in done.stdout
    assert "nothing is wrong" in done.stdout


@pytest.mark.slow
def test_a_country_on_both_sides_is_named_unless_the_notes_do(tmp_path: Path) -> None:
    package = copied(tmp_path)
    edit(package, "signatures", "hrw-org-3,6,Eritrea,ERI", "hrw-org-3,6,France,FRA")
    problem = "France signed both it and 2022-10-31-ga3c-cuba: mend a list, or say so in the notes"
    assert problem in checked(package).stdout
    old = "the Canadian text announces '50 following' countries"
    edit(package, "statements", old, f"France signed both; {old}")
    assert problem not in checked(package).stdout
