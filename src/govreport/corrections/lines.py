"""``corrections.jsonl``: one correction a line, read strictly and written in one form."""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import frozen

from govreport.errors import GovReportError
from govreport.model import Correction, CorrectionKind, Value

_KEYS = (
    "content_hash",
    "path",
    "raw",
    "span",
    "value_read",
    "value",
    "kind",
    "who",
    "when",
    "why",
    "parser_version",
    "target",
)
_OPTIONAL = frozenset({"why", "parser_version", "target"})
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_DECIMAL = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LARGEST = 10**30
_MAXIMUM_BYTES = 50_000_000
_LONGEST_LINE = 100_000
_LARGEST_OFFSET = 10**10


class InvalidCorrections(GovReportError):
    """The corrections file cannot be used; the message names file, line and remedy."""


@frozen
class Problem:
    """A line that is no correction: its number (from 1), its text, what is wrong with it."""

    line: int
    text: str
    message: str


@frozen
class CorrectionsFile:
    """What a file holds: the corrections in its order, and the lines that cannot be read."""

    name: str
    corrections: tuple[Correction, ...] = ()
    problems: tuple[Problem, ...] = ()

    def checked(self) -> tuple[Correction, ...]:
        """The corrections.

        Raises:
            InvalidCorrections: a line cannot be read.
        """
        if self.problems:
            first, more = self.problems[0], len(self.problems) - 1
            rest = f" (and {more} more)" if more else ""
            raise InvalidCorrections(
                f"{self.name}: line {first.line}: {first.message}{rest}; mend or remove the line, "
                f"govreport corrections {self.name} --check lists them all"
            )
        return self.corrections


def load(path: str | os.PathLike[str]) -> CorrectionsFile:
    """Read a corrections file.

    Raises:
        InvalidCorrections: it cannot be opened or is no UTF-8 text.
    """
    name = os.fspath(path)
    try:
        with Path(name).open("rb") as file:
            data = file.read(_MAXIMUM_BYTES + 1)
        if len(data) > _MAXIMUM_BYTES:
            raise InvalidCorrections(f"{name}: more than {_MAXIMUM_BYTES} bytes; split the file")
        return loads(data.decode("utf-8-sig"), name)
    except OSError as error:
        raise InvalidCorrections(f"{name}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InvalidCorrections(
            f"{name}: byte {error.start} is no UTF-8; save the file as UTF-8"
        ) from error


def loads(text: str, name: str = "corrections.jsonl") -> CorrectionsFile:
    """Read the lines of a corrections file; blank lines count for nothing.

    >>> loads('\\n{"path": 1}').problems[0].message
    'missing key content_hash'
    """
    found: list[Correction] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(from_line(line))
        except ValueError as error:
            problems.append(Problem(number, line, str(error)))
    return CorrectionsFile(name, tuple(found), tuple(problems))


def to_line(correction: Correction) -> str:
    """One correction as one line, without the line end.

    >>> correction = Correction("sha256:" + "0" * 64, "requests.new_requests.total", "1", 0, 1, 1,
    ...                         7, CorrectionKind.READING_ERROR, "Li", "2026-01-31T09:00:00+08:00")
    >>> from_line(to_line(correction)) == correction
    True
    """
    span = None if correction.start is None else [correction.start, correction.end]
    data = {
        "content_hash": correction.content_hash,
        "path": correction.path,
        "raw": correction.raw,
        "span": span,
        "value_read": _plain(correction.value_read),
        "value": _plain(correction.value),
        "kind": correction.kind.value,
        "who": correction.who,
        "when": correction.when,
        "why": correction.why,
        "parser_version": correction.parser_version,
    }
    if correction.target is not None:
        data["target"] = correction.target
    text = json.dumps(data, ensure_ascii=False)
    # Half of a character cannot be written as UTF-8, and a cell may have one.
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def from_line(line: str) -> Correction:
    """The correction that a line states.

    Raises:
        ValueError: what is wrong with the line, in one sentence.
    """
    if len(line) > _LONGEST_LINE:
        raise ValueError(f"a line of more than {_LONGEST_LINE} characters")
    try:
        data = json.loads(line, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON from column {error.colno} on") from None
    except _Twice:
        raise
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no JSON: {error}") from None
    if not isinstance(data, dict):
        raise ValueError("no JSON object")
    return _from_data(data)


class _Twice(ValueError):
    """A key that a line has twice: nobody can tell which value is meant."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(f"the key {key} stands there twice")
        found[key] = value
    return found


def _from_data(data: Mapping[str, Any]) -> Correction:
    for key in _KEYS:
        if key not in data and key not in _OPTIONAL:
            raise ValueError(f"missing key {key}")
    unknown = sorted(set(data) - set(_KEYS))
    if unknown:
        raise ValueError(f"unknown key {unknown[0]}")
    for key in ("content_hash", "path", "raw", "kind", "who", "when", "why", "parser_version"):
        if not isinstance(data.get(key, ""), str):
            raise ValueError(f"{key}: expected a text")
    if not _HASH.fullmatch(data["content_hash"]):
        raise ValueError("content_hash: expected sha256: and 64 hexadecimal digits")
    for key in ("path", "who"):
        if not data[key].strip():
            raise ValueError(f"{key} is empty")
    target = data.get("target")
    if target is not None and not isinstance(target, str):
        raise ValueError("target: expected a record path")
    start, end = _span(data["span"])
    return Correction(
        content_hash=data["content_hash"],
        path=data["path"],
        raw=data["raw"],
        start=start,
        end=end,
        value_read=_value(data["value_read"], "value_read"),
        value=_value(data["value"], "value"),
        kind=_kind(data["kind"]),
        who=data["who"],
        when=_when(data["when"]),
        why=data.get("why", ""),
        parser_version=data.get("parser_version", ""),
        target=target,
    )


def _plain(value: Value) -> int | str | None:
    return format(value, "f") if isinstance(value, Decimal) else value


def _value(value: Any, key: str) -> Value:
    if value is None:
        return None
    if type(value) is int and abs(value) < _LARGEST:
        return value
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    raise ValueError(f"{key}: expected an integer, a decimal number as a text, or null")


def _span(value: Any) -> tuple[int | None, int | None]:
    if value is None:
        return None, None
    if isinstance(value, list) and len(value) == 2 and all(type(item) is int for item in value):
        start, end = value
        if 0 <= start <= end <= _LARGEST_OFFSET:
            return start, end
    raise ValueError("span: expected [start, end], offsets into the text, or null")


def _kind(value: str) -> CorrectionKind:
    try:
        return CorrectionKind(value)
    except ValueError:
        names = ", ".join(kind.value for kind in CorrectionKind)
        raise ValueError(f"kind: expected one of {names}") from None


def _when(value: str) -> str:
    try:
        datetime.datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("when: expected a time such as 2026-01-31T09:00:00+08:00") from None
    return value
