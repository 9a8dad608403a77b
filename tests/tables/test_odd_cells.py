"""Cells as people damage them by hand, as small as they get: each is read, or it is said."""

from __future__ import annotations

import pytest

import govreport
from govreport import AnnualReport, Status

OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
APPLICANTS = (
    "三、收到和处理政府信息公开申请情况\n(本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和)"
    " | 申请人情况 |\n自然人 | 法人或其他组织 | 总计 |\n"
    "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
)
PENALTIES = (
    "第二十条第（六）项 |\n信息内容 |\n本年处理决定数量 |\n行政处罚 |\n{} |\n行政强制 |\n2 |\n"
)
DECISIONS = "proactive_disclosure.penalties.decisions"


def sure(report: AnnualReport) -> dict[str, object]:
    return {r.path: r.value for r in govreport.records(report) if r.status is Status.READ}


def said(report: AnnualReport, text: str, printed: str) -> bool:
    """Whether doubt, a number without a place, or a finding stands over what is printed."""
    start = text.index(printed)
    end = start + len(printed)
    spans = [item.span for item in report.unplaced]
    spans += [r.span for r in govreport.records(report) if r.status is not Status.READ]
    for finding in report.diagnostics:
        spans += [finding.span, *finding.spans]
    return any(span is not None and span.start < end and start < span.end for span in spans)


@pytest.mark.parametrize("cell", ["1\u202f234", "&#49;&#50;&#51;&#52;", "\u200f1234\u200e"])
def test_what_shows_as_a_number_is_that_number(cell: str) -> None:
    """A narrow space within it, digits written as entities, marks of direction around it."""
    assert sure(govreport.parse(PENALTIES.format(cell)))[DECISIONS] == 1234


@pytest.mark.parametrize("cell", ["¹²", "壹拾贰", "1З", "c", "12c", "13855556666"])
def test_what_may_be_another_number_is_never_sure(cell: str) -> None:
    """Raised digits, formal numerals, Cyrillic letters, a lone letter, a telephone number."""
    text = PENALTIES.format(cell)
    report = govreport.parse(text)
    assert DECISIONS not in sure(report)
    assert said(report, text, cell)


def test_a_telephone_number_among_counts_is_named_with_its_reason() -> None:
    report = govreport.parse(PENALTIES.format("13855556666"))
    messages = [str(one.message) for one in report.diagnostics if one.code == "number-marked"]
    assert any("more digits than a count" in message for message in messages)


def numbered(first: int) -> str:
    rows = (
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果 | （一）予以公开",
        "（二）部分公开",
        "（三）不予公开 | 1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
    )
    return APPLICANTS + "".join(
        f"{label} | {number} | 0 | 0 | 0 | 0 | 0 | {number} |\n"
        for number, label in enumerate(rows, first)
    )


def test_a_column_that_counts_the_rows_is_no_first_column() -> None:
    report = govreport.parse(numbered(1))
    assert not [path for path in sure(report) if path.startswith("requests.")]
    assert any("count them" in str(one.message) for one in report.diagnostics)


def test_rows_that_rise_from_another_number_are_counts() -> None:
    assert sure(govreport.parse(numbered(7)))["requests.new_requests.natural_person"] == 7


def test_shares_beside_the_values_make_no_second_row() -> None:
    """Fourteen cells are two rows of seven, unless every second one is a percentage."""
    cells = " | ".join(f"{n} | {n}%" for n in (3, 0, 4, 0, 0, 0, 7))
    text = f"{APPLICANTS}一、本年新收政府信息公开申请数量 | {cells} |\n"
    report = govreport.parse(text)
    assert not [path for path in sure(report) if path.startswith("requests.")]
    assert said(report, text, "4 | 4%")


@pytest.mark.parametrize("last", ["61", "61 17 9", "17、61"])
def test_numbers_behind_an_odd_cell_are_named(last: str) -> None:
    """The odd cell ends the row; what follows it on its line stands in no record."""
    text = (
        "四、政府信息公开行政复议、行政诉讼情况\n行政复议 行政诉讼\n"
        + " ".join(OUTCOMES)
        + " 未经复议直接起诉 复议后起诉\n"
        + " ".join(OUTCOMES * 2)
        + f"\n31 42 53 64 190 1 2 3 4 10 25 36 5。 {last}\n"
    )
    report = govreport.parse(text)
    for number in last.replace("、", " ").split():
        assert said(report, text, number), number


def test_outcomes_whose_row_is_no_table_are_named() -> None:
    text = "四、行政复议、行政诉讼情况\n" + "".join(OUTCOMES) * 3 + "\n88 99。\n"
    report = govreport.parse(text)
    assert said(report, text, "88")
    assert said(report, text, "99")


def test_a_number_with_a_full_stop_is_no_numeral_of_the_label_below() -> None:
    """The last digit of 32． stands before a label, and is no 2． of it."""
    text = "行政处罚 | 32．\n行政强制 | 2 |\n"
    report = govreport.parse("第二十条第（六）项\n信息内容 | 本年处理决定数量 |\n" + text)
    assert sure(report).get(DECISIONS) in (None, 32)
    assert 3 not in sure(report).values()


ROW = " | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"


@pytest.mark.parametrize(
    "cell", ["2.没有现成信息需要另行制作 3. 补正后申请内容仍不明确", "3.其他(七)总计"]
)
def test_the_cells_of_two_labels_in_one_are_not_sure(cell: str) -> None:
    """They may be of either, however short the first label is and whatever parts the two."""
    report = govreport.parse(
        f"{APPLICANTS}（四）无法提供 | 1.本机关不掌握相关政府信息{ROW}{cell}{ROW}"
    )
    assert len([path for path in sure(report) if path.startswith("requests.")]) == 7
    assert any("holds that of another row" in str(one.message) for one in report.diagnostics)


def test_a_row_below_a_label_without_cells_is_not_sure() -> None:
    labels = ("2.重复申请", "4.无正当理由大量反复申请\n5.要求行政机关确认或重新出具已获取信息")
    text = APPLICANTS + "".join(f"{label}{ROW}" for label in labels)
    report = govreport.parse(text)
    below = [r for r in govreport.records(report) if "confirm_or_reissue" in r.path]
    assert {r.status for r in below} == {Status.INFERRED}
    assert any("label above" in str(one.message) for one in report.diagnostics)


LIST = (
    "指标名称计量单位统计数(一)主动公开政府信息数(不同渠道和方式公开相同信息计1条)条706"
    "其中:主动公开规范性文件数条28制发规范性文件总数件11.政府公报公开政府信息数条12"
    "2.政府网站公开政府信息数条45(一)收到申请数件71.当面申请数件{}2.传真申请数件3"
    "(二)申请办结数件41.按时办结数件4"
)


@pytest.mark.parametrize("mark", ["\u200b", "\u2060", "\u00ad"])
def test_a_character_without_width_within_glued_words_changes_nothing(mark: str) -> None:
    text = LIST.format("5")
    expected = sure(govreport.parse(text))
    assert len(expected) == 10
    for at in range(text.index("(一)主动"), len(text)):
        if "一" <= text[at] <= "鿿" and "一" <= text[at - 1] <= "鿿":
            dirty = text[:at] + mark + text[at:]
            report = govreport.parse(dirty)
            assert sure(report) == expected, dirty[at - 9 : at + 9]
            for record in govreport.records(report):
                if record.span is not None:
                    assert dirty[record.span.start : record.span.end] == record.raw


@pytest.mark.parametrize("letter", ["O", "o", "Ⅴ", "⑤"])
def test_a_letter_in_the_place_of_a_glued_value_is_a_cell(letter: str) -> None:
    text = LIST.format(letter)
    report = govreport.parse(text)
    assert "statistics.requests.received.in_person" not in sure(report)
    assert sure(report)["statistics.requests.received.fax"] == 3
    assert said(report, text, f"数件{letter}"[2:])


@pytest.mark.parametrize("numeral", ["Ⅴ", "⑤"])
def test_a_numeral_of_another_kind_among_glued_digits_is_named(numeral: str) -> None:
    text = "四、行政复议、行政诉讼情况行政复议行政诉讼未经复议直接起诉复议后起诉"
    text += "".join(OUTCOMES) * 3 + f"110024001{numeral}10102五、存在的问题\n无。"
    assert said(govreport.parse(text), text, numeral)


@pytest.mark.parametrize("separator", ["", "\n"])
def test_a_list_whose_header_is_damaged_is_named(separator: str) -> None:
    """Labels and numbers in turn are a table, whatever became of its header (D2)."""
    rows = [
        (f"主动公开第{word}类信息数", "条", value)
        for word, value in zip("甲乙丙丁戊", ("901", "802", "703", "604", "505"), strict=True)
    ]
    cells = [cell for row in rows for cell in row]
    text = separator.join(
        ["某局2016年政府信息公开工作年度报告。附表", "指名标称", "计量口位", *cells]
    )
    report = govreport.parse(text)
    for _, _, value in rows:
        assert said(report, text, value), value


def test_a_second_report_of_a_file_gives_no_sure_list() -> None:
    one = "{}年某局政府信息公开工作年度报告\n一、概述\n好。\n二、主动公开情况\n无。\n"
    head = LIST.format("5")
    first = head.replace("条706", "条7O6件")
    text = one.format(2015) + first + "\n" + one.format(2016) + head
    report = govreport.parse(text)
    second = len(one.format(2015) + first)
    assert not [
        r.path
        for r in govreport.records(report)
        if r.status is Status.READ
        and r.span is not None
        and r.span.start > second
        and not r.path.startswith("narrative")
    ]


def test_a_row_of_cases_of_which_a_part_is_printed_twice_is_not_sure() -> None:
    head = (
        "行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计\n未经复议直接起诉 复议后起诉\n"
    )
    outcomes = " ".join(OUTCOMES)
    row = "19 54 17 33 123 1 1 16 6 24 13 0 67 9 89\n"
    text = (
        f"四、行政复议、行政诉讼情况\n{head}{outcomes} {outcomes}\n{{}}{row}五、存在的问题\n无。\n"
    )
    once = sure(govreport.parse(text.format("")))
    assert once["review_and_litigation.review.total"] == 123
    twice = sure(
        govreport.parse(text.format(f"309 17 88 26 440{outcomes} {outcomes} {outcomes}\n"))
    )
    assert not [path for path in twice if path.startswith("review_and_litigation.")]


GLUED = "第二十条第（六）项信息内容本年处理决定数量行政处罚{}行政强制73"


@pytest.mark.parametrize("cell", ["16、", "16．", "31827年", "48З47", "5余"])
def test_a_glued_number_is_never_cut_before_a_mark(cell: str) -> None:
    """The rows of decisions have no numerals, and 3182 is no part of 31827年."""
    text = GLUED.format(cell)
    report = govreport.parse(text)
    read = sure(report).get(DECISIONS)
    assert read == 16 if cell == "16、" else read is None and said(report, text, cell)


@pytest.mark.parametrize("cell", ["807、", "807．"])
def test_a_number_with_a_mark_at_the_end_of_a_line_keeps_its_last_digit(cell: str) -> None:
    header = "信息内容 本年制发件数 本年废止件数 现行有效件数"
    text = f"{header}\n规章 59 767 {cell}\n行政规范性文件 61 3 744\n"
    report = govreport.parse(text)
    assert 80 not in sure(report).values()
    assert said(report, text, cell)


@pytest.mark.parametrize(
    "following", ["四、结转下年度继续办理", "3.危及“三安全一稳定”", "第二十条第（八）项"]
)
def test_a_number_that_looks_like_a_numeral_before_one_is_a_number(following: str) -> None:
    text = f"{APPLICANTS}2.重复申请 |\n5 |\n1 |\n8 |\n7 |\n9 |\n4 |\n81、 |\n{following} |\n6 |\n"
    assert said(govreport.parse(text), text, "81、")


def test_a_raised_number_at_the_end_of_a_row_is_named() -> None:
    outcomes = " ".join(OUTCOMES)
    text = (
        f"四、行政复议、行政诉讼情况\n行政复议 行政诉讼\n{outcomes} 未经复议直接起诉 复议后起诉\n"
        f"{outcomes} {outcomes}\n42 155 5 460 662 38 894 3 942 1877 291 749 92 35 ⁴⁰\n五、问题\n"
    )
    assert said(govreport.parse(text), text, "⁴⁰")


def test_all_digits_before_a_mark_are_named() -> None:
    """The numeral of the next label is cut off but for its mark; no label has seven digits."""
    text = (
        f"{APPLICANTS.replace(' | ', '').replace(chr(10), '')}一、本年新收政府信息公开申请数量"
        "二、上年结转政府信息公开申请数量0000000、本年度办理结果（一）予以公开2200000022"
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）191000020"
    )
    report = govreport.parse(text)
    start = text.index("0000000、")
    spans = [span for d in report.diagnostics for span in (d.span, *d.spans) if span is not None]
    assert any(span.start <= start and span.end >= start + 7 for span in spans)
