"""Is the data package whole? Plain words on what is wrong, with file and line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Any

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
    problem_in,
    read_bytes,
    rows_of,
    schema,
    table,
)
from unstatements.curation.places import misplaced
from unstatements.events.rollcall import ROLLCALL_TABLES, RollCall, rollcall_rows
from unstatements.events.rollcalls import rollcalls
from unstatements.events.statement import Statement, sessions
from unstatements.events.statements import statements
from unstatements.groups.bloc import blocs, voters
from unstatements.results.packaged import tables
from unstatements.results.text import plural

# The stance that says what a proposition on its target says; the other two say the opposite.
_DIRECTIONS = {"critical": "for", "affirms": "for", "supportive": "against", "opposes": "against"}
# An end announced beforehand can move by some days; one reported afterwards cannot.
_MARGIN = {"held": timedelta(0), "planned": timedelta(days=7)}
# Words on how the record was made, and paths of somebody's files.
_OF_THE_WORK = re.compile(
    r"\bevidence\b|this session|seen in the material|(?<![\w:/.])/\w+/", re.IGNORECASE
)
_HARD_SPACE = "\u00a0"
_AS_PRINTED = ("signatures", "names", "names_more")


def check() -> list[DataIntegrityError]:
    """Check the whole data package: the declared schema first, then what the rows say together."""
    problems = [problem for name in names() for problem in _check_table(name)]
    if problems:  # what rows say together can only be judged when each is sound
        return problems
    return [problem for rule in _RULES for problem in _check_rule(rule)]


def summary() -> dict[str, int]:
    """Return how many of each thing the record holds."""
    return {
        "statements": len(statements(beyond_un=True)),
        "signatures": sum(len(statement.signatures) for statement in statements(beyond_un=True)),
        "names as printed": len(table("signatures")),
        "lists": len(table("lists")),
        "sources": len(table("sources")),
        "countries": len(table("countries")),
        "blocs": len(table("blocs")),
        "memberships": len(table("memberships")),
        "roll calls": len(rollcalls()),
        "texts of the Human Rights Council and the Commission": len(table("hrc_texts")),
    }


def _check_rule(rule: Callable[[], Iterator[DataIntegrityError]]) -> Iterator[DataIntegrityError]:
    try:
        yield from rule()
    except DataIntegrityError as error:
        yield error


# ------------------------------------------------------------------------------------- the schema


def _check_table(name: str) -> Iterator[DataIntegrityError]:
    try:
        try:
            rows = table(name)
        except DataIntegrityError:
            if "hash" in schema(name):
                raise
            # One that may have been edited shows all its faults, not the first alone.
            rows = cells_of(name, read_bytes(schema(name)["path"]))
            yield from faults(name, rows)
    except DataIntegrityError as error:
        yield error
        return
    yield from _untidy_cells(name, rows)
    for key in schema(name)["schema"].get("foreignKeys", ()):
        yield from _dangling_keys(name, rows, key)


def _untidy_cells(name: str, rows: Sequence[Row]) -> Iterator[DataIntegrityError]:
    untidy: dict[str, str] = {}
    for cell in set(chain.from_iterable(rows)):  # most stand in many rows
        if cell != cell.strip() or "\r" in cell:
            untidy[cell] = "has blanks at its ends"
        elif _HARD_SPACE in cell and name not in _AS_PRINTED:
            untidy[cell] = "has a no-break space"
    for index, row in enumerate(rows if untidy else ()):
        for column, cell in zip(columns(name), row, strict=True):
            if cell in untidy:
                yield problem_in(name, index, f"{column}: {cell!r} {untidy[cell]}")


def _dangling_keys(
    name: str, rows: Sequence[Row], key: Mapping[str, Any]
) -> Iterator[DataIntegrityError]:
    reference = key["reference"]
    target = str(reference["resource"]) or name
    fields, target_fields = key_columns(key["fields"]), key_columns(reference["fields"])
    try:
        keys = set(_keys(target, table(target), target_fields))
    except DataIntegrityError:
        return  # the damage of the other table is reported with that table
    for index, value in enumerate(_keys(name, rows, fields)):
        if any(value) and value not in keys:
            text = f"{', '.join(fields)}: {', '.join(value)} is not in {schema(target)['path']}"
            yield problem_in(name, index, text)


def _keys(name: str, rows: Sequence[Row], key: Sequence[str]) -> list[Row]:
    places = [columns(name).index(column) for column in key]
    return [tuple(row[place] for place in places) for row in rows]


# --------------------------------------------------------------------- tables that belong together


def _check_notes() -> Iterator[DataIntegrityError]:
    for name in names():
        notes = next((column for column in columns(name) if column in ("notes", "note")), None)
        for index, (note,) in enumerate(_keys(name, table(name), [notes]) if notes else ()):
            if words := _OF_THE_WORK.search(note):
                yield problem_in(name, index, f"notes tell of the events, not of {words[0]!r}")


def _check_order() -> Iterator[DataIntegrityError]:
    for name, index in misplaced():
        yield problem_in(name, index, f"{table(name)[index][0]} belongs further up")


def _check_sources() -> Iterator[DataIntegrityError]:
    rows = tables()["sources"]
    origins = {row["id"]: row["origin"] for row in rows}
    used = _used("sources", "id") | {schema(name).get("source") for name in names()}
    lines: dict[str, int] = {}
    for index, row in enumerate(rows):
        if row["id"] not in used:
            yield problem_in("sources", index, f"nothing is taken from {row['id']}")
        if not row["url"].startswith(("http://", "https://")) and not (
            row["note"] or row["title"]
        ):
            yield problem_in("sources", index, f"{row['id']} has no address, title or note")
        line = lines.setdefault(row["url"], line_of(index))
        if row["url"] and line != line_of(index):
            yield problem_in("sources", index, f"the address stands already in line {line}")
        if _leads_back(row["id"], origins):
            yield problem_in("sources", index, f"{row['id']} is copied from itself in the end")


def _used(target: str, column: str) -> set[str]:
    """Return the values of a column to which another table, or another row, points."""
    values = set()
    for name in names():
        for key in schema(name)["schema"].get("foreignKeys", ()):
            reference = key["reference"]
            if (reference["resource"] or name, reference["fields"]) == (target, column):
                values |= {
                    value for (value,) in _keys(name, table(name), key_columns(key["fields"]))
                }
    return values


def _leads_back(key: str, origins: Mapping[str, str]) -> bool:
    passed = {key}
    while key := origins[key]:
        if key in passed:
            return True
        passed.add(key)
    return False


def _check_classes() -> Iterator[DataIntegrityError]:
    """Topics, propositions and bodies are there to be used."""
    everything = statements(beyond_un=True)
    linked = {rollcall.proposition.id for rollcall in rollcalls() if rollcall.proposition}
    used = {
        "topics": {topic for statement in everything for topic in statement.topics},
        "propositions": linked | {statement.proposition.id for statement in everything},
        "bodies": _used("bodies", "id"),
    }
    for name, keys in used.items():
        for index, row in enumerate(table(name)):
            if row[0] not in keys:
                yield problem_in(name, index, f"nothing is about {row[0]}, or happened there")


def _check_blocs() -> Iterator[DataIntegrityError]:
    listed = {(row["bloc"], row["source"]) for row in tables()["bloc_sources"]}
    ends: dict[tuple[str, str, str], str] = {}
    rows = [*enumerate(tables()["memberships"])]
    for index, row in sorted(rows, key=lambda numbered: numbered[1]["start"]):
        if row["source"] and (row["bloc"], row["source"]) not in listed:
            what = f"{row['source']} is not among the sources of {row['bloc']} in bloc_sources.csv"
            yield problem_in("memberships", index, what)
        key = row["bloc"], row["country"], row["role"]
        if key in ends and (not ends[key] or first_day(row["start"]) < first_day(ends[key])):
            yield problem_in(
                "memberships", index, f"{', '.join(key)}: begins before the last one ended"
            )
        ends[key] = row["end"]
    for index, bloc in enumerate(blocs()):
        if not bloc.members(unknown="ignore") or not bloc.sources:
            yield problem_in("blocs", index, f"{bloc.id} has no members or no source")


# -------------------------------------------------------------------------------------- statements


def _check_statements() -> Iterator[DataIntegrityError]:
    lines = {row[0]: index for index, row in enumerate(table("statements"))}
    for statement in statements(beyond_un=True):
        index = lines[statement.id]
        of_row = chain.from_iterable(rule(statement) for rule in _OF_A_STATEMENT)
        of_others = chain(_wrong_lists(statement), _wrong_changes(statement))
        for name, place, what in [*(("statements", index, what) for what in of_row), *of_others]:
            yield problem_in(name, place, f"{statement.id}: {what}")


def _wrong_cells(statement: Statement) -> Iterator[str]:
    if unknown := set(statement.topics) - {row[0] for row in table("topics")}:
        yield f"no topic is called {', '.join(sorted(unknown))}; add it to topics.csv"
    if not statement.sources:
        yield "has no source: add a row to lists.csv or reported_counts.csv"
    if statement.date and statement.date > date.today():
        yield f"{statement.date_text} is still to come"
    target = statement.target_country.alpha_3 if statement.target_country else None
    on_target = statement.proposition.target == target
    if on_target and target and statement.direction != _DIRECTIONS[statement.stance]:
        yield f"is {statement.stance}, so it cannot be {statement.direction} the proposition"


def _wrong_signatories(statement: Statement) -> Iterator[str]:
    if statement.delivered_by and statement.delivered_by not in statement.signatories:
        yield f"{statement.delivered_by} delivered it but is not among its signatories"
    for country in statement.signatories:
        begins_later = (
            country.start and statement.date and first_day(country.start) > statement.date
        )
        ended = country.end and statement.date and last_day(country.end) <= statement.date
        if begins_later or ended:
            yield f"{country} did not exist on {statement.date}"


def _wrong_counts(statement: Statement) -> Iterator[str]:
    named, reported = len(statement.signatories), statement.reported_count
    names_read = named + len(statement.other_signatories)
    if statement.completeness == "complete":
        if not any(signatory_list.complete for signatory_list in statement.lists):
            yield "is called complete, but no list of it is"
        if reported not in (names_read, named):
            yield f"is called complete with {names_read} names, but {reported} are reported"
    elif statement.completeness == "none" and names_read:
        yield f"is said to have no known signatory, but {names_read} are"
    elif statement.completeness == "partial":
        if not names_read:
            yield "is called partial, but no signatory is known"
        if reported is not None and names_read > reported:
            yield f"has {names_read} known signatories, more than the {reported} reported"


def _wrong_rivals(statement: Statement) -> Iterator[str]:
    by_id = {each.id: each for each in statements()}
    place = columns("statements").index("counterstatement")
    cells = {row[0]: row[place] for row in table("statements")}
    for key in filter(None, cells[statement.id].split(";")):
        if key not in by_id:
            yield f"{key!r} is not a statement"
            continue
        if statement.id not in cells[key].split(";"):
            yield f"names {key} as a counterstatement, which does not name it"
        rival = by_id[key]
        if rival.proposition != statement.proposition or rival.direction == statement.direction:
            yield f"and its counterstatement {key} must be for and against the same proposition"
        for country in statement.signatories & rival.signatories:
            if country.name not in statement.notes + rival.notes:
                yield f"{country} signed both it and {key}: mend a list, or say so in the notes"


def _wrong_session(statement: Statement) -> Iterator[str]:
    session = sessions().get((statement.body, str(statement.session)))
    opened = re.search(r"-s(\d+)-request-", statement.id)
    if not statement.date_text:
        return
    first, last = first_day(statement.date_text), last_day(statement.date_text)
    if session:
        margin = _MARGIN[session.status]
        too_early = session.start and last < first_day(session.start) - margin
        if too_early or (session.end and first > last_day(session.end) + margin):
            yield f"is dated {statement.date_text}, outside session {statement.session}"
    if opened:
        session = sessions().get((statement.body, f"S-{opened[1]}"))
        if session and session.start and first > first_day(session.start):
            yield f"asks for a session that had begun on {session.start}"


def _wrong_lists(statement: Statement) -> Iterator[tuple[str, int, str]]:
    printed = defaultdict(list)
    for index, row in rows_of("signatures", statement.id):
        printed[row[1]].append((index, row))
    for index, row in rows_of("lists", statement.id):
        count, names = row[3], printed[row[1]]
        of_source = f"the list of {row[1]}"
        if count and int(count) != len(names):
            what = f"has {plural(len(names), 'name')}, but {count} are said to be printed"
            yield "lists", index, f"{of_source} {what}"
        for place, (row_index, name) in enumerate(names, 1):
            if name[2] != str(place):
                what = f"position {name[2]} of {of_source}; expected {place}"
                yield "signatures", row_index, what
                break
        countries = Counter(name[4] for _index, name in names if name[4])
        for alpha_3, times in countries.items():
            if times > 1:
                yield "lists", index, f"{of_source} has {alpha_3} {times} times"


def _wrong_changes(statement: Statement) -> Iterator[tuple[str, int, str]]:
    signers = {signature.country for signature in statement.signatures}
    changes = zip(rows_of("changes", statement.id), statement.changes, strict=True)
    for (index, _row), change in changes:
        about = f"{change.country} {change.event}"
        dated = change.date and statement.date_text
        if dated and last_day(change.date) < first_day(statement.date_text):
            yield "changes", index, f"{about} before the delivery"
        if change.date and change.known_by:
            yield "changes", index, f"{about} on a day; known_by is for undated changes"
        if change.event == "denied" and change.country in signers:
            yield "changes", index, f"{about}, but joined or withdrew as well"


_OF_A_STATEMENT = (_wrong_cells, _wrong_signatories, _wrong_counts, _wrong_rivals, _wrong_session)


# -------------------------------------------------------------------------------------- roll calls


def _check_rollcalls() -> Iterator[DataIntegrityError]:
    places = {
        row[0]: (name, index) for name in ROLLCALL_TABLES for index, row in rollcall_rows(name)
    }
    # A roll call stands in one of several tables, which no foreign key can say.
    for name in ("rollcall_propositions", "majorities"):
        for index, (key,) in enumerate(_keys(name, table(name), ["rollcall"])):
            if key and key not in places:
                yield problem_in(name, index, f"rollcall: there is no roll call {key}")
    for rollcall in rollcalls():
        for problem in _wrong_votes(rollcall):
            yield problem_in(*places[rollcall.id], f"{rollcall.id}: {problem}")


def _wrong_votes(rollcall: RollCall) -> Iterator[str]:
    counted = tuple(map(len, (rollcall.yes, rollcall.no, rollcall.abstain)))
    announced = (rollcall.tally.yes, rollcall.tally.no, rollcall.tally.abstain)
    if counted != announced and not rollcall.notes:
        yield f"has {'-'.join(map(str, counted))} votes, but {rollcall.tally} were announced"
    if rollcall.date and rollcall.body == "hrc":
        cast = rollcall.yes | rollcall.no | rollcall.abstain | rollcall.absent
        if strangers := cast - voters(rollcall.body, rollcall.date):
            yield f"{strangers} could not vote"
    yes, no = rollcall.tally.yes, rollcall.tally.no
    if rollcall.required_majority and rollcall.outcome and yes is not None and no is not None:
        adopted = yes > no if rollcall.required_majority == "simple" else yes >= 2 * no
        if adopted != (rollcall.outcome == "adopted"):
            yield f"was {rollcall.outcome} with {rollcall.tally}, against the majority required"


_RULES = (
    _check_notes,
    _check_order,
    _check_sources,
    _check_classes,
    _check_blocs,
    _check_statements,
    _check_rollcalls,
)
