"""Who reports, on which year, under which title, published when."""

from govreport.identity.reading import Identity, identify

__all__ = ["Identity", "identify"]
