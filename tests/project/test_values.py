"""Countries, blocs, statements and roll calls are values: equal, hashable, unchangeable,
picklable."""

from __future__ import annotations

import copy
import pickle
import weakref
from datetime import date

import attrs
import pytest
from hypothesis import given

import unstatements as un
from strategies import countries
from unstatements import Country


@given(countries())
def test_countries_survive_a_round_trip(one: Country) -> None:
    assert pickle.loads(pickle.dumps(one)) is one
    assert copy.deepcopy(one) is one
    assert eval(repr(one), {"country": un.country}) is one


@given(countries(), countries())
def test_countries_are_ordered_by_name(one: Country, other: Country) -> None:
    assert (one == other) == (one.alpha_3 == other.alpha_3)
    assert (one < other) + (other < one) + (one == other) == 1


@pytest.mark.parametrize(
    "value",
    [
        un.country("FRA"),
        un.match("French Republic"),
        un.statement("2022-10-31-ga3c-canada"),
        un.rollcall("A/HRC/51/L.6"),
        un.bloc("EU"),
        un.Bloc.of("Mine", ["FRA", "PER"]),
        un.Interval(1, 2),
        un.statement("2022-10-31-ga3c-canada").signatures[0],
        un.positions("A/HRC/51/L.6"),
        un.compare("A/HRC/51/L.6"),
        un.compare("A/HRC/51/L.6").distances(),
        un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada"),
        un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada").by("EU"),
        un.pivotal_states("A/HRC/51/L.6"),
        un.trajectory("Cuba", topic="Xinjiang"),
    ],
    ids=repr,
)
def test_values_are_hashable_and_picklable(value: object) -> None:
    restored = pickle.loads(pickle.dumps(value))
    assert restored == value
    assert hash(restored) == hash(value)
    assert value != "something else"


@pytest.mark.parametrize(
    ("value", "attribute"),
    [
        (un.country("FRA"), "name"),
        (un.statement("2022-10-31-ga3c-canada"), "title"),
        (un.rollcall("A/HRC/51/L.6"), "title"),
        (un.bloc("EU"), "name"),
        (un.Interval(1, 2), "low"),
        (un.positions("A/HRC/51/L.6"), "event"),
    ],
)
def test_values_cannot_be_changed(value: object, attribute: str) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, attribute, None)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(value, attribute)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.another = None  # type: ignore[attr-defined]
    assert not hasattr(value, "__dict__") or isinstance(value, un.Positions)


def test_countries_compare_and_unpack_as_values() -> None:
    france, peru = un.country("FRA"), un.country("PER")
    assert weakref.ref(france)() is france
    assert france < peru > france <= peru >= france != peru
    with pytest.raises(TypeError):
        assert france < "Peru"  # type: ignore[operator]
    match france:
        case Country(_, "FRA", "FR"):
            pass
        case _:
            pytest.fail("its attributes are not in the order of the table")


@pytest.mark.parametrize(
    "error",
    [
        un.errors.UnknownCountryError("m", value="x", suggestions=["y"]),
        un.errors.AmbiguousCountryError("m", value="x", candidates=["PRK", "KOR"]),
        un.errors.UnknownBlocError("m", value="x"),
        un.errors.UnknownStatementError("m", value="x"),
        un.errors.UnknownRollCallError("m", value="x"),
        un.errors.MembershipUnknownError("m", value="eu", on=date(1950, 1, 1)),
        un.errors.DataIntegrityError("m", file="x.csv", line=3),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_form_one_tree_and_are_picklable(error: Exception) -> None:
    assert isinstance(error, un.UnstatementsError)
    assert isinstance(error, LookupError) is not isinstance(error, un.errors.DataIntegrityError)
    restored = pickle.loads(pickle.dumps(error))
    assert type(restored) is type(error)
    assert str(restored) == str(error)
    assert vars(restored) == vars(error)


def test_former_members_are_countries_of_their_own() -> None:
    assert un.country("SUN").kind == "former"
    assert un.country("SUN") in un.countries("1991-01-01")
    assert un.country("RUS") not in un.countries("1991-01-01")
    assert un.country("RUS") in un.countries("1992-01-01")


def test_names_in_other_languages() -> None:
    assert un.country("DEU").name_in("fr") == "Allemagne"
    with pytest.raises(LookupError, match="no country names in the language 'xx'"):
        un.country("DEU").name_in("xx")
    with pytest.raises(LookupError, match="no name for"):
        un.country("XKX").name_in("fr")
