"""Bloc comparison agrees with a count by hand."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unstatements as un
from strategies import country_sets
from unstatements import CountrySet, Interval, Position
from unstatements._positions import KNOWN

VOTE = "A/HRC/51/L.6"
EVENTS = ["2022-10-31-ga3c-canada", "2020-10-06-ga3c-germany", "2020-06-30-hrc-uk", VOTE]


def test_the_vote_by_region_as_counted_by_hand() -> None:
    found = un.compare(VOTE)
    counts = {
        one.bloc: [int(one.count(p).low) for p in ("for", "against", "neutral", "absent")]
        for one in found.blocs
    }
    assert counts == {
        "African Group": [1, 8, 4, 0],
        "Asia-Pacific Group": [3, 8, 2, 0],
        "EEG": [4, 0, 2, 0],
        "GRULAC": [2, 3, 3, 0],
        "WEOG": [6, 0, 0, 0],
        "no regional group": [1, 0, 0, 0],
    }
    assert found["no regional group"].members == CountrySet(["USA"])


def test_the_statement_by_region_as_counted_by_hand() -> None:
    found = un.compare("2022-10-31-ga3c-canada")
    assert {one.bloc: one.count("for") for one in found.blocs} == {
        "African Group": 3,
        "Asia-Pacific Group": 4,
        "EEG": 14,
        "GRULAC": 2,
        "WEOG": 26,
        "no regional group": 1,
    }
    assert found["EEG"].count("against") == Interval(1, 9)
    assert found["WEOG"].count("against") == Interval(0, 2)


def test_overlapping_blocs_and_single_blocs() -> None:
    found = un.compare(VOTE, by=["EU", "OIC"])
    assert [one.bloc for one in found.blocs] == ["EU", "OIC"]
    assert found["EU"].count("for") == 8
    assert found["OIC"].count("against") == 12
    assert un.compare(VOTE, by="EU").blocs == (found["EU"],)
    assert un.compare(VOTE, by=un.bloc("EU")).blocs == (found["EU"],)
    own = un.Bloc.of("Mine", ["UKR", "GBR"])
    assert un.compare(VOTE, by=[own])["Mine"].of("neutral") == CountrySet(["UKR"])


def test_membership_is_taken_on_the_day_of_the_event() -> None:
    assert "GBR" not in un.compare("2020-10-06-ga3c-germany", by="EU")["EU"].members
    assert "GBR" in un.compare("2019-10-29-ga3c-uk", by="EU")["EU"].members
    assert "GBR" in un.compare("2020-10-06-ga3c-germany", by="EU", on="2020-01-01")["EU"].members


@pytest.mark.parametrize("event", EVENTS)
def test_a_partition_adds_up(event: str) -> None:
    found = un.compare(event)
    stood = un.positions(event)
    for position in Position:
        assert sum(len(one.of(position)) for one in found.blocs) == len(stood.of(position))
    for position in KNOWN:
        whole = stood.count(position)
        assert sum(one.count(position).low for one in found.blocs) <= whole.low
        assert sum(one.count(position).high for one in found.blocs) >= whole.high


@given(st.sampled_from(EVENTS), country_sets())
def test_a_function_is_a_partition_too(event: str, chosen: CountrySet) -> None:
    found = un.compare(event, by=lambda one: "in" if one in chosen else "out")
    electorate = un.positions(event).electorate
    assert sum(len(one.members) for one in found.blocs) == len(electorate)
    for one in found.blocs:
        assert one.members <= (chosen if one.bloc == "in" else electorate - chosen)


def test_unknown_blocs_and_undated_events_are_errors() -> None:
    with pytest.raises(un.UnknownBlocError, match="no bloc is called 'OCI'"):
        un.compare(VOTE, by=["OCI"])
    with pytest.raises(un.UnknownBlocError, match="no partition of blocs is called 'continent'"):
        un.compare(VOTE, by="continent")
    with pytest.raises(un.UnknownBlocError, match="no bloc 'NATO'; it has: EU"):
        un.compare(VOTE, by="EU")["NATO"]


def test_members_before_they_are_known_warn_or_raise() -> None:
    early, day = "2008-12-18-ga-sogi-argentina", "2001-01-01"
    with pytest.warns(un.MembershipWarning, match="known as a whole only since"):
        un.compare(early, on=day)
    with pytest.raises(un.MembershipUnknownError):
        un.compare(early, on=day, unknown="raise")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert un.compare(early, on=day, unknown="ignore").blocs


def test_rows_have_bounds_and_text_has_them_in_one_cell() -> None:
    found = un.compare("2022-10-31-ga3c-canada")
    row = next(row for row in found.rows() if row["bloc"] == "GRULAC")
    assert (row["for"], row["for_low"], row["for_high"]) == (2, 2, 2)
    assert (row["against"], row["against_low"], row["against_high"]) == (2, 2, 31)
    assert "2..31" in str(found)
    assert "bounds" in str(found)
    assert "bounds" not in str(un.compare(VOTE))
    assert repr(found) == ("<comparison of '2022-10-31-ga3c-canada' by regional group: 6 blocs>")
