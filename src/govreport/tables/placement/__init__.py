"""Placement: which printed number belongs to which column.

Given the cells of a row, the width of the form's grid and its sum rules, it returns the one
placement, or none. It never changes a number, and it never uses a rule to repair one: a rule
only chooses between ways to read what is printed.
"""

from govreport.tables.placement.digits import bounded_work, split_runs
from govreport.tables.placement.rows import Fit, Slot, fit_row
from govreport.tables.placement.sums import last_is_sum

__all__ = ["Fit", "Slot", "bounded_work", "fit_row", "last_is_sum", "split_runs"]
