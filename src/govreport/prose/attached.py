"""Tables that are not in the text: attached as a file, or shown as a picture (D27)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from govreport.diagnostics import Diagnostic, finding
from govreport.document import Document
from govreport.model import Section

_FILE = r"[^\s|，。；：:《》()（）]{0,40}\.(?:xlsx?|et|docx?|wps|pdf|zip|rar)(?![A-Za-z])"
_ATTACHED = re.compile(
    rf"(?:详见|请见|参见|[见附])\s?附[件表]|附件\s?\d{{0,2}}\s?[:：][^\n|]{{0,40}}|{_FILE}",
    re.I,
)
_OF_FIGURES = re.compile(
    r"统计|情况表|附表|年度?报|工作报告|公开报告|\.(?:xlsx?|et)(?![A-Za-z])", re.I
)
_PICTURE = re.compile(
    r"!\[[^\]\n]{0,80}\]\([^)\n]{1,300}\)|[(（【\[]\s?(?:此处为)?图片?\s?[)）】\]]|[如见]下图"
    r"|[\w-]{1,80}\.(?:png|jpe?g|gif|bmp)(?![A-Za-z])",
    re.I,
)
_SHORT = 600
"""Characters of a page that only carries an attachment."""


@frozen
class _Seen:
    """What stands in place of a table: where, and whether it is a picture."""

    start: int
    end: int
    picture: bool


def not_in_text(
    document: Document, sections: Sequence[Section], missing: Sequence[str], *, any_table: bool
) -> Iterator[Diagnostic]:
    """A finding for each table that a report shows only as a picture or attaches as a file.

    Args:
        document: the opened report.
        sections: its sections.
        missing: identifiers of the sections whose table was not found.
        any_table: whether any table was found.

    >>> text = "一、总体情况\\n好。\\n三、收到和处理政府信息公开申请情况\\n见附件：统计表.xls"
    >>> heading = Section("三、收到和处理政府信息公开申请情况", "", "requests",
    ...                   Document(text).span(12, len(text)))
    >>> found = not_in_text(Document(text), [heading], ["requests"], any_table=False)
    >>> [one.code for one in found]
    ['table-attached']
    """
    said = False
    for section in sections:
        if section.identifier in missing and section.span is not None:
            start, end = section.span.start + len(section.heading), section.span.end
            seen = _seen(document, start, max(start, end) + 1)
            if seen is not None:
                said = True
                yield _found(document, seen, section.heading)
    if said or any_table:
        return
    seen = _attachment(document)
    if seen is not None:
        yield _found(document, seen, None)


def _found(document: Document, seen: _Seen, heading: str | None) -> Diagnostic:
    place = document.span(seen.start, seen.end)
    shown = " ".join(document.text[seen.start : seen.end].split())
    if seen.picture and heading:
        return finding(
            "table-is-picture", "{heading}: its table is a picture", place, heading=heading
        )
    if seen.picture:
        return finding("table-is-picture", "the tables are shown as pictures", place)
    if heading:
        return finding(
            "table-attached",
            "{heading}: its table is only an attachment ({shown})",
            place,
            heading=heading,
            shown=shown,
        )
    return finding(
        "table-attached", "the figures are only in an attachment ({shown})", place, shown=shown
    )


def _seen(document: Document, start: int, end: int) -> _Seen | None:
    """An attachment or a picture within a section."""
    text = document.text
    for one in document.elsewhere:
        if start <= one.start <= end and not one.picture:
            return _Seen(one.start, one.end, picture=False)
    attached = _ATTACHED.search(text, start, end)
    picture = _PICTURE.search(text, start, end)
    if attached is not None and (picture is None or attached.start() <= picture.start()):
        return _Seen(*attached.span(), picture=False)
    if picture is not None:
        return _Seen(*picture.span(), picture=True)
    for one in document.elsewhere:
        if start <= one.start <= end:
            return _Seen(one.start, one.end, picture=True)
    return None


def _attachment(document: Document) -> _Seen | None:
    """An attachment with the figures of a report that prints no table; else its pictures."""
    text = document.text
    short = len("".join(text.split())) < _SHORT
    files = [one for one in document.elsewhere if not one.picture]
    for one in files:
        if short or _OF_FIGURES.search(text[one.start : one.end] + one.address):
            return _Seen(one.start, one.end, picture=False)
    for match in _ATTACHED.finditer(text):
        if _OF_FIGURES.search(match[0]) or (short and "." in match[0]):
            return _Seen(*match.span(), picture=False)
    if not short:
        return None
    picture = _PICTURE.search(text)
    if picture is not None:
        return _Seen(*picture.span(), picture=True)
    shown = next((one for one in document.elsewhere if one.picture), None)
    return None if shown is None else _Seen(shown.start, shown.end, picture=True)
