"""Small pictures as SVG inside the page, which take its colours, light or dark.

The larger pictures, timelines and shifts, come from `.plot()` of the library; see `build.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

import unstatements as un
from unstatements.plots.tile_map import tiles

TILE, GAP = 20, 1  # units of the picture


def tile_map(states: Mapping[un.Country, tuple[str, str]], label: str) -> Markup:
    """Return a map with one equal tile a state, roughly where it lies.

    Args:
        states: For each state the CSS class of its tile, and what is said of it.
        label: What the picture shows, for those who cannot see it.
    """
    places, columns = tiles(states)
    rows = max((row for _column, row in places.values()), default=0) + 1
    shapes = []
    for country, (kind, text) in states.items():
        column, row = places[country]
        shapes.append(
            f'<g class="tile {kind}" transform="translate({column * TILE} {row * TILE})">'
            f"<title>{escape(country.name)}: {escape(text)}</title>"
            f'<rect width="{TILE - GAP}" height="{TILE - GAP}"/>'
            f'<text x="9.5" y="12.4">{country.alpha_3}</text></g>'
        )
    size = f"-1 -1 {columns * TILE + 1} {rows * TILE + 1}"
    return Markup(
        f'<svg class="map" viewBox="{size}" role="img" aria-label="{escape(label)}">'
        f"{''.join(shapes)}</svg>"
    )


def bar(parts: Sequence[tuple[str, int]]) -> Markup:
    """Return a bar beside numbers that say the same, so that it is hidden from screen readers.

    Args:
        parts: For each part its CSS class and its size.
    """
    total = sum(size for _kind, size in parts)
    shapes, start = [], 0.0
    for kind, size in parts:
        if size:
            width = 100 * size / total
            shapes.append(
                f'<rect class="{kind}" x="{start:.1f}" width="{width:.1f}" height="10"/>'
            )
            start += width
    return Markup(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(shapes)}</svg>"
    )
