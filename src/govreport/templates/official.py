"""The 2019 and the 2021 form: 国办公开办函〔2019〕60号 and 〔2021〕30号.

The forms share the table of requests but for (六)其他处理, and the table of reviews and lawsuits
altogether; which of the two a table follows is decided by its labels, never by the year.
"""

from __future__ import annotations

from govreport.grammars import builtin_grammar
from govreport.model import (
    ApplicantCounts,
    CaseCounts,
    DocumentCounts,
    FeeCounts,
    ProcurementCounts,
    ServiceCounts,
)
from govreport.tables.forms import Column, FormTemplate, TableForm
from govreport.tables.placement.sums import last_is_sum
from govreport.tables.review_table import read_cases

_APPLICANTS = tuple(
    Column(name)
    for name in (
        "natural_person",
        "commercial_enterprise",
        "research_institution",
        "public_welfare_organisation",
        "legal_service_organisation",
        "other",
        "total",
    )
)
_OUTCOMES = tuple(
    Column(name) for name in ("upheld", "corrected", "other_result", "pending", "total")
)
_ITEMS = Column("previous_year_items", "项")
_CHANGE = Column("change", "项", signed=True)
_DECISIONS = Column("decisions")
_DOCUMENTS_2019 = (Column("newly_made"), Column("newly_disclosed"), Column("total_disclosed"))
_SERVICES_2019 = (_ITEMS, _CHANGE, _DECISIONS)
_DOCUMENTS_2021 = (Column("issued"), Column("abolished"), Column("in_force"))

_DISCLOSURE_ROWS = {
    "rules": DocumentCounts,
    "normative_documents": DocumentCounts,
    "licensing": ServiceCounts,
    "other_external_services": ServiceCounts,
    "penalties": ServiceCounts,
    "coercive_measures": ServiceCounts,
    "administrative_fees": FeeCounts,
    "centralised_procurement": ProcurementCounts,
}

DISCLOSURE_2019 = TableForm(
    table="proactive_disclosure",
    form="2019",
    grammar=builtin_grammar("disclosure_2019"),
    columns={
        "rules": _DOCUMENTS_2019,
        "normative_documents": _DOCUMENTS_2019,
        "licensing": _SERVICES_2019,
        "other_external_services": _SERVICES_2019,
        "penalties": _SERVICES_2019,
        "coercive_measures": _SERVICES_2019,
        "administrative_fees": (_ITEMS, _CHANGE),
        # The form prints no unit for 采购总金额 and reports differ: unknown unless they say so.
        "centralised_procurement": (
            Column("project_count", "项"),
            Column("amount", None, kind="money"),
        ),
    },
    row_type=_DISCLOSURE_ROWS,
)

DISCLOSURE_2021 = TableForm(
    table="proactive_disclosure",
    form="2021",
    grammar=builtin_grammar("disclosure_2021"),
    columns={
        "rules": _DOCUMENTS_2021,
        "normative_documents": _DOCUMENTS_2021,
        "licensing": (_DECISIONS,),
        "penalties": (_DECISIONS,),
        "coercive_measures": (_DECISIONS,),
        "administrative_fees": (Column("amount", "万元", kind="money"),),
    },
    row_type=_DISCLOSURE_ROWS,
)

REQUESTS = TableForm(
    table="requests",
    form="2019/2021",
    grammar=builtin_grammar("requests"),
    columns={"": _APPLICANTS},
    column_groups={"ORGANISATIONS": tuple(column.identifier for column in _APPLICANTS[1:6])},
    row_type={"": ApplicantCounts},
    label_columns=3,
    rule=last_is_sum,
    exclusive=(
        ("2019", frozenset({"results.other_handling.combined"})),
        (
            "2021",
            frozenset(
                {
                    "results.other_handling.correction_overdue",
                    "results.other_handling.fee_unpaid",
                    "results.other_handling.miscellaneous",
                }
            ),
        ),
    ),
)

REVIEW_AND_LITIGATION = TableForm(
    table="review_and_litigation",
    form="2019/2021",
    grammar=builtin_grammar("review_and_litigation"),
    columns={"": _OUTCOMES},
    row_type={"": CaseCounts},
    rule=last_is_sum,
    reader=read_cases,
    reads_passages=True,
)

FORM_2019 = FormTemplate(
    name="2019",
    description="official form of 2019 (国办公开办函〔2019〕60号)",
    years="2019-2020",
    tables=(DISCLOSURE_2019, REQUESTS, REVIEW_AND_LITIGATION),
)
FORM_2021 = FormTemplate(
    name="2021",
    description="official form of 2021 (国办公开办函〔2021〕30号)",
    years="2021-",
    tables=(DISCLOSURE_2021, REQUESTS, REVIEW_AND_LITIGATION),
)
