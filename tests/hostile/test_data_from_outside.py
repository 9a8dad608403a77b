"""Plain data that somebody else wrote: refused, or as good as a report that was read here."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport import AnnualReport, from_dict, from_json, parse, records, to_dict, to_json
from govreport.checks import check
from govreport.export.files.texts import CsvFile, JsonLinesFile
from govreport.export.frames import rows_of
from govreport.export.serialize import InvalidReportData

TEXT = (
    "某局2021年政府信息公开工作年度报告\n第二十条第(六)项 | |\n"
    "信息内容 | 本年处理决定数量 | |\n行政处罚 | 12 | |\n行政强制 | 3 | |\n"
    "全年收到申请12件。\n"
)
DATA = to_dict(parse(TEXT))
HOSTILE: list[Any] = [
    None,
    "",
    "x" * 500,
    "\x1b[31m\u202e",
    0,
    -1,
    10**70,
    1e308,
    float("inf"),
    float("nan"),
    "1e999999999",
    "1e-999999999",
    "9" * 500,
    True,
    [],
    {},
    [[]],
    ["read"],
    "year.__class__.__init__.__globals__",
    "__class__",
    "provenance.rows[0]",
    "extra[0]",
    "statistics.received",
    {"__class__": "os"},
]


def _use(report: AnnualReport) -> None:
    """Whatever this library does with a report."""
    list(records(report))
    check(report)
    for name, rows in rows_of(report).items():
        CsvFile(io.StringIO(newline=""), name).add(name, rows)
        JsonLinesFile(io.StringIO(), name).add(name, rows)
    report.status("requests.new_requests.total")
    assert to_dict(from_json(to_json(report))) == to_dict(report)


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, item in items:
        yield from _leaves(item, (*path, key))


LEAVES = [path for path in _leaves(DATA) if path]


def _changed(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    data = copy.deepcopy(DATA)
    target: Any = data
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return data


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: repr(value)[:24])
def test_any_field_with_any_value(value: Any) -> None:
    """Each field in turn becomes something that nobody expects."""
    for path in LEAVES:
        try:
            report = from_dict(_changed(path, value))
        except InvalidReportData:
            continue
        _use(report)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(LEAVES),
            st.one_of(
                st.sampled_from(HOSTILE), st.text(), st.integers(), st.floats(), st.just(DATA)
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_mutated_data(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    """Several fields at once."""
    data = copy.deepcopy(DATA)
    for path, value in changes:
        target: Any = data
        try:
            for step in path[:-1]:
                target = target[step]
            target[path[-1]] = value
        except (TypeError, LookupError):
            continue
    try:
        report = from_dict(data)
    except InvalidReportData:
        return
    _use(report)


@pytest.mark.parametrize(
    "path",
    [
        "diagnostics.__class__",
        "provenance.span.__globals__",
        "status.__func__.__globals__[os].environ",
        "year",
        "proactive_disclosure.penalties[0]",
        "proactive_disclosure.penalties.status",
        "extra.x[-1]",
    ],
)
def test_paths_reach_only_cells(path: str) -> None:
    """A path is looked up among the model's fields: nothing of the process can be read."""
    with pytest.raises(InvalidReportData, match="is no row of this report"):
        from_dict(_changed(("provenance", "rows", 0, "path"), path))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("provenance", "rows", 0, "raws"), [], "columns, but 0 raws"),
        (("provenance", "rows", 0, "starts"), [-1], "is no place"),
        (("provenance", "line_starts"), [5, 3], "begin with 0"),
        (("year",), 10_000, "a year from 1 to 9999"),
        (("year",), 10**1000, "more than 1000 digits"),
        (("narrative", 0, "value"), "1e999999999", "more than 1000 digits"),
    ],
)
def test_what_types_do_not_say(path: tuple[Any, ...], value: Any, said: str) -> None:
    """Lengths, offsets, sizes of numbers: named with the path of the field."""
    with pytest.raises(InvalidReportData, match=said):
        from_dict(_changed(path, value))
