"""Positions: partial lists give bounds, and the bounds contain the truth."""

from __future__ import annotations

import re
from functools import reduce
from itertools import combinations, islice, product
from operator import or_

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import unstatements as un
from strategies import country_sets
from unstatements import CountrySet, Interval, Position
from unstatements.analysis import positions as _positions
from unstatements.analysis.positions import Totals, holders_of_votes, named_event, other_answers
from unstatements.events.position import (
    KNOWN,
    Holders,
    either_list,
    electorate_of,
    holders_of_sides,
)

CANADA = un.statement("2022-10-31-ga3c-canada")
ELECTORATE = electorate_of(CANADA)


def two_sides(
    event: un.Statement, electorate: CountrySet, side: Holders, rival: Holders
) -> un.Positions:
    return un.Positions(event, electorate, holders_of_sides(electorate, side, rival))


@st.composite
def truths(draw: st.DrawFn) -> dict[Position, CountrySet]:
    """Who really signed which side, within an electorate."""
    electorate = draw(country_sets())
    signed = electorate & draw(country_sets())
    answered = (electorate & draw(country_sets())) - signed
    return {
        Position.FOR: signed,
        Position.AGAINST: answered,
        Position.NEUTRAL: electorate - signed - answered,
        Position.ABSENT: CountrySet(),
    }


def _hide(draw: st.DrawFn, signed: CountrySet, electorate: CountrySet) -> Holders:
    """What a reader sees of one side when names are removed at random."""
    if draw(st.booleans()):
        return Holders(signed, CountrySet(), Interval(0, 0))
    seen = signed & draw(country_sets())
    not_signers = (electorate - signed) & draw(country_sets(max_size=3))
    open_ = electorate - seen - not_signers
    missing = len(signed - seen)
    reported = draw(st.booleans())
    return Holders(
        seen, open_, Interval(missing, missing) if reported else Interval(0, len(open_))
    )


def _named_to_possible(seen: un.Positions, position: Position, inside: CountrySet) -> bool:
    """Whether a count is between those known to hold the position and those that may."""
    count = seen.count(position, inside)
    return (
        len(seen.of(position) & inside)
        <= count.low
        <= count.high
        <= len(seen.possible(position) & inside)
    )


@given(st.data())
def test_bounds_contain_the_truth_when_names_are_removed(data: st.DataObject) -> None:
    truth = data.draw(truths())
    electorate = CountrySet()
    for group in truth.values():
        electorate |= group
    seen = two_sides(
        CANADA,
        electorate,
        data.draw(st.composite(_hide)(truth[Position.FOR], electorate)),
        data.draw(st.composite(_hide)(truth[Position.AGAINST], electorate)),
    )
    among = data.draw(st.one_of(st.none(), country_sets()))
    inside = electorate if among is None else electorate & among
    for position in KNOWN:
        assert seen.of(position) <= truth[position] <= seen.possible(position)
        assert len(truth[position] & inside) in seen.count(position, among)
        assert _named_to_possible(seen, position, inside)
    for country in inside:
        assert seen[country] in (Position.UNKNOWN, next(p for p in KNOWN if country in truth[p]))


@given(st.data())
def test_positions_partition_the_electorate(data: st.DataObject) -> None:
    electorate = data.draw(country_sets())
    signed = electorate & data.draw(country_sets())
    seen = two_sides(
        CANADA,
        electorate,
        data.draw(st.composite(_hide)(signed, electorate)),
        Holders(CountrySet(), CountrySet(), Interval(0, 0)),
    )
    assert sum(len(seen.of(position)) for position in Position) == len(electorate) == len(seen)
    assert set(seen) == set(electorate)
    assert seen.flipped().flipped() == seen
    assert seen.flipped().of("for") == seen.of("against")


def test_a_complete_statement_with_a_partial_answer() -> None:
    seen = un.positions(CANADA)
    assert seen.of("for") == CANADA.signatories
    assert seen.count("for") == 50
    cuba, saudi_arabia = CANADA.counterstatements
    assert (cuba.reported_count, saudi_arabia.reported_count) == (66, 8)
    named = cuba.signatories | saudi_arabia.signatories
    assert seen.of("against") == named
    # The eight of the shorter list may all be among the 66, those not named of each may differ.
    missing = (66 - len(cuba.signatories)) + (8 - len(saudi_arabia.signatories))
    assert seen.count("against") == Interval(66, len(named) + missing)
    assert seen.count("neutral") == Interval(195 - 50 - len(named) - missing, 195 - 50 - 66)
    assert seen["IND"] is Position.UNKNOWN
    assert seen.of("neutral") == CountrySet()
    assert seen.count("unknown") == 195 - 50 - len(named)
    assert len(seen) == 195


def test_a_known_non_signer_is_neutral_not_unknown() -> None:
    seen = un.positions("2021-03-12-hrc-cuba")
    assert seen["MDV"] is Position.NEUTRAL
    assert seen["KEN"] is Position.UNKNOWN
    assert un.positions("2022-06-14-hrc-netherlands")["TON"] is Position.NEUTRAL


def test_where_as_many_are_named_as_were_reported_nobody_is_missing() -> None:
    statement = un.statement("2021-03-26-ga-crimea-ukraine")
    assert (statement.completeness, statement.reported_count) == ("partial", 46)
    assert un.positions(statement).count("for") == len(statement.signatories) == 46
    fewer = evolve(statement, reported_count=45)  # the names count, not the number
    assert un.positions(fewer, on=statement.date).count("for") == 46


def test_both_lists_complete_leave_nobody_unknown() -> None:
    seen = un.positions("2020-10-06-ga3c-cuba")
    assert seen.of("unknown") == CountrySet()
    assert (seen.count("for"), seen.count("against")) == (45, 39)
    assert seen["IND"] is Position.NEUTRAL


def test_who_signed_any_of_the_answers_is_against() -> None:
    germany = un.statement("2020-10-06-ga3c-germany")
    cuba, kuwait, pakistan = germany.counterstatements
    seen = un.positions(germany)
    assert seen["KWT"] is Position.AGAINST  # it read a statement for China that day
    assert seen.of("against") == cuba.signatories | kuwait.signatories | pakistan.signatories
    assert pakistan.signatories - cuba.signatories  # and some signed Pakistan's alone
    assert seen.count("for") == 39
    count = seen.count("against")
    assert count.low == pakistan.reported_count == 55  # the largest
    assert count.high <= 45 + 3 + 55  # the sum
    assert count.high == len(seen.of("against")) + sum(
        answer.reported_count - len(answer.signatories)
        for answer in (kuwait, pakistan)
        if answer.reported_count
    )


def test_an_answer_sees_its_own_signatories_and_says_which_others_there_were() -> None:
    germany = un.positions("2020-10-06-ga3c-germany")
    for answer in germany.event.counterstatements:  # type: ignore[union-attr]  # a statement
        seen = un.positions(answer)
        assert seen.of("against") == germany.of("for")
        assert seen.of("for") == answer.signatories
        others = {other.id for other in other_answers(answer)}
        assert others == {
            each.id
            for each in germany.event.counterstatements  # type: ignore[union-attr]
            if each != answer
        }
        assert all(other in str(seen) for other in others)
    assert other_answers(germany.event) == other_answers(un.rollcall("A/HRC/51/L.6")) == ()


FEW = list(islice(ELECTORATE, 5))


@st.composite
def _partial_list(draw: st.DrawFn) -> Holders:
    """What may be known of a list of some of five countries."""
    status = draw(st.lists(st.sampled_from(["named", "open", "not"]), min_size=5, max_size=5))
    certain, possible = (
        CountrySet(country for country, word in zip(FEW, status, strict=True) if word == wanted)
        for wanted in ("named", "open")
    )
    low = draw(st.integers(0, len(possible)))
    return Holders(certain, possible, Interval(low, draw(st.integers(low, len(possible)))))


def _worlds(known: Holders) -> list[frozenset[un.Country]]:
    """Every set of signatories that what is known of a list allows."""
    return [
        frozenset(known.certain) | frozenset(others)
        for size in range(int(known.missing.low), int(known.missing.high) + 1)
        for others in combinations(known.possible, size)
    ]


@given(st.lists(_partial_list(), max_size=3))
def test_several_lists_together_lie_between_the_largest_and_the_sum(lists: list[Holders]) -> None:
    together = either_list(lists)
    unions = [frozenset().union(*world) for world in product(*map(_worlds, lists))]
    sizes = {len(union) for union in unions}
    bounds = together.missing + Interval(len(together.certain), len(together.certain))
    assert bounds.low <= min(sizes) <= max(sizes) <= bounds.high
    assert frozenset.intersection(*unions) >= frozenset(together.certain)
    assert frozenset().union(*unions) <= frozenset(together.certain | together.possible)
    if lists:
        largest = max(len(each.certain) + each.missing.low for each in lists)
        assert largest <= bounds.low
        assert bounds.high <= sum(len(each.certain) + each.missing.high for each in lists)
    if len({each.possible | each.certain for each in lists}) == 1:  # as open lists mostly are
        assert (bounds.low, bounds.high) == (min(sizes), max(sizes))


@given(st.data())
def test_bounds_contain_the_truth_over_several_answers(data: st.DataObject) -> None:
    electorate = data.draw(country_sets())
    signed = electorate & data.draw(country_sets())
    answers = [
        (electorate & data.draw(country_sets())) - signed
        for _ in range(data.draw(st.integers(0, 3)))
    ]
    hidden = [data.draw(st.composite(_hide)(answer, electorate)) for answer in answers]
    side = data.draw(st.composite(_hide)(signed, electorate))
    seen = two_sides(CANADA, electorate, side, either_list(hidden))
    answered = reduce(or_, answers, CountrySet())
    truth = {
        Position.FOR: signed,
        Position.AGAINST: answered,
        Position.NEUTRAL: electorate - signed - answered,
        Position.ABSENT: CountrySet(),
    }
    among = data.draw(country_sets())
    for position in KNOWN:
        assert seen.of(position) <= truth[position] <= seen.possible(position)
        assert len(truth[position]) in seen.count(position)
        assert len(truth[position] & among) in seen.count(position, among)


def test_a_roll_call() -> None:
    seen = un.positions("A/HRC/51/L.6")
    assert [seen.count(position) for position in KNOWN] == [17, 11, 19, 0]
    assert len(seen) == 47
    assert seen["UKR"] is Position.NEUTRAL
    with pytest.raises(KeyError):
        seen["CAN"]
    with pytest.raises(ValueError, match="its own day"):
        un.positions("A/HRC/51/L.6", on="2022-10-06")


def test_a_roll_call_read_from_a_file_is_taken_as_it_is_given() -> None:
    vote = un.rollcall("A/HRC/51/L.6")
    read = evolve(
        vote, masks=tuple(votes.mask for votes in (vote.yes, vote.no, vote.abstain, vote.absent))
    )
    turned = evolve(read, direction="against")
    assert read == turned  # by id and votes
    assert un.positions(read).of("for") == un.positions(turned).of("against") == vote.yes


def test_positions_are_equal_if_event_electorate_and_what_is_known_are() -> None:
    whole = un.positions(CANADA)
    assert whole == whole.restricted(whole.electorate)
    assert whole != whole.restricted(["FRA", "CUB"])
    assert whole != whole.flipped()
    assert whole != un.positions("A/HRC/51/L.6")


def test_on_a_later_day_withdrawals_and_later_signatures_count() -> None:
    letter = "2019-07-12-hrc-letter"
    assert un.positions(letter)["QAT"] is Position.FOR
    assert un.positions(letter, on="2019-07-20")["QAT"] is not Position.FOR
    assert un.positions(letter)["UGA"] is not Position.FOR
    assert un.positions(letter, on="2019-07-26")["UGA"] is Position.FOR


@given(st.sampled_from([CANADA, "2020-10-06-ga3c-germany", "A/HRC/51/L.6"]), country_sets())
def test_a_part_holds_the_positions_of_the_whole(
    event: un.Statement | str, countries: CountrySet
) -> None:
    whole = un.positions(event)
    part = whole.restricted(countries)
    assert part.electorate == whole.electorate & countries
    for position in KNOWN:
        assert part.of(position) == whole.of(position) & countries
        assert part.possible(position) == whole.possible(position) & countries
        assert part.count(position) == whole.count(position, countries)


def test_a_missing_count_opens_the_bounds() -> None:
    everyone = ELECTORATE
    signed = CountrySet(islice(everyone, 5))
    open_ = everyone - signed
    seen = two_sides(
        CANADA,
        everyone,
        Holders(signed, open_, Interval(0, len(open_))),
        Holders(CountrySet(), CountrySet(), Interval(0, 0)),
    )
    assert seen.count("for") == Interval(5, 195)
    assert seen.count("neutral") == Interval(0, 190)


def test_unknown_is_no_position_to_hold() -> None:
    with pytest.raises(ValueError, match="UNKNOWN is no position"):
        un.positions(CANADA).possible("unknown")
    with pytest.raises(ValueError, match="position: 'maybe'; expected one of: for, "):
        un.positions(CANADA).of("maybe")


@pytest.mark.parametrize(
    ("name", "kind", "suggested"),
    [
        ("nothing", un.errors.UnknownStatementError, ""),
        ("2022-10-31-ga3c-canda", un.errors.UnknownStatementError, "2022-10-31-ga3c-canada"),
        (
            "2022-10-06-hrc-a-hrc-51-l-7",
            un.errors.UnknownStatementError,
            "2022-10-06-hrc-a-hrc-51-l-6",
        ),
        ("A/HRC/51/L6", un.errors.UnknownRollCallError, "A/HRC/51/L.6"),
    ],
)
def test_unknown_events_are_one_clear_error(
    name: str, kind: type[un.UnstatementsError], suggested: str
) -> None:
    with pytest.raises(kind) as error:
        un.positions(name)
    assert repr(name) in str(error.value)
    assert suggested in str(error.value)


def test_an_undated_statement_needs_a_day() -> None:
    undated = next(statement for statement in un.statements() if statement.date is None)
    with pytest.raises(ValueError, match="say which day"):
        un.positions(undated)
    assert len(electorate_of(undated, "2014-06-10")) == 195


def test_on_its_day_an_undated_statement_has_the_signatories_of_its_lists() -> None:
    undated = un.statement("undated-sc-ukraine-arria")
    held = un.positions(undated, on="2022-03-01")
    assert held.of("for") == undated.signatories
    comparison = un.compare(undated, by="EU", on="2022-03-01")
    assert len(comparison["EU"].of("for")) == len(undated.signatories & comparison["EU"].members)
    (panel,) = un.compare([undated], by="EU", on="2022-03-01").comparisons
    assert panel == comparison


def test_nobody_has_signed_before_the_delivery() -> None:
    with pytest.raises(ValueError, match="was delivered on 2022-10-31, and had no signatories on"):
        un.positions(CANADA, on="2022-10-30")
    # Belarus answered a day after Cuba.
    first = un.positions("2020-06-30-hrc-uk", on="2020-06-30")
    assert first.count("against") == len(un.statement("2020-06-30-hrc-cuba").signatories)


def test_signatories_that_no_electorate_has_are_named() -> None:
    navalny = un.statement("2021-11-29-opcw-navalny")
    outside = navalny.signatories - un.countries("2021-11-29")
    note = f"Signed, but not counted, as not in the electorate: {outside}."
    earlier = "2021-03-09-opcw-navalny-lithuania"
    for result in (
        un.positions(navalny),
        un.compare(navalny),
        un.compare([navalny]),
        un.shift(earlier, navalny),
    ):
        assert note in result.footnotes()
    assert not any("not counted" in each for each in un.positions(CANADA).footnotes())


def test_rows_and_text() -> None:
    seen = un.positions(CANADA)
    rows = seen.rows()
    assert len(rows) == 195
    assert {row["position"] for row in rows} == {"for", "against", "unknown"}
    assert next(row for row in rows if row["alpha_3"] == "IND")["possible"] == "neutral;against"
    assert re.search(rf"^against +{len(seen.of('against'))} +66\.\.7\d$", str(seen), re.MULTILINE)
    assert "<table>" in seen._repr_html_()
    assert repr(seen) == (
        "<positions on '2022-10-31-ga3c-canada': 50 for, 71..79 neutral, "
        f"66..74 against ({len(seen.of('against'))} by name)>"
    )


def test_a_disputed_signature_is_unknown_unless_the_record_has_it() -> None:
    seen = un.positions("2008-12-18-ga-sogi-argentina")
    assert un.statement("2008-12-18-ga-sogi-argentina").disputed == CountrySet(["PAN"])
    assert seen["PAN"] is Position.UNKNOWN
    assert seen.count("for") == Interval(66, 67)


def _positions_of(
    rolls: dict[Position, tuple[CountrySet, int | None]],
    unread: CountrySet,
    totals: Totals = "roll",
) -> un.Positions:
    electorate = unread
    for votes, _announced in rolls.values():
        electorate |= votes
    return un.Positions(
        un.rollcall("A/HRC/51/L.6"), electorate, holders_of_votes(rolls, unread, totals)
    )


@given(st.data())
def test_totals_bound_a_roll_that_is_known_in_part(data: st.DataObject) -> None:
    electorate = data.draw(country_sets())
    truth: dict[Position, CountrySet] = dict.fromkeys(KNOWN, CountrySet())
    for country in electorate:
        position = data.draw(st.sampled_from(KNOWN))
        truth[position] |= [country]
    hidden = electorate & data.draw(country_sets())
    announced = {p: len(truth[p]) if data.draw(st.booleans()) else None for p in KNOWN}
    seen = _positions_of({p: (truth[p] - hidden, announced[p]) for p in KNOWN}, hidden)
    among = data.draw(country_sets())
    for position in KNOWN:
        assert seen.of(position) <= truth[position] <= seen.possible(position)
        assert len(truth[position]) in seen.count(position)
        assert len(truth[position] & among) in seen.count(position, among)
        assert _named_to_possible(seen, position, electorate & among)


def test_a_roll_that_disagrees_with_its_totals_is_in_doubt() -> None:
    yes, no = CountrySet(["FRA", "PER"]), CountrySet(["CUB"])
    nobody = CountrySet()
    votes: dict[Position, tuple[CountrySet, int | None]] = {
        Position.FOR: (yes, 1),
        Position.AGAINST: (no, 2),
        Position.NEUTRAL: (nobody, 0),
        Position.ABSENT: (nobody, 0),
    }
    by_roll = _positions_of(votes, nobody)
    assert [by_roll.count(position) for position in KNOWN] == [2, 0, 1, 0]
    seen = _positions_of(votes, nobody, "announced")
    assert seen.count("for") == Interval(1, 2)
    assert seen.count("against") == Interval(1, 2)
    assert seen.count("against", ["FRA"]) == Interval(0, 1)
    assert seen.count("for", ["CUB"]) == 0
    assert seen.count("neutral") == 0


def test_only_as_many_can_have_been_miscounted_as_are_lacking_elsewhere() -> None:
    """46 yes and 7 absent of 53 (the African Group on a text of 2008), one no more announced."""
    yes, no = CountrySet(["FRA", "PER"]), CountrySet(["CUB"])
    absent, nobody = CountrySet(["FJI"]), CountrySet()
    seen = _positions_of(
        {
            Position.FOR: (yes, 2),
            Position.AGAINST: (no, 2),
            Position.NEUTRAL: (nobody, 0),
            Position.ABSENT: (absent, None),
        },
        nobody,
        "announced",
    )
    # The no that is lacking can only be that of the state that was counted as absent.
    assert seen.count("against") == Interval(1, 2)
    assert seen.count("absent") == Interval(0, 1)
    assert seen.count("against", yes) == 0
    assert seen.count("against", absent) == Interval(0, 1)
    assert seen.count("for") == 2


@given(st.data())
def test_a_roll_in_doubt_lies_between_itself_and_the_totals(data: st.DataObject) -> None:
    electorate = data.draw(country_sets())
    truth = {p: CountrySet() for p in KNOWN}
    read = {p: CountrySet() for p in KNOWN}
    gains = dict.fromkeys(KNOWN, 0)
    for country in electorate:
        place = data.draw(st.sampled_from(KNOWN))
        truth[place] |= [country]
        wrong = data.draw(st.sampled_from([place, place, place, *KNOWN]))
        # All errors go one way, so that totals differ by as many as were read wrongly.
        seen_at = wrong if gains[wrong] >= 0 and gains[place] <= 0 else place
        read[seen_at] |= [country]
        if seen_at is not place:
            gains[seen_at] += 1
            gains[place] -= 1
    seen = _positions_of({p: (read[p], len(truth[p])) for p in KNOWN}, CountrySet(), "announced")
    among = data.draw(country_sets())
    for position in KNOWN:
        assert len(read[position]) in seen.count(position)
        assert len(truth[position]) in seen.count(position)
        assert len(truth[position] & among) in seen.count(position, among)
        assert len(read[position] & among) in seen.count(position, among)


def test_counts_follow_the_roll_unless_asked_for_what_was_announced() -> None:
    differing = [vote for vote in un.rollcalls() if un.positions(vote).differs_from_totals]
    assert differing
    for vote in differing:
        held = un.positions(vote)
        sizes = {"for": len(vote.yes), "against": len(vote.no), "neutral": len(vote.abstain)}
        if vote.direction == "against":
            sizes["for"], sizes["against"] = sizes["against"], sizes["for"]
        assert {side: held.count(side) for side in sizes} == sizes
        assert "differs from the totals announced: counts follow the roll" in str(held)
        bounds = un.positions(vote, totals="announced")
        assert not bounds.differs_from_totals
        announced = [vote.tally.yes, vote.tally.no, vote.tally.abstain]
        if sum(number or 0 for number in announced) <= len(held):  # else names are lacking
            assert any(not bounds.count(position).exact for position in KNOWN)
        for side, size in sizes.items():
            assert size in bounds.count(side)
        compared = un.compare(vote, unknown="ignore")
        doubted = un.compare(vote, unknown="ignore", totals="announced")
        for bloc, in_doubt in zip(compared.blocs, doubted.blocs, strict=True):
            if bloc.rice is not None and in_doubt.rice is not None:
                assert bloc.rice.exact
                assert bloc.rice.low in in_doubt.rice
    many = un.compare(differing[:2], unknown="ignore")
    assert "2 rolls differ from the totals announced" in str(many)
    with pytest.raises(ValueError, match="totals: 'both'; expected one of: roll, announced"):
        un.positions(differing[0], totals="both")  # type: ignore[arg-type]  # what is tested


def test_those_left_over_hold_the_one_position_that_is_left() -> None:
    nobody = CountrySet()
    seen = _positions_of(
        {
            Position.FOR: (CountrySet(["FRA"]), 1),
            Position.AGAINST: (CountrySet(["CUB"]), 1),
            Position.NEUTRAL: (nobody, 0),
            Position.ABSENT: (nobody, 2),
        },
        CountrySet(["PER", "FJI"]),
    )
    assert seen.of("absent") == CountrySet(["PER", "FJI"])
    assert seen.of("unknown") == nobody


def _open_roll(yes: int | None, no: int | None, abstained: int | None) -> un.Positions:
    """A roll with France for, Cuba against, and Peru and Fiji not read, by the totals announced."""
    return _positions_of(
        {
            Position.FOR: (CountrySet(["FRA"]), yes),
            Position.AGAINST: (CountrySet(["CUB"]), no),
            Position.NEUTRAL: (CountrySet(), abstained),
            Position.ABSENT: (CountrySet(), 0),
        },
        CountrySet(["PER", "FJI"]),
    )


def test_those_left_over_hold_one_of_the_positions_whose_totals_are_not_filled() -> None:
    seen = _open_roll(2, 2, 0)
    assert (seen.count("for"), seen.count("against"), seen.count("neutral")) == (2, 2, 0)
    assert seen.possible("for") == CountrySet(["FRA", "PER", "FJI"])
    assert seen.possible("neutral") == CountrySet()
    assert seen.count("for", ["FRA", "PER"]) == Interval(1, 2)


def test_without_totals_those_left_over_may_hold_any_position() -> None:
    seen = _open_roll(None, None, None)
    assert (seen.count("for"), seen.count("neutral")) == (Interval(1, 3), Interval(0, 2))
    assert seen.count("for", ["FRA", "PER"]) == Interval(
        1, 2
    )  # France is known, though Peru may be elsewhere


def test_where_the_totals_leave_no_place_those_left_over_may_hold_any_position() -> None:
    seen = _open_roll(1, 1, 0)
    assert seen.possible("for") == CountrySet(["FRA", "PER", "FJI"])
    assert seen.count("for") == Interval(1, 3)


def test_a_country_on_both_sides_is_for_or_against_and_named() -> None:
    electorate = CountrySet(["CUB", "FRA", "CHN", "IND"])
    side, rival = Holders(CountrySet(["CUB", "FRA"])), Holders(CountrySet(["CUB", "CHN"]))
    seen = two_sides(CANADA, electorate, side, rival)
    assert seen["CUB"] is Position.UNKNOWN
    assert seen.on_both_sides == CountrySet(["CUB"])
    assert (seen.count("for"), seen.count("against")) == (Interval(1, 2), Interval(1, 2))
    assert seen.count("neutral") == 1
    assert seen.count("for", ["CUB"]) == Interval(0, 1)
    assert [word for word in KNOWN if "CUB" in seen.possible(word)] == ["for", "against"]
    assert seen.footnotes()[0] == "Signed on both sides, so for or against: Cuba."
    assert seen.flipped().on_both_sides == seen.on_both_sides
    for event in (CANADA, "2021-06-22-hrc-canada", "A/HRC/51/L.6"):
        assert un.positions(event).on_both_sides == CountrySet()


def test_a_statement_names_those_that_signed_its_counterstatement_too() -> None:
    both = evolve(CANADA, counterstatement_ids=(CANADA.id, "2022-10-31-ga3c-cuba"))
    assert both.on_both_sides == CANADA.signatories
    facts = {fact.label: fact.text for fact in both.facts()}
    assert facts["signed a counterstatement too"] == str(CANADA.signatories)
    seen = _positions._on_statement(both, None)
    assert seen.on_both_sides == CANADA.signatories
    assert seen.of("for") == CountrySet()
    assert seen.count("for") == Interval(0, 50)


def test_an_event_is_named_by_id_or_symbol() -> None:
    vote = un.rollcall("A/HRC/51/L.6")
    assert named_event(vote) is named_event(vote.id) is named_event(vote.symbol) is vote
    assert named_event(CANADA.id) is CANADA
    with pytest.raises(TypeError, match="3 is not an event"):
        named_event(3)  # type: ignore[arg-type]  # what is tested
