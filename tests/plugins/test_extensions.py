"""Forms that extend others: hybrids, classes, evidence that an extension does not disturb."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve, frozen
from tests.typed import some

import govreport
from govreport.export.serialize import InvalidReportData
from govreport.grammars import TableGrammar
from govreport.model import DocumentCounts, ProactiveDisclosure
from govreport.tables.forms import FormTemplate
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.selection import is_evident
from govreport.templates.official import DISCLOSURE_2019, DISCLOSURE_2021
from govreport.testing.conformance import installed
from govreport.text.cells import read_cell

GRAMMAR = """
%import disclosure_2019 (start)
%override _documents: rules normative_documents? other? | normative_documents other? | other
other: OTHER VALUES?
OTHER: "其他主动公开文件"
"""
HYBRID = (
    "某局2021年政府信息公开工作年度报告\n第二十条第(一)项 | | | |\n"
    "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    "规章 | 1 | 2 | 3 |\n行政规范性文件 | 4 | 5 | 6 |\n其他主动公开文件 | 7 | 8 | 9 |\n"
    "第二十条第(八)项 | | | |\n信息内容 | 本年收费金额(单位:万元) |\n行政事业性收费 | 10 |\n"
)


@frozen
class Extended(ProactiveDisclosure):
    """Table 二 with one row more."""

    other: DocumentCounts | None = None


@pytest.fixture
def template(tmp_path: Path) -> FormTemplate:
    """An extension of the 2019 form."""
    path = tmp_path / "extended.lark"
    path.write_text(GRAMMAR, encoding="utf-8")
    form = evolve(
        DISCLOSURE_2019,
        form="extended",
        grammar=TableGrammar(path),
        columns={**DISCLOSURE_2019.columns, "other": DISCLOSURE_2019.columns["rules"]},
        row_type={**DISCLOSURE_2019.row_type, "other": DocumentCounts},
        model=Extended,
    )
    return FormTemplate("extended", "for tests", "", (form,))


def test_a_row_of_the_extension_in_another_form(template: FormTemplate) -> None:
    """A row that only the extension has, in a table of 2021: no number lost, none misplaced."""
    with installed(template):
        report = govreport.parse(HYBRID)
        numbers = sorted(Decimal(record.value or 0) for record in govreport.records(report))
        again = govreport.from_json(govreport.to_json(report))

    assert numbers == list(range(1, 11))
    assert some(some(report.proactive_disclosure).rules).issued == 1
    assert again == report


def test_an_extension_leaves_the_official_form_evident(template: FormTemplate) -> None:
    """An installed extension with the same columns does not make the official form doubtful."""
    (extended,) = template.tables

    printed = [LabelledRow("本年新制作数量", 0, 7, read_cell("本年新制作数量"), None)]
    assert is_evident(DISCLOSURE_2019, [extended, DISCLOSURE_2021], printed)
    assert is_evident(extended, [DISCLOSURE_2019, DISCLOSURE_2021], printed)
    assert not is_evident(DISCLOSURE_2021, [DISCLOSURE_2019, extended], printed)


def test_data_of_a_template_that_is_not_installed(template: FormTemplate) -> None:
    """JSON with a table of a form that is not installed says which package is missing."""
    text = HYBRID.replace("制发件数", "新制作数量").replace("废止件数", "新公开数量")
    text = text.replace("现行有效件数", "对外公开总数量").replace("本年本年", "本年")
    with installed(template):
        report = govreport.parse(text)
        assert type(report.proactive_disclosure) is Extended
        data = govreport.to_dict(report)
    with pytest.raises(InvalidReportData, match="no template 'extended'"):
        govreport.from_dict(data)
    with pytest.raises(govreport.PluginError, match="Extended"):
        govreport.to_dict(report)


def test_data_cannot_name_a_class(template: FormTemplate) -> None:
    """The key names a template, never a module: other values are refused."""
    data = govreport.to_dict(govreport.AnnualReport(proactive_disclosure=ProactiveDisclosure()))
    for value in ("os.system", 7, "2019", None):
        changed = {**data, "proactive_disclosure": {"template": value}}
        with pytest.raises(InvalidReportData):
            govreport.from_dict(changed)
