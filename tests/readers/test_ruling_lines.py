"""Ruling lines on pixels: broken ones are mended where the grid proves them, else doubted."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="the extra ocr is not installed")
cv2 = pytest.importorskip("cv2", reason="the extra ocr is not installed")
pytest.importorskip("PIL", reason="the extra ocr is not installed")

from govreport.readers.pdf.ruling import RuledTable, find_tables  # noqa: E402
from govreport.readers.picture.cells import Seen  # noqa: E402
from govreport.readers.picture.reading import PicturePage, _doubt, _lines  # noqa: E402
from govreport.readers.picture.sheet import Sheet, straightened  # noqa: E402
from govreport.readers.picture.upright import lies_on_side  # noqa: E402

XS = (150, 400, 520, 640, 760, 880, 1000)
YS = tuple(range(200, 700, 50))


def paper() -> Any:
    return np.full((1754, 1240, 3), 255, np.uint8)


def write(page: Any, text: str, x: float, y: float) -> None:
    """Print centred on a point; figures as high as those of a report at 150 dpi."""
    (wide, _), _ = cv2.getTextSize(text, 0, 0.7, 2)
    cv2.putText(page, text, (int(x - wide / 2), int(y + 8)), 0, 0.7, (0, 0, 0), 2)


def filled(page: Any) -> Any:
    """A figure in each cell, a longer text in the first of each row."""
    for row, (top, bottom) in enumerate(pairwise(YS)):
        for column, (left, right) in enumerate(pairwise(XS)):
            text = str(7 * row + 31 * column) if column else "label of row"
            write(page, text, (left + right) / 2, (top + bottom) / 2)
    return page


def ruled(*, down: bool = True) -> Any:
    page = filled(paper())
    for y in YS:
        cv2.line(page, (XS[0], y), (XS[-1], y), (0, 0, 0), 2)
    for x in XS if down else ():
        cv2.line(page, (x, YS[0]), (x, YS[-1]), (0, 0, 0), 2)
    return page


def erase(page: Any, left: int, top: int, right: int, bottom: int) -> None:
    page[top:bottom, left:right] = 255


def broken() -> Any:
    """The grid with a gap in each side of the value cells that lies across."""
    page = ruled()
    for y in YS:
        for left, right in pairwise(XS):
            erase(page, (left + right) // 2 - 12, y - 3, (left + right) // 2 + 12, y + 4)
    return page


def tables(sheet: Sheet) -> list[RuledTable]:
    return list(find_tables(*_lines(sheet)) or ())


def cells(page: Any) -> int:
    return sum(len(table.regions) for table in tables(straightened(page)))


WHOLE = (len(XS) - 1) * (len(YS) - 1)


def test_a_whole_grid_has_no_doubts() -> None:
    sheet = straightened(ruled())

    assert sum(len(table.regions) for table in tables(sheet)) == WHOLE
    assert sheet.rules.doubted == ()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_broken_lines_are_mended(seed: int) -> None:
    """One piece in eight of all lines is gone; each cell is found."""
    page, draw = ruled(), np.random.default_rng(seed)
    for y in YS:
        for x in range(XS[0], XS[-1], 16):
            if draw.random() < 0.12:
                erase(page, x, y - 3, x + 16, y + 4)
    for x in XS:
        for y in range(YS[0], YS[-1], 16):
            if draw.random() < 0.12:
                erase(page, x - 3, y, x + 4, y + 16)

    assert cells(page) == WHOLE


def test_a_side_that_is_gone_is_drawn_but_doubted() -> None:
    """Where other lines have gaps, print on either side shows a side of which nothing is left."""
    page = broken()
    erase(page, 640 - 3, YS[3] + 4, 640 + 4, YS[4] - 3)
    sheet = straightened(page)

    assert sum(len(table.regions) for table in tables(sheet)) == WHOLE
    assert [(round(x), round(y)) for x, y in sheet.rules.doubted] == [(640, (YS[3] + YS[4]) // 2)]


def test_a_merged_cell_stays_merged() -> None:
    """No side is made up within a cell of a whole grid, print on either side or not."""
    page = ruled()
    erase(page, 640 - 3, YS[3] + 4, 640 + 4, YS[4] - 3)
    sheet = straightened(page)

    assert sum(len(table.regions) for table in tables(sheet)) == WHOLE - 1
    assert sheet.rules.doubted == ()


def test_print_over_a_place_is_no_side() -> None:
    """A text that runs across the place of a lost side shows that there was none."""
    page = broken()
    erase(page, 530, YS[3] + 4, 750, YS[4] - 3)
    write(page, "one heading", 640, (YS[3] + YS[4]) / 2)
    sheet = straightened(page)

    assert sum(len(table.regions) for table in tables(sheet)) == WHOLE - 1


def test_horizontal_rules_only() -> None:
    """Columns are found by the white between them; a blank cell leaves its sides in doubt."""
    page = ruled(down=False)
    erase(page, 530, YS[3] + 4, 630, YS[4] - 3)
    sheet = straightened(page)
    found = tables(sheet)

    assert sum(len(table.regions) for table in found) == WHOLE
    middle = (YS[3] + YS[4]) / 2
    assert len(sheet.rules.doubted) == 2
    assert all(abs(y - middle) < 3 for _, y in sheet.rules.doubted)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_which_way_print_runs(quarters: int) -> None:
    """Seen without recognition, with ruling lines and without."""
    for page in (ruled(), filled(paper())):
        turned = np.ascontiguousarray(np.rot90(page, quarters))

        assert lies_on_side(straightened(turned).mask) is (quarters % 2 == 1)


def test_numbers_outside_the_cells_break_a_page() -> None:
    """Three lone numbers beside the grid: no cell is sure, and the message names them."""
    table = RuledTable([0.0, 50.0, 100.0], [40.0, 20.0, 0.0], [])
    inside = Seen("4", (10.0, 10.0, 15.0, 15.0), 1.0, ("4",))
    outside = [Seen(str(n), (200.0, n, 210.0, n + 5.0), 1.0, (str(n),)) for n in (17, 30, 60)]
    few = PicturePage(1, (0.0, 0.0, 500.0, 700.0), seen=[inside, *outside[:2]])
    many = PicturePage(2, (0.0, 0.0, 500.0, 700.0), seen=[inside, *outside])
    dirt = [Seen("1", (300.0, n, 302.0, n + 2.0), 1.0, ("1",)) for n in (17, 30, 60)]
    _doubt(few, [table], 6.0)
    _doubt(many, [table], 6.0)
    dirty = PicturePage(3, (0.0, 0.0, 500.0, 700.0), seen=[inside, *outside[:2], *dirt])
    _doubt(dirty, [table], 6.0)

    assert (few.broken, few.remarks) == (False, [])
    assert (dirty.broken, dirty.remarks) == (False, [])
    assert many.broken
    [(code, message)] = many.remarks
    assert code == "picture-grid-broken"
    assert "page 2: 3 numbers" in message
    assert "17, 30, 60" in message
