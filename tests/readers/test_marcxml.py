"""Records of the UN's catalogues: what they say comes out, and what is wrong has its line."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

import unstatements as un
from unstatements.core.errors import DataIntegrityError
from voting_files import (
    GA,
    OHCHR_RECORDS,
    UNDL_RECORDS,
    as_marcxml,
    check,
    plain_rollcalls,
    read_marcxml,
    read_undl,
    same,
)


def test_records_of_the_un_digital_library() -> None:
    (rollcall,) = read_marcxml(UNDL_RECORDS)
    (bulk,) = [bulk for bulk in read_undl(GA) if bulk.date == date(2025, 3, 3)]
    assert rollcall == bulk
    assert hash(rollcall) == hash(bulk)
    for name in (
        "title",
        "session",
        "tally",
        "source",
        "target",
        "outcome",
        "record",
        "date_text",
    ):
        assert getattr(rollcall, name) == getattr(bulk, name)
    assert (rollcall.vote_kind, rollcall.notes) == ("recorded", "Agenda: A/80/999 5 Buoys.")


def test_records_of_the_ohchr_search_library() -> None:
    read = read_marcxml(OHCHR_RECORDS)
    symbols = [rollcall.symbol for rollcall in read]
    assert symbols == ["E/CN.4/RES/1988/999", "A/HRC/16/L.999", "A/HRC/RES/20/999"]
    uncounted, vote, consensus = read
    assert (vote.yes.alpha_3s, vote.no.alpha_3s) == (("GBR",), ("CUB", "VEN"))
    assert (vote.absent.alpha_3s, vote.abstain.alpha_3s) == (("GHA",), ())
    assert (vote.completeness, vote.outcome, vote.body) == ("complete", "rejected", "hrc")
    assert vote.date == date(2011, 3, 25)
    assert (
        vote.notes
        == "Agenda: 4 Lighthouses. Listed without a position, so not counted here: Peru."
    )
    assert vote.source.url == "https://searchlibrary.ohchr.org/record/31"
    assert (uncounted.completeness, uncounted.date, uncounted.body) == ("none", None, "chr")
    assert (str(uncounted.tally), uncounted.margin, uncounted.outcome) == (
        "20-5-18",
        15,
        "adopted",
    )
    assert (uncounted.date_text, uncounted.notes) == ("1988", "The record has no roll.")
    assert (consensus.completeness, consensus.vote_kind) == ("none", "adopted without vote")
    assert consensus.outcome == "adopted"
    assert [(problem.line, problem.lost) for problem in read.problems] == [(18, False)]


@given(plain_rollcalls(), st.sampled_from(["undl", "ohchr"]), st.booleans())
def test_marcxml_round_trip(
    rollcalls: list[dict[str, Any]], library: str, namespace: bool
) -> None:
    for rollcall in rollcalls:
        rollcall["title"] = re.sub(r"[^\w ,]", "", rollcall["title"])
    check(rollcalls, read_marcxml(as_marcxml(rollcalls, library, namespace=namespace)))


def test_a_single_record_and_one_inside_another_format() -> None:
    record = re.search(rb"<record>.*?</record>", OHCHR_RECORDS, re.DOTALL)
    assert record is not None
    assert list(read_marcxml(record[0])) == [read_marcxml(OHCHR_RECORDS)[1]]
    wrapped = b"<OAI><record><metadata>" + record[0] + b"</metadata></record></OAI>"
    assert list(read_marcxml(wrapped)) == list(read_marcxml(record[0]))


BOMB = """<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>"""


@pytest.mark.parametrize(
    "declared",
    [
        BOMB,
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        "<!DOCTYPE x SYSTEM 'http://example.org/x.dtd'>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_that_declares_entities_is_refused(declared: str, encoding: str) -> None:
    text = UNDL_RECORDS.decode().replace("<collection", f"{declared}<collection")
    text = text.replace("UTF-8", encoding)
    with pytest.raises(DataIntegrityError, match="document type declaration") as error:
        read_marcxml(text.encode(encoding))
    assert error.value.line == 2


def test_damaged_xml() -> None:
    with pytest.raises(DataIntegrityError, match="is not whole XML") as error:
        read_marcxml(UNDL_RECORDS[:-20])
    assert error.value.line == UNDL_RECORDS.count(b"\n") - 1
    with pytest.raises(DataIntegrityError, match="is not whole XML"):
        read_marcxml(b"not XML")
    with pytest.raises(DataIntegrityError, match="holds no MARCXML record"):
        read_marcxml(b"<html><p>Please log in</p></html>")
    with pytest.raises(DataIntegrityError, match="undefined entity"):
        read_marcxml(UNDL_RECORDS.replace(b"Buoys", b"&buoys;"))


@pytest.mark.parametrize("encoding", [b"no-such-encoding", b"big5", b"utf-16"])
def test_an_encoding_that_the_file_does_not_have(encoding: bytes) -> None:
    with pytest.raises(DataIntegrityError, match="line 1"):
        read_marcxml(UNDL_RECORDS.replace(b"UTF-8", encoding))


FIELD = b"<datafield tag='967'><subfield code='b'>FRA</subfield></datafield>"


@pytest.mark.parametrize(
    ("start", "part", "why"),
    [
        (b"<record><datafield tag='245'><subfield code='a'>", b"x" * 9999, "in a record larger"),
        (b"<record>", FIELD * 199, "in a record larger than any"),
        (b"<record>", b"<a>", "nested deeper than any record"),
        (b"<collection>", b"<a>", "nested deeper than any record"),
        (b"<collection><!--", b"x" * 9999, "in a tag longer than any"),
        (b"<collection><record a='", b"x" * 9999, "in a tag longer than any"),
    ],
)
def test_xml_without_measure_is_refused(start: bytes, part: bytes, why: str) -> None:
    with pytest.raises(un.errors.DataIntegrityError, match=f"line 1: is {why}"):
        un.read_marcxml(io.BytesIO(start + part * 1000), errors="collect")


def test_bad_votes_in_records_are_listed_with_record_and_line() -> None:
    bad = OHCHR_RECORDS.replace(b">CUB<", b">QQQ<").replace(b">CUBA<", b"><")
    bad = bad.replace(b">y<", b">Z<")
    read = read_marcxml(bad, "collect")
    lost = [problem for problem in read.problems if problem.lost]
    assert [(problem.line, problem.what.partition(":")[0]) for problem in lost] == [
        (12, "record 31"),
        (14, "record 31"),
    ]
    (vote,) = [rollcall for rollcall in read if rollcall.symbol == "A/HRC/16/L.999"]
    assert vote.completeness == "partial"
    assert "Votes that could not be read: 2." in vote.notes
    with pytest.raises(DataIntegrityError, match="2 problems"):
        read_marcxml(bad)
    twice = OHCHR_RECORDS.replace(b">GHA<", b">GBR<").replace(b">GHANA<", b"><")
    lost = [problem for problem in read_marcxml(twice, "collect").problems if problem.lost]
    assert [problem.what for problem in lost] == [f"record 31: {un.country('GBR')} is there twice"]


def test_a_name_stands_for_a_country_where_the_code_does_not() -> None:
    for code, name in ((b"><", b">CUBA<"), (b">$eCUBA<", b"><")):
        written = OHCHR_RECORDS.replace(b">CUB<", code).replace(b">CUBA<", name)
        assert same(read_marcxml(written), read_marcxml(OHCHR_RECORDS))


def test_the_library_of_a_record_is_known_only_where_the_record_shows_it() -> None:
    urls = [rollcall.source.url for rollcall in read_marcxml(OHCHR_RECORDS)]
    assert [url[:33] for url in urls] == ["", "https://searchlibrary.ohchr.org/r", ""]
    elsewhere = read_marcxml(OHCHR_RECORDS.replace(b"A/HRC/16/L.999", b"X/1"))
    assert not any(rollcall.source.url for rollcall in elsewhere)


def test_elements_that_marcxml_has_not_are_passed_over() -> None:
    noise = b'<zone code="d">Y</zone><extra tag="001">2</extra>'
    inside = OHCHR_RECORDS.replace(b"</datafield>", b"</datafield>" + noise)
    inside = inside.replace(b"</subfield>", b"</subfield>" + noise)
    assert same(read_marcxml(inside), read_marcxml(OHCHR_RECORDS))
    assert same(un.read_marcxml(path_or_buffer=io.BytesIO(inside)), read_marcxml(OHCHR_RECORDS))


def test_records_that_are_there_twice() -> None:
    (record,) = re.findall(rb"<record>.*?</record>", UNDL_RECORDS, re.DOTALL)
    again = UNDL_RECORDS.replace(b"</collection>", record + b"</collection>")
    read = read_marcxml(again)
    assert list(read) == list(read_marcxml(UNDL_RECORDS))
    assert [problem.what for problem in read.problems] == ["record 1000002 is there twice"]
    changed = record.replace(b"Buoys", b"Piers")
    other = UNDL_RECORDS.replace(b"</collection>", changed + b"</collection>")
    with pytest.raises(DataIntegrityError, match="twice, with other content"):
        read_marcxml(other)


@pytest.mark.parametrize(
    ("written", "day", "known"),
    [
        ("1988-06", date(1988, 6, 1), "1988-06"),
        ("198806", date(1988, 6, 1), "1988-06"),
        ("19880630", date(1988, 6, 30), "1988-06-30"),
    ],
)
def test_dates_of_records(written: str, day: date, known: str) -> None:
    read = read_marcxml(OHCHR_RECORDS.replace(b">1988<", f">{written}<".encode()))
    (rollcall,) = [rollcall for rollcall in read if rollcall.body == "chr"]
    assert (rollcall.date, rollcall.date_text) == (day, known)


def test_dates_and_symbols_that_records_lack() -> None:
    unsaid = re.sub(rb'(?s)<datafield tag="(269|791|981)".*?</datafield>', b"", UNDL_RECORDS)
    (rollcall,) = read_marcxml(unsaid)
    assert (rollcall.date, rollcall.date_text, rollcall.symbol) == (None, "", "")
    assert (rollcall.body, rollcall.id) == ("", "1000002")
    assert str(rollcall) == ("vote on Buoys : resolution / adopted by the General Assembly, 2-0-1")
    draft = (
        b'<datafield tag="993" ind1="2"><subfield code="a">A/ES-10/L.999</subfield></datafield>'
    )
    other = draft.replace(b'"2"', b'"3"').replace(b"L.999", b"L.998")
    (rollcall,) = read_marcxml(unsaid.replace(b"</record>", other + draft + b"</record>"))
    assert rollcall.symbol == "A/ES-10/L.999"
    assert rollcall.title.startswith("Buoys : resolution")
    of_the_third = draft.replace(b"A/ES-10/", b"A/C.3/80/")
    (rollcall,) = read_marcxml(UNDL_RECORDS.replace(b"</record>", of_the_third + b"</record>"))
    assert (rollcall.body, rollcall.committee) == ("ga", "ga3c")
    with pytest.raises(DataIntegrityError, match="'31 June' is not a day"):
        read_marcxml(OHCHR_RECORDS.replace(b">1988<", b">31 June<"))


def test_a_roll_that_does_not_add_up_says_so() -> None:
    (rollcall,) = read_marcxml(
        UNDL_RECORDS.replace(b'<subfield code="b">2<', b'<subfield code="b">3<')
    )
    assert rollcall.completeness == "partial"
    assert "yes 2 in the roll, 3 announced" in rollcall.notes
