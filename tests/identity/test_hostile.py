"""Hostile input: nothing raises, and no text makes the search run away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.document import Document
from govreport.prose.identity import identify

WORDS = st.sampled_from(
    (
        *(
            "公开",
            "政府信息",
            "年度报告",
            "2020",
            "年",
            "二〇一",
            "二二年十一月",
            "局",
            "沛县",
            "现将",
        ),
        *(
            "1月",
            "12月31日",
            "自",
            "至",
            "发布日期:",
            "来源:",
            "一、",
            "二、",
            "20211",
            "29",
            "现将",
        ),
        *("《", "。", "(", ")", "*", "\n", " "),
    )
)


@given(st.lists(WORDS, max_size=40).map("".join) | st.text(max_size=200))
def test_nothing_escapes(text: str) -> None:
    """Any text has an identity, and every span lies inside the text."""
    spans = identify(Document(text)).spans

    for span in (spans.title, spans.agency, spans.year, spans.published):
        assert span is None or 0 <= span.start <= span.end <= len(text)


@pytest.mark.parametrize(
    "unit", ["公开工作", "2020年", "政府", "局", " ", "\n", "《", "发布日期:", "(", "3"]
)
def test_repetition_ends(unit: str) -> None:
    """A hundred thousand repetitions end (the suite would hang if they did not)."""
    assert identify(Document(unit * 100_000)).title is None
