"""Install the wheel of dist/ as a stranger would, with and without its extras."""

from __future__ import annotations

import sys
from pathlib import Path

import nox

ROOT = Path(__file__).parent
SMOKE = ROOT / "tests" / "smoke.py"

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False


def wheel_file() -> str:
    """Return the path of the wheel."""
    (file,) = (ROOT / "dist").glob("*.whl")
    return str(file)


@nox.session
@nox.parametrize("extra", ["none", "frames", "plot", "estimate", "cli", "votes", "all"])
def wheel(session: nox.Session, extra: str) -> None:
    """Use the wheel with one extra, outside the checkout."""
    session.install(wheel_file() if extra == "none" else f"{wheel_file()}[{extra}]")
    if extra == "frames":
        session.install("pandas", "polars", "pyarrow")  # the extra leaves the choice to the user
    session.chdir(session.create_tmp())
    session.run("python", "-P", "-W", "error", str(SMOKE), extra)


@nox.session(python="3.11")
def lowest(session: nox.Session) -> None:
    """Use the wheel with the lowest version of everything that it names; warnings are theirs."""
    install = [sys.executable, "-m", "uv", "pip", "install", "--python", f"{session.bin}/python"]
    oldest = ["--resolution", "lowest-direct", "--only-binary", ":all:"]
    session.run(*install, *oldest, "-r", "pyproject.toml", "--extra", "all", external=True)
    session.run(*install, "--no-deps", wheel_file(), external=True)
    session.chdir(session.create_tmp())
    session.run("python", "-P", str(SMOKE), "all")
