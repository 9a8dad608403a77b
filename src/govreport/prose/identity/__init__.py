"""Who reports, on which year, under which title, published when."""

from govreport.prose.identity.reading import Identity, identify

__all__ = ["Identity", "identify"]
