"""Who probably signed a list that is known only in part: an estimate, never part of the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from unstatements.analysis.grouping import grouping
from unstatements.core.extras import needed
from unstatements.core.once import once
from unstatements.core.tables import build
from unstatements.events.position import electorate_of
from unstatements.events.statement import Statement, all_statements
from unstatements.groups.country_set import CountrySet, everyone
from unstatements.names.country import Country, all_countries, by_alpha_3
from unstatements.results.cells import Column, attribute_columns
from unstatements.results.interval import Interval
from unstatements.results.result import Pictured
from unstatements.results.text import plural

if TYPE_CHECKING:  # they need numpy
    from unstatements.analysis.signature_model import Floats, SignedList


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

    def __repr__(self) -> str:
        return (
            f"<estimate of who signed {self.event.id!r}: {self.missing} of {len(self.estimates)}>"
        )


def estimated(event: Statement, unknown: CountrySet, missing: Interval) -> SignatureEstimates:
    """Return who of the unknown probably signed, see `Positions.estimate`."""
    if not unknown:
        raise ValueError(f"{event.id}: all that signed are known by name")
    if event.reported_count is None or event.date is None or event.open_to:
        raise ValueError(
            f"{event.id}: an estimate needs a day, the number of signatories that was reported, "
            "and a statement that all states could sign"
        )
    model = _model()
    series = [each for each in signed_lists() if each.series == _series(event)]
    if not series:
        raise ValueError(f"{event.id}: no list on the same proposition and side is complete")
    target = _signed_list(event, CountrySet())
    scores = model.features(target, series) @ _learnt(event.proposition.id)
    asked = [row for row, place in enumerate(target.places) if all_countries()[place] in unknown]
    chances = model.given_count(scores[asked], (missing.low + missing.high) / 2)
    signed = [sum(each.signed[place] for each in series) for place in target.places[asked]]
    estimates = [
        SignatureEstimate(all_countries()[target.places[row]], chance, int(number))
        for row, chance, number in zip(asked, chances.tolist(), signed, strict=True)
    ]
    estimates.sort(key=lambda each: (-each.probability, each.country))
    return SignatureEstimates(event, missing, len(series), tuple(estimates))


def _model() -> ModuleType:
    with needed("numpy", "signatures are estimated with", '"unstatements[estimate]"'):
        from unstatements.analysis import signature_model
    return signature_model


@once
def _learnt(proposition: str) -> Floats:
    coefficients: Floats = _model().learnt(signed_lists(), without=proposition)
    return coefficients


@once
def signed_lists() -> tuple[SignedList, ...]:
    """Return the complete lists that all states could sign, in order of date."""
    complete = [
        each
        for each in all_statements().values()
        if each.completeness == "complete" and each.date and not each.open_to
    ]
    return tuple(_signed_list(each, each.signatories) for each in complete)


def _series(statement: Statement) -> tuple[str, str]:
    return statement.proposition.id, statement.direction


def _signed_list(statement: Statement, signatories: CountrySet) -> SignedList:
    day = statement.date or date.min
    groups = grouping("regional group").groups(everyone(), day, unknown="ignore")
    group_of = {
        country: number for number, (_name, members) in enumerate(groups) for country in members
    }
    points = _points_near(day.year)
    electorate = electorate_of(statement)
    made: SignedList = _model().SignedList.of(
        series=_series(statement),
        day=day.toordinal(),
        places=[country.index for country in electorate],
        signed=[country.index for country in signatories & electorate],
        points=[points.get(country) for country in electorate],
        groups=[group_of[country] for country in electorate],
        size=len(all_countries()),
    )
    return made


@once
def _points_near(year: int) -> Mapping[Country, float]:
    """Return the published ideal point of each country in the year nearest to a year."""
    nearest: dict[Country, float] = {}
    by_distance = sorted(_published_points(), key=lambda each: (abs(each[1] - year), each[1]))
    for country, _year, point in by_distance:
        nearest.setdefault(country, point)
    return nearest


@once
def _published_points() -> tuple[tuple[Country, int, float], ...]:
    def point(cells: Mapping[str, str]) -> tuple[Country, int, float]:
        return by_alpha_3(cells["country"]), int(cells["year"]), float(cells["point"])

    return tuple(build("ideal_points", point))
