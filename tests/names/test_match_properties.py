"""What must hold for names whatever they are."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given, strategies as st

import unstatements as un
from unstatements.core.tables import table
from unstatements.names.bearers import names_by
from unstatements.names.country import all_countries
from unstatements.names.fold import cut_words, fold, fold_word, joined
from unstatements.names.typos import Neighbours, distance
from unstatements.names.vocabulary import names_in_texts

NAMES = sorted({row[1] for row in table("names") if row[4] not in ("abbreviation", "misprint")})
SURE = [name for name in NAMES if un.normalize([name], errors="null") != [None]]
anything = st.text(st.characters(), max_size=60)  # with surrogates, controls, right-to-left marks
names = st.sampled_from(SURE)

HARMLESS = {
    "upper": str.upper,
    "lower": str.lower,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "composed": lambda name: unicodedata.normalize("NFC", name),
    "spaces": lambda name: name.replace(" ", "  "),
    "no-break spaces": lambda name: name.replace(" ", "\u00a0"),
    "line breaks": lambda name: name.replace(" ", "\n"),
    "around": lambda name: f"  {name} ",
    "curly": lambda name: name.replace("'", "\u2019"),
    "modifier": lambda name: name.replace("'", "\u02bc"),
    "number": lambda name: f"12. {name}",
    "bullet": lambda name: f"• {name}",
    "and": lambda name: f"and {name}",
    "the": lambda name: f"the {name}",
    "star": lambda name: f"{name}*",
    "raised": lambda name: f"{name}¹",
    "bracketed": lambda name: f"{name} [2]",
    "stop": lambda name: f"{name}.",
    "quoted": lambda name: f"“{name}”",
    "right-to-left": lambda name: f"\u200f{name}\u200e",
    "own country": lambda name: f"and my own country, {name}",
}


@pytest.mark.parametrize("change", HARMLESS)
def test_harmless_changes_change_nothing(change: str) -> None:
    for name in SURE:
        if change == "lower" and (len(name) <= 4 or name in ("Island", "Salvador")):
            continue  # "US" and "Island" are names, "us" and "island" are none
        assert un.country(HARMLESS[change](name)) is un.country(name), name


@given(anything)
@example("Iceland condemns Russia\u2018\u00ad")
@example("Congo, Dem. Rep. of Dem. Rep. of the Congo")
def test_no_text_makes_it_fail(text: str) -> None:
    for found in un.normalize([text], errors="null"):
        assert found is None or un.country(text) is found
    end = 0
    for mention in un.find_countries(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end
    read = un.parse_signatories(text)
    assert all(piece in text for piece in read.unread)


@given(anything)
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(fold(fold(text)))


@given(anything)
@example("L\u2019Italie et l'Angola, la R.D. du Congo1")
def test_words_stand_where_they_say(text: str) -> None:
    found, starts, ends = cut_words(text)
    places = list(zip(starts, ends, strict=True))
    assert [fold_word(text[start:end]) for start, end in places] == found
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


def test_text_decoded_wrongly_twice_is_repaired() -> None:
    name = "Côte d’Ivoire"
    for _ in range(2):
        name = name.encode().decode("latin-1")
    assert un.country(name) is un.country("CIV")


def test_one_word_is_always_left() -> None:
    assert fold("and the H") == "h"
    assert fold("2. H h") == "h"


def test_only_what_is_said_around_names_is_dropped() -> None:
    assert fold("our own country Cuba") == "cuba"
    assert fold("our young neighbour Cuba") == "our young neighbour cuba"


def test_what_cannot_be_seen_is_no_word() -> None:
    assert cut_words("\u200b Cuba") == (["cuba"], [2], [6])


def test_digits_after_a_word_go_and_after_a_letter_stay() -> None:
    assert (fold("Cuba77"), fold("UK7"), fold("G77")) == ("cuba", "uk", "g77")


def test_an_article_goes_after_a_preposition_only() -> None:
    assert joined(["the", "friends", "of", "the", "congo"]) == ["the", "friends", "of", "congo"]


def test_an_article_before_an_apostrophe_is_a_word_of_its_own() -> None:
    assert cut_words("L'Italie") == (["l", "italie"], [0, 2], [1, 8])


@given(names)
def test_a_country_is_found_by_its_own_names_and_codes(name: str) -> None:
    found = un.country(name)
    for known in (found, found.alpha_3, found.name, found.official_name or found.name):
        assert un.country(known) is found


@given(st.lists(names, min_size=2, max_size=8), st.sampled_from([", ", "; ", "\n", "\n• "]))
@example(["ABD", "Austria-Hungary"], "; ")
def test_lists_are_read_whole(chosen: list[str], separator: str) -> None:
    text = separator.join(chosen)
    read = un.parse_signatories(text)
    # In a list of today "Austria-Hungary" is two states.
    wanted = {found for name in chosen if (found := un.country(name)).kind != "historic"}
    if not any(sign in text for sign in "(/[") and separator != ", ":
        assert wanted - set(read.countries) == set() or read.unread


@pytest.mark.parametrize(
    "unit",
    ["Georgia" + "." * 1000, "Congo, Republic ", "a.b.", "(", "- \n", "中国", "the ", "United ",
     "’s ",
     "Equatoril Guinea, ", "Nw Mexico ", "Chad and Mali, ", "U.U.", "- a\n", "Narnia, ",
     "A a a a a a a a a, ", "Guinea " * 20 + ", ", "Ö-", "Chile,",
     "Korea, Rep. of\n", "\0", "\ud800", "e\u0301", "1) ", "a", "Dem. Rep. ", "Ã©",
     "and my own country ", "U.S. ", "a\n", "Guinea-", "Congo (", "de l'", "China's ", "中, ",
     "북한이 ", "中国은 ", "Fiji's ", "\t"],
)  # fmt: skip
def test_work_is_linear_in_the_length(unit: str) -> None:
    short, long = (unit * (size // len(unit)) for size in (10_000, 40_000))
    for read in (un.find_countries, un.parse_signatories):
        calls(short, read)  # the tables are read
        assert calls(long, read) <= 4.1 * calls(short, read) + 1_000


@pytest.mark.parametrize("unit", ["China Taiwan ", "Chad Mali ", "Republic of ", "Slovnia "])
def test_names_side_by_side_are_not_tried_for_ever(unit: str) -> None:
    calls("Land of Nowhere", country_of)  # the tables are read
    assert calls(unit * (290 // len(unit)), country_of) < 20_000


def country_of(text: str) -> list[un.Country | None]:
    return un.normalize([text], errors="null")


def calls(text: str, read: Callable[[str], object]) -> int:
    """Count the calls of functions in which a text is read."""
    count = 0

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1

    profiler = sys.getprofile()
    sys.setprofile(one_more)
    try:
        read(text)
    finally:
        sys.setprofile(profiler)
    return count


def test_a_list_of_words_is_not_tried_for_misprints_for_ever() -> None:
    words = [f"Xq{number:06}z" for number in range(2_500)]
    read = un.parse_signatories(", ".join(["Chile", *words, "Latva", "Malta"]))
    assert [country.alpha_3 for country in read.countries] == ["CHL", "MLT"]
    assert read.unread == (*words, "Latva")


def test_a_megabyte_is_no_name() -> None:
    with pytest.raises(un.errors.UnknownCountryError):
        un.country("x" * 1_000_000)


short_texts = st.text("abnr ", max_size=6)


def slips_between(text: str, name: str) -> int:
    """The definition: each letter is put in, left out, changed or swapped with the next once."""

    @cache
    def slips(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        ways = [
            slips(i - 1, j) + 1,
            slips(i, j - 1) + 1,
            slips(i - 1, j - 1) + (text[i - 1] != name[j - 1]),
        ]
        if text[i - 2 : i] == name[j - 2 : j][::-1] and min(i, j) > 1:
            ways.append(slips(i - 2, j - 2) + 1)
        return min(ways)

    return slips(len(text), len(name))


@given(short_texts, short_texts)
def test_slips_are_counted_as_they_are_defined(text: str, name: str) -> None:
    assert distance(text, name) == min(slips_between(text, name), 3)
    assert (distance(text, name, 1) > 1) == (slips_between(text, name) > 1)
    assert distance(text, name) == distance(name, text)


@given(st.data())
def test_one_slip_is_near(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(name for name in names_by("key") if len(name) > 2)))
    place = data.draw(st.integers(0, len(name)))
    other = data.draw(st.text("aeilmnorst", max_size=1))
    text = name[:place] + other + name[place + data.draw(st.integers(0, 1)) :]
    near = Neighbours(names_by("key")).of(text)
    assert near[name] == slips_between(text, name)
    assert all(slips == slips_between(text, other_name) for other_name, slips in near.items())


LONG_NAMES = sorted(name for c in all_countries() if len(name := c.official_name or c.name) > 8)


@given(st.sampled_from(LONG_NAMES), st.data())
def test_a_name_without_two_letters_is_never_corrected_to_another(
    name: str, data: st.DataObject
) -> None:
    letters = [at for at, letter in enumerate(name) if letter.isalpha()]
    lost = data.draw(st.sets(st.sampled_from(letters), min_size=1, max_size=2))
    rest = "".join(letter for at, letter in enumerate(name) if at not in lost)
    try:
        match = un.match(rest)
    except LookupError:
        return
    assert match.country is un.country(name) or fold(rest) in names_by("key"), rest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("latva", "LVA"), ("repbulic mali", "MLI"), ("mexicco", "MEX"), ("latvi", "LVA"),
        ("atvia", "LVA"), ("chlie", "CHL"),
        # short names have no slips, long ones can have two
        ("cba", None), ("pery", None), ("ciel", None), ("mauritxyus", "MUS"),
        ("mauxyzius", None), ("slvenja", None),
        # words for kinds of states do not make a name long; other words do
        ("republic mala", None), ("costa ricq", "CRI"), ("viet am", "VNM"),
        ("switzer land", None),
    ],
)  # fmt: skip
def test_what_is_a_slip(text: str, code: str | None) -> None:
    (country,) = un.normalize([text], errors="null")
    assert (country and country.alpha_3) == code


def test_a_name_between_commas_is_read_as_it_is_among_words() -> None:
    for name, country in names_in_texts().alone.items():
        for text in (f"they said {name} had been there", f"Zzz, {name}; zzz"):
            assert [mention.country for mention in un.find_countries(text)] == [country], text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lebanon, Pennsylvania", []),
        ("Chad and Mali, Missouri", ["TCD"]),
        ("Chad and Mali, Mauritius", ["TCD", "MLI", "MUS"]),
        ("Georgia, Illinois", []),
        ("Yemen, People's Republic of", ["YMD"]),
        ("Serbia and Montenegro", ["SCG"]),
    ],
)
def test_what_follows_a_comma_or_and_can_change_a_name(text: str, expected: list[str]) -> None:
    mentions = un.find_countries(f"Peru, {text}")
    assert [mention.country.alpha_3 for mention in mentions] == ["PER", *expected]
