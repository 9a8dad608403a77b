"""Labels as the forms print them, compared without what varies in print.

Numbering, brackets, quotes, spaces, width and Traditional characters never make a difference
between two labels (sections 8.2, 8.3 and 10 of the forms' description: ``1.``, ``1、``, ``(1)``,
``①``; 規章 and 规章; 总 计 and 总计).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from govreport.text.chinese import restore_vocabulary, strip_pinyin, to_simplified

_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_WIDTH |= {0x3000: 0x20, 0xA0: 0x20, 0x2002: 0x20, 0x2003: 0x20, 0x2009: 0x20, 0xFEFF: 0x20}
_WIDTH |= {0x200B: 0x20, 0x200E: 0x20, 0x200F: 0x20, 0x202D: 0x20}
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


def label_key(flat: str) -> tuple[str, str]:
    """What identifies a label, and the numeral that it began with. Expects flattened text.

    >>> label_key("3.危及“三安全一稳定”")
    ('危及三安全一稳定', '3')
    >>> label_key("规范性档案(设区的市应提供)")
    ('规范性文件', '')
    >>> label_key("第二十条 第(一)项")[0]
    '第二十条第一项'
    """
    key, _full, numeral = label_keys(flat)
    return key, numeral


def label_keys(flat: str) -> tuple[str, str, str]:
    """As `label_key`, with the key that keeps what stands in brackets as second.

    >>> label_keys("行政诉讼(复议后起诉)")[:2]
    ('行政诉讼', '行政诉讼复议后起诉')
    """
    text = flat
    if _LATIN_IN_BRACKET.search(text):
        text = strip_pinyin(text)[0]
    text = text.strip()
    article = _ARTICLE.match(text.replace(" ", ""))
    if article is not None:
        key = f"第二十条第{article[1]}项"
        return key, key, ""
    rest, numeral = _without_numbering(text)
    if rest.startswith("其中"):
        rest, inner = _without_numbering(rest[2:].lstrip(": "))
        numeral = inner or numeral
    head = rest.partition("(")[0]
    full = _NOT_WORD.sub("", rest)
    key = _NOT_WORD.sub("", head) or full
    return restore_vocabulary(key), restore_vocabulary(full), numeral


def _without_numbering(text: str) -> tuple[str, str]:
    numeral = ""
    while match := _NUMBERING.match(text):
        if match.end() == len(text):
            break
        numeral = _NOT_WORD.sub("", match[0]).translate(_CIRCLED) or numeral
        text = text[match.end() :]
    return text, numeral


@frozen
class Match:
    """A label of a form that a printed text stands for."""

    table: str
    terminal: str


@frozen(eq=False)
class Vocabulary:
    """The closed list of labels of a set of forms: key -> the labels that it may stand for."""

    entries: Mapping[str, tuple[Match, ...]]
    texts: tuple[str, ...] = ()
    _long: tuple[str, ...] = field(init=False)

    @_long.default
    def _long_labels(self) -> tuple[str, ...]:
        return tuple(sorted((key for key in self.entries if len(key) >= 9), key=len, reverse=True))

    beginnings: frozenset[str] = field(init=False, repr=False)
    """Whatever the key of a label may begin with."""

    @beginnings.default
    def _beginnings(self) -> frozenset[str]:
        return frozenset(text[:end] for text in self.entries for end in range(1, len(text) + 1))

    memory: dict[str, Any] = field(init=False, factory=dict, repr=False)
    """What was found for printed texts, for whoever looks them up."""

    def exact(self, key: str, full: str = "") -> tuple[Match, ...] | None:
        """The labels with one of these keys."""
        return (self.entries.get(full) if full else None) or self.entries.get(key)

    def find(self, key: str, full: str = "") -> tuple[Match, ...] | None:
        """The labels with one of these keys; a long label followed by more words counts too."""
        found = self.exact(key, full)
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
    shortened = []
    for table, terminal, text in labels:
        key, full, _ = label_keys(flatten(text))
        entries.setdefault(full, {})[Match(table, terminal)] = None
        shortened.append((key, Match(table, terminal)))
        texts[key] = None
    exact = frozenset(entries)
    for key, match in shortened:
        # 行政诉讼(复议后起诉) without its bracket is the label of another cell.
        if key not in exact:
            entries.setdefault(key, {})[match] = None
    return Vocabulary({key: tuple(found) for key, found in entries.items()}, tuple(texts))
