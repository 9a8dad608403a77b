"""``junit``: a suite for each report, a case for each check, for servers that show tests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from operator import eq
from typing import IO
from xml.etree import ElementTree

from govreport.checks.shared_cells import only
from govreport.diagnostics import Diagnostic
from govreport.language import say
from govreport.text.spreadsheets import visible
from govreport.views.reporting.entries import Checked, Results, unanswered

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(results: Results, stream: IO[str]) -> None:
    """Broken checks fail, those that could not be seen are skipped, infos are text of a case."""
    root = ElementTree.Element("testsuites", name="govreport")
    for result in results:
        _suite(root, result)
    ElementTree.indent(root)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def _suite(root: ElementTree.Element, result: Checked) -> None:
    suite = ElementTree.SubElement(root, "testsuite", name=_clean(result.name))
    named = {verdict.check: verdict for verdict in result.report.verdicts}
    unseen = list(unanswered(result.report))
    rest = dict.fromkeys(code for f in result.findings for code in f.codes if code not in named)
    for code in (*named, *rest):
        case = ElementTree.SubElement(suite, "testcase", classname=_clean(result.name), name=code)
        found = [part for one in result.findings if (part := only(one, partial(eq, code)))]
        verdict = named.get(code)
        failing = [finding for finding in found if finding.severity != "info"]
        if failing:
            _child(case, "failure", _lines(result, failing), failing[0].severity.value)
        elif found:
            _child(case, "system-out", _lines(result, found))
        elif verdict is not None and verdict in unseen:
            ElementTree.SubElement(case, "skipped", message=_clean(say(verdict.reason)))
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    suite.set("errors", "0")


def _child(case: ElementTree.Element, name: str, text: str, kind: str = "") -> None:
    child = ElementTree.SubElement(case, name)
    if kind:
        child.set("type", kind)
        child.set("message", text.splitlines()[0])
    child.text = text


def _lines(result: Checked, found: Iterable[Diagnostic]) -> str:
    return _clean("\n".join(f"{result.place(f)}: {f.message_in()}" for f in found))


def _clean(text: str) -> str:
    """Text without the characters that no XML may hold; others that cannot be seen as escapes."""
    return visible(_NO_XML.sub("\ufffd", text))
