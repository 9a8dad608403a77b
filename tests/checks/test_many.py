"""Checks on two years, two versions, a region and peers; profiles, packages, suggestions."""

from __future__ import annotations

import datetime
from decimal import Decimal
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.checks.reports import GOOD, PROSE, codes, outcome, sections, spoilt
from tests.drawing import examples
from tests.typed import some

import govreport
from govreport.checks import (
    CheckGroup,
    NotComparable,
    ProfileError,
    Subject,
    Unknown,
    broken_groups,
    check,
    check_peers,
    check_region,
    checks,
    compare,
    pairs,
    profile,
    suggest,
)
from govreport.checks.items import Items
from govreport.checks.profile import Profile, Setting
from govreport.checks.region import GROUP as REGION
from govreport.checks.requests import GROUP as REQUESTS
from govreport.checks.subject import sentences
from govreport.errors import PluginError
from govreport.model import (
    Amount,
    AnnualReport,
    ApplicantCounts,
    CaseCounts,
    FeeCounts,
    Outcome,
    ReviewAndLitigation,
    ServiceCounts,
)
from govreport.model.rules import RESULTS, equations
from govreport.plugins import registry as plugins
from govreport.plugins.registry import Registry
from govreport.testing import reports
from govreport.testing.conformance import CheckConformance, installed
from govreport.views.text import LAYOUTS, render

EVERYTHING = Profile(
    settings={one.identifier: Setting(True, one.severity, one.parameters) for one in checks()}
)
BEFORE = spoilt(
    year=2022,
    title=None,
    sections=sections(
        overview="（一）主动公开。" + "去年公开了许多事项的办理结果和办事指南。" * 8,
        problems_and_improvements="有些栏目没有更新，打算增加人手并加强对他们的培训。" * 6,
    ),
    requests=evolve(some(GOOD.requests), carried_forward=ApplicantCounts(0, 0, 0, 0, 0, 0, 0)),
    proactive_disclosure=evolve(
        some(GOOD.proactive_disclosure),
        normative_documents=evolve(
            some(some(GOOD.proactive_disclosure).normative_documents), in_force=11
        ),
    ),
)
LONG = spoilt(sections=sections(overview=PROSE["overview"] + "编制了办事指南，统一了格式。" * 8))


def test_two_years_that_go_together() -> None:
    """A report that continues the one before has no finding."""
    found = compare(BEFORE, GOOD)

    assert [str(finding) for finding in found.findings] == []
    assert found.notes == ()


def test_one_section_is_enough_to_compare_texts() -> None:
    """A short section 五 leaves section 一; where both are short nothing can be said."""
    short = sections(problems_and_improvements="有问题，将改进。", overview=PROSE["overview"])
    none = sections(problems_and_improvements="有问题，将改进。", overview="公开9条。")

    assert outcome(compare(BEFORE, evolve(GOOD, sections=short)), "Y1") is Outcome.PASSED
    found = compare(BEFORE, evolve(GOOD, sections=none))
    assert outcome(found, "Y1") is Outcome.NOT_EVALUABLE


@pytest.mark.parametrize(
    ("code", "before", "after", "said"),
    [
        ("Y1", evolve(LONG, year=2022), LONG, "is 100 % the text of the year before"),
        ("Y1", evolve(GOOD, year=2022), GOOD, "all figures of the tables are those of the year"),
        (
            "Y2",
            evolve(
                BEFORE,
                proactive_disclosure=evolve(
                    some(BEFORE.proactive_disclosure), licensing=ServiceCounts(decisions=3)
                ),
            ),
            GOOD,
            "行政许可 本年处理决定数量: 3 the year before, 340 now",
        ),
        (
            "Y3",
            evolve(
                BEFORE,
                proactive_disclosure=evolve(
                    some(BEFORE.proactive_disclosure),
                    administrative_fees=FeeCounts(amount=Amount(Decimal(198000), "万元")),
                ),
            ),
            GOOD,
            "198000 the year before, 20.3 now",
        ),
        (
            "Y4",
            evolve(
                GOOD, requests=evolve(some(GOOD.requests), carried_over=ApplicantCounts(total=1))
            ),
            GOOD,
            "二、上年结转政府信息公开申请数量 总计: 1 in the first version, 0 in this one",
        ),
        (
            "B1",
            BEFORE,
            spoilt(
                review_and_litigation=evolve(
                    some(GOOD.review_and_litigation),
                    litigation_after_review=CaseCounts(9, 0, 0, 0, 9),
                )
            ),
            "复议后起诉 is 9, but only 6 reviews were closed",
        ),
    ],
)
def test_planted_in_two_reports(
    code: str, before: AnnualReport, after: AnnualReport, said: str
) -> None:
    """What does not go together is found by its check."""
    found = [f.message for f in compare(before, after, EVERYTHING).findings if f.code == code]

    assert any(said in message for message in found), found


def test_versions_are_not_years() -> None:
    """Two reports of one year are compared cell by cell, and a note says so."""
    found = compare(GOOD, GOOD)

    assert {verdict.check for verdict in found.verdicts} == {"Y4"}
    assert found.findings == ()
    assert "both reports are of 2023" in found.notes[0]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (GOOD, spoilt(agency="青石镇"), "different agencies, 临江区人民政府 and 青石镇"),
        (GOOD, BEFORE, "pass the earlier report first"),
        (spoilt(year=2020), GOOD, "the report of 2021 lies between"),
    ],
)
def test_reports_that_cannot_be_compared(one: AnnualReport, other: AnnualReport, said: str) -> None:
    """The message names what is wrong, and what to do."""
    with pytest.raises(NotComparable, match=said):
        compare(one, other)


def test_forms_that_differ_are_noted() -> None:
    """Forms whose cells are not the same ones are named."""
    old = evolve(BEFORE, forms=evolve(BEFORE.forms, proactive_disclosure="2019"))

    assert "forms of 2019 and 2021" in compare(old, GOOD).notes[0]


def test_a_zone_with_and_without_its_committee_is_one_agency() -> None:
    """综合实验区 one year, 综合实验区管委会 the next."""
    one = spoilt(agency="临江综合实验区管委会", year=2022)
    other = spoilt(agency="临江综合实验区", year=2023)

    assert pairs([other, one]) == [(one, other)]


def test_pairs_of_a_folder() -> None:
    """Each organ's years are put together; a gap and other organs are left out."""
    town = AnnualReport(agency="青石镇", year=2020)
    found = pairs([GOOD, town, BEFORE, spoilt(year=2020), spoilt(year=2023)])

    assert [(one.year, other.year) for one, other in found] == [(2022, 2023), (2023, 2023)]


def _with_licences(agency: str, decisions: int, **changes: Any) -> AnnualReport:
    licensing = ServiceCounts(decisions=decisions)
    disclosure = evolve(some(GOOD.proactive_disclosure), licensing=licensing)
    return spoilt(agency=agency, proactive_disclosure=disclosure, **changes)


def test_a_region_is_at_least_its_units() -> None:
    """A region with less than its units is named; with more, only if all units are there."""
    units = [_with_licences("甲局", 300), _with_licences("乙局", 100)]
    settings = {"G1": Setting(True, REGION.checks[0].severity, {"complete": True})}
    empty = AnnualReport(year=2023)

    less = check_region(GOOD, units)
    assert any("the region has 340, its units have 400" in f.message for f in less.findings)
    one = AnnualReport(proactive_disclosure=_with_licences("甲局", 300).proactive_disclosure)
    assert codes(check_region(GOOD, [one, empty])) == set()
    more = check_region(_with_licences("临江区", 900), [units[1]], Profile(settings=settings))
    assert any("the region has 900, its units have 100" in f.message for f in more.findings)
    assert outcome(check_region(GOOD, []), "G1") is Outcome.NOT_EVALUABLE


def test_peers() -> None:
    """Reports of one year with nearly the same text are named, and a zero among large figures."""
    text = sections(overview=PROSE["overview"] * 3)
    peers = [_with_licences(f"{name}局", 500, sections=text) for name in "甲乙丙"]
    zero = _with_licences("丁局", 0, sections=sections(overview="公开的事项各不相同。" * 20))
    *same, last = check_peers([*peers, zero], EVERYTHING)

    for name, examination in zip("甲乙丙", same, strict=True):
        (found,) = [f for f in examination.findings if f.code == "G3"]
        others = ", ".join(f"{other}局 (100 %)" for other in "甲乙丙" if other != name)
        assert f"一、总体情况 is nearly the text of {others}" in found.message
    assert "行政许可 本年处理决定数量: 0, the mean of 3 peers is 500" in {
        finding.message for finding in last.findings
    }


def test_every_check_on_many_is_tested_here() -> None:
    """No check on several reports is without a test."""
    many = {one.identifier for one in checks() if one.scope != "report"}

    assert many == {"Y1", "Y2", "Y3", "Y4", "B1", "G1", "G3", "G4", "R6", "R7", "R10"}


# ---------------------------------------------------------------- suggestions


def test_suggestion_for_one_wrong_total() -> None:
    """A total left at 0 can only be the sum; one that is off by one could be a wrong part too."""
    tables = [ReviewAndLitigation(CaseCounts(10, 1, 0, 0, total)) for total in (0, 10)]
    zero, near = (suggest(AnnualReport(review_and_litigation=table)) for table in tables)

    assert zero is not None
    assert zero.expected == 11
    assert near is None


def test_a_finding_says_the_only_repair() -> None:
    """As its hint, in both languages; where several cells could be wrong there is none."""
    table = GOOD.review_and_litigation
    assert table is not None

    def hint(total: int, language: str) -> str | None:
        wrong = evolve(table, review=CaseCounts(2, 1, 0, 0, total))
        found = check(spoilt(review_and_litigation=wrong)).findings
        (sums,) = [one for one in found if one.code == "R5"]
        return sums.hint_in(language)

    assert hint(0, "en") == "with 3 in place of 0 in 行政复议 总计 every sum would hold"
    assert hint(0, "zh") == "若“行政复议 总计”由 0 改为 3，则所有勾稽关系成立"
    assert hint(4, "en") is None


def test_suggestion_for_one_wrong_cell() -> None:
    """One cell that breaks its column and its row is named, with what it should be."""
    assert GOOD.requests is not None
    wrong = evolve(GOOD.requests, carried_forward=ApplicantCounts(8, 0, 0, 0, 0, 0, 1))
    report = spoilt(requests=wrong)
    found = suggest(report)

    assert found is not None
    assert (found.path, found.value, found.expected) == (
        "requests.carried_forward.natural_person",
        8,
        1,
    )
    assert "with 1 in place of 8 in 四、结转下年度继续办理 自然人" in found.message
    assert report.requests == wrong
    finding = next(f for f in check(report).findings if f.code == "R1")
    assert suggest(report, finding) == found
    assert suggest(GOOD) is None


SUMS = {"R1", "R2", "R3", "R5"}
FORMS = st.sampled_from(("2019", "2021"))


def _dressed(drawn: AnnualReport, form: str) -> AnnualReport:
    """The drawn tables with sums in a report that meets every demand else."""
    year = {"2019": 2020, "2021": 2023}[form]
    table = GOOD.proactive_disclosure if form == "2021" else drawn.proactive_disclosure
    return spoilt(
        title=f"临江区人民政府{year}年政府信息公开工作年度报告",
        year=year,
        published=datetime.date(year + 1, 3, 1),
        sections=sections(other_matters="收取信息处理费300元。"),
        forms=evolve(drawn.forms),
        proactive_disclosure=table,
        requests=drawn.requests,
        review_and_litigation=drawn.review_and_litigation,
    )


@given(data=st.data(), form=FORMS)
def test_a_drawn_report_that_meets_all_has_no_finding(data: st.DataObject, form: str) -> None:
    """Of all checks that are on, whatever the figures: no finding, and none is doubtful."""
    drawn = data.draw(reports(dense=True, form=form, consistent=True))
    found = check(_dressed(drawn, form))

    assert [str(one) for one in found.findings if one.code not in ("R9", "R11")] == []
    assert {v.check for v in found.verdicts if v.outcome is Outcome.PASSED} >= SUMS


@given(data=st.data(), form=FORMS, place=st.integers(0, 2000), change=st.integers(1, 9))
def test_breaking_one_cell_names_that_cell(
    data: st.DataObject, form: str, place: int, change: int
) -> None:
    """Sums of a drawn report hold; with one cell changed, each finding has it among its cells."""
    report = data.draw(reports(dense=True, form=form, consistent=True))
    assert codes(check(report)) & SUMS == set()
    paths = sorted({path for one in equations(form) for path in one.paths})
    path = paths[place % len(paths)]
    broken = _changed(report, path, change)
    assume(broken is not None)
    assert broken is not None
    found = [finding for finding in check(broken).findings if finding.code in SUMS]

    assert found
    assert all(path in (finding.path, *finding.paths) for finding in found)


UNCUT = tuple(layout for layout in LAYOUTS if layout != "glued")
"""Layouts in which every number stands for itself."""


@pytest.mark.parametrize("layout", UNCUT)
@settings(max_examples=4)
@given(data=st.data(), form=FORMS)
def test_a_printed_report_that_meets_all_has_no_finding(
    layout: str, data: st.DataObject, form: str
) -> None:
    """Neither the checks nor the reading find anything, in every layout."""
    report = _dressed(data.draw(reports(dense=True, form=form, consistent=True)), form)
    read = govreport.parse(render(report, layout, strict=False), check=True)
    found = [one for one in (*read.diagnostics, *read.findings) if one.severity != "info"]

    assert [str(one) for one in found if one.code not in ("R9", "R11")] == []


@settings(max_examples=4)
@given(data=st.data(), form=FORMS)
def test_digits_without_separators_are_cut_or_said(data: st.DataObject, form: str) -> None:
    """Of a report that meets all demands nothing is said but where digits have no place."""
    report = _dressed(data.draw(reports(dense=True, form=form, consistent=True)), form)
    read = govreport.parse(render(report, "glued", strict=False), check=True)
    found = {d.code for d in (*read.diagnostics, *read.findings) if d.severity != "info"}

    assert found <= {"cells-placed", "number-unplaced", "R9", "R11"}


@settings(max_examples=examples(25))
@given(
    data=st.data(),
    form=FORMS,
    place=st.integers(0, 2000),
    layout=st.sampled_from(UNCUT),
)
def test_a_printed_cell_that_is_wrong_is_shown_in_its_place(
    data: st.DataObject, form: str, place: int, layout: str
) -> None:
    """Read from text: every finding of sums has the wrong cell among its cells and places."""
    report = data.draw(reports(dense=True, form=form, consistent=True))
    paths = sorted({path for one in equations(form) for path in one.paths})
    path = paths[place % len(paths)]
    broken = _changed(report, path, 7)
    assume(broken is not None)
    assert broken is not None
    read = govreport.parse(render(broken, layout, strict=False), check=True)
    cell = Subject.of(read).cells.span(path)
    found = [one for one in read.findings if one.code in SUMS]

    assert found
    assert all(path in (one.path, *one.paths) for one in found)
    assert all(cell in (one.span, *one.spans) for one in found)


def _changed(report: AnnualReport, path: str, change: int) -> AnnualReport | None:
    """The report with a number added to one cell; None where the cell has none."""

    def step(holder: Any, names: list[str]) -> Any:
        name, *rest = names
        value = getattr(holder, name)
        if value is None:
            return None
        inner = step(value, rest) if rest else value + change
        return None if inner is None else evolve(holder, **{name: inner})

    found: AnnualReport | None = step(report, path.split("."))
    return found


def test_operands_stand_once() -> None:
    """The equations have every column, row and block of the form, each cell once."""
    for form, rows in RESULTS.items():
        found = equations(form)
        by_rule = {rule: [e for e in found if e.rule == rule] for rule in ("R1", "R2", "R3", "R5")}

        assert [len(by_rule[rule]) for rule in by_rule] == [7, 7, len(rows) + 4, 3]
        assert all(len(e.left) == len(rows) for e in by_rule["R2"])


# ---------------------------------------------------------------- profiles


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    """A file extends another profile, turns checks off, and sets parameters and severities."""
    path = tmp_path / "own.toml"
    path.write_text(
        'extends = "wuwei-2025"\n[checks.S6]\nmost = 50\nseverity = "error"\n'
        "[checks.S5]\non = false\n",
        encoding="utf-8",
    )
    found = profile(path)

    assert found.problems == ()
    assert found.settings["S6"].parameters["most"] == 50
    assert found.settings["S11"].on
    severities = {f.code: f.severity for f in check(GOOD, found).findings}
    assert severities["S6"] == "error"
    assert outcome(check(GOOD, found), "S5") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[checks.X99]\non = true\n", "unknown check X99"),
        ("[checks.S6]\nmost = 'many'\n", "S6: most must be a whole number, 0 or more, got 'many'"),
        ("[checks.S6]\nmost = true\n", "S6: most must be a whole number, 0 or more, got true"),
        ("[checks.S6]\nleast = 3\n", "S6: unknown parameter least; there are on, severity, most"),
        ("[checks.S6]\nseverity = 'grave'\n", "severity must be one of error, warning, info"),
        ("[checks.S6]\non = 1\n", "S6: on must be true or false, got 1; true is used"),
        ("[checks.D1]\ndepartment = '31 January'\n", "must be a day of the year, such as 01-31"),
        ("[checks.D1]\ndepartment = '02-30'\n", "must be a day of the year, such as 01-31"),
        ("[checks.D1]\ndepartment = 31\n", "must be a day of the year, such as 01-31"),
        ("checks.S6 = 3\n", "S6: expected a table of settings"),
        ("[check.S6]\nmost = 3\n", "unknown key check"),
    ],
)
def test_what_a_profile_cannot_say(tmp_path: Path, text: str, said: str) -> None:
    """A mistake is named with the remedy, and the rest of the profile counts."""
    path = tmp_path / "own.toml"
    path.write_text(f"{text}[checks.S5]\non = false\n", encoding="utf-8")
    found = profile(path)

    assert any(said in problem for problem in found.problems), found.problems
    assert not found.settings["S5"].on


def test_where_figures_in_prose_are_asked_for_a_wrong_one_is_a_warning() -> None:
    """武威 2025 asks for them; elsewhere prose may count otherwise."""
    (one,) = [found for found in checks() if found.identifier == "R13"]

    assert profile("wuwei-2025").of(one).severity == "warning"
    assert profile().of(one).severity == "info"


def test_checks_that_are_no_table(tmp_path: Path) -> None:
    """Nothing of it counts, and that is said."""
    path = tmp_path / "own.toml"
    path.write_text("checks = 3\n", encoding="utf-8")

    said = f"{path}: checks must be a table, such as [checks.S6]"
    assert list(map(str, profile(path).problems)) == [said]


def test_profiles_in_a_circle(tmp_path: Path) -> None:
    """They are named, in the order in which one extends the other."""
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_text(f"extends = '{other}'\n", encoding="utf-8")
    other.write_text(f"extends = '{one}'\n", encoding="utf-8")

    with pytest.raises(ProfileError, match=r"one\.toml, .*other\.toml, .*one\.toml"):
        profile(one)


def test_a_profile_that_is_none(tmp_path: Path) -> None:
    """A file that is not there, or no TOML, is an error that names the shipped ones."""
    with pytest.raises(ProfileError, match=r"there is no profile nothing.*wuwei-2025"):
        profile("nothing")
    path = tmp_path / "own.toml"
    path.write_text("[checks", encoding="utf-8")
    with pytest.raises(ProfileError, match="is no TOML"):
        profile(path)


# ---------------------------------------------------------------- packages


class TestRequestsGroup(CheckConformance):
    """A built-in group keeps to the suite."""

    plugin = REQUESTS


EXTRA = CheckGroup("extra", "for a test")


@EXTRA.check(basis="practice", example="x")
def x1(subject: Subject) -> Items:
    """Nothing holds.

    A test.
    """
    yield Unknown("for a test")
    raise ZeroDivisionError("never")


@EXTRA.check(basis="practice", example="x")
def r1(subject: Subject) -> Items:
    """An id that is taken.

    A test.
    """
    yield Unknown("never asked")


def _given(monkeypatch: pytest.MonkeyPatch, *groups: Any) -> None:
    class Given(EntryPoint):
        def load(self) -> Any:
            found = {g.name: g for g in groups if isinstance(g, CheckGroup)}.get(self.name)
            if found is None:
                raise ImportError("no module named nothing")
            return found

    points = [
        Given(getattr(g, "name", g), "given:GROUP", "govreport.checks") for g in groups
    ] + list(plugins.registry("checks").points.values())
    monkeypatch.setitem(plugins._registries, "checks", Registry("checks", points))


def test_a_package_that_fails_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that raises is not evaluable, a taken id and a broken package are listed."""
    monkeypatch.delenv("GOVREPORT_STRICT_PLUGINS", raising=False)
    _given(monkeypatch, EXTRA, "gone")
    found = check(GOOD)
    verdict = next(v for v in found.verdicts if v.check == "X1")

    assert verdict.outcome is Outcome.NOT_EVALUABLE
    assert verdict.reason == "the check failed: ZeroDivisionError: never"
    assert outcome(found, "R1") is Outcome.PASSED
    assert "check R1 of group extra is left out" in broken_groups()["extra"]
    assert "no module named nothing" in broken_groups()["gone"]


def test_strict_packages_raise(monkeypatch: pytest.MonkeyPatch) -> None:
    """With GOVREPORT_STRICT_PLUGINS=1 the first failure ends the call."""
    monkeypatch.setenv("GOVREPORT_STRICT_PLUGINS", "1")
    with installed(EXTRA), pytest.raises(PluginError, match="check X1 of group extra failed"):
        check(GOOD)


def test_declaring_badly_is_refused() -> None:
    """A check without a demand, or with an id that its group has, is refused at once."""
    group = CheckGroup("bad", "for a test")

    def undocumented(subject: Subject) -> Items:
        yield from ()

    with pytest.raises(ValueError, match="has no docstring"):
        group.check(basis="own")(undocumented)
    undocumented.__doc__ = "It holds.\n\nA test."
    group.check(basis="own")(undocumented)
    with pytest.raises(ValueError, match="declared twice"):
        group.check(basis="own")(undocumented)


def test_sentences() -> None:
    """Sentences end at full stops, semicolons and lines."""
    assert sentences("一。二；三\n四") == ["一。", "二；", "三", "四"]


@pytest.mark.parametrize(
    ("sentence", "ended"),
    [
        ("经规范性文件清理，现行有效件数核减为5件。", Outcome.EXPLAINED),
        ("因机构改革，3件规范性文件划转至区民政局。", Outcome.EXPLAINED),
        ("扎实开展规范性文件清理工作。", Outcome.BROKEN),
        ("因机构改革，办公地点有变化。", Outcome.BROKEN),
    ],
)
def test_what_explains_a_change(sentence: str, ended: Outcome) -> None:
    """A clean-up or a reform explains a figure where the sentence speaks of figures and topic."""
    table = some(GOOD.proactive_disclosure)
    documents = evolve(some(table.normative_documents), in_force=5)
    later = spoilt(
        proactive_disclosure=evolve(table, normative_documents=documents),
        sections=sections(other_matters=f"{sentence}未收取信息处理费。"),
    )
    found = compare(evolve(GOOD, year=2022), later)

    assert outcome(found, "R7") is ended
