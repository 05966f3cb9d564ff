"""Seal the tables of a wheel: the data package names the SHA-256 of each table."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = Path("src/unstatements/data")


def sealed(data: Path) -> dict[str, bytes]:
    """Return the descriptor with the hash of each table, and a file with its own hash."""
    descriptor = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        content = (data / resource["path"]).read_bytes()
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    text = json.dumps(descriptor, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    digest = hashlib.sha256(text).hexdigest().encode() + b"\n"
    return {"datapackage.json": text, "datapackage.sha256": digest}


class SealTables(BuildHookInterface):  # type: ignore[type-arg]  # hatchling names the argument only in its config
    """Write hashes into the descriptor of the wheel; a checkout has none and can be edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the sealed descriptor in the place of the one of the checkout."""
        if version == "editable":
            return
        self._folder = TemporaryDirectory()
        for name, content in sealed(Path(self.root) / DATA).items():
            file = Path(self._folder.name) / name
            file.write_bytes(content)
            build_data["force_include"][str(file)] = f"unstatements/data/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  # the signature is hatchling's
        """Remove the folder of the sealed descriptor."""
        if version != "editable":
            self._folder.cleanup()
