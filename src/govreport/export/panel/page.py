"""The indicators and rates of the panel as Markdown, made from their file."""

from __future__ import annotations

from govreport.export.panel.mappings import PanelIndicator, Rate, indicators, rates


def listing() -> str:
    """The indicators, a section each.

    >>> listing().splitlines()[0]
    '### requests_received'
    """
    return "\n".join(map(_indicator, indicators()))


def formulas() -> str:
    """The rates, a section each.

    >>> formulas().splitlines()[0]
    '### grant_rate'
    """
    return "\n".join(map(_rate, rates()))


def _indicator(indicator: PanelIndicator) -> str:
    lines = [
        f"### {indicator.name}\n",
        f"{indicator.title}\n",
        "| source 来源 | paths 路径 | equivalence 等同 | reason 理由 |\n|---|---|---|---|",
    ]
    for mapped in indicator.mappings:
        paths = ", ".join(f"`{path}`" for path in mapped.paths)
        lines.append(f"| {mapped.source} | {paths} | {mapped.equivalence} | {mapped.reason} |")
    for source, reason in indicator.absent.items():
        lines.append(f"| {source} | none | | {reason} |")
    return "\n".join(lines) + "\n"


def _rate(rate: Rate) -> str:
    def terms(found: dict[str, int]) -> str:
        signed = " ".join(f"{'+' if sign > 0 else '-'} {name}" for name, sign in found.items())
        return signed.removeprefix("+ ")

    above, below = terms(dict(rate.numerator)), terms(dict(rate.denominator))
    return f"### {rate.name}\n\n{rate.title}: {rate.about}.\n\n    ({above}) / ({below})\n"
