"""A table is read once; a damaged one is one clear error, in a checkout and in an installed
package."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import unstatements as un
from package_copies import copied, sealed
from sweeps import slow_but
from unstatements.core import tables

DATA = Path(un.__file__).parent / "data"
VOTES = "votes/ga_votes.csv.gz"


def test_tables_hands_out_every_table() -> None:
    assert tuple(un.tables()) == tables.names()
    columns = {"id", "name", "parent", "voters", "beyond_un"}
    assert un.tables()["bodies"][0].keys() == columns


def report(place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "unstatements", "report"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(place), "PYTHONIOENCODING": "utf-8"},
    )


def error_of(package: Path) -> str:
    done = report(package.parent)
    assert done.returncode == 2
    assert done.stderr.startswith("unstatements: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


DAMAGES = pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("countries/countries.csv", b"alpha_3,", b"alpha3,", "line 1: the header is not"),
        ("countries/countries.csv", b"AFG,AF,", b"AFG,AF,,", "line 2: has 11 cells"),
        (
            "countries/countries.csv",
            b"\nALB,",
            b"\nAFG,",
            "line 4: alpha_3: AFG stands already in line 2",
        ),
        ("countries/countries.csv", b"Albania", b"Alb\xffnia", "is not UTF-8"),
        (
            "statements/statements.csv",
            b",ga3c,",
            b",ga9c,",
            "'ga9c' is not in the table that it refers to",
        ),
        ("statements/signatures.csv", b",CAN,", b",XXX,", "'XXX' is "),
        ("statements/lists.csv", b",true,", b",true,,,", "cells where 5 are expected"),
        ("blocs/memberships.csv", b"un,AFG,", b"un,AFQ,", "blocs/memberships.csv, line"),
        ("votes/votes.csv", b",Y,", b",Q,", "'Q'; expected one of: "),
        ("sources.csv", b"secondary", b"hearsay", "'hearsay'; expected one of: "),
        ("datapackage.json", b"{", b"[", "is not a data package"),
    ],
)


def damage(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    everywhere = path.name in ("votes.csv", "signatures.csv")
    path.write_bytes(content.replace(old, new, -1 if everywhere else 1))


@DAMAGES
def test_a_wrong_row_of_a_checkout_is_one_error_naming_file_and_line(
    tmp_path: Path, file: str, old: bytes, new: bytes, words: str
) -> None:
    package = copied(tmp_path)
    damage(package / "data" / file, old, new)
    error = error_of(package)
    assert error.startswith(f"unstatements: {file}, line ")
    assert words in error


@pytest.mark.slow
@DAMAGES
def test_a_changed_table_of_an_installed_package_is_one_error_naming_the_file(
    tmp_path: Path, file: str, old: bytes, new: bytes, words: str
) -> None:
    package = sealed(tmp_path)
    damage(package / "data" / file, old, new)
    assert (
        error_of(package) == f"unstatements: {file}: is not as published; reinstall the package\n"
    )


def test_an_edited_table_of_a_checkout_simply_works(tmp_path: Path) -> None:
    package = copied(tmp_path)
    damage(package / "data" / "bodies.csv", b"Human Rights Council", b"Council of Human Rights")
    program = [sys.executable, "-c", "import unstatements as un; print(un.tables()['bodies'])"]
    done = subprocess.run(
        program, capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path)}
    )
    assert "Council of Human Rights" in done.stdout


@pytest.mark.parametrize("copy", [copied, sealed])
def test_a_missing_and_a_cut_table_are_named(tmp_path: Path, copy: Callable[[Path], Path]) -> None:
    path = copy(tmp_path) / "data" / "statements" / "statements.csv"
    path.write_bytes(path.read_bytes()[:-10])
    assert "statements/statements.csv" in report(tmp_path).stderr
    path.unlink()
    assert "statements/statements.csv: cannot be read" in report(tmp_path).stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
@pytest.mark.parametrize("file", ["statements/statements.csv", "datapackage.json"])
def test_a_pipe_in_place_of_a_table_is_not_waited_for(tmp_path: Path, file: str) -> None:
    path = sealed(tmp_path) / "data" / file
    path.unlink()
    os.mkfifo(path)
    assert f"{file}: is not a file; reinstall the package" in report(tmp_path).stderr


def read_as(monkeypatch: pytest.MonkeyPatch, file: str, content: bytes) -> None:
    """Let one file of the data package have another content."""
    original = tables.read_bytes
    monkeypatch.setattr(
        tables, "read_bytes", lambda asked: content if asked == file else original(asked)
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: b"",
        lambda raw: raw[:-20],
        lambda raw: raw[:1000] + bytes([raw[1000] ^ 4]) + raw[1001:],
    ],
)
def test_a_damaged_gzip_file_is_named(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes]
) -> None:
    read_as(monkeypatch, VOTES, change((DATA / VOTES).read_bytes()))
    with pytest.raises(un.errors.DataIntegrityError) as raised:
        tables.table.__wrapped__("ga_votes")  # type: ignore[attr-defined]  # past the value published already
    assert raised.value.file == VOTES


def test_rows_of_a_packed_table_are_checked_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = gzip.decompress((DATA / VOTES).read_bytes()).split(b"\n")
    lines[3000] = lines[3000].replace(b",Y", b",Q", 1)
    read_as(monkeypatch, VOTES, gzip.compress(b"\n".join(lines), 1))
    with pytest.raises(un.errors.DataIntegrityError) as raised:
        tables.table.__wrapped__("ga_votes")  # type: ignore[attr-defined]  # past the value published already
    assert (raised.value.file, raised.value.line) == (VOTES, 3001)


@pytest.mark.parametrize("name", ["lists", "changes", "sources", "memberships"])
@pytest.mark.parametrize("mark", ["", '"'])
def test_rows_of_a_key_are_those_of_the_table_however_cells_are_written(
    monkeypatch: pytest.MonkeyPatch, name: str, mark: str
) -> None:
    rows = tables.table(name)
    if mark:  # as some programs write every cell
        cells = (
            [cell.replace('"', '""') for cell in row] for row in (tables.columns(name), *rows)
        )
        lines = [",".join(f'"{cell}"' for cell in row) for row in cells]
        read_as(monkeypatch, tables.schema(name)["path"], "\n".join([*lines, ""]).encode())
    in_order = tables._lines_in_order.__wrapped__(name)  # type: ignore[attr-defined]  # read anew
    monkeypatch.setattr(tables, "_lines_in_order", lambda _name: in_order)
    for key in {row[0] for row in rows}:
        assert tables.rows_of(name, key) == [each for each in enumerate(rows) if each[1][0] == key]
    assert tables.rows_of(name, "nothing") == []


def test_rows_read_by_key_stand_in_order_of_it(tmp_path: Path) -> None:
    path = copied(tmp_path) / "data" / "statements" / "changes.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *rows[1:], rows[0], ""]), encoding="utf-8")
    place = f"statements/changes.csv, line {len(rows) + 1}"
    key = rows[0].partition(",")[0]
    assert report(tmp_path).stderr == f"unstatements: {place}: {key} belongs further up\n"


@pytest.mark.parametrize(
    "content", slow_but([b"Countries"], [b"Countries", b'"title"', b"sha256:"])
)
def test_the_descriptor_of_an_installed_package_is_checked_itself(
    tmp_path: Path, content: bytes
) -> None:
    path = sealed(tmp_path) / "data" / "datapackage.json"
    path.write_bytes(path.read_bytes().replace(content, content.swapcase(), 1))
    if content != content.swapcase():
        assert "datapackage.json: is not as published" in report(tmp_path).stderr
    path.unlink()
    assert "datapackage.json: cannot be read" in report(tmp_path).stderr


def test_cells_are_checked_by_what_their_column_allows() -> None:
    row = dict.fromkeys(tables.columns("statements"), "")
    problems = {fault.problem for fault in tables.faults("statements", [tuple(row.values())])}
    assert "id: is empty, but every row needs it" in problems
    good = un.tables()["statements"][0]
    for column, cell, words in [
        ("session", "many", "'many' is not a whole number"),
        ("session", "0", "0 is below 1"),
        ("direction", "towards", "expected one of: for, against"),
        ("date", "2022-13-01", "'2022-13-01' is not"),
        ("id", "A B", "is not written as it must be"),
    ]:
        (fault,) = tables.faults("statements", [tuple({**good, column: cell}.values())])
        assert words in fault.problem, fault


def test_numbers_are_checked() -> None:
    good = un.tables()["ideal_points"][0]
    for cell in ("1", "-0.5", "2.25"):
        assert not [*tables.faults("ideal_points", [tuple({**good, "point": cell}.values())])]
    for cell in ("one", "1.2.3", "--1", "1e5", "nan", "."):
        rows = [tuple({**good, "point": cell}.values())]
        (fault,) = tables.faults("ideal_points", rows)
        assert fault.problem == f"point: {cell!r} is not a number"
