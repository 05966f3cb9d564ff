"""What every test shares."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

# What a user has added to this computer is not what is tested.
os.environ["UNSTATEMENTS_DATA"] = os.devnull

collect_ignore = ["smoke.py", "typing/api.py", "robustness/fuzz.py"]

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=2000)
# The same examples each time, and no search for the smallest that fails: see scripts/mutants.py.
settings.register_profile(
    "mutants",
    parent=settings.get_profile("default"),
    max_examples=50,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
