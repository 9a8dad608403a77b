"""What is said about a table once all of its strips were read: what is missing or too much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govreport.diagnostics import Severity
from govreport.tables.forms import TableForm
from govreport.tables.labelled_rows import Strip
from govreport.tables.outcome import TableReading

_NAMED = 3


def note_extra_rows(
    form: TableForm, seen: Mapping[str, Strip], ranks: Sequence[int], result: TableReading
) -> None:
    """Rows that the form does not know; where one of the form's is missing, a doubt.

    ``ranks`` holds, for each extra row, the rank of the form's row before it.
    """
    for strip, rank in zip(result.extra, ranks, strict=True):
        missing = []
        for row in form.grammar.rows[rank + 1 :]:
            if row.path in seen and seen[row.path].slots:
                break
            missing.append(form.grammar.official[row.terminal])
        message = f"{strip.text} is not a row of the form; kept as an extra row"
        if missing:
            message += f" (missing here: {', '.join(missing[:_NAMED])})"
        severity = Severity.WARNING if missing else Severity.INFO
        result.note("row-extra", severity, message, strip.start, strip.end)


def note_labels_without_cells(seen: Mapping[str, Strip], result: TableReading) -> None:
    """Labels of rows that stand alone."""
    for strip in seen.values():
        if not strip.slots and not strip.last:
            result.note(
                "row-empty",
                Severity.WARNING,
                f"{strip.text}: no cell is printed with this label",
                strip.start,
                strip.end,
            )


def note_missing_rows(
    form: TableForm, seen: Mapping[str, Strip], last: Strip, result: TableReading
) -> None:
    """Rows of the form that the document does not print (or whose labels were lost)."""
    missing = [
        form.grammar.official[row.terminal]
        for row in form.grammar.rows
        if row.path not in seen and not is_alternative(form, row.path)
    ]
    if missing:
        named = ", ".join(missing[:_NAMED]) + (" ..." if len(missing) > _NAMED else "")
        count = f"{len(missing)} rows" if len(missing) > 1 else "one row"
        result.note(
            "rows-missing",
            Severity.INFO,
            f"{count} of the form not printed: {named}",
            last.start,
            last.end,
        )


def doubt_glued_rows(form: TableForm, seen: Mapping[str, Strip], strips: Sequence[Strip]) -> None:
    """Without separators, the digits of a row whose label was lost stand in the row before."""
    rows = form.grammar.rows
    rank_of = {row.path: row.rank for row in rows}
    for strip in strips:
        rank = rank_of.get(strip.path or "")
        if rank is None:
            continue
        following = next(
            (row for row in rows[rank + 1 :] if not is_alternative(form, row.path)), None
        )
        if following is not None and following.path not in seen:
            official = form.grammar.official[following.terminal]
            strip.doubt = strip.doubt or (
                f"the next row ({official}) is missing, and its digits may stand here"
            )


def doubt_exclusive_rows(form: TableForm, strips: Sequence[Strip], result: TableReading) -> None:
    """Rows of two sets that exclude one another: the label of some row was lost.

    (六)其他处理 is a row in one form and heads a group of rows in the other: with numbers of its
    own above rows of that group, they may be those of the group's first row.
    """
    printed = {strip.path for strip in strips if strip.slots}
    sets = [paths for _, paths in form.exclusive if paths & printed]
    if len(sets) < 2:
        return
    for strip in strips:
        if strip.slots and any(strip.path in paths for paths in sets):
            strip.doubt = strip.doubt or "rows of two forms that exclude one another are printed"
            result.note(
                "rows-exclusive",
                Severity.WARNING,
                f"{strip.text}: rows of two forms that exclude one another are printed",
                strip.start,
                strip.end,
            )


def is_alternative(form: TableForm, path: str) -> bool:
    """Whether a row belongs to one of the sets of which a document prints only one."""
    return any(path in paths for _, paths in form.exclusive)
