"""Encodings: the right one, how certain, and never wrong characters without a note."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from govreport.errors import UnreadableSource
from govreport.readers import open_document
from govreport.readers.encodings import decode

SIMPLIFIED = "政府信息公开工作年度报告\n规章 | 13\n本机关全年没有收到申请，也没有收取费用。\n"
TRADITIONAL = "政府資訊公開工作年度報告\n規章 | 13\n本機關全年沒有收到申請，也沒有收取費用。\n"


@pytest.mark.parametrize(
    ("encoding", "name", "certainty"),
    [
        ("utf-8", "utf-8", "detected"),
        ("utf-8-sig", "utf-8", "declared"),
        ("utf-16", "utf-16-le", "declared"),
        ("utf-16-le", "utf-16-le", "detected"),
        ("utf-16-be", "utf-16-be", "detected"),
        ("gb2312", "gb18030", "detected"),
        ("gbk", "gb18030", "detected"),
        ("gb18030", "gb18030", "detected"),
    ],
)
def test_simplified(encoding: str, name: str, certainty: str) -> None:
    """Each encoding of a Chinese text file is found and named."""
    document = open_document(SIMPLIFIED.encode(encoding))

    assert document.text == SIMPLIFIED
    assert (name, certainty) == (document.source.encoding, document.source.encoding_certainty)
    assert document.notes == ()


@pytest.mark.parametrize("declared", [None, "big5"])
def test_big5(declared: str | None) -> None:
    """Big5 is not read as GB18030, although its bytes are valid there."""
    data = TRADITIONAL.encode("big5")
    data.decode("gb18030")

    assert decode(data, declared).text == TRADITIONAL
    assert decode(data, declared).encoding == "big5hkscs"


def test_big5_without_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, a doubtful reading is named together with the install line."""
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    decoded = decode(TRADITIONAL.encode("big5"))

    assert decoded.certainty == "assumed"
    assert [note[0] for note in decoded.notes][:1] == ["encoding-uncertain"]
    assert 'pip install "govreport[encodings]"' in decoded.notes[0][1]


def test_traditional_in_gbk() -> None:
    """Traditional characters in GBK stay GBK."""
    assert decode(TRADITIONAL.encode("gbk")).encoding == "gb18030"


def test_declared_but_wrong() -> None:
    """A charset that does not fit the bytes is not used, and a note says so."""
    decoded = decode(SIMPLIFIED.encode("gbk"), "utf-8")

    assert decoded.text == SIMPLIFIED
    assert [note[0] for note in decoded.notes] == ["encoding-contradicted"]


def test_declared_gb2312_but_utf8() -> None:
    """UTF-8 that declares itself GB2312, as copied pages do, is read as UTF-8."""
    assert decode(SIMPLIFIED.encode(), "gb2312").text == SIMPLIFIED


def test_unknown_charset() -> None:
    """An unknown or dangerous charset name is named and ignored."""
    for label in ("martian", "zip", "rot13", "unicode_escape\x00"):
        decoded = decode(SIMPLIFIED.encode(), label)
        assert decoded.text == SIMPLIFIED
        assert [note[0] for note in decoded.notes] == ["encoding-unknown"]


def test_damaged_byte() -> None:
    """One bad byte costs one character and a note at its place, not the whole text."""
    data = SIMPLIFIED.encode()
    decoded = decode(data[:30] + b"\xff" + data[30:])

    assert decoded.text == SIMPLIFIED[:10] + "\ufffd" + SIMPLIFIED[10:]
    assert decoded.notes[0][0] == "character-replaced"
    assert decoded.notes[0][2:] == (10, 11)


def test_cut_off() -> None:
    """A file that ends inside a character is read to that point."""
    for encoding in ("utf-8", "gb18030"):
        decoded = decode(SIMPLIFIED.encode(encoding)[:-4])
        assert decoded.encoding == encoding
        assert SIMPLIFIED.startswith(decoded.text.rstrip("\ufffd"))


def test_nul_and_line_ends() -> None:
    """NUL becomes U+FFFD with a note; both foreign line ends become a newline."""
    document = open_document(b"a\x00b\r\nc\rd")

    assert document.text == "a\ufffdb\nc\nd"
    assert document.notes[0][2:] == (1, 2)


def test_empty() -> None:
    """An empty file is an empty text."""
    assert open_document(b"").text == ""


@settings(max_examples=examples(150))
@given(
    st.text(alphabet=st.sampled_from("政府信息公开规章行政许可年报0123456789.,，。 \n"), min_size=8)
)
def test_round_trip(text: str) -> None:
    """Text of everyday characters survives each encoding that can hold it."""
    text = "政府信息公开" + text.replace("\r", "")
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert decode(text.encode(encoding)).text == text


@settings(max_examples=examples(200))
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gb2312", "big5", "utf-16", "x"]))
def test_any_bytes(data: bytes, declared: str | None) -> None:
    """Arbitrary bytes give a text without unsafe characters, and U+FFFD only with a note."""
    decoded = decode(data, declared)

    assert "\x00" not in decoded.text
    decoded.text.encode("utf-8")
    if "\ufffd" in decoded.text:
        assert "character-replaced" in [note[0] for note in decoded.notes]


def test_binary_is_refused() -> None:
    """A file of control characters is no text."""
    with pytest.raises(UnreadableSource, match="no reader knows this file"):
        open_document(bytes(range(1, 32)) * 40)
