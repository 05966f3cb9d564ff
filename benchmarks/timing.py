"""What every benchmark needs: jobs timed in turns, ratios with their spread, growth as a table and a picture.

A figure is worth something only beside another of the same run, so nothing here gives out a time
alone: the jobs take turns, round after round, and a ratio is taken within each round. Tables are
written in Markdown, because ``python benchmarks`` puts them into `docs/benchmarks.md`.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "assets" / "benchmarks"
Job = Callable[[], object]
Clock = Callable[[], float]


def seconds(job: Job, repeats: int = 1, clock: Clock = time.perf_counter) -> float:
    """Return the shortest of some runs, in which nobody's garbage is collected, as in `timeit`."""
    best = float("inf")
    gc.disable()
    try:
        for _ in range(repeats):
            start = clock()
            job()
            best = min(best, clock() - start)
    finally:
        gc.enable()
    return best


def in_turns(
    jobs: Mapping[str, Job], rounds: int = 5, repeats: int = 1, clock: Clock = time.perf_counter
) -> dict[str, list[float]]:
    """Time the jobs in turns: for each the shortest of some runs, in every round."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            times[name].append(seconds(job, repeats, clock))
    return times


def ratios(times: Mapping[str, Sequence[float]], unit: str = "ms") -> str:
    """Return a table of medians, and of how many times as long as the first job each of the others takes."""
    first, *_ = times.values()
    scale = {"s": 1, "ms": 1e3, "us": 1e6}[unit]
    rows = []
    for name, found in times.items():
        spread = sorted(other / mine for other, mine in zip(found, first, strict=True))
        times_as_long = (
            "1"
            if found is first
            else f"{median(spread):.2f} ({spread[0]:.2f} to {spread[-1]:.2f})"
        )
        rows.append((name, f"{median(found) * scale:,.1f}", times_as_long))
    return table(("", unit, "times as long as the first"), rows)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def growth(name: str, unit: str, points: Sequence[tuple[int, float]]) -> str:
    """Return the times at growing sizes as a table, and draw them.

    Args:
        name: What is timed, and the name of the picture's file.
        unit: What the sizes count.
        points: Sizes and seconds.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 3.2), layout="constrained")
    axes = figure.subplots()
    axes.plot(
        [size for size, _ in points],
        [taken * 1e3 for _, taken in points],
        marker="o",
        color="#0072B2",
    )
    axes.set(xlim=(0, None), ylim=(0, None), xlabel=unit, ylabel="milliseconds", title=name)
    PICTURES.mkdir(parents=True, exist_ok=True)
    file = PICTURES / f"{name.lower().replace(' ', '-')}.png"
    figure.savefig(file, dpi=110)
    rows = [
        (f"{size:,}", f"{taken * 1e3:.1f}", f"{taken * 1e9 / size:,.0f}") for size, taken in points
    ]
    return "\n\n".join(
        [
            table((unit, "ms", "ns each"), rows),
            f"![{name}: milliseconds by number of {unit}](assets/benchmarks/{file.name})",
        ]
    )


def installed(folder: str) -> str:
    """Install the package into a folder as users have it, compiled and with sealed tables; return the folder."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder]
    subprocess.run([*pip, str(ROOT)], check=True)
    return folder


def process(code: str, folder: str) -> Job:
    """Return the job of running some code in a fresh Python that finds the package in a folder."""
    environment = {**os.environ, "PYTHONPATH": folder}
    return lambda: subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env=environment
    )
