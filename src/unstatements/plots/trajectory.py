"""A trajectory: one row an event, one column a position, and the path through them."""

from __future__ import annotations

from itertools import pairwise

from unstatements.analysis.trajectory import Trajectory, TrajectoryPoint
from unstatements.events.position import Position
from unstatements.events.rollcall import RollCall
from unstatements.events.selection import selection_notes
from unstatements.plots.canvas import GREY, INK, LOOKS, Canvas, width_of
from unstatements.plots.captions import credit, day_of, short_event, span, what_for_means
from unstatements.plots.picture import Picture, draw
from unstatements.results.text import plural

_COLUMNS = (Position.AGAINST, Position.NEUTRAL, Position.FOR, Position.ABSENT)
_SIDE, _SMALL = 0.17, 0.1  # inches

_NEUTRAL = "On a vote neutral means abstaining, on a statement signing neither side."
_DASHED = (
    "Dashed marks: no list shows the position; it was one of those marked. "
    "Dashed lines pass over them."
)
_SILENT = (
    "Small mark: silent on a statement without a rival, so that the other side had none to sign."
)


@draw.register
def draw_trajectory(trajectory: Trajectory, width: float = 8.0) -> Picture:
    """Return the picture of a country's trajectory."""
    points = trajectory.points
    with Canvas(width, trajectory.title()) as canvas:
        title = [f"{trajectory.country.name} on {trajectory.about}", span(p.date for p in points)]
        changes = plural(trajectory.changes, "change")
        canvas.heading(
            ", ".join(filter(None, title)),
            [
                f"{plural(len(points), 'event')}, at least {changes} of position.",
                *what_for_means(point.event for point in points),
            ],
        )
        _Rows(canvas, trajectory).draw()
        notes = [_NEUTRAL]
        if any(point.position is Position.UNKNOWN for point in points):
            notes.append(_DASHED)
        if any(map(_silent, points)):
            notes.append(_SILENT)
        events = [point.event for point in points]
        notes += selection_notes(events)
        canvas.footer([*notes, *trajectory.notes, credit(events)])
    return canvas.picture


def _silent(point: TrajectoryPoint) -> bool:
    """Whether it took no side where one had nothing to sign, which shows no change."""
    return point.position is Position.NEUTRAL and len(point.possible) > 1


class _Rows:
    """The columns and the rows."""

    def __init__(self, canvas: Canvas, trajectory: Trajectory) -> None:
        self.canvas, self.points = canvas, trajectory.points
        absent = any(point.position is Position.ABSENT for point in self.points)
        columns = _COLUMNS if absent else _COLUMNS[:-1]
        share = 0.46 if canvas.narrow else 0.5
        self.start = canvas.left + share * (canvas.right - canvas.left)
        step = (canvas.right - self.start) / len(columns)
        self.x_of = {
            position: self.start + step * (place + 0.5) for place, position in enumerate(columns)
        }

    def draw(self) -> None:
        canvas = self.canvas
        for position, x in self.x_of.items():
            canvas.mark(x, canvas.y + 0.09, _SIDE, position)
            canvas.text(x, canvas.y + 0.28, LOOKS[position].word, align="center", bold=True)
        canvas.y += 0.42
        top = canvas.y
        middles = [self._label(point) for point in self.points]
        for x in self.x_of.values():
            canvas.line([(x, top), (x, canvas.y)])
        canvas.rule()
        self._path(middles)
        for point, middle in zip(self.points, middles, strict=True):
            self._point(point, middle)

    def _label(self, point: TrajectoryPoint) -> float:
        """Write what happened and return the middle of the row."""
        canvas = self.canvas
        canvas.rule()
        canvas.y += 0.05
        top = canvas.y
        vote = " (vote)" if isinstance(point.event, RollCall) else ""
        right = self.start - 0.1
        canvas.paragraph(day_of(point.event) + vote, right=right, bold=True)
        canvas.paragraph(short_event(point.event), canvas.small, right=right, color=GREY)
        canvas.y = max(canvas.y, top + _SIDE) + 0.05
        return (top + canvas.y - 0.05) / 2

    def _path(self, middles: list[float]) -> None:
        """Join the positions that exclude every other, over others with a dashed line."""
        sure = [
            (place, self.x_of[point.position], middle)
            for place, (point, middle) in enumerate(zip(self.points, middles, strict=True))
            if point.position is not None and point.possible == {point.position}
        ]
        for (place, *start), (next_place, *end) in pairwise(sure):
            gap = next_place - place > 1
            self.canvas.line(
                [(start[0], start[1]), (end[0], end[1])],
                color=GREY if gap else INK,
                width=1.2 if gap else 1.8,
                dashed=gap,
            )

    def _point(self, point: TrajectoryPoint, middle: float) -> None:
        canvas, name, day = self.canvas, f"point-{point.event.id}", day_of(point.event)
        if point.position is None:
            text = LOOKS[None].word
            x = (self.start + canvas.right) / 2
            half = width_of(text, canvas.small) / 2 + 0.04
            canvas.box(x - half, middle - 0.07, 2 * half, 0.14)
            canvas.text(x, middle, text, canvas.small, align="center", color=GREY)
        elif point.position is Position.UNKNOWN:
            possible = [position for position in self.x_of if position in point.possible]
            hover = f"{day}: not known; {' or '.join(map(str, possible))}"
            for position in possible:
                x = self.x_of[position]
                canvas.mark(x, middle, _SIDE, Position.UNKNOWN, "?", 6.5, name=name, hover=hover)
        else:
            x, side = self.x_of[point.position], _SMALL if _silent(point) else _SIDE
            hover = f"{day}: {point.position}"
            canvas.mark(x, middle, side, point.position, name=name, hover=hover)
