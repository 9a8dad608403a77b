"""Archives: member by member, one bad member no harm to the others, memory bounded."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tempfile
import tracemalloc
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from govreport.document import Document
from govreport.errors import LimitExceeded, UnreadableSource
from govreport.readers import DEFAULT, Limits, open_document, open_documents
from govreport.readers.archives import ParquetReader

PAGE = "<html><table><tr><td>规章<td>{}</table>"


def outcome(source: object, limits: Limits | None = None) -> list[tuple[str | None, str]]:
    """The entry and text of each document, or None and the words of an error."""
    return [
        (item.source.entry, item.text) if isinstance(item, Document) else (None, str(item))
        for item in open_documents(source, limits=limits or Limits())  # type: ignore[arg-type]
    ]


def test_zip(tiny: ModuleType) -> None:
    """Each member is opened by its content; a bad one is an error in its place."""
    data = tiny.packed(
        {
            "a/页.html": PAGE.format(1).encode(),
            "b.docx": tiny.docx(tiny.paragraph("规章 2")),
            "c.pdf": b"%PDF-1.4 broken",
            "../../d.txt": "规章 3".encode("gbk"),
            "__MACOSX/._a": b"x",
        }
    )
    found = outcome(data)

    assert [entry for entry, _ in found] == ["a/页.html", "b.docx", None, "../../d.txt"]
    assert [text for _, text in found][0::3] == ["规章 | 1\n", "规章 3"]
    assert found[2][1].startswith("c.pdf: c.pdf: the PDF is broken")


def test_entry_in_spans(tiny: ModuleType) -> None:
    """Each span of a member names its entry."""
    document = open_document(tiny.packed({"a.html": PAGE.format(1).encode()}))

    assert document.span(0, 2).entry == "a.html"


def test_zip_names_in_gbk() -> None:
    """Names that a Chinese program wrote without the UTF-8 flag are read as GBK."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("AABB.txt", "规章")
    data = out.getvalue().replace(b"AABB", "年报".encode("gbk"))

    assert outcome(data) == [("年报.txt", "规章")]


def test_zip_in_zip(tiny: ModuleType) -> None:
    """Archives inside archives are opened to the limit of their depth."""
    inner = tiny.packed({"a.txt": "规章".encode()})
    for _ in range(2):
        inner = tiny.packed({"in.zip": inner})

    assert outcome(inner) == [("in.zip/in.zip/a.txt", "规章")]
    assert "max_archives" in outcome(inner, Limits(max_archives=1))[0][1]


def test_zip_bomb(tiny: ModuleType) -> None:
    """A member that unpacks to too much is an error in its place."""
    data = tiny.packed({"a.txt": b" " * 30_000_000, "b.txt": "规章".encode()})
    found = outcome(data)

    assert "max_expansion" in found[0][1]
    assert found[1] == ("b.txt", "规章")
    with pytest.raises(LimitExceeded, match="max_entries"):
        outcome(data, Limits(max_entries=1))


def test_encrypted_member(tiny: ModuleType) -> None:
    """A member with a password is an error in its place."""
    data = bytearray(tiny.packed({"a.txt": b"x" * 50}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert "cannot be unpacked" in outcome(bytes(data))[0][1]


def test_several_in_open_document(tiny: ModuleType) -> None:
    """Asked for one report, an archive with two says which function to use."""
    data = tiny.packed({"a.txt": b"one", "b.txt": b"two"})
    with pytest.raises(UnreadableSource, match="open_documents"):
        open_document(data)


def test_json_lines() -> None:
    """The field is found by name; bad lines are errors in their place."""
    lines = [
        json.dumps({"id": 1, "html": PAGE.format(1)}),
        "",
        "{broken",
        json.dumps({"id": 2, "words": "x"}),
        json.dumps({"text": "规章 2\ud800"}),
        json.dumps({"body": '<meta charset="gb2312">' + PAGE.format(3)}),
    ]
    found = outcome("\n".join(lines).encode())

    assert [entry for entry, _ in found] == ["line 1", None, None, "line 5", "line 6"]
    assert found[0][1] == "规章 | 1\n"
    assert found[1][1].startswith("line 3: no valid JSON")
    assert "text, html, content, body" in found[2][1]
    assert found[3][1] == "规章 2\ufffd"
    assert found[4][1] == "规章 | 3\n"
    assert outcome(gzip.compress("\n".join(lines).encode())) == found


def test_json_of_an_interface() -> None:
    """A site's interface wraps the page in other objects, on one line or on several."""
    item = {"code": 0, "data": {"info": {"title": "a", "content": PAGE.format(1)}}}
    several = json.dumps([{"text": "规章 2"}, 3, {"data": {"text": "规章 4"}}])
    two = json.dumps({"a": {"text": "规章 2"}, "b": {"text": "规章 4"}})

    assert outcome(json.dumps(item).encode()) == [("line 1", "规章 | 1\n")]
    assert outcome(json.dumps(item, indent=2).encode()) == [("object 1", "规章 | 1\n")]
    assert [entry for entry, _ in outcome(several.encode())] == ["object 1", None, "object 3"]
    assert "no text field" in outcome(two.encode())[0][1]
    assert "no valid JSON" in outcome(b'{\n"text": "a"')[0][1]


def _warc(*pages: tuple[str, str, bytes]) -> bytes:
    data = b""
    for number, (status, kind, body) in enumerate(pages):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        data += (
            (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
                f"WARC-Target-URI: http://example.com/{number}\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            ).encode()
            + http
            + b"\r\n\r\n"
        )
    return data


def test_warc() -> None:
    """Responses that were served come with their address; the server's charset is used."""
    data = _warc(
        ("200 OK", "text/html; charset=gbk", PAGE.format(1).encode("gbk")),
        ("404 Not Found", "text/html", b"<html>no"),
        ("200 OK", "application/pdf", b"%PDF-1.4 broken"),
        ("200 OK", "text/plain", "规章 2".encode()),
    )
    found = outcome(data)

    assert found[0] == ("http://example.com/0", "规章 | 1\n")
    assert "broken" in found[1][1]
    assert found[2] == ("http://example.com/3", "规章 2")
    assert outcome(gzip.compress(data)) == found
    first = next(open_documents(data))
    assert isinstance(first, Document)
    assert first.source.encoding == "gb18030"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_of_members_without_a_flag(encoding: str) -> None:
    """Programs write Chinese names in UTF-8 or in GBK without saying which."""
    name = "梅川区卫生健康局.txt"
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as package:
        package.writestr("n" * len(name.encode(encoding)), "规章 | 1\n")
    data = plain.getvalue().replace(b"n" * len(name.encode(encoding)), name.encode(encoding))

    assert outcome(data)[0][0] == name


def test_parquet(tmp_path: Path) -> None:
    """A column of reports is read row by row; empty rows are errors in their place."""
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "reports.parquet"
    table = arrow.table({"id": [1, 2, 3], "html": [PAGE.format(1), None, PAGE.format(2)]})
    parquet.write_table(table, path)
    found = outcome(path)

    assert [entry for entry, _ in found] == ["row 1", None, "row 3"]
    assert [text for _, text in found] == [
        "规章 | 1\n",
        "row 2: the row holds no text",
        "规章 | 2\n",
    ]
    parquet.write_table(arrow.table({"id": [1]}), path)
    with pytest.raises(UnreadableSource, match="it has id"):
        outcome(path)


def test_never_loaded_whole(tmp_path: Path) -> None:
    """Reading 40 megabytes of JSON Lines takes a small part of that in memory."""
    path = tmp_path / "reports.jsonl"
    line = json.dumps({"text": "规章 1\n" * 10_000}, ensure_ascii=False) + "\n"
    with path.open("w", encoding="utf-8") as file:
        for _ in range(400):
            file.write(line)
    tracemalloc.start()
    count = sum(isinstance(item, Document) for item in open_documents(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 400
    assert path.stat().st_size > 40_000_000
    assert peak < 8_000_000


def test_warc_that_breaks_off() -> None:
    """A WARC file that ends in the middle gives what it holds, and a note says what is missing."""
    data = _warc(*[("200 OK", "text/html", PAGE.format(n).encode()) for n in range(3)])
    whole = [text for _, text in outcome(data)]
    for end in range(30, len(data) - 4, 41):
        try:
            found = list(open_documents(data[:end]))
        except UnreadableSource:
            found = []  # nothing of the first page is there
        assert found or end < 250
        for item, text in zip(found, whole, strict=False):
            if isinstance(item, Document):
                assert item.text == text or item.notes[-1][0] == "source-cut-off"
            else:
                assert "the WARC record is broken" in str(item)


def test_what_an_archive_says_about_its_members() -> None:
    """Position, identifier and address travel to the source of each document."""
    lines = [
        json.dumps({"id": 7, "url": "https://example.org/7", "内容": "一"}, ensure_ascii=False),
        json.dumps({"text": "二"}, ensure_ascii=False),
    ]
    found = list(open_documents("\n".join(lines).encode()))
    sources = [item.source for item in found if isinstance(item, Document)]

    assert [(s.entry, s.position, s.id, s.url) for s in sources] == [
        ("line 1", 1, "7", "https://example.org/7"),
        ("line 2", 2, None, None),
    ]


def test_named_columns_are_used() -> None:
    """A reader made for certain columns takes those and no usual one."""
    from govreport.readers.archives import JsonLinesReader
    from govreport.readers.columns import Columns
    from govreport.readers.limits import DEFAULT

    line = json.dumps({"text": "menu", "page": "report", "key": 3}).encode()
    reader = JsonLinesReader(Columns(text="page", id="key"))
    [member] = reader.members(io.BytesIO(line), DEFAULT)

    assert (member.data.decode("utf-8-sig"), member.id) == ("report", "3")


def _records(*bodies: bytes) -> list[bytes]:
    return [_warc(("200 OK", "text/plain", body)) for body in bodies]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("damage", ["length", "version", "middle", "end", "mark"])
def test_broken_warc_record_costs_that_record(packed: bool, damage: str) -> None:
    """The records before and behind it are read, also where each is a gzip member of its own."""
    texts = [f"规章 {number} {'甲乙丙丁' * 40}" for number in range(5)]
    pieces = _records(*(text.encode() for text in texts))
    if damage == "length":
        pieces[2] = pieces[2].replace(b"Content-Length: ", b"Content-Length: x")
    elif damage == "version":
        pieces[2] = pieces[2].replace(b"WARC/1.0", b"WARC?1.0")
    if packed:
        pieces = [gzip.compress(piece) for piece in pieces]
    middle = len(pieces[2]) // 2
    if damage == "middle":
        pieces[2] = pieces[2][:middle] + bytes(20) + pieces[2][middle + 20 :]
    elif damage == "end":
        pieces[2] = pieces[2][:-12]
    elif damage == "mark":
        pieces[2] = b"\0" * 10 + pieces[2][10:]
    try:
        found = list(open_documents(b"".join(pieces)))
    except UnreadableSource as error:
        pytest.fail(str(error))
    whole = [item.text for item in found if isinstance(item, Document) and not item.notes]

    assert whole[:2] == texts[:2]
    assert whole[-2:] == texts[3:]
    assert 4 <= len(found) <= 6  # a record with a wrong length may end inside the next one


def test_parquet_from_any_stream(tmp_path: Path) -> None:
    """A path, bytes, and a stream that is neither: the same rows."""
    arrow = pytest.importorskip("pyarrow")
    path = tmp_path / "reports.parquet"
    rows = {"内容": [PAGE.format(n) for n in range(40)], "编号": [f"a{n}" for n in range(40)]}
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table(rows), path)
    packed = gzip.compress(path.read_bytes())
    found = outcome(path)

    assert len(found) == 40
    assert outcome(path.read_bytes()) == found
    assert outcome(packed) == found
    with tempfile.SpooledTemporaryFile() as spool:
        spool.write(path.read_bytes())
        spool.seek(0)
        members = list(ParquetReader().members(spool, DEFAULT))
    assert [member.id for member in members] == rows["编号"]


def test_broken_parquet_costs_its_rest(tmp_path: Path) -> None:
    """Rows before the broken page are read; then one error says what happened."""
    arrow = pytest.importorskip("pyarrow")
    path = tmp_path / "reports.parquet"
    texts = [f"规章 {n} {hashlib.sha256(str(n).encode()).hexdigest() * 20}" for n in range(400)]
    pytest.importorskip("pyarrow.parquet").write_table(
        arrow.table({"text": texts}), path, compression="none", use_dictionary=False,
        data_page_size=4096, row_group_size=100, write_page_checksum=True,
    )  # fmt: skip
    data = bytearray(path.read_bytes())
    middle = len(data) * 5 // 8
    data[middle : middle + 9000] = bytes(9000)
    members = list(ParquetReader().members(io.BytesIO(bytes(data)), DEFAULT))
    errors = [member for member in members if member.error is not None]

    assert len(members) > 100
    assert members[0].data.decode("utf-8-sig") == texts[0]
    assert [m.data.decode("utf-8-sig") for m in members[:100]] == texts[:100]
    assert len(errors) == 1
    assert "broken" in str(errors[0].error)
