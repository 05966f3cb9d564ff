"""Mutation testing: change the code a little, and see whether a test notices.

    python scripts/mutants.py                  # every module below, then write docs/mutation-testing.md
    python scripts/mutants.py _names _folding  # some modules; no page is written
    python scripts/mutants.py --jobs 2         # as many mutants at once

Needs the dependency group `mutants`. The mutants are those of cosmic-ray, made by its operators; of the many
replacements of an arithmetic operator or a comparison, those of `REPLACEMENTS`. A mutant lives in memory: no
file is changed. Each is tried in a process of its own, forked from one that has all imported that does not
depend on the module, so that nothing is remembered from one mutant to the next. First come the tests that ran
the changed line, the fastest first, then all other tests of the module. What is known of a mutant is kept in
`build/mutants` and holds until the module changes; survivors are tried again each time, because tests may have
been added.

`scripts/mutants_explained.csv` says of each survivor why no test can or should kill it. A survivor without an
explanation, or an explanation without a survivor, is an error.
"""

from __future__ import annotations

import argparse
import ast
import csv
import gc
import importlib
import importlib.machinery
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from itertools import accumulate, takewhile
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.plugins import get_operator, operator_names
from coverage import Coverage

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "unstatements"
KEPT = ROOT / "build" / "mutants"
EXPLAINED = Path(__file__).with_name("mutants_explained.csv")
PAGE = ROOT / "docs" / "mutation-testing.md"

# The modules and the tests that are about them; the doctests of the module itself always run.
MODULES = {
    "_indices": "indices comparison",
    "_agreement_measures": "agreement",
    "_agreement_numpy": "agreement",
    "_vote_matrix": "agreement",
    "_agreement": "agreement results",
    "_country_sets": "country_sets",
    "_blocs": "blocs data/bloc_tables",
    "_rollcalls": "rollcalls readers results values data/rollcall_tables",
    "_undl": "readers",
    "_marcxml": "readers",
    "_user_votes": "readers",
    "_lanes": "comparison shifts",
    "_positions": "positions comparison shifts trajectories results",
    "_comparison": "comparison results",
    "_shifts": "shifts marginal_tests results",
    "_marginal_tests": "marginal_tests",
    "_power": "pivotal",
    "_pivotal": "pivotal",
    "_trajectories": "trajectories",
    "_folding": "names names_properties",
    "_corrections": "names names_properties",
    "_names": "names names_properties",
    "_mentions": "names names_properties draft",
}
# cosmic-ray replaces an operator by each other one; most of those fail at once whatever the tests are. These are
# the ones that are near: another direction, another border, the opposite.
REPLACEMENTS = {
    "Add": "Sub Mul",
    "Sub": "Add Div",
    "Mul": "Add Div",
    "Div": "Mul FloorDiv",
    "FloorDiv": "Div Mul",
    "Mod": "FloorDiv Add",
    "Pow": "Mul Add",
    "LShift": "RShift BitOr",
    "RShift": "LShift BitAnd",
    "BitOr": "BitAnd BitXor",
    "BitAnd": "BitOr BitXor",
    "BitXor": "BitOr BitAnd",
    "Eq": "NotEq GtE",
    "NotEq": "Eq Lt",
    "Lt": "LtE GtE",
    "LtE": "Lt Gt",
    "Gt": "GtE LtE",
    "GtE": "Gt Lt",
    "Is": "IsNot",
    "IsNot": "Is",
}
# Why a mutant may live.
KINDS = {
    "same answer": "No input can tell the mutant from the code.",
    "speed": "The answer is the same; what is remembered, or looked at first, only saves time.",
    "looks": "Where words are cut or in which order they stand when shown; nothing is computed from it.",
    "chosen": "A threshold set by judgement. Its neighbour would do as well, and a test would only repeat the number.",
    "no such data": "The change matters only for data or texts that do not exist.",
    "type": "Only a type checker can tell.",
    "open": "A test should kill it, and none does yet.",
}
HEAD = """# Mutation testing

<!-- Written by `python scripts/mutants.py`; do not edit. -->

How good are the tests? The code is changed a little, a *mutant* at a time: a minus for a plus, another border, a
condition turned round, a loop that does not run. If a test fails, the mutant is killed. One that survives shows a test
that is missing, code that is not needed, or a change that makes no difference. The measures, sets and blocs, roll
calls and their readers, and the matcher of names are tested so: `make mutants` does it all again, with the modules,
operators and tests that stand in `scripts/mutants.py`. A mutant that cannot even be imported is not counted; one that
never ends is killed.

Where fewer mutants were tried than there are, those tried are the ones with the least digests (SHA-256 of the changed
module), which is as good as a draw and the same each time: `python scripts/mutants.py --sample 120`. A mutant that a
test killed stays killed until its module changes; those that survived are tried again when tests are added.

{table}

Python {python}, cosmic-ray {ray}, {day}, commit {commit}. Every mutant that survives is listed below with the reason.
"""
KILLED, SURVIVED, STILLBORN = "killed", "survived", "stillborn"
_NO_IMPORT = 99
_QUIET = [
    *("-q", "-x", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-p", "no:unraisableexception"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
]
_MEMORY = 4 << 30
_FIRST = 25  # tests; most mutants do not get further


class Mutant(NamedTuple):
    """One change of one module."""

    line: int
    operator: str
    where: str  # the class or function
    before: str  # the changed lines
    after: str
    code: str

    @property
    def key(self) -> str:
        """What tells this mutant from all others of the module."""
        return sha256(self.code.encode()).hexdigest()[:16]


# ------------------------------------------------------------------------------------------ making them


def operators() -> Iterator[tuple[str, Any]]:
    """Yield the operators in use, with their names."""
    for name in operator_names():
        kind, _, change = name.partition("/")[2].partition("_")
        operator = get_operator(name)
        if operator.arguments():
            continue
        old, _, new = change.partition("_")
        if (
            kind in ("ReplaceBinaryOperator", "ReplaceComparisonOperator")
            and new not in REPLACEMENTS[old].split()
        ):
            continue
        yield name.partition("/")[2], operator()


def mutants_of(module: str) -> list[Mutant]:
    """Return the mutants of a module, in order of lines; two changes with one result are one."""
    source = (SOURCE / f"{module}.py").read_text(encoding="utf-8")
    tree, nodes = ast.parse(source), list(ast_nodes(get_ast(source)))
    types = [
        ((part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset))
        for node in ast.walk(tree)
        for field in ("annotation", "returns")
        if (part := getattr(node, field, None)) is not None
    ]
    for_types = {at for at, text in enumerate(source.splitlines(), 1) if text.startswith("if TYPE_CHECKING:")}
    starts = [0, *accumulate(map(len, source.splitlines(keepends=True)))]
    found: dict[str, Mutant] = {}
    for name, operator in operators():
        for node in nodes:
            for index, ((line, column), _) in enumerate(operator.mutation_positions(node)):
                if line in for_types or any(first <= (line, column) < last for first, last in types):
                    continue  # types are not run
                first_line, first_column = node.get_start_pos_of_prefix()
                first = starts[first_line - 1] + first_column
                new = _mutated(operator, node, index)
                code = source[:first] + new + source[first + len(node.get_code()) :]
                if code != source:
                    before, after = _changed(source, code)
                    found.setdefault(code, Mutant(line, name, _where(tree, line), before, after, code))
    return sorted(found.values(), key=lambda one: (one.line, one.operator, one.after))


def sampled(mutants: list[Mutant], size: int | None) -> list[Mutant]:
    """Return some of the mutants, as good as drawn at random and always the same: those with the least digests."""
    return sorted(mutants, key=lambda one: one.key)[:size]


def _mutated(operator: Any, node: Any, index: int) -> str:
    """Return the code of a node as an operator changes it, and leave the node as it was."""
    inside = list(ast_nodes(node))
    before = [one.children[:] if hasattr(one, "children") else one.value for one in inside]
    changed = operator.mutate(node, index)
    code = changed.get_code() if changed else ""
    for one, was in zip(inside, before, strict=True):
        setattr(one, "children" if hasattr(one, "children") else "value", was)
    return str(code)


def _changed(source: str, code: str) -> tuple[str, str]:
    old, new = source.splitlines(), code.splitlines()
    first = next(at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other)
    last = next(at for at, (one, other) in enumerate(zip(old[::-1], new[::-1], strict=False)) if one != other)

    def shown(lines: list[str], first: int, last: int) -> str:
        return " ".join(" ".join(lines[first:last]).split())

    return shown(old, first, len(old) - last), shown(new, first, len(new) - last)


def _where(tree: ast.Module, line: int) -> str:
    parts, body = [], tree.body
    while True:
        inside = [
            node
            for node in body
            if isinstance(node, ast.ClassDef | ast.FunctionDef)
            and min([node.lineno, *(d.lineno for d in node.decorator_list)]) <= line <= (node.end_lineno or 0)
        ]
        if not inside:
            return ".".join(parts)
        parts.append(inside[0].name)
        body = inside[0].body


# ------------------------------------------------------------------------------------------ trying them


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module whose code is not that of its file."""

    def __init__(self, name: str, path: str, changed: str) -> None:
        super().__init__(name, path)
        self.changed = changed

    def get_code(self, _fullname: str) -> CodeType:
        return compile(self.changed, self.path, "exec")


class _Lines:
    """A plugin of pytest that notes which lines of a file each test runs, and how long it takes."""

    def __init__(self, path: Path) -> None:
        self.coverage = Coverage(data_file=None, include=[str(path)], config_file=False)
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid)
        start = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.process_time() - start


class _Watch:
    """A plugin of pytest that stops a test that takes too long, and tells which test failed."""

    def __init__(self, seconds: dict[str, float], tell: int) -> None:
        self.seconds = seconds
        self.tell = tell

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        signal.setitimer(signal.ITIMER_PROF, 5 + 10 * self.seconds.get(nodeid, 1))  # ends the process

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self.tell, report.nodeid.encode())


def _import(module: str, code: str) -> None:
    name = f"unstatements.{module}"
    path = SOURCE / f"{module}.py"
    loader = _Loader(name, str(path), code)
    spec = importlib.machinery.ModuleSpec(name, loader, origin=str(path))
    spec.has_location = True
    sys.modules[name] = loaded = importlib.util.module_from_spec(spec)
    loader.exec_module(loaded)
    setattr(sys.modules["unstatements"], module, loaded)


def _imports(path: Path) -> set[str]:
    """Return what a file imports when it is imported."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def _prepare(module: str, files: list[Path]) -> None:
    """Import whatever the tests need and the module does not change."""
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
    os.chdir(ROOT)
    for name in sorted(set().union(*map(_imports, files)) | {"_pytest.doctest", "matplotlib.pyplot"}):
        if not name.startswith(("unstatements", "strategies")):
            importlib.import_module(name)
    import unstatements  # noqa: F401

    for name in _imports(SOURCE / f"{module}.py"):
        if name.startswith("unstatements."):
            importlib.import_module(name)
    tables = importlib.import_module("unstatements.core.tables")
    for name in ("names", "names_more", "countries", "blocs"):
        tables.table(name)
    assert f"unstatements.{module}" not in sys.modules


def _fork(module: str, code: str, runs: list[list[str]], seconds: dict[str, float]) -> tuple[int, int]:
    """Run the tests with a module changed, in another process; return its id and where it tells who failed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.setitimer(signal.ITIMER_PROF, 30)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    outcome = _NO_IMPORT
    try:
        _import(module, code)
        outcome = 1
        watch = _Watch(seconds, writing)
        failed = (int(pytest.main([*_QUIET, *run], plugins=[watch])) for run in runs if run)
        outcome = next(filter(None, failed), 0)
    finally:
        os._exit(outcome)


def _tests_by_line(module: str, selection: list[str]) -> tuple[dict[int, list[str]], dict[str, float]]:
    """Run the tests with the module as it is; return which run each line, and the seconds of each test."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        path = SOURCE / f"{module}.py"
        seen = _Lines(path)
        seen.coverage.start()
        _import(module, path.read_text(encoding="utf-8"))
        os.dup2(2, 1)
        outcome = int(pytest.main([*_QUIET, *selection], plugins=[seen]))
        seen.coverage.stop()
        lines = seen.coverage.get_data().contexts_by_lineno(str(path))
        with os.fdopen(writing, "w") as end:
            json.dump([outcome, list(lines.items()), seen.seconds], end)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as end:
        outcome, lines, seconds = json.load(end)
    os.waitpid(child, 0)
    if outcome:
        raise SystemExit(f"{module}: the tests fail without any change")
    return {line: [test for test in tests if test] for line, tests in lines}, seconds


def _keep(module: str, source: str, outcomes: dict[str, str]) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = {"source": sha256(source.encode()).hexdigest(), "outcomes": outcomes}
    (KEPT / f"{module}.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")


def run(module: str, jobs: int, sample: int | None, again: bool) -> dict[str, str]:
    """Try all mutants of a module; return the outcome of each by its key."""
    named = [ROOT / "tests" / name for name in MODULES[module].split()]
    files = [path.with_name(f"test_{path.name}.py") for path in named]
    selection = [str(path.relative_to(ROOT)) for path in [*files, SOURCE / f"{module}.py"]]
    source = (SOURCE / f"{module}.py").read_text(encoding="utf-8")
    kept = KEPT / f"{module}.json"
    known = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() and not again else {}
    outcomes = {
        key: outcome
        for key, outcome in known.get("outcomes", {}).items()
        if known["source"] == sha256(source.encode()).hexdigest() and outcome != SURVIVED
    }
    mutants = sampled(mutants_of(module), sample)
    waiting = [one for one in mutants if one.key not in outcomes]
    print(f"{module}: {len(mutants)} mutants, {len(waiting)} to try", flush=True)
    if waiting:
        _prepare(module, files)
        by_line, seconds = _tests_by_line(module, selection)
        quickest = sorted(seconds, key=seconds.__getitem__)
        gc.collect()
        gc.freeze()
    running: dict[int, tuple[Mutant, int]] = {}
    killers: Counter[str] = Counter()
    start = time.perf_counter()
    while waiting or running:
        while waiting and len(running) < jobs:
            one = waiting.pop(0)
            near = sorted(by_line.get(one.line) or quickest, key=lambda test: (-killers[test], seconds[test]))
            others = [test for test in quickest if test not in set(near)]
            child, told = _fork(module, one.code, [near[:_FIRST], near[_FIRST:], others], seconds)
            running[child] = one, told
        child, status = os.wait()
        one, told = running.pop(child)
        with os.fdopen(told) as end:
            killers[end.read()] += 1
        code = os.waitstatus_to_exitcode(status)
        outcomes[one.key] = {0: SURVIVED, _NO_IMPORT: STILLBORN}.get(code, KILLED)
        if outcomes[one.key] == SURVIVED:
            print(
                f"  {one.line} {one.where} {one.operator}\n    - {one.before}\n    + {one.after}", flush=True
            )
        _keep(module, source, outcomes)
    _keep(module, source, outcomes)
    print(f"{module}: {dict(Counter(outcomes.values()))}, {time.perf_counter() - start:.0f} s", flush=True)
    return outcomes


# ------------------------------------------------------------------------------------------ telling of them


class Explained(NamedTuple):
    """A survivor, and why."""

    module: str
    where: str
    before: str
    after: str
    kind: str
    why: str


def explained() -> dict[tuple[str, str, str, str], Explained]:
    """Return the explanations by module, place and change."""
    with EXPLAINED.open(encoding="utf-8", newline="") as lines:
        rows = [Explained(**row) for row in csv.DictReader(lines)]
    for row in rows:
        if row.kind not in KINDS or not row.why or row.module not in MODULES:
            raise SystemExit(
                f"{EXPLAINED.name}: {row} needs a module, a kind ({', '.join(KINDS)}) and a reason"
            )
    return {row[:4]: row for row in rows}


def report(outcomes: dict[str, dict[str, str]]) -> tuple[str, list[Explained]]:
    """Return the table of the modules, and the survivors in order, each with what is known of it."""
    known = explained()
    found: list[Explained] = []
    rows = [("Module", "Mutants", "Tried", "Killed", "Survived", "Explained", "Killed, %")]
    total: Counter[str] = Counter()
    for module, of in outcomes.items():
        made = sampled(mutants_of(module), None)
        tried = list(takewhile(lambda one: one.key in of, made))  # noqa: B023  (used at once)
        lived = sorted((one for one in tried if of[one.key] == SURVIVED), key=lambda one: one.line)
        keys = [(module, one.where, one.before, one.after) for one in lived]
        mine = [known.get(key, Explained(*key, "", "")) for key in keys]
        count = Counter(of[one.key] for one in tried)
        count.update(made=len(made), explained=sum(one.kind not in ("", "open") for one in mine))
        total += count
        found += mine
        rows.append((f"`{module}`", *_figures(count)))
    rows.append(("all", *_figures(total)))
    table = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([table[0], "| --- |" + " ---: |" * 6, *table[1:]]), found


def _figures(count: Counter[str]) -> tuple[str, ...]:
    made, tried = count["made"] - count[STILLBORN], count[KILLED] + count[SURVIVED]
    figures = (made, tried, count[KILLED], count[SURVIVED], count["explained"])
    return (*map("{:,}".format, figures), f"{100 * count[KILLED] / max(1, tried):.1f}")


def page(table: str, found: list[Explained]) -> str:
    """Return the page for the documentation."""
    commit = subprocess.check_output(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, text=True).strip()
    parts = [
        HEAD.format(
            table=table,
            python=sys.version.split()[0],
            ray=version("cosmic_ray"),
            commit=commit,
            day=f"{datetime.now(UTC):%Y-%m-%d}",
        )
    ]
    for kind, about in KINDS.items():
        mine = [one for one in found if one.kind == kind]
        if mine:
            parts.append(
                f"## {kind.capitalize()}: {len(mine)}\n\n{about}\n\n"
                "| Where | Change | Why no test kills it |\n| --- | --- | --- |"
            )
            for one in mine:
                where = f"`{one.module}.{one.where}`".replace(".`", "`")
                parts.append(f"| {where} | {_code(one.before)} → {_code(one.after)} | {one.why} |")
            parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _code(text: str) -> str:
    return f"`` {text} ``".replace("|", "\\|") if text else "nothing"


def main() -> None:
    """Try the mutants of the modules asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(MODULES))
    parser.add_argument("--jobs", type=int, default=1, help="mutants at once")
    parser.add_argument("--sample", type=int, help="at most so many mutants of each module")
    parser.add_argument("--known", action="store_true", help="try none, tell what is known")
    parser.add_argument("--again", action="store_true", help="forget what is known from earlier runs")
    given = parser.parse_args()
    if unknown := set(given.modules) - set(MODULES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(MODULES)}")
    asked = given.modules or list(MODULES)
    for module in asked if not given.known else ():
        child = os.fork()  # what one module imports must not be there for the next
        if not child:
            run(module, given.jobs, given.sample, given.again)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            raise SystemExit(1)
    outcomes = {m: json.loads((KEPT / f"{m}.json").read_text(encoding="utf-8"))["outcomes"] for m in asked}
    table, found = report(outcomes)
    print(table)
    missing = [one for one in found if not one.kind]
    needless = [row for key, row in explained().items() if row.module in asked and row not in found]
    for title, rows in (("not explained", missing), ("explained, but did not survive", needless)):
        if rows:
            print(f"{len(rows)} {title}:")
            csv.writer(sys.stdout).writerows(rows)
    if missing or needless:
        raise SystemExit(1)
    if not given.modules:
        PAGE.write_text(page(table, found), encoding="utf-8")


if __name__ == "__main__":
    main()
