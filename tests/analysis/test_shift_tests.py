"""Tests of a shift: against statsmodels and scipy, against enumeration, and where they must refuse."""

from __future__ import annotations

import json
import math
import re
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from attrs import evolve
from hypothesis import assume, example, given, strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import SquareTable, mcnemar as statsmodels_mcnemar

import unstatements as un
from unstatements import CountrySet, Position
from unstatements.analysis.positions import Positions
from unstatements.analysis.shift import Shift, ShiftTestOptions
from unstatements.analysis.shift_tests import (
    TESTS,
    BlocDifference,
    TestName,
    chi_square_tail,
    permutation_test,
)
from unstatements.events.position import KNOWN, Holders

Table = list[list[int]]

mcnemar = partial(un.shift_test, test="mcnemar")
stuart_maxwell = partial(un.shift_test, test="stuart_maxwell")
bowker = partial(un.shift_test, test="bowker")

CUBA_2020, BELARUS_2019 = "2020-10-06-ga3c-cuba", "2019-10-29-ga3c-belarus"
FRANCE, CANADA, VOTE = "2021-10-21-ga3c-france", "2022-10-31-ga3c-canada", "A/HRC/51/L.6"
STATES = un.countries("2022-10-31").alpha_3s


def bloc_difference(shift: Shift, bloc: object, **options: object) -> BlocDifference:
    outcome = shift.test("bloc_difference", bloc=bloc, **options)  # type: ignore[arg-type, misc]
    assert isinstance(outcome, BlocDifference)
    return outcome


def tables(
    low: int = 0, high: int = 60, sizes: tuple[int, int] = (2, 5)
) -> st.SearchStrategy[Table]:
    def square(k: int) -> st.SearchStrategy[Table]:
        row = st.lists(st.integers(low, high), min_size=k, max_size=k)
        return st.lists(row, min_size=k, max_size=k)

    return st.integers(*sizes).flatmap(square)


def made_shift(before: dict[str, str], after: dict[str, str]) -> Shift:
    """A shift from the positions of states given by code; those marked "?" may have taken any."""

    def stood(places: dict[str, str]) -> Positions:
        unknown = CountrySet(code for code, place in places.items() if place == "?")
        groups = {
            position: Holders(
                CountrySet(code for code, place in places.items() if place == position.value),
                unknown,
            )
            for position in KNOWN
        }
        return Positions(un.statement(CANADA), CountrySet(places), groups)

    one, other = stood(before), stood(after)
    return Shift(one, other, one.electorate & other.electorate, CountrySet(), CountrySet())


PLACES = st.sampled_from(["for", "neutral", "against", "absent"])


@st.composite
def shifts(draw: st.DrawFn, places: st.SearchStrategy[str] = PLACES) -> Shift:
    codes = STATES[: draw(st.integers(1, 12))]
    return made_shift(
        {code: draw(places) for code in codes}, {code: draw(places) for code in codes}
    )


# The chi-square tail


@given(st.floats(1e-6, 1400), st.integers(1, 200))
@example(1400.0, 1)
@example(1e-6, 199)
def test_chi_square_tail_is_scipys(statistic: float, df: int) -> None:
    expected = stats.chi2.sf(statistic, df)
    assume(expected > 1e-300)
    assert chi_square_tail(statistic, df) == pytest.approx(expected, rel=1e-12, abs=0)


def test_chi_square_tail_at_its_ends() -> None:
    assert chi_square_tail(0, 1) == chi_square_tail(0, 7) == 1
    assert chi_square_tail(math.inf, 3) == 0
    assert chi_square_tail(2 * math.log(2), 2) == pytest.approx(0.5, rel=1e-15)
    assert chi_square_tail(3000, 3001) == pytest.approx(stats.chi2.sf(3000, 3001), rel=1e-9)
    for statistic, df in ((-1.0, 1), (math.nan, 1), (1.0, 0)):
        with pytest.raises(ValueError, match="no chi-square tail"):
            chi_square_tail(statistic, df)


# Against statsmodels


@given(tables(sizes=(2, 2)))
def test_mcnemar_is_statsmodels(table: Table) -> None:
    assume(table[0][1] + table[1][0])
    expected = statsmodels_mcnemar(np.array(table), exact=True)
    found = mcnemar(table)
    assert found.p_value == pytest.approx(expected.pvalue, rel=1e-12)
    assert found.statistic == expected.statistic
    assert found.df is None


@given(tables(low=1))
@example([[20, 10, 5], [3, 30, 15], [0, 5, 40]])
def test_marginal_homogeneity_is_statsmodels(table: Table) -> None:
    square = SquareTable(np.array(table, dtype=float), shift_zeros=False)
    expected, found = square.homogeneity(method="stuart_maxwell"), stuart_maxwell(table)
    assert found.statistic == pytest.approx(expected.statistic, rel=1e-8, abs=1e-9)
    assert found.df == expected.df
    assert found.p_value == pytest.approx(stats.chi2.sf(found.statistic, found.df), rel=1e-12)
    assert found.p_value == pytest.approx(expected.pvalue, abs=1e-8)


@given(tables())
def test_symmetry_is_statsmodels(table: Table) -> None:
    assume(_moved(table))
    expected = SquareTable(np.array(table, dtype=float), shift_zeros=False).symmetry()
    found = bowker(table)
    assert found.statistic == pytest.approx(expected.statistic, rel=1e-12, abs=1e-12)
    assert found.df == expected.df
    assert found.p_value == pytest.approx(expected.pvalue, rel=1e-10)


@given(tables())
def test_marginal_homogeneity_with_any_zeros_is_the_generalised_inverse(table: Table) -> None:
    counts = np.array(table, dtype=float)
    gains = counts.sum(0) - counts.sum(1)
    covariance = np.diag(counts.sum(0) + counts.sum(1)) - counts - counts.T
    rank = np.linalg.matrix_rank(covariance)
    found = stuart_maxwell(table)
    if not rank:
        assert (found.statistic, found.p_value) == (None, None)
        return
    assert found.df == rank
    assert found.statistic == pytest.approx(
        gains @ np.linalg.pinv(covariance, hermitian=True) @ gains, rel=1e-9, abs=1e-9
    )


# Properties


@given(tables())
def test_tests_of_two_positions_agree(table: Table) -> None:
    table = [row[:2] for row in table[:2]]
    assume(_moved(table))
    assert stuart_maxwell(table).statistic == bowker(table).statistic
    assert stuart_maxwell(table).p_value == bowker(table).p_value


@given(tables(), st.randoms())
def test_the_order_of_positions_and_of_events_does_not_matter(
    table: Table, random: object
) -> None:
    order = list(range(len(table)))
    random.shuffle(order)  # type: ignore[attr-defined]
    turned = [[table[j][i] for j in order] for i in order]
    for test in (stuart_maxwell, bowker):
        assert test(turned).n == test(table).n
        assert evolve(test(turned), table=test(table).table) == test(table)


@given(tables())
def test_who_stayed_does_not_matter(table: Table) -> None:
    more = [[cell + 7 * (i == j) for j, cell in enumerate(row)] for i, row in enumerate(table)]
    for test in (stuart_maxwell, bowker):
        assert (test(more).statistic, test(more).df) == (test(table).statistic, test(table).df)


@given(tables(), st.integers(0, 9))
def test_a_position_that_nobody_left_or_took_changes_no_homogeneity(table: Table, n: int) -> None:
    wider = [[*row, 0] for row in table] + [[0] * len(table) + [n]]
    assert stuart_maxwell(wider).statistic == stuart_maxwell(table).statistic
    assert stuart_maxwell(wider).df == stuart_maxwell(table).df
    dropped = bowker(table, empty_pairs="drop"), bowker(wider, empty_pairs="drop")
    assert dropped[0].p_value == dropped[1].p_value


def _moved(table: Table) -> int:
    return sum(cell for i, row in enumerate(table) for j, cell in enumerate(row) if i != j)


# By hand and at the edges


def test_by_hand() -> None:
    assert mcnemar([[100, 1], [8, 86]]).p_value == 20 / 512
    assert mcnemar([[0, 5], [5, 0]]).p_value == 1
    assert mcnemar([[3, 0], [1, 3]]).p_value == 1  # 2 * 1/2
    table = [[0, 8, 1], [2, 0, 0], [1, 0, 0]]
    assert bowker(table).statistic == pytest.approx(3.6)  # (8 - 2)^2 / 10 + 0
    assert (bowker(table).df, bowker(table, empty_pairs="drop").df) == (3, 2)
    assert "Between 1 of 3 pairs of positions nobody moved" in str(bowker(table))


def test_nobody_moved_is_undefined_and_says_so() -> None:
    for test in (stuart_maxwell, bowker, mcnemar):
        found = test([[4, 0], [0, 9]])
        assert (found.statistic, found.p_value, found.df) == (None, None, None)
        assert found.reason == "nobody moved, so there is nothing to test"
        assert found.n == 13
        assert "undefined: nobody moved" in str(found)
    moved = un.shift(CANADA, CANADA)
    assert mcnemar(moved).reason == "nobody moved, so there is nothing to test"
    assert stuart_maxwell(moved, unknown_positions="leave out").p_value is None


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ([[1, 2]], "square"),
        ([[1]], "square"),
        ([], "square"),
        ([[1, 2, 3], [4, 5, 6]], "square"),
        ([[1, -2], [3, 4]], "negative: -2"),
        ([[1, 2], [-1, 4]], "negative: -1"),
        ([[1, 2.5], [3, 4]], "whole numbers"),
        ([1, 2], "whole numbers"),
    ],
)
def test_bad_tables_are_refused(table: Table, problem: str) -> None:
    for test in (mcnemar, stuart_maxwell, bowker):
        with pytest.raises(ValueError, match=problem):
            test(table)


def test_bad_options_are_refused() -> None:
    moved = un.shift(BELARUS_2019, CUBA_2020)
    with pytest.raises(ValueError, match="use stuart_maxwell"):
        mcnemar([[1, 2, 3]] * 3)
    with pytest.raises(ValueError, match="unknown_positions: 'ignore'; expected one of: refuse"):
        bowker(moved, unknown_positions="ignore")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="empty_pairs: 'no'; expected one of: count, drop"):
        bowker(moved, empty_pairs="no")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="leave it out for a table"):
        bowker([[1, 2], [3, 4]], positions=["for", "against"])
    with pytest.raises(ValueError, match="UNKNOWN is not a position"):
        bowker(moved, positions=["for", "unknown"])
    with pytest.raises(ValueError, match="two positions at least"):
        bowker(moved, positions=["for"])
    with pytest.raises(ValueError, match="measure: 'some'; expected one of: net, gross"):
        bloc_difference(moved, "EU", measure="some")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="resamples must be at least 1"):
        bloc_difference(moved, "EU", resamples=0)
    with pytest.raises(ValueError, match="method: 'guess'; expected one of: auto"):
        bloc_difference(moved, "EU", method="guess")  # type: ignore[arg-type]
    with pytest.raises(LookupError):
        bloc_difference(moved, "no such bloc")
    with pytest.raises(
        ValueError, match="test: 'guess'; expected one of: mcnemar, stuart_maxwell"
    ):
        moved.test("guess")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="option of mcnemar: 'bloc'; expected one of: position"):
        moved.test("mcnemar", bloc="EU")
    with pytest.raises(TypeError, match="give `bloc`"):
        moved.test("bloc_difference")
    with pytest.raises(TypeError, match="is not a shift"):
        un.shift_test([[1, 2], [3, 4]], test="bloc_difference", bloc="EU")
    with pytest.raises(TypeError):
        bloc_difference(moved, "EU", measure=lambda old, new: "1")  # type: ignore[arg-type, return-value]


# Every test


def test_every_test_says_who_proposed_it_and_its_page_what_it_asks() -> None:
    assert list(TESTS) == list(get_args(TestName))
    page = (Path(__file__).parents[2] / "docs" / "methods" / "shift-tests.md").read_text("utf-8")
    for name, test in TESTS.items():
        assert test.title
        assert test.options
        assert f'"{name}"' in page
        assert re.findall(r"[A-Z][a-z]+ (?:and [A-Z][a-z]+ )?\d{4}", test.source)
        for work in re.findall(r"[A-Z][a-z]+ (?:and [A-Z][a-z]+ )?\d{4}", test.source):
            assert work in page
    options = {option for test in TESTS.values() for option in test.options}
    assert options == ShiftTestOptions.__annotations__.keys()


# Shifts


def test_who_joined_and_left_is_known_though_the_rival_list_is_not() -> None:
    found = mcnemar(un.shift(FRANCE, CANADA))
    assert found.table == ((42, 1), (8, 144))
    assert (found.p_value, found.n, found.left_out) == (0.0390625, 195, 0)
    assert mcnemar(un.shift(CANADA, FRANCE)).p_value == found.p_value


def test_both_sides_known() -> None:
    moved = un.shift(BELARUS_2019, CUBA_2020)
    found = stuart_maxwell(moved)
    assert found.categories == ("for", "neutral", "against")
    assert found.table == tuple(
        tuple(len(moved.transitions[Position(a), Position(b)]) for b in found.categories)
        for a in found.categories
    )
    assert (found.n, found.left_out, found.df) == (195, 0, 2)
    square = SquareTable(np.array(found.table, dtype=float), shift_zeros=False)
    assert found.statistic == pytest.approx(square.homogeneity().statistic)
    assert bowker(moved).statistic == pytest.approx(square.symmetry().statistic)
    assert [row["test"] for row in found.rows()] == ["Stuart-Maxwell test of marginal homogeneity"]
    assert "act as a bloc" in str(found)
    assert json.loads(found.to_json())["rows"][0]["n"] == 195
    assert "<table>" in found._repr_html_()
    assert repr(found).startswith("<Stuart-Maxwell test of marginal homogeneity: p = ")


def test_unknown_positions_are_refused_or_left_out_and_counted() -> None:
    moved = un.shift(FRANCE, CANADA)
    for test in (stuart_maxwell, bowker):
        refused, partial = test(moved), test(moved, unknown_positions="leave out")
        assert (refused.statistic, refused.df, refused.p_value) == (None, None, None)
        assert "unknown_positions='leave out' tests the" in refused.reason
        assert refused.n + refused.left_out == partial.n + partial.left_out == 195
        assert partial.p_value is not None
        assert partial.left_out > 100
    opened = made_shift({"FRA": "?", "DEU": "for"}, {"FRA": "for", "DEU": "against"})
    assert mcnemar(opened).p_value is None
    assert "of 1 country the" in mcnemar(opened).reason
    assert mcnemar(opened, unknown_positions="leave out").left_out == 1


def test_positions_can_be_chosen() -> None:
    moved = made_shift(
        {"FRA": "for", "DEU": "absent", "ITA": "against", "ESP": "for"},
        {"FRA": "absent", "DEU": "for", "ITA": "for", "ESP": "neutral"},
    )
    assert bowker(moved).categories == ("for", "neutral", "against")
    assert (bowker(moved).n, bowker(moved).left_out) == (2, 2)
    four = bowker(moved, positions=[*KNOWN])
    assert (four.n, four.left_out, four.df) == (4, 0, 6)
    two = bowker(moved, positions=["for", "against"])
    assert (two.table, two.left_out) == (((0, 0), (1, 0)), 3)
    assert mcnemar(moved, position="absent").table == ((0, 1), (1, 2))


def test_across_kinds_it_says_what_is_equated() -> None:
    found = bowker(un.shift(VOTE, CANADA), unknown_positions="leave out")
    assert any("Silence" in note for note in found.notes)
    assert not any("Silence" in note for note in bowker(un.shift(BELARUS_2019, CUBA_2020)).notes)


@given(shifts())
def test_the_union_of_two_electorates_tests_those_in_both(moved: Shift) -> None:
    wider = evolve(moved, among=moved.among | ["VAT", "PSE"])
    for test in (mcnemar, stuart_maxwell, bowker):
        one, other = test(moved), test(wider)
        assert (one.table, one.p_value) == (other.table, other.p_value)
        assert other.left_out == one.left_out + 2
    one_bloc, other_bloc = (
        bloc_difference(moved, "African Group"),
        bloc_difference(wider, "African Group"),
    )
    assert one_bloc.p_value == other_bloc.p_value


def test_who_was_in_one_electorate_only_is_not_tested() -> None:
    both, union = un.shift(VOTE, CUBA_2020), un.shift(VOTE, CUBA_2020, electorate="union")
    assert (len(both.among), len(union.among)) == (47, 195)
    for measure in ("net", "gross", _steps):
        one, other = (
            bloc_difference(moved, "African Group", measure=measure) for moved in (both, union)
        )
        assert (one.n, one.left_out, other.left_out) == (47, 0, 148)
        assert (one.statistic, one.p_value, one.n) == (other.statistic, other.p_value, other.n)


@given(shifts(st.sampled_from(["for", "neutral", "against", "absent", "?"])))
def test_nobody_is_lost(moved: Shift) -> None:
    for unknown in ("refuse", "leave out"):
        for test in (mcnemar, stuart_maxwell, bowker):
            found = test(moved, unknown_positions=unknown)
            assert found.n + found.left_out == len(moved.among)
            assert (found.p_value is None) == bool(found.reason)
            assert found.p_value is None or 0 <= found.p_value <= 1
            assert (found.statistic is None) == (found.p_value is None)
            assert str(found)
        for measure in ("net", "gross", _steps):
            difference = bloc_difference(
                moved, "African Group", measure=measure, unknown_positions=unknown
            )
            assert difference.n + difference.left_out == len(moved.among)
            assert (difference.p_value is None) == bool(difference.reason)
            assert str(difference)


# A bloc against the rest


def _steps(before: Position, after: Position) -> int:
    place = {Position.FOR: 1, Position.AGAINST: -1}
    return place.get(after, 0) - place.get(before, 0)


@given(
    st.lists(st.integers(-2, 2), min_size=1, max_size=6),
    st.lists(st.integers(-2, 2), min_size=1, max_size=6),
)
def test_exact_is_enumeration(inside: list[int], outside: list[int]) -> None:
    values = [*inside, *outside]

    def difference(chosen: tuple[int, ...]) -> float:
        one = [values[i] for i in chosen]
        rest = [values[i] for i in range(len(values)) if i not in chosen]
        return abs(sum(one) / len(one) - sum(rest) / len(rest))

    observed = difference(tuple(range(len(inside))))
    ways = list(combinations(range(len(values)), len(inside)))
    expected = sum(difference(chosen) >= observed - 1e-9 for chosen in ways) / len(ways)
    p_value, method = permutation_test(inside, outside, "auto", 99, 0)
    assert method == "exact"
    assert p_value == pytest.approx(expected, rel=1e-12)
    assert permutation_test(outside, inside, "exact", 99, 0)[0] == pytest.approx(
        expected, rel=1e-12
    )


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.integers(1, 30))
def test_of_two_values_it_is_the_hypergeometric(a: int, b: int, c: int, d: int) -> None:
    found, _method = permutation_test([1] * a + [0] * b, [1] * c + [0] * d, "exact", 99, 0)
    total, size, ones = a + b + c + d, a + b, a + c
    drawn = stats.hypergeom(total, ones, size)
    distance = abs(a * total - size * ones)
    ways = np.arange(max(0, size + ones - total), min(size, ones) + 1)
    extreme = ways[np.abs(ways * total - size * ones) >= distance]
    assert found == pytest.approx(drawn.pmf(extreme).sum(), rel=1e-9)


def test_resampling_is_reproducible_and_near_the_exact() -> None:
    moved = un.shift(FRANCE, CANADA)
    exact = bloc_difference(moved, "WEOG")
    drawn = bloc_difference(moved, "WEOG", method="resample", seed=7)
    assert drawn == bloc_difference(moved, "WEOG", method="resample", seed=7)
    other = bloc_difference(moved, "WEOG", method="resample", seed=8)
    assert (drawn.p_value, drawn.seed, drawn.resamples) != (
        other.p_value,
        other.seed,
        other.resamples,
    )
    assert (exact.method, exact.seed, exact.resamples) == ("exact", None, 0)
    assert (drawn.method, drawn.seed, drawn.resamples) == ("resample", 7, 9999)
    assert drawn.p_value == pytest.approx(exact.p_value, abs=0.02)
    once = bloc_difference(moved, "WEOG", method="resample", resamples=1)
    assert once.p_value in (0.5, 1.0)
    assert once.seed == 0  # unless another is given
    assert "9999 resamples, seed 7" in str(drawn)
    # Fixed numbers: the drawing may never change from one version to the next.
    assert permutation_test([1, 1, 0], [0, 0, 0, 1], "resample", 199, 3) == (0.485, "resample")


def test_auto_resamples_where_counting_takes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unstatements.analysis.shift_tests._EXACT_LIMIT", 2)
    assert permutation_test([1, 2, 4], [8, 16, 32], "auto", 99, 0)[1] == "resample"
    assert permutation_test([1, 2, 4], [8, 16, 32], "exact", 99, 0)[1] == "exact"


def test_a_plain_table_shows_itself_and_how_many_moved() -> None:
    shown = str(stuart_maxwell([[10, 2, 3], [1, 5, 0], [2, 2, 4]])).splitlines()
    assert shown[2:6] == [
        "before   1  2  3",
        "1       10  2  3",
        "2        1  5  0",
        "3        2  2  4",
    ]
    assert (
        shown[7]
        == "statistic 1.80645, 2 degrees of freedom, p = 0.40526; 29 countries, 0 left out"
    )
    assert shown[8].endswith("the test rests on 10 that moved.")
    assert "1 degree of freedom" in str(stuart_maxwell([[10, 2], [5, 4]]))


def test_a_bloc_by_hand() -> None:
    codes = ["FRA", "DEU", "ITA", "KEN", "GHA", "TGO"]
    before = dict.fromkeys(codes, "neutral")
    moved = made_shift(before, {**before, "FRA": "for", "DEU": "for", "ITA": "for"})
    found = bloc_difference(moved, "EU")
    assert (found.bloc_mean, found.rest_mean, found.statistic) == (1, 0, 1)
    assert found.p_value == 2 / 20  # all three, or none, of 20 ways to choose three
    assert (found.bloc_n, found.n, found.left_out) == (3, 6, 0)
    gross = bloc_difference(moved, "EU", measure="gross")
    assert (gross.bloc_mean, gross.rest_mean, gross.p_value) == (1, 0, found.p_value)
    assert bloc_difference(moved, "EU", measure=_steps).statistic == 1
    assert (
        bloc_difference(moved, un.Bloc.of("all", codes)).reason
        == "every country compared is in all"
    )
    assert bloc_difference(moved, "GRULAC").reason == "no country compared is in GRULAC"
    assert bloc_difference(moved, "GRULAC").rest_mean == 0.5
    assert found.rows()[0]["p_value"] == 0.1
    assert repr(found) == "<EU against the rest, net: p = 0.1, n = 6>"


def test_a_bloc_with_unknown_members() -> None:
    before = {"FRA": "neutral", "DEU": "?", "KEN": "for"}
    moved = made_shift(before, {"FRA": "for", "DEU": "for", "KEN": "for"})
    refused = bloc_difference(moved, "EU")
    assert (refused.p_value, refused.statistic, refused.bloc_mean, refused.left_out) == (
        None,
        None,
        None,
        1,
    )
    assert "not known" in refused.reason
    partial = bloc_difference(moved, "EU", unknown_positions="leave out")
    assert (partial.statistic, partial.n, partial.left_out) == (1, 2, 1)
