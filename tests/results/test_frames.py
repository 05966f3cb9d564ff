"""Frames, CSV, text and HTML say what the rows say: cell by cell, of every result and every table."""

from __future__ import annotations

import csv
import gzip
import io
import json
import pickle
import pkgutil
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from importlib import import_module
from operator import itemgetter
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, strategies as st

import unstatements as un
from sweeps import slow_but
from unstatements.analysis.agreement import AgreementMatrix
from unstatements.analysis.shift import Shift
from unstatements.core.tables import words
from unstatements.events.edition import Edition, Editions
from unstatements.events.rollcall import Outcome
from unstatements.events.rollcalls import Problem, Problems, RollCalls
from unstatements.events.signature import SignatureStatus
from unstatements.events.statement import Completeness, Stance
from unstatements.events.text import Mode
from unstatements.events.tidy import EventTable
from unstatements.results.cells import Backend, Cell, Column, Row, Types
from unstatements.results.frames import frame
from unstatements.results.html import html_card, html_table
from unstatements.results.packaged import Table
from unstatements.results.result import Listing, LongTable, Pictured, Result
from unstatements.results.text import bounds_note, shortened, text_table

ROOT = Path(__file__).parents[2]
DATA = Path(un.__file__).parent / "data"
GUIDE = ROOT / "docs" / "guides" / "data-frames.md"
BACKENDS = get_args(Backend)

CANADA, FRANCE, VOTE = "2022-10-31-ga3c-canada", "2021-10-21-ga3c-france", "A/HRC/51/L.6"
CRITICAL = {"body": "ga3c", "stance": "critical", "target": "China"}


def _votes() -> RollCalls:
    return un.rollcalls(body="hrc", session=51)


def _moved() -> Shift:
    return un.shift(FRANCE, CANADA)


def _matrix() -> AgreementMatrix:
    return un.agreement_matrix(["CUB", "CHN", "FRA", "VAT"], _votes())


EDITION = Edition(
    id="ga-2026-02-06",
    body="ga",
    published=date(2026, 2, 6),
    added=date(2026, 2, 7),
    first=date(1946, 1, 30),
    last=date(2025, 12, 30),
    rollcalls=5600,
    new=900,
    unread=0,
    file="2026_02_06_ga_voting.csv",
    sha256="0" * 64,
)
RESULTS: dict[str, Callable[[], Result]] = {
    "Agreement": lambda: un.agreement("CUB", "FRA", _votes(), measure="kappa"),
    "Agreements": lambda: _matrix().nearest("CUB"),
    "AgreementSeries": lambda: un.agreement("CUB", "FRA", un.rollcalls(body="hrc")).over(
        "session"
    ),
    "AgreementMatrix": _matrix,
    "BlocAgreements": lambda: _matrix().blocs(["EU", "OIC"]),
    "BlocCohesions": lambda: un.compare(_votes(), by=["EU", "OIC"]).cohesion(bootstrap=20),
    "BlocComparison": lambda: un.compare(CANADA),
    "BlocDifference": lambda: _moved().test("bloc_difference", bloc="GRULAC"),
    "BlocDistances": lambda: un.compare(VOTE).distances(),
    "BlocPanel": lambda: un.compare(un.statements(**CRITICAL), by=["EU", "GRULAC"]),
    "BlocShifts": lambda: _moved().by(),
    "BlocTrajectory": lambda: un.trajectory("EU", topic="Xinjiang"),
    "Coverage": lambda: un.coverage("hrc"),
    "CountrySignatures": lambda: un.signed_by("Fiji"),
    "Dyads": lambda: _matrix().dyads("session", versus="CUB", codes=["cow", "gw"]),
    "Editions": lambda: Editions([EDITION]),
    "IdealPoints": lambda: un.ideal_points(published=True).of("CHN", "FRA"),
    "MemberDistances": lambda: un.compare(_votes(), by=["EU", "OIC"]).majority_distances(),
    "Movers": lambda: un.movers(proposition="china-human-rights"),
    "PivotalStates": lambda: un.pivotal_states(VOTE),
    "Positions": lambda: un.positions(CANADA),
    "Report": un.report,
    "RollCalls": lambda: un.rollcalls(since="1990-01-01", until="1990-12-31"),
    "Problems": lambda: Problems(
        [Problem("votes.csv, line 3", 3, "'Q' is not a vote", lost=True)]
    ),
    "Propositions": un.propositions,
    "Resolutions": lambda: un.resolve(["Cuba", "Türkei", "Atlantis"]),
    "RivalPairs": lambda: un.rivals("xinjiang"),
    "Shift": lambda: un.shift(VOTE, CANADA, electorate="union"),
    "ShiftTest": lambda: _moved().test("stuart_maxwell", unknown_positions="leave out"),
    "SignatureEstimates": lambda: un.positions("2022-10-31-ga3c-cuba").estimate(),
    "Signatures": lambda: un.statements("xinjiang").signatures(),
    "StatementPositions": lambda: un.statements("xinjiang", body="ga3c").positions(),
    "Statements": un.statements,
    "Tables": un.tables,
    "Texts": lambda: un.texts(body="chr", session=8),
    "Timeline": lambda: un.timeline("Xinjiang"),
    "Topics": un.topics,
    "Trajectory": lambda: un.trajectory("Honduras", topic="Xinjiang"),
    "Votes": lambda: _votes().votes(),
    "WhatIf": lambda: un.what_if(VOTE, {"UKR": "yes"}),
}
results = pytest.mark.parametrize("kind", sorted(RESULTS))
backends = pytest.mark.parametrize("backend", BACKENDS)


@cache
def result(kind: str) -> Result:
    return RESULTS[kind]()


def cells_of(found: Any) -> dict[str, list[Cell]]:
    """Return the cells of a frame as plain values, whatever kind of frame it is."""
    if isinstance(found, pa.Table):
        return dict(found.to_pydict())
    if isinstance(found, pl.DataFrame):
        return found.to_dict(as_series=False)
    return {name: [_plain(cell) for cell in found[name].tolist()] for name in found.columns}


def _plain(cell: Any) -> Cell:
    if cell is None or pd.isna(cell):
        return None
    return cell.date() if isinstance(cell, datetime) else cell


def columns_of(rows: Sequence[Row], names: Sequence[str]) -> dict[str, list[Cell]]:
    return {name: [row[name] for row in rows] for name in names}


def types_of(value: Result) -> dict[str, Any]:
    return {column.name: column.type for column in value._declared()}


def kinds_of(found: Any) -> dict[str, object]:
    """Return what the columns of a frame are, in the words of `Types`."""
    if isinstance(found, pa.Table):
        return {field.name: _kind_of_arrow(found, field) for field in found.schema}
    if isinstance(found, pl.DataFrame):
        plain = {pl.String: str, pl.Int64: int, pl.Float64: float, pl.Boolean: bool, pl.Date: date}
        return {
            name: tuple(kind.categories) if isinstance(kind, pl.Enum) else plain[type(kind)]
            for name, kind in found.schema.items()
        }
    named = {
        "string": str,
        "Int64": int,
        "Float64": float,
        "boolean": bool,
        "datetime64[us]": date,
    }
    return {
        name: tuple(kind.categories) if isinstance(kind, pd.CategoricalDtype) else named[kind.name]
        for name, kind in found.dtypes.items()
    }


def _kind_of_arrow(found: pa.Table, one: pa.Field) -> object:
    if pa.types.is_dictionary(one.type):
        chunks = found[one.name].chunks
        return tuple(chunks[0].dictionary.to_pylist())
    plain = {
        pa.string(): str,
        pa.int64(): int,
        pa.float64(): float,
        pa.bool_(): bool,
        pa.date32(): date,
    }
    return plain[one.type]


# ----------------------------------------------------------------------------------------- every
# result


def test_every_kind_of_result_is_tested_and_declares_its_columns() -> None:
    for module in pkgutil.walk_packages(un.__path__, "unstatements."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    kinds = {kind for kind in subclasses(Result) if kind.__module__.startswith("unstatements")}
    bases = {Result, Pictured, Listing, LongTable, EventTable, Table}
    named = {kind.__name__ for kind in kinds - bases if ".cli." not in kind.__module__}
    named = {name for name in named if not name.startswith("_")}
    assert named == set(RESULTS)
    assert [kind.__name__ for kind in kinds - bases if "rows" in vars(kind)] == []


def subclasses(kind: type) -> set[type]:
    return {kind}.union(*(subclasses(narrower) for narrower in kind.__subclasses__()))


@results
@backends
def test_a_frame_has_the_cells_of_the_rows(kind: str, backend: Backend) -> None:
    one = result(kind)
    rows, found = one.rows(), one.to_frame(backend)
    assert rows
    assert tuple(rows[0]) == one.columns
    assert all(tuple(row) == one.columns for row in rows)
    assert cells_of(found) == columns_of(rows, one.columns)
    assert kinds_of(found) == types_of(one)


@results
def test_columns_are_in_snake_case(kind: str) -> None:
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) for name in result(kind).columns)


@results
def test_rows_about_a_country_can_be_joined_by_its_code(kind: str) -> None:
    one = result(kind)
    if "country" in one.columns:
        assert "alpha_3" in one.columns
    if "alpha_3" in one.columns:
        names: dict[Cell, Cell] = {row["alpha_3"]: row["name"] for row in un.tables()["countries"]}
        names[None] = None  # a name that could not be read
        for row in one.rows():
            assert row.get("country", names[row["alpha_3"]]) == names[row["alpha_3"]]


@backends
def test_a_frame_without_rows_has_all_columns_and_types(backend: Backend) -> None:
    for empty in (
        un.statements(session=999),
        un.rollcalls(session="999"),
        un.rivals("death-penalty")[:0],
        un.compare([]),
    ):
        assert empty.rows() == []
        found = empty.to_frame(backend)
        assert len(found) == 0
        if backend != "pyarrow":  # an enumeration without rows has no chunk to show its words
            assert kinds_of(found) == types_of(empty)
        assert tuple(cells_of(found)) == empty.columns


@backends
def test_numbers_that_do_not_fit_64_bits_are_floating_point(backend: Backend) -> None:
    pivotal = un.pivotal_states("A/RES/68/262")
    sets = [row["sets"] for row in pivotal.rows()]
    assert max(sets) > 2**64
    assert cells_of(pivotal.to_frame(backend))["sets"] == [float(number) for number in sets]


def test_enumerations_are_those_of_the_tables() -> None:
    assert set(get_args(Stance)) == set(words("statements", "stance"))
    assert set(get_args(Completeness)) == set(words("statements", "completeness"))
    assert set(get_args(Outcome)) == set(words("rollcalls", "outcome"))
    assert set(get_args(Mode)) == set(words("hrc_texts", "mode"))
    assert {signature.status for it in un.statements() for signature in it.signatures} <= set(
        get_args(SignatureStatus)
    )


# ---------------------------------------------------------------------------------------- rows of
# any kind


class Plain(Result):
    """A result of any rows."""

    def __init__(self, rows: list[Row], types: Types) -> None:
        self.records, self.types = rows, types

    def title(self) -> str:
        return "Plain"

    def _declared(self) -> list[Column[Row]]:
        return [Column(name, kind, itemgetter(name)) for name, kind in self.types.items()]

    def _records(self) -> list[Row]:
        return self.records


TYPES: Types = {
    "text": str,
    "number": int,
    "share": float,
    "yes": bool,
    "day": date,
    "word": ("for", "against", "neutral"),
}
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)
CELLS: dict[str, st.SearchStrategy[Cell]] = {
    "text": TEXT,
    "number": st.integers(-(2**63), 2**63 - 1),
    "share": st.floats(allow_nan=False) | st.integers(-(10**6), 10**6),
    "yes": st.booleans(),
    "day": st.dates(),
    "word": st.sampled_from(["for", "against", "neutral", "none of these"]),
}
ROWS = st.lists(
    st.fixed_dictionaries({name: st.none() | cell for name, cell in CELLS.items()}), max_size=6
)


@given(ROWS)
def test_any_rows_are_the_same_in_every_frame(rows: list[Row]) -> None:
    one = Plain(rows, TYPES)
    for backend in BACKENDS:
        found = one.to_frame(backend)
        assert cells_of(found) == columns_of(rows, list(TYPES))
        if rows:
            added = (
                ("none of these",) if any(row["word"] == "none of these" for row in rows) else ()
            )
            assert kinds_of(found) == {**TYPES, "word": ("for", "against", "neutral", *added)}


@given(ROWS)
def test_any_rows_survive_csv(rows: list[Row]) -> None:
    file = io.StringIO(newline="")
    Plain(rows, TYPES).to_csv(file)
    header, *lines = csv.reader(io.StringIO(file.getvalue(), newline=""))
    assert header == list(TYPES)
    assert lines == [[_in_csv(row[name]) for name in TYPES] for row in rows]


def _in_csv(cell: Cell) -> str:
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


@given(ROWS)
def test_any_rows_are_well_formed_html(rows: list[Row]) -> None:
    rows = [
        {**{name: row[name] for name in TYPES}, "text": _printable(row["text"])} for row in rows
    ]
    root = ElementTree.fromstring(Plain(rows, TYPES)._repr_html_())
    lines = [["".join(cell.itertext()) for cell in line.iter("td")] for line in root.iter("tr")]
    assert [line[0] for line in lines[1:]] == [
        row["text"] if row["text"] is not None else "-" for row in rows
    ]


def _printable(cell: Cell) -> Cell:
    return (
        None if cell is None else "".join(letter for letter in str(cell) if letter.isprintable())
    )


@given(
    st.lists(
        st.fixed_dictionaries({"a": TEXT, "b": TEXT, "n": st.integers(0, 999)}),
        min_size=1,
        max_size=4,
    )
)
def test_a_narrow_table_loses_no_word(rows: list[Row]) -> None:
    rows = [{**row, "a": _printable(row["a"]), "b": _printable(row["b"])} for row in rows]
    wide, narrow = text_table(rows), text_table(rows, 12)
    assert sorted(wide.split()) == sorted(narrow.split())
    assert text_table(rows, 10_000) == wide


# ------------------------------------------------------------------------------------------------
# tables

RESOURCES = {
    resource["name"]: resource
    for resource in json.loads((DATA / "datapackage.json").read_bytes())["resources"]
}
tables = pytest.mark.parametrize("name", sorted(RESOURCES))


def bundled(name: str) -> str:
    raw = (DATA / RESOURCES[name]["path"]).read_bytes()
    return (gzip.decompress(raw) if RESOURCES[name]["path"].endswith(".gz") else raw).decode()


def read_independently(name: str) -> dict[str, list[Cell]]:
    lines = list(csv.DictReader(io.StringIO(bundled(name), newline="")))
    found: dict[str, list[Cell]] = {}
    for field in RESOURCES[name]["schema"]["fields"]:
        texts = [line[field["name"]] for line in lines]
        read: Callable[[str], Cell] = {
            "integer": int,
            "number": float,
            "boolean": lambda text: text == "true",
            "date": date.fromisoformat,
            "string": str,
        }[field["type"]]
        found[field["name"]] = [read(text) if text else None for text in texts]
    return found


@pytest.mark.parametrize("name", slow_but({*RESOURCES} - {"ga_votes"}, sorted(RESOURCES)))
def test_a_table_in_a_frame_is_the_file_cell_by_cell(name: str) -> None:
    wanted = read_independently(name)
    for backend in BACKENDS:
        assert cells_of(un.tables()[name].to_frame(backend)) == wanted, backend


@tables
@backends
def test_the_columns_of_a_table_are_what_the_data_package_declares(
    name: str, backend: Backend
) -> None:
    kinds: dict[str, object] = {
        "integer": int,
        "number": float,
        "boolean": bool,
        "date": date,
        "string": str,
    }
    declared = {
        field["name"]: tuple(field.get("constraints", {}).get("enum", ())) or kinds[field["type"]]
        for field in RESOURCES[name]["schema"]["fields"]
    }
    assert kinds_of(un.tables()[name][:1].to_frame(backend)) == declared


@tables
def test_a_table_written_as_csv_is_the_file(name: str, tmp_path: Path) -> None:
    un.tables()[name].to_csv(tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_bytes().decode() == bundled(name)


@tables
def test_a_table_is_a_sequence_of_rows_of_text(name: str) -> None:
    table = un.tables()[name]
    lines = list(csv.DictReader(io.StringIO(bundled(name), newline="")))
    assert list(table) == lines
    assert [table[0], table[-1]] == [lines[0], lines[-1]]
    assert len(table) == len(lines)
    assert list(table[1:3]) == lines[1:3]
    assert table[:2] == un.tables()[name][:2]
    assert hash(table[:2]) == hash(un.tables()[name][:2])
    assert pickle.loads(pickle.dumps(table[:2])) == table[:2]
    assert table.columns == tuple(lines[0])
    assert table.title().startswith(f"{name}: ")
    assert len(repr(table)) < 80


def test_a_table_cannot_be_changed() -> None:
    bodies = un.tables()["bodies"]
    bodies[0]["name"] = "another"
    assert bodies[0]["name"] != "another"
    with pytest.raises(AttributeError):
        bodies.name = "another"  # type: ignore[misc]


def test_tables_are_read_when_asked_for_and_named_in_errors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from unstatements.results import packaged as _table_results

    asked: list[str] = []
    original = _table_results.table
    monkeypatch.setattr(
        _table_results, "table", lambda name: (asked.append(name), original(name))[1]
    )
    assert "bodies" in un.tables()
    assert "nothing" not in un.tables()
    assert len(un.tables()) == len(list(un.tables())) == len(RESOURCES)
    assert "statements" in str(un.tables())
    assert asked == []
    assert un.tables()["bodies"][0]
    assert asked == ["bodies"]
    with pytest.raises(
        KeyError, match=r"no table is called 'statments'; did you mean .*statements"
    ):
        un.tables()["statments"]
    assert un.tables().get("nothing") is None


@tables
def test_a_table_shows_the_columns_that_fit(name: str) -> None:
    table = un.tables()[name]
    lines = str(table).splitlines()
    # what is written above or below a letter takes no room
    widths = [sum(not unicodedata.combining(sign) for sign in line) for line in lines]
    fit = zip(widths, lines, strict=True)
    assert all(width <= 100 or line.strip().startswith("http") for width, line in fit)
    assert len(lines) <= 66
    shown = len(table.display_rows()[0])
    left = table.columns[shown:]
    if len(left) > 8:
        assert lines[-1] == f"and {len(left)} more columns, {left[0]} to {left[-1]}"
    elif left:
        assert lines[-1] == f"and the column{'s' if len(left) > 1 else ''} {', '.join(left)}"
    assert str(table[:0]).splitlines()[2] == "(no rows)"


# ------------------------------------------------------------------------------------------ joins
# and packages


@backends
def test_frames_join_with_other_country_data(backend: Backend) -> None:
    stood = un.positions(VOTE).to_frame(backend)
    other = {"alpha_3": ["FRA", "CUB", "CAN"], "score": [1.5, 2.5, 3.5]}
    if isinstance(stood, pd.DataFrame):
        joined = stood.merge(pd.DataFrame(other), on="alpha_3")
    elif isinstance(stood, pl.DataFrame):
        joined = stood.join(pl.DataFrame(other), on="alpha_3")
    else:
        joined = stood.join(pa.table(other), "alpha_3", join_type="inner")
    cells = cells_of(joined)
    found = dict(
        zip(cells["alpha_3"], zip(cells["position"], cells["score"], strict=True), strict=True)
    )
    assert found == {"FRA": ("for", 1.5), "CUB": ("against", 2.5)}


def test_days_of_pandas_join_with_days_of_other_precision() -> None:
    events = un.timeline("Xinjiang").to_frame()
    other = pd.DataFrame({"date": pd.to_datetime(["2022-10-31"]).as_unit("ns"), "mine": [1]})
    assert events.merge(other, on="date")["event"].tolist() == [CANADA]


@backends
def test_frames_survive_parquet(backend: Backend, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    stood, file = un.statements().to_frame(backend), tmp_path / "frame.parquet"
    if isinstance(stood, pd.DataFrame):
        stood.to_parquet(file)
    elif isinstance(stood, pl.DataFrame):
        stood.write_parquet(file)
    else:
        pq.write_table(stood, file)
    assert cells_of(pl.read_parquet(file)).keys() == cells_of(stood).keys()
    assert pq.read_table(file)["statement"].to_pylist() == [
        statement.id for statement in un.statements()
    ]


def test_without_narwhals_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("narwhals", "narwhals.stable.v2"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError) as error:
        un.statements().to_frame("polars")
    assert str(error.value) == (
        "a data frame of polars needs narwhals, which is not installed: "
        'pip install "unstatements[frames]" polars'
    )
    assert error.value.name == "narwhals"


@backends
def test_without_the_package_one_line_says_what_to_install(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, backend, None)
    with pytest.raises(ImportError, match=f'pip install "unstatements\\[frames\\]" {backend}$'):
        un.statements().to_frame(backend)


def test_a_package_that_lacks_something_of_its_own_says_so_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(name: str) -> None:
        raise ModuleNotFoundError("No module named 'something'", name="something")

    monkeypatch.setattr("unstatements.results.frames.import_module", broken)
    with pytest.raises(ModuleNotFoundError, match="No module named 'something'"):
        un.statements().to_frame()


def test_nothing_of_frames_is_loaded_until_one_is_asked_for() -> None:
    code = (
        "import sys, unstatements as un; str(un.statements()); un.tables()['bodies'].to_csv(sys.stderr);"
        "print([name for name in ('narwhals', 'pandas', 'polars', 'pyarrow') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_there_are_three_kinds_of_frames() -> None:
    with pytest.raises(
        ValueError, match="backend: 'dask'; expected one of: pandas, polars, pyarrow"
    ):
        un.statements().to_frame("dask")  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="expected one of"):
        frame({}, {}, "")  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------- text
# and HTML


@results
def test_every_result_prints_within_100_columns(kind: str) -> None:
    one = result(kind)
    lines = str(one).splitlines()
    assert all(len(line) <= 100 or line.strip().startswith("http") for line in lines)
    assert lines[-1] != ""
    assert "\n\n\n" not in str(one)
    assert len(repr(one)) < 260
    assert "\n" not in repr(one)


# A report is shown as several results under each other, see test_report.py.
@pytest.mark.parametrize("kind", sorted(RESULTS.keys() - {"Report"}))
def test_every_result_is_well_formed_html(kind: str) -> None:
    one = result(kind)
    root = ElementTree.fromstring(one._repr_html_())
    shown = one.display_rows()[:60]
    assert len(list(root.iter("tr"))) == len(shown) + 1
    for number, name in enumerate(shown[0]):
        right = all(type(row[name]) in (int, float, un.Interval, type(None)) for row in shown)
        cells = [list(line)[number] for line in root.iter("tr")]
        assert {cell.get("align") for cell in cells} == {"right" if right else None}, name
    left = len(one.display_rows()) - len(shown)
    assert (f"and {left} more rows" in "".join(root.itertext())) == (left > 0)
    assert not re.search(r"#[0-9a-f]{3}|rgb|white|black", one._repr_html_())


@results
def test_notes_in_json_are_all_of_words(kind: str) -> None:
    assert all(json.loads(result(kind).to_json())["notes"])


def test_a_long_result_shows_60_rows_and_the_number_left() -> None:
    statements = un.statements()
    left = len(statements) - 60
    assert f"\nand {left} more rows\n" in str(statements)
    assert statements[0].id in str(statements)
    assert statements[60].id not in str(statements)
    assert statements[-1].id in statements.to_text()
    assert f"… and {left} more rows" in statements._repr_html_()
    assert statements.to_text(2).count("\n") < 12
    assert "more rows" not in str(statements[:60])
    assert "\nand 1 more row\n" in str(statements[:61])


@pytest.mark.parametrize(
    "value",
    [
        un.statement(CANADA),
        un.statement("2022-10-31-ga3c-cuba"),
        un.rollcall(VOTE),
        un.rollcalls(complete=False)[0],
        un.country("TUR"),
        un.country("SUN"),
        un.bloc("EU"),
        un.bloc("OIC") & un.bloc("AU"),
        un.Bloc.of("<Islands & others>", ["Fiji", "Malta"]),
        un.countries(),
        un.CountrySet(["Fiji"]),
        un.CountrySet(),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_values_show_themselves_in_a_notebook(value: Any) -> None:
    html = "".join(ElementTree.fromstring(value._repr_html_()).itertext())
    assert "None" not in html
    if isinstance(value, un.CountrySet):
        assert f"{len(value)} countr{'y' if len(value) == 1 else 'ies'}" in html
    else:
        assert str(value) in html
    members = {
        un.Statement: lambda: value.signatories,
        un.RollCall: lambda: value.yes,
        un.Bloc: value.members if isinstance(value, un.Bloc) else None,
    }.get(type(value))
    if members:
        assert all(country.name in html for country in members())


def test_html_escapes_and_links() -> None:
    nasty = "<script>alert('&')</script>"
    html = html_card(
        nasty, [(nasty, nasty, ""), ("fold", nasty, nasty), ("address", "https://un.org/?a&b", "")]
    )
    assert "<script>" not in html
    root = ElementTree.fromstring(html)
    assert "".join(root.itertext()).count(nasty) == 5
    assert next(root.iter("a")).get("href") == "https://un.org/?a&b"
    assert "javascript" not in html_card("x", [("address", "javascript:alert()", "")]).replace(
        "javascript:al", ""
    )
    assert "no rows" in html_table("x", [], [])


def test_small_values_have_short_representations() -> None:
    canada, vote = un.statement(CANADA), un.rollcall(VOTE)
    values = [
        *canada.signatures,
        *canada.lists,
        *canada.sources,
        *canada.reported_counts,
        *un.statement("2023-10-18-ga3c-united-kingdom").changes,
        *vote.vote_sources,
        *vote.corrections,
        *un.compare(CANADA).blocs,
    ]
    for one in values:
        assert len(repr(one)) < 260, repr(one)
    assert (
        str(un.compare(VOTE)["WEOG"])
        == "WEOG: 6 for, 0 against, 0 neutral, 0 absent; electorate of 6"
    )
    read = un.parse_signatories("Chile, Latva, Narnia, Chile and my own country, the U.K.")
    assert str(read).splitlines()[0] == ("3 countries: Chile, Latvia, United Kingdom")
    assert str(read).splitlines()[1:] == ["repeated: Chile", "unread: 'Narnia'"]


def test_bounds_are_explained_where_there_are_any() -> None:
    assert bounds_note([{"for": un.Interval(1, 1)}, {"for": 3}]) == []
    assert len(bounds_note([{"for": un.Interval(1, 2)}])) == 1
    assert "low..high" in str(un.compare(CANADA))
    assert "low..high" not in str(un.compare(VOTE))


def test_texts_are_shortened_only_where_they_must() -> None:
    assert shortened(None, 3) is None
    assert shortened("abc", 3) == "abc"
    assert shortened("abcd", 3) == "ab…"


def test_a_month_is_no_day() -> None:
    months = [row for row in un.rollcalls(body="ga").rows() if row["date_precision"] == "month"]
    assert months
    assert all(row["date"].day == 1 for row in months)
    with pytest.raises(OSError, match="nowhere"):
        un.statements().to_csv(Path("/nowhere/at/all.csv"))


# ---------------------------------------------------------------------------------------------------
# guide


def test_the_guide_lists_the_columns_of_every_result() -> None:
    section = GUIDE.read_text(encoding="utf-8").split("## Columns")[1]
    assert table_of_results() in section, table_of_results()


def table_of_results() -> str:
    lines = [
        f"| `{kind}` | {', '.join(f'`{name}`' for name in result(kind).columns)} |"
        for kind in sorted(set(RESULTS) - {"Tables"})
    ]
    return "\n".join(["| result | columns |", "|---|---|", *lines])


def test_the_guide_says_what_every_column_is() -> None:
    glossary = GUIDE.read_text(encoding="utf-8").split("### What they mean")[1].split("\n## ")[0]
    told: dict[str, str] = {}
    for line in re.findall(r"^\| (`.*)$", glossary, re.MULTILINE):
        names, kind, _meaning = (part.strip() for part in line.strip(" |").split(" | "))
        for name in re.findall(r"`([a-z0-9_]+)`", names):
            assert name not in told, name
            told[name] = kind
    words_for = {str: "text", int: "whole number", float: "number", bool: "boolean", date: "day"}
    wanted: dict[str, set[str]] = {}
    for kind in set(RESULTS) - {"Tables"}:
        for name, one in types_of(result(kind)).items():
            wanted.setdefault(name, set()).add(
                "words" if isinstance(one, tuple) else words_for[one]
            )
    assert {name: set(kind.split(" or ")) for name, kind in told.items()} == wanted
