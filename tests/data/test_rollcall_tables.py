"""Roll calls: every roll adds up to its tally, and only those entitled to vote voted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

import unstatements as un
from unstatements import CountrySet
from unstatements.events.rollcall import ROLLCALL_TABLES, VOTE_WORDS
from unstatements.groups.bloc import voters

TABLES = un.tables()
EVERY = un.rollcalls()
RECENT = [un.rollcall(row["id"]) for row in TABLES["rollcalls"]]
COUNCIL = {
    row["id"]: row for row in TABLES["hrc_texts"] if row["completeness"]
}  # and the Commission
ASSEMBLY = {row["id"]: row for row in TABLES["ga_rollcalls"]}


def groups(vote: un.RollCall) -> tuple[CountrySet, ...]:
    return vote.yes, vote.no, vote.abstain, vote.absent


def together(vote: un.RollCall) -> CountrySet:
    countries = CountrySet()
    for group in groups(vote):
        assert countries.isdisjoint(group)
        countries |= group
    return countries


@pytest.mark.parametrize("vote", RECENT, ids=lambda vote: vote.id)
def test_a_roll_adds_up(vote: un.RollCall) -> None:
    voted = together(vote)
    announced = (vote.tally.yes, vote.tally.no, vote.tally.abstain)
    counted = tuple(len(group) for group in groups(vote)[:3])
    if vote.completeness == "complete":
        assert counted == announced
        assert voted == voters(vote.body, vote.date)
    else:
        assert vote.notes
    assert len(vote.absent) == vote.tally.absent or vote.notes
    assert voted <= voters(vote.body, vote.date)


def test_the_long_records_add_up_but_where_they_say_so() -> None:
    for key, row in (COUNCIL | ASSEMBLY).items():
        vote = un.rollcall(key)
        together(vote)
        announced = (vote.tally.yes, vote.tally.no, vote.tally.abstain)
        counted = tuple(len(group) for group in groups(vote)[:3])
        assert (counted != announced) == bool(row["counted"]), key
        if row["counted"]:
            assert vote.completeness == "partial", key
            assert row["counted"] == "-".join(map(str, counted)), key
            assert row["counted"] in vote.notes
        if row["absences"] == "not known":
            assert not vote.absent, key
            assert vote.completeness == "partial"


def test_a_roll_of_the_council_is_that_of_its_members() -> None:
    for key, row in COUNCIL.items():
        vote = un.rollcall(key)
        assert vote.date is not None
        if vote.body == "hrc":
            assert vote.electorate == voters("hrc", vote.date), key
        if vote.completeness == "partial":
            unread = vote.electorate - together(vote)
            assert row["counted"], key
            assert bool(unread) == (row["absences"] != "recorded"), key
            assert all(country.alpha_3 in vote.notes for country in unread), key
        if len(vote.absent) != vote.tally.absent:
            assert vote.notes, key


def test_the_commission_had_the_same_members_throughout_a_session() -> None:
    sessions: defaultdict[str, set[CountrySet]] = defaultdict(set)
    for vote in un.rollcalls(body="chr"):
        assert vote.date is not None
        assert vote.completeness == "complete" or COUNCIL[vote.id]["counted"]
        assert vote.electorate <= un.countries(vote.date), vote.id
        sessions[vote.session].add(vote.electorate)
    sizes = {
        session: len(*electorates) for session, electorates in sessions.items()
    }  # fails if there are two
    assert set(sizes.values()) == {18, 21, 32, 43, 53}


def test_no_roll_of_the_council_repeats_that_of_another_vote() -> None:
    # The library record of some amendments had the rows of another vote, to whose totals they add
    # up.
    found: defaultdict[tuple[CountrySet, ...], list[un.RollCall]] = defaultdict(list)
    for vote in map(un.rollcall, COUNCIL):
        found[groups(vote)].append(vote)
    for votes in found.values():
        assert len({COUNCIL[vote.id]["counted"] for vote in votes}) == 1, votes


def test_only_members_of_the_un_voted_in_the_assembly() -> None:
    strangers = Counter()
    for key in ASSEMBLY:
        vote = un.rollcall(key)
        assert vote.date is not None
        # Where only the month is known, members admitted within it may have voted.
        last = vote.date.replace(day=28) if len(vote.date_text) == 7 else vote.date
        for country in together(vote) - un.countries(vote.date) - un.countries(last):
            strangers[country.alpha_3] += 1
    # Named in the codebook: Fiji in two calls of doubtful date, and one vote of Yugoslavia.
    assert sum(strangers.values()) <= 3, strangers


@pytest.mark.parametrize(
    ("symbol", "tally"),
    [
        ("A/RES/68/262", "100-11-58"),
        ("A/RES/1761 (XVII)", "67-16-23"),
        ("A/RES/ES-11/1", "141-5-35"),
        ("A/HRC/51/L.6", "17-19-11"),
        ("A/HRC/RES/48/13", "43-0-4"),
        ("E/CN.4/RES/2005/59", "26-17-10"),
        ("A/RES/3379 (XXX)", "72-35-32"),
        ("A/RES/2758 (XXVI)", "76-35-17"),
    ],
)
def test_well_known_tallies(symbol: str, tally: str) -> None:
    vote = un.rollcall(symbol)
    assert str(vote.tally) == tally
    assert tuple(len(group) for group in groups(vote)[:3]) == tuple(map(int, tally.split("-")))


def test_former_states_voted_as_themselves() -> None:
    vote = un.rollcall("A/RES/1761 (XVII)")
    assert "SUN" in vote.yes
    assert "RUS" not in together(vote)
    assert {"CSK", "YUG"} <= set(vote.yes.alpha_3s)


def test_the_tables_of_roll_calls_have_one_layout() -> None:
    layout = TABLES["rollcalls"].columns
    assert TABLES["ga_rollcalls"].columns == layout
    assert TABLES["hrc_texts"].columns == (*layout, "mode", "subject")
    votes = {TABLES[name].columns for name in ROLLCALL_TABLES.values()}
    assert len(votes) == 1
    assert set(ROLLCALL_TABLES) == {
        name for name in TABLES if "completeness" in TABLES[name].columns
    } - {"statements"}


def test_every_roll_call_has_votes_and_every_vote_a_roll_call() -> None:
    for rolls, votes in ROLLCALL_TABLES.items():
        ids = {row["id"] for row in TABLES[rolls] if row["completeness"]}
        assert {row["rollcall"] for row in TABLES[votes]} == ids
    assert {row["rollcall"] for row in TABLES["rolls"]} <= {vote.id for vote in RECENT}


def test_no_vote_stands_twice() -> None:
    assert len({one.id for one in EVERY}) == len(EVERY)
    assert len(EVERY) == len(RECENT) + len(COUNCIL) + len(ASSEMBLY)
    numbers = [
        number
        for name in ("rollcalls", "ga_rollcalls")
        for row in TABLES[name]
        for number in row["rcid"].split(";")
        if number
    ]
    assert len(set(numbers)) == len(numbers) == 6203
    recent = {(vote.symbol, vote.date) for vote in RECENT}
    for long in (COUNCIL, ASSEMBLY):
        votes = map(un.rollcall, long)
        assert not recent & {
            (vote.symbol, vote.date) for vote in votes if vote.vote_kind == "draft resolution"
        }


@pytest.mark.parametrize("name", ["votes", "hrc_votes", "ga_votes"])
def test_columns_of_the_matrix_are_countries(name: str) -> None:
    header = list(TABLES[name][0])[1:]
    assert len(CountrySet(header)) == len(header)
    assert header == sorted(header)


def test_symbols_are_written_as_the_un_writes_them() -> None:
    symbols = [row["symbol"] for row in TABLES["ga_rollcalls"] if row["symbol"]]
    form = re.compile(
        r"A/(RES/|DEC/)?(ES-|S-)?\d+[A-Z./\d-]*( \([A-Z-]*[\dXVILS-]+\))?( [A-Z]{1,2})?.*"
    )
    assert all(form.fullmatch(symbol) for symbol in symbols)
    assert sum(bool(row["record"]) for row in TABLES["ga_rollcalls"]) == 4904


# ---- what was needed
# ---------------------------------------------------------------------------------------


def test_outcomes_agree_with_the_majority_required() -> None:
    known = [one for one in EVERY if one.required_majority and one.outcome]
    assert len(known) > 300
    for vote in known:
        yes, no = vote.tally.yes, vote.tally.no
        assert yes is not None, vote.id
        assert no is not None, vote.id
        adopted = yes > no if vote.required_majority == "simple" else yes >= 2 * no
        assert (vote.outcome == "adopted") == adopted, vote.id


def test_a_majority_is_that_of_a_body_or_of_a_vote_in_it() -> None:
    single = [row for row in TABLES["majorities"] if row["rollcall"]]
    whole = [row["body"] for row in TABLES["majorities"] if not row["rollcall"]]
    assert len(set(whole)) == len(whole)
    assert len({row["rollcall"] for row in single}) == len(single)
    for row in single:
        vote = un.rollcall(row["rollcall"])
        assert vote.id == row["rollcall"]
        assert vote.body == row["body"]
        assert vote.body not in whole
        assert vote.required_majority == row["majority"]


def test_the_majority_of_the_council_follows_from_its_votes() -> None:
    (row,) = [row for row in TABLES["majorities"] if row["body"] == "hrc"]
    votes = [un.rollcall(vote["id"]) for vote in TABLES["rollcalls"] if vote["body"] == "hrc"]
    with_less = 0
    for vote in votes:
        assert vote.tally.yes is not None, vote.id
        assert vote.tally.no is not None, vote.id
        assert vote.outcome == ("adopted" if vote.tally.yes > vote.tally.no else "rejected"), (
            vote.id
        )
        with_less += vote.tally.no < vote.tally.yes < 2 * vote.tally.no
    assert f"{with_less} of them with less than two thirds" in row["note"]


def test_a_motion_to_require_two_thirds_went_as_the_note_says() -> None:
    motions = 0
    for row in TABLES["majorities"]:
        if found := re.match(r"By (\S+) the Assembly (\w+)", row["note"]):
            motion, decided = un.rollcall(found[1]), found[2] == "decided"
            motions += 1
            assert motion.margin is not None
            assert (motion.margin > 0) == decided, row
            assert (row["majority"] == "two-thirds") == (
                decided and "did not need" not in row["note"]
            ), row
    assert motions > 10


# ---- propositions
# ------------------------------------------------------------------------------------------

LINKED = [un.rollcall(row["rollcall"]) for row in TABLES["rollcall_propositions"]]
# Actions against a country are about the one that acts; the vote is filed under the other.
ALSO_ABOUT = {"russia-ukraine": "UKR"}


def test_a_linked_vote_is_about_the_target_of_its_proposition() -> None:
    for vote in LINKED:
        assert vote.proposition is not None
        about = vote.proposition
        if vote.target_country:
            assert vote.target_country.alpha_3 in (about.target, ALSO_ABOUT.get(about.id)), vote.id


def test_only_whole_texts_and_motions_to_debate_are_linked() -> None:
    kinds = Counter(vote.vote_kind for vote in LINKED)
    assert set(kinds) == {"draft resolution", "draft decision", "procedural"}
    assert kinds["procedural"] == 3


def test_votes_under_one_title_are_linked_alike() -> None:
    links = {(vote.body, vote.title): (vote.proposition, vote.direction) for vote in LINKED}
    for vote in EVERY:
        link = links.get((vote.body, vote.title))
        if link and vote.vote_kind == "draft resolution" and vote.symbol != "A/RES/80/224":
            assert (vote.proposition, vote.direction) == link, vote.id


def test_signatories_vote_with_their_side() -> None:
    signed: defaultdict[tuple[str, str], CountrySet] = defaultdict(CountrySet)
    for statement in un.statements(beyond_un=True):
        signed[statement.proposition.id, statement.direction] |= statement.signatories
    for vote in LINKED:
        assert vote.proposition is not None
        pro, con = (signed[vote.proposition.id, direction] for direction in ("for", "against"))
        yes, no = (vote.yes, vote.no) if vote.direction == "for" else (vote.no, vote.yes)
        for signatories, same, other in ((pro - con, yes, no), (con - pro, no, yes)):
            if len(signatories & (yes | no)) > 2:  # one or two may have changed sides in earnest
                assert len(signatories & same) >= len(signatories & other), vote.id


# ---- two sources of one roll --------------------------------------------------------------------

DIFFERING = list(TABLES["roll_corrections"])
LETTERS = ("Y", "N", "A", "X")


def test_a_corrected_vote_is_that_of_the_source_taken() -> None:
    votes = {row["rollcall"]: row for row in TABLES["ga_votes"]}
    for row in DIFFERING:
        taken = row["library"] if row["taken"] == "library" else row["data_set"]
        assert votes[row["rollcall"]][row["country"]] == taken.strip("-"), row
        assert row["data_set"] != row["library"]
        assert row["record"] == ASSEMBLY[row["rollcall"]]["record"], row


def test_where_totals_decided_only_the_roll_taken_adds_up() -> None:
    by_vote = defaultdict(list)
    for row in DIFFERING:
        by_vote[row["rollcall"]].append(row)
    for key, rows in by_vote.items():
        vote = un.rollcall(key)
        reasons = {row["reason"] for row in rows}
        counted = Counter(
            {letter: len(group) for letter, group in zip(LETTERS, groups(vote), strict=True)}
        )
        other = counted.copy()
        for row in rows:
            has, lacks = (row["library"], row["data_set"])
            if row["taken"] == "data set":
                has, lacks = lacks, has
            other.update({has: -1, lacks: 1})
        announced = {
            letter: getattr(vote.tally, name)
            for letter, name in zip(LETTERS, VOTE_WORDS, strict=True)
        }
        differs = any(other[letter] != announced[letter] for letter in "YNA")
        if reasons == {"totals"}:
            assert all(counted[letter] == announced[letter] for letter in "YNA"), key
            assert differs or other["X"] != announced["X"], key
        elif vote.completeness == "complete":
            assert not differs, key


def test_every_difference_is_told_in_the_notes() -> None:
    for row in DIFFERING:
        notes = un.rollcall(row["rollcall"]).notes
        assert ("Corrected" in notes) or row["taken"] == "data set", row
        assert ("Disputed" in notes) or row["reason"] != "undecided", row


@pytest.mark.parametrize(
    ("symbol", "country", "vote"),
    [  # peers and printed accounts say so, whichever source is asked
        ("A/RES/37/215", "USA", "abstain"),  # remnants of war: western states abstained
        ("A/RES/37/215", "ARG", "yes"),
        ("A/RES/65/206", "GRC", "yes"),  # moratorium on the death penalty: as the whole EU
        ("A/RES/65/206", "GRD", "no"),
        ("A/RES/37/123 D", "DDR", "yes"),
        ("A/RES/42/209 B", "DEU", "no"),
    ],
)
def test_columns_once_exchanged_stand_right(symbol: str, country: str, vote: str) -> None:
    assert country in getattr(un.rollcall(symbol), vote)


def test_greece_votes_with_its_partners_in_session_65() -> None:
    partners = CountrySet(["FRA", "DEU", "ITA", "NLD", "BEL", "ESP", "PRT", "AUT"])
    alike = sum(
        len(partners & group) >= 5
        for vote in un.rollcalls("ga", session=65)
        for group in groups(vote)[:3]
        if "GRC" in group
    )
    assert alike > 0.9 * sum("GRC" not in vote.absent for vote in un.rollcalls("ga", session=65))


def test_fiji_cast_no_dated_vote_before_its_admission() -> None:
    for vote in un.rollcalls("ga", until="1970-10-12"):
        assert "FJI" not in together(vote) or vote.completeness == "partial", vote.id


# ---------------------------------------------------------------------------------- - committees

OF_A_COMMITTEE = [
    row
    for name in ROLLCALL_TABLES
    for row in TABLES[name]
    if row["completeness"] and row["committee"]
]
COMMITTEES = {row["id"] for row in TABLES["bodies"] if row["parent"] == "ga"}


def test_a_committee_is_a_body_of_the_assembly_and_only_its_votes_have_one() -> None:
    assert {row["body"] for row in OF_A_COMMITTEE} == {"ga"}
    assert {row["committee"] for row in OF_A_COMMITTEE} == COMMITTEES
    for row in OF_A_COMMITTEE:
        assert un.rollcall(row["id"]).committee == row["committee"]


def test_a_vote_on_a_part_has_the_title_of_its_resolution() -> None:
    whole = {
        (row["session"], row["symbol"]): row["title"]
        for row in ASSEMBLY.values()
        if row["vote_kind"] == "draft resolution"
    }
    for row in ASSEMBLY.values():
        if row["title"]:
            assert row["title"] == whole.get((row["session"], row["symbol"]), row["title"])


def test_a_roll_with_other_totals_than_its_resolution_has_no_symbol() -> None:
    official = {row["symbol"]: row for row in ASSEMBLY.values() if row["record"]}
    doubtful = [
        row for row in ASSEMBLY.values() if "it is not known of which vote" in row["notes"]
    ]
    assert len(doubtful) == 7
    for row in doubtful:
        symbol, totals = re.search(r"on (A/RES/.+), for .+ has ([\d-]+):", row["notes"]).groups()
        cells = official[symbol]
        assert totals == f"{cells['yes']}-{cells['no']}-{cells['abstain']}"
        assert totals != f"{row['yes']}-{row['no']}-{row['abstain']}"
        assert not row["symbol"]


def test_a_report_is_of_one_committee() -> None:
    reports = {row["text"]: row["report"] for row in TABLES["agenda_items"]}
    authors: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in OF_A_COMMITTEE:
        written = re.match(r"A/\d+(/\d+)?", reports.get(row["id"], ""))  # and its addenda
        if written:
            authors[row["session"], written[0]].add(row["committee"])
        # Before session 31 parts of one resolution could come from two committees.
        if row["session"].isdigit() and int(row["session"]) > 30:
            authors["resolution", row["symbol"]].add(row["committee"])
    assert len(authors) > 300
    assert {len(committees) for committees in authors.values()} == {1}


def test_committees_stand_in_the_sessions_in_which_they_met() -> None:
    sessions: dict[str, set[int]] = defaultdict(set)
    for row in OF_A_COMMITTEE:
        if row["session"].isdigit():
            sessions[row["committee"]].add(int(row["session"]))
    assert sessions["ga-ad-hoc-palestine"] == {2}
    assert sessions["ga-ad-hoc-political"] == set(range(3, 11))
    assert min(sessions["ga-special-political"]) > 10
    assert max(sessions["ga-special-political"]) < 48
    assert max(sessions["ga-joint-1-6"] | sessions["ga-joint-2-3"]) < 7
    counted = Counter(
        "special" if not row["session"].isdigit() else (int(row["session"]) - 1) // 21
        for row in OF_A_COMMITTEE
    )
    assert counted == {0: 571, 1: 24, 2: 441, 3: 282, "special": 13}


@pytest.mark.parametrize(
    ("symbol", "committee"),
    [
        ("A/RES/181 (II) A", "ga-ad-hoc-palestine"),
        ("A/RES/217 (III) A", "ga3c"),
        ("A/RES/260 (III) A", "ga6c"),
        ("A/RES/390 (V) A", "ga-ad-hoc-political"),
        ("A/RES/1514 (XV)", None),  # voted on without a committee
        ("A/RES/1653 (XVI)", "ga1c"),
        ("A/RES/1761 (XVII)", "ga-special-political"),
        ("A/HRC/51/L.6", None),
    ],
)
def test_well_known_committees(symbol: str, committee: str | None) -> None:
    assert un.rollcall(symbol).committee == committee


def test_a_text_of_its_own_that_speaks_of_a_committee_is_not_of_it() -> None:
    for number in ("3", "332", "431", "639", "952", "975", "1191"):
        (row,) = [row for row in ASSEMBLY.values() if row["rcid"] == number]
        assert row["committee"] == "", row["id"]
