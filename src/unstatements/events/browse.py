"""Ways into the record: its topics and targets, the pairs of a series, all that one country signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import get_args

from attrs import frozen

from unstatements.core.tables import table
from unstatements.events.signature import Signature, SignatureStatus
from unstatements.events.statement import Completeness, Stance, Statement, statements, topic_id
from unstatements.groups.country_set import CountryLike, CountrySet
from unstatements.names.country import Country
from unstatements.results.cells import DisplayRow, Row, Types
from unstatements.results.result import Listing, Result
from unstatements.results.text import shortened

__all__ = ["CountryRecord", "Pair", "Series", "record", "series", "targets", "topics"]


def topics() -> dict[str, str]:
    """Return the topics of statements: from id to name, in order of id.

    Example:
        >>> import unstatements as un
        >>> un.topics()["hong-kong"]
        'Hong Kong'
    """
    return {row[0]: row[1] for row in table("topics")}


def targets() -> tuple[str, ...]:
    """Return what statements are about: the values of `Statement.target`, sorted.

    Example:
        >>> import unstatements as un
        >>> "China" in un.targets()
        True
    """
    return tuple(sorted({one.target for one in statements()}))


@frozen
class Pair:
    """A statement and its rival, where there is one.

    Attributes:
        supporting: The statement whose signatories support the proposition; None where only a rival is
            recorded.
        opposing: The statement whose signatories oppose it; None where there is none.
    """

    supporting: Statement | None
    opposing: Statement | None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The one or two statements."""
        return tuple(one for one in (self.supporting, self.opposing) if one is not None)


class Series(Listing[Pair]):
    """The pairs of statements and rivals on one topic, in order of date.

    Example:
        >>> import unstatements as un
        >>> pair = un.series("xinjiang")[0]
        >>> pair.supporting.id, pair.opposing.id
        ('2019-07-08-hrc-letter', '2019-07-12-hrc-letter')
    """

    __slots__ = ()

    noun = "pair"

    def rows(self) -> list[Row]:
        """Return one row a pair: both statements, the names known and the numbers reported."""
        rows: list[Row] = []
        for pair in self:
            first = pair.statements[0]
            row: Row = {"date": first.date_text or None, "body": first.body}
            for side, one in (("supporting", pair.supporting), ("opposing", pair.opposing)):
                row[side] = one.id if one else None
                row[f"{side}_known"] = len(one.signatories) if one else None
                row[f"{side}_reported"] = one.reported_count if one else None
                row[f"{side}_completeness"] = one.completeness if one else None
            rows.append(row)
        return rows

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return one row a pair: both statements, and of how many signatories how many are known by name."""
        return [
            {
                "supporting": row["supporting"],
                "supporting_known": _known(pair.supporting),
                "opposing": row["opposing"],
                "opposing_known": _known(pair.opposing),
            }
            for pair, row in zip(self, self.rows(), strict=True)
        ]

    def footnotes(self) -> Sequence[str]:
        """Return what is counted."""
        return [
            "known: signatories at delivery known by name, of the number that the record goes by."
        ]

    def _types(self) -> Types:
        completeness = get_args(Completeness)
        return {
            "date": str,  # partial
            "body": str,
            "supporting": str,
            "supporting_known": int,
            "supporting_reported": int,
            "supporting_completeness": completeness,
            "opposing": str,
            "opposing_known": int,
            "opposing_reported": int,
            "opposing_completeness": completeness,
        }


def _known(one: Statement | None) -> str | None:
    if one is None:
        return None
    return f"{len(one.signatories)} of {one.reported_count or 'unknown'}"


def series(topic: str) -> Series:
    """Return the statements on a topic, each beside its rival, in order of date.

    A statement that answers the same one as its principal rival stands in a pair with it too.

    Args:
        topic: Id or name of a topic, such as ``"xinjiang"``.

    Raises:
        ValueError: If no topic is called so.

    Example:
        >>> import unstatements as un
        >>> un.series("Xinjiang").rows()[2]["supporting"]
        '2020-06-30-hrc-uk'
    """
    wanted = topic_id(topic)
    pairs: dict[tuple[str, str], Pair] = {}
    for one in statements(topic=wanted):
        rival = one.counterstatement
        both = (one, rival) if one.direction == "for" else (rival, one)
        key = tuple(side.id if side else "" for side in both)
        pairs.setdefault((key[0], key[1]), Pair(*both))
    return Series(pairs.values())


@frozen(repr=False)
class CountryRecord(Result):
    """All that one country signed.

    Rows have the country's `alpha_3`, so that the records of several countries can be put together.

    Attributes:
        country: The country.
        entries: Every statement that it signed, with its signature, in order of date.

    Example:
        >>> import unstatements as un
        >>> [one.id for one, _ in un.record("Honduras").entries if one.target == "China"][:2]
        ['2020-10-06-ga3c-germany', '2021-06-22-hrc-canada']
    """

    country: Country
    entries: tuple[tuple[Statement, Signature], ...]

    def title(self) -> str:
        """Return the country and the number of statements."""
        number = len(self.entries)
        return f"{self.country} signed {number} statement{'' if number == 1 else 's'}"

    def rows(self) -> list[Row]:
        """Return one row a statement: what it is about, and the signature's status and dates."""
        return [
            {
                "alpha_3": self.country.alpha_3,
                "statement": one.id,
                "date": one.date_text or None,
                "stance": one.stance,
                "target": one.target,
                "status": signature.status,
                "joined_on": signature.joined_on,
                "withdrawn_on": signature.withdrawn_on,
                "printed_as": signature.printed_as or None,
            }
            for one, signature in self.entries
        ]

    def display_rows(self) -> Sequence[DisplayRow]:
        """Return the columns that fit a screen; days of joining and withdrawal where there are any."""
        days = ("joined_on", "withdrawn_on")
        changed = [
            name for name in days if any(getattr(signature, name) for _, signature in self.entries)
        ]
        return [
            {
                "statement": one.id,
                "stance": one.stance,
                "target": shortened(one.target, 26),
                "status": signature.status,
                **{name: getattr(signature, name) for name in changed},
            }
            for one, signature in self.entries
        ]

    def _types(self) -> Types:
        return {
            "alpha_3": str,
            "statement": str,
            "date": str,  # partial
            "stance": get_args(Stance),
            "target": str,
            "status": get_args(SignatureStatus),
            "joined_on": date,
            "withdrawn_on": date,
            "printed_as": str,
        }

    def footnotes(self) -> tuple[str, ...]:
        """Return what the record cannot show."""
        return ("Lists known only in part may have the country without showing it.",)

    def __repr__(self) -> str:
        return f"<record of {self.country!r}: {len(self.entries)} statements>"


def record(country: CountryLike) -> CountryRecord:
    """Return all that one country signed, later and withdrawn signatures included.

    Args:
        country: A country, name or code.

    Raises:
        UnknownCountryError: If the name is not known.
        AmbiguousCountryError: If the name could be several countries.

    Example:
        >>> import unstatements as un
        >>> print(un.record("Fiji").rows()[-1]["withdrawn_on"])
        None
    """
    wanted = next(iter(CountrySet([country])))
    entries = [
        (one, signature)
        for one in statements(signed_by=wanted)
        for signature in one.signatures
        if signature.country == wanted
    ]
    return CountryRecord(wanted, tuple(entries))
