"""Coverage: what the record says of itself adds up, and figures over a selection say so."""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from datetime import date

import pytest

import unstatements as un
from unstatements.core.errors import CoverageWarning
from unstatements.events.coverage import SessionCoverage
from unstatements.events.selection import selections_in

EVERY = un.rollcalls(edition="bundled")
COVERAGE = un.coverage(edition="bundled")


def test_every_session_with_a_roll_call_has_a_row() -> None:
    rows = [(each.body, each.session) for each in COVERAGE]
    assert len(set(rows)) == len(rows)
    assert {(vote.body, vote.session) for vote in EVERY} <= set(rows)


def test_numbers_are_those_of_the_tables() -> None:
    tables = un.tables()
    rolls = Counter(
        (row["body"], row["session"])
        for name in ("rollcalls", "hrc_texts", "ga_rollcalls")
        for row in tables[name]
        if row["completeness"]
    )
    assert {(each.body, each.session): each.rollcalls for each in COVERAGE} == {
        (each.body, each.session): rolls[each.body, each.session] for each in COVERAGE
    }
    assert sum(each.rollcalls for each in COVERAGE) == len(EVERY)


def test_the_council_held_as_many_as_its_catalogue_says() -> None:
    catalogue = Counter(
        (row["body"], row["session"])
        for row in un.tables()["hrc_texts"]
        if row["mode"].startswith("recorded vote")
    )
    for each in COVERAGE:
        if each.body in ("hrc", "chr"):
            held = max(catalogue[each.body, each.session], each.recorded)
            assert each.held == held, each


@pytest.mark.parametrize("each", COVERAGE, ids=lambda each: f"{each.body} {each.session}")
def test_what_is_recorded_was_held(each: SessionCoverage) -> None:
    assert each.recorded <= each.rollcalls
    if each.held is not None and each.until is None:
        assert each.recorded <= each.held
    if each.body == "ga" and each.held is not None and each.selection == "all":
        assert each.until or each.recorded == each.held  # sessions 1 to 74 are whole
    assert (each.held is None) == (each.source is None)
    if each.selection != "all" and each.held:
        assert each.recorded < each.held


def test_a_figure_over_a_selection_warns_and_says_so() -> None:
    votes = un.rollcalls(body="ga", session=76, edition="bundled")
    with pytest.warns(CoverageWarning, match="session 76.*only those on country situations"):
        pair = un.agreement("USA", "GBR", votes)
    assert any("country situations" in note for note in pair.footnotes())
    with pytest.warns(CoverageWarning):
        matrix = un.agreement_matrix(["USA", "GBR", "FRA"], votes)
    assert any("country situations" in note for note in matrix.footnotes())
    with pytest.warns(CoverageWarning):
        panel = un.compare(votes, by=["EU"])
    assert any("country situations" in note for note in panel.footnotes())
    assert any("country situations" in note for note in votes.footnotes())


def test_a_figure_over_whole_sessions_does_not_warn() -> None:
    votes = un.rollcalls(body="ga", session=70, edition="bundled")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pair = un.agreement("USA", "ISR", votes)
        un.agreement("CUB", "FRA", un.rollcalls(body="hrc", session=51))
        un.compare(un.statements(target="China", body="ga3c"), by=["EU"])
    assert not any("record has only" in note for note in pair.footnotes())


def test_a_series_says_of_each_period_what_it_rests_on() -> None:
    votes = un.rollcalls(body="ga", since="2018-09-18", until="2022-09-01", edition="bundled")
    with pytest.warns(CoverageWarning, match="sessions 75 to 76"):
        series = un.agreement("USA", "GBR", votes).over("session")
    assert {row["period"]: row["coverage"] for row in series.rows()} == {
        "73": "all",
        "74": "all",
        "75": "country situations",
        "76": "country situations",
        "ES-11": "all",
    }
    assert any("sessions 75 to 76" in note for note in series.footnotes())


def test_no_period_runs_across_a_break_of_coverage() -> None:
    votes = un.rollcalls(body="ga", since="2018-09-18", until="2022-09-01", edition="bundled")
    with pytest.warns(CoverageWarning):
        pair = un.agreement("USA", "GBR", votes)
    first_of_75 = min(vote.date or date.max for vote in votes if vote.session == "75")
    for period in ("year", 5):
        series = pair.over(period)  # type: ignore[arg-type]  # one of the two
        assert sum(len(part.events) for part in series.values()) == len(votes)
        assert any(f" from {first_of_75}" in label for label in series)
        for part in series.values():
            sessions = {event.session for event in part.events if str(event.session).isdigit()}
            assert sessions <= {"73", "74"} or sessions <= {"75", "76"}
    whole = un.rollcalls(body="ga", session=70, edition="bundled")
    assert list(un.agreement("USA", "GBR", whole).over("year")) == ["2015", "2016"]


def test_no_walk_of_ideal_points_runs_across_a_break_of_coverage() -> None:
    votes = un.rollcalls(body="ga", since="2018-09-18", until="2022-09-01", edition="bundled")
    first_of_75 = min(vote.date or date.max for vote in votes if vote.session == "75")
    before = [vote for vote in votes if (vote.date or date.max) < first_of_75]
    after = [vote for vote in votes if (vote.date or date.max) >= first_of_75]
    with pytest.warns(CoverageWarning):
        both = un.ideal_points(votes, period="session", anchors=["CUB", "USA"])
    with pytest.warns(CoverageWarning):
        last = un.ideal_points(after, period="session", anchors=["CUB", "USA"])
    first = un.ideal_points(before, period="session", anchors=["CUB", "USA"])
    assert set(both.points) == {*first.points, *last.points}
    assert any(str(first_of_75) in note for note in both.notes)
    assert all(first_of_75.isoformat() not in note for note in [*first.notes, *last.notes])
    svg = io.BytesIO()
    both.of("BRA", "FRA").plot().savefig(svg, format="svg")
    ids = re.findall(r'id="(point-[^"]*)"', svg.getvalue().decode())
    assert len(ids) == len(set(ids)) == 8


def test_what_follows_a_proposition_says_of_which_votes() -> None:
    timeline = un.timeline(proposition="iran-human-rights")
    path = un.trajectory("FRA", proposition="iran-human-rights")
    bloc = un.trajectory("EU", proposition="iran-human-rights")
    for result in (timeline, path, bloc):
        coverage = {row["event"]: row["coverage"] for row in result.rows()}
        assert coverage["2025-12-18-ga-a-res-80-222"] == "country situations"
        assert any("those on country situations" in note for note in result.footnotes())
        assert "those on country situations" in result._repr_html_()
        svg = io.BytesIO()
        result.plot().savefig(svg, format="svg", live_text=True)
        texts = " ".join(re.findall(r"<text[^>]*>([^<]*)", svg.getvalue().decode()))
        assert "only those on country situations" in " ".join(texts.split())


def test_roll_calls_by_coverage_part_the_record() -> None:
    parts = [
        un.rollcalls(coverage=word, edition="bundled")
        for word in ("all", "country situations", "single votes")
    ]
    assert sorted(vote.id for part in parts for vote in part) == sorted(v.id for v in EVERY)
    assert all(row["coverage"] == "all" for row in parts[0].rows())
    assert max(vote.date or date.min for vote in parts[0] if vote.session == "74") < date(
        2020, 9, 15
    )
    with pytest.raises(ValueError, match="coverage"):
        un.rollcalls(coverage="some")  # type: ignore[arg-type]


def test_roll_calls_read_from_a_file_are_nobodys_selection() -> None:
    assert selections_in([]) == {}
    assert selections_in(un.statements(target="China")) == {}
    assert un.coverage("Human Rights Council", edition="bundled")[0].body == "hrc"
    with pytest.raises(ValueError, match="body"):
        un.coverage("parliament")
