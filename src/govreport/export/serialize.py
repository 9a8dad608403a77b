"""Reports as plain data and JSON, and back without loss."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import evolve

from govreport.errors import GovReportError, PluginError
from govreport.export.refusing import Refused, kind_of
from govreport.export.tables import TableData
from govreport.export.validation import problems_of
from govreport.model import AnnualReport, Count, Value
from govreport.text.json_text import json_text

if TYPE_CHECKING:
    from cattrs.preconf.json import JsonConverter

__all__ = [
    "SCHEMA_VERSION",
    "InvalidReportData",
    "from_dict",
    "from_json",
    "json_schema",
    "to_dict",
    "to_json",
]

SCHEMA_VERSION = 1
"""Version of the plain-data form; it rises when a key is renamed or removed."""

DECIMAL_PATTERN = r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$"
"""How a ``Decimal`` is written, always as a string so that no reader rounds it."""

_DECIMAL = re.compile(DECIMAL_PATTERN)


class InvalidReportData(GovReportError):
    """Plain data or JSON that is no report.

    Attributes:
        problems: one sentence for each bad field, each ending in its path (``@ $.year``).
    """

    def __init__(self, problems: list[str]) -> None:
        """Keep the problems so that a caller can list them one by one."""
        self.problems = tuple(problems)
        super().__init__("; ".join(problems))


def to_dict(report: AnnualReport) -> dict[str, Any]:
    """The report as dicts, lists, strings, ints and None, with everything it carries.

    A ``Decimal`` becomes a string, a date its ISO form; ``schema_version`` comes first. A table
    with rows of a template's own carries the template's name under ``template``.

    >>> to_dict(AnnualReport(year=2020))["year"]
    2020
    """
    return {"schema_version": SCHEMA_VERSION, **_converter().unstructure(report)}


def from_dict(data: Mapping[str, Any]) -> AnnualReport:
    """The report that `to_dict` turned into plain data.

    Raises:
        InvalidReportData: a key is missing, unknown, or of the wrong type; names each by path.

    >>> from_dict(to_dict(AnnualReport(agency="乌蒙镇"))).agency
    '乌蒙镇'
    """
    if not isinstance(data, Mapping):
        raise InvalidReportData([f"expected an object, got {kind_of(data)} @ $"])
    version = data.get("schema_version")
    if version != SCHEMA_VERSION or isinstance(version, bool):
        raise InvalidReportData(
            [f"expected version {SCHEMA_VERSION}, got {version!r} @ $.schema_version"]
        )
    fields = {key: value for key, value in data.items() if key != "schema_version"}
    try:
        report = _converter().structure(fields, AnnualReport)
    except Exception as error:  # cattrs wraps whatever a bad value provokes
        raise InvalidReportData(_problems(error)) from None
    if problems := problems_of(report):
        raise InvalidReportData(problems)
    return report


def to_json(report: AnnualReport, *, indent: int | None = None) -> str:
    """The report as JSON text; Chinese characters stand for themselves.

    >>> from_json(to_json(AnnualReport(year=2020))).year
    2020
    """
    return json_text(to_dict(report), indent=indent)


def from_json(text: str | bytes) -> AnnualReport:
    """The report that `to_json` wrote.

    Raises:
        InvalidReportData: the text is no JSON (names line and column) or no report.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InvalidReportData([f"no JSON: {error.msg} at {place}"]) from None
    except (ValueError, RecursionError) as error:
        raise InvalidReportData([f"no JSON that can be read: {error}"]) from None
    return from_dict(data)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `to_dict` returns.

    It knows the tables of the templates that are installed.

    >>> json_schema()["properties"]["schema_version"]
    {'const': 1}
    """
    from govreport.export.schema import build_schema
    from govreport.tables.extensions import extensions

    return build_schema(AnnualReport, SCHEMA_VERSION, DECIMAL_PATTERN, tuple(extensions()))


@cache
def _converter() -> JsonConverter:
    """Built on first use: importing cattrs and compiling the hooks takes a while."""
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
    from cattrs.preconf.json import make_converter

    from govreport.diagnostics import Severity
    from govreport.document import Place, Source, Span
    from govreport.model import CorrectionKind, Outcome, Status

    converter = make_converter(
        forbid_extra_keys=True,
        detailed_validation=True,
        unstruct_collection_overrides={tuple: list},
    )
    converter.register_unstructure_hook(Decimal, str)
    converter.register_unstructure_hook(str, str)  # a phrase is written as its English text
    for place in (Span, Place, Source):  # a place in a plain text needs four of ten fields
        converter.register_unstructure_hook(
            place, make_dict_unstructure_fn(place, converter, _cattrs_omit_if_default=True)
        )
    for kind in (int, str, bool):
        converter.register_structure_hook(kind, _strict)
    # else taken for the str that they are
    for enumeration in (Severity, Status, Outcome, CorrectionKind):
        converter.register_structure_hook(enumeration, _read_member)
    converter.register_structure_hook(float, _read_float)
    converter.register_structure_hook(Decimal, _read_decimal)
    converter.register_structure_hook(datetime.date, _read_date)
    converter.register_structure_hook_func(lambda kind: kind == Count, _read_count)
    converter.register_structure_hook_func(lambda kind: kind == Value, _read_value)
    data = TableData(converter)
    named = override(unstruct_hook=data.write_named, struct_hook=data.read_named)
    _register_diagnostic(converter)
    opened = override(omit=True)  # what a report was read from is no part of its data
    converter.register_unstructure_hook(
        AnnualReport,
        make_dict_unstructure_fn(AnnualReport, converter, document=opened, tables=named),
    )
    converter.register_structure_hook(
        AnnualReport,
        make_dict_structure_fn(
            AnnualReport, converter, _cattrs_forbid_extra_keys=True, document=opened, tables=named
        ),
    )
    return converter


def _register_diagnostic(converter: JsonConverter) -> None:
    """Write beside the message what it is made of, so that it can be said in other languages."""
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

    from govreport.diagnostics import Diagnostic
    from govreport.language import Phrase, from_wording, to_wording

    plain = make_dict_unstructure_fn(Diagnostic, converter)
    structure = make_dict_structure_fn(Diagnostic, converter, _cattrs_forbid_extra_keys=True)

    def write(finding: Diagnostic) -> dict[str, Any]:
        message = finding.message
        parts = isinstance(message, Phrase) and message.arguments
        data: dict[str, Any] = plain(finding)
        data["message"] = str(message)
        data["wording"] = to_wording(message) if isinstance(message, Phrase) and parts else None
        return data

    def read(value: Any, _: Any) -> Diagnostic:
        if not isinstance(value, Mapping):
            return structure(value, Diagnostic)
        finding = structure({k: v for k, v in value.items() if k != "wording"}, Diagnostic)
        if value.get("wording") is None:
            return finding
        try:
            message = from_wording(value["wording"])
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise Refused(f"wording is not a template with its arguments: {error}") from None
        if message != finding.message:
            raise Refused("message and wording do not say the same")
        return evolve(finding, message=message)

    converter.register_unstructure_hook(Diagnostic, write)
    converter.register_structure_hook_func(lambda kind: kind is Diagnostic, read)


def _strict(value: Any, kind: type) -> Any:
    """No ``"7"`` for 7 and no ``true`` for 1: a wrong type is an error, not a conversion."""
    if type(value) is not kind:
        raise Refused(f"expected {kind.__name__}, got {kind_of(value)}")
    return value


def _read_member(value: Any, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        names = ", ".join(member.value for member in kind)
        raise Refused(f"expected one of {names}, got {kind_of(value)}") from None


def _read_float(value: Any, _: Any) -> float:
    if type(value) not in (int, float):
        raise Refused(f"expected a number, got {kind_of(value)}")
    return float(value)


def _read_decimal(value: Any, _: Any) -> Decimal:
    if not isinstance(value, str) or len(value) > 200 or not _DECIMAL.fullmatch(value):
        raise Refused(f"expected a decimal number as a string, got {kind_of(value)}")
    return Decimal(value)


def _read_count(value: Any, kind: Any) -> Count:
    if type(value) is int:
        return value
    if isinstance(value, str):
        return _read_decimal(value, kind)
    raise Refused(f"expected an int, or a decimal number as a string, got {kind_of(value)}")


def _read_value(value: Any, kind: Any) -> Value:
    return None if value is None else _read_count(value, kind)


def _read_date(value: Any, _: Any) -> datetime.date:
    try:
        return datetime.date.fromisoformat(_strict(value, str))
    except ValueError:
        raise Refused(f"expected a date such as 2021-02-08, got {kind_of(value)}") from None


def _problems(error: Exception) -> list[str]:
    """One sentence per bad field, with its path."""
    from cattrs import transform_error
    from cattrs.errors import ForbiddenExtraKeysError

    def sentence(problem: BaseException, kind: type | None) -> str:
        if isinstance(problem, Refused | PluginError):
            return str(problem)
        if isinstance(problem, KeyError):
            return f"missing key {problem.args[0]!r}"
        if isinstance(problem, ForbiddenExtraKeysError):
            return f"unknown keys {', '.join(sorted(map(repr, problem.extra_fields)))}"
        return f"not a valid {getattr(kind, '__name__', kind) or 'value'}"

    return list(transform_error(error, path="$", format_exception=sentence))
