"""Estimated ideal points: against slow implementations, simulated votes, published estimates."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import NormalDist

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st
from scipy import optimize, stats

import unstatements as un
from unstatements.analysis import ideal_point_model as model
from unstatements.analysis.ideal_point_model import _scores
from unstatements.analysis.ideal_points import IdealPoints
from unstatements.analysis.vote_matrix import VoteMatrix

STATES = un.countries("2020-01-01").alpha_3s
L6 = un.rollcall("A/HRC/51/L.6")
VOTES = ("yes", "no", "abstain")
NORMAL = NormalDist()


def made(number: int, votes: Mapping[str, str], day: date = date(2020, 1, 1)) -> un.RollCall:
    yes, no, abstain = (
        un.CountrySet(code for code, vote in votes.items() if vote == word).mask for word in VOTES
    )
    return evolve(
        L6, id=f"made-{number}", date=day, session=str(day.year), masks=(yes, no, abstain, 0)
    )


def simulated(points: Mapping[str, float], events: int, seed: int) -> list[un.RollCall]:
    """Votes of states that are drawn to yes, abstain or no as the model says."""
    random = np.random.default_rng(seed)
    rollcalls = []
    for number in range(events):
        slope = random.choice([-1, 1]) * random.uniform(0.8, 2.5)
        middle, width = random.normal(0, 0.8), random.uniform(0, 0.6)
        votes = {}
        for code, point in points.items():
            reach = slope * (point - middle) + random.normal()
            votes[code] = "abstain" if abs(reach) < width else "yes" if reach > 0 else "no"
        rollcalls.append(made(number, votes))
    return rollcalls


def points_of(found: IdealPoints, dimension: int = 1) -> dict[str, float]:
    return {
        point.country.alpha_3: point.point
        for point in found.points
        if point.dimension == dimension
    }


def correlation(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    shared = sorted(set(a) & set(b))
    return float(np.corrcoef([a[code] for code in shared], [b[code] for code in shared])[0, 1])


# ------------------------------------------------------------------------- the parts of the model


@given(st.floats(-14, 14), st.floats(0.1, 20))
def test_truncated_normals_are_those_of_scipy(low: float, width: float) -> None:
    mean, variance = model._between(np.array([low]), np.array([width]))
    wanted = stats.truncnorm(low, low + width)
    assert mean[0] == pytest.approx(wanted.mean(), abs=1e-4)
    if -8 < low < 8:  # beyond, scipy's own variance has few digits
        assert variance[0] == pytest.approx(wanted.var(), abs=1e-3)


@given(st.floats(-30, 30))
def test_the_ratio_is_the_mean_of_the_normal_above_a_cut(cut: float) -> None:
    found = model._ratio(np.array([cut]))[0]
    wanted = math.exp(stats.norm.logpdf(cut) - stats.norm.logsf(cut))
    assert found == pytest.approx(wanted, abs=2e-4)


@given(st.integers(1, 6), st.integers(1, 2), st.floats(0.05, 1.0), st.integers(0, 10_000))
def test_random_walks_are_smoothed_as_by_one_large_normal(
    periods: int, dims: int, walk: float, seed: int
) -> None:
    random = np.random.default_rng(seed)
    roots = random.normal(size=(3, periods, dims, dims))
    precision = roots @ roots.transpose(0, 1, 3, 2)
    precision[random.random((3, periods)) < 0.3] = 0.0  # periods without a vote
    pull = np.where(
        (precision == 0).all(axis=(2, 3))[:, :, None], 0.0, random.normal(size=(3, periods, dims))
    )
    means, variances = model._smoothed(precision, pull, walk)
    for state in range(3):
        # The same as one normal distribution of all periods, by its inverse covariance.
        whole = np.zeros((periods * dims, periods * dims))
        for place in range(periods):
            here = slice(place * dims, (place + 1) * dims)
            whole[here, here] += precision[state, place]
            if place == 0:
                whole[here, here] += np.eye(dims)
            else:
                before = slice((place - 1) * dims, place * dims)
                step = np.eye(dims) / walk**2
                whole[here, here] += step
                whole[before, before] += step
                whole[here, before] -= step
                whole[before, here] -= step
        covariance = np.linalg.inv(whole)
        assert means[state].ravel() == pytest.approx(covariance @ pull[state].ravel(), abs=1e-7)
        for place in range(periods):
            here = slice(place * dims, (place + 1) * dims)
            assert variances[state, place] == pytest.approx(covariance[here, here], abs=1e-7)


class SlowItem:
    """An item in plain Python, brought nearer to the positions given at each step."""

    def __init__(self, votes: Sequence[int | None]) -> None:
        self.votes = votes
        self.upper = 1.0 if 0 in votes else 0.0
        self.alpha, self.beta, self.sigma = self.upper / 2, 0.0, 1.0
        self.doubt = [[0.0, 0.0], [0.0, 0.0]]
        self.drawn: list[float | None] = []

    def step(self, points: list[float], doubts: list[float]) -> None:
        normal = [[0.0, 0.0], [0.0, 0.0]]
        moments = [0.0, 0.0]
        wanted = []
        self.drawn = []
        for vote, point, doubt in zip(self.votes, points, doubts, strict=True):
            if vote is None:
                self.drawn.append(None)
                continue
            z, spread = propensity(vote, self.alpha + self.beta * point, self.sigma, self.upper)
            self.drawn.append(z)
            wanted.append((z, spread, point, doubt))
            normal[0][0] += 1
            normal[0][1] += point
            normal[1][1] += point**2 + doubt
            moments[0] += z
            moments[1] += z * point
        prior = self.sigma**2 / 25
        a, b, d = normal[0][0] + prior, normal[0][1], normal[1][1] + prior
        area = a * d - b * b
        self.alpha = (d * moments[0] - b * moments[1]) / area
        self.beta = (a * moments[1] - b * moments[0]) / area
        inverse = [[d / area, -b / area], [-b / area, a / area]]
        self.doubt = [[cell * self.sigma**2 for cell in row] for row in inverse]
        left = 1.0
        for z, spread, point, doubt in wanted:
            left += (z - self.alpha - self.beta * point) ** 2 + spread + self.beta**2 * doubt
            left += self.doubt[0][0] + 2 * self.doubt[0][1] * point
            left += self.doubt[1][1] * (point**2 + doubt)
        self.sigma = math.sqrt(left / (len(wanted) + 1)) if self.upper else 1.0

    def rescale(self, centre: float, scale: float) -> None:
        (a, b), (_b, d) = self.doubt
        self.alpha += self.beta * centre
        self.beta *= scale
        self.doubt = [
            [a + 2 * centre * b + centre**2 * d, (b + centre * d) * scale],
            [(b + centre * d) * scale, d * scale**2],
        ]


def slow_fit(
    scores: list[list[int | None]], points: list[float], rounds: int
) -> tuple[list[float], list[float]]:
    """The model of one dimension and one period, one number at a time."""
    items = [SlowItem(votes) for votes in zip(*scores, strict=True)]
    states = range(len(points))
    doubts = [0.0 for _point in points]
    for _round in range(rounds):
        for item in items:
            item.step(points, doubts)
        for state in states:
            weight, pull = 1.0, 0.0
            for item in items:
                z = item.drawn[state]
                if z is not None:
                    weight += (item.beta**2 + item.doubt[1][1]) / item.sigma**2
                    pull += ((z - item.alpha) * item.beta - item.doubt[0][1]) / item.sigma**2
            points[state], doubts[state] = pull / weight, 1 / weight
        centre = sum(points) / len(points)
        squares = sum((points[state] - centre) ** 2 + doubts[state] for state in states)
        scale = math.sqrt(squares / len(points))
        points = [(point - centre) / scale for point in points]
        doubts = [doubt / scale**2 for doubt in doubts]
        for item in items:
            item.rescale(centre, scale)
    return points, doubts


def propensity(vote: int, fitted: float, sigma: float, upper: float) -> tuple[float, float]:
    low, high = {1: (upper, math.inf), 0: (0.0, upper), -1: (-math.inf, 0.0)}[vote]
    a, b = (low - fitted) / sigma, (high - fitted) / sigma
    mass = NORMAL.cdf(b) - NORMAL.cdf(a)
    at_a = NORMAL.pdf(a) if math.isfinite(a) else 0.0
    at_b = NORMAL.pdf(b) if math.isfinite(b) else 0.0
    mean = (at_a - at_b) / mass
    edge = (a * at_a if at_a else 0.0) - (b * at_b if at_b else 0.0)
    return fitted + sigma * mean, sigma**2 * (1 + edge / mass - mean**2)


def test_the_estimate_is_that_of_a_slow_implementation() -> None:
    random = np.random.default_rng(3)
    true = np.sort(random.normal(size=14))
    scores = np.full((14, 16), np.nan)
    for item in range(16):
        slope, middle = random.choice([-1.5, 1.5]), random.normal(0, 0.5)
        reach = slope * (true - middle) + random.normal(size=14)
        scores[:, item] = np.where(reach > 0.4, 1, np.where(reach < -0.4, -1, 0))
        if item % 2:
            scores[:, item] = np.where(reach > 0, 1, -1)
    scores[random.random(scores.shape) < 0.1] = np.nan
    votes = model.Sheet.of(np.arange(14), scores)
    found = model.fit([votes], 14, 1, 0.2, rounds=4000, tolerance=1e-8)
    assert found.converged
    table = [[None if np.isnan(cell) else int(cell) for cell in row] for row in scores.tolist()]
    points, doubts = slow_fit(table, true.tolist(), 1500)
    sign = 1 if np.corrcoef(points, found.means[:, 0, 0])[0, 1] > 0 else -1
    assert found.means[:, 0, 0] == pytest.approx(sign * np.array(points), abs=2e-3)
    assert found.variances[:, 0, 0, 0] == pytest.approx(doubts, abs=1e-3)


def test_the_estimate_is_where_the_likelihood_is_greatest() -> None:
    """Of binary votes, against scipy's maximum over positions and items together."""
    random = np.random.default_rng(5)
    states, items = 16, 60
    true = random.normal(size=states)
    slopes, middles = random.uniform(0.7, 1.6, items), random.normal(0, 0.7, items)
    reach = slopes * (true[:, None] - middles) + random.normal(size=(states, items))
    scores = np.where(reach > 0, 1.0, -1.0)
    scores = scores[:, np.abs(scores.sum(axis=0)) < states]
    items = scores.shape[1]

    def badness(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        x, alpha, beta = np.split(parameters, [states, states + items])
        fitted = scores * (alpha + np.outer(x, beta))
        ratio = np.exp(stats.norm.logpdf(fitted) - stats.norm.logcdf(fitted)) * scores
        value = -stats.norm.logcdf(fitted).sum() + (x**2).sum() / 2
        value += ((alpha**2).sum() + (beta**2).sum()) / 8
        gradient = [x - ratio @ beta, alpha / 4 - ratio.sum(axis=0), beta / 4 - ratio.T @ x]
        return float(value), np.concatenate(gradient)

    start = np.concatenate([true, np.zeros(items), np.ones(items)])
    best = optimize.minimize(badness, start, jac=True, method="L-BFGS-B").x[:states]
    found = model.fit([model.Sheet.of(np.arange(states), scores)], states, 1, 0.2)
    assert abs(np.corrcoef(found.means[:, 0, 0], best)[0, 1]) > 0.995


# -------------------------------------------------------------------------------- simulated votes


@settings(max_examples=8, deadline=None)
@given(st.integers(20, 60), st.integers(0, 10_000))
def test_simulated_points_are_found_again(states: int, seed: int) -> None:
    # Spread evenly: a lone far point is drawn in by the prior, as it should be.
    spread = stats.norm.ppf((np.arange(states) + 0.5) / states)
    points = np.random.default_rng(seed).permutation(spread).tolist()
    true = dict(zip(STATES, points, strict=False))
    low, high = min(true, key=true.__getitem__), max(true, key=true.__getitem__)
    found = un.ideal_points(simulated(true, 120, seed), anchors=[low, high])
    estimates = points_of(found)
    assert correlation(estimates, true) > 0.97
    assert np.mean([*estimates.values()]) == pytest.approx(0, abs=1e-9)
    assert np.std([*estimates.values()]) == pytest.approx(1, abs=1e-9)
    assert {point.events for point in found.points} <= set(range(100, 121))


TRUE = dict(zip(STATES, np.linspace(-2, 2, 40).tolist(), strict=False))
MADE = simulated(TRUE, 60, 1)


def test_anchors_fix_the_direction() -> None:
    low, *_middle, high = TRUE
    up, down = (
        points_of(un.ideal_points(MADE, anchors=anchors)) for anchors in ([low, high], [high, low])
    )
    assert up[low] < up[high]
    assert {code: -point for code, point in down.items()} == pytest.approx(up)


def test_what_is_turned_round_or_put_in_another_order_is_the_same() -> None:
    low, *_middle, high = TRUE
    swapped = [
        evolve(vote, masks=(vote.no.mask, vote.yes.mask, vote.abstain.mask, 0)) for vote in MADE
    ]
    wanted = points_of(un.ideal_points(MADE, anchors=[low, high]))
    for events in (swapped, MADE[::-1], [*MADE, *MADE]):
        assert points_of(un.ideal_points(events, anchors=[low, high])) == pytest.approx(
            wanted, abs=5e-3
        )


def test_two_dimensions_are_turned_to_three_anchors() -> None:
    random = np.random.default_rng(2)
    places = dict(zip(STATES, random.normal(size=(50, 2)).tolist(), strict=False))
    rollcalls = []
    for number in range(300):
        angle, middle = random.uniform(0, 2 * math.pi), random.normal(0, 0.5)
        votes = {
            code: "yes"
            if 2 * (x * math.cos(angle) + y * math.sin(angle) - middle) + random.normal() > 0
            else "no"
            for code, (x, y) in places.items()
        }
        rollcalls.append(made(number, votes))
    a, b, c = list(places)[:3]
    found = un.ideal_points(rollcalls, 2, anchors=[a, b, c])
    first, second = points_of(found), points_of(found, 2)
    assert first[a] < first[b]
    assert second[a] == pytest.approx(second[b])
    assert second[c] >= second[a]
    # The same figure: distances between states are those of the places.
    codes = sorted(places)
    true = np.array([places[code] for code in codes])
    got = np.array([(first[code], second[code]) for code in codes])
    upper = np.triu_indices(len(codes), 1)
    distances = [np.linalg.norm(x[:, None] - x[None], axis=2)[upper] for x in (true, got)]
    assert np.corrcoef(distances)[0, 1] > 0.95
    mirrored = un.ideal_points(rollcalls, 2, anchors=[b, a, c])
    assert points_of(mirrored) == pytest.approx({k: -v for k, v in first.items()}, abs=1e-6)


def test_a_state_that_moves_is_followed_and_gaps_stay_gaps() -> None:
    codes = list(STATES[:40])
    mover, leaver = codes[20], codes[30]
    rollcalls = []
    for place, year in enumerate(range(2010, 2018)):
        points = dict(zip(codes, np.linspace(-2, 2, 40).tolist(), strict=True))
        points[mover] = -1.5 + 3 * place / 7
        if year in (2012, 2013):
            del points[leaver]
        for number, vote in enumerate(simulated(points, 40, place)):
            rollcalls.append(
                evolve(vote, id=f"{year}-{number}", date=date(year, 5, 1), session=str(year))
            )
    for period in ("session", "year"):
        found = un.ideal_points(rollcalls, period=period, walk=0.3, anchors=[codes[0], codes[39]])  # type: ignore[arg-type]
        path = [point.point for point in found.of(mover).points]
        assert path == sorted(path)
        assert path[-1] - path[0] > 1.5
        assert [point.year for point in found.of(leaver).points] == [
            2010,
            2011,
            *range(2014, 2018),
        ]
        sessions = {point.session for point in found.points}
        assert sessions == (set(range(2010, 2018)) if period == "session" else {None})
        (others,) = {len(found.of(code).points) for code in codes if code != leaver}
        assert others == 8


def test_samples_give_errors_that_a_seed_repeats() -> None:
    first, again, other = (
        un.ideal_points(MADE, bootstrap=40, seed=seed, anchors=[STATES[0], STATES[39]])
        for seed in (1, 1, 2)
    )
    assert first == again != other
    for point in first.points:
        assert point.se is not None
        assert 0.03 < point.se < 0.6
        quantiles = [point.low, point.q10, point.median, point.q90, point.high]
        assert quantiles == sorted(quantiles)  # type: ignore[type-var]
        assert point.median == pytest.approx(point.point, abs=4 * point.se)
    plain = un.ideal_points(MADE, anchors=[STATES[0], STATES[39]])
    assert points_of(plain) == points_of(first)
    assert {(point.se, point.low, point.high) for point in plain.points} == {(None, None, None)}


@pytest.mark.slow
def test_errors_of_samples_are_those_of_drawing_by_hand() -> None:
    anchors = [STATES[0], STATES[39]]
    found = un.ideal_points(MADE, bootstrap=60, anchors=anchors)
    random = np.random.default_rng(9)
    drawn = []
    for _sample in range(60):
        events = [
            evolve(MADE[place], id=f"drawn-{number}")
            for number, place in enumerate(random.integers(0, len(MADE), len(MADE)))
        ]
        drawn.append(points_of(un.ideal_points(events, anchors=anchors)))
    by_hand = {code: float(np.std([points[code] for points in drawn])) for code in TRUE}
    errors = {point.country.alpha_3: point.se or 0.0 for point in found.points}
    assert sum(errors.values()) / sum(by_hand.values()) == pytest.approx(1, abs=0.2)


# ------------------------------------------------------------------------------------- the record


def read(events: Sequence[un.RollCall | un.Statement], codes: Sequence[str]) -> list[list[float]]:
    matrix = VoteMatrix.of(un.CountrySet(codes), events)
    scores = _scores(matrix)
    return [scores[matrix.place(code)].tolist() for code in codes]


def test_votes_are_read_as_cast_and_absence_is_nothing() -> None:
    columns = read([L6], ["CUB", "FRA", "UKR", "FJI"])
    assert [row[0] for row in columns[:3]] == [-1, 1, 0]
    assert math.isnan(columns[3][0])


def test_of_two_kinds_of_vote_the_abstention_takes_the_place_of_the_other() -> None:
    events = [
        made(1, {"CUB": "yes", "FRA": "abstain"}),
        made(2, {"CUB": "no", "FRA": "abstain"}),
    ]
    assert read(events, ["CUB", "FRA"]) == [[1, -1], [-1, 1]]


def test_a_complete_list_is_signed_or_not_and_a_partial_one_what_is_known() -> None:
    complete = un.statement("2022-10-31-ga3c-canada")
    partial = next(each for each in complete.counterstatements if each.completeness != "complete")
    held, other = un.positions(complete), un.positions(partial)
    codes = held.electorate.alpha_3s
    for code, (score, partial_score) in zip(codes, read([complete, partial], codes), strict=True):
        assert score == (1 if code in complete.signatories else -1)
        if code in partial.signatories:
            assert partial_score == 1
        elif code in other.possible("for"):
            assert math.isnan(partial_score)
        else:
            assert partial_score == -1


@pytest.mark.filterwarnings("ignore::unstatements.core.errors.CoverageWarning")
def test_what_is_not_meant_is_refused() -> None:
    cases: list[tuple[dict[str, object], str]] = [
        ({"events": MADE, "dims": 3}, "dims: 3; expected one of: 1, 2"),
        ({"events": MADE, "period": "month"}, "period: 'month'; expected one of: session, year"),
        ({"events": MADE, "walk": 0}, "walk: 0; expected a number above 0"),
        ({"events": MADE, "bootstrap": 1}, "bootstrap: 1; expected 0, or 2 samples or more"),
        ({"events": MADE, "anchors": ["CUB"]}, "2 different countries for 1 dimension, not 1"),
        ({"events": MADE, "anchors": ["CUB", "CUB"]}, "2 different countries"),
        ({"events": MADE, "dims": 2, "anchors": ["CUB", "FRA"]}, "3 different countries for 2"),
        ({"events": MADE, "anchors": ["VAT", STATES[0]]}, "Holy See took part in none of the"),
        ({"events": MADE[:9]}, "10 events or more that divide the states; 9 of the 9 given do"),
        ({"events": []}, "10 events or more that divide the states; 0 of the 0 given do"),
        ({"events": MADE, "published": True}, "published points rest on their own votes"),
        (
            {"events": [*MADE, evolve(MADE[0], id="x", body="ga")], "period": "session"},
            "say 'year'",
        ),
    ]
    for arguments, message in cases:
        with pytest.raises(ValueError, match=message):
            un.ideal_points(**arguments)  # type: ignore[arg-type]
    with pytest.raises(un.errors.UnknownCountryError):
        un.ideal_points(MADE, anchors=["Atlantis", "CUB"])
    with pytest.raises(TypeError, match="'France' is not a collection"):
        un.ideal_points(MADE, anchors="France")


def test_samples_pass_over_a_period_of_which_no_vote_divides() -> None:
    unanimous = made(99, dict.fromkeys(TRUE, "yes"), date(2021, 1, 1))
    after = made(
        100, {code: VOTES[place % 2] for place, code in enumerate(TRUE)}, date(2022, 1, 1)
    )
    estimated = un.ideal_points([*MADE, unanimous, after], period="year", bootstrap=2)
    assert {point.year for point in estimated.points} == {2020, 2022}
    assert all(point.se is not None for point in estimated.points)


def test_notes_say_what_the_points_rest_on() -> None:
    votes = un.rollcalls(body="ga", session=60)
    found = un.ideal_points(votes, bootstrap=2, anchors=["Cuba", "France"])
    text = str(found.of("FRA"))
    for words in (
        "102 of 102 events",
        "2 bootstrap samples",
        "seed 0",
        "from Cuba to France",
        "Imai",
    ):
        assert words in text, words
    assert found.points[0].session == 60
    assert found.points[0].year == 2005
    with pytest.warns(un.errors.CoverageWarning):
        recent = un.ideal_points(un.rollcalls(body="ga", since="2021-01-01"), period="year")
    assert any("only those on country situations" in note for note in recent.footnotes())
    assert any("random walk, standard deviation 0.2" in note for note in recent.footnotes())


def test_without_numpy_it_is_said_what_to_install_and_published_points_are_read() -> None:
    code = """
import sys
sys.modules["numpy"] = None
import unstatements as un
print(len(un.ideal_points(published=True).points))
try:
    un.ideal_points(un.rollcalls(body="hrc", session=51))
except ImportError as error:
    print(error)
"""
    out = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], check=True, capture_output=True, text=True
    )
    assert out.stdout.splitlines() == [
        "11610",
        'ideal points are estimated with numpy, which is not installed: pip install "unstatements[estimate]"',
    ]


# -------------------------------------------------------------------------- published estimates


def published(session: int) -> dict[str, float]:
    return points_of(un.ideal_points(published=True).during(session=session))


@pytest.mark.parametrize("session", [45, 60, 74])
def test_points_are_those_published(session: int) -> None:
    found = points_of(un.ideal_points(un.rollcalls(body="ga", session=session)))
    assert correlation(found, published(session)) > 0.97


@pytest.mark.slow
def test_points_of_most_sessions_are_those_published() -> None:
    sessions = [session for session in range(1, 75) if session != 19]
    near = []
    for session in sessions:
        found = un.ideal_points(un.rollcalls(body="ga", session=session, edition="bundled"))
        near.append(correlation(points_of(found), published(session)))
    assert sum(r >= 0.97 for r in near) >= 55
    assert min(near) > 0.8


@pytest.mark.slow
def test_points_that_walk_are_those_published_in_every_session() -> None:
    votes = [
        vote for vote in un.rollcalls(body="ga", edition="bundled") if vote.session.isdecimal()
    ]
    late = [vote for vote in votes if 60 <= int(vote.session) <= 74]
    found = un.ideal_points(late, period="session")
    for session in range(60, 75):
        assert correlation(points_of(found.during(session=session)), published(session)) > 0.97


def test_signatures_alone_show_the_same_order() -> None:
    lists = [
        each
        for each in un.statements(since="2019-01-01", until="2025-12-31")
        if each.completeness == "complete"
    ]
    found = points_of(un.ideal_points(lists))
    years: dict[str, list[float]] = {}
    for point in un.ideal_points(published=True).points:
        if point.year is not None and 2019 <= point.year <= 2025:
            years.setdefault(point.country.alpha_3, []).append(point.point)
    means = {code: sum(values) / len(values) for code, values in years.items()}
    assert correlation(found, means) > 0.8
