"""Native code in a process of its own: what kills or blocks it costs one file."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from tests.readers import bombs, tiny

from govreport.errors import LimitExceeded, UnreadableSource
from govreport.readers import Limits, docx, html, isolation, open_document, wire

FEW = Limits(max_seconds=30)
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX signals and limits")


def pid() -> int:
    found: int = isolation.run("os:getpid", ())
    return found


def test_child_is_used_again() -> None:
    """Calls one after the other go to one child, which is not this process."""
    first = pid()

    assert (first == pid(), first != os.getpid()) == (True, True)


def test_limits_of_memory_do_not_share_a_child() -> None:
    """What was loaded under a high limit is not in the way under a low one."""
    high = Limits(max_memory=3 * 1024**3)
    found = [isolation.run("os:getpid", (), limits) for limits in (high, Limits(), high, Limits())]

    assert found[:2] == found[2:]
    assert found[0] != found[1]


@posix
@pytest.mark.parametrize(
    ("function", "arguments", "said"),
    [
        ("os:abort", (), "crash (SIGABRT)"),
        ("ctypes:string_at", (0,), "crash (SIGSEGV)"),
        ("os:_exit", (3,), "crash (exit status 3)"),
        ("json:loads", ("[",), "JSONDecodeError"),
        ("no_such_module:f", (), "No module named"),
        ("collections:OrderedDict", (), "without sense"),
    ],
)
def test_what_goes_wrong_is_an_error_of_this_file(
    function: str, arguments: tuple[object, ...], said: str
) -> None:
    """A crash, an exception, an answer that may not be: an error, and the next call works."""
    with pytest.raises(UnreadableSource) as caught:
        isolation.run(function, arguments, FEW)

    assert said in str(caught.value)
    assert isolation.run("math:hypot", (3, 4)) == 5


@posix
@pytest.mark.parametrize(
    ("function", "arguments", "limits", "named"),
    [
        ("time:sleep", (20,), evolve(FEW, max_seconds=0.2), "max_seconds is 0.2"),
        ("builtins:bytearray", (4_000_000_000,), FEW, "max_memory is 1073741824"),
        ("builtins:bytes", (100_000,), evolve(FEW, max_output=99_999), "max_output is 99999"),
    ],
)
def test_limits_of_a_child(
    function: str, arguments: tuple[object, ...], limits: Limits, named: str
) -> None:
    """Time, memory and output are limited, and the error names the limit."""
    begun = time.monotonic()
    with pytest.raises(LimitExceeded, match=named):
        isolation.run(function, arguments, limits)

    assert time.monotonic() - begun < 15


def test_items_come_one_by_one() -> None:
    """A stream may be left early; the child that was in the middle of it is not used again."""
    numbers = isolation.stream("itertools:count", (5,))

    assert [next(numbers), next(numbers)] == [5, 6]
    numbers.close()  # type: ignore[attr-defined]
    assert isolation.run("math:hypot", (3, 4)) == 5


def test_threads_have_children_of_their_own() -> None:
    """Two calls at one time do not wait for each other, nor mix their answers."""
    found: list[int] = []
    barrier = threading.Barrier(2, timeout=30)

    def call(number: int) -> None:
        barrier.wait()
        found.extend(isolation.run("math:factorial", (number,)) for _ in range(20))

    threads = [threading.Thread(target=call, args=(number,)) for number in (3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [6] * 20 + [24] * 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_fork_does_not_share_children() -> None:
    """A copy of this process starts its own child; the answers of both stay apart."""
    code = (
        "import os\n"
        "from govreport.readers.isolation import run\n"
        "first = run('os:getpid', ())\n"
        "copy = os.fork()\n"
        "second = run('os:getpid', ())\n"
        "if not copy: os._exit(second == first)\n"
        "_, status = os.waitpid(copy, 0)\n"
        "print(status, second == first)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "0 True\n"


@posix
def test_child_ends_with_its_parent() -> None:
    """Also where the parent was killed without a chance to end it."""
    code = (
        "import os\n"
        "from govreport.readers.isolation import run\n"
        "print(run('os:getpid', ()), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    child = int(done.stdout)
    for _ in range(200):
        try:
            os.kill(child, 0)
        except OSError:
            return
        if b"\nState:\tZ" in _status(child):
            return
        time.sleep(0.05)
    pytest.fail("the child is still there")


def _status(process: int) -> bytes:
    with open(f"/proc/{process}/status", "rb") as file:
        return file.read()


def test_answers_may_call_nothing() -> None:
    """A child that a file has taken over cannot make its parent run a command."""
    with pytest.raises(pickle.UnpicklingError, match="may not stand"):
        wire.loads(b"cposix\nsystem\n(S'true'\ntR.")


def test_platform_without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """There the work is done in this process, and that is said once."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(isolation, "_said", set())
    with pytest.warns(RuntimeWarning, match="in this process"):
        assert isolation.run("os:getpid", ()) == os.getpid()
    assert isolation.run("os:getpid", ()) == os.getpid()


SMALL = Limits(max_seconds=30, max_memory=320 * 1024 * 1024)


@posix
@pytest.mark.parametrize("bomb", [bombs.self_drawing_form, bombs.nested_forms, bombs.double_flate])
def test_pdf_made_to_break_its_reader(bomb: Callable[[], bytes]) -> None:
    """Half a kilobyte that wants gigabytes costs that file; the next one is read."""
    data = bomb()
    with pytest.raises(LimitExceeded, match="max_memory"):
        open_document(data, limits=SMALL)

    assert len(data) < 4000
    assert "7" in open_document(tiny.pdf(tiny.text(9, 9, "7"))).text


PLAIN = "<p>某局2021年政府信息公开工作年度报告</p>"


def _page(size: int) -> bytes:
    return f"<html>{PLAIN}<p>{'年' * (size // 3)}</p></html>".encode()


def _word(size: int) -> bytes:
    numbers = (number * 7919 % 1_000_003 for number in range(size // 42))
    return tiny.docx("".join(f"<w:p><w:r><w:t>{number}</w:t></w:r></w:p>" for number in numbers))


@pytest.mark.parametrize(("make", "limit"), [(_page, html.LARGE), (_word, docx.LARGE)])
def test_large_pages_and_word_files_are_read_in_a_child(
    make: Callable[[int], bytes], limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above the size at which it pays, in a child, with the same text; below it, here."""
    called: list[str] = []
    run = isolation.run

    def noted(function: str, *more: Any) -> Any:
        called.append(function.rpartition(":")[2])
        return run(function, *more)

    monkeypatch.setattr(isolation, "run", noted)
    small = open_document(make(limit // 2))
    assert called == []
    large = open_document(make(limit + limit // 10))

    assert called in (["read_page"], ["read_document"])
    assert small.text.split()[0] == large.text.split()[0]
    assert small.source.format == large.source.format


@posix
def test_page_that_fills_the_memory() -> None:
    """Millions of elements cost that page, not the process."""
    data = b"<html><table><tr>" + b"<td>1" * 2_000_000
    with pytest.raises(LimitExceeded, match="max_memory is 250000000"):
        open_document(data, limits=Limits(max_memory=250_000_000))


@posix
def test_word_file_that_fills_the_memory() -> None:
    """Millions of paragraphs cost that file, not the process."""
    with pytest.raises(LimitExceeded, match="max_memory is 200000000"):
        open_document(_word(30_000_000), limits=Limits(max_memory=200_000_000))


def test_what_is_needed_anyway_is_done_while_a_child_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once, in this process, and only where a child starts; what it raises ends nothing."""
    done: list[int] = []

    def prepare() -> None:
        done.append(os.getpid())
        raise ValueError

    monkeypatch.setattr("govreport.pipeline.prepare", prepare)
    isolation.end_children()
    isolation.while_starting("govreport.pipeline:prepare")
    pid()
    isolation.while_starting("govreport.pipeline:prepare")

    assert pid() not in (0, os.getpid())
    assert done == [os.getpid()]


def test_reading_prepares_what_follows() -> None:
    """The layouts are there when the child has read the first PDF."""
    code = (
        "import sys, govreport\n"
        "from govreport.readers import isolation\n"
        "ready = isolation._Child.wait_until_ready\n"
        "def wait(child):\n"
        "    print('govreport.layouts.grid' in sys.modules)\n"
        "    ready(child)\n"
        "isolation._Child.wait_until_ready = wait\n"
        "try: govreport.read(sys.stdin.buffer)\n"
        "except govreport.UnrecognisedReport: pass\n"
    )
    page = tiny.pdf(tiny.text(9, 9, "12"))
    done = subprocess.run([sys.executable, "-c", code], input=page, capture_output=True, check=True)

    assert done.stdout.split() == [b"True"]
