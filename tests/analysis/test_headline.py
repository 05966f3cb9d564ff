"""Headlines are sentences, and say what the record says."""

from __future__ import annotations

import re

import pytest

import unstatements as un
from unstatements.analysis.headline import (
    DEEDS,
    deed,
    headline,
    movement,
    previous_statement,
    with_article,
)

STATEMENTS = un.statements(beyond_un=True)


def test_every_proposition_begins_with_a_word_that_a_headline_knows() -> None:
    for proposition in un.propositions():
        assert proposition.text.startswith(tuple(f"{words} " for words in DEEDS)), proposition.id


def test_a_headline_has_the_numbers_of_the_record() -> None:
    for statement in STATEMENTS:
        numbers = re.match(
            r"(?:At least )?(\d+) states? |An unknown number of states ", deed(statement)
        )
        assert numbers, statement.id
        named, reported = len(statement.signatories), statement.reported_count
        known = {named, reported} if statement.completeness != "complete" else {named}
        if numbers[1]:
            assert int(numbers[1]) in known
        else:
            assert not named
            assert reported is None
        assert headline(statement).count("rival statement") == bool(statement.counterstatements)


def test_headlines_are_plain() -> None:
    for event in [
        *STATEMENTS,
        *un.rollcalls(body="hrc"),
        *un.rollcalls(body="ga", since="2019-01-01"),
    ]:
        assert not re.search(r"None|  |\(\)|; ;|;$|^[a-z]", headline(event)), headline(event)


def test_the_statement_before_is_of_the_same_side_and_earlier() -> None:
    for statement in STATEMENTS:
        before = previous_statement(statement)
        if before:
            assert before.date < statement.date
            assert before.proposition == statement.proposition
            assert before.direction == statement.direction
            assert before.body == statement.body
    before = previous_statement(un.statement("2022-10-31-ga3c-canada"))
    assert before
    assert before.id == "2021-10-21-ga3c-france"


def test_who_joined_and_left_is_said_unless_most_left() -> None:
    shift = un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada")
    assert (len(shift.joined), len(shift.left)) == (8, 1)
    assert movement(shift) == "8 joined and 1 left since 21 October 2021"
    assert headline(shift.after.event, shift).endswith(f"; {movement(shift)}")
    assert not movement(un.shift("2022-06-14-hrc-netherlands", "2024-09-24-hrc-united-states"))
    assert not movement(un.shift("2022-10-31-ga3c-canada", "2022-10-31-ga3c-canada"))


def test_where_lists_are_known_in_part_the_numbers_are_the_least() -> None:
    assert "at least 1 left" in movement(un.shift("2021-10-21-ga3c-cuba", "2022-10-31-ga3c-cuba"))


@pytest.mark.parametrize(
    ("symbol", "result"),
    [
        ("A/HRC/51/L.6", "A/HRC/51/L.6 was rejected by 19 votes to 17, with 11 abstentions"),
        ("A/RES/68/262", "A/RES/68/262 was adopted by 100 votes to 11, with 58 abstentions"),
    ],
)
def test_a_vote_is_told_by_its_result(symbol: str, result: str) -> None:
    assert headline(un.rollcall(symbol)) == result


@pytest.mark.parametrize(
    ("name", "in_a_sentence"),
    [
        ("Philippines", "the Philippines"),
        ("Netherlands (Kingdom of the)", "the Netherlands (Kingdom of the)"),
        ("Venezuela (Bolivarian Republic of)", "Venezuela (Bolivarian Republic of)"),
        ("Central African Republic", "the Central African Republic"),
        ("Iceland", "Iceland"),
        ("China", "China"),
    ],
)
def test_names_have_their_article(name: str, in_a_sentence: str) -> None:
    assert with_article(name) == in_a_sentence
