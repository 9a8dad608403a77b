"""The template keeps to govreport's conformance suite."""

from __future__ import annotations

from govreport_services_2026 import TEMPLATE

from govreport.testing.conformance import TemplateConformance


class TestTemplate(TemplateConformance):
    plugin = TEMPLATE
