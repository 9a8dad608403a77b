"""The same report cut otherwise: line ends, pipes, tabs, one long line."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from attrs import evolve

from benchmarks.attack.mutations.base import on_sheet, pick
from benchmarks.attack.sheets import Piece, Sheet, same_row


def _gaps(sheet: Sheet, change: Callable[[str], str], *, doubt: bool = True) -> Sheet | None:
    """Change what stands between the cells."""
    pieces = tuple(
        evolve(piece, text=change(piece.text)) if piece.kind == "gap" else piece
        for piece in sheet.pieces
    )
    changed = evolve(sheet, pieces=pieces)
    if changed.text == sheet.text:
        return None
    return changed.all_doubted() if doubt else changed


@on_sheet("layout", "piped_cells")
def pipe_on_its_own_line(sheet: Sheet, random: Random) -> Sheet | None:
    """The pipe between cells stands on a line of its own (D18)."""
    del random
    return _gaps(sheet, lambda text: re.sub(r"\A \|", "\n|", text), doubt=False)


@on_sheet("layout", "piped_rows")
def tabs_between_cells(sheet: Sheet, random: Random) -> Sheet | None:
    """Tabs separate the cells."""
    del random
    return _gaps(
        sheet,
        lambda text: text.replace(" | ", "\t").replace(" |", "\t").replace("|", "\t"),
        doubt=False,
    )


@on_sheet("layout", "piped_rows", "piped_cells", "markdown")
def everything_on_one_line(sheet: Sheet, random: Random) -> Sheet | None:
    """Line ends are lost, pipes stay (D13)."""
    del random
    return _gaps(sheet, lambda text: text.replace("\n", " "))


@on_sheet("layout", "piped_rows", "labelled_lines")
def columns_aligned_by_spaces(sheet: Sheet, random: Random) -> Sheet | None:
    """Several spaces separate the cells, as in text of a PDF."""
    del random
    return _gaps(sheet, lambda text: re.sub(r" ?\|+ ?| (?=\Z)", "   ", text))


@on_sheet("layout")
def carriage_returns(sheet: Sheet, random: Random) -> Sheet | None:
    """Lines end as in Windows."""
    del random
    return _gaps(sheet, lambda text: text.replace("\n", "\r\n"), doubt=False)


@on_sheet("layout", "piped_rows", "markdown", "labelled_lines")
def blank_lines(sheet: Sheet, random: Random) -> Sheet | None:
    """An empty line after each line."""
    del random
    return _gaps(sheet, lambda text: text.replace("\n", "\n\n"), doubt=False)


@on_sheet("layout", "bare_cells", fair=True)
def blank_lines_lost(sheet: Sheet, random: Random) -> Sheet | None:
    """Empty lines are dropped: nothing shows the end of a row."""
    del random
    return _gaps(sheet, lambda text: re.sub(r"\n+", "\n", text))


@on_sheet("layout", "spaced", "labelled_lines")
def glued_rows_among_spaced(sheet: Sheet, random: Random) -> Sheet | None:
    """Some rows have lost the spaces between their numbers (D21)."""
    rows = [
        row for row in sheet.rows() if sum(p.kind == "value" for p in sheet.pieces[slice(*row)]) > 2
    ]
    if not rows:
        return None
    for start, _ in random.sample(rows, min(3, len(rows))):
        values = same_row(sheet.pieces, start)
        sheet = sheet.doubted([sheet.pieces[values[0]].row])
        for number in values[:-1]:
            sheet = sheet.with_piece(number + 1, text="")
    return sheet


@on_sheet("layout", "spaced", "labelled_lines")
def two_numbers_glued(sheet: Sheet, random: Random) -> Sheet | None:
    """Two neighbouring numbers have lost the space between them: `0 01` (D21)."""
    rows = [
        row for row in sheet.rows() if sum(p.kind == "value" for p in sheet.pieces[slice(*row)]) > 2
    ]
    if not rows:
        return None
    values = same_row(sheet.pieces, rows[random.randrange(len(rows))][0])
    number = values[random.randrange(len(values) - 1)]
    return sheet.doubted([sheet.pieces[number].row]).with_piece(number + 1, text="")


@on_sheet("layout", "spaced", "labelled_lines")
def label_glued_to_number(sheet: Sheet, random: Random) -> Sheet | None:
    """A label has lost the space before its first number."""
    place = pick([n for n in sheet.labels() if sheet.pieces[n + 1].text == " "], random)
    if place is None:
        return None
    return sheet.doubted([sheet.pieces[place].row]).with_piece(place + 1, text="")


@on_sheet("layout", "spaced", "glued")
def number_glued_to_next_label(sheet: Sheet, random: Random) -> Sheet | None:
    """The number of the next label is glued to the last value: 002.其他."""
    places = [
        n
        for n in sheet.labels()
        if n > 1
        and sheet.pieces[n].text[:1].isdigit()
        and sheet.pieces[n - 1].text == " "
        and sheet.pieces[n - 2].kind == "value"
    ]
    place = pick(places, random)
    if place is None:
        return None
    rows = [sheet.pieces[place].row, sheet.pieces[place - 2].row]
    return sheet.doubted(rows).with_piece(place - 1, text="")


@on_sheet("layout", "piped_rows", fair=True)
def pipes_lost(sheet: Sheet, random: Random) -> Sheet | None:
    """One row has spaces where the others have pipes."""
    rows = [
        row for row in sheet.rows() if sum(p.kind == "value" for p in sheet.pieces[slice(*row)]) > 1
    ]
    if not rows:
        return None
    start, end = rows[random.randrange(len(rows))]
    pieces = [
        evolve(p, text=p.text.replace(" | ", " ")) if p.kind == "gap" else p
        for p in sheet.pieces[start:end]
    ]
    return sheet.with_pieces(start, end, pieces)


@on_sheet(
    "layout", "piped_rows", "piped_cells", "bare_cells", "labelled_lines", "spaced", fair=True
)
def repeated_lines_removed(sheet: Sheet, random: Random) -> Sheet | None:
    """A crawler removed lines that it had seen before (D9): what is gone is not missed."""
    del random
    kept: list[Piece] = []
    seen: set[str] = set()
    for line in _lines(sheet):
        key = "".join(piece.text for piece in line).strip()
        if not key or key not in seen:
            kept += line
        seen.add(key)
    return evolve(sheet, pieces=tuple(kept)) if len(kept) < len(sheet.pieces) else None


def _lines(sheet: Sheet) -> list[list[Piece]]:
    """The pieces, cut at line ends."""
    lines: list[list[Piece]] = [[]]
    for piece in sheet.pieces:
        parts = piece.text.split("\n") if piece.kind == "gap" else [piece.text]
        for number, part in enumerate(parts):
            ending = "\n" if number < len(parts) - 1 else ""
            if part or ending:
                lines[-1].append(evolve(piece, text=part + ending))
            if ending:
                lines.append([])
    return lines
