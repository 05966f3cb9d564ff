"""The commands: what can be asked. The work is done by the library.

What one command needs is imported in it, so that the others start without.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from attrs import asdict

import unstatements as un
from unstatements.cli.options import PARAMETERS, Conditions, command as command_of
from unstatements.cli.output import (
    DONE,
    FOUND_NOTHING,
    Output,
    PictureOutput,
    TableOutput,
    as_json,
)
from unstatements.cli.streams import escape, open_input, read_text, warn
from unstatements.cli.votes import votes
from unstatements.core.arguments import one_of
from unstatements.core.dates import as_date
from unstatements.core.tables import names
from unstatements.curation.draft_input import DraftInput
from unstatements.results.result import Result
from unstatements.results.text import plural

if TYPE_CHECKING:
    from unstatements.analysis.shift import Electorate
    from unstatements.events.rollcalls import RollCalls
    from unstatements.events.statements import Statements

app: typer.Typer = typer.Typer(
    name="unstatements",
    rich_markup_mode=None,  # plain help: it can be copied, and needs no colour
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(votes, name="votes")
command: partial[Callable[[Callable[..., int]], Callable[..., int]]] = partial(command_of, app)


@app.callback(invoke_without_command=True)
def _unstatements(version: Annotated[bool, PARAMETERS["version"]] = False) -> None:
    """Joint statements at the United Nations: who signed what, and who changed sides.

    Exit status: 0 done; 1 nothing found, a check failed, a name not resolved, or a draft with
    something to settle; 2 bad input; 130 interrupted. Errors are one line on stderr.
    """
    if version:
        print(f"unstatements {un.__version__}, data {un.DATA_VERSION}")
        raise typer.Exit


# -------------------------------------------------------------------------------------- the record


@command(
    "unstatements report",
    "unstatements report --event 2023-10-18-ga3c-united-kingdom",
    "unstatements report --json",
)
def report(event: str | None = None, *, output: TableOutput) -> int:
    """One statement against its rival.

    The split by regional group, the shift since the statement before, and the vote on the same
    proposition; as CSV, a state a row.
    """
    return output.print(un.report(event))


@command(
    "unstatements statements --target China --since 2021-01-01",
    "unstatements statements --topic xinjiang --signed-by Fiji",
    "unstatements statements --body hrc --stance critical --csv > critical.csv",
    "unstatements statements --target China --signatures -o signatures.parquet",
)
def statements(
    conditions: Conditions,
    stance: str | None = None,
    kind: str | None = None,
    signed_by: str | None = None,
    not_signed_by: str | None = None,
    delivered_by: str | None = None,
    *,
    beyond_un: bool = False,
    by_signature: bool = False,
    by_position: bool = False,
    output: TableOutput,
) -> int:
    """The statements that meet conditions.

    They meet every condition given, and stand in order of date. With --signatures or --positions
    as a long table: a row for each state.
    """
    if by_signature and by_position:
        raise ValueError("say either --signatures or --positions")
    result = _statements(
        conditions,
        stance=stance,
        kind=kind,
        signed_by=signed_by,
        not_signed_by=not_signed_by,
        delivered_by=delivered_by,
        beyond_un=beyond_un,
    )
    if by_signature or by_position:
        return output.print(result.signatures() if by_signature else result.positions())
    return output.print(result)


def _statements(conditions: Conditions, **more: Any) -> Statements:
    session = conditions.session
    if session is not None and not session.isdecimal():
        raise ValueError(f"--session: statements have a session by number, not {session!r}")
    number = int(session) if session else None
    return un.statements(**{**asdict(conditions), "session": number, **more})


@command(
    "unstatements rollcalls --target China --outcome rejected",
    "unstatements rollcalls --body hrc --session 51 --sort -yes --limit 5",
    "unstatements rollcalls --body ga --since 2021 --texts --votes -o votes.parquet",
)
def rollcalls(
    conditions: Conditions,
    outcome: str | None = None,
    issue: list[str] | None = None,
    vote_kind: list[str] | None = None,
    parts: bool | None = None,
    important: bool | None = None,
    sponsor: str | None = None,
    agenda: str | None = None,
    committee: list[str] | None = None,
    edition: str | None = None,
    *,
    by_vote: bool = False,
    output: TableOutput,
) -> int:
    """The roll calls that meet conditions.

    They meet every condition given, and stand in order of date. With --votes as a long table: a
    row for each vote of a country.
    """
    more: dict[str, Any] = {"outcome": outcome, "edition": edition, "important": important}
    more |= {"issue": issue or None, "vote_kind": vote_kind or None}
    more |= {"sponsor": sponsor, "agenda": agenda, "committee": committee or None}
    more["on_text"] = None if parts is None else not parts
    result = un.rollcalls(**asdict(conditions), **more)
    return output.print(result.votes() if by_vote else result)


@command("unstatements topics", "unstatements topics --sort -statements --limit 10")
def topics(*, output: TableOutput) -> int:
    """The topics of statements."""
    return output.print(un.topics())


@command("unstatements propositions", "unstatements propositions --csv")
def propositions(*, output: TableOutput) -> int:
    """What positions are for or against."""
    return output.print(un.propositions())


@command("unstatements blocs", "unstatements blocs --of Fiji --on 2022-10-31")
def blocs(of: str | None = None, on: str | None = None, *, output: TableOutput) -> int:
    """The blocs of countries, or those that a country belonged to on a day."""
    from unstatements.cli.show import Blocs

    return output.print(Blocs(un.blocs(of=of, on=on), on))


@command(
    "unstatements show 2022-10-31-ga3c-canada",
    "unstatements show A/HRC/51/L.6 --csv",
    "unstatements show EU --on 2020-01-31",
    "unstatements show Fiji",
)
def show(what: str, on: str | None = None, *, output: TableOutput) -> int:
    """A statement, roll call, bloc or country.

    A statement or a roll call in full, the members of a bloc on a day, or all that a country
    signed.
    """
    from unstatements.cli.show import details

    output.print(details(what, on))
    return DONE


@command(
    "unstatements compare 2022-10-31-ga3c-canada",
    "unstatements compare A/HRC/51/L.6 --by EU --by OIC",
    'unstatements compare 2022-10-31-ga3c-canada --by "regional group" --json',
)
def compare(
    events: list[str],
    by: list[str] | None = None,
    on: str | None = None,
    among: list[str] | None = None,
    *,
    output: TableOutput,
) -> int:
    """How blocs divided on events."""
    comparison = un.compare(
        _one_or_several(events),
        by=_one_or_several(by or ["regional group"]),
        on=on,
        electorate=among or None,
    )
    return output.print(comparison)


def _one_or_several(names: list[str]) -> str | list[str]:
    return names if len(names) > 1 else names[0]


@command(
    "unstatements shift 2021-10-21-ga3c-france 2022-10-31-ga3c-canada",
    "unstatements shift A/HRC/51/L.6 2022-10-31-ga3c-canada --by EU --by OIC",
)
def shift(
    before: str,
    after: str,
    by: list[str] | None = None,
    among: list[str] | None = None,
    electorate: str = "both",
    *,
    output: TableOutput,
) -> int:
    """Who moved between two events.

    Both must be on one proposition; a statement can be compared with a vote.
    """
    moved = un.shift(before, after, among or None, electorate=cast("Electorate", electorate))
    return output.print(moved.by(_one_or_several(by)) if by else moved)


@command(
    "unstatements trajectory Fiji --proposition china-human-rights",
    "unstatements trajectory EU --topic xinjiang --csv",
    "unstatements trajectory HND -e 2021-10-21-ga3c-france -e 2022-10-31-ga3c-canada",
)
def trajectory(
    country: str,
    topic: str | None = None,
    event: list[str] | None = None,
    proposition: str | None = None,
    *,
    output: TableOutput,
) -> int:
    """A country or bloc through time.

    The positions of a country, or of the members of a bloc, on the statements and votes on a
    proposition, on the statements under a topic that is on one proposition, or on events.
    """
    if [bool(topic), bool(event), bool(proposition)].count(True) != 1:
        raise ValueError("say one of --proposition, --topic and --event")
    return output.print(
        un.trajectory(country, topic=topic, events=event or None, proposition=proposition)
    )


@command(
    "unstatements agree CUB CHN --body hrc",
    "unstatements agree CUB CHN FRA --body hrc --session 51 --measure kappa",
    "unstatements agree FJI AUS --statements --topic xinjiang --measure jaccard",
)
def agree(
    countries: list[str],
    conditions: Conditions,
    measure: str = "share",
    of_statements: bool = False,
    universe: str | None = None,
    absences: str = "skip",
    edition: str | None = None,
    *,
    output: TableOutput,
) -> int:
    """How far countries agree.

    Over many votes, or over the signatures of many statements.
    """
    if len(countries) < 2:
        raise ValueError("agreement takes two countries or more")
    events: Statements | RollCalls
    events = _statements(conditions) if of_statements else _whole_sessions(conditions, edition)
    how: dict[str, Any] = {"measure": measure, "absences": absences, "universe": universe}
    if len(countries) == 2:
        first, second = countries
        return output.print(un.agreement(first, second, events, **how))
    return output.print(un.agreement_matrix(countries, events, **how))


@command(
    "unstatements dyads --body hrc --over session -o dyads.parquet",
    "unstatements dyads --body ga --over year --versus USA --codes cow --csv",
)
def dyads(
    conditions: Conditions,
    over: str | None = None,
    versus: str | None = None,
    codes: list[str] | None = None,
    measure: str = "share",
    absences: str = "skip",
    edition: str | None = None,
    *,
    output: TableOutput,
) -> int:
    """How far all pairs of countries agree in votes, as a long table.

    Over all votes that meet the conditions, or period by period; pairs without a vote in common
    are left out.
    """
    how: dict[str, Any] = {"measure": measure, "absences": absences}
    matrix = un.agreement_matrix(None, _whole_sessions(conditions, edition), **how)
    period: Any = int(over) if over and over.isdecimal() else over
    return output.print(matrix.dyads(period, versus=versus, codes=cast("Any", codes or ())))


@command(
    "unstatements plot 2022-10-31-ga3c-canada -o map.svg",
    "unstatements plot 2022-10-31-ga3c-canada --by EU --by OIC -o blocs.png",
    "unstatements plot 2021-10-21-ga3c-france 2022-10-31-ga3c-canada -o moved.png --width 4",
    "unstatements plot Fiji --topic xinjiang -o fiji.pdf",
    "unstatements plot --proposition china-human-rights -o timeline.svg",
    "unstatements plot CUB CHN FRA BRA --body hrc --since 2020 -o agreement.svg",
)
def plot(
    things: list[str] | None = None,
    by: list[str] | None = None,
    *,
    conditions: Conditions,
    output: PictureOutput,
) -> int:
    """A picture, as PNG, SVG or PDF.

    Of an event the map, or with --by how blocs divided; of two events who moved; of a country or
    a bloc its positions on a proposition or topic; of a proposition or topic its timeline; of
    several countries how far they agree in votes.
    """
    output.draw(_pictured(things or [], by, conditions))
    return DONE


def _pictured(things: list[str], by: list[str] | None, conditions: Conditions) -> Result:
    from unstatements.cli.show import is_event

    topic, proposition = conditions.topic, conditions.proposition
    if things and all(is_event(thing) for thing in things):
        return _picture_of_events(things, by)
    if len(things) > 1:
        return un.agreement_matrix(things, _whole_sessions(conditions))
    if topic is None and proposition is None:
        raise ValueError(
            "say what to draw: an event, two events, countries, --proposition or --topic"
        )
    if things:
        return un.trajectory(things[0], topic=topic, proposition=proposition)
    return un.timeline(topic, proposition=proposition)


def _whole_sessions(conditions: Conditions, edition: str | None = None) -> RollCalls:
    """Return the roll calls; all of a body only where the record has all of a session."""
    asked = asdict(conditions)
    narrow = any(value for name, value in asked.items() if name not in ("body", "complete"))
    return un.rollcalls(**asked, coverage=None if narrow else "all", edition=edition)


def _picture_of_events(events: list[str], by: list[str] | None) -> Result:
    if by or len(events) > 2:
        groups = _one_or_several(by or ["regional group"])
        return un.compare(_one_or_several(events), by=groups)
    if len(events) == 1:
        return un.positions(events[0])
    before, after = events
    return un.shift(before, after)


# ------------------------------------------------------------------------------------------- names


@command("unstatements search xinjiang", 'unstatements search "nuclear weapons" --limit 5')
def search(query: list[str], *, output: TableOutput) -> int:
    """Countries, blocs, topics, propositions, statements and roll calls by their words."""
    from unstatements.cli.search import search as search_for

    hits, corrections = search_for(" ".join(query))
    for word, correction in corrections.items():
        warn(f"note: {word!r} is taken for {correction!r}")
    return output.print(hits)


@command(
    'unstatements resolve "Ivory Coast" Latva',
    "unstatements resolve --file names.txt --csv > codes.csv",
    "unstatements resolve --file votes.csv --column state --csv > coded.csv",
    "cut -f2 votes.tsv | unstatements resolve --json",
)
def resolve(
    name: list[str] | None = None,
    file: str | None = None,
    column: str | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
    on: str | None = None,
    *,
    output: Output,
) -> int:
    """Names of countries to codes.

    One result for each name, or each line of the input, in order; as JSON, one object a line.

    A name that cannot be resolved has a result too, with the reason. Bytes that are not text are
    kept and named.
    """
    from unstatements.cli.resolve import GivenName, from_column, from_lines, print_resolved

    day = as_date(on) if on is not None else None
    show = partial(print_resolved, form=output.form, on=day)
    if name:
        if file is not None or column is not None:
            raise ValueError("give either names or a file")
        with output.stdout():
            return show(map(GivenName, range(1, len(name) + 1), name))
    sign = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if len(sign) != 1 or sign in '\r\n"':
        raise ValueError(f"--delimiter: {delimiter!r} is not a single sign")
    with open_input(file or "-") as opened, output.stdout():
        header = None
        entries = from_lines(opened, encoding)
        if column is not None:
            header, entries = from_column(opened, encoding, column, sign)
        somebody_types = opened.isatty()
        return show(entries, header=header, at_once=somebody_types)


@command("unstatements find statement.txt", "pdftotext letter.pdf - | unstatements find --csv")
def find(text: str = "-", on: str | None = None, *, output: TableOutput) -> int:
    """The countries that a text mentions."""
    from unstatements.cli.find import mentions

    day = as_date(on) if on is not None else None
    return output.print(mentions(read_text(text, replace=True), day))


# ------------------------------------------------------------------------------------- the curator


@command(
    "unstatements draft release.txt --date 2025-03-20 --body hrc --delivered-by Poland \\",
    "    --stance critical --target China --proposition china-human-rights \\",
    "    --url https://example.org/release --publisher Ministry --language en --primary",
    "unstatements draft release.txt --date 2025-03-20 --body hrc --write",
)
def draft(release: str, given: DraftInput, write: bool = False, json: bool = False) -> int:
    """From a press release to rows.

    Prints the rows of the tables, after what could not be read and what must be settled. With
    --write they go into the tables of the checkout; on a terminal what is missing is asked for.
    """
    from unstatements.cli.ask import ask
    from unstatements.curation.draft import draft as draft_rows

    text = read_text(release)
    if write and release != "-" and sys.stdin.isatty():
        given = ask(text, given)
    result = draft_rows(text, given)
    print(as_json(result.to_dict()) if json else escape(result.to_text()))
    if write:
        files = result.write()
        warn(f"written: {', '.join(files)}; now run: unstatements check")
    return FOUND_NOTHING if result.problems else DONE


@command("unstatements check", "unstatements check --json")
def check(json: bool = False) -> int:
    """Is the data package whole?

    Says in plain words what is wrong, and where.
    """
    from unstatements.curation.check import check as check_package, summary

    problems = check_package()
    counts = {} if problems else summary()
    if json:
        listed = [{"file": at.file, "line": at.line, "problem": at.problem} for at in problems]
        print(as_json({"problems": listed, "counts": counts}))
    else:
        for problem in problems:
            print(problem)
        for what, count in counts.items():
            print(f"{count} {what}")
        print(f"{plural(len(problems), 'problem')} found" if problems else "nothing is wrong")
    return FOUND_NOTHING if problems else DONE


@command(
    "unstatements export",
    "unstatements export statements > statements.csv",
    "unstatements export signatures -o signatures.parquet",
    "unstatements export --all -o tables/ --format json",
)
def export(
    tables: list[str] | None = None,
    every_table: bool = False,
    output: str | None = None,
    format: str | None = None,
    json: bool = False,
    csv: bool = False,
) -> int:
    """The tables of the data package as files.

    Printed, or with --output into a file, or a directory for several tables.
    """
    from unstatements.curation.export import export_tables

    if tables and every_table:
        raise ValueError("give either tables or --all")
    table_names = list(names()) if every_table else tables or []
    for name in table_names:
        one_of(name, names(), "table")
    forms = {form for form, asked in (("json", json), ("csv", csv), (format, format)) if asked}
    if len(forms) > 1:
        raise ValueError("say one of --json, --csv and --format")
    form = next(iter(forms), None)
    if output is not None and not table_names:
        raise ValueError("say which tables, or --all")
    if output is not None:
        for path, rows in export_tables(table_names, output, form):
            print(f"{path}: {plural(rows, 'row')}")
        return DONE
    if len(table_names) > 1:
        raise ValueError("several tables need a directory: say --output DIRECTORY")
    one_of(form, ["csv", "json"], "--format, without --output")
    in_json, in_csv = form == "json", form == "csv" or bool(table_names and form is None)
    result = un.tables()[table_names[0]] if table_names else un.tables()
    return Output(json=in_json, csv=in_csv).print(result)
