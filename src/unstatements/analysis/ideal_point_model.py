"""Ideal points from votes and signatures, fitted by expectation and maximisation (numpy).

A state at `x` on the scale has on an item (a roll call, or the list of a statement) the
propensity z = alpha + beta x + e, e normal with standard deviation sigma. It votes yes above the
upper cut, no below 0, and abstains between: the cuts are 0 and 1 where yes, abstentions and no
occur, and both 0, with sigma 1, where only two of them do. Positions have the prior N(0, 1) in the
first period and take from one to the next a random walk; alpha and beta the prior N(0, 25).
Propensities, positions and items are approximated in turn by their distributions given the others
(variational), sigma by its best value: Imai, Lo and Olmsted 2016, as cited by `ideal_points`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from unstatements.analysis.vote_matrix import VoteMatrix
from unstatements.events.statement import Statement
from unstatements.names.country import Country

Floats: TypeAlias = NDArray[np.float64]

_LEAST = 10  # events that divide the states
_CUTS = (0.05, 0.1, 0.5, 0.9, 0.95)
# By how much positions may still move: maps turn, and walks settle, for long; the fit to a sample
# begins at the estimate.
_FINE, _COARSE = 1e-4, 1e-3
_ITEM_PRIOR = 25.0  # variance of alpha and beta about 0
_SPREAD = (0.05, 10.0)  # bounds of sigma
_LEAP = 16.0  # the furthest leap, in rounds
_REACH, _PER_UNIT = 12, 1000  # a table of ratios, from -12 to 12


def _mills(t: float) -> float:
    return math.exp(-t * t / 2) * math.sqrt(2 / math.pi) / math.erfc(t / math.sqrt(2))


_MILLS = np.array(
    [_mills(place / _PER_UNIT - _REACH) for place in range(2 * _REACH * _PER_UNIT + 2)]
)


@frozen(eq=False)
class Sheet:
    """The votes of a period, states by items."""

    states: NDArray[np.intp]  # the rows of those that took part
    seen: Floats  # 1 where it is known what a state did, else 0
    side: Floats  # 1 above the upper cut, -1 below the lower, 0 between or not known
    between: tuple[NDArray[np.intp], NDArray[np.intp]]  # rows and columns between the cuts
    upper: Floats  # the upper cut of each item
    weights: Floats  # how often each item counts for the positions

    @classmethod
    def of(cls, states: NDArray[np.intp], scores: Floats) -> Sheet:
        """Return votes: 1 above the upper cut, -1 below the lower, 0 between, NaN not known."""
        row, column = np.nonzero(scores == 0)
        return cls(
            states=states,
            seen=(~np.isnan(scores)).astype(float),
            side=np.nan_to_num(scores),
            between=(row, column),
            upper=(scores == 0).any(axis=0).astype(float),
            weights=np.ones(scores.shape[1]),
        )


@frozen(eq=False)
class Items:
    """What was estimated of the items of a period: intercept, slope on each dimension, spread."""

    alpha: Floats
    beta: Floats
    sigma: Floats
    doubt: Floats  # covariances of alpha and beta


@frozen(eq=False)
class Fit:
    """Positions and items as they are estimated."""

    means: Floats  # positions: states by periods by dimensions
    variances: Floats  # of the positions, given the items: dimensions twice
    items: tuple[Items, ...]  # of each period
    converged: bool = False  # whether the last round moved no position beyond the tolerance


def fit(
    periods: Sequence[Sheet],
    states: int,
    dims: int,
    walk: float,
    start: Fit | None = None,
    *,
    rounds: int = 400,
    tolerance: float = 1e-4,
) -> Fit:
    """Return positions and items that explain votes, periods in order of time.

    A step of the walk has that standard deviation, in units of the positions'. Without a start it
    begins with the principal components; it ends where no position moves beyond the tolerance.
    """
    present = np.zeros((states, len(periods)), dtype=bool)
    for place, votes in enumerate(periods):
        present[votes.states, place] = True
    current = start or _start(periods, states, dims)
    for _number in range(rounds):
        first = _standardised(_round(current, periods, walk), present)
        second = _standardised(_round(first, periods, walk), present)
        change = np.abs(second.means - first.means)[present].max()
        if change < tolerance:
            return evolve(second, converged=True)
        current = _standardised(_leap(current, first, second), present)
    return current


def _leap(current: Fit, first: Fit, second: Fit) -> Fit:
    """Return where two rounds lead, further on (Varadhan and Roland 2008, SQUAREM)."""
    points = [_parameters(each) for each in (current, first, second)]
    step = [b - a for a, b in zip(points[0], points[1], strict=True)]
    bend = [c - b - change for b, c, change in zip(points[1], points[2], step, strict=True)]
    length = _size(step) / max(_size(bend), 1e-12)
    if length < 1:
        return second
    length = min(length, _LEAP)
    ahead = [
        a + 2 * length * change + length**2 * curve
        for a, change, curve in zip(points[0], step, bend, strict=True)
    ]
    means, *parts = ahead
    items = tuple(
        evolve(part, alpha=alpha, beta=beta, sigma=np.clip(np.exp(sigma), *_SPREAD))
        for part, alpha, beta, sigma in zip(
            second.items, parts[::3], parts[1::3], parts[2::3], strict=True
        )
    )
    return evolve(second, means=means, items=items)


def _parameters(current: Fit) -> list[Floats]:
    parts = [(items.alpha, items.beta, np.log(items.sigma)) for items in current.items]
    return [current.means, *chain.from_iterable(parts)]


def _size(parts: Sequence[Floats]) -> float:
    return math.sqrt(sum(float((part**2).sum()) for part in parts))


def _start(periods: Sequence[Sheet], states: int, dims: int) -> Fit:
    whole = np.zeros((states, sum(len(votes.upper) for votes in periods)))
    place = 0
    for votes in periods:
        width = len(votes.upper)
        centred = votes.side - votes.side.sum(axis=0) / votes.seen.sum(axis=0)
        whole[votes.states, place : place + width] = centred * votes.seen
        place += width
    left, values, _right = np.linalg.svd(whole, full_matrices=False)
    seen = np.maximum((whole != 0).sum(axis=1), 1) / whole.shape[1]
    means = left[:, :dims] * values[:dims] / np.sqrt(seen)[:, None]
    means = (means - means.mean(axis=0)) / means.std(axis=0)
    every = np.repeat(means[:, None, :], len(periods), axis=1)
    variances = np.zeros((*every.shape, dims))
    items = tuple(_first_items(votes, dims) for votes in periods)
    # Slopes of the items at the start: three rounds with the positions held.
    for _round_number in range(3):
        items = tuple(
            _items(votes, every[votes.states, place], variances[votes.states, place], part)[0]
            for place, (votes, part) in enumerate(zip(periods, items, strict=True))
        )
    return Fit(every, variances, items)


def _first_items(votes: Sheet, dims: int) -> Items:
    count = len(votes.upper)
    doubt = np.zeros((count, dims + 1, dims + 1))
    return Items(votes.upper / 2, np.zeros((count, dims)), np.ones(count), doubt)


def _round(current: Fit, periods: Sequence[Sheet], walk: float) -> Fit:
    states, _periods, dims = current.means.shape
    precision = np.zeros((states, len(periods), dims, dims))
    pull = np.zeros((states, len(periods), dims))
    items = []
    for place, (votes, part) in enumerate(zip(periods, current.items, strict=True)):
        rows = votes.states
        part, propensity = _items(
            votes, current.means[rows, place], current.variances[rows, place], part
        )
        items.append(part)
        weights = votes.weights / part.sigma**2
        slopes = part.beta * weights[:, None]
        squares = part.beta[:, :, None] * part.beta[:, None, :] + part.doubt[:, 1:, 1:]
        squares = (squares * weights[:, None, None]).reshape(-1, dims * dims)
        precision[rows, place] = (votes.seen @ squares).reshape(-1, dims, dims)
        pull[rows, place] = (votes.seen * (propensity - part.alpha)) @ slopes
        pull[rows, place] -= votes.seen @ (part.doubt[:, 0, 1:] * weights[:, None])
    means, variances = _smoothed(precision, pull, walk)
    return Fit(means, variances, tuple(items))


def _items(votes: Sheet, means: Floats, variances: Floats, items: Items) -> tuple[Items, Floats]:
    """Return items that fit positions and propensities, and the propensities."""
    seen = votes.seen
    expected, spread = _propensities(votes, means, items)
    design = np.concatenate([np.ones((len(means), 1)), means], axis=1)
    squares = design[:, :, None] * design[:, None, :]
    squares[:, 1:, 1:] += variances
    size = design.shape[1]
    normal = (seen.T @ squares.reshape(-1, size * size)).reshape(-1, size, size)
    prior = np.eye(size) * (items.sigma**2 / _ITEM_PRIOR)[:, None, None]
    moments = (seen * expected).T @ design
    inverse = _inverse(normal + prior)
    solution = _times(inverse, moments)
    doubt = inverse * (items.sigma**2)[:, None, None]
    alpha, beta = solution[:, 0], solution[:, 1:]
    # The expected square of what positions and items leave open, which are not known for sure.
    residual = (seen * ((expected - design @ solution.T) ** 2 + spread)).sum(axis=0)
    open_states = (seen.T @ variances.reshape(-1, (size - 1) ** 2)).reshape(-1, size - 1, size - 1)
    residual += np.einsum("jd,jde,je->j", beta, open_states, beta)
    residual += (doubt * normal).sum(axis=(1, 2))
    ordinal = np.clip(np.sqrt((residual + 1) / (seen.sum(axis=0) + 1)), *_SPREAD)
    sigma = np.where(votes.upper > 0, ordinal, 1.0)
    return Items(alpha=alpha, beta=beta, sigma=sigma, doubt=doubt), expected


def _propensities(votes: Sheet, means: Floats, items: Items) -> tuple[Floats, Floats]:
    """Return mean and variance of the propensities, given what the states did."""
    fitted = items.alpha + means @ items.beta.T
    side = votes.side
    distance = np.where(side > 0, votes.upper - fitted, fitted) / items.sigma
    ratio = _ratio(distance)
    expected = fitted + side * items.sigma * ratio
    spread = items.sigma**2 * np.clip(1 + distance * ratio - ratio**2, 1e-6, 1)
    row, column = votes.between
    sigma = items.sigma[column]
    mean, variance = _between(-fitted[row, column] / sigma, 1 / sigma)
    expected[row, column] = fitted[row, column] + sigma * mean
    spread[row, column] = sigma**2 * variance
    return expected, spread


def _ratio(t: Floats) -> Floats:
    """Return the density of the standard normal at `t`, divided by the mass above it."""
    place = (np.clip(t, -_REACH, _REACH) + _REACH) * _PER_UNIT
    before = place.astype(np.intp)
    within = place - before
    ratio: Floats = _MILLS[before] * (1 - within) + _MILLS[before + 1] * within
    far = np.maximum(t, _REACH)  # beyond the table, by the series of the tail
    return np.where(t > _REACH, far + 1 / far - 2 / far**3, ratio)


def _between(low: Floats, width: Floats) -> tuple[Floats, Floats]:
    """Return mean and variance of a standard normal between `low` and `low + width`."""
    flip = 2 * low + width < 0  # so that the interval lies above 0, where ratios are exact
    low = np.where(flip, -low - width, low)
    high = low + width
    fall = np.exp(np.clip((low - high) * (low + high) / 2, -700, 0))
    at_low, at_high = _ratio(low), _ratio(high)
    mass = np.maximum(1 - fall * at_low / at_high, 1e-12)
    mean = at_low * (1 - fall) / mass
    variance = 1 + at_low * (low - high * fall) / mass - mean**2
    return np.where(flip, -mean, mean), np.clip(variance, 1e-6, 1)


def _smoothed(precision: Floats, pull: Floats, walk: float) -> tuple[Floats, Floats]:
    """Return means and variances of random walks seen at each period (Kalman, then backwards)."""
    states, periods, dims = pull.shape
    step: Floats = walk**2 * np.eye(dims)
    mean: Floats = np.zeros((states, dims))
    variance: Floats = np.repeat(np.eye(dims)[None], states, axis=0)
    filtered, before = [], []
    for place in range(periods):
        if place:
            variance = variance + step
        before.append((mean, variance))
        inverse: Floats = _inverse(variance)
        variance = _inverse(inverse + precision[:, place])
        total = _times(inverse, mean) + pull[:, place]
        mean = _times(variance, total)
        filtered.append((mean, variance))
    means, variances = np.empty_like(pull), np.empty_like(precision)
    means[:, -1], variances[:, -1] = mean, variance
    for place in range(periods - 2, -1, -1):
        mean, variance = filtered[place]
        next_mean, next_variance = before[place + 1]
        gain = variance @ _inverse(next_variance)
        means[:, place] = mean + _times(gain, means[:, place + 1] - next_mean)
        change = variances[:, place + 1] - next_variance
        variances[:, place] = variance + gain @ change @ gain.transpose(0, 2, 1)
    return means, variances


def _inverse(matrices: Floats) -> Floats:
    return np.linalg.inv(matrices).astype(np.float64, copy=False)


def _times(matrices: Floats, vectors: Floats) -> Floats:
    return (matrices @ vectors[:, :, None])[:, :, 0]


def _standardised(current: Fit, present: NDArray[np.bool_]) -> Fit:
    """Return the same with positions of mean 0 and second moment 1; items follow."""
    centre = current.means[present].mean(axis=0)
    moved = current.means - centre
    here = moved[present]
    second = here.T @ here / len(here) + current.variances[present].mean(axis=0)
    values, vectors = np.linalg.eigh(second)
    root = (vectors * np.sqrt(values)) @ vectors.T
    inverse = (vectors / np.sqrt(values)) @ vectors.T
    change = np.eye(len(root) + 1)
    change[0, 1:], change[1:, 1:] = centre, root.T
    items = tuple(
        evolve(
            items,
            alpha=items.alpha + items.beta @ centre,
            beta=items.beta @ root,
            doubt=change @ items.doubt @ change.T,
        )
        for items in current.items
    )
    variances = inverse.T @ current.variances @ inverse
    return evolve(current, means=moved @ inverse, variances=variances, items=items)


@frozen(eq=False)
class Estimates:
    """Estimated points, by state, period and dimension."""

    events: list[list[int]]  # in which each state took part, by state and period
    points: list[list[list[float]]]
    errors: list[list[list[float]]]  # standard errors; empty without samples, as the quantiles
    quantiles: list[list[list[list[float]]]]
    informative: int  # events that divide the states that took part
    converged: bool  # whether the estimation came to its end


@frozen
class Wish:
    """What was asked for, see `ideal_points`."""

    dims: int
    walk: float
    anchors: tuple[Country, ...]
    bootstrap: int
    seed: int


def estimate(
    matrix: VoteMatrix, periods: Sequence[int], wish: Wish, references: Sequence[float]
) -> Estimates:
    """Return the ideal points that votes show.

    The period of each event is numbered from 0 in order of time. Without anchors the order of the
    countries on the first dimension follows the references, which are NaN where there are none.
    """
    scores = _scores(matrix)
    kinds = [np.unique(column[~np.isnan(column)]) for column in scores.T]
    divides = np.array([len(votes) > 1 for votes in kinds], dtype=bool)
    if divides.sum() < _LEAST:
        raise ValueError(
            f"ideal points need {_LEAST} events or more that divide the states; "
            f"{divides.sum()} of the {len(divides)} given do"
        )
    numbers = np.array(periods)
    sheets = []
    for number in range(numbers.max() + 1):
        part = scores[:, divides & (numbers == number)]
        rows = np.nonzero(~np.isnan(part).all(axis=1))[0] if part.shape[1] else np.arange(0)
        sheets.append(Sheet.of(rows, part[rows]))
    seen = np.zeros((len(scores), len(sheets)), dtype=np.intp)  # events that each took part in
    for number, votes in enumerate(sheets):
        seen[votes.states, number] = votes.seen.sum(axis=1)
    anchors = [matrix.place(anchor) for anchor in wish.anchors]
    for place in anchors:
        if not seen[place].any():
            name = matrix.countries[place].name
            raise ValueError(f"anchors: {name} took part in none of the events")
    tolerance = _FINE if wish.dims == 1 and len(sheets) == 1 else _COARSE
    whole = fit(sheets, len(scores), wish.dims, wish.walk, tolerance=tolerance)
    turn = _turn(whole, seen > 0, anchors, np.array(references))
    samples = np.array([*_samples(whole, sheets, seen > 0, wish)])
    drawn = np.ascontiguousarray(np.moveaxis(samples @ turn, 0, -1)) if len(samples) else samples
    quantiles = np.moveaxis(np.quantile(drawn, _CUTS, axis=-1), 0, -1) if len(samples) else samples
    return Estimates(
        events=seen.tolist(),
        points=(whole.means @ turn).tolist(),
        errors=drawn.std(axis=-1, ddof=1).tolist() if len(samples) else [],
        quantiles=quantiles.tolist(),
        informative=int(divides.sum()),
        converged=whole.converged,
    )


def _scores(matrix: VoteMatrix) -> Floats:
    """Return what the countries did on the events: 1, 0, -1; NaN where it is not known."""
    events = matrix.events
    statements = 0
    for event in events:
        statements = statements << 1 | isinstance(event, Statement)
    scores = np.full((len(matrix.countries), len(events)), np.nan)
    for row, votes in zip(scores, matrix.votes, strict=True):
        unsigned = votes.unsigned | votes.no & ~statements
        for held, score in ((votes.abstain, 0.0), (unsigned, -1.0), (votes.yes, 1.0)):
            row[_bits(held, len(events))] = score
    for column in scores.T:
        yes, no = (column == 1).any(), (column == -1).any()
        if not (yes and no):  # two kinds of vote: an abstention is the one that is not there
            column[column == 0] = -1.0 if yes else 1.0
    return scores


def _bits(events: int, size: int) -> NDArray[np.bool_]:
    packed = np.frombuffer(events.to_bytes((size + 7) // 8, "big"), dtype=np.uint8)
    return np.unpackbits(packed)[-size:].astype(bool)


def _turn(
    whole: Fit, present: NDArray[np.bool_], anchors: list[int], references: Floats
) -> Floats:
    """Return what positions are multiplied with: a rotation, and a scale."""
    here = whole.means[present]
    spread = np.sqrt(here.var(axis=0).mean())
    nowhere = np.full(here.shape[1], np.nan)
    periods = zip(whole.means, present, strict=True)
    means = np.array([row[at].mean(axis=0) if at.any() else nowhere for row, at in periods])
    if anchors:
        axes = _axes_of_anchors(means[anchors])
    else:
        axes = _axes_of_votes(whole, means, references)
    turn: Floats = axes / spread
    return turn


def _axes_of_anchors(anchors: Floats) -> Floats:
    first: Floats = (anchors[1] - anchors[0]) / np.linalg.norm(anchors[1] - anchors[0])
    if len(first) == 1:
        return first[:, None]
    second = np.array([-first[1], first[0]])
    above = (anchors[2] - (anchors[0] + anchors[1]) / 2) @ second >= 0
    return np.column_stack([first, second if above else -second])


def _axes_of_votes(whole: Fit, means: Floats, references: Floats) -> Floats:
    """Return the axes in order of how much of the votes they explain."""
    slopes = np.concatenate([items.beta / items.sigma[:, None] for items in whole.items])
    _values, vectors = np.linalg.eigh(slopes.T @ slopes)
    axes = vectors[:, ::-1]
    along = means @ axes
    both = ~np.isnan(references) & ~np.isnan(along[:, 0])
    for place in range(axes.shape[1]):
        if place or both.sum() < 2:
            largest = np.nanargmax(np.abs(along[:, place]))
            rising = along[largest, place]
        else:
            reference = references[both] - references[both].mean()
            rising = along[both, 0] @ reference
        axes[:, place] *= 1.0 if rising >= 0 else -1.0
    return axes


def _samples(
    whole: Fit, sheets: Sequence[Sheet], present: NDArray[np.bool_], wish: Wish
) -> Iterator[Floats]:
    """Yield the positions that samples of the events of each period show, as those of all lie."""
    random = np.random.default_rng(wish.seed)
    states = len(whole.means)
    for _sample in range(wish.bootstrap):
        drawn = [_resampled(votes, random) for votes in sheets]
        again = fit(drawn, states, wish.dims, wish.walk, whole, tolerance=_COARSE)
        left, _values, right = np.linalg.svd(again.means[present].T @ whole.means[present])
        yield again.means @ (left @ right)  # Procrustes


def _resampled(votes: Sheet, random: np.random.Generator) -> Sheet:
    size = len(votes.upper)
    if not size:  # a period of which no event divides the states
        return votes
    return evolve(votes, weights=random.multinomial(size, np.full(size, 1 / size)).astype(float))
