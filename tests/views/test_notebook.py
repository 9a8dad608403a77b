"""Reports, findings, comparisons and pictures in a notebook that is executed."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import attrs
import pytest

import govreport
from govreport import AnnualReport
from govreport.checks import compare
from govreport.checks.applying import checked
from govreport.export.panel import panel
from govreport.language import in_language
from govreport.plotting import KINDS, NothingToPlot, plot

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
TOWN = EXAMPLES / "township_2020_bare_cells.txt"
BUREAU = EXAMPLES / "bureau_2019_piped_rows.txt"


@pytest.fixture
def bureau() -> AnnualReport:
    return checked(govreport.read(BUREAU))


def test_report_in_a_notebook(bureau: AnnualReport) -> None:
    """Tables with their doubts, findings below; nothing that runs, nothing fetched."""
    text = bureau._repr_html_()
    assert text is not None

    assert text.count("<table") == 3
    assert "unequal" in text
    assert "R1" in text
    assert not re.search(r"<script|\bon\w+=|https?:|<a ", text)
    with in_language("zh"):
        assert "警告" in (bureau._repr_html_() or "")


def test_findings_of_a_checked_report_are_shown() -> None:
    """What `read(check=True)` found stands below the tables and marks its cells."""
    text = govreport.read(BUREAU, check=True)._repr_html_()

    assert text is not None
    assert "R1" in text
    assert "unequal" in text


def test_values_stand_under_their_headers(bureau: AnnualReport) -> None:
    """Every row of a table is as wide as its header, so that no value stands under another."""
    tables = re.findall(r"<table.*?</table>", bureau._repr_html_() or "", re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", tables[0], re.DOTALL)
    widths = {
        sum(int((re.search(r'colspan="(\d+)"', cell) or ["", "1"])[1]) for cell in cells)
        for cells in (re.findall(r"<t[dh]\b[^>]*>", row) for row in rows)
    }

    assert len(rows) > 10
    assert len(widths) == 1


def test_a_hostile_report_in_a_notebook() -> None:
    """What a document says stays text."""
    text = AnnualReport(title="<script>x</script>", agency="<img onerror=1>")._repr_html_()

    assert text is not None
    assert "<script" not in text
    assert "<img" not in text


def test_finding_and_comparison(bureau: AnnualReport) -> None:
    """A finding shows what is stated and expected, a comparison its summary."""
    finding = next(item for item in bureau.diagnostics if item.code == "R1")
    text = finding._repr_html_()
    assert text is not None
    assert "R1" in text
    assert "stated 0" in text
    assert "expected 1" in text
    later = attrs.evolve(bureau, year=2020)
    shown = compare(bureau, later)._repr_html_()
    assert shown is not None
    assert str(compare(bureau, later).summary) in shown


def test_without_jinja_the_line_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook without the extra falls back to the short line."""
    import sys

    from govreport.views.pages.environment import environment

    environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert AnnualReport()._repr_html_() is None
    environment.cache_clear()


def _years() -> list[AnnualReport]:
    text = BUREAU.read_text(encoding="utf-8")
    report = govreport.parse(text)
    return [attrs.evolve(report, agency="示例局", year=year) for year in (2019, 2020, 2021)]


def test_five_pictures(bureau: AnnualReport, tmp_path: Path) -> None:
    """Each picture is drawn with Chinese labels, and its numbers are those of the report."""
    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    disputed = govreport.read(EXAMPLES.parents[1] / "tests/readers/fixtures/page_2019.html")
    years = _years()
    agencies = [attrs.evolve(report, agency=f"局{n}", year=2020) for n, report in enumerate(years)]
    made = {
        "outcomes": plot(bureau),
        "refusals": plot(disputed, "refusals"),
        "disputes": plot(disputed, "disputes"),
        "years": plot(years),
        "agencies": plot(agencies),
    }

    assert set(made) == set(KINDS)
    for name, figure in made.items():
        figure.savefig(tmp_path / f"{name}.png")
        assert (tmp_path / f"{name}.png").stat().st_size > 5000
    axes = made["outcomes"].axes[0]
    assert bureau.requests is not None
    shown = dict(
        zip(
            (label.get_text() for label in axes.get_yticklabels()),
            (bar.get_width() for bar in axes.patches),  # type: ignore[attr-defined]
            strict=True,
        )
    )
    assert shown == {"(一)予以公开": 1.0}
    lines = {line.get_label(): list(line.get_ydata()) for line in made["years"].axes[0].lines}  # type: ignore[arg-type]
    assert lines["本年新收政府信息公开申请数量"] == [1.0, 1.0, 1.0]


def _heights(figure: Any) -> dict[str, float]:
    axes = figure.axes[0]
    labels = [label.get_text() for label in axes.get_yticklabels()]
    return dict(zip(labels, (bar.get_width() for bar in axes.patches), strict=True))


def test_panels_are_drawn_too(bureau: AnnualReport) -> None:
    """A panel gives the picture of its report, with the panel's names."""
    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    disputed = govreport.read(EXAMPLES.parents[1] / "tests/readers/fixtures/page_2019.html")

    assert _heights(plot(panel(bureau))) == {"予以公开": 1.0}
    for kind in ("refusals", "disputes"):
        own, other = plot(disputed, kind), plot(panel(disputed), kind)
        assert list(_heights(own).values()) == list(_heights(other).values()) != []
    years = plot([panel(report) for report in _years()]).axes[0]
    assert list(years.lines[0].get_ydata()) == [1.0, 1.0, 1.0]  # type: ignore[arg-type]
    agencies = [panel(attrs.evolve(r, agency=f"局{n}", year=2020)) for n, r in enumerate(_years())]
    assert len(_heights(plot(agencies))) == 3


def test_years_of_several_forms(bureau: AnnualReport) -> None:
    """Panels bring the national table and the form of 2019 into one line, and say where they
    differ in what they count."""
    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    earlier = govreport.parse(
        "示例局2016年政府信息公开工作年度报告\n统计指标 | 单位 | 统计数 |\n"
        "（一）收到申请数 | 件 | 85 |\n1.当面申请数 | 件 | 85 |\n（二）申请办结数 | 件 | 80 |\n"
        "四、行政复议数量 | 件 | 2 |\n五、行政诉讼数量 | 件 | 0 |\n"
    )
    later = attrs.evolve(bureau, agency=earlier.agency)
    figure = plot([panel(earlier), panel(later)])
    lines = {str(line.get_label()): list(line.get_ydata()) for line in figure.axes[0].lines}  # type: ignore[arg-type]

    assert lines["本年新收政府信息公开申请数量"] == [85.0, 1.0]
    assert "2016" in figure.axes[0].get_xlabel()


def test_no_glyph_is_missing(bureau: AnnualReport, recwarn: pytest.WarningsRecorder) -> None:
    """Where a Chinese font is installed, every label has its characters."""
    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    plot(bureau)
    messages = [str(warning.message) for warning in recwarn]
    if any("no font with Chinese" in message for message in messages):
        pytest.skip("no font with Chinese characters is installed")

    assert not [message for message in messages if "missing from" in message]


@pytest.mark.parametrize(
    ("data", "kind", "error"),
    [
        (AnnualReport(), None, NothingToPlot),
        (AnnualReport(), "pie", ValueError),
        ([AnnualReport(agency="a"), AnnualReport(agency="b")], "years", ValueError),
        ([AnnualReport(year=1), AnnualReport(year=2)], "agencies", ValueError),
        ([AnnualReport(), AnnualReport()], "outcomes", ValueError),
        ([AnnualReport(year=1), AnnualReport(year=2)], None, NothingToPlot),
    ],
)
def test_what_cannot_be_drawn(data: Any, kind: Any, error: type[Exception]) -> None:
    """A clear error, no empty picture."""
    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    with pytest.raises(error):
        plot(data, kind)


def test_a_notebook_is_executed(tmp_path: Path) -> None:
    """A report, a cell by its labels, completion, a finding and a picture, as a person types."""
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel", reason="no kernel for Python is installed")
    cells = [
        f"import govreport\nreport = govreport.read({str(BUREAU)!r}, check=True)\nreport",
        "report['申请/予以公开/自然人'], {report: 1}[report]",
        "report.findings[0]",
        "govreport.plot(report)",
        "from IPython import get_ipython\n"
        '_, found = get_ipython().complete("report[\'requests.new_requests.t")\nfound',
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])
    nbclient.NotebookClient(book, timeout=120, kernel_name="python3").execute()
    outputs = [cell["outputs"][-1]["data"] for cell in book["cells"]]

    assert "<table" in outputs[0]["text/html"]
    assert outputs[0]["text/plain"].startswith("<AnnualReport ")
    assert outputs[1]["text/plain"] == "(1, 1)"
    assert "R1" in outputs[2]["text/html"]
    assert base64.b64decode(outputs[3]["image/png"]).startswith(b"\x89PNG")
    assert "requests.new_requests.total" in outputs[4]["text/plain"]
    nbformat.write(book, tmp_path / "executed.ipynb")


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_name_no_font_in_vain(
    kind: Any, bureau: AnnualReport, caplog: pytest.LogCaptureFixture
) -> None:
    """No warning about fonts, whole numbers on the axes, and bars that are not too thick."""
    pytest.importorskip("matplotlib", reason="the extra plot is missing")
    years = [attrs.evolve(bureau, year=year) for year in (2019, 2020)]
    data: Any = {"years": years, "agencies": [bureau]}.get(kind, bureau)
    figure = plot(data, kind)
    axes: Any = figure.axes[0]
    counts = axes.get_yticks() if kind == "years" else axes.get_xticks()

    assert [record.getMessage() for record in caplog.records if "font" in record.name] == []
    assert all(float(tick).is_integer() for tick in counts)
    assert all(patch.get_height() < 0.9 for patch in axes.patches)
    assert kind == "years" or axes.get_ylim()[1] - axes.get_ylim()[0] >= 5
