"""What if: a vote with other votes than those cast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from unstatements.analysis.adoption import VotesCast, adoption_notes, required_majority, vote_word
from unstatements.core.arguments import wrong_type
from unstatements.events.rollcall import (
    Majority,
    Outcome,
    RollCall,
    RollCallLike,
    Tally,
    rollcall as find_rollcall,
)
from unstatements.events.tidy import VOTE_WORDS, VoteWord
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import DisplayRow, Row, attribute_columns
from unstatements.results.result import Result


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

    def _records(self) -> Iterator[Row]:
        cast = VotesCast.cast_in(self.rollcall)
        for country in cast.electorate:
            yield {
                "alpha_3": country.alpha_3,
                "country": country.name,
                "voted": cast.of(country),
                "what_if": self.votes.of(country),
            }

    @property
    def changes(self) -> tuple[tuple[Country, VoteWord, VoteWord], ...]:
        """Each state that votes otherwise: how it voted, and how it would."""
        cast = VotesCast.cast_in(self.rollcall)
        changed = [c for c in cast.electorate if cast.of(c) != self.votes.of(c)]
        return tuple((country, cast.of(country), self.votes.of(country)) for country in changed)

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
        return VotesCast.cast_in(self.rollcall).outcome(self.majority)

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
        votes: For each of those states its other vote: ``"yes"``, ``"no"``, ``"abstain"`` or
            ``"absent"``.
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
    cast = VotesCast.cast_in(vote)
    if not hasattr(votes, "items"):
        raise wrong_type(votes, 'mapping of countries to votes: give such as {"UKR": "yes"}')
    other_votes: dict[Country, VoteWord] = {}
    for name, word in votes.items():
        (country,) = CountrySet([name])
        if country not in cast.electorate:
            raise ValueError(f"{country} was not entitled to vote on {vote.symbol or vote.id}")
        if country in other_votes:
            raise ValueError(f"{country} is named twice")
        other_votes[country] = vote_word(word)
    return WhatIf(vote, required, cast.changed(other_votes))
