"""Damage, races, forks, odd places and odd inputs, each in short; the programs beside this file
run longer."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from random import Random

import pytest

import unstatements as un
from package_copies import copied, sealed
from robustness.targets import TARGETS, try_one

HERE = Path(__file__).parent
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
NO_GIL = not getattr(sys, "_is_gil_enabled", lambda: True)()
CACHES = (
    "functools.lru_cache of the free-threaded Python 3.13 does not outlive a fork beside threads"
)


def run(script: str, *options: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(HERE / script), *options],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@FORKS
def test_damaged_packages_give_the_same_answers_or_an_error_that_names_the_file() -> None:
    output = run("damage.py", "66", "--seed", "66")
    assert "66 damaged packages" in output


@FORKS
@pytest.mark.parametrize(
    "options",
    [
        ["2"],
        pytest.param(
            ["1", "--fork"], marks=pytest.mark.skipif(NO_GIL, reason=f"children hang: {CACHES}")
        ),
    ],
)
def test_threads_race_for_the_first_load(options: list[str]) -> None:
    assert "same answers, one value a country" in run("races.py", *options)


@pytest.mark.parametrize("name", TARGETS)
def test_readers_and_finders_raise_nothing_that_is_not_documented(name: str) -> None:
    target, random = TARGETS[name], Random(name)
    seeds = list(target.seeds())
    for seed in seeds:
        assert try_one(target, seed) is None, seed
    for _ in range(60 if name == "draft" else 150):
        data = mutated(random.choice(seeds), random.choice(seeds), random)
        assert try_one(target, data) is None, data


def test_odd_arguments_give_an_answer_or_an_error_in_words() -> None:
    assert "0 kinds of fault" in run("arguments.py")


def mutated(one: bytes, other: bytes, random: Random) -> bytes:
    """Return a mixture of two inputs, with a few bytes changed, lost, repeated or put in."""
    data = bytearray(
        one[: random.randrange(len(one) + 1)] + other[random.randrange(len(other) + 1) :]
    )
    for _ in range(random.randint(0, 6)):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.randint(0, 12))
        piece = [
            random.randbytes(random.randint(0, 4)),
            data[start:end] * 2,
            b"\n",
            b'"',
            "\u00ad\ud7a3".encode(),
        ]
        data[start:end] = random.choice(piece)
    return bytes(data)


def answer(_number: int = 0) -> tuple[str, str]:
    return un.country("Türkiye").alpha_3, str(un.compare("2022-10-31-ga3c-canada"))


# Those of Python itself: some libraries add their own once they are imported.
STARTS = {"fork", "forkserver", "spawn"}.intersection(multiprocessing.get_all_start_methods())


@pytest.mark.parametrize("start", sorted(STARTS))
def test_worker_processes_answer_as_their_parent_does(start: str) -> None:
    """After the parent has loaded; that a child forked before or meanwhile answers too is raced
    above."""
    expected = answer()
    program = (
        "import multiprocessing as m; from robustness.test_robustness import answer\n"
        "if __name__ == '__main__':\n"
        f"    with m.get_context({start!r}).Pool(2) as pool: before = pool.map(answer, range(4))\n"
        "    here = answer()\n"
        f"    with m.get_context({start!r}).Pool(2) as pool: after = pool.map(answer, range(4))\n"
        "    assert before + after == [here] * 8; print(here)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[1],
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[1]),
            "PYTHONIOENCODING": "utf-8",
        },
    )
    assert done.stdout == f"{expected}\n", done.stderr


ASKS = """
import unstatements as un
print(un.__file__, un.country("Türkiye").alpha_3, len(un.tables()["ga_votes"]))
"""


def asked(place: Path, *options: str) -> list[str]:
    program = [sys.executable, *options, "-c", ASKS]
    done = subprocess.run(
        program, capture_output=True, text=True, env={"PYTHONPATH": str(place)}, cwd="/"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_works_from_a_zip(tmp_path: Path) -> None:
    package = copied(tmp_path)
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in package.rglob("*"):
            packed.write(file, file.relative_to(tmp_path))
    place, code, votes = asked(archive)
    assert "package.zip" in place
    assert (code, int(votes)) == ("TUR", len(un.tables()["ga_votes"]))


def test_a_zip_that_is_damaged_is_told_as_well(tmp_path: Path) -> None:
    package = sealed(tmp_path)
    names = package / "data" / "names" / "names.csv"
    names.write_bytes(names.read_bytes().replace(b"cuba", b"cubb"))
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in package.rglob("*"):
            packed.write(file, file.relative_to(tmp_path))
    program = [sys.executable, "-c", ASKS]
    done = subprocess.run(
        program, capture_output=True, text=True, env={"PYTHONPATH": str(archive)}, cwd="/"
    )
    assert "DataIntegrityError: names/names.csv: is not as published" in done.stderr


RESOURCES_ALONE = """
import sys
from importlib.abc import Loader
from importlib.machinery import PathFinder

class Other(Loader):
    def __init__(self, usual): self.usual = usual
    def exec_module(self, module): exec(self.usual.get_code(module.__name__), vars(module))
    def get_resource_reader(self, name): return self.usual.get_resource_reader(name)

class Finder(PathFinder):
    def find_spec(name, path=None, target=None):
        spec = PathFinder.find_spec(name, path)
        if name.startswith("unstatements"): spec.loader = Other(spec.loader)
        return spec

sys.meta_path.insert(0, Finder)
"""


def test_works_with_a_loader_that_gives_no_data_by_path() -> None:
    program = [
        sys.executable,
        "-c",
        RESOURCES_ALONE + ASKS + "print('importlib.resources' in sys.modules)",
    ]
    done = subprocess.run(program, capture_output=True, text=True)
    assert done.stdout.split()[1:] == ["TUR", str(len(un.tables()["ga_votes"])), "True"], (
        done.stderr
    )


def test_writes_nothing_where_it_is_installed(tmp_path: Path) -> None:
    package = copied(tmp_path)

    def state() -> dict[Path, int]:
        return {one: one.stat().st_mtime_ns for one in sorted(package.rglob("*"))}

    before = state()
    asked(tmp_path, "-B")  # Python itself would write __pycache__
    assert state() == before
