"""A timeline: one row an event, those for to the right, those against to the left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from unstatements.analysis.positions import Positions
from unstatements.analysis.trajectory import BlocTrajectory, Timeline
from unstatements.events.position import Position
from unstatements.events.rollcall import RollCall
from unstatements.events.selection import selection_notes
from unstatements.events.statement import Statement
from unstatements.plots import captions
from unstatements.plots.canvas import GREY, INK, LOOKS, Align, Canvas, Sample, width_of
from unstatements.plots.picture import Picture, draw
from unstatements.results.interval import Interval
from unstatements.results.text import plural

_SIDES = (Position.AGAINST, Position.FOR)  # from left to right
_BAR = 0.17  # inches

_NUMBERS = (
    "A number is how many took the side; a range is the least and the most that the names known "
    "and the number reported allow. In a vote the members of the body take part, whose number is "
    "in its row."
)


@draw.register
def draw_timeline(timeline: Timeline | BlocTrajectory, width: float = 8.0) -> Picture:
    """Return the picture of a timeline, or of the trajectory of a bloc: one of its members."""
    points = timeline.points
    events = [positions.event for positions in points]
    years = captions.span(event.date for event in events)
    if isinstance(timeline, Timeline):
        title = f"{', '.join(filter(None, (timeline.about, years)))}: both sides"
    else:
        title = f"{timeline.bloc.name} on {timeline.about}, {years}"
    with Canvas(width, timeline.title()) as canvas:
        votes = sum(isinstance(event, RollCall) for event in events)
        voted = f", of which {plural(votes, 'vote')}" if votes else ""
        count = f"{plural(len(points), 'event')}{voted}. One row an event, in order of time."
        canvas.heading(title, [count, *captions.what_for_means(events)])
        _Rows(canvas, points).draw()
        canvas.footer(
            [_NUMBERS, *selection_notes(events), *timeline.notes, captions.credit(events)]
        )
    return canvas.picture


class _Rows:
    """The rows, and the scale that they share."""

    def __init__(self, canvas: Canvas, points: Sequence[Positions]) -> None:
        self.canvas, self.points = canvas, points
        width = canvas.right - canvas.left
        self.start = canvas.left if canvas.narrow else canvas.left + 0.4 * width
        self.label_end = canvas.right if canvas.narrow else self.start - 0.1
        counts = {side: [positions.count(side) for positions in points] for side in _SIDES}
        self.most = _scale([count for side in _SIDES for count in counts[side]])
        longest, rooms = {}, {}
        for side in _SIDES:
            longest[side] = max([1.0, *(min(count.high, self.most) for count in counts[side])])
            texts = [self._number(positions, side) for positions in points]
            rooms[side] = max([0.3, *(width_of(text, canvas.body) for text in texts)]) + 0.15
        self.unit = (canvas.right - self.start - sum(rooms.values())) / sum(longest.values())
        against = Position.AGAINST
        self.middle = self.start + rooms[against] + longest[against] * self.unit

    def _number(self, positions: Positions, side: Position) -> str:
        """The number beside a bar."""
        if _has_no_statement(positions, side):
            return "no statement"
        count, named = positions.count(side), len(positions.of(side))
        by_name = f" ({named} by name)" if named < count.high and not self.canvas.narrow else ""
        return captions.between(count) + by_name

    def draw(self) -> None:
        canvas = self.canvas
        hatched = partial(canvas.box, width=0.3, height=0.12, edge=GREY, hatch="/////")
        dashed = partial(canvas.line, color=GREY, dashed=True, width=1.1)
        entries: list[tuple[Sample, str]] = [
            (self._solid, "known by name"),
            (lambda x, y: hatched(x, y - 0.06), "reported, names not known"),
            (lambda x, y: dashed([(x, y), (x + 0.3, y)]), "possible"),
            (lambda x, y: _ballot_box(canvas, x + 0.15, y), "recorded vote"),
        ]
        canvas.samples(entries, 0.36)
        y = canvas.y + 0.08
        canvas.mark(self.middle - 0.14, y, 0.14, Position.AGAINST)
        canvas.text(self.middle - 0.26, y, "against", align="right", bold=True)
        canvas.mark(self.middle + 0.14, y, 0.14, Position.FOR)
        canvas.text(self.middle + 0.26, y, "for", bold=True)
        canvas.y += 0.22
        year = None
        for positions in self.points:
            day = positions.event.date
            if day and day.year != year:
                year = day.year
                canvas.rule()
                canvas.y += 0.05
            self._row(positions)
        canvas.rule()

    def _solid(self, x: float, y: float) -> None:
        self.canvas.box(x, y - 0.06, 0.15, 0.12, fill=LOOKS[Position.FOR].fill)
        self.canvas.box(x + 0.15, y - 0.06, 0.15, 0.12, fill=LOOKS[Position.AGAINST].fill)

    def _row(self, positions: Positions) -> None:
        canvas, event = self.canvas, positions.event
        step = canvas.body * 1.3 / 72
        top = canvas.y
        indent, event_text = canvas.left, captions.short_event(event)
        if isinstance(event, RollCall):
            indent += 0.2
            event_text += f" ({len(positions)}\u00a0states)"
            _ballot_box(canvas, canvas.left + 0.08, top + step / 2)
        canvas.paragraph(captions.day_of(event), right=self.label_end, x=indent, bold=True)
        canvas.paragraph(event_text, canvas.small, right=self.label_end, color=GREY)
        if canvas.narrow:
            middle = canvas.y + 0.03 + _BAR / 2
            canvas.y += 0.03 + _BAR + 0.07
        else:
            canvas.y = max(canvas.y, top + _BAR + 0.08)
            middle = (top + canvas.y) / 2
            canvas.y += 0.06
        axis = [(self.middle, middle - 0.13), (self.middle, middle + 0.13)]
        canvas.line(axis, color=INK, width=0.8)
        self._side(positions, Position.FOR, middle, 1)
        self._side(positions, Position.AGAINST, middle, -1)

    def _side(self, positions: Positions, side: Position, y: float, sign: int) -> None:
        canvas, look = self.canvas, LOOKS[side]
        align: Align = "left" if sign > 0 else "right"
        number = self._number(positions, side)
        if _has_no_statement(positions, side):
            x = self.middle + sign * 0.08
            canvas.text(x, y, number, canvas.small, align=align, color=GREY)
            return
        count, named = positions.count(side), len(positions.of(side))
        x = self._bar(0, named, y, sign, fill=look.fill, edge=look.edge)
        if count.low > named:
            color = look.fill if side is Position.FOR else look.edge
            x = self._bar(named, count.low, y, sign, edge=color, hatch="/////")
        if count.high > count.low:
            end = self.middle + sign * min(count.high, self.most) * self.unit
            canvas.line([(x, y), (end, y)], color=GREY, dashed=True, width=1.1)
            x = end
        if count.high > max(count.low, self.most):
            arrow = "›" if sign > 0 else "‹"
            canvas.text(x, y, arrow, canvas.body + 2, align="center", color=GREY)
            x += sign * 0.04
        written = canvas.text(x + sign * 0.07, y, number, align=align)
        day = captions.day_of(positions.event)
        hover = f"{look.word} on {day}: {captions.between(count)}, {named} of them known by name"
        canvas.name(written, f"{side}-{positions.event.id}", hover)

    def _bar(
        self,
        low: float,
        high: float,
        y: float,
        sign: int,
        *,
        edge: str,
        fill: str = "#ffffff",
        hatch: str = "",
    ) -> float:
        """Draw the part of a bar from one number to another; return where it ends."""
        start = self.middle + sign * low * self.unit
        end = self.middle + sign * high * self.unit
        left, width = min(start, end), abs(end - start)
        if width:
            self.canvas.box(left, y - _BAR / 2, width, _BAR, fill=fill, edge=edge, hatch=hatch)
        return end


def _scale(counts: Sequence[Interval]) -> float:
    """The longest bar or line; few bounds far beyond all that is certain are cut."""
    certain = 1.25 * max([1.0, *(count.low for count in counts)])
    beyond = [count.high for count in counts if count.high > certain]
    return certain if len(beyond) <= len(counts) / 8 else max(beyond)


def _has_no_statement(positions: Positions, side: Position) -> bool:
    """Whether the side had nothing to sign."""
    event = positions.event
    if not isinstance(event, Statement) or event.counterstatements:
        return False
    return side is not (Position.FOR if event.direction == "for" else Position.AGAINST)


def _ballot_box(canvas: Canvas, x: float, y: float) -> None:
    """Draw the sign of a recorded vote."""
    canvas.box(x - 0.055, y - 0.015, 0.11, 0.075, edge=INK, line=0.8)
    canvas.line([(x - 0.03, y - 0.015), (x + 0.03, y - 0.015)], color=INK, width=1.6)
    canvas.box(x - 0.02, y - 0.07, 0.04, 0.05, fill=INK)
