"""Shifts: a thousand pairs of statements and votes, each compared alone and with all blocs, on one core.

There is no rival: no other library computes them. Beside them stands a loop over the same pairs that
intersects two Python sets of signatories, which says who stayed and nothing else.
"""

from __future__ import annotations

import warnings
from itertools import product

from timing import in_turns, ratios

import unstatements as un

SHIFTS = 1000


def main() -> None:
    warnings.simplefilter(
        "ignore", un.errors.MembershipWarning
    )  # some blocs are known only from a later day on
    votes = un.rollcalls(body="hrc", session=51)
    events = [one for one in un.statements(target="China") if one.date is not None]
    pairs = [(a, b) for a, b in product(events, events) if a is not b][:SHIFTS]
    for one in (*events, *votes):
        un.positions(one)  # read from the tables once, before the clock starts
    blocs = un.blocs()
    signed = {one: {country.alpha_3 for country in one.signatories} for one in events}

    print(f"{len(pairs):,} shifts:\n")
    jobs = {
        "sets of signatories intersected": lambda: sum(
            len(signed[a] & signed[b]) for a, b in pairs
        ),
        "shifts alone": lambda: sum(len(un.shift(a, b).joined) for a, b in pairs),
        f"with {len(blocs)} blocs each": lambda: sum(
            len(group.joined) for a, b in pairs for _, group in un.shift(a, b).by(blocs).shifts
        ),
    }
    print(ratios(in_turns(jobs)))


if __name__ == "__main__":
    main()
