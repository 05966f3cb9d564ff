"""The codes of the Correlates of War and of Gleditsch and Ward by country and day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Literal

from unstatements.core.dates import first_day
from unstatements.core.once import once
from unstatements.core.tables import build
from unstatements.groups.seats import seats
from unstatements.names.country import all_countries, by_alpha_3

CodeScheme = Literal["cow", "gw"]
Spell = tuple[int, date, date, int]  # place of the country, first day, first day no longer, code


@once
def code_days() -> Sequence[date]:
    """Return the days from which the codes of countries are others than the day before."""
    schemes: tuple[CodeScheme, ...] = ("cow", "gw")
    spells = [spell for scheme in schemes for spell in _spells(scheme)]
    days = {day for _place, start, end, _code in spells for day in (start, end)}
    return sorted({date.min, *days})


def code_period(day: date) -> int:
    """Return in which of the periods between `code_days` a day lies."""
    return bisect_right(code_days(), day) - 1


@once
def codes_in(scheme: CodeScheme, period: int) -> Sequence[int | None]:
    """Return the codes of all countries, in their order, in a period between `code_days`.

    Where a seat passed from one holder to another, the code is that of its holder.

    Example:
        >>> china = by_alpha_3("CHN").index
        >>> days = date(1971, 10, 25), date(1971, 10, 26)
        >>> [codes_in("cow", code_period(day))[china] for day in days]
        [713, 710]
    """
    day = code_days()[period]
    codes: list[int | None] = [None] * len(all_countries())
    for place, start, end, code in _spells(scheme):
        if start <= day < end:
            codes[place] = code
    return codes


@once
def _spells(scheme: CodeScheme) -> Sequence[Spell]:
    """Return the codes of a scheme, those of the holders of seats last."""
    spells = [
        (
            by_alpha_3(cells["country"]).index,
            first_day(cells["start"]) if cells["start"] else date.min,
            first_day(cells["end"]) if cells["end"] else date.max,
            int(cells["code"]),
        )
        for cells in build("codes", dict)
        if cells["scheme"] == scheme and cells["code"].isdigit()
    ]
    for holders in seats().values():
        for holder in holders:
            code = int(holder.cow if scheme == "cow" else holder.gw)
            spells.append((holder.country.index, holder.start, holder.end or date.max, code))
    return spells
