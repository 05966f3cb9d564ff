"""Counting over many events at once: one byte of a long integer for each event.

The set bits of a country's integer say on which events it held a position; adding up the integers of a bloc's
members counts, in one addition a member, the members that held it on every event. A byte holds up to 255,
and no electorate has more countries than that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from unstatements.groups.bloc import Periods
from unstatements.names.country import all_countries

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
    width = (len(all_countries()) + 7) // 8
    together = b"".join([mask.to_bytes(width, "little") for mask in masks])
    ones = int.from_bytes(b"\x01" * (len(together) // width), "little")
    lanes: Lanes = {}
    for byte in range(width):
        column = int.from_bytes(together[byte::width], "little")  # eight countries in each byte
        for bit in range(8 if column else 0):
            if lane := column >> bit & ones:
                lanes[8 * byte + bit] = lane
    return lanes


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


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
        >>> count = members.count(transpose([un.countries().mask] * 2))
        >>> members.sizes(), list(members.in_order(count))
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
        for _length, mask in self._spans:
            always &= mask
        self._always = list(_bits(always))
        # Who comes or goes is turned over from that event to the last.
        self._sometimes: Lanes = {}
        before, cut = always, 0
        for length, mask in self._spans:
            onwards = -1 << 8 * cut
            for index in _bits(mask ^ before):
                self._sometimes[index] = self._sometimes.get(index, 0) ^ onwards
            before = mask
            cut += length

    def sizes(self) -> list[int]:
        """Return the number of members on each event."""
        sizes: list[int] = []
        for length, mask in self._spans:
            sizes += [mask.bit_count()] * length
        return sizes

    def count(self, lanes: Lanes) -> int:
        """Return how many members have their bit set on each event, as an integer of one byte an event.

        Args:
            lanes: The events of each country, see `transpose`.
        """
        total = sum([lanes[index] for index in self._always if index in lanes])
        return total + sum([lanes[index] & held for index, held in self._sometimes.items() if index in lanes])

    def in_order(self, count: int) -> bytes:
        """Return a count's bytes, in the order of the events."""
        return count.to_bytes(self._days, "little")
