"""LibreOffice: absent, too slow, without network; present when installed."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from govreport.errors import LimitExceeded, UnreadableSource
from govreport.readers import Limits, open_document
from govreport.readers.office import kind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")


def _fake(directory: Path, script: str) -> None:
    program = directory / "soffice"
    program.write_text("#!/bin/sh\n" + script)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def test_absent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without LibreOffice the error names the package to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableSource, match="libreoffice-writer"):
        open_document(OLE)


def test_too_slow(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A conversion over the time limit is stopped, with all that it started."""
    _fake(tmp_path, f"echo $$ > {tmp_path}/pid; sleep 60 & wait\n")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(LimitExceeded, match="max_seconds"):
        open_document(OLE, limits=Limits(max_seconds=0.5))
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What LibreOffice says about a file that it cannot open is in the error."""
    _fake(tmp_path, "echo source file could not be loaded\n")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(UnreadableSource, match="could not be loaded"):
        open_document(OLE)


def test_private_profile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """LibreOffice is given a new profile, no way to the network, and leaves nothing behind."""
    _fake(tmp_path, f'echo "$@" > {tmp_path}/said; env >> {tmp_path}/said\n')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(UnreadableSource):
        open_document(OLE)
    said = (tmp_path / "said").read_text()

    assert "-env:UserInstallation=file://" in said
    assert "https_proxy=http://127.0.0.1:9" in said
    profile = said.partition("UserInstallation=file://")[2].split()[0]
    assert not Path(profile).parent.exists()


def test_kinds() -> None:
    """Office files are told apart by their content."""
    assert kind(OLE) == "doc"
    assert kind(OLE + "Workbook".encode("utf-16-le")) == "xls"
    assert kind(OLE + "Workbook WordDocument".encode("utf-16-le")) == "doc"
    assert kind(b"{\\rtf1}") == "rtf"
    assert (
        kind(b"PK\x03\x04" + b" " * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text")
        == "odt"
    )
    assert kind(b"<html>") is None


@needs_office
def test_broken_office_file() -> None:
    """A broken .doc is an error of this library."""
    with pytest.raises(UnreadableSource, match="LibreOffice"):
        open_document(OLE)


@needs_office
def test_flat_word_xml() -> None:
    """Word 2003 XML is opened."""
    page = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
        "<w:p><w:r><w:t>规章</w:t></w:r></w:p></w:body></w:wordDocument>"
    )

    assert open_document(page.encode()).text == "规章\n"
