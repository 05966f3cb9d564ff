"""How far countries agree over many events: pairs, matrices, neighbours, periods, blocs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar, get_args

from attrs import evolve, field, frozen

from unstatements.analysis.agreement_measures import VOTES, Cells, Measure, MeasureName, measure_named
from unstatements.analysis.compare import By, groups
from unstatements.analysis.positions import Event, EventLike
from unstatements.analysis.vote_matrix import (
    Absences,
    Unanimous,
    Universe,
    VoteMatrix,
    named_events,
)
from unstatements.core.arguments import one_of
from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import UnknownBlocError
from unstatements.events.rollcall import RollCall
from unstatements.events.statement import Statement
from unstatements.groups.bloc import Bloc, WhenUnknown, bloc, partition
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import DisplayRow, Row, Types
from unstatements.results.result import Listing, Pictured, Result

if TYPE_CHECKING:  # what `plot` returns; never imported for it
    pass  # type: ignore[import-not-found, unused-ignore]

__all__ = [
    "Agreement",
    "AgreementMatrix",
    "AgreementMatrixSeries",
    "AgreementSeries",
    "Agreements",
    "BlocAgreement",
    "BlocAgreements",
    "Period",
    "agreement",
    "agreement_matrix",
]

Period: TypeAlias = "Literal['session', 'year'] | int"
Events: TypeAlias = "EventLike | Iterable[EventLike]"
P = TypeVar("P", bound="Agreement | AgreementMatrix")

_SQUARE = 12  # so many countries still fit a screen as a square table
_SHOWN = 5  # pairs shown from each end of a larger matrix


@frozen
class _Basis:
    """What a figure was computed from, and how."""

    measure: Measure
    absences: Absences
    unanimous: Unanimous
    universe: str
    votes: VoteMatrix

    def over(self, chosen: Sequence[int]) -> _Basis:
        return evolve(self, votes=self.votes.only(chosen))

    def pair(self, a: int, b: int) -> Agreement:
        cells = self.votes.cells_for(self.measure, a, b)
        one, other = self.votes.countries[a], self.votes.countries[b]
        return Agreement(one, other, self.measure.name, cells, self)

    def place(self, country: CountryLike) -> int:
        one = next(iter(CountrySet([country])))
        try:
            return self.votes.countries.index(one)
        except ValueError:
            raise KeyError(f"{one.name} is not among the countries compared") from None

    def notes(self) -> list[str]:
        size = self.votes.size
        notes = [f"{size} event{'' if size == 1 else 's'}; absences: {_ABSENCES[self.absences]}"]
        if self.unanimous == "drop":
            notes.append(f"unanimous roll calls left out: {self.votes.dropped}")
        if self.universe:
            notes.append(f"could have signed: {self.universe}")
        if self.votes.undated:
            notes.append(f"statements without a date left out: {self.votes.undated}")
        return [*notes, f"{self.measure.meaning}: {self.measure.source}"]


_ABSENCES = {"skip": "not counted", "abstain": "counted as abstentions"}

_PAIR: Types = {
    "a": str,
    "b": str,
    "measure": get_args(MeasureName),
    "value": float,
    "n": int,
    "share": float,
    "reason": str,
}
_PERIOD: Types = {"period": str, "start": date, "end": date}


@frozen(repr=False)
class Agreement(Result):
    """How far two countries agree over events.

    Attributes:
        a: The first country.
        b: The second country.
        measure: Name of the measure.
        cells: How often each vote of `a` met each vote of `b`, row by row (yes, abstain, no); see `table`.

    Example:
        >>> import unstatements as un
        >>> found = un.agreement("CUB", "CHN", un.rollcalls(body="hrc", session=51))
        >>> found.value, found.n
        (0.9230769230769231, 13)
    """

    a: Country
    b: Country
    measure: str
    cells: Cells
    _basis: _Basis = field(eq=False)

    @property
    def value(self) -> float | None:
        """The value of the measure; None where it is undefined, `reason` then says why."""
        return self._basis.measure.of(self.cells)

    @property
    def n(self) -> int:
        """The number of events that the value rests on: those on which the votes of both count."""
        return self._basis.measure.count(self.cells)

    @property
    def share(self) -> float | None:
        """The share of identical votes, to be read beside a measure that corrects for chance.

        None where the two have no event in common. Of signatures, the share of the same choice.
        """
        return self._basis.measure.share(self.cells)

    @property
    def reason(self) -> str:
        """Why there is no value; empty where there is one."""
        return self._basis.measure.reason(self.cells)

    @property
    def table(self) -> Mapping[tuple[str, str], int]:
        """How often each vote of `a` met each vote of `b`.

        Keys are pairs of ``"yes"``, ``"abstain"`` and ``"no"``; of signatures, yes is signed, no is not.

        Example:
            >>> import unstatements as un
            >>> un.agreement("CUB", "FRA", un.rollcalls(body="hrc", session=51)).table["no", "yes"]
            7
        """
        pairs = [(mine, other) for mine in VOTES for other in VOTES]
        return dict(zip(pairs, self.cells, strict=True))

    @property
    def events(self) -> tuple[Event, ...]:
        """The events looked at, in order of date."""
        return self._basis.votes.events

    @property
    def absences(self) -> Absences:
        """How absences count."""
        return self._basis.absences

    @property
    def unanimous(self) -> Unanimous:
        """Whether unanimous roll calls were kept."""
        return self._basis.unanimous

    @property
    def source(self) -> str:
        """Who proposed the measure."""
        return self._basis.measure.source

    def over(self, period: Period) -> AgreementSeries:
        """Return the agreement of the two period by period.

        Args:
            period: ``"session"``, ``"year"``, or a number of years.

        Raises:
            ValueError: If there is no such period.

        Example:
            >>> import unstatements as un
            >>> found = un.agreement("CUB", "FRA", un.rollcalls(body="hrc")).over(5)
            >>> list(found)[:2]
            ['2006-2010', '2011-2015']
        """
        votes = self._basis.votes
        a, b = votes.countries.index(self.a), votes.countries.index(self.b)
        parts = _periods(votes, period)
        found = {label: self._basis.over(chosen).pair(a, b) for label, chosen in parts.items()}
        return AgreementSeries(self._basis.measure.name, str(period), found, self.a, self.b)

    def title(self) -> str:
        """Return the countries and the measure."""
        return f"{self.a} and {self.b}: {self._basis.measure.meaning}"

    def rows(self) -> list[Row]:
        """Return one row: the value, what it rests on, and the share of identical votes beside it."""
        return [
            {
                "a": self.a.alpha_3,
                "b": self.b.alpha_3,
                "measure": self.measure,
                "value": self.value,
                "n": self.n,
                "share": self.share,
                "reason": self.reason or None,
            }
        ]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return the table of the two countries' votes."""
        votes = ("signed", "-", "not signed") if self._basis.measure.of_signatures else VOTES
        kept = (0, 2) if self._basis.measure.of_signatures else (0, 1, 2)
        return [
            {
                f"{self.a.alpha_3} / {self.b.alpha_3}": votes[row],
                **{votes[column]: self.cells[3 * row + column] for column in kept},
            }
            for row in kept
        ]

    def footnotes(self) -> Sequence[str]:
        """Return the value, what it rests on, how it was counted, and the source of the measure."""
        value = f"no value: {self.reason}" if self.value is None else f"{self.value:.3f}"
        beside = self.share is not None and self.measure != "share"
        share = f"; share of identical votes {self.share:.3f}" if beside else ""
        return [f"{self.measure} {value}; n = {self.n}{share}", *self._basis.notes()]

    def _types(self) -> Types:
        return _PAIR

    def __repr__(self) -> str:
        value = "None" if self.value is None else f"{self.value:.3f}"
        return f"<agreement of {self.a.alpha_3} and {self.b.alpha_3}: {self.measure} {value}, n={self.n}>"


class Agreements(Listing[Agreement]):
    """Agreements of several pairs; a sequence that shows itself as a table.

    Example:
        >>> import unstatements as un
        >>> matrix = un.agreement_matrix(["CUB", "CHN", "FRA"], un.rollcalls(body="hrc", session=51))
        >>> [one.b.alpha_3 for one in matrix.nearest("CUB")]
        ['CHN', 'FRA']
    """

    __slots__ = ()

    noun = "pair"

    def rows(self) -> list[Row]:
        """Return one row a pair."""
        return [row for one in self for row in one.rows()]

    def _types(self) -> Types:
        return _PAIR

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a pair, without the columns that are the same for all."""
        plain = all(one.measure == "share" for one in self)
        shown = ("a", "b", "value", "n", *(() if plain else ("share",)))
        return [{name: row[name] for name in shown} for row in self.rows()]


@frozen(repr=False)
class _ByPeriod(Result, Mapping[str, P]):
    """Agreement period by period."""

    measure: str
    period: str
    _found: Mapping[str, P] = field(hash=False)

    def __getitem__(self, label: str) -> P:
        return self._found[label]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def rows(self) -> list[Row]:
        """Return the rows of each period."""
        return [
            {"period": label, **_span(one.events), **row}
            for label, one in self._found.items()
            for row in one.rows()
        ]

    def _types(self) -> Types:
        return {**_PERIOD, **_PAIR}


@frozen(repr=False)
class AgreementSeries(_ByPeriod[Agreement]):
    """How far two countries agree, period by period: a mapping from period to `Agreement`.

    Attributes:
        a: The first country.
        b: The second country.
        measure: Name of the measure.
        period: ``"session"``, ``"year"``, or a number of years.

    Example:
        >>> import unstatements as un
        >>> series = un.agreement("CUB", "FRA", un.rollcalls(body="hrc")).over("session")
        >>> series["51"].n
        13
    """

    a: Country
    b: Country

    def title(self) -> str:
        """Return the countries, the measure and the period."""
        return f"{self.a} and {self.b}: {self.measure} by {_period_words(self.period)}"

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a period: value, number of events and share of identical votes."""
        shown = ("period", "value", "n", *(() if self.measure == "share" else ("share",)))
        return [{name: row[name] for name in shown} for row in self.rows()]

    def __repr__(self) -> str:
        return f"<agreement of {self.a.alpha_3} and {self.b.alpha_3} over {len(self)} periods>"


@frozen(repr=False)
class AgreementMatrix(Pictured):
    """How far every two of some countries agree over events.

    Its `plot` is a heat map in which countries that agree stand together.

    Attributes:
        countries: The countries, in order of name.
        measure: Name of the measure.

    Example:
        >>> import unstatements as un
        >>> matrix = un.agreement_matrix(["CUB", "CHN", "FRA"], un.rollcalls(body="hrc", session=51))
        >>> matrix["CUB", "FRA"].n, matrix.value("CHN", "CUB")
        (13, 0.9230769230769231)
    """

    countries: tuple[Country, ...]
    measure: str
    _triangle: tuple[tuple[float | None, ...], ...]
    _basis: _Basis = field(eq=False)

    @property
    def source(self) -> str:
        """Who proposed the measure."""
        return self._basis.measure.source

    @property
    def events(self) -> tuple[Event, ...]:
        """The events looked at, in order of date."""
        return self._basis.votes.events

    def __getitem__(self, pair: tuple[CountryLike, CountryLike]) -> Agreement:
        """Return the agreement of two of the countries.

        Raises:
            KeyError: If a country is not among those compared.
            UnknownCountryError: If a country is not known.
        """
        a, b = pair
        return self._basis.pair(self._basis.place(a), self._basis.place(b))

    def value(self, a: CountryLike, b: CountryLike) -> float | None:
        """Return the value for two of the countries; None where it is undefined.

        Raises:
            KeyError: If a country is not among those compared.
            UnknownCountryError: If a country is not known.
        """
        return self._value(self._basis.place(a), self._basis.place(b))

    def _value(self, a: int, b: int) -> float | None:
        if a == b:
            return self._basis.pair(a, b).value
        return self._triangle[max(a, b)][min(a, b)]

    def square(self) -> list[list[float | None]]:
        """Return all values as a square table, rows and columns in the order of `countries`.

        Example:
            >>> import unstatements as un
            >>> un.agreement_matrix(["CUB", "CHN"], un.rollcalls(body="hrc", session=51)).square()
            [[1.0, 0.9230769230769231], [0.9230769230769231, 1.0]]
        """
        places = range(len(self.countries))
        return [[self._value(a, b) for b in places] for a in places]

    def pairs(self) -> Agreements:
        """Return the agreement of every pair."""
        return Agreements(self._basis.pair(b, a) for a in range(len(self.countries)) for b in range(a))

    def nearest(self, country: CountryLike, n: int = 5, *, shared: int = 1) -> Agreements:
        """Return the countries that agree most with one, the closest first.

        Args:
            country: One of the countries.
            n: How many to return.
            shared: Only countries that have at least this many events in common with it.

        Raises:
            KeyError: If the country is not among those compared.
            UnknownCountryError: If the country is not known.
        """
        return self._ranked(country, n, shared, -1)

    def farthest(self, country: CountryLike, n: int = 5, *, shared: int = 1) -> Agreements:
        """Return the countries that agree least with one, the most distant first.

        Args:
            country: One of the countries.
            n: How many to return.
            shared: Only countries that have at least this many events in common with it.

        Raises:
            KeyError: If the country is not among those compared.
            UnknownCountryError: If the country is not known.
        """
        return self._ranked(country, n, shared, 1)

    def _ranked(self, country: CountryLike, n: int, shared: int, sign: int) -> Agreements:
        a = self._basis.place(country)
        valued = [(b, self._value(a, b)) for b in range(len(self.countries)) if b != a]
        found = [(sign * value, b) for b, value in valued if value is not None]
        found.sort()
        chosen: list[Agreement] = []
        for _value, b in found:
            if len(chosen) == n:
                break
            one = self._basis.pair(a, b)
            if one.n >= shared:
                chosen.append(one)
        return Agreements(chosen)

    def over(self, period: Period) -> AgreementMatrixSeries:
        """Return one matrix a period.

        Args:
            period: ``"session"``, ``"year"``, or a number of years.

        Raises:
            ValueError: If there is no such period.

        Example:
            >>> import unstatements as un
            >>> matrix = un.agreement_matrix(["CUB", "CHN", "FRA"], un.rollcalls(body="hrc"))
            >>> matrix.over("session")["51"].value("CUB", "CHN")
            0.9230769230769231
        """
        parts = _periods(self._basis.votes, period)
        found = {label: _matrix(self._basis.over(chosen)) for label, chosen in parts.items()}
        return AgreementMatrixSeries(self._basis.measure.name, str(period), found)

    def blocs(
        self,
        by: By = "regional group",
        on: DateLike | None = None,
        unknown: WhenUnknown = "warn",
    ) -> BlocAgreements:
        """Return the average agreement of every two blocs, and within each bloc.

        The average is the plain mean over pairs of countries, one of each bloc, that have a value.

        Args:
            by: What to group countries by, as for `compare`.
            on: Day on which membership is taken; None for the day of each event: only what two countries did
                while they were members counts for their blocs.
            unknown: What to do where a bloc's members on a day are not known as a whole, see `Bloc.members`.

        Raises:
            UnknownBlocError: If a bloc is not known.

        Example:
            >>> import unstatements as un
            >>> matrix = un.agreement_matrix(un.countries(), un.rollcalls(body="hrc", session=51))
            >>> found = matrix.blocs(["EU", "OIC"])
            >>> found["EU", "EU"].value > found["EU", "OIC"].value
            True
        """
        if not isinstance(by, str | Bloc) and not callable(by):
            by = list(by)
        day = None if on is None else as_date(on)
        name, members = _membership(by, self.countries, self._basis.votes, day, unknown)
        labels = list(members)
        found = [
            self._between(one, other, members) for place, one in enumerate(labels) for other in labels[place:]
        ]
        return BlocAgreements(self._basis.measure.name, name, tuple(found), self._basis)

    def _between(self, one: str, other: str, members: Mapping[str, Sequence[int]]) -> BlocAgreement:
        mine, theirs = members[one], members[other]
        everything = (1 << self._basis.votes.size) - 1
        measure, votes = self._basis.measure, self._basis.votes
        values: list[float | None] = []
        for a in range(len(self.countries)):
            if not (mine[a] or theirs[a]):
                continue
            for b in range(a):
                among = mine[a] & theirs[b] | mine[b] & theirs[a]
                if among == everything:
                    values.append(self._triangle[a][b])
                elif among:
                    values.append(measure.of(votes.cells_for(measure, a, b, among)))
        defined = [value for value in values if value is not None]
        mean = sum(defined) / len(defined) if defined else None
        return BlocAgreement(one, other, mean, len(defined), len(values) - len(defined))

    def title(self) -> str:
        """Return the numbers of countries and events, and the measure."""
        return f"{len(self.countries)} countries: {self._basis.measure.meaning}"

    def rows(self) -> list[Row]:
        """Return one row a pair of countries."""
        return self.pairs().rows()

    def _types(self) -> Types:
        return _PAIR

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return a square table; of many countries, the closest and the most distant pairs."""
        if len(self.countries) <= _SQUARE:
            codes = [one.alpha_3 for one in self.countries]
            return [
                {"": code, **dict(zip(codes, values, strict=True))}
                for code, values in zip(codes, self.square(), strict=True)
            ]
        ranked = sorted(
            (value, a, b)
            for a, row in enumerate(self._triangle)
            for b, value in enumerate(row)
            if value is not None
        )
        ends = [*ranked[: -_SHOWN - 1 : -1], *ranked[:_SHOWN][::-1]]
        return Agreements(self._basis.pair(b, a) for _value, a, b in ends).display_rows()

    def footnotes(self) -> Sequence[str]:
        """Return how the values were counted, and the source of the measure."""
        notes = self._basis.notes()
        if len(self.countries) > _SQUARE:
            notes.insert(0, f"shown: the {_SHOWN} closest and the {_SHOWN} most distant pairs")
        return notes

    def __repr__(self) -> str:
        return (
            f"<agreement of {len(self.countries)} countries over {self._basis.votes.size} events: "
            f"{self.measure}>"
        )


@frozen(repr=False)
class AgreementMatrixSeries(_ByPeriod[AgreementMatrix]):
    """One agreement matrix a period: a mapping from period to `AgreementMatrix`.

    Attributes:
        measure: Name of the measure.
        period: ``"session"``, ``"year"``, or a number of years.

    Example:
        >>> import unstatements as un
        >>> series = un.agreement_matrix(["CUB", "CHN"], un.rollcalls(body="hrc")).over("session")
        >>> series["51"].value("CUB", "CHN")
        0.9230769230769231
    """

    def title(self) -> str:
        """Return the measure and the period."""
        return f"Agreement by {_period_words(self.period)}: {self.measure}"

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a period: how many events, how many pairs have a value, and their mean."""
        rows: list[DisplayRow] = []
        for label, matrix in self._found.items():
            values = [value for row in matrix._triangle for value in row if value is not None]
            mean = sum(values) / len(values) if values else None
            rows.append({"period": label, "events": len(matrix.events), "pairs": len(values), "mean": mean})
        return rows

    def __repr__(self) -> str:
        return f"<{len(self)} agreement matrices by {_period_words(self.period)}>"


@frozen
class BlocAgreement:
    """The average agreement of the countries of two blocs, or of one bloc among themselves.

    Attributes:
        a: Name of the first bloc.
        b: Name of the second; the same for the average within a bloc.
        value: Mean over the pairs that have a value; None where none has.
        pairs: The number of pairs that have a value.
        undefined: The number of pairs that were members of the blocs together and have none.
    """

    a: str
    b: str
    value: float | None
    pairs: int
    undefined: int

    @property
    def reason(self) -> str:
        """Why there is no value; empty where there is one."""
        return "" if self.pairs else "no two countries of these blocs have a value"


@frozen(repr=False)
class BlocAgreements(Result):
    """The average agreement of every two blocs.

    Attributes:
        measure: Name of the measure.
        by: What the countries were grouped by, in words.
        found: One `BlocAgreement` for each two blocs and each bloc with itself.

    Example:
        >>> import unstatements as un
        >>> matrix = un.agreement_matrix(un.countries(), un.rollcalls(body="hrc", session=51))
        >>> matrix.blocs(["EU", "OIC"])["OIC", "EU"].pairs
        136
    """

    measure: str
    by: str
    found: tuple[BlocAgreement, ...]
    _basis: _Basis = field(eq=False)

    def __getitem__(self, pair: tuple[str, str]) -> BlocAgreement:
        """Return the average agreement of two blocs, in either order.

        Raises:
            UnknownBlocError: If there is no such pair of blocs.
        """
        for one in self.found:
            if pair in ((one.a, one.b), (one.b, one.a)):
                return one
        known = list(dict.fromkeys(one.a for one in self.found))
        raise UnknownBlocError(
            f"there is no pair of blocs {pair!r}; the blocs are: {', '.join(known)}",
            value=pair,
            suggestions=known,
        )

    def title(self) -> str:
        """Return the measure and what the countries were grouped by."""
        return f"Average agreement by {self.by}: {self.measure}"

    def rows(self) -> list[Row]:
        """Return one row for each two blocs and each bloc with itself."""
        return [
            {
                "a": one.a,
                "b": one.b,
                "measure": self.measure,
                "value": one.value,
                "pairs": one.pairs,
                "undefined": one.undefined,
                "reason": one.reason or None,
            }
            for one in self.found
        ]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return the averages as a square table."""
        labels = list(dict.fromkeys(one.a for one in self.found))
        return [{"": a, **{b: self[a, b].value for b in labels}} for a in labels]

    def _types(self) -> Types:
        mean: Types = {"value": float, "pairs": int, "undefined": int, "reason": str}
        return {"a": str, "b": str, "measure": get_args(MeasureName), **mean}

    def footnotes(self) -> Sequence[str]:
        """Return how the values were counted, and the source of the measure."""
        return [*self._basis.notes(), "Means over pairs of countries that have a value."]

    def __repr__(self) -> str:
        return f"<average agreement by {self.by}: {self.measure}>"


def agreement(
    a: CountryLike,
    b: CountryLike,
    events: Events,
    measure: MeasureName = "share",
    absences: Absences = "skip",
    unanimous: Unanimous = "keep",
    universe: Universe = None,
) -> Agreement:
    """Return how far two countries agree over events.

    Args:
        a: A country, name or code.
        b: Another.
        events: Roll calls or statements: events, ids, UN symbols, or a listing such as `rollcalls` returns.
            An event named twice counts once. Statements without a date are left out.
        measure: For votes ``"share"`` (of identical votes), ``"lijphart"``, ``"s"``, ``"s_squared"``,
            ``"kappa"``, ``"kappa_linear"``, ``"kappa_quadratic"``, ``"pi"``, ``"alpha_nominal"`` or
            ``"alpha_ordinal"``; for signatures of statements ``"jaccard"`` or ``"phi"``.
        absences: ``"skip"``: an event counts where both voted yes, no or abstain. ``"abstain"``: an absence
            from a roll call counts as an abstention.
        unanimous: ``"keep"``, or ``"drop"`` for leaving out roll calls on which all votes cast, of any
            country, were the same.
        universe: For statements, the states that could have signed: ``"electorate"`` (members and permanent
            observers of the United Nations that day), a bloc (its members that day) or countries. Their
            silence then counts, as not signing or as the middle between the two sides. None: nobody's
            silence is read as an abstention, and measures that correct for chance are not possible.

    Returns:
        The value, the number of events it rests on, and the share of identical votes beside it. A value that
        is undefined is None, with the reason.

    Raises:
        UnknownCountryError: If a country is not known.
        UnknownStatementError: If no statement and no roll call is called so.
        ValueError: If the measure or another choice is not known, if a measure of signatures is asked for
            roll calls, or if one that corrects for chance is asked for statements without a universe.

    Source:
        docs/methods/agreement.md gives the formula and the author of each measure; `Agreement.source` names
        the author.

    Example:
        >>> import unstatements as un
        >>> votes = un.rollcalls(body="hrc", session=51)
        >>> print(un.agreement("CUB", "FRA", votes, measure="kappa"))
        Cuba and France: Cohen's kappa
        <BLANKLINE>
        CUB / FRA  yes  abstain  no
        yes          0        0   5
        abstain      1        0   0
        no           7        0   0
        <BLANKLINE>
        kappa -0.798; n = 13; share of identical votes 0.000
        22 events; absences: not counted
        Cohen's kappa: Cohen 1960, ...
    """
    pair = CountrySet([a]), CountrySet([b])
    basis = _basis(pair[0] | pair[1], events, measure, absences, unanimous, universe)
    return basis.pair(*[basis.place(next(iter(one))) for one in pair])


def agreement_matrix(
    countries: Iterable[CountryLike],
    events: Events,
    measure: MeasureName = "share",
    absences: Absences = "skip",
    unanimous: Unanimous = "keep",
    universe: Universe = None,
) -> AgreementMatrix:
    """Return how far every two of some countries agree over events.

    Args:
        countries: Countries, names or codes.
        events: As for `agreement`.
        measure: As for `agreement`.
        absences: As for `agreement`.
        unanimous: As for `agreement`.
        universe: As for `agreement`.

    Returns:
        The matrix: `matrix["USA", "ISR"]`, nearest and farthest neighbours, periods, averages of blocs.

    Raises:
        UnknownCountryError: If a country is not known.
        UnknownStatementError: If no statement and no roll call is called so.
        ValueError: As for `agreement`.

    Source:
        As for `agreement`.

    Example:
        >>> import unstatements as un
        >>> print(un.agreement_matrix(["CUB", "CHN", "FRA"], un.rollcalls(body="hrc", session=51)))
        3 countries: share of identical votes
        <BLANKLINE>
               CHN    CUB  FRA
        CHN      1  0.923    0
        CUB  0.923      1    0
        FRA      0      0    1
        <BLANKLINE>
        22 events; absences: not counted
        share of identical votes: the plain proportion; no author
    """
    return _matrix(_basis(CountrySet(countries), events, measure, absences, unanimous, universe))


def _matrix(basis: _Basis) -> AgreementMatrix:
    measure, votes = basis.measure, basis.votes
    return AgreementMatrix(votes.countries, measure.name, votes.triangle(measure), basis)


def _basis(
    countries: CountrySet,
    events: Events,
    measure: str,
    absences: Absences,
    unanimous: Unanimous,
    universe: Universe,
) -> _Basis:
    chosen = measure_named(measure)
    one_of(absences, get_args(Absences), "absences")
    one_of(unanimous, get_args(Unanimous), "unanimous")
    if universe is not None and not isinstance(universe, str | Bloc):
        universe = CountrySet(universe)
    declared = _universe_words(universe)
    named = named_events(events)
    _check(chosen, named, universe)
    votes = VoteMatrix.of(countries, named, absences, unanimous, universe)
    signed = any(isinstance(one, Statement) for one in named)
    return _Basis(chosen, absences, unanimous, declared if signed else "", votes)


def _check(measure: Measure, events: Sequence[Event], universe: Universe) -> None:
    rollcall = next((one for one in events if isinstance(one, RollCall)), None)
    if measure.of_signatures and rollcall is not None:
        raise ValueError(
            f"{measure.name} compares signatures, and {rollcall.id} is a roll call: leave roll calls out, "
            "or take a measure of votes such as 'share'"
        )
    signed = next((one for one in events if isinstance(one, Statement)), None)
    if measure.beyond_chance and signed is not None and universe is None:
        raise ValueError(
            f"{measure.name} corrects for chance, so it must know who could have signed {signed.id}: declare "
            "it with universe='electorate', a bloc or countries, or take 'share' or 'jaccard'"
        )


def _universe_words(universe: Universe) -> str:
    if universe is None:
        return ""
    if universe == "electorate":
        return "members and permanent observers of the United Nations"
    if isinstance(universe, CountrySet):
        return f"{len(universe)} countries"
    assert isinstance(universe, str | Bloc)
    return f"members of {bloc(universe)}"


def _periods(votes: VoteMatrix, period: Period) -> dict[str, list[int]]:
    """Return the places of the events of each period, periods in order of their first event."""
    label = _labels(votes.events, period)
    found: dict[str, list[int]] = {}
    for place, one in enumerate(votes.events):
        found.setdefault(label(one), []).append(place)
    return found


def _labels(events: Sequence[Event], period: Period) -> Callable[[Event], str]:
    if period == "session":
        several = len({one.body for one in events}) > 1
        return lambda one: f"{one.body} {_session(one)}" if several else _session(one)
    years = 1 if period == "year" else period
    if not isinstance(years, int) or years < 1:
        raise ValueError(f"there is no period {period!r}: write 'session', 'year' or a number of years")
    first = min((one.date.year for one in events if one.date), default=0)
    return lambda one: _years(one, first, years)


def _session(one: Event) -> str:
    return str(one.session) if one.session else "no session"


def _years(one: Event, first: int, years: int) -> str:
    if one.date is None:
        return "no date"
    start = one.date.year - (one.date.year - first) % years
    return str(start) if years == 1 else f"{start}-{start + years - 1}"


def _period_words(period: str) -> str:
    return f"{period} years" if period.isdigit() else period


def _span(events: Sequence[Event]) -> dict[str, date | None]:
    days = [one.date for one in events if one.date]
    return {"start": min(days, default=None), "end": max(days, default=None)}


def _membership(
    by: By,
    countries: Sequence[Country],
    votes: VoteMatrix,
    on: date | None,
    unknown: WhenUnknown,
) -> tuple[str, dict[str, list[int]]]:
    """Return what countries are grouped by, and for each bloc and country the events it was a member on."""
    everyone = CountrySet(countries)
    days = [one.date or date.min for one in votes.events]
    if on is not None or callable(by) or not days:
        starts = [0]
    else:
        starts = sorted({0, *[bisect_left(days, change) for change in _changes(by)]} - {len(days)})
    name = ""
    members: dict[str, list[int]] = {}
    for start, end in zip(starts, [*starts[1:], votes.size], strict=True):
        day = on or (days[start] if days else date.today())
        # One warning is enough: the first day is the one least known.
        name, named = groups(by, everyone, day, unknown if start == 0 else "ignore")
        stretch = (1 << (votes.size - start)) - (1 << (votes.size - end))
        for label, group in named:
            row = members.setdefault(label, [0] * len(countries))
            for place, one in enumerate(countries):
                if one in group:
                    row[place] |= stretch
    return name, members


def _changes(by: By) -> set[date]:
    """Return the days on which the membership of one of the blocs may change."""
    return {day for one in _blocs_of(by) for day in one.periods()[0]}


def _blocs_of(by: By) -> Sequence[Bloc]:
    if isinstance(by, Bloc):
        return [by]
    if isinstance(by, str):
        try:
            return [bloc(by)]
        except UnknownBlocError:
            return partition(by)
    assert not callable(by)
    return [bloc(one) for one in by]
