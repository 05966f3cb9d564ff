"""The canvas that every picture is drawn on: inches from the top left, one vocabulary of marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache, partial
from math import ceil, floor
from numbers import Real
from types import MappingProxyType
from typing import Literal, Self, TypeAlias

from attrs import frozen
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, FancyBboxPatch, Patch, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from unstatements.core.arguments import wrong_type
from unstatements.events.position import Position
from unstatements.plots.picture import Picture, settings

Standing: TypeAlias = "Position | None"  # None: not in the electorate
Align = Literal["left", "center", "right"]
Sample = Callable[[float, float], None]  # draws a sign of a legend from its left and middle

INK, GREY, FAINT = "#1a1a1a", "#595959", "#d9d9d9"
# Of lines: Okabe and Ito, without yellow.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", INK)
NARROW = 5.0  # inches; below it a picture is laid out for a phone
LEAST, MOST = 3.0, 48.0  # inches

_MARGIN = 0.16


@frozen(kw_only=True)
class Look:
    """How a position looks; no two look alike in grey print."""

    word: str
    shape: Literal["circle", "square", "rounded"] = "rounded"
    fill: str = "#ffffff"
    edge: str
    line: float  # points
    ink: str  # of a label inside
    dashed: bool = False
    crossed: bool = False


# Blue and orange of the Okabe-Ito palette, which the colour-blind can tell apart.
LOOKS: Mapping[Standing, Look] = MappingProxyType(
    {
        Position.FOR: Look(
            word="for", shape="circle", fill="#0072B2", edge="#0072B2", line=0.8, ink="#ffffff"
        ),
        Position.AGAINST: Look(
            word="against", shape="square", fill="#E69F00", edge="#5c3d00", line=1.0, ink="#000000"
        ),
        Position.NEUTRAL: Look(
            word="neutral", fill="#dcdcdc", edge="#a0a0a0", line=0.6, ink="#333333"
        ),
        Position.ABSENT: Look(
            word="absent", shape="square", edge="#8c8c8c", line=0.7, ink="#444444", crossed=True
        ),
        Position.UNKNOWN: Look(
            word="not known", edge="#757575", line=0.8, ink="#444444", dashed=True
        ),
        None: Look(word="not in the electorate", edge="#c8c8c8", line=0.6, ink="#8c8c8c"),
    }
)


class Canvas:
    """A picture under way: a cursor `y` moves down in inches, and the height is what it comes to.

    It is drawn on inside a `with` statement, at the end of which `picture` is finished.

    Between `left` and `right` there is room to draw. Sizes of text, `body` and `small`, are in
    points. The title is for those who cannot see the picture.

    Raises:
        TypeError: If the width is no number.
        ValueError: If it is out of bounds.
    """

    def __init__(self, width: float, title: str) -> None:
        inches: object = width  # of any type, as it was given
        if not isinstance(inches, Real):
            raise wrong_type(width, "width in inches; to write a file: plot().savefig(path)")
        if not LEAST <= width <= MOST:
            bounds = f"from {LEAST:g} to {MOST:g}"
            raise ValueError(f"a picture cannot be {width} inches wide: give a width {bounds}")
        self.width = width
        self.narrow: bool = width < NARROW
        self.body: float = 7.4 if self.narrow else min(8.8, 7.4 + 0.3 * (width - NARROW))
        self.small: float = self.body - 1.0
        self.left: float = _MARGIN
        self.right: float = width - _MARGIN
        self.y: float = _MARGIN
        self._ids: dict[str, int] = {}
        self._open = ExitStack()
        with settings():
            self.picture: Picture = Picture(width, 1, title)
            self.axes: Axes = self.picture.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()

    def __enter__(self) -> Self:
        self._open.enter_context(settings())
        return self

    def __exit__(self, *error: object) -> None:
        self._open.close()
        height = self.y + _MARGIN
        self.picture.set_size_inches(self.width, height)
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(height, 0)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float | None = None,
        *,
        align: Align = "left",
        color: str = INK,
        bold: bool = False,
        turned: bool = False,
    ) -> Artist:
        """Write one line, centred on `y`; turned upwards, centred on `x` and aligned to `y`."""
        return self.axes.text(
            x,
            y,
            text,
            fontsize=size or self.body,
            ha="center" if turned else align,
            va=_VERTICAL[align] if turned else "center_baseline",
            color=color,
            fontweight="bold" if bold else "normal",
            rotation=90 if turned else 0,
            parse_math=False,
        )

    def paragraph(
        self,
        text: str,
        size: float | None = None,
        *,
        x: float | None = None,
        right: float | None = None,
        color: str = INK,
        bold: bool = False,
        most: int = 0,
    ) -> None:
        """Write text over as many lines as it needs and move the cursor below it."""
        size = size or self.body
        x = self.left if x is None else x
        room = (self.right if right is None else right) - x
        for line in wrapped(text, room, size, bold=bold, most=most):
            self.text(x, self.y + line_height(size) / 2, line, size, color=color, bold=bold)
            self.y += line_height(size)

    def heading(self, title: str, lines: Iterable[str]) -> None:
        """Write the title and the lines below it, empty ones left out."""
        self.paragraph(title, self.body + (2.2 if self.narrow else 3.4), bold=True, most=3)
        self.y += 0.02
        for line in filter(None, lines):
            self.paragraph(line, color=GREY, most=4)
        self.y += 0.1

    def footer(self, lines: Iterable[str]) -> None:
        """Write what stands below a picture: what signs mean, sources."""
        self.y += 0.1
        for line in lines:
            self.paragraph(line, self.small, color=GREY)

    def legend(self, entries: Iterable[tuple[Standing, str]]) -> None:
        """Explain the marks of positions and move the cursor below them."""
        side = line_height(self.body) * 0.8

        def mark(position: Standing, x: float, y: float) -> None:
            self.mark(x + side / 2, y, side, position)

        self.samples([(partial(mark, position), text) for position, text in entries], side + 0.07)
        self.y -= 0.02

    def samples(self, entries: Iterable[tuple[Sample, str]], indent: float) -> None:
        """Explain signs in as many lines as are needed and move the cursor below them."""
        height = line_height(self.body)
        x = self.left
        for sample, text in entries:
            length = indent + width_of(text, self.body)
            if x > self.left and x + length > self.right:
                x, self.y = self.left, self.y + height + 0.03
            sample(x, self.y + height / 2)
            self.text(x + indent, self.y + height / 2, text)
            x += length + 0.2
        self.y += height + 0.12

    def mark(
        self,
        x: float,
        y: float,
        side: float,
        position: Standing,
        label: str = "",
        size: float = 5.4,
        *,
        name: str = "",
        hover: str = "",
    ) -> None:
        """Draw the mark of a position, centred, as wide and high as `side`, with a label in it."""
        look = LOOKS[position]
        shape = _outline(look, x, y, side)
        line = look.line * min(1, 0.4 + 2.4 * side)
        shape.set(facecolor=look.fill, edgecolor=look.edge, linewidth=line)
        if look.dashed:
            shape.set_linestyle((0, (2.4, 1.5)))
        self.draw(shape, name, hover)
        if look.crossed:
            reach = side * 0.38
            self.line([(x - reach, y + reach), (x + reach, y - reach)], color="#b5b5b5", width=0.7)
        if label:
            bold = position is Position.FOR
            written = self.text(x, y, label, size, align="center", color=look.ink, bold=bold)
            self.name(written, f"{name}-label" if name else "", hover)

    def key_letter(self, x: float, y: float, letter: str) -> None:
        """Draw a letter in a small disc, centred: the sign that a line of the key explains."""
        disc = Circle((x, y), 0.075, facecolor="white", edgecolor=INK, linewidth=0.6)
        disc.set_zorder(3)
        self.draw(disc)
        self.text(x, y, letter, self.small, align="center").set_zorder(4)

    def box(  # noqa: PLR0913  # what a box looks like
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "#ffffff",
        edge: str = "none",
        line: float = 0.7,
        hatch: str = "",
        name: str = "",
        hover: str = "",
    ) -> None:
        """Draw a rectangle from its upper left corner."""
        shape = Rectangle((x, y), width, height, facecolor=fill, edgecolor=edge, linewidth=line)
        if hatch:
            shape.set_hatch(hatch)
        self.draw(shape, name, hover)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        color: str = FAINT,
        width: float = 0.7,
        dashed: bool = False,
    ) -> None:
        """Draw a line through points."""
        shape = PathPatch(Path(points), facecolor="none", edgecolor=color, linewidth=width)
        if dashed:
            shape.set_linestyle((0, (2.0, 1.6)))
        self.draw(shape)

    def rule(self) -> None:
        """Draw a line across at the cursor."""
        self.line([(self.left, self.y), (self.right, self.y)])

    def draw(self, shape: Patch, name: str = "", hover: str = "") -> None:
        """Draw a shape."""
        shape.set_clip_on(False)
        self.axes.add_artist(shape)
        self.name(shape, name, hover)

    def name(self, artist: Artist, name: str, hover: str) -> None:
        """Give a part an id in the SVG, made unique, and what it says there."""
        if not name:
            return
        count = self._ids[name] = self._ids.get(name, 0) + 1
        unique = name if count == 1 else f"{name}-{count}"
        artist.set_gid(unique)
        if hover:
            self.picture.hover[unique] = hover


_VERTICAL: Mapping[Align, Literal["bottom", "center", "top"]] = {
    "left": "bottom",
    "center": "center",
    "right": "top",
}


def _outline(look: Look, x: float, y: float, side: float) -> Patch:
    half = side / 2
    if look.shape == "circle":
        return Circle((x, y), half)
    if look.shape == "square":
        half *= 0.9  # so that a square does not look larger than a circle
        return Rectangle((x - half, y - half), 2 * half, 2 * half)
    radius = side * 0.22
    half = half - side * 0.04 - radius
    return FancyBboxPatch(
        (x - half, y - half),
        2 * half,
        2 * half,
        boxstyle=f"round,pad={radius},rounding_size={radius}",
    )


class Scale:
    """A scale along an edge of the picture."""

    def __init__(self, reach: tuple[float, float], start: float, end: float) -> None:
        self.low: float = reach[0]
        self.high: float = reach[1]
        self.start: float = start
        self.end: float = end

    def __call__(self, value: float) -> float:
        """Return the inches at which a value stands."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Yield the inches of no more than ten round values, and how they are written."""
        span = self.high - self.low
        step = next(size for size in (0.1, 0.25, 0.5, 1, 2, 5, 10, 1e9) if span / size <= 9)
        for place in range(ceil(self.low / step), floor(self.high / step) + 1):
            yield self(step * place), f"{step * place:g}".replace("-", "−")


def line_height(size: float) -> float:
    """Return the height in inches of a line of text of a size in points."""
    return size * 1.32 / 72


@cache
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is, in inches."""
    font = FontProperties(family=["DejaVu Sans"], size=size, weight="bold" if bold else "normal")
    width, _height, _descent = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return width / 72


def wrapped(
    text: str, room: float, size: float, *, bold: bool = False, most: int = 0
) -> list[str]:
    """Return text broken into lines that fit.

    Of more than `most` lines the rest is cut off with an ellipsis; 0 stands for all.
    """

    def fits(line: str) -> bool:
        return width_of(line, size, bold=bold) <= room

    lines = [""]
    for word in text.split():
        for piece in _pieces(word, fits):
            longer = f"{lines[-1]} {piece}".strip()
            if not lines[-1] or fits(longer):
                lines[-1] = longer
            else:
                lines.append(piece)
    if most and len(lines) > most:
        words = lines[most - 1].split()
        while len(words) > 1 and not fits(" ".join([*words, "…"])):
            words.pop()
        lines[most - 1 :] = [" ".join([*words, "…"])]
    return lines


def _pieces(word: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """Yield the pieces of a word: several if it is wider than a line, such as an address."""
    while len(word) > 1 and not fits(word):
        cut = next((end for end in range(len(word) - 1, 1, -1) if fits(word[:end])), 1)
        yield word[:cut]
        word = word[cut:]
    yield word
