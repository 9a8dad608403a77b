"""Hand-built reports, consistent with their texts, for the tests of all views."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document, Source
from govreport.model import (
    Amount,
    AnnualReport,
    ApplicantCounts,
    CaseCounts,
    DocumentCounts,
    ExtraRow,
    Fact,
    FeeCounts,
    Forms,
    NotProcessed,
    OtherHandling,
    ProactiveDisclosure,
    ProcurementCounts,
    Provenance,
    Requests,
    Results,
    ReviewAndLitigation,
    RowTrace,
    Section,
    ServiceCounts,
    Status,
    SupplementaryRow,
    SupplementaryTable,
    Unavailable,
    UnplacedNumber,
    Withheld,
)

APPLICANTS = tuple(field.name for field in attrs.fields(ApplicantCounts))
OUTCOMES = tuple(field.name for field in attrs.fields(CaseCounts))


class Builder:
    """Writes a text of piped rows and keeps the trace of each."""

    def __init__(self) -> None:
        self.text = ""
        self.rows: list[RowTrace] = []

    def line(self, text: str = "") -> int:
        start = len(self.text)
        self.text += text + "\n"
        return start

    def row(
        self,
        path: str,
        label: str,
        columns: tuple[str, ...],
        raws: str,
        *,
        statuses: dict[int, Status] | None = None,
        names: tuple[str, ...] = (),
        unit: str | None = "件",
    ) -> dict[str, Any]:
        """Write a row; the cells of ``raws`` are parted by commas. Returns its values by column."""
        cells = tuple(raws.split(","))
        self.text += f"{label} |"
        starts, ends, marks, values = [], [], [], {}
        for index, (column, raw) in enumerate(zip(columns, cells, strict=True)):
            self.text += " "
            starts.append(len(self.text))
            self.text += raw
            ends.append(len(self.text))
            self.text += " |"
            status = (statuses or {}).get(index, Status.READ if raw else Status.BLANK)
            marks.append(status)
            number = status in (Status.READ, Status.INFERRED)
            values[column] = (Decimal(raw) if "." in raw else int(raw)) if number else None
        self.text += "\n"
        self.rows.append(
            RowTrace(
                path,
                columns,
                label,
                names or columns,
                (unit,) * len(columns),
                cells,
                tuple(starts),
                tuple(ends),
                tuple(marks),
            )
        )
        return values

    def applicants(self, name: str, label: str, raws: str = "0,0,0,0,0,0,0") -> ApplicantCounts:
        return ApplicantCounts(**self.row(f"requests.{name}", label, APPLICANTS, raws))

    def document(self, name: str) -> Document:
        return Document(self.text, source=Source(name, "text", "utf-8", "assumed", "text"))

    def provenance(self, name: str) -> Provenance:
        document = self.document(name)
        return Provenance(document.source, tuple(self.rows), line_starts=document.line_starts)


def _results(builder: Builder, handling: OtherHandling | None) -> Results:
    def group(cls: type[Any], name: str) -> Any:
        return cls(
            **{
                field.name: builder.applicants(f"results.{name}.{field.name}", field.name)
                for field in attrs.fields(cls)
            }
        )

    if handling is None:
        handling = OtherHandling(
            combined=builder.applicants("results.other_handling.combined", "六")
        )
    return Results(
        disclosed=builder.applicants("results.disclosed", "(一)予以公开", "1,0,0,0,0,0,1"),
        partially_disclosed=builder.applicants("results.partially_disclosed", "(二)部分公开"),
        withheld=group(Withheld, "withheld"),
        unavailable=group(Unavailable, "unavailable"),
        not_processed=group(NotProcessed, "not_processed"),
        other_handling=handling,
        total=builder.applicants("results.total", "(七)总计", "0,,,,,,0"),
    )


def _cases(builder: Builder, raws: tuple[str, str, str]) -> ReviewAndLitigation:
    names = ("review", "litigation_direct", "litigation_after_review")
    return ReviewAndLitigation(
        **{
            name: CaseCounts(**builder.row(f"review_and_litigation.{name}", name, OUTCOMES, raw))
            for name, raw in zip(names, raws, strict=True)
        }
    )


def build_2019() -> tuple[AnnualReport, Document]:
    """The 2019 form with every status, an extra row, facts, unplaced numbers, diagnostics."""
    builder = Builder()
    builder.line("示例镇2020年政府信息公开工作年度报告")
    builder.line("本镇全年主动公开信息36条。")
    documents = ("newly_made", "newly_disclosed", "total_disclosed")
    services = ("previous_year_items", "change", "decisions")

    def row(name: str, label: str, columns: tuple[str, ...], raws: str, **more: Any) -> Any:
        return builder.row(f"proactive_disclosure.{name}", label, columns, raws, **more)

    inferred = dict.fromkeys(range(3), Status.INFERRED)
    proactive: dict[str, Any] = {
        "rules": DocumentCounts(**row("rules", "", documents, "6,6,6", statuses=inferred)),
        "normative_documents": DocumentCounts(
            **row("normative_documents", "规范性文件", documents, "0,,0")
        ),
    }
    extra = builder.row(
        "extra.proactive_disclosure[0].values",
        "其他主动公开文件",
        ("[0]", "[1]", "[2]"),
        "0,12,/",
        statuses={2: Status.NOT_APPLICABLE},
        names=("本年新制作数量", "本年新公开数量", "对外公开总数量"),
    )
    proactive |= {
        "licensing": ServiceCounts(**row("licensing", "行政许可", services, "10,-3,251")),
        "other_external_services": ServiceCounts(
            **row(
                "other_external_services",
                "其他对外管理服务事项",
                services,
                "87,0,见附件",
                statuses={2: Status.NOT_A_NUMBER},
            )
        ),
        "penalties": ServiceCounts(**row("penalties", "行政处罚", services, "0,3,3")),
        "coercive_measures": ServiceCounts(
            **row(
                "coercive_measures",
                "行政强制",
                services,
                "0,1,-",
                statuses={2: Status.NOT_APPLICABLE},
            )
        ),
        "administrative_fees": FeeCounts(
            **row("administrative_fees", "行政事业性收费", services[:2], "0,0")
        ),
    }
    money = row(
        "centralised_procurement",
        "政府集中采购",
        ("project_count", "amount"),
        "12,116408.28",
        unit=None,
    )
    proactive["centralised_procurement"] = ProcurementCounts(
        money["project_count"], Amount(money["amount"])
    )
    new = builder.applicants("new_requests", "一、本年新收", "1,0,0,0,0,0,1")
    carried = builder.applicants("carried_over", "二、上年结转")
    stray = builder.line("7 | 1 | 8 |")
    results = _results(builder, None)
    forward = builder.applicants("carried_forward", "四、结转", ",,,,,,")
    cases = _cases(builder, ("10,1,0,0,0", "0,0,0,0,0", "5,0,0,0,0"))
    document = builder.document("示例镇.txt")
    at = {trace.path: trace for trace in builder.rows}
    rules, total = at["proactive_disclosure.rules"], at["requests.results.total"]
    fact = document.text.index("36")
    diagnostics = (
        Diagnostic(
            "label-lost",
            Severity.WARNING,
            "three values stand without a row label; read as 规章, the only row of the form here",
            document.span(rules.starts[0], rules.ends[2]),
            hint="compare the original page; the label is missing from the text",
            path="proactive_disclosure.rules",
        ),
        Diagnostic(
            "unplaced-value",
            Severity.ERROR,
            "three numbers for seven columns; no rule leaves a single placement",
            document.span(stray, stray + 9),
        ),
        Diagnostic(
            "R1",
            Severity.WARNING,
            "一 + 二 is 1, (七)总计 + 四 is 0 in the column 总计",
            document.span(total.starts[6], total.ends[6]),
            path="requests.results.total.total",
        ),
    )
    report = AnnualReport(
        title="示例镇2020年政府信息公开工作年度报告",
        agency="示例镇",
        year=2020,
        forms=Forms("2019", "2019", "2019"),
        sections=(
            Section("一、总体情况", "本镇全年主动公开信息36条。", "overview"),
            Section("二、主动公开政府信息情况", "", "proactive_disclosure"),
            Section("三、收到和处理政府信息公开申请情况", "", "requests"),
            Section("四、政府信息公开行政复议、行政诉讼情况", "", "review_and_litigation"),
        ),
        proactive_disclosure=ProactiveDisclosure(**proactive),
        requests=Requests(new, carried, results, forward),
        review_and_litigation=cases,
        extra={"proactive_disclosure": (ExtraRow("其他主动公开文件", tuple(extra.values())),)},
        unplaced=tuple(
            UnplacedNumber(
                "requests",
                raw,
                "二、上年结转",
                int(raw),
                document.span(stray + offset, stray + offset + 1),
            )
            for raw, offset in (("7", 0), ("1", 4), ("8", 8))
        ),
        narrative=(
            Fact(
                "proactive.items",
                36,
                "条",
                sentence="本镇全年主动公开信息36条。",
                raw="36",
                span=document.span(fact, fact + 2),
            ),
        ),
        diagnostics=diagnostics,
        provenance=builder.provenance("示例镇.txt"),
    )
    return report, document


def build_2021() -> tuple[AnnualReport, Document]:
    """The 2021 form, clean, with a supplementary table."""
    builder = Builder()
    builder.line("2021年示例区政府办公室政府信息公开工作年度报告")
    documents = ("issued", "abolished", "in_force")

    def row(name: str, label: str, columns: tuple[str, ...], raws: str, **more: Any) -> Any:
        return builder.row(f"proactive_disclosure.{name}", label, columns, raws, **more)

    fees = row("administrative_fees", "行政事业性收费", ("amount",), "7730.28", unit="万元")
    proactive = ProactiveDisclosure(
        rules=DocumentCounts(**row("rules", "规章", documents, "0,0,0")),
        normative_documents=DocumentCounts(
            **row("normative_documents", "行政规范性文件", documents, "3,1,20")
        ),
        licensing=ServiceCounts(**row("licensing", "行政许可", ("decisions",), "5120")),
        penalties=ServiceCounts(**row("penalties", "行政处罚", ("decisions",), "44")),
        coercive_measures=ServiceCounts(**row("coercive_measures", "强制", ("decisions",), "0")),
        administrative_fees=FeeCounts(amount=Amount(fees["amount"], "万元")),
    )
    new = builder.applicants("new_requests", "一、本年新收", "2,1,0,0,0,0,3")
    carried = builder.applicants("carried_over", "二、上年结转")
    handling = OtherHandling(
        **{
            name: builder.applicants(f"results.other_handling.{name}", name)
            for name in ("correction_overdue", "fee_unpaid", "miscellaneous")
        }
    )
    requests = Requests(
        new,
        carried,
        _results(builder, handling),
        builder.applicants("carried_forward", "四、结转"),
    )
    cases = _cases(builder, ("0,0,0,0,0",) * 3)
    items = builder.row("supplementary[0].rows[0].values", "网站信息数", ("[0]",), "15654")
    return AnnualReport(
        title="2021年示例区政府办公室政府信息公开工作年度报告",
        agency="示例区政府办公室",
        year=2021,
        forms=Forms("2021", "2021", "2021"),
        proactive_disclosure=proactive,
        requests=requests,
        review_and_litigation=cases,
        supplementary=(
            SupplementaryTable(
                "附表一 主动公开情况",
                ("数量",),
                (SupplementaryRow("网站信息数", tuple(items.values()), "条"),),
            ),
        ),
        provenance=builder.provenance("示例区.txt"),
    ), builder.document("示例区.txt")


@pytest.fixture
def made_2019() -> tuple[AnnualReport, Document]:
    return build_2019()


@pytest.fixture
def made_2021() -> tuple[AnnualReport, Document]:
    return build_2021()
