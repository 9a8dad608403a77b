"""What people correct is applied anew after each reading, and only where it still fits."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

import govreport
from govreport import Correction, CorrectionKind, InvalidCorrections, Record, Severity, Status
from govreport.checks import check
from govreport.cli.app import govreport as command
from govreport.corrections import (
    apply,
    content_hash,
    hash_text,
    known_errors,
    load,
    loads,
    to_line,
)
from govreport.corrections.checking import State, check_corrections
from govreport.model import AnnualReport
from govreport.model.editing import with_value

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "reports").glob("*.txt"))
ROW = "青石镇2020年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n" + (
    "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和) | 申请人情况 | ||||||||\n"
    "自然人 | 法人或其他组织 | 总计 | |||||||\n"
    "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |||||\n"
    "一、本年新收政府信息公开申请数量 | 3 | ||||||||\n"
    "三、本年度办理结果 | (一)予以公开 | 2 | 0 | 0 | 0 | 0 | 1 | 3 | ||\n"
)
TOTAL = "requests.results.disclosed.total"


def _of(
    record: Record, text: str, value: object, kind: str = "reading_error", **more: object
) -> Correction:
    span = record.span
    assert span is not None
    fields = {"who": "李", "when": "2026-01-31T09:00:00+08:00", "parser_version": "0.1.0", **more}
    return Correction(
        hash_text(text),
        record.path,
        record.raw,
        span.start,
        span.end,
        record.value,
        value,  # type: ignore[arg-type]
        CorrectionKind(kind),
        **fields,  # type: ignore[arg-type]
    )


def _record(report: AnnualReport, path: str) -> Record:
    return next(record for record in govreport.records(report) if record.path == path)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_cell_can_be_corrected(file: Path) -> None:
    """A correction changes the value of its cell, keeps the value that was read, and nothing
    else changes; both survive JSON."""
    text = file.read_text(encoding="utf-8")
    report = govreport.parse(text)
    before = {record.path: record for record in govreport.records(report)}
    cells = [record for record in before.values() if record.span is not None]
    cells = [c for c in cells if not c.path.startswith(("narrative.", "unplaced."))]

    assert len(cells) >= 10
    for cell in cells[:: max(1, len(cells) // 40)]:
        wanted = 987654 if not isinstance(cell.value, Decimal) else Decimal("98.76")
        corrected = apply(report, [_of(cell, text, wanted)], hash_text(text))
        after = {record.path: record for record in govreport.records(corrected)}
        changed = after.pop(cell.path)

        assert (wanted, cell.value) == (changed.value, changed.value_read)
        assert changed.status is Status.CORRECTED
        assert corrected.status(cell.path) is Status.CORRECTED
        assert {p: r for p, r in before.items() if p != cell.path} == after
        again = govreport.from_json(govreport.to_json(corrected))
        assert again == corrected
        assert again.corrections == corrected.corrections


def test_a_file_is_applied_by_content(tmp_path: Path) -> None:
    """`read` applies the lines of the document with these bytes, under whatever name."""
    file, other = tmp_path / "a.txt", tmp_path / "b.txt"
    file.write_text(ROW, encoding="utf-8", newline="")
    other.write_text(ROW + "\n", encoding="utf-8", newline="")
    store = tmp_path / "corrections.jsonl"
    line = to_line(_of(_record(govreport.parse(ROW), TOTAL), ROW, 4))
    store.write_text(f"\n{line}\n", encoding="utf-8")
    renamed = tmp_path / "c.txt"
    file.rename(renamed)

    report = govreport.read(renamed, corrections=store)
    assert report[TOTAL] == 4
    assert govreport.read(other, corrections=store)[TOTAL] == 3
    assert govreport.parse(ROW, corrections=store)[TOTAL] == 4
    assert govreport.read(renamed, corrections=load(store)).corrections == report.corrections


def test_an_unplaced_number_gets_its_place() -> None:
    """It leaves the unplaced numbers and stands in its cell, with the place where it is printed."""
    report = govreport.parse(ROW)
    loose = _record(report, "unplaced.requests[0]")
    target = "requests.new_requests.total"
    corrected = apply(report, [_of(loose, ROW, 3, target=target)], hash_text(ROW))
    placed = _record(corrected, target)

    assert corrected.requests is not None
    assert corrected.requests.new_requests is not None
    assert corrected.requests.new_requests.total == 3
    assert corrected.unplaced == ()
    assert (placed.status, placed.raw, placed.span) == (Status.CORRECTED, "3", loose.span)


def _errors(report: AnnualReport) -> list[str]:
    return [item.code for item in report.diagnostics if item.severity is Severity.ERROR]


def test_a_placed_number_is_no_error_any_more() -> None:
    """The error that named it is gone, a note says who placed it, the account counts a value."""
    report = govreport.parse(ROW)
    loose = _record(report, "unplaced.requests[0]")
    assert _errors(report) == ["number-unplaced"]
    target = "requests.new_requests.total"
    corrected = apply(report, [_of(loose, ROW, 3, target=target)], hash_text(ROW))

    assert _errors(corrected) == []
    (note,) = [item for item in corrected.diagnostics if item.code == "number-placed"]
    assert (note.path, note.span, note.severity) == (target, loose.span, Severity.INFO)
    assert "李" in note.message
    kinds = {n.span.start: n.kind for n in govreport.account(corrected).numbers}
    assert loose.span is not None
    assert kinds[loose.span.start] == "value"


@pytest.mark.parametrize("kind", ["confirmed", "original_error"])
def test_a_known_number_without_a_place_is_a_note(kind: str) -> None:
    """Somebody has looked: it stays unplaced and named, and is no error any more."""
    report = govreport.parse(ROW)
    loose = _record(report, "unplaced.requests[0]")
    known = apply(report, [_of(loose, ROW, loose.value, kind=kind)], hash_text(ROW))

    assert known.unplaced == report.unplaced
    (item,) = [item for item in known.diagnostics if item.code == "number-unplaced"]
    assert item.severity is Severity.INFO
    assert _errors(known) == []


def test_an_error_about_several_numbers_stays_until_each_is_known() -> None:
    """One of two numbers of a row is placed: the other is still an error."""
    text = ROW.replace("申请数量 | 3 |", "申请数量 | 3 4 |").replace("3 4", "3 | 4")
    report = govreport.parse(text)
    loose = [r for r in govreport.records(report) if r.path.startswith("unplaced.")]
    assert len(loose) == 2
    targets = ("requests.new_requests.natural_person", "requests.new_requests.total")
    items = [
        _of(number, text, number.value, target=target)
        for number, target in zip(loose, targets, strict=True)
    ]

    assert _errors(apply(report, items[:1], hash_text(text))) == ["number-unplaced"]
    assert _errors(apply(report, items, hash_text(text))) == []


def test_a_number_in_no_record_gets_its_place() -> None:
    """A person can place what no reading has claimed; the text must still print it there."""
    report = govreport.parse(ROW)
    loose = _record(report, "unplaced.requests[0]")
    target = "requests.new_requests.other"
    item = attrs.evolve(_of(loose, ROW, 3, target=target), path="unaccounted[9]", value_read=None)

    assert apply(report, [item], hash_text(ROW))[target] == 3
    other = attrs.evolve(item, raw="4")
    assert _codes(apply(report, [other], hash_text(ROW))) == ["correction-stale"]


def test_a_cell_that_is_taken_is_not_overwritten() -> None:
    """An unplaced number never replaces a number that is printed in the cell."""
    report = govreport.parse(ROW)
    loose = _record(report, "unplaced.requests[0]")
    corrected = apply(report, [_of(loose, ROW, 3, target=TOTAL)], hash_text(ROW))

    assert corrected.unplaced == report.unplaced
    assert corrected[TOTAL] == 3
    assert _codes(corrected) == ["correction-stale"]


@pytest.mark.parametrize(
    "change",
    [
        {"raw": "4"},
        {"start": 1},
        {"value_read": 9},
        {"path": "requests.results.partially_disclosed.total"},
    ],
    ids=str,
)
def test_a_stale_correction_is_named_and_not_applied(change: dict[str, object]) -> None:
    """What no longer matches raw text, place or reading is a finding."""
    report = govreport.parse(ROW)
    item = attrs.evolve(_of(_record(report, TOTAL), ROW, 4), **change)  # type: ignore[arg-type]
    corrected = apply(report, [item], hash_text(ROW))

    assert corrected == report
    assert corrected.corrections == ()
    assert _codes(corrected) == ["correction-stale"]
    assert "李" in corrected.diagnostics[-1].message


def _codes(report: AnnualReport) -> list[str]:
    people = ("correction-stale", "correction-conflict", "original-error-known")
    return [item.code for item in report.diagnostics if item.code in people]


def test_two_people_disagree() -> None:
    """Neither correction is applied and both are named; when they agree, it counts."""
    report = govreport.parse(ROW)
    first = _of(_record(report, TOTAL), ROW, 4)
    second = attrs.evolve(first, who="王", value=5)
    corrected = apply(report, [first, second], hash_text(ROW))

    assert corrected == report
    assert _codes(corrected) == ["correction-conflict"]
    assert "李 says 4" in corrected.diagnostics[-1].message
    assert "王 says 5" in corrected.diagnostics[-1].message

    agreed = apply(report, [first, second, attrs.evolve(second, value=4)], hash_text(ROW))
    assert agreed[TOTAL] == 4


def test_the_last_word_of_one_person_counts() -> None:
    """A later line replaces an earlier one, and a withdrawn one counts for nothing."""
    report = govreport.parse(ROW)
    first = _of(_record(report, TOTAL), ROW, 4)
    later = attrs.evolve(first, value=6)
    withdrawn = attrs.evolve(first, kind=CorrectionKind.WITHDRAWN)

    assert apply(report, [first, later], hash_text(ROW))[TOTAL] == 6
    assert apply(report, [first, withdrawn], hash_text(ROW)) == report


def test_an_original_error_stays_as_printed() -> None:
    """It is marked as known, the value stays, and the broken rule stays broken."""
    report = govreport.parse(ROW)
    item = _of(_record(report, TOTAL), ROW, 4, kind="original_error")
    known = apply(report, [item], hash_text(ROW))

    assert known == report
    assert known[TOTAL] == 3
    assert known.status(TOTAL) is Status.READ
    assert known_errors(known) == {TOTAL: item}
    assert _codes(known) == ["original-error-known"]
    assert check(known).findings == check(report).findings


def test_a_report_is_corrected_once() -> None:
    """Applying to a corrected report would hold a correction against a corrected value."""
    report = govreport.parse(ROW)
    corrected = apply(report, [_of(_record(report, TOTAL), ROW, 4)], hash_text(ROW))

    with pytest.raises(ValueError, match="corrected already"):
        apply(corrected, [_of(_record(report, TOTAL), ROW, 5)], hash_text(ROW))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "no JSON"),
        ("[]", "no JSON object"),
        ("{}", "missing key content_hash"),
        ('"value": "1e9"', "value: expected"),
        ('"value": "１"', "value: expected"),
        ('"value": NaN', "value: expected"),
        ('"value": ' + "9" * 40, "value: expected"),
        ('"value": true', "value: expected"),
        ('"value": 1.5', "value: expected"),
        ('"span": [3]', "span: expected"),
        ('"span": [4, 3]', "span: expected"),
        ('"span": [0, 99999999999]', "span: expected"),
        ('"kind": "guess"', "kind: expected one of reading_error"),
        ('"who": " "', "who is empty"),
        ('"when": "yesterday"', "when: expected"),
        ('"content_hash": "md5:1"', "content_hash: expected"),
        ('"shell": "rm"', "unknown key shell"),
        ('"value": 5', "the key value stands there twice"),
        ('"value": Infinity', "the key value stands there twice"),
        ("[" * 50_000, "no JSON"),
        ('"x": ' + "9" * 5_000, "no JSON"),
        ('"x": "' + "9" * 100_000 + '"', "a line of more than 100000 characters"),
    ],
)
def test_a_broken_line_is_named(line: str, message: str, tmp_path: Path) -> None:
    """File, line and what is wrong are said; the good lines are there too; `read` refuses."""
    good = to_line(_of(_record(govreport.parse(ROW), TOTAL), ROW, 4))
    key = line.partition(":")[0]
    rest = {k: v for k, v in json.loads(good).items() if f'"{k}"' != key or "twice" in message}
    bad = line if line[0] in "{[" else json.dumps(rest).removesuffix("}") + f", {line}}}"
    file = tmp_path / "corrections.jsonl"
    file.write_text(f"{good}\n{bad}\n", encoding="utf-8")
    found = load(file)

    assert len(found.corrections) == 1
    assert [(problem.line, problem.text) for problem in found.problems] == [(2, bad)]
    assert message in found.problems[0].message
    with pytest.raises(InvalidCorrections, match=r"corrections\.jsonl: line 2: "):
        govreport.parse(ROW, corrections=file)


def test_half_a_character_can_be_written() -> None:
    """A cell may have one; the line is UTF-8 and says the same again."""
    odd = attrs.evolve(_of(_record(govreport.parse(ROW), TOTAL), ROW, 4), raw="1\ud800")

    assert loads(to_line(odd).encode("utf-8").decode("utf-8")).corrections == (odd,)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """No traceback of the operating system leaves `read`."""
    with pytest.raises(InvalidCorrections, match=r"none\.jsonl: No such file"):
        govreport.parse(ROW, corrections=tmp_path / "none.jsonl")
    (tmp_path / "gbk.jsonl").write_bytes("规章".encode("gb18030"))
    with pytest.raises(InvalidCorrections, match="UTF-8"):
        load(tmp_path / "gbk.jsonl")


@pytest.mark.parametrize(
    "path",
    [
        *("requests", "requests.new_requests", "requests.nothing.total", "provenance.rows"),
        *("extra.x[0]", "__class__.x", "requests.__class__", "year.real", "unplaced.requests[0]"),
    ],
)
def test_no_correction_reaches_beyond_the_cells(path: str) -> None:
    """A path that names no cell changes nothing in the model."""
    with pytest.raises(KeyError):
        with_value(govreport.parse(ROW), path, 1)


def _folder(tmp_path: Path, *items: Correction) -> Path:
    (tmp_path / "青石镇.txt").write_text(ROW, encoding="utf-8", newline="")
    file = tmp_path / "corrections.jsonl"
    file.write_text("".join(to_line(item) + "\n" for item in items), encoding="utf-8")
    return file


def test_check_lists_every_line(tmp_path: Path) -> None:
    """Each state is told, with the reason; the exit status says that not all is well."""
    record = _record(govreport.parse(ROW), TOTAL)
    good = _of(record, ROW, 4)
    items = (
        attrs.evolve(good, value=9),
        good,
        attrs.evolve(good, path="requests.results.disclosed.other", raw="7"),
        attrs.evolve(good, content_hash="sha256:" + "0" * 64),
    )
    file = _folder(tmp_path, *items)
    result = CliRunner().invoke(command, ["corrections", str(file), "--check"])
    text = result.stdout

    assert result.exit_code == 1
    states = [next(state for state in State if f"{state}: " in line) for line in _heads(text)]
    assert states == [State.REPLACED, State.APPLIED, State.STALE, State.NO_DOCUMENT]
    assert "prints 1 now, not 7" in text
    assert "1 applied, 1 stale, 0 conflict, 1 replaced, 1 no document" in result.stderr
    assert CliRunner().invoke(command, ["corrections", str(file)]).exit_code == 0


def _heads(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("  ")]


def test_check_is_content_with_what_fits(tmp_path: Path) -> None:
    """Exit status 0 when every line is applied."""
    file = _folder(tmp_path, _of(_record(govreport.parse(ROW), TOTAL), ROW, 4))

    assert CliRunner().invoke(command, ["corrections", str(file), "--check"]).exit_code == 0


def test_commands_apply_corrections(tmp_path: Path) -> None:
    """`parse --corrections` shows the value and the value that was read; a bad file is refused."""
    file = _folder(tmp_path, _of(_record(govreport.parse(ROW), TOTAL), ROW, 4))
    source = str(tmp_path / "青石镇.txt")
    run = CliRunner().invoke
    text = run(command, ["parse", source, "-f", "csv", "--corrections", str(file)]).stdout
    row = next(row for row in csv.DictReader(io.StringIO(text)) if row["path"] == TOTAL)

    assert (row["value"], row["raw"], row["status"]) == ("4", "3", "corrected")
    assert row["value_read"] == "3"
    shown = run(command, ["show", source, "--corrections", str(file), "--width", "120"]).stdout
    assert "4(3)" in shown
    file.write_text("{\n", encoding="utf-8")
    refused = run(command, ["parse", source, "--corrections", str(file)])
    assert refused.exit_code == 2
    assert "line 1" in refused.stderr


def test_golden_document(tmp_path: Path) -> None:
    """The document with what a careful reader writes down: the corrected value stands in it."""
    file = _folder(tmp_path, _of(_record(govreport.parse(ROW), TOTAL), ROW, 4, why="read 3"))
    out = tmp_path / "golden"
    result = CliRunner().invoke(command, ["corrections", str(file), "--golden", str(out)])
    text = (out / "corrected_青石镇.txt").read_text(encoding="utf-8")

    assert result.exit_code == 0
    assert f"---input---\n{ROW}\n---expected---\n" in text
    assert "results.disclosed 2 0 0 0 0 1 4\n" in text
    assert "unplaced requests 3" in text
    assert text.startswith("Corrected by 李: read 3.\nxfail: ")


def test_check_corrections_reads_each_document_once() -> None:
    """Reports that no line speaks of do not matter."""
    report = govreport.parse(ROW)
    assert content_hash(report) is None
    item = _of(_record(report, TOTAL), ROW, 4)

    assert [c.state for c in check_corrections([item], [("a", report)])] == [State.NO_DOCUMENT]
    read = govreport.read(ROW.encode())
    assert content_hash(read) == hash_text(ROW)
    assert [c.state for c in check_corrections([item], [("a", read)])] == [State.APPLIED]


def test_lines_survive_writing() -> None:
    """`loads` gives back what `to_line` wrote, decimals and all."""
    report = govreport.parse(ROW)
    item = _of(_record(report, TOTAL), ROW, Decimal("0.50"), why="a\nb", target=None)

    assert loads(to_line(item)).corrections == (item,)
