"""The explorer in a real browser, from disk: search, filters, downloads, phone, keyboard, axe.

`make browser` runs these tests, on the site that it builds. Elsewhere they are skipped where
Debian's Chromium (`apt-get install chromium`) or Playwright (`pip install --group browser`) is not
installed; no browser of Playwright's own is downloaded.
"""

from __future__ import annotations

import csv
import os
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean, linear_regression
from typing import get_args
from xml.etree import ElementTree

import pytest

import unstatements as un
from project_scripts import script
from unstatements.analysis.cohesion import COHESION
from unstatements.events.text import Mode
from unstatements.plots.ordering import clustered_order

BUILT = os.environ.get(
    "EXPLORER"
)  # where the site is built already; who says so wants no test skipped
CHROMIUM = shutil.which("chromium")
LACKING = [
    *(["Chromium: apt-get install chromium"] if CHROMIUM is None else []),
    *(
        f"{name}: pip install --group browser"
        for name in ("playwright", "axe_playwright_python")
        if find_spec(name) is None
    ),
]
if LACKING:
    lacking = f"no browser tests without {', '.join(LACKING)}"
    if BUILT:
        raise RuntimeError(lacking)
    pytest.skip(lacking, allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright  # noqa: E402

pytestmark = pytest.mark.slow
CANADA = "statements/2022-10-31-ga3c-canada.html"
VOTE = "vote.html?id=2022-10-06-hrc-a-hrc-51-l-6"
ROLL = "2005-04-22-chr-e-cn-4-dec-2005-116"
ALWAYS = "from=1946-01-01&to=2099-12-31"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
KINDS = [
    "index.html",
    "about.html",
    "statements/index.html",
    "countries/index.html",
    "blocs/index.html",
    "topics/index.html",
    "votes/index.html",
    CANADA,
    VOTE,
    "statements/2019-07-12-hrc-letter.html",
    "countries/FRA.html",
    "countries/XKX.html",
    "blocs/oic.html",
    "topics/xinjiang.html",
    "topics/human-rights.html",
    "propositions/china-human-rights.html",
    "downloads.html",
    "votes/about-belarus.html",
    "compare.html",
    "compare.html?a=FRA&b=RUS&bloc=eu&from=1946-01-01",
    "subjects.html",
    f"subjects.html?subject=situation-belarus&kind=&{ALWAYS}",
    "clusters.html",
    "clusters.html?set=oic&scale=shown&from=2024-01-01",
    "consensus.html",
    "consensus.html?kind=&body=hrc&from=2020-01-01",
    f"vote.html?id={ROLL}",
    "vote.html?id=none",
    "index.html?q=turkiye",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if BUILT:
        return Path(BUILT).resolve()
    output = tmp_path_factory.mktemp("explorer") / "site"
    script("explorer/build").build(output)
    return output


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    new_page = context.new_page()
    errors: list[str] = []
    new_page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    new_page.on("pageerror", lambda error: errors.append(str(error)))
    new_page.on(
        "requestfailed",
        lambda request: errors.append(request.url) if not aborted(request) else None,
    )
    new_page.on(
        "request", lambda request: errors.append(request.url) if foreign(request) else None
    )
    yield new_page
    context.close()
    assert not errors


def foreign(request: Request) -> bool:
    """Whether it asks somebody else."""
    return not request.url.startswith(("file:", "data:", "blob:"))


def aborted(request: Request) -> bool:
    """Whether it only became a download."""
    return "ERR_ABORTED" in (request.failure or "")


def go(page: Page, site: Path, name: str) -> None:
    page.goto(f"{(site / name.partition('?')[0]).as_uri()}{name[len(name.partition('?')[0]) :]}")


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("Elfenbeinküste", "Côte d'Ivoire"),
        ("cote divoire", "Côte d'Ivoire"),
        ("ivory coast", "Côte d'Ivoire"),
        ("turkiye", "Türkiye"),
        ("Turquie", "Türkiye"),
        ("土耳其", "Türkiye"),
        ("Россия", "Russia"),
        ("DPRK", "North Korea"),
        ("swaziland", "Eswatini"),
        ("المغرب", "Morocco"),
    ],
)
def test_search_finds_a_country_by_an_alias(page: Page, site: Path, alias: str, name: str) -> None:
    go(page, site, "index.html")
    page.get_by_role("searchbox", name="Search").fill(alias)
    first = page.locator("#results li").first
    assert first.get_by_role("link").inner_text() == name
    assert "result" in page.locator("#found-count").inner_text()
    first.get_by_role("link").click()
    assert page.locator("h1").inner_text() == name


def test_search_finds_statements_blocs_topics_and_votes(page: Page, site: Path) -> None:
    go(page, site, "index.html")
    for text, address in [
        ("canada china 31 october 2022", CANADA),
        ("OIC", "blocs/oic.html"),
        ("xinjiang", "topics/xinjiang.html"),
        ("A/HRC/51/L.6", VOTE),
    ]:
        page.get_by_role("searchbox", name="Search").fill(text)
        page.wait_for_selector("html[data-search=whole]", state="attached")
        assert address in results(page)[:3], text
    page.get_by_role("searchbox", name="Search").fill("no such thing")
    assert "Nothing found" in page.locator("#found-count").inner_text()


def results(page: Page) -> list[str]:
    """Return the addresses that the search leads to."""
    addresses: list[str] = page.locator("#results a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return addresses


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("swtzerland", "countries/CHE.html"),
        ("ukriane", "countries/UKR.html"),
        ("untied states", "countries/USA.html"),
        ("xinjang", "topics/xinjiang.html"),
        ("Uyghur", "topics/xinjiang.html"),
        ("Uighur", "topics/xinjiang.html"),
        ("Ouïghour", "topics/xinjiang.html"),
        ("A/HRC/51/L6", VOTE),
        ("nuclear wepons", "topics/nuclear-weapons.html"),
        ("death penalty moratorium", "propositions/"),
    ],
)
def test_search_forgives_a_slip_and_knows_other_words(
    page: Page, site: Path, text: str, address: str
) -> None:
    go(page, site, "index.html")
    page.get_by_role("searchbox", name="Search").fill(text)
    page.wait_for_selector("html[data-search=whole]", state="attached")
    assert any(result.startswith(address) for result in results(page)[:5]), results(page)[:5]


def test_search_by_another_spelling_finds_the_statements(page: Page, site: Path) -> None:
    wanted = {f"statements/{event.id}.html" for event in un.statements(topic="xinjiang")}
    for spelling in ("Uyghur", "Uighur", "Ouïghour"):
        go(page, site, "index.html")
        page.get_by_role("searchbox", name="Search").fill(spelling)
        page.wait_for_selector("html[data-search=whole]", state="attached")
        assert wanted <= {*results(page)}
        assert VOTE in results(page) or spelling != "Uyghur"


def test_search_stands_in_the_address_and_back_leads_to_it(page: Page, site: Path) -> None:
    go(page, site, "index.html")
    page.keyboard.press("/")
    page.keyboard.type("suisse")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Switzerland"
    page.wait_for_selector("[data-search=whole]", state="attached")
    assert page.evaluate("document.activeElement.textContent") == "Switzerland"  # votes were added
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text('Switzerland')")
    page.go_back()
    assert page.locator("#q").input_value() == "suisse"
    assert page.locator("#results a").first.inner_text() == "Switzerland"


def test_filters_stand_in_the_address_and_back_leads_to_them(page: Page, site: Path) -> None:
    go(page, site, "statements/index.html")
    page.locator("#statements-topic").select_option("Xinjiang")
    count = len(un.statements(topic="xinjiang"))
    assert page.locator("#statements tbody tr:visible").count() == count
    assert "statements.topic=Xinjiang" in page.url
    page.locator("#statements tbody th a").first.click()
    page.wait_for_selector("article h1")
    page.go_back()
    assert page.locator("#statements tbody tr:visible").count() == count


def test_search_from_another_page(page: Page, site: Path) -> None:
    go(page, site, CANADA)
    page.locator("#find").fill("suisse")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results li")
    assert page.locator("#results a").first.inner_text() == "Switzerland"


def test_filters_count_what_is_left(page: Page, site: Path) -> None:
    go(page, site, "votes/index.html")
    target = "Belarus"
    wanted = [row for row in un.tables()["rollcalls"] if row["target"] == target]
    page.locator("#votes-target").select_option(target)
    assert page.locator("#votes tbody tr:visible").count() == len(wanted)
    total = len(un.tables()["rollcalls"])
    count = page.locator("form[data-table=votes] .count")
    assert count.inner_text() == f"{len(wanted)} of {total} rows"
    assert count.get_attribute("aria-live") == "polite"
    year = wanted[0]["date"][:4]
    page.locator("#votes-year").select_option(year)
    both = [row for row in wanted if row["date"].startswith(year)]
    assert page.locator("#votes tbody tr:visible").count() == len(both)
    page.locator("#votes-text").fill("no such vote")
    assert page.locator("#votes tbody tr:visible").count() == 0


def test_tables_sort(page: Page, site: Path) -> None:
    go(page, site, "blocs/index.html")
    head = page.locator("#blocs th", has_text="Members")
    numbers = page.locator("#blocs tbody td:nth-child(4)")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    counts = [int(text) for text in numbers.all_inner_texts()]
    assert counts == sorted(counts)
    head.get_by_role("button").click()
    assert [int(text) for text in numbers.all_inner_texts()] == sorted(counts, reverse=True)


def test_a_downloaded_file_equals_the_table(page: Page, site: Path, tmp_path: Path) -> None:
    go(page, site, CANADA)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Every state: position, change, source (CSV)").click()
    waiting.value.save_as(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    positions = un.positions("2022-10-31-ga3c-canada")
    assert [(row["iso3"], row["position"]) for row in rows] == [
        (country.alpha_3, str(position)) for country, position in positions.items()
    ]


def table_rows(page: Page, table: str) -> list[list[str]]:
    """Return heads and rows of a table that fit its filter, without the columns of bars."""
    rows: list[list[str]] = page.evaluate(
        """id => {
             const table = document.getElementById(id);
             const rows = [table.tHead.rows[0], ...rowsOf(table)].filter(row => !row.hidden);
             const text = cell => cell.textContent.replace(/\\s+/g, " ").trim();
             const bars = place => table.tHead.rows[0].cells[place].className === "bars";
             return rows.map(row => [...row.cells]
               .map((cell, place) => bars(place) ? null : text(cell)));
           }""",
        table,
    )
    bars = {place for row in rows for place, cell in enumerate(row) if cell is None}
    return [[cell for place, cell in enumerate(row) if place not in bars] for row in rows]


def saved(page: Page, table: str, path: Path) -> list[list[str]]:
    """Return the rows of the file that the button of a table saves."""
    with page.expect_download() as waiting:
        page.locator(f"#{table} caption button.csv").click()
    waiting.value.save_as(path)
    assert waiting.value.suggested_filename.endswith(f"-{table}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize(
    "name", [name for name in KINDS if "1946" not in name and "?" not in name]
)
def test_every_table_is_saved_as_it_is_shown(
    page: Page, site: Path, name: str, tmp_path: Path
) -> None:
    go(page, site, name)
    page.evaluate(
        "document.querySelectorAll('details').forEach(details => { details.open = true; })"
    )
    tables: list[str] = page.evaluate(
        "[...document.querySelectorAll('table')].map(table => table.id)"
    )
    for place, table in enumerate(tables):
        if place and place % 5 == 0:  # Chromium asks before a page saves many files in a row
            go(page, site, name)
            page.evaluate(
                "document.querySelectorAll('details').forEach(details => { details.open = true; })"
            )
        if page.locator(f"#{table}").is_visible():
            assert saved(page, table, tmp_path / f"{table}.csv") == table_rows(page, table), table


def test_a_filtered_and_sorted_table_is_saved_as_it_is_shown(
    page: Page, site: Path, tmp_path: Path
) -> None:
    go(page, site, "votes/index.html")
    page.locator("#votes-target").select_option("Belarus")
    page.locator("#votes th", has_text="Margin").get_by_role("button").click()
    rows = saved(page, "votes", tmp_path / "votes.csv")
    assert rows == table_rows(page, "votes")
    assert {row[2] for row in rows[1:]} == {"Belarus"}
    margins = [int(row[10]) for row in rows[1:]]
    assert margins == sorted(margins)


@pytest.mark.parametrize("name", [name for name in KINDS if "1946" not in name])
def test_every_chart_and_map_is_saved_as_png(
    page: Page, site: Path, name: str, tmp_path: Path
) -> None:
    go(page, site, name)
    buttons = page.locator("button.png:visible")
    for place in range(buttons.count()):
        with page.expect_download() as waiting:
            buttons.nth(place).click()
        waiting.value.save_as(tmp_path / "picture.png")
        assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG"), place


@pytest.mark.filterwarnings("ignore::unstatements.core.errors.CoverageWarning")
@pytest.mark.parametrize(
    ("since", "until", "body"),
    [
        ("2016-01-01", "2019-12-31", ""),
        ("1946-01-01", "1991-12-25", "ga"),
        ("2006-06-30", "2026-03-31", "hrc"),
    ],
)
def test_two_states_agree_as_the_library_says(
    page: Page, site: Path, since: str, until: str, body: str
) -> None:
    members = sorted(un.countries().alpha_3s)
    inside = un.rollcalls(
        body=body or None, since=date.fromisoformat(since), until=date.fromisoformat(until)
    )
    voted = [
        code for code in members if any(code in vote.yes or code in vote.no for vote in inside)
    ]
    a, b = random.Random(since).sample(voted, 2)
    go(page, site, f"compare.html?a={a}&b={b}&from={since}&to={until}&body={body}&least=1")
    assert page.locator("#counted").inner_text().startswith(f"{len(inside)} votes from")
    expected = un.agreement(a, b, inside)
    said = page.locator("#pair-answer").inner_text()
    words = f"the {expected.n} votes that both cast" if expected.n else "no vote in common"
    assert words in said
    shares = {row[0]: row[1:] for row in table_rows(page, "pair-years")[1:]}
    by_year = {
        year: [str(vote.n), str(round(vote.n * (vote.value or 0)))]
        for year, vote in expected.over("year").items()
    }
    assert {year: row[:2] for year, row in shares.items()} == {
        year: row for year, row in by_year.items() if row[0] != "0"
    }
    matrix = un.agreement_matrix(members, inside)
    rows = page.evaluate(PARTNERS)
    assert rows
    for code, share, n in rows:
        if code in members:
            assert (float(share), int(n)) == (matrix.value(a, code), matrix[a, code].n), (a, code)


PARTNERS = """rowsOf(document.getElementById('partners'))
  .map(row => [row.dataset.code, row.cells[2].dataset.v, row.cells[3].textContent])"""


@pytest.mark.parametrize("name", ["eu", "oic", "hrc"])
def test_a_bloc_is_as_cohesive_as_the_library_says(page: Page, site: Path, name: str) -> None:
    go(page, site, f"compare.html?bloc={name}&from=2021-01-01&to=2021-12-31&body=hrc")
    inside = un.rollcalls(body="hrc", since=date(2021, 1, 1), until=date(2021, 12, 31))
    whole = [bloc for bloc in inside if bloc.completeness == "complete"]
    divided = [un.compare(bloc, by=un.bloc(name), unknown="ignore").blocs[0] for bloc in whole]
    several = [bloc for bloc in divided if len(bloc.electorate) > 1]
    sizes = [
        [len(bloc.of(position)) for position in ("for", "against", "neutral")] for bloc in several
    ]
    rice_index, agreement_index = COHESION["rice"].formula, COHESION["agreement_index"].formula
    rice = [value for its in sizes if (value := rice_index(*its)) is not None]
    index = [value for its in sizes if (value := agreement_index(*its)) is not None]
    for bloc, (yes, no, abstain) in zip(
        several, sizes, strict=True
    ):  # roll and totals can differ: bounds
        for bounds, value in (
            (bloc.rice, rice_index(yes, no, abstain)),
            (bloc.agreement_index, agreement_index(yes, no, abstain)),
        ):
            assert (bounds is None) == (value is None)
            assert bounds is None or value is None or bounds.low <= value <= bounds.high
    row = page.evaluate(BLOC_ROW, f"blocs/{name}.html")
    assert int(row[1]) == len(several)
    assert float(row[2]) == pytest.approx(sum(rice) / len(rice))
    assert float(row[3]) == pytest.approx(sum(index) / len(index))
    assert table_rows(page, "cohesion-years")[1][:2] == ["2021", str(len(several))]


BLOC_ROW = """href => [...document.querySelector(`#cohesion a[href='${href}']`)
  .closest("tr").cells]
  .map(cell => cell.dataset.v ?? cell.textContent)"""


def cast_by(codes: set[str], inside: Sequence[un.RollCall]) -> dict[str, dict[str, int]]:
    """Return how often each state voted how."""
    counts = {code: dict.fromkeys(("yes", "abstain", "no", "absent"), 0) for code in codes}
    for vote in inside:
        for how, who in (
            ("yes", vote.yes),
            ("abstain", vote.abstain),
            ("no", vote.no),
            ("absent", vote.absent),
        ):
            for country in who:
                if country.alpha_3 in counts:
                    counts[country.alpha_3][how] += 1
    return counts


@pytest.fixture(scope="module")
def voters() -> set[str]:
    states = un.countries()
    for vote in un.rollcalls():
        states |= vote.yes | vote.no | vote.abstain | vote.absent
    return set(states.alpha_3s)


def values(page: Page, table: str) -> list[list[str]]:
    """Return the cells of a table, numbers as exact as they are known; a state by its code."""
    rows: list[list[str]] = page.evaluate(
        """id => rowsOf(document.getElementById(id)).map(row => [
             row.dataset.code ?? "",
             ...[...row.cells].filter(cell => cell.className !== "bars")
               .map(cell => cell.dataset.v ?? cell.textContent)])""",
        table,
    )
    return rows


OUT_OF_STEP = (
    "compare.html?from=2021-01-01&to=2023-12-31&body=hrc&least=10",
    "hrc",
    2021,
    2023,
    10,
)
OF_ALL = ("compare.html?from=1985-01-01&to=1985-12-31&body=ga&least=30", "ga", 1985, 1985, 30)


@pytest.mark.parametrize(("address", "body", "since", "until", "least"), [OUT_OF_STEP, OF_ALL])
def test_the_states_out_of_step_are_those_of_the_library(
    page: Page,
    site: Path,
    voters: set[str],
    address: str,
    body: str,
    since: int,
    until: int,
    least: int,
) -> None:
    inside = un.rollcalls(body=body, since=date(since, 1, 1), until=date(until, 12, 31))
    counted = dict.fromkeys(voters, 0)
    alone = dict.fromkeys(voters, 0)
    for vote in inside:
        sides = sorted((vote.yes, vote.no, vote.abstain), key=len, reverse=True)
        if len(sides[0]) == len(sides[1]):
            continue  # a tie
        for place, side in enumerate(sides):
            for country in side:
                counted[country.alpha_3] += 1
                alone[country.alpha_3] += place > 0
    wanted = {code: (n, alone[code], alone[code] / n) for code, n in counted.items() if n >= least}
    go(page, site, address)
    rows = values(page, "outvoted")
    assert {row[0]: (int(row[3]), int(row[4]), float(row[5])) for row in rows} == wanted
    shares = [float(row[5]) for row in rows]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.filterwarnings("ignore::unstatements.core.errors.CoverageWarning")
@pytest.mark.parametrize(("address", "body", "since", "until", "least"), [OUT_OF_STEP, OF_ALL])
def test_the_pairs_most_alike_are_those_of_the_library(
    page: Page,
    site: Path,
    voters: set[str],
    address: str,
    body: str,
    since: int,
    until: int,
    least: int,
) -> None:
    inside = un.rollcalls(body=body, since=date(since, 1, 1), until=date(until, 12, 31))
    matrix = un.agreement_matrix(sorted(voters), inside)
    all_pairs = [
        (pair.value, pair.n, frozenset((pair.a.name, pair.b.name)))
        for place, country in enumerate(matrix.countries)
        for other in matrix.countries[place + 1 :]
        if (pair := matrix[country, other]).n >= least and pair.value is not None
    ]
    by_names = {names: (value, n) for value, n, names in all_pairs}
    shares = sorted((value for value, _n, _names in all_pairs), reverse=True)
    go(page, site, address)
    for table, wanted in (("alike", shares[:30]), ("apart", shares[::-1][:30])):
        rows = [row[1:] for row in values(page, table)]
        assert [float(row[2]) for row in rows] == wanted
        pairs = {frozenset(row[:2]): (float(row[2]), int(row[3])) for row in rows}
        assert len(pairs) == len(rows)
        assert pairs.items() <= by_names.items()


def about(vote: un.RollCall, term: str) -> bool:
    return term in TERMS.get(vote.id, ())


TERMS = {text.id: text.subject.split(" - ") for text in un.texts()}


def is_text(vote: un.RollCall) -> bool:
    return vote.vote_kind in ("draft resolution", "draft decision")


@pytest.mark.parametrize(
    ("subject", "kind", "body", "wanted"),
    [
        ("all", "", "hrc", lambda vote: True),
        ("all", "text", "ga", is_text),
        ("issue-nu", "text", "", lambda vote: "nu" in vote.issues and is_text(vote)),
        (
            "issue-hr",
            "amendment",
            "ga",
            lambda vote: "hr" in vote.issues and vote.vote_kind == "amendment",
        ),
        ("situation-belarus", "text", "", lambda vote: vote.target == "Belarus" and is_text(vote)),
        ("situation-belarus", "", "", lambda vote: vote.target == "Belarus"),
        (
            "catalogue-right-to-development",
            "text",
            "chr",
            lambda vote: is_text(vote) and about(vote, "RIGHT TO DEVELOPMENT"),
        ),
        (
            "catalogue-torture-and-inhuman-treatment",
            "",
            "",
            lambda vote: about(vote, "TORTURE AND INHUMAN TREATMENT"),
        ),
    ],
)
def test_support_for_a_subject_is_that_of_the_tallies(
    page: Page,
    site: Path,
    voters: set[str],
    subject: str,
    kind: str,
    body: str,
    wanted: Callable[[un.RollCall], bool],
) -> None:
    go(page, site, f"subjects.html?subject={subject}&kind={kind}&body={body}&{ALWAYS}")
    inside = [vote for vote in un.rollcalls(body=body or None) if wanted(vote)]
    assert page.locator("#counted").inner_text().startswith(f"{len(inside)} votes")
    assert support_of(page) == pytest.approx(support_by_year(inside))
    trend = page.locator("#trend").inner_text()
    if (subject, body) == ("all", "ga"):
        assert trend.startswith("No trend: the record has all votes of the Assembly up to")
    else:
        assert f"{trend_of(inside)} percentage points a decade" in trend
    rows = {row[0]: row[3:] for row in values(page, "states")}
    for code, counts in cast_by(voters, inside).items():
        cast = counts["yes"] + counts["abstain"] + counts["no"]
        if not cast and not counts["absent"]:
            assert code not in rows
            continue
        shares = [counts[how] / cast if cast else None for how in ("yes", "abstain", "no")]
        cells = [float(cell) if cell else None for cell in rows[code][1:4]]
        assert (int(rows[code][0]), cells, int(rows[code][4])) == (
            cast,
            shares,
            counts["absent"],
        ), code
    shares = [
        vote.tally.yes / (vote.tally.yes + vote.tally.no)
        for vote in inside
        if vote.tally.yes or vote.tally.no
    ]
    assert [int(row[2]) for row in values(page, "contested")] == [
        *(sum(low / 5 <= share < (low + 1) / 5 for share in shares) for low in range(5)),
        shares.count(1),
    ]
    tallies = sorted([str(vote.date), *map(str, vote.tally[:3])] for vote in inside)
    assert sorted([row[1], *row[6:9]] for row in values(page, "votes")) == tallies


def mean_support(votes: Sequence[un.RollCall]) -> float | None:
    tallies = [vote.tally for vote in votes]
    shares = [
        (tally.yes or 0) / cast
        for tally in tallies
        if (cast := (tally.yes or 0) + (tally.no or 0) + (tally.abstain or 0))
    ]
    return fmean(shares) if shares else None


def support_by_year(votes: Sequence[un.RollCall]) -> dict[str, float]:
    years = {str(vote.date)[:4] for vote in votes}
    means = {
        year: mean_support([vote for vote in votes if str(vote.date)[:4] == year])
        for year in years
    }
    return {year: share for year, share in means.items() if share is not None}


def support_of(page: Page) -> dict[str, float]:
    return {row[1]: float(row[3]) for row in values(page, "years") if row[3] not in ("", "–")}


def trend_of(votes: Sequence[un.RollCall]) -> str:
    """Return the slope of the yearly means in percentage points a decade, as it is written."""
    means = support_by_year(votes)
    slope = 1000 * linear_regression([int(year) for year in means], [*means.values()]).slope
    return f"{slope:+.1f}".replace("-", "−") if abs(slope) >= 0.05 else "0.0"


@pytest.mark.parametrize("target", ["Belarus", "Syria", "Ukraine"])
def test_the_page_of_a_situation_says_what_the_page_of_subjects_says(
    page: Page, site: Path, target: str
) -> None:
    name = target.lower().replace(" ", "-")
    inside = [vote for vote in un.rollcalls() if vote.target == target and is_text(vote)]
    go(page, site, f"votes/about-{name}.html")
    assert support_of(page) == pytest.approx(support_by_year(inside))
    assert f"{trend_of(inside)} percentage points a decade" in page.locator("main").inner_text()
    years = [row[1:] for row in values(page, "years")]
    page.get_by_role("link", name="other kinds, bodies and periods").click()
    expect(page.locator("#answer")).not_to_be_empty()
    assert page.locator("#counted").inner_text().startswith(f"{len(inside)} votes")
    again = [row[1:] for row in values(page, "years")]
    assert [row[:2] for row in again] == [row[:2] for row in years]
    for vote, other in zip(again, years, strict=True):
        numbers = [
            [float(cell) if cell not in ("", "–") else None for cell in row[2:]]
            for row in (vote, other)
        ]
        assert numbers[0] == pytest.approx(numbers[1])


def test_votes_are_found_by_words_of_their_titles(page: Page, site: Path) -> None:
    go(page, site, f"subjects.html?words=death+penalty&{ALWAYS}")
    inside = [
        vote
        for vote in un.rollcalls()
        if is_text(vote) and all(word in vote.title.lower() for word in ("death", "penalty"))
    ]
    assert page.locator("#counted").inner_text().startswith(f"{len(inside)} votes")
    assert support_of(page) == pytest.approx(support_by_year(inside))
    assert f"{trend_of(inside)} percentage points a decade" in page.locator("#trend").inner_text()
    go(page, site, f"subjects.html?subject=catalogue-capital-punishment&{ALWAYS}")
    terms = Counter(
        term
        for vote in un.rollcalls()
        if is_text(vote) and about(vote, "CAPITAL PUNISHMENT")
        for term in dict.fromkeys(TERMS[vote.id])
    )
    said = page.locator("#related").inner_text()
    for term, count in terms.most_common(5):
        assert (f"{term} ({count})" in said) == (term != "CAPITAL PUNISHMENT")


def test_every_subject_is_listed_with_its_votes(page: Page, site: Path) -> None:
    go(page, site, f"subjects.html?kind=&{ALWAYS}")
    counts = Counter(vote.target for vote in un.rollcalls() if vote.target)
    listed = {
        row[0]: int(row[2])
        for row in table_rows(page, "subjects")[1:]
        if row[1] == "situation in a country"
    }
    assert listed == counts
    page.locator("#subjects-text").fill("nuclear")
    page.locator("#subjects tbody tr:visible a").click()
    expect(page.locator("#answer")).not_to_be_empty()
    nuclear = [vote for vote in un.rollcalls() if "nu" in vote.issues]
    assert page.locator("#answer").inner_text().startswith("Nuclear weapons")
    assert page.locator("#counted").inner_text().startswith(f"{len(nuclear)} votes")


@pytest.mark.filterwarnings("ignore::unstatements.core.errors.CoverageWarning")
@pytest.mark.parametrize(
    ("name", "since", "until", "body", "least"),
    [
        ("g20", 2010, 2014, "ga", 1),
        ("own", 2020, 2025, "hrc", 20),
        ("eastern-european-group", 2019, 2019, "", 5),
        ("active", 1946, 1950, "ga", 20),
        ("agreeing", 2022, 2022, "", 10),
        ("disagreeing", 2022, 2022, "", 10),
    ],
)
def test_clusters_are_those_of_the_library(
    page: Page,
    site: Path,
    voters: set[str],
    name: str,
    since: int,
    until: int,
    body: str,
    least: int,
) -> None:
    inside = un.rollcalls(body=body or None, since=date(since, 1, 1), until=date(until, 12, 31))
    address = (
        f"clusters.html?set={name}&from={since}-01-01&to={until}-12-31&body={body}&least={least}"
    )
    go(page, site, address)
    rows = values(page, "square")
    order = [row[0] for row in rows]
    assert set(order) == members_of(name, page, inside, voters, least)
    matrix = un.agreement_matrix(sorted(order), inside)
    ends = [state.alpha_3 for state in matrix.countries]
    square = [
        [
            None
            if state == other or matrix[state, other].n < least
            else matrix.value(state, other)
            for other in ends
        ]
        for state in ends
    ]
    places = clustered_order(
        [[None if state is None else 1 - state for state in row] for row in square]
    )
    assert order == [ends[place] for place in places]
    for row in rows:
        shares = [None if cell == "–" else float(cell) for cell in row[2:]]
        assert shares == [square[ends.index(row[0])][ends.index(other)] for other in order], row[0]
    all_shares = [state for row in square for state in row if state is not None]
    pairs = values(page, "pairs")
    assert sorted((float(row[3]) for row in pairs), reverse=True) == [
        float(row[3]) for row in pairs
    ]
    assert sorted(2 * [float(row[3]) for row in pairs]) == sorted(all_shares)


def members_of(
    name: str, page: Page, inside: Sequence[un.RollCall], voters: set[str], least: int
) -> set[str]:
    """Return the states that a set should have."""
    if name == "own":
        return {code.strip() for code in page.locator("#own").input_value().split(",")}
    if name == "active":
        counts = cast_by(voters, inside)
        cast = {code: sum(its.values()) - its["absent"] for code, its in counts.items()}
        least_cast = sorted(cast.values(), reverse=True)[29]
        states = {row[0] for row in values(page, "square")}
        assert {code for code in voters if cast[code] > least_cast} <= states
        assert {cast[code] for code in states} == {n for n in cast.values() if n >= least_cast}
        return states  # of several with as many votes, which ones is open
    if name in ("agreeing", "disagreeing"):
        matrix = un.agreement_matrix(sorted(voters), inside)
        means = {}
        for state in matrix.countries:
            shares = [
                pair.value
                for other in matrix.countries
                if other != state
                and (pair := matrix[state, other]).n >= least
                and pair.value is not None
            ]
            if shares:
                means[state.alpha_3] = fmean(shares)
        ranked = sorted(means, key=lambda code: -means[code])
        return set(ranked[:30] if name == "agreeing" else ranked[-30:])
    return set(un.bloc(name).members(inside[-1].date, unknown="ignore").alpha_3s)


FREE, ASIDE = "without a vote", ("withdrawn", "not considered")


def consensus(texts: Iterable[un.Text]) -> tuple[int, float | None]:
    """Return how many texts were decided, and the share of these that were so without a vote."""
    decided = [text.mode for text in texts if text.mode not in (*ASIDE, "not known")]
    return len(decided), decided.count(FREE) / len(decided) if decided else None


def by_subject(texts: Iterable[un.Text]) -> dict[str, list[un.Text]]:
    texts_of: dict[str, list[un.Text]] = {}
    for text in texts:
        for term in dict.fromkeys(text.subject.split(" - ")):
            if term:
                texts_of.setdefault(term, []).append(text)
    return texts_of


@pytest.mark.parametrize(
    ("body", "since", "until", "kind", "least", "split"),
    [
        ("", 1946, 2026, "", 10, 2006),
        ("hrc", 2010, 2019, "text", 3, 2015),
        ("chr", 1946, 1990, "text", 5, 1975),
    ],
)
def test_texts_are_counted_by_mode_as_the_library_has_them(
    page: Page, site: Path, body: str, since: int, until: int, kind: str, least: int, split: int
) -> None:
    all_texts = un.texts(body=body or None, since=date(since, 1, 1), until=date(until, 12, 31))
    texts = [text for text in all_texts if not kind or text.kind.startswith("draft ")]
    go(
        page,
        site,
        f"consensus.html?body={body}&from={since}-01-01&to={until}-12-31&kind={kind}&least={least}&split={split}",
    )
    assert page.locator("#counted").inner_text().startswith(f"{len(texts)} texts from")
    decided, _share = consensus(texts)
    assert f" of the {decided} texts decided" in page.locator("#answer").inner_text()
    heads = [head.lower() for head in table_rows(page, "years")[0]]
    for row in values(page, "years"):
        its = [text for text in texts if text.date.year == int(row[1])]
        modes = Counter(text.mode for text in its)
        assert int(row[2]) == len(its)
        assert (float(row[3]) if row[3] else None) == consensus(its)[1]
        assert {mode: int(row[1 + heads.index(mode)]) for mode in get_args(Mode)} == {
            mode: modes[mode] for mode in get_args(Mode)
        }
    counted = {name: consensus(its) for name, its in by_subject(texts).items()}
    rows = [row[1:] for row in values(page, "subjects")]
    assert {row[0]: (int(row[1]), float(row[2])) for row in rows} == {
        name: text for name, text in counted.items() if text[0] >= least
    }
    shares = [float(row[2]) for row in rows]
    assert shares == sorted(shares, reverse=True)
    periods = [
        by_subject(text for text in texts if (text.date.year < split) == before)
        for before in (True, False)
    ]
    both = {
        name: tuple(consensus(period[name]) for period in periods)
        for name in counted
        if all(name in period and consensus(period[name])[0] >= least for period in periods)
    }
    changed = {row[1]: row[2:] for row in values(page, "changes")}
    assert changed.keys() == both.keys()
    for name, ((n, before), (m, after)) in both.items():
        assert before is not None
        assert after is not None
        row = changed[name]
        assert (int(row[0]), float(row[1]), int(row[2]), float(row[3])) == (n, before, m, after), (
            name
        )
        assert float(row[4]) == pytest.approx(100 * (after - before))
    sizes = [abs(float(row[4])) for row in changed.values()]
    assert sizes == sorted(sizes, reverse=True)
    aside = [row[1:] for row in values(page, "set-aside")]
    assert [(row[0], row[5]) for row in aside] == [
        (str(text.date), text.mode) for text in reversed(all_texts) if text.mode in ASIDE
    ]


def test_every_text_leads_to_its_record_and_to_its_roll(page: Page, site: Path) -> None:
    go(page, site, "consensus.html?kind=")
    texts = list(reversed(un.texts()))
    rows = page.evaluate(
        """rowsOf(document.getElementById("texts")).map(row => [row.cells[5].textContent,
             ...[1, 7].map(place => row.cells[place].querySelector("a"))
               .map(link => link?.getAttribute("href") ?? "")])"""
    )
    assert [mode for mode, _record, _roll in rows] == [text.mode for text in texts]
    for text, (_mode, record, roll) in zip(texts, rows, strict=True):
        assert record == (text.source.url if text.record else ""), text.id
        assert roll == (f"vote.html?id={text.rollcall}" if text.rollcall else ""), text.id
    page.locator("#texts-mode").select_option("unanimously")
    count = len(un.texts(mode="unanimously"))
    assert page.locator("#texts tbody tr:visible").count() == count
    assert (
        page.locator("form[data-table=texts] .count").inner_text()
        == f"{count} of {len(texts)} rows"
    )


def test_of_many_rows_the_first_are_laid_out_and_all_are_saved(
    page: Page, site: Path, tmp_path: Path
) -> None:
    go(page, site, "consensus.html?kind=")
    assert page.locator("#texts tbody tr:visible").count() == 500
    rows = saved(page, "texts", tmp_path / "texts.csv")
    assert rows == table_rows(page, "texts")
    assert len(rows) == 1 + len(un.texts())
    page.locator("#texts th", has_text="Date").get_by_role("button").click()
    first = page.locator("#texts tbody tr:visible").first.inner_text()
    assert first.startswith(str(un.texts()[0].date))
    page.locator("form[data-table=texts]").get_by_role("button", name="Show all").click()
    assert page.locator("#texts tbody tr:visible").count() == len(un.texts())


@pytest.mark.parametrize("name", [ROLL, "2006-06-29-hrc-a-hrc-res-1-2", "A/RES/41/6"])
def test_any_vote_of_the_record_can_be_read(page: Page, site: Path, name: str) -> None:
    votes = {vote.id: vote for vote in un.rollcalls()}
    vote = votes.get(name) or next(
        vote
        for vote in votes.values()
        if vote.symbol.startswith(("A/HRC", name)) and not vote.target
    )
    go(page, site, f"vote.html?id={vote.id}")
    assert page.locator("h1").inner_text().startswith(f"Vote on {vote.symbol}")
    tally = vote.tally
    totals = f"{tally.yes} yes, {tally.no} no, {tally.abstain} abstentions"
    assert totals in page.locator("#facts").inner_text()
    assert str(tally) in page.locator("#tally").inner_text()
    sides = {"yes": vote.yes, "no": vote.no, "abstained": vote.abstain, "absent": vote.absent}
    wanted = {country.alpha_3: how for how, who in sides.items() for country in who}
    assert {row[0]: row[3] for row in values(page, "states")} == wanted
    compared = un.compare(vote, by=un.blocs("regional group"), unknown="ignore")
    divided = {bloc.bloc: bloc for bloc in compared.blocs if len(bloc.electorate) > 1}
    names = {bloc.name: bloc.abbreviation for bloc in un.blocs("regional group")}
    rows = values(page, "groups")
    assert {names[row[1]] for row in rows} == set(divided)
    for row in rows:
        bloc = divided[names[row[1]]]
        sizes = [len(bloc.of(position)) for position in ("for", "against", "neutral", "absent")]
        assert [int(cell) for cell in row[3:7]] in (sizes, [sizes[1], sizes[0], *sizes[2:]])
    links = page.locator("#sources a").evaluate_all("links => links.map(link => link.href)")
    assert any(link.endswith(f"/record/{vote.record}") for link in links)


def test_a_vote_on_a_situation_says_all_that_is_known(page: Page, site: Path) -> None:
    go(page, site, VOTE)
    vote = un.rollcall("A/HRC/51/L.6")
    page.wait_for_selector("#facts dt")
    facts = page.locator("#facts").inner_text()
    for part in ("Critical of China's human rights record", "procedural", "China", vote.id):
        assert part in facts
    assert vote.notes in page.locator("#notes").inner_text()
    assert page.locator("#corrections tbody tr").count() == len(vote.corrections)
    links = page.locator("#sources a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    assert {source.url for source in vote.sources if source.url} <= set(links)


def test_a_vote_that_is_not_in_the_record_is_said_to_be_none(page: Page, site: Path) -> None:
    go(page, site, "vote.html?id=none")
    assert page.locator("#unknown").is_visible()
    assert not page.locator("#vote").is_visible()


@pytest.mark.parametrize(("code", "body"), [("FRA", "hrc"), ("IND", "chr"), ("ZAF", "hrc")])
def test_a_country_voted_in_a_body_as_the_library_says(
    page: Page, site: Path, code: str, body: str
) -> None:
    go(page, site, f"countries/{code}.html")
    inside = un.rollcalls(body=body)
    counts = {year: cast_by({code}, its)[code] for year, its in years_of(inside)}
    rows = {row[1]: list(map(int, row[2:6])) for row in values(page, f"in-{body}")}
    for year, its in counts.items():
        wanted = [its[how] for how in ("yes", "abstain", "no", "absent")]
        assert rows.get(year, [0, 0, 0, 0]) == wanted, year
    counted = alone = 0
    for vote in inside:
        sides = sorted((vote.yes, vote.no, vote.abstain), key=len, reverse=True)
        if len(sides[0]) > len(sides[1]):
            counted += any(code in side for side in sides)
            alone += any(code in side for side in sides[1:])
    assert f"otherwise than most in {alone} of {counted} (" in page.locator("#bodies").inner_text()
    page.locator("#bodies a", has_text="Vote by vote").nth(0 if body == "hrc" else -1).click()
    page.wait_for_selector("#own-votes tbody tr", state="attached")
    listed = Counter(row[6] for row in values(page, "own-votes"))
    totals = {"yes": "yes", "abstained": "abstain", "no": "no", "absent": "absent"}
    assert {how: listed[how] for how in totals} == {
        how: sum(its[name] for its in counts.values()) for how, name in totals.items()
    }


def years_of(votes: Iterable[un.RollCall]) -> list[tuple[str, list[un.RollCall]]]:
    years: dict[str, list[un.RollCall]] = {}
    for vote in votes:
        years.setdefault(str(vote.date)[:4], []).append(vote)
    return list(years.items())


def test_states_of_your_own_choice_are_found_by_name_or_told(page: Page, site: Path) -> None:
    go(page, site, "clusters.html?set=own")
    page.locator("#own").fill("fra; türkiye, Atlantis, China")
    page.locator("#own").blur()
    expect(page.locator("#how")).to_contain_text("Not known: Atlantis")
    assert {row[0] for row in values(page, "square")} == {"FRA", "TUR", "CHN"}


@pytest.mark.filterwarnings("ignore::unstatements.core.errors.CoverageWarning")
def test_what_is_compared_stands_in_the_address(page: Page, site: Path) -> None:
    go(page, site, "compare.html")
    page.get_by_label("State A", exact=True).select_option("France")
    page.get_by_label("From", exact=True).fill("2020-01-01")
    page.get_by_label("From", exact=True).blur()
    expect(page).to_have_url(re.compile("from=2020-01-01"))
    said = page.locator("#pair-answer").inner_text()
    page.reload()
    assert page.locator("#pair-answer").inner_text() == said
    assert said.startswith("France and China")


def test_nonsense_in_the_address_is_set_aside(page: Page, site: Path) -> None:
    go(
        page,
        site,
        "compare.html?a=XXX&b=%3Cb%3E&body=none&from=x&to=2020-01-01&least=-3&bloc=none",
    )
    assert "United States and China" in page.locator("#pair-answer").inner_text()


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_accessibility_is_broken(
    page: Page, site: Path, name: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    go(page, site, name.replace("1946", "2024"))
    page.evaluate(FEW_ROWS)
    report = Axe().run(
        page, options={"resultTypes": ["violations"], "preload": False}
    )  # nothing is fetched
    assert not report.violations_count, report.generate_report()


# The rows of a table are alike; axe takes minutes for thousands.
FEW_ROWS = """document.querySelectorAll("tbody").forEach(
  body => [...body.rows].slice(12).forEach(row => row.remove()))"""


def test_a_picture_is_saved_with_title_source_licence_and_address(
    page: Page, site: Path, tmp_path: Path
) -> None:
    go(page, site, CANADA)
    for kind, start in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with page.expect_download() as waiting:
            page.locator(f"figure.chart button:visible:text('{kind}')").first.click()
        path = tmp_path / f"map.{kind.lower()}"
        waiting.value.save_as(path)
        assert waiting.value.suggested_filename == f"2022-10-31-ga3c-canada-map.{kind.lower()}"
        assert path.read_bytes().startswith(start)
        assert path.stat().st_size > 10_000
    text = " ".join(ElementTree.fromstring(path.read_text(encoding="utf-8")).itertext())
    for part in ("Joint statement by Canada", "Government of Canada", "CC BY 4.0", CANADA):
        assert part in text, part


def test_a_picture_of_the_library_is_saved_with_its_address(
    page: Page, site: Path, tmp_path: Path
) -> None:
    go(page, site, CANADA)
    figure = page.locator("figure[id$=-shift]")
    for width, layout in ((1280, "wide"), (360, "phone")):
        page.set_viewport_size({"width": width, "height": 740})
        assert figure.locator("svg:visible").get_attribute("class") == f"whole {layout}"
        with page.expect_download() as waiting:
            figure.get_by_role("button", name="SVG").click()
        waiting.value.save_as(tmp_path / "shift.svg")
        root = ElementTree.parse(tmp_path / "shift.svg").getroot()
        text = " ".join(root.itertext())
        for part in ("8 joined and 1 left", "Government of Canada", "CC BY 4.0", CANADA):
            assert part in text, part
        with page.expect_download() as waiting:
            figure.get_by_role("button", name="PNG").click()
        waiting.value.save_as(tmp_path / "shift.png")
        assert (tmp_path / "shift.png").stat().st_size > 10_000
    go(page, site, f"{CANADA}?embed=2022-10-31-ga3c-canada-shift")
    assert page.locator("svg:visible").count() == 1


def test_a_picture_can_be_embedded(page: Page, site: Path) -> None:
    go(page, site, CANADA)
    page.locator("figure.chart button.embed").click()
    page.locator("#find").focus()
    page.keyboard.press("Control+V")
    code = page.locator("#find").input_value()
    assert code.startswith("<iframe src=")
    assert "embed=2022-10-31-ga3c-canada-map" in code
    go(page, site, f"{CANADA}?embed=2022-10-31-ga3c-canada-map")
    assert page.locator("figure:visible").count() == 1
    assert page.locator("header.site").is_hidden()
    assert "CC BY 4.0" in page.locator("figure:visible").inner_text()


def test_a_tile_says_what_it_is_and_leads_to_its_state(page: Page, site: Path) -> None:
    go(page, site, CANADA)
    tile = page.locator("figure.chart a[href$='TUV.html']")
    assert tile.get_attribute("aria-label") == "Tuvalu: not known"
    tile.focus()
    assert page.locator(".tile-text").inner_text() == "Tuvalu: not known"
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text('Tuvalu')")


def test_a_map_can_be_read_on_a_phone(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    phone = context.new_page()
    go(phone, site, CANADA)
    tile = phone.locator("figure.chart a[href$='TUV.html']")
    assert tile.locator("text").inner_html() == "TV"
    tile.tap()
    assert phone.locator(".tile-text").inner_text().startswith("Tuvalu: not known")
    assert phone.url.partition("?")[0].endswith(CANADA)
    tile.tap()
    phone.wait_for_selector("h1:text('Tuvalu')")
    context.close()


def test_on_paper_tables_have_their_heads_and_all_rows(page: Page, site: Path) -> None:
    go(page, site, "consensus.html?kind=")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#texts tbody tr").count() == len(un.texts())
    head = page.locator("#texts thead th").first
    assert head.inner_text().strip() == "Date"
    assert head.locator("button").is_visible()
    assert not page.locator("button.csv").first.is_visible()


@pytest.mark.parametrize("name", KINDS)
def test_the_tabulator_is_through_a_page_in_sixty_stops(page: Page, site: Path, name: str) -> None:
    go(page, site, name)
    page.wait_for_timeout(200)
    assert page.evaluate(STOPS) <= 60


STOPS = """[...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
  .filter(item => item.tabIndex >= 0 && item.getClientRects().length).length"""


def test_arrow_keys_move_inside_a_table(page: Page, site: Path) -> None:
    go(page, site, "countries/index.html")
    page.locator("#countries tbody a").first.focus()
    page.keyboard.press("ArrowDown")
    assert (
        page.evaluate("document.activeElement.textContent")
        == page.locator("#countries tbody a").nth(1).inner_text()
    )


def test_a_citation_is_copied(page: Page, site: Path) -> None:
    go(page, site, CANADA)
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.locator("#copied")).to_have_text("Copied")
    page.locator("#find").focus()
    page.keyboard.press("Control+V")
    assert (
        page.locator("#find")
        .input_value()
        .startswith("@misc{unstatements-2022-10-31-ga3c-canada,")
    )


def test_sources_can_be_followed(page: Page, site: Path) -> None:
    go(page, site, CANADA)
    page.locator("#signatures td:last-child a").first.click()
    address = page.locator("#s1 a").get_attribute("href")
    assert address == un.statement("2022-10-31-ga3c-canada").sources[0].url
    assert page.locator("#s1").is_visible()


def test_the_keyboard_is_enough(page: Page, site: Path) -> None:
    go(page, site, CANADA)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    assert skip.bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(page: Page, site: Path, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    go(page, site, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_lists_work_without_script(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto((site / "statements" / "index.html").as_uri())
    assert plain.locator("#statements tbody tr:visible").count() == len(
        un.statements(beyond_un=True)
    )
    assert plain.locator("form.filter:visible").count() == 0
    context.close()


@pytest.mark.skipif(not BUILT, reason="the documentation site is built by `make browser`")
def test_the_whole_site_is_light(site: Path) -> None:
    sizes = [path.stat().st_size for path in site.parent.rglob("*") if path.is_file()]
    assert len(sizes) < 1500
    assert sum(sizes) < 60_000_000


@pytest.mark.skipif(not BUILT, reason="the documentation site is built by `make browser`")
@pytest.mark.parametrize("name", ["index.html", "tutorial.html", "reference/comparison.html"])
def test_the_documentation_asks_nobody_else(browser: Browser, site: Path, name: str) -> None:
    context = browser.new_context()
    reader = context.new_page()
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url) if foreign(request) else None)
    reader.goto((site.parent / name).as_uri())
    assert reader.locator("h1").count() == 1
    for width in (1280, 360):
        reader.set_viewport_size({"width": width, "height": 740})
        assert reader.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert not asked
