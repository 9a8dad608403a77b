"""Review in the browser: a folder of pages, or a small server in which corrections are saved."""

from govreport.review.loading import Entry, load
from govreport.review.site import build_site

__all__ = ["Entry", "build_site", "load"]
