"""The sessions: their dates are in order, and what happened in a session is dated inside it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

import unstatements as un
from unstatements.core.dates import first_day, last_day

TABLES = un.tables()
SESSIONS = {(row["body"], row["session"]): row for row in TABLES["sessions"]}
PARENTS = {row["id"]: row["parent"] for row in TABLES["bodies"]}
EVENTS = [row for name in ("statements", "rollcalls") for row in TABLES[name]]
# An end announced beforehand can move by some days; one reported afterwards cannot.
MARGIN = {"held": timedelta(0), "planned": timedelta(days=7)}
FAR = (date.min + timedelta(days=30), date.max - timedelta(days=30))


def session_of(event: dict[str, str]) -> dict[str, str] | None:
    """The session in which an event took place; a committee shares those of its parent."""
    body = event["body"]
    while body and (body, event["session"]) not in SESSIONS:
        body = PARENTS[body]
    return SESSIONS.get((body, event["session"]))


def span(session: dict[str, str]) -> tuple[date, date]:
    start = first_day(session["start"]) if session["start"] else FAR[0]
    end = last_day(session["end"]) if session["end"] else FAR[1]
    return start, end


def outside(event: dict[str, str]) -> bool:
    """Whether no day on which an event can have happened lies in its session."""
    session = session_of(event)
    if session is None or not event["date"]:
        return False
    start, end = span(session)
    margin = MARGIN[session["status"]]
    return last_day(event["date"]) < start - margin or first_day(event["date"]) > end + margin


def test_no_session_stands_twice() -> None:
    assert len(SESSIONS) == len(TABLES["sessions"])


@pytest.mark.parametrize(
    "session", SESSIONS.values(), ids=lambda row: f"{row['body']} {row['session']}"
)
def test_a_session_has_a_date_and_ends_after_it_starts(session: dict[str, str]) -> None:
    assert session["start"] or session["end"]
    start, end = span(session)
    assert start <= end


@pytest.mark.parametrize("body", sorted({body for body, _ in SESSIONS}))
@pytest.mark.parametrize("prefix", ["", "S-"])
def test_sessions_follow_each_other(body: str, prefix: str) -> None:
    numbers = sorted(
        int(match[1])
        for of, session in SESSIONS
        if of == body and (match := re.fullmatch(prefix + r"(\d+)", session))
    )
    rows = [SESSIONS[body, f"{prefix}{number}"] for number in numbers]
    # One session may end on the day on which the next begins; a limit that is not known orders
    # nothing.
    limits = [day for session in rows for day in (session["start"], session["end"]) if day]
    for day, next_day in pairwise(limits):
        assert first_day(day) <= last_day(next_day)


def test_what_happened_in_a_session_is_dated_inside_it() -> None:
    assert [event["id"] for event in EVENTS if outside(event)] == []


def test_most_events_of_a_session_can_be_checked() -> None:
    of_a_session = [event for event in EVENTS if event["session"] and event["date"]]
    checked = [event for event in of_a_session if session_of(event)]
    assert len(checked) > 0.8 * len(of_a_session)


@pytest.mark.parametrize(
    "request_row",
    [
        row
        for row in TABLES["statements"]
        if row["kind"] == "request for a special session" and row["date"]
    ],
    ids=lambda row: row["id"],
)
def test_a_special_session_is_requested_before_it_opens(request_row: dict[str, str]) -> None:
    found = re.search(r"-s(\d+)-request-", request_row["id"])
    assert found
    session = SESSIONS.get((request_row["body"], f"S-{found[1]}"))
    if session:
        start, _end = span(session)
        assert first_day(request_row["date"]) <= start
        assert start - last_day(request_row["date"]) < timedelta(days=45)
