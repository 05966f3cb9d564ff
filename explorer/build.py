"""Build the dataset explorer: static pages that work from disk, one a statement, country, bloc, topic and vote.

    python explorer/build.py                 # write site/explorer
    python explorer/build.py --no-pictures   # without the pictures that need matplotlib; faster

Open site/explorer/index.html in a browser. What pages say stands in `explorer/pages.py`, how they look in
`explorer/templates` and `explorer/static`. Files with rows lie beside each page.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import jinja2

import unstatements as un
from unstatements.analysis.shift import Shift
from unstatements.analysis.trajectory import Timeline

sys.path.insert(0, str(Path(__file__).parents[1]))  # run, or loaded by the tests, by its path

from explorer import drawing, pages, record, words

HERE = Path(__file__).parent
OUTPUT = Path(__file__).parents[1] / "site" / "explorer"
MENU = [
    ("Search", "index.html"),
    ("Statements", "statements/index.html"),
    ("Countries", "countries/index.html"),
    ("Blocs", "blocs/index.html"),
    ("Topics", "topics/index.html"),
    ("Votes", "votes/index.html"),
    ("Subjects", "subjects.html"),
    ("Compare", "compare.html"),
    ("Clusters", "clusters.html"),
    ("Consensus", "consensus.html"),
    ("How to read", "about.html"),
]
WIDE, PHONE = 8.0, 3.6  # inches: two layouts of a picture
PARTS = ("lists", "signatures", "changes", "reported_counts")  # tables with rows of one statement
VOTE_WORDS = {"Y": "yes", "N": "no", "A": "abstain", "X": "absent"}

SUPPORT_HEADS = (
    "Year",
    "Votes",
    "Yes among all who voted",
    "Yes among yes and no",
    "Least-squares line",
)

Rows = Sequence[Mapping[str, object]]


class Site:
    """The site under way: renders templates into files.

    Args:
        output: The folder; it must exist.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.number = 0
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )
        self._templates.filters |= {
            "decimal": words.decimal,
            "capital": words.capital,
            "said": lambda position, said: said[position],
        }
        self._templates.globals |= {
            "menu": MENU,
            "version": un.DATA_VERSION,
            "country": pages.LINKS.__getitem__,
            "names": pages.names,
            "total": len(record.statements()),
            "total_votes": len(record.votes()),
            "total_rolls": len(un.rollcalls()),
            "total_texts": len(record.texts()),
            "total_blocs": len(un.blocs()),
            "path_of": pages.path_of,
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
            "bar_of": bar_of,
            "tally_bar": tally_bar,
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
        text = self._templates.get_template(template).render(root=root, section=section, **context)
        (self.output / path).write_text(text, encoding="utf-8")
        self.number += 1

    def rows(self, path: str, rows: Rows, columns: Iterable[str] = ()) -> None:
        """Write rows as CSV in the way of the data package: UTF-8, commas, line feeds, a header.

        Args:
            path: Its address from the root of the site.
            rows: The rows.
            columns: Names of the columns; none: those of the first row.
        """
        columns = list(columns) or list(rows[0])
        with (self.output / path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def script(self, path: str, name: str, content: object) -> None:
        """Write a script that sets one global: what a page opened from disk can read."""
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (self.output / path).write_text(f"window.{name}={text};\n", encoding="utf-8")

    def json(self, path: str, content: Mapping[str, object]) -> None:
        """Write JSON."""
        text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
        (self.output / path).write_text(text + "\n", encoding="utf-8")


WORDS = (
    "about",
    "between",
    "change",
    "completeness",
    "day",
    "day_of",
    "heading",
    "many",
    "outcome",
    "points",
    "size",
    "slug",
)


def bar_of(positions: un.Positions) -> str:
    """Return a bar of the positions known."""
    return drawing.bar(
        [(position, len(positions.of(position))) for position in ("for", "against")]
    )


def tally_bar(vote: un.RollCall) -> str:
    """Return a bar of a vote's totals."""
    tally = vote.tally
    return drawing.bar(
        [("for", tally.yes or 0), ("neutral", tally.abstain or 0), ("against", tally.no or 0)]
    )


def build(output: Path, pictures: bool = True) -> int:
    """Build the whole site anew.

    Args:
        output: The folder; what is in it is replaced.
        pictures: Whether to draw the pictures that need matplotlib.

    Returns:
        The number of pages.
    """
    if output.exists():
        shutil.rmtree(output)
    for folder in ("statements", "countries", "blocs", "topics", "votes"):
        (output / folder).mkdir(parents=True)
    for file in (HERE / "static").iterdir():
        shutil.copy(file, output)
    site = Site(output)
    with ProcessPoolExecutor() as pool:
        drawn = [pool.submit(job) for job in (picture_jobs(output) if pictures else ())]
        index_pages(site)
        for statement in record.statements():
            statement_page(site, statement, pictures)
        for vote in record.votes():
            vote_page(site, vote)
        for country in record.countries():
            country_page(site, country)
        for bloc in un.blocs():
            bloc_page(site, bloc)
        for key, name in words.topic_names().items():
            topic_page(site, key, name, pictures)
        situation_pages(site)
        for picture in drawn:
            picture.result()
    return site.number


def index_pages(site: Site) -> None:
    """Write the start page, the lists of statements, countries, blocs, topics and votes, and how to read them."""
    newest = list(reversed([statement for statement in record.statements() if statement.date]))
    undated = [statement for statement in record.statements() if not statement.date]
    pairs = [
        pair
        for topic in words.topic_names()
        for pair in un.rivals(topic)
        if pair.supporting and pair.opposing
    ]
    pairs.sort(
        key=lambda pair: (
            -sum(
                statement.reported_count or len(statement.signatories)
                for statement in pair.statements
            )
        )
    )
    of_topic = {
        key: [statement for statement in (*reversed(newest), *undated) if key in statement.topics]
        for key in words.topic_names()
    }
    site.page(
        "index.html",
        "index.html",
        "index.html",
        title="Dataset explorer",
        latest=newest[:10],
        pairs=list({pair.statements: pair for pair in pairs}.values())[:10],
        topics=[(key, name, len(of_topic[key])) for key, name in words.topic_names().items()],
        blocs=un.blocs(),
    )
    site.script("search-index.js", "searchIndex", pages.search_index())
    citations = [
        ("Text", un.cite()),
        ("BibTeX", un.cite("bibtex")),
        ("CSL-JSON", un.cite("csl-json")),
    ]
    site.page(
        "about.html",
        "about.html",
        "about.html",
        title="How to read these pages",
        citations=citations,
    )
    years = sorted({statement.date_text[:4] for statement in newest}, reverse=True)
    section = "statements/index.html"
    site.page(
        section,
        "statements.html",
        section,
        title="Statements",
        rows=[*newest, *undated],
        years=years,
    )
    for name in ("statements", "signatures"):
        site.rows(f"statements/{name}.csv", un.tables()[name])
    section = "topics/index.html"
    topics = [(key, name, of_topic[key]) for key, name in words.topic_names().items()]
    site.page(section, "topics.html", section, title="Topics", rows=topics)
    section = "blocs/index.html"
    site.page(
        section, "blocs.html", section, title="Blocs", rows=un.blocs(), agreement=group_agreement()
    )
    country_list(site)
    vote_list(site)
    counting_pages(site)


def counting_pages(site: Site) -> None:
    """Write the pages that count in the browser, and the records that they share."""
    data, texts = pages.vote_data(), pages.text_data()
    site.script("votes.js", "voteData", data)
    site.script("texts.js", "textData", texts)
    days = [vote[0] for vote in data["votes"]]
    shared = {
        "states": [(row[0], row[1]) for row in data["countries"]],
        "blocs": un.blocs(),
        "first": days[0],
        "last": days[-1],
        "bodies": data["bodies"],
        "groups": data["groups"],
        "kinds": data["kinds"],
        "subjects": record.subjects(),
        "covered": record.covered(),
        "number": len(days),
    }
    recent = f"{int(days[-1][:4]) - 9}-01-01"
    site.page(
        "compare.html", "compare.html", "compare.html", title="Compare", since=recent, **shared
    )
    site.page(
        "clusters.html", "clusters.html", "clusters.html", title="Clusters", since=recent, **shared
    )
    site.page(
        "subjects.html",
        "subjects.html",
        "subjects.html",
        title="Votes by subject",
        since=days[0],
        **shared,
    )
    site.page("vote.html", "any_vote.html", "subjects.html", title="A vote", **shared)
    days = [text[0] for text in texts["texts"]]
    site.page(
        "consensus.html",
        "consensus.html",
        "consensus.html",
        title="Adopted by vote, or without one",
        first=days[0],
        last=days[-1],
        since=days[0],
        bodies=texts["bodies"],
        kinds=texts["kinds"],
        number=len(days),
    )


def group_agreement() -> list[tuple[record.Body, dict[str, object]]]:
    """Return for each body how every two regional groups agree: names, and a square of means."""
    bodies = []
    for body in record.agreement():
        names = [bloc.abbreviation for bloc in un.blocs("regional group")]
        last = body.matrix.events[-1].date
        means = body.matrix.blocs([*names], on=last, unknown="ignore")
        square = [[means[group, other].value for other in names] for group in names]
        bodies.append((body, {"names": names, "rows": square}))
    return bodies


def country_list(site: Site) -> None:
    """Write the list of countries."""
    day = un.bloc("un").as_of
    group_of = {
        country: bloc.abbreviation
        for bloc in un.blocs("regional group")
        for country in bloc.members(day, unknown="ignore")
    }
    signed = Counter(
        signature.country
        for statement in record.statements()
        for signature in statement.signatures
    )
    delivered = Counter(statement.delivered_by for statement in record.statements())
    voted = Counter(
        country
        for vote in record.votes()
        for country in vote.yes | vote.no | vote.abstain | vote.absent
    )
    rows = [
        (country, group_of.get(country, ""), signed[country], delivered[country], voted[country])
        for country in record.countries()
    ]
    groups = sorted(set(group_of.values()))
    section = "countries/index.html"
    site.page(section, "countries.html", section, title="Countries", rows=rows, groups=groups)


def vote_list(site: Site) -> None:
    """Write the list of votes."""
    rows = list(reversed(record.votes()))
    section = "votes/index.html"
    site.page(
        section,
        "votes.html",
        section,
        title="Votes on country situations",
        rows=rows,
        targets=sorted({vote.target for vote in rows}),
        by_year=pages.by_year(rows),
        contested=pages.contested(rows),
    )
    site.rows("votes/votes.csv", un.tables()["rollcalls"])


def statement_page(site: Site, statement: un.Statement, pictures: bool) -> None:
    """Write the page of a statement and its files."""
    context = pages.statement(statement)
    picture = None
    shift = record.shift_to(statement)
    if pictures and shift and moved(shift):
        picture = {
            "name": f"{statement.id}-shift",
            "csv": f"{statement.id}-shift.csv",
            "said": "The same in words stands above.",
        }
        picture["caption"] = "How states moved since the previous statement of this side."
    site.page(
        f"statements/{statement.id}.html",
        "statement.html",
        "statements/index.html",
        picture=picture,
        **context,
    )
    tables = {
        name: list(record.rows_by(name, "statement").get(statement.id, ())) for name in PARTS
    }
    sources = [record.rows_by("sources", "id")[source.id][0] for source in statement.sources]
    own = record.rows_by("statements", "id")[statement.id][0]
    site.json(f"statements/{statement.id}.json", {"statement": own, **tables, "sources": sources})
    site.rows(
        f"statements/{statement.id}.csv", tables["signatures"], un.tables()["signatures"].columns
    )
    if statement.date:
        un.positions(statement).to_csv(
            site.output / "statements" / f"{statement.id}-positions.csv"
        )
    if shift:
        site.rows(f"statements/{statement.id}-shift.csv", list(pages.shift_rows(shift)))


def vote_page(site: Site, vote: un.RollCall) -> None:
    """Write the page of a roll call and its files."""
    site.page(f"votes/{vote.id}.html", "vote.html", "votes/index.html", **pages.vote(vote))
    row = record.rows_by("votes", "rollcall")[vote.id][0]
    cast = {alpha_3: cell for alpha_3, cell in row.items() if cell and alpha_3 != "rollcall"}
    rows = [
        {"rollcall": vote.id, "alpha_3": alpha_3, "vote": VOTE_WORDS[cell]}
        for alpha_3, cell in cast.items()
    ]
    site.rows(f"votes/{vote.id}.csv", rows, ["rollcall", "alpha_3", "vote"])
    parts = {
        name: list(record.rows_by(name, "rollcall").get(vote.id, ()))
        for name in ("rolls", "vote_corrections")
    }
    own = record.rows_by("rollcalls", "id")[vote.id][0]
    site.json(f"votes/{vote.id}.json", {"rollcall": own, "votes": cast, **parts})
    un.positions(vote).to_csv(site.output / "votes" / f"{vote.id}-positions.csv")


def country_page(site: Site, country: un.Country) -> None:
    """Write the page of a country and its files."""
    context = pages.country(country)
    site.page(
        f"countries/{country.alpha_3}.html", "country.html", "countries/index.html", **context
    )
    signatures = list(record.rows_by("signatures", "country").get(country.alpha_3, ()))
    changes = list(record.rows_by("changes", "country").get(country.alpha_3, ()))
    memberships = list(record.rows_by("memberships", "country").get(country.alpha_3, ()))
    site.rows(f"countries/{country.alpha_3}.csv", signatures, un.tables()["signatures"].columns)
    un.signed_by(country).to_csv(site.output / "countries" / f"{country.alpha_3}-statements.csv")
    rows = [
        {
            "alpha_3": country.alpha_3,
            "rollcall": vote.id,
            "date": vote.date_text or vote.date,
            "body": vote.body,
            "symbol": vote.symbol,
            "target": vote.target,
            "vote": pages.VOTED[how],
        }
        for vote, how in context["votes"]
    ]
    columns = ["alpha_3", "rollcall", "date", "body", "symbol", "target", "vote"]
    site.rows(f"countries/{country.alpha_3}-votes.csv", rows, columns)
    cast = {row["rollcall"]: row["vote"] for row in rows}
    own = record.rows_by("countries", "alpha_3")[country.alpha_3][0]
    site.json(
        f"countries/{country.alpha_3}.json",
        {
            "country": own,
            "signatures": signatures,
            "changes": changes,
            "memberships": memberships,
            "votes": cast,
        },
    )
    partners = [
        {
            "votes": body.name,
            "a": country.alpha_3,
            "b": partner.country.alpha_3,
            "share": partner.value,
            "n": partner.shared,
        }
        for body in context["agreement"]
        for partner in body.partners
    ]
    site.rows(
        f"countries/{country.alpha_3}-agreement.csv", partners, ["votes", "a", "b", "share", "n"]
    )


def bloc_page(site: Site, bloc: un.Bloc) -> None:
    """Write the page of a bloc and its files."""
    context = pages.bloc(bloc)
    site.page(f"blocs/{bloc.id}.html", "bloc.html", "blocs/index.html", **context)
    memberships = list(record.rows_by("memberships", "bloc").get(bloc.id, ()))
    site.rows(f"blocs/{bloc.id}.csv", memberships, un.tables()["memberships"].columns)
    own = record.rows_by("blocs", "id")[bloc.id][0]
    sources = list(record.rows_by("bloc_sources", "bloc").get(bloc.id, ()))
    site.json(
        f"blocs/{bloc.id}.json", {"bloc": own, "memberships": memberships, "bloc_sources": sources}
    )
    events = [*context["statements"], *context["votes"]]
    site.rows(f"blocs/{bloc.id}-positions.csv", list(pages.positions_rows(bloc, events)))


def topic_page(site: Site, key: str, name: str, pictures: bool) -> None:
    """Write the page of a topic and its files."""
    context = pages.topic(key, name)
    picture = None
    if pictures and has_timeline(key):
        picture = {
            "name": f"{key}-timeline",
            "csv": f"{key}-timeline.csv",
            "said": "The table below has the numbers.",
        }
        picture["caption"] = (
            "States for and against, with bounds where a list is known only in part."
        )
    site.page(f"topics/{key}.html", "topic.html", "topics/index.html", picture=picture, **context)
    pairs = un.rivals(key)
    pairs.to_csv(site.output / "topics" / f"{key}.csv")
    site.json(f"topics/{key}.json", pairs.to_dict())
    un.timeline(key).to_csv(site.output / "topics" / f"{key}-timeline.csv")
    record.movers(key).to_csv(site.output / "topics" / f"{key}-movers.csv")


def situation_pages(site: Site) -> None:
    """Write a page for each situation that was voted on: its votes, statements, and how every state voted."""
    for target in sorted({vote.target for vote in record.votes()}):
        path = f"votes/about-{words.slug(target)}.html"
        site.page(path, "situation.html", "votes/index.html", **pages.situation(target))


def has_timeline(topic: str) -> bool:
    """Say whether a topic has a timeline worth a picture: two events or more, and no more than can be told apart."""
    return 1 < len(un.timeline(topic).points) <= pages.MARKS


def moved(shift: Shift) -> bool:
    """Say whether a shift is worth a picture: some country is known to have joined, left or changed sides."""
    return bool(shift.joined or shift.left or shift.switched)


def picture_jobs(output: Path) -> Iterator[partial[None]]:
    """Yield the pictures to draw: timelines of topics, and shifts of statements."""
    for key in words.topic_names():
        if has_timeline(key):
            yield partial(draw_timeline, key, output / "topics" / f"{key}-timeline")
    for statement in record.statements():
        shift = record.shift_to(statement)
        if shift and moved(shift):
            before = shift.before.event.id
            yield partial(
                draw_shift, before, statement.id, output / "statements" / f"{statement.id}-shift"
            )


def draw_timeline(topic: str, path: Path) -> None:
    """Draw the timeline of a topic."""
    draw(un.timeline(words.topic_names()[topic]), path)  # by name, which the picture bears


def draw_shift(before: str, after: str, path: Path) -> None:
    """Draw the shift between two statements."""
    draw(un.shift(before, after), path)


def draw(result: Timeline | Shift, path: Path) -> None:
    """Draw a picture wide, as SVG and as PNG, and as SVG for a phone."""
    wide = result.plot(WIDE)
    wide.savefig(path.with_suffix(".svg"))
    wide.savefig(path.with_suffix(".png"))
    result.plot(PHONE).savefig(path.with_name(f"{path.name}-phone.svg"))


def main() -> None:
    """Build the site from the command line."""
    parser = argparse.ArgumentParser(description="Build the dataset explorer.")
    parser.add_argument(
        "--output", type=Path, default=OUTPUT, help="folder to write (default: site/explorer)"
    )
    parser.add_argument(
        "--no-pictures", action="store_true", help="leave out the pictures that need matplotlib"
    )
    given = parser.parse_args()
    os.environ["UNSTATEMENTS_DATA"] = os.devnull  # pages show what everybody has, no votes added here
    start = time.perf_counter()
    number = build(given.output, not given.no_pictures)
    print(f"{number} pages in {time.perf_counter() - start:.1f} s: {given.output / 'index.html'}")


if __name__ == "__main__":
    main()
