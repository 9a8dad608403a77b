"""The smallest document that still fails in the same way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from attrs import evolve

from benchmarks.attack.judging import Fate, Verdict, judge
from benchmarks.attack.sheets import ANY_UNIT, Piece, Sheet

MOST_TRIES = 150
"""Documents that are parsed at most for one failure."""

MOST_SECONDS = 15.0
"""Time for one failure: tables without separators take long to solve."""


def shrink(sheet: Sheet, failure: Verdict) -> Sheet:
    """Drop whole tables, blocks, rows and lines, then make other cells 0, while it still fails.

    Where the damage changed the text of cells, the document without the damage has to be right:
    what is dropped must not be what the reader needs.
    """
    target = sheet.pieces[failure.piece] if failure.piece >= 0 else None
    fails = _Predicate(target, failure)
    for units in (_tables, _blocks, _rows):
        sheet = _without(sheet, units, fails)
    return _zeroed(sheet, fails)


class _Predicate:
    """Whether a sheet still fails at the same number, and is fair."""

    def __init__(self, target: Piece | None, failure: Verdict) -> None:
        self.target, self.failure, self.tries = target, failure, 0
        self.end = time.monotonic() + MOST_SECONDS

    def __call__(self, sheet: Sheet) -> bool:
        self.tries += 1
        if self.tries > MOST_TRIES or time.monotonic() > self.end:
            return False
        if self.target is not None and not any(p is self.target for p in sheet.pieces):
            return False
        return any(self._same(sheet, verdict) for verdict in judge(sheet)) and _fair(sheet)

    def _same(self, sheet: Sheet, verdict: Verdict) -> bool:
        if verdict.fate is not self.failure.fate:
            return False
        if self.target is None:
            return verdict.piece < 0 and verdict.path == self.failure.path
        return verdict.piece >= 0 and sheet.pieces[verdict.piece] is self.target


def _fair(sheet: Sheet) -> bool:
    """Whether the document would be right without the damage to its texts."""
    damaged = [piece for piece in sheet.pieces if piece.before is not None]
    if not damaged:
        return True
    whole = evolve(
        sheet,
        pieces=tuple(
            evolve(p, text=p.before, accepts=p.accepts) if p.before is not None else p
            for p in sheet.pieces
        ),
    )
    touched = {number for number, piece in enumerate(whole.pieces) if piece.before is not None}
    return all(verdict.fate is Fate.RIGHT or verdict.piece in touched for verdict in judge(whole))


def _without(
    sheet: Sheet, units: Callable[[Sheet], list[tuple[int, int]]], fails: Callable[[Sheet], bool]
) -> Sheet:
    """Delta debugging over some units: halves first, then single ones."""
    parts = units(sheet)
    size = max(1, len(parts) // 2)
    while parts:
        start, dropped = 0, False
        while start < len(parts):
            chunk = parts[start : start + size]
            candidate = sheet
            for first, last in reversed(chunk):
                candidate = candidate.with_pieces(first, last, [])
            if fails(candidate):
                sheet, parts, dropped = candidate, units(candidate), True
            else:
                start += size
        if size == 1 and not dropped:
            break
        size = max(1, size // 2)
    return sheet


def _tables(sheet: Sheet) -> list[tuple[int, int]]:
    return _grouped(sheet, lambda block: block[1])


def _blocks(sheet: Sheet) -> list[tuple[int, int]]:
    return _grouped(sheet, lambda block: block)


def _grouped(sheet: Sheet, key: Callable[[tuple[int, str]], object]) -> list[tuple[int, int]]:
    found: list[tuple[object, int, int]] = []
    for number, block in enumerate(_block_of(sheet)):
        if found and found[-1][0] == key(block):
            found[-1] = (found[-1][0], found[-1][1], number + 1)
        else:
            found.append((key(block), number, number + 1))
    return [(start, end) for _, start, end in found]


def _block_of(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """For each piece, the number of its block (headings and the rows below) and its table."""
    block, values_seen, table = 0, False, ""
    tables = [_table_at(sheet, number) for number in range(len(sheet.pieces))]
    for piece, here in zip(sheet.pieces, tables, strict=True):
        if piece.kind in ("caption", "heading") and values_seen:
            block, values_seen = block + 1, False
        if piece.kind == "value":
            values_seen = True
        table = here
        yield block, table


def _table_at(sheet: Sheet, number: int) -> str:
    """The table of the next value at or after a piece."""
    for piece in sheet.pieces[number:]:
        if piece.kind == "value" and piece.path is not None:
            return piece.path.partition(".")[0]
    return ""


def _rows(sheet: Sheet) -> list[tuple[int, int]]:
    """Whole rows, and lines of prose."""
    rows = sheet.rows()
    lines = [(n, n + 1) for n in sheet.where(_is_prose)]
    return sorted([*rows, *lines])


def _is_prose(piece: Piece) -> bool:
    """Text of its own; separators stay, or what they separate would run together."""
    return piece.row < 0 and piece.kind in ("gap", "line") and any(map(str.isalpha, piece.text))


def _zeroed(sheet: Sheet, fails: Callable[[Sheet], bool]) -> Sheet:
    """Other counts as 0, where that keeps the failure."""
    for number in sheet.values():
        piece = sheet.pieces[number]
        if piece.text.isdigit() and piece.text != "0" and piece.before is None:
            zero = evolve(piece, text="0", accepts=((0, ANY_UNIT),))
            candidate = sheet.with_pieces(number, number + 1, [zero])
            if fails(candidate):
                sheet = candidate
    return sheet
