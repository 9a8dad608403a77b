"""Pictures of reports and panels: see `plot`."""

from govreport.plotting.drawing import KINDS, Kind, NothingToPlot, plot

__all__ = ["KINDS", "Kind", "NothingToPlot", "plot"]
