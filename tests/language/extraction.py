"""What is to be translated, and the catalogues brought up to date: ``make messages``."""

from __future__ import annotations

import ast
import importlib
import io
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import govreport
import govreport.checks
from govreport.checks import Check
from govreport.checks.page import BASES, SCOPES
from govreport.cli.app import govreport as application
from govreport.cli.localised import paragraphs
from govreport.codes import groups
from govreport.views.reporting.table import COLUMNS

SOURCE = Path(govreport.__file__).parent
CATALOGUE = SOURCE / "language" / "zh.po"
KEYWORDS = {"phrase": 0, "say": 0, "finding": 1}
REASONS = (
    "repeated lines were removed from this text",
    "several numbers stand in one cell",
    "it has more cells than the other rows",
    "as many cells as the form has, the last one blank",
    "as many cells as the form has, though nothing shows the length of a row in this table",
    "the text ends here, it may be part of a label",
    "it stands alone below a complete row, it may be the number of a page",
    "no label is printed beside it",
    "the header does not say how many columns the digits stand for",
    "its value cannot be told from a code of the rows",
    "its digits cannot be told from the numeral of the next label",
    "the digits can be cut in more than one way into {width} columns",
    "blank cells at the end, as this table keeps its blank cells",
    "the label is printed in two groups, and the heading of the other one is missing",
    "the label is printed in two groups, and both are possible",
    "the row is printed a second time",
    "{label} is printed a second time",
    "no label, and more than one row of the form is missing here",
    "no label, and not the width of a row",
    "its header names the columns in another order",
    "its header names only some columns",
    "its header names other columns",
    "no header names its columns; they are those of the table's form",
    "no header names its columns; only their number is known",
    "no header names its columns",
    "its header has no beginning, and may have named more columns",
    "the next row ({label}) is missing, and its digits may stand here",
    "rows of two forms that exclude one another are printed",
    "blank cells stand between the numbers",
    "the row's cells are missing",
    "{count} values for {width} columns",
    "{count} values for {width} columns, and a cell of the row is missing",
    "{count} values for {width} columns, and the blank cells have lost their place",
    "{count} values for {width} columns, and the blank cells have lost their place "
    "({ways} placements remain)",
    "the blank cells have lost their place",
    "a cell of the row is missing",
    "the digits can be cut in no way into {width} columns",
    "the digits can be cut in more than one way into {width} columns",
    "the only placement in which the row adds up to its total",
    "the only way to cut the digits into the form's columns",
    "the only way to cut the digits so that the row adds up to its total",
    "{text} can be cut in no way into {width} columns",
    "{text} can be cut in more than one way into {width} columns",
    "the only way to cut the digits into the columns",
    "the only way to cut the digits so that the items add up to their total",
    "the order in which its header names the columns",
    "not the width of a row of this table",
    "as many cells as the form has, blank ones counted",
    "as many cells as the form has stand behind the empty ones that fill its label",
    "labels and values are misaligned here",
    "no form could read this table",
    "the template that claimed this table failed",
    "a table",
)
"""Reasons that the table engine gives as plain text; they are recognised by their words."""

WORDS = {
    "reasons": REASONS,
    "prose": (
        *("period", "title", "opening", "label", "metadata", "publication"),
        *("subtitle", "field", "signature", "text", "mention"),
    ),
    "tables": (
        "{cell} stands where the form has a number",
        "{cell} has a unit that this column does not count in",
        "{cell} stands with {mark}",
        "{cell} has a sign, in a column of numbers without one",
    ),
    "language": ("{first}, {next}", "{first} ..."),
    "views": (
        *COLUMNS,
        *("error", "warning", "info", "passed", "broken", "doubtful", "explained"),
        *("not evaluable", "checks", "demand", "what is missing", "title", "no."),
        *("appeared", "vanished", "value", "status", "Basis", "Severity", "Looks at"),
        *("Parameter", "Example", "What to do"),
    ),
    "help": ("Usage: ", "Options", "Commands", "Show this message and exit."),
}
"""Words that are put into sentences, and are no literals where that is done."""


def messages() -> dict[str, str]:
    """English sentence -> the file or table it stands in."""
    found: dict[str, str] = {}
    for file, _, message, _, _ in extract_from_dir(
        str(SOURCE),
        [("**/templates/**.html", "jinja2")],
        {"**/templates/**.html": {"trimmed": "true"}},
        {name: (place + 1,) for name, place in KEYWORDS.items()},
    ):
        if isinstance(message, str):
            found.setdefault(message, file)
    for file in sorted(SOURCE.rglob("*.py")):
        # A name in capitals is one of a grammar, in a call that happens to be named alike.
        for message in filter(lambda text: not text.isupper(), _called(file)):
            found.setdefault(message, file.relative_to(SOURCE).as_posix())
    for place, text in (*_tables(), *_commands()):
        found.setdefault(text, place)
    return found


def _called(file: Path) -> Iterator[str]:
    """Literals that are said: in calls of `KEYWORDS`, within f-strings too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        for keyword in node.keywords:
            if keyword.arg == "hint":
                yield from _literals(keyword.value)
        place = KEYWORDS.get(getattr(node.func, "attr", getattr(node.func, "id", "")))
        if place is not None and len(node.args) > place:
            yield from _literals(node.args[place])


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def _tables() -> Iterator[tuple[str, str]]:
    for place, words in WORDS.items():
        yield from ((place, word) for word in words)
    for heading, codes in groups():
        yield "codes", heading
        for code in codes:
            for text in (code.meaning, code.remedy, code.hint, code.basis):
                if text:
                    yield f"codes: {code.name}", text
    for one in _own_checks():
        for text in (one.sentence, one.source, one.remedy):
            yield f"checks: {one.identifier}", text
    for text in (*BASES.values(), *SCOPES.values()):
        yield "checks", text


def _own_checks() -> Iterator[Check]:
    """The built-in checks, whatever the environment says that is installed."""
    for module in pkgutil.iter_modules(govreport.checks.__path__, "govreport.checks."):
        group = getattr(importlib.import_module(module.name), "GROUP", None)
        yield from group.checks if group is not None else ()


def _commands() -> Iterator[tuple[str, str]]:
    """The help of the commands and of their options."""
    for command in (application, *_below(application)):
        name = f"help: {command.name}"
        for text in filter(None, (command.help, command.epilog, command.short_help)):
            yield from ((name, part) for part in paragraphs(text))
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.help:
                yield name, parameter.help


def _below(group: click.Group) -> Iterator[click.Command]:
    for command in group.commands.values():
        yield command
        if isinstance(command, click.Group):
            yield from _below(command)


def update() -> Catalog:
    """The catalogue with the sentences that there are now; translations are kept."""
    with CATALOGUE.open("rb") as stream:
        old = read_po(stream, locale="zh")
    new = Catalog(locale="zh", project="govreport", charset="utf-8")
    for text, place in sorted(messages().items(), key=lambda item: (item[1], item[0])):
        known = old.get(text)
        new.add(text, known.string if known else "", auto_comments=[place])
    return new


def written(catalogue: Catalog) -> str:
    """The text of a catalogue, without dates, so that it changes only with its content."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=96, omit_header=True, no_location=True)
    header = (
        'msgid ""\nmsgstr ""\n"Language: zh\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    )
    return f"{header}\n{stream.getvalue().decode('utf-8').strip()}\n"


if __name__ == "__main__":
    CATALOGUE.write_text(written(update()), encoding="utf-8")
    click.echo(f"wrote {CATALOGUE}")
