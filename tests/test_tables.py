"""The tables are read once, whichever thread asks first; a damaged table is one clear error."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import unstatements as un
from unstatements import _tables
from unstatements._errors import close_matches

PACKAGE = Path(un.__file__).parent


def test_a_table_is_read_once_by_many_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    original = _tables._read
    monkeypatch.setattr(_tables, "_tables", {})
    monkeypatch.setattr(_tables, "_read", lambda name: (reads.append(name), original(name))[1])
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: _tables.table("statements"), range(64)))
    assert reads == ["statements"]
    assert all(one is found[0] for one in found)


def test_tables_hands_out_every_table() -> None:
    tables = un.tables()
    assert tuple(tables) == _tables.names()
    assert tables["bodies"][0].keys() == {"id", "name", "parent", "voters"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    target = tmp_path / "unstatements"
    shutil.copytree(PACKAGE, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def report(place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "unstatements", "report"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(place), "PYTHONIOENCODING": "utf-8"},
    )


def test_works_from_a_zip(copy: Path, tmp_path: Path) -> None:
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in copy.rglob("*"):
            packed.write(file, file.relative_to(tmp_path))
    shutil.rmtree(copy)
    code = "import unstatements as un; print(un.__file__, un.country('Türkiye').alpha_3)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(archive)},
    )
    assert "package.zip" in done.stdout
    assert done.stdout.split()[-1] == "TUR"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("countries.csv", b"alpha_3,", b"alpha3,", "countries.csv, line 1: the header is not"),
        ("countries.csv", b"AFG,AF,", b"AFG,AF,,", "countries.csv, line 2: has 10 cells"),
        ("countries.csv", b"\nALB,", b"\nAFG,", "'AFG' (Albania) is no valid, new country"),
        ("countries.csv", b"Albania", b"Alb\xffnia", "countries.csv, line"),
        ("statements.csv", b",ga3c,", b",ga4c,", "no body has the code 'ga4c'"),
        ("signatures.csv", b",CAN,", b",XXX,", "'XXX' is no country"),
        ("memberships.csv", b"un,AFG,", b"un,AFQ,", "memberships.csv, line"),
        ("votes.csv", b",Y,", b",Q,", "'Q' is no vote"),
        ("lists.csv", b",true,", b",true,,,", "lists.csv, line"),
        ("datapackage.json", b"{", b"[", "datapackage.json: is no data package"),
        ("sources.csv", b"secondary", b"hearsay", "is no valid, new source"),
    ],
)
def test_damage_is_one_error_naming_file_and_line(
    copy: Path, file: str, old: bytes, new: bytes, words: str
) -> None:
    path = copy / "data" / file
    content = path.read_bytes()
    everywhere = file in ("votes.csv", "signatures.csv")
    damaged = content.replace(old, new, -1 if everywhere else 1)
    assert damaged != content
    path.write_bytes(damaged)
    done = report(copy.parent)
    assert done.returncode == 2
    assert done.stderr.startswith("unstatements: ")
    assert words in done.stderr
    assert file in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_missing_and_a_cut_table_are_named(copy: Path) -> None:
    path = copy / "data" / "statements.csv"
    path.write_bytes(path.read_bytes()[:-10])
    assert "statements.csv, line" in report(copy.parent).stderr
    path.unlink()
    assert "statements.csv: cannot be read" in report(copy.parent).stderr


def test_a_damaged_gzip_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = gzip.compress(b"id,name,parent,voters\nx,y,,\n")
    resource = {"bodies": {**_tables._resources()["bodies"], "path": "bodies.csv.gz"}}
    monkeypatch.setattr(_tables, "_resources", lambda: resource)
    monkeypatch.setattr(_tables, "read_bytes", lambda _file: whole)
    assert _tables._read("bodies") == (("x", "y", "", ""),)
    monkeypatch.setattr(_tables, "read_bytes", lambda _file: whole[:-9])
    with pytest.raises(un.DataIntegrityError, match=r"bodies.csv.gz: is no whole gzip file"):
        _tables._read("bodies")


def test_close_matches_are_best_first() -> None:
    assert close_matches("statment", ["state", "statement", "bloc"])[0] == "statement"
    assert close_matches("zzz", ["state"]) == ()
