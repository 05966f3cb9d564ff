"""A comparison of blocs: one mark a state, its bloc a row, counts and bounds at the side."""

from __future__ import annotations

from datetime import date
from math import ceil, sqrt

from unstatements.analysis.comparison import BlocComparison, BlocPositions
from unstatements.analysis.headline import headline
from unstatements.analysis.positions import outside_notes
from unstatements.core.errors import UnknownBlocError
from unstatements.events.position import Position
from unstatements.groups.bloc import bloc as bloc_called
from unstatements.names.country import Country
from unstatements.plots.canvas import GREY, INK, Canvas, wrapped
from unstatements.plots.captions import (
    between,
    credit,
    meanings,
    occasion,
    positions_held,
    subtitle,
    sums,
)
from unstatements.plots.picture import Picture, draw
from unstatements.results.text import plural

_RANGE = (
    "Two numbers, low–high: the least and the most that the names known "
    "and the number reported allow."
)
_COLUMN = 0.56  # inches: a column of numbers


@draw.register
def draw_comparison(comparison: BlocComparison, width: float = 8.0) -> Picture:
    """Return the picture of a comparison."""
    event, blocs = comparison.event, comparison.blocs
    with Canvas(width, comparison.title()) as canvas:
        grouping = f"By {comparison.by}"
        if blocs:
            grouping += f". All: {sums(blocs[0].positions)}."
        canvas.heading(headline(event), [occasion(event), subtitle(event), grouping])
        if blocs:
            canvas.legend(meanings(blocs[0].positions))
            _Rows(canvas, comparison).draw()
        partial = any(bloc.of(Position.UNKNOWN) for bloc in blocs)
        notes = [_RANGE] if partial else []
        notes += [*comparison.notes, *outside_notes([event])]
        canvas.footer([*notes, credit([event])])
    return canvas.picture


class _Rows:
    """The rows of blocs: names at the left, marks in columns, counts at the right."""

    def __init__(self, canvas: Canvas, comparison: BlocComparison) -> None:
        self.canvas, self.blocs, self.day = canvas, comparison.blocs, comparison.on
        self.order = positions_held(self.blocs[0].positions)
        self.counted = [position for position in self.order if position is not Position.UNKNOWN]
        self.cell = 0.25 if canvas.narrow else 0.268
        if canvas.narrow:
            self.start, stop = canvas.left, canvas.right
        else:
            self.start = canvas.left + min(1.5, 0.18 * canvas.width + 0.1)
            stop = canvas.right - _COLUMN * len(self.counted) - 0.1
        columns = max(1, int((stop - self.start) / self.cell))
        largest = max(len(bloc.electorate) for bloc in self.blocs)
        self.depth = max(1, ceil(largest / columns))

    def draw(self) -> None:
        canvas = self.canvas
        if not canvas.narrow:
            for position, x in self._columns():
                canvas.mark(x - 0.05, canvas.y + 0.09, 0.13, position)
                canvas.text(
                    x, canvas.y + 0.26, str(position), canvas.small, align="right", color=GREY
                )
            canvas.y += 0.36
        for bloc in self.blocs:
            canvas.rule()
            canvas.y += 0.07
            if canvas.narrow:
                self._narrow(bloc)
            else:
                self._wide(bloc)

    def _columns(self) -> list[tuple[Position, float]]:
        last = len(self.counted) - 1
        return [
            (position, self.canvas.right - _COLUMN * (last - place))
            for place, position in enumerate(self.counted)
        ]

    def _wide(self, bloc: BlocPositions) -> None:
        canvas = self.canvas
        room = self.start - canvas.left - 0.1
        name, size = _full_name(bloc, self.day), plural(len(bloc.electorate), "state")
        bold_lines = wrapped(bloc.bloc, room, canvas.body, bold=True)
        lines = [*filter(None, wrapped(name, room, canvas.small)), size]
        step = canvas.body * 1.3 / 72
        height = max(
            self._depth_of(bloc) * self.cell,
            step * (len(bold_lines) + len(lines)),
        )
        middle = canvas.y + height / 2
        y = middle - step * (len(bold_lines) + len(lines) - 1) / 2
        for line in bold_lines:
            canvas.text(canvas.left, y, line, bold=True)
            y += step
        for line in lines:
            canvas.text(canvas.left, y, line, canvas.small, color=GREY)
            y += step
        for position, x in self._columns():
            canvas.text(x, middle, between(bloc.count(position)), align="right", color=INK)
        self._marks(bloc, middle - self._depth_of(bloc) * self.cell / 2)
        canvas.y += height + 0.07

    def _narrow(self, bloc: BlocPositions) -> None:
        canvas = self.canvas
        canvas.paragraph(f"{bloc.bloc}: {plural(len(bloc.electorate), 'state')}", bold=True)
        if name := _full_name(bloc, self.day):
            canvas.paragraph(name, canvas.small, color=GREY)
        canvas.y += 0.02
        canvas.legend([(position, between(bloc.count(position))) for position in self.counted])
        canvas.y -= 0.06
        self._marks(bloc, canvas.y)
        canvas.y += self._depth_of(bloc) * self.cell + 0.07

    def _depth_of(self, bloc: BlocPositions) -> int:
        """Rows of marks: as many as the largest bloc needs, but no bloc is higher than wide."""
        return min(self.depth, max(1, int(sqrt(len(bloc.electorate)))))

    def _marks(self, bloc: BlocPositions, top: float) -> None:
        depth = self._depth_of(bloc)
        for place, (country, position) in enumerate(self._in_order(bloc)):
            column, row = divmod(place, depth)
            self.canvas.mark(
                self.start + (column + 0.5) * self.cell,
                top + (row + 0.5) * self.cell,
                self.cell * 0.93,
                position,
                country.alpha_3,
                5.2 if self.canvas.narrow else 5.4,
                name=f"state-{country.alpha_3}",
                hover=f"{country.name}: {position} ({bloc.bloc})",
            )

    def _in_order(self, bloc: BlocPositions) -> list[tuple[Country, Position]]:
        return [
            (country, position)
            for position in self.order
            for country in sorted(bloc.of(position), key=lambda country: country.alpha_3)
        ]


def _full_name(row: BlocPositions, day: date) -> str:
    """The name of the bloc that a row stands for, where the row bears its abbreviation."""
    try:
        bloc = bloc_called(row.bloc)
    except UnknownBlocError:
        return ""
    # A label of the user's own may read like an abbreviation.
    same = bloc.abbreviation == row.bloc and bloc.members(day, unknown="ignore") == row.members
    return bloc.name if same and bloc.name != row.bloc else ""
