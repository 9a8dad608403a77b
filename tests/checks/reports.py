"""A report that meets every demand, and ways to spoil it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from attrs import evolve, fields_dict

from govreport.checks import Examination, check
from govreport.diagnostics import Diagnostic
from govreport.model import (
    Amount,
    AnnualReport,
    ApplicantCounts,
    CaseCounts,
    DocumentCounts,
    FeeCounts,
    Forms,
    IdentitySpans,
    NotProcessed,
    OtherHandling,
    Outcome,
    ProactiveDisclosure,
    Provenance,
    Requests,
    Results,
    ReviewAndLitigation,
    Section,
    ServiceCounts,
    Unavailable,
    Withheld,
)

ZERO = ApplicantCounts(0, 0, 0, 0, 0, 0, 0)
TWELVE = ApplicantCounts(10, 2, 0, 0, 0, 0, 12)
ELEVEN = ApplicantCounts(9, 2, 0, 0, 0, 0, 11)
ONE = ApplicantCounts(1, 0, 0, 0, 0, 0, 1)

PROSE = {
    "overview": (
        "（一）主动公开情况。全年在网站主动公开信息350条。\n（二）依申请公开情况。全年收到申请12件。\n"
        "（三）政府信息管理情况。清理目录3次。\n（四）政府信息公开平台建设情况。改版栏目8个。\n"
        "（五）监督保障情况。开展工作考核和社会评议，全年没有责任追究。"
    ),
    "proactive_disclosure": "",
    "requests": "",
    "review_and_litigation": "",
    "problems_and_improvements": (
        "存在的问题：栏目更新不够及时，公开目录的分类有待细化，少数文件的解读不够生动易懂。"
        "改进措施：下一步每月检查栏目，统一目录的分类办法，为重要文件配上图解和问答。"
    ),
    "other_matters": "本年度没有收取信息处理费。",
}
HEADINGS = {
    "overview": "一、总体情况",
    "proactive_disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "review_and_litigation": "四、政府信息公开行政复议、行政诉讼情况",
    "problems_and_improvements": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}


def group(kind: type, **rows: ApplicantCounts) -> Any:
    """A group of rows, all zero but those that are given."""
    return kind(**{name: rows.get(name, ZERO) for name in fields_dict(kind)})


def results(**changes: Any) -> Results:
    """Twelve requests: eleven answered."""
    rows: dict[str, Any] = {
        "disclosed": ELEVEN,
        "partially_disclosed": ZERO,
        "withheld": group(Withheld),
        "unavailable": group(Unavailable),
        "not_processed": group(NotProcessed),
        "other_handling": OtherHandling(
            correction_overdue=ZERO, fee_unpaid=ZERO, miscellaneous=ZERO
        ),
        "total": ELEVEN,
    }
    return Results(**(rows | changes))


def sections(**changes: str | None) -> tuple[Section, ...]:
    """The six sections; a change replaces the prose of one, None leaves it out."""
    prose = PROSE | changes
    return tuple(
        Section(HEADINGS[name], text, name) for name, text in prose.items() if text is not None
    )


GOOD = AnnualReport(
    title="临江区人民政府2023年政府信息公开工作年度报告",
    agency="临江区人民政府",
    year=2023,
    published=datetime.date(2024, 3, 1),
    forms=Forms("2021", "2021", "2019/2021"),
    sections=sections(),
    proactive_disclosure=ProactiveDisclosure(
        rules=DocumentCounts(issued=0, abolished=0, in_force=0),
        normative_documents=DocumentCounts(issued=2, abolished=1, in_force=12),
        licensing=ServiceCounts(decisions=340),
        penalties=ServiceCounts(decisions=21),
        coercive_measures=ServiceCounts(decisions=0),
        administrative_fees=FeeCounts(amount=Amount(Decimal("20.3"), "万元")),
    ),
    requests=Requests(TWELVE, ZERO, results(), ONE),
    review_and_litigation=ReviewAndLitigation(
        CaseCounts(2, 1, 0, 0, 3), CaseCounts(0, 0, 0, 0, 0), CaseCounts(1, 0, 0, 0, 1)
    ),
    provenance=Provenance(identity=IdentitySpans(year_authority="period")),
)


def spoilt(**changes: Any) -> AnnualReport:
    """The good report with some fields changed."""
    return evolve(GOOD, **changes)


def codes(examination: Examination) -> set[str]:
    """The codes of what was found."""
    return {finding.code for finding in examination.findings}


def outcome(examination: Examination, code: str) -> Outcome | None:
    """How one check ended; None for one that was not evaluated."""
    return next((v.outcome for v in examination.verdicts if v.check == code), None)


def only(report: AnnualReport, code: str) -> Diagnostic:
    """The only finding of one check."""
    (found,) = [finding for finding in check(report).findings if finding.code == code]
    return found
