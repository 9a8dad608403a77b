"""Every table, column and record path as Markdown, made from the schema and the grammars."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.export.frames.definition import Column, definitions, table
from govreport.export.frames.figures import Figure, figures

_SECTIONS = {
    "proactive_disclosure": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "review_and_litigation": "政府信息公开行政复议、行政诉讼情况",
    "statistics": "政府信息公开情况统计表",
}


def tables() -> str:
    """The tables with their columns, a section each.

    >>> tables().splitlines()[0]
    '## `cells`: 单元格'
    """
    return "\n".join(_tables())


def paths() -> str:
    """The record paths of the official forms, a section for each table of the forms.

    >>> paths().splitlines()[0]
    '### `proactive_disclosure`: 主动公开政府信息情况'
    """
    return "\n".join(_paths())


def _tables() -> Iterator[str]:
    for name in definitions()["tables"]:
        found = table(name)
        yield f"## `{name}`: {found.label}\n"
        yield found.about + "\n"
        yield "| column 列 | kind 类型 | label 名称 | meaning 含义 |\n|---|---|---|---|"
        plain = [column for column in found.columns if column.origin is None]
        yield from map(_column, plain)
        if len(found.columns) > len(plain):
            yield "| *path* | number | *official labels* | see [record paths](#record-paths) |"
        yield ""


def _column(column: Column) -> str:
    return f"| `{column.name}` | {column.kind} | {column.label} | {column.about} |"


def _paths() -> Iterator[str]:
    for name, title in _SECTIONS.items():
        yield f"### `{name}`: {title}\n"
        yield "| path 路径 | label 名称 | unit 单位 | act 依据 |\n|---|---|---|---|"
        yield from map(_path, (f for f in figures() if f.path.partition(".")[0] == name))
        yield ""


def _path(figure: Figure) -> str:
    unit = figure.unit or "not printed"
    return f"| `{figure.path}` | {figure.label} | {unit} | {figure.origin} |"
