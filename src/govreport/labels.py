"""Labels as the forms print them, compared without what varies in print.

Numbering, brackets, quotes, spaces, width and Traditional characters never make a difference
between two labels (sections 8.2, 8.3 and 10 of the forms' description: ``1.``, ``1、``, ``(1)``,
``①``; 規章 and 规章; 总 计 and 总计).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from govreport.chinese import restore_vocabulary, strip_pinyin, to_simplified

_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_WIDTH |= {0x3000: 0x20, 0xA0: 0x20, 0x2002: 0x20, 0x2003: 0x20, 0x2009: 0x20, 0xFEFF: 0x20}
_WIDTH |= {0x200B: 0x20, 0x200E: 0x20, 0x200F: 0x20, 0x202D: 0x20, 0x202E: 0x20}
_WIDTH |= {ord("﹝"): ord("("), ord("﹞"): ord(")"), ord("〔"): ord("("), ord("〕"): ord(")")}
_CIRCLED = {0x2460 + index: 0x31 + index for index in range(9)}

_NUMBERING = re.compile(
    r"(?:[()、.]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)、.,](?!\d)|[()、.]|[①-⑨])\s*"
)
_ARTICLE = re.compile(r"第?二十条第?\(?([一二三四五六七八九])\)?项?")
_NOT_WORD = re.compile(r"[\W_]+")
_LATIN_IN_BRACKET = re.compile(r"[A-Za-zÀ-ɏ]")


def flatten(text: str) -> str:
    """Half-width and Simplified, character for character: offsets stay valid.

    >>> flatten("（一）規章　７")
    '(一)规章 7'
    """
    if text.isascii():
        return text
    return to_simplified(text.translate(_WIDTH))


def label_key(flat: str) -> tuple[str, bool]:
    """What identifies a label, and whether it began with a numeral. Expects flattened text.

    >>> label_key("3.危及“三安全一稳定”")
    ('危及三安全一稳定', True)
    >>> label_key("规范性档案(设区的市应提供)")
    ('规范性文件', False)
    >>> label_key("第二十条 第(一)项")[0]
    '第二十条第一项'
    """
    text = flat
    if _LATIN_IN_BRACKET.search(text):
        text = strip_pinyin(text)[0]
    text = text.strip()
    article = _ARTICLE.match(text.replace(" ", ""))
    if article is not None:
        return f"第二十条第{article[1]}项", False
    numbered = False
    rest = text
    while match := _NUMBERING.match(rest):
        if match.end() == len(rest):
            break
        numbered = True
        rest = rest[match.end() :]
    if rest.startswith("其中"):
        rest = rest[2:].lstrip(":： ")
        while match := _NUMBERING.match(rest):
            if match.end() == len(rest):
                break
            numbered = True
            rest = rest[match.end() :]
    head = rest.partition("(")[0]
    key = _NOT_WORD.sub("", head) or _NOT_WORD.sub("", rest)
    return restore_vocabulary(key), numbered


@frozen
class Match:
    """A label of a form that a printed text stands for."""

    table: str
    terminal: str


@frozen
class Vocabulary:
    """The closed list of labels of a set of forms: key -> the labels that it may stand for."""

    entries: Mapping[str, tuple[Match, ...]]
    texts: tuple[str, ...] = ()
    _long: tuple[str, ...] = field(init=False)

    @_long.default
    def _long_labels(self) -> tuple[str, ...]:
        return tuple(sorted((key for key in self.entries if len(key) >= 9), key=len, reverse=True))

    def find(self, key: str) -> tuple[Match, ...] | None:
        """The labels with this key; a long label followed by more words counts too."""
        found = self.entries.get(key)
        if found is None and len(key) > 12:
            for known in self._long:
                if key.startswith(known):
                    return self.entries[known]
        return found


def vocabulary(labels: Iterable[tuple[str, str, str]]) -> Vocabulary:
    """Build a `Vocabulary` from (table, terminal, label text) triples.

    >>> vocabulary([("requests", "DISCLOSED", "(一)予以公开")]).find("予以公开")[0].terminal
    'DISCLOSED'
    """
    entries: dict[str, dict[Match, None]] = {}
    texts: dict[str, None] = {}
    for table, terminal, text in labels:
        key, _ = label_key(flatten(text))
        entries.setdefault(key, {})[Match(table, terminal)] = None
        texts[key] = None
    return Vocabulary({key: tuple(found) for key, found in entries.items()}, tuple(texts))
