"""Formulas over counts: cohesion of a bloc, its share of a side, distance and agreement between blocs."""

from __future__ import annotations

from math import comb

__all__ = [
    "agreement_index",
    "cross_agreement",
    "mean_position",
    "over_representation",
    "rice_index",
]


def rice_index(yes: int, no: int) -> float | None:
    """Return the Rice index of cohesion: the difference between the two sides, over their sum.

    Args:
        yes: Members in favour.
        no: Members against.

    Returns:
        From 0 (evenly divided) to 1 (all on one side); None where nobody took a side.

    Source:
        Rice 1925, Political Science Quarterly 40(1), doi:10.2307/2142407.

    Example:
        >>> rice_index(9, 3)
        0.5
        >>> rice_index(0, 0) is None
        True
    """
    return abs(yes - no) / (yes + no) if yes + no else None


def agreement_index(yes: int, no: int, abstain: int) -> float | None:
    """Return the Agreement Index: cohesion over three positions.

    With M the largest of the three counts and T their sum, it is (M - (T - M) / 2) / T.

    Args:
        yes: Members in favour.
        no: Members against.
        abstain: Members that abstained.

    Returns:
        From 0 (evenly divided among the three) to 1 (all hold one position); None where nobody took part.

    Source:
        Hix, Noury and Roland 2005, British Journal of Political Science 35(2).

    Example:
        >>> agreement_index(10, 0, 0), agreement_index(4, 4, 4)
        (1.0, 0.0)
    """
    total = yes + no + abstain
    largest = max(yes, no, abstain)
    return (largest - (total - largest) / 2) / total if total else None


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


def cross_agreement(
    one: tuple[int, int, int], other: tuple[int, int, int], shared: tuple[int, int, int] = (0, 0, 0)
) -> float | None:
    """Return the share of pairs, one country from each bloc, that hold the same position.

    Args:
        one: Counts for, against and neutral in one bloc.
        other: The same in the other.
        shared: The same among the countries in both; a country is not paired with itself.

    Returns:
        From 0 to 1; None where there is no pair.

    Example:
        >>> cross_agreement((2, 0, 0), (1, 1, 0))
        0.5
    """
    pairs = sum(one) * sum(other) - sum(shared)
    alike = sum(a * b for a, b in zip(one, other, strict=True)) - sum(shared)
    return alike / pairs if pairs else None


def over_representation(inside: int, bloc: int, side: int, electorate: int) -> float:
    """Return the probability that a side drawn at random has at least as many members of the bloc.

    It is the upper tail of the hypergeometric distribution, computed exactly: `side` countries are drawn
    from an `electorate` with `bloc` members of the bloc, and `inside` or more of those drawn are members.

    Args:
        inside: Members of the bloc on the side.
        bloc: Members of the bloc in the electorate.
        side: Countries on the side.
        electorate: Countries in the electorate.

    Raises:
        ValueError: If the counts cannot go together.

    Example:
        >>> over_representation(2, 2, 2, 4) == 1 / 6
        True
        >>> over_representation(0, 2, 2, 4)
        1.0
    """
    if not max(0, bloc + side - electorate) <= inside <= min(bloc, side) <= electorate:
        raise ValueError(
            f"{inside} of {side} on the side cannot be among {bloc} of {electorate}: check the counts"
        )
    ways = sum(
        comb(bloc, drawn) * comb(electorate - bloc, side - drawn)
        for drawn in range(inside, min(bloc, side) + 1)
    )
    return ways / comb(electorate, side)  # true division of whole numbers rounds once
