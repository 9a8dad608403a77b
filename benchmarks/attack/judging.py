"""What became of each printed number: judged by its place in the text, never by the parser."""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from attrs import frozen

from benchmarks.attack.sheets import ANY_UNIT, OFFICIAL, Piece, Sheet
from govreport.api import parse, read
from govreport.errors import GovReportError
from govreport.model import AnnualReport, Status
from govreport.readers import open_document
from govreport.records import Record, records
from govreport.testing import NamedNumbers

LONGEST_SPAN = 400


class Fate(enum.StrEnum):
    """What became of one printed number."""

    RIGHT = "right"
    FLAGGED = "flagged"
    WRONG = "silently wrong"
    MISSING = "silently missing"
    CRASH = "crash"


SILENT = (Fate.WRONG, Fate.MISSING, Fate.CRASH)


@frozen
class Verdict:
    """One number: the index of its piece (-1: none), its fate, and what was read."""

    piece: int
    fate: Fate
    path: str
    printed: str
    found: str
    needless: bool = False


def opened(sheet: Sheet) -> AnnualReport:
    """The sheet as the library reads it."""
    if sheet.layout == "html":
        return read(sheet.text.encode())
    return parse(sheet.text)


def judge(sheet: Sheet) -> list[Verdict]:
    """Judge every number of a sheet."""
    try:
        report = opened(sheet)
        found = list(records(report))
    except GovReportError as error:
        # A refused document is an error that names it.
        return [
            _verdict(sheet, number, Fate.FLAGGED, f"refused: {type(error).__name__}")
            for number in sheet.where(lambda piece: piece.kind == "value" and not piece.words)
        ]
    except Exception as error:  # any other is a defect of its own
        return [Verdict(-1, Fate.CRASH, "", "", f"{type(error).__name__}: {error}")]
    if sheet.layout == "html":
        return list(_by_path(sheet, report, found))
    return list(_by_place(sheet, report, found))


def _verdict(sheet: Sheet, number: int, fate: Fate, found: str) -> Verdict:
    piece = sheet.pieces[number]
    needless = fate is Fate.FLAGGED and not piece.doubt and piece.path is not None
    return Verdict(number, fate, piece.path or "-", piece.text, found, needless)


def _fits(record: Record, piece: Piece) -> bool:
    return any(
        record.value == value and unit in (ANY_UNIT, record.unit) for value, unit in piece.accepts
    )


def _shown(record: Record) -> str:
    unit = f" {record.unit}" if record.unit else ""
    return f"{record.path} = {record.value}{unit} ({record.status})"


# -- by place ------------------------------------------------------------------------------------


def _by_place(sheet: Sheet, report: AnnualReport, found: list[Record]) -> Iterator[Verdict]:
    named = _Named(report)
    with_number = [
        r for r in found if r.value is not None and r.span is not None and r.span.end > r.span.start
    ]
    by_path = {record.path: record for record in with_number}
    used: set[str] = set()
    expected = {piece.path: piece for piece in sheet.pieces if piece.kind == "value"}
    for number, (piece, start, end) in enumerate(sheet.placed()):
        if piece.kind != "value":
            continue
        here = [r for r in with_number if r.span and r.span.start < end and start < r.span.end]
        used.update(record.path for record in here)
        official = [r for r in here if r.path.startswith(OFFICIAL) or r.path == piece.path]
        own = next((r for r in official if r.path == piece.path), None)
        if own is None:
            # The same number in a cell that holds just this number is no wrong value there.
            own = next((r for r in official if not _expected(expected, r)), None)
        if own is not None:
            yield _read_here(sheet, number, own)
        elif piece.words or not piece.text:
            continue
        elif piece.path is None and any(_keeps(record) for record in here):
            yield _verdict(sheet, number, Fate.RIGHT, "kept")
        elif piece.path in by_path and _other_print(sheet, number, by_path[piece.path]):
            yield _verdict(sheet, number, Fate.RIGHT, "printed twice")
        elif any(r.status is not Status.READ for r in official):
            yield _verdict(sheet, number, Fate.FLAGGED, "inferred elsewhere")
        elif named.at(start, end) or named.said(piece):
            yield _verdict(sheet, number, Fate.FLAGGED, "named")
        else:
            there = "; ".join(_shown(record) for record in here) or "nothing"
            yield _verdict(sheet, number, Fate.MISSING, there)
    for record in with_number:
        if record.path not in used and record.path.startswith(OFFICIAL):
            yield from _invented(sheet, record)


def _read_here(sheet: Sheet, number: int, record: Record) -> Verdict:
    piece = sheet.pieces[number]
    if record.path == piece.path and _fits(record, piece):
        return _verdict(sheet, number, Fate.RIGHT, "")
    fate = Fate.WRONG if record.status is Status.READ else Fate.FLAGGED
    return _verdict(sheet, number, fate, _shown(record))


def _expected(expected: dict[str | None, Piece], record: Record) -> bool:
    piece = expected.get(record.path)
    return piece is not None and _fits(record, piece)


def _keeps(record: Record) -> bool:
    return record.path.startswith(("extra.", "supplementary", "tables.", "unplaced."))


def _other_print(sheet: Sheet, number: int, record: Record) -> bool:
    """Whether the value of this cell was read at another place where it is printed too."""
    return _fits(record, sheet.pieces[number]) and any(
        piece.path == record.path and record.span is not None and start <= record.span.start < end
        for other, (piece, start, end) in enumerate(sheet.placed())
        if other != number
    )


def _invented(sheet: Sheet, record: Record) -> Iterator[Verdict]:
    """A value read where none of the document's cells stands."""
    if record.path in sheet.known and sheet.known[record.path] == record.value:
        return
    if record.status is Status.READ:
        yield Verdict(-1, Fate.WRONG, record.path, record.raw, f"invented: {_shown(record)}")


_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_COUNTING = re.compile(r"\d+ (?:values?|numbers?|columns?|rows?|cells?|lines?|parts?)\b")


class _Named:
    """The places and the numbers that a report names."""

    def __init__(self, report: AnnualReport) -> None:
        spans = [item.span for item in report.unplaced]
        self._said: Counter[str] = Counter()
        for finding in report.diagnostics:
            spans += [finding.span, *finding.spans]
            self._said.update(_DIGITS.findall(_COUNTING.sub("", finding.message)))
        self._places = [
            (span.start, span.end)
            for span in spans
            if span is not None and span.end - span.start < LONGEST_SPAN
        ]

    def at(self, start: int, end: int) -> bool:
        """Whether something points at this place."""
        return any(first < end and start < last for first, last in self._places)

    def said(self, piece: Piece) -> bool:
        """Whether a message names the number; each mention excuses one cell."""
        for text in (piece.text, *(str(value) for value, _ in piece.accepts)):
            if self._said[text] > 0:
                self._said[text] -= 1
                return True
        return False


# -- by path: files, whose text has other offsets --------------------------------------------------


def _by_path(sheet: Sheet, report: AnnualReport, found: list[Record]) -> Iterator[Verdict]:
    by_path = {record.path: record for record in found}
    cells = sheet.where(lambda piece: piece.kind == "value" and piece.path is not None)
    right = {piece.path for piece in sheet.pieces if piece.kind == "value"}
    placed = [r for r in found if r.path in right and r.value is not None]
    named = NamedNumbers(report, open_document(sheet.text.encode()).text, placed)
    kept = Counter(record.value for record in found if _keeps(record))
    expected = {piece.path: piece for piece in sheet.pieces if piece.kind == "value"}
    doubted = Counter(
        r.value for r in placed if r.status is not Status.READ and not _expected(expected, r)
    )
    mine = set()
    for number in cells:
        piece = sheet.pieces[number]
        mine.add(piece.path)
        record = by_path.get(piece.path or "")
        if record is not None and record.value is not None:
            yield _read_here(sheet, number, record)
        elif not piece.words:
            value = piece.accepts[0][0] if piece.accepts else _number(piece.text)
            flagged = named.take(value, piece.path or "", piece.text) or _says(report, piece)
            if not flagged and doubted[value] > 0:  # at another path, and not without a doubt
                doubted[value] -= 1
                flagged = True
            fate = Fate.FLAGGED if flagged else Fate.MISSING
            yield _verdict(sheet, number, fate, "named" if flagged else "nothing")
    for number in sheet.where(lambda p: p.kind == "value" and p.path is None and not p.words):
        value = _number(sheet.pieces[number].text)
        flagged = kept[value] > 0 or named.take(value, "", sheet.pieces[number].text)
        kept[value] -= 1
        if not flagged and doubted[value] > 0:  # in a record that is not sure of its place
            doubted[value] -= 1
            flagged = True
        fate = Fate.RIGHT if flagged else Fate.MISSING
        yield _verdict(sheet, number, fate, "kept" if flagged else "nothing")
    for record in found:
        official = record.value is not None and record.path.startswith(OFFICIAL)
        if official and record.path not in mine:
            yield from _invented(sheet, record)


def _says(report: AnnualReport, piece: Piece) -> bool:
    return any(
        piece.text in finding.message or (finding.path is not None and finding.path == piece.path)
        for finding in report.diagnostics
    )


def _number(text: str) -> int | Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
