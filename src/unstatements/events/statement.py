"""What happened: texts signed by groups of states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Literal, NamedTuple, TypeAlias

from attrs import field, frozen

from unstatements.core.arguments import (
    close_matches,
    did_you_mean,
    of_type,
    one_of,
    one_or_several,
    quoted,
    unknown,
    whole_number,
    wrong_type,
)
from unstatements.core.dates import DateLike, DatePrecision, as_date, first_day, precision
from unstatements.core.errors import UnknownStatementError
from unstatements.core.once import once
from unstatements.core.public import Identified, public
from unstatements.core.sources import Source, best_first
from unstatements.core.tables import build, is_true, record, table
from unstatements.events.citation import Citation, CitationStyle
from unstatements.events.proposition import Direction, Proposition, proposition
from unstatements.events.signature import (
    Change,
    ReportedCount,
    SignatoryList,
    Signature,
    changes,
    reported_counts,
    signatory_lists,
    signatures,
)
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country, by_alpha_3
from unstatements.results.html import html_card
from unstatements.results.text import Fact, list_fact

Completeness = Literal["complete", "partial", "none"]
Stance = Literal["critical", "supportive", "affirms", "opposes"]
"""What a text is towards its subject."""
StatementLike: TypeAlias = "Statement | str"


@public
@frozen(eq=False, repr=False, kw_only=True)
class Statement(Identified):
    """A text delivered for a group of states, or a letter signed by one.

    Statements compare equal by id. `un.statement` and `un.statements` find them.

    Attributes:
        id: Readable and stable key, such as ``"2022-10-31-ga3c-canada"``.
        date: Day of delivery; the first possible day where only a month or year is known, which is
            not before the session began; None if unknown.
        date_text: The date exactly as known: ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or empty.
        body: Code of the body, such as ``"ga3c"`` for the Third Committee.
        session: Number of the body's session, None where unknown or without one.
        kind: ``"joint statement"``, ``"joint letter"``, ``"declaration"``, ``"sponsorship"``...
        title: Title as printed, empty where none was.
        symbols: UN document symbols.
        delivered_by: The state that delivered it, None where unknown or not by one state.
        delivered_for: The group it was delivered for, where sources name one; else empty.
        stance: ``"critical"`` or ``"supportive"`` of a target, ``"affirms"`` or ``"opposes"`` a
            principle.
        target: What it is about, in words.
        target_country: The country that it is about, if it is about one.
        topics: Ids of its topics.
        proposition: What a position on it is about.
        direction: ``"for"`` where signing supports the proposition's text, ``"against"`` where it
            opposes it.
        open_to: Id of the bloc among whose members it was made, such as ``"sc"``; empty where
            every member and permanent observer of the United Nations could sign.
        reported_count: Number of signatories at delivery that the record goes by; None where none
            is known.
        completeness: ``"complete"`` where a source prints all signatories at delivery, all known
            by name, ``"partial"`` where some are known, ``"none"`` where none is.
        notes: What a reader must know: disagreements, gaps.

    Example:
        >>> canada = un.statement("2022-10-31-ga3c-canada")
        >>> canada.completeness, len(canada.signatories), canada.reported_count
        ('complete', 50, 50)
        >>> print(*(rival.delivered_by for rival in canada.counterstatements), sep=", ")
        Cuba, Saudi Arabia
    """

    id: str
    date: date | None
    date_text: str
    body: str
    session: int | None
    kind: str
    title: str
    symbols: tuple[str, ...]
    delivered_by: Country | None
    delivered_for: str
    stance: Stance
    target: str
    target_country: Country | None
    topics: tuple[str, ...]
    proposition: Proposition
    direction: Direction
    open_to: str
    reported_count: int | None
    completeness: Completeness
    notes: str
    _counterstatement_ids: tuple[str, ...] = field(alias="counterstatement_ids")

    @property
    def date_precision(self) -> DatePrecision:
        """How exactly the date is known: ``"day"``, ``"month"``, ``"year"`` or ``"unknown"``."""
        return precision(self.date_text)

    @property
    def body_name(self) -> str:
        """Name of the body."""
        return body_names()[self.body]

    @property
    def beyond_un(self) -> bool:
        """Whether it was made outside the United Nations, on a proposition followed there."""
        return self.body in _bodies_beyond_un()

    @property
    def counterstatements(self) -> tuple[Statement, ...]:
        """Every statement on the opposite side that answers this one, or that this one answers."""
        return tuple(map(statement, self._counterstatement_ids))

    @property
    def on_both_sides(self) -> CountrySet:
        """The countries that signed both this statement and one that it stands against."""
        rivals = (rival.signatories & self.signatories for rival in self.counterstatements)
        return reduce(or_, rivals, CountrySet())

    @property
    def lists(self) -> tuple[SignatoryList, ...]:
        """Every list of signatories, as each source printed it."""
        return signatory_lists(self.id)

    @property
    def reported_counts(self) -> tuple[ReportedCount, ...]:
        """Every number of signatories that a source reports."""
        return reported_counts(self.id)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Later signatures, withdrawals, denials and disputes."""
        return changes(self.id)

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """Every signature, those later added or withdrawn among them, in order of country."""
        return signatures(self.id, self.delivered_by, self.date)

    @property
    def signatories(self) -> CountrySet:
        """The countries that signed at delivery: not those added later, but those withdrawn."""
        return CountrySet(
            signature.country for signature in self.signatures if not signature.later
        )

    @property
    def non_signatories(self) -> CountrySet:
        """The countries that a source says did not sign (not all that did not sign)."""
        return CountrySet(change.country for change in self.changes if change.event == "denied")

    @property
    def disputed(self) -> CountrySet:
        """The countries about whose signature sources disagree, signatories or not."""
        return CountrySet(change.country for change in self.changes if change.event == "disputed")

    @property
    def other_signatories(self) -> tuple[str, ...]:
        """Signatories that are not countries, such as the European Union, by their usual names."""
        return tuple(dict.fromkeys(name for each in self.lists for name in each.entities))

    def signatories_on(self, day: DateLike) -> CountrySet:
        """Return the countries whose signature is known to have stood on a day.

        Args:
            day: The day. Before the delivery nobody has signed. A signature added on an unknown
                day counts from the day by which a source shows it.

        Example:
            >>> letter = un.statement("2019-07-12-hrc-letter")
            >>> ["QAT" in letter.signatories_on(day) for day in ("2019-07-17", "2019-07-18")]
            [True, False]
        """
        on = as_date(day)
        if self.date is None or on < self.date:
            return CountrySet()
        return CountrySet(
            signature.country for signature in self.signatures if signature.stands(on)
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of the statement, each once: those with lists first, of them the best."""
        listed = best_first(each.source for each in self.lists)
        others: tuple[ReportedCount | Change, ...] = (*self.reported_counts, *self.changes)
        return tuple(dict.fromkeys([*listed, *best_first(each.source for each in others)]))

    def cite(self, style: CitationStyle = "text") -> str:
        """Return a citation of the statement with the source that shows it best.

        Args:
            style: ``"text"``, ``"bibtex"`` or ``"csl-json"``.

        Raises:
            ValueError: If the style is another.

        Example:
            >>> un.statement("2022-10-31-ga3c-canada").cite("bibtex").splitlines()[0]
            '@misc{unstatements-2022-10-31-ga3c-canada,'
        """
        source = self.sources[0] if self.sources else None
        citation = Citation(
            key=f"unstatements-{self.id}",
            kind="speech",
            author=self._speaker(),
            title=self.title or str(self),
            day=self.date_text,
            place=self.body_name + ", United Nations" * (self.body in _organs()),
            number=", ".join(self.symbols),
            publisher=source.publisher if source else "",
            url=source.link if source else "",
        )
        return citation.render(style)

    def _speaker(self) -> str:
        return self.delivered_by.name if self.delivered_by else self.delivered_for

    def __str__(self) -> str:
        speaker = self._speaker()
        what = f"{self.kind} by {speaker}" if speaker else self.kind
        day = self.date_text or "undated"
        return f"{day} {self.body_name}: {what} ({self.stance}, {self.target})"

    def __repr__(self) -> str:
        return f"statement({self.id!r})"

    def facts(self) -> tuple[Fact, ...]:
        """Return what is known of the statement, as people read it.

        Example:
            >>> un.statement("2022-10-31-ga3c-canada").facts()[0]
            Fact(label='id', text='2022-10-31-ga3c-canada', detail='')
        """
        topic_names = topics_by_id()
        return (
            Fact("id", self.id),
            Fact("title", self.title),
            Fact("symbols", ", ".join(self.symbols)),
            Fact("session", str(self.session or "")),
            Fact("delivered by", str(self.delivered_by or "")),
            Fact("delivered for", self.delivered_for),
            Fact("topics", ", ".join(topic_names[topic] for topic in self.topics)),
            Fact("proposition", f"{self.direction}: {self.proposition}"),
            Fact("signatories", known_by_name(self), str(self.signatories)),
            Fact("other signatories", ", ".join(self.other_signatories)),
            Fact("known not to have signed", str(self.non_signatories)),
            list_fact("changes", dict.fromkeys(map(str, self.changes))),
            list_fact("reported counts", self.reported_counts),
            Fact("counterstatements", ", ".join(rival.id for rival in self.counterstatements)),
            Fact("signed a counterstatement too", str(self.on_both_sides)),
            list_fact("sources", self.sources),
            Fact("notes", self.notes),
        )

    def _repr_html_(self) -> str:
        return html_card(str(self), self.facts())

    def __reduce__(self) -> tuple[Callable[[str], Statement], tuple[str]]:
        return Statement._by_id, (self.id,)

    @classmethod  # so that it is pickled as a part of its public class
    def _by_id(cls, id: str) -> Statement:
        return statement(id)


def known_by_name(statement: Statement) -> str:
    """Return how many signatories are known by name, and of how many, as people read it."""
    signatories = len(statement.signatories)
    if statement.completeness == "complete":
        return f"{signatories}, all known by name"
    return f"{signatories} known by name, of {statement.reported_count or 'an unknown number'}"


def statement(id: StatementLike) -> Statement:
    """Return the statement with this id.

    Args:
        id: Such as ``"2022-10-31-ga3c-canada"``; a statement is returned as it is.

    Raises:
        UnknownStatementError: If there is none; names ids like it.

    Example:
        >>> un.statement("2022-10-31-ga3c-cuba").reported_count
        66
    """
    if isinstance(id, Statement):
        return id
    asked = of_type(id, str, "statement: give a Statement or its id").lower()
    if asked in all_statements():
        return all_statements()[asked]
    matches = close_matches(asked, all_statements())
    raise unknown(UnknownStatementError, "no statement has the id", id, matches)


@once
def topics_by_id() -> Mapping[str, str]:
    """Return the names of all topics by id."""
    return {row[0]: row[1] for row in table("topics")}


def topic_id(topic: str) -> str:
    """Return the id of the topic with this id or name, or another word for it, in any case."""
    asked = of_type(topic, str, "topic: give its name or id").casefold()
    for key, name, aliases in table("topics"):
        words = (word.casefold().replace("-", " ") for word in (key, name, *aliases.split(";")))
        if asked and asked.replace("-", " ") in words:
            return key
    offer = did_you_mean(close_matches(asked, topics_by_id()))
    offer = offer or f"; expected one of: {', '.join(topics_by_id())}"
    raise ValueError(f"no topic is called {quoted(topic)}{offer}")


_MOST_SESSIONS = 10_000


def session_name(session: object) -> str:
    """Return a session as the UN writes it, given so or by its number."""
    if isinstance(session, str):
        return session.upper()
    what = 'session: give its number, or a name such as "ES-11"'
    number = whole_number(session, what)
    if not 0 < number < _MOST_SESSIONS:
        raise wrong_type(session, what)
    return str(number)


def body_codes(body: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """Return the codes of one body or several; None for None."""
    named: tuple[str, ...] | None = one_or_several(body)
    return None if named is None else tuple(filter(None, map(body_code, named)))


def body_code(body: str | None) -> str | None:
    """Return the code of a body by its code or name, in any case; None for None."""
    if body is None:
        return None
    text = of_type(body, str, "body: give its code").casefold()
    names = body_names()
    code = next((code for code, name in names.items() if name.casefold() == text), text)
    one_of(code, names, "body")
    return code


@once
def _bodies_beyond_un() -> frozenset[str]:
    bodies = build("bodies", dict)
    return frozenset(body["id"] for body in bodies if is_true(body["beyond_un"]))


@once
def body_names() -> Mapping[str, str]:
    """Return the names of all bodies by code."""
    return {row[0]: row[1] for row in table("bodies")}


@once
def committees_of(body: str) -> tuple[str, ...]:
    """Return the codes of the committees of a body."""
    return tuple(code for code, _name, parent, *_ in table("bodies") if parent == body)


@once
def _organs() -> frozenset[str]:
    """Return the bodies of the United Nations that vote, and the parts of these."""
    voting = {code for code, _name, _parent, voters, *_ in table("bodies") if voters}
    return frozenset(row[0] for row in table("bodies") if voting & {row[0], row[2]})


@once
def all_statements() -> Mapping[str, Statement]:
    """Return every statement by id, in order of date, undated ones last."""
    statements = sorted(
        build("statements", _statement),
        key=lambda each: (each.date is None, each.date or date.min, each.id),
    )
    return {statement.id: statement for statement in statements}


def statements_on(proposition: Proposition) -> tuple[Statement, ...]:
    """Return the statements on a proposition, in order of date."""
    every = all_statements().values()
    return tuple(statement for statement in every if statement.proposition == proposition)


class Session(NamedTuple):
    """A session of a body; days are partial dates, empty where they are not known."""

    body: str
    session: str
    start: str
    end: str
    status: str


@once
def sessions() -> Mapping[tuple[str, str], Session]:
    """Return the sessions by body and number; a committee shares those of its parent."""
    own = {(each.body, each.session): each for each in build("sessions", record(Session))}
    shared = {
        (committee, number): session
        for (body, number), session in own.items()
        for committee in committees_of(body)
    }
    return shared | own


def _first_possible_day(cells: Mapping[str, str]) -> date | None:
    if precision(cells["date"]) == "unknown":
        return None
    day = first_day(cells["date"])
    if precision(cells["date"]) == "day":
        return day
    session = sessions().get((cells["body"], cells["session"]))
    return max(day, first_day(session.start)) if session and session.start else day


def _statement(cells: Mapping[str, str]) -> Statement:
    body_names()[cells["body"]]  # a body that is not in the table is an error here
    return _make(
        cells,
        date=_first_possible_day(cells),
        date_text=cells["date"],
        symbols=_parts(cells["symbols"]),
        topics=_parts(cells["topics"]),
        counterstatement_ids=_parts(cells["counterstatement"]),
    )


_make = record(
    Statement,
    session=int,
    delivered_by=by_alpha_3,
    target_country=by_alpha_3,
    proposition=proposition,
    reported_count=int,
)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
