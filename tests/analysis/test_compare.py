"""Bloc comparison agrees with a count by hand."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given, strategies as st

import unstatements as un
from strategies import country_sets
from sweeps import sampled
from unstatements import CountrySet, Interval, Position
from unstatements.analysis.compare import BlocPanel
from unstatements.analysis.comparison import BlocPositions
from unstatements.analysis.positions import Positions, holders_of_votes
from unstatements.events.position import KNOWN

VOTE = "A/HRC/51/L.6"
EVENTS = ["2022-10-31-ga3c-canada", "2020-10-06-ga3c-germany", "2020-06-30-hrc-uk", VOTE]


def test_the_vote_by_region_as_counted_by_hand() -> None:
    comparison = un.compare(VOTE)
    counts = {
        bloc.bloc: [int(bloc.count(p).low) for p in ("for", "against", "neutral", "absent")]
        for bloc in comparison.blocs
    }
    assert counts == {
        "African Group": [1, 8, 4, 0],
        "Asia-Pacific Group": [3, 8, 2, 0],
        "EEG": [4, 0, 2, 0],
        "GRULAC": [2, 3, 3, 0],
        "WEOG": [6, 0, 0, 0],
        "no regional group": [1, 0, 0, 0],
    }
    assert comparison["no regional group"].members == CountrySet(["USA"])


def test_the_statement_by_region_as_counted_by_hand() -> None:
    comparison = un.compare("2022-10-31-ga3c-canada")
    assert {bloc.bloc: bloc.count("for") for bloc in comparison.blocs} == {
        "African Group": 3,
        "Asia-Pacific Group": 4,
        "EEG": 14,
        "GRULAC": 2,
        "WEOG": 26,
        "no regional group": 1,
    }
    assert comparison["EEG"].count("against") == Interval(1, 9)
    assert comparison["WEOG"].count("against") == Interval(0, 2)


def test_overlapping_blocs_and_single_blocs() -> None:
    comparison = un.compare(VOTE, by=["EU", "OIC"])
    assert [bloc.bloc for bloc in comparison.blocs] == ["EU", "OIC"]
    assert comparison["EU"].count("for") == 8
    assert comparison["OIC"].count("against") == 12
    assert un.compare(VOTE, by="EU").blocs == (comparison["EU"],)
    assert un.compare(VOTE, by=un.bloc("EU")).blocs == (comparison["EU"],)
    backwards = un.compare(VOTE, by=["OIC", "EU"])
    assert [backwards[name] for name in ("EU", "OIC")] == [*comparison.blocs]
    own = un.Bloc.of("Mine", ["UKR", "GBR"])
    assert un.compare(VOTE, by=[own])["Mine"].of("neutral") == CountrySet(["UKR"])


def test_membership_is_taken_on_the_day_of_the_event() -> None:
    assert "GBR" not in un.compare("2020-10-06-ga3c-germany", by="EU")["EU"].members
    assert "GBR" in un.compare("2019-10-29-ga3c-uk", by="EU")["EU"].members
    assert "GBR" in un.compare("2020-10-06-ga3c-germany", by="EU", on="2020-01-01")["EU"].members


@pytest.mark.parametrize("event", EVENTS)
def test_a_partition_adds_up(event: str) -> None:
    comparison = un.compare(event)
    positions = un.positions(event)
    for position in Position:
        assert sum(len(bloc.of(position)) for bloc in comparison.blocs) == len(
            positions.of(position)
        )
    for position in KNOWN:
        whole = positions.count(position)
        assert sum(bloc.count(position).low for bloc in comparison.blocs) <= whole.low
        assert sum(bloc.count(position).high for bloc in comparison.blocs) >= whole.high


@given(st.sampled_from(EVENTS), country_sets())
def test_a_function_is_a_partition_too(event: str, members: CountrySet) -> None:
    comparison = un.compare(event, by=lambda bloc: "in" if bloc in members else "out")
    electorate = un.positions(event).electorate
    assert sum(len(bloc.members) for bloc in comparison.blocs) == len(electorate)
    for bloc in comparison.blocs:
        assert bloc.members <= (members if bloc.bloc == "in" else electorate - members)


def test_unknown_blocs_and_undated_events_are_errors() -> None:
    with pytest.raises(un.errors.UnknownBlocError, match="no bloc is called 'OCI'"):
        un.compare(VOTE, by=["OCI"])
    with pytest.raises(
        un.errors.UnknownBlocError, match="no bloc or partition of blocs is called 'continent'"
    ):
        un.compare(VOTE, by="continent")
    with pytest.raises(un.errors.UnknownBlocError, match="no bloc 'NATO'; it has: EU"):
        un.compare(VOTE, by="EU")["NATO"]


def test_members_before_they_are_known_warn_or_raise() -> None:
    early, day = "2008-12-18-ga-sogi-argentina", "2001-01-01"
    with pytest.warns(un.errors.MembershipWarning, match="known as a whole only since"):
        un.compare(early, on=day)
    with pytest.raises(un.errors.MembershipUnknownError):
        un.compare(early, on=day, unknown="raise")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert un.compare(early, on=day, unknown="ignore").blocs


def test_rows_have_bounds_and_text_has_them_in_one_cell() -> None:
    comparison = un.compare("2022-10-31-ga3c-canada")
    row = next(row for row in comparison.rows() if row["bloc"] == "GRULAC")
    assert (row["for"], row["for_low"], row["for_high"]) == (2, 2, 2)
    assert (row["against"], row["against_low"], row["against_high"]) == (2, 2, 31)
    assert "2..31" in str(comparison)
    assert "bounds" in str(comparison)
    assert "bounds" not in str(un.compare(VOTE))
    assert repr(comparison) == f"<{comparison.title()}>"


def test_measures_of_the_vote_by_hand() -> None:
    asia = un.compare(VOTE)["Asia-Pacific Group"]  # 3 for, 8 against, 2 abstained
    assert (
        repr(asia)
        == f"<Asia-Pacific Group on {asia.positions.event.id!r}: 3-8-2 for, against, neutral>"
    )
    assert asia.net == -5
    assert asia.rice == Interval(5 / 11, 5 / 11)
    assert asia.agreement_index == Interval((8 - 5 / 2) / 13, (8 - 5 / 2) / 13)
    assert asia.majority is Position.AGAINST
    assert asia.defectors == CountrySet(["JPN", "KOR", "MHL", "IND", "MYS"])
    assert asia.divided
    assert asia.share("for") == Interval(3 / 13, 3 / 13)
    assert asia.share("for", of="members") == Interval(3 / 54, 3 / 54)
    assert asia.share("for", of="participants") == Interval(3 / 13, 3 / 13)
    assert un.compare(VOTE).divided == ("African Group", "Asia-Pacific Group", "GRULAC")
    with pytest.raises(ValueError, match="of: 'all'; expected one of: members, electorate, part"):
        asia.share("for", of="all")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(ValueError, match="of: 'voters'; expected one of"):
        asia.share("for", of="voters")  # type: ignore[arg-type]  # what is tested


def test_the_absent_are_no_participants() -> None:
    africa = un.compare("A/RES/ES-11/1")[
        "African Group"
    ]  # 28 for, 1 against, 17 abstained, 8 absent
    assert africa.share("for") == Interval(28 / 54, 28 / 54)
    assert africa.share("for", of="participants") == Interval(28 / 46, 28 / 46)


def test_a_share_is_at_most_1_though_the_totals_announced_contradict_each_other() -> None:
    everyone, nobody = CountrySet(["FRA", "DEU", "PER", "FJI", "KEN"]), CountrySet()
    rolls = {
        Position.FOR: (CountrySet(["FRA"]), 4),
        Position.NEUTRAL: (nobody, 0),
        Position.AGAINST: (nobody, 0),
        Position.ABSENT: (nobody, 3),
    }
    vote, holders = un.rollcall(VOTE), holders_of_votes(rolls, everyone - ["FRA"])
    own = BlocPositions("Own", vote.date, everyone, Positions(vote, everyone, holders))
    assert (own.count("for"), own.count("absent")) == (4, 3)
    assert own.share("for", of="participants") == 1


def test_representation_by_hand() -> None:
    representation = un.compare(VOTE)["WEOG"].representation("for")
    assert representation is not None
    assert representation.share_of_side == 6 / 17
    assert representation.share_of_electorate == 6 / 47
    assert representation.points == pytest.approx(100 * (6 / 17 - 6 / 47))
    assert representation.ratio == pytest.approx((6 / 17) / (6 / 47))
    row = next(row for row in un.compare(VOTE).rows() if row["bloc"] == "WEOG")
    for figure in ("points", "ratio"):
        assert row[f"for_over_representation_{figure}"] == getattr(representation, figure)
    assert row["majority"] == "for"
    nobody = un.compare(VOTE, by=un.Bloc.of("Nobody", []))["Nobody"].representation("for")
    assert nobody is not None
    assert (nobody.share_of_side, nobody.points, nobody.ratio) == (0, 0, None)
    assert un.compare("2022-10-31-ga3c-canada")["EEG"].representation("against") is None


def test_cohesion_does_not_apply_to_silence_unless_asked() -> None:
    event = "2020-10-06-ga3c-cuba"
    assert un.compare(event)["WEOG"].rice is None
    assert un.compare(event)["WEOG"].agreement_index is None
    read = un.compare(event, silence="abstention")["WEOG"]
    assert read.rice == 1
    assert read.agreement_index is not None
    assert read.agreement_index.exact


def test_cohesion_has_the_bounds_of_what_is_possible() -> None:
    own = un.compare(
        "2022-10-31-ga3c-canada", by=un.Bloc.of("Own", ["FRA", "DEU", "IND"]), silence="abstention"
    )["Own"]  # two for; India was against or signed neither
    assert own.rice == Interval(1 / 3, 1)
    assert own.agreement_index == Interval((2 - 1 / 2) / 3, (2 - 1 / 2) / 3)


def test_edge_cases() -> None:
    nobody = un.compare(VOTE, by=un.Bloc.of("Nobody", ["CAN"]))["Nobody"]
    assert nobody.share("for") is None
    assert nobody.rice is None
    assert nobody.agreement_index is None
    assert nobody.majority is None
    assert nobody.defectors == CountrySet()
    assert nobody.net == 0
    abstained = un.compare(VOTE, by=un.Bloc.of("Two", ["IND", "UKR"]))["Two"]
    assert abstained.rice is None
    assert abstained.agreement_index == 1
    tied = un.compare(VOTE, by=un.Bloc.of("Tied", ["FRA", "CUB"]))["Tied"]
    assert tied.majority is None


def test_an_electorate_can_be_chosen() -> None:
    comparison = un.compare(VOTE, by="EU", electorate=["FRA", "DEU", "CUB"])
    assert len(comparison["EU"].electorate) == 2
    assert len(comparison["EU"].positions) == 3


@given(st.sampled_from(EVENTS), country_sets())
def test_a_bloc_is_at_no_distance_from_itself(event: str, members: CountrySet) -> None:
    own = un.Bloc.of("Own", members)
    distance, agreement = un.compare(event, by=own).distances().between("Own", "Own")
    assert distance in (0, None)
    assert agreement is None or 0 <= agreement <= 1


@given(st.sampled_from(EVENTS), country_sets(), country_sets())
def test_distances_are_between_0_and_2(
    event: str, members: CountrySet, others: CountrySet
) -> None:
    distances = un.compare(
        event, by=[un.Bloc.of("A", members), un.Bloc.of("B", others)]
    ).distances()
    (row,) = distances.rows()
    assert row["distance"] is None or 0 <= row["distance"] <= 2
    assert (row["distance"], row["agreement"]) == distances.between("B", "A")


@given(st.sampled_from(EVENTS), country_sets(max_size=12))
def test_cohesion_is_in_range_and_within_its_bounds(event: str, members: CountrySet) -> None:
    own = un.compare(event, by=un.Bloc.of("Own", members), silence="abstention")["Own"]
    for bounds in (own.rice, own.agreement_index):
        assert bounds is None or -1e-12 <= bounds.low <= bounds.high <= 1
    for position in KNOWN:
        for of in ("members", "electorate", "participants"):
            share = own.share(position, of=of)
            assert share is None or 0 <= share.low <= share.high <= 1
    if own.majority is not None:
        assert own.defectors.isdisjoint(own.of(own.majority))


@sampled
def test_many_events_give_a_panel_whose_fast_counts_are_those_of_each_event(step: int) -> None:
    events = [
        each
        for each in (*un.statements(), *un.rollcalls(until="2012-12-31"))
        if each.date is not None
    ]
    blocs = [*un.blocs(), un.Bloc.of("Own", ["FRA", "PER"]), un.bloc("OIC") - un.bloc("AU")]
    events = events[::step]
    panel = un.compare(events, by=blocs, unknown="ignore")
    assert isinstance(panel, BlocPanel)
    counts = panel.counts()
    fast = {
        (event, bloc): tuple(
            counts[name][index] for name in counts if name not in ("event", "bloc")
        )
        for index, (event, bloc) in enumerate(zip(counts["event"], counts["bloc"], strict=True))
    }
    assert len(fast) == len(events) * len(blocs)
    for each in panel.comparisons:
        for group in each.blocs:
            slow = (len(group.members), len(group.electorate))
            slow += tuple(
                len(group.of(p)) for p in ("for", "against", "neutral", "absent", "unknown")
            )
            assert fast[each.event.id, group.bloc] == slow


def test_a_panel_shows_itself_and_takes_partitions() -> None:
    panel = un.compare(["2019-10-29-ga3c-uk", VOTE])
    assert panel.rows()[0]["event"] == "2019-10-29-ga3c-uk"
    assert len(panel.rows()) == 12
    assert set(panel.counts()["bloc"]) == {
        each.abbreviation for each in un.blocs("regional group")
    }
    assert "2 events by bloc" in str(panel)
    assert repr(panel) == "<2 events by bloc: regional group>"
    assert un.compare([VOTE], by=un.bloc("EU")).title() == "1 event by bloc: EU"
    assert un.compare([VOTE], by=["EU", un.bloc("OIC")]).title() == "1 event by bloc: EU, OIC"
    assert un.compare([], by="EU").rows() == []
    assert un.compare([], by="EU").counts()["for"] == []
    with pytest.raises(TypeError, match="use rows"):
        un.compare([VOTE], by=lambda each: each.name).counts()


def test_silence_is_one_of_two_words() -> None:
    with pytest.raises(ValueError, match="silence: 'neutral'; expected one of: apart, abstention"):
        un.compare("2022-10-31-ga3c-canada", silence="neutral")  # type: ignore[call-overload]


def test_cohesion_is_that_of_those_who_took_part() -> None:
    africa = un.compare("A/RES/ES-11/1").blocs[0]
    assert [africa.count(position) for position in ("for", "against", "neutral", "absent")] == [
        28,
        1,
        17,
        8,
    ]
    assert africa.rice == (28 - 1) / (28 + 1)
    assert africa.agreement_index == (28 - (1 + 17) / 2) / (28 + 1 + 17)


def test_every_row_has_every_column() -> None:
    comparison = un.compare("A/HRC/51/L.6")
    assert {tuple(row) for row in comparison.rows()} == {comparison.columns}
