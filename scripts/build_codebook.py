"""Build docs/codebook.md from the data package: every table, key and column, and what the record lacks.

    python scripts/build_codebook.py            # write the codebook
    python scripts/build_codebook.py --check    # fail if it is not what this script would write

What the codebook says of a column stands in `data/datapackage.json`: its description, its type, its
constraints, and two properties of our own: `unit`, and `empty`, what an empty cell means.
Needs the standard library alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "unstatements" / "data"
CODEBOOK = ROOT / "docs" / "codebook.md"

Row = dict[str, str]
Changes = dict[tuple[str, str], list[Row]]

HEAD = """\
# Codebook

Every table of the data package, version {version}. This file is generated: `python scripts/build_codebook.py`
writes it from `src/unstatements/data/datapackage.json` and the tables. How facts become rows is told in
[coding-rules.md](coding-rules.md).

## Conventions

- **Files.** UTF-8, comma, line feed, one header row. The package is a Frictionless Tabular Data Package.
- **Empty cell.** There is no other sign for a missing value. What it means is said for each column; a column
  that every row needs is "never empty".
- **Partial date.** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: as exactly as it is known.
- **Spell.** `[start, end)`: `end` is the first day on which it no longer held.
- **List in a cell.** Parts joined by `;`, without spaces.
- **Country.** ISO 3166-1 alpha-3; for former states the alpha-3 of ISO 3166-3 (`SUN`, `YUG`, `CSK`,
  `DDR`...); `XKX` for Kosovo.
- **Key.** No two rows share it. A foreign key is a value that stands in the column named, or is empty.
"""

GAPS = """\
## Known gaps

### Statements whose signatories are not all known

Of {partial} statements some signatories are known by name, of {none} none. For each: how many states are
known to have signed at delivery, of how many reported, and which. "Did not sign" lists the states that a
source names as not having signed; all others are unknown, not silent. The `notes` of the statement say what
was found.
"""

ROLLS = """\
### Roll calls known in part

For each: the numbers announced (yes-no-abstain, then absent where announced) and those of the roll as it
stands.
"""


def rows(resource: Mapping[str, Any]) -> list[Row]:
    """Return the rows of a table as dicts from column name to text."""
    with (DATA / resource["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codebook() -> str:
    """Return the text of the codebook."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    parts = [
        HEAD.format(version=package["version"]),
        "## Tables\n\n" + "\n".join(contents(resources.values())) + "\n",
        *(table(resource) for resource in resources.values()),
        *gaps({name: rows(resources[name]) for name in NEEDED}),
    ]
    return "\n".join(parts)


def contents(resources: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield one line a table, with a link to what is said of it."""
    for one in resources:
        yield f"- [`{one['name']}`](#{one['name']}): {first_sentence(one['description'])}"


def first_sentence(text: str) -> str:
    """Return the text up to its first full stop, without it."""
    return re.split(r"\.(?:\s|$)", text, maxsplit=1)[0]


def table(resource: Mapping[str, Any]) -> str:
    """Return what the codebook says of one table."""
    declared = resource["schema"]
    lines = [f"### {resource['name']}", "", f"File `{resource['path']}`. {resource['description']}", ""]
    key = as_list(declared.get("primaryKey"))
    lines.append(f"Key: {', '.join(map(code, key)) or 'none'}.")
    keys = declared.get("foreignKeys", ())
    if keys:
        lines.append(f"Foreign keys: {'; '.join(foreign_key(key, resource['name']) for key in keys)}.")
    references = {key["fields"]: target_of(key, resource["name"]) for key in keys if is_simple(key)}
    lines += ["", "| column | type | allowed | empty cell | meaning |", "|---|---|---|---|---|"]
    fields = declared["fields"]
    wide = [field for field in fields if is_country_column(field)]
    for field in fields:
        if not is_country_column(field):
            lines.append(line(column(field, references)))
    if wide:
        lines.append(line(country_columns(wide)))
    return "\n".join(lines) + "\n"


def foreign_key(key: Mapping[str, Any], table_name: str) -> str:
    """Return in words where the columns of a foreign key point."""
    ours = ", ".join(map(code, as_list(key["fields"])))
    theirs = ", ".join(map(code, as_list(key["reference"]["fields"])))
    return f"{ours} in {theirs} of {target_of(key, table_name)}"


def target_of(key: Mapping[str, Any], table_name: str) -> str:
    """Return a link to the table that a foreign key points to; no name means the same table."""
    target = key["reference"]["resource"] or table_name
    return f"[`{target}`](#{target})"


def is_simple(key: Mapping[str, Any]) -> bool:
    """Say whether a foreign key is of one column."""
    return isinstance(key["fields"], str)


def column(field: Mapping[str, Any], references: Mapping[str, str]) -> list[str]:
    """Return the cells that describe one column."""
    rules = field.get("constraints", {})
    empty = "never empty" if rules.get("required") else field.get("empty", "not known or does not apply")
    return [
        code(field["name"]),
        type_of(field),
        allowed(rules, references.get(field["name"], ""), partial_date=is_partial_date(rules)),
        empty,
        field.get("description", ""),
    ]


def type_of(field: Mapping[str, Any]) -> str:
    """Return the type of a column in words, with its unit."""
    if is_partial_date(field.get("constraints", {})):
        return "partial date"
    words = {"string": "text", "integer": "whole number", "boolean": "true or false", "date": "day"}
    unit = f" ({field['unit']})" if "unit" in field else ""
    return words[field["type"]] + unit


def allowed(rules: Mapping[str, Any], reference: str, *, partial_date: bool) -> str:
    """Return in words what a cell may hold."""
    words = []
    if "enum" in rules:
        words.append(", ".join(map(code, rules["enum"])))
    if "minimum" in rules:
        words.append(f"{rules['minimum']} or more")
    if "pattern" in rules and not partial_date:
        words.append(f"pattern {code(rules['pattern'])}")
    if reference:
        words.append(f"a key of {reference}")
    if rules.get("unique"):
        words.append("unique")
    return "; ".join(words)


def is_partial_date(rules: Mapping[str, Any]) -> bool:
    """Say whether a column's pattern is that of partial dates."""
    pattern = rules.get("pattern", "(?!)")
    dates = all(re.fullmatch(pattern, text) for text in ("2014", "2014-03", "2014-03-07"))
    return dates and not re.fullmatch(pattern, "x")


def is_country_column(field: Mapping[str, Any]) -> bool:
    """Say whether a column is one of the many of a wide table, named after its country."""
    return bool(re.fullmatch(r"[A-Z]{3}", field["name"]))


def country_columns(fields: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the cells that describe the country columns of a wide table together."""
    first, last = fields[0]["name"], fields[-1]["name"]
    return [
        f"{code(first)} ... {code(last)}",
        "text",
        allowed(fields[0].get("constraints", {}), "", partial_date=False),
        "not in the electorate, or not known",
        f"{len(fields)} columns, one a country, in order of code: its vote.",
    ]


def code(text: str) -> str:
    """Return text set as code."""
    return f"`{text}`"


def line(cells: Sequence[str]) -> str:
    """Return a row of a Markdown table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def as_list(key: str | Sequence[str] | None) -> list[str]:
    """Return a key of one column or several as a list of columns."""
    if key is None:
        return []
    return [key] if isinstance(key, str) else list(key)


NEEDED = ("statements", "signatures", "changes", "rollcalls", "votes")


class Known(NamedTuple):
    """What is known of the signatories of one statement at delivery."""

    signed: list[str]
    entities: list[str]
    denied: list[str]


def gaps(tables: Mapping[str, list[Row]]) -> list[str]:
    """Return the sections on what the record is known to lack."""
    lacking = [row for row in tables["statements"] if row["completeness"] != "complete"]
    found = known_signatories(tables)
    partial = sum(row["completeness"] == "partial" for row in lacking)
    statements = "\n".join(gap(row, found[row["id"]]) for row in lacking) + "\n"
    votes = {row["rollcall"]: row for row in tables["votes"]}
    calls = [row for row in tables["rollcalls"] if row["completeness"] != "complete"]
    rolls = "\n".join(roll_gap(row, votes[row["id"]]) for row in calls) + "\n"
    return [GAPS.format(partial=partial, none=len(lacking) - partial), statements, ROLLS, rolls]


def known_signatories(tables: Mapping[str, list[Row]]) -> dict[str, Known]:
    """Return what is known of the signatories at delivery of every statement."""
    printed: dict[str, set[str]] = defaultdict(set)
    entities: dict[str, dict[str, None]] = defaultdict(dict)
    for row in tables["signatures"]:
        if row["country"]:
            printed[row["statement"]].add(row["country"])
        else:
            entities[row["statement"]][row["entity"]] = None
    changes: Changes = defaultdict(list)
    for row in tables["changes"]:
        changes[row["statement"], row["event"]].append(row)
    return {
        row["id"]: Known(
            sorted(at_delivery(row, printed[row["id"]], changes)),
            list(entities[row["id"]]),
            sorted({change["country"] for change in changes[row["id"], "denied"]}),
        )
        for row in tables["statements"]
    }


def at_delivery(statement: Row, printed: set[str], changes: Changes) -> set[str]:
    """Return the states that signed at delivery: those withdrawn since are among them, later ones not."""

    def first_days(event: str) -> dict[str, str]:
        days: dict[str, str] = {}
        for change in changes[statement["id"], event]:
            day = change["date"] or change["known_by"] or "9999"
            days[change["country"]] = min(day, days.get(change["country"], day))
        return days

    joined, left = first_days("joined"), first_days("withdrew")
    later = {country for country, day in joined.items() if day <= left.get(country, "9999")}
    denied = {change["country"] for change in changes[statement["id"], "denied"]}
    deliverer = {statement["delivered_by"]} - {""}
    return (printed | deliverer | set(left)) - later - denied


def gap(statement: Row, known: Known) -> str:
    """Return the line on one statement whose signatories are not all known."""
    of = f"{len(known.signed)} of {statement['reported_count'] or 'an unknown number'}"
    words = f"- `{statement['id']}` ({statement['target']}; {statement['completeness']}): {of}"
    if known.signed or known.entities:
        words += ": " + ", ".join([" ".join(known.signed), *known.entities]).removeprefix(", ")
    if known.denied:
        words += f"; did not sign: {' '.join(known.denied)}"
    return words + "."


def roll_gap(call: Row, votes: Row) -> str:
    """Return the line on one roll call whose votes are not all known."""
    cells = list(votes.values())[1:]
    in_roll = "-".join(str(cells.count(vote)) for vote in "YNA")
    announced = "-".join(call[name] for name in ("yes", "no", "abstain"))
    absent = f", {call['absent']} absent" if call["absent"] else ""
    absent_in_roll = f", {cells.count('X')} absent" if cells.count("X") else ""
    title = call["symbol"] or call["title"]
    return f"- `{call['id']}` ({title}): {announced}{absent}; in the roll {in_roll}{absent_in_roll}."


def main() -> int:
    """Write the codebook, or check it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, fail on a difference")
    options = parser.parse_args()
    text = codebook()
    if options.check:
        same = CODEBOOK.exists() and CODEBOOK.read_text(encoding="utf-8") == text
        print("the codebook is up to date" if same else "the codebook is out of date: run this script")
        return 0 if same else 1
    CODEBOOK.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
