"""No file makes this library open a connection or another file, or run anything."""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field
from tests.hostile.linking import BY_LIBREOFFICE, HERE, WITH_ENTITIES, Targets

from govreport import GovReportError, parse, read_all
from govreport.document import Document
from govreport.readers import office, open_documents

SECRET = "top secret 4711"
FIXTURES = Path(__file__).parents[1] / "readers" / "fixtures"


@define
class _Server:
    """Counts connections, of this process and of every other one."""

    port: int
    asked: list[bytes] = field(factory=list)


@pytest.fixture
def server() -> Iterator[_Server]:
    """Something that files may ask for."""
    listening = socket.create_server(("127.0.0.1", 0))
    made = _Server(listening.getsockname()[1])

    def count() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listening.accept()
                with connection:
                    made.asked.append(connection.recv(100))

    threading.Thread(target=count, daemon=True).start()
    yield made
    listening.close()


@pytest.fixture
def targets(server: _Server, tmp_path: Path) -> Targets:
    """What files ask for."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    return Targets(f"http://127.0.0.1:{server.port}", secret, tmp_path / "mark")


def _texts(data: bytes) -> list[str]:
    documents = list(open_documents(data))
    return [document.text for document in documents if isinstance(document, Document)]


def _check(data: bytes, targets: Targets, server: _Server) -> None:
    found = "\n".join(_texts(data))
    with contextlib.suppress(GovReportError):
        list(read_all(data, check=True))

    assert "12" in found
    assert server.asked == []
    assert SECRET not in found
    assert sorted(file.name for file in targets.secret.parent.iterdir()) == ["secret.txt"]


def test_connection_is_counted(server: _Server) -> None:
    """The tests below can fail."""
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(b"x")
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)
    assert server.asked == [b"x"]


@pytest.mark.parametrize("kind", HERE)
def test_nothing_is_fetched_or_run(kind: str, targets: Targets, server: _Server) -> None:
    """Whatever a file asks for, in this process and in the child."""
    _check(HERE[kind](targets), targets, server)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
@pytest.mark.parametrize("kind", BY_LIBREOFFICE)
def test_libreoffice_fetches_and_runs_nothing(kind: str, targets: Targets, server: _Server) -> None:
    """Links, fields, formulas and macros that run when a file is opened."""
    _check(BY_LIBREOFFICE[kind](targets), targets, server)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_libreoffice_would_fetch_without_its_settings(
    targets: Targets, server: _Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above can fail: with links allowed and no proxy the same file asks for its picture.

    The macro of these files leaves no mark even so: a conversion without a window runs none.
    """
    allowed = (
        ("Office.Common/Security/Scripting", "MacroSecurityLevel", "0"),
        ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "false"),
    )
    monkeypatch.setattr(office, "_SETTINGS", allowed)
    monkeypatch.setattr(office, "_NOWHERE", "")
    _texts(BY_LIBREOFFICE["odt"](targets))

    assert any(b"/p.png" in line for line in server.asked)


@pytest.mark.parametrize("kind", WITH_ENTITIES)
def test_no_entity_is_expanded(kind: str, targets: Targets, server: _Server) -> None:
    """A part with a document type is refused, or read without what it stands for."""
    data = WITH_ENTITIES[kind](targets)
    try:
        found = "\n".join(_texts(data))
    except GovReportError as error:
        found = str(error)

    assert SECRET not in found
    assert server.asked == []


def test_no_connection_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """With sockets refused, every kind of file is read or refused as ever."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was opened")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(f"socket.socket.{name}", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    kinds = {".html", ".docx", ".mht", ".txt", ".xls", ".pdf"}
    files = [file for file in sorted(FIXTURES.iterdir()) if file.suffix in kinds]
    targets = Targets("http://example.invalid", Path("/secret"), Path("/mark"))
    read = sum(bool(_texts(file.read_bytes())) for file in files)
    for make in HERE.values():
        _texts(make(targets))
    parse("某局2021年政府信息公开工作年度报告\nhttp://127.0.0.1:9/")

    assert read == len(files) > 5
