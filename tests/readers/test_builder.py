"""Which country a code and a name stand for, and that roll calls which were read are values."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

import unstatements as un
from strategies import countries
from unstatements.core.dates import first_day
from unstatements.core.tables import columns, table
from unstatements.readers.builder import country_on, naming_period
from voting_files import (
    GA,
    OHCHR_RECORDS,
    contents,
    plain_rollcalls,
    read_marcxml,
    read_undl,
)

# --------------------------------------------------------------------------------------- countries


@pytest.mark.parametrize(
    ("code", "name", "day", "expected"),
    [
        ("RUS", "USSR", date(1985, 1, 1), "SUN"),
        ("RUS", "", date(1985, 1, 1), "SUN"),
        ("", "Russian Federation", date(1985, 1, 1), "SUN"),
        ("SUN", "", date(1992, 1, 1), "RUS"),
        ("YUG", "YUGOSLAVIA", date(1991, 1, 1), "YUG"),
        ("YUG", "YUGOSLAVIA", date(2001, 11, 9), "SCG"),
        ("SRB", "SERBIA AND MONTENEGRO", date(2005, 1, 1), "SCG"),
        ("SRB", "", date(1985, 1, 1), "YUG"),
        ("DEU", "GERMANY, FEDERAL REPUBLIC OF", date(1985, 1, 1), "DEU"),
        ("GER", "GERMANY, FEDERAL REPUBLIC OF", date(1985, 1, 1), "DEU"),
        ("DDR", "GERMAN DEMOCRATIC REPUBLIC", date(1985, 1, 1), "DDR"),
        ("DDR", "", date(1995, 1, 1), "DEU"),
        ("CZE", "CZECHOSLOVAKIA", date(1985, 1, 1), "CSK"),
        ("CZE", "", date(1985, 1, 1), "CSK"),
        ("YMD", "DEMOCRATIC YEMEN", date(1985, 1, 1), "YMD"),
        ("YEM", "YEMEN", date(1985, 1, 1), "YEM"),
        ("ZAR", "ZAIRE", date(1985, 1, 1), "COD"),
        ("BYS", "BYELORUSSIAN SSR", date(1985, 1, 1), "BLR"),
        ("EGY", "UNITED ARAB REPUBLIC", date(1965, 1, 1), "EGY"),
        ("TUR", "TÜRKİYE", date(2025, 1, 1), "TUR"),
        ("FRA", "some words that are no name", date(2025, 1, 1), "FRA"),
        ("RUS", "", None, "RUS"),
    ],
)
def test_former_states_are_themselves(
    code: str, name: str, day: date | None, expected: str
) -> None:
    assert country_on(code, name, day).alpha_3 == expected


@pytest.mark.parametrize(
    ("code", "name", "day", "message"),
    [
        ("FRA", "PERU", date(2025, 1, 1), "code 'FRA' is France, but the name 'PERU' is Peru"),
        ("QQQ", "NOWHERE", date(2025, 1, 1), "NOWHERE"),
        ("CSK", "", date(1995, 1, 1), "Czechoslovakia ended on 1993-01-01, before the vote"),
        ("", "", date(2025, 1, 1), "no country"),
    ],
)
def test_countries_that_cannot_be_known(code: str, name: str, day: date, message: str) -> None:
    with pytest.raises(LookupError, match=message):
        country_on(code, name, day)


def changes() -> list[date]:
    """Return the days on which a state, a name or a code began or ended."""
    cells = [row[columns("successions").index("date")] for row in table("successions")]
    for name in ("countries", "names"):
        start, end = columns(name).index("start"), columns(name).index("end")
        cells += [cell for row in table(name) for cell in (row[start], row[end])]
    return sorted({first_day(cell) for cell in cells if cell})


def country_or_none(code: str, name: str, day: date) -> un.Country | None:
    try:
        return country_on(code, name, day)
    except LookupError:
        return None


@given(countries(), st.sampled_from(list(pairwise([*changes(), date(2100, 1, 1)]))), st.data())
def test_within_a_naming_period_a_code_and_a_name_mean_one_country(
    country: un.Country, period: tuple[date, date], data: st.DataObject
) -> None:
    start, end = period
    day = data.draw(st.dates(start, end - timedelta(days=1)))
    assert naming_period(start) == naming_period(day)
    for code, name in ((country.alpha_3, ""), ("", country.name), (country.alpha_3, country.name)):
        assert country_or_none(code, name, start) == country_or_none(code, name, day)


def test_no_name_of_the_second_table_is_dated() -> None:
    start, end = columns("names_more").index("start"), columns("names_more").index("end")
    assert not any(row[start] or row[end] for row in table("names_more"))


# ------------------------------------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("written", "session"),
    [
        ("10emsp", "ES-10"),
        ("29sp", "S-29"),
        ("80.0", "80"),
        ("80", "80"),
        ("ES-11", "ES-11"),
        ("", ""),
    ],
)
def test_sessions_are_written_as_the_un_writes_them(written: str, session: str) -> None:
    rows = [{"rollcall": "1", "session": written, "FRA": "Y"}]
    assert un.read_rollcalls(rows)[0].session == session


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("Human Rights Council", "hrc"),
        ("GA", "ga"),
        ("Trusteeship Council", "Trusteeship Council"),
        ("", ""),
    ],
)
def test_bodies_are_codes_where_the_table_has_them(written: str, body: str) -> None:
    rows = [{"rollcall": "1", "body": written, "FRA": "Y"}]
    assert un.read_rollcalls(rows)[0].body == body


@pytest.mark.parametrize("letters", ["YNAX", "ynax", ["yes", "No", "ABSTAIN", "absent"]])
def test_votes_in_letters_and_words(letters: Iterable[str]) -> None:
    names = ["FRA", "PER", "GHA", "FJI"]
    (rollcall,) = un.read_rollcalls([{"rollcall": "1", **dict(zip(names, letters, strict=True))}])
    voters = (rollcall.yes, rollcall.no, rollcall.abstain, rollcall.absent)
    assert [countries.alpha_3s for countries in voters] == [(name,) for name in names]


# --------------------------------------------------------------------- roll calls that were read


def test_they_work_as_bundled_ones_do() -> None:
    first, second = read_undl(GA)
    assert un.positions(first)["SUN"] is un.Position.AGAINST
    assert un.positions(second).of("absent").alpha_3s == ("FJI",)
    shift = un.shift(first, second)
    assert shift.joined.alpha_3s == ("PER",)
    assert shift.exited.alpha_3s == ("GHA", "SUN")
    comparison = un.compare(second, by=["EU"])
    assert "A/RES/ES-10/999" in comparison.title()
    assert un.rollcall(first) is first


def test_they_are_equal_hashable_and_picklable_by_what_they_say() -> None:
    first, second = read_undl(GA)
    assert first != second
    other = read_undl(GA.replace(b"GHA,GHANA,Y", b"GHA,GHANA,N"))[0]
    assert other.id == first.id
    assert other != first
    for rollcall in (first, second, read_marcxml(OHCHR_RECORDS)[2]):
        for again in (pickle.loads(pickle.dumps(rollcall)), copy.deepcopy(rollcall)):
            assert again == rollcall
            assert hash(again) == hash(rollcall)
            assert contents(again) == contents(rollcall)
        assert repr(rollcall) == f"<roll call {rollcall.id!r} as read>"
    assert first.vote_sources == first.corrections == ()
    assert first.sources == (first.source,)


@given(plain_rollcalls())
def test_listings_of_them_are_picklable(rollcalls: list[dict[str, object]]) -> None:
    read = un.read_rollcalls(
        [
            {"rollcall": str(number), "date": rollcall["day"], **votes_by_code(rollcall)}
            for number, rollcall in enumerate(rollcalls)
        ]
    )
    assert pickle.loads(pickle.dumps(read)) == read


def votes_by_code(rollcall: dict[str, object]) -> dict[str, str]:
    votes = rollcall["votes"]
    assert isinstance(votes, dict)
    return {voter.alpha_3: letter for voter, letter in votes.items()}


def test_they_differ_from_a_bundled_one_of_the_same_id() -> None:
    bundled = un.rollcall("A/HRC/51/L.6")
    rows = [{"rollcall": bundled.id, "country": voter, "vote": "Y"} for voter in bundled.yes]
    (own,) = un.read_rollcalls(rows)
    assert own.id == bundled.id
    assert own != bundled


def test_ids_are_made_from_date_body_and_symbol_and_never_twice() -> None:
    same_symbol = GA.replace(b"2025-03-03", b"1985-12-01")
    same_symbol = same_symbol.replace(b"A/RES/ES-10/999", b"A/RES/40/999")
    assert [rollcall.id for rollcall in read_undl(same_symbol)] == [
        "1985-12-01-ga-a-res-40-999",
        "1985-12-01-ga-a-res-40-999-1000002",
    ]
    anonymous = re.sub(rb"(?m)^1\d+", b"", GA)
    assert list(read_undl(anonymous)) == list(read_undl(GA))
    assert read_undl(anonymous)[0].source.id == "digitallibrary-un-org"
    untitled = re.sub(rb"A/RES/(40|ES-10)/999", b"A/RES/0", anonymous)
    untitled = untitled.replace(b"2025-03-03", b"1985-12-01")
    ids = [rollcall.id for rollcall in read_undl(untitled)]
    assert ids == ["1985-12-01-ga-a-res-0", "1985-12-01-ga-a-res-0-2"]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_they_are_picklable_in_every_protocol(protocol: int) -> None:
    read = read_undl(GA.replace(b",Y,", b",Q,", 1), "collect")
    again = pickle.loads(pickle.dumps(read, protocol))
    assert again == read
    assert again.problems == read.problems != ()
