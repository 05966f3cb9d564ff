"""Bars inside the page, which take its colours, light or dark.

The larger pictures, timelines and shifts, come from `.plot()` of the library, see `build.py`; maps
and charts are drawn in the browser from the tables of a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

ENDS = {  # of the parts of a bar, from left to right, in the style sheet
    "for": "f",
    "for-unnamed": "g",
    "neutral": "n",
    "absent": "x",
    "unknown": "u",
    "against-unnamed": "h",
    "against": "a",
}


def bar(parts: Sequence[tuple[str, float]]) -> Markup:
    """Return a bar, beside numbers that say the same: the attribute of its cell.

    Args:
        parts: For each part what it is and its size, in the order of `ENDS`.

    Example:
        >>> print(bar([("for", 1), ("against", 3)]))
         style="--f:25%;--a:100%"
    """
    total = sum(size for _kind, size in parts)
    ends, end = [], 0.0
    for kind, size in parts:
        if size:
            end += 100 * size / total
            ends.append(f"--{ENDS[kind]}:{round(end, 1):g}%")
    return Markup(f' style="{";".join(ends) or "--a:0%"}"')
