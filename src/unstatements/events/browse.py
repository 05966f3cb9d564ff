"""Ways into the record: topics, propositions, rival statements, what one country signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple, get_args

from attrs import frozen

from unstatements.core.tables import table
from unstatements.events.proposition import Proposition, all_propositions
from unstatements.events.signature import SignatureStatus
from unstatements.events.statement import Completeness, Stance, Statement, topic_id, topics_by_id
from unstatements.events.statements import Entry, beyond_notes, statements
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import Column, attribute_columns
from unstatements.results.result import Listing, Result
from unstatements.results.text import plural, shortened


class Topic(NamedTuple):
    """What statements are about, more closely than their target says.

    Attributes:
        id: Readable and stable key, such as ``"hong-kong"``.
        name: Its name.
        statements: The number of statements on it.
    """

    id: str
    name: str
    statements: int

    def __str__(self) -> str:
        return self.name


class Topics(Listing[Topic]):
    """The topics of statements, in order of id; a sequence that shows itself as a table."""

    __slots__ = ()

    noun = "topic"
    _columns = (Column[Topic]("topic", str, "id"), *attribute_columns(name=str, statements=int))


def topics() -> Topics:
    """Return the topics of statements, in order of id.

    Example:
        >>> {topic.id: topic.name for topic in un.topics()}["hong-kong"]
        'Hong Kong'
    """
    counts = Counter(topic for statement in statements() for topic in statement.topics)
    return Topics(Topic(topic, name, counts[topic]) for topic, name in topics_by_id().items())


class Propositions(Listing[Proposition]):
    """The propositions that positions are about; a sequence that shows itself as a table."""

    __slots__ = ()

    noun = "proposition"

    def _declared(self) -> Sequence[Column[Proposition]]:
        signed = Counter(statement.proposition.id for statement in statements())
        voted = Counter(
            proposition for _vote, proposition, _direction in table("rollcall_propositions")
        )
        return (
            Column("proposition", str, "id"),
            Column("meaning", str, "text"),
            Column("target_country", str, "target"),
            Column("statements", int, lambda proposition: signed[proposition.id]),
            Column("rollcalls", int, lambda proposition: voted[proposition.id]),
        )

    def footnotes(self) -> Sequence[str]:
        return [
            "meaning: of a position for it. statements, rollcalls: the number of events on it."
        ]


def propositions() -> Propositions:
    """Return the propositions that statements and roll calls are for or against, in order of id.

    Example:
        >>> un.propositions().rows()[0]["proposition"]
        'afghanistan-women'
    """
    return Propositions(all_propositions())


class RivalPair(NamedTuple):
    """A statement and its rival, where there is one.

    Attributes:
        supporting: The statement whose signatories support the proposition; None where only a
            rival is recorded.
        opposing: The statement whose signatories oppose it; None where there is none.
    """

    supporting: Statement | None
    opposing: Statement | None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The one or two statements."""
        return tuple(side for side in (self.supporting, self.opposing) if side is not None)


def _side_columns(name: str) -> tuple[Column[RivalPair], ...]:
    return (
        Column(name, str, f"{name}.id"),
        Column(f"{name}_known", int, lambda pair: _known(getattr(pair, name))),
        Column(f"{name}_reported", int, f"{name}.reported_count"),
        Column(f"{name}_completeness", get_args(Completeness), f"{name}.completeness"),
    )


def _known(side: Statement | None) -> int | None:
    return None if side is None else len(side.signatories)


def _known_of_reported(side: Statement | None) -> str | None:
    return f"{_known(side)} of {side.reported_count or 'unknown'}" if side else None


class RivalPairs(Listing[RivalPair]):
    """The statements on one topic, each beside its rival, in order of date.

    Example:
        >>> pair = un.rivals("xinjiang")[0]
        >>> pair.supporting.id, pair.opposing.id
        ('2019-07-08-hrc-letter', '2019-07-12-hrc-letter')
    """

    __slots__ = ()

    noun = "pair"
    _on_screen: ClassVar[Sequence[str | Column[RivalPair]]] = (
        "supporting",
        Column("supporting_known", str, lambda pair: _known_of_reported(pair.supporting)),
        "opposing",
        Column("opposing_known", str, lambda pair: _known_of_reported(pair.opposing)),
    )
    _columns: ClassVar[Sequence[Column[RivalPair]]] = (
        Column("date", str, lambda pair: pair.statements[0].date_text),  # partial dates are text
        Column("body", str, lambda pair: pair.statements[0].body),
        *_side_columns("supporting"),
        *_side_columns("opposing"),
    )

    def footnotes(self) -> Sequence[str]:
        return [
            "known: signatories at delivery known by name, of the number that the record goes by."
        ]


def rivals(topic: str) -> RivalPairs:
    """Return the statements on a topic, each beside its rival, in order of date.

    A statement that several answer stands in a pair with each of them.

    Args:
        topic: Id or name of a topic, such as ``"xinjiang"``.

    Raises:
        ValueError: If no topic is called so.

    Example:
        >>> un.rivals("Xinjiang").rows()[2]["supporting"]
        '2020-06-30-hrc-uk'
    """
    pairs: dict[RivalPair, None] = {}
    for statement in statements(topic=topic_id(topic)):
        for rival in statement.counterstatements or (None,):
            sides = (statement, rival) if statement.direction == "for" else (rival, statement)
            pairs.setdefault(RivalPair(*sides))
    return RivalPairs(pairs)


@frozen(repr=False)
class CountrySignatures(Result):
    """All that one country signed.

    Rows have the country's `alpha_3`, so that those of several countries can be put together.

    Attributes:
        country: The country.
        entries: Every statement that it signed, with its signature, in order of date.
        left_out: How many it signed that were made outside the United Nations.

    Example:
        >>> signed = un.signed_by("Honduras")
        >>> [statement.id for statement, _ in signed.entries if statement.target == "China"][:2]
        ['2020-10-06-ga3c-germany', '2021-06-22-hrc-canada']
    """

    country: Country
    entries: tuple[Entry, ...]
    left_out: int = 0

    _rows_of = "entries"
    _columns: ClassVar[Sequence[Column[Entry]]] = (
        Column("alpha_3", str, "signature.country.alpha_3"),
        Column("statement", str, "statement.id"),
        Column("date", str, "statement.date_text"),
        Column("stance", get_args(Stance), "statement.stance"),
        Column("target", str, "statement.target"),
        Column("status", get_args(SignatureStatus), "signature.status"),
        Column("joined_on", date, "signature.joined_on"),
        Column("withdrawn_on", date, "signature.withdrawn_on"),
        Column("printed_as", str, "signature.printed_as"),
    )

    def _visible(self) -> Sequence[str | Column[Entry]]:
        changes = ("joined_on", "withdrawn_on")
        signatures = [signature for _statement, signature in self.entries]
        return (
            *("statement", "stance"),
            Column("target", str, lambda entry: shortened(entry.statement.target, 26)),
            "status",
            *(change for change in changes if any(getattr(each, change) for each in signatures)),
        )

    def title(self) -> str:
        return f"{self.country} signed {plural(len(self.entries), 'statement')}"

    def footnotes(self) -> Sequence[str]:
        notes = ["Lists known only in part may have the country without showing it."]
        return [*beyond_notes(self.left_out), *notes]


def signed_by(country: CountryLike) -> CountrySignatures:
    """Return all that one country signed, later and withdrawn signatures included.

    Statements made outside the United Nations are left out; a footnote says how many.

    Args:
        country: A country, name or code.

    Raises:
        UnknownCountryError: If the name is not known.
        AmbiguousCountryError: If the name could be several countries.

    Example:
        >>> print(un.signed_by("Fiji").rows()[-1]["withdrawn_on"])
        None
    """
    (signatory,) = CountrySet([country])
    within = statements(signed_by=signatory)
    left_out = len(statements(signed_by=signatory, beyond_un=True)) - len(within)
    entries = [
        entry for entry in within.signatures().entries if entry.signature.country is signatory
    ]
    return CountrySignatures(signatory, tuple(entries), left_out)
