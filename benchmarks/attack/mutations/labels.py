"""Damage to the labels of rows."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.attack.mutations.base import SheetAct, add, pick
from benchmarks.attack.sheets import Sheet
from govreport.testing.variants import numbering, quotes, spaces, traditional, width

_OTHERS = "的与内和情项为公信事年本一二三"
_ALIKE = {
    "规": "视",
    "行": "彳亍",
    "政": "攻",
    "未": "末",
    "公": "公厶",
    "开": "升",
    "类": "娄",
    "总": "忌",
    "计": "讠十",
    "件": "仵",
    "己": "已",
    "申": "甲",
    "理": "埋",
    "复": "夏",
}
_RADICALS = str.maketrans(
    {
        "行": "⾏",
        "文": "⽂",
        "人": "⼈",
        "门": "⻔",
        "民": "⺠",
        "长": "⻓",
        "一": "⼀",
        "二": "⼆",
        "生": "⽣",
        "业": "业",
        "自": "⾃",
        "金": "⾦",
        "方": "⽅",
        "面": "⾯",
        "比": "⽐",
    }
)
_PINYIN = {
    "规": "guī",
    "数": "shù",
    "政": "zhèng",
    "请": "qǐng",
    "总": "zǒng",
    "复": "fù",
    "公": "gōng",
    "行": "xíng",
    "开": "kāi",
    "理": "lǐ",
}


def _labels(
    change: Callable[[str, Random], str], *, all_of_them: bool = False, sure: bool = False
) -> SheetAct:
    """Change one label, or all; one that is not sure makes its row doubtful."""

    def act(sheet: Sheet, random: Random) -> Sheet | None:
        labels = [n for n in sheet.labels() if len(sheet.pieces[n].text) > 1]
        chosen = labels if all_of_them else [n for n in [pick(labels, random)] if n is not None]
        before = sheet.text
        for number in chosen:
            text = change(sheet.pieces[number].text, random)
            sheet = sheet.with_piece(number, text=text)
        if sheet.text == before:
            return None
        if sheet.layout == "glued":
            return sheet.all_doubted()
        return sheet if sure else sheet.doubted(sheet.pieces[n].row for n in chosen)

    return act


def _typo(text: str, random: Random) -> str:
    place = random.randrange(len(text))
    return text[:place] + _OTHERS[random.randrange(len(_OTHERS))] + text[place + 1 :]


def _lost(text: str, random: Random) -> str:
    place = random.randrange(len(text))
    return text[:place] + text[place + 1 :]


def _cut(text: str, random: Random) -> str:
    return text[: max(2, len(text) - 1 - random.randrange(4))]


def _beginning_lost(text: str, random: Random) -> str:
    return text[1 + random.randrange(min(3, len(text) - 1)) :]


def _broken(text: str, random: Random) -> str:
    place = 1 + random.randrange(len(text) - 1)
    return f"{text[:place]}\n{text[place:]}"


def _alike(text: str, random: Random) -> str:
    known = [character for character in text if character in _ALIKE]
    if not known:
        return text
    chosen = known[random.randrange(len(known))]
    return text.replace(chosen, _ALIKE[chosen][0], 1)


def _pinyin(text: str, random: Random) -> str:
    mark, reading = list(_PINYIN.items())[random.randrange(len(_PINYIN))]
    style = (f"{mark}({reading})", f"{mark}（{reading}）", f"{mark}({reading}")[random.randrange(3)]
    return text.replace(mark, style)


def _styled(variant: Callable[[str, int], str]) -> Callable[[str, Random], str]:
    return lambda text, random: variant(text, random.randrange(40))


def _spaced_out(text: str, random: Random) -> str:
    mark = (" ", "\u3000", "\xa0")[random.randrange(3)]
    return mark.join(text)


def _unnumbered(text: str, random: Random) -> str:
    del random
    head, mark, rest = text.partition(".")
    return rest if mark and head.isdigit() else text


def _renumbered(text: str, random: Random) -> str:
    head, mark, rest = text.partition(".")
    return f"{random.randrange(1, 9)}.{rest}" if mark and head.isdigit() else text


_CELLS = ("piped_rows", "piped_cells", "bare_cells", "markdown", "html")

add("label-typo", "labels", "One character of a label is another one (8.2).", _labels(_typo))
add("label-character-lost", "labels", "One character of a label is missing (8.2).", _labels(_lost))
add("label-cut", "labels", "The end of a label is lost (D3).", _labels(_cut))
add(
    "label-beginning-lost",
    "labels",
    "The beginning of a label is lost (D3).",
    _labels(_beginning_lost),
)
add("label-broken", "labels", "A label is broken over two lines (D6).", _labels(_broken))
add(
    "label-look-alike",
    "labels",
    "A character of a label is one that looks like it (OCR).",
    _labels(_alike),
)
add(
    "labels-in-radicals",
    "labels",
    "Radicals for characters in all labels (D20).",
    _labels(lambda t, r: t.translate(_RADICALS), all_of_them=True, sure=True),
)
add(
    "labels-traditional",
    "labels",
    "All labels in Traditional characters (section 10).",
    _labels(_styled(traditional), all_of_them=True, sure=True),
)
add(
    "labels-with-pinyin",
    "labels",
    "Pinyin in brackets after characters of the labels (section 10).",
    _labels(_pinyin, all_of_them=True),
)
add(
    "labels-numbered-otherwise",
    "labels",
    "Another style of numbering in a label (8.3).",
    _labels(_styled(numbering)),
)
add(
    "labels-wide",
    "labels",
    "All labels in full width (8.3).",
    _labels(_styled(width), all_of_them=True, sure=True),
)
add(
    "labels-quoted-otherwise",
    "labels",
    "Other quotes around 三安全一稳定 (8.3).",
    _labels(_styled(quotes), all_of_them=True, sure=True),
)
add(
    "label-with-a-space",
    "labels",
    "A space within a label (D6).",
    _labels(_styled(spaces)),
    *_CELLS,
)
add(
    "labels-spaced-out",
    "labels",
    "A space between all characters of a label (D19).",
    _labels(_spaced_out),
    *_CELLS,
)
add("label-number-lost", "labels", "The number before a label is lost (8.3).", _labels(_unnumbered))
add(
    "label-number-wrong",
    "labels",
    "The number before a label is another one.",
    _labels(_renumbered),
)
add(
    "label-with-remark",
    "labels",
    "A remark with a number after a label: 行政许可(指2019年事项数) (8.2).",
    _labels(lambda t, r: f"{t}(指20{r.randrange(10, 25)}年事项数,共{r.randrange(9)}项)"),
)


def label_lost(sheet: Sheet, random: Random) -> Sheet | None:
    """A label is missing, its values stay (D4)."""
    place = pick(sheet.labels(), random)
    if place is None:
        return None
    sheet = sheet.with_piece(place, text="")
    return sheet.doubted([sheet.pieces[place].row, sheet.pieces[place].row - 1])


def label_of_the_next_row(sheet: Sheet, random: Random) -> Sheet | None:
    """The label that the next row has too: the crawler printed one label twice."""
    labels = sheet.labels()
    if len(labels) < 2:
        return None
    place = random.randrange(len(labels) - 1)
    here, after = labels[place], labels[place + 1]
    sheet = sheet.with_piece(here, text=sheet.pieces[after].text)
    return sheet.doubted([sheet.pieces[here].row, sheet.pieces[after].row])


add("label-lost", "labels", "A label is missing, its values stay (D4).", label_lost)
add(
    "label-of-the-next-row",
    "labels",
    "A label is replaced by that of the next row.",
    label_of_the_next_row,
)
