"""Install the wheel of dist/ as a stranger would, and use it: ``make dist``.

The wheel is installed from an index on 127.0.0.1 into new environments, without extras, with each alone and with all,
and `tests/smoke.py` runs there. Then it is used as it is, a zip file on the path. Other Pythons that are found get it
without extras, with all, and as a zip file. What it needs is downloaded once for each Python before; the installations
themselves reach no network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[1]
SMOKE = ROOT / "tests" / "smoke.py"
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
EXTRAS = ("none", "frames", "plot", "cli", "all")
CORE = ("attrs", "importlib-resources", "pycountry")
BACKENDS = ("pandas", "polars", "pyarrow")  # of data frames: the extra leaves the choice to the user


class Quiet(SimpleHTTPRequestHandler):
    """Serves folders of wheels, whose listings are what pip reads as an index."""

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def interpreter(version: str) -> str | None:
    """Return a program that runs this version of Python; the one that runs this goes before others.

    Args:
        version: Such as ``3.11``.
    """
    asked = "import sys, venv; print('%d.%d' % sys.version_info[:2])"
    for name in (sys.executable, f"python{version}"):
        program = shutil.which(name)
        if program is None:
            continue
        done = subprocess.run([program, "-c", asked], capture_output=True, text=True)
        if done.returncode == 0 and done.stdout.strip() == version:  # a shim may lead nowhere
            return program
    return None


def environment(python: str, place: Path) -> str:
    """Make an environment with nothing in it and return its interpreter.

    Args:
        python: The interpreter that makes it.
        place: Its folder.
    """
    subprocess.run([python, "-m", "venv", "--without-pip", place], check=True)
    return str(place / "bin" / "python")


def pip(python: str, *arguments: str, settings: Mapping[str, str] = os.environ) -> None:
    """Run the pip that is here for an environment that has none.

    Args:
        python: The environment's interpreter.
        arguments: What pip is told.
        settings: Environment variables.
    """
    command = [sys.executable, "-m", "pip", "--python", python, *arguments, "--quiet"]
    subprocess.run([*command, "--disable-pip-version-check"], check=True, env=settings)


@contextmanager
def index(folder: Path) -> Iterator[str]:
    """Serve a folder on 127.0.0.1 and yield its address.

    Args:
        folder: Has a folder of wheels for each package.
    """
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def fill(folder: Path, python: str, wheel: Path, frames: Sequence[str]) -> None:
    """Put the wheel and all that any installation of it needs into an index.

    Args:
        folder: The index.
        python: The interpreter that they are for.
        wheel: Ours.
        frames: Packages of data frames.
    """
    pip(python, "download", "--only-binary=:all:", f"--dest={folder}", f"{wheel}[all]", *frames)
    for path in list(folder.glob("*.whl")):
        home = folder / path.name.partition("-")[0].lower().replace("_", "-").replace(".", "-")
        home.mkdir(exist_ok=True)
        path.rename(home / path.name)


def check(version: str, python: str, wheel: Path, place: Path) -> None:
    """Install and use the wheel in new environments of one Python.

    Args:
        version: Which one.
        python: Its interpreter.
        wheel: Ours.
        place: An empty folder.
    """
    started = time.monotonic()

    def done(what: str) -> None:
        print(f"Python {version}, {what} ({time.monotonic() - started:.0f} s)", flush=True)

    bare = environment(python, place / "bare")
    own = python == sys.executable
    frames = BACKENDS if own else ()  # they are large, and once is enough
    fill(place / "index", bare, wheel, frames)
    done("downloaded")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    with index(place / "index") as address:
        offline = {**clean, "PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": address, "PIP_NO_CACHE_DIR": "1"}

        def install(into: str, *what: str) -> None:
            pip(into, "install", "--no-compile", "--only-binary=:all:", *what, settings=offline)

        def use(python: str, extra: str, **more: str) -> None:
            command = [python, "-P", "-W", "error", str(SMOKE), extra]
            subprocess.run(command, check=True, cwd=place, env={**clean, **more})

        for extra in EXTRAS if own else ("none", "all"):
            new = environment(python, place / extra)
            install(new, "unstatements" if extra == "none" else f"unstatements[{extra}]")
            use(new, extra)
            done(f"extra {extra} used" if extra != "none" else "used without extra")
        if frames:
            new = str(place / "frames" / "bin" / "python")
            install(new, *frames)
            use(new, "frames")
            done(f"extra frames with {', '.join(frames)} used")
        install(bare, *CORE)
        use(bare, "none", PYTHONPATH=str(wheel))
        done("used from the zip")


def main() -> None:
    """Check with every Python that is there, and say which are not."""
    (wheel,) = (ROOT / "dist").glob("*.whl")
    for version in VERSIONS:
        python = interpreter(version)
        if python is None:
            print(f"Python {version}: not on this machine, left out")
            continue
        with tempfile.TemporaryDirectory() as place:
            try:
                check(version, python, wheel, Path(place))
            except subprocess.CalledProcessError as error:  # it has said why itself
                sys.exit(f"Python {version}: failed: {' '.join(map(str, error.cmd))}")


if __name__ == "__main__":
    main()
