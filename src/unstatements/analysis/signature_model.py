"""The model behind estimates of who signed a list: a logistic regression given the count (numpy).

What is known of a state is told from the other lists of the same series, complete ones on the same
proposition and side: how often it signed, how often states near it on the scale of ideal points
and in its regional group did, whether it signed the lists just before and after. What that is
worth is learnt from the series on all other propositions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from unstatements.analysis.grouping import grouping
from unstatements.core.once import once
from unstatements.core.tables import build
from unstatements.events.position import electorate_of
from unstatements.events.statement import Statement, all_statements
from unstatements.groups.country_set import CountrySet, everyone
from unstatements.names.country import Country, all_countries, by_alpha_3

Floats: TypeAlias = NDArray[np.float64]
Series: TypeAlias = tuple[str, str]
"""A proposition and a side of it."""

FEATURES = (
    "signed other lists, those near in time counting more",
    "states near on the scale of ideal points signed them",
    "states of its regional group signed them",
    "signed the list before",
    "signed the list after",
    "signed any other list",
)
_DAYS = 730.0  # in which a list comes to count 1/e
_NEAR = 0.4  # standard deviations of ideal points
_RIDGE = 1.0  # of the coefficients
_OWN, _OTHERS = 0.05, 0.02  # so that no share is 0 or 1


@frozen(eq=False)
class SignedList:
    """Who signed a statement."""

    series: Series  # that it is one of
    day: int  # its day, as a number
    places: NDArray[np.intp]  # of those that could have signed
    signed: Floats  # 1 for those that did, else 0, by place of all countries
    points: Floats  # ideal points of those that could have, 0 where there is none
    groups: NDArray[np.intp]  # numbers of their regional groups


@once
def signed_lists() -> tuple[SignedList, ...]:
    """Return the complete lists that all states could sign, in order of date."""
    complete = [
        each
        for each in all_statements().values()
        if each.completeness == "complete" and each.date and not each.open_to
    ]
    return tuple(signed_list(each, each.signatories) for each in complete)


def signed_list(statement: Statement, signatories: CountrySet) -> SignedList:
    """Return the list of a statement; ideal points have mean 0 and standard deviation 1."""
    day = statement.date or date.min
    electorate = electorate_of(statement)
    groups = grouping("regional group").groups(everyone(), day, unknown="ignore")
    group_of = {
        country: number for number, (_name, members) in enumerate(groups) for country in members
    }
    signed = np.zeros(len(all_countries()))
    signed[[country.index for country in signatories & electorate]] = 1.0
    points = [_points_near(day.year).get(country) for country in electorate]
    published = np.array([point for point in points if point is not None])
    middle, spread = published.mean(), published.std()
    scaled = [0.0 if point is None else float((point - middle) / spread) for point in points]
    return SignedList(
        series=(statement.proposition.id, statement.direction),
        day=day.toordinal(),
        places=np.array([country.index for country in electorate], dtype=np.intp),
        signed=signed,
        points=np.array(scaled),
        groups=np.array([group_of[country] for country in electorate], dtype=np.intp),
    )


@once
def _points_near(year: int) -> Mapping[Country, float]:
    """Return the published ideal point of each country in the year nearest to a year."""
    nearest: dict[Country, float] = {}
    by_distance = sorted(_published_points(), key=lambda each: (abs(each[1] - year), each[1]))
    for country, _year, point in by_distance:
        nearest.setdefault(country, point)
    return nearest


@once
def _published_points() -> tuple[tuple[Country, int, float], ...]:
    def point(cells: Mapping[str, str]) -> tuple[Country, int, float]:
        return by_alpha_3(cells["country"]), int(cells["year"]), float(cells["point"])

    return tuple(build("ideal_points", point))


def features(target: SignedList, others: Sequence[SignedList]) -> Floats:
    """Return what other lists of a series, one at least, tell of each state that could sign one.

    Who signed the list itself is not looked at.
    """
    here = target.places
    signed = np.array([each.signed[here] for each in others])
    days = np.array([abs(each.day - target.day) for each in others])
    weights = np.exp(-days / _DAYS) + 1e-9
    share = weights @ signed / weights.sum()
    day_of = attrgetter("day")
    earlier = [each for each in others if each.day <= target.day]
    later = [each for each in others if each.day > target.day]
    before = max(earlier, key=day_of) if earlier else min(later, key=day_of)
    after = min(later, key=day_of) if later else before
    points, groups = target.points, target.groups
    nearness = np.exp(-(((points[:, None] - points) / _NEAR) ** 2) / 2)
    np.fill_diagonal(nearness, 0.0)  # what a state did itself is told apart
    near = (nearness @ share + share.mean() / 2) / (nearness.sum(axis=1) + 0.5)
    same = (groups[:, None] == groups).astype(float)
    group = same @ share / same.sum(axis=1)
    columns = (
        _log_odds(share, _OWN),
        _log_odds(near, _OTHERS),
        _log_odds(group, _OTHERS),
        before.signed[here] - 0.5,
        after.signed[here] - 0.5,
        signed.any(axis=0) - 0.5,
    )
    table: Floats = np.column_stack(columns).astype(np.float64, copy=False)
    return table


def _log_odds(share: Floats, room: float) -> Floats:
    odds: Floats = np.log((share + room) / (1 - share + room))
    return odds


@once
def coefficients(proposition: str) -> Floats:
    """Return the coefficients for a list on a proposition."""
    return learnt(signed_lists(), without=proposition)


def learnt(lists: Sequence[SignedList], without: str) -> Floats:
    """Return the coefficients that the series on all propositions but one teach."""
    examples = []
    for target in lists:
        series = [each for each in lists if each.series == target.series]
        others = [each for each in series if each is not target]
        if others and target.series[0] != without:
            examples.append((features(target, others), target.signed[target.places]))
    return fit(examples)


def fit(examples: Sequence[tuple[Floats, Floats]]) -> Floats:
    """Return the coefficients under which lists of known lengths are likeliest."""
    size = examples[0][0].shape[1]
    coefficients = np.zeros(size)
    for _step in range(50):
        slope, curve = -_RIDGE * coefficients, _RIDGE * np.eye(size)
        for table, signed in examples:
            chances = given_count(table @ coefficients, signed.sum())
            slope += table.T @ (signed - chances)
            spread = chances * (1 - chances) + 1e-12
            centred = table - spread @ table / spread.sum()  # the count is given
            curve += (centred * spread[:, None]).T @ centred
        step = np.linalg.solve(curve, slope)
        coefficients = coefficients + step
        if np.abs(step).max() < 1e-8:
            break
    return coefficients


def given_count(scores: Floats, count: float) -> Floats:
    """Return probabilities whose log-odds are scores plus what makes their sum the count."""
    if not 0 < count < len(scores):
        return np.full(len(scores), float(count > 0))
    low, high = -60.0 - scores.max(), 60.0 - scores.min()
    for _halving in range(80):
        middle = (low + high) / 2
        if _logistic(scores + middle).sum() < count:
            low = middle
        else:
            high = middle
    return _logistic(scores + low)


def _logistic(scores: Floats) -> Floats:
    chances: Floats = 1 / (1 + np.exp(-np.clip(scores, -500, 500)))
    return chances
