"""Records of web archives that break off, lie about their length or are surrounded by rubbish."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

import pytest

from govreport.document import Document
from govreport.readers import Limits, open_documents, warc

pytest.importorskip("fastwarc")


def record(number: int) -> bytes:
    body = b"text number %d" % number
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a/%d\r\n" % number
    return head + b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(body), body)


RECORDS = [record(number) for number in range(4)]
TEXTS = [f"text number {number}" for number in range(4)]
LENGTH = len(RECORDS[1])
BODY_END = LENGTH - len(b"\r\n\r\n")


def rows(*pieces: bytes) -> list[str]:
    """Texts, cut-off ones with an ellipsis, and errors without the words behind their cause."""
    found = []
    for item in open_documents(b"".join(pieces)):
        if isinstance(item, Document):
            cut = any(code == "source-cut-off" for code, *_ in item.notes)
            found.append(item.text + "…" * cut)
        else:
            assert "the WARC record is broken" in str(item)
            found.append("broken")
    return found


@pytest.mark.parametrize("end", range(1, LENGTH))
def test_record_cut_anywhere(end: int) -> None:
    """It has its row, in the middle of a file and at its end, and the others are read."""
    first, cut, *others = RECORDS[0], RECORDS[1][:end], *RECORDS[2:]
    middle, last = rows(first, cut, *others), rows(first, cut)

    if end >= BODY_END:
        assert ([text for text in middle if text != "broken"], last) == (TEXTS, TEXTS[:2])
    else:
        assert middle == [TEXTS[0], "broken", *TEXTS[2:]]
        assert last[0] == TEXTS[0]
        assert len(last) == 2
        assert last[1] == "broken" or (last[1].endswith("…") and TEXTS[1].startswith(last[1][:-1]))


@pytest.mark.parametrize("end", range(1, len(gzip.compress(RECORDS[1]))))
def test_packed_record_cut_anywhere(end: int) -> None:
    """The same of a record that is packed by itself: what cannot be unpacked is no end."""
    first, cut, *others = (gzip.compress(data) for data in RECORDS)
    middle, last = rows(first, cut[:end], *others), rows(first, cut[:end])

    assert middle == [TEXTS[0], "broken", *TEXTS[2:]]
    assert last[0] == TEXTS[0]
    assert last[-1] == "broken" or last[-1].endswith("…")


@pytest.mark.parametrize("end", range(8, BODY_END, 7))
def test_record_cut_before_it_was_packed(end: int) -> None:
    """The member is whole and the record in it is not."""
    found = rows(*map(gzip.compress, (RECORDS[0], RECORDS[1][:end], *RECORDS[2:])))

    assert (found[0], found[-2:]) == (TEXTS[0], TEXTS[2:])
    assert "broken" in found or any(text.endswith("…") for text in found)


def test_archive_packed_as_a_whole_breaks_off() -> None:
    """What is missing is told, wherever the file ends."""
    packed = gzip.compress(b"".join(RECORDS))
    for end in range(60, len(packed)):
        found = rows(packed[:end])
        assert found[-1] == "broken" or found[-1].endswith("…"), end


RUBBISH: dict[str, bytes] = {
    "words": b"rubbish of any kind\r\n" * 3,
    "every byte": bytes(range(256)) * 4,
    "zeros": b"\0" * 300,
    "a mark": b"WARC/1.0",
    "a page": b"<html>rubbish</html>",
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_between_records(name: str, packed: bool) -> None:
    """Between records and behind the last: one row for it, all records are read."""
    pieces = [gzip.compress(data) for data in RECORDS] if packed else RECORDS

    assert rows(*pieces[:2], RUBBISH[name], *pieces[2:]) == [*TEXTS[:2], "broken", *TEXTS[2:]]
    assert rows(*pieces, RUBBISH[name]) == [*TEXTS, "broken"]


def _length(value: bytes) -> Callable[[bytes], bytes]:
    return lambda data: re.sub(rb"Content-Length: \d+", b"Content-Length: " + value, data)


HEADERS: dict[str, Callable[[bytes], bytes]] = {
    "no length": lambda data: re.sub(rb"Content-Length: \d+\r\n", b"", data),
    "negative length": _length(b"-1"),
    "no number": _length(b"x"),
    "too long": _length(b"60"),
    "too short": _length(b"4"),
    "beyond the file": _length(b"99999999999"),
    "digits without end": _length(b"9" * 5000),
    "no type": lambda data: data.replace(b"WARC-Type: resource\r\n", b""),
    "damaged type": lambda data: data.replace(b"resource", b"re\xffource"),
    "damaged version": lambda data: data.replace(b"WARC/1.0", b"WORC/1.0"),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", HEADERS)
def test_header_that_lies(name: str, packed: bool) -> None:
    """It costs that record; nothing of the others ends up in it unsaid."""
    pieces = [RECORDS[0], HEADERS[name](RECORDS[1]), *RECORDS[2:]]
    found = rows(*(map(gzip.compress, pieces) if packed else pieces))

    assert [text for text in found if text in TEXTS] == [TEXTS[0], *TEXTS[2:]]
    assert "broken" in found


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", ["no length", "negative length", "beyond the file", "no type"])
def test_each_of_two_broken_records_has_its_row(name: str, packed: bool) -> None:
    """One behind the other."""
    pieces = [RECORDS[0], *map(HEADERS[name], RECORDS[1:3]), RECORDS[3]]
    found = rows(*(map(gzip.compress, pieces) if packed else pieces))

    assert found == [TEXTS[0], "broken", "broken", TEXTS[3]]


def test_empty_record_has_its_row() -> None:
    """A response without content is no report, and told as such, as an empty file is."""
    empty = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 0\r\n\r\n\r\n\r\n"

    assert rows(RECORDS[0], empty, RECORDS[2]) == [TEXTS[0], "", TEXTS[2]]


def test_broken_records_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search has an end, and that it has one is said."""
    monkeypatch.setattr(warc, "_MOST_SEARCHES", 5)
    broken = HEADERS["no length"](RECORDS[1])
    found = list(open_documents((RECORDS[0] + broken) * 9, limits=Limits()))

    assert [item.text for item in found if isinstance(item, Document)] == [TEXTS[0]] * 6
    assert "the rest is not read" in str(found[-1])
