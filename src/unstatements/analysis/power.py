"""Voting power: how often each voter is decisive, Banzhaf and Shapley-Shubik, exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import factorial

from attrs import frozen

from unstatements.events.rollcall import Majority
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import DisplayRow, Row, Types
from unstatements.results.result import Result

__all__ = ["Power", "VotingPower", "power"]

_MAX_STATES = 5_000_000  # sums that the computation may have to keep


@frozen
class VotingPower:
    """The power of one voter.

    Attributes:
        voter: The voter's name.
        weight: How many votes it casts.
        swings: Number of coalitions of the others that win with it and lose without it.
        banzhaf: Banzhaf index: its share of all voters' swings; None if there is none.
        absolute_banzhaf: Its swings over the number of coalitions of the others, 2^(n - 1).
        shapley_shubik: Shapley-Shubik index: share of the orders of all voters in which those before it
            lose and it makes them win; None if no coalition wins.
        country: The voter, if it was given as a country; None for any other.

    Example:
        >>> import unstatements as un
        >>> un.power({"a": 50, "b": 49, "c": 2}, quota=51)["c"].banzhaf
        Fraction(1, 3)
    """

    voter: str
    weight: int
    swings: int
    banzhaf: Fraction | None
    absolute_banzhaf: Fraction
    shapley_shubik: Fraction | None
    country: Country | None = None


@frozen(repr=False)
class Power(Result):
    """The voting power of every voter under a quota.

    Attributes:
        quota: Votes needed to win.
        total: Votes of all voters.
        voters: The power of each voter, in the order given.
        reason: Why the indices are undefined; empty where they are not.

    Example:
        >>> import unstatements as un
        >>> print(un.power({"a": 4, "b": 2, "c": 1}, quota=5))
        Voting power: 5 of 7 votes win, 3 voters
        <BLANKLINE>
        voter  weight  swings  banzhaf  absolute banzhaf  shapley shubik
        a           4       3    0.600             0.750           0.667
        b           2       1    0.200             0.250           0.167
        c           1       1    0.200             0.250           0.167
        <BLANKLINE>
        Every voter is taken to vote yes or no, and each coalition (Banzhaf) or order (Shapley-Shubik) to be
          as likely as another: no abstention, no absence, no blocs but those that are voters here.
    """

    quota: int
    total: int
    voters: tuple[VotingPower, ...]
    reason: str

    def __getitem__(self, voter: str) -> VotingPower:
        """Return the power of the voter with this name.

        Raises:
            KeyError: If there is no such voter.
        """
        for one in self.voters:
            if one.voter == voter:
                return one
        raise KeyError(voter)

    def title(self) -> str:
        """Return the quota and the number of votes and voters."""
        return f"Voting power: {self.quota} of {self.total} votes win, {len(self.voters)} voters"

    def rows(self) -> list[Row]:
        """Return one row a voter."""
        return [
            {
                "alpha_3": one.country.alpha_3 if one.country else None,
                "voter": one.voter,
                "weight": one.weight,
                "swings": one.swings,
                "banzhaf": _as_float(one.banzhaf),
                "absolute_banzhaf": float(one.absolute_banzhaf),
                "shapley_shubik": _as_float(one.shapley_shubik),
            }
            for one in self.voters
        ]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a voter, without the code."""
        return [{name: cell for name, cell in row.items() if name != "alpha_3"} for row in self.rows()]

    def _types(self) -> Types:
        return {
            "alpha_3": str,
            "voter": str,
            "weight": int,
            "swings": float,  # may not fit 64 bits
            **dict.fromkeys(("banzhaf", "absolute_banzhaf", "shapley_shubik"), float),
        }

    def footnotes(self) -> Sequence[str]:
        """Return why the indices are undefined, if they are, and what they assume."""
        return [
            *([f"undefined: {self.reason}"] if self.reason else []),
            "Every voter is taken to vote yes or no, and each coalition (Banzhaf) or order (Shapley-Shubik) to be "
            "as likely as another: no abstention, no absence, no blocs but those that are voters here.",
        ]

    def __repr__(self) -> str:
        return f"<voting power: quota {self.quota} of {self.total}, {len(self.voters)} voters>"


def power(voters: Mapping[str, int] | Iterable[CountryLike], quota: int | Majority = "simple") -> Power:
    """Return the Banzhaf and Shapley-Shubik power of every voter, exactly.

    All coalitions are counted by their size and number of votes, by dynamic programming, in whole numbers;
    the indices are fractions.

    Args:
        voters: The number of votes of each voter, by name; or countries with one vote each. Blocs whose
            members vote as one are voters with as many votes as members.
        quota: Votes needed to win; ``"simple"`` for more than half of all votes, ``"two-thirds"`` for at
            least two thirds of them.

    Raises:
        ValueError: If there is no voter, a weight is negative or no whole number, the quota is no positive
            whole number, or weights are too large for the computation.

    Source:
        Banzhaf 1965, Rutgers Law Review 19; Shapley and Shubik 1954, American Political Science Review 48.

    Example:
        >>> import unstatements as un
        >>> eec = {"DEU": 4, "FRA": 4, "ITA": 4, "BEL": 2, "NLD": 2, "LUX": 1}  # Council of the EEC, 1958
        >>> [str(one.banzhaf) for one in un.power(eec, quota=12).voters]
        ['5/21', '5/21', '5/21', '1/7', '1/7', '0']
        >>> council = un.power(un.bloc("HRC").members("2022-10-06"), quota="two-thirds")
        >>> council.quota, str(council["China"].shapley_shubik)
        (32, '1/47')
    """
    countries = {} if isinstance(voters, str | Mapping) else {one.name: one for one in CountrySet(voters)}
    weights = _weights(voters) if isinstance(voters, str | Mapping) else _weights(countries.values())
    total, n = sum(weights.values()), len(weights)
    needed = _quota(quota, total)
    if min(2.0**n, float(n) * (total + 1)) > _MAX_STATES:
        raise ValueError(f"{n} voters with {total} votes are too many to count: use smaller weights")
    coalitions = _coalitions(weights.values())
    found = {
        weight: _swings(_without(coalitions, weight), weight, needed) for weight in set(weights.values())
    }
    swings = sum(sum(found[weight]) for weight in weights.values())
    reason = "" if swings else f"all votes together are {total}, fewer than the quota of {needed}"
    return Power(
        needed,
        total,
        tuple(
            _power_of(name, weight, found[weight], swings, countries.get(name))
            for name, weight in weights.items()
        ),
        reason,
    )


def _power_of(
    name: str, weight: int, by_size: Sequence[int], all_swings: int, country: Country | None
) -> VotingPower:
    n, own = len(by_size), sum(by_size)
    # A coalition of s others comes before the voter in s! (n - 1 - s)! of the n! orders.
    orders = sum(number * factorial(size) * factorial(n - 1 - size) for size, number in enumerate(by_size))
    return VotingPower(
        name,
        weight,
        own,
        Fraction(own, all_swings) if all_swings else None,
        Fraction(own, 2 ** (n - 1)),
        Fraction(orders, factorial(n)) if all_swings else None,
        country,
    )


def _coalitions(weights: Iterable[int]) -> list[dict[int, int]]:
    """Return the number of coalitions by size and votes."""
    counts: list[dict[int, int]] = [{0: 1}]
    for weight in weights:
        counts.append({})
        for size in range(len(counts) - 1, 0, -1):
            larger = counts[size]
            for votes, number in counts[size - 1].items():
                larger[votes + weight] = larger.get(votes + weight, 0) + number
    return counts


def _without(coalitions: Sequence[Mapping[int, int]], weight: int) -> list[dict[int, int]]:
    """Return the coalitions that a voter of this weight is not in: the inverse of adding it."""
    counts: list[dict[int, int]] = []
    for size, by_votes in enumerate(coalitions[:-1]):
        smaller = counts[size - 1] if size else {}
        left = ((votes, number - smaller.get(votes - weight, 0)) for votes, number in by_votes.items())
        counts.append({votes: number for votes, number in left if number})
    return counts


def _swings(others: Iterable[Mapping[int, int]], weight: int, quota: int) -> list[int]:
    """Return in how many coalitions of the others, by size, a voter of this weight is decisive."""
    return [
        sum(number for votes, number in by_votes.items() if quota - weight <= votes < quota)
        for by_votes in others
    ]


def _weights(voters: Mapping[str, int] | Iterable[CountryLike]) -> Mapping[str, int]:
    if isinstance(voters, str):
        raise ValueError(f"{voters!r} is one voter: give weights by name, or countries")
    if isinstance(voters, Mapping):
        weights = {str(name): weight for name, weight in voters.items()}
    else:
        weights = {country.name: 1 for country in CountrySet(voters)}
    if not weights:
        raise ValueError("there is no voter")
    for name, weight in weights.items():
        if not isinstance(weight, int) or isinstance(weight, bool) or weight < 0:
            raise ValueError(f"the weight of {name} must be a whole number of votes, not {weight!r}")
    return weights


def _quota(quota: int | str, total: int) -> int:
    if quota == "simple":
        return total // 2 + 1
    if quota == "two-thirds":
        return max(1, -(-2 * total // 3))
    if not isinstance(quota, int) or isinstance(quota, bool) or quota < 1:
        raise ValueError(f"quota must be 'simple', 'two-thirds' or a positive number of votes, not {quota!r}")
    return quota


def _as_float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
