"""A set of countries is a value of its own: ordered, immutable, backed by one integer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from typing import TypeAlias

from unstatements.core.arguments import quoted, several, whole_number, wrong_type
from unstatements.core.public import public
from unstatements.names.country import Country, all_countries, by_alpha_3
from unstatements.results.html import html_card
from unstatements.results.text import Fact, plural

CountryLike: TypeAlias = "Country | str"
"""A country, its name in any language, or its code."""


@public
class CountrySet(Set[Country]):
    """An immutable set of countries, in the order of their English names.

    It behaves as any `collections.abc.Set`; set operations and comparisons take any iterable of
    countries, names or codes, and `in` takes a country, a name or a code. One bit of an integer
    stands for one country, so that algebra over many sets costs a few machine words each.

    Args:
        members: Countries, names or codes.

    Raises:
        UnknownCountryError: If a name or code is not known.
        AmbiguousCountryError: If a name could be several countries.

    Example:
        >>> nordic = un.CountrySet(["SWE", "Norway", "Dänemark"])
        >>> print(nordic)
        Denmark, Norway, Sweden
        >>> "Suède" in nordic, len(nordic & ["NOR", "FIN"])
        (True, 1)
        >>> nordic.alpha_3s
        ('DNK', 'NOR', 'SWE')
    """

    __slots__ = ("_mask",)

    _mask: int

    def __init__(self, members: Iterable[CountryLike] = ()) -> None:
        object.__setattr__(self, "_mask", _as_mask(members))

    @classmethod
    def from_mask(cls, mask: int) -> CountrySet:
        """Return the set with these bits: bit *i* stands for the *i*-th country of the table.

        Raises:
            ValueError: If a bit stands for no country.

        Example:
            >>> print(CountrySet.from_mask(1))
            Afghanistan
        """
        if type(mask) is not int:
            mask = whole_number(mask, "mask: give a whole number")
        if mask >> len(all_countries()):
            raise ValueError(f"mask: {quoted(mask)} has bits that stand for no country")
        new = object.__new__(cls)
        object.__setattr__(new, "_mask", mask)
        return new

    @property
    def mask(self) -> int:
        """The set as an integer: bit *i* stands for the *i*-th country of the table."""
        return self._mask

    @property
    def alpha_3s(self) -> tuple[str, ...]:
        """The alpha-3 codes of the members, in the set's order."""
        return tuple(member.alpha_3 for member in self)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a CountrySet cannot be changed (tried to set {name!r})")

    def __contains__(self, item: object) -> bool:
        if isinstance(item, Country | str):
            return bool(self._mask >> _as_country(item).index & 1)
        return False

    def __iter__(self) -> Iterator[Country]:
        countries = all_countries()
        mask = self._mask
        while mask:
            lowest = mask & -mask
            yield countries[lowest.bit_length() - 1]
            mask ^= lowest

    def __len__(self) -> int:
        return self._mask.bit_count()

    def __bool__(self) -> bool:
        return self._mask != 0

    def __hash__(self) -> int:
        return self._hash()  # equal to the hash of any other Set with the same members

    def __eq__(self, other: object) -> bool:
        if isinstance(other, CountrySet):
            return self._mask == other._mask
        return super().__eq__(other)

    def __and__(self, other: Iterable[object]) -> CountrySet:
        return CountrySet.from_mask(self._mask & _as_mask(other))

    def __or__(self, other: Iterable[object]) -> CountrySet:
        return CountrySet.from_mask(self._mask | _as_mask(other))

    def __sub__(self, other: Iterable[object]) -> CountrySet:
        return CountrySet.from_mask(self._mask & ~_as_mask(other))

    def __xor__(self, other: Iterable[object]) -> CountrySet:
        return CountrySet.from_mask(self._mask ^ _as_mask(other))

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__

    def __rsub__(self, other: Iterable[object]) -> CountrySet:
        return CountrySet.from_mask(_as_mask(other) & ~self._mask)

    def isdisjoint(self, other: Iterable[object]) -> bool:
        """Return whether the two sets share no country.

        Example:
            >>> CountrySet(["SWE"]).isdisjoint(["NOR"])
            True
        """
        return not self._mask & _as_mask(other)

    def __str__(self) -> str:
        return ", ".join(member.name for member in self)

    def __repr__(self) -> str:
        return f"CountrySet({list(self.alpha_3s)!r})"

    def _repr_html_(self) -> str:
        return html_card(plural(len(self), "country", "countries"), [Fact("names", str(self))])

    def __reduce__(self) -> tuple[Callable[[Iterable[CountryLike]], CountrySet], tuple[object]]:
        # By code, not by bit: the bits may stand elsewhere in another version of the table.
        return CountrySet, (self.alpha_3s,)


def everyone() -> CountrySet:
    """Return the set of all countries of the table."""
    return CountrySet.from_mask((1 << len(all_countries())) - 1)


def _as_mask(countries: Iterable[object]) -> int:
    if isinstance(countries, CountrySet):
        return countries.mask
    mask = 0
    for item in several(countries, "collection of countries: give Countries, names or codes"):
        mask |= 1 << _as_country(item).index
    return mask


def _as_country(item: object) -> Country:
    if isinstance(item, Country):
        return item
    if isinstance(item, str):
        try:
            return by_alpha_3(item)
        except KeyError:
            # Most sets are made of countries: the rules for names are loaded when one is written.
            from unstatements.names.match import country

            return country(item)
    raise wrong_type(item, "country: give a Country, a name or a code")
