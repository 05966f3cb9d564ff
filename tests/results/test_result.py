"""Results show themselves as text, HTML and JSON, from their rows alone."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

import unstatements as un
from unstatements import Interval
from unstatements.events.statements import Statements
from unstatements.results.text import text_table

NUMBERS = st.integers(-1000, 1000)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_interval_arithmetic_contains_every_case(a: int, b: int, c: int, d: int) -> None:
    first, other = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    assert a + c in first + other
    assert b - d in first - other
    assert a in first
    assert (first == other) == ((first.low, first.high) == (other.low, other.high))
    assert (first == a) == (first.low == first.high == a)
    if first == other:
        assert hash(first) == hash(other)


def test_intervals_print_refuse_and_hash() -> None:
    assert str(Interval(6, 66)) == "6..66"
    assert str(Interval(0.5, 0.5)) == "0.500"
    assert hash(Interval(5, 5)) == hash(5)
    assert Interval(1, 2) != "1..2"
    with pytest.raises(ValueError, match="the lower bound 2 is above the upper bound 1"):
        Interval(2, 1)
    for bounds in [("a", "b"), (None, 1), (float("nan"), 1), (1j, 2)]:
        with pytest.raises(TypeError, match="is not a number"):
            Interval(*bounds)  # type: ignore[arg-type]
    for add in (lambda: Interval(1, 2) + 1, lambda: Interval(1, 2) - 1):  # type: ignore[operator]
        with pytest.raises(TypeError, match="unsupported operand"):
            add()


def test_tables_align_wide_letters_and_numbers() -> None:
    table = text_table(
        [
            {"name": "科特迪瓦", "count": 5, "share": 0.25},
            {"name": "Türkiye", "count": None, "share": 1.0},
        ]
    )
    assert table.splitlines() == [
        "name      count  share",
        "科特迪瓦      5  0.250",
        "Türkiye       -      1",
    ]
    assert text_table([]) == "(no rows)"


def test_json_and_html_say_the_same_as_the_rows() -> None:
    statements = un.statements(target="China", stance="critical")
    content = json.loads(statements.to_json())
    assert content["title"] == f"{len(statements)} statements"
    assert [row["statement"] for row in content["rows"]] == [one.id for one in statements]
    assert statements._repr_html_().count("<tr>") == len(statements) + 1


def test_html_is_escaped() -> None:
    own = un.Bloc.of("<script>", ["UKR"])
    html = un.compare("A/HRC/51/L.6", by=own)._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_listings_are_sequences() -> None:
    statements = un.statements(target="China")
    assert statements[0] == next(iter(statements))
    assert isinstance(statements[:2], Statements)
    assert statements[:2] == statements[:2]
    assert hash(statements[:2]) == hash(statements[:2])
    assert statements[:1].title() == "1 statement"
    assert statements != [*statements]


@pytest.mark.parametrize(
    "show",
    [
        lambda: un.topics().to_text(limit=-1),
        lambda: un.topics().to_json(indent=1000),
        lambda: un.agreement_matrix(["CUB", "FRA"], un.rollcalls("hrc", session=51)).nearest(
            "CUB", n=-1
        ),
    ],
)
def test_numbers_out_of_reach_are_refused_and_not_replaced(show: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="expected 0 to"):
        show()
