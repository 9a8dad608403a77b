"""The package that ``govreport new-layout`` writes."""

from __future__ import annotations

from govreport.cli.scaffolds.writing import package

FILES = package(
    "layouts",
    "@CLASS@",
    "The layout @NAME@",
    "1. Say in `src/@MODULE@/__init__.py` by which signs the layout is known, and where cells "
    "end.\n"
    "2. Say there how a page is printed in it (`print`).\n"
    "3. Write down in `tests/test_layout.py` what stands in a document of yours, by hand.",
) | {
    "src/@MODULE@/__init__.py": '''\
"""The layout @NAME@."""

from __future__ import annotations

from govreport.plugin import (
    BLANK,
    ROW_END,
    Cell,
    Document,
    Evidence,
    Layout,
    Page,
    PrintedLine,
    Vocabulary,
)

# TODO: what separates the cells of a row.
SEPARATOR = "¦"


class @CLASS@(Layout):
    """A row per line, cells separated by ¦."""

    name = "@NAME@"
    description = "a row per line, cells separated by ¦"
    states_rows = True  # the end of a line is the end of a row

    def detect(self, document: Document) -> Evidence:
        """Several lines hold the separator, and few hold a pipe."""
        lines = document.text.split("\\n")
        rows = sum(line.count(SEPARATOR) > 1 for line in lines)
        if rows < 2:
            return Evidence(0.0, missing=(f"lines with several {SEPARATOR}",))
        piped = sum("|" in line for line in lines)
        return Evidence(0.97 * rows / (rows + piped), found=(f"{rows} lines hold {SEPARATOR}",))

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """The fields of each line in order: text without space around it, and its offsets."""
        found: list[Cell] = []
        offset = 0
        for line in document.text.split("\\n"):
            start = offset
            for field in line.split(SEPARATOR) if line.strip() else ():
                text = field.strip()
                first = start + (field.index(text[0]) if text else 0)
                found.append((text or BLANK, first, first + len(text)))
                start += len(field) + 1
            offset += len(line) + 1
            found.append((ROW_END, offset - 1, offset - 1))
        return found

    def print(self, page: Page) -> str:
        """A page in this layout, the inverse of `cells`: for the conformance suite."""
        lines = []
        for part in page:
            if isinstance(part, PrintedLine):
                lines.append(part.text)
            else:
                lines += [f" {SEPARATOR} ".join(cell.text for cell in row) for row in part.rows]
        return "\\n".join(lines) + "\\n"
''',
    "tests/test_layout.py": '''\
"""The layout keeps to govreport's conformance suite, and reads what it is there for."""

from __future__ import annotations

from govreport.testing.conformance import Golden, LayoutConformance
from @MODULE@ import @CLASS@

# TODO: a table as it is printed in your documents, and by hand what stands in it.
DOCUMENT = """某局2021年政府信息公开工作年度报告
第二十条第(一)项
信息内容 ¦ 本年制发件数 ¦ 本年废止件数 ¦ 现行有效件数
规章 ¦ 1 ¦  ¦ 3
行政规范性文件 ¦ 4 ¦ 5 ¦ 6
"""
EXPECTED = {
    "proactive_disclosure.rules.issued": (1, "件"),
    "proactive_disclosure.rules.abolished": (None, "件"),
    "proactive_disclosure.rules.in_force": (3, "件"),
    "proactive_disclosure.normative_documents.issued": (4, "件"),
    "proactive_disclosure.normative_documents.abolished": (5, "件"),
    "proactive_disclosure.normative_documents.in_force": (6, "件"),
}


class TestLayout(LayoutConformance):
    plugin = @CLASS@
    golden = (Golden(DOCUMENT, EXPECTED),)
''',
}
"""Path -> text, with placeholders for the name."""
