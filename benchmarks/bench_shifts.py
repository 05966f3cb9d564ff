"""A thousand shifts with all blocs: the time in all and for each part, on one core.

Run as ``python benchmarks/bench_shifts.py``; needs nothing but the library.
"""

from __future__ import annotations

import statistics
import time
from itertools import product

import unstatements as un

ROUNDS = 5
SHIFTS = 1000


def main() -> None:
    votes = un.rollcalls(body="hrc", session=51)
    events = [one for one in un.statements(target="China") if one.date is not None]
    pairs = [(a, b) for a, b in product(events, events) if a is not b][:SHIFTS]
    for one in (*events, *votes):
        un.positions(one)  # read from the tables once, before the clock starts
    blocs = un.blocs()

    def all_in_all() -> int:
        return sum(len(group.joined) for a, b in pairs for _, group in un.shift(a, b).by(blocs).shifts)

    def without_blocs() -> int:
        return sum(len(un.shift(a, b).joined) for a, b in pairs)

    for name, job in (("shifts alone", without_blocs), (f"with {len(blocs)} blocs each", all_in_all)):
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            job()
            times.append(time.perf_counter() - start)
        print(
            f"{len(pairs)} {name:22} {statistics.median(times):.2f} s ({min(times):.2f}..{max(times):.2f}), "
            f"{statistics.median(times) / len(pairs) * 1e6:.0f} us each"
        )


if __name__ == "__main__":
    main()
