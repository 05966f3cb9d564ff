"""Ideal points: states on a line, their lines through time, or states on a map."""

from __future__ import annotations

from collections.abc import Sequence

from unstatements.analysis.ideal_points import IdealPoint, IdealPoints
from unstatements.plots.canvas import FAINT, GREY, INK, PALETTE, Canvas, Scale
from unstatements.plots.captions import credit
from unstatements.plots.chart import (
    NAMED,
    Point,
    draw_dot,
    draw_lines,
    level_ticks,
    upright_ticks,
)
from unstatements.plots.picture import Picture, draw
from unstatements.plots.rows import ONE_PANEL, panels
from unstatements.results.text import plural

_DOT = 0.035  # inches: radius
_CODE = (0.2, 0.085)  # inches: room of a code on the map

_INTERVALS = "Lines: from low to high."
_BREAKS = "Where a line breaks there is no point, or the record has but a selection of the votes."
_BANDS = f"Bands: from low to high. {_BREAKS}"
_CROWDED = "Dots without a code lie too close to another that has one."
_GREY_LINES = "`of` chooses the states whose lines are named."


@draw.register
def draw_ideal_points(points: IdealPoints, width: float = 8.0) -> Picture:
    """Return the picture of ideal points."""
    periods = sorted({_order(point) for point in points.points})
    with Canvas(width, points.title()) as canvas:
        states = plural(len(points.countries), "state")
        canvas.heading(points.title().replace("-", "–"), [_subtitle(points, states)])
        notes = []
        if any(point.dimension == 2 for point in points.points):
            last = [point for point in points.points if _order(point) == periods[-1]]
            notes += _draw_map(canvas, last)
            if len(periods) > 1:
                notes.append(f"Shown: {_when(last[0])}.")
        elif len(periods) > 1:
            notes += _draw_lines(canvas, points.points)
        elif points.points:
            notes += _draw_rows(canvas, points.points)
        canvas.footer([*notes, *points.notes, credit([])])
    return canvas.picture


def _order(point: IdealPoint) -> tuple[int, int]:
    return point.year or 0, point.session or 0


def _when(point: IdealPoint) -> str:
    return f"session {point.session}" if point.session else str(point.year or "")


def _subtitle(points: IdealPoints, states: str) -> str:
    periods = {_order(point) for point in points.points}
    noun = "session" if all(point.session for point in points.points) else "year"
    if len(periods) > 1:
        return f"{states}, {plural(len(periods), noun)}."
    return f"{states}." if points.points else "No points."


def _hover(point: IdealPoint) -> str:
    named = ", ".join(filter(None, (point.country.name, _when(point))))
    bounds = " to ".join(f"{bound:.2f}" for bound in _bounds(point))
    return f"{named}: {point.point:.2f}{f' ({bounds})' if bounds else ''}"


def _bounds(point: IdealPoint) -> tuple[float, ...]:
    """Return low and high, or nothing where they were not estimated."""
    return () if point.low is None or point.high is None else (point.low, point.high)


def _reach(points: Sequence[IdealPoint]) -> tuple[float, float]:
    """Return the least and the greatest value, a little further out."""
    values = [value for point in points for value in (point.point, *_bounds(point))]
    low, high = min(values), max(values)
    room = max(0.05 * (high - low), 0.05)
    return low - room, high + room


def _draw_rows(canvas: Canvas, points: Sequence[IdealPoint]) -> list[str]:
    """Draw one row a state, in order of the points."""
    reach = _reach(points)
    ranked = sorted(points, key=lambda point: -point.point)
    for panel in panels(canvas, ranked, above=0.2):
        at = Scale(reach, panel.left, panel.right)
        upright_ticks(canvas, at, panel.top, panel.bottom, panel.top - 0.08)
        for point, y, written in panel.rows(canvas):
            name, hover = f"state-{point.country.alpha_3}", _hover(point)
            canvas.name(written, f"{name}-label", hover)
            if bounds := _bounds(point):
                canvas.line([(at(bound), y) for bound in bounds], color=GREY, width=1.0)
            draw_dot(canvas, (at(point.point), y), _DOT, PALETTE[0], name, hover)
    return [_INTERVALS] if any(map(_bounds, points)) else []


def _draw_lines(canvas: Canvas, points: Sequence[IdealPoint]) -> list[str]:
    """Draw one line a state through the periods."""
    # Of two holders of a seat in one year each has its line.
    paths: dict[tuple[str, str], dict[tuple[int, int], IdealPoint]] = {}
    for point in points:
        paths.setdefault((point.country.name, point.holder), {})[_order(point)] = point
    last = {
        name: max(paths, key=lambda key: (key[0] == name, max(paths[key]))) for name, _ in paths
    }
    periods = sorted({_order(point) for point in points})
    lines = {}
    for key, path in paths.items():
        name, holder = key
        within = [period for period in periods if min(path) <= period <= max(path)]
        line = [_point(path.get(period), period) for period in within]
        # Of a seat that passed on, the line of an earlier holder bears its name.
        lines[name if last[name] == key else holder] = line
    draw_lines(canvas, lines, _reach(points))
    if len(lines) > NAMED:
        return [_BREAKS, _GREY_LINES]
    return [_BANDS if any(map(_bounds, points)) else _BREAKS]


def _point(point: IdealPoint | None, period: tuple[int, int]) -> Point:
    if point is None:
        return Point(year=period[0], value=None)
    # Whether it rests on whole sessions, or is a published one.
    whole = point.coverage in ("", "all")
    return Point(
        year=period[0],
        value=point.point,
        bounds=_bounds(point),
        basis=whole,
        name=f"point-{point.country.alpha_3}-{point.year}{'' if whole else '-selection'}",
        hover=_hover(point),
    )


def _draw_map(canvas: Canvas, points: Sequence[IdealPoint]) -> list[str]:
    """Draw the states on the two dimensions, by their codes."""
    by_state: dict[str, dict[int, IdealPoint]] = {}
    for point in points:
        by_state.setdefault(point.country.alpha_3, {})[point.dimension] = point
    states = [(pair[1], pair[2]) for pair in by_state.values() if {1, 2} <= pair.keys()]
    across = _reach([first for first, _second in states])
    upwards = _reach([second for _first, second in states])
    left, right = canvas.left + 0.3, canvas.right
    # One unit is as long upwards as across.
    unit = (right - left) / (across[1] - across[0])
    top, bottom = canvas.y + 0.05, canvas.y + 0.05 + unit * (upwards[1] - upwards[0])
    at, up = Scale(across, left, right), Scale(upwards, bottom, top)
    upright_ticks(canvas, at, top, bottom, bottom + 0.1)
    level_ticks(canvas, up, left, right)
    bounds = len(states) <= ONE_PANEL
    written: list[tuple[float, float]] = []
    for first, second in states:
        x, y, code = at(first.point), up(second.point), first.country.alpha_3
        lines = (
            [(at(bound), y) for bound in _bounds(first)],
            [(x, up(bound)) for bound in _bounds(second)],
        )
        for line in filter(None, lines if bounds else ()):
            canvas.line(line, color=FAINT, width=0.9)
        hover = f"{_hover(first)}; {second.point:.2f} on the second dimension"
        draw_dot(canvas, (x, y), 0.018, PALETTE[0], f"state-{code}", hover)
        if not any(abs(x - a) < _CODE[0] and abs(y - b) < _CODE[1] for a, b in written):
            written.append((x, y))
            label = canvas.text(x, y - 0.06, code, 5.0, align="center", color=INK)
            canvas.name(label, f"state-{code}-label", hover)
    canvas.y = bottom + 0.24
    notes = ["Across: the first dimension; upwards: the second."]
    if bounds and any(_bounds(first) for first, _second in states):
        notes.append(_INTERVALS)
    return notes if len(written) == len(states) else [*notes, _CROWDED]
