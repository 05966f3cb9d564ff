"""Public classes bear the name under which people reach them."""

from __future__ import annotations

import sys
from typing import TypeVar, get_type_hints

T = TypeVar("T", bound=type)


def public(kind: T) -> T:
    """Return a class under its public name, as pickles, tracebacks and documents have it."""
    # Annotations are resolved at once: their names stand in the module that the class leaves.
    names = {**vars(sys.modules[kind.__module__]), kind.__name__: kind}
    types = get_type_hints(kind, localns=names, include_extras=True)
    kind.__annotations__ = {name: types[name] for name in vars(kind).get("__annotations__", ())}
    kind.__module__ = "unstatements"
    return kind
