"""Checks of a place's own, as a package: a group, and two functions whose docstrings demand."""

from __future__ import annotations

from govreport.plugin import Broken, CheckGroup, Items, Subject, Unknown

GROUP = CheckGroup("hunan", "what a province asks of titles and of section 一")


@GROUP.check(basis="local", example="the title does not name the year 2021")
def hn1(subject: Subject) -> Items:
    """The title names the organ and the year.

    A local notice: …机关名称 + 年度 + 政府信息公开工作年度报告.
    """
    report = subject.report
    if report.title is None or report.year is None:
        yield Unknown("title or year is not known")
        return
    if str(report.year) not in report.title:
        yield Broken(f"the title does not name the year {report.year}", stated=report.title)
    if report.agency and report.agency not in report.title:
        yield Broken(f"the title does not name {report.agency}", stated=report.title)


@GROUP.check(basis="local", least=1, example="section 一 does not say how many requests came in")
def hn2(subject: Subject) -> Items:
    """Section 一 says how many requests came in, where there were any.

    A local notice.
    """
    path = "requests.new_requests.total"
    count = subject.cells.get(path).value
    if count is None:
        yield Unknown(*subject.cells.why_missing([path]))
    elif count >= subject.parameters["least"]:
        stated = {fact.identifier for fact in subject.report.narrative}
        if "requests.received" not in stated:
            yield Broken("section 一 does not say how many requests came in", (path,))
