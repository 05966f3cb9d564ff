"""The data package holds together: declared, keyed, sourced, readable without this library."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import duckdb
import frictionless
import pandas
import pytest

import unstatements as un

DATA = Path(un.__file__).parent / "data"
DESCRIPTOR = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
TABLES = un.tables()
PATHS = {resource["name"]: DATA / resource["path"] for resource in DESCRIPTOR["resources"]}
PLAIN = [name for name, path in PATHS.items() if path.suffix == ".csv"]
SOURCED = {
    "ga_rollcalls": "source",
    "lists": "source",
    "signatures": "source",
    "changes": "source",
    "reported_counts": "source",
    "rollcalls": "source",
    "majorities": "source",
    "rolls": "source",
    "vote_corrections": "source",
    "bloc_sources": "source",
    "successions": "source",
    "sessions": "source",
}


@pytest.mark.slow
@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # it leaves gzip files open
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_frictionless_finds_nothing_wrong() -> None:
    report = frictionless.Package(str(DATA / "datapackage.json")).validate()
    assert not report.flatten(["title", "rowNumber", "fieldName", "message"])


def test_every_file_is_declared_and_every_declared_file_is_there() -> None:
    declared = {resource["path"] for resource in DESCRIPTOR["resources"]}
    files = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}
    assert files - {"README.md"} == declared | {"datapackage.json"}


@pytest.mark.parametrize("name", PLAIN)
def test_other_readers_see_the_same_rows(name: str) -> None:
    path = PATHS[name]
    rows = TABLES[name]
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    assert frame.to_dict("records") == list(rows)
    counted = duckdb.sql(f"SELECT count(*) FROM read_csv('{path}', all_varchar=true)").fetchall()
    assert counted == [(len(rows),)]


@pytest.mark.parametrize("name", PLAIN)
def test_files_are_written_one_way(name: str) -> None:
    raw = PATHS[name].read_bytes()
    text = raw.decode("utf-8")
    assert "\r" not in text
    assert raw.endswith(b"\n")
    for number, row in enumerate(csv.reader(text.split("\n")[:-1]), 1):
        for cell in row:
            assert cell == cell.strip(), f"{name}.csv, line {number}: {cell!r}"
            assert "\u00a0" not in cell or name in ("signatures", "names"), (name, number, cell)


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"reported_counts", "memberships"}))
def test_rows_are_unique(name: str) -> None:
    rows = [tuple(row.values()) for row in TABLES[name]]
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(("name", "column"), SOURCED.items())
def test_every_fact_points_to_a_source(name: str, column: str) -> None:
    known = {row["id"] for row in TABLES["sources"]}
    for row in TABLES[name]:
        assert row[column] in known, row


def test_every_source_is_used() -> None:
    used = {row["origin"] for row in TABLES["sources"]}
    for name in (*SOURCED, "memberships", "coverage", "seats"):
        used |= {row["source"] for row in TABLES[name]}
    used |= {resource["source"] for resource in DESCRIPTOR["resources"] if "source" in resource}
    unused = {row["id"] for row in TABLES["sources"]} - used
    assert not unused


def test_sources_have_an_address_a_publisher_and_no_circle_of_origins() -> None:
    by_id = {row["id"]: row for row in TABLES["sources"]}
    addresses = [row["url"] for row in TABLES["sources"] if row["url"]]
    assert len(set(addresses)) == len(addresses)
    for row in by_id.values():
        assert row["url"].startswith(("http://", "https://")) or row["note"] or row["title"], row
        seen = {row["id"]}
        while row["origin"]:
            row = by_id[row["origin"]]
            assert row["id"] not in seen
            seen.add(row["id"])


DATE_COLUMNS = [
    (resource["name"], field["name"])
    for resource in DESCRIPTOR["resources"]
    for field in resource["schema"]["fields"]
    if field["name"] in ("date", "start", "end", "known_by", "as_of", "known_since")
]


@pytest.mark.parametrize(("name", "column"), DATE_COLUMNS)
def test_every_date_is_one(name: str, column: str) -> None:
    for row in TABLES[name]:
        text = row[column]
        if text:
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text), row
            day = date.fromisoformat(text + "-01" * ((10 - len(text)) // 3))
            assert date(1800, 1, 1) <= day <= date(2035, 1, 1), row


def test_versions_agree() -> None:
    assert DESCRIPTOR["version"] == un.DATA_VERSION


def test_words_say_nothing_of_how_the_record_was_made() -> None:
    forbidden = re.compile(
        r"\bevidence\b|this session|seen in the material|(?<![\w:/.])/\w+/", re.IGNORECASE
    )
    for name in ("statements", "lists", "changes", "sources", "blocs", "memberships", "rollcalls"):
        for row in TABLES[name]:
            noted = row.get("notes") or row.get("note") or ""
            assert not forbidden.search(noted), (name, row)
