"""Who belonged to what, when: named groups of countries with dated membership."""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from operator import and_, or_, sub, xor
from typing import Literal, NamedTuple, TypeAlias, get_args

from attrs import field, frozen

from unstatements.core.arguments import (
    close_matches,
    did_you_mean,
    of_type,
    one_of,
    quoted,
    unknown,
)
from unstatements.core.dates import DateLike, as_date, first_day
from unstatements.core.errors import (
    DataIntegrityError,
    MembershipUnknownError,
    MembershipWarning,
    UnknownBlocError,
)
from unstatements.core.once import once
from unstatements.core.public import Identified, public
from unstatements.core.sources import Source, source
from unstatements.core.tables import build, build_of, record, table, words
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country, by_alpha_3
from unstatements.results.html import html_card
from unstatements.results.text import Fact, list_fact

WhenUnknown = Literal["warn", "raise", "ignore"]
"""What to do where the members of a bloc are not known as a whole on a day."""
BlocLike: TypeAlias = "Bloc | str"
"""A bloc, its id, abbreviation or name."""
# Days on which a membership may change, the first of them `date.min`, and the members from each
# on.
Periods: TypeAlias = "tuple[tuple[date, ...], tuple[CountrySet, ...]]"

_UN = "un"  # the bloc that the library itself asks for: membership in the UN is dated there
_CONFIDENCE = ("high", "medium", "low")
_ALGEBRA = {"&": (and_, "and"), "|": (or_, "or"), "-": (sub, "without"), "^": (xor, "xor")}


class Membership(NamedTuple):
    """One uninterrupted relation of a country to a bloc, from `start` until before `end`.

    Attributes:
        country: The country.
        role: ``"member"``, or what else it was: ``"observer"``, ``"suspended"``,
            ``"candidate"``...
        start: First day, as a partial date; empty where no source gives one.
        end: First day that it no longer held, as a partial date; empty while it does.
        note: What a reader must know.
        source: The source of this membership; None where only the bloc's sources as a whole are
            known.

    Example:
        >>> un.bloc("EU").memberships("GBR")
        (Membership(country('GBR'), 'member', '1973-01-01', '2020-02-01'),)
    """

    country: Country
    role: str
    start: str
    end: str
    note: str
    source: Source | None

    def holds(self, on: DateLike) -> bool:
        """Return whether it holds on a day; a year counts from its 1 January, no start as always.

        Example:
            >>> un.bloc("EU").memberships("GBR")[0].holds("2020-01-31")
            True
        """
        day = as_date(on)
        if self.start and day < first_day(self.start):
            return False
        return not self.end or day < first_day(self.end)

    def __repr__(self) -> str:
        return f"Membership({self.country!r}, {self.role!r}, {self.start!r}, {self.end!r})"


@public
@frozen(eq=False, repr=False, kw_only=True)
class Bloc(Identified):
    """A named group of countries with dated membership.

    Blocs compare equal by id. `un.bloc` returns the bundled ones, `Bloc.of` makes one of your own;
    ``&``, ``|``, ``-`` and ``^`` combine them, day by day.

    Attributes:
        id: Readable and stable key, such as ``"oic"``.
        abbreviation: How people write it, such as ``"OIC"``.
        name: Full name.
        kind: ``"regional group"``, ``"organisation"``, ``"un body"``...
        partition: The partition it is a part of, such as ``"regional group"``; empty otherwise.
        as_of: The day up to which its membership is known; None for a bloc of your own.
        known_since: First day on which the membership is known as a whole; None where it always
            is.
        confidence: ``"high"``, ``"medium"`` or ``"low"``: how well its sources bear it out.
        notes: What a reader must know.

    Example:
        >>> un.bloc("OIC")
        bloc('oic')
        >>> len(un.bloc("EU").members("2020-01-31")), len(un.bloc("EU").members("2020-02-01"))
        (28, 27)
        >>> both = un.bloc("OIC") & un.bloc("AU")
        >>> print(both.abbreviation, len(both.members("2022-10-31")))
        OIC and AU 27
    """

    id: str
    abbreviation: str
    name: str
    kind: str
    partition: str = ""
    as_of: date | None = None
    known_since: date | None = None
    confidence: str = "high"
    notes: str = ""
    # A bloc of one's own has its members here, a combined one its sign and parts.
    _fixed: CountrySet | None = field(default=None, alias="fixed")
    _combined: tuple[str, Bloc, Bloc] | None = field(default=None, alias="combined")

    @classmethod
    def of(cls, name: str, members: Iterable[CountryLike]) -> Bloc:
        """Return a bloc of your own, with the same members on every day.

        Args:
            name: Its name; it is also its id and abbreviation.
            members: Countries, names or codes.

        Raises:
            UnknownCountryError: If a name is not known.
            AmbiguousCountryError: If a name could be several countries.

        Example:
            >>> un.Bloc.of("Islands", ["Fiji", "Malta"]).members().alpha_3s
            ('FJI', 'MLT')
        """
        of_type(name, str, "name of a bloc")
        return cls(id=name, abbreviation=name, name=name, kind="own", fixed=CountrySet(members))

    def members(
        self, on: DateLike | None = None, *, role: str = "member", unknown: WhenUnknown = "warn"
    ) -> CountrySet:
        """Return the members on a day; a suspended member remains a member.

        Args:
            on: The day; None for the last day that the record knows, `as_of`.
            role: ``"member"``, or another role such as ``"observer"`` or ``"suspended"``.
            unknown: What to do when the day is before `known_since`: ``"warn"``, ``"raise"`` or
                ``"ignore"``. Memberships without a start then count as if they had always held.

        Raises:
            MembershipUnknownError: If `unknown` is ``"raise"`` and the day is before
                `known_since`.
            ValueError: If there is no such role, or nothing such to do.

        Warns:
            MembershipWarning: If `unknown` is ``"warn"`` and the day is before `known_since`.

        Example:
            >>> len(un.bloc("HRC").members("2022-10-06"))
            47
        """
        one_of(unknown, get_args(WhenUnknown), "unknown")
        day = (self.as_of or date.max) if on is None else as_date(on)
        if self.known_since and day < self.known_since and unknown != "ignore":
            problem = (
                f"the members of {self.name} are known as a whole only since {self.known_since}, "
                f"not on {day}"
            )
            if unknown == "raise":
                raise MembershipUnknownError(problem, value=self.id, on=day)
            warnings.warn(problem, MembershipWarning, stacklevel=2)
        return _on(self.periods(role), day)

    def periods(self, role: str = "member") -> Periods:
        """Return the membership through time: days on which it may change, the members from each.

        Args:
            role: ``"member"``, or another role.

        Returns:
            The days, the first of which is `date.min`, and as many sets of members.

        Example:
            >>> days, members = un.bloc("G7").periods()
            >>> str(days[-1]), [len(countries) for countries in members[-2:]]
            ('2014-03-24', [8, 7])
        """
        of_type(role, str, "role")
        if self._fixed is not None:
            return (date.min,), (self._fixed,)
        if self._combined is None:
            return _periods(self.id, role)
        sign, left, right = self._combined
        left_periods, right_periods = left.periods(role), right.periods(role)
        days = tuple(sorted({*left_periods[0], *right_periods[0]}))
        combine, _word = _ALGEBRA[sign]
        return days, tuple(
            combine(_on(left_periods, day), _on(right_periods, day)) for day in days
        )

    def memberships(
        self, country: CountryLike | None = None, *, role: str | None = None
    ) -> tuple[Membership, ...]:
        """Return the memberships of one country or of all, in order of country and time.

        Args:
            country: A country, name or code; None for all.
            role: Only those of this role, such as ``"member"`` or ``"suspended"``; None for all
                roles.

        Raises:
            UnknownCountryError: If the name is not known.
            TypeError: If the bloc is one of your own or combined from others: it has no
                memberships.

        Example:
            >>> terms = un.bloc("HRC").memberships("CUB", role="member")
            >>> [term.start for term in terms][:2]
            ['2006-06-19', '2009-06-19']
        """
        if self._fixed is not None or self._combined is not None:
            raise TypeError(
                f"{self.id} is made of other blocs or countries and has no memberships of its own"
            )
        _check_role(role)
        wanted = None if country is None else CountrySet([country])
        return tuple(
            membership
            for membership in _memberships(self.id)
            if (wanted is None or membership.country in wanted)
            and (role is None or membership.role == role)
        )

    def __and__(self, other: Bloc) -> Bloc:
        return self._combine("&", other)

    def __or__(self, other: Bloc) -> Bloc:
        return self._combine("|", other)

    def __sub__(self, other: Bloc) -> Bloc:
        return self._combine("-", other)

    def __xor__(self, other: Bloc) -> Bloc:
        return self._combine("^", other)

    def _combine(self, sign: str, other: Bloc) -> Bloc:
        if not isinstance(other, Bloc):
            return NotImplemented
        parts, word = (self, other), _ALGEBRA[sign][1]
        return Bloc(
            id=f"({self.id} {sign} {other.id})",
            abbreviation=f"{self.abbreviation} {word} {other.abbreviation}",
            name=f"{self.name} {word} {other.name}",
            kind="combined",
            as_of=min((part.as_of for part in parts if part.as_of), default=None),
            known_since=max(
                (part.known_since for part in parts if part.known_since), default=None
            ),
            confidence=max((part.confidence for part in parts), key=_CONFIDENCE.index),
            combined=(sign, self, other),
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that the bloc's membership was taken from and checked against."""
        if self._combined is not None:
            _sign, left, right = self._combined
            return tuple(dict.fromkeys([*left.sources, *right.sources]))
        return build_of("bloc_sources", self.id, lambda cells: source(cells["source"]))

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        if self._fixed is not None:
            return f"Bloc.of({self.name!r}, {list(self._fixed.alpha_3s)!r})"
        if self._combined is not None:
            sign, left, right = self._combined
            return f"({left!r} {sign} {right!r})"
        return f"bloc({self.id!r})"

    def facts(self, on: DateLike | None = None) -> tuple[Fact, ...]:
        """Return what is known of the bloc, as people read it.

        Args:
            on: The day of the members; None for the last day that the record knows.

        Example:
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
        name: Such as ``"OIC"``, ``"oic"`` or ``"Organisation of Islamic Cooperation"``; a bloc is
            returned as it is.

    Raises:
        UnknownBlocError: If there is none; names those it may have been.

    Example:
        >>> un.bloc("Human Rights Council") is un.bloc("HRC")
        True
        >>> un.bloc("OCI")
        Traceback (most recent call last):
            ...
        unstatements.errors.UnknownBlocError: no bloc is called 'OCI'; did you mean ...
    """
    if isinstance(name, Bloc):
        return name
    asked = of_type(name, str, "bloc: give a Bloc, its name, abbreviation or id")
    bundled = bloc_called(asked)
    if bundled is not None:
        return bundled
    names = [each.abbreviation for each in blocs()] + [each.name for each in blocs()]
    raise unknown(UnknownBlocError, "no bloc is called", asked, close_matches(asked, names))


def bloc_called(name: str) -> Bloc | None:
    """Return the bloc with this id, abbreviation or name; None where there is none."""
    return _blocs_by_name().get(_key(name))


def blocs(
    kind: str | None = None, *, of: CountryLike | None = None, on: DateLike | None = None
) -> tuple[Bloc, ...]:
    """Return the bundled blocs, in the order of the table.

    Args:
        kind: Only those of this kind, such as ``"regional group"``; None for all.
        of: Only those of which this country was a member on the day `on`; None for all.
        on: The day; None for the last day that the record knows of each bloc.

    Example:
        >>> [bloc.abbreviation for bloc in un.blocs("regional group")]
        ['African Group', 'Asia-Pacific Group', 'EEG', 'GRULAC', 'WEOG']
        >>> un.bloc("ASEAN") in un.blocs(of="Indonesia", on="2022-10-31")
        True
    """
    day = None if on is None else as_date(on)
    if kind is not None:
        of_type(kind, str, "kind of bloc")
    of_kind = tuple(each for each in _all_blocs() if kind is None or each.kind == kind)
    if of is None:
        return of_kind
    member = CountrySet([of])
    return tuple(each for each in of_kind if member <= each.members(day, unknown="ignore"))


def partition(name: str) -> tuple[Bloc, ...]:
    """Return the blocs of a partition: groups of which every state is in at most one."""
    groups = tuple(each for each in _all_blocs() if each.partition)
    parts = tuple(each for each in groups if _key(each.partition) == _key(name))
    if parts:
        return parts
    partitions = sorted({each.partition for each in groups})
    names = [*partitions, *(each.abbreviation for each in blocs())]
    suggestions = close_matches(name, names)
    offer = did_you_mean(suggestions) or f"; expected one of: {', '.join(names)}"
    raise UnknownBlocError(
        f"no bloc or partition of blocs is called {quoted(name)}{offer}",
        value=name,
        suggestions=suggestions or partitions,
    )


def known_since_notes(blocs: Iterable[Bloc], day: date | None) -> tuple[str, ...]:
    """Return the footnote on the blocs whose members are not known as a whole on a day."""
    since: dict[date, list[str]] = defaultdict(list)
    for each in blocs:
        if day and each.known_since and day < each.known_since:
            since[each.known_since].append(each.abbreviation)
    if not since:
        return ()
    days = "; ".join(f"{first} ({', '.join(names)})" for first, names in sorted(since.items()))
    return (
        f"Members are known as a whole only since: {days}. "
        "Before, some may be missing or counted too early.",
    )


def countries(on: DateLike | None = None) -> CountrySet:
    """Return the members of the United Nations on a day.

    Args:
        on: The day; None for the last day that the record knows.

    Example:
        >>> len(un.countries()), len(un.countries("1946-01-10"))
        (193, 51)
    """
    return bloc(_UN).members(on)


def observers(on: DateLike) -> CountrySet:
    """Return the states that were permanent observers at the United Nations on a day."""
    return bloc(_UN).members(on, role="observer")


def voters(body: str, on: DateLike) -> CountrySet:
    """Return the countries that could vote in a body on a day."""
    for code, _name, _parent, bloc_id, *_scope in table("bodies"):
        if code == body and bloc_id:
            return bloc(bloc_id).members(on)
    raise UnknownBlocError(f"it is not known who votes in the body {quoted(body)}", value=body)


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split()).removeprefix(
        "the "
    )


@once
def _all_blocs() -> tuple[Bloc, ...]:
    return tuple(build("blocs", record(Bloc, as_of=first_day, known_since=first_day)))


@once
def _blocs_by_name() -> Mapping[str, Bloc]:
    other_names = build("blocs", lambda cells: cells["aliases"].split(";"))
    by_name: dict[str, Bloc] = {}
    for each, aliases in zip(_all_blocs(), other_names, strict=True):
        for name in filter(None, (each.id, each.abbreviation, each.name, *aliases)):
            if by_name.setdefault(_key(name), each) is not each:
                raise DataIntegrityError(f"two blocs are called {name!r}", file="blocs/blocs.csv")
    return by_name


@once
def _memberships(bloc_id: str) -> tuple[Membership, ...]:
    memberships = build_of("memberships", bloc_id, _membership)
    return tuple(sorted(memberships, key=lambda each: (each.country.index, each.start)))


def _membership(cells: Mapping[str, str]) -> Membership:
    start, end = cells["start"], cells["end"]
    if start and end and first_day(start) >= first_day(end):
        raise ValueError(f"the membership of {cells['country']} ends before it starts")
    return _make(cells)


_make = record(Membership, country=by_alpha_3, source=source)


@once
def _periods(bloc_id: str, role: str) -> Periods:
    _check_role(role)
    starts: dict[date, int] = defaultdict(int)
    ends: dict[date, int] = defaultdict(int)
    for membership in _memberships(bloc_id):
        if membership.role == role:
            bit = 1 << membership.country.index
            starts[first_day(membership.start) if membership.start else date.min] |= bit
            if membership.end:
                ends[first_day(membership.end)] |= bit
    days = sorted({date.min, *starts, *ends})
    mask, masks = 0, []
    for day in days:
        mask = mask & ~ends[day] | starts[day]  # one that follows another at once goes on
        masks.append(CountrySet.from_mask(mask))
    return tuple(days), tuple(masks)


def _check_role(role: str | None) -> None:
    one_of(role, words("memberships", "role"), "role")


def _on(periods: Periods, day: date) -> CountrySet:
    days, members = periods
    return members[bisect_right(days, day) - 1]
