"""What a curator knows about a text beside its list of names: each field with its help."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from attrs import NOTHING, Attribute, evolve, field, frozen

from unstatements.core.arguments import one_of, quoted
from unstatements.core.dates import first_day
from unstatements.core.tables import table, words
from unstatements.events.statement import statement, topic_id

RIVAL_STANCES = {
    "critical": "supportive",
    "supportive": "critical",
    "affirms": "opposes",
    "opposes": "affirms",
}
"""The stance of whoever answers."""

_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ID = re.compile("[a-z0-9][a-z0-9-]*")


def domain(url: str) -> str:
    """Return the domain of an address without www; empty where it is not an address."""
    try:
        host = urlsplit(url).hostname if url.startswith(("http://", "https://")) else None
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")


def one_line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(text.split())


def _detail(
    help: str,
    metavar: str,
    default: Any = "",
    *,
    choices: Callable[[], Sequence[str]] | None = None,
    **more: Any,
) -> Any:
    """Return a field; its help and its choices stand in its metadata for the command line."""

    def check(_input: DraftInput, attribute: Attribute[str], value: str) -> None:
        if choices and (value or default is NOTHING):
            one_of(value, choices(), attribute.name)

    metadata = {"help": help, "metavar": metavar, "choices": choices}
    return field(default=default, metadata=metadata, **{"validator": check, **more})


def _keys(name: str) -> list[str]:
    return [row[0] for row in table(name)]


def _topic_ids(topics: str) -> str:
    names = [name.strip() for name in re.split("[;,]", topics)]
    return ";".join(dict.fromkeys(topic_id(name) for name in names if name))


def _check_date(_input: DraftInput, _field: Attribute[str], value: str) -> None:
    try:
        valid = bool(_PARTIAL_DATE.fullmatch(value) and first_day(value))
    except ValueError:
        valid = False
    if not valid:
        raise ValueError(f"{quoted(value)} is not a date: write YYYY-MM-DD, YYYY-MM or YYYY")


def _check_id(_input: DraftInput, _field: Attribute[str], value: str) -> None:
    if value and not _ID.fullmatch(value):
        raise ValueError(f"{quoted(value)} is not an id: write small letters, digits and hyphens")


def _check_url(_input: DraftInput, _field: Attribute[str], value: str) -> None:
    if value and not domain(value):
        raise ValueError(f"{quoted(value)} is not an address: it begins with https://")


@frozen(kw_only=True)
class DraftInput:
    """What a curator knows about a text beside its list of names; empty where it is not known."""

    date: str = _detail(
        "Day of delivery; a month or a year if no more is known.",
        "DATE",
        NOTHING,
        validator=_check_date,
    )
    body: str = _detail(
        "Where it was delivered: an id of bodies.csv.",
        "BODY",
        NOTHING,
        choices=lambda: _keys("bodies"),
        converter=str.lower,
    )
    session: int | None = _detail("Number of the session (default: by the date).", "NUMBER", None)
    delivered_by: str = _detail("The state that read it.", "COUNTRY")
    stance: str = _detail(
        "Critical or supportive of a target, affirms or opposes a principle.",
        "STANCE",
        choices=lambda: words("statements", "stance"),
    )
    target: str = _detail(
        "What it is about: a country, or a few words.", "TARGET", converter=one_line
    )
    proposition: str = _detail(
        "What a position on it is about: an id of propositions.csv.",
        "ID",
        choices=lambda: _keys("propositions"),
    )
    direction: str = _detail(
        "What signing means for the proposition (default: as in earlier statements).",
        "for|against",
        choices=lambda: words("statements", "direction"),
    )
    topics: str = _detail(
        "Ids of topics.csv, separated by semicolons.", "TOPICS", converter=_topic_ids
    )
    title: str = _detail("Its title as printed.", "TITLE", converter=one_line)
    kind: str = _detail(
        "Kind of text.", "KIND", "joint statement", choices=lambda: words("statements", "kind")
    )
    id: str = _detail(
        "Id of the statement (default: made of date, body and deliverer).",
        "ID",
        validator=_check_id,
    )
    count: int | None = _detail(
        "Number of signatories that the text itself prints.", "NUMBER", None
    )
    url: str = _detail("Address of the source.", "URL", converter=one_line, validator=_check_url)
    publisher: str = _detail("Who published the source.", "NAME", converter=one_line)
    language: str = _detail("Language of the source (BCP 47).", "CODE", converter=one_line)
    primary: bool = _detail(
        "The source is the text of a government, a mission or the United Nations.", "", False
    )
    counterstatement: str = _detail(
        "The statement that it answers: its id; what is not said follows from it.",
        "ID",
        choices=lambda: _keys("statements"),
    )

    def completed(self) -> DraftInput:
        """Return the input with what follows from the statement that the text answers."""
        if not self.counterstatement:
            return self
        rival = statement(self.counterstatement)
        return evolve(
            self,
            stance=self.stance or RIVAL_STANCES[rival.stance],
            target=self.target or rival.target,
            proposition=self.proposition or rival.proposition.id,
            direction=self.direction or ("against" if rival.direction == "for" else "for"),
            topics=self.topics or ";".join(rival.topics),
        )
