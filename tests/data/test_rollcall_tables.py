"""Roll calls: every roll adds up to its tally, and only those entitled to vote voted."""

from __future__ import annotations

import re
from collections import Counter

import pytest

import unstatements as un
from unstatements import CountrySet
from unstatements._blocs import voters

TABLES = un.tables()
EVERY = un.rollcalls()
RECENT = [un.rollcall(row["id"]) for row in TABLES["rollcalls"]]
ASSEMBLY = {row["id"]: row for row in TABLES["ga_rollcalls"]}


def groups(vote: un.RollCall) -> tuple[CountrySet, ...]:
    return vote.yes, vote.no, vote.abstain, vote.absent


def together(vote: un.RollCall) -> CountrySet:
    found = CountrySet()
    for group in groups(vote):
        assert found.isdisjoint(group)
        found |= group
    return found


@pytest.mark.parametrize("vote", RECENT, ids=lambda vote: vote.id)
def test_a_roll_adds_up(vote: un.RollCall) -> None:
    voted = together(vote)
    announced = (vote.tally.yes, vote.tally.no, vote.tally.abstain)
    counted = tuple(len(group) for group in groups(vote)[:3])
    if vote.completeness == "complete":
        assert counted == announced
        assert voted == voters(vote.body, vote.date)
    else:
        assert vote.notes
    assert len(vote.absent) == vote.tally.absent or vote.notes
    assert voted <= voters(vote.body, vote.date)


def test_the_long_record_adds_up_but_where_it_says_so() -> None:
    for key, row in ASSEMBLY.items():
        vote = un.rollcall(key)
        together(vote)
        announced = (vote.tally.yes, vote.tally.no, vote.tally.abstain)
        counted = tuple(len(group) for group in groups(vote)[:3])
        assert (counted != announced) == bool(row["counted"]), key
        if row["counted"]:
            assert row["counted"] == "-".join(map(str, counted)), key
            assert row["counted"] in vote.notes
        if row["absences"] == "":
            assert not vote.absent, key
            assert vote.completeness == "partial"


def test_only_members_of_the_un_voted_in_the_assembly() -> None:
    strangers = Counter()
    for key in ASSEMBLY:
        vote = un.rollcall(key)
        assert vote.date is not None
        # Where only the month is known, members admitted within it may have voted.
        last = vote.date.replace(day=28) if len(vote.date_text) == 7 else vote.date
        for one in together(vote) - un.countries(vote.date) - un.countries(last):
            strangers[one.alpha_3] += 1
    # Named in the codebook: Fiji in three calls of doubtful date, and one vote of Yugoslavia.
    assert sum(strangers.values()) <= 10, strangers


@pytest.mark.parametrize(
    ("symbol", "tally"),
    [
        ("A/RES/68/262", "100-11-58"),
        ("A/RES/1761 (XVII)", "67-16-23"),
        ("A/RES/ES-11/1", "141-5-35"),
        ("A/HRC/51/L.6", "17-19-11"),
        ("A/RES/3379 (XXX)", "72-35-32"),
        ("A/RES/2758 (XXVI)", "76-35-17"),
    ],
)
def test_well_known_tallies(symbol: str, tally: str) -> None:
    vote = un.rollcall(symbol)
    assert str(vote.tally) == tally
    assert tuple(len(group) for group in groups(vote)[:3]) == tuple(map(int, tally.split("-")))


def test_former_states_voted_as_themselves() -> None:
    vote = un.rollcall("A/RES/1761 (XVII)")
    assert "SUN" in vote.yes
    assert "RUS" not in together(vote)
    assert {"CSK", "YUG"} <= set(vote.yes.alpha_3s)


def test_every_roll_call_has_votes_and_every_vote_a_roll_call() -> None:
    for rolls, votes in (("rollcalls", "votes"), ("ga_rollcalls", "ga_votes")):
        ids = {row["id"] for row in TABLES[rolls]}
        assert {row["rollcall"] for row in TABLES[votes]} == ids
    assert {row["rollcall"] for row in TABLES["rolls"]} <= {one.id for one in RECENT}


def test_no_vote_stands_twice() -> None:
    assert len({one.id for one in EVERY}) == len(EVERY) == len(RECENT) + len(ASSEMBLY)
    numbers = [
        number
        for name in ("rollcalls", "ga_rollcalls")
        for row in TABLES[name]
        for number in row["rcid"].split(";")
        if number
    ]
    assert len(set(numbers)) == len(numbers) == 6203
    recent = {(one.symbol, one.date) for one in RECENT}
    whole = {
        (one.symbol, one.date) for one in map(un.rollcall, ASSEMBLY) if one.vote_kind == "draft resolution"
    }
    assert not recent & whole


@pytest.mark.parametrize("name", ["votes", "ga_votes"])
def test_columns_of_the_matrix_are_countries(name: str) -> None:
    header = list(TABLES[name][0])[1:]
    assert len(CountrySet(header)) == len(header)
    assert header == sorted(header)


def test_symbols_are_written_as_the_un_writes_them() -> None:
    symbols = [row["symbol"] for row in TABLES["ga_rollcalls"] if row["symbol"]]
    form = re.compile(r"A/(RES/|DEC/)?(ES-|S-)?\d+[A-Z./\d-]*( \([A-Z-]*[\dXVILS-]+\))?( [A-Z]{1,2})?.*")
    assert all(form.fullmatch(symbol) for symbol in symbols)
    assert sum(bool(row["record"]) for row in TABLES["ga_rollcalls"]) == 4773
