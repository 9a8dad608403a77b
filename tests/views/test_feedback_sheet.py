"""A feedback sheet stands on one page of A4, whatever the tables in which its cells stand."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from attrs import evolve
from selectolax.lexbor import LexborHTMLParser
from tests.checks.reports import GOOD, sections, spoilt

from govreport.checks import examined
from govreport.language import in_language
from govreport.model import AnnualReport, ApplicantCounts, CaseCounts
from govreport.views.reporting import Checked, sheet
from govreport.views.reporting.sheet import _WIDE

CASES = GOOD.review_and_litigation
DISCLOSURE = GOOD.proactive_disclosure
REQUESTS = GOOD.requests
assert CASES is not None
assert DISCLOSURE is not None
assert DISCLOSURE.rules is not None
assert REQUESTS is not None

MANY = spoilt(
    requests=evolve(REQUESTS, new_requests=ApplicantCounts(14, 3, 1, 0, 0, 0, 12)),
    review_and_litigation=evolve(CASES, review=CaseCounts(2, 1, 0, 0, 0)),
    proactive_disclosure=evolve(DISCLOSURE, rules=evolve(DISCLOSURE.rules, issued=7)),
    sections=sections(
        problems_and_improvements="无。",
        other_matters="无其他事项。",
        overview="多数部门做得好。" * 20,
    ),
)
"""A report with findings in all three tables and in three sections."""
FEW = spoilt(requests=evolve(REQUESTS, new_requests=ApplicantCounts(9, 2, 0, 0, 0, 0, 12)))
"""A report whose total is not that of its parts."""


def page(report: AnnualReport, language: str = "zh") -> str:
    stream = io.StringIO()
    found = examined(report)
    with in_language(language):
        sheet.write([Checked("report.txt", found, findings=found.findings)], stream)
    return stream.getvalue()


def test_few_findings_show_whole_tables() -> None:
    """The table is there as it is printed."""
    shown = LexborHTMLParser(page(FEW))

    assert "8.属于行政查询事项" in shown.text()
    assert shown.css(".left-out") == []


def test_many_findings_show_the_rows_they_are_about() -> None:
    """Other rows are left out, which is said; every cell of a finding is still marked."""
    shown = LexborHTMLParser(page(MANY))
    marked = {cell.text() for cell in shown.css("td.marked")}

    assert len(examined(MANY).findings) >= 7
    assert "8.属于行政查询事项" not in shown.text()
    assert "四、结转下年度继续办理" in shown.text()
    assert {one.text() for one in shown.css(".left-out")} == {"未列出无问题的行"}
    assert any(cell.startswith("14") for cell in marked)
    assert any(cell.startswith("7") for cell in marked)
    assert len(shown.css("dl .wide")) == len(_WIDE)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_page_of_paper(tmp_path: Path, language: str) -> None:
    """Chromium prints the sheet of a report with eight findings on one page."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("chromium is not installed")
    pdfium = pytest.importorskip("pypdfium2")
    source, printed = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    source.write_text(page(MANY, language), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={printed}"]
    command = [browser, *flags, f"--user-data-dir={tmp_path / 'profile'}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=180)

    assert len(pdfium.PdfDocument(printed)) == 1
