"""An order of things in which those that are close stand together: clusters, and the leaves of their tree."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["clustered_order"]


def clustered_order(distances: Sequence[Sequence[float | None]]) -> list[int]:
    """Return the places of a square table in an order that puts close ones together.

    Average linkage; two clusters are joined at the ends that are closest. A distance that is None counts as
    the mean of the others. The same table always gives the same order.

    Args:
        distances: A symmetric square table.

    Example:
        >>> clustered_order([[0, 9, 1, 9], [9, 0, 9, 2], [1, 9, 0, 9], [9, 2, 9, 0]])
        [0, 2, 1, 3]
    """
    table = _whole(distances)
    between = {a: {b: table[a][b] for b in range(len(table)) if b != a} for a in range(len(table))}
    leaves = {place: [place] for place in between}
    chain: list[int] = []
    while len(between) > 1:
        if not chain:
            chain.append(min(between))
        here = chain[-1]
        back = chain[-2] if len(chain) > 1 else -1
        # On a tie the one before wins, so that the chain ends; then the first.
        near = min(between[here], key=lambda other: (between[here][other], other != back, other))
        if near != back:
            chain.append(near)
            continue
        del chain[-2:]
        kept, gone = min(here, near), max(here, near)
        _merge(between, kept, gone, len(leaves[kept]), len(leaves[gone]))
        leaves[kept] = _joined(leaves[kept], leaves.pop(gone), table)
    return leaves[min(leaves)] if leaves else []


def _whole(distances: Sequence[Sequence[float | None]]) -> list[list[float]]:
    known = [one for a, row in enumerate(distances) for one in row[:a] if one is not None]
    mean = sum(known) / len(known) if known else 0.0
    return [[mean if one is None else one for one in row] for row in distances]


def _merge(between: dict[int, dict[int, float]], kept: int, gone: int, size: int, other_size: int) -> None:
    """Replace two clusters by one, whose distances are the averages over its members."""
    removed = between.pop(gone)
    del between[kept][gone]
    for other, row in between.items():
        if other == kept:
            continue
        mean = (size * row[kept] + other_size * removed[other]) / (size + other_size)
        row[kept] = between[kept][other] = mean
        del row[gone]


def _joined(one: list[int], other: list[int], table: list[list[float]]) -> list[int]:
    ways = [(a, b) for a in (one, one[::-1]) for b in (other, other[::-1])]
    first, second = min(ways, key=lambda way: table[way[0][-1]][way[1][0]])
    return first + second
