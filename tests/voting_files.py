"""Voting files for the tests of the readers: small ones on disk, and drawn ones."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import assume, strategies as st

import unstatements as un
from strategies import countries
from unstatements.events.rollcall import RollCall
from unstatements.events.rollcalls import RollCalls
from unstatements.names.country import Country
from unstatements.readers.builder import country_on

FOLDER = Path(__file__).parent / "readers"
GA = (FOLDER / "ga_voting.csv").read_bytes()
SC = (FOLDER / "sc_voting.csv").read_bytes()
UNDL_RECORDS = (FOLDER / "undl_records.xml").read_bytes()
OHCHR_RECORDS = (FOLDER / "ohchr_records.xml").read_bytes()
HEADER = GA.decode().splitlines()[0].split(",")
BODIES = {"ga": "General Assembly", "sc": "Security Council"}
LETTERS = "YNAX"

DAYS = st.dates(date(1946, 1, 1), date(2026, 1, 1))
CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
TITLES = st.one_of(
    CELLS, st.sampled_from(['a "quoted" title', "one, two", "two\nlines", "ends in one\n,x"])
)


def read_undl(content: bytes | str, errors: Any = "raise") -> RollCalls:
    raw = content.encode() if isinstance(content, str) else content
    return un.read_undl(io.BytesIO(raw), errors=errors)


def read_marcxml(content: bytes | str, errors: Any = "raise") -> RollCalls:
    raw = content.encode() if isinstance(content, str) else content
    return un.read_marcxml(io.BytesIO(raw), errors=errors)


def votes_of(rollcall: RollCall) -> tuple[un.CountrySet, ...]:
    return rollcall.yes, rollcall.no, rollcall.abstain, rollcall.absent


def contents(rollcall: RollCall) -> dict[str, object]:
    """Return everything that a roll call says."""
    names = "id symbol date date_text body session committee title vote_kind outcome tally target"
    names += " completeness notes source record yes no abstain absent"
    return {name: getattr(rollcall, name) for name in names.split()}


def same(left: RollCalls, right: RollCalls) -> bool:
    return list(map(contents, left)) == list(map(contents, right))


def stands(country: Country, day: date) -> bool:
    """Return whether code and name stand for the country on the day, and not for another state."""
    ways = [
        (country.alpha_3, ""),
        (country.alpha_3, country.name.upper()),
        ("", country.name),
    ]
    try:
        return all(country_on(code, name, day) == country for code, name in ways)
    except LookupError:
        return False


@st.composite
def plain_rollcalls(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw roll calls as plain values: day, body, symbol, title, and the vote of each country."""
    drawn = draw(st.lists(st.tuples(DAYS, st.booleans(), TITLES), min_size=1, max_size=4))
    rollcalls: list[dict[str, Any]] = []
    for number, (day, council, title) in enumerate(drawn):
        voters = draw(st.lists(countries(), min_size=1, max_size=12, unique=True))
        voters = [voter for voter in voters if stands(voter, day)]
        votes = {voter: draw(st.sampled_from(LETTERS)) for voter in voters}
        if votes:
            rollcalls.append(
                {
                    "day": day,
                    "body": "sc" if council else "ga",
                    "symbol": f"{'S' if council else 'A'}/RES/{number}",
                    "title": title.strip(),
                    "votes": votes,
                }
            )
    assume(rollcalls)
    return rollcalls


def counts(votes: dict[Country, str]) -> list[int]:
    return [list(votes.values()).count(letter) for letter in LETTERS]


def bulk_rows(rollcalls: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the rows of a bulk file."""
    rows = []
    for number, rollcall in enumerate(rollcalls, start=1):
        totals = dict(zip(HEADER[14:18], map(str, counts(rollcall["votes"])), strict=True))
        rows += [
            {
                "undl_id": str(number),
                "ms_code": voter.alpha_3,
                "ms_name": voter.name.upper(),
                "ms_vote": letter,
                "date": rollcall["day"].isoformat(),
                "resolution": rollcall["symbol"],
                "title": rollcall["title"],
                **totals,
                "total_ms": str(len(rollcall["votes"])),
            }
            for voter, letter in rollcall["votes"].items()
        ]
    return rows


def as_csv(rows: list[dict[str, Any]], header: list[str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _field(tag: str, **subfields: str) -> str:
    inner = "".join(
        f'<subfield code="{code}">{escape(text)}</subfield>' for code, text in subfields.items()
    )
    return f'<datafield tag="{tag}" ind1=" " ind2=" ">{inner}</datafield>\n'


def _record(number: int, rollcall: dict[str, Any], library: str) -> str:
    votes = rollcall["votes"]
    totals = dict(zip("bcdef", map(str, [*counts(votes), len(votes)]), strict=True))
    fields = [
        _field("245", a=rollcall["title"]),
        _field("269", a=rollcall["day"].isoformat()),
        _field("791", a=rollcall["symbol"]),
        _field("981", a=BODIES[rollcall["body"]]),
        _field("996", **totals),
    ]
    for voter, letter in votes.items():
        cells = {"e": voter.name.upper(), "c" if library == "undl" else "b": voter.alpha_3}
        if letter != "X" or library == "ohchr":
            cells["d"] = "." if letter == "X" else letter
        fields.append(_field("967", **cells))
    head = f'<controlfield tag="001">{number}</controlfield>'
    return f"<record>{head}{''.join(fields)}</record>"


def as_marcxml(rollcalls: list[dict[str, Any]], library: str, *, namespace: bool) -> str:
    records = [_record(number, call, library) for number, call in enumerate(rollcalls, start=1)]
    attribute = ' xmlns="http://www.loc.gov/MARC21/slim"' if namespace else ""
    return f"<collection{attribute}>{''.join(records)}</collection>"


def own_rows(rollcalls: list[dict[str, Any]], *, wide: bool) -> list[dict[str, Any]]:
    """Return the rows of a table of one's own."""
    rows: list[dict[str, Any]] = []
    for number, rollcall in enumerate(rollcalls):
        votes = rollcall["votes"]
        shared = {"rollcall": f"vote {number}", "date": rollcall["day"]}
        shared |= {name: rollcall[name] for name in ("body", "symbol", "title")}
        if wide:
            rows.append(shared | {voter.alpha_3: letter for voter, letter in votes.items()})
        else:
            rows += [
                shared | {"country": voter.name, "vote": letter} for voter, letter in votes.items()
            ]
    return rows


def check(rollcalls: list[dict[str, Any]], read: RollCalls) -> None:
    """Check that what was read is what was written."""
    assert len(read) == len(rollcalls)
    assert not read.problems
    by_symbol = {rollcall.symbol: rollcall for rollcall in read}
    for written in rollcalls:
        rollcall = by_symbol[written["symbol"]]
        assert (rollcall.date, rollcall.body) == (written["day"], written["body"])
        assert rollcall.completeness == "complete"
        assert rollcall.title.split() == written["title"].split()
        voters: dict[str, list[Country]] = {letter: [] for letter in LETTERS}
        for voter, letter in written["votes"].items():
            voters[letter].append(voter)
        assert votes_of(rollcall) == tuple(map(un.CountrySet, voters.values()))
        tally = rollcall.tally
        assert [tally.yes, tally.no, tally.abstain, tally.absent] == counts(written["votes"])
    assert list(read) == sorted(read, key=lambda rollcall: (rollcall.date, rollcall.id))


NEW_SYMBOL = "A/RES/80/999"
NEW_DAY = date(2026, 1, 15)


def assembly_file(votes_of_new: str = "YNA", day: date = NEW_DAY) -> str:
    """Return a file with all records that are known, but with a row each, and a new one."""
    rows = [
        {
            "undl_id": rollcall.record,
            "ms_code": "FRA",
            "ms_vote": "Y",
            "date": rollcall.date_text,
            "resolution": rollcall.symbol,
            "title": rollcall.title,
            "total_yes": "1",
            "total_ms": "1",
        }
        for rollcall in un.rollcalls(body="ga", edition="bundled")
        if rollcall.record
    ]
    rows += [
        {
            "undl_id": "4999999",
            "ms_code": code,
            "ms_vote": letter,
            "date": day.isoformat(),
            "session": "80",
            "resolution": NEW_SYMBOL,
            "draft": "A/C.4/80/L.999",
            "title": "Lighthouses,\nand the keeping of them",
            "subjects": "LIGHTHOUSES",
            "total_ms": str(len(votes_of_new)),
        }
        for code, letter in zip(("FRA", "RUS", "PER", "GHA"), votes_of_new, strict=False)
    ]
    return as_csv(rows, HEADER)


def council_file() -> str:
    """Return a file that begins in the year in which the UN's begins."""
    text = SC.decode().replace("1988-05-05", "1946-05-05")
    return text.replace("S/RES/9991(1988)", "S/RES/99")
