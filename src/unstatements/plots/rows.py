"""One row a state: its name and what is drawn beside it, in one panel or in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Generic, TypeVar

from attrs import frozen
from matplotlib.artist import Artist

from unstatements.analysis.ideal_points import IdealPoint
from unstatements.analysis.signature_estimates import SignatureEstimate
from unstatements.plots.canvas import Canvas, line_height, width_of, wrapped

ONE_PANEL = 60  # so many states stand below each other before there are two panels
_GAP = 0.25  # inches: between two panels


T = TypeVar("T", IdealPoint, SignatureEstimate)


@frozen
class Panel(Generic[T]):
    """Rows below each other, and the room in inches that is left beside their names."""

    items: Sequence[T]
    start: float  # where the names begin
    left: float
    right: float
    top: float
    step: float

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.top + len(self.items) * self.step

    def rows(self, canvas: Canvas) -> Iterator[tuple[T, float, Artist]]:
        """Write the name of each row; yield what it is of, its middle, and the name."""
        for place, item in enumerate(self.items):
            y = self.top + (place + 0.5) * self.step
            room = self.left - self.start - 0.08
            name = wrapped(item.country.name, room, canvas.small, most=1)[0]
            yield item, y, canvas.text(self.start, y, name, canvas.small)


def panels(canvas: Canvas, items: Sequence[T], above: float) -> Iterator[Panel[T]]:
    """Yield the panels, with room above them, and move the cursor below."""
    count = 1 if canvas.narrow or len(items) <= ONE_PANEL else 2
    depth, top = ceil(len(items) / count), canvas.y + above
    longest = max(width_of(item.country.name, canvas.small) for item in items)
    names = min(longest + 0.1, 0.42 * (canvas.right - canvas.left) / count)
    width = (canvas.right - canvas.left - _GAP * (count - 1)) / count
    step = line_height(canvas.small) * 1.08
    for number in range(count):
        start = canvas.left + number * (width + _GAP)
        yield Panel(
            items=items[number * depth : (number + 1) * depth],
            start=start,
            left=start + names,
            right=start + width,
            top=top,
            step=step,
        )
    canvas.y = top + depth * step
