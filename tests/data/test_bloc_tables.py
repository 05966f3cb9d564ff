"""Blocs and memberships: no overlap, no gap that is not a fact."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import unstatements as un
from unstatements.core.dates import first_day

TABLES = un.tables()


def test_memberships_of_one_role_do_not_overlap() -> None:
    by_country = defaultdict(list)
    for row in TABLES["memberships"]:
        by_country[row["bloc"], row["country"], row["role"]].append((row["start"], row["end"]))
    for key, memberships in by_country.items():
        for (_start, end), (next_start, _end) in pairwise(sorted(memberships)):
            assert end, (key, "an open membership is followed by another")
            assert first_day(end) <= first_day(next_start), key


def test_every_bloc_has_members_and_sources() -> None:
    for bloc in un.blocs():
        assert bloc.members(), bloc.id
        assert bloc.sources, bloc.id


def test_the_source_of_a_membership_is_among_the_sources_of_its_bloc() -> None:
    listed = {(row["bloc"], row["source"]) for row in TABLES["bloc_sources"]}
    sourced = {(row["bloc"], row["source"]) for row in TABLES["memberships"] if row["source"]}
    assert not sourced - listed
    unsourced = {one for one in listed if one[1] == "unsourced"}
    assert unsourced <= sourced


def test_every_un_member_is_in_one_regional_group_but_for_the_one_that_is_in_none() -> None:
    day = "2022-10-31"
    grouped = [c for group in un.blocs("regional group") for c in group.members(day)]
    assert len(set(grouped)) == len(grouped)
    assert (un.countries(day) - grouped).alpha_3s == ("USA",)


def test_members_of_the_council_are_members_of_the_un() -> None:
    for year in range(2006, 2027):
        day = f"{year}-12-01"
        assert un.bloc("HRC").members(day) <= un.countries(day)


def test_the_seats_of_the_economic_and_social_council_by_regional_group() -> None:
    seats = {
        group.abbreviation: len(
            un.bloc("ECOSOC").members("2026-06-01") & group.members("2026-03-05")
        )
        for group in un.blocs("regional group")
    }
    assert seats | {"WEOG": seats["WEOG"] + 1} == {
        "African Group": 14,
        "Asia-Pacific Group": 11,
        "EEG": 6,
        "GRULAC": 10,
        "WEOG": 13,
    }  # the USA takes a seat of WEOG and is a member of no group
