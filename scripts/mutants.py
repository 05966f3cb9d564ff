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
import importlib
import importlib.machinery
import json
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "unstatements"
KEPT = ROOT / "build" / "mutants"
EXPLAINED = Path(__file__).with_name("mutants_explained.csv")
PAGE = ROOT / "docs" / "mutation-testing.md"

# The modules and the tests that are about them; the doctests of the module itself always run.
MODULES = {
    "_indices": "indices comparison",
    "_agreement_measures": "agreement",
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
KILLED, SURVIVED, STILLBORN = "killed", "survived", "stillborn"
_NO_IMPORT = 99
_QUIET = ["-q", "-x", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]


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
        if change:
            old, _, new = change.partition("_")
            if kind in ("ReplaceBinaryOperator", "ReplaceComparisonOperator"):
                if new not in REPLACEMENTS[old].split():
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
    starts = [0, *accumulate(map(len, source.splitlines(keepends=True)))]
    found: dict[str, Mutant] = {}
    for name, operator in operators():
        for node in nodes:
            for index, ((line, column), _) in enumerate(operator.mutation_positions(node)):
                if any(first <= (line, column) < last for first, last in types):
                    continue  # types are not run
                first_line, first_column = node.get_start_pos_of_prefix()
                first = starts[first_line - 1] + first_column
                new = _mutated(operator, node, index)
                code = source[:first] + new + source[first + len(node.get_code()) :]
                if code != source:
                    before, after = _changed(source, code)
                    found.setdefault(code, Mutant(line, name, _where(tree, line), before, after, code))
    return sorted(found.values(), key=lambda one: (one.line, one.operator, one.after))


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

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.changed, self.path, "exec")


class _Lines:
    """A plugin of pytest that notes which lines of a file each test runs, and how long it takes."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        self.lines: dict[str, set[int]] = {}
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        lines = self.lines[item.nodeid] = set()

        def note(frame: FrameType, event: str, _argument: object) -> Any:
            if frame.f_code.co_filename != self.path:
                return None
            lines.add(frame.f_lineno)
            return note

        start = time.perf_counter()
        sys.settrace(note)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            self.seconds[item.nodeid] = time.perf_counter() - start


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
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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
    tables = importlib.import_module("unstatements._tables")
    for name in ("names", "names_more", "countries", "blocs"):
        tables.table(name)
    assert f"unstatements.{module}" not in sys.modules


def _fork(module: str, code: str, *runs: list[str], plugin: object = None) -> int:
    """Run the tests with a module changed, in another process; return its id."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    outcome = _NO_IMPORT
    try:
        _import(module, code)
        outcome = next((bad for run in runs if run and (bad := int(pytest.main([*_QUIET, *run])))), 0)
    except BaseException:  # noqa: BLE001
        pass
    finally:
        os._exit(outcome)


def _known_lines(module: str, selection: list[str]) -> tuple[dict[str, set[int]], dict[str, float]]:
    """Run the tests with the module as it is; return the lines that each runs, and its seconds."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        seen = _Lines(SOURCE / f"{module}.py")
        _import(module, Path(seen.path).read_text(encoding="utf-8"))
        out = os.dup(1)
        os.dup2(2, 1)
        outcome = int(pytest.main([*_QUIET, *selection], plugins=[seen]))
        os.dup2(out, 1)
        with os.fdopen(writing, "w") as end:
            json.dump([outcome, {key: sorted(of) for key, of in seen.lines.items()}, seen.seconds], end)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as end:
        outcome, lines, seconds = json.load(end)
    os.waitpid(child, 0)
    if outcome:
        raise SystemExit(f"{module}: the tests fail without any change")
    return {key: set(of) for key, of in lines.items()}, seconds


def run(module: str, jobs: int, again: bool) -> dict[str, str]:
    """Try all mutants of a module; return the outcome of each by its key."""
    files = [ROOT / "tests" / f"test_{name}.py" for name in MODULES[module].split()]
    selection = [str(path.relative_to(ROOT)) for path in [*files, SOURCE / f"{module}.py"]]
    source = (SOURCE / f"{module}.py").read_text(encoding="utf-8")
    kept = KEPT / f"{module}.json"
    known = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() and not again else {}
    outcomes = {
        key: outcome
        for key, outcome in known.get("outcomes", {}).items()
        if known["source"] == sha256(source.encode()).hexdigest() and outcome != SURVIVED
    }
    mutants = mutants_of(module)
    waiting = [one for one in mutants if one.key not in outcomes]
    print(f"{module}: {len(mutants)} mutants, {len(waiting)} to try", flush=True)
    if waiting:
        _prepare(module, files)
        lines, seconds = _known_lines(module, selection)
        limit = 10 + 5 * sum(seconds.values())
        by_line: dict[int, list[str]] = defaultdict(list)
        for test in sorted(seconds, key=seconds.__getitem__):
            for line in lines[test]:
                by_line[line].append(test)
    running: dict[int, tuple[Mutant, float]] = {}

    def save() -> None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        digest = sha256(source.encode()).hexdigest()
        kept.write_text(json.dumps({"source": digest, "outcomes": outcomes}, indent=1), encoding="utf-8")

    start = time.perf_counter()
    while waiting or running:
        while waiting and len(running) < jobs:
            one = waiting.pop(0)
            near = by_line.get(one.line, [])
            running[_fork(module, one.code, near, selection)] = one, time.perf_counter()
        time.sleep(0.01)
        for child, (one, began) in list(running.items()):
            done, status = os.waitpid(child, os.WNOHANG)
            if not done:
                if time.perf_counter() - began < limit:
                    continue
                with suppress(ProcessLookupError):
                    os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
                status = 1
            del running[child]
            code = os.waitstatus_to_exitcode(status)
            outcomes[one.key] = {0: SURVIVED, _NO_IMPORT: STILLBORN}.get(code, KILLED)
            if outcomes[one.key] == SURVIVED:
                print(f"  {one.line} {one.where} {one.operator}\n    - {one.before}\n    + {one.after}", flush=True)
            if len(outcomes) % 20 == 0:
                save()
    save()
    print(f"{module}: {dict(Counter(outcomes.values()))}, {time.perf_counter() - start:.0f} s", flush=True)
    return outcomes


def main() -> None:
    """Try the mutants of the modules asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(MODULES))
    parser.add_argument("--jobs", type=int, default=1, help="mutants at once")
    parser.add_argument("--again", action="store_true", help="forget what is known from earlier runs")
    parser.add_argument("--list", action="store_true", help="print the mutants and try none")
    given = parser.parse_args()
    if unknown := set(given.modules) - set(MODULES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(MODULES)}")
    for module in given.modules or MODULES:
        if given.list:
            ms = mutants_of(module)
            print(module, len(ms)); [print(m.line,m.operator,m.where,'|',m.before,'|',m.after) for m in ms[::37]]
            continue
        child = os.fork()  # what one module imports must not be there for the next
        if not child:
            run(module, given.jobs, given.again)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
