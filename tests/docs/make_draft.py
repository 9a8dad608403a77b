"""Make ``examples/drafts/bureau_2023.docx`` anew: a made-up draft with two slips.

    python -m tests.docs.make_draft

One total in the tables is one too few, and the text states another number of requests than the
table.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import escape

from attrs import evolve
from tests.docs.pages import ROOT

import govreport
from govreport.model import ApplicantCounts
from govreport.views.text import render

DRAFT = ROOT / "examples" / "drafts" / "bureau_2023.docx"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)

BEFORE = """\
示例县财政局2023年政府信息公开工作年度报告
本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限为2023年1月1日至2023年12月31日。
一、总体情况
（一）主动公开情况。全年公开财政预算、决算和政府采购信息，群众关心的补贴发放情况逐项公布。
（二）依申请公开情况。2023年收到政府信息公开申请13件，均在法定期限内答复。
（三）政府信息管理情况。公开前逐件审查，未发现不当公开。
（四）平台建设情况。县政府网站设财政专栏。
（五）监督保障情况。全年组织培训一次。"""
AFTER = """\
五、存在的主要问题及改进情况
问题：预算公开的文字说明专业术语较多，群众不易看懂；部分栏目更新不够及时。
改进：为预算、决算各配一页图解，并由专人每周核对栏目更新情况，逾期未更新的通报到股室。
六、其他需要报告的事项
2023年未收取信息处理费。"""


def text() -> str:
    """The draft as text, the tables a row a line."""
    report = govreport.read(ROOT / "examples" / "reports" / "office_2021_piped_cells.txt")
    requests = report.requests
    assert requests is not None
    assert requests.results is not None
    zero = ApplicantCounts(0, 0, 0, 0, 0, 0, 0)
    eleven = ApplicantCounts(9, 2, 0, 0, 0, 0, 11)
    results = evolve(
        requests.results, disclosed=eleven, total=ApplicantCounts(9, 2, 0, 0, 0, 0, 10)
    )
    requests = evolve(
        requests,
        new_requests=eleven,
        carried_over=zero,
        results=results,
        carried_forward=zero,
    )
    tables = evolve(
        govreport.AnnualReport(),
        forms=report.forms,
        proactive_disclosure=report.proactive_disclosure,
        requests=requests,
        review_and_litigation=report.review_and_litigation,
    )
    return f"{BEFORE}\n{render(tables, 'piped_rows', strict=False)}\n{AFTER}\n"


def _body(text: str) -> Iterator[str]:
    rows: list[str] = []
    for line in [*text.split("\n"), ""]:
        if "|" in line:
            rows.append(line)
            continue
        if rows:
            yield _table(rows)
            rows = []
        if line.strip():
            yield _paragraph(line)


def _paragraph(words: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(words.strip())}</w:t></w:r>' if words else ""
    return f"<w:p>{run}</w:p>"


def _table(rows: list[str]) -> str:
    cells = [row.split("|")[:-1] for row in rows]
    lines = "".join(
        f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
        for row in cells
    )
    return f"<w:tbl>{lines}</w:tbl>"


def draft() -> bytes:
    """The Word file, the same bytes each time."""
    document = (
        f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(_body(text()))}</w:body></w:document>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", document),
        ):
            entry = zipfile.ZipInfo(name, (2024, 1, 2, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return out.getvalue()


if __name__ == "__main__":
    DRAFT.write_bytes(draft())
