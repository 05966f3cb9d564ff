"""Sixteen threads race for the first load; processes are forked while threads load, and spawned.

    python tests/robustness/races.py 1000           # so many races, each in a process that has read nothing
    python tests/robustness/races.py 1000 --fork    # so many forks while sixteen threads load

A race: sixteen threads wait at a barrier and then ask the first questions that the process was ever asked: three
questions, each of which several threads ask. All must get the answers that one thread alone gets; every table must be
read once. The processes are forked from one that has loaded the modules and read no table. The suite runs a few
(`tests/test_robustness.py`).
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))
from damage import digest, questions

import unstatements as un
from unstatements.core import tables as _tables

THREADS = 16
SLOW = 120  # seconds after which a process counts as hanging
ASKED = (
    "names",
    "text",
    "members",
    "statement",
    "statements",
    "vote",
    "compare",
    "shift",
    "trajectory",
    "tables",
)


def race(seed: int) -> dict[str, set[str]]:
    """Let the threads of this process ask at once; return what each question was answered."""
    order = Random(seed).sample(ASKED, 3)
    found: dict[str, set[str]] = {name: set() for name in order}
    barrier = threading.Barrier(THREADS)

    def ask(number: int) -> None:
        name = order[number % len(order)]
        barrier.wait()
        try:
            found[name].add(digest(asked[name]()))
        except Exception as error:
            found[name].add(repr(error))

    asked = questions()
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return found


def raced(seed: int, alone: dict[str, str]) -> str:
    """Race once, count how often each table was read, and say what came of it."""
    reads: Counter[str] = Counter()
    read = _tables._read
    _tables._read = lambda name: (reads.update([name]), read(name))[1]
    found = race(seed)
    if wrong := [name for name, answers in found.items() if answers != {alone[name]}]:
        return f"WRONG answers to {wrong}: {[found[name] for name in wrong]}"
    twice = [name for name, times in reads.items() if times > 1]
    return f"WRONG: read more than once: {twice}" if twice else "same answers, every table read once"


def forked(seed: int, alone: dict[str, str]) -> str:
    """Fork at a random moment while the threads load; the child must answer too."""
    told = ""

    def load() -> None:
        nonlocal told
        told = raced(seed, alone)

    loading = threading.Thread(target=load)
    loading.start()
    time.sleep(Random(seed).random() * 0.15)
    child = os.fork()
    if not child:
        signal.alarm(SLOW)
        asked = questions()
        os._exit(any(digest(asked[name]()) != alone[name] for name in ASKED))
    _, status = os.waitpid(child, 0)
    loading.join()
    if os.WIFSIGNALED(status):
        return "WRONG: the child hung"
    return "WRONG answer of the child" if status else told


def in_child(job: object, *args: object) -> str:
    """Call a function in a forked process and return the text that it returns."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(2 * SLOW)
        assert callable(job)
        os.write(writer, str(job(*args)).encode()[:60_000])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as out:
        told = out.read().decode()
    os.waitpid(child, 0)
    return told or "WRONG: died or hung"


def answers() -> str:
    """Return what one thread alone is answered, as text."""
    asked = questions()
    return "\n".join(f"{name} {digest(asked[name]())}" for name in ASKED)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, help="number of races")
    parser.add_argument("--fork", action="store_true", help="fork while the threads load")
    options = parser.parse_args()
    assert all(hasattr(un, name) for name in un.__all__)  # all modules are loaded
    sys.setswitchinterval(1e-4)  # threads take turns fifty times as often as they are used to
    alone = dict(line.split(" ") for line in in_child(answers).splitlines())
    assert not _tables._tables
    started = time.monotonic()
    job = forked if options.fork else raced
    outcomes = Counter(in_child(job, seed, alone) for seed in range(options.count))
    minutes = (time.monotonic() - started) / 60
    kind = "forks while threads load" if options.fork else "races"
    print(
        f"{options.count:,} {kind} of {THREADS} threads, {minutes:.1f} minutes, Python {sys.version.split()[0]}"
    )
    for what, times in outcomes.most_common():
        print(f"{times:7,} {what}")
    return int(any(what.startswith("WRONG") for what in outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
