"""What it would take: pivotal sets and what-ifs against brute force and by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations, product

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import unstatements as un
from unstatements import CountrySet, RollCall
from unstatements.analysis.pivotal import PivotalStates, pivotal_states
from unstatements.analysis.what_if import what_if
from unstatements.events.rollcall import Tally

L6 = "A/HRC/51/L.6"
VOTES = ("yes", "no", "abstain", "absent")
STATES = un.countries("2022-10-31").alpha_3s
MAJORITIES = st.sampled_from(["simple", "two-thirds"])


def made_rollcall(votes: Mapping[str, str], **changes: object) -> RollCall:
    """A complete roll call from the votes of states given by code."""
    sets = [CountrySet(code for code, cast in votes.items() if cast == vote) for vote in VOTES]
    changes = {
        "id": "made",
        "outcome": None,
        "tally": Tally(*map(len, sets)),
        "masks": tuple(one.mask for one in sets),
        **changes,
    }
    return evolve(un.rollcall(L6), **changes)


@st.composite
def ballots(draw: st.DrawFn, max_size: int = 6) -> dict[str, str]:
    codes = STATES[: draw(st.integers(1, max_size))]
    return {code: draw(st.sampled_from(VOTES)) for code in codes}


def adopted(votes: Mapping[str, str], majority: str) -> bool:
    yes, no = (sum(cast == vote for cast in votes.values()) for vote in ("yes", "no"))
    return (
        yes > no if majority == "simple" else yes > 0 and Fraction(yes, yes + no) >= Fraction(2, 3)
    )


def outcome(votes: Mapping[str, str], majority: str) -> str:
    return "adopted" if adopted(votes, majority) else "rejected"


# Pivotal sets


def brute_sets(
    votes: Mapping[str, str], majority: str, moves: list[tuple[str, str]]
) -> list[tuple[str, ...]]:
    """The smallest sets of states that change the outcome, by trying every set and every other vote."""
    others = {
        code: [after for before, after in moves if before == cast] for code, cast in votes.items()
    }
    for size in range(1, len(votes) + 1):
        found = [
            chosen
            for chosen in combinations(votes, size)
            if any(
                adopted({**votes, **dict(zip(chosen, words, strict=True))}, majority)
                != adopted(votes, majority)
                for words in product(*(others[code] for code in chosen))
            )
        ]
        if found:
            return found
    return []


ALL_MOVES = [(before, after) for before, after in product(VOTES, VOTES) if before != after]


@given(
    ballots(), MAJORITIES, st.one_of(st.none(), st.lists(st.sampled_from(ALL_MOVES), max_size=6))
)
def test_smallest_sets_are_those_of_brute_force(
    votes: dict[str, str], majority: str, moves: list[tuple[str, str]] | None
) -> None:
    expected = brute_sets(votes, majority, ALL_MOVES if moves is None else moves)
    found = pivotal_states(made_rollcall(votes), majority, moves)
    assert found.outcome == outcome(votes, majority)
    assert found.count == len(expected)
    assert found.size == (len(expected[0]) if expected else None)
    assert bool(found.reason) == (not expected)
    assert sorted(one.alpha_3s for one in found.sets()) == sorted(
        CountrySet(s).alpha_3s for s in expected
    )
    for one in found.states:
        assert one.sets == sum(one.country.alpha_3 in chosen for chosen in expected)
        assert one.vote == votes[one.country.alpha_3]
    assert [one.sets for one in found.states] == sorted(
        (one.sets for one in found.states), reverse=True
    )
    for move, number in found.single_moves:
        alone = brute_sets(votes, majority, [move])
        assert number == (len(alone[0]) if alone else None)
    assert str(found)
    assert repr(found)


def test_pivotal_on_l6_by_hand() -> None:
    found = pivotal_states(L6)  # 17-19-11
    assert (found.margin, found.outcome, found.size) == (-2, "rejected", 2)
    # Two from no to yes, or one from no to yes and one abstention to yes: 19 * 18 / 2 + 19 * 11.
    assert found.count == 171 + 209 == sum(1 for _ in found.sets())
    sets = {one.country.alpha_3: one.sets for one in found.states}
    assert (sets["CHN"], sets["UKR"], sets["FRA"]) == (18 + 11, 19, 0)
    assert dict(found.single_moves) == {
        ("no", "yes"): 2,
        ("no", "abstain"): 3,
        ("no", "absent"): 3,
        ("abstain", "yes"): 3,
    }
    assert found.rows()[0]["share"] == pytest.approx(29 / 380)
    assert [tuple(row.values()) for row in found.display_rows()] == [
        ("yes", 17, 0, 0),
        ("no", 19, 29, pytest.approx(29 / 380)),
        ("abstain", 11, 19, pytest.approx(19 / 380)),
    ]
    assert "380 smallest sets of 2" in str(found)
    assert "abstain to yes: 3" in str(found)
    lopsided = made_rollcall(dict(zip(STATES, ["yes", "no", "no", "no", "abstain"], strict=False)))
    assert "abstain to yes: not enough states" in pivotal_states(lopsided).footnotes()[1]
    assert hash(found) == hash(pivotal_states(L6))
    assert repr(found) == f"<{found.title()}>"
    one_step = pivotal_states(L6, moves=[("no", "abstain"), ("abstain", "yes")])
    assert (one_step.size, one_step.count) == (3, 30 * 29 * 28 // 6)
    closed = pivotal_states(L6, moves=[("yes", "no")])
    assert (closed.size, closed.count, list(closed.sets())) == (None, 0, [])
    assert closed.reason == "no set of the moves allowed changes the outcome"
    assert closed.rows()[0]["share"] is None


def test_pivotal_by_two_thirds() -> None:
    votes = dict(zip(STATES, ["yes"] * 6 + ["no"] * 3 + ["abstain"] * 2, strict=False))
    found = pivotal_states(made_rollcall(votes), "two-thirds")
    assert (found.outcome, found.margin, found.size) == ("adopted", 0, 1)
    assert found.count == 8  # any yes that goes, any abstention that turns to no
    assert "two-thirds" in str(found)
    assert "Adopted if yes >= 2/3" in str(found)


def test_the_strongest_move_need_not_be_that_of_the_states_in_favour() -> None:
    votes = dict(zip(STATES, ["yes"] * 6 + ["no"] + ["abstain"] * 3, strict=False))
    found = pivotal_states(
        made_rollcall(votes), "two-thirds", [("yes", "abstain"), ("abstain", "no")]
    )
    # All three that abstain, 6-4, or two of them and any of six in favour, 5-3.
    assert (found.outcome, found.size, found.count) == ("adopted", 3, 1 + 3 * 6)


def test_absences_are_explained() -> None:
    votes = dict(zip(STATES, ["yes", "no", "absent"], strict=False))
    assert "does not say whether it could" in str(pivotal_states(made_rollcall(votes)))
    assert "does not say whether it could" not in str(pivotal_states(L6))


def test_a_large_vote_is_counted_without_listing() -> None:
    votes = dict(zip(STATES, ["yes"] * 120 + ["no"] * 30 + ["abstain"] * 43, strict=True))
    found = pivotal_states(made_rollcall(votes))
    assert (found.margin, found.size) == (90, 45)  # 45 from yes to no: 75-75
    assert found.count > 10**30
    assert len(next(found.sets())) == 45
    assert json.loads(found.to_json())["rows"][0]["sets"] > 10**29


def test_where_the_announced_result_differs_it_says_so() -> None:
    votes = dict(zip(STATES, ["yes", "yes", "no", "no", "no"], strict=False))
    told = made_rollcall(votes, outcome="adopted", tally=Tally(3, 2, 0, 0))
    for found in (pivotal_states(told), what_if(told, {})):
        assert "announced as adopted; by a simple majority it is rejected" in str(found)
        assert "Announced 3-2-0; by name the votes add up to 2-3-0" in str(found)


@pytest.mark.parametrize("ask", [pivotal_states, lambda vote: what_if(vote, {})])
def test_partial_rolls_are_refused(ask: object) -> None:
    partial = made_rollcall({"FRA": "yes"}, completeness="partial", tally=Tally(3, 2, 0, 0))
    with pytest.raises(ValueError, match=r"known only in part \(1 by name, announced 3-2-0\)"):
        ask(partial)  # type: ignore[operator]


def test_bad_questions_are_refused() -> None:
    with pytest.raises(
        ValueError, match="majority: 'absolute'; expected one of: simple, two-thirds"
    ):
        pivotal_states(L6, "absolute")  # type: ignore[arg-type]
    with pytest.raises(
        ValueError, match="vote: 'maybe'; expected one of: yes, no, abstain, absent"
    ):
        pivotal_states(L6, moves=[("no", "maybe")])
    with pytest.raises(ValueError, match="'no' to 'no' is not a move: name two different votes"):
        pivotal_states(L6, moves=[("no", "no")])
    with pytest.raises(un.errors.UnknownRollCallError):
        pivotal_states("A/HRC/51/L.600")


# What if


@pytest.mark.parametrize(
    ("votes", "tally", "result"),
    [
        ({}, "17-19-11", "rejected"),
        ({"UKR": "yes"}, "18-19-10", "rejected"),
        ({"UKR": "yes", "GMB": "yes"}, "19-19-9", "rejected"),  # a tie rejects
        ({"UKR": "yes", "GMB": "yes", "MEX": "yes"}, "20-19-8", "adopted"),
        ({"SEN": "abstain", "QAT": "abstain"}, "17-17-13", "rejected"),
        ({"SEN": "abstain", "QAT": "abstain", "UKR": "yes"}, "18-17-12", "adopted"),
        ({"SEN": "yes"}, "18-18-11", "rejected"),
        ({"SEN": "yes", "QAT": "yes"}, "19-17-11", "adopted"),
        ({"SEN": "yes", "QAT": "absent"}, "18-17-11", "adopted"),
        ({"HND": "no"}, "16-20-11", "rejected"),
    ],
)
def test_l6_what_ifs_by_hand(votes: dict[str, str], tally: str, result: str) -> None:
    found = what_if(L6, votes)
    assert (str(found.tally), found.outcome, found.before) == (tally, result, "rejected")
    assert found.changed == (result == "adopted")
    assert len(found.changes) == len(votes)


@given(ballots(9), ballots(9), MAJORITIES)
def test_what_if_is_the_vote_anew(
    votes: dict[str, str], other: dict[str, str], majority: str
) -> None:
    wanted = {code: vote for code, vote in other.items() if code in votes}
    found = what_if(made_rollcall(votes), wanted, majority)
    then = {**votes, **wanted}
    for vote in VOTES:
        assert getattr(found.votes, vote) == CountrySet(
            code for code, cast in then.items() if cast == vote
        )
    assert found.outcome == outcome(then, majority)
    assert found.before == outcome(votes, majority)
    assert {one.alpha_3 for one, _old, _new in found.changes} == {
        code for code in votes if votes[code] != then[code]
    }
    assert {row["alpha_3"]: (row["voted"], row["what_if"]) for row in found.rows()} == {
        code: (votes[code], then[code]) for code in votes
    }
    assert found.margin == found.tally.yes - found.tally.no * (1 if majority == "simple" else 2)
    back = what_if(made_rollcall(then), {code: votes[code] for code in wanted}, majority)
    assert back.votes == what_if(made_rollcall(votes), {}).votes


@given(ballots(7), MAJORITIES)
def test_every_smallest_set_changes_the_outcome_by_some_what_if(
    votes: dict[str, str], majority: str
) -> None:
    vote = made_rollcall(votes)
    found: PivotalStates = pivotal_states(vote, majority)
    for chosen in found.sets():
        words = product(VOTES, repeat=len(chosen))
        assert any(
            what_if(vote, dict(zip(chosen, then, strict=True)), majority).changed for then in words
        )


def test_what_if_refuses_who_could_not_vote_and_what_is_no_vote() -> None:
    with pytest.raises(ValueError, match=r"Italy was not entitled to vote on A/HRC/51/L\.6"):
        what_if(L6, {"ITA": "yes"})
    with pytest.raises(ValueError, match="vote: 'maybe'; expected one of"):
        what_if(L6, {"UKR": "maybe"})
    with pytest.raises(ValueError, match="Ukraine is named twice"):
        what_if(L6, {"UKR": "yes", "Ukraine": "no"})
    with pytest.raises(un.errors.UnknownCountryError):
        what_if(L6, {"Atlantis": "yes"})
    with pytest.raises(ValueError, match="majority: 'most'"):
        what_if(L6, {}, "most")  # type: ignore[arg-type]


def test_what_if_shows_itself() -> None:
    found = what_if(L6, {un.country("UKR"): "yes"})
    assert "17-19-11 becomes 18-19-10: rejected as before" in str(found)
    assert repr(found).endswith(" what if: rejected 18-19-10>")
    assert len(found.rows()) == 47
    assert "no longer rejected" in str(what_if(L6, dict.fromkeys(["UKR", "GMB", "MEX"], "yes")))


# Majorities


def test_the_majority_is_the_one_required_unless_told_otherwise() -> None:
    for name, required in (
        ("A/RES/ES-11/3", "two-thirds"),
        ("A/HRC/51/L.6", "simple"),
        ("A/RES/80/1", "simple"),
    ):
        vote = un.rollcall(name)
        assert pivotal_states(vote).majority == what_if(vote, {}).majority == required
        assert pivotal_states(vote, "simple").majority == "simple"
