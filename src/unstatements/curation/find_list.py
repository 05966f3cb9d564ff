"""Where the list of signatories stands in a press release, and what stands around it.

`parse_signatories` reads every country in what it is given. A press release names others too: the
state that it is about, the one that speaks. The list is taken to be the longest run of countries
that no sentence interrupts; every other country named is reported, so that nothing is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, pairwise, zip_longest

from attrs import frozen

from unstatements.core.once import once
from unstatements.core.tables import table
from unstatements.names.country import Country
from unstatements.names.find import Mention, find_countries
from unstatements.names.fold import SMALL, UNPARTED, USUAL, core, cut_words, lexicon
from unstatements.names.lists import Signatories, parse_signatories
from unstatements.names.match import match
from unstatements.results.text import plural

_BOUNDARY = re.compile(
    "[,;:.!?\n\r\t|\u2022\u00b7\u25cf\u25aa\u2013\u2014\u3001\u3002\uff0c\uff1b\u060c\u061b]"
)
_COMMA = re.compile("[,;\u3001\uff0c\uff1b\u060c\u061b]")
_STOP = re.compile("[.:!?\u3002]")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_STOP_OR_BLANK_LINE = re.compile(f"{_STOP.pattern}|{_BLANK_LINE.pattern}")
# A full stop, a blank line, or a new line after one that does not go on.
_SENTENCE_ENDS = re.compile(
    rf"[.!?](?=\s|$)|\u3002|{_BLANK_LINE.pattern}|(?<=[^\s,;:(-])[ \t]*\n(?=[ \t]*[^a-z\s])"
)
_WITHIN_NUMBER = re.compile("[\\s'\u2019()-]*")
_NEAR = 300  # letters from a list within which a text says of how many countries it is
_FEW = 5  # words; a longer piece is a sentence and not a misprinted name
_SEVERAL = 3  # countries side by side that may be a second list
_CONTEXT = 60  # letters shown before and after the list


@frozen
class ListInText:
    """The list of signatories in a text."""

    text: str
    start: int
    end: int
    signatories: Signatories
    mentions: tuple[Mention, ...] = ()
    outside: tuple[tuple[Mention, ...], ...] = ()  # in other runs that no sentence interrupts
    beside: tuple[Mention, ...] = ()  # those of them that stand in a sentence with the list
    count: int | None = None  # of countries, as the text gives it near the list

    def is_complete(self, known: Collection[Country]) -> bool:
        """Return whether it has all names that the text speaks of, but those known to be none."""
        read = set(self.signatories.countries)
        return bool(
            read
            and not self.signatories.unread
            and len(read) >= (self.count or 0)
            and _countries(self.beside) <= read.union(known)
        )

    def problems(self) -> list[str]:
        """Return what must be settled: what was not read or stands twice, a second list."""
        problems = [] if self.signatories.countries else ["no name of a country was read"]
        place = self.start
        for piece in self.signatories.unread:
            place = max(place, self.text.find(piece, place))
            problems.append(f"not read, line {self._line(place)}: {passage(piece)}")
        for country in self.signatories.repeated:
            mentions = [mention for mention in self.mentions if mention.country is country]
            named = self._named(mentions) or country
            problems.append(f"more than once in the list, once in the rows: {named}")
        listed = set(self.signatories.countries)
        if self.count is not None and len(listed) < self.count:
            problems.append(f"the text says {self.count}, and {len(listed)} were read")
        others = [run for run in self.outside if len(_countries(run) - listed) >= _SEVERAL]
        problems += [f"a second list, not in the rows: {self._named(run)}" for run in others]
        return problems

    def notes(self) -> list[str]:
        """Return what to compare with the text: ends and length of the list, what is around it."""
        if not self.mentions:
            return []
        first, last = self.mentions[0], self.mentions[-1]
        size = plural(len(self.signatories.countries), "country", "countries")
        compare = "compare the number with the text"
        if self.count is not None:
            compare = f"the text says {self.count}"
        notes = [
            f"{size} read, from {' '.join(first.text.split())} (line {self._line(first.start)}) "
            f"to {' '.join(last.text.split())} (line {self._line(last.start)}): {compare}"
        ]
        before = self.text[max(0, self.start - _CONTEXT) : self.start]
        after = self.text[self.end : self.end + _CONTEXT]
        if before.strip():
            notes.append(f"before the list: {passage(before)}")
        if after.strip(" .\n"):
            notes.append(f"after the list: {passage(after)}")
        if self.outside:
            others = self._named(mention for run in self.outside for mention in run)
            notes.append(f"named outside the list, not taken for signatories: {others}")
        if beside := _countries(self.beside) - set(self.signatories.countries):
            named = ", ".join(map(str, sorted(beside)))
            notes.append(f"in a sentence with the list, and not in it: {named}")
        return notes

    def _line(self, place: int) -> int:
        return self.text.count("\n", 0, place) + 1

    def _named(self, mentions: Iterable[Mention]) -> str:
        lines: dict[Country, dict[int, None]] = {}
        for mention in mentions:
            lines.setdefault(mention.country, {})[self._line(mention.start)] = None
        return ", ".join(
            f"{country} (line{'' if len(numbers) == 1 else 's'} {', '.join(map(str, numbers))})"
            for country, numbers in lines.items()
        )


def find_list(text: str, on: date | None = None, speaker: Country | None = None) -> ListInText:
    """Find the list of signatories in a text and read it."""
    # The first mention of the one who speaks ("Canada on behalf of Albania, Canada and Chad") is
    # not an entry of the list.
    runs = _runs(text, _mentions(text, on))
    if not runs:
        return ListInText(text, 0, len(text), parse_signatories(text, on))
    longest = max(runs, key=lambda run: len(_countries(run)))
    outside = tuple(run for run in runs if run is not longest)
    while longest[0].country is speaker and speaker in [each.country for each in longest[1:]]:
        longest = longest[1:]
    start, end = _widened(text, longest[0].start, longest[-1].end)
    sentence = _sentence(text, start, end)
    return ListInText(
        text=text,
        start=start,
        end=end,
        mentions=longest,
        outside=outside,
        beside=tuple(
            mention
            for mention in chain.from_iterable(outside)
            if sentence.start <= mention.start < sentence.stop
        ),
        signatories=parse_signatories(text[start:end], on),
        count=_count(text, longest[0].start, longest[-1].end),
    )


def passage(piece: str) -> str:
    """Return a piece of a text on one line, in quotation marks."""
    return f'"{" ".join(piece.split())}"'


def _countries(mentions: Iterable[Mention]) -> set[Country]:
    return {mention.country for mention in mentions}


def _mentions(text: str, on: date | None) -> list[Mention]:
    """Return the mentions in a text, each with the words around it that make a longer name."""
    mentions = find_countries(text, on)
    whole = []
    for at, mention in enumerate(mentions):
        begin, end = _edges(text, mentions, at)
        piece = text[begin:end].strip()
        start = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
        words_around = _content(text[begin : mention.start]) + _content(text[mention.end : end])
        if words_around and _is_name_of(mention.country, piece, on):
            mention = Mention(mention.country, piece, start, start + len(piece))
        whole.append(mention)
    return whole


def _edges(text: str, mentions: Sequence[Mention], at: int) -> tuple[int, int]:
    """Return where the piece of text begins and ends that a mention has to itself."""
    mention = mentions[at]
    begin = mentions[at - 1].end if at else 0
    end = mentions[at + 1].start if at + 1 < len(mentions) else len(text)
    before = _BOUNDARY.split(text[begin : mention.start])[-1]
    after = _BOUNDARY.split(text[mention.end : end])[0]
    return mention.start - len(before), mention.end + len(after)


def _is_name_of(country: Country, piece: str, on: date | None) -> bool:
    try:
        return match(piece, on).country is country
    except LookupError:
        return False


def _runs(text: str, mentions: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """Return the mentions in runs that no sentence interrupts."""
    runs: list[list[Mention]] = []
    for at, mention in enumerate(mentions):
        if at and _in_one_list(text, mentions, at):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return [tuple(run) for run in runs]


def _in_one_list(text: str, mentions: Sequence[Mention], at: int) -> bool:
    """Whether a mention stands in one list with the one before it."""
    gap = text[mentions[at - 1].end : mentions[at].start]
    first, *others = pieces = _BOUNDARY.split(gap)
    if _content(first) and not (others and _tells_on_whose_behalf(first)):
        return False
    if _content(pieces[-1]) and not _tells_kind_of_countries(pieces[-1]):
        return False
    if any(_content(piece) > _FEW for piece in others):
        return False
    if not others or _COMMA.search(gap):
        return True
    # "... rights in China.\nAlbania" or "Chad\nThe Government of Belize hopes": a full stop or a
    # line break parts a list from a sentence; the names in a list have nothing else on their line.
    return not (_in_a_sentence(text, mentions, at - 1) or _in_a_sentence(text, mentions, at))


def _in_a_sentence(text: str, mentions: Sequence[Mention], at: int) -> bool:
    """Whether the piece of text in which a mention stands has words beside the mentions in it."""
    first = last = at
    while first and _edges(text, mentions, first)[0] == mentions[first - 1].end:
        first -= 1
    while last + 1 < len(mentions) and _edges(text, mentions, last)[1] == mentions[last + 1].start:
        last += 1
    place = _edges(text, mentions, first)[0]
    for mention in mentions[first : last + 1]:
        if _content(text[place : mention.start]):
            return True
        place = mention.end
    return bool(_content(text[place : _edges(text, mentions, last)[1]]))


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the ends of a list over short pieces beside it, which may be names not read."""
    stop = _STOP if _BLANK_LINE.search(text, start, end) else _STOP_OR_BLANK_LINE
    borders = [(0, 0), *(sign.span() for sign in _BOUNDARY.finditer(text)), (len(text), len(text))]
    pieces = [(before[1], after[0]) for before, after in pairwise(borders)]
    begins = [begin for begin, _end in pieces]
    first, last = bisect_right(begins, start) - 1, bisect_right(begins, end) - 1
    if not _content(text[pieces[first][0] : start]):
        for left, right in reversed(pieces[:first]):
            if stop.search(text, right, start) or not _may_be_names(text[left:right]):
                break
            start = left
    for left, right in [(end, max(end, pieces[last][1])), *pieces[last + 1 :]]:
        if stop.search(text, end, left) or not _may_be_names(text[left:right]):
            break
        end = right
    return start, end


def _sentence(text: str, start: int, end: int) -> range:
    """Return the places of the text from the beginning to the end of the sentences of a list."""
    begins = [stop.end() for stop in _SENTENCE_ENDS.finditer(text, 0, start)]
    stop = _SENTENCE_ENDS.search(text, end)
    return range(begins[-1] if begins else 0, stop.start() if stop else len(text))


def _count(text: str, start: int, end: int) -> int | None:
    """Return the number of countries that a text gives before its list, or else behind it."""
    before = _counts(text[max(0, start - _NEAR) : start])
    return next(iter([*reversed(before), *_counts(text[end : end + _NEAR])]), None)


def _counts(text: str) -> list[int]:
    """Return the numbers of countries in a text: "45 States", and not "Peru and 12 others"."""
    keys, starts, ends = cut_words(text)
    gaps = map(text.__getitem__, map(slice, ends, starts[1:]))
    signs = [" " if _WITHIN_NUMBER.fullmatch(gap) else "," for gap in gaps]
    folded = "".join(chain.from_iterable(zip_longest(keys, signs, fillvalue="")))
    numbers = [
        (*number.span("count"), _value(number["count"], words))
        for pattern, words in _counters()
        for number in pattern.finditer(folded)
        if not number["other"] and lexicon(*SMALL).isdisjoint(number["kind"].split())
    ]
    counts, done = [], 0
    for start, end, count in sorted(numbers, key=lambda number: (number[0], -number[1])):
        if start >= done and count >= _SEVERAL:
            counts.append(count)
        done = max(done, end)  # a language may read only a part of another's number
    return counts


@once
def _counters() -> tuple[tuple[re.Pattern[str], Mapping[str, int]], ...]:
    """How many countries are told in each language, and its words for numbers."""
    words: defaultdict[str, defaultdict[str, dict[str, str]]]
    words = defaultdict(lambda: defaultdict(dict))
    for word, role, value, language in table("name_words"):
        words[language][role][word] = value
    joined, letter = _any_of(lexicon("join")), rf"[^\W{UNPARTED}\uac00-\ud7a3]"
    counters = []
    for roles in words.values():
        if roles["group"]:
            number, group = _any_of(roles["number"]), _any_of(roles["group"])
            pattern = (
                rf"(?<!{letter})(?P<other>{joined} ?)?"
                rf"(?P<count>[0-9]{{1,3}}|{number}(?: ?(?:{joined} ?)?{number})*)(?!{letter})"
                rf"(?P<kind>(?: \w+){{0,3}}?) ?{group}(?!{letter})"
            )
            numbers = {word: int(value) for word, value in roles["number"].items()}
            counters.append((re.compile(pattern), numbers))
    return tuple(counters)


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest that fits; it can be none."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True))) or '(?!)'})"


def _value(written: str, words: Mapping[str, int]) -> int:
    """Return a number written in digits or words: "45", "quatre-vingt-dix", "fünfundvierzig"."""
    if written.isascii() and written.isdigit():
        return int(written)
    total = last = end = 0
    for word in re.finditer(_any_of(words), written):
        value, is_joined = words[word[0]], bool(written[end : word.start()].strip())
        if is_joined and 10 <= last <= value:  # "between forty and fifty"
            total = 0
        elif 0 < last < value and not is_joined:  # "quatre-vingt"
            total -= last
            value *= last
        total, last, end = total + value, value, word.end()
    return total


def _may_be_names(piece: str) -> bool:
    return _content(piece) <= _FEW and not find_countries(piece)


def _tells_on_whose_behalf(piece: str) -> bool:
    """Whether a piece begins as "on behalf of the African Group" does."""
    key = " ".join(cut_words(piece)[0])
    return any(key.startswith(phrase) for phrase in lexicon("behalf"))


def _tells_kind_of_countries(piece: str) -> bool:
    """Whether a piece ends as "and the EFTA countries" does."""
    words = cut_words(piece)[0]
    return _content(piece) <= _FEW and words[-1] in lexicon("group")


def _content(piece: str) -> int:
    """Return how many words of a piece have content; words for states and small ones do not."""
    words = cut_words(piece)[0]
    return sum(words[at] not in lexicon(*USUAL) for at in core(words))
