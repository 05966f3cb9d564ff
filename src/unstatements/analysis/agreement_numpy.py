"""The same agreement matrices by NumPy, where that pays; nothing here is needed.

Counts are whole numbers that a 32-bit float holds exactly, formulas are computed in 64-bit integers and the
one division is Python's: the values are equal, not nearly equal, to those computed without NumPy.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

__all__ = ["counts_bits", "pays", "shares", "triangle"]

# Beyond, the integers of the ordinal alpha would no longer fit 64 bits: they grow with the fourth power.
_MOST_EVENTS = 20_000

# Pairs times events from which NumPy is faster: if it is loaded already, and if it must be loaded first.
_LOADED, _UNLOADED = 5_000_000, 500_000_000


def pays(countries: int, events: int) -> bool:
    """Say whether tables of this size are counted faster with NumPy, and NumPy is there.

    Example:
        >>> pays(10, 100)
        False
    """
    return events <= _MOST_EVENTS and _is_worth_it(countries, events)


def _is_worth_it(countries: int, events: int) -> bool:
    work = countries * countries // 2 * events
    if work < _LOADED:
        return False
    return "numpy" in sys.modules or (work >= _UNLOADED and find_spec("numpy") is not None)


def counts_bits(countries: int, events: int) -> bool:
    """Say whether bits of so many votes are counted faster with NumPy, which can from version 2 on.

    Example:
        >>> counts_bits(10, 100)
        False
    """
    return _is_worth_it(countries, events) and hasattr(import_module("numpy"), "bitwise_count")


def shares(votes: Sequence[tuple[int, ...]], events: int) -> tuple[tuple[float | None, ...], ...]:
    """Return the share of identical votes of every pair, as `triangle` does.

    Args:
        votes: The events on which each country voted yes, those on which it abstained, and voted no.
        events: The number of events.
    """
    np: Any = import_module("numpy")
    yes, abstain, no = (_rows(np, kind, events) for kind in votes)
    # Two bits an event: yes 01, no 10, abstain 11, no vote 00. Where either differs, the two did not do the same.
    low, high, voted = yes | abstain, no | abstain, yes | abstain | no
    size = len(voted)
    differ, alone = np.zeros((2, size * size), np.int64)
    for places in range(1, size):  # each country beside the one so many places before: whole blocks of memory
        pairs = slice(places * size, None, size + 1)
        differ[pairs] = _counted(np, (low[places:] ^ low[:-places]) | (high[places:] ^ high[:-places]))
        alone[pairs] = _counted(np, voted[places:] ^ voted[:-places])  # only one of the two voted
    differ, alone = differ.reshape(size, size), alone.reshape(size, size)
    votes_cast = _counted(np, voted).astype(np.int64)
    in_common = (votes_cast + votes_cast[:, None] - alone) // 2
    with np.errstate(invalid="ignore"):
        values = (in_common - (differ - alone)) / in_common
    rows = [row[:a].tolist() for a, row in enumerate(values)]
    for a, b in np.argwhere(np.tril(in_common == 0, -1)).tolist():
        rows[a][b] = None
    return tuple(map(tuple, rows))


def _rows(np: Any, kind: Sequence[int], events: int) -> Any:
    """Return the integers of the countries as rows of numbers of 64 bits."""
    width = -(-events // 64) * 8
    raw = b"".join([mask.to_bytes(width, "little") for mask in kind])
    return np.frombuffer(raw, np.uint64).reshape(len(kind), -1)


def _counted(np: Any, bits: Any) -> Any:
    return np.add.reduce(np.bitwise_count(bits), axis=1, dtype=np.uint32)


def triangle(
    votes: Sequence[tuple[int, ...]], events: int, formula: Callable[[Any], tuple[Any, Any]]
) -> tuple[tuple[float | None, ...], ...]:
    """Return the value of every pair: row *i* holds those of country *i* and the countries before it.

    Args:
        votes: For each kind of vote, the events on which each country cast it.
        events: The number of events.
        formula: From the counts of a table to numerator and denominator, in plain arithmetic.
    """
    np: Any = import_module("numpy")
    kinds, size = len(votes), len(votes[0])
    bits = np.concatenate([_rows(np, kind, events) for kind in votes])
    hot = np.unpackbits(bits.view(np.uint8), axis=1).astype(np.float32)
    product = np.rint(hot @ hot.T).astype(np.int64).reshape(kinds, size, kinds, size)
    cells = [product[mine, :, other, :] for mine in range(kinds) for other in range(kinds)]
    numerators, denominators = (part.tolist() for part in formula(cells))
    return tuple(
        tuple([n / d if d else None for n, d in zip(row[:a], below, strict=False)])
        for a, (row, below) in enumerate(zip(numerators, denominators, strict=True))
    )
