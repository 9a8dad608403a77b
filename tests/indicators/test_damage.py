"""Damage to lists of indicators: each number is right, or named; never silently different."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from attrs import evolve
from tests.indicators.pages import (
    KEEP_BLANKS,
    LAYOUTS,
    TITLE,
    Layout,
    Sheet,
    bare_cells,
    glued,
    rows,
    spaced,
)
from tests.indicators.sheets import BLANKS, SHEETS
from tests.indicators.test_sheets import official, read, values_of

from govreport.document import Document
from govreport.model import Status
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


@pytest.mark.parametrize("value", ["12.", "1２O", "3/4", "12-15", "（5）"])
@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout is not glued])
def test_odd_cells(value: str, layout: Layout) -> None:
    """What is no number is none, and named: the beginning of a cell is never its value."""
    sheet = SHEETS[0]
    changed = (*sheet.rows[2][:2], value, sheet.rows[2][3])
    printed = evolve(sheet, rows=(*sheet.rows[:2], changed, *sheet.rows[3:]))
    report, found = read(layout(printed))
    values = values_of(report)

    assert values.pop(changed[0], (None, 41)) == (None, 41)
    assert values == {
        label: found for label, found in sheet.expected().items() if label != changed[0]
    }
    assert value in {record.raw for record in found} | {item.raw for item in report.unplaced}
    assert {d.code for d in report.diagnostics} & {"not-a-number", "number-unplaced"}


@pytest.mark.parametrize(
    ("value", "expected"), [("12①", 12), ("约12", 12), ("–12", -12), ("减12", -12), ("〇", 0)]
)
@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout is not glued])
def test_signs_and_marks(value: str, expected: int, layout: Layout) -> None:
    """A sign is part of the number, and a mark beside it is said."""
    sheet = SHEETS[0]
    changed = (*sheet.rows[2][:2], value, sheet.rows[2][3])
    printed = evolve(sheet, rows=(*sheet.rows[:2], changed, *sheet.rows[3:]))
    report, _ = read(layout(printed))

    assert values_of(report) == {**sheet.expected(), changed[0]: (expected, 41)}
    marked = "number-marked" in {d.code for d in report.diagnostics}
    assert marked is (value in ("12①", "约12"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_percentages_keep_their_unit(layout: Layout) -> None:
    """40% is forty per cent, or no value: never the number 40 of something else."""
    sheet = Sheet(
        "percentages among counts",
        "luvv",
        ("指标名称", "单位", "2011年", "2012年"),
        rows("申请总数; 件; 20; 31\n网上申请所占比例; %; 40%; 55.5%\n按时办结数; 件; 20; 31"),
    )
    _, found = read(layout(sheet))
    placed = [record for record in found if record.status is not Status.UNPLACED]
    shares = {record.raw: record.unit for record in placed if "%" in record.raw}

    assert set(shares.values()) <= {"%"}
    assert layout is glued or shares == {"40%": "%", "55.5%": "%"}
    assert layout is glued or [record.value for record in placed if "%" in record.raw] == [
        40,
        Decimal("55.5"),
    ]


LETTERED = Sheet(
    "columns named by letters and numbers below the header",
    "luvv",
    ("指标名称", "计量单位", "本期实际", "本年累计"),
    rows(
        """主动公开信息数; 条; 12; 40
        申请总数; 条; 3; 9
        行政复议数; 件; 0; 1
        行政诉讼数; 件; 0; 0"""
    ),
)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_letters_below_the_header(layout: Layout) -> None:
    """甲 乙 1 2 below the header are no row."""
    printed = evolve(LETTERED, rows=(("甲", "乙", "1", "2"), *LETTERED.rows))
    values = values_of(read(layout(printed))[0])

    assert {label: values[label] for label in values} == {
        label: LETTERED.expected()[label] for label in values
    }
    assert layout is glued or len(values) == len(LETTERED.rows)


HALVES = ("指标名称 | 单位 | 数量", "主动公开信息数 | 条 | 46", "申请总数 | 件 | 7")
OTHERS = ("指标名称 | 单位 | 数量", "行政复议数 | 件 | 1", "行政诉讼数 | 件 | 0")


@pytest.mark.parametrize("gap", [" | ", "\n", " ", "\t"])
def test_two_halves_side_by_side(gap: str) -> None:
    """A table in two halves has one header twice, and two rows a line."""
    lines = [
        f"{left} | {right}".replace(" | ", gap) for left, right in zip(HALVES, OTHERS, strict=True)
    ]
    end = " |\n" if gap == " | " else "\n"
    report, _ = read(Document(f"{TITLE}\n统计表\n" + "".join(line + end for line in lines)))

    assert values_of(report) == {
        "主动公开信息数": (46,),
        "申请总数": (7,),
        "行政复议数": (1,),
        "行政诉讼数": (0,),
    }


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_label_around_its_values(gap: str) -> None:
    """The end of a label that stands below its values is no row of its own."""
    cells = ["统计指标", "单位", "统计数", "（一）主动公开政府信息数（不同渠道和方式", "条", "46"]
    cells += [
        "公开相同信息计1条）",
        "其中：主动公开规范性文件数",
        "条",
        "3",
        "制发规范性文件总数",
        "件",
    ]
    cells += ["4", "政府公报公开政府信息数", "条", "0", "政府网站公开政府信息数", "条", "46"]
    report, found = read(Document(f"{TITLE}\n政府信息公开情况统计表\n" + gap.join(cells)))

    assert report.statistics is not None
    assert report.statistics["proactive.items"].value == 46
    assert report.statistics["proactive.normative_documents_issued"].value == 4
    assert sorted(str(record.value) for record in found) == ["0", "3", "4", "46", "46"]


def test_unit_in_the_label() -> None:
    """主动公开信息数（条） states the unit of its value."""
    text = f"{TITLE}\n附表\n统计指标 | 数量 |\n主动公开信息数（条） | 46 |\n培训（人次） | 30 |\n"
    report, _ = read(Document(text))

    assert [(row.values, row.unit) for row in report.supplementary[0].rows] == [
        ((46,), "条"),
        ((30,), "人次"),
    ]


def test_page_number_within_the_table() -> None:
    """The number of a page is no value."""
    lines = [" ".join(row) for row in LETTERED.lines]
    lines[3:3] = ["- 3 -"]
    report, _ = read(Document(f"{TITLE}\n统计表\n" + "\n".join(lines) + "\n"))

    assert values_of(report) == LETTERED.expected()


def test_row_numbers_without_a_header() -> None:
    """Numbers before the labels that count the rows are no values, though no header says so."""
    lines = [" | ".join((str(n), *row)) + " |" for n, row in enumerate(LETTERED.rows, 1)]
    head = " | ".join(LETTERED.header) + " |"
    text = f"{TITLE}\n统计表\n | {head}\n" + "\n".join(lines) + "\n"

    for printed in (
        text,
        text.replace(f" | {head}", head),
        text.replace(" | ", "\n").replace(" |", ""),
    ):
        assert values_of(read(Document(printed))[0]) == LETTERED.expected()
