"""What happened: recorded votes, with how every country voted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeAlias, cast, get_args

from attrs import evolve, field, fields, frozen

from unstatements.core.arguments import close_matches, of_type, unknown
from unstatements.core.dates import first_day
from unstatements.core.errors import UnknownRollCallError
from unstatements.core.once import once
from unstatements.core.public import Identified, public
from unstatements.core.sources import Source, library_source, source
from unstatements.core.tables import (
    Row,
    build,
    build_of,
    columns,
    is_true,
    record,
    rows_of,
    schema,
    table,
)
from unstatements.events.agenda import AgendaItem, Sponsor, agenda_item, catalogue_facts, sponsors
from unstatements.events.edition import BUNDLED, VOTERS, Edition, editions_in_use, stored_rollcalls
from unstatements.events.proposition import Direction, Proposition, proposition as proposition_of
from unstatements.events.statement import Completeness, body_names
from unstatements.groups.bloc import voters
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country, by_alpha_3
from unstatements.results.html import html_card
from unstatements.results.text import Fact, list_fact

Outcome = Literal["adopted", "rejected"]
Majority = Literal["simple", "two-thirds"]
VoteWord: TypeAlias = Literal["yes", "no", "abstain", "absent"]
VOTE_WORDS: tuple[VoteWord, ...] = get_args(VoteWord)
RollCallLike: TypeAlias = "RollCall | str"

# The tables of roll calls, the longest last, each with the table of its votes; all have the same
# columns.
ROLLCALL_TABLES: Mapping[str, str] = {
    "rollcalls": "votes",
    "hrc_texts": "hrc_votes",
    "ga_rollcalls": "ga_votes",
}
_VOTES = ("Y", "N", "A", "X")  # the cells of the tables of votes, in the order of the totals
_IN_PART = ("amendment", "paragraph", "other")  # kinds of vote that are not on a text as a whole


class Tally(NamedTuple):
    """The totals of a vote as announced.

    A total is None where the source does not give it.

    Attributes:
        yes: Votes in favour.
        no: Votes against.
        abstain: Abstentions.
        absent: Entitled to vote, no vote recorded.

    Example:
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


class VoteSource(NamedTuple):
    """How the countries voted, as one source lists it.

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


class VoteCorrection(NamedTuple):
    """What a delegation said afterwards about its own vote; the announced result stands.

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
@frozen(eq=False, repr=False, kw_only=True)
class RollCall(Identified):
    """A recorded vote.

    Roll calls compare equal by id; those read from a file, by id and votes. `un.rollcall` and
    `un.rollcalls` return the bundled ones.

    Attributes:
        id: Readable and stable key, such as ``"2022-10-06-hrc-a-hrc-51-l-6"``.
        symbol: UN document symbol of what was voted on.
        date: Day of the vote; the first possible one where only the month is known; None where it
            is not known.
        body: Code of the body that voted; its name where the table of bodies has none.
        session: The session as the UN writes it: ``"51"``, ``"ES-11"``.
        committee: Code of the committee on whose draft or report the General Assembly voted, in
            part or as amended too, such as ``"ga3c"``; None where it is not known or there was
            none, and of votes of other bodies.
        title: What was voted on.
        vote_kind: ``"draft resolution"``, ``"amendment"``, ``"paragraph"``, ``"procedural"``...
        outcome: ``"adopted"`` or ``"rejected"``; None where a file that was read does not tell it.
        tally: The totals as announced.
        target: What it is about, in words; empty where not classified.
        target_country: The country that it is about, if it is about one.
        proposition: What a position on it is about; None where it is not linked to one.
        direction: ``"for"`` where a yes supports the proposition, ``"against"`` where it opposes
            it.
        completeness: ``"complete"`` where the vote of every country is known and the roll adds up
            to the totals announced.
        notes: What a reader must know.
        date_text: The date exactly as known: ``YYYY-MM-DD``, ``YYYY-MM`` or empty.
        issues: Issue codes of Erik Voeten's data: ``"me"`` Palestinian conflict, ``"nu"`` nuclear
            weapons, ``"di"`` arms control, ``"co"`` colonialism, ``"hr"`` human rights, ``"ec"``
            economic development.
        important: Whether the United States Department of State classified it as important; None
            where that is not coded.
        edition: The edition of the UN's voting data from which it was read, see `editions`; empty
            for others.
        record: Number of its record in the library of its body, the UN Digital Library or, for the
            Human Rights Council and the Commission on Human Rights, the OHCHR Search Library;
            empty where none was matched.

    Example:
        >>> vote = un.rollcall("A/HRC/51/L.6")
        >>> vote.outcome, vote.margin, "UKR" in vote.abstain
        ('rejected', -2, True)
    """

    id: str
    symbol: str
    date: date | None
    body: str
    session: str
    committee: str | None = None
    title: str
    vote_kind: str
    outcome: Outcome | None
    tally: Tally
    target: str
    target_country: Country | None = None
    proposition: Proposition | None = None
    direction: Direction = "for"
    completeness: Completeness
    source: Source
    notes: str
    date_text: str = ""
    issues: tuple[str, ...] = ()
    important: bool | None = None
    record: str = ""
    edition: str = ""
    # Whether the roll has every country entitled to vote, though it may not add up.
    _whole: bool = field(default=False, alias="whole")
    # The masks of yes, no, abstain and absent of a roll call read from a file; None: ask the table
    # of votes.
    _masks: tuple[int, int, int, int] | None = field(default=None, alias="masks")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RollCall):
            return NotImplemented
        return (self.id, self._masks) == (other.id, other._masks)

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def body_name(self) -> str:
        """Name of the body."""
        return body_names().get(self.body, self.body)

    @property
    def on_text(self) -> bool:
        """Whether it was on a text as a whole; else a no can stand for the text.

        Votes on amendments and paragraphs are not, nor those of which the kind is ``"other"``.

        Example:
            >>> un.rollcall("A/HRC/51/L.6").on_text
            True
        """
        return self.vote_kind not in _IN_PART

    @property
    def margin(self) -> int | None:
        """Votes in favour less votes against; None where a total is not known."""
        if self.tally.yes is None or self.tally.no is None:
            return None
        return self.tally.yes - self.tally.no

    @property
    def required_majority(self) -> Majority | None:
        """What it needed to be adopted, ``"simple"`` or ``"two-thirds"``; None if not known.

        Both are majorities of the members present and voting: those that vote for or against. The
        committees of the General Assembly and the Human Rights Council decide by a simple
        majority; what the Assembly itself needs depends on the question, so that it is known only
        of votes of which a source tells it.

        Source:
            The table `majorities`, row by row.

        Example:
            >>> symbols = ("A/HRC/51/L.6", "A/RES/ES-11/3", "A/RES/80/1")
            >>> [un.rollcall(symbol).required_majority for symbol in symbols]
            ['simple', 'two-thirds', None]
        """
        majorities = _majorities()
        ruled = majorities.get((self.body, self.id)) if self.is_bundled else None
        return ruled or majorities.get((self.body, ""))  # the rule for all votes of the body

    @property
    def is_bundled(self) -> bool:
        """Whether it stands in the data package, and was not read from a file."""
        return self._masks is None

    @property
    def _votes(self) -> tuple[CountrySet, ...]:
        if self._masks is None:
            return _votes(self.id)
        return tuple(map(CountrySet.from_mask, self._masks))

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
        """The countries entitled to vote.

        All that stand in a roll that has every country; else the members of the body as well.

        Raises:
            ValueError: If the roll is not complete and the day of the vote is not known.
            UnknownBlocError: If the roll is not complete and it is not known who votes in the
                body.

        Example:
            >>> vote = un.rollcall("A/HRC/51/L.6")
            >>> len(vote.electorate), vote.electorate == un.bloc("HRC").members(vote.date)
            (47, True)
        """
        named = self.yes | self.no | self.abstain | self.absent
        if self.completeness == "complete" or self._whole:
            return named
        if self.date is None:
            raise ValueError(
                f"{self.id} has no known date and no complete roll, so its electorate is not known"
            )
        return named | voters(self.body, self.date)

    @property
    def vote_sources(self) -> tuple[VoteSource, ...]:
        """How the countries voted by each source, complete ones first."""
        make = record(VoteSource, source=source, complete=is_true, agrees=is_true)
        sources = build_of("rolls", self.id, make) if self.is_bundled else ()
        return tuple(sorted(sources, key=lambda each: not each.complete))

    @property
    def agenda_item(self) -> AgendaItem | None:
        """The agenda item under which it was taken; None where none is catalogued."""
        return agenda_item(self.id) if self.is_bundled else None

    @property
    def sponsors(self) -> tuple[Sponsor, ...]:
        """The states catalogued as main sponsors, of texts of the Human Rights Council alone.

        Example:
            >>> print(un.rollcall("A/HRC/RES/61/4").sponsors[0])
            Pakistan for Organization of Islamic Cooperation, except Albania
        """
        return sponsors(self.id) if self.is_bundled else ()

    @property
    def corrections(self) -> tuple[VoteCorrection, ...]:
        """What delegations said afterwards about their own vote."""
        make = record(VoteCorrection, country=by_alpha_3, source=source)
        return build_of("vote_corrections", self.id, make) if self.is_bundled else ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source: the one to cite first."""
        others: tuple[VoteSource | VoteCorrection, ...] = (*self.vote_sources, *self.corrections)
        return tuple(dict.fromkeys([self.source, *(each.source for each in others)]))

    def __str__(self) -> str:
        place = " ".join(str(part) for part in (self.date, self.body_name) if part)
        named = self.symbol or self.title or self.id
        return f"{place}: vote on {named}, {self._result()}".removeprefix(": ")

    def __repr__(self) -> str:
        return f"rollcall({self.id!r})" if self.is_bundled else f"<roll call {self.id!r} as read>"

    def facts(self) -> tuple[Fact, ...]:
        """Return what is known of the roll call, as people read it.

        Example:
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
            Fact("committee", body_names()[self.committee] if self.committee else ""),
            *catalogue_facts(self),
            *(list_fact(*vote, ", ") for vote in zip(VOTE_WORDS, self._votes, strict=True)),
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
        if self.is_bundled:
            return RollCall._by_id, (self.id,)
        attributes = fields(RollCall)[:-1]
        values = {column.alias: getattr(self, column.name) for column in attributes}
        # Votes by country, because the bits may stand elsewhere in another version of the table.
        return RollCall._with_votes, (values, self._votes)

    @classmethod  # so that it is pickled as a part of its public class
    def _by_id(cls, id: str) -> RollCall:
        return rollcall(id)

    @classmethod
    def _with_votes(cls, values: dict[str, Any], votes: tuple[CountrySet, ...]) -> RollCall:
        yes, no, abstain, absent = (countries.mask for countries in votes)
        return cls(**values, masks=(yes, no, abstain, absent))


def rollcall(symbol_or_id: RollCallLike, *, edition: str | None = None) -> RollCall:
    """Return the roll call with this UN symbol or id.

    Args:
        symbol_or_id: Such as ``"A/HRC/51/L.6"``, ``"A/RES/1761 (XVII)"`` or
            ``"2022-10-06-hrc-a-hrc-51-l-6"``, in any case, with or without spaces and brackets; a
            roll call is returned as it is. Where votes were taken under one symbol on paragraphs
            or amendments too, the vote on the whole text is meant.
        edition: As in `rollcalls`.

    Raises:
        UnknownRollCallError: If there is none, or if several roll calls were taken under the
            symbol; names the ids that it may have been.
        ValueError: If there is no such edition.

    Example:
        >>> un.rollcall("A/HRC/51/L.6")
        rollcall('2022-10-06-hrc-a-hrc-51-l-6')
    """
    if isinstance(symbol_or_id, RollCall):
        return symbol_or_id
    asked = of_type(symbol_or_id, str, "roll call: give a RollCall, its UN symbol or id")
    for part in _parts(edition):  # a long record is read only where those before it have no answer
        matches = _called(part, asked)
        if len(matches) == 1:
            return matches[0]
        if matches:
            ids = [match.id for match in matches]
            raise UnknownRollCallError(
                f"{len(ids)} roll calls were taken under {asked!r}; ask by id: {', '.join(ids)}",
                value=asked,
                suggestions=ids,
            )
    others = all_rollcalls(edition=edition)
    symbols = dict.fromkeys(each.symbol for each in others if each.symbol)
    like = close_matches(asked.upper(), symbols)
    raise unknown(UnknownRollCallError, "no roll call has the symbol or id", asked, like)


def _parts(edition: str | None) -> Iterator[str | Edition]:
    yield from ROLLCALL_TABLES
    yield from editions_in_use(edition)


def _called(part: str | Edition, asked: str) -> Sequence[RollCall]:
    """Return those of a part with this id or symbol: on a text as a whole, if any are."""
    by_id = _by_id(part).get(asked.casefold())
    if by_id is not None:
        return [by_id]
    under_symbol = _by_symbol(part).get(_symbol_key(asked), [])
    return [each for each in under_symbol if each.vote_kind not in _IN_PART] or under_symbol


@once  # every trajectory asks for those of its propositions
def rollcalls_on(proposition: Proposition) -> tuple[RollCall, ...]:
    """Return the roll calls on a proposition, in order of date."""
    links = propositions_voted_on().items()
    votes = {vote for vote, (about, _direction) in links if about == proposition.id}
    matches: list[RollCall] = []
    for name in ROLLCALL_TABLES:
        if len(matches) < len(votes):  # a long record is read only where some are in it
            matches += build(name, _rollcall, rollcall_rows(name, votes))
    return in_order(matches)


def in_order(rollcalls: Iterable[RollCall]) -> tuple[RollCall, ...]:
    """Return roll calls in order of date."""
    return tuple(sorted(rollcalls, key=lambda each: (each.date or date.min, each.id)))


def all_rollcalls(
    bodies: Collection[str] | None = None, edition: str | None = None
) -> Iterator[RollCall]:
    """Yield all roll calls, without the long records of other bodies than those asked for."""
    for name in ROLLCALL_TABLES:
        if bodies is None or not set(bodies).isdisjoint(schema(name).get("bodies", bodies)):
            yield from _by_id(name).values()
    for added in editions_in_use(edition):
        if bodies is None or added.body in bodies:
            yield from _by_id(added).values()


@once
def _by_id(part: str | Edition) -> Mapping[str, RollCall]:
    """Return the roll calls of a table, or those that an edition adds to the tables."""
    if isinstance(part, Edition):
        rollcalls = not_bundled(part.body, edition_rollcalls(part))
    else:
        rollcalls = build(part, _rollcall, rollcall_rows(part))
    return {rollcall.id: rollcall for rollcall in rollcalls}


@once
def _by_symbol(part: str | Edition) -> Mapping[str, list[RollCall]]:
    by_symbol: dict[str, list[RollCall]] = defaultdict(list)
    for rollcall in _by_id(part).values():
        if rollcall.symbol:
            by_symbol[_symbol_key(rollcall.symbol)].append(rollcall)
    return dict(by_symbol)


def not_bundled(body: str, rollcalls: Iterable[RollCall]) -> Iterator[RollCall]:
    """Yield those roll calls of a body that do not come with the library, by record or symbol."""
    bundled = list(all_rollcalls([body], BUNDLED))
    records = {each.record for each in bundled if each.record}
    whole = [each for each in bundled if each.symbol and each.vote_kind not in _IN_PART]
    symbols = {_symbol_key(each.symbol) for each in whole}
    for rollcall in rollcalls:
        if rollcall.record not in records and _symbol_key(rollcall.symbol) not in symbols:
            yield rollcall


def edition_rollcalls(edition: Edition) -> Iterator[RollCall]:
    """Yield the roll calls of an edition."""
    for cells in stored_rollcalls(edition):
        codes = (cells[name].split() for name in VOTERS)
        yes, no, abstain, absent = (CountrySet(map(by_alpha_3, each)).mask for each in codes)
        yield evolve(
            _rollcall(cells),
            source=library_source(cells["record"], cells["symbol"], "undl"),
            edition=edition.id,
            masks=(yes, no, abstain, absent),
        )


def _symbol_key(symbol: str) -> str:
    return "".join(letter for letter in symbol.casefold() if letter not in " ()[]")


def rollcall_rows(name: str, ids: Iterable[str] | None = None) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table that are roll calls (texts without one are not), with indexes."""
    place = columns(name).index("completeness")
    by_id = (rows_of(name, key) for key in ids or ())
    rows = enumerate(table(name)) if ids is None else chain.from_iterable(by_id)
    return (numbered for numbered in rows if numbered[1][place])


def _rollcall(cells: Mapping[str, str]) -> RollCall:
    about, direction = propositions_voted_on().get(cells["id"], ("", "for"))
    return _make(
        cells,
        date_text=cells["date"],
        tally=read_tally(cells),
        proposition=proposition_of(about) if about else None,
        direction=direction,
        source=_source(cells),
        notes=_notes(cells),
        issues=tuple(cells["issues"].split(";")) if cells["issues"] else (),
        important=cells["importantvote"] == "1" if cells["importantvote"] else None,
        whole=cells["absences"] == "recorded",
    )


_make = record(RollCall, date=first_day, committee=str, outcome=str, target_country=by_alpha_3)


def read_tally(cells: Mapping[str, str]) -> Tally:
    """Return the totals of a row of a table of roll calls."""
    return Tally(**{name: int(cells[name]) if cells[name] else None for name in VOTE_WORDS})


def _source(cells: Mapping[str, str]) -> Source:
    if cells["source"]:
        return source(cells["source"])
    return library_source(cells["record"], cells["symbol"], "ohchr")


_ABSENCES = {
    "deduced": "Who was absent is deduced from the totals.",
    "not known": "Who was absent is not known.",
}


def _notes(cells: Mapping[str, str]) -> str:
    """Return what a reader must know, the gaps of the long records in words."""
    counted = cells["counted"]
    notes = (
        cells["notes"],
        "Only the month of the vote is known." if cells["dated"] == "month" else "",
        f"The roll counts {counted}; the totals are the official ones." if counted else "",
        *_corrected(cells["id"]),
        _ABSENCES.get(cells["absences"], ""),
    )
    return " ".join(filter(None, notes))


_LETTER_WORDS = {"Y": "yes", "N": "no", "A": "abstained", "X": "absent", "-": "no vote"}


def _corrected(rollcall_id: str) -> Iterator[str]:
    """Yield in which votes two sources of the roll differ, and what the record has."""
    differing: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    for cells in build_of("roll_corrections", rollcall_id, dict):
        differing[cells["taken"], cells["reason"]].append(cells)
    for (taken, reason), votes in differing.items():
        other = "data_set" if taken == "library" else "library"
        owner = "the data of Erik Voeten" if taken == "library" else "the UN Digital Library"
        texts = [f"{vote['country']} {_LETTER_WORDS[vote[other]]}" for vote in votes]
        if len(texts) > _NAMED:
            texts[_NAMED:] = [f"and {len(texts) - _NAMED} more"]
        text = ", ".join(texts)
        yield f"{_REASONS[taken, reason]}: {owner} has {text}."


_NAMED = 8  # so many votes are named in a note
_REASONS = {
    ("library", "totals"): "Corrected after the UN Digital Library, whose roll adds up",
    ("library", "neighbours"): "Corrected after the UN Digital Library; both rolls add up",
    ("data set", "totals"): "Another source does not add up",
    ("data set", "neighbours"): "Two sources differ; the likelier roll stands",
    ("data set", "undecided"): "Disputed, as two sources differ",
}


@once
def _votes(rollcall_id: str) -> tuple[CountrySet, ...]:
    """Return the countries that voted yes, voted no, abstained and were absent."""
    rows = (row for name in ROLLCALL_TABLES.values() for _index, row in rows_of(name, rollcall_id))
    masks: dict[str, int] = dict.fromkeys(_VOTES, 0)
    for bit, cell in zip(_country_bits(), next(rows)[1:], strict=True):
        if cell:
            masks[cell] |= bit
    return tuple(map(CountrySet.from_mask, masks.values()))


@once
def _country_bits() -> tuple[int, ...]:
    return tuple(1 << by_alpha_3(alpha_3).index for alpha_3 in columns("votes")[1:])


@once
def propositions_voted_on() -> Mapping[str, tuple[str, Direction]]:
    """Return the propositions of roll calls, by id, and whether a yes supports them."""
    rows = table("rollcall_propositions")
    return {vote: (about, cast("Direction", direction)) for vote, about, direction in rows}


@once
def _majorities() -> Mapping[tuple[str, str], Majority]:
    """Return what was required, by body and roll call; the rule of a body has no roll call."""
    rows = table("majorities")
    return {(body, vote): cast("Majority", majority) for body, vote, majority, *_rest in rows}
