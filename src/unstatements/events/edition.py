"""Editions of the UN's voting data: files that a user added to what comes with the library.

The UN's terms allow its files to be read, not to be passed on, and no automatic download. So a
user downloads one in a browser and adds it once (`unstatements.add_votes`). It is kept as an
edition in the user's data folder: a table with a row a roll call, in the columns of the table
`rollcalls` and one for the codes of those that voted in each way, and a description beside it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from unstatements.core.arguments import of_type, quoted
from unstatements.core.errors import DataIntegrityError
from unstatements.core.extras import needed
from unstatements.core.once import once
from unstatements.core.tables import columns, table
from unstatements.results.cells import Column, attribute_columns
from unstatements.results.result import Listing
from unstatements.results.text import Fact, plural

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = "bundled"  # the word for what comes with the library, where an edition is asked for
VOTERS = ("voted_yes", "voted_no", "abstained", "did_not_vote")  # columns of codes
_FOLDER = "UNSTATEMENTS_DATA"  # the environment variable that names another folder


class VotingFile(NamedTuple):
    """A voting file that the UN publishes: a row of the table `voting_files`."""

    body: str
    title: str
    publisher: str
    url: str
    first_year: str


@once
def voting_files() -> Mapping[str, VotingFile]:
    """Return the voting files that the UN publishes, by body."""
    return {row[0]: VotingFile(*row) for row in table("voting_files")}


class Edition(NamedTuple):
    """A voting file of the UN Digital Library that was added with `unstatements.add_votes`.

    Attributes:
        id: Key, such as ``"ga-2026-02-06"``.
        body: Code of the body that voted.
        published: Day in the name that the UN gave the file; None where the name has none.
        added: Day on which it was added.
        first: Day of its first roll call.
        last: Day of its last roll call.
        rollcalls: How many roll calls it holds.
        new: How many of them did not come with the library when it was added.
        unread: How many of its rows could not be used.
        file: Name of the file.
        sha256: Checksum of the file.
        seal: Checksum of the table that is kept.
    """

    id: str
    body: str
    published: date | None
    added: date
    first: date
    last: date
    rollcalls: int
    new: int
    unread: int
    file: str
    sha256: str
    seal: str = ""

    @property
    def title(self) -> str:
        """Title that the UN gives the data."""
        return voting_files()[self.body].title

    @property
    def url(self) -> str:
        """Address of the data."""
        return voting_files()[self.body].url

    def facts(self) -> tuple[Fact, ...]:
        """Return what is known of the edition, as people read it."""
        return (
            Fact("edition", self.id),
            Fact("data", self.title, f"{self.title}, {self.url}"),
            Fact(
                "roll calls",
                f"{self.rollcalls}, of which {self.new} did not come with the library",
            ),
            Fact("from", self.first.isoformat()),
            Fact("to", self.last.isoformat()),
            Fact("rows that could not be used", str(self.unread or "")),
            Fact("file", self.file, f"{self.file}, SHA-256 {self.sha256}"),
            Fact("added", self.added.isoformat()),
        )

    def remove(self) -> None:
        """Remove the edition from the user's data folder; the file itself is left where it is.

        Raises:
            OSError: If it cannot be removed.
        """
        for path in _paths(self.id):
            path.unlink(missing_ok=True)

    def __str__(self) -> str:
        return f"{self.title}, {self.rollcalls} roll calls from {self.first} to {self.last}"

    def __repr__(self) -> str:
        return f"<edition {self.id!r}: {self}>"


class Editions(Listing[Edition]):
    """Editions, of each body the one that reaches furthest last; shows itself as a table."""

    __slots__ = ()

    noun = "edition"

    _on_screen = ("edition", "title", "start", "end", "rollcalls", "new")
    _columns = (
        Column[Edition]("edition", str, "id"),
        *attribute_columns(body=str, title=str),
        Column[Edition]("start", date, "first"),
        Column[Edition]("end", date, "last"),
        *attribute_columns(rollcalls=int, new=int, published=date, added=date),
        *attribute_columns(file=str, sha256=str),
    )

    def footnotes(self) -> Sequence[str]:
        if not self:
            return ["un.add_votes(path) adds a voting file of the UN Digital Library."]
        return [
            "new: roll calls that did not come with the library.",
            f"Kept in {_folder()}. © United Nations; for non-commercial use with attribution.",
        ]


def editions() -> Editions:
    """Return the editions of the UN's voting data that were added with `add_votes`.

    The one of a body that reaches furthest is read beside what comes with the library; the
    argument `edition` of `rollcalls`, `rollcall` and `cite` chooses another, or ``"bundled"`` for
    none.

    Raises:
        DataIntegrityError: If the description of one is damaged; says how to remove it.

    Example:
        >>> print(un.editions())
        0 editions
        <BLANKLINE>
        (no rows)
        <BLANKLINE>
        un.add_votes(path) adds a voting file of the UN Digital Library.
    """
    try:
        paths = sorted(_folder().glob("*.json"))
    except ImportError:  # nothing can have been added
        paths = []
    described = map(_described, paths)
    return Editions(
        sorted(described, key=lambda each: (each.body, each.last, each.added, each.id))
    )


def editions_in_use(edition: str | None) -> tuple[Edition, ...]:
    """Return the editions that are read beside what comes with the library."""
    if edition is not None and of_type(edition, str, "edition: give its id") == BUNDLED:
        return ()
    by_id = {each.id: each for each in editions()}
    if edition is None:
        return tuple({each.body: each for each in by_id.values()}.values())
    if edition not in by_id:
        expected = ", ".join([BUNDLED, *by_id])
        raise ValueError(
            f"edition: {quoted(edition)}; expected one of: {expected}; un.add_votes(path) adds one"
        )
    return (by_id[edition],)


def edition_notes(events: Iterable[object]) -> list[str]:
    """Return the footnotes that name the editions from which events were read."""
    counts = Counter(getattr(event, "edition", "") for event in dict.fromkeys(events))
    return [
        f"{plural(count, 'roll call')} from the edition {edition} of the UN's voting data, which "
        "was added to this computer: `cite` names it."
        for edition, count in counts.items()
        if edition
    ]


# -------------------------------------------------------------------------- the user's data folder


def store(edition: Edition, rows: Sequence[Mapping[str, str]]) -> Edition:
    """Keep an edition in the user's data folder; return it with its seal."""
    from unstatements.core.files import written_whole

    described, packed = _paths(edition.id)
    described.parent.mkdir(parents=True, exist_ok=True)
    content = _packed(rows)
    sealed = edition._replace(seal=hashlib.sha256(content).hexdigest())
    description = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in sealed._asdict().items()
    }
    with written_whole(packed) as partial:
        partial.write_bytes(content)
    with written_whole(described) as partial:
        partial.write_text(json.dumps(description, indent=2), encoding="utf-8")
    return sealed


def stored_rollcalls(edition: Edition) -> Iterator[dict[str, str]]:
    """Yield the rows of an edition."""
    import gzip

    _description, path = _paths(edition.id)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _damaged(path, str(error)) from error
    if hashlib.sha256(content).hexdigest() != edition.seal:
        raise _damaged(path, "it is not as it was stored")
    empty = dict.fromkeys(columns("rollcalls"), "")  # a later version may have more columns
    rows = csv.DictReader(io.StringIO(gzip.decompress(content).decode(), newline=""))
    if not {*VOTERS}.issubset(rows.fieldnames or ()):
        raise _damaged(path, "another version stored it")
    for row in rows:
        yield empty | row


def _packed(rows: Sequence[Mapping[str, str]]) -> bytes:
    import gzip

    text = io.StringIO()
    writer = csv.DictWriter(
        text, [*columns("rollcalls"), *VOTERS], "", "ignore", lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return gzip.compress(text.getvalue().encode(), mtime=0)


def _folder() -> Path:
    """Return the folder in which editions are kept."""
    from pathlib import Path

    folder = os.environ.get(_FOLDER)
    if folder:
        return Path(folder)
    purpose = "the folder in which votes are kept needs"
    with needed("platformdirs", purpose, '"unstatements[votes]"'):
        from platformdirs import user_data_path
    return user_data_path("unstatements", appauthor=False) / "votes"


def _paths(edition_id: str) -> tuple[Path, Path]:
    """Return where an edition is kept: its description and its table."""
    folder = _folder()
    return folder / f"{edition_id}.json", folder / f"{edition_id}.csv.gz"


def _described(path: Path) -> Edition:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        for name in ("published", "added", "first", "last"):
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        return Edition(**values)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _damaged(path, str(error)) from error


def _damaged(path: Path, why: str) -> DataIntegrityError:
    edition_id = path.name.removesuffix(".json").removesuffix(".csv.gz")
    return DataIntegrityError(
        f"cannot be read ({why}); delete the files {edition_id}.* in {path.parent} and add the "
        "voting file again",
        file=path.name,
    )
