"""The conformance suite: what every plugin must keep to.

Subclass one class, name the plugin, and pytest runs the whole suite against it; each test's
docstring states the demand. ``pytest --govreport-plugin NAME`` does the same for an installed
plugin without a line of code.

>>> from govreport.templates.official import FORM_2021
>>> class TestForm2021(TemplateConformance):
...     plugin = FORM_2021
"""

from govreport.testing.conformance.checks import CheckConformance
from govreport.testing.conformance.installing import installed
from govreport.testing.conformance.layouts import LayoutConformance
from govreport.testing.conformance.pages import example_pages
from govreport.testing.conformance.readers import ReaderConformance
from govreport.testing.conformance.templates import TemplateConformance
from govreport.testing.conformance.work import growth, work
from govreport.testing.expectations import Golden

__all__ = [
    "CheckConformance",
    "Golden",
    "LayoutConformance",
    "ReaderConformance",
    "TemplateConformance",
    "example_pages",
    "growth",
    "installed",
    "work",
]
