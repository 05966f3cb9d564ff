"""Any written name of a country, in many languages, to the one value that stands for the country.

A name goes through these steps, and the first that answers ends the search:

1. **exact**: the text stands in the table `names`, letter for letter.
2. **code**: it is an ISO 3166-1 alpha-2, alpha-3 or numeric code, or a former code of ISO 3166-3.
3. **folded**: its key (see `unstatements.names.fold`) is that of a name; so is that of the text
   turned round at a comma or bracket ("Korea, Rep. of"), without its spaces, or without the word
   for its kind of state ("Republic of"). `names_more`, the table of all other languages, is asked
   last.
4. **corrected**: one slip of print, or two in a long name, away from a name of one country and of
   no other. Words of their own (table `not_names`) are never corrected.

A name that several countries bear is ambiguous unless a date says which of them bore it then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from operator import index as as_int
from typing import Any, Literal

from attrs import frozen

from unstatements.core.arguments import close_matches, of_type, one_of, quoted, several
from unstatements.core.dates import DateLike, as_date
from unstatements.core.errors import AmbiguousCountryError, UnknownCountryError
from unstatements.core.once import once
from unstatements.core.tables import table
from unstatements.names.bearers import (
    Bearers,
    borne_by,
    choose,
    collected,
    countries_of,
    countries_on,
    exact_names,
    folded_names,
    more_names,
    needs_accents,
)
from unstatements.names.country import Country, all_countries
from unstatements.names.fold import (
    OF_STATE,
    SMALL,
    core,
    cut_words,
    entries,
    fold,
    fold_words,
    joined,
    lexicon,
    repair,
    strip_edges,
)
from unstatements.names.translations import translated_names
from unstatements.names.typos import Neighbours, as_printed, is_slip

How = Literal["exact", "code", "folded", "corrected"]
Scheme = Literal["cow", "gw"]

_SPACED = 4  # letters of a word that can be spaced out
LONGEST = 300  # characters; no name of a country is longer
_MOST_WORDS = 30  # of a name, even of several side by side
_LAST_CORRECTED = "\u04ff"  # the last letter of Cyrillic; other scripts are not corrected
_ONE_SLIP, _TWO_SLIPS = 5, 9  # letters of names that are corrected
_STATE_WORD = 5  # letters; shorter words for kinds of states are not corrected
_SMALL_WORD = 4  # letters of a misprint of "of" or "the"
# What opens, and closes, the part that goes first.
_TURNED_AT = (("(", ")"), ("[", "]"), ("（", "）"), (",", "\0"), ("，", "\0"), ("،", "\0"))


@frozen
class Match:
    """The country that a text names, and how that was found.

    Attributes:
        country: The country.
        how: ``"exact"``, ``"code"``, ``"folded"`` or ``"corrected"``; only the last is a guess, if
            a safe one.
        score: 1 for all but corrections; for these the share of letters that stood as they should.

    Example:
        >>> import unstatements as un
        >>> un.match("Repbulic of Korea")
        Match(country=country('KOR'), how='corrected', score=0.93)
    """

    country: Country
    how: How
    score: float = 1.0


def country(
    x: Country | str | int, on: DateLike | None = None, *, scheme: Scheme | None = None
) -> Country:
    """Return the country that a name or code stands for.

    Names are read in many languages and spellings; what is not sure is an error, never a guess.
    A slip of print is corrected where it leaves no doubt: `match` says whether that was needed.

    Args:
        x: A name; an ISO 3166-1 alpha-2, alpha-3 or numeric code, in capitals; a former name or
            code; a country.
        on: The day on which the name was used; decides between countries that bore it at different
            times.
        scheme: ``"cow"`` or ``"gw"`` to read `x` as a code of the Correlates of War or of
            Gleditsch and Ward. Codes that several states had in turn (345, 365) are those of the
            state that the list names, unless `on` decides.

    Returns:
        The country.

    Raises:
        UnknownCountryError: If no country bears the name, or none bore it on that day.
        AmbiguousCountryError: If several do.

    Example:
        >>> from datetime import date
        >>> import unstatements as un
        >>> un.country("Ivory Coast"), un.country("科特迪瓦"), un.country("Cote D'lvoire")
        (country('CIV'), country('CIV'), country('CIV'))
        >>> un.country("Yugoslavia", on=date(2001, 1, 1)).name
        'Serbia and Montenegro'
        >>> un.country(2, scheme="cow")
        country('USA')
        >>> un.country("Korea")
        Traceback (most recent call last):
            ...
        unstatements.errors.AmbiguousCountryError: 'Korea' can be Democratic People's Republic of
        Korea
        (PRK) ...
    """
    if scheme is not None and not isinstance(x, Country):
        return _by_scheme(x, on, scheme)
    return match(x, on).country


def match(x: Country | str | int, on: DateLike | None = None) -> Match:
    """Return the country that a name or code stands for, with the way it was found.

    Args:
        x: As in `country`.
        on: The day on which the name was used.

    Returns:
        The match: country, how, score.

    Raises:
        UnknownCountryError: If no country bears the name, or none bore it on that day.
        AmbiguousCountryError: If several do.

    Example:
        >>> import unstatements as un
        >>> un.match("the Rep. of Korea*").how, un.match("Latva").how
        ('folded', 'corrected')
    """
    day = None if on is None else as_date(on)
    if isinstance(x, Country):
        return Match(x, "exact")
    if isinstance(x, str):
        text = x if len(x) <= LONGEST else x.strip()
        if len(text) <= LONGEST:
            return _match_text(text, day)
    elif not isinstance(x, bool):
        try:
            return _match_text(f"{as_int(x):03d}", day)
        except (TypeError, ValueError):  # no number, or one of too many digits
            pass
    raise _unknown(x)


def normalize(
    names: Iterable[Any], errors: Literal["raise", "null"] = "raise", on: DateLike | None = None
) -> list[Country | None]:
    """Return the country of each name of a column; each distinct name is looked up once.

    Args:
        names: A list or any other iterable, a pandas or polars Series, a pyarrow array.
        errors: ``"raise"`` to stop at a name that is unknown or ambiguous (or missing), ``"null"``
            to give None for it.
        on: The day on which the names were used.

    Returns:
        One country (or None) for each name, in order.

    Raises:
        UnknownCountryError: If `errors` is ``"raise"`` and a name is unknown.
        AmbiguousCountryError: If `errors` is ``"raise"`` and a name is ambiguous.
        ValueError: If `errors` is neither of the two.

    Example:
        >>> import unstatements as un
        >>> un.normalize(["Belanda", "КНДР", "Europe"], errors="null")
        [country('NLD'), country('PRK'), None]
    """
    one_of(of_type(errors, str, "way to treat errors"), ("raise", "null"), "errors")
    values = listed(names)
    countries: dict[Any, Country | None] = dict.fromkeys(values)
    for value in countries:
        try:
            countries[value] = country(value, on)
        except (UnknownCountryError, AmbiguousCountryError):
            if errors == "raise":
                raise
    return list(map(countries.__getitem__, values))


def listed(names: Iterable[Any]) -> list[Any]:
    """Return the values of a column of any kind."""
    for method in ("to_pylist", "to_list", "tolist"):  # pyarrow; pandas and polars; numpy
        convert = getattr(names, method, None)
        if convert is not None:
            names = convert()
            break
    values = several(names, "column of names: give several names; use country() for one")
    # What cannot be looked up is not a name.
    return [value if _is_hashable(value) else quoted(value) for value in values]


def _is_hashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


@lru_cache(maxsize=1 << 16)
def _match_text(text: str, day: date | None) -> Match:
    if bearers := exact_names().get(text):
        return Match(choose(text, bearers, day), "exact")
    if bearers := _by_code(text.strip()):
        return Match(choose(text, bearers, day), "code")
    name = _cut_name(text)
    if len(name.words) > _MOST_WORDS and any(len(word) > 1 for word in name.words):
        raise _unknown(text)
    keys = tuple(dict.fromkeys(map(fold_words, name.readings)))
    if not keys or _is_word(name, keys[0]):
        raise _unknown(text)
    if bearers := _by_keys(keys) or _by_joined_words(name.readings) or _by_two_names(name):
        return Match(choose(text, bearers, day), "folded")
    if bearers := _translated(keys):
        return Match(choose(text, bearers, day), "folded")
    if corrected := _corrected(name, keys, day):
        return corrected
    raise _unknown(text)


def _unknown(value: object) -> UnknownCountryError:
    if isinstance(value, str) and fold(value[:LONGEST]) in _bloc_names():
        return UnknownCountryError(f"{quoted(value)} is a bloc, not a country", value=value)
    return UnknownCountryError(
        f"no country is called {quoted(value)}", value=value, suggest=_suggestions
    )


@once
def _bloc_names() -> frozenset[str]:
    names = ([abbreviation, name] for _id, abbreviation, name, *_ in table("blocs"))
    return frozenset(fold(name) for both in names for name in both)


def _suggestions(value: object) -> tuple[str, ...]:
    """Return the short names of up to three countries that have a name much like a text."""
    key = fold(value[:LONGEST]) if isinstance(value, str) else ""
    if not key or key in lexicon("word") or key in lexicon("phrase"):
        return ()
    *_, (key, _left_out) = ((key, ""), *_bases(key))  # "Republic of Kygyz" is not like Korea
    names = _names_to_suggest()
    near = close_matches(key, [name for name in names if name[0] == key[0]])
    return tuple(dict.fromkeys(names[name] for name in near))


@once
def _names_to_suggest() -> Mapping[str, str]:
    """The short name of each country, by the keys of it and of the UN's name."""
    countries = all_countries()
    by_un_name = {fold(country.un_name): country.name for country in countries if country.un_name}
    return by_un_name | {fold(country.name): country.name for country in countries}


@frozen(eq=False, slots=False)
class _WrittenName:
    """A text, repaired and cut into words."""

    text: str
    words: list[str]
    starts: list[int]

    @cached_property
    def readings(self) -> list[list[str]]:
        """The words as they stand, and turned round at brackets and commas."""
        if not self.words:
            return []
        first, *rest = self.words
        readings = [*self._with_direction(), self.words]
        for opening, closing in _TURNED_AT:
            if opening in self.text:
                readings += self._turned(opening, closing)
        if first[:1] in ("و", "ו") and len(first) > 3:  # "and", written to the next word
            readings.append([first[1:], *rest])
        if len(self.words) >= _SPACED and all(len(word) == 1 for word in self.words):
            readings.append(["".join(self.words)])  # "P E R U"
        return [reading for reading in readings if reading]

    def _with_direction(self) -> Iterator[list[str]]:
        """Yield the words with "N", written without a full stop, as "North"."""
        first, *rest = self.words
        direction = entries("expand").get(f"{first}.")
        if direction and self.text.strip()[:2] in (f"{first.upper()} ", f"{first.upper()}-"):
            yield [direction, *rest]

    def _turned(self, opening: str, closing: str) -> Iterator[list[str]]:
        """Yield words in brackets or after a comma first; without them, if they say nothing."""
        remark = lexicon("remark")
        for opened in dict.fromkeys((self.text.find(opening), self.text.rfind(opening))):
            closed = self.text.find(closing, opened)
            start = bisect_left(self.starts, opened)
            end = bisect_left(self.starts, closed) if closed >= 0 else len(self.words)
            before, inner, after = self.words[:start], self.words[start:end], self.words[end:]
            if inner and before and all(inner[at] in remark for at in core(inner)):
                yield [*before, *after]
            else:
                yield [*strip_edges(inner), *strip_edges(before), *strip_edges(after)]


def _cut_name(text: str) -> _WrittenName:
    repaired = repair(text)
    keys, starts, _ = cut_words(repaired)
    return _WrittenName(repaired, keys, starts)


def _is_word(name: _WrittenName, key: str) -> bool:
    """Whether a text is a word of its own ("us", "island") and no name ("the US", "Island")."""
    if key in lexicon("company"):
        return name.text.islower() and name.text.isascii() and len(name.words) == 1
    text = name.text.replace(".", "")
    if key in _abbreviations() and (key.upper() in text or "." in name.text.strip()[:-1]):
        return False  # "the US", "u.s."
    if needs_accents(key, name.text):
        return True
    if name.text.isascii() or key not in lexicon("word"):
        return key in lexicon("word")
    return key not in folded_names() and key not in more_names()  # "Irã" is a name, "Ira" is none


def _by_keys(keys: Iterable[str]) -> Bearers:
    for read in (_named, _named_elsewhere, _without_polity):
        for key in keys:
            if bearers := read(key):
                return bearers
    return ()


def _named(key: str) -> Bearers:
    return folded_names().get(key, ())


def _named_elsewhere(key: str) -> Bearers:
    return more_names().get(key, ())


def _without_polity(key: str) -> Bearers:
    """Read "Republic of X" and "X Republic", unless what is left out tells X from another."""
    if key in lexicon("phrase"):
        return ()
    for base, left_out in _bases(key):
        if left_out in folded_names():
            return ()
        bearers = _named(base) or _named_elsewhere(base)
        if bearers and _needs_no_polity(bearers[0].country, left_out):
            return () if _is_near_another(key, bearers) else bearers
    return ()


def _needs_no_polity(country: Country, left_out: str) -> bool:
    kind = "area" if not lexicon("area").isdisjoint(left_out.split()) else "state"
    return country.kind == kind and country not in told_apart_by_polity()


@once
def told_apart_by_polity() -> frozenset[Country]:
    """Return the countries that only words for their kind of state tell from another."""
    return frozenset().union(*_shared_bases().values())


@once
def _shared_bases() -> Mapping[str, frozenset[Country]]:
    """The names that several share without words for their kind of state: "Congo", "Korea"."""
    bases: defaultdict[str, set[Country]] = defaultdict(set)
    names, area = folded_names(), lexicon("area")
    for key, bearers in names.items():
        for base, left_out in _bases(key):
            if area.isdisjoint(left_out.split()):
                bases[base].update(bearer.country for bearer in (*bearers, *names.get(base, ())))
    return {base: frozenset(countries) for base, countries in bases.items() if len(countries) > 1}


def _bases(key: str) -> Iterator[tuple[str, str]]:
    """Yield what is left of a name without words for a kind of state, and these; fewest first."""
    kept = key.split()
    left_out: list[str] = []
    kinds = lexicon("polity") | lexicon("area")
    while len(kept) > 1 and kept[0] in lexicon(*OF_STATE):
        left_out.append(kept.pop(0))
        if not kinds.isdisjoint(left_out):
            yield " ".join(kept), " ".join(left_out)
    in_front = not kinds.isdisjoint(left_out)
    left_out = []
    while len(kept) > 1 and (kept[-1] in lexicon("polity") or kept[-1] in lexicon("manner")):
        left_out.insert(0, kept.pop())
        if in_front or not lexicon("polity").isdisjoint(left_out):
            yield " ".join(kept), " ".join(left_out)
    if len(kept) == 1 and kept[0] > "\u2e80":  # a script without spaces
        yield from _bases_without_spaces(kept[0])


def _bases_without_spaces(key: str) -> Iterator[tuple[str, str]]:
    kept, endings = key, lexicon("polity")
    while True:
        ending = max((ending for ending in endings if kept.endswith(ending)), key=len, default="")
        kept = kept.removesuffix(ending)
        if not ending or len(kept) < 2:
            return
        yield kept, key.removeprefix(kept)
        endings = lexicon("manner")


def _by_joined_words(readings: list[list[str]]) -> Bearers:
    """Read a name whose spaces were lost or misplaced."""
    keys = chain.from_iterable(map(_without_spaces, readings))
    return next(filter(None, map(_joined_names().get, keys)), ())


@once
def _joined_names() -> Mapping[str, Bearers]:
    """The names of several words in the first table, without spaces."""
    names = ((cut_words(name)[0], bearers) for name, bearers in exact_names().items())
    return collected(
        (key, bearers)
        for words, bearers in names
        if len(words) > 1
        for key in _without_spaces(words)
    )


def _without_spaces(words: list[str]) -> set[str]:
    keys = {"".join(words), "".join(strip_edges(words))}
    # Scripts without spaces say in four letters what others say in nine.
    return {key for key in keys if len(key) >= (4 if min(key) > "\u2e80" else 9)}


def _translated(keys: Iterable[str]) -> Bearers:
    """Read a name of pycountry's catalogues."""
    for key in keys:
        if (bearers := translated_names().get(key, ())) and not _is_near_another(key, bearers):
            return bearers
    return ()


def _is_near_another(key: str, bearers: Bearers) -> bool:
    """Whether a text is a slip from another's better known name: "Dominica Republic"."""
    others = map(_named, _easy_slips(_near(key), key))
    return not all(countries_of(names) <= countries_of(bearers) for names in others)


def _easy_slips(near: Mapping[str, int], key: str) -> list[str]:
    """Return the names that one slip makes a text of, or the loss of two letters."""
    return [name for name, slips in near.items() if slips in (1, len(name) - len(key))]


@lru_cache(maxsize=1 << 5)
def _by_two_names(name: _WrittenName, start: int = 0) -> Bearers:
    """Read names of one country side by side, or one of several with a name that says which."""
    for stop in range(start + 1, len(name.words)):
        countries = countries_of(_by_part(name, start, stop))
        shared = _shared_bases().get(fold_words(name.words[start:stop]), frozenset())
        if not (countries or shared) or _are_joined(name.words[stop - 1 : stop + 1]):
            continue
        bearers = _by_part(name, stop, len(name.words)) or _by_two_names(name, stop)
        others = countries_of(bearers)
        if others and (others == countries or (len(others) == 1 and others < shared)):
            return bearers
        if len(countries) == len(others) == 1:  # "Jersey (GB)" is "Jersey (United Kingdom)"
            both = _named(fold(" ".join(country.name for country in (*countries, *others))))
            if countries_of(both) == countries:
                return both
    return ()


def _are_joined(words: list[str]) -> bool:
    """Whether one of the words between two names is "and"."""
    return not lexicon("join").isdisjoint(joined(words))


def _by_part(name: _WrittenName, start: int, stop: int) -> Bearers:
    """Read some words of a text as a name, or one of them as a code."""
    bearers = _by_keys([fold_words(name.words[start:stop])])
    if bearers or stop - start > 1:
        return bearers
    begin = name.starts[start]
    return _by_code(name.text[begin : begin + len(name.words[start])])


@once
def _codes() -> Mapping[str, Bearers]:
    """The codes of ISO 3166-1, and the three letters of every country of the table."""
    return collected(
        (code, borne_by(country.alpha_3))
        for country in all_countries()
        for code in (country.alpha_3, country.alpha_2, country.numeric)
        if code and (code == country.alpha_3 or not country.end)
    )


@once
def _scheme_codes(scheme: str) -> Mapping[str, Bearers]:
    return collected(
        (code, borne_by(alpha_3, start, end))
        for row_scheme, code, alpha_3, start, end, _source in table("codes")
        if row_scheme == scheme
    )


def _by_code(text: str) -> Bearers:
    if not (2 <= len(text) <= 4 and text.isascii() and text.isalnum()):
        return ()
    bearers = _codes().get(text) or _scheme_codes("iso-3166-3").get(text, ())
    if not bearers and len(text) == 3 and text.islower() and text not in lexicon("word"):
        # The letters of historic states are no codes that people write in passing: "bad", "tus".
        bearers = tuple(b for b in _codes().get(text.upper(), ()) if b.country.kind != "historic")
    return bearers


def _by_scheme(x: str | int, on: DateLike | None, scheme: Scheme) -> Country:
    one_of(scheme, ("cow", "gw"), "scheme")
    bearers = _scheme_codes(scheme).get(str(x).strip())
    if not bearers:
        raise UnknownCountryError(f"no country has the {scheme} code {quoted(x)}", value=x)
    day = None if on is None else as_date(on)
    that_day = [bearer for bearer in bearers if day is not None and bearer.held(day)]
    return [bearers[0], *that_day][-1].country  # the last of them to have come to the code


def _corrected(written: _WrittenName, keys: tuple[str, ...], on: date | None) -> Match | None:
    text = written.text.strip()
    if text.isupper() and len(text) <= 4:
        return None  # a code or an abbreviation
    repaired = tuple(_with_state_words(written))
    printed = chain.from_iterable(_cut_name(each).readings for each in as_printed(written.text))
    for key in (*map(fold_words, printed), *repaired):
        bearers = _by_keys([key])
        if bearers and not _needs_its_spelling(key):
            return Match(choose(text, bearers, on), "corrected", _score(key, 1))
    for key, left_out in _with_bases((*keys, *repaired)):
        if key[0] > _LAST_CORRECTED or key in lexicon("word") or key in lexicon("phrase"):
            continue
        near = _near(key)
        fewest = min(near.values(), default=0)
        nearest = [name for name, slips in near.items() if slips in (fewest, len(name) - len(key))]
        nearest += _slips_of_same_kind(key)
        if not all(map(_named, nearest)):
            return None  # near the name of something else
        countries = set().union(*(countries_on(_named(name), on) for name in nearest))
        if left_out and not (fewest and all(_needs_no_polity(c, left_out) for c in countries)):
            continue
        if len(countries) == 1 and any(_is_slip(key, name, fewest) for name in nearest):
            return Match(countries.pop(), "corrected", _score(key, fewest))
        if len(countries) > 1:
            candidates = sorted(countries, key=lambda country: country.alpha_3)
            raise AmbiguousCountryError(
                f"{quoted(text)} can be a slip for {' or '.join(map(str, candidates))}",
                value=text,
                candidates=[candidate.alpha_3 for candidate in candidates],
            )
    return None


def _needs_its_spelling(key: str) -> bool:
    """Whether a name is one only as it is written, or only without a kind of state: "Island"."""
    words = key.split()
    if len(words) > 1 and _named(key):
        return False
    names = [word for word in words if word not in lexicon(*OF_STATE)]
    is_word = len(names) < len(words) and " ".join(names) in lexicon("company")
    return is_word or any(map(needs_accents, words))


def _with_bases(keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield keys, and what is left of them without words for a kind of state, with these."""
    yield from ((key, "") for key in keys)
    for key in keys:
        for base, left_out in _bases(key) if key not in lexicon("phrase") else ():
            if left_out not in folded_names():
                yield base, left_out


def _slips_of_same_kind(key: str) -> Iterator[str]:
    """Yield the names of republics that "Nigera" in "Republic of Nigera" can be a slip for."""
    for base, left_out in _bases(key):
        if not _named(base):
            for name in _easy_slips(_near(base), base):
                countries = countries_of(_named(name)) - told_apart_by_polity()
                if any((country, left_out) in _kinds() for country in countries):
                    yield name


@once
def _kinds() -> frozenset[tuple[Country, str]]:
    """The countries with the words for kinds of states in their names."""
    polity = lexicon("polity")
    return frozenset(
        (bearer.country, word)
        for key, bearers in folded_names().items()
        for word in polity.intersection(key.split())
        for bearer in bearers
    )


def _is_slip(key: str, name: str, slips: int) -> bool:
    """Whether a text can be a slip of a name; names that are not English must be longer."""
    letters = len(name) - (name not in _english_names())
    changed = set(key.split()).difference(name.split())
    if slips > 1 and not all(map(changed.isdisjoint, (lexicon("word"), _name_words()))):
        return False  # "Bulgarian People's Republic" is not the Hungarian one, north is not south
    return is_slip(key, name) and letters >= (_ONE_SLIP if slips == 1 else _TWO_SLIPS)


def _score(key: str, slips: int) -> float:
    return round(1 - slips / len(key), 2)


def _with_state_words(name: _WrittenName) -> Iterator[str]:
    """Yield the keys of a text with "Republc" read as "Republic", and "Republic f" as "of"."""
    for reading in name.readings:
        repaired = [reading]
        for at, word in enumerate(reading):
            if len(word) >= _STATE_WORD and word not in lexicon(*OF_STATE):
                near = _state_words().of(word)
                repaired += [[*reading[:at], state, *reading[at + 1 :]] for state in near]
        for words in repaired:
            kept = _without_misprints(words)
            if words is not reading:
                yield fold_words(words)
            if len(kept) < len(words):
                yield fold_words(kept)


def _without_misprints(words: list[str]) -> list[str]:
    """Return words without misprints of "of" after a word for a kind of state, "the" before it."""
    kept: list[str] = []
    for word, following in pairwise([*words, ""]):
        before = next((before for before in reversed(kept) if before not in lexicon(*SMALL)), "")
        is_article = not before and following and "the" in _small_words().of(word)
        if not (
            (is_article or before in lexicon(*OF_STATE))
            and len(word) <= _SMALL_WORD
            and word not in _name_words()
            and 1 in _small_words().of(word).values()
        ):
            kept.append(word)
    return kept


@lru_cache(maxsize=1 << 12)
def _near(key: str) -> Mapping[str, int]:
    return _correctable().of(key)


@once
def _correctable() -> Neighbours:
    """The keys of the first table without abbreviations and historic states, and phrases."""
    names = {
        key
        for key, bearers in folded_names().items()
        if key not in _abbreviations() and any(b.country.kind != "historic" for b in bearers)
    }
    return Neighbours(names | lexicon("phrase"))


@once
def _english_names() -> frozenset[str]:
    return frozenset(row[0] for row in table("names") if "en" in row[3].split(";"))


@once
def _abbreviations() -> frozenset[str]:
    return frozenset(row[0] for row in table("names") if row[1].isupper() and len(row[1]) < 6)


@once
def _state_words() -> Neighbours:
    return Neighbours(word for word in lexicon(*OF_STATE) if len(word) >= _STATE_WORD)


@once
def _name_words() -> frozenset[str]:
    return frozenset(word for key in _english_names() for word in key.split())


@once
def _small_words() -> Neighbours:
    return Neighbours(word for word in lexicon(*SMALL) if 1 < len(word) < _SMALL_WORD)
