"""What was wrong in a file of roll calls that was read."""

from __future__ import annotations

from typing import NamedTuple

from unstatements.results.cells import attribute_columns
from unstatements.results.result import Listing


class Problem(NamedTuple):
    """Something wrong in a file of roll calls that was read.

    Attributes:
        place: File and line, or the row of a table.
        line: The line, the header being 1; for a table in memory the row, the first being 1. None
            where no one line is at fault.
        what: What is wrong.
        lost: Whether something in that place could not be used; otherwise all was read, and
            contradicts itself.
    """

    place: str
    line: int | None
    what: str
    lost: bool

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


class Problems(Listing[Problem]):
    """Problems in the order of the file; a sequence that shows itself as a table.

    Example:
        >>> print(Problems([Problem("votes.csv, line 3", 3, "'Q' is not a vote", lost=True)]))
        1 problem
        <BLANKLINE>
        place              what               lost
        votes.csv, line 3  'Q' is not a vote  yes
    """

    __slots__ = ()

    noun = "problem"

    _on_screen = ("place", "what", "lost")
    _columns = attribute_columns(place=str, line=int, what=str, lost=bool)
