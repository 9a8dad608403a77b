"""The choice of a reader, the sources, and what comes out when something is wrong."""

from __future__ import annotations

import gzip
import io
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest

from govreport.errors import LimitExceeded, PluginError, UnreadableSource
from govreport.readers import Limits, open_document, open_documents


@pytest.mark.parametrize(
    ("file", "name", "reader"),
    [
        ("page_2019.html", "report.doc", "html"),
        ("python_docx_2019.docx", "report.pdf", "docx"),
        ("libreoffice_2019.docx", "report.zip", "docx"),
        ("libreoffice_2019.pdf", "report.html", "pdf"),
    ],
)
def test_content_counts(file: str, name: str, reader: str, fixtures: Path, tmp_path: Path) -> None:
    """A file with the wrong suffix is opened by what it is."""
    path = tmp_path / name
    path.write_bytes((fixtures / file).read_bytes())
    document = open_document(path)

    assert (document.source.reader, document.source.name) == (reader, name)
    assert len(document.grids) == 3


@pytest.mark.parametrize("packing", [bytes, io.BytesIO, "path", "pipe", "gzip", "offset"])
def test_sources(packing: object, fixtures: Path, tmp_path: Path) -> None:
    """A path, bytes, a stream, a pipe, a gzip file and a stream begun in the middle are equal."""
    file = fixtures / "page_2019.html"
    data = file.read_bytes()
    source: object
    if packing == "path":
        source = str(file)
    elif packing == "pipe":
        source = _Pipe(data)
    elif packing == "gzip":
        source = gzip.compress(data)
    elif packing == "offset":
        source = io.BytesIO(b"skip" + data)
        source.seek(4)
    else:
        source = packing(data)  # type: ignore[operator]

    assert open_document(source).text == open_document(data).text  # type: ignore[arg-type]


class _Pipe(io.RawIOBase):
    """A stream that cannot seek."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        return self._data.readinto(buffer)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("no/such/file.html", "no/such/file.html"),
        ("bad\x00name", "cannot be opened"),
        (Path(__file__).parent, "cannot be opened"),
        (io.StringIO("text"), "text mode"),
        (17, "not int"),
    ],
)
def test_bad_sources(source: object, message: str) -> None:
    """What cannot be opened is an error of this library that names it."""
    with pytest.raises(UnreadableSource, match=message):
        open_document(source)  # type: ignore[arg-type]


def test_named_reader() -> None:
    """``reader`` overrides the choice; a name that is none is an error that lists all."""
    page = b"<html><table><tr><td>a<td>1</table>"

    assert open_document(page, reader="text").text == page.decode()
    with pytest.raises(PluginError, match=r"'pfd'.*there are:? .*html, .*pdf"):
        open_document(page, reader="pfd")


def test_size_limit() -> None:
    """A file over the limit is refused with the name of the limit and its parameter."""
    with pytest.raises(LimitExceeded, match=r"max_bytes is 10: pass limits=Limits\(max_bytes"):
        open_document(b"x" * 11, limits=Limits(max_bytes=10))


class _Endless(io.RawIOBase):
    """A stream that gives as much as it is asked for, and says of its size what it likes."""

    def __init__(self, start: int, size: int) -> None:
        self.position, self.size = start, size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = 0) -> int:
        self.position = self.size if whence else offset
        return self.position

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "a read without bounds"
        return b"x" * size


@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize("size", [1, 2**40])
def test_stream_that_says_nothing_true_of_its_size(start: int, size: int) -> None:
    """No more is read than the limits allow, wherever the stream stands."""
    limits = Limits(max_bytes=200_000, max_total=300_000)
    with pytest.raises(LimitExceeded, match=r"max_bytes is 200000|max_total is 300000"):
        open_document(cast("Any", _Endless(start, size)), limits=limits)


def test_gzip_bomb() -> None:
    """A gzip file is unpacked no further than the limits allow."""
    with pytest.raises(LimitExceeded, match="max_expansion"):
        open_document(gzip.compress(b"a " * 10_000_000))


def test_error_names_the_file(tmp_path: Path) -> None:
    """An error begins with the name of the file."""
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK\x03\x04 word/document.xml")
    with pytest.raises(UnreadableSource, match=r"^broken\.docx: the zip file is broken"):
        open_document(path)


@pytest.mark.parametrize(
    ("module", "extra", "file"),
    [
        ("selectolax.lexbor", "html", "page_2019.html"),
        ("pypdfium2", "pdf", "libreoffice_2019.pdf"),
    ],
)
def test_missing_extra(
    module: str, extra: str, file: str, fixtures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an optional package, the error is the line that installs it."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UnreadableSource, match=rf'pip install "govreport\[{extra}\]"'):
        open_document(fixtures / file)


def test_nothing_heavy_is_imported() -> None:
    """Importing the package of readers imports no optional package."""
    heavy = "selectolax pypdfium2 charset_normalizer fastwarc pyarrow lark rich"
    code = (
        "import sys, govreport.readers, govreport.readers.pdf.reader, govreport.readers.office\n"
        f"print([name for name in {heavy!r}.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_no_network(fixtures: Path, monkeypatch: pytest.MonkeyPatch, tiny: ModuleType) -> None:
    """No reader opens a connection, whatever the file refers to."""
    page = '<html><base href="http://example.com/"><img src="a.png"><iframe src="//b"></iframe>规章'
    picture = tiny.docx(tiny.paragraph("规章") + '<w:altChunk w:id="http://example.com/"/>')

    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("a reader asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert open_document(page.encode()).text == "规章\n"
    assert open_document(picture).text == "规章\n"
    for file in fixtures.iterdir():
        if file.suffix in (".html", ".docx", ".pdf"):
            assert len(open_document(file).grids) >= 3


def test_one_document() -> None:
    """A plain file yields one document, and raises when it is bad."""
    assert [d.text for d in open_documents("规章".encode())] == ["规章"]  # type: ignore[union-attr]
    with pytest.raises(UnreadableSource):
        list(open_documents(b"%PDF-1.4 broken"))
