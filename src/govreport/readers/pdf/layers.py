"""Pages of a PDF whose text cannot be used: pictures, hidden layers, fonts without meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from govreport.document import Box
from govreport.errors import UnreadableSource
from govreport.language import phrase
from govreport.readers.builder import DocumentBuilder
from govreport.readers.pdf.page import Page

if TYPE_CHECKING:
    from govreport.readers.picture.reading import PicturePage

_SCAN_SHARE = 0.5
_FEW = 20
_MANY_SHAPES = 300
_MARKS = "，。、；：（）()“”《》.,/|—-+%_:;"
_LEAST_SENSE = 0.5
_USUAL = frozenset("的一年公开政府信息申请数量行本度工作情况不理总计其他机关法报告條開請")
_MANY_LETTERS, _LEAST_USUAL = 60, 0.03
_SCRIPTS = frozenset(("", "CJK", "LATIN", "FULLWIDTH", "GREEK", "IDEOGRAPHIC", "HALFWIDTH"))
_MANY_SCRIPTS, _MOST_STRANGE = 3, 0.2
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")


def is_picture(page: Page) -> bool:
    """Whether the text of a page cannot be used, and what it shows must be recognised.

    There is none beside a picture or beside outlines of characters; it is hidden behind a
    picture, where a program for text recognition has put it; or its fonts do not say what their
    shapes mean.
    """
    printed = [c.text for c in page.characters if not c.text.isspace()]
    scanned = page.image_area > _SCAN_SHARE * _area(page)
    if len(printed) < _FEW:
        return scanned or (not printed and page.shapes > _MANY_SHAPES)
    return (scanned and page.hidden) or _is_nonsense(printed, page.unmapped)


def _is_nonsense(printed: list[str], unmapped: int) -> bool:
    """Whether a font leads to characters that no report is written in.

    Few of them are letters, figures and usual marks; or they are of many scripts at once, which
    is how numbers of glyphs look; or there are many Chinese ones and hardly any of those that
    every report is full of.
    """
    sense = sum(text.isalnum() or text in _MARKS for text in printed) - unmapped
    if sense < _LEAST_SENSE * len(printed):
        return True
    strange = [script for text in printed if (script := _script(text)) not in _SCRIPTS]
    if len(strange) > _MOST_STRANGE * len(printed) and len(set(strange)) >= _MANY_SCRIPTS:
        return True
    chinese = [text for text in printed if "\u4e00" <= text <= "\u9fff"]
    usual = sum(text in _USUAL for text in chinese)
    return len(chinese) >= _MANY_LETTERS and usual < _LEAST_USUAL * len(chinese)


def _script(text: str) -> str:
    """The script of a letter, by the first word of its name; nothing for what is no letter."""
    return unicodedata.name(text, "UNKNOWN").split()[0] if text.isalpha() else ""


def note_pictures(pages: Sequence[Page], builder: DocumentBuilder) -> None:
    """Note what could not be used and was not recognised; raise for a PDF without anything else.

    Raises:
        UnreadableSource: no page has text, or all are pictures and the extra is missing.
    """
    unread = [page for page in pages if not hasattr(page, "seen") and is_picture(page)]
    empty = [page for page in unread if len(page.characters) < _FEW]
    if pages and len(empty) == len(pages):
        raise UnreadableSource(
            "the PDF is a scan: its pages are pictures without text; to have them read: "
            'pip install "govreport[ocr]"'
        )
    if not any(page.characters for page in pages):
        scanned = any(hasattr(page, "seen") for page in pages)
        raise UnreadableSource(
            "the PDF is a scan, and no print can be seen on its pages"
            if scanned
            else "the PDF holds no text"
        )
    for page in pages:
        if page.unmapped:
            builder.note(
                "character-unmapped",
                phrase(
                    "page {number}: the font does not say what {unmapped} characters mean",
                    number=page.number,
                    unmapped=page.unmapped,
                ),
            )
    for page in empty:
        builder.note(
            "page-is-picture",
            phrase("page {number} is a picture; nothing on it was read", number=page.number),
        )
    for page in unread:
        if page.hidden and page not in empty:
            builder.note(
                "text-layer-hidden",
                phrase(
                    "page {number} is a picture; its text was added by a program "
                    "for text recognition and was not compared with the picture",
                    number=page.number,
                ),
            )


def compare(page: PicturePage, layer: Page) -> None:
    """Add to each number of a recognised page what a hidden text layer says in its place.

    Two programs that read the same thing prove little; where they differ, one is wrong.
    """
    if not layer.hidden or layer.turn:
        return
    for index, seen in enumerate(page.seen):
        if not _NUMBER.fullmatch(seen.text):
            continue
        other = _text_in(layer, page.original(seen.box))
        if _NUMBER.fullmatch(other) and other.replace(",", "") != seen.text.replace(",", ""):
            readings = tuple(dict.fromkeys((*seen.readings, other)))
            page.seen[index] = evolve(seen, readings=readings)


def _text_in(layer: Page, box: Box) -> str:
    left, bottom, right, top = box
    return "".join(
        c.text
        for c in layer.characters
        if left <= (c.left + c.right) / 2 <= right and bottom <= (c.bottom + c.top) / 2 <= top
    ).strip()


def _area(page: Page) -> float:
    left, bottom, right, top = page.box
    return max(1.0, (right - left) * (top - bottom))
