"""Under which agenda item a text was considered, and which states put it forward."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from unstatements.core.arguments import of_type
from unstatements.core.tables import build_of, record
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country, by_alpha_3
from unstatements.results.cells import Column
from unstatements.results.text import Fact, list_fact


class AgendaItem(NamedTuple):
    """The agenda item under which a text was considered, as a library of the UN catalogues it.

    Attributes:
        number: Number in the agenda of the session, such as ``"69c"``; empty where not catalogued.
        title: Title of the item; empty where not catalogued.
        subject: Subject heading of the UN Digital Library; empty where it has none.
        report: Symbol of the report on which the General Assembly voted, in most cases that of one
            of its committees; empty where it voted without one.

    Example:
        >>> item = un.rollcall("A/RES/68/182").agenda_item
        >>> item.number, item.report
        ('69c', 'A/68/456/Add.3')
    """

    number: str
    title: str
    subject: str
    report: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.number, self.title or self.subject)))

    def has_words(self, folded: str) -> bool:
        """Whether words, in lower case, stand in the title or the subject."""
        return folded in f"{self.title}\n{self.subject}".casefold()


class Sponsor(NamedTuple):
    """A state that put a text forward, as the OHCHR Search Library catalogues it.

    Attributes:
        country: The state.
        on_behalf_of: The group for which it did; empty where none is catalogued.
    """

    country: Country
    on_behalf_of: str

    def __str__(self) -> str:
        return " for ".join(filter(None, (str(self.country), self.on_behalf_of)))


def agenda_item(text: str) -> AgendaItem | None:
    """Return the agenda item of a text or roll call by id; None where none is catalogued."""
    return next(iter(build_of("agenda_items", text, _agenda_item)), None)


def sponsors(text: str) -> tuple[Sponsor, ...]:
    """Return the main sponsors of a text or roll call by id; none where none is catalogued."""
    return build_of("sponsors", text, _make_sponsor)


class Catalogued(Protocol):
    """What has an agenda item and main sponsors: a text or a roll call."""

    @property
    def agenda_item(self) -> AgendaItem | None:
        """The agenda item."""
        ...

    @property
    def sponsors(self) -> tuple[Sponsor, ...]:
        """The main sponsors."""
        ...


def meets(sponsor: CountryLike | None, agenda: str | None) -> Callable[[Catalogued], bool]:
    """Return whether something was put forward by a state, under an item with these words."""
    states = CountrySet([sponsor]) if sponsor is not None else None
    part = "" if agenda is None else of_type(agenda, str, "agenda: give words of an agenda item")

    def meets_both(event: Catalogued) -> bool:
        if states is not None and not any(each.country in states for each in event.sponsors):
            return False
        item = event.agenda_item if agenda is not None else None
        return agenda is None or (item is not None and item.has_words(part.casefold()))

    return meets_both


def catalogue_facts(event: Catalogued) -> Iterator[Fact]:
    """Yield agenda item, report and main sponsors as people read them."""
    item = event.agenda_item
    yield Fact("agenda item", str(item or ""))
    yield Fact("report", item.report if item else "")
    yield list_fact("main sponsors", event.sponsors)


def _title(event: Catalogued) -> str | None:
    item = event.agenda_item
    return (item.title or item.subject or None) if item else None


CATALOGUE_COLUMNS: Sequence[Column[Any]] = (
    Column("sponsors", str, "sponsors.country.alpha_3"),
    Column("agenda_item", str, "agenda_item.number"),
    Column("agenda", str, _title),
)


def _agenda_item(cells: Mapping[str, str]) -> AgendaItem:
    return _make_item(cells, number=cells["item"])


_make_item = record(AgendaItem)
_make_sponsor = record(Sponsor, country=by_alpha_3)
