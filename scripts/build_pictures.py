"""Draw the pictures of the documentation: run the code of the pages that show them.

    python scripts/build_pictures.py

What such a page shows is what its code writes, so neither can be wrong alone.
"""

from __future__ import annotations

import contextlib
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from explorer import smaller

DOCS = Path(__file__).parents[1] / "docs"
PICTURES = DOCS / "assets" / "pictures"
NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
PAGES = ("gallery.md", "guides/plots.md")

_BLOCK = re.compile(r"^```python\n(?!>>> )(.*?)^```$", re.MULTILINE | re.DOTALL)


def code_of(page: str) -> str:
    """Return the code of a page that is no session.

    Args:
        page: Its path below docs.
    """
    return "\n".join(_BLOCK.findall((DOCS / page).read_text(encoding="utf-8")))


def main() -> None:
    """Run each page's code where its pictures are looked for; leave out what browsers ignore."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with contextlib.chdir(PICTURES):
        for page in PAGES:
            exec(compile(code_of(page), page, "exec"), {})  # our own pages
    for path in PICTURES.glob("*.svg"):
        svg = smaller.picture(path.read_text(encoding="utf-8"))
        path.write_text(svg.replace("<svg", f"<svg {NAMESPACES}", 1), encoding="utf-8")


if __name__ == "__main__":
    main()
