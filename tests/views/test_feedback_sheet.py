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

from govreport import Diagnostic, Severity
from govreport.checks import examined
from govreport.language import in_language
from govreport.model import AnnualReport, ApplicantCounts, CaseCounts
from govreport.views.reporting import Checked, sheet
from govreport.views.reporting.entries import bases
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
HALF = evolve(FEW, published=None, sections=sections(overview="……", other_matters=None))
"""A report whose total is wrong and of which much cannot be checked."""


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


def test_much_that_cannot_be_checked_leaves_less_room() -> None:
    """Reasons take lines of the page as findings do."""
    report = evolve(FEW, proactive_disclosure=MANY.proactive_disclosure)
    whole = LexborHTMLParser(page(report))
    shown = LexborHTMLParser(page(evolve(report, sections=(), published=None)))

    assert whole.css(".left-out") == []
    assert len(shown.css(".unknown li")) > 5
    assert len(shown.css(".left-out")) == 2


def test_sources_of_joined_checks() -> None:
    """Sentences of Chinese follow one another without a space."""
    joined = Diagnostic("R1", Severity.WARNING, "", also=("R2",))
    with in_language("zh"):
        assert "。 " not in bases(joined)
        assert bases(joined).count("。") > 1
    assert ". " in bases(joined)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("report", [MANY, HALF], ids=["many", "half"])
def test_one_page_of_paper(tmp_path: Path, report: AnnualReport, language: str) -> None:
    """Chromium prints the sheet on one page: of nine findings, and of few with much unknown."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("chromium is not installed")
    pdfium = pytest.importorskip("pypdfium2")
    source, printed = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    source.write_text(page(report, language), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={printed}"]
    command = [browser, *flags, f"--user-data-dir={tmp_path / 'profile'}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=180)

    assert len(pdfium.PdfDocument(printed)) == 1
