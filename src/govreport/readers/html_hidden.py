"""What a browser strikes through or does not show is not what the page prints.

Known are the elements for deleted text and reading aids, the attribute ``hidden``, styles of an
element, and classes that a ``<style>`` of the page hides by a plain rule (``.name {...}``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from govreport.readers.builder import squeeze

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

STRUCK = frozenset({"del", "s", "strike", "rt", "rp"})
_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:opacity|font-size)\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?![\d.\w%])"
    r"|text-decoration(?:-line)?\s*:[^;}]{0,80}?line-through",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:\A|(?<=[{}]))([^{}]++)\{([^{}]*+)\}")
_CLASS = re.compile(r"\s*(?:td|th|tr|span|p|div)?\.([\w-]+)\s*")
_SHOWN = 3


@define
class Hidden:
    """The classes that a page hides, and the texts that were left out since the last look."""

    classes: frozenset[str] = frozenset()
    found: list[str] = field(factory=list)

    @classmethod
    def of(cls, tree: LexborHTMLParser) -> Hidden:
        """Read the style sheets in a page."""
        classes: set[str] = set()
        for sheet in tree.css("style"):
            for selectors, rule in _RULE.findall(sheet.text(deep=True) or ""):
                if _STYLE.search(rule):
                    matches = map(_CLASS.fullmatch, selectors.split(","))
                    classes.update(match[1] for match in matches if match is not None)
        return cls(frozenset(classes))

    def hides(self, node: LexborNode) -> bool:
        """Whether an element is not shown; one that holds a table is read all the same."""
        if node.tag not in STRUCK:
            attributes = node.attributes
            if not attributes or not self._by_attribute(attributes):
                return False
        if node.css_first("table, td") is not None and node.tag not in ("td", "th", "tr"):
            return False
        text = squeeze(node.text(deep=True) or "")
        if text:
            self.found.append(text)
        return True

    def _by_attribute(self, attributes: dict[str, str | None]) -> bool:
        if "hidden" in attributes or _STYLE.search(attributes.get("style") or ""):
            return True
        named = attributes.get("class") if self.classes else None
        return bool(named) and not self.classes.isdisjoint((named or "").split())

    def said(self) -> str | None:
        """What was left out since the last call, in words."""
        if not self.found:
            return None
        shown = ", ".join(repr(text[:20]) for text in self.found[:_SHOWN])
        more = " ..." if len(self.found) > _SHOWN else ""
        count = len(self.found)
        self.found.clear()
        return f"{count} struck or hidden texts of a table were left out: {shown}{more}"
