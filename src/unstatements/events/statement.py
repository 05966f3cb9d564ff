"""What happened: texts signed by groups of states, with who signed, when, and which source says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Literal, TypeAlias, cast, get_args

from attrs import field, frozen

from unstatements.core.arguments import close_matches, did_you_mean, of_type, one_of
from unstatements.core.dates import (
    DateLike,
    DatePrecision,
    as_date,
    first_day,
    last_day,
    precision,
)
from unstatements.core.errors import DataIntegrityError, UnknownStatementError
from unstatements.core.once import once
from unstatements.core.public import public
from unstatements.core.sources import Source
from unstatements.core.tables import line_of, table, words
from unstatements.events.citation import CitationStyle, cite_statement
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
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country, by_alpha_3
from unstatements.results.cells import Row, Types
from unstatements.results.html import html_card
from unstatements.results.result import Listing
from unstatements.results.text import Fact, list_fact, shortened

__all__ = [
    "Completeness",
    "Stance",
    "Statement",
    "StatementLike",
    "Statements",
    "body_code",
    "statement",
    "statements",
    "topic_id",
]

Completeness = Literal["complete", "partial", "none"]
Stance = Literal["critical", "supportive", "affirms", "opposes"]
StatementLike: TypeAlias = "Statement | str"


@public
@frozen(repr=False)
class Statement:
    """A text delivered for a group of states, or a letter signed by one.

    Statements compare equal by id. `un.statement` and `un.statements` find them.

    Attributes:
        id: Readable and stable key, such as ``"2022-10-31-ga3c-canada"``.
        date: Day of delivery; the first possible day where only a month or year is known; None if unknown.
        date_text: The date exactly as known: ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or empty.
        body: Code of the body, such as ``"ga3c"`` for the Third Committee.
        session: Number of the body's session, None where unknown or without one.
        kind: ``"joint statement"``, ``"joint letter"``, ``"declaration"``, ``"sponsorship"``...
        title: Title as printed, empty where none was.
        symbols: UN document symbols.
        delivered_by: The state that delivered it, None where unknown or not by one state.
        delivered_for: The group it was delivered for, where sources name one; else empty.
        stance: ``"critical"`` or ``"supportive"`` of a target, ``"affirms"`` or ``"opposes"`` a principle.
        target: What it is about, in words.
        target_country: The country that it is about, if it is about one.
        topics: Ids of its topics.
        proposition: What a position on it is about.
        direction: ``"for"`` where signing supports the proposition's text, ``"against"`` where it opposes it.
        reported_count: Number of signatories at delivery that the record goes by; None where none is known.
        completeness: ``"complete"`` where all signatories at delivery are known by name, ``"partial"`` where
            some are, ``"none"`` where none is.
        notes: What a reader must know: disagreements, gaps.

    Example:
        >>> import unstatements as un
        >>> canada = un.statement("2022-10-31-ga3c-canada")
        >>> canada.completeness, len(canada.signatories), canada.reported_count
        ('complete', 50, 50)
        >>> print(canada.counterstatement)
        2022-10-31 Third Committee of the General Assembly: joint statement by Cuba (supportive, China)
    """

    id: str
    date: date | None = field(eq=False)
    date_text: str = field(eq=False)
    body: str = field(eq=False)
    session: int | None = field(eq=False)
    kind: str = field(eq=False)
    title: str = field(eq=False)
    symbols: tuple[str, ...] = field(eq=False)
    delivered_by: Country | None = field(eq=False)
    delivered_for: str = field(eq=False)
    stance: Stance = field(eq=False)
    target: str = field(eq=False)
    target_country: Country | None = field(eq=False)
    topics: tuple[str, ...] = field(eq=False)
    proposition: Proposition = field(eq=False)
    direction: Direction = field(eq=False)
    reported_count: int | None = field(eq=False)
    completeness: Completeness = field(eq=False)
    notes: str = field(eq=False)
    _counterstatement_id: str = field(eq=False, alias="counterstatement_id")

    @property
    def date_precision(self) -> DatePrecision:
        """How exactly the date is known: ``"day"``, ``"month"``, ``"year"`` or ``"unknown"``."""
        return precision(self.date_text)

    @property
    def body_name(self) -> str:
        """Name of the body."""
        return body_names()[self.body]

    @property
    def counterstatement(self) -> Statement | None:
        """The principal rival statement; None where there is none."""
        return statement(self._counterstatement_id) if self._counterstatement_id else None

    @property
    def counterstatements(self) -> tuple[Statement, ...]:
        """Every rival statement: the principal one first, then those that answer this one."""
        principal = [self.counterstatement] if self.counterstatement else []
        answers = [
            one
            for one in _all_statements().values()
            if one._counterstatement_id == self.id and one not in principal
        ]
        return (*principal, *answers)

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
        return _signatures_of(self)

    @property
    def signatories(self) -> CountrySet:
        """The countries that signed, as delivered: without later additions, with those later withdrawn."""
        return CountrySet(one.country for one in self.signatures if not one.later)

    @property
    def non_signatories(self) -> CountrySet:
        """The countries known not to have signed because a source says so (not all that did not sign)."""
        return CountrySet(one.country for one in self.changes if one.event == "denied")

    @property
    def disputed(self) -> CountrySet:
        """The countries about whose signature sources disagree, signatories or not."""
        return CountrySet(one.country for one in self.changes if one.event == "disputed")

    @property
    def other_signatories(self) -> tuple[str, ...]:
        """Signatories that are no countries, such as the European Union, by their usual names."""
        return tuple(dict.fromkeys(name for one in self.lists for name in one.entities))

    def signatories_on(self, day: DateLike) -> CountrySet:
        """Return the countries whose signature is known to have stood on a day.

        Args:
            day: The day. Before the delivery nobody has signed. A signature added on an unknown day counts
                from the day by which a source shows it.

        Example:
            >>> import unstatements as un
            >>> letter = un.statement("2019-07-12-hrc-letter")
            >>> ["QAT" in letter.signatories_on(day) for day in ("2019-07-17", "2019-07-18")]
            [True, False]
        """
        on = as_date(day)
        if self.date is None or on < self.date:
            return CountrySet()
        return CountrySet(one.country for one in self.signatures if one.stands(on))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of the statement, those with lists first, each once."""
        shown: tuple[SignatoryList | ReportedCount | Change, ...] = (
            *self.lists,
            *self.reported_counts,
            *self.changes,
        )
        return tuple(dict.fromkeys(one.source for one in shown))

    def cite(self, style: CitationStyle = "text") -> str:
        """Return a citation of the statement with the source that shows it best.

        Args:
            style: ``"text"``, ``"bibtex"`` or ``"csl-json"``.

        Raises:
            ValueError: If the style is another.

        Example:
            >>> import unstatements as un
            >>> un.statement("2022-10-31-ga3c-canada").cite("bibtex").splitlines()[0]
            '@misc{unstatements-2022-10-31-ga3c-canada,'
        """
        return cite_statement(
            self.id,
            author=self.delivered_by.name if self.delivered_by else self.delivered_for,
            title=self.title or str(self),
            day=self.date_text,
            body=self.body_name,
            symbols=self.symbols,
            source=self.sources[0] if self.sources else None,
            style=style,
        )

    def __str__(self) -> str:
        by = f" by {self.delivered_by}" if self.delivered_by else ""
        by = by or (f" by {self.delivered_for}" if self.delivered_for else "")
        when = self.date_text or "undated"
        return f"{when} {self.body_name}: {self.kind}{by} ({self.stance}, {self.target})"

    def __repr__(self) -> str:
        return f"statement({self.id!r})"

    def facts(self) -> tuple[Fact, ...]:
        """Return what is known of the statement, as people read it.

        Example:
            >>> import unstatements as un
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
            Fact("signatories", self._known_by_name(), str(self.signatories)),
            Fact("other signatories", ", ".join(self.other_signatories)),
            Fact("known not to have signed", str(self.non_signatories)),
            list_fact("changes", dict.fromkeys(map(str, self.changes))),
            list_fact("reported counts", self.reported_counts),
            Fact("counterstatements", ", ".join(rival.id for rival in self.counterstatements)),
            list_fact("sources", self.sources),
            Fact("notes", self.notes),
        )

    def _known_by_name(self) -> str:
        known = len(self.signatories)
        if self.completeness == "complete":
            return f"{known}, all known by name"
        return f"{known} known by name, of {self.reported_count or 'an unknown number'}"

    def _repr_html_(self) -> str:
        return html_card(str(self), self.facts())

    def __reduce__(self) -> tuple[Callable[[str], Statement], tuple[str]]:
        return Statement._by_id, (self.id,)

    @classmethod  # so that it is pickled as a part of its public class
    def _by_id(cls, id: str) -> Statement:
        return statement(id)


class Statements(Listing[Statement]):
    """Statements in order of date, undated ones last; a sequence that shows itself as a table.

    Example:
        >>> import unstatements as un
        >>> found = un.statements(topic="Xinjiang", signed_by="Honduras")
        >>> [statement.id for statement in found][:2]
        ['2020-10-06-ga3c-germany', '2021-06-22-hrc-canada']
    """

    __slots__ = ()

    noun = "statement"

    def rows(self) -> list[Row]:
        """Return one row a statement: its columns, the number of names known and its rival."""
        return [
            {
                "statement": one.id,
                "date": one.date,
                "date_precision": one.date_precision,
                "body": one.body,
                "session": one.session,
                "kind": one.kind,
                "delivered_by": one.delivered_by.alpha_3 if one.delivered_by else None,
                "stance": one.stance,
                "target": one.target,
                "topics": ";".join(one.topics),
                "completeness": one.completeness,
                "signatories": len(one.signatories),
                "reported_count": one.reported_count,
                "counterstatement": one._counterstatement_id or None,
            }
            for one in self
        ]

    def _types(self) -> Types:
        return {
            "statement": str,
            "date": date,
            "date_precision": get_args(DatePrecision),
            "body": str,
            "session": int,
            "kind": words("statements", "kind"),
            "delivered_by": str,
            "stance": get_args(Stance),
            "target": str,
            "topics": str,
            "completeness": get_args(Completeness),
            "signatories": int,
            "reported_count": int,
            "counterstatement": str,
        }

    def display_rows(self) -> list[Row]:  # type: ignore[override]  # narrower is fine
        """Return the columns that fit a screen."""
        return [
            {
                "statement": one.id,
                "stance": one.stance,
                "target": shortened(one.target, 26),
                "known": len(one.signatories),
                "reported": one.reported_count,
            }
            for one in self
        ]

    def footnotes(self) -> Sequence[str]:
        """Return what is counted, and how many lists are not known as a whole."""
        if not self:
            return []
        notes = [
            "known: signatories at delivery known by name; reported: the number that the record goes by."
        ]
        if partial := sum(one.completeness != "complete" for one in self):
            notes.append(
                f"Signatories are not all known by name for {partial}: see `completeness`."
            )
        return notes


def statement(id: StatementLike) -> Statement:
    """Return the statement with this id.

    Args:
        id: Such as ``"2022-10-31-ga3c-canada"``; a statement is returned as it is.

    Raises:
        UnknownStatementError: If there is none; names ids like it.

    Example:
        >>> import unstatements as un
        >>> un.statement("2022-10-31-ga3c-cuba").reported_count
        66
    """
    if isinstance(id, Statement):
        return id
    try:
        return _all_statements()[of_type(id, str, "statement: give a Statement or its id").lower()]
    except KeyError:
        suggestions = close_matches(id.lower(), _all_statements())
        raise UnknownStatementError(
            f"no statement has the id {id!r}{did_you_mean(suggestions)}",
            value=id,
            suggestions=suggestions,
        ) from None


def statements(
    topic: str | None = None,
    target: CountryLike | None = None,
    body: str | None = None,
    stance: Stance | None = None,
    session: int | None = None,
    kind: str | None = None,
    signed_by: CountryLike | None = None,
    not_signed_by: CountryLike | None = None,
    delivered_by: CountryLike | None = None,
    since: DateLike | None = None,
    until: DateLike | None = None,
    complete: bool | None = None,
) -> Statements:
    """Return the statements that meet every condition given, in order of date.

    Args:
        topic: Id or name of a topic, such as ``"xinjiang"`` or ``"Hong Kong"``.
        target: A country, or the words of `Statement.target`.
        body: Code of a body, such as ``"hrc"``.
        stance: ``"critical"``, ``"supportive"``, ``"affirms"`` or ``"opposes"``.
        session: Number of the body's session.
        kind: Such as ``"joint letter"``.
        signed_by: A country among the signatories, later ones included.
        not_signed_by: A country that is known not to have signed: where a list is known only in part, a
            country that is not on it does not count.
        delivered_by: The country that delivered it.
        since: First day; a statement of a known month or year counts if it can lie in the span.
        until: Last day.
        complete: True for those whose signatories are all known, False for the others.

    Raises:
        UnknownCountryError: If a country is not known.
        ValueError: If the topic, body, stance, kind or a day is not known.

    Example:
        >>> import unstatements as un
        >>> len(un.statements(target="China", stance="critical", complete=True)) > 5
        True
    """
    signer = CountrySet([signed_by]) if signed_by is not None else None
    avoider = CountrySet([not_signed_by]) if not_signed_by is not None else None
    speaker = CountrySet([delivered_by]) if delivered_by is not None else None
    about_topic = topic_id(topic) if topic is not None else None
    about = _target_test(target) if target is not None else None
    held_in = body_code(body)
    one_of(stance, words("statements", "stance"), "stance")
    one_of(kind, words("statements", "kind"), "kind")
    first = as_date(since) if since is not None else None
    last = as_date(until) if until is not None else None

    def wanted(one: Statement) -> bool:
        return (
            (about_topic is None or about_topic in one.topics)
            and (about is None or about(one))
            and (held_in is None or one.body == held_in)
            and (stance is None or one.stance == stance)
            and (session is None or one.session == session)
            and (kind is None or one.kind == kind)
            and (speaker is None or one.delivered_by in speaker)
            and (complete is None or (one.completeness == "complete") == complete)
            and _can_lie_between(one.date_text, first, last)
            and (signer is None or any(s.country in signer for s in one.signatures))
            and (avoider is None or _known_not_signed(one, avoider))
        )

    return Statements(one for one in _all_statements().values() if wanted(one))


@once
def topics_by_id() -> Mapping[str, str]:
    """Return the names of all topics by id.

    Example:
        >>> topics_by_id()["hong-kong"]
        'Hong Kong'
    """
    return {row[0]: row[1] for row in table("topics")}


def topic_id(topic: str) -> str:
    """Return the id of the topic with this id or name, in any case.

    Raises:
        ValueError: If there is none; names those like it.

    Example:
        >>> topic_id("Hong Kong")
        'hong-kong'
    """
    asked = of_type(topic, str, "topic: give its name or id").casefold().replace("-", " ")
    for key, name in table("topics"):
        if asked in (key.replace("-", " "), name.casefold().replace("-", " ")):
            return key
    known = [key for key, _name in table("topics")]
    suggestions = close_matches(topic.casefold(), known)
    raise ValueError(f"no topic is called {topic!r}{did_you_mean(suggestions)}")


def _target_test(target: CountryLike) -> Callable[[Statement], bool]:
    if isinstance(target, str):
        words = target.casefold()
        if any(one.target.casefold() == words for one in _all_statements().values()):
            return lambda one: one.target.casefold() == words
    countries = CountrySet([target])
    return lambda one: one.target_country in countries


def _can_lie_between(day: str, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    if not day:
        return False
    return (first is None or last_day(day) >= first) and (last is None or first_day(day) <= last)


def _known_not_signed(one: Statement, countries: CountrySet) -> bool:
    if countries <= one.non_signatories:
        return True
    signed = CountrySet(signature.country for signature in one.signatures)
    return one.completeness == "complete" and countries.isdisjoint(signed)


def body_code(body: str | None) -> str | None:
    """Return the code of a body by its code or name, in any case; None for None.

    Raises:
        TypeError: If it is no text.
        ValueError: If there is no such body.

    Example:
        >>> body_code("HRC"), body_code("Human Rights Council")
        ('hrc', 'hrc')
    """
    if body is None:
        return None
    text = of_type(body, str, "body: give its code").casefold()
    names = body_names()
    code = next((code for code, name in names.items() if name.casefold() == text), text)
    one_of(code, names, "body")
    return code


@once
def body_names() -> Mapping[str, str]:
    """Return the names of all bodies by code.

    Example:
        >>> body_names()["hrc"]
        'Human Rights Council'
    """
    return {row[0]: row[1] for row in table("bodies")}


@once
def _signatures_of(one: Statement) -> tuple[Signature, ...]:
    return signatures(one.id, one.delivered_by, one.date)


@once
def _all_statements() -> Mapping[str, Statement]:
    found = []
    for index, row in enumerate(table("statements")):
        try:
            found.append(_from_row(row))
        except (KeyError, ValueError) as error:
            raise DataIntegrityError(
                f"{row[0]}: {error}", file="statements/statements.csv", line=line_of(index)
            ) from error
    found.sort(key=lambda one: (one.date is None, one.date or date.min, one.id))
    by_id = {one.id: one for one in found}
    if len(by_id) != len(found):
        raise DataIntegrityError("two statements share an id", file="statements/statements.csv")
    return by_id


def _from_row(row: tuple[str, ...]) -> Statement:
    # fmt: off
    (id_, day, body, session, kind, title, symbols, delivered_by, delivered_for, stance, target,
     target_country, topics, proposition_id, direction, counterstatement, reported_count,
     completeness, notes) = row
    # fmt: on
    if body not in body_names():
        raise ValueError(f"no body has the code {body!r}")
    return Statement(
        id=id_,
        date=first_day(day) if day else None,
        date_text=day,
        body=body,
        session=int(session) if session else None,
        kind=kind,
        title=title,
        symbols=_split(symbols),
        delivered_by=by_alpha_3(delivered_by) if delivered_by else None,
        delivered_for=delivered_for,
        stance=cast("Stance", stance),
        target=target,
        target_country=by_alpha_3(target_country) if target_country else None,
        topics=_split(topics),
        proposition=proposition(proposition_id),
        direction=cast("Direction", direction),
        reported_count=int(reported_count) if reported_count else None,
        completeness=cast("Completeness", completeness),
        notes=notes,
        counterstatement_id=counterstatement,
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
