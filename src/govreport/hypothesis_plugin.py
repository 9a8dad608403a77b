"""What Hypothesis loads by its entry point: ``from_type(AnnualReport)`` draws reports.

Loaded by every program in the environment that imports Hypothesis, so it imports nothing before
somebody draws.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_STRATEGIES = "govreport.testing.strategies"
"""They stand above everything else; by name, since this module stands below."""


def register() -> None:
    """Tell Hypothesis how a report is drawn; of the class only its name is needed here."""
    from hypothesis import strategies as st

    report = sys.modules["govreport"].AnnualReport
    st.register_type_strategy(report, _reports)


def _reports(_kind: Any) -> SearchStrategy[Any]:
    found: SearchStrategy[Any] = import_module(_STRATEGIES).reports(identity=True, traced=True)
    return found
