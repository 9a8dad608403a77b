"""Rules on the table of section 三 (requests): R1, R2, R3, and R6 over two years."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import fields_dict

from govreport.checks.registry import Finding, rule, two_year_rule
from govreport.model import AnnualReport, ApplicantCounts, Count, Requests

COLUMNS = {
    "natural_person": "自然人",
    "commercial_enterprise": "商业企业",
    "research_institution": "科研机构",
    "public_welfare_organisation": "社会公益组织",
    "legal_service_organisation": "法律服务机构",
    "other": "其他",
    "total": "总计",
}
GROUPS = ("withheld", "unavailable", "not_processed", "other_handling")


def request_rows(requests: Requests) -> Iterator[tuple[str, ApplicantCounts]]:
    """Every printed row with its record path, in the order of the form."""
    for path, row in _paths(requests):
        if row is not None:
            yield path, row


def _paths(requests: Requests) -> Iterator[tuple[str, ApplicantCounts | None]]:
    yield "requests.new_requests", requests.new_requests
    yield "requests.carried_over", requests.carried_over
    yield from _leaves(requests)
    yield "requests.results.total", requests.results.total
    yield "requests.carried_forward", requests.carried_forward


def _leaves(requests: Requests) -> Iterator[tuple[str, ApplicantCounts | None]]:
    """The result rows that a request can end in; groups carry no value."""
    results = requests.results
    yield "requests.results.disclosed", results.disclosed
    yield "requests.results.partially_disclosed", results.partially_disclosed
    for group in GROUPS:
        rows = getattr(results, group)
        single = group == "other_handling" and rows.combined is not None
        for name in fields_dict(type(rows)):
            if group == "other_handling" and (name == "combined") != single:
                continue  # the 2019 form has the one row, the 2021 form the other three
            yield f"requests.results.{group}.{name}", getattr(rows, name)


def _values(rows: list[ApplicantCounts | None], column: str) -> list[Count] | None:
    """One column of several rows; None as soon as a row or cell has no value."""
    values = []
    for row in rows:
        value = getattr(row, column) if row is not None else None
        if value is None:
            return None
        values.append(value)
    return values


@rule()
def r1(report: AnnualReport) -> Iterator[Finding]:
    """In each column, new requests plus carried over equal the results' total plus carried
    forward.

    Printed in the form (本列数据的勾稽关系). A total left at 0 beside a disclosed request is
    published now and then.
    """
    if report.requests is None:
        return
    table = report.requests
    rows = [table.new_requests, table.carried_over, table.results.total, table.carried_forward]
    for column, label in COLUMNS.items():
        values = _values(rows, column)
        if values is None:
            continue
        new, over, total, forward = values
        if new + over != total + forward:
            yield (
                f"requests.results.total.{column}",
                f"{label}: 新收 {new} plus 上年结转 {over} is {new + over}, but"
                f" 办理结果总计 {total} plus 结转下年度 {forward} is {total + forward}",
            )


@rule()
def r2(report: AnnualReport) -> Iterator[Finding]:
    """In each column, (七)总计 equals the sum of all result rows.

    Inferred from the label 总计: only leaves are added, groups carry no value.
    """
    if report.requests is None:
        return
    rows = [row for _, row in _leaves(report.requests)]
    for column, label in COLUMNS.items():
        values = _values([report.requests.results.total, *rows], column)
        if values is not None and values[0] != sum(values[1:]):
            yield (
                f"requests.results.total.{column}",
                f"{label}: (七)总计 is {values[0]}, but its parts add up to {sum(values[1:])}",
            )


@rule()
def r3(report: AnnualReport) -> Iterator[Finding]:
    """In each row, 总计 equals natural persons plus the five kinds of organisation.

    Inferred from the label 总计. Some prints leave 总计 blank in every row, which breaks nothing.
    """
    if report.requests is None:
        return
    for path, row in request_rows(report.requests):
        values = [getattr(row, column) for column in COLUMNS]
        if None not in values and values[-1] != sum(values[:-1]):
            yield (
                f"{path}.total",
                f"总计 is {values[-1]}, but its parts add up to {sum(values[:-1])}",
            )


@two_year_rule()
def r6(previous: AnnualReport, current: AnnualReport) -> Iterator[Finding]:
    """In each column, carried over equals what the year before carried forward.

    Inferred. There is no counterpart for the 2018 report, nor for organs reorganised since.
    """
    if previous.requests is None or current.requests is None:
        return
    rows = [current.requests.carried_over, previous.requests.carried_forward]
    for column, label in COLUMNS.items():
        values = _values(rows, column)
        if values is not None and values[0] != values[1]:
            yield (
                f"requests.carried_over.{column}",
                f"{label}: 上年结转 is {values[0]}, but the year before carried {values[1]} on",
            )
