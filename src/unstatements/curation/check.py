"""Is the data package whole? Says in plain words what is wrong and where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from unstatements.core.dates import first_day, last_day
from unstatements.core.errors import DataIntegrityError
from unstatements.core.tables import (
    Row,
    cells_of,
    columns,
    faults,
    key_columns,
    line_of,
    names,
    read_bytes,
    rows_of,
    schema,
    table,
)
from unstatements.events.rollcall import ROLLCALL_TABLES, rollcall_rows
from unstatements.events.statement import Statement, statements

__all__ = ["Problem", "check", "summary"]

_ON_ANY_ROLLCALL = ("rollcall_propositions", "majorities")


@frozen
class Problem:
    """One thing that is wrong with the data package.

    Attributes:
        file: The file.
        line: The line in it, 1 being the header; None where no one line is at fault.
        what: What is wrong, in plain words.

    Example:
        >>> print(Problem("statements.csv", 7, "the date 2022-13-01 is no date"))
        statements.csv, line 7: the date 2022-13-01 is no date
    """

    file: str
    line: int | None
    what: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.what}"


def check() -> list[Problem]:
    """Check the whole data package: the declared schema first, then what the rows say together.

    Returns:
        The problems, in the order of the tables; an empty list where there are none.

    Example:
        >>> check()
        []
    """
    problems = [problem for name in names() for problem in _check_table(name)]
    problems += [problem for name in _ON_ANY_ROLLCALL for problem in _unknown_rollcalls(name)]
    if problems:  # what rows say together can only be judged when each is sound
        return problems
    for one in statements():
        problems += _check_statement(one)
    return problems


def summary() -> dict[str, int]:
    """Return how many of each thing the record holds.

    Example:
        >>> summary()["statements"] == len(statements())
        True
    """
    return {
        "statements": len(table("statements")),
        "signatures": sum(len(one.signatures) for one in statements()),
        "names as printed": len(table("signatures")),
        "lists": len(table("lists")),
        "sources": len(table("sources")),
        "countries": len(table("countries")),
        "blocs": len(table("blocs")),
        "memberships": len(table("memberships")),
        "roll calls": sum(1 for name in ROLLCALL_TABLES for _row in rollcall_rows(name)),
        "texts of the Human Rights Council and the Commission": len(table("hrc_texts")),
    }


def _check_table(name: str) -> Iterator[Problem]:
    file = schema(name)["path"]
    try:
        rows = table(name) if "hash" in schema(name) else cells_of(name, read_bytes(file))
    except DataIntegrityError as error:
        yield Problem(error.file, error.line, error.problem)
        return
    for fault in faults(name, rows):
        yield Problem(file, line_of(fault.index), fault.problem)
    for key in schema(name)["schema"].get("foreignKeys", ()):
        yield from _dangling_keys(name, file, rows, key)


def _keys(name: str, rows: Sequence[Row], key: Sequence[str]) -> list[Row]:
    places = [columns(name).index(column) for column in key]
    return [tuple(row[place] for place in places) for row in rows]


def _dangling_keys(name: str, file: str, rows: Sequence[Row], key: Mapping[str, Any]) -> Iterator[Problem]:
    reference = key["reference"]
    target = str(reference["resource"]) or name
    fields, theirs = key_columns(key["fields"]), key_columns(reference["fields"])
    try:
        known = set(_keys(target, table(target), theirs))
    except DataIntegrityError:
        return  # the damage of the other table is reported with that table
    for index, value in enumerate(_keys(name, rows, fields)):
        if any(value) and value not in known:
            yield Problem(
                file,
                line_of(index),
                f"{', '.join(fields)}: {', '.join(value)} is not in {schema(target)['path']}",
            )


def _unknown_rollcalls(name: str) -> Iterator[Problem]:
    """A roll call stands in one of several tables, which no foreign key can say."""
    try:
        known = {row[0] for part in ROLLCALL_TABLES for _index, row in rollcall_rows(part)}
        rows = table(name)
    except DataIntegrityError:
        return  # the damage is reported with the table that has it
    place = columns(name).index("rollcall")
    for index, row in enumerate(rows):
        if row[place] and row[place] not in known:
            yield Problem(
                schema(name)["path"], line_of(index), f"rollcall: there is no roll call {row[place]}"
            )


def _check_statement(one: Statement) -> Iterator[Problem]:
    line = next(index for index, row in enumerate(table("statements")) if row[0] == one.id)

    def problem(what: str, file: str = "statements/statements.csv") -> Problem:
        return Problem(
            file, line_of(line) if file == "statements/statements.csv" else None, f"{one.id}: {what}"
        )

    yield from (problem(what) for what in _wrong_counts(one))
    if one.delivered_by and one.delivered_by not in one.signatories:
        yield problem(f"{one.delivered_by} delivered it but is not among its signatories")
    unknown = set(one.topics) - {topic for topic, _name in table("topics")}
    if unknown:
        yield problem(f"no topic is called {', '.join(sorted(unknown))}; add it to topics.csv")
    if not one.sources:
        yield problem("has no source: add a row to lists.csv or reported_counts.csv")
    yield from (problem(what) for what in _wrong_rival(one))
    yield from (problem(what, "statements/lists.csv") for what in _wrong_lists(one))
    for change in one.changes:
        if change.date and one.date_text and last_day(change.date) < first_day(one.date_text):
            yield problem(f"{change.country} {change.event} before the delivery", "statements/changes.csv")


def _wrong_counts(one: Statement) -> Iterator[str]:
    known, reported = len(one.signatories) + len(one.other_signatories), one.reported_count
    if one.completeness == "complete":
        if not any(shown.complete for shown in one.lists):
            yield "is called complete, but no list of it is"
        if reported not in (known, len(one.signatories)):
            yield f"is called complete with {known} names, but {reported} are reported"
    elif one.completeness == "none" and known:
        yield f"is said to have no known signatory, but {known} are"
    elif one.completeness == "partial":
        if not known:
            yield "is called partial, but no signatory is known"
        if reported is not None and known > reported:
            yield f"has {known} known signatories, more than the {reported} reported"


def _wrong_rival(one: Statement) -> Iterator[str]:
    rival = one.counterstatement
    if rival is None:
        return
    if rival.counterstatement is None:
        yield f"answers {rival.id}, which names no counterstatement itself"
    if rival.proposition != one.proposition or rival.direction == one.direction:
        yield f"and its counterstatement {rival.id} must be for and against the same proposition"
    if both := one.signatories & rival.signatories:
        yield f"{both} signed both it and its counterstatement {rival.id}"


def _wrong_lists(one: Statement) -> Iterator[str]:
    for shown in one.lists:
        signers = Counter(signer for _name, signer in shown.names if signer is not None)
        for signer, times in signers.items():
            if times > 1:
                yield f"the list of {shown.source.id} has {signer} {times} times"
    printed = {row[1]: row[3] for _index, row in rows_of("lists", one.id)}
    places: dict[str, list[str]] = defaultdict(list)
    for _index, row in rows_of("signatures", one.id):
        places[row[1]].append(row[2])
    for source_id, count in printed.items():
        found = places[source_id]
        if found != [str(place) for place in range(1, len(found) + 1)]:
            yield f"the positions of the list of {source_id} do not run from 1 to {len(found)}"
        if count and int(count) != len(found):
            yield f"the list of {source_id} has {len(found)} names, but {count} are said to be printed"
