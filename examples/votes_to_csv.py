"""A CSV of votes: one row a vote and state, for a spreadsheet, R or Datawrapper.

Change the filter; `help(un.rollcalls)` says what there is.
"""

import csv
from pathlib import Path

import unstatements as un

votes = un.rollcalls(body="hrc", since="2024-01-01", until="2024-12-31")

with Path("votes.csv").open("w", encoding="utf-8", newline="") as file:
    table = csv.writer(file)
    table.writerow(["rollcall", "date", "title", "country", "iso3", "vote"])
    for vote in votes:
        words = {"yes": vote.yes, "no": vote.no, "abstain": vote.abstain, "absent": vote.absent}
        for word, countries in words.items():
            for country in countries:
                table.writerow(
                    [vote.id, vote.date, vote.title, country.name, country.alpha_3, word]
                )

print(len(votes), "votes written to votes.csv")
