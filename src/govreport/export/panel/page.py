"""The part of ``docs/panel.md`` that lists the indicators, made from their file.

python -m govreport.export.panel.page docs/panel.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from govreport.export.panel.mappings import PanelIndicator, Rate, indicators, rates

MARK = "## Indicators\n"


def listing() -> str:
    """The list as Markdown, from its heading to the end of the page."""
    parts = [MARK, *map(_indicator, indicators()), "## Rates\n", *_rules(), *map(_rate, rates())]
    return "\n".join(parts)


def _indicator(indicator: PanelIndicator) -> str:
    lines = [
        f"### {indicator.name}\n",
        f"{indicator.title}\n",
        "| source | paths | equivalence | reason |\n|---|---|---|---|",
    ]
    for mapped in indicator.mappings:
        paths = ", ".join(f"`{path}`" for path in mapped.paths)
        lines.append(f"| {mapped.source} | {paths} | {mapped.equivalence} | {mapped.reason} |")
    for source, reason in indicator.absent.items():
        lines.append(f"| {source} | none | | {reason} |")
    return "\n".join(lines) + "\n"


def _rules() -> Iterator[str]:
    yield (
        "A rate has a value only if every indicator in it has one, and none where its denominator "
        "is 0: it is then neither 0 nor 1, and the reason says so.\n"
        "Printed numbers are taken as they are; a rate above 1 says that the original contradicts "
        "itself.\n"
        "A rate of bounds is itself a bound where that holds (a numerator that counts less over a "
        "denominator that counts the same is `narrower`), else `not_comparable`.\n"
        "Six decimals, halves to even.\n"
    )


def _rate(rate: Rate) -> str:
    def terms(found: dict[str, int]) -> str:
        signed = " ".join(f"{'+' if sign > 0 else '-'} {name}" for name, sign in found.items())
        return signed.removeprefix("+ ")

    above, below = terms(dict(rate.numerator)), terms(dict(rate.denominator))
    return f"### {rate.name}\n\n{rate.title}: {rate.about}.\n\n    ({above}) / ({below})\n"


def main(arguments: Iterable[str]) -> None:
    """Renew the list in the page that is named."""
    from govreport.export.writing import text_file

    for path in arguments:
        head = Path(path).read_text("utf-8").partition(MARK)[0]
        with text_file(path) as stream:
            stream.write(head + listing())


if __name__ == "__main__":
    main(sys.argv[1:])
