"""Each page leads to the same page in the other language; help texts of commands are translated."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import click
from docutils import nodes
from sphinx.application import Sphinx

from govreport.cli.localised import paragraphs
from govreport.language import say

OTHER = {"en": ("zh", "中文"), "zh": ("en", "English")}


def other_language(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Give the template the address of the page in the other language."""
    code, name = OTHER[Path(app.srcdir).name]
    up = "../" * (page.count("/") + 1)
    context["other_language"] = {"href": f"{up}{code}/{page}.html", "name": name, "code": code}
    context["own_language"] = Path(app.srcdir).name


def _epilog(text: str) -> str:
    """The last paragraph of a help text, as the command itself prints it."""
    clean = inspect.cleandoc(text)
    kept, words = ("\b\n", clean[2:]) if clean.startswith("\b\n") else ("", clean)
    return kept + say(words)


def translate(command: click.Command) -> click.Command:
    """The command and those below it with their help in the language in force."""
    if command.help:
        text = inspect.cleandoc(command.help)
        for paragraph in paragraphs(text):
            text = text.replace(paragraph, say(paragraph))
        command.help = text.replace("Example:\n", f"{say('Example')}:\n").replace("*", r"\*")
    if command.epilog:
        command.epilog = _epilog(command.epilog)
    if command.short_help:
        command.short_help = say(command.short_help)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = say(parameter.help)
    if isinstance(command, click.Group):
        for member in command.commands.values():
            translate(member)
    return command


HEADINGS = {"Usage": "用法", "Options": "选项", "Arguments": "参数", "Commands": "命令"}
"""What sphinx-click writes above its parts."""

_WIDE = re.compile(r"[\u2014\u2018-\u201f\u3000-\u9fff\uff00-\uffef]")


def in_chinese(app: Sphinx, document: nodes.document) -> None:
    """No space where a line of Chinese ends in the source; headings of commands in Chinese."""
    if app.config.language != "zh_CN":
        return
    texts = [one for one in document.findall(nodes.Text) if _is_prose(one)]
    for before, line_end, after in zip(texts, texts[1:], texts[2:], strict=False):
        if line_end == "\n" and _WIDE.match(before[-1:]) and _WIDE.match(after[:1]):
            line_end.parent.replace(line_end, nodes.Text(""))
    for heading in document.findall(nodes.rubric):
        if heading.astext() in HEADINGS:
            heading.children = [nodes.Text(HEADINGS[heading.astext()])]


def _is_prose(text: nodes.Text) -> bool:
    return not isinstance(text.parent, nodes.literal_block)


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("html-page-context", other_language)
    app.connect("doctree-read", in_chinese)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
