"""The documents say what the record holds: the codebook is generated, and every id that they name exists."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import unstatements as un
from package_copies import ROOT
from project_scripts import script

DOCUMENTS = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_codebook_is_what_its_script_writes() -> None:
    written = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert written == script("scripts/build_codebook").codebook(), "run: python scripts/build_codebook.py"


def test_explained_mutants_are_of_code_that_is_there() -> None:
    with (ROOT / "scripts" / "mutants_explained.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            source = (ROOT / "src" / "unstatements" / f"{row['module']}.py").read_text(encoding="utf-8")
            assert row["before"] in " ".join(source.split()), row


def test_the_codebook_names_every_table_and_column() -> None:
    text = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    for name, rows in un.tables().items():
        section = text.split(f"\n### {name}\n")[1].split("\n### ")[0]
        for column in rows[0]:
            assert f"| `{column}` |" in section or re.fullmatch(r"[A-Z]{3}", column), (name, column)


def test_the_codebook_lists_every_gap() -> None:
    text = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- `([^`]+)` \(.*?: \d+", text.split("## Known gaps")[1], re.MULTILINE)
    recent = [un.rollcall(row["id"]) for row in un.tables()["rollcalls"]]
    lacking = [one.id for one in un.statements(complete=False)]
    lacking += [vote.id for vote in recent if vote.completeness != "complete"]
    assert set(lacking) <= set(listed)
    for name in ("hrc_texts", "ga_rollcalls"):
        counted = {row["id"] for row in un.tables()[name] if row["counted"]}
        assert counted <= set(listed)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_id_named_in_a_document_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"[`\"]((?:\d{4}(?:-\d\d)*|undated)-[a-z][a-z0-9-]+)[`\"]", text))
    known = {
        row["id"]
        for name in ("statements", "rollcalls", "hrc_texts", "ga_rollcalls")
        for row in un.tables()[name]
    }
    assert named <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not target.startswith(("http://", "https://")):
            assert (document.parent / target).exists(), target
