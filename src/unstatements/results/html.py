"""Results and values in a notebook: compact tables that take on its colours, light or dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from unstatements.results.cells import DisplayRow
from unstatements.results.text import SHOWN, Fact, head, is_number, more, show

# Alignment to the right is an attribute, which survives where styles are taken out.
_STYLE = (
    "<style>"
    ".unstatements table{border-collapse:collapse;font-size:90%}"
    ".unstatements th,.unstatements td{padding:.15em .6em;vertical-align:top;max-width:48em}"
    ".unstatements th:not([align]),.unstatements td:not([align]){text-align:left}"
    ".unstatements thead th{border-bottom:1px solid currentColor}"
    ".unstatements p{margin:.2em 0;font-size:85%;opacity:.75}"
    "</style>"
)


def escape(text: str) -> str:
    """Return text as it is written in HTML."""
    import html  # whose table of all entities no reader of plain text needs

    return html.escape(text)


def html_table(title: str, rows: Sequence[DisplayRow], footnotes: Iterable[str]) -> str:
    """Return rows as an HTML table: no more than 60, numbers to the right."""
    visible = rows[:SHOWN]
    names = list(visible[0]) if visible else []
    numbers = {name for name in names if all(is_number(row[name]) for row in visible)}
    heads = [_cell("th", head(name), right=name in numbers) for name in names]
    lines = [
        "".join(_cell("td", show(row[name]), right=name in numbers) for name in names)
        for row in visible
    ]
    notes = [*footnotes]
    if len(rows) > len(visible):
        notes.insert(0, f"… {more(len(rows) - len(visible))}")
    elif not rows:
        notes.insert(0, "no rows")
    return _framed(
        f"{_headline(title)}<table><thead><tr>{''.join(heads)}</tr></thead>"
        f"<tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody></table>"
        + "".join(f"<p>{escape(note)}</p>" for note in notes)
    )


def html_card(title: str, facts: Iterable[Fact]) -> str:
    """Return what is to be shown of one value: facts without a text are left out."""
    lines = [
        f"<tr><th>{escape(label)}</th><td>{_fact(text, detail)}</td></tr>"
        for label, text, detail in facts
        if text
    ]
    return _framed(f"{_headline(title)}<table><tbody>{''.join(lines)}</tbody></table>")


def is_web(address: str) -> bool:
    """Return whether an address may become a link: of the web, and no script."""
    return address.lower().startswith(("https://", "http://"))


def _fact(text: str, detail: str) -> str:
    if detail:
        return f"<details><summary>{escape(text)}</summary>{escape(detail)}</details>"
    if is_web(text):
        return f'<a href="{escape(text)}">{escape(text)}</a>'
    return escape(text)


def _cell(tag: str, text: str, *, right: bool) -> str:
    align = ' align="right"' if right else ""
    return f"<{tag}{align}>{escape(text)}</{tag}>"


def _framed(content: str) -> str:
    return f'<div class="unstatements">{_STYLE}{content}</div>'


def _headline(title: str) -> str:
    lines = "<br/>".join(escape(line.strip()) for line in title.split("\n"))
    return (
        f"<div><strong>{lines}</strong></div>"  # no caption: it would be no wider than the table
    )
