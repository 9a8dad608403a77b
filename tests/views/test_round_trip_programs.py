"""The official form survives the programs that people make files with."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import govreport
from govreport.model import AnnualReport
from govreport.views.official import official_html

REPORTS = sorted((Path(__file__).resolve().parents[2] / "examples/reports").glob("*.txt"))
TABLES = ("proactive_disclosure", "requests", "review_and_litigation", "extra")
_SECONDS = 180


def _program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed")
    return found


def _pages(folder: Path) -> dict[Path, AnnualReport]:
    """The bundled reports that follow an official form, each printed as a page."""
    pages = {}
    for path in REPORTS:
        report = govreport.read(path)
        if report.requests is not None:
            page = folder / f"{path.stem}.html"
            page.write_text(official_html(report), encoding="utf-8")
            pages[page] = report
    assert len(pages) == 4
    return pages


def _assert_same(file: Path, report: AnnualReport) -> None:
    again = govreport.read(file)
    for table in TABLES:
        assert getattr(again, table) == getattr(report, table), (file.name, table)


def test_word_files_read_back(tmp_path: Path) -> None:
    """Each bundled report as a Word file of LibreOffice: the same tables, cell by cell."""
    office = _program("soffice", "libreoffice")
    pages = _pages(tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--headless", profile, "--convert-to", "docx:MS Word 2007 XML"]
    command = [office, *convert, "--outdir", str(tmp_path), *map(str, pages)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)

    for page, report in pages.items():
        _assert_same(page.with_suffix(".docx"), report)


def test_printed_pages_read_back(tmp_path: Path) -> None:
    """Each bundled report as a PDF file that Chromium printed: the same tables, cell by cell."""
    browser = _program("chromium", "chromium-browser", "google-chrome")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    for page, report in _pages(tmp_path).items():
        file = page.with_suffix(".pdf")
        places = [f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={file}"]
        command = [browser, *flags, *places, page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        _assert_same(file, report)
