"""What mkdocs does to a page before it renders it: examples are shown as a session, without marks for doctest."""

from __future__ import annotations

import re

_SESSION = re.compile(r"^```(?:python|pycon)\n(?=>>> )(.*?)^```$", re.MULTILINE | re.DOTALL)
_FLAGS = re.compile(r" *# doctest: .*$", re.MULTILINE)
_BLANK = re.compile(r"^<BLANKLINE>$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return the page as it is read; mkdocs calls this for each page.

    Args:
        markdown: The page as it is written.
    """
    return _SESSION.sub(_session, markdown)


def _session(block: re.Match[str]) -> str:
    shown = _BLANK.sub("", _FLAGS.sub("", block[1])).rstrip()
    return f"```pycon\n{shown}\n```"
