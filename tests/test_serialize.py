"""Plain data and JSON: nothing is lost on the way there and back, bad data is named."""

from __future__ import annotations

import copy
import datetime
import json
import subprocess
import sys
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Place, Source, Span
from govreport.errors import GovReportError
from govreport.export.serialize import (
    InvalidReportData,
    from_dict,
    from_json,
    json_schema,
    to_dict,
    to_json,
)
from govreport.model import (
    Amount,
    AnnualReport,
    ApplicantCounts,
    CaseCounts,
    Choice,
    ExtraRow,
    Fact,
    FeeCounts,
    Forms,
    IdentitySpans,
    Indicator,
    ProactiveDisclosure,
    Provenance,
    Requests,
    Results,
    ReviewAndLitigation,
    RowTrace,
    Section,
    Statistics,
    Status,
    SupplementaryRow,
    SupplementaryTable,
    UnplacedNumber,
    Withheld,
)

SPAN = Span(3, 9, 2, 1, page=4, box=(1.5, 2.0, 3.0, 4.25))
FULL = AnnualReport(
    title="乌蒙镇2020年政府信息公开年度报告",
    agency="乌蒙镇",
    year=2020,
    published=datetime.date(2021, 2, 8),
    forms=Forms(requests="2019"),
    sections=(Section("一、总体情况", "有序。", "overview", SPAN), Section("附", "")),
    proactive_disclosure=ProactiveDisclosure(
        administrative_fees=FeeCounts(amount=Amount(Decimal("7545.00"), "万元"))
    ),
    requests=Requests(
        new_requests=ApplicantCounts(natural_person=3, other=Decimal("0.5"), total=None),
        results=Results(withheld=Withheld(state_secret=ApplicantCounts(total=0))),
    ),
    review_and_litigation=ReviewAndLitigation(review=CaseCounts(upheld=1, total=1)),
    statistics=Statistics((Indicator("fees_charged", "七", (Decimal("1E+3"), None, 4), "万元"),)),
    supplementary=(
        SupplementaryTable("附表", ("数量",), (SupplementaryRow("件数", (7,), "件"),), SPAN),
    ),
    extra={"proactive_disclosure": (ExtraRow("其他文件", (186, None)),)},
    unplaced=(UnplacedNumber("requests", "3 3", "一", None, SPAN),),
    narrative=(Fact("requests.received", 12, "件", True, "收到十余件", "区政府", "12", SPAN),),
    diagnostics=(
        Diagnostic("R1", Severity.WARNING, "unequal", SPAN, "look", "requests.new_requests"),
    ),
    provenance=Provenance(
        source=Source("a.pdf", "pdf", reader="pdf"),
        rows=(
            RowTrace(
                path="requests.new_requests",
                columns=("natural_person", "total"),
                label="一",
                column_labels=("自然人", "总计"),
                units=("件", None),
                raws=("3", "/"),
                starts=(3, 5),
                ends=(4, 6),
                statuses=(Status.READ, Status.NOT_APPLICABLE),
            ),
        ),
        choices=(Choice("layout", "pipes", 0.9, "lines", 0.4, ("ends in |",), ("none",)),),
        identity=IdentitySpans(title=SPAN, year_authority="title"),
        line_starts=(0, 5),
        places=(Place(0, 9, page=1, box=(0.0, 0.0, 1.0, 1.0)),),
    ),
)


def _validator(schema: dict[str, Any]) -> Any:
    """Imported on use: the formats of the package take a second to load."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema)


def assert_same(one: Any, other: Any) -> None:
    """Equal in every field, those that ``==`` leaves out included, and of the same type."""
    assert type(one) is type(other)
    if attrs.has(type(one)):
        for field in attrs.fields(type(one)):
            assert_same(getattr(one, field.name), getattr(other, field.name))
    elif isinstance(one, tuple):
        assert len(one) == len(other)
        for mine, theirs in zip(one, other, strict=True):
            assert_same(mine, theirs)
    elif isinstance(one, dict):
        assert list(one) == list(other)
        for key in one:
            assert_same(one[key], other[key])
    else:
        assert one == other
        assert str(one) == str(other)


def bad(path: str, value: Any) -> dict[str, Any]:
    """The plain data of ``FULL`` with one field replaced."""
    data = copy.deepcopy(to_dict(FULL))
    *steps, last = path.split(".")
    target: Any = data
    for step in steps:
        target = target[int(step) if step.isdigit() else step]
    target[last] = value
    return data


@pytest.mark.parametrize("report", [FULL, AnnualReport()])
def test_round_trip(report: AnnualReport) -> None:
    """Spans, provenance, diagnostics, trailing zeros of decimals: all come back."""
    assert_same(report, from_dict(to_dict(report)))
    assert_same(report, from_json(to_json(report)))
    assert_same(report, from_json(to_json(report, indent=2).encode()))


def test_plain_data_is_json() -> None:
    """What `to_dict` returns survives a JSON encoder unchanged, and says its version first."""
    data = to_dict(FULL)

    assert json.loads(json.dumps(data)) == data
    assert next(iter(data)) == "schema_version"
    assert data["proactive_disclosure"]["administrative_fees"]["amount"]["value"] == "7545.00"
    assert "乌蒙镇" in to_json(FULL)


def _is_sane(value: Decimal) -> bool:
    return value.is_finite() and abs(int(value.as_tuple().exponent)) <= 60


@settings(max_examples=examples(25))
@given(st.builds(ApplicantCounts), st.lists(st.builds(Diagnostic, span=st.none()), max_size=2))
def test_round_trip_of_drawn_values(row: ApplicantCounts, findings: list[Diagnostic]) -> None:
    """Any counts and any diagnostics survive."""
    row = ApplicantCounts(
        *(
            value if not isinstance(value, Decimal) or _is_sane(value) else None
            for value in attrs.astuple(row)
        )
    )
    report = AnnualReport(requests=Requests(new_requests=row), diagnostics=tuple(findings))

    assert_same(report, from_json(to_json(report)))


WRONG = [
    ("year", "2020", "$.year"),
    ("year", True, "$.year"),
    ("year", 2020.5, "$.year"),
    ("published", "8 February", "$.published"),
    ("requests.new_requests.natural_person", 1.5, "$.requests.new_requests.natural_person"),
    ("requests.new_requests.natural_person", "many", "$.requests.new_requests.natural_person"),
    ("proactive_disclosure.administrative_fees.amount.value", "NaN", "amount.value"),
    ("requests.new_requests.women", 1, "'women'"),
    ("colour", "red", "'colour'"),
    ("provenance.rows.0.statuses", ["seen", "read"], "statuses"),
    ("diagnostics.0.severity", "fatal", "$.diagnostics[0].severity"),
    ("sections", 7, "$.sections"),
    ("extra", [], "$.extra"),
]


@pytest.mark.parametrize(("path", "value", "named"), WRONG)
def test_bad_field_is_named(path: str, value: Any, named: str) -> None:
    """A wrong type, value or key is refused, and the error names the field by its path."""
    with pytest.raises(InvalidReportData) as caught:
        from_dict(bad(path, value))

    assert named in str(caught.value)
    assert isinstance(caught.value, GovReportError)


@pytest.mark.parametrize(("path", "value", "named"), WRONG)
def test_schema_refuses_what_reading_refuses(path: str, value: Any, named: str) -> None:
    """The JSON Schema rejects the same wrong data."""
    assert named
    assert not _validator(json_schema()).is_valid(bad(path, value))


@pytest.mark.parametrize("report", [FULL, AnnualReport()])
def test_schema_accepts_every_report(report: AnnualReport) -> None:
    """The JSON Schema is itself valid and accepts what is dumped."""
    schema = json_schema()
    _validator(schema).check_schema(schema)

    assert list(_validator(schema).iter_errors(to_dict(report))) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"year": }', "line 1, column 10"),
        ("[]", "@ $"),
        ("{}", "schema_version"),
        ('{"schema_version": 99}', "99"),
        ("[" * 100_000, "JSON"),
        (b"\xff\xfe\x00", "JSON"),
        ("9" * 10_000, "JSON"),
    ],
)
def test_no_report(text: str | bytes, said: str) -> None:
    """Text that is no JSON or no report raises nothing but a GovReportError."""
    with pytest.raises(InvalidReportData, match=r".") as caught:
        from_json(text)

    assert said in str(caught.value)


def test_every_problem_is_listed() -> None:
    """Two bad fields are two problems: the first does not hide the second."""
    data = bad("year", "2020")
    data["agency"] = 7
    with pytest.raises(InvalidReportData) as caught:
        from_dict(data)

    assert len(caught.value.problems) == 2


def test_cattrs_is_loaded_on_first_use() -> None:
    """Importing the module does not import cattrs."""
    code = "import sys, govreport.export.serialize; sys.exit('cattrs' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
