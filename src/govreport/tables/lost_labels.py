"""Rows whose label was lost: they wait until the labels around them leave them one place."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from govreport.grammars import RowRule
from govreport.tables.forms import TableForm
from govreport.tables.labelled_rows import LabelledRow

_OPEN = "no label, and more than one row of the form is missing here"
_WIDTH = "no label, and not the width of a row"


class LostLabels:
    """The rows of one table that wait for their place.

    Attributes:
        waiting: the rows that wait, in reading order.
    """

    def __init__(self, form: TableForm) -> None:
        """Nothing waits yet."""
        self.form = form
        self.waiting: list[LabelledRow] = []

    def wait(self, row: LabelledRow) -> LabelledRow:
        """Keep the cells of a row whose own label they do not belong to."""
        slots = row.slots
        lone = LabelledRow("", slots[0][1], slots[0][1], None, None, slots)
        lone.closed = row.closed
        self.waiting.append(lone)
        return lone

    def settle(
        self, missing: Sequence[RowRule], printed: Collection[str], *, glued: bool
    ) -> tuple[list[tuple[LabelledRow, RowRule]], list[tuple[LabelledRow, str]]]:
        """Give the waiting rows the places that are missing, where there are just as many.

        Args:
            missing: the rows of the form that may stand here and were not met.
            printed: the paths of the rows that were met.
            glued: cells may be printed without a separator.

        Returns:
            The rows with their place, and those without one with the reason.
        """
        waiting, self.waiting = self.waiting, []
        fitting = [row for row in waiting if glued or self._has_a_width(row)]
        choices = [rows for rows in self._variants(missing, printed) if len(rows) == len(fitting)]
        if len(choices) != 1 or not fitting:
            return [], [(row, _OPEN) for row in waiting]
        outside = [(row, _WIDTH) for row in waiting if row not in fitting]
        return list(zip(fitting, choices[0], strict=True)), outside

    def _has_a_width(self, row: LabelledRow) -> bool:
        widths = self.form.widths
        return row.printed in widths or row.filled() in widths

    def _variants(
        self, missing: Sequence[RowRule], printed: Collection[str]
    ) -> list[list[RowRule]]:
        """The rows that may be missing, for each of the sets that exclude one another."""
        if not self.form.exclusive:
            return [list(missing)]
        every = frozenset().union(*(paths for _, paths in self.form.exclusive))
        met = [paths for _, paths in self.form.exclusive if not paths.isdisjoint(printed)]
        variants: list[list[RowRule]] = []
        for paths in met or [paths for _, paths in self.form.exclusive]:
            rows = [row for row in missing if row.path not in every or row.path in paths]
            if rows not in variants:
                variants.append(rows)
        return variants


def several_rows(row: LabelledRow, widths: Collection[int]) -> list[LabelledRow]:
    """The rows that stand in one, where the labels of all but the first were lost.

    ``widths`` are the numbers of columns that rows of the form have.
    """
    count = row.printed
    width = max(widths)
    if count <= width or count % width or row.filled() != count:
        return [row]
    if len(widths) > 1 and row.matches is None:
        return [row]
    slots = row.slots
    if any(s[3] is not None and (s[3].value is None or s[3].unit == "%") for s in slots):
        return [row]  # a column of shares doubles a row as well
    parts = [row.with_slots(slots[:width])]
    for first in range(width, count, width):
        start = slots[first][1]
        parts.append(LabelledRow("", start, start, None, None, slots[first : first + width]))
    return parts
