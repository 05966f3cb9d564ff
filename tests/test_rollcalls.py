"""Roll calls: votes, tallies, finding them."""

from __future__ import annotations

import pytest

import unstatements as un
from unstatements import CountrySet

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
    with pytest.raises(un.UnknownRollCallError, match=r"did you mean 'A/HRC/51/L.6'"):
        un.rollcall("A/HRC/51/L6")


def test_filters() -> None:
    found = un.rollcalls(target="China")
    assert [one.id for one in found] == [VOTE.id]
    assert VOTE in un.rollcalls(body="HRC", session=51, since="2022-10-06", until="2022-10-06")
    assert VOTE in un.rollcalls(topic="xinjiang uyghur", outcome="rejected", complete=True)
    assert VOTE not in un.rollcalls(outcome="adopted")
    assert VOTE not in un.rollcalls(until="2022-10-05")
    assert VOTE not in un.rollcalls(since="2022-10-07")
    assert VOTE not in un.rollcalls(complete=False)
    assert VOTE not in un.rollcalls(body="ga")


def test_text_sources_and_rows() -> None:
    assert str(VOTE) == ("2022-10-06 Human Rights Council: vote on A/HRC/51/L.6, rejected 17-19-11")
    assert VOTE.sources[0] == VOTE.source
    assert VOTE.rolls[0].complete
    assert un.rollcalls(target="China").rows()[0]["symbol"] == "A/HRC/51/L.6"
    assert str(un.rollcalls(target="China")).startswith("1 roll call\n")
