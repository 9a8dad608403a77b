"""Years, versions, regions and peers on printed reports: read from text, as they are published."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner, Result
from tests.checks.reports import GOOD, ONE, ZERO, sections
from tests.typed import some

import govreport
from govreport.checks import NotComparable, check_peers, check_region, compare, pairs
from govreport.checks.running import Examination
from govreport.cli.app import govreport as application
from govreport.model import AnnualReport, ProactiveDisclosure, ServiceCounts
from govreport.views.text import render

LAYOUTS = ("piped_rows", "bare_cells", "markdown")
GOOD_TABLE, GOOD_REQUESTS = GOOD.proactive_disclosure, GOOD.requests
assert GOOD_TABLE is not None
assert GOOD_REQUESTS is not None

OVERVIEW = {
    2022: (
        "（一）主动公开情况。网站发布信息297条，比往年有所增加，重点是预算、采购和工程。\n"
        "（二）依申请公开情况。收到申请9件，均按期答复。\n（三）政府信息管理情况。修订目录2次。\n"
        "（四）政府信息公开平台建设情况。新设专栏4个。\n"
        "（五）监督保障情况。工作考核、社会评议各1次，没有责任追究。"
    ),
    2023: (
        "（一）主动公开情况。今年公布事项350条，多为办事指南和补贴名单。\n"
        "（二）依申请公开情况。全年收到申请12件，答复11件。\n（三）政府信息管理情况。清理文件3次。\n"
        "（四）政府信息公开平台建设情况。改版栏目8个，关停账号1个。\n"
        "（五）监督保障情况。开展工作考核和社会评议，全年没有责任追究。"
    ),
}


def _year(year: int, **changes: Any) -> AnnualReport:
    """The report of one year as a model: 2023 continues 2022."""
    before = year == 2022
    good = some(GOOD_TABLE)
    documents = some(good.normative_documents)
    table = evolve(
        good,
        normative_documents=evolve(documents, in_force=11) if before else documents,
        licensing=ServiceCounts(decisions=310 if before else 340),
    )
    return evolve(
        GOOD,
        title=f"临江区人民政府{year}年政府信息公开工作年度报告",
        year=year,
        published=datetime.date(year + 1, 3, 1),
        sections=sections(overview=OVERVIEW[year]),
        proactive_disclosure=table,
        requests=evolve(some(GOOD_REQUESTS), carried_forward=ZERO if before else ONE),
        **changes,
    )


def _printed(report: AnnualReport, layout: str = "piped_rows") -> str:
    return render(report, layout, strict=False)


def _read(report: AnnualReport, layout: str = "piped_rows") -> AnnualReport:
    return govreport.parse(_printed(report, layout))


def _codes(found: Examination) -> set[str]:
    return {one.code for one in found.findings}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_years_as_printed(layout: str) -> None:
    """A year that continues the one before has no finding, in whatever layout either is."""
    found = compare(_read(_year(2022), "piped_rows"), _read(_year(2023), layout))

    assert [str(one) for one in found.findings] == []
    assert {v.check for v in found.verdicts if v.outcome == "passed"} >= {"R6", "R7", "Y2"}


def test_the_same_text_and_tables_again() -> None:
    """Last year's report with another year on it: 内容雷同, and all figures equal."""
    first = evolve(_year(2023), title="临江区人民政府2022年政府信息公开工作年度报告", year=2022)
    found = compare(_read(first), _read(_year(2023)))
    messages = " ".join(str(one) for one in found.findings if one.code == "Y1")

    assert "100 % the text of the year before" in messages
    assert "all figures of the tables are those of the year before" in messages


def test_one_text_is_one_finding() -> None:
    """Both sections of last year's text are one cause, with the place of each."""
    first = evolve(_year(2023), title="临江区人民政府2022年政府信息公开工作年度报告", year=2022)
    text = sections(
        overview=OVERVIEW[2023], problems_and_improvements=OVERVIEW[2022] + OVERVIEW[2023]
    )
    before, after = (_read(evolve(year, sections=text)) for year in (first, _year(2023)))
    found = [one for one in compare(before, after).findings if one.code == "Y1" and one.span]
    (finding,) = found

    assert "一、总体情况 is 100 %" in finding.message
    assert "五、存在的主要问题及改进情况 is 100 %" in finding.message
    assert len(finding.spans) == 2


def test_a_carry_over_that_does_not_fit() -> None:
    """R6 names the cells of both columns, with their place in the later report."""
    later = _year(2023)
    assert later.requests is not None
    wrong = evolve(later, requests=evolve(later.requests, carried_over=ONE))
    found = compare(_read(_year(2022)), _read(wrong))
    (carried,) = [one for one in found.findings if one.code == "R6"]

    assert carried.paths == (
        "requests.carried_over.natural_person",
        "requests.carried_over.total",
    )
    assert carried.span is not None


def test_a_report_published_again() -> None:
    """One changed cell is named with both values; the same report again has no finding."""
    first = _year(2023)
    again = evolve(
        first,
        proactive_disclosure=evolve(
            some(first.proactive_disclosure), licensing=ServiceCounts(decisions=341)
        ),
    )
    same = compare(_read(first, "piped_rows"), _read(first, "bare_cells"))
    found = compare(_read(first), _read(again))

    assert [str(one) for one in same.findings] == []
    (cell,) = found.findings
    assert cell.code == "Y4"
    assert cell.path == "proactive_disclosure.licensing.decisions"
    assert cell.message.endswith("340 in the first version, 341 in this one")


def _unit(agency: str, decisions: int) -> AnnualReport:
    """The report of one unit, with a text of its own."""
    return evolve(
        GOOD,
        title=f"{agency}2023年政府信息公开工作年度报告",
        agency=agency,
        sections=sections(overview=f"{agency}公布事项{decisions}条，" + f"{agency}的指南。" * 30),
        proactive_disclosure=ProactiveDisclosure(licensing=ServiceCounts(decisions=decisions)),
        requests=None,
        review_and_litigation=None,
    )


def test_a_region_and_its_units_as_printed() -> None:
    """More in the units than in the region is named; a unit without a table is unknown."""
    region = _read(_year(2023))
    units = [
        _read(_unit(name, count)) for name, count in (("临江区教育局", 300), ("临江区水务局", 90))
    ]
    bare = govreport.parse("临江区档案馆2023年政府信息公开工作年度报告\n一、总体情况\n没有表格。\n")
    (found,) = [one for one in check_region(region, [*units, bare]).findings if one.code == "G1"]

    assert "行政许可 本年处理决定数量: the region has 340, its units have 390" in found.message
    assert found.expected == "≥390"
    fewer = check_region(region, [units[1], bare])
    assert not any("行政许可" in one.message for one in fewer.findings)


def test_peers_as_printed() -> None:
    """Two departments with one text are named, each with the other; the third is not."""
    one, two = _unit("临江区教育局", 300), _unit("临江区水务局", 90)
    text = sections(overview="全区坚持以公开促落实，及时公布各类事项和办事指南。" * 12)
    alike = [_read(evolve(report, sections=text)) for report in (one, two)]
    third = _read(_unit("临江区民政局", 120))
    first, second, last = check_peers([*alike, third])

    (named,) = [f for f in first.findings if f.code == "G3"]
    assert named.message == "一、总体情况 is nearly the text of 临江区水务局 (100 %)"
    assert "G3" in _codes(second)
    assert "G3" not in _codes(last)


def test_a_folder_is_paired() -> None:
    """The years of each organ, whatever else lies beside them."""
    reports = [_read(_year(2023)), _read(_unit("临江区教育局", 3)), _read(_year(2022))]

    assert [(a.year, b.year) for a, b in pairs(reports)] == [(2022, 2023)]


# -- the command, with what people give it by mistake ---------------------------------------------


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(application, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two years of one organ, a department, a report without tables, and no report."""
    texts = {
        "2022.txt": _printed(_year(2022)),
        "2023.txt": _printed(_year(2023)),
        "bureau.txt": _printed(_unit("临江区教育局", 3)),
        "bare.txt": "青石镇2023年政府信息公开工作年度报告\n一、总体情况\n没有表格。\n",
        "none.txt": "天气晴。\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_two_organs(folder: Path) -> None:
    """The message names both organs and what to use instead."""
    done = _run("compare", folder / "2023.txt", folder / "bureau.txt")

    assert done.exit_code == 2
    assert "different agencies, 临江区人民政府 and 临江区教育局" in done.output
    assert "check_peers" in done.output


def test_years_in_the_wrong_order(folder: Path) -> None:
    """The message says which to give first."""
    done = _run("compare", folder / "2023.txt", folder / "2022.txt")

    assert done.exit_code == 2
    assert "pass the earlier report first" in done.output


def test_the_same_year_twice(folder: Path) -> None:
    """Compared as two versions, and said so."""
    done = _run("compare", folder / "2023.txt", folder / "2023.txt")

    assert done.exit_code == 0
    assert "compared as two published versions of one report" in done.output


def test_a_warning_is_a_failure_only_when_strict(folder: Path) -> None:
    """The same text two years running: exit status 0, with --strict 1, as the help says."""
    text = (folder / "2022.txt").read_text(encoding="utf-8")
    (folder / "2023.txt").write_text(text.replace("2022", "2023"), encoding="utf-8")
    pair = ("compare", folder / "2022.txt", folder / "2023.txt")

    assert "warning[Y1]" in _run(*pair).output
    assert [_run(*pair).exit_code, _run(*pair, "--strict").exit_code] == [0, 1]


def test_the_rest_of_a_folder_goes_on(folder: Path) -> None:
    """A file that is no report is named; the pair beside it is compared."""
    done = _run("compare", folder)

    assert done.exit_code == 1
    assert "none.txt" in done.output
    assert "2022.txt" in done.output
    assert "2023.txt" in done.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[checks.X99]\non = true\n", "unknown check X99"),
        ("[checks.S6]\nmost = 'many'\n", "most must be a whole number, 0 or more, got 'many'"),
    ],
)
def test_a_profile_with_a_mistake(folder: Path, text: str, said: str) -> None:
    """The mistake is named, and the check goes on with the rest."""
    (folder / "own.toml").write_text(text, encoding="utf-8")
    done = _run("check", folder / "2023.txt", "--profile", folder / "own.toml")

    assert done.exit_code == 0
    assert said in done.output
    assert "passed" in done.output


def test_a_report_without_tables(folder: Path) -> None:
    """Nothing is invented: what needs a table is not evaluable."""
    done = _run("check", folder / "bare.txt")

    assert done.exit_code == 0
    assert "not evaluable" in done.output
    assert "[R1]" not in done.output
    assert "not checkable: R1 R2 R3: the requests table is not printed" in done.output


def test_two_years_given_to_neither() -> None:
    """A gap between the years is refused with the year that lies between."""
    with pytest.raises(NotComparable, match="the report of 2021 lies between"):
        compare(evolve(_year(2022), year=2020), _year(2022))


def test_the_place_of_what_was_found(folder: Path) -> None:
    """Each finding of a comparison is followed by its place in the later file."""
    wrong = evolve(_year(2023), requests=evolve(some(GOOD_REQUESTS), carried_over=ONE))
    (folder / "2023.txt").write_text(_printed(wrong), encoding="utf-8")
    done = _run("compare", folder / "2022.txt", folder / "2023.txt")
    lines = done.output.splitlines()
    head = next(number for number, line in enumerate(lines) if "[R6]" in line)

    assert lines[head + 1].startswith(f"    --> {folder / '2023.txt'}:")
