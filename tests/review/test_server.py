"""The server: one computer, one token, its own pages; what is saved is never lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.review.conftest import correction

import govreport
from govreport.corrections import load, to_line
from govreport.review.session import NotYet, Session, Vanished
from govreport.review.store import Store

testclient = pytest.importorskip("starlette.testclient", reason="the extra review is missing")

TOKEN = "secret-token"
HOST = "http://127.0.0.1:8000"
PATH = "proactive_disclosure.rules.newly_made"


@pytest.fixture
def client(sources: Path, files: list[str]) -> Any:
    from govreport.review.server import application

    session = Session.open(files, Store(sources / "corrections.jsonl"), "en")
    session.finish()
    return testclient.TestClient(application(session, TOKEN, 8000), base_url=HOST)


@pytest.fixture
def opened(client: Any) -> Any:
    assert client.get(f"/?token={TOKEN}").status_code == 200
    return client


def _post(client: Any, items: object, **headers: str) -> Any:
    usual = {"Origin": HOST, "X-Govreport": "1", "Content-Type": "application/json"}
    return client.post("/corrections", content=json.dumps(items), headers={**usual, **headers})


def _line(sources: Path, **more: Any) -> dict[str, Any]:
    item: dict[str, Any] = json.loads(to_line(correction(sources / "1-text.txt", PATH, 8)))
    return {**item, **more}


def test_pages(opened: Any) -> None:
    """Lists, reports, pictures, style and script are there, each with the policy."""
    for place in ("/", "/findings", "/reports/1", "/reports/5", "/view.css", "/review.js"):
        answer = opened.get(place)
        assert answer.status_code == 200, place
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
    picture = opened.get("/pictures/3-1.png")
    assert picture.content.startswith(b"\x89PNG")
    assert 'lang="zh-CN"' in opened.get("/reports/1?lang=zh").text


@pytest.mark.parametrize(
    "place",
    [
        *("/reports/0", "/reports/6", "/reports/x", "/pictures/1-1.png", "/pictures/9-1.png"),
        *("/site.py", "/..%2f..%2fetc%2fpasswd", "/corrections.jsonl", "/static/review.js"),
    ],
)
def test_other_paths_are_refused(opened: Any, place: str) -> None:
    """There is nothing but the pages."""
    assert opened.get(place).status_code in (404, 405)


def test_without_the_token(client: Any) -> None:
    """No page, no picture, no script without the token; a wrong one does not help."""
    for place in ("/", "/reports/1", "/review.js", "/?token=wrong", f"/?token={TOKEN[:-1]}"):
        assert client.get(place).status_code == 403, place


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8001", "localhost", "127.0.0.1"])
def test_other_hosts_are_refused(opened: Any, host: str) -> None:
    """A name that was made to point here gets nothing, cookie or not."""
    assert opened.get("/", headers={"Host": host}).status_code == 421


def test_refusals_are_said_in_chinese(sources: Path, files: list[str]) -> None:
    """A review in Chinese refuses in Chinese, page and saving alike."""
    from govreport.review.server import application

    session = Session.open(files, Store(sources / "corrections.jsonl"), "zh")
    session.finish()
    chinese = testclient.TestClient(application(session, TOKEN, 8000), base_url=HOST)
    assert "令牌" in chinese.get("/").text
    assert "本服务器只应答" in chinese.get("/", headers={"Host": "evil.example"}).text
    assert chinese.get(f"/?token={TOKEN}").status_code == 200
    assert "其他网站" in chinese.get("/", headers={"Sec-Fetch-Site": "cross-site"}).text
    assert "只有本页面" in _post(chinese, [], Origin="null").text
    assert chinese.get("/reports/99").text == chinese.get("/site.py").text == "没有此页面"
    assert chinese.get("/reports/99?lang=en").text == "there is no such page"
    assert "列表" in _post(chinese, {}).json()["error"]
    assert "过多" in _post(chinese, "x" * 2_000_000).json()["error"]
    foreign = _line(sources, content_hash="sha256:" + "0" * 64)
    assert "不在此处" in _post(chinese, [foreign]).json()["error"]


def test_other_sites_may_not_save(opened: Any, sources: Path) -> None:
    """Saving needs the page's own origin and header."""
    item = _line(sources)
    assert _post(opened, [item], Origin="http://evil.example").status_code == 403
    assert _post(opened, [item], Origin="null").status_code == 403
    assert opened.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    answer = opened.post("/corrections", json=[item], headers={"Origin": HOST})
    assert answer.status_code == 403
    assert not (sources / "corrections.jsonl").exists()


def test_saving(opened: Any, sources: Path) -> None:
    """A saved line is on the page, in the list, and in what `read` gives."""
    assert "8<s>6</s>" not in opened.get("/reports/1").text
    assert _post(opened, [_line(sources)]).json() == {"saved": 1}

    assert "8<s>6</s>" in opened.get("/reports/1").text
    file = sources / "corrections.jsonl"
    assert govreport.read(sources / "1-text.txt", corrections=file)[PATH] == 8
    assert load(file).corrections[0].who == "李"
    back = _line(sources, kind="withdrawn")
    assert _post(opened, [back]).status_code == 200
    assert "8<s>6</s>" not in opened.get("/reports/1").text
    assert len(load(file).corrections) == 2


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ({}, "a list"),
        ([], "a list"),
        ([1], "no JSON object"),
        ([{"path": "x"}], "missing key"),
    ],
)
def test_nonsense_is_not_saved(opened: Any, sources: Path, items: object, message: str) -> None:
    """What is no correction is refused with a reason, and nothing is written."""
    answer = _post(opened, items)

    assert answer.status_code == 400
    assert message in answer.json()["error"]
    assert _post(opened, [_line(sources, content_hash="sha256:" + "0" * 64)]).status_code == 400
    assert _post(opened, "x" * 2_000_000).status_code == 413
    assert not (sources / "corrections.jsonl").exists()


def test_two_people(opened: Any, sources: Path) -> None:
    """Both words are kept, neither is applied, and the page says so."""
    assert _post(opened, [_line(sources)]).status_code == 200
    assert _post(opened, [_line(sources, who="王", value=9)]).status_code == 200
    page = opened.get("/reports/1").text

    assert "李 says 8, 王 says 9" in page
    assert len(load(sources / "corrections.jsonl").corrections) == 2


def test_broken_lines_are_kept(sources: Path) -> None:
    """A line that cannot be read, and one without an end, stay byte for byte."""
    file = sources / "corrections.jsonl"
    file.write_bytes(b'{"broken": \xff\n\nlast line without end')
    store = Store(file)
    store.add([correction(sources / "1-text.txt", PATH, 8)])

    assert file.read_bytes().startswith(
        b'{"broken": \xff\n\nlast line without end\n{"content_hash"'
    )
    found = store.load()
    assert len(found.corrections) == 1
    assert [problem.line for problem in found.problems] == [1, 3]


def test_broken_lines_are_told(sources: Path, files: list[str]) -> None:
    """The review begins all the same and lists them."""
    file = sources / "corrections.jsonl"
    file.write_text("{\n", encoding="utf-8")
    session = Session.open(files, Store(file), "en")

    assert "corrections.jsonl:1" in session.index_html("en")


def test_pages_are_there_while_the_rest_is_read(sources: Path, files: list[str]) -> None:
    """The review begins with the first report; the list says how many files are read, gives the
    rows that came since, and names what cannot be read."""
    bad = sources / "0-bad.pdf"
    bad.write_bytes(b"%PDF-1.4 nothing")
    file = sources / "corrections.jsonl"
    session = Session.open([str(bad), files[3], *files], Store(file), "en")
    assert (session.count, session.done, session.sources) == (1, 1, 7)
    assert '<span id="reading" role="status">1 / 7</span>' in session.index_html("en")
    assert "4-loose" in session.report_html(1, "en")
    with pytest.raises(NotYet, match="1 of 7 files are read"):
        session.report_html(2, "en")
    failed: list[Any] = []
    session.finish(failed.append)

    assert [Path(failure.file).name for failure in failed] == ["0-bad.pdf"]
    assert (session.count, session.done) == (6, 7)
    later = session.index_html("en", 4)
    assert 'id="reading"' not in later
    assert later.count("<tr data-agency") == 2
    assert "0-bad.pdf" in later


def test_a_correction_saved_meanwhile(sources: Path, files: list[str]) -> None:
    """What is saved while files are read holds for a report of the same document read later."""
    twice = [files[0], files[0]]
    session = Session.open(twice, Store(sources / "corrections.jsonl"), "en")
    session.save([correction(sources / "1-text.txt", PATH, 8)])
    session.finish()

    assert session.count == 2
    assert "8<s>6</s>" in session.report_html(2, "en")


def test_a_vanished_source(sources: Path) -> None:
    """A source that is gone or changed is said on its page once it must be read again."""
    fresh = Session.open(sorted(map(str, sources.iterdir())), Store(sources / "c.jsonl"), "en")
    fresh.finish()
    fresh._entries.clear()
    (sources / "1-text.txt").unlink()
    (sources / "4-loose.txt").write_text("某局2020年政府信息公开工作年度报告\n", encoding="utf-8")
    with pytest.raises(Vanished, match="1-text"):
        fresh.report_html(1, "en")
    with pytest.raises(Vanished, match="changed"):
        fresh.report_html(4, "en")
    assert "html" in fresh.report_html(2, "en")


_ADD = """
import sys, attrs
from pathlib import Path
from govreport.corrections import from_line
from govreport.review.store import Store
path, who, count, line = sys.argv[1:]
for number in range(int(count)):
    Store(Path(path)).add([attrs.evolve(from_line(line), who=f"{who}{number}")])
"""


def _adding(file: Path, who: str, count: int, line: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _ADD, str(file), who, str(count), line]
    return subprocess.Popen(command)


def test_two_servers_lose_nothing(sources: Path) -> None:
    """Processes that write into one file at once keep each other's lines."""
    file = sources / "corrections.jsonl"
    line = to_line(correction(sources / "1-text.txt", PATH, 8))
    workers = [_adding(file, who, 15, line) for who in ("李", "王")]
    for worker in workers:
        assert worker.wait(60) == 0

    people = {item.who for item in load(file).corrections}
    assert len(people) == 30


def test_killed_while_saving(sources: Path) -> None:
    """Whenever the process is killed, the file is whole and has no line less than before."""
    file = sources / "corrections.jsonl"
    line = to_line(correction(sources / "1-text.txt", PATH, 8))
    before = 0
    for _ in range(5):
        process = _adding(file, "w", 100000, line)
        deadline = time.monotonic() + 30
        while len(_lines(file)) <= before and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        found = load(file)
        assert found.problems == ()
        assert len(found.corrections) > before
        before = len(found.corrections)


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def _serving(sources: Path) -> tuple[subprocess.Popen[str], str]:
    """A running server and the address that it has printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "govreport.cli", "review", str(sources), "--serve", "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def test_only_this_computer_and_kill_9(sources: Path) -> None:
    """The command prints an address of 127.0.0.1 with a token and listens nowhere else; what it
    has said to be saved is there after kill -9, and on the page of the next server."""
    httpx = pytest.importorskip("httpx", reason="httpx is not installed")
    process, address = _serving(sources)
    try:
        assert address.startswith("http://127.0.0.1:")
        assert len(address.partition("token=")[2]) >= 32
        port = int(address.split(":")[2].partition("/")[0])
        sockets = Path("/proc/net/tcp")
        if sockets.exists():
            here = [row.split()[1] for row in sockets.read_text().splitlines()[1:]]
            assert [
                a for a in here if a.endswith(f":{port:04X}") and a.startswith("00000000")
            ] == []
        own = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=own, headers={"Origin": own, "X-Govreport": "1"}) as client:
            assert client.get(address, follow_redirects=True).status_code == 200
            for who in ("李", "王", "张"):
                saved = client.post("/corrections", json=[_line(sources, who=who)])
                assert saved.json() == {"saved": 1}
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait(20)
    found = load(sources / "corrections.jsonl")
    assert found.problems == ()
    assert [item.who for item in found.corrections] == ["李", "王", "张"]

    process, address = _serving(sources)
    try:
        with httpx.Client(base_url=own, follow_redirects=True) as client:
            client.get(address)
            page = client.get(address.partition("?")[0] + "reports/1").text
        assert "8<s>6</s>" in page
    finally:
        process.terminate()
        process.wait(20)
