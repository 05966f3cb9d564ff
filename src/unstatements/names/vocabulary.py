"""The names that texts are searched for, and what must be known of each to do so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Set
from itertools import accumulate, chain, combinations

from attrs import frozen

from unstatements.core.once import once
from unstatements.core.tables import table
from unstatements.names.bearers import Bearers, borne_by, collected, countries_on, names_by
from unstatements.names.country import Country
from unstatements.names.fold import UNPARTED, cut_words, entries, fold, fold_word, joined, lexicon

KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]+")
_SHORTEST_IN_RUN = 3  # letters of a name in katakana that is written to others
UNPARTED_LETTER = re.compile(f"[{UNPARTED}]")
_ANY = ("en", "mul")  # languages of names that are read whatever the language of the text
SIGNS = frozenset(",(/")
_LETTERS = re.compile(r"\w+")
_PLAIN = re.compile(r"[\w '-]+(?: \([\w '-]+\))?")


@frozen(eq=False)
class Names:
    """The names that texts are searched for, by key; in scripts that part no words, by letters."""

    bearers: Mapping[str, Bearers]  # nobody, if it is a longer name of something else
    begun: frozenset[str]  # what longer names begin with: their first word, their first two
    first_words: Set[str]  # the words, and abbreviations of words, that names begin with
    partners: Mapping[str, Set[str]]  # the words that make a longer name of something else of it
    languages: Mapping[str, Set[str]]  # the languages of a name
    foreign: Set[str]  # the names in Latin letters that are not English
    genitives: Set[str]  # those that count beside others of their kind, outside their language
    abbreviations: Mapping[str, Set[str]]  # the words that are names in capitals only, as written
    signs: Mapping[str, Set[str]]  # that stand inside a name; "" if it is also written without
    words: frozenset[str]  # all words of names, and their abbreviations
    expand: Mapping[str, str]  # what abbreviations stand for
    small: Set[str]  # articles and prepositions
    alone: Mapping[str, Country]  # the written names that only what follows a comma can change
    after_comma: Set[str]  # the first words of what can

    def is_in(self, key: str, languages: Set[str]) -> bool:
        """Whether a name is one of some languages."""
        return not languages.isdisjoint(self.languages.get(key, languages))


@once
def names_in_texts() -> Names:
    """Return the names of all tables that texts are searched for."""
    words = lexicon("word")  # names that are words without their accents
    more = (row for row in table("names_more") if row[0] not in words or row[4] == "genitive")
    written = [
        row
        for row in (*table("names"), *more)
        if row[4] != "misprint" and row[0].rpartition(" ")[2] not in lexicon("article")
    ]
    first_words = frozenset(row[0].partition(" ")[0] for row in written)
    rows = [(_as_cut(row[0], row[1], first_words), row) for row in written]
    names = ((key, borne_by(row[2], row[5], row[6])) for key, row in rows)
    nobody: dict[str, Bearers] = dict.fromkeys(map(_letters_key, lexicon("phrase")), ())
    # In texts of today the names of historic states mean regions.
    todays = (pair for pair in names if pair[1][0].country.kind != "historic")
    bearers = collected(todays) | nobody
    languages: dict[str, Set[str]] = {}
    signs: defaultdict[str, set[str]] = defaultdict(set)
    capitals: defaultdict[str, set[str]] = defaultdict(set)
    with_signs = {key for key, row in rows if not SIGNS.isdisjoint(row[1])}
    for key, (_key, name, _country, tags, kind, *_) in rows:
        spoken = {tag.partition("-")[0] for tag in tags.split(";")}
        languages[key] = languages.get(key, frozenset()) | spoken
        if key in with_signs:
            signs[key].update(SIGNS.intersection(name) or [""], "(" if "," in name else "")
        if kind == "abbreviation" and name == name.upper() and " " not in key:
            capitals[key].add(name.replace(".", ""))
    latin = (key for key in languages if key[0] < "\u0250")
    foreign = frozenset(key for key in latin if languages[key].isdisjoint(_ANY))
    after_comma = {*lexicon("region"), *chain(*(row[1].split(",")[1:] for row in written))}
    uncertain = foreign | lexicon("company") | capitals.keys() | set(map(fold, after_comma))
    firsts, expand = {key.partition(" ")[0] for key in bearers}, entries("expand")
    starts = (accumulate(key.split()[:-1], "{} {}".format) for key in bearers)
    return Names(
        bearers=bearers,
        begun=frozenset(chain.from_iterable(starts)),
        first_words=firsts.union(short for short in expand if expand[short] in firsts),
        partners=_partners(bearers),
        expand=expand,
        small=lexicon("article", "preposition"),
        languages=languages,
        foreign=foreign,
        genitives=foreign.intersection(key for key, row in rows if row[4] == "genitive"),
        abbreviations=capitals,
        signs=signs,
        words=frozenset(chain(expand, *map(str.split, bearers))),
        alone=_alone(bearers, uncertain),
        after_comma=set(map(first_word, after_comma)) - {""},
    )


@once
def katakana_run() -> re.Pattern[str]:
    """Return the pattern of names in katakana run together, the longest that fits first."""
    keys = (key.replace(" ", "") for key, bearers in names_in_texts().bearers.items() if bearers)
    names = [key for key in keys if KATAKANA.fullmatch(key) and len(key) >= _SHORTEST_IN_RUN]
    return re.compile(f"(?>{'|'.join(sorted(names, key=len, reverse=True))}){{2,}}+")


def first_word(text: str) -> str:
    """Return the letters that a text begins with, as far as the first other sign, folded."""
    letters = _LETTERS.search(text)
    return fold_word(letters[0]) if letters else ""


def _alone(names: Mapping[str, Bearers], uncertain: Set[str]) -> Mapping[str, Country]:
    """Return the written names that only what follows a comma can change, or an "and"."""
    alone: dict[str, Country] = {}
    for folded, name, *_ in table("names"):
        bearers = names.get(folded, ())
        if (
            len(bearers) == 1
            and not (bearers[0].start or bearers[0].end or folded in uncertain)
            and name[0].isupper()
            and _PLAIN.fullmatch(name)
            and cut_words(name)[0][0] not in lexicon("article")
        ):
            alone[name] = bearers[0].country
    return alone


def _partners(names: Mapping[str, Bearers]) -> Mapping[str, Set[str]]:
    """Return the words that stand beside a name in longer names of others."""
    partners: defaultdict[str, set[str]] = defaultdict(set)
    small = lexicon("article", "preposition", "join")
    for key in {*names_by("key"), *lexicon("phrase")}:
        words, owners = key.split(), {bearer.country for bearer in names.get(key, ())}
        for start, stop in combinations(range(len(words) + 1), 2):
            part = " ".join(words[start:stop])
            bearers = names.get(part, ()) if part != key else ()
            if bearers and countries_on(bearers, None) != owners:
                partners[part] |= {*words[:start], *words[stop:]} - small
    return partners


def _as_cut(key: str, name: str, first_words: Set[str]) -> str:
    """Write the key of a name as the words, or letters, into which a text is cut."""
    if UNPARTED_LETTER.search(key):
        return _letters_key(name)
    if lexicon("prefix").isdisjoint(key):
        return key
    return " ".join(chain.from_iterable(parted(word, first_words) for word in key.split()))


def parted(word: str, first_words: Set[str]) -> tuple[str, ...]:
    """Part a word that begins a name from the "and" or "to the" that is written to it."""
    for prefix, article in entries("prefix").items():
        rest = f"{article}{word.removeprefix(prefix)}"
        if word.startswith(prefix) and rest in first_words and word not in first_words:
            return prefix, rest
    return (word,)


def _letters_key(name: str) -> str:
    return " ".join(joined(cut_words(name, letters=True)[0]))
