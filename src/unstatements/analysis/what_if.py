"""What if: a vote with other votes than those cast, and when a text is adopted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from attrs import frozen

from unstatements.core.arguments import one_of, wrong_type
from unstatements.events.edition import edition_notes
from unstatements.events.rollcall import (
    VOTE_WORDS,
    Majority,
    Outcome,
    RollCall,
    RollCallLike,
    Tally,
    VoteWord,
    rollcall as find_rollcall,
)
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import DisplayRow, Row, attribute_columns
from unstatements.results.result import Result

_RULES: Mapping[Majority, str] = {
    "simple": "Adopted if yes > no; abstentions and absences do not count.",
    "two-thirds": "Adopted if yes >= 2/3 of yes and no; abstentions and absences do not count.",
}


class VotesCast(NamedTuple):
    """The states entitled to vote, by what they vote; the absent are without a vote."""

    yes: CountrySet
    no: CountrySet
    abstain: CountrySet
    absent: CountrySet

    @classmethod
    def of(cls, votes: Mapping[Country, VoteWord]) -> VotesCast:
        """Return the states by what each of them votes."""
        alike = ([state for state in votes if votes[state] == word] for word in VOTE_WORDS)
        return cls(*map(CountrySet, alike))

    @classmethod
    def cast_in(cls, rollcall: RollCall) -> VotesCast:
        """Return the votes of a roll call; a ValueError if they are known only in part."""
        votes = cls(rollcall.yes, rollcall.no, rollcall.abstain, rollcall.absent)
        if rollcall.completeness != "complete":
            raise ValueError(
                f"the votes of {rollcall.id} are known only in part ({sum(map(len, votes))} by "
                f"name, announced {rollcall.tally}), so nothing can be said of single votes; "
                "un.rollcalls(complete=True) lists those known as a whole"
            )
        return votes

    @property
    def tally(self) -> Tally:
        """The totals."""
        return Tally(*map(len, self))

    def by_word(self) -> dict[VoteWord, CountrySet]:
        """Return the states by what they vote."""
        return dict(zip(VOTE_WORDS, self, strict=True))

    def by_country(self) -> dict[Country, VoteWord]:
        """Return the vote of each state, in order of name."""
        by_word = self.by_word().items()
        votes: dict[Country, VoteWord] = {
            state: word for word, states in by_word for state in states
        }
        return {state: votes[state] for state in sorted(votes)}

    def margin(self, majority: Majority) -> int:
        """Return votes in favour less those against, which count twice for two thirds."""
        return len(self.yes) + len(self.no) * vote_weight("no", majority)

    def outcome(self, majority: Majority) -> Outcome:
        """Return the outcome by a majority."""
        return "adopted" if is_adopted(len(self.yes), len(self.no), majority) else "rejected"


@frozen(repr=False)
class WhatIf(Result):
    """A vote as it would have been had some states voted otherwise.

    Attributes:
        rollcall: The vote as it was.
        majority: The majority required.
        votes: How every state votes then.
    """

    rollcall: RollCall
    majority: Majority
    votes: VotesCast

    _on_screen = ("country", "voted", "what_if")
    _columns = attribute_columns(alpha_3=str, country=str, voted=VOTE_WORDS, what_if=VOTE_WORDS)

    @property
    def _cast(self) -> VotesCast:
        return VotesCast.cast_in(self.rollcall)

    def _records(self) -> Iterator[Row]:
        what_if = self.votes.by_country()
        for country, voted in self._cast.by_country().items():
            codes = {"alpha_3": country.alpha_3, "country": country.name}
            yield {**codes, "voted": voted, "what_if": what_if[country]}

    @property
    def changes(self) -> tuple[tuple[Country, VoteWord, VoteWord], ...]:
        """Each state that votes otherwise: how it voted, and how it would."""
        pairs = zip(self._cast.by_country().items(), self.votes.by_country().values(), strict=True)
        return tuple((state, voted, vote) for (state, voted), vote in pairs if voted != vote)

    @property
    def tally(self) -> Tally:
        """The totals then."""
        return self.votes.tally

    @property
    def margin(self) -> int:
        """Votes in favour less votes against; for two thirds, less twice the votes against."""
        return self.votes.margin(self.majority)

    @property
    def outcome(self) -> Outcome:
        """The outcome then."""
        return self.votes.outcome(self.majority)

    @property
    def before(self) -> Outcome:
        """The outcome of the votes as cast, by that majority."""
        return self._cast.outcome(self.majority)

    @property
    def changed(self) -> bool:
        """Whether the outcome is another than that of the votes as cast."""
        return self.outcome != self.before

    def title(self) -> str:
        return f"{self.rollcall}\n  what if: {self.outcome} {self.tally}"

    def display_rows(self) -> Sequence[DisplayRow]:
        return [row for row in super().display_rows() if row["voted"] != row["what_if"]]

    def footnotes(self) -> Sequence[str]:
        compared = f", no longer {self.before}" if self.changed else " as before"
        return [
            f"{self.rollcall.tally} becomes {self.tally}: {self.outcome}{compared}",
            *adoption_notes(self.rollcall, self.majority),
        ]


def what_if(
    rollcall: RollCallLike,
    votes: Mapping[str, str] | Mapping[Country, str] | Mapping[CountryLike, str],
    majority: Majority | None = None,
) -> WhatIf:
    """Return how a vote would have gone had some states voted otherwise.

    Args:
        rollcall: A roll call, its symbol or id.
        votes: For each of those states its other vote: yes, no, abstain or absent.
        majority: The majority required, see `pivotal_states`.

    Raises:
        UnknownRollCallError: If no roll call is called so.
        UnknownCountryError: If a country is not known.
        ValueError: If the votes are known only in part, a country was not entitled to vote or is
            named twice, or a word is not a vote.

    Source:
        As for `pivotal_states`.

    Example:
        >>> votes = {"UKR": "yes", "Senegal": "abstain", "SDN": "abstain"}
        >>> then = un.what_if("A/HRC/51/L.6", votes)
        >>> str(then.tally), then.outcome, then.changed
        ('18-17-12', 'adopted', True)
    """
    vote = find_rollcall(rollcall)
    required = required_majority(vote, majority)
    cast = VotesCast.cast_in(vote).by_country()
    if not hasattr(votes, "items"):
        raise wrong_type(votes, "mapping of countries, by name or code, to votes")
    other_votes: dict[Country, VoteWord] = {}
    for name, word in votes.items():
        (country,) = CountrySet([name])
        if country not in cast:
            raise ValueError(f"{country} was not entitled to vote on {vote.symbol or vote.id}")
        if country in other_votes:
            raise ValueError(f"{country} is named twice")
        other_votes[country] = vote_word(word)
    return WhatIf(vote, required, VotesCast.of(cast | other_votes))


def is_adopted(yes: int, no: int, majority: Majority) -> bool:
    """Return whether so many votes for and against adopt a text; a tie does not."""
    return yes > 0 and (yes > no if majority == "simple" else yes >= 2 * no)


def vote_weight(vote: VoteWord, majority: Majority) -> int:
    """Return what one vote adds to yes - no, or to yes - 2 no for two thirds."""
    against = -1 if majority == "simple" else -2
    return {"yes": 1, "no": against, "abstain": 0, "absent": 0}[vote]


def vote_word(word: str) -> VoteWord:
    """Return a word that must be a vote."""
    one_of(word, VOTE_WORDS, "vote")
    return next(vote for vote in VOTE_WORDS if vote == word)


def required_majority(rollcall: RollCall, majority: Majority | None) -> Majority:
    """Return the majority asked for, else the one that the record shows, else a simple one."""
    one_of(majority, get_args(Majority), "majority")
    return majority or rollcall.required_majority or "simple"


def adoption_notes(rollcall: RollCall, majority: Majority) -> list[str]:
    """Return the rule of adoption, and where the announced result and the votes by name differ."""
    votes, announced = VotesCast.cast_in(rollcall), rollcall.tally
    notes, outcome, tally = [_RULES[majority]], votes.outcome(majority), votes.tally
    if rollcall.outcome not in (outcome, None):
        announced_as = f"The vote was announced as {rollcall.outcome}"
        notes.append(f"{announced_as}; by a {majority} majority it is {outcome}.")
    words = ("yes", "no", "abstain")
    if any(getattr(announced, word) not in (getattr(tally, word), None) for word in words):
        notes.append(
            f"Announced {announced}; by name the votes add up to {tally}, "
            "and those are counted here."
        )
    return [*notes, *edition_notes([rollcall])]
