"""The list of indicators shanghai-2008."""

from __future__ import annotations

from pathlib import Path

from govreport.plugin import IndicatorTemplate, TableGrammar

TEMPLATE = IndicatorTemplate(
    name="shanghai-2008",
    description="Shanghai list of 2008: 本期实际, 本年累计",
    years="2008-2013",
    grammar=TableGrammar(Path(__file__).with_name("table.lark")),
)
