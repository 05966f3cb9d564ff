"""Pictures of results, drawn with matplotlib: one module a picture, imported by `.plot()`.

`canvas` is what they draw on, `captions` what they say; `draw` takes a result to its picture.
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

# each registers what it draws
from unstatements.plots import (  # noqa: F401
    comparison,
    ideal_points,
    matrix,
    series,
    shift,
    signature_estimates,
    tile_map,
    timeline,
    trajectory,
)
from unstatements.plots.picture import draw

__all__ = ["draw"]
