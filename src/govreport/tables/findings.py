"""What is said about a table once all of its strips were read: what is missing or too much."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from attrs import evolve

from govreport.diagnostics import Severity
from govreport.language import listing, phrase
from govreport.tables.assignment import AssignedRow, KnownRow
from govreport.tables.forms import TableForm
from govreport.tables.outcome import TableReading
from govreport.tables.placement.rows import EMPTY, values_of
from govreport.text.labels import flatten

_NAMED = 3


def note_extra_rows(
    form: TableForm, seen: Mapping[str, AssignedRow], ranks: Sequence[int], result: TableReading
) -> None:
    """Rows that the form does not know; where one of the form's is missing, a doubt.

    ``ranks`` holds, for each extra row, the rank of the form's row before it.
    """
    for extra, rank in zip(result.extra, ranks, strict=True):
        missing = []
        for row in form.grammar.rows[rank + 1 :]:
            if row.path in seen and seen[row.path].printed:
                break
            missing.append(form.grammar.official[row.terminal])
        cells = " ".join(slot[0] for slot in extra.slots if slot[0] not in EMPTY)
        message = phrase(
            "{text} is not a row of the form; kept as an extra row",
            text=f"{extra.text}: {cells}" if cells else extra.text,
        )
        if missing:
            message = phrase(
                "{message} (missing here: {rows})", message=message, rows=listing(missing[:_NAMED])
            )
        severity = Severity.WARNING if missing else Severity.INFO
        end = max([extra.end, *(slot[2] for slot in extra.slots)])
        result.note("row-extra", severity, message, extra.start, end)


def note_labels_without_cells(seen: Mapping[str, AssignedRow], result: TableReading) -> None:
    """Labels of rows that stand alone."""
    for found in _bare(seen):
        result.note(
            "row-empty",
            Severity.WARNING,
            phrase("{text}: no cell is printed with this label", text=found.row.text),
            found.row.start,
            found.row.end,
            row=found.path,
        )


def _bare(seen: Mapping[str, AssignedRow]) -> list[AssignedRow]:
    """Rows without a cell, the last of the text left out; a row known by its cells has some."""
    return [
        row
        for row in seen.values()
        if not isinstance(row, KnownRow) and not row.printed and not row.row.last
    ]


def note_missing_rows(
    form: TableForm, seen: Mapping[str, AssignedRow], last: AssignedRow, result: TableReading
) -> None:
    """Rows of the form that the document does not print (or whose labels were lost)."""
    absent = form.required - seen.keys()
    missing = (
        [form.grammar.official[row.terminal] for row in form.grammar.rows if row.path in absent]
        if absent
        else []
    )
    if missing:
        named = listing(missing, most=_NAMED)
        count = phrase("{count} rows", count=len(missing)) if missing[1:] else phrase("one row")
        result.note(
            "rows-missing",
            Severity.INFO,
            phrase("{count} of the form not printed: {named}", count=count, named=named),
            last.row.start,
            last.row.end,
            row=last.path,
        )


def doubt_glued_rows(
    form: TableForm,
    seen: Mapping[str, AssignedRow],
    assigned: Sequence[AssignedRow],
    *,
    numbered: bool,
) -> list[AssignedRow]:
    """Without separators, the digits of a row whose label was lost stand in the row before, and
    so does the number of the next row where rows are ``numbered``."""
    rows = form.grammar.rows
    rank_of = {row.path: row.rank for row in rows}
    doubted = []
    for found in assigned:
        rank = rank_of.get(found.path or "", len(rows))
        following = next(
            (row for row in rows[rank + 1 :] if not is_alternative(form, row.path)), None
        )
        if numbered and not found.doubt:
            found = evolve(found.opened(), doubt=_NUMBERED)
        if following is not None and following.path not in seen and not found.doubt:
            official = form.grammar.official[following.terminal]
            found = evolve(
                found.opened(),
                doubt=f"the next row ({official}) is missing, and its digits may stand here",
            )
        doubted.append(found)
    return doubted


_SECOND_LABEL = re.compile(
    r"[^\d(]{2}.{0,80}?(?:\([一二三四五六七]\)|(?<![\d第])(?:[1-8][.、]|[一二三四五六七]、))"
    r"(?!\d)\s?[^\d\s)]"
)
_TWO_LABELS = phrase("its label holds that of another row")
_TWICE_HEADED = phrase("its header prints a column twice, and nothing is between the cells")


@lru_cache(maxsize=4096)
def doubt_of_label(text: str) -> str:
    """What is wrong with a label that runs into the next one, nothing for most.

    >>> str(doubt_of_label("1.本机关不掌握相关政府信息2.没有现成信息需要另行制作"))
    'its label holds that of another row'
    >>> doubt_of_label("(二)部分公开(区分处理的,只计这一情形,不计其他情形)")
    ''
    """
    return _TWO_LABELS if _SECOND_LABEL.search(flatten(text)) else ""


def doubt_of_header(labels: Sequence[object]) -> str:
    """What is wrong with a header, in a text without separators."""
    return _TWICE_HEADED if len(set(labels)) < len(labels) else ""


_NUMBERED = phrase("the rows have numbers, and its last digits may be that of the next one")
REPEATED = phrase("its label is printed twice, with other values")


def doubt_printing(
    seen: Mapping[str, AssignedRow], assigned: Sequence[AssignedRow], repeated: Collection[str]
) -> list[AssignedRow]:
    """Rows that their own printing makes doubtful: repeated, counted, or below a bare label."""
    rows = _doubt_counted(_doubt_repeated(assigned, repeated) if repeated else assigned)
    bare = {row.row.start for row in _bare(seen)}
    return _doubt_below(rows, bare) if bare else list(rows)


def _doubt_repeated(
    assigned: Sequence[AssignedRow], repeated: Collection[str]
) -> Sequence[AssignedRow]:
    """Rows whose label is printed twice with other values: nobody knows which is the right one."""
    return [
        evolve(found.opened(), doubt=REPEATED)
        if found.path in repeated and not found.doubt
        else found
        for found in assigned
    ]


def _doubt_counted(assigned: Sequence[AssignedRow]) -> Sequence[AssignedRow]:
    """Rows whose first cells are 1, 2, 3 and so on: a column that numbers the rows."""
    firsts = map(_first_value, islice(assigned, _COUNTED))
    if list(firsts) != list(range(1, _COUNTED + 1)):
        return assigned
    return [
        row if row.doubt or not row.printed else evolve(row.opened(), doubt=COUNTED)
        for row in assigned
    ]


def _doubt_below(assigned: Sequence[AssignedRow], bare: Collection[int]) -> list[AssignedRow]:
    """Rows right below the label of another row that has no cells: they may be that row's."""
    below = [False, *(not row.printed and row.row.start in bare for row in assigned)]
    return [
        evolve(row.opened(), doubt=_BELOW) if one and row.printed and not row.doubt else row
        for row, one in zip(assigned, below, strict=False)
    ]


_BELOW = phrase("the label above has no cells, and these may be its own")


def _first_value(row: AssignedRow) -> int | None:
    """The number in a row's first cell."""
    if isinstance(row, KnownRow):
        value = row.values[0]
    else:
        value = values_of(row.slots[:1])[0] if row.printed else None
    return value if isinstance(value, int) else None


_COUNTED = 5
COUNTED = phrase("the first cells of the rows count them, and may be a column of row numbers")


def doubt_exclusive_rows(
    form: TableForm,
    seen: Mapping[str, AssignedRow],
    assigned: list[AssignedRow],
    result: TableReading,
) -> list[AssignedRow]:
    """Rows of two sets that exclude one another: the label of some row was lost.

    (六)其他处理 is a row in one form and heads a group of rows in the other: with numbers of its
    own above rows of that group, they may be those of the group's first row.
    """
    if not form.exclusive:
        return assigned
    sets = [
        paths
        for _, paths in form.exclusive
        if any(path in seen and seen[path].printed for path in paths)
    ]
    if len(sets) < 2:
        return assigned
    doubted = []
    for found in assigned:
        if found.printed and any(found.path in paths for paths in sets):
            doubt = "rows of two forms that exclude one another are printed"
            found = evolve(found.opened(), doubt=found.doubt or doubt)
            result.note(
                "rows-exclusive",
                Severity.WARNING,
                phrase("{text}: {doubt}", text=found.row.text, doubt=doubt),
                found.row.start,
                found.row.end,
                row=found.path,
            )
        doubted.append(found)
    return doubted


def is_alternative(form: TableForm, path: str) -> bool:
    """Whether a row belongs to one of the sets of which a document prints only one."""
    return any(path in paths for _, paths in form.exclusive)
