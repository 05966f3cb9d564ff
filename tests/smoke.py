"""Install the built wheel and sdist, each in a clean environment outside the checkout, and use them.

Run as ``python tests/smoke.py dist``; needs nothing but the standard library.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PROGRAM = """
import sys, unstatements as un
assert "site-packages" in un.__file__, un.__file__
assert not any(name in sys.modules for name in ("attr", "pycountry", "importlib.metadata"))
assert len(un.statement("2022-10-31-ga3c-canada").signatories) == 50
assert un.country("Türkiye").alpha_3 == "TUR"
assert str(un.rollcall("A/HRC/51/L.6").tally) == "17-19-11"
assert un.shift("2021-10-21-ga3c-france", "2022-10-31-ga3c-canada").left.alpha_3s == ("HND",)
print(un.__version__, un.DATA_VERSION)
"""


def check(artefact: Path) -> None:
    """Install one artefact in a new environment and run the program there."""
    with tempfile.TemporaryDirectory() as place:
        venv.create(place, with_pip=True)
        python = str(Path(place, "bin", "python"))
        subprocess.run([python, "-m", "pip", "install", "--quiet", str(artefact)], check=True, cwd=place)
        subprocess.run([python, "-c", PROGRAM], check=True, cwd=place)
        report = subprocess.run(
            [python, "-m", "unstatements", "report"],
            check=True,
            cwd=place,
            capture_output=True,
            text=True,
        )
        assert "17-19-11" in report.stdout
        listed = subprocess.run(
            [python, "-m", "pip", "list", "--format=freeze"], check=True, capture_output=True, text=True
        )
        names = {line.split("==")[0].replace("_", "-") for line in listed.stdout.split()}
        assert names <= {"attrs", "importlib-resources", "pip", "pycountry", "setuptools", "unstatements"}, (
            names
        )
        print(f"{artefact.name}: installed and used")


if __name__ == "__main__":
    artefacts = sorted(Path(sys.argv[1]).resolve().glob("unstatements-*"))
    assert len(artefacts) == 2, artefacts
    for one in artefacts:
        check(one)
