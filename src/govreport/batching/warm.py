"""Imported once in the process that workers are copied from, so that none waits for it."""

from govreport.batching import work
from govreport.export.frames.arrow import pyarrow
from govreport.plugins.registry import FAMILIES, registry

for _family in FAMILIES:
    registry(_family).all()
pyarrow().array([None])  # imports pandas where it is installed

__all__ = ["work"]
