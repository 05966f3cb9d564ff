"""A text, cut into folded words with their places: once, for all that is read in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property, lru_cache
from operator import itemgetter

from attrs import define

from unstatements.names.fold import OF_STATE, cut_words, entries, fold_word, lexicon
from unstatements.names.vocabulary import KATAKANA, SIGNS, katakana_run, names_in_texts, parted

_APOSTROPHES = "'\u2018\u2019"
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_BEFORE_SMALL = {"preposition": (" ", ". ", "\u00a0", ".\u00a0"), "article": (" ", "\u00a0")}
_TAIL = (" ", ".", ")", "\u00a0")
_CLOSING = re.compile(r"['\u2019]?(?:(?P<bracket> ?\))|(?=\s{0,9}(?:[,;.\n]|$)))")
_ENOUGH = 5  # common words of a language that show a text to be in it


@define(eq=False)
class Cut:
    """A text, cut into folded words."""

    text: str  # the text
    words: list[str]  # its words
    starts: list[int]  # where each of them begins
    ends: list[int]  # where each of them ends
    source: str  # the text as it was, before names were taken out of it
    given: frozenset[str] | None = None  # the languages to read, if they are given

    @cached_property
    def has_capitals(self) -> bool:
        """Whether the text has capitals, by which names can be told from words."""
        return self.source != self.source.lower()

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that the common words of the text show it to be in, if any."""
        function = entries("function")
        words = cut_words(self.source)[0]
        counts = Counter(language for word in words for language in function.get(word, "").split())
        most = max(counts.values(), default=0)
        if most < _ENOUGH:
            return frozenset()
        return frozenset(language for language, count in counts.items() if count > most / 2)

    @cached_property
    def within_katakana(self) -> frozenset[int]:
        """The places within words in katakana, but for those that are names run together."""
        words = () if self.text.isascii() else KATAKANA.finditer(self.text)
        others = (word.span() for word in words if not katakana_run().fullmatch(word[0]))
        return frozenset(place for start, end in others for place in range(start + 1, end))

    def key(self, place: int) -> str:
        """Return a word as names are looked up: written out if it is an abbreviation."""
        return entries("expand").get(self.words[place], self.words[place])

    def gap(self, place: int, following: int) -> str:
        """Return what stands between two words."""
        return self.text[self.ends[place] : self.starts[following]]

    def end_of_name(self, first: int, last: int) -> int:
        """Return where a name ends, with the small words and the bracket that belong to it."""
        text, end, place = self.text, self.ends[last], last
        if text[end : end + 1] not in _TAIL:
            return end
        for role in _BEFORE_SMALL:  # "of the"
            if place + 1 == len(self.words) or self.key(place + 1) not in lexicon(role):
                break
            place += self.gap(place, place + 1) in _BEFORE_SMALL[role]
        closing = _CLOSING.match(text, self.ends[place])
        if not closing:
            return end
        name = text[self.starts[first] : end]
        is_open = name.count("(") > name.count(")")
        is_of_state = self.key(last) in lexicon(*OF_STATE) or not SIGNS.isdisjoint(name)
        takes_more = (is_of_state or place == last) and (is_open or not closing["bracket"])
        return closing.end() if takes_more else end

    def can_begin_name(self, place: int) -> bool:
        """Whether a word has a capital ("eSwatini" too), or the text or its script has none."""
        if not self.has_capitals:
            return True
        start = self.starts[place]
        letter = self.text[start]
        if not letter.islower() or "\u10d0" <= letter <= "\u10ff":
            return letter != "&"
        return self.text[start + 1 : start + 2].isupper()

    def is_capitalised(self, place: int) -> bool:
        """Whether a word begins with a capital and has small letters, as names do."""
        word = self.text[self.starts[place] : self.ends[place]]
        return word[0].isupper() and (len(word) == 1 or not word.isupper())


def cut(text: str, source: str | None = None, languages: frozenset[str] | None = None) -> Cut:
    """Cut a text, or what is left of its source, into folded words."""
    words, starts, ends = cut_words(text, letters=True)
    to_part = f"[{_APOSTROPHES}]|{_HANGUL.pattern}|\\b[{''.join(lexicon('prefix'))}]"
    signs = () if text.isascii() and "'" not in text else re.finditer(to_part, text)
    tails: list[tuple[int, int, str]] = []
    for place in {bisect_right(starts, sign.start()) - 1 for sign in signs} - {-1}:
        start = starts[place]
        if parts := _parts(text[start : ends[place]]):
            words[place], _, length = parts[0]
            ends[place] = start + length
            tails += [(start + begin, start + end, word) for word, begin, end in parts[1:]]
    if tails:
        whole = [*zip(starts, ends, words, strict=True), *tails]
        starts, ends, words = map(list, zip(*sorted(whole, key=itemgetter(0)), strict=True))
    return Cut(text, words, starts, ends, source or text, languages)


@lru_cache(maxsize=1 << 12)
def _parts(word: str) -> tuple[tuple[str, int, int], ...]:
    """Return the words that stand in a word, each with its place, if it must be parted."""
    names, key = names_in_texts(), fold_word(word)
    prefix, *rest = parted(key, names.first_words)
    if rest:
        return (prefix, 0, 1), (rest[0], 1, len(word))
    stop = _ending(word, key)
    if not stop:
        return ()
    after = stop + (word[stop] in _APOSTROPHES)
    places = ((0, stop), (after, len(word)))
    parts = ((fold_word(word[start:end]), start, end) for start, end in places)
    return tuple(part for part in parts if part[0])  # what nobody sees folds to nothing


def _ending(word: str, key: str) -> int:
    """Return where an ending begins that is written to a word, or 0."""
    names = names_in_texts()
    at = max(map(word.rfind, _APOSTROPHES))
    if at > 0:
        before, after = fold_word(word[:at]), fold_word(word[at:])
        return at if _is_parted(key, before, after) else 0
    for length in (1, 2) if key not in names.words else ():
        if key[-length:] in lexicon("particle") and key[:-length] in names.words:
            return len(word) - length
    return 0


def _is_parted(key: str, before: str, after: str) -> bool:
    """Whether an apostrophe parts a word of a name from something else: "China's", "qu'Israël"."""
    names = names_in_texts()
    is_other = key not in names.words or before in names.bearers  # "People's" is one word
    return is_other and ((len(before) > 1 and before in names.words) or after in names.words)
