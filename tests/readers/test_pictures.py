"""Pictures of reports, made by ``make_pictures``: every figure in its place, none of them sure."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from types import ModuleType

import pytest

import govreport
from govreport import Severity
from govreport.errors import LimitExceeded, UnreadableSource
from govreport.model import AnnualReport, Status
from govreport.readers import Limits, open_document
from govreport.readers.picture.embedded import EmbeddedPictures
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


OPENING = "<p>青川县河口镇2019年政府信息公开工作年度报告</p>"


def _expected(forms: ModuleType, found: dict[str, tuple[object, str]]) -> dict[str, object]:
    known = _values(govreport.read(forms.plain_html(2019).encode()))
    return {path: known.get(path) for path in found}


@needs_ocr
def test_a_picture_in_a_word_file(tiny: ModuleType, forms: ModuleType) -> None:
    """The table of a Word file that is only a picture is read in its place."""
    paragraph = tiny.paragraph("二、主动公开政府信息情况") + tiny.drawing("rId7")
    data = tiny.docx(paragraph, {"rId7": (PICTURES / "photograph_2019.jpg").read_bytes()})
    document = open_document(data)
    found = _values(govreport.read(data))

    assert document.text.startswith("二、主动公开政府信息情况\n")
    assert len(found) > 80
    assert _expected(forms, found) == found


@needs_ocr
@pytest.mark.parametrize("how", ["data", "beside", "message"])
def test_a_picture_in_a_web_page(how: str, tmp_path: Path, forms: ModuleType) -> None:
    """A picture is read from the page itself, its message, or the folder beside its file."""
    picture = (PICTURES / "photograph_2019.jpg").read_bytes()
    packed = base64.encodebytes(picture).decode()
    address = {
        "data": f"data:image/jpeg;base64,{packed}",
        "beside": "report_files/table%201.jpg?v=2",
        "message": "http://www.example.gov.cn/table.jpg",
    }[how]
    page = f'<html><body>{OPENING}<p><img src="{address}"></p></body></html>'
    if how == "message":
        page = (
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
            f"Content-Type: text/html; charset=utf-8\n\n{page}\n--b\nContent-Type: image/jpeg\n"
            f"Content-Transfer-Encoding: base64\nContent-Location: {address}\n\n{packed}\n--b--\n"
        )
    (tmp_path / "report_files").mkdir()
    (tmp_path / "report_files" / "table 1.jpg").write_bytes(picture)
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    found = _values(govreport.read(file))

    assert len(found) > 80
    assert _expected(forms, found) == found


@pytest.mark.parametrize(
    "address", ["../outside.jpg", "/etc/hostname", "file:///etc/hostname", "//host/a.jpg", "%00"]
)
def test_nothing_outside_the_folder_is_opened(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page cannot make the reader open other files, nor a network."""
    opened: list[bytes] = []
    monkeypatch.setattr(EmbeddedPictures, "add", lambda self, data: opened.append(data))
    (tmp_path / "outside.jpg").write_bytes(b"\xff\xd8\xff" + b"x" * 9000)
    (tmp_path / "pages").mkdir()
    file = tmp_path / "pages" / "report.html"
    file.write_text(f'<html>{OPENING}<p><img src="{address}"></p></html>', encoding="utf-8")
    open_document(file)

    assert opened == []


def test_a_picture_that_cannot_be_read_is_named(
    tiny: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra, a file whose figures are in a picture says so."""
    monkeypatch.setattr("govreport.readers.picture.embedded.is_installed", lambda: False)
    picture = (PICTURES / "photograph_2019.jpg").read_bytes()
    document = open_document(tiny.docx(tiny.drawing("rId7"), {"rId7": picture}))

    assert [note[0] for note in document.notes] == ["picture-not-read"]
