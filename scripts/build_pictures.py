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
PAGES = ("gallery.md", "guides/plots.md")

_BLOCK = re.compile(r"^```python\n(?!>>> )(.*?)^```$", re.MULTILINE | re.DOTALL)


def code_of(page: str) -> str:
    """Return the code of a page that is no session.

    Args:
        page: Its path below docs.
    """
    return "\n".join(_BLOCK.findall((DOCS / page).read_text(encoding="utf-8")))


def without_needless(svg: str) -> str:
    """Return a picture that a page shows as an image: its titles are never read, names are short."""
    svg = smaller.picture(re.sub("<title>.*?</title>", "", svg, flags=re.DOTALL))
    names = {name: f"i{place}" for place, name in enumerate(re.findall(' id="([^"]+)"', svg))}
    named = re.compile(r'(?<= id=")[^"]+|(?<=href="#)[^"]+|(?<=url\(#)[^)]+')
    svg = named.sub(lambda name: names[name[0]], svg.replace("xlink:href", "href"))
    return svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)


def main() -> None:
    """Run each page's code where its pictures are looked for; leave out what browsers ignore."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with contextlib.chdir(PICTURES):
        for page in PAGES:
            exec(compile(code_of(page), page, "exec"), {})  # our own pages
    for path in PICTURES.glob("*.svg"):
        path.write_text(without_needless(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
