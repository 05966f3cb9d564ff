"""Mean cohesion and distances from the majority, against a computation from the votes themselves."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from statistics import fmean

import pytest

import unstatements as un

VOTES = un.rollcalls("ga", since=2012, until=2014, on_text=True, complete=True, edition="bundled")
PANEL = un.compare(VOTES, by=["EU", "OIC"])
SCORES = {"yes": 1.0, "abstain": 0.0, "no": -1.0}


def members(bloc: str, day: date | None) -> un.CountrySet:
    assert day is not None
    return un.bloc(bloc).members(day, unknown="ignore")


def counts(vote: un.RollCall, bloc: str) -> dict[str, int]:
    inside = members(bloc, vote.date)
    return {how: len(getattr(vote, how) & inside) for how in SCORES}


def test_mean_cohesion_is_the_mean_over_votes() -> None:
    series = PANEL.cohesion("rice", period="year")
    for entry in series.entries:
        values = []
        for vote in VOTES:
            if vote.date and str(vote.date.year) == entry.period:
                found = counts(vote, entry.bloc)
                if sides := found["yes"] + found["no"]:
                    values.append(abs(found["yes"] - found["no"]) / sides)
        assert entry.value == pytest.approx(fmean(values))
        assert entry.n == len(values)
        assert (entry.left_out, entry.year) == (0, int(entry.period))
    assert {entry.bloc for entry in series.entries} == {"EU", "OIC"}


def test_the_interval_is_around_the_mean() -> None:
    entry = PANEL.cohesion(bootstrap=400, seed=2).entries[0]
    assert entry.value is not None
    assert entry.bootstrap is not None
    assert entry.bootstrap.interval is not None
    assert entry.value in entry.bootstrap.interval
    assert entry.bootstrap.clusters <= entry.n
    assert (
        PANEL.cohesion(bootstrap=400, seed=2).rows()
        == PANEL.cohesion(bootstrap=400, seed=2).rows()
    )


def test_bounds_hold_the_events_not_known_as_a_whole() -> None:
    partial = un.rollcalls("ga", since=2012, until=2014, complete=False, edition="bundled")
    entries = un.compare([*VOTES, *partial], by="EU").cohesion().entries
    for entry in entries:
        assert entry.bounds is not None
        assert entry.bounds.low <= entry.bounds.high
    assert un.compare(un.statements("xinjiang"), by="EU").cohesion().entries[0].value is None


def test_distances_from_the_majority_are_those_of_the_votes() -> None:
    wanted: dict[tuple[str, str], list[float]] = defaultdict(list)
    for vote in VOTES:
        for bloc in ("EU", "OIC"):
            found = counts(vote, bloc)
            most = max(found.values())
            if list(found.values()).count(most) > 1:
                continue
            (majority,) = (how for how, number in found.items() if number == most)
            for how, score in SCORES.items():
                for country in getattr(vote, how) & members(bloc, vote.date):
                    distance = abs(score - SCORES[majority]) / 2
                    wanted[bloc, country.alpha_3].append(distance)
    entries = PANEL.majority_distances().entries
    assert {(each.bloc, each.country.alpha_3) for each in entries} == set(wanted)
    for each in entries:
        steps = wanted[each.bloc, each.country.alpha_3]
        assert each.distance == pytest.approx(fmean(steps))
        assert each.n == len(steps)
    of_eu = [each.distance for each in entries if each.bloc == "EU"]
    assert of_eu == sorted(of_eu, reverse=True)
    assert un.compare(un.statements("xinjiang"), by="EU").majority_distances().entries == ()


def test_what_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of: rice, agreement_index"):
        PANEL.cohesion("kappa")
    with pytest.raises(ValueError, match="number of years"):
        PANEL.majority_distances(0)
    with pytest.raises(ValueError, match="number of samples"):
        PANEL.cohesion(bootstrap=0)
