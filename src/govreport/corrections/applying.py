"""Put people's corrections on a report after it was read."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from govreport.corrections.current import Conflict, current
from govreport.corrections.settling import settled
from govreport.diagnostics import Diagnostic, finding
from govreport.document import Span
from govreport.language import Phrase, phrase
from govreport.model import AnnualReport, Correction, CorrectionKind, Fact, Status, UnplacedNumber
from govreport.model.editing import with_value
from govreport.records import Record, records


def apply(
    report: AnnualReport, corrections: Iterable[Correction], content_hash: str | None
) -> AnnualReport:
    """The report with the corrections of its document.

    Args:
        report: as it was read; one that has corrections already is given back to its maker.
        corrections: of any documents; those with another content hash are left alone.
        content_hash: of the document, see `govreport.corrections.content_hash`.

    Raises:
        ValueError: the report has been corrected already.
    """
    if report.corrections:
        raise ValueError("the report is corrected already: apply all corrections at once")
    own = [item for item in corrections if item.content_hash == content_hash]
    if not own:
        return report
    found, conflicts = current(own)
    applied = _Application(report)
    for item in found:
        applied.add(item)
    for conflict in conflicts:
        applied.tell_conflict(conflict)
    return applied.report()


def known_errors(report: AnnualReport) -> dict[str, Correction]:
    """Errors of the original that a person has confirmed, by record path."""
    return {
        item.cell: item for item in report.corrections if item.kind is CorrectionKind.ORIGINAL_ERROR
    }


class _Application:
    """The corrections of one report, put on one after the other."""

    def __init__(self, report: AnnualReport) -> None:
        self._before = self._report = report
        self._records = {record.path: record for record in records(report)}
        self._loose: list[UnplacedNumber] = list(report.unplaced)
        self._applied: list[Correction] = []
        self._notes: list[Diagnostic] = []

    def add(self, item: Correction) -> None:
        """Apply one correction, or say why it no longer fits."""
        record = self._record(item)
        problem = _mismatch(item, record)
        if problem is None and item.kind is CorrectionKind.READING_ERROR:
            problem = self._change(item)
        if problem is not None:
            self._notes.append(
                finding(
                    "correction-stale",
                    "the correction by {who} is not applied: {problem}",
                    self.span(item),
                    path=item.path,
                    who=item.who,
                    problem=problem,
                )
            )
            return
        self._applied.append(item)
        if item.target is not None:
            self._notes.append(
                finding(
                    "number-placed",
                    "{who} says that {raw}, which was read without a place, is {cell}",
                    self.span(item),
                    path=item.target,
                    who=item.who,
                    raw=item.raw,
                    cell=item.target,
                )
            )
        if item.kind is CorrectionKind.ORIGINAL_ERROR:
            self._notes.append(
                finding(
                    "original-error-known",
                    "{who} has confirmed that the original prints {raw} where {value} is right",
                    self.span(item),
                    path=item.cell,
                    who=item.who,
                    raw=_shown(item.raw),
                    value=_shown(item.value),
                )
            )

    def tell_conflict(self, conflict: Conflict) -> None:
        """Add the finding about people who do not agree."""
        cell = conflict.corrections[0]
        self._notes.append(
            finding(
                "correction-conflict",
                "{cell}: {claims}; neither is applied until one of them changes",
                self.span(cell),
                path=cell.cell,
                cell=cell.cell,
                claims=conflict.claims,
            )
        )

    def span(self, item: Correction) -> Span | None:
        """Where the cell is printed now, else where it was."""
        record = self._record(item)
        if record is not None and record.span is not None:
            return record.span
        if item.start is None or item.end is None:
            return None
        return self._report.provenance.span(item.start, item.end)

    def report(self) -> AnnualReport:
        """The report with everything that was applied."""
        left = settled(
            self._report.diagnostics, self._before.unplaced, self._applied, self._before.document
        )
        return attrs.evolve(
            self._report,
            unplaced=tuple(self._loose),
            diagnostics=(*left, *self._notes),
            corrections=tuple(self._applied),
        )

    def _record(self, item: Correction) -> Record | None:
        if item.path.startswith("unaccounted["):
            return self._unaccounted(item)
        if not item.path.startswith("unplaced."):
            return self._records.get(item.path)
        table = item.path.partition("[")[0]
        return next(
            (
                record
                for path, record in self._records.items()
                if path.partition("[")[0] == table and _offsets(record) == item.offsets
            ),
            None,
        )

    def _unaccounted(self, item: Correction) -> Record | None:
        """A printed number that is in no record, where the text still prints it."""
        document = self._report.document
        if document is None or item.start is None or item.end is None:
            return None
        text = document.text[item.start : item.end]
        span = document.span(item.start, item.end)
        return Record(item.path, None, text, Status.UNPLACED, None, "", span)

    def _change(self, item: Correction) -> Phrase | None:
        """Put the value in; what is wrong with it otherwise."""
        if item.path.startswith(("unplaced.", "unaccounted[")) and item.target is None:
            return phrase("it names no cell where the number belongs (target)")
        if item.is_figure:
            return self._change_figure(item)
        held = self._records.get(item.target) if item.target is not None else None
        if held is not None and held.value is not None:
            return phrase(
                "the cell {path} holds {value} already", path=item.target, value=held.value
            )
        try:
            self._report = with_value(self._report, item.cell, item.value)
        except KeyError:
            return phrase("{path} names no cell of the report", path=item.cell)
        if item.target is not None:
            self._loose = [number for number in self._loose if not _is_at(number, item)]
        return None

    def _change_figure(self, item: Correction) -> Phrase | None:
        """Put another number in a sentence's figure, or take away what is no such figure."""
        if item.target is not None:
            return phrase("a figure in prose belongs to no cell")
        before, fact, behind = _without(self._report.narrative, item)
        if fact is None:
            return phrase("{path} names no cell of the report", path=item.path)
        new = (
            ()
            if item.value is None
            else (attrs.evolve(fact, value=item.value, status=Status.CORRECTED),)
        )
        self._report = attrs.evolve(self._report, narrative=(*before, *new, *behind))
        return None


def _without(
    facts: tuple[Fact, ...], item: Correction
) -> tuple[tuple[Fact, ...], Fact | None, tuple[Fact, ...]]:
    """The figures before, at and behind the place of a correction."""
    for number, fact in enumerate(facts):
        if fact.identifier == item.identifier and _span_offsets(fact.span) == item.offsets:
            return facts[:number], fact, facts[number + 1 :]
    return facts, None, ()


def _mismatch(item: Correction, record: Record | None) -> Phrase | None:
    """Why a correction does not speak of this record, None if it does."""
    if record is None:
        return phrase("no cell {path} is read any more", path=item.path)
    if record.raw != item.raw:
        now, before = _shown(record.raw), _shown(item.raw)
        return phrase("the cell prints {now} now, not {before}", now=now, before=before)
    if _offsets(record) != item.offsets:
        return phrase(
            "the cell stands at offset {now} now, not at {before}",
            now=_offsets(record)[0],
            before=item.start,
        )
    if record.value != item.value_read:
        now, before = _shown(record.value), _shown(item.value_read)
        if record.value == item.value and item.kind is CorrectionKind.READING_ERROR:
            return phrase("{now} is read now without it; the line can go", now=now)
        return phrase("the cell is read as {now} now, not as {before}", now=now, before=before)
    return None


def _shown(value: object) -> Phrase | str:
    return phrase("nothing") if value in (None, "") else str(value)


def _offsets(record: Record) -> tuple[int | None, int | None]:
    return _span_offsets(record.span)


def _span_offsets(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _is_at(number: UnplacedNumber, item: Correction) -> bool:
    span = number.span
    return span is not None and (span.start, span.end, number.raw) == (
        item.start,
        item.end,
        item.raw,
    )
