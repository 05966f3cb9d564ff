"""Agreement: matrices at the scale of the General Assembly, beside NumPy and pandas on the same votes.

The matrix product of NumPy takes every core there is and suffers when another process wants one; this library
takes one core. "Ready made" rivals start from a matrix that somebody has built; the others from one code a vote.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import numpy as np
import pandas as pd

from timing import growth, in_turns, ratios, seconds
from unstatements.analysis import agreement_numpy as with_numpy
from unstatements.analysis.agreement_measures import MEASURES
from unstatements.analysis.vote_matrix import VoteMatrix
from unstatements.core.tables import columns, table
from unstatements.names.country import by_alpha_3

VOTES = "ga_votes"
THREADS = "OPENBLAS_NUM_THREADS"
CODES = {"Y": 1, "A": 2, "N": 3}


def columns_of(table_name: str) -> dict:
    """Return each country's votes as one text."""
    lines = ["".join([cell or " " for cell in row[1:]]) for row in table(table_name)]
    codes = columns(table_name)[1:]
    text = "".join(lines)
    return {by_alpha_3(code): text[place :: len(codes)] for place, code in enumerate(codes)}


def codes_of(texts: dict) -> np.ndarray:
    """Return the votes as NumPy keeps them: small integers, one row a country."""
    table = np.zeros(256, np.uint8)
    for letter, code in CODES.items():
        table[ord(letter)] = code
    return np.stack([table[np.frombuffer(texts[one].encode(), np.uint8)] for one in sorted(texts)])


def one_hot(codes: np.ndarray) -> np.ndarray:
    return np.concatenate([codes == code for code in CODES.values()], axis=1).astype(np.float32)


def numpy_share(codes: np.ndarray) -> np.ndarray:
    """Return the shares by two products: identical votes, and votes in common."""
    hot, voted = one_hot(codes), (codes > 0).astype(np.float32)
    with np.errstate(invalid="ignore"):
        return (hot @ hot.T) / (voted @ voted.T)


def numpy_tables(hot: np.ndarray, size: int) -> list[np.ndarray]:
    """Return the nine counts of every pair by one product of the stacked one-hot matrix."""
    product = np.rint(hot @ hot.T).astype(np.int64).reshape(3, size, 3, size)
    return [product[mine, :, other, :] for mine in range(3) for other in range(3)]


def stacked(codes: np.ndarray) -> np.ndarray:
    return np.concatenate([codes == code for code in CODES.values()]).astype(np.float32)


def numpy_share_of_tables(codes: np.ndarray) -> np.ndarray:
    """Return the shares by the one product that gives whole tables."""
    cells = numpy_tables(stacked(codes), len(codes))
    with np.errstate(invalid="ignore"):
        return (cells[0] + cells[4] + cells[8]) / sum(cells)


def pandas_corr(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.corr(method=lambda x, y: float((x == y).mean()), min_periods=1)


def pandas_merge(long: pd.DataFrame, calls: int, at_once: int = 100) -> pd.Series:
    """Return the shares by joining the votes with themselves, some roll calls at a time to fit the memory."""
    parts = []
    for start in range(0, calls, at_once):
        some = long[long["rollcall"].between(start, start + at_once - 1)]
        pairs = some.merge(some, on="rollcall")
        same = pairs["vote_x"] == pairs["vote_y"]
        parts.append(same.groupby([pairs["country_x"], pairs["country_y"]]).agg(["sum", "count"]))
    total = pd.concat(parts).groupby(level=[0, 1]).sum()
    return total["sum"] / total["count"]


def pandas_long(codes: np.ndarray) -> pd.DataFrame:
    country, rollcall = np.nonzero(codes)
    votes = codes[country, rollcall]
    return pd.DataFrame({"rollcall": rollcall, "country": country, "vote": votes})


def check(votes: VoteMatrix, codes: np.ndarray) -> None:
    """Fail unless both ways give the same numbers."""
    shares = votes._shares()
    assert votes.triangle(MEASURES["share"]) == shares
    by_product = numpy_share(codes)
    for a, row in enumerate(shares):
        for b, value in enumerate(row):
            assert (value is None and np.isnan(by_product[a, b])) or (
                value is not None and abs(value - by_product[a, b]) < 1e-6
            )
    for name in ("kappa", "pi", "alpha_nominal"):
        mine = [list(row) for row in votes._values(MEASURES[name])]
        kinds = (votes.yes, votes.abstain, votes.no)
        assert mine == [list(row) for row in with_numpy.triangle(kinds, votes.size, MEASURES[name].formula)]


def shares_of(texts: dict, votes: VoteMatrix, codes: np.ndarray) -> None:
    share = MEASURES["share"]
    hot, voted, whole = one_hot(codes), (codes > 0).astype(np.float32), stacked(codes)
    ours = lambda: votes.triangle(share)  # noqa: E731
    print(
        "\nShare of identical votes, all pairs; where NumPy is loaded it counts the bits of our integers:\n"
    )
    jobs: dict[str, Callable[[], object]] = {
        "unstatements": ours,
        "unstatements without NumPy": votes._shares,
        "NumPy: 1 product, identical votes alone, ready made": lambda: hot @ hot.T,
        "NumPy: 2 products, one-hot ready made": lambda: (hot @ hot.T, voted @ voted.T),
        "NumPy: 2 products, one-hot from codes": lambda: numpy_share(codes),
        "NumPy: 1 product for whole tables, ready made": lambda: whole @ whole.T,
        "NumPy: 1 product for whole tables, from codes": lambda: numpy_share_of_tables(codes),
    }
    print(ratios(in_turns(jobs, rounds=7, repeats=5)))
    print("\nThe same, both from one text a country:\n")
    jobs = {
        "unstatements": lambda: VoteMatrix.from_text(texts).triangle(share),
        "NumPy: 2 products": lambda: numpy_share(codes_of(texts)),
    }
    print(ratios(in_turns(jobs, rounds=7, repeats=3)))
    print("\nThe same, beside the ways of a user of data frames:\n")
    frame, long = pd.DataFrame(np.where(codes == 0, np.nan, codes).T), pandas_long(codes)
    jobs = {
        "unstatements": ours,
        "unstatements without NumPy": votes._shares,
        "pandas: DataFrame.corr, Pearson": frame.corr,
        "pandas: DataFrame.corr, share of identical votes": lambda: pandas_corr(frame),
        "pandas: merge and groupby": lambda: pandas_merge(long, codes.shape[1]),
    }
    print(ratios(in_turns(jobs, rounds=1)))


def other_measures(votes: VoteMatrix) -> None:
    print(
        "\nOther measures, all pairs: pure Python, and the same by NumPy from the same integers, as is done by itself"
    )
    print("where NumPy is there:")
    kinds = (votes.yes, votes.abstain, votes.no)
    for name, measure in MEASURES.items():
        if not measure.of_signatures and name != "share":
            by_numpy = lambda measure=measure: with_numpy.triangle(kinds, votes.size, measure.formula)  # noqa: E731
            jobs = {
                f"`{name}`, by NumPy": by_numpy,
                "pure Python": lambda measure=measure: votes._values(measure),
            }
            print(f"\n{ratios(in_turns(jobs, rounds=3))}")


def growing(texts: dict) -> None:
    size, points = len(next(iter(texts.values()))), []
    for calls in (size // 8, size // 4, size // 2, size, 2 * size, 4 * size):
        votes = VoteMatrix.from_text({one: (text * 4)[:calls] for one, text in texts.items()})
        points.append((calls, seconds(lambda votes=votes: votes.triangle(MEASURES["share"]), 5)))
    print("\nGrowth of the share of identical votes, all pairs; beyond the record by repetition:\n")
    print(growth("Agreement matrix", "roll calls", points))


def main() -> None:
    texts = columns_of(VOTES)
    votes, codes = VoteMatrix.from_text(texts), codes_of(texts)
    check(votes, codes)
    print(
        f"{len(votes.countries)} countries, {votes.size:,} roll calls, {np.count_nonzero(codes):,} votes; NumPy on"
    )
    print(f"{os.environ.get(THREADS, 'all')} threads of {os.cpu_count()} cores.")
    shares_of(texts, votes, codes)
    other_measures(votes)
    growing(texts)


if __name__ == "__main__":
    main()
