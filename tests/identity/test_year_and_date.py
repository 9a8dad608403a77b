"""Authorities for the year, conflicts between them, and dates."""

from __future__ import annotations

import datetime

import pytest

from govreport.diagnostics import Severity
from govreport.document import Document
from govreport.prose.identity import Identity, identify

TITLE = "沛县教育局2021年政府信息公开工作年度报告\n"


def codes(identity: Identity) -> list[str]:
    return [finding.code for finding in identity.diagnostics]


@pytest.mark.parametrize(
    "period",
    [
        "统计期限自2020年1月1日起至2020年12月31日止",
        "统计期限为2020年1月1日至12月31日",
        "统计时限: 2020.1.1-2020.12.31",
        "统计期限自202011日至20201231日",
        "本报告数据统计截至2020年12月31日",
    ],
)
def test_period_statement(period: str) -> None:
    """The statement of the period is read in every spelling, also without 年月日."""
    identity = identify(Document(f"{period}。\n一、总体情况\n有序。\n"))

    assert (identity.year, identity.spans.year_authority) == (2020, "period")


def test_period_outranks_title_and_says_so() -> None:
    """Two authorities that differ give the better one's year and a warning naming both."""
    identity = identify(Document(TITLE + "统计期限自2020年1月1日至2020年12月31日。\n"))
    conflict = next(item for item in identity.diagnostics if item.code == "year-conflict")

    assert (identity.year, identity.spans.year_authority) == (2020, "period")
    assert conflict.severity is Severity.WARNING
    assert "period says 2020" in conflict.message
    assert "title says 2021" in conflict.message


def test_what_is_carried_into_the_next_year() -> None:
    """The year to which requests are carried forward is not that of the report."""
    text = "统计期限自2025年1月1日起至2025年12月31日止。本年办结70件，剩余4件转至2026年办理。"
    identity = identify(Document(f"政府信息公开工作年度报告\n一、总体情况\n{text}\n"))

    assert identity.year == 2025
    assert "year-conflict" not in codes(identity)


def test_left_over_period_is_outvoted() -> None:
    """A period left over from an older report loses against title and opening words."""
    text = TITLE + "统计期限自2009年1月1日至2009年12月31日。\n一、概述\n2021年,我局努力。\n"
    identity = identify(Document(text))

    assert (identity.year, identity.spans.year_authority) == (2021, "title")
    assert "year-conflict" in codes(identity)


def test_period_over_two_years_is_no_period() -> None:
    """A range over two calendar years names no reporting year."""
    identity = identify(Document(TITLE + "工作期间为2020年1月1日至2021年12月31日。\n"))

    assert (identity.year, identity.spans.year_authority) == (2021, "title")


def test_year_from_publication_is_flagged() -> None:
    """A year concluded from the date of publication carries a warning."""
    identity = identify(Document("发布日期: 2022-01-20\n一、总体情况\n有序。\n"))

    assert (identity.year, identity.spans.year_authority) == (2021, "publication")
    assert "year-concluded" in codes(identity)


def test_report_dated_before_its_year_was_over() -> None:
    """A report on 2021 that is dated March 2021 is a conflict."""
    identity = identify(Document(TITLE + "发布时间:2021-03-05\n一、总体情况\n"))

    assert identity.year == 2021
    assert "year-conflict" in codes(identity)


def test_note_in_a_heading_names_the_year() -> None:
    """The note 指2020年 in a column heading gives the year when nothing else does."""
    identity = identify(Document("信息内容 | 本年增/减(指2020年增减数) | 0 |\n"))

    assert (identity.year, identity.spans.year_authority) == (2020, "label")


def test_dates() -> None:
    """发布 dates outrank 成文 dates, Chinese numerals are read, impossible days are not."""
    field = identify(Document("成文日期:2022-01-10 发布日期:2022-01-20\n" + TITLE))
    numerals = identify(Document(TITLE + "\n沛县教育局\n二○二二年一月二十一日"))
    impossible = identify(Document("发布日期:2022-13-40\n" + TITLE))

    assert field.published == datetime.date(2022, 1, 20)
    assert numerals.published == datetime.date(2022, 1, 21)
    assert impossible.published is None


def test_glued_date_is_left_open() -> None:
    """2021129 can be two days: no day is chosen, the reader is told both."""
    identity = identify(Document(TITLE + "\n沛县教育局\n2021129"))
    note = next(item for item in identity.diagnostics if item.code == "date-ambiguous")

    assert identity.published is None
    assert "2021-01-29 or 2021-12-09" in note.message


def test_spans_point_at_the_words() -> None:
    """Each span delimits in the document exactly what was read, pinyin included."""
    text = "首页\n沛縣(xiàn)財政局2021年政府信息公開年度報告\n發布日期:2022-01-20\n"
    spans = identify(Document(text)).spans
    assert spans.agency
    assert spans.year
    assert spans.published
    assert spans.title

    assert text[spans.agency.start : spans.agency.end] == "沛縣(xiàn)財政局"
    assert text[spans.year.start : spans.year.end] == "2021"
    assert text[spans.published.start : spans.published.end] == "2022-01-20"
    assert spans.title.line == 2
