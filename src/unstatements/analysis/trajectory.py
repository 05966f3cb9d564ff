"""Followed through time: one country or bloc, those that moved, and the counts on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from unstatements.analysis.positions import (
    EVENTS,
    KNOWN,
    Event,
    EventLike,
    Position,
    Positions,
    event,
    positions,
)
from unstatements.core.arguments import several
from unstatements.core.errors import UnknownBlocError
from unstatements.core.tables import words
from unstatements.events.browse import rivals
from unstatements.events.rollcall import RollCall, rollcalls_on
from unstatements.events.statement import Statement, topic_id, topics_by_id
from unstatements.groups.bloc import Bloc, bloc
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import DisplayRow, Row, Types
from unstatements.results.result import Pictured, Result
from unstatements.results.text import bounds_note

if TYPE_CHECKING:  # what `plot` returns; never imported for it
    pass  # type: ignore[import-not-found, unused-ignore]

__all__ = [
    "BlocTrajectory",
    "Moved",
    "Movers",
    "Timeline",
    "Trajectory",
    "TrajectoryPoint",
    "TrajectorySpell",
    "loyalists",
    "movers",
    "timeline",
    "trajectory",
]

Side = Literal["for", "against"]
Where: TypeAlias = "Position | None"

_SIDES = (Position.FOR, Position.AGAINST)
_STANCES = (Position.FOR, Position.NEUTRAL, Position.AGAINST)


@frozen
class TrajectoryPoint:
    """Where a country stood on one event.

    Attributes:
        event: The event; of a pair of rival statements, the one whose signatories support the proposition,
            where there is one.
        date: Its day.
        position: The country's position, FOR being in favour of the proposition; None where the country was
            not in the electorate.
        possible: The positions that are not excluded. Silence on a statement without a rival does not exclude
            the side that had no statement to sign.
    """

    event: Event
    date: date
    position: Where
    possible: frozenset[Position]


@frozen
class TrajectorySpell:
    """A run of events on which a country held the same position.

    Attributes:
        position: The position; None outside the electorate.
        first: The first event's day.
        last: The last event's day.
        events: How many events.
    """

    position: Where
    first: date
    last: date
    events: int


@frozen(repr=False)
class Trajectory(Pictured):
    """Where one country stood on a sequence of events.

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

    @property
    def known(self) -> tuple[TrajectoryPoint, ...]:
        """The points at which a position of the country is known."""
        return tuple(one for one in self.points if one.position in KNOWN)

    @property
    def changes(self) -> int:
        """The least number of changes of position that the record allows.

        What is not known, or not excluded, is read as no change; absence is read so too.
        """
        changes, still = 0, frozenset(_STANCES)
        for one in self.points:
            possible = one.possible & still
            if one.possible and not possible:
                changes += 1
            still = possible or one.possible or still
        return changes

    @property
    def spells(self) -> tuple[TrajectorySpell, ...]:
        """Runs of events with the same position, unknown ones and those outside the electorate included."""
        spells = []
        for position, run in groupby(self.points, key=lambda one: one.position):
            group = list(run)
            spells.append(TrajectorySpell(position, group[0].date, group[-1].date, len(group)))
        return tuple(spells)

    @property
    def signed(self) -> tuple[TrajectoryPoint, ...]:
        """The points at which the country took a side by signing."""
        return tuple(
            one for one in self.points if isinstance(one.event, Statement) and one.position in _SIDES
        )

    @property
    def first_signature(self) -> Event | None:
        """The first event on which it signed a side; None where it signed none."""
        return self.signed[0].event if self.signed else None

    @property
    def last_signature(self) -> Event | None:
        """The last event on which it signed a side; None where it signed none."""
        return self.signed[-1].event if self.signed else None

    def title(self) -> str:
        """Return the country and what it is about."""
        return f"{self.country} on {self.about}: {_many(len(self.points), 'event')}, {_changes(self)}"

    def rows(self) -> list[Row]:
        """Return one row an event."""
        return [
            {
                "alpha_3": self.country.alpha_3,
                "date": one.date,
                "event": one.event.id,
                "body": one.event.body,
                "position": str(one.position) if one.position else "outside",
            }
            for one in self.points
        ]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row an event, without the country."""
        return [{name: cell for name, cell in row.items() if name != "alpha_3"} for row in self.rows()]

    def _types(self) -> Types:
        where = (*map(str, Position), "outside")
        return {"alpha_3": str, "date": date, "event": str, "body": str, "position": where}

    def footnotes(self) -> Sequence[str]:
        """Return what "for" means."""
        return _meaning(one.event for one in self.points)

    def __repr__(self) -> str:
        return f"<trajectory of {self.country!r} on {self.about}: {_changes(self)}>"


@frozen(repr=False)
class BlocTrajectory(Pictured):
    """Where the members of one bloc stood on a sequence of events, its membership taken on each day.

    Its `plot` shows how many members took each side on each event.

    Attributes:
        bloc: The bloc.
        about: The topic, or what else the events have in common, in words.
        points: The positions on each event.

    Example:
        >>> import unstatements as un
        >>> path = un.trajectory("EU", topic="Xinjiang")
        >>> path.rows()[-1]["for"] <= 27
        True
    """

    bloc: Bloc
    about: str
    points: tuple[Positions, ...]

    def title(self) -> str:
        """Return the bloc and what it is about."""
        return f"{self.bloc.abbreviation} on {self.about}: {_many(len(self.points), 'event')}"

    def rows(self) -> list[Row]:
        """Return one row an event: how many members are known to have held each position, and the bounds."""
        rows: list[Row] = []
        for stood in self.points:
            members = self._members(stood)
            row: Row = {
                "bloc": self.bloc.abbreviation,
                "date": stood.event.date,
                "event": stood.event.id,
                "members": len(members),
            }
            for position in Position:
                row[str(position)] = len(stood.of(position) & members)
            for position in _SIDES:
                count = stood.count(position, members)
                row[f"{position}_low"], row[f"{position}_high"] = int(count.low), int(count.high)
            rows.append(row)
        return rows

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row an event, counts between their bounds in one cell each."""
        return [
            {
                "date": stood.event.date,
                "event": stood.event.id,
                **{str(p): stood.count(p, self._members(stood)) for p in KNOWN},
            }
            for stood in self.points
        ]

    def footnotes(self) -> Sequence[str]:
        """Return what "for" and bounds mean."""
        return [*_meaning(stood.event for stood in self.points), *bounds_note(self.display_rows())]

    def _types(self) -> Types:
        bounds = [f"{side}_{bound}" for side in _SIDES for bound in ("low", "high")]
        counts = ["members", *map(str, Position), *bounds]
        return {"bloc": str, "date": date, "event": str, **dict.fromkeys(counts, int)}

    def _members(self, stood: Positions) -> CountrySet:
        return self.bloc.members(stood.event.date, unknown="ignore")

    def __repr__(self) -> str:
        return f"<trajectory of {self.bloc!r} on {self.about}: {_many(len(self.points), 'event')}>"


@frozen
class Moved:
    """How one country moved over a sequence of events.

    Attributes:
        country: The country.
        changes: The least number of changes of position that the record allows.
        signed_for: On how many events it signed, or voted, for the proposition.
        signed_against: On how many it signed, or voted, against.
        known: On how many its position is known.
        late: Whether it took its first side only after an event on which it is known not to have taken it.
        dropped: Whether it is known not to take its last side any more on the last event that shows it.
    """

    country: Country
    changes: int
    signed_for: int
    signed_against: int
    known: int
    late: bool
    dropped: bool


@frozen(repr=False)
class Movers(Result):
    """The countries that took a side at least once on a topic, those that changed most often first.

    Attributes:
        about: The topic.
        events: The events.
        countries: How each country moved.

    Example:
        >>> import unstatements as un
        >>> found = un.movers("Xinjiang")
        >>> "SOM" in found.switchers, "HND" in found.drop_outs
        (True, True)
    """

    about: str
    events: tuple[Event, ...]
    countries: tuple[Moved, ...]

    @property
    def switchers(self) -> CountrySet:
        """Countries that were for the proposition on one event and against it on another."""
        return CountrySet(o.country for o in self.countries if o.signed_for and o.signed_against)

    @property
    def late_joiners(self) -> CountrySet:
        """Countries that took their first side only after an event on which they are known not to have."""
        return CountrySet(one.country for one in self.countries if one.late)

    @property
    def drop_outs(self) -> CountrySet:
        """Countries that are known not to take their last side any more."""
        return CountrySet(one.country for one in self.countries if one.dropped)

    def title(self) -> str:
        """Return the topic and the number of events."""
        found, events = len(self.countries), _many(len(self.events), "event")
        return f"Movers on {self.about}: {found} {'country' if found == 1 else 'countries'}, {events}"

    def rows(self) -> list[Row]:
        """Return one row a country."""
        return [
            {
                "alpha_3": one.country.alpha_3,
                "country": one.country.name,
                "changes": one.changes,
                "for": one.signed_for,
                "against": one.signed_against,
                "known": one.known,
                "late": one.late,
                "dropped": one.dropped,
            }
            for one in self.countries
        ]

    def footnotes(self) -> Sequence[str]:
        """Return what "for" means and what changes do not show."""
        return [
            *_meaning(self.events),
            "changes: the least number that the record allows; lists known in part may hide others. for, "
            "against, known: on how many events; late: first took its side after an event on which it had not; "
            "dropped: did not take it any more at last.",
        ]

    def _types(self) -> Types:
        return {
            "alpha_3": str,
            "country": str,
            **dict.fromkeys(("changes", "for", "against", "known"), int),
            **dict.fromkeys(("late", "dropped"), bool),
        }

    def __repr__(self) -> str:
        return f"<movers on {self.about}: {len(self.countries)} countries>"


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
        (50, 6, 66, False)
    """

    about: str
    points: tuple[Positions, ...]

    def title(self) -> str:
        """Return the topic and the number of events."""
        return f"Timeline of {self.about}: {_many(len(self.points), 'event')}"

    def rows(self) -> list[Row]:
        """Return one row an event: both sides, known and between their bounds."""
        rows: list[Row] = []
        for stood in self.points:
            row: Row = {
                "date": stood.event.date,
                "event": stood.event.id,
                "body": stood.event.body,
                "kind": "vote" if isinstance(stood.event, RollCall) else stood.event.kind,
            }
            for side in _SIDES:
                count = stood.count(side)
                row[f"{side}_known"] = len(stood.of(side))
                row[f"{side}_low"], row[f"{side}_high"] = int(count.low), int(count.high)
            row["complete"] = not stood.of(Position.UNKNOWN)
            rows.append(row)
        return rows

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row an event, counts between their bounds in one cell each."""
        return [
            {
                "date": stood.event.date,
                "event": stood.event.id,
                "for": stood.count(Position.FOR),
                "against": stood.count(Position.AGAINST),
                "known": f"{len(stood.of(Position.FOR))} and {len(stood.of(Position.AGAINST))}",
            }
            for stood in self.points
        ]

    def footnotes(self) -> Sequence[str]:
        """Return what "for" and the numbers mean."""
        return [
            *_meaning(stood.event for stood in self.points),
            "known: countries on either side that are known by name.",
            *bounds_note(self.display_rows()),
        ]

    def _types(self) -> Types:
        counts = [f"{side}_{word}" for side in _SIDES for word in ("known", "low", "high")]
        return {
            "date": date,
            "event": str,
            "body": str,
            "kind": (*words("statements", "kind"), "vote"),
            **dict.fromkeys(counts, int),
            "complete": bool,
        }

    def __repr__(self) -> str:
        return f"<timeline of {self.about}: {_many(len(self.points), 'event')}>"


def trajectory(
    country: CountryLike | Bloc,
    topic: str | None = None,
    events: Iterable[EventLike] | None = None,
) -> Trajectory | BlocTrajectory:
    """Follow one country, or the members of one bloc, through the events on a topic.

    Rival statements are one event, seen from the side that supports the proposition; recorded votes on the
    same proposition stand among them.

    Args:
        country: A country, a bloc, or a name or code of one; a name that is both is read as a bloc.
        topic: Id or name of a topic.
        events: Statements, roll calls, ids or symbols, in place of a topic; they need a date.

    Raises:
        UnknownCountryError: If the name is neither a bloc nor a country.
        ValueError: If not exactly one of `topic` and `events` is given, or an event has no date.

    Example:
        >>> import unstatements as un
        >>> print(un.trajectory("Honduras", events=["2021-10-21-ga3c-france", "2022-10-31-ga3c-canada"]))
        Honduras on 2 events: 2 events, 1 change
        <BLANKLINE>
        date        event                   body  position
        2021-10-21  2021-10-21-ga3c-france  ga3c  for
        2022-10-31  2022-10-31-ga3c-canada  ga3c  unknown
        <BLANKLINE>
        for: Critical of China's human rights record (Xinjiang, Hong Kong, Tibet)
    """
    about, stood = _followed(topic, events)
    if isinstance(country, Bloc):
        return BlocTrajectory(country, about, stood)
    if isinstance(country, str):
        try:
            return BlocTrajectory(bloc(country), about, stood)
        except UnknownBlocError:
            pass
    return _path(next(iter(CountrySet([country]))), about, stood)


def movers(topic: str) -> Movers:
    """Rank the countries that took a side on a topic by how often they changed position.

    Args:
        topic: Id or name of a topic.

    Raises:
        ValueError: If no topic is called so.

    Example:
        >>> import unstatements as un
        >>> un.movers("Xinjiang").countries[0].changes > 1
        True
    """
    about, stood = _followed(topic, None)
    sided = CountrySet()
    for one in stood:
        sided |= one.of(Position.FOR) | one.of(Position.AGAINST)
    moved = [_moved(_path(country, about, stood)) for country in sided]
    moved.sort(key=lambda one: (-one.changes, one.country))
    return Movers(about, tuple(one.event for one in stood), tuple(moved))


def loyalists(topic: str, side: Side = "for", at_least: int = 2) -> CountrySet:
    """Return the countries that took one side and are not known to have failed it on any event.

    Events in whose electorate a country was not do not count, nor do those on which the side had no
    statement.

    Args:
        topic: Id or name of a topic.
        side: ``"for"`` or ``"against"`` the proposition.
        at_least: On how many events the country must be known to have taken the side.

    Raises:
        ValueError: If no topic is called so, or the side is another.

    Example:
        >>> import unstatements as un
        >>> "LTU" in un.loyalists("Xinjiang"), "CUB" in un.loyalists("Xinjiang", side="against")
        (True, True)
    """
    if side not in ("for", "against"):
        raise ValueError(f"{side!r} is no side; there are: for, against")
    wanted = Position(side)
    about, stood = _followed(topic, None)
    sided = CountrySet()
    for one in stood:
        sided |= one.of(wanted)
    paths = [_path(country, about, stood) for country in sided]
    return CountrySet(
        path.country
        for path in paths
        if sum(one.position is wanted for one in path.points) >= at_least
        and all(wanted in one.possible for one in path.points if one.possible)
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


def _followed(topic: str | None, events: Iterable[EventLike] | None) -> tuple[str, tuple[Positions, ...]]:
    if (topic is None) == (events is None):
        raise ValueError("give either a topic or events")
    if topic is not None:
        about, found = topics_by_id()[topic_id(topic)], _events_on(topic)
    else:
        found = [event(one) for one in several(events or (), EVENTS)]
        about = f"{len(found)} events"
    undated = [one.id for one in found if one.date is None]
    if undated and topic is None:
        raise ValueError(f"{', '.join(undated)} has no known date and cannot be put in order")
    dated = [one for one in found if one.date is not None]
    stood = [_from_the_proposition(one) for one in dated]
    stood.sort(key=lambda one: (one.event.date or date.min, one.event.id))
    return about, tuple(stood)


def _events_on(topic: str) -> list[Event]:
    pairs = rivals(topic)
    found: dict[str, Event] = {pair.statements[0].id: pair.statements[0] for pair in pairs}
    about = {pair.statements[0].proposition for pair in pairs}
    found |= {vote.id: vote for one in about for vote in rollcalls_on(one)}
    return list(found.values())


def _from_the_proposition(one: Event) -> Positions:
    stood = positions(one)
    if isinstance(one, Statement) and one.direction == "against":
        return stood.flipped()
    return stood


def _path(country: Country, about: str, stood: Sequence[Positions]) -> Trajectory:
    points = [
        TrajectoryPoint(one.event, one.event.date, one.get(country), _possible(one, country))
        for one in stood
        if one.event.date is not None
    ]
    return Trajectory(country, about, tuple(points))


def _possible(stood: Positions, country: Country) -> frozenset[Position]:
    possible = {where for where in _STANCES if country in stood.possible(where)}
    if Position.NEUTRAL in possible and isinstance(stood.event, Statement):
        if stood.event.direction == "against":  # nobody could sign for the proposition
            possible.add(Position.FOR)
        elif stood.event.counterstatement is None:
            possible.add(Position.AGAINST)
    return frozenset(possible)


def _moved(path: Trajectory) -> Moved:
    known = [one.position for one in path.known]
    shown = [one for one in path.points if one.possible]
    sided = [index for index, one in enumerate(shown) if one.position in _SIDES]
    before, after = shown[: sided[0]] if sided else [], shown[sided[-1] + 1 :] if sided else []
    return Moved(
        country=path.country,
        changes=path.changes,
        signed_for=known.count(Position.FOR),
        signed_against=known.count(Position.AGAINST),
        known=len(known),
        late=any(shown[sided[0]].position not in one.possible for one in before),
        dropped=bool(after) and shown[sided[-1]].position not in after[-1].possible,
    )


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _changes(path: Trajectory) -> str:
    return _many(path.changes, "change")


def _meaning(events: Iterable[Event]) -> list[str]:
    texts = dict.fromkeys(str(one.proposition) for one in events if one.proposition)
    return [f"for: {text}" for text in texts]
