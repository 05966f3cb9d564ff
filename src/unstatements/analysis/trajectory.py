"""Followed through time: one country or bloc, those that moved, and the counts on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import reduce
from itertools import chain, groupby
from operator import or_
from typing import Any, ClassVar, Literal, NamedTuple, TypeAlias, get_args

from attrs import field, frozen

from unstatements.analysis.positions import (
    Event,
    EventLike,
    Positions,
    count_bounds,
    count_column,
    known_column,
    named_event,
    named_events,
    positions,
)
from unstatements.core.arguments import close_matches, did_you_mean, of_type, one_of, quoted
from unstatements.core.errors import UnknownBlocError
from unstatements.core.tables import words
from unstatements.events.edition import edition_notes
from unstatements.events.position import KNOWN, PLACES, Position, position_of
from unstatements.events.proposition import Proposition, all_propositions
from unstatements.events.rollcall import RollCall, rollcalls_on
from unstatements.events.selection import selection_notes, selections_text
from unstatements.events.statement import Statement, topic_id, topics_by_id
from unstatements.events.statements import statements
from unstatements.groups.bloc import Bloc, bloc, known_since_notes
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import Column, attribute_columns
from unstatements.results.result import Pictured
from unstatements.results.text import bounds_note, plural

Side = Literal["for", "against"]
PropositionLike: TypeAlias = "Proposition | Statement | RollCall | str"
"""A proposition, or a statement or roll call on it: the value, its id, or its UN symbol."""

_SIDES = (Position.FOR, Position.AGAINST)
_STANCES = (Position.FOR, Position.NEUTRAL, Position.AGAINST)
_OFFERED = 8  # propositions that an error names


class SideList(NamedTuple):
    """What one side of an event was: a list that a speaker read, or the votes of that side."""

    speakers: frozenset[str]  # who delivered the statements; nobody for a vote
    is_open: bool  # all were asked: it is a vote, or no list of the side before it may be longer


@frozen
class TrajectoryPoint:
    """The position of a country on one event.

    Attributes:
        event: The event; of a pair of rival statements, the one whose signatories support the
            proposition, where there is one.
        date: Its day.
        position: Its position, FOR in favour of the proposition; None outside the electorate.
        possible: The positions that are not excluded. Silence on a statement without a rival does
            not exclude the side that had no statement to sign.
        lists: The sides that had something to sign, or to vote for.
    """

    event: Event
    date: date
    position: Position | None
    possible: frozenset[Position]
    lists: Mapping[Position, SideList] = field(factory=dict, eq=False, repr=False)


@frozen(repr=False)
class Trajectory(Pictured):
    """The positions of one country on a sequence of events.

    Its `plot` shows the position on each event.

    Attributes:
        country: The country.
        about: The proposition or the topic, or what else the events have in common, in words.
        points: Its positions, in order of date.
        notes: What else the record has on the proposition of a topic.

    Example:
        >>> path = un.trajectory("Ukraine", topic="Xinjiang")
        >>> path.first_signature.id, path.signed[-1].position
        ('2021-06-22-hrc-canada', <Position.FOR: 'for'>)
    """

    _rows_of = "points"
    _on_screen = ("date", "event", "body", "position")

    country: Country
    about: str
    points: tuple[TrajectoryPoint, ...]
    notes: tuple[str, ...] = field(default=(), eq=False)

    def _declared(self) -> Sequence[Column[TrajectoryPoint]]:
        return (
            Column("alpha_3", str, lambda _point: self.country.alpha_3),
            Column("date", date),
            Column("event", str, "event.id"),
            Column("body", str, "event.body"),
            Column("position", PLACES, lambda point: str(point.position or "outside")),
            _COVERAGE,
        )

    @property
    def known(self) -> tuple[TrajectoryPoint, ...]:
        """The points at which a position of the country is known."""
        return tuple(point for point in self.points if point.position in KNOWN)

    def times(self, position: Position | str) -> int:
        """Return on how many events the country is known to have held a position, as ``"for"``.

        Example:
            >>> un.trajectory("Somalia", topic="Xinjiang").times("against")
            4
        """
        held = [point.position for point in self.points]
        return held.count(position_of(position))

    @property
    def changes(self) -> int:
        """The least number of changes of position that the record allows.

        What is not known, or not excluded, is read as no change; absence is read so too.
        """
        changes, still = 0, frozenset(_STANCES)
        for point in self.points:
            possible = point.possible & still
            if point.possible and not possible:
                changes += 1
            still = possible or point.possible or still
        return changes

    @property
    def runs(self) -> tuple[tuple[TrajectoryPoint, ...], ...]:
        """The points in runs of the same position, unknown and outside the electorate included.

        Example:
            >>> run = un.trajectory("Türkiye", topic="Xinjiang").runs[0]
            >>> print(run[0].position, run[0].date, run[-1].date, len(run))
            neutral 2019-07-08 2019-10-29 2
        """
        runs = groupby(self.points, key=lambda point: point.position)
        return tuple(tuple(points) for _position, points in runs)

    @property
    def signed(self) -> tuple[TrajectoryPoint, ...]:
        """The points at which the country took a side by signing."""
        sided = (point for point in self.points if point.position in _SIDES)
        return tuple(point for point in sided if isinstance(point.event, Statement))

    @property
    def first_signature(self) -> Event | None:
        """The first event on which it signed a side; None where it signed none."""
        return self.signed[0].event if self.signed else None

    @property
    def last_signature(self) -> Event | None:
        """The last event on which it signed a side; None where it signed none."""
        return self.signed[-1].event if self.signed else None

    def stayed_away(self, side: Side = "for") -> tuple[TrajectoryPoint, ...]:
        """Return the points at which it is known to have stayed away from a side.

        An event shows that only if it was a vote, if no list of that side before it was longer, or
        if it is by the speaker of the list that the country signed last (or, before it signed any,
        first): who is left out of a shorter list by another speaker has not necessarily stayed
        away.

        Args:
            side: ``"for"`` or ``"against"`` the proposition.

        Raises:
            ValueError: If the side is another.

        Example:
            >>> path = un.trajectory("Ukraine", proposition="china-human-rights")
            >>> path.stayed_away()[-1].event.id
            '2022-10-06-hrc-a-hrc-51-l-6'
        """
        position, taken, away = _position_of(side), self._taken(side), []
        speakers = taken[0].lists[position].speakers if taken else frozenset()
        for point in self.points:
            if point.position is position:
                speakers = point.lists[position].speakers
            elif point.possible and position not in point.possible and position in point.lists:
                its_list = point.lists[position]
                if its_list.is_open or not speakers.isdisjoint(its_list.speakers):
                    away.append(point)
        return tuple(away)

    def joined_late(self, side: Side = "for") -> bool:
        """Return whether it first took a side after an event on which it had stayed away from it.

        Example:
            >>> un.trajectory("Ukraine", proposition="china-human-rights").joined_late()
            True
        """
        taken = self._taken(side)
        return bool(taken) and any(point.date < taken[0].date for point in self.stayed_away(side))

    def dropped_out(self, side: Side = "for") -> bool:
        """Return whether it stayed away from a side after it last took it.

        Nobody has dropped out whose name may be on the last list of the side.

        Example:
            >>> un.trajectory("Honduras", proposition="china-human-rights").dropped_out()
            True
        """
        taken = self._taken(side)
        if not taken:
            return False
        position = _position_of(side)
        asked = [point for point in self.points if position in point.lists and point.possible]
        left_out = any(point.date > taken[-1].date for point in self.stayed_away(side))
        return left_out and position not in asked[-1].possible

    def _taken(self, side: Side) -> list[TrajectoryPoint]:
        position = _position_of(side)
        return [point for point in self.points if point.position is position]

    def title(self) -> str:
        events, changes = plural(len(self.points), "event"), plural(self.changes, "change")
        return f"{self.country} on {self.about}: {events}, {changes}"

    def footnotes(self) -> Sequence[str]:
        return [*_meaning(point.event for point in self.points), *self.notes]


def _by_name(held: Positions) -> str:
    return f"{len(held.of(Position.FOR))} and {len(held.of(Position.AGAINST))}"


def _kind(held: Positions) -> str:
    return "vote" if isinstance(held.event, RollCall) else held.event.kind


_EVENT = (Column[Any]("date", date, "event.date"), Column[Any]("event", str, "event.id"))
_COVERAGE = Column[Any]("coverage", str, lambda point: selections_text([point.event]))


@frozen(repr=False)
class BlocTrajectory(Pictured):
    """The positions of a bloc's members on a sequence of events, as it was on each day.

    Its `plot` shows how many members took each side on each event. Its rows say how many members
    are known to have held each position, and between which bounds the numbers on the sides lie.

    Attributes:
        bloc: The bloc.
        about: The proposition or the topic, or what else the events have in common, in words.
        points: The positions of its members on each event, in order of date.
        notes: Since when the bloc's members are known as a whole, if not on all events; what else
            the record has on the proposition of a topic.
    """

    _rows_of = "points"
    _on_screen = ("date", "event", *map(count_column, KNOWN))

    bloc: Bloc
    about: str
    points: tuple[Positions, ...]
    notes: tuple[str, ...] = field(default=(), eq=False)

    def _declared(self) -> Sequence[Column[Positions]]:
        return (
            Column("bloc", str, lambda _held: self.bloc.abbreviation),
            *_EVENT,
            Column("members", int, self._members),
            *map(known_column, (*KNOWN, Position.UNKNOWN)),
            *count_bounds(Position.FOR),
            *count_bounds(Position.AGAINST),
            _COVERAGE,
        )

    def _members(self, held: Positions) -> int:
        return len(self.bloc.members(held.event.date, unknown="ignore"))

    def title(self) -> str:
        events = plural(len(self.points), "event")
        return f"{self.bloc.abbreviation} on {self.about}: {events}"

    def footnotes(self) -> Sequence[str]:
        meaning = _meaning(held.event for held in self.points)
        return [*meaning, *bounds_note(self.display_rows()), *self.notes]


@frozen(repr=False)
class Movers(Pictured):
    """The countries that took a side on a proposition, those that changed most often first.

    Its `plot` has a row a country and a mark an event.

    Attributes:
        about: The proposition or the topic, in words.
        events: The events.
        trajectories: The trajectory of each country.
        notes: What else the record has on the proposition of a topic.
    """

    about: str
    events: tuple[Event, ...]
    trajectories: tuple[Trajectory, ...]
    notes: tuple[str, ...] = field(default=(), eq=False)

    _rows_of = "trajectories"
    _on_screen: ClassVar[Sequence[str | Column[Trajectory]]] = (
        *("alpha_3", "country", "changes", "for", "against", "known"),
        Column("late", str, lambda path: _sides(path.joined_late)),
        Column("dropped", str, lambda path: _sides(path.dropped_out)),
    )
    _columns: ClassVar[Sequence[Column[Trajectory]]] = (
        Column("alpha_3", str, "country.alpha_3"),
        *attribute_columns(country=str, changes=int),
        Column("for", int, lambda path: path.times(Position.FOR)),
        Column("against", int, lambda path: path.times(Position.AGAINST)),
        Column("known", int, lambda path: len(path.known)),
        Column("late_for", bool, lambda path: path.joined_late("for")),
        Column("late_against", bool, lambda path: path.joined_late("against")),
        Column("dropped_for", bool, lambda path: path.dropped_out("for")),
        Column("dropped_against", bool, lambda path: path.dropped_out("against")),
    )

    @property
    def switchers(self) -> CountrySet:
        """Countries that were for the proposition on one event and against it on another."""
        return CountrySet(p.country for p in self.trajectories if all(map(p.times, _SIDES)))

    def late_joiners(self, side: Side = "for") -> CountrySet:
        """Return the countries that joined a side late, see `Trajectory.joined_late`."""
        return CountrySet(path.country for path in self.trajectories if path.joined_late(side))

    def drop_outs(self, side: Side = "for") -> CountrySet:
        """Return the countries that dropped out of a side, see `Trajectory.dropped_out`."""
        return CountrySet(path.country for path in self.trajectories if path.dropped_out(side))

    def loyal(self, side: Side = "for", at_least: int = 2) -> CountrySet:
        """Return the countries that took one side and never stayed away from it.

        Events in whose electorate a country was not do not count, nor do those on which the side
        had no statement, nor shorter lists by other speakers, see `Trajectory.stayed_away`.

        Args:
            side: ``"for"`` or ``"against"`` the proposition.
            at_least: On how many events the country must be known to have taken the side.

        Raises:
            ValueError: If the side is another.

        Example:
            >>> movers = un.movers(proposition="china-human-rights")
            >>> "NOR" in movers.loyal(), "CUB" in movers.loyal("against")
            (True, True)
        """
        position = _position_of(side)
        return CountrySet(
            path.country
            for path in self.trajectories
            if path.times(position) >= at_least and not path.stayed_away(side)
        )

    def title(self) -> str:
        countries = plural(len(self.trajectories), "country", "countries")
        return f"Movers on {self.about}: {countries}, {plural(len(self.events), 'event')}"

    def footnotes(self) -> Sequence[str]:
        return [
            *_meaning(self.events),
            "changes: the least number that the record allows; lists known in part may hide "
            "others. for, against, known: on how many events; late: took the side first after an "
            "event on which it had stayed away; dropped: stayed away from it at last. Who is left "
            "out of a shorter list by another speaker has not stayed away.",
            *self.notes,
        ]


@frozen(repr=False)
class Timeline(Pictured):
    """The counts on both sides of a proposition through time.

    Its `plot` shows both sides event by event: the known, the reported and the possible.

    Attributes:
        about: The proposition or the topic, in words.
        points: The positions on each event, in order of date.
        notes: What else the record has on the proposition of a topic.
    """

    about: str
    points: tuple[Positions, ...]
    notes: tuple[str, ...] = field(default=(), eq=False)

    _rows_of = "points"
    _on_screen = ("date", "event", *map(count_column, _SIDES), Column("known", str, _by_name))

    def _declared(self) -> Sequence[Column[Positions]]:
        return (
            *_EVENT,
            Column("body", str, "event.body"),
            Column("kind", (*words("statements", "kind"), "vote"), _kind),
            known_column(Position.FOR, "for_known"),
            *count_bounds(Position.FOR),
            known_column(Position.AGAINST, "against_known"),
            *count_bounds(Position.AGAINST),
            Column("complete", bool, lambda held: not held.of("unknown")),
            _COVERAGE,
        )

    def title(self) -> str:
        return f"Timeline of {self.about}: {plural(len(self.points), 'event')}"

    def footnotes(self) -> Sequence[str]:
        return [
            *_meaning(held.event for held in self.points),
            "known: countries on either side that are known by name.",
            *bounds_note(self.display_rows()),
            *self.notes,
        ]


def trajectory(
    country: CountryLike | Bloc,
    topic: str | None = None,
    events: Iterable[EventLike] | None = None,
    *,
    proposition: PropositionLike | None = None,
) -> Trajectory | BlocTrajectory:
    """Follow one country, or the members of one bloc, through the events on a proposition.

    A statement and its rivals are one event, seen from the side that supports the proposition.
    Recorded votes on the proposition stand among them. Propositions are never mixed in one line.

    Args:
        country: A country, a bloc, or a name or code of one; a name that is both means the bloc.
        topic: Id or name of a topic whose statements are all on one proposition. Only the
            statements under it are followed: votes have no topics.
        events: Statements, roll calls, ids or symbols, in place of a topic; they need a date.
        proposition: Id of a proposition, or a statement or roll call on it.

    Raises:
        UnknownCountryError: If the name is neither a bloc nor a country.
        ValueError: If not exactly one of `topic`, `events` and `proposition` is given, if there is
            no such topic or proposition, if a topic or the events are on several propositions, or
            if an event has no date.

    Example:
        >>> events = ["2021-10-21-ga3c-france", "2022-10-31-ga3c-canada"]
        >>> print(un.trajectory("Honduras", events=events))
        Honduras on 2 events: 2 events, 1 change
        <BLANKLINE>
        date        event                   body  position
        2021-10-21  2021-10-21-ga3c-france  ga3c  for
        2022-10-31  2022-10-31-ga3c-canada  ga3c  unknown
        <BLANKLINE>
        for: Critical of China's human rights record (Xinjiang, Hong Kong, Tibet)
    """
    followed = _followed(topic, proposition, events)
    if isinstance(country, str):
        with suppress(UnknownBlocError):
            country = bloc(country)
    if not isinstance(country, Bloc):
        (state,) = CountrySet([country])
        return _path(state, followed, [*_side_lists(followed.points)])
    days = [held.event.date for held in followed.points]
    since = known_since_notes([country], days[0] if days else None)
    of_members = [
        held.restricted(country.members(day, unknown="ignore"))
        for held, day in zip(followed.points, days, strict=True)
    ]
    return BlocTrajectory(country, followed.about, tuple(of_members), (*since, *followed.notes))


def movers(topic: str | None = None, *, proposition: PropositionLike | None = None) -> Movers:
    """Rank the countries that took a side on a proposition by how often they changed position.

    Args:
        topic: Id or name of a topic with statements on one proposition, as for `trajectory`.
        proposition: Id of a proposition, or a statement or roll call on it.

    Raises:
        ValueError: If not one of the two is given, if there is no such topic or proposition, or if
            the topic has statements on several propositions.

    Example:
        >>> movers = un.movers(proposition="china-human-rights")
        >>> "SOM" in movers.switchers, "HND" in movers.drop_outs("for")
        (True, True)
    """
    followed = _followed(topic, proposition)
    sides = (held.of(side) for held in followed.points for side in _SIDES)
    lists = [*_side_lists(followed.points)]
    paths = [_path(country, followed, lists) for country in reduce(or_, sides, CountrySet())]
    paths.sort(key=lambda path: (-path.changes, path.country))
    events = tuple(held.event for held in followed.points)
    return Movers(followed.about, events, tuple(paths), followed.notes)


def timeline(topic: str | None = None, *, proposition: PropositionLike | None = None) -> Timeline:
    """Return the counts on both sides of a proposition through time.

    Arguments and errors are those of `movers`.

    Example:
        >>> timeline = un.timeline(proposition="china-human-rights")
        >>> row = {row["event"]: row for row in timeline.rows()}["2022-10-31-ga3c-canada"]
        >>> row["for_low"], row["against_known"], row["against_low"], row["complete"]
        (50, 11, 66, False)
        >>> un.timeline("Tigray").footnotes()[-1]
        "Statements under the topic alone; with proposition='ethiopia-human-rights': ..."
    """
    return _followed(topic, proposition)


def _followed(
    topic: str | None,
    proposition: PropositionLike | None,
    events: Iterable[EventLike] | None = None,
) -> Timeline:
    """Return the positions on what is followed, each event seen from the supporting side."""
    if sum(given is None for given in (topic, proposition, events)) != 2:
        raise ValueError("give one of: a topic, a proposition, events")
    notes: tuple[str, ...] = ()
    followed: list[Event]
    if events is not None:
        followed = named_events(events)
        about = plural(len(followed), "event")
        _one_proposition(about, followed)
        undated = [event.id for event in followed if event.date is None]
        if undated:
            raise ValueError(f"{', '.join(undated)} has no known date and cannot be put in order")
    elif topic is not None:
        not_topics = {each.id for each in all_propositions()} - topics_by_id().keys()
        if isinstance(topic, str) and topic in not_topics:
            raise ValueError(f"{topic!r} is a proposition: give it as proposition={topic!r}")
        on_topic = statements(topic=topic)
        about = topics_by_id()[topic_id(topic)]
        notes = _beyond(on_topic, _one_proposition(f"the topic {about!r}", on_topic))
        followed = list(_supporting(on_topic))
    else:
        subject = _named_proposition("" if proposition is None else proposition)
        about = f'"{subject}"'
        on_it = (statement for statement in statements() if statement.proposition == subject)
        followed = [*_supporting(on_it), *rollcalls_on(subject)]
        notes = _outside(subject)
    dated = [event for event in followed if event.date is not None]
    dated.sort(key=lambda event: (event.date or date.min, event.id))
    held = [
        positions(event).flipped()
        if isinstance(event, Statement) and event.direction == "against"
        else positions(event)
        for event in dated
    ]
    return Timeline(about, tuple(held), notes)


def _one_proposition(about: str, events: Sequence[Event]) -> Proposition | None:
    """Return the proposition that events are on, None where they are linked to none."""
    counts = Counter(event.proposition for event in events if event.proposition)
    if len(counts) > 1:
        offers = [f"{each.id!r} ({number})" for each, number in counts.most_common(_OFFERED)]
        if more := len(counts) - len(offers):
            offers.append(f"and {more} more")
        raise ValueError(
            f"{about}: on {len(counts)} propositions, which do not add up; follow one of them "
            f"with proposition=: {', '.join(offers)}"
        )
    return next(iter(counts), None)


def _named_proposition(name: PropositionLike) -> Proposition:
    if isinstance(name, Proposition):
        return name
    by_id = {each.id: each for each in all_propositions()}
    if isinstance(name, str) and name in by_id:
        return by_id[name]
    try:
        event = named_event(name)
    except LookupError:
        offers = did_you_mean(close_matches(str(name), by_id))
        raise ValueError(f"no proposition or event is called {quoted(name)}{offers}") from None
    if event.proposition is None:
        raise ValueError(f"{event.id} is linked to no proposition")
    return event.proposition


def _supporting(on_it: Iterable[Statement]) -> Iterable[Statement]:
    """Return statements on a proposition, in place of one against it those that it answers."""
    sides = [
        statement.counterstatements or (statement,)
        if statement.direction == "against"
        else (statement,)
        for statement in on_it
    ]
    return dict.fromkeys(chain.from_iterable(sides))


def _outside(subject: Proposition) -> tuple[str, ...]:
    """Return how many statements on a proposition were made outside the United Nations."""
    every = [each for each in statements(beyond_un=True) if each.proposition == subject]
    outside = sum(each.beyond_un for each in every)
    left_out = f"Left out: {plural(outside, 'statement')} made outside the United Nations."
    return (left_out,) if outside else ()


def _beyond(on_topic: Sequence[Statement], subject: Proposition | None) -> tuple[str, ...]:
    """Return what else the record has on the proposition of a topic."""
    if subject is None:
        return ()
    others = sum(statement.proposition == subject for statement in statements()) - len(on_topic)
    votes = len(rollcalls_on(subject))
    if not others and not votes:
        return ()
    more = f"{plural(others, 'more statement')} and {plural(votes, 'vote')}"
    return (f"Statements under the topic alone; with proposition={subject.id!r}: {more}.",)


def _path(
    country: Country, followed: Timeline, lists: Sequence[Mapping[Position, SideList]]
) -> Trajectory:
    """Return the positions of a country on events, of each of which the lists are given."""
    points = [
        TrajectoryPoint(
            event=held.event,
            date=held.event.date,
            position=held.get(country),
            possible=_possible(held, country),
            lists=sides,
        )
        for held, sides in zip(followed.points, lists, strict=True)
        if held.event.date is not None
    ]
    return Trajectory(country, followed.about, tuple(points), followed.notes)


def _side_lists(held: Iterable[Positions]) -> Iterator[dict[Position, SideList]]:
    """Yield for each event the sides that had something to sign or to vote for."""
    longest = dict.fromkeys(_SIDES, 0.0)
    for then in held:
        lists = {}
        for side in _SIDES:
            is_vote, speakers = isinstance(then.event, RollCall), _speakers(then.event, side)
            if is_vote or speakers is not None:
                size = then.count(side)
                is_open = is_vote or size.low >= longest[side]
                lists[side] = SideList(speakers or frozenset(), is_open)
                longest[side] = max(longest[side], size.high)
        yield lists


def _speakers(event: Event, side: Position) -> frozenset[str] | None:
    """Return who delivered the statements of a side, None where it had none."""
    if isinstance(event, RollCall):
        return None
    both = (event, *event.counterstatements)
    of_side = [statement for statement in both if statement.direction == side]
    names = (str(each.delivered_by or each.delivered_for) for each in of_side)
    return frozenset(filter(None, names)) if of_side else None


def _position_of(side: Side) -> Position:
    one_of(of_type(side, str, "side"), map(str, _SIDES), "side")
    return Position(side)


def _sides(holds: Callable[[Side], bool]) -> str | None:
    """Return on which sides something holds, in words."""
    sides: tuple[Side, ...] = get_args(Side)
    return ", ".join(side for side in sides if holds(side)) or None


def _possible(held: Positions, country: Country) -> frozenset[Position]:
    possible = {position for position in _STANCES if country in held.possible(position)}
    answered = isinstance(held.event, RollCall) or held.event.counterstatements
    if Position.NEUTRAL in possible and not answered:  # the other side had nothing to sign
        possible.add(Position.FOR if held.event.direction == "against" else Position.AGAINST)
    return frozenset(possible)


def _meaning(events: Iterable[Event]) -> list[str]:
    events = list(events)
    texts = dict.fromkeys(str(event.proposition) for event in events if event.proposition)
    notes = [*selection_notes(events), *edition_notes(events)]
    return [*(f"for: {text}" for text in texts), *notes]
