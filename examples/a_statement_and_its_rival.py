"""A statement against its rival: who stood on which side, and what is not known.

Change the id; `un.statements(topic="Xinjiang")` lists others.
"""

import unstatements as un

statement = un.statement("2022-10-31-ga3c-canada")
positions = un.positions(statement)

print(statement)
for rival in statement.counterstatements:
    print("answered by", rival)

print(f"\nFor ({positions.count('for')}): {positions.of('for')}")
print(f"Against, by name ({len(positions.of('against'))}): {positions.of('against')}")
print("Against, in all:", positions.count("against"))
print("No list shows the position of", len(positions.of("unknown")), "states.")

print("\nSince the year before:")
shift = un.shift("2021-10-21-ga3c-france", statement)
print("joined:", shift.joined)
print("left:", shift.left)
