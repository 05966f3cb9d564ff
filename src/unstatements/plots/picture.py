"""A picture: a figure that saves to the same bytes every time, and `draw`, which makes it.

Nothing here touches `matplotlib.pyplot`, the settings of the user, the clock or chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import singledispatch
from html import escape
from io import BytesIO
from os import PathLike
from pathlib import Path
from threading import RLock
from typing import IO, TypeAlias

from matplotlib import style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

File: TypeAlias = "str | PathLike[str] | IO[bytes]"

_FONT, _FONTS = "'DejaVu Sans'", "'DejaVu Sans', Verdana, sans-serif"  # as wide
_lock = RLock()
_DPI = 200
_SETTINGS = {
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, so pictures are the same everywhere
    "hatch.linewidth": 0.7,
    "path.simplify": False,
    "svg.hashsalt": "unstatements",
    "text.hinting": "no_hinting",  # words as wide at every resolution as they were measured
}
_DATES = {
    **dict.fromkeys(("svg", "svgz"), "Date"),
    **dict.fromkeys(("pdf", "ps", "eps"), "CreationDate"),
}


@contextmanager
def settings(*, live_text: bool = False) -> Iterator[None]:
    """Return a context in which matplotlib draws the same whatever its user has set."""
    # matplotlib keeps its settings in one place for all threads.
    fonts = {"svg.fonttype": "none" if live_text else "path"}
    with _lock, style.context(["default", _SETTINGS, fonts]):
        yield


class Picture(Figure):
    """A matplotlib figure that saves to the same bytes whatever the user's settings are.

    In SVG, a state, flow or bar says what it is when the pointer rests on it.

    Attributes:
        hover: What each part of the picture says, by its id in the SVG.
    """

    def __init__(self, width: float, height: float, title: str) -> None:
        super().__init__(figsize=(width, height), dpi=_DPI, facecolor="white")
        FigureCanvasAgg(self)
        self.hover: dict[str, str] = {}
        self._title = title

    def savefig(self, fname: File, *, live_text: bool = False, **options: object) -> None:
        """Save the picture; takes what `matplotlib.figure.Figure.savefig` takes.

        Args:
            fname: A file name, whose ending says the format, or an open binary file.
            live_text: Whether letters in an SVG stay text, which is small, can be searched and
                edited, and depends on the fonts of the reader; otherwise they are outlines.
            options: Such as ``dpi``, ``format`` or ``metadata``.
        """
        ending = Path(fname).suffix if isinstance(fname, str | PathLike) else ""
        kind = str(options.get("format") or ending or "png").lower().removeprefix(".")
        metadata: dict[str, object] = {"Title": self._title} if kind in ("png", "svg") else {}
        if kind in _DATES:
            metadata[_DATES[kind]] = None
        given = options.pop("metadata", None)
        metadata |= given if isinstance(given, dict) else {}
        save: Callable[..., None] = super().savefig
        with settings(live_text=live_text):
            if kind != "svg":
                save(fname, metadata=metadata, **options)
                return
            buffer = BytesIO()
            save(buffer, metadata=metadata, **{**options, "format": kind})
        text = buffer.getvalue().decode("utf-8").replace(_FONT, _FONTS)
        svg = self._with_hover(text).encode("utf-8")
        if isinstance(fname, str | PathLike):
            Path(fname).write_bytes(svg)
        else:
            fname.write(svg)

    def _with_hover(self, svg: str) -> str:
        lines = []
        for line in svg.split("\n"):
            lines.append(line)
            indent, opening, rest = line.partition('<g id="')
            name = rest.removesuffix('">')
            if opening and not indent.strip() and name in self.hover:
                lines.append(f"{indent} <title>{escape(self.hover[name])}</title>")
        return "\n".join(lines)

    def _repr_png_(self) -> bytes:
        buffer = BytesIO()
        self.savefig(buffer, format="png")
        return buffer.getvalue()


@singledispatch
def draw(result: object, width: float = 8.0) -> Picture:  # noqa: ARG001  # all pictures have it
    """Return the picture of a result; the module of each picture registers the type that it draws.

    The width is in inches; below 5 the picture is laid out for a phone.
    """
    raise TypeError(f"there is no picture of {result!r}")
