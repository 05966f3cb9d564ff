"""Blocs and memberships: no overlap, no gap that is not a fact."""

from __future__ import annotations

from collections import defaultdict

import unstatements as un
from unstatements import _dates

TABLES = un.tables()


def test_spells_of_one_role_do_not_overlap() -> None:
    by_country = defaultdict(list)
    for row in TABLES["memberships"]:
        by_country[row["bloc"], row["country"], row["role"]].append((row["start"], row["end"]))
    for key, spells in by_country.items():
        for one, following in zip(sorted(spells), sorted(spells)[1:], strict=False):
            assert one[1], (key, "an open spell is followed by another")
            assert _dates.first_day(one[1]) <= _dates.first_day(following[0]), key


def test_every_bloc_has_members_and_sources() -> None:
    for one in un.blocs():
        assert one.members(), one.id
        assert one.sources, one.id


def test_every_un_member_is_in_one_regional_group_but_for_the_one_that_is_in_none() -> None:
    day = "2022-10-31"
    grouped = [c for group in un.blocs("regional group") for c in group.members(day)]
    assert len(set(grouped)) == len(grouped)
    assert (un.countries(day) - grouped).alpha_3s == ("USA",)


def test_members_of_the_council_are_members_of_the_un() -> None:
    for year in range(2006, 2027):
        day = f"{year}-12-01"
        assert un.bloc("HRC").members(day) <= un.countries(day)
