"""A column of names as a table."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable
from datetime import date, datetime

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, strategies as st

import unstatements as un
from unstatements.names.resolve import Resolution

COLUMN = ["Belanda", "Latva", "CUB", "Korea, Rep. of", "Korea", "Narnia", None, " ", "Belanda"]


def test_each_value_has_a_row_in_order() -> None:
    rows = un.resolve(COLUMN).rows()
    assert [row["value"] for row in rows] == [value if value != " " else None for value in COLUMN]
    codes = ["NLD", "LVA", "CUB", "KOR", *[None] * 4, "NLD"]
    assert [row["alpha_3"] for row in rows] == codes
    assert [row["how"] for row in rows] == [
        "exact", "corrected", "code", "exact", "ambiguous", "unknown", "missing", "missing",
        "exact",
    ]  # fmt: skip
    assert [row["score"] for row in rows] == [1, 0.8, 1, 1, *[None] * 4, 1]


def test_reasons_are_the_messages_of_the_errors() -> None:
    for resolution in un.resolve(["Korea", "Monte negro", "Yugoslavia"], on="2010-01-01"):
        with pytest.raises(un.errors.UnstatementsError) as error:
            un.country(resolution.value, on=date(2010, 1, 1))  # type: ignore[arg-type]
        assert resolution.reason == str(error.value)
    assert "did you mean 'Montenegro'" in un.resolve(["Monte negro"])[0].reason


@given(st.lists(st.sampled_from(COLUMN) | st.text(max_size=9)))
def test_countries_are_those_of_normalize(names: list[str | None]) -> None:
    resolutions = un.resolve(names)
    assert [resolution.country for resolution in resolutions] == un.normalize(names, errors="null")
    for resolution in resolutions:
        assert (resolution.country is None) == (resolution.score is None)
        assert bool(resolution.reason) == (resolution.how in ("unknown", "ambiguous"))


@pytest.mark.parametrize("column", [tuple, iter, pd.Series, pl.Series, pa.array])
def test_any_column(column: Callable[[list[str | None]], Iterable[str | None]]) -> None:
    resolutions = un.resolve(column(["Cuba", None, "Fiji"]))
    assert [resolution.alpha_3 for resolution in resolutions] == ["CUB", None, "FJI"]
    assert resolutions[1].how == "missing"


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA, pd.NaT, "", "\t"])
def test_missing_values(value: object) -> None:
    assert un.resolve([value])[0] == Resolution(None, None, "missing", None, "")


def test_what_is_no_name_has_a_reason() -> None:
    assert un.resolve([1.5, b"Cuba", True, 4]).rows()[0]["reason"] == "no country is called 1.5"
    assert [row["alpha_3"] for row in un.resolve([1.5, b"Cuba", True, 4]).rows()] == [
        None,
        None,
        None,
        "AFG",
    ]


@pytest.mark.parametrize("on", ["2001-01-01", date(2001, 1, 1), datetime(2001, 1, 1)])
def test_the_day_decides(on: str | date) -> None:
    assert un.resolve(["Yugoslavia"], on=on)[0].alpha_3 == "SCG"


def test_a_text_is_no_column() -> None:
    with pytest.raises(TypeError, match="column"):
        un.resolve("Cuba")


def test_it_is_a_result_like_every_other() -> None:
    resolutions = un.resolve(COLUMN)
    assert (
        resolutions.title()
        == "9 values: 3 exact, 1 code, 1 corrected, 1 unknown, 1 ambiguous, 2 missing"
    )
    assert resolutions.columns == ("value", "alpha_3", "country", "how", "score", "reason")
    assert list(resolutions.to_frame()["how"].cat.categories)[-1] == "missing"
    assert pickle.loads(pickle.dumps(resolutions)) == resolutions
    out = io.StringIO()
    un.resolve(["Fiji"]).to_csv(out)
    assert out.getvalue() == "value,alpha_3,country,how,score,reason\nFiji,FJI,Fiji,exact,1.0,\n"
    assert un.resolve([]).rows() == []
    assert str(un.resolve([]).title()) == "0 values"
