"""Values that are made once a process, whichever thread asks first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def once(make: Callable[P, T]) -> Callable[P, T]:
    """Return a function that makes a value for its arguments once, and then returns that value."""
    # Of two threads that make a value at the same time both get the one published first: values
    # compared by identity exist once. `functools.cache` alone does not promise that, and a lock
    # could hang a child process forked while it is held.
    published: dict[tuple[object, ...], T] = {}

    @cache
    @wraps(make)
    def published_value(*args: P.args, **kwargs: P.kwargs) -> T:
        return published.setdefault((*args, *kwargs.items()), make(*args, **kwargs))

    published_value.published = published  # type: ignore[attr-defined]  # for the tests
    return cast("Callable[P, T]", published_value)
