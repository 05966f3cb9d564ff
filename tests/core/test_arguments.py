"""What cannot be meant is told with the value and the cure."""

from __future__ import annotations

import pytest

from unstatements.core.arguments import close_matches, one_of, several, wrong_type


def test_close_matches_are_best_first() -> None:
    assert close_matches("statment", ["state", "statement", "bloc"])[0] == "statement"
    assert close_matches("zzz", ["state"]) == ()


def test_errors_name_the_value_and_what_was_expected() -> None:
    assert str(wrong_type(3, "event: give an id")) == "3 is not an event: give an id"
    assert "..." in str(wrong_type("x" * 100, "day: give a date"))
    with pytest.raises(ValueError, match="stance: 'hot'; expected one of: critical, supportive"):
        one_of("hot", ["critical", "supportive"], "stance")
    with pytest.raises(TypeError, match="'FRA' is not a collection of countries"):
        several("FRA", "collection of countries: give names or codes")
