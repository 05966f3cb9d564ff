"""Where the list of signatories stands in a press release, and what stands around it.

`parse_signatories` reads every country in what it is given. A press release names others too: the state that
it is about, the one that speaks. The list is taken to be the longest run of countries that no sentence
interrupts; everything else that names a country is told, so that nothing is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from attrs import frozen

from unstatements.names.country import Country
from unstatements.names.find import Mention, find_countries
from unstatements.names.fold import core, cut_words
from unstatements.names.lists import Signatories, parse_signatories
from unstatements.names.match import match

__all__ = ["ListInText", "list_in_text", "quoted"]

_BOUNDARY = re.compile(
    "[,;:.!?\n\r\t|\u2022\u00b7\u25cf\u25aa\u2013\u2014\u3001\u3002\uff0c\uff1b\u060c\u061b]"
)
_COMMA = re.compile("[,;\u3001\uff0c\uff1b\u060c\u061b]")
_STOP = re.compile("[.:!?\u3002]")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_STOP_OR_BLANK_LINE = re.compile(f"{_STOP.pattern}|{_BLANK_LINE.pattern}")
_FEW = 5  # words; a longer piece is a sentence and no misprinted name
_SEVERAL = 3  # countries side by side that may be a second list
_CONTEXT = 60  # letters shown before and after the list


@frozen
class ListInText:
    """The list of signatories in a text.

    Attributes:
        text: The text.
        start: Where the list begins.
        end: Where it ends.
        mentions: The countries in it, with their places.
        outside: The countries named elsewhere, in runs that no sentence interrupts.
        read: What `parse_signatories` reads in the list.
    """

    text: str
    start: int
    end: int
    mentions: tuple[Mention, ...]
    outside: tuple[tuple[Mention, ...], ...]
    read: Signatories

    def concerns(self) -> list[str]:
        """Return what must be settled: pieces not read, countries named twice, what may be a second list."""
        lines = [] if self.read.countries else ["no name of a country was read"]
        place = self.start
        for piece in self.read.unread:
            found = self.text.find(piece, place)
            place = found if found >= 0 else place
            lines.append(f"not read, line {self._line(place)}: {quoted(piece)}")
        for one in self.read.repeated:
            where = [self._line(each.start) for each in self.mentions if each.country is one]
            lines.append(f"more than once in the list, once in the rows: {one}{_lines(where)}")
        known = set(self.read.countries)
        lines += [
            f"a second list, which is not in the rows: {self._named(run)}"
            for run in self.outside
            if len({one.country for one in run} - known) >= _SEVERAL
        ]
        return lines

    def remarks(self) -> list[str]:
        """Return what to compare with the text: first and last name, number, what stands around the list."""
        if not self.mentions:
            return []
        first, last, size = self.mentions[0], self.mentions[-1], len(self.read.countries)
        lines = [
            f"{size} {'country' if size == 1 else 'countries'} read, from {' '.join(first.text.split())} "
            f"(line {self._line(first.start)}) to {' '.join(last.text.split())} (line {self._line(last.start)}): "
            "compare the number with the text"
        ]
        before = self.text[max(0, self.start - _CONTEXT) : self.start]
        after = self.text[self.end : self.end + _CONTEXT]
        lines += [f"before the list: {quoted(before)}"] if before.strip() else []
        lines += [f"after the list: {quoted(after)}"] if after.strip(" .\n") else []
        if self.outside:
            others = [one for run in self.outside for one in run]
            lines.append(f"named outside the list, not taken for signatories: {self._named(others)}")
        return lines

    def _line(self, place: int) -> int:
        return self.text.count("\n", 0, place) + 1

    def _named(self, mentions: Iterable[Mention]) -> str:
        where: dict[Country, list[int]] = {}
        for one in mentions:
            where.setdefault(one.country, []).append(self._line(one.start))
        return ", ".join(f"{one}{_lines(lines)}" for one, lines in where.items())


def list_in_text(text: str, on: date | None = None, speaker: Country | None = None) -> ListInText:
    r"""Find the list of signatories in a text and read it.

    Args:
        text: A press release, or a list alone.
        on: The day of the text.
        speaker: The state that speaks: named before the others and again among them ("Canada on behalf of
            Albania, Canada and Chad"), its first mention is no entry of the list.

    Example:
        >>> found = list_in_text("We speak of China.\nAlbania, Narnia,\nChad and Fiji.")
        >>> [one.alpha_3 for one in found.read.countries], found.read.unread
        (['ALB', 'TCD', 'FJI'], ('Narnia',))
        >>> found.remarks()[-1]
        'named outside the list, not taken for signatories: China (line 1)'
    """
    runs = _runs(text, _mentions(text, on))
    if not runs:
        return ListInText(text, 0, len(text), (), (), parse_signatories(text, on))
    longest = max(runs, key=lambda run: len({one.country for one in run}))
    outside = tuple(run for run in runs if run is not longest)
    while longest[0].country is speaker and speaker in [one.country for one in longest[1:]]:
        longest = longest[1:]
    start, end = _widened(text, longest[0].start, longest[-1].end)
    return ListInText(text, start, end, longest, outside, parse_signatories(text[start:end], on))


def quoted(piece: str) -> str:
    r"""Return a piece of a text on one line, in quotation marks.

    Example:
        >>> print(quoted("the United\n States"))
        "the United States"
    """
    return f'"{" ".join(piece.split())}"'


def _lines(numbers: Sequence[int]) -> str:
    distinct = list(dict.fromkeys(numbers))
    if not distinct:
        return ""
    return f" (line{'' if len(distinct) == 1 else 's'} {', '.join(map(str, distinct))})"


def _mentions(text: str, on: date | None) -> list[Mention]:
    """Return the mentions in a text, each with the words around it that make a longer name of the country."""
    found = find_countries(text, on)
    whole = []
    for at, one in enumerate(found):
        begin, end = _edges(text, found, at)
        start, piece = begin + _indent(text[begin:end]), text[begin:end].strip()
        if _said(text[begin : one.start]) + _said(text[one.end : end]) and _is_name_of(
            one.country, piece, on
        ):
            whole.append(Mention(one.country, piece, start, start + len(piece)))
        else:
            whole.append(one)
    return whole


def _edges(text: str, mentions: Sequence[Mention], at: int) -> tuple[int, int]:
    """Return where the piece of text begins and ends that a mention has to itself."""
    one = mentions[at]
    begin = mentions[at - 1].end if at else 0
    end = mentions[at + 1].start if at + 1 < len(mentions) else len(text)
    before = _BOUNDARY.split(text[begin : one.start])[-1]
    after = _BOUNDARY.split(text[one.end : end])[0]
    return one.start - len(before), one.end + len(after)


def _indent(piece: str) -> int:
    return len(piece) - len(piece.lstrip())


def _is_name_of(one: Country, piece: str, on: date | None) -> bool:
    try:
        return match(piece, on).country is one
    except LookupError:
        return False


def _runs(text: str, mentions: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """Return the mentions in runs that no sentence interrupts."""
    runs: list[list[Mention]] = []
    for at, one in enumerate(mentions):
        if at and _in_one_list(text, mentions, at):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [tuple(run) for run in runs]


def _in_one_list(text: str, mentions: Sequence[Mention], at: int) -> bool:
    """Say whether a mention stands in one list with the one before it."""
    one, other = mentions[at - 1], mentions[at]
    gap = text[one.end : other.start]
    first, *others = pieces = _BOUNDARY.split(gap)
    if _said(first) or _said(pieces[-1]) or any(_said(piece) > _FEW for piece in others):
        return False
    if not others or _COMMA.search(gap):
        return True
    # "... rights in China.\nAlbania" or "Chad\nThe Government of Belize hopes": a full stop or a line break parts
    # a list from a sentence; the names in a list have nothing else on their line.
    return not (_in_a_sentence(text, mentions, at - 1) or _in_a_sentence(text, mentions, at))


def _in_a_sentence(text: str, mentions: Sequence[Mention], at: int) -> bool:
    """Say whether the piece of text in which a mention stands has words beside the mentions in it."""
    first = last = at
    while first and _edges(text, mentions, first)[0] == mentions[first - 1].end:
        first -= 1
    while last + 1 < len(mentions) and _edges(text, mentions, last)[1] == mentions[last + 1].start:
        last += 1
    inside = mentions[first : last + 1]
    begin, end = _edges(text, mentions, first)[0], _edges(text, mentions, last)[1]
    places = [begin, *(place for one in inside for place in (one.start, one.end)), end]
    return any(_said(text[start:stop]) for start, stop in zip(places[::2], places[1::2], strict=True))


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the ends of a list over short pieces beside it: they may be names that could not be read."""
    stop = _STOP if _BLANK_LINE.search(text, start, end) else _STOP_OR_BLANK_LINE
    borders = [(0, 0), *[found.span() for found in _BOUNDARY.finditer(text)], (len(text), len(text))]
    pieces = [(one[1], other[0]) for one, other in pairwise(borders)]
    begins = [begin for begin, _end in pieces]
    first, last = bisect_right(begins, start) - 1, bisect_right(begins, end) - 1
    if not _said(text[pieces[first][0] : start]):
        for left, right in reversed(pieces[:first]):
            if stop.search(text, right, start) or not _may_be_names(text[left:right]):
                break
            start = left
    for left, right in [(end, max(end, pieces[last][1])), *pieces[last + 1 :]]:
        if stop.search(text, end, left) or not _may_be_names(text[left:right]):
            break
        end = right
    return start, end


def _may_be_names(piece: str) -> bool:
    return _said(piece) <= _FEW and not find_countries(piece)


def _said(piece: str) -> int:
    """Return how many words of a piece of text say something; small words at its edges do not."""
    return len(core(cut_words(piece)[0]))
