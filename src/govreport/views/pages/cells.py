"""One value cell as a page shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from attrs import frozen

from govreport.diagnostics import Diagnostic
from govreport.language import phrase, say
from govreport.model import Status, Value
from govreport.views.findings import place
from govreport.views.pages.words import STATUSES
from govreport.views.table import Cell, digits

_SUM = re.compile(r"R\d+")
_LONGEST = 160  # characters of a finding in the tip of a cell


@frozen
class CellView:
    """What is printed in a cell of the page.

    Attributes:
        anchor: the cell's name on the page.
        path: record path.
        kind: its status, ``"zero"`` for a zero that was read; the class of the style sheet.
        shown: the text.
        tip: raw text, status, place and findings, one a line.
        source: name of its place in the source, None where the source is not shown.
        findings: numbers of the findings from 1.
        role: ``"unequal"`` for the cell that a broken rule is about, ``"operand"`` for the other
            cells of the rule, else empty.
        before: last year's number, None where there is none.
        change: the difference to it, with its sign.
        read: what was read, of a corrected cell.
    """

    anchor: str
    path: str
    kind: str
    shown: str
    tip: str
    source: str | None = None
    findings: tuple[int, ...] = ()
    role: str = ""
    before: str | None = None
    change: str = ""
    read: str | None = None


def shown(cell: Cell) -> str:
    """The text of a cell: the number, or what stands in its place."""
    if cell.status == Status.BLANK:
        return "·"
    if cell.status == Status.INFERRED:
        return f"{cell.figure}?"
    if cell.status == Status.NOT_A_NUMBER:
        return f"“{cell.raw}”"
    if cell.status == Status.CORRECTED:
        return cell.figure or "·"
    if cell.status == Status.UNPLACED or cell.value is None:
        return cell.raw
    return cell.figure


def kind(cell: Cell) -> str:
    """The class of a cell in the style sheet.

    >>> kind(Cell("a", "", 0, "0", Status.READ)), kind(Cell("a", ""))
    ('zero', 'absent')
    """
    if cell.status == Status.READ and cell.value == 0:
        return "zero"
    return str(cell.status)


def tip(cell: Cell, name: str | None, found: tuple[Diagnostic, ...], language: str) -> str:
    """Raw text, status, place and findings, one a line."""
    raw = cell.raw or say(phrase("nothing"), language)
    status = say(STATUSES[cell.status], language)
    lines = [
        cell.path,
        say(phrase("printed: {raw}", raw=raw), language),
        say(phrase("status: {status}", status=status), language),
    ]
    if cell.status == Status.CORRECTED:
        read = digits(cell.value_read) or say(phrase("nothing"), language)
        lines.append(say(phrase("read as: {value}", value=read), language))
    if cell.unit:
        lines.append(say(phrase("unit: {unit}", unit=cell.unit), language))
    if cell.span is not None:
        where = place(cell.span, name, language)
        lines.append(say(phrase("place: {place}", place=where), language))
    for number in cell.findings:
        lines.append(_short(f"{number + 1}: {found[number].message_in(language)}"))
    return "\n".join(lines)


def _short(text: str) -> str:
    """The beginning of a finding: the whole stands below the tables, once and not in each cell."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def role(cell: Cell, found: tuple[Diagnostic, ...]) -> str:
    """Which part a cell has in a broken rule."""
    about = (found[number] for number in cell.findings)
    several = [item for item in about if len(item.paths) > 1 and _SUM.fullmatch(item.code)]
    if any(item.path == cell.path or item.paths[0] == cell.path for item in several):
        return "unequal"
    return "operand" if several else ""


def compared(value: Value, before: Mapping[str, Value], path: str) -> tuple[str | None, str]:
    """Last year's number and the change since, empty where one of them is missing.

    >>> compared(7, {"a": 5}, "a"), compared(7, {}, "a")
    (('5', '+2'), (None, ''))
    """
    earlier = before.get(path)
    if earlier is None:
        return None, ""
    if value is None:
        return digits(earlier), ""
    difference = Decimal(value) - Decimal(earlier)
    text = "±0" if difference == 0 else f"{difference:+f}"
    return digits(earlier), text
