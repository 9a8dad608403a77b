"""One indicator of one report."""

from __future__ import annotations

from attrs import frozen

from govreport.model import Value


@frozen
class PanelEntry:
    """One indicator of one report.

    Attributes:
        indicator: name in the panel, e.g. ``"requests_received"``.
        value: the number; None without a counterpart, never 0 for one that is missing.
        unit: unit of the number, as the report or its form states it; ``"1"`` for a rate.
        source: record paths of the cells behind the value; several are added up.
        form: where they stand: ``"2019"``, ``"2021"``, ``"hybrid"``, ``"2014"``, ``"local"``,
            ``"prose"``; ``"derived"`` for a rate; None without a value.
        equivalence: ``"same"``, ``"broader"`` (it counts more than the panel's indicator),
            ``"narrower"`` (it counts less) or ``"not_comparable"``; None without a value.
        reason: why, in a sentence; also why there is no value.
        inferred: some cell's place was concluded, see the report's diagnostics.
        scope: ``"single"`` (the one number of its row or column), ``"whole"`` (the column of all
            levels), ``"year"`` (the column of the reporting year), ``"text"``, ``"derived"``.
        corrected: what people corrected in the cells behind it, ``PATH: READ -> VALUE`` each.
    """

    indicator: str
    value: Value
    unit: str | None
    source: tuple[str, ...]
    form: str | None
    equivalence: str | None
    reason: str
    inferred: bool = False
    scope: str | None = None
    corrected: tuple[str, ...] = ()
