"""Layouts: the cells of a text in reading order, each at its place."""

from __future__ import annotations

from itertools import pairwise

import pytest

from govreport.document import Document, Grid, GridCell
from govreport.layouts.bare_cells import BareCells
from govreport.layouts.grid import GridLayout
from govreport.layouts.inline import Glued, LabelledLines, Spaced
from govreport.layouts.markdown import Markdown
from govreport.layouts.piped_cells import PipedCells
from govreport.layouts.piped_rows import PipedRows
from govreport.plugins.registry import Layout, registry
from govreport.templates.official import FORM_2019, FORM_2021
from govreport.text.cells import BLANK, PAD, ROW_END, Cell
from govreport.text.labels import Vocabulary, vocabulary

MARKS = (BLANK, PAD, ROW_END)

PIPED_ROWS = (
    "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 | |\n"
    "规章 | 1 | | 3 | |\n规范性文件 | 4 | 5 | 6 | |\n"
)
PIPED_CELLS = (
    "信息内容 |\n本年新制作数量 |\n对外\n公开总数量 |\n||\n"
    "规章 |\n1 |\n|\n3 |\n||\n规范性文件 |\n4 |\n"
)
BARE_CELLS = "信息内容\n\n本年新制作数量\n\n规章\n\n1\n\n\n3\n\n\n规范性文件\n\n4\n\n5\n\n6\n"
MARKDOWN = "|信息内容|本年新制作数量|\n|---|---|\n| 规章 | 1 |\n|规范性文件||\n"
LINES = (
    "(一)予以公开 12 0 0 0 0 0 12\n"
    "(二)部分公开(区分处理的,只计这一情形,不计其他情形) 2 0 0 0 0 0 2\n"
    "1.属于国家秘密 3 0 0 0 0 0 3\n2.其他法律行政法规禁止公开 4 0 0 0 0 0 4\n"
    "3.危及“三安全一稳定” 5 0 0 0 0 0 5\n4.保护第三方合法权益 6 0 0 0 0 0 6\n"
    "5.属于三类内部事务信息 7 0 0 0 0 0 7\n6.属于四类过程性信息 8 0 0 0 0 0 8\n"
)
SPACED = (
    "信息内容 本年新制作数量 本年新公开数量 对外公开总数量 规章 1 2 3 规范性文件 4 5 6 "
    "信息内容 上一年项目数量 本年增/减 处理决定数量 行政许可 7 8 9"
)
GLUED = SPACED.replace(" ", "")

TEXTS = [
    (PipedRows(), PIPED_ROWS),
    (PipedCells(), PIPED_CELLS),
    (BareCells(), BARE_CELLS),
    (Markdown(), MARKDOWN),
    (LabelledLines(), LINES),
    (Spaced(), SPACED),
    (Glued(), GLUED),
]
NAMES = [layout.name for layout, _ in TEXTS]


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    """The labels of the official forms."""
    return vocabulary(
        (form.table, terminal, label)
        for template in (FORM_2019, FORM_2021)
        for form in template.tables
        for terminal, labels in form.grammar.labels.items()
        for label in labels
    )


def printed(cells: list[Cell]) -> list[str]:
    return [text for text, _, _ in cells if text not in MARKS]


@pytest.mark.parametrize(("layout", "text"), TEXTS, ids=NAMES)
def test_offsets(layout: Layout, text: str, words: Vocabulary) -> None:
    """Each cell is the stretch of the text that its offsets name, up to white space."""
    for padded in (text, f"前言\n\n{text}\n\n后语"):
        cells = list(layout.cells(Document(padded), words))

        assert printed(cells)
        for cell, start, end in cells:
            if cell in MARKS:
                assert 0 <= start <= end <= len(padded) + 1
            else:
                assert "".join(padded[start:end].split()) == "".join(cell.split())


@pytest.mark.parametrize(("layout", "text"), TEXTS, ids=NAMES)
def test_reading_order(layout: Layout, text: str, words: Vocabulary) -> None:
    """Cells come in the order of the text and never overlap."""
    cells = [cell for cell in layout.cells(Document(text), words) if cell[0] not in MARKS]

    assert all(before[2] <= after[1] for before, after in pairwise(cells))


@pytest.mark.parametrize(("layout", "text"), TEXTS, ids=NAMES)
def test_detection(layout: Layout, text: str) -> None:
    """A layout scores highest on its own text, between 0 and 1, and says why."""
    scores = {other.name: other.detect(Document(text)).score for other in registry("layouts").all()}

    assert all(0 <= score <= 1 for score in scores.values())
    assert max(scores, key=lambda name: scores[name]) == layout.name
    assert layout.detect(Document(text)).found


@pytest.mark.parametrize("layout", registry("layouts").all(), ids=lambda layout: layout.name)
@pytest.mark.parametrize("text", ["", "\n\n\n", "没有表格的一段话。", "|", "||||", "\x00|\x00"])
def test_no_table(layout: Layout, text: str, words: Vocabulary) -> None:
    """Text without a table gives no number, and the evidence says what is missing."""
    evidence = layout.detect(Document(text))
    cells = list(layout.cells(Document(text), words))

    assert evidence.score == 0
    assert evidence.missing
    assert not any(text.isdigit() for text, _, _ in cells)


@pytest.mark.parametrize(("layout", "text"), TEXTS, ids=NAMES)
def test_digits_are_conserved(layout: Layout, text: str, words: Vocabulary) -> None:
    """No digit of the text is lost or doubled on the way to the cells."""
    cells = printed(list(layout.cells(Document(text), words)))

    assert [c for c in text if c.isdigit()] == [c for c in "".join(cells) if c.isdigit()]


def test_piped_rows_marks(words: Vocabulary) -> None:
    """Empty cells between values are blanks, those at the end of a row are padding."""
    cells = PipedRows().cells(Document("规章 | 1 | | 3 | |\n"), words)

    assert [text for text, _, _ in cells][:7] == ["规章", "1", BLANK, "3", PAD, ROW_END, ROW_END]


def test_piped_cells_marks(words: Vocabulary) -> None:
    """A lone pipe is a blank cell, several are padding and the end of the row."""
    cells = PipedCells().cells(Document("规章 |\n1 |\n|\n3 |\n||\n"), words)

    assert [text for text, _, _ in cells] == ["规章", "1", BLANK, "3", PAD, PAD, ROW_END]


def test_piped_cells_broken_cell(words: Vocabulary) -> None:
    """A pipe on its own line closes a cell that was broken before it."""
    cells = PipedCells().cells(Document("本年增/减\n|\n处理决定数量 |\n"), words)

    assert [text for text, _, _ in cells] == ["本年增/减", "处理决定数量"]


def test_bare_cells_blanks(words: Vocabulary) -> None:
    """Each newline beyond the usual number is a blank cell."""
    text = "规章\n\n1\n\n2\n\n\n\n4\n\n5\n\n6"
    cells = BareCells().cells(Document(text), words)

    assert [text for text, _, _ in cells] == ["规章", "1", "2", BLANK, BLANK, "4", "5", "6"]


def test_markdown_padding(words: Vocabulary) -> None:
    """Pipes without a space behind cells with spaces are padding; so is all without a header."""
    padded = Markdown().cells(Document("|---|---|\n| 规章 | 1 |||\n"), words)
    headless = Markdown().cells(Document("| 规章 | 1 | | |\n"), words)

    assert [text for text, _, _ in padded].count(PAD) == 2
    assert [text for text, _, _ in headless].count(PAD) == 2


def test_markdown_blanks(words: Vocabulary) -> None:
    """Every empty cell of a Markdown row is a blank, and separator lines are no cells."""
    cells = Markdown().cells(Document(MARKDOWN), words)
    rows = "\x00".join(text for text, _, _ in cells).split(ROW_END)

    assert [row.strip("\x00").split("\x00") for row in rows if row.strip("\x00")] == [
        ["信息内容", "本年新制作数量"],
        ["规章", "1"],
        ["规范性文件"],
    ]
    assert [text for text, _, _ in cells].count(BLANK) == 1


def test_glued_values_stay_whole(words: Vocabulary) -> None:
    """The layout cuts at labels only: digits are cut where the form is known."""
    assert printed(Glued().cells(Document(GLUED), words))[4:8] == [
        "规章",
        "123",
        "规范性文件",
        "456",
    ]


def test_page_number_is_no_value(words: Vocabulary) -> None:
    """A page number between two rows is page furniture."""
    lines = LINES.splitlines()
    text = "\n".join([*lines[:3], "- 3 -", *lines[3:]])
    cells = printed(LabelledLines().cells(Document(text), words))

    assert cells == printed(LabelledLines().cells(Document(LINES), words))


def test_prose_is_no_table(words: Vocabulary) -> None:
    """Labels and numbers in a sentence are not cells."""
    text = "本镇办理行政许可12件,行政处罚3件,行政强制1件。全年没有规章,规范性文件2件。"

    assert printed(LabelledLines().cells(Document(text), words)) == []


def test_grid_blanks_and_order(words: Vocabulary) -> None:
    """A grid's cells come by row and column, blanks in their place, a merged cell once."""
    text = "规章 1 3"
    grid = Grid(
        (
            GridCell(5, 6, 0, 3),
            GridCell(0, 2, 0, 0, row_span=2),
            GridCell(3, 4, 0, 1),
            GridCell(4, 4, 0, 2),
        ),
        rows=2,
        columns=4,
    )
    cells = GridLayout().cells(Document(text, grids=(grid,)), words)

    assert [cell for cell, _, _ in cells if cell != ROW_END] == ["规章", "1", BLANK, "3"]
