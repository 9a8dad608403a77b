"""Sources of every kind that is reviewed, and the pages made of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.review import browser

import govreport
from govreport import Correction, CorrectionKind
from govreport.corrections import content_hash
from govreport.review import build_site

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "reports"
FIXTURES = ROOT / "tests" / "readers" / "fixtures"
ONE_VALUE = ROOT / "tests" / "golden" / "documents" / "D08_one_value.txt"

HOSTILE = "\"'><script>window.pwned=1</script><img src=x onerror=window.pwned=2>&{{7*7}}"
HOSTILE_REPORT = f"""某局{HOSTILE}2020年政府信息公开工作年度报告
<a href="javascript:window.pwned=3" onclick="window.pwned=4">二、主动公开政府信息情况</a>
第二十条第(六)项 | | | |
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
行政处罚 | {HOSTILE} | 3 | 12 |
行政强制 | javascript:window.pwned=5 | </script><script>window.pwned=6</script> | 0 |
"""


def one_value() -> str:
    """A document with a number that has no place."""
    text = ONE_VALUE.read_text(encoding="utf-8")
    return text.partition("---input---\n")[2].partition("\n---expected---")[0]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The sources of one test, which may change them."""
    return made_sources(tmp_path)


def made_sources(place: Path) -> Path:
    """A folder with a report as text, web page and PDF, one with doubts, and a hostile one."""
    pytest.importorskip("selectolax", reason="the extra html is not installed")
    pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    folder = place / "sources"
    folder.mkdir()
    shutil.copy(EXAMPLES / "township_2020_bare_cells.txt", folder / "1-text.txt")
    shutil.copy(FIXTURES / "page_2019.html", folder / "2-page.html")
    shutil.copy(FIXTURES / "chromium_2021.pdf", folder / "3-pdf.pdf")
    (folder / "4-loose.txt").write_text(one_value(), encoding="utf-8", newline="")
    (folder / "5-hostile.txt").write_text(HOSTILE_REPORT, encoding="utf-8", newline="")
    return folder


def correction(file: Path, path: str, value: int, **more: str) -> Correction:
    """A correction of one cell of a file."""
    report = govreport.read(file)
    record = next(record for record in govreport.records(report) if record.path == path)
    digest = content_hash(report)
    assert record.span is not None
    assert digest is not None
    made = Correction(
        digest,
        path,
        record.raw,
        record.span.start,
        record.span.end,
        record.value,
        value,
        CorrectionKind.READING_ERROR,
        "李",
        "2026-01-31T09:00:00+08:00",
    )
    return attrs.evolve(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def files(sources: Path) -> list[str]:
    """The paths of the sources in order."""
    return sorted(map(str, sources.iterdir()))


@pytest.fixture(scope="module")
def shared() -> Iterator[Any]:
    """One browser for all tests of a module."""
    driver = browser.start()
    yield driver
    driver.quit()


@pytest.fixture
def driver(shared: Any) -> Any:
    """The browser without anything that an earlier test left in it."""
    shared.get("about:blank")
    return shared


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages in both languages, made once: no test changes them."""
    place = tmp_path_factory.mktemp("review")
    files = sorted(map(str, made_sources(place).iterdir()))
    for language in ("en", "zh"):
        build_site(files, place / language, language=language)
    return {language: place / language for language in ("en", "zh")}


@pytest.fixture
def site(sites: dict[str, Path]) -> Path:
    return sites["en"]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A review that runs: the address that it has printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "govreport.cli", "review", str(folder), "--serve", "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def served(sources: Path) -> Iterator[str]:
    """The address of a running review."""
    with serving(sources) as address:
        yield address
