"""Thirty-two threads race for the first load; processes are forked while threads load.

    python tests/robustness/races.py 200          # races, each in a process that has read nothing
    python tests/robustness/races.py 200 --fork   # forks while the threads load

In a race the threads wait at a barrier and then ask the first questions that the process was ever
asked. All must get the answers that a single thread gets, and there must be one value for each
country. `make check` runs a few (`test_robustness.py`).
"""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))
from damage import digest, questions, tables_read

import unstatements as un

THREADS = 32
PATIENCE = 120  # seconds after which a process counts as hanging
QUESTIONS = (
    *("names", "text", "members", "statement", "statements"),
    *("vote", "compare", "shift", "trajectory", "tables"),
)


def race(seed: int, expected: dict[str, str]) -> str:
    """Let the threads of this process ask at once; return what came of it."""
    order = Random(seed).sample(QUESTIONS, 3)
    answers: dict[str, set[str]] = {name: set() for name in order}
    barrier = threading.Barrier(THREADS)
    ask = questions()

    def run(number: int) -> None:
        name = order[number % len(order)]
        barrier.wait()
        try:
            answers[name].add(digest(ask[name]()))
        except Exception as error:
            answers[name].add(repr(error))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wrong = [name for name in order if answers[name] != {expected[name]}]
    if wrong:
        return f"WRONG answers to {wrong}: {[answers[name] for name in wrong]}"
    return (
        "WRONG: two values for a country"
        if doubled_countries()
        else "same answers, one value a country"
    )


def doubled_countries() -> list[str]:
    """Return the codes of countries of which more than one value can be reached."""
    gc.collect()
    reachable = (thing for thing in gc.get_objects() if type(thing) is un.Country)
    counts = Counter(country.alpha_3 for country in reachable)
    return [code for code, number in counts.items() if number > 1]


def fork(seed: int, expected: dict[str, str]) -> str:
    """Fork at a random moment while the threads load; the child must answer too."""
    outcomes: list[str] = []
    loading = threading.Thread(target=lambda: outcomes.append(race(seed, expected)))
    loading.start()
    time.sleep(Random(seed).random() * 0.15)
    child = os.fork()
    if not child:
        signal.alarm(PATIENCE)
        ask = questions()
        os._exit(any(digest(ask[name]()) != expected[name] for name in QUESTIONS))
    _, status = os.waitpid(child, 0)
    loading.join()
    if os.WIFSIGNALED(status):
        return "WRONG: the child hung"
    return "WRONG answer of the child" if status else outcomes[0]


def in_child(job: Callable[..., str], *args: object) -> str:
    """Call a function in a forked process and return the text that it returns."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(2 * PATIENCE)
        os.write(writer, job(*args).encode()[:60_000])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        text = pipe.read().decode()
    os.waitpid(child, 0)
    return text or "WRONG: died or hung"


def answers_of_a_single_thread() -> str:
    """Return the digest of each answer, a line each."""
    ask = questions()
    return "\n".join(f"{name} {digest(ask[name]())}" for name in QUESTIONS)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, help="number of races")
    parser.add_argument("--fork", action="store_true", help="fork while the threads load")
    options = parser.parse_args()
    assert all(hasattr(un, name) for name in un.__all__)  # all modules are loaded
    assert not tables_read()
    sys.setswitchinterval(1e-3)  # threads take turns five times as often as they are used to
    lines = in_child(answers_of_a_single_thread).splitlines()
    expected = dict(line.split(" ") for line in lines)
    job = fork if options.fork else race
    outcomes = Counter(in_child(job, seed, expected) for seed in range(options.count))
    for outcome, times in outcomes.most_common():
        print(f"{times:7,} {outcome}")
    return int(any(outcome.startswith("WRONG") for outcome in outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
