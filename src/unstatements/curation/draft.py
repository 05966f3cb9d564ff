"""From a press release to rows: what a curator adds, and what must be settled first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from attrs import fields, frozen

from unstatements.core.dates import first_day, last_day
from unstatements.core.tables import Row, columns, line_of, schema, table
from unstatements.curation.draft_input import RIVAL_STANCES, DraftInput, domain, one_line
from unstatements.curation.find_list import find_list, passage
from unstatements.curation.places import as_csv, line_below, write_rows
from unstatements.events.statement import Statement, sessions
from unstatements.events.statements import statements
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country
from unstatements.names.fold import fold
from unstatements.names.lists import Signatories
from unstatements.names.match import country, match
from unstatements.results.text import plural

# Without these a row cannot stand; the others may not be known.
_REQUIRED = ("stance", "target", "proposition", "direction", "url", "publisher")


@frozen
class Draft:
    """The rows of one text, and what must be settled before they can stand."""

    statement: str
    signatories: Signatories
    missing: tuple[str, ...]  # the fields of the input that are not known
    problems: tuple[str, ...]  # what must be settled
    notes: tuple[str, ...]  # what to compare with the text
    rows: Mapping[str, tuple[Row, ...]]  # the new rows of each table
    below: Mapping[str, int]  # for each table the line of its file below which they belong
    replaced: Mapping[int, Row]  # rows of statements that change, by line: they name this one

    def to_text(self) -> str:
        """Return what must be settled, what to compare, and the rows to paste, file by file."""
        lines = []
        if self.problems:
            things = plural(len(self.problems), "thing")
            lines = [f"!! {things} to settle before these rows can stand:"]
            lines += [f"!! {problem}" for problem in self.problems]
            lines.append("")
        lines += self.notes
        for line, row in self.replaced.items():
            lines += ["", f"{schema('statements')['path']}, in the place of line {line}:"]
            lines.append(as_csv(row))
        for name, rows in self.rows.items():
            lines += ["", f"{schema(name)['path']}, below line {self.below[name]}:"]
            lines += [as_csv(row) for row in rows]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, object]:
        """Return the draft as plain values, ready for JSON."""
        return {
            "statement": self.statement,
            "countries": [country.alpha_3 for country in self.signatories.countries],
            "repeated": [country.alpha_3 for country in self.signatories.repeated],
            "unread": list(self.signatories.unread),
            "missing": list(self.missing),
            "problems": list(self.problems),
            "notes": list(self.notes),
            "rows": {name: _as_dicts(name, rows) for name, rows in self.rows.items()},
            "below": dict(self.below),
            "replaced": dict(
                zip(self.replaced, _as_dicts("statements", self.replaced.values()), strict=True)
            ),
        }

    def write(self) -> list[str]:
        """Write the rows into the tables of the checkout, and return the changed files."""
        # Nothing is written where something is missing without which no row can stand.
        lacking = [_flag(name) for name in self.missing if name in _REQUIRED]
        if lacking:
            raise ValueError(f"nothing is written without {' '.join(lacking)}")
        return write_rows(self.rows, self.below, {"statements": self.replaced})


def draft(text: str, given: DraftInput) -> Draft:
    """Read the list of signatories in a text and make the rows that record it."""
    return _Drafter(text, given).draft()


class _Drafter:
    """Makes the rows of one text, and collects what to settle and what to compare."""

    def __init__(self, text: str, given: DraftInput) -> None:
        self.given = given = given.completed()
        self.on = first_day(given.date)
        self.speaker = country(given.delivered_by, self.on) if given.delivered_by else None
        self.list = find_list(text, self.on, self.speaker)
        self.signatories = self.list.signatories
        self.problems = self.list.problems()
        self.notes = self.list.notes()
        self.missing: set[str] = set()

    def draft(self) -> Draft:
        earlier = self.statement_in_record()
        source_id, source_rows = self.source()
        statement_id = (
            earlier.id if earlier else self.given.id or _new_id(self.given, self.speaker)
        )
        self.add_misprints()
        self.add_count_problems()
        rows: dict[str, tuple[Row, ...]] = {}
        if earlier is None:
            rows["statements"] = (self.statement_row(statement_id),)
        else:
            self.notes.append(f"the record has {earlier.id}: the rows add a source to it")
            self.add_differences(earlier, source_id)
        rows["sources"] = source_rows
        if self.signatories.countries:
            rows["lists"] = (self.list_row(statement_id, source_id),)
            rows["signatures"] = self.signature_rows(statement_id, source_id)
        if self.given.count is not None:
            rows["reported_counts"] = ((statement_id, str(self.given.count), "", source_id, ""),)
        rows = {name: table_rows for name, table_rows in rows.items() if table_rows}
        missing = self.missing_fields()
        return Draft(
            statement=statement_id,
            signatories=self.signatories,
            missing=missing,
            problems=tuple(self.problems),
            notes=tuple(self.notes),
            rows=rows,
            below={name: line_below(name, rows[name][0][0], self.given.date) for name in rows},
            replaced=_rival_row(self.given.counterstatement, statement_id),
        )

    # what was read

    @property
    def speaker_left_out(self) -> bool:
        return self.speaker is not None and self.speaker not in self.signatories.countries

    @property
    def whole(self) -> bool:
        """Whether the list gives every name and all could be read."""
        known = [each for each in (self.speaker, _target(self.given)[1]) if each]
        return self.list.is_complete(known) and not self.speaker_left_out

    @property
    def completeness(self) -> str:
        size = len(self.signatories.countries)
        if self.whole and self.given.count in (None, size):
            return "complete"
        return "partial" if size or self.speaker else "none"

    def add_misprints(self) -> None:
        names = zip(self.signatories.countries, self.signatories.printed_as, strict=True)
        for signer, printed_as in names:
            try:
                how = match(printed_as, self.on).how
            except LookupError:  # a name within a longer piece
                continue
            if how == "corrected":
                self.problems.append(f"taken for a misprint of {signer}: {passage(printed_as)}")

    def missing_fields(self) -> tuple[str, ...]:
        """Return what is missing in the order of the input, and say so."""
        missing = tuple(each.name for each in fields(DraftInput) if each.name in self.missing)
        required = [_flag(name) for name in missing if name in _REQUIRED]
        others = [_flag(name) for name in missing if name not in _REQUIRED]
        if required:
            self.problems.append(f"no row can stand without {' '.join(required)}")
        if others:
            self.notes.append(f"not said: {' '.join(others)}")
        return missing

    def add_count_problems(self) -> None:
        size, count = len(self.signatories.countries), self.given.count
        if self.signatories.unread:
            self.problems.append(
                "until that is settled the list is marked as not whole: names of countries and of "
                "organisations (column entity) go into signatures.csv by hand, with `position` "
                "and `printed_count` counted anew"
            )
        if count is not None and count != size:
            self.problems.append(
                f"the text is said to count {count} signatories, but {size} were read"
            )
        if self.speaker_left_out:
            self.problems.append(
                f"{self.speaker} delivered it, but is not on the list, "
                "which is marked as not whole"
            )

    # what the record has

    def statement_in_record(self) -> Statement | None:
        """Return the statement that the text is another source of, if the record has it."""
        given = self.given
        if given.id:
            every = statements(beyond_un=True)
            named = next((each for each in every if each.id == given.id), None)
            if named and (named.date_text, named.body) != (given.date, given.body):
                raise ValueError(
                    f"{named.id} is of {named.date_text or 'no date'} in {named.body}"
                )
            return named
        candidates = [
            statement
            for statement in statements(body=given.body)
            if (statement.date_text, statement.kind) == (given.date, given.kind)
            and statement.delivered_by == self.speaker
            and given.proposition in ("", statement.proposition.id)
            and (self.speaker or statement.signatories & self.signatories.countries)
        ]
        if len(candidates) > 1:
            ids = " and ".join(statement.id for statement in candidates)
            raise ValueError(
                f"the record has {ids}: say with --id which it is, or give it an id of its own"
            )
        return candidates[0] if candidates else None

    def add_differences(self, earlier: Statement, source_id: str) -> None:
        """Add how the list differs from what the record has."""
        if any(signatory_list.source.id == source_id for signatory_list in earlier.lists):
            self.problems.append(f"the record has a list of {source_id} for {earlier.id} already")
        here, there = CountrySet(self.signatories.countries), earlier.signatories
        if here - there:
            self.problems.append(
                f"in this text, but not among the record's signatories: {here - there}"
            )
        if there - here and here:
            self.problems.append(
                f"among the record's signatories, but not in this text: {there - here}"
            )

    # the rows

    def statement_row(self, statement_id: str) -> Row:
        given = self.given
        target, target_country = _target(given)
        if target_country in self.signatories.countries:
            self.problems.append(
                f"{target} is what the text is about, and stands among the signatories: "
                "is that so?"
            )
        count = given.count
        if count is None and self.whole:
            count = len(self.signatories.countries)
        cells = {
            "id": statement_id,
            "date": given.date,
            "body": given.body,
            "session": str(given.session or self.session()),
            "kind": given.kind,
            "title": given.title,
            "delivered_by": self.speaker.alpha_3 if self.speaker else "",
            "stance": given.stance,
            "target": target,
            "target_country": target_country.alpha_3 if target_country else "",
            "topics": given.topics,
            "proposition": given.proposition,
            "direction": given.direction or self.direction(),
            "counterstatement": given.counterstatement,
            "reported_count": "" if count is None else str(count),
            "completeness": self.completeness,
        }
        asked = ("delivered_by", "stance", "target", "proposition", "direction", "topics", "title")
        self.missing |= {name for name in asked if not cells[name]}
        return _row("statements", cells)

    def session(self) -> str:
        """Return the number of the only session that the date lies in, or an empty text."""
        last = last_day(self.given.date)
        numbers = [
            number
            for (body, number), session in sessions().items()
            if body == self.given.body
            and number.isdecimal()
            and session.start
            and session.end
            and first_day(session.start) <= self.on
            and last <= last_day(session.end)
        ]
        if len(numbers) != 1:
            return ""
        self.notes.append(f"session {numbers[0]}: by the date and sessions.csv")
        return numbers[0]

    def direction(self) -> str:
        """Return what earlier statements of the same or the opposite stance say."""
        stance = self.given.stance
        everything = statements(beyond_un=True)
        about = [each for each in everything if each.proposition.id == self.given.proposition]
        same: set[str] = {each.direction for each in about if each.stance == stance}
        rival = {each.direction for each in about if each.stance == RIVAL_STANCES.get(stance)}
        opposite = {"against" if direction == "for" else "for" for direction in rival}
        directions = same or opposite
        if len(directions) != 1:
            return ""
        (direction,) = directions
        self.notes.append(f"direction {direction}: by earlier statements on the proposition")
        return direction

    def source(self) -> tuple[str, tuple[Row, ...]]:
        """Return the id of the source and its row, or none where the record has the source."""
        given = self.given
        for row in table("sources"):
            if given.url and row[3].rstrip("/") == given.url.rstrip("/"):
                self.notes.append(f"the record has this address: it is the source {row[0]}")
                return row[0], ()
        asked = ("url", "publisher", "language")
        self.missing |= {name for name in asked if not getattr(given, name)}
        cells = {
            "id": _source_id(given),
            "publisher": given.publisher or domain(given.url),
            "url": given.url,
            "language": given.language,
            "kind": "primary" if given.primary else "secondary",
        }
        return cells["id"], (_row("sources", cells),)

    def list_row(self, statement_id: str, source_id: str) -> Row:
        cells = {
            "statement": statement_id,
            "source": source_id,
            "complete": "true" if self.whole else "false",
            "printed_count": str(len(self.signatories.countries)),
            "note": "without the state that delivered it" if self.speaker_left_out else "",
        }
        return _row("lists", cells)

    def signature_rows(self, statement_id: str, source_id: str) -> tuple[Row, ...]:
        names = zip(self.signatories.countries, self.signatories.printed_as, strict=True)
        return tuple(
            (statement_id, source_id, str(place), one_line(printed_as), signer.alpha_3, "")
            for place, (signer, printed_as) in enumerate(names, 1)
        )


def _row(name: str, cells: Mapping[str, str]) -> Row:
    return tuple(cells.get(column, "") for column in columns(name))


def _rival_row(rival_id: str, statement_id: str) -> dict[int, Row]:
    """Return the row of the rival with the statement among its counterstatements."""
    place = columns("statements").index("counterstatement")
    rows = {}
    for index, row in enumerate(table("statements")):
        if row[0] == rival_id and statement_id not in row[place].split(";"):
            rivals = ";".join(filter(None, (row[place], statement_id)))
            rows[line_of(index)] = (*row[:place], rivals, *row[place + 1 :])
    return rows


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _as_dicts(name: str, rows: Iterable[Sequence[str]]) -> list[dict[str, str]]:
    return [dict(zip(columns(name), row, strict=True)) for row in rows]


# --------------------------------------------------------------------------------- ids and targets


def _target(given: DraftInput) -> tuple[str, Country | None]:
    """Return what a text is about as the record writes it, and the country if it is one."""
    for statement in statements(beyond_un=True):
        if statement.target.casefold() == given.target.casefold():
            return statement.target, statement.target_country
    try:
        about = country(given.target, first_day(given.date))
    except LookupError:
        return given.target, None
    return about.name, about


def _new_id(given: DraftInput, speaker: Country | None) -> str:
    subject = _name_in_ids(speaker) if speaker else _slug(given.target) or _slug(given.kind)
    taken = {statement.id for statement in statements(beyond_un=True)}
    start = f"{given.date}-{given.body}"
    choices = [f"{start}-{subject}"]
    if given.proposition:
        choices.append(f"{start}-{given.proposition}-{subject}")
    choices += [f"{choices[0]}-{number}" for number in range(2, len(taken) + 3)]
    return next(key for key in choices if key not in taken)


def _name_in_ids(speaker: Country) -> str:
    """Return a country's name as it stands in the ids of earlier statements, or its short name."""
    name = _slug(speaker.name.partition("(")[0])
    for statement in reversed(statements(delivered_by=speaker)):
        end = statement.id.removeprefix(f"{statement.date_text}-{statement.body}-")
        if set(end.split("-")) <= set(name.split("-")):
            return end
    return name


def _slug(text: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", fold(text)))


def _source_id(given: DraftInput) -> str:
    """Return the id of a new source: the domain with hyphens for dots, and the next number."""
    stem = _slug(domain(given.url).replace(".", " ")) or _slug(given.publisher) or "source"
    numbers = {}
    for row in table("sources"):
        start, _, number = row[0].rpartition("-")
        if start == stem and number.isdecimal():
            numbers[number] = row[3]
    # Catalogues go by the number of the record, at the end of its address.
    record = re.search(r"(\d+)/?$", given.url)
    by_record = all(url.rstrip("/").endswith(f"/{number}") for number, url in numbers.items())
    if numbers and by_record and record and record[1] not in numbers:
        return f"{stem}-{record[1]}"
    return f"{stem}-{max(map(int, numbers), default=0) + 1}"
