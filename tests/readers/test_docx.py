"""Word files at the level of their XML."""

from __future__ import annotations

from types import ModuleType

import pytest

from govreport.errors import LimitExceeded, UnreadableSource
from govreport.readers import Limits, open_document


def _cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"


def _table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_merged_cells(tiny: ModuleType) -> None:
    """gridSpan and vMerge become spans; what Word hides in a continued cell is not read."""
    document = open_document(
        tiny.docx(
            _table(
                _cell("a", '<w:gridSpan w:val="2"/>') + _cell("b", '<w:vMerge w:val="restart"/>'),
                _cell("c") + _cell("d") + _cell("hidden", "<w:vMerge/>"),
            )
        )
    )
    grid = document.grids[0]

    assert [
        (document.text[c.start : c.end], c.row, c.column, c.row_span, c.column_span)
        for c in grid.cells
    ] == [("a", 0, 0, 1, 2), ("b", 0, 2, 2, 1), ("c", 1, 0, 1, 1), ("d", 1, 1, 1, 1)]


def test_table_in_a_frame(tiny: ModuleType) -> None:
    """A table that frames a page gives way to the table inside it."""
    inner = _table(_cell("规章") + _cell("7"))
    frame = f"<w:tbl><w:tr>{_cell('菜单')}<w:tc>{inner}</w:tc></w:tr></w:tbl>"
    document = open_document(tiny.docx(frame))

    assert document.text == "菜单\n规章 | 7\n"
    assert len(document.grids) == 1


def test_continued_from_nothing(tiny: ModuleType) -> None:
    """A continued cell with nothing above keeps its text."""
    document = open_document(tiny.docx(_table(_cell("7", "<w:vMerge/>") + _cell("8"))))

    assert document.text == "7 | 8\n"


def test_automatic_numbers(tiny: ModuleType) -> None:
    """The number that Word prints before a heading is in the text."""
    numbering = (
        f"<w:numbering {tiny.WORD}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'>"
        "<w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>"
        "</w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )
    heading = (
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr></w:pPr>"
        "<w:r><w:t>标题</w:t></w:r></w:p>"
    )
    data = tiny.docx(heading * 11, **{"word/numbering.xml": numbering.encode()})
    lines = open_document(data).text.splitlines()

    assert (lines[0], lines[1], lines[9], lines[10]) == (
        "一、标题",
        "二、标题",
        "十、标题",
        "十一、标题",
    )


def test_deleted_text(tiny: ModuleType) -> None:
    """Text that a revision deleted is not read; text that it inserted is."""
    body = (
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>"
    )

    assert open_document(tiny.docx(body)).text == "新\n"


def test_raised_digit_stands_apart(tiny: ModuleType) -> None:
    """A footnote mark is no digit of the number before it."""
    body = (
        "<w:p><w:r><w:t>5</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
        "<w:t>1</w:t></w:r></w:p>"
    )

    assert open_document(tiny.docx(body)).text == "5 1\n"


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    "hidden",
    [
        _run("2", "<w:strike/>"),
        _run("2", "<w:dstrike/>"),
        _run("2", "<w:vanish/>"),
        "<w:del><w:r><w:delText>2</w:delText></w:r></w:del>",
    ],
)
def test_struck_or_hidden_text_is_left_out(tiny: ModuleType, hidden: str) -> None:
    """It is not what Word prints; the table says once that something was left out."""
    cell = f"<w:tc><w:p>{hidden}{_run('1')}</w:p></w:tc>"
    document = open_document(tiny.docx(_table(_cell("规章") + cell + _cell("3"))))

    assert document.text == "规章 | 1 | 3\n"
    assert [(code, "'2'" in text) for code, text, _, _ in document.notes] == [("text-hidden", True)]


def test_a_mark_that_is_off_hides_nothing(tiny: ModuleType) -> None:
    """Word writes ``w:val="0"`` where a style is switched off."""
    run = _run("1", '<w:vanish w:val="0"/>')
    cell = f"<w:tc><w:p>{run}</w:p></w:tc>"
    document = open_document(tiny.docx(_table(_cell("规章") + cell)))

    assert (document.text, document.notes) == ("规章 | 1\n", ())


def test_hidden_text_of_a_merged_cell_is_said(tiny: ModuleType) -> None:
    """Word shows only the first of cells merged downwards; a number in another is named."""
    rows = (
        _cell("规章") + _cell("1", '<w:vMerge w:val="restart"/>'),
        _cell("规范性文件") + _cell("2", "<w:vMerge/>"),
    )
    document = open_document(tiny.docx(_table(*rows)))

    assert [(code, "'2'" in text) for code, text, _, _ in document.notes] == [("text-hidden", True)]


def test_formula_and_picture_in_a_cell(tiny: ModuleType) -> None:
    """The number of a formula is read; a cell that is only a picture is not blank."""
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    formula = f"<w:tc><w:p><m:oMath {space}><m:r><m:t>12</m:t></m:r></m:oMath></w:p></w:tc>"
    drawing = "<w:tc><w:p><w:r><w:drawing/></w:r></w:p></w:tc>"
    document = open_document(tiny.docx(_table(_cell("规章") + formula + drawing)))

    assert document.text == "规章 | 12 | [图片]\n"


def test_entities_are_refused(tiny: ModuleType) -> None:
    """A document type, and with it every entity, is refused."""
    prolog = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(UnreadableSource, match="document type"):
        open_document(tiny.docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", prolog=prolog))


def test_zip_bomb(tiny: ModuleType) -> None:
    """A part that unpacks to many times its size is stopped early."""
    data = tiny.docx(tiny.paragraph(" " * 20_000_000))
    with pytest.raises(LimitExceeded, match="max_expansion"):
        open_document(data)


def test_nesting(tiny: ModuleType) -> None:
    """Elements nested without end are refused with the name of the limit."""
    deep = "<w:sdt><w:sdtContent>" * 600 + "</w:sdtContent></w:sdt>" * 600
    with pytest.raises(LimitExceeded, match="max_nesting"):
        open_document(tiny.docx(deep))
    assert open_document(tiny.docx(deep), limits=Limits(max_nesting=2000)).text == ""


def test_cells_limit(tiny: ModuleType) -> None:
    """The cells of all tables count together."""
    wide = _table(_cell("a", '<w:gridSpan w:val="1000"/>') + _cell("b")) + tiny.paragraph("x")
    with pytest.raises(LimitExceeded, match="max_cells"):
        open_document(tiny.docx(wide * 4), limits=Limits(max_cells=2500))
