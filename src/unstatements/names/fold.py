"""Folding: the one way in which two spellings of a name are found to be the same.

`fold` turns a written name into its key, for names of the tables and texts of users alike:

1. **Repair** (`repair`): text in the wrong character set (``CÃ´te``), HTML entities, invisible
   characters and the mark of a list with letters (``(iv)``) go.
2. **Words** (`cut_words`): the text is cut at all that is neither letter nor digit, but for full
   stops in abbreviations (``U.K.``), apostrophes, and a hyphen at the end of a line.
3. **Letters** (`fold_word`): case, accents, ligatures, variants of Arabic letters and footnote
   digits go.
4. **Abbreviations**: ``Rep`` and ``République`` become `republic`, ``St`` `saint`, ``&`` `and`.
5. **Small words**: an article after a preposition goes (``of the``), and a preposition after a
   word for a kind of state (``Republic of X``).
6. **Edges**: leading articles, "and", "my own country", numbers and footnote letters go.

Which words play which part is said in the tables `name_words` and `not_names`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import unescape
from itertools import accumulate, chain

from unstatements.core.once import once
from unstatements.core.tables import table

# Characters inside a word that are not part of it: soft hyphens, joiners, direction marks.
_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u2018\u2019\u201b\u2032\uff07"
# Characters that end a word: space, control, punctuation, symbols, raised and lowered digits; as
# ranges, because combining vowels of many scripts are not letters to Python and must stay.
_BREAKS = (
    "\x00-%'-/:-@\\[-`{-\u00a9\u00ab\u00ac\u00ae-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    "\u02c2-\u02df\u037e\u0387\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u060c\u061b\u061f"
    "\u066a-\u066d\u06d4\u0964\u0965\u1361-\u1368\u1680\u2000-\u200a\u2010-\u2029\u202f-\u205f"
    "\u2070\u2074-\u207e\u2080-\u208e\u20a0-\u20cf\u2120\u2122\u2190-\u2bff\u3000-\u3004\u3007-\u3020\u3030"
    "\u303d\u30a0\u30fb\ufe10-\ufe6b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufffc\U0001f000-\U0001faff"
)
# Scripts whose words are not parted by spaces: Thai to Burmese, Khmer, East Asian but Korean.
UNPARTED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
)


def _word(unparted: str = "") -> str:
    """Return the pattern of a word, or of one letter of some that are not parted by spaces."""
    letter, one_letter = f"[^&{_BREAKS}{unparted}]", f"(?<=[{unparted}])|" if unparted else ""
    initial = rf"(?={letter})[^\W\d_]"
    # Each word begins with a class of characters, by which the next word is looked for; what
    # follows depends on the first.
    return (
        f"([^{_BREAKS}](?:"
        "(?<=[A-Za-z])[A-Za-z]++(?=[ ,;\n])|"  # what most words are
        f"{one_letter}"
        r"(?<=[^\W\d_])\.(?:"
        # initials with their full stops ("U.K.", "U.S", "U. S. A.")
        rf"{initial}(?:\.{initial}){{0,6}}(?:\.|(?!{letter}))"
        f"|(?:[ \u00a0\n]{{1,3}}{initial}\\.){{1,7}}"
        # one letter with its full stop ("S. Korea"), kept apart from the plain letter
        "|)"
        # an article that lost its vowel ("l'Italie"), and the sign for "and"
        f"|(?<=[dDlL])(?=[{_APOSTROPHES}]{letter})|(?<=&)"
        # a word, with the apostrophes and line breaks that stand inside it
        f"|{letter}*+(?:"
        f"(?:[{_APOSTROPHES}]|[-\u2010][ \t]{{0,40}}\r?\n[ \t]{{0,40}}(?=[a-z\u00df-\u00ff]))"
        f"{letter}++)*+"
        "))"
    )


# Patterns are compiled when first used: a name written as a table has it needs none.
_WORD, _WORD_OR_LETTER = _word(), _word(UNPARTED)
_LIST_MARK = r"\A\s{0,9}[(\[]?(?:[ivxl]{1,6}|[a-zA-Z]|[0-9]{1,3})[)\]]\s{0,9}"
_DROPPED = f"[{_APOSTROPHES}{_INVISIBLE}\\-\u2010. \t\r\n\u00a0]+"
_UNSEEN = f"[{_INVISIBLE}]+"
_MARKS = (
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u093c\u09bc"
    "\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]+"
)
_MOJIBAKE = "[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]|\u00e2\u20ac"
_HIGH = bytes(range(0x80, 0xA0))  # which two character sets read in two ways
_AS_LATIN = str.maketrans(_HIGH.decode("cp1252", "surrogateescape"), _HIGH.decode("latin-1"))
_SAME_LETTER = str.maketrans(
    {
        "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d",
        "\u00fe": "th", "\u0131": "i", "\u0127": "h", "\u0167": "t", "\u014b": "n", "\u0259": "e",
        "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643",
        "\u0629": "\u0647", "\u06c1": "\u0647", "\u0624": "\u0648", "\u0626": "\u064a",
        "\u30f4": "\u30d6", "\u0491": "\u0433",
    }
)  # fmt: skip
# Parts that words of several roles play together.
SMALL = ("article", "preposition")  # that can be dropped
OF_STATE = ("polity", "area", "state", "manner")  # for kinds of states and areas
USUAL = (*SMALL, *OF_STATE)  # of which names of many countries are made
LONGEST_LEAD = 3  # words of what stands before a name in a list
_AROUND = ("lead", "article", "join")  # that stand before a name in a list


@once
def lexicon(*roles: str) -> frozenset[str]:
    """Return the words and phrases that play one of some roles in names and texts."""
    return frozenset(chain.from_iterable(map(entries, roles)))


def entries(role: str) -> Mapping[str, str]:
    """Return the words that play a role, each with what the tables say of it."""
    return _by_role()[role]


@once
def _by_role() -> Mapping[str, Mapping[str, str]]:
    by_role: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for word, role, value, *_ in chain(table("name_words"), table("not_names")):
        by_role[role][word] = value
    return dict(by_role)


def repair(text: str) -> str:
    """Undo wrong decoding and HTML entities, compose accents and drop the mark of a list."""
    text = re.sub(_LIST_MARK, "", text)
    if "&" in text and ";" in text:
        text = unescape(text)
    if text.isascii():
        return text
    for _ in range(2):  # some texts were decoded wrongly twice
        if not re.search(_MOJIBAKE, text):
            break
        try:
            text = text.translate(_AS_LATIN).encode("latin-1").decode("utf-8")
        except UnicodeError:
            break
    return unicodedata.normalize("NFC", re.sub(_UNSEEN, "", text))


@lru_cache(maxsize=1 << 15)
def fold_word(word: str) -> str:
    """Fold the letters of one word (step 3)."""
    if len(word) == 2 and word[1] == ".":
        return word.lower()
    word = re.sub(_DROPPED, "", word).casefold()
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word).translate(_SAME_LETTER)
        word = unicodedata.normalize("NFC", re.sub(_MARKS, "", word)).casefold()
    if word and word[-1].isdigit():
        stem = word.rstrip("0123456789")
        if len(stem) >= 2 and stem.isalpha():
            return stem
    return word


def cut_words(text: str, *, letters: bool = False) -> tuple[list[str], list[int], list[int]]:
    """Return the folded words of a text (steps 2 and 3), where they begin and where they end.

    With `letters`, scripts that do not part words by spaces are cut into letters.
    """
    pattern = _WORD_OR_LETTER if letters and not text.isascii() else _WORD
    parts = re.split(pattern, text)  # what stands between words, and the words, in turns
    places = list(accumulate(map(len, parts)))
    keys, starts, ends = list(map(fold_word, parts[1::2])), places[:-1:2], places[1::2]
    if "" in keys:  # a word of signs that fold away
        kept = [place for place, key in enumerate(keys) if key]
        return [keys[at] for at in kept], [starts[at] for at in kept], [ends[at] for at in kept]
    return keys, starts, ends


def joined(keys: Iterable[str]) -> list[str]:
    """Write abbreviations out and drop small words that say nothing (steps 4 and 5)."""
    expand, small = entries("expand"), lexicon(*SMALL)
    kept: list[str] = []
    before = ""
    for word in keys:
        key = expand.get(word, word)
        if not (kept and key in small and is_dropped(key, before, kept[-1])):
            kept.append(key)
        before = key
    return kept


def is_dropped(word: str, before: str, kept: str) -> bool:
    """Whether a small word says nothing after the word before it, and the last that did."""
    if word in lexicon("preposition"):
        return kept in lexicon(*OF_STATE)
    return word in lexicon("article") and before in lexicon("preposition")


def core(keys: Sequence[str]) -> range:
    """Return the places of the words left without what surrounds a name in a list (step 6)."""
    first, last = 0, len(keys)
    while first < last and (length := _lead_length(keys[first : first + LONGEST_LEAD])):
        first += length
    while last - first > 1 and _is_trailing(keys[last - 1]):
        last -= 1
    return range(first, last)


def _lead_length(keys: Sequence[str]) -> int:
    """Return how many of some words, such as "and", "my own country", stand before a name."""
    around, length = lexicon(*_AROUND), len(keys)
    while length and " ".join(keys[:length]) not in around:
        length -= 1
    return length or keys[0].isdigit()


def strip_edges(keys: list[str]) -> list[str]:
    """Return words without what surrounds a name in a list; words of nothing else as they are."""
    places = core(keys)
    return keys[places.start : places.stop] or keys


def _is_trailing(key: str) -> bool:
    return key.isdigit() or key in "abcdefgh" or key in lexicon("join")


def fold_words(keys: Iterable[str]) -> str:
    """Return the key of the words of a name (steps 4 to 6)."""
    return " ".join(strip_edges(joined(keys)))


def fold(text: str) -> str:
    """Return the key of a written name: equal for all harmless variants of it (steps 1 to 6)."""
    keys, _, _ = cut_words(repair(text))
    return fold_words(keys)
