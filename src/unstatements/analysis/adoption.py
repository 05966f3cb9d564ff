"""When a text is adopted: the votes by name, the majority required, and by how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from attrs import frozen

from unstatements.core.arguments import one_of
from unstatements.events.edition import edition_notes
from unstatements.events.rollcall import Majority, Outcome, RollCall, Tally
from unstatements.events.tidy import VOTE_WORDS, VoteWord
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country

_RULES: Mapping[Majority, str] = {
    "simple": "Adopted if yes > no; abstentions and absences do not count.",
    "two-thirds": "Adopted if yes >= 2/3 of yes and no; abstentions and absences do not count.",
}


@frozen
class VotesCast:
    """How every state entitled to vote votes."""

    yes: CountrySet
    no: CountrySet
    abstain: CountrySet
    absent: CountrySet  # without a vote

    @classmethod
    def cast_in(cls, rollcall: RollCall) -> VotesCast:
        """Return the votes of a roll call; a ValueError if they are known only in part."""
        votes = cls(rollcall.yes, rollcall.no, rollcall.abstain, rollcall.absent)
        if rollcall.completeness != "complete":
            raise ValueError(
                f"the votes of {rollcall.id} are known only in part ({len(votes.electorate)} by "
                f"name, announced {rollcall.tally}), so nothing can be said of single votes; "
                "un.rollcalls(complete=True) lists those known as a whole"
            )
        return votes

    @property
    def electorate(self) -> CountrySet:
        """The states entitled to vote."""
        return self.yes | self.no | self.abstain | self.absent

    @property
    def tally(self) -> Tally:
        """The totals."""
        return Tally(len(self.yes), len(self.no), len(self.abstain), len(self.absent))

    def by_word(self) -> Mapping[VoteWord, CountrySet]:
        """Return the states by what they vote."""
        return {word: getattr(self, word) for word in VOTE_WORDS}

    def of(self, country: Country) -> VoteWord:
        """Return the vote of a state entitled to vote."""
        return next(word for word, states in self.by_word().items() if country in states)

    def changed(self, votes: Mapping[Country, VoteWord]) -> VotesCast:
        """Return the votes with those of some states replaced."""
        voters: dict[VoteWord, list[Country]] = {word: [] for word in VOTE_WORDS}
        for country in self.electorate:
            voters[votes[country] if country in votes else self.of(country)].append(country)
        return VotesCast(*map(CountrySet, voters.values()))

    def margin(self, majority: Majority) -> int:
        """Return votes in favour less those against, which count twice for two thirds."""
        return len(self.yes) + len(self.no) * vote_weight("no", majority)

    def outcome(self, majority: Majority) -> Outcome:
        """Return the outcome by a majority."""
        return "adopted" if is_adopted(len(self.yes), len(self.no), majority) else "rejected"


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
