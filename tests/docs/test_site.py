"""The documentation site: pages have a place, names are documented, links lead somewhere."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import unstatements as un
from project_scripts import script

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CODEBOOK = DOCS / "codebook.md"  # written when the site is built
PAGES = sorted({*DOCS.rglob("*.md"), CODEBOOK})
CONFIG: dict[str, Any] = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))[
    "project"
]
FENCED = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")


def name_of(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


def nav_pages(entries: list[Any]) -> list[str]:
    pages = []
    for entry in entries:
        below = next(iter(entry.values())) if isinstance(entry, dict) else entry
        pages += nav_pages(below) if isinstance(below, list) else [below]
    return pages


@cache
def text_of(page: Path) -> str:
    if page == CODEBOOK:
        return str(script("scripts/build_codebook").codebook())
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    return FENCED.sub("", text_of(page))


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as the site makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    plain = [re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", heading) for heading in headings]
    return {
        re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower()) for text in plain
    }


def test_every_page_is_in_the_navigation_once() -> None:
    assert Counter(nav_pages(CONFIG["nav"])) == Counter(name_of(page) for page in PAGES)


def test_every_public_name_is_documented_once() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (DOCS / "reference").glob("*.md"))
    documented = Counter(re.findall(r"^::: unstatements\.(\w+)$", pages, re.MULTILINE))
    assert documented == Counter(un.__all__), "give a new name its line in docs/reference"


def test_every_entry_of_the_reference_exists() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (DOCS / "reference").glob("*.md"))
    for path in re.findall(r"^::: ([\w.]+)$", pages, re.MULTILINE):
        module, _, name = path.rpartition(".")
        assert hasattr(importlib.import_module(module), name), path


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_pages_and_headings(page: Path) -> None:
    for link in LINK.findall(prose(page)):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_relative_to(DOCS), f"{link} leads out of the site"
        assert target in PAGES, link
        if anchor and not name_of(target).startswith("reference/"):
            assert anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_has_one_title(page: Path) -> None:
    text = text_of(page)
    included = re.search(r'^--8<-- "(.+)"$', text, re.MULTILINE)
    source = ROOT / included[1] if included else page
    assert len(re.findall(r"^# ", prose(source), re.MULTILINE)) == 1


def test_the_pictures_that_pages_show_are_those_that_their_code_writes() -> None:
    pictures = script("scripts/build_pictures")
    code = "".join(map(pictures.code_of, pictures.PAGES))
    written = re.findall(r'savefig\("([^"]+)"', code)
    pictured = set()
    for page in PAGES:
        pictured |= set(re.findall(r"!\[[^\]]+\]\(\S*assets/pictures/(\S+)\)", text_of(page)))
    assert pictured
    assert pictured <= set(written)
    assert max(Counter(written).values()) == 1, "two pictures of one name"


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert CONFIG["theme"]["font"] is False
    assert "analytics" not in CONFIG["extra"]
    assert "repo_url" not in CONFIG, "the theme would ask GitHub for the repository's stars"
    added = [*CONFIG["extra_css"], *CONFIG.get("extra_javascript", [])]
    assert all((DOCS / name).is_file() for name in added)
    assert "url(" not in "".join((DOCS / name).read_text(encoding="utf-8") for name in added)


def test_examples_are_shown_without_marks_for_doctest() -> None:
    written = (
        "```python\n>>> print(1)  # doctest: +NORMALIZE_WHITESPACE\n1\n<BLANKLINE>\n2\n\n```\n"
    )
    page = script("scripts/site_sessions").shown(written)
    assert page == "```pycon\n>>> print(1)\n1\n\n2\n```\n"


def test_a_block_that_is_no_session_is_left_as_it_is() -> None:
    for written in ("```python\nx = 1\n```\n", "```sh\npython -m unstatements check\n```\n"):
        assert script("scripts/site_sessions").shown(written) == written
