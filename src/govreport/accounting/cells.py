"""Whether a number that nobody has is the value of a cell, or part of a label, date or page."""

from __future__ import annotations

import re

from govreport.text.labels import flatten
from govreport.text.numbers import TOKEN, follows_unit, is_odd

LOOSE = re.compile(
    # All of its digits or none: a numeral has one or two of them, and is not 0.
    rf"(?>{TOKEN.pattern})(?:(?<=\d{{3}})|(?<=[.．]\d)|(?<![\d.]\d)(?<=0)(?=[)）])"
    r"|(?![.、)）．][^\S\n]*[^\s|\d]))"
)
"""A number that is not the numbering of a label."""

NUMERAL_CELL = re.compile(
    r"[一二三四五六七八九十百两](?<!\S[一二三四五六七八九十百两])[一二三四五六七八九十百]{0,4}"
    r"(?=[^\S\n]*(?:\||\n|\Z))(?!\s*\|?\s*[、.．)）])"
    r"|\|[一二三四五六七八九十百]{1,4}(?=\|)"
)
"""A Chinese numeral in a cell of its own, and not the first part of a label."""

_NUMBERING = re.compile(r"[(（〔\[]?\s*\d{1,2}\s*[.、)）．〕\]]")
_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*日?)?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?|"
    r"\d{1,2}:\d{2}(?::\d{2})?|\d{4}\s*年(?:度)?"
)
PAGE = re.compile(
    r"[-—–]\s*\d{1,4}\s*[-—–]|P\.?\s*\d{1,4}|第\s*\d{1,4}\s*页.*|Page\s+\d+.*|\d{1,3}\s*/\s*\d{1,3}"
)
_CELL = 80


def is_value(text: str, start: int, end: int) -> bool:
    """Whether the cell around a number is a value, and no label with a number in it."""
    if text[start - 1 : start] in _MARKS and text[end : end + 1] in _MARKS:
        return True
    left = max(text.rfind("|", 0, start), text.rfind("\n", 0, start)) + 1
    right = len(text)
    for mark in "|\n":
        found = text.find(mark, end)
        right = found if 0 <= found < right else right
    cell = text[left:right].strip()
    if len(cell) > _CELL:
        return stands_free(text, start, end)
    if _NUMBERING.fullmatch(cell):
        # The numeral of a label that has one of its own, or of a number, is none.
        return (end - start > 1 and text[start] > "1") or _NUMBERED.match(text, right) is not None
    if _DATE.fullmatch(cell) or PAGE.fullmatch(cell):
        return False
    if _BESIDE_A_NUMBER.match(text, left) and _WORD.match(text, start):
        return True
    flat = flatten(cell)
    if flat.replace(" ", "").isdecimal() or is_odd(flat) or follows_unit(text, start):
        return True
    # Between pipes, what begins with a number that numbers and dates nothing has a value.
    between = text[left - 1 : left] in ("|", "\n") and text[right : right + 3].lstrip()[:1] == "|"
    return between and start - left <= 2 and _VALUE_WITH_WORDS.match(flat) is not None


_MARKS = (*",;，；\t\n",)
"""What separates the cells of an exported row."""
_NUMBERED = re.compile(r"[\s|]*(?:\d|[(（]?[一二三四五六七八九十][)）、]|第)")
_WORD = re.compile(r"(?<![^\s|])\d[\d,.]*[.．、]?(?![^\s|])")
_BESIDE_A_NUMBER = re.compile(r"[^\n|]{0,80}?\s\d[\d,.]*[.．、]?[^\S\n]+\d")
_VALUE_WITH_WORDS = re.compile(r"\d[\d,]*+(?:\.\d++)?+\s*[^\s\d.、)年月日号]")


def stands_free(text: str, start: int, end: int) -> bool:
    """Whether a number within a long line of a table is none of a date, a label or a reference."""
    size = end - start
    before, after = text[max(0, start - 3) : start].rstrip()[-1:], text[end : end + 3].lstrip()[:1]
    if after in _LONGEST_DATE:
        return size > _LONGEST_DATE[after]
    if before in _WITHIN_DATE and size <= 2:
        return False
    if after in _AFTER_REFERENCE or before in _BEFORE_REFERENCE:
        return False
    return not (text[start:end].startswith("20") and size == 4)


_LONGEST_DATE = {"年": 4, "月": 2, "日": 2}
_WITHIN_DATE = tuple("年月/.-")
_AFTER_REFERENCE = tuple("号條条款页章期〕]】:：/")
_BEFORE_REFERENCE = tuple("〔[【:：")
