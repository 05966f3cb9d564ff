"""Reading UN voting files: what stands in them comes out, and what is wrong in them is told with its line."""

from __future__ import annotations

import copy
import csv
import gzip
import io
import pickle
import re
import zipfile
from datetime import date
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock
from xml.sax.saxutils import escape

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings, strategies as st

import unstatements as un
from strategies import countries
from unstatements.core.errors import DataIntegrityError
from unstatements.core.tables import columns, table
from unstatements.events.rollcall import RollCall, RollCalls, Tally
from unstatements.names.country import Country, all_countries
from unstatements.readers import undl as _undl
from unstatements.readers.builder import _changes, resolve
from unstatements.readers.marcxml import read_marcxml
from unstatements.readers.own_table import read_rollcalls
from unstatements.readers.undl import read_undl

HERE = Path(__file__).parent
GA = (HERE / "ga_voting.csv").read_bytes()
SC = (HERE / "sc_voting.csv").read_bytes()
UNDL_RECORDS = (HERE / "undl_records.xml").read_bytes()
OHCHR_RECORDS = (HERE / "ohchr_records.xml").read_bytes()
HEADER = GA.decode().splitlines()[0].split(",")


def undl(content: bytes | str, errors: Any = "raise") -> RollCalls:
    raw = content.encode() if isinstance(content, str) else content
    return read_undl(io.BytesIO(raw), errors=errors)


def marc(content: bytes | str, errors: Any = "raise") -> RollCalls:
    raw = content.encode() if isinstance(content, str) else content
    return read_marcxml(io.BytesIO(raw), errors=errors)


def all_of(one: RollCall) -> dict[str, object]:
    """Everything that a roll call says."""
    names = "id symbol date date_text body session title vote_kind outcome tally target completeness notes"
    sets = {"yes": one.yes, "no": one.no, "abstain": one.abstain, "absent": one.absent}
    rest = {"source": one.source, "record": one.record}
    return {name: getattr(one, name) for name in names.split()} | rest | sets


def same(left: RollCalls, right: RollCalls) -> bool:
    return [all_of(one) for one in left] == [all_of(one) for one in right]


# ------------------------------------------------------------------------------- the layouts, by example


def test_a_general_assembly_file() -> None:
    first, second = undl(GA)
    assert all_of(first) == {
        "id": "1985-12-01-ga-a-res-40-999",
        "symbol": "A/RES/40/999",
        "date": date(1985, 12, 1),
        "body": "ga",
        "session": "40",
        "title": "Lighthouses, and the keeping of them : resolution / adopted by the General Assembly",
        "vote_kind": "draft resolution",
        "outcome": "adopted",
        "tally": Tally(2, 1, 1, 1),
        "target": "LIGHTHOUSES--KEEPING; SHORES",
        "completeness": "complete",
        "source": first.source,
        "date_text": "1985-12-01",
        "record": "1000001",
        "notes": "Agenda: Lighthouses; Shores.",
        "yes": un.CountrySet(["FRA", "GHA"]),
        "no": un.CountrySet(["SUN"]),  # the file has the code of the state that took its place
        "abstain": un.CountrySet(["PER"]),
        "absent": un.CountrySet(["FJI"]),
    }
    assert first.source.url == "https://digitallibrary.un.org/record/1000001"
    assert (first.source.id, first.record) == ("digitallibrary-un-org-1000001", "1000001")
    assert (second.session, second.abstain.alpha_3s, second.margin) == ("ES-10", ("RUS",), 2)


def test_a_security_council_file() -> None:
    vote, acclamation = undl(SC)
    assert (vote.body, vote.body_name, vote.symbol) == ("sc", "Security Council", "S/RES/9991(1988)")
    assert (vote.no.alpha_3s, vote.abstain.alpha_3s) == (("SUN",), ("YMD",))
    assert vote.title.startswith("Security Council resolution 9991")
    assert (acclamation.completeness, str(acclamation.tally)) == ("none", "?-?-?")
    assert acclamation.margin is None
    assert not acclamation.yes | acclamation.absent
    assert acclamation.vote_kind == "adopted without vote"
    assert "lists the members nevertheless: 2 yes" in acclamation.notes
    assert "acclamation" in acclamation.notes


def test_the_spelling_of_the_first_version() -> None:
    old = {
        "ms_code": "ms_codes", "ms_name": "ms_names", "ms_vote": "ms_votes", "resolution": "resolutions",
        "agenda_title": "agenda_titles", "total_yes": "yes", "total_no": "no",
        "total_abstentions": "abstentions", "total_non_voting": "non-voting", "total_ms": "total-voting",
    }  # fmt: skip
    header, rest = GA.decode().split("\n", 1)
    renamed = ",".join(old.get(name, name) for name in header.split(","))
    assert same(undl(renamed + "\n" + rest.replace(",X,", ",NV,")), undl(GA))


def test_records_of_the_un_digital_library() -> None:
    (vote,) = marc(UNDL_RECORDS)
    (bulk,) = [one for one in undl(GA) if one.date == date(2025, 3, 3)]
    assert vote == bulk
    assert hash(vote) == hash(bulk)
    assert (vote.title, vote.session, vote.tally) == (bulk.title, bulk.session, bulk.tally)
    assert (vote.source, vote.target, vote.outcome) == (bulk.source, bulk.target, bulk.outcome)
    assert (vote.record, vote.date_text) == (bulk.record, bulk.date_text)
    assert (vote.vote_kind, vote.notes) == ("recorded", "Agenda: A/80/999 5 Buoys.")


def test_records_of_the_ohchr_search_library() -> None:
    votes = marc(OHCHR_RECORDS)
    assert [one.symbol for one in votes] == ["E/CN.4/RES/1988/999", "A/HRC/16/L.999", "A/HRC/RES/20/999"]
    uncounted, vote, consensus = votes
    assert (vote.yes.alpha_3s, vote.no.alpha_3s) == (("GBR",), ("CUB", "VEN"))
    assert (vote.absent.alpha_3s, vote.abstain.alpha_3s) == (("GHA",), ())
    assert (vote.completeness, vote.outcome, vote.body) == ("complete", "rejected", "hrc")
    assert vote.date == date(2011, 3, 25)
    assert vote.notes == "Agenda: 4 Lighthouses. Listed without a position, so not counted here: Peru."
    assert vote.source.url == "https://searchlibrary.ohchr.org/record/31"
    assert (uncounted.completeness, uncounted.date, uncounted.body) == ("none", None, "chr")
    assert (str(uncounted.tally), uncounted.margin, uncounted.outcome) == ("20-5-18", 15, "adopted")
    assert (uncounted.date_text, uncounted.notes) == ("1988", "The record has no roll.")
    assert (consensus.completeness, consensus.vote_kind) == ("none", "adopted without vote")
    assert consensus.outcome == "adopted"
    assert [(problem.line, problem.lost) for problem in votes.problems] == [(18, False)]


# ----------------------------------------------------------- whatever is written is read back: round trips

DAYS = st.dates(date(1946, 1, 1), date(2026, 1, 1))
CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
TITLES = st.one_of(CELL, st.sampled_from(['a "quoted" title', "one, two", "two\nlines", "ends in one\n,x"]))


@st.composite
def rollcall_rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw roll calls as plain values: day, body, symbol, title, and the vote of each country."""
    drawn = draw(st.lists(st.tuples(DAYS, st.booleans(), TITLES), min_size=1, max_size=4))
    rows: list[dict[str, Any]] = []
    for number, (day, council, title) in enumerate(drawn):
        voters = draw(st.lists(countries(), min_size=1, max_size=12, unique=True))
        votes = {one: draw(st.sampled_from("YNAX")) for one in voters if stands(one, day)}
        if votes:
            body = "sc" if council else "ga"
            symbol = f"{'S' if council else 'A'}/RES/{number}"
            rows.append({"day": day, "body": body, "symbol": symbol, "title": title.strip(), "votes": votes})
    assume(rows)
    return rows


def stands(one: Country, day: date) -> bool:
    """Say whether code and name stand for the country on the day, and not for another state then."""
    try:
        ways = ((one.alpha_3, ""), (one.alpha_3, one.name.upper()), ("", one.name))
        return all(resolve(code, name, day) == one for code, name in ways)
    except LookupError:
        return False


def counted(votes: dict[Country, str]) -> list[int]:
    return [list(votes.values()).count(vote) for vote in "YNAX"]


def bulk_rows(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [
        {
            "undl_id": str(number), "ms_code": voter.alpha_3, "ms_name": voter.name.upper(), "ms_vote": vote,
            "date": row["day"].isoformat(), "resolution": row["symbol"], "title": row["title"],
            **dict(zip(HEADER[14:18], map(str, counted(row["votes"])), strict=True)),
            "total_ms": str(len(row["votes"])),
        }
        for number, row in enumerate(rows, start=1)
        for voter, vote in row["votes"].items()
    ]  # fmt: skip


def as_csv(rows: list[dict[str, Any]], header: list[str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def as_marc(rows: list[dict[str, Any]], library: str, namespace: bool) -> str:
    def field(tag: str, **subfields: str) -> str:
        inner = "".join(f'<subfield code="{c}">{escape(t)}</subfield>' for c, t in subfields.items())
        return f'<datafield tag="{tag}" ind1=" " ind2=" ">{inner}</datafield>\n'

    records = []
    for number, row in enumerate(rows, start=1):
        totals = dict(zip("bcdef", map(str, [*counted(row["votes"]), len(row["votes"])]), strict=True))
        bodies = {"ga": "General Assembly", "sc": "Security Council"}
        parts = [
            field("245", a=row["title"]), field("269", a=row["day"].isoformat()),
            field("791", a=row["symbol"]), field("981", a=bodies[row["body"]]), field("996", **totals),
        ]  # fmt: skip
        for voter, vote in row["votes"].items():
            cells = {"e": voter.name.upper(), "c" if library == "undl" else "b": voter.alpha_3}
            if vote != "X" or library == "ohchr":
                cells["d"] = "." if vote == "X" else vote
            parts.append(field("967", **cells))
        records.append(f'<record><controlfield tag="001">{number}</controlfield>{"".join(parts)}</record>')
    attribute = ' xmlns="http://www.loc.gov/MARC21/slim"' if namespace else ""
    return f"<collection{attribute}>{''.join(records)}</collection>"


def expect(rows: list[dict[str, Any]], read: RollCalls, titled: bool = True) -> None:
    assert len(read) == len(rows)
    assert not read.problems
    for row in rows:
        (one,) = [one for one in read if one.symbol == row["symbol"]]
        assert (one.date, one.body, one.completeness) == (row["day"], row["body"], "complete")
        assert not titled or " ".join(one.title.split()) == " ".join(row["title"].split())
        for vote, got in zip("YNAX", (one.yes, one.no, one.abstain, one.absent), strict=True):
            assert got == un.CountrySet(voter for voter, said in row["votes"].items() if said == vote)
        assert [one.tally.yes, one.tally.no, one.tally.abstain, one.tally.absent] == counted(row["votes"])
    assert list(read) == sorted(read, key=lambda one: (one.date, one.id))
    assert pickle.loads(pickle.dumps(read)) == read


@given(rollcall_rows())
def test_bulk_files_round_trip(rows: list[dict[str, Any]]) -> None:
    expect(rows, undl(as_csv(bulk_rows(rows), HEADER)))


@given(rollcall_rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_is_no_matter(rows: list[dict[str, Any]], random: Any) -> None:
    lines, header = bulk_rows(rows), list(HEADER)
    straight = undl(as_csv(lines, HEADER))
    random.shuffle(lines)
    random.shuffle(header)
    mixed = undl(as_csv(lines, header).replace("\n", "\r\n" if random.random() < 0.5 else "\n"))
    assert {one.id for one in mixed} == {one.id for one in straight}
    assert all(sum(one == other for other in mixed) == 1 for one in straight)


@given(rollcall_rows(), st.sampled_from(["undl", "ohchr"]), st.booleans())
def test_marcxml_round_trip(rows: list[dict[str, Any]], library: str, namespace: bool) -> None:
    for row in rows:
        row["title"] = re.sub(r"[^\w ,]", "", row["title"])
    expect(rows, marc(as_marc(rows, library, namespace)))


def own_rows(rows: list[dict[str, Any]], wide: bool) -> list[dict[str, Any]]:
    own = []
    for number, row in enumerate(rows):
        votes, day = row["votes"], row["day"]
        one = {
            "rollcall": f"vote {number}",
            "date": day,
            **{key: row[key] for key in ("body", "symbol", "title")},
        }
        if wide:
            own.append(one | {voter.alpha_3: vote for voter, vote in votes.items()})
        else:
            own += [one | {"country": voter.name, "vote": vote} for voter, vote in votes.items()]
    return own


@given(rollcall_rows(), st.booleans())
def test_own_tables_round_trip(rows: list[dict[str, Any]], wide: bool) -> None:
    own = own_rows(rows, wide)
    if not own:
        return
    expect(rows, read_rollcalls(own))
    header = list(dict.fromkeys(key for row in own for key in row))
    expect(rows, read_rollcalls(io.StringIO(as_csv(own, header))))


@settings(max_examples=20)
@given(rollcall_rows(), st.booleans(), st.sampled_from(["pandas", "polars", "pyarrow"]))
def test_frames_round_trip(rows: list[dict[str, Any]], wide: bool, library: str) -> None:
    own = own_rows(rows, wide)
    if not own:
        return
    header = dict.fromkeys(key for row in own for key in row)
    whole = [{key: row.get(key) for key in header} for row in own]
    make: Any = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.Table.from_pylist}[library]
    expect(rows, read_rollcalls(make(whole)))


def test_a_pandas_pivot() -> None:
    frame = pd.read_csv(io.BytesIO(GA))
    pivot = frame.pivot(index=["undl_id", "date", "resolution"], columns="ms_code", values="ms_vote")
    read = read_rollcalls(pivot)
    assert [one.id for one in read] == ["1000001", "1000002"]
    assert [one.yes for one in read] == [one.yes for one in undl(GA)]
    assert read[0].no.alpha_3s == ("SUN",)


def test_codes_of_votes_are_named_not_guessed() -> None:
    own = [
        {"rollcall": 1.0, "country": un.country("FRA"), "vote": 1},
        {"rollcall": 1, "country": "PER", "vote": 3},
    ]
    with pytest.raises(DataIntegrityError, match="'1' is no vote"):
        read_rollcalls(own)
    (one,) = read_rollcalls(own, votes={1: "yes", 2: "abstain", 3: "no"})
    assert (one.id, one.yes.alpha_3s, one.no.alpha_3s) == ("1", ("FRA",), ("PER",))


# -------------------------------------------------------------------- against a plain reading of the CSV


def plainly(text: str) -> tuple[dict[str, dict[str, str]], list[int]]:
    """Read votes in the simplest way: those of each record by code, and the lines of the bad rows."""
    found: dict[str, dict[str, str]] = {}
    bad = []
    reader = csv.DictReader(io.StringIO(text, newline=""))
    line = 2
    for row in reader:
        votes = found.setdefault(row["undl_id"], {})
        vote = {"NV": "X"}.get(row["ms_vote"], row["ms_vote"].upper())
        if vote not in ("Y", "N", "A", "X") or row["ms_code"] in votes:
            bad.append(line)
        else:
            votes[row["ms_code"]] = vote
        line = reader.line_num + 1
    return found, bad


def expect_plainly(votes: dict[str, dict[str, str]], read: RollCalls) -> None:
    for one in read:
        sets = zip("YNAX", (one.yes, one.no, one.abstain, one.absent), strict=True)
        record = one.source.id.rpartition("-")[2]
        assert votes[record] == {code: vote for vote, got in sets for code in got.alpha_3s}
    assert len(read) == len(votes)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Draw a file whose roll calls have the same countries in the same order, but for some disorder."""
    states = [one for one in all_countries()[::7] if stands(one, date(2020, 1, 1))]
    states = states[: draw(st.integers(2, 8))]
    title = draw(TITLES)
    rows = []
    for number in range(draw(st.integers(1, 6))):
        group = [
            {"undl_id": f"{number}", "ms_code": one.alpha_3, "ms_name": one.name.upper(), "ms_vote": vote,
             "date": "2020-01-01", "resolution": f"A/RES/74/{number}", "title": title}
            for one in states for vote in [draw(st.sampled_from("YNAX"))]
        ]  # fmt: skip
        for disorder in draw(
            st.lists(st.sampled_from(["letter", "twice", "less", "order", "name"]), max_size=2)
        ):
            at = draw(st.integers(0, len(group) - 1))
            if disorder == "letter":
                group[at] = group[at] | {"ms_vote": draw(st.sampled_from(["NV", "NA", "y", "Q", "", "YY"]))}
            elif disorder == "twice":
                group.insert(at, group[at] | {"ms_vote": draw(st.sampled_from("YN"))})
            elif disorder == "less" and len(group) > 1:
                del group[at]
            elif disorder == "order":
                group.insert(0, group.pop(at))
            elif disorder == "name":
                group[at] = group[at] | {"ms_name": 'no, "name"'}
        rows += group
    return as_csv(rows, HEADER)


@settings(max_examples=200)
@given(files(), st.integers(1, 2000), st.booleans())
def test_the_fast_way_reads_what_csv_reads(text: str, chunk: int, whole: bool) -> None:
    with mock.patch.multiple(_undl, _CHUNK=1 << 20 if whole else chunk, _ROOM=chunk):
        read = undl(text if whole else text.removesuffix("\n"), "collect")
    votes, bad = plainly(text)
    assert [problem.line for problem in read.problems if problem.lost] == bad
    expect_plainly(votes, read)


def in_order(records: int, letters: str) -> str:
    """Return a file of roll calls with the same forty countries in the same order, voting as chance will."""
    chance = Random(records)
    codes = [one for one in all_countries() if stands(one, date(2020, 1, 1)) and "," not in one.name][:40]
    return as_csv(
        [{"undl_id": f"{number}", "ms_code": one.alpha_3, "ms_name": one.name.upper(), "date": "2020-01-01",
          "ms_vote": chance.choice(letters), "resolution": f"A/RES/74/{number}", "title": "t"}
         for number in range(records) for one in codes],
        HEADER,
    )  # fmt: skip


def read_by_csv(text: str, without: str) -> list[int]:
    """Return the lines that are taken apart as CSV where one of the faster ways is closed."""
    lines: list[int] = []
    row = _undl._BulkFile._row

    def noted(self: Any) -> None:
        lines.append(self.line)
        row(self)

    with (
        mock.patch.object(_undl._BulkFile, "_row", noted),
        mock.patch.object(_undl._BulkFile, without, return_value=False),
    ):
        read = undl(text)
    votes, _bad = plainly(text)
    expect_plainly(votes, read)
    return lines


@pytest.mark.parametrize("letters", ["YNAX", "Y", "NA", "YX"])
@pytest.mark.parametrize("chunk", [1 << 18, 5_000, 2_500])
def test_roll_calls_in_the_same_order_are_read_at_once(letters: str, chunk: int) -> None:
    with mock.patch.multiple(_undl, _CHUNK=chunk, _ROOM=100):
        lines = read_by_csv(in_order(20, letters), without="_row_met_before")
    # Of the first roll call the rows are taken one by one, of each of the others the first.
    assert lines == [*range(2, 42), *range(42, 802, 40)]


@pytest.mark.parametrize("letters", ["YNAX", "Y", "NA", "YX"])
def test_rows_met_before_are_not_taken_apart_again(letters: str) -> None:
    text = in_order(20, letters)
    met: set[tuple[str, ...]] = set()
    new = []
    for number, row in enumerate(csv.reader(text.splitlines()[1:])):
        if number % 40 == 0 or tuple(row[1:4]) not in met:
            new.append(number + 2)
        met.add(tuple(row[1:4]))
    assert read_by_csv(text, without="_rows_in_the_same_order") == new


# -------------------------------------------------------------------------- what is wrong is told, with its line


@given(rollcall_rows(), st.data())
def test_one_bad_row_is_told_with_its_line_and_costs_nothing_else(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    for row in rows:
        row["title"] = re.sub(r"\s", " ", row["title"])  # so that a row is a line
    lines = as_csv(bulk_rows(rows), HEADER).splitlines()
    if len(lines) < 2:
        return
    at = data.draw(st.integers(1, len(lines) - 1))
    cells = lines[at].split(",", 4)
    bad = {
        "letter": ",".join([*cells[:3], "Q", cells[4]]),
        "country": ",".join([cells[0], "QQQ", "NOWHERE", *cells[3:]]),
        "contradiction": ",".join([cells[0], "FRA", "PERU", *cells[3:]]),
        "cells": ",".join(cells[:4]),
        "quote": ",".join([cells[0], '"FRA', *cells[2:]]),
    }[data.draw(st.sampled_from(["letter", "country", "contradiction", "cells", "quote"]))]
    text = "\n".join([*lines[:at], bad, *lines[at + 1 :]]) + "\n"
    read = undl(text, "collect")
    lost = [problem for problem in read.problems if problem.lost]
    assert [problem.line for problem in lost] == [at + 1]
    assert lost[0].place == f"<buffer>, line {at + 1}"
    rest = undl("\n".join([*lines[:at], *lines[at + 1 :]]) + "\n", "collect")
    votes = [(one.yes, one.no, one.abstain, one.absent) for one in read if one.completeness != "none"]
    assert votes == [(one.yes, one.no, one.abstain, one.absent) for one in rest]
    with pytest.raises(DataIntegrityError) as error:
        undl(text)
    assert error.value.line == at + 1


@pytest.mark.parametrize("repeats", [1, 2])
@pytest.mark.parametrize("line", range(2, 11))
def test_a_country_twice_in_one_vote(line: int, repeats: int) -> None:
    lines = GA.splitlines(keepends=True)
    row = lines[line - 1]
    lines[line:line] = [row] * (repeats - 1) + [row.replace(b",X,", b",Y,")]
    read = undl(b"".join(lines), "collect")
    lost = [problem for problem in read.problems if problem.lost]
    assert [problem.line for problem in lost] == list(range(line + 1, line + 1 + repeats))
    assert all(problem.what.endswith("is there twice") for problem in lost)
    assert [one.yes for one in read] == [one.yes for one in undl(GA)]
    assert all(one.completeness == "complete" for one in read)  # the totals vouch for the rest


def test_a_country_twice_on_lines_read_many_at_once() -> None:
    codes = [one for one in all_countries() if stands(one, date(2020, 1, 1))][:100]
    rows = [{"undl_id": str(n), "ms_code": one.alpha_3, "ms_vote": "Y", "date": "2020-01-01", "title": "t"}
            for n in (1, 2) for one in codes]  # fmt: skip
    rows[150:150] = [rows[120] | {"ms_vote": "N"}]
    # The second roll call gives votes met in the first, but for the one that is there twice.
    read = undl(as_csv(rows, HEADER), "collect")
    assert [problem.line for problem in read.problems] == [152]
    rows[0:0] = [{**rows[0], "undl_id": "0", "ms_vote": "N", "ms_code": one.alpha_3} for one in codes]
    read = undl(as_csv(rows, HEADER), "collect")
    assert [(problem.line, problem.what) for problem in read.problems] == [
        (252, f"{codes[20]} is there twice")
    ]
    assert [len(one.yes) for one in read] == [0, 100, 100]
    assert [one.completeness for one in read] == ["complete", "complete", "partial"]


def test_a_country_twice_in_an_order_met_before() -> None:
    orders = {
        "1": ["FRA", "PER", "GHA", "FJI"],
        "2": ["PER", "PER", "GHA", "FJI"],
        "3": ["FRA", "PER", "GHA", "FJI"],
    }
    rows = [{"undl_id": record, "ms_code": code, "ms_vote": "Y", "date": "2020-01-01"}
            for record, codes in orders.items() for code in codes]  # fmt: skip
    read = undl(as_csv(rows, HEADER), "collect")
    assert [(problem.line, problem.what) for problem in read.problems] == [(7, "Peru is there twice")]
    assert [len(one.yes) for one in read] == [4, 3, 4]


def test_an_open_quotation_mark_costs_one_row() -> None:
    lines = GA.splitlines(keepends=True)
    lines[2] = lines[2].replace(b"PERU", b'"PERU')
    read = undl(b"".join(lines), "collect")
    assert [(problem.line, problem.lost) for problem in read.problems] == [(2, False), (3, True)]
    assert [len(one.yes) for one in read] == [2, 2]
    assert read[0].abstain == un.CountrySet()
    first = in_order(2, "Y").splitlines(keepends=True)
    first[1] = first[1].replace(",Y,", ',"Y,')
    read = undl("".join(first), "collect")
    assert [problem.line for problem in read.problems if problem.lost] == [2]
    assert [len(one.yes) for one in read] == [39, 40]


def test_a_header_may_take_more_than_a_line() -> None:
    header, _, rest = GA.partition(b"\n")
    assert same(undl(header + b',"a column\nof notes"\n' + rest.replace(b"\n", b",\n")), undl(GA))


def test_a_roll_that_does_not_add_up_says_so() -> None:
    vote, other = undl(GA.replace(b"2.0,1.0,1.0,1.0,5.0", b"3.0,1.0,1.0,1.0,6.0"))
    differences = "yes 2 in the roll, 3 announced; members 5 in the roll, 6 announced"
    assert (vote.completeness, other.completeness) == ("partial", "complete")
    assert f"Roll and totals disagree: {differences}." in vote.notes
    assert vote.tally == Tally(3, 1, 1, 1)
    (problem,) = undl(GA.replace(b"2.0,1.0,1.0,1.0,5.0", b"3.0,1.0,1.0,1.0,6.0")).problems
    assert str(problem) == f"<buffer>, line 2: A/RES/40/999: roll and totals disagree: {differences}"
    assert not problem.lost
    (record,) = marc(UNDL_RECORDS.replace(b'<subfield code="b">2<', b'<subfield code="b">3<'))
    assert record.completeness == "partial"
    assert "yes 2 in the roll, 3 announced" in record.notes


def test_rows_of_one_vote_that_contradict_each_other() -> None:
    lines = GA.splitlines(keepends=True)
    lines[3] = lines[3].replace(b",2.0,1.0,", b",2.0,7.0,")
    read = undl(b"".join(lines))
    assert [(one.line, one.what) for one in read.problems] == [
        (4, "says otherwise than line 2: no '7.0', not '1.0'")
    ]
    assert read[0].no.alpha_3s == ("SUN",)
    lines[3] = lines[3].replace(b",2.0,7.0,", b",2.0,0.0,")
    assert [one.line for one in undl(b"".join(lines)).problems] == [4]


def test_all_problems_are_in_one_error() -> None:
    many = GA.replace(b",Y,", b",Q,").replace(b"2025-03-03", b"2025-33-03")
    with pytest.raises(DataIntegrityError) as error:
        undl(many)
    text = str(error.value)
    assert text.startswith('<buffer>: 5 problems; errors="collect" reads all the rest:')
    assert [f"line {n}:" in text for n in range(2, 9)] == [True, False, False, True, False, True, True]
    read = undl(many, "collect")
    assert [one.date for one in read] == [None, date(1985, 12, 1)]
    assert read.footnotes()[-1] == "7 problems in what was read, 5 with a loss: see `problems`."
    assert str(read).endswith("see `problems`.")
    with pytest.raises(DataIntegrityError, match="and 180 more"):
        undl(GA + b"x\n" * 200)
    with pytest.raises(DataIntegrityError, match="line 2: 'two' is no number of votes"):
        undl(GA.replace(b",2.0,1.0,", b",two,1.0,"))
    with pytest.raises(ValueError, match="'raise' or 'collect', not 'ignore'"):
        undl(GA, "ignore")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"ms_vote", b"vote", "no column ms_vote; the columns are: undl_id, ms_code"),
        (b"ms_code,ms_name", b"a,b", "no column ms_code or ms_name"),
        (b"undl_id", b"ms_codes", "ms_codes and ms_code mean the same"),
        (b",date,", b",day,", "no column date"),
    ],
)
def test_wrong_columns(old: bytes, new: bytes, message: str) -> None:
    header, rest = GA.split(b"\n", 1)
    with pytest.raises(DataIntegrityError, match=message) as error:
        undl(header.replace(old, new) + b"\n" + rest)
    assert error.value.line == 1


def test_text_that_is_not_utf_8_or_no_csv() -> None:
    lines = GA.splitlines(keepends=True)
    lines[2] = lines[2].replace(b"PERU", b"P\xc9ROU")
    lines[4] = lines[4].replace(b'"Lighthouses', b'"Light" houses')
    read = undl(b"".join(lines), "collect")
    assert [(one.line, one.what) for one in read.problems if one.lost] == [
        (3, "is not UTF-8"),
        (5, "is no valid CSV (',' expected after '\"')"),
    ]
    assert read[0].completeness == "partial"
    assert "Votes that could not be read: 2." in read[0].notes


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf"])
def test_an_empty_file(content: bytes) -> None:
    with pytest.raises(DataIntegrityError, match="no column"):
        undl(content)
    assert not undl(GA.split(b"\n")[0])


# ----------------------------------------------------------------------------------------------- files


def zipped(name: str, content: bytes, **others: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in {name: content, **others}.items():
            archive.writestr(member, data)
    return out.getvalue()


class Stream:
    """Something that can be read, once, and nothing else."""

    def __init__(self, content: bytes) -> None:
        self.content = io.BytesIO(content)

    def read(self, size: int) -> bytes:
        return self.content.read(min(size, 100))


@pytest.mark.parametrize(
    ("read", "content", "suffix"),
    [(read_undl, GA, "csv"), (read_marcxml, UNDL_RECORDS, "xml"), (read_rollcalls, GA, "csv")],
)
def test_paths_buffers_gzip_and_zip(read: Any, content: bytes, suffix: str, tmp_path: Path) -> None:
    plain = read(io.BytesIO(content))
    forms = {
        f"a.{suffix}": content,
        "b.gz": gzip.compress(content),
        "c.zip": zipped(f"x.{suffix}", content, readme=b"hello"),
        "d": b"\xef\xbb\xbf" + content,
    }
    for name, form in forms.items():
        path = tmp_path / name
        path.write_bytes(form)
        for where in (path, str(path), io.BytesIO(form), Stream(form)):
            assert list(read(where)) == list(plain)
        with path.open("rb") as file:
            assert list(read(file)) == list(plain)
    assert list(read(io.StringIO(content.decode()))) == list(plain)
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "missing")
    damaged = {"e.gz": gzip.compress(content)[:-30], "f.zip": zipped(f"x.{suffix}", content)[:-30]}
    for name, form in damaged.items():
        (tmp_path / name).write_bytes(form)
        with pytest.raises(DataIntegrityError, match="cut short or damaged") as error:
            read(tmp_path / name)
        assert error.value.file == name
    with pytest.raises(DataIntegrityError, match=rf"should hold one .{suffix} file, and holds: y.txt"):
        read(io.BytesIO(zipped("y.txt", content)))


def test_long_text_in_a_buffer() -> None:
    title = "é" * 400_000
    (one,) = read_marcxml(io.StringIO(UNDL_RECORDS.decode().replace("Buoys :", title)))
    assert one.title.startswith(title)


@pytest.mark.parametrize("read", [read_undl, read_marcxml])
def test_progress_goes_up_to_the_size_of_the_file(read: Any, tmp_path: Path) -> None:
    many = b"".join([GA, *[GA.split(b"\n", 1)[1].replace(b"100000", b"%d" % n) for n in range(10, 900)]])
    content = many if read is read_undl else UNDL_RECORDS
    for name, form in {"a": content, "b": gzip.compress(content)}.items():
        calls: list[tuple[int, int | None]] = []
        (tmp_path / name).write_bytes(form)
        read(tmp_path / name, progress=lambda *call, calls=calls: calls.append(call))
        assert calls == sorted(calls)
        assert calls[-1] == (len(form), len(form))
        assert name == "b" or read is read_marcxml or len(calls) > 3
    calls.clear()
    read(io.BytesIO(content), progress=lambda *call: calls.append(call))
    assert calls[-1] == (len(content), None)


# ---------------------------------------------------------------------------------------------- MARCXML


def test_a_single_record_and_one_inside_another_format() -> None:
    record = re.search(rb"<record>.*?</record>", OHCHR_RECORDS, re.DOTALL)
    assert record is not None
    assert list(marc(record[0])) == [marc(OHCHR_RECORDS)[1]]
    wrapped = b"<OAI><record><metadata>" + record[0] + b"</metadata></record></OAI>"
    assert list(marc(wrapped)) == list(marc(record[0]))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        "<!DOCTYPE x SYSTEM 'http://example.org/x.dtd'>",
    ],
)
def test_a_file_that_declares_entities_is_refused(declared: str) -> None:
    with pytest.raises(DataIntegrityError, match="document type declaration") as error:
        marc(UNDL_RECORDS.replace(b"<collection", declared.encode() + b"<collection"))
    assert error.value.line == 2


def test_damaged_xml() -> None:
    with pytest.raises(DataIntegrityError, match="is no whole XML") as error:
        marc(UNDL_RECORDS[:-20])
    assert error.value.line == UNDL_RECORDS.count(b"\n") - 1
    with pytest.raises(DataIntegrityError, match="is no whole XML"):
        marc(b"not XML")
    with pytest.raises(DataIntegrityError, match="holds no MARCXML record"):
        marc(b"<html><p>Please log in</p></html>")
    with pytest.raises(DataIntegrityError, match="undefined entity"):
        marc(UNDL_RECORDS.replace(b"Buoys", b"&buoys;"))


def test_bad_votes_in_records_are_told_with_record_and_line() -> None:
    bad = OHCHR_RECORDS.replace(b">CUB<", b">QQQ<").replace(b">CUBA<", b"><").replace(b">y<", b">Z<")
    read = marc(bad, "collect")
    assert [(one.line, one.what.partition(":")[0]) for one in read.problems if one.lost] == [
        (12, "record 31"),
        (14, "record 31"),
    ]
    (vote,) = [one for one in read if one.symbol == "A/HRC/16/L.999"]
    assert vote.completeness == "partial"
    with pytest.raises(DataIntegrityError, match="2 problems"):
        marc(bad)
    twice = OHCHR_RECORDS.replace(b">GHA<", b">GBR<").replace(b">GHANA<", b"><")
    assert [one.what for one in marc(twice, "collect").problems if one.lost] == [
        "record 31: United Kingdom of Great Britain and Northern Ireland is there twice"
    ]


def test_a_name_stands_for_a_country_where_the_code_does_not() -> None:
    for code, name in ((b"><", b">CUBA<"), (b">$eCUBA<", b"><")):
        written = OHCHR_RECORDS.replace(b">CUB<", code).replace(b">CUBA<", name)
        assert same(marc(written), marc(OHCHR_RECORDS))


def test_how_many_votes_could_not_be_read_is_in_the_notes() -> None:
    bad = OHCHR_RECORDS.replace(b">CUB<", b">QQQ<").replace(b">CUBA<", b"><").replace(b">y<", b">Z<")
    (vote,) = [one for one in marc(bad, "collect") if one.symbol == "A/HRC/16/L.999"]
    assert "Votes that could not be read: 2." in vote.notes


def test_the_library_of_a_record_is_told_only_where_the_record_shows_it() -> None:
    assert [one.source.url[:33] for one in marc(OHCHR_RECORDS)] == [
        "",
        "https://searchlibrary.ohchr.org/r",
        "",
    ]
    assert not any(one.source.url for one in marc(OHCHR_RECORDS.replace(b"A/HRC/16/L.999", b"X/1")))


def test_elements_that_marcxml_has_not_are_passed_over() -> None:
    noise = b'<zone code="d">Y</zone><extra tag="001">2</extra>'
    inside = OHCHR_RECORDS.replace(b"</datafield>", b"</datafield>" + noise)
    inside = inside.replace(b"</subfield>", b"</subfield>" + noise)
    assert same(marc(inside), marc(OHCHR_RECORDS))
    assert same(read_marcxml(path_or_buffer=io.BytesIO(inside)), marc(OHCHR_RECORDS))


def test_records_that_are_there_twice() -> None:
    (record,) = re.findall(rb"<record>.*?</record>", UNDL_RECORDS, re.DOTALL)
    again = UNDL_RECORDS.replace(b"</collection>", record + b"</collection>")
    assert list(marc(again)) == list(marc(UNDL_RECORDS))
    assert [one.what for one in marc(again).problems] == ["record 1000002 is there twice"]
    other = UNDL_RECORDS.replace(b"</collection>", record.replace(b"Buoys", b"Piers") + b"</collection>")
    with pytest.raises(DataIntegrityError, match="twice, with other content"):
        marc(other)


def test_dates_and_symbols_of_records() -> None:
    for written, day, known in (
        ("1988-06", date(1988, 6, 1), "1988-06"),
        ("198806", date(1988, 6, 1), "1988-06"),
        ("19880630", date(1988, 6, 30), "1988-06-30"),
    ):
        read = marc(OHCHR_RECORDS.replace(b">1988<", f">{written}<".encode()))
        (one,) = [one for one in read if one.body == "chr"]
        assert (one.date, one.date_text) == (day, known)
    unsaid = re.sub(rb'(?s)<datafield tag="(269|791|981)".*?</datafield>', b"", UNDL_RECORDS)
    (one,) = marc(unsaid)
    assert (one.date, one.date_text, one.symbol, one.body, one.id) == (None, "", "", "", "1000002")
    assert str(one) == ("vote on Buoys : resolution / adopted by the General Assembly, 2-0-1")
    draft = b'<datafield tag="993" ind1="2"><subfield code="a">A/ES-10/L.999</subfield></datafield></record>'
    other = draft.replace(b'"2"', b'"3"').replace(b"L.999", b"L.998").removesuffix(b"</record>")
    (one,) = marc(unsaid.replace(b"</record>", other + draft))
    assert one.symbol == "A/ES-10/L.999"
    assert one.title.startswith("Buoys : resolution")
    with pytest.raises(DataIntegrityError, match="'31 June' is no day"):
        marc(OHCHR_RECORDS.replace(b">1988<", b">31 June<"))


# ------------------------------------------------------------------------------------------- own tables


def test_own_tables_that_cannot_be_read() -> None:
    with pytest.raises(DataIntegrityError, match="no column 'rollcall'"):
        read_rollcalls([{"country": "FRA", "vote": "Y"}])
    with pytest.raises(DataIntegrityError, match="neither a long table"):
        read_rollcalls([{"rollcall": "1", "date": "2020-01-01"}])
    with pytest.raises(DataIntegrityError, match="no country and mean nothing here: 'Atlantis'"):
        read_rollcalls([{"rollcall": "1", "FRA": "Y", "Atlantis": "N"}])
    with pytest.raises(DataIntegrityError, match="'country' and 'ms_name' mean the same"):
        read_rollcalls([{"rollcall": "1", "country": "FRA", "ms_name": "France", "vote": "Y"}])
    with pytest.raises(DataIntegrityError, match="table: row 1: no country is called 'QQQ'"):
        read_rollcalls([{"rollcall": "1", "country": "QQQ", "vote": "Y"}])
    with pytest.raises(DataIntegrityError, match="no column 'rollcall'; the columns are: none"):
        read_rollcalls([])
    no_frame = type("NoFrame", (), {"to_dict": dict})()
    for table_ in (3, {"rollcall": ["1"]}, ["a"], None, no_frame):
        with pytest.raises(TypeError, match="is no table of roll calls"):
            read_rollcalls(table_)


def test_bad_cells_in_own_tables_are_told_with_their_line() -> None:
    text = (
        "rollcall;date;outcome;FRA;PER;NO\n"
        "a;2020-01-01;adopted;Y;maybe;N\n"
        "b;yesterday;;Y;N;\n"
        "c;2020-01-03;carried;Y;Y;A\n"
        "a;2020-01-01;adopted;Y;Y;N\n"
        ";2020-01-01;adopted;Y;Y;N\n"
        "d;2020-01-01\n"
    )
    read = read_rollcalls(io.StringIO(text), errors="collect")
    assert [(one.line, one.what) for one in read.problems] == [
        (2, "'maybe' is no vote; write Y, N, A or X (or yes, no, abstain, absent)"),
        (3, "'yesterday' is no day: write it as YYYY-MM-DD"),
        (4, "'carried' is no outcome: write adopted or rejected, or leave it empty"),
        (5, "the roll call 'a' is there twice; the first is kept"),
        (6, "no roll call is given"),
        (7, "has 2 cells where 6 are expected"),
    ]
    assert [one.id for one in read] == ["b", "a", "c"]
    assert [one.completeness for one in read] == ["complete", "partial", "complete"]
    assert [one.outcome for one in read] == ["rejected", "adopted", None]
    with pytest.raises(DataIntegrityError, match="6 problems"):
        read_rollcalls(io.StringIO(text))
    long = [
        {"rollcall": "a", "country": "FRA", "vote": "Y", "date": "2020-01-01"},
        {"rollcall": "a", "country": "France", "vote": "N", "date": "2020-01-01"},
        {"rollcall": "a", "country": "", "vote": "N", "date": "2020-01-02"},
        {"rollcall": "a", "country": "Peru", "vote": None, "date": "2020-01-01"},
    ]
    read = read_rollcalls(long, errors="collect")
    assert [(one.place, one.what) for one in read.problems] == [
        ("row 2", "France is there twice"),
        ("row 3", "says otherwise of 'a' than row 1: date '2020-01-02', not '2020-01-01'"),
        ("row 3", "no country is given"),
    ]
    assert (read[0].yes.alpha_3s, read[0].completeness) == (("FRA",), "partial")
    assert read[0].notes == "Votes that could not be read: 2."
    long[2]["date"] = "2019-12-31"
    assert [one.what for one in read_rollcalls(long, errors="collect").problems][1].endswith(
        "not '2020-01-01'"
    )


def test_rows_of_another_length_are_told_and_the_others_are_read() -> None:
    text = "rollcall;title;FRA;PER\na;one, two, three, four;Y;N;A\nb;;Y\n;;Y;N\n"
    text += f"c;{', '.join(['many commas'] * 20)};Y;N\n"  # the header says which sign parts the cells
    read = read_rollcalls(io.StringIO(text), errors="collect")
    assert [(one.line, one.what) for one in read.problems] == [
        (2, "has 5 cells where 4 are expected"),
        (3, "has 3 cells where 4 are expected"),
        (4, "no roll call is given"),
    ]
    assert [one.id for one in read] == ["c"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"rollcall,FRA\n\xff,Y\n", 2),
        (b"\n\xff", 2),
        (b'rollcall,FRA\na,"Y\n', 2),
        (b'"rollcall,FRA\na,Y\n', 1),
    ],
)
def test_own_files_that_are_no_csv_are_refused_with_the_line(
    content: bytes, line: int, tmp_path: Path
) -> None:
    with pytest.raises(DataIntegrityError) as error:
        read_rollcalls(io.BytesIO(content))
    assert error.value.line == line
    (file := tmp_path / "mine.csv").write_bytes(b"a,b\n1,2\n")
    with pytest.raises(DataIntegrityError, match=r"mine\.csv: no column 'rollcall'; the columns are: a, b$"):
        read_rollcalls(file)


def test_own_tables_may_have_columns_of_other_names() -> None:
    capitals = {"Rollcall": "1", "Date": "2020-01-01", "Country": "France", "Vote": "Y"}
    (one,) = read_rollcalls(table=[capitals])
    assert (one.id, one.date, one.yes.alpha_3s) == ("1", date(2020, 1, 1), ("FRA",))
    assert (one.source.title, one.source.kind) == ("own table", "unsourced")
    (one,) = read_rollcalls(io.StringIO("rollcall,country,FRA\n1,x,Y\n"))  # wide: it has no column of votes
    assert (one.yes.alpha_3s, one.source.title) == (("FRA",), "<buffer>")
    (one,) = read_rollcalls(
        [{"rollcall": "1", "alpha_3": "RUS", "country": "USSR", "vote": "Y", "date": "1980-01-01"}]
    )
    assert one.yes.alpha_3s == ("SUN",)
    with pytest.raises(DataIntegrityError, match="code 'FRA' is France, but the name 'Peru' is Peru"):
        read_rollcalls([{"rollcall": "1", "alpha_3": "FRA", "country": "Peru", "vote": "Y"}])


def test_missing_cells() -> None:
    frame = pd.DataFrame(
        {"rollcall": [1, 2], "date": pd.to_datetime(["2020-01-01", None]), "FRA": ["Y", pd.NA]}
    )
    read = read_rollcalls(frame.assign(PER=["N", "A"], yes=[1.0, float("nan")]))
    assert [(one.date, one.yes.alpha_3s) for one in read] == [(None, ()), (date(2020, 1, 1), ("FRA",))]
    assert [one.tally for one in read] == [Tally(0, 0, 1, 0), Tally(1, 1, 0, 0)]
    (one,) = read_rollcalls([{"rollcall": "a", "FRA": pd.NA, "PER": None, "GHA": "Y", "FJI": float("nan")}])
    assert one.yes.alpha_3s == ("GHA",)
    assert not one.no | one.abstain | one.absent


def test_totals_of_own_tables_are_announced_or_counted() -> None:
    own = {"rollcall": "a", "FRA": "Y", "PER": "X", "NO": "A", "yes": 2, "no": 0}
    (one,) = read_rollcalls([own])
    assert (one.tally, one.completeness) == (Tally(2, 0, None, None), "partial")
    (one,) = read_rollcalls([{**own, "yes": 1}])
    assert (one.tally, one.completeness) == (Tally(1, 0, 1, 1), "complete")
    assert one.abstain.alpha_3s == ("NOR",)


# ------------------------------------------------------------------------------------------- countries


@pytest.mark.parametrize(
    ("code", "name", "day", "expected"),
    [
        ("RUS", "USSR", date(1985, 1, 1), "SUN"),
        ("RUS", "", date(1985, 1, 1), "SUN"),
        ("", "Russian Federation", date(1985, 1, 1), "SUN"),
        ("SUN", "", date(1992, 1, 1), "RUS"),
        ("YUG", "YUGOSLAVIA", date(1991, 1, 1), "YUG"),
        ("YUG", "YUGOSLAVIA", date(2001, 11, 9), "SCG"),
        ("SRB", "SERBIA AND MONTENEGRO", date(2005, 1, 1), "SCG"),
        ("SRB", "", date(1985, 1, 1), "YUG"),
        ("DEU", "GERMANY, FEDERAL REPUBLIC OF", date(1985, 1, 1), "DEU"),
        ("GER", "GERMANY, FEDERAL REPUBLIC OF", date(1985, 1, 1), "DEU"),
        ("DDR", "GERMAN DEMOCRATIC REPUBLIC", date(1985, 1, 1), "DDR"),
        ("DDR", "", date(1995, 1, 1), "DEU"),
        ("CZE", "CZECHOSLOVAKIA", date(1985, 1, 1), "CSK"),
        ("CZE", "", date(1985, 1, 1), "CSK"),
        ("YMD", "DEMOCRATIC YEMEN", date(1985, 1, 1), "YMD"),
        ("YEM", "YEMEN", date(1985, 1, 1), "YEM"),
        ("ZAR", "ZAIRE", date(1985, 1, 1), "COD"),
        ("BYS", "BYELORUSSIAN SSR", date(1985, 1, 1), "BLR"),
        ("EGY", "UNITED ARAB REPUBLIC", date(1965, 1, 1), "EGY"),
        ("TUR", "TÜRKİYE", date(2025, 1, 1), "TUR"),
        ("FRA", "some words that are no name", date(2025, 1, 1), "FRA"),
        ("RUS", "", None, "RUS"),
    ],
)
def test_former_states_are_themselves(code: str, name: str, day: date | None, expected: str) -> None:
    assert resolve(code, name, day).alpha_3 == expected


@pytest.mark.parametrize(
    ("code", "name", "day", "message"),
    [
        ("FRA", "PERU", date(2025, 1, 1), "code 'FRA' is France, but the name 'PERU' is Peru"),
        ("QQQ", "NOWHERE", date(2025, 1, 1), "NOWHERE"),
        ("CSK", "", date(1995, 1, 1), "Czechoslovakia ended on 1993-01-01, before the vote"),
        ("", "", date(2025, 1, 1), "no country"),
    ],
)
def test_countries_that_cannot_be_told(code: str, name: str, day: date, message: str) -> None:
    with pytest.raises(LookupError, match=message):
        resolve(code, name, day)


@given(countries(), st.sampled_from(range(len(_changes()))), DAYS)
def test_within_an_era_a_code_and_a_name_mean_one_country(one: Country, number: int, day: date) -> None:
    start = _changes()[number]
    end = _changes()[number + 1] if number + 1 < len(_changes()) else date.max
    if not start <= day < end:
        day = start
    for code, name in ((one.alpha_3, ""), ("", one.name), (one.alpha_3, one.name)):
        found = []
        for when in (start, day):
            try:
                found.append(resolve(code, name, when))
            except LookupError:
                found.append(None)
        assert found[0] == found[1]


def test_no_name_of_the_second_table_is_dated() -> None:
    start, end = columns("names_more").index("start"), columns("names_more").index("end")
    assert not any(row[start] or row[end] for row in table("names_more"))


def test_one_order_of_codes_in_two_eras() -> None:
    codes = ["FRA", "PER", "RUS", "GHA"]
    rows = [{"undl_id": str(year), "ms_code": code, "ms_vote": "Y", "date": f"{year}-05-05"}
            for year in (1989, 1990, 1995, 1996) for code in codes]  # fmt: skip
    assert ["SUN" in one.yes for one in undl(as_csv(rows, HEADER))] == [True, True, False, False]
    assert ["RUS" in one.yes for one in undl(as_csv(rows, HEADER))] == [False, False, True, True]


# ----------------------------------------------------------------- roll calls that were read are values


def test_they_work_as_bundled_ones_do() -> None:
    first, second = undl(GA)
    assert un.positions(first)["SUN"] is un.Position.AGAINST
    assert un.positions(second).of("absent").alpha_3s == ("FJI",)
    moved = un.shift(first, second)
    assert moved.joined.alpha_3s == ("PER",)
    assert moved.exited.alpha_3s == ("GHA", "SUN")
    split = un.compare(second, by=["EU"])
    assert "A/RES/ES-10/999" in split.title()
    assert un.rollcall(first) is first


def test_they_are_equal_hashable_and_picklable_by_what_they_say() -> None:
    first, second = undl(GA)
    assert first != second
    other = undl(GA.replace(b"GHA,GHANA,Y", b"GHA,GHANA,N"))[0]
    assert other.id == first.id
    assert other != first
    for one in (first, second, marc(OHCHR_RECORDS)[2]):
        for again in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one)):
            assert again == one
            assert hash(again) == hash(one)
            assert all_of(again) == all_of(one)
        assert repr(one) == f"<roll call {one.id!r} as read>"
    assert first.rolls == first.corrections == ()
    assert first.sources == (first.source,)
    bundled = un.rollcall("A/HRC/51/L.6")
    assert bundled != attrs_like(bundled)


def attrs_like(bundled: RollCall) -> RollCall:
    """Return a roll call as read from a file, with the id of a bundled one."""
    own = [{"rollcall": bundled.id, "country": one, "vote": "Y"} for one in bundled.yes]
    return read_rollcalls(own)[0]


def test_ids_are_made_from_date_body_and_symbol_and_never_twice() -> None:
    same_symbol = GA.replace(b"2025-03-03", b"1985-12-01").replace(b"A/RES/ES-10/999", b"A/RES/40/999")
    assert [one.id for one in undl(same_symbol)] == [
        "1985-12-01-ga-a-res-40-999",
        "1985-12-01-ga-a-res-40-999-1000002",
    ]
    anonymous = re.sub(rb"(?m)^1\d+", b"", GA)
    assert same_votes(undl(anonymous), undl(GA))
    assert undl(anonymous)[0].source.id == "digitallibrary-un-org"
    untitled = re.sub(rb"A/RES/(40|ES-10)/999", b"A/RES/0", anonymous).replace(b"2025-03-03", b"1985-12-01")
    assert [one.id for one in undl(untitled)] == ["1985-12-01-ga-a-res-0", "1985-12-01-ga-a-res-0-2"]
    own = [{"symbol": "X/1", "FRA": "Y"}, {"symbol": "X/2", "FRA": "Y"}]
    assert [one.id for one in read_rollcalls(own)] == ["X/1", "X/2"]


def same_votes(left: RollCalls, right: RollCalls) -> bool:
    return list(left) == list(right)
