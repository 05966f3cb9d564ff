"""A comparison of blocs: one mark a state, its bloc a row, counts with their bounds at the side."""

from __future__ import annotations

from datetime import date
from math import ceil

from unstatements.analysis.compare import BlocComparison, BlocPositions
from unstatements.analysis.positions import Position
from unstatements.core.errors import UnknownBlocError
from unstatements.groups.bloc import bloc
from unstatements.names.country import Country
from unstatements.plots.canvas import GREY, INK, Page, Picture, draw, wrapped
from unstatements.plots.captions import (
    between,
    credit,
    headline,
    meanings,
    place_and_day,
    plain_number,
    standing,
    subtitle,
    sums,
)

__all__ = ["draw_comparison"]

_ORDER = (Position.FOR, Position.AGAINST, Position.NEUTRAL, Position.ABSENT, Position.UNKNOWN)

_RANGE = "Two numbers, low–high: the least and the most that the names known and the number reported allow."


@draw.register
def draw_comparison(comparison: BlocComparison, width: float = 8.0) -> Picture:
    """Return the picture of a comparison.

    Args:
        comparison: The comparison.
        width: Width in inches.

    Raises:
        ValueError: If the width is out of bounds.

    Example:
        >>> import unstatements as un
        >>> picture = draw_comparison(un.compare("A/HRC/51/L.6"))
        >>> sum(name.startswith("state-") and not "label" in name for name in picture.hover)
        47
    """
    with Page(width, comparison.title()) as page:
        stood = comparison.blocs[0].positions if comparison.blocs else None
        lines = [place_and_day(comparison.event), subtitle(comparison.event), f"By {comparison.by}"]
        if stood is not None:
            lines[2] += f". All: {sums(stood)}."
        page.heading(headline(comparison.event), [line for line in lines if line])
        if stood is not None:
            page.legend(meanings(stood))
            _Rows(page, comparison, standing(stood)).draw()
        partly = any(one.of(Position.UNKNOWN) for one in comparison.blocs)
        page.footer([*([_RANGE] if partly else []), credit([comparison.event])])
    return page.picture


class _Rows:
    """The rows of blocs: names at the left, marks in columns of one depth, counts at the right."""

    def __init__(self, page: Page, comparison: BlocComparison, shown: list[Position]) -> None:
        self.page = page
        self.blocs, self.on = comparison.blocs, comparison.on
        self.shown = [where for where in shown if where is not Position.UNKNOWN]
        self.cell = 0.25 if page.narrow else 0.268
        if page.narrow:
            self.start, self.stop = page.left, page.right
        else:
            self.start = page.left + min(1.5, 0.18 * page.width + 0.1)
            self.stop = page.right - 0.56 * len(self.shown) - 0.1
        columns = max(1, int((self.stop - self.start) / self.cell))
        largest = max((len(one.electorate) for one in self.blocs), default=0)
        self.depth = max(1, ceil(largest / columns))

    def draw(self) -> None:
        if not self.page.narrow:
            self._heads()
        for one in self.blocs:
            self.page.line([(self.page.left, self.page.y), (self.page.right, self.page.y)])
            self.page.y += 0.07
            if self.page.narrow:
                self._narrow(one)
            else:
                self._wide(one)

    def _heads(self) -> None:
        page = self.page
        for where, x in self._columns():
            page.mark(x - 0.05, page.y + 0.09, 0.13, where)
            page.text(x, page.y + 0.26, str(where), page.small, align="right", color=GREY)
        page.y += 0.36

    def _columns(self) -> list[tuple[Position, float]]:
        last = len(self.shown) - 1
        return [(where, self.page.right - 0.56 * (last - place)) for place, where in enumerate(self.shown)]

    def _wide(self, one: BlocPositions) -> None:
        page = self.page
        room = self.start - page.left - 0.1
        name, below = _full_name(one, self.on), plain_number(len(one.electorate), "state")
        labels = [(line, page.body, True) for line in wrapped(one.bloc, room, page.body, bold=True)]
        labels += [(line, page.small, False) for line in wrapped(name, room, page.small) if line]
        labels.append((below, page.small, False))
        step = page.body * 1.3 / 72
        depth = self._depth_of(one)
        high = max(depth * self.cell, step * len(labels))
        y = page.y + (high - step * len(labels)) / 2 + step / 2
        for line, size, bold in labels:
            page.text(page.left, y, line, size, bold=bold, color=INK if bold else GREY)
            y += step
        for where, x in self._columns():
            page.text(x, page.y + high / 2, between(one.count(where)), align="right")
        self._marks(one, page.y + (high - depth * self.cell) / 2)
        page.y += high + 0.07

    def _narrow(self, one: BlocPositions) -> None:
        page = self.page
        page.paragraph(f"{one.bloc}: {plain_number(len(one.electorate), 'state')}", bold=True)
        if name := _full_name(one, self.on):
            page.paragraph(name, page.small, color=GREY)
        page.y += 0.02
        page.legend([(where, between(one.count(where))) for where in self.shown])
        page.y -= 0.06
        self._marks(one, page.y)
        page.y += self._depth_of(one) * self.cell + 0.07

    def _depth_of(self, one: BlocPositions) -> int:
        return min(self.depth, max(1, len(one.electorate)))

    def _marks(self, one: BlocPositions, top: float) -> None:
        depth = self._depth_of(one)
        for place, (country, where) in enumerate(_in_order(one)):
            column, row = divmod(place, depth)
            self.page.mark(
                self.start + (column + 0.5) * self.cell,
                top + (row + 0.5) * self.cell,
                self.cell * 0.93,
                where,
                country.alpha_3,
                5.2 if self.page.narrow else 5.4,
                name=f"state-{country.alpha_3}",
                hover=f"{country.name}: {where} ({one.bloc})",
            )


def _in_order(one: BlocPositions) -> list[tuple[Country, Position]]:
    return [
        (country, where)
        for where in _ORDER
        for country in sorted(one.of(where), key=lambda country: country.alpha_3)
    ]


def _full_name(one: BlocPositions, on: date) -> str:
    """The name of the bloc that a row stands for, where the row bears its abbreviation."""
    try:
        found = bloc(one.bloc)
    except UnknownBlocError:
        return ""
    # A label of the user's own may read like an abbreviation.
    same = found.abbreviation == one.bloc and found.members(on, unknown="ignore") == one.members
    return found.name if same and found.name != one.bloc else ""
