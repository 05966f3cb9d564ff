"""Any written name of a country, in many languages, to the one value that stands for the country.

A name goes through these steps, and the first that answers ends the search:

1. **exact**: the text stands in the table `names`, letter for letter.
2. **code**: it is an ISO 3166-1 alpha-2, alpha-3 or numeric code, or a former code of ISO 3166-3.
3. **folded**: its key (see `unstatements.names.fold`) is that of a name; so is that of the text turned round
   at a comma or bracket ("Korea, Rep. of"), without its spaces, or without the word for its kind of state
   ("Republic of"). `names_more`, the table of all other languages, is asked last.
4. **corrected**: one slip of print away from a name of one country and of no other: a letter dropped or
   swapped within a word, or a letter misread for one that looks like it. Words of their own (table
   `not_names`) are never corrected.

A name that several countries bear is ambiguous unless a date says which of them bore it then.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy  # not when needed: a child forked meanwhile would hang
from datetime import date
from functools import lru_cache
from operator import index as as_int
from typing import Any, Literal, NamedTuple, cast

from unstatements.core.arguments import did_you_mean, several
from unstatements.core.dates import first_day
from unstatements.core.errors import AmbiguousCountryError, UnknownCountryError
from unstatements.core.once import once
from unstatements.core.tables import table
from unstatements.names.country import Country, all_countries, by_alpha_3
from unstatements.names.fold import Word, fold, fold_words, lexicon, repair, strip_edges, words
from unstatements.names.typos import Neighbours

__all__ = ["How", "Match", "Scheme", "country", "listed", "match", "normalize"]

How = Literal["exact", "code", "folded", "corrected"]
Scheme = Literal["cow", "gw"]

_DIGIT_IN_WORD = re.compile(r"(?<=[^\W\d_])[01]|[01](?=[^\W\d_])")
_LAST_CORRECTED = "\u04ff"  # the last letter of Cyrillic; other scripts are not corrected
_STATE_WORD = 5  # letters; shorter words for kinds of states are not corrected
LONGEST = 300  # characters; no name of a country is longer


class Match(NamedTuple):
    """The country that a text names, and how that was found.

    Attributes:
        country: The country.
        how: ``"exact"``, ``"code"``, ``"folded"`` or ``"corrected"``; only the last is a guess, if a safe
            one.
        score: 1 for all but corrections; for these the share of letters that stood as they should.

    Example:
        >>> import unstatements as un
        >>> un.match("Repbulic of Korea")
        Match(country=country('KOR'), how='corrected', score=0.93)
    """

    country: Country
    how: How
    score: float = 1.0


class Bearer(NamedTuple):
    """A country that bears or bore a name, and when (partial dates, empty where it does not matter)."""

    country: str
    start: str
    end: str


def country(x: Country | str | int, on: date | None = None, *, scheme: Scheme | None = None) -> Country:
    """Return the country that a name or code stands for.

    Names are read in many languages and spellings; what is not sure is an error, never a guess. One slip of
    print is corrected where it leaves no doubt: `match` says whether that was needed.

    Args:
        x: A name; an ISO 3166-1 alpha-2, alpha-3 or numeric code, in capitals; a former name or code; a
            country.
        on: The day on which the name was used; decides between countries that bore it at different times.
        scheme: ``"cow"`` or ``"gw"`` to read `x` as a code of the Correlates of War or of Gleditsch and Ward. Codes
            that several states had in turn (345, 365) are those of the state that the list names, unless `on` decides.

    Returns:
        The country.

    Raises:
        UnknownCountryError: If no country bears the name, or none bore it on that day.
        AmbiguousCountryError: If several do.

    Example:
        >>> from datetime import date
        >>> import unstatements as un
        >>> un.country("Ivory Coast"), un.country("科特迪瓦"), un.country("Cote D'lvoire"), un.country("CIV")
        (country('CIV'), country('CIV'), country('CIV'), country('CIV'))
        >>> un.country("Yugoslavia", on=date(2001, 1, 1)).name
        'Serbia and Montenegro'
        >>> un.country(2, scheme="cow")
        country('USA')
        >>> un.country("Korea")
        Traceback (most recent call last):
            ...
        unstatements.errors.AmbiguousCountryError: 'Korea' can be Democratic People's Republic of Korea
        (PRK) ...
    """
    if scheme is None and type(x) is str and len(x) <= LONGEST:
        return _country(x, on)
    if scheme is not None and not isinstance(x, Country):
        return _by_scheme(x, on, scheme)
    return match(x, on).country


def match(x: Country | str | int, on: date | None = None) -> Match:
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
    if isinstance(x, str):
        return _answer(str(x), on)
    if isinstance(x, Country):
        return Match(x, "exact")
    if not isinstance(x, bool):
        try:
            return _answer(f"{as_int(x):03d}", on)
        except TypeError:
            pass
    raise _unknown(x)


def normalize(
    names: Iterable[Any], errors: Literal["raise", "null"] = "raise", on: date | None = None
) -> list[Country | None]:
    """Return the country of each name of a column; each distinct name is looked up once.

    Args:
        names: A list or any other iterable, a pandas or polars Series, a pyarrow array.
        errors: ``"raise"`` to stop at a name that is unknown or ambiguous (or missing), ``"null"`` to give
            None for it.
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
    if errors not in ("raise", "null"):
        raise ValueError(f"errors must be 'raise' or 'null', not {errors!r}")
    values = listed(names)
    found: dict[Any, Country | None] = dict.fromkeys(values)
    for value in found:
        try:
            found[value] = country(value, on)
        except (UnknownCountryError, AmbiguousCountryError):
            if errors == "raise":
                raise
    return list(map(found.__getitem__, values))


def listed(names: Iterable[Any]) -> list[Any]:
    """Return the values of a column of any kind.

    Raises:
        TypeError: If it is one text.

    Example:
        >>> listed(("Cuba", "Fiji"))
        ['Cuba', 'Fiji']
    """
    for method in ("to_pylist", "to_list", "tolist"):  # pyarrow; pandas and polars; numpy
        convert = getattr(names, method, None)
        if convert is not None:
            return cast("list[Any]", convert())
    return list(several(names, "column of names: give several names; use country() for one"))


# ---------------------------------------------------------------------------------------- the search


@lru_cache(maxsize=1 << 16)
def _country(text: str, on: date | None) -> Country:
    # Errors are remembered one step below: a cache keeps no call that raises.
    return _answer(text, on).country


def _answer(text: str, on: date | None) -> Match:
    if len(text) > LONGEST:
        text = text.strip()
        if len(text) > LONGEST:
            raise _unknown(text)
    found = _remembered(text, on)
    if isinstance(found, Match):
        return found
    raise copy(found)  # a fresh one, because an error keeps where it was raised


@lru_cache(maxsize=1 << 16)
def _remembered(text: str, on: date | None) -> Match | UnknownCountryError | AmbiguousCountryError:
    try:
        return _search(text, on)
    except (UnknownCountryError, AmbiguousCountryError) as error:
        return error.with_traceback(None)


def _search(text: str, on: date | None) -> Match:
    rows = _written_so(text)
    if rows:
        return Match(choose(text, tuple(map(_of_row, rows)), on), "exact")
    bearers = _by_code(text.strip())
    if bearers:
        return Match(choose(text, bearers, on), "code")
    readings = _readings(text)
    keys = tuple(dict.fromkeys(map(fold_words, readings)))
    if keys and not _is_word(keys[0], text):
        bearers = next((b for find in _FINDERS for key in keys if (b := find(key))), ())
        bearers = bearers or next((b for reading in readings if (b := _joined(reading))), ())
        bearers = bearers or _same_twice(text)
        if bearers:
            return Match(choose(text, bearers, on), "folded")
        corrected = _corrected(text, readings, keys, on)
        if corrected:
            return corrected
    raise _unknown(text)


def _is_word(key: str, text: str) -> bool:
    """Say whether a text is a word of its own ("us", "island"), not a name in capitals ("the US", "Island")."""
    if key in not_names("company"):
        return text.islower() and len(words(text)) == 1
    if key not in not_names("word") or key.upper() in text.replace(".", ""):
        return False
    return text.isascii() or key not in folded_names()  # "Irã" is a name, "Ira" is none


def _readings(text: str) -> list[list[Word]]:
    """Return the words of a text as they stand, and turned round at a bracket or comma."""
    text = repair(text)
    found = [words(text)]
    for opening, closing in ("()", "[]", "（）", ",\0", "，\0", "،\0"):
        if opening in text:
            for before, _, rest in (text.partition(opening), text.rpartition(opening)):
                inner, _, after = rest.partition(closing)
                parts = (strip_edges(words(part)) for part in (inner, before, after))
                found.append([word for part in parts for word in part])
    first = found[0][0].key if found[0] else ""
    if first[:1] in ("و", "ו") and len(first) > 3:  # "and", written together with the word that follows
        found.append([Word(first[1:], 0, 0), *found[0][1:]])
    return [reading for reading in found if reading]


def _same_twice(text: str) -> tuple[Bearer, ...]:
    """Read "Name (other name)" and "Name/other name": both must be the same country's."""
    text = repair(text)
    for opening in "([/（":
        before, found, rest = text.partition(opening)
        if found:
            first, second = (_folded(key) or _folded_more(key) for key in (fold(before), fold(rest)))
            if first and {b.country for b in first} == {b.country for b in second}:
                return first
    return ()


def choose(text: str, bearers: tuple[Bearer, ...], on: date | None) -> Country:
    """Pick the country that bears a name now, or bore it on a day.

    Args:
        text: The name, for the error message.
        bearers: All that bear or bore it.
        on: The day; None for now.

    Raises:
        UnknownCountryError: If none bore it that day.
        AmbiguousCountryError: If several did.

    Example:
        >>> choose("Congo", folded_names()["congo"], None)
        country('COG')
    """
    if on is None and len(bearers) == 1:
        return by_alpha_3(bearers[0].country)
    found = {b.country for b in _borne_on(bearers, on)}
    if len(found) == 1:
        return by_alpha_3(found.pop())
    candidates = sorted(found or {b.country for b in bearers})
    shown = " or ".join(f"{by_alpha_3(code).name} ({code})" for code in candidates)
    if not found:
        raise UnknownCountryError(
            f"no country was called {_short(text)} on {on}; {shown} was at another time",
            value=text,
            suggestions=[by_alpha_3(code).name for code in candidates],
        )
    raise AmbiguousCountryError(f"{_short(text)} can be {shown}", value=text, candidates=candidates)


def _borne_on(bearers: tuple[Bearer, ...], on: date | None) -> list[Bearer]:
    if on is None:
        return bearing_now(bearers)
    # A living country goes by its earlier and later names too, if nobody else bore them that day.
    return [b for b in bearers if _holds(b, on)] or [b for b in bearers if not by_alpha_3(b.country).end]


def bearing_now(bearers: tuple[Bearer, ...]) -> list[Bearer]:
    """Return those who bear a name still; if nobody does, the first who did.

    Example:
        >>> [bearer.country for bearer in bearing_now(folded_names()["yugoslavia"])]
        ['YUG']
    """
    first = min(b.start for b in bearers)
    return [b for b in bearers if not b.end] or [b for b in bearers if b.start == first]


def is_historic(bearer: Bearer) -> bool:
    """Say whether a name is that of a historic state, which is read only where it is asked for.

    Example:
        >>> is_historic(folded_names()["orange free state"][0])
        True
    """
    return by_alpha_3(bearer.country).kind == "historic"


def _holds(bearer: Bearer, on: date) -> bool:
    return (not bearer.start or first_day(bearer.start) <= on) and (
        not bearer.end or on < first_day(bearer.end)
    )


def _unknown(value: object) -> UnknownCountryError:
    suggestions = _suggestions(value) if isinstance(value, str) else ()
    return UnknownCountryError(
        f"no country is called {_short(value)}{did_you_mean(suggestions)}",
        value=value,
        suggestions=suggestions,
    )


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:76]}...'"


# ---------------------------------------------------------------------------------------- the tables


def _collect(pairs: Iterable[tuple[str, Bearer]]) -> dict[str, tuple[Bearer, ...]]:
    found: dict[str, tuple[Bearer, ...]] = {}
    for key, bearer in pairs:
        known = found.get(key)
        if known is None:
            found[key] = (bearer,)
        elif bearer not in known:
            found[key] = (*known, bearer)
    return found


@once
def _exact() -> dict[str, list[tuple[str, ...]]]:
    """Rows of the first table by name, as written."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in table("names"):
        found.setdefault(row[1], []).append(row)
    return found


def _written_so(text: str) -> Sequence[tuple[str, ...]]:
    return _exact().get(text, ())


def _of_row(row: tuple[str, ...]) -> Bearer:
    return Bearer(row[2], row[5], row[6])


@once
def folded_names() -> dict[str, tuple[Bearer, ...]]:
    """Return the names of the first table by key.

    Example:
        >>> folded_names()["cote d ivoire"][0].country
        'CIV'
    """
    return _collect((row[0], _of_row(row)) for row in table("names"))


@once
def more_names() -> dict[str, tuple[Bearer, ...]]:
    """Return the names of the second table by key.

    Example:
        >>> more_names()["yr almaen"][0].country
        'DEU'
    """
    return _collect((row[0], _of_row(row)) for row in table("names_more"))


@once
def _joined_names() -> dict[str, tuple[Bearer, ...]]:
    """Names of several words in the first table, without spaces."""
    pairs: list[tuple[str, Bearer]] = []
    for row in table("names"):
        found = words(row[1])
        if len(found) > 1:
            pairs += ((key, _of_row(row)) for key in _without_spaces(found))
    return _collect(pairs)


def _without_spaces(found: list[Word]) -> set[str]:
    keys = {"".join([word.key for word in some]) for some in (found, strip_edges(found))}
    # Scripts without spaces say in four letters what others say in nine.
    return {key for key in keys if len(key) >= (4 if min(key) > "\u2e80" else 9)}


def _joined(reading: list[Word]) -> tuple[Bearer, ...]:
    """Read a name whose spaces were lost or misplaced."""
    return next((b for key in _without_spaces(reading) if (b := _joined_names().get(key))), ())


@once
def _contested() -> frozenset[str]:
    """Names that are two countries', once the words for their kind of state are gone ("Congo", "Korea")."""
    bases: defaultdict[str, set[str]] = defaultdict(set)
    for key, bearers in folded_names().items():
        for base in (key, *_bases(key)):
            bases[base].update(b.country for b in bearers)
    return frozenset(base for base, countries in bases.items() if len(countries) > 1)


def _bases(key: str) -> Iterator[str]:
    """Yield what is left of a name without the words for a kind of state, fewest words taken away first."""
    lex = lexicon()
    kept = key.split()
    seen = False
    while len(kept) > 1 and kept[0] in lex.of_state:
        seen = seen or kept[0] in lex.polity
        kept = kept[1:]
        if seen:
            yield " ".join(kept)
    while len(kept) > 1 and (kept[-1] in lex.polity or kept[-1] in lex.manner):
        seen = seen or kept[-1] in lex.polity
        kept = kept[:-1]
        if seen:
            yield " ".join(kept)
    if len(kept) == 1 and kept[0] > "\u2e80":  # a script without spaces
        yield from _bases_without_spaces(kept[0])


def _bases_without_spaces(key: str) -> Iterator[str]:
    lex = lexicon()
    endings = lex.polity
    while True:
        ending = max((e for e in endings if key.endswith(e)), key=len, default="")
        key = key.removesuffix(ending)
        if not ending or len(key) < 2:
            return
        yield key
        endings = lex.manner


@once
def not_names(kind: str) -> frozenset[str]:
    """Return the words or phrases of one kind from the table `not_names`.

    Example:
        >>> "northern ireland" in not_names("phrase")
        True
    """
    return frozenset(phrase for phrase, row_kind, _note in table("not_names") if row_kind == kind)


def _folded(key: str) -> tuple[Bearer, ...]:
    return folded_names().get(key, ())


def _folded_more(key: str) -> tuple[Bearer, ...]:
    return more_names().get(key, ())


def _without_polity(key: str) -> tuple[Bearer, ...]:
    """Read "Republic of X" and "X Republic" where no other state is called X."""
    if key in not_names("phrase"):
        return ()
    for base in _bases(key):
        bearers = _folded(base) or _folded_more(base)
        if bearers and base not in _contested() and by_alpha_3(bearers[0].country).kind == "state":
            # "Dominica Republic" may be a slip for another's name.
            near_by = (b for near, _ in _correctable().of(key) for b in _folded(near))
            return bearers if {b.country for b in near_by} <= {b.country for b in bearers} else ()
    return ()


_FINDERS = (_folded, _folded_more, _without_polity)


# ---------------------------------------------------------------------------------------------- codes


@once
def _codes() -> dict[str, tuple[Bearer, ...]]:
    """The codes of ISO 3166-1, and the three letters of every country of the table."""
    pairs = [(c.alpha_3, Bearer(c.alpha_3, "", "")) for c in all_countries()]
    for c in all_countries():
        if not c.end:
            pairs += [(code, Bearer(c.alpha_3, "", "")) for code in (c.alpha_2, c.numeric) if code]
    return _collect(pairs)


@once
def _scheme_codes() -> dict[tuple[str, str], tuple[Bearer, ...]]:
    found: dict[tuple[str, str], tuple[Bearer, ...]] = {}
    for scheme, code, alpha_3, start, end, _source in table("codes"):
        found[scheme, code] = (*found.get((scheme, code), ()), Bearer(alpha_3, start, end))
    return found


def _by_code(text: str) -> tuple[Bearer, ...]:
    if not (2 <= len(text) <= 4 and text.isascii() and text.isalnum()):
        return ()
    bearers = _codes().get(text) or _scheme_codes().get(("iso-3166-3", text), ())
    if not bearers and len(text) == 3 and text.islower() and text not in not_names("word"):
        # The letters of a state in books of history are no code that people write in passing ("bad", "tus").
        bearers = tuple(b for b in _codes().get(text.upper(), ()) if not is_historic(b))
    return bearers


def _by_scheme(x: str | int, on: date | None, scheme: Scheme) -> Country:
    if scheme not in ("cow", "gw"):
        raise ValueError(f"scheme must be 'cow' or 'gw', not {scheme!r}")
    bearers = _scheme_codes().get((scheme, str(x).strip()))
    if not bearers:
        raise UnknownCountryError(f"no country has the {scheme} code {x!r}", value=x)
    that_day = [bearer for bearer in bearers if on is not None and _holds(bearer, on)]
    return by_alpha_3([bearers[0], *that_day][-1].country)  # the last of them to have come to the code


# ---------------------------------------------------------------------------------- slips of print


def _corrected(text: str, readings: list[list[Word]], keys: tuple[str, ...], on: date | None) -> Match | None:
    if text.strip().isupper() and len(text.strip()) <= 4:
        return None  # a code or an abbreviation
    for key in _without_slips_in_state_words(text, readings):
        if bearers := _folded(key):
            return Match(choose(text, bearers, on), "corrected", round(1 - 1 / len(key), 2))
    for key in keys:
        if len(key) < 3 or key[0] > _LAST_CORRECTED or key in not_names("word") or key in not_names("phrase"):
            continue
        near_by = dict(_correctable().of(key))
        if True not in near_by.values():
            continue
        # Any near name of another country leaves a doubt, unless a digit within it shows what went wrong.
        if any(map(str.isdigit, key)):
            near_by = {near: slip for near, slip in near_by.items() if slip}
        candidates = sorted({b.country for near in near_by for b in _borne_on(_folded(near), on)})
        if len(candidates) > 1:
            shown = " or ".join(by_alpha_3(code).name for code in candidates)
            raise AmbiguousCountryError(
                f"{_short(text)} can be a slip for {shown}", value=text, candidates=candidates
            )
        if candidates:
            return Match(by_alpha_3(candidates[0]), "corrected", round(1 - 1 / len(key), 2))
    return None


def _without_slips_in_state_words(text: str, readings: list[list[Word]]) -> Iterator[str]:
    """Yield the keys of a text once its digits are read as letters, or "Republc" as "Republic"."""
    read = _DIGIT_IN_WORD.sub(lambda digit: "o" if digit.group() == "0" else "l", text)
    if read != text:
        yield from map(fold_words, _readings(read))
    for reading in readings:
        for at, word in enumerate(reading):
            if len(word.key) >= _STATE_WORD and word.key not in lexicon().of_state:
                for near, slip in _state_words().of(word.key):
                    if slip:
                        yield fold_words([*reading[:at], word._replace(key=near), *reading[at + 1 :]])


@once
def _correctable() -> Neighbours:
    """The keys of the first table; abbreviations and historic states left out."""
    rows = table("names")
    abbreviations = {row[0] for row in rows if row[1].isupper() and len(row[1]) < 6}
    return Neighbours({row[0] for row in rows if not is_historic(_of_row(row))} - abbreviations)


@once
def _state_words() -> Neighbours:
    return Neighbours(word for word in lexicon().of_state if len(word) > _STATE_WORD)


@once
def _trigrams() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in all_countries():
        for gram in _grams(fold(each.name)):
            found[gram].append(each.name)
    return {gram: tuple(names) for gram, names in found.items()}


def _grams(key: str) -> set[str]:
    padded = f" {key} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _suggestions(text: str) -> tuple[str, ...]:
    """Return up to three English names that share most three-letter pieces with a text."""
    asked = _grams(fold(text[:LONGEST]))
    shared: defaultdict[str, int] = defaultdict(int)
    for gram in asked:
        for name in _trigrams().get(gram, ()):
            shared[name] += 1
    scores = {n: 2 * count / (len(asked) + len(n) + 1) for n, count in shared.items() if count > 1}
    best = sorted(scores, key=lambda name: (-scores[name], name))[:3]
    return tuple(name for name in best if scores[name] >= 0.35)
