"""An estimate of who signed: one bar a state, in a colour that no position has."""

from __future__ import annotations

from unstatements.analysis.headline import deed
from unstatements.analysis.signature_estimates import SignatureEstimate, SignatureEstimates
from unstatements.plots.canvas import GREY, Canvas
from unstatements.plots.captions import credit, occasion
from unstatements.plots.picture import Picture, draw
from unstatements.plots.rows import Panel, panels
from unstatements.results.text import plural

_COLOR = "#CC79A7"  # of Okabe and Ito; positions are blue, orange and grey


@draw.register
def draw_signature_estimates(estimates: SignatureEstimates, width: float = 8.0) -> Picture:
    """Return the picture of an estimate."""
    event = estimates.event
    with Canvas(width, estimates.title()) as canvas:
        states = plural(len(estimates.estimates), "state")
        canvas.heading(
            "Estimate, not record: who of the unknown signed",
            [f"{deed(event)}.", occasion(event), f"{states} of which it is not known."],
        )
        for panel in panels(canvas, estimates.estimates, above=0.05):
            _draw_panel(canvas, panel)
        canvas.footer([*estimates.footnotes(), credit([event])])
    return canvas.picture


def _draw_panel(canvas: Canvas, panel: Panel[SignatureEstimate]) -> None:
    """Draw one row a state: its name, a bar, the probability."""
    room = panel.right - 0.32 - panel.left
    for estimate, y, _name in panel.rows(canvas):
        length, number = room * estimate.probability, f"{estimate.probability:.2f}"
        canvas.box(
            panel.left,
            y - panel.step * 0.32,
            length,
            panel.step * 0.64,
            fill=_COLOR,
            edge="#ffffff",
            hatch="/////",
            name=f"estimate-{estimate.country.alpha_3}",
            hover=f"{estimate.country.name}: estimate {number}",
        )
        canvas.text(panel.left + length + 0.05, y, number, canvas.small, color=GREY)
