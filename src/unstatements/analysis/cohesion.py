"""The indices of cohesion: what each computes from counts, and who proposed it; distances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

Division: TypeAlias = "tuple[int, int, int]"  # for, against, neutral


class CohesionIndex(NamedTuple):
    """An index of the cohesion of a bloc: its formula and meaning, and who proposed it."""

    formula: Callable[[int, int, int], float | None]  # of the Division; None where undefined
    meaning: str
    source: str


def _rice(yes: int, no: int, _abstain: int) -> float | None:
    return abs(yes - no) / (yes + no) if yes + no else None


def _agreement_index(yes: int, no: int, abstain: int) -> float | None:
    total = yes + no + abstain
    largest = max(yes, no, abstain)
    return (largest - (total - largest) / 2) / total if total else None


COHESION: Mapping[str, CohesionIndex] = {
    "rice": CohesionIndex(
        _rice,
        "difference of the two sides, over their sum: 0 evenly divided, 1 all on one side",
        "Rice 1925, Political Science Quarterly 40(1), doi:10.2307/2142407",
    ),
    "agreement_index": CohesionIndex(
        _agreement_index,
        "largest of three counts less half of the rest, over all: 0 evenly divided, 1 alike",
        "Hix, Noury and Roland 2005, British Journal of Political Science 35(2)",
    ),
}


def mean_position(yes: int, no: int, abstain: int) -> float | None:
    """Return the mean position from -1 (against) to 1 (for); None where nobody took part."""
    total = yes + no + abstain
    return (yes - no) / total if total else None


def cross_agreement(bloc: Division, other: Division, shared: Division = (0, 0, 0)) -> float | None:
    """Return the share of pairs of countries, one from each bloc, that hold the same position.

    The countries in both blocs are `shared`: none is paired with itself. None without a pair.
    """
    pairs = sum(bloc) * sum(other) - sum(shared)
    alike = sum(mine * theirs for mine, theirs in zip(bloc, other, strict=True)) - sum(shared)
    return alike / pairs if pairs else None
