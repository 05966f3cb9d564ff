"""Roll calls: votes, tallies, finding them."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import unstatements as un
from unstatements import CountrySet
from unstatements.core.errors import DataIntegrityError
from unstatements.core.tables import build, columns, table
from unstatements.events.rollcall import _rollcall, rollcalls_on
from unstatements.events.rollcalls import RollCalls

VOTE = un.rollcall("A/HRC/51/L.6")


def test_the_vote_on_xinjiang_state_by_state() -> None:
    assert VOTE.yes == CountrySet(
        [
            "CZE",
            "FIN",
            "FRA",
            "DEU",
            "HND",
            "JPN",
            "LTU",
            "LUX",
            "MHL",
            "MNE",
            "NLD",
            "PRY",
            "POL",
            "KOR",
            "SOM",
            "GBR",
            "USA",
        ]
    )
    assert VOTE.no == CountrySet(
        [
            "BOL",
            "CMR",
            "CHN",
            "CIV",
            "CUB",
            "ERI",
            "GAB",
            "IDN",
            "KAZ",
            "MRT",
            "NAM",
            "NPL",
            "PAK",
            "QAT",
            "SEN",
            "SDN",
            "ARE",
            "UZB",
            "VEN",
        ]
    )
    assert VOTE.abstain == CountrySet(
        ["ARG", "ARM", "BEN", "BRA", "GMB", "IND", "LBY", "MWI", "MYS", "MEX", "UKR"]
    )
    assert VOTE.absent == CountrySet()
    assert (VOTE.outcome, VOTE.margin, str(VOTE.tally)) == ("rejected", -2, "17-19-11")
    assert VOTE.proposition == un.statement("2022-10-31-ga3c-canada").proposition


def test_a_later_correction_is_recorded_and_changes_nothing() -> None:
    assert {(one.country.alpha_3, one.date) for one in VOTE.corrections} == {("UKR", "2022-10-07")}
    assert "UKR" in VOTE.abstain


def test_lookup() -> None:
    assert un.rollcall(VOTE) is VOTE
    assert un.rollcall("a/hrc/51/l.6") is VOTE
    assert un.rollcall(VOTE.id) is VOTE
    assert eval(repr(VOTE), {"rollcall": un.rollcall}) is VOTE
    with pytest.raises(un.errors.UnknownRollCallError, match=r"did you mean 'A/HRC/51/L.6'"):
        un.rollcall("A/HRC/51/L6")


def test_filters() -> None:
    votes = un.rollcalls(target="China")
    assert [one.id for one in votes] == [VOTE.id]
    assert VOTE in un.rollcalls(body="HRC", session=51, since="2022-10-06", until="2022-10-06")
    assert VOTE in un.rollcalls(topic="xinjiang uyghur", outcome="rejected", complete=True)
    assert VOTE not in un.rollcalls(outcome="adopted")
    assert VOTE not in un.rollcalls(until="2022-10-05")
    assert VOTE not in un.rollcalls(since="2022-10-07")
    assert VOTE not in un.rollcalls(complete=False)
    assert VOTE not in un.rollcalls(body="ga")


def test_text_sources_and_rows() -> None:
    assert str(VOTE) == (
        "2022-10-06 Human Rights Council: vote on A/HRC/51/L.6, rejected 17-19-11"
    )
    assert VOTE.sources[0] == VOTE.source
    assert VOTE.vote_sources[0].complete
    assert un.rollcalls(target="China").rows()[0]["symbol"] == "A/HRC/51/L.6"
    assert str(un.rollcalls(target="China")).startswith("1 roll call\n")


def test_the_electorate_of_a_whole_roll_stands_in_it() -> None:
    for vote in un.rollcalls(body="hrc", session=51):
        assert vote.electorate == un.bloc("HRC").members(vote.date or "")
        assert vote.electorate == vote.yes | vote.no | vote.abstain | vote.absent


def test_the_electorate_of_a_roll_known_in_part_is_that_of_the_body_too() -> None:
    partial = un.rollcall("A/HRC/RES/57/2")
    assert partial.completeness == "partial"
    nobody = evolve(partial, masks=(0, 0, 0, 0))
    assert nobody.electorate == partial.electorate == un.bloc("HRC").members("2024-10-09")
    with pytest.raises(ValueError, match="no known date and no complete roll"):
        _ = evolve(nobody, date=None).electorate
    with pytest.raises(un.errors.UnknownBlocError, match="not known who votes in the body 'club'"):
        _ = evolve(nobody, body="club").electorate


@pytest.mark.parametrize(
    ("name", "majority"),
    [
        ("A/HRC/51/L.6", "simple"),
        ("A/C.3/78/L.41", "simple"),
        ("A/RES/44 (I)", "two-thirds"),
        ("A/RES/957 (X)", "simple"),
        ("A/RES/ES-11/3", "two-thirds"),
        ("A/RES/80/1", None),
    ],
)
def test_the_majority_required(name: str, majority: str | None) -> None:
    vote = un.rollcall(name)
    assert vote.required_majority == majority
    assert RollCalls([vote]).rows()[0]["required_majority"] == majority
    assert ("majority required" in vote._repr_html_()) == (majority is not None)


def test_a_vote_read_from_a_file_has_the_majority_of_its_body_only() -> None:
    for name, majority in (("A/HRC/51/L.6", "simple"), ("A/RES/ES-11/3", None)):
        assert evolve(un.rollcall(name), masks=(0, 0, 0, 0)).required_majority == majority


def test_votes_on_a_proposition_come_from_both_tables() -> None:
    iran = un.rollcall("A/HRC/RES/58/21").proposition
    assert iran is not None
    votes = rollcalls_on(iran)
    assert {"A/RES/40/141", "A/HRC/RES/58/21"} <= {vote.symbol for vote in votes}
    assert all(vote.proposition == iran for vote in votes)
    assert [vote.date for vote in votes] == sorted(vote.date for vote in votes if vote.date)
    assert list(votes) == [vote for vote in un.rollcalls() if vote.proposition == iran]


@pytest.mark.parametrize(
    ("condition", "known"),
    [("body", "hrc"), ("outcome", "rejected"), ("issue", "hr"), ("committee", "ga3c")],
    ids=lambda one: str(one),
)
def test_a_condition_that_no_roll_call_can_meet_is_an_error(condition: str, known: str) -> None:
    assert un.rollcalls(**{condition: known})
    with pytest.raises(
        ValueError, match=rf"{condition}: 'nonsense'; expected one of: .*\b{known}\b"
    ):
        un.rollcalls(**{condition: "nonsense"})


@pytest.mark.parametrize("find", [un.rollcalls, un.statements])
def test_propositions_are_offered_in_order(find: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="proposition: 'nonsense'; expected one of: ") as caught:
        find(proposition="nonsense")
    offered = str(caught.value).partition("expected one of: ")[2].split(", ")
    assert len(offered) > 20
    assert offered == sorted(offered)


BUNDLED = un.rollcalls(edition="bundled")
COMMITTEES = sorted({vote.committee for vote in BUNDLED if vote.committee})


@given(st.lists(st.sampled_from(COMMITTEES), unique=True))
def test_roll_calls_are_found_by_committee(committees: list[str]) -> None:
    votes = un.rollcalls(committee=committees, edition="bundled")
    assert votes == BUNDLED.filter(lambda vote: vote.committee in committees)
    assert [row["committee"] for row in votes.rows()] == [vote.committee for vote in votes]
    if len(committees) == 1:
        assert un.rollcalls(committee=committees[0]) == votes


def test_the_committee_is_a_fact_and_a_word_of_the_pickle() -> None:
    vote = un.rollcall("A/RES/217 (III) A")
    facts = {fact.label: fact.text for fact in vote.facts()}
    assert facts["committee"] == "Third Committee of the General Assembly"
    assert pickle.loads(pickle.dumps(vote)).committee == "ga3c"
    assert all(not vote.committee for vote in BUNDLED if vote.body != "ga")


def test_a_symbol_of_several_votes_is_no_answer() -> None:
    with pytest.raises(
        un.errors.UnknownRollCallError,
        match=r"^2 roll calls were taken under 'A/RES/1903 \(XVIII\)'; ask",
    ):
        un.rollcall("A/RES/1903 (XVIII)")


def test_a_session_is_that_session_alone() -> None:
    assert {vote.session for vote in un.rollcalls(body="hrc", session=51)} == {"51"}
    assert {vote.session for vote in un.rollcalls(body="ga", session="es-11")} == {"ES-11"}
    assert {vote.completeness for vote in un.rollcalls(body="hrc", complete=False)} == {
        "partial",
        "none",
    }


def test_votes_of_the_long_record_hold_what_its_columns_say() -> None:
    place = {name: number for number, name in enumerate(columns("ga_rollcalls"))}
    rows = {row[place["id"]]: row for row in table("ga_rollcalls")}
    absent = {
        "recorded": "",
        "deduced": "Who was absent is deduced from the totals.",
        "not known": "Who was absent is not known.",
    }
    for vote in un.rollcalls(body="ga"):
        if vote.id in rows:
            row = {name: rows[vote.id][number] for name, number in place.items()}
            assert vote.important == {"1": True, "0": False, "": None}[row["importantvote"]]
            assert ("Only the month of the vote is known." in vote.notes) == (
                row["dated"] == "month"
            )
            assert ("Who was absent" in vote.notes) == (row["absences"] != "recorded")
            assert absent[row["absences"]] in vote.notes


def test_rolls_hold_what_their_table_says() -> None:
    expected: dict[str, list[tuple[bool, bool]]] = {}
    for name, _source, complete, agrees, _note in table("rolls"):
        expected.setdefault(name, []).append((complete == "true", agrees == "true"))
    for name, rolls in expected.items():
        sources = un.rollcall(name).vote_sources
        assert sorted((each.complete, each.agrees) for each in sources) == sorted(rolls)


def test_lists_of_roll_calls_say_what_is_missing() -> None:
    council = un.rollcalls(body="hrc")
    partial = sum(vote.completeness != "complete" for vote in council)
    parts = sum(not vote.on_text for vote in council)
    lacking = [row for row in un.coverage("hrc", edition="bundled").rows() if row["held"]]
    sessions = [row["session"] for row in lacking if row["held"] > row["recorded"]]
    assert sum(row["held"] - row["recorded"] for row in lacking) == 23 + 3
    assert council.footnotes() == [
        "votes: in favour, against, abstentions, as announced.",
        f"Votes by country are known only in part for {partial}: see `completeness`.",
        "On parts of a text, where a no can stand for the whole: "
        f"{parts} of {len(council)} votes; see `vote_kind`.",
        f"Human Rights Council, sessions {', '.join(sessions)}: no roll in the record of "
        "23 amendments and 3 draft resolutions; see `coverage`.",
    ]
    autumn = un.rollcalls("hrc", session=33)
    note = "session 33: no roll in the record of 9 amendments; see `coverage`."
    for result in (autumn, un.agreement("CHN", "CUB", autumn), un.compare(autumn, by="EU")):
        assert any(note in each for each in result.footnotes())
    assert RollCalls([VOTE]).footnotes() == [
        "votes: in favour, against, abstentions, as announced."
    ]
    assert RollCalls([]).footnotes() == []


def test_how_much_of_a_roll_is_known_is_shown() -> None:
    partial = un.rollcall("A/HRC/RES/57/2")
    assert "partial by name" in partial._repr_html_()
    assert "by name" not in VOTE._repr_html_()


def test_roll_calls_on_a_proposition_are_in_order_of_date() -> None:
    for target in ("Iran", "Cuba"):
        for one in {vote.proposition for vote in un.rollcalls(target=target) if vote.proposition}:
            votes = rollcalls_on(one)
            assert list(votes) == sorted(votes, key=lambda vote: (vote.date, vote.id))


@pytest.mark.parametrize(
    ("column", "cell"), [("date", "yesterday"), ("yes", "many"), ("target_country", "QQQ")]
)
def test_a_row_that_is_no_roll_call_is_named(column: str, cell: str) -> None:
    row = table("rollcalls")[0]
    damaged = [
        cell if name == column else value
        for name, value in zip(columns("rollcalls"), row, strict=True)
    ]
    with pytest.raises(DataIntegrityError, match=rf"rollcalls\.csv, line 2: {row[0]}: ") as error:
        list(build("rollcalls", _rollcall, [(0, tuple(damaged))]))
    assert cell in str(error.value)
