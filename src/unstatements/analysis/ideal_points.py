"""Where states stand on a scale that their votes and signatures show: ideal points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, get_args

from attrs import evolve, field, frozen

from unstatements.core.arguments import one_of
from unstatements.core.once import once
from unstatements.core.sources import source
from unstatements.core.tables import build, schema
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.groups.seats import Follow, SeatHolder, seats
from unstatements.names.country import Country, by_alpha_3
from unstatements.results.cells import Column
from unstatements.results.result import Result

__all__ = ["IdealPoint", "IdealPoints", "ideal_points"]

_PUBLISHED = "ideal_points"  # the table


@frozen(kw_only=True)
class IdealPoint:
    """Where a state stood in a year or session, or over all events, on one dimension.

    Attributes:
        country: The state.
        holder: Who held its seat, where the seat passed on; else empty.
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


@frozen(repr=False)
class IdealPoints(Result):
    """Ideal points of states, in order of country and time.

    Attributes:
        points: The points.
        about: What they rest on, in words.
        notes: What a reader must know.

    Example:
        >>> import unstatements as un
        >>> china = un.ideal_points(published=True).of("China").during(year=1971)
        >>> [(point.holder, point.point) for point in china.points]
        [('Republic of China', 0.761), ("People's Republic of China", -0.715)]
    """

    points: tuple[IdealPoint, ...] = field(repr=False)
    about: str
    notes: tuple[str, ...] = ()

    _columns: ClassVar[Sequence[Column[IdealPoint]]] = (
        Column("alpha_3", str, lambda point: point.country.alpha_3),
        Column("country", str, lambda point: point.country.name, display=False),
        Column("holder", str, display=False),
        Column("session", int),
        Column("year", int),
        Column("dimension", int),
        Column("events", int),
        Column("point", float),
        Column("se", float, display=False),
        Column("low", float),
        Column("q10", float, display=False),
        Column("median", float, display=False),
        Column("q90", float, display=False),
        Column("high", float),
    )

    def _records(self) -> Sequence[IdealPoint]:
        return self.points

    @property
    def countries(self) -> CountrySet:
        """The states that have a point."""
        return CountrySet({point.country for point in self.points})

    def of(self, *countries: CountryLike) -> IdealPoints:
        """Return the points of some states.

        Args:
            countries: Countries, names or codes.

        Raises:
            UnknownCountryError: If a country is not known.

        Example:
            >>> import unstatements as un
            >>> len(un.ideal_points(published=True).of("FRA", "GBR").points)
            158
        """
        wanted = CountrySet(countries)
        return evolve(self, points=tuple(each for each in self.points if each.country in wanted))

    def during(self, *, session: int | None = None, year: int | None = None) -> IdealPoints:
        """Return the points of a session or a year.

        Args:
            session: Number of the session; None for all.
            year: The year; None for all.

        Example:
            >>> import unstatements as un
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
        """Return what the points rest on, and the years."""
        years = sorted({point.year for point in self.points if point.year is not None})
        span = "-".join(str(year) for year in dict.fromkeys([*years[:1], *years[-1:]]))
        return ", ".join(filter(None, (f"Ideal points: {self.about}", span)))

    def footnotes(self) -> Sequence[str]:
        """Return what the bounds are, and what a reader must know."""
        return self.notes

    def __repr__(self) -> str:
        size = f"{len(self.points)} ideal points of {len(self.countries)} states"
        return f"<{size}: {self.about}>"


def ideal_points(*, published: bool = False, follow: Follow = "record") -> IdealPoints:
    """Return where states stand on the scale that divides them in votes.

    Args:
        published: Read the estimates of Bailey, Strezhnev and Voeten for the General Assembly,
            1946 to 2025, which come with the library.
        follow: Whose points are those of a country where a seat passed from one holder to another:
            as the ``"record"`` has its votes (of China those of both holders, of Russia none of
            the Soviet Union), all of its ``"seat"``, or those of the present ``"state"`` only.

    Returns:
        A point for each state and year, with quantiles; as data by `IdealPoints.to_frame`.

    Raises:
        ValueError: If it is not told which points, or `follow` is another word.

    Source:
        Bailey, Strezhnev and Voeten 2017, Journal of Conflict Resolution 61(2); data
        doi:10.7910/DVN/LEJUQZ, version 38, public domain.

    Example:
        >>> import unstatements as un
        >>> print(un.ideal_points(published=True).of("Fiji").during(session=77))
        Ideal points: General Assembly, Bailey, Strezhnev and Voeten, 2022
        <BLANKLINE>
        code  session  year  dimension  events   point     low   high
        FJI        77  2022          1      81  -0.135  -0.300  0.030
        <BLANKLINE>
        low and high: 5 % and 95 % quantiles.
        ...
    """
    one_of(follow, get_args(Follow), "follow")
    if not published:
        raise ValueError("which ideal points: say published=True")
    return _published(follow)


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
        country = by_alpha_3(cells["country"])
        held = holders.get((country, cells["cow"]))
        return _read(cells, country) if held is None else _of_seat(cells, *held, follow)

    rows = filter(None, build(_PUBLISHED, read))
    points = sorted(rows, key=lambda point: (point.country, point.year))
    return IdealPoints(tuple(points), "General Assembly, Bailey, Strezhnev and Voeten", notes)


def _of_seat(
    cells: Mapping[str, str], holder: SeatHolder, last: SeatHolder, follow: Follow
) -> IdealPoint | None:
    if follow == "state" and holder.country is last.country and holder is not last:
        return None
    country = last.country if follow == "seat" else holder.country
    return evolve(_read(cells, country), holder=holder.holder)


def _read(cells: Mapping[str, str], country: Country) -> IdealPoint:
    return IdealPoint(
        country=country,
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
