"""Pictures of reports, made by ``make_pictures``: every figure in its place, none of them sure."""

from __future__ import annotations

import io
from pathlib import Path
from types import ModuleType

import pytest

import govreport
from govreport import Severity
from govreport.errors import LimitExceeded, UnreadableSource
from govreport.model import AnnualReport, Status
from govreport.readers import Limits, open_document
from govreport.readers.picture.recognition import is_installed

PICTURES = Path(__file__).parent / "pictures"
needs_ocr = pytest.mark.skipif(not is_installed(), reason="the extra ocr is not installed")
Image = pytest.importorskip("PIL.Image", reason="the extra ocr is not installed")


@pytest.fixture(scope="module")
def fax() -> AnnualReport:
    return govreport.read(PICTURES / "fax_2021.tiff")


@pytest.fixture(scope="module")
def screenshot() -> AnnualReport:
    return govreport.read(PICTURES / "screenshot_2019.png")


def _values(report: AnnualReport) -> dict[str, tuple[object, str]]:
    """Value and text of each cell of the official tables."""
    return {
        record.path: (record.value, record.raw)
        for record in govreport.records(report)
        if not record.path.startswith(("narrative", "unplaced"))
    }


@needs_ocr
def test_a_skewed_fax_of_two_pages(fax: AnnualReport, forms: ModuleType) -> None:
    """Each figure and each blank of the form is read, over the page break."""
    expected = _values(govreport.read(forms.plain_html(2021).encode()))

    assert expected == _values(fax)
    assert len(expected) > 190


@needs_ocr
def test_a_screenshot(screenshot: AnnualReport, forms: ModuleType) -> None:
    """What is on the one page is read; signs, placeholders and units are kept."""
    expected = _values(govreport.read(forms.plain_html(2019).encode()))
    found = _values(screenshot)

    change = "proactive_disclosure.coercive_measures.change"
    doubted = [d.path for d in screenshot.diagnostics if d.code == "picture-cell-uncertain"]
    assert {path: expected.get(path) for path in found if path not in doubted} == {
        path: value for path, value in found.items() if path not in doubted
    }
    assert len(found) > 80
    assert set(doubted) <= {change}  # the stroke of four pixels may be a 1
    assert found[change][0] is None
    assert found["proactive_disclosure.other_external_services.change"] == (-42, "-42")


@needs_ocr
def test_a_photograph_on_its_side_in_bad_light(forms: ModuleType) -> None:
    """A picture that lies on its side is turned; its boxes are those of the file."""
    report = govreport.read(PICTURES / "photograph_2019.jpg")
    expected = _values(govreport.read(forms.plain_html(2019).encode()))
    found = _values(report)
    with Image.open(PICTURES / "photograph_2019.jpg") as picture:
        wide, high = picture.size

    assert {path: expected.get(path) for path in found} == found
    assert len(found) > 80
    for record in govreport.records(report):
        assert record.span is not None
        assert record.span.box is not None
        left, bottom, right, top = record.span.box
        assert 0 <= left < right <= wide
        assert 0 <= bottom < top <= high


@needs_ocr
@pytest.mark.parametrize("name", ["fax", "screenshot"])
def test_no_value_is_more_than_inferred(name: str, request: pytest.FixtureRequest) -> None:
    """Recognition is no proof, and the report says once that it was used."""
    report: AnnualReport = request.getfixturevalue(name)
    statuses = {r.status for r in govreport.records(report) if r.value is not None}
    said = [d for d in report.diagnostics if d.code == "read-from-picture"]

    assert statuses == {Status.INFERRED}
    assert [d.severity for d in said] == [Severity.WARNING]
    assert str(len(_values(report))) in said[0].message


@needs_ocr
def test_every_value_has_page_and_box(fax: AnnualReport) -> None:
    """The place of a value is its cell in the picture, upwards from the lower left."""
    pages = set()
    for record in govreport.records(fax):
        assert record.span is not None
        assert record.span.box is not None
        left, bottom, right, top = record.span.box
        assert 0 <= left < right <= 1241
        assert 0 <= bottom < top <= 1755
        pages.add(record.span.page)

    assert pages == {1, 2}


@needs_ocr
def test_a_scanned_pdf_is_read(fax: AnnualReport) -> None:
    """A PDF of pictures gives what the pictures give, with boxes in its points."""
    file = io.BytesIO()
    with Image.open(PICTURES / "fax_2021.tiff") as picture:
        picture.seek(1)
        page = picture.convert("L")
    page.save(file, "PDF", resolution=150)
    report = govreport.read(file.getvalue())
    expected = _values(fax)
    found = _values(report)

    assert {path: expected.get(path) for path in found} == found
    assert len(found) > 70
    boxes = [r.span.box for r in govreport.records(report) if r.span and r.span.box]
    assert max(box[2] for box in boxes) < 596
    assert max(box[3] for box in boxes) < 842


@needs_ocr
def test_a_slash_is_no_one(screenshot: AnnualReport) -> None:
    """The recogniser takes the thin / of this picture for a 1; its slant shows what it is."""
    change = "proactive_disclosure.coercive_measures.change"

    assert screenshot.status(change) in (Status.NOT_APPLICABLE, Status.UNPLACED)


@needs_ocr
@pytest.mark.parametrize(
    ("data", "message"),
    [
        ((PICTURES / "photograph_2019.jpg").read_bytes()[:20_000], "broken or cut off"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "header cannot be read"),
        (b"\xff\xd8\xff" + b"nonsense" * 9, "header cannot be read"),
    ],
)
def test_broken_pictures(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSource, match=message):
        open_document(data)


@needs_ocr
def test_a_picture_of_something_else() -> None:
    """A landscape is no report, and nothing is made up from it."""
    file = io.BytesIO()
    Image.effect_mandelbrot((640, 480), (-3, -2.5, 2, 2.5), 60).save(file, "PNG")
    with pytest.raises(UnreadableSource, match="no page of print"):
        open_document(file.getvalue())


@needs_ocr
def test_a_bomb() -> None:
    """A small file of many pixels is refused before it is decoded."""
    file = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(file, "PNG")
    with pytest.raises(LimitExceeded, match="max_pixels"):
        open_document(file.getvalue())


@needs_ocr
def test_too_many_pages() -> None:
    with pytest.raises(LimitExceeded, match="max_pages"):
        open_document(PICTURES / "fax_2021.tiff", limits=Limits(max_pages=1))


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the command that installs it."""
    monkeypatch.setattr("govreport.readers.extras.find_spec", lambda name: None)
    with pytest.raises(UnreadableSource, match=r'pip install "govreport\[ocr\]"'):
        open_document(PICTURES / "screenshot_2019.png")
