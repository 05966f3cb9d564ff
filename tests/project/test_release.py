"""What a release says of itself, in files that other places read: they agree, and nothing in them
can move."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

import unstatements as un

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
ZENODO = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_the_version_of_the_code_is_one() -> None:
    assert PROJECT["dynamic"] == ["version"]  # taken from core/version.py
    assert CITATION["version"] == ZENODO["version"] == un.__version__


def test_the_versions_are_semantic_and_by_the_calendar() -> None:
    assert re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", un.__version__)
    assert re.fullmatch(r"20\d\d\.(0[1-9]|1[0-2])\.(0|[1-9]\d*)", un.DATA_VERSION)


def test_the_ways_to_cite_agree() -> None:
    assert CITATION["title"] == ZENODO["title"]
    assert CITATION["keywords"] == ZENODO["keywords"]
    names = [author["name"] for author in PROJECT["authors"]]
    assert names == [author["name"] for author in CITATION["authors"]]
    assert names == [author["name"] for author in ZENODO["creators"]]
    assert CITATION["repository-code"] == PROJECT["urls"]["Source"]
    assert " AND ".join(f"{one}" for one in CITATION["license"]) == PROJECT["license"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_what_it_was_written_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.+)", text)
    assert used
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), (
            "pin it to a commit"
        )
    jobs = yaml.safe_load(text)["jobs"].values()
    assert all("timeout-minutes" in job for job in jobs)
    # What a stranger chooses, such as the name of a tag, reaches a shell as a variable only.
    assert not any("${{" in step.get("run", "") for job in jobs for step in job["steps"])


def test_every_python_that_is_promised_is_tested() -> None:
    matrix = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
    tested = matrix["jobs"]["checks"]["strategy"]["matrix"]["python"]
    promised = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert tested[: len(promised)] == promised
    assert PROJECT["requires-python"] == f">={tested[0]}"
