"""Build the dataset explorer: static pages that show the record and work from disk.

    python explorer/build.py                 # write build/explorer
    python explorer/build.py --no-pictures   # without the pictures of timelines and shifts; faster

Open build/explorer/index.html in a browser. What pages say stands in `explorer/pages.py`, how they
look in `explorer/templates` and `explorer/static`, what they count from in `explorer/data.py`, and
what can be taken away in `explorer/files.py`.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import jinja2
from markupsafe import Markup

import unstatements as un
from unstatements.analysis.shift import Shift
from unstatements.analysis.trajectory import Timeline
from unstatements.plots.picture import Picture
from unstatements.results.html import is_web

sys.path.insert(0, str(Path(__file__).parents[1]))  # run, or loaded by the tests, by its path

from explorer import data, files, pages, record, smaller, words

HERE = Path(__file__).parent
OUTPUT = Path(__file__).parents[1] / "build" / "explorer"
MENU = [
    ("Search", "index.html"),
    ("Statements", "statements/index.html"),
    ("Countries", "countries/index.html"),
    ("Blocs", "blocs/index.html"),
    ("Topics", "topics/index.html"),
    ("Votes on situations", "votes/index.html"),
    ("Votes by subject", "subjects.html"),
    ("Compare", "compare.html"),
    ("Who votes alike", "clusters.html"),
    ("Without a vote", "consensus.html"),
    ("Download", "downloads.html"),
    ("How to read", "about.html"),
]
WIDE, PHONE = 8.0, 3.6  # inches: two layouts of a picture
FOLDERS = ("statements", "countries", "blocs", "topics", "propositions", "votes")
SUPPORT_HEADS = (
    "Year",
    "#Votes",
    "#Yes among all who voted",
    "#Yes among yes and no",
    "#Least-squares line",
)
WORDS = (
    *("about", "between", "change", "changed", "completeness", "day", "day_of", "heading"),
    *("headline", "label", "many", "outcome", "points", "size", "slug"),
)

# What a page may load and run, whatever stands in the record: its own files alone. Styles of bars
# stand in the pages; a picture is saved by way of data: and blob: addresses.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'self'"
)


class Site:
    """The site under way: renders templates into files.

    Args:
        output: The folder; it must exist.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.paths: list[str] = []
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )
        self._templates.filters |= {
            "capital": words.capital,
            "decimal": words.decimal,
            "meaning": lambda position, meanings: meanings[position],
            "number_head": "#{}".format,
            "about": words.about,
            "is_web": is_web,
        }
        self._templates.globals |= {
            "menu": MENU,
            "version": un.DATA_VERSION,
            "address": words.ADDRESS,
            "policy": POLICY,
            "docs": words.DOCS,
            "country": pages.LINKS.__getitem__,
            "names": pages.names,
            "path_of": record.path_of,
            "steps": pages.steps,
            "shares_of": pages.shares_of,
            "marks": pages.MARKS,
            "vote_marks": [
                (kind, pages.VOTED[kind]) for kind in ("for", "neutral", "absent", "against")
            ],
            "share_marks": [
                (f"share{step}", f"{step * 20}–{(step + 1) * 20}%") for step in range(5)
            ],
            "support_heads": SUPPORT_HEADS,
            "mode_marks": [(mark, mode) for mode, mark in words.MODES.items()],
            "bar": pages.bar,
            "bar_of": pages.bar_of,
            "tally_bar": pages.tally_bar,
            "symbols": pages.SYMBOLS,
            "events": words.EVENTS,
            "statuses": words.STATUSES,
            "percent": "{:.0%}".format,
            "numbered": lambda sources: {
                source: number for number, source in enumerate(sources, 1)
            },
            **{name: getattr(words, name) for name in WORDS},
        }

    def page(self, path: str, template: str, section: str, **context: object) -> None:
        """Write one page.

        Args:
            path: Its address from the root of the site.
            template: The template's name.
            section: The entry of the menu that it belongs to.
            context: What the template needs.
        """
        root = "../" * path.count("/")
        text = self._templates.get_template(template).render(
            root=root, path=path, section=section, **context
        )
        self.write(path, smaller.page(text))
        self.paths.append(path)

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        (self.output / path).write_text(text, encoding="utf-8")

    def script(self, path: str, name: str, content: object) -> None:
        """Write a script that sets one global: what a page opened from disk can read."""
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        self.write(path, f"window.{name}={text};\n")


def build(output: Path, *, pictures: bool = True) -> int:
    """Build the whole site anew.

    Args:
        output: The folder; what is in it is replaced.
        pictures: Whether to draw the pictures of timelines and shifts.

    Returns:
        The number of pages.
    """
    if output.exists():
        shutil.rmtree(output)
    for folder in FOLDERS:
        (output / folder).mkdir(parents=True)
    shutil.copytree(HERE / "static", output, dirs_exist_ok=True)
    site = Site(output)
    with ProcessPoolExecutor() as pool:
        downloads = pool.submit(files.write_downloads, output)
        jobs = dict(picture_jobs() if pictures else ())
        drawn = {key: pool.submit(job) for key, job in jobs.items()}
        list_pages(site)
        counting_pages(site)
        for country in record.countries():
            path = f"countries/{country.alpha_3}.html"
            site.page(path, "country.html", "countries/index.html", **pages.country(country))
        for bloc in un.blocs():
            bloc_page(site, bloc)
        for key, name in words.topic_names().items():
            topic_page(site, key, name)
        for target in sorted({vote.target for vote in record.votes()}):
            path = f"votes/about-{words.slug(target)}.html"
            site.page(path, "situation.html", "votes/index.html", **pages.situation(target))
        pictures_of = {key: picture.result() for key, picture in drawn.items()}
        for statement in record.statements():
            statement_page(site, statement, pictures_of.get(statement.id))
        for key in record.propositions():
            proposition_page(site, key, pictures_of.get(key))
        site.write("propositions.csv", files.timelines())
        download_page(site, downloads.result())
    site.write("feed.xml", files.feed())
    site.write("sitemap.xml", files.sitemap(site.paths))
    return len(site.paths)


def list_pages(site: Site) -> None:
    """Write the start page, the lists of statements, countries, blocs, topics and votes."""
    topics = words.topic_names()
    dated = [statement for statement in record.statements() if statement.date]
    newest = dated[::-1]
    everything = [*newest, *(event for event in record.statements() if not event.date)]
    pairs = [
        pair for key in topics for pair in un.rivals(key) if pair.supporting and pair.opposing
    ]
    pairs.sort(key=lambda pair: -sum(map(signatories, pair.statements)))
    of_topic = {
        key: [statement for statement in reversed(everything) if key in statement.topics]
        for key in topics
    }
    site.page(
        "index.html",
        "index.html",
        "index.html",
        title="Who signed what at the United Nations",
        latest=newest[:10],
        pairs=list({pair.statements: pair for pair in pairs}.values())[:10],
        topics=[(key, name, len(of_topic[key])) for key, name in topics.items()],
        blocs=un.blocs(),
        number_of=numbers(),
    )
    site.script("search-index.js", "searchIndex", data.search_index())
    citations = [
        ("Text", un.cite()),
        ("BibTeX", un.cite("bibtex")),
        ("CSL-JSON", un.cite("csl-json")),
    ]
    title = "How to read these pages"
    site.page("about.html", "about.html", "about.html", title=title, citations=citations)
    section = "statements/index.html"
    site.page(
        section,
        "statements.html",
        section,
        title="Statements",
        rows=everything,
        years=sorted({statement.date_text[:4] for statement in newest}, reverse=True),
        topics=topics,
    )
    section = "topics/index.html"
    rows = [(key, name, of_topic[key]) for key, name in topics.items()]
    site.page(section, "topics.html", section, title="Topics", rows=rows)
    section = "blocs/index.html"
    agreement = group_agreement()
    site.page(section, "blocs.html", section, title="Blocs", rows=un.blocs(), agreement=agreement)
    country_list(site)
    vote_list(site)


def signatories(statement: un.Statement) -> int:
    """Return how many signed, as far as known."""
    return statement.reported_count or len(statement.signatories)


def numbers() -> Mapping[str, str]:
    """Return how many of each thing the record has, as people write it."""
    counts = {
        "statements": len(record.statements()),
        "votes": len(data.rollcalls()),
        "situations": len(record.votes()),
        "texts": len(record.texts()),
        "blocs": len(un.blocs()),
    }
    return {name: f"{count:,}" for name, count in counts.items()}


def counting_pages(site: Site) -> None:
    """Write the pages that count in the browser, and what they count from."""
    states, votes, texts = data.states(), data.votes(), data.texts()
    site.script("states.js", "stateData", states)
    site.script("votes.js", "voteData", votes)
    site.script("cast.js", "castData", data.cast())
    site.script("texts.js", "textData", texts)
    for first, its_votes in data.by_years():
        site.script(f"votes/{first}.js", "voteYears", its_votes)
    ends = record.assembly_ends()
    shared = {
        "states": [(country.alpha_3, country.name) for country in data.voters()],
        "blocs": un.blocs(),
        "first": str(votes[0][0]),
        "last": str(votes[-1][0]),
        "bodies": states["bodies"],
        "groups": states["groups"],
        "kinds": data.kinds(),
        "subjects": record.subjects(),
        "covered": record.covered(),
        "number": f"{len(votes):,}",
    }
    # None runs across the day from which the record has a selection of the Assembly's votes.
    decade = {"since": f"{ends.year - 9}-01-01", "until": str(ends)}
    site.page("compare.html", "compare.html", "compare.html", title="Compare", **decade, **shared)
    site.page(
        "clusters.html",
        "clusters.html",
        "clusters.html",
        title="Who votes alike",
        **decade,
        **shared,
    )
    whole = {"since": str(votes[0][0]), "until": str(ends)}
    site.page(
        "subjects.html",
        "subjects.html",
        "subjects.html",
        title="Votes by subject",
        **whole,
        **shared,
    )
    site.page("vote.html", "vote.html", "subjects.html", title="A vote", groups=states["groups"])
    rows = record.texts().values()
    days = sorted(str(text.date) for text in rows)
    site.page(
        "consensus.html",
        "consensus.html",
        "consensus.html",
        title="Adopted by vote, or without one",
        first=days[0],
        last=days[-1],
        since=days[0],
        until=days[-1],
        bodies=texts["bodies"],
        kinds=texts["kinds"],
        number=f"{len(rows):,}",
    )


def group_agreement() -> list[tuple[record.Body, dict[str, object]]]:
    """Return for each body how every two regional groups agree: names, and a square of means."""
    bodies = []
    groups = [bloc.abbreviation for bloc in un.blocs("regional group")]
    for body in record.agreement():
        last = body.matrix.events[-1].date
        means = body.matrix.blocs([*groups], on=last, unknown="ignore")
        square = [[means[group, other].value for other in groups] for group in groups]
        bodies.append((body, {"groups": groups, "rows": square}))
    return bodies


def country_list(site: Site) -> None:
    """Write the list of countries."""
    signed = Counter(
        signature.country
        for statement in record.statements()
        for signature in statement.signatures
    )
    delivered = Counter(statement.delivered_by for statement in record.statements())
    groups = data.group_of()
    rows = [
        (
            country,
            groups.get(country, ""),
            signed[country],
            delivered[country],
            record.times_voted(country),
        )
        for country in record.countries()
    ]
    section = "countries/index.html"
    site.page(
        section,
        "countries.html",
        section,
        title="Countries",
        rows=rows,
        groups=sorted(set(groups.values())),
    )


def vote_list(site: Site) -> None:
    """Write the list of votes on country situations."""
    rows = list(reversed(record.votes()))
    section = "votes/index.html"
    site.page(
        section,
        "votes.html",
        section,
        title="Votes on country situations",
        rows=rows,
        targets=sorted({vote.target for vote in rows}),
        by_year=pages.by_year(filter(record.is_text, rows)),
        contested=pages.contested(filter(record.is_text, rows)),
        parts_of_texts=sum(not record.is_text(vote) for vote in rows),
    )


def statement_page(site: Site, statement: un.Statement, picture: Markup | None) -> None:
    """Write the page of a statement and its CSV."""
    path = f"statements/{statement.id}.html"
    context = pages.statement(statement)
    site.page(path, "statement.html", "statements/index.html", picture=picture, **context)
    if statement.date:
        rows = files.statement_rows(statement)
        site.write(f"statements/{statement.id}.csv", files.csv_text(rows))


def bloc_page(site: Site, bloc: un.Bloc) -> None:
    """Write the page of a bloc and a CSV of its members through time."""
    site.page(f"blocs/{bloc.id}.html", "bloc.html", "blocs/index.html", **pages.bloc(bloc))
    rows = record.rows_by("memberships", "bloc").get(bloc.id, ())
    columns = un.tables()["memberships"].columns
    site.write(f"blocs/{bloc.id}.csv", files.csv_text(rows, columns))


def topic_page(site: Site, key: str, name: str) -> None:
    """Write the page of a topic."""
    site.page(f"topics/{key}.html", "topic.html", "topics/index.html", **pages.topic(key, name))


def proposition_page(site: Site, key: str, picture: Markup | None) -> None:
    """Write the page of a proposition."""
    path = f"propositions/{key}.html"
    context = pages.proposition(key)
    site.page(path, "proposition.html", "topics/index.html", picture=picture, **context)


def download_page(site: Site, archives: Sequence[tuple[str, str, int]]) -> None:
    """Write the page from which the whole record can be taken."""
    tables = [
        (name, len(rows), rows.title().partition(": ")[2].rpartition(",")[0])
        for name, rows in un.tables().items()
    ]
    path = "downloads.html"
    site.page(path, path, path, title="Download the record", archives=archives, tables=tables)


def has_timeline(proposition: str) -> bool:
    """Whether a proposition has a timeline worth a picture: events that can be told apart."""
    return 1 < len(record.timeline(proposition).points) <= pages.MARKS


def moved(shift: Shift) -> bool:
    """Whether a shift is worth a picture: some country joined, left or changed sides."""
    return bool(shift.joined or shift.left or shift.switched)


def picture_jobs() -> Iterator[tuple[str, partial[Markup]]]:
    """Yield the pictures to draw: timelines of propositions, and shifts of statements."""
    for key in record.propositions():
        if has_timeline(key):
            yield key, partial(draw, record.timeline(key))
    for statement in record.statements():
        shift = record.shift_to(statement)
        if shift and moved(shift):
            yield statement.id, partial(draw_shift, shift.before.event.id, statement.id)


def draw_shift(before: str, after: str) -> Markup:
    """Return the picture of the shift between two statements."""
    return draw(un.shift(before, after))


def draw(result: Timeline | Shift) -> Markup:
    """Return a picture as SVG, wide and for a phone; its letters stay text, which is small."""
    return Markup("").join(
        layout(result, width, name) for width, name in ((WIDE, "wide"), (PHONE, "phone"))
    )


def layout(result: Timeline | Shift, width: float, name: str) -> Markup:
    """Return one layout of a picture; what a pointer shows is left out of that for a phone."""
    picture = result.plot(width)
    assert isinstance(picture, Picture)
    svg = io.BytesIO()
    picture.savefig(svg, format="svg", live_text=True)
    text = smaller.picture(svg.getvalue().decode(), f"{name}-")
    title, *others = re.findall("<title>(.*?)</title>", text, re.DOTALL)
    for needless in (title, *(others if name == "phone" else ())):
        text = text.replace(f"<title>{needless}</title>", "")
    label = title.replace('"', "&quot;")
    start = f'<svg class="whole {name}" role="img" aria-label="{label}"'
    return Markup(text.replace("<svg", start, 1))


def main() -> None:
    """Build the site from the command line."""
    parser = argparse.ArgumentParser(description="Build the dataset explorer.")
    parser.add_argument(
        "--output", type=Path, default=OUTPUT, help="folder to write (default: build/explorer)"
    )
    parser.add_argument(
        "--no-pictures", action="store_true", help="leave out the pictures; faster"
    )
    options = parser.parse_args()
    os.environ["UNSTATEMENTS_DATA"] = os.devnull  # what everybody has, no votes added here
    start = time.perf_counter()
    number = build(options.output, pictures=not options.no_pictures)
    seconds = time.perf_counter() - start
    print(f"{number} pages in {seconds:.1f} s: {options.output / 'index.html'}")


if __name__ == "__main__":
    main()
