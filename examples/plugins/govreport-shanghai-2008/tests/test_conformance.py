"""The template keeps to govreport's conformance suite."""

from __future__ import annotations

from govreport_shanghai_2008 import TEMPLATE

from govreport.testing.conformance import TemplateConformance


class TestTemplate(TemplateConformance):
    plugin = TEMPLATE
