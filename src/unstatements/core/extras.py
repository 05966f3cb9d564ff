"""Packages that only an extra brings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def needed(package: str, purpose: str, install: str) -> Iterator[None]:
    """Say what to install where an import inside fails because a package is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != package:
            raise  # the package is there, but something of its own is missing
        raise ImportError(
            f"{purpose} {package}, which is not installed: pip install {install}", name=package
        ) from None
