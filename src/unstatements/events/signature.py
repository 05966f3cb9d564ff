"""Who signed a statement, when, and which source says so: the parts that a statement is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, cast

from attrs import field, frozen

from unstatements.core.dates import first_day, last_day
from unstatements.core.errors import DataIntegrityError
from unstatements.core.once import once
from unstatements.core.sources import Source, source
from unstatements.core.tables import line_of, table
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country, by_alpha_3

__all__ = [
    "Change",
    "ReportedCount",
    "SignatoryList",
    "Signature",
    "SignatureStatus",
    "changes",
    "reported_counts",
    "rows_of",
    "signatory_lists",
    "signatures",
]

SignatureStatus = Literal["confirmed", "reported", "disputed"]
ChangeEvent = Literal["joined", "withdrew", "denied", "disputed"]


@frozen
class ReportedCount:
    """How many signatories a source says there were.

    Attributes:
        count: The number; None where the source prints no plain number.
        printed: The number as printed, where it is no plain number ("nearly 70").
        source: The source.
        note: What a reader must know, such as the day of the count.
    """

    count: int | None
    printed: str
    source: Source
    note: str

    def __str__(self) -> str:
        return f"{self.count or self.printed} ({', '.join(filter(None, (self.source.publisher, self.note)))})"


@frozen(repr=False)
class SignatoryList:
    """One list of signatories as one source printed it.

    Attributes:
        source: The source.
        complete: Whether the source printed the list whole.
        names: The names exactly as printed, in order, each with its country; None for a signatory that is
            no country, such as the European Union.
        entities: The signatories that are no countries, by their usual names.
        note: What a reader must know.
    """

    source: Source
    complete: bool
    names: tuple[tuple[str, Country | None], ...]
    entities: tuple[str, ...]
    note: str

    @property
    def countries(self) -> CountrySet:
        """The countries on the list."""
        return CountrySet(signer for _name, signer in self.names if signer is not None)

    def __repr__(self) -> str:
        extent = "complete" if self.complete else "partial"
        return f"<{extent} list of {len(self.names)} names, {self.source!r}>"


@frozen
class Change:
    """A fact about one country's signature that a list of names does not show.

    Attributes:
        country: The country.
        event: ``"joined"`` after delivery, ``"withdrew"``, ``"denied"`` (known not to have signed) or
            ``"disputed"`` (sources disagree whether it signed).
        date: When, as a partial date; empty where no source gives it.
        known_by: For an undated change, the day by which it had happened; empty where unknown.
        source: The source.
        note: What a reader must know.
    """

    country: Country
    event: ChangeEvent
    date: str
    known_by: str
    source: Source
    note: str

    def __str__(self) -> str:
        day = self.date or (f"by {self.known_by}" if self.known_by else "")
        return " ".join(filter(None, (str(self.country), self.event, day)))


@frozen
class Signature:
    """One country on one statement.

    Attributes:
        country: The country.
        printed_as: Its name as the best source printed it; empty where no list prints it.
        status: ``"confirmed"`` (a primary source, or two independent ones), ``"reported"`` (one secondary
            source) or ``"disputed"`` (sources disagree).
        later: Whether it was added after delivery.
        joined_on: Day on which it was added after delivery, or again after a withdrawal; the first possible
            day where only a month is known; None where it was not, or the day is not known.
        withdrawn_on: Day of withdrawal, likewise; None where it was not withdrawn.
        sources: The sources that show it, primary ones first.

    Example:
        >>> import unstatements as un
        >>> letter = un.statement("2019-07-12-hrc-letter")
        >>> qatar = next(s for s in letter.signatures if s.country == un.country("QAT"))
        >>> qatar.withdrawn_on
        datetime.date(2019, 7, 18)
    """

    country: Country
    printed_as: str
    status: SignatureStatus
    later: bool
    joined_on: date | None
    withdrawn_on: date | None
    sources: tuple[Source, ...] = field(eq=False, repr=False)

    def stands(self, on: date) -> bool:
        """Say whether the signature is known to have stood on a day, delivery presumed.

        Example:
            >>> from datetime import date, timedelta
            >>> import unstatements as un
            >>> letter = un.statement("2019-07-12-hrc-letter")
            >>> [s.stands(date(2019, 7, 20)) for s in letter.signatures if s.withdrawn_on]
            [False]
        """
        standing = not self.later
        dated = [(self.joined_on, True), (self.withdrawn_on, False)]
        for day, stands in sorted((day, stands) for day, stands in dated if day is not None):
            if day <= on:
                standing = stands
        return standing


def signatory_lists(statement_id: str) -> tuple[SignatoryList, ...]:
    """Return the lists of a statement, complete primary ones first.

    Example:
        >>> signatory_lists("2022-10-31-ga3c-canada")[0].source.kind
        'primary'
    """
    return _lists(statement_id)


def reported_counts(statement_id: str) -> tuple[ReportedCount, ...]:
    """Return the numbers of signatories that sources report, in the order of the table.

    Example:
        >>> {one.count for one in reported_counts("2022-10-31-ga3c-cuba")}
        {66}
    """
    return _reported_counts(statement_id)


def changes(statement_id: str) -> tuple[Change, ...]:
    """Return the later signatures, withdrawals, denials and disputes, in the order of the table.

    Example:
        >>> {(one.country.alpha_3, one.event) for one in changes("2023-10-18-ga3c-united-kingdom")}
        {('FJI', 'withdrew')}
    """
    return _changes(statement_id)


def signatures(
    statement_id: str, deliverer: Country | None = None, delivered: date | None = None
) -> tuple[Signature, ...]:
    """Put together every signature on a statement, in order of country.

    A country has signed if a list prints it, if a source reports that it joined or withdrew, or if it
    delivered the statement; not if a source denies it.

    Args:
        statement_id: The statement's id.
        deliverer: The state that delivered it; it signs what it delivers even where no list is known.
        delivered: The day of delivery; nobody withdraws before the day after.

    Example:
        >>> len(signatures("2022-10-31-ga3c-canada"))
        50
    """
    shown_by: dict[Country, list[Source]] = defaultdict(list)
    printed: dict[Country, str] = {}
    for one in signatory_lists(statement_id):
        for name, signer in one.names:
            if signer is not None:
                shown_by[signer].append(one.source)
                printed.setdefault(signer, name)
    moves: dict[Country, list[Change]] = defaultdict(list)
    for change in changes(statement_id):
        moves[change.country].append(change)
        if change.event in ("joined", "withdrew"):
            shown_by[change.country].append(change.source)
    for change in changes(statement_id):
        if change.event == "denied":  # though a list may print it
            shown_by.pop(change.country, None)
    if deliverer is not None and deliverer not in shown_by:
        shown_by[deliverer] = [one.source for one in reported_counts(statement_id)]
    return tuple(
        _signature(signer, printed.get(signer, ""), shown_by[signer], moves[signer], delivered)
        for signer in sorted(shown_by)
    )


def _signature(
    signer: Country,
    printed_as: str,
    shown_by: Iterable[Source],
    moves: Iterable[Change],
    delivered: date | None,
) -> Signature:
    sources = sorted(dict.fromkeys(shown_by), key=lambda one: one.kind != "primary")
    joined = [change for change in moves if change.event == "joined"]
    withdrew = [change for change in moves if change.event == "withdrew"]
    status: SignatureStatus = "reported"
    if any(change.event == "disputed" for change in moves):
        status = "disputed"
    elif any(one.kind == "primary" for one in sources) or len(_independent(sources)) > 1:
        status = "confirmed"
    joined_on = min(filter(None, map(_known_from, joined)), default=None)
    withdrawn_on = min(filter(None, map(_known_from, withdrew)), default=None)
    if withdrawn_on and delivered:
        withdrawn_on = max(withdrawn_on, delivered + timedelta(days=1))
    came_back = bool(joined_on and withdrawn_on and withdrawn_on < joined_on)
    return Signature(
        country=signer,
        printed_as=printed_as,
        status=status,
        later=bool(joined) and not came_back,
        joined_on=joined_on,
        withdrawn_on=withdrawn_on,
        sources=tuple(sources),
    )


def _independent(sources: Iterable[Source]) -> set[str]:
    """Reduce sources to the ids of those that the others copy."""
    roots = set()
    for one in sources:
        while one.origin:
            one = source(one.origin)
        roots.add(one.id)
    return roots


def _known_from(change: Change) -> date | None:
    if change.date:
        return first_day(change.date)
    return last_day(change.known_by) if change.known_by else None


@once
def _lists(statement_id: str) -> tuple[SignatoryList, ...]:
    names: dict[str, list[tuple[str, Country | None]]] = defaultdict(list)
    entities: dict[str, list[str]] = defaultdict(list)
    for index, row in rows_of("signatures", statement_id):
        _statement, source_id, _position, printed_as, alpha_3, entity = row
        if bool(alpha_3) == bool(entity):
            raise DataIntegrityError(
                f"{printed_as!r} must be either a country or an entity",
                file="statements/signatures.csv",
                line=line_of(index),
            )
        signer = _known_country(alpha_3, "statements/signatures.csv", index) if alpha_3 else None
        names[source_id].append((printed_as, signer))
        if entity:
            entities[source_id].append(entity)
    lists = [
        SignatoryList(
            source=_known_source(source_id, "statements/lists.csv", index),
            complete=complete == "true",
            names=tuple(names[source_id]),
            entities=tuple(entities[source_id]),
            note=note,
        )
        for index, (_statement, source_id, complete, _count, note) in rows_of(
            "lists", statement_id
        )
    ]
    return tuple(sorted(lists, key=_worst_last))


def rows_of(name: str, statement_id: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return the rows of a table that belong to a statement, each with its index in the table.

    Args:
        name: A table whose first column is a statement's id.
        statement_id: The statement's id.

    Example:
        >>> len(rows_of("signatures", "2022-10-31-ga3c-cuba"))
        12
    """
    return _rows(name).get(statement_id, [])


@once
def _rows(name: str) -> Mapping[str, list[tuple[int, tuple[str, ...]]]]:
    """The rows of a table by the statement in their first column, each with its index."""
    by_statement: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for index, row in enumerate(table(name)):
        by_statement[row[0]].append((index, row))
    return dict(by_statement)


def _worst_last(one: SignatoryList) -> tuple[bool, bool]:
    return not one.complete, one.source.kind != "primary"


@once
def _reported_counts(statement_id: str) -> tuple[ReportedCount, ...]:
    return tuple(
        ReportedCount(
            int(count) if count else None,
            printed,
            _known_source(source_id, "statements/reported_counts.csv", index),
            note,
        )
        for index, (_statement, count, printed, source_id, note) in rows_of(
            "reported_counts", statement_id
        )
    )


@once
def _changes(statement_id: str) -> tuple[Change, ...]:
    return tuple(
        Change(
            _known_country(alpha_3, "statements/changes.csv", index),
            cast("ChangeEvent", event),
            day,
            known_by,
            _known_source(source_id, "statements/changes.csv", index),
            note,
        )
        for index, (_statement, alpha_3, event, day, known_by, source_id, note) in rows_of(
            "changes", statement_id
        )
    )


def _known_country(alpha_3: str, file: str, index: int) -> Country:
    try:
        return by_alpha_3(alpha_3)
    except KeyError:
        raise DataIntegrityError(
            f"{alpha_3!r} is no country", file=file, line=line_of(index)
        ) from None


def _known_source(source_id: str, file: str, index: int) -> Source:
    try:
        return source(source_id)
    except KeyError:
        raise DataIntegrityError(
            f"{source_id!r} is no source", file=file, line=line_of(index)
        ) from None
