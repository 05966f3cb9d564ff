"""What every test shares."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# What a user has added to this computer is not what is tested.
os.environ["UNSTATEMENTS_DATA"] = os.devnull

collect_ignore = ["tests/smoke.py", "tests/typing/api.py", "tests/robustness/fuzz.py"]

# A commit passes or fails, whoever runs it; `thorough` draws anew at each run.
settings.register_profile(
    "default",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("quick", parent=settings.get_profile("default"), max_examples=20)
settings.register_profile(
    "thorough", parent=settings.get_profile("default"), max_examples=2000, derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# Whole sites, damage and races, a browser: `make suite` runs them, `make test` does not.
SLOW_FOLDERS = {"browser", "explorer", "robustness"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests, and give the examples in code what they take for done."""
    import unstatements as un

    for item in items:
        # Those on pages run as they stand.
        if isinstance(item, pytest.DoctestItem) and item.dtest and item.path.suffix == ".py":
            item.dtest.globs["un"] = un
        if item.path.parent.name in SLOW_FOLDERS:
            item.add_marker(pytest.mark.slow)
