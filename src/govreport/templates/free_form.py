"""Reports of no official form: local tables of 2008-2013 and agency-designed tables."""

from __future__ import annotations

from govreport.tables.forms import FormTemplate
from govreport.tables.indicators.supplementary import claim_supplementary

FREE_FORM = FormTemplate(
    name="free_form",
    description="reports of no official form: prose, local and agency-designed tables",
    years="2008-2018",
    tables=(),
    claim=claim_supplementary,
)
