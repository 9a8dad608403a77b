"""The catalogue of diagnostics and the source agree on codes, severities and words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import govreport
from govreport.codes.page import page

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = page()
SOURCE = Path(govreport.__file__).parent
DOCUMENTS = ROOT / "tests" / "golden" / "documents"

_CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
_CALLS = frozenset({"Diagnostic", "Note", "finding", "note", "_note", "problem"})
_ENTRY = re.compile(
    r"^### (?P<code>\S+)\n\nSeverity: (?P<severity>[a-z /]+)\n\n(?P<means>.+?)\n\n"
    r"```text\n(?P<example>.+?)\n```\n\nWhat to do: (?P<todo>.+?)(?=\n\n#|\Z)",
    re.M | re.S,
)


@cache
def _emitted() -> list[tuple[str, str | None]]:
    return list(_codes_in_source())


def _codes_in_source() -> Iterator[tuple[str, str | None]]:
    """Codes in the source, with the severity where it is written beside them.

    A code is the first argument of a call that makes a finding, or the first member of a
    reader's note, a tuple of code, message and two offsets.
    """
    for file in sorted(SOURCE.rglob("*.py")):
        if (SOURCE / "testing") in file.parents:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            members: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                members = node.args if name in _CALLS else []
            elif isinstance(node, ast.Tuple) and (len(node.elts) == 4 or _says(node.elts)):
                members = node.elts
            if not members or not isinstance(members[0], ast.Constant):
                continue
            code = members[0].value
            if isinstance(code, str) and _CODE.fullmatch(code):
                yield code, _severity(members[1:])


def _says(members: list[ast.expr]) -> bool:
    """Whether these are a code and its phrase."""
    last = members[-1] if len(members) == 2 else None
    return isinstance(last, ast.Call) and getattr(last.func, "id", "") == "phrase"


def _severity(members: list[ast.expr]) -> str | None:
    for member in members:
        if isinstance(member, ast.Attribute) and getattr(member.value, "id", "") == "Severity":
            return member.attr.lower()
    return None


ENTRIES = {match["code"]: match for match in _ENTRY.finditer(CATALOGUE)}


def test_every_code_is_in_the_catalogue() -> None:
    """No finding is shown that the catalogue does not explain."""
    assert {code for code, _ in _emitted()} - set(ENTRIES) == set()


def test_every_entry_is_in_the_source() -> None:
    """The catalogue explains nothing that cannot be found."""
    assert set(ENTRIES) - {code for code, _ in _emitted()} == set()


def test_the_catalogue_is_read_whole() -> None:
    """Each heading of the third level is an entry with all its parts."""
    headings = re.findall(r"^### (\S+)$", CATALOGUE, re.M)

    assert len(headings) > 30
    assert headings == list(ENTRIES)


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_severity(code: str) -> None:
    """The severity of an entry, in its line and in its example, is that of the source."""
    stated = ENTRIES[code]["severity"].split(" / ")
    written = {severity for found, severity in _emitted() if found == code and severity}
    example = re.match(r"(\w+)\[([\w-]+)\]: ", ENTRIES[code]["example"])

    assert written <= set(stated)
    assert example is not None
    assert example[1] in stated
    assert example[2] == code


def test_examples_are_real() -> None:
    """Where the documents among the tests show a finding, the example is one of their messages."""
    printed: dict[str, set[str]] = {}
    for file in DOCUMENTS.glob("*.txt"):
        text = file.read_text(encoding="utf-8").partition("---input---\n")[2]
        for finding in govreport.parse(text.rpartition("\n---expected---\n")[0]).diagnostics:
            printed.setdefault(finding.code, set()).add(str(finding))

    assert len(printed) > 10
    for code, messages in printed.items():
        assert ENTRIES[code]["example"] in messages, code
