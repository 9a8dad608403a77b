"""Traditional characters, Taiwan vocabulary, pinyin and numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from govreport.text.chinese import (
    Numeral,
    read_numeral,
    restore_vocabulary,
    strip_pinyin,
    to_simplified,
)
from govreport.text.chinese.traditional import TABLE


@given(st.text())
@settings(max_examples=examples(100))
def test_conversion_keeps_every_offset(text: str) -> None:
    """Whatever the text, its Simplified form has the same length and converts no further."""
    converted = to_simplified(text)

    assert len(text) == len(converted)
    assert converted == to_simplified(converted)


def test_table_is_large_and_has_no_chains() -> None:
    """No Simplified form is itself a key, and each key is one character."""
    assert len(TABLE) > 2000
    assert not [value for value in TABLE.values() if len(value) != 1 or ord(value) in TABLE]


@pytest.mark.parametrize(
    "character",
    list("乾著覆瞭藉后里面干台系只制准占发复借余云谷丰征历几于"),
)
def test_characters_of_simplified_text_stay(character: str) -> None:
    """A character that Simplified texts use is never touched: place names would change."""
    assert character == to_simplified(character)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("規範性文件", "规范性文件"),
        ("行政複議", "行政复议"),
        ("行政復議", "行政复议"),
        ("本年新製作數量", "本年新制作数量"),
        ("對外公開總數量", "对外公开总数量"),
        ("政府集中採購", "政府集中采购"),
        ("結轉下年度繼續辦理", "结转下年度继续办理"),
        ("屬於國家秘密", "属于国家秘密"),
        ("縣鄉鎮廳區辦務網營練", "县乡镇厅区办务网营练"),
        ("體係", "体系"),
        ("全麵", "全面"),
    ],
)
def test_labels_and_organ_names(printed: str, expected: str) -> None:
    """Labels of the forms and words of organ names come out in Simplified."""
    assert expected == to_simplified(printed)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("规范性档案", "规范性文件"),
        ("附属档案", "附件"),
        ("入口网站", "门户网站"),
        ("网际网路", "互联网"),
        ("视窗", "窗口"),
        ("许可权", "权限"),
        ("民众", "群众"),
        ("最佳化", "优化"),
        ("程式", "程序"),
        ("巨观", "宏观"),
        ("市档案局", "市档案局"),
        ("属于行政执法案卷", "属于行政执法案卷"),
    ],
)
def test_vocabulary(label: str, expected: str) -> None:
    """Taiwan words in a label go back; an archive's name stays."""
    assert expected == restore_vocabulary(label)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("國(guó)務院", "國務院"),
        ("政(zheng)(zheng)府", "政府"),
        ("區(qū；府", "區；府"),
        ("區（qū，府", "區，府"),
        ("办理(件)", "办理(件)"),
        ("平台(app)", "平台(app)"),
        ("f(x)", "f(x)"),
    ],
)
def test_pinyin(printed: str, expected: str) -> None:
    """Pinyin goes, also doubled or unclosed; other brackets stay."""
    clean, offsets = strip_pinyin(printed)

    assert expected == clean
    if offsets is not None:
        assert [printed[offset] for offset in offsets[:-1]] == list(clean)
        assert len(printed) == offsets[-1]


@given(st.text(alphabet="国(guó)（）政府a，,；"))
@settings(max_examples=examples(100))
def test_pinyin_offsets_point_to_the_same_characters(text: str) -> None:
    """Each offset leads back to the character it came from."""
    clean, offsets = strip_pinyin(text)

    if offsets is None:
        assert text == clean
    else:
        assert [*clean] == [text[offset] for offset in offsets[:-1]]


@pytest.mark.parametrize(
    ("printed", "value", "approximate"),
    [
        ("0", 0, False),
        ("零", 0, False),
        ("〇", 0, False),
        ("两", 2, False),
        ("十", 10, False),
        ("十二", 12, False),
        ("二十余", 20, True),
        ("三十多", 30, True),
        ("十几", 10, True),
        ("一百零五", 105, False),
        ("一百五", 150, False),
        ("一千零五十", 1050, False),
        ("三万五", 35000, False),
        ("二〇一八", 2018, False),
        ("1.2万", 12000, False),
        ("1.2345万", 12345, False),
        ("3千", 3000, False),
        ("2万3千", 23000, False),
        ("1.5亿", 150_000_000, False),
        ("一万亿", 10**12, False),
        ("三十多万", 300_000, True),
        ("万余", 10_000, True),
        ("近万", 10_000, True),
        ("百余", 100, True),
        ("100余", 100, True),
        ("约30", 30, True),
        ("20左右", 20, True),
        ("50以上", 50, True),
        ("1,234", 1234, False),
        ("12,345,678", 12345678, False),
        ("１２３", 123, False),
        ("24.9", Decimal("24.9"), False),
        ("1,234.50", Decimal("1234.50"), False),
        ("兩百", 200, False),
    ],
)
def test_numerals(printed: str, value: int | Decimal, approximate: bool) -> None:
    """Digits, characters and mixtures have their value, and vagueness is marked."""
    assert Numeral(value, approximate) == read_numeral(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        " ",
        "几",
        "几十",
        "数十",
        "两三",
        "二三十",
        "30%",
        "1,23",
        "1,2345",
        "1.2.3",
        "12 34",
        "百分之五",
        "第一",
        "-3",
        "余",
        "约",
        "十百",
        "二百三千",
        "9" * 5000,
        "〇" * 5000,
    ],
)
def test_no_numeral(printed: str) -> None:
    """What is not exactly one number is None, never a guess."""
    assert read_numeral(printed) is None


@given(st.text(alphabet="0123456789.,，１〇零一二两三十百千万亿余多约近几"))
@settings(max_examples=examples(300))
def test_numerals_never_raise(text: str) -> None:
    """Any mixture gives a number of zero or more, or None."""
    numeral = read_numeral(text)

    assert numeral is None or numeral.value >= 0


@given(st.integers(0, 10**12))
@settings(max_examples=examples(200))
def test_numerals_against_an_oracle(value: int) -> None:
    """Whatever cn2an writes is read as the number it wrote."""
    oracle = pytest.importorskip("cn2an")

    assert Numeral(value) == read_numeral(oracle.an2cn(value))
