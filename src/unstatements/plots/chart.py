"""Figures through the years: lines that break where the record has a gap, with their axes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import frozen
from matplotlib.patches import Circle, Polygon

from unstatements.plots.canvas import (
    GREY,
    PALETTE,
    Canvas,
    Scale,
    line_height,
    width_of,
    wrapped,
)

NAMED = 10  # so many lines have a colour and a name of their own


@frozen(kw_only=True)
class Point:
    """A figure of a year, None where there is none, between its bounds."""

    year: int
    value: float | None
    bounds: tuple[float, ...] = ()  # low and high, if they are known
    basis: object = None  # figures on another basis cannot be compared with it
    name: str = ""  # in the SVG
    hover: str = ""


def runs(points: Sequence[Point]) -> Iterable[list[Point]]:
    """Yield the points that a line joins: years in a row, on the same basis."""
    run: list[Point] = []
    step = max(1, min((then.year - first.year for first, then in pairwise(points)), default=1))
    for point in points:
        joins = run and point.year - run[-1].year <= step and point.basis == run[-1].basis
        if run and (point.value is None or not joins):
            yield run
            run = []
        if point.value is not None:
            run.append(point)
    if run:
        yield run


def upright_ticks(canvas: Canvas, at: Scale, top: float, bottom: float, text_at: float) -> None:
    """Draw the grid of a scale that goes across."""
    for x, text in at.ticks():
        canvas.line([(x, top), (x, bottom)])
        canvas.text(x, text_at, text, canvas.small, align="center", color=GREY)


def level_ticks(canvas: Canvas, up: Scale, left: float, right: float) -> None:
    """Draw the grid of a scale that goes upwards."""
    for y, text in up.ticks():
        canvas.line([(left, y), (right, y)])
        canvas.text(left - 0.06, y, text, canvas.small, align="right", color=GREY)


def draw_dot(
    canvas: Canvas, place: tuple[float, float], radius: float, color: str, name: str, hover: str
) -> None:
    """Draw a point above all lines."""
    dot = Circle(place, radius, facecolor=color, edgecolor="none")
    dot.set_zorder(3)
    canvas.draw(dot, name, hover)


def draw_lines(
    canvas: Canvas, lines: Mapping[str, Sequence[Point]], reach: tuple[float, float]
) -> None:
    """Draw lines by their names, and their axes, and move the cursor below them."""
    _Chart(canvas, lines, reach).draw()


class _Chart:
    """Lines by their names; of many lines none has a name."""

    def __init__(
        self, canvas: Canvas, lines: Mapping[str, Sequence[Point]], reach: tuple[float, float]
    ) -> None:
        self.canvas, self.lines = canvas, lines
        self.named = len(lines) <= NAMED
        room = 0.1
        if self.named:
            longest = max(width_of(name, canvas.small, bold=True) for name in lines)
            room += min(longest + 0.1, 0.34 * canvas.width)
        self.left, self.right = canvas.left + 0.32, canvas.right - room
        self.top = canvas.y + 0.05
        width = canvas.right - canvas.left
        self.bottom = self.top + (2.6 if canvas.narrow else 0.42 * width)
        years = [point.year for points in lines.values() for point in points]
        self.years = range(min(years), max(years) + 1)
        self.at = Scale((self.years[0] - 0.3, self.years[-1] + 0.3), self.left, self.right)
        self.up = Scale(reach, self.bottom, self.top)

    def draw(self) -> None:
        self._axes()
        ends = []
        for place, (name, points) in enumerate(self.lines.items()):
            color = PALETTE[place % len(PALETTE)] if self.named else "#9a9a9a"
            dashed = self.named and place % 2 == 1  # so that grey print tells more apart
            for run in runs(points):
                self._run(run, color, dashed=dashed)
            values = [point.value for point in points if point.value is not None]
            if values:
                ends.append((self.up(values[-1]), name, color))
        if self.named:
            self._names(ends)
        self.canvas.y = self.bottom + 0.28

    def _axes(self) -> None:
        canvas, bottom = self.canvas, self.bottom
        level_ticks(canvas, self.up, self.left, self.right)
        room = width_of("0000", canvas.small) + 0.12
        year_width = self.at(1) - self.at(0)
        step = next(size for size in (1, 2, 5, 10, 20, 50) if size * year_width >= room)
        for year in self.years:
            if year % step == 0:
                x = self.at(year)
                canvas.line([(x, bottom), (x, bottom + 0.04)], color=GREY)
                canvas.text(x, bottom + 0.14, str(year), canvas.small, align="center", color=GREY)
        canvas.line([(self.left, bottom), (self.right, bottom)], color=GREY)

    def _run(self, run: Sequence[Point], color: str, *, dashed: bool) -> None:
        canvas = self.canvas
        if self.named:
            self._band([point for point in run if point.bounds], color)
        places = [(self.at(point.year), self.up(point.value or 0.0)) for point in run]
        if len(places) > 1:
            canvas.line(places, color=color, width=1.5 if self.named else 0.5, dashed=dashed)
        if self.named:
            for point, place in zip(run, places, strict=True):
                draw_dot(canvas, place, 0.022, color, point.name, point.hover)

    def _band(self, run: Sequence[Point], color: str) -> None:
        """Draw the bounds of points: a band, or a line where there is one point."""
        edges = [[(self.at(p.year), self.up(p.bounds[side])) for p in run] for side in (0, 1)]
        outline = [*edges[0], *reversed(edges[1])]
        if len(run) > 1:
            self.canvas.draw(Polygon(outline, facecolor=color, edgecolor="none", alpha=0.13))
        elif run:
            self.canvas.line(outline, color=color, width=0.8)

    def _names(self, ends: list[tuple[float, str, str]]) -> None:
        """Write the names at the ends of the lines, none over another."""
        canvas, x = self.canvas, self.right + 0.08
        step = line_height(canvas.small)
        ends = sorted(ends)
        heights = [end[0] for end in ends]
        for place in range(1, len(heights)):
            heights[place] = max(heights[place], heights[place - 1] + step)
        over = heights[-1] - self.bottom
        if over > 0:
            heights = [max(self.top, height - over) for height in heights]
            for place in range(len(heights) - 2, -1, -1):
                heights[place] = min(heights[place], heights[place + 1] - step)
        for height, (_y, name, color) in zip(heights, ends, strict=True):
            text = wrapped(name, canvas.right - x, canvas.small, bold=True, most=1)[0]
            canvas.text(x, height, text, canvas.small, color=color, bold=True)
