"""Pictures of results, drawn with matplotlib: one module a picture, imported when `.plot()` is called.

`canvas` is what all of them draw on, `captions` what all of them say; `draw` takes a result to its picture.
"""

from __future__ import annotations

try:
    import matplotlib as _matplotlib  # noqa: F401  # the one place that finds out whether it is there
except ModuleNotFoundError as _error:
    if _error.name != "matplotlib":
        raise  # it is there, but something of its own is missing
    raise ImportError(
        'a picture needs matplotlib, which is not installed: pip install "unstatements[plot]"',
        name="matplotlib",
    ) from None

from unstatements.plots import comparison, matrix, shift, tile_map, timeline, trajectory  # noqa: F401  # they register
from unstatements.plots.canvas import draw

__all__ = ["draw"]
