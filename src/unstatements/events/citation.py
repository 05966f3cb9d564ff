"""Citations as text, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
from typing import Literal, NamedTuple, get_args

from unstatements.core.arguments import of_type, one_of
from unstatements.core.tables import descriptor
from unstatements.core.version import DATA_VERSION
from unstatements.events.edition import Edition, editions_in_use, voting_files

CitationStyle = Literal["text", "bibtex", "csl-json"]


class Citation(NamedTuple):
    """What a citation says; a text is empty where nothing is known."""

    key: str
    kind: str  # its type in CSL
    author: str
    title: str
    day: str  # a partial date
    place: str  # where it was delivered, or what it is
    number: str = ""  # UN document symbols
    publisher: str = ""
    url: str = ""

    def render(self, style: CitationStyle) -> str:
        """Return the citation in a style."""
        one_of(of_type(style, str, "style"), get_args(CitationStyle), "style")
        return {"text": self.text, "bibtex": self.bibtex, "csl-json": self.csl_json}[style]()

    def text(self) -> str:
        """Return the citation as a sentence."""
        lead = f"{self.author}: {self.title}" if self.author else self.title
        source = ", ".join(filter(None, (self.publisher, self.url)))
        parts = (lead, f"{self.place}, {self.day or 'undated'}", self.number, source)
        return ". ".join(filter(None, parts)) + "."

    def bibtex(self) -> str:
        """Return the citation as an entry of BibTeX."""
        fields = {
            "author": f"{{{_tex(self.author)}}}" if self.author else "",
            "title": f"{{{_tex(self.title)}}}",
            "howpublished": _tex(self.place),
            "date": self.day,
            "number": _tex(self.number),
            "url": self.url,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}"])

    def csl_json(self) -> str:
        """Return the citation as an item of CSL-JSON."""
        date_parts = [int(part) for part in self.day.split("-")] if self.day else []
        item = {
            "id": self.key,
            "type": self.kind,
            "title": self.title,
            "author": [{"literal": self.author}] if self.author else [],
            "event-title": self.place,
            "issued": {"date-parts": [date_parts]} if date_parts else None,
            "number": self.number,
            "URL": self.url,
        }
        return json.dumps(
            {name: value for name, value in item.items() if value}, ensure_ascii=False
        )


def cite(style: CitationStyle = "text", *, edition: str | None = None) -> str:
    """Return a citation of the data: the package, with its version, and the editions in use.

    Args:
        style: ``"text"``, ``"bibtex"`` or ``"csl-json"``; of several, the last is an array.
        edition: As in `rollcalls`: an edition of the UN's voting data that was added to this
            computer, or ``"bundled"`` for the package alone.

    Raises:
        ValueError: If the style is another, or there is no such edition.

    Example:
        >>> un.cite().startswith("The unstatements authors: unstatements")
        True
    """
    package = descriptor()
    citation = Citation(
        key=f"unstatements-{DATA_VERSION}",
        kind="dataset",
        author="The unstatements authors",
        title=f"unstatements: {package['title']}, version {DATA_VERSION}",
        day=DATA_VERSION[:7].replace(".", "-"),
        place="Python package unstatements",
        url=package["homepage"],
    )
    citations = [citation, *map(_of_edition, editions_in_use(edition))]
    rendered = [each.render(style) for each in citations]
    if style == "csl-json" and len(rendered) > 1:
        return f"[{', '.join(rendered)}]"
    return "\n".join(rendered)


def _of_edition(edition: Edition) -> Citation:
    file = voting_files()[edition.body]
    return Citation(
        key=f"unstatements-{edition.id}",
        kind="dataset",
        author=file.publisher,
        title=f"{file.title}, votes from {edition.first} to {edition.last}",
        day=(edition.published or edition.last).isoformat(),
        place="United Nations Digital Library",
        number=f"File {edition.file}, SHA-256 {edition.sha256}, added on {edition.added}",
        url=file.url,
    )


def _tex(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "&%$#_" else letter for letter in text)
