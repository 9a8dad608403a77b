"""Where lists of indicators begin: one quick look at the whole text.

A header is known by its first two cells, whatever stands between their characters (spaces, line
ends, pipes) and in whichever script. A list without a header is known by several of its labels
in a row.
"""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from govreport.tables.indicators.words import (
    CODE,
    COLUMN,
    INDICATOR,
    REMARK,
    SUBJECT,
    UNIT,
    UNITS,
    YEAR,
    headers,
    labels_of,
    squeezed,
)
from govreport.text.chinese.traditional import TABLE
from govreport.text.labels import flatten

_MARKS = "|*,;，；"
_GAP = rf"[\s{_MARKS}]*"
_WINDOW = 60
_WIDE_WINDOW = 400
_FILLING = " " * 8
"""Between cells that are as wide as the widest of their column."""

_CLUSTER = 5
_REACH = 3000
_LONG_LABEL = 5
_LONG_HEADER = 6
_LONG_NAME = 4
_MORE = 5
_NEAR = 30
_CAPTION_ABOVE = re.compile(r"[表况據据计計]\s*$")
_SENTENCE = re.compile(r"[，。；！？]")
_HINTS = ("面申", "被依法")
_CELLS_ONLY = re.compile(
    rf"(?:\([^()]{{0,60}}\)|[\s|*]|{UNITS}|\d|[,.%/—–―:、-]|[一二三四五六七八九十]、|其中|[总次数量])*+"
)
"""What may stand between two labels of one list."""
_LONGEST_GAP = 160


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    """Simplified character -> the Traditional ones that are read as it."""
    found: dict[str, str] = {}
    for traditional, simplified in TABLE.items():
        found[simplified] = found.get(simplified, "") + chr(traditional)
    return found


def _loose(labels: list[str]) -> str:
    """Labels with anything between their characters that is no character."""
    return "(?:" + "|".join(_GAP.join(map(re.escape, label)) for label in labels) + ")"


def _of(*roles: str) -> list[str]:
    found = [label for label, role in headers().items() if role in roles and len(label) > 1]
    return sorted(found, key=lambda label: -len(label))


def _in_any_script(char: str) -> str:
    variants = _variants().get(char, "")
    return f"[{char}{variants}]" if variants else char


_ANCHORS = ("指标", "统计内容", "项目", "类别", "序号", "代码", "编号")
"""In every header that begins a list stands one of these, at its beginning or end."""

_ALONE = r"(?<![^\s|*#表錶件开開息计計])"
"""Before a common word: nothing, or the end of a caption, or the beginning of the same cell."""

_ENDINGS = ("名称", "内容", "项目")


@lru_cache(maxsize=1)
def _start_pattern() -> re.Pattern[str]:
    """The first cell of a header and the first character of the next, in any script.

    It begins with a character set, so that most of a text is passed over quickly.
    """
    rests: dict[str, list[str]] = {}
    for anchor in _ANCHORS:
        rests.setdefault(anchor[0], []).append(_any_script(anchor[1:]))
    first = "".join(char + _variants().get(char, "") for char in rests)
    ways = (
        rf"(?<={_ALONE if char in '项类' else ''}{_any_script(char)}){_GAP}(?:{'|'.join(more)})"
        for char, more in rests.items()
    )
    endings = "|".join(map(_any_script, _ENDINGS))
    beside = sorted({label[0] for label in headers()})
    after = "".join(char + _variants().get(char, "") for char in beside)
    return re.compile(
        rf"[{first}](?:{'|'.join(ways)})(?:{_GAP}(?:{endings}))?(?={_GAP}[{after}\d二一])"
    )


def _any_script(label: str) -> str:
    """A label, each character in any script, with gaps between them."""
    chars = (f"[{char}{_variants()[char]}]" if char in _variants() else char for char in label)
    return _GAP.join(chars)


@lru_cache(maxsize=1)
def _header_pattern() -> re.Pattern[str]:
    """The first cells of a header, in flattened text.

    A list of indicators heads its labels beside a unit, a code or a remark (``sure``); beside a
    column of values alone, or for a common word such as 项目, the cells must stand apart.
    """
    column = rf"(?:{_loose(_of(COLUMN))}|{YEAR}{_GAP}年)"
    names, subjects, codes = _loose(_of(INDICATOR)), _loose(_of(SUBJECT)), _loose(_of(CODE))
    units, beside = _loose(_of(UNIT)), _loose(_of(UNIT, CODE, REMARK))
    long = _loose([label for label in _of(INDICATOR) if len(label) >= _LONG_NAME])
    return re.compile(
        rf"(?P<sure>{long}{_GAP}{beside}|{names}{_GAP}{beside}{_GAP}(?:{column}|{beside})"
        rf"|{codes}{_GAP}(?:{names}|{subjects}))"
        rf"|{names}{_GAP}{beside}|(?:{names}|{subjects}){_GAP}(?:{units}{_GAP})?{column}"
    )


@frozen
class Opening:
    """Where a list may begin; ``headed`` when its header stands there."""

    start: int
    headed: bool = True


def find_openings(text: str) -> list[Opening]:
    """The places at which a list of indicators may begin, in reading order.

    >>> [found.start for found in find_openings("附表 指 标 名 称单位數量公开数条7")]
    [3]
    >>> find_openings("本市重点项目数量增加，各项指标数量稳定。")
    []
    """
    found = []
    behind = 0
    for hint in _start_pattern().finditer(text):
        start = _first_cell(text, hint)
        if start < behind:
            continue
        window = text[start : start + _WINDOW]
        if _FILLING in window:
            window = text[start : start + _WIDE_WINDOW]
        match = _header_pattern().match(flatten(window))
        if match is None:
            continue
        if match["sure"] is not None or _is_apart(text, start, start + match.end()):
            behind = start + match.end()
            found.append(Opening(start))
    return found or _labels_in_a_row(text)


def _first_cell(text: str, hint: re.Match[str]) -> int:
    """Where the header cell begins whose end was found: 公开类别, 主要指标.

    A piece on the line above belongs to it only where nothing else stands on that line: it may
    be the end of a caption.
    """
    start = hint.start()
    first = max(0, start - _MORE)
    above = text[first:start]
    cell = squeezed(hint[0])
    for offset, char in enumerate(above):
        rest = above[offset:]
        if char.isspace() or "|" in rest or squeezed(rest) + cell not in headers():
            continue
        if "\n" not in rest or text[first + offset - 1 : first + offset] in ("\n", ""):
            return first + offset
    return start


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether the cells of a header are separated from the text around them: by space or pipes,
    or glued below the caption of a table, with no sentence behind."""
    before, cells = flatten(text[max(0, start - 1) : start]), text[start:end]
    if before and not (before.isspace() or before in f"{_MARKS}表"):
        return False
    after = text[end : end + 1]
    ends = not after or after.isspace() or after in f"{_MARKS}(（"
    if ends and (any(mark in cells for mark in _MARKS) or len(cells.split()) > 1):
        return True
    return (
        len(cells) >= _LONG_HEADER
        and _CAPTION_ABOVE.search(flatten(text[max(0, start - _NEAR) : start])) is not None
        and _SENTENCE.search(text, end, end + _NEAR) is None
    )


def _labels_in_a_row(text: str) -> list[Opening]:
    """Where a list without a header begins: several of its labels with only cells in between."""
    if not any(hint in text for hint in _HINTS):
        return []
    flat = flatten(text)
    last, count, first = -1, 0, 0
    found: list[Opening] = []
    for match in _label_pattern().finditer(flat):
        near = match.start() - last <= _LONGEST_GAP
        if count and near and _CELLS_ONLY.fullmatch(flat, last, match.start()):
            count += 1
        else:
            count, first = 1, match.start()
        last = match.end()
        if count == _CLUSTER and (not found or first > found[-1].start + _REACH):
            found.append(Opening(_with_numeral(flat, first), headed=False))
    return found


@lru_cache(maxsize=1)
def _label_pattern() -> re.Pattern[str]:
    """The labels of the national table and the local lists, long enough to be told from prose."""
    texts = {
        text
        for name in ("statistics", "local_table")
        for text in labels_of(name).texts
        if len(text) >= _LONG_LABEL
    }
    ordered = sorted(texts, key=lambda text: -len(text))
    first = "".join(sorted({text[0] for text in ordered}))
    return re.compile(rf"(?=[{first}])(?:{'|'.join(map(re.escape, ordered))})")


_NUMERAL_BEFORE = re.compile(
    r"(?:\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十\d]{1,2}[、.])?\s*(?:其中[::]?\s*)?$"
)


def _with_numeral(flat: str, start: int) -> int:
    match = _NUMERAL_BEFORE.search(flat, max(0, start - 12), start)
    return match.start() if match is not None else start
