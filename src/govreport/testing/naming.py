"""Which printed numbers a report names outside its values: unplaced, or shown by a diagnostic.

Nothing here knows how the parser works: only the text, the places that the report gives, and the
words of its messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from attrs import define

from govreport.diagnostics import Diagnostic
from govreport.model import AnnualReport, UnplacedNumber, Value
from govreport.records import Record

LONGEST_SPAN = 400
"""A diagnostic whose span is as long as this points at no number in particular."""

_TABLES = ("proactive_disclosure", "requests", "review_and_litigation")
_DIGITS = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# "8 values for 7 columns" names neither an 8 nor a 7 of the report.
_COUNTING = re.compile(r"\d+ (?:values?|numbers?|columns?|rows?|cells?|lines?|parts?)\b")


@define
class _Shown:
    """One printed number that the report shows: its text, and the only table that it excuses."""

    text: str
    table: str | None = None


class NamedNumbers:
    """The numbers that a report names; each excuses one missing value, and is then used up.

    Args:
        report: as it was parsed.
        text: the document's text, to which its spans refer.
        placed: the records whose value is right: what stands there is not missing.
    """

    def __init__(self, report: AnnualReport, text: str, placed: Iterable[Record] = ()) -> None:
        plain = list(text.translate(_DIGITS))
        for record in placed:
            if record.span is not None:
                _mask(plain, record.span.start, record.span.end)
        self._shown = [
            _Shown(token, item.table if item.table in _TABLES else None)
            for item in report.unplaced
            for token in _numbers_of(item)
        ]
        for item in report.unplaced:
            if item.span is not None:
                _mask(plain, item.span.start, item.span.end)
        for finding in report.diagnostics:
            self._add(finding, plain, text)

    def _add(self, finding: Diagnostic, plain: list[str], text: str) -> None:
        table = (finding.path or "").partition(".")[0]
        table_ = table if table in _TABLES else None
        spans = dict.fromkeys((*([finding.span] if finding.span else []), *finding.spans))
        spoken = _tokens(_COUNTING.sub("", finding.message.translate(_DIGITS)))
        for span in spans:
            if not 0 <= span.end - span.start < LONGEST_SPAN:
                continue
            for token in _tokens(text[span.start : span.end].translate(_DIGITS)):
                if token in spoken:  # the same number, said and shown
                    spoken.remove(token)
            inside = "".join(plain[span.start : span.end])
            self._shown += [_Shown(token, table_) for token in _tokens(inside)]
            _mask(plain, span.start, span.end)
        self._shown += [_Shown(token, table_) for token in spoken]

    def take(self, value: Value, path: str = "", raw: str = "") -> bool:
        """Whether this value is named; the number that names it is used up.

        Args:
            value: the missing value.
            path: its record path; a number left over in another table does not excuse it.
            raw: as it is printed, where that is no plain number.
        """
        table = path.partition(".")[0]
        for number, shown in enumerate(self._shown):
            if shown.table not in (None, table) and table in _TABLES:
                continue
            if _same(shown.text, value) or (raw and raw == shown.text):
                del self._shown[number]
                return True
        return False

    def take_within(self, value: Value, path: str = "") -> bool:
        """As `take`, for digits within a longer run of digits: cells without separators."""
        digits = str(value).lstrip("-")
        table = path.partition(".")[0]
        for shown in self._shown:
            if shown.table not in (None, table) and table in _TABLES:
                continue
            if len(shown.text) > len(digits) and digits in shown.text:
                shown.text = shown.text.replace(digits, " ", 1)
                return True
        return False


def _mask(characters: list[str], start: int, end: int) -> None:
    for place in range(max(0, start), min(end, len(characters))):
        characters[place] = " "


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _numbers_of(item: UnplacedNumber) -> list[str]:
    """The number of an unplaced item, or the digits of a run that may be several cells."""
    raw = item.raw.translate(_DIGITS).strip()
    glued = raw.isdigit() and len(raw) > 1 and raw[0] == "0"
    return _tokens(raw) if item.value is None or glued else [str(item.value)]


def _same(token: str, value: Value) -> bool:
    if value is None or (len(token) > 1 and token[0] == "0" and token[1] != "."):
        return False  # "000" is three glued cells, not one zero
    try:
        return abs(Decimal(token.replace(",", ""))) == abs(Decimal(value))
    except InvalidOperation:
        return False
