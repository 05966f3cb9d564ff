"""What it would take: the states that a vote turned on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, permutations
from math import comb, prod
from typing import TypeAlias

from attrs import frozen

from unstatements.analysis.what_if import (
    VotesCast,
    adoption_notes,
    is_adopted,
    required_majority,
    vote_weight,
    vote_word,
)
from unstatements.core.arguments import quoted
from unstatements.events.rollcall import (
    VOTE_WORDS,
    Majority,
    Outcome,
    RollCall,
    RollCallLike,
    VoteWord,
    rollcall as find_rollcall,
)
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import Column, DisplayRow, attribute_columns
from unstatements.results.result import Result

Move: TypeAlias = "tuple[VoteWord, VoteWord]"

_ABSENT_NOTE = (
    "An absent state is taken to be able to vote; the record does not say whether it could."
)


@frozen
class PivotalState:
    """How often one state is in a smallest set that could have changed the outcome.

    Attributes:
        country: The state.
        vote: How it voted.
        sets: Number of smallest sets that it is in.
        share: Their share of all smallest sets, from 0 to 1; None where there is none.
    """

    country: Country
    vote: VoteWord
    sets: int
    share: float | None


@frozen(repr=False)
class PivotalStates(Result):
    """What it would have taken to change the outcome of a vote.

    Attributes:
        rollcall: The vote.
        majority: The majority required: ``"simple"`` or ``"two-thirds"``.
        outcome: The outcome by that majority.
        margin: Votes in favour less votes against; for two thirds, less twice the votes against.
        moves: The moves allowed, from a vote to another.
        size: Number of states in the smallest sets whose move changes the outcome, or None.
        count: Number of those sets.
        states: Every state with the number of smallest sets that it is in, most first, by name.
        single_moves: For each kind of move towards the other outcome, how many states would have
            to make it if nobody made another; None where all that could are not enough.
        reason: Why no set changes the outcome; empty where one does.
    """

    rollcall: RollCall
    majority: Majority
    outcome: Outcome
    margin: int
    moves: tuple[Move, ...]
    size: int | None
    count: int
    states: tuple[PivotalState, ...]
    single_moves: tuple[tuple[Move, int | None], ...]
    reason: str

    _rows_of = "states"
    _columns = (
        Column[PivotalState]("alpha_3", str, "country.alpha_3"),
        # A number of sets may not fit 64 bits.
        *attribute_columns(country=str, vote=VOTE_WORDS, sets=float, share=float),
    )

    def sets(self) -> Iterator[CountrySet]:
        """Yield the smallest sets, each once; there can be very many.

        Example:
            >>> from itertools import islice
            >>> for states in islice(un.pivotal_states("A/HRC/51/L.6").sets(), 2):
            ...     print(states.alpha_3s)
            ('BOL', 'CMR')
            ('BOL', 'CHN')
        """
        if self.size is None:
            return
        swing = _Swing.of(VotesCast.cast_in(self.rollcall), self.majority, self.moves)
        for numbers in swing.compositions(self.size):
            yield from _choices(swing.groups, numbers)

    def title(self) -> str:
        return f"{self.rollcall}; {self.majority} majority"

    def display_rows(self) -> Sequence[DisplayRow]:
        rows: list[DisplayRow] = []
        for vote in VOTE_WORDS:
            alike = [state for state in self.states if state.vote == vote]
            if alike:
                sets, share = alike[0].sets, alike[0].share
                rows.append(
                    {"vote": vote, "states": len(alike), "sets_each": sets, "share": share}
                )
        return rows

    def footnotes(self) -> Sequence[str]:
        sets = f"{self.count} smallest sets of {self.size} whose move changes the outcome"
        notes = [f"margin {self.margin}; {self.reason or sets}"]
        if self.single_moves:
            needed = [
                f"{before} to {after}: {'not enough states' if number is None else number}"
                for (before, after), number in self.single_moves
            ]
            notes.append("by one kind of move: " + "; ".join(needed))
        notes += adoption_notes(self.rollcall, self.majority)
        if any(before == "absent" for (before, _after), _number in self.single_moves):
            notes.append(_ABSENT_NOTE)
        return notes


def pivotal_states(
    rollcall: RollCallLike,
    majority: Majority | None = None,
    moves: Iterable[tuple[str, str]] | None = None,
) -> PivotalStates:
    """Return what it would have taken to change the outcome of a vote.

    A set of states changes the outcome if each of them, by one move from its vote to another, can
    bring the other outcome about together. Of all such sets the smallest are counted, and for each
    state how many of them it is in. States that voted alike are interchangeable, so the sets are
    counted by how many states of each vote they hold, without listing them.

    A text is adopted by a simple majority if yes > no, by two thirds if yes >= 2/3 (yes + no); a
    tie rejects it, and so does a vote in which nobody votes yes.

    Args:
        rollcall: A roll call, its symbol or id.
        majority: The majority required, ``"simple"`` or ``"two-thirds"``; None for the one that
            the record shows (`RollCall.required_majority`), and a simple one where it shows none.
        moves: Those allowed, such as ``[("no", "abstain"), ("abstain", "yes")]``; None for all.

    Raises:
        UnknownRollCallError: If no roll call is called so.
        ValueError: If the votes are known only in part, or an option or a vote is unknown.

    Source:
        Charter of the United Nations, Article 18: majorities are of the members present and
        voting; General Assembly, rules of procedure (A/520/Rev.17), rule 86 and, for committees,
        rule 126: those are the members that vote for or against, and members that abstain do not
        vote. The Human Rights Council applies the rules of the Assembly's committees
        (A/HRC/RES/5/1, annex, rule 7).

    Example:
        >>> vote = un.pivotal_states("A/HRC/51/L.6")  # 17-19-11
        >>> vote.margin, vote.size, vote.count  # two states, one at least from no to yes
        (-2, 2, 380)
        >>> vote.states[0].vote, vote.states[0].sets, dict(vote.single_moves)["abstain", "yes"]
        ('no', 29, 3)
    """
    vote = find_rollcall(rollcall)
    required, allowed = required_majority(vote, majority), _moves(moves)
    votes = VotesCast.cast_in(vote)
    swing = _Swing.of(votes, required, allowed)
    size = swing.smallest_size()
    sets = dict.fromkeys(VOTE_WORDS, 0)
    count = 0
    for numbers in swing.compositions(size) if size is not None else ():
        ways = prod(map(comb, swing.sizes, numbers))
        count += ways
        for move, number, able in zip(swing.moves, numbers, swing.sizes, strict=True):
            sets[move[0]] += ways * number // able
    states = [
        PivotalState(country, word, sets[word], sets[word] / count if count else None)
        for word, countries in votes.by_word().items()
        for country in countries
    ]
    alone = {move: _Swing.of(votes, required, [move]) for move in allowed}
    return PivotalStates(
        rollcall=vote,
        majority=required,
        outcome=votes.outcome(required),
        margin=votes.margin(required),
        moves=allowed,
        size=size,
        count=count,
        states=tuple(sorted(states, key=lambda state: (-state.sets, state.country))),
        single_moves=tuple(
            (move, single.smallest_size()) for move, single in alone.items() if single.moves
        ),
        reason="" if size is not None else "no set of the moves allowed changes the outcome",
    )


def _moves(moves: Iterable[tuple[str, str]] | None) -> tuple[Move, ...]:
    if moves is None:
        return tuple(permutations(VOTE_WORDS, 2))
    allowed: list[Move] = [(vote_word(before), vote_word(after)) for before, after in moves]
    for before, after in allowed:
        if before == after:
            raise ValueError(
                f"{quoted(before)} to {quoted(after)} is not a move: name two different votes"
            )
    return tuple(dict.fromkeys(allowed))


def _choices(groups: Sequence[CountrySet], numbers: Sequence[int]) -> Iterator[CountrySet]:
    """Yield every way to take so many countries from each group, without keeping them."""
    if not groups:
        yield CountrySet()
        return
    for countries in combinations(groups[0], numbers[0]):
        for others in _choices(groups[1:], numbers[1:]):
            yield others | countries


@frozen
class _Swing:
    """What moves can do to a vote: for each vote the strongest move, the strongest first."""

    votes: VotesCast
    majority: Majority
    moves: tuple[Move, ...]

    @classmethod
    def of(cls, votes: VotesCast, majority: Majority, moves: Iterable[Move]) -> _Swing:
        whole = cls(votes, majority, ())
        states = votes.by_word()
        moves = [move for move in moves if states[move[0]] and whole.gain(move) > 0]
        moves.sort(key=lambda move: (-whole.gain(move), VOTE_WORDS.index(move[0])))
        strongest = {before: (before, after) for before, after in reversed(moves)}
        return cls(votes, majority, tuple(move for move in moves if move in strongest.values()))

    def gain(self, move: Move) -> int:
        """Return by how much one state's move closes the margin."""
        before, after = (vote_weight(vote, self.majority) for vote in move)
        return before - after if self.votes.outcome(self.majority) == "adopted" else after - before

    @property
    def groups(self) -> list[CountrySet]:
        """The states that can make each move."""
        states = self.votes.by_word()
        return [states[before] for before, _after in self.moves]

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(map(len, self.groups))

    def changes(self, numbers: Iterable[int]) -> bool:
        """Whether the outcome changes if so many states make each move."""
        counts = {word: len(states) for word, states in self.votes.by_word().items()}
        for (before, after), number in zip(self.moves, numbers, strict=True):
            counts[before] -= number
            counts[after] += number
        was_adopted = self.votes.outcome(self.majority) == "adopted"
        return is_adopted(counts["yes"], counts["no"], self.majority) != was_adopted

    def compositions(self, size: int) -> Iterator[tuple[int, ...]]:
        """Yield how many of each group the sets of a size that change the outcome can hold."""
        return filter(self.changes, _splits(size, self.sizes))

    def smallest_size(self) -> int | None:
        """Return the size of the smallest sets that change the outcome; None if none does."""
        if not self.changes(self.sizes):
            return None
        # No set is large enough before the strongest moves together close the margin.
        gains = [self.gain(move) for move in self.moves for _ in self.votes.by_word()[move[0]]]
        missing = abs(self.votes.margin(self.majority))
        size = 1
        while sum(gains[:size]) < missing:
            size += 1
        while next(self.compositions(size), None) is None:
            size += 1
        return size


def _splits(size: int, limits: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield every way to take `size` things from boxes that hold so many, most from the first."""
    if not limits:
        if size == 0:
            yield ()
        return
    for first in range(min(size, limits[0]), max(0, size - sum(limits[1:])) - 1, -1):
        for rest in _splits(size - first, limits[1:]):
            yield (first, *rest)
