"""The main job is true to the record, in text and as JSON, and bad input is one line and status 2."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

import unstatements as un
from unstatements.analysis.headline import headline
from unstatements.cli import main


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "unstatements", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def test_the_report_on_31_october_2022() -> None:
    done = run("report")
    assert (done.returncode, done.stderr) == (0, "")
    text = " ".join(done.stdout.split())
    assert "signatories 50, all known by name: Albania, Andorra," in text
    known = len(un.statement("2022-10-31-ga3c-cuba").signatories)
    assert f"signatories {known} known by name, of 66: Cuba" in text
    assert "A/HRC/51/L.6, rejected 17-19-11" in text
    assert (
        "gained 8: Andorra, Belize, Guatemala, Israel, Romania, Somalia, Switzerland, Ukraine"
        in text
    )
    assert "lost 1: Honduras" in text
    for section in done.stdout.split("\n\n"):
        assert len(section.splitlines()) <= (20 * 3 if section.startswith("1.") else 40)
    assert "On any of these 2: 66..74 states, 11 of them known by name" in text


def test_the_report_is_a_result_like_every_other() -> None:
    default, report = un.report(), un.report("2022-10-31-ga3c-canada")
    assert report == default
    assert hash(report) == hash(default)
    assert repr(report) == f"<{report.title()}>"
    assert report.title() == headline(report.statement, report.shift)
    lines = " ".join(str(report).split("\n\n")[0].split())
    assert lines == report.title()
    assert "\n\n1. The statement and its counterstatements\n====" in str(report)
    rows = {row["alpha_3"]: row for row in report.rows()}
    assert rows.keys() == {country.alpha_3 for country in un.positions("2022-10-31-ga3c-canada")}
    assert rows["UKR"] == {
        "alpha_3": "UKR",
        "country": "Ukraine",
        "regional_group": "EEG",
        "position": "for",
        "before": "neutral"
        if "UKR" in un.positions("2021-10-21-ga3c-france").of("neutral")
        else "unknown",
        "movement": "joined",
        "vote": "abstain",
    }
    assert rows["VAT"]["vote"] is None
    assert all(tuple(row) == report.columns for row in rows.values())


def test_the_report_in_a_notebook_has_the_sections_of_the_text() -> None:
    root = ElementTree.fromstring(un.report()._repr_html_())
    headings = [heading.text for heading in root.iter("h4")]
    assert headings == re.findall(r"^\d\. .*$", un.report().to_text(), re.MULTILINE)
    assert "lost 1: Honduras" in [paragraph.text for paragraph in root.iter("p")]
    assert len(list(root.iter("table"))) == 5  # three statements, two splits


def test_lines_are_as_wide_as_asked_for() -> None:
    for line in un.report().to_text(width=80).splitlines():
        assert len(line) <= 80 or line.strip().startswith(("http", "bloc ")), line


def test_tables_are_as_long_as_asked_for_and_say_what_is_left_out() -> None:
    text = un.report().to_text(limit=2)
    assert "Asia-Pacific Group" in text
    assert "GRULAC" not in text
    assert text.count("and 4 more rows") == 2
    assert "more row" not in un.report().to_text()


def test_a_report_on_a_statement_against_the_proposition_takes_its_side() -> None:
    report = un.report("2022-10-31-ga3c-cuba")
    assert report.vote_to_statement.before["CUB"] is un.Position.FOR
    assert report.statement.direction == "against"
    assert "Cuba" in report.to_text()


def test_the_report_as_json() -> None:
    told = json.loads(run("report", "--json").stdout)
    assert len(told["statement"]["signatories"]) == told["statement"]["reported_count"] == 50
    cuba, saudi_arabia = told["counterstatements"]
    assert (cuba["completeness"], cuba["reported_count"]) == ("partial", 66)
    unknown = un.positions("2022-10-31-ga3c-cuba").of("unknown")
    assert len(cuba["positions"]["unknown"]) == len(unknown)
    assert (saudi_arabia["id"], saudi_arabia["reported_count"]) == (
        "2022-10-31-ga3c-saudi-arabia",
        8,
    )
    assert told["vote"]["tally"] == "17-19-11"
    assert told["shift"]["left"] == ["HND"]
    assert all(source["url"] for source in told["statement"]["sources"])


def test_the_report_as_csv() -> None:
    done = run("report", "--csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert (done.returncode, done.stderr, len(rows)) == (0, "", 195)
    told = json.loads(run("report", "--json").stdout)
    for position, codes in told["statement"]["positions"].items():
        assert sorted(row["alpha_3"] for row in rows if row["position"] == position) == sorted(
            codes
        )
    for vote in ("yes", "no", "abstain"):
        assert sorted(row["alpha_3"] for row in rows if row["vote"] == vote) == sorted(
            told["vote"][vote]
        )
    assert [row["alpha_3"] for row in rows if row["movement"] == "left"] == told["shift"]["left"]
    assert {row["regional_group"] for row in rows if row["alpha_3"] in ("VAT", "PSE")} == {
        "no regional group"
    }


def test_the_report_as_csv_and_json_at_once_is_refused() -> None:
    done = run("report", "--csv", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "either --json or --csv" in done.stderr


def test_a_statement_without_a_rival_or_an_earlier_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--event", "2021-03-05-hrc-belarus"]) == 0
    text = capsys.readouterr().out
    assert "No counterstatement is recorded." in text
    assert main(["report", "--event", "2016-03-10-hrc-china-us"]) == 0
    text = capsys.readouterr().out
    assert "No earlier statement by the same side in the same body is recorded." in text
    assert "No earlier roll call on the same proposition is recorded." in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "--event", "2022-10-31-ga3c-canda"], "did you mean '2022-10-31-ga3c-canada'"),
        (["report", "--event", "undated-hrc-bahrain-switzerland"], "say which day"),
    ],
)
def test_bad_input_is_one_clear_error_and_status_2(arguments: list[str], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m unstatements report --json | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
