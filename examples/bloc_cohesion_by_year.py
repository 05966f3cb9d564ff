"""A bloc's cohesion by year: how far its members voted alike in the Human Rights Council.

Change the bloc; `print(un.blocs())` lists them. Amendments and paragraphs are left out: in those a
no can stand for the text.
"""

import unstatements as un

votes = un.rollcalls(body="hrc", on_text=True)
cohesion = un.compare(votes, by="EU", unknown="ignore").cohesion("rice", period="year")

print(cohesion)
print("\nRice index: 1 where all that took a side took the same, 0 where they split in half.")
