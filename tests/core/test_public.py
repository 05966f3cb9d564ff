"""Public values are pickled, shown and documented under their public names."""

from __future__ import annotations

import doctest
import pickle
import pickletools
from enum import Enum
from typing import get_type_hints

import attrs
import pytest

import unstatements as un

CLASSES = [kind for name in un.__all__ if isinstance(kind := getattr(un, name), type)]
VALUES = [
    un.country("Fiji"),
    un.CountrySet(["Fiji", "Cuba"]),
    un.bloc("OIC"),
    un.bloc("OIC") & un.bloc("AU"),
    un.Bloc.of("Islands", ["Fiji", "Malta"]),
    un.statement("2022-10-31-ga3c-canada"),
    un.rollcall("A/HRC/51/L.6"),
    un.texts(body="chr", session=8)[0],
    un.Position.FOR,
    un.Interval(6, 66),
]


@pytest.mark.parametrize("kind", CLASSES)
def test_a_public_class_bears_its_public_name(kind: type) -> None:
    assert kind.__module__ == "unstatements"
    assert getattr(un, kind.__name__) is kind


@pytest.mark.parametrize("kind", CLASSES)
def test_the_examples_of_a_public_class_are_true(kind: type) -> None:
    # pytest leaves out classes that bear the name of another module than the one it looks into.
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
    examples = doctest.DocTestFinder().find(
        kind, module=False, globs={"un": un, kind.__name__: kind}
    )
    assert any(example.examples for example in examples) or issubclass(kind, Enum)
    for example in examples:
        assert runner.run(example).failed == 0, example.name


@pytest.mark.parametrize("kind", CLASSES)
def test_the_types_of_a_public_class_are_known(kind: type) -> None:
    types = get_type_hints(kind)
    assert not any(isinstance(value, str) for value in types.values())
    if attrs.has(kind):
        # copies: the types of the fields themselves stay as they are written
        fields = [field.evolve() for field in attrs.fields(kind)]
        attrs.resolve_types(kind, attribs=fields)
        assert {field.name: field.type for field in fields}.items() <= types.items()


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_public_value_is_pickled_under_its_public_name(value: object) -> None:
    copy = pickle.loads(pickle.dumps(value))
    assert (copy, type(copy), repr(copy)) == (value, type(value), repr(value))
    names = [text for _code, text, _place in pickletools.genops(pickle.dumps(value, 4)) if text]
    modules = {text for text in names if isinstance(text, str) and text.startswith("unstatements")}
    assert modules == {"unstatements"}
