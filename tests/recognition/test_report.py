"""What recognition does to a report: statuses, doubted cells, and what the sums decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest
from attrs import evolve

import govreport
from govreport import Severity
from govreport.document import Document, Place, Recognised
from govreport.model import AnnualReport, Status
from govreport.pipeline import parse_document
from govreport.readers import open_document

ROW = "requests.results.disclosed"
PAGE = """<p>某局2021年政府信息公开工作年度报告</p><table>
<tr><td rowspan=3 colspan=3>说明<td colspan=7>申请人情况
<tr><td rowspan=2>自然人<td colspan=5>法人或其他组织<td rowspan=2>总计
<tr><td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他
<tr><td colspan=3>一、本年新收政府信息公开申请数量<td>17<td>0<td>0<td>0<td>0<td>5<td>22
<tr><td rowspan=2>三、本年度办理结果<td colspan=2>（一）予以公开
<td>17<td>0<td>0<td>0<td>/<td>5<td>22
<tr><td colspan=2>（二）部分公开<td>4<td><td>0<td>0<td>0<td>0<td>见附件
</table>"""


def _report(
    readings: Mapping[str, tuple[float, tuple[str, ...]]], page: str = PAGE
) -> AnnualReport:
    """The page as if recognised; ``readings`` are those of some cells by record path."""
    document = open_document(page.encode())
    found = {record.path: record for record in govreport.records(parse_document(document))}
    changed = {
        (span.start, span.end): value
        for path, value in readings.items()
        if (span := found[path].span) is not None
    }
    document.recognised = tuple(
        Recognised(
            place.start,
            place.end,
            *changed.get(
                (place.start, place.end), (0.99, (document.text[place.start : place.end],))
            ),
        )
        for place in document.places
    )
    return parse_document(document)


def _codes(report: AnnualReport) -> list[str]:
    return [d.code for d in report.diagnostics if "picture" in d.code]


def test_sure_cells_are_inferred() -> None:
    """A recognised number is inferred; blanks, placeholders and words stay what they are."""
    report = _report({})
    statuses = {record.path: record.status for record in govreport.records(report)}

    assert statuses[f"{ROW}.natural_person"] is Status.INFERRED
    assert statuses[f"{ROW}.legal_service_organisation"] is Status.NOT_APPLICABLE
    partial = "requests.results.partially_disclosed"
    assert statuses[f"{partial}.commercial_enterprise"] is Status.BLANK
    assert statuses[f"{partial}.total"] is Status.NOT_A_NUMBER
    assert Status.READ not in statuses.values()
    assert _codes(report) == ["read-from-picture"]


def test_two_readings_are_left_out() -> None:
    """Without a sum that decides, neither reading becomes the value, and both are named."""
    path = f"{ROW}.natural_person"
    report = _report({path: (0.97, ("17", "11"))})
    doubt = next(d for d in report.diagnostics if d.code == "picture-cell-uncertain")

    assert report.requests is not None
    assert report.requests.results.disclosed is not None
    assert report.requests.results.disclosed.natural_person is None
    assert report.status(path) is Status.UNPLACED
    assert (path, Severity.ERROR) == (doubt.path, doubt.severity)
    assert "17 and as 11" in doubt.message
    assert "17 和 11" in doubt.message_in("zh")


@pytest.mark.parametrize("readings", [("17", "11"), ("11", "17"), ("17",)])
def test_a_sum_decides(readings: tuple[str, ...]) -> None:
    """Where R3 leaves one of the readings, that is the value, whichever came first."""
    path = "requests.new_requests.natural_person"
    report = _report({path: (0.6, readings)})

    assert report.requests is not None
    assert report.requests.new_requests is not None
    assert report.requests.new_requests.natural_person == 17
    assert report.status(path) is Status.INFERRED
    assert _codes(report) == ["read-from-picture", "picture-cell-decided"]
    assert report.diagnostics[-1].message.endswith("satisfies R3")


def test_a_sum_that_fails_decides_nothing() -> None:
    """Readings that both break the sum are both left out: the original may be wrong."""
    path = "requests.new_requests.natural_person"
    report = _report({path: (0.97, ("71", "11"))})

    assert report.status(path) is Status.UNPLACED


def test_two_doubts_in_one_sum() -> None:
    """Two open cells of one sum leave two ways: none is taken."""
    row = "requests.new_requests"
    doubts = {
        f"{row}.natural_person": (0.9, ("17", "16")),
        f"{row}.other": (0.9, ("5", "6")),
    }
    report = _report(doubts)

    assert {report.status(path) for path in doubts} == {Status.UNPLACED}


def _text(document: Document, place: Place) -> tuple[str, ...]:
    return (document.text[place.start : place.end],) if place.end > place.start else ()


def _misplaced(paths: Collection[str], html: str = PAGE) -> AnnualReport:
    """The page as if recognised, where some cells may stand elsewhere."""
    document = open_document(html.encode())
    found = {record.path: record for record in govreport.records(parse_document(document))}
    spans = {(s.start, s.end) for path in paths if (s := found[path].span) is not None}
    document.recognised = tuple(
        Recognised(
            p.start, p.end, 0.99, (document.text[p.start : p.end],), (p.start, p.end) in spans
        )
        for p in document.places
    )
    return parse_document(document)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("requests.new_requests.natural_person", "17 may belong"),
        ("requests.results.partially_disclosed.commercial_enterprise", "nothing may belong"),
    ],
)
def test_a_misplaced_value_needs_a_row_and_a_column(path: str, said: str) -> None:
    """A sum over its row holds wherever in the row a value stands; a blank is doubted too."""
    report = _misplaced([path])
    [doubt] = [d for d in report.diagnostics if d.code == "picture-cell-misplaced"]

    assert report.status(path) is Status.UNPLACED
    assert (doubt.path, doubt.severity) == (path, Severity.ERROR)
    assert doubt.message.startswith(said)


def test_sums_prove_the_places_of_a_table() -> None:
    """Every value of a small table is in doubt; the sums of rows and columns prove them all."""
    page = """<p>某局2021年政府信息公开工作年度报告</p><table>
<tr><td rowspan=3 colspan=3>说明<td colspan=7>申请人情况
<tr><td rowspan=2>自然人<td colspan=5>法人或其他组织<td rowspan=2>总计
<tr><td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他
<tr><td colspan=3>一、本年新收政府信息公开申请数量<td>17<td>2<td>0<td>0<td>0<td>5<td>24
<tr><td colspan=3>二、上年结转政府信息公开申请数量<td>0<td>0<td>0<td>0<td>0<td>0<td>0
<tr><td rowspan=2>三、本年度办理结果<td colspan=2>（一）予以公开
<td>17<td>2<td>0<td>0<td>0<td>5<td>24
<tr><td colspan=2>（七）总计<td>17<td>2<td>0<td>0<td>0<td>5<td>24
<tr><td colspan=3>四、结转下年度继续办理<td>0<td>0<td>0<td>0<td>0<td>0<td>0
</table>"""
    paths = [r.path for r in govreport.records(govreport.read(page.encode()))]
    report = _misplaced(paths, page)
    swapped = _misplaced(paths, page.replace("<td>17<td>2", "<td>2<td>17", 1))

    assert len(paths) == 35
    assert {report.status(path) for path in paths} == {Status.INFERRED}
    lost = [path for path in paths if swapped.status(path) is Status.UNPLACED]
    assert {path.rpartition(".")[2] for path in lost} == {"natural_person", "commercial_enterprise"}
    assert "requests.new_requests.natural_person" in lost


def test_ink_without_a_reading_is_no_blank() -> None:
    """A cell with ink that nobody can read is not called blank."""
    path = "requests.results.partially_disclosed.commercial_enterprise"
    report = _report({path: (0.0, ("",))})

    assert report.status(path) is Status.UNPLACED
    assert "read as nothing" in report.diagnostics[-1].message


def test_a_document_without_pictures_is_untouched() -> None:
    document = open_document(PAGE.encode())
    report = parse_document(document)

    assert not _codes(report)
    assert report.status(f"{ROW}.natural_person") is Status.READ


def test_figures_in_prose_are_inferred() -> None:
    """A figure that stands in a recognised line is inferred as well."""
    text = "某局2021年政府信息公开工作年度报告\n2021年收到政府信息公开申请12件。\n"
    document = Document(text)
    read = parse_document(document)
    recognised = parse_document(evolve(document, recognised=(Recognised(0, len(text), 0.99, ()),)))

    assert [fact.status for fact in read.narrative] == [Status.READ]
    assert [fact.status for fact in recognised.narrative] == [Status.INFERRED]


def test_a_total_that_sank_into_the_next_row() -> None:
    """The row above has figures and no total, and the row itself adds up to another."""
    sunk = PAGE.replace("<td>/<td>5<td>22", "<td>/<td>5<td>").replace(
        "<td>4<td><td>", "<td>4<td>0<td>"
    )
    sunk = sunk.replace("<td>见附件", "<td>22")
    report = _report({}, sunk)
    path = "requests.results.partially_disclosed.total"
    doubts = {d.path: d.message for d in report.diagnostics if d.code == "picture-cell-misplaced"}

    assert report.status(path) is report.status(f"{ROW}.total") is Status.UNPLACED
    assert "total of another row" in doubts[path]
    assert "the total of (一)予以公开" in doubts[f"{ROW}.total"]
    assert report.status("requests.new_requests.total") is Status.INFERRED


def test_a_total_that_is_wrong_in_print_is_kept() -> None:
    """Where every row with figures has its total, a sum that fails is the report's own."""
    wrong = PAGE.replace("<td>见附件", "<td>9").replace("<td>4<td><td>", "<td>4<td>0<td>")
    report = _report({}, wrong)

    assert report.status("requests.results.partially_disclosed.total") is Status.INFERRED
