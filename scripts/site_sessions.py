"""What happens to a page before it is rendered: sessions lose their marks for doctest."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_SESSION = re.compile(r"^```(?:python|pycon)\n(?=>>> )(.*?)^```$", re.MULTILINE | re.DOTALL)
_FLAGS = re.compile(r" *# doctest: .*$", re.MULTILINE)
_BLANK = re.compile(r"^<BLANKLINE>$", re.MULTILINE)


class Sessions(Preprocessor):
    """Takes the marks for doctest out of a page."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of the page as they are read; Markdown calls this."""
        return shown("\n".join(lines)).split("\n")


class SessionsExtension(Extension):
    """The extension of Markdown that zensical.toml names."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown calls it so
        """Register the step, before blocks of code are taken out of the page."""
        md.preprocessors.register(Sessions(md), "sessions", 40)


def makeExtension(**options: object) -> SessionsExtension:  # noqa: N802  # Markdown calls it so
    """Return the extension; Markdown calls this."""
    return SessionsExtension(**options)


def shown(page: str) -> str:
    """Return a page as people read it.

    Args:
        page: The page as it is written.
    """
    return _SESSION.sub(_session, page)


def _session(block: re.Match[str]) -> str:
    session = _BLANK.sub("", _FLAGS.sub("", block[1])).rstrip()
    return f"```pycon\n{session}\n```"
