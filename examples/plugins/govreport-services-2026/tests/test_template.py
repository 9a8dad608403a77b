"""What the template is there for: tables of its own, in four kinds of numbers."""

from __future__ import annotations

from decimal import Decimal

from govreport_services_2026 import TEMPLATE, Platform

import govreport
from govreport.testing.conformance import Golden, TemplateConformance, installed

TABLES = """某局2026年政府信息公开工作年度报告
七、政务服务情况
服务事项 | 办件数量 | | | | 群众满意率 |
网上办理 | | 窗口办理 | | |
受理数 | 办结数 | 受理数 | 办结数 | |
(一)面向企业 | 1.企业开办登记 | 10 | 9 | 3 | 2 | 98.5% |
2.经营许可办理 | 20 | 19 | 5 | 5 | 97% |
(二)面向群众 | 1.户籍身份服务 | 7 | 7 | 8 | 8 | 95.25% |
2.养老社保服务 | 4 | 3 |  | 2 | / |
服务事项合计 | 41 | 38 | 16 | 17 | 97.9% |
八、平台建设情况
平台类别 | 平台数量 | 访问总量(万次) | 按时回复率 | 运行维护经费(万元) |
政府门户网站 | 1 | 12.5 | 100% | 30.25 |
"""


COLUMNS = ("online_received", "online_closed", "offline_received", "offline_closed", "satisfaction")
EXPECTED = {
    f"tables.services.{row}.{column}": (value, "%" if column == "satisfaction" else "件")
    for row, values in (
        ("businesses.registration", (10, 9, 3, 2, "98.5")),
        ("businesses.licences", (20, 19, 5, 5, 97)),
        ("citizens.identity", (7, 7, 8, 8, "95.25")),
        ("citizens.pensions", (4, 3, None, 2, None)),
        ("total", (41, 38, 16, 17, "97.9")),
    )
    for column, value in zip(COLUMNS, values, strict=True)
} | {
    "tables.platforms.websites.count": (1, "个"),
    "tables.platforms.websites.visits": ("12.5", "万次"),
    "tables.platforms.websites.reply_rate": (100, "%"),
    "tables.platforms.websites.cost": ("30.25", "万元"),
}


class TestTemplate(TemplateConformance):
    plugin = TEMPLATE
    golden = (Golden(TABLES, EXPECTED),)


def test_rows_of_two_groups_are_kept_apart() -> None:
    """Row 1 of (二) is no row of (一), and 受理数 below 窗口办理 is not the one below 网上办理."""
    with installed(TEMPLATE):
        services = govreport.parse(TABLES).tables["services"]

    assert services["businesses.registration"]["online_received"] == 10
    assert services["citizens.identity"]["offline_closed"] == 8
    assert services["citizens.pensions"]["offline_received"] is None


def test_percentages_decimals_and_money() -> None:
    """Each column has numbers of its kind, with its unit."""
    with installed(TEMPLATE):
        report = govreport.parse(TABLES)
        found = {record.path: record for record in govreport.records(report)}

    rate = found["tables.services.businesses.registration.satisfaction"]
    assert (rate.value, rate.raw, rate.unit, rate.status) == (
        Decimal("98.5"),
        "98.5%",
        "%",
        govreport.Status.READ,
    )
    assert report.tables["platforms"].websites == Platform(
        1, Decimal("12.5"), 100, govreport.Amount(Decimal("30.25"), "万元")
    )
    assert report.status("tables.services.citizens.pensions.satisfaction") == "not_applicable"
    assert report.status("tables.platforms.applications.count") == "absent"


def test_columns_in_another_order_are_never_silent() -> None:
    """Where the header prints 窗口办理 first, the numbers go there, and it is said."""
    text = TABLES.replace("网上办理 | | 窗口办理", "窗口办理 | | 网上办理")
    with installed(TEMPLATE):
        report = govreport.parse(text)

    assert report.tables["services"]["businesses.registration"]["offline_received"] == 10
    assert report.status("tables.services.total.online_closed") == "inferred"
