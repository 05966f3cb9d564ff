"""What happened: the texts that a body considered, and how each was adopted or set aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar, Literal, get_args

from attrs import frozen

from unstatements.core.arguments import of_type, one_of
from unstatements.core.dates import PeriodLike, first_and_last_day
from unstatements.core.once import once
from unstatements.core.public import Identified, public
from unstatements.core.sources import Source, library_source
from unstatements.core.tables import build, record, table, words
from unstatements.events.agenda import (
    CATALOGUE_COLUMNS,
    AgendaItem,
    Sponsor,
    agenda_item,
    catalogue_facts,
    meets,
    sponsors,
)
from unstatements.events.rollcall import (
    VOTE_WORDS,
    Outcome,
    Tally,
    read_tally,
    rollcall as rollcall_called,
)
from unstatements.events.statement import body_code, body_names, session_name
from unstatements.groups.country_set import CountryLike
from unstatements.results.cells import Column, attribute_columns
from unstatements.results.html import html_card
from unstatements.results.result import Listing
from unstatements.results.text import Fact, list_fact, shortened

Mode = Literal[
    "recorded vote",
    "recorded vote at a closed meeting",
    "non-recorded vote",
    "unanimously",
    "without a vote",
    "withdrawn",
    "not considered",
    "not known",
]


@public
@frozen(eq=False, repr=False, kw_only=True)
class Text(Identified):
    """A text that the Human Rights Council or the Commission on Human Rights considered.

    Texts compare equal by id. `un.texts` returns them.

    Attributes:
        id: Readable and stable key, such as ``"2006-06-29-hrc-a-hrc-res-1-3"``.
        symbol: UN document symbol: that of what was adopted, else of the draft; empty where there
            is none.
        date: Day on which it was adopted, rejected or set aside.
        body: ``"hrc"`` or ``"chr"``.
        session: The session as the UN writes it; empty where it was none.
        title: Its title.
        kind: ``"draft resolution"``, ``"draft decision"``, ``"draft presidential statement"``,
            ``"amendment"``, ``"paragraph"`` or ``"procedural"``.
        mode: Mode of adoption: ``"recorded vote"``, ``"recorded vote at a closed meeting"``,
            ``"non-recorded vote"``, ``"unanimously"`` (in a vote that was not recorded),
            ``"without a vote"``, ``"withdrawn"``, ``"not considered"``, or ``"not known"`` where
            it was adopted and it is not known how.
        outcome: ``"adopted"`` or ``"rejected"``; None where it is neither, or the record
            contradicts itself.
        subject: The subjects under which the library catalogued it, with hyphens between them;
            empty for none.
        tally: The official totals; None where it was not put to the vote or no total is known.
        rollcall: Id of the roll call on it, for `un.rollcall`; None where there is none.
        record: Number of its record in the OHCHR Search Library; empty where none was found.
        notes: What a reader must know.

    Example:
        >>> text = un.texts(body="chr", subject="right to development")[0]
        >>> print(text)
        1985-03-14 Commission on Human Rights: E/CN.4/RES/1985/43, recorded vote, adopted 25-10-6
        >>> len(un.rollcall(text.rollcall).no)
        10
    """

    id: str
    symbol: str
    date: date
    body: str
    session: str
    title: str
    kind: str
    mode: Mode
    outcome: Outcome | None
    subject: str
    tally: Tally | None
    rollcall: str | None
    record: str
    notes: str

    @property
    def body_name(self) -> str:
        """Name of the body."""
        return body_names()[self.body]

    @property
    def agenda_item(self) -> AgendaItem | None:
        """The agenda item under which it was considered; None where none is catalogued.

        Example:
            >>> print(un.texts(session=51, agenda="require the Council")[0].agenda_item.number)
            4
        """
        return agenda_item(self.id)

    @property
    def sponsors(self) -> tuple[Sponsor, ...]:
        """The states catalogued as main sponsors; none where none is catalogued.

        Example:
            >>> for sponsor in un.texts(session=61, sponsor="Cyprus")[0].sponsors:
            ...     print(sponsor)
            Cyprus for European Union
            Uruguay for Group of Latin American and Caribbean States, except Argentina and Paraguay
        """
        return sponsors(self.id)

    @property
    def source(self) -> Source:
        """The source to cite: its record in the library, else that of the roll call.

        Example:
            >>> un.texts(body="chr", session=61)[0].source.publisher
            'OHCHR Search Library'
        """
        if self.record:
            kind = "Voting record" if self.rollcall else "Record"
            return library_source(self.record, self.symbol, "ohchr", kind=kind)
        return rollcall_called(self.id).source

    def __str__(self) -> str:
        result = ", ".join(str(part) for part in (self.mode, self.outcome) if part)
        tally = f" {self.tally}" if self.tally else ""
        return f"{self.date} {self.body_name}: {self.symbol or self.title}, {result}{tally}"

    def __repr__(self) -> str:
        return f"<text {self.id!r}>"

    def facts(self) -> tuple[Fact, ...]:
        """Return what is known of the text, as people read it.

        Example:
            >>> un.texts(body="chr", subject="right to development")[0].facts()[5]
            Fact(label='outcome', text='adopted 25-10-6', detail='')
        """
        return (
            Fact("id", self.id),
            Fact("title", self.title),
            Fact("kind", self.kind),
            Fact("session", self.session),
            Fact("mode", self.mode),
            Fact("outcome", " ".join(str(part) for part in (self.outcome, self.tally) if part)),
            Fact("subject", self.subject),
            *catalogue_facts(self),
            Fact("roll call", self.rollcall or ""),
            list_fact("sources", [self.source]),
            Fact("notes", self.notes),
        )

    def _repr_html_(self) -> str:
        return html_card(str(self), self.facts())

    def __reduce__(self) -> tuple[Callable[[str], Text], tuple[str]]:
        return Text._by_id, (self.id,)

    @classmethod  # so that it is pickled as a part of its public class
    def _by_id(cls, id: str) -> Text:
        return _texts()[id]


class Texts(Listing[Text]):
    """Texts in order of date; a sequence that shows itself as a table.

    Example:
        >>> print(un.texts(body="hrc", subject="eritrea", session=59).to_text(width=80))
        2 texts
        <BLANKLINE>
        symbol              date        title                     mode           votes
        A/HRC/59/L.1/Rev.1  2025-07-04  Discontinuation of the    recorded vote  4-25-18
                                        mandate of S…
        A/HRC/RES/59/1      2025-07-04  Situation of human        recorded vote  23-4-20
                                        rights in Eritrea
        <BLANKLINE>
        Recorded votes: 2, with a roll: 2. votes: in favour, against, abstentions.
    """

    __slots__ = ()

    noun = "text"

    _on_screen: ClassVar[Sequence[str | Column[Text]]] = (
        *("symbol", "date"),
        Column("title", str, lambda text: shortened(text.title, 36)),
        "mode",
        Column("votes", str, "tally"),
    )

    def _declared(self) -> Sequence[Column[Text]]:
        return (
            Column("text", str, "id"),
            *attribute_columns(symbol=str, date=date, body=str, session=str, title=str),
            *attribute_columns(kind=words("hrc_texts", "vote_kind"), mode=get_args(Mode)),
            *attribute_columns(outcome=get_args(Outcome), subject=str),
            *(Column[Text](word, int, f"tally.{word}") for word in VOTE_WORDS),
            Column("rollcall", str),
            *CATALOGUE_COLUMNS,
        )

    def footnotes(self) -> Sequence[str]:
        if not self:
            return []
        recorded = sum(text.mode.startswith("recorded") for text in self)
        rolls = sum(text.rollcall is not None for text in self)
        return [
            f"Recorded votes: {recorded}, with a roll: {rolls}. "
            "votes: in favour, against, abstentions."
        ]


def texts(
    body: str | None = None,
    *,
    subject: str | None = None,
    mode: Mode | None = None,
    session: str | int | None = None,
    since: PeriodLike | None = None,
    until: PeriodLike | None = None,
    sponsor: CountryLike | None = None,
    agenda: str | None = None,
) -> Texts:
    """Return the texts that meet every condition given, in order of date.

    They are all that the catalogue of the OHCHR library has of the Commission on Human Rights
    (1946-2006) and of the Human Rights Council, however adopted; `Text.rollcall` leads to the roll
    call of those that have a roll.

    Args:
        body: ``"hrc"`` or ``"chr"``.
        subject: Words that stand in the catalogue's subjects, in any case.
        mode: The mode of adoption, see `Text`.
        session: The session as the UN writes it, such as ``51`` or ``"S-1"``.
        since: First day, month or year, such as 2022.
        until: Last day, month or year.
        sponsor: A country catalogued as a main sponsor, see `Text.sponsors`.
        agenda: Words that stand in the title of the agenda item, in any case.

    Raises:
        UnknownCountryError: If the sponsor is not known.
        ValueError: If the body or mode is not known, or a day is not one.
        TypeError: If a condition is of another type.

    Example:
        >>> texts = un.texts(body="chr", subject="capital punishment", session=61)
        >>> [str(text.tally) for text in texts]
        ['26-17-10']
    """
    first, last = first_and_last_day(since, until)
    body = body_code(body)
    one_of(mode, words("hrc_texts", "mode"), "mode")
    written = None if session is None else session_name(session)
    if subject is not None:
        subject = of_type(
            subject, str, "subject: give words of the catalogue's subjects"
        ).casefold()

    is_catalogued = meets(sponsor, agenda)

    def meets_all(text: Text) -> bool:
        return (
            (body is None or text.body == body)
            and (subject is None or subject in text.subject.casefold())
            and (mode is None or text.mode == mode)
            and (written is None or text.session == written)
            and (first is None or text.date >= first)
            and (last is None or text.date <= last)
            and is_catalogued(text)
        )

    return Texts(filter(meets_all, _texts().values()))


@once
def _texts() -> Mapping[str, Text]:
    return {text.id: text for text in build("hrc_texts", _text)}


@once
def _sourced_apart() -> frozenset[str]:
    """Return the ids of the roll calls that do not stand in the table of texts."""
    return frozenset(row[0] for row in table("rollcalls"))


def _text(cells: Mapping[str, str]) -> Text:
    has_rollcall = cells["completeness"] or cells["id"] in _sourced_apart()
    return _make(
        cells,
        kind=cells["vote_kind"],
        tally=read_tally(cells) if cells["yes"] else None,
        rollcall=cells["id"] if has_rollcall else None,
    )


_make = record(Text, date=date.fromisoformat, outcome=str)
