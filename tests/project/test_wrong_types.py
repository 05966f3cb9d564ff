"""What cannot be meant is refused by name: a value of the wrong type is an error of ours, not of
some line inside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import unstatements as un

CANADA = un.statement("2022-10-31-ga3c-canada")
VOTE = un.rollcall("A/HRC/51/L.6")
SOME = un.statements(topic="xinjiang")

# What is taken as the argument in question, and what each function is asked with it.
PLACES: dict[str, Callable[[object], object]] = {
    "country": un.country,
    "bloc": un.bloc,
    "statement": un.statement,
    "roll call": un.rollcall,
    "event": un.positions,
    "before": lambda given: un.shift(given, CANADA),
    "after": lambda given: un.shift(CANADA, given),
    "among": lambda given: un.shift(CANADA, CANADA, among=given),
    "compared": un.compare,
    "by": lambda given: un.compare(CANADA, by=given),
    "electorate": lambda given: un.compare(CANADA, electorate=given),
    "topic": un.timeline,
    "topic of a trajectory": lambda given: un.trajectory("FRA", topic=given),
    "events of a trajectory": lambda given: un.trajectory("FRA", events=given),
    "topic of statements": lambda given: un.statements(topic=given),
    "body of statements": lambda given: un.statements(body=given),
    "signer": lambda given: un.statements(signed_by=given),
    "topic of votes": lambda given: un.rollcalls(topic=given),
    "body of votes": lambda given: un.rollcalls(body=given),
    "rivals": un.rivals,
    "movers": un.movers,
    "signed_by": un.signed_by,
    "a": lambda given: un.agreement(given, "FRA", [VOTE]),
    "events": lambda given: un.agreement("USA", "FRA", given),
    "measure": lambda given: un.agreement("USA", "FRA", [VOTE], measure=given),
    "universe": lambda given: un.agreement("USA", "FRA", [VOTE], universe=given),
    "countries": lambda given: un.agreement_matrix(given, [VOTE]),
    "set": un.CountrySet,
    "column": un.normalize,
    "text": un.find_countries,
    "list in a text": un.parse_signatories,
    "pivotal": un.pivotal_states,
    "votes": lambda given: un.what_if(VOTE, given),
    "shift": lambda given: un.shift_test(given, test="bloc_difference", bloc="EU"),
    "bloc of a shift": lambda given: un.shift(CANADA, CANADA).test("bloc_difference", bloc=given),
    "on": lambda given: un.countries(on=given),
    "since": lambda given: un.statements(since=given),
}
NOT_MEANT = {
    "number": 5,
    "object": object(),
    "bloc": un.bloc("EU"),
    "statements": SOME,
    "bytes": b"FRA",
}
MEANT = {("bloc", "bloc"), ("by", "bloc"), ("bloc of a shift", "bloc"), ("compared", "statements")}
MEANT |= {("universe", "bloc"), ("events", "statements"), ("events of a trajectory", "statements")}


@pytest.mark.parametrize("given", NOT_MEANT)
@pytest.mark.parametrize("place", PLACES)
def test_a_value_of_the_wrong_type_is_refused_by_name(place: str, given: str) -> None:
    if (place, given) in MEANT:
        PLACES[place](NOT_MEANT[given])
        return
    with pytest.raises((TypeError, un.UnstatementsError)) as caught:
        PLACES[place](NOT_MEANT[given])
    assert " is not a" in str(caught.value) or isinstance(caught.value, un.UnstatementsError)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("place", ["countries", "set", "column", "among", "electorate"])
def test_a_name_is_no_collection(place: str) -> None:
    with pytest.raises(TypeError, match="'France' is not a co"):
        PLACES[place]("France")


@pytest.mark.parametrize(
    "place", ["statement", "roll call", "event", "bloc", "rivals", "text", "set", "votes"]
)
def test_nothing_is_refused_too(place: str) -> None:
    with pytest.raises(TypeError, match=r"None is not an? "):
        PLACES[place](None)
