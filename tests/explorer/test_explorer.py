"""The dataset explorer as generated: every page is there, its links lead somewhere, its files have the tables' rows."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import unstatements as un
from project_scripts import script

EMPTY = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("explorer") / "site"
    script("explorer/build").build(output, pictures=False)
    return output


class Page(HTMLParser):
    """What a page is made of; fails on a tag that is closed wrongly."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)
        assert not self.open, (path, self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if identity := found.get("id"):
            self.ids.append(identity)
        if tag not in EMPTY and self.get_starttag_text()[-2:] != "/>":  # type: ignore[index]
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())

    def every(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attrs for name, attrs in self.tags if name == tag)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def all_pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def some_pages(site: Path) -> list[Path]:
    """Every list, and every fifteenth of the rest: pages of one kind come from one template."""
    paths = all_pages(site)
    return [
        path
        for place, path in enumerate(paths)
        if path.stem in ("index", "about") or place % 15 == 0
    ]


def test_every_statement_country_bloc_topic_and_vote_has_a_page(site: Path) -> None:
    wanted = {f"statements/{statement.id}.html" for statement in un.statements(beyond_un=True)}
    wanted |= {f"blocs/{bloc.id}.html" for bloc in un.blocs()}
    wanted |= {f"topics/{topic.id}.html" for topic in un.topics()}
    wanted |= {f"votes/{row['id']}.html" for row in un.tables()["rollcalls"]}
    countries = un.countries() | un.bloc("un").members(role="observer")
    for statement in un.statements(beyond_un=True):
        countries |= (signature.country for signature in statement.signatures)
    wanted |= {f"countries/{country.alpha_3}.html" for country in countries}
    assert wanted <= {path.relative_to(site).as_posix() for path in all_pages(site)}


def test_pages_are_well_formed_and_ids_are_unique(site: Path) -> None:
    for path in some_pages(site):
        page = Page(path)
        assert len(page.ids) == len(set(page.ids)), path


def test_links_lead_somewhere(site: Path) -> None:
    files = {path for path in site.rglob("*") if path.is_file()}
    for path in all_pages(site):
        text = path.read_text(encoding="utf-8")
        for address in set(re.findall(r'(?:href|src|srcset)="([^"]*)"', text)):
            if re.match(r"[a-z]+:", address):
                continue
            target, _, fragment = address.partition("#")
            target = target.partition("?")[0]
            parts = [*path.parent.parts, *target.split("/")] if target else list(path.parts)
            while ".." in parts:
                place = parts.index("..")
                del parts[place - 1 : place + 1]
            assert Path(*parts) in files, (path, address)
            if fragment:
                there = Path(*parts).read_text(encoding="utf-8") if target else text
                assert f'id="{fragment}"' in there, (path, address)


def test_every_page_can_be_used_by_keyboard_and_screen_reader(site: Path) -> None:
    for path in some_pages(site):
        page = Page(path)
        assert [attributes["lang"] for attributes in page.every("html")] == ["en"]
        for landmark in ("header", "main", "footer", "h1"):
            assert sum(1 for _ in page.every(landmark)) == 1, (path, landmark)
        assert next(page.every("a"))["href"] == "#main"
        assert all(attributes.get("scope") in ("col", "row") for attributes in page.every("th")), (
            path
        )
        assert page.text.count("<table") == page.text.count("<caption"), path
        labels = {attributes.get("for") for attributes in page.every("label")}
        assert all(
            attributes.get("id") in labels
            for tag in ("input", "select")
            for attributes in page.every(tag)
        ), path
        assert all(attributes.get("alt") for attributes in page.every("img")), path
        assert all(
            attributes.get("role") == "img" or attributes.get("aria-hidden")
            for attributes in page.every("svg")
        ), path


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in some_pages(site):
        page = Page(path)
        for tag in ("script", "img", "link", "source"):
            for attributes in page.every(tag):
                assert not re.match(
                    r"(https?:)?//", attributes.get("src") or attributes.get("href") or ""
                ), path
    assert "fetch(" not in (site / "explorer.js").read_text(encoding="utf-8")


def test_files_of_statements_have_the_rows_of_the_tables(site: Path) -> None:
    tables = un.tables()
    for statement in un.statements(beyond_un=True):
        wanted = (
            [dict(row) for row in tables["signatures"] if row["statement"] == statement.id]
            if statement.lists
            else []
        )
        assert rows_of(site / "statements" / f"{statement.id}.csv") == wanted
        content = json.loads(
            (site / "statements" / f"{statement.id}.json").read_text(encoding="utf-8")
        )
        assert content["signatures"] == wanted
        assert content["statement"]["id"] == statement.id
        assert {row["id"] for row in content["sources"]} == {
            source.id for source in statement.sources
        }
    assert rows_of(site / "statements" / "signatures.csv") == list(tables["signatures"])
    assert rows_of(site / "votes" / "votes.csv") == list(tables["rollcalls"])


def test_files_of_votes_have_the_rows_of_the_tables(site: Path) -> None:
    words = {"Y": "yes", "N": "no", "A": "abstain", "X": "absent"}
    for row in un.tables()["votes"]:
        rows = rows_of(site / "votes" / f"{row['rollcall']}.csv")
        cast = {
            alpha_3: words[cell] for alpha_3, cell in row.items() if cell and alpha_3 != "rollcall"
        }
        assert {row["alpha_3"]: row["vote"] for row in rows} == cast


def test_files_of_countries_and_blocs_have_the_rows_of_the_tables(site: Path) -> None:
    signatures: dict[str, list[dict[str, str]]] = {}
    for row in un.tables()["signatures"]:
        signatures.setdefault(row["country"], []).append(row)
    for path in (site / "countries").glob("???.csv"):
        assert rows_of(path) == signatures.get(path.stem, [])
    for bloc in un.blocs():
        wanted = [row for row in un.tables()["memberships"] if row["bloc"] == bloc.id]
        assert rows_of(site / "blocs" / f"{bloc.id}.csv") == wanted


def test_a_bloc_divides_as_the_library_says(site: Path) -> None:
    for name in ("eu", "oic"):
        rows = {row["event"]: row for row in rows_of(site / "blocs" / f"{name}-positions.csv")}
        votes = [un.rollcall(row["id"]) for row in un.tables()["rollcalls"]]
        events = [*(event for event in un.statements(beyond_un=True) if event.date), *votes]
        for expected in un.compare(events, by=un.bloc(name), unknown="ignore").rows():
            row = rows.get(str(expected["event"]))
            if row is None:
                assert expected["electorate"] == 0
                continue
            for column in (
                "for",
                "against",
                "neutral",
                "for_low",
                "for_high",
                "against_high",
                "rice_low",
            ):
                cell = "" if expected[column] is None else str(expected[column])
                assert row[column] == cell, (name, expected["event"], column)


def test_a_statement_shows_both_sides_and_what_changed(site: Path) -> None:
    statement = un.statement("2022-10-31-ga3c-canada")
    text = Page(site / "statements" / f"{statement.id}.html").text
    assert "All 50 signatories are known by name." in text
    assert "6 of the 66 signatories are known by name." in text
    for rival in statement.counterstatements:
        assert f'href="../statements/{rival.id}.html"' in text
    changed = text.split('id="changed"')[1].split("</section>")[0]
    for name in ("Somalia", "Honduras", "Guatemala"):
        assert f">{name}</a>" in changed
    for source in statement.sources:
        assert source.url.replace("&", "&amp;") in text
    assert statement.cite("bibtex").splitlines()[0] in text


def test_text_of_the_record_is_escaped(tmp_path: Path) -> None:
    page = script("explorer/build").Site(tmp_path)
    page.page(
        "about.html", "about.html", "about.html", title="<script>", citations=[("<b>", "<i>&")]
    )
    text = (tmp_path / "about.html").read_text(encoding="utf-8")
    assert "<title>&lt;script&gt;" in text
    assert "<i>" not in text


def test_the_search_index_knows_every_name_of_the_curated_table(site: Path) -> None:
    text = (site / "search-index.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("window.searchIndex=").removesuffix(";\n"))
    names = {entry[2]: {entry[1], *entry[3]} for entry in index}
    for row in un.tables()["names"]:
        address = f"countries/{row['country']}.html"
        if address in names:
            assert row["name"] in names[address]
    assert all((site / entry[2]).exists() for entry in index)


def test_words_for_numbers_that_are_not_known() -> None:
    words = script("explorer/build").words
    said = {statement.id: words.completeness(statement) for statement in un.statements(beyond_un=True)}
    assert (
        said["2024-09-24-hrc-cuba"]
        == "1 signatory is known by name. How many there were is not known."
    )
    assert all(text.endswith(".") for text in said.values())
    assert words.day("2014-03") == "March 2014"


def test_of_several_statements_of_one_day_the_nearest_is_the_previous_one(site: Path) -> None:
    for name, previous in (
        ("2022-10-31-ga3c-cuba", "2021-10-21-ga3c-cuba"),
        ("2023-10-17-ga3c-pakistan", "2022-10-31-ga3c-cuba"),
        ("2024-10-22-ga3c-pakistan", "2023-10-17-ga3c-pakistan"),
    ):
        page = (site / "statements" / f"{name}.html").read_text(encoding="utf-8")
        assert f'/{previous}.html"' in page.split("Previous of this side")[1].split("</dd>")[0]
