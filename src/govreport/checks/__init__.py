"""The consistency rules of section 4 (R1 ... R13) and of the statistics table (P1 ... P8).

A broken rule is reported and never repaired: many are broken in the published original. A rule
is evaluated only where every cell that takes part has a value, because blank is not zero.
"""

from govreport.checks.registry import (
    NotComparable,
    Rule,
    check,
    compare,
    rules,
)

__all__ = ["NotComparable", "Rule", "check", "compare", "rules"]
