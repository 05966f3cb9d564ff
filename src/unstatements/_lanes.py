"""Counting over many events at once: one byte of a long integer for each event.

The set bits of a country's integer say on which events it held a position; adding up the integers of a bloc's
members counts, in one addition a member, the members that held it on every event. A byte holds up to 255,
and no electorate has more countries than that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from unstatements._blocs import Periods
from unstatements._countries import all_countries

__all__ = ["Lanes", "Membership", "transpose"]

Lanes = dict[int, int]  # from a country's index to its integer; countries with no bit set are left out


def transpose(masks: Iterable[int]) -> Lanes:
    """Turn one mask of countries for each event into one integer of events for each country.

    Args:
        masks: Bit *i* of a mask stands for the *i*-th country of the table.

    Returns:
        From a country's index to an integer whose *k*-th byte is 1 where the country is in the *k*-th mask.

    Example:
        >>> transpose([0b01, 0b11]) == {0: 0x0101, 1: 0x0100}
        True
    """
    width = _width()
    return _transposed(b"".join([mask.to_bytes(width, "little") for mask in masks]))


def _width() -> int:
    return (len(all_countries()) + 7) // 8


def _transposed(together: bytes) -> Lanes:
    width = _width()
    ones = int.from_bytes(b"\x01" * (len(together) // width), "little")
    lanes: Lanes = {}
    for byte in range(width):
        column = int.from_bytes(together[byte::width], "little")  # eight countries in each byte
        for bit in range(8 if column else 0):
            if lane := column >> bit & ones:
                lanes[8 * byte + bit] = lane
    return lanes


class Membership:
    """The members of a bloc on each of many events.

    Args:
        days: The day of each event, in order.
        periods: The bloc's membership through time, see `Bloc.periods`.

    Example:
        >>> from datetime import date
        >>> import unstatements as un
        >>> days = [date(2020, 1, 31), date(2020, 2, 1)]
        >>> members = Membership(days, un.bloc("EU").periods())
        >>> members.sizes(), list(members.count(transpose([un.countries().mask] * 2)))
        ([28, 27], [28, 27])
    """

    __slots__ = ("_always", "_days", "_sometimes", "_spans")

    def __init__(self, days: Sequence[date], periods: Periods) -> None:
        starts, members = periods
        cuts = [bisect_left(days, start) for start in starts] + [len(days)]
        self._days = len(days)
        # How many of the events fall into each period, and its members; periods without events left out.
        self._spans = [
            (following - cut, one.mask)
            for cut, following, one in zip(cuts, cuts[1:], members, strict=False)
            if following > cut
        ]
        always = self._spans[0][1] if self._spans else 0
        ever = 0
        for _length, mask in self._spans:
            always &= mask
            ever |= mask
        self._always = [index for index in range(always.bit_length()) if always >> index & 1]
        self._sometimes: Lanes = {}
        if changing := ever & ~always:
            width = _width()
            repeated = [(mask & changing).to_bytes(width, "little") * length for length, mask in self._spans]
            held = _transposed(b"".join(repeated))
            self._sometimes = {index: lane * 255 for index, lane in held.items()}

    def sizes(self) -> list[int]:
        """Return the number of members on each event."""
        sizes: list[int] = []
        for length, mask in self._spans:
            sizes += [mask.bit_count()] * length
        return sizes

    def count(self, lanes: Lanes) -> bytes:
        """Return how many members have their bit set on each event, one byte an event.

        Args:
            lanes: The events of each country, see `transpose`.
        """
        total = sum([lanes[index] for index in self._always if index in lanes])
        total += sum([lanes[index] & held for index, held in self._sometimes.items() if index in lanes])
        return total.to_bytes(self._days, "little")
