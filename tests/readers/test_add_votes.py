"""A voting file is added once, checked, kept, chosen, named and removed; never read in silence."""

from __future__ import annotations

import gzip
import hashlib
import json
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from matplotlib.text import Text

import unstatements as un
from unstatements.core.errors import DataIntegrityError
from unstatements.events.edition import editions_in_use
from voting_files import NEW_DAY, NEW_SYMBOL, assembly_file, contents, council_file

ASSEMBLY = assembly_file()
OLDER = assembly_file(day=date(2025, 3, 3))
COUNCIL = council_file()


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("UNSTATEMENTS_DATA", str(folder))
    return folder


def written(folder: Path, text: str, name: str = "2026_02_06_ga_voting.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_record_reaches_as_far_as_the_file(tmp_path: Path) -> None:
    before = un.rollcalls(body="ga")
    edition = un.add_votes(written(tmp_path, ASSEMBLY))
    after = un.rollcalls(body="ga")
    assert (edition.id, edition.body, edition.published) == (
        "ga-2026-02-06",
        "ga",
        date(2026, 2, 6),
    )
    assert (edition.first.year, edition.last) == (1946, NEW_DAY)
    assert (edition.new, edition.unread) == (1, 0)
    assert edition.rollcalls == len([vote for vote in before if vote.record]) + 1
    assert set(before) < set(after)
    (new,) = set(after) - set(before)
    assert un.rollcall(NEW_SYMBOL) == new == after[-1]
    assert (new.symbol, new.date, new.session, new.edition) == (
        NEW_SYMBOL,
        NEW_DAY,
        "80",
        edition.id,
    )
    assert (new.yes.alpha_3s, new.no.alpha_3s) == (("FRA",), ("RUS",))
    assert new.abstain.alpha_3s == ("PER",)
    assert new.source.url == "https://digitallibrary.un.org/record/4999999"
    assert un.positions(NEW_SYMBOL)["RUS"] is un.Position.AGAINST
    assert pickle.loads(pickle.dumps(new)) == new
    assert un.rollcalls(body="hrc") == un.rollcalls(body="hrc", edition="bundled")


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    path = written(tmp_path, ASSEMBLY)
    un.add_votes(path)
    read = un.read_undl(path)[-1]
    kept = un.rollcall(NEW_SYMBOL)
    differing = {name for name, value in contents(read).items() if value != contents(kept)[name]}
    assert not differing
    assert kept == read
    assert kept in un.rollcalls(committee="ga4c")


@pytest.mark.filterwarnings("ignore::unstatements.core.errors.CoverageWarning")
def test_results_name_the_edition(tmp_path: Path) -> None:
    un.add_votes(written(tmp_path, ASSEMBLY))
    note = "1 roll call from the edition ga-2026-02-06 of the UN's voting data"
    votes = un.rollcalls(body="ga", since="2025-12-01")
    bundled = un.rollcalls(body="ga", since="2025-12-01", edition="bundled")
    assert set(votes) - set(bundled) == {un.rollcall(NEW_SYMBOL)}
    assert [row["edition"] for row in votes.rows()] == [None] * len(bundled) + ["ga-2026-02-06"]

    def results(votes: un.RollCall | Any) -> list[Any]:
        last = votes[-1]
        shift = un.shift(last, last)
        matrix = un.agreement_matrix(["FRA", "RUS", "PER"], votes)
        return [
            votes,
            un.positions(last),
            un.compare(last),
            un.compare(last, by=["EU", "AU"]).distances(),
            un.compare(votes, by=["EU"]),
            shift,
            shift.by(["EU"]),
            un.agreement("FRA", "PER", votes),
            matrix,
            un.what_if(last, {"FRA": "abstain"}),
            un.pivotal_states(last),
            un.trajectory("FRA", events=[last]),
        ]

    for result, without in zip(results(votes), results(bundled), strict=True):
        assert sum(note in line for line in result.footnotes()) == 1, result
        assert note in result._repr_html_().replace("&#x27;", "'")
        assert not any("edition" in line for line in without.footnotes())


@pytest.mark.parametrize("draw", ["shift", "positions", "matrix"])
def test_pictures_name_the_edition(draw: str, tmp_path: Path) -> None:
    un.add_votes(written(tmp_path, ASSEMBLY))
    *_others, first, last = un.rollcalls(body="ga")
    result: Any = {
        "shift": lambda: un.shift(first, last),
        "positions": lambda: un.positions(last),
        "matrix": lambda: un.agreement_matrix(["FRA", "RUS"], [first, last]),
    }[draw]()
    figure = result.plot()
    words = " ".join(text.get_text() for text in figure.findobj(Text))
    words = " ".join(words.split())
    assert "Edition ga-2026-02-06: © United Nations." in words


def test_an_edition_is_listed_chosen_and_removed(tmp_path: Path, data_folder: Path) -> None:
    newest = un.add_votes(written(tmp_path, ASSEMBLY))
    older = un.add_votes(written(tmp_path, OLDER, "x.csv"), force=True)
    council = un.add_votes(written(tmp_path, COUNCIL, "2026_02_06_sc_voting.csv"))
    assert older.id == "ga-2025-03-03"
    assert list(un.editions()) == [older, newest, council]
    assert editions_in_use(None) == (newest, council)
    assert un.rollcalls(body="sc") == un.rollcalls(body="sc", edition=council.id)
    assert un.rollcall(NEW_SYMBOL).date == NEW_DAY
    assert un.rollcall(NEW_SYMBOL, edition=older.id).date == date(2025, 3, 3)
    assert not un.rollcalls(body="sc", edition=older.id)
    rows = un.editions().rows()
    assert [row["edition"] for row in rows] == [older.id, newest.id, council.id]
    assert str(data_folder) in str(un.editions())
    with pytest.raises(ValueError, match="expected one of: bundled, ga-2025-03-03, ga-2026-02-06"):
        un.rollcalls(edition="ga-2020")
    for edition in un.editions():
        edition.remove()
    assert not un.editions()
    assert not list(data_folder.iterdir())
    with pytest.raises(un.errors.UnknownRollCallError):
        un.rollcall(NEW_SYMBOL)


def test_a_file_that_was_added_is_not_added_again(tmp_path: Path) -> None:
    first = un.add_votes(written(tmp_path, COUNCIL))
    assert un.add_votes(written(tmp_path, COUNCIL, "copy.csv")) == first
    assert len(un.editions()) == 1
    named = un.add_votes(tmp_path / "copy.csv", edition="mine")
    assert (named.id, len(un.editions())) == ("mine", 2)


def test_cite_names_the_editions_in_use(tmp_path: Path) -> None:
    alone = un.cite()
    edition = un.add_votes(written(tmp_path, ASSEMBLY))
    package, added = un.cite().splitlines()
    assert package == alone == un.cite(edition="bundled")
    assert added.startswith(
        "United Nations Dag Hammarskjöld Library: General Assembly Voting Data, votes from 1946"
    )
    assert all(part in added for part in (edition.url, edition.sha256, edition.file, "2026-02-06"))
    assert un.cite("bibtex").count("@misc") == 2
    keys = [item["id"] for item in json.loads(un.cite("csl-json"))]
    assert keys[1] == "unstatements-ga-2026-02-06"
    assert "id" in json.loads(un.cite("csl-json", edition="bundled"))


PAGE = "<!DOCTYPE html>\n<html><p>General Assembly Voting Data</p></html>\n"
LAST_RECORD = ASSEMBLY.rindex("\n4999999,FRA") + 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (PAGE, "is not a voting file of the UN Digital Library: no column undl_id"),
        ("", "is not a voting file"),
        (ASSEMBLY.splitlines()[0], "holds no votes"),
        (ASSEMBLY[:-20], "is cut short: its last roll call, A/RES/80/999, has 2 of 3 members"),
        (ASSEMBLY[: len(ASSEMBLY) // 2], "cut short"),
        (
            ASSEMBLY.replace("1946-", "1966-"),
            "begins on 1947-.*, and the file of the UN in 1946",
        ),
        (
            "".join(
                ASSEMBLY.splitlines(keepends=True)[:1] + ASSEMBLY.splitlines(keepends=True)[2:800]
            )
            + ASSEMBLY[LAST_RECORD:],
            "it has 79[0-9] of 4904 votes that come with this library",
        ),
    ],
)
def test_a_wrong_or_cut_file_is_refused_with_the_cure(
    text: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(DataIntegrityError, match=message) as error:
        un.add_votes(written(tmp_path, text))
    assert error.value.file == "2026_02_06_ga_voting.csv"
    assert "https://digitallibrary.un.org/record/4060887" in str(error.value)
    assert not un.editions()


def test_a_damaged_archive_is_refused_with_the_cure(tmp_path: Path) -> None:
    path = tmp_path / "2026_02_06_sc_voting.csv.gz"
    path.write_bytes(gzip.compress(COUNCIL.encode())[:-100])
    with pytest.raises(DataIntegrityError, match=r"cut short or damaged .*Download the newest"):
        un.add_votes(path)
    path.write_bytes(gzip.compress(COUNCIL.encode()))
    assert un.add_votes(path).id == "sc-2026-02-06"


def test_a_device_is_no_voting_file() -> None:
    with pytest.raises(un.errors.DataIntegrityError, match=r"zero: is not a file\. Download"):
        un.add_votes("/dev/zero")


def test_a_file_older_than_what_is_there_is_refused_with_the_cure(tmp_path: Path) -> None:
    early = written(tmp_path, assembly_file(day=date(2018, 1, 1)).replace("2019-", "2018-"))
    text = early.read_text(encoding="utf-8").replace("2020-", "2018-")
    with pytest.raises(DataIntegrityError, match="older than what comes with this library"):
        un.add_votes(written(tmp_path, text))
    newest = un.add_votes(written(tmp_path, ASSEMBLY))
    older = written(tmp_path, OLDER, "2025_04_01_ga_voting.csv")
    message = f"is older than the edition {newest.id}: .*with `force`"
    with pytest.raises(DataIntegrityError, match=message):
        un.add_votes(older)
    assert un.add_votes(older, force=True).last == date(2025, 3, 3)


def test_an_id_stands_for_one_file(tmp_path: Path) -> None:
    un.add_votes(written(tmp_path, COUNCIL, "2026_02_06_sc_voting.csv"))
    other = written(tmp_path, COUNCIL.replace("USSR,True,N", "USSR,True,A"), "2026_02_06_sc.csv")
    with pytest.raises(ValueError, match="'sc-2026-02-06' is another file: remove it first"):
        un.add_votes(other)
    assert un.add_votes(other, edition="corrected").id == "corrected"
    for wrong in ("../x", "", "bundled"):
        with pytest.raises(ValueError, match="is not made of small letters, digits and hyphens"):
            un.add_votes(other, edition=wrong)


@pytest.mark.parametrize(
    ("name", "published", "edition"),
    [
        ("2026_02_06_sc_voting.csv", date(2026, 2, 6), "sc-2026-02-06"),
        ("votes.csv", None, "sc-1989-06-06"),
        ("2026_02_31_sc_voting.csv", None, "sc-1989-06-06"),
    ],
)
def test_an_edition_is_called_after_the_day_in_the_name_of_the_file(
    name: str, published: date | None, edition: str, tmp_path: Path
) -> None:
    added = un.add_votes(written(tmp_path, COUNCIL, name))
    assert (added.published, added.id) == (published, edition)


def test_rows_that_cannot_be_used_are_counted_and_many_are_refused(tmp_path: Path) -> None:
    few = ASSEMBLY.replace("FRA,,Y", "FRA,,Q", 3)
    assert un.add_votes(written(tmp_path, few)).unread == 3
    many = ASSEMBLY.replace("FRA,,Y", "FRA,,Q", 300)
    with pytest.raises(DataIntegrityError, match=r"300 of 4907 rows cannot be used, .*'Q' is not"):
        un.add_votes(written(tmp_path, many))


@pytest.mark.parametrize("damage", ["description", "table", "no-table", "layout"])
def test_a_damaged_edition_is_an_error_with_the_cure(
    damage: str, tmp_path: Path, data_folder: Path
) -> None:
    edition = un.add_votes(written(tmp_path, COUNCIL), edition=damage)
    if damage == "description":
        (data_folder / f"{edition.id}.json").write_text("{}")
    elif damage == "table":
        table = data_folder / f"{edition.id}.csv.gz"
        table.write_bytes(table.read_bytes()[:-1])
    elif damage == "layout":  # as another version may have written it
        table, described = (data_folder / f"{edition.id}.{end}" for end in ("csv.gz", "json"))
        table.write_bytes(gzip.compress(b"id,symbol,votes,FRA\n"))
        seal = hashlib.sha256(table.read_bytes()).hexdigest()
        described.write_text(described.read_text().replace(edition.seal, seal))
    else:
        (data_folder / f"{edition.id}.csv.gz").unlink()
    message = rf"delete the files {edition.id}.\* in .*add the voting file again"
    with pytest.raises(DataIntegrityError, match=message):
        un.rollcall("A/RES/80/998")
    assert un.rollcalls(edition="bundled")


def test_an_edition_is_shown_as_facts(tmp_path: Path) -> None:
    edition = un.add_votes(written(tmp_path, COUNCIL))
    facts = {fact.label: fact.text for fact in edition.facts()}
    assert facts["to"] == "1989-06-06"
    assert facts["rows that could not be used"] == ""
    assert str(edition).endswith("to 1989-06-06")
    assert edition.id in repr(edition)


def test_without_platformdirs_nothing_is_added_and_all_else_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UNSTATEMENTS_DATA")
    modules: Any = __import__("sys").modules
    monkeypatch.setitem(modules, "platformdirs", None)
    assert not un.editions()
    assert un.rollcalls(body="hrc")
    with pytest.raises(ImportError, match=r'pip install "unstatements\[votes\]"'):
        un.add_votes(written(tmp_path, COUNCIL))
