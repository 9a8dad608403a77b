"""The folder of pages: all reports, all findings, nothing that runs but its own script."""

from __future__ import annotations

import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.review.conftest import EXAMPLES, FIXTURES, correction, one_value

import govreport
from govreport.cli.app import govreport as command
from govreport.readers.picture.recognition import is_installed
from govreport.review import build_site, load
from govreport.review.loading import Entry
from govreport.review.site import NothingToReview, review_page

pytest.importorskip("jinja2", reason="the extra pages is not installed")

TOWN = EXAMPLES / "township_2020_bare_cells.txt"


class Tags(HTMLParser):
    """Tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def values(self, tag: str, name: str) -> list[str]:
        return [a[name] or "" for t, a in self.found if t == tag and name in a]


def _data(page: Path) -> dict[str, Any]:
    text = page.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize("language", ["zh", "en"])
def test_site(files: list[str], tmp_path: Path, language: str) -> None:
    """Every report has its page, every link leads to a file or an anchor that is there."""
    site = build_site(files, tmp_path / "site", language=language)
    pages = sorted((tmp_path / "site").rglob("*.html"))

    assert site.reports == 5
    assert site.failures == ()
    assert len(pages) == 7
    for page in pages:
        tags = Tags(page.read_text(encoding="utf-8"))
        ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
        assert len(ids) == len(set(ids)), page
        for link in (*tags.values("a", "href"), *tags.values("image", "href")):
            name, _, anchor = link.partition("#")
            target = (page.parent / name).resolve() if name else page
            assert target.exists(), (page, link)
            if anchor:
                assert f'id="{anchor}"' in target.read_text(encoding="utf-8"), (page, link)
        assert tags.values("html", "lang") == [{"zh": "zh-CN", "en": "en"}[language]]


def test_nothing_runs_but_the_script(files: list[str], tmp_path: Path) -> None:
    """A hostile document adds no element and no attribute that could run."""
    build_site(files, tmp_path / "site")
    for page in (tmp_path / "site").rglob("*.html"):
        tags = Tags(page.read_text(encoding="utf-8"))
        scripts = [attributes for tag, attributes in tags.found if tag == "script"]

        assert [(s.get("type"), s.get("src", "").rpartition("/")[2]) for s in scripts] == [  # type: ignore[union-attr]
            ("application/json", ""),
            (None, "review.js"),
        ]
        for tag, attributes in tags.found:
            assert tag not in ("img", "iframe", "object", "embed", "base")
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            assert not (attributes.get("href") or "").lower().startswith("javascript")
        (policy,) = [c for c in tags.values("meta", "content") if "default-src" in c]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy


def test_queue(tmp_path: Path) -> None:
    """Unplaced before inferred before broken rules; each doubt leads into the source."""
    file = tmp_path / "a.txt"
    file.write_text(one_value(), encoding="utf-8")
    build_site([str(file), str(TOWN)], tmp_path / "site", language="en")
    first, second = (_data(tmp_path / "site" / "reports" / f"{n}.html") for n in (1, 2))

    assert [doubt["kind"] for doubt in first["doubts"]] == ["unplaced"]
    assert ["requests.new_requests.total", "一、本年新收政府信息公开申请数量/总计"] in first[
        "targets"
    ]
    row, *others = second["doubts"]
    assert row["kind"] == "inferred"
    assert {doubt["kind"] for doubt in others} == {"rule"}
    assert len(row["paths"]) == 3


def test_every_value_leads_to_its_source_and_back(files: list[str]) -> None:
    """Each cell that is printed has its place on the page, which leads back to it."""
    for file in files:
        (entry,) = load(file)
        assert isinstance(entry, Entry)
        page = review_page(entry, {}, (), "en")
        marked = {mark.start: mark.path for mark in page.marks}
        for record in govreport.records(entry.report):
            if record.path.startswith("narrative.") or record.span is None:
                continue
            start = record.span.start
            assert page.cells[record.path].source == f"s{start}", record
            # Blank cells of which nothing is left in the text stand at one place.
            assert marked[start] == record.path or record.span.length == 0, record


def test_last_year(tmp_path: Path) -> None:
    """Last year's value and the change stand in the cell when the folder holds both years."""
    text = TOWN.read_text(encoding="utf-8")
    for year in (2020, 2021):
        changed = text.replace("2020", str(year)).replace("2021年2月", f"{year + 1}年2月")
        if year == 2021:
            changed = changed.replace("87", "90")
        (tmp_path / f"{year}.txt").write_text(changed, encoding="utf-8")
    files = [str(tmp_path / f"{year}.txt") for year in (2020, 2021)]
    build_site(files, tmp_path / "site")
    page = (tmp_path / "site" / "reports" / "2.html").read_text(encoding="utf-8")

    assert '<small class="before">87 <b>+3</b></small>' in page
    assert "before" not in (tmp_path / "site" / "reports" / "1.html").read_text("utf-8")


def test_corrections_are_shown(sources: Path, tmp_path: Path) -> None:
    """The corrected value with the one that was read; the doubt stays, as checked."""
    file = sources / "1-text.txt"
    path = "proactive_disclosure.rules.newly_made"
    item = correction(file, path, 8)
    build_site([str(file)], tmp_path / "site", corrections=[item], language="en")
    page = tmp_path / "site" / "reports" / "1.html"

    assert re.search(r"8<s>6</s>", page.read_text(encoding="utf-8"))
    data = _data(page)
    kinds = [doubt["kind"] for doubt in data["doubts"]]
    assert kinds == ["inferred", *["rule"] * (len(kinds) - 1)]
    assert len(data["corrections"]) == 1


def test_sources_that_cannot_be_read(tmp_path: Path) -> None:
    """They are listed with the reason; without any report the command says so."""
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 nothing")
    site = build_site([str(TOWN), str(bad), str(tmp_path / "gone.txt")], tmp_path / "site")
    text = site.index.read_text(encoding="utf-8")

    assert len(site.failures) == 2
    assert "bad.pdf" in text
    assert "gone.txt" in text
    with pytest.raises(NothingToReview, match=r"bad\.pdf"):
        build_site([str(bad)], tmp_path / "none")
    (tmp_path / "empty").mkdir()
    result = CliRunner().invoke(command, ["review", str(tmp_path / "empty"), "-o", str(tmp_path)])
    assert result.exit_code == 2
    assert "no file to read" in result.output


def test_command(sources: Path, tmp_path: Path) -> None:
    """`review -o` writes the site and takes the corrections that lie beside the sources."""
    item = correction(sources / "1-text.txt", "proactive_disclosure.rules.newly_made", 8)
    from govreport.corrections import to_line

    (sources / "corrections.jsonl").write_text(to_line(item) + "\n", encoding="utf-8")
    run = CliRunner().invoke
    result = run(command, ["review", str(sources), "-o", str(tmp_path / "site"), "--lang", "zh"])

    assert result.exit_code == 0, result.output
    assert "8<s>6</s>" in (tmp_path / "site" / "reports" / "1.html").read_text(encoding="utf-8")
    assert run(command, ["review", str(sources)]).exit_code == 2
    assert run(command, ["review", str(sources), "--serve", "-o", "x"]).exit_code == 2


@pytest.mark.parametrize("pattern", ["", "/**/*.*", "/*"])
def test_pages_among_the_sources_are_no_sources(sources: Path, pattern: str) -> None:
    """A second run into a folder below the sources reads what the first one read."""
    site = sources / "site"
    named = [f"{sources}{pattern}"]
    first = CliRunner().invoke(command, ["review", *named, "-o", str(site)])
    written = _contents(site)
    second = CliRunner().invoke(command, ["review", *named, "-o", str(site)])
    shell = CliRunner().invoke(command, ["review", *_all(sources), "-o", str(site)])

    assert first.exit_code == 0, first.output
    assert (second.exit_code, second.stdout) == (0, first.stdout)
    assert (shell.exit_code, shell.stdout) == (0, first.stdout)
    assert f"{site}: " in shell.stderr
    assert _contents(site) == written


def _all(folder: Path) -> list[str]:
    """What a shell makes of ``*``."""
    return sorted(str(file) for file in folder.iterdir())


def test_pages_into_the_folder_of_the_sources_are_refused(sources: Path) -> None:
    """They could not be told from the sources later."""
    before = _contents(sources)
    result = CliRunner().invoke(
        command, ["review", str(sources), "-o", f"{sources}/.", "--lang", "en"]
    )

    assert result.exit_code == 2
    assert "left out" in result.output
    assert _contents(sources) == before


def _contents(folder: Path) -> dict[str, bytes]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_two_thousand_reports_stay_small(tmp_path: Path) -> None:
    """The list grows by less than 2 kB a report, a page is made in well under a second."""
    file = tmp_path / "a.txt"
    file.write_text(one_value(), encoding="utf-8")
    began = time.process_time()
    site = build_site([str(file)] * 60, tmp_path / "site")
    seconds = (time.process_time() - began) / 60

    assert site.index.stat().st_size < 60 * 2000
    assert seconds < 1


def test_a_picture_file_is_shown_with_the_boxes_of_its_cells(tmp_path: Path) -> None:
    """The page of a picture shows it as it was recognised, each cell in its place."""
    pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    if not is_installed():
        pytest.skip("the extra ocr is not installed")
    from tests.readers import scans

    source = tmp_path / "scan.png"
    picture = scans.table_picture()
    picture.save(source)
    build_site([str(source)], tmp_path / "site", language="en")
    shown = (tmp_path / "site" / "pictures" / "1-1.png").read_bytes()
    page = (tmp_path / "site" / "reports" / "1.html").read_text(encoding="utf-8")
    boxes = [tag for tag in Tags(page).found if tag[0] == "rect" and "data-path" in tag[1]]
    upheld = next(
        attributes
        for _, attributes in boxes
        if attributes["data-path"] == "review_and_litigation.review.upheld"
    )
    left, top = (float(upheld[name] or 0) for name in ("x", "y"))
    high = float(upheld["height"] or 0)

    assert shown.startswith(b"\x89PNG")
    assert len(boxes) == 22
    assert 120 < left < 145
    assert abs(picture.height - (top + high) - 540 * 150 / 72) < 5


def test_a_finding_of_many_cells_stays_short(tmp_path: Path) -> None:
    """Twelve of its cells stand in the finding, the others are folded: a print has no pages of
    paths."""
    build_site([str(FIXTURES / "page_2019.html")], tmp_path / "site", language="en")
    page = (tmp_path / "site" / "reports" / "1.html").read_text(encoding="utf-8")
    broken = page.partition('id="d1"')[2].partition('id="d2"')[0]
    shown, _, folded = broken.partition("<details")

    assert shown.count("<code>") == 12
    assert f"… +{folded.count('<code>')}</summary>" in folded
