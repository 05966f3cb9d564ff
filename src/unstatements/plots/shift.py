"""A shift: flows of states between the positions before and after, and who is in the small ones."""

from __future__ import annotations

from typing import Any

from attrs import frozen
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from unstatements.analysis.positions import KNOWN, Event, Position, Positions
from unstatements.analysis.shift import Shift
from unstatements.groups.country_set import CountrySet
from unstatements.plots.canvas import GREY, INK, LOOKS, Align, Page, Picture, Where, draw, wrapped
from unstatements.plots.captions import (
    between,
    both_meanings,
    credit,
    day_of,
    headline,
    names_or_number,
    place_and_day,
    plain_number,
    what_for_means,
)
from unstatements.results.interval import Interval

__all__ = ["draw_shift"]

_ORDER: tuple[Where, ...] = (
    Position.FOR,
    Position.NEUTRAL,
    Position.ABSENT,
    Position.UNKNOWN,
    None,
    Position.AGAINST,
)
_GAP, _BAR = 0.14, 0.16  # inches: between two positions, and how wide their bars are
_SPOTS = tuple(step / 40 for step in sorted(range(6, 35), key=lambda step: (abs(step - 20), step)))
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"  # one a flow; there are at most 6 times 6


@frozen
class _Flow:
    """The states that went from one position to another, and where their band begins and ends."""

    before: Where
    after: Where
    countries: CountrySet
    top_left: float
    top_right: float
    thick: float
    letter: str

    @property
    def known(self) -> bool:
        return self.before is not Position.UNKNOWN and self.after is not Position.UNKNOWN


@draw.register
def draw_shift(shift: Shift, width: float = 8.0) -> Picture:
    """Return the picture of a shift.

    Args:
        shift: The shift.
        width: Width in inches.

    Raises:
        ValueError: If the width is out of bounds.

    Example:
        >>> import unstatements as un
        >>> picture = draw_shift(un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada"))
        >>> picture.hover["flow-for-unknown"]
        'for, then not known: Honduras'
    """
    with Page(width, shift.title().replace("\n", "")) as page:
        first, second = shift.before.event, shift.after.event
        page.heading(
            f"Who moved from {day_of(first)} to {day_of(second)}",
            [
                f"Before: {_in_full(first)}.",
                f"After: {_in_full(second)}.",
                f"{plain_number(len(shift.among), 'state')} compared. Known to have joined those for: "
                f"{len(shift.joined)}; to have left them: {len(shift.left)}; to have changed sides: "
                f"{len(shift.switched)}. Net change in those for: {_signed(shift.net)}.",
            ],
        )
        legend = both_meanings(shift.before, shift.after)
        page.legend([one for one in legend if one[0] or (shift.entered | shift.exited) & shift.among])
        flows = _Flows(page, shift)
        flows.draw()
        flows.key()
        notes = []
        if shift.before.of(Position.UNKNOWN) & shift.among or shift.after.of(Position.UNKNOWN) & shift.among:
            notes.append("Hatched: on one of the two events no list shows the position.")
        notes += what_for_means([first])
        page.footer([*notes, credit([first, second])])
    return page.picture


def _in_full(event: Event) -> str:
    what = headline(event)
    return f"{what[0].lower()}{what[1:]}; {place_and_day(event)}"


def _signed(change: Interval) -> str:
    bounds = [f"{int(one):+d}".replace("-", "−") for one in (change.low, change.high)]
    return (bounds[0] if change.exact else " to ".join(bounds)).replace("+0", "0")


class _Flows:
    """The bars of both events and the bands between them."""

    def __init__(self, page: Page, shift: Shift) -> None:
        self.page, self.shift = page, shift
        self.margin = 0.86 if page.narrow else 1.35
        self.high = 3.4 if page.narrow else min(5.0, 0.55 * page.width)
        rows, columns = self._sums()
        gaps = _GAP * (max(len(rows), len(columns), 1) - 1)
        self.unit = (self.high - gaps) / max(1, len(shift.among))
        self.left = self._tops(rows)
        self.right = self._tops(columns)
        self.flows = self._bands()

    def _sums(self) -> tuple[dict[Where, int], dict[Where, int]]:
        rows: dict[Where, int] = {}
        columns: dict[Where, int] = {}
        cells = self.shift.transitions
        for where in _ORDER:
            rows[where] = sum(len(cells[where, other]) for other in _ORDER)
            columns[where] = sum(len(cells[other, where]) for other in _ORDER)
        return {k: n for k, n in rows.items() if n}, {k: n for k, n in columns.items() if n}

    def _tops(self, counts: dict[Where, int]) -> dict[Where, tuple[float, float]]:
        """Top and height of each bar, the whole centred."""
        used = self.unit * sum(counts.values()) + _GAP * max(0, len(counts) - 1)
        y = self.page.y + (self.high - used) / 2
        tops = {}
        for where, count in counts.items():
            tops[where] = (y, count * self.unit)
            y += count * self.unit + _GAP
        return tops

    def _bands(self) -> list[_Flow]:
        leaving = {where: top for where, (top, _high) in self.left.items()}
        arriving = {where: top for where, (top, _high) in self.right.items()}
        letters = iter(_LETTERS)
        flows = []
        for before in _ORDER:
            for after in _ORDER:
                countries = self.shift.transitions[before, after]
                if not countries:
                    continue
                thick = len(countries) * self.unit
                letter = next(letters) if before != after else ""
                flows.append(_Flow(before, after, countries, leaving[before], arriving[after], thick, letter))
                leaving[before] += thick
                arriving[after] += thick
        return flows

    def draw(self) -> None:
        self._band_shapes()
        self._bars(self.left, self.page.left + self.margin, "right", self.shift.before)
        self._bars(self.right, self.page.right - self.margin - _BAR, "left", self.shift.after)
        self._letters()
        self.page.y += self.high + 0.14

    def _band_shapes(self) -> None:
        # Large flows first, so that small ones stay in sight.
        for flow in sorted(self.flows, key=lambda one: (one.known, one.before != one.after, -one.thick)):
            patch = PathPatch(self._outline(flow), linewidth=0.5, **_paint(flow))
            name = f"flow-{flow.before or 'outside'}-{flow.after or 'outside'}"
            self.page.draw(patch, name, f"{_words(flow)}: {flow.countries}")

    def _outline(self, flow: _Flow) -> Path:
        x0, x1 = self.page.left + self.margin + _BAR, self.page.right - self.margin - _BAR
        middle = (x0 + x1) / 2
        a, b, thick = flow.top_left, flow.top_right, flow.thick
        points = [(x0, a), (middle, a), (middle, b), (x1, b)]
        back = [(x1, b + thick), (middle, b + thick), (middle, a + thick), (x0, a + thick), (x0, a)]
        curve, line = Path.CURVE4, Path.LINETO
        return Path(
            [*points, *back],
            [Path.MOVETO, curve, curve, curve, line, curve, curve, curve, Path.CLOSEPOLY],
        )

    def _bars(self, tops: dict[Where, tuple[float, float]], x: float, side: Align, stood: Positions) -> None:
        page = self.page
        step = page.body * 1.25 / 72
        for where, (top, high) in tops.items():
            look = LOOKS[where]
            page.box(
                x,
                top,
                _BAR,
                high,
                fill=look.fill,
                edge=look.edge,
                hatch="/////" if where is Position.UNKNOWN else "",
                name=f"{'before' if side == 'right' else 'after'}-{where or 'outside'}",
                hover=f"{look.word}: {int(high / self.unit + 0.5)}",
            )
            edge = x - 0.08 if side == "right" else x + _BAR + 0.08
            words = f"{look.word} {int(high / self.unit + 0.5)}"
            lines = [(line, INK) for line in wrapped(words, self.margin - 0.1, page.body)]
            if where in KNOWN and (told := self._bounds(where, stood)):
                lines.append((told, GREY))
            y = top + high / 2 - step * (len(lines) - 1) / 2
            for line, color in lines:
                size = page.small if color == GREY else page.body
                page.text(edge, y, line, size, align=side, color=color)
                y += step

    def _bounds(self, where: Where, stood: Positions) -> str:
        if where is None:
            return ""
        count = stood.count(where, self.shift.among)
        return "" if count == len(stood.of(where) & self.shift.among) else f"in all {between(count)}"

    def _letters(self) -> None:
        """Put each letter on its band where it is farthest from other bands and letters."""
        moved = [flow for flow in self.flows if flow.letter]
        placed: list[tuple[float, float]] = []
        for flow in moved:
            others = [other for other in moved if other is not flow]

            def room(t: float, flow: _Flow = flow, others: list[_Flow] = others) -> float:
                x, y = self._spot(flow, t)
                bands = [abs(y - self._spot(other, t)[1]) - other.thick / 2 for other in others]
                letters = [((x - a) ** 2 + (y - b) ** 2) ** 0.5 for a, b in placed]
                return float(round(min([0.2, *bands, *letters]), 3))

            best = self._spot(flow, max(_SPOTS, key=room))
            placed.append(best)
            self.page.letter(*best, flow.letter)

    def _spot(self, flow: _Flow, t: float) -> tuple[float, float]:
        """The point in the middle of a band at the parameter `t` of its curve."""
        x0, x1 = self.page.left + self.margin + _BAR, self.page.right - self.margin - _BAR
        a, b = flow.top_left + flow.thick / 2, flow.top_right + flow.thick / 2
        u = 1 - t
        x = u**3 * x0 + 3 * u * t * (x0 + x1) / 2 + t**3 * x1
        return x, (u**3 + 3 * u**2 * t) * a + (3 * u * t**2 + t**3) * b

    def key(self) -> None:
        """Say under the flows who is in each of them; those that stayed are left out."""
        page = self.page
        for flow in self.flows:
            if not flow.letter:
                continue
            middle = page.y + page.body * 1.32 / 72 / 2
            page.letter(page.left + 0.08, middle, flow.letter)
            words = f"{_words(flow)}, {names_or_number(flow.countries)}"
            page.paragraph(words, x=page.left + 0.25)
            page.y += 0.03


def _words(flow: _Flow) -> str:
    return f"{LOOKS[flow.before].word}, then {LOOKS[flow.after].word}"


def _paint(flow: _Flow) -> dict[str, Any]:
    """Colours of a band: those of where it began; hatched in those of its known end, if it has but one."""
    if flow.known:
        look = LOOKS[flow.before]
        light = "#f0f0f0" if flow.before is None else look.fill
        return {
            "facecolor": to_rgba(light, 0.35 if flow.before == flow.after else 0.85),
            "edgecolor": to_rgba(look.edge, 0.8),
        }
    end = flow.after if flow.before is Position.UNKNOWN else flow.before
    sided = end in (Position.FOR, Position.AGAINST)
    color = {Position.AGAINST: "#c98a00"}.get(end, LOOKS[end].fill) if sided and end else "#b5b5b5"
    return {"facecolor": to_rgba("#f7f7f7", 0.9), "edgecolor": color, "hatch": "/////"}
