"""Build the wheel and the sdist into dist/, and see that they are what they should be: ``make dist``.

They are built twice: here, and from the unpacked sdist, in another folder, with other times and rights on its files.
Both must give the same bytes, so the wheel made straight from the sources is the one that the sdist makes. What is
inside is held against a list: nothing else, and nothing missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"

WHEEL = r"""
unstatements/(_plots/)?\w+\.py
unstatements/py\.typed
unstatements/data/([a-z_]+\.(csv|csv\.gz)|datapackage\.json|checksums\.txt)
unstatements-[\d.]+\.dist-info/(METADATA|WHEEL|RECORD|entry_points\.txt|licenses/LICENSE(-DATA)?)
"""
SDIST = r"""
PKG-INFO|\.git(attributes|ignore)|\.zenodo\.json|\.readthedocs\.yaml|CITATION\.cff|LICENSE(-DATA)?|Makefile|mkdocs\.yml|pyproject\.toml
(README|CHANGELOG|CONTRIBUTING|SECURITY)\.md
src/unstatements/(_plots/)?\w+\.py
src/unstatements/py\.typed
src/unstatements/data/([a-z_]+\.(csv|csv\.gz)|datapackage\.json|checksums\.txt)
tests/[\w/]+\.(py|txt|csv|xml)
docs/[\w/-]+\.(md|css|png)
scripts/[\w/]+\.(py|md|csv|css|js|html)
benchmarks/[\w/]+\.(py|md)
benchmarks/names/\.gitignore
\.ci/run
\.github/(dependabot|workflows/\w+)\.yml
"""


def build(source: Path, into: Path, *options: str) -> dict[str, bytes]:
    """Build distributions and return their contents by name.

    Args:
        source: The folder with pyproject.toml.
        into: Where they go.
        options: Of ``python -m build``; without any, it makes the wheel from the sdist.
    """
    plain = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-m", "build", "--outdir", str(into), *options, str(source)]
    done = subprocess.run(command, env=plain, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}")
    return {path.name: path.read_bytes() for path in sorted(into.iterdir())}


def build_elsewhere(sdist: Path) -> dict[str, bytes]:
    """Build both from an unpacked sdist whose files are younger and open to fewer.

    Args:
        sdist: The archive.
    """
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(sdist) as archive:
            archive.extractall(place, filter="data")
        (source,) = Path(place).iterdir()
        for path in source.rglob("*"):
            path.chmod(path.stat().st_mode & 0o700)
            os.utime(path)
        before = os.umask(0o077)
        try:
            return build(source, Path(place, "out"), "--sdist", "--wheel")
        finally:
            os.umask(before)


def not_listed(names: Iterable[str], patterns: str) -> list[str]:
    """Return the names that none of the patterns allows.

    Args:
        names: Of files.
        patterns: Regular expressions, one a line.
    """
    allowed = re.compile("|".join(patterns.split()))
    return [name for name in names if not allowed.fullmatch(name)]


def problems_inside(wheel: dict[str, bytes], sdist: dict[str, bytes]) -> list[str]:
    """Say what is in the distributions and should not be, and what should be and is not.

    Args:
        wheel: Its files by name.
        sdist: Likewise, named from its top folder.
    """
    found = [f"wheel: {name} does not belong there" for name in not_listed(wheel, WHEEL)]
    found += [f"sdist: {name} does not belong there" for name in not_listed(sdist, SDIST)]
    package = json.loads(sdist["src/unstatements/data/datapackage.json"])
    tables = {resource["path"] for resource in package["resources"]} | {"datapackage.json"}
    needed = {f"unstatements/data/{name}" for name in tables} | {
        "unstatements/py.typed",
        *(name.removeprefix("src/") for name in sdist if name.startswith("src/")),
    }
    ours = {name for name in wheel if name.startswith("unstatements/")}
    found += [f"wheel: {name} is missing" for name in sorted(needed - ours)]
    found += [f"wheel: {name} is not in the sources" for name in sorted(ours - needed)]
    info = {name.partition(".dist-info/")[2]: content for name, content in wheel.items()}
    for name in ("LICENSE", "LICENSE-DATA"):
        if not (ROOT / name).read_bytes() == sdist.get(name) == info.get(f"licenses/{name}"):
            found.append(f"{name} is not the same in the wheel, the sdist and the sources")
    return found + not_of_the_record(sdist)


def not_of_the_record(sdist: Iterable[str]) -> list[str]:
    """Say where the sdist and what git has differ; nothing where this is no checkout.

    Args:
        sdist: Names of its files.
    """
    if not (ROOT / ".git").exists():
        print("sdist: not compared with git, this is no checkout")
        return []
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    tracked = {name for name in listed.stdout.split("\0") if name}
    inside = set(sdist) - {"PKG-INFO"}
    return [f"sdist: {name} is not in git" for name in sorted(inside - tracked)] + [
        f"sdist: {name} is in git and missing" for name in sorted(tracked - inside)
    ]


def main() -> None:
    """Build, compare, look inside; end with status 1 where anything is amiss."""
    for old in DIST.glob("*"):
        old.unlink()
    first = build(ROOT, DIST)
    (sdist,), (wheel,) = DIST.glob("*.tar.gz"), DIST.glob("*.whl")
    again = build_elsewhere(sdist)
    found = [f"{name}: built again, it is another file" for name in first if again.get(name) != first[name]]
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = {name: archive.read(name) for name in archive.namelist()}
    with tarfile.open(sdist) as tar:
        members = {one.name.partition("/")[2]: tar.extractfile(one) for one in tar if one.isfile()}
        in_sdist = {name: file.read() for name, file in members.items() if file}
    found += problems_inside(in_wheel, in_sdist)
    if found:
        sys.exit("\n".join(found))
    for name, content in first.items():
        print(f"{hashlib.sha256(content).hexdigest()}  {name}")
    print(f"built twice, the same bytes: {len(in_wheel)} files in the wheel, {len(in_sdist)} in the sdist")


if __name__ == "__main__":
    main()
