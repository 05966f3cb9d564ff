"""Series: lines by year, with gaps where the record has gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import islice, pairwise
from math import ceil, floor

from attrs import frozen

from unstatements.analysis.agreement import Agreement, AgreementMatrix, AgreementSeries
from unstatements.analysis.compare import BlocCohesions, BlocPanel
from unstatements.analysis.trajectory import Movers
from unstatements.events.position import Position
from unstatements.plots.canvas import FAINT, GREY, INK, PALETTE, Canvas, Scale
from unstatements.plots.captions import capital, credit, day_of, span, what_for_means
from unstatements.plots.picture import Picture, draw
from unstatements.results.interval import Interval
from unstatements.results.text import plural

_MOST = len(PALETTE)
_MARK = 0.055  # inches
_MOVERS = 40  # rows

_GAP = (
    "A line ends where a year has no figure, and where the record changes from all recorded votes "
    "to a selection of them: figures on the two sides cannot be compared."
)


@frozen(kw_only=True)
class _Point:
    """A figure of a period."""

    year: int
    label: str  # of the period
    value: float | None
    spread: Interval | None
    coverage: str | None  # of which selection of votes it is
    n: int  # events that it rests on


Lines = Mapping[str, Sequence[_Point]]  # by name


@draw.register
def draw_cohesion(blocs: BlocCohesions | BlocPanel, width: float = 8.0) -> Picture:
    """Return the picture of the cohesion of blocs, of a panel year by year: a line for each."""
    cohesion = blocs.cohesion(period="year") if isinstance(blocs, BlocPanel) else blocs
    points: dict[str, list[_Point]] = {each.bloc: [] for each in cohesion.entries}
    for each in cohesion.entries:
        if each.year is not None:
            point = _Point(
                year=each.year,
                label=each.period,
                value=each.value,
                spread=each.bootstrap.interval if each.bootstrap else None,
                coverage=each.coverage,
                n=each.n,
            )
            points[each.bloc].append(point)
    measure = cohesion.entries[0].measure.replace("_", " ") if cohesion.entries else "cohesion"
    return _draw(cohesion.title(), f"{capital(measure)}: {cohesion.about}", points, width)


@draw.register
def draw_agreement_series(series: AgreementSeries, width: float = 8.0) -> Picture:  # type: ignore[type-arg]  # of pairs or of matrices
    """Return the picture of agreement period by period: of a pair, or the mean of all pairs."""
    points = [_point(label, part) for label, part in series.items()]
    return _draw(series.title(), series.title(), {"": points}, width)


def _point(label: str, part: Agreement | AgreementMatrix) -> _Point:
    pair = part if isinstance(part, Agreement) else None
    return _Point(
        year=min(event.date.year for event in part.events if event.date),
        label=label,
        value=part.value if isinstance(part, Agreement) else part.mean,
        spread=pair.bootstrap.interval if pair and pair.bootstrap else None,
        coverage=part.coverage,
        n=pair.n if pair else len(part.events),
    )


def _runs(points: Sequence[_Point]) -> Iterable[list[_Point]]:
    """Yield the points that a line joins: years in a row, of the same selection of votes."""
    run: list[_Point] = []
    step = max(1, min((then.year - first.year for first, then in pairwise(points)), default=1))
    for point in points:
        joins = run and point.year - run[-1].year <= step and point.coverage == run[-1].coverage
        if run and (point.value is None or not joins):
            yield run
            run = []
        if point.value is not None:
            run.append(point)
    if run:
        yield run


def _draw(in_one_line: str, title: str, lines: Lines, width: float) -> Picture:
    visible = dict(islice(lines.items(), _MOST))
    points = [point for line in visible.values() for point in line]
    with Canvas(width, in_one_line) as canvas:
        years = [point.year for point in points]
        canvas.heading(title, [f"{min(years)} to {max(years)}" if years else "no events"])
        if len(visible) > 1:
            names = enumerate(visible)
            canvas.samples([(partial(_sample, canvas, place), name) for place, name in names], 0.4)
        if any(point.value is not None for point in points):
            _Chart(canvas, visible).draw()
        notes = [_GAP]
        if any(point.spread for point in points):
            notes.append("Upright lines: 95 % intervals of the bootstrap.")
        if others := [*lines][_MOST:]:
            notes.append(f"Not drawn: {', '.join(others)}.")
        canvas.footer([*notes, credit([])])
    return canvas.picture


def _sample(canvas: Canvas, place: int, x: float, y: float) -> None:
    canvas.line([(x, y), (x + 0.3, y)], color=PALETTE[place], width=1.4)
    _mark(canvas, x + 0.15, y, place)


def _mark(canvas: Canvas, x: float, y: float, place: int, name: str = "", hover: str = "") -> None:
    """Draw a point: full or hollow, in turn, so that lines differ in grey print."""
    fill = PALETTE[place] if place % 2 == 0 else "#ffffff"
    corner = (x - _MARK / 2, y - _MARK / 2)
    canvas.box(*corner, _MARK, _MARK, fill=fill, edge=PALETTE[place], name=name, hover=hover)


class _Chart:
    """The lines, on one scale."""

    def __init__(self, canvas: Canvas, lines: Lines) -> None:
        self.canvas, self.lines = canvas, lines
        points = [point for line in lines.values() for point in line]
        values = [point.value for point in points if point.value is not None]
        self.low, self.high = min(0, floor(min(values))), max(1, ceil(max(values)))
        years = [point.year for point in points]
        self.first, self.last = min(years), max(years)
        self.left, top = canvas.left + 0.4, canvas.y + 0.1
        self.bottom = top + (2.2 if canvas.narrow else 2.8)
        span = (self.first, max(self.last, self.first + 1))
        self.x = Scale(span, self.left + 0.1, canvas.right - 0.1)
        self.y = Scale((self.low, self.high), self.bottom, top)

    def draw(self) -> None:
        canvas, parts = self.canvas, 4
        for part in range(parts + 1):
            value = self.low + (self.high - self.low) * part / parts
            y = self.y(value)
            canvas.line([(self.left, y), (canvas.right, y)], color=FAINT)
            canvas.text(self.left - 0.06, y, f"{value:g}", canvas.small, align="right", color=GREY)
        most = 5 if canvas.narrow else 10
        step = max(1, ceil((self.last - self.first + 1) / most))
        foot = self.bottom + 0.13
        for year in range(self.first, self.last + 1, step):
            canvas.text(self.x(year), foot, str(year), canvas.small, align="center", color=GREY)
        for place, name in enumerate(self.lines):
            self._line(name, place)
        canvas.y = foot + 0.12

    def _line(self, line: str, place: int) -> None:
        color = PALETTE[place]
        for run in _runs(self.lines[line]):
            ends = [(self.x(each.year), self.y(each.value or 0.0)) for each in run]
            if len(run) > 1:
                self.canvas.line(ends, color=color, width=1.4)
            for point, (x, y) in zip(run, ends, strict=True):
                if point.spread:
                    whisker = [(x, self.y(point.spread.low)), (x, self.y(point.spread.high))]
                    self.canvas.line(whisker, color=color, width=0.8)
                name = "-".join(filter(None, ("point", line, point.label)))
                said = " ".join(filter(None, (line, point.label)))
                hover = f"{said}: {point.value:.3f}, {plural(point.n, 'event')}"
                _mark(self.canvas, x, y, place, name, hover)


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
