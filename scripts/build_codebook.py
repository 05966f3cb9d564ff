"""Build docs/codebook.md from the data package: every table and column, and what is lacking.

    python scripts/build_codebook.py

What the codebook says of a column stands in `data/datapackage.json`: its description, its type,
its constraints, and two properties of our own: `unit`, and `empty`, what an empty cell means.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import unstatements as un

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "unstatements" / "data"
CODEBOOK = ROOT / "docs" / "codebook.md"

HEAD = """\
# Codebook

Every table of the data package, version {version}, written from its descriptor and its
rows whenever these pages are built. How facts become rows stands in the [coding
rules](coding-rules.md).

## Conventions

- **Files.** UTF-8, comma, line feed, one header row. The package is a Frictionless
  Tabular Data Package.
- **Empty cell.** There is no other sign for a missing value. What it means is said for
  each column; a column that every row needs is "never empty".
- **Partial date.** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: as exactly as it is known.
- **Membership.** `[start, end)`: `end` is the first day on which it no longer held.
- **List in a cell.** Parts joined by `;`, without spaces.
- **Country.** ISO 3166-1 alpha-3; for former states the alpha-3 of ISO 3166-3 (`SUN`,
  `YUG`, `CSK`, `DDR`...); `XKX` for Kosovo.
- **Key.** No two rows share it. A foreign key is a value that stands in the column named,
  or is empty.
"""

GAPS = """\
## Known gaps

### Statements whose signatories are not all known

Of {partial} statements some signatories are known by name, of {none} none. For each: how
many states are known to have signed at delivery, of how many reported, and which. "Did
not sign" lists the states that a source names as not having signed; all others are
unknown, not silent. The `notes` of the statement say what was found.
"""

ROLLS = """\
### Roll calls known in part

For each: the numbers announced (yes-no-abstain, then absent where announced) and those of
the roll as it stands.
"""

COUNCIL = """\
### The Human Rights Council and the Commission on Human Rights

Of {recorded} recorded votes, {rolls} have their roll in `hrc_votes` and {elsewhere} in
`votes`. Of {without} no roll is known: the library record has none, or repeats that of
another vote. {differing} rolls count otherwise than the official totals, which stand;
where a state is listed without a vote and the totals do not say that it was absent, the
roll is partial. For each: the official numbers, and those of the roll.
"""

ASSEMBLY = """\
### The General Assembly, sessions 1 to 74

In {unknown} roll calls it is not known who was absent. Each roll of a resolution was
compared with that of the UN Digital Library. Where only the library's adds up to the
totals announced, its votes stand; where both do and differ, those stand with which the
states concerned vote as they do in the rest of the session. What could not be settled
stays as in the data set and is named in the notes of the roll call. All of it is in
`roll_corrections`, vote by vote. {differing} rolls still count otherwise than the
official totals, and are partial. For each: the official numbers, and those of the roll.
"""


def codebook() -> str:
    """Return the text of the codebook."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    parts = [
        HEAD.format(version=package["version"]),
        "## Tables\n\n" + "\n".join(contents(resources.values())) + "\n",
        *(table(resource) for resource in resources.values()),
        *gaps(),
    ]
    return "\n".join(parts)


def contents(resources: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield one line a table, with a link to what is said of it."""
    for resource in resources:
        name, text = resource["name"], first_sentence(resource["description"])
        yield f"- [`{name}`](#{name}), {len(un.tables()[name]):,} rows: {text}"


def first_sentence(text: str) -> str:
    """Return the text up to its first full stop, without it."""
    return re.split(r"\.(?:\s|$)", text, maxsplit=1)[0]


def table(resource: Mapping[str, Any]) -> str:
    """Return what the codebook says of one table."""
    declared = resource["schema"]
    lines = [
        f"### {resource['name']}",
        "",
        f"File `{resource['path']}`. {resource['description']}",
        "",
    ]
    key = as_list(declared.get("primaryKey"))
    lines.append(f"Key: {', '.join(map(code, key)) or 'none'}.")
    keys = declared.get("foreignKeys", ())
    if keys:
        lines.append(
            f"Foreign keys: {'; '.join(foreign_key(key, resource['name']) for key in keys)}."
        )
    references = {
        key["fields"]: target_of(key, resource["name"]) for key in keys if is_simple(key)
    }
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
    """Return whether a foreign key is of one column."""
    return isinstance(key["fields"], str)


def column(field: Mapping[str, Any], references: Mapping[str, str]) -> list[str]:
    """Return the cells that describe one column."""
    rules = field.get("constraints", {})
    empty = (
        "never empty"
        if rules.get("required")
        else field.get("empty", "not known or does not apply")
    )
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
    words = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "date": "day",
    }
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
    """Return whether a column's pattern is that of partial dates."""
    pattern = rules.get("pattern", "(?!)")
    dates = all(re.fullmatch(pattern, text) for text in ("2014", "2014-03", "2014-03-07"))
    return dates and not re.fullmatch(pattern, "x")


def is_country_column(field: Mapping[str, Any]) -> bool:
    """Return whether a column is one of the many of a wide table, named after its country."""
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


def gaps() -> list[str]:
    """Return the sections on what the record is known to lack."""
    lacking = un.statements(complete=False)
    partial = sum(statement.completeness == "partial" for statement in lacking)
    recent = [un.rollcall(row["id"]) for row in un.tables()["rollcalls"]]
    assembly = [un.rollcall(row["id"]) for row in un.tables()["ga_rollcalls"]]
    texts = un.texts()
    council = [un.rollcall(text.id) for text in texts if text.rollcall]
    council = [vote for vote in council if vote.record]  # the others stand in rollcalls
    recorded = sum(text.mode.startswith("recorded") for text in texts)
    others = [text.rollcall for text in texts if text.rollcall]
    elsewhere = sum(un.rollcall(other).completeness != "none" for other in others) - len(council)
    doubtful = [vote for vote in council if differs(vote)]
    differing = [vote for vote in assembly if differs(vote)]
    unknown = sum(vote.completeness != "complete" for vote in assembly)
    return [
        GAPS.format(partial=partial, none=len(lacking) - partial),
        "\n".join(map(gap, lacking)) + "\n",
        ROLLS,
        "\n".join(roll_gap(vote) for vote in recent if vote.completeness != "complete") + "\n",
        COUNCIL.format(
            rolls=len(council),
            recorded=recorded,
            elsewhere=elsewhere,
            without=recorded - len(council) - elsewhere,
            differing=len(doubtful),
        ),
        "\n".join(map(roll_gap, doubtful)) + "\n",
        ASSEMBLY.format(unknown=unknown, differing=len(differing)),
        "\n".join(map(roll_gap, differing)) + "\n",
    ]


def gap(statement: un.Statement) -> str:
    """Return the line on one statement whose signatories are not all known."""
    signatories = statement.signatories
    names = [*signatories.alpha_3s, *statement.other_signatories]
    number = f"{len(signatories)} of {statement.reported_count or 'an unknown number'}"
    line = f"- `{statement.id}` ({statement.target}; {statement.completeness}): {number}"
    if names:
        line += f": {' '.join(names)}"
    if statement.non_signatories:
        line += f"; did not sign: {' '.join(statement.non_signatories.alpha_3s)}"
    return f"{line}."


def differs(vote: un.RollCall) -> bool:
    """Return whether a roll counts otherwise than the totals announced."""
    absent = vote.tally.absent
    return counted(vote) != str(vote.tally) or (
        vote.completeness == "complete" and absent is not None and len(vote.absent) != absent
    )


def counted(vote: un.RollCall) -> str:
    """Return the numbers of a roll: yes, no, abstentions."""
    return f"{len(vote.yes)}-{len(vote.no)}-{len(vote.abstain)}"


def roll_gap(vote: un.RollCall) -> str:
    """Return the line on one roll call whose votes are not all known, or not sure."""
    announced = str(vote.tally)
    if vote.tally.absent is not None:
        announced += f", {vote.tally.absent} absent"
    in_roll = counted(vote)
    if vote.absent or vote.completeness == "complete":
        in_roll += f", {len(vote.absent)} absent"
    return f"- `{vote.id}` ({vote.symbol or vote.title}): {announced}; in the roll {in_roll}."


def main() -> int:
    """Write the codebook; return 1 if the tables are damaged."""
    try:
        text = codebook()
    except un.UnstatementsError as error:
        print(f"the codebook cannot be built: {error}")
        print("to see all that is wrong: python -m unstatements check")
        return 1
    CODEBOOK.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
