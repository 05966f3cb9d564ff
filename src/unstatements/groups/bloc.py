"""Who belonged to what, when: named groups of countries with dated membership."""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal, TypeAlias, get_args

from attrs import field, frozen

from unstatements.core.arguments import close_matches, did_you_mean, of_type, one_of
from unstatements.core.dates import DateLike, as_date, first_day
from unstatements.core.errors import (
    DataIntegrityError,
    MembershipUnknownError,
    MembershipWarning,
    UnknownBlocError,
)
from unstatements.core.once import once
from unstatements.core.public import public
from unstatements.core.sources import Source, source
from unstatements.core.tables import line_of, table, words
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country, by_alpha_3
from unstatements.results.html import html_card
from unstatements.results.text import Fact, list_fact

__all__ = [
    "Bloc",
    "BlocLike",
    "MembershipWarning",
    "Periods",
    "Spell",
    "WhenUnknown",
    "bloc",
    "blocs",
    "countries",
    "observers",
    "partition",
    "voters",
]

WhenUnknown = Literal["warn", "raise", "ignore"]
_WHEN_UNKNOWN = get_args(WhenUnknown)
BlocLike: TypeAlias = "Bloc | str"
Periods: TypeAlias = "tuple[tuple[date, ...], tuple[CountrySet, ...]]"

_UN = "un"  # the one bloc the library itself asks for: UN membership is dated there


_COMBINE: Mapping[str, Callable[[CountrySet, CountrySet], CountrySet]] = {
    "&": CountrySet.__and__,
    "|": CountrySet.__or__,
    "-": CountrySet.__sub__,
    "^": CountrySet.__xor__,
}
_WORDS = {"&": "and", "|": "or", "-": "without", "^": "xor"}
_CONFIDENCE = ("high", "medium", "low")


@frozen(repr=False)
class Spell:
    """One uninterrupted relation of a country to a bloc, from `start` up to but not including `end`.

    Attributes:
        country: The country.
        role: ``"member"``, or what else it was: ``"observer"``, ``"suspended"``, ``"candidate"``...
        start: First day, as a partial date; empty where no source gives one.
        end: First day that it no longer held, as a partial date; empty while it does.
        note: What a reader must know.
        source: The source of this spell; None where only the bloc's sources as a whole are known.

    Example:
        >>> import unstatements as un
        >>> un.bloc("EU").spells("GBR")
        (Spell(country('GBR'), 'member', '1973-01-01', '2020-02-01'),)
    """

    country: Country
    role: str
    start: str
    end: str
    note: str
    source: Source | None = field(eq=False)

    def holds(self, on: date) -> bool:
        """Say whether the spell holds on a day; a year counts from its 1 January, no start as always.

        Example:
            >>> from datetime import date
            >>> import unstatements as un
            >>> un.bloc("EU").spells("GBR")[0].holds(date(2020, 1, 31))
            True
        """
        if self.start and on < first_day(self.start):
            return False
        return not self.end or on < first_day(self.end)

    def __repr__(self) -> str:
        return f"Spell({self.country!r}, {self.role!r}, {self.start!r}, {self.end!r})"


@public
@frozen(repr=False)
class Bloc:
    """A named group of countries with dated membership.

    Blocs compare equal by id. `un.bloc` gives the bundled ones, `Bloc.of` makes one of your own.

    Attributes:
        id: Readable and stable key, such as ``"oic"``.
        abbreviation: How people write it, such as ``"OIC"``.
        name: Full name.
        kind: ``"regional group"``, ``"organisation"``, ``"un body"``...
        partition: The partition it is a part of, such as ``"regional group"``; empty otherwise.
        as_of: The day up to which its membership is known; None for a bloc of your own.
        known_since: First day on which the spells are known as a whole; None where they always are.
        confidence: ``"high"``, ``"medium"`` or ``"low"``: how well its sources bear it out.
        notes: What a reader must know.

    Example:
        >>> import unstatements as un
        >>> un.bloc("OIC")
        bloc('oic')
        >>> len(un.bloc("EU").members("2020-01-31")), len(un.bloc("EU").members("2020-02-01"))
        (28, 27)
        >>> both = un.bloc("OIC") & un.bloc("AU")
        >>> print(both.abbreviation, len(both.members("2022-10-31")))
        OIC and AU 27
    """

    id: str
    abbreviation: str = field(eq=False)
    name: str = field(eq=False)
    kind: str = field(eq=False)
    partition: str = field(eq=False)
    as_of: date | None = field(eq=False)
    known_since: date | None = field(eq=False)
    confidence: str = field(eq=False)
    notes: str = field(eq=False)
    _fixed: CountrySet | None = field(default=None, eq=False, alias="fixed")
    _combined: tuple[str, Bloc, Bloc] | None = field(default=None, eq=False, alias="combined")

    @classmethod
    def of(cls, name: str, members: Iterable[CountryLike]) -> Bloc:
        """Make a bloc of your own, with the same members on every day.

        Args:
            name: Its name; it is also its id and abbreviation.
            members: Countries, names or codes.

        Raises:
            UnknownCountryError: If a name is not known.
            AmbiguousCountryError: If a name could be several countries.

        Example:
            >>> import unstatements as un
            >>> un.Bloc.of("Islands", ["Fiji", "Malta"]).members().alpha_3s
            ('FJI', 'MLT')
        """
        return cls(name, name, name, "own", "", None, None, "high", "", CountrySet(members))

    def members(
        self, on: DateLike | None = None, *, role: str = "member", unknown: WhenUnknown = "warn"
    ) -> CountrySet:
        """Return the members on a day; a suspended member remains a member.

        Args:
            on: The day; None for the last day that the record knows, `as_of`.
            role: ``"member"``, or another role such as ``"observer"`` or ``"suspended"``.
            unknown: What to do when the day is before `known_since`: ``"warn"``, ``"raise"`` or ``"ignore"``.
                Spells without a start then count as if they had always held.

        Raises:
            MembershipUnknownError: If `unknown` is ``"raise"`` and the day is before `known_since`.
            ValueError: If there is no such role, or nothing such to do.

        Warns:
            MembershipWarning: If `unknown` is ``"warn"`` and the day is before `known_since`.

        Example:
            >>> import unstatements as un
            >>> len(un.bloc("HRC").members("2022-10-06"))
            47
        """
        one_of(unknown, _WHEN_UNKNOWN, "unknown")
        day = (self.as_of or date.max) if on is None else as_date(on)
        if self.known_since and day < self.known_since and unknown != "ignore":
            problem = f"the members of {self.name} are known as a whole only since {self.known_since}, not on {day}"
            if unknown == "raise":
                raise MembershipUnknownError(problem, value=self.id, on=day)
            warnings.warn(problem, MembershipWarning, stacklevel=2)
        return _at(self.periods(role), day)

    def periods(self, role: str = "member") -> Periods:
        """Return the membership through time: days on which it may change, and the members from each on.

        Args:
            role: ``"member"``, or another role.

        Returns:
            The days, the first of which is `date.min`, and as many sets of members.

        Example:
            >>> import unstatements as un
            >>> days, members = un.bloc("G7").periods()
            >>> str(days[-1]), [len(one) for one in members[-2:]]
            ('2014-03-24', [8, 7])
        """
        if self._fixed is not None:
            return (date.min,), (self._fixed,)
        if self._combined is None:
            return _periods(self.id, role)
        sign, one, other = self._combined
        here, there = one.periods(role), other.periods(role)
        days = sorted({*here[0], *there[0]})
        return tuple(days), tuple(_COMBINE[sign](_at(here, day), _at(there, day)) for day in days)

    def spells(
        self, country: CountryLike | None = None, *, role: str | None = None
    ) -> tuple[Spell, ...]:
        """Return the spells of one country or of all, in order of country and time.

        Args:
            country: A country, name or code; None for all.
            role: Only spells of this role, such as ``"member"`` or ``"suspended"``; None for all roles.

        Raises:
            UnknownCountryError: If the name is not known.
            TypeError: If the bloc is one of your own or combined from others: such a bloc has no spells.

        Example:
            >>> import unstatements as un
            >>> [spell.start for spell in un.bloc("HRC").spells("CUB", role="member")][:2]
            ['2006-06-19', '2009-06-19']
        """
        if self._fixed is not None or self._combined is not None:
            raise TypeError(
                f"{self.id} is made of other blocs or countries and has no spells of its own"
            )
        _check_role(role)
        wanted = None if country is None else CountrySet([country])
        return tuple(
            spell
            for spell in _spells(self.id)
            if (wanted is None or spell.country in wanted) and (role is None or spell.role == role)
        )

    def __and__(self, other: Bloc) -> Bloc:
        """Return the bloc of the countries in both, day by day."""
        return self._combine("&", other)

    def __or__(self, other: Bloc) -> Bloc:
        """Return the bloc of the countries in either, day by day."""
        return self._combine("|", other)

    def __sub__(self, other: Bloc) -> Bloc:
        """Return the bloc of the countries in this one and not in the other, day by day."""
        return self._combine("-", other)

    def __xor__(self, other: Bloc) -> Bloc:
        """Return the bloc of the countries in exactly one of the two, day by day."""
        return self._combine("^", other)

    def _combine(self, sign: str, other: Bloc) -> Bloc:
        if not isinstance(other, Bloc):
            return NotImplemented
        days = [one.as_of for one in (self, other) if one.as_of]
        since = [one.known_since for one in (self, other) if one.known_since]
        return Bloc(
            id=f"({self.id} {sign} {other.id})",
            abbreviation=f"{self.abbreviation} {_WORDS[sign]} {other.abbreviation}",
            name=f"{self.name} {_WORDS[sign]} {other.name}",
            kind="combined",
            partition="",
            as_of=min(days, default=None),
            known_since=max(since, default=None),
            confidence=max(self.confidence, other.confidence, key=_CONFIDENCE.index),
            notes="",
            combined=(sign, self, other),
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that the bloc's membership was taken from and checked against."""
        if self._combined is not None:
            _sign, one, other = self._combined
            return tuple(dict.fromkeys([*one.sources, *other.sources]))
        return tuple(
            source(source_id)
            for bloc_id, source_id, _shows in table("bloc_sources")
            if bloc_id == self.id
        )

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        if self._fixed is not None:
            return f"Bloc.of({self.name!r}, {list(self._fixed.alpha_3s)!r})"
        if self._combined is not None:
            sign, one, other = self._combined
            return f"({one!r} {sign} {other!r})"
        return f"bloc({self.id!r})"

    def facts(self, on: DateLike | None = None) -> tuple[Fact, ...]:
        """Return what is known of the bloc, as people read it.

        Args:
            on: The day of the members; None for the last day that the record knows.

        Example:
            >>> import unstatements as un
            >>> un.bloc("G7").facts("2022-10-31")[4].text
            '7 on 2022-10-31'
        """
        members = self.members(on, unknown="ignore")
        day = self.as_of if on is None else as_date(on)
        return (
            Fact("abbreviation", self.abbreviation if self.abbreviation != self.name else ""),
            Fact("id", self.id),
            Fact("kind", self.kind),
            Fact("partition", self.partition),
            Fact("members", f"{len(members)} on {day or 'any day'}", str(members)),
            Fact("known since", str(self.known_since or "")),
            Fact("confidence", self.confidence),
            list_fact("sources", self.sources),
            Fact("notes", self.notes),
        )

    def _repr_html_(self) -> str:
        return html_card(self.name, self.facts())


def bloc(name: BlocLike) -> Bloc:
    """Return the bloc with this id, abbreviation or name, in any case.

    Args:
        name: Such as ``"OIC"``, ``"oic"`` or ``"Organisation of Islamic Cooperation"``; a bloc is returned
            as it is.

    Raises:
        UnknownBlocError: If there is none; names those it may have been.

    Example:
        >>> import unstatements as un
        >>> un.bloc("Human Rights Council") is un.bloc("HRC")
        True
        >>> un.bloc("OCI")
        Traceback (most recent call last):
            ...
        unstatements.errors.UnknownBlocError: no bloc is called 'OCI'; did you mean ...
    """
    if isinstance(name, Bloc):
        return name
    name = of_type(name, str, "bloc: give a Bloc, its name, abbreviation or id")
    found = _blocs_by_name().get(_key(name))
    if found is None:
        known = [one.abbreviation for one in blocs()] + [one.name for one in blocs()]
        suggestions = close_matches(name, known)
        raise UnknownBlocError(
            f"no bloc is called {name!r}{did_you_mean(suggestions)}",
            value=name,
            suggestions=suggestions,
        )
    return found


def blocs(
    kind: str | None = None, *, of: CountryLike | None = None, on: DateLike | None = None
) -> tuple[Bloc, ...]:
    """Return the bundled blocs, in the order of the table.

    Args:
        kind: Only those of this kind, such as ``"regional group"``; None for all.
        of: Only those of which this country was a member on the day `on`; None for all.
        on: The day; None for the last day that the record knows of each bloc.

    Example:
        >>> import unstatements as un
        >>> [bloc.abbreviation for bloc in un.blocs("regional group")]
        ['African Group', 'Asia-Pacific Group', 'EEG', 'GRULAC', 'WEOG']
        >>> un.bloc("ASEAN") in un.blocs(of="Indonesia", on="2022-10-31")
        True
    """
    selected = tuple(bloc for bloc in _all_blocs() if kind is None or bloc.kind == kind)
    if of is None:
        return selected
    return tuple(bloc for bloc in selected if of in bloc.members(on, unknown="ignore"))


def partition(name: str) -> tuple[Bloc, ...]:
    """Return the blocs of a partition: groups of which every state is in at most one.

    Args:
        name: The partition's name, such as ``"regional group"``.

    Raises:
        UnknownBlocError: If there is no such partition.

    Example:
        >>> len(partition("regional group"))
        5
    """
    found = tuple(
        one for one in _all_blocs() if one.partition and _key(one.partition) == _key(name)
    )
    if not found:
        known = sorted({one.partition for one in _all_blocs() if one.partition})
        raise UnknownBlocError(
            f"no partition of blocs is called {name!r}; there are: {', '.join(known)}",
            value=name,
            suggestions=known,
        )
    return found


def countries(on: DateLike | None = None) -> CountrySet:
    """Return the members of the United Nations on a day.

    Args:
        on: The day; None for the last day that the record knows.

    Example:
        >>> import unstatements as un
        >>> len(un.countries()), len(un.countries("1946-01-10"))
        (193, 51)
    """
    return bloc(_UN).members(on)


def observers(on: DateLike) -> CountrySet:
    """Return the states that were permanent observers at the United Nations on a day.

    Example:
        >>> observers("2022-10-31").alpha_3s
        ('VAT', 'PSE')
    """
    return bloc(_UN).members(on, role="observer")


def voters(body: str, on: DateLike) -> CountrySet:
    """Return the countries that could vote in a body on a day.

    Args:
        body: Code of the body, such as ``"hrc"``.
        on: The day.

    Raises:
        UnknownBlocError: If it is not known who votes in the body.

    Example:
        >>> len(voters("hrc", "2022-10-06"))
        47
    """
    for code, _name, _parent, bloc_id in table("bodies"):
        if code == body and bloc_id:
            return bloc(bloc_id).members(on)
    raise UnknownBlocError(f"it is not known who votes in the body {body!r}", value=body)


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split()).removeprefix(
        "the "
    )


@once
def _all_blocs() -> tuple[Bloc, ...]:
    found = []
    for index, row in enumerate(table("blocs")):
        (
            bloc_id,
            abbreviation,
            name,
            kind,
            part,
            as_of,
            known_since,
            confidence,
            _aliases,
            notes,
        ) = row
        try:
            one = Bloc(
                bloc_id,
                abbreviation,
                name,
                kind,
                part,
                first_day(as_of),
                first_day(known_since) if known_since else None,
                confidence,
                notes,
            )
        except ValueError as error:
            raise DataIntegrityError(
                str(error), file="blocs/blocs.csv", line=line_of(index)
            ) from error
        found.append(one)
    return tuple(found)


@once
def _blocs_by_name() -> Mapping[str, Bloc]:
    by_name: dict[str, Bloc] = {}
    for one, row in zip(_all_blocs(), table("blocs"), strict=True):
        for name in (one.id, one.abbreviation, one.name, *row[8].split(";")):
            if name and by_name.setdefault(_key(name), one) is not one:
                raise DataIntegrityError(f"two blocs are called {name!r}", file="blocs/blocs.csv")
    return by_name


@once
def _rows_by_bloc() -> Mapping[str, list[tuple[int, tuple[str, ...]]]]:
    by_bloc: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for index, row in enumerate(table("memberships")):
        by_bloc.setdefault(row[0], []).append((index, row))
    return by_bloc


@once
def _spells(bloc_id: str) -> tuple[Spell, ...]:
    spells = []
    for index, row in _rows_by_bloc().get(bloc_id, ()):
        _bloc, alpha_3, role, start, end, note, source_id = row
        try:
            spell = Spell(
                by_alpha_3(alpha_3),
                role,
                start,
                end,
                note,
                source(source_id) if source_id else None,
            )
            if start and end and first_day(start) >= first_day(end):
                raise ValueError(f"the spell of {alpha_3} ends before it starts")
        except (KeyError, ValueError) as error:
            raise DataIntegrityError(
                str(error), file="blocs/memberships.csv", line=line_of(index)
            ) from error
        spells.append(spell)
    return tuple(sorted(spells, key=lambda spell: (spell.country, spell.start)))


@once
def _periods(bloc_id: str, role: str) -> Periods:
    """The countries with a role through time, from the first and last days of spells."""
    _check_role(role)
    starts: dict[date, int] = defaultdict(int)
    ends: dict[date, int] = defaultdict(int)
    for spell in _spells(bloc_id):
        if spell.role == role:
            bit = 1 << spell.country.index
            starts[first_day(spell.start) if spell.start else date.min] |= bit
            if spell.end:
                ends[first_day(spell.end)] |= bit
    mask, masks = 0, []
    days = sorted({date.min, *starts, *ends})
    for day in days:
        mask = mask & ~ends[day] | starts[day]  # a spell that follows another at once goes on
        masks.append(CountrySet.from_mask(mask))
    return tuple(days), tuple(masks)


def _check_role(role: str | None) -> None:
    one_of(role, words("memberships", "role"), "role")


def _at(periods: Periods, day: date) -> CountrySet:
    days, members = periods
    return members[bisect_right(days, day) - 1]
