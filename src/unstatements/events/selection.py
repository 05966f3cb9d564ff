"""Of which votes of a session the record has the roll, and what to say where it is a selection."""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, cast

from unstatements.core.errors import CoverageWarning
from unstatements.core.once import once
from unstatements.core.tables import build, schema, table
from unstatements.events.edition import edition_notes
from unstatements.events.rollcall import RollCall
from unstatements.events.statement import body_names
from unstatements.results.text import plural

Selection = Literal["all", "country situations", "single votes"]
Session = tuple[str, str]
"""A body and its session, as the UN writes it."""


@once
def _selections() -> Mapping[Session, Selection]:
    return {
        (body, session): cast("Selection", selection)
        for body, session, selection, *_rest in table("coverage")
    }


def selections_in(events: Iterable[object]) -> dict[Session, Selection]:
    """Return of which votes the record has the roll, by session of the roll calls among events."""
    selected: dict[Session, Selection] = {}
    for vote in rollcalls_among(events):
        session = vote.body, vote.session
        if vote.edition:  # the added edition has all of the session
            selected[session] = "all"
        elif vote.is_bundled and session not in selected:
            selected[session] = _selections().get(session, "all")
    return selected


def rollcalls_among(events: Iterable[object]) -> Iterator[RollCall]:
    """Yield the roll calls among events."""
    return (event for event in events if isinstance(event, RollCall))


def selections_text(events: Iterable[object]) -> str | None:
    """Return the selections that roll calls are of, in words; None where there are none."""
    return "; ".join(sorted(set(selections_in(events).values()))) or None


def selection_notes(events: Iterable[object]) -> list[str]:
    """Return a footnote for each body of which events are a selection of the votes held."""
    sessions: dict[tuple[str, Selection], list[str]] = defaultdict(list)
    for (body, session), selection in selections_in(events).items():
        if selection != "all":
            sessions[body, selection].append(session)
    return [
        f"{body_names()[body]}, {_sessions_text(part)}: of the recorded votes the record has only "
        f"{_WORDS[selection]}; see `coverage`."
        for (body, selection), part in sessions.items()
    ]


@once
def _without_roll() -> Counter[tuple[str, str, str]]:
    """Return how many recorded votes have no roll in the record, by body, session and kind."""
    with_roll = {row[0] for row in table("rollcalls")}

    def place(cells: Mapping[str, str]) -> tuple[str, str, str] | None:
        known = cells["completeness"] or cells["id"] in with_roll
        if known or not cells["mode"].startswith("recorded"):
            return None
        return cells["body"], cells["session"], cells["vote_kind"]

    return Counter(filter(None, build("hrc_texts", place)))


def roll_notes(events: Iterable[object]) -> list[str]:
    """Return a footnote for each body on recorded votes of the same sessions that have no roll."""
    bodies = schema("hrc_texts")["bodies"]
    votes = (vote for vote in rollcalls_among(events) if vote.is_bundled and vote.body in bodies)
    sessions = {(vote.body, vote.session) for vote in votes}
    missing: dict[str, Counter[str]] = defaultdict(Counter)
    without: dict[str, set[str]] = defaultdict(set)
    for (body, session, kind), number in _without_roll().items() if sessions else ():
        if (body, session) in sessions:
            missing[body][kind] += number
            without[body].add(session)
    return [
        f"{body_names()[body]}, {_sessions_text(without[body])}: no roll in the record of "
        + " and ".join(plural(number, kind) for kind, number in sorted(kinds.items()))
        + "; see `coverage`."
        for body, kinds in missing.items()
    ]


def votes_notes(events: Iterable[object]) -> list[str]:
    """Return the footnotes on what votes are of, and on what is missing beside them."""
    votes = list(rollcalls_among(events))
    notes = [*selection_notes(votes), *roll_notes(votes), *edition_notes(votes)]
    parts = sum(not vote.on_text for vote in votes)
    if not parts:
        return notes
    return [
        "On parts of a text, where a no can stand for the whole: "
        f"{parts} of {plural(len(votes), 'vote')}; see `vote_kind`.",
        *notes,
    ]


def coverage_breaks(events: Iterable[object]) -> Iterator[date]:
    """Yield the days from which the record has but a selection of the votes of a body.

    Of events in order of date, among which are whole regular sessions of the body before that day.
    """
    votes = list(rollcalls_among(events))
    selected = selections_in(votes)
    whole: set[str] = set()
    broken: set[str] = set()
    for vote in votes:
        selection = selected.get((vote.body, vote.session))
        if selection == "all" and vote.session.isdecimal():  # special ones are on one question
            whole.add(vote.body)
        elif selection not in (None, "all") and vote.body in whole - broken and vote.date:
            broken.add(vote.body)
            yield vote.date


_WORDS = {"country situations": "those on country situations", "single votes": "single ones"}


def _sessions_text(sessions: Iterable[str]) -> str:
    """Return sessions in words; those of the same kind that follow one another as a range."""
    names = sorted(sessions, key=lambda session: (len(session), session))
    if len(names) == 1:
        return f"session {names[0]}"
    if all(map(str.isdecimal, names)) and int(names[-1]) - int(names[0]) == len(names) - 1:
        return f"sessions {names[0]} to {names[-1]}"
    return f"sessions {', '.join(names)}"


def warn_of_selections(events: Iterable[object]) -> None:
    """Warn where a figure is to be computed from a selection of the votes that were held."""
    if notes := selection_notes(events):
        warnings.warn(" ".join(notes), CoverageWarning, stacklevel=3)
