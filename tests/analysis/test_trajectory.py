"""Trajectories, movers and timelines: what is known is followed, what is not is never read as a move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain, pairwise

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import unstatements as un
from unstatements import CountrySet, Position
from unstatements.analysis.trajectory import (
    _STANCES,
    BlocTrajectory,
    PropositionLike,
    Side,
    SideList,
    Trajectory,
    TrajectoryPoint,
)
from unstatements.events.position import KNOWN

CHINA = "china-human-rights"
ALL = un.timeline(proposition=CHINA).points
CANADA = un.statement("2022-10-31-ga3c-canada")
SIDES: tuple[Side, ...] = ("for", "against")
WHOLE = SideList(frozenset(), is_open=True)
BOTH_SIDES = dict.fromkeys((Position.FOR, Position.AGAINST), WHOLE)


def _path(
    *possible: frozenset[Position], lists: Sequence[Mapping[Position, SideList]] | None = None
) -> Trajectory:
    points = [
        TrajectoryPoint(
            CANADA,
            date(2000 + year, 1, 1),
            next(iter(one)) if len(one) == 1 else Position.UNKNOWN if one else None,
            one,
            BOTH_SIDES if lists is None else lists[year],
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
    for side in SIDES:
        if path.joined_late(side) or path.dropped_out(side):
            assert path.changes >= 1
            assert path.times(side)
            assert path.stayed_away(side)


FOR, AGAINST, NEUTRAL = map(frozenset, ([Position.FOR], [Position.AGAINST], [Position.NEUTRAL]))
OPEN = frozenset(_STANCES)


def test_late_and_dropped_are_said_of_each_side() -> None:
    path = _path(NEUTRAL, FOR, AGAINST, AGAINST)
    assert (path.joined_late("for"), path.joined_late("against")) == (True, True)
    assert (path.dropped_out("for"), path.dropped_out("against")) == (True, False)
    path = _path(AGAINST, OPEN, FOR)
    assert (path.joined_late("for"), path.joined_late("against")) == (True, False)
    assert (path.dropped_out("for"), path.dropped_out("against")) == (False, True)
    with pytest.raises(ValueError, match="side: 'neutral'; expected one of: for, against"):
        path.joined_late("neutral")  # type: ignore[arg-type]  # what is tested


def test_nobody_drops_out_whose_name_may_be_on_the_last_list() -> None:
    assert _path(FOR, NEUTRAL).dropped_out()
    assert not _path(FOR, NEUTRAL, OPEN).dropped_out()
    # An event outside the electorate, or on which the side had nothing to sign, shows nothing.
    assert _path(FOR, NEUTRAL, frozenset()).dropped_out()
    lists: list[Mapping[Position, SideList]] = [BOTH_SIDES, BOTH_SIDES, {Position.AGAINST: WHOLE}]
    assert _path(FOR, NEUTRAL, OPEN, lists=lists).dropped_out()
    assert not _path(FOR, OPEN, NEUTRAL, lists=lists).dropped_out()


def test_who_is_left_out_of_a_shorter_list_by_another_speaker_has_not_dropped_out() -> None:
    def of(speaker: str, is_open: bool) -> Mapping[Position, SideList]:
        return {Position.FOR: SideList(frozenset({speaker} - {""}), is_open)}

    first = of("Canada", is_open=True)
    for then, dropped in (
        (of("Canada", is_open=False), True),
        (of("Norway", is_open=True), True),
        (of("Norway", is_open=False), False),
        (of("", is_open=True), True),
    ):
        path = _path(FOR, NEUTRAL, lists=[first, then])
        assert path.dropped_out() == bool(path.stayed_away()) == dropped
        path = _path(NEUTRAL, FOR, lists=[then, first])
        assert path.joined_late() == dropped


def test_one_country() -> None:
    path = un.trajectory("Honduras", proposition=CHINA)
    assert isinstance(path, Trajectory)
    assert path.first_signature == un.statement("2020-10-06-ga3c-germany")
    assert path.last_signature == un.statement("2022-06-14-hrc-netherlands")
    by_event = {one.event.id: one.position for one in path.points}
    assert by_event["2022-10-06-hrc-a-hrc-51-l-6"] is Position.FOR
    assert by_event["2022-10-31-ga3c-canada"] is Position.UNKNOWN
    assert by_event["2021-03-12-hrc-cuba"] is Position.UNKNOWN
    assert [one.date for one in path.points] == sorted(one.date for one in path.points)
    outside = {
        point.event.id
        for point in un.trajectory("CAN", proposition=CHINA).points
        if not point.possible
    }
    assert outside == {"2022-10-06-hrc-a-hrc-51-l-6"}
    years = [
        one.date.year
        for one in un.trajectory(
            "FRA", events=["2019-07-08-hrc-letter", CANADA, "2020-06-30-hrc-uk"]
        ).points
    ]
    assert years == [2019, 2020, 2022]  # by day, whatever the events are called


def test_one_bloc() -> None:
    path = un.trajectory("EU", proposition=CHINA)
    assert isinstance(path, BlocTrajectory)
    rows = {row["event"]: row for row in path.rows()}
    assert rows["2019-10-29-ga3c-uk"]["members"] == 28
    assert rows["2020-10-06-ga3c-germany"]["members"] == 27
    assert rows["2022-10-31-ga3c-canada"]["for"] == 23
    assert un.trajectory(un.bloc("EU"), proposition=CHINA).rows() == path.rows()
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
    assert "EU on \"Critical of China's human rights record" in str(path)
    assert repr(path) == f"<{path.title()}>"


def test_an_opposing_statement_without_rival_is_seen_from_the_proposition() -> None:
    alone = next(one for one in ALL if one.event.id == "2021-03-12-hrc-cuba")
    assert alone["CUB"] is Position.AGAINST
    maldives = un.trajectory("MDV", proposition=CHINA)
    by_event = {point.event.id: point for point in maldives.points}
    assert by_event["2021-03-12-hrc-cuba"].position is Position.NEUTRAL
    assert repr(maldives).startswith('<Maldives on "Critical of China')


def test_movers() -> None:
    found = un.movers(proposition=CHINA)
    assert found.switchers == CountrySet(["SOM"])
    assert "HND" in found.drop_outs("for")
    assert "UKR" in found.late_joiners("for")
    assert "GBR" not in found.late_joiners("for")
    assert "ALB" not in found.late_joiners("against")
    # Not among the 15 of 21 November 2025, nor among those of the United States in 2024.
    for country in ("DEU", "FRA", "NOR"):
        assert country in un.positions("2025-11-21-ga3c-united-states").electorate
        assert country not in un.statement("2025-11-21-ga3c-united-states").signatories
        assert country not in found.drop_outs("for")
    assert {"DEU", "NOR"} <= {*found.loyal("for").alpha_3s}
    assert "FRA" not in found.loyal("for")  # not among the twelve of 2016, the first list
    changes = [path.changes for path in found.trajectories]
    assert changes == sorted(changes, reverse=True)
    sided = {c for one in ALL for c in (*one.of("for"), *one.of("against"))}
    assert {path.country for path in found.trajectories} == sided
    assert len(found.rows()) == len(sided)
    assert repr(found) == f"<{found.title()}>"
    assert f": {len(sided)} countries, " in found.title()
    assert ": 1 country, " in evolve(found, trajectories=found.trajectories[:1]).title()
    for one in found.trajectories:
        assert one == un.trajectory(one.country, proposition=CHINA)
    rows = {row["alpha_3"]: row for row in found.rows()}
    for side in SIDES:
        assert found.late_joiners(side) == CountrySet(a for a in rows if rows[a][f"late_{side}"])
        assert found.drop_outs(side) == CountrySet(a for a in rows if rows[a][f"dropped_{side}"])


def _lists_of(side: Side) -> list[tuple[set[str] | None, CountrySet, un.Positions]]:
    """Who spoke for a side on each event (nobody in a vote), who took it, and the positions.

    Straight from the statements and roll calls: no trajectory is used.
    """
    lists: list[tuple[set[str] | None, CountrySet, un.Positions]] = []
    for held in ALL:
        event = held.event
        if isinstance(event, un.RollCall):
            lists.append((None, event.yes if event.direction == side else event.no, held))
            continue
        both = (event, *event.counterstatements)
        texts = [each for each in both if each.direction == side]
        if texts:
            names = {str(text.delivered_by or text.delivered_for) for text in texts} - {""}
            lists.append((names, CountrySet(s for text in texts for s in text.signatories), held))
    return lists


def _absences(country: un.Country, side: Side) -> tuple[list[str], list[str], list[str]]:
    """The events on which a country took a side, stayed away from it, and may have taken it."""
    lists = [each for each in _lists_of(side) if country in each[2].electorate]
    signed = [place for place, (_names, signed, _held) in enumerate(lists) if country in signed]
    taken, away, may_have = [], [], []
    for place, (names, signatories, held) in enumerate(lists):
        earlier = [
            then.count(side).high
            for _names, _signed, then in _lists_of(side)
            if ALL.index(then) < ALL.index(held)
        ]
        last = [each for each in signed if each < place][-1:] or signed[:1]
        speakers = (lists[last[0]][0] or set()) if last else set()
        if country in signatories:
            taken.append(held.event.id)
        elif names is not None and country in held.possible(side):
            may_have.append(held.event.id)
        elif names is None or held.count(side).low >= max(earlier, default=0) or names & speakers:
            away.append(held.event.id)
    return taken, away, may_have


@pytest.mark.parametrize("side", SIDES)
def test_late_dropped_and_loyal_by_another_way(side: Side) -> None:
    movers = un.movers(proposition=CHINA)
    for path in movers.trajectories:
        taken, away, may_have = _absences(path.country, side)
        order = [held.event.id for held in ALL].index
        assert [point.event.id for point in path.stayed_away(side)] == away
        late = bool(taken) and any(order(event) < order(taken[0]) for event in away)
        gone = bool(taken) and any(order(event) > order(taken[-1]) for event in away)
        assert path.joined_late(side) == late, path
        if gone:
            asked = [*taken, *away, *may_have, *_short_lists(path.country, side)]
            assert path.dropped_out(side) == (max(asked, key=order) not in may_have), path
        else:
            assert not path.dropped_out(side), path
        assert (path.country in movers.loyal(side)) == (len(taken) >= 2 and not away), path


def _short_lists(country: un.Country, side: Side) -> list[str]:
    """The events whose list does not have a country, though it could sign, whatever that shows."""
    return [
        held.event.id
        for names, signatories, held in _lists_of(side)
        if names is not None
        and country in held.electorate - signatories
        and country not in held.possible(side)
    ]


def test_the_loyal_never_failed_their_side() -> None:
    movers = un.movers(proposition=CHINA)
    for side in SIDES:
        for loyal in movers.loyal(side):
            for one in ALL:
                if loyal in one.electorate:
                    assert one[loyal] in (Position(side), Position.UNKNOWN, Position.NEUTRAL)
                if loyal in one.electorate and isinstance(one.event, un.RollCall):
                    assert one[loyal] is Position(side)
    often = movers.loyal(at_least=3)
    assert often <= movers.loyal(at_least=2)
    # Two events are enough, one is not.
    sogi = un.movers(proposition="sogi")
    assert sogi.loyal("against") == sogi.loyal("against", 2)
    assert sogi.loyal("against") < sogi.loyal("against", 1)
    for loyal in often:
        held = [point.position for point in un.trajectory(loyal, proposition=CHINA).points]
        assert held.count(Position.FOR) >= 3
        assert loyal in movers.loyal(at_least=held.count(Position.FOR))
        assert loyal not in movers.loyal(at_least=held.count(Position.FOR) + 1)
    with pytest.raises(ValueError, match="side: 'both'; expected one of: for, against"):
        movers.loyal("both")  # type: ignore[arg-type]  # what is tested


def test_timeline_has_bounds_and_says_what_is_complete() -> None:
    rows = {row["event"]: row for row in un.timeline(proposition=CHINA).rows()}
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
    assert "1..185" in str(un.timeline(proposition=CHINA))
    about = un.statement("2022-10-31-ga3c-canada").proposition
    assert repr(un.timeline(proposition=about)) == f'<Timeline of "{about}": {len(ALL)} events>'


@pytest.mark.parametrize(
    "name", [CHINA, CANADA, CANADA.id, "A/HRC/51/L.6", "2022-10-31-ga3c-cuba", CANADA.proposition]
)
def test_a_proposition_is_named_by_its_id_or_by_an_event_on_it(name: PropositionLike) -> None:
    assert un.timeline(proposition=name).points == ALL


def test_a_proposition_has_all_its_statements_and_votes_and_nothing_else() -> None:
    for subject in un.propositions():
        events = {held.event for held in un.timeline(proposition=subject).points}
        assert all(event.proposition == subject for event in events)
        votes = {vote for vote in un.rollcalls() if vote.proposition == subject}
        assert {event for event in events if isinstance(event, un.RollCall)} == votes
        for statement in un.statements():
            if statement.proposition == subject and statement.date:
                rivals = {*statement.counterstatements, statement}
                assert rivals & events


@pytest.mark.parametrize("topic", [topic.id for topic in un.topics()])
def test_a_topic_is_followed_if_it_is_on_one_proposition(topic: str) -> None:
    on_topic = un.statements(topic)
    subjects = {statement.proposition for statement in on_topic}
    if len(subjects) > 1:
        with pytest.raises(ValueError, match=f"on {len(subjects)} propositions") as error:
            un.timeline(topic)
        assert any(repr(subject.id) in str(error.value) for subject in subjects)
        return
    timeline = un.timeline(topic)
    events = {held.event for held in timeline.points}
    rivals = {rival for statement in on_topic for rival in statement.counterstatements}
    assert events <= {*on_topic, *rivals}  # no votes: these have no topics
    whole = {held.event for held in un.timeline(proposition=subjects.pop()).points}
    assert events <= whole
    assert timeline.notes or events == whole


def test_a_topic_with_one_statement_has_one_event_and_no_votes() -> None:
    assert len(un.rollcalls(target="Ethiopia")) > 1
    timeline = un.timeline("Tigray")
    assert len(timeline.points) == len(un.statements("Tigray"))
    assert "with proposition='ethiopia-human-rights': " in timeline.footnotes()[-1]
    assert timeline.to_dict()["notes"][-1] == timeline.notes[-1]  # type: ignore[index]  # a list


def test_bad_input_is_refused() -> None:
    for nothing in (lambda: un.trajectory("FRA"), un.timeline, un.movers):
        with pytest.raises(ValueError, match="give one of: a topic, a proposition, events"):
            nothing()
    with pytest.raises(ValueError, match="give one of: a topic, a proposition, events"):
        un.timeline("xinjiang", proposition=CHINA)
    with pytest.raises(ValueError, match="give it as proposition='china-human-rights'"):
        un.timeline(CHINA)
    with pytest.raises(ValueError, match="no proposition or event is called 'china'"):
        un.movers(proposition="china")
    with pytest.raises(ValueError, match="did you mean 'china-human-rights'"):
        un.movers(proposition="china-human-right")
    with pytest.raises(ValueError, match="1946-01-ga-rc3 is linked to no proposition"):
        un.movers(proposition="1946-01-ga-rc3")
    with pytest.raises(ValueError, match="2 events: on 2 propositions"):
        un.trajectory("FRA", events=["hrc45-venezuela", CANADA])
    with pytest.raises(ValueError, match="no topic is called"):
        un.timeline("nothing")
    with pytest.raises(ValueError, match="has no known date"):
        un.trajectory("FRA", events=[next(one for one in un.statements() if one.date is None)])
    with pytest.raises(un.errors.UnknownCountryError):
        un.trajectory("Atlantis", proposition=CHINA)
