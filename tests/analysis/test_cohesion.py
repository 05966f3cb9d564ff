"""The formulas over counts: ranges, identities, numbers worked by hand."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, strategies as st

from unstatements.analysis.cohesion import COHESION, cross_agreement, mean_position

rice_index, agreement_index = COHESION["rice"].formula, COHESION["agreement_index"].formula
COUNTS = st.integers(0, 60)


@given(COUNTS, COUNTS, COUNTS)
def test_rice_is_between_0_and_1_and_blind_to_the_side(yes: int, no: int, abstain: int) -> None:
    value = rice_index(yes, no, abstain)
    if yes + no == 0:
        assert value is None
    else:
        assert value is not None
        assert 0 <= value <= 1
        assert value == rice_index(no, yes, 0)
        assert (value == 1) == (0 in (yes, no))
        assert (value == 0) == (yes == no)


@given(COUNTS, COUNTS, COUNTS)
def test_agreement_index_is_blind_to_labels_and_equals_attina_by_the_identity(
    yes: int, no: int, abstain: int
) -> None:
    value = agreement_index(yes, no, abstain)
    total = yes + no + abstain
    if not total:
        assert value is None
        return
    assert value is not None
    assert -1e-12 <= value <= 1
    assert all(agreement_index(*order) == value for order in permutations((yes, no, abstain)))
    attina = (2 * max(yes, no, abstain) - total) / total
    assert value == pytest.approx((3 * attina + 1) / 4)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((30, 10, 0), 0.625), ((50, 25, 25), 0.25), ((7, 0, 0), 1.0), ((1, 1, 0), 0.25)],
)
def test_agreement_index_by_hand(counts: tuple[int, int, int], expected: float) -> None:
    assert agreement_index(*counts) == expected


@pytest.mark.parametrize(("yes", "no", "expected"), [(17, 19, 1 / 18), (66, 0, 1.0), (3, 1, 0.5)])
def test_rice_by_hand(yes: int, no: int, expected: float) -> None:
    assert rice_index(yes, no, 7) == pytest.approx(expected)


@given(COUNTS, COUNTS, COUNTS)
def test_mean_position_turns_with_the_sides(yes: int, no: int, abstain: int) -> None:
    mean = mean_position(yes, no, abstain)
    if yes + no + abstain:
        assert mean is not None
        assert -1 <= mean <= 1
        assert mean_position(no, yes, abstain) == -mean
    else:
        assert mean is None


SMALL = st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4))


@given(SMALL, SMALL)
def test_cross_agreement_counts_pairs(
    counts: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    here = [side for side, count in enumerate(counts) for _ in range(count)]
    there = [side for side, count in enumerate(other) for _ in range(count)]
    pairs = [(a, b) for a in here for b in there]
    expected = sum(a == b for a, b in pairs) / len(pairs) if pairs else None
    assert cross_agreement(counts, other) == expected


@given(SMALL)
def test_cross_agreement_does_not_pair_a_country_with_itself(counts: tuple[int, int, int]) -> None:
    members = [side for side, count in enumerate(counts) for _ in range(count)]
    pairs = list(permutations(members, 2))
    expected = sum(a == b for a, b in pairs) / len(pairs) if pairs else None
    assert cross_agreement(counts, counts, counts) == expected


def test_every_index_has_a_source() -> None:
    assert all(index.meaning and index.source for index in COHESION.values())
