"""The public face: names, errors, limits, and what importing the library costs."""

from __future__ import annotations

import io
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import attrs
import pytest

import govreport
from govreport import GovReportError, PluginError, UnreadableSource, UnrecognisedReport
from govreport.plugins.registry import registry

REPORT = (
    "青石镇2021年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第(六)项 | |\n"
    "信息内容 | 本年处理决定数量 | |\n行政处罚 | 12 | |\n行政强制 | 0 | |\n"
)
HEAVY = (
    *("lark", "rich", "click", "selectolax", "pypdfium2", "hypothesis", "rapidfuzz", "pyarrow"),
    *("charset_normalizer", "fastwarc", "numpy", "pandas", "polars", "duckdb", "xlsxwriter"),
    *("pebble", "dask", "distributed", "fsspec", "cattrs", "tomllib", "multiprocessing"),
)


def test_all_is_sorted() -> None:
    """The public names are sorted."""
    assert sorted(govreport.__all__) == list(govreport.__all__)


def test_all_is_complete() -> None:
    """Every public name exists, and every name that is there is public."""
    from types import ModuleType

    present = {
        name
        for name, value in vars(govreport).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }

    assert present | set(govreport._LATE) == set(govreport.__all__)


def test_public_names_are_documented() -> None:
    """Each public name has a docstring of its own."""
    for name in govreport.__all__:
        assert (getattr(govreport, name).__doc__ or "").strip(), name


def test_errors_have_one_root() -> None:
    """Every error of the library is a GovReportError."""
    errors = [
        value
        for name in govreport.__all__
        if isinstance(value := getattr(govreport, name), type) and issubclass(value, Exception)
    ]

    assert len(errors) >= 5
    assert all(issubclass(error, GovReportError) for error in errors)


def test_version() -> None:
    """The version is that of the installed package; an unknown name is none of the library."""
    assert govreport.__version__ == metadata.version("govreport")
    with pytest.raises(AttributeError, match="has no attribute 'versions'"):
        govreport.versions  # noqa: B018


def test_light_import() -> None:
    """Importing the library loads none of the heavy packages and scans no entry points."""
    code = (
        "import sys, importlib.metadata as metadata\n"
        "def scan(*args, **kwargs): raise AssertionError('entry points were scanned')\n"
        "metadata.entry_points = scan\n"
        "import govreport\n"
        "print(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())

    assert "govreport" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_parse_and_records() -> None:
    """A report read from its text has typed values, statuses and their places."""
    report = govreport.parse(REPORT)
    record = next(iter(govreport.records(report)))

    assert report.proactive_disclosure is not None
    assert report.proactive_disclosure.penalties is not None
    assert report.proactive_disclosure.penalties.decisions == 12
    assert (record.path, record.value, record.raw, record.status.value) == (
        "proactive_disclosure.penalties.decisions",
        12,
        "12",
        "read",
    )
    assert record.span is not None
    assert REPORT[record.span.start : record.span.end] == "12"
    assert (record.span.line, record.span.column) == (5, 8)


def test_what_is_not_printed_is_absent() -> None:
    """Zero and absent are two things."""
    report = govreport.parse(REPORT)

    assert report.status("proactive_disclosure.coercive_measures.decisions") == "read"
    assert report.status("proactive_disclosure.licensing.decisions") == "absent"
    assert report.status("no.such.path") == "absent"


def test_reports_are_values() -> None:
    """Reading twice gives equal reports, and a report cannot be changed by accident."""
    report = govreport.parse(REPORT)

    assert report == govreport.parse(REPORT)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        report.year = 2020  # type: ignore[misc]


@pytest.mark.parametrize(
    "text", ["nonsense", "", "\n", "  ", "1 2 3", "|||", "\x00", "今天天气很好。"]
)
def test_unrecognised(text: str) -> None:
    """A text that is no report is refused, and each template says what it missed."""
    with pytest.raises(UnrecognisedReport) as caught:
        govreport.parse(text)

    assert caught.value.declined
    for name in registry("templates").names():
        assert any(name in reason for reason in caught.value.declined), name
        assert name in str(caught.value)


@pytest.mark.parametrize("layout", registry("layouts").names())
@pytest.mark.parametrize("text", ["", "\n\n", "|", "规章", "7"])
def test_forced_layout_on_nothing(layout: str, text: str) -> None:
    """A layout that is asked for on a text without tables raises nothing of its own."""
    try:
        govreport.parse(text, layout=layout)
    except GovReportError:
        return


@pytest.mark.parametrize("text", [None, b"", b"x", 7, ["x"], Path("a.txt"), io.StringIO("x")])
def test_what_is_no_text(text: Any) -> None:
    """A TypeError that names the kind and the function for it."""
    with pytest.raises(TypeError, match=rf"not {type(text).__name__}: use govreport\.read"):
        govreport.parse(text)


@pytest.mark.parametrize("source", [None, 7, ["x"], io.StringIO("x")])
def test_what_is_no_source(source: Any) -> None:
    """An error that says what a source is."""
    with pytest.raises(UnreadableSource, match=r"a source is|open it in binary mode"):
        govreport.read(source)


def test_max_characters() -> None:
    """A text over the limit is refused before it is read; the message names the parameter."""
    with pytest.raises(UnreadableSource, match="max_characters=10"):
        govreport.parse(REPORT, max_characters=10)

    assert govreport.parse(REPORT, max_characters=len(REPORT)).year == 2021


@pytest.mark.parametrize("kind", ["template", "layout"])
def test_unknown_plugin(kind: str) -> None:
    """A name that is no plugin is an error that lists the names there are."""
    with pytest.raises(PluginError, match="no_such") as caught:
        govreport.parse(REPORT, **{kind: "no_such"})  # type: ignore[arg-type]

    family = "templates" if kind == "template" else "layouts"
    assert all(name in str(caught.value) for name in registry(family).names())  # type: ignore[arg-type]


def test_forced_template_and_layout() -> None:
    """A template and a layout that are asked for are used, and the report says so."""
    report = govreport.parse(REPORT, template="2021", layout="piped_rows")

    assert report.forms.proactive_disclosure == "2021"
    assert [c.reasons for c in report.provenance.choices if c.task == "layout"] == [("asked for",)]


def test_read_sources(tmp_path: Path) -> None:
    """A path, its string, bytes and a binary file give the same report."""
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    expected = govreport.parse(REPORT)

    assert govreport.read(file) == expected
    assert govreport.read(str(file)) == expected
    assert govreport.read(REPORT.encode()) == expected
    assert govreport.read(io.BytesIO(REPORT.encode("gb18030"))) == expected


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is a GovReportError that names it."""
    with pytest.raises(UnreadableSource, match=r"missing\.txt"):
        govreport.read(tmp_path / "missing.txt")


def test_read_all_keeps_the_order(tmp_path: Path) -> None:
    """A member of an archive that is no report comes as its error, in its place."""
    import zipfile

    archive = tmp_path / "reports.zip"
    with zipfile.ZipFile(archive, "w") as members:
        members.writestr("a.txt", REPORT)
        members.writestr("b.txt", "今天天气很好。")
        members.writestr("c.txt", REPORT)
    found = list(govreport.read_all(archive))

    assert [type(item).__name__ for item in found] == [
        "AnnualReport",
        "UnrecognisedReport",
        "AnnualReport",
    ]
