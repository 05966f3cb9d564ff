"""The texts of the Council and the Commission: all that the catalogue has, each with its mode and its record."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import unstatements as un

TABLES = un.tables()
ROWS = TABLES["hrc_texts"]
RECORDED = ("recorded vote", "recorded vote at a closed meeting")
SYMBOL = re.compile(
    r"A/HRC/(RES|DEC|PRST)/(OM/|S-)?\d+/\d+[AB]?"
    r"|A/HRC/\d+/L\.\d+(/Rev\.\d)?"
    r"|E/CN\.4/(RES|DEC)/\d{4}(/(S-\d/)?\d+[A-Z]?)?"
    r"|E/CN\.4/(RES|DEC)/S-\d/\d+"
    r"|E/CN\.4/(RES|DEC)(/\d+[A-Za-z]?|/[A-Z]|/[IVX]+[A-Z]?)? \([IVXL]+\)(, part [A-CI]+)?"
    r"|E/HR/RES"
)
# Of the dates outside a session: a statement of an organizational meeting before the 8th session.
OUTSIDE = {"2008-04-09-hrc-a-hrc-prst-8-1"}


def test_it_is_all_that_the_catalogue_has_and_two_that_it_lacks() -> None:
    records = [row["record"] for row in ROWS if row["record"]]
    assert len(set(records)) == len(records) == 6346
    assert [row["symbol"] for row in ROWS if not row["record"]] == [
        "A/HRC/48/L.11",
        "A/HRC/51/L.6",
    ]
    assert Counter(row["body"] for row in ROWS) == {"hrc": 3266, "chr": 3082}


def test_modes_are_counted_as_catalogued() -> None:
    assert Counter(row["mode"] for row in ROWS if row["record"]) == {
        "without a vote": 3835,
        "recorded vote": 1713,
        "non-recorded vote": 371,
        "withdrawn": 236,
        "unanimously": 142,
        "not considered": 33,
        "not known": 15,
        "recorded vote at a closed meeting": 1,
    }


def test_rows_are_in_order_of_date_and_ids_are_made_of_date_body_symbol_and_record() -> None:
    assert [(row["date"], row["id"]) for row in ROWS] == sorted(
        (row["date"], row["id"]) for row in ROWS
    )
    stems = Counter()
    for row in ROWS:
        parts = (row["date"], row["body"], *re.findall(r"\w+", row["symbol"].casefold()))
        stem = "-".join(parts)
        stems[stem] += 1
        assert row["id"] in (stem, f"{stem}-{row['record']}")
    for row in ROWS:
        stem = row["id"].removesuffix(f"-{row['record']}")
        assert (stems[stem] > 1 or not row["symbol"]) == (stem != row["id"]) or stem == row[
            "id"
        ], row["id"]


def test_symbols_are_written_one_way_and_tell_body_and_session() -> None:
    for row in ROWS:
        symbol = row["symbol"]
        if not symbol:
            assert (row["body"], row["session"]) == ("chr", "26"), row
            continue
        assert SYMBOL.fullmatch(symbol), row
        assert symbol.startswith("A/HRC/" if row["body"] == "hrc" else ("E/CN.4/", "E/HR/")), row
        if found := re.match(r"A/HRC/(?:RES/|DEC/|PRST/)?((?:S-)?\d+)/", symbol):
            assert found[1] == row["session"], row
        elif found := re.fullmatch(r"E/CN\.4/\w+/(\d{4})(/\d+[A-Z]?)?", symbol):
            assert int(row["session"]) == int(found[1]) - 1944, row
        assert row["session"] or "/OM/" in symbol or symbol == "E/HR/RES", row


def test_dates_lie_in_their_session() -> None:
    spans = {
        row["session"]: (row["start"], row["end"])
        for row in TABLES["sessions"]
        if row["body"] == "hrc"
    }
    outside = set()
    for row in ROWS:
        day = date.fromisoformat(row["date"])
        if row["body"] == "chr":
            assert date(1946, 4, 29) <= day <= date(2006, 3, 27), row
        elif row["session"] in spans:
            start, end = spans[row["session"]]
            if day < date.fromisoformat(start) or (
                end and (day - date.fromisoformat(end)).days > 7
            ):
                outside.add(row["id"])
    assert outside == OUTSIDE


def test_one_session_of_the_commission_was_in_one_year() -> None:
    years: dict[str, set[str]] = {}
    for row in ROWS:
        if row["body"] == "chr" and row["session"].isdigit():
            years.setdefault(row["session"], set()).add(row["date"][:4])
    assert all(len(found) == 1 for found in years.values()), years
    assert set(years) == {str(number) for number in range(1, 63)} - {
        "4"
    }  # none is catalogued of the 4th


def test_totals_and_outcome_go_with_the_mode() -> None:
    for row in ROWS:
        totals = [row[name] for name in ("yes", "no", "abstain", "absent")]
        assert all(totals) or not any(totals), row
        if row["mode"] in ("withdrawn", "not considered", "unanimously", "not known"):
            assert not any(totals), row
        elif row["mode"] == "without a vote":
            assert not any(totals) or row["notes"], row
        if row["mode"] in ("withdrawn", "not considered"):
            assert not row["outcome"], row
        elif re.search(r"/(RES|DEC|PRST)", row["symbol"]):
            assert row["outcome"] == "adopted", row
        elif not row["outcome"]:
            assert row["notes"], row
        if row["outcome"] and row["yes"]:
            assert (row["outcome"] == "adopted") == (int(row["yes"]) > int(row["no"])), row


def test_only_recorded_votes_have_a_roll_and_what_has_none_says_why() -> None:
    elsewhere = {row["id"]: row for row in TABLES["rollcalls"]}
    without = []
    for row in ROWS:
        if row["completeness"] or row["id"] in elsewhere:
            assert row["mode"] in RECORDED, row
            assert not (row["completeness"] and row["id"] in elsewhere), row
        elif row["mode"] in RECORDED:
            without.append(row)
    assert len(without) == 27
    assert sum("repeats the rows of" in row["notes"] for row in without) == 18


def test_a_text_and_its_roll_call_say_the_same() -> None:
    rows = {row["id"]: row for row in ROWS}
    council = [row for row in TABLES["rollcalls"] if row["body"] == "hrc" and row["symbol"]]
    assert len(council) == 367
    for vote in council:
        row = rows[vote["id"]]
        for name in (
            *("symbol", "date", "session", "title", "vote_kind", "outcome"),
            *("yes", "no", "abstain", "absent"),
        ):
            assert row[name] == vote[name], (vote["id"], name)


def test_words_of_the_catalogue_are_clean() -> None:
    for row in ROWS:
        for name in ("title", "subject", "notes"):
            assert row[name] == " ".join(row[name].split()), row
        assert not re.search(r" / ?$|\b(resolution|decision|amendment) /", row["title"]), row
