"""Any written name of a country, in many languages, to the one value that stands for the country.

The first of these steps that answers ends the search:

1. **exact**: the text stands in the table `names`, letter for letter.
2. **code**: it is an ISO 3166-1 alpha-2, alpha-3 or numeric code, or a former code of ISO 3166-3.
3. **folded**: its key (see `unstatements.names.fold`) is that of a name; so is that of the text
   turned round at a comma or bracket ("Korea, Rep. of"), without its spaces, or without the word
   for its kind of state ("Republic of").
4. **corrected**: it is one slip of print, or two in a long name, away from a name of one country
   and of no other. Words of their own (table `not_names`) are never corrected.

A name that several countries bear is ambiguous unless a date says which of them bore it then.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import chain
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
    names_by,
    needs_accents,
    translated_names,
)
from unstatements.names.country import Country, all_countries
from unstatements.names.fold import (
    OF_STATE,
    SMALL,
    USUAL,
    cut_words,
    entries,
    fold,
    fold_words,
    joined,
    lexicon,
    repair,
    strip_edges,
)
from unstatements.names.typos import Neighbours, as_printed, distance, most_slips

How = Literal["exact", "code", "folded", "corrected"]
Scheme = Literal["cow", "gw"]

_SPACED = 4  # letters of a word that can be spaced out
_LONGEST = 300  # characters; no name of a country is longer
_MOST_WORDS = 30  # of a name, even of several side by side
_BEYOND = "\u0500"  # the first letter after Cyrillic; scripts beyond are not corrected
_STATE_WORD = 5  # letters of words for kinds of states that are corrected; "of" has fewer
_JOINED = 6  # letters of a name of several words that is read without spaces
_ONE_SLIP, _TWO_SLIPS = 5, 9  # letters of names that are corrected
_TURNED_AT = re.compile(r"[(\[（,，،]")  # what opens the part that goes first


@frozen
class Match:
    """The country that a text names, and how that was found.

    Attributes:
        country: The country.
        how: ``"exact"``, ``"code"``, ``"folded"``, or ``"corrected"``, a guess, if a safe one.
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
        x: A name; a code of ISO 3166-1, in capitals, or a former one of ISO 3166-3; a country.
        on: The day on which the name was used, for names that several countries bore in turn.
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
    """
    if scheme is not None and not isinstance(x, Country):
        return _by_scheme(x, on, scheme)
    return match(x, on).country


def match(x: Country | str | int, on: DateLike | None = None) -> Match:
    """Return the country that a name or code stands for, with the way it was found.

    Args:
        x: As in `country`.
        on: As in `country`.

    Returns:
        The match: country, how, score.

    Raises:
        UnknownCountryError: As in `country`.
        AmbiguousCountryError: As in `country`.

    Example:
        >>> import unstatements as un
        >>> un.match("the Rep. of Korea*").how, un.match("Latva").how
        ('folded', 'corrected')
    """
    day = None if on is None else as_date(on)
    if isinstance(x, Country):
        return Match(x, "exact")
    try:
        text = x.strip() if isinstance(x, str) else f"{x:03d}"
    except (TypeError, ValueError):  # no number, or one of too many digits
        text = ""
    result = _match_text(text, day) if len(text) <= _LONGEST else None
    if not result:
        raise _unknown(x)
    return result


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
    # What cannot be looked up is not a name; a tuple may hold what cannot.
    return [
        value
        if isinstance(value, Hashable) and not isinstance(value, tuple)
        else f"{type(value).__name__} {quoted(value)}"
        for value in values
    ]


@lru_cache(maxsize=1 << 16)
def _match_text(text: str, day: date | None) -> Match | None:
    if bearers := names_by("name").get(text):
        return Match(choose(text, day, bearers), "exact")
    if bearers := _by_code(text):
        return Match(choose(text, day, bearers), "code")
    written = repair(text)
    readings = _readings(written)
    keys = _keys(readings)
    if not keys or _is_word(written, keys[0]):
        return None
    if bearers := (
        _by_keys(keys)
        or _first(_joined_names(), map("".join, chain(readings, map(strip_edges, readings))))
        or _by_two_names(written)
        or _translated(keys)
    ):
        return Match(choose(text, day, bearers), "folded")
    return _corrected(written.strip(), readings, day)


def _unknown(value: object) -> UnknownCountryError:
    if isinstance(value, str) and fold(value[:_LONGEST]) in _bloc_names():
        return UnknownCountryError(f"{quoted(value)} is a bloc, not a country", value=value)
    return UnknownCountryError(
        f"no country is called {quoted(value)}", value=value, suggest=_suggestions
    )


@once
def _bloc_names() -> frozenset[str]:
    return frozenset(fold(name) for row in table("blocs") for name in row[1:3])


def _suggestions(value: object) -> tuple[str, ...]:
    """Return the short names of up to three countries that have a name much like a text."""
    key = fold(value[:_LONGEST]) if isinstance(value, str) else ""
    if not key or key in lexicon("word", "phrase"):
        return ()
    *_, key = (key, *_bases(key))  # "Republic of Kygyz" is not like Korea
    names = _names_to_suggest()
    near = close_matches(key, [name for name in names if name[0] == key[0]])
    return tuple(dict.fromkeys(names[name] for name in near))


@once
def _names_to_suggest() -> Mapping[str, str]:
    """The short name of each country, by the keys of it and of the UN's name."""
    countries = all_countries()
    by_un_name = {fold(country.un_name): country.name for country in countries if country.un_name}
    return by_un_name | {fold(country.name): country.name for country in countries}


def _readings(text: str) -> list[list[str]]:
    """Return the words of a text as they stand, and turned round at brackets and commas."""
    words = cut_words(text)[0]
    if not words:
        return []
    first, *rest = words
    readings = [words]
    if direction := entries("expand").get(f"{first}."):
        readings.insert(0, [direction, *rest])  # "N Korea"
    for sign in _TURNED_AT.finditer(text) if len(words) <= _MOST_WORDS else ():
        parts = (text[: sign.start()], text[sign.end() :])
        readings.append(_turned(*(cut_words(part)[0] for part in parts)))
    if first[0] in lexicon("prefix") and len(first) > 3:  # "and", written to the next word
        readings.append([first[1:], *rest])
    if len(words) >= _SPACED and all(len(word) == 1 for word in words):
        readings.append(["".join(words)])  # "P E R U"
    return readings


def _turned(before: list[str], after: list[str]) -> list[str]:
    """Put words in brackets or after a comma first, or leave them out if they say nothing."""
    if before and after and lexicon("remark").issuperset(strip_edges(after)):
        return before
    return [*after, *strip_edges(before)]


def _keys(readings: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(map(fold_words, readings)))


def _is_word(text: str, key: str) -> bool:
    """Whether a text is a word of its own ("us", "island") and no name ("the US", "Island")."""
    if key in lexicon("company"):
        return text.islower() and text.isascii() and len(cut_words(text)[0]) == 1
    if key in _abbreviations() and (key.upper() in text.replace(".", "") or "." in text[:-1]):
        return False  # "the US", "u.s."
    is_word = key in lexicon("word", "phrase") and (text.isascii() or not _named(key))
    return is_word or needs_accents(key, text)  # "Irã" is a name, "Ira" is none


def _first(names: Mapping[str, Bearers], keys: Iterable[str]) -> Bearers:
    """Return the bearers of the first of some keys that is a name."""
    return next(filter(None, map(names.get, keys)), ())


def _by_keys(keys: list[str]) -> Bearers:
    return (
        _first(names_by("key"), keys)
        or _first(names_by("key", "names_more"), keys)
        or next(filter(None, map(_without_polity, keys)), ())
    )


def _named(key: str) -> Bearers:
    return names_by("key").get(key) or names_by("key", "names_more").get(key, ())


def _without_polity(key: str) -> Bearers:
    """Read "Republic of X" and "X Republic", unless what is left out tells X from another."""
    for base in _bases(key):
        bearers = _named(base)
        if bearers and _needs_no_polity(key, {bearers[0].country}):
            return () if _is_near_another(key, bearers) else bearers
    return ()


def _needs_no_polity(key: str, countries: set[Country]) -> bool:
    kind = "area" if not lexicon("area").isdisjoint(key.split()) else "state"
    is_of_kind = all(country.kind == kind for country in countries)
    return is_of_kind and told_apart_by_polity().isdisjoint(countries)


@once
def told_apart_by_polity() -> frozenset[Country]:
    """Return the countries that only words for their kind of state tell from another."""
    return frozenset().union(*_shared_bases().values())


@once
def _shared_bases() -> Mapping[str, frozenset[Country]]:
    """The names that several share without words for their kind of state: "Congo", "Korea"."""
    bases: defaultdict[str, set[Country]] = defaultdict(set)
    names, area = names_by("key"), lexicon("area")
    for key in (key for key in names if area.isdisjoint(key.split())):
        for base in _bases(key):
            bases[base] |= countries_of((*names[key], *names.get(base, ())))
    return {base: frozenset(countries) for base, countries in bases.items() if len(countries) > 1}


def _bases(key: str) -> Iterator[str]:
    """Yield what is left of a name with ever fewer words for its kind of state."""
    if key in lexicon("phrase"):
        return
    words = key.split() if " " in key or key < "\u2e80" else _parted(key)
    in_front, behind = lexicon(*OF_STATE), lexicon("polity", "manner")
    start, stop = 0, len(words)
    while stop - start > 1 and (words[start] in in_front or words[stop - 1] in behind):
        if words[start] in in_front:
            start += 1
        else:
            stop -= 1
        base, left_out = " ".join(words[start:stop]), " ".join([*words[:start], *words[stop:]])
        if left_out in names_by("key") or base in lexicon("company"):
            return
        if not lexicon("polity", "area").isdisjoint(left_out.split()):
            yield base


def _parted(key: str) -> list[str]:
    """Part a name in a script without spaces from the words for its kind of state."""
    endings = filter(key.endswith, lexicon("polity", "manner"))
    ending = max(endings, key=len, default=key)
    stop = len(key) - len(ending)
    return [*_parted(key[:stop]), ending] if stop > 1 else [key]


@once
def _joined_names() -> Mapping[str, Bearers]:
    """The names of several words in the first table, without spaces."""
    names = ((cut_words(name)[0], bearers) for name, bearers in names_by("name").items())
    joined_names = (("".join(words), bearers) for words, bearers in names if len(words) > 1)
    return collected(
        (key, bearers) for key, bearers in joined_names if len(key) >= _JOINED or key > "\u2e80"
    )


def _translated(keys: Iterable[str]) -> Bearers:
    """Read a name of pycountry's catalogues."""
    for key in keys:
        if (bearers := translated_names().get(key, ())) and not _is_near_another(key, bearers):
            return bearers
    return ()


def _is_near_another(key: str, bearers: Bearers) -> bool:
    """Whether a text is a slip from another's better known name: "Federal Republic of Niger"."""
    near = _correctable().of(key).items()
    # One slip, or the loss of two letters.
    names = [name for name, slips in near if slips in (1, len(name) - len(key))]
    return not countries_of(chain.from_iterable(map(_named, names))) <= countries_of(bearers)


@lru_cache(maxsize=1 << 10)
def _by_two_names(text: str) -> Bearers:
    """Read names of one country side by side, or one of several with a name that says which."""
    words, starts, ends = cut_words(text)
    for at in range(1, len(words) if len(words) <= _MOST_WORDS else 0):
        first, rest = text[starts[0] : ends[at - 1]], text[starts[at] : ends[-1]]
        countries = countries_of(_name_or_code(first))
        shared = _shared_bases().get(fold(first), frozenset())
        is_and = not lexicon("join").isdisjoint(joined(words[at - 1 : at + 1]))
        if is_and or not (countries or shared):
            continue
        bearers = _name_or_code(rest) or _by_two_names(rest)
        others = countries_of(bearers)
        if others and (others == countries or (len(others) == 1 and others < shared)):
            return bearers
        if len(countries) == len(others) == 1:  # "Jersey (GB)" is "Jersey (United Kingdom)"
            both = _named(fold(" ".join(country.name for country in (*countries, *others))))
            if countries_of(both) == countries:
                return both
    return ()


def _name_or_code(text: str) -> Bearers:
    return _by_code(text) or _by_keys([fold(text)])


@once
def _codes() -> Mapping[str, Bearers]:
    """The codes of ISO 3166-1 and 3166-3, and the three letters of every country of the table."""
    codes = dict(_scheme_codes("iso-3166-3"))
    for country in all_countries():
        for code in (country.alpha_3, country.alpha_2, country.numeric):
            if code == country.alpha_3 or (code and not country.end):
                codes[code] = borne_by(country.alpha_3)
    return codes


@once
def _scheme_codes(scheme: str) -> Mapping[str, Bearers]:
    return collected(
        (code, borne_by(alpha_3, start, end))
        for row_scheme, code, alpha_3, start, end, _source in table("codes")
        if row_scheme == scheme
    )


def _by_code(text: str) -> Bearers:
    bearers = _codes().get(text, ())
    is_small = len(text) == 3 and text.islower() and text.isascii()
    if not bearers and is_small and text not in lexicon("word"):
        # The letters of historic states are no codes that people write in passing: "bad", "tus".
        bearers = tuple(b for b in _codes().get(text.upper(), ()) if b.country.kind != "historic")
    return bearers


def _by_scheme(x: str | int, on: DateLike | None, scheme: Scheme) -> Country:
    one_of(scheme, ("cow", "gw"), "scheme")
    bearers = _scheme_codes(scheme).get(str(x).strip())
    if not bearers:
        raise UnknownCountryError(f"no country has the {scheme} code {quoted(x)}", value=x)
    that_day = [bearer for bearer in bearers if on is not None and bearer.held(as_date(on))]
    return [bearers[0], *that_day][-1].country  # the last of them to have come to the code


def _corrected(text: str, readings: list[list[str]], on: date | None) -> Match | None:
    if text.isupper() and len(text) <= 4:
        return None  # a code or an abbreviation
    printed = chain.from_iterable(map(_readings, as_printed(text)))
    repaired = list(chain.from_iterable(map(_with_usual_words, readings)))
    for key in _keys(chain(printed, repaired)):
        if not needs_accents(key) and (bearers := _by_keys([key])):
            return Match(choose(text, on, bearers), "corrected", round(1 - 1 / len(key), 2))
    for key in _keys(chain(readings, repaired)):
        slips = _slips(key)
        bearers_of = [_named(name) for _, name, _ in slips]
        if not all(bearers_of):
            return None  # near the name of something else
        if slips:
            country = choose(text, on, *bearers_of)
            for written, name, number in slips:
                if _is_slip(written, name, number):
                    return Match(country, "corrected", round(1 - number / len(written), 2))
    return None


def _slips(key: str) -> list[tuple[str, str, int]]:
    """Return the nearest names that a key, or what is left of it, may be a slip of."""
    slips: list[tuple[str, str, int]] = []
    for base in (key, *_bases(key)):
        if slips and base.count(" ") < key.count(" ") - 1:
            break  # "Federal Republic" tells more than "Republic"
        near = {} if base > _BEYOND or base in lexicon("word") else _correctable().of(base)
        countries = countries_of(chain.from_iterable(map(_named, near)))
        if base == key or (base not in near and _needs_no_polity(key, countries)):
            slips += [(base, name, number) for name, number in near.items()]
    fewest = min((number for *_, number in slips), default=0)
    # The loss of two letters is as near as one slip.
    return [slip for slip in slips if slip[2] in (fewest, len(slip[1]) - len(slip[0]))]


def _is_slip(text: str, name: str, slips: int) -> bool:
    """Whether a text can be a slip of a name; names that are not English must be longer."""
    words, others, usual = text.split(), name.split(), lexicon(*USUAL)
    letters = len(name) if name in _english_names() else len(name) - 1
    if len(words) != len(others) or slips > (letters >= _ONE_SLIP) + (letters >= _TWO_SLIPS):
        return False
    changed = set(words).difference(others)
    if slips > 1 and any(word in lexicon("word") or word in _name_words() for word in changed):
        return False  # "Bulgarian People's Republic" is not the Hungarian one, north is not south
    pairs = [pair for pair in zip(words, others, strict=True) if pair[1] not in usual]
    counts = [(distance(word, other), len(other)) for word, other in pairs]
    if sum(count for count, _ in counts) > most_slips(sum(length for _, length in counts)):
        return False
    return all(count <= (length >= 3) + (length >= 6) for count, length in counts)  # no "DR"


def _with_usual_words(words: list[str]) -> Iterator[list[str]]:
    """Yield the words of a name with "Republc f" read as "Republic of"."""
    yield _without_misprints(words)
    for at, word in enumerate(words):
        if len(word) >= _STATE_WORD and word not in lexicon(*OF_STATE):
            for state in _near_words(*OF_STATE).of(word):
                yield _without_misprints([*words[:at], state, *words[at + 1 :]])


def _without_misprints(words: list[str]) -> list[str]:
    """Return words without "f" for "of" after a word for a kind of state, "teh" before it."""
    kept: list[str] = []
    for word in joined(words):
        small = _near_words(*SMALL).of(word) if len(word) < _STATE_WORD else {}
        is_small = "of" in small or (small and word not in _name_words())
        if not (is_small and (kept[-1] in lexicon(*USUAL) if kept else "the" in small)):
            kept.append(word)
    return kept or words


@once
def _near_words(*roles: str) -> Neighbours:
    return Neighbours(lexicon(*roles))


@once
def _correctable() -> Neighbours:
    """The keys of the first table without abbreviations and historic states, and phrases."""
    names = {
        key
        for key, bearers in names_by("key").items()
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
def _name_words() -> frozenset[str]:
    return frozenset(word for key in _english_names() for word in key.split())
