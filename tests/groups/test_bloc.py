"""Blocs: names, dated membership, blocs of one's own."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

import unstatements as un
from strategies import country_sets
from unstatements import CountrySet
from unstatements.core import tables
from unstatements.core.dates import first_day
from unstatements.core.errors import DataIntegrityError
from unstatements.core.tables import columns, table
from unstatements.groups import bloc as _blocs
from unstatements.groups.bloc import Membership, partition, voters

HRC = un.bloc("HRC")
DAYS = st.dates(date(1945, 10, 24), date(2026, 11, 24))


@pytest.mark.parametrize(
    ("bloc", "day", "count"),
    [
        ("EU", "2020-01-31", 28),
        ("EU", "2020-02-01", 27),
        ("UN", "2022-10-31", 193),
        ("UN", "1946-01-10", 51),
        ("OIC", "2022-10-31", 57),
        ("AU", "2022-10-31", 55),
        ("Arab League", "2022-10-31", 22),
        ("GCC", "2022-10-31", 6),
        ("ASEAN", "2022-10-31", 10),
        ("NATO", "2022-10-31", 30),
        ("NATO", "2024-03-07", 32),
        ("HRC", "2022-10-06", 47),
        ("HRC", "2022-05-09", 46),
        ("HRC", "2022-05-10", 47),
        ("HRC", "2018-06-20", 46),
        ("HRC", "2018-07-13", 47),
        ("African Group", "2022-10-31", 54),
        ("Asia-Pacific Group", "2022-10-31", 54),
        ("EEG", "2022-10-31", 23),
        ("GRULAC", "2022-10-31", 33),
        ("WEOG", "2022-10-31", 28),
        ("UN", "1945-12-31", 51),
        ("UN", "1960-12-31", 99),
        ("UN", "2006-07-01", 192),
        ("UN", "2026-03-05", 193),
        ("NATO", "1949-08-24", 12),
        ("NATO", "2004-03-29", 26),
        ("NATO", "2023-04-04", 31),
        ("OECD", "2021-05-25", 38),
        ("OIC", "2025-09-30", 57),
        ("AU", "2025-11-30", 55),
        ("CARICOM", "1974-07-26", 12),
        ("CSTO", "1994-04-20", 9),
        ("CSTO", "2006-07-01", 7),
        ("SCO", "2024-07-04", 10),
        ("ECOWAS", "2025-01-28", 15),
        ("ECOWAS", "2025-01-29", 12),
        ("ASEAN", "2025-10-26", 11),
        ("PIF", "2022-07-09", 17),
        ("PIF", "2023-02-24", 18),
        ("LDC", "2024-12-14", 44),
        ("NAM", "2025-01-01", 121),
        ("ECOSOC", "2025-06-01", 53),
        ("ECOSOC", "2026-06-01", 54),
        ("BRI", "2022-01-18", 146),
    ],
)
def test_known_counts(bloc: str, day: str, count: int) -> None:
    assert len(un.bloc(bloc).members(day)) == count


@given(st.integers(0, 7400))
def test_the_council_has_47_members_but_in_its_two_gaps(offset: int) -> None:
    day = date(2006, 6, 19) + timedelta(days=offset)
    gap = (date(2018, 6, 20) <= day < date(2018, 7, 13)) or (
        date(2022, 4, 8) <= day < date(2022, 5, 10)
    )
    assert len(HRC.members(day)) == (46 if gap else 47)


@pytest.mark.parametrize(
    "name", ["HRC", "hrc", "Human Rights Council", "the Human-Rights  Council"]
)
def test_a_bloc_is_found_by_its_names(name: str) -> None:
    assert un.bloc(name) is HRC


def test_unknown_blocs_come_with_suggestions() -> None:
    with pytest.raises(un.errors.UnknownBlocError, match=r"did you mean .*'OIC'") as error:
        un.bloc("OCI")
    assert error.value.value == "OCI"
    assert "OIC" in error.value.suggestions
    with pytest.raises(un.errors.UnknownBlocError, match="no bloc or partition"):
        partition("continent")
    with pytest.raises(un.errors.UnknownBlocError, match="it is not known who votes"):
        voters("npt", "2015-01-01")


@given(DAYS, st.sampled_from(un.blocs()))
def test_members_are_those_with_a_membership_that_holds(day: date, bloc: un.Bloc) -> None:
    members = bloc.members(day, unknown="ignore")
    memberships = bloc.memberships(role="member")
    assert members == CountrySet(each.country for each in memberships if each.holds(day))
    for country in list(members)[:3]:
        assert bloc in un.blocs(of=country, on=day)


ENDED = [each for bloc in un.blocs() for each in bloc.memberships() if each.start and each.end]


@given(st.sampled_from(ENDED))
def test_a_membership_holds_from_its_first_day_up_to_its_end(membership: Membership) -> None:
    start, end = first_day(membership.start), first_day(membership.end)
    assert membership.holds(start)
    assert not membership.holds(start - timedelta(days=1))
    assert membership.holds(end - timedelta(days=1))
    assert not membership.holds(end)


@given(DAYS)
def test_no_state_is_in_two_regional_groups(day: date) -> None:
    seen = CountrySet()
    for bloc in partition("regional group"):
        members = bloc.members(day, unknown="ignore")
        assert members.isdisjoint(seen)
        seen |= members


def test_nobody_is_a_member_of_a_group_before_it_existed_or_before_its_seat() -> None:
    for group in partition("regional group"):
        assert not group.members("1963-12-31", unknown="ignore")
        for day in ("1970-01-01", "1985-06-01", "1999-12-31"):
            assert group.members(day, unknown="ignore") <= un.countries(day)
    assert not un.bloc("G77").members("1964-06-14", unknown="ignore")
    assert un.bloc("AU").memberships("AGO")[0].start == "1976-02-12"


@pytest.mark.parametrize(
    ("bloc", "day", "codes"),
    [
        ("ECOWAS", "2024-01-01", "BFA GIN MLI NER"),
        ("ECOWAS", "2021-05-29", ""),
        ("ECOWAS", "2025-12-31", "GIN GNB"),
        ("AU", "2013-12-01", "CAF EGY GNB MDG"),
        ("AU", "2023-09-03", "BFA GAB GIN MLI NER SDN"),
        ("AU", "2018-06-01", ""),
    ],
)
def test_suspended_members_on_a_day(bloc: str, day: str, codes: str) -> None:
    suspended = un.bloc(bloc).members(day, role="suspended")
    assert suspended == CountrySet(codes.split())
    assert suspended <= un.bloc(bloc).members(day)


def test_members_before_they_are_known() -> None:
    group = un.bloc("GRULAC")
    assert group.known_since is not None
    early = group.known_since - timedelta(days=1)
    with pytest.warns(un.errors.MembershipWarning, match="known as a whole only since") as told:
        group.members(on=early)
    assert told[0].filename == __file__
    with pytest.raises(un.errors.MembershipUnknownError) as error:
        group.members(early, unknown="raise")
    assert (error.value.value, error.value.on) == ("grulac", early)
    assert group.members(group.known_since, unknown="raise")


def test_without_a_day_members_are_those_last_known() -> None:
    assert un.bloc("EU").as_of is not None
    assert un.bloc("EU").members() == un.bloc("EU").members(un.bloc("EU").as_of)
    assert un.bloc("EU").members(datetime(2020, 1, 31, 12)) == un.bloc("EU").members("2020-01-31")
    assert len(un.countries()) == 193


def test_other_roles() -> None:
    assert un.bloc("UN").members("2022-10-31", role="observer") == CountrySet(["VAT", "PSE"])
    assert "LBY" in HRC.members("2011-05-01", role="suspended")
    assert "LBY" in HRC.members("2011-05-01")
    assert "USA" in un.bloc("WEOG").members("2022-10-31", role="observer")


@given(country_sets(), DAYS)
def test_a_bloc_of_ones_own_has_the_same_members_on_every_day(
    members: CountrySet, day: date
) -> None:
    own = un.Bloc.of("Mine", members)
    assert own.members(day) == own.members() == members
    with pytest.raises(TypeError, match="has no memberships of its own"):
        own.memberships()
    assert eval(repr(own), {"Bloc": un.Bloc}) == own


def test_sources_and_text() -> None:
    assert HRC.sources
    assert str(HRC) == HRC.name
    for one in (HRC, un.bloc("EU candidates")):  # before its name in the alphabet, and behind it
        assert "<th>abbreviation</th>" in one._repr_html_()
    assert "<th>abbreviation</th>" not in un.Bloc.of("Mine", ["Cuba"])._repr_html_()
    for one in un.blocs():
        assert [source.id for source in one.sources] == [
            row[1] for row in table("bloc_sources") if row[0] == one.id
        ]
    assert any(membership.source for membership in HRC.memberships())
    assert eval(repr(HRC), {"bloc": un.bloc}) is HRC
    assert un.blocs("regional group") == partition("regional group")
    assert len(un.blocs()) >= 46
    assert HRC.memberships("CUB", role="member")[0].start == "2006-06-19"


@given(DAYS, st.sampled_from(un.blocs()), st.sampled_from(un.blocs()))
def test_algebra_of_blocs_is_algebra_of_their_members_on_every_day(
    day: date, bloc: un.Bloc, other: un.Bloc
) -> None:
    here, there = bloc.members(day, unknown="ignore"), other.members(day, unknown="ignore")
    assert (bloc & other).members(day, unknown="ignore") == here & there
    assert (bloc | other).members(day, unknown="ignore") == here | there
    assert (bloc - other).members(day, unknown="ignore") == here - there
    assert (bloc ^ other).members(day, unknown="ignore") == here ^ there


def test_combined_blocs_say_what_they_are() -> None:
    both = un.bloc("G77") - un.bloc("OIC")
    assert both.abbreviation == "G77 without OIC"
    assert both.confidence == "medium"
    assert both.known_since == un.bloc("G77").known_since
    assert both.as_of == un.bloc("OIC").as_of
    assert eval(repr(both), {"bloc": un.bloc}) == both
    assert set(both.sources) == {*un.bloc("G77").sources, *un.bloc("OIC").sources}
    with pytest.raises(TypeError):
        _ = un.bloc("G77") - ["Cuba"]  # type: ignore[operator]  # what is tested
    with pytest.raises(TypeError, match="has no memberships"):
        both.memberships()


def test_words_that_no_membership_has_are_errors() -> None:
    eu = un.bloc("EU")
    with pytest.raises(ValueError, match=r"role: 'memebr'; expected one of: .*member"):
        eu.members(role="memebr")
    with pytest.raises(ValueError, match=r"role: 'memebr'; expected one of: .*member"):
        eu.memberships(role="memebr")
    with pytest.raises(ValueError, match="unknown: 'skip'; expected one of: warn, raise, ignore"):
        eu.members(unknown="skip")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"end": "2020-01-01"}, "the membership of CUB ends before it starts"),
        ({"end": "2019-12-31"}, "the membership of CUB ends before it starts"),
        ({"country": "XXX"}, "'XXX' is not in the table that it refers to"),
    ],
)
def test_a_damaged_membership_is_named(
    monkeypatch: pytest.MonkeyPatch, cells: dict[str, str], problem: str
) -> None:
    row = dict.fromkeys(columns("memberships"), "")
    row |= {"bloc": "eu", "country": "CUB", "role": "member", "start": "2020-01-01"} | cells
    monkeypatch.setattr(tables, "rows_of", lambda _name, _key: [(0, tuple(row.values()))])
    with pytest.raises(DataIntegrityError, match=rf"memberships\.csv, line 2: eu: {problem}"):
        _blocs._memberships.__wrapped__("eu")  # type: ignore[attr-defined]  # past the values published


def test_a_damaged_bloc_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    row = dict(zip(columns("blocs"), table("blocs")[0], strict=True)) | {"as_of": "some day"}
    monkeypatch.setattr(tables, "table", lambda _name: [tuple(row.values())])
    with pytest.raises(DataIntegrityError, match=r"blocs\.csv, line 2: .*some day"):
        _blocs._all_blocs.__wrapped__()  # type: ignore[attr-defined]  # past the values published
