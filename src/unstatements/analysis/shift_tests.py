"""The tests of a shift: what each asks, what it computes, and who proposed it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from operator import index
from random import Random
from typing import ClassVar, Literal, NamedTuple, SupportsIndex, TypeAlias

from attrs import evolve, frozen

from unstatements.results.cells import Column, DisplayRow, attribute_columns
from unstatements.results.result import Result
from unstatements.results.text import plural

TestName = Literal["mcnemar", "stuart_maxwell", "bowker", "bloc_difference"]
EmptyPairs = Literal["count", "drop"]
Method = Literal["auto", "exact", "resample"]
Counts: TypeAlias = "tuple[tuple[int, ...], ...]"

NOBODY_MOVED = "nobody moved, so there is nothing to test"

_EXACT_LIMIT = 200_000  # sums kept at a time while counting; above that the test resamples
_USUALLY_SMALLER = "the p-value is then usually smaller than it should be."
_INDEPENDENCE = (
    "The test takes countries to move independently of one another. States that act as a bloc do "
    f"not: {_USUALLY_SMALLER}"
)
EXCHANGEABLE = (
    "The test takes every set of as many countries to be as likely a bloc as this one. States of "
    f"other blocs move together too: {_USUALLY_SMALLER}"
)


@frozen(repr=False, kw_only=True)
class ShiftTest(Result):
    """The outcome of a test of a shift.

    Attributes:
        name: The test.
        subject: What was tested, in words; empty for a plain table.
        statistic: The test statistic; None where undefined.
        df: Degrees of freedom of the chi-square distribution; None if exact or undefined.
        p_value: Probability, if the null hypothesis holds, of a table at least as far from it;
            None where undefined.
        n: Number of countries in the table.
        left_out: Number of countries left out, because a position is not known, is not among those
            tested, or a country was in one of the electorates only.
        reason: Why the test is undefined; empty where it is not.
        categories: What the rows of the table are: positions, or the bloc and the rest.
        table: How many countries moved from each position (row) to each (column); of a bloc and
            the rest how many have each value of the measure, lowest first.
        notes: What a reader must know.
    """

    name: str
    subject: str = ""
    statistic: float | None = None
    df: int | None = None
    p_value: float | None = None
    left_out: int = 0
    reason: str = ""
    categories: tuple[str, ...]
    table: Counts
    notes: tuple[str, ...] = ()

    _columns: ClassVar[Sequence[Column[ShiftTest]]] = (
        Column("test", str, "name"),
        *attribute_columns(
            statistic=float, df=int, p_value=float, n=int, left_out=int, reason=str
        ),
    )

    @property
    def n(self) -> int:
        """Number of countries in the table."""
        return sum(map(sum, self.table))

    def _records(self) -> Iterable[ShiftTest]:
        return (self,)

    def title(self) -> str:
        return f"{self.name}\n{self.subject}" if self.subject else self.name

    def display_rows(self) -> Sequence[DisplayRow]:
        return [
            {"before": before, **dict(zip(self.categories, row, strict=True))}
            for before, row in zip(self.categories, self.table, strict=True)
        ]

    def footnotes(self) -> Sequence[str]:
        figures = f"undefined: {self.reason}" if self.reason else self._figures()
        countries = plural(self.n, "country", "countries")
        return [f"{figures}; {countries}, {self.left_out} left out", *self.notes]

    def _figures(self) -> str:
        df = "" if self.df is None else f", {plural(self.df, 'degree')} of freedom"
        return f"statistic {self.statistic:.6g}{df}, p = {self.p_value:.6g}"

    def __repr__(self) -> str:
        figures = "undefined" if self.p_value is None else f"p = {self.p_value:.6g}"
        return f"<{self.name}: {figures}, n = {self.n}>"


@frozen(repr=False, kw_only=True)
class BlocDifference(ShiftTest):
    """Whether a bloc shifted otherwise than the rest.

    `statistic` is `bloc_mean` less `rest_mean`; `p_value` is the share of the ways to name as many
    countries a bloc that differ from the rest by as much or more, in either direction.

    Attributes:
        bloc: Name of the bloc.
        measure: What was measured of each country: ``"net"``, ``"gross"`` or a function's name.
        bloc_mean: Mean over the bloc's members compared; None without any, or if undefined.
        rest_mean: Mean over the other countries; likewise.
        method: ``"exact"`` or ``"resample"``.
        resamples: Number of random blocs drawn, 0 where exact.
        seed: Seed of the drawing, None where exact.
    """

    bloc: str
    measure: str
    bloc_mean: float | None
    rest_mean: float | None
    method: str
    resamples: int
    seed: int | None

    _columns = attribute_columns(
        bloc=str, measure=str, bloc_n=int, n=int, left_out=int, bloc_mean=float, rest_mean=float,
        statistic=float, p_value=float, method=("exact", "resample"), resamples=int, seed=int,
        reason=str,
    )  # fmt: skip

    @property
    def bloc_n(self) -> int:
        """Number of the bloc's members compared."""
        return sum(self.table[0])

    def title(self) -> str:
        return f"{self.name} shift\n{self.subject}"

    def display_rows(self) -> Sequence[DisplayRow]:
        means = (self.bloc_mean, self.rest_mean)
        return [
            {"group": group, "countries": sum(counts), "mean": mean}
            for group, counts, mean in zip(self.categories, self.table, means, strict=True)
        ]

    def _figures(self) -> str:
        how = "exact" if self.seed is None else f"{self.resamples} resamples, seed {self.seed}"
        return f"difference {self.statistic:.6g}, p = {self.p_value:.6g} ({how})"


class Figures(NamedTuple):
    """What a test computes from a table; without degrees of freedom also the probability."""

    statistic: float
    df: int | None = None
    p_value: float | None = None
    note: str = ""


def _mcnemar(counts: Counts, _empty_pairs: EmptyPairs) -> Figures:
    (_both, gave_up), (took, _neither) = counts
    fewer = min(gave_up, took)
    ways = sum(math.comb(gave_up + took, number) for number in range(fewer + 1))
    return Figures(fewer, None, min(1.0, 2 * ways / 2 ** (gave_up + took)))


def _stuart_maxwell(counts: Counts, _empty_pairs: EmptyPairs) -> Figures:
    """Return d' S^- d and the rank of S, by elimination."""
    # S is the Laplacian of the graph whose edges are the movements, and d lies in its range: any
    # solution of S y = d gives the same d' y. Elimination takes S, bordered by d, to -d' y.
    size = len(counts)
    gains = [sum(row[place] for row in counts) - sum(counts[place]) for place in range(size)]
    rows: list[list[int | Fraction]] = []
    for place, gain in enumerate(gains):
        row = [-(counts[place][other] + counts[other][place]) for other in range(size)]
        row[place] -= sum(row)  # so that the row of S adds up to 0
        rows.append([*row, gain])
    rows.append([*gains, 0])
    rank = 0
    for column in range(size):
        pivot = rows[column][column]
        if not pivot:  # S is positive semidefinite: the whole row has been eliminated
            continue
        rank += 1
        for below in rows[column + 1 :]:
            factor = Fraction(below[column]) / pivot
            for place in range(column, size + 1):
                below[place] -= factor * rows[column][place]
    return Figures(float(-rows[size][size]), rank)


def _bowker(counts: Counts, empty_pairs: EmptyPairs) -> Figures:
    places = combinations(range(len(counts)), 2)
    pairs = [(counts[first][second], counts[second][first]) for first, second in places]
    moved = [(there, back) for there, back in pairs if there + back]
    statistic = sum(Fraction((there - back) ** 2, there + back) for there, back in moved)
    empty = len(pairs) - len(moved)
    counted = "count" if empty_pairs == "count" else "do not count"
    note = (
        f"Between {empty} of {plural(len(pairs), 'pair')} of positions nobody moved; they "
        f"{counted} as degrees of freedom."
    )
    df = len(pairs) if empty_pairs == "count" else len(moved)
    return Figures(float(statistic), df, note=note if empty else "")


class StatisticalTest(NamedTuple):
    """A test of a shift: its name, what it computes, and who proposed it."""

    title: str
    source: str
    options: tuple[str, ...]  # of `shift_test` that it takes
    figures: Callable[[Counts, EmptyPairs], Figures] | None = None  # None: it takes no table


TESTS: Mapping[TestName, StatisticalTest] = {
    "mcnemar": StatisticalTest(
        title="McNemar's exact test",
        source="McNemar 1947, Psychometrika 12(2); the discordant pairs referred to the binomial",
        options=("position", "unknown_positions"),
        figures=_mcnemar,
    ),
    "stuart_maxwell": StatisticalTest(
        title="Stuart-Maxwell test of marginal homogeneity",
        source="Stuart 1955, Biometrika 42; Maxwell 1970, British Journal of Psychiatry 116",
        options=("positions", "unknown_positions"),
        figures=_stuart_maxwell,
    ),
    "bowker": StatisticalTest(
        title="Bowker's test of symmetry",
        source="Bowker 1948, Journal of the American Statistical Association 43",
        options=("positions", "unknown_positions", "empty_pairs"),
        figures=_bowker,
    ),
    "bloc_difference": StatisticalTest(
        title="Permutation test of a bloc against the rest",
        source=(
            "Fisher's permutation test; Phipson and Smyth 2010, Statistical Applications in "
            "Genetics and Molecular Biology 9(1), for the p-value from resamples"
        ),
        options=("bloc", "measure", "unknown_positions", "method", "resamples", "seed"),
    ),
}


def checked_counts(rows: Iterable[Iterable[SupportsIndex]]) -> Counts:
    """Return rows of counts that must be a square table of whole numbers, none negative."""
    try:
        counts = tuple(tuple(map(index, row)) for row in rows)
    except TypeError as error:
        raise ValueError(f"a table is rows of whole numbers of countries: {error}") from None
    lengths = [len(row) for row in counts]
    if len(counts) < 2 or set(lengths) != {len(counts)}:
        raise ValueError(
            f"the table must be square, two by two at least; its rows have {lengths} cells"
        )
    least = min(map(min, counts))
    if least < 0:
        raise ValueError(f"a count of countries is negative: {least}")
    return counts


def table_test(untested: ShiftTest, test: TestName, empty_pairs: EmptyPairs) -> ShiftTest:
    """Return a test with the figures of its table; unchanged where it has a reason."""
    method, counts = TESTS[test], untested.table
    if test == "mcnemar" and len(counts) != 2:
        raise ValueError(
            f"McNemar's test takes two rows of two counts, not {len(counts)}: for more positions "
            "use stuart_maxwell or bowker"
        )
    moved = untested.n - sum(row[place] for place, row in enumerate(counts))
    reason = untested.reason or ("" if moved else NOBODY_MOVED)
    if reason or method.figures is None:
        return evolve(untested, reason=reason, notes=(*untested.notes, _INDEPENDENCE))
    statistic, df, p_value, note = method.figures(counts, empty_pairs)
    notes = [*untested.notes, note]
    if df is not None:
        p_value = chi_square_tail(statistic, df)
        approximation = "The chi-square distribution is an approximation"
        notes.append(f"{approximation}; the test rests on {moved} that moved.")
    return evolve(
        untested,
        statistic=float(statistic),
        df=df,
        p_value=p_value,
        notes=(*filter(None, notes), _INDEPENDENCE),
    )


def chi_square_tail(statistic: float, df: int) -> float:
    """Return the probability that a chi-square variable is at least so large.

    For whole degrees of freedom the tail is a finite sum of positive terms, so that small tails
    keep their digits: Abramowitz and Stegun 1964, equations 26.4.4 and 26.4.5.
    """
    if df < 1 or not statistic >= 0:
        raise ValueError(f"no chi-square tail at {statistic} with {df} degrees of freedom")
    if statistic == 0 or math.isinf(statistic):
        return 1.0 if statistic == 0 else 0.0
    half, odd = statistic / 2, df % 2
    terms = [math.erfc(math.sqrt(half))] if odd else []
    for exponent in (place + odd / 2 for place in range(df // 2)):
        logarithm = exponent * math.log(half) - half - math.lgamma(exponent + 1)
        terms.append(math.exp(logarithm))
    return min(1.0, math.fsum(terms))


def permutation_test(
    inside: Sequence[int], outside: Sequence[int], method: Method, resamples: int, seed: int
) -> tuple[float, str]:
    """Return how likely a difference in means at least as large is, and how that was found.

    All sets of as many values are counted, or, where that takes too much, some of them are drawn.
    """
    values = sorted([*inside, *outside])
    total, size = sum(values), len(inside)

    def distance(sum_inside: int) -> int:
        # |mean inside - mean outside| in whole numbers: times n * inside * outside / n.
        return abs(sum_inside * len(values) - size * total)

    observed = distance(sum(inside))
    if method != "resample":
        sums = _sums(Counter(values), size, None if method == "exact" else _EXACT_LIMIT)
        if sums is not None:
            extreme = sum(ways for value, ways in sums.items() if distance(value) >= observed)
            return extreme / math.comb(len(values), size), "exact"
    random = Random(seed)
    drawn = (sum(_draw(values, size, random)) for _ in range(resamples))
    extreme = sum(distance(value) >= observed for value in drawn)
    return (1 + extreme) / (1 + resamples), "resample"


def _sums(values: Mapping[int, int], size: int, limit: int | None) -> Mapping[int, int] | None:
    """Return in how many ways `size` of the values have each sum; None if that takes too many."""
    ways: dict[tuple[int, int], int] = {(0, 0): 1}
    left = sum(values.values())
    for value, times in values.items():
        left -= times
        more: dict[tuple[int, int], int] = {}
        for (taken, total), count in ways.items():
            # Those still to come must be able to fill up the set.
            for number in range(max(0, size - taken - left), min(times, size - taken) + 1):
                key = taken + number, total + number * value
                more[key] = more.get(key, 0) + count * math.comb(times, number)
        ways = more
        if limit is not None and len(ways) > limit:
            return None
    return {total: count for (_taken, total), count in ways.items()}


def _draw(values: Sequence[int], size: int, random: Random) -> list[int]:
    # By `random()` alone, the one method whose sequence Python keeps from version to version.
    pool = list(values)
    for place in range(size):
        other = place + int(random.random() * (len(pool) - place))
        pool[place], pool[other] = pool[other], pool[place]
    return pool[:size]
