"""Documents to measure with: the bundled reports, each copy with other figures in its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
REPORTS = sorted((ROOT / "examples" / "reports").glob("*.txt"))
_FIGURE = re.compile(r"(?<![\d年])\d{1,3}(?=[件条次个篇人份])")
_SIGN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = 25
"""A line with so many Chinese characters and no pipe is prose."""


def varied(text: str, number: int) -> str:
    """A copy whose sentences with figures were never met before: nothing of them is remembered."""
    random = Random(number)

    def other(line: str) -> str:
        if "|" in line or len(_SIGN.findall(line)) < _SENTENCE:
            return line
        return _FIGURE.sub(lambda _: str(random.randint(1, 999)), line)

    return "\n".join([*map(other, text.split("\n")), f"第{number}份", ""])


def texts(count: int, paths: list[Path] | None = None) -> Iterator[str]:
    """So many reports, no two alike, of the bundled ones in turn."""
    originals = [path.read_text("utf-8") for path in paths or REPORTS]
    return (varied(originals[number % len(originals)], number) for number in range(count))


def folder_of(folder: Path, count: int) -> Path:
    """So many files in a folder."""
    for number, text in enumerate(texts(count)):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


def sized(size: int) -> str:
    """A report of so many bytes: cut off, or with prose of no interest before its tables."""
    text = REPORTS[0].read_text("utf-8")
    if len(text.encode()) > size:
        return text.encode()[:size].decode("utf-8", "ignore")
    head, _, tail = text.partition("\n")
    sentence = "本年办理公开事项{}件,组织培训{}次,制作宣传材料{}份,有关工作按计划推进。\n"
    prose, left, number = [], size - len(text.encode()), 0
    while left > 0:
        number += 1
        prose.append(sentence.format(number, number % 7, number * 3))
        left -= len(prose[-1].encode())
    return f"{head}\n{''.join(prose)}{tail}"
