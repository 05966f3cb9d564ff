"""Sweeps over whole tables and lists: `make test` sees a sample, `make suite` all."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

import pytest
from _pytest.mark import ParameterSet

T = TypeVar("T")

# Take `[::step]` of what is swept over.
sampled = pytest.mark.parametrize(
    "step", [pytest.param(16, id="sample"), pytest.param(1, id="all", marks=pytest.mark.slow)]
)


def slow_but(quick: Collection[T], values: Iterable[T]) -> list[T | ParameterSet]:
    """Return the parameters of a test, all slow but some."""
    return [
        value if value in quick else pytest.param(value, marks=pytest.mark.slow)
        for value in values
    ]
