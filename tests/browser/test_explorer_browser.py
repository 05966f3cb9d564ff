"""The dataset explorer in a real browser, from disk: search, filters, downloads, pictures, phone, keyboard.

Needs Debian's Chromium (`apt-get install chromium`) and Playwright for Python (`pip install playwright`); no browser
of Playwright's own is downloaded.
"""

from __future__ import annotations

import csv
import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import unstatements as un

CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("Chromium is not installed: apt-get install chromium", allow_module_level=True)
if importlib.util.find_spec("playwright") is None:
    pytest.skip("Playwright is not installed: pip install playwright", allow_module_level=True)

from playwright.sync_api import Browser, Page, Request, sync_playwright  # noqa: E402

SCRIPT = Path(__file__).parents[2] / "scripts" / "build_explorer.py"
CANADA = "statements/2022-10-31-ga3c-canada.html"
VOTE = "votes/2022-10-06-hrc-a-hrc-51-l-6.html"
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
    "votes/about-belarus.html",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = importlib.util.spec_from_file_location("build_explorer", SCRIPT)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    output = tmp_path_factory.mktemp("explorer") / "site"
    script.build(output, pictures=False)
    return output


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    found = context.new_page()
    errors: list[str] = []
    found.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    found.on("pageerror", lambda error: errors.append(str(error)))
    found.on("requestfailed", lambda request: errors.append(request.url) if not aborted(request) else None)
    yield found
    context.close()
    assert not errors


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
        ("Россия", "Russian Federation"),
        ("DPRK", "Democratic People's Republic of Korea"),
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
        addresses = page.locator("#results a").evaluate_all(
            "found => found.map(one => one.getAttribute('href'))"
        )
        assert address in addresses[:3], text
    page.get_by_role("searchbox", name="Search").fill("no such thing")
    assert "Nothing found" in page.locator("#found-count").inner_text()


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
    shown = [int(text) for text in numbers.all_inner_texts()]
    assert shown == sorted(shown)
    head.get_by_role("button").click()
    assert [int(text) for text in numbers.all_inner_texts()] == sorted(shown, reverse=True)


def test_a_downloaded_file_equals_the_table(page: Page, site: Path, tmp_path: Path) -> None:
    go(page, site, CANADA)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Signatures as printed (CSV)").click()
    waiting.value.save_as(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert found == [row for row in un.tables()["signatures"] if row["statement"] == "2022-10-31-ga3c-canada"]


def test_a_picture_is_saved_as_png(page: Page, site: Path, tmp_path: Path) -> None:
    go(page, site, VOTE)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as PNG").click()
    waiting.value.save_as(tmp_path / "map.png")
    assert waiting.value.suggested_filename == "2022-10-06-hrc-a-hrc-51-l-6.png"
    content = (tmp_path / "map.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) > 10_000


def test_a_citation_is_copied(page: Page, site: Path) -> None:
    go(page, site, CANADA)
    page.get_by_role("button", name="Copy BibTeX").click()
    page.wait_for_function("document.getElementById('copied').textContent === 'Copied'")
    page.locator("#find").focus()
    page.keyboard.press("Control+V")
    assert page.locator("#find").input_value().startswith("@misc{unstatements-2022-10-31-ga3c-canada,")


def test_sources_can_be_followed(page: Page, site: Path) -> None:
    go(page, site, CANADA)
    page.locator("#signatures .ref").first.click()
    address = page.locator("#source-1 a").get_attribute("href")
    assert address == un.statement("2022-10-31-ga3c-canada").sources[0].url
    assert page.locator("#source-1").is_visible()


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(page: Page, site: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    go(page, site, VOTE)
    for place in ("body", "a", ".quiet", ".step", ".when"):
        if not page.locator(f"main {place}").count() and place != "body":
            continue
        ink = page.evaluate(CONTRAST, place if place == "body" else f"main {place}")
        assert ink >= 4.5, (scheme, place, ink)


# Contrast of text and paper after WCAG 2.
CONTRAST = """selector => {
  const light = color => {
    const [r, g, b] = color.match(/[0-9.]+/g).map(Number).map(one => one / 255)
      .map(one => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ink = light(getComputedStyle(document.querySelector(selector)).color);
  const paper = light(getComputedStyle(document.body).backgroundColor);
  return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
}"""


def test_lists_work_without_script(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    found = context.new_page()
    found.goto((site / "statements" / "index.html").as_uri())
    assert found.locator("#statements tbody tr:visible").count() == len(un.statements())
    assert found.locator("form.filter:visible").count() == 0
    context.close()
