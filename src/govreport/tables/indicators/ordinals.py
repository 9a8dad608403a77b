"""Codes and row numbers: printed beside each row, and no values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve

from govreport.tables.indicators.header import Header
from govreport.tables.indicators.printed import IndicatorRow
from govreport.tables.placement.rows import Slot, is_filled
from govreport.text.cells import read_cell

_Outcome = tuple[list[IndicatorRow], frozenset[int]]
_LEAST = 3


def without_ordinals(
    rows: Sequence[IndicatorRow], leading: Sequence[Slot], header: Header, *, glued: bool = False
) -> _Outcome:
    """Take codes and row numbers out of the cells of a table without stated row ends.

    Args:
        rows: the rows, each with the numbers up to the next label.
        leading: numbers between the header and the first label.
        header: the header above.
        glued: nothing stands between the cells.

    Returns:
        The rows, and the starts of those in which a code cannot be told from a value.
    """
    if glued and (header.code or leading):
        found = _in_runs(rows, leading) if header.code == "before" and leading else None
        return found or (list(rows), frozenset(row.start for row in rows))
    if header.code == "after":
        return _behind(rows, len(header.columns))
    if (header.code == "before" or leading) and any(row.text for row in rows):
        return _in_front(rows, leading, header)
    return list(rows), frozenset()


def _behind(rows: Sequence[IndicatorRow], width: int) -> _Outcome:
    """The first number of a row is its code, where one more stands there than columns."""
    counts = [len(_filled(row)) for row in rows]
    if not any(count == width + 1 for count in counts):
        return list(rows), frozenset()
    found: list[IndicatorRow] = []
    suspect: set[int] = set()
    for row, count in zip(rows, counts, strict=True):
        if count == width + 1:
            code = _filled(row)[0]
            cells = tuple(slot for slot in row.cells if slot is not code)
            found.append(evolve(row, cells=cells, code=code))
            continue
        if count:
            suspect.add(row.start)
        found.append(row)
    return found, frozenset(suspect)


def _in_front(rows: Sequence[IndicatorRow], leading: Sequence[Slot], header: Header) -> _Outcome:
    """The number before a label is its row's; it was taken for the last of the row above."""
    code: Slot | None = leading[-1] if leading else None
    last = code
    moved: list[IndicatorRow] = []
    suspect: set[int] = set()
    labelled = [index for index, row in enumerate(rows) if row.text]
    width = max(1, len(header.columns))
    taken = int(code is not None)
    proven = code is not None and header.code == "before" and _is_sequence(rows, code, labelled)
    for index, row in enumerate(rows):
        filled = _filled(row)
        row = evolve(row, code=code) if code is not None else row
        code = None
        if index < labelled[-1] and filled and (last is None or _follows(last, filled[-1])):
            alone = not row.text and row.unit is None and len(filled) == 1
            last = filled[-1]
            if len(filled) > width or alone or (proven and len(filled) > 1):
                code = last
                taken += 1
                row = evolve(row, cells=tuple(slot for slot in row.cells if slot is not code))
                if alone:
                    continue
            elif len(filled) == width:
                suspect.add(row.start)  # its value, or the code of the next row
        moved.append(row)
    if header.code != "before" and taken < max(_LEAST, len(labelled)):
        return list(rows), frozenset()  # nothing says that these numbers are row numbers
    return moved, frozenset(suspect)


def _is_sequence(rows: Sequence[IndicatorRow], code: Slot, labelled: Sequence[int]) -> bool:
    """Whether every row ends with the number of the next one."""
    last = code
    for row in rows[: labelled[-1]]:
        filled = _filled(row)
        if not filled or not _follows(last, filled[-1]):
            return False
        last = filled[-1]
    return len(labelled) >= _LEAST


def _in_runs(rows: Sequence[IndicatorRow], leading: Sequence[Slot]) -> _Outcome | None:
    """Glued row numbers: each run ends with the number of the next row, all through the table."""
    code = leading[-1]
    found: list[IndicatorRow] = []
    for index, row in enumerate(rows):
        filled = _filled(row)
        if len(filled) != 1 or not row.text or row.is_split:
            return None
        (text, start, _, _), after = filled[0], _next(code)
        if after is None:
            return None
        if index + 1 == len(rows):
            found.append(evolve(row, code=code, cells=(filled[0],)))
            break
        cut = len(text) - len(after)
        if cut < 1 or not text.endswith(after):
            return None
        value = text[:cut]
        cells = ((value, start, start + cut, read_cell(value)),)
        found.append(evolve(row, code=code, cells=cells))
        code = (after, start + cut, start + cut + len(after), read_cell(after))
    return found, frozenset()


def _next(code: Slot) -> str | None:
    """The number after a code, as wide as it is printed: 02 after 01."""
    value = _value(code)
    return None if value is None else str(int(value) + 1).zfill(len(code[0]))


def _filled(row: IndicatorRow) -> list[Slot]:
    return [slot for slot in row.cells if is_filled(slot)]


def _follows(code: Slot, slot: Slot) -> bool:
    """Whether a number is the one after a code."""
    value, before = _value(slot), _value(code)
    return value is not None and before is not None and value == before + 1


def _value(slot: Slot) -> int | Decimal | None:
    return slot[3].value if slot[3] is not None else None
