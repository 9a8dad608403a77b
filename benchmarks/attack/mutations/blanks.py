"""Blank cells: blanked, collapsed, and beside fillers of the label columns."""

from __future__ import annotations

from random import Random

from attrs import evolve

from benchmarks.attack.mutations.base import Changed, on_page, on_sheet, pick
from benchmarks.attack.sheets import Piece, Sheet, same_row
from govreport.views.text import Page, PrintedCell, PrintedTable
from govreport.views.text.page import GROUP, LABEL, VALUE

_CELLS = ("piped_rows", "piped_cells", "markdown", "html")


def _rows_of(sheet: Sheet, least: int) -> list[list[int]]:
    rows = []
    for start, end in sheet.rows():
        values = [n for n in range(start, end) if sheet.pieces[n].kind == "value"]
        if len(values) >= least:
            rows.append(values)
    return rows


def _blanked(sheet: Sheet, numbers: list[int]) -> Sheet:
    """The cells stay, their numbers are gone."""
    rows = {sheet.pieces[n].row for n in numbers}
    pieces = [
        evolve(piece, text="", kind="gap", path=None, accepts=()) if n in numbers else piece
        for n, piece in enumerate(sheet.pieces)
    ]
    return evolve(sheet, pieces=tuple(pieces)).doubted(rows)


@on_sheet("blanks", *_CELLS)
def cell_blanked(sheet: Sheet, random: Random) -> Sheet | None:
    """One cell is blank: no number may move into it."""
    rows = _rows_of(sheet, 2)
    if not rows:
        return None
    values = rows[random.randrange(len(rows))]
    return _blanked(sheet, [values[random.randrange(len(values))]])


@on_sheet("blanks", *_CELLS)
def cells_blanked(sheet: Sheet, random: Random) -> Sheet | None:
    """Some cells of a row are blank."""
    rows = _rows_of(sheet, 3)
    if not rows:
        return None
    values = rows[random.randrange(len(rows))]
    chosen = random.sample(values, random.randrange(2, len(values)))
    return _blanked(sheet, chosen)


@on_sheet("blanks", *_CELLS)
def row_blanked(sheet: Sheet, random: Random) -> Sheet | None:
    """All cells of a row are blank."""
    rows = _rows_of(sheet, 1)
    return _blanked(sheet, rows[random.randrange(len(rows))]) if rows else None


@on_sheet("blanks", *_CELLS)
def column_blanked(sheet: Sheet, random: Random) -> Sheet | None:
    """All cells but the totals are blank in every row of a table (上海 2019 the other way)."""
    name = ("total", "other", "commercial_enterprise")[random.randrange(3)]
    chosen = sheet.where(
        lambda p: (
            p.kind == "value"
            and (p.path or "").startswith("requests")
            and (p.path or "").endswith(name)
        )
    )
    return _blanked(sheet, chosen) if chosen else None


@on_sheet("blanks", fair=True)
def blanks_collapsed(sheet: Sheet, random: Random) -> Sheet | None:
    """Blank cells of a row are dropped: its other numbers close up (D8)."""
    rows = _rows_of(sheet, 4)
    if not rows:
        return None
    values = rows[random.randrange(len(rows))]
    for number in sorted(
        random.sample(values[1:], random.randrange(2, len(values) - 1)), reverse=True
    ):
        sheet = sheet.with_pieces(number - 1, number + 1, [])
    return sheet


@on_sheet("blanks", "piped_rows", "markdown")
def zeros_dropped(sheet: Sheet, random: Random) -> Sheet | None:
    """The zeros of a row are dropped with their separators, padding grows (D8)."""
    rows = [
        values for values in _rows_of(sheet, 4) if any(sheet.pieces[n].text == "0" for n in values)
    ]
    if not rows:
        return None
    values = rows[random.randrange(len(rows))]
    sheet = sheet.doubted([sheet.pieces[values[0]].row])
    gone = [n for n in values if sheet.pieces[n].text == "0"]
    last = values[-1]
    padded = sheet.pieces[last + 1]
    sheet = sheet.with_pieces(
        last + 1,
        last + 2,
        [
            evolve(
                padded,
                text=" |" + "|" * len(gone) + padded.text.lstrip(" |")
                if "\n" in padded.text
                else padded.text,
            )
        ],
    )
    for number in sorted(gone, reverse=True):
        sheet = sheet.with_pieces(
            number - 1, number + 1, [Piece(" | ")] if number - 1 == values[0] - 1 else []
        )
    return sheet


@on_page("blanks", "piped_rows", "markdown", "html", fair=True)
def label_filler_and_blank_end(page: Page, random: Random) -> Changed | None:
    """A filler of the label columns before the values, and blank cells at the end of the row."""
    blank_end = 1 + random.randrange(2)

    def changed(part: PrintedTable) -> PrintedTable:
        rows = []
        for row in part.rows:
            first = next((n for n, cell in enumerate(row) if cell.kind == VALUE), len(row))
            if len(row) - first != 7:
                rows.append(row)
                continue
            fillers = (PrintedCell(""),) * (3 - first)
            values = [*row[first:]]
            for place in range(7 - blank_end, 7):
                values[place] = evolve(values[place], text="")
            rows.append((*row[:first], *fillers, *values))
        return evolve(part, rows=tuple(rows))

    parts = [
        changed(part) if isinstance(part, PrintedTable) and part.identifier == "requests" else part
        for part in page
    ]
    return Changed(tuple(parts), {}, ("requests",))


@on_page("blanks", "piped_rows", "markdown", "html", fair=True)
def one_row_with_filler_and_blank_end(page: Page, random: Random) -> Changed | None:
    """In one row alone a filler before the values, and a blank cell at its end."""
    for number, part in enumerate(page):
        if not isinstance(part, PrintedTable) or part.identifier != "requests":
            continue
        rows = [n for n, row in enumerate(part.rows) if sum(c.kind == VALUE for c in row) == 7]
        index = rows[random.randrange(len(rows))]
        row = part.rows[index]
        first = next(n for n, cell in enumerate(row) if cell.kind == VALUE)
        values = (*row[first:-1], evolve(row[-1], text=""))
        filled = (*row[:first], PrintedCell(""), *values)
        replaced = evolve(part, rows=(*part.rows[:index], filled, *part.rows[index + 1 :]))
        return Changed((*page[:number], replaced, *page[number + 1 :]), {}, ("requests",))
    return None


@on_page("blanks")
def group_labels_repeated(page: Page, random: Random) -> Changed | None:
    """A converter repeats the label of the group in each of its rows."""
    del random
    parts: list[object] = []
    for part in page:
        if isinstance(part, PrintedTable) and part.identifier == "requests":
            rows, group = [], None
            for row in part.rows:
                groups = [cell for cell in row if cell.kind == GROUP]
                if groups:
                    group = groups[-1]
                numbered = any(cell.kind == LABEL and cell.text[:1].isdigit() for cell in row)
                if group is not None and numbered and not groups:
                    row = (group, *row)
                elif not numbered:
                    group = None if not groups else group
                rows.append(row)
            part = evolve(part, rows=tuple(rows))
        parts.append(part)
    return Changed(tuple(parts), {}, ("requests",))  # type: ignore[arg-type]


@on_sheet("blanks", *_CELLS)
def only_total_filled(sheet: Sheet, random: Random) -> Sheet | None:
    """A row of which only the total is filled."""
    rows = _rows_of(sheet, 7)
    place = pick(list(range(len(rows))), random)
    return None if place is None else _blanked(sheet, rows[place][:-1])


@on_sheet("blanks", *_CELLS)
def some_cells_of_placeholders(sheet: Sheet, random: Random) -> Sheet | None:
    """Placeholders in several cells of a row."""
    rows = _rows_of(sheet, 3)
    if not rows:
        return None
    values = rows[random.randrange(len(rows))]
    mark = ("/", "-", "—", "无")[random.randrange(4)]
    for number in values[: random.randrange(1, len(values))]:
        sheet = sheet.with_piece(number, text=mark, accepts=(), words=True)
    return sheet.doubted([sheet.pieces[n].row for n in same_row(sheet.pieces, values[0])])
