"""Tools to test a reader of these reports: strategies, damages, and a judge.

Public, for the authors of templates and layouts. The strategies need Hypothesis (the extra
``test``) and are loaded when one of them is asked for.

>>> from govreport.testing import DAMAGES
>>> sorted({damage.source for damage in DAMAGES})[:3]
['10', '8.2', '8.3']
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from govreport.testing.damage import DAMAGES, Damage, damaged_page, damaged_text
from govreport.testing.judging import Outcome, Verdict, judge, printed_values, silent
from govreport.testing.naming import NamedNumbers
from govreport.testing.nearby import nothing_nearby

_STRATEGIES = (
    "amounts",
    "cells",
    "counts",
    "damages",
    "labels",
    "layouts",
    "reports",
    "rows",
    "tables",
)

__all__ = [
    "DAMAGES",
    "Damage",
    "NamedNumbers",
    "Outcome",
    "Verdict",
    "damaged_page",
    "damaged_text",
    "judge",
    "nothing_nearby",
    "printed_values",
    "silent",
]


def __getattr__(name: str) -> Any:
    """Load the strategies and the linter only when they are used."""
    if name == "lint":
        return import_module("govreport.testing.linting").lint
    if name in _STRATEGIES:
        return getattr(import_module("govreport.testing.strategies"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
