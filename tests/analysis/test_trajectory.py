"""Trajectories, movers and timelines: what is known is followed, what is not is never read as a move."""

from __future__ import annotations

from datetime import date
from itertools import chain, pairwise

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import unstatements as un
from unstatements import CountrySet, Position
from unstatements.analysis.positions import KNOWN
from unstatements.analysis.trajectory import (
    _STANCES,
    BlocTrajectory,
    Trajectory,
    TrajectoryPoint,
)

TOPIC = "Xinjiang"
ALL = un.timeline(TOPIC).points
CANADA = un.statement("2022-10-31-ga3c-canada")


def _path(*possible: frozenset[Position]) -> Trajectory:
    points = [
        TrajectoryPoint(
            CANADA,
            date(2000 + year, 1, 1),
            next(iter(one)) if len(one) == 1 else Position.UNKNOWN if one else None,
            one,
        )
        for year, one in enumerate(possible)
    ]
    return Trajectory(un.country("FRA"), "test", tuple(points))


POSSIBLE = st.lists(st.frozensets(st.sampled_from(_STANCES)), max_size=7)


def _least_changes(sets: list[frozenset[Position]]) -> int:
    """By brute force: the best stance at each event, counting changes."""
    best = dict.fromkeys(_STANCES, 0)
    for one in sets:
        if one:
            best = {
                stance: min(cost + (stance is not before) for before, cost in best.items())
                for stance in one
            }
    return min(best.values())


@given(POSSIBLE)
def test_changes_are_the_least_that_the_record_allows(sets: list[frozenset[Position]]) -> None:
    assert _path(*sets).changes == _least_changes(sets)


@given(POSSIBLE)
def test_runs_cover_every_event_in_order(sets: list[frozenset[Position]]) -> None:
    path = _path(*sets)
    assert tuple(chain(*path.runs)) == path.points
    for run in path.runs:
        assert len({point.position for point in run}) == 1
    for one, following in pairwise(path.runs):
        assert one[0].position is not following[0].position
        assert one[-1].date < following[0].date


@given(POSSIBLE)
def test_late_and_dropped_need_evidence(sets: list[frozenset[Position]]) -> None:
    path = _path(*sets)
    if path.joined_late or path.dropped_out:
        assert path.changes >= 1
        assert path.times("for") or path.times("against")


def test_one_country() -> None:
    path = un.trajectory("Honduras", topic=TOPIC)
    assert isinstance(path, Trajectory)
    assert path.first_signature == un.statement("2020-10-06-ga3c-germany")
    assert path.last_signature == un.statement("2022-06-14-hrc-netherlands")
    by_event = {one.event.id: one.position for one in path.points}
    assert by_event["2022-10-06-hrc-a-hrc-51-l-6"] is Position.FOR
    assert by_event["2022-10-31-ga3c-canada"] is Position.UNKNOWN
    assert by_event["2021-03-12-hrc-cuba"] is Position.UNKNOWN
    assert [one.date for one in path.points] == sorted(one.date for one in path.points)
    assert un.trajectory("CAN", topic=TOPIC).rows()[11]["position"] == "outside"
    years = [
        one.date.year
        for one in un.trajectory(
            "FRA", events=["hrc45-venezuela", CANADA, "hrc38-venezuela-peru"]
        ).points
    ]
    assert years == [2018, 2020, 2022]  # by day, whatever the events are called


def test_one_bloc() -> None:
    path = un.trajectory("EU", topic=TOPIC)
    assert isinstance(path, BlocTrajectory)
    rows = {row["event"]: row for row in path.rows()}
    assert rows["2019-10-29-ga3c-uk"]["members"] == 28
    assert rows["2020-10-06-ga3c-germany"]["members"] == 27
    assert rows["2022-10-31-ga3c-canada"]["for"] == 23
    assert un.trajectory(un.bloc("EU"), topic=TOPIC).rows() == path.rows()
    for held, whole in zip(path.points, ALL, strict=True):
        members = un.bloc("EU").members(whole.event.date)
        assert set(held) == set(whole.electorate & members)
        for position in KNOWN:
            assert held.count(position) == whole.count(position, members)
    for row in rows.values():
        for side in ("for", "against"):
            assert row[side] <= row[f"{side}_low"] <= row[f"{side}_high"] <= row["members"]
    row = rows["2022-10-31-ga3c-canada"]
    assert (row["for_low"], row["for_high"], row["against_low"], row["against_high"]) == (
        23,
        23,
        0,
        4,
    )
    assert "EU on Xinjiang" in str(path)
    assert repr(path) == f"<trajectory of bloc('eu') on Xinjiang: {len(ALL)} events>"


def test_an_opposing_statement_without_rival_is_seen_from_the_proposition() -> None:
    alone = next(one for one in ALL if one.event.id == "2021-03-12-hrc-cuba")
    assert alone["CUB"] is Position.AGAINST
    maldives = un.trajectory("MDV", topic=TOPIC)
    assert maldives.points[4].position is Position.NEUTRAL
    assert repr(maldives).startswith("<trajectory of country('MDV') on Xinjiang: ")


def test_movers() -> None:
    found = un.movers(TOPIC)
    assert found.switchers == CountrySet(["SOM"])
    assert "HND" in found.drop_outs
    assert "UKR" in found.late_joiners
    assert "GBR" not in found.late_joiners
    changes = [path.changes for path in found.trajectories]
    assert changes == sorted(changes, reverse=True)
    sided = {c for one in ALL for c in (*one.of("for"), *one.of("against"))}
    assert {path.country for path in found.trajectories} == sided
    assert len(found.rows()) == len(sided)
    assert repr(found) == f"<movers on Xinjiang: {len(sided)} countries>"
    assert f": {len(sided)} countries, " in found.title()
    assert ": 1 country, " in evolve(found, trajectories=found.trajectories[:1]).title()
    for one in found.trajectories:
        assert one == un.trajectory(one.country, topic=TOPIC)
        points = [point for point in one.points if point.possible]
        sides = [
            point.position
            for point in points
            if point.position in (Position.FOR, Position.AGAINST)
        ]
        assert (one.country in found.drop_outs) == (sides[-1] not in points[-1].possible)


def test_the_loyal_never_failed_their_side() -> None:
    movers = un.movers(TOPIC)
    for side in ("for", "against"):
        for loyal in movers.loyal(side):
            for one in ALL:
                if loyal in one.electorate:
                    assert one[loyal] in (Position(side), Position.UNKNOWN, Position.NEUTRAL)
                if loyal in one.electorate and isinstance(one.event, un.RollCall):
                    assert one[loyal] is Position(side)
    often = movers.loyal(at_least=3)
    assert often <= movers.loyal(at_least=2)
    # Two events are enough, one is not.
    sogi = un.movers("sogi")
    assert sogi.loyal("against") == sogi.loyal("against", 2)
    assert sogi.loyal("against") < sogi.loyal("against", 1)
    for loyal in often:
        held = [point.position for point in un.trajectory(loyal, topic=TOPIC).points]
        assert held.count(Position.FOR) >= 3
        assert loyal in movers.loyal(at_least=held.count(Position.FOR))
        assert loyal not in movers.loyal(at_least=held.count(Position.FOR) + 1)
    with pytest.raises(ValueError, match="side: 'both'; expected one of: for, against"):
        movers.loyal("both")  # type: ignore[arg-type]  # what is tested


def test_timeline_has_bounds_and_says_what_is_complete() -> None:
    rows = {row["event"]: row for row in un.timeline(TOPIC).rows()}
    assert rows["2019-10-29-ga3c-uk"]["complete"] is True
    assert (
        rows["2020-10-06-ga3c-germany"]["complete"] is False
    )  # Pakistan's list is not known whole
    row = rows["2022-10-31-ga3c-canada"]
    assert (row["for_low"], row["for_high"]) == (50, 50)
    named = un.positions("2022-10-31-ga3c-canada").of("against")
    assert (row["against_known"], row["against_low"]) == (len(named), 66)
    assert row["against_high"] > 66
    assert rows["2022-10-06-hrc-a-hrc-51-l-6"]["kind"] == "vote"
    assert "1..185" in str(un.timeline(TOPIC))
    assert repr(un.timeline(TOPIC)) == f"<timeline of Xinjiang: {len(ALL)} events>"


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="either a topic or events"):
        un.trajectory("FRA")
    with pytest.raises(ValueError, match="no topic is called"):
        un.timeline("nothing")
    with pytest.raises(ValueError, match="has no known date"):
        un.trajectory("FRA", events=[next(one for one in un.statements() if one.date is None)])
    with pytest.raises(un.errors.UnknownCountryError):
        un.trajectory("Atlantis", topic=TOPIC)
