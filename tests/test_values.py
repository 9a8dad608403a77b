"""Reports as values: short to show, members of sets, cells by path or by label."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import govreport
from govreport import AnnualReport
from govreport.model import Requests
from govreport.views.lookup import entries

EXAMPLES = sorted((Path(__file__).resolve().parents[1] / "examples" / "reports").glob("*.txt"))


@pytest.fixture(params=EXAMPLES, ids=lambda file: file.stem)
def report(request: pytest.FixtureRequest) -> AnnualReport:
    return govreport.read(request.param)


def test_repr_is_one_short_line(report: AnnualReport) -> None:
    """Who, when and how much: no cell is lost in kilobytes."""
    text = repr(report)

    assert len(text) < 160
    assert "\n" not in text
    assert report.agency is not None
    assert report.agency[:10] in text
    assert str(report.year) in text
    assert " cells" in text


def test_repr_shows_no_control_character() -> None:
    """A hostile name does not steer the terminal."""
    assert "\x1b" not in repr(AnnualReport(agency="局\x1b[31m" + "长" * 500))
    assert len(repr(AnnualReport(agency="长" * 500))) < 100


def test_reports_are_hashable(report: AnnualReport) -> None:
    """Equal reports have one hash; a changed one is another member of a set."""
    same = govreport.from_json(govreport.to_json(report))

    assert {report, same} == {report}
    assert len({report, attrs.evolve(report, year=1999)}) == 2


def test_every_cell_by_path_and_by_labels(report: AnnualReport) -> None:
    """What completion offers leads to the cell that it names, or says that it fits several."""
    offered = report._ipython_key_completions_()
    values = {record.path: record.value for record in govreport.records(report)}

    assert set(values) - set(offered) == {
        path for path in values if path.startswith(("narrative.", "unplaced."))
    }
    found_entries = list(entries(report))
    keys = [entry.key for entry in found_entries]
    for entry in found_entries:
        if entry.is_row or entry.path not in values:
            continue
        found = report[entry.path]
        assert getattr(found, "value", found) == values[entry.path]
        if not entry.labels:
            assert entry.path in offered
        elif keys.count(entry.key) > 1:
            with pytest.raises(KeyError, match="fits"):
                report[entry.key]
        else:
            by_label = report[entry.key]
            assert getattr(by_label, "value", by_label) == values[entry.path]


def test_labels() -> None:
    """The labels of the form lead to cells and rows, in print or in Traditional characters."""
    report = govreport.read(EXAMPLES[0])
    requests = report.requests
    assert isinstance(requests, Requests)
    disclosed = requests.results.disclosed
    assert disclosed is not None

    assert report["申请/予以公开/自然人"] == disclosed.natural_person
    assert report["申請/(一)予以公開/自然人"] == disclosed.natural_person
    assert report["申请/予以公开"] is disclosed
    assert report["requests.results.disclosed"] is disclosed
    assert report["requests"] is requests
    assert (
        report["不予公开/国家秘密/总计"] == report["requests.results.withheld.state_secret.total"]
    )
    assert report["year"] == report.year


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("申请/总计", "fits .* cells: .*; add a label"),
        ("申请/予以公开/总记", "fits no labels"),
        ("requests.result.disclosed", "no record path"),
        ("__class__", "no record path"),
        ("provenance.__class__", "no record path"),
        ("", "no record path"),
        ("/", "no record path"),
        (3, "no record path"),
    ],
)
def test_wrong_keys(key: str, message: str) -> None:
    """A key that fits nothing, or several cells, is never answered with a guess."""
    with pytest.raises(KeyError, match=message):
        govreport.read(EXAMPLES[0])[key]


def test_what_is_not_printed_is_none() -> None:
    """A path of the model below a row that is not printed has no value, as its attributes do."""
    assert AnnualReport()["requests.new_requests.total"] is None
    with pytest.raises(KeyError):
        AnnualReport()["requests.new_requests.totals"]


@pytest.mark.slow
def test_short_labels_are_completed(report: AnnualReport) -> None:
    """Cells of the official tables have a key of table, row and column that leads to them."""
    offered = report._ipython_key_completions_()
    heads = ("主动公开/", "申请/", "复议/")
    short = [key for key in offered if key.startswith(heads)]
    official = ("proactive_disclosure.", "requests.", "review_and_litigation.")
    cells = [key for key in offered if key.startswith(official)]

    assert len(short) >= 0.9 * len(cells)
    assert ("申请/予以公开/自然人" in short) == (
        "requests.results.disclosed.natural_person" in cells
    )
    for key in short:
        report[key]
