"""What it would take: pivotal sets, what-ifs and power against brute force and by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations, permutations, product
from unittest.mock import patch

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import unstatements as un
from unstatements import CountrySet, Interval, Position, RollCall
from unstatements.analysis.pivotal import Pivotal, pivotal, projection, what_if
from unstatements.analysis.positions import Side, two_sides
from unstatements.analysis.power import power
from unstatements.events.rollcall import Tally

L6 = "A/HRC/51/L.6"
FRANCE, NETHERLANDS = "2021-10-21-ga3c-france", "2022-06-14-hrc-netherlands"
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
    return yes > no if majority == "simple" else yes > 0 and Fraction(yes, yes + no) >= Fraction(2, 3)


def outcome(votes: Mapping[str, str], majority: str) -> str:
    return "adopted" if adopted(votes, majority) else "rejected"


# Pivotal sets


def brute_sets(
    votes: Mapping[str, str], majority: str, moves: list[tuple[str, str]]
) -> list[tuple[str, ...]]:
    """The smallest sets of states that change the outcome, by trying every set and every other vote."""
    others = {code: [after for before, after in moves if before == cast] for code, cast in votes.items()}
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


@given(ballots(), MAJORITIES, st.one_of(st.none(), st.lists(st.sampled_from(ALL_MOVES), max_size=6)))
def test_smallest_sets_are_those_of_brute_force(
    votes: dict[str, str], majority: str, moves: list[tuple[str, str]] | None
) -> None:
    expected = brute_sets(votes, majority, ALL_MOVES if moves is None else moves)
    found = pivotal(made_rollcall(votes), majority, moves)
    assert found.outcome == outcome(votes, majority)
    assert found.count == len(expected)
    assert found.size == (len(expected[0]) if expected else None)
    assert bool(found.reason) == (not expected)
    assert sorted(one.alpha_3s for one in found.sets()) == sorted(CountrySet(s).alpha_3s for s in expected)
    for one in found.states:
        assert one.sets == sum(one.country.alpha_3 in chosen for chosen in expected)
        assert one.vote == votes[one.country.alpha_3]
    assert [one.sets for one in found.states] == sorted((one.sets for one in found.states), reverse=True)
    for move, number in found.single_moves:
        alone = brute_sets(votes, majority, [move])
        assert number == (len(alone[0]) if alone else None)
    assert str(found)
    assert repr(found)


def test_pivotal_on_l6_by_hand() -> None:
    found = pivotal(L6)  # 17-19-11
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
    assert "abstain to yes: not enough states" in pivotal(lopsided).footnotes()[1]
    assert hash(found) == hash(pivotal(L6))
    assert repr(found) == "<pivotal in '2022-10-06-hrc-a-hrc-51-l-6': 380 smallest sets of 2>"
    one_step = pivotal(L6, moves=[("no", "abstain"), ("abstain", "yes")])
    assert (one_step.size, one_step.count) == (3, 30 * 29 * 28 // 6)
    closed = pivotal(L6, moves=[("yes", "no")])
    assert (closed.size, closed.count, list(closed.sets())) == (None, 0, [])
    assert closed.reason == "no set of the moves allowed changes the outcome"
    assert closed.rows()[0]["share"] is None


def test_pivotal_by_two_thirds() -> None:
    votes = dict(zip(STATES, ["yes"] * 6 + ["no"] * 3 + ["abstain"] * 2, strict=False))
    found = pivotal(made_rollcall(votes), "two-thirds")
    assert (found.outcome, found.margin, found.size) == ("adopted", 0, 1)
    assert found.count == 8  # any yes that goes, any abstention that turns to no
    assert "two-thirds" in str(found)
    assert "Adopted if yes >= 2/3" in str(found)


def test_the_strongest_move_need_not_be_that_of_the_states_in_favour() -> None:
    votes = dict(zip(STATES, ["yes"] * 6 + ["no"] + ["abstain"] * 3, strict=False))
    found = pivotal(made_rollcall(votes), "two-thirds", [("yes", "abstain"), ("abstain", "no")])
    # All three that abstain, 6-4, or two of them and any of six in favour, 5-3.
    assert (found.outcome, found.size, found.count) == ("adopted", 3, 1 + 3 * 6)


def test_absences_are_explained() -> None:
    votes = dict(zip(STATES, ["yes", "no", "absent"], strict=False))
    assert "does not say whether it could" in str(pivotal(made_rollcall(votes)))
    assert "does not say whether it could" not in str(pivotal(L6))


def test_a_large_vote_is_counted_without_listing() -> None:
    votes = dict(zip(STATES, ["yes"] * 120 + ["no"] * 30 + ["abstain"] * 43, strict=True))
    found = pivotal(made_rollcall(votes))
    assert (found.margin, found.size) == (90, 45)  # 45 from yes to no: 75-75
    assert found.count > 10**30
    assert len(next(found.sets())) == 45
    assert json.loads(found.to_json())["rows"][0]["sets"] > 10**29


def test_where_the_announced_result_differs_it_says_so() -> None:
    votes = dict(zip(STATES, ["yes", "yes", "no", "no", "no"], strict=False))
    told = made_rollcall(votes, outcome="adopted", tally=Tally(3, 2, 0, 0))
    for found in (pivotal(told), what_if(told, {})):
        assert "announced as adopted; by a simple majority it is rejected" in str(found)
        assert "Announced 3-2-0; by name the votes add up to 2-3-0" in str(found)


@pytest.mark.parametrize(
    "ask", [pivotal, lambda vote: what_if(vote, {}), lambda vote: projection(FRANCE, vote)]
)
def test_partial_rolls_are_refused(ask: object) -> None:
    partial = made_rollcall({"FRA": "yes"}, completeness="partial", tally=Tally(3, 2, 0, 0))
    with pytest.raises(ValueError, match=r"known only in part \(1 by name, announced 3-2-0\)"):
        ask(partial)  # type: ignore[operator]


def test_bad_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="majority must be 'simple' or 'two-thirds', not 'absolute'"):
        pivotal(L6, "absolute")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'maybe' is no vote: write yes, no, abstain or absent"):
        pivotal(L6, moves=[("no", "maybe")])
    with pytest.raises(ValueError, match="name two different votes"):
        pivotal(L6, moves=[("no", "no")])
    with pytest.raises(un.errors.UnknownRollCallError):
        pivotal("A/HRC/51/L.600")


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
def test_what_if_is_the_vote_anew(votes: dict[str, str], other: dict[str, str], majority: str) -> None:
    wanted = {code: vote for code, vote in other.items() if code in votes}
    found = what_if(made_rollcall(votes), wanted, majority)
    then = {**votes, **wanted}
    for vote in VOTES:
        assert getattr(found, vote) == CountrySet(code for code, cast in then.items() if cast == vote)
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
    assert [back.yes, back.no] == [
        what_if(made_rollcall(votes), {}).yes,
        what_if(made_rollcall(votes), {}).no,
    ]


@given(ballots(7), MAJORITIES)
def test_every_smallest_set_changes_the_outcome_by_some_what_if(votes: dict[str, str], majority: str) -> None:
    vote = made_rollcall(votes)
    found: Pivotal = pivotal(vote, majority)
    for chosen in found.sets():
        words = product(VOTES, repeat=len(chosen))
        assert any(what_if(vote, dict(zip(chosen, then, strict=True)), majority).changed for then in words)


def test_what_if_refuses_who_could_not_vote_and_what_is_no_vote() -> None:
    with pytest.raises(ValueError, match=r"Italy was not entitled to vote on A/HRC/51/L\.6"):
        what_if(L6, {"ITA": "yes"})
    with pytest.raises(ValueError, match="'maybe' is no vote"):
        what_if(L6, {"UKR": "maybe"})
    with pytest.raises(ValueError, match="Ukraine is named twice"):
        what_if(L6, {"UKR": "yes", "Ukraine": "no"})
    with pytest.raises(un.errors.UnknownCountryError):
        what_if(L6, {"Atlantis": "yes"})
    with pytest.raises(ValueError, match="majority must be"):
        what_if(L6, {}, "most")  # type: ignore[arg-type]


def test_what_if_shows_itself() -> None:
    found = what_if(L6, {un.country("UKR"): "yes"})
    assert "17-19-11 becomes 18-19-10: rejected as before" in str(found)
    assert repr(found) == "<what if in '2022-10-06-hrc-a-hrc-51-l-6': rejected 18-19-10>"
    assert len(found.rows()) == 47
    assert "no longer rejected" in str(what_if(L6, dict.fromkeys(["UKR", "GMB", "MEX"], "yes")))


# Projection


def test_who_had_signed_and_voted_otherwise_on_l6() -> None:
    found = projection(FRANCE, L6)
    assert len(found.signed) == 14
    assert found.signed <= un.rollcall(L6).yes
    assert {"CUB", "MRT", "PAK", "SDN", "ARE", "VEN", "LBY", "SOM"} <= set(found.answered.alpha_3s)
    assert {"LBY", "SOM"} <= set(found.otherwise.alpha_3s)
    assert str(found.tally) == "16-21-10"
    assert found.outcome == "rejected"
    assert found.margins.high == -5
    assert found.rows()[0].keys() >= {"signed", "voted", "projected", "otherwise"}
    assert [row["country"] for row in found.display_rows()] == ["Libya", "Somalia"]
    assert found.footnotes()[0].startswith("22 signed, 2 of them voted otherwise")
    assert "may have signed without being named" in str(found)
    assert found.title().endswith("rejected 16-21-10")
    assert repr(found) == (f"<projection of {FRANCE!r} on '2022-10-06-hrc-a-hrc-51-l-6': 16-21-10>")
    assert evolve(found, outcome=None).title().endswith("outcome not known 16-21-10")
    june = projection(NETHERLANDS, L6)
    assert len(june.signed) == 14
    assert not june.otherwise
    assert june.tally.yes == 17


def test_a_projection_is_the_same_from_the_other_side() -> None:
    one, other = projection(FRANCE, L6), projection("2021-10-21-ga3c-cuba", L6)
    assert (one.yes, one.no, one.margins) == (other.yes, other.no, other.margins)
    assert (one.signed, one.answered) == (other.answered, other.signed)


def test_members_can_follow_their_bloc() -> None:
    # More than half of the EU signed in 2022, all of its members on the Council among them.
    every_eu_member = projection(NETHERLANDS, L6, blocs=["EU"])
    assert not every_eu_member.followed
    own = un.Bloc.of("Own", ["FRA", "DEU", "POL", "MEX", "KOR", "CHN"])
    assert not projection(NETHERLANDS, L6, blocs=[own]).followed  # three of six are no majority
    own = un.Bloc.of("Own", ["FRA", "DEU", "POL", "MEX", "KOR"])
    followed = projection(NETHERLANDS, L6, blocs=[own])
    assert followed.followed == CountrySet(["MEX", "KOR"])
    assert followed.otherwise == CountrySet(["MEX"])
    assert str(followed.tally) == "18-19-10"
    sided = followed.signed | followed.answered | followed.followed
    assert f"{len(sided)} signed or follow a bloc, 1 of them voted otherwise" in followed.footnotes()[0]
    rival = un.Bloc.of("Rival", ["CUB", "MEX", "NLD"])
    both = projection(NETHERLANDS, L6, blocs=[own, rival])
    assert "MEX" in both.may_have_signed  # whether the rival bloc signed is not known
    assert "MEX" not in both.followed
    assert "signed or follow a bloc" in str(both)
    against = projection(NETHERLANDS, L6, blocs=[rival])
    assert "MEX" in against.may_have_signed  # as may have itself
    assert against.margins.high == projection(NETHERLANDS, L6).margins.high  # on no other side than its bloc
    with pytest.raises(ValueError, match="cannot be dated"):
        projection(NETHERLANDS, evolve(un.rollcall(L6), date=None), blocs=[own])
    with pytest.raises(un.errors.UnknownBlocError):
        projection(NETHERLANDS, L6, blocs=["no such bloc"])


def test_a_bloc_that_signed_as_such_takes_its_members_along() -> None:
    text = next(one for one in un.statements() if "European Union" in one.other_signatories)
    members = un.bloc("EU").members(text.date)
    vote = made_rollcall(
        dict.fromkeys((*members.alpha_3s, "CHN"), "no"), proposition=text.proposition, date=text.date
    )
    other = un.Bloc.of("Other", ["CHN", "RUS"])
    found = projection(text, vote, blocs=["EU", other])
    assert 2 * len(found.signed & members) < len(members)
    assert found.followed == members - found.signed


def test_a_bloc_of_which_half_may_have_signed_may_not_have() -> None:
    everyone_for = made_rollcall(dict.fromkeys(STATES, "yes"))
    alone = projection(NETHERLANDS, everyone_for)
    half = un.Bloc.of("Half", ["FRA", "MEX"])  # France signed, and Mexico may have signed the other side
    assert projection(NETHERLANDS, everyone_for, blocs=[half]).margins == alone.margins
    more = un.Bloc.of("More", ["FRA", "MEX", "BRA"])
    assert projection(NETHERLANDS, everyone_for, blocs=[more]).margins.low < alone.margins.low


def test_other_propositions_are_refused() -> None:
    with pytest.raises(ValueError, match="not on one proposition"):
        projection("2008-12-18-ga-sogi-argentina", L6)
    with pytest.raises(ValueError, match="not on one proposition"):
        projection(FRANCE, evolve(un.rollcall(L6), proposition=None))


@st.composite
def signed_votes(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str]]:
    """How states voted, and which side they really signed: "for", "against" or neither."""
    votes = draw(ballots(10))
    return votes, {code: draw(st.sampled_from(["for", "against", ""])) for code in votes}


@given(signed_votes(), st.data(), MAJORITIES, st.booleans())
def test_the_bounds_hold_whoever_signed(
    drawn: tuple[dict[str, str], dict[str, str]], data: st.DataObject, majority: str, turned: bool
) -> None:
    votes, sides = drawn
    everyone, text = CountrySet(votes), un.statement(FRANCE)
    vote = made_rollcall(votes, direction="against" if turned else "for")
    seen = []
    for side in ("for", "against"):
        signers = CountrySet(code for code, signed in sides.items() if signed == side)
        named = CountrySet(code for code in signers.alpha_3s if data.draw(st.booleans()))
        missing = len(signers - named)
        reported = data.draw(st.booleans())
        bounds = Interval(missing, missing) if reported else Interval(0, len(everyone - named))
        complete = not missing and data.draw(st.booleans())
        seen.append(Side(named, CountrySet() if complete else everyone - named, bounds))
    stood = two_sides(text, everyone, *seen)
    with patch("unstatements.analysis.pivotal.positions", lambda *_: stood):
        found = projection(text, vote, majority=majority)
    word = {"for": "no" if turned else "yes", "against": "yes" if turned else "no"}
    truth = {code: word.get(sides[code], cast) for code, cast in votes.items()}
    yes, no = (sum(cast == one for cast in truth.values()) for one in ("yes", "no"))
    assert yes - no * (1 if majority == "simple" else 2) in found.margins
    assert found.outcome in (outcome(truth, majority), None)
    may_have = stood.possible("for") | stood.possible("against")
    for row in found.rows():
        one = row["alpha_3"]
        known = {Position.FOR: "statement", Position.AGAINST: "counterstatement"}.get(stood[one])
        assert row["signed"] == (known or ("not known" if one in may_have else "neither"))
    if not stood.of(Position.UNKNOWN):
        assert found.outcome == outcome(truth, majority)
        assert found.margins.exact
        assert found.otherwise == CountrySet(code for code in votes if votes[code] != truth[code])
        assert found.yes == CountrySet(code for code, cast in truth.items() if cast == "yes")


# Power


def test_few_voters_may_have_many_votes() -> None:
    found = power({f"v{i}": 10**9 for i in range(16)})
    assert {one.banzhaf for one in found.voters} == {Fraction(1, 16)}
    assert repr(found) == "<voting power: quota 8000000001 of 16000000000, 16 voters>"


def brute_power(weights: Mapping[str, int], quota: int) -> tuple[dict[str, int], dict[str, Fraction]]:
    """Swings and Shapley-Shubik indices by listing every coalition and every order."""
    swings = dict.fromkeys(weights, 0)
    for size in range(len(weights) + 1):
        for coalition in combinations(weights, size):
            votes = sum(weights[one] for one in coalition)
            for one in coalition:
                swings[one] += votes >= quota > votes - weights[one]
    pivots = dict.fromkeys(weights, Fraction())
    orders = list(permutations(weights))
    for order in orders:
        votes = 0
        for one in order:
            if votes < quota <= votes + weights[one]:
                pivots[one] += Fraction(1, len(orders))
            votes += weights[one]
    return swings, pivots


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.integers(1, 60))
def test_power_is_that_of_brute_force(weights: list[int], quota: int) -> None:
    named = {f"v{i}": weight for i, weight in enumerate(weights)}
    swings, pivots = brute_power(named, quota)
    found = power(named, quota)
    total = sum(swings.values())
    assert bool(found.reason) == (total == 0)
    for one in found.voters:
        assert one.swings == swings[one.voter]
        assert one.absolute_banzhaf == Fraction(swings[one.voter], 2 ** (len(named) - 1))
        if total:
            assert one.banzhaf == Fraction(swings[one.voter], total)
            assert one.shapley_shubik == pivots[one.voter]
        else:
            assert one.banzhaf is None
            assert one.shapley_shubik is None
    if total:
        assert sum(one.shapley_shubik or 0 for one in found.voters) == 1
    assert str(found)
    assert repr(found)


def _shares(weights: Mapping[str, int], quota: int) -> tuple[list[str], list[str]]:
    found = power(weights, quota)
    return [str(one.banzhaf) for one in found.voters], [str(one.shapley_shubik) for one in found.voters]


def test_small_games_by_hand() -> None:
    # Any two of three win, whatever their votes.
    assert _shares({"a": 49, "b": 49, "c": 2}, 51) == (["1/3"] * 3, ["1/3"] * 3)
    # The first is in every winning pair, and the three together win.
    assert _shares({"a": 50, "b": 49, "c": 1}, 51) == (["3/5", "1/5", "1/5"], ["2/3", "1/6", "1/6"])
    # Council of the European Economic Community, 1958: Luxembourg never counts.
    eec = {"DE": 4, "FR": 4, "IT": 4, "BE": 2, "NL": 2, "LU": 1}
    assert _shares(eec, 12) == (
        ["5/21"] * 3 + ["1/7"] * 2 + ["0"],
        ["7/30"] * 3 + ["3/20"] * 2 + ["0"],
    )
    # Nassau County Board of Supervisors, 1964: three of six have all the power.
    nassau = {"H1": 31, "H2": 31, "OB": 28, "NH": 21, "LB": 2, "GC": 2}
    assert _shares(nassau, 58) == (["1/3"] * 3 + ["0"] * 3,) * 2


def test_the_security_council() -> None:
    # Nine of fifteen votes, all five permanent members among them: weights 7 and 1, quota 39.
    council = {f"P{i}": 7 for i in range(5)} | {f"N{i}": 1 for i in range(10)}
    found = power(council, 39)
    # A permanent member swings with the four others and at least four of ten; a non-permanent one with all
    # five and exactly three of the other nine.
    assert found["P0"].swings == 848
    assert found["N0"].swings == 84
    assert found["P0"].banzhaf == Fraction(848, 5 * 848 + 10 * 84)
    assert found["N0"].shapley_shubik == Fraction(4, 2145)
    assert found["P0"].shapley_shubik == Fraction(421, 2145)


def test_equal_voters_have_equal_power() -> None:
    council = power(un.bloc("HRC").members("2022-10-06"))
    assert (council.quota, council.total) == (24, 47)
    assert {one.shapley_shubik for one in council.voters} == {Fraction(1, 47)}
    assert {one.banzhaf for one in council.voters} == {Fraction(1, 47)}
    assembly = power(un.countries("2022-10-31"), "two-thirds")
    assert assembly.quota == 129
    assert assembly["France"].shapley_shubik == Fraction(1, 193)
    assert power({"a": 2, "b": 1}, "two-thirds").quota == 2
    assert power({"a": 2, "b": 2}, "two-thirds").quota == 3
    assert power({"a": 0}, "simple").quota == power({"a": 0}, "two-thirds").quota == 1  # no votes win nothing


def test_undefined_power_says_why() -> None:
    found = power({"a": 1, "b": 1}, 3)
    assert found["a"].banzhaf is None
    assert found.rows()[0]["shapley_shubik"] is None
    assert "undefined: all votes together are 2, fewer than the quota of 3" in str(found)
    with pytest.raises(KeyError):
        found["c"]


@pytest.mark.parametrize(
    ("voters", "quota", "problem"),
    [
        ({}, "simple", "no voter"),
        ("FRA", "simple", "one voter"),
        ({"a": -1}, "simple", "whole number of votes, not -1"),
        ({"a": 1.5}, "simple", "whole number of votes, not 1.5"),
        ({"a": 1}, 0, "quota must be"),
        ({"a": 1}, "most", "quota must be"),
        ({f"v{i}": 10**9 + i for i in range(30)}, "simple", "use smaller weights"),
        ({f"v{i}": 100_000 for i in range(30)}, "simple", "30 voters with 3000000 votes are too many"),
    ],
)
def test_bad_games_are_refused(voters: object, quota: object, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        power(voters, quota)  # type: ignore[call-overload, arg-type]


def test_the_majority_is_the_one_required_unless_told_otherwise() -> None:
    for name, required in (
        ("A/RES/ES-11/3", "two-thirds"),
        ("A/HRC/51/L.6", "simple"),
        ("A/RES/80/1", "simple"),
    ):
        vote = un.rollcall(name)
        assert pivotal(vote).majority == what_if(vote, {}).majority == required
        assert pivotal(vote, "simple").majority == "simple"
