"""Pictures of results, drawn with matplotlib: one module a picture, imported by `.plot()`.

`canvas` is what they draw on, `captions` what they say; `draw` takes a result to its picture.
"""

from __future__ import annotations

from unstatements.core.extras import needed as _needed

with _needed("matplotlib", "a picture needs", '"unstatements[plot]"'):
    import matplotlib as _matplotlib  # noqa: F401  # the one place that finds out whether it is there

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
