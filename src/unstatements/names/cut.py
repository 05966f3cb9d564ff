"""A text, cut into folded words with their places: once, for all that is read in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache

from attrs import define

from unstatements.names.fold import cut_words, fold_word, lexicon
from unstatements.names.vocabulary import (
    LETTER_OR_REST,
    UNPARTED,
    UNPARTED_LETTER,
    names_in_texts,
)

_APOSTROPHES = "'\u2018\u2019"
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_TO_PART = re.compile(f"[{_APOSTROPHES}{UNPARTED}\uac00-\ud7a3]")
_ENOUGH = 5  # common words of a language that show a text to be in it


@define(eq=False)
class Cut:
    """A text, cut into folded words."""

    text: str  # the text
    words: list[str]  # its words
    starts: list[int]  # where each of them begins
    ends: list[int]  # where each of them ends
    source: str  # the text as it was, before names were taken out of it

    @cached_property
    def has_capitals(self) -> bool:
        """Whether the text has capitals, by which names can be told from words."""
        return self.source != self.source.lower()

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that the common words of the text show it to be in, if any."""
        function = lexicon().function
        words = self.words if self.source is self.text else cut_words(self.source)[0]
        counts = Counter(language for word in words for language in function.get(word, ()))
        most = max(counts.values(), default=0)
        if most < _ENOUGH:
            return frozenset()
        return frozenset(language for language, count in counts.items() if count > most / 2)

    def gap(self, place: int, following: int) -> str:
        """Return what stands between two words."""
        return self.text[self.ends[place] : self.starts[following]]

    def words_between(self, start: int, end: int) -> list[str]:
        """Return the words that stand as a whole between two places of the text."""
        return self.words[bisect_left(self.starts, start) : bisect_right(self.ends, end)]

    def can_begin_name(self, place: int) -> bool:
        """Whether a word has a capital ("eSwatini" too), or is in a script that has none."""
        start = self.starts[place]
        letter = self.text[start]
        if not letter.islower() or "\u10d0" <= letter <= "\u10ff":
            return True
        return self.text[start + 1 : self.ends[place]][:1].isupper()

    def is_capitalised(self, first: int, last: int) -> bool:
        """Whether some words begin with a capital and have small letters, as names do."""
        written = self.text[self.starts[first] : self.ends[last]]
        return written[:1].isupper() and not (len(written) > 1 and written.isupper())


def cut(text: str, source: str | None = None) -> Cut:
    """Cut a text, or what is left of its source, into folded words."""
    words, starts, ends = cut_words(text)
    letters = () if text.isascii() and "'" not in text else _TO_PART.finditer(text)
    places = {bisect_right(starts, letter.start()) - 1 for letter in letters}
    if places := places - {-1}:
        whole = list(zip(words, starts, ends, strict=True))
        parts, done = [], 0
        for place in sorted(places):
            parts += whole[done:place]
            parts += _parts(text, *whole[place])
            done = place + 1
        parts += whole[done:]
        words, starts, ends = map(list, zip(*parts, strict=True)) if parts else ([], [], [])
    return Cut(text=text, words=words, starts=starts, ends=ends, source=source or text)


def _parts(text: str, key: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Part a word from an ending written to it, or into letters where words are not parted."""
    written = text[start:end]
    if UNPARTED_LETTER.search(written):
        yield from _letters(text, start, end)
    elif stop := _ending(key, written):
        begin = stop + (written[stop] in _APOSTROPHES)
        for place, until in ((start, start + stop), (start + begin, end)):
            if part := fold_word(text[place:until]):  # what nobody sees folds to nothing
                yield part, place, until
    else:
        yield key, start, end


def _letters(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Part a word into letters of scripts that part no words, and what stands between them."""
    for part in LETTER_OR_REST.finditer(text, start, end):
        key = fold_word(part[0])
        # one letter can fold to two
        for letter in key if UNPARTED_LETTER.match(part[0]) else filter(None, [key]):
            yield letter, *part.span()


@lru_cache(maxsize=1 << 12)
def _ending(key: str, written: str) -> int:
    """Return where an ending begins that is written to a word, or 0."""
    names = names_in_texts()
    at = max(map(written.rfind, _APOSTROPHES))
    if at > 0:
        before, after = fold_word(written[:at]), fold_word(written[at:])
        return at if _is_parted(key, before, after) else 0
    if key not in names.words and _HANGUL.fullmatch(written):
        for length in (1, 2):
            if written[-length:] in lexicon().particle and written[:-length] in names.words:
                return len(written) - length
    return 0


def _is_parted(key: str, before: str, after: str) -> bool:
    """Whether an apostrophe parts a word of a name from something else: "China's", "qu'Israël"."""
    names = names_in_texts()
    if key in names.words and before not in names.bearers:
        return False  # "People's"
    if before in names.words:
        return len(before) > 1 or after == "s"
    return len(after) > 2 and after in names.words
