"""From a press release to rows: what a curator adds, and what must be settled first."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from attrs import NOTHING, Attribute, field, frozen

from unstatements.core.arguments import one_of
from unstatements.core.dates import first_day, last_day
from unstatements.core.tables import columns, schema, table, words
from unstatements.curation.find_list import find_list, quoted
from unstatements.curation.places import line_below
from unstatements.events.statement import Statement, statements, topic_id
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country
from unstatements.names.fold import fold
from unstatements.names.lists import Signatories
from unstatements.names.match import country, match
from unstatements.results.text import plural

__all__ = ["Draft", "DraftInput", "draft"]

_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ID = re.compile("[a-z0-9][a-z0-9-]*")
_RIVALS = {
    "critical": "supportive",
    "supportive": "critical",
    "affirms": "opposes",
    "opposes": "affirms",
}


# --------------------------------------------------------------------------------------- the input


def _detail(
    help: str,
    metavar: str,
    default: Any = "",
    *,
    choices: Callable[[], Sequence[str]] | None = None,
    **more: Any,
) -> Any:
    """Return a field; its help and its choices stand in its metadata for the command line."""

    def check(_input: DraftInput, attribute: Attribute[str], value: str) -> None:
        if choices and (value or default is NOTHING):
            one_of(value, choices(), attribute.name)

    metadata = {"help": help, "metavar": metavar, "choices": choices}
    return field(default=default, metadata=metadata, **{"validator": check, **more})


def _keys(name: str) -> list[str]:
    return [row[0] for row in table(name)]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _topic_ids(topics: str) -> str:
    names = [name.strip() for name in re.split("[;,]", topics)]
    return ";".join(dict.fromkeys(topic_id(name) for name in names if name))


def _check_date(_input: DraftInput, _field: Attribute[str], value: str) -> None:
    try:
        valid = bool(_PARTIAL_DATE.fullmatch(value) and first_day(value))
    except ValueError:
        valid = False
    if not valid:
        raise ValueError(f"{value!r} is not a date: write YYYY-MM-DD, YYYY-MM or YYYY")


def _check_id(_input: DraftInput, _field: Attribute[str], value: str) -> None:
    if value and not _ID.fullmatch(value):
        raise ValueError(f"{value!r} is not an id: write small letters, digits and hyphens")


def _check_url(_input: DraftInput, _field: Attribute[str], value: str) -> None:
    if value and not _domain(value):
        raise ValueError(f"{value!r} is not an address: it begins with https://")


@frozen(kw_only=True)
class DraftInput:
    """What a curator knows about a text beside its list of names; empty where it is not known.

    What each field holds is said in its metadata, which the command line shows as help.

    Raises:
        ValueError: If the date, body, kind, stance, direction, proposition, a topic, the address
            or the id is not one.

    Example:
        >>> DraftInput(date="2019", body="HRC", topics="tibet; Xinjiang").topics
        'tibet;xinjiang'
    """

    date: str = _detail(
        "Day of delivery; a month or a year if no more is known.",
        "DATE",
        NOTHING,
        validator=_check_date,
    )
    body: str = _detail(
        "Where it was delivered: an id of bodies.csv.",
        "BODY",
        NOTHING,
        choices=lambda: _keys("bodies"),
        converter=str.lower,
    )
    session: int | None = _detail("Number of the session (default: by the date).", "NUMBER", None)
    delivered_by: str = _detail("The state that read it.", "COUNTRY")
    stance: str = _detail(
        "Critical or supportive of a target, affirms or opposes a principle.",
        "STANCE",
        choices=lambda: words("statements", "stance"),
    )
    target: str = _detail(
        "What it is about: a country, or a few words.", "TARGET", converter=_one_line
    )
    proposition: str = _detail(
        "What a position on it is about: an id of propositions.csv.",
        "ID",
        choices=lambda: _keys("propositions"),
    )
    direction: str = _detail(
        "What signing means for the proposition (default: as in earlier statements).",
        "for|against",
        choices=lambda: words("statements", "direction"),
    )
    topics: str = _detail(
        "Ids of topics.csv, separated by semicolons.", "TOPICS", converter=_topic_ids
    )
    title: str = _detail("Its title as printed.", "TITLE", converter=_one_line)
    kind: str = _detail(
        "Kind of text.",
        "KIND",
        "joint statement",
        choices=lambda: words("statements", "kind"),
    )
    id: str = _detail(
        "Id of the statement (default: made of date, body and deliverer).",
        "ID",
        validator=_check_id,
    )
    count: int | None = _detail(
        "Number of signatories that the text itself prints.", "NUMBER", None
    )
    url: str = _detail("Address of the source.", "URL", converter=_one_line, validator=_check_url)
    publisher: str = _detail("Who published the source.", "NAME", converter=_one_line)
    language: str = _detail("Language of the source (BCP 47).", "CODE", converter=_one_line)
    primary: bool = _detail(
        "The source is the text of a government, a mission or the United Nations.", "", False
    )


# --------------------------------------------------------------------------------------- the draft


@frozen
class Draft:
    """The rows of one text, and what must be settled before they can stand.

    Attributes:
        statement: Id of the statement.
        signatories: What was read from the list.
        problems: What must be settled, in plain words.
        notes: What to compare with the text.
        rows: The new rows of each table.
        below: For each table the line of its file below which they belong.

    Example:
        >>> release = draft("Albania, Narnia, Austria", DraftInput(date="2019-10", body="ga3c"))
        >>> print(release.to_text().splitlines()[1])
        !! not read, line 1: "Narnia"
    """

    statement: str
    signatories: Signatories
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    rows: Mapping[str, tuple[tuple[str, ...], ...]]
    below: Mapping[str, int]

    def to_text(self) -> str:
        """Return what must be settled, what to compare, and the rows to paste, file by file."""
        lines = []
        if self.problems:
            things = plural(len(self.problems), "thing")
            lines = [f"!! {things} to settle before these rows can stand:"]
            lines += [f"!! {problem}" for problem in self.problems]
            lines.append("")
        lines += self.notes
        for name, rows in self.rows.items():
            lines += ["", f"{schema(name)['path']}, below line {self.below[name]}:"]
            lines += [_as_csv(row) for row in rows]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, object]:
        """Return the draft as plain values, ready for JSON."""
        return {
            "statement": self.statement,
            "countries": [country.alpha_3 for country in self.signatories.countries],
            "repeated": [country.alpha_3 for country in self.signatories.repeated],
            "unread": list(self.signatories.unread),
            "problems": list(self.problems),
            "notes": list(self.notes),
            "rows": {name: _as_dicts(name, rows) for name, rows in self.rows.items()},
            "below": dict(self.below),
        }


def draft(text: str, given: DraftInput) -> Draft:
    """Read the list of signatories in a text and make the rows that record it.

    Where the record has the statement already, the rows add a source to it.

    Args:
        text: The text, from its heading to its last name.
        given: What is known beside the list.

    Raises:
        UnknownCountryError: If the deliverer is not a country.
        AmbiguousCountryError: If it could be several.
        ValueError: If the record has several statements that it could be.

    Example:
        >>> text = "We, Albania, Belize and Chad, are concerned about China."
        >>> more = {"stance": "critical", "target": "China", "url": "https://example.org/1"}
        >>> release = draft(text, DraftInput(date="2019-10-29", body="ga3c", **more))
        >>> print(release.rows["signatures"][1])
        ('2019-10-29-ga3c-china', 'example-org-1', '2', 'Belize', 'BLZ', '')
    """
    return _Drafter(text, given).draft()


class _Drafter:
    """Makes the rows of one text, and collects what to settle and what to compare."""

    def __init__(self, text: str, given: DraftInput) -> None:
        self.given = given
        self.on = first_day(given.date)
        self.speaker = country(given.delivered_by, self.on) if given.delivered_by else None
        found_list = find_list(text, self.on, self.speaker)
        self.signatories = found_list.signatories
        self.problems = found_list.problems()
        self.notes = found_list.notes()

    def draft(self) -> Draft:
        earlier = self.statement_in_record()
        source_id, source_rows = self.source()
        statement_id = (
            earlier.id if earlier else self.given.id or _new_id(self.given, self.speaker)
        )
        self.add_misprints()
        self.add_count_problems()
        rows: dict[str, tuple[tuple[str, ...], ...]] = {}
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
        below = {name: line_below(name, rows[name][0][0], self.given.date) for name in rows}
        return Draft(
            statement=statement_id,
            signatories=self.signatories,
            problems=tuple(self.problems),
            notes=tuple(self.notes),
            rows=rows,
            below=below,
        )

    # what was read

    @property
    def speaker_left_out(self) -> bool:
        return self.speaker is not None and self.speaker not in self.signatories.countries

    @property
    def whole(self) -> bool:
        """Whether the list gives every name and all could be read."""
        countries, unread = self.signatories.countries, self.signatories.unread
        return bool(countries) and not unread and not self.speaker_left_out

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
                self.problems.append(f"taken for a misprint of {signer}: {quoted(printed_as)}")

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
            named = next((each for each in statements() if each.id == given.id), None)
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
        """Say how the list differs from what the record has."""
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

    def statement_row(self, statement_id: str) -> tuple[str, ...]:
        given = self.given
        target, target_country = _target(given)
        if target_country in [signer.alpha_3 for signer in self.signatories.countries]:
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
            "target_country": target_country,
            "topics": given.topics,
            "proposition": given.proposition,
            "direction": given.direction or self.direction(),
            "reported_count": "" if count is None else str(count),
            "completeness": self.completeness,
        }
        lacking = [
            name for name in ("stance", "target", "proposition", "direction") if not cells[name]
        ]
        if lacking:
            options = " ".join(f"--{name}" for name in lacking)
            self.problems.append(
                f"no statement stands without its {', '.join(lacking)}: say {options}"
            )
        return _row("statements", cells)

    def session(self) -> str:
        """Return the number of the only session that the date lies in, or an empty text."""
        parent = next(row[2] for row in table("bodies") if row[0] == self.given.body)
        first, last = self.on, last_day(self.given.date)
        numbers = [
            number
            for body, number, start, end, *_ in table("sessions")
            if body in (self.given.body, parent)
            and number.isdecimal()
            and start
            and end
            and first_day(start) <= first
            and last <= last_day(end)
        ]
        if len(numbers) != 1:
            return ""
        self.notes.append(f"session {numbers[0]}: by the date and sessions.csv")
        return numbers[0]

    def direction(self) -> str:
        """Return what earlier statements of the same or the opposite stance say."""
        stance = self.given.stance
        about = [each for each in statements() if each.proposition.id == self.given.proposition]
        same: set[str] = {each.direction for each in about if each.stance == stance}
        rival = {each.direction for each in about if each.stance == _RIVALS.get(stance)}
        opposite = {"against" if direction == "for" else "for" for direction in rival}
        directions = same or opposite
        if len(directions) != 1:
            return ""
        (direction,) = directions
        self.notes.append(f"direction {direction}: by earlier statements on the proposition")
        return direction

    def source(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return the id of the source and its row, or none where the record has the source."""
        given = self.given
        for row in table("sources"):
            if given.url and row[3].rstrip("/") == given.url.rstrip("/"):
                self.notes.append(f"the record has this address: it is the source {row[0]}")
                return row[0], ()
        lacking = [f"--{name}" for name in ("url", "publisher") if not getattr(given, name)]
        if lacking:
            self.problems.append(f"the source lacks {' and '.join(lacking)}")
        cells = {
            "id": _source_id(given),
            "publisher": given.publisher or _domain(given.url),
            "url": given.url,
            "language": given.language,
            "kind": "primary" if given.primary else "secondary",
        }
        return cells["id"], (_row("sources", cells),)

    def list_row(self, statement_id: str, source_id: str) -> tuple[str, ...]:
        cells = {
            "statement": statement_id,
            "source": source_id,
            "complete": "true" if self.whole else "false",
            "printed_count": str(len(self.signatories.countries)),
            "note": "without the state that delivered it" if self.speaker_left_out else "",
        }
        return _row("lists", cells)

    def signature_rows(self, statement_id: str, source_id: str) -> tuple[tuple[str, ...], ...]:
        names = zip(self.signatories.countries, self.signatories.printed_as, strict=True)
        return tuple(
            (statement_id, source_id, str(place), _one_line(printed_as), signer.alpha_3, "")
            for place, (signer, printed_as) in enumerate(names, 1)
        )


def _row(name: str, cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells.get(column, "") for column in columns(name))


def _as_csv(row: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(row)
    return line.getvalue()


def _as_dicts(name: str, rows: Iterable[Sequence[str]]) -> list[dict[str, str]]:
    return [dict(zip(columns(name), row, strict=True)) for row in rows]


# --------------------------------------------------------------------------------- ids and targets


def _target(given: DraftInput) -> tuple[str, str]:
    """Return what a text is about as the record writes it, and the country if it is one."""
    for statement in statements():
        if statement.target.casefold() == given.target.casefold():
            about = statement.target_country
            return statement.target, about.alpha_3 if about else ""
    try:
        about = country(given.target, first_day(given.date))
    except LookupError:
        return given.target, ""
    return about.name, about.alpha_3


def _new_id(given: DraftInput, speaker: Country | None) -> str:
    subject = _name_in_ids(speaker) if speaker else _slug(given.target) or _slug(given.kind)
    taken = {statement.id for statement in statements()}
    start = f"{given.date}-{given.body}"
    choices = [f"{start}-{subject}", f"{start}-{given.proposition}-{subject}"]
    choices += [f"{choices[0]}-{number}" for number in range(2, len(taken) + 3)]
    return next(key for key in choices if key not in taken and _ID.fullmatch(key))


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
    stem = _slug(_domain(given.url).replace(".", " ")) or _slug(given.publisher) or "source"
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


def _domain(url: str) -> str:
    try:
        host = urlsplit(url).hostname if url.startswith(("http://", "https://")) else None
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")
