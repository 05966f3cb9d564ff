"""Folding: the one way in which two spellings of a name are found to be the same.

`fold` turns a written name into its key. Names of the table and texts of users go through the same
steps, so that a harmless difference in writing cannot matter:

1. **Repair** (`repair`): text decoded with the wrong character set (``CÃ´te``), HTML entities, invisible
   characters, and the mark of a list with letters (``(iv)``, ``a)``).
2. **Words** (`words`): the text is cut at everything that is neither letter nor digit, which drops
   bullets, brackets, footnote marks, raised digits and every kind of space. Full stops in abbreviations
   (``U.K.``), apostrophes within words (``People's``), invisible characters and a hyphen that breaks a
   word at the end of a line do not cut.
3. **Letters** (`fold_word`): each word loses case, accents and ligatures; variants of one Arabic letter
   become that letter; a footnote digit glued to a word goes.
4. **Abbreviations**: ``Rep`` becomes `republic`, ``St`` `saint`, ``&`` `and` (table `name_words`).
5. **Small words**: an article after a preposition goes (``of the`` = ``of``); so does a preposition after
   a word for a kind of state (``Republic of X`` = ``Republic X``).
6. **Edges**: leading articles, "and", "my own country", list numbers and trailing footnote letters go.

Which words play which part is said in the table `name_words`, not here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape  # not when needed: a child forked meanwhile would hang
from itertools import islice
from typing import NamedTuple

from unstatements.core.once import once
from unstatements.core.tables import table

__all__ = [
    "LETTER",
    "Word",
    "core",
    "each_word",
    "fold",
    "fold_word",
    "fold_words",
    "join_words",
    "repair",
    "strip_edges",
    "words",
]

# Characters that stand inside a word without being part of it: soft hyphens, joiners, direction marks.
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u2018\u2019\u201b\u2032\uff07"
# Characters that end a word: space, control, punctuation, symbols, raised and lowered digits. Written as
# ranges, because combining vowels of many scripts are no letters to Python and must stay in the word.
_BREAKS = (
    "\x00-/:-@\\[-`{-\u00a9\u00ab\u00ac\u00ae-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    "\u02c2-\u02df\u037e\u0387\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u060c\u061b\u061f"
    "\u066a-\u066d\u06d4\u0964\u0965\u1361-\u1368\u1680\u2000-\u200a\u2010-\u2029\u202f-\u205f"
    "\u2070\u2074-\u207e\u2080-\u208e\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3007-\u3020\u3030"
    "\u303d\u30a0\u30fb\ufe10-\ufe6b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufffc\ufffd"
)
LETTER = f"[^{_BREAKS}]"
_WORD = (
    # initials: two or more single letters, each with its full stop ("U.K.", "U. S. A.")
    f"(?:(?<![^{_BREAKS}])[^\\W\\d_]\\.[ \u00a0\n]{{0,3}}(?=[^\\W\\d_]\\.)){{1,7}}[^\\W\\d_]\\."
    # one letter with its full stop ("S. Korea"), kept apart from the plain letter
    f"|(?<![^{_BREAKS}])[^\\W\\d_]\\."
    # a word, with the apostrophes and line breaks that stand inside it
    f"|{LETTER}+(?:(?:[{_APOSTROPHES}]|-[ \t]{{0,40}}\r?\n[ \t]{{0,40}}(?=[a-z\u00df-\u00ff])){LETTER}+)*"
    "|&"
)
_LIST_MARK = re.compile(r"\s{0,9}[(\[]?(?:[ivxl]{1,6}|[a-zA-Z]|[0-9]{1,3})[)\]]\s{0,9}")
_ELISION = re.compile(f"[dDlL][{_APOSTROPHES}](?={LETTER})")
_DROPPED = re.compile(f"[{_APOSTROPHES}{_INVISIBLE}\\-. \t\r\n\u00a0]+")
_UNSEEN = re.compile(f"[{_INVISIBLE}]+")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]+"
)
_MOJIBAKE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]|\u00e2\u20ac")
_SAME_LETTER = str.maketrans(
    {
        "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d",
        "\u00fe": "th", "\u0131": "i", "\u0127": "h", "\u0167": "t", "\u014b": "n", "\u0259": "e",
        "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643",
        "\u0629": "\u0647", "\u06c1": "\u0647", "\u0624": "\u0648", "\u0626": "\u064a",
        "\u30f4": "\u30d6",
    }
)  # fmt: skip


class Word(NamedTuple):
    """A word of a text: its folded form and where it stands in the original."""

    key: str
    start: int
    end: int


class Lexicon(NamedTuple):
    """The words that folding treats in a way of their own, from the table `name_words`."""

    expand: dict[str, str]
    article: frozenset[str]
    join: frozenset[str]
    preposition: frozenset[str]
    polity: frozenset[str]
    manner: frozenset[str]
    of_state: frozenset[str]  # words after which a preposition is dropped
    particle: frozenset[str]
    prefix: frozenset[str]
    opening: frozenset[str]
    lead: dict[str, tuple[tuple[str, ...], ...]]


@once
def lexicon() -> Lexicon:
    """Return the words with a part to play, read once from the table `name_words`.

    Example:
        >>> lexicon().expand["rep"]
        'republic'
    """
    by_role: dict[str, list[tuple[str, str]]] = {}
    for word, role, value, _language in table("name_words"):
        by_role.setdefault(role, []).append((word, value))
    sets = {role: frozenset(word for word, _ in rows) for role, rows in by_role.items()}
    lead: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(sets["lead"], key=len, reverse=True):
        first, *_ = sequence = tuple(phrase.split())
        lead[first] = (*lead.get(first, ()), sequence)
    return Lexicon(
        dict(by_role["expand"]),
        sets["article"],
        sets["join"],
        sets["preposition"],
        sets["polity"],
        sets["manner"],
        sets["polity"] | sets["state"] | sets["manner"],
        sets["particle"],
        sets["prefix"],
        sets["opening"],
        lead,
    )


def repair(text: str) -> str:
    """Undo the wrong decoding of UTF-8 and HTML entities, compose accents and drop a list's mark.

    Example:
        >>> repair("CÃ´te dâ€™Ivoire"), repair("R&eacute;union"), repair("(iv) Mali"), repair("Peru")
        ('Côte d’Ivoire', 'Réunion', 'Mali', 'Peru')
    """
    mark = _LIST_MARK.match(text)
    if mark:
        text = text[mark.end() :]
    if text.isascii():
        if "&" in text and ";" in text:
            return unescape(text)
        return text
    for _ in range(2):  # some texts were decoded wrongly twice
        if not _MOJIBAKE.search(text):
            break
        try:
            text = b"".join(map(_byte, text)).decode("utf-8")
        except UnicodeError:
            break
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


@once
def _word_pattern() -> re.Pattern[str]:
    return re.compile(_WORD)  # takes as long as all else that the first question needs


@lru_cache(maxsize=1 << 15)
def fold_word(word: str) -> str:
    """Fold the letters of one word (step 3).

    Example:
        >>> fold_word("Côte"), fold_word("PEOPLE’S"), fold_word("U.K."), fold_word("Cyprus1")
        ('cote', 'peoples', 'uk', 'cyprus')
    """
    if len(word) == 2 and word[1] == ".":
        return word.lower()
    word = _DROPPED.sub("", word).casefold()
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word).translate(_SAME_LETTER)
        word = unicodedata.normalize("NFC", _MARKS.sub("", word)).casefold()
    if word and word[-1].isdigit():
        stem = word.rstrip("0123456789")
        if len(stem) >= 2 and stem.isalpha():
            return stem
    return word


def words(text: str, start: int = 0, limit: int | None = None) -> list[Word]:
    """Cut a text into folded words with their places in it (steps 2 and 3).

    Args:
        text: Any text.
        start: Where to begin.
        limit: How many words are enough; None for all.

    Example:
        >>> words("the U.K.*")
        [Word(key='the', start=0, end=3), Word(key='uk', start=4, end=8)]
    """
    return list(islice(each_word(text, start), limit))


def each_word(text: str, start: int = 0) -> Iterator[Word]:
    """Yield what `words` lists, one by one.

    Example:
        >>> next(each_word("the U.K.*", 3)).key
        'uk'
    """
    for match in _word_pattern().finditer(text, start):
        raw = match[0]
        start, end = match.span()
        if raw[0] in "dDlL" and _ELISION.match(raw):
            yield Word(raw[0].lower(), start, start + 1)
            start += 2
            raw = raw[2:]
        if key := fold_word(raw):
            yield Word(key, start, end)


def join_words(found: Iterable[Word]) -> Iterator[Word]:
    """Write abbreviations out and drop small words that say nothing (steps 4 and 5).

    Example:
        >>> [word.key for word in join_words(words("Rep. of the Congo"))]
        ['republic', 'congo']
    """
    lex = lexicon()
    previous = ""
    after_preposition = False
    for word in found:
        key = lex.expand.get(word.key, word.key)
        if after_preposition and key in lex.article:
            continue
        after_preposition = key in lex.preposition
        if after_preposition and previous in lex.of_state:
            continue
        previous = key
        yield word if key == word.key else Word(key, word.start, word.end)


def strip_edges(found: list[Word]) -> list[Word]:
    """Drop what surrounds a name in a list (step 6); words of nothing else are returned as they are.

    Example:
        >>> [word.key for word in strip_edges(words("and my own country, the Gambia"))]
        ['gambia']
    """
    return core(found) or found


def core(found: list[Word]) -> list[Word]:
    """Return the words that are left without what surrounds a name in a list, if any.

    Example:
        >>> core(words("and my own country:"))
        []
    """
    lex = lexicon()
    first, last = 0, len(found)
    while first < last:
        key = found[first].key
        if key in lex.article or key in lex.join or key.isdigit():
            first += 1
            continue
        for phrase in lex.lead.get(key, ()):
            if tuple(word.key for word in found[first : first + len(phrase)]) == phrase:
                first += len(phrase)
                break
        else:
            break
    while last - first > 1 and (
        found[last - 1].key.isdigit() or found[last - 1].key in "abcdefgh" or found[last - 1].key in lex.join
    ):
        last -= 1
    return found[first:last]


def fold_words(found: list[Word]) -> str:
    """Return the key of a list of words (steps 4 to 6).

    Example:
        >>> fold_words(words("and the Rep. of Korea"))
        'republic korea'
    """
    return " ".join([word.key for word in strip_edges(list(join_words(found)))])


def fold(text: str) -> str:
    """Return the key of a written name: equal for all harmless variants of it (steps 1 to 6).

    Args:
        text: Any text.

    Returns:
        Lower-case words parted by single spaces; empty if the text holds no word.

    Example:
        >>> fold(" 12. the REP. OF THE CONGO* ")
        'republic congo'
        >>> fold("République du Congo"), fold("Republique  du CONGO¹")
        ('republique congo', 'republique congo')
    """
    return fold_words(words(repair(text)))
