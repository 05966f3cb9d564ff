"""What griffe does to a docstring before the reference shows it: an example is shown as a session."""

from __future__ import annotations

import re

import griffe

_EXAMPLE = re.compile(r"^( *)Example:$", re.MULTILINE)


class SessionsInExamples(griffe.Extension):
    """Read the section `Example` as griffe reads `Examples`: text and sessions in turn."""

    def on_object(self, *, obj: griffe.Object, **_: object) -> None:
        """Rename the section; griffe calls this for each object.

        Args:
            obj: The object whose docstring it is.
        """
        if obj.docstring:
            obj.docstring.value = _EXAMPLE.sub(r"\1Examples:", obj.docstring.value)
