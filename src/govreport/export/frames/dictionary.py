"""The data dictionary: a page about every table, column and record path, made from the schema.

python -m govreport.export.frames.dictionary docs/data-dictionary.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files

from govreport.export.frames.definition import SCHEMA_VERSION, Column, definitions, table
from govreport.export.frames.figures import Figure, figures

_SECTIONS = {
    "proactive_disclosure": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "review_and_litigation": "政府信息公开行政复议、行政诉讼情况",
    "statistics": "政府信息公开情况统计表",
}


def page() -> str:
    """The page as Markdown.

    >>> page().splitlines()[0]
    '# Data dictionary'
    """
    frame = files(__package__).joinpath("dictionary.md").read_text("utf-8")
    parts = {"tables": "\n".join(_tables()), "paths": "\n".join(_paths())}
    return frame.format(version=SCHEMA_VERSION, **parts).rstrip() + "\n"


def _tables() -> Iterator[str]:
    for name in definitions()["tables"]:
        found = table(name)
        yield f"## Table `{name}`: {found.label}\n"
        yield found.about + "\n"
        yield "| column | kind | label | meaning |\n|---|---|---|---|"
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
        yield "| path | label | unit | act |\n|---|---|---|---|"
        yield from map(_path, (f for f in figures() if f.path.partition(".")[0] == name))
        yield ""


def _path(figure: Figure) -> str:
    unit = figure.unit or "not printed"
    return f"| `{figure.path}` | {figure.label} | {unit} | {figure.origin} |"


def main(arguments: Iterable[str]) -> None:
    """Write the page to the file that is named."""
    from govreport.export.writing import text_file

    for path in arguments:
        with text_file(path) as stream:
            stream.write(page())


if __name__ == "__main__":
    main(sys.argv[1:])
