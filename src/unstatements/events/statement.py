"""What happened: texts signed by groups of states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import attrgetter, or_
from typing import TYPE_CHECKING, Literal, TypeAlias, cast, get_args

from attrs import field, frozen

from unstatements.core.arguments import (
    close_matches,
    did_you_mean,
    each_of,
    of_type,
    one_of,
    one_or_several,
)
from unstatements.core.dates import (
    DateLike,
    DatePrecision,
    PeriodLike,
    as_date,
    first_day,
    last_day,
    precision,
    since_day,
    until_day,
)
from unstatements.core.errors import UnknownStatementError
from unstatements.core.once import once
from unstatements.core.public import public
from unstatements.core.sources import Source, best_first
from unstatements.core.tables import build, table, words
from unstatements.events.citation import Citation, CitationStyle
from unstatements.events.proposition import Direction, Proposition, proposition
from unstatements.events.signature import (
    Change,
    ReportedCount,
    SignatoryList,
    Signature,
    SignatureStatus,
    changes,
    reported_counts,
    signatory_lists,
    signatures,
)
from unstatements.events.tidy import year_of
from unstatements.groups.codes import CodeScheme, code_period, codes_in
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country, by_alpha_3
from unstatements.results.cells import Column
from unstatements.results.html import html_card
from unstatements.results.result import Listing, Result
from unstatements.results.text import Fact, list_fact, plural, shortened

if TYPE_CHECKING:
    from unstatements.analysis.positions import StatementPositions

Completeness = Literal["complete", "partial", "none"]
Stance = Literal["critical", "supportive", "affirms", "opposes"]
"""What a text is towards its subject."""
StatementLike: TypeAlias = "Statement | str"


@public
@frozen(repr=False, kw_only=True)
class Statement:
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
        >>> import unstatements as un
        >>> canada = un.statement("2022-10-31-ga3c-canada")
        >>> canada.completeness, len(canada.signatories), canada.reported_count
        ('complete', 50, 50)
        >>> print(*(rival.delivered_by for rival in canada.counterstatements), sep=", ")
        Cuba, Saudi Arabia
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
    open_to: str = field(eq=False)
    reported_count: int | None = field(eq=False)
    completeness: Completeness = field(eq=False)
    notes: str = field(eq=False)
    _counterstatement_ids: tuple[str, ...] = field(eq=False, alias="counterstatement_ids")

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
            >>> import unstatements as un
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
            >>> import unstatements as un
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
            place=f"{self.body_name}, United Nations",
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
            Fact("signed a counterstatement too", str(self.on_both_sides)),
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
        >>> statements = un.statements(topic="Xinjiang", signed_by="Honduras")
        >>> [statement.id for statement in statements][:2]
        ['2020-10-06-ga3c-germany', '2021-06-22-hrc-canada']
    """

    __slots__ = ()

    noun = "statement"

    def signatures(self) -> Signatures:
        """Return who signed: a row for each signature, later and withdrawn ones included.

        Example:
            >>> import unstatements as un
            >>> signatures = un.statements("xinjiang").signatures().to_frame()
            >>> signatures.loc[signatures["alpha_3"] == "FRA", "stance"].unique().tolist()
            ['critical']
        """
        entries = [(each, signature) for each in self for signature in each.signatures]
        return Signatures(tuple(entries))

    def positions(self) -> StatementPositions:
        """Return where every state stood: a long table, with a row for each in the electorate.

        Statements without a date are left out, as it is not known who could have signed.

        Example:
            >>> import unstatements as un
            >>> table = un.statements("xinjiang").positions().to_frame()
            >>> table.loc[table["alpha_3"] == "CUB", "position"].unique().tolist()
            ['against', 'for', 'unknown', 'neutral']
        """
        # What positions are is worked out by the layer above, from events of all kinds.
        from unstatements.analysis.positions import StatementPositions

        return StatementPositions.of(self)

    def _declared(self) -> Sequence[Column[Statement]]:
        return (
            Column("statement", str, lambda statement: statement.id),
            Column("date", date, display=False),
            Column("date_precision", get_args(DatePrecision), display=False),
            Column("year", int, year_of, display=False),
            Column("body", str, display=False),
            Column("session", int, display=False),
            Column("kind", words("statements", "kind"), display=False),
            Column("delivered_by", str, _deliverer, display=False),
            Column("stance", get_args(Stance)),
            Column("target", str, display=lambda statement: shortened(statement.target, 26)),
            Column("topics", str, lambda statement: ";".join(statement.topics), display=False),
            Column("proposition", str, lambda statement: statement.proposition.id, display=False),
            Column("direction", get_args(Direction), display=False),
            Column("completeness", get_args(Completeness), display=False),
            Column("signatories", int, _known, display=False),
            Column("reported_count", int, display=False),
            Column("counterstatements", str, _rivals, display=False),
            Column("known", int, _known, screen_only=True),
            Column("reported", int, attrgetter("reported_count"), screen_only=True),
        )

    def footnotes(self) -> Sequence[str]:
        """Return what is counted, and how many lists are not known as a whole."""
        if not self:
            return []
        notes = [
            "known: signatories at delivery known by name; "
            "reported: the number that the record goes by."
        ]
        partial = sum(statement.completeness != "complete" for statement in self)
        if partial:
            notes.append(
                f"Signatories are not all known by name for {partial}: see `completeness`."
            )
        return notes


Entry: TypeAlias = tuple[Statement, Signature]


def _code(scheme: CodeScheme) -> Callable[[Entry], int | None]:
    def value(entry: Entry) -> int | None:
        statement, signature = entry
        period = code_period(statement.date or date.max)
        return codes_in(scheme, period)[signature.country.index]

    return value


@frozen(repr=False)
class Signatures(Result):
    """Who signed statements: a row for each signature, later and withdrawn ones included.

    Attributes:
        entries: Every statement with each of its signatures.

    Example:
        >>> import unstatements as un
        >>> signatures = un.statements("xinjiang", body="ga3c").signatures()
        >>> row = signatures.rows()[0]
        >>> row["statement"], row["alpha_3"], row["cow"], row["status"]
        ('2019-10-29-ga3c-belarus', 'AGO', 540, 'confirmed')
    """

    entries: tuple[Entry, ...]

    def _declared(self) -> Sequence[Column[Entry]]:
        return (
            Column("statement", str, lambda entry: entry[0].id),
            Column("date", date, lambda entry: entry[0].date, display=False),
            Column("year", int, lambda entry: year_of(entry[0])),
            Column("session", int, lambda entry: entry[0].session, display=False),
            Column("body", str, lambda entry: entry[0].body),
            Column("kind", words("statements", "kind"), lambda entry: entry[0].kind, False),
            Column("stance", words("statements", "stance"), lambda entry: entry[0].stance),
            Column("target", str, lambda entry: entry[0].target, display=False),
            Column("proposition", str, lambda entry: entry[0].proposition.id, display=False),
            Column("direction", get_args(Direction), lambda entry: entry[0].direction, False),
            Column("alpha_3", str, lambda entry: entry[1].country.alpha_3),
            Column("cow", int, _code("cow"), display=False),
            Column("gw", int, _code("gw"), display=False),
            Column("status", get_args(SignatureStatus), lambda entry: entry[1].status),
            Column("later", bool, lambda entry: entry[1].later, display=False),
            Column("joined_on", date, lambda entry: entry[1].joined_on, display=False),
            Column("withdrawn_on", date, lambda entry: entry[1].withdrawn_on, display=False),
            Column("printed_as", str, lambda entry: entry[1].printed_as or None, display=False),
        )

    def _records(self) -> Sequence[Entry]:
        return self.entries

    def title(self) -> str:
        """Return the number of signatures."""
        return plural(len(self.entries), "signature")

    def footnotes(self) -> Sequence[str]:
        """Return what the lists cannot show."""
        partial = {entry[0].id for entry in self.entries if entry[0].completeness != "complete"}
        if not partial:
            return []
        return [f"Signatories are not all known by name for {plural(len(partial), 'statement')}."]

    def __repr__(self) -> str:
        return f"<{self.title()}>"


def _deliverer(statement: Statement) -> str | None:
    return statement.delivered_by.alpha_3 if statement.delivered_by else None


def _known(statement: Statement) -> int:
    return len(statement.signatories)


def _rivals(statement: Statement) -> str | None:
    return ";".join(rival.id for rival in statement.counterstatements) or None


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


def statements(  # noqa: PLR0913  # each is a condition
    topic: str | None = None,
    *,
    target: CountryLike | Iterable[CountryLike] | None = None,
    body: str | Iterable[str] | None = None,
    stance: Stance | Iterable[Stance] | None = None,
    session: int | Iterable[int] | None = None,
    kind: str | Iterable[str] | None = None,
    proposition: str | Proposition | None = None,
    signed_by: CountryLike | None = None,
    not_signed_by: CountryLike | None = None,
    delivered_by: CountryLike | None = None,
    since: PeriodLike | None = None,
    until: PeriodLike | None = None,
    complete: bool | None = None,
    beyond_un: bool = False,
) -> Statements:
    """Return the statements that meet every condition given, in order of date.

    Of target, body, stance, session and kind several can be given: one of them must be met.

    Args:
        topic: Id or name of a topic, or another word for it: ``"Hong Kong"``, ``"Uyghur"``.
        target: A country, or the words of `Statement.target`.
        body: Code of a body, such as ``"hrc"``.
        stance: ``"critical"``, ``"supportive"``, ``"affirms"`` or ``"opposes"``.
        session: Number of the body's session.
        kind: Such as ``"joint letter"``.
        proposition: Id of the proposition that it is about.
        signed_by: A country among the signatories, later ones included.
        not_signed_by: A country that is known not to have signed: where a list is known only in
            part, a country that is not on it does not count.
        delivered_by: The country that delivered it.
        since: First day, month or year, such as 2022; a statement of a known month or year counts
            if it can lie in the span.
        until: Last day, month or year.
        complete: True for those whose signatories are all known, False for the others.
        beyond_un: Whether statements made outside the United Nations are among them; those of a
            body outside it are where that body is asked for.

    Raises:
        UnknownCountryError: If a country is not known.
        ValueError: If the topic, body, stance, kind, proposition or a day is not known.

    Example:
        >>> import unstatements as un
        >>> len(un.statements(target="China", stance="critical", complete=True)) > 5
        True
        >>> sorted({each.body for each in un.statements(body=["hrc", "ga3c"], since=2022)})
        ['ga3c', 'hrc']
    """
    signatory = CountrySet([signed_by]) if signed_by is not None else None
    non_signatory = CountrySet([not_signed_by]) if not_signed_by is not None else None
    speaker = CountrySet([delivered_by]) if delivered_by is not None else None
    topic = topic_id(topic) if topic is not None else None
    targets = one_or_several(target)
    on_target = None if targets is None else [_target_test(each) for each in targets]
    bodies = body_codes(body)
    stances = each_of(stance, words("statements", "stance"), "stance")
    kinds = each_of(kind, words("statements", "kind"), "kind")
    sessions = one_or_several(session)
    about = _proposition_id(proposition)
    first, last = since_day(since), until_day(until)

    def meets_all(statement: Statement) -> bool:
        return (
            (topic is None or topic in statement.topics)
            and (on_target is None or any(test(statement) for test in on_target))
            and (bodies is None or statement.body in bodies)
            and (beyond_un or bodies is not None or not statement.beyond_un)
            and (stances is None or statement.stance in stances)
            and (sessions is None or statement.session in sessions)
            and (kinds is None or statement.kind in kinds)
            and (about is None or statement.proposition.id == about)
            and (speaker is None or statement.delivered_by in speaker)
            and (complete is None or (statement.completeness == "complete") == complete)
            and _can_lie_between(statement.date_text, first, last)
            and (signatory is None or not signatory.isdisjoint(_ever_signed(statement)))
            and (non_signatory is None or _known_not_signed(statement, non_signatory))
        )

    return Statements(filter(meets_all, _all_statements().values()))


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
    raise ValueError(f"no topic is called {topic!r}{offer}")


def _target_test(target: CountryLike) -> Callable[[Statement], bool]:
    """Return what tells statements on a target: with these very words, or else a country."""
    if isinstance(target, str):
        words = target.casefold()
        if any(statement.target.casefold() == words for statement in _all_statements().values()):
            return lambda statement: statement.target.casefold() == words
    countries = CountrySet([target])
    return lambda statement: statement.target_country in countries


def _can_lie_between(day: str, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    if not day:
        return False
    return (first is None or last_day(day) >= first) and (last is None or first_day(day) <= last)


def _ever_signed(statement: Statement) -> CountrySet:
    return CountrySet(signature.country for signature in statement.signatures)


def _known_not_signed(statement: Statement, country: CountrySet) -> bool:
    if country <= statement.non_signatories:
        return True
    return statement.completeness == "complete" and country.isdisjoint(_ever_signed(statement))


def _proposition_id(asked: str | Proposition | None) -> str | None:
    """Return the id of a proposition that statements are about."""
    if isinstance(asked, Proposition):
        return asked.id
    one_of(asked, {each.proposition.id for each in _all_statements().values()}, "proposition")
    return asked


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
    bodies = build("bodies", lambda cells: cells["id"] if cells["beyond_un"] == "true" else "")
    return frozenset(bodies) - {""}


@once
def body_names() -> Mapping[str, str]:
    """Return the names of all bodies by code."""
    return {row[0]: row[1] for row in table("bodies")}


@once
def _all_statements() -> Mapping[str, Statement]:
    statements = sorted(
        build("statements", _statement),
        key=lambda each: (each.date is None, each.date or date.min, each.id),
    )
    return {statement.id: statement for statement in statements}


@once
def _session_starts() -> Mapping[tuple[str, str], date]:
    """Return the first day of each session, by body and number; of committees too."""
    starts = {
        (body, number): first_day(start) for body, number, start, *_ in table("sessions") if start
    }
    for committee, _, parent, *_ in table("bodies"):
        starts |= {
            (committee, number): start
            for (body, number), start in starts.items()
            if body == parent
        }
    return starts


def _first_possible_day(cells: Mapping[str, str]) -> date | None:
    if precision(cells["date"]) == "unknown":
        return None
    day = first_day(cells["date"])
    if precision(cells["date"]) == "day":
        return day
    return max(day, _session_starts().get((cells["body"], cells["session"]), day))


def _statement(cells: Mapping[str, str]) -> Statement:
    if cells["body"] not in body_names():
        raise KeyError(cells["body"])
    return Statement(
        id=cells["id"],
        date=_first_possible_day(cells),
        date_text=cells["date"],
        body=cells["body"],
        session=int(cells["session"]) if cells["session"] else None,
        kind=cells["kind"],
        title=cells["title"],
        symbols=_parts(cells["symbols"]),
        delivered_by=by_alpha_3(cells["delivered_by"]) if cells["delivered_by"] else None,
        delivered_for=cells["delivered_for"],
        stance=cast("Stance", cells["stance"]),
        target=cells["target"],
        target_country=by_alpha_3(cells["target_country"]) if cells["target_country"] else None,
        topics=_parts(cells["topics"]),
        proposition=proposition(cells["proposition"]),
        direction=cast("Direction", cells["direction"]),
        open_to=cells["open_to"],
        reported_count=int(cells["reported_count"]) if cells["reported_count"] else None,
        completeness=cast("Completeness", cells["completeness"]),
        notes=cells["notes"],
        counterstatement_ids=_parts(cells["counterstatement"]),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
