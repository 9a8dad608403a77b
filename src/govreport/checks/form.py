"""Checks on the form of the tables: F1 to F4."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport.checks.items import Broken, Items, Unknown
from govreport.checks.registry import CheckGroup
from govreport.checks.requests import row_name
from govreport.checks.sections import TITLES, begins_late, ends_in
from govreport.checks.subject import Subject
from govreport.language import listing, phrase
from govreport.model import Status

GROUP = CheckGroup("form", "the form of the tables")

NEW_FORM = 2021
"""The first year of the form of 国办公开办函〔2021〕30号."""

_MARKS = (Status.BLANK, Status.NOT_APPLICABLE)
_BLOCKS = {
    "第二十条第(一)项": ("rules", "normative_documents"),
    "第二十条第(五)项": ("licensing", "other_external_services"),
    "第二十条第(六)项": ("penalties", "coercive_measures"),
    "第二十条第(八)项": ("administrative_fees",),
}


@GROUP.check(
    basis="law",
    first_year=2021,
    example=(
        "the table of 二、主动公开政府信息情况 follows the form of 2019, the report is of 2021"
    ),
)
def f1(subject: Subject) -> Items:
    """From 2021 on the tables follow the form of 2021: no 第(九)项, no single row (六)其他处理.

    国办公开办函〔2021〕30号.
    """
    report = subject.report
    if report.year is None:
        yield Unknown(phrase("the year is not known"))
        return
    for table in ("proactive_disclosure", "requests"):
        message = _outdated(getattr(report.forms, table), TITLES[table], report.year)
        if message is not None and report.year >= NEW_FORM:
            yield Broken(
                message,
                _first_row(subject, table),
                cause="form",
                expected="国办公开办函〔2021〕30号",
            )
    if report.forms.proactive_disclosure is None and report.forms.requests is None:
        yield Unknown(phrase("neither table is printed"))


def _outdated(form: str | None, section: str, year: int) -> str | None:
    if form == "2019":
        return phrase(
            "the table of {block} follows the form of 2019, the report is of {year}",
            block=section,
            year=year,
        )
    if form == "hybrid":
        return phrase(
            "the table of {block} mixes the forms of 2019 and 2021, the report is of {year}",
            block=section,
            year=year,
        )
    return None


def _first_row(subject: Subject, table: str) -> tuple[str, ...]:
    path = "requests.results.other_handling.combined." if table == "requests" else f"{table}."
    found = [row.cell_path(0) for row in subject.report.provenance.rows]
    return tuple(cell for cell in found if cell.startswith(path))[:1]


@GROUP.check(
    basis="practice",
    example=(
        "3 cells of 三、收到和处理政府信息公开申请情况 are blank or hold a mark: (一)予以公开"
    ),
)
def f2(subject: Subject) -> Items:
    """No cell is blank, `/` or `-`: a zero is written 0.

    The notices of many places, and what evaluators note first.
    """
    seen = False
    for table in ("proactive_disclosure", "requests", "review_and_litigation"):
        values = subject.cells.values_of(table)
        paths = _empty(subject, table)
        seen = seen or bool(values) or bool(paths)
        if not paths:
            continue
        if subject.has_unplaced(table):
            # A number without a place may belong to one of these cells.
            reason = phrase("numbers of {section} have no place", section=TITLES[table])
            yield Unknown(reason, tuple(paths), doubtful=True)
            continue
        rows = list(dict.fromkeys(row_name(subject, path) for path in paths))
        printed = sum(row.path.startswith(f"{table}.") for row in subject.report.provenance.rows)
        if (
            len(rows) == printed
            and len(rows) > 1
            and not any(v is not None for v in values.values())
        ):
            message = phrase("every cell of {section} is blank", section=TITLES[table])
        elif len(paths) == 1:
            message = phrase(
                "one cell of {section} is blank or holds a mark: {rows}",
                section=TITLES[table],
                rows=rows[0],
            )
        else:
            message = phrase(
                "{count} cells of {section} are blank or hold a mark: {rows}",
                count=len(paths),
                section=TITLES[table],
                rows=listing(rows, most=4),
            )
        marks = "、".join(dict.fromkeys(filter(None, _printed(subject, paths))))
        yield Broken(message, tuple(paths), stated=marks, expected="0", cause="blank")
    if not seen:
        yield Unknown(phrase("no table is printed"))


def _printed(subject: Subject, paths: list[str]) -> Iterator[str]:
    """What stands in cells; nothing in blank ones."""
    for row in subject.report.provenance.rows:
        for index, raw in enumerate(row.raws):
            if row.cell_path(index) in paths:
                yield raw.strip()


def _empty(subject: Subject, table: str) -> list[str]:
    return [
        row.cell_path(index)
        for row in subject.report.provenance.rows
        if row.path.startswith(f"{table}.")
        for index, status in enumerate(row.statuses)
        if status in _MARKS
    ]


@GROUP.check(basis="form", example="section 二 does not print 第二十条第(八)项")
def f3(subject: Subject) -> Items:
    """Table 2 has its blocks 第二十条第(一)、(五)、(六)、(八)项.

    The forms of 2019 and 2021.
    """
    table = subject.report.proactive_disclosure
    if table is None:
        yield Unknown(phrase("the table of section 二 is not printed"))
        return
    missing = [
        caption
        for caption, rows in _BLOCKS.items()
        if all(getattr(table, row) is None for row in rows)
    ]
    if not missing:
        return
    later = subject.report.requests is not None
    damaged = {"lines-removed", "number-unplaced", "number-unaccounted", "row-empty"}
    codes = {found.code for found in subject.report.diagnostics}
    if (
        not later
        or begins_late(subject)
        or subject.is_fragment
        or damaged & codes
        or subject.has_unplaced("proactive_disclosure")
    ):
        yield Unknown(phrase("the text may be incomplete"))
        return
    yield Broken(
        phrase("section 二 does not print {blocks}", blocks=listing(missing)),
        span=subject.place("proactive_disclosure"),
        expected="、".join(missing),
    )


_ATTACHED = re.compile(
    r"(?:详见|见|请见|参见)附[件表]|附件[:：]|点击(?:下载|查看)|\.xlsx?\b|\.docx?\b|(?:如|见)下?图"
)


@GROUP.check(
    basis="practice",
    example="三、收到和处理政府信息公开申请情况 has its table only as a picture or an attachment",
)
def f4(subject: Subject) -> Items:
    """No table is a picture or only an attachment.

    Evaluators ask that figures can be read and copied.
    """
    codes = {found.code for found in subject.report.diagnostics}
    pictures = not codes.isdisjoint(("page-is-picture", "table-is-picture"))
    for name in ("proactive_disclosure", "requests", "review_and_litigation"):
        if getattr(subject.report, name) is not None:
            continue
        text = subject.text(name)
        if text is None:
            if not pictures:
                yield Unknown(phrase("section {section} was not found", section=TITLES[name]))
            continue
        found = _ATTACHED.search(text)
        if found or (pictures and ends_in(subject) != name):
            yield Broken(
                phrase(
                    "{section} has its table only as a picture or an attachment",
                    section=TITLES[name],
                ),
                span=subject.place(name),
                stated=found.group() if found else None,
            )
