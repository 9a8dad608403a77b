"""Tools to test a reader of these reports: strategies, damages, a judge, and a linter.

Public, for the authors of plugins and for property-based tests of programs that use reports. The
strategies need Hypothesis (the extra ``test``) and are loaded when one of them is asked for;
``from_type(AnnualReport)`` draws reports without an import from here.

>>> from govreport.testing import DAMAGES
>>> sorted({damage.source for damage in DAMAGES})[:3]
['10', '8.2', '8.3']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from govreport.testing.damage import DAMAGES, Damage, damaged_page, damaged_text
from govreport.testing.judging import Outcome, Verdict, judge, printed_values, silent
from govreport.testing.naming import NamedNumbers
from govreport.testing.nearby import nothing_nearby
from govreport.testing.shrinking import shrunk

if TYPE_CHECKING:
    from govreport.tables.linting.flaws import Flaw
    from govreport.testing.expectations import Golden
    from govreport.testing.linting import lint
    from govreport.testing.strategies import (
        amounts,
        cells,
        counts,
        damages,
        documents,
        fillings,
        form_names,
        fractions,
        labels,
        layouts,
        reports,
        rows,
        tables,
    )
    from govreport.testing.tracing import with_provenance

__all__ = [
    "DAMAGES",
    "Damage",
    "Flaw",
    "Golden",
    "NamedNumbers",
    "Outcome",
    "Verdict",
    "amounts",
    "cells",
    "counts",
    "damaged_page",
    "damaged_text",
    "damages",
    "documents",
    "fillings",
    "form_names",
    "fractions",
    "judge",
    "labels",
    "layouts",
    "lint",
    "nothing_nearby",
    "printed_values",
    "reports",
    "rows",
    "shrunk",
    "silent",
    "tables",
    "with_provenance",
]

_ELSEWHERE = {
    "Flaw": "govreport.tables.linting.flaws",
    "Golden": "govreport.testing.expectations",
    "lint": "govreport.testing.linting",
    "with_provenance": "govreport.testing.tracing",
}


def __getattr__(name: str) -> Any:
    """Load the strategies (which need Hypothesis) and the linter only when they are used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ELSEWHERE.get(name, "govreport.testing.strategies")), name)
