"""The measures of agreement: what each computes from one pair's table, and who proposed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain, combinations_with_replacement, product
from math import comb, prod, sqrt
from typing import Literal, TypeAlias

from attrs import frozen

from unstatements.core.arguments import of_type, one_of
from unstatements.results.interval import Interval

MeasureName = Literal[
    "share", "lijphart", "s", "s_squared", "yes_no", "kappa", "kappa_quadratic",
    "pi", "pi_quadratic", "alpha_ordinal", "jaccard", "phi",
]  # fmt: skip

VOTES = ("yes", "abstain", "no")

# The nine cells of the table of a pair, row by row: a row is a vote of the first country, a column
# one of the second, both in the order of VOTES. Co-signing has two votes: yes is signed, no is not
# signed.
Cells: TypeAlias = "tuple[int, ...]"

# A value as numerator and denominator: whole numbers up to here, so that the division alone is
# rounded.
Fraction: TypeAlias = "tuple[int, float]"

# Events on which a vote is not known: the cells that each may belong to (None: it does not count),
# and how many events there are of the kind.
OpenEvents: TypeAlias = "Mapping[frozenset[int | None], int]"

_CELLS = 9
_EVENTS = [tuple(int(cell == place) for cell in range(_CELLS)) for place in range(_CELLS)]
_MOST_TABLES = 20_000  # that are looked at for bounds

_ONE_KIND = (
    "both cast one and the same kind of vote only, so agreement beyond chance has no meaning"
)


@frozen
class AgreementMeasure:
    """A measure of agreement between two countries."""

    name: str
    formula: Callable[[Cells], Fraction]
    meaning: str
    source: str  # who proposed it
    of_signatures: bool = False  # compares signatures, so that it has no meaning for roll calls
    beyond_chance: bool = False  # corrects for chance, so that on statements it needs a universe
    counts_neither: bool = True  # events count on which neither signed
    sides_only: bool = False  # events count only if both voted yes or no
    of_sums: bool = False  # numerator and denominator are sums over the events
    # Nothing counts but how often two did the same, were a step apart, and two.
    of_distances: bool = False
    undefined: str = _ONE_KIND  # why it has no value although there are events in common

    def of(self, cells: Cells) -> float | None:
        """Return the value for the table of one pair; None where it is undefined."""
        numerator, denominator = self.formula(cells)
        return numerator / denominator if denominator else None

    def count(self, cells: Cells) -> int:
        """Return the number of events that the value rests on."""
        if self.sides_only:
            return _sided(cells)
        return sum(cells) - (0 if self.counts_neither else cells[8])

    def share(self, cells: Cells) -> float | None:
        """Return the share of events on which the two did the same; None where there is none."""
        size = sum(cells) - (0 if self.counts_neither else cells[8])
        same = cells[0] + cells[4] + (cells[8] if self.counts_neither else 0)
        return same / size if size else None

    def reason(self, cells: Cells) -> str:
        """Return why the value is undefined; empty where it is defined."""
        if self.of(cells) is not None:
            return ""
        no_event = "there is no event on which the positions of both count"
        return self.undefined if sum(cells) else no_event

    def bounds(self, cells: Cells, open_events: OpenEvents) -> Interval | None:
        """Return the least and the greatest value that events not known as a whole allow.

        None where no table has a value, or where they are too many to be looked at one by one:
        Manski 2003, Partial Identification of Probability Distributions.
        """
        if self.of_sums:
            least, most = (self._extreme(cells, open_events, sign) for sign in (-1, 1))
            return None if least is None or most is None else Interval(least, most)
        sizes = [comb(number + len(may) - 1, number) for may, number in open_events.items()]
        if prod(sizes) > _MOST_TABLES:
            return None
        values = [self.of(table) for table in _tables(cells, open_events)]
        defined = [value for value in values if value is not None]
        return Interval(min(defined), max(defined)) if defined else None

    def _extreme(self, cells: Cells, open_events: OpenEvents, sign: int) -> float | None:
        """Return the least (sign -1) or greatest (1) ratio of two sums (Dinkelbach 1967)."""
        of_cell = [self.formula(_EVENTS[place]) for place in range(_CELLS)]
        choices = [
            ([(0, 0) if cell is None else of_cell[cell] for cell in may], number)
            for may, number in open_events.items()
        ]
        known, known_size = self.formula(cells)
        best = [(max(pairs, key=lambda pair: pair[1]), number) for pairs, number in choices]
        while True:
            total = known + sum(pair[0] * number for pair, number in best)
            size = known_size + sum(pair[1] * number for pair, number in best)
            if not size:
                return None
            gain = partial(_gain, (total, size), sign)
            better = [(max(pairs, key=gain), number) for pairs, number in choices]
            pairs_of = zip(better, best, strict=True)
            if all(gain(new) <= gain(old) for (new, _), (old, _) in pairs_of):
                return total / size
            best = better

    def __reduce__(self) -> tuple[Callable[[str], AgreementMeasure], tuple[str]]:
        return measure_named, (self.name,)


def _gain(ratio: Fraction, sign: int, event: Fraction) -> tuple[float, float]:
    """Return by how much an event raises (sign 1) or lowers (-1) a ratio, and what it counts."""
    return sign * (event[0] * ratio[1] - ratio[0] * event[1]), event[1]


def _tables(cells: Cells, open_events: OpenEvents) -> Iterator[Cells]:
    """Yield every table that events not known as a whole allow."""
    ways = [combinations_with_replacement(may, number) for may, number in open_events.items()]
    for taken in product(*ways):
        table = list(cells)
        for cell in chain.from_iterable(taken):
            if cell is not None:
                table[cell] += 1
        yield tuple(table)


def _sided(cells: Cells) -> int:
    return cells[0] + cells[2] + cells[6] + cells[8]


def _yes_no(cells: Cells) -> Fraction:
    return cells[0] + cells[8], _sided(cells)


def _distances(cells: Cells) -> tuple[int, int]:
    """Return how often the two were a step apart (vote and abstention), and two (yes and no)."""
    return cells[1] + cells[3] + cells[5] + cells[7], cells[2] + cells[6]


def _weighted(weights: tuple[int, int, int], cells: Cells) -> Fraction:
    """Return the sum of what events add by how far apart the two were, over the most it can be."""
    same, step, opposite = weights
    size, (near, far) = sum(cells), _distances(cells)
    return same * (size - near - far) + step * near + opposite * far, same * size


def _margins(cells: Cells) -> tuple[int, int, int, int, int, int]:
    yy, ya, yn, ay, aa, an, ny, na, nn = cells
    return yy + ya + yn, ay + aa + an, ny + na + nn, yy + ay + ny, ya + aa + na, yn + an + nn


def _pooled(cells: Cells) -> tuple[int, int, int]:
    yes, abstain, no, yes_b, abstain_b, no_b = _margins(cells)
    return yes + yes_b, abstain + abstain_b, no + no_b


def _kappa(cells: Cells, far_weight: int = 1) -> Fraction:
    """Return kappa for weights of disagreement: 1 one step apart, `far_weight` two steps apart."""
    near, far = _distances(cells)
    yes, abstain, no, yes_b, abstain_b, no_b = _margins(cells)
    expected_near = (yes + no) * abstain_b + abstain * (yes_b + no_b)
    expected = expected_near + far_weight * (yes * no_b + no * yes_b)
    return expected - sum(cells) * (near + far_weight * far), expected


def _pi(cells: Cells, far_weight: int = 1) -> Fraction:
    near, far = _distances(cells)
    yes, abstain, no = _pooled(cells)
    expected = yes * abstain + abstain * no + far_weight * yes * no
    return expected - 2 * sum(cells) * (near + far_weight * far), expected


def _alpha_ordinal(cells: Cells) -> Fraction:
    _yy, ya, yn, ay, _aa, an, ny, na, _nn = cells
    yes, abstain, no = _pooled(cells)
    # Krippendorff's ordinal difference: all values from c to k, those of c and k by half; here
    # twice that, as a common factor does not matter.
    yes_abstain, abstain_no = (yes + abstain) ** 2, (abstain + no) ** 2
    yes_no = (yes + 2 * abstain + no) ** 2
    observed = (ya + ay) * yes_abstain + (an + na) * abstain_no + (yn + ny) * yes_no
    expected = yes * abstain * yes_abstain + abstain * no * abstain_no + yes * no * yes_no
    return expected - (2 * sum(cells) - 1) * observed, expected


def _jaccard(cells: Cells) -> Fraction:
    return cells[0], sum(cells) - cells[8]


def _phi(cells: Cells) -> Fraction:
    both, only_a, only_b, neither = cells[0], cells[2], cells[6], cells[8]
    spread = (both + only_a) * (only_b + neither) * (both + only_b) * (only_a + neither)
    return both * neither - only_a * only_b, sqrt(spread)


_HAEGE = "for votes: Häge 2011, Political Analysis 19(3): 287-305, doi 10.1093/pan/mpr023"
_SCOTT = "Scott 1955, Public Opinion Quarterly 19: 321-325"
_SIGNORINO = "Signorino and Ritter 1999, International Studies Quarterly 43(1): 115-144"

_of_sums = partial(AgreementMeasure, of_sums=True)
_beyond_chance = partial(AgreementMeasure, beyond_chance=True)


def _of_distances(
    name: str, weights: tuple[int, int, int], meaning: str, source: str
) -> AgreementMeasure:
    return _of_sums(name, partial(_weighted, weights), meaning, source, of_distances=True)


_MEASURES = (
    _of_distances(
        "share", (1, 0, 0), "share of identical votes", "the plain proportion; no author"
    ),
    _of_distances(
        "lijphart",
        (2, 1, 0),
        "index of agreement: identical votes count 1, a vote and an abstention 1/2",
        "Lijphart 1963, American Political Science Review 57(4)",
    ),
    _of_distances("s", (1, 0, -1), "S with absolute distances, -1 to 1", _SIGNORINO),
    _of_distances("s_squared", (2, 1, -2), "S with squared distances, -1 to 1", _SIGNORINO),
    _of_sums(
        "yes_no",
        _yes_no,
        "same votes, of those on which both voted yes or no",
        "United States Department of State, Voting Practices in the United Nations until 2016",
        sides_only=True,
        undefined="there is no event on which both voted yes or no",
    ),
    _beyond_chance(
        "kappa",
        _kappa,
        "Cohen's kappa",
        "Cohen 1960, Educational and Psychological Measurement 20: 37-46",
    ),
    _beyond_chance(
        "kappa_quadratic",
        partial(_kappa, far_weight=4),
        "Cohen's kappa with quadratic weights",
        f"Cohen 1968, Psychological Bulletin 70(4): 213-220; {_HAEGE}",
    ),
    _beyond_chance("pi", _pi, "Scott's pi", _SCOTT),
    _beyond_chance(
        "pi_quadratic",
        partial(_pi, far_weight=4),
        "Scott's pi with squared distances",
        f"{_SCOTT}; {_HAEGE}",
    ),
    _beyond_chance(
        "alpha_ordinal",
        _alpha_ordinal,
        "Krippendorff's alpha for ordinal data",
        "Krippendorff 2004, Content Analysis; Krippendorff 2011, Computing Krippendorff's "
        "Alpha-Reliability, https://repository.upenn.edu/asc_papers/43",
    ),
    _of_sums(
        "jaccard",
        _jaccard,
        "statements that both signed, of those that either signed",
        "Jaccard 1901, Bulletin de la Société Vaudoise des Sciences Naturelles 37: 547-579",
        of_signatures=True,
        counts_neither=False,
        undefined="neither signed any of the statements",
    ),
    _beyond_chance(
        "phi",
        _phi,
        "correlation of signing and not signing, -1 to 1",
        "Yule 1912, Journal of the Royal Statistical Society 75: 579-652",
        of_signatures=True,
        undefined="one of the two signed all of the statements or none, "
        "so there is nothing to correlate",
    ),
)
MEASURES: Mapping[str, AgreementMeasure] = {measure.name: measure for measure in _MEASURES}


def measure_named(name: str) -> AgreementMeasure:
    """Return the measure with this name; an error names what it might have been."""
    one_of(of_type(name, str, "measure: give its name"), MEASURES, "measure")
    return MEASURES[name]
