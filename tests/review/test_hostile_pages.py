"""Hostile web pages on the pages of a review, from the disk and from the server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.review import hostile
from tests.review.browser import open_page, settled
from tests.review.conftest import serving

import govreport
from govreport.review import build_site
from govreport.review.overview import FindingRow, Row
from govreport.review.site import FILE_POLICY, findings_html, index_html

pytestmark = pytest.mark.browser


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[tuple[Path, list[str], str]]:
    """The folder of hostile reports, and what the server outside was asked."""
    pytest.importorskip("selectolax", reason="the extra html is not installed")
    with hostile.waiting() as (outside, asked):
        yield hostile.made_hostile(tmp_path, outside), asked, outside


def _is_harmless(driver: Any, address: str) -> None:
    """Click on everything that can be clicked: the page stays where it is and as it is."""
    for number in range(len(driver.find_elements("css selector", "main a, main [data-path]"))):
        driver.execute_script(
            "const found = document.querySelectorAll('main a, main [data-path]')[arguments[0]];"
            "if (found.closest('.pane')) found.dispatchEvent("
            "new MouseEvent('click', { bubbles: true, cancelable: true }))",
            number,
        )
    kinds = driver.execute_script(
        "return [...document.querySelectorAll('main *')].map((n) => n.localName)"
    )
    handlers = driver.execute_script(
        "return [...document.querySelectorAll('*')].flatMap((n) => [...n.attributes])"
        ".filter((a) => /^on|^style$/.test(a.name) || /script:/i.test(a.value) &&"
        " ['href', 'src', 'action'].includes(a.localName)).map((a) => a.name + '=' + a.value)"
    )
    assert driver.current_url.partition("#")[0] == address
    assert driver.execute_script("return window.pwned") is None
    assert not {"script", "img", "iframe", "object", "embed", "base", "style"} & set(kinds)
    assert handlers == []
    assert "49" not in driver.title
    assert "\u202e" not in driver.page_source


def test_a_folder_of_hostile_pages(driver: Any, trap: tuple[Path, list[str], str]) -> None:
    """Nothing of a hostile page runs, nothing is fetched, and what it prints is still read."""
    folder, asked, _ = trap
    files = sorted(map(str, folder.iterdir()))
    site = folder.parent / "site"
    build_site(files, site, language="zh")
    for page in sorted(site.rglob("*.html")):
        open_page(driver, page)
        _is_harmless(driver, page.as_uri())

    assert asked == []
    assert len(list((site / "reports").iterdir())) == 3
    report = govreport.read(folder / "1-page.html")
    assert [record.value for record in govreport.records(report) if record.raw == "12"] != []


def test_a_server_of_hostile_pages(driver: Any, trap: tuple[Path, list[str], str]) -> None:
    """The same from the server: its policy lets nothing run either."""
    folder, asked, _ = trap
    with serving(folder) as address:
        root = re.sub(r"\?.*", "", address)
        settled(driver, address)
        for place in (root, f"{root}findings", *(f"{root}reports/{n}" for n in (1, 2, 3))):
            settled(driver, place)
            _is_harmless(driver, place)

    assert asked == []


@pytest.mark.parametrize("agency", [hostile.AGENCY, "某" * 5000 + "局"], ids=["marks", "long"])
def test_the_lists_of_a_hostile_agency(
    driver: Any, tmp_path: Path, site: Path, agency: str
) -> None:
    """An agency's name that a plugin let through stays text in both lists; a long one fits."""
    numbers = (0,) * 10
    row = Row("reports/1.html", hostile.NAME, agency, 2020, agency, *numbers, "sha256:0")
    finding = FindingRow("reports/1.html", agency, 2020, agency, "R1", "error", *(agency,) * 3)
    for asset in (*site.glob("*.css"), *site.glob("*.js")):
        shutil.copy(asset, tmp_path)
    made = {
        "index.html": index_html([row], [], "zh", "file", FILE_POLICY),
        "findings.html": findings_html([finding], "zh", "file", FILE_POLICY),
    }
    for name, text in made.items():
        page = tmp_path / name
        page.write_text(text, encoding="utf-8")
        open_page(driver, page)
        _is_harmless(driver, page.as_uri())
        assert driver.execute_script("return document.querySelectorAll('#rows tbody tr').length")
        wide = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0


def test_the_trap_works(driver: Any, trap: tuple[Path, list[str], str]) -> None:
    """The same page opened as it is does run and does fetch: the two tests above can fail."""
    folder, asked, outside = trap
    (folder / "bare.html").write_text(
        f"<script>window.pwned=1</script><img src='{outside}/image'>", encoding="utf-8"
    )
    driver.get((folder / "bare.html").as_uri())

    assert driver.execute_script("return window.pwned") == 1
    assert asked == ["/image"]
