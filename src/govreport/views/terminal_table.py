"""Tables on the terminal: columns that fit the width, so that no number is ever cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from govreport.model import AnnualReport, Status
from govreport.views.findings import printable
from govreport.views.table import ABSENT, Block, Cell, Row, Table, digits

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.text import Text

MARKS: dict[str, tuple[str, str, str]] = {
    # status: style, example, meaning
    Status.READ: ("", "6", "read"),
    Status.INFERRED: ("yellow", "6?", "printed; its row or column was concluded"),
    Status.BLANK: ("dim", "·", "blank cell, not zero"),
    Status.NOT_APPLICABLE: ("cyan", "/", "placeholder, as printed"),
    Status.NOT_A_NUMBER: ("magenta", "“…”", "words, as printed"),
    Status.CORRECTED: ("green", "6(8)", "corrected by a person; in brackets what was read"),
    Status.UNPLACED: ("bold red", "(6)", "printed, but no single place for it"),
    ABSENT: ("dim", "", "not printed"),
}
FINDING = ("bold red", "0!", "see the diagnostics below")

_MAXIMUM_WORDS = 16
_MAXIMUM_LABEL = 48
_GAP = 2
# Tried in this order: characters of a heading on one line, cells for the label.
_FITS = (
    (99, 99),
    (99, _MAXIMUM_LABEL),
    (4, _MAXIMUM_LABEL),
    (2, _MAXIMUM_LABEL),
    (4, 34),
    (2, 34),
    (2, 26),
)
_NARROW_FITS = ((2, 20), (2, 14))  # no room for the codes of diagnostics


def cell_text(cell: Cell) -> Text:
    """One value cell with its mark, the same with and without colour."""
    from rich.text import Text

    style = MARKS[cell.status][0]
    raw = printable(cell.raw).strip()
    if len(raw) > _MAXIMUM_WORDS:
        raw = raw[: _MAXIMUM_WORDS - 1] + "…"
    if cell.status == Status.BLANK:
        text = "·"
    elif cell.status == Status.INFERRED:
        text = f"{cell.figure}?"
    elif cell.status == Status.CORRECTED:
        text = f"{cell.figure or '·'}({digits(cell.value_read) or raw})"
    elif cell.status == Status.UNPLACED:
        text = f"({raw})"
    elif cell.status == Status.NOT_A_NUMBER:
        text = f"“{raw}”"
    elif cell.status == Status.READ:
        text = cell.figure
        style = "dim" if cell.value == 0 else ""
    else:
        text = raw
    shown = Text(text, style)
    if cell.findings:
        shown.append("!", FINDING[0])
    return shown


@frozen
class _Fit:
    """How one table is laid out in a given width."""

    heading: int
    label: int
    columns: tuple[tuple[int, ...], ...]
    unit: int
    codes: int


class TableView:
    """All blocks of one table, aligned with each other; rich hands it the width."""

    def __init__(self, table: Table, report: AnnualReport) -> None:
        """Keep the blocks that have something to show."""
        self.blocks = [b for b in table.blocks if any(row.printed for row in b.rows)]
        self.report = report

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield a grid for each block, or plain lines where no grid fits."""
        from rich.text import Text

        if not self.blocks:
            return
        fit = self._fit(options.max_width)
        for number, block in enumerate(self.blocks):
            if number:
                yield Text()
            if fit is None:
                yield from self._lines(block)
            else:
                yield self._grid(block, fit, fit.columns[number])

    def _fit(self, width: int) -> _Fit | None:
        needed = [_label_width(row) for block in self.blocks for row in block.rows if row.printed]
        needed += [_width(block.caption or block.corner) for block in self.blocks]
        longest = max(needed, default=0)
        unit = max((_width(r.unit or "") for b in self.blocks for r in b.rows), default=0)
        codes = max((_width(code) for b in self.blocks for code in self._codes(b)), default=0)
        for kept in (codes, 0) if codes else (0,):
            for heading, label in _FITS if kept else _FITS + _NARROW_FITS:
                columns = _column_widths(self.blocks, heading)
                used = min(label, longest) + max(sum(c) + _GAP * len(c) for c in columns)
                used += (unit + _GAP if unit else 0) + (kept + _GAP if kept else 0)
                if used <= width:
                    return _Fit(heading, min(label, longest), columns, unit, kept)
        return None

    def _grid(self, block: Block, fit: _Fit, widths: Sequence[int]) -> RenderableType:
        from rich import box
        from rich.table import Table as Grid
        from rich.text import Text

        grid = Grid(
            box=box.SIMPLE_HEAD,
            show_edge=False,
            show_header=bool(block.caption or block.corner or any(block.columns)),
            pad_edge=False,
            header_style="dim",
            padding=(0, _GAP - 1, 0, 0),  # the box adds one
        )
        corner = printable(block.caption or block.corner)
        grid.add_column(Text(corner), width=fit.label, overflow="fold")
        if fit.unit:
            grid.add_column(Text("单位"), width=max(fit.unit, 4), overflow="fold")
        for name, width in zip(block.columns, widths, strict=True):
            lines = "\n".join(_chunks(printable(name), fit.heading))
            grid.add_column(Text(lines), justify="right", width=width, overflow="fold")
        if fit.codes:
            grid.add_column("", width=fit.codes, style=FINDING[0], overflow="fold")
        before: tuple[str, ...] = ()
        for row in block.rows:
            if not row.printed:
                continue
            for depth, group in enumerate(row.groups):
                if before[: depth + 1] != row.groups[: depth + 1]:
                    grid.add_row(Text("  " * depth + printable(group), "dim"))
            before = row.groups
            line: list[RenderableType] = [_label(row)]
            if fit.unit:
                line.append(Text(printable(row.unit or "")))
            line += [cell_text(cell) for cell in row.cells]
            line += [Text()] * (len(block.columns) - len(row.cells))
            if fit.codes:
                line.append(Text(" ".join(_codes(row, self.report))))
            grid.add_row(*line)
        return grid

    def _lines(self, block: Block) -> Iterator[RenderableType]:
        """For very narrow terminals and very wide tables: one value a line."""
        from rich.text import Text

        if block.caption:
            yield Text(printable(block.caption), "dim")
        for row in block.rows:
            if row.printed:
                yield Text(" / ".join(map(printable, (*row.groups, row.label))))
                for cell in row.cells:
                    name = printable(cell.column)
                    yield Text.assemble("  ", (f"{name} " if name else "", "dim"), cell_text(cell))

    def _codes(self, block: Block) -> list[str]:
        return [code for row in block.rows for code in _codes(row, self.report)]


def _label(row: Row) -> RenderableType:
    from rich.padding import Padding
    from rich.text import Text

    text = Text(printable(row.label) or "(no label)")
    if row.extra:
        text.append(" +", "cyan")
    if row.findings:
        text.append(" !", FINDING[0])
    return Padding(text, (0, 0, 0, 2 * len(row.groups)))


def _label_width(row: Row) -> int:
    marks = 2 * row.extra + 2 * bool(row.findings)
    own = 2 * len(row.groups) + (_width(printable(row.label)) or 10) + marks
    return max([own, *(2 * depth + _width(group) for depth, group in enumerate(row.groups))])


def _column_widths(blocks: Sequence[Block], heading: int) -> tuple[tuple[int, ...], ...]:
    """Width of each value column of each block; columns of the same rank are equally wide."""
    found: list[int] = []
    for block in blocks:
        for index, name in enumerate(block.columns):
            cells = [row.cells[index] for row in block.rows if index < len(row.cells)]
            width = max(
                [_width(part) for part in _chunks(printable(name), heading)]
                + [cell_text(cell).cell_len for cell in cells]
                + [2]
            )
            if index == len(found):
                found.append(width)
            found[index] = max(found[index], width)
    return tuple(tuple(found[: len(block.columns)]) for block in blocks)


def _chunks(text: str, size: int) -> list[str]:
    """A heading in lines of ``size`` Chinese characters; other scripts count half."""
    lines, line, room = [], "", 2 * size
    for character in text:
        width = _width(character)
        if line and width > room:
            lines.append(line)
            line, room = "", 2 * size
        line += character
        room -= width
    return [*lines, line]


def _codes(row: Row, report: AnnualReport) -> list[str]:
    """Codes of the diagnostics about a row or its cells, each once."""
    numbers = {*row.findings, *(number for cell in row.cells for number in cell.findings)}
    found = (code for n in sorted(numbers) for code in report.diagnostics[n].codes)
    return list(dict.fromkeys(map(printable, found)))


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
