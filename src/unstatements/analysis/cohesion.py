"""The indices of cohesion: what each computes from counts, and who proposed it; distances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from attrs import frozen

__all__ = ["COHESION", "CohesionIndex", "Counts", "cross_agreement", "mean_position"]

Counts: TypeAlias = "tuple[int, int, int]"  # for, against, neutral


@frozen
class CohesionIndex:
    """An index of the cohesion of a bloc.

    Attributes:
        name: What it is called in this library.
        formula: From the numbers of members for, against and neutral to the value; None where it
            is undefined.
        meaning: What it computes, in words.
        source: Who proposed it.

    Example:
        >>> COHESION["rice"].formula(9, 3, 5), COHESION["agreement_index"].formula(4, 4, 4)
        (0.5, 0.0)
        >>> COHESION["rice"].formula(0, 0, 7) is None
        True
    """

    name: str
    formula: Callable[[int, int, int], float | None]
    meaning: str
    source: str


def _rice(yes: int, no: int, _abstain: int) -> float | None:
    return abs(yes - no) / (yes + no) if yes + no else None


def _agreement_index(yes: int, no: int, abstain: int) -> float | None:
    total = yes + no + abstain
    largest = max(yes, no, abstain)
    return (largest - (total - largest) / 2) / total if total else None


COHESION: Mapping[str, CohesionIndex] = {
    index.name: index
    for index in (
        CohesionIndex(
            "rice",
            _rice,
            "difference of the two sides, over their sum: 0 evenly divided, 1 all on one side",
            "Rice 1925, Political Science Quarterly 40(1), doi:10.2307/2142407",
        ),
        CohesionIndex(
            "agreement_index",
            _agreement_index,
            "largest of three counts less half of the rest, over all: 0 evenly divided, 1 alike",
            "Hix, Noury and Roland 2005, British Journal of Political Science 35(2)",
        ),
    )
}


def mean_position(yes: int, no: int, abstain: int) -> float | None:
    """Return the mean position on a scale from -1 (against) over 0 (neutral) to 1 (for).

    Returns:
        The mean; None where nobody took part.

    Example:
        >>> mean_position(3, 1, 4)
        0.25
    """
    total = yes + no + abstain
    return (yes - no) / total if total else None


def cross_agreement(bloc: Counts, other: Counts, shared: Counts = (0, 0, 0)) -> float | None:
    """Return the share of pairs, one country from each bloc, that hold the same position.

    Args:
        bloc: Counts for, against and neutral in one bloc.
        other: The same in the other.
        shared: The same among the countries in both; a country is not paired with itself.

    Returns:
        From 0 to 1; None where there is no pair.

    Example:
        >>> cross_agreement((2, 0, 0), (1, 1, 0))
        0.5
    """
    pairs = sum(bloc) * sum(other) - sum(shared)
    alike = sum(mine * theirs for mine, theirs in zip(bloc, other, strict=True)) - sum(shared)
    return alike / pairs if pairs else None
