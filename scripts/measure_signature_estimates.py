"""Hide complete lists, estimate who signed them, and write what came of it into the docs.

    python scripts/measure_signature_estimates.py

Needs the extra `estimate`. Each list in turn is taken for unknown but for its number; what the
features are worth is learnt from the lists on other propositions. Beside the estimate stand two
baselines, which know the number too and are fitted in the same way: who signed the last known list,
and the share of the regional group on the other lists. Writes the tables between the marks of
docs/methods/signature-estimates.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean

import numpy as np
from attrs import frozen
from marked_page import write

import unstatements as un
from unstatements.analysis.signature_model import (
    FEATURES,
    Floats,
    SignedList,
    features,
    fit,
    given_count,
    signed_lists,
)

PAGE = Path(__file__).parents[1] / "docs" / "methods" / "signature-estimates.md"
EVERYTHING, REGION, LAST = slice(None), slice(2, 3), slice(3, 4)  # columns of the features
EDGES = (0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.001)
FOLLOWED = "china-human-rights"


@frozen(eq=False)
class Hidden:
    """A list that was hidden: what was estimated, and who signed."""

    target: SignedList
    signed: Floats
    estimate: Floats
    last: Floats
    region: Floats
    copied: Floats  # the last known list as it stands

    def brier(self, chances: Floats) -> float:
        """Return the mean squared difference from what happened."""
        return float(((chances - self.signed) ** 2).mean())


def hidden(*, later: bool) -> list[Hidden]:
    """Return the estimates of every list of which there is another to estimate it from."""
    tables = []
    for target in signed_lists():
        others = [
            each
            for each in signed_lists()
            if each is not target
            and each.series == target.series
            and (later or each.day < target.day)
        ]
        if others and target.signed[target.places].any():
            tables.append((target, features(target, others), target.signed[target.places]))
    results = []
    for proposition in sorted({target.series[0] for target, _table, _signed in tables}):
        examples = [
            (table, signed) for target, table, signed in tables if target.series[0] != proposition
        ]
        learnt = {
            name: fit([(table[:, columns], signed) for table, signed in examples])
            for name, columns in (("estimate", EVERYTHING), ("last", LAST), ("region", REGION))
        }
        for target, table, signed in tables:
            if target.series[0] != proposition:
                continue
            count = signed.sum()
            results.append(
                Hidden(
                    target=target,
                    signed=signed,
                    estimate=given_count(table @ learnt["estimate"], count),
                    last=given_count(table[:, LAST] @ learnt["last"], count),
                    region=given_count(table[:, REGION] @ learnt["region"], count),
                    copied=table[:, 3] + 0.5,
                )
            )
    return results


def scores(results: Sequence[Hidden]) -> list[float]:
    """Return the mean Brier scores: estimate, last list given the count, region, last as it is."""
    return [
        mean(each.brier(chances(each)) for each in results)
        for chances in (
            lambda each: each.estimate,
            lambda each: each.last,
            lambda each: each.region,
            lambda each: each.copied,
        )
    ]


def table_of_scores(both: Sequence[Hidden], earlier: Sequence[Hidden]) -> list[str]:
    """Return the table of Brier scores."""
    kinds: list[tuple[str, Sequence[Hidden], Callable[[Hidden], bool]]] = [
        ("all lists", both, lambda _each: True),
        ("lists of 20 signatories or more", both, lambda each: each.signed.sum() >= 20),
        ("lists of fewer than 20", both, lambda each: each.signed.sum() < 20),
        (f"`{FOLLOWED}`", both, lambda each: each.target.series[0] == FOLLOWED),
        ("all lists, from earlier ones only", earlier, lambda _each: True),
    ]
    lines = [
        "| hidden | lists | estimate | last known list | regional share | last list copied | better than both |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, results, belongs in kinds:
        part = [each for each in results if belongs(each)]
        better = sum(
            each.brier(each.estimate)
            < min(each.brier(each.last), each.brier(each.region), each.brier(each.copied))
            for each in part
        )
        numbers = " | ".join(f"{score:.4f}" for score in scores(part))
        lines.append(f"| {name} | {len(part)} | {numbers} | {better} |")
    return lines


def table_of_calibration(results: Sequence[Hidden]) -> list[str]:
    """Return how many of the states signed to which a probability was given."""
    chances = np.concatenate([each.estimate for each in results])
    signed = np.concatenate([each.signed for each in results])
    lines = ["| probability | states | mean estimate | share that signed |", "|---|---|---|---|"]
    for low, high in pairwise(EDGES):
        inside = (chances >= low) & (chances < high)
        lines.append(
            f"| {low:g} to {min(high, 1):g} | {inside.sum()} | {chances[inside].mean():.3f} | "
            f"{signed[inside].mean():.3f} |"
        )
    return lines


def table_of_lists(results: Sequence[Hidden]) -> list[str]:
    """Return the scores of each list of the proposition that is followed longest."""
    complete = {
        (statement.date.toordinal(), statement.proposition.id, statement.direction): statement.id
        for statement in un.statements()
        if statement.date and statement.completeness == "complete"
    }
    lines = [
        "| list | signatories | estimate | last known list | regional share |",
        "|---|---|---|---|---|",
    ]
    for each in sorted(results, key=lambda each: each.target.day):
        if each.target.series[0] == FOLLOWED:
            name = complete[each.target.day, *each.target.series]
            numbers = " | ".join(
                f"{each.brier(chances):.3f}" for chances in (each.estimate, each.last, each.region)
            )
            lines.append(f"| `{name}` | {each.signed.sum():.0f} | {numbers} |")
    return lines


def table_of_coefficients() -> list[str]:
    """Return what the features are worth when learnt from all lists."""
    examples = []
    for target in signed_lists():
        others = [
            each for each in signed_lists() if each is not target and each.series == target.series
        ]
        if others:
            examples.append((features(target, others), target.signed[target.places]))
    coefficients = fit(examples)
    rows = zip(FEATURES, coefficients.tolist(), strict=True)
    return [
        "| feature | coefficient |",
        "|---|---|",
        *(f"| {name} | {b:.2f} |" for name, b in rows),
    ]


if __name__ == "__main__":
    from_all, from_earlier = hidden(later=True), hidden(later=False)
    write(PAGE, "scores", table_of_scores(from_all, from_earlier))
    write(PAGE, "calibration", table_of_calibration(from_all))
    write(PAGE, "lists", table_of_lists(from_all))
    write(PAGE, "coefficients", table_of_coefficients())
