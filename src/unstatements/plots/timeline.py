"""A timeline: one row an event, those for to the right, those against to the left, the unnamed hatched."""

from __future__ import annotations

from collections.abc import Sequence

from unstatements.analysis.positions import Position, Positions
from unstatements.analysis.trajectory import BlocTrajectory, Timeline
from unstatements.events.rollcall import RollCall
from unstatements.events.statement import Statement
from unstatements.plots.canvas import GREY, INK, LOOKS, Align, Page, Picture, draw, width_of
from unstatements.plots.captions import (
    between,
    credit,
    day_of,
    plain_number,
    short_event,
    span,
    what_for_means,
)
from unstatements.results.interval import Interval
from unstatements.results.result import Result

__all__ = ["draw_timeline", "draw_bloc"]

_SIDES = (Position.AGAINST, Position.FOR)  # from left to right
_BAR = 0.17  # inches


@draw.register
def draw_timeline(timeline: Timeline, width: float = 8.0) -> Picture:
    """Return the picture of a timeline.

    Args:
        timeline: The timeline.
        width: Width in inches.

    Raises:
        ValueError: If the width is out of bounds.

    Example:
        >>> import unstatements as un
        >>> draw_timeline(un.timeline("Xinjiang")).hover["for-2022-10-31-ga3c-canada"]
        'for on 31 October 2022: 50, 50 of them known by name'
    """
    years = span(stood.event.date for stood in timeline.points)
    return _draw(
        timeline, f"{timeline.about}, {years}: both sides".replace(", :", ":"), timeline.points, width
    )


@draw.register
def draw_bloc(trajectory: BlocTrajectory, width: float = 8.0) -> Picture:
    """Return the picture of a bloc's trajectory: a timeline of its members.

    Args:
        trajectory: The trajectory.
        width: Width in inches.

    Raises:
        ValueError: If the width is out of bounds.

    Example:
        >>> import unstatements as un
        >>> draw_bloc(un.trajectory("EU", topic="Xinjiang")).hover["for-2022-10-31-ga3c-canada"]
        'for on 31 October 2022: 23, 23 of them known by name'
    """
    years = span(stood.event.date for stood in trajectory.points)
    points = [
        stood.restricted(trajectory.bloc.members(stood.event.date, unknown="ignore"))
        for stood in trajectory.points
    ]
    return _draw(trajectory, f"{trajectory.bloc.name} on {trajectory.about}, {years}", points, width)


def _draw(result: Result, title: str, points: Sequence[Positions], width: float) -> Picture:
    with Page(width, result.title()) as page:
        votes = sum(isinstance(stood.event, RollCall) for stood in points)
        count = plain_number(len(points), "event")
        voted = f", of which {plain_number(votes, 'vote')}" if votes else ""
        page.heading(
            title,
            [
                f"{count}{voted}. One row an event, in order of time.",
                *what_for_means(stood.event for stood in points),
            ],
        )
        rows = _Rows(page, points)
        rows.legend()
        rows.draw()
        page.footer(
            [
                "A number is how many took the side; a range is the least and the most that the names known and "
                "the number reported allow. In a vote the members of the body take part, whose number is in its row.",
                credit(stood.event for stood in points),
            ]
        )
    return page.picture


class _Rows:
    """The rows, and the scale that they share."""

    def __init__(self, page: Page, points: Sequence[Positions]) -> None:
        self.page, self.points = page, points
        self.start = page.left if page.narrow else page.left + 0.4 * (page.right - page.left)
        counts = {side: [stood.count(side) for stood in points] for side in _SIDES}
        self.most = _scale([count for side in _SIDES for count in counts[side]])
        left, right = (max([1.0, *(min(one.high, self.most) for one in counts[side])]) for side in _SIDES)
        texts = [[self._told(stood, side) for stood in points] for side in _SIDES]
        rooms = [max([0.3, *(width_of(text, page.body) for text in side)]) + 0.15 for side in texts]
        self.unit = (page.right - self.start - sum(rooms)) / (left + right)
        self.middle = self.start + rooms[0] + left * self.unit

    def _told(self, stood: Positions, side: Position) -> str:
        """The number beside a bar."""
        if _has_no_statement(stood, side):
            return "no statement"
        count, known = stood.count(side), len(stood.of(side))
        named = f" ({known} by name)" if known < count.high and not self.page.narrow else ""
        return between(count) + named

    def legend(self) -> None:
        page = self.page
        height = page.body * 1.32 / 72
        x = page.left
        entries = [
            ("solid", "known by name"),
            ("hatched", "reported, names not known"),
            ("whisker", "possible"),
            ("vote", "recorded vote"),
        ]
        for kind, words in entries:
            long = 0.36 + width_of(words, page.body) + 0.2
            if x > page.left and x + long > page.right:
                x, page.y = page.left, page.y + height + 0.03
            y = page.y + height / 2
            self._sample(kind, x, y)
            page.text(x + 0.36, y, words)
            x += long
        page.y += height + 0.12

    def _sample(self, kind: str, x: float, y: float) -> None:
        page = self.page
        if kind == "solid":
            page.box(x, y - 0.06, 0.15, 0.12, fill=LOOKS[Position.FOR].fill)
            page.box(x + 0.15, y - 0.06, 0.15, 0.12, fill=LOOKS[Position.AGAINST].fill)
        elif kind == "hatched":
            page.box(x, y - 0.06, 0.3, 0.12, fill="#ffffff", edge=GREY, hatch="/////")
        elif kind == "whisker":
            page.line([(x, y), (x + 0.3, y)], color=GREY, dashed=True, width=1.1)
        else:
            _ballot(page, x + 0.15, y)

    def draw(self) -> None:
        page = self.page
        y = page.y + 0.08
        page.mark(self.middle - 0.14, y, 0.14, Position.AGAINST)
        page.text(self.middle - 0.26, y, "against", align="right", bold=True)
        page.mark(self.middle + 0.14, y, 0.14, Position.FOR)
        page.text(self.middle + 0.26, y, "for", bold=True)
        page.y += 0.22
        year = None
        for stood in self.points:
            day = stood.event.date
            if day and day.year != year:
                year = day.year
                page.line([(page.left, page.y), (page.right, page.y)])
                page.y += 0.05
            self._row(stood)
        page.line([(page.left, page.y), (page.right, page.y)])

    def _row(self, stood: Positions) -> None:
        page, event = self.page, stood.event
        step = page.body * 1.3 / 72
        vote = isinstance(event, RollCall)
        words = short_event(event) + (f" ({len(stood)}\u00a0states)" if vote else "")
        top = page.y
        indent = page.left + (0.2 if vote else 0)
        if vote:
            _ballot(page, page.left + 0.08, top + step / 2)
        page.paragraph(day_of(event), right=self._label_end(), x=indent, bold=True)
        page.paragraph(words, page.small, right=self._label_end(), color=GREY)
        if page.narrow:
            middle = page.y + 0.03 + _BAR / 2
            page.y += 0.03 + _BAR + 0.07
        else:
            page.y = max(page.y, top + _BAR + 0.08)
            middle = (top + page.y) / 2
            page.y += 0.06
        page.line([(self.middle, middle - 0.13), (self.middle, middle + 0.13)], color=INK, width=0.8)
        self._side(stood, Position.FOR, middle, 1)
        self._side(stood, Position.AGAINST, middle, -1)

    def _label_end(self) -> float:
        return self.page.right if self.page.narrow else self.start - 0.1

    def _side(self, stood: Positions, side: Position, y: float, sign: int) -> None:
        page, look = self.page, LOOKS[side]
        count, known = stood.count(side), len(stood.of(side))
        align: Align = "left" if sign > 0 else "right"
        if _has_no_statement(stood, side):
            page.text(self.middle + sign * 0.08, y, "no statement", page.small, align=align, color=GREY)
            return
        at = self._bar(0, known, y, sign, fill=look.fill, edge=look.edge)
        if count.low > known:
            color = look.fill if side is Position.FOR else look.edge
            at = self._bar(known, count.low, y, sign, fill="#ffffff", edge=color, hatch="/////")
        if count.high > count.low:
            end = self.middle + sign * min(count.high, self.most) * self.unit
            page.line([(at, y), (end, y)], color=GREY, dashed=True, width=1.1)
            at = end
            if count.high > self.most:
                page.text(at, y, "›" if sign > 0 else "‹", page.body + 2, align="center", color=GREY)
                at += sign * 0.04
        written = page.text(at + sign * 0.07, y, self._told(stood, side), align=align)
        hover = f"{look.word} on {day_of(stood.event)}: {between(count)}, {known} of them known by name"
        page.name(written, f"{side}-{stood.event.id}", hover)

    def _bar(
        self, low: float, high: float, y: float, sign: int, *, fill: str, edge: str, hatch: str = ""
    ) -> float:
        """Draw the part of a bar from one number to another; return where it ends."""
        begin, end = self.middle + sign * low * self.unit, self.middle + sign * high * self.unit
        if high > low:
            self.page.box(
                min(begin, end), y - _BAR / 2, abs(end - begin), _BAR, fill=fill, edge=edge, hatch=hatch
            )
        return end


def _scale(counts: Sequence[Interval]) -> float:
    """The longest bar or line: few bounds beyond all that is certain are cut, they would press the rest together."""
    certain = 1.25 * max([1.0, *(one.low for one in counts)])
    beyond = [one.high for one in counts if one.high > certain]
    return certain if len(beyond) <= len(counts) / 8 else max(beyond)


def _has_no_statement(stood: Positions, side: Position) -> bool:
    """Whether the side had nothing to sign."""
    event = stood.event
    if not isinstance(event, Statement) or event.counterstatement:
        return False
    return side is not (Position.FOR if event.direction == "for" else Position.AGAINST)


def _ballot(page: Page, x: float, y: float) -> None:
    """Draw a ballot box: the sign of a recorded vote."""
    page.box(x - 0.055, y - 0.015, 0.11, 0.075, fill="#ffffff", edge=INK, line=0.8)
    page.line([(x - 0.03, y - 0.015), (x + 0.03, y - 0.015)], color=INK, width=1.6)
    page.box(x - 0.02, y - 0.07, 0.04, 0.05, fill=INK)
