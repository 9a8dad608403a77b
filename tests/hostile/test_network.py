"""No file makes this library open a connection."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from govreport import GovReportError, parse, read

PAGE = (
    '<html><head><link rel="stylesheet" href="http://127.0.0.1:9/a.css"><base href="http://a/">'
    '<script src="http://127.0.0.1:9/a.js"></script></head><img src="http://127.0.0.1:9/a.png">'
    '<iframe src="http://127.0.0.1:9/"></iframe><table><tr><td>规章<td>7</table></html>'
)
XML = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'
    '<?mso-application progid="Other"?><a>&x;</a>'
)


def test_no_connection_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """With sockets refused, every kind of file is read or refused as ever."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was opened")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(f"socket.socket.{name}", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    fixtures = Path(__file__).parents[1] / "readers" / "fixtures"
    kinds = {".html", ".docx", ".mht", ".txt"}
    files = [file.read_bytes() for file in sorted(fixtures.iterdir()) if file.suffix in kinds]
    opened = 0
    for data in (PAGE.encode(), XML.encode(), *files):
        try:
            read(data)
            opened += 1
        except GovReportError:
            continue
    parse("某局2021年政府信息公开工作年度报告\nhttp://127.0.0.1:9/")

    assert opened > 3
