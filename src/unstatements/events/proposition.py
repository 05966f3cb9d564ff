"""What a position is about: it lets a statement and a roll call be set side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from unstatements.core.once import once
from unstatements.core.tables import build

Direction = Literal["for", "against"]


class Proposition(NamedTuple):
    """What positions are about.

    Attributes:
        id: Readable and stable key.
        text: What a position FOR it means, in neutral words.
        target: Alpha-3 code of the country that it is about, empty where it is about none.

    Example:
        >>> un.statement("2022-10-31-ga3c-cuba").proposition.text
        "Critical of China's human rights record (Xinjiang, Hong Kong, Tibet)"
        >>> un.statement("2022-10-31-ga3c-cuba").direction
        'against'
    """

    id: str
    text: str
    target: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<proposition {self.id!r}>"


def proposition(proposition_id: str) -> Proposition:
    """Return the proposition with this id."""
    return _propositions()[proposition_id]


def all_propositions() -> tuple[Proposition, ...]:
    """Return every proposition, in the order of the table."""
    return tuple(_propositions().values())


@once
def _propositions() -> Mapping[str, Proposition]:
    propositions = build("propositions", lambda cells: Proposition(**cells))
    return {proposition.id: proposition for proposition in propositions}
