"""Each step of folding, and what is asked of written names, on one example each."""

from __future__ import annotations

from datetime import date

import pytest

import unstatements as un
from unstatements.names.bearers import (
    choose,
    names_by,
    needs_accents,
    translated_names,
)
from unstatements.names.cut import cut
from unstatements.names.fold import (
    LONGEST_LEAD,
    core,
    cut_words,
    entries,
    fold,
    fold_word,
    is_dropped,
    joined,
    lexicon,
    repair,
    strip_edges,
)
from unstatements.names.typos import Neighbours, as_printed, distance, most_slips


@pytest.mark.parametrize(
    ("text", "repaired"),
    [("CÃ´te dâ€™Ivoire", "Côte d’Ivoire"), ("R&eacute;union", "Réunion"), ("(iv) Mali", "Mali")],
)
def test_a_text_is_repaired(text: str, repaired: str) -> None:
    assert repair(text) == repaired


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("the U.K.*", ["the", "uk"]),
        ("the U.S.A and the U.S.S.R", ["the", "usa", "and", "the", "ussr"]),
        ("U. S. A. or S. Korea", ["usa", "or", "s.", "korea"]),
        ("Mada-\ngascar & Cuba¹.", ["madagascar", "&", "cuba"]),
        ("People’s l'Italie", ["peoples", "l", "italie"]),
    ],
)
def test_a_text_is_cut_into_words(text: str, keys: list[str]) -> None:
    assert cut_words(text)[0] == keys


def test_endings_and_letters_are_words_of_their_own() -> None:
    assert cut("China's 中国").words == ["china", "s", "中", "国"]
    assert cut("' 's").words == ["s"]


@pytest.mark.parametrize(
    ("word", "key"),
    [("Côte", "cote"), ("PEOPLE’S", "peoples"), ("U.K.", "uk"), ("Cyprus1", "cyprus")],
)
def test_a_word_is_folded(word: str, key: str) -> None:
    assert fold_word(word) == key


def test_small_words_go_after_others() -> None:
    assert entries("expand")["rep"] == "republic"
    assert joined(["rep", "of", "the", "congo"]) == ["republic", "congo"]
    assert is_dropped("the", "of", "republic")
    assert is_dropped("of", "republic", "republic")
    assert not is_dropped("of", "isle", "isle")


def test_edges_go() -> None:
    assert core(["and", "my", "own", "country", "the", "gambia"]) == range(5, 6)
    assert core(["and", "my", "own", "country"]) == range(4, 4)
    assert strip_edges(["and"]) == ["and"]
    assert max(len(phrase.split()) for phrase in lexicon("lead")) == LONGEST_LEAD
    assert fold(" 12. the REP. OF THE CONGO* ") == "republic congo"
    assert fold("République du Congo") == fold("Republique  du CONGO¹") == "republic congo"


def test_a_name_ends_behind_its_bracket() -> None:
    text = cut("Iran (Islamic Republic of), Cuba, Korea (Rep. of the ), Peru (the)")
    assert text.end_of_name(0, 2) == 26
    assert text.end_of_name(4, 4) == 32
    assert text.end_of_name(5, 6) == 54


def test_slips_are_counted() -> None:
    assert (distance("repbulic", "republic"), distance("peru", "cuba")) == (1, 3)
    assert [most_slips(length) for length in (4, 5, 12)] == [0, 1, 2]
    assert as_printed("Ch1le") == ["Chlle", "Chile"]
    names = Neighbours(["latvia", "lithuania", "niger", "nigeria"])
    assert names.of("nigera") == {"niger": 1, "nigeria": 1}
    for order in (["republic", "republik"], ["republik", "republic"]):
        assert list(Neighbours(order).of("hepublic")) == ["republic", "republik"]


def test_who_bears_a_name_is_known_by_the_day() -> None:
    (east,) = names_by("name")["East Germany"]
    assert [east.held(date(year, 6, 1)) for year in (1948, 1985, 1991)] == [False, True, False]
    assert choose("Congo", None, names_by("key")["congo"]) is un.country("COG")
    assert needs_accents("cad")
    assert not needs_accents("peru")
    assert translated_names()["republic nicaragua"][0].country is un.country("NIC")
