"""What the readers of voting files share: roll calls in the making, and what is wrong in a file.

A file is read as far as it can be. What cannot be used is kept as a `Problem` with its line; at
the end the problems either stop the reading with one error that lists them, or go with the roll
calls.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import Any, ClassVar, Literal, NamedTuple, NoReturn, TypeVar, cast

from attrs import Factory, define, evolve

from unstatements.core.arguments import one_of
from unstatements.core.dates import first_day
from unstatements.core.errors import DataIntegrityError
from unstatements.core.once import once
from unstatements.core.tables import build, columns, record, table
from unstatements.events.rollcall import Outcome, RollCall, Tally, in_order
from unstatements.events.rollcalls import Problem, Problems, RollCalls
from unstatements.events.statement import Completeness, body_code
from unstatements.names.country import Country, by_alpha_3
from unstatements.names.match import country, match

T = TypeVar("T")
Errors = Literal["raise", "collect"]

_WORDS = ("yes", "no", "abstentions", "not voting", "members")
_PARTIAL_DATE = re.compile(r"((?!0000)\d{4})(?:-?(0[1-9]|1[0-2]))?")  # a year or a month
_KEPT = 100_000  # problems; a file of nothing else must not fill the memory
_LISTED = 20  # problems that an error lists; the rest it counts
_LONGEST = 500  # characters of a problem
_REMEMBERED = 100_000  # codes and names
_MOST = 200_000  # roll calls; all bodies of the United Nations have held fewer than 30,000


class Reading:
    """A file that is being read: the roll calls in the making, and what is wrong in it."""

    facts: ClassVar[Sequence[str]] = ()  # what must be the same in all rows of a roll call

    def __init__(self, file: str, errors: Errors) -> None:
        one_of(errors, ("raise", "collect"), "errors")
        self.file = file
        self.builders: dict[Hashable, RollCallBuilder] = {}
        # By naming period, code and name; where there is none, why, which takes long to find out.
        self._countries: dict[tuple[int, str, str], Country | str] = {}
        self._errors = errors
        self._problems: list[Problem] = []
        self._not_kept = 0
        self._lost_more = False

    # the roll calls

    def start(
        self, key: Hashable, line: int, row: Mapping[str, str], **attributes: Any
    ) -> RollCallBuilder:
        """Return a new roll call, of which a row has the day, session, title and totals."""
        if len(self.builders) == _MOST:
            self.refuse(f"has more than {_MOST:,} roll calls", line)
        cells = {name: row.get(name, "") for name in ("date", "outcome", *Totals._fields)}
        day, date_text = self._dated(line, cells["date"])
        read = {
            "date": day,
            "date_text": date_text,
            "session": _un_session(row.get("session", "")),
            "title": row.get("title", ""),
            "outcome": self._parsed(line, _outcome, cells["outcome"]),
        }
        totals = Totals(*(self._parsed(line, _total, cells[name]) for name in Totals._fields))
        builder = RollCallBuilder(
            line=line,
            record=row.get("record", ""),
            rollcall=RollCall(**_EMPTY | read | attributes),
            totals=totals,
            facts={name: row.get(name, "") for name in self.facts},
        )
        self.builders[key] = builder
        return builder

    def compare(
        self, line: int, row: Mapping[str, str], builder: RollCallBuilder, subject: str = ""
    ) -> None:
        """Note where a row says otherwise of a roll call than the first one did."""
        cells = [
            f"{name} {row.get(name, '')!r}, not {cell!r}"
            for name, cell in builder.facts.items()
            if row.get(name, "") != cell
        ]
        if cells:
            first = f"{'line' if self.file else 'row'} {builder.line}"
            self.contradiction(line, f"{subject}contradicts {first}: {'; '.join(cells)}")

    def vote(
        self,
        builder: RollCallBuilder,
        line: int,
        code: str,
        name: str,
        cell: str | None,
        subject: str = "",
    ) -> Country | None:
        """Add the vote of a country, if it has a position; return the country if all is well."""
        try:
            voter = self._voter(code, name, builder.rollcall.date)
            if cell is not None:
                builder.add(voter, Vote.of(cell))
        except LookupError as error:
            builder.unread += 1
            self.lost(line, f"{subject}{error}")
            return None
        return voter

    def _voter(self, code: str, name: str, day: date | None) -> Country:
        key = naming_period(day), code, name
        voter = self._countries.get(key)
        if voter is None:
            try:
                voter = country_on(code, name, day)
            except LookupError as error:
                voter = str(error)
            if len(self._countries) < _REMEMBERED:
                self._countries[key] = voter
        if isinstance(voter, str):
            raise LookupError(voter)
        return voter

    def rollcalls(self) -> RollCalls:
        """Return the roll calls in order of date, each with an id of its own, and the problems."""
        ids: set[str] = set()
        rollcalls = [each.build(_new_id(each, ids), self) for each in self.builders.values()]
        return RollCalls(in_order(rollcalls), self.settled())

    # what is wrong

    def lost(self, line: int, what: str) -> None:
        """Note that something on a line could not be used."""
        self._keep(line, what, lost=True)

    def contradiction(self, line: int, what: str) -> None:
        """Note that what stands on a line was read, and contradicts something else."""
        self._keep(line, what, lost=False)

    def _keep(self, line: int, what: str, *, lost: bool) -> None:
        if len(self._problems) < _KEPT:
            place = f"{self.file}, line {line}" if self.file else f"row {line}"
            self._problems.append(Problem(place, line, _cut(what), lost))
        else:
            self._not_kept += 1
            self._lost_more |= lost
            if lost and self._errors == "raise":  # the rest of the file cannot mend that
                self.settled()

    def refuse(self, what: str, line: int | None = None) -> NoReturn:
        """Refuse the file."""
        raise DataIntegrityError(what, file=self.file or "table", line=line)

    def _parsed(self, line: int, parse: Callable[[str], T | None], cell: str) -> T | None:
        """Return what a cell says; None, and a problem, if it cannot be parsed."""
        try:
            return parse(cell)
        except ValueError as error:
            self.lost(line, str(error))
            return None

    def _dated(self, line: int, cell: str) -> tuple[date | None, str]:
        """Return the day that a cell gives, and the date as known; of a month the first day."""
        partial = _PARTIAL_DATE.fullmatch(cell)
        if partial is None:
            day = self._parsed(line, _day, cell)
            return day, day.isoformat() if day else ""
        # With a month or a year nothing is lost.
        self.contradiction(line, f"the date is not a day: {cell!r}")
        year, month = partial.groups()
        return (date(int(year), int(month), 1), f"{year}-{month}") if month else (None, year)

    def settled(self) -> Problems:
        """Return the problems in the order of the file."""
        problems = sorted(self._problems, key=lambda problem: problem.line or 0)
        if self._not_kept:
            what = f"{self._not_kept} more problems, which are not listed"
            problems.append(Problem(self.file or "table", None, what, lost=self._lost_more))
        lost = [problem for problem in problems if problem.lost]
        if lost and self._errors == "raise":
            self._stop(lost)
        return Problems(problems)

    def _stop(self, lost: Sequence[Problem]) -> NoReturn:
        if len(lost) == 1 and self.file:
            self.refuse(lost[0].what, lost[0].line)
        if len(lost) == 1:
            self.refuse(str(lost[0]))
        lines = [f'{len(lost)} problems; errors="collect" reads all the rest:']
        lines += [f"  {problem}" for problem in lost[:_LISTED]]
        if len(lost) > _LISTED:
            lines.append(f"  and {len(lost) - _LISTED} more")
        self.refuse("\n".join(lines))


def column_names(names: Iterable[str]) -> str:
    """Return the names of columns for an error."""
    return _cut(", ".join(names)) or "none"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


# --------------------------------------------------------------------------------------- countries


def country_on(code: str, name: str, day: date | None) -> Country:
    """Return the country that a code, a name or both stand for on a day."""
    # The code comes first. Files write today's code for a state that has another now as well as a
    # code of the time; the name, and the table `successions`, say which state it was on the day.
    if not code and not name:
        raise LookupError("no country is given")
    by_code = _by_code(code, day)
    try:
        by_name = country(name, day) if name else None
    except LookupError:
        if by_code is None:
            raise
        by_name = None  # the code is enough
    if by_name is None or by_code is None or by_name == by_code:
        return _state_on(by_code or by_name or country(code, day), day)
    if by_name.alpha_3 not in _lineages().get(by_code.alpha_3, ()):
        raise LookupError(f"code {code!r} is {by_code}, but the name {name!r} is {by_name}")
    return by_name


def _by_code(code: str, day: date | None) -> Country | None:
    try:
        return by_alpha_3(code)
    except KeyError:
        pass
    try:
        named = match(code, day)
    except LookupError:
        return None
    return named.country if named.how == "code" else None


class _Succession(NamedTuple):
    """A row of the table `successions`."""

    predecessor: str
    successor: str
    date: date
    how: str


@once
def _successions() -> tuple[_Succession, ...]:
    return tuple(build("successions", record(_Succession, date=first_day)))


def _state_on(state: Country, day: date | None) -> Country:
    """Return the state that stood then in the place of one that had ended or not begun."""
    if day is None:
        return state
    if state.end and day >= first_day(state.end):
        return _state_on(_successor(state), day)
    for succession in _successions():
        if succession.successor == state.alpha_3 and day < succession.date:
            former = by_alpha_3(succession.predecessor)
            ended = former.end and first_day(former.end) == succession.date
            if ended and succession.how in ("continuation", "dissolution"):
                return _state_on(former, day)
    return state


def _successor(state: Country) -> Country:
    """Return the one state that took the place of a former one."""
    end = first_day(state.end)
    successors = [
        succession
        for succession in _successions()
        if succession.predecessor == state.alpha_3 and succession.date == end
    ]
    whole = [
        succession for succession in successors if succession.how in ("continuation", "union")
    ] or successors
    if len(whole) != 1:
        raise LookupError(f"{state} ended on {state.end}, before the vote")
    return by_alpha_3(whole[0].successor)


@once
def _lineages() -> dict[str, set[str]]:
    """Return for each state all that it is linked to by successions."""
    lineages: dict[str, set[str]] = {}
    for succession in _successions():
        pair = (succession.predecessor, succession.successor)
        joined = set(pair).union(*(lineages.get(alpha_3, ()) for alpha_3 in pair))
        lineages.update(dict.fromkeys(joined, joined))
    return lineages


def naming_period(day: date | None) -> int:
    """Return the number of the time between two days on which any code or name changed hands."""
    return -1 if day is None else bisect(_naming_changes(), day)


@once
def _naming_changes() -> tuple[date, ...]:
    changes = {succession.date for succession in _successions()}
    for name in ("countries", "names"):  # no row of `names_more` is dated
        start, end = columns(name).index("start"), columns(name).index("end")
        cells = {row[place] for row in table(name) for place in (start, end)}
        changes.update(first_day(cell) for cell in cells if cell)
    return tuple(sorted(changes))


# ------------------------------------------------------------------------ roll calls in the making


class Vote(IntEnum):
    """How a country voted."""

    YES = 0
    NO = 1
    ABSTAIN = 2
    ABSENT = 3

    @classmethod
    def of(cls, cell: str) -> Vote:
        """Return the vote that a cell gives."""
        try:
            return _VOTES[cell.strip().casefold()]
        except KeyError:
            message = f"{cell!r} is not a vote; write Y, N, A or X (or yes, no, abstain, absent)"
            raise LookupError(message) from None


_VOTES = {
    **dict.fromkeys(("y", "yes"), Vote.YES),
    **dict.fromkeys(("n", "no"), Vote.NO),
    **dict.fromkeys(("a", "abstain", "abstained", "abstention"), Vote.ABSTAIN),
    **dict.fromkeys(("x", "nv", ".", "absent", "non-voting", "not voting"), Vote.ABSENT),
}


class Totals(NamedTuple):
    """The totals as announced, None where a file does not give them."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    members: int | None = None


# What a roll call has as long as nothing is read.
_EMPTY: dict[str, Any] = {
    **dict.fromkeys(("id", "vote_kind", "target", "notes"), ""),
    "tally": Tally(None, None, None, None),
    "completeness": "none",
}


@define
class RollCallBuilder:
    """A roll call in the making."""

    line: int  # the first on which it stands
    record: str  # number or key in the file, empty where there is none
    rollcall: RollCall  # without votes yet; with an id where it is not to be made
    totals: Totals
    facts: Mapping[str, str]  # the cells that must be the same on all its lines
    without_vote: bool = False  # the file says that there was none
    unread: int = 0  # votes that could not be used
    _notes: dict[str, None] = Factory(dict)  # as an ordered set
    masks: list[int] = Factory(lambda: [0] * len(Vote))  # the countries by vote
    voters: int = 0  # the mask of all of them

    def add(self, voter: Country, vote: Vote) -> None:
        """Add a vote."""
        bit = 1 << voter.index
        if self.voters & bit:
            raise LookupError(f"{voter} is there twice")
        self.voters |= bit
        self.masks[vote] |= bit

    def note(self, text: str) -> None:
        """Add to the notes, once."""
        if text:
            self._notes[text] = None

    def build(self, key: str, reading: Reading) -> RollCall:
        """Return the roll call; note where roll and totals disagree."""
        rollcall = self.rollcall
        if self.without_vote:
            rollcall = evolve(rollcall, vote_kind="adopted without vote")
            self._drop_listed_members()
        differences = self._differences()
        if differences:
            self.note(f"Roll and totals disagree: {differences}.")
            what = f"{rollcall.symbol or key}: roll and totals disagree: {differences}"
            reading.contradiction(self.line, what)
        # Totals that the roll adds up to vouch for it, though a row could not be read.
        incomplete = self.unread and (differences or None in self.totals[:4])
        if incomplete:
            self.note(f"Votes that could not be read: {self.unread}.")
        completeness: Completeness = "none"
        if self.voters:
            completeness = "partial" if differences or incomplete else "complete"
        tally = self._tally(counted=completeness == "complete")
        yes, no, abstain, absent = self.masks
        return evolve(
            rollcall,
            id=key,
            outcome=rollcall.outcome or _outcome_by(tally),
            tally=tally,
            completeness=completeness,
            notes=" ".join(self._notes),
            masks=(yes, no, abstain, absent),
        )

    def _drop_listed_members(self) -> None:
        self.note("Adopted without a vote.")
        counts = zip(self._counts(), _WORDS, strict=False)
        listed = ", ".join(f"{count} {word}" for count, word in counts if count)
        if listed:
            self.note(f"The file lists the members nevertheless: {listed}.")
        self.masks, self.voters, self.totals = [0] * len(Vote), 0, Totals()

    def _counts(self) -> list[int]:
        return [mask.bit_count() for mask in self.masks]

    def _differences(self) -> str:
        if not self.voters:
            return ""
        counts = [*self._counts(), self.voters.bit_count()]
        return "; ".join(
            f"{word} {counted} in the roll, {announced} announced"
            for word, counted, announced in zip(_WORDS, counts, self.totals, strict=True)
            if announced not in (None, counted)
        )

    def _tally(self, *, counted: bool) -> Tally:
        totals = zip(self._counts(), self.totals[:4], strict=True)
        return Tally._make(
            count if announced is None and counted else announced for count, announced in totals
        )


def _outcome_by(tally: Tally) -> Outcome | None:
    """Return the outcome where any majority rule gives the same."""
    if tally.yes is None or tally.no is None:
        return None
    return "rejected" if tally.no >= max(tally.yes, 1) else None


def _new_id(builder: RollCallBuilder, ids: set[str]) -> str:
    """Return an id that is not among those used, and add it to them."""
    rollcall, record = builder.rollcall, builder.record
    parts = (str(rollcall.date or ""), rollcall.body, rollcall.symbol or record)
    stem = rollcall.id or "-".join(filter(None, map(_id_part, parts))) or "roll-call"
    if stem in ids and rollcall.symbol and record:
        stem = f"{stem}-{_id_part(record)}"
    new_id, number = stem, 1
    while new_id in ids:
        number += 1
        new_id = f"{stem}-{number}"
    ids.add(new_id)
    return new_id


def _id_part(text: str) -> str:
    return "-".join(re.findall(r"\w+", text.casefold()))


# ------------------------------------------------------------------------------------------- cells


def _day(cell: str) -> date | None:
    try:
        return datetime.fromisoformat(cell).date() if cell else None
    except ValueError:
        raise ValueError(f"{cell!r} is not a day: write it as YYYY-MM-DD") from None


def _outcome(cell: str) -> Outcome | None:
    if cell and cell.casefold() not in ("adopted", "rejected"):
        raise ValueError(
            f"{cell!r} is not an outcome: write adopted or rejected, or leave it empty"
        )
    return cast("Outcome", cell.casefold()) if cell else None


def _total(cell: str) -> int | None:
    """Return the number that a cell gives ("93", "93.0"), None if it is empty."""
    if not cell:
        return None
    number = re.fullmatch(r"(\d+)(\.0*)?", cell)
    if number is None:
        raise ValueError(f"{cell!r} is not a number of votes")
    return int(number[1])


def _un_session(cell: str) -> str:
    """Return a session as the UN writes it."""
    session = re.fullmatch(r"(\d+)(emsp|sp|\.0*)?", cell.casefold())
    if session is None:
        return cell
    return {"emsp": "ES-", "sp": "S-"}.get(session[2] or "", "") + session[1]


def committee_of(draft: str) -> str | None:
    """Return the committee of the General Assembly from which a draft came, by its symbol."""
    committees = set(_COMMITTEE_DRAFT.findall(draft))
    return f"ga{committees.pop()}c" if len(committees) == 1 else None


_COMMITTEE_DRAFT = re.compile(r"\bA/C\.([1-6])/")


def body_or_name(name: str) -> str:
    """Return the code of a body by its name or code; the name if the table of bodies lacks it."""
    try:
        return body_code(name) or name
    except ValueError:
        return name
