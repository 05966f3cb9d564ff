"""A CSV of votes: one row a vote of a state, for a spreadsheet, R or Datawrapper.

Change the filter; `help(un.rollcalls)` says what there is.
"""

import unstatements as un

rollcalls = un.rollcalls(body="hrc", since=2024, until=2024)
votes = rollcalls.votes()

votes.to_csv("votes.csv")
rollcalls.to_csv("rollcalls.csv")  # what each was on, with its totals

print(len(rollcalls), "roll calls,", len(votes.rows()), "votes")
print("written: votes.csv, rollcalls.csv")
