"""Damage as published texts have it (sections 8 to 10 of the forms' description, D1 to D17)."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.testing.damage.base import Damage
from govreport.testing.damage.cells import CELL_DAMAGES
from govreport.testing.damage.labels import LABEL_DAMAGES
from govreport.testing.damage.texts import TEXT_DAMAGES
from govreport.views.text import Page, print_page

__all__ = ["DAMAGES", "Damage", "damaged_page", "damaged_text"]

DAMAGES: tuple[Damage, ...] = (*LABEL_DAMAGES, *CELL_DAMAGES, *TEXT_DAMAGES)
"""Every damage that is simulated."""


def damaged_page(page: Page, applied: Sequence[tuple[Damage, int]]) -> Page:
    """The page after the damages that hit cells; each pair is a damage and its choice."""
    for damage, choice in applied:
        if damage.page is not None:
            page = damage.page(page, choice)
    return page


def damaged_text(page: Page, layout: str, applied: Sequence[tuple[Damage, int]]) -> str:
    """The page printed in a layout after all damages, those to cells first.

    >>> from govreport.views.text import PrintedLine
    >>> damage = next(damage for damage in DAMAGES if damage.name == "traditional")
    >>> damaged_text((PrintedLine("规章"),), "piped_rows", [(damage, 0)])
    '規章\\n'
    """
    text = print_page(damaged_page(page, applied), layout)
    for damage, choice in applied:
        if damage.text is not None:
            text = damage.text(text, choice)
    return text
