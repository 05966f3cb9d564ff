"""Rows as text: aligned tables, wrapped lines, the words around them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from unstatements.results.cells import DisplayCell, DisplayRow
from unstatements.results.interval import Interval, number_text

SHOWN = 60  # rows that a result shows of itself at the prompt or in a notebook


# Not those of the calendar module, which follow the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Fact(NamedTuple):
    """One thing that is known of a value, as people read it."""

    label: str
    text: str  # empty where nothing is known
    detail: str = ""  # the fact at length, to be folded out, where the short text does not say all


def list_fact(label: str, values: Collection[object], separator: str = "; ") -> Fact:
    """Return a fact that is several values: their number, and the values to be folded out."""
    return Fact(label, str(len(values) or ""), separator.join(map(str, values)))


def plural(number: int, noun: str, nouns: str = "") -> str:
    """Return a number and its noun."""
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def enumerated(parts: Iterable[str]) -> str:
    """Return several things as they stand in a sentence.

    Example:
        >>> enumerated(["Fiji"]), enumerated(["Fiji", "Cuba", "Mali"])
        ('Fiji', 'Fiji, Cuba and Mali')
    """
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def day(partial: str | date | None) -> str:
    """Return a partial date as people write it.

    Example:
        >>> day("2022-10-31"), day("2014-03"), day("")
        ('31 October 2022', 'March 2014', 'undated')
    """
    year, *rest = str(partial or "undated").split("-")
    numbers = [int(number) for number in rest]
    month = [_MONTHS[number - 1] for number in numbers[:1]]
    return " ".join([*map(str, numbers[1:]), *month, year])


def facts_text(title: str, facts: Iterable[Fact], width: int = 100) -> str:
    """Return what is known of a value as text: one fact a line, those without a text left out."""
    facts = [fact for fact in facts if fact.text]
    label_width = max((len(fact.label) for fact in facts), default=0)
    lines = wrapped(title, width)
    for label, text, detail in facts:
        whole = f"{text}: {detail}" if detail else text
        first, *rest = wrapped(whole, width - label_width - 2)
        lines.append(f"{label:{label_width}}  {first}")
        lines += [f"{'':{label_width}}  {line}" for line in rest]
    return "\n".join(lines)


def text_table(rows: Sequence[DisplayRow], width: int | None = None) -> str:
    """Return rows as an aligned text table: numbers to the right, all else to the left."""
    if not rows:
        return "(no rows)"
    names = list(rows[0])
    lines = [
        [head(name) for name in names],
        *([show(row[name]) for name in names] for row in rows),
    ]
    right = [all(is_number(row[name]) for row in rows) for name in names]
    widths = [max(_width(text) for text in column) for column in zip(*lines, strict=True)]
    if width is not None:
        widths = _narrowed(widths, lines, width - 2 * (len(names) - 1))
    return "\n".join(line for texts in lines for line in _lines(texts, widths, right))


def _narrowed(widths: Sequence[int], lines: Sequence[Sequence[str]], room: int) -> list[int]:
    """Take width from the widest columns until all fit, as far as no word is broken."""
    least = [
        max(_width(word) for text in column for word in text.split(" "))
        for column in zip(*lines, strict=True)
    ]
    narrowed = list(widths)
    while sum(narrowed) > room:
        free = [place for place in range(len(narrowed)) if narrowed[place] > least[place]]
        if not free:
            break
        narrowed[max(free, key=narrowed.__getitem__)] -= 1
    return narrowed


def _lines(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    cells = [_broken(text, width) for text, width in zip(texts, widths, strict=True)]
    for number in range(max(map(len, cells))):
        parts = [cell[number] if number < len(cell) else "" for cell in cells]
        yield _line(parts, widths, right)


def _line(texts: Iterable[str], widths: Iterable[int], right: Iterable[bool]) -> str:
    padded = []
    for text, width, to_right in zip(texts, widths, right, strict=True):
        gap = " " * (width - _width(text))
        padded.append(gap + text if to_right else text + gap)
    return "  ".join(padded).rstrip()


def _broken(text: str, width: int) -> list[str]:
    """Break a text between words into lines of at most this width."""
    if _width(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        if not lines[-1]:
            lines[-1] = word
        elif _width(lines[-1]) + 1 + _width(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """Return a text broken into lines, all but the first indented further than it."""
    indent = " " * (len(text) - len(text.lstrip(" ")))
    first, *rest = _broken(text[len(indent) :], width - len(indent))
    if rest:  # what follows has two columns less
        rest = _broken(text[len(indent) + len(first) + 1 :], width - len(indent) - 2)
    return [indent + first, *(f"{indent}  {line}" for line in rest)]


def head(name: str) -> str:
    """Return the head of a column as people read it."""
    return "code" if name == "alpha_3" else name.replace("_", " ")


def _width(text: str) -> int:
    # Wide East Asian letters take two columns, combining marks none.
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def is_number(cell: DisplayCell) -> bool:
    """Return whether a cell stands in a column of numbers; a missing value may."""
    return cell is None or (
        isinstance(cell, int | float | Interval) and not isinstance(cell, bool)
    )


def show(cell: DisplayCell) -> str:
    """Return a cell as people read it."""
    if cell is None:
        return "-"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return number_text(cell)
    return str(cell)


def more(rows: int) -> str:
    """Return the line that stands for rows that are not shown."""
    return f"and {plural(rows, 'more row')}"


def shortened(text: str | None, width: int) -> str | None:
    """Return a text cut to so many letters, with an ellipsis where something is left out."""
    return text if text is None or len(text) <= width else f"{text[: width - 1].rstrip()}…"


def bounds_note(rows: Iterable[DisplayRow]) -> list[str]:
    """Return the footnote on bounds, if a cell has any."""
    cells = (cell for row in rows for cell in row.values() if isinstance(cell, Interval))
    if all(cell.exact for cell in cells):
        return []
    return ["low..high: bounds that follow from the names known and the number reported."]
