"""Tests of a shift: did the positions move more than chance would, and one bloc more than the rest?"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, combinations
from operator import index
from random import Random
from typing import Literal, SupportsIndex, TypeAlias, get_args

from attrs import frozen

from unstatements.analysis.positions import Position, Positions
from unstatements.analysis.shift import Shift
from unstatements.core.arguments import of_type
from unstatements.groups.bloc import BlocLike, bloc as find_bloc
from unstatements.groups.country_set import CountrySet
from unstatements.results.cells import DisplayRow, Row, Types
from unstatements.results.result import Result

__all__ = [
    "BlocDifference",
    "Measure",
    "ShiftTest",
    "TableLike",
    "bhapkar",
    "bloc_difference",
    "bowker",
    "chi_square_tail",
    "mcnemar",
    "stuart_maxwell",
]

Counts: TypeAlias = "tuple[tuple[int, ...], ...]"
TableLike: TypeAlias = "Shift | Iterable[Iterable[SupportsIndex]]"
WhenUnknown = Literal["refuse", "leave out"]
EmptyPairs = Literal["count", "drop"]
Method = Literal["auto", "exact", "resample"]
Measure: TypeAlias = "Literal['net', 'gross'] | Callable[[Position, Position], int]"

_TESTED = (Position.FOR, Position.NEUTRAL, Position.AGAINST)
_EXACT_LIMIT = 200_000  # sums kept at a time while counting; above that the test resamples
_NOBODY_MOVED = "nobody moved, so there is nothing to test"
_INDEPENDENCE = (
    "The test takes countries to move independently of one another. States that act as a bloc do not: "
    "the p-value is then usually smaller than it should be."
)
_EXCHANGEABLE = (
    "The test takes every set of as many countries to be as likely a bloc as this one. States of other "
    "blocs move together too: the p-value is then usually smaller than it should be."
)
_ACROSS_KINDS = "Silence on a statement and abstention in a vote are counted as one position, neutral."


@frozen(repr=False)
class ShiftTest(Result):
    """The outcome of one test of a shift.

    Attributes:
        name: The test.
        subject: What was tested, in words; empty for a plain table.
        statistic: The test statistic; None where undefined.
        df: Degrees of freedom of the chi-square distribution; None for an exact test or where undefined.
        p_value: Probability, if the null hypothesis holds, of a table at least as far from it; None where
            undefined.
        n: Number of countries in the table.
        left_out: Number of countries left out, because a position is not known, is not among those tested,
            or a country was in one of the electorates only.
        reason: Why the test is undefined; empty where it is not.
        categories: The positions, in the order of the table's rows and columns.
        table: How many countries moved from each position (row) to each (column).
        notes: What a reader must know.

    Example:
        >>> import unstatements as un
        >>> un.bowker([[20, 10, 5], [3, 30, 15], [0, 5, 40]]).df
        3
    """

    name: str
    subject: str
    statistic: float | None
    df: int | None
    p_value: float | None
    n: int
    left_out: int
    reason: str
    categories: tuple[str, ...]
    table: Counts
    notes: tuple[str, ...]

    def title(self) -> str:
        """Return the test and what it tested."""
        return f"{self.name}\n{self.subject}" if self.subject else self.name

    def rows(self) -> list[Row]:
        """Return the one row of the test."""
        return [
            {
                "test": self.name,
                "statistic": self.statistic,
                "df": self.df,
                "p_value": self.p_value,
                "n": self.n,
                "left_out": self.left_out,
                "reason": self.reason or None,
            }
        ]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a position before: how many countries went to each position after."""
        return [
            {"before": before, **dict(zip(self.categories, row, strict=True))}
            for before, row in zip(self.categories, self.table, strict=True)
        ]

    def footnotes(self) -> Sequence[str]:
        """Return the figures, or why there are none, and what the test assumes."""
        df = "" if self.df is None else f", {_plural(self.df, 'degree')} of freedom"
        if self.p_value is None or self.statistic is None:
            result = f"undefined: {self.reason}"
        else:
            result = f"statistic {self.statistic:.6g}{df}, p = {self.p_value:.6g}"
        return [f"{result}; {self.n} countries, {self.left_out} left out", *self.notes]

    def _types(self) -> Types:
        return {
            "test": str,
            "statistic": float,
            "df": int,
            "p_value": float,
            "n": int,
            "left_out": int,
            "reason": str,
        }

    def __repr__(self) -> str:
        shown = "undefined" if self.p_value is None else f"p = {self.p_value:.6g}"
        return f"<{self.name}: {shown}, n = {self.n}>"


@frozen(repr=False)
class BlocDifference(Result):
    """Whether a bloc shifted otherwise than the rest.

    Attributes:
        subject: The shift, in words.
        bloc: Name of the bloc.
        measure: What was measured of each country: ``"net"``, ``"gross"`` or a function's name.
        bloc_mean: Mean over the bloc's members compared; None where there is none, or the test refused.
        rest_mean: Mean over the other countries; likewise.
        statistic: `bloc_mean` less `rest_mean`; None where undefined.
        p_value: Share of the ways to name as many countries a bloc that differ from the rest by as much or
            more, in either direction; None where undefined.
        method: ``"exact"`` or ``"resample"``.
        resamples: Number of random blocs drawn, 0 where exact.
        seed: Seed of the drawing, None where exact.
        bloc_n: Number of the bloc's members compared.
        n: Number of countries compared, members and others.
        left_out: Number of countries left out: not known on both events, or in one electorate only.
        reason: Why the test is undefined; empty where it is not.

    Example:
        >>> import unstatements as un
        >>> moved = un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada")
        >>> un.bloc_difference(moved, "GRULAC").n
        195
    """

    subject: str
    bloc: str
    measure: str
    bloc_mean: float | None
    rest_mean: float | None
    statistic: float | None
    p_value: float | None
    method: str
    resamples: int
    seed: int | None
    bloc_n: int
    n: int
    left_out: int
    reason: str

    def title(self) -> str:
        """Return the bloc, the measure and the shift."""
        return f"{self.bloc} against the rest, {self.measure} shift\n{self.subject}"

    def rows(self) -> list[Row]:
        """Return the one row of the test."""
        return [
            {
                "bloc": self.bloc,
                "measure": self.measure,
                "bloc_n": self.bloc_n,
                "n": self.n,
                "left_out": self.left_out,
                "bloc_mean": self.bloc_mean,
                "rest_mean": self.rest_mean,
                "statistic": self.statistic,
                "p_value": self.p_value,
                "method": self.method,
                "resamples": self.resamples,
                "seed": self.seed,
                "reason": self.reason or None,
            }
        ]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row for the bloc and one for the rest: how many countries, and their mean."""
        return [
            {"group": self.bloc, "countries": self.bloc_n, "mean": self.bloc_mean},
            {"group": "the rest", "countries": self.n - self.bloc_n, "mean": self.rest_mean},
        ]

    def footnotes(self) -> Sequence[str]:
        """Return the figures, or why there are none, and what the test assumes."""
        if self.p_value is None or self.statistic is None:
            result = f"undefined: {self.reason}"
        else:
            how = "exact" if self.seed is None else f"{self.resamples} resamples, seed {self.seed}"
            result = f"difference {self.statistic:.6g}, p = {self.p_value:.6g} ({how})"
        return [f"{result}; {self.n} countries, {self.left_out} left out", _EXCHANGEABLE]

    def _types(self) -> Types:
        return {
            "bloc": str,
            "measure": str,
            **dict.fromkeys(("bloc_n", "n", "left_out"), int),
            **dict.fromkeys(("bloc_mean", "rest_mean", "statistic", "p_value"), float),
            "method": ("exact", "resample"),
            "resamples": int,
            "seed": int,
            "reason": str,
        }

    def __repr__(self) -> str:
        shown = "undefined" if self.p_value is None else f"p = {self.p_value:.6g}"
        return f"<{self.bloc} against the rest, {self.measure}: {shown}, n = {self.n}>"


@frozen
class _Table:
    """A square table of counts, and where it comes from."""

    subject: str
    categories: tuple[str, ...]
    counts: Counts
    left_out: int = 0
    reason: str = ""  # why no test may use it
    notes: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        return sum(map(sum, self.counts))

    def result(
        self,
        name: str,
        statistic: float | None = None,
        df: int | None = None,
        p_value: float | None = None,
        reason: str = "",
        notes: tuple[str, ...] = (),
    ) -> ShiftTest:
        return ShiftTest(
            name,
            self.subject,
            statistic,
            df,
            p_value,
            self.n,
            self.left_out,
            reason,
            self.categories,
            self.counts,
            (*self.notes, *notes, _INDEPENDENCE),
        )


def mcnemar(
    table: TableLike, position: Position | str = Position.FOR, unknown: WhenUnknown = "refuse"
) -> ShiftTest:
    """Test by McNemar's exact test whether as many countries took a position as gave it up.

    Of the b + c countries that moved, the number that moved one way follows a binomial distribution with
    probability 1/2 if neither way is likelier. The statistic is min(b, c), the p-value is two-sided:
    2 P(X <= min(b, c)), at most 1. Undefined if nobody moved.

    Args:
        table: A shift, or two rows of two counts: before by after.
        position: The position against all others; for a shift only. A country whose position is not known
            counts if it is known whether it held this one.
        unknown: What to do where that is not known: ``"refuse"`` leaves the test undefined, ``"leave out"``
            tests the other countries.

    Raises:
        ValueError: If the table is not two by two, a count is negative, or an option is unknown.

    Source:
        McNemar 1947, Psychometrika 12(2); the exact form refers the discordant pairs to the binomial.

    Example:
        >>> import unstatements as un
        >>> un.mcnemar([[100, 1], [8, 86]]).p_value
        0.0390625
        >>> moved = un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada")
        >>> un.mcnemar(moved).statistic, un.mcnemar(moved).p_value  # 8 joined, 1 left
        (1.0, 0.0390625)
    """
    name = "McNemar's exact test"
    counts = _two_positions(table, position, unknown) if isinstance(table, Shift) else _plain(table)
    if len(counts.categories) != 2:
        raise ValueError(
            f"McNemar's test takes two rows of two counts, not {len(counts.categories)}: for more positions "
            "use stuart_maxwell, bhapkar or bowker"
        )
    (_both, gave_up), (took, _neither) = counts.counts
    moved = gave_up + took
    reason = counts.reason or ("" if moved else _NOBODY_MOVED)
    if reason:
        return counts.result(name, reason=reason)
    fewer = min(gave_up, took)
    ways = sum(math.comb(moved, k) for k in range(fewer + 1))
    return counts.result(name, float(fewer), None, min(1.0, 2 * ways / 2**moved))


def stuart_maxwell(
    table: TableLike,
    positions: Iterable[Position | str] | None = None,
    unknown: WhenUnknown = "refuse",
) -> ShiftTest:
    """Test by the Stuart-Maxwell test whether the positions are as frequent after as before.

    The statistic is d' S^-1 d, where d holds each position's gain, s_ii = n_i. + n_.i - 2 n_ii and
    s_ij = -(n_ij + n_ji); it follows a chi-square distribution with k - 1 degrees of freedom for k positions.
    A position that no country left or took does not count, and where positions fall into groups without
    movement between them, each group gives one degree of freedom fewer than it has positions. The statistic
    is computed in whole numbers and rounded once. Undefined if nobody moved.

    Args:
        table: A shift, or k rows of k counts: before by after.
        positions: For a shift, the positions tested; None for those of for, neutral and against that some
            country held. Countries with another position are left out.
        unknown: What to do with countries whose position is not known: ``"refuse"`` leaves the test
            undefined, ``"leave out"`` tests those known on both events.

    Raises:
        ValueError: If the table is not square, a count is negative, or an option is unknown.

    Source:
        Stuart 1955, Biometrika 42; Maxwell 1970, British Journal of Psychiatry 116.

    Example:
        >>> import unstatements as un
        >>> result = un.stuart_maxwell([[20, 10, 5], [3, 30, 15], [0, 5, 40]])
        >>> round(result.statistic, 4), result.df
        (13.7647, 2)
    """
    name = "Stuart-Maxwell test of marginal homogeneity"
    counts = _table(table, positions, unknown)
    if counts.reason:
        return counts.result(name, reason=counts.reason)
    statistic, df = _marginal_change(counts.counts)
    if not df:
        return counts.result(name, reason=_NOBODY_MOVED)
    return _chi_square(counts, name, statistic, df)


def bhapkar(
    table: TableLike,
    positions: Iterable[Position | str] | None = None,
    unknown: WhenUnknown = "refuse",
) -> ShiftTest:
    """Test by Bhapkar's test whether the positions are as frequent after as before.

    As the Stuart-Maxwell test, with the covariance S - d d'/n that does not presuppose the null hypothesis:
    its statistic is T / (1 - T/n), where T is that of Stuart and Maxwell. Undefined if nobody moved, and if
    T = n, as when all countries moved from one position to another.

    Args:
        table: A shift, or k rows of k counts: before by after.
        positions: As for `stuart_maxwell`.
        unknown: As for `stuart_maxwell`.

    Raises:
        ValueError: If the table is not square, a count is negative, or an option is unknown.

    Source:
        Bhapkar 1966, Journal of the American Statistical Association 61; Keefe 1982, Biometrika 69, for the
        relation of the two tests.

    Example:
        >>> import unstatements as un
        >>> result = un.bhapkar([[20, 10, 5], [3, 30, 15], [0, 5, 40]])
        >>> round(result.statistic, 4), result.df
        (15.4233, 2)
    """
    name = "Bhapkar's test of marginal homogeneity"
    counts = _table(table, positions, unknown)
    if counts.reason:
        return counts.result(name, reason=counts.reason)
    statistic, df = _marginal_change(counts.counts)
    if not df:
        return counts.result(name, reason=_NOBODY_MOVED)
    if statistic == counts.n:
        return counts.result(
            name, reason="all countries moved the same way, so the change has no variance to compare it with"
        )
    return _chi_square(counts, name, statistic / (1 - statistic / counts.n), df)


def bowker(
    table: TableLike,
    positions: Iterable[Position | str] | None = None,
    unknown: WhenUnknown = "refuse",
    empty_pairs: EmptyPairs = "count",
) -> ShiftTest:
    """Test by Bowker's test whether as many countries moved from each position to each other as back.

    The statistic is the sum over i < j of (n_ij - n_ji)^2 / (n_ij + n_ji); it follows a chi-square
    distribution with k (k - 1) / 2 degrees of freedom for k positions. A pair of positions between which
    nobody moved adds nothing to the statistic. Undefined if nobody moved.

    Args:
        table: A shift, or k rows of k counts: before by after.
        positions: As for `stuart_maxwell`.
        unknown: As for `stuart_maxwell`.
        empty_pairs: Whether a pair between which nobody moved still counts as a degree of freedom:
            ``"count"`` as the formula has it, ``"drop"`` for a test that does not lose power to such pairs.

    Raises:
        ValueError: If the table is not square, a count is negative, or an option is unknown.

    Source:
        Bowker 1948, Journal of the American Statistical Association 43.

    Example:
        >>> import unstatements as un
        >>> result = un.bowker([[20, 10, 5], [3, 30, 15], [0, 5, 40]])
        >>> round(result.statistic, 4), result.df
        (13.7692, 3)
    """
    name = "Bowker's test of symmetry"
    _check("empty_pairs", empty_pairs, EmptyPairs)
    counts = _table(table, positions, unknown)
    if counts.reason:
        return counts.result(name, reason=counts.reason)
    cells = counts.counts
    pairs = [(cells[i][j], cells[j][i]) for i, j in combinations(range(len(cells)), 2)]
    moved = [(there, back) for there, back in pairs if there + back]
    if not moved:
        return counts.result(name, reason=_NOBODY_MOVED)
    statistic = sum((Fraction((there - back) ** 2, there + back) for there, back in moved), Fraction())
    empty = len(pairs) - len(moved)
    note = (
        f"Between {empty} of {_plural(len(pairs), 'pair')} of positions nobody moved; they "
        f"{'count' if empty_pairs == 'count' else 'do not count'} as degrees of freedom."
    )
    df = len(pairs) if empty_pairs == "count" else len(moved)
    return _chi_square(counts, name, statistic, df, (note,) if empty else ())


def bloc_difference(
    shift: Shift,
    bloc: BlocLike,
    measure: Measure = "net",
    unknown: WhenUnknown = "refuse",
    method: Method = "auto",
    resamples: int = 9999,
    seed: int = 0,
) -> BlocDifference:
    """Test by permutation whether a bloc shifted otherwise than the rest.

    The statistic is the mean of the measure over the bloc less its mean over the other countries. If being a
    member made no difference, each set of as many countries would be as likely to be the bloc: the p-value is
    the share of those sets whose statistic is as far from 0 or farther. All of them are counted, without
    listing them, by how many countries have each value of the measure; only where that is too much are
    `resamples` sets drawn at random, and p = (1 + extreme ones) / (1 + resamples).

    Args:
        shift: The shift; membership of the bloc is that on the day of its second event.
        bloc: A bloc, its name or id; `Bloc.of` makes one of your own.
        measure: ``"net"``: 1 for a country that joined, -1 for one that left, 0 for the others; ``"gross"``:
            1 for a country that moved, 0 for one that stayed; or a function from the position before and
            after to a whole number.
        unknown: What to do with countries of which the measure is not known: ``"refuse"`` leaves the test
            undefined, ``"leave out"`` tests the others.
        method: ``"auto"``, ``"exact"`` or ``"resample"``.
        resamples: Number of sets to draw, at least 1.
        seed: Seed of the drawing: the same seed gives the same p-value.

    Raises:
        UnknownBlocError: If the bloc is not known.
        ValueError: If an option is unknown, `resamples` is below 1, or the second event has no date.
        TypeError: If a function as `measure` returns no whole number.

    Source:
        Fisher's permutation test; Phipson and Smyth 2010, Statistical Applications in Genetics and Molecular
        Biology 9(1), for the p-value from resamples.

    Example:
        >>> import unstatements as un
        >>> moved = un.shift("A/HRC/51/L.6", "2022-10-31-ga3c-canada")
        >>> result = un.bloc_difference(moved, "GRULAC")  # Honduras and Paraguay left
        >>> round(result.statistic, 3), result.method
        (-0.25, 'exact')
    """
    _check("unknown", unknown, WhenUnknown)
    _check("method", method, Method)
    if resamples < 1:
        raise ValueError(f"resamples must be at least 1, not {resamples}")
    day = of_type(shift, Shift, "shift: give what shift() returned").after.event.date
    if day is None:
        raise ValueError(f"{shift.after.event.id} has no known date: the bloc cannot be dated")
    chosen = find_bloc(bloc)
    values, not_known = _values(shift, measure)
    members = chosen.members(day)
    inside, outside = _split(values, members)
    compared = len(inside) + len(outside)
    means = _mean(inside), _mean(outside)
    drawn: tuple[float, str] | None = None
    reason = ""
    if not_known and unknown == "refuse":
        reason, means = _unknown_reason(len(not_known), compared), (None, None)
    elif not inside or not outside:
        reason = f"{'no' if not inside else 'every'} country compared is in {chosen.abbreviation}"
    else:
        drawn = _permutation_test(inside, outside, method, resamples, seed)
    resampled = drawn is not None and drawn[1] == "resample"
    return BlocDifference(
        subject=shift.title(),
        bloc=chosen.abbreviation,
        measure=measure if isinstance(measure, str) else getattr(measure, "__name__", "function"),
        bloc_mean=_as_float(means[0]),
        rest_mean=_as_float(means[1]),
        statistic=_difference(*means),
        p_value=drawn[0] if drawn else None,
        method=drawn[1] if drawn else "exact",
        resamples=resamples if resampled else 0,
        seed=seed if resampled else None,
        bloc_n=len(inside),
        n=compared,
        left_out=len(shift.among) - compared,
        reason=reason,
    )


def chi_square_tail(statistic: float, df: int) -> float:
    """Return the probability that a chi-square variable is at least so large.

    For whole degrees of freedom the tail is a finite sum: with h = statistic / 2, the sum of
    exp(-h) h^j / j! over j from 0 to df/2 - 1 if df is even, and erfc(sqrt(h)) plus the sum of
    exp(-h) h^(j - 1/2) / gamma(j + 1/2) over j from 1 to (df - 1)/2 if it is odd. All terms are positive, so
    that small tails keep their digits.

    Args:
        statistic: Not negative.
        df: Degrees of freedom, at least 1.

    Raises:
        ValueError: If the statistic is negative or there is no degree of freedom.

    Source:
        Abramowitz and Stegun 1964, equations 26.4.4 and 26.4.5.

    Example:
        >>> round(chi_square_tail(5.991464547107979, 2), 12)
        0.05
    """
    if df < 1 or not statistic >= 0:
        raise ValueError(f"no chi-square tail at {statistic} with {df} degrees of freedom")
    if statistic == 0 or math.isinf(statistic):
        return 1.0 if statistic == 0 else 0.0
    half, odd = statistic / 2, df % 2
    rest = math.erfc(math.sqrt(half)) if odd else 0.0
    exponents = [j + odd / 2 for j in range(df // 2)]
    first = math.exp(-half) * (2 * math.sqrt(half / math.pi) if odd else 1.0)
    if first > 1e-290:
        # Each term follows from the one before, with fewer rounding errors than by a logarithm each.
        following = accumulate(exponents[1:], lambda term, e: term * half / e, initial=first)
        terms = list(following) if exponents else []
    else:
        terms = [math.exp(e * math.log(half) - half - math.lgamma(e + 1)) for e in exponents]
    return min(1.0, math.fsum([rest, *terms]))


def _chi_square(
    counts: _Table, name: str, statistic: Fraction, df: int, notes: tuple[str, ...] = ()
) -> ShiftTest:
    value = float(statistic)
    moved = counts.n - sum(row[i] for i, row in enumerate(counts.counts))
    basis = f"The chi-square distribution is an approximation; the test rests on {moved} that moved."
    return counts.result(name, value, df, chi_square_tail(value, df), notes=(*notes, basis))


def _marginal_change(counts: Counts) -> tuple[Fraction, int]:
    """Return d' S^- d and the rank of S, by elimination in exact fractions.

    S is the Laplacian of the graph whose edges are the movements, and d lies in its range, so that any
    solution of S y = d gives the same d' y.
    """
    size = len(counts)
    gains = [sum(row[i] for row in counts) - sum(counts[i]) for i in range(size)]
    rows = [
        [Fraction(-(counts[i][j] + counts[j][i])) for j in range(size)] + [Fraction(gains[i])]
        for i in range(size)
    ]
    for i, row in enumerate(rows):
        row[i] -= sum(row[:size])  # so that the row of S adds up to 0
    statistic, rank = Fraction(), 0
    for column in range(size):
        pivot = rows[column][column]
        if not pivot:  # S is positive semidefinite: the whole row has been eliminated
            continue
        rank += 1
        statistic += rows[column][size] ** 2 / pivot
        for below in rows[column + 1 :]:
            factor = below[column] / pivot
            for k in range(column, size + 1):
                below[k] -= factor * rows[column][k]
    return statistic, rank


def _table(table: TableLike, positions: Iterable[Position | str] | None, unknown: WhenUnknown) -> _Table:
    if isinstance(table, Shift):
        return _from_shift(table, positions, unknown)
    if positions is not None:
        raise ValueError("`positions` chooses among the positions of a shift: leave it out for a table")
    return _plain(table)


def _plain(table: Iterable[Iterable[SupportsIndex]]) -> _Table:
    try:
        counts = tuple(tuple(index(cell) for cell in row) for row in table)
    except TypeError as error:
        raise ValueError(f"a table is rows of whole numbers of countries: {error}") from None
    if len(counts) < 2 or any(len(row) != len(counts) for row in counts):
        shape = [len(row) for row in counts]
        raise ValueError(f"the table must be square, two by two at least; its rows have {shape} cells")
    if any(cell < 0 for row in counts for cell in row):
        raise ValueError(f"a count of countries is negative: {min(map(min, counts))}")
    return _Table("", tuple(str(i + 1) for i in range(len(counts))), counts)


def _from_shift(shift: Shift, positions: Iterable[Position | str] | None, unknown: WhenUnknown) -> _Table:
    _check("unknown", unknown, WhenUnknown)
    cells = {moved: len(found) for moved, found in _cells(shift).items()}
    if positions is None:
        chosen = tuple(p for p in _TESTED if any(n for moved, n in cells.items() if p in moved))
    else:
        chosen = tuple(dict.fromkeys(map(Position, positions)))
        if Position.UNKNOWN in chosen:
            raise ValueError("UNKNOWN is no position to be tested: see `unknown=`")
        if len(chosen) < 2:
            raise ValueError("a test needs two positions at least")
    counts = tuple(tuple(cells[before, after] for after in chosen) for before in chosen)
    compared = sum(map(sum, counts))
    not_known = sum(n for moved, n in cells.items() if Position.UNKNOWN in moved)
    reason = ""
    if not_known and unknown == "refuse":
        reason = _unknown_reason(not_known, compared)
    elif len(chosen) < 2:
        reason = _NOBODY_MOVED
    kinds = {type(shift.before.event), type(shift.after.event)}
    return _Table(
        shift.title(),
        tuple(map(str, chosen)),
        counts,
        len(shift.among) - compared,
        reason,
        (_ACROSS_KINDS,) if len(kinds) > 1 and Position.NEUTRAL in chosen else (),
    )


def _cells(shift: Shift) -> Mapping[tuple[Position, Position], CountrySet]:
    """Return the transitions of the countries in both electorates."""
    return {
        (before, after): countries
        for (before, after), countries in shift.transitions.items()
        if before is not None and after is not None
    }


def _two_positions(shift: Shift, position: Position | str, unknown: WhenUnknown) -> _Table:
    _check("unknown", unknown, WhenUnknown)
    wanted = Position(position)
    before, not_before = _held(shift.before, wanted, shift.among)
    after, not_after = _held(shift.after, wanted, shift.among)
    counts = (
        (len(before & after), len(before & not_after)),
        (len(not_before & after), len(not_before & not_after)),
    )
    compared = sum(map(sum, counts))
    shared = shift.among & shift.before.electorate & shift.after.electorate
    not_known = len(shared) - compared
    reason = _unknown_reason(not_known, compared) if not_known and unknown == "refuse" else ""
    categories = (str(wanted), f"not {wanted}")
    return _Table(shift.title(), categories, counts, len(shift.among) - compared, reason)


def _held(positions: Positions, wanted: Position, among: CountrySet) -> tuple[CountrySet, CountrySet]:
    """Return the countries known to have held a position and those known not to have."""
    here = positions.electorate & among
    return positions.of(wanted) & here, here - positions.possible(wanted)


def _values(shift: Shift, measure: Measure) -> tuple[Mapping[int, CountrySet], CountrySet]:
    """Return the countries by the value of the measure, and those of which it is not known."""
    shared = shift.among & shift.before.electorate & shift.after.electorate
    found: dict[int, CountrySet]
    if measure == "net":
        before, not_before = _held(shift.before, Position.FOR, shared)
        after, not_after = _held(shift.after, Position.FOR, shared)
        same = (before & after) | (not_before & not_after)
        found = {1: not_before & after, -1: before & not_after, 0: same}
    elif measure == "gross":
        found = {1: shift.moved & shared, 0: shift.stayed & shared}
    elif callable(measure):
        found = {}
        for moved, countries in _cells(shift).items():
            if countries and Position.UNKNOWN not in moved:
                value = index(measure(*moved))
                found[value] = found.get(value, CountrySet()) | countries
    else:
        raise ValueError(f"measure must be 'net', 'gross' or a function, not {measure!r}")
    known = CountrySet()
    for countries in found.values():
        known |= countries
    return found, shared - known


def _split(values: Mapping[int, CountrySet], members: CountrySet) -> tuple[list[int], list[int]]:
    inside = [value for value, countries in values.items() for _ in countries & members]
    outside = [value for value, countries in values.items() for _ in countries - members]
    return inside, outside


def _permutation_test(
    inside: Sequence[int], outside: Sequence[int], method: Method, resamples: int, seed: int
) -> tuple[float, str]:
    """Return the p-value of the difference in means, and how it was come by."""
    everyone = sorted([*inside, *outside])
    total, size = sum(everyone), len(inside)

    def distance(sum_inside: int) -> int:
        # |mean inside - mean outside| in whole numbers: times n * inside * outside / n.
        return abs(sum_inside * len(everyone) - size * total)

    observed = distance(sum(inside))
    if method != "resample":
        sums = _sums(Counter(everyone), size, None if method == "exact" else _EXACT_LIMIT)
        if sums is not None:
            extreme = sum(ways for value, ways in sums.items() if distance(value) >= observed)
            return extreme / math.comb(len(everyone), size), "exact"
    random = Random(seed)
    drawn = (sum(_draw(everyone, size, random)) for _ in range(resamples))
    extreme = sum(distance(value) >= observed for value in drawn)
    return (1 + extreme) / (1 + resamples), "resample"


def _sums(values: Mapping[int, int], size: int, limit: int | None) -> Mapping[int, int] | None:
    """Return in how many ways `size` of the values have each sum; None if that takes too many steps."""
    ways: dict[tuple[int, int], int] = {(0, 0): 1}
    left = sum(values.values())
    for value, times in values.items():
        left -= times
        more: dict[tuple[int, int], int] = {}
        for (chosen, total), count in ways.items():
            # Those still to come must be able to fill up the set.
            for k in range(max(0, size - chosen - left), min(times, size - chosen) + 1):
                key = chosen + k, total + k * value
                more[key] = more.get(key, 0) + count * math.comb(times, k)
        ways = more
        if limit is not None and len(ways) > limit:
            return None
    return {total: count for (_chosen, total), count in ways.items()}


def _draw(values: Sequence[int], size: int, random: Random) -> list[int]:
    # By `random()` alone, the one method whose sequence Python keeps from version to version.
    pool = list(values)
    for i in range(size):
        j = i + int(random.random() * (len(pool) - i))
        pool[i], pool[j] = pool[j], pool[i]
    return pool[:size]


def _mean(values: Sequence[int]) -> Fraction | None:
    return Fraction(sum(values), len(values)) if values else None


def _as_float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _difference(one: Fraction | None, other: Fraction | None) -> float | None:
    return None if one is None or other is None else float(one - other)


def _unknown_reason(not_known: int, known: int) -> str:
    return (
        f"of {not_known} countries the position is not known on both events; "
        f"unknown='leave out' tests the {known} of which it is"
    )


def _check(name: str, value: str, allowed: object) -> None:
    if value not in get_args(allowed):
        words = " or ".join(map(repr, get_args(allowed)))
        raise ValueError(f"{name} must be {words}, not {value!r}")


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
