"""Figures in prose: what the sentences of a report say in numbers."""

from govreport.prose.narrative.reader import find_facts

__all__ = ["find_facts"]
