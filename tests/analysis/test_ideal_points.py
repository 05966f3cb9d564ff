"""Ideal points, as published."""

from __future__ import annotations

import csv
import gzip
import io
import pickle
from collections import Counter
from functools import reduce
from operator import or_
from pathlib import Path

import pytest

import unstatements as un

FILE = Path(un.__file__).parent / "data" / "votes" / "ideal_points.csv.gz"
ROWS = list(csv.DictReader(io.StringIO(gzip.decompress(FILE.read_bytes()).decode())))


def test_all_published_points_are_there_once() -> None:
    points = un.ideal_points(published=True).points
    assert len(points) == len(ROWS) == 11_610
    assert len({(row["cow"], row["year"]) for row in ROWS}) == 11_610
    wanted = Counter(
        (row["country"], row["year"], row["votes"], row["point"], row["q5"], row["q95"])
        for row in ROWS
    )
    found = Counter(
        (
            point.country.alpha_3,
            str(point.year),
            str(point.events),
            str(point.point),
            str(point.low),
            str(point.high),
        )
        for point in points
    )
    assert found == wanted


def test_quantiles_are_in_order_and_the_point_lies_between_them() -> None:
    for point in un.ideal_points(published=True).points:
        quantiles = [point.low, point.q10, point.median, point.q90, point.high]
        assert None not in quantiles
        assert quantiles == sorted(quantiles, key=lambda quantile: quantile or 0.0)
        assert point.se is None
        assert point.low is not None
        assert point.high is not None
        assert point.low < point.point < point.high


def test_a_year_is_that_of_the_session_but_for_the_last_two() -> None:
    for point in un.ideal_points(published=True).points:
        assert point.year is not None
        assert point.session == (None if point.year >= 2024 else point.year - 1945)
    assert not un.ideal_points(published=True).during(year=1964).points


def test_points_stand_under_the_country_that_has_the_votes_in_the_record() -> None:
    others = {}
    for session in (1, 26, 46, 47, 52, 53, 54, 55, 61, 74):
        votes = un.rollcalls(body="ga", session=session, edition="bundled")
        voted = reduce(or_, (vote.yes | vote.no | vote.abstain for vote in votes))
        points = un.ideal_points(published=True).during(session=session)
        others[session] = (points.countries - voted).alpha_3s
    few = {52: ("KHM",), 53: ("LBR",), 54: ("SOM",), 55: ("TUV",)}  # on five votes or fewer
    assert {session: codes for session, codes in others.items() if codes} == few


@pytest.mark.parametrize(
    ("follow", "years"),
    [
        ("record", {"CHN": 80, "RUS": 34, "SUN": 45, "SRB": 20, "SCG": 6}),
        ("seat", {"CHN": 80, "RUS": 79, "SUN": 0, "SRB": 26, "SCG": 0}),
        ("state", {"CHN": 55, "RUS": 34, "SUN": 45, "SRB": 20, "SCG": 6}),
    ],
)
def test_whose_points_count_where_a_seat_passed_on(follow: str, years: dict[str, int]) -> None:
    points = un.ideal_points(published=True, follow=follow)  # type: ignore[arg-type]
    assert {code: len(points.of(code).points) for code in years} == years
    notes = " ".join(points.of("CHN", "RUS", "SUN").during(year=1960).footnotes())
    assert ("China: points of Republic of China among them" in notes) == (follow != "state")
    assert ("Russia: points of Union of" in notes) == (follow == "seat")
    assert "among them" not in " ".join(points.during(year=2020).footnotes())


def test_points_are_chosen_by_state_session_and_year() -> None:
    points = un.ideal_points(published=True)
    chosen = points.of("France", "GBR").during(session=77)
    assert [point.country.alpha_3 for point in chosen.points] == ["FRA", "GBR"]
    assert chosen == points.during(year=2022).of("United Kingdom", "FRA")
    assert hash(chosen) == hash(pickle.loads(pickle.dumps(chosen)))
    assert "2022" in chosen.title()
    assert "1946-2025" in points.title()
    assert any("CC0" in note and "10.7910/DVN/LEJUQZ" in note for note in points.footnotes())
    with pytest.raises(un.errors.UnknownCountryError):
        points.of("Atlantis")


def test_what_is_not_meant_is_refused() -> None:
    with pytest.raises(ValueError, match="published=True"):
        un.ideal_points()
    with pytest.raises(ValueError, match="follow: 'holder'; expected one of: record, seat, state"):
        un.ideal_points(published=True, follow="holder")  # type: ignore[arg-type]
