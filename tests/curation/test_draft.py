"""A press release becomes rows that the check accepts, and nothing in it is lost in silence."""

from __future__ import annotations

import csv
import itertools
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import unstatements as un
from package_copies import PACKAGE, copied, sealed
from project_scripts import ROOT
from sweeps import slow_but
from unstatements.core.tables import columns, schema
from unstatements.curation.draft import draft
from unstatements.curation.draft_input import DraftInput
from unstatements.curation.find_list import find_list
from unstatements.curation.places import as_csv

TABLES = {
    name: schema(name)["path"]
    for name in ("statements", "sources", "lists", "signatures", "reported_counts")
}

RELEASE = """\
Joint Statement on the Human Rights Situation in China

Delivered by H.E. the Ambassador and Permanent Representative of Canada

Mr. President,

I have the honour to speak on behalf of the following 9 countries: Albania, Andorra,
Australia, the United
Kingdom, Korea (Republic of), Côte d’Ivoire, Bolivia (Plurinational State of), “Latvia”
and my own country, Canada.

We are gravely concerned about the human rights situation in China, particularly in Xinjiang.
We thank France and Germany.
"""
OPTIONS = [
    "--body=ga3c", "--delivered-by=Canada", "--stance=critical", "--target=China",
    "--proposition=china-human-rights", "--topics=xinjiang; Hong Kong",
    "--title=Joint statement, on Xinjiang",
    "--url=https://www.example.org/release-1", "--publisher=Ministry, Foreign Affairs",
    "--language=en",
    "--primary",
]  # fmt: skip


def run(
    *arguments: str, text: str = "", package: Path = PACKAGE
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "unstatements", *arguments],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(package.parent), "PYTHONUTF8": "1"},
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copied(tmp_path)


def paste(printed: str, package: Path) -> None:
    """Paste each block of printed rows below the line that it names, as a curator does."""
    blocks = re.findall(r"^(\S+\.csv), below line (\d+):\n((?:.+\n?)+)", printed, re.MULTILINE)
    assert blocks
    for file, line, rows in blocks:
        path = package / "data" / file
        lines = path.read_text(encoding="utf-8").split("\n")
        lines[int(line) : int(line)] = rows.rstrip("\n").split("\n")
        path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def given_input(**more: object) -> DraftInput:
    given: dict[str, object] = {
        "date": "2026-10-31",
        "body": "ga3c",
        "stance": "critical",
        "target": "China",
    }
    return DraftInput(**(given | {"url": "https://example.org/1", "publisher": "M", **more}))


def codes(countries: Sequence[un.Country]) -> str:
    return " ".join(country.alpha_3 for country in countries)


# ------------------------------------------------------------------------------ pasted and checked


def test_the_rows_of_a_new_statement_pass_the_check(copy: Path) -> None:
    drafted = run("draft", "-", "--date=2026-10-31", *OPTIONS, "--count=9", text=RELEASE)
    assert (drafted.returncode, drafted.stderr) == (0, "")
    paste(drafted.stdout, copy)
    checked = run("check", package=copy)
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout
    assert f"{len(un.statements(beyond_un=True)) + 1} statements" in checked.stdout
    assert "nothing is wrong" in checked.stdout
    script = (
        "import unstatements as un; new = un.statement('2026-10-31-ga3c-canada');"
        "print(new.title, new.completeness, new.reported_count, new.topics, new.direction,"
        " new.target_country);"
        "print([s.printed_as for s in new.signatures], {s.status for s in new.signatures});"
        "print(*(getattr(new.sources[0], name) for name in"
        " ('id', 'publisher', 'kind', 'language')))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8",
        env={"PYTHONPATH": str(copy.parent), "PYTHONUTF8": "1"}, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert (
        printed[0] == "Joint statement, on Xinjiang complete 9 ('xinjiang', 'hong-kong') for China"
    )
    assert "'United Kingdom'" in printed[1]
    assert "'Korea (Republic of)'" in printed[1]
    assert "'Côte d’Ivoire'" in printed[1]
    assert printed[1].endswith("{'confirmed'}")
    assert printed[2] == "example-org-1 Ministry, Foreign Affairs primary en"


def test_the_rows_stand_where_they_belong(copy: Path) -> None:
    drafted = run("draft", "-", "--date=2021-03", *OPTIONS, text=RELEASE)
    paste(drafted.stdout, copy)
    rows = {
        name: list(csv.reader((copy / "data" / path).read_text(encoding="utf-8").splitlines()))
        for name, path in TABLES.items()
    }
    statements = [(row[1] or "9", row[0]) for row in rows["statements"][1:]]
    assert statements == sorted(statements)
    for name in ("sources", "lists", "signatures", "reported_counts"):
        keys = [row[0] for row in rows[name][1:]]
        assert keys == sorted(keys), name


@pytest.mark.slow
def test_a_second_source_of_a_statement_in_the_record(copy: Path) -> None:
    poland = un.statement("2025-03-20-hrc-poland")
    text = "Joint statement on behalf of:\n" + "\n".join(
        f"• {country.name}" for country in poland.signatories
    )
    options = [
        "--delivered-by=Poland",
        "--url=https://msz.example.pl/1",
        "--publisher=Ministry",
        "--primary",
    ]
    drafted = run("draft", "-", "--date=2025-03-20", "--body=hrc", *options, text=text)
    assert drafted.returncode == 0, drafted.stdout
    assert "statements.csv" not in drafted.stdout
    assert "the record has 2025-03-20-hrc-poland" in drafted.stdout
    paste(drafted.stdout, copy)
    checked = run("check", package=copy)
    assert checked.returncode == 0, checked.stdout
    assert f"{len(un.statements(beyond_un=True))} statements" in checked.stdout


def contents(package: Path) -> dict[str, str]:
    paths = (package / "data").rglob("*.csv")
    return {str(path.relative_to(package)): path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.slow
def test_written_rows_stand_where_pasted_ones_do(tmp_path: Path) -> None:
    pasted, written = copied(tmp_path / "pasted"), copied(tmp_path / "written")
    arguments = ["draft", "-", "--date=2021-03", *OPTIONS, "--count=9"]
    drafted = run(*arguments, text=RELEASE)
    paste(drafted.stdout, pasted)
    done = run(*arguments, "--write", text=RELEASE, package=written)
    assert (done.returncode, done.stdout) == (0, drafted.stdout)
    assert contents(written) == contents(pasted)
    assert {path.name for path in written.rglob("*.partial*")} == set()
    files = re.findall(r"\S+\.csv", done.stderr)
    assert set(files) == {
        name.removeprefix("data/")
        for name, text in contents(written).items()
        if text != contents(PACKAGE)[name]
    }


@pytest.mark.slow
def test_nothing_is_written_where_something_is_missing(copy: Path) -> None:
    done = run("draft", "-", "--date=2026-10", "--body=hrc", "--write", text=RELEASE, package=copy)
    assert done.returncode == 2
    words = "nothing is written without --stance --target --proposition --direction --url"
    assert words in done.stderr
    assert contents(copy) == contents(PACKAGE)


@pytest.mark.slow
def test_an_installed_package_is_not_edited(tmp_path: Path) -> None:
    package = sealed(tmp_path)
    before = contents(package)
    done = run(
        "draft", "-", "--date=2026-10-31", *OPTIONS, "--write", text=RELEASE, package=package
    )
    assert done.returncode == 2
    assert "work in a checkout" in done.stderr
    assert contents(package) == before


def test_all_rows_are_written_or_none(copy: Path) -> None:
    (copy / "data" / TABLES["signatures"]).unlink()
    before = contents(copy)
    script = (
        "from unstatements.curation.places import write_rows;"
        "write_rows({'statements': [('a',)], 'lists': [('b',)], 'signatures': [('c',)]},"
        " {'statements': 1, 'lists': 1, 'signatures': 1}, {})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env={"PYTHONPATH": str(copy.parent)}
    )
    assert b"FileNotFoundError" in done.stderr
    assert contents(copy) == before
    assert not list(copy.rglob("*.partial*"))


@pytest.mark.slow
def test_an_answer_follows_its_rival_and_both_name_each_other(copy: Path) -> None:
    alone = next(
        each
        for each in reversed(un.statements(stance="critical", body="hrc", complete=True))
        if not each.counterstatements and each.date_precision == "day"
    )
    free = [each for each in un.countries(alone.date) if each not in alone.signatories][:3]
    text = "Statement by " + ", ".join(each.name for each in free)
    more = ["--url=https://example.org/2", "--publisher=M", f"--counterstatement={alone.id}"]
    done = run(
        *("draft", "-", f"--date={alone.date}", "--body=hrc", *more, "--write"),
        text=text,
        package=copy,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "statements/statements.csv, in the place of line" in done.stdout
    assert run("check", package=copy).returncode == 0
    answer = draft(text, DraftInput(date=str(alone.date), body="hrc", counterstatement=alone.id))
    script = (
        f"import unstatements as un; rival = un.statement({alone.id!r});"
        "(answer,) = rival.counterstatements;"
        "print(answer.id, *(each.id for each in answer.counterstatements), answer.stance,"
        " answer.target, answer.proposition.id == rival.proposition.id,"
        " answer.direction != rival.direction)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(copy.parent)},
    )
    expected = f"{answer.statement} {alone.id} supportive {alone.target} True True"
    assert printed.stdout.strip() == expected, printed.stderr


@pytest.mark.slow
def test_a_further_answer_stands_beside_the_others() -> None:
    germany = un.statement("2020-10-06-ga3c-germany")
    given = DraftInput(date=str(germany.date), body="ga3c", counterstatement=germany.id)
    further = draft("Statement by Nepal, Tonga", given)
    (row,) = further.replaced.values()
    assert row[columns("statements").index("counterstatement")].split(";") == [
        *(each.id for each in germany.counterstatements),
        further.statement,
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
@pytest.mark.slow
def test_what_is_missing_is_asked_for_on_a_terminal(copy: Path, tmp_path: Path) -> None:
    import pty

    release = tmp_path / "release.txt"
    release.write_text(RELEASE, encoding="utf-8")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "unstatements", "draft", str(release), "--write"),
            *("--date=2026-10-31", "--body=ga3c"),
        ],
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(copy.parent), "PYTHONUTF8": "1"},
    )
    os.close(slave)
    answers = {
        "delivered by": ["Narnia", "Canada"],
        "stance": ["angry", "critical"],
        "target": ["China"],
        "proposition": ["china-human-rights"],
        "topics": ["Xinjiang"],
        "title": [""],
        "address": ["https://example.org/1"],
        "publisher": ["Ministry"],
        "language": [""],
    }
    for answer in itertools.chain(*answers.values()):
        os.write(master, f"{answer}\n".encode())
    out, error = process.communicate(timeout=120)
    os.close(master)
    assert process.returncode == 0, error.decode()
    questions = error.decode()
    assert "no country is called 'Narnia'" in questions
    assert "stance: 'angry'; expected one of: critical" in questions
    assert "[Joint Statement on the Human Rights Situation in China]" in questions
    assert "china-human-rights" in questions.split("proposition: ")[1].split("]")[0]
    assert "direction: " not in questions
    assert ",Joint Statement on the Human Rights Situation in China," in out.decode()
    assert run("check", package=copy).returncode == 0


@pytest.mark.slow
def test_what_could_not_be_read_still_passes_the_check_once_pasted(copy: Path) -> None:
    text = RELEASE.replace("Andorra", "Narnia").replace("Australia", "Albania")
    drafted = run("draft", "-", "--date=2026-10-31", *OPTIONS, "--count=9", text=text)
    assert drafted.returncode == 1
    assert drafted.stdout.startswith("!! ")
    assert '!! not read, line 7: "Narnia"' in drafted.stdout
    assert (
        "!! more than once in the list, once in the rows: Albania (lines 7, 8)" in drafted.stdout
    )
    assert "!! the text is said to count 9 signatories, but 7 were read" in drafted.stdout
    assert ",9,partial," in drafted.stdout
    paste(drafted.stdout, copy)
    checked = run("check", package=copy)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.slow
def test_the_command_of_the_documents_runs(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "guides" / "add-a-statement.md").read_text(encoding="utf-8")
    command = re.search(r"python -m unstatements draft(?:.*\\\n)*.*", text)
    assert command
    release = tmp_path / "release.txt"
    release.write_text(RELEASE, encoding="utf-8")
    arguments = shlex.split(command[0].replace("\\\n", " ").replace("release.txt", str(release)))[
        3:
    ]
    done = run(*arguments)
    assert done.returncode in (0, 1)
    assert done.stderr == ""
    assert "signatures.csv, below line" in done.stdout


def test_as_json() -> None:
    done = run("draft", "-", "--date=2026-10-31", *OPTIONS, "--json", text=RELEASE)
    printed = json.loads(done.stdout)
    assert printed["problems"] == []
    assert len(printed["countries"]) == 9
    assert [row["position"] for row in printed["rows"]["signatures"]] == [
        str(n) for n in range(1, 10)
    ]
    for name, rows in printed["rows"].items():
        assert list(rows[0]) == list(un.tables()[name].columns)


# ---------------------------------------------------------------------------- the list in the text


GARBLED = "the United Kingdom and the United States Ireland"  # as a translating machine printed it
FOR_THE_HAND = {"my country"}


@pytest.mark.parametrize(
    "between",
    slow_but([", ", "\n"], [", ", "\n", "; ", "\n\n", " | ", "\n• ", ", and ", "،", "、"]),
)
def test_every_list_of_the_record_is_found_whole_and_nothing_else(between: str) -> None:
    for statement in un.statements(beyond_un=True):
        for signatory_list in statement.lists:
            printed = [name for name, _signer in signatory_list.names]
            if len(set(printed)) < len(printed) or GARBLED in printed:
                continue  # one phrase stands for several states, or is no phrase for one
            text = f"Statement on Wonderland.\nIt is made on behalf of:\n{between.join(printed)}."
            listed = find_list(text, statement.date)
            assert set(listed.signatories.countries) <= set(signatory_list.countries), (
                statement.id,
                signatory_list.source.id,
            )
            pieces = [*listed.signatories.unread, *listed.notes()]
            for name, signer in signatory_list.names:
                if signer is None or signer in listed.signatories.countries:
                    continue
                ways = (name, name[-40:], signer.name)
                assert name in FOR_THE_HAND or any(
                    piece in name or any(way in piece for way in ways) for piece in pieces
                ), (statement.id, signatory_list.source.id, name)


@pytest.mark.parametrize(
    ("text", "expected", "unread"),
    [
        (
            "au nom de l'Autriche, de la Belgique, du Danemark et de la Suède.",
            "AUT BEL DNK SWE",
            "",
        ),
        (
            "da República de Angola, da República Federativa do Brasil e de Timor-Leste",
            "AGO BRA TLS",
            "",
        ),
        (
            "de la Argentina, del Brasil, de Chile, del Ecuador y del Perú.",
            "ARG BRA CHL ECU PER",
            "",
        ),
        ("den Niederlanden, der Türkei und den Vereinigten Staaten", "NLD TUR USA", ""),
        ("Albania, Belize and Chad are concerned about China.", "ALB BLZ TCD", ""),
        ("The situation in China.\nAlbania\nBelize\nChad", "ALB BLZ TCD", ""),
        ("Statement on China\n\nAlbania\n\nBelize\n\nChad\n\nWe thank Mali.", "ALB BLZ TCD", ""),
        ("on behalf of Albania, Belize and my own country, Chad.", "ALB BLZ TCD", ""),
        ("Narnia, Albania, Belize", "ALB BLZ", "Narnia"),
        ("Albania, Belize and Narnia.", "ALB BLZ", "and Narnia"),
        ("Signed: Albania; Belize; Narnia; Chad", "ALB BLZ TCD", "Narnia"),
        ("1. Albania\n2. Belize\n3. Narnia\n4. Chad\n", "ALB BLZ TCD", "Narnia"),
        ("Canada on behalf of Albania, Belize, Canada and Chad", "ALB BLZ CAN TCD", ""),
        ("China said no. Albania, Belize, Chad. Mali and Niger said yes.", "ALB BLZ TCD", ""),
        ("Albania, the European Union, Belize", "ALB BLZ", "the European Union"),
        ("阿尔巴尼亚、伯利兹、乍得", "ALB BLZ TCD", ""),
        ("Albanie, Belize, Tchad et Côte d'Ivoire", "ALB BLZ TCD CIV", ""),
        ("no name at all", "", "no name at all"),
        ("", "", ""),
    ],
)
def test_the_list_is_found(text: str, expected: str, unread: str) -> None:
    listed = find_list(text, date(2026, 1, 1), un.country("CAN"))
    assert codes(listed.signatories.countries) == expected
    assert "; ".join(listed.signatories.unread) == unread


def test_names_outside_the_list_are_told() -> None:
    listed = find_list(RELEASE)
    assert listed.notes()[-1] == (
        "named outside the list, not taken for signatories: China (lines 1, 12), Canada (line 3), "
        "France (line 13), Germany (line 13)"
    )
    two = "Signed by Albania, Belize, Chad, Mali.\n\nLater joined by Cuba, Fiji and Peru."
    assert "a second list, not in the rows: Cuba (line 3), Fiji (line 3), Peru (line 3)" in (
        find_list(two).problems()
    )


NAMES = [country.name for country in un.countries("2026-01-01")]


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=30), st.sampled_from([", ", "\n", "; "])
)
def test_printed_names_stand_in_the_text(names: list[str], between: str) -> None:
    text = between.join(names)
    read = un.parse_signatories(text)
    assert [country.name for country in read.countries] == list(dict.fromkeys(names))
    assert len(read.printed_as) == len(read.countries)
    assert all(printed in text for printed in read.printed_as)
    assert [un.country(printed) for printed in read.printed_as] == list(read.countries)


def test_printed_as_is_verbatim() -> None:
    read = un.parse_signatories(
        "the U.K., Bolivia (Plurinational State of), Latva, the\nUnited States; Latvia"
    )
    assert read.printed_as == (
        "U.K.",
        "Bolivia (Plurinational State of)",
        "Latva",
        "United States",
    )


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    release = draft(text, given_input())
    assert all(
        "\n" not in cell and "\r" not in cell
        for rows in release.rows.values()
        for row in rows
        for cell in row
    )
    for line in release.to_text().split("\n"):
        assert "\r" not in line


# --------------------------------------------------------------------------------------- the cells


def test_cells_that_follow_from_the_record() -> None:
    row = draft(
        "Albania, Chad",
        given_input(date="2022-10-05", body="hrc", proposition="china-human-rights"),
    ).rows
    cells = dict(zip(un.tables()["statements"].columns, row["statements"][0], strict=True))
    assert (cells["session"], cells["direction"], cells["target_country"]) == ("51", "for", "CHN")
    assert (cells["id"], cells["reported_count"], cells["completeness"]) == (
        "2022-10-05-hrc-china",
        "2",
        "complete",
    )
    rival = draft("Albania", given_input(stance="supportive", proposition="china-human-rights"))
    assert ",against," in rival.to_text()
    parent = draft("Albania", given_input(date="2022-11-01"))
    assert ",ga3c,77," in parent.to_text()


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"delivered_by": "United Kingdom"}, "2026-10-31-ga3c-united-kingdom"),
        ({"delivered_by": "USA"}, "2026-10-31-ga3c-united-states"),
        ({"delivered_by": "Bolivia"}, "2026-10-31-ga3c-bolivia"),
        ({"delivered_by": "Côte d'Ivoire"}, "2026-10-31-ga3c-cote-d-ivoire"),
        ({"date": "2026-10"}, "2026-10-ga3c-china"),
        ({"date": "2026", "target": "", "kind": "joint letter"}, "2026-ga3c-joint-letter"),
        ({"id": "2026-10-31-ga3c-friends"}, "2026-10-31-ga3c-friends"),
        # another statement of the same day, body and deliverer
        (
            {"date": "2022-10-31", "delivered_by": "Cuba", "proposition": "sogi"},
            "2022-10-31-ga3c-sogi-cuba",
        ),
    ],
)
def test_ids(more: dict[str, object], expected: str) -> None:
    assert draft("Albania, Chad, Cuba", given_input(**more)).statement == expected


@pytest.mark.parametrize(
    ("url", "publisher", "expected"),
    [
        ("https://www.example.org/1", "M", "example-org-1"),
        ("https://un.news.example/2?a=b", "M", "un-news-example-1"),
        ("", "Ministry of Foreign Affairs", "ministry-of-foreign-affairs-1"),
        ("https://digitallibrary.un.org/record/99999999", "UN", "digitallibrary-un-org-99999999"),
    ],
)
def test_ids_of_sources(url: str, publisher: str, expected: str) -> None:
    assert (
        draft("Albania", given_input(url=url, publisher=publisher)).rows["sources"][0][0]
        == expected
    )


def test_the_next_number_of_a_domain() -> None:
    numbers = [
        int(row["id"][7:])
        for row in un.tables()["sources"]
        if re.fullmatch(r"gov-uk-\d+", row["id"])
    ]
    release = draft("Albania", given_input(url="https://www.gov.uk/new")).rows["sources"][0][0]
    assert release == f"gov-uk-{max(numbers) + 1}"


def test_an_address_in_the_record_is_its_source() -> None:
    first = un.tables()["sources"][3]
    release = draft("Albania", given_input(url=first["url"] + "/"))
    assert "sources" not in release.rows
    assert release.rows["lists"][0][1] == first["id"]


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        (
            "Albania",
            {"stance": "", "target": ""},
            "no row can stand without --stance --target --proposition --direction",
        ),
        (
            "Albania, China",
            {},
            "China is what the text is about, and stands among the signatories",
        ),
        ("Albania, Chad", {"delivered_by": "Fiji"}, "Fiji delivered it, but is not on the list"),
        ("Albania, Chad", {"count": 3}, "said to count 3 signatories, but 2 were read"),
        (
            "Albania, Chad",
            {"url": "", "publisher": ""},
            "--url --publisher",
        ),
        ("Albania, Latva", {}, 'taken for a misprint of Latvia: "Latva"'),
        ("nobody", {}, "no name of a country was read"),
        (
            "Albania",
            {"date": "2025-03-20", "body": "hrc", "delivered_by": "Poland"},
            "not among the record's",
        ),
    ],
)
def test_what_must_be_settled_is_told(text: str, more: dict[str, object], words: str) -> None:
    release = draft(text, given_input(**more))
    assert words in " ".join(release.problems)
    assert release.to_text().startswith("!! ")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"date": "31 October"}, "write YYYY-MM-DD"),
        ({"date": "2026-02-30"}, "is not a date"),
        ({"body": "ga9c"}, "body: 'ga9c'; expected one of: "),
        ({"stance": "angry"}, "expected one of: critical, supportive, affirms, opposes"),
        ({"direction": "up"}, "direction: 'up'; expected one of: for, against"),
        ({"kind": "joint leter"}, "did you mean 'joint letter'"),
        ({"proposition": "china"}, "proposition: 'china'; expected one of: "),
        ({"topics": "xinjang"}, "no topic"),
        ({"id": "Oct 31"}, "is not an id"),
        ({"url": "example.org/1"}, "begins with https://"),
        ({"delivered_by": "Narnia"}, "no country is called 'Narnia'"),
        ({"id": "2022-10-31-ga3c-canada"}, "is of 2022-10-31 in ga3c"),
    ],
)
def test_bad_input_is_one_clear_error(more: dict[str, object], words: str) -> None:
    with pytest.raises((ValueError, LookupError), match=re.escape(words)):
        draft("Albania", given_input(**more))


@pytest.mark.parametrize(
    ("arguments", "text", "words"),
    [
        (
            ["missing.txt", "--date=2026", "--body=hrc"],
            b"",
            "missing.txt: No such file or directory",
        ),
        (
            ["-", "--date=2026", "--body=hrc"],
            b"Albania\nC\xf4te d'Ivoire",
            "line 2: is not UTF-8 text",
        ),
        (["-", "--date=2026"], b"", "--body"),
        (["-", "--date=2026", "--body=hrc", "--session=many"], b"", "--session"),
    ],
)
def test_bad_input_on_the_command_line(arguments: list[str], text: bytes, words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "unstatements", "draft", *arguments],
        input=text,
        capture_output=True,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


# ------------------------------------------------------------------- what the text says of the list


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I speak on behalf of a group of 45 countries:\nAlbania, Chad and Fiji.", 45),
        ("delivered on behalf of 12 Pacific Island States, namely Fiji, Tonga and Chad", 12),
        ("au nom de 54 pays : Cuba, Fidji et le Tchad.", 54),
        ("Albania, Chad and Fiji (3 countries)", 3),
        ("I speak on behalf of a group of forty-five\ncountries:\nAlbania, Chad and Fiji.", 45),
        ("thirty-nine like-minded countries: Albania, Chad and Fiji.", 39),
        ("au nom de quatre-vingt-dix-sept pays : Cuba, Fidji et le Tchad.", 97),
        ("en nombre de treinta y nueve países: Cuba, Fiyi y Chad.", 39),
        ("em nome de quarenta e cinco países: Cuba, Fiji e Chade.", 45),
        ("a nome di quarantacinque paesi: Cuba, Figi e Ciad.", 45),
        ("im Namen von fünfundvierzig Staaten: Kuba, Fidschi und Tschad.", 45),
        ("от имени сорока пяти государств: Куба, Фиджи и Чад.", 45),
        ("نيابة عن خمسة وأربعين دولة: كوبا وفيجي وتشاد.", 45),
        ("四十五个国家：古巴、斐济、乍得。", 45),
        ("古巴、斐济、乍得等45个国家", 45),
        ("45か国：キューバ、フィジー、チャド。", 45),
        ("45개국: 쿠바, 피지, 차드.", 45),
        ("Between forty and fifty States: Albania, Chad and Fiji.", 50),
        ("We, UN Member States, met at once: Albania, Chad and Fiji.", None),
        ("On 5 May the countries Albania, Chad and Fiji said so.", None),
        ("Peru and twelve other States said so. Albania, Chad, Cuba and Fiji agreed.", None),
        ("Peru and 12 other States said so. Albania, Chad, Cuba and Fiji agreed.", None),
        ("In 2021, Albania, Chad and Fiji said so.", None),
    ],
)
def test_a_printed_count_is_noticed(text: str, count: int | None) -> None:
    listed = find_list(text)
    assert listed.count == count
    too_few = [problem for problem in listed.problems() if problem.startswith("the text says")]
    assert bool(too_few) is (count is not None and count > len(listed.mentions))


def test_a_list_that_lacks_names_is_not_complete() -> None:
    release = draft("On behalf of 45 States: Albania, Chad and Fiji.", given_input())
    assert ",false,3," in as_csv(release.rows["lists"][0])
    assert "the text says 45, and 3 were read" in release.problems
    release = draft("On behalf of 3 States: Albania, Chad and Fiji.", given_input())
    assert ",true,3," in as_csv(release.rows["lists"][0])


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("With our partners in Cuba we speak on behalf of: Albania, Belize and Chad.", False),
        ("Our partners are in Cuba. We speak on behalf of: Albania, Belize and Chad.", True),
        ("Statement on Cuba\nWe speak on behalf of: Albania, Belize and Chad.", True),
        ("We are concerned about China and speak on behalf of: Albania, Belize and Chad.", True),
    ],
)
def test_no_list_is_complete_beside_more_countries(text: str, complete: bool) -> None:
    release = draft(text, given_input(target="China"))
    assert (",true,3," in as_csv(release.rows["lists"][0])) is complete
