"""A trajectory: one row an event, one lane a position, and the way of the country through them."""

from __future__ import annotations

from unstatements.analysis.positions import Position
from unstatements.analysis.trajectory import Trajectory, TrajectoryPoint
from unstatements.events.rollcall import RollCall
from unstatements.plots.canvas import GREY, INK, LOOKS, Page, Picture, draw, width_of
from unstatements.plots.captions import credit, day_of, plain_number, short_event, span, what_for_means

__all__ = ["draw_trajectory"]

_LANES = (Position.AGAINST, Position.NEUTRAL, Position.FOR, Position.ABSENT)
_SIDE, _SMALL = 0.17, 0.1  # inches


@draw.register
def draw_trajectory(trajectory: Trajectory, width: float = 8.0) -> Picture:
    """Return the picture of a country's trajectory.

    Args:
        trajectory: The trajectory.
        width: Width in inches.

    Raises:
        ValueError: If the width is out of bounds.

    Example:
        >>> import unstatements as un
        >>> picture = draw_trajectory(un.trajectory("Honduras", topic="Xinjiang"))
        >>> picture.hover["point-2022-10-31-ga3c-canada"]
        '31 October 2022: not known; against or neutral'
    """
    with Page(width, trajectory.title()) as page:
        years = span(one.date for one in trajectory.points)
        changes = plain_number(trajectory.changes, "change")
        page.heading(
            f"{trajectory.country.name} on {trajectory.about}" + (f", {years}" if years else ""),
            [
                f"{plain_number(len(trajectory.points), 'event')}, at least {changes} of position.",
                *what_for_means(one.event for one in trajectory.points),
            ],
        )
        rows = _Rows(page, trajectory)
        rows.draw()
        notes = ["On a vote neutral means abstaining, on a statement signing neither side."]
        if any(one.position is Position.UNKNOWN for one in trajectory.points):
            notes.append(
                "Dashed marks: no list shows the position; it was one of those marked. Dashed lines pass over them."
            )
        if any(_silent(one) for one in trajectory.points):
            notes.append(
                "Small mark: silent on a statement without a rival, so that the other side had none to sign."
            )
        page.footer([*notes, credit(one.event for one in trajectory.points)])
    return page.picture


def _silent(one: TrajectoryPoint) -> bool:
    """Whether it took no side where one side had nothing to sign, which shows no change of position."""
    return one.position is Position.NEUTRAL and len(one.possible) > 1


class _Rows:
    """The lanes and the rows."""

    def __init__(self, page: Page, trajectory: Trajectory) -> None:
        self.page, self.trajectory = page, trajectory
        absent = any(one.position is Position.ABSENT for one in trajectory.points)
        lanes = _LANES if absent else _LANES[:-1]
        share = 0.46 if page.narrow else 0.5
        start = page.left + share * (page.right - page.left)
        step = (page.right - start) / len(lanes)
        self.start = start
        self.lanes = {lane: start + step * (place + 0.5) for place, lane in enumerate(lanes)}

    def draw(self) -> None:
        page = self.page
        for lane, x in self.lanes.items():
            page.mark(x, page.y + 0.09, _SIDE, lane)
            page.text(x, page.y + 0.28, LOOKS[lane].word, align="center", bold=True)
        page.y += 0.42
        top = page.y
        middles = [self._label(one) for one in self.trajectory.points]
        for x in self.lanes.values():
            page.line([(x, top), (x, page.y)])
        page.line([(page.left, page.y), (page.right, page.y)])
        self._way(middles)
        for one, middle in zip(self.trajectory.points, middles, strict=True):
            self._point(one, middle)

    def _label(self, one: TrajectoryPoint) -> float:
        """Write what happened and return the middle of the row."""
        page = self.page
        page.line([(page.left, page.y), (page.right, page.y)])
        page.y += 0.05
        top = page.y
        vote = " (vote)" if isinstance(one.event, RollCall) else ""
        page.paragraph(day_of(one.event) + vote, right=self.start - 0.1, bold=True)
        page.paragraph(short_event(one.event), page.small, right=self.start - 0.1, color=GREY)
        page.y = max(page.y, top + _SIDE) + 0.05
        return (top + page.y - 0.05) / 2

    def _way(self, middles: list[float]) -> None:
        """Join the positions that exclude every other; where others lie between them, with a dashed line."""
        before: tuple[int, float, float] | None = None
        for place, (one, middle) in enumerate(zip(self.trajectory.points, middles, strict=True)):
            if one.position is None or one.possible != {one.position}:
                continue
            x = self.lanes[one.position]
            if before:
                unsure = place - before[0] > 1
                self.page.line(
                    [before[1:], (x, middle)],
                    color=GREY if unsure else INK,
                    width=1.2 if unsure else 1.8,
                    dashed=unsure,
                )
            before = place, x, middle

    def _point(self, one: TrajectoryPoint, middle: float) -> None:
        page, name = self.page, f"point-{one.event.id}"
        if one.position is None:
            words = LOOKS[None].word
            x, half = (self.start + page.right) / 2, width_of(words, page.small) / 2 + 0.04
            page.box(x - half, middle - 0.07, 2 * half, 0.14, fill="#ffffff")
            page.text(x, middle, words, page.small, align="center", color=GREY)
            return
        if one.position is not Position.UNKNOWN:
            hover = f"{day_of(one.event)}: {one.position}"
            side = _SMALL if _silent(one) else _SIDE
            page.mark(self.lanes[one.position], middle, side, one.position, name=name, hover=hover)
            return
        possible = [lane for lane in self.lanes if lane in one.possible]
        hover = f"{day_of(one.event)}: not known; {' or '.join(map(str, possible))}"
        for lane in possible:
            page.mark(self.lanes[lane], middle, _SIDE, Position.UNKNOWN, "?", 6.5, name=name, hover=hover)
