"""What changed between two events: who moved, from where to where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import product
from operator import index, or_
from typing import TYPE_CHECKING, Literal, SupportsIndex, TypeAlias, TypedDict, Unpack, get_args

from attrs import evolve, frozen

from unstatements.analysis.grouping import By, grouping
from unstatements.analysis.positions import (
    Event,
    EventLike,
    Positions,
    other_answers,
    outside_notes,
    positions,
)
from unstatements.core.arguments import of_type, one_of, quoted
from unstatements.events.edition import edition_notes
from unstatements.events.position import KNOWN, PLACES, Position, position_of
from unstatements.events.rollcall import RollCall
from unstatements.groups.bloc import BlocLike, bloc as find_bloc, known_since_notes
from unstatements.groups.country_set import CountryLike, CountrySet, everyone
from unstatements.results.cells import Column, DisplayRow, attribute_columns, bounds_columns
from unstatements.results.interval import Interval
from unstatements.results.result import Pictured, Result
from unstatements.results.text import bounds_note, plural

if TYPE_CHECKING:  # loaded where a shift is tested
    from unstatements.analysis.shift_tests import (
        BlocDifference,
        EmptyPairs,
        Method,
        ShiftTest,
        TestName,
    )

Transition: TypeAlias = "tuple[Position | None, Position | None]"
Electorate = Literal["both", "union"]
UnknownPositions = Literal["refuse", "leave out"]
MovementMeasure: TypeAlias = "Literal['net', 'gross'] | Callable[[Position, Position], int]"

MOVEMENTS = ("switched", "joined", "left", "stayed", "moved", "unknown")  # the first that applies
_MOVED = ("joined", "left", "switched")  # whose names are the news
_NAMED = 12  # names shown of any other group
_TESTED = (Position.FOR, Position.NEUTRAL, Position.AGAINST)
_ACROSS_KINDS = (
    "Silence on a statement and abstention in a vote are counted as one position, neutral."
)


class ShiftTestOptions(TypedDict, total=False):
    """The options of the tests of a shift, see `shift_test`."""

    position: Position | str
    positions: Iterable[Position | str]
    unknown_positions: UnknownPositions
    empty_pairs: EmptyPairs
    bloc: BlocLike
    measure: MovementMeasure
    method: Method
    resamples: int
    seed: int


@frozen(repr=False)
class Shift(Pictured):
    """What changed between two events on one proposition, over the countries in both electorates.

    FOR means what it meant on the first event. A country whose position is not known on one of the
    events still counts as `joined` where it is known that it was not FOR before, and so on;
    `unknown` holds only those of which no movement is known.

    Its `plot` shows the flows between positions before and after, with who is in the small ones.

    Attributes:
        before: The positions on the first event.
        after: The positions on the second, seen from the same side.
        among: The countries compared: those in both electorates, and in the countries asked for.
        entered: The countries in the second electorate only.
        exited: The countries in the first electorate only.
    """

    before: Positions
    after: Positions
    among: CountrySet
    entered: CountrySet
    exited: CountrySet

    _columns = attribute_columns(
        alpha_3=str, country=str, before=PLACES, after=PLACES, movement=MOVEMENTS
    )

    def _records(self) -> Iterator[Mapping[str, str]]:
        movements: dict[str, CountrySet] = {word: getattr(self, word) for word in MOVEMENTS}
        for country in self.among:
            yield {
                "alpha_3": country.alpha_3,
                "country": country.name,
                "before": str(self.before.get(country, "outside")),
                "after": str(self.after.get(country, "outside")),
                "movement": next(word for word in movements if country in movements[word]),
            }

    @property
    def joined(self) -> CountrySet:
        """Countries that are FOR after and are known not to have been before."""
        return (self.after.of(Position.FOR) - self.before.possible(Position.FOR)) & self.among

    @property
    def left(self) -> CountrySet:
        """Countries that were FOR before and are known not to be after."""
        return (self.before.of(Position.FOR) - self.after.possible(Position.FOR)) & self.among

    @property
    def switched(self) -> CountrySet:
        """Countries that went from FOR to AGAINST or back; they are in `left` or `joined` too."""
        lost = self._went(Position.FOR, Position.AGAINST)
        return lost | self._went(Position.AGAINST, Position.FOR)

    @property
    def moved_to_neutral(self) -> CountrySet:
        """Countries that took a side before and are known to have taken none after."""
        silenced = self._went(Position.FOR, Position.NEUTRAL)
        return silenced | self._went(Position.AGAINST, Position.NEUTRAL)

    @property
    def stayed(self) -> CountrySet:
        """Countries known to hold the same position on both events."""
        return reduce(or_, (self._went(position, position) for position in KNOWN))

    @property
    def moved(self) -> CountrySet:
        """Countries known to have changed position: no position is possible on both events."""
        return self.among - self._may_have_stayed

    @property
    def unknown(self) -> CountrySet:
        """Countries of which it is not known whether they moved."""
        return self._may_have_stayed - self.stayed

    @property
    def transitions(self) -> Mapping[Transition, CountrySet]:
        """The countries in each cell of the transition matrix; UNKNOWN is a position here.

        A country outside an electorate, over the union of both, stands under None there.
        """
        places = (*Position, None)
        return {pair: self._went(*pair) for pair in product(places, places)}

    def _went(self, before: Position | None, after: Position | None) -> CountrySet:
        return _holders(self.before, before) & _holders(self.after, after) & self.among

    @property
    def net(self) -> Interval:
        """Change in the number of countries FOR, between the bounds that the record allows."""
        after = self.after.count(Position.FOR, self.among)
        return after - self.before.count(Position.FOR, self.among)

    @property
    def net_points(self) -> Interval | None:
        """The net change in percentage points of the countries compared; None for no countries."""
        return _in_points(self.net, len(self.among))

    @property
    def gross(self) -> Interval:
        """Number of countries that changed position, between the bounds that the record allows.

        The bounds follow from who is known to have moved and stayed, and from the numbers on both
        events: where the counts of a position must differ, somebody moved; where they must
        overlap, somebody stayed.
        """
        unmoved = self._may_have_stayed
        moved, most_stayed, least_stayed = len(self.moved), 0.0, 0.0
        for place in KNOWN:
            able = self.before.possible(place) & self.after.possible(place) & self.among
            counts = self.before.count(place, able), self.after.count(place, able)
            most_stayed += min(count.high for count in counts)
            certain = len(self._went(place, place))
            least_stayed += max(certain, sum(count.low for count in counts) - len(able))
        differ = _least_change(*self._counts(unmoved))
        least = max(
            moved + max(differ, len(unmoved) - most_stayed),
            _least_change(*self._counts(self.among)),
        )
        return Interval(int(least), int(len(self.among) - least_stayed))

    @property
    def volatility(self) -> Interval:
        """Half the sum of the absolute changes in the share of each position, from 0 to 1.

        Source:
            Pedersen 1979, European Journal of Political Research 7(1), with positions in place of
            parties and countries in place of votes. Over the union of two electorates, to stand
            outside is a position. Never above gross movement divided by the number of countries.
        """
        size = len(self.among)
        if not size:
            return Interval(0, 0)
        counts = self._counts(self.among)
        return Interval(_least_change(*counts) / size, _most_change(*counts, size) / size)

    def _counts(self, among: CountrySet) -> tuple[list[Interval], list[Interval]]:
        """Return how many of some countries held each position, before and after, or none."""
        counts = []
        for held in (self.before, self.after):
            outside = len(among - held.electorate)
            numbers = (held.count(place, among) for place in KNOWN)
            counts.append([*numbers, Interval(outside, outside)])
        return counts[0], counts[1]

    @property
    def _may_have_stayed(self) -> CountrySet:
        same = (self.before.possible(place) & self.after.possible(place) for place in KNOWN)
        return reduce(or_, same) & self.among

    def by(self, by: By = "regional group") -> BlocShifts:
        """Return the shift within each bloc, `by` what `compare` takes.

        Membership is that on the day of the second event, which must be known.

        Example:
            >>> moved = un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada")
            >>> [(bloc, len(shift.joined)) for bloc, shift in moved.by(["EU", "GRULAC"]).shifts]
            [('EU', 1), ('GRULAC', 2)]
        """
        day = self.after.event.date
        if day is None:
            raise ValueError(f"{self.after.event.id} has no known date: blocs cannot be dated")
        grouped = grouping(by)
        groups = grouped.groups(self.among, day)
        shifts = tuple((name, self.restricted(members)) for name, members in groups)
        return BlocShifts(self, grouped.name, shifts, grouped.notes([day]))

    def test(self, test: TestName = "mcnemar", **options: Unpack[ShiftTestOptions]) -> ShiftTest:
        """Test whether the movement is more than chance would have: `shift_test` of this shift.

        Example:
            >>> un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada").test().p_value
            0.0390625
        """
        return shift_test(self, test=test, **options)

    def restricted(self, countries: Iterable[CountryLike]) -> Shift:
        """Return the shift among some of the countries only, given by names or codes.

        Example:
            >>> moved = un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada")
            >>> moved.restricted(["HND", "GTM"]).left.alpha_3s
            ('HND',)
        """
        inside = CountrySet(countries)
        entered, exited = self.entered & inside, self.exited & inside
        return evolve(self, among=self.among & inside, entered=entered, exited=exited)

    def title(self) -> str:
        return f"From {self.before.event}\n  to {self.after.event}"

    def display_rows(self) -> Sequence[DisplayRow]:
        rows: list[DisplayRow] = []
        for word in (*_MOVED, "stayed", "unknown", "entered", "exited"):
            countries: CountrySet = getattr(self, word)
            names = str(countries) if word in _MOVED or len(countries) <= _NAMED else ""
            rows.append({"movement": word, "countries": len(countries), "which": names})
        return rows

    def footnotes(self) -> Sequence[str]:
        notes = [
            f"net {self.net} FOR; gross {self.gross} moved; volatility {self.volatility}; "
            f"{plural(len(self.among), 'country', 'countries')} compared"
        ]
        if self.across_kinds:
            notes.append(
                "A vote stands beside a statement: a yes or no beside a signature, abstention "
                f"beside silence; electorates of {len(self.before)} and {len(self.after)}."
            )
        events = [self.before.event, self.after.event]
        notes += [*outside_notes(events), *edition_notes(events)]
        return [*notes, *self.other_answers_notes()]

    def other_answers_notes(self) -> list[str]:
        """Return who signed another answer to the same statement, of those that left or joined."""
        moves = (
            ("left, signed", self.after, self.left),
            ("joined, had signed", self.before, self.joined),
        )
        notes = []
        for verb, held, moved in moves:
            answers = other_answers(held.event)
            signed = reduce(or_, (each.signatories for each in answers), CountrySet()) & moved
            whole = all(each.completeness == "complete" for each in answers)
            if moved and (signed or not whole):
                names = str(signed or "nobody known by name")
                more = "" if whole else "; lists known only in part may have others"
                notes.append(f"Of those that {verb} another answer to the same: {names}{more}.")
        return notes

    @property
    def across_kinds(self) -> bool:
        """Whether one event is a vote and the other a statement."""
        return isinstance(self.before.event, RollCall) != isinstance(self.after.event, RollCall)

    def __repr__(self) -> str:
        return (
            f"<shift from {self.before.event.id!r} to {self.after.event.id!r}: "
            f"{len(self.joined)} joined, {len(self.left)} left>"
        )


@frozen(repr=False)
class BlocShifts(Result):
    """A shift, bloc by bloc.

    Its rows say how many joined, left, switched and stayed, the net, and its part of the whole:
    `net_contribution` is in percentage points of all countries compared; over the blocs of a
    partition the contributions add up to the net of the whole.

    Attributes:
        whole: The shift among all.
        grouped_by: What the countries were grouped by, in words.
        shifts: Each bloc's name and the shift within it.
        notes: Which blocs' members are not known as a whole on the day of the second event.
    """

    whole: Shift
    grouped_by: str
    shifts: tuple[tuple[str, Shift], ...]
    notes: tuple[str, ...] = ()

    _columns = (
        *attribute_columns(bloc=str, countries=int, joined=int, left=int, switched=int),
        *attribute_columns(stayed=int, unknown=int),
        *bounds_columns("net", int),
        *bounds_columns("net_contribution", float),
    )
    _on_screen = (
        *("bloc", "countries", "joined", "left", "switched", "stayed", "unknown"),
        Column[DisplayRow]("net", int),
        Column[DisplayRow]("points", float, "net_contribution"),
    )

    def _records(self) -> Iterator[DisplayRow]:
        for name, shift in self.shifts:
            sizes = {word: len(getattr(shift, word)) for word in MOVEMENTS}
            points = _in_points(shift.net, len(self.whole.among))
            row: DisplayRow = {"bloc": name, "countries": len(shift.among), **sizes}
            yield row | {"net": shift.net, "net_contribution": points}

    def title(self) -> str:
        return f"{self.whole.title()}\n  by {self.grouped_by}"

    def footnotes(self) -> Sequence[str]:
        return [
            "net: change in the number FOR; points: the same in percentage points of all "
            "countries compared.",
            *bounds_note(self.display_rows()),
            *self.notes,
            *edition_notes([self.whole.before.event, self.whole.after.event]),
        ]


def shift(
    before: EventLike,
    after: EventLike,
    among: Iterable[CountryLike] | None = None,
    electorate: Electorate = "both",
) -> Shift:
    """Return what changed between two events on one proposition.

    The events may be a statement and a roll call. FOR is what it is on the first; where the second
    faces the other way (a counterstatement, a vote against), its sides change places.

    Args:
        before: The first event: a statement, a roll call, an id or a UN symbol.
        after: The second.
        among: Only these countries; None for all of the electorate.
        electorate: Whom to compare: the countries in ``"both"`` electorates, or in the ``"union"``
            of the two. Over the union a country that was not in an electorate holds no position
            there: it can only have joined, left or moved.

    Raises:
        UnknownStatementError: If no statement and no roll call is called so.
        ValueError: If the two are not on one proposition, or `electorate` is another word.

    Example:
        >>> moved = un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada")
        >>> print(moved.joined)
        Andorra, Belize, Guatemala, Israel, Romania, Somalia, Switzerland, Ukraine
        >>> moved = un.shift("A/HRC/51/L.6", "2022-10-31-ga3c-canada")
        >>> moved.left.alpha_3s  # voted for the debate, did not sign three weeks later
        ('HND', 'PRY', 'KOR')
    """
    one_of(electorate, get_args(Electorate), "electorate")
    first, second = positions(before), positions(after)
    about, other = (held.event.proposition for held in (first, second))
    if first.event != second.event and about != other:
        ids = "; ".join(each.id if each else "none" for each in (about, other))
        raise ValueError(
            f"{first.event.id} and {second.event.id} are not on one proposition ({ids}), so no "
            "shift can be computed"
        )
    if _facing(first.event) != _facing(second.event):
        second = second.flipped()
    then, later = first.electorate, second.electorate
    compared = then | later if electorate == "union" else then & later
    whole = Shift(first, second, compared, entered=later - then, exited=then - later)
    return whole if among is None else whole.restricted(among)


def shift_test(
    shift: Shift | Iterable[Iterable[SupportsIndex]],
    *,
    test: TestName = "mcnemar",
    **options: Unpack[ShiftTestOptions],
) -> ShiftTest:
    """Test whether countries moved more than chance would have them, or a bloc otherwise.

    What each test asks, with its formula, stands in docs/methods/shift-tests.md.

    Args:
        shift: A shift; or, for the first three, rows of counts: before by after.
        test: ``"mcnemar"``, ``"stuart_maxwell"``, ``"bowker"`` or ``"bloc_difference"``.
        **options: What the test takes beside. `unknown_positions`: what to do with countries whose
            position is not known: ``"refuse"`` leaves the test undefined, ``"leave out"`` tests
            the others. `position` (mcnemar): the one against all others; for unless given.
            `positions` (stuart_maxwell, bowker): those tested; unless given, of for, neutral and
            against the ones that some country held. `empty_pairs` (bowker): whether a pair between
            which nobody moved is a degree of freedom, ``"count"`` as the formula has it, or
            ``"drop"``. Of
            bloc_difference: `bloc`, with its members on the day of the second event; `measure`,
            ``"net"`` (1 for a country that joined, -1 for one that left), ``"gross"`` (1 for one
            that moved) or a function from the position before and after to a whole number;
            `method`, ``"exact"``, ``"resample"`` or ``"auto"``, which draws `resamples` (9999)
            blocs with a `seed` (0) where counting all takes too much.

    Returns:
        The outcome; of bloc_difference a `BlocDifference`.

    Raises:
        UnknownBlocError: If the bloc is not known.
        ValueError: If the table is not square, a count is negative, an option is unknown or not
            one of the test, or a bloc is to be dated by an event without a date.
        TypeError: If there is no bloc, or a function as `measure` returns no whole number.

    Source:
        McNemar 1947; Stuart 1955; Maxwell 1970; Bowker 1948; Phipson and Smyth 2010.

    Example:
        >>> un.shift_test([[100, 1], [8, 86]]).p_value
        0.0390625
        >>> result = un.shift_test([[20, 10, 5], [3, 30, 15], [0, 5, 40]], test="stuart_maxwell")
        >>> round(result.statistic, 4), result.df
        (13.7647, 2)
        >>> moved = un.shift("A/HRC/51/L.6", "2022-10-31-ga3c-canada")
        >>> moved.test("bloc_difference", bloc="GRULAC").statistic  # Honduras and Paraguay left
        -0.25
    """
    from unstatements.analysis import shift_tests as tests

    one_of(of_type(test, str, "test"), tests.TESTS, "test")
    for name in options:
        one_of(name, tests.TESTS[test].options, f"option of {test}")
    one_of(options.get("unknown_positions"), get_args(UnknownPositions), "unknown_positions")
    one_of(options.get("empty_pairs"), get_args(tests.EmptyPairs), "empty_pairs")
    one_of(options.get("method"), get_args(tests.Method), "method")
    if test == "bloc_difference":
        shift = of_type(shift, Shift, "shift: give what shift() returned")
        return _bloc_difference(shift, options)
    if isinstance(shift, Shift):
        untested = _untested(shift, test, options)
    elif options.keys() <= {"empty_pairs"}:
        counts = tests.checked_counts(shift)
        numbers = tuple(str(number + 1) for number in range(len(counts)))
        title = tests.TESTS[test].title
        untested = tests.ShiftTest(name=title, categories=numbers, table=counts)
    else:
        names = ", ".join(options.keys() - {"empty_pairs"})
        raise ValueError(f"{names}: for a shift alone; leave it out for a table of counts")
    return tests.table_test(untested, test, options.get("empty_pairs", "count"))


def _untested(shift: Shift, test: TestName, options: ShiftTestOptions) -> ShiftTest:
    """Return how many went from each position tested to each, and who is left out."""
    from unstatements.analysis.shift_tests import TESTS, ShiftTest

    decided = _in_both(shift)
    if test == "mcnemar":
        position = position_of(options.get("position", Position.FOR))
        categories: tuple[str, ...] = (str(position), f"not {position}")
        before, after = (_held_or_not(held, position) for held in (shift.before, shift.after))
        decided &= reduce(or_, before) & reduce(or_, after)
    else:
        tested = _tested_positions(shift, options.get("positions"))
        categories = tuple(map(str, tested))
        before, after = (tuple(map(held.of, tested)) for held in (shift.before, shift.after))
        decided -= shift.before.of(Position.UNKNOWN) | shift.after.of(Position.UNKNOWN)
    pairs = [[here & there & shift.among for there in after] for here in before]
    table = tuple(tuple(map(len, row)) for row in pairs)
    compared = sum(map(sum, table))
    reason = _refusal(len(_in_both(shift) - decided), compared, options)
    across = shift.across_kinds and str(Position.NEUTRAL) in categories
    return ShiftTest(
        name=TESTS[test].title,
        subject=shift.title(),
        left_out=len(shift.among) - compared,
        reason=reason,
        categories=categories,
        table=table,
        notes=(_ACROSS_KINDS,) if across else (),
    )


def _in_both(shift: Shift) -> CountrySet:
    return shift.among & shift.before.electorate & shift.after.electorate


def _held_or_not(held: Positions, position: Position) -> tuple[CountrySet, ...]:
    """Return the countries known to have held a position, and those known not to have."""
    return held.of(position), held.electorate - held.possible(position)


def _tested_positions(
    shift: Shift, positions: Iterable[Position | str] | None
) -> Sequence[Position]:
    if positions is None:
        held = {place: shift.before.of(place) | shift.after.of(place) for place in _TESTED}
        return [place for place in _TESTED if held[place] & _in_both(shift)]
    tested = list(dict.fromkeys(map(Position, positions)))
    if Position.UNKNOWN in tested:
        raise ValueError("UNKNOWN is not a position to be tested: see `unknown_positions`")
    if len(tested) < 2:
        raise ValueError("a test needs two positions at least")
    return tested


def _refusal(not_known: int, compared: int, options: ShiftTestOptions) -> str:
    if not not_known or options.get("unknown_positions") == "leave out":
        return ""
    countries = plural(not_known, "country", "countries")
    return (
        f"of {countries} the position is not known on both events; "
        f"unknown_positions='leave out' tests the {compared} of which it is"
    )


def _bloc_difference(shift: Shift, options: ShiftTestOptions) -> BlocDifference:
    from unstatements.analysis.shift_tests import EXCHANGEABLE, BlocDifference, permutation_test

    if "bloc" not in options:
        raise TypeError("bloc_difference compares a bloc with the rest: give `bloc`")
    resamples, seed = options.get("resamples", 9999), options.get("seed", 0)
    if resamples < 1:
        raise ValueError(f"resamples must be at least 1, not {resamples}")
    day = shift.after.event.date
    if day is None:
        raise ValueError(f"{shift.after.event.id} has no known date: the bloc cannot be dated")
    bloc, measure = find_bloc(options["bloc"]), options.get("measure", "net")
    members, by_value = bloc.members(day), _by_value(shift, measure)
    inside = [value for value, countries in by_value.items() for _ in countries & members]
    outside = [value for value, countries in by_value.items() for _ in countries - members]
    table = tuple(tuple(map(values.count, by_value)) for values in (inside, outside))
    compared = len(inside) + len(outside)
    reason = _refusal(len(_in_both(shift)) - compared, compared, options)
    means = (None, None) if reason else (_mean(inside), _mean(outside))
    if not reason and None in means:
        reason = f"{'every' if inside else 'no'} country compared is in {bloc.abbreviation}"
    p_value, method, statistic = None, "exact", None
    if not reason:
        gap = sum(inside) * len(outside) - sum(outside) * len(inside)  # exact, unlike the means
        statistic = gap / (len(inside) * len(outside))
        drawing = options.get("method", "auto")
        p_value, method = permutation_test(inside, outside, drawing, resamples, seed)
    word = measure if isinstance(measure, str) else getattr(measure, "__name__", "function")
    drawn = method == "resample"
    return BlocDifference(
        name=f"{bloc.abbreviation} against the rest, {word}",
        subject=shift.title(),
        statistic=statistic,
        p_value=p_value,
        left_out=len(shift.among) - compared,
        reason=reason,
        categories=(bloc.abbreviation, "the rest"),
        table=table,
        bloc=bloc.abbreviation,
        measure=word,
        bloc_mean=means[0],
        rest_mean=means[1],
        method=method,
        resamples=resamples if drawn else 0,
        seed=seed if drawn else None,
        notes=(EXCHANGEABLE, *known_since_notes([bloc], day)),
    )


def _by_value(shift: Shift, measure: MovementMeasure) -> Mapping[int, CountrySet]:
    """Return the countries in both electorates by the value of a measure, where it is known."""
    by_value: dict[int, CountrySet] = {}
    if measure == "net":
        before, not_before = _held_or_not(shift.before, Position.FOR)
        after, not_after = _held_or_not(shift.after, Position.FOR)
        same = before & after | not_before & not_after
        by_value = {-1: before & not_after, 0: same, 1: not_before & after}
    elif measure == "gross":
        by_value = {0: shift.stayed, 1: shift.moved}
    elif callable(measure):
        for (old, new), countries in shift.transitions.items():
            if countries and old and new and Position.UNKNOWN not in (old, new):
                value = index(measure(old, new))
                by_value[value] = by_value.get(value, CountrySet()) | countries
    else:
        raise ValueError(f"measure: {quoted(measure)}; expected one of: net, gross, or a function")
    return {value: by_value[value] & _in_both(shift) for value in sorted(by_value)}


def _least_change(before: Sequence[Interval], after: Sequence[Interval]) -> float:
    """Return how many at least moved, by the numbers at each place before and after."""
    pairs = list(zip(before, after, strict=True))
    arrived = sum(max(0, then.low - first.high) for first, then in pairs)
    departed = sum(max(0, first.low - then.high) for first, then in pairs)
    return max(arrived, departed)


def _most_change(before: Sequence[Interval], after: Sequence[Interval], size: int) -> float:
    """Return the most by which numbers at the places can have grown, summed over the grown."""
    most = 0.0
    for grown in product((True, False), repeat=len(before)):
        inside = [place for place, grows in enumerate(grown) if grows]
        others = [place for place, grows in enumerate(grown) if not grows]
        reached = min(
            sum(after[place].high for place in inside),
            size - sum(after[place].low for place in others),
        )
        left = max(
            sum(before[place].low for place in inside),
            size - sum(before[place].high for place in others),
        )
        most = max(most, reached - left)
    return most


def _mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None


def _in_points(change: Interval, size: int) -> Interval | None:
    return Interval(100 * change.low / size, 100 * change.high / size) if size else None


def _holders(held: Positions, position: Position | None) -> CountrySet:
    return everyone() - held.electorate if position is None else held.of(position)


def _facing(event: Event) -> str:
    # Positions on a roll call already face its proposition; those on a statement its signatories.
    return "for" if isinstance(event, RollCall) else event.direction
