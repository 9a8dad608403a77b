"""Hypothesis profiles: deterministic in every run, deep on request (GOVREPORT_HYPOTHESIS=deep)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=25, suppress_health_check=_SLOW
)
settings.register_profile(
    "deep", deadline=None, max_examples=2500, suppress_health_check=_SLOW, print_blob=True
)
settings.load_profile(os.environ.get("GOVREPORT_HYPOTHESIS", "ci"))
