"""Damage to lists of indicators: each number is right, or named; never silently different."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from attrs import evolve
from tests.indicators.pages import KEEP_BLANKS, LAYOUTS, Layout, Sheet, bare_cells, glued, spaced
from tests.indicators.sheets import BLANKS, SHEETS
from tests.indicators.test_sheets import official, read, values_of

from govreport.document import Document
from govreport.text.chinese.traditional import TABLE

_TRADITIONAL = {value: key for key, value in TABLE.items()}
MARKS_SPACES = tuple(layout for layout in LAYOUTS if layout is not bare_cells)


def _spread(cell: str) -> str:
    return " ".join(cell) if len(cell) < 6 else f"{cell[:4]} {cell[4:]}"


def header_spread(sheet: Sheet) -> Sheet:
    """指 标 名 称: spaces between the characters of the header."""
    return evolve(sheet, header=tuple(map(_spread, sheet.header)))


def digits_wide(sheet: Sheet) -> Sheet:
    """Full-width digits in all cells of values."""
    wide = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
    rows = tuple(
        tuple(
            cell.translate(wide) if len(row) == len(sheet.roles) and role == "v" else cell
            for cell, role in zip(row, sheet.roles, strict=False)
        )
        for row in sheet.rows
    )
    return evolve(sheet, rows=rows, values={**sheet.expected(), **sheet.values})


def traditional(document: Document) -> Document:
    """Characters converted one by one."""
    return evolve_text(document, lambda text: "".join(_convert(char) for char in text))


def _convert(char: str) -> str:
    other = _TRADITIONAL.get(char)
    return char if isinstance(other, str) or other is None else chr(other)


def evolve_text(document: Document, change: Callable[[str], str]) -> Document:
    """The same page with other characters, as many as before where it has a grid."""
    return Document(change(document.text), document.grids)


def signed(document: Document) -> Document:
    """Signature, date and the page's furniture below the table."""
    tail = "东山县人民政府办公室 二○一三年一月二十日 附件下载 浏览次数：1024 上一篇 下一篇"
    return Document(document.text + "\n" + tail.replace(" ", "\n"), document.grids)


def signed_behind(document: Document) -> Document:
    """The same on the table's own line."""
    return Document(document.text + " 东山县人民政府办公室2013年1月20日 附件下载", document.grids)


def followed(document: Document) -> Document:
    """Sections with figures below the table."""
    return Document(
        document.text + "\n三、存在的问题和改进措施\n"
        "全年培训3期，参加人员120人次，比上年增加20人次。\n",
        document.grids,
    )


def problems(sheet: Sheet, document: Document, labels: dict[str, str] | None = None) -> list[str]:
    """What is silently wrong or gone, in words."""
    report, found = read(document)
    expected = sheet.expected()
    if labels is not None:
        expected = {labels[label]: values for label, values in expected.items()}
    values = values_of(report)
    wrong = [
        f"{sheet.name}: {label} {values[label]} for {expected.get(label)}"
        for label in values
        if values[label] != expected.get(label)
    ]
    digits = "".join(r.raw for r in found) + "".join(i.raw for i in report.unplaced)
    kept = sum(char.isdigit() for char in digits)
    printed = sum(
        char.isdigit()
        for row in sheet.data
        for cell, role in zip(row, sheet.roles, strict=True)
        if role == "v"
        for char in cell
    )
    if kept < printed:
        wrong.append(f"{sheet.name}: {kept} of {printed} digits kept")
    if official(report):
        wrong.append(f"{sheet.name}: read as an official table")
    return wrong


def missing(sheet: Sheet, document: Document) -> list[str]:
    """The labels whose values are not read."""
    values = values_of(read(document)[0])
    return [f"{sheet.name}: {label}" for label in sheet.expected() if label not in values]


def sheets_for(layout: Layout) -> list[Sheet]:
    """The sheets that a layout can print without ambiguity."""
    return [sheet for sheet in SHEETS if sheet is not BLANKS or layout in KEEP_BLANKS]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("change", [header_spread, digits_wide])
def test_cells_printed_otherwise(layout: Layout, change: Callable[[Sheet], Sheet]) -> None:
    """Spaces in the header and full-width digits change no value."""
    found = [
        problem
        for sheet in sheets_for(layout)
        for problem in problems(sheet, layout(change(sheet)))
    ]

    assert found == []


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout is not glued])
@pytest.mark.parametrize("change", [header_spread, digits_wide])
def test_cells_printed_otherwise_are_read(layout: Layout, change: Callable[[Sheet], Sheet]) -> None:
    """And where something separates the cells, none is missing."""
    found = [
        label for sheet in sheets_for(layout) for label in missing(sheet, layout(change(sheet)))
    ]

    assert found == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("change", [signed, signed_behind, followed])
def test_page_below_the_table(layout: Layout, change: Callable[[Document], Document]) -> None:
    """What stands below a table is none of its rows."""
    found = [
        problem
        for sheet in sheets_for(layout)
        for problem in problems(sheet, change(layout(sheet)))
    ]

    assert found == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_traditional_characters(layout: Layout) -> None:
    """A page in Traditional characters is read as the same page."""
    found = []
    for sheet in sheets_for(layout):
        labels = {label: "".join(map(_convert, label)) for label in sheet.expected()}
        found += problems(sheet, traditional(layout(sheet)), labels)

    assert found == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_header_in_pieces(sheet: Sheet) -> None:
    """Each header cell over two lines, a bare cell per line."""
    header = tuple(
        cell if len(cell) < 4 else f"{cell[:2]}\n{cell[2:]}" if not cell[0].isdigit() else cell
        for cell in sheet.header
    )

    assert problems(sheet, bare_cells(evolve(sheet, header=header))) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("layout", [spaced, bare_cells])
def test_lost_labels(sheet: Sheet, layout: Layout) -> None:
    """A number without its label is never the value of another row."""
    for lost in range(1, len(sheet.rows) - 1):
        row = sheet.rows[lost]
        if len(row) != len(sheet.roles):
            continue
        at = sheet.roles.index("l")
        cut = (*row[:at], *row[at + 1 :])
        printed = evolve(sheet, rows=(*sheet.rows[:lost], cut, *sheet.rows[lost + 1 :]))
        values = values_of(read(layout(printed))[0])
        expected = sheet.expected()
        wrong = {
            label: (found, expected.get(label))
            for label, found in values.items()
            if label and found != expected.get(label)
        }

        assert wrong == {}, sheet.label(row)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_header_on_every_page(layout: Layout) -> None:
    """A header that is repeated on the next page begins no other table."""
    for sheet in sheets_for(layout):
        if len(sheet.rows) < 12 or layout(sheet).grids:
            continue
        printed = evolve(sheet, rows=(*sheet.rows[:8], sheet.header, *sheet.rows[8:]))

        assert problems(sheet, layout(printed)) == []


def test_figures_of_the_prose_are_no_rows() -> None:
    """A sentence that speaks of indicators and units opens no table."""
    text = (
        "东山县2012年政府信息公开工作年度报告\n"
        "今年重点项目数量12个，指标单位面积3件。统计指标数量增加5项，单位数量为7个。\n"
        "其中：申请12件，答复11件。\n"
    )
    report, _ = read(Document(text))

    assert report.supplementary == ()
    assert report.statistics is None


@pytest.mark.parametrize("value", ["12.", "1２O", "3/4", "约12", "12-15", "百余"])
def test_odd_cells(value: str) -> None:
    """What is no number stands as no number: the beginning of a cell is never its value."""
    sheet = SHEETS[0]
    rows = tuple(
        (*row[:2], value, row[3]) if index == 2 else row for index, row in enumerate(sheet.rows)
    )
    for layout in KEEP_BLANKS:
        report, found = read(layout(evolve(sheet, rows=rows)))
        values = values_of(report).get(sheet.rows[2][0], ())

        assert values[:1] in ((), (None,), (Decimal(12),)), value
        assert value in {r.raw for r in found} | {i.raw for i in report.unplaced}
