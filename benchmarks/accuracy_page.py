"""The page about accuracy in both languages, from what `benchmarks.accuracy` measured.

python -m benchmarks.accuracy DIR [DIR...] --page docs
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from pathlib import Path

from benchmarks.accuracy import Result
from govreport.testing import Outcome

Z = 1.959964
"""The quantile for an interval of 95 %."""

LANGUAGES = ("en", "zh")


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Wilson's interval of 95 % for a share, in per cent.

    >>> [round(bound, 1) for bound in wilson(95, 99)]
    [90.1, 98.4]
    >>> wilson(0, 0)
    (0.0, 100.0)
    """
    if not total:
        return 0.0, 100.0
    share, spread = hits / total, Z * Z / total
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / total + spread / total / 4) / (1 + spread)
    return max(0.0, 100 * (middle - half)), min(100.0, 100 * (middle + half))


def write(results: Sequence[Result], docs: Path) -> None:
    """Write the page of each language below the folder of the documentation."""
    for language in LANGUAGES:
        path = docs / language / "explanation" / "accuracy.md"
        path.write_text(page(results, language), encoding="utf-8")


def page(results: Sequence[Result], language: str) -> str:
    """The page as Markdown in ``en`` or ``zh``."""
    frame = Path(__file__).with_name(f"accuracy_{language}.md").read_text("utf-8")
    judged = [result for result in results if result.verdicts]
    counts = _counts(judged)
    total = sum(counts.values())
    whole = sum(_counts([one])[Outcome.RIGHT] == len(one.verdicts) for one in judged)
    silent = counts[Outcome.WRONG_SILENTLY] + counts[Outcome.MISSING_SILENTLY]
    return frame.format(
        documents=len(judged),
        values=f"{total:,}",
        right=f"{counts[Outcome.RIGHT]:,}",
        share=_share(counts[Outcome.RIGHT], total),
        whole=whole,
        whole_share=_share(whole, len(judged)),
        silent=silent,
        silent_bound=f"{wilson(silent, total)[1]:.2f} %",
        eras=_table(judged, lambda one: _era(one, language), language),
        layouts=_table(judged, lambda one: f"`{one.layout}`", language),
        kinds=_table(judged, lambda one: _kind(one, language), language),
        each="\n".join(_document(one, language) for one in judged),
        others=_others(judged, language),
    )


def _counts(results: Sequence[Result]) -> Counter[Outcome]:
    return Counter(verdict.outcome for result in results for verdict in result.verdicts)


def _per_cent(hits: int, total: int) -> tuple[str, str]:
    low, high = wilson(hits, total)
    return f"{100 * hits / total:.1f}", f"{low:.1f}\N{EN DASH}{high:.1f}"


def _share(hits: int, total: int) -> str:
    share, interval = _per_cent(hits, total)
    return f"{share} % ({interval})"


HEADINGS = {
    "en": "documents | values | right | wrong, said | missing, said | wrong, silent "
    "| missing, silent | right, % | 95 % interval",
    "zh": "文件 | 值 | 正确 | 错，已说明 | 缺，已说明 | 错，未说明 | 缺，未说明 "
    "| 正确率，% | 95 % 区间",
}


def _table(results: Sequence[Result], key: Callable[[Result], str], language: str) -> str:
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result)
    lines = [f"| | {HEADINGS[language]} |", "|---|" + "---:|" * 9]
    for name, members in sorted(groups.items(), key=lambda group: _rank(group[0])):
        counts = _counts(members)
        cells = [
            len(members),
            sum(counts.values()),
            counts[Outcome.RIGHT],
            counts[Outcome.WRONG_FLAGGED],
            counts[Outcome.MISSING_FLAGGED],
            counts[Outcome.WRONG_SILENTLY],
            counts[Outcome.MISSING_SILENTLY],
            *_per_cent(counts[Outcome.RIGHT], sum(counts.values())),
        ]
        lines.append(f"| {name} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def _rank(name: str) -> tuple[int, str]:
    """Eras in the order of time, everything else by name."""
    eras = [name for names in ERAS.values() for name in names]
    return (eras.index(name) if name in eras else 0, name)


ERAS = {
    "pre2014": ("before 2014", "2014年以前"),
    "2014-2018": ("2014 to 2018", "2014—2018"),
    "2019": ("2019 and 2020", "2019、2020"),
    "mixed": ("both forms mixed", "两种表式混用"),
    "2021+": ("2021 and later", "2021年起"),
}


def _era(result: Result, language: str) -> str:
    era = result.era.split()[0]
    return ERAS[era][LANGUAGES.index(language)]


KINDS = {
    ".txt": ("text", "文本"),
    ".md": ("Markdown", "Markdown"),
    ".html": ("web page", "网页"),
    ".pdf": ("PDF", "PDF"),
}


def _kind(result: Result, language: str) -> str:
    suffix = Path(result.name).suffix
    return KINDS[suffix][LANGUAGES.index(language)] if suffix in KINDS else suffix


def _document(result: Result, language: str) -> str:
    name = Path(result.name).stem.replace("_", " ")
    right = _counts([result])[Outcome.RIGHT]
    cells = (_era(result, language), f"`{result.layout}`", len(result.verdicts), right)
    return f"| {name} | {' | '.join(map(str, cells))} |"


OUTCOMES = {
    Outcome.WRONG_FLAGGED: ("wrong, and said to be doubtful", "值错，已说明存疑"),
    Outcome.MISSING_FLAGGED: ("missing, and named in a diagnostic", "缺失，诊断中已点名"),
    Outcome.WRONG_SILENTLY: ("wrong without a word", "值错，未说明"),
    Outcome.MISSING_SILENTLY: ("missing without a word", "缺失，未说明"),
}


def _others(results: Sequence[Result], language: str) -> str:
    """The values that are not right, one line for each outcome of each document."""
    return "\n".join(_lines(results, language)) or {"en": "- None.", "zh": "- 无。"}[language]


def _lines(results: Sequence[Result], language: str) -> Iterator[str]:
    for result in results:
        name = Path(result.name).stem.replace("_", " ")
        for outcome, words in OUTCOMES.items():
            paths = [verdict.path for verdict in result.verdicts if verdict.outcome is outcome]
            if paths:
                listed = ", ".join(f"`{path}`" for path in paths[:6])
                yield f"- {name}: {len(paths)} {words[LANGUAGES.index(language)]}: {listed}"
