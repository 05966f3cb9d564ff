"""Followed through time: one country or bloc, those that moved, and the counts on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from itertools import groupby
from typing import ClassVar, Literal

from attrs import frozen

from unstatements.analysis.positions import (
    KNOWN,
    Event,
    EventLike,
    Position,
    Positions,
    named_events,
    positions,
)
from unstatements.core.arguments import one_of
from unstatements.core.errors import UnknownBlocError
from unstatements.core.tables import words
from unstatements.events.browse import rivals
from unstatements.events.edition import edition_notes
from unstatements.events.rollcall import RollCall, rollcalls_on
from unstatements.events.statement import Statement, topic_id, topics_by_id
from unstatements.groups.bloc import Bloc, bloc, known_since_notes
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import Column, DisplayRow, bounds_columns
from unstatements.results.interval import Interval
from unstatements.results.result import Pictured, Result
from unstatements.results.text import bounds_note, plural

__all__ = [
    "BlocTrajectory",
    "Movers",
    "Timeline",
    "Trajectory",
    "TrajectoryPoint",
    "movers",
    "timeline",
    "trajectory",
]

_SIDES = (Position.FOR, Position.AGAINST)
_STANCES = (Position.FOR, Position.NEUTRAL, Position.AGAINST)


@frozen
class TrajectoryPoint:
    """The position of a country on one event.

    Attributes:
        event: The event; of a pair of rival statements, the one whose signatories support the
            proposition, where there is one.
        date: Its day.
        position: The country's position, FOR being in favour of the proposition; None where the
            country was not in the electorate.
        possible: The positions that are not excluded. Silence on a statement without a rival does
            not exclude the side that had no statement to sign.
    """

    event: Event
    date: date
    position: Position | None
    possible: frozenset[Position]


@frozen(repr=False)
class Trajectory(Pictured):
    """The positions of one country on a sequence of events.

    Its `plot` shows the position on each event.

    Attributes:
        country: The country.
        about: The topic, or what else the events have in common, in words.
        points: Its positions, in order of date.

    Example:
        >>> import unstatements as un
        >>> path = un.trajectory("Ukraine", topic="Xinjiang")
        >>> path.first_signature.id, path.signed[-1].position
        ('2021-06-22-hrc-canada', <Position.FOR: 'for'>)
    """

    country: Country
    about: str
    points: tuple[TrajectoryPoint, ...]

    def _declared(self) -> Sequence[Column[TrajectoryPoint]]:
        return (
            Column("alpha_3", str, lambda _point: self.country.alpha_3, display=False),
            Column("date", date),
            Column("event", str, lambda point: point.event.id),
            Column("body", str, lambda point: point.event.body),
            Column(
                "position",
                (*map(str, Position), "outside"),
                lambda point: str(point.position or "outside"),
            ),
        )

    def _records(self) -> Sequence[TrajectoryPoint]:
        return self.points

    @property
    def known(self) -> tuple[TrajectoryPoint, ...]:
        """The points at which a position of the country is known."""
        return tuple(point for point in self.points if point.position in KNOWN)

    def times(self, position: Position | str) -> int:
        """Return on how many events the country is known to have held a position.

        Args:
            position: A position or its value, such as ``"for"``.

        Example:
            >>> import unstatements as un
            >>> un.trajectory("Somalia", topic="Xinjiang").times("against")
            4
        """
        held = [point.position for point in self.points]
        return held.count(Position(position))

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
            >>> import unstatements as un
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

    @property
    def joined_late(self) -> bool:
        """Whether it took its first side only after an event on which it is known not to have."""
        points = [point for point in self.points if point.possible]
        sided = [place for place, point in enumerate(points) if point.position in _SIDES]
        if not sided:
            return False
        side = points[sided[0]].position
        return any(side not in point.possible for point in points[: sided[0]])

    @property
    def dropped_out(self) -> bool:
        """Whether it is known not to take its last side any more on the last event."""
        points = [point for point in self.points if point.possible]
        sided = [point.position for point in points if point.position in _SIDES]
        return bool(sided) and sided[-1] not in points[-1].possible

    def title(self) -> str:
        """Return the country and what it is about."""
        events, changes = plural(len(self.points), "event"), plural(self.changes, "change")
        return f"{self.country} on {self.about}: {events}, {changes}"

    def footnotes(self) -> Sequence[str]:
        """Return what "for" means."""
        return _meaning(point.event for point in self.points)

    def __repr__(self) -> str:
        changes = plural(self.changes, "change")
        return f"<trajectory of {self.country!r} on {self.about}: {changes}>"


@frozen(repr=False)
class BlocTrajectory(Pictured):
    """The positions of a bloc's members on a sequence of events, as it was on each day.

    Its `plot` shows how many members took each side on each event. Its rows say how many members
    are known to have held each position, and between which bounds the numbers on the sides lie.

    Attributes:
        bloc: The bloc.
        about: The topic, or what else the events have in common, in words.
        points: The positions of its members on each event, in order of date.

    Example:
        >>> import unstatements as un
        >>> path = un.trajectory("EU", topic="Xinjiang")
        >>> path.rows()[-1]["for"] <= 27
        True
    """

    bloc: Bloc
    about: str
    points: tuple[Positions, ...]

    def _declared(self) -> Sequence[Column[Positions]]:
        return (
            Column("bloc", str, lambda _held: self.bloc.abbreviation, display=False),
            Column("date", date, lambda held: held.event.date),
            Column("event", str, lambda held: held.event.id),
            Column("members", int, self._members, display=False),
            *(_count_column(position) for position in KNOWN),
            Column("unknown", int, lambda held: len(held.of("unknown")), display=False),
            *_bounds_columns(Position.FOR),
            *_bounds_columns(Position.AGAINST),
        )

    def _records(self) -> Sequence[Positions]:
        return self.points

    def _members(self, held: Positions) -> int:
        return len(self.bloc.members(held.event.date, unknown="ignore"))

    def title(self) -> str:
        """Return the bloc and what it is about."""
        events = plural(len(self.points), "event")
        return f"{self.bloc.abbreviation} on {self.about}: {events}"

    def footnotes(self) -> Sequence[str]:
        """Return what "for" and bounds mean, and what membership rests on."""
        meaning = _meaning(held.event for held in self.points)
        return [*meaning, *bounds_note(self.display_rows()), *self.notes]

    @property
    def notes(self) -> tuple[str, ...]:
        """Whether the bloc's members are not known as a whole on the day of the first event."""
        first = self.points[0].event.date if self.points else None
        return known_since_notes([self.bloc], first)

    def __repr__(self) -> str:
        events = plural(len(self.points), "event")
        return f"<trajectory of {self.bloc!r} on {self.about}: {events}>"


@frozen(repr=False)
class Movers(Result):
    """The countries that took a side on a topic, those that changed most often first.

    Attributes:
        about: The topic.
        events: The events.
        trajectories: The trajectory of each country.

    Example:
        >>> import unstatements as un
        >>> movers = un.movers("Xinjiang")
        >>> "SOM" in movers.switchers, "HND" in movers.drop_outs
        (True, True)
    """

    about: str
    events: tuple[Event, ...]
    trajectories: tuple[Trajectory, ...]

    _columns: ClassVar[Sequence[Column[Trajectory]]] = (
        Column("alpha_3", str, lambda path: path.country.alpha_3),
        Column("country", str, lambda path: path.country.name),
        Column("changes", int),
        Column("for", int, lambda path: path.times(Position.FOR)),
        Column("against", int, lambda path: path.times(Position.AGAINST)),
        Column("known", int, lambda path: len(path.known)),
        Column("late", bool, lambda path: path.joined_late),
        Column("dropped", bool, lambda path: path.dropped_out),
    )

    def _records(self) -> Sequence[Trajectory]:
        return self.trajectories

    @property
    def switchers(self) -> CountrySet:
        """Countries that were for the proposition on one event and against it on another."""
        return CountrySet(p.country for p in self.trajectories if all(map(p.times, _SIDES)))

    @property
    def late_joiners(self) -> CountrySet:
        """Countries that took their first side only after an event on which they had not."""
        return CountrySet(path.country for path in self.trajectories if path.joined_late)

    @property
    def drop_outs(self) -> CountrySet:
        """Countries that are known not to take their last side any more."""
        return CountrySet(path.country for path in self.trajectories if path.dropped_out)

    def loyal(self, side: Literal["for", "against"] = "for", at_least: int = 2) -> CountrySet:
        """Return the countries that took one side and are not known to have failed it.

        Events in whose electorate a country was not do not count, nor do those on which the side
        had no statement.

        Args:
            side: ``"for"`` or ``"against"`` the proposition.
            at_least: On how many events the country must be known to have taken the side.

        Raises:
            ValueError: If the side is another.

        Example:
            >>> import unstatements as un
            >>> movers = un.movers("Xinjiang")
            >>> "LTU" in movers.loyal(), "CUB" in movers.loyal("against")
            (True, True)
        """
        one_of(side, map(str, _SIDES), "side")
        position = Position(side)
        return CountrySet(
            path.country
            for path in self.trajectories
            if path.times(position) >= at_least
            and all(position in point.possible for point in path.points if point.possible)
        )

    def title(self) -> str:
        """Return the topic and the number of events."""
        countries = plural(len(self.trajectories), "country", "countries")
        return f"Movers on {self.about}: {countries}, {plural(len(self.events), 'event')}"

    def footnotes(self) -> Sequence[str]:
        """Return what "for" means and what changes do not show."""
        return [
            *_meaning(self.events),
            "changes: the least number that the record allows; "
            "lists known in part may hide others. "
            "for, against, known: on how many events; late: first took its side after an event on "
            "which it had not; dropped: did not take it any more at last.",
        ]

    def __repr__(self) -> str:
        countries = plural(len(self.trajectories), "country", "countries")
        return f"<movers on {self.about}: {countries}>"


@frozen(repr=False)
class Timeline(Pictured):
    """The counts on both sides of a topic through time.

    Its `plot` shows both sides event by event: the known, the reported and the possible.

    Attributes:
        about: The topic.
        points: The positions on each event, in order of date.

    Example:
        >>> import unstatements as un
        >>> rows = {row["event"]: row for row in un.timeline("Xinjiang").rows()}
        >>> row = rows["2022-10-31-ga3c-canada"]
        >>> row["for_low"], row["against_known"], row["against_low"], row["complete"]
        (50, 11, 66, False)
    """

    about: str
    points: tuple[Positions, ...]

    def _declared(self) -> Sequence[Column[Positions]]:
        return (
            Column("date", date, lambda held: held.event.date),
            Column("event", str, lambda held: held.event.id),
            Column("body", str, lambda held: held.event.body, display=False),
            Column("kind", (*words("statements", "kind"), "vote"), _kind, display=False),
            _known_column(Position.FOR),
            *_bounds_columns(Position.FOR),
            _known_column(Position.AGAINST),
            *_bounds_columns(Position.AGAINST),
            Column("complete", bool, lambda held: not held.of("unknown"), display=False),
        )

    def _records(self) -> Sequence[Positions]:
        return self.points

    def title(self) -> str:
        """Return the topic and the number of events."""
        return f"Timeline of {self.about}: {plural(len(self.points), 'event')}"

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row an event, counts between their bounds in one cell each."""
        rows: list[DisplayRow] = []
        for row, held in zip(super().display_rows(), self.points, strict=True):
            counts = {str(side): held.count(side) for side in _SIDES}
            by_name = f"{len(held.of(Position.FOR))} and {len(held.of(Position.AGAINST))}"
            rows.append({**row, **counts, "known": by_name})
        return rows

    def footnotes(self) -> Sequence[str]:
        """Return what "for" and the numbers mean."""
        return [
            *_meaning(held.event for held in self.points),
            "known: countries on either side that are known by name.",
            *bounds_note(self.display_rows()),
        ]

    def __repr__(self) -> str:
        return f"<timeline of {self.about}: {plural(len(self.points), 'event')}>"


def trajectory(
    country: CountryLike | Bloc,
    topic: str | None = None,
    events: Iterable[EventLike] | None = None,
) -> Trajectory | BlocTrajectory:
    """Follow one country, or the members of one bloc, through the events on a topic.

    Rival statements are one event, seen from the side that supports the proposition; recorded
    votes on the same proposition stand among them.

    Args:
        country: A country, a bloc, or a name or code of one; a name that is both is read as a
            bloc.
        topic: Id or name of a topic.
        events: Statements, roll calls, ids or symbols, in place of a topic; they need a date.

    Raises:
        UnknownCountryError: If the name is neither a bloc nor a country.
        ValueError: If not exactly one of `topic` and `events` is given, or an event has no date.

    Example:
        >>> import unstatements as un
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
    about, held = _followed(topic, events)
    if isinstance(country, str):
        with suppress(UnknownBlocError):
            country = bloc(country)
    if not isinstance(country, Bloc):
        (state,) = CountrySet([country])
        return _trajectory(state, about, held)
    of_members = []
    for positions_then in held:
        members = country.members(positions_then.event.date, unknown="ignore")
        of_members.append(positions_then.restricted(members))
    return BlocTrajectory(country, about, tuple(of_members))


def movers(topic: str) -> Movers:
    """Rank the countries that took a side on a topic by how often they changed position.

    Args:
        topic: Id or name of a topic.

    Raises:
        ValueError: If no topic is called so.

    Example:
        >>> import unstatements as un
        >>> un.movers("Xinjiang").trajectories[0].changes > 1
        True
    """
    about, held = _followed(topic, None)
    sided = CountrySet()
    for positions_then in held:
        sided |= positions_then.of(Position.FOR) | positions_then.of(Position.AGAINST)
    trajectories = [_trajectory(country, about, held) for country in sided]
    return Movers(
        about=about,
        events=tuple(positions_then.event for positions_then in held),
        trajectories=tuple(sorted(trajectories, key=lambda path: (-path.changes, path.country))),
    )


def timeline(topic: str) -> Timeline:
    """Return the counts on both sides of a topic through time.

    Args:
        topic: Id or name of a topic.

    Raises:
        ValueError: If no topic is called so.

    Example:
        >>> import unstatements as un
        >>> len(un.timeline("Xinjiang").points) >= 15
        True
    """
    return Timeline(*_followed(topic, None))


def _followed(
    topic: str | None, events: Iterable[EventLike] | None
) -> tuple[str, tuple[Positions, ...]]:
    """Return what is followed, in words, and the positions for and against the proposition."""
    if (topic is None) == (events is None):
        raise ValueError("give either a topic or events")
    if topic is not None:
        about = topics_by_id()[topic_id(topic)]
        followed = [event for event in _events_on(topic) if event.date is not None]
    else:
        followed = named_events(events or ())
        about = plural(len(followed), "event")
    undated = [event.id for event in followed if event.date is None]
    if undated:
        raise ValueError(f"{', '.join(undated)} has no known date and cannot be put in order")
    followed.sort(key=lambda event: (event.date or date.min, event.id))
    return about, tuple(map(_towards_the_proposition, followed))


def _events_on(topic: str) -> Iterable[Event]:
    events: dict[str, Event] = {}
    for pair in rivals(topic):
        statement = pair.statements[0]
        events[statement.id] = statement
        events |= {vote.id: vote for vote in rollcalls_on(statement.proposition)}
    return events.values()


def _towards_the_proposition(event: Event) -> Positions:
    held = positions(event)
    opposes = isinstance(event, Statement) and event.direction == "against"
    return held.flipped() if opposes else held


def _trajectory(country: Country, about: str, held: Iterable[Positions]) -> Trajectory:
    points = [
        TrajectoryPoint(then.event, then.event.date, then.get(country), _possible(then, country))
        for then in held
        if then.event.date is not None
    ]
    return Trajectory(country, about, tuple(points))


def _possible(held: Positions, country: Country) -> frozenset[Position]:
    possible = {position for position in _STANCES if country in held.possible(position)}
    answered = isinstance(held.event, RollCall) or held.event.counterstatements
    if Position.NEUTRAL in possible and not answered:  # the other side had nothing to sign
        possible.add(Position.FOR if held.event.direction == "against" else Position.AGAINST)
    return frozenset(possible)


def _count_column(position: Position) -> Column[Positions]:
    return Column(
        str(position),
        int,
        lambda held: len(held.of(position)),
        display=lambda held: held.count(position),
    )


def _known_column(side: Position) -> Column[Positions]:
    return Column(f"{side}_known", int, lambda held: len(held.of(side)), display=False)


def _bounds_columns(side: Position) -> tuple[Column[Positions], ...]:
    def count(held: Positions) -> Interval:
        return held.count(side)

    return bounds_columns(str(side), int, count)


def _kind(held: Positions) -> str:
    return "vote" if isinstance(held.event, RollCall) else held.event.kind


def _meaning(events: Iterable[Event]) -> list[str]:
    events = list(events)
    texts = dict.fromkeys(str(event.proposition) for event in events if event.proposition)
    return [*(f"for: {text}" for text in texts), *edition_notes(events)]
