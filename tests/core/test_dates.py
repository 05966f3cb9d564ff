"""Partial dates: what they can mean; days in every form that people write."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from unstatements.core.dates import (
    as_date,
    first_and_last_day,
    first_day,
    last_day,
    precision,
)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from([4, 7, 10]))
def test_a_partial_date_means_the_days_that_begin_with_it(day: date, length: int) -> None:
    text = day.isoformat()[:length]
    first, last = first_day(text), last_day(text)
    assert first <= day <= last
    assert first.isoformat().startswith(text)
    assert last.isoformat().startswith(text)
    assert not (first - timedelta(1)).isoformat().startswith(text)
    assert not (last + timedelta(1)).isoformat().startswith(text)
    assert precision(text) == {4: "year", 7: "month", 10: "day"}[length]


@given(st.datetimes())
def test_a_day_can_be_given_as_date_datetime_or_text(moment: datetime) -> None:
    day = moment.date()
    assert as_date(moment) == as_date(day) == as_date(day.isoformat()) == day


@pytest.mark.parametrize("text", ["2022-13-01", "", "yesterday", "2022-10"])
def test_text_that_is_not_a_day_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day; write YYYY-MM-DD"):
        as_date(text)


@pytest.mark.parametrize("missing", [pd.NaT, pd.NA, float("nan"), np.datetime64("2022-10-31")])
def test_a_missing_day_is_not_a_day(missing: object) -> None:
    with pytest.raises(TypeError, match="is not a day"):
        as_date(missing)  # type: ignore[arg-type]


def test_other_values_are_not_days() -> None:
    with pytest.raises(TypeError, match="3 is not a day"):
        as_date(3)  # type: ignore[arg-type]  # what is tested
    with pytest.raises(ValueError, match="is not a partial date"):
        precision("201")


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 10**4))
def test_a_period_ends_on_the_day_it_begins_or_later(first: date, length: int) -> None:
    last = first + timedelta(length)
    assert first_and_last_day(first, last) == (first, last)
    assert first_and_last_day(first.year, last.year) == (
        date(first.year, 1, 1),
        date(last.year, 12, 31),
    )
    with pytest.raises(ValueError, match=f"since {last + timedelta(1)} is after until {first}"):
        first_and_last_day(last + timedelta(1), first)


@pytest.mark.parametrize("text", ["2022-13", "2022-00", "0000"])
def test_text_that_is_not_a_month_or_a_year_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=f"'{text}' is not a month or a year; write YYYY-MM"):
        first_and_last_day(text, None)
