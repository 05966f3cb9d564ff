"""Public classes bear the name under which people reach them."""

from __future__ import annotations

import sys
from typing import TypeVar

T = TypeVar("T", bound=type)


class Identified:
    """A value that equals those of its class with the same id."""

    __slots__ = ()

    id: str

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)


def public(kind: T) -> T:
    """Return a class under its public name, as pickles, tracebacks and documents have it."""
    # Annotations are resolved at once: their names stand in the module that the class leaves.
    names = {**vars(sys.modules[kind.__module__]), kind.__name__: kind}
    annotations = dict(kind.__annotations__)
    types = {text: eval(text, names) for text in set(annotations.values())}
    kind.__annotations__ = {name: types[text] for name, text in annotations.items()}
    kind.__module__ = "unstatements"
    return kind
