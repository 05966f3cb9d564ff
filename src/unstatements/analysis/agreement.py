"""How far countries agree over many events: pairs, matrices, neighbours, periods, blocs."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import combinations, combinations_with_replacement, islice, product
from operator import or_
from statistics import fmean
from typing import TypeAlias, TypeVar, cast, get_args

from attrs import field, frozen

from unstatements.analysis.agreement_measures import (
    MEASURES,
    VOTES,
    AgreementMeasure,
    Cells,
    MeasureName,
    measure_named,
)
from unstatements.analysis.bootstrap import (
    Bootstrap,
    Drawing,
    Sums,
    clusters_of,
    spread_columns,
    spread_of,
)
from unstatements.analysis.grouping import By, grouping
from unstatements.analysis.periods import Period
from unstatements.analysis.positions import Event, Events, named_events, positions
from unstatements.analysis.vote_matrix import Absences, Counting, Unanimous, Universe, VoteMatrix
from unstatements.core.arguments import COUNTS, of_type, one_of, quoted, several, whole_number
from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import UnknownBlocError
from unstatements.events.rollcall import RollCall
from unstatements.events.selection import selection_notes, votes_notes, warn_of_selections
from unstatements.events.statement import Statement
from unstatements.events.tidy import session_number, special_session
from unstatements.groups.bloc import Bloc, WhenUnknown, bloc, known_since_notes
from unstatements.groups.codes import CodeScheme, code_period, codes_in
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.groups.seats import Follow, present_holders, seat_notes
from unstatements.names.country import Country
from unstatements.results.cells import (
    Cell,
    Column,
    DisplayRow,
    Repeated,
    Row,
    attribute_columns,
    bounds_columns,
)
from unstatements.results.interval import Interval
from unstatements.results.result import Listing, LongTable, Pictured, Result
from unstatements.results.text import plural

UniverseLike: TypeAlias = "str | Bloc | Iterable[CountryLike] | None"
P = TypeVar("P", bound="Agreement | AgreementMatrix")

_SQUARE = 12  # so many countries still fit a screen as a square table
_ENDS = 5  # pairs on screen from each end of a larger matrix
_ABSENCES = {"skip": "not counted", "abstain": "counted as abstentions"}


@frozen(repr=False)
class _Counted(Result):
    """A figure that knows over which events it was counted, and how."""

    measure: str
    _votes: VoteMatrix = field(eq=False, alias="votes")

    @property
    def events(self) -> tuple[Event, ...]:
        """The events looked at, in order of date."""
        return self._votes.events

    @property
    def coverage(self) -> str | None:
        """Whether the roll calls are all that were held in their sessions, or a selection."""
        return self._votes.coverage

    @property
    def source(self) -> str:
        """Who proposed the measure."""
        return self._measure.source

    @property
    def _measure(self) -> AgreementMeasure:
        return MEASURES[self.measure]

    def _notes(self, compared: Iterable[Country]) -> list[str]:
        votes, measure, counting = self._votes, self._measure, self._votes.counting
        universe, absences = counting.universe, _ABSENCES[counting.absences]
        notes = [f"{plural(len(votes.events), 'event')}; absences: {absences}"]
        if counting.unanimous == "drop":
            notes.append(f"unanimous roll calls left out: {votes.dropped}")
        signed = any(isinstance(event, Statement) for event in votes.events)
        if signed and universe is not None:
            notes.append(f"could have signed: {_universe_words(universe)}")
            if isinstance(universe, Bloc):
                notes += known_since_notes([universe], votes.events[0].date)
        notes += seat_notes(compared, votes.days, counting.follow)
        if votes.undated:
            notes.append(f"statements without a date left out: {votes.undated}")
        notes += votes_notes(votes.events)
        return [*notes, f"{measure.meaning}: {measure.source}"]


_PAIR: tuple[Column[Agreement], ...] = (
    Column("a", str, "a.alpha_3"),
    Column("b", str, "b.alpha_3"),
    *attribute_columns(measure=get_args(MeasureName), value=float),
    *bounds_columns("value", float, "bounds"),
    *spread_columns(),
    *attribute_columns(n=int, share=float, reason=str, coverage=str),
)


@frozen(repr=False)
class Agreement(_Counted):
    """How far two countries agree over events.

    Attributes:
        a: The first country.
        b: The second country.
        measure: Name of the measure.
        cells: How often each vote of `a` met each of `b`, row by row (yes, abstain, no); `table`.
        bootstrap: The spread of the value over samples of resolutions; None if not asked for.
    """

    a: Country
    b: Country
    cells: Cells
    bootstrap: Bootstrap | None = field(default=None, eq=False)

    _columns = _PAIR

    def _records(self) -> Sequence[Agreement]:
        return [self]

    @property
    def value(self) -> float | None:
        """The value of the measure; None where it is undefined, `reason` then says why."""
        return self._measure.of(self.cells)

    @property
    def bounds(self) -> Interval | None:
        """The least and the greatest value that the events allow on which a position is not known.

        The value itself rests on the other events alone. Each unknown position may be any that is
        not excluded, whatever the others are. None where no value is defined, and for a measure
        that is not a ratio of sums where there are too many cases to look at.

        Source:
            Manski 2003, Partial Identification of Probability Distributions.

        Example:
            >>> statements = un.statements("xinjiang", body="ga3c")
            >>> pair = un.agreement("Fiji", "Nauru", statements, measure="jaccard")
            >>> pair.bounds.low <= pair.value <= pair.bounds.high
            True
        """
        a, b = self._votes.place(self.a), self._votes.place(self.b)
        return self._votes.bounds(self._measure, a, b)

    @property
    def n(self) -> int:
        """The number of events that the value rests on: those on which the votes of both count."""
        return self._measure.count(self.cells)

    @property
    def share(self) -> float | None:
        """The share of identical votes, to be read beside a measure that corrects for chance.

        None where the two have no event in common. Of signatures, the share of the same choice.
        """
        return self._measure.share(self.cells)

    @property
    def reason(self) -> str:
        """Why there is no value; empty where there is one."""
        return self._measure.reason(self.cells)

    @property
    def table(self) -> Mapping[tuple[str, str], int]:
        """How often each vote of `a` met each vote of `b`.

        Keys are pairs of ``"yes"``, ``"abstain"`` and ``"no"``; of signatures, yes is signed.

        Example:
            >>> un.agreement("CUB", "FRA", un.rollcalls(body="hrc", session=51)).table["no", "yes"]
            7
        """
        return dict(zip(product(VOTES, VOTES), self.cells, strict=True))

    def over(self, period: Period) -> AgreementSeries[Agreement]:
        """Return the agreement of the two period by period.

        Args:
            period: ``"session"``, ``"year"``, or a number of years.

        Raises:
            ValueError: If there is no such period.

        Example:
            >>> series = un.agreement("CUB", "FRA", un.rollcalls(body="hrc")).over(5)
            >>> list(series)[:2], series["2011-2015"].n
            (['2006-2010', '2011-2015'], 113)
        """
        a, b = self._votes.place(self.a), self._votes.place(self.b)
        drawn = self.bootstrap
        samples = Drawing(drawn.resamples, drawn.seed) if drawn else None
        periods = self._votes.by_period(period).items()
        parts = {label: _pair(votes, self.measure, a, b, samples) for label, votes in periods}
        return AgreementSeries(f"{self.a} and {self.b}", self.measure, str(period), parts)

    def summary(self) -> DisplayRow:
        """Return value, number of events and, beside another measure, the share of the same."""
        share: DisplayRow = {} if self.measure == "share" else {"share": self.share}
        spread: DisplayRow = {"95 %": self.bootstrap.interval} if self.bootstrap else {}
        return {"value": self.value, **spread, "n": self.n, **share}

    def title(self) -> str:
        return f"{self.a} and {self.b}: {self._measure.meaning}"

    def display_rows(self) -> Sequence[DisplayRow]:
        words = {vote: vote for vote in VOTES}
        if self._measure.of_signatures:
            words = {"yes": "signed", "no": "not signed"}
        table, pair = self.table, f"{self.a.alpha_3} / {self.b.alpha_3}"

        def cells(vote: str) -> DisplayRow:
            return {word: table[vote, other] for other, word in words.items()}

        return [{pair: word, **cells(vote)} for vote, word in words.items()]

    def footnotes(self) -> Sequence[str]:
        value = f"no value: {self.reason}" if self.value is None else f"{self.value:.3f}"
        beside = self.share is not None and self.measure != "share"
        share = f"; share of identical votes {self.share:.3f}" if beside else ""
        places = map(self._votes.place, (self.a, self.b))
        notes = [f"{self.measure} {value}; n = {self.n}{share}"]
        if not_known := self._votes.open_events(self._measure, places):
            left_out = f"{plural(not_known, 'event')} left out, as a position is not known"
            notes.append(f"{left_out}; with them: {self.bounds or 'not computed'}")
        spread = [str(self.bootstrap)] if self.bootstrap else []
        return [*notes, *spread, *self._notes((self.a, self.b))]

    def __repr__(self) -> str:
        value = "None" if self.value is None else f"{self.value:.3f}"
        pair = f"{self.a.alpha_3} and {self.b.alpha_3}"
        return f"<agreement of {pair}: {self.measure} {value}, n={self.n}>"


class Agreements(Listing[Agreement]):
    """Agreements of several pairs; a sequence that shows itself as a table."""

    __slots__ = ()

    noun = "pair"

    _columns = _PAIR

    def display_rows(self) -> Sequence[DisplayRow]:
        return [{"a": pair.a.alpha_3, "b": pair.b.alpha_3, **pair.summary()} for pair in self]

    def footnotes(self) -> Sequence[str]:
        return selection_notes(dict.fromkeys(event for pair in self for event in pair.events))


@frozen(repr=False)
class AgreementSeries(Pictured, Mapping[str, P]):
    """Agreement period by period: a mapping from period to `Agreement`, or to `AgreementMatrix`.

    Its `plot` is a line by year, of a pair or of the mean of all pairs, with the record's gaps.

    Attributes:
        about: The countries, in words.
        measure: Name of the measure.
        period: ``"session"``, ``"year"``, or a number of years.
    """

    about: str
    measure: str
    period: str
    _parts: Mapping[str, P] = field(hash=False, alias="parts")

    _columns = (
        *attribute_columns(period=str, start=date, end=date),
        *(Column[Row](column.name, column.type) for column in _PAIR),
    )

    def _records(self) -> Iterator[Row]:
        for label, part in self._parts.items():
            days = [event.date for event in part.events if event.date]
            span: Row = {"start": min(days, default=None), "end": max(days, default=None)}
            for row in part.rows():
                yield {"period": label, **span, **row}

    def __getitem__(self, label: str) -> P:
        return self._parts[label]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def title(self) -> str:
        period = f"{self.period} years" if self.period.isdigit() else self.period
        return f"{self.about}: {self.measure} by {period}"

    def display_rows(self) -> Sequence[DisplayRow]:
        return [{"period": label, **part.summary()} for label, part in self._parts.items()]

    def footnotes(self) -> Sequence[str]:
        return selection_notes(event for part in self._parts.values() for event in part.events)


@frozen(repr=False)
class AgreementMatrix(_Counted, Pictured):
    """How far every two of some countries agree over events.

    Its `plot` is a heat map in which countries that agree stand together.

    Attributes:
        measure: Name of the measure.

    Example:
        >>> votes = un.rollcalls(body="hrc", session=51)
        >>> matrix = un.agreement_matrix(["CUB", "CHN", "FRA"], votes)
        >>> matrix["CUB", "FRA"].n, matrix.value("CHN", "CUB")
        (13, 0.9230769230769231)
    """

    _square: tuple[tuple[float | None, ...], ...] = field(alias="square")

    _columns = _PAIR

    def _records(self) -> Iterable[Agreement]:
        return self.pairs()

    @property
    def countries(self) -> tuple[Country, ...]:
        """The countries, in order of name."""
        return self._votes.countries

    def __getitem__(self, pair: tuple[CountryLike, CountryLike]) -> Agreement:
        """Return the agreement of two of the countries, which must be among those compared."""
        a, b = pair
        return _pair(self._votes, self.measure, self._votes.place(a), self._votes.place(b))

    def value(self, a: CountryLike, b: CountryLike) -> float | None:
        """Return the value for two of the countries; None where it is undefined."""
        return self._square[self._votes.place(a)][self._votes.place(b)]

    def square(self) -> list[list[float | None]]:
        """Return all values as a square table, rows and columns in the order of `countries`.

        Example:
            >>> un.agreement_matrix(["CUB", "CHN"], un.rollcalls(body="hrc", session=51)).square()
            [[1.0, 0.9230769230769231], [0.9230769230769231, 1.0]]
        """
        return list(map(list, self._square))

    def pairs(self) -> Agreements:
        """Return the agreement of every pair."""
        places = combinations(range(len(self.countries)), 2)
        return Agreements(_pair(self._votes, self.measure, a, b) for a, b in places)

    def _values(self) -> Iterator[tuple[float, int, int]]:
        """Yield the value of every pair that has one, and the places of the two."""
        for a, row in enumerate(self._square):
            for b, value in enumerate(row[:a]):
                if value is not None:
                    yield value, a, b

    def nearest(self, country: CountryLike, n: int = 5, *, shared: int = 1) -> Agreements:
        """Return the countries that agree most with one, the closest first.

        Args:
            country: One of the countries.
            n: How many to return.
            shared: Only countries that have at least this many events in common with it.

        Raises:
            KeyError: If the country is not among those compared.

        Example:
            >>> votes = un.rollcalls(body="hrc", session=51)
            >>> matrix = un.agreement_matrix(["CUB", "CHN", "FRA"], votes)
            >>> [pair.b.alpha_3 for pair in matrix.nearest("CUB")]
            ['CHN', 'FRA']
        """
        return self._ranked(country, n, shared, sign=-1)

    def farthest(self, country: CountryLike, n: int = 5, *, shared: int = 1) -> Agreements:
        """Return the countries that agree least with one, as `nearest`, the most distant first."""
        return self._ranked(country, n, shared, sign=1)

    def _ranked(self, country: CountryLike, n: int, shared: int, sign: int) -> Agreements:
        place = self._votes.place(country)
        n = whole_number(n, "number of pairs", COUNTS)
        shared = whole_number(shared, "number of events")
        values = {
            other: sign * value
            for other, value in enumerate(self._square[place])
            if value is not None and other != place
        }
        ranked = sorted(values, key=values.__getitem__)
        pairs = (_pair(self._votes, self.measure, place, other) for other in ranked)
        return Agreements(islice((pair for pair in pairs if pair.n >= shared), n))

    def over(self, period: Period) -> AgreementSeries[AgreementMatrix]:
        """Return one matrix a period, see `Agreement.over`.

        Example:
            >>> matrix = un.agreement_matrix(["CUB", "CHN", "FRA"], un.rollcalls(body="hrc"))
            >>> matrix.over("session")["51"].value("CUB", "CHN")
            0.9230769230769231
        """
        periods = self._votes.by_period(period).items()
        parts = {label: _matrix(votes, self.measure) for label, votes in periods}
        about = plural(len(self.countries), "country", "countries")
        return AgreementSeries(about, self.measure, str(period), parts)

    def dyads(
        self,
        period: Period | None = None,
        *,
        versus: CountryLike | None = None,
        codes: Iterable[CodeScheme] = (),
    ) -> Dyads:
        """Return the agreement of all pairs, period by period, as one long table.

        A pair has a row for each period in which it has an event in common.

        Args:
            period: ``"session"``, ``"year"``, or a number of years; None for all events at once.
            versus: One of the countries: only its pairs, in which it is `a`.
            codes: ``"cow"``, ``"gw"``: codes of both countries on the period's last day of events.

        Raises:
            KeyError: If the country is not among those compared.
            ValueError: If there is no such period or scheme of codes.

        Example:
            >>> matrix = un.agreement_matrix(["CUB", "CHN", "FRA"], un.rollcalls(body="hrc"))
            >>> dyads = matrix.dyads("year", versus="CUB", codes=["cow"]).to_frame()
            >>> dyads.loc[dyads["year"] == 2022, ["b", "cow_b", "n"]].values.tolist()
            [['CHN', 710, 44], ['FRA', 220, 44]]
        """
        schemes = list(several(codes, "collection of schemes: give 'cow', 'gw' or both"))
        for scheme in schemes:
            one_of(scheme, get_args(CodeScheme), "codes")
        periods = {"": self._votes} if period is None else self._votes.by_period(period)
        place = None if versus is None else self._votes.place(versus)
        return Dyads.of(periods, self._measure, place, schemes, self._notes(self.countries))

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
            on: Day on which membership is taken; None for the day of each event: only what two
                countries did while they were members counts for their blocs.
            unknown: What to do where not all members on a day are known, see `Bloc.members`.

        Raises:
            UnknownBlocError: If a bloc is not known.

        Example:
            >>> matrix = un.agreement_matrix(un.countries(), un.rollcalls(body="hrc", session=51))
            >>> averages = matrix.blocs(["EU", "OIC"])
            >>> averages["EU", "EU"].value > averages["EU", "OIC"].value
            True
        """
        grouped, countries = grouping(by), CountrySet(self.countries)
        days = [event.date or date.min for event in self.events]
        day = None if on is None else as_date(on)
        memberships = grouped.by_event(countries, days, unknown, day)
        averages = [
            self._average(group, other)
            for group, other in combinations_with_replacement(memberships, 2)
        ]
        return BlocAgreements(
            measure=self.measure,
            votes=self._votes,
            by=grouped.name,
            averages=tuple(averages),
            membership_notes=grouped.notes(days if day is None else [day]),
        )

    def _average(
        self, group: tuple[str, Mapping[Country, int]], other: tuple[str, Mapping[Country, int]]
    ) -> BlocAgreement:
        (name, membership), (other_name, other_membership) = group, other
        mine = [membership.get(country, 0) for country in self.countries]
        theirs = [other_membership.get(country, 0) for country in self.countries]
        members = [place for place in range(len(self.countries)) if mine[place] or theirs[place]]
        values: list[float | None] = []
        for b, a in combinations(members, 2):
            among = mine[a] & theirs[b] | mine[b] & theirs[a]
            if among == self._votes.every_event:
                values.append(self._square[a][b])
            elif among:
                values.append(self._measure.of(self._votes.cells(self._measure, a, b, among)))
        defined = [value for value in values if value is not None]
        return BlocAgreement(
            a=name,
            b=other_name,
            measure=self.measure,
            value=_mean(defined),
            pairs=len(defined),
            undefined=len(values) - len(defined),
        )

    @property
    def mean(self) -> float | None:
        """The mean over all pairs that have a value; None where none has."""
        return _mean([value for value, _a, _b in self._values()])

    def summary(self) -> DisplayRow:
        """Return how many events, how many pairs have a value, and their mean."""
        pairs = sum(1 for _value in self._values())
        return {"events": len(self.events), "pairs": pairs, "mean": self.mean}

    def title(self) -> str:
        size = plural(len(self.countries), "country", "countries")
        return f"{size}: {self._measure.meaning}"

    def display_rows(self) -> Sequence[DisplayRow]:
        if len(self.countries) <= _SQUARE:
            codes = [country.alpha_3 for country in self.countries]
            rows = zip(codes, self.square(), strict=True)
            return [{"": code, **dict(zip(codes, values, strict=True))} for code, values in rows]
        ranked = sorted(self._values())
        ends = [*ranked[: -_ENDS - 1 : -1], *ranked[:_ENDS][::-1]]
        pairs = (_pair(self._votes, self.measure, b, a) for _value, a, b in ends)
        return Agreements(pairs).display_rows()

    def footnotes(self) -> Sequence[str]:
        notes = self._notes(self.countries)
        not_known = self._votes.open_events(self._measure, range(len(self.countries)))
        if not_known:
            events = plural(not_known, "event")
            notes.insert(0, f"{events} with positions not known: bounds are those of each pair")
        if len(self.countries) > _SQUARE:
            notes.insert(0, f"shown: the {_ENDS} closest and the {_ENDS} most distant pairs")
        return notes


class Dyads(LongTable):
    """The agreement of pairs of countries, period by period."""

    __slots__ = ()

    noun = "pair"
    _on_screen = ("period", "a", "b", "value", "n", "share")
    _columns = (
        *attribute_columns(period=str, year=int, session=int, special_session=str, coverage=str),
        *attribute_columns(a=str, b=str, cow_a=int, cow_b=int, gw_a=int, gw_b=int),
        *attribute_columns(measure=get_args(MeasureName), value=float),
        *attribute_columns(value_low=float, value_high=float, n=int, share=float),
    )

    @classmethod
    def of(
        cls,
        periods: Mapping[str, VoteMatrix],
        measure: AgreementMeasure,
        versus: int | None,
        codes: Iterable[CodeScheme],
        notes: Iterable[str],
    ) -> Dyads:
        """Return the pairs of each period that have an event in common."""
        parts = list(periods.values())
        period, first, second, figure = (array("i") for _column in range(4))
        places: dict[tuple[object, ...], int] = {}  # pairs with the same figures have one
        figures: list[Row] = []
        start = 0  # the place of the first country of a period
        for number, votes in enumerate(parts):
            is_open = [bool(possible.any) for possible in votes.possible]
            for a, b, table in votes.pairs(measure, versus):
                key: tuple[object, ...] = table
                bounds: list[Interval | None] = []
                if (is_open[a] or is_open[b]) and any(table):
                    bounds = [votes.bounds(measure, a, b)]
                    key = table, *bounds
                place = places.setdefault(key, len(places))
                if place == len(figures):
                    figures.append(_figures(measure, table, *bounds))
                if figures[place]["n"]:
                    period.append(number)
                    first.append(start + a)
                    second.append(start + b)
                    figure.append(place)
            start += len(votes.countries)

        def of_first(value: Callable[[Event], Cell]) -> Repeated:
            firsts = (votes.events[:1] for votes in parts)
            return Repeated([value(*event) if event else None for event in firsts], period)

        countries = [country.alpha_3 for votes in parts for country in votes.countries]
        content: dict[str, Sequence[Cell]] = {
            "period": Repeated([label or None for label in periods], period),
            "year": of_first(lambda event: event.date.year if event.date else None),
            "session": of_first(session_number),
            "special_session": of_first(special_session),
            "coverage": Repeated([votes.coverage for votes in parts], period),
            "a": Repeated(countries, first),
            "b": Repeated(countries, second),
        }
        for scheme in codes:
            coded = [code for votes in parts for code in _codes(votes, scheme)]
            content |= {f"{scheme}_a": Repeated(coded, first)}
            content |= {f"{scheme}_b": Repeated(coded, second)}
        content["measure"] = Repeated([measure.name], array("b", bytes(len(period))))
        for name in ("value", "value_low", "value_high", "n", "share"):
            content[name] = Repeated([each[name] for each in figures], figure)
        return cls(content, notes)


def _figures(measure: AgreementMeasure, table: Cells, *bounds: Interval | None) -> Row:
    """Return what the table of a pair comes to; the bounds are the value where all is known."""
    value = low = high = measure.of(table)
    for interval in bounds:
        low, high = (interval.low, interval.high) if interval else (None, None)
    counted: Row = {"n": measure.count(table), "share": measure.share(table)}
    return {"value": value, "value_low": low, "value_high": high, **counted}


def _codes(votes: VoteMatrix, scheme: CodeScheme) -> Iterator[int | None]:
    """Yield the codes of the countries on the day of the last event."""
    last = votes.events[-1].date if votes.events else None
    codes = codes_in(scheme, code_period(last or date.max))
    return (codes[country.index] for country in votes.countries)


def _pair(
    votes: VoteMatrix, measure: str, a: int, b: int, samples: Drawing | None = None
) -> Agreement:
    return Agreement(
        measure=measure,
        votes=votes,
        a=votes.countries[a],
        b=votes.countries[b],
        cells=votes.cells(MEASURES[measure], a, b),
        bootstrap=None if samples is None else _spread(votes, MEASURES[measure], (a, b), samples),
    )


def _spread(
    votes: VoteMatrix, measure: AgreementMeasure, pair: tuple[int, int], samples: Drawing
) -> Bootstrap:
    of_cluster: dict[int, int] = defaultdict(int)  # the events of each, as bits: the last lowest
    for place, cluster in enumerate(clusters_of(votes.events), 1):
        of_cluster[cluster] |= 1 << len(votes.events) - place
    tables = [votes.cells(measure, *pair, among) for among in of_cluster.values()]

    def value(sums: Sums) -> float | None:
        return measure.of(tuple(map(int, sums)))

    return spread_of(tables, of_cluster, value, samples)


def _matrix(votes: VoteMatrix, measure: str) -> AgreementMatrix:
    square = votes.square(MEASURES[measure])
    return AgreementMatrix(measure=measure, votes=votes, square=square)


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None


@frozen
class BlocAgreement:
    """The average agreement of the countries of two blocs, or of one bloc among themselves.

    Attributes:
        a: Name of the first bloc.
        b: Name of the second; the same for the average within a bloc.
        measure: Name of the measure.
        value: Mean over the pairs that have a value; None where none has.
        pairs: The number of pairs that have a value.
        undefined: The number of pairs that were members of the blocs together and have none.
    """

    a: str
    b: str
    measure: str
    value: float | None
    pairs: int
    undefined: int

    @property
    def reason(self) -> str:
        """Why there is no value; empty where there is one."""
        return "" if self.pairs else "no two countries of these blocs have a value"


@frozen(repr=False)
class BlocAgreements(_Counted):
    """The average agreement of every two blocs.

    Attributes:
        measure: Name of the measure.
        by: What the countries were grouped by, in words.
        averages: One `BlocAgreement` for each two blocs and each bloc with itself.
        membership_notes: Which blocs' members are not known as a whole on the first of the days.
    """

    _rows_of = "averages"

    by: str
    averages: tuple[BlocAgreement, ...]
    membership_notes: tuple[str, ...] = ()

    def _declared(self) -> Sequence[Column[BlocAgreement]]:
        return (
            *attribute_columns(a=str, b=str, measure=get_args(MeasureName), value=float),
            *attribute_columns(pairs=int, undefined=int, reason=str),
            Column("coverage", str, lambda _average: self.coverage),
        )

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(average.a for average in self.averages))

    def __getitem__(self, pair: tuple[str, str]) -> BlocAgreement:
        """Return the average agreement of two blocs, in either order."""
        for average in self.averages:
            if pair in ((average.a, average.b), (average.b, average.a)):
                return average
        raise UnknownBlocError(
            f"there is no pair of blocs {quoted(pair)}; the blocs are: {', '.join(self._names)}",
            value=pair,
            suggestions=self._names,
        )

    def title(self) -> str:
        return f"Average agreement by {self.by}: {self.measure}"

    def display_rows(self) -> Sequence[DisplayRow]:
        return list(map(self._display_row, self._names))

    def _display_row(self, name: str) -> DisplayRow:
        return {"": name, **{other: self[name, other].value for other in self._names}}

    def footnotes(self) -> Sequence[str]:
        means = "Means over pairs of countries that have a value."
        return [*self._notes(self._votes.countries), means, *self.membership_notes]


def agreement(  # noqa: PLR0913  # the events, and how they count
    a: CountryLike,
    b: CountryLike,
    events: Events,
    measure: MeasureName = "share",
    absences: Absences = "skip",
    unanimous: Unanimous = "keep",
    universe: UniverseLike = None,
    *,
    follow: Follow = "record",
    bootstrap: int | None = None,
    seed: int = 0,
) -> Agreement:
    """Return how far two countries agree over events.

    Args:
        a: A country, name or code.
        b: Another.
        events: Roll calls or statements: events, ids, UN symbols, or a listing such as `rollcalls`
            returns. An event named twice counts once. Statements without a date are left out.
        measure: For votes ``"share"`` (of identical votes), ``"lijphart"``, ``"s"``,
            ``"s_squared"``, ``"kappa"``, ``"kappa_quadratic"``, ``"pi"``, ``"pi_quadratic"``,
            ``"alpha_ordinal"`` or ``"yes_no"`` (same votes among yes and no only); for signatures
            of statements ``"jaccard"`` or ``"phi"``.
        absences: ``"skip"``: an event counts where both voted yes, no or abstain. ``"abstain"``:
            an absence from a roll call counts as an abstention.
        unanimous: ``"keep"``, or ``"drop"`` to leave out votes on which all that voted agreed.
        universe: For statements, the states that could have signed: ``"electorate"`` (members and
            permanent observers of the United Nations that day), a bloc (its members that day) or
            countries. Their silence then counts, as not signing or as the middle between the two
            sides. None: silence says nothing, and a measure that corrects for chance is an error.
        follow: Whose roll calls count where a seat passed from one holder to another: those that
            the ``"record"`` has under the country (of China the whole seat, of Russia none of the
            Soviet Union), those of all holders of its ``"seat"``, or those of the present
            ``"state"`` only (of China from 26 October 1971).
        bootstrap: How many samples of resolutions to draw, such as 1000, for a standard error and
            an interval; all votes on one resolution are drawn together. None for no bootstrap.
        seed: Seed of the random numbers: the same seed gives the same figures.

    Returns:
        The value, or None with the reason, the number of events, and the share of identical votes.

    Raises:
        UnknownCountryError: If a country is not known.
        UnknownStatementError: If no statement and no roll call is called so.
        ValueError: If the measure or another choice is not known, if a measure of signatures is
            asked for roll calls, if one that corrects for chance is asked for statements without a
            universe, or if less than one sample is asked for.

    Warns:
        CoverageWarning: If of a session only a selection of votes is recorded, see `coverage`.

    Source:
        docs/methods/agreement.md has formula and author of each; `Agreement.source` the author.

    Example:
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
        On parts of a text, where a no can stand for the whole: 10 of 22 votes; see `vote_kind`.
        Cohen's kappa: Cohen 1960, ...
    """
    samples = None if bootstrap is None else Drawing(bootstrap, seed)
    first, second = CountrySet([a]), CountrySet([b])
    counting = _counting(absences, unanimous, universe, follow)
    votes = _votes(first | second, named_events(events), measure, counting)
    warn_of_selections(votes.events)
    return _pair(votes, measure, votes.place(*first), votes.place(*second), samples)


def agreement_matrix(
    countries: Iterable[CountryLike] | None,
    events: Events,
    measure: MeasureName = "share",
    absences: Absences = "skip",
    unanimous: Unanimous = "keep",
    universe: UniverseLike = None,
    *,
    follow: Follow = "record",
) -> AgreementMatrix:
    """Return how far every two of some countries agree over events.

    The countries are given by names or codes; None stands for all that voted, or signed, on the
    events. All other arguments, errors and sources are those of `agreement`.

    Example:
        >>> print(un.agreement_matrix(["CUB", "CHN", "FRA"], un.rollcalls(body="hrc", session=51)))
        3 countries: share of identical votes
        <BLANKLINE>
               CHN    CUB  FRA
        CHN      1  0.923    0
        CUB  0.923      1    0
        FRA      0      0    1
        <BLANKLINE>
        22 events; absences: not counted
        On parts of a text, where a no can stand for the whole: 10 of 22 votes; see `vote_kind`.
        share of identical votes: the plain proportion; no author
    """
    named = named_events(events)
    if countries is None:
        countries = present_holders(reduce(or_, map(_took_part, named), CountrySet()), follow)
    counting = _counting(absences, unanimous, universe, follow)
    votes = _votes(CountrySet(countries), named, measure, counting)
    warn_of_selections(votes.events)
    return _matrix(votes, measure)


def _counting(
    absences: Absences, unanimous: Unanimous, universe: UniverseLike, follow: Follow
) -> Counting:
    one_of(of_type(absences, str, "way to count absences"), get_args(Absences), "absences")
    one_of(unanimous, get_args(Unanimous), "unanimous")
    one_of(follow, get_args(Follow), "follow")
    return Counting(absences, unanimous, _universe(universe), follow)


def _votes(
    countries: CountrySet, events: Sequence[Event], measure: str, counting: Counting
) -> VoteMatrix:
    _check(measure_named(measure), events, counting.universe)
    return VoteMatrix.of(countries, events, counting)


def _took_part(event: Event) -> CountrySet:
    if isinstance(event, RollCall):
        return event.yes | event.no | event.abstain
    held = positions(event)
    return held.of("for") | held.of("against")


def _universe(universe: UniverseLike) -> Universe:
    if universe is None or (isinstance(universe, str) and universe == "electorate"):
        return cast("Universe", universe)
    return bloc(universe) if isinstance(universe, str | Bloc) else CountrySet(universe)


def _universe_words(universe: Universe) -> str:
    if isinstance(universe, Bloc):
        return f"members of {universe}"
    if isinstance(universe, CountrySet):
        return plural(len(universe), "country", "countries")
    return "members and permanent observers of the United Nations"


def _check(measure: AgreementMeasure, events: Sequence[Event], universe: Universe) -> None:
    rollcalls = [event for event in events if isinstance(event, RollCall)]
    statements = [event for event in events if isinstance(event, Statement)]
    if measure.of_signatures and rollcalls:
        raise ValueError(
            f"{measure.name} compares signatures, and {rollcalls[0].id} is a roll call: "
            "leave roll calls out, or take a measure of votes such as 'share'"
        )
    if measure.beyond_chance and statements and universe is None:
        raise ValueError(
            f"{measure.name} corrects for chance, so it must know who could have signed "
            f"{statements[0].id}: declare it with universe='electorate', a bloc or countries, "
            "or take 'share' or 'jaccard'"
        )
