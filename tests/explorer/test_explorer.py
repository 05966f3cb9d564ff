"""The explorer as generated: pages are there, links lead somewhere, files hold what they say."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pyarrow.parquet
import pytest

import unstatements as un
from project_scripts import script

pytestmark = pytest.mark.slow
IMPLIED = {"td", "th", "tr", "li", "dt", "dd", "option"}  # HTML closes them itself
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
DOCUMENTS = (80, 6_950_000)  # what the documents may add to the site: files, bytes
CANADA = "2022-10-31-ga3c-canada"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("explorer") / "site"
    script("explorer/build").build(output)
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
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if identity := attributes.get("id"):
            self.ids.append(identity)
        if tag not in EMPTY | IMPLIED and self.get_starttag_text()[-2:] != "/>":  # type: ignore[index]
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())

    def addresses(self) -> set[str]:
        named = {attrs.get(name) for _tag, attrs in self.tags for name in ("href", "src")}
        return {address for address in named if address}

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
    return [path for place, path in enumerate(paths) if path.stem == "index" or place % 15 == 0]


def global_of(path: Path) -> object:
    """Return what a script sets."""
    return json.loads(path.read_text(encoding="utf-8").partition("=")[2].removesuffix(";\n"))


def test_every_statement_country_bloc_topic_and_proposition_has_a_page(site: Path) -> None:
    statements = list(un.statements(beyond_un=True))
    wanted = {f"statements/{statement.id}.html" for statement in statements}
    wanted |= {f"blocs/{bloc.id}.html" for bloc in un.blocs()}
    wanted |= {f"topics/{topic.id}.html" for topic in un.topics()}
    wanted |= {f"propositions/{event.proposition.id}.html" for event in statements}
    countries = un.countries() | un.bloc("un").members(role="observer")
    for statement in statements:
        countries |= (signature.country for signature in statement.signatures)
    wanted |= {f"countries/{country.alpha_3}.html" for country in countries}
    assert wanted <= {path.relative_to(site).as_posix() for path in all_pages(site)}


def test_every_roll_call_is_in_the_file_of_its_years(site: Path) -> None:
    ids: list[str] = []
    for path in (site / "votes").glob("*.js"):
        content = global_of(path)
        assert isinstance(content, dict)
        ids += content["votes"]
        assert {int(name[:4]) // 5 * 5 for name in content["votes"]} == {int(path.stem)}
        for row in content["votes"].values():
            vote = dict(zip(content["fields"], row, strict=True))
            assert set(vote["sources"] or ()) <= set(content["sources"])
            assert vote["sources"] or vote["record"]
    assert sorted(ids) == sorted(vote.id for vote in un.rollcalls())


def test_pages_are_well_formed_and_ids_are_unique(site: Path) -> None:
    for path in some_pages(site):
        page = Page(path)
        assert len(page.ids) == len(set(page.ids)), path


def test_links_lead_somewhere(site: Path) -> None:
    files = {path for path in site.rglob("*") if path.is_file()}
    pages = {path: Page(path) for path in all_pages(site)}
    ids = {path: {*page.ids} for path, page in pages.items()}
    votes = {vote.id for vote in un.rollcalls()}
    for path, page in pages.items():
        for address in page.addresses():
            if re.match(r"[a-z]+:", address):
                continue
            target, _, fragment = address.partition("#")
            target, _, query = target.partition("?")
            if target.endswith("vote.html"):
                assert query.removeprefix("id=") in votes, (path, address)
            parts = [*path.parent.parts, *target.split("/")] if target else list(path.parts)
            while ".." in parts:
                place = parts.index("..")
                del parts[place - 1 : place + 1]
            assert Path(*parts) in files, (path, address)
            if fragment:
                assert fragment in ids[Path(*parts)], (path, address)


def test_every_page_can_be_used_by_keyboard_and_screen_reader(site: Path) -> None:
    for path in some_pages(site):
        page = Page(path)
        assert [attributes["lang"] for attributes in page.every("html")] == ["en"]
        for landmark in ("header", "main", "footer", "h1"):
            assert sum(1 for _ in page.every(landmark)) == 1, (path, landmark)
        assert next(page.every("a"))["href"] == "#main"
        heads = page.every("th")
        assert all(attributes.get("scope") in ("col", "row") for attributes in heads), path
        assert page.text.count("<table") == page.text.count("<caption"), path
        labels = {attributes.get("for") for attributes in page.every("label")}
        for tag in ("input", "select"):
            assert all(attributes.get("id") in labels for attributes in page.every(tag)), path
        assert all(attributes.get("alt") for attributes in page.every("img")), path


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in some_pages(site):
        page = Page(path)
        for tag in ("script", "img", "source"):
            for attributes in page.every(tag):
                assert not re.match(r"(https?:)?//", attributes.get("src") or ""), path
        for attributes in page.every("link"):
            elsewhere = attributes["rel"] != "canonical"
            assert not (elsewhere and re.match(r"(https?:)?//", attributes["href"] or "")), path
    for path in {*site.glob("*.js")} - {site / "minisearch.js"}:  # it calls a method of its own so
        assert not re.search(r"\bfetch\(|XMLHttpRequest", path.read_text(encoding="utf-8")), path


def test_every_page_says_to_other_sites_what_it_is(site: Path) -> None:
    addresses = []
    for path in all_pages(site):
        page = Page(path)
        meta = {
            attributes.get(key): attributes.get("content")
            for attributes in page.every("meta")
            for key in ("name", "property")
        }
        assert meta["description"] == meta["og:description"]
        assert len(str(meta["description"])) > 20, path
        assert meta["og:title"], path
        canonical = next(link for link in page.every("link") if link["rel"] == "canonical")["href"]
        assert str(canonical).endswith(f"/explorer/{path.relative_to(site).as_posix()}")
        addresses.append(canonical)
    sitemap = ElementTree.parse(site / "sitemap.xml").getroot()
    listed = {element.text for element in sitemap.iter() if element.tag.endswith("}loc")}
    assert listed == set(addresses)
    for name in ("card.png", "icon.svg"):
        assert (site / name).is_file()


def test_the_feed_has_the_latest_statements(site: Path) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.parse(site / "feed.xml").getroot()
    links = [entry.find(f"{atom}link") for entry in feed.iter(f"{atom}entry")]
    ids = [
        link.attrib["href"].split("/")[-1].removesuffix(".html")
        for link in links
        if link is not None
    ]
    dated = [statement.id for statement in un.statements(beyond_un=True) if statement.date]
    assert ids == dated[::-1][: len(ids)]
    assert len(ids) == 30


def test_no_page_and_no_site_is_heavy(site: Path) -> None:
    sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    assert len(sizes) + DOCUMENTS[0] < 1500
    assert sum(sizes.values()) + DOCUMENTS[1] < 60_000_000
    largest = max(site.glob("votes/*.js"), key=sizes.__getitem__)
    for path in all_pages(site):
        addresses = Page(path).addresses()
        names = {name for name in addresses if re.fullmatch(r"[^:]*\.(js|css)", name)}
        names |= {f"votes/{largest.name}"} if path.name == "vote.html" else set()
        names |= {"votes.js"} if path.name == "index.html" and path.parent == site else set()
        files = {path, *((path.parent / name).resolve() for name in names)}
        weight = sum(len(gzip.compress(file.read_bytes())) for file in files)
        assert weight < 500_000, (path, weight)


def test_the_csv_of_a_statement_can_be_published(site: Path) -> None:
    for statement in un.statements(beyond_un=True):
        if not statement.date:
            continue
        rows = rows_of(site / "statements" / f"{statement.id}.csv")
        positions = un.positions(statement)
        assert {row["iso3"]: row["position"] for row in rows} == {
            country.alpha_3: str(position) for country, position in positions.items()
        }
        assert {row["licence"] for row in rows} == {"CC BY 4.0"}
    rows = rows_of(site / "statements" / f"{CANADA}.csv")
    by_code = {row["iso3"]: row for row in rows}
    assert by_code["SOM"]["previous_position"] == "against"
    assert by_code["SOM"]["position"] == "for"
    shift = un.shift("2021-10-21-ga3c-france", CANADA)
    assert {row["iso3"] for row in rows if row["change"] == "joined"} <= set(shift.joined.alpha_3s)
    urls = {source.url for source in un.statement(CANADA).sources}
    assert {row["source"] for row in rows if row["position"] == "for"} <= urls


def test_both_sides_of_every_proposition_can_be_taken_away(site: Path) -> None:
    by_proposition: dict[str, list[str]] = {}
    for row in rows_of(site / "propositions.csv"):
        by_proposition.setdefault(row["proposition"], []).append(row["event"])
    pages = {path.stem for path in (site / "propositions").glob("*.html")}
    assert set(by_proposition) <= pages
    for key in pages:
        events = [row["event"] for row in un.timeline(proposition=key).rows()]
        assert by_proposition.get(key, []) == events


def test_a_bloc_lists_the_statements_on_which_a_member_took_a_side(site: Path) -> None:
    text = Page(site / "blocs" / "benelux.html").text
    members = un.bloc("Benelux").members()
    for statement in un.statements(beyond_un=True):
        held = un.positions(statement) if statement.date else {}
        sided = any(str(held.get(member)) in ("for", "against") for member in members)
        assert sided == (f"statements/{statement.id}.html" in text), statement.id


def test_the_whole_record_can_be_taken_away(site: Path) -> None:
    cast = sum(
        len(countries)
        for vote in un.rollcalls()
        for countries in (vote.yes, vote.no, vote.abstain, vote.absent)
    )
    signatures = sum(len(statement.signatures) for statement in un.statements(beyond_un=True))
    with zipfile.ZipFile(site / "unstatements-csv.zip") as archive:
        long = archive.read("votes_long.csv").decode()
        assert long.count("\n") == cast + 1
        assert long.startswith('"rollcall","date","body","iso3","country","vote"\n')
        tidy = list(csv.DictReader(io.StringIO(archive.read("signatures_tidy.csv").decode())))
        assert len(tidy) == signatures
        package = json.loads(archive.read("data/datapackage.json"))
        names = set(archive.namelist())
        assert {f"data/{resource['path']}" for resource in package["resources"]} <= names
        assert un.DATA_VERSION in archive.read("README.txt").decode()
    with zipfile.ZipFile(site / "unstatements-sqlite.zip") as archive:
        archive.extract("unstatements.sqlite", site.parent)
    database = sqlite3.connect(site.parent / "unstatements.sqlite")
    assert database.execute("SELECT count(*) FROM votes_long").fetchone() == (cast,)
    query = "SELECT iso3 FROM votes_long WHERE rollcall = ? AND vote = 'no'"
    found = {code for (code,) in database.execute(query, ["2022-10-06-hrc-a-hrc-51-l-6"])}
    assert found == set(un.rollcall("A/HRC/51/L.6").no.alpha_3s)
    with zipfile.ZipFile(site / "unstatements-parquet.zip") as archive:
        table = pyarrow.parquet.read_table(io.BytesIO(archive.read("votes_long.parquet")))
        assert table.num_rows == cast
        names = {name.removesuffix(".parquet") for name in archive.namelist()} - {"README.txt"}
    wide = {"votes", "hrc_votes", "ga_votes"}
    assert names == {*un.tables(), "signatures_tidy", "votes_long"} - wide


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no R here")
def test_the_guide_for_r_runs_on_the_download(site: Path, tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs/guides/r.md").read_text(encoding="utf-8")
    code = "".join(re.findall(r"^```r\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL))
    download = (site / "unstatements-csv.zip").as_uri()
    code = re.sub(r'(?<=^url <- ").*(?="$)', download, code, flags=re.MULTILINE)
    done = subprocess.run(
        ["Rscript", "-e", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    shift = un.shift("2021-10-21-ga3c-france", CANADA)
    assert re.findall(r'"([^"]+)"', done.stdout)[: len(shift.joined)] == [
        country.name for country in shift.joined
    ]
    texts = [vote for vote in un.rollcalls(body="hrc") if vote.vote_kind.startswith("draft")]
    agreed = un.agreement("FRA", "DEU", texts, measure="share").value
    assert float(done.stdout.split()[-1]) == pytest.approx(agreed, abs=1e-5)


def test_the_download_page_names_every_table(site: Path) -> None:
    text = (site / "downloads.html").read_text(encoding="utf-8")
    for name, rows in un.tables().items():
        assert f"codebook.html#{name}>{name}</a><td>{len(rows)}<td>" in text


def test_a_statement_shows_both_sides_and_what_changed(site: Path) -> None:
    statement = un.statement(CANADA)
    text = Page(site / "statements" / f"{statement.id}.html").text
    assert "All 50 signatories are known by name." in text
    cuba = next(rival for rival in statement.counterstatements if rival.reported_count == 66)
    assert f"{len(cuba.signatories)} of the 66 signatories are known by name." in text
    for rival in statement.counterstatements:
        assert f"href=../statements/{rival.id}.html>" in text
    changed = text.split("<section id=changed ")[1].split("</section>")[0]
    for name in ("Somalia", "Honduras", "Guatemala"):
        assert f">{name}</a>" in changed
    for source in statement.sources:
        assert source.url.replace("&", "&amp;") in text
    assert statement.cite("bibtex").splitlines()[0] in text


def test_figures_say_what_they_leave_out(site: Path) -> None:
    navalny = (site / "statements" / "2021-11-29-opcw-navalny.html").read_text(encoding="utf-8")
    note = "Signed, but not counted, as not in the electorate: Cook Islands, Niue."
    assert navalny.count(note) == 2  # beside what changed, and where every state stood
    summit = "2024-06-16-other-ukraine-peace-summit"
    days = (site / "statements" / f"{summit}.html").read_text(encoding="utf-8")
    assert "later, June 2024" in days  # and not the first of June, before the summit
    assert "later, by 22 June 2024" in days
    votes = (site / "votes" / "index.html").read_text(encoding="utf-8")
    situations = [vote for vote in un.rollcalls(edition="bundled") if vote.target]
    parts = [vote for vote in situations if not vote.vote_kind.startswith("draft ")]
    assert f"The {len(parts)} on amendments, paragraphs and procedure" in votes
    years = votes.split("id=years-caption")[1].split("</table>")[0]
    counts = [
        int(count) for count in re.findall(r"<th scope=row>\d{4}\s*(?:</th>)?<td>(\d+)", years)
    ]
    assert sum(counts) == len(situations) - len(parts)


def test_how_many_recorded_votes_have_no_roll_is_said() -> None:
    covered = script("explorer/build").record.covered()
    tables = un.tables()
    recorded = [row for row in tables["hrc_texts"] if row["mode"] == "recorded vote"]
    cast = {row["id"] for row in [*recorded, *tables["rollcalls"]] if row["body"] == "hrc"}
    rolls = [row for name in ("votes", "hrc_votes") for row in tables[name]]
    named = {row["rollcall"] for row in rolls if set("YNA") & {*row.values()}}
    expected = f"{len(cast & named):,} of the {len(cast):,} recorded votes"
    assert covered["Human Rights Council"].startswith(expected)


def test_no_bar_is_drawn_where_the_number_of_a_side_is_not_known() -> None:
    pages = script("explorer/build").pages
    assert pages.bar_of(un.positions("2024-09-24-hrc-united-states")) == ""
    assert pages.bar_of(un.positions(CANADA))


def test_counts_of_a_country_are_those_of_the_record(site: Path) -> None:
    situations = [un.rollcall(row["id"]) for row in un.tables()["rollcalls"]]
    texts = [vote for vote in situations if vote.vote_kind.startswith("draft ")]
    index = (site / "countries" / "index.html").read_text(encoding="utf-8")
    for code in ("FRA", "FJI", "XKX"):
        text = (site / "countries" / f"{code}.html").read_text(encoding="utf-8")
        signed = len(un.statements(signed_by=code, beyond_un=True))
        assert f"{signed} of {len(un.statements(beyond_un=True))} statements" in text
        voted = sum(code in vote.yes | vote.no | vote.abstain for vote in texts)
        assert f"in {voted} of {len(texts)} recorded votes on texts" in text
        cells = re.findall(r"<td>([^<]*)", index.split(f"<td>{code}")[1].split("<tr>")[0])
        assert [int(cells[1]), int(cells[3])] == [signed, voted]


def test_propositions_are_not_mixed(site: Path) -> None:
    text = (site / "propositions" / "china-human-rights.html").read_text(encoding="utf-8")
    table = text.split("<table id=points ")[1].split("</table>")[0]
    addresses = set(re.findall(r"statements/([\w-]+)\.html|vote\.html\?id=([\w-]+)", table))
    events = [un.rollcall(vote) if vote else un.statement(name) for name, vote in addresses]
    assert {event.proposition.id for event in events if event.proposition} == {
        "china-human-rights"
    }


def test_text_of_the_record_is_escaped(tmp_path: Path) -> None:
    page = script("explorer/build").Site(tmp_path)
    page.page(
        "about.html", "about.html", "about.html", title="<script>", citations=[("<b>", "<i>&")]
    )
    text = (tmp_path / "about.html").read_text(encoding="utf-8")
    assert "<title>&lt;script&gt;" in text
    assert "<i>" not in text


@pytest.mark.parametrize(
    ("address", "links"),
    [("https://un.org/x?a&b", 1), ("javascript:alert()", 0), (" data:text/html,x", 0), ("", 0)],
)
def test_only_addresses_of_the_web_become_links(address: str, links: int, tmp_path: Path) -> None:
    site = script("explorer/build").Site(tmp_path)
    source = un.statement("2022-10-31-ga3c-canada").sources[0]._replace(url=address)
    text = site._templates.from_string(
        '{% import "parts.html" as parts with context %}{{ parts.sources({source: 1}) }}'
    ).render(source=source, root="")
    assert text.count("<a href=") == links


def test_every_page_may_load_its_own_files_alone(site: Path) -> None:
    for page in all_pages(site):
        text = page.read_text(encoding="utf-8")
        assert "script-src 'self'; " in unescape(text.partition("<title>")[0]), page
        assert not re.search(r"<script(?! type=.?application)(?![^>]* src=)|<[^>]*\son\w+=", text)


def test_the_search_index_knows_every_name_of_the_curated_table(site: Path) -> None:
    index = global_of(site / "search-index.js")
    assert isinstance(index, list)
    names = {entry[2]: {entry[1], *entry[3]} for entry in index}
    for row in un.tables()["names"]:
        address = f"countries/{row['country']}.html"
        if address in names:
            assert row["name"] in names[address]
    assert all((site / entry[2].partition("?")[0]).exists() for entry in index)


def test_words_for_numbers_that_are_not_known() -> None:
    words = script("explorer/build").words
    texts = {
        statement.id: words.completeness(statement) for statement in un.statements(beyond_un=True)
    }
    assert (
        texts["2024-09-24-hrc-cuba"]
        == "1 signatory is known by name. How many there were is not known."
    )
    assert all(text.endswith(".") for text in texts.values())
    assert words.day("2014-03") == "March 2014"


def test_of_several_statements_of_one_day_the_nearest_is_the_previous_one(site: Path) -> None:
    for name, previous in (
        ("2022-10-31-ga3c-cuba", "2021-10-21-ga3c-cuba"),
        ("2023-10-17-ga3c-pakistan", "2022-10-31-ga3c-cuba"),
        ("2024-10-22-ga3c-pakistan", "2023-10-17-ga3c-pakistan"),
    ):
        page = (site / "statements" / f"{name}.html").read_text(encoding="utf-8")
        assert f"/{previous}.html>" in page.split("Previous of this side")[1].split("<dt>")[0]
