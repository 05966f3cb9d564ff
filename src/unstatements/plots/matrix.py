"""An agreement matrix: a heat map in which states that agree stand together."""

from __future__ import annotations

from math import ceil, floor

from matplotlib import colormaps
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from unstatements.analysis.agreement import AgreementMatrix
from unstatements.plots.canvas import GREY, INK, Page, Picture, draw, width_of, wrapped
from unstatements.plots.captions import credit, day_of, plain_number
from unstatements.plots.ordering import clustered_order

__all__ = ["draw_matrix"]

_SINGLE = 40  # up to so many states each cell is a shape of its own, which says its value
_LARGEST = 0.55  # inches: the largest cell
_LEAST = 4.8  # points: the smallest label
_LEVELS = 4  # labels stand in at most so many columns


@draw.register
def draw_matrix(matrix: AgreementMatrix, width: float = 8.0) -> Picture:
    """Return the picture of an agreement matrix.

    Args:
        matrix: The matrix.
        width: Width in inches.

    Raises:
        ValueError: If the width is out of bounds.

    Example:
        >>> import unstatements as un
        >>> matrix = un.agreement_matrix(["CUB", "CHN", "FRA"], un.rollcalls(body="hrc", session=51))
        >>> draw_matrix(matrix).hover["cell-CHN-CUB"]
        'China and Cuba: 0.923'
    """
    with Page(width, matrix.title()) as page:
        meaning = matrix.title().partition(": ")[2]
        page.heading(
            f"How far {plain_number(len(matrix.countries), 'state')} agree",
            [f"{meaning[0].upper()}{meaning[1:]}; {_events(matrix)}", "States that agree stand together."],
        )
        heat = _Heat(page, matrix)
        heat.scale()
        heat.draw()
        page.footer(
            [
                f"{_basis(matrix)}. Measure: {matrix.source}. Order: clusters by average linkage.",
                *heat.notes(),
                credit(matrix.events),
            ]
        )
    return page.picture


def _basis(matrix: AgreementMatrix) -> str:
    """How events were counted, as the footnotes say it; their number and the measure stand elsewhere."""
    notes = [note for note in matrix.footnotes()[:-1] if note and not note.startswith("shown")]
    notes = [note.partition("; ")[2] if "; absences" in note else note for note in notes]
    return ". ".join(note[0].upper() + note[1:] for note in notes)


def _events(matrix: AgreementMatrix) -> str:
    events = matrix.events
    parts = [plain_number(len(events), "event")]
    days = list(dict.fromkeys(day_of(one) for one in (*events[:1], *events[-1:])))
    bodies = list(dict.fromkeys(one.body_name for one in events))
    parts += [" to ".join(days)] if days else []
    parts += bodies if len(bodies) == 1 else []
    return ", ".join(parts)


class _Heat:
    """The cells, their scale and their labels."""

    def __init__(self, page: Page, matrix: AgreementMatrix) -> None:
        self.page, self.matrix = page, matrix
        square = matrix.square()
        self.order = clustered_order([[None if one is None else 1 - one for one in row] for row in square])
        self.countries = [matrix.countries[place] for place in self.order]
        self.values = [[square[a][b] for b in self.order] for a in self.order]
        size = len(self.countries)
        found = [
            one
            for a, row in enumerate(self.values)
            for b, one in enumerate(row)
            if one is not None and a != b
        ]
        self.low = floor(10 * min(found, default=0.0)) / 10
        self.high = max(ceil(10 * max(found, default=1.0)) / 10, self.low + 0.1)
        self.full = not page.narrow and size <= _SINGLE
        self.names = [one.name if self.full else one.alpha_3 for one in self.countries]
        self._fit(size)

    def _fit(self, size: int) -> None:
        """Find the cell and the label that fit the page: names, codes, or codes in several columns."""
        page = self.page
        room = page.right - page.left
        self.levels = 1
        for levels in range(1, _LEVELS + 1):
            self.levels = levels
            self.label = min(page.small, 6.6) if levels == 1 else _LEAST
            self.labels = [wrapped(one, 0.28 * room, self.label, most=1)[0] for one in self.names]
            self.step = max((width_of(one, self.label) for one in self.labels), default=0.0) + 0.07
            self.margin = self.step * levels + 0.02
            self.cell = min(_LARGEST, (room - self.margin) / max(1, size))
            self.label = min(self.label, max(_LEAST, self.cell * 72 * 0.8))
            if self.cell * 72 * levels >= self.label * 1.15:
                break
        # Where there is still no room for all, every so many-th state is labelled.
        self.every = max(1, ceil(self.label * 1.15 / (self.cell * 72 * self.levels)))
        self.left = page.left + self.margin
        codes = max((width_of(one.alpha_3, self.label) for one in self.countries), default=0.0)
        self.flat = self.cell > codes + 0.03
        self.below = 0.2 if self.flat else (codes + 0.07) * self.levels

    def color(self, value: float) -> tuple[str, str]:
        """The colour of a value, and of text on it."""
        share = min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))
        return to_hex(colormaps["cividis"](share)), "#ffffff" if share < 0.5 else "#000000"

    def scale(self) -> None:
        """Draw the scale of colours, with what a hatched cell means where there is one."""
        page = self.page
        wide, high, steps = 1.6, 0.13, 32
        x, y = page.left, page.y + 0.08
        page.text(x, y + 0.2, _signed(self.low), page.small)
        page.text(x + wide, y + 0.2, _signed(self.high), page.small, align="right")
        for step in range(steps):
            value = self.low + (self.high - self.low) * step / (steps - 1)
            page.box(x + wide * step / steps, y - high / 2, wide / steps, high, fill=self.color(value)[0])
        after = x + wide + 0.15
        page.text(after, y, "agreement", page.body)
        if any(one is None for row in self.values for one in row):
            after += width_of("agreement", page.body) + 0.25
            page.box(after, y - high / 2, 0.2, high, fill="#ffffff", edge=GREY, hatch="//////", line=0.5)
            page.text(after + 0.27, y, "no value", page.body)
        page.y += 0.42

    def draw(self) -> None:
        top = self.page.y
        size = len(self.countries)
        if size <= _SINGLE:
            self._cells(top)
        elif size:
            self._raster(top)
        side = size * self.cell
        self.page.box(self.left, top, side, side, edge=GREY, line=0.5)
        for place, label in enumerate(self.labels):
            if place % self.every == 0:
                self._write(place, label, top)
        self.page.y = top + side + self.below + 0.04

    def _cells(self, top: float) -> None:
        page = self.page
        for a, row in enumerate(self.values):
            for b, value in enumerate(row):
                x, y = self.left + b * self.cell, top + a * self.cell
                one, other = self.countries[a], self.countries[b]
                told = "no value" if value is None else f"{value:.3f}"
                fill, ink = ("#ffffff", INK) if value is None else self.color(value)
                page.box(
                    x,
                    y,
                    self.cell,
                    self.cell,
                    fill=fill,
                    edge="#ffffff" if value is not None else GREY,
                    hatch="//////" if value is None else "",
                    line=0.3,
                    name=f"cell-{one.alpha_3}-{other.alpha_3}",
                    hover=f"{one.name} and {other.name}: {told}",
                )
                if value is not None and self.cell >= 0.2:
                    page.text(
                        x + self.cell / 2,
                        y + self.cell / 2,
                        f"{value:.2f}".replace("0.", ".", 1).replace("-", "−"),
                        min(page.small, self.cell * 72 * 0.34),
                        align="center",
                        color=ink,
                    )

    def _raster(self, top: float) -> None:
        """Draw many cells as one image, those without a value hatched."""
        page, size = self.page, len(self.countries)
        side = size * self.cell
        pixels = [
            [_rgb("#ffffff" if one is None else self.color(one)[0]) for one in row] for row in self.values
        ]
        page.image(pixels, (self.left, top, side, side))
        missing: list[Path] = []
        for a, row in enumerate(self.values):
            for b, value in enumerate(row):
                if value is None:
                    x, y = self.left + b * self.cell, top + a * self.cell
                    corners = [(x, y), (x + self.cell, y), (x + self.cell, y + self.cell), (x, y + self.cell)]
                    missing.append(Path([*corners, corners[0]], closed=True))
        if missing:
            whole = Path.make_compound_path(*missing)
            page.draw(PathPatch(whole, facecolor="#ffffff", edgecolor="#8c8c8c", hatch="//////", linewidth=0))

    def _write(self, place: int, label: str, top: float) -> None:
        """Write a state's label beside its row and under its column."""
        page = self.page
        level = place // self.every % self.levels
        middle = (place + 0.5) * self.cell
        away = 0.04 + level * self.step
        y, x = top + middle, self.left + middle
        bottom = top + len(self.countries) * self.cell
        if level:
            page.line([(self.left, y), (self.left - away + 0.02, y)], width=0.4, color="#a0a0a0")
            page.line([(x, bottom), (x, bottom + away - 0.02)], width=0.4, color="#a0a0a0")
        page.text(self.left - away, y, label, self.label, align="right")
        code = self.countries[place].alpha_3
        if self.flat:
            page.text(x, bottom + 0.1, code, self.label, align="center")
        else:
            page.text(x, bottom + away, code, self.label, align="right", turned=True)

    def notes(self) -> list[str]:
        """Say which states bear no label."""
        if self.every == 1:
            return []
        return [f"One state in {self.every} is labelled; a larger width labels all."]


def _signed(value: float) -> str:
    return f"{value:.1f}".replace("-", "−")


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
