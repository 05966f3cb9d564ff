"""Install the wheel of dist/ as a stranger would, with and without its extras."""

from __future__ import annotations

from pathlib import Path

import nox

ROOT = Path(__file__).parent
SMOKE = ROOT / "tests" / "smoke.py"

nox.options.default_venv_backend = "venv"


@nox.session
@nox.parametrize("extra", ["none", "frames", "plot", "estimate", "cli", "all"])
def wheel(session: nox.Session, extra: str) -> None:
    """Use the wheel with one extra, outside the checkout."""
    (file,) = (ROOT / "dist").glob("*.whl")
    session.install(f"{file}" if extra == "none" else f"{file}[{extra}]")
    if extra == "frames":
        session.install("pandas", "polars", "pyarrow")  # the extra leaves the choice to the user
    session.chdir(session.create_tmp())
    session.run("python", "-P", "-W", "error", str(SMOKE), extra)
