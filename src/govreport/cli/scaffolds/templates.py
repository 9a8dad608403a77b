"""The packages that ``govreport new-template`` writes."""

from __future__ import annotations

from govreport.cli.scaffolds.writing import package

_COMMON = package(
    "templates",
    "TEMPLATE",
    "The form @NAME@",
    "1. Put the labels and rows of the form into `src/@MODULE@/table.lark`.\n"
    "2. Give each new row its columns and its class in `src/@MODULE@/__init__.py`.\n"
    "3. Write down in `tests/test_template.py` what stands in a document of yours, by hand.\n"
    "4. Look at a document that it should read: `govreport debug FILE`.",
)

_EXTENSION = {
    "src/@MODULE@/table.lark": """\
// 二、主动公开政府信息情况: the national form of 2021 with one row more.
//
// A terminal holds the official label first, then the variants that were met in print. Numbering,
// brackets, quotes, spaces, width and Traditional characters never matter. A rule that ends in
// VALUES is a row, and its name is the field in the model.

%import disclosure_2021 (start)

// Where the row stands in the form: below 规章 and 行政规范性文件.
%override _documents: rules normative_documents? added_documents?
                    | normative_documents added_documents?
                    | added_documents
added_documents: ADDED_DOCUMENTS VALUES?

// TODO: the label of your row.
ADDED_DOCUMENTS: "其他主动公开文件"
""",
    "src/@MODULE@/__init__.py": '''\
"""The form @NAME@: the national form of 2021 with one row more."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve, frozen

from govreport.plugin import (
    DISCLOSURE_2021,
    REQUESTS,
    REVIEW_AND_LITIGATION,
    DocumentCounts,
    FormTemplate,
    ProactiveDisclosure,
    TableGrammar,
)


@frozen
class @CLASS@Disclosure(ProactiveDisclosure):
    """The table of section 二 with the row that this form adds."""

    added_documents: DocumentCounts | None = None


DISCLOSURE = evolve(
    DISCLOSURE_2021,
    form="@NAME@",
    grammar=TableGrammar(Path(__file__).with_name("table.lark")),
    # Columns are those of another row, or Column("identifier", "unit") of your own.
    columns={**DISCLOSURE_2021.columns, "added_documents": DISCLOSURE_2021.columns["rules"]},
    row_type={**DISCLOSURE_2021.row_type, "added_documents": DocumentCounts},
    model=@CLASS@Disclosure,
)

TEMPLATE = FormTemplate(
    name="@NAME@",
    description="the national form of 2021 with one row more",
    years="2021-",
    tables=(DISCLOSURE, REQUESTS, REVIEW_AND_LITIGATION),
)
''',
    "tests/test_template.py": '''\
"""The template keeps to govreport's conformance suite, and reads what it is there for."""

from __future__ import annotations

import govreport
from govreport.testing.conformance import Golden, TemplateConformance, installed
from @MODULE@ import TEMPLATE

# TODO: a table as your form prints it, and by hand what stands in it.
DOCUMENT = """某局2021年政府信息公开工作年度报告
第二十条第(一)项 | | | |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 1 | 2 | 3 |
其他主动公开文件 | 4 | 5 | 6 |
"""
EXPECTED = {
    "proactive_disclosure.rules.issued": (1, "件"),
    "proactive_disclosure.rules.abolished": (2, "件"),
    "proactive_disclosure.rules.in_force": (3, "件"),
    "proactive_disclosure.added_documents.issued": (4, "件"),
    "proactive_disclosure.added_documents.abolished": (5, "件"),
    "proactive_disclosure.added_documents.in_force": (6, "件"),
}


class TestTemplate(TemplateConformance):
    plugin = TEMPLATE
    golden = (Golden(DOCUMENT, EXPECTED),)


def test_the_row_is_a_typed_field() -> None:
    """The added row has a field of its own."""
    with installed(TEMPLATE):
        report = govreport.parse(DOCUMENT)

    assert report.proactive_disclosure.added_documents.in_force == 6
    assert report.extra == {}
''',
}

_INDICATORS = {
    "src/@MODULE@/table.lark": """\
// A list of indicators: each rule that ends in VALUES is a row, and its name is the indicator's
// identifier (two underscores stand for a dot). A terminal holds the official label first, then
// the variants that were met in print.

start: (requests__received | requests__received__in_person | requests__received__letter
      | requests__replies | requests__replies__granted | review | litigation)*

requests__received: RECEIVED VALUES?
requests__received__in_person: IN_PERSON VALUES?
requests__received__letter: LETTER VALUES?
requests__replies: REPLIES VALUES?
requests__replies__granted: GRANTED VALUES?
review: REVIEW VALUES?
litigation: LITIGATION VALUES?

// TODO: the labels of your list.
RECEIVED: "申请总数"
IN_PERSON: "1.当面申请数"
LETTER: "2.信函申请数"
REPLIES: "对申请的答复总数"
GRANTED: "同意公开答复数"
REVIEW: "行政复议数"
LITIGATION: "行政诉讼数"

%declare VALUES
""",
    "src/@MODULE@/__init__.py": '''\
"""The list of indicators @NAME@."""

from __future__ import annotations

from pathlib import Path

from govreport.plugin import IndicatorTemplate, TableGrammar

TEMPLATE = IndicatorTemplate(
    name="@NAME@",
    description="a list of indicators",
    years="2008-2013",
    grammar=TableGrammar(Path(__file__).with_name("table.lark")),
)
''',
    "tests/test_template.py": '''\
"""The template keeps to govreport's conformance suite, and reads what it is there for."""

from __future__ import annotations

import govreport
from govreport.testing.conformance import Golden, TemplateConformance, installed
from @MODULE@ import TEMPLATE

# TODO: a table as your list prints it, and by hand what stands in it.
DOCUMENT = """某局2008年政府信息公开工作年度报告
指标名称 | 计量单位 | 本期实际 |
申请总数 | 条 | 7 |
1.当面申请数 | 条 | 3 |
对申请的答复总数 | 条 | 6 |
行政复议数 | 件 | 0 |
"""
EXPECTED = {
    "statistics.requests.received": (7, "条"),
    "statistics.requests.received.in_person": (3, "条"),
    "statistics.requests.replies": (6, "条"),
    "statistics.review": (0, "件"),
}


class TestTemplate(TemplateConformance):
    plugin = TEMPLATE
    golden = (Golden(DOCUMENT, EXPECTED),)


def test_the_list_is_typed() -> None:
    """The rows are indicators under their identifiers."""
    with installed(TEMPLATE):
        report = govreport.parse(DOCUMENT)

    assert report.forms.statistics == "@NAME@"
    assert report.statistics.value("requests.replies") == 6
''',
}

FILES = _COMMON | _EXTENSION
"""An official form with a row of its own: path -> text."""

LIST_FILES = _COMMON | _INDICATORS
"""A list of indicators: path -> text."""
