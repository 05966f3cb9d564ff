"""A bloc's cohesion by year: how far its members voted alike in the Human Rights Council.

Change the bloc; `print(un.blocs())` lists them. Amendments are left out: in those a no can stand
for the text.
"""

from collections import defaultdict
from statistics import mean

import unstatements as un

votes = [vote for vote in un.rollcalls(body="hrc") if vote.vote_kind.startswith("draft ")]

years = defaultdict(list)
for row in un.compare(votes, by="EU", unknown="ignore").rows():
    if row["rice_low"] is not None and row["electorate"] > 1:
        years[row["date"].year].append(row["rice_low"])

print("year  votes  mean Rice index (1: all that took a side took the same)")
for year, rice in sorted(years.items()):
    print(f"{year}  {len(rice):5}  {mean(rice):.3f}")
