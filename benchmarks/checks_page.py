"""The page about the checks in both languages, from what `benchmarks.checks` measured.

python -m benchmarks.checks DIR [DIR...] --page docs
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govreport.checks import checks
from govreport.language import in_language, say
from govreport.model import Outcome

if TYPE_CHECKING:
    from benchmarks.checks import Examined

JUDGED = {
    "R1": (1, 1),
    "R2": (1, 1),
    "R3": (1, 1),
    "R5": (3, 3),
    "S1": (2, 2),
    "S5": (1, 1),
    "D2": (5, 5),
    "F1": (5, 5),
    "F2": (6, 6),
}
"""Check -> findings on the documents of the page that somebody held against the originals, and
how many of them are true of what is printed there."""

TEXTS = {
    "en": (
        "# How the checks end\n\n"
        "Each check of one report on {count} published reports and fragments of reports, 2008 to "
        "2025. Most of the running text of these documents is cut short and about a third end "
        "within a table: that is why so much is not evaluable, and a check never guesses what was "
        "left out. A check that is not about a report (a column of another form, a demand on "
        "governments only) has no outcome.\n\n"
        "The last two columns: findings, and how many of them are true of what is printed, each "
        "held against the original by eye or, where there are many, against its expected values. "
        "The checks were mended on these documents: this is no precision on unseen reports.\n",
        ("check", "findings", "true"),
        "\n{grave} warnings and errors in all, of the reading too: median {median} for one "
        "document, {most} at most.\n\n"
        "## Reports that the checks had not seen\n\n"
        "32 whole reports were written in the wording of the genre, with 29 faults and omissions, "
        "before any check saw them, and printed in ten layouts. All 29 were found. Seven findings "
        "more were false: S4 and S8 in three reports each, D2 in one. In 981 damaged prints of 24 "
        "of them every other finding is true of the damaged text but for nine: of a beginning "
        "that was cut off (S1, F3, S9), of full-width digits (D2) and of Taiwan's vocabulary (S4). "
        "All but the last are mended, so "
        "that the figures hold for the checks before that. Of 120 pairs of years made from the "
        "reports, 20 regions with the sums of their units and as many sets of peers none had a "
        "false finding, and of 210 planted changes 207 were found; two of the others change "
        "nothing that the check is about, and in one pair the text is too short. The documents "
        "are ours, not published ones.\n",
    ),
    "zh": (
        "# 检查的结果\n\n"
        "针对单份报告的每一项检查，在 {count} 份已公布的报告及报告片段（2008 至 2025 年）上的结果。"
        "这些文件的正文大多经过删节，约三分之一在表格中间中断：因此许多检查无法进行，检查也绝不猜测略去的内容。"
        "与某份报告无关的检查（另一格式的栏目、只对政府的要求）没有结果。\n\n"
        "最后两列：问题数，以及与原文（数量多时与其预期数值）核对后，其中与所印内容相符的数目。"
        "检查项正是在这些文件上修正的：这不是在未见过的报告上的准确率。\n",
        ("检查", "问题", "属实"),
        "\n连同读取时的提示，共 {grave} 个警告和错误：每份文件的中位数为 {median}，最多 {most}。"
        "\n\n## 检查未见过的报告\n\n"
        "在任何检查读到之前，按此类文书的写法写成 32 份完整的报告，"
        "其中有 29 处错误和遗漏，并以十种版式印出。"
        "29 处全部查出。另有七处误报：S4、S8 各三份，D2 一份。其中 24 份的 981 个损坏副本中，"
        "除九处外，其余问题都与损坏后的文本相符；这九处是开头被截去（S1、F3、S9）、全角数字（D2）"
        "和台湾用语（S4）。"
        "除最后一种外均已改正，因此以上数字是改正之前的。"
        "由这些报告作成的 120 对相邻年度、20 个地区及其所属单位之和、"
        "20 组同类机关均无误报；所作的 210 处改动查出 207 处，其余两处与该检查无关，一对文字太短。"
        "这些文件由本项目自行编写，不是已公布的报告。\n",
    ),
}


def write(results: Sequence[Examined], docs: Path, *, median: float) -> None:
    """Write the page of each language below the folder of the documentation."""
    read = [one for one in results if not one.refused]
    grave = [len(one.grave) for one in read]
    for language, (head, _, foot) in TEXTS.items():
        with in_language(language):
            text = head.format(count=len(read)) + "\n" + "".join(_table(read, language))
        text += foot.format(grave=sum(grave), median=f"{median:g}", most=max(grave, default=0))
        path = docs / language / "explanation" / "checks-measured.md"
        path.write_text(text, encoding="utf-8")


def _table(read: Sequence[Examined], language: str) -> Iterator[str]:
    counts = Counter((v.check, v.outcome) for one in read for v in one.report.verdicts)
    first, *last = TEXTS[language][1]
    names = [first, *(say(outcome.value.replace("_", " ")) for outcome in Outcome), *last]
    yield f"| {' | '.join(names)} |\n|---|{'---:|' * (len(names) - 1)}\n"
    for name in dict.fromkeys(one.identifier for one in checks()):
        if any(check == name for check, _ in counts):
            numbers = [str(counts[name, outcome]) for outcome in Outcome]
            yield f"| {name} | {' | '.join([*numbers, *_judged(name, read)])} |\n"


def _judged(name: str, read: Sequence[Examined]) -> tuple[str, str]:
    """Findings and how many are true; a question mark where nobody has looked at them."""
    found = sum(any(name in one.codes for one in each.report.findings) for each in read)
    seen, true = JUDGED.get(name, (0, 0))
    return str(found), f"{true}" if seen == found else "?"
