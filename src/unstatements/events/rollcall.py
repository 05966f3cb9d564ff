"""What happened: recorded votes, with how every country voted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any, Literal, TypeAlias, cast, get_args

from attrs import field, fields, frozen

from unstatements.core.arguments import close_matches, did_you_mean, of_type, one_of
from unstatements.core.dates import DateLike, DatePrecision, as_date, first_day, precision
from unstatements.core.errors import DataIntegrityError, UnknownRollCallError
from unstatements.core.once import once
from unstatements.core.public import public
from unstatements.core.sources import Source, library_source, source
from unstatements.core.tables import columns, line_of, schema, table, words
from unstatements.events.problem import Problem, Problems
from unstatements.events.proposition import Direction, Proposition, proposition
from unstatements.events.statement import body_code, body_names
from unstatements.groups.bloc import voters
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country, by_alpha_3
from unstatements.results.cells import DisplayRow, Row, Types
from unstatements.results.html import html_card
from unstatements.results.result import Listing
from unstatements.results.text import Fact, list_fact, shortened

__all__ = [
    "Completeness",
    "Majority",
    "Outcome",
    "Roll",
    "RollCall",
    "RollCallLike",
    "RollCalls",
    "Tally",
    "VoteCorrection",
    "listed",
    "rollcall",
    "rollcalls",
    "rollcalls_on",
]

Outcome = Literal["adopted", "rejected"]
Completeness = Literal["complete", "partial", "none"]
Majority = Literal["simple", "two-thirds"]
RollCallLike: TypeAlias = "RollCall | str"

_VOTES = ("Y", "N", "A", "X")  # the cells of the tables of votes: yes, no, abstain, absent
_TOTALS = ("yes", "no", "abstain", "absent")
_PARTS = ("rollcalls", "hrc_texts", "ga_rollcalls")  # tables of roll calls, the longest last
_VOTE_TABLES = ("votes", "hrc_votes", "ga_votes")  # their votes, in the same order
# The bodies of the long records: they are read only where one of these is asked for.
_BODIES: Mapping[str, tuple[str, ...]] = {"hrc_texts": ("hrc", "chr"), "ga_rollcalls": ("ga",)}
_IN_PART = ("amendment", "paragraph", "other")  # kinds of vote that are not on a text as a whole


@frozen
class Tally:
    """The totals of a vote as announced.

    A total is None where the source does not give it.

    Attributes:
        yes: Votes in favour.
        no: Votes against.
        abstain: Abstentions.
        absent: Entitled to vote, no vote recorded.

    Example:
        >>> import unstatements as un
        >>> print(un.rollcall("A/HRC/51/L.6").tally)
        17-19-11
    """

    yes: int | None
    no: int | None
    abstain: int | None
    absent: int | None

    def __str__(self) -> str:
        totals = (self.yes, self.no, self.abstain)
        return "-".join("?" if total is None else str(total) for total in totals)


@frozen
class Roll:
    """One source's list of how the countries voted.

    Attributes:
        source: The source.
        complete: Whether it gives the vote of every country.
        agrees: Whether all that it gives agrees with the record.
        note: What it lacks or where it differs.
    """

    source: Source
    complete: bool
    agrees: bool
    note: str


@frozen
class VoteCorrection:
    """What a delegation said afterwards about its own vote; it does not change the announced result.

    Attributes:
        country: The country.
        date: Day on which it said so, as a partial date.
        what: What it said, in neutral words.
        source: The source.
    """

    country: Country
    date: str
    what: str
    source: Source

    def __str__(self) -> str:
        return f"{self.country}, {self.date}: {self.what}"


@public
@frozen(repr=False)
class RollCall:
    """A recorded vote.

    Roll calls compare equal by id; those read from a file, by id and votes. `un.rollcall` and `un.rollcalls`
    find the bundled ones.

    Attributes:
        id: Readable and stable key, such as ``"2022-10-06-hrc-a-hrc-51-l-6"``.
        symbol: UN document symbol of what was voted on.
        date: Day of the vote; the first possible one where only the month is known; None where it is not known.
        body: Code of the body that voted; its name where the table of bodies has none.
        session: The session as the UN writes it: ``"51"``, ``"ES-11"``.
        title: What was voted on.
        vote_kind: ``"draft resolution"``, ``"amendment"``, ``"paragraph"``, ``"procedural"``...
        outcome: ``"adopted"`` or ``"rejected"``; None where a file that was read does not tell it.
        tally: The totals as announced.
        target: What it is about, in words; empty where not classified.
        target_country: The country that it is about, if it is about one.
        proposition: What a position on it is about; None where it is not linked to one.
        direction: ``"for"`` where a yes supports the proposition, ``"against"`` where it opposes it.
        completeness: ``"complete"`` where the vote of every country is known.
        notes: What a reader must know.
        date_text: The date exactly as known: ``YYYY-MM-DD``, ``YYYY-MM`` or empty.
        issues: Issue codes of Erik Voeten's data: ``"me"`` Palestinian conflict, ``"nu"`` nuclear weapons,
            ``"di"`` arms control, ``"co"`` colonialism, ``"hr"`` human rights, ``"ec"`` economic development.
        important: Whether the United States Department of State classified it as important; None where that is not
            coded.
        record: Number of its record in the library of its body, the UN Digital Library or, for the Human Rights
            Council and the Commission on Human Rights, the OHCHR Search Library; empty where none was matched.

    Example:
        >>> import unstatements as un
        >>> vote = un.rollcall("A/HRC/51/L.6")
        >>> vote.outcome, vote.margin, "UKR" in vote.abstain
        ('rejected', -2, True)
    """

    id: str
    symbol: str = field(eq=False)
    date: date | None = field(eq=False)
    body: str = field(eq=False)
    session: str = field(eq=False)
    title: str = field(eq=False)
    vote_kind: str = field(eq=False)
    outcome: Outcome | None = field(eq=False)
    tally: Tally = field(eq=False)
    target: str = field(eq=False)
    target_country: Country | None = field(eq=False)
    proposition: Proposition | None = field(eq=False)
    direction: Direction = field(eq=False)
    completeness: Completeness = field(eq=False)
    source: Source = field(eq=False)
    notes: str = field(eq=False)
    date_text: str = field(default="", eq=False)
    issues: tuple[str, ...] = field(default=(), eq=False)
    important: bool | None = field(default=None, eq=False)
    record: str = field(default="", eq=False)
    # The masks of yes, no, abstain and absent of a roll call read from a file; None: ask the table of votes.
    _masks: tuple[int, int, int, int] | None = field(default=None, alias="masks")

    @property
    def body_name(self) -> str:
        """Name of the body."""
        return body_names().get(self.body, self.body)

    @property
    def margin(self) -> int | None:
        """Votes in favour less votes against; None where a total is not known."""
        if self.tally.yes is None or self.tally.no is None:
            return None
        return self.tally.yes - self.tally.no

    @property
    def required_majority(self) -> Majority | None:
        """What it needed to be adopted: ``"simple"`` or ``"two-thirds"``; None where no source shows it.

        Both are majorities of the members present and voting: those that vote for or against. The committees of
        the General Assembly and the Human Rights Council decide by a simple majority; what the Assembly itself
        needs depends on the question, so that it is known only of votes of which a source tells it.

        Source:
            The table `majorities`, row by row.

        Example:
            >>> import unstatements as un
            >>> [un.rollcall(symbol).required_majority for symbol in ("A/HRC/51/L.6", "A/RES/ES-11/3", "A/RES/80/1")]
            ['simple', 'two-thirds', None]
        """
        required = _majorities()
        return (required.get((self.body, self.id)) if self.is_bundled else None) or required.get(
            (self.body, "")
        )

    @property
    def is_bundled(self) -> bool:
        """Whether it stands in the data package, and was not read from a file."""
        return self._masks is None

    @property
    def _votes(self) -> tuple[CountrySet, CountrySet, CountrySet, CountrySet]:
        if self._masks is None:
            return _votes(self.id)
        yes, no, abstain, absent = map(CountrySet.from_mask, self._masks)
        return yes, no, abstain, absent

    @property
    def yes(self) -> CountrySet:
        """The countries that voted in favour."""
        return self._votes[0]

    @property
    def no(self) -> CountrySet:
        """The countries that voted against."""
        return self._votes[1]

    @property
    def abstain(self) -> CountrySet:
        """The countries that abstained."""
        return self._votes[2]

    @property
    def absent(self) -> CountrySet:
        """The countries that were entitled to vote and have no vote recorded."""
        return self._votes[3]

    @property
    def electorate(self) -> CountrySet:
        """The countries entitled to vote: all that stand in a complete roll, else also the members of the body.

        Raises:
            ValueError: If the roll is not complete and the day of the vote is not known.
            UnknownBlocError: If the roll is not complete and it is not known who votes in the body.

        Example:
            >>> import unstatements as un
            >>> vote = un.rollcall("A/HRC/51/L.6")
            >>> len(vote.electorate), vote.electorate == un.bloc("HRC").members(vote.date)
            (47, True)
        """
        listed = self.yes | self.no | self.abstain | self.absent
        if self.completeness == "complete":
            return listed
        if self.date is None:
            raise ValueError(
                f"{self.id} has no known date and no complete roll, so its electorate is not known"
            )
        return listed | voters(self.body, self.date)

    @property
    def rolls(self) -> tuple[Roll, ...]:
        """Every source's list of votes, complete ones first."""
        return _rolls().get(self.id, ()) if self._masks is None else ()

    @property
    def corrections(self) -> tuple[VoteCorrection, ...]:
        """What delegations said afterwards about their own vote."""
        return _corrections().get(self.id, ()) if self._masks is None else ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source: the one to cite first."""
        others: tuple[Roll | VoteCorrection, ...] = (*self.rolls, *self.corrections)
        return tuple(dict.fromkeys([self.source, *(one.source for one in others)]))

    def __str__(self) -> str:
        place = " ".join(str(part) for part in (self.date, self.body_name) if part)
        named = self.symbol or self.title or self.id
        return f"{place}: vote on {named}, {self._result()}".removeprefix(": ")

    def __repr__(self) -> str:
        return (
            f"rollcall({self.id!r})" if self._masks is None else f"<roll call {self.id!r} as read>"
        )

    def facts(self) -> tuple[Fact, ...]:
        """Return what is known of the roll call, as people read it.

        Example:
            >>> import unstatements as un
            >>> un.rollcall("A/HRC/51/L.6").facts()[6]
            Fact(label='outcome', text='rejected 17-19-11', detail='')
        """
        complete = self.completeness == "complete"
        about = f"{self.direction}: {self.proposition}" if self.proposition else ""
        return (
            Fact("id", self.id),
            Fact("title", self.title),
            Fact("kind", self.vote_kind),
            Fact("session", self.session),
            Fact("target", self.target),
            Fact("proposition", about),
            Fact("outcome", self._result()),
            Fact("majority required", self.required_majority or ""),
            *(
                list_fact(word, votes, ", ")
                for word, votes in zip(_TOTALS, self._votes, strict=True)
            ),
            Fact("votes", "" if complete else f"{self.completeness} by name"),
            list_fact("corrections", dict.fromkeys(map(str, self.corrections))),
            list_fact("sources", self.sources),
            Fact("notes", self.notes),
        )

    def _result(self) -> str:
        return f"{self.outcome} {self.tally}" if self.outcome else str(self.tally)

    def _repr_html_(self) -> str:
        return html_card(str(self), self.facts())

    def __reduce__(self) -> tuple[Callable[..., RollCall], tuple[object, ...]]:
        if self._masks is None:
            return RollCall._by_id, (self.id,)
        values = {column.name: getattr(self, column.name) for column in fields(RollCall)[:-1]}
        # Votes by country, because the bits may stand elsewhere in another version of the table.
        return RollCall._with_votes, (values, self._votes)

    @classmethod  # so that it is pickled as a part of its public class
    def _by_id(cls, id: str) -> RollCall:
        return rollcall(id)

    @classmethod
    def _with_votes(cls, values: dict[str, Any], votes: tuple[CountrySet, ...]) -> RollCall:
        yes, no, abstain, absent = (countries.mask for countries in votes)
        return cls(**values, masks=(yes, no, abstain, absent))


class RollCalls(Listing[RollCall]):
    """Roll calls in order of date; a sequence that shows itself as a table.

    Attributes:
        problems: For roll calls read from a file, what was wrong in it, in the order of the file.

    Example:
        >>> import unstatements as un
        >>> [str(vote.tally) for vote in un.rollcalls(body="hrc", topic="China")]
        ['17-19-11']
    """

    __slots__ = ("problems",)

    noun = "roll call"

    def __init__(self, items: Iterable[RollCall], problems: Iterable[Problem] = ()) -> None:
        super().__init__(items)
        self.problems = Problems(problems)

    def footnotes(self) -> Sequence[str]:
        """Return what is counted, how many are known in part, and how many problems there were in the file."""
        notes = ["votes: in favour, against, abstentions, as announced."] if self else []
        if partial := sum(one.completeness != "complete" for one in self):
            notes.append(
                f"Votes by country are known only in part for {partial}: see `completeness`."
            )
        if self.problems:
            lost = sum(problem.lost for problem in self.problems)
            notes.append(
                f"{len(self.problems)} problems in what was read, {lost} with a loss: see `problems`."
            )
        return notes

    def rows(self) -> list[Row]:
        """Return one row a roll call."""
        return [
            {
                "rollcall": one.id,
                "symbol": one.symbol or None,
                "date": one.date,
                "date_precision": precision(one.date_text),
                "body": one.body,
                "session": one.session or None,
                "vote_kind": one.vote_kind or None,
                "target": one.target or None,
                "required_majority": one.required_majority,
                "outcome": one.outcome,
                "yes": one.tally.yes,
                "no": one.tally.no,
                "abstain": one.tally.abstain,
                "absent": one.tally.absent,
                "completeness": one.completeness,
            }
            for one in self
        ]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return the columns that fit a screen."""
        return [
            {
                "rollcall": one.id,
                "vote_kind": one.vote_kind or None,
                "target": shortened(one.target or None, 28),
                "outcome": one.outcome,
                "votes": str(one.tally),
            }
            for one in self
        ]

    def _types(self) -> Types:
        kinds = dict.fromkeys([kind for part in _PARTS for kind in words(part, "vote_kind")])
        return {
            "rollcall": str,
            "symbol": str,
            "date": date,
            "date_precision": get_args(DatePrecision),
            "body": str,
            "session": str,
            "vote_kind": tuple(kinds),
            "target": str,
            "required_majority": get_args(Majority),
            "outcome": get_args(Outcome),
            **dict.fromkeys(_TOTALS, int),
            "completeness": get_args(Completeness),
        }


def rollcall(symbol_or_id: RollCallLike) -> RollCall:
    """Return the roll call with this UN symbol or id.

    Args:
        symbol_or_id: Such as ``"A/HRC/51/L.6"``, ``"A/RES/1761 (XVII)"`` or ``"2022-10-06-hrc-a-hrc-51-l-6"``, in
            any case, with or without spaces and brackets; a roll call is returned as it is. Where votes were taken
            under one symbol on paragraphs or amendments too, the vote on the whole text is meant.

    Raises:
        UnknownRollCallError: If there is none, or if several roll calls were taken under the symbol; names
            the ids that it may have been.

    Example:
        >>> import unstatements as un
        >>> un.rollcall("A/HRC/51/L.6")
        rollcall('2022-10-06-hrc-a-hrc-51-l-6')
    """
    if isinstance(symbol_or_id, RollCall):
        return symbol_or_id
    symbol_or_id = of_type(symbol_or_id, str, "roll call: give a RollCall, its UN symbol or id")
    for part in _PARTS:  # a long record is read only where those before it have no answer
        found = _by_id(part).get(symbol_or_id.casefold())
        if found is not None:
            return found
        under_symbol = _by_symbol(part).get(_symbol_key(symbol_or_id), ())
        whole = [one for one in under_symbol if one.vote_kind not in _IN_PART]
        if len(whole or under_symbol) == 1:
            return (whole or under_symbol)[0]
        if under_symbol:
            ids = [one.id for one in under_symbol]
            raise UnknownRollCallError(
                f"{len(ids)} roll calls were taken under {symbol_or_id!r}; ask by id: {', '.join(ids)}",
                value=symbol_or_id,
                suggestions=ids,
            )
    known = {one.symbol: one for part in _PARTS for one in _by_id(part).values() if one.symbol}
    suggestions = close_matches(symbol_or_id.upper(), known)
    raise UnknownRollCallError(
        f"no roll call has the symbol or id {symbol_or_id!r}{did_you_mean(suggestions)}",
        value=symbol_or_id,
        suggestions=suggestions,
    )


def rollcalls(
    body: str | None = None,
    topic: str | None = None,
    session: str | int | None = None,
    since: DateLike | None = None,
    until: DateLike | None = None,
    target: CountryLike | None = None,
    outcome: Outcome | None = None,
    complete: bool | None = None,
    issue: str | None = None,
) -> RollCalls:
    """Return the roll calls that meet every condition given, in order of date.

    Args:
        body: Code of the body, such as ``"hrc"``.
        topic: Words that stand in the title or the target, in any case.
        session: The session as the UN writes it, such as ``51`` or ``"ES-11"``.
        since: First day.
        until: Last day.
        target: The country that the vote is about.
        outcome: ``"adopted"`` or ``"rejected"``.
        complete: True for those whose votes are all known by country, False for the others.
        issue: An issue code, see `RollCall.issues`.

    Raises:
        UnknownCountryError: If the target is not known.
        ValueError: If the body, outcome or issue is not known, or a day is not one.

    Example:
        >>> import unstatements as un
        >>> un.rollcalls(target="China", outcome="rejected")[0].symbol
        'A/HRC/51/L.6'
    """
    first = as_date(since) if since is not None else None
    last = as_date(until) if until is not None else None
    about = CountrySet([target]) if target is not None else None
    about_words = (
        of_type(topic, str, "topic: give words of the title or the target").casefold()
        if topic is not None
        else None
    )
    code = body_code(body)
    one_of(outcome, words("rollcalls", "outcome"), "outcome")
    if issue is not None:
        one_of(
            issue,
            sorted(
                {code for part in _PARTS for one in _by_id(part).values() for code in one.issues}
            ),
            "issue",
        )

    def wanted(one: RollCall) -> bool:
        return (
            (code is None or one.body == code)
            and (about_words is None or about_words in f"{one.title}\n{one.target}".casefold())
            and (session is None or one.session == str(session).upper())
            and (first is None or (one.date is not None and one.date >= first))
            and (last is None or (one.date is not None and one.date <= last))
            and (about is None or one.target_country in about)
            and (outcome is None or one.outcome == outcome)
            and (complete is None or (one.completeness == "complete") == complete)
            and (issue is None or issue in one.issues)
        )

    parts = [part for part in _PARTS if code is None or code in _BODIES.get(part, (code,))]
    found = [one for part in parts for one in _by_id(part).values() if wanted(one)]
    found.sort(key=lambda one: (one.date or date.min, one.id))
    return RollCalls(found)


@once  # every trajectory asks for those of its propositions
def rollcalls_on(proposition: Proposition) -> RollCalls:
    """Return the roll calls on a proposition, in order of date.

    Example:
        >>> import unstatements as un
        >>> [vote.symbol for vote in rollcalls_on(un.statement("2022-10-31-ga3c-cuba").proposition)]
        ['A/HRC/51/L.6']
    """
    wanted = {
        vote for vote, (about, _direction) in _propositions().items() if about == proposition.id
    }
    found: list[RollCall] = []
    for part in _PARTS:  # a long record is read only where some are in it
        if len(found) < len(wanted):
            rows = [(index, row) for index, row in listed(part) if row[0] in wanted]
            found += [_rollcall(part, index, row) for index, row in rows]
    return RollCalls(sorted(found, key=lambda one: (one.date or date.min, one.id)))


@once
def _by_id(part: str) -> Mapping[str, RollCall]:
    found = [_rollcall(part, index, row) for index, row in listed(part)]
    by_id = {one.id: one for one in found}
    if len(by_id) != len(found):
        raise DataIntegrityError("two roll calls share an id", file=schema(part)["path"])
    return by_id


def listed(part: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the rows of a table that are roll calls, with their places: of texts, those with a roll of their own."""
    place = columns(part).index("completeness")
    return ((index, row) for index, row in enumerate(table(part)) if row[place])


# The columns that make a roll call, in the order in which `_rollcall` takes their cells.
_CELLS = (
    *("id", "symbol", "date", "body", "session", "title", "vote_kind", "outcome", *_TOTALS),
    *("target", "target_country", "completeness", "source", "notes"),
    *("issues", "importantvote", "record", "dated", "counted", "absences"),
)


@once
def _pick(part: str) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Return what picks the cells of `_CELLS` from a row with an empty cell added.

    The cell added stands for every column that the table has not.
    """
    places = {name: place for place, name in enumerate(columns(part))}
    return itemgetter(*[places.get(name, -1) for name in _CELLS])


def _rollcall(part: str, index: int, row: tuple[str, ...]) -> RollCall:
    # Cells go by position: a dict for each of thousands of rows takes as long as the roll calls themselves.
    (
        key, symbol, day, body, session, title, vote_kind, outcome, yes, no, abstain, absent,
        target, target_country, completeness, source_id, notes,
        issues, important, record, dated, counted, absences,
    ) = _pick(part)((*row, ""))  # fmt: skip
    about, direction = _propositions().get(key, ("", "for"))
    try:
        return RollCall(
            key,
            symbol,
            _day(day),
            body,
            session,
            title,
            vote_kind,
            cast("Outcome | None", outcome or None),
            Tally(
                int(yes) if yes else None,
                int(no) if no else None,
                int(abstain) if abstain else None,
                int(absent) if absent else None,
            ),
            target,
            by_alpha_3(target_country) if target_country else None,
            proposition(about) if about else None,
            direction,
            cast("Completeness", completeness),
            library_source(record, symbol, "ohchr")
            if record and not source_id
            else source(source_id),
            " ".join(part for part in (notes, _gaps(dated, counted, absences)) if part),
            day,
            _issues(issues),
            important == "1" if important else None,
            record,
        )
    except (KeyError, ValueError) as error:
        raise DataIntegrityError(
            f"{key}: {error}", file=schema(part)["path"], line=line_of(index)
        ) from error


_day = cache(first_day)  # many votes share a day and a list of issues: each is read once


@once
def _issues(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def _gaps(dated: str, counted: str, absences: str) -> str:
    """Say in words what the columns of the long record say of a roll call's gaps."""
    notes = []
    if dated == "month":
        notes.append("Only the month of the vote is known.")
    if counted:
        notes.append(f"The roll counts {counted}; the totals are the official ones.")
    if dated and absences != "recorded":
        how = "deduced from the totals" if absences else "not known"
        notes.append(f"Who was absent is {how}.")
    return " ".join(notes)


@once
def _by_symbol(part: str) -> Mapping[str, tuple[RollCall, ...]]:
    by_symbol: dict[str, list[RollCall]] = defaultdict(list)
    for one in _by_id(part).values():
        if one.symbol:
            by_symbol[_symbol_key(one.symbol)].append(one)
    return {symbol: tuple(group) for symbol, group in by_symbol.items()}


def _symbol_key(symbol: str) -> str:
    return "".join(letter for letter in symbol.casefold() if letter not in " ()[]")


@once
def _votes(rollcall_id: str) -> tuple[CountrySet, CountrySet, CountrySet, CountrySet]:
    name = next(name for name in _VOTE_TABLES if rollcall_id in _vote_rows(name))
    index, row = _vote_rows(name)[rollcall_id]
    masks = dict.fromkeys(_VOTES, 0)
    for bit, cell in zip(_vote_bits(name), row[1:], strict=True):
        if cell:
            if cell not in masks:
                raise DataIntegrityError(
                    f"{cell!r} is no vote; there are: {', '.join(_VOTES)}",
                    file=schema(name)["path"],
                    line=line_of(index),
                )
            masks[cell] |= bit
    yes, no, abstain, absent = (CountrySet.from_mask(masks[vote]) for vote in _VOTES)
    return yes, no, abstain, absent


@once
def _vote_rows(name: str) -> Mapping[str, tuple[int, tuple[str, ...]]]:
    return {row[0]: (index, row) for index, row in enumerate(table(name))}


@once
def _vote_bits(name: str) -> tuple[int, ...]:
    return tuple(1 << by_alpha_3(alpha_3).index for alpha_3 in columns(name)[1:])


@once
def _rolls() -> Mapping[str, tuple[Roll, ...]]:
    found: dict[str, list[Roll]] = defaultdict(list)
    for rollcall_id, source_id, complete, agrees, note in table("rolls"):
        found[rollcall_id].append(
            Roll(source(source_id), complete == "true", agrees == "true", note)
        )
    return {
        key: tuple(sorted(group, key=lambda one: not one.complete)) for key, group in found.items()
    }


@once
def _propositions() -> Mapping[str, tuple[str, Direction]]:
    """The proposition of a roll call, by id, and whether a yes supports it."""
    rows = table("rollcall_propositions")
    return {vote: (about, cast("Direction", direction)) for vote, about, direction in rows}


@once
def _majorities() -> Mapping[tuple[str, str], Majority]:
    """What was required, by body and roll call; the rule of a body stands under no roll call."""
    rows = table("majorities")
    return {
        (body, vote): cast("Majority", majority) for body, vote, majority, _source, _note in rows
    }


@once
def _corrections() -> Mapping[str, tuple[VoteCorrection, ...]]:
    found: dict[str, list[VoteCorrection]] = defaultdict(list)
    for rollcall_id, alpha_3, day, what, source_id in table("vote_corrections"):
        found[rollcall_id].append(
            VoteCorrection(by_alpha_3(alpha_3), day, what, source(source_id))
        )
    return {key: tuple(group) for key, group in found.items()}
