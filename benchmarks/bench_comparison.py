"""Bloc counts: all blocs against all dated statements and roll calls in one call, beside pandas and polars.

All three start from their own form of the same data, made before the clock starts, and give the
same counts.
"""

from __future__ import annotations

import pandas
import polars
from timing import growth, in_turns, ratios, seconds

import unstatements as un


def main() -> None:
    events = [event for event in (*un.statements(), *un.rollcalls()) if event.date is not None]
    blocs = un.blocs()

    panels = {}  # the positions are the input of all three, so they are made before the clock starts

    def ours(size: int = len(events)) -> dict[str, list[str | int]]:
        return panels.setdefault(size, un.compare(events[:size], by=blocs)).counts()

    # The same data as a table a user of data frames would have: one row an event, country and
    # bloc.
    rows = [
        (event.id, event.date, country.alpha_3, position.value)
        for event in events
        for country, position in un.positions(event).items()
    ]
    positions = pandas.DataFrame(rows, columns=["event", "date", "country", "position"])
    held = [
        (bloc.id, day, country.alpha_3)
        for bloc in blocs
        for day in sorted({event.date for event in events})
        for country in bloc.members(day, unknown="ignore")
    ]
    memberships = pandas.DataFrame(held, columns=["bloc", "date", "country"])
    positions_pl, memberships_pl = polars.from_pandas(positions), polars.from_pandas(memberships)

    def with_pandas() -> pandas.DataFrame:
        merged = positions.merge(memberships, on=["date", "country"])
        return merged.groupby(["event", "bloc", "position"]).size().unstack(fill_value=0)

    def with_polars() -> polars.DataFrame:
        merged = positions_pl.join(memberships_pl, on=["date", "country"])
        return (
            merged.group_by("event", "bloc", "position")
            .len()
            .pivot("position", index=["event", "bloc"])
        )

    counts = ours()
    by_id = {bloc.abbreviation: bloc.id for bloc in blocs}
    theirs = with_pandas()
    for index, (event, bloc) in enumerate(zip(counts["event"], counts["bloc"], strict=True)):
        key = (event, by_id[str(bloc)])
        for position in ("for", "against", "neutral", "absent", "unknown"):
            expected = int(theirs.loc[key, position]) if key in theirs.index else 0
            assert counts[position][index] == expected, (key, position)

    print(f"{len(events):,} events by {len(blocs)} blocs:\n")
    print(
        ratios(
            in_turns(
                {"unstatements": ours, "pandas": with_pandas, "polars": with_polars}, repeats=2
            )
        )
    )
    size, points = len(events), []
    for part in (size // 8, size // 4, size // 2, size):
        ours(part)
        points.append((part, seconds(lambda part=part: ours(part), 5)))
    print(f"\n{growth('Bloc counts', 'events', points)}")


if __name__ == "__main__":
    main()
