"""How far a figure would move if other resolutions had been put to the vote: the bootstrap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from math import fsum
from random import Random
from statistics import quantiles, stdev
from typing import Any, TypeAlias

from attrs import frozen

from unstatements.analysis.positions import Event
from unstatements.core.arguments import quoted
from unstatements.events.rollcall import RollCall
from unstatements.results.cells import Column, bounds_columns
from unstatements.results.interval import Interval
from unstatements.results.text import plural

Sums: TypeAlias = "tuple[float, ...]"


@frozen(kw_only=True)
class Bootstrap:
    """The spread of a figure over samples of resolutions drawn with replacement.

    All votes on one resolution are drawn together.

    Attributes:
        se: Standard error: the standard deviation over samples; None if fewer than two have one.
        interval: From the 2.5 % to the 97.5 % quantile; None likewise.
        clusters: The number of resolutions, and statements, that were drawn from.
        resamples: The number of samples.
        undefined: In how many of them the figure is not defined.
        seed: Seed of the random numbers.
    """

    se: float | None
    interval: Interval | None
    clusters: int
    resamples: int
    undefined: int
    seed: int

    def __str__(self) -> str:
        left_out = f", {self.undefined} without a value" if self.undefined else ""
        if self.se is None or self.interval is None:
            return f"bootstrap: no spread; {self._drawn()}{left_out}"
        low, high = self.interval.low, self.interval.high
        return (
            f"bootstrap: standard error {self.se:.3f}, 95 % interval {low:.3f} to {high:.3f}; "
            f"{self._drawn()}{left_out}"
        )

    def _drawn(self) -> str:
        drawn = plural(self.clusters, "cluster of events", "clusters of events")
        return f"{plural(self.resamples, 'sample')} of {drawn}, seed {self.seed}"


def clusters_of(events: Sequence[Event]) -> list[int]:
    """Return for each event the number of the resolution that it is on.

    Votes of a body in a session under one symbol or one title are on one resolution, as those on
    its paragraphs and amendments are; a statement goes with its rivals.
    """
    named: dict[object, int] = {}
    clusters: list[int] = []
    number = 0
    for event in events:
        keys = _keys(event)
        cluster = next((named[key] for key in keys if key in named), number)
        number = max(number, cluster + 1)
        for key in keys:
            named.setdefault(key, cluster)
        clusters.append(cluster)
    return clusters


def _keys(event: Event) -> list[object]:
    if isinstance(event, RollCall):
        names = [name.casefold() for name in (event.symbol, event.title) if name]
        return [(event.body, event.session, name) for name in names or [event.id]]
    return [event.id, *(rival.id for rival in event.counterstatements)]


def spread_of(
    sums: Iterable[Sums],
    clusters: Iterable[int],
    figure: Callable[[Sums], float | None],
    samples: Drawing,
) -> Bootstrap:
    """Return the spread of a figure that is computed from what each event, of a cluster, adds.

    Source:
        Efron and Tibshirani 1993, An Introduction to the Bootstrap; of clusters: Cameron, Gelbach
        and Miller 2008, Review of Economics and Statistics 90(3): 414-427.
    """
    parts: dict[int, list[Sums]] = defaultdict(list)
    for cluster, part in zip(clusters, sums, strict=True):
        parts[cluster].append(part)
    # Clusters that add the same are drawn as one kind.
    kinds: Counter[Sums] = Counter([_total(each) for each in parts.values()])
    sizes = [*accumulate(kinds.values())]
    chance = Random(samples.seed)  # a sample, no secret
    values: list[float] = []
    for _sample in range(samples.resamples if kinds else 0):
        drawn = Counter(chance.choices([*kinds], cum_weights=sizes, k=sizes[-1]))
        value = figure(_total([_times(part, number) for part, number in drawn.items()]))
        if value is not None:
            values.append(value)
    error = interval = None
    if len(values) > 1:
        cuts = quantiles(values, n=40, method="inclusive")  # 2.5 % apart
        error, interval = stdev(values), Interval(cuts[0], cuts[-1])
    return Bootstrap(
        se=error,
        interval=interval,
        clusters=len(parts),
        resamples=samples.resamples,
        undefined=samples.resamples - len(values),
        seed=samples.seed,
    )


@frozen
class Drawing:
    """How many samples to draw, and the seed of the random numbers."""

    resamples: int
    seed: int

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.resamples, int) or self.resamples < 1:
            raise ValueError(
                f"bootstrap: {quoted(self.resamples)}; expected a number of samples, such as 1000"
            )


def spread_columns() -> tuple[Column[Any], ...]:
    """Return the columns of the spread of a figure: standard error and interval."""
    error = Column[Any]("se", float, "bootstrap.se")
    return error, *bounds_columns("ci", float, "bootstrap.interval")


def _total(parts: Sequence[Sums]) -> Sums:
    return tuple(map(fsum, zip(*parts, strict=True)))


def _times(part: Sums, number: int) -> Sums:
    return tuple(number * each for each in part)
