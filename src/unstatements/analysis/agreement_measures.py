"""The measures of agreement: what each computes from one pair's table, and who proposed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import sqrt
from typing import Literal, TypeAlias

from attrs import frozen

from unstatements.core.arguments import close_matches, did_you_mean, of_type

__all__ = ["MEASURES", "VOTES", "Cells", "Measure", "MeasureName", "measure_named"]

MeasureName = Literal[
    "share",
    "lijphart",
    "s",
    "s_squared",
    "kappa",
    "kappa_linear",
    "kappa_quadratic",
    "pi",
    "alpha_nominal",
    "alpha_ordinal",
    "jaccard",
    "phi",
]

VOTES = ("yes", "abstain", "no")

# The table of one pair, row by row: a row is a vote of the first country, a column one of the second, both in
# the order of VOTES. Co-signing has two votes: yes is signed, no is not signed.
Cells: TypeAlias = "tuple[int, int, int, int, int, int, int, int, int]"

# A value as numerator and denominator: whole numbers up to here, so that the division alone is rounded.
Fraction: TypeAlias = "tuple[int, float]"

_ONE_KIND = "both cast one and the same kind of vote only, so agreement beyond chance has no meaning"


@frozen
class Measure:
    """A measure of agreement between two countries.

    Attributes:
        name: What it is called in this library.
        formula: From the table of one pair to the numerator and denominator of the value.
        meaning: What it computes, in words.
        source: Who proposed it.
        of_signatures: Whether it compares signatures, so that it has no meaning for roll calls.
        beyond_chance: Whether it corrects for chance, so that on statements it needs a universe.
        counts_neither: Whether events count on which neither signed.
        undefined: Why it has no value although the two have events in common.
    """

    name: str
    formula: Callable[[Cells], Fraction]
    meaning: str
    source: str
    of_signatures: bool = False
    beyond_chance: bool = False
    counts_neither: bool = True
    undefined: str = _ONE_KIND

    def of(self, cells: Cells) -> float | None:
        """Return the value for the table of one pair; None where it is undefined.

        Example:
            >>> MEASURES["lijphart"].of((4, 1, 0, 0, 2, 0, 1, 0, 0))
            0.8125
            >>> MEASURES["kappa"].of((7, 0, 0, 0, 0, 0, 0, 0, 0)) is None
            True
        """
        numerator, denominator = self.formula(cells)
        return numerator / denominator if denominator else None

    def count(self, cells: Cells) -> int:
        """Return the number of events that the value rests on.

        Example:
            >>> MEASURES["jaccard"].count((2, 0, 1, 0, 0, 0, 3, 0, 40))
            6
        """
        return sum(cells) - (0 if self.counts_neither else cells[8])

    def share(self, cells: Cells) -> float | None:
        """Return the share of those events on which the two did the same; None where there is none.

        Example:
            >>> MEASURES["kappa"].share((6, 0, 0, 0, 2, 1, 1, 0, 0))
            0.8
        """
        size = self.count(cells)
        same = cells[0] + cells[4] + (cells[8] if self.counts_neither else 0)
        return same / size if size else None

    def reason(self, cells: Cells) -> str:
        """Return why the value is undefined for the table of one pair; empty where it is defined.

        Example:
            >>> MEASURES["share"].reason((0,) * 9)
            'there is no event on which the positions of both count'
        """
        if self.of(cells) is not None:
            return ""
        if not sum(cells):
            return "there is no event on which the positions of both count"
        return self.undefined

    def __reduce__(self) -> tuple[Callable[[str], Measure], tuple[str]]:
        return measure_named, (self.name,)


def _share(cells: Cells) -> Fraction:
    return cells[0] + cells[4] + cells[8], sum(cells)


def _distances(cells: Cells) -> tuple[int, int]:
    """Return how often the two were one step apart (a vote and an abstention) and two (yes and no)."""
    return cells[1] + cells[3] + cells[5] + cells[7], cells[2] + cells[6]


def _lijphart(cells: Cells) -> Fraction:
    near, _far = _distances(cells)
    return 2 * _share(cells)[0] + near, 2 * sum(cells)


def _s(cells: Cells) -> Fraction:
    near, far = _distances(cells)
    return sum(cells) - near - 2 * far, sum(cells)


def _s_squared(cells: Cells) -> Fraction:
    near, far = _distances(cells)
    return 2 * sum(cells) - near - 4 * far, 2 * sum(cells)


def _margins(cells: Cells) -> tuple[int, int, int, int, int, int]:
    yy, ya, yn, ay, aa, an, ny, na, nn = cells
    return yy + ya + yn, ay + aa + an, ny + na + nn, yy + ay + ny, ya + aa + na, yn + an + nn


def _pooled(cells: Cells) -> tuple[int, int, int]:
    yes, abstain, no, yes_b, abstain_b, no_b = _margins(cells)
    return yes + yes_b, abstain + abstain_b, no + no_b


def _weighted_kappa(far_weight: int) -> Callable[[Cells], Fraction]:
    """Return kappa for disagreement weights of 1 one step apart and `far_weight` two steps apart."""

    def formula(cells: Cells) -> Fraction:
        near, far = _distances(cells)
        yes, abstain, no, yes_b, abstain_b, no_b = _margins(cells)
        expected = (
            yes * abstain_b
            + abstain * (yes_b + no_b)
            + no * abstain_b
            + far_weight * (yes * no_b + no * yes_b)
        )
        return expected - (yes + abstain + no) * (near + far_weight * far), expected

    return formula


def _pi(cells: Cells) -> Fraction:
    size = sum(cells)
    by_chance = sum(margin * margin for margin in _pooled(cells))
    return 4 * size * _share(cells)[0] - by_chance, 4 * size * size - by_chance


def _alpha(cells: Cells, yes_abstain: int, abstain_no: int, yes_no: int) -> Fraction:
    """Return alpha for squared differences between the three votes; a common factor does not matter."""
    _yy, ya, yn, ay, _aa, an, ny, na, _nn = cells
    yes, abstain, no = _pooled(cells)
    observed = (ya + ay) * yes_abstain + (an + na) * abstain_no + (yn + ny) * yes_no
    expected = yes * abstain * yes_abstain + abstain * no * abstain_no + yes * no * yes_no
    return expected - (2 * sum(cells) - 1) * observed, expected


def _alpha_nominal(cells: Cells) -> Fraction:
    return _alpha(cells, 1, 1, 1)


def _alpha_ordinal(cells: Cells) -> Fraction:
    # Krippendorff's ordinal difference: all values from c to k, those of c and k by half; here twice that.
    yes, abstain, no = _pooled(cells)
    return _alpha(cells, (yes + abstain) ** 2, (abstain + no) ** 2, (yes + 2 * abstain + no) ** 2)


def _jaccard(cells: Cells) -> Fraction:
    return cells[0], sum(cells) - cells[8]


def _phi(cells: Cells) -> Fraction:
    both, only_a, only_b, neither = cells[0], cells[2], cells[6], cells[8]
    spread = (both + only_a) * (only_b + neither) * (both + only_b) * (only_a + neither)
    return both * neither - only_a * only_b, sqrt(spread)


_COHEN = "Cohen 1960, Educational and Psychological Measurement 20: 37-46"
_COHEN_WEIGHTED = "Cohen 1968, Psychological Bulletin 70(4): 213-220"
_HAEGE = "for votes: Häge 2011, Political Analysis 19(3): 287-305, doi 10.1093/pan/mpr023"
_SIGNORINO = "Signorino and Ritter 1999, International Studies Quarterly 43(1): 115-144"
_KRIPPENDORFF = (
    "Krippendorff 2004, Content Analysis; Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, "
    "https://repository.upenn.edu/asc_papers/43"
)

MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("share", _share, "share of identical votes", "the plain proportion; no author"),
        Measure(
            "lijphart",
            _lijphart,
            "index of agreement: identical votes count 1, a vote and an abstention 1/2",
            "Lijphart 1963, American Political Science Review 57(4)",
        ),
        Measure("s", _s, "S with absolute distances, -1 to 1", _SIGNORINO),
        Measure("s_squared", _s_squared, "S with squared distances, -1 to 1", _SIGNORINO),
        Measure(
            "kappa",
            _weighted_kappa(1),
            "Cohen's kappa",
            f"{_COHEN}; {_HAEGE}",
            beyond_chance=True,
        ),
        Measure(
            "kappa_linear",
            _weighted_kappa(2),
            "Cohen's kappa with linear weights",
            f"{_COHEN_WEIGHTED}; {_HAEGE}",
            beyond_chance=True,
        ),
        Measure(
            "kappa_quadratic",
            _weighted_kappa(4),
            "Cohen's kappa with quadratic weights",
            f"{_COHEN_WEIGHTED}; {_HAEGE}",
            beyond_chance=True,
        ),
        Measure(
            "pi",
            _pi,
            "Scott's pi",
            f"Scott 1955, Public Opinion Quarterly 19: 321-325; {_HAEGE}",
            beyond_chance=True,
        ),
        Measure(
            "alpha_nominal",
            _alpha_nominal,
            "Krippendorff's alpha for nominal data",
            _KRIPPENDORFF,
            beyond_chance=True,
        ),
        Measure(
            "alpha_ordinal",
            _alpha_ordinal,
            "Krippendorff's alpha for ordinal data",
            _KRIPPENDORFF,
            beyond_chance=True,
        ),
        Measure(
            "jaccard",
            _jaccard,
            "statements that both signed, of those that either signed",
            "Jaccard 1901, Bulletin de la Société Vaudoise des Sciences Naturelles 37: 547-579",
            of_signatures=True,
            counts_neither=False,
            undefined="neither signed any of the statements",
        ),
        Measure(
            "phi",
            _phi,
            "correlation of signing and not signing, -1 to 1",
            "Yule 1912, Journal of the Royal Statistical Society 75: 579-652",
            of_signatures=True,
            beyond_chance=True,
            undefined="one of the two signed all of the statements or none, so there is nothing to correlate",
        ),
    )
}


def measure_named(name: str) -> Measure:
    """Return the measure with this name.

    Raises:
        ValueError: If there is none; names what it might have been.

    Example:
        >>> measure_named("pi").meaning
        "Scott's pi"
    """
    try:
        return MEASURES[of_type(name, str, "measure: give its name")]
    except KeyError:
        hint = did_you_mean(close_matches(name, MEASURES))
        raise ValueError(
            f"no measure of agreement is called {name!r}{hint or '; there are: ' + ', '.join(MEASURES)}"
        ) from None
