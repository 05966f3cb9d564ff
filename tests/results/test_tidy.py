"""Long tables say, row by row, what the values themselves say; filters keep what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

import unstatements as un
from unstatements.analysis.agreement import Dyads
from unstatements.events.tidy import by_place
from unstatements.groups.codes import code_period, codes_in
from unstatements.groups.country_set import CountrySet, everyone
from unstatements.names.country import all_countries
from unstatements.results.cells import Repeated
from unstatements.results.frames import frame

TOTALS = ("yes", "no", "abstain", "absent")
COUNCIL = un.rollcalls("hrc", since=2021, until=2022, edition="bundled")


@given(st.lists(st.sets(st.sampled_from(all_countries())), min_size=1, max_size=4))
def test_places_tell_the_groups_that_a_country_is_in(groups: list[set[un.Country]]) -> None:
    cells = by_place(map(CountrySet, groups))
    assert len(cells) == len(all_countries())
    for country in all_countries():
        wanted = sum(1 << place for place, group in enumerate(groups) if country in group)
        assert cells[country.index] == wanted


@given(st.lists(st.sampled_from(["a", None, "b"]), max_size=9))
def test_a_repeated_column_is_the_column(cells: list[str | None]) -> None:
    values: list[str | None] = ["b", None, "a"]
    column = Repeated(values, [values.index(cell) for cell in cells])
    assert list(column) == cells == list(column[:])
    assert len(column) == len(cells)
    for backend in ("pandas", "polars", "pyarrow"):
        found = frame({"x": column}, {"x": str}, backend)  # type: ignore[arg-type]
        plain = frame({"x": cells}, {"x": str}, backend)  # type: ignore[arg-type]
        assert found.equals(plain)


def test_votes_are_those_of_the_roll_calls() -> None:
    wanted = {
        (vote.id, country.alpha_3, how)
        for vote in COUNCIL
        for how in TOTALS
        for country in getattr(vote, how)
    }
    rows = COUNCIL.votes().rows()
    assert {(row["rollcall"], row["alpha_3"], row["vote"]) for row in rows} == wanted
    assert len(rows) == len(wanted)
    by_id = {vote.id: vote for vote in COUNCIL}
    for row in rows[::97]:
        vote = by_id[str(row["rollcall"])]
        assert (row["date"], row["body"], row["vote_kind"]) == (vote.date, "hrc", vote.vote_kind)
        assert row["year"] == vote.date.year if vote.date else row["year"] is None
        assert str(row["session"]) == vote.session or row["special_session"] == vote.session


def test_a_session_is_a_number_or_special() -> None:
    rows = un.rollcalls("ga", since=2022, until=2023, edition="bundled").rows()
    assert all((row["session"] is None) != (row["special_session"] is None) for row in rows)
    assert {row["special_session"] for row in rows if row["session"] is None} >= {"ES-11"}


def test_codes_are_those_of_the_day_and_of_the_holder_of_the_seat() -> None:
    """Independent: `un.country` with a scheme, for countries whose seat did not pass on."""
    passed_on = {"CHN", "TWN", "RUS", "SUN", "SRB", "SCG", "YUG"}
    for day in (date(1947, 5, 1), date(1965, 1, 1), date(1991, 6, 1), date(2019, 1, 1)):
        for scheme in ("cow", "gw"):
            codes = codes_in(scheme, code_period(day))  # type: ignore[arg-type]
            for country in everyone():
                code = codes[country.index]
                if code is not None and country.alpha_3 not in passed_on:
                    assert un.country(code, day, scheme=scheme) is country  # type: ignore[arg-type]
    votes = un.rollcalls("ga", since=1970, until=1972, edition="bundled").votes().to_frame()
    china = votes[votes["alpha_3"] == "CHN"]
    before = china["date"] < pd.Timestamp(1971, 10, 26)
    assert set(china.loc[before, "cow"]) == set(china.loc[before, "gw"]) == {713}
    assert set(china.loc[~before, "cow"]) == set(china.loc[~before, "gw"]) == {710}


def test_signatures_are_those_of_the_statements() -> None:
    statements = un.statements("xinjiang")
    rows = statements.signatures().rows()
    assert [(row["statement"], row["alpha_3"]) for row in rows] == [
        (each.id, signature.country.alpha_3)
        for each in statements
        for signature in each.signatures
    ]


def test_positions_are_those_on_each_statement() -> None:
    statements = un.statements(since=2019, until=2023)
    rows = [
        (statement.id, row["alpha_3"], row["position"], row["possible"])
        for statement in statements
        for row in un.positions(statement).rows()
    ]
    names = ("statement", "alpha_3", "position", "possible")
    table = statements.positions()
    assert [tuple(row[name] for name in names) for row in table.rows()] == rows
    undated = un.statements().filter(lambda each: each.date is None)
    assert undated
    assert len(undated.positions()) == 0
    assert "without a date left out" in undated.positions().footnotes()[0]


@pytest.mark.parametrize("measure", ["share", "lijphart", "s", "s_squared", "kappa", "yes_no"])
@pytest.mark.parametrize("absences", ["skip", "abstain"])
def test_dyads_are_the_pairs_of_each_period(measure: str, absences: str) -> None:
    how = {"measure": measure, "absences": absences}
    matrix = un.agreement_matrix(["CUB", "CHN", "FRA", "UKR"], COUNCIL, **how)  # type: ignore[arg-type]
    names = ("a", "b", "value", "value_low", "value_high", "n", "share")
    for period in ("session", "year"):
        wanted = [
            (label, *(row[name] for name in names))
            for label, part in matrix.over(period).items()  # type: ignore[arg-type]
            for row in part.rows()
            if row["n"]
        ]
        rows = matrix.dyads(period).rows()  # type: ignore[arg-type]
        assert [tuple(row[name] for name in ("period", *names)) for row in rows] == wanted


def test_dyads_have_the_bounds_of_partial_lists() -> None:
    statements = un.statements("xinjiang", body="ga3c")
    matrix = un.agreement_matrix(["FJI", "NRU", "FRA", "CUB"], statements, "jaccard")
    wanted = [
        (pair.a.alpha_3, pair.b.alpha_3, pair.bounds and (pair.bounds.low, pair.bounds.high))
        for pair in matrix.pairs()
        if pair.n
    ]
    rows = matrix.dyads().rows()
    found = [(row["a"], row["b"], (row["value_low"], row["value_high"])) for row in rows]
    assert found == wanted
    assert any(low != high for _a, _b, (low, high) in found)


def test_dyads_of_one_country_and_codes() -> None:
    matrix = un.agreement_matrix(None, COUNCIL)
    whole = {
        (row["period"], row["a"], row["b"]): row["value"] for row in matrix.dyads("year").rows()
    }
    rows = matrix.dyads("year", versus="CUB", codes=["cow"]).rows()
    assert len(rows) == sum("CUB" in key[1:] for key in whole)
    for row in rows:
        ends = sorted([str(row["a"]), str(row["b"])], key=lambda code: un.country(code).index)
        assert row["a"] == "CUB"
        assert whole[row["period"], ends[0], ends[1]] == row["value"]
        assert (row["cow_a"], row["year"]) == (40, int(str(row["period"])))
    with pytest.raises(ValueError, match="expected one of: cow, gw"):
        matrix.dyads(codes=["iso"])  # type: ignore[list-item]
    assert "gw_a" not in matrix.dyads(codes=["cow"]).columns
    assert isinstance(matrix.dyads(), Dyads)


def test_a_panel_has_the_rows_of_its_comparisons() -> None:
    """The figures of blocs with the same counts are worked out once."""
    votes = [*un.rollcalls("ga", since=2001, until=2003, edition="bundled"), *COUNCIL]
    for by in ("regional group", ["EU", "OIC"]):
        panel = un.compare(votes, by=by, unknown="ignore")
        wanted = [row for part in panel.comparisons for row in part.rows()]
        names = list(wanted[0])
        assert [{name: row[name] for name in names} for row in panel.rows()] == wanted


@pytest.mark.parametrize(
    ("function", "condition"),
    [
        (un.statements, {"session": "77"}),
        (un.statements, {"session": [77, True]}),
        (un.statements, {"complete": "no"}),
        (un.statements, {"beyond_un": "no"}),
        (un.rollcalls, {"session": 51.0}),
        (un.rollcalls, {"session": ["51", None]}),
        (un.rollcalls, {"complete": "no"}),
        (un.rollcalls, {"on_text": 1}),
        (un.rollcalls, {"important": "no"}),
        (un.texts, {"session": 7.5}),
    ],
)
def test_a_condition_of_another_type_is_an_error(
    function: Callable[..., object], condition: dict[str, object]
) -> None:
    with pytest.raises(TypeError, match=r"is not a (session|condition)"):
        function(**condition)


def test_a_session_is_given_as_text_or_by_its_number() -> None:
    assert len(un.statements(session=np.int64(77))) == len(un.statements(session=77)) > 0
    votes = un.rollcalls("hrc", session=[51, "es-11", "52"], edition="bundled")
    assert {vote.session for vote in votes} == {"51", "52"}
    assert len(un.texts(session=51)) == len(un.texts(session="51")) > 0


def test_filters_keep_what_they_ask_for() -> None:
    whole = un.rollcalls(edition="bundled")

    def chosen(**conditions: object) -> list[str]:
        found = un.rollcalls(edition="bundled", **conditions)  # type: ignore[arg-type]
        return [vote.id for vote in found]

    amendments = [vote.id for vote in whole if vote.vote_kind in ("amendment", "paragraph")]
    assert chosen(vote_kind=["amendment", "paragraph"]) == amendments
    assert chosen(on_text=True) == [
        each.id for each in whole if each.vote_kind not in ("amendment", "paragraph", "other")
    ]
    assert set(chosen(on_text=False)) | set(chosen(on_text=True)) == {each.id for each in whole}
    assert chosen(important=True) == [vote.id for vote in whole if vote.important]
    assert chosen(issue=["nu", "di"]) == [v.id for v in whole if {"nu", "di"} & {*v.issues}]
    targets = (un.country("SYR"), un.country("IRN"))
    assert chosen(target=targets) == [v.id for v in whole if v.target_country in targets]
    assert chosen(body=["hrc", "ga"], session=[51, "ES-11"]) == [
        vote.id for vote in whole if vote.body in ("hrc", "ga") and vote.session in ("51", "ES-11")
    ]
    in_2021 = [vote.id for vote in whole if vote.date and vote.date.year == 2021]
    assert chosen(since=2021, until=2021) == chosen(since="2021", until="2021-12") == in_2021
    assert chosen(body=[]) == []
    on_china = [v.id for v in whole if v.proposition and v.proposition.id == "china-human-rights"]
    assert chosen(proposition="china-human-rights") == on_china
    for wrong in ({"vote_kind": "text"}, {"issue": ["me", "zz"]}, {"body": ["hrc", "zz"]}):
        with pytest.raises(ValueError, match="expected one of"):
            chosen(**wrong)


def test_statements_are_filtered_by_several() -> None:
    whole = un.statements()
    found = un.statements(body=["hrc", "ga3c"], stance="critical", target=["China", "Belarus"])
    assert list(found) == [
        each
        for each in whole
        if each.body in ("hrc", "ga3c")
        and each.stance == "critical"
        and (
            each.target_country in CountrySet(["CHN", "BLR"])
            or each.target in ("China", "Belarus")
        )
    ]
    on_it = un.statements(proposition="china-human-rights")
    assert list(on_it) == [each for each in whole if each.proposition.id == "china-human-rights"]


def test_a_listing_that_is_filtered_stays_a_listing() -> None:
    noes = COUNCIL.filter(lambda vote: "UKR" in vote.no)
    assert type(noes) is type(COUNCIL)
    assert [vote.id for vote in noes] == [vote.id for vote in COUNCIL if "UKR" in vote.no]
    assert len(noes.votes()) > len(noes)


def test_votes_on_parts_are_told_apart() -> None:
    parts = sum(not vote.on_text for vote in COUNCIL)
    note = "On parts of a text"
    number = f"{parts} of {len(COUNCIL)} votes;"
    for result in (
        COUNCIL,
        COUNCIL.votes(),
        un.agreement("CUB", "UKR", COUNCIL),
        un.compare(COUNCIL, by="EU"),
    ):
        assert sum(note in line and number in line for line in result.footnotes()) == 1
    on_texts = COUNCIL.filter(lambda vote: vote.on_text)
    assert not any(
        "parts of a text" in line for line in un.agreement("CUB", "UKR", on_texts).footnotes()
    )
