"""Ideal points: states on a line, their lines through time, or states on a map."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.patches import Circle, Polygon

from unstatements.analysis.ideal_points import IdealPoint, IdealPoints
from unstatements.plots.canvas import (
    FAINT,
    GREY,
    INK,
    PALETTE,
    Canvas,
    Scale,
    line_height,
    width_of,
    wrapped,
)
from unstatements.plots.captions import credit
from unstatements.plots.picture import Picture, draw
from unstatements.plots.rows import ONE_PANEL, panels
from unstatements.results.text import plural

_DOT = 0.035  # inches: radius
_CODE = (0.2, 0.085)  # inches: room of a code on the map
_NAMED = 10  # so many lines have a colour and a name of their own

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
            notes += _Map(canvas, last).draw()
            if len(periods) > 1:
                notes.append(f"Shown: {_when(last[0])}.")
        elif len(periods) > 1:
            notes += _Lines(canvas, points).draw()
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


def _upright_ticks(canvas: Canvas, at: Scale, top: float, bottom: float, text_at: float) -> None:
    for x, text in at.ticks():
        canvas.line([(x, top), (x, bottom)])
        canvas.text(x, text_at, text, canvas.small, align="center", color=GREY)


def _level_ticks(canvas: Canvas, up: Scale, left: float, right: float) -> None:
    for y, text in up.ticks():
        canvas.line([(left, y), (right, y)])
        canvas.text(left - 0.06, y, text, canvas.small, align="right", color=GREY)


def _draw_rows(canvas: Canvas, points: Sequence[IdealPoint]) -> list[str]:
    """Draw one row a state, in order of the points."""
    reach = _reach(points)
    ranked = sorted(points, key=lambda point: -point.point)
    for panel in panels(canvas, ranked, above=0.2):
        at = Scale(reach, panel.left, panel.right)
        _upright_ticks(canvas, at, panel.top, panel.bottom, panel.top - 0.08)
        for point, y, written in panel.rows(canvas):
            name, hover = f"state-{point.country.alpha_3}", _hover(point)
            canvas.name(written, f"{name}-label", hover)
            if bounds := _bounds(point):
                canvas.line([(at(bound), y) for bound in bounds], color=GREY, width=1.0)
            _dot(canvas, (at(point.point), y), _DOT, PALETTE[0], name, hover)
    return [_INTERVALS] if any(map(_bounds, points)) else []


def _dot(
    canvas: Canvas, place: tuple[float, float], radius: float, color: str, name: str, hover: str
) -> None:
    dot = Circle(place, radius, facecolor=color, edgecolor="none")
    dot.set_zorder(3)
    canvas.draw(dot, name, hover)


def _is_of_all(point: IdealPoint) -> bool:
    """Whether a point rests on whole sessions, or is a published one."""
    return point.coverage in ("", "all")


class _Lines:
    """One line a state through the periods."""

    def __init__(self, canvas: Canvas, points: IdealPoints) -> None:
        self.canvas = canvas
        # Of two holders of a seat in one year each has its line.
        self.paths: dict[tuple[str, str], list[IdealPoint]] = {}
        for point in points.points:
            self.paths.setdefault((point.country.name, point.holder), []).append(point)
        self.periods = sorted({_order(point) for point in points.points})
        self.places = {period: place for place, period in enumerate(self.periods)}
        self.reach = _reach(points.points)
        self.named = len(self.paths) <= _NAMED

    def draw(self) -> list[str]:
        canvas = self.canvas
        labels = {key: self._label(key) for key in self.paths}
        room = 0.1
        if self.named:
            room += min(
                max(width_of(label, canvas.small, bold=True) for label in labels.values()) + 0.1,
                0.34 * canvas.width,
            )
        left, right = canvas.left + 0.32, canvas.right - room
        height = 0.42 * (canvas.right - canvas.left) if not canvas.narrow else 2.6
        top, bottom = canvas.y + 0.05, canvas.y + 0.05 + height
        years = [year for year, _session in self.periods]
        at = Scale((min(years) - 0.3, max(years) + 0.3), left, right)
        up = Scale(self.reach, bottom, top)
        self._axes(at, up, left, right, bottom)
        ends = []
        for place, (key, path) in enumerate(self.paths.items()):
            color = PALETTE[place % len(PALETTE)] if self.named else "#9a9a9a"
            dashed = self.named and place % 2 == 1  # so that grey print tells more apart
            self._path(path, at, up, color, dashed=dashed)
            ends.append((up(path[-1].point), labels[key], color))
        if self.named:
            self._names(ends, right + 0.08, top, bottom)
        canvas.y = bottom + 0.28
        bounds = self.named and any(
            _bounds(point) for path in self.paths.values() for point in path
        )
        return [_BANDS if bounds else _BREAKS, *([] if self.named else [_GREY_LINES])]

    def _label(self, key: tuple[str, str]) -> str:
        """Return the name of the country, of an earlier holder of its seat that of the holder."""
        name, holder = key
        last = max(
            (path for (other, _holder), path in self.paths.items() if other == name),
            key=lambda path: _order(path[-1]),
        )
        return name if last is self.paths[key] else holder

    def _axes(self, at: Scale, up: Scale, left: float, right: float, bottom: float) -> None:
        canvas = self.canvas
        _level_ticks(canvas, up, left, right)
        years = sorted({year for year, _session in self.periods})
        room = width_of("0000", canvas.small) + 0.12
        year_width = at(1) - at(0)
        step = next(size for size in (1, 2, 5, 10, 20, 50) if size * year_width >= room)
        for year in range(years[0], years[-1] + 1):
            if year % step == 0:
                x = at(year)
                canvas.line([(x, bottom), (x, bottom + 0.04)], color=GREY)
                canvas.text(x, bottom + 0.14, str(year), canvas.small, align="center", color=GREY)
        canvas.line([(left, bottom), (right, bottom)], color=GREY)

    def _path(
        self, path: Sequence[IdealPoint], at: Scale, up: Scale, color: str, *, dashed: bool
    ) -> None:
        canvas = self.canvas
        runs = [[path[0]]]
        for before, point in pairwise(path):
            follows = self.places[_order(point)] - self.places[_order(before)] == 1
            apart = (point.year or 0) - (before.year or 0)
            if follows and apart <= 1 and _is_of_all(before) == _is_of_all(point):
                runs[-1].append(point)
            else:
                runs.append([point])
        for run in runs:
            if self.named:
                self._band(run, at, up, color)
            places = [(at(point.year or 0), up(point.point)) for point in run]
            if len(places) > 1:
                canvas.line(places, color=color, width=1.5 if self.named else 0.5, dashed=dashed)
            if self.named:
                for point, (x, y) in zip(run, places, strict=True):
                    part = "" if _is_of_all(point) else "-selection"
                    name = f"point-{point.country.alpha_3}-{point.year}{part}"
                    _dot(canvas, (x, y), 0.022, color, name, _hover(point))

    def _band(self, run: Sequence[IdealPoint], at: Scale, up: Scale, color: str) -> None:
        bounded = [
            (at(point.year or 0), up(point.low), up(point.high))
            for point in run
            if point.low is not None and point.high is not None
        ]
        if len(bounded) > 1:
            outline = [(x, low) for x, low, _high in bounded]
            outline += [(x, high) for x, _low, high in reversed(bounded)]
            self.canvas.draw(Polygon(outline, facecolor=color, edgecolor="none", alpha=0.13))

    def _names(
        self, ends: list[tuple[float, str, str]], x: float, top: float, bottom: float
    ) -> None:
        """Write the names at the ends of the lines, none over another."""
        canvas = self.canvas
        step = line_height(canvas.small)
        ends = sorted(ends)
        heights = [end[0] for end in ends]
        for place in range(1, len(heights)):
            heights[place] = max(heights[place], heights[place - 1] + step)
        over = heights[-1] - bottom
        if over > 0:
            heights = [max(top, height - over) for height in heights]
            for place in range(len(heights) - 2, -1, -1):
                heights[place] = min(heights[place], heights[place + 1] - step)
        for height, (_y, label, color) in zip(heights, ends, strict=True):
            text = wrapped(label, canvas.right - x, canvas.small, bold=True, most=1)[0]
            canvas.text(x, height, text, canvas.small, color=color, bold=True)


class _Map:
    """States on the two dimensions, by their codes."""

    def __init__(self, canvas: Canvas, points: Sequence[IdealPoint]) -> None:
        self.canvas = canvas
        by_state: dict[str, dict[int, IdealPoint]] = {}
        for point in points:
            by_state.setdefault(point.country.alpha_3, {})[point.dimension] = point
        self.states = [(pair[1], pair[2]) for pair in by_state.values() if {1, 2} <= pair.keys()]
        self.written: list[tuple[float, float]] = []

    def draw(self) -> list[str]:
        canvas = self.canvas
        across = _reach([first for first, _second in self.states])
        upwards = _reach([second for _first, second in self.states])
        left, right = canvas.left + 0.3, canvas.right
        # One unit is as long upwards as across.
        unit = (right - left) / (across[1] - across[0])
        top, bottom = canvas.y + 0.05, canvas.y + 0.05 + unit * (upwards[1] - upwards[0])
        at, up = Scale(across, left, right), Scale(upwards, bottom, top)
        _upright_ticks(canvas, at, top, bottom, bottom + 0.1)
        _level_ticks(canvas, up, left, right)
        bounds = len(self.states) <= ONE_PANEL
        for first, second in self.states:
            self._state(first, second, at, up, bounds=bounds)
        canvas.y = bottom + 0.24
        notes = ["Across: the first dimension; upwards: the second."]
        if bounds and any(_bounds(first) for first, _second in self.states):
            notes.append(_INTERVALS)
        if len(self.written) < len(self.states):
            notes.append(_CROWDED)
        return notes

    def _state(
        self, first: IdealPoint, second: IdealPoint, at: Scale, up: Scale, *, bounds: bool
    ) -> None:
        canvas, code = self.canvas, first.country.alpha_3
        x, y = at(first.point), up(second.point)
        lines = (
            [(at(bound), y) for bound in _bounds(first)],
            [(x, up(bound)) for bound in _bounds(second)],
        )
        for line in filter(None, lines if bounds else ()):
            canvas.line(line, color=FAINT, width=0.9)
        hover = f"{_hover(first)}; {second.point:.2f} on the second dimension"
        _dot(canvas, (x, y), 0.018, PALETTE[0], f"state-{code}", hover)
        if any(abs(x - a) < _CODE[0] and abs(y - b) < _CODE[1] for a, b in self.written):
            return
        self.written.append((x, y))
        written = canvas.text(x, y - 0.06, code, 5.0, align="center", color=INK)
        canvas.name(written, f"state-{code}-label", hover)
