"""The account of a whole document: its tables, its prose, its dates and references."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from govreport.accounting.numbers import Account, AccountedNumber, NumberKind
from govreport.document import Document
from govreport.model import AnnualReport
from govreport.text.labels import flatten
from govreport.text.numbers import TOKEN

_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*日?)?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?|"
    r"\d{1,2}:\d{2}(?::\d{2})?|\d{4}\s*年(?:度)?"
)


def account(report: AnnualReport) -> Account:
    """What became of every number in the document that a report was read from.

    Args:
        report: a report as `govreport.parse` or `govreport.read` returned it. A report without
            its document (from JSON) has an empty account.

    >>> import govreport
    >>> report = govreport.parse("某局2021年政府信息公开工作年度报告\\n第二十条第(六)项 | |\\n"
    ...     "信息内容 | 本年处理决定数量 |\\n行政处罚 | 12 |\\n行政强制 | 0 |\\n")
    >>> str(account(report))
    '3 numbers: 2 value, 1 date'
    """
    if report.document is None:
        return Account(())
    return Account(tuple(_numbers(report, report.document)))


def _numbers(report: AnnualReport, document: Document) -> Iterator[AccountedNumber]:
    known = _known_places(report)
    placed = {item.start for item in report.corrections if item.target is not None}
    starts = [place[0] for place in known]
    text = flatten(document.text)
    for start, end in _tokens(text):
        index = bisect_right(starts, start) - 1
        kind = None
        if index >= 0 and start < known[index][1]:
            kind = known[index][2]
        if start in placed:  # a person has said which cell it is
            kind = NumberKind.VALUE
        if kind is None:
            kind = _kind_of(text, start, end)
        yield AccountedNumber(document.text[start:end], kind, document.span(start, end))


def _known_places(report: AnnualReport) -> list[tuple[int, int, NumberKind]]:
    """What the report itself says of places in its text."""
    places = [
        (start, end, NumberKind.VALUE)
        for row in report.provenance.rows
        for start, end in zip(row.starts, row.ends, strict=True)
        if start < end
    ]
    places += [
        (item.span.start, item.span.end, NumberKind.UNPLACED)
        for item in report.unplaced
        if item.span is not None
    ]
    places += [
        (fact.span.start, fact.span.end, NumberKind.FACT)
        for fact in report.narrative
        if fact.span is not None
    ]
    places += [
        (note.span.start, note.span.end, NumberKind.UNACCOUNTED)
        for note in report.diagnostics
        if note.code == "number-unaccounted" and note.span is not None
    ]
    return sorted(places)


_CHINESE = re.compile(
    r"(?<![一-鿿〇])[〇零一二三四五六七八九十百千万两]++(?=[件条次个项人篇宗起份])"
    r"|(?<=[共为了达到有出办理开收])[零一二三四五六七八九十百千万两]++(?=[件条次个项人篇宗起份])"
)
_REFERENCE_BEFORE = re.compile(
    r"(?:〔|\[|\(|第|电话|邮编|邮政编码|传真|号|http\S*|www\S*|[A-Za-z@])[\s:：\-—\d]*$"
)


def _tokens(text: str) -> list[tuple[int, int]]:
    """Digits, and Chinese numerals that stand where a number can stand."""
    found = [match.span() for match in TOKEN.finditer(text)]
    found += [match.span() for match in _CHINESE.finditer(text)]
    return sorted(found)


def _kind_of(text: str, start: int, end: int) -> NumberKind:
    """What a number is that no record and no finding names, by what stands around it."""
    before, after = text[max(0, start - 16) : start], text[end : end + 8]
    around = text[max(0, start - 12) : end + 12]
    offset = start - max(0, start - 12)
    for match in _DATE.finditer(around):
        if match.start() <= offset < match.end():
            return NumberKind.DATE
    if re.match(r"\s*[年月日]", after):
        return NumberKind.DATE
    line = text[text.rfind("\n", 0, start) + 1 : start].strip(" \t|#*")
    if len(line) <= 1 and re.match(r"\s*[.、)]\s*\D", after):
        return NumberKind.LABEL
    if _REFERENCE_BEFORE.search(before):
        return NumberKind.REFERENCE if not re.match(r"\s*[件次个人]", after) else NumberKind.PROSE
    if re.match(r"\s*[.、)]\s*[一-鿿]", after) and (not before or not before[-1].isdigit()):
        return NumberKind.LABEL
    if re.match(r"\s*(?:号|款|页|[A-Za-z@])", after):
        return NumberKind.REFERENCE
    return NumberKind.PROSE
