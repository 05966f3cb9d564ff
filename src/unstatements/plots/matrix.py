"""An agreement matrix: a heat map in which states that agree stand together."""

from __future__ import annotations

from itertools import product
from math import ceil, floor

from matplotlib import colormaps
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from unstatements.analysis.agreement import AgreementMatrix
from unstatements.events.edition import edition_notes
from unstatements.plots.canvas import GREY, Canvas, width_of, wrapped
from unstatements.plots.captions import capital, credit, day_of
from unstatements.plots.ordering import clustered_order
from unstatements.plots.picture import Picture, draw
from unstatements.results.text import plural

_SINGLE = 40  # up to so many states each cell is a shape of its own, which says its value
_LARGEST = 0.55  # inches: the largest cell
_LEAST = 4.8  # points: the smallest label
_LEVELS = 4  # labels stand in at most so many columns
_HATCH = "//////"  # no value


@draw.register
def draw_matrix(matrix: AgreementMatrix, width: float = 8.0) -> Picture:
    """Return the picture of an agreement matrix."""
    with Canvas(width, matrix.title()) as canvas:
        meaning = capital(matrix.title().partition(": ")[2])
        canvas.heading(
            f"How far {plural(len(matrix.countries), 'state')} agree",
            [f"{meaning}; {_events(matrix)}", "States that agree stand together."],
        )
        heat = _Heat(canvas, matrix)
        heat.scale()
        heat.draw()
        counted = f"{_basis(matrix)}. Measure: {matrix.source}."
        notes = [f"{counted} Order: clusters by average linkage."]
        if heat.every > 1:
            notes.append(f"One state in {heat.every} is labelled; a larger width labels all.")
        canvas.footer([*notes, credit(matrix.events)])
    return canvas.picture


def _basis(matrix: AgreementMatrix) -> str:
    """How events were counted, as the footnotes say it, without what stands elsewhere."""
    elsewhere = edition_notes(matrix.events)
    notes = [note for note in matrix.footnotes()[:-1] if note not in elsewhere]
    notes = [note for note in notes if note and not note.startswith("shown")]
    notes = [note.partition("; ")[2] if "; absences" in note else note for note in notes]
    return ". ".join(map(capital, notes))


def _events(matrix: AgreementMatrix) -> str:
    events = matrix.events
    parts = [plural(len(events), "event")]
    if events:
        parts.append(" to ".join(dict.fromkeys([day_of(events[0]), day_of(events[-1])])))
    bodies = {event.body_name for event in events}
    return ", ".join([*parts, *(bodies if len(bodies) == 1 else ())])


class _Heat:
    """The cells, their scale and their labels."""

    def __init__(self, canvas: Canvas, matrix: AgreementMatrix) -> None:
        self.canvas = canvas
        square = matrix.square()
        distances = [[None if value is None else 1 - value for value in row] for row in square]
        order = clustered_order(distances)
        self.countries = [matrix.countries[place] for place in order]
        self.values = [[square[a][b] for b in order] for a in order]
        self.size = len(order)
        below = [value for place, row in enumerate(self.values) for value in row[:place]]
        values = [value for value in below if value is not None]
        self.low = floor(10 * min(values, default=0.0)) / 10
        self.high = max(ceil(10 * max(values, default=1.0)) / 10, self.low + 0.1)
        self._fit()

    def _fit(self) -> None:
        """Find the cell and the label that fit: names, codes, or codes in several columns."""
        canvas = self.canvas
        full = not canvas.narrow and self.size <= _SINGLE
        names = [country.name if full else country.alpha_3 for country in self.countries]
        room = canvas.right - canvas.left
        for levels in range(1, _LEVELS + 1):
            self.levels = levels
            self.label_size = min(canvas.small, 6.6) if levels == 1 else _LEAST
            self.labels = [
                wrapped(name, 0.28 * room, self.label_size, most=1)[0] for name in names
            ]
            self.step = self._longest(self.labels) + 0.07
            self.left = canvas.left + self.step * levels + 0.02
            self.cell = min(_LARGEST, (canvas.right - self.left) / max(1, self.size))
            self.label_size = min(self.label_size, max(_LEAST, self.cell * 72 * 0.8))
            if self.cell * 72 * levels >= self.label_size * 1.15:
                break
        # Where there is still no room for all, every so many-th state is labelled.
        self.every = max(1, ceil(self.label_size * 1.15 / (self.cell * 72 * self.levels)))
        codes = self._longest([country.alpha_3 for country in self.countries])
        self.flat = self.cell > codes + 0.03
        self.below = 0.2 if self.flat else (codes + 0.07) * self.levels

    def _longest(self, labels: list[str]) -> float:
        return max((width_of(label, self.label_size) for label in labels), default=0.0)

    def color(self, value: float | None) -> str:
        return "#ffffff" if value is None else to_hex(colormaps["cividis"](self._share(value)))

    def _share(self, value: float) -> float:
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def scale(self) -> None:
        """Draw the scale of colours, with what a hatched cell means where there is one."""
        canvas = self.canvas
        width, height, steps = 1.6, 0.13, 32
        x, y = canvas.left, canvas.y + 0.08
        canvas.text(x, y + 0.2, _signed(self.low), canvas.small)
        canvas.text(x + width, y + 0.2, _signed(self.high), canvas.small, align="right")
        for step in range(steps):
            fill = self.color(self.low + (self.high - self.low) * step / (steps - 1))
            canvas.box(x + width * step / steps, y - height / 2, width / steps, height, fill=fill)
        x += width + 0.15
        canvas.text(x, y, "agreement", canvas.body)
        if any(None in row for row in self.values):
            x += width_of("agreement", canvas.body) + 0.25
            canvas.box(x, y - height / 2, 0.2, height, edge=GREY, hatch=_HATCH, line=0.5)
            canvas.text(x + 0.27, y, "no value", canvas.body)
        canvas.y += 0.42

    def draw(self) -> None:
        top, side = self.canvas.y, self.size * self.cell
        if self.size <= _SINGLE:
            for a, b in product(range(self.size), repeat=2):
                self._cell(a, b, self.left + b * self.cell, top + a * self.cell)
        else:
            self._raster(top)
        self.canvas.box(self.left, top, side, side, fill="none", edge=GREY, line=0.5)
        for place in range(0, self.size, self.every):
            self._label(place, top)
        self.canvas.y = top + side + self.below + 0.04

    def _cell(self, a: int, b: int, x: float, y: float) -> None:
        canvas, side, value = self.canvas, self.cell, self.values[a][b]
        first, second = self.countries[a], self.countries[b]
        text = "no value" if value is None else f"{value:.3f}"
        canvas.box(
            x,
            y,
            side,
            side,
            fill=self.color(value),
            edge=GREY if value is None else "#ffffff",
            hatch=_HATCH if value is None else "",
            line=0.3,
            name=f"cell-{first.alpha_3}-{second.alpha_3}",
            hover=f"{first.name} and {second.name}: {text}",
        )
        if value is not None and side >= 0.2:
            canvas.text(
                x + side / 2,
                y + side / 2,
                f"{value:.2f}".replace("0.", ".", 1).replace("-", "−"),
                min(canvas.small, side * 72 * 0.34),
                align="center",
                color="#ffffff" if self._share(value) < 0.5 else "#000000",
            )

    def _raster(self, top: float) -> None:
        """Draw one image of all cells, as so many shapes make a large file, and hatch the gaps."""
        cell, side = self.cell, self.size * self.cell
        self.canvas.axes.imshow(
            [[to_rgb(self.color(value)) for value in row] for row in self.values],
            extent=(self.left, self.left + side, top + side, top),
            interpolation="nearest",
            aspect="auto",
            origin="upper",
        )
        gaps = []
        for a, b in product(range(self.size), repeat=2):
            if self.values[a][b] is None:
                x, y = self.left + b * cell, top + a * cell
                corners = [(x, y), (x + cell, y), (x + cell, y + cell), (x, y + cell), (x, y)]
                gaps.append(Path(corners, closed=True))
        if gaps:
            path = Path.make_compound_path(*gaps)
            hatched = PathPatch(path, facecolor="#ffffff", edgecolor="#8c8c8c", linewidth=0)
            hatched.set_hatch(_HATCH)
            self.canvas.draw(hatched)

    def _label(self, place: int, top: float) -> None:
        """Write a state's label beside its row and under its column."""
        canvas, size = self.canvas, self.label_size
        away = 0.04 + place // self.every % self.levels * self.step
        middle = (place + 0.5) * self.cell
        x, y = self.left + middle, top + middle
        bottom = top + self.size * self.cell
        if away > self.step:
            ends = (self.left - away + 0.02, y), (x, bottom + away - 0.02)
            for start, end in zip(((self.left, y), (x, bottom)), ends, strict=True):
                canvas.line([start, end], width=0.4, color="#a0a0a0")
        canvas.text(self.left - away, y, self.labels[place], size, align="right")
        code = self.countries[place].alpha_3
        if self.flat:
            canvas.text(x, bottom + 0.1, code, size, align="center")
        else:
            canvas.text(x, bottom + away, code, size, align="right", turned=True)


def _signed(value: float) -> str:
    return f"{value:.1f}".replace("-", "−")
