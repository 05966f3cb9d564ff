"""Roll calls: every roll adds up to its tally, and only those entitled to vote voted."""

from __future__ import annotations

import pytest

import unstatements as un
from unstatements import CountrySet
from unstatements._blocs import voters

ALL = un.rollcalls()


@pytest.mark.parametrize("vote", ALL, ids=lambda vote: vote.id)
def test_a_roll_adds_up(vote: un.RollCall) -> None:
    groups = (vote.yes, vote.no, vote.abstain, vote.absent)
    together = CountrySet()
    for group in groups:
        assert together.isdisjoint(group)
        together |= group
    announced = (vote.tally.yes, vote.tally.no, vote.tally.abstain)
    counted = tuple(len(group) for group in groups[:3])
    assert (counted == announced) is (vote.completeness == "complete")
    assert vote.completeness == "complete" or vote.notes
    assert len(vote.absent) == vote.tally.absent or vote.notes
    if vote.completeness == "complete":
        assert together == voters(vote.body, vote.date) or vote.notes
    assert together <= voters(vote.body, vote.date) or vote.notes


def test_every_roll_call_has_votes_and_every_vote_a_roll_call() -> None:
    tables = un.tables()
    ids = {row["id"] for row in tables["rollcalls"]}
    assert {row["rollcall"] for row in tables["votes"]} == ids
    assert {row["rollcall"] for row in tables["rolls"]} <= ids


def test_columns_of_the_matrix_are_countries() -> None:
    header = list(un.tables()["votes"][0])[1:]
    assert CountrySet(header).alpha_3s
    assert len(CountrySet(header)) == len(header)
    assert header == sorted(header)
