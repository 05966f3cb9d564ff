"""The paper that every picture is drawn on: inches from the top left, one vocabulary of marks, fixed bytes.

Nothing here touches `matplotlib.pyplot`, the settings of the user, the clock or chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache, singledispatch
from html import escape
from io import BytesIO
from os import PathLike, fspath
from pathlib import Path as FilePath
from threading import RLock
from types import MappingProxyType
from typing import IO, Literal, Self, TypeAlias

from attrs import frozen
from matplotlib import style
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, FancyBboxPatch, Patch, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from unstatements.analysis.positions import Position

__all__ = ["FAINT", "GREY", "INK", "LOOKS", "Look", "Page", "Picture", "Where", "checked_width", "draw"]

Where: TypeAlias = "Position | None"
File: TypeAlias = "str | PathLike[str] | IO[bytes]"
Align = Literal["left", "center", "right"]

INK, GREY, FAINT = "#1a1a1a", "#595959", "#d9d9d9"
NARROW = 5.0  # inches; below it a picture is laid out for a phone
LEAST, MOST = 3.0, 48.0  # inches

_lock = RLock()
_DPI = 200
_MARGIN = 0.16
_SETTINGS = {
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, so that the picture is the same everywhere
    "hatch.linewidth": 0.7,
    "path.simplify": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "unstatements",
    "text.hinting": "no_hinting",  # words as wide at every resolution as they were measured
}
_UNDATED = {"svg": "Date", "svgz": "Date", "pdf": "CreationDate", "ps": "CreationDate", "eps": "CreationDate"}


@frozen
class Look:
    """How a position looks. No two positions share shape, outline and lightness, so that grey print tells them.

    Attributes:
        word: The position in a word or two.
        shape: Outline of the mark.
        fill: Colour of the mark.
        edge: Colour of its outline.
        line: Width of the outline in points.
        dashed: Whether the outline is dashed.
        ink: Colour of a label inside.
        crossed: Whether a line crosses the mark.
    """

    word: str
    shape: Literal["circle", "square", "rounded"]
    fill: str
    edge: str
    line: float
    ink: str
    dashed: bool = False
    crossed: bool = False


# Blue and orange of the Okabe-Ito palette, which the colour-blind can tell apart; everything else is grey.
LOOKS: Mapping[Where, Look] = MappingProxyType(
    {
        Position.FOR: Look("for", "circle", "#0072B2", "#0072B2", 0.8, "#ffffff"),
        Position.AGAINST: Look("against", "square", "#E69F00", "#5c3d00", 1.0, "#000000"),
        Position.NEUTRAL: Look("neutral", "rounded", "#dcdcdc", "#a0a0a0", 0.6, "#333333"),
        Position.ABSENT: Look("absent", "square", "#ffffff", "#8c8c8c", 0.7, "#444444", crossed=True),
        Position.UNKNOWN: Look("not known", "rounded", "#ffffff", "#757575", 0.8, "#444444", dashed=True),
        None: Look("not in the electorate", "rounded", "#ffffff", "#c8c8c8", 0.6, "#8c8c8c"),
    }
)


def checked_width(width: float) -> float:
    """Return the width if a picture can be so wide.

    Raises:
        ValueError: If it is too small or too large.

    Example:
        >>> checked_width(8)
        8
    """
    if not LEAST <= width <= MOST:
        raise ValueError(f"a picture cannot be {width} inches wide: give a width from {LEAST:g} to {MOST:g}")
    return width


@contextmanager
def _settings() -> Iterator[None]:
    # matplotlib keeps its settings in one place for all threads.
    with _lock, style.context(["default", _SETTINGS]):
        yield


class Picture(Figure):
    """A matplotlib figure that saves to the same bytes every time, whatever the user's settings are.

    In SVG, a state, flow or bar says what it is when the pointer rests on it.

    Attributes:
        hover: What each part of the picture says, by its id in the SVG.
    """

    def __init__(self, width: float, height: float, title: str) -> None:
        super().__init__(figsize=(width, height), dpi=_DPI, facecolor="white")
        FigureCanvasAgg(self)
        self.hover: dict[str, str] = {}
        self._title = title

    def savefig(self, fname: File, **options: object) -> None:
        """Save the picture; takes what `matplotlib.figure.Figure.savefig` takes.

        Args:
            fname: A file name, whose ending says the format, or an open binary file.
            options: Such as ``dpi``, ``format`` or ``metadata``.
        """
        kind = _format_of(fname, options.get("format"))
        given = options.pop("metadata", None)
        metadata = dict(given) if isinstance(given, Mapping) else {}
        if kind in _UNDATED:
            metadata.setdefault(_UNDATED[kind], None)
        if kind in ("png", "svg"):
            metadata.setdefault("Title", self._title)
        with _settings():
            save: Callable[..., None] = super().savefig
            if kind != "svg":
                save(fname, metadata=metadata, **options)
                return
            buffer = BytesIO()
            save(buffer, metadata=metadata, **{**options, "format": kind})
        _write(fname, self._with_hover(buffer.getvalue().decode("utf-8")).encode("utf-8"))

    def _with_hover(self, svg: str) -> str:
        lines = []
        for line in svg.split("\n"):
            lines.append(line)
            before, opening, rest = line.partition('<g id="')
            name = rest.removesuffix('">')
            if opening and not before.strip() and name in self.hover:
                lines.append(f"{before} <title>{escape(self.hover[name])}</title>")
        return "\n".join(lines)

    def _repr_png_(self) -> bytes:
        buffer = BytesIO()
        self.savefig(buffer, format="png")
        return buffer.getvalue()


def _format_of(file: File, asked: object) -> str:
    if isinstance(asked, str):
        return asked.lower().removeprefix(".")
    if isinstance(file, str | PathLike):
        return FilePath(fspath(file)).suffix.lower().removeprefix(".") or "png"
    return "png"


def _write(file: File, content: bytes) -> None:
    if isinstance(file, str | PathLike):
        FilePath(file).write_bytes(content)
    else:
        file.write(content)


class Page:
    """A page under way: a cursor `y` moves down in inches, and the height is what it has come to at the end.

    It is drawn on inside a `with` statement, at the end of which `picture` is finished.

    Args:
        width: Width in inches, see `checked_width`.
        title: What the picture shows, in one line, for those who cannot see it.

    Attributes:
        y: How far down the page is filled.
        left: Where the margin ends.
        right: Where the other margin begins.
        narrow: Whether the page is as narrow as a phone.
        body: Size of common text in points.
        small: Size of small text in points.
    """

    def __init__(self, width: float, title: str) -> None:
        self.width = checked_width(width)
        self.narrow = width < NARROW
        self.body = 7.4 if self.narrow else min(8.8, 7.4 + 0.3 * (width - NARROW))
        self.small = self.body - 1.0
        self.left, self.right = _MARGIN, width - _MARGIN
        self.y = _MARGIN
        self._ids: dict[str, int] = {}
        self._open = ExitStack()
        with _settings():
            self.picture = Picture(width, 1, title)
            self.axes: Axes = self.picture.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()

    def __enter__(self) -> Self:
        self._open.enter_context(_settings())
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
        """Write one line of text, centred on `y`.

        Args:
            x: Where it begins, ends or is centred, as `align` says.
            y: The middle of the line.
            text: The text.
            size: Size in points; None for that of the body.
            align: What `x` is.
            color: Colour.
            bold: Whether it is bold.
            turned: Whether it runs upwards, centred on `x`; `align` then says what `y` is: its lower end
                (left), its middle, or its upper end (right).
        """
        return self.axes.text(
            x,
            y,
            text,
            fontsize=size or self.body,
            ha="center" if turned else align,
            va={"left": "bottom", "center": "center", "right": "top"}[align] if turned else "center_baseline",
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
        """Write text over as many lines as it needs and move the cursor below it.

        Args:
            text: The text.
            size: Size in points; None for that of the body.
            x: Where lines begin; None for the margin.
            right: Where they end at the latest; None for the margin.
            color: Colour.
            bold: Whether it is bold.
            most: At most so many lines, the rest cut off with an ellipsis; 0 for all.
        """
        size = size or self.body
        x = self.left if x is None else x
        room = (self.right if right is None else right) - x
        for line in wrapped(text, room, size, bold=bold, most=most):
            self.text(x, self.y + _line(size) / 2, line, size, color=color, bold=bold)
            self.y += _line(size)

    def heading(self, title: str, lines: Iterable[str]) -> None:
        """Write the title and the lines below it."""
        self.paragraph(title, self.body + (2.2 if self.narrow else 3.4), bold=True, most=3)
        self.y += 0.02
        for line in lines:
            self.paragraph(line, color=GREY, most=4)
        self.y += 0.1

    def footer(self, lines: Iterable[str]) -> None:
        """Write what stands below a picture: what signs mean, sources."""
        self.y += 0.1
        for line in lines:
            self.paragraph(line, self.small, color=GREY)

    def legend(self, entries: Sequence[tuple[Where, str]]) -> None:
        """Explain marks in as many lines as are needed and move the cursor below them."""
        size, gap = self.body, 0.2
        x = self.left
        side = _line(size) * 0.8
        for where, words in entries:
            long = side + 0.07 + width_of(words, size)
            if x > self.left and x + long > self.right:
                x, self.y = self.left, self.y + _line(size) + 0.03
            middle = self.y + _line(size) / 2
            self.mark(x + side / 2, middle, side, where)
            self.text(x + side + 0.07, middle, words, size)
            x += long + gap
        self.y += _line(size) + 0.1

    def mark(
        self,
        x: float,
        y: float,
        side: float,
        where: Where,
        label: str = "",
        size: float = 5.4,
        *,
        name: str = "",
        hover: str = "",
    ) -> None:
        """Draw the mark of a position, centred.

        Args:
            x: Its middle.
            y: Its middle.
            side: How wide and high it is.
            where: The position.
            label: What stands in it.
            size: Size of the label in points.
            name: Its id in the SVG; made unique.
            hover: What it says there.
        """
        look = LOOKS[where]
        shape = _outline(look, x, y, side)
        shape.set(facecolor=look.fill, edgecolor=look.edge, linewidth=look.line * min(1, 0.4 + 2.4 * side))
        if look.dashed:
            shape.set_linestyle((0, (2.4, 1.5)))
        self.draw(shape, name, hover)
        if look.crossed:
            reach = side * 0.38
            self.line([(x - reach, y + reach), (x + reach, y - reach)], color="#b5b5b5", width=0.7)
        if label:
            written = self.text(x, y, label, size, align="center", color=look.ink, bold=where is Position.FOR)
            self.name(written, f"{name}-label" if name else "", hover)

    def letter(self, x: float, y: float, letter: str) -> None:
        """Draw a letter in a small disc, centred: the sign that a line of the key explains."""
        disc = Circle((x, y), 0.075, facecolor="white", edgecolor=INK, linewidth=0.6)
        disc.set_zorder(3)
        self.draw(disc)
        self.text(x, y, letter, self.small, align="center").set_zorder(4)

    def draw(self, shape: Patch, name: str = "", hover: str = "") -> None:
        """Draw a shape.

        Args:
            shape: The shape.
            name: Its id in the SVG; made unique.
            hover: What it says there.
        """
        shape.set_clip_on(False)
        self.axes.add_artist(shape)
        self.name(shape, name, hover)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
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

    def image(
        self, pixels: Sequence[Sequence[tuple[int, int, int]]], place: tuple[float, float, float, float]
    ) -> None:
        """Draw an image, one pixel a cell, into a rectangle: left, top, width, height."""
        x, y, width, height = place
        self.axes.imshow(
            pixels,
            extent=(x, x + width, y + height, y),
            interpolation="nearest",
            aspect="auto",
            origin="upper",
        )

    def name(self, artist: Artist, name: str, hover: str) -> None:
        """Give a part of the picture an id in the SVG, made unique, and say what it says there."""
        if not name:
            return
        seen = self._ids[name] = self._ids.get(name, 0) + 1
        unique = name if seen == 1 else f"{name}-{seen}"
        artist.set_gid(unique)
        if hover:
            self.picture.hover[unique] = hover


def _outline(look: Look, x: float, y: float, side: float) -> Patch:
    half = side / 2
    if look.shape == "circle":
        return Circle((x, y), half)
    if look.shape == "square":
        inset = side * 0.05  # so that a square does not look larger than a circle
        return Rectangle((x - half + inset, y - half + inset), side - 2 * inset, side - 2 * inset)
    round_ = side * 0.22
    inner = side * 0.04 + round_
    return FancyBboxPatch(
        (x - half + inner, y - half + inner),
        side - 2 * inner,
        side - 2 * inner,
        boxstyle=f"round,pad={round_},rounding_size={round_}",
    )


def _line(size: float) -> float:
    return size * 1.32 / 72


@cache
def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a line of text is, in inches.

    Example:
        >>> 0 < width_of("i", 8) < width_of("w", 8)
        True
    """
    font = FontProperties(family=["DejaVu Sans"], size=size, weight="bold" if bold else "normal")
    width, _height, _descent = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return width / 72


def wrapped(text: str, room: float, size: float, *, bold: bool = False, most: int = 0) -> list[str]:
    """Return text broken into lines that fit.

    Args:
        text: The text; line breaks in it count as blanks.
        room: How wide a line may be, in inches.
        size: Size in points.
        bold: Whether it is bold.
        most: At most so many lines, the rest cut off with an ellipsis; 0 for all.

    Example:
        >>> wrapped("Iran (Islamic Republic of), Iraq", 1.5, 8)
        ['Iran (Islamic Republic of),', 'Iraq']
    """
    lines: list[str] = []
    line = ""
    for word in (piece for whole in text.split() for piece in _pieces(whole, room, size, bold)):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size, bold) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if most and len(lines) > most:
        lines = lines[:most]
        words = lines[-1].split()
        while len(words) > 1 and width_of(" ".join([*words, "…"]), size, bold) > room:
            words.pop()
        lines[-1] = " ".join([*words, "…"])
    return lines


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """Break a word that is wider than a line, such as an address."""
    pieces = []
    while len(word) > 1 and width_of(word, size, bold) > room:
        cut = next((n for n in range(len(word) - 1, 1, -1) if width_of(word[:n], size, bold) <= room), 1)
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


@singledispatch
def draw(result: object, width: float = 8.0) -> Picture:
    """Return the picture of a result; the module of each picture registers the type that it draws.

    Args:
        result: The result.
        width: Width in inches; below 5 the picture is laid out for a phone.

    Raises:
        TypeError: If there is no picture of such a result.
        ValueError: If the width is out of bounds.

    Example:
        >>> import unstatements as un
        >>> draw(un.positions("A/HRC/51/L.6")).get_figwidth()
        8.0
    """
    raise TypeError(f"there is no picture of {result!r}")
