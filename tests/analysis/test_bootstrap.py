"""The bootstrap agrees with every sample counted, with a formula, and with NumPy."""

from __future__ import annotations

from itertools import product
from math import sqrt
from statistics import fmean, pstdev

import numpy as np
import pytest

import unstatements as un
from unstatements.analysis.bootstrap import Drawing, Sums, clusters_of, spread_of

SESSION = un.rollcalls("ga", session=70, edition="bundled")
COUNCIL = un.rollcalls("hrc", since=2021, until=2022, edition="bundled")


def ratio(sums: Sums) -> float | None:
    return sums[0] / sums[1] if sums[1] else None


def test_it_is_the_spread_over_all_samples() -> None:
    """Of four clusters there are 4^4 samples, each as likely: the exact bootstrap."""
    events: list[Sums] = [(1, 1), (0, 1), (1, 1), (3, 4), (0, 0), (1, 2)]
    clusters = [0, 0, 1, 2, 3, 3]
    parts = [(1, 2), (1, 1), (3, 4), (1, 2)]
    exact = []
    for drawn in product(parts, repeat=4):
        sums = tuple(map(sum, zip(*drawn, strict=True)))
        exact.append(sums[0] / sums[1])
    found = spread_of(events, clusters, ratio, Drawing(20_000, 5))
    assert found.clusters == 4
    assert found.se == pytest.approx(pstdev(exact), rel=0.03)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(np.quantile(exact, 0.025), abs=0.02)
    assert found.interval.high == pytest.approx(np.quantile(exact, 0.975), abs=0.02)
    assert fmean(exact) in found.interval


def test_without_clusters_a_share_has_the_binomial_error() -> None:
    pair = un.agreement("USA", "ISR", SESSION, bootstrap=4000, seed=3)
    assert pair.bootstrap is not None
    assert pair.value is not None
    assert pair.bootstrap.clusters == len(SESSION)
    wanted = sqrt(pair.value * (1 - pair.value) / pair.n)
    assert pair.bootstrap.se == pytest.approx(wanted, rel=0.05)


def test_with_clusters_it_agrees_with_numpy() -> None:
    """Independent: sums over clusters drawn with NumPy, from the votes themselves."""
    both = [
        (vote, same)
        for vote in COUNCIL
        for same in [_same(vote, "UKR", "CHN")]
        if same is not None
    ]
    pair = un.agreement("UKR", "CHN", [vote for vote, _same in both], bootstrap=4000, seed=1)
    clusters = clusters_of([vote for vote, _same in both])
    sums = np.zeros((max(clusters) + 1, 2))
    for cluster, (_vote, same) in zip(clusters, both, strict=True):
        sums[cluster] += (same, 1)
    drawn = np.random.default_rng(1).integers(0, len(sums), (4000, len(sums)))
    values = sums[drawn].sum(axis=1)
    values = values[:, 0] / values[:, 1]
    assert pair.bootstrap is not None
    assert pair.bootstrap.interval is not None
    assert len(sums) < len(both)  # amendments go with their text
    assert pair.bootstrap.se == pytest.approx(values.std(ddof=1), rel=0.06)
    low, high = np.quantile(values, [0.025, 0.975])
    assert pair.bootstrap.interval.low == pytest.approx(low, abs=0.02)
    assert pair.bootstrap.interval.high == pytest.approx(high, abs=0.02)


def _same(vote: un.RollCall, a: str, b: str) -> int | None:
    groups = (vote.yes, vote.abstain, vote.no)
    if not all(any(country in group for group in groups) for country in (a, b)):
        return None
    return int(any(a in group and b in group for group in groups))


def test_votes_on_one_resolution_are_one_cluster() -> None:
    belarus = COUNCIL.filter(lambda vote: vote.session == "46" and "Belarus" in vote.title)
    assert len(belarus) > 5
    assert len(set(clusters_of(belarus))) == 1
    statement = un.statement("2022-10-31-ga3c-canada")
    assert clusters_of([statement, *statement.counterstatements, SESSION[0]]) == [0, 0, 0, 1]


def test_the_seed_decides() -> None:
    first, again, other = (
        un.agreement("CUB", "UKR", COUNCIL, "kappa", bootstrap=50, seed=seed).rows()
        for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other
    series = un.agreement("CUB", "UKR", COUNCIL, bootstrap=50).over("year")
    assert all(row["ci_low"] <= row["value"] <= row["ci_high"] for row in series.rows())
    assert un.agreement("CUB", "UKR", COUNCIL).rows()[0]["se"] is None


def test_an_interval_needs_samples_with_a_value() -> None:
    with pytest.raises(ValueError, match="expected a number of samples"):
        un.agreement("CUB", "UKR", COUNCIL, bootstrap=0)
    alone = un.agreement("CUB", "VAT", COUNCIL, bootstrap=10)
    assert alone.bootstrap is not None
    assert (alone.bootstrap.se, alone.bootstrap.undefined) == (None, 10)
    assert "10 without a value" in " ".join(alone.footnotes())
