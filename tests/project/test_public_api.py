"""The public face: a change of a name or a signature must be a decision, so it shows in a file."""

from __future__ import annotations

import inspect
from pathlib import Path

import unstatements as un

SNAPSHOT = Path(__file__).parent / "public_api.txt"


def describe() -> list[str]:
    lines = []
    for name in un.__all__:
        value = getattr(un, name)
        if inspect.isclass(value):
            lines.append(f"class {name}")
            members = {
                member
                for cls in value.__mro__
                if cls.__module__.startswith("unstatements")
                for member in (*vars(cls), *getattr(cls, "__annotations__", ()))
            }
            for member in sorted(members):
                if member.startswith("_"):
                    continue
                found = inspect.getattr_static(value, member, None)
                if isinstance(found, classmethod | staticmethod):
                    found = found.__func__
                shown = str(inspect.signature(found)) if inspect.isfunction(found) else ""
                lines.append(f"    {name}.{member}{shown}")
        elif callable(value):
            lines.append(f"def {name}{inspect.signature(value)}")
        else:
            lines.append(name)
    return lines


def test_the_public_face_is_the_one_on_file() -> None:
    written = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    assert describe() == written, "if meant: python tests/test_public_api.py, and a line in CHANGELOG.md"


if __name__ == "__main__":
    SNAPSHOT.write_text("\n".join(describe()) + "\n", encoding="utf-8")
