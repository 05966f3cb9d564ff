"""A country through time: where it stood on a proposition, event by event.

Change the country and the proposition; `print(un.propositions())` lists them.
"""

import unstatements as un

trajectory = un.trajectory("Ukraine", proposition="china-human-rights")

for point in trajectory.points:
    position = str(point.position) if point.position else "could not take part"
    if position == "unknown":
        position += ": " + " or ".join(sorted(map(str, point.possible)))
    print(f"{point.date}  {position:40}  {point.event.body_name}")

print("\nAt least", trajectory.changes, "changes of position")
print("First signed:", trajectory.first_signature)
