"""Folding: the one way in which two spellings of a name are found to be the same.

`fold` turns a written name into its key, for names of the table and texts of users alike:

1. **Repair** (`repair`): text decoded with the wrong character set (``CÃ´te``), HTML entities,
   invisible characters, and the mark of a list with letters (``(iv)``, ``a)``).
2. **Words** (`cut_words`): the text is cut at everything that is neither letter nor digit. Full
   stops in abbreviations (``U.K.``), apostrophes within words, invisible characters and a hyphen
   that breaks a word at the end of a line do not cut.
3. **Letters** (`fold_word`): each word loses case, accents and ligatures; variants of one Arabic
   letter become that letter; a footnote digit glued to a word goes.
4. **Abbreviations**: ``Rep`` becomes `republic`, ``St`` `saint`, ``&`` `and`.
5. **Small words**: an article after a preposition goes (``of the`` = ``of``); so does a
   preposition after a word for a kind of state (``Republic of X`` = ``Republic X``).
6. **Edges**: leading articles, "and", "my own country", list numbers and trailing footnote letters
   go.

Which words play which part is said in the table `name_words`, not here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import unescape
from itertools import accumulate

from attrs import frozen

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
_LIST_MARK = r"\s{0,9}[(\[]?(?:[ivxl]{1,6}|[a-zA-Z]|[0-9]{1,3})[)\]]\s{0,9}"
_DROPPED = f"[{_APOSTROPHES}{_INVISIBLE}\\-\u2010. \t\r\n\u00a0]+"
_UNSEEN = f"[{_INVISIBLE}]+"
_MARKS = (
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u093c\u09bc"
    "\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]+"
)
_MOJIBAKE = "[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]|\u00e2\u20ac"
_SAME_LETTER = str.maketrans(
    {
        "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d",
        "\u00fe": "th", "\u0131": "i", "\u0127": "h", "\u0167": "t", "\u014b": "n", "\u0259": "e",
        "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643",
        "\u0629": "\u0647", "\u06c1": "\u0647", "\u0624": "\u0648", "\u0626": "\u064a",
        "\u30f4": "\u30d6", "\u0491": "\u0433",
    }
)  # fmt: skip
# Roles of words that only need to be a set.
_ROLES = (
    "article", "join", "preposition", "polity", "area", "manner",
    "particle", "prefix", "opening", "remark", "group", "behalf",
)  # fmt: skip


@frozen
class Lexicon:
    """The words that folding treats in a way of their own, from the table `name_words`."""

    expand: Mapping[str, str]  # what an abbreviation stands for
    article: frozenset[str]
    join: frozenset[str]  # "and"
    preposition: frozenset[str]  # "of"
    small: frozenset[str]  # articles and prepositions, which can be dropped
    changed: frozenset[str]  # these and abbreviations, which do not stand in keys as they are
    polity: frozenset[str]  # for a kind of state: "republic"
    area: frozenset[str]  # for a kind of area: "territory"
    manner: frozenset[str]  # that go with these: "democratic"
    of_state: frozenset[str]  # all of them, and "state": a preposition after them is dropped
    usual: frozenset[str]  # these and the small ones, of which names of many countries are made
    particle: frozenset[str]  # endings that Korean writes to a name
    prefix: frozenset[str]  # that Arabic writes to the next word: "and", "to", "in"
    opening: frozenset[str]  # that begin a sentence and are no first name
    remark: frozenset[str]  # that say nothing in brackets after a name
    group: frozenset[str]  # for countries of a kind, before their names
    behalf: frozenset[str]  # phrases before whom a state speaks for
    function: Mapping[str, frozenset[str]]  # common words, with the languages of which they are
    lead: Mapping[str, tuple[tuple[str, ...], ...]]  # phrases before a name, by their first word


@once
def lexicon() -> Lexicon:
    """Return the words with a part to play, read once from the table `name_words`."""
    roles: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for word, role, value, _language in table("name_words"):
        roles[role][word] = value
    lead: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(roles["lead"], key=len, reverse=True):
        sequence = tuple(phrase.split())
        lead[sequence[0]] = (*lead.get(sequence[0], ()), sequence)
    small = frozenset([*roles["article"], *roles["preposition"]])
    of_state = frozenset(
        word for role in ("polity", "area", "state", "manner") for word in roles[role]
    )
    return Lexicon(
        **{role: frozenset(roles[role]) for role in _ROLES},
        expand=roles["expand"],
        small=small,
        changed=small | roles["expand"].keys(),
        of_state=of_state,
        usual=small | of_state,
        function={word: frozenset(value.split()) for word, value in roles["function"].items()},
        lead=lead,
    )


def repair(text: str) -> str:
    """Undo wrong decoding and HTML entities, compose accents and drop the mark of a list."""
    mark = re.match(_LIST_MARK, text)
    if mark:
        text = text[mark.end() :]
    if "&" in text and ";" in text:
        text = unescape(text)
    if text.isascii():
        return text
    for _ in range(2):  # some texts were decoded wrongly twice
        if not re.search(_MOJIBAKE, text):
            break
        try:
            text = b"".join(map(_byte, text)).decode("utf-8")
        except UnicodeError:
            break
    return unicodedata.normalize("NFC", re.sub(_UNSEEN, "", text))


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


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
    lex = lexicon()
    kept: list[str] = []
    before = ""
    for word in keys:
        key = lex.expand.get(word, word)
        if not (kept and key in lex.small and is_dropped(key, before, kept[-1])):
            kept.append(key)
        before = key
    return kept


def is_dropped(small: str, before: str, kept: str) -> bool:
    """Return whether a small word says nothing after the word before it, and the last that did."""
    lex = lexicon()
    return before in lex.preposition if small in lex.article else kept in lex.of_state


def core(keys: Sequence[str]) -> range:
    """Return the places of the words left without what surrounds a name in a list (step 6)."""
    lex = lexicon()
    first, last = 0, len(keys)
    while first < last:
        key = keys[first]
        if length := _lead_length(keys, first):
            first += length
        elif key in lex.article or key in lex.join or key.isdigit():
            first += 1
        else:
            break
    while last - first > 1 and _is_trailing(keys[last - 1]):
        last -= 1
    return range(first, last)


def strip_edges(keys: list[str]) -> list[str]:
    """Return words without what surrounds a name in a list; words of nothing else as they are."""
    places = core(keys)
    return keys[places.start : places.stop] or keys


def _lead_length(keys: Sequence[str], first: int) -> int:
    """Return how many words of a phrase such as "my own country" stand at a place."""
    for phrase in lexicon().lead.get(keys[first], ()):
        if tuple(keys[first : first + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _is_trailing(key: str) -> bool:
    return key.isdigit() or key in "abcdefgh" or key in lexicon().join


def fold_words(keys: Iterable[str]) -> str:
    """Return the key of the words of a name (steps 4 to 6)."""
    return " ".join(strip_edges(joined(keys)))


def fold(text: str) -> str:
    """Return the key of a written name: equal for all harmless variants of it (steps 1 to 6)."""
    keys, _, _ = cut_words(repair(text))
    return fold_words(keys)
