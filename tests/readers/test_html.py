"""HTML as it is found: spans, layout tables, boilerplate, exports, damage."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from govreport.document import Document
from govreport.readers import Limits, open_document


def read(page: str) -> Document:
    return open_document(b"\xef\xbb\xbf<html><body>" + page.encode() + b"</body></html>")


def cells(document: Document, number: int = 0) -> list[tuple[str, int, int, int, int]]:
    return [
        (document.text[c.start : c.end], c.row, c.column, c.row_span, c.column_span)
        for c in document.grids[number].cells
    ]


def test_rowspan_zero() -> None:
    """rowspan=0 reaches to the end of its row group and no further."""
    page = (
        "<table><tbody><tr><td rowspan=0>a<td>1<tr><td>2</tbody>"
        "<tbody><tr><td>b<td>3</tbody></table>"
    )

    assert cells(read(page)) == [
        ("a", 0, 0, 2, 1),
        ("1", 0, 1, 1, 1),
        ("2", 1, 1, 1, 1),
        ("b", 2, 0, 1, 1),
        ("3", 2, 1, 1, 1),
    ]


def test_span_with_unit() -> None:
    """A span is read to its first character that is no digit."""
    page = "<table><tr><td colspan='2px'>a<td>b<tr><td>1<td>2<td>3</table>"

    assert cells(read(page))[:2] == [("a", 0, 0, 1, 2), ("b", 0, 2, 1, 1)]


def test_caption_wider_than_the_table() -> None:
    """A column in which no cell begins does not count."""
    grid = read("<table><tr><td colspan=100>t<tr><td>a<td>1</table>").grids[0]

    assert (grid.rows, grid.columns, grid.cells[0].column_span) == (2, 2, 2)


def test_foot_comes_last() -> None:
    """A foot that stands first in the source is the last group of the table."""
    page = "<table><tfoot><tr><td>f<td>9</tfoot><tbody><tr><td>a<td>1</tbody></table>"

    assert read(page).text == "a | 1\nf | 9\n"


def test_layout_table_is_flow() -> None:
    """Only the innermost table becomes a grid; the layout around it is flow."""
    page = "<table><tr><td>前<td><p>标题</p><table><tr><td>规章<td>1</table>后</table>"
    document = read(page)

    assert document.text == "前\n标题\n规章 | 1\n后\n"
    assert len(document.grids) == 1
    assert document.span(10, 11).table == 1


def test_data_table_around_a_table() -> None:
    """A table of figures stays a grid although one of its cells holds a table."""
    rows = "".join(f"<tr><td>行{n}<td>{n}<td>{n}0" for n in range(1, 5))
    document = read(f"<table>{rows}<tr><td>总<table><tr><td>计</table><td>10<td>100</table>")

    assert len(document.grids) == 1
    assert document.text.splitlines()[-1] == "总计 | 10 | 100"


def test_page_in_one_cell() -> None:
    """A table with one cell frames text and is no grid."""
    assert read("<table><tr><td>一<br>二</table>").grids == ()


def test_paragraphs_in_a_cell() -> None:
    """The lines of a cell are one text; two numbers never run together."""
    page = (
        "<table><tr><td><p>本年新</p><p>制作&nbsp;数量</p><td>1<br>2"
        "<td>5<sup>3</sup><td>&nbsp;</table>"
    )

    assert [cell[0] for cell in cells(read(page))] == ["本年新制作 数量", "1 2", "5³", ""]


def test_boilerplate() -> None:
    """Scripts, styles, menus and hidden text are left out; a hidden table is not."""
    page = (
        "<script>1</script><style>2</style><nav>3</nav><div style='display: none'>4</div>"
        "<div hidden><table><tr><td>规章<td>5</table></div><noscript>6</noscript>正文"
    )

    assert read(page).text == "规章 | 5\n正文\n"


def test_form_field() -> None:
    """A number shown in a form field is text."""
    assert read("<table><tr><td>规章<td><input value=7></table>").text == "规章 | 7\n"


def test_truncated() -> None:
    """A page that ends inside a table is read as far as it goes."""
    document = open_document("<html><table><tr><td>规章<td>1<tr><td>许可<td>2".encode())

    assert document.text == "规章 | 1\n许可 | 2\n"


def test_word_message() -> None:
    """A single-file web page, as Word saves it with the suffix .doc, opens as HTML."""
    message = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        "Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: 8bit\n\n"
        "<table><tr><td>规章<td>1</table>\n--b--\n"
    )
    document = open_document(message.encode("gbk"))

    assert (document.text, document.source.encoding) == ("规章 | 1\n", "gb18030")


def test_table_in_markdown() -> None:
    """In Markdown with HTML tables, line ends of the source stay line ends."""
    document = open_document("# 报告\n正文\n<table><tr><td>规章<td>1</table>\n\n完".encode())

    assert document.text == "# 报告\n正文\n规章 | 1\n完\n"


def test_overlap_is_named() -> None:
    """Cells that claim one place are kept, and a note says so."""
    document = read("<table><tr><td>a<td rowspan=2>b<tr><td colspan=2>c</table>")

    assert [note[0] for note in document.notes] == ["table-overlap"]
    assert [cell[0] for cell in cells(document)] == ["a", "b", "c"]


SPANS = st.integers(0, 4)


@settings(max_examples=examples(150))
@given(st.lists(st.lists(st.tuples(SPANS, SPANS), min_size=1, max_size=5), min_size=2, max_size=6))
def test_any_spans(rows: list[list[tuple[int, int]]]) -> None:
    """Whatever the spans, each cell is in the grid once, at a place inside it, in order."""
    page, number, printed = "", 0, []
    for row in rows:
        page += "<tr>"
        for down, right in row:
            number += 1
            printed.append(str(number))
            page += f"<td rowspan={down} colspan={right}>{number}</td>"
        page += "</tr>"
    document = read(f"<table>{page}</table>")
    (grid,) = document.grids

    assert sorted(printed, key=int) == sorted((c[0] for c in cells(document)), key=int)
    for cell in grid.cells:
        assert 0 <= cell.row < cell.row + cell.row_span <= grid.rows
        assert 0 <= cell.column < cell.column + cell.column_span <= grid.columns
    assert [cell.start for cell in grid.cells] == sorted(cell.start for cell in grid.cells)


def test_span_limit() -> None:
    """A span of a million costs no more than the limit allows."""
    page = "<table>" + "<tr><td colspan=1000000 rowspan=60000>1<td>2" * 3 + "</table>"

    assert read(page).grids[0].rows == 3
    with pytest.raises(Exception, match="max_cells"):
        open_document(("<html>" + page).encode(), limits=Limits(max_cells=1000))


@pytest.mark.parametrize(
    "cell",
    [
        "<td>1<s>2</s>",
        "<td>1<del>2</del>",
        '<td>1<span style="text-decoration: line-through">2</span>',
        '<td>1<span style="DISPLAY : none">2</span>',
        '<td>1<span style="visibility:hidden">2</span>',
        '<td>1<span class="x gone">2</span>',
        "<td><ruby>1<rp>(</rp><rt>2</rt><rp>)</rp></ruby>",
        '<td>1<td style="display:none">2',
        '<td>1<td class="gone">2',
        "<td>1<td hidden>2",
        "<td>1<!-- 2 -->",
        "<td>1<select><option>2</select>",
        '<td>1<span style="position:absolute; left:-9999px">2</span>',
        '<td>1<span style="text-indent: -9999px">2</span>',
        '<td>1<span style="clip:rect(0 0 0 0)">2</span>',
    ],
)
def test_struck_or_hidden_text_is_left_out(cell: str) -> None:
    """It is not what the page prints; the table says once that something was left out."""
    style = "<style>.kept{color:red} .gone, td.away {display:none}</style>"
    page = f"<html>{style}<table><tr><td>规章{cell}<td>3</table>"
    document = open_document(page.encode())

    assert document.text == "规章 | 1 | 3\n"
    assert document.grids[0].columns == 3
    assert [(code, "'2'" in text) for code, text, _, _ in document.notes] == [("text-hidden", True)]


@pytest.mark.parametrize("remark", ["<!--[if mso]>3<![endif]-->", "<!-- kept -->", "<!--#x 3-->"])
def test_remarks_of_a_program_are_left_out(remark: str) -> None:
    """A comment that no one wrote as a figure is left out without a word."""
    document = open_document(f"<table><tr><td>规章<td>1{remark}<td>3</table>".encode())

    assert (document.text, document.notes) == ("规章 | 1 | 3\n", ())


@pytest.mark.parametrize(
    ("image", "text"),
    [
        ('<img src="n7.gif" alt="12">', "[图片 12]"),
        ('<p><img src="n7.gif"></p>', "[图片]"),
        ('3<img src="n7.gif" alt="12">', "3"),
        ('<img src="/images/blank.gif" width="60">', ""),
        ('<img src="n7.gif" width="1" height="1">', ""),
    ],
)
def test_a_cell_that_is_a_picture_is_not_blank(image: str, text: str) -> None:
    """A figure may stand in the picture; one that keeps a cell open shows nothing."""
    document = open_document(f"<table><tr><td>规章<td>{image}<td>3</table>".encode())

    assert document.text == f"规章 | {text} | 3\n"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('1<span style="vertical-align: super">2</span>', "1²"),
        ('1<font style="vertical-align:sub">a</font>', "1 a"),
        ('<span style="vertical-align:baseline">12</span>', "12"),
        ("<math><mn>12</mn></math>", "12"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1 2"),
        ("<svg><title>a</title><text>12</text></svg>", "12"),
    ],
)
def test_text_of_formulas_and_raised_text(cell: str, text: str) -> None:
    """What a browser shows of a formula or a drawing in a cell is read; raised text is apart."""
    document = open_document(f"<table><tr><td>规章<td>{cell}<td>3</table>".encode())

    assert document.text == f"规章 | {text} | 3\n"


def test_hidden_row_is_no_row() -> None:
    """A row that is not shown is not read."""
    row = '<tr style="display: none"><td>规章<td>9</tr>'
    document = open_document(f"<table>{row}<tr><td>规章<td>3</table>".encode())

    assert document.text == "规章 | 3\n"


INNER = "<table>" + "".join(f"<tr><td>规章<td>{n}<td>{n}" for n in range(1, 6)) + "</table>"


@pytest.mark.parametrize(
    ("page", "within"),
    [
        ("<h1>某局</h1><textarea>{}</textarea>", "textarea"),
        ("<h1>某局</h1><textarea>{escaped}</textarea>", "textarea"),
        ("<h1>某局</h1><xmp>{}</xmp>", "xmp"),
        ("<h1>某局</h1><template>{}</template>", "template"),
        ("<h1>某局</h1><noscript>{}</noscript>", "noscript"),
        ('<h1>某局</h1><script type="text/html">{}</script>', "script"),
        ('<h1>某局</h1><iframe srcdoc="{escaped}"></iframe>', "iframe"),
        ('<h1>某局</h1><input type="hidden" value="{escaped}">', "input"),
        ("&lt;h1&gt;某局&lt;/h1&gt;{escaped}", "text"),
    ],
)
def test_page_inside_of_a_page(page: str, within: str) -> None:
    """A page that carries its tables as text is read by them, and says so."""
    document = read(page.format(INNER, escaped=escape(INNER)))

    assert document.text == "某局\n" + "".join(f"规章 | {n} | {n}\n" for n in range(1, 6))
    assert [(code, within in text) for code, text, _, _ in document.notes] == [
        ("page-inside", True)
    ]


def test_a_page_with_tables_is_read_by_them() -> None:
    """What else it carries as text is of no account."""
    other = INNER.replace("1", "7")
    document = open_document(f"<html>{INNER}<template>{other}</template>".encode())

    assert document.notes == ()
    assert "7" not in document.text
