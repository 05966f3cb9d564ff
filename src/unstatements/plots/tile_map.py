"""Positions on a map of tiles: one equal tile a state, roughly where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from unstatements.analysis.headline import headline
from unstatements.analysis.positions import Positions, outside_notes
from unstatements.core.once import once
from unstatements.core.tables import table
from unstatements.names.country import Country
from unstatements.plots.canvas import Canvas
from unstatements.plots.captions import credit, meanings, not_counted, occasion, subtitle, sums
from unstatements.plots.picture import Picture, draw

_GAP = 0.05  # of a tile
_TILES = (
    "One equal tile a state, roughly where it lies. A tile says nothing about borders or status."
)


@once
def tile_of() -> Mapping[str, tuple[int, int]]:
    """Return the column and row of each state's tile, by alpha-3 code."""
    return {alpha_3: (int(column), int(row)) for alpha_3, column, row in table("tiles")}


def tiles(countries: Iterable[Country]) -> Mapping[Country, tuple[int, int]]:
    """Return the column and row of each country's tile.

    A country without a tile of its own has one in rows below the map.
    """
    places = tile_of()
    columns = max(column for column, _row in places.values()) + 1
    below = max(row for _column, row in places.values()) + 2
    placed = {}
    others = 0
    for country in countries:
        if country.alpha_3 in places:
            placed[country] = places[country.alpha_3]
        else:
            placed[country] = (others % columns, below + others // columns)
            others += 1
    return placed


@draw.register
def draw_map(positions: Positions, width: float = 8.0) -> Picture:
    """Return the map of positions."""
    event = positions.event
    with Canvas(width, positions.title()) as canvas:
        lines = [occasion(event), subtitle(event), f"{sums(positions)}."]
        canvas.heading(headline(event), lines)
        canvas.legend(meanings(positions))
        _draw_tiles(canvas, positions)
        canvas.footer([_TILES, *not_counted(event), *outside_notes([event]), credit([event])])
    return canvas.picture


def _draw_tiles(canvas: Canvas, positions: Positions) -> None:
    places = tiles(positions.electorate)
    if not places:
        return
    columns, rows = zip(*places.values(), strict=True)
    first, last = min(rows), max(rows)
    side = (canvas.right - canvas.left) / (max(columns) + 1)
    short = side < 0.24
    size = min(9.0, max(4.6, side * 72 * (0.44 if short else 0.3)))
    for country, (column, row) in places.items():
        canvas.mark(
            canvas.left + (column + 0.5) * side,
            canvas.y + (row - first + 0.5) * side,
            side * (1 - _GAP),
            positions[country],
            (country.alpha_2 if short else "") or country.alpha_3,
            size,
            name=f"state-{country.alpha_3}",
            hover=f"{country.name}: {positions[country]}",
        )
    canvas.y += (last - first + 1) * side
