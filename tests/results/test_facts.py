"""What is known of a value is told once: in a notebook, in a terminal, in every picture and page."""

from __future__ import annotations

from itertools import islice
from typing import Protocol
from xml.etree import ElementTree

import pytest

import unstatements as un
from unstatements.results.text import Fact, facts_text


class Described(Protocol):
    def facts(self) -> tuple[Fact, ...]: ...
    def _repr_html_(self) -> str: ...


VALUES: list[Described] = [
    *un.statements(),
    *islice(un.rollcalls(complete=False), 40),
    *islice(un.rollcalls(body="hrc", complete=True), 40),
    *islice(un.texts(), 40),
    *un.blocs(),
    un.bloc("OIC") - un.bloc("AU"),
    un.Bloc.of("Islands", ["Fiji", "Malta"]),
    *islice(un.countries(), 20),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_facts_are_the_same_in_a_notebook_and_as_text(value: Described) -> None:
    facts = [fact for fact in value.facts() if fact.text]
    labels = [fact.label for fact in facts]
    assert len(set(labels)) == len(labels)
    card = ElementTree.fromstring(value._repr_html_())
    assert [head.text for head in card.iter("th")] == labels
    cells = ["".join(cell.itertext()) for cell in card.iter("td")]
    assert cells == [fact.text + fact.detail for fact in facts]
    text = " ".join(facts_text(str(value), facts).split())
    for fact in facts:
        assert " ".join(f"{fact.label} {fact.text}".split()) in text


def test_a_statement_says_how_many_are_known_by_name() -> None:
    facts = {fact.label: fact for fact in un.statement("2022-10-31-ga3c-cuba").facts()}
    assert facts["signatories"].text == "8 known by name, of 66"
    assert facts["signatories"].detail.startswith("Cuba, ")
    assert facts["counterstatements"].text == "2022-10-31-ga3c-canada"
    assert facts["known not to have signed"].text == ""


def test_a_bloc_says_its_members_on_a_day() -> None:
    facts = {fact.label: fact for fact in un.bloc("EU").facts("2020-01-31")}
    assert facts["members"].text == "28 on 2020-01-31"
    assert facts["members"].detail == str(un.bloc("EU").members("2020-01-31"))
