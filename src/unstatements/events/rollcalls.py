"""What happened: recorded votes, as a listing; how they are found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import ClassVar, NamedTuple, get_args

from unstatements.core.arguments import each_of, of_type, one_of, one_or_several, true_or_false
from unstatements.core.dates import DatePrecision, PeriodLike, first_and_last_day, precision
from unstatements.core.tables import words
from unstatements.events.agenda import CATALOGUE_COLUMNS, meets
from unstatements.events.edition import BUNDLED
from unstatements.events.proposition import Direction, Proposition
from unstatements.events.rollcall import (
    VOTE_WORDS,
    Majority,
    Outcome,
    RollCall,
    all_rollcalls,
    in_order,
    propositions_voted_on,
)
from unstatements.events.selection import Selection, selections_in, votes_notes
from unstatements.events.statement import Completeness, body_codes, committees_of, session_name
from unstatements.events.tidy import COVERAGE_COLUMN, SESSION_COLUMNS, Votes
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.results.cells import Column, attribute_columns
from unstatements.results.result import Listing
from unstatements.results.text import plural, shortened


class Problem(NamedTuple):
    """Something wrong in a file of roll calls that was read.

    Attributes:
        place: File and line, or the row of a table.
        line: The line, the header being 1; for a table in memory the row, the first being 1. None
            where no one line is at fault.
        what: What is wrong.
        lost: Whether something in that place could not be used; otherwise all was read, and
            contradicts itself.
    """

    place: str
    line: int | None
    what: str
    lost: bool

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


class Problems(Listing[Problem]):
    """Problems in the order of the file; a sequence that shows itself as a table.

    Example:
        >>> print(Problems([Problem("votes.csv, line 3", 3, "'Q' is not a vote", lost=True)]))
        1 problem
        <BLANKLINE>
        place              what               lost
        votes.csv, line 3  'Q' is not a vote  yes
    """

    __slots__ = ()

    noun = "problem"

    _on_screen = ("place", "what", "lost")
    _columns = attribute_columns(place=str, line=int, what=str, lost=bool)


class RollCalls(Listing[RollCall]):
    """Roll calls in order of date; a sequence that shows itself as a table.

    Attributes:
        problems: For roll calls read from a file, what was wrong in it, in the order of the file.

    Example:
        >>> [str(vote.tally) for vote in un.rollcalls(body="hrc", topic="China")]
        ['17-19-11']
    """

    __slots__ = ("problems",)

    noun = "roll call"

    def __init__(self, items: Iterable[RollCall], problems: Iterable[Problem] = ()) -> None:
        super().__init__(items)
        self.problems: Problems = Problems(problems)

    def __reduce__(self) -> tuple[type[RollCalls], tuple[object, ...]]:
        return type(self), (self._items, self.problems)

    def footnotes(self) -> Sequence[str]:
        notes = ["votes: in favour, against, abstentions, as announced."] if self else []
        partial = sum(rollcall.completeness != "complete" for rollcall in self)
        if partial:
            notes.append(
                f"Votes by country are known only in part for {partial}: see `completeness`."
            )
        if self.problems:
            lost = sum(problem.lost for problem in self.problems)
            problems = plural(len(self.problems), "problem")
            notes.append(f"{problems} in what was read, {lost} with a loss: see `problems`.")
        return [*notes, *votes_notes(self)]

    def votes(self) -> Votes:
        """Return how every country voted: a long table, with a row for each vote.

        A country entitled to vote of which no vote is recorded has a row where the record tells
        that it was absent, and none where it does not. The codes `cow` and `gw` are those of the
        day; where a seat passed on, they are those of its holder.

        Example:
            >>> votes = un.rollcalls("hrc", session=51).votes().to_frame()
            >>> votes.loc[votes["alpha_3"] == "UKR", "vote"].value_counts().to_dict()["yes"]
            7
        """
        # A country stands in one group only, so that the weight of a cell tells the group.
        meaning: list[str | None] = [None] * (1 << len(VOTE_WORDS))
        for place, vote in enumerate(VOTE_WORDS):
            meaning[1 << place] = vote
        return Votes(self, attrgetter(*VOTE_WORDS), {"vote": meaning}, votes_notes(self))

    _on_screen: ClassVar[Sequence[str | Column[RollCall]]] = (
        *("rollcall", "vote_kind"),
        Column("target", str, lambda rollcall: shortened(rollcall.target or None, 28)),
        "outcome",
        Column("votes", str, "tally"),
    )

    def _declared(self) -> Sequence[Column[RollCall]]:
        return (
            Column("rollcall", str, "id"),
            *attribute_columns(symbol=str, date=date),
            Column(
                "date_precision", get_args(DatePrecision), lambda each: precision(each.date_text)
            ),
            Column("year", int, "date.year"),
            Column("body", str),
            *SESSION_COLUMNS,
            *attribute_columns(title=str, vote_kind=words("rollcalls", "vote_kind"), target=str),
            Column("target_country", str, "target_country.alpha_3"),
            *attribute_columns(issues=str, important=bool),
            Column("proposition", str, "proposition.id"),
            Column(
                "direction",
                get_args(Direction),
                lambda each: each.direction if each.proposition else None,
            ),
            Column("required_majority", get_args(Majority)),
            Column("outcome", get_args(Outcome)),
            *(Column[RollCall](word, int, f"tally.{word}") for word in VOTE_WORDS),
            Column("completeness", get_args(Completeness)),
            COVERAGE_COLUMN,
            Column("edition", str),
            *CATALOGUE_COLUMNS,
            Column("committee", str),
        )


def rollcalls(  # noqa: PLR0913  # each is a condition
    body: str | Iterable[str] | None = None,
    *,
    topic: str | None = None,
    session: str | int | Iterable[str | int] | None = None,
    since: PeriodLike | None = None,
    until: PeriodLike | None = None,
    target: CountryLike | Iterable[CountryLike] | None = None,
    outcome: Outcome | None = None,
    complete: bool | None = None,
    issue: str | Iterable[str] | None = None,
    vote_kind: str | Iterable[str] | None = None,
    on_text: bool | None = None,
    important: bool | None = None,
    proposition: str | Proposition | None = None,
    sponsor: CountryLike | None = None,
    agenda: str | None = None,
    committee: str | Iterable[str] | None = None,
    coverage: Selection | None = None,
    edition: str | None = None,
) -> RollCalls:
    """Return the roll calls that meet every condition given, in order of date.

    Beside those that come with the library, these are the votes of the editions of the UN's voting
    data that were added to this computer with `add_votes`. A vote that stands in both is given
    once, as it comes with the library.

    Of body, session, target, issue, vote_kind and committee several can be given: one of them must
    be met.

    Args:
        body: Code of the body, such as ``"hrc"``.
        topic: Words that stand in the title or the target, in any case.
        session: The session as the UN writes it, such as ``51`` or ``"ES-11"``.
        since: First day, month or year, such as 2022.
        until: Last day, month or year.
        target: The country that the vote is about.
        outcome: ``"adopted"`` or ``"rejected"``.
        complete: True for those whose votes are all known by country, False for the others.
        issue: An issue code, see `RollCall.issues`.
        vote_kind: What was voted on, such as ``"amendment"``.
        on_text: True for votes on texts as a whole, False for those on amendments, paragraphs and
            others, in which a no can stand for the text.
        important: True for those that the United States Department of State classified as
            important, False for those that it did not.
        proposition: Id of the proposition that it is about.
        sponsor: A country catalogued as a main sponsor, see `RollCall.sponsors`.
        agenda: Words that stand in the title or subject of the agenda item, in any case, see
            `RollCall.agenda_item`.
        committee: Code of a committee of the General Assembly, such as ``"ga3c"``, see
            `RollCall.committee`.
        coverage: ``"all"`` for those of sessions of which the record has all recorded votes,
            ``"country situations"`` for those of sessions of which it has only these; see
            `coverage`.
        edition: The id of the edition to read, see `editions`; ``"bundled"`` for none, so that the
            answer is the same on every computer; None for the one of each body that reaches
            furthest.

    Raises:
        UnknownCountryError: If the target or sponsor is not known.
        ValueError: If the body, outcome, issue, kind, proposition, committee, coverage or edition
            is not known, or a day is not one.
        TypeError: If a condition is of another type, such as a session that is 51.0.
        DataIntegrityError: If an edition is damaged.

    Example:
        >>> un.rollcalls(target="China", outcome="rejected")[0].symbol
        'A/HRC/51/L.6'
        >>> ukraine = un.rollcalls("hrc", since=2021, until=2021).filter(
        ...     lambda vote: "UKR" in vote.no
        ... )
        >>> len(ukraine) > 5 * len(ukraine.filter(lambda vote: vote.on_text))
        True
    """
    first, last = first_and_last_day(since, until)
    targets = one_or_several(target)
    countries = None if targets is None else CountrySet(targets)
    is_catalogued = meets(sponsor, agenda)
    if topic is not None:
        topic = of_type(topic, str, "topic: give words of the title or the target").casefold()
    bodies, named_sessions = body_codes(body), one_or_several(session)
    written = None if named_sessions is None else {*map(session_name, named_sessions)}
    true_or_false(complete=complete, on_text=on_text, important=important)
    one_of(outcome, words("rollcalls", "outcome"), "outcome")
    kinds = each_of(vote_kind, words("rollcalls", "vote_kind"), "vote_kind")
    issues = None if issue is None else each_of(issue, sorted(_issue_codes()), "issue")
    about = proposition.id if isinstance(proposition, Proposition) else proposition
    committees = each_of(committee, committees_of("ga"), "committee")
    subjects = {subject for subject, _direction in propositions_voted_on().values()}
    one_of(about, sorted(subjects), "proposition")

    def meets_all(rollcall: RollCall) -> bool:
        return (
            (bodies is None or rollcall.body in bodies)
            and (topic is None or topic in f"{rollcall.title}\n{rollcall.target}".casefold())
            and (written is None or rollcall.session in written)
            and (first is None or (rollcall.date is not None and rollcall.date >= first))
            and (last is None or (rollcall.date is not None and rollcall.date <= last))
            and (countries is None or rollcall.target_country in countries)
            and (outcome is None or rollcall.outcome == outcome)
            and (complete is None or (rollcall.completeness == "complete") == complete)
            and (issues is None or not set(issues).isdisjoint(rollcall.issues))
            and (kinds is None or rollcall.vote_kind in kinds)
            and (on_text is None or rollcall.on_text == on_text)
            and (committees is None or (rollcall.committee or "") in committees)
            and (important is None or rollcall.important == important)
            and (about is None or (rollcall.proposition and rollcall.proposition.id) == about)
            and is_catalogued(rollcall)
        )

    matches: Iterable[RollCall] = filter(meets_all, all_rollcalls(bodies, edition))
    if coverage is not None:
        one_of(coverage, words("coverage", "selection"), "coverage")
        selected = selections_in(all_rollcalls(bodies, edition))
        sessions = {session for session, selection in selected.items() if selection == coverage}
        matches = (each for each in matches if (each.body, each.session) in sessions)
    return RollCalls(in_order(matches))


def _issue_codes() -> set[str]:
    return {code for each in all_rollcalls(edition=BUNDLED) for code in each.issues}
