"""Every function that takes a day takes a date, a datetime or ISO text, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

import unstatements as un

VOTE = "A/HRC/51/L.6"
TEXT = "2022-10-31"
MATRIX = un.agreement_matrix(["CUB", "FRA"], [VOTE])
TAKES_A_DAY: dict[str, Callable[[Any], object]] = {
    "country of a name": lambda day: un.country("Germany", on=day),
    "country of a code": lambda day: un.country("FRA", on=day),
    "country of a country": lambda day: un.country(un.country("FRA"), on=day),
    "country of a scheme": lambda day: un.country(365, scheme="cow", on=day),
    "match": lambda day: un.match("Latva", day),
    "normalize": lambda day: un.normalize(["Fiji", un.country("FRA")], on=day),
    "normalize, null": lambda day: un.normalize(["Fiji", "?"], errors="null", on=day),
    "resolve": lambda day: un.resolve(["Fiji", None], on=day).rows(),
    "parse_signatories": lambda day: un.parse_signatories("Fiji and Cuba", on=day).countries,
    "find_countries": lambda day: un.find_countries("Fiji met Cuba", on=day),
    "countries": lambda day: un.countries(day),
    "members": lambda day: un.bloc("EU").members(day),
    "facts": lambda day: un.bloc("EU").facts(day),
    "holds": lambda day: un.bloc("EU").memberships("GBR")[0].holds(day),
    "blocs": lambda day: un.blocs(on=day),
    "blocs of": lambda day: un.blocs(of="FRA", on=day),
    "compare": lambda day: un.compare(VOTE, by="EU", on=day).rows(),
    "compare many": lambda day: un.compare([VOTE], by="EU", on=day).rows(),
    "positions": lambda day: un.positions("2019-07-12-hrc-letter", on=day).rows(),
    "signatories_on": lambda day: un.statement("2019-07-12-hrc-letter").signatories_on(day),
    "stands": lambda day: un.statement("2019-07-12-hrc-letter").signatures[0].stands(day),
    "averages of blocs": lambda day: MATRIX.blocs("EU", on=day).rows(),
    "statements": lambda day: un.statements(since=day, until=day),
    "rollcalls": lambda day: un.rollcalls(since=day, until=day),
    "texts": lambda day: un.texts(since=day, until=day),
}


@pytest.mark.parametrize("function", TAKES_A_DAY.values(), ids=TAKES_A_DAY)
def test_a_day_in_every_form_is_the_same_day(function: Callable[[Any], object]) -> None:
    expected = function(date(2022, 10, 31))
    for day in (datetime(2022, 10, 31, 23, 59), pd.Timestamp(TEXT), TEXT, "2022-10-31T12:00"):
        assert function(day) == expected


@pytest.mark.parametrize("function", TAKES_A_DAY.values(), ids=TAKES_A_DAY)
@pytest.mark.parametrize("day", ["garbage", "", "2022-13-01", 20221031, True, [], ("2022", "10")])
def test_anything_else_is_an_error_that_says_so(
    function: Callable[[Any], object], day: object
) -> None:
    with pytest.raises((TypeError, ValueError), match="is not a day"):
        function(day)
