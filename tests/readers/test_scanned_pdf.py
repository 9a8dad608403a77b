"""PDF pages whose text cannot be used: scans, hidden layers, fonts that say nothing."""

from __future__ import annotations

import io
from typing import Any

import pytest

import govreport
from govreport.errors import LimitExceeded
from govreport.model import AnnualReport, Status
from govreport.readers import Limits, open_document
from govreport.readers.pdf.reader import read_pdf
from govreport.readers.picture.kinds import kind_of
from govreport.readers.picture.recognition import is_installed

pytest.importorskip("PIL.Image", reason="the extra ocr is not installed")
pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")

from tests.readers import scans

needs_ocr = pytest.mark.skipif(not is_installed(), reason="the extra ocr is not installed")
UPHELD = "review_and_litigation.review.upheld"
EXPECTED = {
    f"review_and_litigation.{block}.{name}": first + number
    for block, first in (("review", 10), ("litigation_direct", 15), ("litigation_after_review", 20))
    for number, name in enumerate(("upheld", "corrected", "other_result", "pending", "total"))
} | {"review_and_litigation.review.pending": None}


def _values(report: AnnualReport) -> dict[str, object]:
    return {
        record.path: record.value
        for record in govreport.records(report)
        if record.path.startswith("review_and_litigation.")
    }


def _recognised(data: bytes) -> tuple[int, ...]:
    """The pages that must be recognised; nothing is recognised yet."""
    found = read_pdf(data, None, Limits())
    return found if isinstance(found, tuple) else ()


@pytest.mark.parametrize(
    ("change", "pages"),
    [
        (bytes, ()),
        (scans.without_meanings, (1,)),
        (scans.with_private_meanings, (1,)),
    ],
)
def test_fonts_that_say_nothing(change: object, pages: tuple[int, ...]) -> None:
    """The shapes are print, the text is nonsense: such a page is recognised; others are not."""
    assert callable(change)
    page = scans.one_page(scans.FORM.read_bytes(), 1)

    assert _recognised(change(page)) == pages


@needs_ocr
def test_a_page_without_meanings_is_read_by_its_shapes() -> None:
    page = scans.without_meanings(scans.one_page(scans.FORM.read_bytes(), 1))
    report = govreport.read(page)

    assert _values(report) == EXPECTED
    assert report.status(UPHELD) is Status.INFERRED


@needs_ocr
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_scan_that_the_viewer_turns(rotate: int) -> None:
    """Values and boxes are the same, whichever way /Rotate shows the page."""
    picture = scans.table_picture()
    report = govreport.read(scans.scan(picture, rotate=rotate))
    span = next(r.span for r in govreport.records(report) if r.path == UPHELD)

    assert _values(report) == EXPECTED
    assert span is not None
    assert span.box is not None
    assert span.box == pytest.approx((63.2, 539.8, 96.8, 556.0), abs=1.0)


@needs_ocr
def test_a_layer_that_contradicts_the_picture() -> None:
    """Both readings are named, and the value is left out; where they agree it is not doubted."""
    words = scans.hidden(66, 545, "70") + scans.hidden(100, 545, "11")
    report = govreport.read(scans.scan(scans.table_picture(), words + scans.hidden(5, 5, "x" * 30)))
    doubts = {d.path: d.message for d in report.diagnostics if d.code == "picture-cell-uncertain"}

    assert report.status(UPHELD) is Status.UNPLACED
    assert set(doubts) == {UPHELD}
    assert "10 and as 70" in doubts[UPHELD]
    assert _values(report) == EXPECTED | {UPHELD: None}


@needs_ocr
def test_text_pages_beside_scanned_ones() -> None:
    """What is text is read as text; only the scanned page is inferred."""
    text = scans.one_page(scans.FORM.read_bytes(), 0)
    report = govreport.read(scans.joined(text, scans.scan(scans.table_picture())))
    records = [r for r in govreport.records(report) if r.span is not None and r.value is not None]
    first = {r.status for r in records if r.span is not None and r.span.page == 1}

    assert _recognised(scans.joined(text, scans.scan(scans.table_picture()))) == (2,)
    assert Status.READ in first
    assert {r.status for r in records if r.span is not None and r.span.page == 2} == {
        Status.INFERRED
    }
    assert _values(report) == EXPECTED


@needs_ocr
def test_a_page_that_takes_too_long() -> None:
    """The limit of time holds for each page, and the error names it."""
    file = io.BytesIO()
    scans.table_picture().save(file, "PNG")
    open_document(file.getvalue())  # the model is loaded
    with pytest.raises(LimitExceeded, match=r"page 1 was not recognised in time.*max_seconds"):
        open_document(file.getvalue(), limits=Limits(max_seconds=0.1))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "BMP", "TIFF", "JPEG"])
def test_the_formats_show_the_same(kind: str) -> None:
    """Each picture format is recognised by its first bytes and gives the same page."""
    frames = pytest.importorskip("govreport.readers.picture.frames")
    picture = scans.table_picture()
    file = io.BytesIO()
    options: dict[str, dict[str, Any]] = {"JPEG": {"quality": 95}, "WEBP": {"lossless": True}}
    picture.save(file, kind, **options.get(kind, {}))
    [page] = frames.frames(file.getvalue(), Limits())

    assert kind_of(file.getvalue()) is not None
    assert page.shape == (picture.height, picture.width, 3)
    assert abs(page[:, :, 0].astype(int) - picture).max() <= (40 if kind == "JPEG" else 0)


@needs_ocr
@pytest.mark.parametrize("kind", ["WEBP", "BMP"])
def test_less_usual_formats_are_read(kind: str) -> None:
    file = io.BytesIO()
    scans.table_picture().save(file, kind)
    report = govreport.read(file.getvalue())

    assert _values(report) == EXPECTED
