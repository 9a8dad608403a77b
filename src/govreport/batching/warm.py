"""Imported once in the process that workers are copied from, so that none waits for it."""

from govreport.batching import work
from govreport.plugins.registry import FAMILIES, registry

for _family in FAMILIES:
    registry(_family).all()

__all__ = ["work"]
