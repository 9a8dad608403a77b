"""Hypothesis strategies for whole reports, labels, layouts and damages."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from govreport.model import AnnualReport, ExtraRow, Forms, Section
from govreport.model.tables import OFFICIAL
from govreport.plugins.registry import registry
from govreport.tables.forms import FormTemplate
from govreport.testing.damage import DAMAGES, Damage
from govreport.testing.filling import fill, form_name
from govreport.testing.strategies.tables import fillings
from govreport.testing.strategies.values import counts
from govreport.testing.tracing import with_provenance
from govreport.testing.variants import VARIANTS
from govreport.views.text import LAYOUTS
from govreport.views.text.compose import SECTION_TITLES

_PLACES = ("青山区", "乌蒙镇", "包河区", "大龙县", "新华街道", "临江市")
_OFFICES = ("民政局", "人民政府", "审计局", "办事处", "卫生健康局", "统计局")
_PROSE = (
    "本机关依法做好政府信息公开。",
    "公开渠道保持畅通。",
    "按时答复申请人。",
    "下一步将加强培训。",
    "没有其他情况要说明。",
)
_EXTRA_LABELS = ("其他主动公开文件", "便民服务指南", "重大建设项目信息")


def labels(label: str, *, most: int = 2) -> st.SearchStrategy[str]:
    """One label as it may be printed: numbering, width, quotes, Traditional characters, spaces.

    Args:
        label: the official label.
        most: how many of these are combined.
    """

    def vary(drawn: list[tuple[int, int]]) -> str:
        text = label
        for variant, choice in drawn:
            text = VARIANTS[variant](text, choice)
        return text

    pairs = st.tuples(st.integers(0, len(VARIANTS) - 1), st.integers(0, 40))
    return st.lists(pairs, max_size=most).map(vary)


def form_names() -> list[str]:
    """Names of the registered templates that are made of table forms."""
    family = registry("templates")
    return [t.name for t in family.all() if isinstance(t, FormTemplate) and t.tables]


@st.composite
def reports(
    draw: st.DrawFn,
    *,
    form: str | None = None,
    consistent: bool | None = None,
    blanks: bool = False,
    missing: bool = False,
    extra: bool = False,
    identity: bool = False,
    dense: bool = False,
    traced: bool = False,
) -> AnnualReport:
    """A report in one of the registered forms; it shrinks to one with a few numbers.

    Args:
        form: name of a template; None draws one of those whose tables are the model's.
        consistent: whether the sum rules hold; None draws it.
        blanks: whether cells may be blank.
        missing: whether rows may be missing.
        extra: whether a row may be added to 第二十条第(一)项.
        identity: whether the report has a title, organ, year, date and sections.
        dense: full tables too, see `fillings`.
        traced: whether the report has provenance, so that `govreport.records` yields its cells.
    """
    name = form or draw(st.sampled_from(["2019", "2021"]))
    template: FormTemplate = registry("templates").get(name)
    how = fillings(consistent=consistent, blanks=blanks, missing=missing, dense=dense)
    filling = draw(how).fresh()
    content: dict[str, Any] = {}
    forms: dict[str, str] = {}
    for table in template.tables:
        names = [variant for variant, _ in table.exclusive]
        variant = (name if name in names else names[0]) if names else None
        content[table.table] = fill(table, filling, variant=variant)
        forms[table.table] = form_name(table, content[table.table])
    if extra and draw(st.booleans()):
        values = tuple(draw(st.lists(counts(), min_size=3, max_size=3)))
        row = ExtraRow(draw(st.sampled_from(_EXTRA_LABELS)), values)
        content["extra"] = {"proactive_disclosure": (row,)}
    named = {table: content.pop(table) for table in list(forms) if table not in OFFICIAL}
    if identity:
        content |= draw(_identities())
    report = AnnualReport(forms=Forms.by_table(forms), tables=named, **content)
    return with_provenance(report) if traced else report


@st.composite
def _identities(draw: st.DrawFn) -> dict[str, Any]:
    """Title, organ, year, date and the six sections."""
    agency = draw(st.sampled_from(_PLACES)) + draw(st.sampled_from(_OFFICES))
    year = draw(st.integers(2019, 2025))
    days = draw(st.integers(0, 80))
    return {
        "title": f"{agency}{year}年政府信息公开工作年度报告",
        "agency": agency,
        "year": year,
        "published": datetime.date(year + 1, 1, 10) + datetime.timedelta(days),
        "sections": tuple(
            Section(heading, draw(st.sampled_from(_PROSE)), identifier)
            for identifier, heading in SECTION_TITLES.items()
        ),
    }


def layouts(*, among: Sequence[str] = LAYOUTS) -> st.SearchStrategy[str]:
    """Names of the built-in text layouts."""
    return st.sampled_from(among)


def damages(
    *, least: int = 1, most: int = 3, among: Sequence[Damage] = DAMAGES
) -> st.SearchStrategy[list[tuple[Damage, int]]]:
    """Damages, each with the number that chooses its place; see `govreport.testing.DAMAGES`."""
    pair = st.tuples(st.sampled_from(among), st.integers(0, 2000))
    return st.lists(pair, min_size=least, max_size=most)
