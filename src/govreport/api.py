"""The public functions: parse a text, read a file."""

from __future__ import annotations

from govreport.document import Document, Source
from govreport.model import AnnualReport
from govreport.pipeline import parse_document


def parse(text: str, *, template: str | None = None, layout: str | None = None) -> AnnualReport:
    """Read one report from its text.

    Args:
        text: the report as it was published or crawled, in any layout.
        template: name of a template to use instead of choosing by labels.
        layout: name of a layout to use instead of choosing by evidence.

    Raises:
        UnrecognisedReport: the text is no annual report that a template knows.
        PluginError: ``template`` or ``layout`` names no usable plugin.
    """
    return parse_document(Document(text, source=Source()), template=template, layout=layout)
