"""The documents say what the record holds: the codebook, the worked rows, and every id named."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import unstatements as un
from project_scripts import ROOT, script

CODEBOOK = ROOT / "docs" / "codebook.md"  # written when the site is built, as pictures are
SITE = "https://unstatements.github.io/unstatements/"
REPOSITORY = re.compile(r"https://github\.com/unstatements/unstatements/(?:blob|tree)/main/(.+)")
PICTURES = ROOT / "docs" / "assets" / "pictures"
DATA = ROOT / "src" / "unstatements" / "data"
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted({*(ROOT / "docs").rglob("*.md")} - {CODEBOOK}),
]


@cache
def codebook() -> str:
    return str(script("scripts/build_codebook").codebook())


def test_the_codebook_names_every_table_and_column() -> None:
    text = codebook()
    for name, rows in un.tables().items():
        section = text.split(f"\n### {name}\n")[1].split("\n### ")[0]
        for column in rows[0]:
            assert f"| `{column}` |" in section or re.fullmatch(r"[A-Z]{3}", column), (
                name,
                column,
            )


def test_the_codebook_lists_every_gap() -> None:
    text = codebook()
    listed = re.findall(r"^- `([^`]+)` \(.*?: \d+", text.split("## Known gaps")[1], re.MULTILINE)
    recent = [un.rollcall(row["id"]) for row in un.tables()["rollcalls"]]
    lacking = [statement.id for statement in un.statements(complete=False)]
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
        in_repository = REPOSITORY.fullmatch(target)
        if in_repository:
            path = ROOT / in_repository[1]
        elif target.startswith(SITE) and not target.startswith(f"{SITE}explorer/"):
            path = ROOT / "docs" / target.removeprefix(SITE).replace(".html", ".md")
        elif target.startswith(("http://", "https://")):
            continue
        else:
            path = (document.parent / target).resolve()
        assert path.exists() or path == CODEBOOK or path.parent == PICTURES, target


def test_the_readme_can_be_read_elsewhere() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(target.startswith("https://") for target in re.findall(r"\]\(([^)]+)\)", text))


def test_the_worked_rows_of_the_data_stand_in_the_tables() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^ *```csv\n *(.+)$", text, re.MULTILINE)
    tables = [path.read_text(encoding="utf-8").splitlines() for path in DATA.rglob("*.csv")]
    assert len(rows) == 5
    for row in rows:
        assert any(row in lines for lines in tables), row
    for path in re.findall(r"`([a-z_/]+\.csv(?:\.gz)?)`", text):
        assert list(DATA.rglob(path)), path
