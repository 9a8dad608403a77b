"""The national list of indicators with a row more and two columns of numbers."""

from __future__ import annotations

from pathlib import Path

from govreport.plugin import IndicatorTemplate, TableGrammar

TEMPLATE = IndicatorTemplate(
    name="anhui-2015",
    description="the national list with 重点领域信息公开数, for 市本级 and 县区",
    years="2015-2018",
    grammar=TableGrammar(Path(__file__).with_name("table.lark")),
)
