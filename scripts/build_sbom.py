"""Write what the wheel of dist/ brings when it is installed: ``make sbom``.

A software bill of materials in CycloneDX's JSON: the wheel with its digest, and every package that pip would install
with it today, with version, digest, licence and what it needs in turn. What the core needs is ``required``, what the
extras need ``optional``. Nothing is installed for it, and the wheel itself holds no code of others.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
SOURCE = "https://github.com/unstatements/unstatements"


def resolved(wheel: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return what pip would install for the wheel with all extras, and the environment that it is for.

    Args:
        wheel: Ours.
    """
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    done = subprocess.run(
        [*command, "--report=-", f"{wheel}[all]"], check=True, stdout=subprocess.PIPE, text=True
    )
    report = json.loads(done.stdout)
    return report["install"], report["environment"]


def needs(package: dict[str, Any], extras: Iterable[str], environment: dict[str, str]) -> set[str]:
    """Return the names of the packages that one needs.

    Args:
        package: Of pip's report.
        extras: Which of its extras count; the empty word is what it needs without any.
        environment: Of pip's report.
    """
    wanted = map(Requirement, package["metadata"].get("requires_dist", ()))
    return {
        canonicalize_name(one.name)
        for one in wanted
        if one.marker is None or any(one.marker.evaluate({**environment, "extra": extra}) for extra in extras)
    }


def component(package: dict[str, Any], digest: str) -> dict[str, Any]:
    """Return what CycloneDX says of a package.

    Args:
        package: Of pip's report.
        digest: The SHA-256 of its file.
    """
    metadata = package["metadata"]
    name = canonicalize_name(metadata["name"])
    address = f"pkg:pypi/{name}@{metadata['version']}"
    found = {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": metadata["version"],
        "description": metadata["summary"],
        "purl": address,
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }
    classifiers = [one for one in metadata.get("classifier", ()) if one.startswith("License ::")]
    if "license_expression" in metadata:
        found["licenses"] = [{"expression": metadata["license_expression"]}]
    elif classifiers:  # rather than what may be the whole text of a licence
        found["licenses"] = [{"license": {"name": one.rpartition(" :: ")[2]}} for one in classifiers]
    elif "license" in metadata:
        found["licenses"] = [{"license": {"name": metadata["license"].splitlines()[0]}}]
    return found


def bill(wheel: Path) -> dict[str, Any]:
    """Return the bill of materials of a wheel.

    Args:
        wheel: Ours.
    """
    packages, environment = resolved(wheel)
    by_name: dict[str, dict[str, Any]] = {canonicalize_name(one["metadata"]["name"]): one for one in packages}
    ours = by_name.pop("unstatements")
    graph = {
        name: needs(one, ["", *one.get("requested_extras", ())], environment) & set(by_name)
        for name, one in by_name.items()
    }
    required: set[str] = set()
    waiting = needs(ours, [""], environment)
    while waiting:
        required |= waiting
        waiting = set().union(*(graph[name] for name in waiting)) - required
    direct = needs(ours, ["", *ours["metadata"]["provides_extra"]], environment) & set(by_name)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    main = component(ours, digest)
    parts = {
        name: component(one, one["download_info"]["archive_info"]["hashes"]["sha256"])
        | {"scope": "required" if name in required else "optional"}
        for name, one in sorted(by_name.items())
    }
    main["externalReferences"] = [{"type": "vcs", "url": SOURCE}]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{SOURCE}#{digest}')}",
        "version": 1,
        "metadata": {"component": main},
        "components": list(parts.values()),
        "dependencies": [
            {"ref": one["bom-ref"], "dependsOn": [parts[name]["bom-ref"] for name in sorted(below)]}
            for one, below in [(main, direct), *((parts[name], graph[name]) for name in parts)]
        ],
    }


def main() -> None:
    """Write the bill of the wheel in dist/ into the folder sbom/."""
    (wheel,) = (ROOT / "dist").glob("*.whl")
    found = bill(wheel)
    made = ROOT / "sbom" / f"unstatements-{found['metadata']['component']['version']}.cdx.json"
    made.parent.mkdir(exist_ok=True)
    made.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{made.relative_to(ROOT)}: {len(found['components'])} packages")


if __name__ == "__main__":
    main()
