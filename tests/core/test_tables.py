"""The tables are read once, whichever thread asks first; a damaged table is one clear error."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import unstatements as un
from package_copies import copied, seal
from project_scripts import script
from unstatements.core import tables as _tables
from unstatements.core.arguments import close_matches

DATA = Path(un.__file__).parent / "data"


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
    return copied(tmp_path)


def report(place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "unstatements", "report"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(place), "PYTHONIOENCODING": "utf-8"},
    )


DAMAGED = pytest.mark.parametrize(
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
        ("datapackage.json", b"{", b"[", "datapackage.json, line 1: is no data package"),
        ("sources.csv", b"secondary", b"hearsay", "is no valid, new source"),
    ],
)


@DAMAGED
def test_damage_is_one_error_naming_file_and_line(
    copy: Path, file: str, old: bytes, new: bytes, words: str
) -> None:
    line = damage(copy / "data" / file, old, new)
    told = said_of(copy)
    assert told.startswith(f"unstatements: {file}, line {line}: ")
    assert "is not as published" in told or words in told


@DAMAGED
def test_rows_that_were_published_are_checked_too(
    copy: Path, file: str, old: bytes, new: bytes, words: str
) -> None:
    damage(copy / "data" / file, old, new)
    if file != "datapackage.json":
        seal(copy)
    assert words in said_of(copy)


def damage(path: Path, old: bytes, new: bytes) -> int:
    """Replace bytes of a file, and return the first line that differs."""
    content = path.read_bytes()
    everywhere = path.name in ("votes.csv", "signatures.csv")
    damaged = content.replace(old, new, -1 if everywhere else 1)
    path.write_bytes(damaged)
    pairs = enumerate(zip(content.split(b"\n"), damaged.split(b"\n"), strict=False), 1)
    return next(number for number, (before, after) in pairs if before != after)


def said_of(package: Path) -> str:
    done = report(package.parent)
    assert done.returncode == 2
    assert done.stderr.startswith("unstatements: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_a_missing_and_a_cut_table_are_named(copy: Path) -> None:
    path = copy / "data" / "statements.csv"
    path.write_bytes(path.read_bytes()[:-10])
    assert "statements.csv, line" in report(copy.parent).stderr
    path.unlink()
    assert "statements.csv: cannot be read" in report(copy.parent).stderr


def read_as(monkeypatch: pytest.MonkeyPatch, file: str, content: bytes) -> None:
    """Let one file of the data package have another content."""
    original = _tables.read_bytes
    monkeypatch.setattr(_tables, "read_bytes", lambda asked: content if asked == file else original(asked))


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: b"",
        lambda raw: raw[:-20],
        lambda raw: raw[:1000] + bytes([raw[1000] ^ 4]) + raw[1001:],
        lambda raw: gzip.compress(b"".join(sorted(gzip.decompress(raw).splitlines(keepends=True)))),
    ],
)
def test_a_damaged_gzip_file_is_named(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes]
) -> None:
    file = "ga_votes.csv.gz"
    read_as(monkeypatch, file, change((DATA / file).read_bytes()))
    with pytest.raises(un.errors.DataIntegrityError) as raised:
        _tables._read("ga_votes")
    assert raised.value.file == file
    assert raised.value.line


@pytest.mark.parametrize(
    "change", [lambda raw: gzip.compress(gzip.decompress(raw), 1, mtime=1), lambda raw: raw[:-8]]
)
def test_only_the_text_of_a_gzip_file_counts(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes]
) -> None:
    read_as(monkeypatch, "ga_votes.csv.gz", change((DATA / "ga_votes.csv.gz").read_bytes()))
    assert _tables._read("ga_votes") == _tables.table("ga_votes")


def test_rows_with_a_cell_are_those_of_the_table() -> None:
    for name in ("names", "propositions", "sources"):
        rows = _tables.table(name)
        for row in rows[:: len(rows) // 300 + 1]:
            for cell in set(row[1:-1]) - {""}:
                assert _tables.rows_with(name, cell) == [one for one in rows if cell in one[1:-1]]
        for cell in ("no such cell", rows[0][1] + "\n" + rows[1][0], 'a "word"', "\ud800"):
            assert _tables.rows_with(name, cell) == []


def test_rows_are_not_looked_for_in_a_damaged_table(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = (DATA / "names.csv").read_bytes()
    read_as(monkeypatch, "names.csv", raw.replace(b",Cuba,", b",Cuda,", 1))
    with pytest.raises(un.errors.DataIntegrityError) as raised:
        _tables.rows_with("names", "France")
    assert raised.value.file == "names.csv"
    assert raised.value.line == raw[: raw.index(b",Cuba,")].count(b"\n") + 1


def test_the_error_names_the_first_line_that_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (DATA / "bodies.csv").read_bytes().split(b"\n")
    for number in range(1, len(lines)):
        changed = b"\n".join([*lines[: number - 1], lines[number - 1].swapcase(), *lines[number:]])
        read_as(monkeypatch, "bodies.csv", changed)
        with pytest.raises(un.errors.DataIntegrityError) as raised:
            _tables._read("bodies")
        assert (raised.value.file, raised.value.line) == ("bodies.csv", number)


def test_what_comes_before_the_damage_of_a_gzip_file_is_read_to_find_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = (DATA / "ga_votes.csv.gz").read_bytes()
    found = []
    for kept in (100, len(raw) // 2):
        read_as(monkeypatch, "ga_votes.csv.gz", raw[:kept])
        with pytest.raises(un.errors.DataIntegrityError) as raised:
            _tables._read("ga_votes")
        found.append(raised.value.line or 0)
    assert 0 < found[0] < found[1]


@pytest.mark.parametrize("file", ["datapackage.json", "checksums.txt"])
def test_what_says_how_the_tables_are_is_checked_itself(copy: Path, file: str) -> None:
    path = copy / "data" / file
    content = path.read_bytes()
    other = b"1" if content[:1] == b"0" else b"0"
    path.write_bytes(
        content.replace(b"Countries", b"Cuontries", 1) if file[0] == "d" else other + content[1:]
    )
    told = report(copy.parent).stderr
    assert file in told
    assert "is not as published" in told
    path.unlink()
    assert f"{file}: cannot be read" in report(copy.parent).stderr


def test_the_package_is_sealed() -> None:
    for place, text in script("scripts/build_codebook").seals(DATA).items():
        assert place.read_text(encoding="utf-8") == text, "run: python scripts/build_codebook.py"


def test_an_edited_package_can_be_sealed(copy: Path) -> None:
    path = copy / "data" / "bodies.csv"
    path.write_bytes(path.read_bytes().replace(b"Human Rights Council", b"Council of Human Rights"))
    code = "import unstatements as un; print(un.tables()['bodies'])"
    program = [sys.executable, "-c", code]
    before = subprocess.run(program, capture_output=True, text=True, env={"PYTHONPATH": str(copy.parent)})
    assert "run python scripts/build_codebook.py" in before.stderr
    seal(copy)
    after = subprocess.run(program, capture_output=True, text=True, env={"PYTHONPATH": str(copy.parent)})
    assert "Council of Human Rights" in after.stdout


def test_close_matches_are_best_first() -> None:
    assert close_matches("statment", ["state", "statement", "bloc"])[0] == "statement"
    assert close_matches("zzz", ["state"]) == ()
