"""Reading voting records that the catalogues of UN libraries export as MARCXML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO
from xml.parsers import expat

from attrs import Factory, define

from unstatements.core.errors import DataIntegrityError
from unstatements.core.sources import Source, library_source
from unstatements.events.rollcall import RollCalls
from unstatements.names.country import Country
from unstatements.readers.builder import (
    Errors,
    PathOrBuffer,
    Problems,
    Progress,
    Reading,
    Totals,
    assemble,
    body_code,
    day_of,
    opened,
    resolve,
    session_of,
    total,
)

__all__ = ["read_marcxml"]

_CHUNK = 1 << 16  # bytes read at a time
_COUNCIL_AND_COMMISSION = ("A/HRC/", "E/CN.4/")  # symbols of the records that the OHCHR library holds
_PARTIAL = re.compile(r"(\d{4})(?:-?(0[1-9]|1[0-2]))?")  # a year or a month
_ADOPTED = re.compile(r"/(RES|DEC)/")  # only what was adopted has such a symbol


def read_marcxml(
    path_or_buffer: PathOrBuffer, *, progress: Progress | None = None, errors: Errors = "raise"
) -> RollCalls:
    r"""Read voting records exported as MARCXML from the UN Digital Library or the OHCHR Search Library.

    A record becomes a roll call: its title (field 245), date (269), kind of vote (591), symbol (791), body
    (981), agenda item and subjects (991), totals (996) and the votes, one field 967 a country. Either library
    has its own way to write a vote: code in subfield c, and no vote where a state did not vote (UN Digital
    Library); code in subfield b, a full stop where a state did not vote, and no vote where it has no position
    (OHCHR Search Library), which leaves the country out of the roll call and in its notes.

    A record without votes is kept, with completeness ``"none"``. A roll that does not add up to the totals is
    ``"partial"``; its notes and `RollCalls.problems` say what differs.

    Files may come from anywhere, so a document type declaration, which no MARCXML has, is refused: without
    one, a file cannot define entities that blow up or reach other files.

    Args:
        path_or_buffer: The file, plain, gzipped or in a zip file with no other XML file; a path, or an open
            file or stream, binary or text. A collection or a single record, with or without namespace.
        progress: Called now and then with the bytes read so far and the size of the file (None where it is
            not known).
        errors: ``"raise"`` to stop, at the end of the file, if a vote or a record could not be used, with one
            error that lists them; ``"collect"`` to keep what could be read, and the rest in
            `RollCalls.problems`.

    Returns:
        The roll calls in order of date. They work wherever bundled ones do.

    Raises:
        DataIntegrityError: If votes or records could not be used and `errors` is ``"raise"``; if the file is
            no whole XML, holds no record, or has a document type declaration.
        OSError: If the file cannot be opened.

    Source:
        MARC 21 XML schema, http://www.loc.gov/MARC21/slim; the notation of votes: Dag Hammarskjöld Library,
        https://research.un.org/en/docs/unvoting/undl.

    Example:
        >>> import io
        >>> import unstatements as un
        >>> record = '''<record><controlfield tag="001">7</controlfield>
        ... <datafield tag="269"><subfield code="a">2022-10-06</subfield></datafield>
        ... <datafield tag="791"><subfield code="a">A/HRC/51/L.999</subfield></datafield>
        ... <datafield tag="981"><subfield code="a">Human Rights Council</subfield></datafield>
        ... <datafield tag="996"><subfield code="b">1</subfield><subfield code="c">2</subfield></datafield>
        ... <datafield tag="967"><subfield code="b">FRA</subfield><subfield code="d">Y</subfield></datafield>
        ... <datafield tag="967"><subfield code="b">CUB</subfield><subfield code="d">N</subfield></datafield>
        ... </record>'''
        >>> votes = un.read_marcxml(io.StringIO(record))
        >>> print(votes[0], votes[0].completeness)
        2022-10-06 Human Rights Council: vote on A/HRC/51/L.999, rejected 1-2-? partial
        >>> print(votes.problems[0].what)
        A/HRC/51/L.999: roll and totals disagree: no 1 in the roll, 2 announced
    """
    with opened(path_or_buffer, ".xml", progress) as (content, name):
        problems = Problems(name, errors)
        readings: dict[str, Reading] = {}
        contents: dict[str, int] = {}
        for record in _records(content, name):
            number = record.first("001") or f"line {record.line}"
            told = hash(tuple((field.tag, *field.subfields) for field in record.fields))
            if number not in readings:
                readings[number], contents[number] = _reading(record, problems), told
            elif told == contents[number]:
                problems.noted(record.line, f"record {number} is there twice")
            else:
                what = f"record {number} is there twice, with other content; the first is kept"
                problems.lost(record.line, what)
    return assemble(readings.values(), problems)


# ---------------------------------------------------------------------------------------- from XML


@define
class _Field:
    """A field of a record: its tag, first indicator and subfields."""

    tag: str
    indicator: str
    line: int
    subfields: list[tuple[str, str]] = Factory(list)

    def get(self, code: str) -> str:
        """Return the first subfield with this code that is not empty."""
        return next((text for one, text in self.subfields if one == code and text), "")


@define
class _Record:
    """A record: its fields, and the line on which it begins."""

    line: int
    fields: list[_Field] = Factory(list)

    def all(self, tag: str) -> list[_Field]:
        """Return the fields with a tag."""
        return [field for field in self.fields if field.tag == tag]

    def first(self, tag: str, code: str = "") -> str:
        """Return the first text with this tag and code that is not empty."""
        return next((text for field in self.all(tag) if (text := field.get(code))), "")


def _records(content: IO[bytes], file: str) -> Iterator[_Record]:
    """Give the records of a file, one after the other, as they are read."""
    handler = _Handler(file)
    found = False
    try:
        while chunk := content.read(_CHUNK):
            handler.parser.Parse(chunk)
            found = found or bool(handler.done)
            yield from handler.taken()
        handler.parser.Parse(b"", True)
        found = found or bool(handler.done)
        yield from handler.taken()
    except expat.ExpatError as error:
        what = f"is no whole XML ({expat.ErrorString(error.code)})"
        raise DataIntegrityError(what, file=file, line=error.lineno) from error
    if not found:
        raise DataIntegrityError("holds no MARCXML record", file=file)


class _Handler:
    """What is done at each tag of the file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.done: list[_Record] = []
        self.record: _Record | None = None
        self.field: _Field | None = None
        self.code = ""
        self.text: list[str] | None = None  # of the field or subfield that is open
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def taken(self) -> list[_Record]:
        """Return the records that are complete, once."""
        done, self.done = self.done, []
        return done

    def _doctype(self, *_args: object) -> None:
        raise DataIntegrityError(
            "has a document type declaration, which no MARCXML has and which can do harm; remove it",
            file=self.file,
            line=self.parser.CurrentLineNumber,
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        if kind == "record":
            self.record = _Record(self.parser.CurrentLineNumber)
        elif self.record is None:
            return
        elif kind in ("controlfield", "datafield"):
            indicator = attributes.get("ind1", " ")
            self.field = _Field(attributes.get("tag", ""), indicator, self.parser.CurrentLineNumber)
            self.record.fields.append(self.field)
            self.code, self.text = "", [] if kind == "controlfield" else None
        elif kind == "subfield":
            self.code, self.text = attributes.get("code", ""), []

    def _characters(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def _end(self, name: str) -> None:
        kind = name.rpartition(" ")[2]
        if kind in ("controlfield", "subfield") and self.field is not None and self.text is not None:
            self.field.subfields.append((self.code, " ".join("".join(self.text).split())))
            self.text = None
        elif kind == "record" and self.record is not None and self.record.fields:
            self.done.append(self.record)
            self.record = self.field = None


# ---------------------------------------------------------------------------------- to a roll call


def _reading(record: _Record, problems: Problems) -> Reading:
    day, date_text = _date(record, problems)
    symbol = record.first("791", "a") or _draft(record)
    kind = record.first("591", "a").casefold()
    without_vote = "without" in kind
    bodies = [field.get("a") for field in record.all("981")]
    reading = Reading(
        line=record.line,
        record=record.first("001"),
        day=day,
        body=next((code for name in bodies if (code := body_code(name)) != name), next(iter(bodies), "")),
        symbol=symbol,
        source=_source(record, symbol),
        session=session_of(record.first("791", "c")),
        title=_joined(" ", (record.first("245", code) for code in "abc")),
        vote_kind=kind,
        outcome="adopted" if _ADOPTED.search(symbol) or kind.startswith("adopted") else None,
        totals=Totals(*(problems.read(record.line, total, record.first("996", code)) for code in "bcdef")),
        target=_joined("; ", (field.get("d") for field in record.all("991"))),
        date_text=date_text,
        undl_record=record.first("001") if _is_undl(record) else "",
        without_vote=without_vote,
    )
    reading.note(_agenda(record))
    reading.note(record.first("996", "a"))
    _add_votes(reading, record, problems)
    if not reading.packed and not without_vote:
        reading.note("The record has no roll.")
    return reading


def _add_votes(reading: Reading, record: _Record, problems: Problems) -> None:
    without_position: list[Country] = []
    for field in record.all("967"):
        # Once the next subfield's mark has run into the code: "VEN$eVENEZUELA ...".
        code, _, run_on = (field.get("c") or field.get("b")).partition("$e")
        try:
            voter = resolve(code, field.get("e") or run_on, reading.day)
            if vote := field.get("d") or ("X" if field.get("c") else ""):
                reading.add(voter, vote)
            else:
                without_position.append(voter)
        except LookupError as error:
            reading.unread += 1
            problems.lost(field.line, f"record {reading.record}: {error}")
    if without_position:
        named = ", ".join(str(one) for one in without_position)
        reading.note(f"Listed without a position, so not counted here: {named}.")


def _date(record: _Record, problems: Problems) -> tuple[date | None, str]:
    """Return the day, and the date as a partial date; of a month the first day, as everywhere."""
    text = record.first("269", "a") or record.first("992", "a")
    found = _PARTIAL.fullmatch(text)
    if found is None:
        return problems.read(record.line, day_of, text), ""
    year, month = found.groups()
    problems.noted(record.line, f"record {record.first('001')}: the date is no day: {text!r}")
    return (date(int(year), int(month), 1), f"{year}-{month}") if month else (None, year)


def _is_undl(record: _Record) -> bool:
    return any(field.get("c") for field in record.all("967"))


def _source(record: _Record, symbol: str) -> Source:
    """Return the library record as a source; which library it is in shows in how votes are written."""
    if _is_undl(record):
        return library_source(record.first("001"), symbol, "undl")
    if record.all("967") and symbol.startswith(_COUNCIL_AND_COMMISSION):
        return library_source(record.first("001"), symbol, "ohchr")
    return library_source(record.first("001"), symbol, None)


def _draft(record: _Record) -> str:
    return next((field.get("a") for field in record.all("993") if field.indicator == "2"), "")


def _agenda(record: _Record) -> str:
    items = (_joined(" ", (field.get(code) for code in "abc")) for field in record.all("991"))
    listed = _joined("; ", items).rstrip(" .")
    return f"Agenda: {listed}." if listed else ""


def _joined(mark: str, parts: Iterable[str]) -> str:
    return mark.join(dict.fromkeys(part for part in parts if part))
