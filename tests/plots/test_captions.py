"""What pictures say: their captions, and what each part says when the pointer rests on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

import unstatements as un
from unstatements import CountrySet, Interval
from unstatements.plots import captions, draw
from unstatements.results.result import Result

CANADA, CUBA, VOTE = "2022-10-31-ga3c-canada", "2022-10-31-ga3c-cuba", "A/HRC/51/L.6"
STATEMENT, ROLLCALL = un.statement(CANADA), un.rollcall(VOTE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (captions.span([date(2019, 7, 8), date(2025, 11, 21)]), "2019–2025"),
        (
            captions.in_full(STATEMENT),
            "joint statement by Canada (critical of China); Third Committee of the General "
            "Assembly, 31 October 2022",
        ),
        (
            captions.in_full(ROLLCALL),
            "vote on A/HRC/51/L.6: rejected 17-19-11; Human Rights Council, 6 October 2022",
        ),
        (
            captions.occasion(STATEMENT),
            "Joint statement by Canada. Third Committee of the General Assembly, 31 October 2022",
        ),
        (captions.between(Interval(6, 6)), "6"),
        (captions.between(Interval(1, 51)), "1–51"),
        (captions.signed(Interval(7, 7)), "+7"),
        (captions.signed(Interval(-3, 5)), "−3 to +5"),
        (captions.signed(Interval(0, 0)), "0"),
        (captions.sums(un.positions(VOTE)), "17 for, 19 against, 11 neutral; 47 states"),
        (
            captions.sums(un.positions(CANADA)),
            "50 for, 66–74 against (11 by name), 71–79 neutral; 195 states",
        ),
        (captions.names_or_number(CountrySet(["FRA", "CUB"])), "2 states: Cuba, France"),
        (captions.names_or_number(CountrySet(["FRA", "CUB"]), 1), "2 states"),
        (captions.credit([STATEMENT])[:35], "Source: Government of Canada and 9 "),
    ],
)
def test_captions(text: str, expected: str) -> None:
    assert text == expected


def test_captions_of_positions() -> None:
    vote, statement = un.positions(VOTE), un.positions(CANADA)
    meanings = [text for _position, text in captions.meanings(vote)]
    assert meanings == ["for: voted yes", "against: voted no", "neutral: abstained"]
    assert captions.both_meanings(vote, statement)[0][1] == "for: voted yes, then signed"
    assert captions.not_counted(un.statement("2020-10-06-ga3c-cuba")) == [
        "Not counted: other answers to the same statement, by Kuwait and Pakistan."
    ]


COUNCIL = un.rollcalls("hrc", session=51)
PUBLISHED = un.ideal_points(published=True)


@pytest.mark.parametrize(
    ("result", "name", "text"),
    [
        (lambda: un.positions(VOTE), "state-CUB", "Cuba: against"),
        (lambda: un.positions(CANADA), "state-TUV", "Tuvalu: unknown"),
        (
            lambda: PUBLISHED.of("Fiji").during(session=77),
            "state-FJI",
            "Fiji, session 77: -0.14 (-0.30 to 0.03)",
        ),
        (
            lambda: un.agreement_matrix(["CUB", "CHN", "FRA"], COUNCIL),
            "cell-CHN-CUB",
            "China and Cuba: 0.923",
        ),
        (
            lambda: un.shift("2021-10-21-ga3c-france", CANADA),
            "flow-for-unknown",
            "for, then not known: Honduras",
        ),
        (
            lambda: un.trajectory("Honduras", topic="Xinjiang"),
            f"point-{CANADA}",
            "31 October 2022: not known; against or neutral",
        ),
        (
            lambda: un.timeline(proposition="china-human-rights"),
            f"for-{CANADA}",
            "for on 31 October 2022: 50, 50 of them known by name",
        ),
        (
            lambda: un.trajectory("EU", topic="Xinjiang"),
            f"for-{CANADA}",
            "for on 31 October 2022: 23, 23 of them known by name",
        ),
        (
            lambda: un.movers(proposition="china-human-rights"),
            f"SOM-{CANADA}",
            "Somalia, 31 October 2022: for",
        ),
        (
            lambda: un.compare(un.rollcalls("hrc", since=2019), by=["EU", "OIC"]),
            "point-EU-2022",
            "EU 2022: 0.985, 77 events",
        ),
        (
            lambda: un.agreement("CUB", "FRA", un.rollcalls("hrc")).over("year"),
            "point-2022",
            "2022: 0.114, 44 events",
        ),
    ],
)
def test_what_a_part_says(result: Callable[[], Result], name: str, text: str) -> None:
    assert draw(result()).hover[name] == text


def test_a_comparison_has_a_mark_a_state() -> None:
    hover = draw(un.compare(VOTE)).hover
    assert sum(name.startswith("state-") and "label" not in name for name in hover) == 47


def test_an_estimate_says_how_probable_it_is() -> None:
    hover = draw(un.positions(CUBA).estimate()).hover
    assert hover["estimate-NIC"].startswith("Nicaragua: estimate 0.9")
