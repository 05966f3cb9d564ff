"""Citations as text, BibTeX and CSL-JSON."""

from __future__ import annotations

from typing import Literal

from unstatements._sources import Source

__all__ = ["CitationStyle", "cite_statement"]

CitationStyle = Literal["text", "bibtex", "csl-json"]


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
    url = source.url if source else ""
    number = ", ".join(symbols)
    if style == "text":
        lead = f"{author}: {title}" if author else title
        parts = [lead, f"{body}, United Nations, {day or 'undated'}", number]
        shown = f"{source.publisher}, {url}" if source else ""
        return ". ".join(part for part in (*parts, shown) if part) + "."
    if style == "bibtex":
        fields = {
            "author": f"{{{_tex(author)}}}" if author else "",
            "title": f"{{{_tex(title)}}}",
            "howpublished": f"{body}, United Nations",
            "date": day,
            "number": _tex(number),
            "url": url,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{unstatements-{key},", *lines, "}"])
    if style == "csl-json":
        import json

        item = {
            "id": f"unstatements-{key}",
            "type": "speech",
            "title": title,
            "author": [{"literal": author}] if author else [],
            "event-title": f"{body}, United Nations",
            "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if day else None,
            "number": number,
            "URL": url,
        }
        return json.dumps({name: value for name, value in item.items() if value}, ensure_ascii=False)
    raise ValueError(f"no citation style {style!r}; there are: text, bibtex, csl-json")


def _tex(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "&%$#_" else letter for letter in text)
