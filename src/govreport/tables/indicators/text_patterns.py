"""The patterns by which the rows of a list are told apart in running text."""

from __future__ import annotations

import re
from functools import lru_cache

from govreport.tables.indicators.words import (
    COLUMN,
    UNITS,
    YEAR,
    grammars,
    headers,
)
from govreport.text.numbers import SIGNS

PAGE = re.compile(
    r"[\s|]*?\n[^\S\n]*+(?:[-—–]\s?\d{1,3}\s?[-—–]|第\s?\d{1,3}\s?页[^\n]{0,12})[^\S\n]*+(?=\n)\s*+"
)
LETTERS = re.compile(
    r"(?:[\s|]*[甲乙丙丁](?=[\s|甲乙丙丁1])){2,4}[\s|]*(?:1(?:[\s|]*2(?:[\s|]*3)?)?(?!\d))?"
)
REST = re.compile(rf"(?!(?:{UNITS})\s*\d)[^()|\s]{{1,60}}\)(?!\s*[\d/—-])")
SKIP = re.compile(r"[\s|*]+")
CELL = re.compile(r"(?=[^\s|]{0,23}[\d〇零])[^\s|]{1,24}(?=[\s|]|$)")
PIECE = re.compile(r"[^\s|]{1,24}(?=[\s|]|$)")
ODD = re.compile(rf"[{SIGNS}–—]?\d[^\u4e00-\u9fff]*|[(\[“\"'‘【]\d+[)\]”\"'’】]")
DIGITS = re.compile(
    # A dash before the numeral of the next label is a cell.
    rf"(?:[{SIGNS}]|[–—](?=\d[\d,]*(?![\d,]|[.、](?!\d))))?\d[\d,]*(?:\.\d+)*"
)
WORDED = re.compile(r"(?:减少?|增加?|负|下降|上升|约|近)\d[\d,]*(?:\.\d+)?|[〇零○](?!\d)")
BEYOND = re.compile(
    r"(?:[A-Za-z~～‰万千百亿〇零○]+[\d.,A-Za-z]*|[美港欧日]?元|/\d+|\[\d{1,2}\]|[⁰¹²³⁴-⁹*※#]+|[①-⑳]+)+元?"
)
"""What makes another number of the digits before it, or stands with them as a mark."""
NUMERAL = re.compile(r"(?P<digits>\d{1,2})[.、]\s*(?=\D)")
POINT = re.compile(r"[.、](?!\d)")
AFTER_NUMERAL = re.compile(r"\s{0,2}[.、](?!\d)")
"""What ends the numeral of a label; a line may have been broken before it."""
OF_WHICH = re.compile(r"其中[:,]?\s*(?:\(?\d{1,2}[.、)](?!\d))?")
DASHES = re.compile(r"[—–―]{2,}|[—–―](?!\d)|-{2,}|(?<=\s)[-/](?=\s|$)")
BRACKET = re.compile(rf"\((?:[^()\s]|\s(?!\s*(?:(?:{UNITS})\s+)?\d)){{0,80}}\)")
REMARK = re.compile(r"\((?!\s*[\d一二三四五六七八九十]{1,3}\s*\))[^()\d]{1,8}\d[^()]{0,20}\)")
GROUP = re.compile(r"\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、")
UNIT_AT_END = re.compile(rf"(?P<label>.+?)(?P<unit>{UNITS})")
LETTER_AT_END = re.compile(rf"(?P<label>.+?)(?P<unit>{UNITS})(?P<letter>[A-Za-z]{{1,3}}|[Ⅰ-ⅿ①-⑳])")
"""A letter in the place of a value, glued to the unit: a numeral of another kind, or misread."""
UNIT_BEHIND = re.compile(rf"(?:{UNITS})(?![^\s\d(|、，。;；])")
UNIT_THEN_VALUE = re.compile(rf"[\s”\"’'」)]*(?:{UNITS})\s*[\d{SIGNS}–—/]")
UNIT_THEN_SIGN = re.compile(
    rf"(?:{UNITS})(?=[/{SIGNS}]|[–—]\d|(?:[减增负约近]|减少|增加|下降|上升)\d|[〇零○](?!\d))"
)
UNIT_ENDS = re.compile(rf"(?:{UNITS})$")
STROKE = re.compile(r"[/\-−﹣‐‑](?!\d)")
LABEL_WITH_DIGITS = re.compile(rf"\d{{1,5}}(?!(?:{UNITS})(?:\s|$))[^\d\s.、,%|]\S{{0,80}}")
DATE = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?!至|起|-|—)|[二一][〇○零0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月"
)
COUNTED = re.compile(
    rf"[^\d\n|。]{{2,60}}\d[\d.]{{0,12}}\s?(?:{UNITS})?\s?(?:[,;、]\s?[^\n|。]{{0,150}})?。"
)
LONG = 200
STUCK = re.compile(
    r"(?:[^\W\d_一-鿿]|[~%‰*#°※?^_=])[^\s|()一-鿿]{0,12}|[⁰¹²³⁴-⁹]+|[①-⑳](?![一-鿿\d])"
    r"|[、;:'’‘]\d[\d,.]*(?![.、]\D)"
)
"""What makes the digits before it, to which it sticks, another number or none."""

PLUS = re.compile(r"[+＋]\d[\d,.]*(?![.、]\D)")
"""A sum that is written out: no count of a list has a sign."""
SECOND = re.compile(rf"[/{SIGNS}–—]\d[\d,.]*(?![.、]\D)")
"""Another number that sticks to the one of a cell, where a list has one column."""
BRACKETED = re.compile(rf"[(\[“\"][{SIGNS}–—]?\d[\d,.]*[)\]”\"](?![一-鿿](?![、一-鿿]))")
YEAR_BEHIND = re.compile(r"\s?年")
YEARS = re.compile(r"(?:19|20)\d\d")
GAP = r"[\s|*]*"
UNIT_AT_START = re.compile(rf"(?:{UNITS})")
LONG_COLUMN = 4
FIRST = 5


@lru_cache(maxsize=1)
def header_pattern() -> re.Pattern[str]:
    """One header cell, years included, with spaces between its characters or without; the
    group's name is its role."""
    roles: dict[str, list[str]] = {}
    for label, role in sorted(headers().items(), key=lambda item: -len(item[0])):
        if len(label) > 1 or role != COLUMN:
            roles.setdefault(role, []).append(GAP.join(map(re.escape, label)))
    columns = "|".join(roles.pop(COLUMN))
    counts = "|".join(GAP.join(label) for label in grammars()[1].labels["COUNT"])
    note = (
        rf"(?:\s*\(\s*(?:单位[::]?\s*)?(?:{UNITS})\s*\)"
        r"|\((?![一二三四五六七八九十\d]{1,3}\))[^()]{1,12}\))?"
    )
    parts = [f"(?P<{role}>(?:{'|'.join(labels)}){note})" for role, labels in roles.items()]
    # Glued, 2011年度 历年累计 is two cells and 2011年 统计数 is one.
    year = rf"{YEAR}{GAP}年(?:{GAP}度)?(?:{GAP}(?:{counts}))?"
    return re.compile("|".join([*parts, rf"(?P<{COLUMN}>(?:{year}|{columns}){note})"]))


def pattern_follows(flat: str, position: int) -> bool:
    """Whether one more header cell begins at a place."""
    return header_pattern().match(flat, position) is not None
