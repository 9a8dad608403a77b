"""The text of a Word paragraph, its automatic number and its text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from attrs import define, field

MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DELETED = {MAIN + tag for tag in ("del", "moveFrom", "delText", "instrText")}

_T, _TAB, _HYPHEN, _P = MAIN + "t", MAIN + "tab", MAIN + "noBreakHyphen", MAIN + "p"
_BREAKS = {MAIN + "br", MAIN + "cr"}
_BOX = MAIN + "txbxContent"
_FALLBACK = _COMPATIBILITY + "Fallback"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_LEFT_OUT = {_BOX, _FALLBACK, MAIN + "pPr"}
_DELETED_TEXT = {MAIN + "t", MAIN + "delText"}
_NOT_SHOWN = tuple(MAIN + tag for tag in ("strike", "dstrike", "vanish"))
_APART = {"superscript", "subscript"}
_RUN = MAIN + "r"
_VALUE = MAIN + "val"
_OFF = {"0", "false", "off"}
_CHINESE = "〇一二三四五六七八九"


def paragraph_lines(
    paragraph: Element, numbering: Numbering | None = None, left_out: list[str] | None = None
) -> list[str]:
    """The lines of one paragraph, its automatic number in front; text boxes are left out.

    So is what Word does not show, or strikes through; ``left_out`` receives it.
    """
    pieces = [numbering.label(paragraph)] if numbering is not None else []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag == _T:
            pieces.append(element.text or "")
        elif tag in _BREAKS:
            pieces.append("\n")
        elif tag == _TAB:
            pieces.append("\t")
        elif tag == _HYPHEN:
            pieces.append("-")
        elif tag == _FORMULA:
            pieces.append(f" {element.text or ''} ")
        elif tag in _LEFT_OUT:
            continue
        elif tag in DELETED or (tag == _RUN and _not_shown(element)):
            if left_out is not None:
                left_out.append(shown_text(element))
        else:
            if tag == _RUN and _stands_apart(element):
                pieces.append(" ")
            stack.extend(reversed(element))
    return "".join(pieces).split("\n")


def shown_text(element: Element) -> str:
    """The text within an element, as if all of it were shown."""
    return "".join(one.text or "" for one in element.iter() if one.tag in _DELETED_TEXT)


def _not_shown(run: Element) -> bool:
    properties = run.find(MAIN + "rPr")
    if properties is None:
        return False
    marks = (properties.find(tag) for tag in _NOT_SHOWN)
    return any(mark is not None and mark.get(_VALUE) not in _OFF for mark in marks)


def _stands_apart(run: Element) -> bool:
    """Raised or lowered text is no part of the number beside it."""
    properties = run.find(MAIN + "rPr")
    raised = properties.find(MAIN + "vertAlign") if properties is not None else None
    return raised is not None and raised.get(_VALUE) in _APART


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """The contents of text boxes anchored in a paragraph, each once."""
    if paragraph.find(f".//{_BOX}") is None:
        return
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == _BOX:
            yield element
        elif element.tag != _FALLBACK and element.tag not in DELETED:
            stack.extend(reversed(element))


@define
class Numbering:
    """The automatic numbers of a document (``word/numbering.xml``), counted as they are met.

    Word prints 一、 before a heading without storing it in the text.
    """

    levels: dict[tuple[str, int], tuple[str, str, int]] = field(factory=dict)
    counts: dict[tuple[str, int], int] = field(factory=dict)

    @classmethod
    def of(cls, root: Element) -> Numbering:
        """Read the list definitions."""
        abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
        for definition in root.iter(MAIN + "abstractNum"):
            found = {}
            for level in definition.iter(MAIN + "lvl"):
                kind, pattern, start = (
                    _value(level, tag) for tag in ("numFmt", "lvlText", "start")
                )
                found[_number(level.get(MAIN + "ilvl"))] = (
                    kind or "decimal",
                    pattern or "",
                    _number(start, 1),
                )
            abstract[definition.get(MAIN + "abstractNumId") or ""] = found
        numbering = cls()
        for use in root.iter(MAIN + "num"):
            key = use.get(MAIN + "numId") or ""
            for depth, level_style in abstract.get(_value(use, "abstractNumId") or "", {}).items():
                numbering.levels[key, depth] = level_style
        return numbering

    def label(self, paragraph: Element) -> str:
        """The number that Word prints before this paragraph, or nothing."""
        properties = paragraph.find(f"{MAIN}pPr/{MAIN}numPr")
        if properties is None:
            return ""
        key = _value(properties, "numId") or ""
        depth = _number(_value(properties, "ilvl"))
        style = self.levels.get((key, depth))
        if style is None or style[0] in ("bullet", "none"):
            return ""
        self.counts[key, depth] = self.counts.get((key, depth), style[2] - 1) + 1
        for other in [k for k in self.counts if k[0] == key and k[1] > depth]:
            del self.counts[other]

        def printed(match: re.Match[str]) -> str:
            level = int(match.group(1)) - 1
            kind, _, start = self.levels.get((key, level), style)
            return _numeral(self.counts.get((key, level), start), kind)

        return re.sub(r"%(\d)", printed, style[1])


def _value(parent: Element, tag: str) -> str | None:
    child = parent.find(MAIN + tag)
    return child.get(_VALUE) if child is not None else None


def _number(value: str | None, default: int = 0) -> int:
    return (
        int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else default
    )


def _numeral(number: int, kind: str) -> str:
    if not kind.startswith(
        ("chinese", "japaneseCounting", "taiwaneseCounting", "ideographDigital")
    ):
        return str(number)
    if not 0 < number < 100:
        return str(number)
    tens, units = divmod(number, 10)
    text = ("" if tens < 2 else _CHINESE[tens]) + ("十" if tens else "")
    return text + (_CHINESE[units] if units else "")
