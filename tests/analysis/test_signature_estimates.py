"""Who probably signed: against slow implementations, and against lists that were hidden."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Sequence
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import optimize

import unstatements as un
from unstatements.analysis import signature_model as model
from unstatements.analysis.signature_model import signed_lists

PARTIAL = "2022-10-31-ga3c-cuba"


def test_probabilities_add_up_to_the_signatories_without_a_name() -> None:
    positions = un.positions(PARTIAL)
    estimate = positions.estimate()
    asked = {each.country for each in estimate.estimates}
    assert asked == set(positions.possible("for") - positions.of("for") - positions.on_both_sides)
    assert not asked & set(positions.of("for") | positions.of("against"))
    total = sum(each.probability for each in estimate.estimates)
    assert total == pytest.approx(66 - 8)
    assert estimate.missing == 58
    ordered = [each.probability for each in estimate.estimates]
    assert ordered == sorted(ordered, reverse=True)
    assert 0 < ordered[-1] < ordered[0] < 1


def test_an_estimate_says_that_it_is_one_and_changes_nothing() -> None:
    before = un.positions(PARTIAL).rows()
    estimate = un.positions(PARTIAL).estimate()
    assert estimate.title().startswith("Estimate, not record")
    assert repr(estimate) == f"<{estimate.title()}>"
    assert any("the probabilities add up" in note for note in estimate.footnotes())
    assert un.positions(PARTIAL).rows() == before
    assert not isinstance(estimate, un.Positions)
    assert estimate == un.positions(PARTIAL).estimate()


def test_other_lists_are_counted() -> None:
    statement = un.statement(PARTIAL)
    series = [
        each
        for each in un.statements(beyond_un=True)
        if each.completeness == "complete"
        and each.proposition == statement.proposition
        and each.direction == statement.direction
        and each.date
        and not each.open_to
    ]
    estimate = un.positions(PARTIAL).estimate()
    assert estimate.lists == len(series)
    for each in estimate.estimates:
        assert each.other_lists == sum(each.country in other.signatories for other in series)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ("A/HRC/51/L.6", "is a roll call"),
        ("2019-10-29-ga3c-uk", "all that signed are known by name"),
        ("2024-09-24-hrc-cuba", "needs a day, the number of signatories"),
    ],
)
def test_what_cannot_be_estimated_is_refused(event: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        un.positions(event).estimate()


def test_without_a_complete_list_of_the_series_it_is_refused() -> None:
    complete = {each.series for each in signed_lists()}
    refused = 0
    for statement in un.statements():
        series = (statement.proposition.id, statement.direction)
        partial = statement.completeness != "complete" and statement.reported_count
        if partial and statement.date and not statement.open_to and series not in complete:
            with pytest.raises(ValueError, match=r"no list on the same|known by name"):
                un.positions(statement).estimate()
            refused += 1
    assert refused


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=40), st.floats(0.01, 0.99))
def test_probabilities_given_a_count_sum_to_it_and_keep_the_order(
    scores: list[float], share: float
) -> None:
    count = share * len(scores)
    chances = model.given_count(np.array(scores), count)
    assert chances.sum() == pytest.approx(count, abs=1e-6)
    assert (np.diff(chances[np.argsort(scores)]) >= 0).all()
    assert model.given_count(np.array(scores), 0).sum() == 0
    assert model.given_count(np.array(scores), len(scores)).sum() == len(scores)


def slow_features(
    target: model.SignedList, others: Sequence[model.SignedList]
) -> list[list[float]]:
    """The features of each state in plain Python."""

    def odds(share: float, room: float) -> float:
        return math.log((share + room) / (1 - share + room))

    weights = [math.exp(-abs(other.day - target.day) / 730) + 1e-9 for other in others]
    places = target.places.tolist()
    shares = [
        sum(w * other.signed[place] for w, other in zip(weights, others, strict=True))
        / sum(weights)
        for place in places
    ]
    earlier = [other for other in others if other.day <= target.day]
    later = [other for other in others if other.day > target.day]
    before = (
        max(earlier, key=lambda other: other.day)
        if earlier
        else min(later, key=lambda other: other.day)
    )
    after = min(later, key=lambda other: other.day) if later else before
    rows = []
    for row, place in enumerate(places):
        near = [
            math.exp(-(((target.points[row] - target.points[other]) / 0.4) ** 2) / 2)
            for other in range(len(places))
            if other != row
        ]
        rest = [share for other, share in enumerate(shares) if other != row]
        mean = sum(shares) / len(shares)
        pulled = sum(a * b for a, b in zip(near, rest, strict=True)) + mean / 2
        region = [
            share
            for other, share in enumerate(shares)
            if target.groups[other] == target.groups[row]
        ]
        rows.append(
            [
                odds(shares[row], 0.05),
                odds(pulled / (sum(near) + 0.5), 0.02),
                odds(sum(region) / len(region), 0.02),
                before.signed[place] - 0.5,
                after.signed[place] - 0.5,
                float(any(other.signed[place] for other in others)) - 0.5,
            ]
        )
    return rows


def test_features_are_those_of_a_slow_implementation() -> None:
    lists = [each for each in signed_lists() if each.series == ("china-human-rights", "for")]
    for target in (lists[0], lists[4], lists[-1]):
        others = [each for each in lists if each is not target]
        found = model.features(target, others)
        assert found == pytest.approx(np.array(slow_features(target, others)), abs=1e-9)


def test_coefficients_are_those_of_a_logistic_regression_with_a_constant_for_each_list() -> None:
    random = np.random.default_rng(4)
    examples = []
    for _number in range(6):
        table = random.normal(size=(30, 3))
        reach = table @ [1.0, -0.5, 0.2] + random.normal() + random.logistic(size=30)
        examples.append((table, (reach > 0).astype(float)))

    def badness(parameters: np.ndarray) -> float:
        coefficients, constants = parameters[:3], parameters[3:]
        value = (coefficients**2).sum() / 2
        for (table, signed), constant in zip(examples, constants, strict=True):
            scores = table @ coefficients + constant
            value += np.logaddexp(0, scores).sum() - scores @ signed
        return float(value)

    best = optimize.minimize(badness, np.zeros(9), method="BFGS", options={"gtol": 1e-8})
    assert model.fit(examples) == pytest.approx(best.x[:3], abs=1e-4)


def test_a_series_does_not_teach_how_it_is_read_itself() -> None:
    lists = signed_lists()
    without = [each for each in lists if each.series[0] != "china-human-rights"]
    assert model.learnt(lists, without="china-human-rights") == pytest.approx(
        model.learnt(without, without="")
    )


def test_hidden_lists_are_estimated_better_than_by_the_last_list_or_the_region() -> None:
    """Of the series followed longest; all of them in scripts/measure_signature_estimates.py."""
    followed = "china-human-rights"
    learnt = model.learnt(signed_lists(), without=followed)
    part = sorted(
        (each for each in signed_lists() if each.series[0] == followed),
        key=lambda each: each.series,
    )
    scores: list[tuple[float, float, float]] = []
    for _series, lists in groupby(part, key=lambda each: each.series):
        members = list(lists)
        for target in members:
            others = [each for each in members if each is not target]
            table, signed = model.features(target, others), target.signed[target.places]
            chances = [
                model.given_count(table @ learnt, signed.sum()),
                model.given_count(4 * table[:, 3], signed.sum()),
                model.given_count(table[:, 2], signed.sum()),
            ]
            estimate, last, region = (float(((each - signed) ** 2).mean()) for each in chances)
            scores.append((estimate, last, region))
    estimate, last, region = np.array(scores).mean(axis=0)
    assert len(scores) >= 15
    assert estimate < 0.06 < last
    assert estimate < region


def test_without_numpy_it_is_said_what_to_install() -> None:
    code = f"""
import sys
sys.modules["numpy"] = None
import unstatements as un
try:
    un.positions("{PARTIAL}").estimate()
except ImportError as error:
    print(error)
"""
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert 'pip install "unstatements[estimate]"' in out.stdout
