"""Damage within one cell: signs, numerals in characters, and words for a number."""

from __future__ import annotations

from random import Random

from benchmarks.attack.mutations.base import add, is_change, is_count
from benchmarks.attack.mutations.numbers import Typed, after, in_cells
from benchmarks.attack.sheets import ANY_UNIT, Piece

_NUMERALS = "〇一二三四五六七八九十"
_MINUS = ("−", "–", "—", "﹣", "‐", "‑", "－", "减", "减少", "下降", "负", "減")
_PLUS = ("+", "＋", "增", "增加")


def _negative(piece: Piece) -> bool:
    return is_change(piece) and piece.text.startswith("-") and piece.text[1:].isdigit()


def _positive(piece: Piece) -> bool:
    return is_change(piece) and piece.text.isdigit() and piece.text != "0"


def _unsigned_change(text: str, random: Random) -> Typed:
    return _MINUS[random.randrange(len(_MINUS))] + text.lstrip("-"), None


add(
    "minus-sign",
    "numbers",
    "A minus sign of another kind before a negative change: −4, 减4.",
    in_cells(_unsigned_change, _negative, sure=True),
    "bare_cells",
    "piped_cells",
    "piped_rows",
    "markdown",
    "labelled_lines",
    "spaced",
    "html",
)
add(
    "plus-sign",
    "numbers",
    "A plus sign before a positive change: +4, 增4.",
    in_cells(lambda t, r: (_PLUS[r.randrange(4)] + t, None), _positive, sure=True),
)
add(
    "minus-apart",
    "numbers",
    "A space between sign and digits: `- 4`.",
    in_cells(lambda t, r: (f"- {t[1:]}", None), _negative),
)
add(
    "negative-count",
    "numbers",
    "A dash before a count: –78.",
    in_cells(
        lambda t, r: (_MINUS[r.randrange(7)] + t, ((-int(t), ANY_UNIT),)),
        lambda p: is_count(p) and not is_change(p),
    ),
)
add(
    "zero-in-characters",
    "numbers",
    "A zero as a character: 〇, 零.",
    in_cells(
        lambda t, r: ("〇零"[r.randrange(2)], None),
        lambda p: is_count(p) and p.text == "0",
        sure=True,
    ),
    "bare_cells",
    "piped_cells",
    "piped_rows",
    "markdown",
    "html",
)
add(
    "chinese-numeral",
    "numbers",
    "A small count as a Chinese numeral: 三.",
    in_cells(
        lambda t, r: (_NUMERALS[int(t)], None), lambda p: is_count(p) and 0 < int(p.text) <= 10
    ),
    "bare_cells",
    "piped_cells",
    "piped_rows",
    "markdown",
    "html",
    "spaced",
    "labelled_lines",
)
add(
    "character-below",
    "numbers",
    "A character of vertical print on the line below the number: 31, 年.",
    in_cells(after(("\n年", "\n月", "\n计"))),
    "bare_cells",
    "labelled_lines",
    "piped_rows",
    "piped_cells",
)
add(
    "words",
    "numbers",
    "Words for a number: 见附件.",
    in_cells(
        lambda t, r: (("见附件", "详见附表", "保密", "不适用")[r.randrange(4)], ()), words=True
    ),
)
add(
    "placeholder",
    "blanks",
    "A placeholder for a number: /, -, —, 无.",
    in_cells(lambda t, r: (("/", "-", "—", "无", "*", "——")[r.randrange(6)], ()), words=True),
)
add(
    "sentence-in-cell",
    "numbers",
    "A sentence with a year for a number: 2021年我局未收取费用。",
    in_cells(
        lambda t, r: (
            ("2021年我局未收取费用。", "2020年无此项", "详见2019年报告")[r.randrange(3)],
            (),
        ),
        lambda p: p.kind == "value" and p.path is not None,
        words=True,
    ),
)
