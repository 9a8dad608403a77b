"""A made-up form of 2026: the national form of 2021 and two tables of its own.

``tables.services`` has generic rows, three header levels and groups whose numbering restarts;
``tables.platforms`` has a class, and columns of four kinds.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from attrs import frozen

from govreport.plugin import (
    DISCLOSURE_2021,
    REQUESTS,
    REVIEW_AND_LITIGATION,
    Amount,
    Column,
    FormTemplate,
    TableForm,
    TableGrammar,
)

_HERE = Path(__file__).parent


@frozen
class Platform:
    """One kind of platform."""

    count: int | None = None
    visits: Decimal | int | None = None
    reply_rate: Decimal | int | None = None
    cost: Amount | None = None


@frozen
class Platforms:
    """The table of section 八."""

    websites: Platform | None = None
    accounts: Platform | None = None
    applications: Platform | None = None


SERVICES = TableForm(
    table="services",
    form="services-2026",
    title="七、政务服务情况",
    grammar=TableGrammar(_HERE / "services.lark"),
    columns={
        "": (
            Column("online_received"),
            Column("online_closed"),
            Column("offline_received"),
            Column("offline_closed"),
            Column("satisfaction", "%", kind="percent"),
        )
    },
    column_groups={
        "ONLINE_WORK": ("online_received", "online_closed", "offline_received", "offline_closed"),
        "ONLINE": ("online_received", "online_closed"),
        "OFFLINE": ("offline_received", "offline_closed"),
    },
    label_columns=2,
)

PLATFORMS = TableForm(
    table="platforms",
    form="services-2026",
    title="八、平台建设情况",
    grammar=TableGrammar(_HERE / "platforms.lark"),
    columns={
        "": (
            Column("count", "个"),
            Column("visits", "万次", kind="decimal"),
            Column("reply_rate", "%", kind="percent"),
            Column("cost", "万元", kind="money"),
        )
    },
    row_type={"": Platform},
    model=Platforms,
)

TEMPLATE = FormTemplate(
    name="services-2026",
    description="a made-up form of 2026: services and platforms beside the national tables",
    years="2026-",
    tables=(DISCLOSURE_2021, REQUESTS, REVIEW_AND_LITIGATION, SERVICES, PLATFORMS),
)
