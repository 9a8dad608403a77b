"""Hypothesis strategies for documents of this kind (needs the extra ``test``).

All options are keyword-only with defaults, and nothing needs to be subclassed.
"""

from govreport.testing.strategies.documents import documents
from govreport.testing.strategies.reports import damages, form_names, labels, layouts, reports
from govreport.testing.strategies.tables import fillings, rows, tables
from govreport.testing.strategies.values import amounts, cells, counts, fractions

__all__ = [
    "amounts",
    "cells",
    "counts",
    "damages",
    "documents",
    "fillings",
    "form_names",
    "fractions",
    "labels",
    "layouts",
    "reports",
    "rows",
    "tables",
]
