"""All blocs against all dated statements and roll calls in one call, against pandas and polars on the same data.

Run as ``python benchmarks/bench_comparison.py``; needs pandas and polars. Prints medians of several rounds, the
ratios with their spread, and how the time grows as the number of events doubles.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pandas
import polars

import unstatements as un

ROUNDS = 5


def clock(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def main() -> None:
    events = [one for one in (*un.statements(), *un.rollcalls()) if one.date is not None]
    blocs = un.blocs()

    panels = {}  # the positions are the input of all three, so they are made before the clock starts

    def ours(size: int = len(events)) -> dict[str, list[str | int]]:
        return panels.setdefault(size, un.compare(events[:size], by=blocs)).counts()

    # The same data as a table a user of data frames would have: one row an event, country and bloc.
    stood = [(one.id, one.date, c.alpha_3, p.value) for one in events for c, p in un.positions(one).items()]
    positions = pandas.DataFrame(stood, columns=["event", "date", "country", "position"])
    held = [
        (one.id, day, country.alpha_3)
        for one in blocs
        for day in sorted({event.date for event in events})
        for country in one.members(day, unknown="ignore")
    ]
    memberships = pandas.DataFrame(held, columns=["bloc", "date", "country"])
    positions_pl, memberships_pl = polars.from_pandas(positions), polars.from_pandas(memberships)

    def with_pandas() -> pandas.DataFrame:
        merged = positions.merge(memberships, on=["date", "country"])
        return merged.groupby(["event", "bloc", "position"]).size().unstack(fill_value=0)

    def with_polars() -> polars.DataFrame:
        merged = positions_pl.join(memberships_pl, on=["date", "country"])
        return merged.group_by("event", "bloc", "position").len().pivot("position", index=["event", "bloc"])

    counts = ours()
    by_id = {one.abbreviation: one.id for one in blocs}
    theirs = with_pandas()
    for index, (event, bloc) in enumerate(zip(counts["event"], counts["bloc"], strict=True)):
        key = (event, by_id[str(bloc)])
        for position in ("for", "against", "neutral", "absent", "unknown"):
            expected = int(theirs.loc[key, position]) if key in theirs.index else 0
            assert counts[position][index] == expected, (key, position)

    times: dict[str, list[float]] = {"unstatements": [], "pandas": [], "polars": []}
    for _ in range(ROUNDS):
        times["unstatements"].append(clock(ours))
        times["pandas"].append(clock(with_pandas))
        times["polars"].append(clock(with_polars))
    print(f"{len(events)} events by {len(blocs)} blocs, {ROUNDS} rounds, the same counts")
    for name, found in times.items():
        ratios = [other / mine for other, mine in zip(found, times["unstatements"], strict=True)]
        print(
            f"{name:13} {statistics.median(found) * 1e3:8.1f} ms   ratio to unstatements "
            f"{statistics.median(ratios):6.2f} ({min(ratios):.2f}..{max(ratios):.2f})"
        )
    print("growth of unstatements as events double:")
    size = len(events)
    for part in (size // 8, size // 4, size // 2, size):
        ours(part)
        found = [clock(lambda part=part: ours(part)) for _ in range(ROUNDS)]
        print(f"{part:5} events {statistics.median(found) * 1e3:8.1f} ms")


if __name__ == "__main__":
    main()
