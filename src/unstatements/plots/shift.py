"""A shift: flows of states between the positions before and after, and who is in them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import product

from attrs import frozen
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from unstatements.analysis.headline import deed, movement
from unstatements.analysis.positions import Positions, outside_notes
from unstatements.analysis.shift import Shift
from unstatements.events.position import KNOWN, Position
from unstatements.events.statement import Statement
from unstatements.groups.country_set import CountrySet
from unstatements.plots import captions
from unstatements.plots.canvas import (
    GREY,
    INK,
    LOOKS,
    Align,
    Canvas,
    Standing,
    line_height,
    wrapped,
)
from unstatements.plots.picture import Picture, draw
from unstatements.results.text import plural

_ORDER: tuple[Standing, ...] = (
    *(Position.FOR, Position.NEUTRAL, Position.ABSENT),
    *(Position.UNKNOWN, None, Position.AGAINST),
)
_GAP, _BAR = 0.14, 0.16  # inches: between two positions, and how wide their bars are
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"  # one a flow; there are at most 6 times 6
# Places on the curve of a band where its letter may stand, those nearest to the middle first.
_SPOTS = tuple(step / 40 for step in sorted(range(6, 35), key=lambda step: (abs(step - 20), step)))

Bars = dict[Standing, tuple[float, int]]  # top of each bar, and how many states it stands for


@frozen(kw_only=True)
class _Flow:
    """The states that went from one position to another, and where their band begins and ends."""

    before: Standing
    after: Standing
    countries: CountrySet
    top_left: float
    top_right: float
    thickness: float
    letter: str

    @property
    def known(self) -> bool:
        return self.before is not Position.UNKNOWN and self.after is not Position.UNKNOWN

    @property
    def label(self) -> str:
        return f"{LOOKS[self.before].word}, then {LOOKS[self.after].word}"


@draw.register
def draw_shift(shift: Shift, width: float = 8.0) -> Picture:
    """Return the picture of a shift."""
    before, after = shift.before, shift.after
    with Canvas(width, shift.title().replace("\n", "")) as canvas:
        canvas.heading(
            _title(shift),
            [
                f"Before: {captions.in_full(before.event)}.",
                f"After: {captions.in_full(after.event)}.",
                f"{plural(len(shift.among), 'state')} compared. Known to have joined those for: "
                f"{len(shift.joined)}; to have left them: {len(shift.left)}; "
                f"to have changed sides: {len(shift.switched)}. "
                f"Net change in those for: {captions.signed(shift.net)}.",
            ],
        )
        came_or_went = (shift.entered | shift.exited) & shift.among
        entries = captions.both_meanings(before, after)
        canvas.legend([entry for entry in entries if entry[0] or came_or_went])
        flows = _Flows(canvas, shift)
        flows.draw()
        flows.key()
        notes = captions.what_for_means([before.event])
        if any(positions.of(Position.UNKNOWN) & shift.among for positions in (before, after)):
            notes.insert(0, "Hatched: on one of the two events no list shows the position.")
        events = [before.event, after.event]
        canvas.footer([*notes, *outside_notes(events), captions.credit(events)])
    return canvas.picture


def _title(shift: Shift) -> str:
    """Return what changed, where both are statements to one effect; else between which days."""
    before, after = shift.before.event, shift.after.event
    if isinstance(before, Statement) and isinstance(after, Statement):
        same = before.proposition == after.proposition and before.direction == after.direction
        if same and (moves := movement(shift)):
            return f"{deed(after)}; {moves}"
    return f"Who moved from {captions.day_of(before)} to {captions.day_of(after)}"


class _Flows:
    """The bars of both events and the bands between them."""

    def __init__(self, canvas: Canvas, shift: Shift) -> None:
        self.canvas, self.shift = canvas, shift
        self.margin = 0.86 if canvas.narrow else 1.35
        self.height = 3.4 if canvas.narrow else min(5.0, 0.55 * canvas.width)
        self.x0 = canvas.left + self.margin + _BAR
        self.x1 = canvas.right - self.margin - _BAR
        before, after = self._counts()
        gaps = _GAP * (max(len(before), len(after), 1) - 1)
        self.unit = (self.height - gaps) / max(1, len(shift.among))
        self.before, self.after = self._bars_of(before), self._bars_of(after)
        self.flows = self._bands()

    def _counts(self) -> tuple[dict[Standing, int], ...]:
        before: Counter[Standing] = Counter()
        after: Counter[Standing] = Counter()
        for (start, end), countries in self.shift.transitions.items():
            before[start] += len(countries)
            after[end] += len(countries)
        return tuple(
            {position: counts[position] for position in _ORDER if counts[position]}
            for counts in (before, after)
        )

    def _bars_of(self, counts: dict[Standing, int]) -> Bars:
        """Return the bars of one event, the whole centred."""
        used = self.unit * sum(counts.values()) + _GAP * max(0, len(counts) - 1)
        y = self.canvas.y + (self.height - used) / 2
        bars = {}
        for position, count in counts.items():
            bars[position] = (y, count)
            y += count * self.unit + _GAP
        return bars

    def _bands(self) -> list[_Flow]:
        leaving = {position: top for position, (top, _count) in self.before.items()}
        arriving = {position: top for position, (top, _count) in self.after.items()}
        letters = iter(_LETTERS)
        flows = []
        for before, after in product(_ORDER, _ORDER):
            countries = self.shift.transitions[before, after]
            if not countries:
                continue
            flow = _Flow(
                before=before,
                after=after,
                countries=countries,
                top_left=leaving[before],
                top_right=arriving[after],
                thickness=len(countries) * self.unit,
                letter=next(letters) if before != after else "",
            )
            flows.append(flow)
            leaving[before] += flow.thickness
            arriving[after] += flow.thickness
        return flows

    def draw(self) -> None:
        # Large flows first, so that small ones stay in sight.
        for flow in sorted(self.flows, key=lambda f: (f.known, f.before != f.after, -f.thickness)):
            band = PathPatch(self._outline(flow), linewidth=0.5)
            _paint(band, flow)
            name = f"flow-{flow.before or 'outside'}-{flow.after or 'outside'}"
            self.canvas.draw(band, name, f"{flow.label}: {flow.countries}")
        self._bars(self.before, self.x0 - _BAR, "right", self.shift.before)
        self._bars(self.after, self.x1, "left", self.shift.after)
        self._letters()
        self.canvas.y += self.height + 0.14

    def _outline(self, flow: _Flow) -> Path:
        x0, x1 = self.x0, self.x1
        middle = (x0 + x1) / 2
        a, b, thickness = flow.top_left, flow.top_right, flow.thickness
        points = [(x0, a), (middle, a), (middle, b), (x1, b)]
        back = [(x, y + thickness) for x, y in reversed(points)]
        curve = [Path.CURVE4] * 3
        codes = [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]
        return Path([*points, *back, points[0]], codes)

    def _bars(self, bars: Bars, x: float, align: Align, positions: Positions) -> None:
        canvas = self.canvas
        time, edge = ("before", x - 0.08) if align == "right" else ("after", x + _BAR + 0.08)
        step = canvas.body * 1.25 / 72
        for position, (top, count) in bars.items():
            look = LOOKS[position]
            canvas.box(
                x,
                top,
                _BAR,
                count * self.unit,
                fill=look.fill,
                edge=look.edge,
                hatch="/////" if position is Position.UNKNOWN else "",
                name=f"{time}-{position or 'outside'}",
                hover=f"{look.word}: {count}",
            )
            lines = wrapped(f"{look.word} {count}", self.margin - 0.1, canvas.body)
            bounds = self._bounds(position, positions)
            y = top + (count * self.unit - step * (len(lines) - 1 + bool(bounds))) / 2
            for line in lines:
                canvas.text(edge, y, line, align=align, color=INK)
                y += step
            canvas.text(edge, y, bounds, canvas.small, align=align, color=GREY)

    def _bounds(self, position: Standing, positions: Positions) -> str:
        """How many there were in all, where not all are known by name."""
        if position not in KNOWN or position is None:
            return ""
        count = positions.count(position, self.shift.among)
        named = len(positions.of(position) & self.shift.among)
        return "" if count == named else f"in all {captions.between(count)}"

    def _letters(self) -> None:
        """Put each letter on its band, far from other bands and letters and near to the middle."""
        moved = [flow for flow in self.flows if flow.letter]
        taken: list[tuple[float, float]] = []
        for flow in moved:
            others = [other for other in moved if other is not flow]
            best = max(_SPOTS, key=partial(self._room, flow, others, taken))
            spot = self._spot(flow, best)
            taken.append(spot)
            self.canvas.key_letter(*spot, flow.letter)

    def _room(
        self, flow: _Flow, others: list[_Flow], taken: list[tuple[float, float]], t: float
    ) -> float:
        """How far a letter at `t` is from other bands and letters; far enough is far enough."""
        x, y = self._spot(flow, t)
        bands = [abs(y - self._spot(other, t)[1]) - other.thickness / 2 for other in others]
        letters = [((x - a) ** 2 + (y - b) ** 2) ** 0.5 for a, b in taken]
        room: float = round(min([0.2, *bands, *letters]), 3)
        return room

    def _spot(self, flow: _Flow, t: float) -> tuple[float, float]:
        """The point in the middle of a band at the parameter `t` of its curve."""
        a, b = flow.top_left + flow.thickness / 2, flow.top_right + flow.thickness / 2
        u = 1 - t
        x = u**3 * self.x0 + 3 * u * t * (self.x0 + self.x1) / 2 + t**3 * self.x1
        return x, (u**3 + 3 * u**2 * t) * a + (3 * u * t**2 + t**3) * b

    def key(self) -> None:
        """Say under the flows who is in each of them; those that stayed are left out."""
        canvas = self.canvas
        for flow in self.flows:
            if flow.letter:
                middle = canvas.y + line_height(canvas.body) / 2
                canvas.key_letter(canvas.left + 0.08, middle, flow.letter)
                text = f"{flow.label}, {captions.names_or_number(flow.countries)}"
                canvas.paragraph(text, x=canvas.left + 0.25)
                canvas.y += 0.03


def _paint(band: PathPatch, flow: _Flow) -> None:
    """Colour a band like where it began; hatched like its known end, if it has but one."""
    if flow.known:
        look = LOOKS[flow.before]
        fill = "#f0f0f0" if flow.before is None else look.fill
        band.set_facecolor(to_rgba(fill, 0.35 if flow.before == flow.after else 0.85))
        band.set_edgecolor(to_rgba(look.edge, 0.8))
        return
    end = flow.after if flow.before is Position.UNKNOWN else flow.before
    colors = {Position.FOR: LOOKS[Position.FOR].fill, Position.AGAINST: "#c98a00"}
    band.set_facecolor(to_rgba("#f7f7f7", 0.9))
    band.set_edgecolor(colors.get(end, "#b5b5b5") if end else "#b5b5b5")
    band.set_hatch("/////")
