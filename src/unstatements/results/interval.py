"""Numbers between two bounds."""

from __future__ import annotations

from numbers import Real

from attrs import frozen

from unstatements.core.arguments import wrong_type
from unstatements.core.public import public


@public
@frozen(eq=False, order=False, repr=False)
class Interval:
    """The numbers between two bounds: what a figure can be where a list is known only in part.

    An exact interval equals, and hashes as, its number.

    Attributes:
        low: The least it can be.
        high: The most it can be.

    Raises:
        TypeError: If a bound is not a number.
        ValueError: If `low` is above `high`.

    Example:
        >>> Interval(6, 66)
        Interval(6, 66)
        >>> print(Interval(6, 66), Interval(50, 50))
        6..66 50
        >>> Interval(50, 50) == 50
        True
    """

    low: float
    high: float

    def __attrs_post_init__(self) -> None:
        bounds: tuple[object, object] = (self.low, self.high)
        for bound in bounds:
            if not isinstance(bound, (int, float, Real)) or bound != bound:
                raise wrong_type(bound, "number: give two bounds")
        if self.low > self.high:
            raise ValueError(f"the lower bound {self.low} is above the upper bound {self.high}")

    @property
    def exact(self) -> bool:
        """Whether both bounds are the same number."""
        return self.low == self.high

    def __contains__(self, number: float) -> bool:
        return self.low <= number <= self.high

    def __add__(self, other: Interval) -> Interval:
        if not isinstance(other, Interval):
            return NotImplemented
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        if not isinstance(other, Interval):
            return NotImplemented
        return Interval(self.low - other.high, self.high - other.low)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Interval):
            return (self.low, self.high) == (other.low, other.high)
        if isinstance(other, int | float):
            return self.exact and self.low == other
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.low) if self.exact else hash((self.low, self.high))

    def __str__(self) -> str:
        return (
            number_text(self.low)
            if self.exact
            else f"{number_text(self.low)}..{number_text(self.high)}"
        )

    def __repr__(self) -> str:
        return f"Interval({self.low!r}, {self.high!r})"


def number_text(number: float) -> str:
    """Return a number as people read it: three decimals, none of a whole number."""
    return str(int(number)) if isinstance(number, int) or number.is_integer() else f"{number:.3f}"
