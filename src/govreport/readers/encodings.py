"""Bytes to text: which encoding, how certain, and what could not be read.

The order is byte order mark, declared charset, strict UTF-8, strict GB18030 (the superset of
GB2312 and GBK); charset-normalizer is asked only when that reading looks wrong, which is how
undeclared Big5 shows.
"""

from __future__ import annotations

import codecs
import re

from attrs import frozen

from govreport.errors import UnreadableSource
from govreport.language import phrase

Note = tuple[str, str, int, int]

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# What a label means in practice, as the WHATWG Encoding Standard maps it.
_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf8": "utf-8",
    "unicode": "utf-16-le",
    "utf-16": "utf-16-le",
    "ascii": "utf-8",
    "us-ascii": "utf-8",
}
UNSAFE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
"""Characters that no text may hold: NUL, lone surrogates, non-characters."""
_FOREIGN = re.compile("[\u0370-\u052f\u2500-\u259f\u3040-\u312f\ue000-\uf8ff\uff61-\uff9f]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_USUAL = re.compile("[\t-\r -~\u2010-\u203f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_SAMPLE = 20_000


@frozen
class Decoded:
    """Text with the encoding it was read in and what the reader has to say about it."""

    text: str
    encoding: str
    certainty: str
    notes: tuple[Note, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read ``data``; line ends become ``\\n``, a byte order mark is dropped.

    NUL, lone surrogates and bytes that the encoding does not know become U+FFFD, each run with a
    note.

    >>> decode("政府信息公开\\r\\n规章".encode("gbk")).text
    '政府信息公开\\n规章'
    >>> decode("规章".encode("utf-8-sig")).certainty
    'declared'
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _finish(data[len(mark) :], encoding, "declared")
    notes: list[Note] = []
    if declared:
        known = _known(declared)
        if known is None:
            notes.append(
                _note(
                    "encoding-unknown",
                    phrase("the declared charset {declared} is unknown", declared=f"{declared!r}"),
                )
            )
        elif _fits(data, known) and not _contradicted(data, known):
            return _finish(data, known, "declared", notes)
        else:
            notes.append(
                _note(
                    "encoding-contradicted",
                    phrase(
                        "the declared charset {declared} does not fit the bytes",
                        declared=f"{declared!r}",
                    ),
                )
            )
    encoding, certainty, doubts = _detect(data)
    return _finish(data, encoding, certainty, notes + doubts)


def _known(label: str) -> str | None:
    name = label.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # codecs such as "zip" or "rot13" are no charsets
    return info.name if getattr(info, "_is_text_encoding", True) else None


def _fits(data: bytes, encoding: str) -> bool:
    """Whether all of ``data`` is valid, except for a character cut off at the very end."""
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(data, False)
    except (UnicodeError, ValueError):
        return False
    return True


def _contradicted(data: bytes, encoding: str) -> bool:
    """Whether another reading is plainly right: UTF-8 text passes for GB18030 now and then."""
    return encoding != "utf-8" and not encoding.startswith("utf") and _is_utf8(data)


def _is_utf8(data: bytes) -> bool:
    return bool(_MULTIBYTE.search(data)) and _fits(data, "utf-8")


def _detect(data: bytes) -> tuple[str, str, list[Note]]:
    wide = _wide(data)
    if wide:
        return wide, "detected", []
    if _fits(data, "utf-8"):
        return "utf-8", "detected" if _MULTIBYTE.search(data) else "assumed", []
    if _mostly_utf8(data):
        return "utf-8", "detected", []
    if _fits(data, "gb18030") and _plausible(data, "gb18030"):
        return "gb18030", "detected", []
    return _ask_detector(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: the ASCII characters leave zeros, and the rest reads as Chinese."""
    sample = data[: _SAMPLE & ~1]
    if sample.count(0) < 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "ignore")
        usual = len(_USUAL.findall(text))
        if usual * 10 >= len(sample) // 2 * 9 and _fits(data, encoding):
            return encoding
    return None


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few damaged bytes; read as GB18030 it would be mojibake throughout."""
    sample = data[:_SAMPLE]
    damaged = sample.decode("utf-8", "replace").count("\ufffd")
    return damaged * 20 <= len(_MULTIBYTE.findall(sample))


def _plausible(data: bytes, encoding: str) -> bool:
    """Whether the reading looks like Chinese: everyday characters, no kana, box lines, Greek."""
    text = data[:_SAMPLE].decode(encoding, "replace")
    han = _HAN.findall(text)
    if not han and not _FOREIGN.search(text):
        return "\ufffd" not in text.rstrip("\ufffd")
    if len(_FOREIGN.findall(text)) * 20 > len(han):
        return False
    everyday = 0
    for character in han:
        code = character.encode("gb18030")
        everyday += len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1
    if everyday * 10 >= len(han) * 7:
        return True
    # Traditional characters stand outside the everyday range but are common in Big5.
    common = sum(1 for character in han if _common_traditional(character))
    return common * 10 >= len(han) * 9


def _common_traditional(character: str) -> bool:
    code = character.encode("big5", "ignore")
    return len(code) == 2 and 0xA4 <= code[0] <= 0xC6


def _ask_detector(data: bytes) -> tuple[str, str, list[Note]]:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return _fallback(
            data, 'pip install "govreport[encodings]" adds a detector that knows more encodings'
        )
    best = from_bytes(
        data[:_SAMPLE], cp_isolation=["gb18030", "big5", "big5hkscs", "cp950", "utf_16"]
    ).best()
    name = _known(best.encoding) if best is not None else None
    if name in ("big5", "cp950"):
        name = "big5hkscs"
    for encoding in filter(None, (name, "big5hkscs")):
        if _fits(data, encoding) and _readable(data, encoding):
            return encoding, "detected", []
    return _fallback(data, "no detector recognised the encoding")


def _readable(data: bytes, encoding: str) -> bool:
    text = data[:_SAMPLE].decode(encoding, "ignore")
    han = _HAN.findall(text)
    common = sum(1 for character in han if _common_traditional(character))
    return bool(han) and common * 10 >= len(han) * 8


def _fallback(data: bytes, reason: str) -> tuple[str, str, list[Note]]:
    encoding = "gb18030" if _fits(data, "gb18030") else "utf-8"
    message = f"the encoding is not certain; read as {encoding}, characters may be wrong: {reason}"
    return encoding, "assumed", [_note("encoding-uncertain", message)]


def _finish(data: bytes, encoding: str, certainty: str, notes: list[Note] | None = None) -> Decoded:
    try:
        text = data.decode(encoding, "replace")
    except (UnicodeError, ValueError) as error:
        raise UnreadableSource(f"the text is not valid {encoding}: {error}") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    found = list(notes or ())
    text = clean(text, found)
    return Decoded(text, encoding, certainty, tuple(found))


def clean(text: str, notes: list[Note]) -> str:
    """Replace what no text may hold by U+FFFD and note each place (the first 20 of them).

    >>> found = []
    >>> clean("规\\x00章", found), found[0][0]
    ('规\\ufffd章', 'character-replaced')
    """
    text = UNSAFE.sub("\ufffd", text)
    places = [match.span() for match in re.finditer("\ufffd+", text)]
    for start, end in places[:20]:
        notes.append(
            ("character-replaced", "bytes that are no character of this encoding", start, end)
        )
    if len(places) > 20:
        message = f"{len(places) - 20} more places with bytes that are no character"
        notes.append(("character-replaced", message, places[20][0], places[-1][1]))
    return text


def _note(code: str, message: str) -> Note:
    return (code, message, 0, 0)
