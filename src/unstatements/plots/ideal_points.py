"""Ideal points: states on a line, their lines through time, or states on a map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, floor

from matplotlib.patches import Circle, Polygon

from unstatements.analysis.ideal_points import IdealPoint, IdealPoints
from unstatements.plots.canvas import FAINT, GREY, INK, Canvas, line_height, width_of, wrapped
from unstatements.plots.captions import credit
from unstatements.plots.picture import Picture, draw
from unstatements.results.text import plural

Place = Callable[[float], float]  # inches from a value

_DOT = 0.035  # inches: radius
_CODE = (0.2, 0.085)  # inches: room of a code on the map
_ONE_PANEL = 60  # so many states stand below each other before there are two panels
_NAMED = 10  # so many lines have a colour and a name of their own
# Okabe and Ito, without yellow; every second line is dashed, so that grey print tells more apart.
_COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#1a1a1a")

_INTERVALS = "Lines: from low to high."
_BREAKS = "Where a line breaks there is no point, or the record has but a selection of the votes."
_BANDS = f"Bands: from low to high. {_BREAKS}"
_CROWDED = "Dots without a code lie too close to another that has one."
_GREY_LINES = "`of` chooses the states whose lines are named."


@draw.register
def draw_ideal_points(points: IdealPoints, width: float = 8.0) -> Picture:
    """Return the picture of ideal points.

    Example:
        >>> import unstatements as un
        >>> points = un.ideal_points(published=True).of("Fiji").during(session=77)
        >>> draw_ideal_points(points).hover["state-FJI"]
        'Fiji, session 77: -0.14 (-0.30 to 0.03)'
    """
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
            notes += _Rows(canvas, points.points).draw()
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
    if point.low is None or point.high is None:
        return f"{named}: {point.point:.2f}"
    return f"{named}: {point.point:.2f} ({point.low:.2f} to {point.high:.2f})"


def _reach(points: Sequence[IdealPoint]) -> tuple[float, float]:
    """Return the least and the greatest value, a little further out."""
    values = [
        value
        for point in points
        for value in (point.point, point.low, point.high)
        if value is not None
    ]
    low, high = min(values), max(values)
    room = max(0.05 * (high - low), 0.05)
    return low - room, high + room


def _scale(reach: tuple[float, float], start: float, end: float) -> Place:
    low, high = reach
    return lambda value: start + (value - low) / (high - low) * (end - start)


def _ticks(reach: tuple[float, float]) -> list[float]:
    step = next(
        size for size in (0.1, 0.25, 0.5, 1, 2, 5, 10, 1e9) if (reach[1] - reach[0]) / size <= 9
    )
    return [step * place for place in range(ceil(reach[0] / step), floor(reach[1] / step) + 1)]


def _tick_text(value: float) -> str:
    return f"{value:g}".replace("-", "−")


class _Rows:
    """One row a state, in order of the points, in one panel or two."""

    def __init__(self, canvas: Canvas, points: Sequence[IdealPoint]) -> None:
        self.canvas = canvas
        self.points = sorted(points, key=lambda point: -point.point)
        self.reach = _reach(points)
        self.panels = 1 if canvas.narrow or len(points) <= _ONE_PANEL else 2
        self.step = line_height(canvas.small) * 1.08
        longest = max(width_of(point.country.name, canvas.small) for point in points)
        self.names = min(longest + 0.1, 0.42 * (canvas.right - canvas.left) / self.panels)

    def draw(self) -> list[str]:
        canvas = self.canvas
        depth = ceil(len(self.points) / self.panels)
        top, gap = canvas.y + 0.2, 0.25
        width = (canvas.right - canvas.left - gap * (self.panels - 1)) / self.panels
        for panel in range(self.panels):
            left = canvas.left + panel * (width + gap)
            part = self.points[panel * depth : (panel + 1) * depth]
            self._panel(part, left, left + width, top)
        canvas.y = top + depth * self.step
        bounds = any(point.low is not None for point in self.points)
        return [_INTERVALS] if bounds else []

    def _panel(self, points: Sequence[IdealPoint], left: float, right: float, top: float) -> None:
        canvas = self.canvas
        at = _scale(self.reach, left + self.names, right)
        bottom = top + len(points) * self.step
        for tick in _ticks(self.reach):
            canvas.line([(at(tick), top), (at(tick), bottom)])
            canvas.text(
                at(tick), top - 0.08, _tick_text(tick), canvas.small, align="center", color=GREY
            )
        for place, point in enumerate(points):
            y = top + (place + 0.5) * self.step
            name, hover = f"state-{point.country.alpha_3}", _hover(point)
            written = canvas.text(
                left,
                y,
                wrapped(point.country.name, self.names - 0.08, canvas.small, most=1)[0],
                canvas.small,
            )
            canvas.name(written, f"{name}-label", hover)
            if point.low is not None and point.high is not None:
                canvas.line([(at(point.low), y), (at(point.high), y)], color=GREY, width=1.0)
            dot = Circle((at(point.point), y), _DOT, facecolor=_COLORS[0], edgecolor="none")
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
        at = _scale((min(years) - 0.3, max(years) + 0.3), left, right)
        up = _scale(self.reach, bottom, top)
        self._axes(at, up, left, right, bottom)
        ends = []
        for place, (key, path) in enumerate(self.paths.items()):
            color = _COLORS[place % len(_COLORS)] if self.named else "#9a9a9a"
            dashed = self.named and place % 2 == 1
            self._path(path, at, up, color, dashed=dashed)
            ends.append((up(path[-1].point), labels[key], color, at(path[-1].year or 0)))
        if self.named:
            self._names(ends, right + 0.08, top, bottom)
        canvas.y = bottom + 0.28
        bounds = self.named and any(
            point.low is not None for path in self.paths.values() for point in path
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

    def _axes(self, at: Place, up: Place, left: float, right: float, bottom: float) -> None:
        canvas = self.canvas
        for tick in _ticks(self.reach):
            canvas.line([(left, up(tick)), (right, up(tick))])
            canvas.text(
                left - 0.06, up(tick), _tick_text(tick), canvas.small, align="right", color=GREY
            )
        years = sorted({year for year, _session in self.periods})
        room = width_of("0000", canvas.small) + 0.12
        step = next(
            size for size in (1, 2, 5, 10, 20, 50) if (at(years[0] + size) - at(years[0])) >= room
        )
        for year in range(years[0], years[-1] + 1):
            if year % step == 0:
                canvas.line([(at(year), bottom), (at(year), bottom + 0.04)], color=GREY)
                canvas.text(
                    at(year), bottom + 0.14, str(year), canvas.small, align="center", color=GREY
                )
        canvas.line([(left, bottom), (right, bottom)], color=GREY)

    def _path(
        self, path: Sequence[IdealPoint], at: Place, up: Place, color: str, *, dashed: bool
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
                    dot = Circle((x, y), 0.022, facecolor=color, edgecolor="none")
                    dot.set_zorder(3)
                    part = "" if _is_of_all(point) else "-selection"
                    name = f"point-{point.country.alpha_3}-{point.year}{part}"
                    canvas.draw(dot, name, _hover(point))

    def _band(self, run: Sequence[IdealPoint], at: Place, up: Place, color: str) -> None:
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
        self, ends: list[tuple[float, str, str, float]], x: float, top: float, bottom: float
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
        for height, (_y, label, color, _end) in zip(heights, ends, strict=True):
            canvas.text(
                x,
                height,
                wrapped(label, canvas.right - x, canvas.small, bold=True, most=1)[0],
                canvas.small,
                color=color,
                bold=True,
            )


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
        at, up = _scale(across, left, right), _scale(upwards, bottom, top)
        for tick in _ticks(across):
            canvas.line([(at(tick), top), (at(tick), bottom)])
            canvas.text(
                at(tick), bottom + 0.1, _tick_text(tick), canvas.small, align="center", color=GREY
            )
        for tick in _ticks(upwards):
            canvas.line([(left, up(tick)), (right, up(tick))])
            canvas.text(
                left - 0.06, up(tick), _tick_text(tick), canvas.small, align="right", color=GREY
            )
        bounds = len(self.states) <= _ONE_PANEL
        for first, second in self.states:
            self._state(first, second, at, up, bounds=bounds)
        canvas.y = bottom + 0.24
        notes = ["Across: the first dimension; upwards: the second."]
        if bounds and any(first.low is not None for first, _second in self.states):
            notes.append(_INTERVALS)
        if len(self.written) < len(self.states):
            notes.append(_CROWDED)
        return notes

    def _state(
        self, first: IdealPoint, second: IdealPoint, at: Place, up: Place, *, bounds: bool
    ) -> None:
        canvas, code = self.canvas, first.country.alpha_3
        x, y = at(first.point), up(second.point)
        if bounds and first.low is not None and first.high is not None:
            canvas.line([(at(first.low), y), (at(first.high), y)], color=FAINT, width=0.9)
        if bounds and second.low is not None and second.high is not None:
            canvas.line([(x, up(second.low)), (x, up(second.high))], color=FAINT, width=0.9)
        hover = f"{_hover(first)}; {second.point:.2f} on the second dimension"
        dot = Circle((x, y), 0.018, facecolor=_COLORS[0], edgecolor="none")
        dot.set_zorder(3)
        canvas.draw(dot, f"state-{code}", hover)
        if any(abs(x - a) < _CODE[0] and abs(y - b) < _CODE[1] for a, b in self.written):
            return
        self.written.append((x, y))
        written = canvas.text(x, y - 0.06, code, 5.0, align="center", color=INK)
        canvas.name(written, f"state-{code}-label", hover)
