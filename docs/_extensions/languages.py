"""Each page leads to the same page in the other language; help texts of commands are translated."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import click
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


def translate(command: click.Command) -> click.Command:
    """The command and those below it with their help in the language in force."""
    if command.help:
        text = inspect.cleandoc(command.help)
        for paragraph in paragraphs(text):
            text = text.replace(paragraph, say(paragraph))
        command.help = text.replace("Example:\n", f"{say('Example')}:\n").replace("*", r"\*")
    if command.short_help:
        command.short_help = say(command.short_help)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = say(parameter.help)
    if isinstance(command, click.Group):
        for member in command.commands.values():
            translate(member)
    return command


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("html-page-context", other_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
