"""The package that ``govreport new-template`` writes: complete, tested, ready to be changed."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from pathlib import Path

from govreport.errors import GovReportError
from govreport.language import phrase

_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


def write_package(name: str, folder: Path, *, indicators: bool = False) -> list[Path]:
    """Write a package with one template.

    Args:
        name: name of the template, e.g. ``"hunan-2022"``; the package is ``govreport-NAME``.
        folder: where the package's folder is made.
        indicators: a list of indicators, instead of an official form with rows of its own.

    Returns:
        The files.

    Raises:
        GovReportError: the name cannot be one, or the folder is there already.
    """
    return write_files(name, folder, _COMMON | (_INDICATORS if indicators else _EXTENSION))


def write_files(name: str, folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write the files of a package, with its name in the place of ``@NAME@`` and the like.

    Raises:
        GovReportError: the name cannot be one, or the folder is there already.
    """
    if not _NAME.fullmatch(name):
        raise GovReportError(
            phrase(
                "{name} cannot be the name of a plugin: use small letters, digits and hyphens, "
                "for instance hunan-2022",
                name=repr(name),
            )
        )
    module = "govreport_" + name.replace("-", "_")
    assert not keyword.iskeyword(module)
    root = folder / f"govreport-{name}"
    if root.exists():
        raise GovReportError(
            phrase("{folder} is there already: choose another name or --directory", folder=root)
        )
    letters = "".join(part[0] for part in re.split(r"[-_]", name)) + "x"
    words = {
        "@NAME@": name,
        "@MODULE@": module,
        "@CLASS@": _class(name),
        "@ID@": letters.upper(),
        "@id@": letters,
    }
    written = []
    for path, text in files.items():
        for word, value in words.items():
            path, text = path.replace(word, value), text.replace(word, value)
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        written.append(target)
    return written


def _class(name: str) -> str:
    return "".join(part.capitalize() for part in re.split(r"[-_]", name)) + "Disclosure"


_COMMON = {
    "pyproject.toml": """\
[build-system]
requires = ["hatchling>=1.25"]
build-backend = "hatchling.build"

[project]
name = "govreport-@NAME@"
version = "0.1.0"
description = "The form @NAME@ for govreport."
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["govreport>=0.1"]

[project.optional-dependencies]
test = ["govreport[test]"]

[project.entry-points."govreport.templates"]
@NAME@ = "@MODULE@:TEMPLATE"

[tool.hatch.build.targets.wheel]
packages = ["src/@MODULE@"]
""",
    "README.md": """\
# govreport-@NAME@

The form @NAME@ as a template for [govreport](https://pypi.org/project/govreport/).

1. Put the labels and rows of the form into `src/@MODULE@/table.lark`.
2. Give each new row its columns and its class in `src/@MODULE@/__init__.py`.
3. Run the conformance suite: `pip install -e '.[test]'`, then `pytest`.
4. Look at a document that it should read: `govreport debug FILE`.
5. Build and publish: `python -m build`, `twine upload dist/*`.
""",
    "src/@MODULE@/py.typed": "",
    "tests/test_conformance.py": '''\
"""The template keeps to govreport's conformance suite."""

from __future__ import annotations

from govreport.testing.conformance import TemplateConformance
from @MODULE@ import TEMPLATE


class TestTemplate(TemplateConformance):
    plugin = TEMPLATE
''',
}

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
class @CLASS@(ProactiveDisclosure):
    """The table of section 二 with the row that this form adds."""

    added_documents: DocumentCounts | None = None


DISCLOSURE = evolve(
    DISCLOSURE_2021,
    form="@NAME@",
    grammar=TableGrammar(Path(__file__).with_name("table.lark")),
    # Columns are those of another row, or Column("identifier", "unit") of your own.
    columns={**DISCLOSURE_2021.columns, "added_documents": DISCLOSURE_2021.columns["rules"]},
    row_type={**DISCLOSURE_2021.row_type, "added_documents": DocumentCounts},
    model=@CLASS@,
)

TEMPLATE = FormTemplate(
    name="@NAME@",
    description="the national form of 2021 with one row more",
    years="2021-",
    tables=(DISCLOSURE, REQUESTS, REVIEW_AND_LITIGATION),
)
''',
    "tests/test_template.py": '''\
"""What the template is there for."""

from __future__ import annotations

import govreport
from govreport.testing.conformance import installed
from @MODULE@ import TEMPLATE

TABLE = """某局2021年政府信息公开工作年度报告
第二十条第(一)项 | | | |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 1 | 2 | 3 |
其他主动公开文件 | 4 | 5 | 6 |
"""


def test_the_row_is_a_typed_field() -> None:
    """The added row has a field of its own."""
    with installed(TEMPLATE):
        report = govreport.parse(TABLE)

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
"""What the template is there for."""

from __future__ import annotations

import govreport
from govreport.testing.conformance import installed
from @MODULE@ import TEMPLATE

TABLE = """某局2008年政府信息公开工作年度报告
指标名称 | 计量单位 | 本期实际 |
申请总数 | 条 | 7 |
1.当面申请数 | 条 | 3 |
对申请的答复总数 | 条 | 6 |
行政复议数 | 件 | 0 |
"""


def test_the_list_is_typed() -> None:
    """The rows are indicators under their identifiers."""
    with installed(TEMPLATE):
        report = govreport.parse(TABLE)

    assert report.forms.statistics == "@NAME@"
    assert report.statistics.value("requests.replies") == 6
''',
}
