"""An estimate of who signed: one bar a state, in a colour that no position has."""

from __future__ import annotations

from math import ceil

from unstatements.analysis.headline import deed
from unstatements.analysis.signature_estimates import SignatureEstimate, SignatureEstimates
from unstatements.plots.canvas import GREY, Canvas, line_height, width_of, wrapped
from unstatements.plots.captions import credit, occasion
from unstatements.plots.picture import Picture, draw
from unstatements.results.text import plural

_COLOR = "#CC79A7"  # of Okabe and Ito; positions are blue, orange and grey
_ONE_PANEL = 60  # so many states stand below each other before there are two panels


@draw.register
def draw_signature_estimates(estimates: SignatureEstimates, width: float = 8.0) -> Picture:
    """Return the picture of an estimate.

    Example:
        >>> import unstatements as un
        >>> picture = draw_signature_estimates(un.positions("2022-10-31-ga3c-cuba").estimate())
        >>> picture.hover["estimate-NIC"].startswith("Nicaragua: estimate 0.9")
        True
    """
    event = estimates.event
    with Canvas(width, estimates.title()) as canvas:
        states = plural(len(estimates.estimates), "state")
        canvas.heading(
            "Estimate, not record: who of the unknown signed",
            [f"{deed(event)}.", occasion(event), f"{states} of which it is not known."],
        )
        _Rows(canvas, estimates.estimates).draw()
        canvas.footer([*estimates.footnotes(), credit([event])])
    return canvas.picture


class _Rows:
    """One row a state: its name, a bar, the probability."""

    def __init__(self, canvas: Canvas, estimates: tuple[SignatureEstimate, ...]) -> None:
        self.canvas, self.estimates = canvas, estimates
        self.panels = 1 if canvas.narrow or len(estimates) <= _ONE_PANEL else 2
        self.step = line_height(canvas.small) * 1.08
        longest = max(width_of(each.country.name, canvas.small) for each in estimates)
        self.names = min(longest + 0.1, 0.42 * (canvas.right - canvas.left) / self.panels)

    def draw(self) -> None:
        canvas = self.canvas
        depth, top, gap = ceil(len(self.estimates) / self.panels), canvas.y + 0.05, 0.25
        width = (canvas.right - canvas.left - gap * (self.panels - 1)) / self.panels
        for place, estimate in enumerate(self.estimates):
            panel, row = divmod(place, depth)
            left = canvas.left + panel * (width + gap)
            self._row(estimate, left, left + width, top + (row + 0.5) * self.step)
        canvas.y = top + depth * self.step

    def _row(self, estimate: SignatureEstimate, left: float, right: float, y: float) -> None:
        canvas, country = self.canvas, estimate.country
        hover = f"{country.name}: estimate {estimate.probability:.2f}"
        name = wrapped(country.name, self.names - 0.08, canvas.small, most=1)[0]
        canvas.text(left, y, name, canvas.small)
        start, room = left + self.names, 0.32
        length = (right - room - start) * estimate.probability
        canvas.box(
            start,
            y - self.step * 0.32,
            length,
            self.step * 0.64,
            fill=_COLOR,
            edge="#ffffff",
            hatch="/////",
            name=f"estimate-{country.alpha_3}",
            hover=hover,
        )
        number = f"{estimate.probability:.2f}"
        canvas.text(start + length + 0.05, y, number, canvas.small, color=GREY)
