"""Files to take away: a CSV a statement, the whole record in three formats, a feed, a sitemap."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

import unstatements as un

from . import data, record, words
from .record import path_of

LICENCE = "CC BY 4.0"
VOTED = {"for": "yes", "neutral": "abstain", "against": "no", "absent": "absent"}
WIDE = (
    "votes",
    "hrc_votes",
    "ga_votes",
)  # a column a country: in SQL the view votes_long is better

README = """\
unstatements {version}: joint statements and recorded votes at the United Nations
{cite}
Licence: {licence}, https://creativecommons.org/licenses/by/4.0/
Every column of every table: {docs}codebook.html
How facts become rows: {docs}coding-rules.html

Two tables are made from the others, for those who count:

signatures_tidy  one row a country and statement: statement, date, body, stance, target, iso3,
                 country, status (confirmed, reported, disputed), later (signed after delivery),
                 joined_on, withdrawn_on, source (the best address that shows it).
votes_long       one row a roll call and state: rollcall, date, body, iso3, country, vote (yes, no,
                 abstain, absent). What a vote was on stands in rollcalls, hrc_texts, ga_rollcalls.
                 SQLite and Parquet have it in place of the tables with a column a country.

A country that stands on no list has not necessarily stayed silent: `completeness` of a statement
says whether all names are known. Namibia's two-letter code is NA: in R read with na.strings = "".
"""


def statement_rows(statement: un.Statement) -> Iterator[Mapping[str, object]]:
    """Yield one row a state: its position now and before, what changed, which source says so."""
    positions = un.positions(statement)
    shift = record.shift_to(statement)
    previous = shift.before if shift else None
    movements = {row["alpha_3"]: row["movement"] for row in shift.rows()} if shift else {}
    signatures = {
        signature.country: signature
        for event in (statement, *statement.counterstatements)
        for signature in reversed(event.signatures)
    }
    for country, position in positions.items():
        sided = str(position) in ("for", "against")
        signature = signatures.get(country) if sided else None
        yield {
            "country": country.name,
            "iso3": country.alpha_3,
            "position": str(position),
            "previous_position": str(previous.get(country, "outside")) if previous else "",
            "change": movements.get(country.alpha_3, ""),
            "status": signature.status if signature else "",
            "source": next((s.url for s in signature.sources if s.url), "") if signature else "",
            "date": statement.date_text,
            "previous_date": previous.event.date_text if previous else "",
            "licence": LICENCE,
        }


def signature_rows() -> Iterator[Mapping[str, object]]:
    """Yield one row a country and statement."""
    for statement in record.statements():
        for signature in statement.signatures:
            yield {
                "statement": statement.id,
                "date": statement.date_text,
                "body": statement.body,
                "stance": statement.stance,
                "target": statement.target,
                "iso3": signature.country.alpha_3,
                "country": signature.country.name,
                "status": signature.status,
                "later": signature.later,
                "joined_on": signature.joined_on,
                "withdrawn_on": signature.withdrawn_on,
                "source": next((source.url for source in signature.sources if source.url), ""),
            }


def votes_of(vote: un.RollCall) -> list[tuple[un.Country, str]]:
    """Return who voted how, in order of code."""
    sides = record.sides_of(vote).items()
    cast = [(country, VOTED[how]) for how, countries in sides for country in countries]
    return sorted(cast, key=lambda pair: pair[0].alpha_3)


def votes_long() -> pa.Table:
    """Return one row a roll call and state."""
    columns: dict[str, list[object]] = {
        name: [] for name in ("rollcall", "date", "body", "iso3", "country", "vote")
    }
    for vote in sorted(data.rollcalls(), key=lambda vote: vote.body):
        event = (vote.id, vote.date, vote.body)
        for country, how in votes_of(vote):
            row = (*event, country.alpha_3, country.name, how)
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
    return pa.table(columns)


def tables() -> Iterator[tuple[str, pa.Table]]:
    """Yield the tables of the record, and the two that are made from them: name and content."""
    for name, rows in un.tables().items():
        yield name, rows.to_frame("pyarrow")
    yield "signatures_tidy", pa.Table.from_pylist(list(signature_rows()))
    yield "votes_long", votes_long()


def write_downloads(folder: Path) -> Sequence[tuple[str, str, int]]:
    """Write the whole record as CSV, SQLite and Parquet, each in one zip.

    Returns:
        For each file its name, what it holds, and its size in bytes.
    """
    text = README.format(version=un.DATA_VERSION, cite=un.cite(), licence=LICENCE, docs=words.DOCS)
    paths = {
        "unstatements-csv.zip": "CSV, for spreadsheets, R and Datawrapper",
        "unstatements-sqlite.zip": "SQLite, one file for SQL",
        "unstatements-parquet.zip": "Parquet, for data frames",
    }
    csvs, sqlite, parquet = (
        zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED, compresslevel=9)
        for name in paths
    )
    with csvs, sqlite, parquet, TemporaryDirectory() as scratch:
        database = sqlite3.connect(Path(scratch) / "unstatements.sqlite")
        for name, table in tables():
            if name not in (*WIDE, "votes_long"):
                _fill(database, name, table)
            if name not in WIDE:
                parquet.writestr(f"{name}.parquet", _parquet(table), zipfile.ZIP_STORED)
            if name not in un.tables():
                csvs.writestr(f"{name}.csv", _csv(table))
        _fill_votes(database)
        database.commit()
        database.close()
        sqlite.write(Path(scratch) / "unstatements.sqlite", "unstatements.sqlite")
        package = files("unstatements") / "data"
        for path in sorted(Path(str(package)).rglob("*.*")):
            csvs.write(path, f"data/{path.relative_to(str(package)).as_posix()}")
        for archive in (csvs, sqlite, parquet):
            archive.writestr("README.txt", text)
    return [(name, what, (folder / name).stat().st_size) for name, what in paths.items()]


def _fill(database: sqlite3.Connection, name: str, table: pa.Table) -> None:
    columns = ", ".join(f'"{column}"' for column in table.column_names)
    marks = ", ".join("?" * table.num_columns)
    database.execute(f'CREATE TABLE "{name}" ({columns})')
    values = zip(*(map(_plain, column.to_pylist()) for column in table.columns), strict=True)
    database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)


def _fill_votes(database: sqlite3.Connection) -> None:
    """Write each roll as a letter a state, which is small, and the view that has a row a vote."""
    database.executescript(
        """
        CREATE TABLE votes_cast (rollcall PRIMARY KEY, date, body, letters) WITHOUT ROWID;
        CREATE TABLE states (state INTEGER PRIMARY KEY, iso3, country);
        CREATE TABLE words (letter PRIMARY KEY, vote) WITHOUT ROWID;
        CREATE VIEW votes_long AS
            SELECT rollcall, date, body, iso3, country, vote
            FROM votes_cast, states JOIN words ON letter = substr(letters, state, 1);
        """
    )
    states = enumerate(data.voters(), 1)
    rows = [(number, country.alpha_3, country.name) for number, country in states]
    database.executemany("INSERT INTO states VALUES (?, ?, ?)", rows)
    letters = [(data.LETTERS[how], word) for how, word in VOTED.items()]
    database.executemany("INSERT INTO words VALUES (?, ?)", letters)
    for vote in data.rollcalls():
        row = (vote.id, str(vote.date), vote.body, data.letters_cast(vote))
        database.execute("INSERT INTO votes_cast VALUES (?, ?, ?, ?)", row)


def _plain(value: Any) -> str | int | None:
    return value if value is None or isinstance(value, int) else str(value)


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    repeating = [name for name in table.column_names if 4 * len(table[name].unique()) < len(table)]
    pa.parquet.write_table(
        table, sink, compression="zstd", compression_level=19, use_dictionary=repeating
    )
    return sink.getvalue().to_pybytes()


def _csv(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pa.csv.write_csv(table, sink, pa.csv.WriteOptions(quoting_style="needed"))
    return sink.getvalue().to_pybytes()


def timelines() -> str:
    """Return both sides of every proposition through time, as CSV."""
    rows = [
        {"proposition": key, **row}
        for key in record.propositions()
        for row in record.timeline(key).rows()
    ]
    return _csv(pa.Table.from_pylist(rows)).decode()


def csv_text(rows: Iterable[Mapping[str, object]], columns: Sequence[str] = ()) -> str:
    """Return rows as CSV in the way of the data package: commas, line feeds, a header."""
    rows = list(rows)
    file = io.StringIO()
    writer = csv.DictWriter(file, columns or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def feed(number: int = 30) -> str:
    """Return an Atom feed of the latest statements."""
    latest = [statement for statement in record.statements() if statement.date][::-1][:number]
    entries = "\n".join(_entry(statement) for statement in latest)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>{words.ADDRESS}</id>
<title>unstatements: joint statements at the United Nations</title>
<link rel="self" href="{words.ADDRESS}feed.xml"/>
<link href="{words.ADDRESS}index.html"/>
<author><name>The unstatements authors</name></author>
<rights>{LICENCE}</rights>
<updated>{latest[0].date}T00:00:00Z</updated>
{entries}
</feed>
"""


def _entry(statement: un.Statement) -> str:
    address = words.ADDRESS + path_of(statement)
    return f"""<entry>
<id>{address}</id>
<title>{escape(words.headline(statement))}</title>
<link href="{address}"/>
<updated>{statement.date}T00:00:00Z</updated>
<summary>{escape(words.story(statement))}</summary>
</entry>"""


def sitemap(paths: Iterable[str]) -> str:
    """Return the addresses of all pages, for search engines."""
    addresses = "\n".join(f"<url><loc>{words.ADDRESS}{path}</loc></url>" for path in paths)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{addresses}
</urlset>
"""
