"""``sarif``: the Static Analysis Results Interchange Format 2.1.0, which code hosts show."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import PurePath
from typing import IO, Any
from urllib.parse import quote

from govreport.codes import codes
from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Span
from govreport.language import current_language, say
from govreport.text.json_text import json_text
from govreport.views.reporting.entries import Checked, Results, checks_by_code

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write(results: Results, stream: IO[str]) -> None:
    """One run with all findings, and the codes that occur as its rules."""
    found = [(result, finding) for result in results for finding in result.findings]
    names = sorted({code for _, finding in found for code in finding.codes})
    index = {name: number for number, name in enumerate(names)}
    run = {
        "tool": {
            "driver": {
                "name": "govreport",
                "version": version("govreport"),
                "rules": [_rule(name) for name in names],
            }
        },
        "language": "zh-CN" if current_language() == "zh" else "en-US",
        "columnKind": "unicodeCodePoints",
        "results": [_result(result, finding, index[finding.code]) for result, finding in found],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    stream.write(json_text(log, indent=2) + "\n")


def _rule(name: str) -> dict[str, Any]:
    check, code = checks_by_code().get(name), codes().get(name)
    rule: dict[str, Any] = {"id": name}
    if check is not None:
        texts = (check.sentence, check.source, check.remedy)
        level = _LEVELS[check.severity]
    elif code is not None:
        texts = (code.meaning, code.basis or code.meaning, code.remedy)
        level = _LEVELS[Severity(code.severity)]
    else:
        return rule
    short, full, remedy = map(say, texts)
    return rule | {
        "shortDescription": {"text": short},
        "fullDescription": {"text": full},
        "help": {"text": remedy},
        "defaultConfiguration": {"level": level},
    }


def _result(result: Checked, finding: Diagnostic, index: int) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": _physical(result, finding.span)}
    paths = dict.fromkeys(finding.paths or ((finding.path,) if finding.path else ()))
    if paths:
        location["logicalLocations"] = [
            {"fullyQualifiedName": path, "kind": "member"} for path in paths
        ]
    entry: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message_in()},
        "locations": [location],
    }
    if finding.also:
        entry["properties"] = {"also": list(finding.also)}
    others = _unique(_physical(result, s) for s in finding.spans if s != finding.span)
    if others:
        entry["relatedLocations"] = [{"physicalLocation": place} for place in others]
    return entry


def _unique(places: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each place once, as the schema asks: several blank cells may be at one place."""
    found: list[dict[str, Any]] = []
    for place in places:
        if place not in found:
            found.append(place)
    return found


def _physical(result: Checked, span: Span | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(result.name)}}
    if span is not None and span.line is not None:
        region = {"startLine": span.line, "charOffset": span.start, "charLength": span.length}
        if span.column is not None:
            region["startColumn"] = span.column
        place["region"] = region
    return place


def _uri(name: str) -> str:
    """A file's name as a relative or absolute reference."""
    return quote(PurePath(name).as_posix(), safe="/:")
