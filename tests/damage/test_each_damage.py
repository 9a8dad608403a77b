"""The damage of the field's table (D1 to D27), each on its smallest example."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import govreport
from govreport import AnnualReport, records

TITLE = "某县某局2021年政府信息公开工作年度报告\n"
LAST_FORM = TITLE.replace("2021", "2020")
ITEM_1 = "第二十条第(一)项 | | | |\n信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n"
ITEM_6 = "第二十条第(六)项 | |\n信息内容 | 本年处理决定数量 |\n行政处罚 | 12 |\n行政强制 | 3 |\n"
ORGANISATIONS = "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |"
APPLICANTS = (
    "三、收到和处理政府信息公开申请情况\n申请人情况 |\n自然人 | 法人或其他组织 | 总计 |\n"
    f"{ORGANISATIONS}\n"
)
CASES = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |"
REVIEWS = (
    "四、政府信息公开行政复议、行政诉讼情况\n行政复议 | 行政诉讼 |\n"
    "未经复议直接起诉 | 复议后起诉 |\n"
)
FIFTEEN = "1 | 2 | 3 | 4 | 10 | 0 | 0 | 0 | 0 | 0 | 5 | 6 | 7 | 8 | 26 |\n"

MADE = "proactive_disclosure."
PENALTIES = {MADE + "penalties.decisions": 12, MADE + "coercive_measures.decisions": 3}
RULES = {
    MADE + "rules.newly_made": 1,
    MADE + "rules.newly_disclosed": 2,
    MADE + "rules.total_disclosed": 3,
    MADE + "normative_documents.newly_made": 4,
    MADE + "normative_documents.newly_disclosed": 5,
    MADE + "normative_documents.total_disclosed": 6,
}
REVIEWED = {
    "review_and_litigation.review.upheld": 1,
    "review_and_litigation.review.total": 10,
    "review_and_litigation.litigation_after_review.pending": 8,
    "review_and_litigation.litigation_after_review.total": 26,
}
NEW = {"requests.new_requests.natural_person": 4, "requests.new_requests.total": 5}
ROW_OF_NEW = "一、本年新收政府信息公开申请数量 | 4 | 1 | 0 | 0 | 0 | 0 | 5 |\n"
ROW_OF_OLD = "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"

TEXTS: dict[str, tuple[str, Mapping[str, int | None]]] = {
    "D2, columns": (
        LAST_FORM
        + ITEM_1.replace("制作数量", "").replace("公开数量 | 对", " | 对")
        + "规章 | 1 | 2 | 3 |\n规范性文件 | 4 | 5 | 6 |\n",
        RULES,
    ),
    "D2, reviews": (
        TITLE + REVIEWS + "结果 | 结果 | 其他 | 尚未 | 总计 |" * 3 + "\n" + FIFTEEN,
        REVIEWED,
    ),
    "D3": (
        LAST_FORM
        + "第二十条第(五)项 | | | |\n信息内容 | 上一年项目数量 | 本年增/ | 处理决定数 |\n"
        + "行政许可 | 7 | -2 | 9 |\n",
        {
            MADE + "licensing.previous_year_items": 7,
            MADE + "licensing.change": -2,
            MADE + "licensing.decisions": 9,
        },
    ),
    "D5": (
        TITLE
        + "第二十条第(一)项\n\n信息内容\n\n本年制发件数\n\n本年废止件数\n\n现行有效件数\n\n"
        + "规章\n\n1\n\n\n3\n\n行政规范性文件\n\n4\n\n5\n\n6\n",
        {MADE + "rules.issued": 1, MADE + "rules.abolished": None, MADE + "rules.in_force": 3},
    ),
    "D6, lines": (
        TITLE + APPLICANTS.replace("总计", "总\n计").replace("商业企业", "商业\n企业") + ROW_OF_NEW,
        NEW,
    ),
    "D6, spaces": (
        TITLE + REVIEWS + CASES.replace("结果纠正", "结 果 纠 正") * 3 + "\n" + FIFTEEN,
        REVIEWED,
    ),
    "D7": (
        TITLE
        + "第二十条第(六)项 | ||||\n信息内容 | 本年处理决定数量 | |||\n"
        + "行政处罚 | 12 | |||\n行政强制 | 3 | |||\n",
        PENALTIES,
    ),
    "D10, right": (TITLE + ITEM_6.replace("|\n", "| |\n"), PENALTIES),
    "D10, left": (
        TITLE + "".join(f"| | {line}\n" for line in ITEM_6.splitlines()),
        PENALTIES,
    ),
    "D11": (
        TITLE
        + "四、政府信息公开行政复议、行政诉讼情况\n行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n"
        + "\n".join(" ".join([*column] * 3) for column in ("结结其尚总", "果果他未计", "维纠结审"))
        + "\n持 正 果 结 持 正 果 结 持 正 果 结\n"
        + FIFTEEN.replace(" |", ""),
        REVIEWED,
    ),
    "D12": (
        TITLE + ITEM_6.replace("行政强制", "-3-\n行政强制"),
        PENALTIES,
    ),
    "D13": ((TITLE + ITEM_6).replace("\n", " ").replace(" |", ""), PENALTIES),
    "D14": (
        "首页 > 信息公开\n发布时间：2022-01-20 浏览次数：356 字体：大 中 小\n"
        + TITLE
        + ITEM_6
        + "扫一扫在手机打开当前页\n相关链接\n主办单位：某县某局 电话：0123-4567890\n",
        PENALTIES,
    ),
    "D16": (TITLE.replace("某县", "某游戏网址") + ITEM_6, PENALTIES),
    "D15": (
        TITLE.replace("2021", "2018")
        + "附表\n指标 | 数量 |\n主动公开政府信息数 | 128 |\n收到申请数 | 3 |\n1.当面申请数 | 2 |\n"
        + "2.网络申请数 | 1 |\n",
        {"statistics.proactive.items": 128, "statistics.requests.received.online": 1},
    ),
    "D18": (
        TITLE
        + "第二十条第(六)项\n信息内容\n|\n本年处理决定数量\n行政处罚\n|\n12\n行政强制\n|\n3\n"
        + "第二十条第(八)项\n信息内容\n|\n本年收费金额\n行政事业性收费\n|\n9\n",
        PENALTIES,
    ),
    "D19": (
        TITLE.replace("2021", "2011")
        + "附表\n指 标 名 称 计量 单位 2011 年度\n主动公开政府信息数 条 128\n收到申请数 件 3\n"
        + "当面申请数 件 2\n网络申请数 件 1\n",
        {"statistics.proactive.items": 128, "statistics.requests.received.online": 1},
    ),
    "D20": (TITLE + ITEM_6.replace("行政", "⾏政").replace("信息内容", "信息⺆容"), PENALTIES),
    "D21": (
        TITLE
        + APPLICANTS.replace(" |", "")
        + "一、本年新收政府信息公开申请数量 4 1 0 0 0 0 5\n"
        + "二、上年结转政府信息公开申请数量 0 0 00000\n"
        + "（七）总计 3 1 0 0 0 04\n四、结转下年度继续办理 1 0 0 0 0 0 1\n",
        {
            **NEW,
            "requests.carried_over.total": 0,
            "requests.carried_forward.total": 1,
        },
    ),
    "D25": (
        TITLE
        + APPLICANTS
        + ROW_OF_NEW
        + "三、本年度办理结果 | (一)予以公开 |  | 3 | 1 | 0 | 0 | 0 | 0 | 4 |\n",
        {
            "requests.results.disclosed.natural_person": 3,
            "requests.results.disclosed.total": 4,
        },
    ),
}


def found_in(report: AnnualReport) -> dict[str, object]:
    """Path -> value."""
    return {record.path: record.value for record in records(report)}


@pytest.mark.parametrize("damage", TEXTS)
def test_values_survive(damage: str) -> None:
    """Each value is right, nothing is left without a place, and no number vanishes."""
    text, expected = TEXTS[damage]
    report = govreport.parse(text)
    found = found_in(report)

    assert {path: found.get(path, "absent") for path in expected} == expected
    assert [item.raw for item in report.unplaced] == []
    assert govreport.account(report).unaccounted == ()


def codes(text: str) -> set[str]:
    """The codes of all diagnostics."""
    return {item.code for item in govreport.parse(text).diagnostics}


@pytest.mark.parametrize(
    ("damage", "text", "code"),
    [
        (
            "D1, date",
            TITLE + ITEM_6 + "某县财政局\n2022112\n",
            "date-ambiguous",
        ),
        (
            "D4",
            LAST_FORM + ITEM_1 + "6 | 6 | 6 |\n规范性文件 | 4 | 5 | 6 |\n",
            "label-lost",
        ),
        (
            "D8",
            TITLE
            + APPLICANTS
            + ROW_OF_NEW.replace("4 | 1 | 0 | 0 | 0 | 0 | 5 |", "3 | 3 | | | | | | | |")
            + ROW_OF_OLD,
            "number-unplaced",
        ),
        ("D17", TITLE.replace("某县某局", "**县某局") + ITEM_6, "agency-masked"),
        (
            "D22",
            TITLE
            + "一、总体情况\n好。\n二、主动公开政府信息情况\n"
            + ITEM_6
            + LAST_FORM
            + "一、总体情况\n好。\n二、主动公开政府信息情况\n"
            + ITEM_6,
            "several-reports",
        ),
        (
            "D23",
            TITLE
            + "一、总体情况\n2020年情况如下\n"
            + ITEM_6.replace("12", "99")
            + "二、主动公开政府信息情况\n"
            + ITEM_6,
            "several-reports",
        ),
        ("D26, mark", TITLE + ITEM_6.replace("12", "12①"), "number-marked"),
        ("D26, letters", TITLE + ITEM_6.replace("12", "l2"), "not-a-number"),
        (
            "D27",
            TITLE + "二、主动公开政府信息情况\n见附件\n六、其他需要报告的事项\n无\n",
            "table-attached",
        ),
    ],
)
def test_what_cannot_be_sure_is_said(damage: str, text: str, code: str) -> None:
    """Damage that leaves a doubt has a finding with its own code."""
    report = govreport.parse(text)

    assert code in codes(text), damage
    assert govreport.account(report).unaccounted == ()


def test_a_number_among_words_does_not_vanish() -> None:
    """D26: a cell of words that begins with a number is no value, and the number is named."""
    report = govreport.parse(TITLE + ITEM_6.replace("12", "12（其中修订3件）个左右"))
    remark = govreport.parse(TITLE + ITEM_6.replace("12", "12（其中修订3件）"))

    assert "12" in [number.text for number in govreport.account(report).unaccounted]
    assert found_in(remark)[MADE + "penalties.decisions"] == 12


def test_the_period_without_separators() -> None:
    """D1: 202111日至20211231日 is the year 2021."""
    report = govreport.parse(
        "某县某局政府信息公开工作年度报告\n本报告数据统计期限为202111日至20211231日。\n" + ITEM_6
    )

    assert report.year == 2021


def test_lines_without_repetition() -> None:
    """D9: repeated lines were removed; that is said, and nothing is read into wrong places."""
    lines = [
        f"{label}\n"
        for label in (*["规章", "行政许可", "行政处罚", "行政强制"], "第二十条第(一)项")
    ]
    lines += [f"第{number}类事项情况\n" for number in "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"]
    text = TITLE + "".join(lines) + "0\n12\n" + "".join(f"办理{c}类\n" for c in "子丑寅卯辰巳午")
    report = govreport.parse(text)

    assert "lines-removed" in {item.code for item in report.diagnostics}


def test_struck_and_hidden_text() -> None:
    """D24: what the page strikes or hides is not what it prints."""
    pytest.importorskip("selectolax")
    rows = "".join(
        f"<tr><td>{label}</td><td>{cell}</td></tr>"
        for label, cell in (
            ("信息内容", "本年处理决定数量"),
            ("行政处罚", "<del>99</del><span>1</span><span>2</span>"),
            ("行政强制", "3<span style='display:none'>4</span>"),
            ("行政许可", "<o:p>&nbsp;</o:p>"),
        )
    )
    html = f"<h1>{TITLE}</h1><table><tr><td colspan=2>第二十条第(六)项</td></tr>{rows}</table>"
    report = govreport.read(html.encode())
    found = found_in(report)

    assert {path: found.get(path) for path in PENALTIES} == PENALTIES
    assert "text-hidden" in {item.code for item in report.diagnostics}
