"""What a script writes into a page of the documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def write(page: Path, mark: str, lines: Iterable[str]) -> None:
    """Put lines between two marks of a page."""
    text = page.read_text(encoding="utf-8")
    begin, end = f"<!-- {mark} -->\n", f"<!-- end of {mark} -->"
    before, rest = text.split(begin)
    _old, after = rest.split(end)
    page.write_text("\n".join([before + begin, *lines, "", end + after]), encoding="utf-8")
