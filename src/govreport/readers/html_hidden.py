"""What a browser strikes through or does not show is not what the page prints.

Known are the elements for deleted text and reading aids, lists to choose from, comments, the
attribute ``hidden``, styles of an element (also those that move it out of the page), and classes
that a ``<style>`` of the page hides by a plain rule (``.name {...}``).
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
    r"|text-decoration(?:-line)?\s*:[^;}]{0,80}?line-through"
    r"|(?:left|top|text-indent|margin-left|margin-top)\s*:\s*-(?:\d{4}|999)"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]",
    re.IGNORECASE,
)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|sub)\b", re.IGNORECASE)
_RULE = re.compile(r"(?:\A|(?<=[{}]))([^{}]++)\{([^{}]*+)\}")
_CLASS = re.compile(r"\s*(?:td|th|tr|span|p|div)?\.([\w-]+)\s*")


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

    def leaves_out(self, text: str) -> None:
        """Remember a list to choose from, or a comment, that holds a number."""
        text = squeeze(text)
        if any(map(str.isdigit, text)):
            self.found.append(text)

    def _by_attribute(self, attributes: dict[str, str | None]) -> bool:
        if "hidden" in attributes or _STYLE.search(attributes.get("style") or ""):
            return True
        named = attributes.get("class") if self.classes else None
        return bool(named) and not self.classes.isdisjoint((named or "").split())


def is_raised(node: LexborNode) -> bool:
    """Whether an element stands above or below the line: by its name or by its style."""
    if node.tag in ("sup", "sub"):
        return True
    return node.tag in ("span", "font") and bool(_RAISED.search(node.attributes.get("style") or ""))
