"""A folder of pages that opens from the disk, without a network and without a server."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from attrs import frozen

from govreport.errors import GovReportError
from govreport.export.tabular import Failure
from govreport.export.writing import binary_file, check_outputs, make_folder, text_file
from govreport.model import Correction, Value
from govreport.readers import DEFAULT, Limits
from govreport.review.loading import Entry, load
from govreport.review.overview import FindingRow, Row, finding_rows, overview_row
from govreport.review.page import ReviewPage, last_year
from govreport.review.pictures import Picture, of_file
from govreport.review.words import script_words
from govreport.views.pages.environment import asset, render

TEMPLATES = "govreport.review"
ASSETS = {
    "view.css": "govreport.views.pages",
    "review.css": TEMPLATES,
    "plain.css": TEMPLATES,
    "review.js": TEMPLATES,
}
"""The files that every page needs, and their packages."""
FILE_POLICY = (
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; "
    "img-src 'self' file:; base-uri 'none'; form-action 'none'"
)


@frozen
class Site:
    """What was written.

    Attributes:
        index: the page to open.
        reports: number of reports.
        failures: the sources that could not be read.
    """

    index: Path
    reports: int
    failures: tuple[Failure, ...]


@lru_cache(maxsize=1)
def assets_version() -> str:
    """A name for the style and script as they are now: a browser may keep them under it."""
    text = "".join(asset(name, package) for name, package in ASSETS.items())
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class NothingToReview(GovReportError):
    """There is no report among the sources; the message says what to do."""


def build_site(
    sources: Iterable[str],
    folder: str | os.PathLike[str],
    *,
    corrections: Sequence[Correction] = (),
    language: str = "zh",
    limits: Limits = DEFAULT,
) -> Site:
    """Write the pages of some reports.

    Args:
        sources: files; an archive gives a page for each of its reports.
        folder: where the pages go; it is made when it is not there. Pages of an earlier run are
            replaced one by one, each as a whole.
        corrections: applied to the reports.
        language: ``"zh"`` or ``"en"``.
        limits: safety limits of the readers.

    Raises:
        NothingToReview: no source holds a report.
        UnwritableOutput: the folder cannot be written to, or a page would replace a source.
        MissingExtra: jinja2 is not installed.
    """
    files = tuple(sources)
    entries, failures = read_all(files, corrections, limits)
    if not entries:
        raise NothingToReview(nothing(failures))
    target = Path(folder)
    _refuse_inputs(target, len(entries), files)
    for part in ("reports", "pictures"):
        make_folder(target / part)
    for name, package in ASSETS.items():
        _write(target / name, asset(name, package))
    earlier = last_year(entries)
    rows: list[Row] = []
    found: list[FindingRow] = []
    for number, entry in enumerate(entries):
        page = _page(entry, number, len(entries), target, earlier, corrections, language)
        _write(target / "reports" / f"{number + 1}.html", report_html(page, "file", FILE_POLICY))
        rows.append(overview_row(page, f"reports/{number + 1}.html"))
        found += finding_rows(page, f"reports/{number + 1}.html")
    index = target / "index.html"
    _write(index, index_html(rows, failures, language, "file", FILE_POLICY))
    _write(target / "findings.html", findings_html(found, language, "file", FILE_POLICY))
    return Site(index, len(entries), tuple(failures))


def _refuse_inputs(target: Path, count: int, files: Sequence[str]) -> None:
    """Refuse to replace a source by a page: a report is often called ``index.html``."""
    names = ["index.html", "findings.html", *ASSETS]
    pages = [target / "reports" / f"{number + 1}.html" for number in range(count)]
    pictures = (target / "pictures").resolve()
    drawn = [file for file in files if file != "-" and Path(file).resolve().parent == pictures]
    check_outputs([*(target / name for name in names), *pages, *drawn], files)


def read_all(
    sources: Iterable[str], corrections: Sequence[Correction], limits: Limits = DEFAULT
) -> tuple[list[Entry], list[Failure]]:
    """The reports of all sources, and what could not be read."""
    entries: list[Entry] = []
    failures: list[Failure] = []
    for source in sources:
        for found in load(source, corrections, limits):
            (failures if isinstance(found, Failure) else entries).append(found)  # type: ignore[arg-type]
    return entries, failures


def nothing(failures: Sequence[Failure]) -> str:
    """Why there is nothing to review."""
    if not failures:
        return "no source was found: name a file, a folder or a pattern"
    first = failures[0]
    more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
    return f"none of the sources is a report: {first.file}: {first.message.splitlines()[0]}{more}"


def _page(
    entry: Entry,
    number: int,
    count: int,
    target: Path,
    earlier: Mapping[tuple[str, int], Mapping[str, Value]],
    corrections: Sequence[Correction],
    language: str,
) -> ReviewPage:
    drawn, problem = of_file(entry.file)
    for picture in drawn:
        with binary_file(target / "pictures" / f"{number + 1}-{picture.page}.png") as stream:
            stream.write(picture.data)
    return review_page(
        entry,
        earlier,
        corrections,
        language,
        pictures=drawn,
        picture_href=f"../pictures/{number + 1}-",
        picture_problem=problem,
        previous=f"{number}.html" if number else None,
        following=f"{number + 2}.html" if number + 1 < count else None,
    )


def review_page(
    entry: Entry,
    earlier: Mapping[tuple[str, int], Mapping[str, Value]],
    corrections: Sequence[Correction],
    language: str,
    *,
    pictures: Sequence[Picture] = (),
    picture_href: str = "",
    picture_problem: str | None = None,
    previous: str | None = None,
    following: str | None = None,
) -> ReviewPage:
    """The page of one report."""
    report = entry.report
    key = (report.agency or "", (report.year or 0) - 1)
    return ReviewPage(
        report,
        entry.document,
        language,
        earlier.get(key, {}),
        entry=entry,
        pictures=pictures,
        picture_href=picture_href,
        picture_problem=picture_problem,
        corrections=[c for c in corrections if c.content_hash == entry.content_hash],
        previous=previous,
        next=following,
    )


def report_html(page: ReviewPage, mode: str, policy: str) -> str:
    """The page of one report as text."""
    data = page.data(mode)
    return _rendered("report.html", page.language, mode, policy, data, deep=True, page=page)


def index_html(
    rows: Sequence[Row],
    failures: Sequence[Failure],
    language: str,
    mode: str,
    policy: str,
    *,
    progress: Mapping[str, Sequence[int]] | None = None,
    reading: tuple[int, int] | None = None,
) -> str:
    """The list of all reports as text; ``reading``: how many of all sources are read so far."""
    data = {
        "mode": mode,
        "words": script_words(language),
        "progress": progress,
        "reading": reading,
    }
    return _rendered(
        "index.html", language, mode, policy, data, rows=rows, failures=failures, reading=reading
    )


def findings_html(rows: Sequence[FindingRow], language: str, mode: str, policy: str) -> str:
    """The list of all findings as text."""
    data = {"mode": mode, "words": script_words(language)}
    return _rendered("findings.html", language, mode, policy, data, rows=rows)


def _rendered(
    name: str,
    language: str,
    mode: str,
    policy: str,
    data: Mapping[str, Any],
    *,
    deep: bool = False,
    **values: Any,
) -> str:
    """One page; ``deep`` for one that lies in a folder below the index."""
    is_file = mode == "file"
    return render(
        language,
        name,
        TEMPLATES,
        mode=mode,
        policy=policy,
        root=("../" if deep else "") if is_file else "/",
        version="" if is_file else f"?v={assets_version()}",
        data=data,
        **values,
    )


def _write(path: Path, text: str) -> None:
    with text_file(path) as stream:
        stream.write(text)
