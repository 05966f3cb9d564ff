"""From a press release to rows: what a curator pastes into the tables, and what must be settled first."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from attrs import evolve, fields, frozen

from unstatements.core.arguments import close_matches, did_you_mean
from unstatements.core.dates import first_day, last_day
from unstatements.core.tables import columns, schema, table
from unstatements.curation.find_list import list_in_text, quoted
from unstatements.events.statement import Statement, statements, topic_id
from unstatements.groups.country_set import CountrySet
from unstatements.names.country import Country
from unstatements.names.fold import fold
from unstatements.names.lists import Signatories
from unstatements.names.match import country, match

__all__ = ["HELP", "OPTIONS", "Draft", "Particulars", "draft"]

# What each option says, for every command line that offers them.
HELP = {
    "file": "the text, from the heading to the last name; - reads it from a pipe",
    "date": "day of delivery; a month or a year if no more is known",
    "body": "where it was delivered: an id of bodies.csv",
    "session": "number of the session (default: by the date)",
    "delivered_by": "the state that read it",
    "stance": "critical or supportive of a target, affirms or opposes a principle",
    "target": "what it is about: a country, or a few words",
    "proposition": "what a position on it is about: an id of propositions.csv",
    "direction": "for or against: what signing means for the proposition (default: as in earlier statements)",
    "topics": "ids of topics.csv, separated by semicolons",
    "title": "its title as printed",
    "kind": "kind of text",
    "id": "id of the statement (default: made of date, body and deliverer)",
    "count": "number of signatories that the text itself prints",
    "url": "address of the source",
    "publisher": "who published the source",
    "language": "language of the source (BCP 47)",
    "primary": "the source is the text of a government, a mission or the United Nations",
}

_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ID = re.compile("[a-z0-9][a-z0-9-]*")
_RIVAL = {"critical": "supportive", "supportive": "critical", "affirms": "opposes", "opposes": "affirms"}
_UNDATED = "9"  # undated statements stand last


@frozen
class Particulars:
    """What a curator knows about a text beside its list; empty where not known.

    Attributes:
        date: Day of delivery, or a month or year.
        body: Id of the body.
        session: Number of its session; None to look it up by the date.
        delivered_by: Name or code of the state that delivered it.
        stance: One of the stances.
        target: What it is about: a country, or words.
        proposition: Id of a proposition.
        direction: ``"for"``, ``"against"``, or empty to follow earlier statements.
        topics: Ids or names of topics.
        title: Title as printed.
        kind: Kind of text.
        id: Id of the statement; empty to make one.
        count: The number of signatories that the text prints.
        url: Address of the source.
        publisher: Who published it.
        language: Its language.
        primary: Whether it is the text of a government, a mission or the United Nations.
    """

    date: str
    body: str
    session: int | None = None
    delivered_by: str = ""
    stance: str = ""
    target: str = ""
    proposition: str = ""
    direction: str = ""
    topics: tuple[str, ...] = ()
    title: str = ""
    kind: str = "joint statement"
    id: str = ""
    count: int | None = None
    url: str = ""
    publisher: str = ""
    language: str = ""
    primary: bool = False

    @classmethod
    def of(cls, given: Mapping[str, object]) -> Particulars:
        """Make the particulars from the options of a command line; None stands for an option not given.

        Args:
            given: By name of the field; topics as one text, separated by semicolons.

        Example:
            >>> Particulars.of({"date": "2019", "body": "hrc", "topics": "tibet; xinjiang", "url": None}).topics
            ('tibet', 'xinjiang')
        """
        known = {name: value for name, value in given.items() if value is not None}
        known["topics"] = (
            tuple(re.split(r"\s*[;,]\s*", str(known["topics"]).strip())) if known.get("topics") else ()
        )
        return cls(**known)  # type: ignore[arg-type]  # the command line has typed them


OPTIONS = tuple(one.name for one in fields(Particulars))


@frozen
class Draft:
    """The rows of one text, and what must be settled before they can stand.

    Attributes:
        statement: Id of the statement.
        read: What was read from the list.
        concerns: What must be settled, in plain words.
        remarks: What to compare with the text.
        rows: The new rows of each table.
        below: For each table the line of its file below which they belong.

    Example:
        >>> found = draft("Albania, Narnia, Austria", Particulars("2019-10", "ga3c"))
        >>> print(found.to_text().splitlines()[1])
        !! not read, line 1: "Narnia"
    """

    statement: str
    read: Signatories
    concerns: tuple[str, ...]
    remarks: tuple[str, ...]
    rows: Mapping[str, tuple[tuple[str, ...], ...]]
    below: Mapping[str, int]

    def to_text(self) -> str:
        """Return what must be settled, what to compare, and the rows to paste, file by file."""
        lines = []
        if self.concerns:
            many = f"{len(self.concerns)} thing{'' if len(self.concerns) == 1 else 's'}"
            lines = [f"!! {many} to settle before these rows can stand:"]
            lines += [f"!! {concern}" for concern in self.concerns]
            lines.append("")
        lines += self.remarks
        for name, rows in self.rows.items():
            lines += ["", f"{schema(name)['path']}, below line {self.below[name]}:"]
            lines += [_as_csv(row) for row in rows]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, object]:
        """Return the draft as plain values, ready for JSON."""
        return {
            "statement": self.statement,
            "countries": [one.alpha_3 for one in self.read.countries],
            "repeated": [one.alpha_3 for one in self.read.repeated],
            "unread": list(self.read.unread),
            "concerns": list(self.concerns),
            "remarks": list(self.remarks),
            "rows": {
                name: [dict(zip(columns(name), row, strict=True)) for row in rows]
                for name, rows in self.rows.items()
            },
            "below": dict(self.below),
        }


def draft(text: str, known: Particulars) -> Draft:
    """Read the list of signatories in a text and make the rows that record it.

    Where the record has the statement already, the rows add a source to it.

    Args:
        text: The text, from its heading to its last name.
        known: What is known beside the list.

    Raises:
        UnknownCountryError: If the deliverer is no country.
        AmbiguousCountryError: If it could be several.
        ValueError: If the date, body, kind, stance, direction, proposition, a topic or the id is none, or if
            the record has several statements that it could be.

    Example:
        >>> found = draft(
        ...     "We, Albania, Belize and Chad, are concerned about China.",
        ...     Particulars("2019-10-29", "ga3c", stance="critical", target="China", url="https://example.org/1"),
        ... )
        >>> print(found.rows["signatures"][1])
        ('2019-10-29-ga3c-china', 'example-org-1', '2', 'Belize', 'BLZ', '')
    """
    known = _checked(known)
    on = first_day(known.date)
    speaker = country(known.delivered_by, on) if known.delivered_by else None
    found = list_in_text(text, on, speaker)
    concerns, remarks = found.concerns(), found.remarks()
    earlier = _in_the_record(known, found.read, speaker)
    source_id, source_row = _source(known, concerns, remarks)
    statement_id = earlier.id if earlier else known.id or _new_id(known, speaker)
    signers = _Signers(found.read, speaker, known.count)
    concerns += [*_slips(found.read, on), *signers.concerns()]

    rows: dict[str, tuple[tuple[str, ...], ...]] = {}
    if earlier is None:
        rows["statements"] = (_statement_row(statement_id, known, speaker, signers, concerns, remarks),)
    else:
        remarks.append(f"the record has {earlier.id}: the rows add a source to it")
        concerns += _unlike(earlier, found.read, source_id)
    if source_row:
        rows["sources"] = (source_row,)
    if found.read.countries:
        rows["lists"] = (signers.list_row(statement_id, source_id),)
        rows["signatures"] = signers.signature_rows(statement_id, source_id)
    if known.count is not None:
        rows["reported_counts"] = ((statement_id, str(known.count), "", source_id, ""),)
    below = {name: _below(name, statement_id, known.date, rows[name][0]) for name in rows}
    return Draft(statement_id, found.read, tuple(concerns), tuple(remarks), rows, below)


def _checked(known: Particulars) -> Particulars:
    """Return the particulars with ids in the place of names; raise what is not known."""
    known = evolve(
        known,
        body=known.body.lower(),
        topics=tuple(topic_id(topic) for topic in known.topics),
        title=_one_line(known.title),
        target=_one_line(known.target),
        url=_one_line(known.url),
        publisher=_one_line(known.publisher),
        language=_one_line(known.language),
    )
    try:
        well_written = bool(_PARTIAL_DATE.fullmatch(known.date) and first_day(known.date))
    except ValueError:
        well_written = False
    if not well_written:
        raise ValueError(f"{known.date!r} is no date: write YYYY-MM-DD, YYYY-MM or YYYY")
    for name, value, allowed in (
        ("body", known.body, [row[0] for row in table("bodies")]),
        ("kind", known.kind, _enum("kind")),
        ("stance", known.stance, ["", *_enum("stance")]),
        ("direction", known.direction, ["", *_enum("direction")]),
        ("proposition", known.proposition, ["", *(row[0] for row in table("propositions"))]),
    ):
        if value not in allowed:
            offer = (
                did_you_mean(close_matches(value, allowed))
                or f"; there are: {', '.join(filter(None, allowed))}"
            )
            raise ValueError(f"no {name} is called {value!r}{offer}")
    if known.id and not _ID.fullmatch(known.id):
        raise ValueError(f"{known.id!r} is no id: write small letters, digits and hyphens")
    if known.url and not _domain(known.url):
        raise ValueError(f"{known.url!r} is no address: it begins with https://")
    return known


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _enum(column: str) -> list[str]:
    fields = schema("statements")["schema"]["fields"]
    return next(list(field["constraints"]["enum"]) for field in fields if field["name"] == column)


def _slips(read: Signatories, on: date) -> list[str]:
    """Say which names were read although they are misprinted."""
    lines = []
    for one, printed_as in zip(read.countries, read.printed_as, strict=True):
        try:
            how = match(printed_as, on).how
        except LookupError:  # a name within a longer piece
            continue
        if how == "corrected":
            lines.append(f"taken for a misprint of {one}: {quoted(printed_as)}")
    return lines


# ------------------------------------------------------------------------------------- what the record has


def _in_the_record(known: Particulars, read: Signatories, speaker: Country | None) -> Statement | None:
    """Return the statement that the text is another source of, if the record has it."""
    if known.id:
        named = next((one for one in statements() if one.id == known.id), None)
        if named and (named.date_text, named.body) != (known.date, known.body):
            raise ValueError(f"{named.id} is of {named.date_text or 'no date'} in {named.body}")
        return named
    alike = [
        one
        for one in statements(body=known.body)
        if (one.date_text, one.kind, one.delivered_by) == (known.date, known.kind, speaker)
        and known.proposition in ("", one.proposition.id)
        and (speaker or one.signatories & read.countries)
    ]
    if len(alike) > 1:
        ids = " and ".join(one.id for one in alike)
        raise ValueError(f"the record has {ids}: say with --id which it is, or give it an id of its own")
    return alike[0] if alike else None


def _unlike(earlier: Statement, read: Signatories, source_id: str) -> list[str]:
    """Say how a list differs from what the record has."""
    lines = []
    if any(shown.source.id == source_id for shown in earlier.lists):
        lines.append(f"the record has a list of {source_id} for {earlier.id} already")
    here, there = CountrySet(read.countries), earlier.signatories
    if here - there:
        lines.append(f"in this text, but not among the record's signatories: {here - there}")
    if there - here and read.countries:
        lines.append(f"among the record's signatories, but not in this text: {there - here}")
    return lines


# --------------------------------------------------------------------------------------------- the rows


@frozen
class _Signers:
    """Who signed according to a text: those on its list, and the state that delivered it."""

    read: Signatories
    speaker: Country | None
    printed: int | None

    @property
    def speaker_left_out(self) -> bool:
        return self.speaker is not None and self.speaker not in self.read.countries

    @property
    def whole(self) -> bool:
        """Whether the list gives every name and all could be read."""
        return bool(self.read.countries) and not self.read.unread and not self.speaker_left_out

    @property
    def completeness(self) -> str:
        if self.whole and self.printed in (None, len(self.read.countries)):
            return "complete"
        return "partial" if self.read.countries or self.speaker else "none"

    @property
    def count(self) -> int | None:
        if self.printed is None and self.whole:
            return len(self.read.countries)
        return self.printed

    def concerns(self) -> list[str]:
        lines = []
        size = len(self.read.countries)
        if self.read.unread:
            lines.append(
                "until that is settled the list is marked as not whole: names of countries and of organisations "
                "(column entity) go into signatures.csv by hand, with `position` and `printed_count` counted anew"
            )
        if self.printed is not None and self.printed != size:
            lines.append(f"the text is said to count {self.printed} signatories, but {size} were read")
        if self.speaker_left_out:
            lines.append(f"{self.speaker} delivered it, but is not on the list, which is marked as not whole")
        return lines

    def list_row(self, statement_id: str, source_id: str) -> tuple[str, ...]:
        note = "without the state that delivered it" if self.speaker_left_out else ""
        size = str(len(self.read.countries))
        return statement_id, source_id, "true" if self.whole else "false", size, note

    def signature_rows(self, statement_id: str, source_id: str) -> tuple[tuple[str, ...], ...]:
        named = zip(self.read.countries, self.read.printed_as, strict=True)
        return tuple(
            (statement_id, source_id, str(place), _one_line(printed_as), one.alpha_3, "")
            for place, (one, printed_as) in enumerate(named, 1)
        )


def _statement_row(
    statement_id: str,
    known: Particulars,
    speaker: Country | None,
    signers: _Signers,
    concerns: list[str],
    remarks: list[str],
) -> tuple[str, ...]:
    target, target_country = _target(known)
    if target_country in [one.alpha_3 for one in signers.read.countries]:
        concerns.append(f"{target} is what the text is about, and stands among the signatories: is that so?")
    session = str(known.session or _session(known, remarks))
    direction = known.direction or _direction(known, remarks)
    cells = {
        "id": statement_id,
        "date": known.date,
        "body": known.body,
        "session": session,
        "kind": known.kind,
        "title": known.title,
        "delivered_by": speaker.alpha_3 if speaker else "",
        "stance": known.stance,
        "target": target,
        "target_country": target_country,
        "topics": ";".join(dict.fromkeys(known.topics)),
        "proposition": known.proposition,
        "direction": direction,
        "reported_count": "" if signers.count is None else str(signers.count),
        "completeness": signers.completeness,
    }
    lacking = [name for name in ("stance", "target", "proposition", "direction") if not cells[name]]
    if lacking:
        options = " ".join(f"--{name}" for name in lacking)
        concerns.append(f"no statement stands without its {', '.join(lacking)}: say {options}")
    return tuple(cells.get(name, "") for name in columns("statements"))


def _target(known: Particulars) -> tuple[str, str]:
    """Return what a text is about as the record writes it, and the country if it is one."""
    for one in statements():
        if one.target.casefold() == known.target.casefold():
            return one.target, one.target_country.alpha_3 if one.target_country else ""
    try:
        about = country(known.target, first_day(known.date))
    except LookupError:
        return known.target, ""
    return about.name, about.alpha_3


def _session(known: Particulars, remarks: list[str]) -> str:
    """Return the number of the one session that the date lies in; empty where there is none."""
    parent = next(row[2] for row in table("bodies") if row[0] == known.body)
    first, last = first_day(known.date), last_day(known.date)
    found = [
        number
        for body, number, start, end, *_ in table("sessions")
        if body in (known.body, parent)
        and number.isdecimal()
        and start
        and end
        and first_day(start) <= first
        and last <= last_day(end)
    ]
    if len(found) != 1:
        return ""
    remarks.append(f"session {found[0]}: by the date and sessions.csv")
    return found[0]


def _direction(known: Particulars, remarks: list[str]) -> str:
    """Return what earlier statements of the stance, or of the opposite one, say of the proposition."""
    about = [one for one in statements() if one.proposition.id == known.proposition]
    same = {one.direction for one in about if one.stance == known.stance}
    rival = {one.direction for one in about if one.stance == _RIVAL.get(known.stance)}
    found = same or {"against" if direction == "for" else "for" for direction in rival}
    if len(found) != 1:
        return ""
    (direction,) = found
    remarks.append(f"direction {direction}: by earlier statements on the proposition")
    return direction


def _new_id(known: Particulars, speaker: Country | None) -> str:
    subject = _name_in_ids(speaker) if speaker else _slug(known.target) or _slug(known.kind)
    taken = {one.id for one in statements()}
    start = f"{known.date}-{known.body}"
    choices = [f"{start}-{subject}", f"{start}-{known.proposition}-{subject}"]
    choices += [f"{choices[0]}-{number}" for number in range(2, len(taken) + 3)]
    return next(one for one in choices if one not in taken and _ID.fullmatch(one))


def _name_in_ids(speaker: Country) -> str:
    """Return a country's name as it stands in the ids of earlier statements, or its short name."""
    name = _slug(speaker.name.partition("(")[0])
    for one in reversed(statements(delivered_by=speaker)):
        end = one.id.removeprefix(f"{one.date_text}-{one.body}-")
        if set(end.split("-")) <= set(name.split("-")):
            return end
    return name


def _slug(text: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", fold(text)))


def _source(known: Particulars, concerns: list[str], remarks: list[str]) -> tuple[str, tuple[str, ...]]:
    """Return the id of the source and its row, which is empty where the record has the source."""
    for row in table("sources"):
        if known.url and row[3].rstrip("/") == known.url.rstrip("/"):
            remarks.append(f"the record has this address: it is the source {row[0]}")
            return row[0], ()
    publisher = known.publisher or _domain(known.url)
    if not (known.url and known.publisher):
        lacking = [f"--{name}" for name in ("url", "publisher") if not getattr(known, name)]
        concerns.append(f"the source lacks {' and '.join(lacking)}")
    cells = {
        "id": _source_id(known),
        "publisher": publisher,
        "url": known.url,
        "language": known.language,
        "kind": "primary" if known.primary else "secondary",
    }
    return cells["id"], tuple(cells.get(name, "") for name in columns("sources"))


def _source_id(known: Particulars) -> str:
    """Return the id of a new source: the domain with hyphens for dots, and the next number."""
    stem = _slug(_domain(known.url).replace(".", " ")) or _slug(known.publisher) or "source"
    numbers = {}
    for row in table("sources"):
        start, _, number = row[0].rpartition("-")
        if start == stem and number.isdecimal():
            numbers[number] = row[3]
    # Catalogues go by the number of the record, at the end of its address.
    record = re.search(r"(\d+)/?$", known.url)
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


# ------------------------------------------------------------------------------------------- their place


def _below(name: str, statement_id: str, day: str, row: tuple[str, ...]) -> int:
    """Return the line of a table's file below which a row belongs."""
    if name == "sources":
        return bisect_right([each[0] for each in table(name)], row[0]) + 1
    order = {one.id: (one.date_text or _UNDATED, one.id) for one in statements()}
    keys = [order[each[0]] for each in table(name)]
    return bisect_right(keys, order.get(statement_id, (day, statement_id))) + 1


def _as_csv(row: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(row)
    return line.getvalue()
