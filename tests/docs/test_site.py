"""The site is built without a warning, and every link within it leads somewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from runpy import run_path

import pytest
from tests.docs.pages import LANGUAGES, ROOT

pytestmark = pytest.mark.docs


def test_the_site_is_built(tmp_path: Path) -> None:
    """One command, warnings as errors, links checked; every language has its first page."""
    for package in ("sphinx", "furo", "myst_parser", "sphinx_click"):
        pytest.importorskip(package, reason="the extra docs is not installed")
    done = subprocess.run(
        [sys.executable, "docs/build.py", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.stderr == ""
    assert done.returncode == 0
    for language in LANGUAGES:
        page = (tmp_path / language / "reference" / "diagnostics.html").read_text("utf-8")

        assert "number-unplaced" in page
        assert (tmp_path / language / "_images" / "terminal-show.svg").exists()


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    """The check of links sees a page that is missing, and a place that is not in its page."""
    broken_links = run_path(str(ROOT / "docs" / "build.py"))["broken_links"]
    (tmp_path / "a.html").write_text('<p id="here"><a href="b.html"></a><a href="#there"></a>')
    (tmp_path / "c.html").write_text('<a href="a.html#here"></a><a href="https://a.example/"></a>')

    assert list(broken_links(tmp_path)) == ["a.html: b.html", "a.html: #there"]
