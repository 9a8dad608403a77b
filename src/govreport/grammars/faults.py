"""What is wrong with a grammar file, for its author: the file, the rule, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govreport.errors import GovReportError


class GrammarFault(GovReportError):
    """A grammar that cannot be used.

    Attributes:
        path: the file.
        rule: the rule or terminal, or nothing.
        remedy: what to do.
    """

    def __init__(self, path: Path, what: str, remedy: str, rule: str = "") -> None:
        """Say all of it in one sentence."""
        self.path = path
        self.rule = rule
        self.remedy = remedy
        super().__init__(f"{path.name}: {what}; {remedy}")


_UNDEFINED = re.compile(r"Rule '(?P<name>\w+)' used but not defined \(in rule (?P<rule>\w+)\)")
_SIDES = re.compile(r"- <(?P<rule>\w+) : (?P<symbols>[^>]*)>")
_KNOWN: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"(?:Rule|Terminal) '(?P<rule>\w+)' defined more than once"),
        "{rule} is defined twice",
        "keep one definition, or write its variants as alternatives (A | B)",
    ),
    (
        re.compile(r"Cannot override a nonexisting rule (?P<rule>\w+)"),
        "%override names {rule}, which is in no grammar that is imported",
        "`govreport grammars NAME` prints the rules of a built-in grammar",
    ),
    (
        re.compile(r"Can't (?:extend|override) \w+ (?P<rule>\w+) as it wasn't defined before"),
        "%extend names {rule}, which is in no grammar that is imported",
        "`govreport grammars NAME` prints the labels of a built-in grammar",
    ),
    (
        re.compile(r"Using an undefined rule: NonTerminal\('start'\)"),
        "it has no rule start",
        "name the rule that holds the whole table start, or %import a grammar (start)",
    ),
    (
        re.compile(r"(?P<rule>there is no grammar \S+ to import)"),
        "{rule}",
        "the built-in ones are disclosure_2019, disclosure_2021, requests, review_and_litigation "
        "and statistics; %import .name (start) takes a file beside this one",
    ),
    (
        re.compile(r"(?P<rule>(?<!\S)\S++ has no \w+ to import)"),
        "{rule}",
        "`govreport grammars NAME` prints what a built-in grammar has",
    ),
    (
        re.compile(r"(?P<rule>\S+ imports itself)"),
        "{rule}",
        "leave the %import out",
    ),
    (
        re.compile(r"Empty terminals are not allowed"),
        "a terminal has an empty label",
        "give the label as the form prints it",
    ),
)


def from_lark(path: Path, message: str, line: int | None = None) -> GrammarFault:
    """What Lark says of a grammar file, with the rule and the remedy.

    >>> print(from_lark(Path("t.lark"), "Rule 'c' used but not defined (in rule start)"))
    t.lark: rule start names c, which is not defined; define c, or correct its spelling
    """
    found = _UNDEFINED.search(message)
    if found is not None and found["name"] == "VALUES":
        what = f"rule {found['rule']} names VALUES, which is not declared"
        return GrammarFault(path, what, "add the line %declare VALUES", found["rule"])
    if found is not None:
        what = f"rule {found['rule']} names {found['name']}, which is not defined"
        return GrammarFault(
            path, what, f"define {found['name']}, or correct its spelling", found["rule"]
        )
    for pattern, what, remedy in _KNOWN:
        found = pattern.search(message)
        if found is not None:
            groups = found.groupdict()
            return GrammarFault(path, what.format(**groups), remedy, groups.get("rule", ""))
    sides = list(_SIDES.finditer(message))
    if "collision" in message and sides:
        rules = " and ".join(dict.fromkeys(side["rule"] for side in sides))
        what = f"rules {rules} accept the same labels, and nothing tells them apart"
        remedy = "let one rule have the label, and name it where it may stand"
        return GrammarFault(path, what, remedy, sides[0]["rule"])
    if line is not None:
        where = f"line {line} is no grammar: {_text_of(path, line)}"
        return GrammarFault(
            path, where, 'write rules as name: parts, labels as NAME: "text" | "variant"'
        )
    what, _, remedy = (message.strip() or "it has a fault").partition(": ")
    return GrammarFault(path, what, remedy or "correct the file")


def _text_of(path: Path, line: int) -> str:
    try:
        return path.read_text(encoding="utf-8").splitlines()[line - 1].strip()[:80]
    except (OSError, ValueError, IndexError):
        return "it cannot be read"


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what Lark raises within the block into a `GrammarFault`."""
    from lark.exceptions import LarkError, UnexpectedInput

    try:
        yield
    except UnexpectedInput as error:
        raise from_lark(path, str(error), error.line) from None
    except LarkError as error:
        raise from_lark(path, str(error), _line_in(str(error))) from None
    except AssertionError:
        what = "a rule or terminal has a name that cannot be one"
        remedy = "rules are in small letters, labels in capitals, without a digit in front"
        raise GrammarFault(path, what, remedy) from None
    except FileNotFoundError as error:
        raise GrammarFault(path, "there is no such file", f"put it at {error.filename}") from None
    except UnicodeDecodeError:
        raise GrammarFault(path, "it is no UTF-8 text", "save it as UTF-8") from None


def _line_in(message: str) -> int | None:
    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found is not None else None
