"""Series: lines by year, with gaps where the record has gaps; movers, event by event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from math import ceil, floor

from unstatements.analysis.agreement import Agreement, AgreementMatrix, AgreementSeries
from unstatements.analysis.compare import BlocCohesions, BlocPanel, MeanCohesion
from unstatements.analysis.trajectory import Movers
from unstatements.events.position import Position
from unstatements.plots.canvas import GREY, INK, Canvas
from unstatements.plots.captions import capital, credit, day_of, span, what_for_means
from unstatements.plots.chart import NAMED, Point, draw_lines
from unstatements.plots.picture import Picture, draw
from unstatements.results.text import plural

_MOVERS = 40  # rows

_GAP = (
    "A line ends where a year has no figure, and where the record changes from all recorded votes "
    "to a selection of them: figures on the two sides cannot be compared."
)


@draw.register
def draw_cohesion(blocs: BlocCohesions | BlocPanel, width: float = 8.0) -> Picture:
    """Return the picture of the cohesion of blocs, of a panel year by year: a line for each."""
    cohesion = blocs.cohesion(period="year") if isinstance(blocs, BlocPanel) else blocs
    lines: dict[str, list[Point]] = {each.bloc: [] for each in cohesion.entries}
    for each in cohesion.entries:
        if each.year is not None:
            point = _point(each, each.value, each.n, each.year, each.bloc, each.period)
            lines[each.bloc].append(point)
    measure = cohesion.entries[0].measure.replace("_", " ") if cohesion.entries else "cohesion"
    return _draw(cohesion.title(), f"{capital(measure)}: {cohesion.about}", lines, width)


@draw.register
def draw_agreement_series(series: AgreementSeries, width: float = 8.0) -> Picture:  # type: ignore[type-arg]  # of pairs or of matrices
    """Return the picture of agreement period by period: of a pair, or the mean of all pairs."""
    points = []
    for period, part in series.items():
        year = min(event.date.year for event in part.events if event.date)
        if isinstance(part, Agreement):
            value, n = part.value, part.n
        else:
            value, n = part.mean, len(part.events)
        points.append(_point(part, value, n, year, period))
    return _draw(series.title(), series.title(), {"": points}, width)


def _point(
    figure: MeanCohesion | Agreement | AgreementMatrix,
    value: float | None,
    n: int,
    year: int,
    *label: str,
) -> Point:
    bootstrap = getattr(figure, "bootstrap", None)  # a matrix has none
    spread = bootstrap.interval if bootstrap else None
    return Point(
        year=year,
        value=value,
        bounds=(spread.low, spread.high) if spread else (),
        basis=figure.coverage,
        name="-".join(("point", *label)),
        hover="" if value is None else f"{' '.join(label)}: {value:.3f}, {plural(n, 'event')}",
    )


def _draw(
    in_one_line: str, title: str, lines: Mapping[str, Sequence[Point]], width: float
) -> Picture:
    visible = dict(islice(lines.items(), NAMED))
    points = [point for line in visible.values() for point in line]
    values = [point.value for point in points if point.value is not None]
    with Canvas(width, in_one_line) as canvas:
        years = [point.year for point in points]
        canvas.heading(title, [f"{min(years)} to {max(years)}" if years else "no events"])
        if values:
            reach = min(0, floor(min(values))), max(1, ceil(max(values)))
            draw_lines(canvas, visible, reach)
        notes = [_GAP]
        if any(point.bounds for point in points):
            notes.append("Bands, and upright lines: 95 % intervals of the bootstrap.")
        if others := [*lines][NAMED:]:
            notes.append(f"Not drawn: {', '.join(others)}.")
        canvas.footer([*notes, credit([])])
    return canvas.picture


@draw.register
def draw_movers(movers: Movers, width: float = 8.0) -> Picture:
    """Return the picture of movers: a row a country, a mark for each event, in order of time."""
    paths = movers.trajectories[:_MOVERS]
    with Canvas(width, movers.title()) as canvas:
        years = span(event.date for event in movers.events)
        title = ", ".join(filter(None, (f"Movers on {movers.about}", years)))
        more = len(movers.trajectories) - len(paths)
        only = f"The {len(paths)} that changed most often; {more} others did less." if more else ""
        canvas.heading(title, [only, *what_for_means(movers.events)])
        canvas.legend([(position, str(position)) for position in Position])
        start = canvas.left + (1.2 if canvas.narrow else 1.9)
        step = (canvas.right - start) / max(1, len(movers.events))
        side = min(0.13, step * 0.9)
        before = None
        for place, event in enumerate(movers.events):
            if event.date and event.date.year != before:
                before = event.date.year
                x = start + step * (place + 0.5)
                canvas.text(x, canvas.y + 0.3, str(before), canvas.small, turned=True, color=GREY)
        canvas.y += 0.36
        for path in paths:
            canvas.text(canvas.left, canvas.y + 0.08, path.country.name, canvas.small, color=INK)
            for place, point in enumerate(path.points):
                if point.position is not None:
                    hover = f"{path.country}, {day_of(point.event)}: {point.position}"
                    name = f"{path.country.alpha_3}-{point.event.id}"
                    x = start + step * (place + 0.5)
                    canvas.mark(x, canvas.y + 0.08, side, point.position, name=name, hover=hover)
            canvas.y += 0.17
        canvas.footer([*movers.notes, credit(movers.events)])
    return canvas.picture
