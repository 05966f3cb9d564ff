"""Reading voting records that the catalogues of UN libraries export as MARCXML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import IO
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from attrs import frozen

from unstatements.core.errors import DataIntegrityError
from unstatements.core.sources import Source, library_source
from unstatements.events.rollcalls import RollCalls
from unstatements.names.country import Country
from unstatements.readers.builder import (
    Errors,
    Reading,
    RollCallBuilder,
    Totals,
    body_or_name,
    committee_of,
)
from unstatements.readers.files import PathOrBuffer, Progress, opened

_CHUNK = 1 << 16  # bytes read at a time
_DEEPEST = 100  # elements in one another
_LARGEST_RECORD = 1 << 22  # characters; of the largest bodies a record has less than 100,000
_LONGEST_TAG = 1 << 20  # bytes of a tag or comment
_COUNCIL_AND_COMMISSION = (
    "A/HRC/",
    "E/CN.4/",
)  # symbols of the records that the OHCHR library holds
_FIELDS = ("controlfield", "datafield")
_ADOPTED = re.compile(r"/(RES|DEC)/")  # only what was adopted has such a symbol


def read_marcxml(
    path_or_buffer: PathOrBuffer, *, progress: Progress | None = None, errors: Errors = "raise"
) -> RollCalls:
    r"""Read voting records that the UN Digital Library or the OHCHR exported as MARCXML.

    A record becomes a roll call: its title (field 245), date (269), kind of vote (591), symbol
    (791), body (981), agenda item and subjects (991), totals (996) and the votes, one field 967 a
    country. Either library has its own way to write a vote: code in subfield c, and no vote where
    a state did not vote (UN Digital Library); code in subfield b, a full stop where a state did
    not vote, and no vote where it has no position (OHCHR Search Library), which leaves the country
    out of the roll call and in its notes.

    A record without votes is kept, with completeness ``"none"``. A roll that does not add up to
    the totals is ``"partial"``; its notes and `RollCalls.problems` say what differs.

    Files may come from anywhere, so a document type declaration, which no MARCXML has, is refused:
    without one, a file cannot define entities that blow up or reach other files.

    Args:
        path_or_buffer: The file, as for `read_undl`: a collection or a single record, with or
            without namespace.
        progress: As for `read_undl`.
        errors: As for `read_undl`, of votes and records.

    Returns:
        The roll calls in order of date. They work wherever bundled ones do.

    Raises:
        DataIntegrityError: If votes or records could not be used and `errors` is ``"raise"``; if
            the file is not whole XML, holds no record, or has a document type declaration.
        OSError: If the file cannot be opened.

    Source:
        MARC 21 XML schema, http://www.loc.gov/MARC21/slim; the notation of votes: Dag Hammarskjöld
        Library, https://research.un.org/en/docs/unvoting/undl.

    Example:
        >>> import io
        >>> import unstatements as un
        >>> record = '''<record><controlfield tag="001">7</controlfield>
        ... <datafield tag="269"><subfield code="a">2022-10-06</subfield></datafield>
        ... <datafield tag="791"><subfield code="a">A/HRC/51/L.999</subfield></datafield>
        ... <datafield tag="981"><subfield code="a">Human Rights Council</subfield></datafield>
        ... <datafield tag="996"><subfield code="b">1</subfield>
        ... <subfield code="c">2</subfield></datafield>
        ... <datafield tag="967"><subfield code="b">FRA</subfield>
        ... <subfield code="d">Y</subfield></datafield>
        ... <datafield tag="967"><subfield code="b">CUB</subfield>
        ... <subfield code="d">N</subfield></datafield>
        ... </record>'''
        >>> votes = un.read_marcxml(io.StringIO(record))
        >>> print(votes[0], votes[0].completeness)
        2022-10-06 Human Rights Council: vote on A/HRC/51/L.999, rejected 1-2-? partial
        >>> print(votes.problems[0].what)
        A/HRC/51/L.999: roll and totals disagree: no 1 in the roll, 2 announced
    """
    with opened(path_or_buffer, ".xml", progress) as (content, name):
        reading = Reading(name, errors)
        digests: dict[str, int] = {}
        for record in _records(content, name):
            number = record.first("001") or f"line {record.line}"
            digest = hash(tuple((field.tag, *field.subfields) for field in record.fields))
            if digests.setdefault(number, digest) != digest:
                what = f"record {number} is there twice, with other content; the first is kept"
                reading.lost(record.line, what)
            elif number in reading.builders:
                reading.contradiction(record.line, f"record {number} is there twice")
            else:
                _read(record, number, reading)
    return reading.rollcalls()


# ---------------------------------------------------------------------------------------- from XML


@frozen
class _Field:
    """A field of a record: its tag, first indicator, line and subfields (code and text)."""

    tag: str
    indicator: str
    line: int
    subfields: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, element: Element) -> _Field:
        parts = element.iterfind("subfield") if element.tag == "datafield" else [element]
        return cls(
            tag=element.get("tag", ""),
            indicator=element.get("ind1", " "),
            line=int(element.get("line", 0)),
            subfields=tuple(
                (part.get("code", ""), " ".join("".join(part.itertext()).split()))
                for part in parts
            ),
        )

    def get(self, code: str) -> str:
        """Return the first subfield with this code that is not empty."""
        return next((text for subcode, text in self.subfields if subcode == code and text), "")


@frozen
class _Record:
    """A record: the line on which it begins, and its fields."""

    line: int
    fields: Sequence[_Field]

    def all(self, tag: str) -> list[_Field]:
        """Return the fields with a tag."""
        return [field for field in self.fields if field.tag == tag]

    def first(self, tag: str, code: str = "") -> str:
        """Return the first text with this tag and code that is not empty."""
        texts = (field.get(code) for field in self.all(tag))
        return next((text for text in texts if text), "")


class _RecordElements:
    """What is done at each tag: only records are built, and a document type is refused."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.line = 1
        self.tree: TreeBuilder | None = None  # of the record that is open
        self.size = 0  # of that record: characters
        self.depth = 0
        self.quiet = 0  # bytes read since the last tag or text
        self.complete: list[Element] = []

    def doctype(self, *_declaration: str | None) -> None:
        raise DataIntegrityError(
            "has a document type declaration, which MARCXML never has and which can do harm; "
            "remove it",
            file=self.file,
            line=self.line,
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.quiet = 0
        self.depth += 1
        if self.depth > _DEEPEST:
            raise DataIntegrityError("is nested deeper than any record", self.file, self.line)
        name = tag.rpartition("}")[2]  # without the namespace
        if name == "record":
            self.tree = TreeBuilder()
            self.size = 0
        if self.tree is not None:
            self.grow(sum(map(len, (name, *attributes, *attributes.values()))))
            self.tree.start(name, {**attributes, "line": str(self.line)})

    def data(self, text: str) -> None:
        self.quiet = 0
        if self.tree is not None:
            self.grow(len(text))
            self.tree.data(text)

    def grow(self, size: int) -> None:
        """Note what a record has more, and refuse one that is larger than any."""
        self.size += size + 1
        if self.size > _LARGEST_RECORD:
            raise DataIntegrityError("is in a record larger than any", self.file, self.line)

    def end(self, tag: str) -> None:
        self.quiet = 0
        self.depth -= 1
        if self.tree is None:
            return
        name = tag.rpartition("}")[2]
        self.tree.end(name)
        if name == "record":
            self.complete.append(self.tree.close())
            self.tree = None


def _records(content: IO[bytes], file: str) -> Iterator[_Record]:
    """Yield the records of a file, one after the other, as they are read."""
    elements = _RecordElements(file)
    parser = XMLParser(target=elements)
    empty = True
    try:
        while chunk := content.readline(_CHUNK):  # by the line, so that each element has its own
            elements.quiet += len(chunk)
            parser.feed(chunk)
            if elements.quiet > _LONGEST_TAG:
                raise DataIntegrityError("is in a tag longer than any", file, elements.line)
            elements.line += chunk.endswith(b"\n")
            for element in elements.complete:
                fields = [_Field.of(part) for part in element.iter() if part.tag in _FIELDS]
                if fields:
                    empty = False
                    yield _Record(int(element.get("line", 0)), fields)
            elements.complete.clear()
        parser.close()
    except ParseError as error:
        what = f"is not whole XML ({error.msg.partition(':')[0]})"
        raise DataIntegrityError(what, file=file, line=error.position[0]) from error
    except (LookupError, ValueError) as error:  # the file declares an encoding that expat lacks
        raise DataIntegrityError(f"cannot be decoded ({error})", file=file, line=1) from error
    if empty:
        raise DataIntegrityError("holds no MARCXML record", file=file)


# ---------------------------------------------------------------------------------- to a roll call


def _read(record: _Record, key: str, reading: Reading) -> None:
    body, draft = _body(record), _draft(record)
    symbol = record.first("791", "a") or draft
    kind = record.first("591", "a").casefold()
    totals = zip(Totals._fields, "bcdef", strict=True)
    row = {
        "record": record.first("001"),
        "date": record.first("269", "a") or record.first("992", "a"),
        "session": record.first("791", "c"),
        "title": _joined(" ", (record.first("245", code) for code in "abc")),
        **{name: record.first("996", code) for name, code in totals},
    }
    builder = reading.start(
        key,
        record.line,
        row,
        body=body,
        symbol=symbol,
        source=_source(record, symbol),
        committee=committee_of(draft) if body == "ga" else None,
        vote_kind=kind,
        outcome="adopted" if _ADOPTED.search(symbol) or kind.startswith("adopted") else None,
        target=_joined("; ", (field.get("d") for field in record.all("991"))),
        record=record.first("001") if _is_undl(record) else "",
    )
    builder.without_vote = "without" in kind
    builder.note(_agenda(record))
    builder.note(record.first("996", "a"))
    _add_votes(builder, record, reading)
    if not builder.voters and not builder.without_vote:
        builder.note("The record has no roll.")


def _add_votes(builder: RollCallBuilder, record: _Record, reading: Reading) -> None:
    without_position: list[Country] = []
    for field in record.all("967"):
        # Once the next subfield's mark has run into the code: "VEN$eVENEZUELA ...".
        code, _, name = (field.get("c") or field.get("b")).partition("$e")
        cell = field.get("d") or ("X" if field.get("c") else None)
        name, subject = field.get("e") or name, f"record {builder.record}: "
        voter = reading.vote(builder, field.line, code, name, cell, subject)
        if voter is not None and cell is None:
            without_position.append(voter)
    if without_position:
        names = ", ".join(map(str, without_position))
        builder.note(f"Listed without a position, so not counted here: {names}.")


def _body(record: _Record) -> str:
    names = [field.get("a") for field in record.all("981")]
    codes = [body_or_name(name) for name in names]
    known = (code for code, name in zip(codes, names, strict=True) if code != name)
    return next(known, next(iter(names), ""))


def _is_undl(record: _Record) -> bool:
    return any(field.get("c") for field in record.all("967"))


def _source(record: _Record, symbol: str) -> Source:
    """Return the record as a source; how votes are written shows in which library it is."""
    number = record.first("001")
    if _is_undl(record):
        return library_source(number, symbol, "undl")
    if record.all("967") and symbol.startswith(_COUNCIL_AND_COMMISSION):
        return library_source(number, symbol, "ohchr")
    return library_source(number, symbol, None)


def _draft(record: _Record) -> str:
    drafts = (field.get("a") for field in record.all("993") if field.indicator == "2")
    return next(drafts, "")


def _agenda(record: _Record) -> str:
    items = (_joined(" ", map(field.get, "abc")) for field in record.all("991"))
    agenda = _joined("; ", items).rstrip(" .")
    return f"Agenda: {agenda}." if agenda else ""


def _joined(mark: str, parts: Iterable[str]) -> str:
    return mark.join(dict.fromkeys(part for part in parts if part))
