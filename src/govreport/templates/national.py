"""The national statistics table of 2014 to 2018 (annex to 国办发〔2014〕32号)."""

from __future__ import annotations

from govreport.grammars import builtin_grammar
from govreport.tables.indicators.form import IndicatorTemplate

FORM_2014 = IndicatorTemplate(
    name="2014",
    description="national statistics table 2014-2018 (国办发〔2014〕32号)",
    years="2014-2018",
    grammar=builtin_grammar("statistics"),
)
