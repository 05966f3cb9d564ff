"""Results and values in a notebook: compact tables that take on its colours, light or dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from unstatements.results.cells import DisplayRow
from unstatements.results.text import SHOWN, Fact, head, is_number, more, show

__all__ = ["html_card", "html_table"]

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
_LINKS = ("https://", "http://")


def html_table(title: str, rows: Sequence[DisplayRow], footnotes: Iterable[str]) -> str:
    """Return rows as an HTML table: no more than 60, numbers to the right.

    Example:
        >>> '<td align="right">2</td>' in html_table("Two", [{"n": 2}], [])
        True
    """
    shown = rows[:SHOWN]
    names = list(shown[0]) if shown else []
    right = {name for name in names if all(is_number(row[name]) for row in shown)}
    heads = "".join(f"<th{_align(name in right)}>{escape(head(name))}</th>" for name in names)
    body = "".join(
        "<tr>"
        + "".join(f"<td{_align(name in right)}>{escape(show(row[name]))}</td>" for name in names)
        + "</tr>"
        for row in shown
    )
    left = len(rows) - len(shown)
    notes = [f"… {more(left)}"] if left else [] if rows else ["no rows"]
    return _framed(
        f"{_headline(title)}<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        + "".join(f"<p>{escape(note)}</p>" for note in (*notes, *footnotes))
    )


def html_card(title: str, facts: Iterable[Fact]) -> str:
    """Return what is to be shown of one value: facts without a text are left out.

    Args:
        title: What it is.
        facts: Label, short text and long text; the long one folds out. An address becomes a link.

    Example:
        >>> "<th>kind</th><td>state</td>" in html_card("Fiji", [Fact("kind", "state"), Fact("end", "")])
        True
    """
    body = "".join(
        f"<tr><th>{escape(label)}</th><td>{_fact(short, long)}</td></tr>"
        for label, short, long in facts
        if short
    )
    return _framed(f"{_headline(title)}<table><tbody>{body}</tbody></table>")


def _fact(short: str, long: str) -> str:
    if long:
        return f"<details><summary>{escape(short)}</summary>{escape(long)}</details>"
    if short.startswith(_LINKS):
        return f'<a href="{escape(short)}">{escape(short)}</a>'
    return escape(short)


def _framed(content: str) -> str:
    return f'<div class="unstatements">{_STYLE}{content}</div>'


def _align(right: bool) -> str:
    return ' align="right"' if right else ""


def _headline(title: str) -> str:
    lines = "<br/>".join(escape(line.strip()) for line in title.split("\n"))
    return (
        f"<div><strong>{lines}</strong></div>"  # no caption: it would be no wider than the table
    )
