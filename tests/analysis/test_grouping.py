"""Grouping: by bloc, partition or function, on one day or event by event."""

from __future__ import annotations

import warnings
from datetime import date

import pytest
from hypothesis import given, strategies as st

import unstatements as un
from strategies import country_sets
from unstatements import CountrySet
from unstatements.analysis.grouping import grouping, member_bits
from unstatements.groups.bloc import known_since_notes
from unstatements.results.result import Result

DAYS = st.lists(st.dates(date(1990, 1, 1), date(2025, 12, 31)), min_size=1, max_size=12).map(
    sorted
)
BLOCS = ["EU", "OIC", "HRC", un.bloc("OIC") - un.bloc("AU"), un.Bloc.of("Own", ["FRA", "FJI"])]


def initial(country: un.Country) -> str:
    return country.name[0]


@given(st.sampled_from(BLOCS), DAYS)
def test_members_by_event_are_those_of_each_day(name: str | un.Bloc, days: list[date]) -> None:
    bloc = un.bloc(name)
    events = member_bits(bloc, days)
    for place, day in enumerate(reversed(days)):
        members = CountrySet([country for country, bits in events.items() if bits >> place & 1])
        assert members == bloc.members(day, unknown="ignore")


@given(st.sampled_from([["EU", "OIC"], "EU", "regional group", initial]), DAYS, country_sets())
def test_groups_by_event_are_those_of_each_day(
    by: object, days: list[date], wanted: CountrySet
) -> None:
    grouped = grouping(by)  # type: ignore[arg-type]  # one of several types
    by_event = grouped.by_event(wanted, days, "ignore")
    for place, day in enumerate(reversed(days)):
        expected = dict(grouped.groups(wanted, day, "ignore"))
        for name, events in by_event:
            members = CountrySet(
                [country for country, bits in events.items() if bits >> place & 1]
            )
            assert members == expected.get(name, CountrySet())
        assert set(expected) <= {name for name, _events in by_event}


def test_on_one_day_a_member_is_one_on_every_event() -> None:
    days = [date(2019, 1, 1), date(2021, 1, 1)]
    ((name, events),) = grouping("EU").by_event(CountrySet(), days, on=date(2020, 1, 31))
    assert (name, len(events), set(events.values())) == ("EU", 28, {0b11})


def test_names_of_groupings() -> None:
    assert grouping("European Union").name == grouping(un.bloc("EU")).name == "EU"
    assert grouping(["EU", un.bloc("OIC")]).name == "EU, OIC"
    assert grouping("Regional Group").name == "regional group"
    assert grouping(initial).name == "initial"
    with pytest.raises(TypeError, match="3 is not a partition"):
        grouping(3)  # type: ignore[arg-type]  # what is tested


def test_to_be_warned_once_is_enough() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        grouping(["BRICS"]).by_event(CountrySet(), [date(1990, 1, 1), date(1991, 1, 1)])
    assert len(caught) == 1


@pytest.mark.filterwarnings("ignore::unstatements.core.errors.MembershipWarning")
def test_every_result_that_reaches_back_says_since_when_members_are_known() -> None:
    first, second = un.rollcalls(body="ga", session=40)[:2]
    statement = "2008-12-18-ga-sogi-argentina"
    matrix = un.agreement_matrix(["CUB", "FRA", "IND"], [first, second])
    moved = un.shift(first, second)
    compared = un.compare(first)
    results: list[Result] = [
        compared,
        compared.distances(),
        un.compare([first, second]),
        matrix.blocs(),
        moved.by(),
        moved.test("bloc_difference", bloc="NAM"),
        un.trajectory(un.bloc("G77"), events=[statement]),
        un.agreement("CUB", "FRA", [statement], "jaccard", universe="G77"),
    ]
    for result in results:
        (note,) = [note for note in result.footnotes() if note.startswith("Members are known")]
        assert note in result.to_dict()["notes"]  # type: ignore[operator]  # a list of texts
        assert "only since: 20" in note
    for result in (un.compare(first, by="AU"), un.compare(first, on="2022-01-01"), moved.by("AU")):
        assert not any("known as a whole" in note for note in result.footnotes())


def test_the_note_names_each_bloc_once_by_day() -> None:
    blocs = un.blocs("regional group")
    (note,) = known_since_notes(blocs, date(1990, 1, 1))
    assert "2000-05-30 (African Group, GRULAC, WEOG); 2004-06-01 (EEG)" in note
    assert known_since_notes(blocs, date(2010, 1, 1)) == known_since_notes(blocs, None) == ()
