"""From votes and signatures to estimated ideal points: what is read, turned, drawn again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from unstatements.analysis.ideal_point_model import Fit, Floats, Sheet, fit
from unstatements.analysis.vote_matrix import VoteMatrix
from unstatements.events.statement import Statement
from unstatements.names.country import Country

_LEAST = 10  # events that divide the states
_CUTS = (0.05, 0.1, 0.5, 0.9, 0.95)
# By how much positions may still move: maps turn, and walks settle, for long; the fit to a sample
# begins at the estimate.
_FINE, _COARSE = 1e-4, 1e-3


class Estimate(NamedTuple):
    """A point of a state in a period on a dimension."""

    country: Country
    period: int
    dimension: int
    events: int
    point: float
    se: float | None
    quantiles: tuple[float, ...]


@frozen(eq=False)
class Estimates:
    """Estimated points, by state, period and dimension."""

    points: tuple[Estimate, ...]
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
    seen = np.array([_events(votes, len(scores)) for votes in sheets]).T
    anchors = [matrix.place(anchor) for anchor in wish.anchors]
    for place in anchors:
        if not seen[place].any():
            name = matrix.countries[place].name
            raise ValueError(f"anchors: {name} took part in none of the events")
    tolerance = _FINE if wish.dims == 1 and len(sheets) == 1 else _COARSE
    whole = fit(sheets, len(scores), wish.dims, wish.walk, tolerance=tolerance)
    turn = _turn(whole, seen > 0, anchors, np.array(references))
    samples = np.array([*_samples(whole, sheets, seen > 0, wish)])
    points = _estimates(matrix, seen, whole.means @ turn, samples @ turn if len(samples) else None)
    return Estimates(tuple(points), int(divides.sum()), whole.converged)


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


def _events(votes: Sheet, states: int) -> NDArray[np.intp]:
    """Return how many events of a period each state took part in."""
    counts = np.zeros(states, dtype=np.intp)
    counts[votes.states] = votes.seen.sum(axis=1)
    return counts


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
    middle = (anchors[0] + anchors[1]) / 2
    sign = 1.0 if (anchors[2] - middle) @ second >= 0 else -1.0
    return np.column_stack([first, sign * second])


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
        drawn = [evolve(votes, weights=_weights(random, len(votes.upper))) for votes in sheets]
        again = fit(drawn, states, wish.dims, wish.walk, whole, tolerance=_COARSE)
        left, _values, right = np.linalg.svd(again.means[present].T @ whole.means[present])
        yield again.means @ (left @ right)  # Procrustes


def _weights(random: np.random.Generator, items: int) -> Floats:
    if not items:
        return np.zeros(0)
    return random.multinomial(items, np.full(items, 1 / items)).astype(float)


def _estimates(
    matrix: VoteMatrix, seen: NDArray[np.intp], points: Floats, samples: Floats | None
) -> Iterator[Estimate]:
    for row, country in enumerate(matrix.countries):
        for period in np.nonzero(seen[row])[0].tolist():
            for dimension, point in enumerate(points[row, period].tolist()):
                drawn = None if samples is None else samples[:, row, period, dimension]
                yield Estimate(
                    country=country,
                    period=period,
                    dimension=dimension + 1,
                    events=int(seen[row, period]),
                    point=point,
                    se=None if drawn is None else float(drawn.std(ddof=1)),
                    quantiles=() if drawn is None else tuple(np.quantile(drawn, _CUTS).tolist()),
                )
