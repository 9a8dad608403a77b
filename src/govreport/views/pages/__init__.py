"""Pages for people: templates with everything escaped, in Chinese and English."""

from govreport.views.pages.environment import environment
from govreport.views.pages.report import ReportPage, render_html_view

__all__ = ["ReportPage", "environment", "render_html_view"]
