"""A user's own table, long or wide: what stands in it comes out; what is wrong has its line."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings, strategies as st

import unstatements as un
from unstatements.core.errors import DataIntegrityError
from unstatements.events.rollcall import Tally
from voting_files import GA, as_csv, check, own_rows, plain_rollcalls, read_undl


@given(plain_rollcalls(), st.booleans())
def test_own_tables_round_trip(rollcalls: list[dict[str, Any]], wide: bool) -> None:
    rows = own_rows(rollcalls, wide=wide)
    check(rollcalls, un.read_rollcalls(rows))
    header = list(dict.fromkeys(name for row in rows for name in row))
    check(rollcalls, un.read_rollcalls(io.StringIO(as_csv(rows, header))))


@settings(max_examples=20)
@given(plain_rollcalls(), st.booleans(), st.sampled_from(["pandas", "polars", "pyarrow"]))
def test_frames_round_trip(rollcalls: list[dict[str, Any]], wide: bool, library: str) -> None:
    rows = own_rows(rollcalls, wide=wide)
    header = dict.fromkeys(name for row in rows for name in row)
    whole = [{name: row.get(name) for name in header} for row in rows]
    frames: Any = {
        "pandas": pd.DataFrame,
        "polars": pl.DataFrame,
        "pyarrow": pa.Table.from_pylist,
    }
    check(rollcalls, un.read_rollcalls(frames[library](whole)))


def test_a_pandas_pivot() -> None:
    frame = pd.read_csv(io.BytesIO(GA))
    keys = ["undl_id", "date", "resolution"]
    read = un.read_rollcalls(frame.pivot(index=keys, columns="ms_code", values="ms_vote"))
    assert [rollcall.id for rollcall in read] == ["1000001", "1000002"]
    assert [rollcall.yes for rollcall in read] == [rollcall.yes for rollcall in read_undl(GA)]
    assert read[0].no.alpha_3s == ("SUN",)


def test_codes_of_votes_are_named_not_guessed() -> None:
    rows = [
        {"rollcall": 1.0, "country": un.country("FRA"), "vote": 1},
        {"rollcall": 1, "country": "PER", "vote": 3},
    ]
    with pytest.raises(DataIntegrityError, match="'1' is not a vote"):
        un.read_rollcalls(rows)
    (rollcall,) = un.read_rollcalls(rows, votes={1: "yes", 2: "abstain", 3: "no"})
    assert (rollcall.id, rollcall.yes.alpha_3s) == ("1", ("FRA",))
    assert rollcall.no.alpha_3s == ("PER",)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"country": "FRA", "vote": "Y"}], "no column 'rollcall'"),
        ([{"rollcall": "1", "date": "2020-01-01"}], "neither a long table"),
        (
            [{"rollcall": "1", "FRA": "Y", "Atlantis": "N"}],
            "are not countries and mean nothing here: 'Atlantis'",
        ),
        (
            [{"rollcall": "1", "country": "FRA", "ms_name": "France", "vote": "Y"}],
            "'country' and 'ms_name' mean the same",
        ),
        (
            [{"rollcall": "1", "country": "QQQ", "vote": "Y"}],
            "table: row 1: no country is called 'QQQ'",
        ),
        (
            [{"rollcall": "1", "alpha_3": "FRA", "country": "Peru", "vote": "Y"}],
            "code 'FRA' is France, but the name 'Peru' is Peru",
        ),
        ([], "no column 'rollcall'; the columns are: none"),
    ],
)
def test_own_tables_that_cannot_be_read(rows: list[dict[str, str]], message: str) -> None:
    with pytest.raises(DataIntegrityError, match=message):
        un.read_rollcalls(rows)


@pytest.mark.parametrize(
    "table",
    [
        *(3, {"rollcall": ["1"]}, ["a"], None, type("NoFrame", (), {"to_dict": dict})()),
        *(pd.Series(["a"]), pa.array(["a"])),
    ],
)
def test_what_is_not_a_table(table: object) -> None:
    with pytest.raises(TypeError, match="is not a table of roll calls"):
        un.read_rollcalls(table)


def test_what_cells_mean_is_a_mapping_to_votes() -> None:
    rows = [{"rollcall": "1", "country": "FRA", "vote": 1}]
    with pytest.raises(TypeError, match="is not a mapping of what cells mean to votes"):
        un.read_rollcalls(rows, votes=["yes"])  # type: ignore[arg-type]  # what is tested
    with pytest.raises(DataIntegrityError, match="'2' is not a vote"):
        un.read_rollcalls(rows, votes={1: 2})  # type: ignore[dict-item]  # what is tested


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(newline: str) -> None:
    text = newline.join(["rollcall,FRA", "a,Y", ""])
    (rollcall,) = un.read_rollcalls(io.BytesIO(text.encode()))
    assert rollcall.yes.alpha_3s == ("FRA",)


def test_bad_cells_are_listed_with_their_line() -> None:
    text = (
        "rollcall;date;outcome;FRA;PER;NO\n"
        "a;2020-01-01;adopted;Y;maybe;N\n"
        "b;yesterday;;Y;N;\n"
        "c;2020-01-03;carried;Y;Y;A\n"
        "a;2020-01-01;adopted;Y;Y;N\n"
        ";2020-01-01;adopted;Y;Y;N\n"
        "d;2020-01-01\n"
    )
    read = un.read_rollcalls(io.StringIO(text), errors="collect")
    assert [(problem.line, problem.what) for problem in read.problems] == [
        (2, "'maybe' is not a vote; write Y, N, A or X (or yes, no, abstain, absent)"),
        (3, "'yesterday' is not a day: write it as YYYY-MM-DD"),
        (4, "'carried' is not an outcome: write adopted or rejected, or leave it empty"),
        (5, "the roll call 'a' is there twice; the first is kept"),
        (6, "no roll call is given"),
        (7, "has 2 cells where 6 are expected"),
    ]
    assert [rollcall.id for rollcall in read] == ["b", "a", "c"]
    completeness = [rollcall.completeness for rollcall in read]
    assert completeness == ["complete", "partial", "complete"]
    assert [rollcall.outcome for rollcall in read] == ["rejected", "adopted", None]
    with pytest.raises(DataIntegrityError, match="6 problems"):
        un.read_rollcalls(io.StringIO(text))


def test_bad_cells_of_a_table_in_memory_are_listed_with_their_row() -> None:
    rows = [
        {"rollcall": "a", "country": "FRA", "vote": "Y", "date": "2020-01-01"},
        {"rollcall": "a", "country": "France", "vote": "N", "date": "2020-01-01"},
        {"rollcall": "a", "country": "", "vote": "N", "date": "2020-01-02"},
        {"rollcall": "a", "country": "Peru", "vote": None, "date": "2020-01-01"},
    ]
    read = un.read_rollcalls(rows, errors="collect")
    assert [(problem.place, problem.what) for problem in read.problems] == [
        ("row 2", "France is there twice"),
        ("row 3", "'a' contradicts row 1: date '2020-01-02', not '2020-01-01'"),
        ("row 3", "no country is given"),
    ]
    assert (read[0].yes.alpha_3s, read[0].completeness) == (("FRA",), "partial")
    assert read[0].notes == "Votes that could not be read: 2."
    rows[2]["date"] = "2019-12-31"
    problems = un.read_rollcalls(rows, errors="collect").problems
    assert problems[1].what.endswith("not '2020-01-01'")


def test_rows_of_another_length_are_listed_and_the_others_are_read() -> None:
    text = "rollcall;title;FRA;PER\na;one, two, three, four;Y;N;A\nb;;Y\n;;Y;N\n"
    text += f"c;{', '.join(['many commas'] * 20)};Y;N\n"  # the header says what parts the cells
    read = un.read_rollcalls(io.StringIO(text), errors="collect")
    assert [(problem.line, problem.what) for problem in read.problems] == [
        (2, "has 5 cells where 4 are expected"),
        (3, "has 3 cells where 4 are expected"),
        (4, "no roll call is given"),
    ]
    assert [rollcall.id for rollcall in read] == ["c"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"rollcall,FRA\n\xff,Y\n", 2),
        (b"\n\xff", 2),
        (b'rollcall,FRA\na,"Y\n', 2),
        (b'"rollcall,FRA\na,Y\n', 1),
    ],
)
def test_files_that_are_not_csv_are_refused_with_the_line(content: bytes, line: int) -> None:
    with pytest.raises(DataIntegrityError) as error:
        un.read_rollcalls(io.BytesIO(content))
    assert error.value.line == line


@pytest.mark.parametrize("row", [b'"\n",', b"1," * 99 + b'"\n",'])
def test_a_row_without_end_is_refused(row: bytes) -> None:
    with pytest.raises(DataIntegrityError, match="line 2: is longer than a row of a table"):
        un.read_rollcalls(io.BytesIO(b"rollcall,country,vote\n" + row * 500_000))


def test_columns_without_number_are_named_in_part() -> None:
    header = ",".join(f"column {number}" for number in range(50_000))
    with pytest.raises(DataIntegrityError, match="mean nothing here: 'column 0', ") as caught:
        un.read_rollcalls(io.StringIO(f"rollcall,FRA,{header}\n"))
    assert len(str(caught.value)) < 800


def test_an_error_about_columns_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(b"a,b\n1,2\n")
    message = r"mine\.csv: no column 'rollcall'; the columns are: a, b$"
    with pytest.raises(DataIntegrityError, match=message):
        un.read_rollcalls(file)


def test_columns_may_have_other_names() -> None:
    capitals = {"Rollcall": "1", "Date": "2020-01-01", "Country": "France", "Vote": "Y"}
    (rollcall,) = un.read_rollcalls(table=[capitals])
    assert (rollcall.id, rollcall.date) == ("1", date(2020, 1, 1))
    assert rollcall.yes.alpha_3s == ("FRA",)
    assert (rollcall.source.title, rollcall.source.kind) == ("own table", "unsourced")
    # A table without a column of votes is wide.
    (rollcall,) = un.read_rollcalls(io.StringIO("rollcall,country,FRA\n1,x,Y\n"))
    assert (rollcall.yes.alpha_3s, rollcall.source.title) == (("FRA",), "<buffer>")
    soviet = {"rollcall": "1", "alpha_3": "RUS", "country": "USSR", "vote": "Y"}
    (rollcall,) = un.read_rollcalls([{**soviet, "date": "1980-01-01"}])
    assert rollcall.yes.alpha_3s == ("SUN",)


def test_missing_cells() -> None:
    frame = pd.DataFrame(
        {
            "rollcall": [1, 2],
            "date": pd.to_datetime(["2020-01-01", None]),
            "FRA": ["Y", pd.NA],
            "PER": ["N", "A"],
            "yes": [1.0, float("nan")],
        }
    )
    undated, dated = un.read_rollcalls(frame)
    assert (undated.date, undated.yes.alpha_3s) == (None, ())
    assert (dated.date, dated.yes.alpha_3s) == (date(2020, 1, 1), ("FRA",))
    assert (undated.tally, dated.tally) == (Tally(0, 0, 1, 0), Tally(1, 1, 0, 0))
    row = {"rollcall": "a", "FRA": pd.NA, "PER": None, "GHA": "Y", "FJI": float("nan")}
    (rollcall,) = un.read_rollcalls([row])
    assert rollcall.yes.alpha_3s == ("GHA",)
    assert not rollcall.no | rollcall.abstain | rollcall.absent


def test_totals_are_announced_or_counted() -> None:
    row = {"rollcall": "a", "FRA": "Y", "PER": "X", "NO": "A", "yes": 2, "no": 0}
    (rollcall,) = un.read_rollcalls([row])
    assert (rollcall.tally, rollcall.completeness) == (Tally(2, 0, None, None), "partial")
    (rollcall,) = un.read_rollcalls([{**row, "yes": 1}])
    assert (rollcall.tally, rollcall.completeness) == (Tally(1, 0, 1, 1), "complete")
    assert rollcall.abstain.alpha_3s == ("NOR",)


def test_the_symbol_is_the_key_where_there_is_no_other() -> None:
    rows = [{"symbol": "X/1", "FRA": "Y"}, {"symbol": "X/2", "FRA": "Y"}]
    assert [rollcall.id for rollcall in un.read_rollcalls(rows)] == ["X/1", "X/2"]
