"""Use an installed unstatements: the core, the extra that is there, and what it says of those that
are not.

Run by `noxfile.py` in clean environments, as ``python -P tests/smoke.py EXTRA``, where EXTRA is
``none``, an extra or ``all``. Needs nothing but the standard library.
"""

from __future__ import annotations

import os
import subprocess
import sys

import unstatements as un

heavy = {"attr", "pycountry", "importlib.metadata", "importlib.resources", "csv"}
assert not heavy & set(sys.modules), "import unstatements is not cheap"

from collections.abc import Callable  # noqa: E402
from doctest import ELLIPSIS, testfile  # noqa: E402
from importlib.metadata import distributions  # noqa: E402
from importlib.util import find_spec  # noqa: E402
from io import BytesIO  # noqa: E402
from pathlib import Path  # noqa: E402
from tempfile import TemporaryDirectory  # noqa: E402

CORE = {"attrs", "lazy-loader", "pycountry", "unstatements"}
BACKENDS = ("pandas", "polars", "pyarrow")
BEFORE, CANADA, VOTE = "2021-10-21-ga3c-france", "2022-10-31-ga3c-canada", "A/HRC/51/L.6"


def use_the_core() -> None:
    """Ask for facts of every folder."""
    assert len(un.statement(CANADA).signatories) == 50
    assert un.country("Türkiye").alpha_3 == "TUR"
    assert un.country("КНДР").official_name  # from pycountry
    assert len(un.bloc("EU").members("2022-10-31")) == 27
    assert str(un.rollcall(VOTE).tally) == "17-19-11"
    assert un.shift(BEFORE, CANADA).left.alpha_3s == ("HND",)
    assert 0 < un.agreement("USA", "FRA", un.rollcalls(body="ga", session=74)).value < 1
    assert "17-19-11" in str(un.report(CANADA))
    tutorial = Path(__file__).parents[1] / "docs" / "tutorial.md"
    failed, tried = testfile(
        str(tutorial), module_relative=False, encoding="utf-8", optionflags=ELLIPSIS
    )
    assert tried > 20, "the tutorial has lost its examples"
    assert not failed, "the tutorial does not run as printed"


def use_frames() -> None:
    """Make a data frame of every kind whose package is there; the others say what to install."""
    for backend in BACKENDS:
        if find_spec(backend) and find_spec("narwhals"):
            frame = un.compare(VOTE).to_frame(backend=backend)
            assert type(frame).__module__.partition(".")[0] == backend
            assert frame.shape[0] == len(un.compare(VOTE).rows())
        else:
            error = refusal(lambda backend=backend: un.compare(VOTE).to_frame(backend=backend))
            assert f'pip install "unstatements[frames]" {backend}' in error, error


def use_plots() -> None:
    """Draw a picture, or be told what to install."""
    if find_spec("matplotlib"):
        drawn = BytesIO()
        un.compare(VOTE).plot().savefig(drawn, format="png")
        assert drawn.getvalue().startswith(b"\x89PNG")
    else:
        for result in (un.compare(VOTE), un.shift(BEFORE, CANADA), un.positions(VOTE)):
            error = refusal(result.plot)
            assert 'pip install "unstatements[plot]"' in error, error


def use_estimates() -> None:
    """Estimate, or be told what to install; published ideal points need nothing."""
    assert len(un.ideal_points(published=True).of("FRA").points) == 79
    partial = un.positions("2022-10-31-ga3c-cuba")
    if find_spec("numpy"):
        points = un.ideal_points(un.rollcalls(body="ga", session=74))
        assert len(points.points) > 190
        assert 0 < partial.estimate().estimates[0].probability < 1
    else:
        for call in (
            lambda: un.ideal_points(un.rollcalls(body="ga", session=74)),
            partial.estimate,
        ):
            error = refusal(call)
            assert 'pip install "unstatements[estimate]"' in error, error


def use_votes() -> None:
    """Add a voting file and remove it again, or be told what to install."""
    file = Path(__file__).parent / "readers" / "ga_voting.csv"
    if find_spec("platformdirs"):
        with TemporaryDirectory() as home:
            os.environ["XDG_DATA_HOME"] = home
            un.add_votes(file, force=True)
            (edition,) = un.editions()
            assert un.rollcalls("ga", edition=edition.id)
            edition.remove()
            assert not un.editions()
    else:
        error = refusal(lambda: un.add_votes(file, force=True))
        assert 'pip install "unstatements[votes]"' in error, error


def use_the_commands() -> None:
    """Run the console script and the module, which are the same program, or be told what to
    install."""
    script = Path(sys.executable).with_name("unstatements")
    for program in ([script], [sys.executable, "-m", "unstatements"]):
        done = subprocess.run([*program, "resolve", "Ivory Coast"], capture_output=True, text=True)
        if find_spec("typer"):
            assert (done.returncode, done.stderr) == (0, ""), done
            assert "CIV" in done.stdout
        else:
            assert (done.returncode, done.stdout) == (2, ""), done
            assert done.stderr.count("\n") == 1, done.stderr
            assert 'pip install "unstatements[cli]"' in done.stderr, done.stderr
    if find_spec("typer"):
        for command in commands():
            done = subprocess.run([script, *command, "--help"], capture_output=True, text=True)
            assert (done.returncode, done.stderr) == (0, ""), done
            assert f"Usage: unstatements {' '.join(command)}" in done.stdout, done
        done = subprocess.run([script, "show"], capture_output=True, text=True)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done


def commands() -> list[list[str]]:
    """Return all commands, those of a group too."""
    from typer.main import get_command

    from unstatements.cli.app import app

    below = [([name], command) for name, command in get_command(app).commands.items()]
    for path, command in below:
        inner = getattr(command, "commands", {})
        below += [([*path, name], inner[name]) for name in inner]
    return [path for path, _command in below]


def refusal(call: Callable[[], object]) -> str:
    """Return the one line with which a call says that something is not installed."""
    said = None
    try:
        call()
    except ImportError as error:
        said = error
    assert said is not None, "went on without what it needs"
    assert "\n" not in str(said)
    assert said.__cause__ is None
    return str(said)


def main(extra: str) -> None:
    """Use everything; what an extra brings must be there, and what it does not bring must not."""
    assert Path(un.__file__).is_relative_to(sys.prefix), un.__file__
    for name, module in (
        ("frames", "narwhals"),
        ("plot", "matplotlib"),
        ("cli", "typer"),
        ("cli", "rich"),
        ("votes", "platformdirs"),
    ):
        assert (find_spec(module) is not None) == (extra in (name, "all")), (extra, module)
    if extra == "none":
        installed = {found.name.lower().replace("_", "-") for found in distributions()}
        assert installed - {"pip", "setuptools", "packaging"} == CORE, installed
    use_the_core()
    use_frames()
    use_plots()
    use_estimates()
    use_votes()
    use_the_commands()


if __name__ == "__main__":
    main(sys.argv[1])
