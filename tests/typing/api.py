"""What type checkers must see in the public face; checked by mypy --strict, never run."""

from __future__ import annotations

from datetime import date
from typing import assert_type

import unstatements as un
from unstatements.analysis.comparison import BlocComparison
from unstatements.analysis.report import Report
from unstatements.analysis.shift import BlocShifts
from unstatements.analysis.shift_tests import ShiftTest
from unstatements.analysis.trajectory import Trajectory
from unstatements.events.statements import Statements

assert_type(un.country("Türkiye"), un.Country)
un.country("Türkiye").name = "Turkey"  # type: ignore[misc]  # it cannot be changed
assert_type(un.normalize(["Cuba", "x"], errors="null"), list[un.Country | None])
assert_type(un.countries(), un.CountrySet)
assert_type(un.bloc("EU").members(date(2022, 1, 1)), un.CountrySet)
assert_type(un.bloc("OIC").members() & ["Cuba"], un.CountrySet)
assert_type(un.statement("x"), un.Statement)
assert_type(un.statements(topic="xinjiang"), Statements)
assert_type(un.statements()[0], un.Statement)
assert_type(un.statements()[:2], Statements)
assert_type(un.statement("x").counterstatements, tuple[un.Statement, ...])
assert_type(un.statement("x").signatories_on("2022-01-01"), un.CountrySet)
assert_type(un.rollcall("A/HRC/51/L.6").yes, un.CountrySet)
assert_type(un.positions("x")[un.country("FRA")], un.Position)
assert_type(un.positions("x").count("for"), un.Interval)
assert_type(un.compare("x", by=["EU"]), BlocComparison)
assert_type(un.shift("x", "y").joined, un.CountrySet)
assert_type(un.shift("x", "y").by("regional group"), BlocShifts)
assert_type(un.shift("x", "y").test("bowker", empty_pairs="drop"), ShiftTest)
assert_type(un.shift_test([[1, 2], [3, 4]]), ShiftTest)
un.shift("x", "y").test("bowker", pairs="drop")  # type: ignore[call-arg]  # there is no such option
assert_type(un.movers("x").trajectories[0], Trajectory)
assert_type(un.movers("x").loyal("against"), un.CountrySet)
assert_type(un.report("x"), Report)

for stood in un.positions("x").values():
    assert_type(stood, un.Position)
