"""A report that was read from pictures: no value of it is more than inferred."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from govreport.diagnostics import Diagnostic, finding
from govreport.document import Document, Recognised
from govreport.language import listing, phrase
from govreport.model import AnnualReport, Fact, RowTrace, Status
from govreport.model.editing import with_value
from govreport.model.rules import APPLICANTS, BLOCKS, OUTCOMES, Equation
from govreport.recognition.equations import Number, equations
from govreport.recognition.settling import Settled, settle
from govreport.recognition.values import value_at
from govreport.text.cells import read_cell

CERTAIN = 0.9
"""The least confidence with which a cell counts as read, where its readings agree."""


@frozen
class _Cell:
    """A value cell that stands on a picture."""

    path: str
    row: int
    index: int
    recognised: Recognised
    value: Number | None

    @property
    def doubted(self) -> bool:
        piece = self.recognised
        return len(piece.readings) > 1 or piece.confidence < CERTAIN or piece.misplaced


def with_recognition(report: AnnualReport, document: Document) -> AnnualReport:
    """Lower the statuses of what was recognised, and take out what was recognised in two ways.

    A value that was read becomes inferred. A cell with two readings, or with low confidence,
    keeps the one reading that the sums of the form leave, and else becomes unplaced, with a
    diagnostic that names the readings. A report that no picture was read for comes back as it is.
    """
    if not document.recognised:
        return report
    cells = list(_cells(report, document.recognised))
    values = _values(report, without={})
    blank = _blank_totals(report, values)
    moved = _moved_totals(values, cells) if blank else frozenset()
    blank = blank if moved or report.unplaced else frozenset()
    doubted = {cell.path: cell for cell in cells if cell.doubted or cell.path in moved}
    known = _values(report, without=doubted)
    sums = list(equations([*known, *doubted]))
    misplaced = {path for path, cell in doubted.items() if cell.recognised.misplaced}
    settled = settle(known, {p: _readings(c) for p, c in doubted.items()}, sums, misplaced)
    lost = {path: None for path in doubted if path not in settled}
    changes: dict[str, Number | None] = {p: found.value for p, found in settled.items()} | lost
    changed = report
    for path, value in changes.items():
        changed = with_value(changed, path, value)
    rows = _lowered(report.provenance.rows, cells, lost, blank)
    values = known | {path: found.value for path, found in settled.items()}
    return evolve(
        changed,
        provenance=evolve(report.provenance, rows=rows),
        diagnostics=(
            _summary(document, cells, settled, lost, sums, values),
            *report.diagnostics,
            *_findings(document, doubted, settled, moved),
            *_without_total(report, document, blank),
        ),
        narrative=tuple(_fact(fact, document.recognised) for fact in report.narrative),
    )


def _blank_totals(report: AnnualReport, values: Mapping[str, Number]) -> frozenset[str]:
    """The totals of rows and blocks that have figures, and nothing where their total stands."""
    rows = dict.fromkeys(row.path for row in report.provenance.rows)
    totals: list[tuple[str, Sequence[str]]] = [
        (row, APPLICANTS) for row in rows if row.startswith("requests.")
    ]
    totals += [(f"review_and_litigation.{block}", OUTCOMES) for block in BLOCKS]
    return frozenset(
        f"{row}.total"
        for row, items in totals
        if f"{row}.total" not in values and any(values.get(f"{row}.{item}") for item in items)
    )


def _moved_totals(values: Mapping[str, Number], cells: Sequence[_Cell]) -> frozenset[str]:
    """The totals that may be those of the row above: their own row does not add up to them.

    Where a page is bent and no line holds the rows, the far end of one sinks into the next.
    """
    sums = (e for e in equations(list(values)) if e.rule == "R3" and not e.holds(values))
    broken = {path for equation in sums for path in equation.paths if path.endswith(".total")}
    return frozenset(cell.path for cell in cells if cell.path in broken and values[cell.path])


def _fact(fact: Fact, recognised: Sequence[Recognised]) -> Fact:
    """A figure in prose, inferred where its line was recognised."""
    if fact.span is None or not any(p.start <= fact.span.start < p.end for p in recognised):
        return fact
    return evolve(fact, status=Status.INFERRED)


def _cells(report: AnnualReport, recognised: Sequence[Recognised]) -> Iterator[_Cell]:
    starts = [piece.start for piece in recognised]
    for number, row in enumerate(report.provenance.rows):
        for index, start in enumerate(row.starts):
            at = bisect_right(starts, start) - 1
            if at < 0 or recognised[at].end < row.ends[index]:
                continue
            path = row.cell_path(index)
            yield _Cell(path, number, index, recognised[at], value_at(report, path))


def _values(report: AnnualReport, without: Mapping[str, Any]) -> dict[str, Number]:
    found = {}
    for row in report.provenance.rows:
        for index in range(len(row.columns)):
            path = row.cell_path(index)
            value = value_at(report, path)
            if path not in without and value is not None:
                found[path] = value
    return found


def _readings(cell: _Cell) -> list[Number]:
    """The numbers among the readings of a cell."""
    found = [read_cell(text).value if text else None for text in cell.recognised.readings]
    return [value for value in found if value is not None]


def _lowered(
    rows: tuple[RowTrace, ...],
    cells: Sequence[_Cell],
    lost: Mapping[str, Any],
    blank: Collection[str],
) -> tuple[RowTrace, ...]:
    changed = [
        [
            Status.UNPLACED if row.cell_path(index) in blank else status
            for index, status in enumerate(row.statuses)
        ]
        for row in rows
    ]
    for cell in cells:
        status = changed[cell.row][cell.index]
        if cell.path in lost:
            changed[cell.row][cell.index] = Status.UNPLACED
        elif status is Status.READ:
            changed[cell.row][cell.index] = Status.INFERRED
    return tuple(
        evolve(row, statuses=tuple(statuses)) for row, statuses in zip(rows, changed, strict=True)
    )


def _summary(
    document: Document,
    cells: Sequence[_Cell],
    settled: Mapping[str, Settled],
    lost: Mapping[str, Any],
    sums: Sequence[Equation],
    values: Mapping[str, Number],
) -> Diagnostic:
    truths = [truth for e in sums if (truth := e.holds(values)) is not None]
    first = document.recognised[0]
    return finding(
        "read-from-picture",
        "read from pictures: {cells} cells, of which {lost} are left out as uncertain and "
        "{settled} were decided by sums; {held} of {sums} sums of the form hold",
        document.span(first.start, first.end),
        cells=len(cells),
        lost=len(lost),
        settled=len(settled),
        held=sum(truths),
        sums=len(truths),
    )


def _findings(
    document: Document,
    doubted: Mapping[str, _Cell],
    settled: Mapping[str, Settled],
    moved: Collection[str],
) -> Iterator[Diagnostic]:
    for path, cell in doubted.items():
        span = document.span(cell.recognised.start, cell.recognised.end)
        said = _said(cell, document)
        if path in settled:
            yield finding(
                "picture-cell-decided",
                "the cell was read as {readings} (confidence {sure}%); only {value} satisfies "
                "{rules}",
                span,
                path=path,
                readings=said,
                sure=round(100 * cell.recognised.confidence),
                value=settled[path].value,
                rules=listing(settled[path].rules),
            )
        elif path in moved:
            yield finding(
                "picture-cell-misplaced",
                "{readings} may be the total of another row, as its own row does not add up to it "
                "and another has none; the value is left out",
                span,
                path=path,
                readings=said,
            )
        elif cell.recognised.misplaced:
            yield finding(
                "picture-cell-misplaced",
                "{readings} may belong to another cell, because the ruling lines around it are "
                "broken; the value is left out",
                span,
                path=path,
                readings=said,
            )
        else:
            yield finding(
                "picture-cell-uncertain",
                "the cell was read as {readings} (confidence {sure}%); its value is left out",
                span,
                path=path,
                readings=said,
                sure=round(100 * cell.recognised.confidence),
            )


def _without_total(
    report: AnnualReport, document: Document, blank: Collection[str]
) -> Iterator[Diagnostic]:
    """A finding for each total that is blank because it may stand in the row below."""
    for row in report.provenance.rows:
        for index in range(len(row.columns)):
            path = row.cell_path(index)
            if path in blank:
                yield finding(
                    "picture-cell-misplaced",
                    "nothing is read as the total of {label}, which has figures: it may have sunk "
                    "below its row",
                    document.span(min(row.starts), max(row.ends)),
                    path=path,
                    label=row.label,
                )


def _said(cell: _Cell, document: Document) -> str:
    """The readings of a cell in words."""
    piece = cell.recognised
    readings = piece.readings or (document.text[piece.start : piece.end],)
    first, *others = [text or phrase("nothing") for text in readings]
    said = first
    for other in others:
        said = phrase("{one} and as {other}", one=said, other=other)
    return said
