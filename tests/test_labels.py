"""Labels are compared without what varies in print."""

from __future__ import annotations

import pytest

from govreport.text.labels import flatten, label_key, label_keys, vocabulary


@pytest.mark.parametrize(
    "printed",
    [
        "3.危及“三安全一稳定”",
        "3、危及“三安全一稳定”",
        "3．危及「三安全一稳定」",
        "(3)危及三安全一稳定",
        "（3）危及三安全一稳定",
        "③危及三安全一稳定",
        "危及 三安全 一稳定",
        '3)危及"三安全一稳定"',
        "危及三安全一穩定",
    ],
)
def test_one_key(printed: str) -> None:
    """Numbering, brackets, quotes, spaces, width and Traditional characters make no difference."""
    assert label_key(flatten(printed))[0] == "危及三安全一稳定"


@pytest.mark.parametrize(
    ("printed", "numeral"),
    [
        ("3.属于", "3"),
        ("(三)不予公开", "三"),
        ("三)不予公开", "三"),
        ("三、本年度办理结果", "三"),
        ("④保护", "4"),
        ("保护第三方合法权益", ""),
        ("三安全一稳定", ""),
        ("20件以上", ""),
    ],
)
def test_numeral(printed: str, numeral: str) -> None:
    """The numeral is told from words that begin with a number."""
    assert label_key(flatten(printed))[1] == numeral


@pytest.mark.parametrize(
    "printed", ["第二十条第(一)项", "第二十条(一)项", "第二十条 第（一）项", "第二十條第(一)項"]
)
def test_article(printed: str) -> None:
    """The captions' article has one key however it is printed, and each item its own."""
    assert label_key(flatten(printed))[0] == "第二十条第一项"
    assert label_key(flatten("第二十条第(五)项"))[0] == "第二十条第五项"


def test_bracket_in_label() -> None:
    """The short key drops what stands in brackets, the full key keeps it."""
    assert label_keys("行政诉讼(复议后起诉)") == ("行政诉讼", "行政诉讼复议后起诉", "")
    assert label_keys("(见说明)")[0] == "见说明"


def test_taiwan_vocabulary_and_pinyin() -> None:
    """規範性檔案 is 规范性文件, and pinyin behind characters is dropped."""
    assert label_key(flatten("規範性檔案"))[0] == "规范性文件"
    assert label_key(flatten("規(guī)章"))[0] == "规章"


@pytest.mark.parametrize("text", ["（一）規章　７", "Ａ１，。", "本年增／減", "\u200b規\ufeff章"])
def test_flatten_keeps_offsets(text: str) -> None:
    """Flattening replaces characters one by one, so that offsets stay valid."""
    assert len(flatten(text)) == len(text)


def test_vocabulary() -> None:
    """A label is found by its key; the bracketed form of another cell does not take it over."""
    words = vocabulary(
        [
            ("cases", "LITIGATION", "行政诉讼"),
            ("cases", "AFTER", "行政诉讼(复议后起诉)"),
            ("cases", "TOTAL", "总计"),
            ("requests", "RESULTS_TOTAL", "(七)总计"),
        ]
    )

    def found(text: str) -> list[str]:
        key, full, _ = label_keys(flatten(text))
        return [match.terminal for match in words.find(key, full) or ()]

    assert found("行政訴訟") == ["LITIGATION"]
    assert found("行政诉讼(复议后起诉)") == ["AFTER"]
    assert found("总 计") == ["TOTAL", "RESULTS_TOTAL"]
    assert found("总数") == []


def test_long_label_followed_by_words() -> None:
    """A long label that runs on into other words is found, a short one is not."""
    words = vocabulary([("t", "LONG", "要求行政机关确认信息"), ("t", "SHORT", "规章")])

    assert words.find("要求行政机关确认信息的其他情形") is not None
    assert words.find("规章以及其他各类规范性的文件清单") is None
