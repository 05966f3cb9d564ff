"""The options and arguments of all commands, each once; how a function becomes a command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from inspect import Parameter, Signature, signature
from itertools import chain
from typing import Annotated, Any

import typer
from attrs import NOTHING, fields, frozen, has, resolve_types

import unstatements as un
from unstatements.cli.streams import warn
from unstatements.core.tables import names, table, words
from unstatements.curation.export import FORMATS
from unstatements.events.statement import committees_of

Complete = Callable[[str], list[str]]

_COUNTRIES = {
    *("among", "countries", "country", "delivered_by", "not_signed_by", "of", "signed_by"),
    *("target", "things", "versus", "what"),
}


# -------------------------------------------------------------------------------------- completion


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


def _measures() -> Iterable[str]:
    from unstatements.analysis.agreement_measures import MEASURES

    return MEASURES


# -------------------------------------------------------------------------------------- parameters


def _option(
    help: str,
    metavar: str | None = None,
    *flags: str,
    choices: Callable[[], Iterable[str]] | None = None,
    complete: Complete | None = None,
) -> Any:
    completion = _completion(choices) if choices else complete
    return typer.Option(*flags, help=help, metavar=metavar, autocompletion=completion)


def _argument(help: str, metavar: str, complete: Complete | None = None) -> Any:
    return typer.Argument(help=help, metavar=metavar, autocompletion=complete)


PARAMETERS: Mapping[str, Any] = {
    "absences": _option("What an absence from a vote is.", "skip|abstain"),
    "among": _option("Only this country; can be repeated.", "COUNTRY"),
    "beyond_un": _option("Those made outside the United Nations too.", None, "--beyond-un"),
    "body": _option("Code of a body, such as hrc.", "BODY", choices=_cells("bodies")),
    "by": _option(
        'A bloc, or a partition such as "regional group"; can be repeated.',
        "BLOC",
        choices=_cells("blocs", 1),
    ),
    "parts": _option(
        "Only votes on amendments, paragraphs and others, or only on texts.",
        None,
        "--parts/--texts",
    ),
    "by_vote": _option("A row for each vote of a country.", None, "--votes"),
    "by_signature": _option("A row for each signature.", None, "--signatures"),
    "by_position": _option(
        "A row for each state that could sign, with its position.", None, "--positions"
    ),
    "codes": _option("Codes of both countries, cow or gw; can be repeated.", "SCHEME"),
    "columns": _option("Only these columns, separated by commas.", "NAMES"),
    "column": _option("The input is CSV, the names in this column.", "NAME", "--column", "-c"),
    "complete": _option(
        "Only those whose signatories are all known, or not.", None, "--complete/--incomplete"
    ),
    "csv": _option("Print CSV, for machines.", None, "--csv"),
    "delimiter": _option("What parts the cells of CSV; tab for a tab.", "SIGN"),
    "delivered_by": _option("The country that read it.", "COUNTRY"),
    "edition": _option("Edition of the UN's voting data; bundled for none.", "ID"),
    "electorate": _option(
        "Compare those in both electorates, or in the union of the two.", "both|union"
    ),
    "encoding": _option("Encoding of the input.", "NAME"),
    "event": _option(
        "An event: a statement (its id) or a roll call (its id or symbol).",
        "EVENT",
        "--event",
        "-e",
        complete=_complete_event,
    ),
    "every_table": _option("Export every table.", None, "--all"),
    "file": _option("Read names from a file, one a line; - is the pipe.", "FILE", "--file", "-f"),
    "format": _option(
        "csv, json, parquet or xlsx (default: by the name of the file).",
        "FORMAT",
        choices=lambda: FORMATS,
    ),
    "force": _option(
        "Add it though it seems cut short or older than what is there.", None, "--force"
    ),
    "json": _option("Print JSON, for machines.", None, "--json"),
    "kind": _option(
        'Kind of text, such as "joint letter".',
        "KIND",
        choices=lambda: words("statements", "kind"),
    ),
    "limit": _option("At most so many rows.", "NUMBER"),
    "measure": _option(
        "Measure of agreement, such as share, lijphart, s, kappa; for statements jaccard.",
        "MEASURE",
        choices=_measures,
    ),
    "important": _option(
        "Only votes that the US State Department calls important, or only others.",
        None,
        "--important/--not-important",
    ),
    "vote_kind": _option(
        "What was voted on, such as amendment; can be repeated.",
        "KIND",
        choices=lambda: words("rollcalls", "vote_kind"),
    ),
    "new_edition": _option(
        "Id for the edition (default: body and day of the file).", "ID", "--edition"
    ),
    "not_signed_by": _option("A country that is known not to have signed.", "COUNTRY"),
    "of_statements": _option("Compare signatures of statements, not votes.", None, "--statements"),
    "over": _option("Period by period.", "session|year|YEARS"),
    "outcome": _option("adopted or rejected.", "OUTCOME"),
    "output": _option("Write into a file; its name says in which form.", "FILE", "--output", "-o"),
    "sponsor": _option("A main sponsor of the text: a name or code.", "COUNTRY"),
    "agenda": _option("Words of the title or subject of the agenda item.", "WORDS"),
    "committee": _option(
        "Committee of the Assembly on whose draft it was, such as ga3c; can be repeated.",
        "BODY",
        choices=lambda: committees_of("ga"),
    ),
    "issue": _option("Issue code of the vote, such as me or nu; can be repeated.", "CODE"),
    "of": _option("Only those that this country belonged to.", "COUNTRY"),
    "on": _option("The day, as YYYY-MM-DD.", "DAY"),
    "session": _option("The session, such as 51 or ES-11.", "SESSION"),
    "signed_by": _option("A signatory.", "COUNTRY"),
    "proposition": _option(
        "Id of a proposition, or of an event on it; `propositions` lists them.",
        "ID",
        choices=_cells("propositions"),
    ),
    "since": _option("First day, or month or year.", "DATE"),
    "sort": _option("In order of this column; with - before it from the end.", "COLUMN"),
    "stance": _option(
        "critical, supportive, affirms or opposes.",
        "STANCE",
        choices=lambda: words("statements", "stance"),
    ),
    "target": _option("What it is about: a country, or words.", "TARGET"),
    "topic": _option(
        "Id or name of a topic of statements; of votes, words in the title or the target.",
        "TOPIC",
        choices=_cells("topics"),
    ),
    "universe": _option(
        'Who could have signed statements: "electorate" or a bloc; silence then counts.',
        "UNIVERSE",
    ),
    "until": _option("Last day, or month or year.", "DATE"),
    "version": _option("Print the versions of code and data.", None, "--version"),
    "width": _option("Width in inches; below 5 for a phone.", "INCHES"),
    "versus": _option("Only pairs with this country.", "COUNTRY"),
    "write": _option("Write the rows into the tables; asks for what is missing.", None, "--write"),
    # arguments
    "added_edition": _argument(
        "Id of the edition.", "ID", _completion(lambda: [each.id for each in un.editions()])
    ),
    "after": _argument("The second event.", "AFTER", _complete_event),
    "before": _argument("The first event.", "BEFORE", _complete_event),
    "countries": _argument("Two countries or more.", "COUNTRY"),
    "country": _argument("A country or a bloc.", "COUNTRY"),
    "events": _argument(
        "Statements (ids) and roll calls (ids or symbols).", "EVENT", _complete_event
    ),
    "name": _argument("Names; without any they are read.", "NAME"),
    "query": _argument("Words, or how they begin; a symbol or an id.", "WORDS"),
    "release": _argument("The text, from the heading to the last name; - is the pipe.", "FILE"),
    "tables": _argument(
        "Names of tables; without any they are listed.", "TABLE", _completion(names)
    ),
    "text": _argument("A text; - is the pipe.", "FILE"),
    "things": _argument("Events, a country or a bloc, or countries.", "WHAT", _complete_event),
    "voting_file": _argument("The file as it was downloaded, also zipped.", "FILE"),
    "what": _argument("A statement or roll call, a bloc, or a country.", "WHAT", _complete_event),
}
"""What each parameter of a command is on the command line: a name means the same everywhere."""


@frozen(kw_only=True)
class Conditions:
    """Conditions that statements and roll calls have in common."""

    topic: str | None = None
    target: str | None = None
    body: str | None = None
    session: str | None = None
    since: str | None = None
    until: str | None = None
    complete: bool | None = None
    proposition: str | None = None


# ---------------------------------------------------------------------------------------- commands


def command(
    app: typer.Typer, *examples: str
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Make a command of a function that returns an exit status, with examples in its help."""
    # What each parameter is on the command line stands in `PARAMETERS`. For a parameter of a class
    # made by attrs there is an option a field, whose metadata may hold its own help.

    def register(function: Callable[..., int]) -> Callable[..., int]:
        parameters = signature(function, eval_str=True).parameters.values()
        groups = {each.name: each.annotation for each in parameters if has(each.annotation)}

        @wraps(function)
        def run(**options: Any) -> int:
            _say_corrections(options)
            for name, group in groups.items():
                values = {each.name: options.pop(each.name) for each in fields(group)}
                options[name] = group(**values)
            return function(**options)

        declared = (
            _options_of(each.annotation) if each.name in groups else [_declared(each)]
            for each in parameters
        )
        run.__signature__ = Signature([*chain(*declared)])  # type: ignore[attr-defined]  # for Typer
        lines = "\n".join(f"  {example}" for example in examples)
        # The mark \b keeps Typer from filling the lines of a paragraph.
        app.command(function.__name__.rstrip("_"), epilog=f"\b\nExamples:\n{lines}")(run)
        return function

    return register


def _say_corrections(options: Mapping[str, Any]) -> None:
    """Say which names of countries are taken for misprints: nothing is guessed in silence."""
    from unstatements.cli.show import is_named

    for name in sorted(_COUNTRIES & options.keys()):
        value = options[name] or []
        for text in [value] if isinstance(value, str) else value:
            (resolution,) = un.resolve([text])
            if resolution.how == "corrected" and not is_named(text):
                warn(f"note: {text!r} is taken for {resolution.country}")


def _declared(parameter: Parameter) -> Parameter:
    annotation: Any = Annotated[parameter.annotation, PARAMETERS[parameter.name]]
    return parameter.replace(kind=Parameter.KEYWORD_ONLY, annotation=annotation)


def _options_of(group: type) -> Iterator[Parameter]:
    for each in fields(resolve_types(group)):
        option = PARAMETERS.get(each.name)
        if each.metadata:
            flags = [f"--{each.name}"] if each.type is bool else []
            about = each.metadata
            option = _option(about["help"], about["metavar"], *flags, choices=about["choices"])
        annotation: Any = Annotated[each.type, option]
        default = Parameter.empty if each.default is NOTHING else each.default
        yield Parameter(each.name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
