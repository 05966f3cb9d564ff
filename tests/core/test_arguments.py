"""What cannot be meant is told with the value and the cure."""

from __future__ import annotations

import numpy as np
import pytest

from unstatements.core.arguments import (
    close_matches,
    one_of,
    quoted,
    several,
    true_or_false,
    whole_number,
    wrong_type,
)


def test_close_matches_are_best_first() -> None:
    assert close_matches("statment", ["state", "statement", "bloc"])[0] == "statement"
    assert close_matches("zzz", ["state"]) == ()


class Broken:
    def __repr__(self) -> str:
        raise RuntimeError


def nested(depth: int) -> list[object]:
    inner: list[object] = []
    for _ in range(depth):
        inner = [inner]
    return inner


@pytest.mark.parametrize(
    "value", ["x" * 10**6, b"x" * 10**6, [*range(10**5)], "\x1b[2J" * 99], ids=type
)
def test_a_long_value_is_cut(value: object) -> None:
    text = quoted(value)
    assert len(text) == 80
    assert text[:40] == repr(value)[:40]
    assert text.isprintable()


@pytest.mark.parametrize("value", [nested(50_000), 10**5000, Broken()], ids=type)
def test_a_value_that_cannot_be_shown_is_named_by_its_type(value: object) -> None:
    assert quoted(value) == f"<{type(value).__name__}>"


@pytest.mark.parametrize("given", [3.0, "3", True, None, [3]])
def test_what_is_no_whole_number_is_refused(given: object) -> None:
    with pytest.raises(TypeError, match="is not a number of votes"):
        whole_number(given, "number of votes")
    assert whole_number(np.int64(3), "number of votes") == 3


@pytest.mark.parametrize("given", ["no", 0, 1.0, []])
def test_what_is_neither_true_nor_false_is_refused(given: object) -> None:
    with pytest.raises(TypeError, match="is not a condition: complete is True or False"):
        true_or_false(important=True, complete=given)


def test_errors_name_the_value_and_what_was_expected() -> None:
    assert str(wrong_type(3, "event: give an id")) == "3 is not an event: give an id"
    assert "..." in str(wrong_type("x" * 100, "day: give a date"))
    with pytest.raises(ValueError, match="stance: 'hot'; expected one of: critical, supportive"):
        one_of("hot", ["critical", "supportive"], "stance")
    with pytest.raises(TypeError, match="'FRA' is not a collection of countries"):
        several("FRA", "collection of countries: give names or codes")
