"""Ask every address that the documents and the tables of sources name whether it still answers, and report the dead.

    python scripts/check_links.py              # the documents
    python scripts/check_links.py --sources    # the sources of the record too: some thousand addresses

It changes nothing and is no part of the tests: other people's sites fail for reasons of their own.
"""

from __future__ import annotations

import argparse
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import unstatements as un

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`|\\]+")
REFUSED = (401, 403, 405, 429)  # the site is there, and does not want to be asked by a program


def addresses(sources: bool) -> dict[str, str]:
    """Return every address, with the place that names it first.

    Args:
        sources: Whether the sources of the record are wanted too.
    """
    found: dict[str, str] = {}
    for page in [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]:
        for address in ADDRESS.findall(page.read_text(encoding="utf-8")):
            if "//example.org" not in address:
                found.setdefault(address.rstrip(".,;:*"), page.relative_to(ROOT).as_posix())
    if sources:
        for row in un.tables()["sources"]:
            if row["url"]:
                found.setdefault(row["url"], f"sources.csv, {row['id']}")
    return found


def fault(address: str, seconds: float) -> str:
    """Return what is wrong with an address; nothing if it answers."""
    try:
        request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0 (link check)"})
        with urllib.request.urlopen(request, timeout=seconds):
            return ""
    except urllib.error.HTTPError as error:
        error.close()
        return "" if error.code in REFUSED else f"answers {error.code}"
    except (OSError, ValueError) as error:
        return str(getattr(error, "reason", error))


def dead(wanted: Iterable[str], seconds: float = 20) -> Iterator[tuple[str, str]]:
    """Yield the addresses that do not answer, and why.

    Args:
        wanted: The addresses.
        seconds: How long to wait for each.
    """
    every = list(wanted)
    with ThreadPoolExecutor(16) as pool:
        for address, wrong in zip(every, pool.map(lambda one: fault(one, seconds), every), strict=True):
            if wrong:
                yield address, wrong


def main() -> int:
    """Report from the command line; 1 if an address is dead."""
    parser = argparse.ArgumentParser(description="Report dead links.")
    parser.add_argument("--sources", action="store_true", help="also the sources of the record")
    places = addresses(parser.parse_args().sources)
    found = list(dead(places))
    for address, wrong in found:
        print(f"{places[address]}: {address}: {wrong}")
    print(f"{len(found)} of {len(places)} addresses are dead")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
