"""Agreement matrices at the scale of the General Assembly, against NumPy and pandas on the same votes.

    python benchmarks/bench_agreement.py [--rounds 7] [--plot growth.csv]

The votes are those of the bundled record of the General Assembly. Needs numpy and pandas.

Every comparison runs in one process, in turns, each job several times and the shortest kept; a ratio is the
median over the rounds, with the lowest and the highest. Below 1 means that this library is faster. The matrix
product of NumPy takes every core there is and suffers when another process wants one: compare on a quiet
machine, or with OPENBLAS_NUM_THREADS=1. This library takes one core.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

import unstatements
from unstatements import _agreement_numpy as with_numpy
from unstatements._agreement_measures import MEASURES
from unstatements._countries import by_alpha_3
from unstatements._tables import columns, schema, table
from unstatements._vote_matrix import VoteMatrix

VOTES = "ga_votes"
THREADS = "OPENBLAS_NUM_THREADS"
CODES = {"Y": 1, "A": 2, "N": 3}
FRESH_OURS = "import unstatements as un; un.agreement_matrix(un.countries(), un.rollcalls(body='ga'))"
FRESH_PANDAS = "import pandas; pandas.read_csv({votes!r}, dtype='string', keep_default_na=False)"


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


def seconds(job: Callable[[], object], repeats: int = 1) -> float:
    """Return the shortest of some runs."""
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        job()
        best = min(best, time.perf_counter() - start)
    return best


def compare(name: str, ours: Callable, theirs: Callable, rounds: int, repeats: int = 5) -> None:
    pairs = [(seconds(ours, repeats), seconds(theirs, repeats)) for _ in range(rounds)]
    ratios = sorted(a / b for a, b in pairs)
    mine, other = (median(times) * 1e3 for times in zip(*pairs, strict=True))
    print(
        f"{name:58} {mine:9.1f} ms {other:9.1f} ms   ratio {median(ratios):.3f} "
        f"({ratios[0]:.3f} to {ratios[-1]:.3f})"
    )


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
    shares = votes.triangle(MEASURES["share"])
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


def shares_of(texts: dict, votes: VoteMatrix, codes: np.ndarray, rounds: int) -> None:
    share = MEASURES["share"]
    print(f"\n{'share of identical votes, all pairs':58} {'here':>12} {'other':>12}")
    hot, voted = one_hot(codes), (codes > 0).astype(np.float32)
    whole = stacked(codes)
    ours = lambda: votes.triangle(share)  # noqa: E731
    compare("NumPy: 1 product, identical votes alone, ready made", ours, lambda: hot @ hot.T, rounds)
    compare("NumPy: 2 products, one-hot ready made", ours, lambda: (hot @ hot.T, voted @ voted.T), rounds)
    compare("NumPy: 2 products, one-hot from codes", ours, lambda: numpy_share(codes), rounds)
    compare("NumPy: 1 product for whole tables, ready made", ours, lambda: whole @ whole.T, rounds)
    compare("NumPy: 1 product for whole tables", ours, lambda: numpy_share_of_tables(codes), rounds)
    compare(
        "NumPy: 2 products; both from one text a country",
        lambda: VoteMatrix.from_text(texts).triangle(share),
        lambda: numpy_share(codes_of(texts)),
        rounds,
    )
    frame = pd.DataFrame(np.where(codes == 0, np.nan, codes).T)
    compare("pandas: DataFrame.corr, Pearson", ours, frame.corr, 3, 1)
    compare("pandas: DataFrame.corr, share of identical votes", ours, lambda: pandas_corr(frame), 3, 1)
    long = pandas_long(codes)
    compare("pandas: merge and groupby", ours, lambda: pandas_merge(long, codes.shape[1]), 1, 1)


def other_measures(votes: VoteMatrix, rounds: int) -> None:
    print("\nother measures, all pairs: pure Python, and the same by NumPy from the same integers")
    kinds = (votes.yes, votes.abstain, votes.no)
    for name, measure in MEASURES.items():
        if not measure.of_signatures and name != "share":
            compare(
                name,
                lambda measure=measure: votes._values(measure),
                lambda measure=measure: with_numpy.triangle(kinds, votes.size, measure.formula),
                rounds,
                3,
            )


def growth(texts: dict, plot: Path | None) -> None:
    print("\ngrowth with the number of roll calls (share, all pairs; beyond the record by repetition)")
    print(f"{'roll calls':>10} {'ms':>8} {'ms a thousand':>14}")
    size = len(next(iter(texts.values())))
    points = []
    for calls in (size // 8, size // 4, size // 2, size, 2 * size, 4 * size):
        part = {one: (text * 4)[:calls] for one, text in texts.items()}
        votes = VoteMatrix.from_text(part)
        taken = seconds(lambda votes=votes: votes.triangle(MEASURES["share"]), 5)
        points.append((calls, taken * 1e3))
        print(f"{calls:10} {taken * 1e3:8.1f} {taken * 1e6 / calls:14.2f}")
    slope, intercept = np.polyfit(*zip(*points, strict=True), 1)
    worst = max(abs(taken - slope * calls - intercept) / taken for calls, taken in points)
    print(f"line: {intercept:.1f} ms + {slope * 1000:.2f} ms a thousand; largest residual {worst:.0%}")
    if plot:
        with plot.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("roll_calls", "milliseconds"), *points])


def fresh_process(rounds: int) -> None:
    print("\nfresh process: import, load, build and compute here; only import and read with pandas")
    votes = str(Path(unstatements.__file__).parent / "data" / schema(VOTES)["path"])
    compare(
        "pandas: import and read_csv",
        lambda: subprocess.run([sys.executable, "-c", FRESH_OURS], check=True),
        lambda: subprocess.run([sys.executable, "-c", FRESH_PANDAS.format(votes=votes)], check=True),
        rounds,
        3,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--plot", type=Path, help="where to write the growth figures as CSV")
    asked = parser.parse_args()
    texts = columns_of(VOTES)
    votes, codes = VoteMatrix.from_text(texts), codes_of(texts)
    print(f"Python {sys.version.split()[0]}, NumPy {np.__version__}, pandas {pd.__version__}")
    print(f"cores {os.cpu_count()}, load {os.getloadavg()[0]:.1f}, threads {os.environ.get(THREADS, 'all')}")
    print(f"{len(votes.countries)} countries, {votes.size} roll calls, {np.count_nonzero(codes)} votes")
    check(votes, codes)
    shares_of(texts, votes, codes, asked.rounds)
    other_measures(votes, asked.rounds)
    growth(texts, asked.plot)
    fresh_process(asked.rounds)


if __name__ == "__main__":
    main()
