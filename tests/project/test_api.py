"""The public API is that of `public_api.txt`: what the reference lists, with every signature.

A change of it is a change of version (docs/coding-rules.md#versions). One that is meant is written
down by ``python tests/project/test_api.py``.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import attrs

import unstatements as un
from unstatements.results.result import LongTable, Result

ROOT = Path(__file__).parents[2]
FROZEN = Path(__file__).with_name("public_api.txt")
CALLED = (un.CountrySet, un.Interval, un.UnstatementsError)  # classes that users call themselves
SHARED = {name for kind in (Result, LongTable) for name in dir(kind)}


def public_api() -> list[str]:
    """Return a line for each public name, each followed by the members of a class."""
    pages = sorted((ROOT / "docs" / "reference").glob("*.md"))
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    entries = []
    for path in re.findall(r"^::: ([\w.]+)$", text, re.MULTILINE):
        module, _, name = path.rpartition(".")
        value = getattr(importlib.import_module(module), name)
        if isinstance(value, ModuleType):
            entries += [(f"{name}.{kind.__name__}", kind) for kind in errors_of(value)]
        else:
            entries.append((name, value))  # where a class stands is not public
    entries.sort(key=lambda entry: entry[0])
    return [line for name, value in entries for line in described(name, value)]


def errors_of(module: ModuleType) -> list[type]:
    kinds = {kind for kind in vars(module).values() if isinstance(kind, type)}
    errors = [kind for kind in kinds if issubclass(kind, un.UnstatementsError | UserWarning)]
    return [kind for kind in errors if not kind.__name__.startswith("_")]


def described(name: str, value: object) -> Iterator[str]:
    if get_args(value):
        yield f"{name} = {value}".replace("typing.", "")
    elif isinstance(value, type):
        called = issubclass(value, CALLED) and inspect.isfunction(value.__init__)
        yield f"class {name}{signature(value) if called else ''}"
        yield from members(value)
    elif inspect.isfunction(value):
        yield f"{name}{signature(value)}"
    elif isinstance(value, str):
        yield f"{name}: str" if "version" in name.lower() else f"{name} = {value}"


def members(kind: type) -> Iterator[str]:
    """Yield the members of a class, without those that all results share or Python brings."""
    types = {each.name: each.type for each in attrs.fields(kind)} if attrs.has(kind) else {}
    if issubclass(kind, tuple):
        types |= {name: each.__forward_arg__ for name, each in kind.__annotations__.items()}
    for name in dir(kind):
        owner = next((base for base in kind.__mro__ if name in vars(base)), object)
        shared = name in SHARED and kind not in (Result, LongTable)
        if name.startswith("_") or shared or not owner.__module__.startswith("unstatements"):
            continue
        member = inspect.getattr_static(kind, name)
        if isinstance(member, property):
            yield f"    {name} -> {member.fget.__annotations__['return']}"
        elif isinstance(member, classmethod | staticmethod):
            yield f"    {kind.__name__}.{name}{signature(getattr(kind, name))}"
        elif inspect.isfunction(member):
            yield f"    {name}{signature(member)}"
        else:
            yield f"    {name}: {types[name]}" if name in types else f"    {name}"


def signature(value: Callable[..., Any]) -> str:
    return re.sub(r"(: |-> )(['\"])(.*?)\2", r"\1\3", str(inspect.signature(value)))


def test_the_public_api_is_the_one_written_down() -> None:
    frozen = FROZEN.read_text(encoding="utf-8").splitlines()
    assert public_api() == frozen, "if this is meant: python tests/project/test_api.py"


def test_every_method_is_documented_where_it_is_defined_or_overridden() -> None:
    bare = [
        f"{kind.__module__}.{kind.__name__}.{name}"
        for kind in classes()
        for name, member in vars(kind).items()
        if not name.startswith("_")
        and (inspect.isfunction(member) or isinstance(member, property | classmethod))
        and not inspect.getdoc(getattr(kind, name))
    ]
    assert not bare


def classes() -> Iterator[type]:
    """Yield the classes of all modules but those with names of their own for their own use."""
    for module in pkgutil.walk_packages(un.__path__, "unstatements."):
        if module.name != "unstatements.__main__":
            kinds = vars(importlib.import_module(module.name)).values()
            defined = {kind for kind in kinds if isinstance(kind, type)}
            own = {kind for kind in defined if kind.__module__ in (module.name, "unstatements")}
            yield from (kind for kind in own if not kind.__name__.startswith("_"))


if __name__ == "__main__":
    FROZEN.write_text("\n".join([*public_api(), ""]), encoding="utf-8")
