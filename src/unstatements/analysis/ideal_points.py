"""Where states stand on a scale that their votes and signatures show: ideal points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from math import fsum
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from attrs import evolve, field, frozen

from unstatements.analysis.positions import Event, Events, named_events
from unstatements.analysis.vote_matrix import Counting, VoteMatrix
from unstatements.core.arguments import of_type, one_of, quoted, several, true_or_false
from unstatements.core.extras import needed
from unstatements.core.once import once
from unstatements.core.sources import source
from unstatements.core.tables import build, schema
from unstatements.events.edition import edition_notes
from unstatements.events.rollcall import RollCall
from unstatements.events.selection import (
    coverage_breaks,
    roll_notes,
    selection_notes,
    selections_text,
    warn_of_selections,
)
from unstatements.events.statement import Statement, body_names
from unstatements.events.tidy import session_number
from unstatements.groups.country_set import CountryLike, CountrySet, everyone
from unstatements.groups.seats import Follow, earlier_holder, present_holders, seat_notes, seats
from unstatements.names.country import Country, by_alpha_3
from unstatements.results.cells import Column, attribute_columns
from unstatements.results.result import Pictured
from unstatements.results.text import plural

if TYPE_CHECKING:  # they need numpy
    from unstatements.analysis.ideal_point_model import Estimates, Wish

PeriodName = Literal["session", "year"]

_PUBLISHED = "ideal_points"  # the table
_QUANTILES = ("low", "q10", "median", "q90", "high")


@frozen(kw_only=True)
class IdealPoint:
    """Where a state stood in a year or session, or over all events, on one dimension.

    Attributes:
        country: The state.
        holder: Of published points, who held its seat where the seat passed on; else empty.
        session: The session; None where the point is not that of one session.
        year: The year; None where it spans several.
        dimension: 1, or 2 on the second dimension.
        events: The number of votes and signatures of the state that it rests on.
        point: The estimate.
        se: Its standard error; None where it was not estimated.
        low: 5 % quantile of where it may lie; None where it was not estimated, as for the others.
        q10: 10 % quantile.
        median: The median.
        q90: 90 % quantile.
        high: 95 % quantile.
        coverage: Of which of the votes held it rests on a selection, or on all, see `coverage`;
            empty of published points and of statements.
    """

    country: Country
    holder: str = ""
    session: int | None
    year: int | None
    dimension: int = 1
    events: int
    point: float
    se: float | None = None
    low: float | None = None
    q10: float | None = None
    median: float | None = None
    q90: float | None = None
    high: float | None = None
    coverage: str = ""


@frozen(repr=False)
class IdealPoints(Pictured):
    """Ideal points of states, in order of country and time.

    Its `plot` shows the states of one period in order, with what the bounds leave open; of several
    periods the line of each state, best of a few that `of` chooses; of two dimensions a map.

    Attributes:
        points: The points.
        about: What they rest on, in words.
        notes: What a reader must know.

    Example:
        >>> china = un.ideal_points(published=True).of("China").during(year=1971)
        >>> [(point.holder, point.point) for point in china.points]
        [('Republic of China', 0.761), ("People's Republic of China", -0.715)]
    """

    points: tuple[IdealPoint, ...] = field(repr=False)
    about: str
    notes: tuple[str, ...] = ()

    _rows_of = "points"
    _on_screen = ("alpha_3", "session", "year", "dimension", "events", "point", "low", "high")
    _columns = (
        Column[IdealPoint]("alpha_3", str, "country.alpha_3"),
        *attribute_columns(country=str, holder=str, session=int, year=int, dimension=int),
        *attribute_columns(events=int, point=float, se=float, low=float, q10=float, median=float),
        *attribute_columns(q90=float, high=float, coverage=str),
    )

    @property
    def countries(self) -> CountrySet:
        """The states that have a point."""
        return CountrySet({point.country for point in self.points})

    def of(self, *countries: CountryLike) -> IdealPoints:
        """Return the points of some states, given by names or codes.

        Example:
            >>> len(un.ideal_points(published=True).of("FRA", "GBR").points)
            158
        """
        wanted = CountrySet(countries)
        return evolve(self, points=tuple(each for each in self.points if each.country in wanted))

    def during(self, *, session: int | None = None, year: int | None = None) -> IdealPoints:
        """Return the points of a session, by its number, or of a year.

        Example:
            >>> len(un.ideal_points(published=True).during(session=77).countries)
            192
        """
        points = tuple(
            point
            for point in self.points
            if session in (None, point.session) and year in (None, point.year)
        )
        return evolve(self, points=points)

    def title(self) -> str:
        years = sorted({point.year for point in self.points if point.year is not None})
        span = "-".join(str(year) for year in dict.fromkeys([*years[:1], *years[-1:]]))
        return ", ".join(filter(None, (f"Ideal points: {self.about}", span)))

    def footnotes(self) -> Sequence[str]:
        held = dict.fromkeys((point.country, point.holder) for point in self.points)
        of_others = [
            f"{country.name}: points of {holder} among them; see `holder`."
            for country, holder in held
            if earlier_holder(country, holder)
        ]
        return [*of_others, *self.notes]


def ideal_points(  # noqa: PLR0913  # how they are estimated, each by its name
    events: Events | None = None,
    dims: int = 1,
    *,
    period: Literal["session", "year"] | None = None,
    walk: float = 0.2,
    anchors: Iterable[CountryLike] = (),
    bootstrap: int = 0,
    seed: int = 0,
    published: bool = False,
    follow: Follow = "record",
) -> IdealPoints:
    """Return where states stand on the scale that divides them in votes and signatures.

    Estimated (extra `estimate`) from roll calls, on which a state votes yes, abstains or votes no,
    and from statements, which a state of the electorate signs or not; where a list is known only
    in part, only what is known counts. Who was absent, or is not known, says nothing. Points have
    mean 0 and standard deviation 1. Or read, as published for the General Assembly.

    Args:
        events: Roll calls or statements: events, ids, UN symbols, or a listing such as `rollcalls`
            returns. Statements without a date are left out.
        dims: 1, or 2 for a map.
        period: None for one point a state over all events; ``"session"`` or ``"year"`` for one in
            each, which moves from one to the next as a random walk. Votes of special sessions
            count to the regular one before them.
        walk: Standard deviation of the step of the walk.
        anchors: Countries, one more than dimensions, that fix the direction: the first dimension
            runs from the first to the second, on the second dimension the third lies above them.
            Without anchors the first dimension runs as the published points do.
        bootstrap: Samples of the events to draw for standard errors and quantiles; 0 for none.
        seed: Seed of the drawing.
        published: Read the estimates of Bailey, Strezhnev and Voeten for the General Assembly,
            1946 to 2025, which come with the library; all arguments but `follow` are left out.
        follow: Whose votes and points are those of a country where a seat passed from one holder
            to another: as the ``"record"`` has them (of China those of both holders, of Russia
            none of the Soviet Union), all of its ``"seat"``, or of the present ``"state"`` only.

    Returns:
        A point for each state, period and dimension; as data by `IdealPoints.to_frame`.

    Raises:
        ImportError: If numpy is not installed; says what to install.
        UnknownCountryError: If an anchor is not known.
        UnknownStatementError: If no statement and no roll call is called so.
        ValueError: If too few events divide the states, an anchor took part in none, there are
            more or fewer anchors than needed, or another argument cannot be meant.

    Warns:
        CoverageWarning: If of a session only a selection of votes is recorded, see `coverage`.

    Source:
        Imai, Lo and Olmsted 2016, American Political Science Review 110(4); see
        docs/methods/ideal-points.md. Published: Bailey, Strezhnev and Voeten 2017, Journal of
        Conflict Resolution 61(2); data doi:10.7910/DVN/LEJUQZ, version 38, public domain.

    Example:
        >>> print(un.ideal_points(published=True).of("Fiji").during(session=77).to_text(width=90))
        Ideal points: General Assembly, Bailey, Strezhnev and Voeten, 2022
        <BLANKLINE>
        code  session  year  dimension  events   point     low   high
        FJI        77  2022          1      81  -0.135  -0.300  0.030
        ...
        >>> votes = un.rollcalls(body="ga", session=60)
        >>> estimated = un.ideal_points(votes, anchors=["Cuba", "France"])
        >>> [round(estimated.of(code).points[0].point, 1) for code in ("CUB", "FJI", "FRA")]
        [-1.4, -0.2, 1.7]
    """
    one_of(follow, get_args(Follow), "follow")
    true_or_false(published=published)
    if published:
        if events is not None:
            raise ValueError("events: published points rest on their own votes; leave one out")
        return _published(follow)
    if events is None:
        raise ValueError("which ideal points: give events, or say published=True")
    one_of(period, get_args(PeriodName), "period")
    matrix = VoteMatrix.of(
        present_holders(everyone(), follow), named_events(events), Counting(follow=follow)
    )
    warn_of_selections(matrix.events)
    with needed("numpy", "ideal points are estimated with", '"unstatements[estimate]"'):
        from unstatements.analysis.ideal_point_model import Wish, estimate
    if dims not in (1, 2):
        raise ValueError(f"dims: {quoted(dims)}; expected one of: 1, 2")
    if not walk > 0:
        raise ValueError(f"walk: {quoted(walk)}; expected a number above 0")
    if of_type(bootstrap, int, "whole number") < 0 or bootstrap == 1:
        raise ValueError(f"bootstrap: {quoted(bootstrap)}; expected 0, or 2 samples or more")
    wish = Wish(dims, walk, _anchors(anchors, dims), bootstrap, seed)
    estimates: list[Estimates] = []
    points: list[IdealPoint] = []
    for part in [*_unbroken(matrix)] if period and matrix.events else [matrix]:
        numbers, periods = _numbered(part.events, period)
        estimates.append(estimate(part, numbers, wish, _references(part)))
        points += _points(part, periods, estimates[-1])
    points.sort(key=lambda point: point.country)
    return IdealPoints(
        points=tuple(points),
        about=_about(matrix.events),
        notes=(
            *_notes(matrix, estimates, wish, period),
            *seat_notes((point.country for point in points), matrix.days, follow),
            *selection_notes(matrix.events),
            *roll_notes(matrix.events),
            *edition_notes(matrix.events),
            "Imai, Lo and Olmsted 2016, American Political Science Review 110(4).",
        ),
    )


def _unbroken(matrix: VoteMatrix) -> Iterator[VoteMatrix]:
    """Yield the parts of a matrix between breaks of coverage, across which no walk runs."""
    days = [*coverage_breaks(matrix.events), date.max]
    start = date.min
    for day in sorted(days):
        events = [event for event in matrix.events if start <= (event.date or start) < day]
        if events:
            yield matrix.over(events) if len(days) > 1 else matrix
        start = day


@once
def _published(follow: Follow) -> IdealPoints:
    descriptor = schema(_PUBLISHED)
    notes = (
        "low and high: 5 % and 95 % quantiles.",
        "A year is that in which the session begins; the last holds votes of more than one.",
        f"Source: {source(descriptor['source'])}; {descriptor['licenses'][0]['name']}.",
    )
    holders = {
        (holder.country, holder.cow): (holder, in_turn[-1])
        for in_turn in seats().values()
        for holder in in_turn
    }

    def read(cells: Mapping[str, str]) -> IdealPoint | None:
        point = _read(cells)
        if (point.country, cells["cow"]) not in holders:
            return point
        holder, last = holders[point.country, cells["cow"]]
        if follow == "state" and holder.country is last.country and holder is not last:
            return None
        country = last.country if follow == "seat" else holder.country
        return evolve(point, country=country, holder=holder.holder)

    rows = filter(None, build(_PUBLISHED, read))
    points = sorted(rows, key=lambda point: (point.country, point.year))
    return IdealPoints(tuple(points), "General Assembly, Bailey, Strezhnev and Voeten", notes)


def _read(cells: Mapping[str, str]) -> IdealPoint:
    return IdealPoint(
        country=by_alpha_3(cells["country"]),
        session=int(cells["session"]) if cells["session"] else None,
        year=int(cells["year"]),
        events=int(cells["votes"]),
        point=float(cells["point"]),
        low=float(cells["q5"]),
        q10=float(cells["q10"]),
        median=float(cells["q50"]),
        q90=float(cells["q90"]),
        high=float(cells["q95"]),
    )


class _Period(NamedTuple):
    """A session, a year, or the time of all events."""

    session: int | None
    year: int | None
    coverage: str


def _anchors(anchors: Iterable[CountryLike], dims: int) -> tuple[Country, ...]:
    countries: list[Country] = []
    for anchor in several(anchors, "collection of countries"):
        countries += CountrySet([anchor])
    if countries and (len(countries) != dims + 1 or len(set(countries)) != dims + 1):
        wanted = f"{dims + 1} different countries for {plural(dims, 'dimension')}"
        raise ValueError(f"anchors: give {wanted}, not {len(countries)}")
    return tuple(countries)


def _references(matrix: VoteMatrix) -> tuple[float, ...]:
    """Return the mean published point of each country in the years of events; NaN without one."""
    years = [event.date.year for event in matrix.events if event.date]
    published = _published(matrix.counting.follow).points
    last = max(point.year or 0 for point in published)
    first_year, last_year = min([last, *years]), max(years, default=last)
    sums: dict[Country, list[float]] = {}
    for point in published:
        if point.year is not None and first_year <= point.year <= last_year:
            sums.setdefault(point.country, []).append(point.point)
    means = {country: fsum(points) / len(points) for country, points in sums.items()}
    return tuple(means.get(country, float("nan")) for country in matrix.countries)


def _numbered(
    events: Sequence[Event], period: PeriodName | None
) -> tuple[list[int], tuple[_Period, ...]]:
    """Return the number of the period of each event, and the periods."""
    labels = [0] * len(events)
    if period == "session":
        labels = _sessions(events)
    elif period == "year":
        labels = [_year(event) for event in events]
    by_label: dict[int, list[Event]] = {label: [] for label in sorted(set(labels))}
    for event, label in zip(events, labels, strict=True):
        by_label[label].append(event)
    periods = []
    for label, held in by_label.items():
        session = label if period == "session" else None
        if period is None and len({(event.body, event.session) for event in held}) == 1:
            session = session_number(held[0])
        years = {event.date.year for event in held if event.date}
        year = min(years, default=None) if session is not None or len(years) == 1 else None
        periods.append(_Period(session, year, selections_text(held) or ""))
    return [[*by_label].index(label) for label in labels], tuple(periods)


def _year(event: Event) -> int:
    if event.date is None:
        raise ValueError(f"{event.id} has no known date, so it belongs to no year")
    return event.date.year


def _sessions(events: Sequence[Event]) -> list[int]:
    """Return the regular session of each event, of special sessions the one before."""
    bodies = sorted({event.body for event in events})
    if len(bodies) > 1:
        raise ValueError(
            f"period: sessions of {', '.join(bodies)} cannot be put in order; say 'year'"
        )
    numbers = [session_number(event) for event in events]
    regular = [number for number in numbers if number is not None]
    if not regular:
        raise ValueError("period: none of the events is of a regular session; say 'year'")
    sessions, current = [], regular[0]
    for number in numbers:
        current = current if number is None else number
        sessions.append(current)
    return sessions


def _points(
    matrix: VoteMatrix, periods: Sequence[_Period], estimates: Estimates
) -> Iterator[IdealPoint]:
    places = product(enumerate(matrix.countries), enumerate(periods))
    for (row, country), (number, (session, year, coverage)) in places:
        events = estimates.events[row][number]
        for dimension, point in enumerate(estimates.points[row][number] if events else ()):
            spread: dict[str, float] = {}
            if estimates.errors:
                spread["se"] = estimates.errors[row][number][dimension]
                spread |= zip(_QUANTILES, estimates.quantiles[row][number][dimension], strict=True)
            yield IdealPoint(
                country=country,
                session=session,
                year=year,
                dimension=dimension + 1,
                events=events,
                point=point,
                coverage=coverage,
                **spread,  # type: ignore[arg-type]  # none is a text
            )


def _about(events: Sequence[Event]) -> str:
    bodies = sorted({body_names().get(event.body, event.body) for event in events})
    place = bodies[0] if len(bodies) == 1 else plural(len(bodies), "body", "bodies")
    votes = sum(isinstance(event, RollCall) for event in events)
    counts = [
        plural(votes, "roll call") if votes else "",
        plural(len(events) - votes, "statement") if len(events) > votes else "",
    ]
    return f"{place}, {' and '.join(filter(None, counts))}"


def _notes(
    matrix: VoteMatrix, parts: Sequence[Estimates], wish: Wish, period: PeriodName | None
) -> Iterator[str]:
    total, informative = len(matrix.events), sum(part.informative for part in parts)
    yield f"Estimated from {informative} of {plural(total, 'event')}: those that divide."
    if not all(part.converged for part in parts):
        yield "The estimation did not come to its end."
    if wish.bootstrap:
        samples = plural(wish.bootstrap, "bootstrap sample")
        yield f"low and high: 5 % and 95 % quantiles of {samples} of the events, seed {wish.seed}."
    if wish.anchors:
        first, second, *third = wish.anchors
        above = f"; {third[0].name} lies above on the second dimension" if third else ""
        yield f"The scale runs from {first.name} to {second.name}{above}."
    else:
        yield "The scale runs as that of the published points."
    if period:
        yield f"From one {period} to the next a random walk, standard deviation {wish.walk:g}."
        for day in coverage_breaks(matrix.events):
            yield f"From {day} the record has but a selection: estimated apart, on its own scale."
    if any(isinstance(event, Statement) for event in matrix.events):
        yield "States of the electorate signed a statement or did not; the unknown are left out."
    if matrix.undated:
        yield f"Statements without a date left out: {matrix.undated}."
