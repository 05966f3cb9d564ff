"""Citations as text, BibTeX and CSL-JSON."""

from __future__ import annotations

from typing import Literal

from unstatements.core.sources import Source
from unstatements.core.tables import descriptor
from unstatements.core.version import DATA_VERSION

__all__ = ["CitationStyle", "cite", "cite_statement"]

CitationStyle = Literal["text", "bibtex", "csl-json"]


def cite(style: CitationStyle = "text") -> str:
    """Return a citation of the data package as a whole, with its version.

    Args:
        style: ``"text"``, ``"bibtex"`` or ``"csl-json"``.

    Raises:
        ValueError: If the style is another.

    Example:
        >>> import unstatements as un
        >>> un.cite().startswith("The unstatements authors: unstatements")
        True
    """
    package = descriptor()
    return _render(
        f"unstatements-{DATA_VERSION}",
        "dataset",
        author="The unstatements authors",
        title=f"unstatements: {package['title']}, version {DATA_VERSION}",
        day=DATA_VERSION[:7].replace(".", "-"),
        place="Python package unstatements",
        number="",
        publisher="",
        url=package["homepage"],
        style=style,
    )


def cite_statement(
    key: str,
    *,
    author: str,
    title: str,
    day: str,
    body: str,
    symbols: tuple[str, ...],
    source: Source | None,
    style: CitationStyle,
) -> str:
    """Return a citation of a statement.

    Args:
        key: Id of the statement.
        author: Who delivered it, empty where unknown.
        title: Its title.
        day: Its date as a partial date, empty where unknown.
        body: Name of the body.
        symbols: UN document symbols.
        source: The source that shows it best, None where there is none.
        style: ``"text"``, ``"bibtex"`` or ``"csl-json"``.

    Raises:
        ValueError: If the style is another.

    Example:
        >>> cite_statement("x", author="Cuba", title="Joint statement", day="2022", body="General Assembly",
        ...                symbols=(), source=None, style="text")
        'Cuba: Joint statement. General Assembly, United Nations, 2022.'
    """
    return _render(
        f"unstatements-{key}",
        "speech",
        author=author,
        title=title,
        day=day,
        place=f"{body}, United Nations",
        number=", ".join(symbols),
        publisher=source.publisher if source else "",
        url=source.url if source else "",
        style=style,
    )


def _render(
    key: str,
    kind: str,
    *,
    author: str,
    title: str,
    day: str,
    place: str,
    number: str,
    publisher: str,
    url: str,
    style: CitationStyle,
) -> str:
    if style == "text":
        lead = f"{author}: {title}" if author else title
        shown = ", ".join(part for part in (publisher, url) if part)
        parts = (lead, f"{place}, {day or 'undated'}", number, shown)
        return ". ".join(part for part in parts if part) + "."
    if style == "bibtex":
        fields = {
            "author": f"{{{_tex(author)}}}" if author else "",
            "title": f"{{{_tex(title)}}}",
            "howpublished": _tex(place),
            "date": day,
            "number": _tex(number),
            "url": url,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{key},", *lines, "}"])
    if style == "csl-json":
        import json

        item = {
            "id": key,
            "type": kind,
            "title": title,
            "author": [{"literal": author}] if author else [],
            "event-title": place,
            "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if day else None,
            "number": number,
            "URL": url,
        }
        return json.dumps(
            {name: value for name, value in item.items() if value}, ensure_ascii=False
        )
    raise ValueError(f"no citation style {style!r}; there are: text, bibtex, csl-json")


def _tex(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "&%$#_" else letter for letter in text)
