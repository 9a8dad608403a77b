"""Output files: whole or not there, whatever happens while they are written."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from govreport.cli.app import govreport
from govreport.export.writing import (
    UnwritableOutput,
    binary_file,
    check_outputs,
    ended_cleanly,
    text_file,
)

FORM = (
    "某局2021年政府信息公开工作年度报告\n第二十条第(六)项 | |\n"
    "信息内容 | 本年处理决定数量 | |\n行政处罚 | 12 | |\n行政强制 | | |\n"
)
COMMAND = [sys.executable, "-m", "govreport.cli"]

unprivileged = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user"
)
full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *arguments]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good report."""
    (tmp_path / "a.txt").write_text(FORM, encoding="utf-8")
    return tmp_path


def test_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    """While the block runs, the old content is there."""
    place = tmp_path / "a.csv"
    place.write_text("old")
    with text_file(place) as stream:
        stream.write("new\r\n\ud800")
        stream.flush()
        assert place.read_text() == "old"

    assert place.read_bytes() == b"new\r\n\\ud800"
    assert os.listdir(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, OSError])
def test_exception_leaves_the_old_file(tmp_path: Path, error: type[BaseException]) -> None:
    """Whatever ends the block early, nothing half written is left."""
    place = tmp_path / "a.bin"
    place.write_bytes(b"old")

    def write() -> None:
        with binary_file(place) as stream:
            stream.write(b"new")
            raise error

    with pytest.raises(error):
        write()

    assert place.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.bin"]


def test_mode_is_that_of_an_ordinary_file(tmp_path: Path) -> None:
    """A new file has the usual permissions, a replaced one keeps its own."""
    place, other = tmp_path / "a", tmp_path / "b"
    other.write_text("")
    other.chmod(0o640)
    (tmp_path / "plain").write_text("")
    for path in (place, other):
        with text_file(path) as stream:
            stream.write("1")

    assert stat.S_IMODE(other.stat().st_mode) == 0o640
    assert place.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_link_at_the_output_is_followed(tmp_path: Path) -> None:
    """The file that a link names is replaced; the link stays."""
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    with text_file(tmp_path / "link") as stream:
        stream.write("new")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no/where.csv", "make the folder first"),
        ("a.txt/b.csv", "is a file: choose another name"),
        (".", "name a file, not a folder"),
        ("x" * 300, "shorter name"),
        ("a\0b", "no file name"),
    ],
)
def test_bad_places_are_named(folder: Path, name: str, said: str) -> None:
    """A missing folder, a folder, a name too long: what it is and what to do."""
    with pytest.raises(UnwritableOutput, match=said), text_file(folder / name) as stream:
        stream.write("1")

    assert os.listdir(folder) == ["a.txt"]


@unprivileged
def test_place_that_may_not_be_written(folder: Path) -> None:
    """A read-only folder and a read-only file are refused; the file is not replaced."""
    (folder / "old.csv").write_text("old")
    (folder / "old.csv").chmod(0o444)
    with pytest.raises(UnwritableOutput, match="may write"), text_file(folder / "old.csv"):
        pass

    assert (folder / "old.csv").read_text() == "old"


@pytest.mark.parametrize(
    "arguments",
    [
        ("parse", "a.txt", "-o", "a.txt/x.csv"),
        ("parse", "a.txt", "-o", "a.txt/x.xlsx"),
        ("parse", "a.txt", "--table", "panel", "-o", "a.txt/x.csv"),
        ("parse", "a.txt", "-o", "x.csv", "--errors", "a.txt/x.csv"),
        ("check", "a.txt", "-o", "a.txt/x.csv"),
        ("check", "a.txt", "-o", "a.txt/x.xlsx"),
        ("account", "a.txt", "-o", "a.txt/x.csv"),
        ("show", "a.txt", "--html", "a.txt/x.html"),
        ("review", "a.txt", "-o", "a.txt/pages"),
        ("batch", "a.txt", "--out", "a.txt/run"),
    ],
    ids=" ".join,
)
def test_each_command_tells_an_unwritable_place(folder: Path, arguments: tuple[str, ...]) -> None:
    """One clear line and status 2, whatever is written; nothing is left."""
    if "xlsx" in arguments[-1]:
        pytest.importorskip("xlsxwriter")
    done = CliRunner().invoke(govreport, arguments_in(folder, arguments))

    assert done.exit_code == 2, done.output
    assert isinstance(done.exception, SystemExit)
    assert "Not a directory" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert set(os.listdir(folder)) <= {"a.txt", "x.csv"}  # the latter is whole


@full_disk
@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.json"])
def test_feedback_on_a_full_disk(folder: Path, name: str) -> None:
    """The reason is the disk, also where a workbook is a zip file that cannot be closed."""
    (folder / name).symlink_to("/dev/full")
    done = CliRunner().invoke(govreport, ["check", str(folder / "a.txt"), "-o", str(folder / name)])

    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert "No space left on device" in done.stderr


def arguments_in(folder: Path, arguments: tuple[str, ...]) -> list[str]:
    """The files among the arguments, in that folder."""
    return [str(folder / item) if "." in item or "/" in item else item for item in arguments]


@full_disk
@pytest.mark.parametrize("arguments", [("-o", "/dev/full"), ()])
def test_full_disk_is_a_line_and_a_status(folder: Path, arguments: tuple[str, ...]) -> None:
    """No traceback: one line that says so, and status 2."""
    with open("/dev/full", "w") as full:
        command = [*COMMAND, "parse", "a.txt", *arguments]
        done = subprocess.run(
            command, cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert done.returncode == 2
    assert "No space left on device; make room on the disk" in done.stderr
    assert "Traceback" not in done.stderr


def test_planted_link_is_not_followed(folder: Path) -> None:
    """A link under the name that a temporary file could have leads nowhere."""
    (folder / "victim").write_text("precious")
    for name in ("out.csv.part", ".out.csv.part"):
        (folder / name).symlink_to("victim")
    done = run("parse", "a.txt", "-o", "out.csv", cwd=folder)

    assert done.returncode == 0
    assert (folder / "victim").read_text() == "precious"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("parse", "a.txt", "-o", "./a.txt"), "is one of the inputs"),
        (("parse", "a.txt", "-o", "link.txt"), "is one of the inputs"),
        (("parse", "a.txt", "-o", "x.csv", "--errors", "./x.csv"), "are one file"),
        (("show", "a.txt", "--html", "a.txt"), "is one of the inputs"),
        (("compare", "a.txt", "link.txt", "-o", "a.txt"), "is one of the inputs"),
        (("compare", "a.txt", "a.txt", "-f", "csv", "-o", "link.txt"), "is one of the inputs"),
        (("parse", "a.txt", "-o", "no/x.csv"), "make the folder first"),
    ],
)
def test_output_that_is_an_input_is_refused(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Nothing is overwritten by what is made of it; status 2 and a clear line."""
    (folder / "link.txt").symlink_to("a.txt")
    done = run(*arguments, cwd=folder)

    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert said in done.stderr
    assert (folder / "a.txt").read_text(encoding="utf-8") == FORM
    assert sorted(os.listdir(folder)) == ["a.txt", "link.txt"]


def test_page_that_would_replace_a_source_is_refused(tmp_path: Path) -> None:
    """A saved page is often called index.html, as the first page of a review is."""
    (tmp_path / "index.html").write_text(FORM, encoding="utf-8")
    done = run("review", ".", "-o", ".", cwd=tmp_path)

    assert (done.returncode, "the output goes there" in done.stderr) == (2, True)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == FORM
    assert os.listdir(tmp_path) == ["index.html"]


@pytest.mark.skipif(os.name != "posix", reason="needs limits of the size of files")
@pytest.mark.parametrize("name", ["x.sqlite", "x.xlsx", "x.csv", "x.json"])
def test_no_room_for_what_a_format_needs(folder: Path, name: str) -> None:
    """A database or a workbook is made elsewhere first: no room there is one line, nothing left."""
    import resource

    if name.endswith("xlsx"):
        pytest.importorskip("xlsxwriter")
    (folder / name).write_text("old")
    (folder / "temporary").mkdir()
    done = subprocess.run(
        [*COMMAND, "parse", "a.txt", "--overwrite", "-o", name],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder / "temporary")},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "cannot be written" in done.stderr
    assert (folder / name).read_text() == "old"
    assert sorted(os.listdir(folder)) == ["a.txt", "temporary", name]
    assert os.listdir(folder / "temporary") == []


WRITERS = [
    ("parse", "a.txt", "-o", "x.csv"),
    ("parse", "a.txt", "--table", "panel", "-o", "x.csv"),
    ("parse", "a.txt", "-f", "jsonl", "-o", "y.jsonl", "--errors", "x.csv"),
    ("check", "a.txt", "-o", "x.json"),
    ("account", "a.txt", "-o", "x.csv"),
    ("compare", "a.txt", "b.txt", "-f", "csv", "-o", "x.csv"),
    ("show", "a.txt", "--html", "x.html"),
]
"""Each command that writes one file."""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs limits of the size of files")
@pytest.mark.parametrize("arguments", WRITERS, ids=" ".join)
def test_each_command_on_a_full_disk(folder: Path, arguments: tuple[str, ...]) -> None:
    """One line and status 2; the old file is intact and nothing half written is left."""
    import resource

    (folder / "b.txt").write_text(FORM.replace("12", "13"), encoding="utf-8")
    name = arguments[-1]
    (folder / name).write_text("old")
    more = ("--overwrite",) if arguments[0] == "parse" else ()
    done = subprocess.run(
        [*COMMAND, *arguments, *more],
        cwd=folder,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert (folder / name).read_text() == "old"
    assert sorted(os.listdir(folder)) == ["a.txt", "b.txt", name]


@pytest.mark.parametrize("arguments", WRITERS, ids=" ".join)
def test_each_command_replaces_a_file_whole(folder: Path, arguments: tuple[str, ...]) -> None:
    """It is another file than before, so whoever reads the old one reads it to its end."""
    (folder / "b.txt").write_text(FORM.replace("12", "13"), encoding="utf-8")
    place = folder / arguments[-1]
    place.write_text("old")
    more = ("--overwrite",) if arguments[0] == "parse" else ()
    with place.open() as before:
        CliRunner().invoke(govreport, [*arguments_in(folder, arguments), *more])
        assert before.read() == "old"

    assert place.read_text(encoding="utf-8") != "old"
    assert not [name for name in os.listdir(folder) if name.endswith(".part")]


@pytest.mark.parametrize("option", ["--template", "--layout", "--reader"])
@pytest.mark.parametrize("command", ["parse", "check", "show", "debug"])
def test_wrong_name_is_a_wrong_call(folder: Path, command: str, option: str) -> None:
    """A plugin that does not exist is told before anything is read or written."""
    more = ("-o", str(folder / "out.csv")) if command == "parse" else ()
    done = CliRunner().invoke(govreport, [command, str(folder / "a.txt"), option, "nowhere", *more])

    assert done.exit_code == 2
    assert f"there is no {option[2:]} 'nowhere'" in done.output
    assert os.listdir(folder) == ["a.txt"]


def test_two_runs_on_one_output(tmp_path: Path) -> None:
    """The file is one of the two, never a mixture."""
    place = tmp_path / "a"
    barrier = threading.Barrier(2)

    def write(letter: str) -> None:
        with text_file(place) as stream:
            barrier.wait()
            for _ in range(50):
                stream.write(letter * 1000)
                stream.flush()

    threads = [threading.Thread(target=write, args=(letter,)) for letter in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert place.read_text() in ("a" * 50_000, "b" * 50_000)
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signal_leaves_nothing(folder: Path, number: int) -> None:
    """Ended in the middle of its output: the old file is intact and no other is there."""
    if signal.getsignal(number) == signal.SIG_IGN:
        pytest.skip("this signal is ignored here")
    (folder / "out.csv").write_text("old")
    for index in range(3000):
        (folder / f"{index}.txt").write_text(FORM, encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "parse", ".", "-o", "out.csv"], cwd=folder, stderr=subprocess.PIPE
    )
    with contextlib.suppress(subprocess.TimeoutExpired):
        for _ in range(200):
            if any(name.endswith(".part") for name in os.listdir(folder)):
                break
            process.wait(0.05)
    process.send_signal(number)
    process.communicate(timeout=60)

    assert process.returncode not in (0, -signal.SIGKILL)
    assert (folder / "out.csv").read_text() == "old"
    assert not [name for name in os.listdir(folder) if name.endswith(".part")]


def test_devices_are_no_outputs_twice() -> None:
    """Both outputs may be thrown away."""
    check_outputs([os.devnull, os.devnull, None, "-"], [os.devnull])


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
def test_signal_within_a_guarded_call_still_ends() -> None:
    """What catches the `SystemExit` of a plugin does not catch the end of the process."""

    def guarded() -> None:
        with contextlib.suppress(Exception, SystemExit):
            signal.raise_signal(signal.SIGTERM)

    with pytest.raises(SystemExit) as ended, ended_cleanly():
        guarded()

    assert ended.value.code == 128 + signal.SIGTERM
