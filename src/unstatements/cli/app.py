"""The commands: what can be asked, and how. The work is done by the library."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, cast

import typer
from attrs import NOTHING, asdict, field, fields, frozen, has, resolve_types

import unstatements as un
from unstatements.analysis.agreement_measures import MEASURES, MeasureName
from unstatements.analysis.shift import Electorate
from unstatements.analysis.vote_matrix import Absences
from unstatements.cli.output import (
    DONE,
    FOUND_NOTHING,
    as_json,
    open_input,
    print_on_terminal,
    progress,
    read_text,
)
from unstatements.cli.resolve import Entry, Form, from_column, from_lines, print_resolved
from unstatements.cli.show import details, mentions
from unstatements.core.arguments import one_of
from unstatements.core.dates import as_date
from unstatements.core.tables import names, table, words
from unstatements.curation.check import check as problems_of_data, summary
from unstatements.curation.draft import DraftInput, draft as draft_of
from unstatements.curation.export import FORMATS, export_tables
from unstatements.events.statement import Stance
from unstatements.results.result import Result
from unstatements.results.text import plural

__all__ = ["app"]

app = typer.Typer(
    name="unstatements",
    rich_markup_mode=None,  # plain help: it can be copied, and needs no colour
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def command(*examples: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Make a command of a function that returns an exit status, with examples in its help.

    In the place of a parameter of a class made by attrs there is an option for each field of the
    class; its help stands in the metadata of the field.
    """

    def register(function: Callable[..., int]) -> Callable[..., int]:
        parameters = signature(function, eval_str=True).parameters
        groups = {
            name: each.annotation for name, each in parameters.items() if has(each.annotation)
        }

        @wraps(function)
        def run(**options: Any) -> int:
            for name, group in groups.items():
                options[name] = group(
                    **{each.name: options.pop(each.name) for each in fields(group)}
                )
            return function(**options)

        own = [each for name, each in parameters.items() if name not in groups]
        shared = [option for group in groups.values() for option in _options_of(group)]
        every = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in (*own, *shared)]
        run.__signature__ = Signature(every)  # type: ignore[attr-defined]  # which Typer reads
        lines = "\n".join(f"  {example}" for example in examples)
        # The mark \b keeps Typer from filling the lines of a paragraph.
        epilog = f"\b\nExamples:\n{lines}"
        app.command(function.__name__.removesuffix("_"), epilog=epilog)(run)
        return function

    return register


def _options_of(group: type) -> Iterator[Parameter]:
    for each in fields(resolve_types(group)):
        flags = [f"--{each.name}"] if each.type is bool else []
        about = each.metadata
        option = _option(about["help"], about.get("metavar"), *flags, choices=about.get("choices"))
        default = Parameter.empty if each.default is NOTHING else each.default
        annotation: Any = Annotated[each.type, option]
        yield Parameter(each.name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


# ---------------------------------------------------------------------------------- shared options

Complete = Callable[[str], list[str]]


def _option(
    help: str,
    metavar: str | None = None,
    *flags: str,
    choices: Callable[[], Iterable[str]] | None = None,
    complete: Complete | None = None,
) -> Any:
    return typer.Option(
        *flags,
        help=help,
        metavar=metavar,
        autocompletion=_completion(choices) if choices else complete,
    )


def _argument(help: str, metavar: str, complete: Complete | None = None) -> Any:
    return typer.Argument(help=help, metavar=metavar, autocompletion=complete)


def _completion(choices: Callable[[], Iterable[str]]) -> Complete:
    def complete(incomplete: str) -> list[str]:
        start = incomplete.lower()
        return [choice for choice in choices() if choice.lower().startswith(start)]

    return complete


def _cells(name: str, place: int = 0) -> Callable[[], list[str]]:
    return lambda: [row[place] for row in table(name)]


def _complete_event(incomplete: str) -> list[str]:
    ids = _completion(_cells("statements"))(incomplete)
    if not incomplete:
        return ids
    symbols = (rollcall.symbol for rollcall in un.rollcalls(body="hrc"))
    return [*ids, *(symbol for symbol in symbols if symbol.startswith(incomplete.upper()))]


@frozen(kw_only=True)
class Output:
    """The form in which a result is printed."""

    json: bool = field(default=False, metadata={"help": "Print JSON, for machines."})
    csv: bool = field(default=False, metadata={"help": "Print CSV, for machines."})

    @property
    def form(self) -> Form:
        """The form asked for."""
        if self.json and self.csv:
            raise ValueError("say either --json or --csv")
        return "json" if self.json else "csv" if self.csv else "text"

    def print(self, result: Result) -> int:
        """Print a result, and return whether there was anything to print as exit status."""
        if self.form == "json":
            print(result.to_json())
        elif self.form == "csv":
            result.to_csv(sys.stdout)
        elif sys.stdout.isatty():
            print_on_terminal(result)
        else:
            print(result.to_text())
        defined = (row.get("value", "") is not None for row in result.rows())
        return DONE if any(defined) else FOUND_NOTHING


Json = Annotated[bool, _option("Print JSON, for machines.", None, "--json")]

Topic = Annotated[str | None, _option("Id or name of a topic.", "TOPIC", choices=_cells("topics"))]
Body = Annotated[
    str | None, _option("Code of a body, such as hrc.", "BODY", choices=_cells("bodies"))
]
By = Annotated[
    list[str] | None,
    _option(
        'A bloc, or a partition such as "regional group"; can be repeated.',
        "BLOC",
        choices=_cells("blocs", 1),
    ),
]
Since = Annotated[str | None, _option("First day.", "DAY")]
Until = Annotated[str | None, _option("Last day.", "DAY")]
Day = Annotated[str | None, _option("The day, as YYYY-MM-DD.", "DAY")]
Among = Annotated[list[str] | None, _option("Only this country; can be repeated.", "COUNTRY")]


# -------------------------------------------------------------------------------------- the record


@app.callback(invoke_without_command=True)
def _unstatements(
    version: Annotated[
        bool, _option("Print the versions of code and data.", None, "--version")
    ] = False,
) -> None:
    """Joint statements at the United Nations: who signed what, and who changed sides.

    Exit status: 0 done; 1 nothing found, a check failed, a name not resolved, or a draft with
    something to settle; 2 bad input; 130 interrupted. Errors are one line on stderr.
    """
    if version:
        print(f"unstatements {un.__version__}, data {un.DATA_VERSION}")
        raise typer.Exit


@command(
    "unstatements report",
    "unstatements report --event 2023-10-18-ga3c-united-kingdom",
    "unstatements report --json",
)
def report(
    output: Output,
    event: Annotated[
        str | None,
        _option(
            "Id of a statement; by default the example of the data package.",
            "ID",
            "--event",
            "-e",
            choices=_cells("statements"),
        ),
    ] = None,
) -> int:
    """One statement against its rival.

    The split by regional group, the shift since the statement before, and the vote on the same
    proposition; as CSV, a state a row.
    """
    return output.print(un.report(event))


@command(
    "unstatements statements --target China --since 2021-01-01",
    "unstatements statements --topic xinjiang --signed-by Fiji",
    "unstatements statements --body hrc --stance critical --csv > critical.csv",
)
def statements(
    output: Output,
    topic: Topic = None,
    target: Annotated[
        str | None, _option("What it is about: a country, or words.", "TARGET")
    ] = None,
    body: Body = None,
    stance: Annotated[
        str | None,
        _option(
            "critical, supportive, affirms or opposes.",
            "STANCE",
            choices=lambda: words("statements", "stance"),
        ),
    ] = None,
    session: Annotated[int | None, _option("Number of the session.", "NUMBER")] = None,
    kind: Annotated[
        str | None,
        _option(
            'Kind of text, such as "joint letter".',
            "KIND",
            choices=lambda: words("statements", "kind"),
        ),
    ] = None,
    signed_by: Annotated[str | None, _option("A signatory.", "COUNTRY")] = None,
    not_signed_by: Annotated[
        str | None, _option("A country that is known not to have signed.", "COUNTRY")
    ] = None,
    delivered_by: Annotated[str | None, _option("The country that read it.", "COUNTRY")] = None,
    since: Since = None,
    until: Until = None,
    complete: Annotated[
        bool | None,
        _option(
            "Only those whose signatories are all known, or not.", None, "--complete/--incomplete"
        ),
    ] = None,
) -> int:
    """The statements that meet conditions.

    They meet every condition given, and stand in order of date.
    """
    result = un.statements(
        topic=topic,
        target=target,
        body=body,
        stance=cast("Stance | None", stance),
        session=session,
        kind=kind,
        signed_by=signed_by,
        not_signed_by=not_signed_by,
        delivered_by=delivered_by,
        since=since,
        until=until,
        complete=complete,
    )
    return output.print(result)


@command(
    "unstatements show 2022-10-31-ga3c-canada",
    "unstatements show A/HRC/51/L.6 --csv",
    "unstatements show EU --on 2020-01-31",
    "unstatements show Fiji",
)
def show(
    output: Output,
    what: Annotated[
        str, _argument("A statement or roll call, a bloc, or a country.", "WHAT", _complete_event)
    ],
    on: Day = None,
) -> int:
    """A statement, roll call, bloc or country.

    A statement or a roll call in full, the members of a bloc on a day, or all that a country
    signed.
    """
    output.print(details(what, on))
    return DONE


@command(
    "unstatements compare 2022-10-31-ga3c-canada",
    "unstatements compare A/HRC/51/L.6 --by EU --by OIC",
    'unstatements compare 2022-10-31-ga3c-canada --by "regional group" --json',
)
def compare(
    output: Output,
    event: Annotated[
        list[str],
        _argument("Statements (ids) and roll calls (ids or symbols).", "EVENT", _complete_event),
    ],
    by: By = None,
    on: Day = None,
    among: Among = None,
) -> int:
    """How blocs divided on events."""
    groups = by if by and len(by) > 1 else (by or ["regional group"])[0]
    if len(event) == 1:
        return output.print(un.compare(event[0], by=groups, on=on, electorate=among or None))
    return output.print(un.compare(event, by=groups, on=on, electorate=among or None))


@command(
    "unstatements shift 2021-10-21-ga3c-france 2022-10-31-ga3c-canada",
    "unstatements shift A/HRC/51/L.6 2022-10-31-ga3c-canada --by EU --by OIC",
)
def shift(
    output: Output,
    before: Annotated[str, _argument("The first event.", "BEFORE", _complete_event)],
    after: Annotated[str, _argument("The second event.", "AFTER", _complete_event)],
    by: By = None,
    among: Among = None,
    electorate: Annotated[
        str,
        _option("Compare those in both electorates, or in the union of the two.", "both|union"),
    ] = "both",
) -> int:
    """Who moved between two events.

    Both must be on one proposition; a statement can be compared with a vote.
    """
    one_of(electorate, ["both", "union"], "--electorate")
    moved = un.shift(before, after, among or None, electorate=cast("Electorate", electorate))
    if not by:
        return output.print(moved)
    return output.print(moved.by(by if len(by) > 1 else by[0]))


@command(
    "unstatements trajectory Fiji --topic xinjiang",
    "unstatements trajectory EU --topic xinjiang --csv",
    "unstatements trajectory HND -e 2021-10-21-ga3c-france -e 2022-10-31-ga3c-canada",
)
def trajectory(
    output: Output,
    country: Annotated[str, _argument("A country or a bloc.", "COUNTRY")],
    topic: Topic = None,
    event: Annotated[
        list[str] | None,
        _option(
            "An event, in place of a topic; can be repeated.",
            "EVENT",
            "--event",
            "-e",
            complete=_complete_event,
        ),
    ] = None,
) -> int:
    """A country or bloc through time.

    The positions of a country, or of the members of a bloc, on the events of a topic.
    """
    if bool(topic) == bool(event):
        raise ValueError("say either --topic or --event")
    return output.print(un.trajectory(country, topic=topic, events=event or None))


@command(
    "unstatements agree CUB CHN --body hrc",
    "unstatements agree CUB CHN FRA --body hrc --session 51 --measure kappa",
    "unstatements agree FJI AUS --statements --topic xinjiang --measure jaccard",
)
def agree(
    output: Output,
    country: Annotated[list[str], _argument("Two countries or more.", "COUNTRY")],
    measure: Annotated[
        str,
        _option(
            "Measure of agreement, such as share, lijphart, s, kappa; for statements jaccard.",
            "MEASURE",
            choices=lambda: MEASURES,
        ),
    ] = "share",
    body: Body = None,
    topic: Annotated[
        str | None, _option("Words in the title or target; for statements a topic.", "TOPIC")
    ] = None,
    session: Annotated[str | None, _option("The session, such as 51 or ES-11.", "SESSION")] = None,
    target: Annotated[str | None, _option("The country that it is about.", "COUNTRY")] = None,
    since: Since = None,
    until: Until = None,
    of_statements: Annotated[
        bool, _option("Compare signatures of statements, not votes.", None, "--statements")
    ] = False,
    universe: Annotated[
        str | None,
        _option(
            'Who could have signed statements: "electorate" or a bloc; silence then counts.',
            "UNIVERSE",
        ),
    ] = None,
    absences: Annotated[str, _option("What an absence from a vote is.", "skip|abstain")] = "skip",
) -> int:
    """How far countries agree.

    Over many votes, or over the signatures of many statements.
    """
    if len(country) < 2:
        raise ValueError("agreement takes two countries or more")
    one_of(measure, MEASURES, "--measure")
    one_of(absences, ["skip", "abstain"], "--absences")
    events: Sequence[un.Statement | un.RollCall]
    if of_statements:
        events = un.statements(
            body=body,
            topic=topic,
            session=_session_number(session),
            target=target,
            since=since,
            until=until,
        )
    else:
        events = un.rollcalls(
            body=body, topic=topic, session=session, target=target, since=since, until=until
        )
    how, skipped = cast("MeasureName", measure), cast("Absences", absences)
    if len(country) == 2:
        first, second = country
        pair = un.agreement(
            first, second, events, measure=how, absences=skipped, universe=universe
        )
        return output.print(pair)
    matrix = un.agreement_matrix(country, events, measure=how, absences=skipped, universe=universe)
    return output.print(matrix)


def _session_number(session: str | None) -> int | None:
    if session is not None and not session.isdecimal():
        raise ValueError(f"--session: statements have a session by number, not {session!r}")
    return int(session) if session is not None else None


# ------------------------------------------------------------------------------------------- names


@command(
    'unstatements resolve "Ivory Coast" Latva',
    "unstatements resolve --file names.txt --csv > codes.csv",
    "unstatements resolve --file votes.csv --column state --csv > coded.csv",
    "cut -f2 votes.tsv | unstatements resolve --json",
)
def resolve(
    output: Output,
    name: Annotated[
        list[str] | None, _argument("Names; without any they are read.", "NAME")
    ] = None,
    file: Annotated[
        str | None,
        _option("Read names from a file, one a line; - is the pipe.", "FILE", "--file", "-f"),
    ] = None,
    column: Annotated[
        str | None,
        _option("The input is CSV, the names in this column.", "NAME", "--column", "-c"),
    ] = None,
    delimiter: Annotated[
        str, _option("What parts the cells of CSV; tab for a tab.", "SIGN")
    ] = ",",
    encoding: Annotated[str, _option("Encoding of the input.", "NAME")] = "utf-8-sig",
    on: Annotated[str | None, _option("Day on which the names were used.", "DAY")] = None,
) -> int:
    """Names of countries to codes.

    One result for each name, or each line of the input, in order; as JSON, one object a line.

    A name that cannot be resolved has a result too, with the reason. Bytes that are not text are
    kept and named.
    """
    day = as_date(on) if on is not None else None
    if name:
        if file is not None or column is not None:
            raise ValueError("give either names or a file")
        return print_resolved(map(Entry, range(1, len(name) + 1), name), output.form, day)
    sign = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if len(sign) != 1 or sign in '\r\n"':
        raise ValueError(f"--delimiter: {delimiter!r} is not a single sign")
    with open_input(file or "-") as opened:
        header = None
        entries = from_lines(opened, encoding)
        if column is not None:
            header, entries = from_column(opened, encoding, column, sign)
        if opened.isatty():  # somebody types
            return print_resolved(entries, output.form, day, header=header, at_once=True)
        if not sys.stderr.isatty() or sys.stdout.isatty():
            return print_resolved(entries, output.form, day, header=header)
        with progress(opened) as watched:
            return print_resolved(watched(entries), output.form, day, header=header)


@command("unstatements find statement.txt", "pdftotext letter.pdf - | unstatements find --csv")
def find(
    output: Output,
    file: Annotated[str, _argument("A text; - is the pipe.", "FILE")] = "-",
    on: Annotated[str | None, _option("Day of the text.", "DAY")] = None,
) -> int:
    """The countries that a text mentions."""
    day = as_date(on) if on is not None else None
    return output.print(mentions(read_text(file, replace=True), day))


# ------------------------------------------------------------------------------------- the curator


@command(
    "unstatements draft release.txt --date 2025-03-20 --body hrc --delivered-by Poland \\",
    "    --stance critical --target China --proposition china-human-rights \\",
    "    --url https://example.org/release --publisher Ministry --language en --primary",
)
def draft(
    given: DraftInput,
    file: Annotated[
        str,
        _argument("The text, from the heading to the last name; - reads it from a pipe.", "FILE"),
    ],
    json: Json = False,
) -> int:
    """From a press release to rows.

    Prints the rows to paste into the tables, after what could not be read and what must be
    settled.
    """
    result = draft_of(read_text(file), given)
    print(as_json(result.to_dict()) if json else result.to_text())
    return FOUND_NOTHING if result.problems else DONE


@command("unstatements check", "unstatements check --json")
def check(json: Json = False) -> int:
    """Is the data package whole?

    Says in plain words what is wrong, and where.
    """
    problems = problems_of_data()
    counts = {} if problems else summary()
    if json:
        print(as_json({"problems": list(map(asdict, problems)), "counts": counts}))
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
    "unstatements export signatures --to signatures.parquet",
    "unstatements export --all --to tables/ --format json",
)
def export(
    output: Output,
    tables: Annotated[
        list[str] | None,
        _argument("Names of tables; without any they are listed.", "TABLE", _completion(names)),
    ] = None,
    everything: Annotated[bool, _option("Export every table.", None, "--all")] = False,
    to: Annotated[
        str | None, _option("A file, or a directory for several tables.", "PATH")
    ] = None,
    format: Annotated[
        str | None,
        _option(
            "csv, json, parquet or xlsx (default: by the name of the file).",
            "FORMAT",
            choices=lambda: FORMATS,
        ),
    ] = None,
) -> int:
    """The tables of the data package as files."""
    if tables and everything:
        raise ValueError("give either tables or --all")
    form = output.form
    if form != "text" and format not in (None, form):
        raise ValueError(f"say either --{form} or --format")
    chosen = form if form != "text" else format
    wanted = list(names()) if everything else tables or []
    if not wanted and to is not None:
        raise ValueError("say which tables, or --all")
    if not wanted:
        return Output(json=chosen == "json", csv=chosen == "csv").print(un.tables())
    for path, rows in export_tables(wanted, to, chosen):
        print(f"{path}: {plural(rows, 'row')}")
    return DONE
