"""Shifts: who joined, left, switched and stayed, as far as the record knows."""

from __future__ import annotations

from itertools import combinations, islice, product
from random import Random

import pytest
from hypothesis import assume, given, strategies as st

import unstatements as un
from strategies import country_sets
from unstatements import CountrySet, Interval, Position
from unstatements.analysis.shift import Shift
from unstatements.events.position import KNOWN, Holders, holders_of_sides

FRANCE, CANADA, VOTE = "2021-10-21-ga3c-france", "2022-10-31-ga3c-canada", "A/HRC/51/L.6"
EVENTS = [
    "2019-10-29-ga3c-uk",
    "2019-10-29-ga3c-belarus",
    "2020-10-06-ga3c-germany",
    "2020-10-06-ga3c-cuba",
    FRANCE,
    CANADA,
    "2022-10-31-ga3c-cuba",
    VOTE,
]
# Of these and of what they answer all names are known.
COMPLETE = ["2019-10-29-ga3c-belarus", "2020-10-06-ga3c-cuba", "2020-06-30-hrc-cuba"]
# Of these hardly a name is known, of either side.
OBSCURE = [
    "2016-09-29-hrc-venezuela-paraguay",
    "2016-09-29-hrc-venezuela-cuba-support",
    "2018-07-hrc-venezuela-peru",
]
pairs = st.sampled_from([*product(EVENTS, EVENTS), *product(OBSCURE, OBSCURE)])


def test_from_2021_to_2022() -> None:
    moved = un.shift(FRANCE, CANADA)
    assert moved.joined == CountrySet(["AND", "BLZ", "GTM", "ISR", "ROU", "SOM", "CHE", "UKR"])
    assert moved.left == CountrySet(["HND"])
    assert moved.net == 7
    assert len(moved.among) == 195
    assert len(moved.stayed & un.statement(FRANCE).signatories) == 42


def test_a_partial_answer_is_never_a_false_zero() -> None:
    moved = un.shift(FRANCE, CANADA)
    assert moved.transitions[Position.UNKNOWN, Position.FOR] <= moved.joined
    assert moved.switched == CountrySet(["SOM"])
    assert 9 <= len(moved.moved) <= moved.gross.low
    assert moved.gross.high < len(moved.moved) + len(moved.unknown)
    # For +7; against 62 to 64 before, 66 to 74 after: 2 to 12 more.
    assert moved.volatility == Interval((7 + 2) / 195, (7 + 12) / 195)
    assert moved.gross.low >= 9 + 2  # seven more for and one less, two more against
    some = moved.restricted(un.bloc("GRULAC").members("2022-10-31"))
    assert not some.volatility.exact


def test_from_a_vote_to_a_statement() -> None:
    moved = un.shift(VOTE, CANADA)
    assert len(moved.among) == 47
    assert len(moved.entered) == 148
    assert moved.left == CountrySet(["HND", "PRY", "KOR"])
    assert moved.joined == CountrySet(["UKR"])
    assert "abstention beside silence; electorates of 47 and 195." in moved.footnotes()[1]
    assert len(un.shift(FRANCE, CANADA).footnotes()) == 1


def test_the_other_side_is_seen_from_the_first_event() -> None:
    moved = un.shift("2022-10-31-ga3c-cuba", VOTE)
    assert moved.after["CUB"] is Position.FOR
    assert moved.after["FRA"] is Position.AGAINST
    again = un.shift(CANADA, "2022-10-31-ga3c-cuba")
    assert not again.moved
    assert not again.joined
    assert not again.left


@given(st.sampled_from(EVENTS))
def test_nobody_moves_from_an_event_to_itself(event: str) -> None:
    moved = un.shift(event, event)
    assert not moved.joined
    assert not moved.left
    assert not moved.switched
    assert moved.net == 0 or 0 in moved.net
    assert 0 in moved.gross
    assert moved.volatility.low == 0


@given(st.sampled_from(EVENTS), st.sampled_from(EVENTS))
def test_backwards_is_transposed(before: str, after: str) -> None:
    there, back = un.shift(before, after), un.shift(after, before)
    flip = {Position.FOR: Position.AGAINST, Position.AGAINST: Position.FOR}
    turned = there.before.event != there.after.event and (
        there.after.of("for") != un.positions(after).of("for")
    )
    for one, other in product(Position, Position):
        first, second = (flip.get(one, one), flip.get(other, other)) if turned else (one, other)
        assert there.transitions[one, other] == back.transitions[second, first]
    assert there.gross == back.gross
    assert there.entered == back.exited


FEW = list(islice(un.positions(CANADA).electorate, 5))


@st.composite
def _side(draw: st.DrawFn, free: list[un.Country]) -> Holders:
    """What may be known of a list that some of five countries signed."""
    words = draw(st.lists(st.sampled_from(["named", "open", "not"]), min_size=5, max_size=5))
    named = [country for country, word in zip(FEW, words, strict=True) if word == "named"]
    may = [country for country, word in zip(FEW, words, strict=True) if word == "open"]
    least = draw(st.integers(0, len(may)))
    most = draw(st.integers(least, len(may)))
    certain = CountrySet(named) & CountrySet(free)
    return Holders(certain, CountrySet(may if most else ()), Interval(least, most))


@st.composite
def _held(draw: st.DrawFn) -> un.Positions:
    side = draw(_side(FEW))
    rival = draw(_side([country for country in FEW if country not in side.certain]))
    electorate = CountrySet(FEW)
    return un.Positions(
        un.statement(CANADA), electorate, holders_of_sides(electorate, side, rival)
    )


def _worlds(held: un.Positions) -> list[tuple[Position, ...]]:
    """Every way in which the countries may have stood."""
    choices = [[p for p in KNOWN if country in held.possible(p)] for country in FEW]
    return [
        world
        for world in product(*choices)
        if all(world.count(position) in held.count(position) for position in KNOWN)
    ]


@given(_held(), _held())
def test_bounds_are_those_of_all_that_the_record_allows(
    before: un.Positions, after: un.Positions
) -> None:
    nobody = CountrySet()
    moved = Shift(before, after, among=CountrySet(FEW), entered=nobody, exited=nobody)
    worlds = list(product(_worlds(before), _worlds(after)))
    assume(worlds)
    gross = {sum(a is not b for a, b in zip(*world, strict=True)) for world in worlds}
    changed = {
        sum(abs(first.count(position) - then.count(position)) for position in KNOWN)
        for first, then in worlds
    }
    assert moved.volatility.low == pytest.approx(min(changed) / 10)
    assert moved.volatility.high == pytest.approx(max(changed) / 10)
    assert moved.gross.low <= min(gross)
    assert max(gross) <= moved.gross.high
    some = moved.restricted(FEW[:3])
    inside = {sum(a is not b for a, b in list(zip(*world, strict=True))[:3]) for world in worlds}
    assert some.gross.low <= min(inside)
    assert max(inside) <= some.gross.high


def test_who_is_known_to_have_stayed_has_not_moved() -> None:
    moved = un.shift("2020-10-06-ga3c-germany", "2021-10-21-ga3c-france")
    some = moved.restricted(["CUB", "FJI", "KWT", "USA"])  # of Fiji alone nothing is known
    assert some.stayed == CountrySet(["CUB", "KWT", "USA"])
    assert some.gross == Interval(0, 1)


def _hidden(random: Random, signed: set[un.Country]) -> Holders:
    """What is known of a list of which some names, and at times the number, are hidden."""
    seen = {country for country in signed if random.random() < 0.5}
    if random.random() < 0.4 or seen == signed:
        return Holders(CountrySet(signed))
    denied = {country for country in FEW if country not in signed and random.random() < 0.2}
    may = CountrySet(FEW) - CountrySet(seen | denied)
    missing, reported = len(signed - seen), random.random() < 0.7
    number = Interval(missing, missing) if reported else Interval(0, len(may))
    return Holders(CountrySet(seen), may, number)


def _hidden_sides(random: Random) -> un.Positions:
    words = {country: random.choice(["for", "against", "neutral"]) for country in FEW}
    sides = [{c for c, word in words.items() if word == side} for side in ("for", "against")]
    side, rival = (_hidden(random, signed) for signed in sides)
    electorate = CountrySet(FEW)
    return un.Positions(
        un.statement(CANADA), electorate, holders_of_sides(electorate, side, rival)
    )


def test_the_bounds_of_gross_movement_are_nearly_always_sharp() -> None:
    random, sharp, nobody = Random(20221031), 0, CountrySet()
    for _ in range(200):
        before, after = _hidden_sides(random), _hidden_sides(random)
        moved = Shift(before, after, among=CountrySet(FEW), entered=nobody, exited=nobody)
        worlds = product(_worlds(before), _worlds(after))
        gross = {sum(a is not b for a, b in zip(*world, strict=True)) for world in worlds}
        sharp += moved.gross == Interval(min(gross), max(gross))
    assert sharp >= 195


@given(pairs, country_sets())
def test_figures_hang_together(pair: tuple[str, str], chosen: CountrySet) -> None:
    before, after = pair
    moved = un.shift(before, after, among=chosen)
    assert moved.among <= chosen
    assert moved.stayed | moved.moved | moved.unknown == moved.among
    assert not moved.stayed & moved.moved
    assert not moved.unknown & (moved.stayed | moved.moved)
    assert moved.joined <= moved.moved
    assert moved.left <= moved.moved
    assert moved.switched <= moved.joined | moved.left
    assert len(moved.joined) - len(moved.left) in moved.net
    assert 0 <= moved.volatility.low <= moved.volatility.high <= 1
    if moved.among:
        assert moved.volatility.high <= moved.gross.high / len(moved.among)
    rest = un.shift(before, after, among=moved.before.electorate - chosen)
    whole = un.shift(before, after)
    assert len(moved.joined) + len(rest.joined) == len(whole.joined)
    assert sum(len(cell) for cell in whole.transitions.values()) == len(whole.among)


def test_by_bloc_adds_up() -> None:
    moved = un.shift(FRANCE, CANADA)
    by_region = moved.by("regional group")
    assert sum(len(one.joined) for _, one in by_region.shifts) == 8
    assert sum(len(one.left) for _, one in by_region.shifts) == 1
    assert [row["bloc"] for row in moved.by(["EU", "OIC"]).rows()] == ["EU", "OIC"]
    assert moved.by(["EU"]).shifts[0][1].joined == CountrySet(["ROU"])
    assert "by regional group" in str(by_region)
    assert repr(by_region) == f"<{' '.join(by_region.title().split())}>"


def test_volatility_by_hand() -> None:
    exact = un.shift(*COMPLETE[:2])
    counts = [
        (exact.before.count(p, exact.among).low, exact.after.count(p, exact.among).low)
        for p in KNOWN
    ]
    by_hand = sum(abs(b - a) for a, b in counts) / (2 * len(exact.among))
    assert exact.volatility == Interval(by_hand, by_hand)
    assert exact.volatility.high <= exact.gross.high / len(exact.among)


@given(st.sampled_from([*combinations(COMPLETE, 2)]), country_sets())
def test_where_all_is_known_every_figure_is_one_number(
    pair: tuple[str, str], chosen: CountrySet
) -> None:
    moved = un.shift(*pair, among=chosen)
    changes = [
        len(moved.after.of(p) & moved.among) - len(moved.before.of(p) & moved.among) for p in KNOWN
    ]
    assert moved.net == changes[0] == len(moved.joined) - len(moved.left)
    if moved.among:
        assert moved.net_points == Interval(*[100 * changes[0] / len(moved.among)] * 2)
        assert moved.volatility == Interval(*[sum(map(abs, changes)) / (2 * len(moved.among))] * 2)
    else:
        assert moved.net_points is None


def test_the_net_is_as_open_as_the_lists() -> None:
    open_, closed = "2024-09-24-hrc-cuba", "2020-10-06-ga3c-cuba"
    few = un.positions(open_).of("unknown") & un.positions(closed).of("neutral")
    assert un.shift(closed, open_, among=few).net == Interval(0, len(few))
    assert un.shift(open_, closed, among=few).net == Interval(-len(few), 0)


@given(pairs, country_sets())
def test_a_part_of_a_shift_is_that_of_its_countries(
    pair: tuple[str, str], chosen: CountrySet
) -> None:
    whole = un.shift(*pair, electorate="union")
    part = whole.restricted(chosen)
    for what in ("among", "entered", "exited", "joined", "left", "stayed", "moved", "unknown"):
        assert getattr(part, what) == getattr(whole, what) & chosen


def test_who_moved_is_named_and_others_if_they_are_twelve_at_most() -> None:
    whole = un.shift(FRANCE, CANADA)
    for size, named in ((12, True), (13, False)):
        few = CountrySet(islice(whole.stayed, size))
        rows = {
            row["movement"]: row for row in whole.restricted(few | whole.joined).display_rows()
        }
        assert rows["stayed"]["countries"] == size
        assert rows["stayed"]["which"] == (str(few) if named else "")
        assert rows["joined"]["which"] == str(whole.joined)
    many = un.shift(VOTE, CANADA, electorate="union")
    assert len(many.joined) > 12
    assert str(many.joined) in [row["which"] for row in many.display_rows()]


def test_events_on_different_propositions_are_refused() -> None:
    sogi, committee = "2008-12-18-ga-sogi-argentina", un.rollcall("1946-01-ga-rc3")
    for before, after, about in (
        (CANADA, sogi, "china-human-rights; sogi"),
        (sogi, CANADA, "sogi; china-human-rights"),
        (sogi, committee, "sogi; none"),
        (committee, sogi, "none; sogi"),
    ):
        with pytest.raises(ValueError, match=rf"not on one proposition \({about}\)"):
            un.shift(before, after)


def test_rows_text_and_repr() -> None:
    moved = un.shift(FRANCE, CANADA)
    rows = {row["alpha_3"]: row for row in moved.rows()}
    assert len(rows) == 195
    assert rows["HND"]["movement"] == "left"
    assert rows["SOM"]["movement"] == "switched"
    assert rows["FRA"]["movement"] == "stayed"
    assert rows["IND"]["movement"] == "unknown"
    assert "joined            8" in str(moved)
    assert "net 7 FOR" in str(moved)
    assert repr(moved) == f"<shift from {FRANCE!r} to {CANADA!r}: 8 joined, 1 left>"
    assert un.shift(FRANCE, CANADA, among=[]).volatility == 0


def test_shifts_compose_over_three_events_with_one_electorate() -> None:
    first, second, third = COMPLETE
    there, onward = un.shift(first, second), un.shift(second, third)
    whole = un.shift(first, third)
    for one, other in product(KNOWN, KNOWN):
        through = CountrySet()
        for between in KNOWN:
            through |= there.transitions[one, between] & onward.transitions[between, other]
        assert through == whole.transitions[one, other]
    assert whole.net == there.net + onward.net


def test_over_the_union_those_who_entered_can_join() -> None:
    both, union = un.shift(VOTE, CANADA), un.shift(VOTE, CANADA, electorate="union")
    assert len(union.among) == 195
    assert union.joined == un.statement(CANADA).signatories - both.before.of("for")
    assert union.transitions[None, Position.FOR] == union.joined - both.among
    assert union.net == 50 - 17
    assert union.moved >= union.entered
    assert next(row for row in union.rows() if row["alpha_3"] == "CAN")["before"] == "outside"
    assert sum(len(cell) for cell in union.transitions.values()) == 195
    with pytest.raises(ValueError, match="electorate: 'all'; expected one of: both, union"):
        un.shift(VOTE, CANADA, electorate="all")  # type: ignore[arg-type]  # what is tested


def test_contributions_of_blocs_add_up_to_the_whole() -> None:
    moved = un.shift(*COMPLETE[:2])
    rows = moved.by("regional group").rows()
    assert sum(row["net_contribution_low"] for row in rows) == pytest.approx(moved.net_points.low)
    assert moved.net_points.exact
    for row, shown in zip(rows, moved.by("regional group").display_rows(), strict=True):
        assert shown["points"] == Interval(
            row["net_contribution_low"], row["net_contribution_high"]
        )


def test_moves_to_silence() -> None:
    moved = un.shift(*COMPLETE[:2])
    assert moved.moved_to_neutral == (
        moved.transitions[Position.FOR, Position.NEUTRAL]
        | moved.transitions[Position.AGAINST, Position.NEUTRAL]
    )
    assert "DOM" not in moved.moved_to_neutral
    assert "BFA" in moved.moved_to_neutral
    # Kuwait read a statement of its own that day, so it was not silent.
    answered = un.shift("2019-10-29-ga3c-uk", "2020-10-06-ga3c-germany")
    assert "KWT" in answered.transitions[Position.NEUTRAL, Position.AGAINST]
    assert "BFA" not in answered.moved_to_neutral  # it may have signed Pakistan's


def test_from_2019_to_2020_in_the_third_committee_on_both_sides() -> None:
    moved = un.shift("2019-10-29-ga3c-uk", "2020-10-06-ga3c-germany")
    assert moved.net == 16
    assert not moved.left
    assert moved.switched == CountrySet()
    other = un.shift("2019-10-29-ga3c-belarus", "2020-10-06-ga3c-cuba")
    assert other.net == 45 - 54
    assert other.switched == moved.switched
