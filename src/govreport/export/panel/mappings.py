"""What each indicator of the panel is in each form: read from ``indicators.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import field, frozen

OFFICIAL, NATIONAL, LOCAL, PROSE = "official", "2014", "local", "prose"
SOURCES = (OFFICIAL, NATIONAL, LOCAL, PROSE)
"""In the order of authority."""

SAME, BROADER, NARROWER, NOT_COMPARABLE = "same", "broader", "narrower", "not_comparable"
EQUIVALENCES = (SAME, BROADER, NARROWER, NOT_COMPARABLE)


@frozen
class Mapped:
    """Where one indicator stands in one source: record paths that are added up."""

    source: str
    paths: tuple[str, ...]
    equivalence: str
    reason: str


@frozen
class PanelIndicator:
    """One indicator of the panel.

    ``absent`` says, by source, why a form has no counterpart.
    """

    name: str
    title: str
    mappings: tuple[Mapped, ...]
    absent: Mapping[str, str] = field(factory=dict)


@frozen
class Rate:
    """A rate: sums of indicators, each with its sign, over sums of indicators."""

    name: str
    title: str
    about: str
    numerator: Mapping[str, int]
    denominator: Mapping[str, int]


@cache
def indicators() -> tuple[PanelIndicator, ...]:
    """All indicators, in the panel's order.

    >>> indicators()[0].name, indicators()[0].mappings[0].paths
    ('requests_received', ('requests.new_requests.total',))
    """
    reasons = _data()["reasons"]
    return tuple(
        PanelIndicator(
            item["name"],
            item["title"],
            tuple(_mapped(mapping, reasons) for mapping in item["mappings"]),
            {source: reasons[name] for source, name in item.get("absent", {}).items()},
        )
        for item in _data()["indicator"]
    )


@cache
def rates() -> tuple[Rate, ...]:
    """The rates, in the panel's order, behind the indicators.

    >>> rates()[0].numerator
    {'requests_disclosed': 1, 'requests_partially_disclosed': 1}
    """
    return tuple(Rate(**item) for item in _data()["rate"])


def _mapped(item: Mapping[str, Any], reasons: Mapping[str, str]) -> Mapped:
    reason = reasons[item["reason"]]
    if item["source"] == PROSE:
        reason = f"{reason}; {reasons['in_prose']}"
    return Mapped(item["source"], tuple(item["paths"]), item["equivalence"], reason)


@cache
def _data() -> Mapping[str, Any]:
    import tomllib  # loaded when a panel is asked for, not with the library

    return tomllib.loads(files(__package__).joinpath("indicators.toml").read_text("utf-8"))
