"""What happened: the texts that a body considered, put to a recorded vote or not, and how each was adopted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, cast, get_args

from attrs import field, frozen

from unstatements.core.arguments import of_type, one_of
from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import DataIntegrityError
from unstatements.core.once import once
from unstatements.core.public import public
from unstatements.core.sources import Source, library_source
from unstatements.core.tables import line_of, schema, table, words
from unstatements.events.rollcall import Outcome, Tally, rollcall as rollcall_named
from unstatements.events.statement import body_code, body_names
from unstatements.results.cells import DisplayRow, Row, Types
from unstatements.results.html import html_card
from unstatements.results.result import Listing
from unstatements.results.text import Fact, list_fact, shortened

__all__ = ["Mode", "Text", "Texts", "texts"]

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
@frozen(repr=False)
class Text:
    """A text that the Human Rights Council or, before it, the Commission on Human Rights considered.

    Texts compare equal by id. `un.texts` finds them.

    Attributes:
        id: Readable and stable key, such as ``"2006-06-29-hrc-a-hrc-res-1-3"``.
        symbol: UN document symbol: that of what was adopted, else of the draft; empty where there is none.
        date: Day on which it was adopted, rejected or set aside.
        body: ``"hrc"`` or ``"chr"``.
        session: The session as the UN writes it; empty where it was none.
        title: Its title.
        kind: ``"draft resolution"``, ``"draft decision"``, ``"draft presidential statement"``, ``"amendment"``,
            ``"paragraph"`` or ``"procedural"``.
        mode: Mode of adoption: ``"recorded vote"``, ``"recorded vote at a closed meeting"``,
            ``"non-recorded vote"``, ``"unanimously"`` (in a vote that was not recorded), ``"without a vote"``,
            ``"withdrawn"``, ``"not considered"``, or ``"not known"`` where it was adopted and it is not known how.
        outcome: ``"adopted"`` or ``"rejected"``; None where it is neither, or the record contradicts itself.
        subject: The subjects under which the library catalogued it, with hyphens between them; empty for none.
        tally: The official totals; None where it was not put to the vote or no total is known.
        rollcall: Id of the roll call on it, for `un.rollcall`; None where there is none.
        record: Number of its record in the OHCHR Search Library; empty where none was found.
        notes: What a reader must know.

    Example:
        >>> import unstatements as un
        >>> text = un.texts(body="chr", subject="right to development")[0]
        >>> print(text)
        1985-03-14 Commission on Human Rights: E/CN.4/RES/1985/43, recorded vote, adopted 25-10-6
        >>> len(un.rollcall(text.rollcall).no)
        10
    """

    id: str
    symbol: str = field(eq=False)
    date: date = field(eq=False)
    body: str = field(eq=False)
    session: str = field(eq=False)
    title: str = field(eq=False)
    kind: str = field(eq=False)
    mode: Mode = field(eq=False)
    outcome: Outcome | None = field(eq=False)
    subject: str = field(eq=False)
    tally: Tally | None = field(eq=False)
    rollcall: str | None = field(eq=False)
    record: str = field(eq=False)
    notes: str = field(eq=False)

    @property
    def body_name(self) -> str:
        """Name of the body."""
        return body_names()[self.body]

    @property
    def source(self) -> Source:
        """The source to cite: its record in the library, else that of the roll call.

        Example:
            >>> import unstatements as un
            >>> un.texts(body="chr", session=61)[0].source.publisher
            'OHCHR Search Library'
        """
        if self.record:
            return library_source(self.record, self.symbol, "ohchr")
        return rollcall_named(self.id).source

    def __str__(self) -> str:
        result = ", ".join(str(part) for part in (self.mode, self.outcome) if part)
        tally = f" {self.tally}" if self.tally else ""
        return f"{self.date} {self.body_name}: {self.symbol or self.title}, {result}{tally}"

    def __repr__(self) -> str:
        return f"<text {self.id!r}>"

    def facts(self) -> tuple[Fact, ...]:
        """Return what is known of the text, as people read it.

        Example:
            >>> import unstatements as un
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
        >>> import unstatements as un
        >>> print(un.texts(body="hrc", subject="eritrea", session=59))
        2 texts
        <BLANKLINE>
        date        symbol              title                                 mode           votes
        2025-07-04  A/HRC/59/L.1/Rev.1  Discontinuation of the mandate of S…  recorded vote  4-25-18
        2025-07-04  A/HRC/RES/59/1      Situation of human rights in Eritrea  recorded vote  23-4-20
        <BLANKLINE>
        Recorded votes: 2, with a roll: 2. votes: in favour, against, abstentions.
    """

    __slots__ = ()

    noun = "text"

    def rows(self) -> list[Row]:
        """Return one row a text."""
        return [
            {
                "text": one.id,
                "symbol": one.symbol or None,
                "date": one.date,
                "body": one.body,
                "session": one.session or None,
                "title": one.title,
                "kind": one.kind,
                "mode": one.mode,
                "outcome": one.outcome,
                "subject": one.subject or None,
                "yes": one.tally.yes if one.tally else None,
                "no": one.tally.no if one.tally else None,
                "abstain": one.tally.abstain if one.tally else None,
                "absent": one.tally.absent if one.tally else None,
                "rollcall": one.rollcall,
            }
            for one in self
        ]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return the columns that fit a screen."""
        return [
            {
                "date": one.date,
                "symbol": one.symbol or None,
                "title": shortened(one.title, 36),
                "mode": one.mode,
                "votes": str(one.tally) if one.tally else None,
            }
            for one in self
        ]

    def footnotes(self) -> Sequence[str]:
        """Return how many were put to a recorded vote and how many of these have a roll."""
        if not self:
            return []
        recorded = sum(one.mode.startswith("recorded") for one in self)
        rolls = sum(one.rollcall is not None for one in self)
        return [
            f"Recorded votes: {recorded}, with a roll: {rolls}. votes: in favour, against, abstentions."
        ]

    def _types(self) -> Types:
        return {
            "text": str,
            "symbol": str,
            "date": date,
            "body": str,
            "session": str,
            "title": str,
            "kind": words("hrc_texts", "vote_kind"),
            "mode": get_args(Mode),
            "outcome": get_args(Outcome),
            "subject": str,
            **dict.fromkeys(("yes", "no", "abstain", "absent"), int),
            "rollcall": str,
        }


def texts(
    body: str | None = None,
    subject: str | None = None,
    mode: Mode | None = None,
    session: str | int | None = None,
    since: DateLike | None = None,
    until: DateLike | None = None,
) -> Texts:
    """Return the texts that meet every condition given, in order of date.

    They are all that the catalogue of the OHCHR library has of the Commission on Human Rights (1946-2006) and of
    the Human Rights Council, however adopted; `Text.rollcall` leads to the roll call of those that have a roll.

    Args:
        body: ``"hrc"`` or ``"chr"``.
        subject: Words that stand in the catalogue's subjects, in any case.
        mode: The mode of adoption, see `Text`.
        session: The session as the UN writes it, such as ``51`` or ``"S-1"``.
        since: First day.
        until: Last day.

    Raises:
        ValueError: If the body or mode is not known, or a day is not one.

    Example:
        >>> import unstatements as un
        >>> [str(text.tally) for text in un.texts(body="chr", subject="capital punishment", session=61)]
        ['26-17-10']
    """
    first = as_date(since) if since is not None else None
    last = as_date(until) if until is not None else None
    code = body_code(body)
    one_of(mode, words("hrc_texts", "mode"), "mode")
    about = (
        of_type(subject, str, "subject: give words of the catalogue's subjects").casefold()
        if subject is not None
        else None
    )

    def wanted(one: Text) -> bool:
        return (
            (code is None or one.body == code)
            and (about is None or about in one.subject.casefold())
            and (mode is None or one.mode == mode)
            and (session is None or one.session == str(session).upper())
            and (first is None or one.date >= first)
            and (last is None or one.date <= last)
        )

    return Texts(one for one in _texts().values() if wanted(one))


@once
def _texts() -> dict[str, Text]:
    elsewhere = {row[0] for row in table("rollcalls")}
    found: dict[str, Text] = {}
    for index, row in enumerate(table("hrc_texts")):
        (
            key, symbol, day, body, session, title, kind, mode, outcome, yes, no, abstain, absent,
            completeness, _counted, subject, record, notes,
        ) = row  # fmt: skip
        try:
            found[key] = Text(
                key,
                symbol,
                date.fromisoformat(day),
                body,
                session,
                title,
                kind,
                cast("Mode", mode),
                cast("Outcome | None", outcome or None),
                subject,
                Tally(int(yes), int(no), int(abstain), int(absent)) if yes else None,
                key if completeness or key in elsewhere else None,
                record,
                notes,
            )
        except ValueError as error:
            raise DataIntegrityError(
                f"{key}: {error}", file=schema("hrc_texts")["path"], line=line_of(index)
            ) from error
    return found
