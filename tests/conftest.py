"""Hypothesis runs the same examples each time; `HYPOTHESIS_PROFILE=chasse` hunts for new ones, longer."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("constant", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("chasse", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "constant"))
