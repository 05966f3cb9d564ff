"""Who held a seat at the United Nations that passed from one holder to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from unstatements.core.once import once
from unstatements.core.tables import build, record
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country, by_alpha_3

Follow = Literal["record", "seat", "state"]
"""Whose votes count for a country: as the record has them, all of its seat, or its own only."""


class SeatHolder(NamedTuple):
    """Who held a seat for a time."""

    seat: str
    country: Country  # under which the record has the votes of the holder
    holder: str
    start: date
    end: date | None  # first day on which it no longer held the seat
    cow: str  # code of the Correlates of War under which voting data have it
    gw: str  # code of Gleditsch and Ward that goes with it


@once
def seats() -> Mapping[str, Sequence[SeatHolder]]:
    """Return the holders of each seat that passed on, in turn, by name of the seat."""
    holders: dict[str, list[SeatHolder]] = defaultdict(list)
    day = date.fromisoformat
    for holder in build("seats", record(SeatHolder, country=by_alpha_3, start=day, end=day)):
        holders[holder.seat].append(holder)
    return {seat: in_turn for seat, in_turn in holders.items() if len(in_turn) > 1}


def followed(mask: int, day: date | None, follow: Follow) -> int:
    """Return a set of countries on a day, as bits, with the votes that count for each of them."""
    if follow == "record":
        return mask
    for *earlier, last in seats().values():
        bit = 1 << last.country.index
        if follow == "seat":
            held = sum({1 << holder.country.index for holder in earlier})
            mask |= bit if mask & held else 0
        elif day is not None and day < last.start:
            mask &= ~bit
    return mask


def present_holders(countries: CountrySet, follow: Follow) -> CountrySet:
    """Return countries with the present holder of a seat, if followed, for the earlier ones.

    The votes of the earlier ones count for the present one, and would count twice.
    """
    if follow != "seat":
        return countries
    present = {
        holder.country: in_turn[-1].country for in_turn in seats().values() for holder in in_turn
    }
    return CountrySet(present.get(country, country) for country in countries)


def earlier_holder(country: Country, holder: str) -> bool:
    """Return whether a holder of a seat is not the one that has the country's code today."""
    ends = (in_turn[-1] for in_turn in seats().values())
    return bool(holder) and any(country is last.country and holder != last.holder for last in ends)


def seat_notes(
    countries: Iterable[Country], days: Iterable[date], follow: Follow
) -> Iterator[str]:
    """Yield what a reader must know where days lie before and after a change of holder."""
    span, compared = list(days), set(countries)
    for *earlier, last in seats().values():
        for before in earlier:
            concerned = last.country in compared or before.country in compared
            if concerned and span and min(span) < last.start <= max(span):
                yield (
                    f"before {last.start} {before.holder} held the seat of {last.holder}: "
                    f"{_counted(before, last, follow)}"
                )


def _counted(before: SeatHolder, last: SeatHolder, follow: Follow) -> str:
    code = last.country.alpha_3
    if follow == "seat" or (follow == "record" and before.country is last.country):
        return f"its votes count for {code}"
    return f"its votes do not count for {code}"
