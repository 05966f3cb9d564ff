"""Fuzz the readers and the finders of names, guided by coverage. It needs `pip install atheris`.

    python tests/robustness/fuzz.py country 200000         # so many inputs
    python tests/robustness/fuzz.py read_undl 100000

Every input must give an answer or an error that the documentation names. Anything else is printed
with the input, once for each place in the code; the status is 1 if there was any. The suite runs a
short form of the same without atheris (`test_robustness.py`).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))
with atheris.instrument_imports(include=["unstatements"]):
    from targets import TARGETS, try_one

    import unstatements as un  # noqa: F401


def main(name: str, runs: int) -> None:
    """Fuzz one target for a number of inputs."""
    target, found, started = TARGETS[name], set[str](), time.monotonic()
    done = 0

    def one(data: bytes) -> None:
        nonlocal done
        done += 1
        error = try_one(target, data)
        if error is not None:
            place = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} in {place.filename}, line {place.lineno}"
            if key not in found:
                found.add(key)
                print(f"{key}: {error}\n  {data!r}", flush=True)
        if done == runs:  # libFuzzer never returns
            minutes = (time.monotonic() - started) / 60
            print(
                f"{name}: {done:,} inputs, {minutes:.1f} minutes, {len(found)} not as documented",
                flush=True,
            )
            os._exit(bool(found))

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(target.seeds()):
            Path(corpus, str(number)).write_bytes(seed)
        longest = 100 if name == "country" else 4096  # names are short
        options = [f"-max_len={longest}", "-timeout=30", "-verbosity=0", "-artifact_prefix=/tmp/"]
        atheris.Setup([sys.argv[0], corpus, *options], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
