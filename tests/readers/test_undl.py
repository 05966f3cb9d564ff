"""Bulk files of the UN: what stands in them comes out, and what is wrong has its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import unstatements as un
from unstatements.core.errors import DataIntegrityError
from unstatements.events.rollcall import Tally
from unstatements.events.rollcalls import RollCalls
from unstatements.names.country import all_countries
from unstatements.readers import builder
from voting_files import (
    GA,
    HEADER,
    LETTERS,
    SC,
    TITLES,
    as_csv,
    bulk_rows,
    check,
    contents,
    plain_rollcalls,
    read_undl,
    same,
    stands,
    votes_of,
)

DAY = date(2020, 1, 1)


# ---------------------------------------------------------------------- - the layouts, by example


def test_a_general_assembly_file() -> None:
    first, second = read_undl(GA)
    assert contents(first) == {
        "id": "1985-12-01-ga-a-res-40-999",
        "symbol": "A/RES/40/999",
        "date": date(1985, 12, 1),
        "body": "ga",
        "session": "40",
        "committee": None,
        "title": (
            "Lighthouses, and the keeping of them : resolution / adopted by the General Assembly"
        ),
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


@pytest.mark.parametrize(
    ("draft", "committee"),
    [
        ("A/C.3/80/L.1", "ga3c"),
        ("A/C.5/79/L.2|A/C.5/79/L.2/Add.1", "ga5c"),
        ("A/C.1/79/L.2|A/C.5/79/L.2", None),
        ("A/AC.109/L.9", None),
        ("A/80/L.1", None),
    ],
)
def test_the_committee_is_that_of_the_draft(draft: str, committee: str | None) -> None:
    row = {"undl_id": "7", "ms_code": "PER", "ms_vote": "Y", "date": DAY.isoformat()}
    row |= {"resolution": "A/RES/80/9", "draft": draft}
    (vote,) = read_undl(as_csv([row], [*row]))
    assert vote.committee == committee


def test_a_security_council_file() -> None:
    vote, acclamation = read_undl(SC)
    assert (vote.body, vote.body_name) == ("sc", "Security Council")
    assert vote.symbol == "S/RES/9991(1988)"
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
        "ms_code": "ms_codes",
        "ms_name": "ms_names",
        "ms_vote": "ms_votes",
        "resolution": "resolutions",
        "agenda_title": "agenda_titles",
        "total_yes": "yes",
        "total_no": "no",
        "total_abstentions": "abstentions",
        "total_non_voting": "non-voting",
        "total_ms": "total-voting",
    }
    header, rest = GA.decode().split("\n", 1)
    renamed = ",".join(old.get(name, name) for name in header.split(","))
    assert same(read_undl(renamed + "\n" + rest.replace(",X,", ",NV,")), read_undl(GA))


# --------------------------------------------------------------- what is written is what comes out


@given(plain_rollcalls())
def test_bulk_files_round_trip(rollcalls: list[dict[str, Any]]) -> None:
    check(rollcalls, read_undl(as_csv(bulk_rows(rollcalls), HEADER)))


@given(plain_rollcalls(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_does_not_matter(
    rollcalls: list[dict[str, Any]], random: Any
) -> None:
    rows, header = bulk_rows(rollcalls), list(HEADER)
    straight = read_undl(as_csv(rows, HEADER))
    random.shuffle(rows)
    random.shuffle(header)
    newline = "\r\n" if random.random() < 0.5 else "\n"
    mixed = read_undl(as_csv(rows, header).replace("\n", newline))
    assert {rollcall.id for rollcall in mixed} == {rollcall.id for rollcall in straight}
    assert all(list(mixed).count(rollcall) == 1 for rollcall in straight)


def read_plainly(text: str) -> tuple[dict[str, dict[str, str]], list[int]]:
    """Return the votes of each record by code as `csv` reads them, and the lines of bad rows."""
    records: dict[str, dict[str, str]] = {}
    bad_lines = []
    reader = csv.DictReader(io.StringIO(text, newline=""))
    line = 2
    for row in reader:
        votes = records.setdefault(row["undl_id"], {})
        letter = {"NV": "X"}.get(row["ms_vote"], row["ms_vote"].upper())
        if letter not in tuple(LETTERS) or row["ms_code"] in votes:
            bad_lines.append(line)
        else:
            votes[row["ms_code"]] = letter
        line = reader.line_num + 1
    return records, bad_lines


def check_plainly(text: str, read: RollCalls) -> None:
    records, bad_lines = read_plainly(text)
    assert [problem.line for problem in read.problems if problem.lost] == bad_lines
    assert len(read) == len(records)
    for rollcall in read:
        votes = {}
        for letter, voters in zip(LETTERS, votes_of(rollcall), strict=True):
            votes |= dict.fromkeys(voters.alpha_3s, letter)
        assert votes == records[rollcall.record]


DISORDERS = ["letter", "twice", "less", "order", "name"]
ODD_LETTERS = ["NV", "NA", "y", "Q", "", "YY"]


@st.composite
def disordered_files(draw: st.DrawFn) -> str:
    """Draw a file whose roll calls name the same countries in the same order, but for disorder."""
    states = [state for state in all_countries()[::7] if stands(state, DAY)]
    states = states[: draw(st.integers(2, 8))]
    title = draw(TITLES)
    rows: list[dict[str, str]] = []
    for number in range(draw(st.integers(1, 6))):
        group = [
            {
                "undl_id": f"{number}",
                "ms_code": state.alpha_3,
                "ms_name": state.name.upper(),
                "ms_vote": draw(st.sampled_from(LETTERS)),
                "date": DAY.isoformat(),
                "resolution": f"A/RES/74/{number}",
                "title": title,
            }
            for state in states
        ]
        for disorder in draw(st.lists(st.sampled_from(DISORDERS), max_size=2)):
            at = draw(st.integers(0, len(group) - 1))
            if disorder == "letter":
                group[at] = group[at] | {"ms_vote": draw(st.sampled_from(ODD_LETTERS))}
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
@given(disordered_files(), st.booleans())
def test_rows_are_read_as_csv_reads_them(text: str, whole: bool) -> None:
    text = text if whole else text.removesuffix("\n")
    check_plainly(text, read_undl(text, "collect"))


def in_order(records: int, letters: str) -> str:
    """Return a file of roll calls with the same forty countries in the same order."""
    chance = Random(records)
    states = [state for state in all_countries() if stands(state, DAY) and "," not in state.name]
    rows = [
        {
            "undl_id": f"{number}",
            "ms_code": state.alpha_3,
            "ms_name": state.name.upper(),
            "ms_vote": chance.choice(letters),
            "date": DAY.isoformat(),
            "resolution": f"A/RES/74/{number}",
            "title": "t",
        }
        for number in range(records)
        for state in states[:40]
    ]
    return as_csv(rows, HEADER)


@pytest.mark.parametrize("letters", ["YNAX", "Y", "NA", "YX"])
def test_roll_calls_in_the_same_order(letters: str) -> None:
    text = in_order(20, letters)
    read = read_undl(text)
    check_plainly(text, read)
    assert all(rollcall.completeness == "complete" for rollcall in read)


def test_columns_between_code_and_vote_are_read_in_each_row() -> None:
    header = ["undl_id", "ms_code", "date", "vote_note", "ms_vote", "resolution"]
    rows = [
        {
            "undl_id": record,
            "ms_code": code,
            "date": day,
            "vote_note": note,
            "ms_vote": "Y",
            "resolution": "A/RES/1",
        }
        for record, day, note in (("1", "2020-01-01", "One."), ("2", "2020-01-02", "Two."))
        for code in ("FRA", "PER")
    ]
    rows += [rows[0] | {"ms_code": "GHA"}, rows[0] | {"undl_id": "2", "ms_code": "GHA"}]
    read = read_undl(as_csv(rows, header))
    assert [rollcall.notes for rollcall in read] == ["One.", "Two. One."]
    assert [(problem.line, problem.what) for problem in read.problems] == [
        (7, "contradicts line 4: date '2020-01-01', not '2020-01-02'")
    ]


def test_an_order_of_codes_met_before_a_state_changed() -> None:
    rows = [
        {"undl_id": str(year), "ms_code": code, "ms_vote": "Y", "date": f"{year}-05-05"}
        for year in (1989, 1990, 1995, 1996)
        for code in ("FRA", "PER", "RUS", "GHA")
    ]
    read = read_undl(as_csv(rows, HEADER))
    assert ["SUN" in rollcall.yes for rollcall in read] == [True, True, False, False]
    assert ["RUS" in rollcall.yes for rollcall in read] == [False, False, True, True]


def test_a_header_may_take_more_than_a_line() -> None:
    header, _, rest = GA.partition(b"\n")
    wider = header + b',"a column\nof notes"\n' + rest.replace(b"\n", b",\n")
    assert same(read_undl(wider), read_undl(GA))


# ------------------------------------------------------------- what is wrong, and on which line


@given(plain_rollcalls(), st.data())
def test_a_bad_row_is_listed_with_its_line_and_costs_nothing_else(
    rollcalls: list[dict[str, Any]], data: st.DataObject
) -> None:
    for rollcall in rollcalls:
        rollcall["title"] = re.sub(r"\s", " ", rollcall["title"])  # so that a row is a line
    lines = as_csv(bulk_rows(rollcalls), HEADER).splitlines()
    at = data.draw(st.integers(1, len(lines) - 1))
    cells = lines[at].split(",", 4)
    bad_rows = {
        "letter": [*cells[:3], "Q", cells[4]],
        "country": [cells[0], "QQQ", "NOWHERE", *cells[3:]],
        "contradiction": [cells[0], "FRA", "PERU", *cells[3:]],
        "cells": cells[:4],
        "quote": [cells[0], '"FRA', *cells[2:]],
    }
    bad_row = ",".join(bad_rows[data.draw(st.sampled_from(sorted(bad_rows)))])
    text = "\n".join([*lines[:at], bad_row, *lines[at + 1 :]]) + "\n"
    read = read_undl(text, "collect")
    (problem,) = [problem for problem in read.problems if problem.lost]
    assert (problem.line, problem.place) == (at + 1, f"<buffer>, line {at + 1}")
    rest = read_undl("\n".join([*lines[:at], *lines[at + 1 :]]) + "\n", "collect")
    votes = [votes_of(rollcall) for rollcall in read if rollcall.completeness != "none"]
    assert votes == [votes_of(rollcall) for rollcall in rest]
    with pytest.raises(DataIntegrityError) as error:
        read_undl(text)
    assert error.value.line == at + 1


@pytest.mark.parametrize("repeats", [1, 2])
@pytest.mark.parametrize("line", range(2, 11))
def test_a_country_twice_in_one_vote(line: int, repeats: int) -> None:
    lines = GA.splitlines(keepends=True)
    row = lines[line - 1]
    lines[line:line] = [row] * (repeats - 1) + [row.replace(b",X,", b",Y,")]
    read = read_undl(b"".join(lines), "collect")
    lost = [problem for problem in read.problems if problem.lost]
    assert [problem.line for problem in lost] == list(range(line + 1, line + 1 + repeats))
    assert all(problem.what.endswith("is there twice") for problem in lost)
    assert [rollcall.yes for rollcall in read] == [rollcall.yes for rollcall in read_undl(GA)]
    # The totals vouch for the rest.
    assert all(rollcall.completeness == "complete" for rollcall in read)


def test_a_country_twice_in_rows_like_those_of_another_roll_call() -> None:
    states = [state for state in all_countries() if stands(state, DAY)][:100]
    row = {"ms_vote": "Y", "date": DAY.isoformat(), "title": "t"}
    rows = [
        {"undl_id": record, "ms_code": state.alpha_3, **row}
        for record in ("1", "2")
        for state in states
    ]
    rows[150:150] = [rows[120] | {"ms_vote": "N"}]
    read = read_undl(as_csv(rows, HEADER), "collect")
    assert [problem.line for problem in read.problems] == [152]
    against = [
        {"undl_id": "0", "ms_code": state.alpha_3, **row, "ms_vote": "N"} for state in states
    ]
    read = read_undl(as_csv(against + rows, HEADER), "collect")
    assert [(problem.line, problem.what) for problem in read.problems] == [
        (252, f"{states[20]} is there twice")
    ]
    assert [len(rollcall.yes) for rollcall in read] == [0, 100, 100]
    completeness = [rollcall.completeness for rollcall in read]
    assert completeness == ["complete", "complete", "partial"]


def test_a_country_twice_in_an_order_met_before() -> None:
    orders = {
        "1": ["FRA", "PER", "GHA", "FJI"],
        "2": ["PER", "PER", "GHA", "FJI"],
        "3": ["FRA", "PER", "GHA", "FJI"],
    }
    rows = [
        {"undl_id": record, "ms_code": code, "ms_vote": "Y", "date": DAY.isoformat()}
        for record, codes in orders.items()
        for code in codes
    ]
    read = read_undl(as_csv(rows, HEADER), "collect")
    assert [(problem.line, problem.what) for problem in read.problems] == [
        (7, "Peru is there twice")
    ]
    assert [len(rollcall.yes) for rollcall in read] == [4, 3, 4]


def test_an_open_quotation_mark_costs_one_row() -> None:
    lines = GA.splitlines(keepends=True)
    lines[2] = lines[2].replace(b"PERU", b'"PERU')
    read = read_undl(b"".join(lines), "collect")
    assert [(problem.line, problem.lost) for problem in read.problems] == [(2, False), (3, True)]
    assert [len(rollcall.yes) for rollcall in read] == [2, 2]
    assert read[0].abstain == un.CountrySet()
    text = in_order(2, "Y").replace(",Y,", ',"Y,', 1)
    read = read_undl(text, "collect")
    assert [problem.line for problem in read.problems if problem.lost] == [2]
    assert [len(rollcall.yes) for rollcall in read] == [39, 40]


def test_many_open_quotation_marks_cost_their_rows() -> None:
    header, *rows = in_order(50, "Y").splitlines(keepends=True)
    bad = {number for number in range(2000) if number % 3 == 0}
    rows = [
        row.replace(",Y,", ',"Y,') if number in bad else row for number, row in enumerate(rows)
    ]
    read = read_undl("".join([header, *rows]), "collect")
    lost = [problem.line for problem in read.problems if problem.lost]
    assert lost == [number + 2 for number in sorted(bad)]


def test_a_roll_that_does_not_add_up_says_so() -> None:
    read = read_undl(GA.replace(b"2.0,1.0,1.0,1.0,5.0", b"3.0,1.0,1.0,1.0,6.0"))
    vote, other = read
    differences = "yes 2 in the roll, 3 announced; members 5 in the roll, 6 announced"
    assert (vote.completeness, other.completeness) == ("partial", "complete")
    assert f"Roll and totals disagree: {differences}." in vote.notes
    assert vote.tally == Tally(3, 1, 1, 1)
    (problem,) = read.problems
    assert str(problem) == (
        f"<buffer>, line 2: A/RES/40/999: roll and totals disagree: {differences}"
    )
    assert not problem.lost


def test_rows_of_one_vote_that_contradict_each_other() -> None:
    lines = GA.splitlines(keepends=True)
    lines[3] = lines[3].replace(b",2.0,1.0,", b",2.0,7.0,")
    read = read_undl(b"".join(lines))
    assert [(problem.line, problem.what) for problem in read.problems] == [
        (4, "contradicts line 2: no '7.0', not '1.0'")
    ]
    assert read[0].no.alpha_3s == ("SUN",)
    lines[3] = lines[3].replace(b",2.0,7.0,", b",2.0,0.0,")
    assert [problem.line for problem in read_undl(b"".join(lines)).problems] == [4]


def test_all_problems_are_in_one_error() -> None:
    many = GA.replace(b",Y,", b",Q,").replace(b"2025-03-03", b"2025-33-03")
    with pytest.raises(DataIntegrityError) as error:
        read_undl(many)
    text = str(error.value)
    assert text.startswith('<buffer>: 5 problems; errors="collect" reads all the rest:')
    listed = [line for line in range(2, 9) if f"line {line}:" in text]
    assert listed == [2, 5, 7, 8]
    with pytest.raises(DataIntegrityError, match="and 180 more"):
        read_undl(GA + b"x\n" * 200)
    with pytest.raises(DataIntegrityError, match="line 2: 'two' is not a number of votes"):
        read_undl(GA.replace(b",2.0,1.0,", b",two,1.0,"))
    with pytest.raises(ValueError, match="errors: 'ignore'; expected one of: raise, collect"):
        read_undl(GA, "ignore")


def test_problems_go_with_what_was_read() -> None:
    many = GA.replace(b",Y,", b",Q,").replace(b"2025-03-03", b"2025-33-03")
    read = read_undl(many, "collect")
    assert [rollcall.date for rollcall in read] == [None, date(1985, 12, 1)]
    assert read.footnotes()[-1] == "7 problems in what was read, 5 with a loss: see `problems`."
    assert str(read).endswith("see `problems`.")
    assert read.problems.title() == "7 problems"
    assert read.problems.columns == ("place", "line", "what", "lost")
    assert read.problems.rows()[0] == {
        "place": "<buffer>, line 2",
        "line": 2,
        "what": "'Q' is not a vote; write Y, N, A or X (or yes, no, abstain, absent)",
        "lost": True,
    }


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
        read_undl(header.replace(old, new) + b"\n" + rest)
    assert error.value.line == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (GA.decode().encode("utf-16"), "line 1: is not UTF-8"),
        (GA.replace(b"\n", b"\r"), "line 1: is not valid CSV"),
    ],
)
def test_a_header_that_cannot_be_read_says_why(content: bytes, message: str) -> None:
    with pytest.raises(DataIntegrityError, match=message):
        read_undl(content)


def test_months_and_years_are_dates_as_far_as_they_go() -> None:
    read = read_undl(GA.replace(b"1985-12-01", b"1985-12").replace(b"2025-03-03", b"2025"))
    assert [(vote.date, vote.date_text) for vote in read] == [
        (None, "2025"),
        (date(1985, 12, 1), "1985-12"),
    ]
    assert [(problem.line, problem.what, problem.lost) for problem in read.problems] == [
        (2, "the date is not a day: '1985-12'", False),
        (7, "the date is not a day: '2025'", False),
    ]
    with pytest.raises(DataIntegrityError, match="'0000-01' is not a day"):
        read_undl(GA.replace(b"1985-12-01", b"0000-01"))


def test_problems_beyond_all_measure_are_counted() -> None:
    read = read_undl(GA + b"x\n" * 100_010, "collect")
    *kept, last = read.problems
    assert len(kept) == 100_000
    assert last.what == "10 more problems, which are not listed"


class Chunks(io.RawIOBase):
    """A stream of chunks."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.chunks = chunks

    def read(self, size: int = -1) -> bytes:
        return next(self.chunks, b"")


def test_problems_beyond_all_measure_end_the_reading_unless_they_are_collected() -> None:
    def lines() -> Iterator[bytes]:
        yield GA
        for _ in range(120):
            yield b"x\n" * 1000
        raise AssertionError("was read to its end")

    with pytest.raises(DataIntegrityError, match="100001 problems"):
        un.read_undl(Chunks(lines()))


def test_what_a_problem_says_is_cut() -> None:
    read = read_undl(GA.replace(b",Y,", b"," + b"Q" * 100_000 + b",", 1), "collect")
    assert [len(problem.what) for problem in read.problems if problem.lost] == [501]
    with pytest.raises(DataIntegrityError) as caught:
        read_undl(b"x" * 100_000 + b"\n")
    assert len(str(caught.value)) < 700


def test_quotation_marks_left_open_without_number_are_refused() -> None:
    with pytest.raises(DataIntegrityError, match="too many quotation marks are left open"):
        read_undl(GA + b'"x\n' * 30_000, "collect")


def test_more_roll_calls_than_there_can_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "_MOST", 1)
    with pytest.raises(DataIntegrityError, match="has more than 1 roll calls"):
        read_undl(GA)


def test_text_that_is_not_utf_8_or_not_csv() -> None:
    lines = GA.splitlines(keepends=True)
    lines[2] = lines[2].replace(b"PERU", b"P\xc9ROU")
    lines[4] = lines[4].replace(b'"Lighthouses', b'"Light" houses')
    read = read_undl(b"".join(lines), "collect")
    assert [(problem.line, problem.what) for problem in read.problems if problem.lost] == [
        (3, "is not UTF-8"),
        (5, "is not valid CSV (',' expected after '\"')"),
    ]
    assert read[0].completeness == "partial"
    assert "Votes that could not be read: 2." in read[0].notes


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf"])
def test_an_empty_file(content: bytes) -> None:
    with pytest.raises(DataIntegrityError, match="no column"):
        read_undl(content)
    assert not read_undl(GA.split(b"\n")[0])
