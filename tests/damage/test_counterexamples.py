"""The smallest texts that once were read silently wrong; each stays here."""

from __future__ import annotations

import pytest
from tests.typed import some

from govreport.api import parse
from govreport.model import Status
from govreport.records import records


def _statuses(text: str, layout: str | None = None) -> dict[str, tuple[object, Status]]:
    found = parse(text, layout=layout)
    return {record.path: (record.value, record.status) for record in records(found)}


def _codes(text: str) -> set[str]:
    return {finding.code for finding in parse(text).diagnostics}


def test_a_sign_between_glued_digits_begins_a_cell() -> None:
    """Of 98653-6367322368 no part is read as the third column: where to cut is unknown."""
    text = (
        "第二十条第(六)项信息内容上一年项目数量本年增/减处理决定数量"
        "行政处罚1-10行政强制98653-6367322368第二十条第(八)项信息内容上一年项目数量本年增/减"
        "行政事业性收费00"
    )
    found = _statuses(text, "glued")
    assert "proactive_disclosure.coercive_measures.decisions" not in found
    unplaced = {value for path, (value, _) in found.items() if path.startswith("unplaced.")}
    assert {98653, -6367322368} <= unplaced


_CASES = (
    "四、政府信息公开行政复议、行政诉讼情况\n行政复议 |\n行政诉讼 |\n|||||||||||||\n"
    + "".join(f"{label} |\n" for label in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    + "未经复议直接起诉 |\n复议后起诉 |\n||||||||\n"
    + "".join(f"{label} |\n" for label in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    * 2
    + "|||||\n"
)


def test_a_lost_number_of_the_only_row_is_not_a_blank_at_its_end() -> None:
    """Fourteen numbers and one pipe more: which of the fifteen is missing is not certain."""
    found = _statuses(_CASES + "3 |\n" * 14 + "|\n")
    read = [path for path, (_, status) in found.items() if status is Status.READ]
    assert read == []


def test_one_pipe_more_is_a_blank_cell_or_padding() -> None:
    """规章 with two numbers and a pipe: the third may be blank, or one was dropped (D8)."""
    header = "第二十条第(一)项 |\n|||\n信息内容 |\n本年制发件数 |\n本年废止件数 |\n现行有效件数 |\n"
    found = _statuses(
        header + "规章 |\n99909 |\n53010 |\n|\n行政规范性文件 |\n94482 |\n16585 |\n8652 |\n"
        "第二十条第(五)项 |\n|||\n信息内容 |\n本年处理决定数量 |\n||\n行政许可 |\n7 |\n||\n"
    )
    rules = [status for path, (_, status) in found.items() if ".rules." in path]
    assert Status.READ not in rules


def test_repeated_lines_removed_may_leave_a_row_without_any_number() -> None:
    """A first row of which the crawler left no number is no error."""
    text = (
        "二、主动公开政府信息情况\n\n\n第二十条第(一)项\n\n信息内容\n\n本年新制作数量\n\n"
        "规章\n\n\n\n\n规范性文件\n\n3\n\n\n行政许可\n\n4\n\n\n行政处罚\n\n5\n\n"
    )
    assert parse(text).proactive_disclosure is not None


def test_a_row_of_the_other_form_below_its_group_label_is_doubted() -> None:
    """其他处理 with numbers above row 2 of the 2021 form: row 1 has lost its label."""
    zero = " | 0 | 0 | 5 | 0 | 0 | 0 | 5 | ||\n"
    text = (
        "三、收到和处理政府信息公开申请情况\n(五)不予处理 | 1.信访举报投诉类申请"
        + zero
        + "(六)其他处理"
        + zero
        + "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
        + zero
        + "3.其他"
        + zero
        + "(七)总计"
        + zero
    )
    found = _statuses(text)
    combined = [s for path, (_, s) in found.items() if "other_handling.combined" in path]
    assert Status.READ not in combined
    assert "rows-exclusive" in _codes(text)


def test_a_header_without_its_beginning_does_not_tell_the_column() -> None:
    """Of three columns only the last heading is left: one number may stand in any of them."""
    found = _statuses(
        "处理决定数量 行政处罚 0 行政强制 0 第二十条第(八)项 信息内容 上一年项目数量 本年增/减 "
        "行政事业性收费 1 2 第二十条第(九)项 信息内容 采购项目数量 采购总金额 政府集中采购 3 4\n",
        "spaced",
    )
    value, status = found["proactive_disclosure.penalties.decisions"]
    assert (value, status) != (0, Status.READ)


_REQUESTS = (
    "| (本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和) | 申请人情况 ||||||||\n"
    "| 自然人 | 法人或其他组织 | 总计 |||||||\n|---|---|\n"
    "| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |||||\n"
    "| 一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |||\n"
    "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |||\n"
)


@pytest.mark.parametrize("padding", ["||||||||", " | | | | | | | |"])
def test_padding_of_a_short_row_is_no_blank_column(padding: str) -> None:
    """Where complete rows are padded too, 3 and 3 may be any two of the seven columns."""
    found = _statuses(_REQUESTS + f"| 四、结转下年度继续办理 | 3 | 3{padding}\n")

    assert not any(path.startswith("requests.carried_forward") for path in found)
    assert [value for path, (value, _) in found.items() if path.startswith("unplaced")] == [3, 3]


def test_a_copied_merged_cell_is_one_cell() -> None:
    """A converter that copies a merged cell copies its header too: 550 is one number."""
    found = _statuses(
        "| 第二十条第(五)项 " * 4 + "|\n|---|---|---|---|\n"
        "| 信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量 |\n"
        "| 行政许可 | 550 | 550 | 550 |\n"
    )

    assert found == {"proactive_disclosure.licensing.decisions": (550, Status.READ)}


def test_a_copied_merged_cell_never_fills_other_columns() -> None:
    """Three different numbers below one copied header are no row of the form of 2019."""
    found = _statuses(
        "| 第二十条第(六)项 " * 4 + "|\n|---|---|---|---|\n"
        "| 信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量 |\n"
        "| 行政强制 | 0 | 0 | 1 |\n"
    )

    assert all(path.startswith("unplaced") for path in found)


_GLUED = (
    "三、收到和处理政府信息公开申请情况(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"
    "申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
)


def test_the_place_of_a_cut_digit_is_its_own() -> None:
    """Digits before a point that a lost numeral left: 0 and 0, not a blank and 0."""
    report = parse(
        _GLUED + "3.危及“三安全一稳定”0 0 0 0 0 00.保护第三方合法权益0 0 0 0 0 00", layout="glued"
    )
    spans = [record.span for record in records(report) if record.value is not None]
    text = some(report.document).text
    shown = [text[span.start : span.end] for span in spans if span is not None]

    assert shown == ["0"] * 14


def test_a_width_less_character_moves_no_other_cell() -> None:
    """Behind the first of cells with commas between them, the others keep their places."""
    row = "2.其他法律行政法规禁止公开,0\ufeff,,,,0,0,0"
    text = (
        "三、收到和处理政府信息公开申请情况\n自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计\n"
        "一、本年新收政府信息公开申请数量,1,0,0,0,0,0,1\n三、本年度办理结果,(一)予以公开,1,0,0,0,0,0,1\n"
        f"{row}\n"
    )
    starts = [
        record.span.start
        for record in records(parse(text))
        if "prohibited_by_law" in record.path and record.value is not None and record.span
    ]
    first = text.index(row)

    assert starts == [
        first + row.index("0"),
        *(first + row.rindex(",0,0,0") + n for n in (1, 3, 5)),
    ]


@pytest.mark.parametrize("sign", "-−–—﹣‐‑－")
def test_every_minus_sign_is_one_in_a_list(sign: str) -> None:
    """Behind its unit, as lists without separators print it."""
    text = (
        "某局2016年政府信息公开年度报告 附表指标名称计量单位年末统计"
        f"主动公开信息数条0其中：1、网站公开条{sign}86"
    )
    values = [value for path, (value, _) in _statuses(text).items() if "rows[1]" in path]

    assert values == [-86]


@pytest.mark.parametrize("sign", "-−–—﹣‐‑－")
def test_a_dash_between_glued_digits_is_never_sure(sign: str) -> None:
    """5–32 may be 5 and -32, or 5, -3 and 2, or 5, nothing and 32; only 0–0 is plain."""
    text = (
        "第二十条第(五)项信息内容上一年项目数量本年增/减处理决定数量"
        f"行政许可5{sign}32其他对外管理服务事项000第二十条第(六)项"
    )
    found = _statuses(text, "glued")

    assert not any("licensing" in p and s is Status.READ for p, (_, s) in found.items())


def test_two_amounts_with_a_stroke_are_no_value() -> None:
    """12.5/13.0 is not 12.5, also where nothing separates the label from it."""
    text = "第二十条第(八)项信息内容本年收费金额(单位:万元)行政事业性收费12.5/13.0"
    found = _statuses(text, "glued")

    assert found == {"proactive_disclosure.administrative_fees.amount": (None, Status.NOT_A_NUMBER)}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # A label that no form knows, at the end of a table without separators.
        (
            "第二十条第(六)项信息内容本年处理决定数量行政处罚6行政强制0第二十条第(八)项信息内容"
            "本年收费金额(单位:万元)行(xing)政事业收费9116.36",
            "9116.36",
        ),
        (_GLUED + "一、本年新收政府信息公开申请数量1000001四、结转下度办理0100001", "0100001"),
        # A range before the numbers of a row.
        (
            "维持 纠正 结果 审结 计 维持 纠正 结果 审结 计\n0 0-3 0 0 0 0 0 0 0 0 0 0 0 0 0\n",
            "0 0-3 0 0",
        ),
        # The rest of a row behind the sentence that one of its cells holds.
        (_GLUED + "(七)总计0000000321740612052021年我局未收费用。6064411252", "6064411252"),
        (
            "自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计\n"
            "一、本年新收政府信息公开申请数量,1,0,0,0,0,0,1\n"
            "二、上年结转政府信息公开申请数量,1,,,2021年我局未收取费用。,443,,\n"
            "四、结转下年度继续办理,1,0,0,0,0,0,1\n",
            "443",
        ),
        # A row whose frame is damaged, right below a drawn table.
        (
            "+------------------+------+------+\n| 指标名称 | 计量单位 | 统计数 |\n"
            "+------------------+------+------+\n| 五、行政诉讼数量 | 件 | 7 |\n"
            "+------------------+------+------+\n| (一)维持具体行政行为数 | 件 | 5 |\n"
            "+------------------+------+------+\n| (二)被依法纠错数 | 件 | 3 |\n"
            "+------------------+------+------+\n(三)其他情形的案数 | 件 | 4 |\n",
            "4",
        ),
    ],
)
def test_what_stands_beside_a_table_is_named(text: str, shown: str) -> None:
    """Each is unplaced, or said to be in no record."""
    report = parse("某局2021年政府信息公开工作年度报告\n" + text)
    named = [item.raw for item in report.unplaced if item.raw]
    named += [f.message for f in report.diagnostics if f.code == "number-unaccounted"]

    assert any(shown in one for one in named), named


def test_a_single_digit_that_ends_a_cut_text_may_be_a_numeral() -> None:
    """Seven zeros of which one was lost, and the 2 of the next label: the row does not add up."""
    text = "".join(
        f"{line}\n\n"
        for line in ("二、上年结转政府信息公开申请数量", *"0000000", "1.属于国家秘密", *"0000002")
    )
    found = _statuses(text)
    secret = [status for path, (_, status) in found.items() if "state_secret" in path]

    assert secret == [Status.INFERRED] * 7


@pytest.mark.parametrize("separator", [" | ", " "])
def test_digits_that_are_shown_backwards_are_no_value(separator: str) -> None:
    """Behind a right-to-left override a reader sees 19 where the text has 91."""
    rows = (
        ("第二十条第(五)项", "", ""),
        ("信息内容", "本年处理决定数量", ""),
        ("行政许可", "\u202e91\u202c", ""),
        ("行政处罚", "19", ""),
    )
    found = _statuses("".join(separator.join(row) + "\n" for row in rows))

    assert found["proactive_disclosure.licensing.decisions"] == (None, Status.NOT_A_NUMBER)
    assert found["proactive_disclosure.penalties.decisions"] == (19, Status.READ)


@pytest.mark.parametrize("printed", ["5 62", "5/62", "5–62"])
def test_two_numbers_in_a_cell_of_the_national_list_are_named(printed: str) -> None:
    """Neither is the value, and a diagnostic says so."""
    text = (
        "某局2016年政府信息公开年度报告 附表 指标名称单位统计数一、主动公开情况——"
        f"（一）主动公开政府信息数条{printed}其中：主动公开规范性文件数条3"
        "（二）通过不同渠道和方式公开政府信息的情况——1.政府公报公开政府信息数条0"
        "二、回应解读情况——（一）回应公众关注热点或重大舆情数次8"
    )
    found = _statuses(text)

    assert found.get("statistics.proactive.items", (None, None))[0] is None
    assert _codes(text) & {"number-unplaced", "not-a-number"}
