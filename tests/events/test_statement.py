"""Statements: finding them, who signed and when, where it was read, how to cite it."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import unstatements as un
from unstatements import CountrySet
from unstatements.core import dates as _dates

ALL = un.statements()
EVERY = un.statements(beyond_un=True)


def test_later_signatures_and_withdrawals_are_dated() -> None:
    letter = un.statement("2019-07-12-hrc-letter")
    assert len(letter.signatories) == letter.reported_count == 37
    assert "QAT" in letter.signatories
    assert letter.signatories_on("2019-07-11") == CountrySet()
    assert letter.signatories_on("2019-07-12") == letter.signatories
    assert letter.signatories_on("2019-07-18") == letter.signatories - ["QAT"]
    assert len(letter.signatories_on("2019-07-26")) == 36 + 13
    document = next(
        signatory_list
        for signatory_list in letter.lists
        if signatory_list.source.kind == "primary"
    )
    assert letter.signatories_on("2019-08-31") == document.countries
    assert len(document.countries) == 50


@pytest.mark.parametrize(
    ("statement", "country", "last_day", "first_day_without"),
    [
        ("2021-06-22-hrc-canada", "UKR", "2021-06-23", "2021-06-24"),
        ("2023-10-18-ga3c-united-kingdom", "FJI", "2023-10-29", "2023-10-30"),
    ],
)
def test_withdrawals(statement: str, country: str, last_day: str, first_day_without: str) -> None:
    found = un.statement(statement)
    assert country in found.signatories
    assert country in found.signatories_on(last_day)
    assert country not in found.signatories_on(first_day_without)


def test_states_that_left_before_the_list_was_published() -> None:
    statement = un.statement("2022-09-13-hrc-china")
    assert statement.signatories >= CountrySet(["PAK", "IRQ"])
    assert len(statement.signatories) == statement.reported_count == 30
    assert statement.signatories_on("2022-10-01") == statement.lists[0].countries


def test_status_follows_from_the_sources() -> None:
    canada = {s.country.alpha_3: s for s in un.statement("2022-10-31-ga3c-canada").signatures}
    assert canada["SOM"].status == "confirmed"
    assert canada["SOM"].sources[0].kind == "primary"
    assert canada["SOM"].printed_as == "Somalie"
    cuba = {s.country.alpha_3: s for s in un.statement("2020-10-06-ga3c-cuba").signatures}
    assert cuba["TGO"].status == "reported"


def test_a_state_signs_what_it_delivers() -> None:
    statement = un.statement("2021-03-05-hrc-belarus")
    assert statement.signatories == CountrySet(["BLR"])
    assert statement.completeness == "partial"
    assert not statement.lists
    assert statement.signatures[0].sources


@pytest.mark.parametrize("statement", EVERY, ids=lambda statement: statement.id)
def test_citations(statement: un.Statement) -> None:
    item = json.loads(statement.cite("csl-json"))
    assert item["id"] == f"unstatements-{statement.id}"
    assert item.get("URL", "") == (statement.sources[0].link if statement.sources else "")
    text = statement.cite()
    assert text.endswith(".")
    assert statement.body_name in text
    if statement.beyond_un or statement.body in ("icc", "opcw", "un"):
        assert f"{statement.body_name}, United Nations" not in text
    bibtex = statement.cite("bibtex")
    assert bibtex.count("{") == bibtex.count("}")


def test_citation_styles_are_checked() -> None:
    with pytest.raises(ValueError, match="style: 'apa'; expected one of: text, bibtex, csl-json"):
        ALL[0].cite("apa")  # type: ignore[arg-type]  # what is tested


def test_filters() -> None:
    china = un.statements(target="China")
    assert len(china) >= 35
    assert un.statements(target="CHN") == china
    assert {statement.stance for statement in china} == {"critical", "supportive"}
    assert all("xinjiang" in statement.topics for statement in un.statements(topic="Xinjiang"))
    assert un.statements(topic="hong kong") == un.statements(topic="hong-kong")
    assert {statement.body for statement in un.statements(body="HRC")} == {"hrc"}
    assert {statement.session for statement in un.statements(body="hrc", session=41)} == {41}
    assert {statement.kind for statement in un.statements(kind="joint letter")} == {"joint letter"}
    assert {statement.delivered_by for statement in un.statements(delivered_by="Cuba")} == {
        un.country("CUB")
    }
    assert all(
        "HND" in CountrySet(s.country for s in statement.signatures)
        for statement in un.statements(signed_by="Honduras")
    )
    assert all(statement.completeness == "complete" for statement in un.statements(complete=True))
    assert not any(
        statement.completeness == "complete" for statement in un.statements(complete=False)
    )


def test_what_stands_outside_the_united_nations_is_listed_only_when_asked_for() -> None:
    everything = un.statements(beyond_un=True)
    outside = [statement for statement in everything if statement.beyond_un]
    assert set(everything) - set(un.statements()) == set(outside)
    bodies = {row["id"] for row in un.tables()["bodies"] if row["beyond_un"] == "true"}
    assert {statement.body for statement in outside} == bodies
    for body in bodies:
        assert set(un.statements(body=body)) == {
            statement for statement in outside if statement.body == body
        }
    followed = {statement.proposition for statement in un.statements()}
    followed |= {vote.proposition for vote in un.rollcalls() if vote.proposition}
    for statement in outside:
        assert statement.proposition in followed, statement
        assert statement.notes.startswith("Outside the United Nations"), statement


def test_among_members_of_a_body_the_electorate_is_those_and_whoever_joined_them() -> None:
    among = [statement for statement in ALL if statement.open_to and statement.date]
    assert among
    for statement in among:
        members = un.bloc(statement.open_to).members(statement.date)
        electorate = un.positions(statement).electorate
        assert electorate == members | statement.signatories, statement
        assert un.positions(statement).of("for") == statement.signatories


def test_known_not_to_have_signed() -> None:
    statements = un.statements(target="China", not_signed_by="Honduras")
    assert un.statement("2022-10-31-ga3c-canada") in statements
    assert un.statement("2022-10-31-ga3c-cuba") not in statements  # its list is known only in part
    assert un.statement("2021-10-21-ga3c-france") not in statements
    assert un.statement("2021-03-12-hrc-cuba") in un.statements(not_signed_by="Maldives")


@given(*[st.dates(date(2005, 1, 1), date(2026, 12, 31))] * 2)
def test_since_and_until(day: date, other: date) -> None:
    first, last = sorted([day, other])
    statements = un.statements(since=first, until=last)
    for statement in ALL:
        expected = bool(statement.date_text) and (
            _dates.first_day(statement.date_text) <= last
            and _dates.last_day(statement.date_text) >= first
        )
        assert (statement in statements) is expected


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ({"topic": "Xinjang"}, "no topic is called 'Xinjang'; did you mean 'xinjiang'"),
        ({"body": "ga9"}, "body: 'ga9'; expected one of"),
        ({"since": "yesterday"}, "'yesterday' is not a day"),
    ],
)
def test_bad_conditions_are_errors(conditions: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        un.statements(**conditions)  # type: ignore[arg-type]  # what is tested
    with pytest.raises(un.errors.UnknownCountryError):
        un.statements(signed_by="Atlantis")


def test_lookup() -> None:
    one = ALL[0]
    assert un.statement(one) is one
    assert un.statement(one.id.upper()) is one
    assert eval(repr(one), {"statement": un.statement}) is one
    with pytest.raises(un.errors.UnknownStatementError) as error:
        un.statement("nothing like it")
    assert error.value.suggestions == ()


def test_partial_dates() -> None:
    assert _dates.precision("2014") == "year"
    assert _dates.last_day("2014") == date(2014, 12, 31)
    assert _dates.last_day("2014-12") == date(2014, 12, 31)
    assert _dates.last_day("2016-02") == date(2016, 2, 29)
    assert _dates.last_day("2016-02-03") == date(2016, 2, 3)
    with pytest.raises(ValueError, match="'201' is not a partial date"):
        _dates.precision("201")
    with pytest.raises(TypeError, match="3 is not a day"):
        _dates.as_date(3)  # type: ignore[arg-type]  # what is tested
    month = un.statement("2024-09-un-venezuela-us")
    assert (month.date, month.date_precision, month.date_text) == (
        date(2024, 9, 1),
        "month",
        "2024-09",
    )


def test_what_happened_in_a_session_is_not_dated_before_it_began() -> None:
    with (Path(un.__file__).parent / "data" / "sessions.csv").open(encoding="utf-8") as file:
        starts = {(row["body"], row["session"]): row["start"] for row in csv.DictReader(file)}
    committees = {"ga1c": "ga", "ga3c": "ga"}
    moved = set()
    for statement in ALL:
        if statement.date is None:
            continue
        earliest = _dates.first_day(statement.date_text)
        assert earliest <= statement.date <= _dates.last_day(statement.date_text)
        body = committees.get(statement.body, statement.body)
        start = starts.get((body, str(statement.session)), "")
        if statement.date_precision == "day":
            assert statement.date == earliest
        else:
            assert statement.date == max(earliest, date.fromisoformat(start or str(earliest)))
            moved |= {statement.id} if statement.date > earliest else set()
    assert un.statement("hrc44-srhr-covid-denmark").date == date(2020, 6, 30)
    assert "2025-ga-iaea-ukraine" in moved  # the 80th session


def test_text_of_a_statement() -> None:
    assert str(un.statement("2022-10-31-ga3c-cuba")).endswith(
        "Third Committee of the General Assembly: joint statement by Cuba (supportive, China)"
    )
    assert str(un.statement("undated-hrc-bahrain-switzerland")).startswith("undated Human Rights")


@pytest.mark.parametrize(
    ("condition", "known"), [("body", "HRC"), ("stance", "critical"), ("kind", "joint letter")]
)
def test_a_condition_that_no_statement_can_meet_is_an_error(condition: str, known: str) -> None:
    assert un.statements(**{condition: known})
    with pytest.raises(
        ValueError, match=rf"{condition}: 'nonsense'; expected one of: .*{known.lower()}"
    ):
        un.statements(**{condition: "nonsense"})


def test_nobody_joins_before_the_delivery() -> None:
    for statement in EVERY:
        days = [signature.joined_on for signature in statement.signatures if signature.joined_on]
        assert statement.date is None or min(days, default=statement.date) >= statement.date


def test_listings_say_how_many_made_outside_the_un_they_leave_out() -> None:
    assert f"left out: {len(EVERY) - len(ALL)}." in ALL.footnotes()[1]
    assert not any("left out" in note for note in EVERY.footnotes())
    signed = un.signed_by("Kosovo")
    ever = un.statements(signed_by="Kosovo", beyond_un=True)
    assert signed.left_out == sum(each.beyond_un for each in ever) > 0
    assert f"left out: {signed.left_out}." in signed.footnotes()[0]
