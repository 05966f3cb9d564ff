"""The measures of agreement: what each computes from one pair's table, and who proposed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from math import sqrt
from typing import Literal, TypeAlias

from attrs import frozen

from unstatements.core.arguments import of_type, one_of

__all__ = ["MEASURES", "VOTES", "AgreementMeasure", "Cells", "MeasureName", "measure_named"]

MeasureName = Literal[
    "share",
    "lijphart",
    "s",
    "s_squared",
    "kappa",
    "kappa_quadratic",
    "pi",
    "alpha_ordinal",
    "jaccard",
    "phi",
]

VOTES = ("yes", "abstain", "no")

# The nine cells of the table of a pair, row by row: a row is a vote of the first country, a column
# one of the second, both in the order of VOTES. Co-signing has two votes: yes is signed, no is not
# signed.
Cells: TypeAlias = "tuple[int, ...]"

# A value as numerator and denominator: whole numbers up to here, so that the division alone is
# rounded.
Fraction: TypeAlias = "tuple[int, float]"

_ONE_KIND = (
    "both cast one and the same kind of vote only, so agreement beyond chance has no meaning"
)


@frozen
class AgreementMeasure:
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

    Example:
        >>> MEASURES["lijphart"].of((4, 1, 0, 0, 2, 0, 1, 0, 0))
        0.8125
        >>> MEASURES["jaccard"].count((2, 0, 1, 0, 0, 0, 3, 0, 40))
        6
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
        """Return the value for the table of one pair; None where it is undefined."""
        numerator, denominator = self.formula(cells)
        return numerator / denominator if denominator else None

    def count(self, cells: Cells) -> int:
        """Return the number of events that the value rests on."""
        return sum(cells) - (0 if self.counts_neither else cells[8])

    def share(self, cells: Cells) -> float | None:
        """Return the share of events on which the two did the same; None where there is none."""
        size = self.count(cells)
        same = cells[0] + cells[4] + (cells[8] if self.counts_neither else 0)
        return same / size if size else None

    def reason(self, cells: Cells) -> str:
        """Return why the value is undefined; empty where it is defined."""
        if self.of(cells) is not None:
            return ""
        return (
            self.undefined
            if sum(cells)
            else "there is no event on which the positions of both count"
        )

    def __reduce__(self) -> tuple[Callable[[str], AgreementMeasure], tuple[str]]:
        return measure_named, (self.name,)


def _share(cells: Cells) -> Fraction:
    return cells[0] + cells[4] + cells[8], sum(cells)


def _distances(cells: Cells) -> tuple[int, int]:
    """Return how often the two were a step apart (vote and abstention), and two (yes and no)."""
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


def _kappa(cells: Cells, far_weight: int = 1) -> Fraction:
    """Return kappa for weights of disagreement: 1 one step apart, `far_weight` two steps apart."""
    near, far = _distances(cells)
    yes, abstain, no, yes_b, abstain_b, no_b = _margins(cells)
    expected_near = (yes + no) * abstain_b + abstain * (yes_b + no_b)
    expected = expected_near + far_weight * (yes * no_b + no * yes_b)
    return expected - sum(cells) * (near + far_weight * far), expected


def _pi(cells: Cells) -> Fraction:
    size = sum(cells)
    by_chance = sum(margin * margin for margin in _pooled(cells))
    return 4 * size * _share(cells)[0] - by_chance, 4 * size * size - by_chance


def _alpha_ordinal(cells: Cells) -> Fraction:
    _yy, ya, yn, ay, _aa, an, ny, na, _nn = cells
    yes, abstain, no = _pooled(cells)
    # Krippendorff's ordinal difference: all values from c to k, those of c and k by half; here
    # twice that, as a common factor does not matter.
    yes_abstain, abstain_no, yes_no = (
        (yes + abstain) ** 2,
        (abstain + no) ** 2,
        (yes + 2 * abstain + no) ** 2,
    )
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
_SIGNORINO = "Signorino and Ritter 1999, International Studies Quarterly 43(1): 115-144"

MEASURES: Mapping[str, AgreementMeasure] = {
    measure.name: measure
    for measure in (
        AgreementMeasure(
            "share", _share, "share of identical votes", "the plain proportion; no author"
        ),
        AgreementMeasure(
            "lijphart",
            _lijphart,
            "index of agreement: identical votes count 1, a vote and an abstention 1/2",
            "Lijphart 1963, American Political Science Review 57(4)",
        ),
        AgreementMeasure("s", _s, "S with absolute distances, -1 to 1", _SIGNORINO),
        AgreementMeasure("s_squared", _s_squared, "S with squared distances, -1 to 1", _SIGNORINO),
        AgreementMeasure(
            "kappa",
            _kappa,
            "Cohen's kappa",
            f"Cohen 1960, Educational and Psychological Measurement 20: 37-46; {_HAEGE}",
            beyond_chance=True,
        ),
        AgreementMeasure(
            "kappa_quadratic",
            partial(_kappa, far_weight=4),
            "Cohen's kappa with quadratic weights",
            f"Cohen 1968, Psychological Bulletin 70(4): 213-220; {_HAEGE}",
            beyond_chance=True,
        ),
        AgreementMeasure(
            "pi",
            _pi,
            "Scott's pi",
            f"Scott 1955, Public Opinion Quarterly 19: 321-325; {_HAEGE}",
            beyond_chance=True,
        ),
        AgreementMeasure(
            "alpha_ordinal",
            _alpha_ordinal,
            "Krippendorff's alpha for ordinal data",
            "Krippendorff 2004, Content Analysis; Krippendorff 2011, Computing Krippendorff's "
            "Alpha-Reliability, https://repository.upenn.edu/asc_papers/43",
            beyond_chance=True,
        ),
        AgreementMeasure(
            "jaccard",
            _jaccard,
            "statements that both signed, of those that either signed",
            "Jaccard 1901, Bulletin de la Société Vaudoise des Sciences Naturelles 37: 547-579",
            of_signatures=True,
            counts_neither=False,
            undefined="neither signed any of the statements",
        ),
        AgreementMeasure(
            "phi",
            _phi,
            "correlation of signing and not signing, -1 to 1",
            "Yule 1912, Journal of the Royal Statistical Society 75: 579-652",
            of_signatures=True,
            beyond_chance=True,
            undefined="one of the two signed all of the statements or none, "
            "so there is nothing to correlate",
        ),
    )
}


def measure_named(name: str) -> AgreementMeasure:
    """Return the measure with this name.

    Raises:
        ValueError: If there is none; names what it might have been.

    Example:
        >>> measure_named("pi").meaning
        "Scott's pi"
    """
    one_of(of_type(name, str, "measure: give its name"), MEASURES, "measure")
    return MEASURES[name]
