"""The national statistics table of 2014 to 2018 (annex to 国办发〔2014〕32号)."""

from __future__ import annotations

from govreport.tables.forms import FormTemplate
from govreport.tables.indicators.national_table import claim_statistics

FORM_2014 = FormTemplate(
    name="2014",
    description="national statistics table 2014-2018 (国办发〔2014〕32号)",
    years="2014-2018",
    tables=(),
    claim=claim_statistics,
)
