"""Topics, propositions, rival statements, what one country signed."""

from __future__ import annotations

from collections import Counter

import pytest

import unstatements as un


def test_topics_are_those_of_the_statements() -> None:
    topics = un.topics()
    assert {topic.id for topic in topics} == {
        topic for statement in un.statements() for topic in statement.topics
    }
    for topic in topics:
        assert (
            topic.statements
            == len(un.statements(topic=topic.id))
            == len(un.statements(topic=str(topic)))
        )


def test_a_target_that_statements_have_finds_them() -> None:
    for target in {statement.target for statement in un.statements()}:
        assert {statement.target for statement in un.statements(target=target)} == {target}


def test_propositions_are_those_of_statements_and_roll_calls() -> None:
    events = [*un.statements(), *(vote for vote in un.rollcalls() if vote.proposition)]
    counts = Counter((type(event), event.proposition) for event in events)
    rows = un.propositions().rows()
    assert [row["proposition"] for row in rows] == sorted(
        {event.proposition.id for event in events}
    )
    for proposition, row in zip(un.propositions(), rows, strict=True):
        assert row["meaning"] == str(proposition)
        assert row["statements"] == counts[un.Statement, proposition]
        assert row["rollcalls"] == counts[un.RollCall, proposition]


@pytest.mark.parametrize("topic", [topic.id for topic in un.topics()])
def test_the_rivals_have_every_statement_of_the_topic(topic: str) -> None:
    pairs = un.rivals(topic)
    expected = {statement for pair in pairs for statement in pair.statements}
    assert expected >= set(un.statements(topic=topic))
    for pair in pairs:
        if pair.supporting and pair.opposing:
            assert pair.opposing in pair.supporting.counterstatements
        assert pair.supporting is None or pair.supporting.direction == "for"
        assert pair.opposing is None or pair.opposing.direction == "against"


def test_the_rivals_on_xinjiang() -> None:
    rows = un.rivals("xinjiang").rows()
    assert rows[0]["supporting"] == "2019-07-08-hrc-letter"
    row = next(row for row in rows if row["supporting"] == "2022-10-31-ga3c-canada")
    assert (row["opposing"], row["opposing_known"], row["opposing_reported"]) == (
        "2022-10-31-ga3c-cuba",
        len(un.statement("2022-10-31-ga3c-cuba").signatories),
        66,
    )
    assert str(un.rivals("xinjiang")).startswith(f"{len(rows)} pairs")


def test_all_that_a_country_signed() -> None:
    signed = un.signed_by("Fiji")
    rows = {row["statement"]: row for row in signed.rows()}
    assert str(rows["2023-10-18-ga3c-united-kingdom"]["withdrawn_on"]) == "2023-10-30"
    assert {one for one, _ in signed.entries} == set(un.statements(signed_by="FJI"))
    assert un.signed_by("Holy See").entries
    with pytest.raises(un.errors.UnknownCountryError):
        un.signed_by("Atlantis")
