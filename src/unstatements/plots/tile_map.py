"""Positions on a map of tiles: one equal tile a state, no borders, roughly where the state lies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from unstatements.analysis.positions import Positions
from unstatements.core.tables import table
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country
from unstatements.plots.canvas import Page, Picture, draw
from unstatements.plots.captions import credit, headline, meanings, place_and_day, subtitle, sums

__all__ = ["draw_map", "places"]

_GAP = 0.05  # of a tile


@cache
def places() -> Mapping[str, tuple[int, int]]:
    """Return the column and row of each state's tile, by alpha-3 code.

    Example:
        >>> places()["CAN"] < places()["NZL"]
        True
    """
    return {alpha_3: (int(column), int(row)) for alpha_3, column, row in table("tiles")}


@draw.register
def draw_map(positions: Positions, width: float = 8.0) -> Picture:
    """Return the map of positions.

    Args:
        positions: The positions.
        width: Width in inches.

    Raises:
        ValueError: If the width is out of bounds.

    Example:
        >>> import unstatements as un
        >>> picture = draw_map(un.positions("2022-10-31-ga3c-canada"))
        >>> picture.hover["state-TUV"]
        'Tuvalu: unknown'
    """
    with Page(width, positions.title()) as page:
        lines = [place_and_day(positions.event), subtitle(positions.event), f"{sums(positions)}."]
        page.heading(headline(positions.event), [line for line in lines if line])
        page.legend(meanings(positions))
        _tiles(page, positions)
        page.footer(
            [
                "One equal tile a state, roughly where it lies. A tile says nothing about borders or status.",
                credit([positions.event]),
            ]
        )
    return page.picture


def _tiles(page: Page, positions: Positions) -> None:
    placed = _placed(positions.electorate)
    if not placed:
        return
    columns = max(column for column, _row in placed.values()) + 1
    first = min(row for _column, row in placed.values())
    rows = max(row for _column, row in placed.values()) - first + 1
    side = (page.right - page.left) / columns
    for country, (column, row) in placed.items():
        where = positions[country]
        page.mark(
            page.left + (column + 0.5) * side,
            page.y + (row - first + 0.5) * side,
            side * (1 - _GAP),
            where,
            (country.alpha_2 if side < 0.24 else "") or country.alpha_3,
            min(9.0, max(4.6, side * 72 * (0.44 if side < 0.24 else 0.3))),
            name=f"state-{country.alpha_3}",
            hover=f"{country.name}: {where}",
        )
    page.y += rows * side


def _placed(countries: CountrySet) -> dict[Country, tuple[int, int]]:
    """Where each country's tile is; those without a place of their own stand in rows below the map."""
    known = places()
    placed = {one: known[one.alpha_3] for one in countries if one.alpha_3 in known}
    columns = max(column for column, _row in known.values()) + 1
    below = max(row for _column, row in known.values()) + 2
    others = [one for one in countries if one.alpha_3 not in known]
    for place, one in enumerate(others):
        placed[one] = (place % columns, below + place // columns)
    return placed
