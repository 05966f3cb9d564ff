"""Pictures: all that they must show is there, fits the page, and is the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path

import matplotlib
import pytest
from hypothesis import given, strategies as st
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

import unstatements as un
from sweeps import sampled, slow_but
from unstatements import Position, Positions
from unstatements.groups.bloc import countries, observers
from unstatements.plots.canvas import LOOKS, width_of, wrapped
from unstatements.plots.captions import credit, day_of, meanings, occasion
from unstatements.plots.ordering import clustered_order
from unstatements.plots.picture import Picture, draw
from unstatements.plots.tile_map import tile_of, tiles
from unstatements.results.result import Result

PARTIAL, COMPLETE, VOTE = "2022-10-31-ga3c-canada", "2020-10-06-ga3c-germany", "A/HRC/51/L.6"
WIDE, PHONE = 8.0, 3.6
COUNCIL = un.rollcalls(body="hrc", session=51)

POINTS = un.ideal_points(published=True)


def old_vote() -> un.RollCall:
    """The last recorded vote of 1989, when states that no longer exist had seats."""
    return un.rollcalls(body="ga", since="1989-12-01", until="1989-12-31")[-1]


RESULTS: dict[str, Callable[[], Result]] = {
    "comparison, partial": lambda: un.compare(PARTIAL),
    "comparison, complete": lambda: un.compare(COMPLETE, by=["EU", "OIC"]),
    "comparison, vote": lambda: un.compare(VOTE, by="EU"),
    "comparison, function": lambda: un.compare(VOTE, by=lambda country: country.name[0]),
    "comparison, no blocs": lambda: un.compare(VOTE, by=[]),
    "comparison, former states": lambda: un.compare(old_vote(), unknown="ignore"),
    "shift, partial": lambda: un.shift("2021-10-21-ga3c-france", PARTIAL),
    "shift, complete": lambda: un.shift("2019-10-29-ga3c-uk", COMPLETE),
    "shift, union": lambda: un.shift(VOTE, PARTIAL, electorate="union"),
    "shift, from the rival": lambda: un.shift("2022-10-31-ga3c-cuba", VOTE),
    "shift, to itself": lambda: un.shift(COMPLETE, COMPLETE),
    "shift, among nobody": lambda: un.shift(VOTE, PARTIAL, among=[]),
    "timeline": lambda: un.timeline(proposition="china-human-rights"),
    "timeline, other topic": lambda: un.timeline(proposition="unilateral-coercive-measures"),
    "trajectory": lambda: un.trajectory("Honduras", proposition="china-human-rights"),
    "trajectory, outside": lambda: un.trajectory("Fiji", events=[VOTE, PARTIAL]),
    "trajectory, no events": lambda: un.trajectory("Fiji", events=[]),
    "bloc trajectory": lambda: un.trajectory("OIC", proposition="china-human-rights"),
    "matrix, few": lambda: un.agreement_matrix(["CUB", "FRA", "BRA", "KIR"], COUNCIL),
    "matrix, below zero": lambda: un.agreement_matrix(
        ["CUB", "USA"], un.rollcalls(body="hrc"), "kappa"
    ),
    "matrix, council": lambda: un.agreement_matrix(un.bloc("HRC").members("2022-10-06"), COUNCIL),
    "matrix, many": lambda: un.agreement_matrix(un.bloc("NAM").members("2022-10-06"), COUNCIL),
    "matrix, one": lambda: un.agreement_matrix(["CUB"], COUNCIL),
    "ideal points, all of a session": lambda: POINTS.during(session=77),
    "ideal points, few": lambda: POINTS.during(session=77).of("FRA", "KNA", "VCT"),
    "ideal points, lines": lambda: POINTS.of("CHN", "FRA", "RUS", "SUN", "ZAF"),
    "ideal points, many lines": lambda: POINTS,
    "ideal points, nobody": lambda: POINTS.of("VAT"),
    "ideal points, estimated": lambda: un.ideal_points(COUNCIL, bootstrap=5),
    "ideal points, a map": lambda: un.ideal_points(COUNCIL, 2, bootstrap=5),
    "estimate": lambda: un.positions("2022-10-31-ga3c-cuba").estimate(),
    "map, partial": lambda: un.positions(PARTIAL),
    "map, complete": lambda: un.positions(COMPLETE),
    "map, vote": lambda: un.positions(VOTE),
    "map, some": lambda: un.positions(PARTIAL).restricted(["TUV"]),
    "map, nobody": lambda: un.positions(PARTIAL).restricted([]),
    "map, flipped": lambda: un.positions(PARTIAL).flipped(),
    "map, former states": lambda: un.positions(old_vote()),
}


def drawn(name: str, width: float = WIDE) -> Picture:
    figure = RESULTS[name]().plot(width=width)  # type: ignore[attr-defined]
    assert isinstance(figure, Picture)
    return figure


def words(figure: Figure) -> str:
    return " ".join(text.get_text() for text in figure.findobj(Text))


def saved(figure: Figure, kind: str, **options: float) -> bytes:
    file = BytesIO()
    figure.savefig(file, format=kind, **options)
    return file.getvalue()


def marks(picture: Picture) -> list[str]:
    return [name for name in picture.hover if name.startswith("state-") and "-label" not in name]


@pytest.mark.parametrize("width", slow_but([PHONE], [WIDE, PHONE]))
@pytest.mark.parametrize("name", RESULTS)
def test_every_word_can_be_read(name: str, width: float) -> None:
    picture = drawn(name, width)
    assert saved(picture, "png", dpi=40).startswith(b"\x89PNG")
    page = picture.bbox
    texts = [text for text in picture.findobj(Text) if text.get_text()]
    boxes = [text.get_window_extent() for text in texts]
    for text, box in zip(texts, boxes, strict=True):
        assert text.get_fontsize() >= 4.5, text
        assert page.x0 - 1 <= box.x0 < box.x1 <= page.x1 + 1, text
        assert page.y0 - 1 <= box.y0 < box.y1 <= page.y1 + 1, text
    cores = sorted((box.shrunk(0.8, 0.6) for box in boxes), key=lambda box: box.x0)
    for place, box in enumerate(cores):
        for other in cores[place + 1 :]:
            if other.x0 > box.x1:
                break
            assert not box.overlaps(other)


@pytest.mark.parametrize("kind", slow_but(["svg"], ["png", "svg", "pdf"]))
@pytest.mark.parametrize(
    "name", ["comparison, partial", "shift, union", "timeline", "matrix, many", "map, vote"]
)
def test_two_runs_give_the_same_bytes_whatever_the_settings(name: str, kind: str) -> None:
    first = saved(drawn(name), kind)
    with matplotlib.rc_context(
        {"font.size": 30, "axes.facecolor": "black", "svg.hashsalt": "x", "savefig.dpi": 30}
    ):
        assert saved(drawn(name), kind) == first


@pytest.mark.slow
def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys, unstatements as un;"
        "figure = un.shift('2021-10-21-ga3c-france', '2022-10-31-ga3c-canada').plot();"
        "figure.savefig(sys.argv[1]); figure.savefig(sys.argv[2]);"
        "assert not any('pyplot' in name for name in sys.modules)"
    )
    files = []
    for seed in ("1", "2"):
        paths = [tmp_path / f"{seed}.png", tmp_path / f"{seed}.svg"]
        command = [sys.executable, "-c", code, *map(str, paths)]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
        files.append([path.read_bytes() for path in paths])
    assert files[0] == files[1]


def test_drawing_leaves_the_settings_as_they_were(tmp_path: Path) -> None:
    with matplotlib.rc_context({"font.size": 31}):
        before = dict(matplotlib.rcParams)
        drawn("map, vote").savefig(tmp_path / "map.svg")
        assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("name", [PARTIAL, COMPLETE, VOTE])
def test_one_mark_a_state(name: str) -> None:
    positions = un.positions(name)
    expected = [f"state-{country.alpha_3}" for country in positions]
    assert sorted(marks(draw(positions))) == sorted(expected)
    assert sorted(marks(draw(un.compare(name)))) == sorted(expected)
    for width in (WIDE, PHONE):
        for picture in (draw(positions, width), draw(un.compare(name), width)):
            for country, position in positions.items():
                said = picture.hover[f"state-{country.alpha_3}"]
                assert said.startswith(f"{country.name}: {position}")


def test_a_state_in_two_blocs_has_two_marks() -> None:
    comparison = un.compare(COMPLETE, by=["EU", "NATO"])
    assert len(marks(draw(comparison))) == sum(len(bloc.electorate) for bloc in comparison.blocs)


@sampled
def test_every_statement_can_be_drawn(step: int) -> None:
    for statement in un.statements()[::step]:
        if statement.date is None:
            continue
        positions = un.positions(statement)
        # All that words depend on, with few marks: two states of each position.
        few = [country for position in Position for country in list(positions.of(position))[:2]]
        part = un.compare(statement, electorate=few, unknown="ignore")
        for picture in (draw(positions.restricted(few)), draw(part, PHONE)):
            text = " ".join(text.get_text() for text in picture.axes[0].texts)
            assert day_of(statement) in text, statement.id
            assert f"{len(few)} state" in text, statement.id
            assert "Source" in text or not statement.sources, statement.id
            assert len(marks(picture)) == len(few), statement.id


def test_a_picture_says_event_day_counts_and_source() -> None:
    for name in ("comparison, partial", "map, partial"):
        text = words(drawn(name))
        for part in (
            "50 states criticised China's human rights record (Xinjiang); 66",
            "Joint statement by Canada",
            "31 October 2022",
            "Third Committee of the General Assembly",
            "50 for, 66–74 against (11 by name), 71–79 neutral; 195 states",
            "Source: Government of Canada",
            "CC BY 4.0",
        ):
            assert part in text, (name, part)
    text = words(drawn("comparison, partial"))
    assert "1–51" in text or "2–51" in text
    assert "Latin American and" in text


def test_labels_of_the_users_own_are_not_read_as_blocs() -> None:
    labelled = un.compare(VOTE, by=lambda country: "AU" if country.name < "M" else "EU")
    assert "Union" not in words(labelled.plot())


def test_a_shift_names_those_that_moved() -> None:
    for width in (WIDE, PHONE):
        text = words(drawn("shift, partial", width))
        for part in ("1 state: Honduras", "Somalia", "Ukraine", "128", "134", "in all 66–74"):
            assert part in text
    hover = drawn("shift, union").hover
    assert hover["flow-neutral-for"] == "neutral, then for: Ukraine"
    assert hover["flow-outside-against"].startswith("not in the electorate, then against: ")
    text = words(drawn("shift, among nobody"))
    assert "0 states compared" in text


def test_flows_are_as_thick_as_the_states_are_many() -> None:
    moved = un.shift("2019-10-29-ga3c-uk", COMPLETE)
    picture = moved.plot()
    assert isinstance(picture, Picture)
    flows = {
        artist.get_gid(): artist
        for artist in picture.findobj()
        if str(artist.get_gid()).startswith("flow-")
    }
    heights = {}
    for (before, after), those in moved.transitions.items():
        if those:
            path = flows[f"flow-{before}-{after}"].get_path().vertices
            heights[before, after] = (path[-2][1] - path[0][1]) / len(those)
    assert len(heights) >= 5
    assert max(heights.values()) == pytest.approx(min(heights.values()))


def test_a_timeline_tells_the_known_from_the_reported() -> None:
    picture = drawn("timeline")
    text = words(picture)
    for part in (
        '(Xinjiang, Hong Kong, Tibet)", 2016–2025',
        "66–74 (11 by name)",
        "1–185 (1 by name)",
        "no statement",
        "31 October 2022",
        "recorded vote",
    ):
        assert part in text
    assert picture.hover["against-2022-10-31-ga3c-canada"].endswith(
        "66–74, 11 of them known by name"
    )
    events = {
        positions.event.id for positions in un.timeline(proposition="china-human-rights").points
    }
    assert {name.partition("-")[2] for name in picture.hover} == events


def test_a_trajectory_shows_every_event_and_all_that_is_possible() -> None:
    path = un.trajectory("Honduras", proposition="china-human-rights")
    picture = path.plot()
    assert isinstance(picture, Picture)
    for point in path.points:
        if point.position is Position.UNKNOWN:
            names = [
                name
                for name in picture.hover
                if name.startswith(f"point-{point.event.id}") and "label" not in name
            ]
            assert len(names) == len(point.possible)
        else:
            assert picture.hover[f"point-{point.event.id}"].endswith(f": {point.position}")
    assert "not in the electorate" in words(drawn("trajectory, outside"))


def test_a_matrix_shows_values_and_gaps() -> None:
    picture = drawn("matrix, few")
    assert picture.hover["cell-CUB-FRA"] == picture.hover["cell-FRA-CUB"].replace(
        "France and Cuba", "Cuba and France"
    )
    assert picture.hover["cell-CUB-KIR"] == "Cuba and Kiribati: no value"
    assert "no value" in words(picture)
    assert "−" in words(drawn("matrix, below zero"))
    council = words(drawn("matrix, council", PHONE))
    assert all(code in council for code in un.bloc("HRC").members("2022-10-06").alpha_3s)
    assert "is labelled" not in words(drawn("matrix, many"))


def test_a_crowded_matrix_says_that_not_all_are_labelled() -> None:
    matrix = un.agreement_matrix(un.countries("2022-10-06"), COUNCIL[:2])
    assert "One state in 2 is labelled; a larger width labels all." in words(
        matrix.plot(width=PHONE)
    )


def test_an_estimate_is_told_from_the_record() -> None:
    picture = drawn("estimate")
    assert "Estimate, not record" in words(picture)
    assert not [name for name in picture.hover if name.startswith("state-")]
    bars = picture.findobj(Rectangle)
    colors = {bar.get_facecolor()[:3] for bar in bars if bar.get_hatch()}
    assert colors.isdisjoint({to_rgb(look.fill) for look in LOOKS.values()})


def test_lines_of_ideal_points_break_where_there_is_none() -> None:
    picture = draw(POINTS.of("ZAF").during())
    years = [point.year for point in POINTS.of("ZAF").points]
    gaps = sum(year is not None and year - 1 not in years for year in years)
    lines = [
        path
        for path in picture.findobj(PathPatch)
        if path.get_linewidth() == 1.5 and path.get_edgecolor()[:3] == to_rgb("#0072B2")
    ]
    assert sum(len(line.get_path().vertices) for line in lines) == len(years)
    assert len(lines) == gaps
    assert len([name for name in picture.hover if name.startswith("point-ZAF-")]) == len(years)


@pytest.mark.parametrize("width", [3.6, 8])
def test_lines_of_ideal_points_bear_short_names_and_earlier_holders_their_own(
    width: float,
) -> None:
    points = POINTS.of("USA", "FRA", "BRA", "IND", "CHN", "RUS", "SUN")
    names = {text.get_text() for text in draw(points, width=width).axes[0].texts}
    assert {country.name for country in points.countries} <= names
    assert "Republic of China" in names


def test_a_picture_of_ideal_points_says_whose_they_are_and_how_sure() -> None:
    text = words(draw(POINTS.during(session=77)))
    for told in ("Bailey, Strezhnev and Voeten", "192 states", "CC0-1.0", "from low to high"):
        assert told in text, told
    votes = un.rollcalls(body="ga", since="2021-01-01", until="2022-12-31")
    with pytest.warns(un.errors.CoverageWarning):
        points = un.ideal_points(votes)
    assert "only those on country situations" in words(draw(points))


def test_the_svg_says_on_hover_what_a_mark_is() -> None:
    svg = saved(drawn("map, partial"), "svg").decode()
    assert "<title>Côte d&#x27;Ivoire: unknown</title>" in svg
    assert "<title>Tuvalu: unknown</title>" in svg
    assert "dc:date" not in svg
    assert len(re.findall(r"<title>", svg)) >= 195
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(ids) == len(set(ids))


def test_saving_takes_what_matplotlib_takes(tmp_path: Path) -> None:
    figure = drawn("map, vote")
    figure.savefig(tmp_path / "a.svg", metadata={"Creator": "somebody"})
    assert "somebody" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    figure.savefig(str(tmp_path / "b.png"), dpi=50, bbox_inches="tight")
    figure.savefig(tmp_path / "c.svgz")
    figure.savefig(tmp_path / "d", format="PNG")
    assert (tmp_path / "d").read_bytes()[:4] == b"\x89PNG"
    figure.savefig(tmp_path / "e")
    assert (tmp_path / "e.png").exists()
    assert figure._repr_png_()[:4] == b"\x89PNG"


@pytest.mark.parametrize("width", [0, -1, 2.9, 49, float("nan"), float("inf")])
def test_a_width_out_of_bounds_is_an_error(width: float) -> None:
    with pytest.raises(ValueError, match="inches wide: give a width from 3 to 48"):
        un.positions(VOTE).plot(width=width)


def test_a_path_is_no_width() -> None:
    with pytest.raises(
        TypeError, match=r"'a.png' is not a width in inches; to write a file: plot\(\)"
    ):
        un.positions(VOTE).plot("a.png")  # type: ignore[arg-type]  # what is tested


def test_what_has_no_picture_is_an_error() -> None:
    with pytest.raises(TypeError, match="there is no picture of 'Fiji'"):
        draw("Fiji")


def test_without_matplotlib_one_line_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "import unstatements as un\n"
        "try:\n    un.positions('A/HRC/51/L.6').plot()\n"
        "except ImportError as error:\n    print(error)"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout
    assert out.count("\n") == 1
    assert 'pip install "unstatements[plot]"' in out


# Looks


def luminance(color: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(color: str, other: str) -> float:
    light, dark = sorted([luminance(color), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_no_two_positions_look_alike_in_grey() -> None:
    looks = list(LOOKS.values())
    for look, other in combinations(looks, 2):
        form = (look.shape, look.dashed, look.crossed)
        same_form = form == (other.shape, other.dashed, other.crossed)
        assert not same_form or contrast(look.fill, other.fill) > 1.3
    assert contrast(LOOKS[Position.FOR].fill, LOOKS[Position.AGAINST].fill) > 2


def test_labels_can_be_read_on_their_marks_and_marks_on_paper() -> None:
    for position, look in LOOKS.items():
        if position is not None:
            assert contrast(look.fill, look.ink) >= 4.5
            assert max(contrast(look.fill, "#ffffff"), contrast(look.edge, "#ffffff")) >= 2.5


# The map


def test_every_member_and_observer_ever_has_a_place_of_its_own() -> None:
    places = tile_of()
    assert len(set(places.values())) == len(places) == len(un.tables()["tiles"])
    for year in range(1946, 2027):
        for month in (1, 7, 12):
            day = date(year, month, 20)
            assert set((countries(day) | observers(day)).alpha_3s) <= set(places), day
    for statement in un.statements():
        signatories = {signature.country.alpha_3 for signature in statement.signatures}
        assert signatories <= set(places), statement.id


def test_a_country_without_a_place_stands_below_the_map() -> None:
    countries = un.CountrySet(["ALA", "ABW", "FRA"])
    positions = un.positions(COMPLETE)
    positions = Positions(positions.event, countries, positions._holders)
    assert len(marks(draw(positions))) == 3
    places = tiles(countries)
    assert places[un.country("ALA")][1] == places[un.country("ABW")][1]
    assert places[un.country("FRA")][1] < places[un.country("ABW")][1] - 1


# Words


def test_days_are_written_as_exactly_as_they_are_known() -> None:
    assert {day_of(event) for event in un.statements() if not event.date} <= {"undated"}
    assert day_of(un.statement("2005-03-chr-sogi-newzealand")) in ("March 2005", "2005")


def test_meanings_follow_the_side() -> None:
    positions = un.positions("2022-10-31-ga3c-cuba")
    assert dict(meanings(positions))[Position.FOR] == "for: signed"
    assert dict(meanings(positions.flipped()))[Position.AGAINST] == "against: signed"
    alone = un.positions("2025-03-20-hrc-poland")
    assert dict(meanings(alone))[Position.AGAINST] == "against: no rival statement"
    assert dict(meanings(alone.flipped()))[Position.FOR] == "for: no rival statement"
    assert dict(meanings(un.positions(VOTE).flipped()))[Position.AGAINST] == "against: voted yes"


def test_occasions_and_credits_of_everything_are_plain() -> None:
    for event in [*un.statements(), *un.rollcalls(body="hrc")]:
        assert occasion(event)[0].isupper()
        assert "None" not in occasion(event) + credit([event])


@given(st.text(max_size=60), st.floats(0.3, 4.0), st.integers(0, 3))
def test_wrapped_lines_fit(text: str, room: float, most: int) -> None:
    text = re.sub(r"[^ -~]", "?", text)
    lines = wrapped(text, room, 8.0, most=most)
    assert not most or len(lines) <= most
    assert all(width_of(line, 8.0) <= room + 0.15 for line in lines)
    if not most:
        assert "".join(lines).replace(" ", "") == "".join(text.split())


# The order of the heat map


@st.composite
def tables(draw: st.DrawFn, gaps: bool = False) -> list[list[float | None]]:
    size = draw(st.integers(0, 12))
    cell = st.floats(0, 2, allow_nan=False).map(lambda value: round(value, 6))
    cells = st.one_of(cell, st.none()) if gaps else cell
    table: list[list[float | None]] = [[0.0] * size for _ in range(size)]
    for a in range(size):
        for b in range(a):
            table[a][b] = table[b][a] = draw(cells)
    return table


@given(tables(gaps=True))
def test_the_order_holds_everything_once_and_is_always_the_same(
    table: list[list[float | None]],
) -> None:
    order = clustered_order(table)
    assert sorted(order) == list(range(len(table)))
    assert clustered_order(table) == order


@given(st.data())
def test_clusters_are_those_of_scipy(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 12))
    pairs = size * (size - 1) // 2
    # All averages differ, so that there is but one tree.
    flat = (
        data.draw(st.permutations([2.0**place for place in range(pairs)])) if pairs < 40 else None
    )
    if flat is None:
        flat = [float((37 * place + 11) % 1009) + place / 7 for place in range(pairs)]
    order = clustered_order(squareform(flat).tolist())
    clusters = {place: {place} for place in range(size)}
    for number, (a, b, _height, _size) in enumerate(linkage(flat, "average")):
        clusters[size + number] = clusters[int(a)] | clusters[int(b)]
    for members in clusters.values():
        places = sorted(map(order.index, members))
        assert places == list(range(places[0], places[0] + len(places)))


def test_signatories_that_no_electorate_has_are_named_in_pictures() -> None:
    navalny = "2021-11-29-opcw-navalny"
    for result in (
        un.positions(navalny),
        un.compare(navalny),
        un.shift("2021-03-09-opcw-navalny-lithuania", navalny),
    ):
        assert "not in the electorate: Cook Islands, Niue." in words(result.plot())
