"""Lines by year stop where the record has a gap, and never run across a break of coverage."""

from __future__ import annotations

import warnings

import pytest

import unstatements as un
from unstatements.plots import draw
from unstatements.plots.chart import Point, runs


def point(year: int, value: float | None, coverage: str = "all") -> Point:
    return Point(year=year, value=value, basis=coverage)


def joined(*points: Point) -> list[list[int]]:
    return [[each.year for each in run] for run in runs(points)]


def test_a_line_stops_at_a_gap() -> None:
    assert joined(point(1, 0.1), point(2, None), point(3, 0.2), point(4, 0.3)) == [[1], [3, 4]]
    assert joined(point(1, 0.1), point(2, 0.1), point(5, 0.2)) == [[1, 2], [5]]
    assert joined(point(1, 0.1), point(6, 0.1), point(11, 0.2)) == [[1, 6, 11]]
    assert joined(point(1, None)) == []


def test_a_line_stops_where_coverage_changes() -> None:
    some = "country situations"
    assert joined(point(1, 0.1), point(2, 0.1, some), point(3, 0.1, some)) == [[1], [2, 3]]
    assert joined(point(1, 0.1), point(1, 0.2, some)) == [[1], [1]]


def test_a_series_across_the_break_is_cut() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        votes = un.rollcalls("ga", since=2018, until=2022, edition="bundled")
        series = un.agreement("USA", "GBR", votes).over("year")
    covered = {label: part.coverage for label, part in series.items()}
    assert len(set(covered.values())) > 1
    picture = draw(series)
    assert {f"point-{label}" for label in series} <= set(picture.hover)
    assert any("A line ends" in text.get_text() for text in picture.axes[0].texts)


@pytest.mark.parametrize("width", [3.6, 8.0])
def test_series_are_drawn_at_every_width(width: float) -> None:
    votes = un.rollcalls("hrc", since=2021, until=2023, edition="bundled")
    for result in (
        un.compare(votes, by=["EU", "OIC"]),
        un.compare(votes, by=["EU", "OIC"]).cohesion(period="session", bootstrap=20),
        un.agreement("CUB", "FRA", votes, bootstrap=20).over("session"),
        un.agreement_matrix(["CUB", "FRA", "CHN"], votes).over("year"),
        un.movers(proposition="china-human-rights"),
        un.compare([], by="EU").cohesion(),
    ):
        picture = result.plot(width)
        assert picture.get_figwidth() == width
