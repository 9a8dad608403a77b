"""Older and other office files (.doc, .wps, .rtf, .odt, .xls ...), opened by LibreOffice.

LibreOffice runs in a profile of its own that is thrown away, without macros, without links to
other files, without network, and with a time limit.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from attrs import evolve

from govreport.document import Document
from govreport.errors import UnreadableSource
from govreport.plugins.registry import INTERFACE_VERSION, Evidence
from govreport.readers.docx import DocxReader
from govreport.readers.html import HtmlReader
from govreport.readers.limits import Limits, exceeded

_PROGRAMS = ("soffice", "libreoffice")
_NOWHERE = "http://127.0.0.1:9"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


class OfficeReader:
    """Converts a file with LibreOffice and reads the outcome as .docx or HTML."""

    name = "office"
    description = "other office files (.doc .wps .rtf .odt .xls .xlsx), through LibreOffice"
    interface = INTERFACE_VERSION

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Recognise OLE, RTF, OpenDocument, Excel and flat Word XML."""
        found = kind(data)
        if found is None:
            return Evidence(0.0, missing=("office: no office file",))
        return Evidence(0.9, found=(f"a file of kind .{found}",))

    def read(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """Convert and open the file."""
        limits.check("max_bytes", len(data), f"the file has {len(data)} bytes")
        suffix = kind(data)
        if suffix is None:
            raise UnreadableSource("the file is of no kind that LibreOffice opens")
        sheet = suffix in ("xls", "xlsx", "ods")
        converted = convert(data, suffix, "html" if sheet else "docx", limits)
        reader = HtmlReader() if sheet else DocxReader()
        document = reader.read(converted, name, limits)
        document.source = evolve(document.source, format=suffix, reader=self.name)
        return document


def kind(data: bytes) -> str | None:
    """The suffix by which LibreOffice should open the file, judged by its content.

    >>> kind(b"{\\\\rtf1 a}"), kind(b"plain")
    ('rtf', None)
    """
    if data.startswith(_OLE):
        if "WordDocument".encode("utf-16-le") in data:
            return "doc"
        return "xls" if "Workbook".encode("utf-16-le") in data else "doc"
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if data.startswith(b"PK\x03\x04"):
        if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
            return "ods" if b"opendocument.spreadsheet" in data[:200] else "odt"
        if b"xl/workbook" in data:
            return "xlsx"
    elif b'progid="Word.Document"' in data[:2000]:
        return "doc"
    return None


def program() -> str:
    """The path of LibreOffice, or an error that names the package."""
    for name in _PROGRAMS:
        path = shutil.which(name)
        if path:
            return path
    raise UnreadableSource(
        "this kind of file needs LibreOffice, and no soffice was found on the PATH: install "
        "the package libreoffice-writer (and libreoffice-calc for spreadsheets)"
    )


def convert(data: bytes, suffix: str, target: str, limits: Limits) -> bytes:
    """Let LibreOffice convert ``data``; everything happens in one temporary directory."""
    path = program()
    with tempfile.TemporaryDirectory(prefix="govreport-") as directory:
        home = Path(directory)
        source = home / f"source.{suffix}"
        source.write_bytes(data)
        profile = home / "profile"
        _prepare(profile)
        command = [
            path,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            target,
            "--outdir",
            str(home / "out"),
            str(source),
        ]
        said = _run(command, home, limits)
        result = home / "out" / f"source.{target}"
        if not result.is_file():
            raise UnreadableSource(
                f"LibreOffice could not open the file: {said or 'no reason given'}"
            )
        size = result.stat().st_size
        limits.check("max_bytes", size, f"the converted file has {size} bytes")
        return result.read_bytes()


def _prepare(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + items + "</oor:items>",
        encoding="utf-8",
    )


def _run(command: list[str], home: Path, limits: Limits) -> str:
    environment = dict(os.environ, HOME=str(home), TMPDIR=str(home))
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"):
        environment[name] = _NOWHERE
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        raise UnreadableSource(f"LibreOffice cannot be started: {error}") from error
    try:
        output, _ = process.communicate(timeout=limits.max_seconds)
    except subprocess.TimeoutExpired as error:
        _stop(process)
        raise exceeded(
            "max_seconds", limits.max_seconds, "LibreOffice did not finish with the file"
        ) from error
    return output.decode("utf-8", "replace").strip()[-300:]


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it has started; they are one process group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (OSError, AttributeError):
        process.kill()
    process.communicate()
