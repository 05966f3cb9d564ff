"""What is made once is one value, whichever thread asks first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from unstatements.core.once import once


def test_every_thread_gets_the_value_that_was_published_first() -> None:
    barrier = Barrier(8)

    @once
    def make(name: str) -> list[str]:
        barrier.wait()  # all eight make a value
        return [name]

    with ThreadPoolExecutor(8) as pool:
        values = list(pool.map(lambda _: make("bodies"), range(8)))
    assert all(value is values[0] for value in values)
    assert make("bodies") is values[0]


def test_arguments_tell_values_apart_and_errors_are_not_kept() -> None:
    calls = []

    @once
    def make(number: int, *, fail: bool = False) -> int:
        calls.append(number)
        if fail:
            raise ValueError
        return number

    assert (make(1), make(2), make(1)) == (1, 2, 1)
    for _ in range(2):
        with pytest.raises(ValueError):
            make(3, fail=True)
    assert calls == [1, 2, 3, 3]
