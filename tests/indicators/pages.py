"""Invented lists of indicators in print: the same cells in every layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from attrs import field, frozen

from govreport.document import Document, Grid, GridCell

TITLE = "东山县人民政府2012年政府信息公开工作年度报告"
OPENING = "本表的数字是编出来的，只用来试读。"

Values = tuple[Decimal | None, ...]


@frozen
class Sheet:
    """A printed table.

    Attributes:
        name: what is special about it.
        roles: a letter for each column: ``n`` row number, ``c`` code, ``l`` label, ``u`` unit,
            ``v`` value.
        header: the header cells as printed.
        rows: the cells of each row as printed; a heading has fewer.
        values: label -> values, where they are not simply the printed digits.
        units: label -> unit, where it is not that of the unit column.
        caption: the words above the table.
        unit: the unit of all values, where the header states it.
        inferred: whether some place can only be concluded (a repeated label, a similar one).
    """

    name: str
    roles: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    values: dict[str, Values] = field(factory=dict)
    units: dict[str, str | None] = field(factory=dict)
    caption: str = "附件1：东山县政府信息公开情况统计表"
    unit: str | None = None
    inferred: bool = False

    def label(self, row: Sequence[str]) -> str:
        """The label of a row."""
        return row[self.roles.index("l")] if len(row) > 1 else row[0]

    def expected(self) -> dict[str, Values]:
        """Label -> the values that a careful reader would write down, headings left out."""
        found = {}
        for row in self.data:
            cells = [cell for cell, role in zip(row, self.roles, strict=True) if role == "v"]
            label = self.label(row)
            found[label] = self.values.get(label) or tuple(map(_number, cells))
        return found

    @property
    def data(self) -> list[tuple[str, ...]]:
        """The rows that are no headings."""
        width = len(self.roles)
        return [row for row in self.rows if len(row) == width and set(row[1:]) != {"——"}]

    def expected_units(self) -> dict[str, str | None]:
        """Label -> the unit printed beside it."""
        at = self.roles.find("u")
        return {
            self.label(row): self.units.get(self.label(row), row[at] if at >= 0 else self.unit)
            for row in self.data
        }

    @property
    def columns(self) -> tuple[str, ...]:
        """The headers of the value columns."""
        pairs = zip(self.header, self.roles, strict=True)
        return tuple(cell for cell, role in pairs if role == "v")

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """Header and rows."""
        return [self.header, *self.rows]


def _number(cell: str) -> Decimal | None:
    return (
        Decimal(cell.replace(",", "")) if cell.replace(",", "").replace(".", "").isdigit() else None
    )


def rows(text: str) -> tuple[tuple[str, ...], ...]:
    """Rows from lines with a semicolon between cells."""
    return tuple(
        tuple(cell.strip() for cell in line.split(";")) for line in text.strip().splitlines()
    )


def _page(sheet: Sheet, table: str) -> Document:
    return Document(f"{TITLE}\n{OPENING}\n{sheet.caption}\n{table}\n")


def _line(sheet: Sheet, table: str, gap: str) -> Document:
    return Document(f"{TITLE} {OPENING} {sheet.caption}{gap}{table}")


def piped_rows(sheet: Sheet) -> Document:
    """``label | unit | number |`` on a line."""
    return _page(sheet, "\n".join(" | ".join(line) + " |" for line in sheet.lines))


def piped_cells(sheet: Sheet) -> Document:
    """A cell and a pipe per line; a line of pipes ends the row."""
    return _page(
        sheet, "\n".join("".join(f"{cell} |\n" for cell in x) + "|||" for x in sheet.lines)
    )


def bare_cells(sheet: Sheet) -> Document:
    """A bare cell per line."""
    return _page(sheet, "\n".join(cell for line in sheet.lines for cell in line))


def lone_pipes(sheet: Sheet) -> Document:
    """A pipe on a line of its own between the cells of a row."""
    return _page(sheet, "\n".join("\n|\n".join(line) for line in sheet.lines))


def tabs(sheet: Sheet) -> Document:
    """A row per line, a tab between cells."""
    return _page(sheet, "\n".join("\t".join(line) for line in sheet.lines))


def markdown(sheet: Sheet) -> Document:
    """A Markdown table."""
    lines = ["| " + " | ".join(line) + " |" for line in sheet.lines]
    lines.insert(1, "|---" * len(sheet.header) + "|")
    return _page(sheet, "\n".join(lines))


def labelled_lines(sheet: Sheet) -> Document:
    """Cells separated by spaces, a row per line, as in the text of PDF pages."""
    return _page(sheet, "\n".join(" ".join(line) for line in sheet.lines))


def spaced(sheet: Sheet) -> Document:
    """Everything on one line, cells separated by spaces."""
    return _line(sheet, " ".join(cell for line in sheet.lines for cell in line), " ")


def glued(sheet: Sheet) -> Document:
    """Everything on one line, nothing between the cells."""
    return _line(sheet, "".join(cell for line in sheet.lines for cell in line), "")


def grid(sheet: Sheet) -> Document:
    """A table of a web page or a Word file."""
    text = f"{TITLE}\n{OPENING}\n{sheet.caption}\n"
    cells = []
    for number, line in enumerate(sheet.lines):
        for column, cell in enumerate(line):
            cells.append(GridCell(len(text), len(text) + len(cell), number, column))
            text += cell + "\t"
        text += "\n"
    return Document(text, (Grid(tuple(cells), len(sheet.lines), len(sheet.header)),))


Layout = Callable[[Sheet], Document]
SEPARATED: tuple[Layout, ...] = (
    piped_rows,
    piped_cells,
    bare_cells,
    lone_pipes,
    tabs,
    markdown,
    labelled_lines,
    spaced,
    grid,
)
KEEP_BLANKS: tuple[Layout, ...] = (piped_rows, markdown, grid)
"""The layouts in which a blank cell keeps its place."""
LAYOUTS: tuple[Layout, ...] = (*SEPARATED, glued)
