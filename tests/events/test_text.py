"""Texts: found by what is known of them, and leading to the roll calls that work like all others."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, strategies as st

import unstatements as un

EVERY = un.texts()
MODES = sorted({one.mode for one in EVERY})


@given(st.sampled_from(EVERY))
def test_a_text_is_found_by_everything_that_is_known_of_it(text: un.Text) -> None:
    texts = un.texts(
        body=text.body,
        subject=text.subject.swapcase() or None,
        mode=text.mode,
        session=text.session or None,
        since=text.date,
        until=str(text.date),
    )
    assert text in texts
    assert {(other.body, other.mode, other.date) for other in texts} == {
        (text.body, text.mode, text.date)
    }
    assert pickle.loads(pickle.dumps(text)) is text
    assert {text: 1}[texts[list(texts).index(text)]] == 1


@given(
    st.sampled_from([None, "hrc", "chr"]),
    st.sampled_from([None, *MODES]),
    st.sampled_from([None, "41", "S-5", 61]),
    st.sampled_from([None, "PALESTINE", "torture"]),
    st.sampled_from([None, date(1992, 8, 14), date(2020, 6, 22)]),
)
def test_conditions_are_all_met_by_what_is_found_and_by_nothing_else(
    body, mode, session, subject, day
) -> None:
    texts = un.texts(body=body, mode=mode, session=session, subject=subject, since=day)
    assert list(texts) == [
        one
        for one in EVERY
        if body in (None, one.body)
        and mode in (None, one.mode)
        and (session is None or str(session) == one.session)
        and (subject is None or subject.upper() in one.subject.upper())
        and (day is None or one.date >= day)
    ]


@given(st.sampled_from([text for text in EVERY if text.rollcall]))
def test_a_text_leads_to_its_roll_call(text: un.Text) -> None:
    vote = un.rollcall(text.rollcall)
    assert (
        vote.id,
        vote.symbol,
        vote.date,
        vote.body,
        vote.session,
        vote.title,
        vote.vote_kind,
    ) == (*(text.id, text.symbol, text.date, text.body, text.session, text.title, text.kind),)
    assert (vote.tally, vote.outcome) == (text.tally, text.outcome)
    assert vote in un.rollcalls(
        body=text.body, session=text.session, since=text.date, until=text.date
    )
    stood = un.positions(vote)
    assert stood.electorate >= vote.yes | vote.no | vote.abstain | vote.absent
    assert pickle.loads(pickle.dumps(vote)) == vote


def test_a_roll_call_of_the_council_or_the_commission_is_that_of_a_text() -> None:
    votes = [vote.id for body in ("hrc", "chr") for vote in un.rollcalls(body=body) if vote.symbol]
    assert sorted(votes) == sorted(one.rollcall for one in EVERY if one.rollcall)
    assert len(votes) == 1689


@pytest.mark.parametrize(
    "text", [EVERY[0], EVERY[-1], *un.texts(body="hrc", subject="myanmar")], ids=repr
)
def test_every_text_has_a_source_with_an_address(text: un.Text) -> None:
    assert text.source.url == f"https://searchlibrary.ohchr.org/record/{text.record}"
    assert text.source.symbol == text.symbol


def test_a_text_without_a_record_has_the_source_of_its_roll_call() -> None:
    (draft,) = [one for one in EVERY if one.symbol == "A/HRC/51/L.6"]
    assert draft.source == un.rollcall("A/HRC/51/L.6").source


def test_votes_of_the_commission_are_found_by_symbol() -> None:
    by_symbol = un.rollcall("e/cn.4/res/16(xxv)")
    assert str(by_symbol.tally) == "15-2-12"
    assert {"SUN", "YUG", "EGY"} <= set(by_symbol.electorate.alpha_3s)
    assert un.rollcall("E/CN.4/RES/2005/1") == un.rollcall("2005-04-07-chr-e-cn-4-res-2005-1")
    with pytest.raises(un.errors.UnknownRollCallError, match="2 roll calls were taken"):
        un.rollcall("A/HRC/32/L.54")


def test_measures_work_on_votes_of_the_commission() -> None:
    votes = un.rollcalls(body="chr", since="1990-01-01")
    assert un.agreement("USA", "CUB", votes).value < un.agreement("FRA", "DEU", votes).value
    text = un.texts(body="chr", subject="capital punishment", session=61)[0]
    assert un.compare(text.rollcall, by="EU").rows()
    before, after = "E/CN.4/RES/2004/67", "E/CN.4/RES/2005/59"
    assert un.shift(before, after).net is not None


def test_what_is_asked_wrongly_is_told() -> None:
    with pytest.raises(ValueError, match="mode: 'consensus'; expected one of: recorded vote"):
        un.texts(mode="consensus")
    with pytest.raises(ValueError, match="body"):
        un.texts(body="xyz")
    with pytest.raises(TypeError, match="subject"):
        un.texts(subject=5)


def test_a_listing_shows_itself() -> None:
    assert str(un.texts(body="hrc", session=99)) == "0 texts\n\n(no rows)"
    texts = un.texts(body="chr", session=5)
    assert texts.columns == tuple(texts.rows()[0])
    assert "non-recorded vote" in str(texts)
    assert repr(texts).startswith("<27 texts: <text '1949")
    assert len(un.texts().to_frame("polars")) == len(EVERY)


def test_the_texts_are_not_read_for_votes_of_others() -> None:
    code = (
        "import unstatements as un\n"
        "from unstatements.core.tables import table\n"
        "def is_read(*names): return {(name,) for name in names} & set(table.published)\n"
        "un.positions('A/HRC/51/L.6'), un.rollcalls(body='ga3c'), un.rollcalls(body='ga')\n"
        "assert not is_read('hrc_texts', 'hrc_votes')\n"
        "un.rollcall('A/HRC/RES/48/13').yes\n"
        "assert len(is_read('hrc_texts', 'hrc_votes')) == 2\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


CATALOGUED = [text for text in EVERY if text.sponsors]


def test_sponsors_are_those_of_the_table() -> None:
    rows = list(un.tables()["sponsors"])
    assert {row["text"] for row in rows} == {text.id for text in CATALOGUED}
    assert sum(len(text.sponsors) for text in CATALOGUED) == len(rows)
    assert {text.body for text in CATALOGUED} == {"hrc"}
    belarus = un.rollcall("A/HRC/RES/61/26")
    assert [str(sponsor) for sponsor in belarus.sponsors] == ["Cyprus for European Union"]


@given(st.sampled_from(CATALOGUED), st.integers(0, 30))
def test_texts_and_roll_calls_are_found_by_sponsor(text: un.Text, place: int) -> None:
    sponsor = text.sponsors[place % len(text.sponsors)].country
    texts = un.texts(sponsor=sponsor.name)
    assert text in texts
    assert all(sponsor in [each.country for each in other.sponsors] for other in texts)
    votes = {vote.id for vote in un.rollcalls(body="hrc", sponsor=sponsor, edition="bundled")}
    assert votes == {other.rollcall for other in texts if other.rollcall}
    (row,) = [row for row in texts.rows() if row["text"] == text.id]
    assert sponsor.alpha_3 in str(row["sponsors"]).split(";")


@pytest.mark.parametrize(
    "words", ["Question of Palestine", "DECOLONIZATION", "require the Council"]
)
def test_texts_and_roll_calls_are_found_by_agenda(words: str) -> None:
    votes = un.rollcalls(agenda=words.swapcase(), edition="bundled")
    rows = list(un.tables()["agenda_items"])
    ids = {
        row["text"]
        for row in rows
        if words.casefold() in f"{row['title']}\n{row['subject']}".casefold()
    }
    assert {vote.id for vote in votes} == ids & ALL_VOTES
    assert {text.id for text in un.texts(agenda=words)} == {t.id for t in EVERY if t.id in ids}
    assert all(row["agenda_item"] for row in votes.rows())


ALL_VOTES = {vote.id for vote in un.rollcalls(edition="bundled")}


def test_agenda_items_are_of_texts_and_votes() -> None:
    ids = {row["text"] for row in un.tables()["agenda_items"]}
    assert ids <= ALL_VOTES | {text.id for text in EVERY}
    item = un.rollcall("A/RES/68/182").agenda_item
    assert item is not None
    assert str(item).startswith("69c: Human rights situations")
    assert un.rollcall("A/RES/ES-11/1").agenda_item.report == ""  # type: ignore[union-attr]
    for function in (un.texts, un.rollcalls):
        with pytest.raises(TypeError, match="agenda"):
            function(agenda=3)  # type: ignore[operator]
        with pytest.raises(un.errors.UnknownCountryError):
            function(sponsor="Atlantis")  # type: ignore[operator]
