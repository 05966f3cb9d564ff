"""Agreement: measures against independent implementations, matrices against plain counting."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import combinations, product
from math import sqrt

import krippendorff
import numpy as np
import pytest
from attrs import evolve
from hypothesis import assume, given, settings, strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score, matthews_corrcoef

import unstatements as un
from strategies import country_sets
from unstatements import CountrySet
from unstatements.analysis.agreement import Agreement
from unstatements.analysis.agreement_measures import MEASURES, Cells
from unstatements.analysis.vote_matrix import (
    Counting,
    VoteBits,
    VoteMatrix,
    by_country,
    count_by_event,
)
from unstatements.events.rollcalls import RollCalls
from unstatements.names.country import all_countries

selection = pytest.mark.filterwarnings("ignore::unstatements.core.errors.CoverageWarning")
LEVELS = {"Y": 1, "A": 2, "N": 3}
OF_VOTES = [name for name, measure in MEASURES.items() if not measure.of_signatures]
BEYOND_CHANCE = [name for name in OF_VOTES if MEASURES[name].beyond_chance]
COUNCIL = un.rollcalls(body="hrc")
SOME = ["CUB", "CHN", "FRA", "IND", "UKR", "BRA", "GBR"]

cells = st.tuples(*[st.integers(0, 60)] * 9)
texts = st.integers(0, 45).flatmap(
    lambda size: st.lists(st.text("YANX ", min_size=size, max_size=size), min_size=2, max_size=5)
)


def matrix_of(columns: list[str]) -> VoteMatrix:
    """Return the matrix of countries whose votes are written as text, a letter an event."""
    letters = {"Y": "yes", "A": "abstain", "N": "no", "X": "absent"}
    votes = []
    for text in columns:
        bits = dict.fromkeys(letters.values(), 0)
        for place, letter in enumerate(reversed(text)):
            if letter in letters:
                bits[letters[letter]] |= 1 << place
        unsigned = bits["abstain"] | bits["no"] | bits["absent"]
        votes.append(VoteBits(**bits, unsigned=unsigned))
    events = tuple(COUNCIL[: len(columns[0])]) if columns else ()  # any will do
    return VoteMatrix(
        all_countries()[: len(columns)],
        events,
        tuple(votes),
        possible=(VoteBits(),) * len(columns),
    )


def votes_of(table: Cells) -> tuple[list[int], list[int]]:
    """Return the two lists of votes that make up a table, coded 1 yes, 2 abstain, 3 no."""
    pairs = [(row, column) for row in (1, 2, 3) for column in (1, 2, 3)]
    both = [pair for pair, count in zip(pairs, table, strict=True) for _ in range(count)]
    return [x for x, _y in both], [y for _x, y in both]


# ---- measures ----------------------------------------------------------------------------------


@given(cells)
def test_kappas_are_those_of_scikit_learn(table: Cells) -> None:
    x, y = votes_of(table)
    for name, weights in (("kappa", None), ("kappa_quadratic", "quadratic")):
        value = MEASURES[name].of(table)
        if value is not None:
            assert value == pytest.approx(
                cohen_kappa_score(x, y, labels=[1, 2, 3], weights=weights), abs=1e-9
            )


@given(cells)
def test_pi_is_that_of_nltk(table: Cells) -> None:
    value = MEASURES["pi"].of(table)
    assume(value is not None)
    x, y = votes_of(table)
    rated = [("a", item, vote) for item, vote in enumerate(x)]
    rated += [("b", item, vote) for item, vote in enumerate(y)]
    assert value == pytest.approx(AnnotationTask(data=rated).pi(), abs=1e-9)


@given(cells)
def test_pi_on_squared_distances_is_1_less_observed_over_expected(table: Cells) -> None:
    value = MEASURES["pi_quadratic"].of(table)
    x, y = map(np.array, votes_of(table))
    pooled = [np.mean(np.concatenate([x, y]) == vote) for vote in (1, 2, 3)] if len(x) else []
    expected = sum(
        first * second * (a - b) ** 2 / 4
        for (a, first), (b, second) in product(enumerate(pooled), repeat=2)
    )
    if value is None:
        assert expected == 0
        return
    assert value == pytest.approx(1 - np.mean((x - y) ** 2 / 4) / expected, abs=1e-9)
    size = 2 * len(x)  # Krippendorff's alpha draws without, Scott's pi with replacement
    alpha = krippendorff.alpha(
        reliability_data=np.array([x, y], float), level_of_measurement="interval"
    )
    assert 1 - (1 - value) * (size - 1) / size == pytest.approx(alpha, abs=1e-9)


def test_pi_on_squared_distances_is_that_of_haege_on_brazil_and_argentina() -> None:
    votes = un.rollcalls(body="ga", since="1950-01-01", until="1950-12-31")
    value = {
        name: un.agreement("BRA", "ARG", votes, name).value for name in ("pi", "pi_quadratic")
    }
    assert value == {
        "pi": pytest.approx(0.436, abs=5e-4),
        "pi_quadratic": pytest.approx(0.732, abs=5e-4),
    }


@given(cells)
def test_yes_no_leaves_abstentions_out(table: Cells) -> None:
    measure = MEASURES["yes_no"]
    pairs = [pair for pair in zip(*votes_of(table), strict=True) if 2 not in pair]
    alike = sum(x == y for x, y in pairs)
    assert measure.count(table) == len(pairs)
    assert measure.of(table) == (alike / len(pairs) if pairs else None)
    if sum(table) and not pairs:
        assert measure.reason(table) == "there is no event on which both voted yes or no"


@given(cells)
def test_alpha_is_that_of_krippendorff(table: Cells) -> None:
    value = MEASURES["alpha_ordinal"].of(table)
    assume(value is not None)
    theirs = krippendorff.alpha(
        reliability_data=np.array(votes_of(table), float),
        level_of_measurement="ordinal",
        value_domain=[1, 2, 3],
    )
    assert value == pytest.approx(theirs, abs=1e-9)


def test_ordinal_alpha_depends_on_how_often_votes_are_cast() -> None:
    rare, frequent = (40, 2, 0, 0, 1, 0, 0, 0, 40), (40, 2, 0, 0, 60, 0, 0, 0, 40)
    interval = [
        krippendorff.alpha(
            reliability_data=np.array(votes_of(table), float), level_of_measurement="interval"
        )
        for table in (rare, frequent)
    ]
    ordinal = [MEASURES["alpha_ordinal"].of(table) for table in (rare, frequent)]
    assert ordinal[0] != pytest.approx(interval[0], abs=1e-6)
    assert ordinal[1] != pytest.approx(interval[1], abs=1e-6)


@given(cells)
def test_phi_and_jaccard_are_those_of_the_textbook(table: Cells) -> None:
    both, only_a, only_b, neither = table[:4]
    signed = (both, 0, only_a, 0, 0, 0, only_b, 0, neither)
    x = [1] * both + [1] * only_a + [0] * only_b + [0] * neither
    y = [1] * both + [0] * only_a + [1] * only_b + [0] * neither
    phi, jaccard = MEASURES["phi"].of(signed), MEASURES["jaccard"].of(signed)
    if phi is not None:
        assert phi == pytest.approx(matthews_corrcoef(x, y), abs=1e-9)
    a, b = (set(np.flatnonzero(signatures)) for signatures in (x, y))
    assert jaccard == (len(a & b) / len(a | b) if a | b else None)


@given(cells)
def test_identities(table: Cells) -> None:
    x, y = votes_of(table)
    n = len(x)
    assume(n)
    value = {name: MEASURES[name].of(table) for name in OF_VOTES}
    assert value["share"] == sum(a == b for a, b in zip(x, y, strict=True)) / n
    assert all(MEASURES[name].share(table) == value["share"] for name in (*OF_VOTES, "phi"))
    signed = n - table[8]  # on which one of them did something
    assert MEASURES["jaccard"].share(table) == ((table[0] + table[4]) / signed if signed else None)
    assert value["lijphart"] == pytest.approx(
        sum(1 - abs(a - b) / 2 for a, b in zip(x, y, strict=True)) / n
    )
    assert value["s"] == pytest.approx(2 * value["lijphart"] - 1)
    squares = sum((a - b) ** 2 for a, b in zip(x, y, strict=True))
    assert value["s_squared"] == pytest.approx(1 - 2 * squares / (4 * n))
    assert (value["pi"] is None) == (value["alpha_ordinal"] is None)
    assert (value["pi"] is None) == (value["pi_quadratic"] is None)
    assert value["share"] <= value["lijphart"] <= 1


@given(cells)
def test_the_order_of_the_two_and_of_the_sides_does_not_matter(table: Cells) -> None:
    turned = (*table[0::3], *table[1::3], *table[2::3])
    other_side = table[::-1]  # yes for no, in both
    for name in OF_VOTES:
        value = MEASURES[name].of(table)
        assert MEASURES[name].of(turned) == value
        assert MEASURES[name].of(other_side) == value


def test_values_worked_by_hand() -> None:
    # Ten votes: five yes together, one no together, two abstentions against a yes, one against a
    # no, one clash.
    table: Cells = (5, 0, 1, 2, 0, 1, 0, 0, 1)
    assert MEASURES["share"].of(table) == 0.6
    assert MEASURES["lijphart"].of(table) == (6 + 3 / 2) / 10
    assert MEASURES["s"].of(table) == 1 - 2 * 5 / 20
    assert MEASURES["s_squared"].of(table) == pytest.approx(1 - 2 * 7 / 40)
    # Margins 6, 3, 1 and 7, 0, 3: expected agreement (42 + 0 + 3) / 100.
    assert MEASURES["kappa"].of(table) == pytest.approx((0.6 - 0.45) / 0.55)
    # Pooled margins 13, 3, 4 of 20: expected agreement (169 + 9 + 16) / 400.
    assert MEASURES["pi"].of(table) == pytest.approx((0.6 - 0.485) / 0.515)
    # Coincidences: yes-abstain 2, abstain-no 1, yes-no 1; by chance 13 * 3, 3 * 4, 13 * 4.
    # (13/2 + 3/2)^2 = 64, (3/2 + 4/2)^2 = 12.25, (13/2 + 3 + 4/2)^2 = 132.25.
    observed = 2 * 64 + 12.25 + 132.25
    expected = 39 * 64 + 12 * 12.25 + 52 * 132.25
    assert MEASURES["alpha_ordinal"].of(table) == pytest.approx(1 - 19 * observed / expected)


def test_kappa_can_be_negative_beside_a_high_share() -> None:
    table: Cells = (86, 0, 7, 0, 0, 0, 7, 0, 0)
    assert MEASURES["share"].of(table) == 0.86
    assert MEASURES["kappa"].of(table) < 0


@pytest.mark.parametrize("name", MEASURES)
def test_undefined_is_none_with_a_reason(name: str) -> None:
    measure = MEASURES[name]
    nothing: Cells = (0,) * 9
    assert measure.of(nothing) is None
    assert measure.share(nothing) is None
    assert measure.count(nothing) == 0
    assert "no event" in measure.reason(nothing)
    alike: Cells = (0, 0, 0, 0, 0, 0, 0, 0, 7)
    if measure.beyond_chance or name == "jaccard":
        assert measure.of(alike) is None
        assert measure.reason(alike)
        assert measure.reason(alike) != measure.reason(nothing)
    else:
        assert measure.of(alike) == 1
        assert not measure.reason(alike)


def test_two_unanimous_voters_that_disagree_do_have_a_kappa() -> None:
    assert MEASURES["kappa"].of((0, 0, 9, 0, 0, 0, 0, 0, 0)) == 0
    assert MEASURES["pi"].of((0, 0, 9, 0, 0, 0, 0, 0, 0)) == -1


def test_every_measure_has_a_source_and_survives_pickling() -> None:
    for name, measure in MEASURES.items():
        assert measure.name == name
        assert measure.source
        assert pickle.loads(pickle.dumps(measure)) is measure


# ---- tables of votes ---------------------------------------------------------------------------


@given(texts)
def test_tables_are_counted_right(columns: list[str]) -> None:
    votes = matrix_of(columns)
    for a, b in combinations(range(len(columns)), 2):
        table = votes.cells(MEASURES["kappa"], a, b)
        pairs = list(zip(columns[a], columns[b], strict=True))
        assert table == tuple(pairs.count((x, y)) for x in "YAN" for y in "YAN")
        among = 0b1011
        last = [pair for place, pair in enumerate(pairs[::-1]) if among >> place & 1]
        assert votes.cells(MEASURES["kappa"], a, b, among) == tuple(
            last.count((x, y)) for x in "YAN" for y in "YAN"
        )
        signing = votes.cells(MEASURES["jaccard"], a, b)
        signatures = [(x == "Y", y == "Y") for x, y in pairs if x != " " and y != " "]
        assert signing[0::2] == (
            signatures.count((True, True)),
            signatures.count((True, False)),
            0,
            signatures.count((False, True)),
            signatures.count((False, False)),
        )
        assert not any(signing[1::2])


@given(texts, st.sampled_from(list(MEASURES)))
def test_a_matrix_holds_the_values_of_its_pairs(columns: list[str], name: str) -> None:
    votes, measure = matrix_of(columns), MEASURES[name]
    square = votes.square(measure)
    assert [len(row) for row in square] == [len(columns)] * len(columns)
    for a, row in enumerate(square):
        for b, value in enumerate(row):
            assert value == measure.of(votes.cells(measure, a, b))


@given(texts)
def test_tables_are_those_of_a_product_of_matrices(columns: list[str]) -> None:
    votes = matrix_of(columns)
    cast = np.array(
        [[[letter == kind for letter in text] for text in columns] for kind in "YAN"], int
    )
    product = np.einsum("iae,jbe->abij", cast, cast)
    for a, b in combinations(range(len(columns)), 2):
        assert votes.cells(MEASURES["share"], a, b) == tuple(product[a, b].ravel())


def test_a_matrix_of_bundled_votes_needs_no_numpy() -> None:
    code = (
        "import sys, unstatements as un\n"
        "un.agreement_matrix(un.countries(), un.rollcalls(), measure='kappa')\n"
        "assert 'numpy' not in sys.modules and 'pandas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.lists(country_sets(), max_size=20), country_sets())
def test_events_of_a_country_are_those_whose_set_it_is_in(
    sets: list[CountrySet], wanted: CountrySet
) -> None:
    events = by_country([each.mask for each in sets], wanted)
    assert list(events) == list(wanted)
    for country, bits in events.items():
        assert [bool(bits >> place & 1) for place in range(len(sets))][::-1] == [
            country in each for each in sets
        ]


@given(st.data())
def test_members_are_counted_event_by_event(data: st.DataObject) -> None:
    size = data.draw(st.integers(0, 70))
    events = data.draw(st.lists(st.integers(0, (1 << size) - 1), max_size=40))
    counts = [sum(each >> place & 1 for each in events) for place in reversed(range(size))]
    assert count_by_event(events, size) == counts


def test_more_members_than_a_byte_holds_are_counted() -> None:
    assert count_by_event([0b101] * 255 + [0b111] * 45, 3) == [300, 45, 300]


@given(texts, st.data())
def test_tables_among_some_events_are_those_of_these_events(
    columns: list[str], data: st.DataObject
) -> None:
    size = len(columns[0])
    places = sorted(data.draw(st.sets(st.integers(0, size - 1) if size else st.nothing())))
    votes = matrix_of(columns)
    some = matrix_of(["".join([text[place] for place in places]) for text in columns])
    among = sum(1 << size - 1 - place for place in places)
    for a, b in combinations(range(len(columns)), 2):
        for measure in (MEASURES["kappa"], MEASURES["phi"]):
            assert votes.cells(measure, a, b, among) == some.cells(measure, a, b)


def test_a_matrix_of_no_country_or_no_event_is_empty() -> None:
    votes = VoteMatrix.of(CountrySet(), COUNCIL)
    assert (votes.countries, votes.votes, votes.dropped, votes.undated) == ((), (), 0, 0)
    assert votes.square(MEASURES["share"]) == votes.square(MEASURES["phi"]) == ()
    votes = VoteMatrix.of(CountrySet(SOME), [])
    assert votes.votes == (VoteBits(),) * len(SOME)
    assert votes.square(MEASURES["pi"]) == ((None,) * len(SOME),) * len(SOME)


# ---- roll calls --------------------------------------------------------------------------------


def by_hand(
    a: str, b: str, absences: str = "skip", unanimous: str = "keep"
) -> list[tuple[int, int]]:
    """Count the votes of two countries on the Council's roll calls the slow way."""

    def vote(rollcall: un.RollCall, country: str) -> int | None:
        for level, group in ((1, rollcall.yes), (2, rollcall.abstain), (3, rollcall.no)):
            if country in group:
                return level
        return 2 if absences == "abstain" and country in rollcall.absent else None

    pairs = []
    for rollcall in COUNCIL:
        if (
            unanimous == "drop"
            and sum(bool(group) for group in (rollcall.yes, rollcall.no, rollcall.abstain)) == 1
        ):
            continue
        x, y = vote(rollcall, a), vote(rollcall, b)
        if x and y:
            pairs.append((x, y))
    return pairs


@pytest.mark.parametrize("absences", ["skip", "abstain"])
@pytest.mark.parametrize("unanimous", ["keep", "drop"])
def test_roll_calls_are_counted_as_by_hand(absences: str, unanimous: str) -> None:
    matrix = un.agreement_matrix(SOME, COUNCIL, absences=absences, unanimous=unanimous)
    for a, b in combinations(SOME, 2):
        pairs = by_hand(a, b, absences, unanimous)
        pair = matrix[a, b]
        assert pair.n == len(pairs)
        assert votes_of(pair.cells) == (
            [x for x, _y in sorted(pairs)],
            [y for _x, y in sorted(pairs)],
        )
        assert pair.value == sum(x == y for x, y in pairs) / len(pairs)
        assert pair == un.agreement(a, b, COUNCIL, absences=absences, unanimous=unanimous)


def roll_call(number: int, letters: str) -> un.RollCall:
    """Return a roll call of a few countries, one letter each."""
    masks = [
        CountrySet(
            [code for code, letter in zip(SOME, letters, strict=True) if letter == kind]
        ).mask
        for kind in "YNAX"
    ]
    day = date(2000 + number, 1, 1) if number else None
    return evolve(un.rollcall("A/HRC/51/L.6"), id=f"call-{number}", date=day, masks=tuple(masks))


@settings(max_examples=50)
@given(
    st.lists(st.text("YYYYANX ", min_size=len(SOME), max_size=len(SOME)), max_size=12),
    st.sampled_from(["skip", "abstain"]),
    st.sampled_from(["keep", "drop"]),
    st.sampled_from(OF_VOTES),
)
def test_any_roll_calls(lines: list[str], absences: str, unanimous: str, measure: str) -> None:
    calls = [roll_call(number, letters) for number, letters in enumerate(lines)]
    matrix = un.agreement_matrix(SOME, calls, measure, absences=absences, unanimous=unanimous)
    kept = [line for line in lines if unanimous == "keep" or len(set(line) & set("YAN")) != 1]
    assert len(matrix.events) == len(kept)
    if absences == "abstain":
        kept = [line.replace("X", "A") for line in kept]
    for (a, country), (b, other) in combinations(enumerate(SOME), 2):
        pairs = [(line[a], line[b]) for line in kept]
        table = tuple(pairs.count((x, y)) for x in "YAN" for y in "YAN")
        assert matrix[country, other].cells == table
        assert matrix.value(country, other) == MEASURES[measure].of(table)
    assert sum(len(country.events) for country in matrix.over("year").values()) == len(kept)


def test_a_roll_call_without_a_date_counts() -> None:
    pair = un.agreement("CUB", "CHN", [roll_call(3, "YYYYYYY"), roll_call(0, "NAYYYYY")])
    assert (pair.n, pair.value) == (2, 0.5)
    assert {label: part.value for label, part in pair.over("year").items()} == {
        "no date": 0,
        "2003": 1,
    }


@selection
def test_absences_and_unanimity_change_something() -> None:
    assert len(by_hand("CUB", "CHN", "abstain")) > len(by_hand("CUB", "CHN"))
    every = [
        rollcall
        for rollcall in un.rollcalls()
        if sum(map(bool, (rollcall.yes, rollcall.no, rollcall.abstain))) == 1
    ]
    without = un.agreement("CHN", "FRA", un.rollcalls(), unanimous="drop")
    assert len(without.events) == len(un.rollcalls()) - len(every)
    assert f"left out: {len(every)}" in str(without)


def test_events_may_be_named() -> None:
    rollcall = un.rollcall("A/HRC/51/L.6")
    for events in (
        rollcall,
        rollcall.symbol,
        rollcall.id,
        [rollcall],
        [rollcall.id, rollcall.symbol, rollcall],
        RollCalls([rollcall]),
    ):
        pair = un.agreement("Cuba", "France", events)
        assert pair.events == (rollcall,)
        assert (pair.value, pair.n) == (0, 1)
    assert un.agreement("CUB", "FRA", []).n == 0
    assert un.agreement("CUB", "FRA", []).reason
    assert un.agreement("CUB", "FRA", reversed(COUNCIL)) == un.agreement("CUB", "FRA", COUNCIL)


def test_a_country_with_itself() -> None:
    assert un.agreement("CUB", "CUB", COUNCIL).value == 1
    assert un.agreement("CUB", "CUB", COUNCIL, "alpha_ordinal").value == 1


def test_a_country_that_never_voted_has_no_value() -> None:
    pair = un.agreement("CUB", "VAT", COUNCIL, "kappa")
    assert (pair.value, pair.n, pair.share) == (None, 0, None)
    assert "no event" in pair.reason
    assert "no value: there is no event" in str(pair)
    matrix = un.agreement_matrix(["CUB", "VAT", "FRA"], COUNCIL)
    assert matrix.value("VAT", "CUB") is None
    assert [neighbour.b.alpha_3 for neighbour in matrix.nearest("CUB")] == ["FRA"]
    assert not matrix.nearest("VAT")


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"measure": "kapa"}, "did you mean 'kappa"),
        ({"measure": "zzz"}, "expected one of: share, lijphart"),
        ({"absences": "no"}, "absences: 'no'; expected one of: skip, abstain"),
        ({"unanimous": True}, "unanimous: True; expected one of: keep, drop"),
        ({"measure": "jaccard"}, "is a roll call"),
        ({"measure": "phi", "universe": "electorate"}, "is a roll call"),
    ],
)
def test_bad_choices_are_named(choice: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        un.agreement("CUB", "FRA", COUNCIL, **choice)
    with pytest.raises(ValueError, match=message):
        un.agreement_matrix(SOME, COUNCIL, **choice)


def test_unknown_names_are_errors() -> None:
    with pytest.raises(un.errors.UnknownCountryError):
        un.agreement("Atlantis", "FRA", COUNCIL)
    with pytest.raises(LookupError):
        un.agreement("CUB", "FRA", ["A/HRC/51/L.6666"])
    with pytest.raises(KeyError, match="Germany is not among"):
        un.agreement_matrix(SOME, COUNCIL)["DEU", "FRA"]


# ---- statements --------------------------------------------------------------------------------

CRITICAL = un.statements(target="China", stance="critical")


def signing(country: str, statement: un.Statement) -> bool | None:
    """Whether a country signed; None where it could not, or the list does not show it."""
    held, state = un.positions(statement), un.country(country)
    if state not in held or (state in held.possible("for") and state not in held.of("for")):
        return None
    return state in statement.signatories


@pytest.mark.parametrize("pair", [*combinations(["CZE", "GRC", "AUS", "TUR", "CUB", "PAK"], 2)])
def test_over_complete_lists_cosigning_is_arithmetic_of_sets(pair: tuple[str, str]) -> None:
    complete = [each for each in un.statements(target="China", complete=True) if each.date]
    first, second = (
        {statement for statement in complete if country in statement.signatories}
        for country in pair
    )
    jaccard = un.agreement(*pair, complete, "jaccard")
    assert jaccard.value == (len(first & second) / len(first | second) if first | second else None)
    assert jaccard.bounds == (None if jaccard.value is None else jaccard.value)
    phi = un.agreement(*pair, complete, "phi", universe="electorate")
    x, y = ([statement in signed for statement in complete] for signed in (first, second))
    assert phi.n == len(complete)  # though of some the answer is known only in part
    if phi.value is not None:
        assert phi.value == pytest.approx(matthews_corrcoef(x, y))


open_events = st.lists(
    st.frozensets(st.one_of(st.none(), st.integers(0, 8)), min_size=1, max_size=4), max_size=4
)


@given(st.tuples(*[st.integers(0, 3)] * 9), open_events, st.sampled_from(list(MEASURES)))
def test_bounds_are_those_of_every_table_that_there_may_be(
    table: Cells, events: list[frozenset[int | None]], name: str
) -> None:
    measure = MEASURES[name]
    values = []
    for taken in product(*events):
        cells_then = list(table)
        for cell in taken:
            if cell is not None:
                cells_then[cell] += 1
        values.append(measure.of(tuple(cells_then)))
    defined = [value for value in values if value is not None]
    bounds = measure.bounds(table, Counter(events))
    if not defined:
        assert bounds is None
    else:
        assert bounds is not None
        assert (bounds.low, bounds.high) == pytest.approx((min(defined), max(defined)))


def test_bounds_of_measures_that_are_no_ratio_of_sums_end_where_tables_are_too_many() -> None:
    anything: frozenset[int | None] = frozenset(range(9))
    assert MEASURES["kappa"].bounds((1,) * 9, {anything: 30}) is None
    assert MEASURES["share"].bounds((0,) * 9, {anything: 30}) == un.Interval(0, 1)


@pytest.mark.parametrize("name", ["share", "lijphart", "yes_no", "jaccard"])
@pytest.mark.parametrize("pair", [("CUB", "PAK"), ("FRA", "IND"), ("MDV", "VUT")])
@pytest.mark.parametrize("universe", [None, "electorate"])
def test_bounds_over_partial_lists(name: str, pair: tuple[str, str], universe: str | None) -> None:
    ids = (
        "2021-03-12-hrc-cuba",
        "2021-06-22-hrc-canada",
        "2020-10-06-ga3c-germany",
        "2019-07-08-hrc-letter",
    )
    events = [un.statement(key) for key in ids]
    agreement = un.agreement(*pair, events, name, universe=universe)
    silent = "abstain" if universe else "absent"
    words = {"for": "yes", "neutral": silent, "against": "no"}
    if MEASURES[name].of_signatures:
        words = {"for": "yes", "neutral": "no", "against": "no"}
    choices = []
    for event in events:
        held = un.positions(event)
        choices.append(
            [
                {words[position] for position in words if country in held.possible(position)}
                for country in pair
            ]
        )
    values = []
    votes = ("yes", "abstain", "no")
    for world in product(*[product(*both) for both in choices]):
        counts = Counter(world)
        values.append(MEASURES[name].of(tuple(counts[x, y] for x in votes for y in votes)))
    defined = [value for value in values if value is not None]
    bounds = agreement.bounds
    if not defined:
        assert bounds is None
        return
    assert bounds is not None
    assert (bounds.low, bounds.high) == pytest.approx((min(defined), max(defined)))
    row = agreement.rows()[0]
    assert (row["value_low"], row["value_high"]) == (bounds.low, bounds.high)
    if agreement.value is not None:
        assert agreement.value in bounds
    if not bounds.exact:
        assert f"as a position is not known; with them: {bounds}" in str(agreement)


def test_where_all_is_known_bounds_are_the_value() -> None:
    for name in OF_VOTES:
        pair = un.agreement("CUB", "FRA", COUNCIL[:40], name)
        assert pair.bounds == pair.value
        assert "not known" not in str(pair)


def test_bounds_over_rolls_that_are_known_in_part() -> None:
    vote = next(vote for vote in un.rollcalls(complete=False) if un.positions(vote).of("unknown"))
    unknown = un.positions(vote).of("unknown")
    (first, *_) = unknown
    cast = next(iter(vote.yes))
    pair = un.agreement(first, cast, [vote])
    assert pair.value is None
    assert pair.bounds == un.Interval(0, 1) or pair.bounds is not None


@pytest.mark.parametrize(
    ("a", "b"), [("DEU", "FRA"), ("DEU", "CUB"), ("HND", "USA"), ("JPN", "KOR"), ("AFG", "DEU")]
)
def test_cosigning_is_counted_as_by_hand(a: str, b: str) -> None:
    events = [statement for statement in CRITICAL if statement.date]
    signatures = [
        (x, y)
        for x, y in ((signing(a, statement), signing(b, statement)) for statement in events)
        if x is not None and y is not None
    ]
    both, either = sum(x and y for x, y in signatures), sum(x or y for x, y in signatures)
    jaccard = un.agreement(a, b, CRITICAL, "jaccard")
    assert (jaccard.value, jaccard.n) == (both / either, either)
    assert jaccard.table["no", "no"] == len(signatures) - either
    phi = un.agreement(a, b, CRITICAL, "phi", universe="electorate")
    assert phi.n == len(signatures)
    x, y = [x for x, _y in signatures], [y for _x, y in signatures]
    spread = sqrt(sum(x) * (len(x) - sum(x)) * sum(y) * (len(y) - sum(y)))
    assert phi.value == (pytest.approx(matthews_corrcoef(x, y)) if spread else None)
    assert bool(phi.reason) == (not spread)


def test_statements_are_never_unanimous() -> None:
    dated, undated = (
        CRITICAL[0],
        next(statement for statement in un.statements() if statement.date is None),
    )
    votes = VoteMatrix.of(CountrySet(SOME), [dated, undated], Counting(unanimous="drop"))
    assert (votes.events, votes.dropped, votes.undated) == ((dated,), 0, 1)


def test_silence_is_no_abstention() -> None:
    pair = un.agreement("DEU", "IND", CRITICAL)
    assert pair.n == 0  # India signed neither side of any of them
    declared = un.agreement("DEU", "IND", CRITICAL, universe="electorate")
    assert declared.n > 0
    assert declared.table["yes", "abstain"] + declared.table["abstain", "abstain"] == declared.n


@pytest.mark.parametrize("measure", [*BEYOND_CHANCE, "phi"])
def test_measures_beyond_chance_need_a_universe(measure: str) -> None:
    with pytest.raises(ValueError, match=r"who could have signed .*universe='electorate'"):
        un.agreement("DEU", "CUB", CRITICAL, measure)
    assert un.agreement("DEU", "CUB", CRITICAL, measure, universe="electorate").n


@pytest.mark.parametrize("events", [CRITICAL, ["A/HRC/51/L.6"]])
def test_a_universe_that_there_is_not_is_refused_whatever_the_events(events: list[str]) -> None:
    with pytest.raises(un.errors.UnknownBlocError, match="electorat"):
        un.agreement("DEU", "CUB", events, universe="electorat")


def test_a_universe_may_be_a_bloc_or_countries() -> None:
    members = un.agreement("DEU", "GBR", CRITICAL, "phi", universe="EU")
    after = [
        statement
        for statement in CRITICAL
        if statement.date and statement.date >= date(2020, 2, 1)
    ]
    whole = un.agreement("DEU", "GBR", CRITICAL, "phi", universe="electorate")
    assert members.n == whole.n - un.agreement("DEU", "GBR", after, "phi", universe="electorate").n
    assert "members of European Union" in str(members)
    listed = un.agreement("DEU", "GBR", CRITICAL, "phi", universe=["Germany", "GBR"])
    assert listed.cells == whole.cells
    assert un.agreement("DEU", "GBR", CRITICAL, "phi", universe=["FRA"]).n == 0
    with pytest.raises(un.errors.UnknownBlocError):
        un.agreement("DEU", "GBR", CRITICAL, "phi", universe="Nobody")


def test_statements_without_a_date_are_left_out_and_told() -> None:
    undated = [statement for statement in un.statements() if statement.date is None]
    pair = un.agreement("DEU", "FRA", un.statements(), "jaccard")
    assert len(pair.events) == len(un.statements()) - len(undated)
    if undated:
        assert f"without a date left out: {len(undated)}" in str(pair)


def test_votes_and_statements_together() -> None:
    events = [*CRITICAL, *COUNCIL]
    both = un.agreement("DEU", "CUB", events)
    alone = [un.agreement("DEU", "CUB", part) for part in (CRITICAL, COUNCIL)]
    assert both.n == sum(part.n for part in alone)
    assert both.cells == tuple(map(sum, zip(*[part.cells for part in alone], strict=True)))


# ---- matrices, neighbours, periods, blocs ------------------------------------------------------

MATRIX = un.agreement_matrix(un.countries("2022-10-06"), COUNCIL, "lijphart")


def test_neighbours() -> None:
    nearest, farthest = MATRIX.nearest("CUB", 200), MATRIX.farthest("CUB", 200)
    assert len(nearest) == len(farthest) < len(MATRIX.countries)
    assert [pair.value for pair in nearest] == sorted(
        [pair.value for pair in nearest], reverse=True
    )
    assert [pair.value for pair in farthest] == sorted(pair.value for pair in farthest)
    assert {pair.b for pair in nearest} == {pair.b for pair in farthest}
    assert all(pair.a.alpha_3 == "CUB" for pair in nearest)
    assert MATRIX.nearest("CUB", 3) == nearest[:3]
    shared = MATRIX.nearest("CUB", 200, shared=150)
    assert [pair.b for pair in shared] == [pair.b for pair in nearest if pair.n >= 150]
    assert len(MATRIX.nearest("Cuba")) == 5
    assert not MATRIX.nearest("CUB", 0)
    most = max(pair.n for pair in nearest)
    assert [pair.b for pair in MATRIX.nearest(country="CUB", n=200, shared=most)] == [
        pair.b for pair in nearest if pair.n == most
    ]


def test_square_and_rows() -> None:
    matrix = un.agreement_matrix(SOME, COUNCIL, "pi")
    square = matrix.square()
    assert all(square[a][b] == square[b][a] for a in range(7) for b in range(7))
    assert all(square[a][a] == 1 for a in range(7))
    rows = matrix.rows()
    assert len(rows) == 21 == len(matrix.pairs())
    for row in rows:
        assert row["value"] == matrix.value(row["a"], row["b"]) == matrix[row["b"], row["a"]].value
        assert row["measure"] == "pi"
    assert len(MATRIX.display_rows()) == 10
    assert not un.agreement_matrix([], COUNCIL).rows()


@pytest.mark.parametrize("period", ["session", "year", 3])
def test_periods_are_the_parts_of_the_whole(period: str | int) -> None:
    whole = un.agreement("CUB", "BRA", COUNCIL, "s")
    series = whole.over(period)
    assert sum(part.n for part in series.values()) == whole.n
    assert sum(len(part.events) for part in series.values()) == len(COUNCIL)
    matrices = un.agreement_matrix(SOME, COUNCIL, "s").over(period)
    assert list(matrices) == list(series)
    for label, part in series.items():
        assert part == un.agreement("CUB", "BRA", part.events, "s")
        assert matrices[label]["CUB", "BRA"] == part
        assert matrices[label] == un.agreement_matrix(SOME, part.events, "s")
    assert len(series.rows()) == len(series)
    assert len(matrices.rows()) == 21 * len(matrices)


@selection
def test_a_series_has_a_period() -> None:
    for whole in (un.agreement("CUB", "BRA", COUNCIL), MATRIX):
        with pytest.raises(ValueError, match="period: None; expected 'session', 'year' or a"):
            whole.over(None)


@selection
def test_names_of_periods() -> None:
    whole = un.agreement("CUB", "BRA", COUNCIL)
    first, last = COUNCIL[0].date.year, COUNCIL[-1].date.year
    assert set(whole.over("year")) == {str(rollcall.date.year) for rollcall in COUNCIL}
    assert next(iter(whole.over(10))) == f"{first}-{first + 9}"
    assert list(whole.over(100)) == [f"{first}-{first + 99}"]
    assert set(whole.over("session")) == {rollcall.session or "no session" for rollcall in COUNCIL}
    both = un.agreement("CUB", "BRA", un.rollcalls(since="2022-01-01")).over("session")
    assert {"hrc 51", "ga 77"} <= set(both)
    row = whole.over("year").rows()[-1]
    assert (row["period"], row["end"]) == (str(last), COUNCIL[-1].date)
    for wrong in ("month", 0, -1, 2.5):
        with pytest.raises(ValueError, match="expected 'session', 'year' or a number of years"):
            whole.over(wrong)  # type: ignore[arg-type]


def test_averages_of_groups_by_hand() -> None:
    def initial(country: un.Country) -> str:
        return "early" if country.name < "F" else "late"

    averages = MATRIX.blocs(initial)
    assert averages.by == "initial"
    values: dict[tuple[str, str], list[float]] = {}
    undefined: dict[tuple[str, str], int] = {}
    for a, b in combinations(MATRIX.countries, 2):
        key = tuple(sorted([initial(a), initial(b)]))
        value = MATRIX.value(a, b)
        if value is None:
            undefined[key] = undefined.get(key, 0) + 1
        else:
            values.setdefault(key, []).append(value)
    assert len(averages.averages) == 3
    for key, expected in values.items():
        average = averages[key]
        assert average.value == pytest.approx(sum(expected) / len(expected))
        assert (average.pairs, average.undefined) == (len(expected), undefined.get(key, 0))
        assert averages[key[::-1]] is average


@selection
def test_averages_of_blocs_follow_membership() -> None:
    events = un.rollcalls(since="2019-06-01", until="2020-12-31")
    few = ["GBR", "DEU", "FRA", "BRA", "MEX"]
    matrix = un.agreement_matrix(few, events)
    dated = matrix.blocs(["EU", "GRULAC"])
    fixed = matrix.blocs(["EU", "GRULAC"], on="2020-06-01")
    brexit = date(2020, 2, 1)
    before = [event for event in events if event.date < brexit]
    pairs = [
        un.agreement("GBR", "DEU", before).value,
        un.agreement("GBR", "FRA", before).value,
        matrix.value("DEU", "FRA"),
    ]
    pairs = [value for value in pairs if value is not None]
    assert dated["EU", "EU"].value == pytest.approx(sum(pairs) / len(pairs))
    assert fixed["EU", "EU"].value == matrix.value("DEU", "FRA")
    across = [
        un.agreement("GBR", other, before).value if event == "GBR" else matrix.value(event, other)
        for event in ("GBR", "DEU", "FRA")
        for other in ("BRA", "MEX")
    ]
    across = [value for value in across if value is not None]
    assert dated["EU", "GRULAC"].value == pytest.approx(sum(across) / len(across))
    assert fixed["EU", "GRULAC"].pairs == 4
    alone = matrix.blocs(un.bloc("EU"))
    assert alone["EU", "EU"] == dated["EU", "EU"]


@selection
@pytest.mark.parametrize("body", ["hrc", "ga"])
def test_averages_of_blocs_by_hand(body: str) -> None:
    events = un.rollcalls(body=body, since="2013-01-01", until="2020-12-31")
    if body == "ga":  # so that Croatia voted just before it joined
        events = [event for event in events if "HRV" in event.yes | event.no | event.abstain]
    few = ["GBR", "DEU", "HRV", "BRA", "MEX", "VAT"]  # Croatia joined, the United Kingdom left
    matrix = un.agreement_matrix(few, events)
    averages = matrix.blocs(["EU", "GRULAC"])
    members = {
        name: [un.bloc(name).members(event.date) for event in events] for name in ("EU", "GRULAC")
    }
    for event, other in (("EU", "EU"), ("EU", "GRULAC"), ("GRULAC", "GRULAC")):
        values = []
        for a, b in combinations(matrix.countries, 2):
            sides = zip(events, members[event], members[other], strict=True)
            together = [e for e, x, y in sides if (a in x and b in y) or (b in x and a in y)]
            if together:
                values.append(un.agreement(a, b, together).value)
        defined = [value for value in values if value is not None]
        average = averages[event, other]
        assert average.value == pytest.approx(sum(defined) / len(defined))
        assert (average.pairs, average.undefined) == (len(defined), len(values) - len(defined))
        assert average.reason == ""


def test_members_that_are_not_known_are_told_once() -> None:
    matrix = un.agreement_matrix(SOME, COUNCIL)
    with pytest.warns(un.errors.MembershipWarning, match="known as a whole only since") as warned:
        matrix.blocs("BRICS")
    assert len(warned) == 1
    with pytest.raises(un.errors.MembershipUnknownError):
        matrix.blocs("BRICS", unknown="raise")
    later = un.agreement_matrix(SOME, un.rollcalls(body="hrc", since="2010-01-01"))
    assert later.blocs("BRICS", unknown="raise")["BRICS", "BRICS"].pairs


def test_averages_without_pairs() -> None:
    own = un.Bloc.of("Nobody here", ["VAT"])
    averages = MATRIX.blocs([own, "EU"])
    assert averages["Nobody here", "EU"].value is None
    assert averages["Nobody here", "EU"].reason == "no two countries of these blocs have a value"
    with pytest.raises(un.errors.UnknownBlocError, match="the blocs are: Nobody here, EU"):
        averages["EU", "OIC"]
    empty = un.agreement_matrix(SOME, []).blocs("EU")
    assert empty["EU", "EU"].value is None


def test_a_partition_names_those_in_none_of_its_groups() -> None:
    averages = MATRIX.blocs()
    assert averages.by == "regional group"
    assert averages["WEOG", "no regional group"].pairs > 0
    assert len(averages.rows()) == 21


# ---- how results show themselves ---------------------------------------------------------------

RESULTS = [
    un.agreement("CUB", "FRA", COUNCIL, "kappa"),
    un.agreement("CUB", "FRA", CRITICAL, "jaccard"),
    un.agreement("CUB", "FRA", COUNCIL, unanimous="drop").over("year"),
    un.agreement_matrix(SOME, COUNCIL, "alpha_ordinal", absences="abstain"),
    un.agreement_matrix(SOME, CRITICAL, "phi", universe="electorate"),
    un.agreement_matrix(SOME, COUNCIL).over(5),
    pytest.param(MATRIX, marks=pytest.mark.slow),
    MATRIX.nearest("CUB"),
    MATRIX.blocs(),
]


@pytest.mark.parametrize("result", RESULTS, ids=repr)
def test_results_show_themselves(result: Agreement) -> None:
    assert result.title() in str(result)
    assert "<table>" in result._repr_html_()
    assert result.to_json()
    rows = result.rows()
    assert len({tuple(row) for row in rows}) == 1
    assert "nan" not in str(rows)
    assert pickle.loads(pickle.dumps(result)) == result


def test_notes_say_how_it_was_counted() -> None:
    text = str(un.agreement("CUB", "FRA", COUNCIL, "kappa", "abstain", "drop"))
    assert "share of identical votes" in text
    assert "counted as abstentions" in text
    assert "unanimous roll calls left out" in text
    assert "Cohen 1960" in text
    for measure in ("kappa_quadratic", "pi_quadratic"):
        assert "Häge 2011" in un.agreement("CUB", "FRA", COUNCIL, measure).source
    assert "Lijphart 1963" in MATRIX.source


@pytest.mark.parametrize(("count", "words"), [(0, "0 events;"), (1, "1 event;"), (2, "2 events;")])
def test_notes_count_events(count: int, words: str) -> None:
    assert un.agreement("CUB", "FRA", COUNCIL[:count]).footnotes()[1].startswith(words)


def test_the_share_is_not_shown_twice() -> None:
    share, kappa = (un.agreement_matrix(SOME, COUNCIL, name) for name in ("share", "kappa"))
    assert list(share.nearest("CUB").display_rows()[0]) == ["a", "b", "value", "n"]
    assert list(kappa.nearest("CUB").display_rows()[0]) == ["a", "b", "value", "n", "share"]
    assert list(share["CUB", "FRA"].over("year").display_rows()[0]) == ["period", "value", "n"]


def test_a_matrix_is_a_square_up_to_twelve_countries() -> None:
    square = un.agreement_matrix(MATRIX.countries[:12], COUNCIL)
    assert [len(row) for row in square.display_rows()] == [13] * 12
    assert "shown:" not in square.footnotes()[0]
    longer = un.agreement_matrix(MATRIX.countries[:13], COUNCIL)
    assert len(longer.display_rows()) == 10
    assert longer.footnotes()[0].startswith("shown: the 5 closest")


def test_periods_show_their_mean() -> None:
    matrices = un.agreement_matrix(SOME, COUNCIL).over("year")
    for row, matrix in zip(matrices.display_rows(), matrices.values(), strict=True):
        values = [pair.value for pair in matrix.pairs() if pair.value is not None]
        assert row["pairs"] == len(values)
        assert row["mean"] == (pytest.approx(sum(values) / len(values)) if values else None)


def test_agreements_of_different_measures_differ() -> None:
    assert un.agreement("CUB", "FRA", COUNCIL, "s") != un.agreement("CUB", "FRA", COUNCIL, "pi")
    assert len({un.agreement("CUB", "FRA", COUNCIL, name) for name in OF_VOTES}) == len(OF_VOTES)


# ---- published figures -------------------------------------------------------------------------


# The special sessions whose votes were counted with a regular one.
WITH = {2: ["S-1"], 3: ["S-2"], 11: ["ES-1", "ES-2"], 15: ["ES-4"], 18: ["S-4"], 23: ["S-5"]}
# Votes that the edition of the published figures had not yet.
LATER = ("A/RES/65/241", "A/RES/66/253 B", "A/RES/66/283", "A/RES/67/262", "A/RES/67/268")


def in_the_data_set(votes: Iterable[un.RollCall]) -> list[un.RollCall]:
    """Return votes as the data of Erik Voeten have them: no others, and without corrections."""
    tables = un.tables()
    numbered = {row["id"] for row in tables["ga_rollcalls"] if row["rcid"]}
    numbered |= {row["id"] for row in tables["rollcalls"]}
    corrected: dict[str, dict[str, str]] = {}
    for row in tables["roll_corrections"]:
        corrected.setdefault(row["rollcall"], {})[row["country"]] = row["data_set"]
    original = []
    for vote in votes:
        changes = corrected.get(vote.id, {})
        masks = []
        for letter, group in zip(
            "YNAX", (vote.yes, vote.no, vote.abstain, vote.absent), strict=True
        ):
            moved = [country for country, had in changes.items() if had == letter]
            masks.append(((group - list(changes)) | moved).mask)
        original.append(evolve(vote, masks=tuple(masks)) if changes else vote)
    return [vote for vote in original if vote.id in numbered]


@pytest.mark.parametrize(
    ("session", "country", "published"),
    [
        (1, "SUN", 0.2142857),
        (1, "GBR", 0.7857143),
        (1, "CUB", 0.675),
        (2, "FRA", 0.8947368),
        (3, "ISR", 0.1666667),
        (11, "GBR", 0.7666667),
        (15, "CUB", 0.2038835),
        (18, "SUN", 0.1290323),
        (20, "SUN", 0.225),
        (20, "GBR", 0.8684211),
        (23, "FRA", 0.4901961),
        (30, "SUN", 0.2173913),
        (31, "GBR", 0.725),
        (40, "CUB", 0.05921053),
        (45, "GBR", 0.5952381),
        (46, "CHN", 0.1029412),
        (51, "ISR", 0.75),
        (52, "RUS", 0.3188406),
        (54, "CUB", 0.1212121),
        (55, "ISR", 0.7313433),
        (57, "CHN", 0.09859155),
        (61, "GBR", 0.3563218),
        (63, "FRA", 0.3472222),
        (65, "ISR", 0.8307692),
        (66, "CUB", 0.078125),
        (67, "CHN", 0.1212121),
    ],
)
def test_published_agreement_with_the_united_states(
    session: int, country: str, published: float
) -> None:
    """Bailey, Strezhnev and Voeten 2017: unanimous votes are dropped, absences do not count.

    From session 52 on they have no votes on parts of a text.
    """
    sessions = [str(session), *WITH.get(session, [])]
    calls = [vote for name in sessions for vote in un.rollcalls(body="ga", session=name)]
    if session >= 52:
        calls = [
            vote
            for vote in calls
            if vote.vote_kind == "draft resolution" and vote.symbol not in LATER
        ]
    pair = un.agreement(country, "USA", in_the_data_set(calls), unanimous="drop")
    assert pair.value == pytest.approx(published, abs=1e-6)


def test_votes_are_those_of_the_roll_calls() -> None:
    letters = (("Y", "yes"), ("A", "abstain"), ("N", "no"), ("X", "absent"))
    columns = [
        "".join(
            next((letter for letter, kind in letters if code in getattr(rollcall, kind)), " ")
            for rollcall in COUNCIL
        )
        for code in sorted(SOME, key=un.country)
    ]
    votes = [each._replace(unsigned=0) for each in matrix_of(columns).votes]
    matrix = VoteMatrix.of(CountrySet(SOME), COUNCIL)
    assert matrix.votes == tuple(votes)
    for country, possible in zip(matrix.countries, matrix.possible, strict=True):
        unknown = [country in un.positions(vote).of("unknown") for vote in matrix.events]
        assert f"{possible.any:0{len(unknown)}b}" == "".join(str(int(each)) for each in unknown)


@pytest.mark.parametrize("absences", ["skip", "abstain"])
@pytest.mark.parametrize("unanimous", ["keep", "drop"])
def test_bundled_roll_calls_and_those_read_give_the_same(absences: str, unanimous: str) -> None:
    bundled = un.rollcalls(since="2006-01-01", until="2010-12-31")
    read = [
        evolve(
            rollcall,
            masks=tuple(
                part.mask
                for part in (rollcall.yes, rollcall.no, rollcall.abstain, rollcall.absent)
            ),
        )
        for rollcall in bundled
    ]
    everybody = CountrySet(all_countries())
    matrices = [
        VoteMatrix.of(everybody, calls, Counting(absences, unanimous)) for calls in (bundled, read)
    ]
    assert matrices[0].votes == matrices[1].votes
    assert matrices[0].dropped == matrices[1].dropped
    assert [rollcall.id for rollcall in matrices[0].events] == [
        rollcall.id for rollcall in matrices[1].events
    ]


def test_the_long_record_is_not_read_for_other_votes() -> None:
    code = (
        "import unstatements as un\n"
        "from unstatements.core import tables\n"
        "un.agreement('CUB', 'FRA', 'A/HRC/51/L.6', unanimous='drop')\n"
        "un.agreement('CUB', 'FRA', un.statements(topic='xinjiang'), measure='jaccard')\n"
        "assert ('ga_votes',) not in tables.table.published"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
