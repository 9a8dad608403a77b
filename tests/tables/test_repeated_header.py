"""A page break within a table: the header is printed again, and no row loses its place."""

from __future__ import annotations

import pytest
from tests.checks.reports import GOOD

import govreport
from govreport.views.text import LAYOUTS, render

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
FIRST_ROWS = ("(四)无法提供", "(五)不予处理")


def _header(separator: str) -> str:
    labels = ("申请人情况", "自然人", "法人或其他组织", "总计", *COLUMNS[1:6])
    return "".join(f"{label}{separator}\n" for label in labels)


@pytest.mark.parametrize("row", FIRST_ROWS)
@pytest.mark.parametrize("layout", ["piped_cells", "piped_rows", "markdown"])
def test_the_header_is_printed_again(layout: str, row: str) -> None:
    """其他 at its end is a column, not the rows 其他处理: what follows is in the form's order."""
    assert layout in LAYOUTS
    text = render(GOOD, layout, strict=False)
    place = text.index(row)
    start = text.rindex("\n", 0, place) + 1
    broken = text[:start] + _header(" |" if layout != "markdown" else "") + text[start:]
    report = govreport.parse(broken)

    assert report.requests == GOOD.requests
    assert [d.code for d in report.diagnostics if d.code == "row-out-of-order"] == []
