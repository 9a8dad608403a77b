"""Hubei's form of 2020: the national form of 2019 with the row 其他主动公开文件."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve, frozen

from govreport.plugin import (
    DISCLOSURE_2019,
    REQUESTS,
    REVIEW_AND_LITIGATION,
    DocumentCounts,
    FormTemplate,
    ProactiveDisclosure,
    TableGrammar,
)

ROW = "other_disclosed_documents"


@frozen
class HubeiDisclosure(ProactiveDisclosure):
    """The table of section 二 with Hubei's row."""

    other_disclosed_documents: DocumentCounts | None = None


DISCLOSURE = evolve(
    DISCLOSURE_2019,
    form="hubei-2020",
    grammar=TableGrammar(Path(__file__).with_name("disclosure.lark")),
    columns={**DISCLOSURE_2019.columns, ROW: DISCLOSURE_2019.columns["rules"]},
    row_type={**DISCLOSURE_2019.row_type, ROW: DocumentCounts},
    model=HubeiDisclosure,
)

TEMPLATE = FormTemplate(
    name="hubei-2020",
    description="Hubei's form of 2020: with 其他主动公开文件",
    years="2020",
    tables=(DISCLOSURE, REQUESTS, REVIEW_AND_LITIGATION),
)
