"""The commands of the console script as Typer sees them: what can be asked, and how.

A command does nothing itself. It returns what is to be done, which is called when Typer is out of the way; so
errors, closed pipes and Ctrl-C are treated in one place. The work is done by the library and by the modules of
the plain command line.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial, wraps
from typing import TYPE_CHECKING, Annotated, ParamSpec, cast

import typer

import unstatements as un
from unstatements import __main__ as plain
from unstatements.cli.resolve import Entry, Form, from_column, from_lines, resolve
from unstatements.cli.show import mentions, shown
from unstatements.cli.streams import DONE, FOUND_NOTHING, input_of, text_with_garbage
from unstatements.core.arguments import one_of
from unstatements.core.dates import as_date
from unstatements.core.tables import names, table, words
from unstatements.curation.draft import HELP
from unstatements.curation.export import FORMATS, export_tables
from unstatements.results.result import Result

if TYPE_CHECKING:
    from unstatements.analysis.agreement_measures import MeasureName
    from unstatements.analysis.shift import Electorate
    from unstatements.analysis.vote_matrix import Absences
    from unstatements.events.statement import Stance

__all__ = ["app"]

P = ParamSpec("P")

app = typer.Typer(
    name="unstatements",
    rich_markup_mode=None,  # plain help: it can be copied, and needs no colour
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def command(*examples: str) -> Callable[[Callable[P, int]], Callable[P, int]]:
    """Make a command of a function, with examples in its help."""

    def made(do: Callable[P, int]) -> Callable[P, int]:
        @wraps(do)
        def asked(*args: P.args, **options: P.kwargs) -> Callable[[], int]:
            return partial(do, *args, **options)

        # The mark \b keeps Typer from filling the lines of a paragraph.
        lines = "\n".join(f"  {example}" for example in examples)
        app.command(do.__name__.removesuffix("_"), epilog=f"\b\nExamples:\n{lines}")(asked)
        return do

    return made


# ------------------------------------------------------------------------------------ shared options


def _ids(incomplete: str) -> list[str]:
    return [row[0] for row in table("statements") if row[0].startswith(incomplete.lower())]


def _events(incomplete: str) -> list[str]:
    symbols = [one.symbol for one in un.rollcalls(body="hrc") if one.symbol.startswith(incomplete.upper())]
    return [*_ids(incomplete), *(symbols if incomplete else [])]


def _column(name: str, place: int = 0) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        return [row[place] for row in table(name) if row[place].lower().startswith(incomplete.lower())]

    return complete


def _words(known: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        return [word for word in known() if word.startswith(incomplete)]

    return complete


def _measures() -> Iterable[str]:
    from unstatements.analysis.agreement_measures import MEASURES

    return MEASURES


Json = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV, for machines.")]
EventId = Annotated[
    str | None,
    typer.Option(
        "--event",
        "-e",
        help="Id of a statement; by default the example of the data package.",
        autocompletion=_ids,
        metavar="ID",
    ),
]
Topic = Annotated[
    str | None, typer.Option(help="Id or name of a topic.", autocompletion=_column("topics"), metavar="TOPIC")
]
Body = Annotated[
    str | None,
    typer.Option(help="Code of a body, such as hrc.", autocompletion=_column("bodies"), metavar="BODY"),
]
By = Annotated[
    list[str] | None,
    typer.Option(
        help='A bloc, or a partition such as "regional group"; can be repeated.',
        autocompletion=_column("blocs", 1),
        metavar="BLOC",
    ),
]
Since = Annotated[str | None, typer.Option(help="First day.", metavar="DAY")]
Until = Annotated[str | None, typer.Option(help="Last day.", metavar="DAY")]
Day = Annotated[str | None, typer.Option(help="The day, as YYYY-MM-DD.", metavar="DAY")]
Among = Annotated[
    list[str] | None, typer.Option(help="Only this country; can be repeated.", metavar="COUNTRY")
]
Target = Annotated[str | None, typer.Option(help="The country that it is about.", metavar="COUNTRY")]


def _output(result: Result, json: bool, csv: bool, found: bool = True) -> int:
    """Print a result in the form asked for and return whether there was anything to print."""
    form = _form(json, csv)
    if form == "json":
        print(result.to_json())
    elif form == "csv":
        result.to_csv(sys.stdout)
    elif sys.stdout.isatty():
        from unstatements.cli.output import print_on_terminal

        print_on_terminal(result)
    else:
        print(result.to_text())
    return DONE if found else FOUND_NOTHING


def _form(json: bool, csv: bool) -> Form:
    if json and csv:
        raise ValueError("say either --json or --csv")
    return "json" if json else "csv" if csv else "text"


# ---------------------------------------------------------------------------------------- the record


@app.callback(invoke_without_command=True)
def _unstatements(
    version: Annotated[bool, typer.Option("--version", help="Print the versions of code and data.")] = False,
) -> object:
    """Joint statements at the United Nations: who signed what, against whom, and who changed sides.

    Exit status: 0 done; 1 nothing found, a check failed, a name not resolved, or a draft with something to
    settle; 2 bad input; 130 interrupted. Errors are one line on stderr.
    """
    if version:
        print(f"unstatements {un.__version__}, data {un.DATA_VERSION}")
        raise typer.Exit
    return DONE


@command(
    "unstatements report",
    "unstatements report --event 2023-10-18-ga3c-united-kingdom",
    "unstatements report --json",
)
def report(event: EventId = None, json: Json = False, csv: Csv = False) -> int:
    """One statement against its rival.

    The split by regional group, the shift since the statement before, and the vote on the same proposition;
    as CSV, a state a row.
    """
    return plain.print_report(event, json, csv)


@command(
    "unstatements statements --target China --since 2021-01-01",
    "unstatements statements --topic xinjiang --signed-by Fiji",
    "unstatements statements --body hrc --stance critical --csv > critical.csv",
)
def statements(
    topic: Topic = None,
    target: Annotated[
        str | None, typer.Option(help="What it is about: a country, or words.", metavar="TARGET")
    ] = None,
    body: Body = None,
    stance: Annotated[
        str | None,
        typer.Option(
            help="critical, supportive, affirms or opposes.",
            autocompletion=_words(lambda: words("statements", "stance")),
            metavar="STANCE",
        ),
    ] = None,
    session: Annotated[int | None, typer.Option(help="Number of the session.", metavar="NUMBER")] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            help='Kind of text, such as "joint letter".',
            autocompletion=_words(lambda: words("statements", "kind")),
            metavar="KIND",
        ),
    ] = None,
    signed_by: Annotated[str | None, typer.Option(help="A signatory.", metavar="COUNTRY")] = None,
    not_signed_by: Annotated[
        str | None, typer.Option(help="A country that is known not to have signed.", metavar="COUNTRY")
    ] = None,
    delivered_by: Annotated[
        str | None, typer.Option(help="The country that read it.", metavar="COUNTRY")
    ] = None,
    since: Since = None,
    until: Until = None,
    complete: Annotated[
        bool | None,
        typer.Option("--complete/--incomplete", help="Only those whose signatories are all known, or not."),
    ] = None,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """The statements that meet conditions.

    They meet every condition given, and stand in order of date.
    """
    found = un.statements(
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
    return _output(found, json, csv, bool(found))


@command(
    "unstatements show 2022-10-31-ga3c-canada",
    "unstatements show A/HRC/51/L.6 --csv",
    "unstatements show EU --on 2020-01-31",
    "unstatements show Fiji",
)
def show(
    what: Annotated[
        str,
        typer.Argument(
            help="A statement or roll call, a bloc, or a country.", autocompletion=_events, metavar="WHAT"
        ),
    ],
    on: Day = None,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """A statement, roll call, bloc or country.

    A statement or a roll call in full, the members of a bloc on a day, or all that a country signed.
    """
    found = shown(what, on)
    return _output(found, json, csv)


@command(
    "unstatements compare 2022-10-31-ga3c-canada",
    "unstatements compare A/HRC/51/L.6 --by EU --by OIC",
    'unstatements compare 2022-10-31-ga3c-canada --by "regional group" --json',
)
def compare(
    event: Annotated[
        list[str],
        typer.Argument(
            help="Statements (ids) and roll calls (ids or symbols).",
            autocompletion=_events,
            metavar="EVENT",
        ),
    ],
    by: By = None,
    on: Day = None,
    among: Among = None,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """How blocs divided on events."""
    groups = by if by and len(by) > 1 else (by or ["regional group"])[0]
    if len(event) == 1:
        return _output(un.compare(event[0], by=groups, on=on, electorate=among or None), json, csv)
    return _output(un.compare(event, by=groups, on=on, electorate=among or None), json, csv)


@command(
    "unstatements shift 2021-10-21-ga3c-france 2022-10-31-ga3c-canada",
    "unstatements shift A/HRC/51/L.6 2022-10-31-ga3c-canada --by EU --by OIC",
)
def shift(
    before: Annotated[str, typer.Argument(help="The first event.", autocompletion=_events, metavar="BEFORE")],
    after: Annotated[str, typer.Argument(help="The second event.", autocompletion=_events, metavar="AFTER")],
    by: By = None,
    among: Among = None,
    electorate: Annotated[
        str,
        typer.Option(
            help="Compare those in both electorates, or in the union of the two.", metavar="both|union"
        ),
    ] = "both",
    json: Json = False,
    csv: Csv = False,
) -> int:
    """Who moved between two events.

    Both must be on one proposition; a statement can be compared with a vote.
    """
    one_of(electorate, ["both", "union"], "--electorate")
    moved = un.shift(before, after, among or None, electorate=cast("Electorate", electorate))
    if not by:
        return _output(moved, json, csv)
    return _output(moved.by(by if len(by) > 1 else by[0]), json, csv)


@command(
    "unstatements trajectory Fiji --topic xinjiang",
    "unstatements trajectory EU --topic xinjiang --csv",
    "unstatements trajectory HND -e 2021-10-21-ga3c-france -e 2022-10-31-ga3c-canada",
)
def trajectory(
    country: Annotated[str, typer.Argument(help="A country or a bloc.", metavar="COUNTRY")],
    topic: Topic = None,
    event: Annotated[
        list[str] | None,
        typer.Option(
            "--event",
            "-e",
            help="An event, in place of a topic; can be repeated.",
            autocompletion=_events,
            metavar="EVENT",
        ),
    ] = None,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """A country or bloc through time.

    Where a country, or the members of a bloc, stood on the events of a topic.
    """
    if bool(topic) == bool(event):
        raise ValueError("say either --topic or --event")
    found = un.trajectory(country, topic=topic, events=event or None)
    return _output(found, json, csv, bool(found.points))


@command(
    "unstatements agree CUB CHN --body hrc",
    "unstatements agree CUB CHN FRA --body hrc --session 51 --measure kappa",
    "unstatements agree FJI AUS --statements --topic xinjiang --measure jaccard",
)
def agree(
    country: Annotated[list[str], typer.Argument(help="Two countries or more.", metavar="COUNTRY")],
    measure: Annotated[
        str,
        typer.Option(
            help="Measure of agreement, such as share, lijphart, s, kappa; for statements jaccard.",
            autocompletion=_words(_measures),
            metavar="MEASURE",
        ),
    ] = "share",
    body: Body = None,
    topic: Annotated[
        str | None,
        typer.Option(help="Words in the title or target; for statements a topic.", metavar="TOPIC"),
    ] = None,
    session: Annotated[
        str | None, typer.Option(help="The session, such as 51 or ES-11.", metavar="SESSION")
    ] = None,
    target: Target = None,
    since: Since = None,
    until: Until = None,
    of_statements: Annotated[
        bool, typer.Option("--statements", help="Compare signatures of statements, not votes.")
    ] = False,
    universe: Annotated[
        str | None,
        typer.Option(
            help='Who could have signed statements: "electorate" or a bloc; silence then counts.',
            metavar="UNIVERSE",
        ),
    ] = None,
    absences: Annotated[
        str, typer.Option(help="What an absence from a vote is.", metavar="skip|abstain")
    ] = "skip",
    json: Json = False,
    csv: Csv = False,
) -> int:
    """How far countries agree.

    Over many votes, or over the signatures of many statements.
    """
    if len(country) < 2:
        raise ValueError("agreement takes two countries or more")
    one_of(measure, _measures(), "--measure")
    one_of(absences, ["skip", "abstain"], "--absences")
    events: Sequence[un.Statement | un.RollCall]
    if of_statements:
        number = _number(session)
        events = un.statements(
            body=body, topic=topic, session=number, target=target, since=since, until=until
        )
    else:
        events = un.rollcalls(
            body=body, topic=topic, session=session, target=target, since=since, until=until
        )
    how, skipped = cast("MeasureName", measure), cast("Absences", absences)
    if len(country) == 2:
        first, second = country
        pair = un.agreement(first, second, events, how, skipped, universe=universe)
        return _output(pair, json, csv, pair.value is not None)
    matrix = un.agreement_matrix(country, events, how, skipped, universe=universe)
    return _output(matrix, json, csv, bool(events))


def _number(session: str | None) -> int | None:
    if session is None:
        return None
    if not session.isdecimal():
        raise ValueError(f"--session: statements have a session by number, not {session!r}")
    return int(session)


# --------------------------------------------------------------------------------------------- names


@command(
    'unstatements resolve "Ivory Coast" Latva',
    "unstatements resolve --file names.txt --csv > codes.csv",
    "unstatements resolve --file votes.csv --column state --csv > coded.csv",
    "cut -f2 votes.tsv | unstatements resolve --json",
)
def resolve_(
    name: Annotated[
        list[str] | None, typer.Argument(help="Names; without any they are read.", metavar="NAME")
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            "--file", "-f", help="Read names from a file, one a line; - is the pipe.", metavar="FILE"
        ),
    ] = None,
    column: Annotated[
        str | None,
        typer.Option("--column", "-c", help="The input is CSV, the names in this column.", metavar="NAME"),
    ] = None,
    delimiter: Annotated[
        str, typer.Option(help="What parts the cells of CSV; tab for a tab.", metavar="SIGN")
    ] = ",",
    encoding: Annotated[str, typer.Option(help="Encoding of the input.", metavar="NAME")] = "utf-8-sig",
    on: Annotated[str | None, typer.Option(help="Day on which the names were used.", metavar="DAY")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line, for machines.")] = False,
    csv: Csv = False,
) -> int:
    """Names of countries to codes.

    One result for each name, or each line of the input, in order.

    A name that cannot be resolved has a result too, with the reason. Bytes that are no text are kept and told.
    """
    day = as_date(on) if on is not None else None
    form = _form(json, csv)
    if name:
        if file is not None or column is not None:
            raise ValueError("give either names or a file")
        return resolve((Entry(place, one) for place, one in enumerate(name, 1)), form, day)
    tab = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if len(tab) != 1 or tab in '\r\n"':
        raise ValueError(f"--delimiter: {delimiter!r} is no single sign")
    with input_of(file or "-") as opened:
        header = None
        entries = from_lines(opened, encoding)
        if column is not None:
            header, entries = from_column(opened, encoding, column, tab)
        if opened.isatty():  # somebody types
            return resolve(entries, form, day, header, at_once=True)
        if not sys.stderr.isatty() or sys.stdout.isatty():
            return resolve(entries, form, day, header)
        from unstatements.cli.output import watching

        with watching(opened) as watched:
            return resolve(watched(entries), form, day, header)


@command("unstatements find statement.txt", "pdftotext letter.pdf - | unstatements find --csv")
def find(
    file: Annotated[str, typer.Argument(help="A text; - is the pipe.", metavar="FILE")] = "-",
    on: Annotated[str | None, typer.Option(help="Day of the text.", metavar="DAY")] = None,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """The countries that a text mentions."""
    day = as_date(on) if on is not None else None
    found = mentions(text_with_garbage(file), day)
    return _output(found, json, csv, bool(found.found))


# -------------------------------------------------------------------------------------- the curator


def _help(name: str) -> str:
    return f"{HELP[name][0].upper()}{HELP[name][1:]}."


@command(
    "unstatements draft release.txt --date 2025-03-20 --body hrc --delivered-by Poland \\",
    "    --stance critical --target China --proposition china-human-rights \\",
    "    --url https://example.org/release --publisher Ministry --language en --primary",
)
def draft(
    file: Annotated[str, typer.Argument(help=_help("file"), metavar="FILE")],
    date: Annotated[str, typer.Option(help=_help("date"), metavar="DATE")],
    body: Annotated[str, typer.Option(help=_help("body"), autocompletion=_column("bodies"), metavar="BODY")],
    session: Annotated[int | None, typer.Option(help=_help("session"), metavar="NUMBER")] = None,
    delivered_by: Annotated[str | None, typer.Option(help=_help("delivered_by"), metavar="COUNTRY")] = None,
    stance: Annotated[
        str | None,
        typer.Option(
            help=_help("stance"),
            autocompletion=_words(lambda: words("statements", "stance")),
            metavar="STANCE",
        ),
    ] = None,
    target: Annotated[str | None, typer.Option(help=_help("target"), metavar="TARGET")] = None,
    proposition: Annotated[
        str | None,
        typer.Option(help=_help("proposition"), autocompletion=_column("propositions"), metavar="ID"),
    ] = None,
    direction: Annotated[str | None, typer.Option(help=_help("direction"), metavar="for|against")] = None,
    topics: Annotated[str | None, typer.Option(help=_help("topics"), metavar="TOPICS")] = None,
    title: Annotated[str | None, typer.Option(help=_help("title"), metavar="TITLE")] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            help=_help("kind"), autocompletion=_words(lambda: words("statements", "kind")), metavar="KIND"
        ),
    ] = None,
    id: Annotated[str | None, typer.Option(help=_help("id"), metavar="ID")] = None,
    count: Annotated[int | None, typer.Option(help=_help("count"), metavar="NUMBER")] = None,
    url: Annotated[str | None, typer.Option(help=_help("url"), metavar="URL")] = None,
    publisher: Annotated[str | None, typer.Option(help=_help("publisher"), metavar="NAME")] = None,
    language: Annotated[str | None, typer.Option(help=_help("language"), metavar="CODE")] = None,
    primary: Annotated[bool, typer.Option("--primary", help=_help("primary"))] = False,
    json: Json = False,
) -> int:
    """From a press release to rows.

    Prints the rows to paste into the tables, after what could not be read and what must be settled.
    """
    given: dict[str, object] = {
        "date": date,
        "body": body,
        "session": session,
        "delivered_by": delivered_by,
        "stance": stance,
        "target": target,
        "proposition": proposition,
        "direction": direction,
        "topics": topics,
        "title": title,
        "kind": kind,
        "id": id,
        "count": count,
        "url": url,
        "publisher": publisher,
        "language": language,
        "primary": primary,
    }
    return plain.print_draft(file, given, json)


@command("unstatements check", "unstatements check --json")
def check(json: Json = False) -> int:
    """Is the data package whole?

    Says in plain words what is wrong, and where.
    """
    return plain.print_check(json)


@command(
    "unstatements export",
    "unstatements export statements > statements.csv",
    "unstatements export signatures --to signatures.parquet",
    "unstatements export --all --to tables/ --format json",
)
def export(
    tables: Annotated[
        list[str] | None,
        typer.Argument(
            help="Names of tables; without any they are listed.",
            autocompletion=_words(names),
            metavar="TABLE",
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Export every table.")] = False,
    to: Annotated[
        str | None, typer.Option(help="A file, or a directory for several tables.", metavar="PATH")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="csv, json, parquet or xlsx (default: by the name of the file).",
            autocompletion=_words(lambda: FORMATS),
            metavar="FORMAT",
        ),
    ] = None,
    json: Json = False,
    csv: Csv = False,
) -> int:
    """The tables of the data package as files."""
    if tables and everything:
        raise ValueError("give either tables or --all")
    if json or csv:
        chosen = _form(json, csv)
        if form not in (None, chosen):
            raise ValueError(f"say either --{chosen} or --format")
        form = chosen
    wanted = list(names()) if everything else tables or []
    if wanted:
        return export_tables(wanted, to, form)
    if to is not None:
        raise ValueError("say which tables, or --all")
    return _output(un.tables(), form == "json", form == "csv")
