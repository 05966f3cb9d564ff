"""Statements that meet conditions, and long tables of who signed them and where states stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import ClassVar, NamedTuple, get_args

from attrs import frozen

from unstatements.core.arguments import (
    each_of,
    one_of,
    one_or_several,
    true_or_false,
    whole_number,
)
from unstatements.core.dates import (
    DatePrecision,
    PeriodLike,
    first_and_last_day,
    first_day,
    last_day,
)
from unstatements.core.tables import words
from unstatements.events.position import KNOWN, Position, electorate_of, holders_on
from unstatements.events.proposition import Direction, Proposition
from unstatements.events.signature import Signature, SignatureStatus
from unstatements.events.statement import (
    Completeness,
    Stance,
    Statement,
    all_statements,
    body_codes,
    topic_id,
)
from unstatements.events.tidy import CODE_COLUMNS, EventTable
from unstatements.groups.codes import CodeScheme, code_period, codes_in
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.results.cells import Column, attribute_columns
from unstatements.results.result import Listing, Result
from unstatements.results.text import plural, shortened


class Statements(Listing[Statement]):
    """Statements in order of date, undated ones last; a sequence that shows itself as a table.

    Example:
        >>> statements = un.statements(topic="Xinjiang", signed_by="Honduras")
        >>> [statement.id for statement in statements][:2]
        ['2020-10-06-ga3c-germany', '2021-06-22-hrc-canada']
    """

    __slots__ = ("_beyond",)

    noun = "statement"

    def __init__(self, items: Iterable[Statement], beyond: int = 0) -> None:
        super().__init__(items)
        self._beyond = beyond  # how many made outside the United Nations were left out

    def signatures(self) -> Signatures:
        """Return who signed: a row for each signature, later and withdrawn ones included.

        Example:
            >>> signatures = un.statements("xinjiang").signatures().to_frame()
            >>> signatures.loc[signatures["alpha_3"] == "FRA", "stance"].unique().tolist()
            ['critical']
        """
        entries = [Entry(each, signature) for each in self for signature in each.signatures]
        return Signatures(tuple(entries))

    def positions(self) -> StatementPositions:
        """Return where every state stood: a long table, with a row for each in the electorate.

        Statements without a date are left out, as it is not known who could have signed.

        Example:
            >>> table = un.statements("xinjiang").positions().to_frame()
            >>> table.loc[table["alpha_3"] == "CUB", "position"].unique().tolist()
            ['against', 'for', 'unknown', 'neutral']
        """
        dated = [statement for statement in self if statement.date is not None]
        # A state holds the position that alone is possible.
        possible = [
            [str(position) for place, position in enumerate(KNOWN) if weights >> place & 1]
            for weights in range(1 << len(KNOWN))
        ]
        held = [each[0] if len(each) == 1 else str(Position.UNKNOWN) for each in possible]
        meanings = {"position": held, "possible": [";".join(each) for each in possible]}
        undated = len(self) - len(dated)
        notes = [f"Statements without a date left out: {undated}."] if undated else []
        return StatementPositions(dated, _possible, meanings, notes)

    _on_screen: ClassVar[Sequence[str | Column[Statement]]] = (
        *("statement", "stance"),
        Column("target", str, lambda statement: shortened(statement.target, 26)),
        Column("known", int, lambda statement: len(statement.signatories)),
        Column("reported", int, "reported_count"),
    )

    def _declared(self) -> Sequence[Column[Statement]]:
        return (
            Column("statement", str, "id"),
            *attribute_columns(date=date, date_precision=get_args(DatePrecision)),
            Column("year", int, "date.year"),
            *attribute_columns(body=str, session=int, kind=words("statements", "kind")),
            Column("delivered_by", str, "delivered_by.alpha_3"),
            *attribute_columns(stance=get_args(Stance), target=str),
            Column("topics", str, lambda statement: ";".join(statement.topics)),
            Column("proposition", str, "proposition.id"),
            Column("direction", get_args(Direction)),
            Column("completeness", get_args(Completeness)),
            Column("signatories", int, lambda statement: len(statement.signatories)),
            Column("reported_count", int),
            Column("counterstatements", str, "counterstatements.id"),
        )

    def footnotes(self) -> Sequence[str]:
        left_out = beyond_notes(self._beyond)
        if not self:
            return left_out
        notes = [
            "known: signatories at delivery known by name; "
            "reported: the number that the record goes by.",
            *left_out,
        ]
        partial = sum(statement.completeness != "complete" for statement in self)
        if partial:
            notes.append(
                f"Signatories are not all known by name for {partial}: see `completeness`."
            )
        return notes


def beyond_notes(left_out: int) -> list[str]:
    """Return the footnote on statements made outside the United Nations that were left out."""
    return [f"Made outside the United Nations, left out: {left_out}."] if left_out else []


class Entry(NamedTuple):
    """A signature, and what it stands under."""

    statement: Statement
    signature: Signature


def _code(scheme: CodeScheme) -> Callable[[Entry], int | None]:
    def value(entry: Entry) -> int | None:
        period = code_period(entry.statement.date or date.max)
        return codes_in(scheme, period)[entry.signature.country.index]

    return value


@frozen(repr=False)
class Signatures(Result):
    """Who signed statements: a row for each signature, later and withdrawn ones included.

    Attributes:
        entries: Every statement with each of its signatures.

    Example:
        >>> signatures = un.statements("xinjiang", body="ga3c").signatures()
        >>> row = signatures.rows()[0]
        >>> row["statement"], row["alpha_3"], row["cow"], row["status"]
        ('2019-10-29-ga3c-belarus', 'AGO', 540, 'confirmed')
    """

    entries: tuple[Entry, ...]

    _rows_of = "entries"
    _on_screen = ("statement", "year", "body", "stance", "alpha_3", "status")

    def _declared(self) -> Sequence[Column[Entry]]:
        return (
            Column("statement", str, "statement.id"),
            Column("date", date, "statement.date"),
            Column("year", int, "statement.date.year"),
            Column("session", int, "statement.session"),
            Column("body", str, "statement.body"),
            Column("kind", words("statements", "kind"), "statement.kind"),
            Column("stance", words("statements", "stance"), "statement.stance"),
            Column("target", str, "statement.target"),
            Column("proposition", str, "statement.proposition.id"),
            Column("direction", get_args(Direction), "statement.direction"),
            Column("alpha_3", str, "signature.country.alpha_3"),
            Column("cow", int, _code("cow")),
            Column("gw", int, _code("gw")),
            Column("status", get_args(SignatureStatus), "signature.status"),
            Column("later", bool, "signature.later"),
            Column("joined_on", date, "signature.joined_on"),
            Column("withdrawn_on", date, "signature.withdrawn_on"),
            Column("printed_as", str, "signature.printed_as"),
        )

    def title(self) -> str:
        return plural(len(self.entries), "signature")

    def footnotes(self) -> Sequence[str]:
        partial = {
            statement.id
            for statement, _signature in self.entries
            if statement.completeness != "complete"
        }
        if not partial:
            return []
        return [f"Signatories are not all known by name for {plural(len(partial), 'statement')}."]


class StatementPositions(EventTable):
    """Where every state stood on statements: a row for each state in the electorate."""

    __slots__ = ()

    noun = "position"
    _on_screen = ("statement", "alpha_3", "position", "possible")
    _of_event = (
        Column("statement", str, "id"),
        Column("date", date),
        Column("year", int, "date.year"),
        *attribute_columns(session=int, body=str),
        Column("proposition", str, "proposition.id"),
        Column("direction", get_args(Direction)),
    )
    _columns = (
        *_of_event,
        *CODE_COLUMNS,
        *attribute_columns(position=tuple(map(str, Position)), possible=str),
    )


def _possible(statement: Statement) -> Iterator[CountrySet]:
    """Yield the countries that may have held each of the positions on a statement."""
    holders = holders_on(statement, electorate_of(statement))
    return (holders[position].certain | holders[position].possible for position in KNOWN)


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
        TypeError: If a condition is of another type, such as a session that is not a number.

    Example:
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
    for number in sessions or ():
        whole_number(number, "session: give its number")
    true_or_false(complete=complete, beyond_un=beyond_un)
    about = _proposition_id(proposition)
    first, last = first_and_last_day(since, until)

    def meets_all(statement: Statement) -> bool:
        return (
            (topic is None or topic in statement.topics)
            and (on_target is None or any(test(statement) for test in on_target))
            and (bodies is None or statement.body in bodies)
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

    matches = [*filter(meets_all, all_statements().values())]
    if beyond_un or bodies is not None:
        return Statements(matches)
    within = [statement for statement in matches if not statement.beyond_un]
    return Statements(within, beyond=len(matches) - len(within))


def _target_test(target: CountryLike) -> Callable[[Statement], bool]:
    """Return what tells statements on a target: with these very words, or else a country."""
    if isinstance(target, str):
        words = target.casefold()
        if any(statement.target.casefold() == words for statement in all_statements().values()):
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
    subjects = {each.proposition.id for each in all_statements().values()}
    one_of(asked, sorted(subjects), "proposition")
    return asked
