"""The panel: indicators that exist across forms, and rates made of them.

>>> from govreport.model import AnnualReport
>>> panel(AnnualReport())["grant_rate"].value is None
True
"""

from govreport.export.panel.entry import PanelEntry
from govreport.export.panel.reading import Panel, panel

__all__ = ["Panel", "PanelEntry", "panel"]
