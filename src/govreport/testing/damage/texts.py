"""Damage to the text as a whole: crawlers, converters, page furniture."""

from __future__ import annotations

import re

from govreport.testing.damage.base import Damage
from govreport.testing.variants import traditional, width

_FURNITURE = (
    "- 3 -",
    "P. 9",
    "第3页 共8页",
    "—12—",
    "政府信息公开工作年度报告",
    "扫一扫在手机打开",
)
_PINYIN = {"规": "guī", "数": "shù", "政": "zhèng", "请": "qǐng", "总": "zǒng", "复": "fù"}
_INVISIBLE = ("\u200b", "\ufeff", "\u200e", "\u3000", "\xa0")
_BOUNDARY = re.compile(r"[\s|]+")


def traditional_text(text: str, choice: int) -> str:
    """All characters converted to Traditional (section 10)."""
    return traditional(text, choice)


def taiwan_vocabulary(text: str, choice: int) -> str:
    """Traditional characters with Taiwan vocabulary: 规范性文件 -> 規範性檔案 (section 10)."""
    return traditional(text.replace("文件", "档案"), choice)


def pinyin(text: str, choice: int) -> str:
    """Pinyin in brackets after some characters: 規(guī)章 (section 10)."""
    mark, reading = list(_PINYIN.items())[choice % len(_PINYIN)]
    return text.replace(mark, f"{mark}({reading})")


def full_width_text(text: str, choice: int) -> str:
    """All digits and punctuation in full width, pipes aside."""
    kept = re.split(r"(\|+|#+|-{2,})", text)
    return "".join(p if p[:1] in "|#" or p[:2] == "--" else width(p, choice) for p in kept)


def furniture(text: str, choice: int) -> str:
    """A page number or running head on a line of its own (D12, D14)."""
    lines = text.split("\n")
    mark = _FURNITURE[choice % len(_FURNITURE)]
    lines.insert((choice // len(_FURNITURE)) % len(lines), mark)
    return "\n".join(lines)


def repeated_lines_removed(text: str, choice: int) -> str:
    """Each line survives once (D9)."""
    del choice
    seen: set[str] = set()
    kept = []
    for line in text.split("\n"):
        key = line.strip()
        if not key or key not in seen:
            kept.append(line)
        seen.add(key)
    return "\n".join(kept)


def truncated(text: str, choice: int) -> str:
    """The text ends early, between two cells."""
    ends = [found.start() for found in _BOUNDARY.finditer(text)]
    return text[: ends[choice % len(ends)]] if ends else text


def beginning_lost(text: str, choice: int) -> str:
    """The text begins late, between two cells."""
    ends = [found.end() for found in _BOUNDARY.finditer(text)]
    return text[ends[choice % len(ends)] :] if ends else text


def pipes_alone(text: str, choice: int) -> str:
    """The pipe that closes a cell stands on a line of its own."""
    del choice
    return re.sub(r"(?m)^([^|\n]+?) \|$", r"\1\n|", text)


def rows_opened(text: str, choice: int) -> str:
    """Each piped line begins with a pipe of its own (an empty first column, D10)."""
    del choice
    return re.sub(r"(?m)^(?=[^|\n]+\|)", "| ", text)


def blank_lines(text: str, choice: int) -> str:
    """An empty line, or two, after each line."""
    return text.replace("\n", "\n\n" if choice % 2 else "\n\n\n")


def line_spaces(text: str, choice: int) -> str:
    """Spaces around each line, tabs or ideographic ones too."""
    mark = ("  ", "\t", "\u3000")[choice % 3]
    return "\n".join(f"{mark}{line}{mark}" if line else line for line in text.split("\n"))


def carriage_returns(text: str, choice: int) -> str:
    """Lines end as in Windows."""
    del choice
    return text.replace("\n", "\r\n")


def invisible(text: str, choice: int) -> str:
    """Invisible characters somewhere in the text, never inside a number."""
    mark = _INVISIBLE[choice % len(_INVISIBLE)]
    position = (choice // 5) % (len(text) + 1)
    around = text[max(0, position - 1) : position + 1]
    return text if any(c.isdigit() for c in around) else text[:position] + mark + text[position:]


def decoy(text: str, choice: int) -> str:
    """A sentence with figures between two lines."""
    sentences = (
        "全年共收到申请9件,办结8件,其中予以公开7件,部分公开6件。",
        "本年度未收到行政复议申请,行政诉讼5件。",
        "全年作出行政许可77件、行政处罚66件。",
    )
    lines = text.split("\n")
    lines.insert((choice // 3) % len(lines), sentences[choice % 3])
    return "\n".join(lines)


TEXT_DAMAGES = (
    Damage("traditional", "10", "nothing", text=traditional_text),
    Damage("taiwan-vocabulary", "10", "nothing", text=taiwan_vocabulary),
    Damage("pinyin", "10", "nothing", text=pinyin),
    Damage("full-width-text", "8.3", "nothing", text=full_width_text),
    Damage("furniture", "D12", "the rows before and after it", text=furniture),
    Damage("repeated-lines-removed", "D9", "all values", text=repeated_lines_removed, loses=True),
    Damage("truncated", "D3", "the last row", text=truncated, loses=True),
    Damage("beginning-lost", "D3", "the first row and table", text=beginning_lost, loses=True),
    Damage("pipes-alone", "D7", "nothing", text=pipes_alone),
    Damage("rows-opened", "D10", "nothing", text=rows_opened),
    Damage("blank-lines", "D5", "the blank cells", text=blank_lines),
    Damage("line-spaces", "D14", "nothing", text=line_spaces),
    Damage("carriage-returns", "D14", "nothing", text=carriage_returns),
    Damage("invisible", "D14", "the label it stands in", text=invisible),
    Damage("decoy", "D14", "the rows before and after it", text=decoy),
)
