"""A blurred scan and one full of specks: still read, and nothing of the dirt becomes a figure."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from tests.readers import scans

import govreport
from govreport.model import AnnualReport, Value
from govreport.readers.picture.recognition import is_installed

np = pytest.importorskip("numpy", reason="the extra ocr is not installed")
ImageFilter = pytest.importorskip("PIL.ImageFilter", reason="the extra ocr is not installed")
Image = pytest.importorskip("PIL.Image", reason="the extra ocr is not installed")
needs_ocr = pytest.mark.skipif(not is_installed(), reason="the extra ocr is not installed")

SPECK = 2
"""Pixels from side to side of a speck, at 150 dpi."""


def _read(picture: Any) -> AnnualReport:
    file = BytesIO()
    picture.save(file, "PNG")
    return govreport.read(file.getvalue())


def _values(report: AnnualReport) -> dict[str, Value]:
    return {
        record.path: record.value
        for record in govreport.records(report)
        if record.path.startswith("review_and_litigation.")
    }


@pytest.fixture(scope="module")
def known() -> dict[str, Value]:
    """What the page of the form prints."""
    return _values(govreport.read(scans.FORM))


def _black_and_white(picture: Any) -> Any:
    return picture.point(lambda level: 255 if level > 150 else 0)


def _dirty(picture: Any, share: float) -> Any:
    """Specks all over the page, in a fixed order."""
    pixels = np.asarray(picture).copy()
    for y, x in np.argwhere(np.random.default_rng(3).random(pixels.shape) < share):
        pixels[y : y + SPECK, x : x + SPECK] = 0
    return Image.fromarray(pixels)


@needs_ocr
def test_a_blurred_scan(known: dict[str, Value]) -> None:
    """Both readings see the greys of a blurred digit, which black and white would lose."""
    found = _values(_read(scans.table_picture().filter(ImageFilter.GaussianBlur(1.5))))

    assert found == known
    assert len([value for value in found.values() if value is not None]) > 10


@needs_ocr
def test_a_fax_full_of_specks(known: dict[str, Value]) -> None:
    """Values that are read are those that are printed, and few are left out."""
    report = _read(_dirty(_black_and_white(scans.table_picture()), 0.0008))
    found = _values(report)
    read = {path: value for path, value in found.items() if value is not None}
    named = {item.path for item in report.diagnostics}

    assert read == {path: known[path] for path in read}
    assert {path for path, value in known.items() if value is not None} - {*read} <= named
    assert len(read) >= 0.9 * len([value for value in known.values() if value is not None])


@needs_ocr
def test_specks_alone_are_no_figures(known: dict[str, Value]) -> None:
    """On a page of blank cells specks make no value."""
    from govreport.readers.picture.dirt import without_dirt
    from govreport.readers.picture.sheet import Sheet

    pixels = np.full((600, 600, 3), 255, np.uint8)
    for left in range(100, 500, 40):  # what counts as print: strokes of a usual height
        pixels[100:116, left : left + 4] = 0
    pixels[300:302, 300:302] = 0  # a speck
    pixels[400:402, 300:303] = pixels[405:407, 300:303] = pixels[410:412, 300:303] = 0
    sheet = Sheet(pixels, np.array([[1.0, 0, 0], [0, 1.0, 0]]), 600)
    clean = without_dirt(sheet.grey, sheet, [])

    assert clean[298:304, 298:304].min() == 255
    assert clean[400:412, 300:303].min() == 0  # three together may be a broken stroke
    assert clean[100:116, 100:104].max() == 0


def test_cells_with_several_numbers_make_a_page_doubtful() -> None:
    """Where lines are missing, numbers of two rows stand in one cell: one is doubted, two are
    all of the page."""
    from govreport.readers.picture.reading import PicturePage, _crowd

    page = PicturePage(1, (0.0, 0.0, 100.0, 100.0))
    _crowd(page, [(10.0, 10.0, 30.0, 20.0)], 100, 1.0)
    assert page.doubted == [(20.0, 85.0)]
    assert not page.broken
    _crowd(page, [(10.0, 10.0, 30.0, 20.0), (30.0, 10.0, 50.0, 20.0)], 100, 1.0)
    assert page.broken
    assert [code for code, _ in page.remarks] == ["picture-grid-broken"]


def test_figures_that_touch_are_no_line() -> None:
    """Large figures in narrow cells, whose strokes a low resolution joins, are no ruling line,
    and a cell without room for print is not blank but unclear."""
    from govreport.readers.picture.layout import strips_of
    from govreport.readers.picture.reading import _tables
    from govreport.readers.picture.rules import find_rules
    from govreport.readers.picture.sheet import straightened

    page = np.full((1170, 827, 3), 255, np.uint8)
    for y in (100, 140, 180, 220):
        page[y, 80:750] = 0
    for x in (80, 400, 480, 560, 640, 749):
        page[100:221, x] = 0
    page[150:156, 643:747] = 90
    ink = np.where(page[:, :, 0] < 200, 255, 0).astype(np.uint8)
    assert {round(line.position) for line in find_rules(ink).across} == {100, 140, 180, 220}

    page[150:156, 643:747] = 255
    page[148, 640:750] = 0  # a line that leaves no room for print above it
    for top in (108, 160, 190):
        page[top : top + 11, 420:426] = 0
    sheet = straightened(page)
    _, unclear = strips_of(sheet, _tables(sheet))
    assert [box for box in unclear if box[3] - box[1] < 12] != []


def test_an_unsure_word_is_no_dirt() -> None:
    """Marks that cannot be read make a page without lines doubtful; long words of which one
    character is unsure do not."""
    from govreport.readers.picture.cells import Seen
    from govreport.readers.picture.reading import PicturePage, _smudge

    def page(*texts: str) -> PicturePage:
        made = PicturePage(1, (0.0, 0.0, 100.0, 100.0))
        made.seen = [Seen(text, (0.0, 0.0, 9.0, 9.0), 0.3, (text,)) for text in texts]
        _smudge(made)
        return made

    assert not page("(二)部分公开", "四供", "5.要求行政机关确认").broken
    assert page("·", "1", "'").broken
