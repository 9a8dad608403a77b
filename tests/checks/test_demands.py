"""Each check on a single report fires on a planted violation, and a good report has none."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from tests.checks.reports import (
    ELEVEN,
    GOOD,
    HEADINGS,
    ONE,
    PROSE,
    TWELVE,
    ZERO,
    codes,
    only,
    outcome,
    results,
    sections,
    spoilt,
)
from tests.typed import some

import govreport
from govreport.checks import check, checks, organ_of, profile
from govreport.checks.profile import Profile, Setting
from govreport.diagnostics import Diagnostic, Severity
from govreport.language import in_language, say
from govreport.model import (
    Amount,
    AnnualReport,
    DocumentCounts,
    Fact,
    FeeCounts,
    Forms,
    IdentitySpans,
    OtherHandling,
    Outcome,
    Provenance,
    Requests,
    RowTrace,
    Section,
    Status,
    UnplacedNumber,
)
from govreport.views.text import render

EVERYTHING = Profile(
    settings={one.identifier: Setting(True, one.severity, one.parameters) for one in checks()}
)


def _marked(status: Status) -> Provenance:
    row = RowTrace(
        path="proactive_disclosure.rules",
        columns=("issued", "abolished", "in_force"),
        label="规章",
        column_labels=("本年制发件数", "本年废止件数", "现行有效件数"),
        units=("件",) * 3,
        raws=("/", "0", "0"),
        starts=(0, 2, 4),
        ends=(1, 3, 5),
        statuses=(status, Status.READ, Status.READ),
    )
    return Provenance(rows=(row,), identity=IdentitySpans(year_authority="period"))


def _zero_fact(identifier: str, sentence: str) -> Fact:
    return Fact(identifier, 0, None, sentence=sentence, raw=sentence[:2])


PROACTIVE = GOOD.proactive_disclosure
assert PROACTIVE is not None

PLANTED: list[tuple[str, AnnualReport, str]] = [
    ("S1", spoilt(sections=sections(other_matters=None)), "not printed: 六、其他需要报告的事项"),
    (
        "S1",
        spoilt(sections=(*sections(), Section(HEADINGS["requests"], "", "requests"))),
        "printed more than once",
    ),
    (
        "S2",
        spoilt(
            sections=tuple(evolve(s, heading=s.heading.replace("四", "三")) for s in sections())
        ),
        "一 二 三 三 五 六",
    ),
    (
        "S2",
        spoilt(sections=sections(overview=f"一、概况\n{PROSE['overview']}\n二、主要做法\n好。")),
        "second numbering 一、 二、",
    ),
    (
        "S3",
        spoilt(sections=(*sections(), Section("七、工作机构和人员", "有人员2名。"))),
        "七、工作机构和人员 is no section of the form",
    ),
    ("S4", spoilt(sections=sections(overview="全年收到申请12件，网站公开350条。" * 6)), "监督保障"),
    (
        "S5",
        spoilt(sections=sections(overview=PROSE["overview"].replace("社会评议", "评比"))),
        "nothing is said of 社会评议",
    ),
    (
        "S7",
        spoilt(sections=sections(overview=PROSE["overview"] + "多数部门按时答复。")),
        "speaks of 多数部门",
    ),
    (
        "S7",
        spoilt(
            sections=sections(overview="2023年按照第十九条开展工作考核、社会评议、责任追究。" * 4)
        ),
        "states no figure",
    ),
    ("S8", spoilt(sections=sections(problems_and_improvements="无。")), "has only 2 characters"),
    (
        "S8",
        spoilt(sections=sections(problems_and_improvements="全年工作平稳。" * 8)),
        "names no problem",
    ),
    (
        "S9",
        spoilt(sections=sections(other_matters="没有其他事项。")),
        "does not say whether fees were charged",
    ),
    (
        "S9",
        spoilt(
            requests=Requests(
                TWELVE,
                ZERO,
                results(other_handling=OtherHandling(None, ZERO, ONE, ZERO), total=TWELVE),
                ZERO,
            )
        ),
        "but 1 requests ended because a fee was not paid",
    ),
    (
        "S10",
        spoilt(review_and_litigation=None),
        "四、政府信息公开行政复议、行政诉讼情况 prints no table",
    ),
    (
        "D1",
        spoilt(published=datetime.date(2024, 4, 1)),
        "published on 2024-04-01, after 2024-03-31",
    ),
    (
        "D1",
        spoilt(agency="临江区民政局", published=datetime.date(2024, 2, 1)),
        "published on 2024-02-01, after 2024-01-31",
    ),
    ("D2", spoilt(provenance=Provenance()), "the period that the figures are of is not stated"),
    (
        "D2",
        spoilt(
            sections=sections(
                overview=PROSE["overview"] + "统计期限自2023年2月1日至2023年12月31日。"
            )
        ),
        "the period is 2023-2-1 to 2023-12-31",
    ),
    ("F1", spoilt(forms=Forms("2019", "2021", "2019/2021")), "follows the form of 2019"),
    ("F2", spoilt(provenance=_marked(Status.NOT_APPLICABLE)), "one cell of 二、"),
    ("F2", spoilt(provenance=_marked(Status.BLANK)), "blank or holds a mark: 规章"),
    (
        "F3",
        spoilt(proactive_disclosure=evolve(PROACTIVE, licensing=None)),
        "does not print 第二十条第(五)项",
    ),
    (
        "F4",
        spoilt(sections=sections(requests="详见附件：统计表.xls"), requests=None),
        "only as a picture or an attachment",
    ),
    (
        "F5",
        spoilt(
            proactive_disclosure=evolve(
                PROACTIVE, administrative_fees=FeeCounts(amount=Amount(Decimal(203000), "元"))
            )
        ),
        "the amount 203000元 is not in 万元",
    ),
    (
        "T1",
        spoilt(narrative=(_zero_fact("requests.received", "未收到政府信息公开申请。"),)),
        "says that there is none (未收到政府信息公开申请), the table says 12",
    ),
    (
        "T1",
        spoilt(narrative=(_zero_fact("litigation", "无行政诉讼。"),)),
        "the table says 1",
    ),
    (
        "T1",
        spoilt(sections=sections(overview=PROSE["overview"] + "所有申请均已按时办结。")),
        "says that all are closed",
    ),
    (
        "W1",
        spoilt(sections=sections(overview=PROSE["overview"] + "加强信息信息管理。")),
        "a doubled word: ",
    ),
    (
        "W1",
        spoilt(
            sections=sections(
                overview=PROSE["overview"].replace("政府信息公开平台", "府信息公开平台")
            )
        ),
        "a heading without its first character",
    ),
    (
        "G2",
        spoilt(agency="临江区人民政府办公室", sections=sections()),
        "the government's or its office's",
    ),
    (
        "B2",
        spoilt(requests=Requests(TWELVE, ZERO, results(disclosed=ONE, total=ONE), ELEVEN)),
        "结转下年度 is 11 of 新收 12",
    ),
    ("S6", spoilt(sections=sections(overview="全年公开9条。" * 200)), "more than 1000"),
    (
        "S11",
        spoilt(narrative=(Fact("requests.received", 12, "件"),)),
        "does not state 上年结转, 结转下年度, 办结",
    ),
]


def test_a_good_report_has_no_finding() -> None:
    """What meets every demand passes every check that can be evaluated."""
    fact = Fact("requests.received", 12, "件", sentence="全年收到申请12件。", raw="12")
    found = check(spoilt(narrative=(fact,)))

    assert [str(finding) for finding in found.findings] == []
    assert found.count(Outcome.NOT_EVALUABLE) == 0
    assert str(found.summary) == f"{len(found.verdicts)} passed"


@pytest.mark.parametrize(("code", "report", "said"), PLANTED)
def test_planted_violation(code: str, report: AnnualReport, said: str) -> None:
    """A planted violation is found and named, in a report that is otherwise good."""
    messages = [f.message for f in check(report, EVERYTHING).findings if f.code == code]

    assert any(said in message for message in messages), messages
    assert outcome(check(report, EVERYTHING), code) is Outcome.BROKEN


def test_every_check_of_one_report_is_planted() -> None:
    """No check on a single report is without a test; sums have theirs in test_rules."""
    single = {one.identifier for one in checks() if one.scope == "report"}
    sums = {code for code in single if code[0] in "RP"}

    assert single - sums == {code for code, _, _ in PLANTED}


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (spoilt(agency="临江区"), "D1"),
        (spoilt(agency="临江区民政局", sections=sections(overview="公开9条。")), "S5"),
        (spoilt(agency="青石镇", sections=sections(overview="公开9条。")), "S5"),
        (spoilt(agency="临江区人民政府办公室", published=datetime.date(2024, 1, 5)), "D1"),
        (spoilt(sections=sections(problems_and_improvements="……")), "S8"),
        (spoilt(sections=sections()[:2]), "S1"),
        (spoilt(sections=sections(overview="全年收到申请12件。")), "S5"),
        (spoilt(year=2020, forms=Forms("2019", "2019")), "F1"),
        (spoilt(year=2019, sections=sections(other_matters="没有其他事项。")), "S9"),
        (
            spoilt(sections=sections(overview=PROSE["overview"] + "建议提案均已按时办结。")),
            "T1",
        ),
        (
            spoilt(
                provenance=Provenance(),
                sections=sections(
                    overview="现将2023年（1月1日至12月31日）的情况报告如下。" + PROSE["overview"]
                ),
            ),
            "D2",
        ),
        (
            spoilt(
                sections=sections(
                    overview=PROSE["overview"].replace(
                        "（一）主动公开情况。全年在网站主动公开信息350条。", "公开审计结果公告9期。"
                    )
                )
            ),
            "S4",
        ),
        (
            spoilt(
                sections=sections(
                    problems_and_improvements=(
                        "1.重复申请占用大量行政资源；2.基层答复不规范。下一步：推行申请集中审核，"
                        "上收答复权限，定期抽查答复书。"
                    )
                )
            ),
            "S8",
        ),
    ],
)
def test_no_false_finding(report: AnnualReport, code: str) -> None:
    """A demand that is not about such a report, or cannot be seen, is not said to be broken."""
    assert code not in codes(check(report))


def test_a_demand_of_later_years_where_the_year_is_not_known() -> None:
    """A report whose year and form are not known may be older than the demand."""
    silent = sections(other_matters="没有其他事项。")
    old = check(spoilt(year=None, forms=Forms("2019", "2019"), sections=silent))
    new = check(spoilt(year=None, sections=silent))

    assert outcome(old, "S9") is Outcome.NOT_EVALUABLE
    assert outcome(new, "S9") is Outcome.BROKEN


def test_a_text_without_its_beginning() -> None:
    """Neither the first sections nor the first rows are said to be missing."""
    disclosure = evolve(some(GOOD.proactive_disclosure), rules=None, normative_documents=None)
    report = spoilt(
        title=None,
        sections=sections(overview=None, proactive_disclosure=None),
        proactive_disclosure=disclosure,
    )

    assert outcome(check(report), "S1") is Outcome.NOT_EVALUABLE
    assert outcome(check(report), "F3") is Outcome.NOT_EVALUABLE
    assert outcome(check(evolve(report, title="年度报告")), "S1") is Outcome.BROKEN


def test_a_period_in_full_width_digits() -> None:
    """The width of a digit changes nothing."""
    text = "统计期限自２０２３年１月１日起至２０２３年１２月３１日止。" + PROSE["overview"]
    report = spoilt(sections=sections(overview=text), provenance=Provenance())

    assert outcome(check(report), "D2") is Outcome.PASSED


def test_fees_that_were_charged() -> None:
    """收取…2950元 is no statement of none, though it ends in 0元."""
    rows = OtherHandling(None, ZERO, ONE, ZERO)
    table = Requests(TWELVE, ZERO, results(other_handling=rows, total=TWELVE), ZERO)
    for text, broken in (("收取了信息处理费2950元。", False), ("收取信息处理费0元。", True)):
        report = spoilt(requests=table, sections=sections(other_matters=text))

        assert ("S9" in codes(check(report))) is broken


def test_not_evaluable_names_what_is_missing() -> None:
    """The reason says which cells have no number, with their labels."""
    found = check(spoilt(requests=evolve(some(GOOD.requests), carried_over=None)))
    verdict = next(v for v in found.verdicts if v.check == "R1")

    assert verdict.outcome is Outcome.NOT_EVALUABLE
    assert verdict.reason.startswith("not printed: 二、上年结转政府信息公开申请数量 自然人")
    assert str(found.summary).endswith("passed, 3 not evaluable")


def test_doubtful_when_a_place_was_concluded() -> None:
    """A sum that does not hold over a concluded cell is doubtful, and only worth knowing."""
    trace = evolve(
        _marked(Status.INFERRED).rows[0],
        path="review_and_litigation.review",
        columns=("upheld", "corrected", "total"),
    )
    review = evolve(some(GOOD.review_and_litigation), review=evolve(_review(), total=9))
    found = check(spoilt(review_and_litigation=review, provenance=Provenance(rows=(trace,))))
    finding = next(f for f in found.findings if f.code == "R5")

    assert outcome(found, "R5") is Outcome.DOUBTFUL
    assert finding.severity is Severity.INFO
    assert finding.hint == "the place of 规章 本年制发件数 was concluded"


def test_doubtful_where_a_number_has_no_place() -> None:
    """A number that is printed without a place is not said to be missing."""
    lost = UnplacedNumber("proactive_disclosure", "7132", "行政規範性文件")
    table = evolve(some(GOOD.proactive_disclosure), normative_documents=None)
    found = check(spoilt(proactive_disclosure=table, unplaced=(lost,)))
    verdict = next(v for v in found.verdicts if v.check == "R8")

    assert verdict.outcome is Outcome.DOUBTFUL
    assert verdict.reason == "numbers of 行政规范性文件 have no place"
    assert "R8" not in codes(found)
    assert "1 doubtful" in str(found.summary)


def _review() -> govreport.model.CaseCounts:
    assert GOOD.review_and_litigation is not None
    assert GOOD.review_and_litigation.review is not None
    return GOOD.review_and_litigation.review


def test_explained_by_the_report_itself() -> None:
    """A sentence that gives the reason is quoted, and the finding is only worth knowing."""
    reason = "本年度申请件数因统计口径调整，与上年不同。"
    requests = evolve(some(GOOD.requests), carried_forward=TWELVE)
    found = check(spoilt(requests=requests, sections=sections(other_matters=f"{reason}未收费。")))
    verdict = next(v for v in found.verdicts if v.check == "R1")

    assert verdict.outcome is Outcome.EXPLAINED
    assert verdict.reason == f"the report says: {reason}"
    assert {f.severity for f in found.findings if f.code == "R1"} == {Severity.INFO}


@pytest.mark.parametrize(
    ("sentence", "explained"),
    [
        ("其中1件申请与另1件合并办理。", True),
        ("总计一栏的申请件数以本报告为准。", True),
        ("机构改革后，依申请公开办理流程更加规范。", False),
        ("做好政策文件清理工作，畅通申请渠道。", False),
        ("并根据机构改革情况调整申请受理点3个。", False),
    ],
)
def test_what_explains_a_sum(sentence: str, explained: bool) -> None:
    """How figures were counted explains a sum within one table; a reform or clean-up does not."""
    requests = evolve(some(GOOD.requests), carried_forward=TWELVE)
    found = check(spoilt(requests=requests, sections=sections(other_matters=f"{sentence}未收费。")))

    assert outcome(found, "R1") is (Outcome.EXPLAINED if explained else Outcome.BROKEN)


def test_prose_of_a_report_without_tables() -> None:
    """Its figures have nothing to be held against, which is one reason and not many."""
    facts = (
        Fact("requests.received", 5, "件", sentence="收到申请5件。", raw="5"),
        Fact("review", 1, "件", sentence="行政复议1件。", raw="1"),
    )
    report = AnnualReport(year=2016, narrative=facts, sections=sections())
    verdict = next(v for v in check(report).verdicts if v.check == "R13")

    assert verdict.outcome is Outcome.NOT_EVALUABLE
    assert verdict.reason == "no table in which these figures stand is printed"


NONE = (Fact("requests.received", 0, "件", sentence="未收到公开申请。", raw="未"),)
ALL_CLOSED = sections(requests="收到的申请均已办结。")


@pytest.mark.parametrize(
    ("report", "code", "reason"),
    [
        (GOOD, "R13", "no figure in the text is one of the tables"),
        (
            spoilt(requests=None, narrative=NONE),
            "T1",
            "not printed: 一、本年新收政府信息公开申请数量 总计",
        ),
        (
            spoilt(requests=Requests(TWELVE, ZERO, results(), None), sections=ALL_CLOSED),
            "T1",
            "not printed: 四、结转下年度继续办理 总计",
        ),
        (
            AnnualReport(
                year=2016,
                narrative=(*NONE, _zero_fact("review", "无行政复议。")),
                sections=sections(requests="收到的申请均已办结。"),
            ),
            "T1",
            "no table in which these figures stand is printed",
        ),
        (spoilt(published=None), "D1", "the date of publication is not stated"),
        (spoilt(year=None), "D1", "the year is not known"),
    ],
)
def test_what_lacks_for_prose_and_dates(report: AnnualReport, code: str, reason: str) -> None:
    """A sentence or a date that cannot be held against anything did not pass."""
    verdict = next(v for v in check(report).verdicts if v.check == code)

    assert (verdict.outcome, str(verdict.reason)) == (Outcome.NOT_EVALUABLE, reason)


def test_a_sentence_about_no_cell_is_no_lack() -> None:
    """That no fee was charged stands in no table: there is nothing that it could contradict."""
    fee = (_zero_fact("fees_charged", "未收取信息处理费。"),)
    report = AnnualReport(year=2016, narrative=fee, sections=sections())

    assert outcome(check(report), "T1") is Outcome.PASSED


def test_what_findings_state_and_expect() -> None:
    """What stands there and what should, for the columns of a feedback sheet."""
    rules = DocumentCounts(issued=5, abolished=1, in_force=3)
    disclosure = evolve(some(GOOD.proactive_disclosure), rules=rules)
    many = only(spoilt(proactive_disclosure=disclosure), "R8")
    slash = only(spoilt(provenance=_marked(Status.NOT_APPLICABLE)), "F2")
    blank = only(spoilt(provenance=_marked(Status.BLANK)), "F2")

    assert (many.stated, many.expected) == ("5", "≤4")
    assert (slash.stated, slash.expected) == ("/", "0")
    assert blank.expected == "0"


def test_a_quoted_sentence_ends_without_a_stop() -> None:
    """In a message the sentence stands in brackets."""
    fact = Fact("requests.received", 5, "件", sentence="全年收到申请5件。", raw="5")

    assert "(全年收到申请5件)" in str(only(spoilt(narrative=(fact,)), "R13").message)


def test_one_finding_a_cause_with_all_cells() -> None:
    """A sum that is wrong in two columns is one finding with the cells of both."""
    requests = evolve(some(GOOD.requests), carried_forward=ZERO)
    finding = only(spoilt(requests=requests), "R1")

    assert finding.path == "requests.results.total.natural_person"
    assert len(finding.paths) == 8
    assert "requests.carried_forward.total" in finding.paths
    assert finding.message.startswith("自然人: 新收 10 plus 上年结转 0 is 10, but ")
    assert "; 总计: 新收 12" in finding.message


@pytest.mark.parametrize("layout", ["piped_rows", "bare_cells", "markdown"])
def test_a_blank_form_is_one_finding(layout: str) -> None:
    """A form that nobody has filled in says so once, whatever the layout."""
    printed = render(GOOD, layout, strict=False)
    blank = re.sub(r"(?m)^[\d.]+(?= \||$)|(?<=\|) ?[\d.]+ ?(?=\|)", "", printed)
    report = govreport.parse(blank, check=True)
    grave = [one for one in (*report.diagnostics, *report.findings) if one.severity != "info"]

    # Where a blank cell is an empty line, none of a blank table is left.
    assert [one.code for one in grave] == ["row-empty" if layout == "bare_cells" else "F2"]


def test_a_text_that_is_cut_off() -> None:
    """What the end of the text takes along is no violation."""
    printed = render(GOOD, "piped_rows", strict=False)
    cut = printed[: printed.index("复议后起诉")]
    report = govreport.parse(cut, check=True)
    verdicts = {verdict.check: verdict.outcome for verdict in report.verdicts}

    assert verdicts["S1"] is Outcome.NOT_EVALUABLE
    assert {one.code for one in report.findings if one.severity != "info"} == set()


def test_findings_in_chinese() -> None:
    """A finding reads as an evaluator writes it; the code stays."""
    finding = only(spoilt(published=datetime.date(2024, 4, 1)), "D1")

    assert finding.message_in("zh") == "发布日期为 2024-04-01，晚于 2024-03-31"
    assert (finding.stated, finding.expected) == ("2024-04-01", "≤2024-03-31")
    with in_language("zh"):
        assert finding.message_in() == finding.message_in("zh")


def test_read_with_check() -> None:
    """`parse` with ``check`` keeps findings and verdicts on the report, and in its JSON."""
    text = (
        "某局2021年政府信息公开工作年度报告\n第二十条第(六)项 | |\n"
        "信息内容 | 本年处理决定数量 | |\n行政处罚 | 12 | |\n行政强制 | | |\n"
    )
    plain, checked = govreport.parse(text), govreport.parse(text, check=True)

    assert plain.findings == ()
    assert plain.verdicts == ()
    assert [finding.code for finding in checked.findings] == ["F2"]
    assert checked == plain
    back = govreport.from_json(govreport.to_json(checked))
    assert back.findings == checked.findings
    assert back.verdicts == checked.verdicts
    assert back.findings[0].message_in("zh").startswith("“二、主动公开政府信息情况”有 1 个单元格")
    reasons = {verdict.check: verdict.reason for verdict in back.verdicts}
    assert say(reasons["S1"], "zh").startswith("文本可能不完整，没有找到：")


def test_local_demands_are_off_by_default() -> None:
    """What one place asks for is held against reports under its profile only."""
    long = spoilt(sections=sections(overview="全年公开9条。" * 200))

    assert "S6" not in codes(check(long))
    assert "S6" in codes(check(long, profile("wuwei-2025")))


def test_dates_of_profiles() -> None:
    """怀化 and 岳阳 set other dates."""
    bureau = spoilt(agency="临江区民政局", published=datetime.date(2024, 1, 30))
    district = spoilt(published=datetime.date(2024, 2, 25))
    city = spoilt(agency="临江市人民政府", published=datetime.date(2024, 2, 25))

    assert "D1" not in codes(check(bureau))
    assert "D1" in codes(check(bureau, profile("huaihua-2021")))
    assert "D1" not in codes(check(bureau, profile("yueyang")))
    assert "D1" in codes(check(district, profile("yueyang")))
    assert "D1" not in codes(check(city, profile("yueyang")))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("洪泽区人民政府", "government"),
        ("宿迁市", "government"),
        ("区民政局", "department"),
        ("上海市人民政府办公厅", "government_office"),
        ("白碱滩区(克拉玛依高新区)政府办公室", "government_office"),
        ("驼峰路街道办事处", "township"),
        ("会仪镇人民政府", "township"),
        ("平潭综合实验区管委会", "unknown"),
        ("上海市科委", "department"),
        ("", "unknown"),
    ],
)
def test_kind_of_organ(name: str, kind: str) -> None:
    """The kind is concluded from the name; where it cannot be, it is unknown."""
    assert organ_of(name).kind == kind


def test_diagnostics_and_findings_have_unique_codes() -> None:
    """No check has the code of a diagnostic of the reading."""
    from govreport.codes import codes as table

    assert not {one.identifier for one in checks()} & set(table())
    assert isinstance(only(spoilt(provenance=Provenance()), "D2"), Diagnostic)


def _ended(report: AnnualReport, code: str) -> str:
    """How a check ended; a dash where it is not about the report."""
    return next((str(v.outcome) for v in check(report).verdicts if v.check == code), "-")


@pytest.mark.parametrize(
    ("report", "code", "ended"),
    [
        (spoilt(agency="临江区民政局"), "S5", "-"),
        (spoilt(agency="临江镇"), "S5", "-"),
        (spoilt(agency="临江区民政局"), "G2", "-"),
        (GOOD, "R9", "-"),  # a column of the form of 2019
        (GOOD, "R8", "passed"),
        (spoilt(proactive_disclosure=None), "R8", "not_evaluable"),
        (spoilt(proactive_disclosure=None), "F5", "not_evaluable"),
        (spoilt(sections=()), "R13", "not_evaluable"),
        (spoilt(sections=()), "T1", "not_evaluable"),
        (AnnualReport(year=2023), "R11", "not_evaluable"),
    ],
)
def test_a_check_that_is_not_about_the_report_did_not_pass(
    report: AnnualReport, code: str, ended: str
) -> None:
    """What does not concern a report is no demand that it meets, and what is not there neither."""
    assert _ended(report, code) == ended


LEFT_OUT = "……。"


@pytest.mark.parametrize(
    ("section", "text", "code", "ended"),
    [
        ("overview", PROSE["overview"] + LEFT_OUT, "S4", "passed"),
        ("overview", "开展培训" + LEFT_OUT, "S4", "not_evaluable"),
        ("overview", PROSE["overview"] + LEFT_OUT, "S5", "passed"),
        ("overview", "开展工作考核" + LEFT_OUT, "S5", "not_evaluable"),
        ("overview", "多数部门已经公开" + LEFT_OUT, "S7", "broken"),
        ("problems_and_improvements", "栏目更新不够及时" + LEFT_OUT, "S8", "not_evaluable"),
        ("problems_and_improvements", "更新不够及时，将每月检查" + LEFT_OUT, "S8", "passed"),
        ("other_matters", "本年度没有收取信息处理费" + LEFT_OUT, "S9", "passed"),
        ("other_matters", "本年度" + LEFT_OUT, "S9", "not_evaluable"),
    ],
)
def test_excerpts(section: str, text: str, code: str, ended: str) -> None:
    """What an excerpt says counts, what it lacks says nothing."""
    assert _ended(spoilt(sections=sections(**{section: text})), code) == ended


@pytest.mark.parametrize(
    ("agency", "day", "ended"),
    [
        ("临江镇", "2024-01-30", "passed"),  # in time by any date
        ("临江镇", "2024-02-08", "not_evaluable"),
        ("临江综合实验区管委会", "2024-01-12", "passed"),
        ("临江综合实验区管委会", "2024-03-12", "not_evaluable"),
        ("临江区人民政府办公室", "2024-03-12", "not_evaluable"),
    ],
)
def test_published_in_time_by_any_date(agency: str, day: str, ended: str) -> None:
    """Where the law sets no date, only what is in time for all of them is known to be."""
    report = spoilt(agency=agency, published=datetime.date.fromisoformat(day))

    assert _ended(report, "D1") == ended


def test_a_date_for_towns(tmp_path: Path) -> None:
    """A profile may set one."""
    file = tmp_path / "town.toml"
    file.write_text('[checks.D1]\ntownship = "02-10"\n', encoding="utf-8")
    report = spoilt(agency="临江镇", published=datetime.date(2024, 2, 12))
    (found,) = [f for f in check(report, profile(file)).findings if f.code == "D1"]

    assert str(found.message) == "published on 2024-02-12, after 2024-02-10"


@pytest.mark.parametrize(("year", "day", "ended"), [(2023, 29, "passed"), (2022, 28, "passed")])
def test_the_end_of_february(tmp_path: Path, year: int, day: int, ended: str) -> None:
    """02-29 is the last day of February in every year."""
    file = tmp_path / "end.toml"
    file.write_text('[checks.D1]\ndepartment = "02-29"\n', encoding="utf-8")
    published = datetime.date(year + 1, 2, day)
    report = spoilt(agency="临江区民政局", year=year, published=published)
    late = evolve(report, published=published + datetime.timedelta(days=1))

    assert {v.check: str(v.outcome) for v in check(report, profile(file)).verdicts}["D1"] == ended
    assert {v.check: str(v.outcome) for v in check(late, profile(file)).verdicts}["D1"] == "broken"


def test_a_table_that_mixes_both_forms() -> None:
    """Columns of 2019 beside those of 2021 are no form of 2021."""
    report = spoilt(forms=evolve(GOOD.forms, proactive_disclosure="hybrid"))
    (found,) = [one for one in check(report).findings if one.code == "F1"]

    assert "mixes the forms of 2019 and 2021" in found.message
    assert _ended(evolve(report, year=2020), "F1") == "-"  # of no demand yet


def test_attached_tables_are_numbered_anew() -> None:
    """三、主动公开 in prose and 一、主动公开 above its table are no section that comes twice."""
    prose = [evolve(s, heading="三" + s.heading[1:]) for s in sections() if "主动" in s.heading]
    report = spoilt(sections=(sections()[0], *prose, *sections()[1:]))

    assert _ended(report, "S1") == "not_evaluable"


def test_the_period_may_stand_in_what_is_missing() -> None:
    """A text that begins behind section 一 does not lack the period."""
    unstated = Provenance(identity=IdentitySpans(year_authority="title"))

    assert _ended(spoilt(provenance=unstated), "D2") == "broken"
    cut = spoilt(provenance=unstated, sections=sections(overview=None))
    assert _ended(cut, "D2") == "not_evaluable"


def test_two_tables_in_an_old_form_are_one_finding() -> None:
    """Both tables are named; their cause is one."""
    report = spoilt(forms=Forms("2019", "2019", "2019/2021"))
    finding = only(report, "F1")

    assert "二、主动公开政府信息情况, 三、收到和处理政府信息公开申请情况" in finding.message
    assert finding.message.endswith(" follows the form of 2019, the report is of 2023")
