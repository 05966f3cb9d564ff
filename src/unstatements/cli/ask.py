"""Questions on the terminal for what a draft does not know yet."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from attrs import Attribute, evolve, fields_dict

import unstatements as un
from unstatements.cli.streams import escape, warn
from unstatements.core.dates import first_day
from unstatements.curation.draft import draft
from unstatements.curation.draft_input import DraftInput, one_line

_FEW = 12  # so many choices are named


def ask(text: str, given: DraftInput) -> DraftInput:
    """Ask for what the draft of a text lacks; an empty answer takes the proposal or leaves it."""
    asked: set[str] = set()
    while missing := [name for name in draft(text, given).missing if name not in asked]:
        asked.add(missing[0])  # one at a time: others may follow from it
        proposal = ""
        if missing[0] == "title":
            proposal = one_line(next(filter(str.strip, text.splitlines()), ""))
        given = _answered(given, fields_dict(DraftInput)[missing[0]], proposal)
    return given


def _answered(given: DraftInput, field: Attribute[str], proposal: str) -> DraftInput:
    hint = proposal or ", ".join(_choices(given, field))
    question = f"{field.name.replace('_', ' ')}: {field.metadata['help']}"
    while True:
        sys.stderr.write(escape(f"{question}{f' [{hint}]' if hint else ''} "))
        sys.stderr.flush()
        line = sys.stdin.readline()
        answer: dict[str, Any] = {field.name: line.strip() or proposal}
        try:
            if field.name == "delivered_by" and line.strip():
                un.country(line.strip(), first_day(given.date))
            return evolve(given, **answer)
        except (LookupError, ValueError) as error:
            warn(str(error))
            if not line:  # nothing more is typed
                return given


def _choices(given: DraftInput, field: Attribute[str]) -> Sequence[str]:
    """Return the words to choose from, if they are few; of propositions, those on the target."""
    if field.name == "proposition":
        about = un.resolve([given.target])[0].alpha_3
        return [each.id for each in un.propositions() if about and each.target == about]
    choices = field.metadata["choices"]() if field.metadata["choices"] else ()
    return choices if len(choices) <= _FEW else ()
