"""Years and dates as these reports print them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

_NUMERAL = r"[一二三四五六七八九〇○零\d]"
YEAR = (
    r"[2２二](?:(?<!二)[0０]\s?\d\s?\d"
    rf"|(?<=二)\s?[〇○零oO0０◯]\s?{_NUMERAL}\s?{_NUMERAL})"
)
"""A year in digits or Chinese numerals, spaces inside allowed.

It begins with a set of characters, so that searches for it skip the rest at full speed.
"""

YEAR_BEGINS = re.compile(r"[2２二](?=[0０\s〇○零oO◯])")
"""Where a `YEAR` may begin; far quicker to search for than a pattern that needs one there."""

DATE = (
    rf"(?P<year>{YEAR})\s*[年./-]\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})"
    r"\s*[月./-]\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})(?!\d)"
)
"""A full date, 年月日 or any of the usual separators."""

GLUED_DATE = r"(?P<glued_year>20\d\d)(?P<glued>\d{2,4})(?!\d)"
"""A date whose separators were lost in extraction: 2021129."""

_NUMERALS = {
    **dict(zip("一二三四五六七八九", range(1, 10), strict=True)),
    **dict.fromkeys("〇○零oO◯", 0),
}
_FIELD = re.compile(
    r"(?P<label>发布时间|发布日期|公布日期|公开日期|发文日期|成文日期|生成日期|印发日期"
    rf"|发文时间|成文时间|生成时间|发布于|时间|日期)[\s:：\]】]{{0,6}}{DATE}"
)
_WORDS_OF_LABELS = ("时间", "日期", "发布于")  # every label of a field holds one of them
_PUBLICATION_LABELS = ("发布", "公布", "公开")


def find_at_years(
    pattern: re.Pattern[str],
    text: str,
    start: int = 0,
    end: int | None = None,
    begins: re.Pattern[str] = YEAR_BEGINS,
) -> Iterator[re.Match[str]]:
    """As ``pattern.finditer``, for a pattern that begins with a `YEAR` (or looks behind first).

    >>> [found.group() for found in find_at_years(re.compile(YEAR), "二月2020年2021年")]
    ['2020', '2021']
    """
    end = len(text) if end is None else end
    while begin := begins.search(text, start, end):
        found = pattern.match(text, begin.start(), end)
        if found is None:
            start = begin.end()
        else:
            yield found
            start = found.end()


def read_year(text: str) -> int:
    """The number of a year that `YEAR` matched.

    >>> read_year("二○一六"), read_year("二0一七"), read_year("20 23")
    (2016, 2017, 2023)
    """
    number = 0
    for character in text:
        if not character.isspace():
            digit = _NUMERALS.get(character)
            number = number * 10 + (int(character) if digit is None else digit)
    return number


def read_date(found: re.Match[str]) -> datetime.date | None:
    """The date that `DATE` matched, None when the calendar has no such day."""
    return _date(
        read_year(found["year"]), _small_number(found["month"]), _small_number(found["day"])
    )


def read_glued_date(year: int, digits: str) -> tuple[datetime.date, ...]:
    """Every date that month and day written without a separator can mean.

    >>> [date.isoformat() for date in read_glued_date(2021, "129")]
    ['2021-01-29', '2021-12-09']
    >>> [date.isoformat() for date in read_glued_date(2020, "48")]
    ['2020-04-08']
    """
    dates = (
        _date(year, int(digits[:cut]), int(digits[cut:]))
        for cut in (1, 2)
        if 0 < len(digits) - cut <= 2
    )
    return tuple(date for date in dates if date is not None)


def find_field_date(text: str) -> tuple[datetime.date, int, int] | None:
    """The date that the page states in a labelled field, with its place; 发布 before 成文.

    >>> find_field_date("字体: 发布日期:2020-01-31")[0].isoformat()
    '2020-01-31'
    """
    if not any(word in text for word in _WORDS_OF_LABELS):
        return None
    best: tuple[datetime.date, int, int] | None = None
    for found in _FIELD.finditer(text):
        date = read_date(found)
        if date is None:
            continue
        place = date, found.start("year"), found.end("day")
        if found["label"].startswith(_PUBLICATION_LABELS):
            return place
        best = best or place
    return best


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _small_number(text: str) -> int:
    """Up to 31, in digits or as 二十一."""
    if text[0] not in "一二三四五六七八九十":
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _NUMERALS.get(text, 0)  # 一一 is no day of a month
    return (_NUMERALS.get(tens, 0) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)
