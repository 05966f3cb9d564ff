"""The command line as users drive it: through pipes, with garbage, on terminals, killed."""

from __future__ import annotations

import csv
import gc
import io
import json
import os
import re
import resource
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, strategies as st

import unstatements as un
from sweeps import slow_but
from unstatements.cli import main
from unstatements.cli.resolve import from_column, from_lines
from unstatements.cli.streams import escape, lines_of
from unstatements.curation import export as export_module
from unstatements.results.packaged import Table
from voting_files import council_file

if sys.platform == "win32":
    pytest.skip("pipes, signals and terminals of POSIX", allow_module_level=True)

import fcntl
import pty
import struct
import termios

PROGRAM = [sys.executable, "-c", "import sys; from unstatements.cli import main; sys.exit(main())"]
SHELL = " ".join(map(shlex.quote, PROGRAM))
ROOT = Path(__file__).parents[2]
COMMANDS = (
    *("report", "statements", "rollcalls", "topics", "propositions", "blocs"),
    *("show", "compare", "shift", "trajectory", "agree", "dyads", "plot"),
    *("search", "resolve", "find", "draft", "check", "export"),
)
CANADA, FRANCE = "2022-10-31-ga3c-canada", "2021-10-21-ga3c-france"
ESCAPE = "\x1b"
MANY = b"Fiji\nIvory Coast\n" * 20_000


def env(**more: str) -> dict[str, str]:
    unset = (
        "NO_COLOR",
        "FORCE_COLOR",
        "GITHUB_ACTIONS",
        "PYTHONIOENCODING",
        "PYTHONUNBUFFERED",
        "COLUMNS",
        "LINES",
    )
    return (
        {name: value for name, value in os.environ.items() if name not in unset}
        | {"TERM": "xterm"}
        | more
    )


def run(*arguments: str, data: bytes = b"", **more: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*PROGRAM, *arguments], input=data, capture_output=True, env=env(**more))
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in this process, which is quicker."""
    out, error = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(error):
        status = main(arguments)
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), error.getvalue())


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command line in which `unstatements` is the program."""
    text = command.replace("unstatements", SHELL)
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", text],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=env(),
    )


def on_terminal(
    *arguments: str,
    columns: int = 80,
    streams: Sequence[str] = ("stdout",),
    **more: str,
) -> tuple[int, str]:
    """Run the program with streams on a terminal; return its status and what that shows."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=slave if "stdout" in streams else subprocess.DEVNULL,
        stderr=slave if "stderr" in streams else subprocess.DEVNULL,
        env=env(**more),
    )
    os.close(slave)
    output = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # the program has closed the terminal
            break
        if not part:
            break
        output += part
    os.close(master)
    return process.wait(), output.decode("utf-8").replace("\r\n", "\n")


def one_line(text: str) -> bool:
    return text.startswith("unstatements: ") and text.count("\n") == 1


# ----------------------------------------------------------------------------------- every command

ASKED = {
    "report": ["report"],
    "statements": ["statements", "--topic", "xinjiang"],
    "rollcalls": ["rollcalls", "--body", "hrc", "--session", "51"],
    "topics": ["topics"],
    "propositions": ["propositions"],
    "blocs": ["blocs", "--of", "Fiji", "--on", "2022-10-31"],
    "search": ["search", "xinjiang"],
    "show a statement": ["show", CANADA],
    "show a vote": ["show", "A/HRC/51/L.6"],
    "show a bloc": ["show", "EU", "--on", "2020-01-31"],
    "show a country": ["show", "Fiji"],
    "compare": ["compare", CANADA],
    "compare two": ["compare", CANADA, FRANCE, "--by", "EU", "--by", "OIC"],
    "shift": ["shift", FRANCE, CANADA],
    "shift by bloc": ["shift", FRANCE, CANADA, "--by", "EU"],
    "trajectory": ["trajectory", "Fiji", "--proposition", "china-human-rights"],
    "trajectory of a bloc": ["trajectory", "EU", "-e", FRANCE, "-e", CANADA],
    "agree": ["agree", "CUB", "CHN", "--body", "hrc"],
    "agree of statements": ["agree", "FJI", "AUS", "--statements", "--measure", "jaccard"],
    "agree of three": ["agree", "CUB", "CHN", "FRA", "--body", "hrc", "--session", "51"],
    "export": ["export"],
    "export a table": ["export", "bodies"],
    "check": ["check"],
}


@pytest.mark.parametrize("arguments", ASKED.values(), ids=ASKED)
def test_text_for_people(arguments: list[str]) -> None:
    done = call(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()
    assert done.stdout.endswith("\n")
    assert ESCAPE not in done.stdout


@pytest.mark.parametrize("arguments", ASKED.values(), ids=ASKED)
def test_json_for_machines(arguments: list[str]) -> None:
    done = call(*arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert isinstance(json.loads(done.stdout), dict)


@pytest.mark.parametrize(
    "arguments", [a for n, a in ASKED.items() if n not in ("report", "check")], ids=str
)
def test_csv_has_the_rows_of_the_json(arguments: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(call(*arguments, "--csv").stdout)))
    in_json = json.loads(call(*arguments, "--json").stdout)["rows"]
    assert rows
    assert len(rows) == len(in_json)
    for row, other in zip(rows, in_json, strict=True):
        assert list(row) == list(other)
        for name, value in other.items():
            text = (
                ""
                if value is None
                else str(value).lower()
                if isinstance(value, bool)
                else str(value)
            )
            assert row[name] == text


def test_the_results_are_those_of_the_library() -> None:
    assert call("compare", CANADA).stdout == f"{un.compare(CANADA)}\n"
    assert call("shift", FRANCE, CANADA).stdout == f"{un.shift(FRANCE, CANADA)}\n"
    assert (
        call("trajectory", "Fiji", "--topic", "xinjiang").stdout
        == f"{un.trajectory('Fiji', 'xinjiang')}\n"
    )
    votes = un.rollcalls(body="hrc", session=51)
    agreed = call("agree", "CUB", "FRA", "--body", "hrc", "--session", "51", "--measure", "kappa")
    assert agreed.stdout == f"{un.agreement('CUB', 'FRA', votes, measure='kappa')}\n"
    printed = json.loads(call("statements", "--signed-by", "Fiji", "--complete", "--json").stdout)
    expected = un.statements(signed_by="Fiji", complete=True)
    assert [row["statement"] for row in printed["rows"]] == [each.id for each in expected]
    signed = json.loads(call("show", CANADA, "--json").stdout)
    assert [row["alpha_3"] for row in signed["rows"]] == list(
        un.statement(CANADA).signatories.alpha_3s
    )


def rows_of(*arguments: str) -> list[dict[str, str]]:
    done = call(*arguments, "--csv")
    assert (done.returncode, done.stderr) == (0, "")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_rows_and_columns_can_be_chosen() -> None:
    every = rows_of("statements", "--topic", "xinjiang")
    some = rows_of("statements", "--topic", "xinjiang", "--columns", "date, statement")
    assert some == [{"date": row["date"], "statement": row["statement"]} for row in every]
    counted = [row for row in every if row["reported_count"]]
    for sign, backwards in (("", False), ("-", True)):
        ordered = rows_of("statements", "--topic", "xinjiang", "--sort", f"{sign}reported_count")
        counts = [int(row["reported_count"]) for row in ordered[: len(counted)]]
        assert counts == sorted(counts, reverse=backwards)
        assert not any(row["reported_count"] for row in ordered[len(counted) :])
        assert {row["statement"] for row in ordered} == {row["statement"] for row in every}
    assert rows_of("statements", "--topic", "xinjiang", "--limit", "3") == every[:3]
    printed = call("statements", "--topic", "xinjiang", "--limit", "3", "--json").stdout
    whole = call("statements", "--topic", "xinjiang", "--json").stdout
    assert json.loads(printed)["rows"] == json.loads(whole)["rows"][:3]  # numbers stay numbers
    text = call("statements", "--topic", "xinjiang", "--limit", "1").stdout
    assert every[0]["statement"] in text
    assert f"and {len(every) - 1} more rows" in text
    short = call("shift", FRANCE, CANADA, "--columns", "alpha_3,movement", "--limit", "2").stdout
    assert [len(line.split()) for line in short.split("\n\n")[1].splitlines()] == [2, 2, 2]


@pytest.mark.parametrize(
    ("command", "key", "function"),
    [("statements", "statement", un.statements), ("rollcalls", "rollcall", un.rollcalls)],
)
def test_listings_are_narrowed_to_a_proposition(command: str, key: str, function: Any) -> None:
    listed = [row[key] for row in rows_of(command, "--proposition", "china-human-rights")]
    events = function(proposition="china-human-rights")
    assert listed == [event.id for event in events]
    assert events


def test_a_month_or_a_year_is_its_first_or_last_day() -> None:
    year = rows_of("rollcalls", "--body", "hrc", "--since", "2022", "--until", "2022-10")
    assert year == rows_of(
        "rollcalls", "--body", "hrc", "--since", "2022-01-01", "--until", "2022-10-31"
    )


@pytest.mark.parametrize("suffix", ["csv", "json", "txt"])
def test_a_result_can_go_into_a_file(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"compared.{suffix}"
    done = call("compare", CANADA, "-o", str(path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    form = [] if suffix == "txt" else [f"--{suffix}"]
    assert path.read_text(encoding="utf-8") == call("compare", CANADA, *form).stdout
    assert list(tmp_path.iterdir()) == [path]
    assert call("resolve", "Fiji", "--csv", "-o", str(path)).returncode == 0
    assert path.read_text(encoding="utf-8") == call("resolve", "Fiji", "--csv").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["plot", CANADA],
        ["plot", CANADA, "--by", "EU"],
        ["plot", FRANCE, CANADA, "--width", "4"],
        ["plot", "Fiji", "--topic", "xinjiang"],
        ["plot", "--topic", "xinjiang"],
        ["plot", "--proposition", "china-human-rights"],
        ["plot", "CUB", "CHN", "FRA", "BRA", "--body", "hrc", "--session", "51"],
        ["compare", CANADA, "--by", "EU"],
    ],
)
def test_a_picture_is_that_of_the_library(arguments: list[str], tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    done = call(*arguments, "-o", str(path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("<?xml")
    assert list(tmp_path.iterdir()) == [path]


def test_search_finds_by_words_symbols_and_names_and_says_what_it_corrects() -> None:
    assert rows_of("search", "nuclear", "weapons")[0]["id"] == "nuclear-weapons"
    assert rows_of("search", "A/HRC/51/L6")[0]["id"] == un.rollcall("A/HRC/51/L.6").id
    assert rows_of("search", "Ivory Coast")[0]["id"] == "CIV"
    assert rows_of("search", "中国")[0]["id"] == "CHN"
    assert rows_of("search", "OIC")[0]["id"] == "oic"
    done = call("search", "xinjang", "--csv")
    assert done.stderr == "unstatements: note: 'xinjang' is taken for 'xinjiang'\n"
    assert done.stdout == call("search", "xinjiang", "--csv").stdout
    assert call("search", "qqqqq").returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["statements", "--target", "chnia"],
        ["agree", "CUB", "chnia", "--body", "hrc", "--session", "51"],
        ["show", "chnia"],
        ["statements", "--signed-by", "chnia"],
        ["trajectory", "chnia", "--topic", "xinjiang"],
    ],
)
def test_a_correction_is_said(arguments: list[str]) -> None:
    done = call(*arguments)
    right = call(*(word.replace("chnia", "China") for word in arguments))
    assert (done.returncode, done.stdout, right.stderr) == (0, right.stdout, "")
    assert done.stderr == "unstatements: note: 'chnia' is taken for China\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples(command: str) -> None:
    done = call(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    examples = done.stdout.split("Examples:\n")[1].strip().splitlines()
    assert any(f"unstatements {command}" in line for line in examples)
    assert max(map(len, examples)) < 100
    assert call(command, "-h").stdout == done.stdout


@pytest.mark.parametrize("command", slow_but(("report", "statements", "resolve"), COMMANDS))
def test_the_examples_run(command: str, tmp_path: Path) -> None:
    text = call(command, "--help").stdout.split("Examples:\n")[1].replace("\\\n", "")
    (tmp_path / "names.txt").write_text("Fiji\n", encoding="utf-8")
    (tmp_path / "votes.csv").write_text("state,vote\nFiji,yes\n", encoding="utf-8")
    (tmp_path / "votes.tsv").write_text("yes\tFiji\n", encoding="utf-8")
    for file in ("statement.txt", "release.txt"):
        (tmp_path / file).write_text(
            "Statement by Poland on behalf of:\nPoland, Fiji", encoding="utf-8"
        )
    for line in text.strip().splitlines():
        if "--write" in line:
            continue  # would edit the tables of the checkout
        if "parquet" in line or "pdftotext" in line:
            continue  # need what is not there
        done = shell(f"cd {shlex.quote(str(tmp_path))} && {line}")
        expected = (1,) if "Latva" in line or command == "draft" else (0,)
        assert done.returncode in (0, *expected), (line, done.stderr)
        assert "Traceback" not in done.stderr


def test_help_of_all() -> None:
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == call("--help").stdout
    assert all(f"\n  {command} " in done.stdout for command in COMMANDS)
    assert "Exit status: 0 done; 1 nothing found" in " ".join(done.stdout.split())
    assert call("--version").stdout == f"unstatements {un.__version__}, data {un.DATA_VERSION}\n"


# --------------------------------------------------------------------------- the UN's voting files


def test_a_voting_file_is_added_listed_chosen_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSTATEMENTS_DATA", str(tmp_path / "data"))
    file = tmp_path / "2026_02_06_sc_voting.csv"
    file.write_text(council_file(), encoding="utf-8")
    none = call("votes", "list")
    assert none.returncode == 1
    assert "0 editions" in none.stdout
    added = call("votes", "add", str(file))
    assert (added.returncode, added.stderr) == (0, "")
    assert added.stdout.startswith("Security Council Voting Data, 2 roll calls from 1946-05-05")
    assert re.search("edition +sc-2026-02-06", added.stdout)
    (row,) = json.loads(call("votes", "list", "--json").stdout)["rows"]
    assert (row["edition"], row["rollcalls"]) == ("sc-2026-02-06", 2)
    agree = ("agree", "FRA", "SUN", "--body", "sc")
    assert "from the edition sc-2026-02-06" in call(*agree).stdout
    assert "edition" not in call(*agree, "--edition", "bundled").stdout
    assert "expected one of: bundled, sc-2026" in call(*agree, "--edition", "x").stderr
    unknown = call("votes", "remove", "x")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "expected one of: sc-2026-02-06" in unknown.stderr
    assert call("votes", "remove", "sc-2026-02-06").returncode == 0
    assert not un.editions()
    assert "none was added to this computer" in call("votes", "remove", "x").stderr


def test_a_file_that_cannot_be_added_is_one_line_with_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSTATEMENTS_DATA", str(tmp_path / "data"))
    page = tmp_path / "page.csv"
    page.write_text("<!DOCTYPE html>\n<html></html>\n", encoding="utf-8")
    late = tmp_path / "late.csv"
    late.write_text(council_file().replace("1946-", "1966-"), encoding="utf-8")
    for file, problem in ((page, "is not a voting file"), (late, "begins on 1966-05-05")):
        done = call("votes", "add", str(file))
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert problem in done.stderr
        assert "https://digitallibrary.un.org/record/4055387" in done.stderr
    assert call("votes", "add", str(late), "--force", "--edition", "late").returncode == 0
    assert call("votes").stderr.endswith("(see unstatements votes --help)\n")


@pytest.mark.parametrize("command", ["add", "list", "remove"])
def test_help_on_voting_files_has_examples(command: str) -> None:
    done = call("votes", command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"unstatements votes {command}" in done.stdout.split("Examples:\n")[1]


# ------------------------------------------------------------------------------------- exit status


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing"], "No such command"),
        (["statements", "--nothing"], "No such option"),
        (["statements", "--session", "many"], "session"),
        (
            ["statements", "--stance", "angry"],
            "expected one of: critical, supportive, affirms, opposes",
        ),
        (["statements", "--topic", "xinjang"], "did you mean 'xinjiang'"),
        (["statements", "--since", "yesterday"], "is not a day"),
        (["statements", "--json", "--csv"], "either --json or --csv"),
        (["show"], "(see unstatements show --help)"),
        (["plot", CANADA], "Missing option '--output'"),
        (["plot", CANADA, "-o", "x.doc"], "expected one of: .png, .svg, .pdf"),
        (["plot", "Fiji", "-o", "x.png"], "say what to draw"),
        (["statements", "-o", "x.png"], "there is no picture of this"),
        (["statements", "-o", "x.doc"], "expected one of: .txt, .json, .csv"),
        (["statements", "--columns", "statement,wonder"], "'wonder'; expected one of: statement"),
        (["statements", "--sort", "wonder"], "'wonder'; expected one of: statement, date"),
        (["statements", "--topic", "wonder"], "expected one of: abortion, "),
        (["show", "2022-10-31-ga3c-canda"], "did you mean '2022-10-31-ga3c-canada'"),
        (["show", "Narnia"], "no statement, roll call, bloc or country is called 'Narnia'"),
        (["show", "A/HRC/51/L6"], "did you mean 'A/HRC/51/L.6'"),
        (["topics", "--limit", "-1"], "--limit: -1; expected 0 or more"),
        (["show", "Fiji", "--on", "2020-01-01"], "leave it out"),
        (["report", "--event", "x"], "no statement has the id 'x'"),
        (["compare", CANADA, "--by", "Africa"], "did you mean 'African Group'"),
        (["compare", CANADA, "--by", "oicc"], "oicc"),
        (["shift", CANADA, "2008-12-18-ga-sogi-argentina"], "not on one proposition"),
        (["trajectory", "Fiji"], "one of --proposition, --topic and --event"),
        (["trajectory", "Narnia", "--topic", "xinjiang"], "no country is called 'Narnia'"),
        (["agree", "FJI"], "two countries or more"),
        (["agree", "FJI", "AUS", "--measure", "love"], "expected one of: share"),
        (["agree", "FJI", "AUS", "--measure", "jaccard", "--body", "hrc"], "compares signatures"),
        (["resolve", "--file", "missing.txt"], "missing.txt: No such file or directory"),
        (["resolve", "--file", "/"], "/: Is a directory"),
        (["resolve", "Fiji", "--file", "names.txt"], "either names or a file"),
        (["resolve", "-f", os.devnull, "--encoding", "utf-99"], "no encoding is called 'utf-99'"),
        (["resolve", "-f", os.devnull, "--column", "state"], "has no column 'state'"),
        (["resolve", "--column", "a", "--delimiter", "ab"], "is not a single sign"),
        (["resolve", "--on", "someday", "Fiji"], "is not a day"),
        (["find", "missing.txt"], "missing.txt: No such file or directory"),
        (["draft", "missing.txt", "--date", "2026", "--body", "hrc"], "missing.txt: No such file"),
        (["export", "statemnts"], "did you mean 'statements'"),
        (["export", "statements", "lists"], "need a directory"),
        (
            ["export", "statements", "-o", "x.doc"],
            "format: 'doc'; expected one of: csv, json, parquet, xlsx",
        ),
        (
            ["export", "statements", "--output", "/nowhere/x.csv"],
            "/nowhere/x.csv: No such file or directory",
        ),
    ],
)
def test_bad_input_is_one_line_and_status_2(arguments: list[str], words: str) -> None:
    done = call(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert one_line(done.stderr), done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["statements", "--signed-by", "Fiji", "--delivered-by", "Fiji", "--body", "iaea"],
        ["agree", "CUB", "CHN", "--topic", "no such words"],
        ["find", os.devnull],
        ["resolve", "Narnia"],
        ["resolve", "-f", os.devnull],
    ],
)
def test_nothing_found_is_status_1(arguments: list[str]) -> None:
    done = call(*arguments)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_warning_is_one_line() -> None:
    day, late = (
        "1990-01-01",
        next(each for each in un.blocs() if str(each.known_since or "") > "1990-01-01"),
    )
    done = run("show", late.id, "--on", day)
    assert done.returncode == 0
    assert done.stderr.startswith(
        f"unstatements: note: the members of {late.name} are known as a whole only"
    )
    assert one_line(done.stderr)


# ------------------------------------------------------------------------------------------- pipes


@pytest.mark.parametrize(
    "command",
    [
        "unstatements report --json | head -c 1",
        "unstatements statements | true",
        "unstatements export signatures | head -n 1",
        "unstatements resolve -f names.txt | head -n 1",
        "unstatements resolve --csv Narnia Narnia 2>&1 | true",
        "unstatements resolve --json -f names.txt 2>&1 >&- | head -n 1",
        "unstatements --help | true",
        pytest.param("unstatements check | true", marks=pytest.mark.slow),
    ],
)
def test_a_closed_pipe_is_no_error(command: str, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_bytes(MANY)
    done = shell(f"cd {shlex.quote(str(tmp_path))} && {command}")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize(
    "command", slow_but(["resolve"], ["statements", "resolve Narnia", "resolve"])
)
def test_closed_streams_are_survived(command: str, closed: str) -> None:
    done = shell(f"unstatements {command} {closed}")
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize(
    "command", slow_but(["report"], ["statements", "export signatures", "check", "report"])
)
def test_a_full_disk_is_one_line(command: str) -> None:
    done = shell(f"unstatements {command} > /dev/full")
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert one_line(done.stderr)


def test_output_that_a_terminal_cannot_show_is_escaped() -> None:
    done = run("resolve", "Türkiye", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "T\\xfcrkiye" in done.stdout


def test_a_pipe_gets_utf_8_whatever_the_locale() -> None:
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run("resolve", data="Türkiye\n".encode(), **locale)
    assert "Türkiye" in done.stdout


# --------------------------------------------------------------------------------------- resolving


def test_one_result_for_each_name_in_order() -> None:
    done = run("resolve", "Ivory Coast", "Narnia", "KOR", "Latva", "Korea")
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["CIV", "exact"],
        ["-", "unknown"],
        ["KOR", "code"],
        ["LVA", "corrected"],
        ["-", "ambiguous"],
    ]
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "unstatements: 2 of 5 names not resolved"


NAMES = (
    b"Fiji\r\nC\xf4te d'Ivoire\n\nTim\x00or\n\xe4\xb8\xad\xe5\x9b\xbd\n\x1b[31mred\xff\n"
    + b"x" * 50_000
    + b"\nMali"
)


@pytest.mark.parametrize("form", slow_but([[]], [[], ["--json"], ["--csv"]]))
def test_garbage_is_kept_and_told(form: list[str]) -> None:
    done = run("resolve", *form, data=NAMES)
    lines = done.stdout.splitlines()[1 if "--csv" in form else 0 :]
    assert len(lines) == NAMES.count(b"\n") + 1 == 8
    assert ESCAPE not in done.stdout + done.stderr
    for line, words in zip(
        lines,
        ["FJI", "undecodable", "missing", "unknown", "CHN", "undecodable", "x", "MLI"],
        strict=True,
    ):
        assert words in line
    assert "\\xf4te d'Ivoire" in lines[1] or "\\\\xf4te d'Ivoire" in lines[1]
    assert "unstatements: line 2: bytes that are not text" in done.stderr
    assert "unstatements: line 6: bytes that are not text" in done.stderr
    assert done.stderr.splitlines()[-1] == "unstatements: 4 of 7 names not resolved"
    assert done.returncode == 1


def test_another_encoding_can_be_named() -> None:
    done = run("resolve", "--encoding", "latin-1", data="Côte d'Ivoire\n".encode("latin-1"))
    assert (done.returncode, done.stdout[:3]) == (0, "CIV")
    utf_16 = run("resolve", "--encoding", "utf-16", data="Côte d'Ivoire\nFiji\n".encode("utf-16"))
    assert [line[:3] for line in utf_16.stdout.splitlines()] == ["CIV", "FJI"]
    with_mark = run("resolve", data="\ufeffFiji\n".encode())
    assert (with_mark.returncode, with_mark.stdout[:3]) == (0, "FJI")


@given(st.binary(max_size=300))
def test_every_line_has_an_entry(data: bytes) -> None:
    entries = list(from_lines(io.BytesIO(data), "utf-8"))
    lines = data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    assert len(entries) == len(lines)
    for entry, line in zip(entries, lines, strict=True):
        assert entry.name is not None
        assert entry.name.encode("utf-8", "surrogateescape") == line.removesuffix(b"\r")
        assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff]", escape(entry.name))


def test_a_line_without_end_is_cut() -> None:
    endless = io.BytesIO(b"a" * 1_000_000 + b"\nFiji")
    assert [len(line) for line in lines_of(endless, "utf-8", 100)] == [101, 4]


TABLE = (
    'id,state,vote\n1,Fiji,yes\n2,"Korea, Republic of",no\n3\n'
    '4,"Côte\nd\'Ivoire",yes,more,cells\n\n5,Narnia,no\n'
)


def test_a_column_of_a_csv_file(tmp_path: Path) -> None:
    file = tmp_path / "votes.csv"
    file.write_text(TABLE, encoding="utf-8")
    done = run("resolve", "-f", str(file), "-c", "state", "--csv")
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert rows[0] == ["alpha_3", "country", "how", "score", "reason", "id", "state", "vote"]
    assert [row[0] for row in rows[1:]] == ["FJI", "KOR", "", "CIV", "", ""]
    assert [row[5:] for row in rows[1:]] == list(csv.reader(io.StringIO(TABLE)))[1:]
    assert done.stderr.splitlines()[-1] == "unstatements: 1 of 4 names not resolved"
    objects = [
        json.loads(line)
        for line in run(
            "resolve", "-c", "state", "--json", data=TABLE.encode()
        ).stdout.splitlines()
    ]
    assert [each["alpha_3"] for each in objects] == ["FJI", "KOR", None, "CIV", None, None]
    assert [each["line"] for each in objects] == [2, 3, 4, 6, 7, 8]


def test_columns_of_the_file_keep_their_names() -> None:
    header, _names = from_column(io.BytesIO(b"country,alpha_3\n"), "utf-8", "country", ",")
    assert header == ("country", "alpha_3")
    done = run("resolve", "-c", "country", "--csv", data=b"country,alpha_3\nFiji,?\n")
    assert (
        done.stdout.splitlines()[0]
        == "resolved_alpha_3,resolved_country,how,score,reason,country,alpha_3"
    )


@pytest.mark.parametrize(
    ("data", "more", "words"),
    [
        (b"a,b\n1,2\n", [], "has no column 'state'; it has: a, b"),
        (b"stat,b\n1,2\n", [], "did you mean 'stat'"),
        (b"state,state\n1,2\n", [], "has several columns 'state'"),
        (b"", [], "it has: nothing at all"),
        (
            b"state\n" + b'"' + b"open\n" * 40_000,
            [],
            "line 2 or after: field larger than field limit",
        ),
        (
            b"state\nFiji\nPe\rru\n",
            [],
            "line 3 or after: new-line character seen in unquoted field; is a quotation",
        ),
        (
            b"sta\rte\nFiji\n",
            [],
            "line 1 or after: new-line character seen in unquoted field; is a quotation",
        ),
    ],
)
def test_a_csv_file_that_cannot_be_used(data: bytes, more: list[str], words: str) -> None:
    done = run("resolve", "-c", "state", *more, data=data)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_tabs() -> None:
    done = run("resolve", "-c", "state", "--delimiter", "tab", data=b"id\tstate\n1\tFiji\n")
    assert (done.returncode, done.stdout[:3]) == (0, "FJI")


def test_the_day_decides() -> None:
    assert run("resolve", "--on", "1985-01-01", "Yugoslavia").stdout[:3] == "YUG"


@pytest.mark.slow
def test_long_input_needs_no_more_memory(tmp_path: Path) -> None:
    short, long = tmp_path / "short.txt", tmp_path / "long.txt"
    short.write_text("Fiji\nNarnia\n" * 1000, encoding="utf-8")
    long.write_text("Fiji\nNarnia\n" * 200_000, encoding="utf-8")
    peaks = []
    for file in (short, long):
        with (tmp_path / "out").open("wb") as out:
            process = subprocess.Popen(
                [*PROGRAM, "resolve", "-f", str(file)],
                stdout=out,
                stderr=subprocess.DEVNULL,
                env=env(),
            )
            _pid, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 1
        assert (tmp_path / "out").read_bytes().count(b"\n") == file.read_bytes().count(b"\n")
        peaks.append(used.ru_maxrss)
    megabyte = (
        1 << 10 if sys.platform == "linux" else 1 << 20
    )  # kilobytes on Linux, bytes elsewhere
    assert peaks[1] - peaks[0] < 16 * megabyte


# ----------------------------------------------------------------------------------------- finding


def test_find_tells_where() -> None:
    text = "We met\nChile and the\nUnited States."
    rows = json.loads(run("find", "--json", data=text.encode()).stdout)["rows"]
    assert [(row["line"], row["column"], row["alpha_3"]) for row in rows] == [
        (2, 1, "CHL"),
        (3, 1, "USA"),
    ]
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="has no such device")
@pytest.mark.parametrize("command", [["find"], ["draft", "--date", "2025-03-20", "--body", "hrc"]])
def test_a_text_without_end_is_refused(command: list[str]) -> None:
    done = run(command[0], "/dev/zero", *command[1:])
    assert done.returncode == 2
    assert one_line(done.stderr)
    assert "is longer than a text" in done.stderr


def test_a_draft_shows_control_characters_as_escapes(tmp_path: Path) -> None:
    release = tmp_path / "release.txt"
    release.write_text("Statement\n\nCuba, \x1b[2JAtl\x1b]0;antis\x07, Fiji and Peru.\n")
    done = run("draft", str(release), "--date", "2025-03-20", "--body", "hrc")
    assert "\x1b" not in done.stdout
    assert "\\x1b" in done.stdout


def test_names_joined_by_a_sign_without_spaces() -> None:
    rows = json.loads(run("find", "--json", data=b"Trinidad&Tobago, Bosnia&Herzegovina").stdout)[
        "rows"
    ]
    assert [row["alpha_3"] for row in rows] == ["TTO", "BIH"]


def test_find_keeps_on_after_garbage() -> None:
    assert run("find", data="Chile, Peru".encode("utf-16")).returncode == 0
    done = run("find", "--csv", data=b"\x80 Chile\nPeru \xc3\nMali\n")
    assert [row["alpha_3"] for row in csv.DictReader(io.StringIO(done.stdout))] == [
        "CHL",
        "PER",
        "MLI",
    ]
    assert done.stderr == "unstatements: bytes that are not UTF-8 text in lines 1, 2\n"


@pytest.mark.parametrize(
    "command",
    [["find"], ["resolve"], ["resolve", "-c", "x"], ["draft", "-", "--date=2026", "--body=hrc"]],
)
def test_a_program_as_input_is_survived(command: list[str]) -> None:
    data = Path(sys.executable).resolve().read_bytes()[:300_000]
    done = run(*command, data=data)
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr
    assert ESCAPE not in done.stdout + done.stderr


# --------------------------------------------------------------------------------------- terminals


def test_colour_on_a_terminal_and_nowhere_else() -> None:
    status, output = on_terminal("compare", CANADA)
    assert status == 0
    assert ESCAPE in output
    for more in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        _status, bare = on_terminal("compare", CANADA, **more)
        assert ESCAPE not in bare
        assert bare == re.sub(r"\x1b\[[0-9;]*m", "", output)
    assert ESCAPE not in run("compare", CANADA, GITHUB_ACTIONS="true").stdout
    assert ESCAPE not in run("--help", GITHUB_ACTIONS="true").stdout
    assert ESCAPE not in on_terminal("--help", NO_COLOR="1")[1]


@pytest.mark.parametrize("columns", [30, 70, 200])
@pytest.mark.parametrize(
    "arguments",
    [["compare", CANADA], ["statements", "--topic", "tibet"], ["shift", FRANCE, CANADA]],
)
def test_tables_are_as_wide_as_the_terminal(arguments: list[str], columns: int) -> None:
    status, output = on_terminal(*arguments, columns=columns, NO_COLOR="1")
    assert status == 0
    assert max(map(len, output.splitlines())) <= columns
    for word in re.findall(r"[\w-]+", call(*arguments).stdout):
        assert word in output


def test_all_of_a_statement_on_a_narrow_terminal() -> None:
    status, output = on_terminal("show", CANADA, columns=50)
    assert status == 0
    for country in un.statement(CANADA).signatories:
        assert country.name in " ".join(output.split())


def test_names_that_are_typed_are_answered_at_once() -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, "resolve"], stdin=slave, stdout=slave, stderr=slave, env=env()
    )
    os.close(slave)
    patience = threading.Timer(60, process.kill)
    patience.start()
    output = b""
    while b"Ctrl-D" not in output:
        output += os.read(master, 1000)
    os.write(master, b"Ivory Coast\n")
    while b"CIV" not in output:
        output += os.read(master, 1000)
    os.write(master, b"\x04")
    assert process.wait() == 0
    patience.cancel()
    os.close(master)


def test_nothing_is_said_beside_the_results(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Fiji\n" * 100, encoding="utf-8")
    assert on_terminal("resolve", "-f", str(names), streams=["stderr"]) == (0, "")
    assert run("resolve", "-f", str(names)).stderr == ""


# -------------------------------------------------------------------------------- stopped half way


@pytest.fixture
def started(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program in the middle of its work: its output does not fit the pipe."""
    (tmp_path / "names.txt").write_bytes(MANY)
    process = subprocess.Popen(
        [*PROGRAM, "resolve", "-f", str(tmp_path / "names.txt")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        env=env(),
    )
    yield process
    process.kill()
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


@pytest.mark.parametrize(
    ("sign", "expected"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)]
)
def test_stopped_half_way(
    started: subprocess.Popen[bytes], sign: signal.Signals, expected: int
) -> None:
    assert started.stdout
    first = started.stdout.read(1000)
    started.send_signal(sign)
    out, error = started.communicate()
    assert (started.returncode, error) == (expected, b"")
    whole = run("resolve", data=MANY).stdout.encode()
    assert whole.startswith(first + out)
    assert len(first + out) < len(whole)


def test_the_reader_goes_half_way(started: subprocess.Popen[bytes]) -> None:
    assert started.stdout
    started.stdout.read(1000)
    started.stdout.close()
    started.stdout = None
    _out, error = started.communicate()
    assert (started.returncode, error) == (0, b"")


def test_interrupted_while_it_waits() -> None:
    process = subprocess.Popen(
        [*PROGRAM, "resolve"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env(),
    )
    assert process.stdin
    assert process.stderr
    process.stdin.write(b"Narnia\n")
    process.stdin.flush()
    assert b"Narnia" in process.stderr.readline()  # it is at work, and waits for more
    process.send_signal(signal.SIGINT)
    out, error = process.communicate()
    assert (process.returncode, out, error) == (130, b"", b"")


# --------------------------------------------------------------------------------------- exporting


def test_tables_as_files(tmp_path: Path) -> None:
    done = run("export", "bodies", "lists", "--output", f"{tmp_path}/new/", "--format", "json")
    assert done.returncode == 0
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "bodies.json",
        "lists.json",
    ]
    assert (
        json.loads((tmp_path / "new" / "lists.json").read_text())["rows"]
        == un.tables()["lists"].rows()
    )
    assert run("export", "bodies", "--output", str(tmp_path / "b.csv")).returncode == 0
    assert (tmp_path / "b.csv").read_text(encoding="utf-8") == run("export", "bodies").stdout
    assert run("export", "bodies", "lists", "--output", str(tmp_path / "b.csv")).returncode == 2


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "signatures.csv"
    target.write_text("mine", encoding="utf-8")

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    done = subprocess.run(
        [*PROGRAM, "export", "signatures", "--output", str(target)],
        capture_output=True,
        text=True,
        env=env(),
        preexec_fn=little_room,
    )
    assert done.returncode == 2
    assert one_line(done.stderr)
    assert target.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name != "posix", reason="has other files")
def test_what_is_no_file_is_written_through(tmp_path: Path) -> None:
    bodies = run("export", "bodies").stdout
    (tmp_path / "out").symlink_to("/proc/self/fd/1")
    assert run("export", "bodies", "-o", str(tmp_path / "out")).stdout.startswith(bodies)
    (tmp_path / "null").symlink_to(os.devnull)
    assert run("export", "bodies", "-o", str(tmp_path / "null")).returncode == 0
    assert {path.is_symlink() for path in tmp_path.iterdir()} == {True}


def test_text_like_a_formula_is_text_in_excel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    formula = "=cmd|' /C calc'!A0"
    row = dict(un.tables()["bodies"][0])
    table = Table("bodies", [tuple((row | {"name": formula}).values())])
    monkeypatch.setattr(export_module, "tables", lambda: {"bodies": table})
    path = tmp_path / "bodies.xlsx"
    assert len([*export_module.export_tables(["bodies"], str(path))]) == 1
    (cell,) = [
        cell
        for cells in openpyxl.load_workbook(path).active.iter_rows()
        for cell in cells
        if cell.value == formula
    ]
    assert cell.data_type == "s"


def test_parquet_and_excel(tmp_path: Path) -> None:
    for name in ("lists.parquet", "lists.xlsx"):
        assert call("export", "lists", "--output", str(tmp_path / name)).returncode == 0
    parquet, excel = (
        pd.read_parquet(tmp_path / "lists.parquet"),
        pd.read_excel(tmp_path / "lists.xlsx"),
    )
    assert (
        list(parquet["source"])
        == list(excel["source"])
        == [row["source"] for row in un.tables()["lists"]]
    )
    assert list(parquet["printed_count"]) == list(excel["printed_count"])


def test_a_full_disk_is_one_error_for_excel_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing more is said as what was half written is dropped."""
    dropped: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", dropped.append)
    with pytest.raises(OSError, match="No space left on device"):
        export_module.FORMATS["xlsx"](un.tables()["topics"], Path("/dev/full"))
    gc.collect()
    assert dropped == []


@pytest.mark.filterwarnings("ignore::unstatements.core.errors.CoverageWarning")
def test_long_tables_are_written(tmp_path: Path) -> None:
    china, council = un.statements(target="CHN"), un.rollcalls(body="hrc", since=2022, until=2022)
    in_2022 = ("--body", "hrc", "--since", "2022", "--until", "2022")
    dyads = un.agreement_matrix(None, council).dyads(versus="USA")
    for arguments, result in [
        (("statements", "--target", "China", "--signatures"), china.signatures()),
        (("statements", "--target", "China", "--positions"), china.positions()),
        (("rollcalls", *in_2022, "--votes"), council.votes()),
        (("dyads", *in_2022, "--versus", "USA"), dyads),
    ]:
        target = tmp_path / f"{arguments[-1].strip('-')}.parquet"
        assert call(*arguments, "-o", str(target)).returncode == 0
        written, made = pd.read_parquet(target), result.to_frame()
        assert list(written) == list(made)
        assert len(written) == len(made) > 20
        key = "alpha_3" if "alpha_3" in made else "b"
        assert written[key].tolist() == made[key].tolist()


def test_blocs_of_a_day_have_the_members_of_that_day() -> None:
    day = "1955-06-01"
    listing = json.loads(call("blocs", "--of", "France", "--on", day, "--json").stdout)
    members = {row["bloc"]: (row["members"], row["as_of"]) for row in listing["rows"]}
    for bloc in un.blocs(of="France", on=day):
        assert members[bloc.id] == (len(bloc.members(day, unknown="ignore")), day)
    assert members["un"] == (60, day)
    assert "1988-01-01 (ROC allies)" in listing["notes"][0]


def test_signatures_and_positions_at_once_are_refused() -> None:
    done = call("statements", "--signatures", "--positions")
    assert done.returncode == 2
    assert "say either --signatures or --positions" in done.stderr


@pytest.mark.parametrize(
    ("missing", "file"), [("narwhals", "x.parquet"), ("pandas", "x.xlsx"), ("openpyxl", "x.xlsx")]
)
def test_a_missing_package_is_named(
    missing: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        export_module, "find_spec", lambda name: None if name == missing else find_spec(name)
    )
    monkeypatch.setitem(sys.modules, missing, None)
    for module in [name for name in sys.modules if name.startswith(f"{missing}.")]:
        monkeypatch.setitem(sys.modules, module, None)
    done = call("export", "lists", "--output", str(tmp_path / file))
    assert (done.returncode, done.stdout) == (2, "")
    assert missing in done.stderr
    assert "pip install" in done.stderr
    assert one_line(done.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_every_table(tmp_path: Path) -> None:
    assert run("export", "--all", "--output", str(tmp_path / "all/")).returncode == 0
    assert {path.stem for path in (tmp_path / "all").iterdir()} == set(un.tables())


# ------------------------------------------------------------------------------- without the extra


@pytest.mark.parametrize("arguments", [[], ["report"], ["--version"], ["nonsense"], [""]])
def test_without_the_extra_one_line_says_how_to_get_it(arguments: list[str]) -> None:
    halted = (
        "import sys; sys.modules['typer'] = None;"
        "from unstatements.cli import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", halted, *arguments], capture_output=True, text=True, env=env()
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert one_line(done.stderr)
    assert 'pip install "unstatements[cli]"' in done.stderr


@pytest.mark.parametrize(
    "arguments",
    slow_but([["--version"]], [["--version"], ["show"], ["resolve", "Fiji", "Narnia"]]),
)
def test_the_module_is_the_same_program(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "unstatements", *arguments], capture_output=True, env=env()
    )
    script = run(*arguments)
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (
        script.returncode,
        script.stdout,
        script.stderr,
    )


def test_a_draft_has_an_option_for_each_field_of_its_input() -> None:
    from attrs import fields

    from unstatements.curation.draft_input import DraftInput

    text = " ".join(call("draft", "--help").stdout.split())
    for field in fields(DraftInput):
        assert f"--{field.name.replace('_', '-')} " in text
        assert field.metadata["help"] in text


# -------------------------------------------------------------------------------------- completion


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("unstatements tra", "trajectory"),
        ("unstatements show 2022-10-31-ga3c-ca", CANADA),
        ("unstatements statements --topic xin", "xinjiang"),
        ("unstatements compare A/HRC/51/L.", "A/HRC/51/L.6"),
        ("unstatements export sta", "statements"),
        ("unstatements agree A B --measure kap", "kappa"),
    ],
)
def test_completion_in_the_shell(line: str, expected: str) -> None:
    done = run(
        _UNSTATEMENTS_COMPLETE="complete_bash",
        COMP_WORDS=line,
        COMP_CWORD=str(len(line.split()) - 1),
    )
    assert expected in done.stdout.split()
    assert all(output.startswith(line.split()[-1]) for output in done.stdout.split())


def test_the_completion_script() -> None:
    done = run(_UNSTATEMENTS_COMPLETE="source_bash")
    assert "_UNSTATEMENTS_COMPLETE=complete_bash" in done.stdout
