"""Bars inside the page, which take its colours, light or dark.

The larger pictures, timelines and shifts, come from `.plot()` of the library, see `build.py`; maps
and charts are drawn in the browser from the tables of a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup


def bar(parts: Sequence[tuple[str, float]]) -> Markup:
    """Return a bar beside numbers that say the same, so that it is hidden from screen readers.

    Args:
        parts: For each part its colour in the style sheet and its size.

    Example:
        >>> print(bar([("for", 1), ("against", 3)]))
        <i class="bar" style="--b:var(--for) 0 25%,var(--against) 0"></i>
    """
    total = sum(size for _kind, size in parts)
    stops, end = [], 0.0
    for kind, size in parts:
        if size:
            end += 100 * size / total
            stops.append(f"var(--{kind}) 0 {end:.3g}%")
    if not stops:
        return Markup('<i class="bar"></i>')
    stops[-1] = stops[-1].rpartition(" ")[0]
    return Markup(f'<i class="bar" style="--b:{",".join(stops)}"></i>')
