"""PDF pages drawn by hand: ruling lines, page numbers, pages that are pictures."""

from __future__ import annotations

from types import ModuleType

import pytest

from govreport.errors import LimitExceeded, UnreadableSource
from govreport.readers import Limits, open_document

XS, YS = (50, 150, 250, 350), (350, 320, 290, 260)


def _filled(tiny: ModuleType, words: list[list[str]], ys: tuple[int, ...] = YS) -> str:
    """A ruled grid with a word in each cell."""
    content: str = tiny.ruled(XS, ys)
    for row, line in enumerate(words):
        for column, word in enumerate(line):
            content += tiny.text(XS[column] + 10, ys[row + 1] + 10, word)
    return content


WORDS = [["a", "b", "c"], ["1", "2", "3"], ["4", "", "6"]]


def test_ruled_grid(tiny: ModuleType) -> None:
    """Each word is in the cell whose lines enclose it, with page and box."""
    document = open_document(tiny.pdf(tiny.text(50, 380, "Title") + _filled(tiny, WORDS)))

    assert document.text == "Title\na | b | c\n1 | 2 | 3\n4 |  | 6\n"
    assert tiny.rows_of(document, document.grids[0]) == WORDS
    span = document.span(16, 17)
    assert (document.text[16:17], span.page, span.box) == ("1", 1, (50.0, 290.0, 150.0, 320.0))


@pytest.mark.parametrize("turns", [90, 180, 270])
def test_turned_page(turns: int, tiny: ModuleType) -> None:
    """A table set sideways or upside down is read upright; boxes stay those of the file."""
    matrix = {90: "0 1 -1 0 400 0", 180: "-1 0 0 -1 400 400", 270: "0 -1 1 0 0 400"}[turns]
    content = f"q {matrix} cm\n{_filled(tiny, WORDS)}Q\n"
    document = open_document(tiny.pdf(content, rotate=turns))

    assert tiny.rows_of(document, document.grids[0]) == WORDS
    box = document.span(0, 1).box
    assert box is not None
    assert (
        box
        == {
            90: (50.0, 50.0, 80.0, 150.0),
            180: (250.0, 50.0, 350.0, 80.0),
            270: (320.0, 250.0, 350.0, 350.0),
        }[turns]
    )


def test_open_sides(tiny: ModuleType) -> None:
    """A table without its outer side lines keeps its outer columns."""
    content = "".join(tiny.line(50, y, 350, y) for y in YS)
    content += tiny.line(150, 350, 150, 260) + tiny.line(250, 350, 250, 260)
    for row, line in enumerate(WORDS):
        for column, word in enumerate(line):
            content += tiny.text(XS[column] + 10, YS[row + 1] + 10, word)
    document = open_document(tiny.pdf(content))

    assert tiny.rows_of(document, document.grids[0]) == WORDS


def test_lines_in_pieces(tiny: ModuleType) -> None:
    """Borders drawn cell by cell, as rectangles, make one grid."""
    content = ""
    for row in range(3):
        for column in range(3):
            content += f"{XS[column]} {YS[row + 1]} 100 30 re S\n"
            content += tiny.text(XS[column] + 10, YS[row + 1] + 10, WORDS[row][column] or " ")
    document = open_document(tiny.pdf(content))

    assert tiny.rows_of(document, document.grids[0]) == WORDS


def test_group_label_beside_the_middle_row(tiny: ModuleType) -> None:
    """A label over three rows covers all of them, wherever in its cell it is set."""
    content = "".join(tiny.line(150, y, 350, y) for y in YS[1:3])
    content += tiny.line(50, 350, 350, 350) + tiny.line(50, 260, 350, 260)
    content += "".join(tiny.line(x, 350, x, 260) for x in XS)
    content += tiny.text(60, 300, "group")
    for row in range(3):
        content += tiny.text(160, YS[row + 1] + 10, f"r{row}")
        content += tiny.text(260, YS[row + 1] + 10, f"{row}")
    document = open_document(tiny.pdf(content))

    assert tiny.rows_of(document, document.grids[0]) == [
        ["group", "r0", "0"],
        ["group", "r1", "1"],
        ["group", "r2", "2"],
    ]


def test_page_number_inside_the_table(tiny: ModuleType) -> None:
    """A table over two pages is one; the page number within its frame is no value."""
    low = (100, 70, 40, 10)
    first = _filled(tiny, [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]], low)
    first += tiny.text(190, 12, "- 1 -", 8)
    second = _filled(tiny, [["7", "8", "9"], ["10", "11", "12"], ["13", "14", "15"]])
    document = open_document(tiny.pdf(first, second))

    assert len(document.grids) == 1
    rows = tiny.rows_of(document, document.grids[0])
    assert rows[2:4] == [["4", "5", "6"], ["7", "8", "9"]]
    assert document.span(document.text.index("13"), document.text.index("13") + 2).page == 2


def test_wider_table_is_another(tiny: ModuleType) -> None:
    """Tables of different width on two pages stay two."""
    other = tiny.ruled((80, 200, 300), (350, 320, 290)) + tiny.text(90, 330, "x")
    other += tiny.text(210, 330, "y")

    assert len(open_document(tiny.pdf(_filled(tiny, WORDS), other)).grids) == 2


def test_blank_row_at_the_top_of_a_page(tiny: ModuleType) -> None:
    """A row without values that begins a page is a row, not the rest of the one before."""
    first = _filled(tiny, [["a", "b", "c"], ["1.x", "2", "3"], ["2.y", "5", "6"]])
    second = _filled(tiny, [["3.z", "", ""], ["4.w", "8", "9"], ["5.v", "2", "1"]])
    document = open_document(tiny.pdf(first, second))

    assert tiny.rows_of(document, document.grids[0])[2:4] == [["2.y", "5", "6"], ["3.z", "", ""]]


def test_text_over_a_border(tiny: ModuleType) -> None:
    """A character that stands on a line between two cells is named."""
    content = _filled(tiny, WORDS) + tiny.text(245, 300, "8", 16)
    document = open_document(tiny.pdf(content))

    assert "text-crosses-line" in [note[0] for note in document.notes]


def test_scan(tiny: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without text recognition a PDF of pictures is refused; the error says what to install."""
    monkeypatch.setattr("govreport.readers.pdf.reader.is_installed", lambda: False)
    with pytest.raises(UnreadableSource, match=r"is a scan.*govreport\[ocr\]"):
        open_document(tiny.pdf("", "", image=True))


def test_no_text(tiny: ModuleType) -> None:
    """A PDF without text and pictures is refused."""
    with pytest.raises(UnreadableSource, match="holds no text"):
        open_document(tiny.pdf(tiny.line(1, 1, 50, 50)))


def test_page_limit(tiny: ModuleType) -> None:
    """Too many pages are refused with the name of the limit."""
    with pytest.raises(LimitExceeded, match="max_pages is 2"):
        open_document(tiny.pdf("", "", ""), limits=Limits(max_pages=2))


def test_broken(tiny: ModuleType) -> None:
    """A file that only begins as PDF is refused."""
    with pytest.raises(UnreadableSource, match="broken"):
        open_document(b"%PDF-1.4\n" + b"x" * 2000)


def test_drawing(tiny: ModuleType) -> None:
    """A page with thousands of lines is read as text, and a note says so."""
    lines = "".join(
        tiny.line(9 * x, 3.5 * y, 9 * x + 3.2, 3.5 * y) for x in range(43) for y in range(114)
    )
    document = open_document(tiny.pdf(lines + tiny.text(50, 380, "Title")))

    assert document.grids == ()
    assert document.text.strip() == "Title"
    assert [note[0] for note in document.notes] == ["page-is-drawing"]


def test_aligned_columns(tiny: ModuleType) -> None:
    """Without lines, a blank keeps its column, shown by the rows above and below."""
    content = ""
    for row, words in enumerate(
        [["ab", "1", "2", "3"], ["cd", "", "5", ""], ["ef", "7", "8", "9"]]
    ):
        for column, word in enumerate(words):
            if word:
                content += tiny.text(50 + 80 * column, 350 - 20 * row, word)
    document = open_document(tiny.pdf(content))

    assert tiny.rows_of(document, document.grids[0]) == [
        ["ab", "1", "2", "3"],
        ["cd", "", "5", ""],
        ["ef", "7", "8", "9"],
    ]
    span = document.span(document.text.index("5"), document.text.index("5") + 1)
    assert span.page == 1
    assert span.box is not None
    assert span.box[0] == 210


def test_label_of_two_lines(tiny: ModuleType) -> None:
    """Values half way between two lines belong to the label that both lines make."""
    content = tiny.text(50, 356, "long") + tiny.text(50, 344, "label")
    content += "".join(tiny.text(150 + 60 * n, 350, str(n)) for n in range(4))
    content += tiny.text(50, 320, "next")
    content += "".join(tiny.text(150 + 60 * n, 320, str(n + 4)) for n in range(4))
    document = open_document(tiny.pdf(content))

    assert tiny.rows_of(document, document.grids[0]) == [
        ["longlabel", "0", "1", "2", "3"],
        ["next", "4", "5", "6", "7"],
    ]


def test_header_gives_the_columns(tiny: ModuleType) -> None:
    """In a single row, a blank is found by the header above it."""
    content = "".join(tiny.text(50 + 60 * n, 350, f"h{n}") for n in range(6))
    content += "".join(tiny.text(50 + 60 * n, 330, str(n)) for n in (0, 1, 3, 4, 5))
    document = open_document(tiny.pdf(content))

    assert tiny.rows_of(document, document.grids[0])[-1] == ["0", "1", "", "3", "4", "5"]


def test_ruled_and_unruled(tiny: ModuleType) -> None:
    """A table without lines on a page with a ruled one is a grid too, so no value is lost."""
    content = _filled(tiny, WORDS)
    for row in range(2):
        content += "".join(tiny.text(50 + 80 * n, 150 - 20 * row, f"{row}{n}") for n in range(4))

    assert len(open_document(tiny.pdf(content)).grids) == 2
