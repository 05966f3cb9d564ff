"""The options and arguments of all commands, each once; how a function becomes a command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from csv import DictReader
from functools import partial, wraps
from inspect import Parameter, Signature, signature
from itertools import chain
from pkgutil import get_data
from typing import Annotated, Any

import typer
from attrs import NOTHING, fields, frozen, has, resolve_types

import unstatements as un
from unstatements.cli.streams import warn
from unstatements.core.tables import names, words
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


def _complete_event(incomplete: str) -> list[str]:
    ids = _completion(lambda: _cells("statements.id"))(incomplete)
    if not incomplete:
        return ids
    symbols = (rollcall.symbol for rollcall in un.rollcalls(body="hrc"))
    return [*ids, *(symbol for symbol in symbols if symbol.startswith(incomplete.upper()))]


def _measures() -> Iterable[str]:
    from unstatements.analysis.agreement_measures import MEASURES

    return MEASURES


def _cells(place: str) -> Iterable[str]:
    """Return the words, or else the cells, of a column, which is written as table.column."""
    name, _, column = place.partition(".")
    try:
        return words(name, column)
    except KeyError:
        return [row[column] for row in un.tables()[name]]


_COMPLETIONS: Mapping[str, Complete] = {
    "committees": _completion(lambda: committees_of("ga")),
    "editions": _completion(lambda: [edition.id for edition in un.editions()]),
    "events": _complete_event,
    "formats": _completion(lambda: FORMATS),
    "measures": _completion(_measures),
    "tables": _completion(names),
}


# -------------------------------------------------------------------------------------- parameters


def _parameters() -> Iterator[tuple[str, Any]]:
    """Yield each parameter of the commands by its name, as the table beside this file has it."""
    raw = get_data("unstatements.cli", "parameters.csv") or b""
    for row in DictReader(raw.decode().splitlines()):
        make = typer.Argument if row["kind"] == "argument" else typer.Option
        choices = row["choices"]
        complete = _COMPLETIONS.get(choices) or _completion(partial(_cells, choices))
        yield (
            row["parameter"],
            make(
                *row["flags"].split(),
                help=row["help"],
                metavar=row["metavar"] or None,
                autocompletion=complete if choices else None,
            ),
        )


PARAMETERS: Mapping[str, Any] = dict(_parameters())
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
            about = each.metadata
            option = typer.Option(
                *([f"--{each.name}"] if each.type is bool else []),
                help=about["help"],
                metavar=about["metavar"],
                autocompletion=_completion(about["choices"]) if about["choices"] else None,
            )
        annotation: Any = Annotated[each.type, option]
        default = Parameter.empty if each.default is NOTHING else each.default
        yield Parameter(each.name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
