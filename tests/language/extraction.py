"""What is to be translated, and the catalogues brought up to date: ``make messages``."""

from __future__ import annotations

import ast
import importlib
import io
import pkgutil
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from tests.language.words import WORDS

import govreport
import govreport.checks
from govreport.checks import Check
from govreport.checks.page import BASES, SCOPES
from govreport.cli.app import govreport as application
from govreport.cli.localised import paragraphs
from govreport.codes import codes, groups

SOURCE = Path(govreport.__file__).parent
CATALOGUE = SOURCE / "language" / "zh.po"
KEYWORDS = {"phrase": 0, "say": 0, "finding": 1}
PARTS = {"exceeded": 2, "check": 2}
"""Functions that put one of their arguments into the text of an error."""


@cache
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
    for module in sorted(SOURCE.rglob("*.py")):
        # A name in capitals is one of a grammar, in a call that happens to be named alike.
        for message in filter(lambda text: not text.isupper(), _called(module)):
            found.setdefault(message, module.relative_to(SOURCE).as_posix())
    errors = _errors()
    for module in sorted(SOURCE.rglob("*.py")):
        place = module.relative_to(SOURCE).as_posix()
        if not place.startswith("testing/"):
            for message in filter(_has_words, _told(module, errors)):
                found.setdefault(message, place)
    for place, text in (*_tables(), *_commands()):
        found.setdefault(text, place)
    return found


def _has_words(text: str) -> bool:
    """Whether a text has English words of its own, beside names and parts."""
    return re.search(r"[A-Za-z]{3}", re.sub(r"\{\w+\}", "", text)) is not None


def _called(file: Path) -> Iterator[str]:
    """Literals that are said: in calls of `KEYWORDS`, within f-strings too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        for keyword in node.keywords:
            if keyword.arg == "hint":
                yield from _literals(keyword.value)
        place = KEYWORDS.get(_name_of(node.func))
        if place is not None and len(node.args) > place:
            yield from _literals(node.args[place])


def _name_of(function: ast.expr) -> str:
    return str(getattr(function, "attr", getattr(function, "id", "")))


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def _told(file: Path, errors: Collection[str]) -> Iterator[str]:
    """Texts of errors and of plugins; what is put into them gets a name, as in a template."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            place = 0 if _name_of(node.func) in errors else PARTS.get(_name_of(node.func))
            if place is not None and len(node.args) > place:
                yield from _templates(node.args[place])
            yield from _after_a_code(node.args)
            for keyword in node.keywords:
                if keyword.arg in ("found", "missing", "description"):
                    yield from _templates(keyword.value)
            if _name_of(node.func) == "CheckGroup":
                yield from _templates(node.args[1])
        elif isinstance(node, ast.Tuple):
            yield from _after_a_code(node.elts)
        elif isinstance(node, ast.Assign):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            if "description" in names:
                yield from _templates(node.value)


def _after_a_code(parts: Sequence[ast.expr]) -> Iterator[str]:
    """What a reader or a plugin says with a code."""
    if len(parts) > 1 and isinstance(parts[0], ast.Constant) and parts[0].value in codes():
        yield from (text for text in _templates(parts[1]) if " " in text)


def _templates(node: ast.expr) -> Iterator[str]:
    """The literals of an expression, f-strings as sentences with ``{names}``."""
    if isinstance(node, ast.JoinedStr):
        yield _template(node)
    elif isinstance(node, (ast.Tuple, ast.List)):
        for part in node.elts:
            yield from _templates(part)
    elif isinstance(node, ast.IfExp):
        yield from _templates(node.body)
        yield from _templates(node.orelse)
    else:
        yield from _literals(node)


def _template(node: ast.JoinedStr) -> str:
    names: dict[str, str] = {}
    text = ""
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            source = ast.unparse(part.value)
            words = re.findall(r"[a-z_]{2,}", source.split("(")[-1]) or ["part"]
            taken = set(names.values())
            name = words[-1]
            while source not in names and name in taken:
                name += "_"
            text += f"{{{names.setdefault(source, name)}}}"
        elif isinstance(part, ast.Constant):
            text += str(part.value).replace("{", "{{").replace("}", "}}")
    return text


def _errors() -> set[str]:
    """Names of the classes of errors that a user may see."""
    known = {"GovReportError", "ClickException", "UsageError", "BadParameter", "ValueError"}
    classes = [
        node
        for file in SOURCE.rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]
    while True:
        found = {c.name for c in classes if {_name_of(base) for base in c.bases} & known}
        if found <= known:
            return known
        known |= found


def _tables() -> Iterator[tuple[str, str]]:
    for place, words in WORDS.items():
        yield from ((place, word) for word in words)
    for heading, found in groups():
        yield "codes", heading
        for code in found:
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
