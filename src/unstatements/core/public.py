"""Public classes bear the name under which people reach them."""

from __future__ import annotations

import sys
from inspect import get_annotations
from typing import TypeVar

T = TypeVar("T", bound=type)


def public(kind: T) -> T:
    """Return a class under its public name, as pickles, tracebacks and documents have it."""
    # Annotations are resolved at once: their names stand in the module that the class leaves.
    names = {**vars(sys.modules[kind.__module__]), kind.__name__: kind}
    kind.__annotations__ = get_annotations(kind, globals=names, locals={}, eval_str=True)
    kind.__module__ = "unstatements"
    return kind
