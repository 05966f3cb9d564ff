"""An order in which things that are close stand together: the leaves of a tree of clusters."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum


def clustered_order(distances: Sequence[Sequence[float | None]]) -> list[int]:
    """Return the places of a symmetric square table in an order that puts close ones together.

    Average linkage by chains of nearest neighbours; two clusters are joined at the ends that are
    closest. A distance that is None counts as the mean of the others.
    """
    table = _without_gaps(distances)
    places = range(len(table))
    linkage = {a: {b: table[a][b] for b in places if b != a} for a in places}
    leaves = {place: [place] for place in places}
    chain: list[int] = []
    while len(linkage) > 1:
        chain = chain or [min(linkage)]
        last, previous = chain[-1], chain[-2] if len(chain) > 1 else -1
        # On a tie the previous cluster wins, so that the chain ends; then the first.
        row = linkage[last]
        nearest = min(row, key=lambda cluster: (row[cluster], cluster != previous, cluster))
        if nearest != previous:
            chain.append(nearest)
            continue
        del chain[-2:]
        kept, gone = min(last, nearest), max(last, nearest)
        _merge(linkage, kept, gone, len(leaves[kept]), len(leaves[gone]))
        leaves[kept] = _joined(leaves[kept], leaves.pop(gone), table)
    return leaves[0] if leaves else []


def _without_gaps(distances: Sequence[Sequence[float | None]]) -> list[list[float]]:
    below = [cell for place, row in enumerate(distances) for cell in row[:place]]
    values = [cell for cell in below if cell is not None]
    mean = fsum(values) / len(values) if values else 0.0
    return [[mean if cell is None else cell for cell in row] for row in distances]


def _merge(
    linkage: dict[int, dict[int, float]], kept: int, gone: int, size: int, gone_size: int
) -> None:
    """Merge two clusters; the distances of the new one are averages over its members."""
    removed = linkage.pop(gone)
    del linkage[kept][gone]
    for cluster, row in linkage.items():
        if cluster != kept:
            mean = (size * row[kept] + gone_size * removed[cluster]) / (size + gone_size)
            row[kept] = linkage[kept][cluster] = mean
            del row[gone]


def _joined(first: list[int], second: list[int], table: list[list[float]]) -> list[int]:
    ways = [(a, b) for a in (first, first[::-1]) for b in (second, second[::-1])]
    left, right = min(ways, key=lambda way: table[way[0][-1]][way[1][0]])
    return left + right
