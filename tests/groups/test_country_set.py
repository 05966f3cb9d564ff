"""A CountrySet behaves as the set it stands for."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Set
from operator import and_, or_, sub, xor

import pytest
from hypothesis import given

import unstatements as un
from strategies import countries, country_sets
from unstatements import Country, CountrySet


@given(country_sets(), country_sets())
def test_algebra_is_that_of_sets(left: CountrySet, right: CountrySet) -> None:
    a, b = set(left), set(right)
    assert set(left & right) == a & b
    assert set(left | right) == a | b
    assert set(left - right) == a - b
    assert set(left ^ right) == a ^ b
    assert (left <= right, left < right) == (a <= b, a < b)
    assert left.isdisjoint(right) == a.isdisjoint(b)
    assert (left == right) == (a == b)


@given(country_sets(), country_sets())
def test_algebra_takes_any_iterable_of_countries_names_and_codes(
    left: CountrySet, right: CountrySet
) -> None:
    names = [one.name for one in right]
    assert left & names == left & right
    assert left | list(right.alpha_3s) == left | right
    assert names - left == right - left
    assert names | left == right | left
    assert left ^ iter(right) == left ^ right


@given(country_sets(), countries())
def test_membership(members: CountrySet, one: Country) -> None:
    expected = one in set(members)
    assert (one in members) is expected
    assert (one.alpha_3 in members) is expected
    assert (one.name in members) is expected


@given(country_sets())
def test_order_length_and_hash(members: CountrySet) -> None:
    listed = list(members)
    assert listed == sorted(listed)
    assert len(members) == len(listed) == len(members.alpha_3s)
    assert bool(members) is bool(listed)
    assert hash(members) == hash(CountrySet(reversed(listed)))
    assert isinstance(members, Set)
    assert members == set(listed)
    assert hash(members) == hash(frozenset(listed))


@given(country_sets())
def test_round_trips(members: CountrySet) -> None:
    assert pickle.loads(pickle.dumps(members)) == members
    assert eval(repr(members)) == members
    assert CountrySet.from_mask(members.mask) == members
    assert CountrySet(members) == members


def test_cannot_be_changed() -> None:
    members = CountrySet(["FRA"])
    with pytest.raises(AttributeError, match="cannot be changed"):
        members._mask = 0
    assert not hasattr(members, "add")


def test_unknown_names_are_errors_and_other_objects_are_not_members() -> None:
    members = un.countries()
    with pytest.raises(un.errors.UnknownCountryError):
        _ = "Atlantis" in members
    with pytest.raises(un.errors.UnknownCountryError):
        _ = members | ["Atlantis"]
    with pytest.raises(TypeError, match="3 is not a country"):
        CountrySet([3])  # type: ignore[list-item]  # what is tested
    assert 3 not in members
    assert None not in members


@pytest.mark.parametrize(
    ("codes", "title"),
    [([], "0 countries"), (["CUB"], "1 country"), (["CUB", "PER"], "2 countries")],
)
def test_a_set_shows_how_many_countries_it_has(codes: list[str], title: str) -> None:
    assert f"<strong>{title}</strong>" in CountrySet(codes)._repr_html_()


@pytest.mark.parametrize("mask", [-1, 1 << 5000])
def test_a_mask_has_bits_of_countries_alone(mask: int) -> None:
    with pytest.raises(ValueError, match="has bits that stand for no country"):
        un.CountrySet.from_mask(mask)
    with pytest.raises(TypeError, match="is not a mask"):
        un.CountrySet.from_mask("1")  # type: ignore[arg-type]


@pytest.mark.parametrize("operator", [and_, or_, sub, xor])
def test_a_name_is_no_set(operator: Callable[[object, object], object]) -> None:
    nordic = un.CountrySet(["SWE"])
    for pair in ((nordic, "FRA"), ("FRA", nordic)):
        with pytest.raises(TypeError, match="'FRA' is not a collection of countries"):
            operator(*pair)
