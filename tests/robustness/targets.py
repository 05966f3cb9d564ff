"""What is fuzzed, from what it starts, and which errors may come out: those that the documentation
names."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import unstatements as un
from unstatements.curation.draft import draft
from unstatements.curation.draft_input import DraftInput
from unstatements.events.rollcalls import RollCalls

HERE = Path(__file__).parents[1]
NAME_ERRORS = (un.errors.UnknownCountryError, un.errors.AmbiguousCountryError)
KNOWN = DraftInput(
    date="2025-03-20", body="hrc", stance="critical", target="China", delivered_by="Poland"
)


class Target(NamedTuple):
    """A function that takes any bytes, the inputs that it starts from, and the errors that it may
    raise."""

    run: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]
    errors: tuple[type[Exception], ...]


def text_of(data: bytes) -> str:
    """Return bytes as text; what is no UTF-8 becomes lone surrogates, which text in Python may
    hold too."""
    return data.decode("utf-8", "surrogateescape")


def name(data: bytes) -> None:
    """Ask for a country, as it is and on a day; both ways of asking must agree."""
    text = text_of(data)
    day = date(1946 + len(data) % 80, 1, 1)
    try:
        found = un.country(text)
    except NAME_ERRORS:
        assert un.normalize([text], errors="null") == [None]
    else:
        assert un.match(text).country == found == un.normalize([text])[0]
    un.country(text, day)


def mentions(data: bytes) -> None:
    """Find countries in a text; what is found must stand there, in order."""
    text = text_of(data)
    end = 0
    for mention in un.find_countries(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


def signatories(data: bytes) -> None:
    """Read a list of names."""
    found = un.parse_signatories(text_of(data))
    assert set(found.repeated) <= set(found.countries)


def draft_rows(data: bytes) -> None:
    """Make rows of a press release."""
    draft(text_of(data), KNOWN).to_text()


def undl(data: bytes) -> None:
    """Read a bulk file of votes."""
    used(un.read_undl(io.BytesIO(data), errors="collect"))
    un.read_undl(io.BytesIO(data))


def marcxml(data: bytes) -> None:
    """Read voting records."""
    used(un.read_marcxml(io.BytesIO(data), errors="collect"))
    un.read_marcxml(io.BytesIO(data))


def rollcalls(data: bytes) -> None:
    """Read a table of the user's own."""
    used(un.read_rollcalls(io.BytesIO(data), errors="collect"))
    un.read_rollcalls(io.BytesIO(data))


def used(votes: RollCalls) -> None:
    """Look at what was read: nothing that a reader gives may be broken."""
    for vote in votes:
        str(vote), vote.tally, vote.notes
        assert not vote.yes & vote.no
    votes.rows()
    str(votes)


def lines_of(file: str) -> list[bytes]:
    """Return the texts of a table of cases for names, without what they should give."""
    lines = (HERE / "names" / file).read_text(encoding="utf-8").splitlines()
    return [
        line.rpartition(" | ")[0].replace("\\n", "\n").encode() for line in lines if " | " in line
    ]


def files(*names: str) -> list[bytes]:
    """Return files as they are, gzipped and zipped."""
    found = [(HERE / "readers" / name).read_bytes() for name in names]
    return [
        *found,
        *map(gzip.compress, found),
        *(zipped(one, Path(names[0]).suffix) for one in found),
    ]


def zipped(content: bytes, suffix: str) -> bytes:
    """Return a zip file with one member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"member{suffix}", content)
    return buffer.getvalue()


OWN = [
    b"rollcall,country,vote,date\nfirst,France,Y,2024-05-10\nfirst,PER,A,2024-05-10\n",
    b"rollcall;date;yes;no;France;PER\nfirst;2024-05-10;1;0;Y;\nsecond;2024-05-11;;;absent;N\n",
]


def texts() -> list[bytes]:
    """Return texts with countries in them."""
    return lines_of("mentions.txt")


TARGETS = {
    "country": Target(
        name, lambda: lines_of("names.txt") + lines_of("should_not_match.txt"), NAME_ERRORS
    ),
    "find_countries": Target(mentions, texts, ()),
    "parse_signatories": Target(signatories, texts, ()),
    "draft": Target(draft_rows, texts, (*NAME_ERRORS, ValueError)),
    "read_undl": Target(
        undl, lambda: files("ga_voting.csv", "sc_voting.csv"), (un.errors.DataIntegrityError,)
    ),
    "read_marcxml": Target(
        marcxml,
        lambda: files("undl_records.xml", "ohchr_records.xml"),
        (un.errors.DataIntegrityError,),
    ),
    "read_rollcalls": Target(
        rollcalls,
        lambda: [*OWN, *files("ga_voting.csv", "sc_voting.csv")],
        (un.errors.DataIntegrityError,),
    ),
}


def try_one(target: Target, data: bytes) -> Exception | None:
    """Run a target on one input; return what came out and should not have."""
    try:
        target.run(data)
    except Exception as error:
        return None if type(error) in target.errors else error
    return None
