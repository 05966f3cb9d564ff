"""Countries in running text.

A text goes through four steps:

1. **cut** (`cut`): it is folded and cut into words once, with their places. Scripts that do not part words by spaces
   (Chinese, Japanese, Thai...) are cut into letters.
2. **names** (`_candidates`): at each word that can begin a name, the longest name of the tables that begins there is
   a candidate.
3. **rules** (`_RULES_BESIDE`, `_RULES_OF_PARTS`): named functions, each of which can reject a candidate for what
   stands in it or beside it.
4. **company** (`_kept`): second names in brackets go, and names that are ordinary words outside a list.

What speaks against a candidate is said in the table `not_names`: longer names of other things ("Group of 77 and
China", "Northern Ireland"), titles and place words around it ("Mr. Jordan", "Turkey Creek"), words that mean
something else outside a list. The time is linear in the length of the text, whatever the text holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from datetime import date
from itertools import pairwise

from attrs import define, frozen

from unstatements.core.arguments import of_type
from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import AmbiguousCountryError, UnknownCountryError
from unstatements.core.once import once
from unstatements.core.tables import table
from unstatements.names.bearers import Bearer, Bearers, bearers_on, choose, folded_names, not_names
from unstatements.names.country import Country, by_alpha_3
from unstatements.names.fold import core, cut_words, fold_word, is_dropped, joined, lexicon
from unstatements.names.match import told_apart_by_polity
from unstatements.names.typos import distance, most_slips

__all__ = ["Candidate", "Cut", "Mention", "cut", "end_of_name", "find_candidates", "find_countries"]

# Scripts whose words are not parted by spaces: Thai to Burmese, Khmer, and the East Asian ones but Korean.
_UNPARTED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
_UNPARTED_LETTER = re.compile(f"[{_UNPARTED}]")
_LETTER_OR_REST = re.compile(f"[{_UNPARTED}]|[^{_UNPARTED}]+")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]")
_NO_LETTER = re.compile(r"[\W\d_]+")
_HANGUL = re.compile("[\uac00-\ud7a3]+")

_PLAIN_GAP = re.compile(r"[ \w-]+")
_WITHIN_LETTERS = re.compile("[\u30fb\u00b7\u2027 \t\u3000\r\n\u200b]*")
_NO_SIGNS = frozenset([""])
_SIGNS = frozenset(",(/")
_BORDERS = frozenset(";:!?\u2022|\t[\u060c\u061b")
_STOPS = frozenset(",.;:\n()/\u060c\u061b")
_STOPS_BEFORE = frozenset(",;:()\n\u060c")
_BESIDE = frozenset((" ", "-", "\u00a0"))
_AFTER_TITLE = frozenset((" ", ". ", "\u00a0", ".\u00a0"))
_SHORT = 3  # letters of a word that may be a slip of a small one
_LONGEST_ABBREVIATION = 5  # letters of a word that a full stop within a name can follow
_TAIL = re.compile(
    r"(?P<small>(?:\.?[ \u00a0]{1,2}[^\W\d_]{1,4}['\u2019]?){0,2})"
    r"(?P<bracket> ?\)|(?=\s{0,9}(?:[,;.\n]|$)))"
)
_BEFORE_TAIL = frozenset(". )\u00a0")


@frozen
class Mention:
    """A country's name in a text.

    Attributes:
        country: The country.
        text: The name as it stands in the text.
        start: Where it begins.
        end: Where it ends: ``text[start:end]`` is the name.
    """

    country: Country
    text: str
    start: int
    end: int


@define(eq=False)
class Candidate:
    """A name that stands in a text, before the rules are asked.

    Attributes:
        key: Its key.
        country: The country that bears it; None where it is the name of something else, or of several countries.
        first: Index of its first word among the words of the text.
        last: Index of its last word.
        start: Where it begins in the text.
        end: Where it ends.
        free_from: Index of the first word after the name before it.
        before: The capitalised word before it, if a space or hyphen parts them; otherwise empty.
        title: The same, if a space or a full stop and a space parts them.
        after: The word after it, if a space or hyphen parts them; otherwise empty.
    """

    key: str
    country: Country | None
    first: int
    last: int
    start: int
    end: int
    free_from: int = 0
    before: str = ""
    title: str = ""
    after: str = ""


def find_countries(text: str, on: DateLike | None = None) -> list[Mention]:
    """Return the countries that a text mentions, in order, with their places.

    Names are found in all languages of the tables, as whole words and in capitals where the script has them;
    the longest name wins. Names that several countries bear are left out unless `on` decides.

    Args:
        text: Running text or a list.
        on: The day of the text.

    Returns:
        The mentions in order of appearance.

    Raises:
        TypeError: If `text` is not text.

    Example:
        >>> import unstatements as un
        >>> [m.country.alpha_3 for m in un.find_countries("Papua New Guinea, Guinea's ally, met Mr. Jordan")]
        ['PNG', 'GIN']
        >>> un.find_countries("The Group of 77 and China")
        []
    """
    day = None if on is None else as_date(on)
    return [
        Mention(candidate.country, text[candidate.start : candidate.end], candidate.start, candidate.end)
        for candidate in find_candidates(cut(of_type(text, str, "text: give a str")), day)
        if candidate.country
    ]


def find_candidates(cut: Cut, on: date | None) -> list[Candidate]:
    """Return the names of countries in a text that no rule rejects, in order (steps 2 to 4)."""
    names = _names()
    candidates = list(_candidates(cut, names, on))
    _look_beside(cut, candidates)
    return _kept(cut, [candidate for candidate in candidates if not _is_rejected(cut, names, candidate)])


# ----------------------------------------------------------------------------------- 1. cut the text


@frozen(eq=False)
class Cut:
    """A text, cut into folded words.

    Attributes:
        text: The text.
        words: Its words.
        starts: Where each of them begins.
        ends: Where each of them ends.
        has_capitals: Whether the text has capitals, by which names can be told from words.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    has_capitals: bool

    def gap(self, place: int, following: int) -> str:
        """Return what stands between two words."""
        return self.text[self.ends[place] : self.starts[following]]

    def is_capitalised(self, first: int, last: int) -> bool:
        """Whether some words begin with a capital and have small letters, as names do."""
        written = self.text[self.starts[first] : self.ends[last]]
        return written[:1].isupper() and not (len(written) > 1 and written.isupper())


def cut(text: str) -> Cut:
    """Cut a text into folded words (step 1).

    Example:
        >>> cut("China's 中国").words
        ['china', 's', '中', '国']
    """
    words, starts, ends = cut_words(text)
    if not text.isascii() or "'" in text:
        parts = [part for word in zip(words, starts, ends, strict=True) for part in _parts(text, *word)]
        words, starts, ends = map(list, zip(*parts, strict=True)) if parts else ([], [], [])
    return Cut(text=text, words=words, starts=starts, ends=ends, has_capitals=text != text.lower())


def _parts(text: str, key: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Part a word from an ending that is written to it, and into letters where its script does so with words."""
    whole = (key, start, end)
    if end - start == len(key) and key.isascii():
        return [whole]
    written = text[start:end]
    if _UNPARTED_LETTER.search(written):
        return _letters(text, start, end)
    stop = _ending(key, written)
    if not stop:
        return [whole]
    begin = stop + (written[stop] in "'\u2019")
    return [
        (fold_word(written[:stop]), start, start + stop),
        (fold_word(written[begin:]), start + begin, end),
    ]


def _letters(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Part a word into letters of scripts that do not part words, and what is written in others between them."""
    parts = []
    for part in _LETTER_OR_REST.finditer(text, start, end):
        key = fold_word(part[0])
        keys = key if _UNPARTED_LETTER.match(part[0]) else filter(None, [key])  # one letter can fold to two
        parts += [(letter, *part.span()) for letter in keys]
    return parts


def _ending(key: str, written: str) -> int:
    """Return where an ending begins that is written to a word, or 0."""
    names = _names()
    at = max(written.rfind("'"), written.rfind("\u2019"))
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
    names = _names()
    if key in names.words and before not in names.bearers:
        return False  # "People's"
    if before in names.words:
        return len(before) > 1 or after == "s"
    return len(after) > 2 and after in names.words


# ------------------------------------------------------------------------------------- 2. the names


@frozen(eq=False)
class Names:
    """The names that texts are searched for, by key; the letters of scripts that do not part words are words.

    Attributes:
        bearers: Who bears a name; nobody, if it is a longer name of something else.
        begun: What longer names begin with: their first word, their first two...
        first_words: The words, and abbreviations of words, that names begin with.
        expand: What abbreviations stand for.
        small: The words that can be dropped between others.
        partners: The words that make a longer name of another country, or of something else, out of a name.
        abbreviations: The names of one word that are names in capitals only, as they are then written.
        signs: The signs that stand inside a name as it is written ("" if there are none), where they matter.
        words: All words of names.
    """

    bearers: Mapping[str, Bearers]
    begun: frozenset[str]
    first_words: frozenset[str]
    expand: Mapping[str, str]
    small: frozenset[str]
    partners: Mapping[str, Set[str]]
    abbreviations: Mapping[str, Set[str]]
    signs: Mapping[str, frozenset[str]]
    words: frozenset[str]


@once
def _names() -> Names:
    bearers: dict[str, Bearers] = {}
    signs: defaultdict[str, set[str]] = defaultdict(set)
    for phrase in not_names("phrase"):
        bearers[_in_letters(" ".join(joined(cut_words(phrase)[0])))] = ()
    for key, name, country, _languages, kind, start, end, _source in (*table("names"), *table("names_more")):
        bearer = Bearer(by_alpha_3(country), start, end)
        if kind == "misprint" or key.rpartition(" ")[2] in lexicon().article:
            continue  # as for "Sudan, The": in a list the article is that of the next name
        key = _in_letters(key)
        signs[key].update(_SIGNS.intersection(name) or [""])
        if bearer.country.kind == "historic":
            continue  # today's texts mean the region
        others = bearers.get(key)
        if others is None:
            bearers[key] = (bearer,)
        elif others and bearer not in others:
            bearers[key] = (*others, bearer)
    begun: set[str] = set()
    for key in bearers:
        start = key.rpartition(" ")[0]
        while start and start not in begun:
            begun.add(start)
            start = start.rpartition(" ")[0]
    lex = lexicon()
    firsts = {key.partition(" ")[0] for key in bearers}
    capitals = defaultdict[str, set[str]](set)
    for row in table("names"):
        if row[4] == "abbreviation" and row[1] == row[1].upper():
            capitals[fold_word(row[1])].add(row[1].replace(".", ""))
    return Names(
        bearers=bearers,
        begun=frozenset(begun),
        first_words=frozenset([*firsts, *(short for short, word in lex.expand.items() if word in firsts)]),
        expand=lex.expand,
        small=lex.small,
        partners=_partners(bearers),
        abbreviations=capitals,
        signs={key: frozenset(some) for key, some in signs.items() if some != {""}},
        words=frozenset(word for key in bearers for word in key.split()),
    )


def _partners(names: Mapping[str, Bearers]) -> Mapping[str, Set[str]]:
    partners: defaultdict[str, set[str]] = defaultdict(set)
    lex = lexicon()
    for key in {*folded_names(), *not_names("phrase")}:
        words = key.split()
        spans = ((start, stop) for start in range(len(words)) for stop in range(start + 1, len(words) + 1))
        for start, stop in spans if len(words) > 1 else ():
            part = names.get(" ".join(words[start:stop]))
            if part and {b.country for b in bearers_on(part, None)} != {
                b.country for b in names.get(key, ())
            }:
                others = {*words[:start], *words[stop:]} - lex.small - lex.join
                partners[" ".join(words[start:stop])] |= others
    return partners


def _in_letters(key: str) -> str:
    """Write the key of a name as the words, or letters, into which a text is cut."""
    if not _UNPARTED_LETTER.search(key):
        return key
    return " ".join(part[0] for part in _LETTER_OR_REST.finditer(key.replace(" ", "")))


def _candidates(cut: Cut, names: Names, on: date | None) -> Iterator[Candidate]:
    """Yield the longest name at each word that can begin one (step 2)."""
    first_words = names.first_words
    prefixes = frozenset() if cut.text.isascii() else lexicon().prefix  # of Arabic words
    begins = [at for at, word in enumerate(cut.words) if word in first_words]
    if prefixes:
        begins = sorted({*begins, *(at for at, word in enumerate(cut.words) if word[0] in prefixes)})
    done = 0
    for at in begins:
        if at < done:
            continue
        word = cut.words[at]
        candidate = _longest_name(cut, names, on, at, word)
        if candidate is None and word[0] in prefixes and len(word) > 3:  # Arabic "and", "to", "in"
            candidate = _longest_name(cut, names, on, at, word[1:], skipped=1)
            if candidate is None and word.startswith("لل"):
                candidate = _longest_name(cut, names, on, at, f"ال{word[2:]}", skipped=1)
        if candidate:
            yield candidate
            done = candidate.last + 1


def _begins_with_capital(cut: Cut, place: int) -> bool:
    """Whether a word begins with a capital ("eSwatini" too), or with a letter of a script that has none."""
    start = cut.starts[place]
    letter = cut.text[start]
    if not letter.islower() or "\u10d0" <= letter <= "\u10ff":
        return True
    return cut.text[start + 1 : cut.ends[place]][:1].isupper()


def _longest_name(
    cut: Cut, names: Names, on: date | None, at: int, first: str, skipped: int = 0
) -> Candidate | None:
    """Return the longest name that begins at a word, read as `first` without some letters."""
    small = cut.has_capitals and not _begins_with_capital(cut, at)
    for key, places in _names_from(cut, names, at, first):
        if small and not any(_begins_with_capital(cut, place) for place in places[1:]):
            continue
        if not _is_whole(cut, names, key, places):
            continue
        bearers = names.bearers[key]
        try:
            country = choose(key, bearers, on) if bearers else None
        except AmbiguousCountryError:
            country = None
        except UnknownCountryError:  # "Serbia and Montenegro" is two countries today
            continue
        start, last = cut.starts[at] + skipped, places[-1]
        return Candidate(key, country, at, last, start, end_of_name(cut.text, start, cut.ends[last]))
    return None


def _names_from(cut: Cut, names: Names, at: int, first: str) -> list[tuple[str, list[int]]]:
    """Return the names that begin at a word, read as `first`, longest first, and the places of their words."""
    words, expand = cut.words, names.expand
    before = kept = key = expand.get(first, first)
    places = [at]
    matches = [(key, places)] if key in names.bearers else []
    for place in range(at + 1, len(words)):
        if key not in names.begun:
            break
        word = expand.get(words[place], words[place])
        if not (word in names.small and is_dropped(word, before, kept)):
            kept, key, places = word, f"{key} {word}", [*places, place]
            if key in names.bearers:
                matches.append((key, places))
        before = word
    matches.reverse()
    return matches


def _is_whole(cut: Cut, names: Names, key: str, places: list[int]) -> bool:
    """Whether the words of a would-be name belong together."""
    signs = names.signs.get(key, _NO_SIGNS)
    wanted = "" not in signs  # a name that is only written with a comma or bracket
    if key[0] > "\u30a0" and _cuts_katakana(cut, places):
        return False
    for place, following in pairwise(places):
        gap = cut.gap(place, following)
        if _PLAIN_GAP.fullmatch(gap):
            continue
        if _UNPARTED_LETTER.match(cut.words[place]):
            if not _WITHIN_LETTERS.fullmatch(gap):
                return False
            continue
        inside = _SIGNS.intersection(gap)
        if not inside <= signs or _parts_names(gap, cut.ends[place] - cut.starts[place]):
            return False
        if inside or "\n" in gap:
            wanted = wanted and not inside
            if _other_name_goes_on(cut, names, following, places[-1]):
                return False
    return not wanted


def _parts_names(gap: str, length: int) -> bool:
    """Whether what follows a word of so many letters ends an item or a sentence."""
    if _BORDERS.intersection(gap) or gap.count("\n") > 1:
        return True
    return "." in gap[1:] or (gap[:1] == "." and length > _LONGEST_ABBREVIATION)


def _cuts_katakana(cut: Cut, places: list[int]) -> bool:
    """Whether a name is part of a longer word in katakana."""
    start, end = cut.starts[places[0]], cut.ends[places[-1]]
    beside = (cut.text[max(0, start - 1) : start], cut.text[end : end + 1])
    return bool(_KATAKANA.match(cut.text, start)) and any(map(_KATAKANA.match, beside))


def _other_name_goes_on(cut: Cut, names: Names, at: int, last: int) -> bool:
    """Whether a name begins at a word and goes on beyond another: "Congo, Republic of Korea"."""
    for _, places in _names_from(cut, names, at, cut.words[at]):
        if places[-1] > last:
            beyond = next(place for place in places if place > last)
            return _STOPS.isdisjoint(cut.gap(last, beyond))
    return False


def end_of_name(text: str, start: int, end: int) -> int:
    """Return the end of a name with the small words and the bracket that belong to it.

    Example:
        >>> end_of_name("Iran (Islamic Republic of), Cuba", 0, 22)
        26
    """
    if text[end : end + 1] not in _BEFORE_TAIL:
        return end
    tail = _TAIL.match(text, end)
    if not tail or (tail["small"] and not _takes(text[start:end], tail["small"])):
        return end
    opened = text.count("(", start, end) > text.count(")", start, end)
    return tail.end() if opened or not tail["bracket"] else end


def _takes(name: str, after: str) -> bool:
    """Whether small words belong to the name before them: "Korea, Rep. of" and not "China. The"."""
    lex = lexicon()
    small = cut_words(after)[0]
    if not small or not all(key in lex.preposition or key in lex.article for key in small):
        return False
    if after.startswith(".") and small[0] not in lex.preposition:
        return False
    return not _SIGNS.isdisjoint(name) or cut_words(name)[0][-1] in lex.of_state


# --------------------------------------------------------------------------------------- 3. the rules


def _look_beside(cut: Cut, candidates: list[Candidate]) -> None:
    """Fill in the words beside names, unless these are names themselves."""
    names_end = -1
    names_begin = {candidate.first for candidate in candidates if candidate.country}
    for candidate in candidates:
        first, after = candidate.first, candidate.last + 1
        candidate.free_from = names_end + 1
        if first and first - 1 != names_end and cut.starts[first] == candidate.start:
            gap = cut.gap(first - 1, first)
            word = cut.words[first - 1] if cut.text[cut.starts[first - 1]].isupper() else ""
            candidate.before = word if gap in _BESIDE else ""
            candidate.title = word if gap in _AFTER_TITLE else ""
        if after < len(cut.words) and after not in names_begin:
            candidate.after = (
                cut.words[after] if cut.text[candidate.end : cut.starts[after]] in _BESIDE else ""
            )
        if candidate.country:
            names_end = candidate.last


def _is_rejected(cut: Cut, names: Names, candidate: Candidate) -> bool:
    if candidate.country is None:
        return True
    if abbreviations := names.abbreviations.get(candidate.key):  # "US", and not "us"
        return _NO_LETTER.sub("", cut.text[candidate.start : candidate.end]) not in abbreviations
    beside = candidate.title or candidate.before or candidate.after
    if beside and any(rejects(cut, candidate) for rejects in _RULES_BESIDE):
        return True
    return candidate.key in names.partners and any(rejects(cut, candidate) for rejects in _RULES_OF_PARTS)


def _has_title(_cut: Cut, candidate: Candidate) -> bool:
    """Reject "Mr. Jordan"."""
    return candidate.title.rstrip(".") in not_names("title")


def _is_part_of_place(cut: Cut, candidate: Candidate) -> bool:
    """Reject "New Mexico" and "Turkey Creek"."""
    if candidate.before in not_names("before") or candidate.after in not_names("after"):
        return True
    return candidate.after in not_names("after_name") and cut.is_capitalised(
        candidate.last + 1, candidate.last + 1
    )


def _is_person(cut: Cut, candidate: Candidate) -> bool:
    """Reject "Michael Jordan" and "Chad Smith"."""
    if candidate.key not in not_names("person") or not cut.is_capitalised(candidate.first, candidate.last):
        return False
    before, after = candidate.first - 1, candidate.last + 1
    if candidate.before and _may_be_forename(cut, before) and cut.gap(before, candidate.first) != "-":
        lex = lexicon()
        if not (candidate.before in lex.small or candidate.before in lex.join):
            return True
    return bool(candidate.after) and _may_be_forename(cut, after)


def _may_be_forename(cut: Cut, place: int) -> bool:
    word = cut.words[place]
    return cut.is_capitalised(place, place) and word not in lexicon().opening and not _begins_name(word)


def _begins_name(word: str) -> bool:
    return word in _names().bearers or word in _names().begun


def _is_part_of_misprint(cut: Cut, candidate: Candidate) -> bool:
    """Reject the "Guinea" of "Equatoril Guinea": what stands beside it is nearly a word of a longer name."""
    names, of_state = _names(), lexicon().of_state
    partners = names.partners[candidate.key]
    before, after = _words_before(cut, candidate), _words_after(cut, candidate)
    start = candidate.first - len(before)
    more = cut.words[max(start - 1, candidate.free_from) : start]
    split = {f"{first}{second}" for words in ([*more, *before], after) for first, second in pairwise(words)}
    decisive = of_state.intersection(before)
    if not partners.isdisjoint(split) or not partners.isdisjoint(decisive):
        return True
    unread = (word for word in (*before, *after[:1]) if word not in names.words)
    return any(_is_near(word, partners) for word in unread)


def _is_near(word: str, others: Set[str]) -> bool:
    return len(word) > 1 and any(distance(word, other) <= max(1, most_slips(len(other))) for other in others)


def _words_before(cut: Cut, candidate: Candidate) -> list[str]:
    """Return the words before a name, up to the first long one that is neither small nor for a kind of state."""
    lex, place = lexicon(), candidate.first
    while place > candidate.free_from and _PLAIN_GAP.fullmatch(cut.gap(place - 1, place)):
        place -= 1
        word = cut.words[place]
        if len(word) > _SHORT and word not in lex.small and word not in lex.of_state:
            break
    return cut.words[place : candidate.first]


def _words_after(cut: Cut, candidate: Candidate) -> list[str]:
    """Return up to two words after a name."""
    return cut.words[candidate.last + 1 : candidate.last + 3] if candidate.after else []


def _lacks_its_polity(cut: Cut, candidate: Candidate) -> bool:
    """Reject the "Kina" of "Republika Kina": the word for the kind of state tells which country is meant."""
    words = [word for word in _words_before(cut, candidate) if word not in lexicon().small]
    return bool(words) and words[-1] in lexicon().polity and candidate.country in told_apart_by_polity()


_RULES_BESIDE = (_has_title, _is_part_of_place, _is_person)
_RULES_OF_PARTS = (_is_part_of_misprint, _lacks_its_polity)


# ------------------------------------------------------------------------------------- 4. the company


def _kept(cut: Cut, candidates: list[Candidate]) -> list[Candidate]:
    """Drop second names in brackets, and names that are ordinary words unless they stand in a list."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if not (kept and _is_second_name(cut.text, kept[-1], candidate)):
            kept.append(candidate)
    words_in_company = not_names("company")
    if any(candidate.key in words_in_company for candidate in kept):
        return [
            candidate
            for at, candidate in enumerate(kept)
            if candidate.key not in words_in_company or _has_company(cut, kept, at)
        ]
    return kept


def _is_second_name(text: str, first: Candidate, second: Candidate) -> bool:
    return first.country is second.country and text[first.end : second.start].strip() == "("


def _has_company(cut: Cut, candidates: list[Candidate], at: int) -> bool:
    """Whether a name stands beside another, or is the whole text."""
    candidate = candidates[at]
    if len(candidates) == 1:
        return not (cut.text[: candidate.start].strip() or cut.text[candidate.end :].strip())
    before = at > 0 and _side_by_side(cut, candidates[at - 1], candidate)
    return before or (at + 1 < len(candidates) and _side_by_side(cut, candidate, candidates[at + 1]))


def _side_by_side(cut: Cut, first: Candidate, second: Candidate) -> bool:
    return not core(cut.words[first.last + 1 : second.first])
