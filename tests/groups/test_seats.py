"""Seats that passed on: whose votes count, against plain counting."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

import unstatements as un
from unstatements.groups.seats import seats

CHANGE = date(1971, 10, 26)
SIXTY = un.rollcalls("ga", since="1969-01-01", until="1974-12-31", edition="bundled")
NINETY = un.rollcalls("ga", since="1990-09-01", until="1992-12-31", edition="bundled")


def cast(vote: un.RollCall, country: str) -> str:
    groups = {"yes": vote.yes, "abstain": vote.abstain, "no": vote.no}
    return next((name for name, group in groups.items() if country in group), "")


def share(votes: list[tuple[str, str]]) -> tuple[int, float]:
    both = [(mine, other) for mine, other in votes if mine and other]
    return len(both), sum(mine == other for mine, other in both) / len(both)


def test_holders_follow_one_another() -> None:
    for holders in seats().values():
        for earlier, later in itertools.pairwise(holders):
            assert earlier.end == later.start
        assert holders[-1].end is None
    assert [holder.holder for holder in seats()["China"]] == [
        "Republic of China",
        "People's Republic of China",
    ]


@pytest.mark.parametrize("follow", ["record", "seat", "state"])
def test_of_china(follow: str) -> None:
    pair = un.agreement("CHN", "USA", SIXTY, follow=follow)
    days = [vote for vote in SIXTY if follow != "state" or vote.date >= CHANGE]
    assert (pair.n, pair.value) == share([(cast(v, "CHN"), cast(v, "USA")) for v in days])
    (note,) = [note for note in pair.footnotes() if "Republic of China held" in note]
    assert note.startswith("before 1971-10-26")
    assert ("do not count" in note) == (follow == "state")


def test_the_day_on_which_the_seat_passed_is_that_of_who_voted() -> None:
    votes = un.rollcalls("ga", since="1971-10-25", until="1971-10-25", edition="bundled")
    assert [cast(vote, "CHN") for vote in votes].count("yes") == 4  # the Republic of China
    assert un.agreement("CHN", "USA", votes, follow="state").n == 0
    assert un.agreement("CHN", "USA", votes).value == 1


@pytest.mark.parametrize("follow", ["record", "seat", "state"])
def test_of_russia(follow: str) -> None:
    pair = un.agreement("RUS", "FRA", NINETY, follow=follow)
    mine = [cast(vote, "RUS") or (cast(vote, "SUN") * (follow == "seat")) for vote in NINETY]
    assert (pair.n, pair.value) == share(
        [(vote, cast(each, "FRA")) for vote, each in zip(mine, NINETY, strict=True)]
    )
    series = pair.over("year")
    assert sum(part.n for part in series.values()) == pair.n
    assert any("do not count for RUS" in note for note in pair.footnotes()) == (follow != "seat")


def test_no_vote_of_a_seat_that_is_followed_counts_twice() -> None:
    by_record, by_seat = (
        {country.alpha_3 for country in un.agreement_matrix(None, NINETY, follow=follow).countries}
        for follow in ("record", "seat")
    )
    assert by_record - by_seat == {"SUN"}
    assert by_seat <= by_record
    before = NINETY.filter(lambda vote: vote.date < date(1991, 12, 24))
    matrix = un.agreement_matrix(None, before, follow="seat")
    assert {"RUS", "SUN"} & {country.alpha_3 for country in matrix.countries} == {"RUS"}
    points = un.ideal_points(before[:20], follow="seat")
    assert {"RUS", "SUN"} & {*points.countries.alpha_3s} == {"RUS"}


def test_no_note_where_no_holder_changed() -> None:
    later = un.agreement("CHN", "RUS", un.rollcalls(body="hrc", session=51))
    assert not any("held the seat" in note for note in later.footnotes())
    with pytest.raises(ValueError, match="follow"):
        un.agreement("CHN", "USA", SIXTY, follow="flag")  # type: ignore[arg-type]
