"""The statements: counts, dates, deliverers, both sides, completeness."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

import unstatements as un
from unstatements import CountrySet
from unstatements.core import dates as _dates, tables
from unstatements.core.tables import rows_of
from unstatements.events import signature
from unstatements.names.country import all_countries

TABLES = un.tables()
ALL = un.statements(beyond_un=True)
IDS = [statement.id for statement in ALL]


@pytest.mark.parametrize("statement", ALL, ids=IDS)
def test_names_stand_in_printed_order_and_none_is_repeated(statement: un.Statement) -> None:
    for signatory_list in statement.lists:
        named = [signer for _name, signer in signatory_list.names if signer is not None]
        assert len(set(named)) == len(named), (statement.id, signatory_list.source.id)
    positions = defaultdict(list)
    for row in TABLES["signatures"]:
        if row["statement"] == statement.id:
            positions[row["source"]].append(int(row["position"]))
    for found in positions.values():
        assert found == list(range(1, len(found) + 1))


@pytest.mark.parametrize("statement", ALL, ids=IDS)
def test_a_list_has_as_many_names_as_it_says(statement: un.Statement) -> None:
    printed = {
        row["source"]: int(row["printed_count"])
        for row in TABLES["lists"]
        if row["statement"] == statement.id and row["printed_count"]
    }
    for signatory_list in statement.lists:
        assert len(signatory_list.names) == printed[signatory_list.source.id]


def test_a_source_is_not_entered_twice_with_one_number() -> None:
    rows = TABLES["reported_counts"]
    counts = [(row["statement"], row["source"], row["count"], row["printed"]) for row in rows]
    assert len(set(counts)) == len(counts)


@pytest.mark.parametrize("statement", ALL, ids=IDS)
def test_a_complete_statement_has_the_number_of_signatories_reported(
    statement: un.Statement,
) -> None:
    known = len(statement.signatories) + len(statement.other_signatories)
    if statement.completeness == "complete":
        assert any(signatory_list.complete for signatory_list in statement.lists)
        assert statement.reported_count in (known, len(statement.signatories)), statement.notes
    elif statement.completeness == "none":
        assert known == 0
    else:
        assert known > 0
        assert statement.reported_count is None or known <= statement.reported_count


@pytest.mark.parametrize("statement", ALL, ids=IDS)
def test_the_deliverer_is_among_the_signatories(statement: un.Statement) -> None:
    if statement.delivered_by:
        assert statement.delivered_by in statement.signatories


@pytest.mark.parametrize("statement", ALL, ids=IDS)
def test_rivals_answer_each_other(statement: un.Statement) -> None:
    assert len(set(statement.counterstatements)) == len(statement.counterstatements)
    for rival in statement.counterstatements:
        assert statement in rival.counterstatements
        assert rival.proposition == statement.proposition
        assert rival.direction != statement.direction


@pytest.mark.parametrize("statement", ALL, ids=IDS)
def test_a_country_on_both_sides_is_named_in_the_notes(statement: un.Statement) -> None:
    for rival in statement.counterstatements:
        for country in statement.signatories & rival.signatories:
            assert country.name in statement.notes + rival.notes


@pytest.mark.parametrize("statement", ALL, ids=IDS)
def test_every_signatory_existed_on_the_day(statement: un.Statement) -> None:
    for signer in statement.signatories:
        assert signer.kind != "former" or statement.date is None, signer
        if statement.date and signer.start:
            assert _dates.first_day(signer.start) <= statement.date, signer
    members = [
        signer
        for signer in statement.signatories
        if signer.kind == "state" and statement.date and signer not in un.countries(statement.date)
    ]
    observers = (
        un.bloc("UN").members(statement.date, role="observer") if statement.date else CountrySet()
    )
    for signer in members:
        assert signer in observers or signer.alpha_3 in ("COK", "NIU"), signer


@pytest.mark.parametrize("statement", ALL, ids=IDS)
def test_a_change_follows_the_delivery_and_a_denial_is_no_signature(
    statement: un.Statement,
) -> None:
    for change in statement.changes:
        if change.date and statement.date_text:
            assert _dates.last_day(change.date) >= _dates.first_day(statement.date_text)
        if change.known_by:
            assert not change.date
    signed = CountrySet(signature.country for signature in statement.signatures)
    assert statement.non_signatories.isdisjoint(signed)


@pytest.mark.parametrize("statement", ALL, ids=IDS)
def test_every_statement_is_sourced_and_classified(statement: un.Statement) -> None:
    assert statement.sources, statement.id
    assert statement.proposition.text
    known = {row["id"] for row in TABLES["topics"]}
    assert set(statement.topics) <= known
    opposite = {"critical": "for", "affirms": "for", "supportive": "against", "opposes": "against"}
    assert statement.direction in ("for", "against")
    if (
        statement.target_country is not None
        and statement.proposition.target == statement.target_country.alpha_3
    ):
        assert statement.direction == opposite[statement.stance]


def test_what_is_known_by_name_and_by_number_leaves_nobody_out() -> None:
    for statement in ALL:
        if statement.date and len(statement.signatories) == statement.reported_count:
            held = un.positions(statement)
            others = held.electorate - statement.signatories - statement.disputed
            assert others.isdisjoint(held.possible("for")), statement


def test_every_topic_body_and_proposition_is_used() -> None:
    assert {row["id"] for row in TABLES["topics"]} == {
        t for statement in ALL for t in statement.topics
    }
    used = {statement.proposition.id for statement in ALL}
    used |= {vote.proposition.id for vote in un.rollcalls() if vote.proposition}
    assert {row["id"] for row in TABLES["propositions"]} == used
    bodies = {statement.body for statement in ALL} | {vote.body for vote in un.rollcalls()}
    committees = {vote.committee for vote in un.rollcalls()}
    parents = {row["parent"] for row in TABLES["bodies"]}
    assert {row["id"] for row in TABLES["bodies"]} <= bodies | parents | committees


def test_lists_do_not_depend_on_the_order_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {statement.id: statement.lists for statement in ALL}
    monkeypatch.setattr(tables, "rows_of", lambda name, key: rows_of(name, key)[::-1])
    for statement, lists in before.items():
        from_the_end = signature.signatory_lists.__wrapped__(statement)
        assert {each.source: set(each.names) for each in from_the_end} == {
            each.source: set(each.names) for each in lists
        }


def test_the_china_series_is_whole() -> None:
    china = un.statements(target="China", since="2019-01-01", until="2025-12-31")
    assert len(china) >= 35
    counts = {statement.id: statement.reported_count for statement in china}
    expected = {
        "2019-07-08-hrc-letter": 22,
        "2019-07-12-hrc-letter": 37,
        "2019-10-29-ga3c-uk": 23,
        "2019-10-29-ga3c-belarus": 54,
        "2020-06-30-hrc-uk": 27,
        "2020-06-30-hrc-cuba": 53,
        "2020-07-01-hrc-belarus": 46,
        "2020-10-06-ga3c-germany": 39,
        "2020-10-06-ga3c-cuba": 45,
        "2021-03-12-hrc-cuba": 64,
        "2021-10-21-ga3c-france": 43,
        "2021-10-21-ga3c-cuba": 62,
        "2022-06-14-hrc-netherlands": 47,
        "2022-10-31-ga3c-canada": 50,
        "2022-10-31-ga3c-cuba": 66,
        "2023-10-18-ga3c-united-kingdom": 51,
        "2023-10-17-ga3c-pakistan": 72,
        "2024-10-22-ga3c-australia": 15,
        "2024-10-22-ga3c-pakistan": 80,
        "2025-un-china": 85,
    }
    assert expected.items() <= counts.items()


def test_dates_are_not_in_the_future() -> None:
    assert max(statement.date for statement in ALL if statement.date) <= date.today()


def test_countries_are_in_order_and_agree_with_iso() -> None:
    import pycountry

    names = [country.name for country in all_countries()]
    assert len(set(names)) == len(names)
    for country in all_countries():
        record = pycountry.countries.get(alpha_3=country.alpha_3)
        if record is not None and not country.end:
            assert (record.alpha_2, record.numeric) == (country.alpha_2, country.numeric)
    current = {country.alpha_3 for country in all_countries() if not country.end}
    assert {record.alpha_3 for record in pycountry.countries} == current - {"XKX"}
    assert all(country.kind == "state" for country in un.countries())
