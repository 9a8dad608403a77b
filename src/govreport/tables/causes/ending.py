"""Where the text ends within a table, said once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from govreport.diagnostics import Diagnostic, Severity
from govreport.language import Phrase, phrase
from govreport.tables.causes.cells import Printed
from govreport.tables.causes.grouping import reason_of

_CUT_OFF = ("row-empty", "number-unplaced")
_MOST = 60
"""How many characters of words may follow: a label or a caption that is cut off."""

_WORDS = re.compile(r"[^\W\d_]")
_STOP = re.compile(r"[。！？]|……")
_ORDINAL = re.compile(r"\s*\d{1,2}[.．、]\s*$")
_CUT_LABEL = "it may be part of a label"
_CELL_END = re.compile(r"[\n|]")


def at_the_end(
    found: Sequence[Diagnostic], printed: Printed
) -> tuple[list[Diagnostic], Diagnostic | None]:
    """The findings, those about a row that is cut off by the end of the text as one.

    Rows that are not printed because the text ends are no finding beside the row that was cut
    off; a number that begins the label of the next row is none of the table's.

    Returns:
        The findings, and the one of them that is about numbers of the row that was cut off.
    """
    missing = next((o for o in found if o.code == "rows-missing" and _ends(o, printed)), None)
    if missing is None:
        return list(found), None
    last = max(
        (one for one in found if one.code in _CUT_OFF and _follows(one, missing, printed)),
        key=_start,
        default=None,
    )
    kept = [one for one in found if one is not missing and one is not last]
    if last is not None and last.code == "number-unplaced":
        if _is_ordinal(last, printed):
            return [*kept, _begun(last, missing, printed)], None
        return [*kept, last], last
    return [*kept, _ended(missing, last, printed)], None


def _start(one: Diagnostic) -> int:
    return one.span.start if one.span is not None else 0


def _follows(one: Diagnostic, missing: Diagnostic, printed: Printed) -> bool:
    """Whether a finding is about the last row that is printed, or about what follows it."""
    return _start(one) >= _start(missing) and _ends(one, printed)


def _ends(one: Diagnostic, printed: Printed) -> bool:
    """Whether nothing but the beginning of a row follows what a finding is about."""
    if one.span is None:
        return False
    end = max([one.span.end, *(max(row.ends) for row in printed.of(one))])
    rest = printed.text[end : end + 2000]
    if len(rest) == 2000 or _STOP.search(rest):
        return False
    return len(_WORDS.findall(rest)) <= _MOST


def _is_ordinal(one: Diagnostic, printed: Printed) -> bool:
    """Whether a number at the very end of the text is that of the next row's label."""
    if one.span is None or printed.text[one.span.end :].strip():
        return False
    alone = _ORDINAL.match(printed.text[one.span.start :]) is not None
    return alone or _CUT_LABEL in (reason_of(one) or "")


def _begun(last: Diagnostic, missing: Diagnostic, printed: Printed) -> Diagnostic:
    """A numeral at the end of the text; it keeps its code, for it has no place."""
    span = last.span
    arguments = missing.message.arguments if isinstance(missing.message, Phrase) else {}
    message = phrase(
        "the text ends here, at {shown}, which may begin the next label; "
        "{count} of the form not printed: {named}",
        shown=printed.text[span.start : span.end] if span is not None else "",
        count=arguments.get("count", ""),
        named=arguments.get("named", ""),
    )
    return evolve(last, message=message, severity=Severity.INFO)


def _ended(missing: Diagnostic, last: Diagnostic | None, printed: Printed) -> Diagnostic:
    """Rows that are not printed because the text ends, with the row where it does."""
    where = last or missing
    label = printed.text[where.span.start : where.span.end] if where.span is not None else ""
    arguments = missing.message.arguments if isinstance(missing.message, Phrase) else {}
    message = phrase(
        "the text ends here, at row {row}; {count} of the form not printed: {named}",
        row=" ".join(_CELL_END.split(label.strip())[0].split()),
        count=arguments.get("count", ""),
        named=arguments.get("named", ""),
    )
    spans = tuple(one.span for one in (missing, last) if one is not None and one.span is not None)
    return evolve(missing, message=message, spans=spans if len(spans) > 1 else ())
