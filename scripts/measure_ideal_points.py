"""Compare estimated ideal points with the published ones and write what came of it into the docs.

    python scripts/measure_ideal_points.py

Needs the extra `estimate`. Writes the tables between the marks of docs/methods/ideal-points.md.
"""

from __future__ import annotations

import time
import warnings
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import correlation, mean, median

from marked_page import write

import unstatements as un
from unstatements.analysis.ideal_points import IdealPoint, IdealPoints

PAGE = Path(__file__).parents[1] / "docs" / "methods" / "ideal-points.md"
SESSIONS = [
    session for session in range(1, 75) if session != 19
]  # those of which all votes are in
NEAR = 0.97
SPANS = [(1999, 2026), (2010, 2018), (2019, 2022), (2022, 2025), (2019, 2025)]


def main() -> None:
    """Measure and write."""
    published = un.ideal_points(published=True).points
    write(PAGE, "sessions", sessions(published))
    write(PAGE, "signatures", signatures(published))


def sessions(published: Sequence[IdealPoint]) -> list[str]:
    """Return the table of sessions, each estimated alone and all with a random walk."""
    votes = un.rollcalls(body="ga", edition="bundled")
    regular = [vote for vote in votes if vote.session in set(map(str, SESSIONS))]
    started = time.process_time()
    walk = un.ideal_points(regular, period="session")
    walk_seconds = time.process_time() - started
    rows, alone, walking, seconds = [], [], [], []
    for session in SESSIONS:
        held = [vote for vote in regular if vote.session == str(session)]
        wanted = {point.country: point.point for point in published if point.session == session}
        started = time.process_time()
        points = un.ideal_points(held)
        seconds.append(time.process_time() - started)
        alone.append(r(by_country(points), wanted))
        walking.append(r(by_country(walk.during(session=session)), wanted))
        rows.append(
            f"| {session} | {len(held)} | {len(points.points)} | {alone[-1]:.3f} | {walking[-1]:.3f} |"
        )
    return [
        f"Each session alone: r ≥ {NEAR} in {sum(each >= NEAR for each in alone)} of "
        f"{len(alone)} sessions, median {median(alone):.3f}, mean {mean(alone):.3f}; "
        f"{median(seconds):.1f} s a session.",
        f"All with a random walk: r ≥ {NEAR} in {sum(each >= NEAR for each in walking)}, median "
        f"{median(walking):.3f}, mean {mean(walking):.3f}; {walk_seconds:.0f} s for "
        f"{len(regular)} roll calls.",
        "",
        "| session | roll calls | states | r, alone | r, random walk |",
        "|---|---|---|---|---|",
        *rows,
    ]


def signatures(published: Sequence[IdealPoint]) -> list[str]:
    """Return the table of complete lists alone, compared with the Assembly's of the same years."""
    lists = [each for each in un.statements() if each.completeness == "complete" and each.date]
    rows = []
    for first, last in [*SPANS, *((year, year) for year in range(2018, 2026))]:
        held = [each for each in lists if each.date and first <= each.date.year <= last]
        years = defaultdict(list)
        for point in published:
            if point.year is not None and first <= point.year <= last:
                years[point.country].append(point.point)
        wanted = {country: mean(points) for country, points in years.items()}
        span = str(first) if first == last else f"{first}-{last}"
        found = r(by_country(un.ideal_points(held)), wanted)
        rows.append(f"| {span} | {len(held)} | {found:.3f} |")
    return ["| years | complete lists | r |", "|---|---|---|", *rows]


def by_country(points: IdealPoints) -> Mapping[un.Country, float]:
    """Return the point of each state."""
    return {point.country: point.point for point in points.points}


def r(points: Mapping[un.Country, float], wanted: Mapping[un.Country, float]) -> float:
    """Return Pearson's correlation over the states that have both."""
    both = [country for country in points if country in wanted]
    return correlation([points[each] for each in both], [wanted[each] for each in both])


if __name__ == "__main__":
    warnings.simplefilter("ignore", un.errors.CoverageWarning)
    main()
