"""Who probably signed a list that is known only in part: an estimate, never part of the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attrs import frozen

from unstatements.core.extras import needed
from unstatements.events.statement import Statement
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country, all_countries
from unstatements.results.cells import Column, attribute_columns
from unstatements.results.interval import Interval
from unstatements.results.result import Pictured
from unstatements.results.text import plural


class SignatureEstimate(NamedTuple):
    """How probable it is that a state signed.

    Attributes:
        country: The state; whether it signed is not known.
        probability: The estimate, from 0 to 1.
        other_lists: How many of the other lists of the series it signed.
    """

    country: Country
    probability: float
    other_lists: int


@frozen(repr=False)
class SignatureEstimates(Pictured):
    """An estimate of who signed a statement, of those of whom it is not known.

    It is no part of the record: no listing, count or measure uses it. Its `plot` shows the
    probabilities in a colour that no position has.

    Attributes:
        event: The statement.
        missing: How many signatories are not known by name.
        lists: The number of complete lists on the same proposition and side that it rests on.
        estimates: The states that may have signed, the most probable first.
    """

    event: Statement
    missing: Interval
    lists: int
    estimates: tuple[SignatureEstimate, ...]

    _rows_of = "estimates"
    _columns = (
        Column[SignatureEstimate]("alpha_3", str, "country.alpha_3"),
        *attribute_columns(country=str, probability=float, other_lists=int),
    )

    def title(self) -> str:
        return f"Estimate, not record: who of the unknown signed. {self.event}"

    def footnotes(self) -> Sequence[str]:
        lists = plural(self.lists, "complete list")
        return [
            f"Estimate: {self.missing} of {plural(len(self.estimates), 'country', 'countries')} "
            "signed without a name that is known; the probabilities add up to the middle of that.",
            f"From {lists} on the same proposition and side, published ideal points and regional "
            "groups; what they are worth was learnt from the other propositions.",
        ]


def estimated(event: Statement, unknown: CountrySet, missing: Interval) -> SignatureEstimates:
    """Return who of the unknown probably signed, see `Positions.estimate`."""
    if not unknown:
        raise ValueError(f"{event.id}: all that signed are known by name")
    if event.reported_count is None or event.date is None or event.open_to:
        raise ValueError(
            f"{event.id}: an estimate needs a day, the number of signatories that was reported, "
            "and a statement that all states could sign"
        )
    with needed("numpy", "signatures are estimated with", '"unstatements[estimate]"'):
        from unstatements.analysis import signature_model as model
    target = model.signed_list(event, CountrySet())
    series = [each for each in model.signed_lists() if each.series == target.series]
    if not series:
        raise ValueError(f"{event.id}: no list on the same proposition and side is complete")
    scores = model.features(target, series) @ model.coefficients(event.proposition.id)
    asked = [row for row, place in enumerate(target.places) if all_countries()[place] in unknown]
    chances = model.given_count(scores[asked], (missing.low + missing.high) / 2)
    signed = [sum(each.signed[place] for each in series) for place in target.places[asked]]
    estimates = [
        SignatureEstimate(all_countries()[target.places[row]], chance, int(number))
        for row, chance, number in zip(asked, chances.tolist(), signed, strict=True)
    ]
    estimates.sort(key=lambda each: (-each.probability, each.country))
    return SignatureEstimates(event, missing, len(series), tuple(estimates))
