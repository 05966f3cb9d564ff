"""Names of countries, against the lists in tests/names."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import unstatements as un
from unstatements.core.tables import table
from unstatements.names.bearers import names_by
from unstatements.names.fold import fold
from unstatements.names.match import Match

CASES = Path(__file__).parent


def lines(file: str) -> list[str]:
    text = (CASES / file).read_text(encoding="utf-8")
    return [
        line.replace("\\n", "\n")
        for line in text.splitlines()
        if line and not line.startswith("#")
    ]


def cells(file: str) -> list[list[str]]:
    return [[cell.strip(" ") for cell in line.split("|")] for line in lines(file)]


@pytest.mark.parametrize(("name", "expected"), cells("names.txt"))
def test_name_is_read(name: str, expected: str) -> None:
    assert un.country(name).alpha_3 == expected


@pytest.mark.parametrize("text", lines("should_not_match.txt"))
def test_no_country_is_guessed(text: str) -> None:
    with pytest.raises(LookupError):
        un.country(text)


@pytest.mark.parametrize(("name", "day", "expected"), cells("dated.txt"))
def test_the_day_decides(name: str, day: str, expected: str) -> None:
    on = date.fromisoformat(day)
    if expected == "unknown":
        with pytest.raises(un.errors.UnknownCountryError):
            un.country(name, on=on)
    elif " " in expected:
        with pytest.raises(un.errors.AmbiguousCountryError) as error:
            un.country(name, on=on)
        assert " ".join(error.value.candidates) == expected
    else:
        assert un.country(name, on=on).alpha_3 == expected


@pytest.mark.parametrize(("text", "expected"), cells("mentions.txt"))
def test_mentions(text: str, expected: str) -> None:
    found = un.find_countries(text)
    assert " ".join(mention.country.alpha_3 for mention in found) == expected
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("Frankreichs Antwort", ["de"], "FRA"),
        ("Frankreichs Antwort", ["en"], ""),
        ("Frankreichs Antwort", None, ""),
        ("Allemagne, Russland, Norway", ["fr"], "DEU"),
        ("Allemagne, Russland, Norway", ["de", "en"], "RUS NOR"),
        ("Allemagne, Russland, Norway", None, "DEU RUS NOR"),
    ],
)
def test_languages_say_which_names_are_read(
    text: str, languages: list[str] | None, expected: str
) -> None:
    mentions = un.find_countries(text, languages=languages)
    assert " ".join(mention.country.alpha_3 for mention in mentions) == expected


# Pairs that tolerance must never confuse.
CLOSE = [
    ("Niger", "Nigeria"), ("Dominica", "Dominican Republic"), ("Guinea", "Guinea-Bissau"),
    ("Guinea", "Equatorial Guinea"), ("Congo", "Democratic Republic of the Congo"),
    ("Republic of Korea", "Democratic People's Republic of Korea"), ("Sudan", "South Sudan"),
    ("Samoa", "American Samoa"), ("Mauritania", "Mauritius"), ("Austria", "Australia"),
    ("Slovakia", "Slovenia"), ("Iran", "Iraq"), ("Mali", "Malawi"), ("Zambia", "Gambia"),
    ("Latvia", "Lithuania"), ("Iceland", "Ireland"), ("Paraguay", "Uruguay"), ("Malta", "Mali"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), CLOSE)
def test_close_names_stay_apart(one: str, other: str) -> None:
    right = {un.country(one), un.country(other)}
    assert len(right) == 2
    for name, wrong in ((one, un.country(other)), (other, un.country(one))):
        for at in range(len(name)):
            for damaged in (
                name[:at] + name[at + 1 :],
                name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
            ):
                if damaged not in (one, other):
                    assert un.normalize([damaged], errors="null") != [wrong]


def test_every_name_of_the_tables_is_its_own_countrys() -> None:
    rows = (*table("names"), *table("names_more"))
    bearers = Counter(row[1] for row in rows)
    for _key, name, country, _tags, kind, *_ in rows:
        if bearers[name] == 1 and kind != "genitive":  # read in texts only
            assert un.country(name).alpha_3 == country, name


def test_names_of_several_countries_are_dated_or_ambiguous() -> None:
    shared: dict[str, list[tuple[str, ...]]] = {}
    for row in (*table("names"), *table("names_more")):
        shared.setdefault(row[1], []).append(row)
    for name, rows in shared.items():
        if len(rows) > 1 and not any(row[5] or row[6] for row in rows):
            with pytest.raises(un.errors.AmbiguousCountryError):
                un.country(name)


@pytest.mark.parametrize("name", ["names", "names_more"])
def test_keys_are_folds(name: str) -> None:
    assert [row[0] for row in table(name)] == [fold(row[1]) for row in table(name)]


def test_how() -> None:
    assert un.match("Cuba") == Match(un.country("CUB"), "exact", 1.0)
    assert un.match("CUB").how == "code"
    assert un.match("the Republic of CUBA*").how == "folded"
    assert (
        un.match("Republic of Kazakstan").how == "folded"
    )  # near "Republic of Kazakhstan", the same country's
    corrected = un.match("Parauay")
    assert corrected.how == "corrected"
    assert 0 < corrected.score < 1
    assert un.match("Djibonti").score == 0.88  # one of eight letters, in two digits
    with pytest.raises(un.errors.UnknownCountryError, match="did you mean 'Cuba'"):
        un.match("Cua")  # too short to be sure


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Costa Rica Republic", "CRI"),
        ("Sierra Leone Republic", "SLE"),
        ("Sri Lanka Federal Republic", "LKA"),
    ],
)
def test_the_kind_of_state_may_stand_after_a_name_of_two_words(text: str, code: str) -> None:
    assert un.match(text) == Match(un.country(code), "folded")


def test_what_cannot_be_looked_up_is_no_name() -> None:
    assert un.normalize([("a", ["b"]), ["Peru"], {}], errors="null") == [None, None, None]


@pytest.mark.parametrize("column", [pa.array, pd.Series, tuple, list])
def test_a_column_of_any_kind_is_read(column: Callable[[list[str]], Iterable[str]]) -> None:
    assert un.normalize(column(["Cuba", "CIV"])) == [un.country("CUB"), un.country("CIV")]


def test_codes_of_state_systems() -> None:
    bearers: dict[tuple[str, str], dict[str, str]] = {}
    for scheme, code, country, start, *_ in table("codes"):
        if scheme in ("cow", "gw"):
            bearers.setdefault((scheme, code), {}).setdefault(country, start)
    assert len(bearers) > 400
    assert {code for (_, code), found in bearers.items() if len(found) > 1} == {
        "345",
        "365",
        "YUG",
        "RUS",
    }
    for (scheme, code), found in bearers.items():
        assert un.country(code, scheme=scheme).alpha_3 == next(iter(found))  # that of the list
        for country, start in found.items():
            assert un.country(code, on=date.fromisoformat(start), scheme=scheme).alpha_3 == country


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        (345, "2000-10-31", "YUG"),
        (345, "2000-11-01", "SCG"),
        (345, "2006-06-02", "SCG"),
        (345, "2006-06-03", "SRB"),
        (365, "1900-01-01", "RUS"),
        (365, "1945-10-24", "SUN"),
        (365, "1991-12-23", "SUN"),
        (365, "1991-12-24", "RUS"),
        (2, "1800-01-01", "USA"),  # the day only decides between several
    ],
)
def test_a_code_that_several_states_had_in_turn(code: int, day: str, expected: str) -> None:
    assert un.country(code, on=date.fromisoformat(day), scheme="cow").alpha_3 == expected


def test_codes() -> None:
    assert un.country(4) is un.country("AFG") is un.country("AF") is un.country("004")
    assert un.country(un.country("AFG")) is un.country("AFG")
    assert un.country(2, scheme="cow") == un.country("USA", scheme="gw") == un.country("USA")
    assert un.country(260, scheme="cow") == un.country("DEU")
    assert (
        un.country("GMB") != un.country("GAM", scheme="cow") or un.country("GMB").alpha_3 == "GMB"
    )
    with pytest.raises(un.errors.AmbiguousCountryError):
        un.country("CS")
    with pytest.raises(un.errors.UnknownCountryError):
        un.country(1, scheme="cow")
    with pytest.raises(ValueError, match="scheme"):
        un.country(2, scheme="iso")  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [None, 1.5, True, [], b"Cuba", ""])
def test_what_is_no_name_is_unknown(value: object) -> None:
    with pytest.raises(un.errors.UnknownCountryError):
        un.country(value)  # type: ignore[arg-type]


def test_errors_say_what_was_asked_and_meant() -> None:
    with pytest.raises(
        un.errors.UnknownCountryError, match=r"'Venezuelan Republic of Bolivar'.*Venezuela"
    ) as error:
        un.country("Venezuelan Republic of Bolivar")
    assert error.value.value == "Venezuelan Republic of Bolivar"
    assert pickle.loads(pickle.dumps(error.value)).suggestions == error.value.suggestions
    with pytest.raises(un.errors.UnknownCountryError) as error:
        un.country("Saint Island")  # many saints are near
    assert len(error.value.suggestions) == 3
    with pytest.raises(un.errors.AmbiguousCountryError, match="KOR"):
        un.country("Korea")


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("Narnia", ("Namibia",)),
        ("Sylvania", ("Slovenia", "Slovakia")),
        ("Elbonia", ("Estonia",)),
        ("England", ()),
        ("European Union", ()),
    ],
)
def test_only_names_that_are_much_alike_are_suggested(
    text: str, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(un.errors.UnknownCountryError) as error:
        un.country(text)
    assert error.value.suggestions == suggestions


def test_a_second_name_says_which_of_several_a_name_means() -> None:
    for text in (
        "Congo (Democratic Republic of the Congo)",
        "Congo/Democratic Republic of the Congo",
    ):
        assert un.country(text) is un.country("COD")
    for text in (
        "Germany/France",
        "Sudan (South Sudan)",
        "Guinea (Papua New Guinea)",
        "Korea (Japan)",
    ):
        with pytest.raises(LookupError):
            un.country(text)


def test_only_names_of_several_words_are_read_without_regard_to_spaces() -> None:
    assert un.country("Bosniaand Herze govina") is un.country("BIH")
    with pytest.raises(un.errors.UnknownCountryError, match="did you mean 'Montenegro'"):
        un.country("Monte negro")


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Mauritia", ("MRT", "MUS")),
        ("Republic of Mauritia", ("MRT", "MUS")),
        ("Republic of Nigera", ("NER", "NGA")),
        ("Austlia", ("AUS", "AUT")),  # Austria in two languages that few print
        ("Takistan", ("PAK", "TJK")),
    ],
)
def test_what_may_have_lost_letters_of_two_names_is_ambiguous(
    text: str, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(un.errors.AmbiguousCountryError) as error:
        un.country(text)
    assert error.value.candidates == candidates


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Islamic Republic of Mauritia", "MRT"),
        ("Federal Republic of Nigera", "NGA"),
        ("Kingdom of Toga", "TON"),
        ("Dominicn Republic", "DOM"),
        ("Koea, Republic of", "KOR"),
        ("N Caledonia", "NCL"),
    ],
)
def test_a_word_for_the_kind_of_state_tells_what_a_slip_is(text: str, code: str) -> None:
    assert un.country(text).alpha_3 == code


def test_of_words_for_states_alike_the_first_decides_in_every_process() -> None:
    assert un.match("Repúblia do Cono") == Match(un.country("COG"), "corrected", 0.92)


def test_slips_are_corrected_in_latin_greek_and_cyrillic_only() -> None:
    assert un.match("Казхстан").how == "corrected"
    with pytest.raises(un.errors.UnknownCountryError):
        un.country("السدان")  # Sudan, without a letter


def test_digits_in_words_are_the_letters_they_look_like() -> None:
    assert un.country("Repub1ic of Fin1and") is un.country("FIN")
    assert un.country("P0rtuguese Repub1ic") is un.country("PRT")


def test_abbreviations_are_not_corrected_whether_they_have_full_stops_or_not() -> None:
    for text in ("USRS", "U.S.R.S.", "T adn T"):
        with pytest.raises(un.errors.UnknownCountryError):
            un.country(text)


def test_a_name_that_ended_with_a_state_began_with_it() -> None:
    (east,) = names_by("name")["East Germany"]
    assert [east.held(date(year, 6, 1)) for year in (1948, 1985, 1991)] == [False, True, False]


def test_who_bore_the_name_at_another_time_is_told() -> None:
    with pytest.raises(
        un.errors.UnknownCountryError, match=r"\(SCG\) or Yugoslavia \(YUG\) was at another time"
    ) as told:
        un.country("Yugoslavia", on=date(2010, 1, 1))
    assert told.value.suggestions == ("Serbia and Montenegro", "Yugoslavia")


@pytest.mark.parametrize("name", ["European Union", "the EU", "African Group", "NATO"])
def test_a_bloc_is_said_to_be_one(name: str) -> None:
    with pytest.raises(un.errors.UnknownCountryError, match=r"is a bloc, not a country$"):
        un.country(name)


def test_only_long_texts_are_cut_in_errors() -> None:
    with pytest.raises(un.errors.UnknownCountryError, match=r"^no country is called 'Xyzzy'$"):
        un.country("Xyzzy")
    with pytest.raises(
        un.errors.UnknownCountryError, match=r"^no country is called 'x{75}\.\.\.'$"
    ):
        un.country("x" * 300)
    for letters, cut in ((78, ""), (79, r"\.\.\.")):
        with pytest.raises(un.errors.UnknownCountryError, match=rf"'x+{cut}'$"):
            un.country("x" * letters)


def test_a_text_longer_than_any_name_is_none() -> None:
    assert un.country("Cuba" + "*" * 296) is un.country("CUB")
    assert un.country("Cuba" + " " * 300) is un.country("CUB")
    with pytest.raises(un.errors.UnknownCountryError):
        un.country("Cuba" + "*" * 297)


def test_normalize_keeps_order_and_length() -> None:
    names = ["Cuba", "Narnia", None, "cuba", float("nan"), "Belanda"]
    codes = [c and c.alpha_3 for c in un.normalize(names, errors="null")]
    assert codes == ["CUB", None, None, "CUB", None, "NLD"]
    assert un.normalize(iter(["CUB"])) == [un.country("CUB")]
    with pytest.raises(un.errors.UnknownCountryError, match="Narnia"):
        un.normalize(names)
    with pytest.raises(ValueError, match="errors"):
        un.normalize(names, errors="ignore")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="column"):
        un.normalize("Cuba")


def test_normalize_reads_columns() -> None:
    pandas = pytest.importorskip("pandas")
    assert un.normalize(pandas.Series(["Cuba", "Fiji"])) == [un.country("CUB"), un.country("FJI")]


def test_normalize_is_picklable() -> None:
    assert pickle.loads(pickle.dumps(un.normalize)) is un.normalize
    assert pickle.loads(pickle.dumps(un.match("Cuba"))) == un.match("Cuba")
    assert pickle.loads(pickle.dumps(un.find_countries("Cuba"))) == un.find_countries("Cuba")


def test_threads_may_ask_first_together() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(un.country, ["Belanda"] * 64))) == 1


def test_signatories() -> None:
    read = un.parse_signatories(
        "1. Chile\n2. Latva\n3. Narnia (tbc)\n4. chile\n5. Republic of Kenya\n"
        "and my own country, the U.K."
    )
    assert [c.alpha_3 for c in read.countries] == ["CHL", "LVA", "KEN", "GBR"]
    assert read.repeated == (un.country("CHL"),)
    assert read.unread == ("Narnia (tbc)",)


@pytest.mark.parametrize(
    "text", ["古巴、中国以及法国", "キューバ、中国及びフランス", "Cuba, China and France"]
)
def test_words_that_join_names_are_not_unread(text: str) -> None:
    read = un.parse_signatories(text)
    assert [country.alpha_3 for country in read.countries] == ["CUB", "CHN", "FRA"]
    assert read.unread == ()


def test_signatories_between_words() -> None:
    read = un.parse_signatories("I speak on behalf of Cuba, Fiji and Atlantis.")
    assert [c.alpha_3 for c in read.countries] == ["CUB", "FJI"]
    assert read.unread == ("I speak on behalf of", "and Atlantis")
    assert un.parse_signatories("Cuba, and the Repbulic of Kenya").printed_as == (
        "Cuba",
        "Repbulic of Kenya",
    )
    bracket = "Netherlnds (Kingdom of the)"
    assert un.parse_signatories(f"Cuba, {bracket}").printed_as == ("Cuba", bracket)


def test_mentions_in_scripts_without_spaces_stand_as_they_are_written() -> None:
    found = un.find_countries("中 国、古巴和印度尼西亚代表、ボスニア・ヘルツェゴビナ")
    assert [m.text for m in found] == ["中 国", "古巴", "印度尼西亚", "ボスニア・ヘルツェゴビナ"]


def test_mentions_after_an_arabic_preposition_leave_it_out() -> None:
    assert [m.text for m in un.find_countries("بيان للصين وبيان لقطر")] == ["لصين", "قطر"]


def test_a_name_goes_before_one_that_ends_within_it() -> None:
    found = un.find_countries("Congo, Republic of Cuba")  # and not "Congo, Republic of"
    assert [m.text for m in found] == ["Congo", "Republic of Cuba"]


def test_a_mention_leaves_out_the_ending_of_its_name() -> None:
    text = "China's statement, South Africa’s reply, T&T's economy, 가나는 and 한국은"
    assert [m.text for m in un.find_countries(text)] == [
        "China",
        "South Africa",
        "T&T",
        "가나",
        "한국",
    ]


def test_a_mention_holds_the_small_words_in_its_bracket() -> None:
    bracketed = "Netherlands (Kingdom of the)"
    text = f"{bracketed}, Iran (Islamic Republic of) and the {bracketed} met"
    assert [m.text for m in un.find_countries(text)] == [
        "Netherlands (Kingdom of the)",
        "Iran (Islamic Republic of)",
        "Netherlands (Kingdom of the)",
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("We thank China. The\nmeeting rose.", ["China"]),
        ("Korea, Rep. of", ["Korea, Rep. of"]),
        ("Congo, Dem. Rep. of the, Cuba", ["Congo, Dem. Rep. of the", "Cuba"]),
        ("Korea Republic of, Cuba", ["Korea Republic of", "Cuba"]),
        ("Gambia, The", ["Gambia"]),
        ("Korea, Rep. The\nmeeting", ["Korea, Rep"]),
        ("Groenlande Dem. Rep. of the Congo", ["Groenlande", "Dem. Rep. of the Congo"]),
        ("the delegate of Cuba of the,", ["Cuba"]),
    ],
)
def test_small_words_after_a_name_belong_to_it_only_if_it_is_turned_round(
    text: str, written: list[str]
) -> None:
    assert [mention.text for mention in un.find_countries(text)] == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("United States\nof America, Mali", ["United States\nof America", "Mali"]),
        ("Korea, Republic of, Congo, the\nDemocratic Republic of the, Mali", 3),
        ("We thank the United States\nof America.", ["United States\nof America"]),
        ("We met the Yugoslav Republic\nof Macedonia.", ["Yugoslav Republic\nof Macedonia"]),
        ("China, Hong Kong SAR’s, Mali", ["China, Hong Kong SAR", "Mali"]),
        ("Macedonia, the former Yugoslav Republic of and Iran, Islamic Republic of", 2),
        ("Mada-\ngascar, U.\nK.", ["Mada-\ngascar", "U.\nK."]),
        (
            "Cuba, Saint Vincent\nand the\nGrenadines",
            ["Cuba", "Saint Vincent\nand the\nGrenadines"],
        ),
        ("Saint Helena, Ascension, and Tristan da Cunha, Cuba", 2),
        ("In Salvador we met Korea, Republic of", ["Korea, Republic of"]),
        ("Korea, Republic of which Peru said that Salvador met", ["Korea, Republic", "Peru"]),
    ],
)
def test_a_name_goes_on_behind_a_comma_and_in_the_next_line(
    text: str, written: list[str] | int
) -> None:
    mentions = [mention.text for mention in un.find_countries(text)]
    assert mentions == written if isinstance(written, list) else len(mentions) == written, mentions


def test_a_name_without_its_capital_is_a_word_unless_there_are_none() -> None:
    assert [m.text for m in un.find_countries("Peru, chile, Cuba")] == ["Peru", "Cuba"]
    assert [m.text for m in un.find_countries("peru, chile")] == ["peru", "chile"]
    assert [m.text for m in un.find_countries("İsveç, chile")] == ["İsveç"]
    assert [m.text for m in un.find_countries("eSwatini, Chile")] == ["eSwatini", "Chile"]


@pytest.mark.parametrize("word", ["Condemns", "Despite", "Welcoming", "Yesterday", "Only"])
def test_a_word_that_begins_a_sentence_is_no_first_name(word: str) -> None:
    assert [m.text for m in un.find_countries(f"{word} Chad's attack. Chad {word} Cuba.")] == [
        "Chad",
        "Chad",
        "Cuba",
    ]


@pytest.mark.parametrize(
    "name", ["Michael Jordan", "Chad Smith", "Kathy Ireland", "Anatole France"]
)
def test_a_name_of_a_person_is_no_mention(name: str) -> None:
    assert un.find_countries(f"{name} spoke. We met {name}.") == []


def test_only_capitals_are_an_abbreviation_after_a_title() -> None:
    assert [m.text for m in un.find_countries("Mr. UK, Mr. BiH, BiH")] == ["UK", "BiH"]


def test_abbreviations_that_are_words_in_small_letters_are_names_in_capitals_only() -> None:
    assert [m.text for m in un.find_countries("give it to us and uk, eeuu y cuba")] == [
        "eeuu",
        "cuba",
    ]


def test_a_word_before_a_country_that_lends_its_name_to_nobody() -> None:
    assert [m.text for m in un.find_countries("Visit Norway")] == ["Norway"]


@pytest.mark.parametrize(
    ("text", "count"),
    [("Cuba (Cuba)", 1), ("Cuba (Cuba (Cuba", 2), ("Cuba, Cuba", 2), ("China (中国), Cuba", 2)],
)
def test_a_second_name_in_brackets_is_no_mention(text: str, count: int) -> None:
    assert len(un.find_countries(text)) == count


def test_ordinary_words_are_names_in_a_list_only() -> None:
    for text, count in (
        ("Chile and Salvador", 2),
        ("Salvador, and my own country, Chile", 2),
        ("Salvador", 1),
        ("Chile met Salvador", 1),
        ("Chile met Salvador, Peru", 3),
        ("Salvador met Chile", 1),
        ("In Salvador", 0),
        ("Salvador met", 0),
    ):
        assert len(un.find_countries(text)) == count, text


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Chile, Narnia N. ", ["Narnia N"]),
        ("Chile N. Peru", ["N"]),
        ("Chile, Nar-\nnia, Peru", ["Nar-\nnia"]),
        ("Chile -\nxanadu", ["xanadu"]),
        ("D. Chile", ["D"]),
    ],
)
def test_neither_initials_nor_broken_words_are_lost_in_a_list(
    text: str, unread: list[str]
) -> None:
    assert list(un.parse_signatories(text).unread) == unread


def test_what_was_read_says_what_repeats_and_what_is_lost() -> None:
    assert str(un.parse_signatories("Chile, Peru")) == "2 countries: Chile, Peru"
    assert str(un.parse_signatories("Chile, Chile, Narnia")).splitlines() == [
        "1 countries: Chile",
        "repeated: Chile",
        "unread: 'Narnia'",
    ]


def test_mentions_on_a_day() -> None:
    text = "Serbia and Montenegro"
    assert [m.text for m in un.find_countries(text, on=date(2004, 1, 1))] == [text]
    assert [m.text for m in un.find_countries(text, on=date(2020, 1, 1))] == [
        "Serbia",
        "Montenegro",
    ]
    assert un.find_countries("the Bank of China", on=date(2020, 1, 1)) == []


def test_the_ending_of_a_name_in_a_list_is_not_unread() -> None:
    read = un.parse_signatories("Türkiye'nin, Cuba's and Chile’s")
    assert [country.alpha_3 for country in read.countries] == ["TUR", "CUB", "CHL"]
    assert read.unread == ()
