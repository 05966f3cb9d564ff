"""Give every argument of every public function and method a value that it is not made for.

    python tests/robustness/arguments.py

Each call must give an answer or an error of the library's own: one that it raises itself, in words.
Anything else (an AttributeError from within, a RecursionError) is printed, once for each place in
the code; the status is 1 if there was any.
"""

from __future__ import annotations

import inspect
import re
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

import unstatements as un

HERE = Path(__file__).parents[2]
LONGEST = 4000  # characters of a message, which may list all that is expected


class Odd:
    """A value that does nothing as it should."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("odd")

    __hash__ = None  # type: ignore[assignment]  # nor can it be a key

    def __repr__(self) -> str:
        raise RuntimeError("odd")


def nested() -> list[object]:
    """Return a list in a list in a list, deeper than Python can show."""
    inner: list[object] = []
    for _ in range(20_000):
        inner = [inner]
    return inner


VALUES: dict[str, Any] = {
    **{
        repr(value): value for value in (None, True, 0, -1, 3, 1.5, float("nan"), 1j, "", " ", "x")
    },
    **{repr(value): value for value in ("FRA", "France", "EU", "hrc", "2022", "2022-10-31", "\0")},
    **{
        repr(value): value
        for value in (b"FRA", [], {}, (), set(), [None], ["FRA"], [["FRA"]], [3])
    },
    "digits": 10**5000,
    "infinity": float("inf"),
    "1 MB": "x" * 10**6,
    "control characters": "\x1b[2J\x07\r\n\u202e\ud800",
    "nested": nested(),
    "odd": Odd(),
    "[odd]": [Odd()],
    "object": object(),
    "type": int,
    "function": callable,
    "generator": (each for each in ("FRA", "CUB")),
    "path": HERE / "README.md",
    "date": date(2022, 10, 31),
    "datetime": datetime(2022, 10, 31),
    "missing day": pd.NaT,
    "missing": pd.NA,
    "array": np.array([1, 2]),
    "number of numpy": np.int64(3),
    "Series": pd.Series(["FRA", None]),
    "DataFrame": pd.DataFrame({"a": [1]}),
    "polars": pl.DataFrame({"a": [1]}),
    "pyarrow": pa.table({"a": [1]}),
    "country": un.country("FRA"),
    "set": un.CountrySet(["FRA", "CUB"]),
    "bloc": un.bloc("EU"),
    "statement": un.statement("2022-10-31-ga3c-canada"),
    "statements": un.statements(topic="xinjiang"),
    "roll call": un.rollcall("A/HRC/51/L.6"),
    "position": un.Position.FOR,
    "table": un.tables()["bodies"],
}
VOTE, BEFORE = un.rollcall("A/HRC/51/L.6"), un.statement("2021-10-21-ga3c-france")
VOTES = un.rollcalls("hrc", session=51, edition="bundled")
# What a parameter is given where it is not the one in question.
USUAL: dict[str, Any] = {
    "x": "FRA",
    "a": "USA",
    "b": "FRA",
    "country": "FRA",
    "name": "FRA",
    "id": BEFORE.id,
    "events": VOTES,
    "event": VOTE,
    "before": BEFORE,
    "after": VALUES["statement"],
    "votes": {"UKR": "yes"},
    "countries": ["USA", "FRA"],
    "names": ["FRA"],
    "column": ["FRA"],
    "text": "France and Peru",
    "shift": un.shift(BEFORE, VALUES["statement"]),
    "members": ["FRA"],
    "table": [{"rollcall": "1", "FRA": "Y"}],
    "topic": "xinjiang",
    "of": "FRA",
}
VALUES_OF_RESULTS: dict[str, Any] = {
    "Country": un.country("FRA"),
    "CountrySet": un.CountrySet(["FRA"]),
    "Bloc": un.bloc("EU"),
    "Statement": VALUES["statement"],
    "Statements": VALUES["statements"],
    "RollCall": VOTE,
    "RollCalls": VOTES,
    "Positions": un.positions(VOTE),
    "Comparison": un.compare(VOTE, by="EU"),
    "Panel": un.compare(VOTES[:5], by=["EU", "OIC"]),
    "Shift": USUAL["shift"],
    "Matrix": un.agreement_matrix(["USA", "FRA", "CUB"], VOTES),
    "Agreement": un.agreement("USA", "FRA", VOTES),
    "Trajectory": un.trajectory("FRA", topic="xinjiang"),
    "Tables": un.tables(),
    "Table": un.tables()["bodies"],
    "Interval": un.Interval(1, 2),
    "Texts": un.texts(body="hrc", session=51),
}
# Values of the record are made by the library, not by hand.
MADE_BY_THE_LIBRARY = {"Country", "Position", "Positions", "RollCall", "Statement", "Text", "Bloc"}
OF_SEQUENCES = {"index", "count", "get"}  # Python's own
SLOW = {
    "bootstrap",
    "resamples",
    "samples",
    "walk",
}  # a large number here takes as long as it says
WRITES = {"add_votes", "plot", "to_csv"}


class Call(NamedTuple):
    """A call with one odd argument."""

    place: str
    function: Callable[..., object]
    arguments: dict[str, Any]

    def __str__(self) -> str:
        return self.place


def functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield every public function, class and method, by its name."""
    for name in sorted(set(un.__all__) - {"errors", "UnstatementsError"} - MADE_BY_THE_LIBRARY):
        if callable(getattr(un, name)) and name not in WRITES:
            yield name, getattr(un, name)
    for kind, value in VALUES_OF_RESULTS.items():
        for name in dir(type(value)):
            method = getattr(value, name)
            mapped = name in OF_SEQUENCES and hasattr(value, "__len__")
            if name.startswith("_") or name in WRITES or mapped:
                continue
            if inspect.ismethod(method):
                yield f"{kind}.{name}", method


def calls() -> Iterator[Call]:
    """Yield every call: each parameter with each value."""
    for name, function in functions():
        try:
            parameters = inspect.signature(function).parameters.values()
        except ValueError:
            continue
        named = [
            each for each in parameters if each.kind not in (each.VAR_KEYWORD, each.VAR_POSITIONAL)
        ]
        required = {
            each.name: USUAL.get(each.name) for each in named if each.default is each.empty
        }
        for parameter in named:
            for label, value in VALUES.items():
                if parameter.name not in SLOW or label in ("None", "'x'", "nested", "odd", "-1"):
                    arguments = {**required, parameter.name: value}
                    yield Call(f"{name}({parameter.name}={label})", function, arguments)


def fault(call: Call) -> str:
    """Make a call; return what is wrong with what came of it, empty if nothing is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            by_position = dict(call.arguments)
            first = [by_position.pop(each) for each in positional(call)]
            answer = call.function(*first, **by_position)
            repr(answer)
            str(answer)
    except un.UnstatementsError as error:
        return "" if len(str(error)) < LONGEST else f"a message of {len(str(error))} characters"
    except Exception as error:
        return judged(error)
    return ""


def positional(call: Call) -> list[str]:
    """Return the arguments that can be given by position alone."""
    parameters = inspect.signature(call.function).parameters.values()
    return [
        each.name
        for each in parameters
        if each.kind is each.POSITIONAL_ONLY and each.name in call.arguments
    ]


GOOD = re.compile(r"expected|give |leave out| is not a|not called|must be| is not on |use a code")


def judged(error: Exception) -> str:
    """Return what is wrong with an error that is none of the library's classes."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1]
    raised_here = "unstatements" in last.filename and (last.line or "").startswith("raise")
    deliberate = isinstance(error, TypeError | ValueError | LookupError | ImportError | OSError)
    if isinstance(error, OSError) and error.errno:
        return ""  # what the system says of a path
    message = type(error).__name__
    with suppress(Exception):
        message = str(error)
    if len(message) > LONGEST:
        return f"{type(error).__name__}: a message of {len(message)} characters"
    in_words = raised_here or ("unstatements" in last.filename and GOOD.search(message))
    if in_words and deliberate:
        return ""
    if any(word in message for word in ("odd", "got an unexpected keyword")):
        return ""  # what the odd value raised itself
    place = next((each for each in reversed(frames) if "src/unstatements" in each.filename), last)
    file = Path(place.filename)
    return f"{type(error).__name__} in {file.parent.name}/{file.name}, line {place.lineno}: {message[:100]}"


def main() -> int:
    """Run from the command line."""
    faults: dict[str, list[str]] = {}
    every = list(calls())
    for call in every:
        if what := fault(call):
            faults.setdefault(what, []).append(str(call))
    for what, places in sorted(faults.items(), key=lambda each: -len(each[1])):
        print(f"{len(places):5} {what}\n      {'; '.join(places[:3])}")
    print(f"{len(every):,} calls, {len(faults)} kinds of fault")
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main())
