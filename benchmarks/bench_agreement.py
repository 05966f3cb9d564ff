"""Agreement: matrices over the whole record of roll calls, beside NumPy and pandas on the same votes.

The matrix product of NumPy takes every core there is and suffers when another process wants one;
this library takes one core. "Ready made" rivals start from a matrix that somebody has built; the
others from one code a vote.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import numpy as np
import pandas as pd
from timing import growth, in_turns, ratios, seconds

import unstatements as un
from unstatements.analysis.agreement_measures import MEASURES
from unstatements.analysis.vote_matrix import VoteMatrix
from unstatements.events.rollcall import RollCall

THREADS = "OPENBLAS_NUM_THREADS"
SHARE = MEASURES["share"]


def codes_of(votes: VoteMatrix, rollcalls: list[RollCall]) -> np.ndarray:
    """Return the votes as NumPy keeps them: 1 yes, 2 abstain, 3 no, 0 none; one row a country."""
    row = {country: place for place, country in enumerate(votes.countries)}
    codes = np.zeros((len(row), len(rollcalls)), np.uint8)
    for column, rollcall in enumerate(rollcalls):
        for code, voters in enumerate((rollcall.yes, rollcall.abstain, rollcall.no), 1):
            codes[[row[country] for country in voters], column] = code
    return codes


def one_hot(codes: np.ndarray) -> np.ndarray:
    return np.concatenate([codes == code for code in (1, 2, 3)], axis=1).astype(np.float32)


def numpy_share(codes: np.ndarray) -> np.ndarray:
    """Return the shares by two products: identical votes, and votes in common."""
    hot, voted = one_hot(codes), (codes > 0).astype(np.float32)
    with np.errstate(invalid="ignore"):
        return (hot @ hot.T) / (voted @ voted.T)


def numpy_cells(codes: np.ndarray) -> list[np.ndarray]:
    """Return the nine counts of every pair by one product of the stacked one-hot matrix."""
    size = len(codes)
    hot = np.concatenate([codes == code for code in (1, 2, 3)]).astype(np.float32)
    product = np.rint(hot @ hot.T).astype(np.int64).reshape(3, size, 3, size)
    return [product[mine, :, other, :] for mine in range(3) for other in range(3)]


def numpy_values(codes: np.ndarray, name: str) -> np.ndarray:
    """Return the values of a measure by the same formula from these counts."""
    numerator, denominator = MEASURES[name].formula(numpy_cells(codes))
    with np.errstate(invalid="ignore", divide="ignore"):
        return numerator / denominator


def pandas_corr(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.corr(method=lambda x, y: float((x == y).mean()), min_periods=1)


def check(votes: VoteMatrix, codes: np.ndarray) -> None:
    """Fail unless both ways give the same numbers."""
    rivals = {
        "share": numpy_share(codes),
        **{name: numpy_values(codes, name) for name in ("kappa", "pi")},
    }
    for name, theirs in rivals.items():
        ours = np.array(votes.square(MEASURES[name]), float)  # None becomes nan
        theirs = np.where(np.isfinite(theirs), theirs, np.nan)
        assert np.allclose(ours, theirs, atol=1e-6, equal_nan=True), name


def shares_of(votes: VoteMatrix, codes: np.ndarray) -> None:
    hot, voted = one_hot(codes), (codes > 0).astype(np.float32)
    jobs: dict[str, Callable[[], object]] = {
        "unstatements": lambda: votes.square(SHARE),
        "NumPy: 2 products, one-hot ready made": lambda: (hot @ hot.T, voted @ voted.T),
        "NumPy: 2 products, one-hot from codes": lambda: numpy_share(codes),
    }
    print("\nShare of identical votes, all pairs:\n")
    print(ratios(in_turns(jobs, rounds=7, repeats=5)))
    print("\nThe same, beside the ways of a user of data frames:\n")
    frame = pd.DataFrame(np.where(codes == 0, np.nan, codes).T)
    jobs = {
        "unstatements": lambda: votes.square(SHARE),
        "pandas: DataFrame.corr, Pearson": frame.corr,
        "pandas: DataFrame.corr, share of identical votes": lambda: pandas_corr(frame),
    }
    print(ratios(in_turns(jobs, rounds=1)))


def other_measures(votes: VoteMatrix, codes: np.ndarray) -> None:
    print(
        "\nOther measures, all pairs, beside the same formula on counts by one product of NumPy:"
    )
    for name in ("lijphart", "kappa", "alpha_ordinal"):
        jobs: dict[str, Callable[[], object]] = {
            f"`{name}`": lambda name=name: votes.square(MEASURES[name]),
            "NumPy, from codes": lambda name=name: numpy_values(codes, name),
        }
        print(f"\n{ratios(in_turns(jobs, rounds=3))}")


def growing(rollcalls: list[RollCall], countries: un.CountrySet) -> None:
    points = []
    for size in (len(rollcalls) // part for part in (8, 4, 2, 1)):
        votes = VoteMatrix.of(countries, rollcalls[:size])
        points.append((size, seconds(lambda votes=votes: votes.square(SHARE), 5)))
    print("\nGrowth of the share of identical votes, all pairs:\n")
    print(growth("Agreement matrix", "roll calls", points))


def main() -> None:
    rollcalls = list(un.rollcalls())
    mask = 0
    for rollcall in rollcalls:
        mask |= (rollcall.yes | rollcall.abstain | rollcall.no).mask
    countries = un.CountrySet.from_mask(mask)
    build = seconds(lambda: VoteMatrix.of(countries, rollcalls), 3)
    votes = VoteMatrix.of(countries, rollcalls)
    codes = codes_of(votes, list(votes.events))
    check(votes, codes)
    print(
        f"{len(countries)} countries, {len(rollcalls):,} roll calls, {np.count_nonzero(codes):,} votes; NumPy on "
        f"{os.environ.get(THREADS, 'all')} threads of {os.cpu_count()} cores. To build the matrix from roll calls "
        f"takes {build * 1e3:.0f} ms."
    )
    shares_of(votes, codes)
    other_measures(votes, codes)
    growing(rollcalls, countries)


if __name__ == "__main__":
    main()
