"""Small pictures as SVG inside the page: they take its colours, light or dark, and need nothing to be installed.

The larger pictures, timelines and shifts, come from `.plot()` of the library; see `build.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from markupsafe import Markup, escape

import unstatements as un

TILE, GAP = 20, 1  # units of the picture


@cache
def places() -> Mapping[str, tuple[int, int]]:
    """Return column and row of each state's tile."""
    return {row["alpha_3"]: (int(row["column"]), int(row["row"])) for row in un.tables()["tiles"]}


def tile_map(states: Mapping[un.Country, tuple[str, str]], label: str) -> Markup:
    """Return a map with one equal tile a state, roughly where it lies.

    Args:
        states: For each state the CSS class of its tile, and what is said of it.
        label: What the picture shows, for those who cannot see it.
    """
    known = places()
    columns = max(column for column, _row in known.values()) + 1
    rows = max(row for _column, row in known.values()) + 1
    elsewhere = [one for one in states if one.alpha_3 not in known]
    spots = {one: known.get(one.alpha_3) for one in states}
    for number, one in enumerate(elsewhere):  # a state without a tile of its own stands below the map
        spots[one] = (number % columns, rows + 1 + number // columns)
    if elsewhere:
        rows += 2 + len(elsewhere) // columns
    tiles = []
    for one, (kind, said) in states.items():
        column, row = spots[one] or (0, 0)
        tiles.append(
            f'<g class="tile {kind}" transform="translate({column * TILE} {row * TILE})">'
            f"<title>{escape(one.name)}: {escape(said)}</title>"
            f'<rect width="{TILE - GAP}" height="{TILE - GAP}"/><text x="9.5" y="12.4">{one.alpha_3}</text></g>'
        )
    return Markup(
        f'<svg class="map" viewBox="-1 -1 {columns * TILE + 1} {rows * TILE + 1}" role="img" '
        f'aria-label="{escape(label)}">{"".join(tiles)}</svg>'
    )


def bar(parts: Sequence[tuple[str, int]]) -> Markup:
    """Return a bar of parts beside numbers that say the same, so that it is hidden from screen readers.

    Args:
        parts: For each part its CSS class and its size.
    """
    total = sum(size for _kind, size in parts)
    shown, start = [], 0.0
    for kind, size in parts:
        if size:
            width = 100 * size / total
            shown.append(f'<rect class="{kind}" x="{start:.1f}" width="{width:.1f}" height="10"/>')
            start += width
    return Markup(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(shown)}</svg>"
    )
