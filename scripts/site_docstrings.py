"""What griffe does to a docstring before the reference shows it."""

from __future__ import annotations

import re

import griffe

_EXAMPLE = re.compile(r"^( *)Example:$", re.MULTILINE)
_RETURNS = re.compile(r"^( *Returns:\n +)(?=\S)", re.MULTILINE)


class ReadableSections(griffe.Extension):
    """Show the section `Example` as a session, and what is returned after its type."""

    def on_object(self, *, obj: griffe.Object, **_: object) -> None:
        """Rewrite the sections; griffe calls this for each object.

        Args:
            obj: The object whose docstring it is.
        """
        if obj.docstring:
            text = _EXAMPLE.sub(r"\1Examples:", obj.docstring.value)
            if isinstance(obj, griffe.Function) and obj.returns:
                # Otherwise the words before a colon would be taken for the type.
                text = _RETURNS.sub(rf"\g<1>{obj.returns}: ", text)
            obj.docstring.value = text
