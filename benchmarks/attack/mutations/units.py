"""Damage to amounts of money and their units."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from attrs import evolve

from benchmarks.attack.mutations.base import (
    Changed,
    SheetAct,
    add,
    cells_of,
    exactly,
    is_money,
    map_cells,
    on_page,
    pick,
    retype,
)
from benchmarks.attack.sheets import Accepted, Sheet, plain
from govreport.views.text import Page

Half = Decimal("12.5")


def _amount(*texts: tuple[str, tuple[Accepted, ...]], sure: bool = False) -> SheetAct:
    def act(sheet: Sheet, random: Random) -> Sheet | None:
        place = pick(sheet.where(lambda piece: piece.kind == "value" and is_money(piece)), random)
        if place is None:
            return None
        text, accepts = texts[random.randrange(len(texts))]
        return retype(sheet, place, text, accepts, sure=sure)

    return act


_YI = ((Half, "亿"), (Half, "亿元"), (Decimal("125000"), "万元"), (1_250_000_000, "元"))
_MIXED = ((125_000, "元"), (Half, "万元"))

add(
    "hundred-millions",
    "units",
    "An amount in 亿: 12.5亿, 12.5亿元.",
    _amount(("12.5亿", _YI), ("12.5亿元", _YI)),
)
add("mixed-amount", "units", "An amount in 万 and 千: 12万5千元.", _amount(("12万5千元", _MIXED)))
add(
    "thousands-of-yuan",
    "units",
    "An amount in 千元 or 百万元.",
    _amount(("3千元", ((3, "千元"), (3000, "元"))), ("3百万元", ((3, "百万元"), (300, "万元")))),
)
add(
    "foreign-currency",
    "units",
    "Foreign currency is no number of 元: 50美元.",
    _amount(("50美元", ()), ("50港元", ()), ("US$50", ()), ("50欧元", ())),
)
add(
    "currency-sign",
    "units",
    "A currency sign or word before the amount: ¥12.5, 人民币12.5万元.",
    _amount(
        ("¥12.5", exactly(Half)),
        ("￥12.5", exactly(Half)),
        ("人民币12.5万元", exactly(Half, "万元")),
        ("RMB12.5", exactly(Half)),
    ),
)
add(
    "about-amount",
    "units",
    "An estimate of an amount: 约12.5万元.",
    _amount(("约12.5万元", exactly(Half, "万元")), ("12.5余万元", exactly(Half, "万元"))),
)
add(
    "unit-in-brackets",
    "units",
    "The unit in brackets after the amount: 12.5(元), 12.5（单位：元）.",
    _amount(
        ("12.5(元)", exactly(Half, "元")),
        ("12.5（元）", exactly(Half, "元")),
        ("12.5（单位：元）", exactly(Half, "元")),
        ("12.5（千元）", exactly(Half, "千元")),
    ),
)
add(
    "unit-of-the-cell",
    "units",
    "The unit after the amount: 12.5元, 125,000元.",
    _amount(
        ("12.5元", exactly(Half, "元")),
        ("12.5万元", exactly(Half, "万元")),
        ("125,000元", exactly(125_000, "元")),
        ("125,000.00元", exactly(125_000, "元")),
        sure=True,
    ),
)
add(
    "unit-apart",
    "units",
    "A space between the amount and its unit: `12.5 元`.",
    _amount(("12.5 元", exactly(Half, "元")), ("12.5 万元", exactly(Half, "万元"))),
)
add(
    "two-amounts",
    "units",
    "Two amounts in a cell: 12.5万元（125000元）.",
    _amount(("12.5万元（125000元）", _MIXED), ("12.5/13.0", ())),
)


def _heading_of_money(page: Page, text: str, unit: str | None) -> Changed | None:
    """Another text for the heading of the fees, and the unit that it gives to their amount."""
    changed = map_cells(
        page,
        lambda cell: evolve(cell, text=text) if cell.text.startswith("本年收费金额") else cell,
    )
    path = "proactive_disclosure.administrative_fees.amount"
    cells = [cell for cell in cells_of(page) if cell.path == path]
    if changed == page or not cells:
        return None
    return Changed(changed, {path: ((plain(cells[0].text), unit),)}, (path,))


@on_page("units")
def unit_of_the_heading(page: Page, random: Random) -> Changed | None:
    """The heading of the column gives another unit: (单位:千元), (单位:元)."""
    unit = ("千元", "元", "百万元")[random.randrange(3)]
    return _heading_of_money(page, f"本年收费金额(单位:{unit})", unit)


@on_page("units")
def unit_of_the_heading_lost(page: Page, random: Random) -> Changed | None:
    """The heading of the column lost its unit: the amount is in an unknown one."""
    del random
    return _heading_of_money(page, "本年收费金额", None)
