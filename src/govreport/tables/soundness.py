"""Whether what a template added to a report agrees with itself and with the document.

Asked of plugins that are not built in: what they break is found before it becomes part of a
report, so that nothing raises later and no number of theirs is believed without its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import fields, has

from govreport.diagnostics import Severity
from govreport.document import Span
from govreport.language import Phrase
from govreport.model import Amount, RowTrace, Statistics, Status, UnplacedNumber
from govreport.model.tables import GenericRow, GenericTable, prefix_of
from govreport.plugins.answers import spoken, used_twice
from govreport.tables.assignment import KnownRow
from govreport.tables.building import ReportParts, trace_of
from govreport.tables.outcome import Note
from govreport.text.cells import read_cell


def fault_in(parts: ReportParts, text: str) -> str | None:
    """What is wrong with the parts of a report, None for sound ones.

    >>> fault_in(ReportParts(), "")
    """
    try:
        return next(_faults(parts, text), None)
    except Exception as error:
        return f"what it added cannot be looked through ({spoken(error)})"


def _faults(parts: ReportParts, text: str) -> Iterator[str]:
    known = dict(_leaves_of(parts))
    recorded: set[str] = set()
    places: list[tuple[int, int]] = []
    for row in parts.traces:
        if type(row) not in (RowTrace, KnownRow):
            yield f"{type(row).__name__} is no row"
            return
        trace = trace_of(row)
        if not _is_plain(trace):
            yield f"the row {trace.path} has labels or units that are no text"
            return
        widths = {len(getattr(trace, name)) for name in _PARALLEL}
        if len(widths) != 1:
            yield f"the row {trace.path} has columns without cells"
            return
        for index in range(len(trace.columns)):
            path = _path(trace, index)
            recorded.add(path)
            yield from _cell_faults(trace, index, path, known, text)
            places.append((trace.starts[index], trace.ends[index]))
    for item in parts.unplaced:
        yield from _unplaced_faults(item, text)
        if item.span is not None:
            places.append((item.span.start, item.span.end))
    for path, value in known.items():
        if value is not None and path not in recorded:
            yield f"{path} is {value}, and no record shows where it is printed"
    if (twice := used_twice(places, text)) is not None:
        yield twice
    for note in parts.notes:
        if type(note) is not Note or not _is_place(note.start, note.end, text):
            yield "one of its findings has no place in the document"
        elif type(note.message) not in (str, Phrase) or not isinstance(note.severity, Severity):
            yield "one of its findings says nothing"


_TEXTS = (str, Phrase, type(None))
"""The classes of texts: a class derived from `str` might say something else later."""


def _is_plain(trace: RowTrace) -> bool:
    texts = (trace.path, trace.label, *trace.columns, *trace.column_labels, *trace.units)
    return all(type(text) in _TEXTS for text in texts)


_PARALLEL = ("columns", "column_labels", "units", "raws", "starts", "ends", "statuses")


def _path(trace: RowTrace, index: int) -> str:
    path = trace.cell_path(index)
    return path if trace.columns[index] else f"{path}[0]"


def _cell_faults(
    trace: RowTrace, index: int, path: str, known: dict[str, Any], text: str
) -> Iterator[str]:
    raw, start, end = trace.raws[index], trace.starts[index], trace.ends[index]
    if path not in known:
        yield f"{path} is no field of the report"
    if not isinstance(trace.statuses[index], Status):
        yield f"{path} has the status {trace.statuses[index]!r}"
    if type(raw) is not str or not _is_place(start, end, text):
        yield f"{path} has no place in the document"
    elif "".join(raw.split()) != "".join(text[start:end].split()):
        yield f"{path} is said to be printed as {raw!r}, and {text[start:end]!r} stands there"
    elif (value := known.get(path)) is not None and _differs(raw, value):
        yield f"{path} is {value}, and {raw!r} is printed there"


def _differs(raw: str, value: Any) -> bool:
    """Whether a printed number is not the value that it was read as."""
    if not raw.strip():
        return True
    reading = read_cell(raw)
    return reading.kind == "number" and reading.value is not None and reading.value != value


def _unplaced_faults(item: Any, text: str) -> Iterator[str]:
    if type(item) is not UnplacedNumber:
        yield f"{type(item).__name__} is no number without a place"
    elif type(item.raw) is not str or type(item.label) not in _TEXTS:
        yield "a number without a place has a label that is no text"
    elif item.span is not None and (
        not _is_place(item.span.start, item.span.end, text)
        or "".join(item.raw.split()) != "".join(text[item.span.start : item.span.end].split())
    ):
        yield f"the number {item.raw!r} without a place does not stand where it says"


def _is_place(start: Any, end: Any, text: str) -> bool:
    return type(start) is int and type(end) is int and 0 <= start <= end <= len(text)


def _leaves_of(parts: ReportParts) -> Iterator[tuple[str, Any]]:
    """Each field for a number in the tables: its path and its value."""
    for name, table in parts.tables.items():
        yield from _leaves(prefix_of(name), table)
    for name, rows in parts.extra.items():
        yield from _leaves(f"extra.{name}", rows)


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Statistics):
        for row in value:
            yield from _leaves(f"{path}.{row.identifier}", row.values)
    elif isinstance(value, GenericTable):
        yield from _leaves(path, value.rows)
    elif isinstance(value, GenericRow):
        yield from _leaves(path, value.values)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _leaves(f"{path}.{name}", one)
    elif isinstance(value, Amount):
        yield path, value.value
    elif isinstance(value, tuple | list):
        for index, one in enumerate(value):
            yield from _leaves(f"{path}[{index}]", one)
    elif has(type(value)) and not isinstance(value, Span):
        for field in fields(type(value)):
            yield from _leaves(f"{path}.{field.name}", getattr(value, field.name))
    elif value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        yield path, value
