"""Topics, targets, series and country records."""

from __future__ import annotations

import pytest

import unstatements as un


def test_topics_and_targets_are_those_of_the_statements() -> None:
    assert set(un.topics()) == {topic for one in un.statements() for topic in one.topics}
    assert set(un.targets()) == {one.target for one in un.statements()}
    for target in un.targets():
        assert un.statements(target=target)
    for topic in un.topics():
        assert un.statements(topic=topic)


@pytest.mark.parametrize("topic", un.topics())
def test_a_series_has_every_statement_of_the_topic(topic: str) -> None:
    pairs = un.series(topic)
    found = {one for pair in pairs for one in pair.statements}
    assert found >= set(un.statements(topic=topic))
    for pair in pairs:
        if pair.supporting and pair.opposing:
            assert pair.opposing in pair.supporting.counterstatements
        assert pair.supporting is None or pair.supporting.direction == "for"
        assert pair.opposing is None or pair.opposing.direction == "against"


def test_the_xinjiang_series() -> None:
    rows = un.series("xinjiang").rows()
    assert rows[0]["supporting"] == "2019-07-08-hrc-letter"
    row = next(row for row in rows if row["supporting"] == "2022-10-31-ga3c-canada")
    assert (row["opposing"], row["opposing_known"], row["opposing_reported"]) == (
        "2022-10-31-ga3c-cuba",
        6,
        66,
    )
    assert str(un.series("xinjiang")).startswith(f"{len(rows)} pairs")


def test_a_record_has_all_that_a_country_signed() -> None:
    found = un.record("Fiji")
    rows = {row["statement"]: row for row in found.rows()}
    assert str(rows["2023-10-18-ga3c-united-kingdom"]["withdrawn_on"]) == "2023-10-30"
    assert {one for one, _ in found.entries} == set(un.statements(signed_by="FJI"))
    assert un.record("Holy See").entries
    with pytest.raises(un.errors.UnknownCountryError):
        un.record("Atlantis")
