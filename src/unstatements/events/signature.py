"""Who signed a statement, when, and which source says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from attrs import field, frozen

from unstatements.core.dates import DateLike, as_date, first_day, last_day
from unstatements.core.once import once
from unstatements.core.sources import Source, best_first, source
from unstatements.core.tables import build_of, is_true, record
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country, by_alpha_3

SignatureStatus = Literal["confirmed", "reported", "disputed"]
ChangeEvent = Literal["joined", "withdrew", "denied", "disputed"]


@frozen(kw_only=True)
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
        origin = ", ".join(filter(None, (self.source.publisher, self.note)))
        return f"{self.count or self.printed} ({origin})"


class SignatoryList(NamedTuple):
    """One list of signatories as one source printed it.

    Attributes:
        source: The source.
        complete: Whether the source printed the list whole.
        names: The names exactly as printed, in order, each with its country; None for a signatory
            that is no country, such as the European Union.
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
        return CountrySet(country for _name, country in self.names if country is not None)

    def __repr__(self) -> str:
        extent = "complete" if self.complete else "partial"
        return f"<{extent} list of {len(self.names)} names, {self.source!r}>"


class Change(NamedTuple):
    """A fact about one country's signature that a list of names does not show.

    Attributes:
        country: The country.
        event: ``"joined"`` after delivery, ``"withdrew"``, ``"denied"`` (known not to have signed)
            or ``"disputed"`` (sources disagree whether it signed).
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


@frozen(kw_only=True)
class Signature:
    """One country on one statement.

    Attributes:
        country: The country.
        printed_as: Its name as the best source printed it; empty where no list prints it.
        status: ``"confirmed"`` (a primary source, or two independent ones), ``"reported"`` (one
            secondary source) or ``"disputed"`` (sources disagree).
        later: Whether it was added after delivery.
        joined_on: Day on which it was added after delivery, or again after a withdrawal; the first
            possible day where only a month is known; None where it was not, or the day is not
            known.
        withdrawn_on: Day of withdrawal, likewise; None where it was not withdrawn.
        sources: The sources that show it, the best first.

    Example:
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

    def stands(self, on: DateLike) -> bool:
        """Return whether the signature is known to have stood on a day, delivery presumed.

        Example:
            >>> letter = un.statement("2019-07-12-hrc-letter")
            >>> [s.stands("2019-07-20") for s in letter.signatures if s.withdrawn_on]
            [False]
        """
        then = as_date(on)
        changes = ((self.joined_on, True), (self.withdrawn_on, False))
        past = [(day, stands) for day, stands in changes if day is not None and day <= then]
        return max(past)[1] if past else not self.later


@once
def signatory_lists(statement_id: str) -> tuple[SignatoryList, ...]:
    """Return the lists of a statement, complete primary ones first."""
    names: dict[str, list[_PrintedName]] = defaultdict(list)
    for name in build_of("signatures", statement_id, _printed_name):
        names[name.source].append(name)

    def make_list(cells: Mapping[str, str]) -> SignatoryList:
        printed = names[cells["source"]]
        entities = tuple(name.entity for name in printed if name.entity)
        pairs = tuple((name.printed_as, name.country) for name in printed)
        return _make_list(cells, names=pairs, entities=entities)

    lists = build_of("lists", statement_id, make_list)
    return tuple(
        sorted(lists, key=lambda each: (not each.complete, each.source.kind != "primary"))
    )


class _PrintedName(NamedTuple):
    source: str
    printed_as: str
    country: Country | None
    entity: str


_make_name = record(_PrintedName, country=by_alpha_3)
_make_list = record(SignatoryList, source=source, complete=is_true)
_make_count = record(ReportedCount, count=int, source=source)
_make_change = record(Change, country=by_alpha_3, source=source)


def _printed_name(cells: Mapping[str, str]) -> _PrintedName:
    if bool(cells["country"]) == bool(cells["entity"]):
        raise ValueError(f"{cells['printed_as']!r} must be either a country or an entity")
    return _make_name(cells)


@once
def reported_counts(statement_id: str) -> tuple[ReportedCount, ...]:
    """Return the numbers of signatories that sources report, in the order of the table."""
    return build_of("reported_counts", statement_id, _make_count)


@once
def changes(statement_id: str) -> tuple[Change, ...]:
    """Return later signatures, withdrawals, denials and disputes, in the order of the table."""
    return build_of("changes", statement_id, _make_change)


@once
def signatures(
    statement_id: str, deliverer: Country | None = None, delivered: date | None = None
) -> tuple[Signature, ...]:
    """Return every signature on a statement, in order of country."""
    # A country has signed if a list prints it, if a source reports that it joined or withdrew, or
    # if it delivered the statement, even where no list is known; not if a source denies it. Nobody
    # joins before delivery, or withdraws before the day after it.
    sources: dict[Country, list[Source]] = defaultdict(list)
    printed: dict[Country, str] = {}
    for each in signatory_lists(statement_id):
        for name, country in each.names:
            if country is not None:
                sources[country].append(each.source)
                printed.setdefault(country, name)
    changes_of: dict[Country, list[Change]] = defaultdict(list)
    for change in changes(statement_id):
        changes_of[change.country].append(change)
        if change.event in ("joined", "withdrew"):
            sources[change.country].append(change.source)
    for change in changes(statement_id):
        if change.event == "denied":  # though a list may print it
            sources.pop(change.country, None)
    if deliverer is not None and deliverer not in sources:
        sources[deliverer] = [report.source for report in reported_counts(statement_id)]
    return tuple(
        _signature(
            country, printed.get(country, ""), sources[country], changes_of[country], delivered
        )
        for country in sorted(sources)
    )


def _signature(
    country: Country,
    printed_as: str,
    sources: Iterable[Source],
    changes: Iterable[Change],
    delivered: date | None,
) -> Signature:
    sources = best_first(sources)
    days: dict[ChangeEvent, list[date]] = defaultdict(list)
    for change in changes:
        days[change.event] += _first_known_day(change)
    joined_on = min(days["joined"], default=None)
    withdrawn_on = min(days["withdrew"], default=None)
    if joined_on and delivered:
        joined_on = max(joined_on, delivered)
    if withdrawn_on and delivered:
        withdrawn_on = max(withdrawn_on, delivered + timedelta(days=1))
    came_back = bool(joined_on and withdrawn_on and withdrawn_on < joined_on)
    events = {change.event for change in changes}
    return Signature(
        country=country,
        printed_as=printed_as,
        status="disputed" if "disputed" in events else _status(sources),
        later="joined" in events and not came_back,
        joined_on=joined_on,
        withdrawn_on=withdrawn_on,
        sources=sources,
    )


def _status(sources: Iterable[Source]) -> SignatureStatus:
    """Return how sure a signature is: primary sources are, and two that do not copy each other."""
    sources = list(sources)
    if any(each.kind == "primary" for each in sources):
        return "confirmed"
    return "confirmed" if len({_original(each).id for each in sources}) > 1 else "reported"


def _original(copy: Source) -> Source:
    while copy.origin:
        copy = source(copy.origin)
    return copy


def _first_known_day(change: Change) -> list[date]:
    if change.date:
        return [first_day(change.date)]
    return [last_day(change.known_by)] if change.known_by else []
