"""What it would take: the states that a vote turned on, and other votes than those cast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import comb, prod
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from unstatements.analysis.positions import Position, Positions, positions
from unstatements.core.arguments import wrong_type
from unstatements.core.dates import DateLike
from unstatements.core.errors import UnknownBlocError
from unstatements.events.rollcall import (
    Majority,
    Outcome,
    RollCall,
    RollCallLike,
    Tally,
    rollcall as find_rollcall,
)
from unstatements.events.statement import Statement, StatementLike, statement as find_statement
from unstatements.groups.bloc import Bloc, BlocLike, bloc as find_bloc
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import DisplayRow, Row, Types
from unstatements.results.interval import Interval
from unstatements.results.result import Result

__all__ = [
    "Pivotal",
    "Projection",
    "StatePivot",
    "Vote",
    "WhatIf",
    "pivotal",
    "projection",
    "what_if",
]

Vote = Literal["yes", "no", "abstain", "absent"]
Move: TypeAlias = "tuple[Vote, Vote]"

_VOTES: tuple[Vote, ...] = get_args(Vote)

_ABSENT_NOTE = "An absent state is taken to be able to vote; the record does not say whether it could."


@frozen
class _Ballot:
    """How every state entitled to vote voted."""

    yes: CountrySet
    no: CountrySet
    abstain: CountrySet
    absent: CountrySet

    @classmethod
    def of(cls, vote: RollCall) -> _Ballot:
        cast = cls(vote.yes, vote.no, vote.abstain, vote.absent)
        if vote.completeness != "complete":
            known = len(cast.electorate)
            raise ValueError(
                f"the votes of {vote.id} are known only in part ({known} by name, announced "
                f"{vote.tally}), so nothing can be said of single votes; "
                "un.rollcalls(complete=True) lists those known as a whole"
            )
        return cast

    @property
    def electorate(self) -> CountrySet:
        return self.yes | self.no | self.abstain | self.absent

    @property
    def tally(self) -> Tally:
        return Tally(len(self.yes), len(self.no), len(self.abstain), len(self.absent))

    def margin(self, majority: Majority) -> int:
        return len(self.yes) + len(self.no) * _margin("no", majority)

    def outcome(self, majority: Majority) -> Outcome:
        return "adopted" if _adopted(len(self.yes), len(self.no), majority) else "rejected"

    def by_vote(self) -> Mapping[Vote, CountrySet]:
        return {"yes": self.yes, "no": self.no, "abstain": self.abstain, "absent": self.absent}

    def vote_of(self, country: Country) -> Vote:
        return next(vote for vote, countries in self.by_vote().items() if country in countries)

    def moved(self, changes: Mapping[Vote, CountrySet]) -> _Ballot:
        movers = CountrySet()
        for countries in changes.values():
            movers |= countries
        yes, no, abstain, absent = (
            (countries - movers) | changes.get(vote, CountrySet())
            for vote, countries in self.by_vote().items()
        )
        return _Ballot(yes, no, abstain, absent)


def _adopted(yes: int, no: int, majority: Majority) -> bool:
    return yes > 0 and (yes > no if majority == "simple" else yes >= 2 * no)


def _margin(vote: Vote, majority: Majority) -> int:
    """Return what one vote adds to yes - no, or to yes - 2 no for two thirds."""
    against = -1 if majority == "simple" else -2
    return {"yes": 1, "no": against, "abstain": 0, "absent": 0}[vote]


def _required(vote: RollCall, majority: Majority | None) -> Majority:
    if majority not in (None, *get_args(Majority)):
        raise ValueError(f"majority must be 'simple' or 'two-thirds', not {majority!r}")
    return majority or vote.required_majority or "simple"


def _rule(majority: Majority) -> str:
    if majority == "simple":
        return "Adopted if yes > no; abstentions and absences do not count."
    return "Adopted if yes >= 2/3 of yes and no; abstentions and absences do not count."


def _announced(vote: RollCall, ballot: _Ballot, majority: Majority) -> list[str]:
    """Return where the announced result and the votes by name differ."""
    notes = []
    outcome, cast, told = ballot.outcome(majority), ballot.tally, vote.tally
    if vote.outcome not in (outcome, None):
        notes.append(f"The vote was announced as {vote.outcome}; by a {majority} majority it is {outcome}.")
    if any(
        total not in (count, None)
        for count, total in ((cast.yes, told.yes), (cast.no, told.no), (cast.abstain, told.abstain))
    ):
        notes.append(f"Announced {told}; by name the votes add up to {cast}, and those are counted here.")
    return notes


@frozen
class StatePivot:
    """How often one state is in a smallest set that could have changed the outcome.

    Attributes:
        country: The state.
        vote: How it voted.
        sets: Number of smallest sets that it is in.

    Example:
        >>> import unstatements as un
        >>> first = un.pivotal("A/HRC/51/L.6").states[0]
        >>> first.vote, first.sets
        ('no', 29)
    """

    country: Country
    vote: Vote
    sets: int


@frozen(repr=False)
class Pivotal(Result):
    """What it would have taken to change the outcome of a vote.

    Attributes:
        rollcall: The vote.
        majority: The majority required: ``"simple"`` or ``"two-thirds"``.
        outcome: The outcome by that majority.
        margin: Votes in favour less votes against; for two thirds, less twice the votes against.
        moves: The moves allowed, from a vote to another.
        size: Number of states in the smallest sets whose move changes the outcome; None if no set does.
        count: Number of those sets.
        states: Every state with the number of smallest sets that it is in: most sets first, then by name.
        single_moves: For each kind of move towards the other outcome, how many states would have to make it
            if nobody made another; None where all that could are not enough.
        reason: Why no set changes the outcome; empty where one does.

    Example:
        >>> import unstatements as un
        >>> dict(un.pivotal("A/HRC/51/L.6").single_moves)["abstain", "yes"]
        3
    """

    rollcall: RollCall
    majority: Majority
    outcome: Outcome
    margin: int
    moves: tuple[Move, ...]
    size: int | None
    count: int
    states: tuple[StatePivot, ...]
    single_moves: tuple[tuple[Move, int | None], ...]
    reason: str

    def sets(self) -> Iterator[CountrySet]:
        """Yield the smallest sets one by one; there can be very many.

        Example:
            >>> import unstatements as un
            >>> from itertools import islice
            >>> for found in islice(un.pivotal("A/HRC/51/L.6").sets(), 2):
            ...     print(found.alpha_3s)
            ('BOL', 'CMR')
            ('BOL', 'CHN')
        """
        if self.size is None:
            return
        ballot = _Ballot.of(self.rollcall)
        swing = _Swing(ballot, self.majority, self.moves)
        for numbers in swing.compositions(self.size):
            groups = [ballot.by_vote()[vote] for vote in swing.votes]
            yield from _choices(groups, numbers)

    def title(self) -> str:
        """Return the vote and the majority."""
        return f"{self.rollcall}; {self.majority} majority"

    def rows(self) -> list[Row]:
        """Return one row a state, those in most smallest sets first."""
        return [
            {
                "alpha_3": one.country.alpha_3,
                "country": one.country.name,
                "vote": one.vote,
                "sets": one.sets,
                "share": one.sets / self.count if self.count else None,
            }
            for one in self.states
        ]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a vote: all states that voted alike are in as many sets."""
        rows: list[DisplayRow] = []
        for vote in sorted({one.vote for one in self.states}, key=_VOTES.index):
            alike = [one for one in self.states if one.vote == vote]
            share = alike[0].sets / self.count if self.count else None
            rows.append({"vote": vote, "states": len(alike), "sets_each": alike[0].sets, "share": share})
        return rows

    def footnotes(self) -> Sequence[str]:
        """Return the margin, the smallest sets, what each single kind of move would take, and the rule."""
        found = self.reason or (f"{self.count} smallest sets of {self.size} whose move changes the outcome")
        needed = [
            f"{before} to {after}: {'not enough states' if number is None else number}"
            for (before, after), number in self.single_moves
        ]
        absent = [_ABSENT_NOTE] if any(before == "absent" for (before, _), _ in self.single_moves) else []
        return [
            f"margin {self.margin}; {found}",
            *(["by one kind of move: " + "; ".join(needed)] if needed else []),
            _rule(self.majority),
            *_announced(self.rollcall, _Ballot.of(self.rollcall), self.majority),
            *absent,
        ]

    def _types(self) -> Types:
        # A number of sets may not fit 64 bits, hence a floating-point number in a frame.
        return {"alpha_3": str, "country": str, "vote": _VOTES, "sets": float, "share": float}

    def __repr__(self) -> str:
        return f"<pivotal in {self.rollcall.id!r}: {self.count} smallest sets of {self.size}>"


def _choices(groups: Sequence[CountrySet], numbers: Sequence[int]) -> Iterator[CountrySet]:
    """Yield every way to take so many countries from each group, without keeping them."""
    if not groups:
        yield CountrySet()
        return
    for chosen in combinations(groups[0], numbers[0]):
        for rest in _choices(groups[1:], numbers[1:]):
            yield rest | chosen


class _Swing:
    """The moves that bring a vote nearer to the other outcome: for each vote cast, the strongest."""

    def __init__(self, ballot: _Ballot, majority: Majority, moves: Iterable[Move]) -> None:
        self.ballot = ballot
        self.majority: Majority = majority
        self.sign = -1 if ballot.outcome(majority) == "adopted" else 1
        self.targets: dict[Vote, Vote] = {}
        gains: dict[Vote, int] = {}
        for before, after in moves:
            gain = self.gain(before, after)
            if ballot.by_vote()[before] and gain > gains.get(before, 0):
                self.targets[before], gains[before] = after, gain
        # Strongest first, so that the smallest sets are found by taking from the front.
        self.votes = tuple(sorted(self.targets, key=lambda vote: (-gains[vote], _VOTES.index(vote))))
        self.sizes = tuple(len(ballot.by_vote()[vote]) for vote in self.votes)
        self.gains = tuple(gains[vote] for vote in self.votes)

    def gain(self, before: Vote, after: Vote) -> int:
        return self.sign * (_margin(after, self.majority) - _margin(before, self.majority))

    def changes(self, numbers: Iterable[int]) -> bool:
        """Say whether the outcome changes if so many of each vote make their strongest move."""
        counts = {vote: len(countries) for vote, countries in self.ballot.by_vote().items()}
        for vote, number in zip(self.votes, numbers, strict=True):
            counts[vote] -= number
            counts[self.targets[vote]] += number
        return _adopted(counts["yes"], counts["no"], self.majority) == (self.sign > 0)

    def compositions(self, size: int) -> Iterator[tuple[int, ...]]:
        """Yield how many of each vote the sets of a size that change the outcome can hold."""
        for numbers in _split(size, self.sizes):
            if self.changes(numbers):
                yield numbers

    def smallest(self) -> int | None:
        """Return the size of the smallest sets that change the outcome."""
        if not self.changes(self.sizes):
            return None
        # No set is large enough before the strongest moves together reach the line.
        missing = -self.sign * self.ballot.margin(self.majority)
        strongest = [gain for gain, number in zip(self.gains, self.sizes, strict=True) for _ in range(number)]
        size = 1
        while sum(strongest[:size]) < missing:
            size += 1
        while not any(True for _ in self.compositions(size)):
            size += 1
        return size


def _split(size: int, limits: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield every way to take `size` things from boxes that hold so many, fullest first box first."""
    if not limits:
        if size == 0:
            yield ()
        return
    for first in range(min(size, limits[0]), max(0, size - sum(limits[1:])) - 1, -1):
        for rest in _split(size - first, limits[1:]):
            yield (first, *rest)


def pivotal(
    rollcall: RollCallLike,
    majority: Majority | None = None,
    moves: Iterable[tuple[str, str]] | None = None,
) -> Pivotal:
    """Return what it would have taken to change the outcome of a vote.

    A set of states changes the outcome if each of them, by one move from its vote to another, can bring the
    other outcome about together. Of all such sets the smallest are counted, and for each state how many of
    them it is in. States that voted alike are interchangeable, so the sets are counted by how many states of
    each vote they hold, without listing them.

    A text is adopted by a simple majority if yes > no, by two thirds if yes >= 2/3 (yes + no); a tie
    rejects it, and so does a vote in which nobody votes yes.

    Args:
        rollcall: A roll call, its symbol or id.
        majority: The majority required, ``"simple"`` or ``"two-thirds"``; None for the one that the record
            shows (`RollCall.required_majority`), and a simple one where it shows none.
        moves: The moves allowed, such as ``[("no", "abstain"), ("abstain", "yes")]``; None for all.

    Raises:
        UnknownRollCallError: If no roll call is called so.
        ValueError: If the votes are known only in part, or an option or a vote is unknown.

    Source:
        Charter of the United Nations, Article 18: majorities are of the members present and voting; General
        Assembly, rules of procedure (A/520/Rev.17), rule 86 and, for committees, rule 126: those are the
        members that vote for or against, and members that abstain do not vote. The Human Rights Council
        applies the rules of the Assembly's committees (A/HRC/RES/5/1, annex, rule 7).

    Example:
        >>> import unstatements as un
        >>> vote = un.pivotal("A/HRC/51/L.6")  # 17-19-11
        >>> vote.margin, vote.size, vote.count  # two states, one of them at least from no to yes
        (-2, 2, 380)
    """
    found = find_rollcall(rollcall)
    required = _required(found, majority)
    allowed = _moves(moves)
    ballot = _Ballot.of(found)
    swing = _Swing(ballot, required, allowed)
    size = swing.smallest()
    sets: dict[Vote, int] = dict.fromkeys(_VOTES, 0)
    count = 0
    for numbers in swing.compositions(size) if size is not None else ():
        ways = prod(map(comb, swing.sizes, numbers))
        count += ways
        for vote, number, limit in zip(swing.votes, numbers, swing.sizes, strict=True):
            sets[vote] += ways * number // limit
    states = [
        StatePivot(country, vote, sets[vote])
        for vote, countries in ballot.by_vote().items()
        for country in countries
    ]
    return Pivotal(
        rollcall=found,
        majority=required,
        outcome=ballot.outcome(required),
        margin=ballot.margin(required),
        moves=allowed,
        size=size,
        count=count,
        states=tuple(sorted(states, key=lambda one: (-one.sets, one.country))),
        single_moves=tuple(
            (move, _Swing(ballot, required, [move]).smallest())
            for move in allowed
            if swing.gain(*move) > 0 and ballot.by_vote()[move[0]]
        ),
        reason="" if size is not None else "no set of the moves allowed changes the outcome",
    )


def _moves(moves: Iterable[tuple[str, str]] | None) -> tuple[Move, ...]:
    if moves is None:
        return tuple((before, after) for before in _VOTES for after in _VOTES if before != after)
    allowed = []
    for before, after in moves:
        if before == after:
            raise ValueError(f"{before!r} to {after!r} is no move: name two different votes")
        allowed.append((_vote(before), _vote(after)))
    return tuple(dict.fromkeys(allowed))


def _vote(word: str) -> Vote:
    for vote in _VOTES:
        if word == vote:
            return vote
    raise ValueError(f"{word!r} is no vote: write yes, no, abstain or absent")


@frozen(repr=False)
class WhatIf(Result):
    """A vote as it would have been had some states voted otherwise.

    Attributes:
        rollcall: The vote as it was.
        majority: The majority required.
        changes: Each state that votes otherwise: how it voted, and how it would.
        yes: The states in favour then.
        no: The states against then.
        abstain: The states that abstain then.
        absent: The states without a vote then.
        before: The outcome of the votes as cast, by that majority.
        outcome: The outcome then.

    Example:
        >>> import unstatements as un
        >>> print(un.what_if("A/HRC/51/L.6", {"UKR": "yes"}).tally)
        18-19-10
    """

    rollcall: RollCall
    majority: Majority
    changes: tuple[tuple[Country, Vote, Vote], ...]
    yes: CountrySet
    no: CountrySet
    abstain: CountrySet
    absent: CountrySet
    before: Outcome
    outcome: Outcome

    @property
    def tally(self) -> Tally:
        """The totals then."""
        return Tally(len(self.yes), len(self.no), len(self.abstain), len(self.absent))

    @property
    def margin(self) -> int:
        """Votes in favour less votes against; for two thirds, less twice the votes against."""
        return _Ballot(self.yes, self.no, self.abstain, self.absent).margin(self.majority)

    @property
    def changed(self) -> bool:
        """Whether the outcome is another than that of the votes as cast."""
        return self.outcome != self.before

    def title(self) -> str:
        """Return the vote as it was, and how it would have gone."""
        return f"{self.rollcall}\n  what if: {self.outcome} {self.tally}"

    def rows(self) -> list[Row]:
        """Return one row a state entitled to vote: its vote, and its vote then."""
        moved = {country: (old, new) for country, old, new in self.changes}
        then = _Ballot(self.yes, self.no, self.abstain, self.absent)
        rows: list[Row] = []
        for one in then.electorate:
            old, new = moved.get(one, (then.vote_of(one),) * 2)
            rows.append({"alpha_3": one.alpha_3, "country": one.name, "voted": old, "what_if": new})
        return rows

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a state that votes otherwise."""
        return [{"country": one.name, "voted": old, "what_if": new} for one, old, new in self.changes]

    def footnotes(self) -> Sequence[str]:
        """Return whether the outcome changes, and the rule."""
        return [
            f"{self.rollcall.tally} becomes {self.tally}: {self.outcome}"
            f"{', no longer ' + self.before if self.changed else ' as before'}",
            _rule(self.majority),
            *_announced(self.rollcall, _Ballot.of(self.rollcall), self.majority),
        ]

    def _types(self) -> Types:
        return {"alpha_3": str, "country": str, "voted": _VOTES, "what_if": _VOTES}

    def __repr__(self) -> str:
        return f"<what if in {self.rollcall.id!r}: {self.outcome} {self.tally}>"


def what_if(
    rollcall: RollCallLike,
    votes: Mapping[str, str] | Mapping[Country, str] | Mapping[CountryLike, str],
    majority: Majority | None = None,
) -> WhatIf:
    """Return how a vote would have gone had some states voted otherwise.

    Args:
        rollcall: A roll call, its symbol or id.
        votes: For each of those states its other vote: ``"yes"``, ``"no"``, ``"abstain"`` or ``"absent"``.
        majority: The majority required, see `pivotal`.

    Raises:
        UnknownRollCallError: If no roll call is called so.
        UnknownCountryError: If a country is not known.
        ValueError: If the votes are known only in part, a country was not entitled to vote or is named twice,
            or a word is no vote.

    Source:
        As for `pivotal`.

    Example:
        >>> import unstatements as un
        >>> then = un.what_if("A/HRC/51/L.6", {"UKR": "yes", "Senegal": "abstain", "SDN": "abstain"})
        >>> str(then.tally), then.outcome, then.changed
        ('18-17-12', 'adopted', True)
    """
    found = find_rollcall(rollcall)
    required = _required(found, majority)
    ballot = _Ballot.of(found)
    wanted: dict[Country, Vote] = {}
    if not hasattr(votes, "items"):
        raise wrong_type(votes, 'mapping of countries to votes: give such as {"UKR": "yes"}')
    for name, word in votes.items():
        country = next(iter(CountrySet([name])))
        if country not in ballot.electorate:
            raise ValueError(f"{country.name} was not entitled to vote on {found.symbol or found.id}")
        if country in wanted:
            raise ValueError(f"{country.name} is named twice")
        wanted[country] = _vote(word)
    changes: tuple[tuple[Country, Vote, Vote], ...] = tuple(
        (country, ballot.vote_of(country), wanted[country])
        for country in CountrySet(wanted)
        if ballot.vote_of(country) != wanted[country]
    )
    then = ballot.moved(
        {vote: CountrySet(one for one, word in wanted.items() if word == vote) for vote in _VOTES}
    )
    return WhatIf(
        rollcall=found,
        majority=required,
        changes=changes,
        yes=then.yes,
        no=then.no,
        abstain=then.abstain,
        absent=then.absent,
        before=ballot.outcome(required),
        outcome=then.outcome(required),
    )


@frozen(repr=False)
class Projection(Result):
    """A vote as it would have been had every state voted as it, or its bloc, had signed.

    Attributes:
        statement: The statement.
        rollcall: The vote.
        majority: The majority required.
        blocs: The blocs whose members were taken to follow them.
        signed: The states entitled to vote that are known to have signed the statement.
        answered: Those known to have signed its counterstatement.
        followed: Those that signed neither, as far as is known, and follow a bloc.
        may_have_signed: Those of which the lists leave open whether they, or a bloc of theirs, signed; they
            keep the vote that they would have otherwise.
        otherwise: Those that voted otherwise than they, or their bloc, are known to have signed.
        yes: The states in favour then.
        no: The states against then.
        abstain: The states that abstain then.
        absent: The states without a vote then.
        margins: The bounds of the margin, as `Pivotal.margin`, that the lists leave open.
        outcome: The outcome then; None if it depends on who signed without being known to.

    Example:
        >>> import unstatements as un
        >>> then = un.projection("2021-10-21-ga3c-france", "A/HRC/51/L.6")
        >>> then.otherwise.alpha_3s, str(then.tally), then.outcome
        (('LBY', 'SOM'), '16-21-10', 'rejected')
    """

    statement: Statement
    rollcall: RollCall
    majority: Majority
    blocs: tuple[Bloc, ...]
    signed: CountrySet
    answered: CountrySet
    followed: CountrySet
    may_have_signed: CountrySet
    otherwise: CountrySet
    yes: CountrySet
    no: CountrySet
    abstain: CountrySet
    absent: CountrySet
    margins: Interval
    outcome: Outcome | None

    @property
    def tally(self) -> Tally:
        """The totals then, of what is known: states that may have signed keep their vote."""
        return Tally(len(self.yes), len(self.no), len(self.abstain), len(self.absent))

    def title(self) -> str:
        """Return the vote, the statement and how the vote would have gone."""
        outcome = self.outcome or "outcome not known"
        return f"{self.rollcall}\n  as signed on {self.statement}\n  {outcome} {self.tally}"

    def rows(self) -> list[Row]:
        """Return one row a state entitled to vote: what it signed, how it voted, and its vote then."""
        cast = _Ballot.of(self.rollcall)
        then = _Ballot(self.yes, self.no, self.abstain, self.absent)
        return [
            {
                "alpha_3": one.alpha_3,
                "country": one.name,
                "signed": self._signed(one),
                "follows_bloc": one in self.followed,
                "voted": cast.vote_of(one),
                "projected": then.vote_of(one),
                "otherwise": one in self.otherwise,
            }
            for one in cast.electorate
        ]

    def _signed(self, country: Country) -> str:
        if country in self.signed:
            return "statement"
        if country in self.answered:
            return "counterstatement"
        return "not known" if country in self.may_have_signed else "neither"

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a state that voted otherwise."""
        shown = ("country", "signed", "follows_bloc", "voted", "projected")
        return [{key: row[key] for key in shown} for row in self.rows() if row["otherwise"]]

    def footnotes(self) -> Sequence[str]:
        """Return who signed and voted so, who may have signed, what that leaves open, and the rule."""
        signers = len(self.signed) + len(self.answered) + len(self.followed)
        notes = [
            f"{signers} signed{' or follow a bloc' if self.blocs else ''}, {len(self.otherwise)} of them "
            "voted otherwise; "
            f"{self.rollcall.tally} becomes {self.tally}",
        ]
        if self.may_have_signed:
            notes.append(
                f"{len(self.may_have_signed)} may have signed without being named; the margin then lies "
                f"within {self.margins}, the outcome "
                f"{f'is {self.outcome} anyway' if self.outcome else 'is not known'}"
            )
        return [
            *notes,
            "A signature and a vote need not be on the same text: the projection says how states had "
            "taken sides, not how they would have voted.",
            _rule(self.majority),
            *_announced(self.rollcall, _Ballot.of(self.rollcall), self.majority),
        ]

    def _types(self) -> Types:
        return {
            "alpha_3": str,
            "country": str,
            "signed": ("statement", "counterstatement", "neither", "not known"),
            "follows_bloc": bool,
            "voted": _VOTES,
            "projected": _VOTES,
            "otherwise": bool,
        }

    def __repr__(self) -> str:
        return f"<projection of {self.statement.id!r} on {self.rollcall.id!r}: {self.tally}>"


def projection(
    statement: StatementLike,
    rollcall: RollCallLike,
    blocs: Iterable[BlocLike] = (),
    majority: Majority | None = None,
    on: DateLike | None = None,
) -> Projection:
    """Return how a vote would have gone had every state voted as it, or its bloc, had signed.

    States that signed the statement vote with it, those that signed its counterstatement against it; the
    others keep their vote. Where a list is known only in part, states that may have signed keep their vote
    too, and the bounds of the margin say what they could change: as many of them as are reported to have
    signed vote as it suits the one outcome, then the other.

    Args:
        statement: A statement or its id.
        rollcall: A roll call on the same proposition, its symbol or id.
        blocs: Blocs whose members follow them where they signed neither side themselves. A bloc has signed
            a side if the side's text names it among its signatories, or if more than half of its members
            on the day of the vote are known to have signed. A member of blocs on both sides keeps its vote.
        majority: The majority required, see `pivotal`.
        on: The day whose signatories count, with those added and withdrawn by then; None for the lists as
            delivered.

    Raises:
        UnknownStatementError: If no statement is called so.
        UnknownRollCallError: If no roll call is called so.
        UnknownBlocError: If a bloc is not known.
        ValueError: If the two are not on one proposition, the votes are known only in part, or the vote has
            no date and blocs are given.

    Source:
        The rule of adoption as for `pivotal`.

    Example:
        >>> import unstatements as un
        >>> then = un.projection("2021-10-21-ga3c-france", "A/HRC/51/L.6")
        >>> len(then.signed), len(then.answered), then.otherwise.alpha_3s
        (14, 8, ('LBY', 'SOM'))
    """
    text, vote = find_statement(statement), find_rollcall(rollcall)
    required = _required(vote, majority)
    if vote.proposition is None or text.proposition.id != vote.proposition.id:
        about = vote.proposition.id if vote.proposition else "none"
        raise ValueError(
            f"{text.id} and {vote.id} are not on one proposition ({text.proposition.id}; {about}), "
            "so signatures say nothing about the votes"
        )
    ballot, stood = _Ballot.of(vote), positions(text, on)
    chosen = tuple(map(find_bloc, blocs))
    words: dict[Position, Vote] = {Position.FOR: "yes", Position.AGAINST: "no"}
    if text.direction != vote.direction:
        words = {Position.FOR: "no", Position.AGAINST: "yes"}
    if chosen and vote.date is None:
        raise ValueError(f"{vote.id} has no known date: the members of blocs cannot be dated")
    following = _following(text, stood, [(one, one.members(vote.date)) for one in chosen])
    sides: dict[Vote, CountrySet] = {}
    may_sign: dict[Vote, CountrySet] = {}
    at_most: dict[Vote, int] = {}
    for side, word in words.items():
        follow, may_follow = (countries & ballot.electorate for countries in following[side])
        signed = stood.of(side) & ballot.electorate
        sides[word] = signed | follow
        may_sign[word] = ((stood.possible(side) & ballot.electorate) - signed) | may_follow
        unnamed = stood.count(side, ballot.electorate).high - len(signed)
        at_most[word] = int(unnamed) + len(may_follow)
    then = ballot.moved(sides)
    worst = _most(then, "no", may_sign["no"], at_most["no"])
    best = _most(then, "yes", may_sign["yes"], at_most["yes"])
    outcomes: set[Outcome] = {one.outcome(required) for one in (worst, best)}
    signers, answerers = (stood.of(side) & ballot.electorate for side in words)
    return Projection(
        statement=text,
        rollcall=vote,
        majority=required,
        blocs=chosen,
        signed=signers,
        answered=answerers,
        followed=(sides["yes"] | sides["no"]) - signers - answerers,
        may_have_signed=may_sign["yes"] | may_sign["no"],
        otherwise=(sides["yes"] - ballot.yes) | (sides["no"] - ballot.no),
        yes=then.yes,
        no=then.no,
        abstain=then.abstain,
        absent=then.absent,
        margins=Interval(worst.margin(required), best.margin(required)),
        outcome=outcomes.pop() if len(outcomes) == 1 else None,
    )


def _following(
    text: Statement, stood: Positions, blocs: Iterable[tuple[Bloc, CountrySet]]
) -> Mapping[Position, tuple[CountrySet, CountrySet]]:
    """Return, for each side, the members that follow a bloc there, and those that may."""
    for_, against = Position.FOR, Position.AGAINST
    surely = {for_: CountrySet(), against: CountrySet()}
    perhaps = {for_: CountrySet(), against: CountrySet()}
    for one, members in blocs:
        for side, delivered in ((for_, text), (against, text.counterstatement)):
            named = delivered is not None and _is_named(one, delivered)
            if named or 2 * len(stood.of(side) & members) > len(members):
                surely[side] |= members
            elif 2 * len(stood.possible(side) & members) > len(members):
                perhaps[side] |= members
    own = stood.of(for_) | stood.of(against)
    found = {}
    for side, other in ((for_, against), (against, for_)):
        follow = surely[side] - surely[other] - perhaps[other] - own
        # A member of blocs on both sides follows neither.
        may_follow = (surely[side] & perhaps[other]) | perhaps[side]
        found[side] = follow, may_follow - surely[other] - follow - own
    return found


def _is_named(bloc: Bloc, text: Statement) -> bool:
    """Say whether a statement is signed by, or was delivered for, a bloc as such."""
    for name in (*text.other_signatories, text.delivered_for):
        try:
            if name and find_bloc(name) == bloc:
                return True
        except UnknownBlocError:
            continue
    return False


def _most(ballot: _Ballot, vote: Vote, candidates: CountrySet, at_most: int) -> _Ballot:
    """Return the votes if as many candidates as possible cast one, those farthest from it first."""
    opposed = ballot.no if vote == "yes" else ballot.yes
    movers = [*(candidates & opposed), *(candidates & (ballot.abstain | ballot.absent))]
    return ballot.moved({vote: CountrySet(movers[:at_most])})
